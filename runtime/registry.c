// SPDX-License-Identifier: MIT
#include "registry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REGISTRY_FORMAT = 1 };

// Runs SQL in which every "{}" stands for the prefix of the registry's tables.
static SchemacCode query(SchemacDb *db, const char *sql, const char *const *params, size_t count,
                         SrRows *rows, SchemacError *error)
{
    SrText text = {0};
    for (const char *at = sql; *at;) {
        size_t plain = strcspn(at, "{");
        sr_text_add(&text, at, plain);
        at += plain;
        if (*at) {
            sr_text_puts(&text, db->driver->words.prefix);
            at += 2;
        }
    }
    SchemacCode code = text.failed ? sr_fail_memory(error)
                                   : db->driver->query(db->link, text.bytes, params, count, rows, error);
    sr_text_free(&text);
    return code;
}

SchemacCode sr_registry_create(SchemacDb *db, SchemacError *error)
{
    SrRows rows = {0};
    const SrDriver *driver = db->driver;
    SchemacCode code = driver->query(db->link, driver->words.exists, NULL, 0, &rows, error);
    bool exists = !code && rows.rows && !strcmp(sr_cell(&rows, 0, 0), "1");
    sr_rows_free(&rows);
    if (code || exists)
        return code;
    code = driver->begin(db->link, false, error);
    if (code)
        return code;
    SrScript script = {.text = driver->words.create, .length = strlen(driver->words.create)};
    code = driver->run(db->link, &script, error);
    if (!code)
        code = driver->commit(db->link, false, error);
    if (code)
        driver->rollback(db->link, false);
    return code;
}

// ---- reading

static int64_t number(const SrRows *rows, size_t row, size_t column)
{
    return strtoll(sr_cell(rows, row, column), NULL, 10);
}

static bool flag(const SrRows *rows, size_t row, size_t column)
{
    return *sr_cell(rows, row, column) == '1';
}

static SrRow *new_row(SrRegistry *registry)
{
    SrRow *rows = sr_arena_grow(&registry->arena, registry->rows, registry->count, sizeof *rows);
    if (!rows)
        return NULL;
    registry->rows = rows;
    return &rows[registry->count++];
}

static bool copy_row(SrRegistry *registry, const SrRows *rows, size_t at)
{
    SrRow *row = new_row(registry);
    if (!row)
        return false;
    const char **texts[] = {&row->version,    &row->name,       &row->description,
                            &row->checksum,   &row->from_hash,  &row->to_hash,
                            &row->applied_by, &row->applied_at, &row->error};
    size_t column = 0;
    for (; column < sizeof texts / sizeof texts[0]; column++) {
        const char *cell = sr_cell(rows, at, column);
        *texts[column] = sr_arena_copy(&registry->arena, cell, strlen(cell));
        if (!*texts[column])
            return false;
    }
    row->position = number(rows, at, column++);
    row->milliseconds = number(rows, at, column++);
    row->segments_done = (unsigned)number(rows, at, column++);
    row->segments_total = (unsigned)number(rows, at, column++);
    row->success = flag(rows, at, column++);
    row->down = flag(rows, at, column++);
    row->begun = flag(rows, at, column++);
    return true;
}

// The epoch is read before the rows: a change in between then shows as a stale epoch.
static SchemacCode load_epoch(SrRegistry *registry, SchemacError *error)
{
    SrRows rows = {0};
    SchemacCode code = query(registry->db, "SELECT epoch, format FROM {}runner", NULL, 0, &rows, error);
    if (!code && rows.rows != 1)
        code = sr_fail(error, SCHEMAC_SQL_FAILED, "the registry is damaged: no row in its runner table");
    else if (!code && number(&rows, 0, 1) != REGISTRY_FORMAT)
        code = sr_fail(error, SCHEMAC_BAD_INPUT, "the registry has format %s, this program knows %d",
                       sr_cell(&rows, 0, 1), REGISTRY_FORMAT);
    if (!code)
        registry->epoch = number(&rows, 0, 0);
    sr_rows_free(&rows);
    return code;
}

