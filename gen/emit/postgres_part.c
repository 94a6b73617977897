// SPDX-License-Identifier: MIT
// Partitions, and tables that inherit: put on, taken off, and their rows where they belong.
#include <string.h>

#include "gen/emit/postgres.h"

void pg_bounds(const Emit *emit, const Object *table)
{
    const Names *bounds = &table_rare(table)->bounds;
    const char *first = bounds->count ? bounds->at[0]->text : "default", *comma = "";
    if (!strcmp(first, "default")) {
        PUT(emit, " DEFAULT");
        return;
    }
    if (!strcmp(first, "modulus")) {
        text_printf(emit->out, " FOR VALUES WITH (MODULUS %s, REMAINDER %s)", bounds->at[1]->text,
                    bounds->at[3]->text);
        return;
    }
    PUT(emit, !strcmp(first, "in") ? " FOR VALUES IN (" : " FOR VALUES FROM (");
    for (uint32_t at = 1; at < bounds->count; at++) {
        bool to = !strcmp(bounds->at[at]->text, "to");
        PUT(emit, to ? ") TO (" : comma);
        PUT(emit, to ? "" : bounds->at[at]->text);
        comma = to ? "" : ", ";
    }
    PUT(emit, ")");
}

void pg_parting(const Emit *emit, const Object *table)
{
    static const char *const STRATEGIES[] = {"", "RANGE", "LIST", "HASH"};
    const TableRare *rare = table_rare(table);
    if (!rare->strategy)
        return;
    text_printf(emit->out, " PARTITION BY %s (", STRATEGIES[rare->strategy]);
    for (uint32_t at = 0; at < rare->key.count; at++) {
        PUT(emit, at ? ", " : "");
        pg_element(emit, &rare->key.at[at]);
    }
    PUT(emit, ")");
}

// --- columns of a partition ---

bool pg_goes_its_own_way(const Column *column)
{
    const Column *of = AS(const Column, column_rare(column)->of);
    return column->default_.hash != of->default_.hash || column->nullable != of->nullable;
}

void pg_own_way(const Emit *emit, const Column *column)
{
    const Column *of = AS(const Column, column_rare(column)->of);
    sql_ident(emit->out, name_now(emit, &column->object));
    if (column->default_.hash != of->default_.hash) {
        PUT(emit, " DEFAULT ");
        sql_span(emit, emit->out, column->default_.span);
    }
    if (column->nullable != of->nullable)
        PUT(emit, " NOT NULL");
}

// The same column on the other side of the change; itself where it is new, or goes.
const Object *pg_other_form(const Emit *emit, const Object *column)
{
    const Match *match = &emit->changes->match;
    bool new = model_has(emit->changes->to, column);
    const Object *other = new ? match_old(match, column) : match_new(match, column);
    return other && other->kind == KIND_COLUMN ? other : column;
}

// A partition or heir begins with how its table's columns are stored, but for statistics.
const Column *pg_kept_from(const Emit *emit, const Object *table, const Object *column)
{
    const Object *of = object_of(column);
    if (!of || (table_rare(table)->part_of && !part_is_plain(table)))
        return NULL;
    Column *from = ARENA_NEW(emit->arena, Column);
    from->rare = ARENA_NEW(emit->arena, ColumnRare);
    from->rare->more = ARENA_NEW(emit->arena, ColumnMore);
    const ColumnMore *before = column_more(AS(const Column, pg_other_form(emit, of)));
    const ColumnMore *more = column_more(AS(const Column, of)), *own = column_more(AS(const Column, column));
    bool stays = before->storage == more->storage; // else nobody knows whether that was before or after
    from->rare->more->storage = stays || more->storage != own->storage ? more->storage : before->storage;
    stays = before->compression == more->compression;
    from->rare->more->compression =
        stays || more->compression != own->compression ? more->compression : before->compression;
    return from;
}

// --- rows ---

// Where the rows of a step are put aside.
static const char *place_of(const Emit *emit, const Object **table)
{
    *table = emit->step->from ? emit->step->from : emit->step->to;
    return emit->step->from ? "rows" : "new rows";
}

// Of which table the columns are listed: a new part has those of the old whole when it goes again.
static const Object *listed(const Emit *emit)
{
    const Step *step = emit->step;
    if (step->from)
        return step->to ? step_after(emit) : step->from;
    return match_old(&emit->changes->match, table_rare(step->to)->part_of);
}

// Not those that are computed, and of a part that goes none that the whole has no more.
static bool keeps_values(const Emit *emit, const Object *column)
{
    const Object *of = object_of(column);
    if (column->kind != KIND_COLUMN || AS(const Column, column)->generated)
        return false;
    if (!emit->step->from || emit->step->to)
        return true;
    const Object *now = of ? match_new(&emit->changes->match, of) : NULL;
    return now && !AS(const Column, now)->generated;
}

