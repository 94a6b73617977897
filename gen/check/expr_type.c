// SPDX-License-Identifier: MIT
#include "gen/check/expr_type.h"
#include "gen/model/names.h"

#include <string.h>

#include "gen/check/expr_type_job.h"

static const Type NONE = {.id = TYPE_NONE};

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

const char *expr_name_of(const TypeJob *job, Type type)
{
    return expr_type_name(job->diag->arena, type);
}

bool expr_is_known(Type type)
{
    Type base = type_base(type);
    return base.id != TYPE_NONE && base.id != TYPE_USER && base.id != TYPE_EXTENSION && base.id != TYPE_ANY &&
           base.id != TYPE_RECORD;
}

bool expr_is_number(Type type)
{
    TypeClass class = type_class(type_base(type));
    return !type_base(type).dims &&
           (class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT);
}

bool expr_is_class(Type type, TypeClass class)
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
    if (expr_is_class(a, TYPE_CLASS_STRING) && expr_is_class(b, TYPE_CLASS_STRING))
        return type_of(TYPE_TEXT);
    return NONE;
}

// ---- names ----

static void report_column(const TypeJob *job, const Expr *expr)
{
    const ExprScope *scope = job->scope;
    if (!job->diag)
        return;
    Guess guess = {.name = expr->name->text};
    if (scope->feed_columns)
        scope->feed_columns(scope->context, expr->qualifier, &guess);
    if (scope->value)
        guess_feed(&guess, scope->value->text);
    Span name = {expr->name_start, expr->name_end};
    diag_report(job->diag, DIAG_EXPR_COLUMN, name, expr->name->text);
    if (!guess_best(&guess))
        return;
    bool misspelled = strcmp(guess_best(&guess), guess.name) != 0; // else what stands before the dot is wrong
    name_fix(job->diag, misspelled ? name : expr->span, "", guess_best(&guess));
}

static Type type_column(const TypeJob *job, const Expr *expr)
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
        bool column = scope->column && scope->column(scope->context, expr->qualifier, expr->name, &type);
        if (label || (!column && !expr->qualifier && expr_is_class(scope->target, TYPE_CLASS_STRING)))
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

static Type type_cast(const TypeJob *job, const Expr *expr)
{
    TypeFault fault;
    Type from = expr_type_of(job, expr->first), to = expr_named_type(expr->type, job->scope, &fault);
    if (job->diag && fault != TYPE_OK && fault != TYPE_NO_SUCH)
        type_report(job->diag, expr->type->span, fault, expr->type->name->text, NULL);
    if (from.id == TYPE_UNKNOWN)
        expr_check_literal(job, expr->first, to);
    else if (job->diag && expr_is_known(from) && expr_is_known(to) &&
             type_change(from, to).kind == TYPE_CHANGE_IMPOSSIBLE && !expr_has_casts(job->scope))
        diag_report(job->diag, DIAG_EXPR_CAST, expr->span, expr_name_of(job, from), expr_name_of(job, to));
    return to;
}

// ---- calls ----

static void report_count(const TypeJob *job, const Expr *expr, const Function *function, unsigned count)
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

static void check_argument(const TypeJob *job, const Expr *call, const Function *function, const Expr *kid,
                           Type type)
{
    if (!job->diag || function->args == ARGS_ANY || !expr_is_known(type))
        return;
    const char *who = arena_print(job->diag->arena, "%s()", call->name->text);
    Type base = type_base(type);
    if (base.id == TYPE_UNKNOWN)
        return;
    bool text = expr_is_class(base, TYPE_CLASS_STRING);
    if (function->args == ARGS_TEXT && !text && !expr_is_glued(base))
        diag_report(job->diag, DIAG_EXPR_OPERAND, kid->span, who, "text", expr_name_of(job, type));
    if (function->args == ARGS_NUMBER && expr_never_counts(base))
        diag_report(job->diag, DIAG_EXPR_OPERAND, kid->span, who, "a number", expr_name_of(job, type));
}

