// SPDX-License-Identifier: MIT
// Columns that cease to be generated keep their values.
#include "gen/emit/postgres.h"

static void put_alter(Emit *emit, const Object *column, const char *does, const char *name)
{
    pg_alter_table(emit, column->parent);
    PUT(emit, does);
    sql_ident(emit->out, name);
}

// One that is virtual has none: another takes its place, and has all that it had.
static void hold_values(Emit *emit, const Column *column)
{
    const Object *object = &column->object;
    const char *name = name_now(emit, object);
    const char *fresh = arena_print(emit->arena, "schemac_new_%.50s", name);
    put_alter(emit, object, "ADD COLUMN ", fresh);
    PUT(emit, " ");
    pg_type(emit, emit->out, column->type);
    sql_collate(emit->out, column_rare(column)->collation);
    PUT(emit, ";\nUPDATE ");
    sql_path(emit, emit->out, object->parent);
    PUT(emit, " SET ");
    sql_ident(emit->out, fresh);
    PUT(emit, " = ");
    sql_ident(emit->out, name);
    PUT(emit, ";\n");
    put_alter(emit, object, "DROP COLUMN ", name);
    PUT(emit, ";\n");
    put_alter(emit, object, "RENAME COLUMN ", fresh);
    PUT(emit, " TO ");
    sql_ident(emit->out, name);
    PUT(emit, ";\n");
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
    put_alter(emit, &before->object, "ALTER COLUMN ", name_now(emit, &before->object));
    PUT(emit, " DROP EXPRESSION;\n");
}
