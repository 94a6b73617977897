// SPDX-License-Identifier: MIT
// PostgreSQL, by libpq. A session-level advisory lock keeps other runners out; it is only ever polled,
// since a session that waits inside the server would deadlock with CREATE INDEX CONCURRENTLY.
#include "driver_postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_WAIT_MS = 60000, POLL_MS = 100, WAIT_REPORT_MS = 5000, EVICT_MS = 10000 };
enum { LOCK_TIMEOUT_MARGIN_MS = 500 };

// The advisory lock's two keys: "schm" and "ac". pg_locks shows them as classid and objid.
#define LOCK_KEYS "1935894637, 24931"

// What a session needs while it migrates, and gets back afterwards. No lock_timeout outside of our
// transactions: it would end CREATE INDEX CONCURRENTLY while that waits for old ones. The check interval
// makes the server notice within a second that this process is dead, and free the lock.
static const char *const settings[SR_SETTINGS][2] = {
    {"lock_timeout", "0"},
    {"client_connection_check_interval", "1s"},
    {"standard_conforming_strings", "on"},
};

// ---- transactions

static void rollback(SrLink *link, bool rebuild)
{
    PGTransactionStatusType status = link->pq.transactionStatus(link->connection);
    (void)rebuild;
    if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
        link->pq.clear(link->pq.exec(link->connection, "ROLLBACK"));
}

// Steps never share a message with BEGIN and COMMIT: if this process dies in between, whatever the server
// has got is rolled back. One message that held all of it would be committed.
static SchemacCode begin(SrLink *link, bool rebuild, SchemacError *error)
{
    char sql[64];
    SrScript script = {.text = sql};
    (void)rebuild;
    if (link->pq.transactionStatus(link->connection) == PQTRANS_INTRANS)
        return sr_fail(error, SCHEMAC_BAD_INPUT, "the connection is in a transaction");
    snprintf(sql, sizeof sql, "BEGIN; SET LOCAL lock_timeout = %d", link->lock_timeout_ms);
    script.length = strlen(sql);
    SchemacCode code = sr_postgres_run(link, &script, error);
    if (code)
        rollback(link, rebuild);
    return code;
}

static SchemacCode commit(SrLink *link, bool rebuild, SchemacError *error)
{
    (void)rebuild;
    PGresult *result = link->pq.exec(link->connection, "COMMIT");
    SchemacCode code = SCHEMAC_OK;
    if (link->pq.resultStatus(result) != PGRES_COMMAND_OK)
        code = sr_postgres_fail(link, result, error);
    else if (strcmp(link->pq.cmdStatus(result), "COMMIT") != 0)
        code = sr_fail(error, SCHEMAC_SQL_FAILED, "the server rolled the transaction back");
    link->pq.clear(result);
    return code;
}

static bool transient(const SchemacError *error)
{
    return !strcmp(error->sqlstate, "55P03") || !strcmp(error->sqlstate, "40P01") ||
           !strcmp(error->sqlstate, "40001");
}

// ---- the session

static SchemacCode change_settings(SrLink *link, SchemacError *error)
{
    SchemacCode code = SCHEMAC_OK;
    for (int i = 0; !code && i < SR_SETTINGS; i++) {
        SrRows rows = {0};
        code = sr_postgres_query(link, "SELECT current_setting($1, true)", &settings[i][0], 1, &rows, error);
        const char *value = !code && rows.rows ? rows.cells[0] : NULL;
        link->changed[i] = value != NULL;
        if (value)
            snprintf(link->former[i], sizeof link->former[i], "%s", value);
        sr_rows_free(&rows);
        SchemacError ignored; // some platforms have no connection check
        if (value)
            sr_postgres_query(link, "SELECT set_config($1, $2, false)", settings[i], 2, NULL, &ignored);
    }
    return code;
}

