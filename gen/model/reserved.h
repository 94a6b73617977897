// SPDX-License-Identifier: MIT
#ifndef GEN_MODEL_RESERVED_H
#define GEN_MODEL_RESERVED_H

#include <stdbool.h>

// Must the word be quoted to be a name? Reserved words of PostgreSQL 18 (appendix C, "reserved" with or
// without exceptions) and of SQLite (its keywords that no fallback saves).
bool word_is_reserved(const char *word);

#endif
