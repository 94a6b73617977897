// SPDX-License-Identifier: MIT
// A server stores an expression with every cast it has put in, and lists as arrays. Here the text becomes
// again what people write. Nothing is believed: a shorter text is taken only if the two mean the same.
#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/query/builtin.h"
#include "gen/read/print.h"
#include "grammar/expr_canon.h"

enum { TRIED_EACH = 64 }; // cuts that are tried one after the other, should they not hold together

// Bytes that may go, and what may stand in their place.
typedef struct Cut {
    size_t start, end;
    const char *instead;
    bool both; // of no use without the next one
} Cut;

typedef struct Simplify {
    Print *print;
    const char *text;
    const ReadTable *table;
    const ReadType *target;
    Cut *cuts;
    size_t count, size;
} Simplify;

static const char *column_type(const void *context, const Expr *column)
{
    const Simplify *job = context;
    const ReadColumn *found = job->table ? read_column(job->table, column->name->text) : NULL;
    const ReadType *value = job->table || strcmp(column->name->text, "value") ? NULL : job->print->value;
    return found ? type_text(job->print, &found->type) : value ? type_text(job->print, value) : NULL;
}

static void add_cut(Simplify *job, size_t start, size_t end, const char *instead, bool both)
{
    if (start >= end)
        return;
    if (job->count == job->size) {
        size_t size = job->size ? job->size * 2 : 16;
        Cut *more = ARENA_ARRAY(&job->print->scratch, Cut, size);
        if (job->count)
            memcpy(more, job->cuts, job->count * sizeof *more);
        job->cuts = more;
        job->size = size;
    }
    job->cuts[job->count++] = (Cut){start, end, instead, both};
}

static bool is_cast_to(const Expr *expr, const char *type)
{
    return expr->kind == EXPR_CAST && !expr->type->dims && !expr->type->schema &&
           !strcmp(expr_type_canonical(expr->type->name->text), type);
}

static bool is_chars(const Expr *expr)
{
    return is_cast_to(expr, "character varying") || is_cast_to(expr, "character") ||
           is_cast_to(expr, "bpchar");
}

// array['a', 'b']::text[] is one of texts without a word; any other cast makes its elements what they are.
static bool is_text_array(const Expr *cast)
{
    bool texts = cast->type->dims && !strcmp(cast->type->name->text, "text") && cast->first->first;
    for (const Expr *item = cast->first->first; item && texts; item = item->next)
        texts = item->kind == EXPR_STRING || (is_cast_to(item, "text") && item->first->kind == EXPR_STRING);
    return texts;
}

// ('a'::text)::mood: without the first cast it is another constant, which may not be one of mood.
static bool is_late(const Expr *cast, const Expr *kid)
{
    return cast->kind == EXPR_CAST && is_cast_to(kid, "text") && kid->first->kind == EXPR_STRING;
}

// kid::type, where the kid may stand in parentheses: what follows the kid goes.
static void find_cast(Simplify *job, const Expr *cast)
{
    const Expr *kid = cast->first;
    size_t at = kid->span.end - 1, end = cast->span.end - 1;
    const char *number = kid->kind == EXPR_STRING ? canon_number_type(kid->name->text) : NULL;
    if ((kid->kind == EXPR_ARRAY && !is_text_array(cast)) ||
        (is_late(cast, kid) && !is_cast_to(cast, "regclass")))
        return;
    if (number && is_cast_to(cast, number) && !strpbrk(kid->name->text, "eE+")) // '-40'::integer was -40
        add_cut(job, kid->span.start - 1, end, kid->name->text, false);
    const char *mark = strstr(job->text + at, "::");
    size_t start = mark ? (size_t)(mark - job->text) : end;
    if (!(cast->flags & EXPR_TYPED) && start < end && strspn(job->text + at, ") ") == start - at)
        add_cut(job, start, end, "", false);
}

static const Expr *without_casts(const Expr *expr)
{
    while (expr->kind == EXPR_CAST)
        expr = expr->first;
    return expr;
}

// Of a varchar IN has made an array of varchars, = any (array['a']) one of texts.
static bool is_other_array(const Simplify *job, const Expr *left, const Expr *array)
{
    left = without_casts(left);
    const char *type = left->kind == EXPR_COLUMN ? column_type(job, left) : NULL;
    if (!type || strncmp(type, "char", strlen("char")) != 0)
        return false;
    if (array->kind == EXPR_CAST && strcmp(array->type->name->text, "text") != 0)
        return false;
    array = without_casts(array);
    return array->first && !is_chars(array->first);
}

