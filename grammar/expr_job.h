// SPDX-License-Identifier: MIT
// What the scanner, the grammar and the tree builder of one expr_parse() share. Private to expr*.
#ifndef GRAMMAR_EXPR_JOB_H
#define GRAMMAR_EXPR_JOB_H

#include "grammar/expr.h"

enum { EXPR_PAD = 512 };

typedef struct ExprJob {
    Words *words;
    Arena *arena;
    char *text;      // own copy, closed by two NULs as flex wants it
    uint32_t base;   // offset of text[0]
    uint32_t offset; // behind the token just read
    ExprFault fault;
    bool failed; // the scanner gives nothing more
    uint32_t nodes;
    Expr *root;
    size_t pad_used;
    _Alignas(8) char pad[EXPR_PAD]; // the scanner's own few records
} ExprJob;

typedef struct ExprList {
    Expr *first, *last;
} ExprList;

typedef struct ExprPath { // [[schema.]qualifier.]name
    const Word *name, *qualifier, *schema;
    Span span, name_span;
    bool quoted;
} ExprPath;

// An operator between or before operands.
typedef struct ExprSign {
    ExprOp op;
    bool negated; // not like
    const Word *name, *qualifier;
    Span span;
} ExprSign;

void expr_fail(ExprJob *, ExprFaultWhy, Span);

// Nodes. Kids are linked in the order given; NULL ones are left out.
Expr *expr_node(ExprJob *, ExprKind, Span, Expr *a, Expr *b, Expr *c);
Expr *expr_with(Expr *, ExprOp, unsigned flags);
Expr *expr_over(ExprJob *, ExprKind, Span, ExprList kids);
Expr *expr_over_value(ExprJob *, ExprKind, Span, Expr *first, ExprList rest); // first before the rest
Expr *expr_paren(Expr *);
ExprList expr_one(Expr *);
ExprList expr_add(ExprList, Expr *);
ExprList expr_join(ExprList, ExprList);

Expr *expr_text_leaf(ExprJob *, ExprKind, Span); // number or bits, as written
Expr *expr_string_leaf(ExprJob *, Span);
Expr *expr_column_leaf(ExprJob *, ExprPath);
Expr *expr_current(ExprJob *, Span word, Expr *precision);
Expr *expr_call(ExprJob *, Span, ExprPath, ExprList args, unsigned flags);
Expr *expr_named_call(ExprJob *, Span, const char *name, ExprList args); // a special form's
Expr *expr_argument(ExprJob *, Span, Span name, Expr *);
Expr *expr_trim(ExprJob *, Span, char side, Expr *set, ExprList rest);
Expr *expr_substring_for(ExprJob *, Span, Expr *, Expr *length); // from 1
Expr *expr_extract(ExprJob *, Span, Span field, Expr *);
Expr *expr_normalize(ExprJob *, Span, Expr *, Span form);
Expr *expr_field(ExprJob *, Span, Expr *, Span name);
Expr *expr_collate(ExprJob *, Span, Expr *, ExprPath);
Expr *expr_cast(ExprJob *, Span, Expr *, const ExprType *, unsigned flags);
Expr *expr_typed(ExprJob *, Span, ExprPath, const char *tail, Span string);
Expr *expr_typed_call(ExprJob *, Span, Expr *call, const char *tail, Span string);
Expr *expr_interval(ExprJob *, Span, ExprPath, Span string, Span from, Span to);
Expr *expr_unary(ExprJob *, Span, ExprSign, Expr *);
Expr *expr_binary(ExprJob *, Span, ExprSign, Expr *, Expr *);
Expr *expr_quantified(ExprJob *, Span, ExprSign, Expr *, Expr *, unsigned flags);
Expr *expr_case(ExprJob *, Span, Expr *operand, ExprList pairs, Expr *otherwise);

ExprPath expr_path(ExprJob *, Span name);
ExprPath expr_path_add(ExprJob *, ExprPath, Span name);
ExprPath expr_path_words(ExprJob *, Span words);                     // double precision
ExprSign expr_sign(ExprJob *, Span);                                 // of an operator's text
ExprSign expr_sign_from(ExprJob *, Span, ExprPath where, Span text); // operator(where.text)
ExprSign expr_like_sign(ExprJob *, Span);                            // of like, not ilike, similar to …

ExprType *expr_new_type(ExprJob *, Span, ExprPath, const char *tail);
ExprType *expr_type_add(ExprJob *, ExprType *, Span number, bool negative);
ExprType *expr_type_tail(ExprJob *, Span, ExprType *, const char *tail);
ExprType *expr_type_dim(ExprType *, Span);

static inline const char *expr_job_text(const ExprJob *job, Span span)
{
    return job->text + (span.start - job->base);
}

#endif
