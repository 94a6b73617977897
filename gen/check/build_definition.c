// SPDX-License-Identifier: MIT
// `sql NAME $$ CREATE … $$;`: what it makes, and what it names, is read from the parse tree. That needs to
// know what else there is, so it waits until all files are read.
#include <ctype.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "gen/model/definition.h"
#include "gen/model/names.h"
#include "gen/model/rights.h"
#include "grammar/newer.h"
#include "grammar/sqltoken.h"

enum { DEPTH_MAX = 4 };

typedef struct DefineJob {
    Builder *builder;
    const PendingDefinition *pending;
    Definition *definition;
    const Object *home;
    bool quiet;           // it has names of its own, as of WITH
    const Word **columns; // that are named
    uint32_t column_count, column_size;
    bool star;
} DefineJob;

void build_definition(Builder *builder, const Item *item)
{
    PendingDefinition *pending = ARENA_NEW(&builder->scratch, PendingDefinition);
    *pending =
        (PendingDefinition){.label = item->name,
                            .schema = item->schema,
                            .was = item->was,
                            .was_schema = item->was_schema,
                            .owner = item->owner_for & builder->model->dialect ? item->owner : (Name){0},
                            .owner_alone = item->owner_alone,
                            .body = item->parts->span,
                            .doc = item->doc,
                            .dialects = item->dialects};
    if (builder->last_definition)
        builder->last_definition->next = pending;
    else
        builder->definitions = pending;
    builder->last_definition = pending;
}

// --- places ---

static Span token_at(const DefineJob *job, size_t at)
{
    Span body = job->pending->body;
    SqlTokens tokens;
    SqlToken token;
    uint32_t start = body.start + (uint32_t)at;
    if (start >= body.end)
        return job->pending->label.span;
    sql_tokens_begin(&tokens, span_text(job->builder->model->sources, body) + at, start, body.end - start);
    return sql_token_next(&tokens, &token) && token.kind != SQL_ERROR ? token.span : job->pending->label.span;
}

static Span place(const DefineJob *job, const Tree *node)
{
    long at = tree_number(node, "location");
    return at > 0 ? token_at(job, (size_t)at) : job->pending->label.span;
}

// --- what it makes ---

static const char *home_of(void *context, NameUse use, const char *schema, const char *name)
{
    const DefineJob *job = context;
    const Object *found = model_name_home(job->builder->model, job->home, (int)use, schema, name);
    return found ? found->name->text : NULL;
}

static const Tree *statement_at(const Tree *statements, size_t index, size_t *at)
{
    const Tree *item = tree_at(statements, index);
    *at = (size_t)tree_number(item, "stmt_location");
    return tree_get(item, "stmt");
}

// All behind the first are about what it makes.
static bool check_rest(DefineJob *job, const Tree *statements, const Defined *first)
{
    size_t at, count = tree_count(statements);
    for (size_t index = 1; index < count; index++) {
        Defined other;
        const Tree *statement = statement_at(statements, index, &at);
        bool same = define_read_alter(statement, &other) && other.class == first->class &&
                    !strcmp(other.name, first->name);
        if (same)
            continue;
        diag_report(job->builder->diag, DIAG_SQL_OTHER, token_at(job, at), class_info[first->class].words);
        return false;
    }
    return true;
}

static bool is_off(const Tree *options, const char *name)
{
    const Tree *item;
    TREE_EACH(item, options)
    {
        const Tree *option = tree_get(item, "DefElem");
        const char *value = tree_string(tree_get(option, "arg"));
        if (!strcmp(tree_text(option, "defname"), name))
            return !strcmp(value, "false") || !strcmp(value, "off") || !strcmp(value, "0");
    }
    return false;
}

// PostgreSQL makes a slot on the other server outside of transactions only.
static void check_slot(DefineJob *job, const Defined *defined)
{
    const Tree *options = tree_get(defined->tree, "options");
    if (defined->class == CLASS_SUBSCRIPTION && !is_off(options, "connect") &&
        !is_off(options, "create_slot"))
        diag_report(job->builder->diag, DIAG_SQL_SLOT, job->pending->label.span, defined->name);
}

