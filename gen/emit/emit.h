// SPDX-License-Identifier: MIT
// From a plan to SQL. A dialect is a value of this struct: functions that write one step each.
#ifndef GEN_EMIT_EMIT_H
#define GEN_EMIT_EMIT_H

#include "gen/plan/plan.h"
#include "grammar/base/draft.h"

typedef struct Emit {
    const Plan *plan;
    const ChangeList *changes;
    Diag *diag;
    Arena *arena;      // emptied after each step
    Text *out;
    const Step *step;
    bool down;
    bool renamed;      // at this point of the plan things bear their new names
    bool keeps, keeps_views; // what keeps the rights of things made anew stands in the file by now
    bool failed;
} Emit;

typedef struct Dialect {
    void (*step)(Emit *);        // the statements of emit->step in the direction of emit->down
    const char *begin, *commit;
} Dialect;

extern const Dialect emit_postgres, emit_sqlite;
const Dialect *emit_dialect(unsigned dialect); // a bit of ast.h

// The two files of docs/sql-format.md. False after reporting; the drafts are then worth nothing.
bool emit_files(const Plan *, Draft *up, Draft *down, Diag *);

#endif
