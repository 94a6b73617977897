// SPDX-License-Identifier: MIT
#ifndef GEN_MODEL_MIGRATION_H
#define GEN_MODEL_MIGRATION_H

#include "grammar/ast.h"

struct Object;

// What a migration block says; checked against both schemas by gen/diff.
typedef struct Statement { // of a migration block
    struct Statement *next;
    int item;      // ITEM_USING …
    Span span;
    Name path[3];  // schema, table, column, from the right; unset ones have no word
    int path_length;
    Span sql, other;         // query and inverse, or the two of an equal check
    const Word *mode;        // none, some, equal
    const char *title;
    bool before, discard, used;
    struct Object *from, *to;       // what the path names in the old and in the new model; set by gen/diff
    Name *pairs;             // of a map: from, to, from, to …
    uint32_t pair_count;
} Statement;

typedef struct Migration {
    Span span;
    const char *version, *name, *description;
    Statement *statements;
} Migration;

#endif
