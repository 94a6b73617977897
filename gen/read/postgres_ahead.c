// SPDX-License-Identifier: MIT
#include "gen/read/postgres_ahead.h"

#include <stdio.h>

#include "gen/read/postgres_sql.h"

typedef struct Listed {
    size_t member;
    const char *sql;
} Listed;

// What prints expressions that read columns is the first one's: for that a server has to open their tables,
// and who has opened one has it at hand. All else is the other one's, which comes to about as much. They
// stand in the order in which they are received, so that both have something to do; what is received early
// is kept until it is wanted.
enum { TABLES, OTHERS };
static const Listed LIST[] = {
    {OTHERS, read_sql_schemas},
    {OTHERS, read_sql_collations},
    {OTHERS, read_sql_opclasses},
    {OTHERS, read_sql_types},
    {OTHERS, read_sql_labels},
    {OTHERS, read_sql_ranges},
    {OTHERS, read_sql_attributes},
    {OTHERS, read_sql_relations},
    {OTHERS, read_sql_foreign},
    {OTHERS, read_sql_parents},
    {TABLES, read_sql_queries},
    {OTHERS, read_sql_columns},
    {TABLES, read_sql_constraints},
    {OTHERS, read_sql_partitioned},
    {OTHERS, read_sql_reads},
    {OTHERS, read_sql_extensions},
    {OTHERS, read_sql_sequences},
    {TABLES, read_sql_indexes},
    {OTHERS, read_sql_routines},
    {OTHERS, read_sql_arguments},
    {OTHERS, read_sql_settings},
    {OTHERS, read_sql_triggers},
    {OTHERS, read_sql_policies},
    {OTHERS, read_sql_rights},
    {OTHERS, read_sql_defaults},
    {OTHERS, read_sql_definitions},
    {OTHERS, read_sql_definitions_relation},
    {OTHERS, read_sql_definitions_database},
    {TABLES, read_sql_census},
};
enum { LENGTH = sizeof LIST / sizeof *LIST };
_Static_assert(sizeof LIST / sizeof *LIST <= (size_t)PG_LISTED,
               "every listed query has a place for its rows");

// Its first of the list from `at` on. That it cannot be sent (its server is lost) is told when it is wanted.
static void send_next(PgAhead *ahead, size_t member, size_t at)
{
    SchemacError ignored;
    while (at < LENGTH && LIST[at].member != member)
        at++;
    ahead->busy[member] = at < LENGTH && !schemac_send(ahead->crew[member], LIST[at].sql, &ignored);
}

static SchemacCode receive_next(PgAhead *ahead, SchemacError *error)
{
    size_t at = ahead->received, member = LIST[at].member;
    SchemacDb *db = ahead->crew[member];
    SchemacCode code = ahead->busy[member] ? schemac_receive(db, &ahead->rows[at], error)
                                           : schemac_query(db, LIST[at].sql, &ahead->rows[at], error);
    ahead->busy[member] = false;
    ahead->received++;
    if (!code)
        send_next(ahead, member, at + 1);
    return code;
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
    SchemacDb *db = NULL;
    if (!schemac_query(ahead->crew[TABLES], "SELECT pg_export_snapshot()", &rows, &ignored) && rows.rows)
        db = join(url, settings, rows.cells[0]);
    schemac_rows_free(&rows);
    if (!db)
        return;
    ahead->crew[ahead->count++] = db;
    send_next(ahead, TABLES, 0);
    send_next(ahead, OTHERS, 0);
}

SchemacCode ahead_query(PgAhead *ahead, const char *sql, SchemacRows *rows, SchemacError *error)
{
    size_t wanted = 0;
    if (ahead->count < PG_CREW)
        return schemac_query(ahead->crew[TABLES], sql, rows, error);
    while (wanted < LENGTH && LIST[wanted].sql != sql)
        wanted++;
    while (ahead->received < LENGTH && ahead->received <= wanted) {
        SchemacCode code = receive_next(ahead, error);
        *rows = (SchemacRows){0};
        if (code)
            return code;
    }
    if (wanted == LENGTH) // it is not of the list, all of which has been received
        return schemac_query(ahead->crew[TABLES], sql, rows, error);
    *rows = ahead->rows[wanted];
    ahead->rows[wanted] = (SchemacRows){0};
    return SCHEMAC_OK;
}

void ahead_end(PgAhead *ahead)
{
    SchemacError ignored;
    SchemacRows rows;
    for (size_t at = 0; at < LENGTH; at++)
        schemac_rows_free(&ahead->rows[at]);
    if (ahead->busy[TABLES] && !schemac_receive(ahead->crew[TABLES], &rows, &ignored))
        schemac_rows_free(&rows);
    while (ahead->count > 1)
        schemac_close(ahead->crew[--ahead->count]);
}
