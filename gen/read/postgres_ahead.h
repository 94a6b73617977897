// SPDX-License-Identifier: MIT
// Two connections that see one snapshot, each at work on a list of queries while the rows of the other are
// read. Most of an inspection is the server's deparsing, which one backend does on one core.
#ifndef GEN_READ_POSTGRES_AHEAD_H
#define GEN_READ_POSTGRES_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "runtime/schemac.h"

enum { PG_CREW = 2, PG_LISTED = 32 };

typedef struct PgAhead {
    SchemacDb *crew[PG_CREW];
    bool busy[PG_CREW];          // with its next query of the list
    size_t count;                // connections there are
    size_t received;             // of the list, queries whose rows have come
    SchemacRows rows[PG_LISTED]; // of these, until they are wanted
} PgAhead;

void ahead_begin(PgAhead *, SchemacDb *);
// When its transaction has a snapshot: opens another one by the same `url` which sees that snapshot, and puts
// both to work. What cannot be opened (a server may be full, a pooler have a mind of its own) is done
// without.
void ahead_join(PgAhead *, const char *url, const char *settings);
// The rows of a query. Any may be asked at any time; those of the list have been under way before.
SchemacCode ahead_query(PgAhead *, const char *sql, SchemacRows *, SchemacError *);
void ahead_end(PgAhead *); // closes the other one, whatever they are at

#endif
