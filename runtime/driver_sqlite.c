// SPDX-License-Identifier: MIT
// SQLite. There is one writer for the whole file, so BEGIN IMMEDIATE is the lock; the operating system
// frees it when the process dies.
#include "driver.h"

#include "report.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_WAIT_MS = 60000 };

struct SrLink {
    sqlite3 *handle;
    bool owned;
    int quirks[2];     // the settings of dqs_options the program had
    bool foreign_keys; // the connection's setting, while a rebuild has switched it off
    bool rebuilding;
    const SrReport *report; // while an operation runs
    int64_t wait_ms, waiting_since;
};

// A double-quoted name that is misspelt must be an error, not a string.
static const int dqs_options[] = {SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML};

static SchemacCode fail(SrLink *link, SchemacError *error)
{
    int status = sqlite3_errcode(link->handle) & 0xff;
    SchemacCode code = SCHEMAC_SQL_FAILED;
    if (status == SQLITE_BUSY || status == SQLITE_LOCKED)
        code = SCHEMAC_LOCKED;
    else if (status == SQLITE_NOMEM)
        code = SCHEMAC_NO_MEMORY;
    else if (status == SQLITE_CANTOPEN || status == SQLITE_NOTADB || status == SQLITE_IOERR)
        code = SCHEMAC_NO_CONNECTION;
    return sr_fail(error, code, "%s", sqlite3_errmsg(link->handle));
}

// ---- statements

static void bind(sqlite3_stmt *statement, const char *const *params, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[24];
        snprintf(name, sizeof name, "$%zu", i + 1);
        int at = sqlite3_bind_parameter_index(statement, name);
        if (at && params[i])
            sqlite3_bind_text(statement, at, params[i], -1, SQLITE_STATIC);
    }
}

static bool take_row(sqlite3_stmt *statement, SrRows *rows)
{
    rows->columns = (size_t)sqlite3_column_count(statement);
    for (size_t i = 0; i < rows->columns; i++) {
        size_t count = rows->rows * rows->columns + i;
        const char *text = (const char *)sqlite3_column_text(statement, (int)i);
        size_t length = (size_t)sqlite3_column_bytes(statement, (int)i);
        rows->cells = sr_arena_grow(&rows->arena, rows->cells, count, sizeof *rows->cells);
        if (!rows->cells)
            return false;
        rows->cells[count] = text ? sr_arena_copy(&rows->arena, text, length) : NULL;
        if (text && !rows->cells[count])
            return false;
    }
    rows->rows++;
    return true;
}

static SchemacCode query(SrLink *link, const char *sql, const char *const *params, size_t count, SrRows *rows,
                         SchemacError *error)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(link->handle, sql, -1, &statement, NULL))
        return fail(link, error);
    bind(statement, params, count);
    SchemacCode code = SCHEMAC_OK;
    int status = SQLITE_ROW;
    while (!code && (status = sqlite3_step(statement)) == SQLITE_ROW)
        if (rows && !take_row(statement, rows))
            code = sr_fail_memory(error);
    if (!code && status != SQLITE_DONE)
        code = fail(link, error);
    sqlite3_finalize(statement);
    return code;
}

static SchemacCode simple(SrLink *link, const char *sql, SchemacError *error)
{
    return query(link, sql, NULL, 0, NULL, error);
}

static SchemacCode run_text(SrLink *link, const char *text, SrScript *script, SchemacError *error)
{
    SchemacCode code = SCHEMAC_OK;
    const char *at = text, *tail = text;
    for (; !code && *at; at = tail) {
        sqlite3_stmt *statement = NULL;
        int status = sqlite3_prepare_v2(link->handle, at, -1, &statement, &tail);
        if (status == SQLITE_OK && !statement)
            continue; // blanks and comments
        if (status == SQLITE_OK)
            while ((status = sqlite3_step(statement)) == SQLITE_ROW)
                ;
        else if (sqlite3_error_offset(link->handle) >= 0)
            script->position = (long)(at - text) + sqlite3_error_offset(link->handle);
        if (status != SQLITE_DONE)
            code = fail(link, error);
        sqlite3_finalize(statement);
        if (!code && script->done)
            script->done(script->context, (size_t)(tail - text));
    }
    return code;
}

