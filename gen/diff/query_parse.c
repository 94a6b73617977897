// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "gen/diff/query.h"
#include "gen/model/names.h"
#include "grammar/sqltoken.h"

enum { VIEWS_DEEP = 8 };

typedef struct Reader {
    ParsedQuery *query;
    SqlTokens tokens;
    SqlToken now;
} Reader;

static void step(Reader *reader)
{
    sql_token_next(&reader->tokens, &reader->now);
}

static bool is(const Reader *reader, const char *word)
{
    return reader->now.kind != SQL_END && reader->now.kind != SQL_QUOTED && reader->now.kind != SQL_STRING &&
           sql_token_is(&reader->tokens, reader->now, word);
}

static bool take(Reader *reader, const char *word)
{
    bool found = is(reader, word);
    if (found)
        step(reader);
    return found;
}

static bool is_name(const Reader *reader)
{
    return reader->now.kind == SQL_WORD || reader->now.kind == SQL_QUOTED;
}

static const Word *take_name(Reader *reader)
{
    const char *text = sql_token_text(&reader->tokens, reader->now);
    const Word *name = sql_name(reader->query->model->words, text, span_length(reader->now.span));
    step(reader);
    return name;
}

static bool is_one_of(const Reader *reader, const char *const *words)
{
    for (; *words; words++)
        if (is(reader, *words))
            return true;
    return false;
}

static const char *const JOINS[] = {"join", "inner", "left", "right", "full", "cross", "natural", NULL};
static const char *const ENDS[] = {"from",  "where",  "group",  "having", "order",     "limit", "offset",
                                   "union", "except", "window", "fetch",  "intersect", "for",   NULL};

// The bytes up to a comma, a closing parenthesis, a clause or, in joins, the next of them.
static Span take_slice(Reader *reader, bool joins)
{
    Span span = {reader->now.span.start, reader->now.span.start};
    int depth = 0, cases = 0;
    bool call_from = false;
    for (; reader->now.kind != SQL_END && reader->now.kind != SQL_ERROR; step(reader)) {
        if (!depth && !cases && !call_from &&
            (is(reader, ",") || is(reader, ")") || is(reader, ";") || is_one_of(reader, ENDS) ||
             (joins && is_one_of(reader, JOINS))))
            break;
        call_from = is(reader, "distinct"); // is distinct from
        depth += (is(reader, "(") || is(reader, "[")) - (is(reader, ")") || is(reader, "]"));
        cases += is(reader, "case") - is(reader, "end");
        span.end = reader->now.span.end;
    }
    return span;
}

static const Expr *parse(Reader *reader, Span span)
{
    const Model *model = reader->query->model;
    if (span.start == span.end)
        return NULL;
    return expr_parse(model->words, reader->query->arena, query_words(reader->query, span), span, NULL);
}

static bool take_expr(Reader *reader, bool joins, const Expr **out)
{
    *out = parse(reader, take_slice(reader, joins));
    return *out != NULL;
}

// --- from ---

static const Object *find_relation(const ParsedQuery *query, const Word *schema, const Word *name)
{
    const Model *model = query->model;
    const Word *public = words_text(model->words, "public");
    const Object *home = schema ? model_find_schema(model, schema) : object_schema(query->home);
    const Object *found = home ? model_find_relation(model, home, name) : NULL;
    if (!found && !schema) {
        home = model_find_schema(model, public);
        found = home ? model_find_relation(model, home, name) : NULL;
    }
    return found && object_is_relation(found) ? found : NULL;
}

// From the name on to the closing parenthesis.
static void take_call(Reader *reader, Leaf *leaf, uint32_t start, const Word *schema, const Word *name)
{
    Span span = {start, start};
    int depth = 0;
    do {
        depth += is(reader, "(") - is(reader, ")");
        span.end = reader->now.span.end;
        step(reader);
    } while (depth && reader->now.kind != SQL_END);
    leaf->relation = name ? query_function(reader->query, schema, name) : NULL;
    leaf->call = parse(reader, span);
}

