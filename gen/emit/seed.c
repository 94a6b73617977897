// SPDX-License-Identifier: MIT
// Rows that a schema states. In a table that is new they are inserted; in one that exists they are
// written over what stands there, which is put aside and brought back by the way down. Rows that a
// schema no longer states stay: others may point at them.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/emit/sql.h"
#include "gen/model/names.h"
#include "grammar/sqltoken.h"

static void put_value(Emit *emit, const Seed *seed, uint32_t row, uint32_t column)
{
    sql_value(emit, emit->out, seed->rows.at[row * seed->rows.width + column], seed->object.parent, false);
}

static uint32_t find_column(const Seed *seed, const Object *column)
{
    uint32_t at = 0;
    while (at < seed->columns.count && seed->columns.at[at] != column)
        at++;
    return at;
}

static void put_key(Emit *emit, const Seed *seed, uint32_t row)
{
    for (uint32_t at = 0; at < seed->key.count; at++) {
        PUT(emit, at ? " AND " : "");
        sql_ident(emit->out, name_now(emit, seed->key.at[at]));
        PUT(emit, " = ");
        put_value(emit, seed, row, find_column(seed, seed->key.at[at]));
    }
}

static void put_insert(Emit *emit, const Seed *seed)
{
    PUT(emit, "INSERT INTO ");
    sql_path(emit, emit->out, seed->object.parent);
    PUT(emit, " (");
    sql_columns(emit, emit->out, &seed->columns);
    PUT(emit, ")");
    for (uint32_t at = 0; at < seed->columns.count; at++)
        if (AS(Column, seed->columns.at[at])->identity == IDENTITY_ALWAYS) {
            PUT(emit, " OVERRIDING SYSTEM VALUE");
            break;
        }
}

static void put_row(Emit *emit, const Seed *seed, uint32_t row)
{
    for (uint32_t at = 0; at < seed->columns.count; at++) {
        PUT(emit, at ? ", " : "");
        put_value(emit, seed, row, at);
    }
}

// Numbers that a seed gives are not given again.
static void advance(Emit *emit, const Seed *seed)
{
    for (uint32_t at = 0; emit->plan->caps->identity_always && at < seed->columns.count; at++) {
        const Column *column = AS(Column, seed->columns.at[at]);
        if (column_counts(column))
            pg_set_sequence(emit, &column->object);
    }
}

static void insert_all(Emit *emit, const Seed *seed)
{
    if (!seed->rows.count)
        return;
    put_insert(emit, seed);
    PUT(emit, " VALUES");
    for (uint32_t row = 0; row < seed->rows.count; row++) {
        PUT(emit, row ? ",\n    (" : "\n    (");
        put_row(emit, seed, row);
        PUT(emit, ")");
    }
    PUT(emit, ";\n");
    advance(emit, seed);
}

// --- in a table that exists ---

static const Object *old_table(const Emit *emit, const Seed *seed)
{
    return match_old(&emit->changes->match, seed->object.parent);
}

static bool same_value(const Emit *emit, Span a, Span b)
{
    const Sources *sources = emit->changes->to->sources;
    return sql_text_equal(span_text(sources, a), span_length(a), span_text(sources, b), span_length(b));
}

static bool has_row(const Emit *emit, const Seed *old, const Seed *seed, uint32_t row)
{
    for (uint32_t other = 0; other < old->rows.count && old->rows.width == seed->rows.width; other++) {
        bool same = true;
        for (uint32_t at = 0; same && at < seed->rows.width; at++)
            same = match_new(&emit->changes->match, old->columns.at[at]) == seed->columns.at[at] &&
                   same_value(emit, old->rows.at[other * old->rows.width + at],
                              seed->rows.at[row * seed->rows.width + at]);
        if (same)
            return true;
    }
    return false;
}

// Did the old schema state the very same row? Then it is left as its users have made it.
static bool is_stated_before(const Emit *emit, const Seed *seed, uint32_t row)
{
    for (const Object *old = object_first(old_table(emit, seed)); old; old = old->next)
        if (old->kind == KIND_SEED && has_row(emit, AS(Seed, old), seed, row))
            return true;
    return false;
}

static bool writes_any(const Emit *emit, const Seed *seed)
{
    for (uint32_t row = 0; row < seed->rows.count; row++)
        if (!is_stated_before(emit, seed, row))
            return true;
    return false;
}

// Of several seeds of a table each has a stash of its own.
static const char *stash_name(const Emit *emit, const Seed *seed)
{
    uint64_t hash = 0;
    uint32_t seeds = 0;
    for (const Object *child = object_first(seed->object.parent); child; child = child->next)
        seeds += child->kind == KIND_SEED;
    for (uint32_t at = 0; at < seed->columns.count; at++)
        hash = hash_mix(hash, seed->columns.at[at]->name->hash);
    for (uint32_t at = 0; at < seed->key.count; at++)
        hash = hash_mix(hash, ~seed->key.at[at]->name->hash);
    return seeds < 2 ? "seed" : arena_print(emit->arena, "seed_%08x", (unsigned)hash);
}

static void put_keys(Emit *emit, const Seed *seed)
{
    const char * or = "(";
    for (uint32_t row = 0; row < seed->rows.count; row++) {
        if (is_stated_before(emit, seed, row))
            continue;
        PUT(emit, or);
        put_key(emit, seed, row);
        PUT(emit, ")");
        or = "\n    OR (";
    }
}

