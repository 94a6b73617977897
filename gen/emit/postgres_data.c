// SPDX-License-Identifier: MIT
// What moves rows: stash and its way back, backfill, checks.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

// A type of the schema may change or go while the stash stands, so its values are kept as text.
void pg_put_back_cast(const Emit *emit, const Object *column)
{
    if (!*pg_plain_cast(column))
        return;
    PUT(emit, "::");
    pg_type(emit, emit->out, AS(Column, column)->type);
}

void pg_stash_home(Emit *emit)
{
    PUT(emit, emit->down ? "DROP SCHEMA " : "CREATE SCHEMA ");
    sql_ident(emit->out, emit->step->path);
    PUT(emit, ";\n");
}

void pg_put_update(const Emit *emit, const Object *table, const char *column)
{
    PUT(emit, "UPDATE ");
    sql_path(emit, emit->out, table);
    PUT(emit, " AS t SET ");
    sql_ident(emit->out, column);
    PUT(emit, " = ");
}

// --- tables and types: moved out of the way as they are ---

static const char *whole_kind(const Object *object)
{
    if (object_is_routine(object))
        return object->kind == KIND_PROCEDURE ? "PROCEDURE" : "FUNCTION";
    if (object->kind == KIND_SEQUENCE)
        return "SEQUENCE";
    return object->kind == KIND_TABLE ? "TABLE" : object->kind == KIND_DOMAIN ? "DOMAIN" : "TYPE";
}

static void move_whole(Emit *emit, const Object *old, bool out)
{
    const Object *schema = object_schema(object_now(emit, old));
    const char *aside = plan_stash_of(emit->plan, object_schema(old), emit->arena);
    bool typed = old->kind == KIND_TABLE && table_rare(old)->row;
    if (typed && out) // which may go
        pg_row_type(emit, old, false);
    text_printf(emit->out, "ALTER %s ", whole_kind(old));
    if (out) {
        sql_path(emit, emit->out, old);
    } else {
        sql_ident(emit->out, aside);
        PUT(emit, ".");
        sql_ident(emit->out, old->name->text);
    }
    if (object_is_routine(old))
        pg_input(emit, emit->out, old);
    PUT(emit, " SET SCHEMA ");
    sql_ident(emit->out, out ? aside : name_now(emit, schema));
    PUT(emit, ";\n");
    if (typed && !out)
        pg_row_type(emit, old, true);
}

// --- columns ---

// The number a sequence stands at goes with the column, so that none is given twice after the way back.
void pg_stash_number(Emit *emit, const Column *old)
{
    if (!column_counts(old))
        return;
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, &old->object, "number");
    PUT(emit, " AS SELECT pg_sequence_last_value(");
    pg_sequence_now(emit, &old->object);
    PUT(emit, "::regclass) AS value;\n");
}

// Within one step, from a generator that goes to the one that comes; with the rights to its sequence.
void pg_save_number(Emit *emit, const Column *before)
{
    PUT(emit, "CREATE TEMPORARY TABLE schemac_number ON COMMIT DROP AS "
              "SELECT pg_sequence_last_value(oid) AS value, relacl AS rights FROM pg_class WHERE oid = ");
    pg_sequence_now(emit, &before->object);
    PUT(emit, "::regclass;\n");
}

void pg_give_number(Emit *emit, const Column *after)
{
    PUT(emit, "SELECT setval(");
    pg_sequence_now(emit, &after->object);
    PUT(emit, ", value) FROM schemac_number WHERE value >= (SELECT coalesce(max(");
    sql_ident(emit->out, name_now(emit, &after->object));
    PUT(emit, "), 0) FROM ");
    sql_path(emit, emit->out, after->object.parent);
    PUT(emit, ");\nDO $schemac$ DECLARE a record; BEGIN\n"
              "    FOR a IN SELECT r.* FROM schemac_number CROSS JOIN LATERAL aclexplode(rights) AS r LOOP\n"
              "        EXECUTE format('GRANT %s ON SEQUENCE %s TO %s%s', a.privilege_type, ");
    pg_sequence_now(emit, &after->object);
    PUT(emit, ",\n            CASE a.grantee WHEN 0 THEN 'PUBLIC'\n"
              "                ELSE quote_ident(pg_get_userbyid(a.grantee)) END,\n"
              "            CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);\n"
              "    END LOOP;\nEND $schemac$;\nDROP TABLE schemac_number;\n");
}

void pg_unstash_number(Emit *emit, const Column *old)
{
    if (!column_counts(old))
        return;
    PUT(emit, "SELECT setval(");
    pg_sequence_now(emit, &old->object);
    PUT(emit, ", value) FROM ");
    sql_stash(emit, emit->out, &old->object, "number");
    PUT(emit, " WHERE value >= (SELECT coalesce(max(");
    sql_ident(emit->out, name_now(emit, &old->object));
    PUT(emit, "), 0) FROM ");
    sql_path(emit, emit->out, old->object.parent);
    PUT(emit, ");\n");
    sql_drop_stash(emit, &old->object, "number");
}

