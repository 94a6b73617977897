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

static void make_slots(Words *words, size_t size)
{
    words->size = size;
    words->slots = malloc(size * sizeof *words->slots);
    words->tags = calloc(size, sizeof *words->tags);
    if (!words->slots || !words->tags) {
        fprintf(stderr, "schemac: out of memory\n");
        exit(2);
    }
}

void words_init(Words *words, Arena *arena)
{
    *words = (Words){.arena = arena};
    make_slots(words, FIRST_SIZE);
}

void words_free(Words *words)
{
    free((void *)words->slots);
    free(words->tags);
    *words = (Words){0};
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)hash ? (uint32_t)hash : 1;
}

// By the tags alone: to look at the words, which lie anywhere, would cost more than all the rest.
static void grow(Words *words)
{
    Words old = *words;
    make_slots(words, old.size * 2);
    for (size_t at = 0; at < old.size; at++) {
        if (!old.tags[at])
            continue;
        size_t slot = old.tags[at] & (words->size - 1);
        while (words->tags[slot])
            slot = (slot + 1) & (words->size - 1);
        words->tags[slot] = old.tags[at];
        words->slots[slot] = old.slots[at];
    }
    words_free(&old);
}

const Word *words_get(Words *words, const char *text, size_t length)
{
    if (words->count * 4 > words->size * 3)
        grow(words);
    uint64_t hash = hash_bytes(0, text, length);
    uint32_t tag = tag_of(hash);
    size_t slot = tag & (words->size - 1);
    for (; words->tags[slot]; slot = (slot + 1) & (words->size - 1)) {
        if (words->tags[slot] != tag)
            continue;
        const Word *word = words->slots[slot];
        if (word->hash == hash && word->length == length && !memcmp(word->text, text, length))
            return word;
    }
    Word *word = arena_take(words->arena, sizeof *word + length + 1);
    word->hash = hash;
    word->length = (uint32_t)length;
    memcpy(word->text, text, length);
    words->count++;
    words->tags[slot] = tag;
    return words->slots[slot] = word;
}

void words_keyword(Words *words, const char *text, uint32_t keyword)
{
    ((Word *)words_text(words, text))->keyword = keyword & 0x7fffffff;
}

const Word *words_text(Words *words, const char *text)
{
    return words_get(words, text, strlen(text));
}
