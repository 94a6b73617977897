// SPDX-License-Identifier: MIT
// Values: what kind of C value an expression is, when it is NULL, and how it is computed.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "gen/emit/expr_c_job.h"

static CKind none(void)
{
    return (CKind){.kind = TYPE_C_NONE};
}

static CKind integer(int bits)
{
    return (CKind){.kind = TYPE_C_INT, .bits = bits};
}

static bool find_field(const CJob *job, const Expr *expr, ExprCField *field)
{
    *field = (ExprCField){0};
    return job->how->field(job->how->context, expr, field);
}

static CKind field_kind(const CJob *job, const Expr *expr)
{
    ExprCField field;
    if (!find_field(job, expr, &field))
        return none();
    Type base = type_unserial(type_base(field.type));
    if (base.dims)
        return none();
    switch (base.id) {
    case TYPE_BOOL: return (CKind){.kind = TYPE_C_BOOL};
    case TYPE_INT2: return integer(16);
    case TYPE_INT4: return integer(32);
    case TYPE_INT8: return integer(64);
    case TYPE_FLOAT8: return (CKind){.kind = TYPE_C_FLOAT};
    case TYPE_NUMERIC: return (CKind){.kind = TYPE_C_NUMERIC};
    case TYPE_TEXT:
    case TYPE_VARCHAR: return (CKind){.kind = TYPE_C_TEXT};
    case TYPE_ENUM: return (CKind){.kind = TYPE_C_ENUM};
    default: return none(); // dates, char(n), json …: their text is not compared as text
    }
}

static CKind number_kind(const char *text)
{
    if (text[strspn(text, "0123456789")])
        return (CKind){.kind = strspn(text, "0123456789.") == strlen(text) ? TYPE_C_NUMERIC : TYPE_C_NONE,
                       .literal = true};
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    if (errno)
        return (CKind){.kind = TYPE_C_NUMERIC, .literal = true};
    return (CKind){.kind = TYPE_C_INT, .bits = value <= INT32_MAX ? 32 : 64, .literal = true};
}

static bool is_call(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !strcmp(expr->name->text, name) &&
           (!expr->qualifier || !strcmp(expr->qualifier->text, "pg_catalog")) &&
           !(expr->flags & (EXPR_DISTINCT | EXPR_STAR | EXPR_VARIADIC | EXPR_BARE));
}

static bool all_text(const CJob *job, const Expr *kid)
{
    for (; kid; kid = kid->next) {
        CKind kind = c_kind(job, kid);
        if (kind.kind != TYPE_C_TEXT || kind.fold)
            return false;
    }
    return true;
}

// The one kind of several values, for coalesce and case.
static CKind common(const CJob *job, const Expr *kid, bool every_second)
{
    CKind all = none();
    for (; kid; kid = kid->next) {
        if (every_second && kid->next)
            kid = kid->next;
        if (kid->kind == EXPR_NULL)
            continue;
        CKind kind = c_kind(job, kid);
        if (kind.kind == TYPE_C_NONE || kind.fold || (all.kind && all.kind != kind.kind))
            return none();
        int bits = all.bits > kind.bits ? all.bits : kind.bits;
        kind.literal = false;
        all = kind;
        all.bits = bits;
    }
    return all.kind == TYPE_C_NUMERIC || all.kind == TYPE_C_ENUM || all.kind == TYPE_C_FLOAT ? none() : all;
}

