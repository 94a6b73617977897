// SPDX-License-Identifier: MIT
#include "object.h"

#include "error.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = (int)(sizeof((SrObject *)0)->parts / sizeof((SrObject *)0)->parts[0]) };

static const char *copy(SrObjectList *list, const char *text, bool *good)
{
    if (!text)
        return NULL;
    const char *made = sr_arena_copy(&list->arena, text, strlen(text));
    *good = *good && made;
    return made;
}

bool sr_object_add(SrObjectList *list, const SrObject *object)
{
    SrObject made = {0};
    bool good = true;
    made.kind = copy(list, object->kind, &good);
    made.rest = copy(list, object->rest ? object->rest : "", &good);
    for (int i = 0; i < PARTS; i++)
        made.parts[i] = copy(list, object->parts[i], &good);
    SrObject *items = sr_arena_grow(&list->arena, list->items, list->count, sizeof *items);
    if (!good || !items)
        return false;
    list->items = items;
    list->items[list->count++] = made;
    return true;
}

// Reads one part of a name, written as SQL would, into `out`, which has room for it.
static const char *read_part(const char *at, char *out)
{
    if (*at != '"') {
        while (*at && *at != '.' && *at != ' ')
            *out++ = *at++;
        *out = '\0';
        return at;
    }
    for (at++; *at; at++) {
        if (*at == '"' && *++at != '"')
            break;
        *out++ = *at;
    }
    *out = '\0';
    return at;
}

// Reads "kind name rest" in `line`; every piece is written into `room`, twice the line's size.
static bool read_line(const char *line, char *room, SrObject *object)
{
    size_t kind = strcspn(line, " ");
    if (!kind || !line[kind])
        return false;
    memcpy(room, line, kind);
    room[kind] = '\0';
    object->kind = room;
    room += kind + 1;
    const char *at = line + kind;
    for (int i = 0; i < PARTS && (i == 0 || *at == '.'); i++) {
        at = read_part(at + 1, room);
        if (!*room)
            return false;
        object->parts[i] = room;
        room += strlen(room) + 1;
    }
    if (*at && *at != ' ')
        return false;
    object->rest = *at ? at + 1 : at;
    return true;
}

SchemacCode sr_object_parse(SrObjectList *list, const SrObjectLines *lines, SchemacError *error)
{
    for (size_t i = 0; i < lines->count; i++) {
        SrObject object = {0};
        char *room = malloc(2 * strlen(lines->lines[i]) + 8);
        bool read = room && read_line(lines->lines[i], room, &object);
        bool added = read && sr_object_add(list, &object);
        free(room);
        if (!room || (read && !added))
            return sr_fail_memory(error);
        if (!read)
            return sr_fail(error, SCHEMAC_BAD_INPUT, "cannot read the object line: %s", lines->lines[i]);
    }
    return SCHEMAC_OK;
}

static int compare(const void *left, const void *right)
{
    const SrObject *a = left, *b = right;
    int order = strcmp(a->kind, b->kind);
    for (int i = 0; !order && i < PARTS; i++) {
        if (!a->parts[i] || !b->parts[i])
            return (a->parts[i] != NULL) - (b->parts[i] != NULL);
        order = strcmp(a->parts[i], b->parts[i]);
    }
    return order;
}

void sr_object_sort(SrObjectList *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare);
}

const SrObject *sr_object_find(const SrObjectList *list, const SrObject *wanted)
{
    return list->count ? bsearch(wanted, list->items, list->count, sizeof *list->items, compare) : NULL;
}

void sr_object_free(SrObjectList *list)
{
    sr_arena_free(&list->arena);
    *list = (SrObjectList){0};
}

static bool is_plain_name(const char *name)
{
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0' &&
           !(*name >= '0' && *name <= '9');
}

static void add_name(SrText *text, const SrObject *object)
{
    sr_text_printf(text, "%s ", object->kind);
    for (int i = 0; i < PARTS && object->parts[i]; i++) {
        if (i)
            sr_text_puts(text, ".");
        if (is_plain_name(object->parts[i]))
            sr_text_puts(text, object->parts[i]);
        else
            sr_text_ident(text, object->parts[i]);
    }
}

// Which words a type's name must be quoted for depends on the server's version, so quotes do not count.
static bool same_form(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == '"')
            a++;
        while (*b == '"')
            b++;
        if (*a != *b || !*a)
            return *a == *b;
    }
}

bool sr_object_differs(const SrObject *expected, const SrObject *found, SrText *text)
{
    if (found && same_form(expected->rest, found->rest))
        return false;
    add_name(text, expected);
    if (found)
        sr_text_printf(text, " is %s, expected %s", found->rest, expected->rest);
    else
        sr_text_puts(text, " is missing");
    return true;
}
