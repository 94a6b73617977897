// SPDX-License-Identifier: MIT
// The reader of a file, as its parts share it: file.c finds the markers, parse_header.c reads what stands
// before the segments and the checks, parse_segment.c the segments and steps.
#ifndef SCHEMAC_PARSER_H
#define SCHEMAC_PARSER_H

#include "error.h"
#include "file.h"

typedef struct SrParser {
    SrFile *file;
    SrScan scan;
    SchemacError *error;
    const char *mark;   // where the current marker's line begins
    int line;           // of it
    const char *value;  // what follows the marker's word
    const char *block;  // what follows it in "--|" lines, or NULL
    SrSegment *segment; // the open one, or NULL
    SrStep *step;       // the open one, or NULL
    const char *begin;  // of the open segment's statements
    bool statements;    // the open step has had some
    SrChecksum sum;     // of the tokens so far
    bool ended;
} SrParser;

// Fails with the message, at a line of the file.
SchemacCode sr_parser_refuse(SrParser *, int line, const char *message);
SchemacCode sr_parser_refuse_word(SrParser *, const char *message, const char *word);
// Reads the one query that follows the current marker; refuses a second one.
SchemacCode sr_parser_query(SrParser *, const char **field);
SchemacCode sr_parser_header_complete(SrParser *);
void sr_parser_step_close(SrParser *); // its statements end before the current marker
SchemacCode sr_parser_segment_close(SrParser *);

// One for each marker; called with its value and block read.
typedef SchemacCode SrReader(SrParser *);
SrReader sr_read_format, sr_read_version, sr_read_name, sr_read_description, sr_read_direction;
SrReader sr_read_dialect, sr_read_target, sr_read_from, sr_read_to, sr_read_grade, sr_read_old;
SrReader sr_read_new, sr_read_check, sr_read_against, sr_read_segment, sr_read_step;
SrReader sr_read_done, sr_read_undo, sr_read_end;

#endif
