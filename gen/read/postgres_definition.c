// SPDX-License-Identifier: MIT
// What has no words of its own: a query each for what lives in schemas, stands on relations, and is the
// database's. The server writes the statements.
#include "gen/read/postgres.h"
#include "gen/read/postgres_sql.h"

static ReadDefinition *take(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadDefinition *definition =
        READ_ADD(catalogue->arena, ReadDefinition, &catalogue->definitions, &catalogue->last_definition);
    definition->schema = row_keep(pg, row, 0);
    definition->name = row_keep(pg, row, 1);
    definition->text = row_keep(pg, row, 2);
    definition->comment = row_keep(pg, row, 3);
    const char *owner = row_keep(pg, row, 5);
    definition->owned = owner != NULL;
    if (owner && *owner) {
        definition->rights = ARENA_NEW(catalogue->arena, ReadRights);
        definition->rights->owner = owner;
    }
    return definition;
}

static bool take_definition(Pg *pg, const PgRow *row)
{
    take(pg, row);
    return true;
}

bool read_take_foreign(Pg *pg, const PgRow *row)
{
    *(PgName *)list_new(pg, &pg->foreign, row, sizeof(PgName)) =
        (PgName){row_oid(row, 4), take(pg, row)->name};
    return true;
}

static bool reads_lost(const Pg *pg, const char *relations)
{
    long number;
    while (list_next(&relations, &number))
        if (!read_is_carried(pg, (uint32_t)number, 0))
            return true;
    return false;
}

// Of what is not carried there can be no rule, statistics or publication either.
static bool take_reader(Pg *pg, const PgRow *row)
{
    if (reads_lost(pg, row_text(row, 4)))
        read_note(pg->catalogue, "statement", "%s: what it reads is not carried", row_text(row, 1));
    else
        take(pg, row);
    return true;
}

bool read_definitions(Pg *pg)
{
    return read_each(pg, read_sql_definitions, take_definition) &&
           read_each(pg, read_sql_definitions_relation, take_reader) &&
           read_each(pg, read_sql_definitions_database, take_reader) &&
           (!pg->superuser || read_each(pg, read_sql_subscriptions, take_definition));
}
