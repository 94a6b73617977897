// SPDX-License-Identifier: MIT
// A table's members. What is written at a column and is a constraint becomes an object of the table.
#include <stdio.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "grammar/base/text.h"
#include "gen/model/names.h"

Object *build_table_member(TableJob *job, Kind kind, Name name, Span span, const Item *item)
{
    Object *object =
        model_add(job->builder->model, kind, job->table, name.word, name.word ? name.span : span);
    object->named = name.word != NULL;
    const Word *was = item ? item->was.word : NULL;
    if (item)
        model_doc(job->builder->model, object, item->doc);
    if (name.word)
        declare_name(job->builder, object, name, was, NULL);
    else
        model_was(job->builder->model, object, was, NULL);
    return object;
}

// --- columns by name ---

static Object *find_column(TableJob *job, Name name)
{
    Object *column = model_find(job->builder->model, KIND_COLUMN, job->table, name.word);
    if (column)
        return column;
    diag_report(job->builder->diag, DIAG_UNKNOWN_COLUMN, name.span, job->table->name->text, name.word->text);
    Guess guess = {.name = name.word->text};
    for (Object *child = object_first(job->table); child && !job->builder->diag->dropped; child = child->next)
        if (child->kind == KIND_COLUMN)
            guess_feed(&guess, child->name->text);
    if (guess_best(&guess))
        name_fix(job->builder->diag, name.span, "", guess_best(&guess));
    return NULL;
}

// A column that is not there is reported and left out, so that the rest is still looked at.
static Refs find_columns(TableJob *job, const Part *list)
{
    uint32_t count;
    Name *names = build_names(&job->builder->scratch, list, &count);
    Refs refs = {ARENA_ARRAY(job->builder->model->arena, Object *, count ? count : 1), 0};
    for (uint32_t at = 0; at < count; at++) {
        Object *column = find_column(job, names[at]);
        for (uint32_t before = 0; column && before < refs.count; before++)
            if (refs.at[before] == column) {
                diag_report(job->builder->diag, DIAG_COLUMN_TWICE, names[at].span, names[at].word->text);
                column = NULL;
            }
        if (column)
            refs.at[refs.count++] = column;
    }
    return refs;
}

Refs build_columns(Builder *builder, Object *table, const Part *names)
{
    TableJob job = {.builder = builder, .table = table};
    return find_columns(&job, names);
}

static Refs one_column(TableJob *job, Object *column)
{
    Refs refs = {ARENA_NEW(job->builder->model->arena, Object *), 1};
    refs.at[0] = column;
    return refs;
}

// --- what few have ---

Names build_options(Builder *builder, const Part *parts)
{
    const Part *list = ast_find(parts, PART_OPTION);
    uint32_t count = 0;
    for (const Part *part = list ? list->list : NULL; part; part = part->next)
        count++;
    Names options = {count ? ARENA_ARRAY(builder->model->arena, const Word *, count) : NULL, 0};
    for (const Part *part = list ? list->list : NULL; part; part = part->next)
        options.at[options.count++] = part->name.word;
    return options;
}

static const Word *word_of(const Part *parts, PartKind kind)
{
    const Part *part = ast_find(parts, kind);
    return part ? part->name.word : NULL;
}

// Of an index, or of a constraint that stands on one.
void build_storage(TableJob *job, const Item *item, Object *object)
{
    static const PartKind KINDS[] = {PART_OPTION, PART_TABLESPACE, PART_CLUSTER,
                                     PART_REPLICA, PART_INCLUDE,   PART_COMMENT};
    bool any = false;
    for (size_t at = 0; item && at < sizeof KINDS / sizeof *KINDS; at++)
        any = any || ast_find(item->parts, KINDS[at]);
    if (!any)
        return;
    IndexRare *rare = model_index(job->builder->model, object);
    const Part *include = ast_find(item->parts, PART_INCLUDE);
    rare->options = build_options(job->builder, item->parts);
    rare->tablespace = word_of(item->parts, PART_TABLESPACE);
    rare->cluster = ast_find(item->parts, PART_CLUSTER) != NULL;
    rare->replica = ast_find(item->parts, PART_REPLICA) != NULL;
    rare->said = word_of(item->parts, PART_COMMENT);
    if (include)
        rare->include = find_columns(job, include->list);
}

