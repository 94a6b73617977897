// SPDX-License-Identifier: MIT
#include "arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192 };

struct SrArenaBlock {
    SrArenaBlock *next;
    alignas(max_align_t) char bytes[];
};

static char *block_new(SrArena *arena, size_t size)
{
    SrArenaBlock *block = malloc(sizeof *block + size);
    if (!block)
        return NULL;
    block->next = arena->blocks;
    arena->blocks = block;
    return block->bytes;
}

void *sr_arena_take(SrArena *arena, size_t size)
{
    size_t unit = alignof(max_align_t);
    if (size > (size_t)-1 / 2)
        return NULL;
    size = size ? (size + unit - 1) / unit * unit : unit;
    char *bytes = arena->at;
    if (size > (size_t)(arena->end - arena->at)) {
        // A large request gets a block of its own, so that the rest of the current one is not lost.
        bool own = size > BLOCK_SIZE / 4;
        bytes = block_new(arena, own ? size : BLOCK_SIZE);
        if (!bytes)
            return NULL;
        if (!own) {
            arena->at = bytes + size;
            arena->end = bytes + BLOCK_SIZE;
        }
    } else {
        arena->at += size;
    }
    return memset(bytes, 0, size);
}

char *sr_arena_copy(SrArena *arena, const char *text, size_t length)
{
    char *copy = sr_arena_take(arena, length + 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

void *sr_arena_grow(SrArena *arena, void *list, size_t count, size_t element)
{
    // Full exactly when the count is 0 or a power of two from 8 on.
    bool full = count == 0 || (count >= 8 && (count & (count - 1)) == 0);
    if (!full)
        return list;
    size_t room = count ? count * 2 : 8;
    if (room > (size_t)-1 / 2 / element)
        return NULL;
    void *larger = sr_arena_take(arena, room * element);
    if (larger && count)
        memcpy(larger, list, count * element);
    return larger;
}

void sr_arena_free(SrArena *arena)
{
    while (arena->blocks) {
        SrArenaBlock *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    *arena = (SrArena){0};
}
