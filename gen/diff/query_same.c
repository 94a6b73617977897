// SPDX-License-Identifier: MIT
// Two queries in parts, compared part by part: columns by what they belong to, expressions by meaning.
#include <string.h>

#include "gen/diff/private.h"
#include "gen/diff/query.h"
#include "grammar/expr.h"
#include "grammar/sqltoken.h"

typedef struct Pair {
    const ChangeList *list;
    const ParsedQuery *from, *to;
} Pair;

// --- columns ---

static const ParsedQuery *below(const ParsedQuery *query, int leaf)
{
    return query_parse(query->model, query->leaves[leaf].relation, query->arena, query->depth + 1);
}

static const Output *find_output(const ParsedQuery *query, const Word *name)
{
    for (int at = 0; query && at < query->output_count; at++)
        if (query->outputs[at].name == name)
            return &query->outputs[at];
    return NULL;
}

// Of a function's result; -1: it has none of that name.
static int column_number(const Leaf *leaf, const Word *name)
{
    for (uint32_t at = 0; at < leaf->columns.count; at++)
        if (leaf->columns.at[at] == name)
            return (int)at;
    return -1;
}

static bool has_column(const ParsedQuery *query, int leaf, const Word *name)
{
    const Object *relation = query->leaves[leaf].relation;
    if (query->leaves[leaf].call)
        return column_number(&query->leaves[leaf], name) >= 0;
    if (relation->kind == KIND_TABLE)
        return model_find(query->model, KIND_COLUMN, relation, name) != NULL;
    return find_output(below(query, leaf), name) != NULL;
}

// Of columns that a join has put together, the left one stands for both, where every row has it.
static bool is_left(const Joined *joined)
{
    return !strcmp(joined->kind, "join") || !strcmp(joined->kind, "left");
}

int query_leaf(const ParsedQuery *query, const Expr *column)
{
    int found = -1;
    for (int leaf = 0; leaf < query->leaf_count; leaf++) {
        bool meant = column->qualifier ? column->qualifier == query->leaves[leaf].alias
                                       : has_column(query, leaf, column->name);
        bool merged = false;
        for (uint32_t at = 0; at < query->joined[leaf].using.count; at++)
            merged = merged || query->joined[leaf].using.at[at] == column->name;
        if (meant && found >= 0 && !(merged && is_left(&query->joined[leaf])))
            return -1;
        if (meant && found < 0)
            found = leaf;
    }
    return found;
}

const Type *query_type(const ParsedQuery *query, int leaf, const Word *column)
{
    const Object *relation = leaf < 0 ? NULL : query->leaves[leaf].relation;
    if (!relation || query->leaves[leaf].call)
        return NULL;
    if (relation->kind == KIND_TABLE) {
        const Object *found = model_find(query->model, KIND_COLUMN, relation, column);
        return found ? AS(Column, found)->type : NULL;
    }
    const ParsedQuery *inner = below(query, leaf);
    const Output *output = find_output(inner, column);
    if (!output || (output->expr && output->expr->kind != EXPR_COLUMN))
        return NULL;
    return output->expr ? query_type(inner, query_leaf(inner, output->expr), output->expr->name)
                        : query_type(inner, output->leaf, output->column);
}

static bool same_place(const Pair *pair, int from, const Word *a, int to, const Word *b)
{
    if (from < 0 || from != to)
        return false;
    const Leaf *leaf = &pair->from->leaves[from], *other_leaf = &pair->to->leaves[to];
    const Object *one = leaf->relation, *two = other_leaf->relation;
    if (leaf->call || other_leaf->call)
        return leaf->call && other_leaf->call && column_number(leaf, a) >= 0 &&
               column_number(leaf, a) == column_number(other_leaf, b);
    if (one->kind != KIND_TABLE)
        return a == b;
    const Object *column = model_find(pair->list->from, KIND_COLUMN, one, a);
    const Object *other = model_find(pair->list->to, KIND_COLUMN, two, b);
    return column && other && match_new(&pair->list->match, column) == other;
}

static int leaf_called(const ParsedQuery *query, const Word *alias)
{
    int leaf = query->leaf_count - 1;
    while (leaf >= 0 && query->leaves[leaf].alias != alias)
        leaf--;
    return leaf;
}

