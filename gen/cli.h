// SPDX-License-Identifier: MIT
// Options of the compiler's commands, from one table that also makes --help.
#ifndef GEN_CLI_H
#define GEN_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "gen/plan/plan.h"
#include "grammar/base/diag.h"

enum { CLI_LIST_MAX = 64 };

// What CHANGELOG.md calls the newest section; -dev: it is not released.
#define CLI_VERSION "0.1.0-dev"

typedef struct Cli {
    const char *command;
    const char *inputs[CLI_LIST_MAX];
    size_t input_count;
    const char *output;                  // -o
    const char *more[CLI_LIST_MAX];      // -m: files with the migration block
    size_t more_count;
    const char *include[CLI_LIST_MAX];   // -I
    size_t include_count;
    const char *depfile;                 // -MF
    bool depend;                         // -MD
    unsigned dialect;                    // 0: the schema's first
    const char *prune;                   // the old schema
    const char *dir, *schema;            // of the migrations, and the file they lead to
    bool check;
    PlanOptions plan;                    // target 0: see cli_target
    int server, library;                 // --target-version of PostgreSQL and of SQLite; 0: the usual one
    bool no_owner, no_rights;            // of these nothing is read
    bool roles;                          // of a database and of SQL; without it they are somebody else's
    bool exit_code, help, parse_only, scan_only;
    bool warnings_are_errors;
    bool silenced[DIAG_COUNT];
    DiagFormat format;
    int status;                          // where cli_read failed
} Cli;

// False: a message or the help was written; exit with cli->status.
bool cli_read(int argc, char **argv, Cli *);
void cli_help(const char *command); // NULL: of the whole program

// The version that is written for in that dialect, whatever is said of the other one.
int cli_target(const Cli *, unsigned dialect);

#endif
