// SPDX-License-Identifier: MIT
// Queries of the program itself: what a driver answers, as the public header shows it.
#include "driver.h"

#include <stdlib.h>
#include <string.h>

// Fills in `rows`, by `sql` or, when that is NULL, by what the driver was sent.
static SchemacCode take(SchemacDb *db, const char *sql, SchemacRows *rows, SchemacError *error)
{
    *rows = (SchemacRows){0};
    SrRows *owner = calloc(1, sizeof *owner);
    if (!owner)
        return sr_fail_memory(error);
    SchemacCode code = sql ? db->driver->query(db->link, sql, NULL, 0, owner, error)
                           : db->driver->receive(db->link, owner, error);
    *rows =
        (SchemacRows){.rows = owner->rows, .columns = owner->columns, .cells = owner->cells, .owner = owner};
    if (code)
        schemac_rows_free(rows);
    return code;
}

SchemacCode schemac_query(SchemacDb *db, const char *sql, SchemacRows *rows, SchemacError *error)
{
    sr_error_clear(error);
    return take(db, sql, rows, error);
}

SchemacCode schemac_send(SchemacDb *db, const char *sql, SchemacError *error)
{
    sr_error_clear(error);
    if (db->driver->send)
        return db->driver->send(db->link, sql, error);
    free(db->sent);
    db->sent = strdup(sql);
    return db->sent ? SCHEMAC_OK : sr_fail_memory(error);
}

SchemacCode schemac_receive(SchemacDb *db, SchemacRows *rows, SchemacError *error)
{
    sr_error_clear(error);
    if (!db->sent && !db->driver->receive) {
        *rows = (SchemacRows){0};
        return sr_fail(error, SCHEMAC_BAD_INPUT, "schemac_receive: nothing was sent");
    }
    SchemacCode code = take(db, db->sent, rows, error);
    free(db->sent);
    db->sent = NULL;
    return code;
}

void schemac_rows_free(SchemacRows *rows)
{
    SrRows *owner = rows->owner;
    if (owner) {
        sr_rows_free(owner);
        free(owner);
    }
    *rows = (SchemacRows){0};
}
