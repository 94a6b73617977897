// SPDX-License-Identifier: MIT
// Any bytes as a .sch file: parsed, and all that is to be said about them printed in each format.
#include <stdio.h>

#include "grammar/base/diag.h"
#include "grammar/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool keep_all(void *context, Item *item)
{
    (void)context;
    return item != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static FILE *nowhere;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");

    Arena arena = {0};
    Sources sources;
    Words words;
    Diag diag;
    sources_init(&sources, &arena);
    words_init(&words, &arena);
    parse_words(&words);
    diag_init(&diag, &sources, &arena);

    const Source *source = sources_text(&sources, "fuzz.sch", (const char *)bytes, size);
    ParseInput input = {source, &words, &arena, &diag, keep_all, NULL};
    parse_source(&input);
    diag_print(&diag, nowhere, DIAG_TEXT_COLOUR);
    diag_print(&diag, nowhere, DIAG_JSON);

    words_free(&words);
    sources_free(&sources);
    arena_free(&arena);
    return 0;
}