static SchemacCode load_rows(SrRegistry *registry, SchemacError *error)
{
    SrText sql = {0};
    SrRows rows = {0};
    sr_text_puts(&sql, "SELECT version, name, description, checksum, from_hash, to_hash, applied_by, ");
    sr_text_puts(&sql, registry->db->driver->words.time_text);
    sr_text_puts(&sql, ", coalesce(error, ''), position, milliseconds, segments_done, segments_total,"
                       " CASE WHEN success THEN 1 ELSE 0 END,"
                       " CASE WHEN direction = 'down' THEN 1 ELSE 0 END,"
                       " CASE WHEN begun THEN 1 ELSE 0 END"
                       " FROM {}migration ORDER BY position");
    SchemacCode code =
        sql.failed ? sr_fail_memory(error) : query(registry->db, sql.bytes, NULL, 0, &rows, error);
    for (size_t i = 0; !code && i < rows.rows; i++)
        if (!copy_row(registry, &rows, i))
            code = sr_fail_memory(error);
    sr_rows_free(&rows);
    sr_text_free(&sql);
    return code;
}

SchemacCode sr_registry_load(SrRegistry *registry, SchemacDb *db, SchemacError *error)
{
    SrRows rows = {0};
    *registry = (SrRegistry){.db = db};
    SchemacCode code = db->driver->query(db->link, db->driver->words.exists, NULL, 0, &rows, error);
    registry->exists = !code && rows.rows && flag(&rows, 0, 0);
    sr_rows_free(&rows);
    if (!code && registry->exists)
        code = load_epoch(registry, error);
    if (!code && registry->exists)
        code = load_rows(registry, error);
    return code;
}

void sr_registry_free(SrRegistry *registry)
{
    sr_arena_free(&registry->arena);
    *registry = (SrRegistry){0};
}

// ---- rows in memory

SrRow *sr_registry_find(const SrRegistry *registry, const char *version)
{
    for (size_t i = registry->count; i-- > 0;)
        if (!strcmp(registry->rows[i].version, version))
            return &registry->rows[i];
    return NULL;
}

SrRow *sr_registry_newest(const SrRegistry *registry)
{
    for (size_t i = registry->count; i-- > 0;)
        if (registry->rows[i].begun)
            return &registry->rows[i];
    return NULL;
}

SrRow *sr_registry_interrupted(const SrRegistry *registry)
{
    SrRow *row = sr_registry_newest(registry);
    return row && !row->success ? row : NULL;
}

const char *sr_registry_hash(const SrRegistry *registry)
{
    for (size_t i = registry->count; i-- > 0;)
        if (registry->rows[i].success)
            return registry->rows[i].to_hash;
    return NULL;
}

bool sr_registry_describe(SrRegistry *registry, SrRow *row, const SrFile *file)
{
    const char *const texts[] = {file->version,  file->name,      file->description,
                                 file->checksum, file->from_hash, file->to_hash};
    const char **fields[] = {&row->version,  &row->name,      &row->description,
                             &row->checksum, &row->from_hash, &row->to_hash};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *fields[i] = sr_arena_copy(&registry->arena, texts[i], strlen(texts[i]));
        if (!*fields[i])
            return false;
    }
    return true;
}

SrRow *sr_registry_row(SrRegistry *registry, const SrFile *file)
{
    SrRow *row = sr_registry_find(registry, file->version);
    if (row && row->begun)
        return row;
    if (row)
        sr_registry_forget(registry, row);
    int64_t last = registry->count ? registry->rows[registry->count - 1].position : 0;
    row = new_row(registry);
    if (!row)
        return NULL;
    *row = (SrRow){.position = last + 1, .applied_by = "", .applied_at = "", .error = ""};
    if (sr_registry_describe(registry, row, file))
        return row;
    registry->count--;
    return NULL;
}

