// SPDX-License-Identifier: MIT
#include "gen/read/catalogue.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void read_note(Catalogue *catalogue, const char *kind, const char *format, ...)
{
    char name[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    ReadNote *note = READ_ADD(catalogue->arena, ReadNote, &catalogue->notes, &catalogue->last_note);
    size_t used = length < (int)sizeof name ? (size_t)length : sizeof name - 1;
    note->kind = kind;
    note->name = arena_copy(catalogue->arena, name, used);
}

// Room doubles at each power of two, so a list needs no field for it.
void read_name_add(Arena *arena, ReadNames *names, const char *name)
{
    size_t count = names->count;
    if (!(count & (count - 1))) {
        const char **more = ARENA_ARRAY(arena, const char *, count ? count * 2 : 1);
        if (count)
            memcpy(more, names->at, count * sizeof *more);
        names->at = more;
    }
    names->at[names->count++] = name;
}

const ReadColumn *read_column(const ReadTable *table, const char *name)
{
    const ReadColumn *column = table->columns;
    while (column && strcmp(column->name, name))
        column = column->next;
    return column;
}

const ReadConstraint *read_key(const ReadTable *table)
{
    const ReadConstraint *key = table->constraints;
    while (key && key->kind != KIND_KEY)
        key = key->next;
    return key;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

bool read_same_names(const ReadNames *a, const ReadNames *b)
{
    bool equal = a->count == b->count;
    for (size_t at = 0; equal && at < a->count; at++)
        equal = !strcmp(a->at[at], b->at[at]);
    return equal;
}

static bool same_elements(const ReadIndex *own, const ReadIndex *of)
{
    bool equal = own->count == of->count;
    for (size_t at = 0; equal && at < own->count; at++) {
        const ReadElement *a = &own->elements[at], *b = &of->elements[at];
        equal = same(a->column, b->column) && same(a->expression, b->expression) &&
                same(a->class, b->class) && read_same_names(&a->parameters, &b->parameters) &&
                same(a->collation, b->collation) && same(a->operator, b->operator) &&
                a->descending == b->descending && a->nulls_first == b->nulls_first;
    }
    return equal;
}

bool read_same_index(const ReadIndex *own, const ReadIndex *of)
{
    return own->unique == of->unique && own->exclude == of->exclude && same(own->method, of->method) &&
           same(own->where, of->where) && read_same_names(&own->include, &of->include) &&
           same_elements(own, of);
}