static Type call_result(const Expr *call, const Function *function, Type first, Type join)
{
    if (function->result == RESULT_FIRST)
        return first.id == TYPE_UNKNOWN ? NONE : type_base(first);
    if (function->result == RESULT_JOIN)
        return join.id == TYPE_UNKNOWN ? type_of(TYPE_TEXT) : join;
    if (function->result != TYPE_NONE)
        return type_of((TypeId)function->result);
    static const char *const TEXTS[] = {"lower", "upper",     "btrim",  "ltrim",
                                        "rtrim", "substring", "substr", "overlay"};
    bool text = expr_is_class(first, TYPE_CLASS_STRING) || first.id == TYPE_UNKNOWN;
    for (size_t at = 0; text && at < sizeof TEXTS / sizeof *TEXTS; at++)
        if (!strcmp(TEXTS[at], call->name->text))
            return type_of(TYPE_TEXT);
    if (!strcmp(function->name, "round") && type_base(first).id == TYPE_NUMERIC)
        return type_of(TYPE_NUMERIC);
    return NONE;
}

static void report_unknown_function(const TypeJob *job, const Expr *expr)
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

static Type type_call(const TypeJob *job, const Expr *expr)
{
    const ExprScope *scope = job->scope;
    Type own = NONE, first = NONE, join = {.id = TYPE_UNKNOWN};
    bool is_own = scope->function && scope->function(scope->context, expr->qualifier, expr->name, &own);
    const Function *function = is_own ? NULL : function_find(expr);
    unsigned count = 0;
    size_t before = job->diag ? job->diag->errors : 0;
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        const Expr *value = kid->kind == EXPR_ARGUMENT ? kid->first : kid;
        Type type = expr_type_of(job, value);
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
        diag_report(job->diag, DIAG_EXPR_AGGREGATE, expr->span, function->name,
                    "an expression about one row");
    bool wrong = job->diag && job->diag->errors != before; // one fault is told once
    return wrong ? NONE : call_result(expr, function, first, join);
}

// ---- the rest ----

static Type type_unary(const TypeJob *job, const Expr *expr)
{
    Type type = expr_type_of(job, expr->first);
    if (expr->op == EXPR_OP_NOT) {
        expr_need_boolean(job, expr->first, type, "'not'");
        return type_of(TYPE_BOOL);
    }
    if (expr->op == EXPR_OP_OTHER)
        return NONE;
    if (job->diag && expr_never_counts(type))
        diag_report(job->diag, DIAG_EXPR_OPERAND, expr->first->span,
                    expr->op == EXPR_OP_MINUS ? "'-'" : "'+'", "a number", expr_name_of(job, type));
    return type_base(type).id == TYPE_UNKNOWN ? NONE : type_base(type);
}

