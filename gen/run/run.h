// SPDX-License-Identifier: MIT
// The commands that run committed migrations: up, down, status, validate, verify.
#ifndef GEN_RUN_RUN_H
#define GEN_RUN_RUN_H

#include <stdbool.h>

// Is this the name of one of the commands below?
bool run_has_command(const char *name);
// Runs the command argv[0] with its options and gives the exit status: 0 ok, 1 checks failed or
// differences, 2 bad input or usage, 3 database or connection, 4 refused as unsafe.
int run_command(int argc, char **argv);

#endif
