// SPDX-License-Identifier: MIT
#ifndef GEN_RUN_OPTIONS_H
#define GEN_RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum RunCommand { RUN_UP, RUN_DOWN, RUN_STATUS, RUN_VALIDATE, RUN_VERIFY, RUN_COMMANDS } RunCommand;

typedef struct RunOptions {
    RunCommand command;
    const char *db, *dir, *to;
    bool force, dry_run, json, quiet, help;
    int lock_wait_ms, lock_timeout_ms;
    char **files; // migrations named one by one
    int file_count;
} RunOptions;

// False when there is no such command.
bool run_command_find(const char *name, RunCommand *);
const char *run_command_name(RunCommand);
// Reads the options of argv[0]; false after it has written a message to stderr.
bool run_options_read(int argc, char **argv, RunOptions *);
void run_help(RunCommand); // to stdout

#endif
