// SPDX-License-Identifier: MIT
// Expressions in the one form that PostgreSQL's deparser and people's habits both lead to. Private to
// expr*: expr_equal() compares two such trees, expr_hash() hashes one.
#ifndef GRAMMAR_EXPR_CANON_H
#define GRAMMAR_EXPR_CANON_H

#include "grammar/expr.h"

typedef struct Canon {
    uint8_t kind, op; // ExprKind, ExprOp; and, or: any number of kids
    uint16_t flags;
    const char *text;          // literals, names of calls, operators without an ExprOp
    const char *schema;        // of calls, types, operators, collations; NULL: none, or pg_catalog
    const char *type;          // of the value, as format_type prints it without modifiers; NULL: not known
    const char *cast;          // EXPR_CAST: the type cast to
    const Expr *column;        // EXPR_COLUMN
    const ExprType *modifiers; // EXPR_CAST: the type as written
    struct Canon *first, *next;
} Canon;

typedef struct CanonJob {
    Arena *arena;
    const char *(*type_of)(const void *context, const Expr *column);
    const char *(*base_of)(const void *context, const ExprType *);
    const char *(*result_of)(const void *context, const char *schema, const char *name); // of a call
    const void *context;
    bool lite;  // as ExprSame
    bool loose; // casts are left out: for hashing, as what a cast may be dropped for is not known there
} CanonJob;

Canon *canon_make(const CanonJob *, const Expr *, const char *target);
bool canon_of_sequence(const Canon *call); // nextval() and its like

// canon_cast.c: casts that PostgreSQL inserts by itself are taken off again.
Canon *canon_cast(const CanonJob *, Canon *of, const ExprType *);
// Among values that are brought to one type, a cast to the type of another of them says nothing. Not
// `numbers`: only that of a string literal, which takes the type of what stands beside it everywhere.
void canon_settle(Canon *const *group, size_t count, bool numbers);
Canon *canon_settle_target(Canon *, const char *target);
const char *canon_wider(const char *a, const char *b); // the type of a sum; NULL: not numbers
const char *canon_number_type(const char *text);       // integer, bigint or numeric; NULL: no number
Canon *canon_number(const CanonJob *, const char *text);

#endif
