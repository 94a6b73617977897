// SPDX-License-Identifier: MIT
// An output in the making. Once there is much of it, it goes to a file beside the one it will be: memory does
// not grow with what is written, and nobody ever sees half of it.
#ifndef GRAMMAR_BASE_DRAFT_H
#define GRAMMAR_BASE_DRAFT_H

#include <stdio.h>

#include "text.h"

typedef struct Draft {
    const char *path; // what it will be called; NULL: it has no name and is to be printed
    bool unwanted;    // nobody will read it: it is made only for what is reported on the way
    Text text;        // what is not in the file yet; writers append to it
    FILE *file;       // what was moved out of `text`; NULL: nothing was
    char *file_path;  // NULL: the file has no name
    int error;        // errno of the first failure, which draft_keep() and draft_print() tell of
} Draft;

// Says that the text so far will not be looked at again. Cheap: it acts only when there is much.
void draft_spill(Draft *);
// Gives the output its name, unless a file of that name holds the same bytes already, so that make sees no
// change where there is none. A file that was there keeps its mode. False: errno says why, and there is no
// trace of it.
bool draft_keep(Draft *);
bool draft_print(Draft *, FILE *);
void draft_drop(Draft *); // what is left of it; nothing after it was kept

#endif
