// SPDX-License-Identifier: MIT
#include "gen/check/expr_type.h"

#include <string.h>

#include "gen/check/expr_function.h"

typedef struct Job {
    const ExprScope *scope;
    Diag *diag; // NULL: silent
} Job;

static const Type NONE = {.id = TYPE_NONE};

static Type type_expr(const Job *, const Expr *);

const char *expr_type_name(Arena *arena, Type type)
{
    if (type.id == TYPE_UNKNOWN)
        return "a string";
    Text text = {0};
    type_print_short(&text, type);
    const char *name = arena_copy(arena, text_string(&text), text.length);
    text_free(&text);
    return name;
}

static const char *name_of(const Job *job, Type type)
{
    return expr_type_name(job->diag->arena, type);
}

static bool is_known(Type type)
{
    Type base = type_base(type);
    return base.id != TYPE_NONE && base.id != TYPE_USER && base.id != TYPE_ANY && base.id != TYPE_RECORD;
}

bool expr_is_number(Type type)
{
    TypeClass class = type_class(type_base(type));
    return !type_base(type).dims &&
           (class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT);
}

static bool is_class(Type type, TypeClass class)
{
    Type base = type_base(type);
    return !base.dims && type_class(base) == class;
}

static int number_rank(Type type)
{
    static const uint8_t RANKS[] = {TYPE_INT2, TYPE_INT4, TYPE_INT8, TYPE_NUMERIC, TYPE_FLOAT4, TYPE_FLOAT8};
    Type base = type_unserial(type_base(type));
    for (int at = 0; at < 6; at++)
        if (RANKS[at] == base.id)
            return at + 1;
    return 0;
}

Type expr_join_types(Type a, Type b)
{
    if (a.id == TYPE_UNKNOWN)
        return b;
    if (b.id == TYPE_UNKNOWN || type_equal(a, b))
        return a;
    if (expr_is_number(a) && expr_is_number(b)) {
        int one = number_rank(a), other = number_rank(b);
        if (one != other && (one == 5 || other == 5))
            return type_of(TYPE_FLOAT8);
        Type wide = type_unserial(type_base(one >= other ? a : b));
        return type_of((TypeId)wide.id);
    }
    if (is_class(a, TYPE_CLASS_STRING) && is_class(b, TYPE_CLASS_STRING))
        return type_of(TYPE_TEXT);
    return NONE;
}

// ---- literals against types ----

static void check_label(const Job *job, const Expr *literal, Type type)
{
    const ExprScope *scope = job->scope;
    if (!scope->label || scope->label(scope->context, type, literal->name->text))
        return;
    diag_report(job->diag, DIAG_EXPR_LABEL, literal->span, literal->name->text, name_of(job, type));
    Guess guess = {.name = literal->name->text};
    if (scope->feed_labels)
        scope->feed_labels(scope->context, type, &guess);
    if (guess_best(&guess))
        diag_fix(job->diag, literal->span, "'%s'", guess_best(&guess));
}

// A string takes the type of what stands beside it: can it?
static void check_literal(const Job *job, const Expr *literal, Type type)
{
    if (!job->diag || literal->kind != EXPR_STRING || !is_known(type))
        return;
    Type base = type_base(type);
    if (base.id == TYPE_ENUM && !base.dims)
        check_label(job, literal, base);
    else if (!expr_literal_fits(literal->name->text, base))
        diag_report(job->diag, DIAG_EXPR_LITERAL, literal->span, literal->name->text, name_of(job, base));
}

// ---- operators ----

static bool is_instant(Type type)
{
    return type.id == TYPE_DATE || type.id == TYPE_TIMESTAMP || type.id == TYPE_TIMESTAMPTZ;
}

// Has PostgreSQL a comparison of the two? True where that is not known.
static bool comparable(Type a, Type b)
{
    a = type_base(a);
    b = type_base(b);
    if (!is_known(a) || !is_known(b) || a.id == TYPE_UNKNOWN || b.id == TYPE_UNKNOWN)
        return true;
    if (!a.dims != !b.dims)
        return false;
    if (a.dims)
        return true;
    TypeClass one = type_class(a), other = type_class(b);
    if (one == TYPE_CLASS_OID || other == TYPE_CLASS_OID || a.id == TYPE_CHAR1 || b.id == TYPE_CHAR1)
        return true;
    if (a.id == TYPE_JSON || b.id == TYPE_JSON)
        return false;
    if (expr_is_number(a) && expr_is_number(b))
        return true;
    if (one == TYPE_CLASS_DATETIME && other == TYPE_CLASS_DATETIME)
        return is_instant(a) == is_instant(b);
    if (one == TYPE_CLASS_ENUM && other == TYPE_CLASS_ENUM)
        return type_equal(a, b);
    bool times = (a.id == TYPE_TIME && b.id == TYPE_INTERVAL) || (b.id == TYPE_TIME && a.id == TYPE_INTERVAL);
    return one == other || times;
}

