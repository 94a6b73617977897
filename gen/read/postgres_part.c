// SPDX-License-Identifier: MIT
// Partitions, and tables that inherit.
#include <stdlib.h>
#include <string.h>

#include "gen/read/bounds.h"
#include "gen/read/postgres.h"

bool read_take_parent(Pg *pg, const PgRow *row)
{
    PgTable *found = list_find(&pg->tables, row_oid(row, 0)), *of = list_find(&pg->tables, row_oid(row, 1));
    if (!found || !of)
        return true;
    ReadTable *table = found->table;
    if (row_bool(row, 2)) {
        table->part_of = of->table;
        table->bounds = read_bounds(pg->catalogue->arena, row_text(row, 3));
        return true;
    }
    read_parent_add(pg->catalogue->arena, table, of->table);
    return true;
}

bool read_take_partitioned(Pg *pg, const PgRow *row)
{
    const PgTable *found = list_find(&pg->tables, row_oid(row, 0));
    const char *keys = row_text(row, 2), *classes = row_text(row, 3), *collations = row_text(row, 4);
    const char *expressions = row_text(row, 5);
    long key, class = 0, collation = 0;
    if (!found)
        return true;
    ReadTable *table = found->table;
    table->strategy = *row_text(row, 1) == 'r'   ? STRATEGY_RANGE
                      : *row_text(row, 1) == 'l' ? STRATEGY_LIST
                                                 : STRATEGY_HASH;
    table->key = ARENA_ARRAY(pg->catalogue->arena, ReadElement, strlen(keys) + 1);
    while (list_next(&keys, &key)) {
        ReadElement *element = &table->key[table->key_count++];
        const ReadColumn *column = table_column(found, key);
        list_next(&classes, &class);
        list_next(&collations, &collation);
        element->column = column ? column->name : NULL;
        element->expression = key ? NULL : read_next_expression(pg, &expressions);
        element->class = list_name(&pg->opclasses, (uint32_t) class);
        element->collation = list_name(&pg->collations, (uint32_t)collation);
        if (key && !column) {
            read_note(pg->catalogue, "partitioned table", "%s.%s: a column of its key is not carried",
                      table->schema, table->name);
            table->strategy = STRATEGY_NONE;
            return true;
        }
    }
    return true;
}
