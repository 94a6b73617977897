// SPDX-License-Identifier: MIT
#define _DEFAULT_SOURCE // madvise
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct ArenaBlock {
    ArenaBlock *before;
    size_t size;
    char bytes[];
};

// The largest block is whole pages together with its head and malloc's.
enum {
    BLOCK_MIN = 32 * 1024,
    BLOCK_MAX = 256 * 1024 - (int)sizeof(ArenaBlock) - 2 * (int)sizeof(size_t),
    ALIGN = 8
};

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr, "schemac: out of memory (asked for %zu bytes)\n", size);
    exit(2);
}

// Of a large compile a tenth of the time was the kernel handing out pages one by one as they were touched.
// Where it can (Linux 5.14), it hands out those of a block together; that it cannot is no error.
static void have_pages(char *bytes, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    enum { PAGE = 4096 }; // a wrong guess makes the call fail, and no more
    size_t skew = (size_t)(-(uintptr_t)bytes & (PAGE - 1));
    if (size == BLOCK_MAX)
        madvise(bytes + skew, (size - skew) & ~(size_t)(PAGE - 1), MADV_POPULATE_WRITE);
#else
    (void)bytes, (void)size;
#endif
}

// Blocks double up to a limit, so that a small compile stays small and a large one takes few calls.
static void grow(Arena *arena, size_t size)
{
    size_t want = arena->blocks ? arena->blocks->size * 2 : BLOCK_MIN;
    if (want > BLOCK_MAX)
        want = BLOCK_MAX;
    if (want < size)
        want = size;
    ArenaBlock *block = size > SIZE_MAX / 2 ? NULL : malloc(sizeof *block + want);
    if (!block)
        out_of_memory(size);
    block->before = arena->blocks;
    block->size = want;
    arena->blocks = block;
    arena->at = block->bytes;
    arena->end = block->bytes + want;
    have_pages(block->bytes, want);
}

char *arena_bytes(Arena *arena, size_t size)
{
    if (!arena->at || size > (size_t)(arena->end - arena->at))
        grow(arena, size);
    char *bytes = arena->at;
    arena->at += size;
    return bytes;
}

void *arena_take(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory(size);
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    size_t skew = (size_t)(-(uintptr_t)arena->at & (ALIGN - 1));
    if (!arena->at || size + skew > (size_t)(arena->end - arena->at))
        grow(arena, size), skew = 0;
    void *memory = arena->at + skew;
    arena->at += skew + size;
    return memset(memory, 0, size);
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_bytes(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_print(Arena *arena, const char *format, ...)
{
    char room[256]; // most is short: once is enough
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(room, sizeof room, format, args);
    size_t bytes = length < 0 ? 0 : (size_t)length;
    char *text = arena_bytes(arena, bytes + 1);
    if (bytes < sizeof room)
        memcpy(text, room, bytes);
    else
        vsnprintf(text, bytes + 1, format, again);
    text[bytes] = '\0';
    va_end(again);
    va_end(args);
    return text;
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){arena->blocks, arena->at};
}

void arena_release(Arena *arena, ArenaMark mark)
{
    while (arena->blocks != mark.block) {
        ArenaBlock *block = arena->blocks;
        arena->blocks = block->before;
        free(block);
    }
    arena->at = mark.at;
    arena->end = mark.block ? mark.block->bytes + mark.block->size : NULL;
}

void arena_free(Arena *arena)
{
    arena_release(arena, (ArenaMark){0});
}