static void restore_settings(SrLink *link)
{
    SchemacError ignored;
    for (int i = 0; i < SR_SETTINGS; i++) {
        const char *params[] = {settings[i][0], link->former[i]};
        if (link->changed[i])
            sr_postgres_query(link, "SELECT set_config($1, $2, false)", params, 2, NULL, &ignored);
        link->changed[i] = false;
    }
}

// Longer than deadlock_timeout: only then does waiting for a lock make autovacuum give way.
static SchemacCode find_lock_timeout(SrLink *link, const SchemacOptions *options, SchemacError *error)
{
    SrRows rows = {0};
    link->lock_timeout_ms = options->lock_timeout_ms;
    if (link->lock_timeout_ms > 0)
        return SCHEMAC_OK;
    SchemacCode code = sr_postgres_query(
        link, "SELECT setting FROM pg_settings WHERE name = 'deadlock_timeout'", NULL, 0, &rows, error);
    if (!code)
        link->lock_timeout_ms = atoi(rows.rows ? sr_cell(&rows, 0, 0) : "1000") + LOCK_TIMEOUT_MARGIN_MS;
    sr_rows_free(&rows);
    return code;
}

static SchemacCode try_lock(SrLink *link, bool *locked, SchemacError *error)
{
    SrRows rows = {0};
    SchemacCode code =
        sr_postgres_query(link, "SELECT pg_try_advisory_lock(" LOCK_KEYS ")", NULL, 0, &rows, error);
    *locked = !code && *sr_cell(&rows, 0, 0) == 't';
    sr_rows_free(&rows);
    return code;
}

static void describe_holder(SrLink *link, char *text, size_t size)
{
    SchemacError ignored;
    SrRows rows = {0};
    snprintf(text, size, "another runner is at work");
    SchemacCode code = sr_postgres_query(
        link,
        "SELECT a.pid, coalesce(a.usename, '?'), coalesce(nullif(a.application_name, ''), '?'),"
        " coalesce(host(a.client_addr), 'local'), round(extract(epoch FROM now() - a.query_start))"
        " FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory'"
        " AND l.granted AND (l.classid::bigint, l.objid::bigint) = (" LOCK_KEYS ")"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        NULL, 0, &rows, &ignored);
    if (!code && rows.rows)
        snprintf(text, size,
                 "another runner is at work: process %s (user %s, %s, %s), in its statement for %s s",
                 sr_cell(&rows, 0, 0), sr_cell(&rows, 0, 1), sr_cell(&rows, 0, 2), sr_cell(&rows, 0, 3),
                 sr_cell(&rows, 0, 4));
    sr_rows_free(&rows);
}

static SchemacCode poll_lock(SrLink *link, SchemacError *error)
{
    const SrReport *report = link->report;
    int wait = report->options->lock_wait_ms > 0 ? report->options->lock_wait_ms : DEFAULT_WAIT_MS;
    int64_t start = sr_now_ms(), reported = start - WAIT_REPORT_MS;
    char holder[512];
    for (;;) {
        bool locked;
        SchemacCode code = try_lock(link, &locked, error);
        if (code || locked)
            return code;
        int64_t now = sr_now_ms();
        if (now - start < wait && now - reported < WAIT_REPORT_MS) {
            sr_sleep_ms(POLL_MS);
            continue;
        }
        describe_holder(link, holder, sizeof holder);
        if (now - start >= wait)
            return sr_fail(error, SCHEMAC_LOCKED, "%s", holder);
        sr_report(report, SCHEMAC_EVENT_WAIT, holder);
        reported = now;
    }
}

static void unlock(SrLink *link)
{
    SchemacError ignored;
    if (link->pq.status(link->connection) == CONNECTION_OK) {
        sr_postgres_simple(link, "SELECT pg_advisory_unlock(" LOCK_KEYS ")", &ignored);
        restore_settings(link);
    }
    link->report = NULL;
}

