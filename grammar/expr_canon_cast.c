// SPDX-License-Identifier: MIT
// When a cast may be left out: PostgreSQL writes every implicit cast into what it stores.
#include <stdlib.h>
#include <string.h>

#include "grammar/expr_canon.h"

enum { ELEMENTS_MAX = 64 };

static bool same(const char *a, const char *b)
{
    return a && b && !strcmp(a, b);
}

static bool is_text(const char *type)
{
    return same(type, "text") || same(type, "character varying");
}

// The order in which numbers are widened; 0: no number.
static int rank(const char *type)
{
    static const char *const RANKS[] = {"smallint", "integer", "bigint",
                                        "numeric",  "real",    "double precision"};
    for (int at = 0; type && at < 6; at++)
        if (!strcmp(type, RANKS[at]))
            return at + 1;
    return 0;
}

const char *canon_wider(const char *a, const char *b)
{
    int one = rank(a), other = rank(b);
    if (!one || !other)
        return NULL;
    if (one != other && (one == 5 || other == 5)) // nothing but real itself stays real
        return "double precision";
    return one > other ? a : b;
}

// char(n) is cast to as bpchar.
static bool same_type(const char *a, const char *b)
{
    return same(a, b) || (same(a, "bpchar") && same(b, "character")) ||
           (same(a, "character") && same(b, "bpchar"));
}

const char *canon_number_type(const char *text)
{
    if (*text == '-')
        text++;
    size_t digits = strspn(text, "0123456789");
    if (!digits && !(*text == '.' && text[1] >= '0' && text[1] <= '9'))
        return NULL;
    if (text[strspn(text, "0123456789.eE+-")])
        return NULL;
    if (text[digits])
        return "numeric";
    text += strspn(text, "0");
    digits = strlen(text);
    if (digits < 10 || (digits == 10 && strcmp(text, "2147483647") <= 0))
        return "integer";
    return digits < 19 || (digits == 19 && strcmp(text, "9223372036854775807") <= 0) ? "bigint" : "numeric";
}

// '-40'::integer is how -40 is stored, '3000000000'::bigint how 3000000000 is.
static bool become_number(Canon *literal, const char *type)
{
    const char *natural = canon_number_type(literal->text);
    if (literal->kind != EXPR_STRING || !same(natural, type))
        return false;
    literal->kind = EXPR_NUMBER;
    literal->type = natural;
    return true;
}

// Built in, and without modifiers that are meant where none are written: char is char(1).
static bool is_whole(const char *type)
{
    static const char *const WHOLE[] = {"boolean", "date",  "uuid",     "json",
                                        "jsonb",   "bytea", "interval", "inet"};
    for (size_t at = 0; at < sizeof WHOLE / sizeof *WHOLE; at++)
        if (same(type, WHOLE[at]))
            return true;
    return rank(type) || is_text(type) || !strncmp(type, "timestamp ", 10);
}

static bool is_plain(const ExprType *type)
{
    return !type->arg_count && !type->dims;
}

// (array['a'::varchar])::text[]: the same as casting each element.
static Canon *cast_elements(const CanonJob *job, Canon *array, const ExprType *type)
{
    ExprType *element = ARENA_NEW(job->arena, ExprType);
    *element = *type;
    element->dims--;
    Canon **link = &array->first, *group[ELEMENTS_MAX];
    size_t count = 0;
    for (Canon *kid = array->first, *next; kid; kid = next) {
        next = kid->next;
        Canon *cast = canon_cast(job, kid, element);
        cast->next = next;
        *link = cast;
        link = &cast->next;
        if (count < ELEMENTS_MAX)
            group[count++] = cast;
    }
    canon_settle(group, count, true);
    return array;
}

// A value of a domain is one of what the domain stands on, so the server may write that it is.
static bool is_base(const CanonJob *job, const Canon *of, const char *name)
{
    return job->base_of && of->kind == EXPR_CAST && is_plain(of->modifiers) &&
           same(job->base_of(job->context, of->modifiers), name);
}

// A literal that is cast to a domain is cast to what that stands on first: '5'::amount is stored as
// ('5'::bigint)::amount.
static Canon *literal_of_domain(const CanonJob *job, Canon *of, const ExprType *type)
{
    const char *base = job->base_of && is_plain(type) ? job->base_of(job->context, type) : NULL;
    if (!base)
        return of;
    if (of->kind == EXPR_CAST && of->first->kind == EXPR_STRING && is_plain(of->modifiers) &&
        same(of->cast, base))
        of = of->first;
    if (of->kind == EXPR_STRING && rank(base))
        become_number(of, canon_number_type(of->text));
    return of;
}