void sr_registry_forget(SrRegistry *registry, SrRow *row)
{
    size_t at = (size_t)(row - registry->rows);
    registry->count--;
    memmove(row, row + 1, (registry->count - at) * sizeof *row);
}

// ---- the epoch

static void print_number(char buffer[24], int64_t value)
{
    snprintf(buffer, 24, "%" PRId64, value);
}

static SchemacCode read_runner(SrRegistry *registry, const char *sql, SrRows *rows, SchemacError *error)
{
    SchemacCode code = query(registry->db, sql, NULL, 0, rows, error);
    if (!code && (rows->rows != 1 || rows->columns != 2))
        code = sr_fail(error, SCHEMAC_SQL_FAILED, "the registry is damaged: no row in its runner table");
    return code;
}

SchemacCode sr_registry_take(SrRegistry *registry, SchemacError *error)
{
    SrRows former = {0}, mine = {0}, epoch = {0};
    const SrDriver *driver = registry->db->driver;
    if (!driver->session_lock)
        return SCHEMAC_OK;
    SchemacCode code = read_runner(registry, "SELECT process, started FROM {}runner", &former, error);
    if (!code && *sr_cell(&former, 0, 0))
        code = driver->evict(registry->db->link, sr_cell(&former, 0, 0), sr_cell(&former, 0, 1), error);
    if (!code)
        code = read_runner(registry, driver->words.runner, &mine, error);
    if (!code) {
        const char *params[] = {sr_cell(&mine, 0, 0), sr_cell(&mine, 0, 1)};
        code = query(registry->db,
                     "UPDATE {}runner SET epoch = epoch + 1, process = $1, started = $2 RETURNING epoch",
                     params, 2, &epoch, error);
    }
    if (!code)
        registry->epoch = number(&epoch, 0, 0);
    sr_rows_free(&former);
    sr_rows_free(&mine);
    sr_rows_free(&epoch);
    return code;
}

void sr_registry_release(SrRegistry *registry)
{
    SchemacError ignored;
    char epoch[24];
    if (!registry->db->driver->session_lock)
        return;
    print_number(epoch, registry->epoch);
    const char *params[] = {epoch};
    query(registry->db, "UPDATE {}runner SET process = NULL, started = NULL WHERE epoch = $1", params, 1,
          NULL, &ignored);
}

static SchemacCode expect_epoch(SrRegistry *registry, const char *sql, SchemacError *error)
{
    SrRows rows = {0};
    char epoch[24];
    print_number(epoch, registry->epoch);
    const char *params[] = {epoch};
    SchemacCode code = query(registry->db, sql, params, 1, &rows, error);
    if (!code && rows.rows != 1)
        code = sr_fail(error, SCHEMAC_FENCED, "another runner took over; this one has stopped");
    sr_rows_free(&rows);
    return code;
}

SchemacCode sr_registry_fence(SrRegistry *registry, SchemacError *error)
{
    return expect_epoch(registry, "UPDATE {}runner SET epoch = epoch + 1 WHERE epoch = $1 RETURNING epoch",
                        error);
}

SchemacCode sr_registry_look(SrRegistry *registry, SchemacError *error)
{
    return expect_epoch(registry, "SELECT epoch FROM {}runner WHERE epoch = $1", error);
}

// ---- writing

