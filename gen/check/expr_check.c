// SPDX-License-Identifier: MIT
// What the place of an expression demands of the whole of it, and the facts others ask for.
#include <string.h>

#include "gen/check/expr_function.h"

typedef struct FactsJob {
    const ExprScope *scope;
    ExprFacts facts;
} FactsJob;

static void blame(FactsJob *job, const Expr *expr, ExprVolatility volatility)
{
    if (volatility > job->facts.volatility) {
        job->facts.volatility = volatility;
        job->facts.why_volatile = expr;
    }
}

static void not_portable(FactsJob *job, const Expr *expr)
{
    job->facts.portable = false;
    if (!job->facts.why_not_portable)
        job->facts.why_not_portable = expr;
}

static Type quiet_type(const FactsJob *job, const Expr *expr)
{
    return job->scope ? type_base(expr_type(expr, job->scope, NULL)) : (Type){.id = TYPE_NONE};
}

static void unknown(FactsJob *job, const Expr *expr)
{
    job->facts.known = false;
    blame(job, expr, EXPR_VOLATILE);
    not_portable(job, expr);
}

static void zoned(FactsJob *job, const Expr *expr)
{
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        Type type = quiet_type(job, kid);
        if (kid->kind == EXPR_STRING)
            continue;
        if (type.id == TYPE_TIMESTAMPTZ)
            blame(job, expr, EXPR_STABLE);
        else if (type.id == TYPE_NONE)
            unknown(job, expr);
    }
}

static void call_facts(FactsJob *job, const Expr *expr)
{
    const ExprScope *scope = job->scope;
    Type type;
    bool own =
        scope && scope->function && scope->function(scope->context, expr->qualifier, expr->name, &type);
    const Function *function = own ? NULL : function_find(expr);
    if (!function) {
        unknown(job, expr);
        return;
    }
    if (function->mood == MOOD_ZONED)
        zoned(job, expr);
    else
        blame(job, expr, (ExprVolatility)function->mood);
    bool one_argument = expr_kid_count(expr) == 1;
    if (one_argument && (!strcmp(function->name, "to_tsvector") || !strcmp(function->name, "to_tsquery") ||
                         !strcmp(function->name, "plainto_tsquery")))
        blame(job, expr, EXPR_STABLE);                          // the server's default_text_search_config
    bool fixed = !strcmp(function->name, "age") ? !one_argument // counts from today
                                                : !strcmp(function->name, "to_timestamp") && one_argument;
    if (fixed && job->facts.why_volatile == expr)
        job->facts.volatility = EXPR_IMMUTABLE;
    if (function->role != ROLE_PLAIN)
        job->facts.aggregate = true;
    if (!function->portable)
        not_portable(job, expr);
}

// Some casts read the session: its time zone, its date style.
static void cast_facts(FactsJob *job, const Expr *expr)
{
    TypeFault fault;
    const Expr *of = expr->first;
    Type from = quiet_type(job, of), to = type_base(expr_named_type(expr->type, job->scope, &fault));
    not_portable(job, expr);
    if (of->kind == EXPR_STRING) {
        bool now = !strncmp(of->name->text, "now", 3) || !strncmp(of->name->text, "to", 2) ||
                   !strncmp(of->name->text, "yest", 4);
        if (now && type_class(to) == TYPE_CLASS_DATETIME)
            blame(job, expr, EXPR_STABLE);
        return;
    }
    bool to_time = type_class(to) == TYPE_CLASS_DATETIME, to_text = type_class(to) == TYPE_CLASS_STRING;
    bool from_time = type_class(from) == TYPE_CLASS_DATETIME;
    bool zone = (from.id == TYPE_TIMESTAMPTZ || to.id == TYPE_TIMESTAMPTZ) && from.id != to.id;
    bool reads = (from_time && to_time && zone) || (from_time && to_text) ||
                 (to_time && type_class(from) == TYPE_CLASS_STRING) || (from.id == TYPE_ENUM && to_text);
    if (reads)
        blame(job, expr, EXPR_STABLE);
    if (from.id == TYPE_NONE && (to_time || to_text || to.id == TYPE_NONE))
        job->facts.known = false;
}

static bool is_portable_kind(const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_NULL:
    case EXPR_BOOL:
    case EXPR_NUMBER:
    case EXPR_STRING:
    case EXPR_COLUMN:
    case EXPR_IN:
    case EXPR_IS:
    case EXPR_CASE:
    case EXPR_CALL: return true;
    case EXPR_BETWEEN: return !(expr->flags & EXPR_SYMMETRIC);
    case EXPR_LIKE: return expr->op == EXPR_OP_LIKE;
    case EXPR_UNARY: return expr->op != EXPR_OP_OTHER;
    case EXPR_BINARY:
        return expr->op >= EXPR_OP_OR && expr->op <= EXPR_OP_CONCAT && expr->op != EXPR_OP_POWER;
    default: return false;
    }
}

static void gather(FactsJob *job, const Expr *expr)
{
    if (!is_portable_kind(expr))
        not_portable(job, expr);
    if (expr->kind == EXPR_COLUMN)
        job->facts.constant = false;
    else if (expr->kind == EXPR_CALL)
        call_facts(job, expr);
    else if (expr->kind == EXPR_CAST)
        cast_facts(job, expr);
    else if ((expr->kind == EXPR_BINARY || expr->kind == EXPR_UNARY) && expr->op == EXPR_OP_OTHER)
        job->facts.known = false;
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        gather(job, kid);
}

ExprFacts expr_facts(const Expr *expr, const ExprScope *scope)
{
    FactsJob job = {scope, {.known = true, .constant = true, .portable = true}};
    gather(&job, expr);
    if (job.facts.volatility != EXPR_IMMUTABLE)
        job.facts.constant = false;
    return job.facts;
}

