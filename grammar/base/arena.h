// SPDX-License-Identifier: MIT
// A bump allocator: everything of one compile is freed at once, so no stage needs a free of its own.
#ifndef GRAMMAR_BASE_ARENA_H
#define GRAMMAR_BASE_ARENA_H

#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *blocks; // newest first
    char *at, *end;     // free space in the newest block
} Arena;

// A position to go back to; what was taken since is free again.
typedef struct ArenaMark {
    ArenaBlock *block;
    char *at;
} ArenaMark;

// Memory for `size` bytes, zeroed, aligned for any object. Never NULL: a compiler that is out of
// memory has nothing left to say, so it ends the process with status 2.
void *arena_take(Arena *, size_t size);
// As arena_take, for bytes that need neither alignment nor zeroing (text).
char *arena_bytes(Arena *, size_t size);
char *arena_copy(Arena *, const char *text, size_t length); // with a closing NUL
char *arena_print(Arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));

ArenaMark arena_mark(const Arena *);
void arena_release(Arena *, ArenaMark);
void arena_free(Arena *);

#define ARENA_NEW(arena, Type) ((Type *)arena_take((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_take((arena), sizeof(Type) * (count)))

#endif
