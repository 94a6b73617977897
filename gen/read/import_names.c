// SPDX-License-Identifier: MIT
// A constraint or index keeps the name it was given when it was made, whatever is renamed later. So names
// are made up at once, as PostgreSQL does (ChooseConstraintName, ChooseRelationName).
#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/query/query.h"
#include "gen/read/import_job.h"
#include "grammar/expr.h"

typedef bool Taken(Job *, const void *home, const char *name);

static const char *choose(Job *job, const char *first, const char *second, const char *label, Taken *taken,
                          const void *home)
{
    char made[NAME_BYTES + 1], numbered[32];
    snprintf(numbered, sizeof numbered, "%s", label);
    name_join(made, first, second, numbered);
    for (int number = 1; taken(job, home, made); number++) {
        snprintf(numbered, sizeof numbered, "%s%d", label, number);
        name_join(made, first, second, numbered);
    }
    return import_name(job, made);
}

// --- names of constraints that are taken ---

// The place of the name, or the free one where it would be. Names are interned.
static const char **name_slot(const NameSet *set, const char *name)
{
    size_t at = (size_t)((uintptr_t)name >> 4) * 0x9E3779B97F4A7C15u & (set->size - 1);
    while (set->at[at] && set->at[at] != name)
        at = (at + 1) & (set->size - 1);
    return &set->at[at];
}

void import_take_name(Job *job, const char *name)
{
    NameSet *set = &job->constraints;
    if (set->count * 2 >= set->size) {
        NameSet old = *set;
        set->size = old.size ? old.size * 2 : 256;
        set->at = ARENA_ARRAY(job->arena, const char *, set->size);
        for (size_t at = 0; at < old.size; at++)
            if (old.at[at])
                *name_slot(set, old.at[at]) = old.at[at];
    }
    const char **slot = name_slot(set, name);
    set->count += !*slot;
    *slot = name;
}

// Of all tables and domains of a schema none gets a name that another one's constraint has.
static bool is_in_schema(Job *job, const char *schema, const char *name)
{
    name = import_name(job, name);
    if (!job->constraints.size || !*name_slot(&job->constraints, name))
        return false; // no constraint has ever been called so
    for (const Thing *thing = job->things; thing; thing = thing->next) {
        if (thing->gone || thing->schema != schema)
            continue;
        const ReadConstraint *first =
            thing->kind == THING_TABLE    ? ((const ImportTable *)thing->made)->read.constraints
            : thing->kind == THING_DOMAIN ? ((const ImportDomain *)thing->made)->read.checks
                                          : NULL;
        if (import_constraint_of(first, name))
            return true;
    }
    return false;
}

static bool is_constraint(Job *job, const void *home, const char *name)
{
    const ImportTable *table = home;
    return import_constraint_of(table->read.constraints, name) ||
           is_in_schema(job, table->thing->schema, name);
}

static bool is_check(Job *job, const void *home, const char *name)
{
    const ImportDomain *domain = home;
    return import_constraint_of(domain->read.checks, name) || is_in_schema(job, domain->read.schema, name);
}

static bool is_relation(Job *job, const void *home, const char *name)
{
    return import_find(job, SPACE_RELATION, ((const ImportTable *)home)->thing->schema, name);
}

static bool is_either(Job *job, const void *home, const char *name)
{
    return is_relation(job, home, name) || is_constraint(job, home, name);
}

static Expr *parse(Job *job, Arena *arena, const char *text)
{
    Span span = {1, (uint32_t)strlen(text) + 1};
    return expr_parse(job->words, arena, text, span, NULL);
}

typedef struct Reads {
    const ImportTable *table;
    const ImportColumn *first;
    bool more;
} Reads;

static void note_column(void *context, const Expr *column)
{
    Reads *reads = context;
    const ImportColumn *found = import_column_of(reads->table, column->name->text);
    reads->more = reads->more || (found && reads->first && found != reads->first);
    if (!reads->first)
        reads->first = found;
}

// What the grammar of expressions does not know, PostgreSQL's own does.
static void note_columns(Job *job, Reads *reads, const Tree *node)
{
    const Tree *item;
    TREE_EACH(item, node)
    {
        bool column = item->key && !strcmp(item->key, "ColumnRef");
        Expr named = {.name = words_text(job->words, column ? tree_name(tree_get(item, "fields")) : "")};
        if (column)
            note_column(reads, &named);
        else
            note_columns(job, reads, item);
    }
}

// A check that reads one column bears its name.
static const char *only_column(Job *job, const ImportTable *table, const char *expression)
{
    Arena scratch = {0};
    Reads reads = {.table = table};
    const Expr *expr = parse(job, &scratch, expression);
    TreeFault fault;
    if (expr)
        expr_each_column(expr, note_column, &reads);
    else
        note_columns(job, &reads,
                     newer_parse_any(&scratch, arena_print(&scratch, "SELECT %s", expression), &fault));
    arena_free(&scratch);
    return reads.first && !reads.more ? reads.first->read.name : "";
}