// A text closed by NUL is parsed in place; of a slice SQLite would copy the rest for each statement.
static SchemacCode run(SrLink *link, SrScript *script, SchemacError *error)
{
    char *text = malloc(script->length + 1);
    if (!text)
        return sr_fail_memory(error);
    memcpy(text, script->text, script->length);
    text[script->length] = '\0';
    SchemacCode code = run_text(link, text, script, error);
    free(text);
    return code;
}

// ---- transactions

static SchemacCode keys_off(SrLink *link, SchemacError *error)
{
    SrRows rows = {0};
    SchemacCode code = query(link, "PRAGMA foreign_keys", NULL, 0, &rows, error);
    if (!code) {
        link->foreign_keys = rows.rows && *sr_cell(&rows, 0, 0) == '1';
        link->rebuilding = true;
        code = simple(link, "PRAGMA foreign_keys = OFF", error);
    }
    sr_rows_free(&rows);
    return code;
}

static void keys_back(SrLink *link)
{
    SchemacError ignored;
    if (link->rebuilding && link->foreign_keys)
        simple(link, "PRAGMA foreign_keys = ON", &ignored);
    link->rebuilding = false;
}

// The pragma has no effect inside a transaction, so it is set before and put back behind each.
static SchemacCode begin(SrLink *link, bool rebuild, SchemacError *error)
{
    if (!sqlite3_get_autocommit(link->handle))
        return sr_fail(error, SCHEMAC_BAD_INPUT, "the connection is in a transaction");
    SchemacCode code = rebuild ? keys_off(link, error) : SCHEMAC_OK;
    if (!code)
        code = simple(link, "BEGIN IMMEDIATE", error);
    if (code)
        keys_back(link);
    return code;
}

static SchemacCode check_keys(SrLink *link, SchemacError *error)
{
    SrRows rows = {0};
    SrText list = {0};
    SchemacCode code = query(link,
                             "SELECT \"table\", coalesce(parent, ''), count(*)"
                             " FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2",
                             NULL, 0, &rows, error);
    for (size_t i = 0; !code && i < rows.rows; i++)
        sr_text_printf(&list, "%s%s -> %s (%s rows)", i ? ", " : "", sr_cell(&rows, i, 0),
                       sr_cell(&rows, i, 1), sr_cell(&rows, i, 2));
    if (!code && rows.rows)
        code =
            sr_fail(error, SCHEMAC_CHECK_FAILED, "foreign keys without their row: %s", sr_text_string(&list));
    sr_text_free(&list);
    sr_rows_free(&rows);
    return code;
}

static SchemacCode commit(SrLink *link, bool rebuild, SchemacError *error)
{
    SchemacCode code = rebuild ? check_keys(link, error) : SCHEMAC_OK;
    if (!code)
        code = simple(link, "COMMIT", error);
    if (!code)
        keys_back(link);
    return code;
}

static void rollback(SrLink *link, bool rebuild)
{
    SchemacError ignored;
    (void)rebuild;
    if (!sqlite3_get_autocommit(link->handle))
        simple(link, "ROLLBACK", &ignored);
    keys_back(link);
}

static bool transient(const SchemacError *error)
{
    (void)error;
    return false; // the busy handler has waited already
}

// ---- the session

static int wait_for_lock(void *context, int count)
{
    SrLink *link = context;
    if (count == 0) {
        link->waiting_since = sr_now_ms();
        if (link->report)
            sr_report(link->report, SCHEMAC_EVENT_WAIT, "another connection is writing");
    }
    if (sr_now_ms() - link->waiting_since >= link->wait_ms)
        return 0;
    sr_sleep_ms(count < 10 ? 1 + count : 25);
    return 1;
}

static SchemacCode lock(SrLink *link, SrReport *report, SchemacError *error)
{
    if (!sqlite3_get_autocommit(link->handle))
        return sr_fail(error, SCHEMAC_BAD_INPUT, "the connection is in a transaction");
    int wait = report->options->lock_wait_ms;
    link->wait_ms = wait > 0 ? wait : DEFAULT_WAIT_MS;
    link->report = report;
    return SCHEMAC_OK;
}

