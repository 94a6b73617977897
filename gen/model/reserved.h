// SPDX-License-Identifier: MIT
#ifndef GEN_MODEL_RESERVED_H
#define GEN_MODEL_RESERVED_H

#include <stdbool.h>

#include "grammar/base/words.h"

// Must the word be quoted to be a name? Reserved words of PostgreSQL 18 (appendix C, "reserved" with or
// without exceptions) and of SQLite (its keywords that no fallback saves).
bool word_is_reserved(const char *word);
// Makes that a flag of the words, for who asks of each that is read.
void reserved_mark(Words *);

#endif
