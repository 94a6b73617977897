// SPDX-License-Identifier: MIT
// The parts of the C emitter for checks. Private to gen/emit/expr_c*.
#ifndef GEN_EMIT_EXPR_C_JOB_H
#define GEN_EMIT_EXPR_C_JOB_H

#include "gen/emit/expr_c.h"

typedef struct CJob {
    Text *out;
    const ExprC *how;
    size_t start;    // where the printing began
    const Expr *why; // the part that cannot be said; set: all that was printed is void
} CJob;

// What a value is in C. TYPE_C_NONE: it cannot be computed there.
typedef struct CKind {
    TypeC kind;
    int bits;   // integers: 16, 32, 64
    char fold;  // texts: 'l' or 'u' when the value is lower() or upper() of its first kid
    bool bytes; // texts: compared in the order of their bytes (collate "C")
    bool literal;
} CKind;

CKind c_kind(const CJob *, const Expr *);
bool c_may_be_null(const CJob *, const Expr *);
void c_null(CJob *, const Expr *);  // prints a bool: the value is NULL
void c_value(CJob *, const Expr *); // prints the value, of what c_kind says; never read when it is NULL
// Prints a bool: the condition is `wanted` (true or false, not NULL).
void c_truth(CJob *, const Expr *, bool wanted);
void c_give_up(CJob *, const Expr *);
bool c_goes_on(CJob *, const Expr *);         // false: given up, or too long
void c_numeric_literal(Text *, const Expr *); // the same of a number, signed or not
void c_string(Text *, const Word *);          // a SchemacText

#endif
