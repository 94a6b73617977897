// SPDX-License-Identifier: MIT
#include "grammar/expr_canon.h"

#include <string.h>

// Forms that name their value twice multiply what is inside them; beyond these they keep their shape.
enum { GROUP_MAX = 64, SHARED_DEPTH = 3, SHARED_ITEMS = 16 };

static Canon *make(const CanonJob *, const Expr *);

static Canon *new_canon(const CanonJob *job, unsigned kind, unsigned op, unsigned flags)
{
    Canon *canon = ARENA_NEW(job->arena, Canon);
    canon->kind = (uint8_t)kind;
    canon->op = (uint8_t)op;
    canon->flags = (uint16_t)flags;
    return canon;
}

static Canon *copy(const CanonJob *job, const Canon *of)
{
    Canon *canon = ARENA_NEW(job->arena, Canon);
    *canon = *of;
    canon->next = NULL;
    return canon;
}

static void settle_kids(Canon *first, bool numbers)
{
    Canon *group[GROUP_MAX];
    size_t count = 0;
    for (Canon *kid = first; kid && count < GROUP_MAX; kid = kid->next)
        group[count++] = kid;
    canon_settle(group, count, numbers);
}

static bool begins(const char *text, const char *with)
{
    return text && !strncmp(text, with, strlen(with));
}

static const char *sum_type(unsigned op, const char *left, const char *right)
{
    bool moves = op == EXPR_OP_PLUS || op == EXPR_OP_MINUS;
    if (moves && ((begins(left, "date") && begins(right, "integer")) ||
                  (begins(left, "timestamp") && begins(right, "interval"))))
        return left;
    return op == EXPR_OP_POWER ? NULL : canon_wider(left, right);
}

static Canon *pair(const CanonJob *job, unsigned op, Canon *left, Canon *right)
{
    Canon *canon = new_canon(job, EXPR_BINARY, op, 0);
    canon->first = left;
    left->next = right;
    right->next = NULL;
    bool value = op >= EXPR_OP_PLUS && op <= EXPR_OP_POWER;
    settle_kids(left, value || (op >= EXPR_OP_EQUAL && op <= EXPR_OP_NOT_DISTINCT));
    if (!value)
        canon->type = op == EXPR_OP_CONCAT || op == EXPR_OP_OTHER ? NULL : "boolean";
    else
        canon->type = sum_type(op, left->type, right->type);
    return canon;
}

// a and (b and c) = (a and b) and c; the same for or.
static Canon *chain(const CanonJob *job, unsigned op, Canon *left, Canon *right)
{
    bool left_same = left->kind == EXPR_BINARY && left->op == op;
    bool right_same = right->kind == EXPR_BINARY && right->op == op;
    Canon *all = left_same ? left : new_canon(job, EXPR_BINARY, op, 0), **end = &all->first;
    if (!left_same) {
        all->first = left;
        all->type = "boolean";
        left->next = NULL;
    }
    while (*end)
        end = &(*end)->next;
    *end = right_same ? right->first : right;
    if (!right_same)
        right->next = NULL;
    return all;
}

static Canon *negate(const CanonJob *job, Canon *of)
{
    Canon *canon = new_canon(job, EXPR_UNARY, EXPR_OP_NOT, 0);
    canon->first = of;
    canon->type = "boolean";
    of->next = NULL;
    return canon;
}

static Canon *make_binary(const CanonJob *job, const Expr *expr)
{
    Canon *left = make(job, expr->first), *right = make(job, expr_second(expr));
    if (expr->op == EXPR_OP_AND || expr->op == EXPR_OP_OR)
        return chain(job, expr->op, left, right);
    if (expr->op == EXPR_OP_NOT_DISTINCT) // stored as not (a is distinct from b)
        return negate(job, pair(job, EXPR_OP_DISTINCT, left, right));
    Canon *canon = pair(job, expr->op, left, right);
    if (expr->op == EXPR_OP_OTHER) {
        canon->text = expr->name->text;
        canon->schema = expr->qualifier ? expr->qualifier->text : NULL;
    }
    if (expr->op == EXPR_OP_CONCAT && left->type && right->type)
        canon->type = "text";
    return canon;
}

// Stored as two comparisons; symmetric as both orders of them.
static Canon *make_between(const CanonJob *job, const Expr *expr)
{
    bool not = expr->flags & EXPR_NOT;
    unsigned low = not ? EXPR_OP_LESS : EXPR_OP_GREATER_EQUAL,
             high = not ? EXPR_OP_GREATER : EXPR_OP_LESS_EQUAL;
    unsigned inner = not ? EXPR_OP_OR : EXPR_OP_AND, outer = not ? EXPR_OP_AND : EXPR_OP_OR;
    const Expr *value = expr->first, *a = value->next, *b = a->next;
    Canon *first = chain(job, inner, pair(job, low, make(job, value), make(job, a)),
                         pair(job, high, make(job, value), make(job, b)));
    if (!(expr->flags & EXPR_SYMMETRIC))
        return first;
    Canon *second = chain(job, inner, pair(job, low, make(job, value), make(job, b)),
                          pair(job, high, make(job, value), make(job, a)));
    return chain(job, outer, first, second);
}