static void report_kind(DefineJob *job)
{
    Span first = token_at(job, 0);
    const char *text = span_text(job->builder->model->sources, first);
    size_t length = span_length(first), rest = span_length(job->pending->body);
    Text shown = {0};
    for (size_t at = 0; at < rest && at < 40 && text[at] != '\n' && text[at] != '('; at++)
        length = at + 1;
    text_add(&shown, text, length);
    diag_report(job->builder->diag, DIAG_SQL_KIND, first, text_string(&shown));
    text_free(&shown);
}

static const Tree *parse(DefineJob *job)
{
    Builder *builder = job->builder;
    Span body = job->pending->body;
    TreeFault fault = {0};
    const char *sql =
        arena_copy(&builder->scratch, span_text(builder->model->sources, body), span_length(body));
    const Tree *tree = newer_parse_any(&builder->scratch, sql, &fault);
    if (!tree && !fault.message)
        diag_report(builder->diag, DIAG_SQL_NO_PARSER, job->pending->label.span);
    else if (!tree)
        diag_report(builder->diag, DIAG_SQL_REFUSED, token_at(job, fault.at), "PostgreSQL", fault.message);
    return tree;
}

static const Word *label_word(Builder *builder, const Defined *defined, const char *name, const char *tail)
{
    Text label = {0};
    Defined other = *defined;
    other.name = name;
    define_label(&other, tail, &label);
    const Word *word = words_get(builder->model->words, label.bytes, label.length);
    text_free(&label);
    return word;
}

static Definition *add(Builder *builder, const PendingDefinition *pending, int class, Object *home,
                       const Word *name)
{
    Kind kind = class == CLASS_FOREIGN_TABLE ? KIND_FOREIGN_TABLE
                : class == CLASS_TYPE        ? KIND_BASE
                                             : KIND_DEFINITION;
    Object *object = model_add(builder->model, kind, home, name, pending->label.span);
    if (class != CLASS_MAPPING && class != CLASS_LABEL) // of these a database keeps no comment
        model_doc(builder->model, object, pending->doc);
    object->dialects = (uint8_t)pending->dialects;
    object->named = true;
    AS(Definition, object)->class = (uint8_t) class;
    return AS(Definition, object);
}

// An operator class without FAMILY makes the family of its name, which the model has as its own thing then.
static void add_family(Builder *builder, const PendingDefinition *pending, const Defined *class, Object *home,
                       const char *tail)
{
    Defined family = {.class = CLASS_OPFAMILY, .name = class->name};
    if (class->class != CLASS_OPCLASS || tree_get(class->tree, "opfamilyname"))
        return;
    const Word *word = label_word(builder, &family, class->name, tail);
    if (model_find(builder->model, KIND_DEFINITION, home, word))
        return;
    Definition *made = add(builder, pending, CLASS_OPFAMILY, home, word);
    made->object.remark = NULL;
    made->name = words_text(builder->model->words, class->name);
    made->target = words_text(builder->model->words, tail);
    model_name(builder->model, &made->object, word);
    model_add_definition(builder->model, made);
    build_owner(builder, &made->object, pending->owner);
}

static Object *home_for(DefineJob *job, const Defined *defined)
{
    Builder *builder = job->builder;
    Name name = job->pending->schema;
    if (class_info[defined->class].home == HOME_DATABASE)
        name = (Name){0};
    else if (*defined->schema)
        name.word = words_text(builder->model->words, defined->schema);
    Object *home = build_schema(builder, name);
    // It is where its relation is.
    if (class_info[defined->class].tail == TAIL_RELATION && !*defined->schema) {
        const Tree *range = tree_get(defined->tree, "relation");
        const Object *found =
            model_name_home(builder->model, home, NAME_RELATION, "", tree_text(range, "relname"));
        home = found ? (Object *)(uintptr_t)found : home;
    }
    return home;
}

