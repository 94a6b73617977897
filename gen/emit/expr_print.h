// SPDX-License-Identifier: MIT
// What the two printers of expressions share. Private to gen/emit/expr*.
#ifndef GEN_EMIT_EXPR_PRINT_H
#define GEN_EMIT_EXPR_PRINT_H

#include "gen/emit/expr_sql.h"

enum {
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_IS,
    LEVEL_COMPARE,
    LEVEL_LIST,
    LEVEL_OTHER,
    LEVEL_PLUS,
    LEVEL_TIMES,
    LEVEL_POWER,
    LEVEL_GLUE,
    LEVEL_COLLATE,
    LEVEL_SIGN,
    LEVEL_CAST,
    LEVEL_VALUE,
};

typedef struct PrintJob {
    Text *out;
    const ExprSql *how;
    Diag *diag;
    bool failed;
    void (*print)(struct PrintJob *, const Expr *); // the dialect's
    int (*level)(const Expr *);                     // the dialect's too
} PrintJob;

void print_postgres(PrintJob *, const Expr *);
void print_lite(PrintJob *, const Expr *);
bool lite_is_literal(const Expr *); // may stand bare behind SQLite's default

int print_level(const Expr *); // PostgreSQL's
int lite_level(const Expr *);
void print_operand(PrintJob *, const Expr *, int level); // in parentheses if it is looser than `level`
void print_list(PrintJob *, const Expr *first);
void print_column(PrintJob *, const Expr *);
void print_case(PrintJob *, const Expr *);
void print_between(PrintJob *, const Expr *);
void print_is(PrintJob *, const Expr *);
void print_binary(PrintJob *, const Expr *, const char *sign);

#endif
