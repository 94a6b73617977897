// SPDX-License-Identifier: MIT
#include "grammar/ast.h"

#include <string.h>

Part *ast_part(Arena *arena, PartKind kind, Span span, Name name, int32_t number)
{
    Part *part = ARENA_NEW(arena, Part);
    *part = (Part){.kind = kind, .number = number, .span = span, .name = name};
    return part;
}

Part *ast_list_part(Arena *arena, PartKind kind, Span span, PartList list)
{
    Part *part = ast_part(arena, kind, span, (Name){0}, 0);
    part->list = list.first;
    return part;
}

PartList ast_parts(PartList list, Part *part)
{
    return part ? ast_join(list, (PartList){part, part}) : list;
}

PartList ast_join(PartList list, PartList more)
{
    if (!list.first)
        return more;
    if (!more.first)
        return list;
    list.last->next = more.first;
    list.last = more.last;
    return list;
}

Item *ast_item(Arena *arena, int kind, Span span, QName name, PartList parts, ItemList members)
{
    Item *item = ARENA_NEW(arena, Item);
    *item = (Item){.kind = kind,
                   .span = span,
                   .name = name.name,
                   .schema = name.schema,
                   .dialects = DIALECTS_ALL,
                   .parts = parts.first,
                   .members = members.first};
    return item;
}

ItemList ast_items(ItemList list, Item *item)
{
    if (!item)
        return list;
    if (list.last)
        list.last->next = item;
    else
        list.first = item;
    while (item->next)
        item = item->next;
    list.last = item;
    return list;
}

unsigned ast_dialect(const Word *word)
{
    if (!strcmp(word->text, "postgres") || !strcmp(word->text, "postgresql"))
        return DIALECT_POSTGRES;
    return strcmp(word->text, "sqlite") ? 0 : DIALECT_SQLITE;
}

const Part *ast_find(const Part *part, PartKind kind)
{
    while (part && part->kind != kind)
        part = part->next;
    return part;
}

bool ast_doc_line(const char **at, const char *end, const char **line, size_t *length)
{
    if (*at >= end)
        return false;
    const char *newline = memchr(*at, '\n', (size_t)(end - *at)), *last = newline ? newline : end;
    *line = *at + strspn(*at, " \t");
    *at = newline ? newline + 1 : end;
    while (last > *line && strchr(" \t\r", last[-1]))
        last--;
    *length = (size_t)(last - *line);
    return true;
}
