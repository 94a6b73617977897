// SPDX-License-Identifier: MIT
// NOT NULL in a sequence (--online): a constraint that is made without looking at the rows, the look at them
// under a weak lock, and then, before PostgreSQL 18, SET NOT NULL, which trusts a valid check.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

static bool is_constraint(const Emit *emit)
{
    return emit->plan->options.target >= 18;
}

// From 18 on the name that SET NOT NULL gives. The check is gone soon; the names of two columns that would be
// cut must not be alike.
static void put_name(const Emit *emit, const Object *column)
{
    char name[NAME_BYTES + 1];
    const char *own = name_now(emit, column), *said = own;
    if (strlen(own) > NAME_BYTES - strlen("schemac__not_null"))
        said = arena_print(emit->arena, "%08x", (unsigned)hash_bytes(0, own, strlen(own)));
    if (!is_constraint(emit))
        name_join(name, "schemac", said, "not_null");
    sql_ident(emit->out, is_constraint(emit) ? pg_not_null_name(emit, AS(const Column, column)) : name);
}

void pg_require(Emit *emit)
{
    const Object *column = emit->step->to;
    pg_alter_table(emit, column->parent);
    PUT(emit, "ADD CONSTRAINT ");
    put_name(emit, column);
    PUT(emit, " CHECK (");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, " IS NOT NULL) NOT VALID;\n");
}

void pg_validate(Emit *emit)
{
    const Object *object = emit->step->to;
    pg_alter_table(emit, object->parent);
    PUT(emit, "VALIDATE CONSTRAINT ");
    if (object->kind == KIND_COLUMN)
        put_name(emit, object);
    else
        sql_ident(emit->out, name_now(emit, object));
    PUT(emit, ";\n");
}

// Two statements: in one the check would be gone when SET NOT NULL looks for it, and the rows be read again.
void pg_set_not_null(Emit *emit, const Column *column)
{
    const Object *object = &column->object;
    pg_alter_table(emit, object->parent);
    if (is_constraint(emit)) {
        PUT(emit, "ADD CONSTRAINT ");
        put_name(emit, object);
        PUT(emit, " NOT NULL ");
        sql_ident(emit->out, name_now(emit, object));
        PUT(emit, column_more(column)->not_null_alone ? " NO INHERIT NOT VALID" : " NOT VALID");
        pg_end_not_null(emit, column);
        return;
    }
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " SET NOT NULL;\n");
    pg_alter_table(emit, object->parent);
    PUT(emit, "DROP CONSTRAINT ");
    put_name(emit, object);
    PUT(emit, ";\n");
}
