// SPDX-License-Identifier: MIT
// Names in a view's parsed query. What a name may stand for is taken as wide as can be: any level of the
// query around it, any common table expression of the whole. Only what is none of these is reported.
#include "gen/model/names.h"
#include "gen/try/postgres.h"

#include <string.h>

#include "gen/try/slices.h"
#include "grammar/sqltoken.h"
#include "grammar/tree.h"

enum { SOURCES_MAX = 64, LOCALS_MAX = 64 };

typedef struct Level { // of SELECT
    const struct Level *outer;
    const char *names[SOURCES_MAX];    // by which its FROM items are known
    const Object *tables[SOURCES_MAX]; // NULL: something whose columns are not known here
    int count;
    bool unknown;  // an item has unknown columns
    bool nameless; // an item has no known name
    const Tree *targets;
} Level;

typedef struct Job {
    const Model *model;
    const View *view;
    Diag *diag;
    size_t shift;
    const char *locals[LOCALS_MAX]; // common table expressions
    int local_count;
} Job;

static void walk(Job *job, const Tree *node, const Level *level);

// --- places ---

// The token at a place of the statement.
static Span start(const Job *job, const Tree *node)
{
    Span slice = job->view->query.span;
    size_t at = (size_t)tree_number(node, "location");
    if (at < job->shift || at - job->shift >= span_length(slice))
        return job->view->home.object.span;
    return try_token_at(job->model->sources, slice, slice.start + (uint32_t)(at - job->shift));
}

