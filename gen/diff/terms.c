// SPDX-License-Identifier: MIT
// Two queries, or two expressions, bound to what they name (gen/query/query.h), compared part by part
// through the pairing of the two models.
#include <string.h>

#include "gen/diff/private.h"
#include "gen/model/definition.h"
#include "gen/query/query.h"

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool same_object(const ChangeList *list, const Object *a, const Object *b)
{
    return !a || !b ? a == b : match_new(&list->match, a) == b;
}

static bool same_type(const ChangeList *list, ValueType a, ValueType b)
{
    return a.base == b.base && same_object(list, a.user, b.user) && same_text(a.name, b.name) &&
           a.dims == b.dims;
}

static bool is_kind(const Term *term, const char *kind)
{
    return !strcmp(term->kind, kind);
}

static bool has_type(const Term *term)
{
    return is_kind(term, "Const") || is_kind(term, "Cast") || is_kind(term, "defined") ||
           is_kind(term, "column");
}

static bool same_term(const ChangeList *, const Term *, const Term *);

// A catalogue's column, which is qualified once and once not.
static bool same_place(const Term *a, const Term *b)
{
    return a->range == b->range || (is_kind(a, "Named") && (!a->range || !b->range));
}

static const Term *without_cast(const Term *term)
{
    while (is_kind(term, "Cast") && term->first)
        term = term->first;
    return term;
}

// Of a call that is not known: a cast on one side only may be the server's own.
static bool same_given(const ChangeList *list, const Term *a, const Term *b)
{
    bool texts = is_kind(a, "Const") && is_kind(b, "Const") && same_text(a->text, b->text);
    bool numbers = a->type.base && b->type.base && a->type.base->category == 'N' &&
                   b->type.base->category == 'N' && (value_is(a->type, "int4") || value_is(b->type, "int4"));
    bool untyped = texts && (numbers || value_is(a->type, "unknown") || value_is(b->type, "unknown") ||
                             value_is(a->type, "text") || value_is(b->type, "text"));
    if (untyped || same_term(list, a, b))
        return true;
    if (is_kind(a, "Cast") && !is_kind(b, "Cast"))
        return same_given(list, without_cast(a), b);
    if (is_kind(b, "Cast") && !is_kind(a, "Cast"))
        return same_given(list, a, without_cast(b));
    return false;
}

static bool same_term(const ChangeList *list, const Term *a, const Term *b)
{
    if (strcmp(a->kind, b->kind) || !same_text(a->text, b->text) ||
        !same_object(list, a->object, b->object) || !same_place(a, b) ||
        (has_type(a) && !same_type(list, a->type, b->type)))
        return false;
    const Term *one = a->first, *other = b->first;
    for (; one && other; one = one->next, other = other->next)
        if (!(a->loose || b->loose ? same_given(list, one, other) : same_term(list, one, other)))
            return false;
    return !one && !other;
}

static Verdict judge(const ChangeList *list, const Term *a, const Term *b, Arena *arena)
{
    Verdict verdict = !a || !b ? VERDICT_UNKNOWN : same_term(list, a, b) ? VERDICT_SAME : VERDICT_DIFFERENT;
    arena_free(arena);
    return verdict;
}

Verdict terms_of_views(const ChangeList *list, const Object *from, const Object *to)
{
    Arena arena = {0};
    const Term *a = query_view(list->from, from, &arena);
    return judge(list, a, a ? query_view(list->to, to, &arena) : NULL, &arena);
}

Verdict terms_of_bodies(const ChangeList *list, const Object *from, const Object *to)
{
    Arena arena = {0};
    const Term *a = query_body(list->from, from, &arena);
    return judge(list, a, a ? query_body(list->to, to, &arena) : NULL, &arena);
}

// The parts of statistics and of a publication have no order.
static bool same_set(const ChangeList *list, const Term *a, const Term *b, Arena *arena)
{
    size_t count = 0, other = 0, at;
    for (const Term *part = a->first; part; part = part->next)
        count++;
    bool *taken = ARENA_ARRAY(arena, bool, count + 1);
    memset(taken, 0, count + 1);
    for (const Term *part = b->first; part; part = part->next, other++) {
        const Term *one = a->first;
        for (at = 0; one && (taken[at] || !same_term(list, one, part)); one = one->next)
            at++;
        if (!one)
            return false;
        taken[at] = true;
    }
    return count == other;
}

Verdict terms_of_definitions(const ChangeList *list, const Object *from, const Object *to)
{
    Arena arena = {0};
    const Term *a = query_definition(list->from, from, &arena);
    const Term *b = a ? query_definition(list->to, to, &arena) : NULL;
    bool ordered = AS(const Definition, from)->class == CLASS_RULE;
    bool same = a && b && (ordered ? same_term(list, a, b) : same_set(list, a, b, &arena));
    arena_free(&arena);
    return !a || !b ? VERDICT_UNKNOWN : same ? VERDICT_SAME : VERDICT_DIFFERENT;
}

Verdict terms_of_values(const ChangeList *list, const Object *from, Span a, const Type *a_type,
                        const Object *to, Span b, const Type *b_type)
{
    Arena arena = {0};
    const Term *one = query_value(list->from, from, a, a_type, &arena);
    return judge(list, one, one ? query_value(list->to, to, b, b_type, &arena) : NULL, &arena);
}

static bool has_cast(const Expr *expr)
{
    bool literal =
        expr->kind == EXPR_CAST && (expr->first->kind == EXPR_STRING || expr->first->kind == EXPR_NUMBER);
    for (const Expr *kid = expr->first; kid && !literal; kid = kid->next)
        literal = has_cast(kid);
    return literal;
}

// Of a view's column nobody knows the type here.
bool casts_literals(const Object *of, const Expr *a, const Expr *b)
{
    return of->kind != KIND_VIEW_COLUMN && ((a && has_cast(a)) || (b && has_cast(b)));
}
