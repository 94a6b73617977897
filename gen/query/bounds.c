// SPDX-License-Identifier: MIT
// Bounds of partitions. A server keeps them as values: '2024-01-01' is '2024-01-01 00:00:00+00' where the key
// is a timestamptz, if its zone is UTC, which is taken for granted as for any other constant (value.c).
#include <string.h>

#include "gen/query/private.h"

// NULL: of an expression, whose type is not looked for.
static const Type *key_type(const Elements *key, uint32_t at)
{
    const Object *column = at < key->count ? key->at[at].column : NULL;
    return column ? AS(const Column, column)->type : NULL;
}

static bool is_time(const Type *type)
{
    ValueType value = value_base(value_of(type));
    return value.base && !value.dims && value.base->category == 'D';
}

static const Word *meaning(const Word *bound, const Type *type, Words *words, Arena *arena)
{
    size_t length = bound->length;
    if (length < 2 || bound->text[0] != '\'' || bound->text[length - 1] != '\'' || !is_time(type))
        return bound;
    const char *text = arena_copy(arena, bound->text + 1, length - 2);
    return words_text(words, arena_print(arena, "'%s'", value_text(arena, text, value_of(type))));
}

Names query_bounds(const Object *part, Words *words, Arena *arena)
{
    const TableRare *rare = table_rare(part);
    Names bounds = rare->bounds;
    const Elements *key = rare->part_of ? &table_rare(rare->part_of)->key : NULL;
    bool times = false;
    for (uint32_t at = 0; key && at < key->count; at++)
        times = times || is_time(key_type(key, at));
    if (!times || bounds.count < 2)
        return bounds;
    bool list = !strcmp(bounds.at[0]->text, "in");
    bounds.at = ARENA_ARRAY(arena, const Word *, bounds.count);
    uint32_t element = 0;
    for (uint32_t at = 0; at < bounds.count; at++) {
        const Word *bound = rare->bounds.at[at];
        bool begins = !strcmp(bound->text, "from") || !strcmp(bound->text, "to");
        bounds.at[at] = at ? meaning(bound, key_type(key, element), words, arena) : bound;
        element = begins || list ? 0 : element + (at > 0);
    }
    return bounds;
}
