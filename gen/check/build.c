// SPDX-License-Identifier: MIT
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"

Object *build_schema(Builder *builder, Name name)
{
    Model *model = builder->model;
    const Word *word = name.word ? name.word : words_text(model->words, "public");
    if (model->last_schema && model->last_schema->name == word)
        return model->last_schema;
    Object *schema = model_find_schema(model, word);
    if (!schema) {
        schema = model_add(model, KIND_SCHEMA, NULL, word, name.span);
        model_name(model, schema, word);
    }
    return schema;
}

Name *build_names(Arena *arena, const Part *list, uint32_t *count)
{
    *count = 0;
    for (const Part *part = list; part; part = part->next)
        ++*count;
    Name *names = ARENA_ARRAY(arena, Name, *count ? *count : 1);
    for (uint32_t at = 0; at < *count; at++, list = list->next)
        names[at] = list->name;
    return names;
}

Object *build_declared(Builder *builder, const Item *item, Kind kind, Object *home)
{
    Object *object = model_add(builder->model, kind, home, item->name.word, item->name.span);
    model_doc(builder->model, object, item->doc);
    object->dialects = (uint8_t)item->dialects;
    object->named = true;
    declare_name(builder, object, item->name, item->was.word, item->was_schema.word);
    return object;
}

static void build_own_schema(Builder *builder, const Item *item)
{
    Object *schema = build_schema(builder, item->name);
    model_was(builder->model, schema, item->was.word, NULL);
    model_doc(builder->model, schema, item->doc);
    if (ast_find(item->parts, PART_EXTERNAL))
        AS(Schema, schema)->external = builder->model->has_external = true;
}

static void build_enum(Builder *builder, const Item *item)
{
    Object *object = build_declared(builder, item, KIND_ENUM, build_schema(builder, item->schema));
    const Word *after = NULL;
    for (const Item *label = item->members; label; label = label->next) {
        Label *made = AS(Label, build_declared(builder, label, KIND_LABEL, object));
        made->after = after;
        after = label->name.word;
    }
    // A CHECK with nothing in its list would not even take a null.
    if (!after && !caps_of(builder->model->dialect)->types_as_objects)
        need_rights(builder, object->span, "enums without labels");
}

static void build_domain(Builder *builder, const Item *item)
{
    Object *object = build_declared(builder, item, KIND_DOMAIN, build_schema(builder, item->schema));
    Domain *domain = AS(Domain, object);
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind == PART_TYPE)
            domain->type = build_type(builder, object, &domain->type, part);
        else if (part->kind == PART_DEFAULT)
            domain->default_.span = part->span;
        else if (part->kind == PART_NOT_NULL)
            domain->not_null = true;
        else if (part->kind == PART_COLLATE)
            domain->collation = part->name.word;
        else if (part->kind == PART_CHECK)
            build_check(builder, object, part->name, part->span, NULL);
    }
    for (const Item *member = item->members; member; member = member->next)
        if (member->kind == KIND_CHECK)
            build_check(builder, object, member->name, ast_find(member->parts, PART_CHECK)->span, member);
        else
            diag_report(builder->diag, DIAG_SYNTAX, member->span, "a type holds nothing but checks");
}

// What the server takes by itself says nothing.
static const Word *own_number(const Part *part, const char *usual)
{
    const Word *word = part->name.word; // NULL: no maxvalue
    return word && usual && !strcmp(word->text, usual) ? NULL : word;
}

static void read_owner(Builder *builder, Sequence *sequence, const Part *path)
{
    PendingOwner *pending = ARENA_NEW(&builder->scratch, PendingOwner);
    *pending = (PendingOwner){.next = builder->owners, .sequence = sequence};
    for (const Part *part = path->list; part; part = part->next) {
        pending->schema = pending->table;
        pending->table = pending->column;
        pending->column = part->name;
    }
    builder->owners = pending;
}

static void drop_usual(const Word **number, const char *usual)
{
    if (*number && !strcmp((*number)->text, usual))
        *number = NULL;
}

static void drop_usual_numbers(Sequence *sequence)
{
    static const char *const LOW[] = {"-32768", "-2147483648", "-9223372036854775808"};
    static const char *const HIGH[] = {"32767", "2147483647", "9223372036854775807"};
    bool up = !sequence->increment || *sequence->increment->text != '-';
    int size = !sequence->type                   ? 2
               : sequence->type->id == TYPE_INT2 ? 0
               : sequence->type->id == TYPE_INT4 ? 1
                                                 : 2;
    if (sequence->type && sequence->type->id == TYPE_INT8)
        sequence->type = NULL;
    drop_usual(&sequence->minimum, up ? "1" : LOW[size]);
    drop_usual(&sequence->maximum, up ? HIGH[size] : "-1");
    const Word *first = up ? sequence->minimum : sequence->maximum;
    drop_usual(&sequence->start, first ? first->text : up ? "1" : "-1");
}

