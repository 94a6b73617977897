// SPDX-License-Identifier: MIT
// A file of SQL, as pg_dump or a person wrote it, cut into statements. Nothing is parsed, so the end of a
// statement is found in a bad one too.
#ifndef GEN_READ_IMPORT_SPLIT_H
#define GEN_READ_IMPORT_SPLIT_H

#include "grammar/base/diag.h"
#include "grammar/sqltoken.h"

typedef enum PieceKind {
    PIECE_STATEMENT,
    PIECE_COMMAND, // of psql or of sqlite3: to the end of its line
    PIECE_BROKEN,  // something in it is never closed
} PieceKind;

typedef struct Piece {
    PieceKind kind;
    Span span;  // without the semicolon
    Span first; // its first word; of a broken one: what is never closed
    bool deep;  // it nests deeper than a parser can be trusted with
} Piece;

typedef struct Split {
    SqlTokens tokens;
    bool sqlite;
} Split;

void split_begin(Split *, const Source *, bool sqlite);
bool split_next(Split *, Piece *); // false at the end

#endif