// What is no column of a relation is a row as a whole, or in a function one of its arguments.
static bool same_other(const Pair *pair, const Expr *a, const Expr *b)
{
    int one = leaf_called(pair->from, a->qualifier ? a->qualifier : a->name);
    int other = leaf_called(pair->to, b->qualifier ? b->qualifier : b->name);
    if (one >= 0 || other >= 0)
        return one == other && !a->qualifier && !b->qualifier;
    return a->name == b->name && a->qualifier == b->qualifier && object_is_routine(pair->from->home);
}

static bool same_column(const void *context, const Expr *a, const Expr *b)
{
    const Pair *pair = context;
    if (query_leaf(pair->from, a) < 0 && query_leaf(pair->to, b) < 0)
        return same_other(pair, a, b);
    return same_place(pair, query_leaf(pair->from, a), a->name, query_leaf(pair->to, b), b->name);
}

static const char *from_type(const void *context, const Expr *column)
{
    const Pair *pair = context;
    return diff_type_name(pair->from->arena,
                          query_type(pair->from, query_leaf(pair->from, column), column->name));
}

static const char *to_type(const void *context, const Expr *column)
{
    const Pair *pair = context;
    return diff_type_name(pair->to->arena, query_type(pair->to, query_leaf(pair->to, column), column->name));
}

static bool same_call(const void *context, const char *a_schema, const char *a, const char *b_schema,
                      const char *b)
{
    const Pair *pair = context;
    return diff_same_call(pair->list, pair->from->home, a_schema, a, pair->to->home, b_schema, b);
}

static bool same_sequence(const void *context, const char *a, const char *b)
{
    const Pair *pair = context;
    return diff_same_sequence(pair->list, pair->from->home, a, pair->to->home, b);
}

static const char *from_result(const void *context, const char *schema, const char *name)
{
    const ParsedQuery *query = ((const Pair *)context)->from;
    return diff_result_type(query->arena, query->model, query->home, schema, name);
}

static const char *to_result(const void *context, const char *schema, const char *name)
{
    const ParsedQuery *query = ((const Pair *)context)->to;
    return diff_result_type(query->arena, query->model, query->home, schema, name);
}

// --- parts ---

static bool same_expr(const Pair *pair, const Expr *a, const Expr *b)
{
    ExprSame same = {.column = same_column,
                     .call = same_call,
                     .sequence = same_sequence,
                     .type_a = from_type,
                     .type_b = to_type,
                     .result_a = from_result,
                     .result_b = to_result,
                     .context = pair};
    return !a || !b ? a == b : expr_equal(a, b, &same);
}

static bool same_output(const Pair *pair, const Output *a, const Output *b)
{
    bool plain_a = !a->expr || a->expr->kind == EXPR_COLUMN,
         plain_b = !b->expr || b->expr->kind == EXPR_COLUMN;
    if (a->name != b->name || plain_a != plain_b)
        return false;
    if (!plain_a)
        return same_expr(pair, a->expr, b->expr);
    int from = a->expr ? query_leaf(pair->from, a->expr) : a->leaf;
    int to = b->expr ? query_leaf(pair->to, b->expr) : b->leaf;
    return same_place(pair, from, a->expr ? a->expr->name : a->column, to,
                      b->expr ? b->expr->name : b->column);
}

static bool same_join(const Pair *pair, const Joined *a, const Joined *b)
{
    if (strcmp(a->kind, b->kind) || a->inner != b->inner || a->using.count != b->using.count)
        return false;
    for (uint32_t at = 0; at < a->using.count; at++)
        if (a->using.at[at] != b->using.at[at])
            return false;
    return same_expr(pair, a->on, b->on);
}

static bool same_lists(const Pair *pair)
{
    const ParsedQuery *a = pair->from, *b = pair->to;
    for (int at = 0; at < a->leaf_count; at++)
        if (match_new(&pair->list->match, a->leaves[at].relation) != b->leaves[at].relation ||
            !same_expr(pair, a->leaves[at].call, b->leaves[at].call) ||
            !same_join(pair, &a->joined[at], &b->joined[at]))
            return false;
    for (int at = 0; at < a->output_count; at++)
        if (!same_output(pair, &a->outputs[at], &b->outputs[at]))
            return false;
    for (int at = 0; at < a->group_count; at++)
        if (!same_expr(pair, a->group[at], b->group[at]))
            return false;
    for (int at = 0; at < a->order_count; at++)
        if (a->order[at].descending != b->order[at].descending ||
            a->order[at].nulls_first != b->order[at].nulls_first ||
            !same_expr(pair, a->order[at].expr, b->order[at].expr))
            return false;
    return true;
}

