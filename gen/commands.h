// SPDX-License-Identifier: MIT
// The compiler's commands; each gives the exit status.
#ifndef GEN_COMMANDS_H
#define GEN_COMMANDS_H

#include "gen/compile.h"

int diff_command(const Cli *);
int inspect_command(const Cli *);
int import_command(const Cli *);
int check_command(const Cli *);
int gen_command(const Cli *);
int fmt_command(const Cli *);
int new_command(const Cli *);
int init_command(const Cli *);

// Plans from one to the other and writes the files of the prefix, or the up SQL to standard output. Is there
// a difference, and all went well?
bool command_plan(Compile *, Model *from, Model *to, const char *prefix);
int command_usage(const Cli *); // says where the usage stands; 2

#endif
