// SPDX-License-Identifier: MIT
#include "driver.h"

#include <stdlib.h>

const char *sr_cell(const SrRows *rows, size_t row, size_t column)
{
    const char *cell = rows->cells[row * rows->columns + column];
    return cell ? cell : "";
}

void sr_rows_free(SrRows *rows)
{
    sr_arena_free(&rows->arena);
    *rows = (SrRows){0};
}

SchemacCode sr_db_new(const SrDriver *driver, SrLink *link, SchemacDb **out, SchemacError *error)
{
    *out = malloc(sizeof **out);
    if (!*out) {
        driver->close(link);
        return sr_fail_memory(error);
    }
    **out = (SchemacDb){.driver = driver, .link = link};
    return SCHEMAC_OK;
}

void schemac_close(SchemacDb *db)
{
    if (!db)
        return;
    db->driver->close(db->link);
    free(db);
}
