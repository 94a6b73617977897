// SPDX-License-Identifier: MIT
// A column whose type is made anew: its values wait as text, or as jsonb, under its own name.
#include "gen/emit/postgres.h"

static void retype(Emit *emit, const Object *column)
{
    pg_alter_table(emit, column->parent);
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, " TYPE ");
}

static void go_out(Emit *emit, const Column *column, Passage passage)
{
    const char *name = name_now(emit, &column->object);
    retype(emit, &column->object);
    if (passage == PASSAGE_COLLATION) {
        pg_type_base(emit, emit->out, column->type);
        PUT(emit, " COLLATE \"default\";\n");
        return;
    }
    PUT(emit, passage == PASSAGE_JSON ? "jsonb USING to_jsonb(" : "text COLLATE \"default\" USING ");
    sql_ident(emit->out, name);
    PUT(emit, passage == PASSAGE_JSON ? ");\n" : "::text;\n");
}

// jsonb becomes any type within a row.
static void go_in_from_json(Emit *emit, const Column *column)
{
    const char *name = name_now(emit, &column->object);
    PUT(emit, "CREATE TYPE pg_temp.schemac_value AS (v ");
    pg_type(emit, emit->out, column->type);
    PUT(emit, ");\n");
    retype(emit, &column->object);
    pg_type(emit, emit->out, column->type);
    sql_collate(emit->out, column_rare(column)->collation);
    PUT(emit, " USING (jsonb_populate_record(NULL::pg_temp.schemac_value, jsonb_build_object('v', ");
    sql_ident(emit->out, name);
    PUT(emit, "))).v;\nDROP TYPE pg_temp.schemac_value;\n");
}

static void go_in(Emit *emit, const Column *column, const Column *before, Passage passage)
{
    Text value = {0};
    if (passage == PASSAGE_JSON) {
        go_in_from_json(emit, column);
        return;
    }
    sql_ident(&value, name_now(emit, &column->object));
    retype(emit, &column->object);
    pg_type_base(emit, emit->out, column->type);
    sql_collate(emit->out, column_rare(column)->collation);
    if (passage == PASSAGE_TEXT) {
        PUT(emit, " USING (");
        sql_mapped(emit, emit->out, text_string(&value), column->type->dims ? NULL : type_enum(before->type),
                   emit->step->statement);
        PUT(emit, ")::");
        pg_type(emit, emit->out, column->type);
    }
    PUT(emit, ";\n");
    text_free(&value);
}

void pg_pass(Emit *emit)
{
    const Step *step = emit->step;
    bool leaves = step->action == STEP_LEAVE_TYPE;
    const Column *old = AS(const Column, step->from), *new = AS(const Column, step->to);
    const Column *column = leaves ? old : new, *other = leaves ? new : old;
    Passage passage = plan_passage(emit->plan, step->from);
    if (leaves && !emit->down)
        pg_lost_attributes(emit, &old->object);
    if (leaves != emit->down) {
        go_out(emit, column, passage);
    } else {
        go_in(emit, column, other, passage);
        pg_keep_storage(emit, column);
    }
    if (leaves && emit->down)
        pg_lost_attributes(emit, &old->object);
}
