// SPDX-License-Identifier: MIT
// The SQL that stands in a schema as the user wrote it.
#ifndef GEN_TRY_SLICES_H
#define GEN_TRY_SLICES_H

#include "gen/model/model.h"

typedef enum SliceKind {
    SLICE_VALUE, // an expression, or a query of one value
    SLICE_QUERY,
    SLICE_VIEW,  // the query of a view
    SLICE_BODY,  // the statements of a function of SQL, or of a trigger
} SliceKind;

typedef void SliceFound(void *context, SliceKind, Span);

// Calls `found` for each slice that the object itself has; those of its children are theirs.
void try_each_slice(const Object *, SliceFound *, void *context);
// For each slice of a migration block; NULL: none.
void try_each_migration_slice(const Migration *, SliceFound *, void *context);

// The token that begins at `start`, or the byte there, cut at the end of the slice. A start behind the
// slice means its last byte that is no blank.
Span try_token_at(const Sources *, Span slice, uint32_t start);

#endif
