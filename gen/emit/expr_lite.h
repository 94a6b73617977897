// SPDX-License-Identifier: MIT
// The parts of SQLite's printer. Private to gen/emit/expr_lite*.
#ifndef GEN_EMIT_EXPR_LITE_H
#define GEN_EMIT_EXPR_LITE_H

#include "gen/emit/expr_print.h"

void lite_lacks(PrintJob *, const Expr *, const char *what); // reports once; the print has failed
Type lite_type(const PrintJob *, const Expr *);              // TYPE_NONE: not known
Type lite_named_type(const PrintJob *, const ExprType *);
Type lite_call_type(const Expr *);

void lite_call(PrintJob *, const Expr *);
void lite_cast(PrintJob *, const Expr *);
void lite_like(PrintJob *, const Expr *);

#endif