static void build_table_storage(TableJob *job, const Item *item)
{
    static const PartKind KINDS[] = {PART_OPTION, PART_METHOD, PART_TABLESPACE, PART_REPLICA};
    bool any = false;
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        any = any || ast_find(item->parts, KINDS[at]);
    if (!any)
        return;
    TableRare *rare = model_table(job->builder->model, job->table);
    const Word *method = word_of(item->parts, PART_METHOD);
    rare->options = build_options(job->builder, item->parts);
    rare->method = method;
    rare->tablespace = word_of(item->parts, PART_TABLESPACE);
    rare->replica = word_of(item->parts, PART_REPLICA);
}

// --- constraints ---

void build_check(Builder *builder, Object *home, Name name, Span expression, const Item *item)
{
    TableJob job = {.builder = builder, .table = home, .item = item};
    Check *check = AS(Check, build_table_member(&job, KIND_CHECK, name, expression, item));
    check->expression.span = expression;
    check->no_inherit = item && ast_find(item->parts, PART_NO_INHERIT);
    check->not_enforced = item && ast_find(item->parts, PART_NOT_ENFORCED);
    check->not_valid = item && ast_find(item->parts, PART_NOT_VALID);
}

static void build_foreign(TableJob *job, const Item *item, const Part *reference, Refs columns)
{
    Builder *builder = job->builder;
    Name name = item ? item->name : (Name){0};
    Foreign *foreign = AS(Foreign, build_table_member(job, KIND_FOREIGN, name, reference->span, item));
    foreign->columns = columns;
    foreign->period = item_has_period(item);
    for (const Part *part = reference->next;
         part && part->kind != PART_REFERENCE && part->kind != PART_NOT_NULL; part = part->next) {
        switch (part->kind) {
        case PART_ON_DELETE: foreign->on_delete = (uint8_t)part->number; break;
        case PART_ON_UPDATE: foreign->on_update = (uint8_t)part->number; break;
        case PART_MATCH_FULL: foreign->match_full = true; break;
        case PART_DEFERRABLE: foreign->deferrable = true; break;
        case PART_DEFERRED: foreign->deferrable = foreign->deferred = true; break;
        case PART_NOT_VALID: foreign->not_valid = true; break;
        case PART_NOT_ENFORCED: foreign->not_enforced = true; break;
        case PART_CLEARED:
            model_foreign(job->builder->model, foreign)->cleared = find_columns(job, part->list);
            break;
        default: break;
        }
    }
    builder->model->has_deferred |= foreign->deferred;
    PendingForeign *pending = ARENA_NEW(&builder->scratch, PendingForeign);
    *pending = (PendingForeign){
        .foreign = foreign, .schema = reference->schema, .table = reference->name, .span = reference->span};
    pending->columns = build_names(&builder->scratch, reference->list, &pending->count);
    if (builder->last_foreign)
        builder->last_foreign->next = pending;
    else
        builder->foreigns = pending;
    builder->last_foreign = pending;
}

// ((a)) and ((a collate "C")) are nothing but the column; what is sorted by a collation is apart from it.
static void settle_element(TableJob *job, Element *element)
{
    Model *model = job->builder->model;
    Span span = element_rare(element)->expression.span;
    if (!span_is_set(span) || job->table->kind != KIND_TABLE || !caps_of(model->dialect)->types_as_objects)
        return;
    ArenaMark mark = arena_mark(&job->builder->scratch);
    const char *text = span_text(model->sources, span);
    const Expr *expr = expr_parse(model->words, &job->builder->scratch, text, span, NULL);
    const Expr *of = expr && expr->kind == EXPR_COLLATE ? expr->first : expr;
    if (of && of->kind == EXPR_COLUMN && !of->qualifier)
        element->column = model_find(model, KIND_COLUMN, job->table, of->name);
    if (element->column) {
        ElementRare *rare = model_element(model, element);
        rare->expression.span = (Span){0, 0};
        rare->collation = of != expr && !rare->collation ? expr->name : rare->collation;
    }
    arena_release(&job->builder->scratch, mark);
}

