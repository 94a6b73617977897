// SPDX-License-Identifier: MIT
// Private to gen/emit/postgres_enum*.c: an enum type that another takes the place of.
#ifndef GEN_EMIT_POSTGRES_ENUM_H
#define GEN_EMIT_POSTGRES_ENUM_H

#include "gen/emit/postgres.h"

typedef struct EnumChange {
    const Object *before, *after; // in the direction that is written
    const char *schema, *name;    // of both
    const char *aside;            // the name of the old type in the schema of stashed things
    const char *gives_way;        // the name of the type that goes, until it is gone
    Text path, passage;           // with the schema: name, gives_way
} EnumChange;

// postgres_enum_stash.c
void pg_put_enum_aside(Emit *, const EnumChange *);
void pg_bring_enum_back(Emit *, const EnumChange *);
void pg_retype_aside(Emit *, const EnumChange *);

#endif
