// SPDX-License-Identifier: MIT
// Growable text. Running out of memory is remembered: later additions do nothing, and `failed` says so.
#ifndef SCHEMAC_TEXT_H
#define SCHEMAC_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct SrText {
    char *bytes;
    size_t length, size;
    bool failed;
} SrText;

void sr_text_add(SrText *, const char *bytes, size_t length);
void sr_text_puts(SrText *, const char *);
void sr_text_printf(SrText *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void sr_text_literal(SrText *, const char *); // as an SQL string, quotes doubled
void sr_text_ident(SrText *, const char *);   // as a quoted SQL name
void sr_text_clear(SrText *);                 // empty, memory kept
void sr_text_free(SrText *);
const char *sr_text_string(const SrText *); // "" when nothing was added

#endif