Canon *canon_cast(const CanonJob *job, Canon *of, const ExprType *type)
{
    if (of->kind == EXPR_ARRAY && type->dims && of->first)
        return job->loose ? of : cast_elements(job, of, type);
    if (job->loose)
        return of;
    of = literal_of_domain(job, of, type);
    const char *name = type->quoted ? type->name->text : expr_type_canonical(type->name->text);
    if (is_plain(type)) {
        if (of->kind == EXPR_COLUMN && is_whole(name) && same(of->type, name))
            return of; // what operators take of a domain
        if (is_text(name) && (of->kind == EXPR_STRING || is_text(of->type)))
            return of;
        if (of->kind == EXPR_STRING && become_number(of, name))
            return of;
        if (of->kind == EXPR_NUMBER && same(of->type, name))
            return of;
        if (is_base(job, of, name))
            return of;
    }
    Canon *cast = ARENA_NEW(job->arena, Canon);
    cast->kind = EXPR_CAST;
    cast->first = of;
    cast->cast = cast->type = type->dims ? arena_print(job->arena, "%s[]", name) : name;
    cast->modifiers = type;
    if (type->schema && strcmp(type->schema->text, "pg_catalog") != 0)
        cast->schema = type->schema->text;
    return cast;
}

// 1.5e3 as 1500, 1e-3 as 0.001. NULL: it has no exponent, or a far one.
static const char *without_exponent(const CanonJob *job, const char *text)
{
    enum { FAR = 400 };
    char digits[FAR];
    size_t mantissa = strcspn(text, "eE"), count = 0;
    long point = 0, power = text[mantissa] ? strtol(text + mantissa + 1, NULL, 10) : 0;
    if (!text[mantissa] || mantissa >= FAR || power > FAR || power < -FAR)
        return NULL;
    char *out = arena_bytes(job->arena, 3 * FAR), *at = out;
    bool before = true;
    for (size_t from = 0; from < mantissa; from++) {
        before = before && text[from] != '.';
        if (text[from] < '0' || text[from] > '9')
            continue;
        digits[count++] = text[from];
        point += before;
    }
    point += power;
    if (*text == '-')
        *at++ = '-';
    if (point <= 0)
        *at++ = '0';
    for (long place = point < 0 ? point : 0; place < (long)count || place < point; place++) {
        if (place == (point < 0 ? point : point == 0 ? 0 : point))
            *at++ = '.';
        *at++ = (char)(place >= 0 && place < (long)count ? digits[place] : '0');
    }
    *at = '\0';
    return out;
}

// What has an exponent is numeric, and is stored without it: 1e6 as '1000000'::numeric.
Canon *canon_number(const CanonJob *job, const char *text)
{
    const char *plain = without_exponent(job, text);
    Canon *canon = ARENA_NEW(job->arena, Canon);
    canon->kind = EXPR_NUMBER;
    canon->text = plain ? plain : text;
    canon->type = canon_number_type(canon->text);
    if (!plain || same(canon->type, "numeric"))
        return canon;
    canon->kind = EXPR_STRING;
    canon->type = NULL;
    if (job->loose)
        return canon;
    Word *name = arena_take(job->arena, sizeof *name + sizeof "numeric");
    memcpy(name->text, "numeric", sizeof "numeric");
    ExprType *type = ARENA_NEW(job->arena, ExprType);
    type->name = name;
    return canon_cast(job, canon, type);
}

// Takes the cast off `cast`, in place, when a value of type `other` beside it makes it plain.
static void settle(Canon *cast, const char *other, bool numbers)
{
    if (!other)
        return;
    if (numbers && cast->kind == EXPR_STRING && rank(other) &&
        rank(canon_number_type(cast->text)) <= rank(other) && canon_number_type(cast->text)) {
        cast->kind = EXPR_NUMBER; // qty = '5' is stored as qty = 5
        cast->type = canon_number_type(cast->text);
        return;
    }
    if (cast->kind != EXPR_CAST || cast->modifiers->arg_count)
        return;
    // real and double precision are compared as they are, anything else with real as double precision
    bool beside_real = same(other, "real") && same(cast->cast, "double precision") && rank(cast->first->type);
    if (!same_type(cast->cast, other) && !beside_real)
        return;
    Canon *of = cast->first, *next = cast->next;
    bool widened = numbers && rank(of->type) && rank(of->type) < rank(cast->cast);
    if (of->kind != EXPR_STRING && of->kind != EXPR_NULL && !widened)
        return;
    *cast = *of;
    cast->next = next;
    if (cast->kind == EXPR_STRING)
        settle(cast, other, numbers);
}

void canon_settle(Canon *const *group, size_t count, bool numbers)
{
    for (size_t at = 0; at < count; at++)
        for (size_t other = 0; other < count; other++)
            if (other != at)
                settle(group[at], group[other]->type, numbers);
}

Canon *canon_settle_target(Canon *value, const char *target)
{
    settle(value, target, true);
    return value;
}
