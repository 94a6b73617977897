// SPDX-License-Identifier: MIT
// Expressions that were found good, by their text: `0`, `now()` or `quantity > 0` stand in many tables, and
// need be read once only. Private to gen/check/.
#ifndef GEN_CHECK_EXPR_MEMO_H
#define GEN_CHECK_EXPR_MEMO_H

#include "gen/check/expr_type.h"
#include "gen/model/model.h"

enum { MEMO_SLOTS = 1024, MEMO_COLUMNS = 6, MEMO_BYTES = 256 };

// What it means depends on these and on nothing else: its text, where it stands, and the columns it reads.
typedef struct ExprMemo {
    const char *text;    // NULL: nothing is kept here
    uint32_t length;
    uint8_t use;         // ExprUse
    uint8_t columns;
    const Type *target;  // NULL: none; types of a model are shared, so that their addresses tell them apart
    uint64_t hash;       // of its canonical form
    const Word *names[MEMO_COLUMNS];
    const Type *types[MEMO_COLUMNS]; // those the columns had
} ExprMemo;

// Where it is, or would be, kept; `*known` says whether it is there. NULL: it is too long to be kept.
ExprMemo *memo_find(ExprMemo *slots, const char *text, size_t length, ExprUse, const Type *target,
                    bool *known);
// Notes that it reads a column; one that reads too many is not kept.
void memo_column(ExprMemo *, const Object *column);

#endif
