// SPDX-License-Identifier: MIT
// Two connections that see one snapshot, each asked by a thread of its own while the program reads what has
// come. Most of an inspection is the server's deparsing, which one backend does on one core.
#ifndef GEN_READ_POSTGRES_AHEAD_H
#define GEN_READ_POSTGRES_AHEAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "runtime/schemac.h"

enum { PG_CREW = 2, PG_LISTED = 32 };

typedef struct PgAnswer {
    bool taken; // by a thread, which asks for it
    bool come;
    SchemacRows rows;
} PgAnswer;

typedef struct PgAhead {
    SchemacDb *db;
    const char *url, *settings; // of another connection
    char snapshot[128];         // which it shares
    size_t threads;             // at work
    pthread_t thread[PG_CREW];
    pthread_mutex_t lock; // of what follows
    pthread_cond_t news;
    PgAnswer answers[PG_LISTED];
    bool stopped;       // nothing more is asked: for want of interest, or
    SchemacCode code;   // since a query has failed
    SchemacError error; // with this
} PgAhead;

void ahead_begin(PgAhead *, SchemacDb *);
// When its transaction has a snapshot: puts it to work, and another connection by the same `url` which sees
// that snapshot. What cannot be opened (a server may be full, a pooler have a mind of its own) is done
// without. `url` and `settings` are to last.
void ahead_start(PgAhead *, const char *url, const char *settings);
// The rows of a query. Any may be asked at any time; those of the list have been under way before.
SchemacCode ahead_query(PgAhead *, const char *sql, SchemacRows *, SchemacError *);
void ahead_end(PgAhead *); // waits for what is under way and closes the other one

#endif
