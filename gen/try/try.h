// SPDX-License-Identifier: MIT
// The databases' own parsers look at what schemac itself reads by tokens only: views, raw expressions, the
// slices of a migration block. No server, no file. What they refuse is reported where it stands. Their
// grammar is that of the linked version: for a newer target nothing is said.
#ifndef GEN_TRY_TRY_H
#define GEN_TRY_TRY_H

#include "gen/plan/plan.h"

// A whole schema, as its dialect. `target` as in PlanOptions, 0: the default. False after reporting an error.
bool try_schema(Model *, int target, Diag *);
// A change: what is new in it, its migration block and, on SQLite, its steps up and down without any rows.
bool try_plan(const Plan *, Diag *);

#endif
