// SPDX-License-Identifier: MIT
#ifndef GEN_RUN_LOAD_H
#define GEN_RUN_LOAD_H

#include "runtime/schemac.h"

// Every *.up.sql of a folder, by name, each with its .down.sql when there is one.
SchemacCode run_load_folder(const char *folder, SchemacSet **, SchemacError *);
// The migrations named: "x", "x.up.sql" or "x.down.sql" all mean x.up.sql and x.down.sql.
SchemacCode run_load_files(char **names, int count, SchemacSet **, SchemacError *);

#endif
