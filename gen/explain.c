// SPDX-License-Identifier: MIT
#include "gen/explain.h"

#include <stdio.h>
#include <string.h>

#include "grammar/base/diag.h"

int explain_command(const char *code)
{
    Guess guess = {.name = code};
    for (size_t at = 0; at < explain_page_count; at++) {
        if (!strcmp(explain_pages[at].code, code)) {
            fputs(explain_pages[at].text, stdout);
            return 0;
        }
        guess_feed(&guess, explain_pages[at].code);
    }
    fprintf(stderr, "schemac: there is no diagnostic '%s'", code);
    if (guess_best(&guess))
        fprintf(stderr, "; did you mean '%s'?", guess_best(&guess));
    fputc('\n', stderr);
    return 2;
}
