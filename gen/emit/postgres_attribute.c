// SPDX-License-Identifier: MIT
// What columns hold of an attribute that goes: put aside by row, as the values of a column are.
#include "gen/emit/postgres.h"

static const char *plain_cast(const Attribute *attribute)
{
    const Column like = {.type = attribute->type};
    return pg_plain_cast(&like.object);
}

static void put_aside(Emit *emit, const Object *column, const Object *attribute)
{
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, column, attribute->name->text);
    PUT(emit, " AS SELECT ");
    pg_row_list(emit, column, NULL);
    PUT(emit, ", (");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, ").");
    sql_ident(emit->out, attribute->name->text);
    text_printf(emit->out, "%s AS value FROM ", plain_cast(AS(const Attribute, attribute)));
    sql_path(emit, emit->out, column->parent);
    PUT(emit, ";\n");
}

static void bring_back(Emit *emit, const Object *column, const Object *attribute)
{
    PUT(emit, "UPDATE ");
    sql_path(emit, emit->out, column->parent);
    PUT(emit, " AS t SET ");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, ".");
    sql_ident(emit->out, attribute->name->text);
    PUT(emit, " = s.value");
    if (*plain_cast(AS(const Attribute, attribute))) {
        PUT(emit, "::");
        pg_type(emit, emit->out, AS(const Attribute, attribute)->type);
    }
    pg_from_stash(emit, column, attribute->name->text, NULL);
    PUT(emit, " AND t.");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, " IS DISTINCT FROM NULL;\n"); // a row of nulls is no null
    sql_drop_stash(emit, column, attribute->name->text);
}

void pg_lost_attribute(Emit *emit, const Object *column, const Object *attribute)
{
    if (AS(const Column, column)->type->dims || emit->plan->options.drops == DROPS_DISCARD)
        return;
    (emit->down ? bring_back : put_aside)(emit, column, attribute);
}

void pg_lost_attributes(Emit *emit, const Object *column)
{
    const Type *type = AS(const Column, column)->type;
    if (!pg_is_composite(type) || !match_new(&emit->changes->match, type->user))
        return;
    for (const Object *child = object_first(type->user); child; child = child->next)
        if (!match_new(&emit->changes->match, child))
            pg_lost_attribute(emit, column, child);
}
