// SPDX-License-Identifier: MIT
// A folder of migrations: NNNN_NAME.up.sql, and beside each the schema that it leads to, NNNN_NAME.sch.
#ifndef GEN_SERIES_H
#define GEN_SERIES_H

#include <stdbool.h>

#include "grammar/base/arena.h"

typedef struct Series {
    long last;            // the highest number, 0: there are none
    const char *name;     // DIR/NNNN_NAME of that one, or NULL
    const char *snapshot; // its .sch file, NULL: it has none
} Series;

// False when the folder cannot be read; errno says why. One that is not there is empty.
bool series_read(Series *, Arena *, const char *dir);
// The migration in the folder that has the version already, or NULL.
const char *series_find_version(Arena *, const char *dir, const char *version);

#endif
