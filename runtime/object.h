// SPDX-License-Identifier: MIT
// "old" and "new" object lines, and their comparison with a catalogue. Names are compared unquoted, so
// it does not matter which of them the writer thought needed quotes.
#ifndef SCHEMAC_OBJECT_H
#define SCHEMAC_OBJECT_H

#include "arena.h"
#include "file.h"
#include "text.h"

typedef struct SrObject {
    const char *kind;     // "table", "column" …
    const char *parts[3]; // the name's parts, unquoted; NULL behind the last
    const char *rest;     // what follows the name: a column's type and nullability, else ""
} SrObject;

typedef struct SrObjectList {
    SrArena arena;
    SrObject *items;
    size_t count;
} SrObjectList;

// Adds an object; copies everything. False when out of memory.
bool sr_object_add(SrObjectList *, const SrObject *);
SchemacCode sr_object_parse(SrObjectList *, const SrObjectLines *, SchemacError *);
void sr_object_sort(SrObjectList *); // by kind and name; needed before sr_object_find
const SrObject *sr_object_find(const SrObjectList *, const SrObject *);
void sr_object_free(SrObjectList *);

// Appends "column users.email is text null, expected …" or "… is missing"; false when both agree.
bool sr_object_differs(const SrObject *expected, const SrObject *found, SrText *);

#endif
