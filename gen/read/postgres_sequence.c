// SPDX-License-Identifier: MIT
// Extensions, and sequences: those that serial columns bring along are no things of their own.
#include <ctype.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/postgres.h"

bool read_take_extension(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadExtension *extension =
        READ_ADD(catalogue->arena, ReadExtension, &catalogue->extensions, &catalogue->last_extension);
    extension->schema = row_keep(pg, row, 0);
    extension->name = row_keep(pg, row, 1);
    extension->comment = row_keep(pg, row, 2);
    extension->version = row_keep(pg, row, 3);
    return true;
}

// As the server makes it up: TABLE_COLUMN_seq, with a number when that is taken.
static bool is_made_up(const ReadSequence *sequence)
{
    char made[NAME_BYTES + 1];
    name_join(made, sequence->owner->name, sequence->column->name, "seq");
    size_t length = strlen(made);
    const char *rest = sequence->name + length;
    return !strncmp(made, sequence->name, length) && !rest[strspn(rest, "0123456789")];
}

// Is it all that a serial column has without a word, and no more?
static bool is_serial(const ReadSequence *sequence, const char *next)
{
    const ReadColumn *column = sequence->column;
    return column && column->default_ && !strcmp(column->default_, next) && is_made_up(sequence) &&
           !strcmp(sequence->schema, sequence->owner->schema) && !sequence->comment && !column->type.name &&
           column->type.built_in.id == sequence->type.built_in.id && !sequence->increment &&
           !sequence->minimum && !sequence->maximum && !sequence->start && !sequence->cache &&
           !sequence->cycle;
}

static bool is_logged_like_table(const PgRow *row, const ReadSequence *sequence)
{
    return !row_bool(row, 17) || sequence->unlogged == sequence->owner->unlogged;
}

static void take_identity(ReadColumn *column, const ReadSequence *sequence)
{
    column->increment = sequence->increment;
    column->minimum = sequence->minimum;
    column->maximum = sequence->maximum;
    column->start = sequence->start;
    column->cache = sequence->cache;
    column->cycle = sequence->cycle;
    column->sequence = is_made_up(sequence) ? NULL : sequence->name;
}

bool read_take_sequence(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    const char *name;
    ReadSequence made = {.schema = row_keep(pg, row, 0),
                         .name = row_keep(pg, row, 1),
                         .comment = row_keep(pg, row, 2),
                         .increment = row_keep(pg, row, 4),
                         .minimum = row_keep(pg, row, 5),
                         .maximum = row_keep(pg, row, 6),
                         .start = row_keep(pg, row, 7),
                         .cache = row_keep(pg, row, 8),
                         .cycle = row_bool(row, 9),
                         .unlogged = row_bool(row, 16)};
    read_type(pg, row_oid(row, 3), -1, 0, &made.type, &name);
    if (row_oid(row, 10)) {
        const PgTable *owner = list_find(&pg->tables, row_oid(row, 10));
        ReadColumn *column = owner ? table_column(owner, row_number(row, 11)) : NULL;
        if (!column)
            return true; // goes with what is told to be missing
        made.owner = owner->table;
        made.column = column;
        if (row_bool(row, 13)) {
            if (*row_text(row, 15))
                read_note(catalogue, "sequence options", "%s", row_text(row, 15));
            take_identity(column, &made);
            return true;
        }
        if (is_serial(&made, row_text(row, 12)) && is_logged_like_table(row, &made)) {
            column->type.built_in.id = (uint8_t)(column->type.built_in.id - TYPE_INT2 + TYPE_SERIAL2);
            column->serial = true;
            column->default_ = NULL;
            return true;
        }
    }
    if (made.type.built_in.id == TYPE_INT8)
        made.type.built_in.id = TYPE_NONE;
    ReadSequence *kept =
        READ_ADD(catalogue->arena, ReadSequence, &catalogue->sequences, &catalogue->last_sequence);
    *kept = made;
    *(PgSequence *)list_new(pg, &pg->sequences, row, sizeof(PgSequence)) =
        (PgSequence){row_oid(row, 14), kept};
    return true;
}