static void report_operator(const Job *job, const Expr *at, const char *sign, Type a, Type b)
{
    if (!job->diag)
        return;
    diag_report(job->diag, DIAG_EXPR_OPERATOR, at->span, sign, name_of(job, a), name_of(job, b));
}

static void compare(const Job *job, const Expr *at, const Expr *left, Type a, const Expr *right, Type b)
{
    if (a.id == TYPE_UNKNOWN && b.id != TYPE_UNKNOWN)
        check_literal(job, left, b);
    else if (b.id == TYPE_UNKNOWN && a.id != TYPE_UNKNOWN)
        check_literal(job, right, a);
    else if (!comparable(a, b))
        report_operator(job, at, at->kind == EXPR_BETWEEN ? "between" : at->kind == EXPR_IN ? "in" : expr_op_text(at), a, b);
}

static void need_boolean(const Job *job, const Expr *of, Type type, const char *who)
{
    if (!job->diag || type.id == TYPE_UNKNOWN || !is_known(type) || is_class(type, TYPE_CLASS_BOOL))
        return;
    diag_report(job->diag, DIAG_EXPR_OPERAND, of->span, who, "a boolean", name_of(job, type));
}

static bool is_span(Type type)
{
    return type.id == TYPE_INTERVAL;
}

static Type date_sum(ExprOp op, Type a, Type b, bool *known)
{
    *known = true;
    bool plus = op == EXPR_OP_PLUS, minus = op == EXPR_OP_MINUS;
    bool a_time = type_class(a) == TYPE_CLASS_DATETIME, b_time = type_class(b) == TYPE_CLASS_DATETIME;
    if (plus && (is_span(a) || is_class(a, TYPE_CLASS_INT)) && b_time)
        return date_sum(op, b, a, known);
    if ((plus || minus) && a.id == TYPE_DATE && is_class(b, TYPE_CLASS_INT))
        return a;
    if ((plus || minus) && a_time && is_span(b))
        return a.id == TYPE_DATE ? type_of(TYPE_TIMESTAMP) : type_of((TypeId)a.id);
    if (minus && a.id == TYPE_DATE && b.id == TYPE_DATE)
        return type_of(TYPE_INT4);
    if (minus && is_instant(a) && is_instant(b))
        return type_of(TYPE_INTERVAL);
    if (is_span(a) && is_span(b) && (plus || minus))
        return a;
    if (is_span(a) && expr_is_number(b) && !plus && !minus)
        return a;
    if (plus && ((a.id == TYPE_DATE && b.id == TYPE_TIME) || (b.id == TYPE_DATE && a.id == TYPE_TIME)))
        return type_of(TYPE_TIMESTAMP);
    if (a.id == TYPE_UNKNOWN || b.id == TYPE_UNKNOWN)
        return NONE;
    *known = is_class(a, TYPE_CLASS_STRING) || is_class(b, TYPE_CLASS_STRING) || is_class(a, TYPE_CLASS_BOOL) ||
             is_class(b, TYPE_CLASS_BOOL) || (plus && is_instant(a) && is_instant(b));
    return NONE;
}

// Kinds of values no arithmetic operator takes.
static bool never_counts(Type type)
{
    return is_class(type, TYPE_CLASS_BOOL) || is_class(type, TYPE_CLASS_STRING) || is_class(type, TYPE_CLASS_UUID) ||
           is_class(type, TYPE_CLASS_ENUM);
}

