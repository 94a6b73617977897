// SPDX-License-Identifier: MIT
// Columns that cease to be generated keep their values.
#include "gen/emit/postgres.h"

// One that is virtual has none: another takes its place, and has all that it had.
static void hold_values(Emit *emit, const Column *column)
{
    const Object *object = &column->object;
    const char *fresh = pg_fresh_name(emit, object);
    pg_alter_table(emit, object->parent);
    PUT(emit, "ADD COLUMN ");
    sql_ident(emit->out, fresh);
    PUT(emit, " ");
    pg_type(emit, emit->out, column->type);
    sql_collate(emit->out, column_rare(column)->collation);
    PUT(emit, ";\nUPDATE ");
    sql_path(emit, emit->out, object->parent);
    PUT(emit, " SET ");
    sql_ident(emit->out, fresh);
    PUT(emit, " = ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, ";\n");
    pg_replace_column(emit, object, fresh);
    if (!column->nullable) {
        pg_alter_table(emit, object->parent);
        pg_add_not_null(emit, column);
        pg_end_not_null(emit, column);
    }
    pg_column_storage(emit, NULL, column);
    pg_beside(emit, object);
}

void pg_end_expression(Emit *emit, const Column *before)
{
    if (before->generated == GENERATED_VIRTUAL) {
        hold_values(emit, before);
        return;
    }
    pg_alter_table(emit, before->object.parent);
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, name_now(emit, &before->object));
    PUT(emit, " DROP EXPRESSION;\n");
}
