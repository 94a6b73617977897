// SPDX-License-Identifier: MIT
// What the commands show: lines for people as things happen, or one JSON document at the end.
#ifndef GEN_RUN_REPORT_H
#define GEN_RUN_REPORT_H

#include "options.h"
#include "runtime/schemac.h"

#include <jansson.h>

typedef struct Report {
    const RunOptions *options;
    json_t *root;       // NULL unless --json
    unsigned segment;   // shown last of a dry run
    size_t migrations;  // completed
    size_t checks, failed_checks, differences;
} Report;

bool run_report_begin(Report *, const RunOptions *); // false when out of memory
void run_report_event(void *report, const SchemacEvent *);
void run_report_status(Report *, const SchemacStatus *);
// Writes what is left to say and gives the exit status.
int run_report_end(Report *, const SchemacError *);

// json.c: the same as members of the document.
void run_json_event(Report *, const SchemacEvent *);
void run_json_status(Report *, const SchemacStatus *);
void run_json_end(Report *, const SchemacError *, int status);

#endif
