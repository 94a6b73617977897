// SPDX-License-Identifier: MIT
// Any bytes as a .sch file: read, checked for each dialect, and all that is to be said printed.
#define _GNU_SOURCE // memfd_create
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gen/check/check.h"
#include "grammar/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void check(const char *path, unsigned dialect)
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

    CheckOptions options = {.dialect = dialect};
    Model *model = check_schema(path, &options, &sources, &words, &arena, &diag);
    if (model)
        model_free(model);
    diag_print(&diag, nowhere, DIAG_TEXT_COLOUR);
    diag_print(&diag, nowhere, DIAG_JSON);

    words_free(&words);
    sources_free(&sources);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    // The checker reads files; this one is in memory.
    char path[64];
    int file = memfd_create("fuzz.sch", 0);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    check(path, DIALECT_POSTGRES);
    check(path, DIALECT_SQLITE);
    close(file);
    return 0;
}