static CKind call_kind(const CJob *job, const Expr *expr)
{
    unsigned count = expr_kid_count(expr);
    if (is_call(expr, "coalesce"))
        return common(job, expr->first, false);
    if (is_call(expr, "abs") && count == 1) {
        CKind kind = c_kind(job, expr->first);
        return kind.kind == TYPE_C_INT ? integer(kind.bits) : none();
    }
    if (!expr->first || !all_text(job, expr->first))
        return none();
    if ((is_call(expr, "lower") || is_call(expr, "upper")) && count == 1)
        return (CKind){.kind = TYPE_C_TEXT, .fold = expr->name->text[0] == 'l' ? 'l' : 'u'};
    if ((is_call(expr, "length") || is_call(expr, "char_length") || is_call(expr, "character_length") ||
         is_call(expr, "octet_length")) &&
        count == 1)
        return integer(32);
    if ((is_call(expr, "position") || is_call(expr, "strpos")) && count == 2)
        return integer(32);
    if ((is_call(expr, "btrim") || is_call(expr, "ltrim") || is_call(expr, "rtrim")) && count <= 2)
        return (CKind){.kind = TYPE_C_TEXT};
    return none();
}

static CKind binary_kind(const CJob *job, const Expr *expr)
{
    bool sum = expr->op >= EXPR_OP_PLUS && expr->op <= EXPR_OP_MODULO;
    CKind a = c_kind(job, expr->first), b = c_kind(job, expr_second(expr));
    if (!sum)
        return (expr->op >= EXPR_OP_OR && expr->op <= EXPR_OP_NOT_DISTINCT) ? (CKind){.kind = TYPE_C_BOOL}
                                                                            : none();
    if (a.kind != TYPE_C_INT || b.kind != TYPE_C_INT)
        return none();
    return integer(a.bits > b.bits ? a.bits : b.bits);
}

static CKind cast_kind(const CJob *job, const Expr *expr)
{
    const ExprType *type = expr->type;
    const char *name = expr_type_canonical(type->name->text);
    CKind kind = c_kind(job, expr->first);
    bool text = !strcmp(name, "text") || !strcmp(name, "character varying");
    if (type->dims || type->arg_count || type->quoted || type->schema)
        return none();
    if (text && kind.kind == TYPE_C_TEXT)
        return kind;
    int bits = !strcmp(name, "bigint")     ? 64
               : !strcmp(name, "integer")  ? 32
               : !strcmp(name, "smallint") ? 16
                                           : 0;
    return kind.kind == TYPE_C_INT && bits >= kind.bits ? integer(bits) : none();
}

static CKind unary_kind(const CJob *job, const Expr *expr)
{
    CKind kind = c_kind(job, expr->first);
    if (expr->op == EXPR_OP_NOT)
        return (CKind){.kind = TYPE_C_BOOL};
    bool literal = expr->first->kind == EXPR_NUMBER;
    if (expr->op != EXPR_OP_MINUS || !(kind.kind == TYPE_C_INT || (kind.kind == TYPE_C_NUMERIC && literal)))
        return none();
    kind.literal = literal;
    return kind;
}

CKind c_kind(const CJob *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_BOOL:
    case EXPR_IS:
    case EXPR_BETWEEN:
    case EXPR_IN:
    case EXPR_LIKE:
    case EXPR_QUANTIFIED: return (CKind){.kind = TYPE_C_BOOL, .literal = expr->kind == EXPR_BOOL};
    case EXPR_NUMBER: return number_kind(expr->name->text);
    case EXPR_STRING: return (CKind){.kind = TYPE_C_TEXT, .literal = true};
    case EXPR_COLUMN: return field_kind(job, expr);
    case EXPR_CALL: return call_kind(job, expr);
    case EXPR_BINARY: return binary_kind(job, expr);
    case EXPR_UNARY: return unary_kind(job, expr);
    case EXPR_CAST: return cast_kind(job, expr);
    case EXPR_CASE: return expr->flags & EXPR_OPERAND ? none() : common(job, expr->first, true);
    case EXPR_COLLATE: {
        CKind kind = c_kind(job, expr->first);
        kind.bytes = !strcmp(expr->name->text, "C");
        return kind.bytes && kind.kind == TYPE_C_TEXT ? kind : none();
    }
    default: return none();
    }
}

// ---- NULL ----

