// SPDX-License-Identifier: MIT
// One committed SQL file, parsed: docs/sql-format.md says what stands in it.
#ifndef SCHEMAC_FILE_H
#define SCHEMAC_FILE_H

#include "arena.h"
#include "schemac.h"
#include "sqltext.h"

typedef enum SrSegmentKind { SR_SEGMENT_TX, SR_SEGMENT_REBUILD, SR_SEGMENT_NO_TX } SrSegmentKind;
typedef enum SrCheckKind { SR_CHECK_NONE, SR_CHECK_SOME, SR_CHECK_EQUAL } SrCheckKind;

typedef struct SrStep {
    unsigned number;
    const char *text; // its statements: a slice of the file's text, markers within it are comments
    size_t length;
    int line;         // of the slice's first byte
    const char *done; // queries of a no-tx step, else NULL
    const char *undo;
    bool alone;   // scans or rewrites, so it is worth a message and an event of its own
    bool skipped; // restates a check for psql; the marker is used instead
} SrStep;

typedef struct SrSegment {
    unsigned number;
    SrSegmentKind kind;
    int line;
    size_t first, count; // of the file's steps
} SrSegment;

typedef struct SrCheckText {
    bool after;
    SrCheckKind kind;
    const char *name, *query, *against;
    int line;
} SrCheckText;

// The list of "old" or "new" lines, in file order.
typedef struct SrObjectLines {
    const char **lines;
    size_t count;
} SrObjectLines;

typedef struct SrFile {
    SrArena arena; // owns everything here
    const char *path, *text;
    size_t length;
    const char *version, *name, *description, *target, *from_hash, *to_hash, *grade;
    bool down;
    SrDialect dialect;
    SrObjectLines old_objects, new_objects;
    SrCheckText *checks;
    SrSegment *segments;
    SrStep *steps;
    size_t check_count, segment_count, step_count;
    char checksum[SR_CHECKSUM_SIZE]; // "" of a file that leads down
} SrFile;

struct SchemacMigration {
    SrFile up;
    SrFile down;
    bool has_down;
};

// Parses a copy of `text` into `file`, which the caller frees also after a failure.
SchemacCode sr_file_parse(SrFile *, const char *path, const char *text, size_t length, SchemacError *);
void sr_file_free(SrFile *);
const char *sr_dialect_name(SrDialect);

#endif
