// SPDX-License-Identifier: MIT
// The compiler's commands; each gives the exit status.
#ifndef GEN_COMMANDS_H
#define GEN_COMMANDS_H

#include "gen/cli.h"

int diff_command(const Cli *);
int inspect_command(const Cli *);
int import_command(const Cli *);
int check_command(const Cli *);
int gen_command(const Cli *);

#endif