bool c_may_be_null(const CJob *job, const Expr *expr)
{
    ExprCField field;
    if (expr->kind == EXPR_COLUMN)
        return !find_field(job, expr, &field) || field.null;
    if (expr->kind == EXPR_NULL || expr->kind == EXPR_CASE || c_kind(job, expr).kind == TYPE_C_BOOL)
        return expr->kind != EXPR_BOOL && expr->kind != EXPR_IS;
    bool coalesce = is_call(expr, "coalesce");
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        if (c_may_be_null(job, kid) != coalesce)
            return !coalesce;
    return coalesce;
}

static void null_of_kids(CJob *job, const Expr *expr, const char *between)
{
    const char *sign = "";
    text_puts(job->out, "(");
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        if (!c_may_be_null(job, kid))
            continue;
        text_puts(job->out, sign);
        c_null(job, kid);
        sign = between;
    }
    text_puts(job->out, ")");
}

static void case_of(CJob *job, const Expr *expr, bool null)
{
    const Expr *kid = expr->first;
    text_puts(job->out, "(");
    for (; kid && kid->next; kid = kid->next->next) {
        c_truth(job, kid, true);
        text_puts(job->out, " ? ");
        if (null)
            c_null(job, kid->next);
        else
            c_value(job, kid->next);
        text_puts(job->out, " : ");
    }
    if (kid && null)
        c_null(job, kid);
    else if (kid)
        c_value(job, kid);
    else if (null)
        text_puts(job->out, "true");
    else
        c_value(job, expr->first->next); // never read
    text_puts(job->out, ")");
}

void c_null(CJob *job, const Expr *expr)
{
    ExprCField field;
    if (!c_goes_on(job, expr))
        return;
    if (expr->kind == EXPR_COLUMN) {
        if (!find_field(job, expr, &field))
            c_give_up(job, expr);
        else
            text_printf(job->out, field.null ? "(%s)" : "false", field.null);
    } else if (expr->kind == EXPR_NULL) {
        text_puts(job->out, "true");
    } else if (!c_may_be_null(job, expr)) {
        text_puts(job->out, "false");
    } else if (expr->kind == EXPR_CASE && c_kind(job, expr).kind != TYPE_C_NONE) {
        case_of(job, expr, true);
    } else if (c_kind(job, expr).kind == TYPE_C_NONE) {
        c_give_up(job, expr);
    } else if (is_call(expr, "coalesce")) {
        null_of_kids(job, expr, " && ");
    } else if (c_kind(job, expr).kind == TYPE_C_BOOL) {
        text_puts(job->out, "!(");
        c_truth(job, expr, true);
        text_puts(job->out, " || ");
        c_truth(job, expr, false);
        text_puts(job->out, ")");
    } else {
        null_of_kids(job, expr, " || ");
    }
}

// ---- values ----

void c_string(Text *out, const Word *word)
{
    text_puts(out, "(SchemacText){\"");
    for (size_t at = 0; at < word->length; at++) {
        unsigned char byte = (unsigned char)word->text[at];
        bool plain = byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\' && byte != '?';
        if (plain)
            text_char(out, (char)byte);
        else
            text_printf(out, "\\%03o", byte);
    }
    text_printf(out, "\", %u}", word->length);
}

void c_numeric_literal(Text *out, const Expr *expr)
{
    bool minus = expr->kind == EXPR_UNARY;
    const Word *digits = minus ? expr->first->name : expr->name;
    text_printf(out, "(SchemacText){\"%s%s\", %u}", minus ? "-" : "", digits->text, digits->length + minus);
}

static void print_math(CJob *job, const Expr *expr, char sign, const Expr *a, const Expr *b)
{
    text_printf(job->out, "schemac_int_math('%c', ", sign);
    if (a)
        c_value(job, a);
    else
        text_puts(job->out, "0");
    text_puts(job->out, ", ");
    c_value(job, b);
    text_printf(job->out, ", %d, &wrong)", c_kind(job, expr).bits);
}

