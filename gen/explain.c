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

// The first sentence of a page, in one line.
static void put_beginning(const char *text)
{
    const char *at = strstr(text, "\n\n");
    for (at = at ? at + 2 : ""; *at && !(*at == '.' && strchr(" \n", at[1])); at++)
        putchar(*at == '\n' ? ' ' : *at);
    putchar('\n');
}

int explain_list(void)
{
    for (size_t at = 0; at < explain_page_count; at++) {
        printf("%-20s ", explain_pages[at].code);
        put_beginning(explain_pages[at].text);
    }
    return 0;
}