static Type type_sum(const Job *job, const Expr *at, Type a, Type b)
{
    const Expr *left = at->first, *right = left->next;
    Type one = type_base(a), other = type_base(b);
    if (expr_is_number(one) && expr_is_number(other)) {
        Type join = expr_join_types(one, other);
        bool power = at->op == EXPR_OP_POWER && join.id != TYPE_NUMERIC;
        return power ? type_of(TYPE_FLOAT8) : type_of((TypeId)join.id);
    }
    if (expr_is_number(one) && other.id == TYPE_UNKNOWN) {
        check_literal(job, right, one);
        return type_of((TypeId)one.id);
    }
    if (expr_is_number(other) && one.id == TYPE_UNKNOWN) {
        check_literal(job, left, other);
        return type_of((TypeId)other.id);
    }
    bool json_minus = at->op == EXPR_OP_MINUS && one.id == TYPE_JSONB;
    if (!is_known(one) || !is_known(other) || one.dims || other.dims || json_minus)
        return NONE;
    bool known = false;
    Type result = NONE;
    if (type_class(one) == TYPE_CLASS_DATETIME || type_class(other) == TYPE_CLASS_DATETIME || is_span(one) || is_span(other))
        result = date_sum((ExprOp)at->op, one, other, &known);
    else
        known = (never_counts(one) || never_counts(other)) && one.id != TYPE_UNKNOWN && other.id != TYPE_UNKNOWN;
    if (known && result.id == TYPE_NONE)
        report_operator(job, at, expr_op_text(at), a, b);
    return result;
}

static bool is_glued(Type type)
{
    TypeClass class = type_class(type);
    return type.dims || class == TYPE_CLASS_JSON || class == TYPE_CLASS_BINARY || class == TYPE_CLASS_BIT ||
           class == TYPE_CLASS_TSEARCH || class == TYPE_CLASS_USER || class == TYPE_CLASS_NONE;
}

static Type type_concat(const Job *job, const Expr *at, Type a, Type b)
{
    Type one = type_base(a), other = type_base(b);
    bool text = one.id == TYPE_UNKNOWN || other.id == TYPE_UNKNOWN || is_class(one, TYPE_CLASS_STRING) ||
                is_class(other, TYPE_CLASS_STRING);
    if (is_glued(one))
        return type_equal(one, other) ? one : NONE;
    if (is_glued(other))
        return NONE;
    if (!text)
        report_operator(job, at, "||", a, b);
    return type_of(TYPE_TEXT);
}

// like and ~ take text only; an enum or a number must be cast first.
static void need_text(const Job *job, const Expr *at, const Expr *of, Type type)
{
    Type base = type_base(type);
    if (!job->diag || !is_known(type) || base.id == TYPE_UNKNOWN || is_class(base, TYPE_CLASS_STRING) ||
        is_class(base, TYPE_CLASS_BINARY) || at->op == EXPR_OP_GLOB || at->op == EXPR_OP_REGEXP)
        return;
    diag_report(job->diag, DIAG_EXPR_OPERAND, of->span,
                arena_print(job->diag->arena, "'%s'", expr_op_text(at)), "text", name_of(job, type));
}

static Type type_binary(const Job *job, const Expr *expr)
{
    const Expr *left = expr->first, *right = left->next;
    Type a = type_expr(job, left), b = type_expr(job, right);
    if (expr->op == EXPR_OP_AND || expr->op == EXPR_OP_OR) {
        const char *who = expr->op == EXPR_OP_AND ? "'and'" : "'or'";
        need_boolean(job, left, a, who);
        need_boolean(job, right, b, who);
    } else if (expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_NOT_DISTINCT) {
        compare(job, expr, left, a, right, b);
    } else if (expr->op >= EXPR_OP_PLUS && expr->op <= EXPR_OP_POWER) {
        return type_sum(job, expr, a, b);
    } else if (expr->op == EXPR_OP_CONCAT) {
        return type_concat(job, expr, a, b);
    } else if (expr->op >= EXPR_OP_MATCH && expr->op <= EXPR_OP_IUNMATCH) {
        need_text(job, expr, left, a);
        need_text(job, expr, right, b);
    } else {
        bool json = type_base(a).id == TYPE_JSON || type_base(a).id == TYPE_JSONB;
        if (json && (!strcmp(expr->name->text, "->>") || !strcmp(expr->name->text, "#>>")))
            return type_of(TYPE_TEXT);
        return json && (!strcmp(expr->name->text, "->") || !strcmp(expr->name->text, "#>")) ? type_base(a) : NONE;
    }
    return type_of(TYPE_BOOL);
}

static Type type_unary(const Job *job, const Expr *expr)
{
    Type type = type_expr(job, expr->first);
    if (expr->op == EXPR_OP_NOT) {
        need_boolean(job, expr->first, type, "'not'");
        return type_of(TYPE_BOOL);
    }
    if (expr->op == EXPR_OP_OTHER)
        return NONE;
    if (job->diag && never_counts(type))
        diag_report(job->diag, DIAG_EXPR_OPERAND, expr->first->span,
                    expr->op == EXPR_OP_MINUS ? "'-'" : "'+'", "a number", name_of(job, type));
    return type_base(type).id == TYPE_UNKNOWN ? NONE : type_base(type);
}