// A list over a varchar is stored in three ways, each by another spelling:
//   x in ('a', 'b')                          x::text = any ((array['a'::varchar, 'b'::varchar])::text[])
//   x::text in ('a'::varchar, 'b'::varchar)  x::text = any (array[('a'::varchar)::text, …])
//   x = any (array['a', 'b'])                x::text = any (array['a'::text, 'b'::text])
// What a server tells in the first way it reads in the second. Is the list, as it is to be read, in that?
static bool is_cast_twice(const Simplify *job, const Expr *of)
{
    const Expr *list = of->kind == EXPR_QUANTIFIED ? expr_second(of) : NULL;
    const Expr *array = list ? without_casts(list) : NULL;
    if (!array || array->kind != EXPR_ARRAY || !array->first)
        return false;
    if (list != array)
        return is_cast_to(array->first, "character varying") && !job->print->catalogue->live;
    return is_cast_to(array->first, "text") && is_cast_to(array->first->first, "character varying");
}

// ('a'::varchar)::text: IN casts to text by itself.
static void find_outer_cast(Simplify *job, const Expr *value)
{
    if (!is_cast_to(value, "text") || value->first->kind != EXPR_CAST)
        return;
    add_cut(job, value->span.start - 1, value->first->span.start - 1, "", true);
    add_cut(job, value->first->span.end - 1, value->span.end - 1, "", false);
}

// x = any (array[1, 2]) was x in (1, 2).
static void find_list(Simplify *job, const Expr *of)
{
    bool twice = is_cast_twice(job, of);
    if (twice ? !is_cast_to(of->first, "text") : is_other_array(job, of->first, expr_second(of)))
        return;
    const Expr *array = without_casts(expr_second(of));
    bool in = of->op == EXPR_OP_EQUAL && !(of->flags & EXPR_ALL);
    bool not_in = of->op == EXPR_OP_UNEQUAL && of->flags & EXPR_ALL;
    if (array->kind != EXPR_ARRAY || !array->first || !(in || not_in))
        return;
    const char *text = job->text;
    size_t begin = of->first->span.end - 1, open = array->span.start - 1, end = array->span.end - 1;
    const char *sign = strpbrk(text + begin, in ? "=" : "<"), *bracket = strchr(text + open, '[');
    size_t close = of->span.end - 1;
    if (!sign || !bracket || sign > text + open || text[end - 1] != ']' || text[close - 1] != ')')
        return;
    add_cut(job, (size_t)(sign - text), (size_t)(bracket - text) + 1, in ? "in (" : "not in (", true);
    add_cut(job, end - 1, close, ")", false);
    for (const Expr *item = array->first; item; item = item->next)
        if (twice)
            find_outer_cast(job, item);
        else if (is_chars(item))
            find_cast(job, item);
}

// x ~~ p was x like p.
static void find_like(Simplify *job, const Expr *like)
{
    static const char *const SIGNS[][2] = {
        {"!~~*", "not ilike"}, {"!~~", "not like"}, {"~~*", "ilike"}, {"~~", "like"}};
    size_t at = like->first->span.end - 1;
    const char *sign = strpbrk(job->text + at, "!~");
    for (size_t row = 0; sign && row < sizeof SIGNS / sizeof *SIGNS; row++)
        if (!strncmp(sign, SIGNS[row][0], strlen(SIGNS[row][0]))) {
            size_t start = (size_t)(sign - job->text);
            add_cut(job, start, start + strlen(SIGNS[row][0]), SIGNS[row][1], false);
            return;
        }
}

static const char *text_of(Simplify *job, const Expr *expr)
{
    return arena_copy(&job->print->scratch, job->text + expr->span.start - 1,
                      (size_t)(expr->span.end - expr->span.start));
}

static bool is_and(const Expr *expr)
{
    return expr && expr->kind == EXPR_BINARY && expr->op == EXPR_OP_AND;
}

