// SPDX-License-Identifier: MIT
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SIZE = 1024 };

// FNV-1a, in 64 bits. Schema hashes are made of it, so it is part of the file format.
uint64_t hash_bytes(uint64_t seed, const char *bytes, size_t length)
{
    uint64_t hash = seed ^ 0xcbf29ce484222325u;
    for (size_t at = 0; at < length; at++)
        hash = (hash ^ (unsigned char)bytes[at]) * 0x100000001b3u;
    return hash;
}

static const Word **new_slots(size_t size)
{
    const Word **slots = calloc(size, sizeof *slots);
    if (!slots) {
        fprintf(stderr, "schemac: out of memory\n");
        exit(2);
    }
    return slots;
}

void words_init(Words *words, Arena *arena)
{
    *words = (Words){.arena = arena, .slots = new_slots(FIRST_SIZE), .size = FIRST_SIZE};
}

void words_free(Words *words)
{
    free((void *)words->slots);
    *words = (Words){0};
}

static void grow(Words *words)
{
    size_t size = words->size * 2;
    const Word **slots = new_slots(size);
    for (size_t at = 0; at < words->size; at++) {
        if (!words->slots[at])
            continue;
        size_t slot = words->slots[at]->hash & (size - 1);
        while (slots[slot])
            slot = (slot + 1) & (size - 1);
        slots[slot] = words->slots[at];
    }
    free((void *)words->slots);
    words->slots = slots;
    words->size = size;
}

const Word *words_get(Words *words, const char *text, size_t length)
{
    if (words->count * 4 > words->size * 3)
        grow(words);
    uint64_t hash = hash_bytes(0, text, length);
    size_t slot = hash & (words->size - 1);
    for (; words->slots[slot]; slot = (slot + 1) & (words->size - 1)) {
        const Word *word = words->slots[slot];
        if (word->hash == hash && word->length == length && !memcmp(word->text, text, length))
            return word;
    }
    Word *word = arena_take(words->arena, sizeof *word + length + 1);
    word->hash = hash;
    word->length = (uint32_t)length;
    memcpy(word->text, text, length);
    words->count++;
    return words->slots[slot] = word;
}

void words_keyword(Words *words, const char *text, uint32_t keyword)
{
    ((Word *)words_text(words, text))->keyword = keyword;
}

const Word *words_text(Words *words, const char *text)
{
    return words_get(words, text, strlen(text));
}
