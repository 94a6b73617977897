// SPDX-License-Identifier: MIT
// Interned words: the same text is the same pointer, so that names are compared without reading them.
#ifndef GRAMMAR_BASE_WORDS_H
#define GRAMMAR_BASE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef struct Word {
    uint64_t hash;    // of the text; the same on every machine and in every run
    uint32_t length;  // bytes
    uint32_t keyword : 31; // the scanner's token for it, 0 for a word with no meaning of its own
    uint32_t reserved : 1; // SQL's: no name without quotes (gen/model/reserved.h)
    char text[];      // closed by NUL
} Word;

typedef struct Words {
    Arena *arena; // owns the words
    const Word **slots;
    uint32_t *tags; // of each slot: the lower half of its word's hash, never 0; 0: the slot is empty
    size_t count, size;
} Words;

void words_init(Words *, Arena *);
void words_free(Words *); // the table; the words stay with the arena
const Word *words_get(Words *, const char *text, size_t length);
const Word *words_text(Words *, const char *text);
void words_keyword(Words *, const char *text, uint32_t keyword);

uint64_t hash_bytes(uint64_t seed, const char *bytes, size_t length);

// The finalizer of MurmurHash3 over the pair.
static inline uint64_t hash_mix(uint64_t seed, uint64_t value)
{
    uint64_t hash = (seed * 0x9e3779b97f4a7c15u) ^ value;
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
    return hash ^ (hash >> 33);
}

#endif
