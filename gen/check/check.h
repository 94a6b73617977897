// SPDX-License-Identifier: MIT
// From what was written to what it means: declarations become objects, names become pointers,
// expressions get types, and what cannot be is reported. All errors of a run, not the first.
#ifndef GEN_CHECK_CHECK_H
#define GEN_CHECK_CHECK_H

#include "gen/model/model.h"
#include "grammar/base/diag.h"

typedef struct CheckOptions {
    unsigned dialect;             // a bit; 0: the schema's first
    const char *const *include;   // folders to look for includes in, after the including file's own
    size_t include_count;
    const char *const *more;      // further files of the same schema (migration blocks)
    size_t more_count;
    const Source *source;         // the text of `path`, where it is no file; NULL: read it
    bool no_owner, no_rights;     // owners and grants are passed over
    int target;                   // server version that plans are for; 0: the usual one
    const char *runner;           // who `current_user` is; NULL: that is not known
    bool parse_only, scan_only;   // for measuring: of declarations and of the expressions in them
} CheckOptions;

// Reads `path` and all that it includes, and checks them. NULL when an error was reported. The model lives
// in `arena`; `words` must have been prepared by parse_words.
Model *check_schema(const char *path, const CheckOptions *, Sources *, Words *, Arena *, Diag *);
// A schema with nothing in it.
Model *check_empty(unsigned dialect, Sources *, Words *, Arena *);

#endif
