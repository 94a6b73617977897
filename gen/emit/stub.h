// SPDX-License-Identifier: MIT
// C from a schema: a struct and a validator for each table, and the checks of its migration as const data
// (docs/validators.md). What is written needs "schemac.h" and the runtime, nothing else.
#ifndef GEN_EMIT_STUB_H
#define GEN_EMIT_STUB_H

#include "gen/model/model.h"
#include "grammar/base/draft.h"

typedef struct StubNames {
    const char *prefix; // of all names; made an identifier when it is none ("0007-add" -> m0007_add)
    const char *header; // the header's file name as the source includes it
} StubNames;

// Appends the source and the header. The same model and names give the same bytes. `model` is the new
// schema, free of errors; its migration block, when it has one, gives the checks.
void stub_emit(const Model *, StubNames, Draft *source, Draft *header);

#endif
