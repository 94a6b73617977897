// SPDX-License-Identifier: MIT
// SQLite makes the schema in memory, and reads each of its views.
#ifndef GEN_TRY_SQLITE_H
#define GEN_TRY_SQLITE_H

#include "gen/plan/plan.h"

// Makes the schema from nothing, seeds too, and reads its views. False after reporting an error.
bool try_sqlite(Model *, int target, Diag *);
// Makes the old schema without rows, goes up, reads the views, goes down. False after reporting an error.
bool try_sqlite_plan(const Plan *, Diag *);

#endif
