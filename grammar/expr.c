// SPDX-License-Identifier: MIT
#include "grammar/expr.h"

#include <string.h>

#include "grammar/expr_job.h"
#include "expr.tab.h"
#define YY_DECL // expr.tab.h has declared the scanner as it is
#include "expr_scan.lex.h"

enum { SHORT = 512 };

typedef int Reader(void *scanner, ExprJob *); // 0: all is well

static void run(ExprJob *job, size_t length, Reader *read)
{
    void *scanner;
    if (expr_yylex_init_extra(job, &scanner))
        return;
    if (expr_yy_scan_buffer(job->text, length + 2, scanner) && read(scanner, job) != 0)
        job->failed = true;
    expr_yylex_destroy(scanner);
}

static void read_text(ExprJob *job, Words *words, Arena *arena, const char *text, Span span, Reader *read)
{
    char copy[SHORT + 2];
    size_t length = span_length(span);
    memset(job, 0, offsetof(ExprJob, pad));
    job->words = words;
    job->arena = arena;
    job->base = job->offset = span.start;
    if (length > EXPR_BYTES_MAX) {
        expr_fail(job, EXPR_FAULT_LARGE, span);
        return;
    }
    job->text = length <= SHORT ? copy : arena_bytes(arena, length + 2);
    memcpy(job->text, text, length);
    job->text[length] = job->text[length + 1] = '\0';
    run(job, length, read);
    job->text = NULL;
}

Expr *expr_parse(Words *words, Arena *arena, const char *text, Span span, ExprFault *why)
{
    ExprJob job;
    read_text(&job, words, arena, text, span, expr_yyparse);
    if (!job.failed)
        return job.root;
    if (why)
        *why = job.fault;
    return NULL;
}

static int scan_all(void *scanner, ExprJob *job)
{
    EXPR_YYSTYPE value;
    EXPR_YYLTYPE span;
    int token;
    while ((token = expr_yylex(&value, &span, scanner, job)) > TOK_EXPR_YYerror)
        job->nodes++;
    return token != TOK_EOF;
}

size_t expr_scan_only(Words *words, Arena *arena, const char *text, Span span)
{
    ExprJob job;
    read_text(&job, words, arena, text, span, scan_all);
    return job.nodes;
}

const Expr *expr_kid(const Expr *expr, unsigned index)
{
    const Expr *kid = expr->first;
    while (kid && index--)
        kid = kid->next;
    return kid;
}

unsigned expr_kid_count(const Expr *expr)
{
    unsigned count = 0;
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        count++;
    return count;
}

const char *expr_op_text(const Expr *expr)
{
    static const char *const TEXTS[] = {
        [EXPR_OP_NONE] = "",
        [EXPR_OP_OTHER] = "?",
        [EXPR_OP_OR] = "or",
        [EXPR_OP_AND] = "and",
        [EXPR_OP_NOT] = "not",
        [EXPR_OP_EQUAL] = "=",
        [EXPR_OP_UNEQUAL] = "<>",
        [EXPR_OP_LESS] = "<",
        [EXPR_OP_LESS_EQUAL] = "<=",
        [EXPR_OP_GREATER] = ">",
        [EXPR_OP_GREATER_EQUAL] = ">=",
        [EXPR_OP_DISTINCT] = "is distinct from",
        [EXPR_OP_NOT_DISTINCT] = "is not distinct from",
        [EXPR_OP_PLUS] = "+",
        [EXPR_OP_MINUS] = "-",
        [EXPR_OP_TIMES] = "*",
        [EXPR_OP_DIVIDE] = "/",
        [EXPR_OP_MODULO] = "%",
        [EXPR_OP_POWER] = "^",
        [EXPR_OP_CONCAT] = "||",
        [EXPR_OP_MATCH] = "~",
        [EXPR_OP_IMATCH] = "~*",
        [EXPR_OP_UNMATCH] = "!~",
        [EXPR_OP_IUNMATCH] = "!~*",
        [EXPR_OP_LIKE] = "like",
        [EXPR_OP_ILIKE] = "ilike",
        [EXPR_OP_SIMILAR] = "similar to",
        [EXPR_OP_GLOB] = "glob",
        [EXPR_OP_REGEXP] = "regexp",
        [EXPR_OP_NULL] = "null",
        [EXPR_OP_TRUE] = "true",
        [EXPR_OP_FALSE] = "false",
        [EXPR_OP_UNKNOWN] = "unknown",
    };
    return expr->op == EXPR_OP_OTHER ? expr->name->text : TEXTS[expr->op];
}

void expr_each_column(const Expr *expr, void (*found)(void *context, const Expr *column), void *context)
{
    if (expr->kind == EXPR_COLUMN)
        found(context, expr);
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        expr_each_column(kid, found, context);
}

static const char *fault_reason(const ExprFault *fault)
{
    switch (fault->why) {
    case EXPR_FAULT_OPEN: return "a string, quoted name or comment is never closed";
    case EXPR_FAULT_DEEP: return "the expression is nested too deeply";
    case EXPR_FAULT_LARGE: return "the expression is too large";
    case EXPR_FAULT_SUBQUERY: return "a subquery cannot stand here";
    case EXPR_FAULT_SYNTAX: break;
    }
    return NULL;
}

const char *expr_fault_text(Arena *arena, const ExprFault *fault, const char *found, size_t found_length)
{
    const char *reason = fault_reason(fault), *wanted = "";
    if (reason)
        return reason;
    for (int at = 0; at < fault->expected_count; at++)
        wanted = arena_print(arena, "%s%s%s", wanted,
                             !at                               ? ""
                             : at + 1 == fault->expected_count ? " or "
                                                               : ", ",
                             fault->expected[at]);
    const char *got = "";
    if (found && found_length)
        got = arena_print(arena, "'%.*s'", (int)(found_length > 40 ? 40 : found_length), found);
    else
        got = "the end of the expression";
    return *wanted ? arena_print(arena, "expected %s, found %s", wanted, got)
                   : arena_print(arena, "%s is not understood here", got);
}

const char *expr_glob(Arena *arena, const char *pattern, char escape)
{
    char *glob = arena_bytes(arena, strlen(pattern) * 3 + 1), *at = glob;
    for (; *pattern; pattern++) {
        bool meant = escape && *pattern == escape;
        if (meant && !*++pattern)
            return NULL;
        if (!meant && (*pattern == '%' || *pattern == '_')) {
            *at++ = *pattern == '%' ? '*' : '?';
        } else if (strchr("*?[", *pattern)) {
            *at++ = '[';
            *at++ = *pattern;
            *at++ = ']';
        } else {
            *at++ = *pattern;
        }
    }
    *at = '\0';
    return glob;
}