static Type type_case(const TypeJob *job, const Expr *expr)
{
    const Expr *kid = expr->first, *operand = NULL;
    Type compared = NONE, result = {.id = TYPE_UNKNOWN};
    if (expr->flags & EXPR_OPERAND) {
        operand = kid;
        compared = expr_type_of(job, kid);
        kid = kid->next;
    }
    for (; kid; kid = kid->next) {
        if (kid->next) {
            Type when = expr_type_of(job, kid);
            if (operand && when.id == TYPE_UNKNOWN)
                expr_check_literal(job, kid, compared);
            else if (!operand)
                expr_need_boolean(job, kid, when, "'when'");
            kid = kid->next;
        }
        Type type = expr_type_of(job, kid);
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

static Type type_quantified(const TypeJob *job, const Expr *expr)
{
    const Expr *left = expr->first, *right = left->next;
    Type a = expr_type_of(job, left), b = expr_type_of(job, right);
    bool compares = expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_GREATER_EQUAL;
    if (compares && right->kind == EXPR_ARRAY) {
        for (const Expr *item = right->first; item; item = item->next)
            expr_check_pair(job, expr, left, a, item,
                            item->kind == EXPR_STRING ? type_of(TYPE_UNKNOWN) : NONE);
    } else if (compares && type_base(b).dims) {
        expr_check_pair(job, expr, left, a, right, element_of(b));
    }
    return type_of(TYPE_BOOL);
}

static Type type_array(const TypeJob *job, const Expr *expr)
{
    Type join = {.id = TYPE_UNKNOWN};
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        join = expr_join_types(join, expr_type_of(job, kid));
    if (join.id == TYPE_UNKNOWN || join.id == TYPE_NONE)
        return NONE;
    join.dims = 1;
    return join;
}

static Type type_zone(const TypeJob *job, const Expr *expr)
{
    Type type = type_base(expr_type_of(job, expr->first));
    if (expr_second(expr))
        expr_type_of(job, expr_second(expr));
    return type.id == TYPE_TIMESTAMPTZ                      ? type_of(TYPE_TIMESTAMP)
           : type.id == TYPE_TIMESTAMP                      ? type_of(TYPE_TIMESTAMPTZ)
           : type.id == TYPE_TIME || type.id == TYPE_TIMETZ ? type_of(TYPE_TIMETZ)
                                                            : NONE;
}

// Forms that expr_check_pair their first kid with each of the others.
static Type type_list(const TypeJob *job, const Expr *expr)
{
    const Expr *value = expr->first;
    Type type = expr_type_of(job, value);
    for (const Expr *kid = value->next; kid; kid = kid->next) {
        Type other = expr_type_of(job, kid);
        if (kid->kind != EXPR_ROW && value->kind != EXPR_ROW && kid->kind != EXPR_NULL)
            expr_check_pair(job, expr, value, type, kid, other);
    }
    return type_of(TYPE_BOOL);
}

static Type type_like(const TypeJob *job, const Expr *expr)
{
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        expr_need_text(job, expr, kid, expr_type_of(job, kid));
    return type_of(TYPE_BOOL);
}

static Type type_is(const TypeJob *job, const Expr *expr)
{
    Type type = expr_type_of(job, expr->first);
    if (expr->op != EXPR_OP_NULL)
        expr_need_boolean(job, expr->first, type, "'is'");
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

static Type type_subscript(const TypeJob *job, const Expr *expr)
{
    Type type = type_base(expr_type_of(job, expr->first));
    for (const Expr *kid = expr_second(expr); kid; kid = kid->next)
        expr_type_of(job, kid);
    if (type.id == TYPE_JSONB && !type.dims)
        return type;
    return expr->flags & EXPR_SLICE ? type : NONE; // of int[] the element type hangs on the dimensions
}

static Type type_others(const TypeJob *job, const Expr *expr)
{
    Type first = NONE;
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        Type type = expr_type_of(job, kid);
        if (kid == expr->first)
            first = type;
    }
    return expr->kind == EXPR_COLLATE ? first : expr->kind == EXPR_ROW ? type_of(TYPE_RECORD) : NONE;
}

Type expr_type_of(const TypeJob *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_BOOL: return type_of(TYPE_BOOL);
    case EXPR_NUMBER: return type_number(expr);
    case EXPR_STRING: return type_of(TYPE_UNKNOWN);
    case EXPR_COLUMN: return type_column(job, expr);
    case EXPR_CALL: return type_call(job, expr);
    case EXPR_CAST: return type_cast(job, expr);
    case EXPR_UNARY: return type_unary(job, expr);
    case EXPR_BINARY: return expr_type_binary(job, expr);
    case EXPR_BETWEEN:
    case EXPR_IN: return type_list(job, expr);
    case EXPR_IS: return type_is(job, expr);
    case EXPR_LIKE: return type_like(job, expr);
    case EXPR_QUANTIFIED: return type_quantified(job, expr);
    case EXPR_CASE: return type_case(job, expr);
    case EXPR_ARRAY: return type_array(job, expr);
    case EXPR_SUBSCRIPT: return type_subscript(job, expr);
    case EXPR_AT_ZONE: return type_zone(job, expr);
    default: return type_others(job, expr);
    }
}

Type expr_type(const Expr *expr, const ExprScope *scope, Diag *diag)
{
    return expr_type_of(&(TypeJob){scope, diag}, expr);
}