static bool has_column(const Expr *expr)
{
    if (expr->kind == EXPR_COLUMN)
        return true;
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        if (has_column(kid))
            return true;
    return false;
}

static Canon *quantified(const CanonJob *job, Canon *value, Canon *array, unsigned op, unsigned flags)
{
    Canon *canon = new_canon(job, EXPR_QUANTIFIED, op, flags);
    canon->type = "boolean";
    canon->first = value;
    value->next = array;
    array->next = NULL;
    for (Canon *item = array->kind == EXPR_ARRAY ? array->first : NULL; item; item = item->next)
        canon_settle((Canon *[]){value, item}, 2, true); // x = any (array[1::bigint])
    return canon;
}

static bool is_expandable(const Expr *in)
{
    unsigned variables = 0;
    for (const Expr *item = expr_second(in); item; item = item->next)
        variables += has_column(item);
    return in->first->kind != EXPR_ROW && in->first->depth <= SHARED_DEPTH && variables <= SHARED_ITEMS;
}

// x in (1, 2, y) is stored as x = any (array[1, 2]) or x = y; a list of one is a plain comparison.
static Canon *make_in(const CanonJob *job, const Expr *expr)
{
    bool not = expr->flags & EXPR_NOT;
    unsigned op = not ? EXPR_OP_UNEQUAL : EXPR_OP_EQUAL;
    const Expr *value = expr->first;
    Canon *array = new_canon(job, EXPR_ARRAY, 0, 0), **end = &array->first, *all = NULL;
    unsigned constants = 0;
    for (const Expr *item = value->next; item; item = item->next)
        constants += !has_column(item);
    for (const Expr *item = value->next; item && constants > 1; item = item->next)
        if (!has_column(item)) {
            *end = make(job, item);
            (*end)->next = NULL;
            end = &(*end)->next;
        }
    settle_kids(array->first, true);
    if (constants > 1)
        all = quantified(job, make(job, value), array, op, not ? EXPR_ALL : 0);
    for (const Expr *item = value->next; item; item = item->next) {
        if (constants > 1 && !has_column(item))
            continue;
        Canon *one = pair(job, op, make(job, value), make(job, item));
        all = all ? chain(job, not ? EXPR_OP_AND : EXPR_OP_OR, all, one) : one;
    }
    return all;
}

// Stored as x ~~ p or x ~~ like_escape(p, e); similar to as x ~ similar_to_escape(p).
static Canon *make_like(const CanonJob *job, const Expr *expr)
{
    const Expr *value = expr->first, *pattern = value->next, *escape = pattern->next;
    bool not = expr->flags & EXPR_NOT;
    if (!escape && pattern->kind == EXPR_CALL && !strcmp(pattern->name->text, "like_escape") &&
        expr_kid_count(pattern) == 2) {
        escape = expr_second(pattern);
        pattern = pattern->first;
    }
    Canon *kids = make(job, pattern), *all;
    kids->next = escape ? make(job, escape) : NULL;
    if (expr->op == EXPR_OP_SIMILAR) {
        Canon *call = new_canon(job, EXPR_CALL, 0, 0);
        call->text = "similar_to_escape";
        call->first = kids;
        return pair(job, not ? EXPR_OP_UNMATCH : EXPR_OP_MATCH, make(job, value), call);
    }
    const char *glob = expr->op == EXPR_OP_LIKE && !escape && job->lite && kids->kind == EXPR_STRING
                           ? expr_glob(job->arena, kids->text, '\\')
                           : NULL;
    if (glob)
        kids->text = glob;
    all = new_canon(job, EXPR_LIKE, glob ? EXPR_OP_GLOB : expr->op, not ? EXPR_NOT : 0);
    all->type = "boolean";
    all->first = make(job, value);
    all->first->next = kids;
    return all;
}

static Canon *make_kids(const CanonJob *job, Canon *canon, const Expr *kid)
{
    Canon **end = &canon->first;
    for (; kid; kid = kid->next) {
        *end = make(job, kid);
        end = &(*end)->next;
    }
    *end = NULL;
    return canon;
}

