// SPDX-License-Identifier: MIT
// A folder of migrations: NNNN_NAME.up.sql, and beside each the schema that it leads to, NNNN_NAME.sch.
#ifndef GEN_SEQUENCE_H
#define GEN_SEQUENCE_H

#include <stdbool.h>

#include "grammar/base/arena.h"

typedef struct Sequence {
    long last;            // the highest number, 0: there are none
    const char *name;     // DIR/NNNN_NAME of that one, or NULL
    const char *snapshot; // its .sch file, NULL: it has none
} Sequence;

// False when the folder cannot be read; errno says why. One that is not there is empty.
bool sequence_read(Sequence *, Arena *, const char *dir);
// The migration in the folder that has the version already, or NULL.
const char *sequence_find_version(Arena *, const char *dir, const char *version);

#endif