static void put_columns(const Emit *emit, bool whole)
{
    const char *comma = "";
    for (const Object *child = object_first(listed(emit)); child; child = child->next) {
        if (!keeps_values(emit, child))
            continue;
        bool gone = emit->step->from && !emit->step->to; // it is called as it is in the whole
        PUT(emit, comma);
        sql_ident(emit->out, name_now(emit, gone && whole ? object_of(child) : child));
        comma = ", ";
    }
}

void pg_hold(Emit *emit)
{
    const Object *home, *table = emit->step->to ? step_after(emit) : emit->step->from;
    const char *what = place_of(emit, &home);
    if (!table)
        table = emit->step->to;
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, home, what);
    PUT(emit, " AS SELECT ");
    put_columns(emit, false);
    PUT(emit, " FROM ");
    sql_path(emit, emit->out, table);
    PUT(emit, ";\nDELETE FROM ");
    sql_path(emit, emit->out, table);
    PUT(emit, ";\n");
}

void pg_refill(Emit *emit)
{
    const Object *home, *table = step_after(emit);
    const char *what = place_of(emit, &home);
    PUT(emit, "INSERT INTO ");
    sql_path(emit, emit->out, table_rare(table ? table : home)->part_of);
    PUT(emit, " (");
    put_columns(emit, true);
    PUT(emit, ") OVERRIDING SYSTEM VALUE SELECT * FROM ");
    sql_stash(emit, emit->out, home, what);
    PUT(emit, ";\n");
    sql_drop_stash(emit, home, what);
}

// --- names ---

static void put_path_literal(Emit *emit, const Object *home, const Object *object)
{
    Text path = {0};
    sql_ident(&path, name_now(emit, object_schema(object_now(emit, home))));
    text_char(&path, '.');
    sql_ident(&path, name_now(emit, object));
    sql_literal(emit->out, path.bytes, path.length);
    text_free(&path);
}

// What the server calls it depends on what else there is; it is found by what it is a part of.
static void name_part_index(Emit *emit, const Object *object, const Object *of)
{
    PUT(emit, "DO $schemac$ DECLARE part text; BEGIN SELECT i.indexrelid::regclass INTO part FROM");
    PUT(emit, " pg_index AS i");
    PUT(emit, " JOIN pg_inherits AS p ON p.inhrelid = i.indexrelid\n    WHERE i.indrelid = ");
    put_path_literal(emit, object->parent, object->parent);
    PUT(emit, "::regclass AND p.inhparent = ");
    put_path_literal(emit, of->parent, of);
    PUT(emit, "::regclass; EXECUTE format('ALTER INDEX %s RENAME TO %I', part, ");
    sql_literal(emit->out, object->name->text, object->name->length);
    PUT(emit, "); END $schemac$;\n");
}

void pg_name_part_index(Emit *emit)
{
    const Object *object = emit->step->from ? emit->step->from : emit->step->to;
    if (object->named)
        name_part_index(emit, object, object_of(object));
    pg_index_marks(emit, object);
}

// --- on and off ---

// Its columns are those of the type already: the server looks whether they are.
void pg_row_type(Emit *emit, const Object *table, bool on)
{
    pg_alter_table(emit, table);
    if (on) {
        PUT(emit, "OF ");
        pg_type(emit, emit->out, table_rare(table)->row);
        PUT(emit, ";\n");
    } else {
        PUT(emit, "NOT OF;\n");
    }
}

// The same at the other end of the step; NULL: it has none.
static const Object *counterpart(const Emit *emit, const Object *object)
{
    const Match *match = &emit->changes->match;
    return model_has(emit->changes->to, object) ? match_old(match, object) : match_new(match, object);
}

static bool stays_parent(const Emit *emit, const Object *parent)
{
    const Object *table = emit->step->to, *other = counterpart(emit, parent);
    if (table && model_has(emit->changes->to, parent))
        table = emit->step->from;
    return emit->step->keeps && other && refs_have(&table_rare(table)->inherits, other);
}

static bool is_heir_only(const Object *column)
{
    return object_of(column) && !column->named && table_rare(column->parent)->inherits.count;
}

// Of a column that its table only inherits CREATE TABLE says nothing.
void pg_heir_value(Emit *emit, const Column *column)
{
    if (!is_heir_only(&column->object))
        return;
    const Object *of = column_rare(column)->of;
    const Column *from = AS(const Column, of), *was = AS(const Column, pg_other_form(emit, of));
    const Sql *value = &column->default_;
    bool stays = was->default_.hash == from->default_.hash; // else nobody knows which one it begins with
    if (!stays || value->hash != from->default_.hash) {
        pg_alter_table(emit, column->object.parent);
        PUT(emit, "ALTER COLUMN ");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, span_is_set(value->span) ? " SET" : " DROP DEFAULT");
        if (span_is_set(value->span))
            pg_default(emit, value->span);
        PUT(emit, ";\n");
    }
    if (!column->nullable && (from->nullable || was->nullable)) {
        pg_alter_table(emit, column->object.parent);
        PUT(emit, "ALTER COLUMN ");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, " SET NOT NULL;\n");
    }
}

