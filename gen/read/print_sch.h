// SPDX-License-Identifier: MIT
#ifndef GEN_READ_PRINT_SCH_H
#define GEN_READ_PRINT_SCH_H

#include "gen/read/catalogue.h"
#include "grammar/base/text.h"

// Writes the catalogue as a person would: names, types and casts left away where the language adds them,
// a constraint of one column at that column, schemas as blocks. At its end stands what has no words.
// `words` must have been prepared by parse_words.
void print_sch(const Catalogue *, Words *, Text *out);

#endif
