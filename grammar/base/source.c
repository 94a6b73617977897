// SPDX-License-Identifier: MIT
#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Offsets are 32 bits wide; a schema is not. One file may take an eighth of the space.
static const size_t FILE_LIMIT = (size_t)512 * 1024 * 1024;

void sources_init(Sources *sources, Arena *arena)
{
    *sources = (Sources){.arena = arena};
}

void sources_free(Sources *sources)
{
    for (size_t at = 0; at < sources->count; at++)
        free((void *)sources->files[at]->text);
    *sources = (Sources){0};
}

// The beginning of the line that was asked for last. Places are asked for in the order of the text, and
// many of them in a large file.
typedef struct LineMark {
    uint32_t start, line;
} LineMark;

static const Source *add(Sources *sources, const char *path, char *text, size_t length)
{
    uint32_t base = 1;
    if (sources->count) {
        const Source *last = sources->files[sources->count - 1];
        base = last->base + last->length + 1;
    }
    if (length > FILE_LIMIT || UINT32_MAX - base < length + 1)
        return NULL;
    if (sources->count == sources->size) {
        size_t size = sources->size ? sources->size * 2 : 8;
        Source **files = ARENA_ARRAY(sources->arena, Source *, size);
        if (sources->count)
            memcpy(files, sources->files, sources->count * sizeof *files);
        sources->files = files;
        sources->size = size;
    }
    Source *source = ARENA_NEW(sources->arena, Source);
    LineMark *mark = ARENA_NEW(sources->arena, LineMark);
    mark->line = 1;
    *source = (Source){arena_copy(sources->arena, path, strlen(path)), text, base, (uint32_t)length, mark};
    return sources->files[sources->count++] = source;
}

// Reads to the end, growing: the size of a pipe or of standard input is not known before.
static char *read_all(FILE *file, size_t *length)
{
    size_t size = 64 * 1024, used = 0;
    if (fseek(file, 0, SEEK_END) == 0) {
        long told = ftell(file);
        if (told > 0 && (size_t)told <= FILE_LIMIT)
            size = (size_t)told + 3;
        rewind(file);
    }
    char *text = malloc(size);
    while (text) {
        used += fread(text + used, 1, size - used - 2, file);
        if (feof(file) || ferror(file) || used > FILE_LIMIT)
            break;
        size *= 2;
        char *wider = realloc(text, size);
        if (!wider)
            free(text);
        text = wider;
    }
    if (text && ferror(file)) {
        free(text);
        text = NULL;
    }
    if (text)
        text[used] = text[used + 1] = '\0';
    *length = used;
    return text;
}

SourceError sources_read(Sources *sources, const char *path, const Source **out)
{
    *out = NULL;
    bool standard = !strcmp(path, "-");
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (!file)
        return SOURCE_UNREADABLE;
    size_t length = 0;
    char *text = read_all(file, &length);
    int why = errno;
    if (!standard)
        fclose(file);
    errno = why;
    if (!text)
        return SOURCE_UNREADABLE;
    *out = add(sources, standard ? "<stdin>" : path, text, length);
    if (!*out)
        free(text);
    return *out ? SOURCE_OK : SOURCE_TOO_LARGE;
}

const Source *sources_text(Sources *sources, const char *path, const char *text, size_t length)
{
    char *copy = malloc(length + 2);
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = copy[length + 1] = '\0';
    const Source *source = add(sources, path, copy, length);
    if (!source)
        free(copy);
    return source;
}

const Source *sources_at(const Sources *sources, uint32_t offset)
{
    size_t low = 0, high = sources->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Source *source = sources->files[middle];
        if (offset < source->base)
            high = middle;
        else if (offset > source->base + source->length)
            low = middle + 1;
        else
            return source;
    }
    return NULL;
}

Place sources_place(const Sources *sources, uint32_t offset)
{
    const Source *source = sources_at(sources, offset);
    if (!source)
        return (Place){0};
    LineMark *mark = source->mark;
    uint32_t at = offset - source->base, start = 0, line = 1;
    if (mark->start <= at)
        start = mark->start, line = mark->line;
    const char *text = source->text, *newline;
    while ((newline = memchr(text + start, '\n', at - start)))
        line++, start = (uint32_t)(newline - text) + 1;
    *mark = (LineMark){start, line};
    newline = memchr(text + at, '\n', source->length - at);
    uint32_t end = newline ? (uint32_t)(newline - text) : source->length;
    if (end > start && source->text[end - 1] == '\r' && end > at)
        end--;
    return (Place){source, line, at - start + 1, {source->base + start, source->base + end}};
}

const char *span_text(const Sources *sources, Span span)
{
    const Source *source = sources_at(sources, span.start);
    return source ? source->text + (span.start - source->base) : "";
}
