// SPDX-License-Identifier: MIT
// The compiler as one line of stages, for its commands.
#ifndef GEN_COMPILE_H
#define GEN_COMPILE_H

#include "gen/cli.h"
#include "gen/diff/diff.h"
#include "grammar/base/draft.h"

// What lives as long as a run.
typedef struct Compile {
    const Cli *cli;
    Arena arena;
    Sources sources;
    Words words;
    Diag diag;
    Model *models[2]; // to be freed
    int model_count;
    const Source *made[2]; // texts that no file holds
    int made_count;
    const char *asked[2]; // databases, and what they are as a schema
    const Source *answers[2];
    int asked_count;
    const char *runner;   // whom a database knows us as; NULL: none was asked
} Compile;

void compile_begin(Compile *, const Cli *);
// Shows what was reported; the exit status, at least `status`.
int compile_report(const Compile *, int status);
void compile_free(Compile *);
int compile_end(Compile *, int status); // both

// A schema from a file (.sql is SQL), from `empty`, from REV:FILE or from a live database. NULL after
// reporting. The second of a run may be the first again, where their text is the same.
Model *compile_schema(Compile *, const char *name, unsigned dialect, bool with_migration);
// The dialect that a database among the inputs has; 0: there is none.
unsigned compile_dialect(const Cli *);
// A live database as .sch text; what is not carried has been reported. False after reporting why not.
bool compile_inspect(Compile *, const char *url, Text *);
// A file of SQL as .sch text, in the same way. Dialect 0: postgres.
bool compile_import(Compile *, const char *path, unsigned dialect, Text *);
// Gives all outputs their names; nothing has one while an error stands.
bool compile_keep(Compile *, Draft *outputs, size_t count);
bool compile_write(Compile *, const char *path, const Text *); // one that is known as a whole
// The make rule: outputs depend on every file that was read.
void compile_depend(const Compile *, const Draft *outputs, size_t count, Text *);

#endif