static void check_mutable(const Expr *expr, const ExprScope *scope, Diag *diag)
{
    ExprFacts facts = expr_facts(expr, scope);
    const Expr *why = facts.why_volatile;
    if (facts.volatility == EXPR_IMMUTABLE || !why)
        return;
    const Function *called = why->kind == EXPR_CALL ? function_find(why) : NULL;
    bool of_unknown = called && called->mood == MOOD_ZONED && facts.volatility == EXPR_VOLATILE;
    if (why->kind == EXPR_CALL && (!called || of_unknown))
        return; // nothing is known of it, or of what it is given
    const char *what = why->kind == EXPR_CALL ? arena_print(diag->arena, "%s%s", why->name->text,
                                                            why->flags & EXPR_BARE ? "" : "()")
                                              : "this cast";
    const char *where = scope->use == EXPR_USE_GENERATED   ? "a generated column"
                        : scope->use == EXPR_USE_PARTITION ? "a partition key"
                                                           : "an index";
    diag_report(diag, DIAG_EXPR_MUTABLE, why->span, what, where);
}

// What asks for the time: a row that fits now may not fit when it is changed, or loaded from a dump.
static const Expr *find_clock(const Expr *expr)
{
    static const char *const CLOCKS[] = {"now",       "current_date",         "current_time",
                                         "localtime", "current_timestamp",    "localtimestamp",
                                         "timeofday", "clock_timestamp",      "statement_timestamp",
                                         "random",    "transaction_timestamp"};
    for (size_t at = 0; expr->kind == EXPR_CALL && at < sizeof CLOCKS / sizeof *CLOCKS; at++)
        if (!strcmp(expr->name->text, CLOCKS[at]))
            return expr;
    const Expr *found = NULL;
    for (const Expr *kid = expr->first; kid && !found; kid = kid->next)
        found = find_clock(kid);
    return found;
}

static bool wants_boolean(ExprUse use)
{
    return use == EXPR_USE_CHECK || use == EXPR_USE_WHERE || use == EXPR_USE_POLICY;
}

bool expr_assignable(Type from, Type to)
{
    Type bottom = type_base(from), target = type_base(to);
    bool open = bottom.id == TYPE_NONE || target.id == TYPE_NONE || bottom.id == TYPE_UNKNOWN ||
                bottom.id == TYPE_USER || target.id == TYPE_USER || bottom.id == TYPE_EXTENSION ||
                target.id == TYPE_EXTENSION || bottom.id == TYPE_RECORD || target.id == TYPE_ANY ||
                target.id == TYPE_BLOB;
    return open || type_change(bottom, target).kind <= TYPE_CHANGE_REWRITE;
}

static void check_target(const Expr *expr, Type type, const ExprScope *scope, Diag *diag)
{
    Type target = type_base(scope->target);
    if (scope->loose && target.id != TYPE_ENUM)
        return; // SQLite puts any value into any column
    if (type.id == TYPE_UNKNOWN && expr->kind == EXPR_STRING) {
        const char *text = expr->name->text;
        bool is_enum = target.id == TYPE_ENUM && !target.dims;
        if (is_enum && scope->label && !scope->label(scope->context, target, text)) {
            Guess guess = {.name = text};
            diag_report(diag, DIAG_EXPR_LABEL, expr->span, text, expr_type_name(diag->arena, target));
            if (scope->feed_labels)
                scope->feed_labels(scope->context, target, &guess);
            if (guess_best(&guess))
                diag_fix(diag, expr->span, "'%s'", guess_best(&guess));
        } else if (!is_enum && target.id != TYPE_NONE && !expr_literal_fits(text, target)) {
            diag_report(diag, DIAG_EXPR_LITERAL, expr->span, text, expr_type_name(diag->arena, target));
        }
    } else if (!expr_assignable(type, scope->target) && !expr_has_casts(scope)) {
        diag_report(diag, DIAG_EXPR_ASSIGN, expr->span, expr_type_name(diag->arena, type),
                    expr_type_name(diag->arena, scope->target));
    }
}

bool expr_check(const Expr *expr, const ExprScope *scope, Diag *diag)
{
    size_t before = diag->errors + diag->warnings + diag->refusals;
    Type type = expr_type(expr, scope, diag);
    bool quiet = before == diag->errors + diag->warnings + diag->refusals; // one fault is told once
    Type base = type_base(type);
    bool open =
        base.id == TYPE_NONE || base.id == TYPE_UNKNOWN || base.id == TYPE_USER || base.id == TYPE_EXTENSION;
    if (quiet && wants_boolean(scope->use) && !scope->loose && !open && base.id != TYPE_BOOL)
        diag_report(diag, DIAG_EXPR_OPERAND, expr->span,
                    scope->use == EXPR_USE_CHECK   ? "a check"
                    : scope->use == EXPR_USE_WHERE ? "'where'"
                                                   : "a policy",
                    "a boolean", expr_type_name(diag->arena, type));
    if (quiet && (scope->use == EXPR_USE_DEFAULT || scope->use == EXPR_USE_GENERATED))
        check_target(expr, type, scope, diag);
    if (scope->use == EXPR_USE_GENERATED || scope->use == EXPR_USE_INDEX || scope->use == EXPR_USE_WHERE ||
        scope->use == EXPR_USE_PARTITION)
        check_mutable(expr, scope, diag);
    const Expr *clock = scope->use == EXPR_USE_CHECK ? find_clock(expr) : NULL;
    if (clock)
        diag_report(diag, DIAG_CHECK_CLOCK, clock->span, clock->name->text);
    return before == diag->errors + diag->warnings + diag->refusals;
}
