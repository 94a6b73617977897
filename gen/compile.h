// SPDX-License-Identifier: MIT
// The compiler as one line of stages, for its commands.
#ifndef GEN_COMPILE_H
#define GEN_COMPILE_H

#include "gen/cli.h"
#include "gen/diff/diff.h"

// What lives as long as a run.
typedef struct Compile {
    const Cli *cli;
    Arena arena;
    Sources sources;
    Words words;
    Diag diag;
    Model *models[2]; // to be freed
    int model_count;
} Compile;

void compile_begin(Compile *, const Cli *);
// Shows what was reported and frees everything; the exit status, at least `status`.
int compile_end(Compile *, int status);

// A schema from a file, from `empty` or from REV:FILE. NULL after reporting. The second of a run may be the
// first again, where their text is the same.
Model *compile_schema(Compile *, const char *name, unsigned dialect, bool with_migration);
// All outputs or none: nothing is written while an error stands.
typedef struct Output {
    const char *path;
    Text text;
} Output;
bool compile_write(Compile *, const Output *, size_t count);
// The make rule: outputs depend on every file that was read.
void compile_depend(const Compile *, const Output *outputs, size_t count, Text *);

#endif
