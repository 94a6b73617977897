// SPDX-License-Identifier: MIT
// Any bytes as a .sch file: what parses is laid out, says the same after it, and stays as it is from then on.
#include <stdio.h>
#include <stdlib.h>

#include "grammar/format.h"
#include "grammar/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void fail(const char *what, const Text *once, const Text *twice)
{
    fprintf(stderr, "%s\n%s\n====\n%s\n", what, text_string(once), text_string(twice));
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = {0};
    Sources sources;
    Words words;
    Diag diag;
    Text once = {0}, twice = {0};
    sources_init(&sources, &arena);
    words_init(&words, &arena);
    parse_words(&words);
    diag_init(&diag, &sources, &arena);

    FormatInput in = {.sources = &sources, .words = &words, .diag = &diag};
    in.source = sources_text(&sources, "fuzz.sch", (const char *)bytes, size);
    bool good = format_source(&in, &once);
    for (const DiagItem *item = diag.items; item; item = item->next)
        if (item->id == DIAG_NOT_FORMATTED)
            fail("says something else", &once, &twice);
    if (good) {
        in.source = sources_text(&sources, "again.sch", text_string(&once), once.length);
        if (!format_source(&in, &twice))
            fail("does not parse", &once, &twice);
        if (once.length != twice.length || memcmp(text_string(&once), text_string(&twice), once.length))
            fail("changes again", &once, &twice);
    }
    text_free(&once);
    text_free(&twice);
    words_free(&words);
    sources_free(&sources);
    arena_free(&arena);
    return 0;
}
