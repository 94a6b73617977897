// SPDX-License-Identifier: MIT
// The lock of each step, and whether all rows are read or written anew under it.
#ifndef GEN_PLAN_HAZARD_H
#define GEN_PLAN_HAZARD_H

#include "gen/plan/plan.h"

// Weakest first (PostgreSQL 13.3). SQLite has one writer at a time: LOCK_WRITER.
typedef enum Lock {
    LOCK_NONE, LOCK_ACCESS_SHARE, LOCK_ROW_SHARE, LOCK_ROW_EXCLUSIVE, LOCK_SHARE_UPDATE_EXCLUSIVE, LOCK_SHARE,
    LOCK_SHARE_ROW_EXCLUSIVE, LOCK_EXCLUSIVE, LOCK_ACCESS_EXCLUSIVE, LOCK_WRITER,
} Lock;

typedef struct Facts {
    Lock lock;
    const Object *on, *also; // what it is taken on, if that was there before; NULL: nothing
    bool scan, rewrite;
} Facts;

// Of the step in one direction, for the plan's dialect and target version.
Facts step_facts(const Plan *, const Step *, bool down);
const char *lock_name(Lock);             // ACCESS_EXCLUSIVE
bool lock_find(const char *name, Lock *); // any case, blanks or - for _

#endif