static bool same_queries(const ChangeList *list, const ParsedQuery *a, const ParsedQuery *b)
{
    Pair pair = {list, a, b};
    return a->distinct == b->distinct && a->leaf_count == b->leaf_count &&
           a->output_count == b->output_count && a->group_count == b->group_count &&
           a->order_count == b->order_count && same_lists(&pair) && same_expr(&pair, a->where, b->where) &&
           same_expr(&pair, a->having, b->having) && same_expr(&pair, a->limit, b->limit) &&
           same_expr(&pair, a->offset, b->offset);
}

bool query_same(const ChangeList *list, const Object *from, const Object *to)
{
    Verdict verdict = terms_of_views(list, from, to);
    if (verdict != VERDICT_UNKNOWN)
        return verdict == VERDICT_SAME;
    Arena arena = {0};
    const ParsedQuery *a = query_parse(list->from, from, &arena, 0);
    const ParsedQuery *b = a ? query_parse(list->to, to, &arena, 0) : NULL;
    bool same = b && same_queries(list, a, b);
    arena_free(&arena);
    return same;
}

// --- bodies ---

static void body_begin(const Model *model, const Function *function, SqlTokens *tokens)
{
    SqlToken token;
    Span span = function->body.span;
    sql_tokens_begin(tokens, span_text(model->sources, span), span.start, span_length(span));
    sql_token_next(tokens, &token); // begin
    sql_token_next(tokens, &token); // atomic
}

static bool same_statement(const ChangeList *list, const Object *from, Span a, const Object *to, Span b)
{
    Arena arena = {0};
    const ParsedQuery *one = query_parse_span(list->from, from, a, &arena, 0);
    const ParsedQuery *other = one ? query_parse_span(list->to, to, b, &arena, 0) : NULL;
    bool same = other ? same_queries(list, one, other)
                      : sql_text_equal(span_text(list->from->sources, a), span_length(a),
                                       span_text(list->to->sources, b), span_length(b));
    arena_free(&arena);
    return same;
}

// return VALUE: a query that gives nothing but that, and has no clause.
static bool same_value(const ChangeList *list, const Object *from, const Object *to)
{
    Arena arena = {0};
    ParsedQuery one = {.model = list->from, .home = from, .arena = &arena};
    ParsedQuery other = {.model = list->to, .home = to, .arena = &arena};
    const Expr *values[2];
    for (int at = 0; at < 2; at++) {
        const Model *model = at ? list->to : list->from;
        Span span = AS(const Function, at ? to : from)->body.span;
        SqlTokens tokens;
        SqlToken token = {SQL_END, span};
        sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
        sql_token_next(&tokens, &token); // return
        span.start = token.span.end;
        values[at] = expr_parse(model->words, &arena, span_text(model->sources, span), span, NULL);
    }
    bool same = values[0] && values[1] && same_expr(&(Pair){list, &one, &other}, values[0], values[1]);
    arena_free(&arena);
    return same;
}

static bool is_return(const Model *model, const Function *function)
{
    SqlTokens tokens;
    SqlToken token;
    Span span = function->body.span;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    return sql_token_next(&tokens, &token) && sql_token_is(&tokens, token, "return");
}

bool query_same_body(const ChangeList *list, const Object *from, const Object *to)
{
    const Function *one = AS(const Function, from), *other = AS(const Function, to);
    bool value = is_return(list->from, one);
    Verdict verdict = one->atomic && other->atomic ? terms_of_bodies(list, from, to) : VERDICT_UNKNOWN;
    if (verdict != VERDICT_UNKNOWN)
        return verdict == VERDICT_SAME;
    if (!one->atomic || !other->atomic || value != is_return(list->to, other))
        return false;
    if (value)
        return same_value(list, from, to);
    SqlTokens tokens, others;
    Span a, b;
    body_begin(list->from, one, &tokens);
    body_begin(list->to, other, &others);
    for (;;) {
        bool more = sql_next_of_body(&tokens, &a), more_others = sql_next_of_body(&others, &b);
        if (more != more_others || (more && !same_statement(list, from, a, to, b)))
            return false;
        if (!more)
            return true;
    }
}