// ---- names ----

static void report_column(const Job *job, const Expr *expr)
{
    const ExprScope *scope = job->scope;
    if (!job->diag)
        return;
    Guess guess = {.name = expr->name->text};
    if (scope->feed_columns)
        scope->feed_columns(scope->context, expr->qualifier, &guess);
    Span name = {expr->name_start, expr->name_end};
    diag_report(job->diag, DIAG_EXPR_COLUMN, name, expr->name->text);
    if (guess_best(&guess))
        diag_fix(job->diag, name, "%s", guess_best(&guess));
}

static Type type_column(const Job *job, const Expr *expr)
{
    const ExprScope *scope = job->scope;
    Type type = NONE;
    if (scope->value && !expr->qualifier && !strcmp(scope->value->text, expr->name->text))
        return scope->target;
    if (scope->use == EXPR_USE_DEFAULT) {
        if (!job->diag)
            return NONE;
        diag_report(job->diag, DIAG_EXPR_DEFAULT_COLUMN, expr->span, expr->name->text);
        bool label = type_base(scope->target).id == TYPE_ENUM && scope->label && !expr->qualifier &&
                     scope->label(scope->context, type_base(scope->target), expr->name->text);
        if (label)
            diag_fix(job->diag, expr->span, "'%s'", expr->name->text);
        return NONE;
    }
    if (expr->schema || !scope->column || scope->column(scope->context, expr->qualifier, expr->name, &type))
        return type;
    report_column(job, expr);
    return NONE;
}

Type expr_named_type(const ExprType *named, const ExprScope *scope, TypeFault *fault)
{
    Type type = NONE;
    *fault = TYPE_NO_SUCH;
    bool built_in = !named->schema || !strcmp(named->schema->text, "pg_catalog");
    if (named->quoted && !strcmp(named->name->text, "char"))
        *fault = type_parse("\"char\"", named->args, named->arg_count, named->dims, &type);
    else if (built_in && !named->quoted)
        *fault = type_parse(named->name->text, named->args, named->arg_count, named->dims, &type);
    if (*fault == TYPE_NO_SUCH && scope && scope->type && scope->type(scope->context, named, &type)) {
        *fault = TYPE_OK;
        type.dims = named->dims;
    }
    return type;
}

static Type type_cast(const Job *job, const Expr *expr)
{
    TypeFault fault;
    Type from = type_expr(job, expr->first), to = expr_named_type(expr->type, job->scope, &fault);
    if (job->diag && fault != TYPE_OK && fault != TYPE_NO_SUCH)
        type_report(job->diag, expr->type->span, fault, expr->type->name->text, NULL);
    if (from.id == TYPE_UNKNOWN)
        check_literal(job, expr->first, to);
    else if (job->diag && is_known(from) && is_known(to) && type_change(from, to).kind == TYPE_CHANGE_IMPOSSIBLE)
        diag_report(job->diag, DIAG_EXPR_CAST, expr->span, name_of(job, from), name_of(job, to));
    return to;
}

// ---- calls ----

static void report_count(const Job *job, const Expr *expr, const Function *function, unsigned count)
{
    Arena *arena = job->diag->arena;
    const char *plural = function->most == 1 ? "" : "s", *want;
    if (function->most == ARGS_ANY_NUMBER)
        want = arena_print(arena, "at least %d argument%s", function->least, function->least == 1 ? "" : "s");
    else if (function->least == function->most)
        want = arena_print(arena, "%d argument%s", function->least, plural);
    else
        want = arena_print(arena, "%d to %d arguments", function->least, function->most);
    diag_report(job->diag, DIAG_EXPR_ARGUMENTS, expr->span, function->name, want, count);
}

static void check_argument(const Job *job, const Expr *call, const Function *function, const Expr *kid, Type type)
{
    if (!job->diag || function->args == ARGS_ANY || !is_known(type))
        return;
    const char *who = arena_print(job->diag->arena, "%s()", call->name->text);
    Type base = type_base(type);
    if (base.id == TYPE_UNKNOWN)
        return;
    bool text = is_class(base, TYPE_CLASS_STRING);
    if (function->args == ARGS_TEXT && !text && !is_glued(base))
        diag_report(job->diag, DIAG_EXPR_OPERAND, kid->span, who, "text", name_of(job, type));
    if (function->args == ARGS_NUMBER && never_counts(base))
        diag_report(job->diag, DIAG_EXPR_OPERAND, kid->span, who, "a number", name_of(job, type));
}

