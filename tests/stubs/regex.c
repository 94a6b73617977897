// SPDX-License-Identifier: MIT
// Reads lines of three fields, pattern, text, fold (0 or 1), parted by the byte 1; prints for each t, f, or
// ? when only the database knows.
#include "runtime/schemac.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        char *text = strchr(line, '\1');
        char *fold = text ? strchr(text + 1, '\1') : NULL;
        if (!fold)
            return 2;
        *text++ = '\0';
        *fold++ = '\0';
        bool unsure = false;
        bool matches = schemac_text_matches(schemac_text(text), schemac_text(line), *fold == '1', &unsure);
        puts(unsure ? "?" : matches ? "t" : "f");
    }
    return 0;
}
