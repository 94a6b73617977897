// SPDX-License-Identifier: MIT
// Policies. One that names what is not carried is not carried either.
#include <string.h>

#include "gen/read/postgres.h"

static PolicyCommand command_of(char letter)
{
    return letter == 'r'   ? POLICY_SELECT
           : letter == 'a' ? POLICY_INSERT
           : letter == 'w' ? POLICY_UPDATE
           : letter == 'd' ? POLICY_DELETE
                           : POLICY_ALL;
}

// {app,"a \"b\""}, as the server writes an array of names.
static void take_roles(Pg *pg, ReadNames *roles, const char *text)
{
    Text name = {0};
    for (text += *text == '{'; *text && *text != '}'; text += *text == ',') {
        bool quoted = *text == '"';
        text_clear(&name);
        for (text += quoted; *text && (quoted ? *text != '"' : !strchr(",}", *text)); text++) {
            text += *text == '\\';
            text_char(&name, *text);
        }
        text += quoted && *text;
        read_name_add(pg->catalogue->arena, roles,
                      arena_copy(pg->catalogue->arena, text_string(&name), name.length));
    }
    text_free(&name);
}

bool read_take_policy(Pg *pg, const PgRow *row)
{
    const PgTable *table = list_find(&pg->tables, row_oid(row, 0));
    if (!table)
        return true; // an extension's
    ReadPolicy made = {.name = row_keep(pg, row, 1),
                       .command = command_of(*row_text(row, 2)),
                       .restrictive = row_bool(row, 3),
                       .using = row_keep(pg, row, 4),
                       .check = row_keep(pg, row, 5),
                       .comment = row_keep(pg, row, 6)};
    take_roles(pg, &made.roles, row_text(row, 7));
    ReadTable *read = table->table;
    if (table_names_lost(table, made.using) || table_names_lost(table, made.check))
        read_note(pg->catalogue, "policy", "%s on %s.%s: what it names is not carried", made.name,
                  read->schema, read->name);
    else
        *READ_ADD(pg->catalogue->arena, ReadPolicy, &read->policies, &read->last_policy) = made;
    return true;
}
