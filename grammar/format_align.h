// SPDX-License-Identifier: MIT
// Where statements end, how wide they are, and what stands below each other in a block.
// Private to grammar/format*.c.
#ifndef GRAMMAR_FORMAT_ALIGN_H
#define GRAMMAR_FORMAT_ALIGN_H

#include "grammar/format_page.h"
#include "grammar/format_piece.h"

// A line, a block that stands in one line with its braces, a step inwards.
enum { FORMAT_WIDTH = 110, FORMAT_SHORT = 100, FORMAT_STEP = 4 };

bool kind_in(int kind, const int *kinds); // a list that 0 ends

// Its `;` or `{`, or the `}` or the end of the file behind it.
size_t statement_end(const Piece *, size_t at);
size_t statement_next(const Piece *, size_t at);   // behind it and the block that belongs to it
bool statement_closes(const Piece *, size_t at);   // there is none, but the end of the block
bool piece_has_newline(const Piece *);
bool piece_is_column(int kind);                    // does it begin one, as a member of a table?
// What pieces take that stand in one line, without their comments.
size_t pieces_columns(const Piece *, size_t begin, size_t end);

// These pad what stands in the block from `begin` on.
// Types two blanks behind the longest name. How far from the begin of the line that is.
size_t align_types(Piece *, size_t begin);
// "=" below "=" in statements that follow each other and begin with the same word, as far as they fit.
void align_assignments(Piece *, size_t begin, size_t indent);
// Each value below that of the row above, unless the rows would become too wide for it.
void align_values(Piece *, size_t begin, Arena *);

#endif
