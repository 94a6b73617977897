// SPDX-License-Identifier: MIT
// Lays a file out in the one canonical form (docs/language.md, "Canonical form"). SQL and comments stay.
#ifndef GRAMMAR_FORMAT_H
#define GRAMMAR_FORMAT_H

#include "grammar/ast.h"
#include "grammar/base/diag.h"
#include "grammar/base/text.h"

// Is what `was` says of the item still wanted? Its home is what it is a member of, NULL at the top.
typedef bool FormatKeeps(void *context, const Item *home, const Item *);

typedef struct FormatInput {
    const Source *source;
    Sources *sources; // what is laid out is read again, so it becomes a source too
    Words *words;     // prepared by parse_words
    Diag *diag;
    FormatKeeps *keeps; // NULL: every `was` stays
    void *context;
    bool flat;          // without its includes, whose text comes from elsewhere
} FormatInput;

// False when the file does not parse, which has been reported. Habits of SQL are not: they are gone.
bool format_source(const FormatInput *, Text *out);

#endif
