// SPDX-License-Identifier: MIT
// Two queries in parts, compared part by part: columns by what they belong to, expressions by meaning.
#include <string.h>

#include "gen/diff/private.h"
#include "gen/diff/query.h"
#include "grammar/expr.h"

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

static bool has_column(const ParsedQuery *query, int leaf, const Word *name)
{
    const Object *relation = query->leaves[leaf].relation;
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
    if (!relation)
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
    const Object *one = pair->from->leaves[from].relation, *two = pair->to->leaves[to].relation;
    if (one->kind != KIND_TABLE)
        return a == b;
    const Object *column = model_find(pair->list->from, KIND_COLUMN, one, a);
    const Object *other = model_find(pair->list->to, KIND_COLUMN, two, b);
    return column && other && pair->list->match.new_of[column->id] == other;
}

static bool same_column(const void *context, const Expr *a, const Expr *b)
{
    const Pair *pair = context;
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

// --- parts ---

static bool same_expr(const Pair *pair, const Expr *a, const Expr *b)
{
    ExprSame same = {.column = same_column, .type_a = from_type, .type_b = to_type, .context = pair};
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
        if (pair->list->match.new_of[a->leaves[at].relation->id] != b->leaves[at].relation ||
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

bool query_same(const ChangeList *list, const Object *from, const Object *to)
{
    Arena arena = {0};
    const ParsedQuery *a = query_parse(list->from, from, &arena, 0);
    const ParsedQuery *b = a ? query_parse(list->to, to, &arena, 0) : NULL;
    Pair pair = {list, a, b};
    bool same = b && a->distinct == b->distinct && a->leaf_count == b->leaf_count &&
                a->output_count == b->output_count && a->group_count == b->group_count &&
                a->order_count == b->order_count && same_lists(&pair) &&
                same_expr(&pair, a->where, b->where) && same_expr(&pair, a->having, b->having) &&
                same_expr(&pair, a->limit, b->limit) && same_expr(&pair, a->offset, b->offset);
    arena_free(&arena);
    return same;
}