// Behind the alias of a function: (a, b).
static bool take_columns(Reader *reader, Leaf *leaf)
{
    if (!leaf->alias || !leaf->call)
        return false;
    if (!take(reader, "("))
        return query_add_result(reader->query, leaf);
    do {
        if (!is_name(reader))
            return false;
        query_add_name(reader->query, &leaf->columns, take_name(reader));
    } while (take(reader, ","));
    return take(reader, ")");
}

static bool take_leaf(Reader *reader)
{
    ParsedQuery *query = reader->query;
    if (query->leaf_count == QUERY_LEAVES || !is_name(reader))
        return false;
    uint32_t start = reader->now.span.start;
    const Word *schema = NULL, *name = take_name(reader);
    if (take(reader, ".")) {
        schema = name;
        name = is_name(reader) ? take_name(reader) : NULL;
    }
    Leaf *leaf = &query->leaves[query->leaf_count++];
    bool call = is(reader, "(");
    if (call)
        take_call(reader, leaf, start, schema, name);
    else
        leaf->relation = name ? find_relation(query, schema, name) : NULL;
    leaf->alias = name;
    bool said = take(reader, "as");
    bool follows = is_name(reader) && !is_one_of(reader, JOINS) && !is_one_of(reader, ENDS) &&
                   !is(reader, "on") && !is(reader, "using");
    if (said || follows)
        leaf->alias = is_name(reader) ? take_name(reader) : NULL;
    if (!leaf->relation || !leaf->alias)
        return false;
    return call ? take_columns(reader, leaf) : !is(reader, "(");
}

static const char *take_kind(Reader *reader)
{
    for (int at = 2; JOINS[at]; at++)
        if (take(reader, JOINS[at])) {
            take(reader, "outer");
            return take(reader, "join") ? JOINS[at] : NULL;
        }
    take(reader, "inner");
    return take(reader, "join") ? "join" : NULL;
}

static bool take_using(Reader *reader, Names *using)
{
    const Word **at = ARENA_ARRAY(reader->query->arena, const Word *, QUERY_LEAVES);
    using->at = at;
    if (!take(reader, "("))
        return false;
    while (is_name(reader) && using->count < QUERY_LEAVES) {
        at[using->count++] = take_name(reader);
        take(reader, ",");
    }
    return take(reader, ")") && !is(reader, "as");
}

static bool take_joins(Reader *reader);

static bool take_primary(Reader *reader)
{
    int first = reader->query->leaf_count;
    if (!take(reader, "("))
        return take_leaf(reader);
    if (!take_joins(reader) || !take(reader, ")") || first == QUERY_LEAVES)
        return false;
    // (a join b) join c is a join b join c; only what stands on the right is held together by them.
    if (first)
        reader->query->joined[first].inner = reader->query->leaf_count - first;
    return !is(reader, "as") && (!is_name(reader) || is_one_of(reader, JOINS) || is_one_of(reader, ENDS) ||
                                 is(reader, "on") || is(reader, "using"));
}

static bool take_joins(Reader *reader)
{
    ParsedQuery *query = reader->query;
    if (!take_primary(reader))
        return false;
    while (is_one_of(reader, JOINS)) {
        int at = query->leaf_count;
        const char *kind = take_kind(reader);
        if (!kind || !take_primary(reader))
            return false;
        Joined *joined = &query->joined[at];
        joined->kind = kind;
        if (take(reader, "on") ? !take_expr(reader, true, &joined->on)
                               : take(reader, "using") && !take_using(reader, &joined->using))
            return false;
    }
    return true;
}

static bool take_from(Reader *reader)
{
    do {
        int at = reader->query->leaf_count;
        if (!take_joins(reader))
            return false;
        reader->query->joined[at].kind = ",";
    } while (take(reader, ","));
    return true;
}

// --- outputs ---

static const char *figure(const Expr *expr)
{
    const char *name = name_figured(expr);
    return name ? name : "?column?";
}

