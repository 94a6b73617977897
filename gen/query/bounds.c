// SPDX-License-Identifier: MIT
// Bounds of partitions. A server keeps them as values: '2024-01-01' is '2024-01-01 00:00:00+00' where the key
// is a timestamptz, if its zone is UTC, which is taken for granted as for any other constant (value.c).
#include <string.h>

#include "gen/query/private.h"

static ValueType key_type(const Model *model, const Object *table, uint32_t at, Arena *arena)
{
    const Elements *key = &table_rare(table)->key;
    const Object *column = at < key->count ? key->at[at].column : NULL;
    if (column)
        return value_of(AS(const Column, column)->type);
    const Term *term =
        at < key->count ? query_value(model, table, element_rare(&key->at[at])->expression.span, NULL, arena)
                        : NULL;
    return term ? term->type : (ValueType){0};
}

static bool is_fraction(ValueType type)
{
    return value_is(type, "numeric") || value_is(type, "float8") || value_is(type, "float4");
}

// 1.50 is 1.5; whole numbers stay as they are, so that they can be compared.
static const char *number_text(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (!strchr(text, '.') || strspn(text, "-0123456789.") != length)
        return text;
    while (text[length - 1] == '0')
        length--;
    length -= text[length - 1] == '.';
    return arena_copy(arena, text, length);
}

static const Word *meaning(const Word *bound, ValueType type, Words *words, Arena *arena)
{
    size_t length = bound->length;
    type = value_base(type);
    bool number = type.base && !type.dims && type.base->category == 'N';
    if (length < 2 || bound->text[0] != '\'' || bound->text[length - 1] != '\'' || !type.base)
        return bound;
    const char *text = arena_copy(arena, bound->text + 1, length - 2);
    if (number)
        text = is_fraction(type) ? number_text(arena, text) : text;
    else
        text = value_text(arena, text, type);
    return words_text(words, arena_print(arena, "'%s'", text));
}

Names query_bounds(const Model *model, const Object *part, Arena *arena)
{
    const TableRare *rare = table_rare(part);
    Names bounds = rare->bounds;
    const Object *table = rare->part_of;
    if (!table || bounds.count < 2)
        return bounds;
    bool list = !strcmp(bounds.at[0]->text, "in");
    bounds.at = ARENA_ARRAY(arena, const Word *, bounds.count);
    bounds.at[0] = rare->bounds.at[0];
    uint32_t element = 0;
    for (uint32_t at = 1; at < bounds.count; at++) {
        const Word *bound = rare->bounds.at[at];
        bool begins = !strcmp(bound->text, "to");
        bounds.at[at] =
            begins ? bound : meaning(bound, key_type(model, table, element, arena), model->words, arena);
        element = begins || list ? 0 : element + 1;
    }
    return bounds;
}