static void check_kept(Builder *builder, const PendingDefinition *pending, const Definition *made)
{
    bool said = span_is_set(object_doc(&made->object)), owned = rights_of(&made->object) != RIGHTS_NONE;
    const char *words = class_info[made->class].words;
    Text what = {0};
    text_puts(&what, strchr("AEIO", *words) ? "an " : "a ");
    for (; *words; words++)
        text_char(&what, (char)tolower((unsigned char)*words));
    report_not_kept(builder, said ? (Span){0} : pending->doc,
                    pending->owner_alone && !owned ? pending->owner : (Name){0}, text_string(&what));
    text_free(&what);
}

static void make(DefineJob *job, const Defined *defined)
{
    Builder *builder = job->builder;
    Words *words = builder->model->words;
    const PendingDefinition *pending = job->pending;
    Text tail = {0};
    Object *home = home_for(job, defined);
    bool alone = define_is_alone(defined->class);
    job->home = home;
    define_tail(defined, home_of, job, &tail);
    Name name = {label_word(builder, defined, defined->name, text_string(&tail)), pending->label.span};
    if (alone)
        name.word = words_text(words, defined->name);
    Definition *made = add(builder, pending, (int)defined->class, home, name.word);
    made->query.span = pending->body;
    made->query.hash =
        sql_text_hash(span_text(builder->model->sources, pending->body), span_length(pending->body));
    made->name = words_text(words, defined->name);
    made->target = words_text(words, text_string(&tail));
    const Word *was = pending->was.word;
    if (was && !alone)
        was = label_word(builder, defined, was->text, text_string(&tail));
    declare_name(builder, &made->object, name, was, pending->was_schema.word);
    model_add_definition(builder->model, made);
    add_family(builder, pending, defined, home, text_string(&tail));
    check_kept(builder, pending, made);
    build_owner(builder, &made->object, pending->owner);
    ((PendingDefinition *)(uintptr_t)pending)->made = made;
    text_free(&tail);
}

static void make_one(Builder *builder, PendingDefinition *pending)
{
    DefineJob job = {.builder = builder, .pending = pending};
    ArenaMark mark = arena_mark(&builder->scratch);
    size_t at;
    Defined defined;
    const Tree *statements = parse(&job);
    if (statements && !define_read(statement_at(statements, 0, &at), &defined)) {
        report_kind(&job);
    } else if (statements && check_rest(&job, statements, &defined)) {
        check_slot(&job, &defined);
        make(&job, &defined);
    }
    arena_release(&builder->scratch, mark);
}

// --- what it names ---

static void add_read(DefineJob *job, Object *object)
{
    if (object != &job->definition->object)
        refs_add(job->builder->model->arena, &job->definition->reads, object);
}

static void note_column(DefineJob *job, const Word *name)
{
    if (job->column_count == job->column_size) {
        uint32_t size = job->column_size ? job->column_size * 2 : 16;
        const Word **more = ARENA_ARRAY(&job->builder->scratch, const Word *, size);
        if (job->column_count)
            memcpy(more, job->columns, job->column_count * sizeof *more);
        job->columns = more;
        job->column_size = size;
    }
    job->columns[job->column_count++] = name;
}

static void report_relation(DefineJob *job, const Tree *at, const char *schema, const char *name)
{
    const Model *model = job->builder->model;
    bool own = !*schema || model_find_schema(model, words_text(model->words, schema));
    if (!own || job->quiet || !strncmp(name, "pg_", 3))
        return;
    Guess guess = {.name = name};
    for (const Object *other = object_first(job->home); other; other = other->next)
        if (object_is_relation(other))
            guess_feed(&guess, other->name->text);
    Span span = place(job, at);
    diag_report(job->builder->diag, DIAG_UNKNOWN_TABLE, span, name);
    if (guess_best(&guess))
        name_fix(job->builder->diag, span, "", guess_best(&guess));
}

static void take_relation(DefineJob *job, const Tree *at, const char *schema, const char *name)
{
    const Model *model = job->builder->model;
    const Object *home = model_name_home(model, job->home, NAME_RELATION, schema, name);
    Object *found = home ? model_find_relation(model, home, words_text(model->words, name)) : NULL;
    if (found)
        add_read(job, found);
    else
        report_relation(job, at, schema, name);
}