// x >= 1 and x <= 9 was x between 1 and 9. In a longer chain it was none, as the server keeps that flat, but
// for what it has in parentheses of its own: of those that anybody else writes it drops the ones in front.
static void find_between(Simplify *job, const Expr *parent, const Expr *both)
{
    const Expr *low = both->first, *high = expr_second(both);
    bool front = is_and(parent) && parent->first == both;
    if ((is_and(parent) && !(both->flags & EXPR_PAREN)) || (front && !job->print->catalogue->live) ||
        low->kind != EXPR_BINARY || low->op != EXPR_OP_GREATER_EQUAL || high->kind != EXPR_BINARY ||
        high->op != EXPR_OP_LESS_EQUAL)
        return;
    if (!((low->flags | high->flags) & EXPR_PAREN)) {
        add_cut(job, low->first->span.end - 1, expr_second(low)->span.start - 1, " between ", true);
        add_cut(job, low->span.end - 1, expr_second(high)->span.start - 1, " and ", false);
    } else if (front && low->flags & high->flags & EXPR_PAREN) {
        const char *between =
            arena_print(&job->print->scratch, "%s between %s and %s", text_of(job, low->first),
                        text_of(job, expr_second(low)), text_of(job, expr_second(high)));
        add_cut(job, low->span.start - 2, high->span.end, between, false);
    }
}

// to_jsonb('a'::text): without its cast nobody could tell of what type it is.
static bool is_polymorphic(const Expr *call)
{
    const char *at = call->kind == EXPR_CALL && call->name ? builtin_function(call->name->text) : NULL;
    Form form;
    while (at && builtin_next(&at, &form))
        for (int argument = 0; argument < form.count; argument++) {
            const BuiltIn *base = form.arguments[argument].base;
            if (base && !strncmp(base->name, "any", 3) && strcmp(base->name, "any") != 0)
                return true;
        }
    return false;
}

static bool is_typed_literal(const Expr *expr)
{
    return expr->kind == EXPR_CAST && (expr->first->kind == EXPR_STRING || expr->first->kind == EXPR_NULL);
}

// Where a common type is found for several values, as in coalesce(x::text, ''), a varchar gives another one.
static bool keeps_text(const Expr *expr, const Expr *kid)
{
    const char *name = expr->kind == EXPR_CALL && expr->name ? expr->name->text : "";
    bool finds = expr->kind == EXPR_IN || expr->kind == EXPR_CASE || expr->kind == EXPR_ARRAY ||
                 !strcmp(name, "coalesce") || !strcmp(name, "greatest") || !strcmp(name, "least");
    return finds && is_cast_to(kid, "text") && kid->first->kind != EXPR_STRING;
}

static bool is_surely_text(const Simplify *job, const Expr *expr)
{
    const char *type = expr->kind == EXPR_COLUMN ? column_type(job, expr) : NULL;
    if (expr->kind == EXPR_BINARY && expr->op == EXPR_OP_CONCAT)
        return is_surely_text(job, expr->first) || is_surely_text(job, expr_second(expr));
    if (expr->kind == EXPR_CAST)
        return is_cast_to(expr, "text") || is_chars(expr);
    return type && !strchr(type, '[') && (!strncmp(type, "text", 4) || !strncmp(type, "char", 4));
}

// Beside an array 'a' would be one: of what || puts together a literal says that it is text.
static bool says_text(const Simplify *job, const Expr *expr, const Expr *kid)
{
    const Expr *other = kid == expr->first ? expr_second(expr) : expr->first;
    return expr->kind == EXPR_BINARY && expr->op == EXPR_OP_CONCAT && is_typed_literal(kid) &&
           !is_surely_text(job, other);
}

static void find_cuts(Simplify *job, const Expr *parent, const Expr *expr)
{
    bool typed = is_polymorphic(expr);
    if (expr->kind == EXPR_LIKE)
        find_like(job, expr);
    if (is_and(expr))
        find_between(job, parent, expr);
    if (expr->kind == EXPR_QUANTIFIED)
        find_list(job, expr);
    if (expr->kind == EXPR_CAST)
        find_cast(job, expr);
    if (expr->kind == EXPR_QUANTIFIED && expr->qualifier) { // of an extension: it takes an array of its type
        find_cuts(job, expr, expr->first);
        return;
    }
    if (is_cast_twice(job, expr))
        return;
    bool list = expr->kind == EXPR_ARRAY || expr->kind == EXPR_IN;
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        if (keeps_text(expr, kid))
            find_cuts(job, kid, kid->first);
        else if (!(typed && is_typed_literal(kid)) && !(list && is_chars(kid)) && !is_late(expr, kid) &&
                 !says_text(job, expr, kid))
            find_cuts(job, expr, kid);
}

static bool is_a_text(const char *type)
{
    return !strcmp(type, "text") || !strcmp(type, "character varying") || !strcmp(type, "character") ||
           !strcmp(type, "bpchar");
}

