// SPDX-License-Identifier: MIT
// Growable text, for everything that is written: SQL, C, messages.
#ifndef GRAMMAR_BASE_TEXT_H
#define GRAMMAR_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct Text {
    char *bytes; // closed by NUL once anything was added; NULL before
    size_t length, size;
} Text;

void text_add(Text *, const char *bytes, size_t length);
static inline void text_puts(Text *text, const char *string)
{
    text_add(text, string, strlen(string)); // of a literal the compiler knows the length
}
void text_char(Text *, char byte);
void text_quoted(Text *, char quote, const char *bytes, size_t length); // within, two for one
void text_number(Text *, long number); // in decimal digits
void text_printf(Text *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_clear(Text *); // empty, memory kept
void text_free(Text *);
const char *text_string(const Text *); // "" when nothing was added

// The byte at which a character stands that is counted from 1, as PostgreSQL does; the end: there is none.
size_t text_byte_of(const char *text, int character);

bool text_is_any(const char *text, const char *const *words); // one of them, up to a NULL
bool text_is_file(const Text *, const char *path); // does the file hold just these bytes?

#endif