static SchemacCode lock(SrLink *link, SrReport *report, SchemacError *error)
{
    if (link->pq.transactionStatus(link->connection) == PQTRANS_INTRANS ||
        link->pq.transactionStatus(link->connection) == PQTRANS_INERROR)
        return sr_fail(error, SCHEMAC_BAD_INPUT, "the connection is in a transaction");
    link->report = report;
    SchemacCode code = change_settings(link, error);
    if (!code)
        code = find_lock_timeout(link, report->options, error);
    if (!code)
        code = poll_lock(link, error);
    if (code) {
        restore_settings(link);
        link->report = NULL;
    }
    return code;
}

// Its lock is gone, so it lost it (a pooler gave its session to somebody else): it may still be writing.
static SchemacCode evict(SrLink *link, const char *process, const char *start, SchemacError *error)
{
    const char *params[] = {process, start};
    int64_t since = sr_now_ms();
    for (;;) {
        SrRows rows = {0};
        SchemacCode code =
            sr_postgres_query(link,
                              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1::integer"
                              " AND extract(epoch FROM backend_start)::text = $2 AND pid <> pg_backend_pid()",
                              params, 2, &rows, error);
        bool gone = !code && !rows.rows;
        sr_rows_free(&rows);
        if (code || gone)
            return code;
        if (sr_now_ms() - since > EVICT_MS)
            return sr_fail(error, SCHEMAC_LOCKED, "the former runner's process %s does not end", process);
        sr_sleep_ms(POLL_MS);
    }
}

static SchemacCode accepts(SrLink *link, const char *target, SchemacError *error)
{
    int version = link->pq.serverVersion(link->connection), wanted = atoi(target);
    if (wanted <= 0)
        return sr_fail(error, SCHEMAC_BAD_INPUT, "cannot read the target version %s", target);
    if (version / 10000 < wanted)
        return sr_fail(error, SCHEMAC_REFUSED_DIALECT, "written for PostgreSQL %s, the server is %d", target,
                       version / 10000);
    return SCHEMAC_OK;
}

const SrDriver sr_postgres_driver = {
    .dialect = SR_DIALECT_POSTGRES,
    .session_lock = true,
    .words =
        {
            .create = "CREATE SCHEMA IF NOT EXISTS schemac;\n"
                      "CREATE TABLE schemac.migration (\n"
                      "    version text PRIMARY KEY, position bigint NOT NULL,\n"
                      "    name text NOT NULL, description text NOT NULL, checksum text NOT NULL,\n"
                      "    from_hash text NOT NULL, to_hash text NOT NULL, applied_by text NOT NULL,\n"
                      "    applied_at timestamptz NOT NULL, milliseconds bigint NOT NULL,\n"
                      "    success boolean NOT NULL, begun boolean NOT NULL, direction text NOT NULL,\n"
                      "    segments_done integer NOT NULL, segments_total integer NOT NULL,\n"
                      "    error text, up_sql text NOT NULL, down_sql text);\n"
                      "CREATE TABLE schemac.event (\n"
                      "    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version text NOT NULL,\n"
                      "    kind text NOT NULL, message text,\n"
                      "    happened_at timestamptz NOT NULL DEFAULT clock_timestamp());\n"
                      "CREATE TABLE schemac.runner (\n"
                      "    id integer PRIMARY KEY CHECK (id = 1), epoch bigint NOT NULL,\n"
                      "    format integer NOT NULL, process text, started text);\n"
                      "INSERT INTO schemac.runner (id, epoch, format) VALUES (1, 1, 1);\n",
            .exists = "SELECT CASE WHEN to_regclass('schemac.runner') IS NULL THEN 0 ELSE 1 END",
            .prefix = "schemac.",
            .now = "clock_timestamp()",
            .user = "session_user",
            .time_text = "to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')",
            .runner = "SELECT pid, extract(epoch FROM backend_start) FROM pg_stat_activity"
                      " WHERE pid = pg_backend_pid()",
        },
    .close = sr_postgres_close,
    .lock = lock,
    .unlock = unlock,
    .evict = evict,
    .query = sr_postgres_query,
    .run = sr_postgres_run,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .transient = transient,
    .accepts = accepts,
    .catalogue = sr_postgres_catalogue,
};
