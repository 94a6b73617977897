// SPDX-License-Identifier: MIT
// Any bytes as a file of SQL: imported as each dialect, printed, and what was printed read again as a schema.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/check/check.h"
#include "gen/read/import.h"
#include "gen/read/print_sch.h"
#include "grammar/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void import(const char *bytes, size_t size, unsigned dialect)
{
    Arena arena = {0};
    Sources sources;
    Words words;
    Diag diag;
    Text text = {0};
    sources_init(&sources, &arena);
    words_init(&words, &arena);
    parse_words(&words);
    diag_init(&diag, &sources, &arena);

    Catalogue catalogue = {.arena = &arena, .dialect = dialect};
    const Source *source = sources_text(&sources, "fuzz.sql", bytes, size);
    if (source && import_sql(source, &catalogue, &words, &diag)) {
        print_sch(&catalogue, &words, &text);
        CheckOptions options = {.dialect = dialect,
                                .source =
                                    sources_text(&sources, "fuzz.sch", text_string(&text), text.length)};
        Model *model =
            options.source ? check_schema("fuzz.sch", &options, &sources, &words, &arena, &diag) : NULL;
        if (model)
            model_free(model);
    }
    text_free(&text);
    words_free(&words);
    sources_free(&sources);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    import((const char *)bytes, size, DIALECT_POSTGRES);
    import((const char *)bytes, size, DIALECT_SQLITE);
    return 0;
}
