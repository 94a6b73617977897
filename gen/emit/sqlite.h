// SPDX-License-Identifier: MIT
// What the files that write SQLite share.
#ifndef GEN_EMIT_SQLITE_H
#define GEN_EMIT_SQLITE_H

#include "gen/emit/sql.h"

// CREATE TABLE of `table` under another name; names of other things as they are now.
void lite_create_table(Emit *, const Object *table, const char *name);
void lite_column(Emit *, const Column *);
// A column as it is called once the step is done: a rebuild renames the columns of its table.
const char *lite_name(const Emit *, const Object *column);
void lite_columns(const Emit *, const Refs *);
void lite_create_index(Emit *, const Object *);
bool lite_counts(const Object *table);        // it has AUTOINCREMENT

void lite_rebuild(Emit *);                    // sqlite_rebuild.c
void lite_stash_table(Emit *, const Object *old);
void lite_unstash_table(Emit *, const Object *old);
void lite_check(Emit *);

#endif