// Functions of that name, whatever they take, and what stands above in classes.def.
static void take_things(DefineJob *job, const Object *home, const Word *name)
{
    const Model *model = job->builder->model;
    for (int kind = KIND_FUNCTION; kind <= KIND_PROCEDURE; kind++) {
        Object *found = model_find(model, (Kind)kind, home, name);
        for (Function *one = found ? AS(Function, found) : NULL; one; one = one->overload)
            add_read(job, &one->object);
    }
    for (Definition *at = model_first_definition(model, name); at; at = at->same)
        if (at->name == name && at->object.parent == home &&
            (at->class < job->definition->class || job->definition->class == CLASS_ROLE))
            add_read(job, &at->object);
}

static void take_thing(DefineJob *job, NameUse use, const char *schema, const char *name)
{
    const Model *model = job->builder->model;
    const Object *home = model_name_home(model, job->home, (int)use, schema, name);
    const Word *word = words_text(model->words, name);
    Object *type = home && use == NAME_TYPE ? model_find_type(model, home, word) : NULL;
    if (home && use == NAME_TYPE && !type)
        type = model_find_relation(model, home, word);
    if (type)
        add_read(job, type);
    else if (home)
        take_things(job, home, word);
}

static void take_name(void *context, NameUse use, const Tree *at, const char *schema, const char *name)
{
    DefineJob *job = context;
    if (!strcmp(schema, "pg_catalog"))
        return;
    switch (use) {
    case NAME_RELATION: take_relation(job, at, schema, name); break;
    case NAME_TYPE:
    case NAME_THING: take_thing(job, use, schema, name); break;
    case NAME_COLUMN: note_column(job, words_text(job->builder->model->words, name)); break;
    case NAME_STAR: job->star = true; break;
    case NAME_QUALIFIER: break; // of what is named elsewhere
    }
}

// Any name that is a column of a table that is named counts.
static void take_columns(DefineJob *job)
{
    uint32_t relations = job->definition->reads.count;
    for (uint32_t at = 0; at < relations; at++) {
        const Object *table = job->definition->reads.at[at];
        if (table->kind != KIND_TABLE)
            continue;
        for (Object *child = object_first(table); child && job->star; child = child->next)
            if (child->kind == KIND_COLUMN)
                add_read(job, child);
        for (uint32_t name = 0; name < job->column_count; name++) {
            Object *column = model_find(job->builder->model, KIND_COLUMN, table, job->columns[name]);
            if (column)
                add_read(job, column);
        }
    }
}

static bool has_key(const Tree *node, const char *key)
{
    const Tree *member;
    if (!node || (node->kind != TREE_OBJECT && node->kind != TREE_LIST))
        return false;
    TREE_EACH(member, node)
    {
        if ((member->key && !strcmp(member->key, key)) || has_key(member, key))
            return true;
    }
    return false;
}

static void read_one(Builder *builder, const PendingDefinition *pending)
{
    Definition *definition = pending->made;
    DefineJob job = {
        .builder = builder, .pending = pending, .definition = definition, .home = definition->object.parent};
    ArenaMark mark = arena_mark(&builder->scratch);
    const Tree *statements = parse(&job), *item;
    job.quiet = has_key(statements, "ctename");
    TREE_EACH(item, statements)
    {
        define_each_name((DefinitionClass)definition->class, tree_get(item, "stmt"), take_name, &job);
    }
    take_columns(&job);
    bool felt = class_info[definition->class].tail == TAIL_RELATION ||
                definition->class == CLASS_STATISTICS || definition->class == CLASS_PUBLICATION;
    for (uint32_t at = 0; felt && at < definition->reads.count && !definition->on; at++)
        definition->on = object_is_relation(definition->reads.at[at]) ? definition->reads.at[at] : NULL;
    if (definition->class == CLASS_TRIGGER && definition->on && definition->on->kind != KIND_FOREIGN_TABLE)
        report_kind(&job); // those of tables and views are declared there
    arena_release(&builder->scratch, mark);
}

