// SPDX-License-Identifier: MIT
// A view that is made anew keeps what the schema does not state: its owner, its grants (of columns too),
// and the options, defaults and comments of which neither the old schema nor the new one says anything.
// They are read from the catalogue before the drop and given back after the create, by the SQL of
// gen/emit/postgres/.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/emit/postgres_sql.h"

static const Object *other_end(const Emit *emit, const Object *view)
{
    const Model *from = emit->changes->from;
    bool old = model_has(from, view);
    return old ? match_new(&emit->changes->match, view) : match_old(&emit->changes->match, view);
}

bool pg_is_remade(const Emit *emit, const Object *view)
{
    return other_end(emit, view) != NULL;
}

// It is remembered under the name that it has last.
static void put_key(const Emit *emit, const Object *view)
{
    const Model *from = emit->changes->from;
    bool old = model_has(from, view);
    const char *path = object_path(emit->arena, old ? other_end(emit, view) : view);
    sql_literal(emit->out, path, strlen(path));
}

static void put_name(Emit *emit, const Object *object)
{
    Text path = {0};
    if (object_is_routine(object))
        pg_regprocedure(emit, &path, object);
    else
        sql_path(emit, &path, object);
    sql_literal(emit->out, path.bytes, path.length);
    text_free(&path);
}

// All that are made anew are dropped in one transaction, so what that takes stands before the first of them.
static void put_once(Emit *emit, bool *there, const char *sql)
{
    if (!*there)
        PUT(emit, sql);
    *there = true;
}

static void put_call(Emit *emit, const char *procedure, const Object *object)
{
    text_printf(emit->out, "CALL pg_temp.%s(", procedure);
    put_name(emit, object);
    PUT(emit, ", ");
    put_key(emit, object);
}

static bool put_said(Text *out, const Object *view, bool more)
{
    for (const Object *child = object_first(view); child; child = child->next)
        if (child->kind == KIND_VIEW_COLUMN) {
            text_puts(out, more ? ", " : ", said => ARRAY[");
            sql_literal(out, child->name->text, child->name->length);
            more = true;
        }
    return more;
}

void pg_keep_view(Emit *emit, const Object *view)
{
    const Object *other = other_end(emit, view);
    if (!other)
        return;
    const View *one = AS(const View, view), *two = AS(const View, other);
    put_once(emit, &emit->keeps, emit_sql_keep);
    put_once(emit, &emit->keeps_views, emit_sql_keep_view);
    put_call(emit, "schemac_keep_view", view);
    if (put_said(emit->out, other, put_said(emit->out, view, false)))
        PUT(emit, "]");
    if (table_rare(view)->options.count || table_rare(other)->options.count ||
        one->materialized != two->materialized)
        PUT(emit, ", options => false");
    if (one->materialized || two->materialized)
        PUT(emit, ", defaults => false");
    PUT(emit, ");\n");
}

void pg_keep_routine(Emit *emit, const Object *routine)
{
    if (!pg_is_remade(emit, routine))
        return;
    put_once(emit, &emit->keeps, emit_sql_keep);
    PUT(emit, "INSERT INTO schemac_kept (key, head, tail) SELECT ");
    put_key(emit, routine);
    PUT(emit, ", r.* FROM pg_proc AS p\n"
              "    CROSS JOIN LATERAL pg_temp.schemac_rights('ROUTINE ', 'f', p.proowner, p.proacl) AS r\n"
              "    WHERE p.oid = ");
    put_name(emit, routine);
    PUT(emit, "::regprocedure;\n");
}

void pg_give_back(Emit *emit, const Object *object)
{
    if (!pg_is_remade(emit, object))
        return;
    put_call(emit, "schemac_give_back", object);
    PUT(emit, ");\n");
}