static Element build_element(TableJob *job, const Part *part)
{
    Element element = {0};
    Model *model = job->builder->model;
    if (part->kind == PART_COLUMN && job->table->kind == KIND_TABLE)
        element.column = find_column(job, part->name);
    else // what columns a view has is not known
        model_element(model, &element)->expression.span = part->span;
    const Part *nulls = ast_find(part->list, PART_NULLS), *class = ast_find(part->list, PART_CLASS);
    const Part *collate = ast_find(part->list, PART_COLLATE);
    element.descending = ast_find(part->list, PART_DESC) != NULL;
    element.nulls_first = nulls ? nulls->number == 1 : element.descending;
    if (class)
        model_element(model, &element)->class = class->name.word;
    if (class && class->list)
        model_element(model, &element)->parameters = build_options(job->builder, class->list);
    if (collate)
        model_element(model, &element)->collation = part_collation(job->builder, collate);
    if (ast_find(part->list, PART_OPERATOR))
        model_element(model, &element)->operator= word_of(part->list, PART_OPERATOR);
    if (ast_find(part->list, PART_STATISTICS))
        model_element(model, &element)->statistics = word_of(part->list, PART_STATISTICS);
    settle_element(job, &element);
    return element;
}

void build_elements(Builder *builder, Object *table, const Part *list, Elements *elements)
{
    TableJob job = {.builder = builder, .table = table};
    uint32_t count = 0;
    for (const Part *part = list; part; part = part->next)
        count++;
    elements->at = ARENA_ARRAY(builder->model->arena, Element, count);
    for (const Part *part = list; part; part = part->next) {
        Element element = build_element(&job, part);
        if (element.column || span_is_set(element_rare(&element)->expression.span))
            elements->at[elements->count++] = element;
    }
}

static void build_index(TableJob *job, const Item *item)
{
    Index *index = AS(Index, build_table_member(job, (Kind)item->kind, item->name, item->span, item));
    const Part *elements = ast_find(item->parts, PART_ELEMENTS), *method = ast_find(item->parts, PART_METHOD);
    const Part *where = ast_find(item->parts, PART_WHERE);
    const Part *comment = ast_find(item->parts, PART_COMMENT);
    if (comment && item->kind == KIND_INDEX)
        diag_report(job->builder->diag, DIAG_SYNTAX, comment->span,
                    "an index has its comment above it, as '/// text'; 'comment' is of a constraint's index");
    build_elements(job->builder, job->table, elements ? elements->list : NULL, &index->elements);
    if (method && strcmp(method->name.word->text, "btree"))
        index->method = method->name.word;
    if (where)
        index->where.span = where->span;
    index->unique = ast_find(item->parts, PART_UNIQUE_INDEX) != NULL;
    index->nulls_not_distinct = ast_find(item->parts, PART_NULLS_NOT_DISTINCT) != NULL;
    index->deferred = ast_find(item->parts, PART_DEFERRED) != NULL;
    job->builder->model->has_deferred |= index->deferred;
    index->deferrable = index->deferred || ast_find(item->parts, PART_DEFERRABLE);
    build_storage(job, item, &index->object);
}

// --- columns ---

// Of an identity's sequence.
static void read_numbers(Model *model, Column *column, const Part *parts)
{
    if (!parts)
        return;
    ColumnMore *more = model_more(model, column);
    more->increment = word_of(parts, PART_INCREMENT);
    more->minimum = word_of(parts, PART_MINIMUM);
    more->maximum = word_of(parts, PART_MAXIMUM);
    more->start = word_of(parts, PART_START);
    more->cache = word_of(parts, PART_CACHE);
    more->cycle = ast_find(parts, PART_CYCLE) != NULL;
    char usual[NAME_BYTES + 1];
    column_sequence(usual, column, column->object.parent->name->text, column->object.name->text);
    const Word *name = word_of(parts, PART_NAME);
    more->sequence = name && strcmp(name->text, usual) ? name : NULL;
}

