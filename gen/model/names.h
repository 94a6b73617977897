// SPDX-License-Identifier: MIT
#ifndef GEN_MODEL_NAMES_H
#define GEN_MODEL_NAMES_H

#include <stddef.h>

#include "grammar/base/diag.h"
#include "grammar/base/text.h"
#include "grammar/expr.h"

enum { NAME_BYTES = 63 };
struct Column;
struct Model;

// "first_second_label" as PostgreSQL's makeObjectName() makes it: cut to 63 bytes, the longer of the two
// parts first, never inside a character. `second` may be empty. Gives the length.
size_t name_join(char name[NAME_BYTES + 1], const char *first, const char *second, const char *label);
// Is it what PostgreSQL makes up for the NOT NULL of a column, perhaps with a number behind what was cut?
bool name_is_not_null(const char *name, const char *table, const char *column);
// Is it serial or an identity, so that a sequence counts for it?
bool column_counts(const struct Column *);
// Of the sequence that counts for a serial or identity column, where table and column bear these names.
void column_sequence(char name[NAME_BYTES + 1], const struct Column *, const char *table, const char *column);
// Is it called so by the sequence that a column brings along? Such a one is no object, but may be read.
bool columns_have_sequence(const struct Model *, const char *name);

// Names of columns joined as ChooseIndexNameAddition() does, to become the second part. One that stands there
// already gets a number.
typedef struct NameList {
    char text[NAME_BYTES * 2 + 4];
    size_t length;
    size_t ends[NAME_BYTES]; // of each of them
    size_t count;
} NameList;
void name_list_add(NameList *, const char *name);

// What stands for an expression among them, as FigureIndexColname() has it: a function's or column's name,
// through casts and collations, or "expr".
const char *name_of_expression(const Expr *);
const char *name_figured(const Expr *); // the same, NULL in place of "expr"

// Of the multirange type that comes with a range type, as makeMultirangeTypeName() has it.
void name_multirange(char name[NAME_BYTES + 1], const char *range);

// A name as SQL: between quotes only where it must be, for either dialect.
void name_put(Text *, const char *name);
void name_quote(Text *, const char *name); // between them in any case
// A fix for what was reported last: the name, as it is to be written.
void name_fix(Diag *, Span, const char *before, const char *name);

#endif
