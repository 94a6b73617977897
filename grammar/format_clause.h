// SPDX-License-Identifier: MIT
// What is particular to functions, procedures, triggers and sequences, whose words no keyword is behind.
// Private to grammar/format*.c.
#ifndef GRAMMAR_FORMAT_CLAUSE_H
#define GRAMMAR_FORMAT_CLAUSE_H

#include "grammar/format_piece.h"
#include "grammar/scan.h"

// The tokens of ( a int = 1, … ), with its parentheses. Those of modifiers are one SLICE each.
Tokens clause_list(Sources *, Arena *, Span);
bool piece_is(const Piece *, const char *word); // without quotes
// Does an option of what `opener` declares begin with this piece? A line may be broken before it.
bool clause_begins_option(int opener, const Piece *before, const Piece *);
bool clause_glues(const Piece *before, const Piece *, bool adjacent);

#endif
