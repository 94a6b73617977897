// SPDX-License-Identifier: MIT
#include "gen/read/postgres_ahead.h"

#include <stdio.h>

#include "gen/read/postgres_sql.h"

typedef struct Listed {
    const char *sql;
    bool opens;
} Listed;

// In the order in which they are received. Those that `open` print expressions which read columns: for that a
// server has to open their tables, and who has opened one has it at hand. They are the first connection's,
// which helps with the rest when they are done (all of it where there is no second one).
static const Listed LIST[] = {
    {read_sql_schemas, false},
    {read_sql_collations, false},
    {read_sql_opclasses, false},
    {read_sql_types, false},
    {read_sql_labels, false},
    {read_sql_ranges, false},
    {read_sql_attributes, false},
    {read_sql_relations, false},
    {read_sql_foreign, false},
    {read_sql_queries, true},
    {read_sql_parents, false},
    {read_sql_columns, false},
    {read_sql_partitioned, false},
    {read_sql_constraints, true},
    {read_sql_indexes, true},
    {read_sql_reads, false},
    {read_sql_extensions, false},
    {read_sql_sequences, false},
    {read_sql_routines, false},
    {read_sql_arguments, false},
    {read_sql_settings, false},
    {read_sql_triggers, false},
    {read_sql_policies, false},
    {read_sql_definitions, false},
    {read_sql_definitions_relation, false},
    {read_sql_definitions_database, false},
    {read_sql_rights, false},
    {read_sql_defaults, false},
    {read_sql_census, false},
};
enum { LENGTH = sizeof LIST / sizeof *LIST };
_Static_assert(sizeof LIST / sizeof *LIST <= (size_t)PG_LISTED,
               "every listed query has a place for its rows");

// The next one for a connection, or LENGTH.
static size_t take_next(PgAhead *ahead, bool first)
{
    for (bool opens = first;; opens = false) {
        for (size_t at = 0; at < LENGTH; at++)
            if (LIST[at].opens == opens && !ahead->answers[at].taken) {
                ahead->answers[at].taken = true;
                return at;
            }
        if (!opens)
            return LENGTH;
    }
}

// Without the lock, while the rest goes on.
static void ask(PgAhead *ahead, SchemacDb *db, size_t at)
{
    SchemacError error;
    SchemacRows rows;
    pthread_mutex_unlock(&ahead->lock);
    SchemacCode code = schemac_query(db, LIST[at].sql, &rows, &error);
    pthread_mutex_lock(&ahead->lock);
    ahead->answers[at].come = !code;
    ahead->answers[at].rows = rows;
    if (code && !ahead->code) { // later ones fail because of it
        ahead->code = code;
        ahead->error = error;
        ahead->stopped = true;
    }
    pthread_cond_broadcast(&ahead->news);
}

static void work(PgAhead *ahead, SchemacDb *db, bool first)
{
    size_t at;
    pthread_mutex_lock(&ahead->lock);
    while (!ahead->stopped && (at = take_next(ahead, first)) < LENGTH)
        ask(ahead, db, at);
    pthread_mutex_unlock(&ahead->lock);
}

static bool run(SchemacDb *db, const char *sql)
{
    SchemacError ignored;
    SchemacRows rows;
    bool good = !schemac_query(db, sql, &rows, &ignored);
    schemac_rows_free(&rows);
    return good;
}

static void *work_first(void *context)
{
    PgAhead *ahead = context;
    work(ahead, ahead->db, true);
    return NULL;
}

static void *work_second(void *context)
{
    PgAhead *ahead = context;
    SchemacError ignored;
    SchemacDb *db;
    char join[sizeof ahead->snapshot + 32];
    snprintf(join, sizeof join, "SET TRANSACTION SNAPSHOT '%s'", ahead->snapshot);
    if (schemac_open(ahead->url, SCHEMAC_OPEN_EXISTING, &db, &ignored))
        return NULL;
    if (run(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") && run(db, join) &&
        run(db, ahead->settings))
        work(ahead, db, false);
    schemac_close(db);
    return NULL;
}

void ahead_begin(PgAhead *ahead, SchemacDb *db)
{
    *ahead = (PgAhead){.db = db};
    pthread_mutex_init(&ahead->lock, NULL);
    pthread_cond_init(&ahead->news, NULL);
}

void ahead_start(PgAhead *ahead, const char *url, const char *settings)
{
    static void *(*const WORK[PG_CREW])(void *) = {work_first, work_second};
    SchemacError ignored;
    SchemacRows rows;
    ahead->url = url;
    ahead->settings = settings;
    bool shared = !schemac_query(ahead->db, "SELECT pg_export_snapshot()", &rows, &ignored) && rows.rows;
    if (shared)
        snprintf(ahead->snapshot, sizeof ahead->snapshot, "%s", rows.cells[0]);
    schemac_rows_free(&rows);
    while (shared && ahead->threads < PG_CREW &&
           !pthread_create(&ahead->thread[ahead->threads], NULL, WORK[ahead->threads], ahead))
        ahead->threads++;
}

static void await_threads(PgAhead *ahead)
{
    while (ahead->threads)
        pthread_join(ahead->thread[--ahead->threads], NULL);
}

static PgAnswer *find(PgAhead *ahead, const char *sql)
{
    for (size_t at = 0; at < LENGTH; at++)
        if (LIST[at].sql == sql)
            return &ahead->answers[at];
    return NULL;
}

SchemacCode ahead_query(PgAhead *ahead, const char *sql, SchemacRows *rows, SchemacError *error)
{
    PgAnswer *answer = find(ahead, sql);
    if (!answer)
        await_threads(ahead); // a connection does one thing at a time
    pthread_mutex_lock(&ahead->lock);
    while (answer && ahead->threads && !answer->come && !ahead->stopped)
        pthread_cond_wait(&ahead->news, &ahead->lock);
    bool come = answer && answer->come;
    SchemacCode code = come ? SCHEMAC_OK : ahead->code;
    *rows = come ? answer->rows : (SchemacRows){0};
    if (come)
        *answer = (PgAnswer){.taken = true};
    if (code)
        *error = ahead->error;
    pthread_mutex_unlock(&ahead->lock);
    return come || code ? code : schemac_query(ahead->db, sql, rows, error);
}

void ahead_end(PgAhead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    ahead->stopped = true;
    pthread_mutex_unlock(&ahead->lock);
    await_threads(ahead);
    for (size_t at = 0; at < LENGTH; at++)
        schemac_rows_free(&ahead->answers[at].rows);
    pthread_cond_destroy(&ahead->news);
    pthread_mutex_destroy(&ahead->lock);
}
