// SPDX-License-Identifier: MIT
// What the files of expr_type share. Private to gen/check/expr*.
#ifndef GEN_CHECK_EXPR_TYPE_JOB_H
#define GEN_CHECK_EXPR_TYPE_JOB_H

#include "gen/check/expr_function.h"

typedef struct TypeJob {
    const ExprScope *scope;
    Diag *diag; // NULL: silent
} TypeJob;

Type expr_type_of(const TypeJob *, const Expr *);
const char *expr_name_of(const TypeJob *, Type); // for a message
bool expr_is_known(Type);                        // a built-in type or an enum, of which all is known
bool expr_is_class(Type, TypeClass);

// expr_operator.c
Type expr_type_binary(const TypeJob *, const Expr *);
void expr_check_literal(const TypeJob *, const Expr *literal, Type); // a string takes this type: can it?
void expr_check_pair(const TypeJob *, const Expr *at, const Expr *left, Type, const Expr *right, Type);
void expr_need_boolean(const TypeJob *, const Expr *, Type, const char *who);
void expr_need_text(const TypeJob *, const Expr *at, const Expr *of, Type);
bool expr_never_counts(Type); // no arithmetic operator takes it
bool expr_is_glued(Type);     // || of it is not that of text

#endif