SchemacCode sr_registry_save(SrRegistry *registry, const SrRow *row, const SrFile *up, const SrFile *down,
                             const char *applied_by, SchemacError *error)
{
    char position[24], milliseconds[24], done[24], total[24];
    print_number(position, row->position);
    print_number(milliseconds, row->milliseconds);
    print_number(done, row->segments_done);
    print_number(total, row->segments_total);
    const char *params[] = {
        row->version,
        position,
        row->name,
        row->description,
        row->checksum,
        row->from_hash,
        row->to_hash,
        applied_by ? applied_by : "",
        milliseconds,
        row->success ? "1" : "0",
        row->begun ? "1" : "0",
        *row->error ? row->error : NULL,
        done,
        total,
        up->text,
        down ? down->text : NULL,
    };
    SrText sql = {0};
    sr_text_printf(
        &sql,
        "INSERT INTO {}migration (version, position, name, description, checksum, from_hash, to_hash,"
        " applied_by, milliseconds, success, begun, error, segments_done, segments_total,"
        " up_sql, down_sql, direction, applied_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce(nullif($8, ''), %s), $9, $10 = '1', $11 = '1',"
        " $12, $13, $14, $15, $16, 'up', %s) ON CONFLICT (version) DO UPDATE SET"
        " position = excluded.position, name = excluded.name, description = excluded.description,"
        " checksum = excluded.checksum, from_hash = excluded.from_hash, to_hash = excluded.to_hash,"
        " applied_by = excluded.applied_by, milliseconds = excluded.milliseconds,"
        " success = excluded.success, begun = excluded.begun, error = excluded.error,"
        " segments_done = excluded.segments_done, segments_total = excluded.segments_total,"
        " up_sql = excluded.up_sql, down_sql = excluded.down_sql, direction = 'up',"
        " applied_at = excluded.applied_at",
        registry->db->driver->words.user, registry->db->driver->words.now);
    SchemacCode code =
        sql.failed ? sr_fail_memory(error)
                   : query(registry->db, sql.bytes, params, sizeof params / sizeof params[0], NULL, error);
    sr_text_free(&sql);
    return code;
}

SchemacCode sr_registry_progress(SrRegistry *registry, const SrRow *row, SchemacError *error)
{
    char milliseconds[24], done[24], total[24];
    print_number(milliseconds, row->milliseconds);
    print_number(done, row->segments_done);
    print_number(total, row->segments_total);
    const char *params[] = {
        row->down ? "down" : "up",
        row->success ? "1" : "0",
        row->begun ? "1" : "0",
        *row->error ? row->error : NULL,
        done,
        total,
        milliseconds,
        row->version,
    };
    SrText sql = {0};
    sr_text_printf(&sql,
                   "UPDATE {}migration SET direction = $1, success = $2 = '1', begun = $3 = '1',"
                   " error = $4, segments_done = $5, segments_total = $6, milliseconds = $7,"
                   " applied_at = %s WHERE version = $8",
                   registry->db->driver->words.now);
    SchemacCode code =
        sql.failed ? sr_fail_memory(error)
                   : query(registry->db, sql.bytes, params, sizeof params / sizeof params[0], NULL, error);
    sr_text_free(&sql);
    return code;
}

SchemacCode sr_registry_delete(SrRegistry *registry, const SrRow *row, SchemacError *error)
{
    const char *params[] = {row->version};
    return query(registry->db, "DELETE FROM {}migration WHERE version = $1", params, 1, NULL, error);
}

SchemacCode sr_registry_event(SrRegistry *registry, const char *version, const char *kind,
                              const char *message, SchemacError *error)
{
    const char *params[] = {version, kind, message};
    return query(registry->db, "INSERT INTO {}event (version, kind, message) VALUES ($1, $2, $3)", params, 3,
                 NULL, error);
}

SchemacCode sr_registry_sql(SrRegistry *registry, const SrRow *row, bool down, SrFile *file,
                            SchemacError *error)
{
    SrRows rows = {0};
    SrText path = {0};
    const char *params[] = {row->version};
    *file = (SrFile){0};
    SchemacCode code = query(registry->db, "SELECT up_sql, down_sql FROM {}migration WHERE version = $1",
                             params, 1, &rows, error);
    const char *text = !code && rows.rows ? rows.cells[down ? 1 : 0] : NULL;
    sr_text_printf(&path, "registry:%s.%s.sql", row->version, down ? "down" : "up");
    if (!code && !text)
        code = sr_fail(error, SCHEMAC_REFUSED_IRREVERSIBLE, "no way back from %s is in the registry",
                       row->version);
    else if (!code)
        code = sr_file_parse(file, sr_text_string(&path), text, strlen(text), error);
    sr_text_free(&path);
    sr_rows_free(&rows);
    return code;
}