// Before PostgreSQL 18 the name of a NOT NULL is read and forgotten.
static bool forgets_names(const Builder *builder)
{
    enum { NAMED_SINCE = 18 };
    int target = builder->options->target, usual = caps_of(builder->model->dialect)->default_target;
    return builder->model->dialect == DIALECT_POSTGRES && (target ? target : usual) < NAMED_SINCE;
}

// constraint NAME not null [no inherit] [not valid] [comment 'TEXT']
static void read_not_null(const Builder *builder, Column *column, const Part *said, const Part *comment)
{
    Model *model = builder->model;
    const Part *open = said;
    while (open && open->kind != PART_NOT_VALID && open->kind != PART_REFERENCE) // which has one of its own
        open = open->next;
    bool invalid = open && open->kind == PART_NOT_VALID;
    if (!said->number && !invalid && !comment && forgets_names(builder))
        return;
    bool usual =
        name_is_not_null(said->name.word->text, column->object.parent->name->text, column->object.name->text);
    if (!said->number && !invalid && !comment && usual)
        return;
    ColumnMore *more = model_more(model, column);
    more->not_null = said->name.word;
    more->not_null_alone = said->number != 0;
    more->not_null_open = invalid;
    more->not_null_comment = comment ? comment->name.word : NULL;
}

static void read_attributes(TableJob *job, Column *column, const Item *item)
{
    Model *model = job->builder->model;
    const Part *not_null = ast_find(item->parts, PART_NOT_NULL);
    const Part *comment = ast_find(item->parts, PART_COMMENT);
    if (not_null)
        read_not_null(job->builder, column, not_null, comment);
    else if (comment)
        diag_report(job->builder->diag, DIAG_SYNTAX, comment->span,
                    "a comment is `/// …` before the column; `comment` is that of its NOT NULL");
    bool of_key = false; // what stands before
    for (const Part *part = item->parts; part;
         of_key = part->kind == PART_KEY || part->kind == PART_UNIQUE, part = part->next) {
        switch (part->kind) {
        case PART_TYPE: column->type = build_type(job->builder, &column->object, &column->type, part); break;
        case PART_INHERITED: column->object.named = false; break; // but as its table has it from another
        case PART_NULLABLE:
            column->nullable = !not_null;
            if (not_null)
                diag_report(job->builder->diag, DIAG_NULL_NOT_NULL, part->span, column->object.name->text);
            break;
        case PART_DEFAULT: column->default_.span = part->span; break;
        case PART_AUTO:
            column->identity = part->number ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
            read_numbers(model, column, part->list);
            break;
        case PART_STORAGE: model_more(model, column)->storage = part->name.word; break;
        case PART_COMPRESSION: model_more(model, column)->compression = part->name.word; break;
        case PART_STATISTICS: model_more(model, column)->statistics = part->name.word; break;
        case PART_OPTION: model_more(model, column)->options = build_options(job->builder, part); break;
        case PART_COLLATE: model_rare(model, column)->collation = part_collation(job->builder, part); break;
        case PART_SAID_NOT_NULL: model_more(model, column)->said_not_null = true; break;
        case PART_CONFLICT:
            if (part_conflict(part) && !of_key)
                model_more(model, column)->conflict = part->name.word;
            break;
        case PART_STORED:
        case PART_VIRTUAL:
            column->generated = part->kind == PART_STORED ? GENERATED_STORED : GENERATED_VIRTUAL;
            model_rare(model, column)->expression.span = part->span;
            break;
        default: break;
        }
    }
}

