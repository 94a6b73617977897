// SPDX-License-Identifier: MIT
// Private to gen/emit/postgres_enum*.c and postgres_domain.c: a type that another takes the place of.
#ifndef GEN_EMIT_POSTGRES_TYPE_H
#define GEN_EMIT_POSTGRES_TYPE_H

#include "gen/emit/postgres.h"

typedef struct TypeSwap {
    const Object *before, *after; // in the direction that is written
    const char *schema, *name;    // of both
    const char *aside;            // the name of the old type in the schema of stashed things
    const char *gives_way;        // the name of the type that goes, until it is gone
    Text path, passage;           // with the schema: name, gives_way
} TypeSwap;

// `gone`: what the new type is called on the way back, until it is gone.
TypeSwap pg_type_swap(const Emit *, const char *gone);
void pg_type_swap_free(TypeSwap *);
void pg_copy_type_rights(Emit *, const TypeSwap *);
void pg_put_type_aside(Emit *, const TypeSwap *);
void pg_bring_type_back(Emit *, const TypeSwap *);

// postgres_enum_stash.c
void pg_retype_aside(Emit *, const TypeSwap *);

#endif
