// SPDX-License-Identifier: MIT
// A file as pieces between blanks: what parser and scanner know of it, in the order in which it is written
// again. Private to grammar/format*.c.
#ifndef GRAMMAR_FORMAT_PIECE_H
#define GRAMMAR_FORMAT_PIECE_H

#include "grammar/format.h"
#include "schema.tab.h"

typedef struct Comment {
    struct Comment *next;
    const char *text;
    size_t length;
    uint32_t column; // of its first byte, from 0, when only blanks stand before it
    bool to_end;     // it is one of "//"
    bool own_line;   // only blanks stand before it in its line
    bool ends_line;  // and behind it
    bool blank;      // an empty line is above it
} Comment;

typedef struct Piece {
    int kind; // a token of the grammar, 0 at the end
    const char *text;
    size_t length;
    Comment *comments; // in front of it
    bool blank, line;  // an empty line, a new line is in front of it
    bool glued;        // no blank belongs in front of it
    bool type;         // it is a part of a column's type
    bool clause;       // it belongs to a function, procedure, trigger or sequence
    bool option;       // and begins an option of it
    size_t pad;        // further blanks in front of it, so that it stands below others
} Piece;

typedef struct Pieces {
    Piece *at;
    size_t count, size;
    size_t comments;   // how many there are
    bool more_habits;  // some were not told, so they are still there
} Pieces;

// False when the source does not parse.
bool pieces_read(const FormatInput *, Arena *, Pieces *);
// Do both say the same?
bool pieces_equal(const Pieces *, const Pieces *);

// Writes them as the canonical form has it.
void pieces_lay_out(Pieces *, Arena *, Text *out);

#endif