static void build_sequence(Builder *builder, const Item *item)
{
    Object *object = build_declared(builder, item, KIND_SEQUENCE, build_schema(builder, item->schema));
    Sequence *sequence = AS(Sequence, object);
    for (const Part *part = item->parts; part; part = part->next) {
        switch (part->kind) {
        case PART_TYPE: sequence->type = build_type(builder, object, &sequence->type, part); break;
        case PART_INCREMENT: sequence->increment = own_number(part, "1"); break;
        case PART_MINIMUM: sequence->minimum = own_number(part, NULL); break;
        case PART_MAXIMUM: sequence->maximum = own_number(part, NULL); break;
        case PART_START: sequence->start = own_number(part, NULL); break;
        case PART_CACHE: sequence->cache = own_number(part, "1"); break;
        case PART_CYCLE: sequence->cycle = true; break;
        case PART_UNLOGGED: sequence->unlogged = true; break;
        case PART_OWNER: read_owner(builder, sequence, part); break;
        default: break;
        }
    }
    drop_usual_numbers(sequence);
}

static void build_extension(Builder *builder, const Item *item)
{
    Object *object = build_declared(builder, item, KIND_EXTENSION, build_schema(builder, item->schema));
    const Part *version = ast_find(item->parts, PART_TEXT);
    if (item->was.word && item->was.word != item->name.word)
        diag_report(builder->diag, DIAG_SYNTAX, item->was.span,
                    "an extension keeps its name; what `was` may say is the schema it was in");
    if (version)
        AS(Extension, object)->version =
            words_get(builder->model->words, span_text(builder->model->sources, version->span),
                      span_length(version->span));
}

static void build_virtual(Builder *builder, const Item *item)
{
    Object *object = build_declared(builder, item, KIND_VIRTUAL, build_schema(builder, item->schema));
    const Part *arguments = ast_find(item->parts, PART_TEXT);
    AS(Virtual, object)->module = ast_find(item->parts, PART_METHOD)->name.word;
    AS(Virtual, object)->arguments = arguments && arguments->name.word->length ? arguments->name.word : NULL;
}

static uint32_t count_parts(const Part *part, PartKind kind)
{
    uint32_t count = 0;
    for (; part; part = part->next)
        count += part->kind == kind;
    return count;
}

// Rows are kept as spans: what their values are is read when they are needed.
static void build_seed(Builder *builder, const Item *item)
{
    PendingSeed *seed = ARENA_NEW(&builder->scratch, PendingSeed);
    *seed = (PendingSeed){.schema = item->schema,
                          .table = item->name,
                          .span = item->span,
                          .doc = item->doc,
                          .dialects = item->dialects};
    seed->columns = build_names(&builder->scratch, ast_find(item->parts, PART_COLUMNS)->list, &seed->count);
    const Part *key = ast_find(item->parts, PART_KEY);
    seed->key = build_names(&builder->scratch, key ? key->list : NULL, &seed->key_count);
    seed->row_count = count_parts(item->parts, PART_ROW);
    seed->rows = ARENA_ARRAY(&builder->scratch, Span, seed->row_count + 1);
    seed->values = ARENA_ARRAY(builder->model->arena, Span, (size_t)seed->row_count * seed->count + 1);
    Span *row = seed->rows, *value = seed->values;
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind != PART_ROW)
            continue;
        *row++ = part->span;
        uint32_t width = 0;
        for (const Part *cell = part->list; cell; cell = cell->next)
            if (width++ < seed->count)
                *value++ = cell->span;
        if (width != seed->count)
            diag_report(builder->diag, DIAG_SEED_WIDTH, part->span, width, seed->count);
        for (; width < seed->count; width++)
            *value++ = (Span){0};
    }
    if (builder->last_seed)
        builder->last_seed->next = seed;
    else
        builder->seeds = seed;
    builder->last_seed = seed;
}

// A comment or an owner that the database has no place for.
void report_not_kept(Builder *builder, Span doc, Name owner, const char *what)
{
    const Caps *caps = caps_of(builder->model->dialect);
    if (span_is_set(doc) && caps->comments)
        diag_report(builder->diag, DIAG_NOT_KEPT, doc, "comment", what);
    if (owner.word && caps->rights && !builder->options->no_owner)
        diag_report(builder->diag, DIAG_NOT_KEPT, owner.span, "owner", what);
}

static void check_kept(Builder *builder, const Item *item)
{
    Name owner = item->owner_alone ? item->owner : (Name){0};
    switch (item->kind) {
    case KIND_ENUM:
        for (const Item *label = item->members; label; label = label->next)
            report_not_kept(builder, label->doc, (Name){0}, "a label");
        break;
    case KIND_SEED: report_not_kept(builder, item->doc, owner, "a seed"); break;
    case KIND_EXTENSION: report_not_kept(builder, (Span){0}, owner, "an extension"); break;
    case ITEM_GRANT: report_not_kept(builder, item->doc, owner, "a grant"); break;
    case ITEM_DEFAULTS: report_not_kept(builder, item->doc, owner, "default privileges"); break;
    default: break;
    }
}

