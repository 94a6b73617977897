// SPDX-License-Identifier: MIT
// Where in the user's text a refusal of SQLite stands.
#ifndef GEN_TRY_SQLITE_REPORT_H
#define GEN_TRY_SQLITE_REPORT_H

#include "gen/plan/plan.h"

// What SQLite said: its message, and the byte of the statement it means, -1 when it names none.
typedef struct Refusal {
    const char *message;
    const char *statement;
    size_t length;
    int offset;
} Refusal;

// The statement is one of a step's: the place is sought in the slices that the step may hold.
void try_report_step(const Plan *, const Step *, bool down, const Refusal *, Diag *);
// The statement is a view's query, as it was written. False when the refusal says nothing against the
// view: a function or collation may be the application's own.
bool try_report_view(const Model *, const View *, const Refusal *, Diag *);

#endif
