// SPDX-License-Identifier: MIT
// The part of an old schema without which a plan cannot be tried.
#ifndef GEN_TRY_SQLITE_NEEDS_H
#define GEN_TRY_SQLITE_NEEDS_H

#include "gen/plan/plan.h"

// By the id of an old table or view: whether a step touches it, something new or in the migration block
// names it, or a view that is needed reads it or is read by it. The array lives in the arena.
bool *try_sqlite_needs(const Plan *, Arena *);

// The table or view that an object is or lives in; NULL for what lives in no such thing.
const Object *try_relation_of(const Object *);

#endif