// Has somebody written the cast that is the whole of a default? The server tells none of its own there, but
// for a literal, which it has made one of the column's type.
static bool is_said(Simplify *job, const Expr *expr)
{
    bool known = job->target && (job->target->built_in.id || job->target->name); // but for a view's column
    if (!known || expr->kind != EXPR_CAST || expr->first->kind == EXPR_NULL ||
        expr->first->kind == EXPR_ARRAY)
        return false;
    if (expr->first->kind != EXPR_STRING)
        return true;
    char name[NAME_BYTES + 1];
    const char *target = type_text(job->print, job->target), *cast;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(target, "("), target);
    target = expr_type_canonical(name);
    cast = expr->type->dims || expr->type->schema ? "" : expr_type_canonical(expr->type->name->text);
    bool one = !strcmp(target, cast) || (*target == 'c' && !strcmp(cast, "bpchar")); // a char(1) is told so
    return is_a_text(cast) && !one;
}

static const char *without(Simplify *job, const bool *taken)
{
    Text text = {0};
    size_t at = 0, length = strlen(job->text);
    const Cut **longest = ARENA_ARRAY(&job->print->scratch, const Cut *, length + 1); // that begins at a byte
    for (size_t cut = 0; cut < job->count; cut++) {
        const Cut **here = &longest[job->cuts[cut].start];
        if (taken[cut] && (!*here || (*here)->end < job->cuts[cut].end))
            *here = &job->cuts[cut];
    }
    while (at < length)
        if (longest[at]) {
            text_puts(&text, longest[at]->instead);
            at = longest[at]->end;
        } else {
            text_char(&text, job->text[at++]);
        }
    const char *kept = arena_copy(&job->print->scratch, text_string(&text), text.length);
    text_free(&text);
    return kept;
}

static bool is_same(Simplify *job, const Expr *expr, const char *text)
{
    ExprSame same = {.type_a = column_type,
                     .type_b = column_type,
                     .target = job->target ? type_text(job->print, job->target) : NULL,
                     .context = job};
    const Expr *other = show_parse(job->print, text);
    return other && expr_equal(expr, other, &same);
}

// All at once, which mostly holds; else one after the other.
static const char *shorten(Simplify *job, const Expr *expr)
{
    bool *taken = ARENA_ARRAY(&job->print->scratch, bool, job->count);
    memset(taken, true, job->count);
    const char *best = without(job, taken);
    if (is_same(job, expr, best))
        return best;
    best = job->text;
    if (job->count > TRIED_EACH)
        return best;
    memset(taken, false, job->count);
    for (size_t cut = 0; cut < job->count; cut++) {
        bool both = job->cuts[cut].both && cut + 1 < job->count;
        taken[cut] = taken[cut + both] = true;
        const char *text = without(job, taken);
        if (is_same(job, expr, text))
            best = text;
        else
            taken[cut] = taken[cut + both] = false;
        cut += both;
    }
    return best;
}

// (a) is a, unless the two parentheses belong to different ones: (a) and (b).
static const char *unwrap(Print *print, const char *text)
{
    for (;;) {
        size_t length = strlen(text);
        const Expr *expr =
            length > 2 && *text == '(' && text[length - 1] == ')' ? show_parse(print, text) : NULL;
        if (!expr || expr->span.start < 2 || expr->span.end > length)
            return text;
        text = arena_copy(&print->scratch, text + 1, length - 2);
    }
}

// Where a varchar became a text, or the other way round, its default goes on being one of what it was.
static bool is_of_another_type(const Simplify *job, const Expr *value)
{
    TypeId id = job->target && !job->target->name ? (TypeId)job->target->built_in.id : TYPE_NONE;
    return (id == TYPE_TEXT && is_cast_to(value, "character varying")) ||
           (id == TYPE_VARCHAR && is_cast_to(value, "text"));
}

const char *simplify(Print *print, const char *sql, const ReadTable *table, const ReadType *target)
{
    if (print->catalogue->dialect != DIALECT_POSTGRES)
        return sql;
    Simplify job = {.print = print, .text = unwrap(print, sql), .table = table, .target = target};
    const Expr *expr = show_parse(print, job.text);
    if (!expr || (is_typed_literal(expr) && is_of_another_type(&job, expr)))
        return job.text;
    find_cuts(&job, NULL, is_said(&job, expr) ? expr->first : expr);
    return job.count ? unwrap(print, shorten(&job, expr)) : job.text;
}
