// SPDX-License-Identifier: MIT
// How a row is found again whose value was put aside. A stash table holds k1, k2 … for the row, `value` for
// what it held, and `made` for what took its place. By its key, or else by all that it holds besides: k1 is a
// digest of that, in binary, as texts depend on the settings of a session; k2 tells apart what is the same.
#include "gen/emit/postgres.h"

// A type of the schema may change or go while the stash stands, and some have no equality.
const char *pg_plain_cast(const Object *column)
{
    const Type *type = AS(Column, column)->type;
    TypeClass class = type ? type_class(*type) : TYPE_CLASS_NONE;
    bool odd = class == TYPE_CLASS_XML || class == TYPE_CLASS_GEO ||
               (class == TYPE_CLASS_JSON && type->id != TYPE_JSONB) || (type && type->id == TYPE_EXTENSION);
    return !type || (!type->user && !odd) ? "" : type->dims ? "::text[]" : "::text";
}

// In place of the column `old` stands what has its new values, if that is there.
static void put_key(const Emit *emit, const Refs *key, const Object *old, const char *made)
{
    for (uint32_t at = 0; at < key->count; at++) {
        bool self = made && object_now(emit, key->at[at]) == object_now(emit, old);
        PUT(emit, at ? ", " : "");
        sql_ident(emit->out, self ? made : name_now(emit, key->at[at]));
        text_printf(emit->out, "%s AS k%u", pg_plain_cast(key->at[at]), at + 1);
    }
}

void pg_key_list(const Emit *emit, const Refs *key)
{
    put_key(emit, key, NULL, NULL);
}

void pg_key_part(const Emit *emit, const Refs *key, uint32_t at, const char *table)
{
    text_printf(emit->out, "%s.", table);
    sql_ident(emit->out, name_now(emit, key->at[at]));
    text_printf(emit->out, "%s = s.k%u", pg_plain_cast(key->at[at]), at + 1);
}

// Its value is there when that of the step's column is put aside, and again when that comes back.
static bool is_stashed_later(const Emit *emit, const Object *column)
{
    for (uint32_t at = emit->step->index + 1; at < emit->plan->count; at++)
        if (emit->plan->steps[at]->from == column && emit->plan->steps[at]->action == STEP_STASH)
            return true;
    return false;
}

static bool is_in_digest(const Emit *emit, const Object *column)
{
    const Object *new = column->kind == KIND_COLUMN ? match_new(&emit->changes->match, column) : NULL;
    if (column->kind != KIND_COLUMN || AS(Column, column)->generated)
        return false;
    return new ? !AS(Column, new)->generated : is_stashed_later(emit, column);
}

// What the row holds at that moment, with what took the place of the old column, under its name of then.
static void put_digest(const Emit *emit, const Object *old, const char *made)
{
    const char *comma = "";
    PUT(emit, "sha256(record_send(ROW(");
    for (const Object *child = object_first(old->parent); child; child = child->next) {
        if (child == old ? !made : !is_in_digest(emit, child))
            continue;
        const Object *new = match_new(&emit->changes->match, child);
        PUT(emit, comma);
        sql_ident(emit->out, child == old ? made : name_now(emit, child));
        PUT(emit, pg_plain_cast(new && !*pg_plain_cast(child) ? new : child));
        comma = ", ";
    }
    PUT(emit, ")))");
}

static void put_found(const Emit *emit, const Object *old, const char *made)
{
    put_digest(emit, old, made);
    PUT(emit, " AS k1, row_number() OVER (PARTITION BY ");
    put_digest(emit, old, made);
    PUT(emit, ") AS k2");
}

void pg_row_list(const Emit *emit, const Object *old, const char *made)
{
    Refs key = plan_row_key(emit->plan, old->parent);
    put_key(emit, &key, old, made);
    if (!key.count)
        put_found(emit, old, made);
}

void pg_from_stash(Emit *emit, const Object *old, const char *what, const char *made)
{
    Refs key = plan_row_key(emit->plan, old->parent);
    PUT(emit, " FROM ");
    sql_stash(emit, emit->out, old, what);
    PUT(emit, " AS s");
    if (!key.count) {
        PUT(emit, " JOIN (SELECT tableoid AS part, ctid AS place, ");
        put_found(emit, old, made);
        PUT(emit, " FROM ");
        sql_path(emit, emit->out, old->parent);
        PUT(emit, ") AS r USING (k1, k2) WHERE t.tableoid = r.part AND t.ctid = r.place");
        return;
    }
    PUT(emit, " WHERE ");
    for (uint32_t at = 0; at < key.count; at++) {
        PUT(emit, at ? " AND " : "");
        pg_key_part(emit, &key, at, "t");
    }
}
