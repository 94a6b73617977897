// SPDX-License-Identifier: MIT
// The library's part: texts to trees, and what others ask of this folder.
#include <stdlib.h>
#include <string.h>

#include "gen/query/private.h"
#include "grammar/newer.h"
#include "grammar/sqltoken.h"

#ifdef HAVE_PG_QUERY
#include <pg_query.h>

const Tree *parse_sql(Analysis *analysis, const char *before, Span span, const char *after)
{
    Arena *arena = analysis->arena;
    const char *text = span_text(analysis->model->sources, span);
    char *sql = arena_print(arena, "%s%.*s%s", before, (int)span_length(span), text, after);
    analysis->text = sql;
    PgQueryParseResult result = pg_query_parse(sql);
    if (result.error && newer_blank_usual(sql)) {
        pg_query_free_parse_result(result);
        result = pg_query_parse(sql);
    }
    char *json = result.error ? NULL : arena_copy(arena, result.parse_tree, strlen(result.parse_tree));
    pg_query_free_parse_result(result);
    const Tree *tree = json ? tree_read(arena, json) : NULL;
    const Tree *statements = tree_get(tree, "stmts");
    return tree_count(statements) == 1 ? tree_get(tree_first(statements), "stmt") : NULL;
}

#else

const Tree *parse_sql(Analysis *analysis, const char *before, Span span, const char *after)
{
    (void)analysis, (void)before, (void)span, (void)after;
    return NULL;
}

#endif

bool parse_view(Analysis *analysis, const Object *view, Outputs *columns)
{
    const Tree *statement = parse_sql(analysis, "", AS(const View, view)->query.span, "");
    return statement && bind_query(analysis, NULL, tree_get(statement, "SelectStmt"), PLACE_TOP, columns) &&
           !analysis->failed;
}

const Term *query_view(const Model *model, const Object *view, Arena *arena)
{
    Analysis analysis = {.model = model, .home = view, .arena = arena};
    const Tree *statement = parse_sql(&analysis, "", AS(const View, view)->query.span, "");
    Outputs columns = {0};
    Term *term = statement
                     ? bind_query(&analysis, NULL, tree_get(statement, "SelectStmt"), PLACE_TOP, &columns)
                     : NULL;
    if (!term || analysis.failed)
        return NULL;
    const Names *names = &AS(const View, view)->columns;
    Term *whole = term_new(&analysis, "View", NULL);
    for (int at = 0; at < columns.count; at++) {
        bool named = (uint32_t)at < names->count;
        term_add(whole, term_new(&analysis, "name", named ? names->at[at]->text : columns.at[at].name));
    }
    return term_add(whole, term);
}

const Term *query_value(const Model *model, const Object *home, Span span, const Type *target, Arena *arena)
{
    Analysis analysis = {.model = model, .home = home, .arena = arena};
    const Object *rows = home;
    while (rows->kind != KIND_TABLE && rows->kind != KIND_DOMAIN && rows->kind != KIND_SCHEMA)
        rows = rows->parent;
    analysis.rows = rows;
    const Tree *statement = parse_sql(&analysis, "SELECT (", span, ")");
    const Tree *targets = tree_get(tree_get(statement, "SelectStmt"), "targetList");
    const Tree *value = tree_get(tree_get(tree_first(targets), "ResTarget"), "val");
    Term *term = value && tree_count(targets) == 1 ? bind_expr(&analysis, NULL, value) : NULL;
    if (!term || analysis.failed)
        return NULL;
    ValueType type = value_of(target);
    if (!value_known(type))
        return value_is_unknown(term) ? coerce(&analysis, term, builtin_value("text")) : term;
    // A constant goes on being one of the type that it was given; only one without any is made the column's.
    bool constant = !strcmp(term->kind, "Const") && term->text && !value_is_unknown(term);
    return constant || !strcmp(term->kind, "Array") ? term : coerce(&analysis, term, type);
}

// --- bodies ---

static Term *body_statement(Analysis *analysis, Span span, const char *before)
{
    const Tree *statement = parse_sql(analysis, before, span, "");
    Term *term = statement ? bind_statement(analysis, statement) : NULL;
    return analysis->failed ? NULL : term;
}

const Term *query_body(const Model *model, const Object *routine, Arena *arena)
{
    const Function *function = AS(const Function, routine);
    Analysis analysis = {.model = model, .home = routine, .routine = function, .arena = arena};
    Term *body = term_new(&analysis, "Body", NULL);
    Span span = function->body.span;
    SqlTokens tokens;
    SqlToken token = {SQL_END, span};
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    sql_token_next(&tokens, &token);
    if (sql_token_is(&tokens, token, "return"))
        return body_statement(&analysis, (Span){token.span.end, span.end}, "SELECT ");
    sql_token_next(&tokens, &token); // atomic
    while (sql_next_of_body(&tokens, &span)) {
        Term *term = span_length(span) ? body_statement(&analysis, span, "") : NULL;
        if (!term)
            return NULL;
        term_add(body, term);
    }
    return body;
}
