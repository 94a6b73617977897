// SPDX-License-Identifier: MIT
// One migration on its way up or down: its segments in order, each with its registry write.
#ifndef SCHEMAC_JOB_H
#define SCHEMAC_JOB_H

#include "registry.h"
#include "report.h"

typedef struct SrJob {
    SchemacDb *db;
    SrRegistry *registry;
    const SchemacOptions *options;
    SrReport report;
    SchemacError *error;
    const SrFile *file;      // the direction being run
    const SrFile *up, *down; // what the registry keeps of a new row; `down` may be NULL
    SrRow *row;              // in `registry`; changed as transactions are committed
    bool fresh;              // nothing of it was tried before, so its "old" objects must be there
    bool changed;            // the registry's texts of it are to be replaced
    int64_t started;         // milliseconds, by sr_now_ms
    int64_t earlier;         // milliseconds spent on it by interrupted runs
} SrJob;

// Runs what is left of it. On failure everything committed stays, and the registry says what that is.
SchemacCode sr_job_run(SrJob *);
// Reports what would run.
void sr_job_preview(SrJob *);
// Before-checks, and the old objects unless `force`.
SchemacCode sr_job_check_old(SrJob *, bool inside);

// Sends the steps of a segment in the open transaction (steps.c).
SchemacCode sr_steps_run(SrJob *, const SrSegment *);
// Runs the steps of a segment one by one, looking at each before and after (steps.c).
SchemacCode sr_steps_run_alone(SrJob *, const SrSegment *, bool resumed);

#endif
