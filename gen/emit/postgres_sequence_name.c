// SPDX-License-Identifier: MIT
// Names of the sequences of serial and identity columns.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

void pg_serial_sequence(Text *out, const char *table, const char *column)
{
    text_puts(out, "pg_get_serial_sequence(");
    sql_literal(out, table, strlen(table));
    text_puts(out, ", ");
    sql_literal(out, column, strlen(column));
    text_puts(out, ")");
}

void pg_sequence_now(const Emit *emit, const Object *column)
{
    Text table = {0};
    sql_path(emit, &table, column->parent);
    pg_serial_sequence(emit->out, text_string(&table), name_now(emit, column));
    text_free(&table);
}

static const char *passage(const Emit *emit, const Object *old)
{
    const char *parts[] = {object_schema(old)->name->text, old->parent->name->text, old->name->text};
    uint64_t hash = 0;
    for (size_t at = 0; at < sizeof parts / sizeof *parts; at++)
        hash = hash_bytes(hash, parts[at], strlen(parts[at]) + 1);
    return arena_print(emit->arena, "schemac_seq_%08x", (unsigned)hash);
}

// Of two steps the one before the renames ends at the name of passage, of one alone none does.
static bool ends_in_passage(const Emit *emit)
{
    return emit->step->rank == RANK_PARK_SEQUENCE ? !emit->down : emit->down && emit->step->parked;
}

// Found by the column it belongs to, whatever it is called by now.
void pg_name_sequence(Emit *emit)
{
    const Object *old = emit->step->from, *new = emit->step->to ? emit->step->to : old;
    const Object *table = match_new(&emit->changes->match, old->parent);
    const char *said;
    char name[NAME_BYTES + 1];
    if (emit->down)
        column_sequence(name, AS(Column, old), old->parent->name->text, old->name->text);
    else
        column_sequence(name, AS(Column, new), table->name->text, new->name->text);
    said = ends_in_passage(emit) ? passage(emit, old) : name;
    PUT(emit, "DO $schemac$ BEGIN EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', ");
    pg_sequence_now(emit, old);
    PUT(emit, ", ");
    sql_literal(emit->out, said, strlen(said));
    PUT(emit, "); END $schemac$;\n");
}