// Which objects exist depends on the dialect, so it must be known before the first of them.
static void build_dialects(Builder *builder, const Item *item)
{
    Model *model = builder->model;
    unsigned first = 0, all = 0;
    for (const Part *part = item->parts; part; part = part->next) {
        unsigned dialect = ast_dialect(part->name.word);
        if (!dialect)
            diag_report(builder->diag, DIAG_UNKNOWN_DIALECT, part->name.span, part->name.word->text);
        if (!first)
            first = dialect;
        all |= dialect;
    }
    // Files that are included come after what includes them: theirs is late where it would have changed that.
    bool settled =
        builder->files[builder->current].by >= 0 && (builder->options->dialect || model->dialect == first);
    if (model->declared ? model->declared != all : builder->begun && !settled)
        diag_report(builder->diag, DIAG_DIALECT_LATE, item->span);
    else if (model->dialect && all && !(model->dialect & all))
        diag_report(builder->diag, DIAG_DIALECT_OTHER, item->span,
                    model->dialect == DIALECT_SQLITE ? "sqlite" : "postgres");
    model->declared = all;
    if (!model->dialect)
        model->dialect = first;
}

static bool uses_mixin(const Item *members)
{
    for (const Item *member = members; member; member = member->next)
        if (member->kind == ITEM_USE || (member->kind == ITEM_FOR && uses_mixin(member->members)))
            return true;
    return false;
}

static bool keep(Item **list, Item **last, Item *item)
{
    item->next = NULL;
    if (*last)
        (*last)->next = item;
    else
        *list = item;
    *last = item;
    return true;
}

static void build_item(Builder *builder, const Item *item)
{
    switch (item->kind) {
    case KIND_SCHEMA: build_own_schema(builder, item); break;
    case KIND_ENUM: build_enum(builder, item); break;
    case KIND_DOMAIN: build_domain(builder, item); break;
    case KIND_TABLE: build_table(builder, item); break;
    case KIND_VIEW:
        build_view(builder, build_declared(builder, item, KIND_VIEW, build_schema(builder, item->schema)),
                   item);
        break;
    case KIND_SEED: build_seed(builder, item); break;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: build_routine(builder, item); break;
    case KIND_SEQUENCE: build_sequence(builder, item); break;
    case KIND_COMPOSITE: build_composite(builder, item); break;
    case KIND_RANGE: build_range(builder, item); break;
    case KIND_EXTENSION: build_extension(builder, item); break;
    case KIND_DEFINITION: build_definition(builder, item); break;
    case KIND_VIRTUAL: build_virtual(builder, item); break;
    case ITEM_MIGRATION: build_migration(builder, item); break;
    default: break;
    }
}

// What was declared is the first of its kind that has come by that.
static void build_now(Builder *builder, const Item *item)
{
    const Model *model = builder->model;
    uint32_t at = model->count;
    builder->owner = item->owner_for & model->dialect ? item->owner : (Name){0};
    build_item(builder, item);
    Object *schema = item->kind == KIND_SCHEMA ? model_find_schema(model, item->name.word) : NULL;
    while (!schema && at < model->count && model->objects[at]->kind != item->kind)
        at++;
    if (item->owner.word && item->owner_for & model->dialect && (schema || at < model->count))
        build_owner(builder, schema ? schema : model->objects[at], item->owner);
}

bool build_declaration(void *context, Item *item)
{
    Builder *builder = context;
    Model *model = builder->model;
    if (builder->options->parse_only) {
        read_expressions(builder, item);
        return false;
    }
    if (item->kind == ITEM_DIALECTS) {
        build_dialects(builder, item);
        return false;
    }
    if (item->kind == ITEM_INCLUDE) {
        build_include(builder, item->span);
        return false;
    }
    builder->begun = true;
    if (!model->dialect)
        model->dialect = DIALECT_POSTGRES;
    if (!(item->dialects & model->dialect))
        return false;
    check_kept(builder, item);
    if (item->kind == ITEM_MIXIN)
        return keep(&builder->mixins, &builder->last_mixin, item);
    if (item->kind == ITEM_GRANT || item->kind == ITEM_DEFAULTS) {
        build_grant_types(builder, item);
        return keep(&builder->grants, &builder->last_grant, item);
    }
    if (item->kind == KIND_TABLE && (uses_mixin(item->members) || !has_parents(builder, item)))
        return keep(&builder->deferred, &builder->last_deferred, item);
    build_now(builder, item);
    return false;
}

void build_deferred(Builder *builder)
{
    // Tables after those that they inherit from, as long as that leads anywhere.
    for (bool moved = true; moved;) {
        Item *waiting = builder->deferred, *next;
        builder->deferred = builder->last_deferred = NULL;
        moved = false;
        for (Item *item = waiting; item; item = next) {
            next = item->next;
            if (has_parents(builder, item)) {
                build_now(builder, item);
                moved = true;
            } else {
                keep(&builder->deferred, &builder->last_deferred, item);
            }
        }
    }
    for (const Item *item = builder->deferred; item; item = item->next)
        build_now(builder, item); // which reports what is missing
}