static Type call_result(const Expr *call, const Function *function, Type first, Type join)
{
    if (function->result == RESULT_FIRST)
        return first.id == TYPE_UNKNOWN ? NONE : type_base(first);
    if (function->result == RESULT_JOIN)
        return join.id == TYPE_UNKNOWN ? type_of(TYPE_TEXT) : join;
    if (function->result != TYPE_NONE)
        return type_of((TypeId)function->result);
    static const char *const TEXTS[] = {"lower", "upper", "btrim", "ltrim", "rtrim", "substring", "substr", "overlay"};
    bool text = is_class(first, TYPE_CLASS_STRING) || first.id == TYPE_UNKNOWN;
    for (size_t at = 0; text && at < sizeof TEXTS / sizeof *TEXTS; at++)
        if (!strcmp(TEXTS[at], call->name->text))
            return type_of(TYPE_TEXT);
    if (!strcmp(function->name, "round") && type_base(first).id == TYPE_NUMERIC)
        return type_of(TYPE_NUMERIC);
    return NONE;
}

static void report_unknown_function(const Job *job, const Expr *expr)
{
    if (!job->diag || expr->qualifier)
        return;
    Guess guess = {.name = expr->name->text};
    function_guess(&guess);
    if (job->scope->feed_functions)
        job->scope->feed_functions(job->scope->context, &guess);
    if (!guess_best(&guess) || expr->name->length < 4)
        return;
    Span name = {expr->name_start, expr->name_end};
    diag_report(job->diag, DIAG_EXPR_FUNCTION, name, expr->name->text);
    diag_fix(job->diag, name, "%s", guess_best(&guess));
}

static Type type_call(const Job *job, const Expr *expr)
{
    const ExprScope *scope = job->scope;
    Type own = NONE, first = NONE, join = {.id = TYPE_UNKNOWN};
    bool is_own = scope->function && scope->function(scope->context, expr->qualifier, expr->name, &own);
    const Function *function = is_own ? NULL : function_find(expr);
    unsigned count = 0;
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        const Expr *value = kid->kind == EXPR_ARGUMENT ? kid->first : kid;
        Type type = type_expr(job, value);
        if (!count++)
            first = type;
        join = expr_join_types(join, type);
        if (function)
            check_argument(job, expr, function, value, type);
    }
    if (is_own)
        return own;
    if (!function) {
        report_unknown_function(job, expr);
        return NONE;
    }
    bool odd = count < function->least || (function->most != ARGS_ANY_NUMBER && count > function->most);
    if (job->diag && odd && !(expr->flags & (EXPR_VARIADIC | EXPR_STAR)))
        report_count(job, expr, function, count);
    if (job->diag && function->role != ROLE_PLAIN && scope->use != EXPR_USE_ANY)
        diag_report(job->diag, DIAG_EXPR_AGGREGATE, expr->span, function->name, "an expression about one row");
    return call_result(expr, function, first, join);
}

// ---- the rest ----

static Type type_case(const Job *job, const Expr *expr)
{
    const Expr *kid = expr->first, *operand = NULL;
    Type compared = NONE, result = {.id = TYPE_UNKNOWN};
    if (expr->flags & EXPR_OPERAND) {
        operand = kid;
        compared = type_expr(job, kid);
        kid = kid->next;
    }
    for (; kid; kid = kid->next) {
        if (kid->next) {
            Type when = type_expr(job, kid);
            if (operand && when.id == TYPE_UNKNOWN)
                check_literal(job, kid, compared);
            else if (!operand)
                need_boolean(job, kid, when, "'when'");
            kid = kid->next;
        }
        Type type = type_expr(job, kid);
        if (kid->kind != EXPR_NULL)
            result = expr_join_types(result, type);
    }
    return result.id == TYPE_UNKNOWN ? type_of(TYPE_TEXT) : result;
}

static Type element_of(Type type)
{
    Type base = type_base(type);
    base.dims = 0;
    return type_base(type).dims ? base : NONE;
}

static Type type_quantified(const Job *job, const Expr *expr)
{
    const Expr *left = expr->first, *right = left->next;
    Type a = type_expr(job, left), b = type_expr(job, right);
    bool compares = expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_GREATER_EQUAL;
    if (compares && right->kind == EXPR_ARRAY) {
        for (const Expr *item = right->first; item; item = item->next)
            compare(job, expr, left, a, item, item->kind == EXPR_STRING ? type_of(TYPE_UNKNOWN) : NONE);
    } else if (compares && type_base(b).dims) {
        compare(job, expr, left, a, right, element_of(b));
    }
    return type_of(TYPE_BOOL);
}

