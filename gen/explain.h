// SPDX-License-Identifier: MIT
// The pages of docs/errors/, made into a table by the build.
#ifndef GEN_EXPLAIN_H
#define GEN_EXPLAIN_H

#include <stddef.h>

typedef struct ExplainPage {
    const char *code, *text;
} ExplainPage;

extern const ExplainPage explain_pages[];
extern const size_t explain_page_count;

int explain_list(void);                // each code with how its page begins
int explain_command(const char *code); // prints the page; 2 when there is none

#endif
