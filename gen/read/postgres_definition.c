// SPDX-License-Identifier: MIT
// What has no words of its own: a query each for what lives in schemas, stands on relations, and is the
// database's. The server writes the statements.
#include "gen/read/postgres.h"
#include "gen/read/postgres_sql.h"

enum { OWNER = 5, OID, WHAT, PATH }; // the last three not in all of the queries

static RightsOf rights_of_letter(char letter)
{
    return letter == 'f'   ? RIGHTS_ROUTINE
           : letter == 't' ? RIGHTS_TYPE
           : letter == 'l' ? RIGHTS_LANGUAGE
           : letter == 'w' ? RIGHTS_WRAPPER
           : letter == 'e' ? RIGHTS_SERVER
                           : RIGHTS_OWNED;
}

static ReadDefinition *take(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadDefinition *definition =
        READ_ADD(catalogue->arena, ReadDefinition, &catalogue->definitions, &catalogue->last_definition);
    definition->schema = row_keep(pg, row, 0);
    definition->name = row_keep(pg, row, 1);
    definition->text = row_keep(pg, row, 2);
    definition->comment = row_keep(pg, row, 3);
    const char *owner = row_keep(pg, row, OWNER);
    bool more = row->rows->columns > WHAT;
    definition->of = !owner ? RIGHTS_NONE : more ? rights_of_letter(*row_text(row, WHAT)) : RIGHTS_OWNED;
    definition->path = more ? row_keep(pg, row, PATH) : NULL;
    if (owner && *owner) {
        definition->rights = ARENA_NEW(catalogue->arena, ReadRights);
        definition->rights->owner = owner;
    }
    return definition;
}

// With its number, for its rights.
static void take_into(Pg *pg, PgList *list, const PgRow *row, int oid)
{
    ReadDefinition *made = take(pg, row);
    *(PgDefinition *)list_new(pg, list, row, sizeof(PgDefinition)) =
        (PgDefinition){.oid = row_oid(row, oid), .name = made->name, .made = made};
}

static bool take_definition(Pg *pg, const PgRow *row)
{
    take_into(pg, &pg->defined, row, OID);
    return true;
}

static bool take_plain(Pg *pg, const PgRow *row)
{
    take(pg, row);
    return true;
}

bool read_take_foreign(Pg *pg, const PgRow *row)
{
    take_into(pg, &pg->foreign, row, 4);
    ((PgDefinition *)pg->foreign.at)[pg->foreign.count - 1].made->of = RIGHTS_RELATION;
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

static bool take_of_database(Pg *pg, const PgRow *row)
{
    if (!*row_text(row, WHAT))
        return take_reader(pg, row);
    take_into(pg, &pg->defined_database, row, OID);
    return true;
}

bool read_definitions(Pg *pg)
{
    return (!pg->catalogue->roles || read_each(pg, read_sql_roles, take_plain)) &&
           read_each(pg, read_sql_definitions, take_definition) &&
           read_each(pg, read_sql_definitions_relation, take_reader) &&
           read_each(pg, read_sql_definitions_database, take_of_database) &&
           (!pg->superuser || read_each(pg, read_sql_subscriptions, take_plain));
}