// The last name of a.b.c there.
static Span place(const Job *job, const Tree *node)
{
    Span span = {start(job, node).start, job->view->query.span.end};
    SqlTokens tokens;
    SqlToken token, last = {0};
    if (span.start < job->view->query.span.start)
        return job->view->home.object.span;
    sql_tokens_begin(&tokens, span_text(job->model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        bool after_dot = span_is_set(last.span) && sql_token_is(&tokens, last, ".");
        if (span_is_set(last.span) && !after_dot && !sql_token_is(&tokens, token, "."))
            break;
        last = token;
    }
    return last.span;
}

// --- tables ---

static bool is_local(const Job *job, const char *name)
{
    for (int at = 0; at < job->local_count; at++)
        if (!strcmp(job->locals[at], name))
            return true;
    return job->local_count == LOCALS_MAX;
}

static const Object *find_relation(const Job *job, const char *schema, const char *name)
{
    const Word *word = words_text(job->model->words, name);
    for (const Object *home = job->model->schemas; home; home = home->next) {
        const Object *found = !*schema || !strcmp(home->name->text, schema)
                                  ? model_find_relation(job->model, home, word)
                                  : NULL;
        if (found && (object_is_relation(found) || found->kind == KIND_SEQUENCE))
            return found;
    }
    return NULL;
}

static void report_table(Job *job, const Tree *range, const char *schema, const char *name)
{
    const Word *word = words_text(job->model->words, schema);
    bool elsewhere = *schema && !model_find_schema(job->model, word);
    if (elsewhere || *tree_text(range, "catalogname") || !strncmp(name, "pg_", 3) ||
        columns_have_sequence(job->model, name))
        return;
    Guess guess = {.name = name};
    for (uint32_t at = 0; at < job->model->count; at++) {
        const Object *object = job->model->objects[at];
        if (object_is_relation(object))
            guess_feed(&guess, object->name->text);
    }
    Span span = place(job, range);
    diag_report(job->diag, DIAG_UNKNOWN_TABLE, span, name);
    if (guess_best(&guess))
        name_fix(job->diag, span, "", guess_best(&guess));
}

// --- levels ---

static void add_source(Level *level, const char *name, const Object *table)
{
    level->unknown = level->unknown || !table;
    level->nameless = level->nameless || !*name || level->count == SOURCES_MAX;
    if (!*name || level->count == SOURCES_MAX) {
        level->unknown = true;
        return;
    }
    level->names[level->count] = name;
    level->tables[level->count++] = table;
}

static void add_relation(Job *job, Level *level, const Tree *range)
{
    const char *schema = tree_text(range, "schemaname"), *name = tree_text(range, "relname");
    const Tree *alias = tree_get(range, "alias");
    const Object *found = NULL;
    if (*schema || !is_local(job, name)) {
        found = find_relation(job, schema, name);
        if (!found)
            report_table(job, range, schema, name);
    }
    bool plain = found && found->kind == KIND_TABLE && !tree_get(alias, "colnames");
    add_source(level, alias ? tree_text(alias, "aliasname") : name, plain ? found : NULL);
}

static void add_from(Job *job, Level *level, const Tree *item)
{
    const Tree *range = tree_get(item, "RangeVar"), *join = tree_get(item, "JoinExpr");
    const Tree *sample = tree_get(item, "RangeTableSample");
    if (sample) {
        add_from(job, level, tree_get(sample, "relation"));
    } else if (join) {
        add_from(job, level, tree_get(join, "larg"));
        add_from(job, level, tree_get(join, "rarg"));
        const char *keys[] = {"alias", "join_using_alias"};
        for (int at = 0; at < 2; at++)
            if (tree_get(join, keys[at]))
                add_source(level, tree_text(tree_get(join, keys[at]), "aliasname"), NULL);
    } else if (range) {
        add_relation(job, level, range);
    } else {
        add_source(level, tree_text(tree_get(tree_inner(item), "alias"), "aliasname"), NULL);
    }
}

// --- columns ---

static bool has_column(const Job *job, const Object *table, const char *name)
{
    return text_is_any(name, caps_of(DIALECT_POSTGRES)->system_columns) ||
           model_find(job->model, KIND_COLUMN, table, words_text(job->model->words, name));
}

// A name without a qualifier: a column, a whole row, or what another part of the same SELECT is called.
static bool may_be(const Job *job, const Level *level, const char *name)
{
    if (level->unknown)
        return true;
    for (int at = 0; at < level->count; at++)
        if (!strcmp(level->names[at], name) || has_column(job, level->tables[at], name))
            return true;
    const Tree *target;
    TREE_EACH(target, level->targets)
    {
        if (!strcmp(tree_text(tree_get(target, "ResTarget"), "name"), name))
            return true;
    }
    return false;
}

static void feed_columns(Guess *guess, const Object *table)
{
    for (const Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_COLUMN)
            guess_feed(guess, child->name->text);
}

static void check_plain(Job *job, const Tree *column, const Level *level, const char *name)
{
    Guess guess = {.name = name};
    for (const Level *at = level; at; at = at->outer) {
        if (may_be(job, at, name))
            return;
        for (int source = 0; source < at->count; source++)
            feed_columns(&guess, at->tables[source]);
    }
    Span span = place(job, column);
    if (level->count == 1 && !level->outer)
        diag_report(job->diag, DIAG_UNKNOWN_COLUMN, span, level->tables[0]->name->text, name);
    else
        diag_report(job->diag, DIAG_EXPR_COLUMN, span, name);
    if (guess_best(&guess))
        name_fix(job->diag, span, "", guess_best(&guess));
}

static void check_qualified(Job *job, const Tree *column, const Level *level, const char *source,
                            const char *name)
{
    const Object *table = NULL;
    for (const Level *at = level; at; at = at->outer) {
        if (at->nameless)
            return;
        for (int item = 0; item < at->count; item++) {
            if (strcmp(at->names[item], source))
                continue;
            if (!at->tables[item] || !*name || has_column(job, at->tables[item], name))
                return;
            table = at->tables[item];
        }
    }
    Span span = place(job, column);
    if (!table) {
        char message[200];
        snprintf(message, sizeof message, "missing FROM-clause entry for table \"%s\"", source);
        diag_report(job->diag, DIAG_SQL_REFUSED, start(job, column), "PostgreSQL", message);
        return;
    }
    Guess guess = {.name = name};
    feed_columns(&guess, table);
    diag_report(job->diag, DIAG_UNKNOWN_COLUMN, span, table->name->text, name);
    if (guess_best(&guess))
        name_fix(job->diag, span, "", guess_best(&guess));
    diag_note(job->diag, table->span, "the table is declared here");
}

static void check_column(Job *job, const Tree *column, const Level *level)
{
    const Tree *fields = tree_get(column, "fields");
    const Tree *first = tree_at(fields, 0), *second = tree_at(fields, 1);
    if (!tree_get(first, "String") || !level)
        return;
    if (!second)
        check_plain(job, column, level, tree_string(first));
    else if (!second->next) // "" for the star
        check_qualified(job, column, level, tree_string(first), tree_string(second));
}

// --- the walk ---

static void walk_select(Job *job, const Tree *select, const Level *outer)
{
    Level level = {.outer = outer, .targets = tree_get(select, "targetList")};
    if (strcmp(tree_text(select, "op"), "SETOP_NONE")) {
        // What sorts the whole is named after columns of the first part.
        walk(job, tree_get(select, "withClause"), outer);
        walk_select(job, tree_get(select, "larg"), outer);
        walk_select(job, tree_get(select, "rarg"), outer);
        return;
    }
    const Tree *item;
    TREE_EACH(item, tree_get(select, "fromClause"))
    {
        add_from(job, &level, item);
    }
    TREE_EACH(item, select)
    {
        walk(job, item, &level);
    }
}

static void walk(Job *job, const Tree *node, const Level *level)
{
    const Tree *inner;
    TREE_EACH(inner, node)
    {
        if (inner->key && !strcmp(inner->key, "SelectStmt"))
            walk_select(job, inner, level);
        else if (inner->key && !strcmp(inner->key, "ColumnRef"))
            check_column(job, inner, level);
        else
            walk(job, inner, level);
    }
}

static void find_locals(Job *job, const Tree *node)
{
    const Tree *inner;
    if (node && node->key && !strcmp(node->key, "ctename") && job->local_count < LOCALS_MAX)
        job->locals[job->local_count++] = tree_value(node);
    TREE_EACH(inner, node)
    {
        find_locals(job, inner);
    }
}

void try_postgres_names(const Model *model, const View *view, const Tree *parsed, size_t shift, Diag *diag)
{
    Job job = {.model = model, .view = view, .diag = diag, .shift = shift};
    const Tree *statement = tree_get(tree_at(tree_get(parsed, "stmts"), 0), "stmt");
    const Tree *query = tree_get(tree_get(statement, "ViewStmt"), "query");
    find_locals(&job, query);
    walk(&job, query, NULL);
}