// In the order in which they are written, as PostgreSQL names them in that order.
static void read_constraints(TableJob *job, Object *column, const Item *item)
{
    for (const Part *part = item->parts; part; part = part->next) {
        Object *made = NULL;
        if (part->kind == PART_KEY)
            made = build_key(job, NULL, part->span, one_column(job, column));
        else if (part->kind == PART_UNIQUE)
            made = build_unique(job, NULL, part->span, one_column(job, column));
        if (made && part_conflict(part->next))
            model_index(job->builder->model, made)->conflict = part_conflict(part->next);
        if (part->kind == PART_CHECK)
            build_check(job->builder, job->table, part->name, part->span, NULL);
        else if (part->kind == PART_REFERENCE)
            build_foreign(job, NULL, part, one_column(job, column));
    }
}

static void build_column(TableJob *job, const Item *item)
{
    const Part *only = ast_find(item->parts, PART_ONLY_FOR);
    unsigned dialects = only ? ast_dialect(only->name.word) : DIALECTS_ALL;
    if (!dialects)
        diag_report(job->builder->diag, DIAG_UNKNOWN_DIALECT, only->name.span, only->name.word->text);
    if (!(dialects & job->builder->model->dialect))
        return;
    Column *column = AS(Column, build_table_member(job, KIND_COLUMN, item->name, item->span, item));
    column->object.dialects = (uint8_t)dialects;
    read_attributes(job, column, item);
}

static bool has_constraint(const Part *part)
{
    while (part && part->kind != PART_KEY && part->kind != PART_UNIQUE && part->kind != PART_CHECK &&
           part->kind != PART_REFERENCE)
        part = part->next;
    return part != NULL;
}

static void build_column_constraints(TableJob *job, const Item *item)
{
    if (!has_constraint(item->parts))
        return;
    Object *column = model_find(job->builder->model, KIND_COLUMN, job->table, item->name.word);
    if (column && column->span.start == item->name.span.start)
        read_constraints(job, column, item);
}

// --- members of views ---

void build_view_index(Builder *builder, Object *view, const Item *item)
{
    TableJob job = {.builder = builder, .table = view, .item = item};
    build_index(&job, item);
}

void build_view_column(Builder *builder, Object *view, const Item *item)
{
    TableJob job = {.builder = builder, .table = view, .item = item};
    Column *column = AS(Column, build_table_member(&job, KIND_VIEW_COLUMN, item->name, item->span, item));
    column->nullable = true;
    read_attributes(&job, column, item);
}

// --- members, with those of mixins and of `for` blocks in their places ---

static const Item *find_mixin(TableJob *job, const Item *use, bool report)
{
    Guess guess = {.name = use->name.word->text};
    for (const Item *mixin = job->builder->mixins; mixin; mixin = mixin->next) {
        if (mixin->name.word == use->name.word)
            return mixin;
        guess_feed(&guess, mixin->name.word->text);
    }
    if (!report)
        return NULL;
    diag_report(job->builder->diag, DIAG_UNKNOWN_MIXIN, use->name.span, use->name.word->text);
    if (guess_best(&guess))
        name_fix(job->builder->diag, use->name.span, "", guess_best(&guess));
    return NULL;
}

// The column of that name in a `for` block of this dialect, which stands for the common one.
static const Item *find_override(TableJob *job, const Item *column)
{
    for (const Item *block = job->item->members; block && job->has_for; block = block->next) {
        if (block->kind != ITEM_FOR || !(block->dialects & job->builder->model->dialect))
            continue;
        for (const Item *member = block->members; member; member = member->next)
            if (member->kind == KIND_COLUMN && member->name.word == column->name.word)
                return member;
    }
    return NULL;
}

static bool is_common(const Item *members, const Word *name)
{
    for (const Item *member = members; member; member = member->next)
        if (member->kind == KIND_COLUMN && member->name.word == name)
            return true;
    return false;
}

typedef void EachMember(TableJob *, const Item *);
static EachMember act_column;

// Mixins within mixins; and how many uses one table may come to, as each may use several.
enum { MIXINS_DEEP = 16, MIXINS_MOST = 1000 };

