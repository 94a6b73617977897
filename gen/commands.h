// SPDX-License-Identifier: MIT
// The compiler's commands; each gives the exit status.
#ifndef GEN_COMMANDS_H
#define GEN_COMMANDS_H

#include "gen/cli.h"

int diff_command(const Cli *);
int check_command(const Cli *);
int gen_command(const Cli *);
int fmt_command(const Cli *);

int command_usage(const Cli *); // says where the usage stands; 2

#endif
