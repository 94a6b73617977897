// SPDX-License-Identifier: MIT
#include "driver_postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sr_postgres_mask(char *text, const char *secret)
{
    size_t length = secret ? strlen(secret) : 0;
    if (!length)
        return;
    for (char *at = strstr(text, secret); at; at = strstr(at + length, secret))
        memset(at, '*', length);
}

static const char *field(const SrLink *link, const PGresult *result, int code)
{
    const char *text = link->pq.resultErrorField(result, code);
    return text ? text : "";
}

static void describe(const SrLink *link, const PGresult *result, SchemacError *error)
{
    const char *primary = field(link, result, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail = field(link, result, PG_DIAG_MESSAGE_DETAIL);
    const char *hint = field(link, result, PG_DIAG_MESSAGE_HINT);
    snprintf(error->sqlstate, sizeof error->sqlstate, "%s", field(link, result, PG_DIAG_SQLSTATE));
    snprintf(error->message, sizeof error->message, "%s%s%s%s%s", primary, *detail ? "\ndetail: " : "",
             detail, *hint ? "\nhint: " : "", hint);
}

static void describe_connection(SrLink *link, SchemacError *error)
{
    const char *text = link->pq.errorMessage(link->connection);
    size_t length = strcspn(text, "\n");
    snprintf(error->message, sizeof error->message, "%.*s", (int)length, text);
}

SchemacCode sr_postgres_fail(SrLink *link, const PGresult *result, SchemacError *error)
{
    const char *state = field(link, result, PG_DIAG_SQLSTATE);
    error->sqlstate[0] = '\0';
    if (*state)
        describe(link, result, error);
    else
        describe_connection(link, error);
    sr_postgres_mask(error->message, link->pq.pass(link->connection));
    error->code = SCHEMAC_SQL_FAILED;
    if (link->pq.status(link->connection) != CONNECTION_OK)
        error->code = SCHEMAC_NO_CONNECTION;
    else if (!strcmp(state, "55P03") || !strcmp(state, "40P01"))
        error->code = SCHEMAC_LOCKED;
    return error->code;
}

static SchemacCode take_rows(const SrLink *link, const PGresult *result, SrRows *rows, SchemacError *error)
{
    size_t count = (size_t)link->pq.ntuples(result), columns = (size_t)link->pq.nfields(result);
    *rows = (SrRows){.rows = count, .columns = columns};
    rows->cells = sr_arena_take(&rows->arena, (count * columns + 1) * sizeof *rows->cells);
    if (!rows->cells)
        return sr_fail_memory(error);
    for (size_t i = 0; i < count * columns; i++) {
        int row = (int)(i / columns), column = (int)(i % columns);
        if (link->pq.getisnull(result, row, column))
            continue;
        rows->cells[i] = sr_arena_copy(&rows->arena, link->pq.getvalue(result, row, column),
                                       (size_t)link->pq.getlength(result, row, column));
        if (!rows->cells[i])
            return sr_fail_memory(error);
    }
    return SCHEMAC_OK;
}

SchemacCode sr_postgres_query(SrLink *link, const char *sql, const char *const *params, size_t count,
                              SrRows *rows, SchemacError *error)
{
    PGresult *result = link->pq.execParams(link->connection, sql, (int)count, NULL, params, NULL, NULL, 0);
    ExecStatusType status = link->pq.resultStatus(result);
    SchemacCode code = SCHEMAC_OK;
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        code = sr_postgres_fail(link, result, error);
    else if (rows)
        code = take_rows(link, result, rows, error);
    link->pq.clear(result);
    return code;
}

SchemacCode sr_postgres_simple(SrLink *link, const char *sql, SchemacError *error)
{
    return sr_postgres_query(link, sql, NULL, 0, NULL, error);
}

// The server counts characters from 1, the script bytes from 0.
static long byte_position(const char *text, const char *characters)
{
    long left = strtol(characters, NULL, 10) - 1;
    const char *at = text;
    for (; *at && left > 0; left--)
        for (at++; ((unsigned char)*at & 0xc0) == 0x80; at++)
            ;
    return *characters ? (long)(at - text) : -1;
}

static void end_copy(SrLink *link, ExecStatusType status)
{
    char *row;
    if (status == PGRES_COPY_IN)
        link->pq.putCopyEnd(link->connection, "a migration cannot read from standard input");
    while (status == PGRES_COPY_OUT && link->pq.getCopyData(link->connection, &row, 0) > 0)
        link->pq.freemem(row);
}

// Every result is taken, also after an error: the connection is of use again only then.
static SchemacCode take_results(SrLink *link, const char *text, SrScript *script, SchemacError *error)
{
    SchemacCode code = SCHEMAC_OK;
    PGresult *result;
    while ((result = link->pq.getResult(link->connection))) {
        ExecStatusType status = link->pq.resultStatus(result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
            end_copy(link, status);
        } else if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            if (script->done)
                script->done(script->context, 0);
        } else if (status != PGRES_EMPTY_QUERY && !code) {
            script->position = byte_position(text, field(link, result, PG_DIAG_STATEMENT_POSITION));
            code = sr_postgres_fail(link, result, error);
        }
        link->pq.clear(result);
        if (link->pq.status(link->connection) == CONNECTION_BAD)
            break;
    }
    return code;
}

SchemacCode sr_postgres_run(SrLink *link, SrScript *script, SchemacError *error)
{
    char *text = malloc(script->length + 1);
    SchemacCode code;
    if (!text)
        return sr_fail_memory(error);
    memcpy(text, script->text, script->length);
    text[script->length] = '\0';
    if (link->pq.sendQuery(link->connection, text))
        code = take_results(link, text, script, error);
    else
        code = sr_postgres_fail(link, NULL, error);
    free(text);
    return code;
}