static void unlock(SrLink *link)
{
    link->report = NULL;
}

static SchemacCode evict(SrLink *link, const char *process, const char *start, SchemacError *error)
{
    (void)link, (void)process, (void)start, (void)error;
    return SCHEMAC_OK; // without a session lock there is no former runner to end
}

static SchemacCode accepts(SrLink *link, const char *target, SchemacError *error)
{
    int major = 0, minor = 0;
    (void)link;
    if (sscanf(target, "%d.%d", &major, &minor) < 1)
        return sr_fail(error, SCHEMAC_BAD_INPUT, "cannot read the target version %s", target);
    if (sqlite3_libversion_number() < major * 1000000 + minor * 1000)
        return sr_fail(error, SCHEMAC_REFUSED_DIALECT, "written for SQLite %s, this is %s", target,
                       sqlite3_libversion());
    return SCHEMAC_OK;
}

// ---- the catalogue

static SchemacCode add_relations(SrLink *link, SrObjectList *found, SchemacError *error)
{
    SrRows rows = {0};
    SchemacCode code = query(link,
                             "SELECT type, CASE type WHEN 'trigger' THEN tbl_name ELSE name END,"
                             " CASE type WHEN 'trigger' THEN name END FROM main.sqlite_schema",
                             NULL, 0, &rows, error);
    for (size_t i = 0; !code && i < rows.rows; i++) {
        const char **cells = &rows.cells[i * rows.columns];
        SrObject object = {.kind = cells[0], .parts = {cells[1], cells[2]}};
        if (!sr_object_add(found, &object))
            code = sr_fail_memory(error);
    }
    sr_rows_free(&rows);
    return code;
}

static bool add_column(const char *table, sqlite3_stmt *row, SrText *rest, SrObjectList *found)
{
    enum { NAME = 1, TYPE, NOT_NULL };
    const char *type = (const char *)sqlite3_column_text(row, TYPE);
    sr_text_clear(rest);
    // In capitals: to SQLite the case of a type's letters is nothing.
    for (const char *at = type ? type : ""; *at; at++)
        sr_text_printf(rest, "%c", *at >= 'a' && *at <= 'z' ? *at - ('a' - 'A') : *at == '\n' ? ' ' : *at);
    sr_text_puts(rest, type && *type ? " " : "");
    sr_text_puts(rest, sqlite3_column_int(row, NOT_NULL) ? "not null" : "null");
    SrObject object = {.kind = "column",
                       .parts = {table, (const char *)sqlite3_column_text(row, NAME)},
                       .rest = sr_text_string(rest)};
    return object.parts[1] && !rest->failed && sr_object_add(found, &object);
}

// The pragma itself: its table-valued function costs three times as much.
static SchemacCode add_columns(SrLink *link, const char *table, SrObjectList *found, SchemacError *error)
{
    SrText text = {0};
    sqlite3_stmt *row = NULL;
    sr_text_puts(&text, "PRAGMA main.table_xinfo(");
    sr_text_literal(&text, table);
    sr_text_puts(&text, ")");
    SchemacCode code = text.failed ? sr_fail_memory(error) : SCHEMAC_OK;
    int status = code ? SQLITE_DONE : sqlite3_prepare_v2(link->handle, text.bytes, -1, &row, NULL);
    while (!code && row && (status = sqlite3_step(row)) == SQLITE_ROW)
        if (!add_column(table, row, &text, found))
            code = sr_fail_memory(error);
    if (!code && status != SQLITE_DONE)
        code = fail(link, error);
    sqlite3_finalize(row);
    sr_text_free(&text);
    return code;
}

static SchemacCode catalogue(SrLink *link, const SrObjectList *wanted, bool inside, SrObjectList *found,
                             SchemacError *error)
{
    const char *table = NULL; // whose columns were read last: those of a table stand together
    (void)inside;
    SchemacCode code = add_relations(link, found, error);
    for (size_t i = 0; !code && i < wanted->count; i++) {
        const SrObject *object = &wanted->items[i];
        if (strcmp(object->kind, "column") != 0 || (table && !strcmp(table, object->parts[0])))
            continue;
        table = object->parts[0];
        code = add_columns(link, table, found, error);
    }
    return code;
}

