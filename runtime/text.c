// SPDX-License-Identifier: MIT
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(SrText *text, size_t more)
{
    if (text->failed)
        return false;
    if (more < text->size - text->length)
        return true;
    size_t size = text->size ? text->size * 2 : 256;
    while (size - text->length <= more)
        size *= 2;
    char *bytes = realloc(text->bytes, size);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->size = size;
    return true;
}

void sr_text_add(SrText *text, const char *bytes, size_t length)
{
    if (!reserve(text, length + 1))
        return;
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void sr_text_puts(SrText *text, const char *string)
{
    sr_text_add(text, string, strlen(string));
}

void sr_text_printf(SrText *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0 || !reserve(text, (size_t)length + 1))
        return;
    va_start(args, format);
    vsnprintf(text->bytes + text->length, (size_t)length + 1, format, args);
    va_end(args);
    text->length += (size_t)length;
}

static void quote(SrText *text, const char *string, char mark)
{
    sr_text_add(text, &mark, 1);
    for (; *string; string++) {
        if (*string == mark)
            sr_text_add(text, &mark, 1);
        sr_text_add(text, string, 1);
    }
    sr_text_add(text, &mark, 1);
}

void sr_text_literal(SrText *text, const char *string)
{
    quote(text, string, '\'');
}

void sr_text_ident(SrText *text, const char *string)
{
    quote(text, string, '"');
}

void sr_text_clear(SrText *text)
{
    text->length = 0;
    if (text->bytes)
        text->bytes[0] = '\0';
}

void sr_text_free(SrText *text)
{
    free(text->bytes);
    *text = (SrText){0};
}

const char *sr_text_string(const SrText *text)
{
    return text->bytes ? text->bytes : "";
}
