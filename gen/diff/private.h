// SPDX-License-Identifier: MIT
// What the files of gen/diff share.
#ifndef GEN_DIFF_PRIVATE_H
#define GEN_DIFF_PRIVATE_H

#include "gen/diff/diff.h"

typedef struct DiffJob {
    ChangeList *list;
    Diag *diag;
    Arena *arena;
} DiffJob;

void match_models(DiffJob *);        // match.c
void check_ambiguous(DiffJob *);     // ambiguous.c: vanished and appeared, perhaps the same
void check_migration(DiffJob *);     // statements.c: does the block fit both schemas?

#endif
