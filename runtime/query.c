// SPDX-License-Identifier: MIT
// Queries of the program itself: what a driver answers, as the public header shows it.
#include "driver.h"

#include <stdlib.h>

SchemacCode schemac_query(SchemacDb *db, const char *sql, SchemacRows *rows, SchemacError *error)
{
    sr_error_clear(error);
    *rows = (SchemacRows){0};
    SrRows *owner = calloc(1, sizeof *owner);
    if (!owner)
        return sr_fail_memory(error);
    SchemacCode code = db->driver->query(db->link, sql, NULL, 0, owner, error);
    *rows =
        (SchemacRows){.rows = owner->rows, .columns = owner->columns, .cells = owner->cells, .owner = owner};
    if (code)
        schemac_rows_free(rows);
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