// expression [[as] name]: where the whole is no expression, its last word is the name.
static bool add_output(Reader *reader, Span span)
{
    ParsedQuery *query = reader->query;
    SqlTokens tokens;
    SqlToken token, last = {0}, before = {0}, older = {0};
    if (query->output_count == QUERY_ITEMS)
        return false;
    Output *output = &query->outputs[query->output_count++];
    output->expr = parse(reader, span);
    if (output->expr) {
        output->name = words_text(query->model->words, figure(output->expr));
        return true;
    }
    const char *text = span_text(query->model->sources, span);
    sql_tokens_begin(&tokens, text, span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        older = before;
        before = last;
        last = token;
    }
    if ((last.kind != SQL_WORD && last.kind != SQL_QUOTED) || !before.kind)
        return false;
    output->name = sql_name(query->model->words, sql_token_text(&tokens, last), span_length(last.span));
    bool as = before.kind == SQL_WORD && sql_token_is(&tokens, before, "as");
    span.end = as ? older.span.end : before.span.end;
    output->expr = parse(reader, span);
    return output->expr != NULL;
}

static bool add_column(ParsedQuery *query, int leaf, const Word *name)
{
    if (query->output_count == QUERY_ITEMS)
        return false;
    query->outputs[query->output_count++] = (Output){.name = name, .leaf = leaf, .column = name};
    return true;
}

static bool add_star(ParsedQuery *query, int leaf)
{
    const Object *relation = query->leaves[leaf].relation;
    const Names *columns = &query->leaves[leaf].columns;
    for (uint32_t at = 0; at < columns->count; at++)
        if (!add_column(query, leaf, columns->at[at]))
            return false;
    if (columns->count)
        return true;
    if (relation->kind == KIND_VIEW) {
        ParsedQuery *below = query_parse(query->model, relation, query->arena, query->depth + 1);
        for (int at = 0; below && at < below->output_count; at++)
            if (!add_column(query, leaf, below->outputs[at].name))
                return false;
        return below != NULL;
    }
    for (const Object *child = object_first(relation); child; child = child->next)
        if (child->kind == KIND_COLUMN && !add_column(query, leaf, child->name))
            return false;
    return true;
}

// "*" or "alias.*"; its leaf, -1 for all of them, -2 when it is none.
static int star_of(const ParsedQuery *query, Span span)
{
    const char *text = span_text(query->model->sources, span);
    size_t length = span_length(span);
    if (length == 1 && *text == '*')
        return -1;
    for (int leaf = 0; leaf < query->leaf_count && length > 2 && !memcmp(text + length - 2, ".*", 2); leaf++)
        if (sql_name(query->model->words, text, length - 2) == query->leaves[leaf].alias)
            return leaf;
    return -2;
}

static bool add_outputs(Reader *reader, const Span *items, int count)
{
    ParsedQuery *query = reader->query;
    for (int at = 0; at < count; at++) {
        int star = star_of(query, items[at]);
        bool good = star == -2 ? add_output(reader, items[at]) : true;
        for (int leaf = 0; leaf < query->leaf_count && star > -2; leaf++)
            if (star == -1 || star == leaf)
                good = good && add_star(query, leaf);
        for (int leaf = 1; leaf < query->leaf_count && star == -1; leaf++)
            good = good && !query->joined[leaf].using.count && strcmp(query->joined[leaf].kind, "natural");
        if (!good)
            return false;
    }
    const Names *names = query->home->kind == KIND_VIEW ? &AS(View, query->home)->columns : NULL;
    for (uint32_t at = 0; names && at < names->count && (int)at < query->output_count; at++)
        query->outputs[at].name = names->at[at];
    return true;
}

// --- the other clauses ---

// A number, or the name of an output where no column that is read has it (or whatever: `first`).
static const Expr *output_for(const ParsedQuery *query, const Expr *expr, bool first)
{
    if (expr->kind == EXPR_NUMBER) {
        int at = atoi(expr->name->text) - 1;
        return at >= 0 && at < query->output_count ? query->outputs[at].expr : NULL;
    }
    if (expr->kind != EXPR_COLUMN || expr->qualifier || (!first && query_leaf(query, expr) >= 0))
        return expr;
    for (int at = 0; at < query->output_count; at++)
        if (query->outputs[at].name == expr->name && query->outputs[at].expr)
            return query->outputs[at].expr;
    return expr;
}

