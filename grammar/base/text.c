// SPDX-License-Identifier: MIT
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void reserve(Text *text, size_t more)
{
    if (more < text->size - text->length)
        return;
    size_t size = text->size ? text->size * 2 : 256;
    while (size - text->length <= more)
        size *= 2;
    char *bytes = realloc(text->bytes, size);
    if (!bytes) {
        fprintf(stderr, "schemac: out of memory (text of %zu bytes)\n", size);
        exit(2);
    }
    text->bytes = bytes;
    text->size = size;
}

void text_add(Text *text, const char *bytes, size_t length)
{
    reserve(text, length + 1);
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_char(Text *text, char byte)
{
    reserve(text, 2);
    text->bytes[text->length++] = byte;
    text->bytes[text->length] = '\0';
}

void text_quoted(Text *text, char quote, const char *bytes, size_t length)
{
    text_char(text, quote);
    for (const char *end = bytes + length; bytes < end; bytes++) {
        if (*bytes == quote)
            text_char(text, quote);
        text_char(text, *bytes);
    }
    text_char(text, quote);
}

void text_number(Text *text, long number)
{
    char digits[24], *at = digits + sizeof digits;
    unsigned long left = number < 0 ? 0ul - (unsigned long)number : (unsigned long)number;
    do
        *--at = (char)('0' + left % 10);
    while (left /= 10);
    if (number < 0)
        *--at = '-';
    text_add(text, at, (size_t)(digits + sizeof digits - at));
}

// Into the room there is; only what does not fit is printed once more.
void text_printf(Text *text, const char *format, ...)
{
    va_list args, again;
    reserve(text, 1);
    size_t room = text->size - text->length;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(text->bytes + text->length, room, format, args);
    if (length >= 0 && (size_t)length >= room) {
        reserve(text, (size_t)length + 1);
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    va_end(args);
    if (length > 0)
        text->length += (size_t)length;
    text->bytes[text->length] = '\0';
}

void text_clear(Text *text)
{
    text->length = 0;
    if (text->bytes)
        text->bytes[0] = '\0';
}

void text_free(Text *text)
{
    free(text->bytes);
    *text = (Text){0};
}

const char *text_string(const Text *text)
{
    return text->bytes ? text->bytes : "";
}

bool text_is_file(const Text *text, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0 || st.st_size < 0 || (size_t)st.st_size != text->length)
        return false;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char chunk[64 * 1024];
    size_t at = 0, got;
    bool same = true;
    while (same && (got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        same = got <= text->length - at && !memcmp(chunk, text->bytes + at, got);
        at += got;
    }
    fclose(file);
    return same && at == text->length;
}

bool text_is_any(const char *text, const char *const *words)
{
    while (*words && strcmp(*words, text))
        words++;
    return *words != NULL;
}

size_t text_byte_of(const char *text, int character)
{
    size_t at = 0;
    while (text[at] && character > 1) {
        at++;
        character -= ((unsigned char)text[at] & 0xc0) != 0x80;
    }
    return at;
}
