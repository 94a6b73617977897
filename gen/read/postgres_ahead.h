// SPDX-License-Identifier: MIT
// A fixed list of queries, asked of one snapshot over a few connections, so that the server works on some
// while another's rows are read. Most of an inspection is the server's deparsing, which one backend does on
// one core.
#ifndef GEN_READ_POSTGRES_AHEAD_H
#define GEN_READ_POSTGRES_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "runtime/schemac.h"

enum { PG_CREW = 4 }; // connections; the first answers what nobody has under way

typedef struct PgAhead {
    SchemacDb *crew[PG_CREW];
    const char *asked[PG_CREW]; // what each is at work on, or NULL
    size_t count;               // connections there are
    size_t next;                // of the list, the first query that was not sent
} PgAhead;

void ahead_begin(PgAhead *, SchemacDb *);
// When its transaction has a snapshot: opens others by the same `url` which see that snapshot, and puts them
// to work. What cannot be opened (a server may be full, a pooler have a mind of its own) is done without.
void ahead_join(PgAhead *, const char *url, const char *settings);
// The rows of a query; any may be asked at any time, those of the list have been under way before.
SchemacCode ahead_query(PgAhead *, const char *sql, SchemacRows *, SchemacError *);
void ahead_end(PgAhead *); // closes the others, whatever they are at

#endif