static void stash_column(Emit *emit, const Object *old)
{
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, old, "");
    PUT(emit, " AS SELECT ");
    pg_row_list(emit, old, NULL);
    PUT(emit, ", ");
    sql_ident(emit->out, name_now(emit, old));
    text_printf(emit->out, "%s AS value FROM ", pg_plain_cast(old));
    sql_path(emit, emit->out, old->parent);
    PUT(emit, ";\n");
    pg_stash_number(emit, AS(Column, old));
    pg_alter_table(emit, old->parent);
    PUT(emit, "DROP COLUMN ");
    sql_ident(emit->out, name_now(emit, old));
    PUT(emit, ";\n");
}

// --- the rows of a table that cannot be moved aside itself ---

static void put_kept_columns(const Emit *emit, const Object *table, bool out)
{
    const char *comma = "";
    for (const Object *child = object_first(table); child; child = child->next) {
        if (child->kind != KIND_COLUMN || AS(Column, child)->generated)
            continue;
        PUT(emit, comma);
        sql_ident(emit->out, name_now(emit, child));
        comma = ", ";
        if (!out) {
            pg_put_back_cast(emit, child);
        } else if (*pg_plain_cast(child) || column_rare(AS(Column, child))->collation) {
            text_printf(emit->out, "%s COLLATE \"default\" AS ", pg_plain_cast(child));
            sql_ident(emit->out, name_now(emit, child));
        }
    }
}

// Its indexes, types and collations may be of what goes as well, so they are copied as they read.
void pg_keep_rows(Emit *emit, const Object *old)
{
    if (emit->down) {
        PUT(emit, "INSERT INTO ");
        sql_path(emit, emit->out, old);
        PUT(emit, " (");
        sql_plain_columns(emit, old);
        PUT(emit, ") OVERRIDING SYSTEM VALUE SELECT ");
        put_kept_columns(emit, old, false);
        PUT(emit, " FROM ");
        sql_stash(emit, emit->out, old, "rows");
        PUT(emit, ";\n");
        sql_drop_stash(emit, old, "rows");
    } else {
        PUT(emit, "CREATE TABLE ");
        sql_stash(emit, emit->out, old, "rows");
        PUT(emit, " AS SELECT ");
        put_kept_columns(emit, old, true);
        PUT(emit, table_rare(old)->strategy ? " FROM " : " FROM ONLY ");
        sql_path(emit, emit->out, old);
        PUT(emit, ";\n");
    }
    for (const Object *child = object_first(old); child; child = child->next)
        if (child->kind == KIND_COLUMN)
            (emit->down ? pg_unstash_number : pg_stash_number)(emit, AS(Column, child));
}

// A domain's default would stand where a value belongs; one without nulls refuses rows without a value.
static bool waits_for_domain(const Column *column)
{
    return domain_not_null(column->type) || span_is_set(domain_default(column->type));
}

static void take_domain(Emit *emit, const Column *column)
{
    Span value = domain_default(column->type);
    const char *name = name_now(emit, &column->object);
    if (!waits_for_domain(column))
        return;
    if (span_is_set(value) && !(column->nullable && !domain_not_null(column->type))) {
        pg_put_update(emit, column->object.parent, name);
        PUT(emit, "(");
        sql_span(emit, emit->out, value);
        PUT(emit, ") WHERE ");
        sql_ident(emit->out, name);
        PUT(emit, " IS NULL;\n");
    }
    pg_alter_table(emit, column->object.parent);
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, name);
    PUT(emit, " TYPE ");
    pg_type(emit, emit->out, column->type);
    PUT(emit, ";\n");
}

void pg_settle_values(Emit *emit, const Column *column)
{
    bool serial = column->type && type_is_serial(*column->type);
    if (span_is_set(column->default_.span)) {
        pg_alter_table(emit, column->object.parent);
        PUT(emit, "ALTER COLUMN ");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, " SET DEFAULT ");
        sql_span(emit, emit->out, column->default_.span);
        PUT(emit, ";\n");
    }
    if (serial) {
        pg_generator(emit, &column->object);
        pg_put_update(emit, column->object.parent, name_now(emit, &column->object));
        PUT(emit, "DEFAULT WHERE ");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, " IS NULL;\n");
    } else if (span_is_set(column->default_.span) && !column->nullable) {
        pg_put_update(emit, column->object.parent, name_now(emit, &column->object));
        PUT(emit, "DEFAULT WHERE ");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, " IS NULL;\n");
    }
    take_domain(emit, column);
    if (!column->nullable) {
        pg_alter_table(emit, column->object.parent);
        pg_add_not_null(emit, column);
        pg_end_not_null(emit, column);
    }
}