// A family that nobody has written comes before the class that is put into it.
static void read_family(Builder *builder, const PendingDefinition *pending)
{
    Definition *made = pending->made;
    Defined family = {.class = CLASS_OPFAMILY, .name = made->name->text};
    if (made->class != CLASS_OPCLASS)
        return;
    const Word *word = label_word(builder, &family, family.name, made->target->text);
    Object *found = model_find(builder->model, KIND_DEFINITION, made->object.parent, word);
    if (found)
        refs_add(builder->model->arena, &made->reads, found);
}

void make_definitions(Builder *builder)
{
    bool known = caps_of(builder->model->dialect)->definitions;
    for (PendingDefinition *at = builder->definitions; at; at = at->next)
        if (known)
            make_one(builder, at);
        else // told of by the rules
            add(builder, at, CLASS_LABEL, build_schema(builder, at->schema), at->label.word);
    for (PendingDefinition *at = builder->definitions; at && known; at = at->next)
        if (at->made) {
            read_one(builder, at);
            read_family(builder, at);
        }
}

// --- who names them ---

// Operators that the server has itself: an expression says by its types only whose one it means.
static bool is_usual_operator(const char *name, size_t length)
{
    static const char *const NAMES[] = {"=",  "<>",  "!=", "<",   ">",   "<=",  ">=", "+",  "-",
                                        "*",  "/",   "%",  "^",   "|",   "&",   "#",  "~",  "!~",
                                        "~*", "!~*", "~~", "!~~", "||",  "@>",  "<@", "&&", "->",
                                        "?",  "@@",  "<<", ">>",  "->>", "<->", "@",  "?|", NULL};
    for (const char *const *at = NAMES; *at; at++)
        if (strlen(*at) == length && !memcmp(*at, name, length))
            return true;
    return false;
}

// Does the definition stand on this itself? A function may use an operator of the name that it makes.
static bool stands_on(const Definition *definition, const Object *other, int depth)
{
    for (uint32_t at = 0; at < definition->reads.count; at++) {
        const Object *read = definition->reads.at[at];
        if (read == other)
            return true;
        if (depth && object_is_definition(read) && stands_on(AS(Definition, read), other, depth - 1))
            return true;
    }
    return false;
}

static void note_class(Builder *builder, const Object *self, const Word *name, int class, Refs *reads)
{
    const Model *model = builder->model;
    for (Definition *at = model_first_definition(model, name); at; at = at->same)
        if (at->name == name && &at->object != self && at->class < CLASS_FOREIGN_TABLE &&
            (class < 0 || at->class == class) && !stands_on(at, self, DEPTH_MAX))
            refs_add(model->arena, reads, &at->object);
}

void note_definition(Builder *builder, const Object *self, const Word *name, int class, Refs *reads)
{
    if (name && builder->model->definitions)
        note_class(builder, self, name, class, reads);
}

// 'schema.name' or 'name', as to_tsvector() takes it.
static const Word *name_in_text(const Model *model, const char *text, size_t length)
{
    if (length < 3 || *text != '\'')
        return NULL;
    const char *begin = text + 1, *end = text + length - 1, *dot = memchr(begin, '.', (size_t)(end - begin));
    begin = dot ? dot + 1 : begin;
    return end - begin > 63 || end == begin ? NULL : sql_name(model->words, begin, (size_t)(end - begin));
}

// Every word, operator and text that is such a name counts: too much only orders steps that needed no order.
void note_definitions(Builder *builder, const Object *self, Span span, Refs *reads)
{
    const Model *model = builder->model;
    SqlTokens tokens;
    SqlToken token;
    if (!model->definitions || !span_is_set(span))
        return;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        const char *text = sql_token_text(&tokens, token);
        size_t length = span_length(token.span);
        const Word *name = NULL;
        if (token.kind == SQL_WORD || token.kind == SQL_QUOTED)
            name = sql_name(model->words, text, length);
        else if (token.kind == SQL_OPERATOR && !is_usual_operator(text, length))
            name = words_get(model->words, text, length);
        else if (token.kind == SQL_STRING)
            name = name_in_text(model, text, length);
        if (name)
            note_class(builder, self, name, -1, reads);
    }
}
