// SPDX-License-Identifier: MIT
// A bump allocator for what lives and dies together: a parsed file, the rows of a query.
#ifndef SCHEMAC_ARENA_H
#define SCHEMAC_ARENA_H

#include <stddef.h>

typedef struct SrArenaBlock SrArenaBlock;

typedef struct SrArena {
    SrArenaBlock *blocks; // newest first
    char *at, *end;
} SrArena;

// Memory for `size` bytes, zeroed and aligned for any object; NULL when there is none.
void *sr_arena_take(SrArena *, size_t size);
char *sr_arena_copy(SrArena *, const char *text, size_t length); // closed by NUL; NULL when out of memory
// Room for one more element in a list that grows by doubling: gives the list, moved when it was full.
void *sr_arena_grow(SrArena *, void *list, size_t count, size_t element);
void sr_arena_free(SrArena *);

#endif