static Type type_array(const Job *job, const Expr *expr)
{
    Type join = {.id = TYPE_UNKNOWN};
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        join = expr_join_types(join, type_expr(job, kid));
    if (join.id == TYPE_UNKNOWN || join.id == TYPE_NONE)
        return NONE;
    join.dims = 1;
    return join;
}

static Type type_zone(const Job *job, const Expr *expr)
{
    Type type = type_base(type_expr(job, expr->first));
    if (expr_second(expr))
        type_expr(job, expr_second(expr));
    return type.id == TYPE_TIMESTAMPTZ                                 ? type_of(TYPE_TIMESTAMP)
           : type.id == TYPE_TIMESTAMP                                 ? type_of(TYPE_TIMESTAMPTZ)
           : type.id == TYPE_TIME || type.id == TYPE_TIMETZ            ? type_of(TYPE_TIMETZ)
                                                                       : NONE;
}

// Forms that compare their first kid with each of the others.
static Type type_list(const Job *job, const Expr *expr)
{
    const Expr *value = expr->first;
    Type type = type_expr(job, value);
    for (const Expr *kid = value->next; kid; kid = kid->next) {
        Type other = type_expr(job, kid);
        if (kid->kind != EXPR_ROW && value->kind != EXPR_ROW && kid->kind != EXPR_NULL)
            compare(job, expr, value, type, kid, other);
    }
    return type_of(TYPE_BOOL);
}

static Type type_like(const Job *job, const Expr *expr)
{
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        need_text(job, expr, kid, type_expr(job, kid));
    return type_of(TYPE_BOOL);
}

static Type type_is(const Job *job, const Expr *expr)
{
    Type type = type_expr(job, expr->first);
    if (expr->op != EXPR_OP_NULL)
        need_boolean(job, expr->first, type, "'is'");
    return type_of(TYPE_BOOL);
}

static Type type_number(const Expr *expr)
{
    Type number = type_of(TYPE_INT4);
    if (strpbrk(expr->name->text, ".eE"))
        return type_of(TYPE_NUMERIC);
    for (; number.id <= TYPE_INT8; number.id++)
        if (expr_literal_fits(expr->name->text, number))
            return number;
    return type_of(TYPE_NUMERIC);
}

static Type type_subscript(const Job *job, const Expr *expr)
{
    Type type = type_base(type_expr(job, expr->first));
    for (const Expr *kid = expr_second(expr); kid; kid = kid->next)
        type_expr(job, kid);
    if (type.id == TYPE_JSONB && !type.dims)
        return type;
    return expr->flags & EXPR_SLICE ? type : NONE; // of int[] the element type hangs on the dimensions
}

static Type type_others(const Job *job, const Expr *expr)
{
    Type first = NONE;
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        Type type = type_expr(job, kid);
        if (kid == expr->first)
            first = type;
    }
    return expr->kind == EXPR_COLLATE ? first : expr->kind == EXPR_ROW ? type_of(TYPE_RECORD) : NONE;
}

static Type type_expr(const Job *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_BOOL:
        return type_of(TYPE_BOOL);
    case EXPR_NUMBER:
        return type_number(expr);
    case EXPR_STRING:
        return type_of(TYPE_UNKNOWN);
    case EXPR_COLUMN:
        return type_column(job, expr);
    case EXPR_CALL:
        return type_call(job, expr);
    case EXPR_CAST:
        return type_cast(job, expr);
    case EXPR_UNARY:
        return type_unary(job, expr);
    case EXPR_BINARY:
        return type_binary(job, expr);
    case EXPR_BETWEEN:
    case EXPR_IN:
        return type_list(job, expr);
    case EXPR_IS:
        return type_is(job, expr);
    case EXPR_LIKE:
        return type_like(job, expr);
    case EXPR_QUANTIFIED:
        return type_quantified(job, expr);
    case EXPR_CASE:
        return type_case(job, expr);
    case EXPR_ARRAY:
        return type_array(job, expr);
    case EXPR_SUBSCRIPT:
        return type_subscript(job, expr);
    case EXPR_AT_ZONE:
        return type_zone(job, expr);
    default:
        return type_others(job, expr);
    }
}

Type expr_type(const Expr *expr, const ExprScope *scope, Diag *diag)
{
    return type_expr(&(Job){scope, diag}, expr);
}