// Results are brought to one type, and so are an operand and what it is compared with.
static Canon *make_case(const CanonJob *job, const Expr *expr)
{
    Canon *canon = make_kids(job, new_canon(job, EXPR_CASE, 0, expr->flags & EXPR_OPERAND), expr->first);
    Canon *results[GROUP_MAX], *compared[GROUP_MAX], *kid = canon->first;
    size_t result_count = 0, compared_count = 0;
    if (expr->flags & EXPR_OPERAND) {
        compared[compared_count++] = kid;
        kid = kid->next;
    }
    Canon *before = NULL;
    while (kid && result_count + 1 < GROUP_MAX && compared_count + 1 < GROUP_MAX) {
        bool last = !kid->next;
        if (last) { // else
            results[result_count++] = kid;
            break;
        }
        compared[compared_count++] = kid;
        results[result_count++] = kid->next;
        before = kid->next;
        kid = kid->next->next;
    }
    canon_settle(results, result_count, true);
    if (result_count)
        canon->type = results[0]->type;
    if (expr->flags & EXPR_OPERAND)
        canon_settle(compared, compared_count, true);
    bool null_else = kid && !kid->next && before &&
                     (kid->kind == EXPR_NULL || (kid->kind == EXPR_CAST && kid->first->kind == EXPR_NULL));
    if (null_else && (expr->flags & EXPR_ELSE))
        before->next = NULL; // no else is stored as else null
    else
        canon->flags |= expr->flags & EXPR_ELSE;
    return canon;
}

static const char *call_type(const char *name, const Canon *first)
{
    static const char *const TYPES[][2] = {
        {"length", "integer"},   {"char_length", "integer"}, {"octet_length", "integer"},
        {"position", "integer"}, {"strpos", "integer"},      {"lower", "text"},
        {"upper", "text"},       {"btrim", "text"},          {"ltrim", "text"},
        {"rtrim", "text"},       {"substring", "text"},      {"substr", "text"},
        {"replace", "text"},     {"concat", "text"},         {"left", "text"},
        {"right", "text"},       {"extract", "numeric"},     {"date_part", "double precision"},
    };
    for (size_t at = 0; at < sizeof TYPES / sizeof *TYPES; at++)
        if (!strcmp(TYPES[at][0], name))
            return TYPES[at][1];
    bool same = !strcmp(name, "coalesce") || !strcmp(name, "abs") || !strcmp(name, "nullif");
    return same && first ? first->type : NULL;
}

bool canon_of_sequence(const Canon *call)
{
    return !call->schema && (!strcmp(call->text, "nextval") || !strcmp(call->text, "currval") ||
                             !strcmp(call->text, "setval"));
}

// nextval('s') is kept as nextval('s'::regclass), and public is what every search path begins with.
static void settle_sequence(Canon *call)
{
    Canon *name = call->first;
    if (!canon_of_sequence(call) || !name)
        return;
    if (name->kind == EXPR_CAST && name->cast && !strcmp(name->cast, "regclass") &&
        name->first->kind == EXPR_STRING) {
        name->first->next = name->next;
        name = call->first = name->first;
    }
    if (name->kind == EXPR_STRING && !strncmp(name->text, "public.", strlen("public.")))
        name->text += strlen("public.");
}

// nextval('s'::text): which sequence it is, is asked at each call.
static bool is_late(const Expr *call)
{
    const Expr *name = call->first;
    bool text = false;
    for (; name && name->kind == EXPR_CAST; name = name->first)
        text = text || (name->type && !strcmp(name->type->name->text, "text"));
    return text && name->kind == EXPR_STRING;
}

static Canon *make_call(const CanonJob *job, const Expr *expr)
{
    Canon *canon =
        new_canon(job, EXPR_CALL, 0, expr->flags & (EXPR_DISTINCT | EXPR_STAR | EXPR_VARIADIC | EXPR_BARE));
    canon->text = expr->name->text;
    if (expr->qualifier && strcmp(expr->qualifier->text, "pg_catalog") != 0)
        canon->schema = expr->qualifier->text;
    make_kids(job, canon, expr->first);
    if (!strcmp(canon->text, "now") && !canon->first && !canon->schema && job->lite) {
        canon->text = "current_timestamp";
        canon->flags = EXPR_BARE;
    }
    settle_sequence(canon);
    if (canon_of_sequence(canon) && is_late(expr))
        canon->flags |= EXPR_TYPED;
    bool group = !strcmp(canon->text, "coalesce") || !strcmp(canon->text, "greatest") ||
                 !strcmp(canon->text, "least") || !strcmp(canon->text, "nullif");
    if (group && !canon->schema)
        settle_kids(canon->first, true);
    if (!canon->schema)
        canon->type = call_type(canon->text, canon->first);
    const char *result =
        canon->type || !job->result_of ? NULL : job->result_of(job->context, canon->schema, canon->text);
    if (result)
        canon->type = expr_type_canonical(result);
    return canon;
}