// ---- opening

static void close_link(SrLink *link)
{
    if (link->owned) {
        sqlite3_close(link->handle);
    } else {
        for (int i = 0; i < 2; i++)
            sqlite3_db_config(link->handle, dqs_options[i], link->quirks[i], NULL);
        sqlite3_busy_handler(link->handle, NULL, NULL);
    }
    free(link);
}

static const SrDriver sqlite_driver = {
    .dialect = SR_DIALECT_SQLITE,
    .session_lock = false,
    .words =
        {
            .create = "CREATE TABLE IF NOT EXISTS schemac_migration (\n"
                      "    version TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,\n"
                      "    name TEXT NOT NULL, description TEXT NOT NULL, checksum TEXT NOT NULL,\n"
                      "    from_hash TEXT NOT NULL, to_hash TEXT NOT NULL, applied_by TEXT NOT NULL,\n"
                      "    applied_at TEXT NOT NULL, milliseconds INTEGER NOT NULL,\n"
                      "    success INTEGER NOT NULL, begun INTEGER NOT NULL, direction TEXT NOT NULL,\n"
                      "    segments_done INTEGER NOT NULL, segments_total INTEGER NOT NULL,\n"
                      "    error TEXT, up_sql TEXT NOT NULL, down_sql TEXT);\n"
                      "CREATE TABLE IF NOT EXISTS schemac_event (\n"
                      "    id INTEGER PRIMARY KEY, version TEXT NOT NULL, kind TEXT NOT NULL, message TEXT,\n"
                      "    happened_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')));\n"
                      "CREATE TABLE IF NOT EXISTS schemac_runner (\n"
                      "    id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL,\n"
                      "    format INTEGER NOT NULL);\n"
                      "INSERT OR IGNORE INTO schemac_runner (id, epoch, format) VALUES (1, 1, 1);\n",
            .exists = "SELECT count(*) FROM sqlite_schema"
                      " WHERE type = 'table' AND name = 'schemac_runner'",
            .prefix = "schemac_",
            .now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            .user = "''",
            .time_text = "applied_at",
        },
    .close = close_link,
    .lock = lock,
    .unlock = unlock,
    .evict = evict,
    .query = query,
    .run = run,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .transient = transient,
    .accepts = accepts,
    .catalogue = catalogue,
};

static SrLink *link_new(sqlite3 *handle, bool owned)
{
    SrLink *link = calloc(1, sizeof *link);
    if (!link)
        return NULL;
    link->handle = handle;
    link->owned = owned;
    link->wait_ms = DEFAULT_WAIT_MS;
    for (int i = 0; i < 2; i++) {
        sqlite3_db_config(handle, dqs_options[i], -1, &link->quirks[i]);
        sqlite3_db_config(handle, dqs_options[i], 0, NULL);
    }
    sqlite3_busy_handler(handle, wait_for_lock, link);
    return link;
}

SchemacCode schemac_sqlite_use(struct sqlite3 *handle, SchemacDb **db, SchemacError *error)
{
    sr_error_clear(error);
    *db = NULL;
    SrLink *link = link_new(handle, false);
    return link ? sr_db_new(&sqlite_driver, link, db, error) : sr_fail_memory(error);
}

SchemacCode schemac_sqlite_open(const char *path, unsigned flags, SchemacDb **db, SchemacError *error)
{
    sqlite3 *handle = NULL;
    // One thread at a time uses a SchemacDb, so the connection needs no lock of its own.
    int mode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    if (!(flags & SCHEMAC_OPEN_EXISTING))
        mode |= SQLITE_OPEN_CREATE;
    sr_error_clear(error);
    *db = NULL;
    if (sqlite3_open_v2(path, &handle, mode, NULL)) {
        sr_fail(error, SCHEMAC_NO_CONNECTION, "%s: %s", path,
                handle ? sqlite3_errmsg(handle) : "out of memory");
        sqlite3_close(handle);
        return error->code;
    }
    SrLink *link = link_new(handle, true);
    if (!link) {
        sqlite3_close(handle);
        return sr_fail_memory(error);
    }
    return sr_db_new(&sqlite_driver, link, db, error);
}