// Included columns are in the name of an index, too.
static void add_names(NameList *list, const ReadNames *names)
{
    for (size_t at = 0; at < names->count; at++)
        name_list_add(list, names->at[at]);
}

void import_name_constraint(Job *job, const ImportTable *table, ReadConstraint *made)
{
    NameList list = {.text = ""};
    const char *name = table->read.name;
    add_names(&list, &made->columns);
    if (made->kind == KIND_UNIQUE)
        add_names(&list, &made->include);
    switch (made->kind) {
    case KIND_KEY: made->name = choose(job, name, "", "pkey", is_either, table); break;
    case KIND_UNIQUE: made->name = choose(job, name, list.text, "key", is_either, table); break;
    case KIND_FOREIGN: made->name = choose(job, name, list.text, "fkey", is_constraint, table); break;
    default:
        made->name =
            choose(job, name, only_column(job, table, made->expression), "check", is_constraint, table);
    }
}

void import_name_check(Job *job, const ImportDomain *domain, ReadConstraint *check)
{
    check->name = choose(job, domain->read.name, "", "check", is_check, domain);
}

// As a column of a query would be called: after a function, a type that it is cast to.
static const char *name_of_element(Job *job, Arena *scratch, const char *expression)
{
    TreeFault fault;
    const Tree *trees = newer_parse_any(scratch, arena_print(scratch, "SELECT %s", expression), &fault);
    const Tree *select = tree_get(tree_get(tree_first(trees), "stmt"), "SelectStmt");
    const Tree *target = tree_get(tree_at(tree_get(select, "targetList"), 0), "ResTarget");
    if (target) {
        const char *name = figure_name(tree_get(target, "val"));
        return strcmp(name, "?column?") ? name : "expr";
    }
    const Expr *expr = parse(job, scratch, expression);
    return expr ? name_of_expression(expr) : "expr";
}

void import_name_index(Job *job, const ImportTable *table, ReadIndex *index)
{
    NameList list = {.text = ""};
    Arena scratch = {0};
    for (size_t at = 0; at < index->count; at++) {
        const ReadElement *element = &index->elements[at];
        name_list_add(&list, element->column ? element->column
                                             : name_of_element(job, &scratch, element->expression));
    }
    add_names(&list, &index->include);
    const char *label = index->exclude ? "excl" : "idx";
    index->name =
        choose(job, table->read.name, list.text, label, index->exclude ? is_either : is_relation, table);
    arena_free(&scratch);
}

const char *import_name_sequence(Job *job, const ImportTable *table, const char *column)
{
    return choose(job, table->read.name, column, "seq", is_relation, table);
}

// --- renames in expressions ---

typedef struct Rename {
    const char *text, *old, *new;
    Text out;
    uint32_t done; // bytes of the text that are copied
    bool found;
} Rename;

static void replace(Rename *rename, uint32_t start, uint32_t end)
{
    text_add(&rename->out, rename->text + rename->done, start - rename->done);
    if (rename->new)
        name_put(&rename->out, rename->new);
    rename->done = end;
    rename->found = true;
}

static void rename_column(void *context, const Expr *column)
{
    Rename *rename = context;
    if (!strcmp(column->name->text, rename->old))
        replace(rename, column->name_start - 1, column->name_end - 1);
}

// By tokens, where the grammar of expressions does not know it, and for types, which stand behind "::" or
// in a cast().
static void rename_tokens(Job *job, Rename *rename, bool type)
{
    SqlTokens tokens;
    SqlToken token, before = {0};
    sql_tokens_begin(&tokens, rename->text, 0, strlen(rename->text));
    while (sql_token_next(&tokens, &token)) {
        const Word *name = sql_token_name(job->words, &tokens, token);
        bool cast = sql_token_is(&tokens, before, "::") || sql_token_is(&tokens, before, "as") ||
                    sql_token_is(&tokens, before, ".");
        if (name && (cast || !type) && !strcmp(name->text, rename->old))
            replace(rename, token.span.start, token.span.end);
        before = token;
    }
}

static void rename_in(Job *job, Rename *rename, bool type)
{
    Arena scratch = {0};
    const Expr *expr = type ? NULL : parse(job, &scratch, rename->text);
    if (expr)
        expr_each_column(expr, rename_column, rename);
    else
        rename_tokens(job, rename, type);
    arena_free(&scratch);
}

const char *import_renamed(Job *job, const char *expression, const char *old, const char *new, bool type)
{
    Rename rename = {.text = expression, .old = old, .new = new};
    if (!expression)
        return NULL;
    rename_in(job, &rename, type);
    text_puts(&rename.out, expression + rename.done);
    const char *result =
        rename.found ? arena_copy(job->arena, rename.out.bytes, rename.out.length) : expression;
    text_free(&rename.out);
    return result;
}

bool import_reads(Job *job, const char *expression, const char *column)
{
    Rename rename = {.text = expression, .old = column};
    if (!expression)
        return false;
    rename_in(job, &rename, false);
    text_free(&rename.out);
    return rename.found;
}