// x at time zone z is timezone(z, x).
static Canon *make_zone(const CanonJob *job, const Expr *expr)
{
    Canon *canon = new_canon(job, EXPR_CALL, 0, 0);
    canon->text = "timezone";
    Canon *value = make(job, expr->first);
    if (expr_second(expr)) {
        canon->first = make(job, expr_second(expr));
        canon->first->next = value;
    } else {
        canon->first = value;
    }
    return canon;
}

static Canon *make_unary(const CanonJob *job, const Expr *expr)
{
    const Expr *of = expr->first;
    if (expr->op == EXPR_OP_MINUS && of->kind == EXPR_NUMBER)
        return canon_number(job, arena_print(job->arena, "-%s", of->name->text));
    Canon *canon = make_kids(job, new_canon(job, EXPR_UNARY, expr->op, 0), of);
    canon->text = expr->op == EXPR_OP_OTHER ? expr->name->text : NULL;
    canon->type = expr->op == EXPR_OP_NOT ? "boolean" : expr->op == EXPR_OP_OTHER ? NULL : canon->first->type;
    return canon;
}

static Canon *make_leaf(const CanonJob *job, const Expr *expr)
{
    Canon *canon = new_canon(job, expr->kind, 0, expr->flags & EXPR_IS_TRUE);
    canon->text = expr->name ? expr->name->text : NULL;
    if (expr->kind == EXPR_COLUMN) {
        canon->column = expr;
        canon->type = job->type_of ? job->type_of(job->context, expr) : NULL;
    } else if (expr->kind == EXPR_BOOL) {
        canon->type = "boolean";
    }
    return canon;
}

// Every other kind keeps its shape.
static Canon *make_plain(const CanonJob *job, const Expr *expr)
{
    unsigned flags = expr->flags & ~(unsigned)(EXPR_PAREN | EXPR_TYPED);
    Canon *canon = make_kids(job, new_canon(job, expr->kind, expr->op, flags), expr->first);
    canon->text = expr->name ? expr->name->text : NULL;
    if (expr->kind == EXPR_COLLATE) {
        canon->type = canon->first->type;
        if (expr->qualifier && strcmp(expr->qualifier->text, "pg_catalog") != 0)
            canon->schema = expr->qualifier->text;
    }
    if (expr->kind == EXPR_ARRAY)
        settle_kids(canon->first, true);
    return canon;
}

// 'now'::date is the day on which it is read, 'now'::text::date each day anew: there the text stays a text.
static bool is_moving(const Expr *cast)
{
    static const char *const WORDS[] = {"now", "today", "tomorrow", "yesterday"};
    const Expr *text = cast->first, *literal = text->first;
    if (text->kind != EXPR_CAST || literal->kind != EXPR_STRING ||
        strcmp(text->type->name->text, "text") != 0)
        return false;
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (!strcmp(WORDS[at], literal->name->text))
            return strcmp(cast->type->name->text, "text") != 0;
    return false;
}

static Canon *make_cast(const CanonJob *job, const Expr *expr)
{
    if (!is_moving(expr) || job->loose)
        return canon_cast(job, make(job, expr->first), expr->type);
    Canon *text = new_canon(job, EXPR_CAST, 0, 0);
    text->first = make(job, expr->first->first);
    text->cast = text->type = "text";
    text->modifiers = expr->first->type;
    return canon_cast(job, text, expr->type);
}

static Canon *make(const CanonJob *job, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NUMBER: return canon_number(job, expr->name->text);
    case EXPR_NULL:
    case EXPR_BOOL:
    case EXPR_STRING:
    case EXPR_BITS:
    case EXPR_COLUMN: return make_leaf(job, expr);
    case EXPR_CAST: return make_cast(job, expr);
    case EXPR_UNARY: return make_unary(job, expr);
    case EXPR_BINARY: return make_binary(job, expr);
    case EXPR_BETWEEN:
        return expr->first->depth <= SHARED_DEPTH ? make_between(job, expr) : make_plain(job, expr);
    case EXPR_IN: return is_expandable(expr) ? make_in(job, expr) : make_plain(job, expr);
    case EXPR_LIKE: return make_like(job, expr);
    case EXPR_QUANTIFIED: {
        Canon *canon = quantified(job, make(job, expr->first), make(job, expr_second(expr)), expr->op,
                                  expr->flags & (EXPR_ALL | EXPR_NOT));
        canon->text = expr->op == EXPR_OP_OTHER ? expr->name->text : NULL;
        return canon;
    }
    case EXPR_CASE: return make_case(job, expr);
    case EXPR_CALL: return make_call(job, expr);
    case EXPR_AT_ZONE: return make_zone(job, expr);
    default: return make_plain(job, expr);
    }
}

Canon *canon_make(const CanonJob *job, const Expr *expr, const char *target)
{
    Canon *canon = copy(job, make(job, expr));
    return job->loose ? canon : canon_settle_target(canon, target);
}
