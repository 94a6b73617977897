// SPDX-License-Identifier: MIT
#include "gen/read/postgres_ahead.h"

#include <stdio.h>

#include "gen/read/postgres_sql.h"

// In the order in which their rows are wanted, but for the longest of all, which has the time that all the
// others take. Only what takes long in a large database is worth its place.
static const char *const LIST[] = {
    read_sql_census,  read_sql_types, read_sql_relations, read_sql_columns, read_sql_constraints,
    read_sql_indexes, read_sql_reads, read_sql_sequences, read_sql_rights,
};
enum { LENGTH = sizeof LIST / sizeof *LIST };

// A connection that cannot be sent a query has lost its server, of which the next who asks is told.
static void send_next(PgAhead *ahead, size_t member)
{
    SchemacError ignored;
    if (ahead->next < LENGTH && !schemac_send(ahead->crew[member], LIST[ahead->next], &ignored))
        ahead->asked[member] = LIST[ahead->next++];
}

static bool run(SchemacDb *db, const char *sql)
{
    SchemacError ignored;
    SchemacRows rows;
    bool good = !schemac_query(db, sql, &rows, &ignored);
    schemac_rows_free(&rows);
    return good;
}

// A connection which sees what is seen under the name of a snapshot, or NULL.
static SchemacDb *join(const char *url, const char *settings, const char *snapshot)
{
    SchemacError ignored;
    SchemacDb *db;
    char text[128];
    snprintf(text, sizeof text, "SET TRANSACTION SNAPSHOT '%s'", snapshot);
    if (schemac_open(url, SCHEMAC_OPEN_EXISTING, &db, &ignored))
        return NULL;
    if (run(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") && run(db, text) && run(db, settings))
        return db;
    schemac_close(db);
    return NULL;
}

void ahead_begin(PgAhead *ahead, SchemacDb *db)
{
    *ahead = (PgAhead){.crew = {db}, .count = 1};
}

void ahead_join(PgAhead *ahead, const char *url, const char *settings)
{
    SchemacError ignored;
    SchemacRows rows;
    SchemacDb *db;
    if (!schemac_query(ahead->crew[0], "SELECT pg_export_snapshot()", &rows, &ignored) && rows.rows)
        while (ahead->count < PG_CREW && (db = join(url, settings, rows.cells[0]))) {
            ahead->crew[ahead->count] = db;
            send_next(ahead, ahead->count++);
        }
    schemac_rows_free(&rows);
}

SchemacCode ahead_query(PgAhead *ahead, const char *sql, SchemacRows *rows, SchemacError *error)
{
    for (size_t member = 1; member < ahead->count; member++)
        if (ahead->asked[member] == sql) {
            SchemacCode code = schemac_receive(ahead->crew[member], rows, error);
            ahead->asked[member] = NULL;
            send_next(ahead, member);
            return code;
        }
    // If it is the next of the list nobody else needs to.
    if (ahead->next < LENGTH && LIST[ahead->next] == sql)
        ahead->next++;
    return schemac_query(ahead->crew[0], sql, rows, error);
}

void ahead_end(PgAhead *ahead)
{
    while (ahead->count > 1)
        schemac_close(ahead->crew[--ahead->count]);
}
