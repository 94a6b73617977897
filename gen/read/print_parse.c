// SPDX-License-Identifier: MIT
// What a server tells of thousands of columns is mostly one of a few short texts (now(), 0, ''), and each is
// looked at more than once, so the trees of short ones are kept.
#include <string.h>

#include "gen/read/print.h"
#include "grammar/expr.h"

enum { SHORT = 64 }; // bytes

static const Expr *parse(Print *print, Arena *arena, const char *text, size_t length)
{
    Span span = {1, (uint32_t)length + 1};
    return expr_parse(print->words, arena, text, span, NULL);
}

// A place is given once, to the text that comes first, so that what is kept is bounded.
const Expr *show_parse(Print *print, const char *text)
{
    size_t length = strlen(text);
    Parsed *known = &print->parsed[hash_bytes(0, text, length) % PRINT_PARSED];
    if (length > SHORT || (known->text && strcmp(known->text, text) != 0))
        return parse(print, &print->scratch, text, length);
    if (!known->text)
        *known = (Parsed){arena_copy(&print->kept, text, length), parse(print, &print->kept, text, length)};
    return known->expr;
}
