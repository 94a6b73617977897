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

bool report_begin(Report *, const RunOptions *); // false when out of memory
void report_event(void *report, const SchemacEvent *);
void report_status(Report *, const SchemacStatus *);
// Writes what is left to say and gives the exit status.
int report_end(Report *, const SchemacError *);

// json.c: the same as members of the document.
void json_event(Report *, const SchemacEvent *);
void json_status(Report *, const SchemacStatus *);
void json_end(Report *, const SchemacError *, int status);

#endif