void pg_finish_column(Emit *emit, const Column *column)
{
    const Step *step = emit->step;
    bool swap = step->action == STEP_SWAP && emit->down;
    if (!swap || emit->plan->defaults[step->from->id] != DEFAULT_FREED) // else when what it calls is there
        pg_settle_values(emit, column);
    if (column->identity)
        pg_generator(emit, &column->object);
    pg_column_storage(emit, NULL, column);
}

void pg_bare_type(Emit *emit, const Column *column)
{
    Type base = waits_for_domain(column) ? type_base(*column->type) : *column->type;
    pg_type_base(emit, emit->out, &base);
    sql_collate(emit->out, column_rare(column)->collation);
}

// The bare column, which pg_finish_column() completes when its rows have their values.
void pg_add_bare(Emit *emit, const Column *column, const char *name)
{
    pg_begin_column(emit, &column->object);
    PUT(emit, "ADD COLUMN ");
    sql_ident(emit->out, name);
    PUT(emit, " ");
    pg_bare_type(emit, column);
    PUT(emit, ";\n");
}

static void unstash_column(Emit *emit, const Object *old)
{
    pg_add_bare(emit, AS(Column, old), name_now(emit, old));
    pg_put_update(emit, old->parent, name_now(emit, old));
    PUT(emit, "s.value");
    pg_put_back_cast(emit, old);
    pg_from_stash(emit, old, "", NULL);
    PUT(emit, ";\n");
    sql_drop_stash(emit, old, "");
    pg_finish_column(emit, AS(Column, old));
    pg_unstash_number(emit, AS(Column, old));
    pg_beside(emit, old);
}

void pg_stash(Emit *emit, const Object *old)
{
    if (old->kind == KIND_COLUMN)
        stash_column(emit, old);
    else
        move_whole(emit, old, true);
}

void pg_unstash(Emit *emit, const Object *old)
{
    if (old->kind == KIND_COLUMN)
        unstash_column(emit, old);
    else
        move_whole(emit, old, false);
}

// --- backfill ---

static void backfill_up(Emit *emit, const Column *to, const Refs *key)
{
    const char *name = name_now(emit, &to->object);
    bool stash = emit->step->from && key->count && emit->step->ways & WAY_DOWN;
    bool has_default = span_is_set(to->default_.span) && !to->nullable; // null may be what was meant
    if (stash) {
        PUT(emit, "CREATE TABLE ");
        sql_stash(emit, emit->out, emit->step->from, "nulls");
        PUT(emit, " AS SELECT ");
        pg_key_list(emit, key);
        PUT(emit, " FROM ");
        sql_path(emit, emit->out, to->object.parent);
        PUT(emit, " WHERE ");
        sql_ident(emit->out, name);
        PUT(emit, " IS NULL;\n");
    }
    PUT(emit, "UPDATE ");
    sql_path(emit, emit->out, to->object.parent);
    PUT(emit, " SET ");
    sql_ident(emit->out, name);
    if (!emit->step->statement) {
        PUT(emit, " = DEFAULT WHERE ");
        sql_ident(emit->out, name);
        PUT(emit, " IS NULL;\n");
        return;
    }
    PUT(emit, has_default ? " = coalesce((" : " = (");
    sql_span(emit, emit->out, emit->step->statement->sql);
    if (has_default) {
        PUT(emit, "), (");
        sql_span(emit, emit->out, to->default_.span);
        PUT(emit, ")::"); // two literals would make a text
        pg_type_base(emit, emit->out, to->type);
    }
    PUT(emit, ") WHERE ");
    sql_ident(emit->out, name);
    PUT(emit, " IS NULL;\n");
}

void pg_backfill(Emit *emit)
{
    const Column *to = AS(Column, emit->step->to);
    Refs key = emit->step->from ? plan_row_key(emit->plan, emit->step->from->parent) : (Refs){0};
    if (!emit->down) {
        backfill_up(emit, to, &key);
        return;
    }
    if (!emit->step->from || !key.count)
        return;
    pg_put_update(emit, to->object.parent, name_now(emit, &to->object));
    PUT(emit, "NULL");
    pg_from_stash(emit, emit->step->from, "nulls", NULL);
    PUT(emit, ";\n");
    sql_drop_stash(emit, emit->step->from, "nulls");
}

// --- checks ---

void pg_check(Emit *emit)
{
    const Step *step = emit->step;
    const char *mode = check_mode(step), *name = check_title(emit, step);
    Text title = {0};
    sql_literal(&title, name, strlen(name));
    PUT(emit, "DO $schemac$ BEGIN IF ");
    PUT(emit, !strcmp(mode, "equal") ? "(" : !strcmp(mode, "none") ? "EXISTS (" : "NOT EXISTS (");
    check_query(emit, emit->out, step);
    if (!strcmp(mode, "equal")) {
        PUT(emit, ") IS DISTINCT FROM (");
        sql_span(emit, emit->out, step->statement->other);
    }
    text_printf(emit->out,
                ") THEN RAISE EXCEPTION USING MESSAGE = 'check failed: ' || %s; END IF; END $schemac$;\n",
                title.bytes);
    text_free(&title);
}