static void put_heir_home(Emit *emit, const Object *column)
{
    const char *path = object_path(emit->arena, column);
    sql_ident(emit->out, name_now(emit, object_schema(column)));
    text_printf(emit->out, ".schemac_heir_%08x", (unsigned)hash_bytes(0, path, strlen(path)));
}

// A column that is added to a table is its own. One that it will have from another table only comes by way of
// a table in between, which goes when the table inherits from the other.
void pg_begin_column(Emit *emit, const Object *column)
{
    if (!is_heir_only(column)) {
        pg_alter_table(emit, column->parent);
        return;
    }
    PUT(emit, "CREATE TABLE ");
    put_heir_home(emit, column);
    PUT(emit, " ();\n");
    pg_alter_table(emit, column->parent);
    PUT(emit, "INHERIT ");
    put_heir_home(emit, column);
    PUT(emit, ";\nALTER TABLE ");
    put_heir_home(emit, column);
    PUT(emit, " ");
}

static void end_columns(Emit *emit, const Object *table)
{
    for (const Object *child = object_first(table); child; child = child->next) {
        if (child->kind != KIND_COLUMN || !is_heir_only(child) || counterpart(emit, child))
            continue;
        pg_alter_table(emit, table);
        PUT(emit, "NO INHERIT ");
        put_heir_home(emit, child);
        PUT(emit, ";\nDROP TABLE ");
        put_heir_home(emit, child);
        PUT(emit, ";\n");
    }
}

static void put_on(Emit *emit, const Object *table)
{
    const TableRare *rare = table_rare(table);
    for (uint32_t at = 0; at < rare->inherits.count; at++) {
        if (stays_parent(emit, rare->inherits.at[at]))
            continue;
        pg_not_nulls_from(emit, table, rare->inherits.at[at], true);
        pg_alter_table(emit, table);
        PUT(emit, "INHERIT ");
        sql_path(emit, emit->out, rare->inherits.at[at]);
        PUT(emit, ";\n");
    }
    if (emit->step->from && emit->step->to)
        end_columns(emit, table);
    if (rare->row)
        pg_row_type(emit, table, true);
    if (!rare->part_of)
        return;
    if (emit->step->holds)
        pg_hold(emit);
    pg_not_nulls_from(emit, table, rare->part_of, true);
    pg_alter_table(emit, rare->part_of);
    PUT(emit, "ATTACH PARTITION ");
    sql_path(emit, emit->out, table);
    pg_bounds(emit, table);
    PUT(emit, ";\n");
}

static bool has_own(const Object *table, const Word *name)
{
    for (const Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_FOREIGN && child->name == name)
            return true;
    return false;
}

// The server leaves copies of the whole table's foreign keys behind.
static void drop_copies(Emit *emit, const Object *table)
{
    for (const Object *of = table_rare(table)->part_of; of; of = table_rare(of)->part_of)
        for (const Object *child = object_first(of); child; child = child->next) {
            if (child->kind != KIND_FOREIGN || has_own(table, child->name))
                continue;
            pg_alter_table(emit, table);
            PUT(emit, "DROP CONSTRAINT IF EXISTS ");
            sql_ident(emit->out, name_now(emit, child));
            PUT(emit, ";\n");
        }
}

static void take_off(Emit *emit, const Object *table)
{
    const TableRare *rare = table_rare(table);
    if (rare->row)
        pg_row_type(emit, table, false);
    for (uint32_t at = 0; at < rare->inherits.count; at++) {
        if (stays_parent(emit, rare->inherits.at[at]))
            continue;
        pg_alter_table(emit, table);
        PUT(emit, "NO INHERIT ");
        sql_path(emit, emit->out, rare->inherits.at[at]);
        PUT(emit, ";\n");
        pg_not_nulls_from(emit, table, rare->inherits.at[at], false);
    }
    if (!rare->part_of)
        return;
    pg_alter_table(emit, rare->part_of);
    PUT(emit, "DETACH PARTITION ");
    sql_path(emit, emit->out, table);
    PUT(emit, ";\n");
    pg_not_nulls_from(emit, table, rare->part_of, false);
    drop_copies(emit, table);
}

void pg_attach(Emit *emit)
{
    bool on = emit->step->action == STEP_ATTACH;
    const Object *table = on ? emit->step->to : emit->step->from;
    if (on != emit->down)
        put_on(emit, table);
    else
        take_off(emit, table);
}
