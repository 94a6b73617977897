// SPDX-License-Identifier: MIT
// Expressions printed for a dialect. For PostgreSQL the user's own slice is normally used; SQLite gets a
// translation that means the same there, or a diagnostic that says what it lacks.
#ifndef GEN_EMIT_EXPR_SQL_H
#define GEN_EMIT_EXPR_SQL_H

#include <stdbool.h>

#include "gen/model/types.h"
#include "grammar/base/diag.h"
#include "grammar/base/text.h"
#include "grammar/expr.h"

typedef struct ExprSql {
    TypeDialect dialect;
    // Prints a column (a new name, new.x); NULL: as the tree names it.
    void (*column)(const void *context, Text *, const Expr *column);
    // The type of a column, TYPE_NONE when not known; NULL: none is known.
    Type (*column_type)(const void *context, const Expr *column);
    // A type that is not built in; NULL or false: not known.
    bool (*type)(const void *context, const ExprType *, Type *out);
    const void *context;
    bool is_default; // the value of a column's default: SQLite wants parentheses round anything but a literal
} ExprSql;

// Appends the expression; false when the dialect cannot say it (reported, unless diag is NULL; the text
// is then as it was).
bool expr_sql(Text *, const Expr *, const ExprSql *, Diag *);

// 'text' with quotes doubled, and "name" quoted only where it must be.
void expr_sql_string(Text *, const char *bytes, size_t length);
void expr_sql_name(Text *, const Word *name);

#endif