static void each_member(TableJob *job, const Item *members, bool common, EachMember *act, int depth)
{
    for (const Item *member = members; member; member = member->next) {
        if (member->kind == ITEM_USE) {
            bool report = act == act_column; // the first of the two times
            bool fits = depth < MIXINS_DEEP && job->uses++ < MIXINS_MOST;
            const Item *mixin = fits ? find_mixin(job, member, report) : NULL;
            if (!fits && report && !job->too_deep++)
                diag_report(job->builder->diag, DIAG_NESTED_DEEP, member->span);
            else if (mixin)
                each_member(job, mixin->members, common, act, depth + 1);
        } else if (member->kind == ITEM_FOR) {
            if (member->dialects & job->builder->model->dialect)
                each_member(job, member->members, false, act, depth);
        } else if (member->kind == KIND_COLUMN && common) {
            const Item *other = find_override(job, member);
            act(job, other ? other : member);
        } else if (member->kind != KIND_COLUMN || !is_common(job->item->members, member->name.word)) {
            act(job, member);
        }
    }
}

static void act_column(TableJob *job, const Item *member)
{
    if (member->kind == KIND_COLUMN)
        build_column(job, member);
}

// After all columns, so that constraints may name any of them.
static void act_rest(TableJob *job, const Item *member)
{
    const Part *columns = ast_find(member->parts, PART_COLUMNS);
    switch (member->kind) {
    case KIND_COLUMN: build_column_constraints(job, member); break;
    case KIND_KEY: build_key(job, member, member->span, find_columns(job, columns->list)); break;
    case KIND_UNIQUE: build_unique(job, member, member->span, find_columns(job, columns->list)); break;
    case KIND_CHECK:
        build_check(job->builder, job->table, member->name, ast_find(member->parts, PART_CHECK)->span,
                    member);
        break;
    case KIND_FOREIGN:
        build_foreign(job, member, ast_find(member->parts, PART_REFERENCE), find_columns(job, columns->list));
        break;
    case KIND_INDEX:
    case KIND_EXCLUDE: build_index(job, member); break;
    case KIND_TRIGGER: build_trigger(job->builder, job->table, member); break;
    case ITEM_GRANT: build_grant(job->builder, job->table, member); break;
    case KIND_POLICY: build_policy(job->builder, job->table, member); break;
    default: break;
    }
}

// Partitions, when all that they take from the table is there.
static void act_partition(TableJob *job, const Item *member)
{
    if (member->kind == KIND_TABLE || member->kind == ITEM_PARTITION_BY)
        build_partitions(job->builder, job->table, member);
}

void build_part(Builder *builder, Object *of, Object *home, const Item *item)
{
    Object *object = model_add(builder->model, KIND_TABLE, home, item->name.word, item->name.span);
    model_doc(builder->model, object, item->doc);
    object->named = true;
    declare_name(builder, object, item->name, item->was.word, item->was_schema.word);
    Table *table = AS(Table, object);
    const Part *security = ast_find(item->parts, PART_ROW_SECURITY);
    table->strict = ast_find(item->parts, PART_STRICT) != NULL;
    table->without_rowid = ast_find(item->parts, PART_WITHOUT_ROWID) != NULL;
    table->unlogged = ast_find(item->parts, PART_UNLOGGED) || (of && AS(Table, of)->unlogged);
    table->row_security = security ? (uint8_t)security->number : 0;
    TableJob job = {.builder = builder, .table = object, .item = item};
    build_table_storage(&job, item);
    for (const Item *member = item->members; member; member = member->next)
        job.has_for = job.has_for || member->kind == ITEM_FOR;
    if (of)
        model_table(builder->model, &table->home.object)->part_of = of;
    each_member(&job, item->members, true, act_column, 0);
    build_inherited(builder, object, item); // columns
    job.uses = 0;
    each_member(&job, item->members, true, act_rest, 0);
    build_inherited(builder, object, NULL); // constraints and indexes
    job.uses = 0;
    each_member(&job, item->members, true, act_partition, 0);
    TableRare *rare = table->rare;
    if (rare && rare->method && !rare->strategy && !strcmp(rare->method->text, "heap"))
        rare->method = NULL; // what it is by itself; a whole says so for its parts
}

void build_table(Builder *builder, const Item *item)
{
    build_part(builder, NULL, build_schema(builder, item->schema), item);
}