// Which new values, of the row that the schema states or, without it, of the one that was put aside.
static void begin_update(Emit *emit, const Seed *seed, const uint32_t *row)
{
    const char *comma = " SET ";
    PUT(emit, "UPDATE ");
    sql_path(emit, emit->out, seed->object.parent);
    for (uint32_t at = 0; at < seed->columns.count; at++) {
        if (refs_have(&seed->key, seed->columns.at[at]))
            continue;
        PUT(emit, comma);
        sql_ident(emit->out, name_now(emit, seed->columns.at[at]));
        PUT(emit, " = ");
        if (row) {
            put_value(emit, seed, *row, at);
        } else {
            PUT(emit, "schemac_was.");
            sql_ident(emit->out, name_now(emit, seed->columns.at[at]));
        }
        comma = ", ";
    }
}

static void update_row(Emit *emit, const Seed *seed, uint32_t row)
{
    if (seed->key.count == seed->columns.count)
        return;
    begin_update(emit, seed, &row);
    PUT(emit, " WHERE ");
    put_key(emit, seed, row);
    PUT(emit, ";\n");
}

static void insert_row(Emit *emit, const Seed *seed, uint32_t row)
{
    put_insert(emit, seed);
    PUT(emit, " SELECT ");
    put_row(emit, seed, row);
    PUT(emit, " WHERE NOT EXISTS (SELECT 1 FROM ");
    sql_path(emit, emit->out, seed->object.parent);
    PUT(emit, " WHERE ");
    put_key(emit, seed, row);
    PUT(emit, ");\n");
}

static void write_rows(Emit *emit, const Seed *seed)
{
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, old_table(emit, seed), stash_name(emit, seed));
    PUT(emit, " AS SELECT ");
    sql_columns(emit, emit->out, &seed->columns);
    PUT(emit, " FROM ");
    sql_path(emit, emit->out, seed->object.parent);
    PUT(emit, " WHERE ");
    put_keys(emit, seed);
    PUT(emit, ";\n");
    for (uint32_t row = 0; row < seed->rows.count; row++) {
        if (is_stated_before(emit, seed, row))
            continue;
        update_row(emit, seed, row);
        insert_row(emit, seed, row);
    }
    advance(emit, seed);
}

static void put_match(Emit *emit, const Seed *seed)
{
    for (uint32_t at = 0; at < seed->key.count; at++) {
        PUT(emit, at ? " AND schemac_was." : "schemac_was.");
        sql_ident(emit->out, name_now(emit, seed->key.at[at]));
        PUT(emit, " = ");
        sql_path(emit, emit->out, seed->object.parent);
        PUT(emit, ".");
        sql_ident(emit->out, name_now(emit, seed->key.at[at]));
    }
}

// … AND the row still holds what the seed gave it: what was written since stays.
static void put_unchanged(Emit *emit, const Seed *seed, uint32_t row)
{
    for (uint32_t at = 0; at < seed->columns.count; at++) {
        if (refs_have(&seed->key, seed->columns.at[at]))
            continue;
        PUT(emit, " AND ");
        sql_path(emit, emit->out, seed->object.parent);
        PUT(emit, ".");
        sql_ident(emit->out, name_now(emit, seed->columns.at[at]));
        PUT(emit, " IS NOT DISTINCT FROM ");
        put_value(emit, seed, row, at);
    }
}

static void bring_back_row(Emit *emit, const Seed *seed, uint32_t row)
{
    PUT(emit, "DELETE FROM ");
    sql_path(emit, emit->out, seed->object.parent);
    PUT(emit, " WHERE ");
    put_key(emit, seed, row);
    put_unchanged(emit, seed, row);
    PUT(emit, " AND NOT EXISTS (SELECT 1 FROM ");
    sql_stash(emit, emit->out, old_table(emit, seed), stash_name(emit, seed));
    PUT(emit, " AS schemac_was WHERE ");
    put_match(emit, seed);
    PUT(emit, ");\n");
    if (seed->key.count == seed->columns.count)
        return;
    begin_update(emit, seed, NULL);
    PUT(emit, " FROM ");
    sql_stash(emit, emit->out, old_table(emit, seed), stash_name(emit, seed));
    PUT(emit, " AS schemac_was WHERE ");
    put_match(emit, seed);
    for (uint32_t at = 0; at < seed->key.count; at++) {
        PUT(emit, " AND schemac_was.");
        sql_ident(emit->out, name_now(emit, seed->key.at[at]));
        PUT(emit, " = ");
        put_value(emit, seed, row, find_column(seed, seed->key.at[at]));
    }
    put_unchanged(emit, seed, row);
    PUT(emit, ";\n");
}

static void bring_back_rows(Emit *emit, const Seed *seed)
{
    for (uint32_t row = 0; row < seed->rows.count; row++)
        if (!is_stated_before(emit, seed, row))
            bring_back_row(emit, seed, row);
    sql_drop_stash(emit, old_table(emit, seed), stash_name(emit, seed));
}

void emit_seed(Emit *emit)
{
    const Object *object = emit->step->to;
    if (!object)
        return;
    const Seed *seed = AS(Seed, object);
    bool exists = old_table(emit, seed) != NULL;
    if (!exists && !emit->down)
        insert_all(emit, seed);
    else if (exists && writes_any(emit, seed))
        (emit->down ? bring_back_rows : write_rows)(emit, seed);
}
