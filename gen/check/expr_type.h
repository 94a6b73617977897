// SPDX-License-Identifier: MIT
// Types of expressions, and what is wrong with them. Whatever is not known has the type TYPE_NONE and is
// never reported: a message here is always about something the database would refuse or misread.
#ifndef GEN_CHECK_EXPR_TYPE_H
#define GEN_CHECK_EXPR_TYPE_H

#include <stdbool.h>

#include "gen/model/types.h"
#include "grammar/expr.h"

// Where an expression stands decides what may stand in it.
typedef enum ExprUse {
    EXPR_USE_CHECK,     // boolean; no subquery, aggregate or window
    EXPR_USE_DEFAULT,   // assignable to target; no columns
    EXPR_USE_GENERATED, // assignable to target; immutable
    EXPR_USE_INDEX,     // any type; immutable
    EXPR_USE_WHERE,     // of an index: boolean; immutable
    EXPR_USE_POLICY,    // boolean
    EXPR_USE_PARTITION, // any type; immutable
    EXPR_USE_ANY,       // nothing is demanded
} ExprUse;

typedef struct ExprScope {
    ExprUse use;
    Type target;       // defaults and generated columns
    bool loose;        // for SQLite alone, which compares any values and whose booleans are 0 and 1
    const Word *value; // of a domain's check: the type of `value` is `target`; NULL elsewhere
    // Each callback may be NULL: then nothing is known of its kind, and nothing reported.
    // True: there is such a column; *out is its type or TYPE_NONE. qualifier may be NULL.
    bool (*column)(const void *context, const Word *qualifier, const Word *name, Type *out);
    void (*feed_columns)(const void *context, const Word *qualifier, Guess *);
    bool (*label)(const void *context, Type enum_type, const char *text); // is it one of its labels?
    void (*feed_labels)(const void *context, Type enum_type, Guess *);
    // A type that is not built in, by name; false: not known.
    bool (*type)(const void *context, const ExprType *, Type *out);
    // A function of the schema; false: none of that name. *out is its result or TYPE_NONE.
    bool (*function)(const void *context, const Word *schema, const Word *name, Type *out);
    void (*feed_functions)(const void *context, Guess *);
    bool (*casts)(const void *context); // has the schema casts of its own?
    const void *context;
} ExprScope;

static inline bool expr_has_casts(const ExprScope *scope)
{
    return scope->casts && scope->casts(scope->context);
}

// The type of the expression; reports what is wrong inside it. `diag` NULL: only the type is wanted.
Type expr_type(const Expr *, const ExprScope *, Diag *);
// expr_type, and then what scope->use demands of the whole. True when nothing was reported.
bool expr_check(const Expr *, const ExprScope *, Diag *);
// May a value of type `from` be assigned to a column of type `to` with no cast written? TYPE_NONE: yes.
bool expr_assignable(Type from, Type to);
// Can the string stand for a value of the type? True where that is not known for sure.
bool expr_literal_fits(const char *text, Type);

typedef enum ExprVolatility { EXPR_IMMUTABLE, EXPR_STABLE, EXPR_VOLATILE } ExprVolatility;

typedef struct ExprFacts {
    ExprVolatility volatility;                   // unknown functions count as volatile
    bool known;                                  // every function and operator in it is a known one
    bool constant;                               // no column, immutable: the same for every row
    bool portable;                               // means the same in PostgreSQL, SQLite and C
    bool aggregate;                              // holds an aggregate or window function
    const Expr *why_volatile, *why_not_portable; // the first part that is to blame
} ExprFacts;

// `scope` may be NULL: column types are not known then.
ExprFacts expr_facts(const Expr *, const ExprScope *);

#endif
