// SPDX-License-Identifier: MIT
// What else a server looks for when a function is made, and may not find: the functions that SQL calls,
// columns without a table before them, and the relations whose types PL/pgSQL declares. In doubt all is
// there.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "gen/query/builtin.h"
#include "grammar/sqltoken.h"
#include "grammar/tree.h"

static bool has_extension(const Model *model)
{
    const Object *extension;
    for (uint32_t at = 0; (extension = model_next(model, KIND_EXTENSION, &at));)
        if (strcmp(extension->name->text, "plpgsql"))
            return true;
    return false;
}

static bool has_routine(const Model *model, const char *name)
{
    const Word *word = words_text(model->words, name);
    for (const Object *schema = model->schemas; schema; schema = schema->next)
        if (model_find(model, KIND_FUNCTION, schema, word) || model_find(model, KIND_PROCEDURE, schema, word))
            return true;
    return false;
}

// Of aggregates and the like, which are statements, the name is looked for among these.
static bool has_definition(const Model *model, const char *name)
{
    const Word *word = words_text(model->words, name);
    const Definition *found = model_first_definition(model, word);
    while (found && (found->name != word || found->object.kind != KIND_DEFINITION))
        found = found->same;
    return found;
}

static bool calls_lost(const Model *model, const Tree *node)
{
    const Tree *inner, *call = tree_get(node, "FuncCall");
    const char *called = tree_name(tree_get(call ? call : tree_get(node, "funccall"), "funcname"));
    if (*called && !builtin_function(called) && !has_routine(model, called) &&
        !has_definition(model, called) && !builtin_type(called))
        return true;
    TREE_EACH(inner, node)
    {
        if (calls_lost(model, inner))
            return true;
    }
    return false;
}

// --- columns ---

// Is there any such text beside the names of columns: an alias, a column of a WITH, of what is written to?
static bool is_said(const Tree *node, const char *name)
{
    const Tree *inner;
    if (node->kind == TREE_TEXT)
        return !strcmp(node->text, name);
    if (node->key && !strcmp(node->key, "ColumnRef"))
        return false;
    TREE_EACH(inner, node)
    {
        if (is_said(inner, name))
            return true;
    }
    return false;
}

// Whose columns nobody knows here.
static bool has_function_in_from(const Tree *node)
{
    const Tree *inner;
    TREE_EACH(inner, node)
    {
        if ((inner->key && !strncmp(inner->key, "Range", 5) && strcmp(inner->key, "RangeVar") &&
             strcmp(inner->key, "RangeSubselect")) ||
            has_function_in_from(inner))
            return true;
    }
    return false;
}

static bool is_argument(const Function *function, const char *name)
{
    for (uint32_t at = 0; at < function->arguments.count; at++)
        if (function->arguments.at[at].name && !strcmp(function->arguments.at[at].name->text, name))
            return true;
    return false;
}

// Of the tables that the body reads; what reads anything else may have any column.
static bool has_column(const Model *model, const Function *function, const char *name)
{
    const Word *word = words_text(model->words, name);
    bool tables = false;
    if (text_is_any(name, caps_of(model->dialect)->system_columns))
        return true;
    for (uint32_t at = 0; at < function->reads.count; at++) {
        const Object *read = function->reads.at[at];
        if (!object_is_relation(read))
            continue;
        if (read->kind != KIND_TABLE || read->name == word || model_find(model, KIND_COLUMN, read, word))
            return true;
        tables = true;
    }
    return !tables;
}

static bool column_lost(const Model *model, const Function *function, const Tree *root, const Tree *node)
{
    const Tree *inner, *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
    const char *name = tree_string(tree_first(fields));
    if (*name && !tree_at(fields, 1) && !is_argument(function, name) && !has_column(model, function, name) &&
        !is_said(root, name))
        return true;
    TREE_EACH(inner, node)
    {
        if (column_lost(model, function, root, inner))
            return true;
    }
    return false;
}

// --- PL/pgSQL ---

static bool has_relation(const Model *model, const Word *name)
{
    if (!strncmp(name->text, "pg_", 3))
        return true;
    for (const Object *schema = model->schemas; schema; schema = schema->next) {
        const Object *found = model_find_relation(model, schema, name);
        if (found && (object_is_relation(found) || object_is_external(schema)))
            return true;
    }
    return false;
}

// [schema.]name%rowtype, [schema.]name.column%type: `name` is what stands at the end of `path`, or before it.
static bool type_lost(const Model *model, SqlTokens *tokens, const Word *const path[3])
{
    SqlToken token;
    if (!sql_token_next(tokens, &token))
        return false;
    bool row = sql_token_is(tokens, token, "rowtype");
    const Word *name = row ? path[0] : sql_token_is(tokens, token, "type") ? path[1] : NULL;
    const Word *schema = row ? path[1] : path[2];
    return name && (!schema || model_find_schema(model, schema)) && !has_relation(model, name);
}

static bool types_lost(const Model *model, Span body)
{
    SqlTokens tokens;
    SqlToken token;
    const Word *path[3] = {0}; // the last first
    bool dot = false;
    sql_tokens_begin(&tokens, span_text(model->sources, body), body.start, span_length(body));
    while (sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, "%") && type_lost(model, &tokens, path))
            return true;
        if (sql_token_is(&tokens, token, ".")) {
            dot = true;
            continue;
        }
        path[2] = dot ? path[1] : NULL;
        path[1] = dot ? path[0] : NULL;
        path[0] = sql_token_name(model->words, &tokens, token);
        dot = false;
    }
    return false;
}

bool names_lost(Builder *builder, const Function *function, Span body)
{
    const Model *model = builder->model;
    TreeFault fault;
    if (strcmp(function->language->text, "sql"))
        return types_lost(model, body);
    if (function->atomic || has_extension(model))
        return false;
    ArenaMark mark = arena_mark(&builder->scratch);
    const char *text = arena_copy(&builder->scratch, span_text(model->sources, body), span_length(body));
    const Tree *statements = tree_parse(&builder->scratch, text, &fault);
    bool lost = calls_lost(model, statements) ||
                (!has_function_in_from(statements) && column_lost(model, function, statements, statements));
    arena_release(&builder->scratch, mark);
    return lost;
}