static void print_trim(CJob *job, const Expr *expr)
{
    char side = expr->name->text[0];
    text_puts(job->out, "schemac_text_trim(");
    c_value(job, expr->first);
    text_puts(job->out, ", ");
    if (expr_second(expr))
        c_value(job, expr_second(expr));
    else
        text_puts(job->out, "(SchemacText){\" \", 1}");
    text_printf(job->out, ", '%c')", side);
}

static void print_coalesce(CJob *job, const Expr *expr)
{
    text_puts(job->out, "(");
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        if (kid->kind == EXPR_NULL)
            continue;
        bool last = !kid->next || !c_may_be_null(job, kid);
        if (!last) {
            text_puts(job->out, "!");
            c_null(job, kid);
            text_puts(job->out, " ? ");
        }
        c_value(job, kid);
        if (last)
            break;
        text_puts(job->out, " : ");
        const Expr *rest = kid->next;
        while (rest && rest->kind == EXPR_NULL)
            rest = rest->next;
        if (!rest) { // only NULLs follow: never read
            c_value(job, kid);
            break;
        }
    }
    text_puts(job->out, ")");
}

static void print_call(CJob *job, const Expr *expr)
{
    const Expr *a = expr->first, *b = expr_second(expr);
    if (is_call(expr, "coalesce")) {
        print_coalesce(job, expr);
    } else if (is_call(expr, "abs")) {
        text_puts(job->out, "(");
        c_value(job, a);
        text_puts(job->out, " < 0 ? ");
        print_math(job, expr, '-', NULL, a);
        text_puts(job->out, " : ");
        c_value(job, a);
        text_puts(job->out, ")");
    } else if (is_call(expr, "octet_length")) {
        text_puts(job->out, "(int64_t)");
        c_value(job, a);
        text_puts(job->out, ".length");
    } else if (is_call(expr, "position") || is_call(expr, "strpos")) {
        bool swapped = is_call(expr, "strpos");
        text_puts(job->out, "schemac_text_position(");
        c_value(job, swapped ? b : a);
        text_puts(job->out, ", ");
        c_value(job, swapped ? a : b);
        text_puts(job->out, ")");
    } else if (strstr(expr->name->text, "trim")) {
        print_trim(job, expr);
    } else {
        text_puts(job->out, "schemac_text_length(");
        c_value(job, a);
        text_puts(job->out, ")");
    }
}

static void print_field(CJob *job, const Expr *expr)
{
    ExprCField field;
    find_field(job, expr, &field);
    text_puts(job->out, field.value);
}

static void print_number(CJob *job, const Expr *expr)
{
    const char *digits = expr->name->text;
    while (*digits == '0' && digits[1] && digits[1] != '.')
        digits++; // 010 would be octal
    text_puts(job->out, digits);
}

static void print_unary(CJob *job, const Expr *expr)
{
    if (expr->first->kind == EXPR_NUMBER) {
        text_puts(job->out, "-");
        print_number(job, expr->first);
    } else {
        print_math(job, expr, '-', NULL, expr->first);
    }
}

void c_value(CJob *job, const Expr *expr)
{
    CKind kind = c_kind(job, expr);
    if (!c_goes_on(job, expr))
        return;
    if (kind.kind == TYPE_C_NONE || kind.fold)
        c_give_up(job, expr);
    else if (expr->kind == EXPR_COLUMN)
        print_field(job, expr);
    else if (expr->kind == EXPR_STRING)
        c_string(job->out, expr->name);
    else if (expr->kind == EXPR_NUMBER)
        print_number(job, expr);
    else if (expr->kind == EXPR_CALL)
        print_call(job, expr);
    else if (expr->kind == EXPR_CASE)
        case_of(job, expr, false);
    else if (expr->kind == EXPR_CAST || expr->kind == EXPR_COLLATE)
        c_value(job, expr->first);
    else if (kind.kind == TYPE_C_BOOL)
        c_truth(job, expr, true);
    else if (expr->kind == EXPR_UNARY)
        print_unary(job, expr);
    else
        print_math(job, expr, "+-*/%"[expr->op - EXPR_OP_PLUS], expr -> first, expr_second(expr));
}
