// SPDX-License-Identifier: MIT
// Of a query what hangs on functions: those that it reads, and the arguments of the one that it stands in.
#include <string.h>

#include "gen/diff/query.h"
#include "grammar/sqltoken.h"

static bool is_alias(const ParsedQuery *query, const Word *name)
{
    for (int leaf = 0; leaf < query->leaf_count; leaf++)
        if (query->leaves[leaf].alias == name)
            return true;
    return false;
}

static char *copy_of(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_bytes(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

// f(t.*): the server's way to write a row as a whole, f(t).
static bool is_star_of_row(const ParsedQuery *query, const SqlTokens *tokens, const SqlToken last[4])
{
    bool star = sql_token_is(tokens, last[0], "*") && sql_token_is(tokens, last[1], ".") &&
                (last[2].kind == SQL_WORD || last[2].kind == SQL_QUOTED);
    return star && is_alias(query, sql_name(query->model->words, sql_token_text(tokens, last[2]),
                                            span_length(last[2].span)));
}

// What the grammar of expressions lacks is put into its words: rows as a whole, and arguments by number, for
// which ($1).a is the server's way to write $1.a.
const char *query_words(const ParsedQuery *query, Span span)
{
    const char *text = span_text(query->model->sources, span);
    char *copy = NULL;
    SqlTokens tokens;
    SqlToken last[4] = {{SQL_END, {0, 0}}}; // the newest first
    sql_tokens_begin(&tokens, text, 0, span_length(span));
    while (sql_token_next(&tokens, &last[0])) {
        bool star = is_star_of_row(query, &tokens, last), number = last[0].kind == SQL_PARAMETER;
        bool field = sql_token_is(&tokens, last[0], ".") && sql_token_is(&tokens, last[1], ")") &&
                     last[2].kind == SQL_PARAMETER && sql_token_is(&tokens, last[3], "(");
        if (!copy && (star || number))
            copy = copy_of(query->arena, text, span_length(span));
        if (star)
            copy[last[1].span.start] = copy[last[0].span.start] = ' ';
        if (number)
            copy[last[0].span.start] = '_';
        if (field)
            copy[last[3].span.start] = copy[last[1].span.start] = ' ';
        memmove(&last[1], &last[0], 3 * sizeof *last);
    }
    return copy ? copy : text;
}

void query_add_name(ParsedQuery *query, Names *names, const Word *name)
{
    const Word **at =
        names->count ? (const Word **)names->at : ARENA_ARRAY(query->arena, const Word *, QUERY_ITEMS);
    names->at = at;
    if (names->count < QUERY_ITEMS)
        at[names->count++] = name;
}

// What a function gives has the names of its arguments, of a relation's columns, or its own.
bool query_add_result(ParsedQuery *query, Leaf *leaf)
{
    const Function *function = AS(const Function, leaf->relation);
    const Object *row = function->returns ? function->returns->user : NULL;
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (argument->mode == ARGUMENT_IN || argument->mode == ARGUMENT_VARIADIC)
            continue;
        if (!argument->name)
            return false;
        query_add_name(query, &leaf->columns, argument->name);
    }
    if (leaf->columns.count)
        return true;
    if (row && row->kind == KIND_VIEW) {
        const ParsedQuery *below = query_parse(query->model, row, query->arena, query->depth + 1);
        for (int at = 0; below && at < below->output_count; at++)
            query_add_name(query, &leaf->columns, below->outputs[at].name);
        return below != NULL;
    }
    const Object *child = row && row->kind == KIND_TABLE ? object_first(row) : NULL;
    for (; child; child = child->next)
        if (child->kind == KIND_COLUMN)
            query_add_name(query, &leaf->columns, child->name);
    if (!row || row->kind != KIND_TABLE)
        query_add_name(query, &leaf->columns, leaf->alias);
    return true;
}

const Object *query_function(const ParsedQuery *query, const Word *schema, const Word *name)
{
    const Model *model = query->model;
    const Object *home = schema ? model_find_schema(model, schema) : object_schema(query->home);
    const Object *found = home ? model_find(model, KIND_FUNCTION, home, name) : NULL;
    if (!found && !schema && (home = model_find_schema(model, words_text(model->words, "public"))))
        found = model_find(model, KIND_FUNCTION, home, name);
    return found && !AS(const Function, found)->overload ? found : NULL;
}