static bool take_group(Reader *reader)
{
    ParsedQuery *query = reader->query;
    do {
        const Expr *expr;
        if (query->group_count == QUERY_LEAVES || !take_expr(reader, false, &expr))
            return false;
        expr = output_for(query, expr, false);
        query->group[query->group_count++] = expr;
        if (!expr)
            return false;
    } while (take(reader, ","));
    return true;
}

// The words behind the expression are cut off from its end.
static bool take_sorted(Reader *reader)
{
    ParsedQuery *query = reader->query;
    SqlTokens tokens;
    SqlToken token;
    Sorted *sorted = &query->order[query->order_count++];
    Span span = take_slice(reader, false), kept = {span.start, span.start};
    const char *text = span_text(query->model->sources, span);
    int nulls = 0;
    sql_tokens_begin(&tokens, text, span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        bool word = token.kind == SQL_WORD;
        if (word && (sql_token_is(&tokens, token, "desc") || sql_token_is(&tokens, token, "asc")))
            sorted->descending = sql_token_is(&tokens, token, "desc");
        else if (word && sql_token_is(&tokens, token, "nulls"))
            nulls = -1;
        else if (nulls < 0)
            nulls = sql_token_is(&tokens, token, "first") ? 1 : 2;
        else
            kept.end = token.span.end;
    }
    sorted->nulls_first = nulls ? nulls == 1 : sorted->descending;
    const Expr *expr = parse(reader, kept);
    sorted->expr = expr ? output_for(query, expr, true) : NULL;
    return sorted->expr != NULL;
}

static bool take_order(Reader *reader)
{
    do
        if (reader->query->order_count == QUERY_LEAVES || !take_sorted(reader))
            return false;
    while (take(reader, ","));
    return true;
}

static bool take_clauses(Reader *reader)
{
    ParsedQuery *query = reader->query;
    if (take(reader, "where") && !take_expr(reader, false, &query->where))
        return false;
    if (take(reader, "group") && !(take(reader, "by") && take_group(reader)))
        return false;
    if (take(reader, "having") && !take_expr(reader, false, &query->having))
        return false;
    if (take(reader, "order") && !(take(reader, "by") && take_order(reader)))
        return false;
    if (take(reader, "limit") && !take_expr(reader, false, &query->limit))
        return false;
    if (take(reader, "offset") && !take_expr(reader, false, &query->offset))
        return false;
    take(reader, ";");
    return reader->now.kind == SQL_END;
}

static bool take_query(Reader *reader)
{
    ParsedQuery *query = reader->query;
    Span items[QUERY_ITEMS];
    int count = 0;
    if (!take(reader, "select"))
        return false;
    query->distinct = take(reader, "distinct");
    if (query->distinct && is(reader, "on"))
        return false;
    do
        items[count++] = take_slice(reader, false);
    while (count < QUERY_ITEMS && take(reader, ","));
    if (take(reader, "from") && !take_from(reader))
        return false;
    return add_outputs(reader, items, count) && take_clauses(reader);
}

ParsedQuery *query_parse_span(const Model *model, const Object *home, Span span, Arena *arena, int depth)
{
    ParsedQuery *query = ARENA_NEW(arena, ParsedQuery);
    Reader reader = {.query = query};
    if (depth > VIEWS_DEEP)
        return NULL;
    *query = (ParsedQuery){.model = model, .home = home, .arena = arena, .depth = depth};
    sql_tokens_begin(&reader.tokens, span_text(model->sources, span), span.start, span_length(span));
    step(&reader);
    return take_query(&reader) ? query : NULL;
}

ParsedQuery *query_parse(const Model *model, const Object *view, Arena *arena, int depth)
{
    return query_parse_span(model, view, AS(View, view)->query.span, arena, depth);
}
