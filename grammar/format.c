// SPDX-License-Identifier: MIT
#include "grammar/format.h"

#include "grammar/format_piece.h"
#include "grammar/parse.h"

static bool ignore(void *context, Item *item)
{
    (void)context;
    (void)item;
    return false;
}

// Again, for its messages alone.
static void report(const FormatInput *in, Arena *arena)
{
    ParseInput parse = {in->source, in->words, arena, in->diag, ignore, NULL};
    parse_source(&parse);
}

// What is written is read again before anybody gets it: a formatter that loses a word is worse than none.
bool format_source(const FormatInput *in, Text *out)
{
    Arena arena = {0};
    FormatInput now = *in;
    Pieces before, after;
    bool good = pieces_read(&now, &arena, &before);
    if (!good)
        report(in, &arena);
    while (good) {
        pieces_lay_out(&before, &arena, out);
        now.source = sources_text(in->sources, in->source->path, text_string(out), out->length);
        good = now.source && pieces_read(&now, &arena, &after) &&
               (before.more_habits || pieces_equal(&before, &after));
        if (!good)
            diag_report(in->diag, DIAG_NOT_FORMATTED, (Span){0}, in->source->path);
        if (!before.more_habits)
            break;
        before = after;
    }
    arena_free(&arena);
    return good;
}
