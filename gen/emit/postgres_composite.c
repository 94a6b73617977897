// SPDX-License-Identifier: MIT
// Composite and range types.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

static void put_attribute(const Emit *emit, const Attribute *attribute)
{
    sql_ident(emit->out, name_now(emit, &attribute->object));
    text_puts(emit->out, " ");
    pg_type(emit, emit->out, attribute->type);
    sql_collate(emit->out, attribute->collation);
}

void pg_create_composite(Emit *emit, const Object *object)
{
    PUT(emit, "CREATE TYPE ");
    sql_path(emit, emit->out, object);
    PUT(emit, " AS (");
    for (const Object *child = object_first(object); child; child = child->next) {
        PUT(emit, child == object_first(object) ? "\n    " : ",\n    ");
        put_attribute(emit, AS(Attribute, child));
    }
    PUT(emit, object_first(object) ? "\n);\n" : ");\n");
}

// One of the schema's own is called with its schema, whatever the search path is.
static void put_option(Emit *emit, const RangeType *range, const Word *value)
{
    for (uint32_t at = 0; at < range->reads.count; at++) {
        const Object *read = range->reads.at[at];
        if (object_is_routine(read) && read->name == value) {
            sql_path(emit, emit->out, read);
            return;
        }
    }
    PUT(emit, value->text);
}

void pg_create_range(Emit *emit, const Object *object)
{
    const RangeType *range = AS(RangeType, object);
    const struct {
        const char *name;
        const Word *value;
    } OPTIONS[] = {{"SUBTYPE_OPCLASS", range->class},
                   {"COLLATION", range->collation},
                   {"SUBTYPE_DIFF", range->difference},
                   {"CANONICAL", range->canonical},
                   {"MULTIRANGE_TYPE_NAME", range->multirange}};
    PUT(emit, "CREATE TYPE ");
    sql_path(emit, emit->out, object);
    PUT(emit, " AS RANGE (SUBTYPE = ");
    pg_type(emit, emit->out, range->type);
    for (size_t at = 0; at < sizeof OPTIONS / sizeof *OPTIONS; at++)
        if (OPTIONS[at].value) {
            text_printf(emit->out, ", %s = ", OPTIONS[at].name);
            bool bare = OPTIONS[at].value == range->multirange && !strchr(range->multirange->text, '.');
            if (bare) { // it comes into the schema of the range
                sql_ident(emit->out, name_now(emit, object->parent));
                PUT(emit, ".");
            }
            put_option(emit, range, OPTIONS[at].value);
        }
    PUT(emit, ");\n");
}

static void put_functions(Emit *emit, const Refs *functions, const char *more)
{
    const char *comma = "";
    for (uint32_t at = 0; at < functions->count; at++) {
        const Object *function = functions->at[at];
        if (!object_has_shell(function))
            continue;
        Text path = {0};
        if (object_is_routine(function)) {
            pg_routine(emit, &path, function);
        } else {
            Emit to = *emit;
            to.out = &path;
            pg_definition(&to, function);
        }
        PUT(emit, comma);
        sql_literal(emit->out, text_string(&path), path.length);
        PUT(emit, more);
        comma = ", ";
        text_free(&path);
    }
}

// A type and its functions need each other, and only CASCADE drops both. It must not meet anything else but
// operators without a function, which the server has made up for others that named them.
void pg_drop_with_functions(Emit *emit, const Object *type, const Refs *functions)
{
    Text path = {0};
    sql_path(emit, &path, type);
    for (uint32_t at = 0; at < functions->count; at++)
        if (object_is_routine(functions->at[at]) && object_has_shell(functions->at[at]))
            pg_keep_routine(emit, functions->at[at]);
    PUT(emit, "DO $$ BEGIN\n"
              "    IF EXISTS (SELECT FROM pg_depend AS d WHERE d.deptype = 'n' AND d.objid NOT IN (");
    put_functions(emit, functions, "::regprocedure");
    text_printf(emit->out,
                ", '%s'::regtype)\n"
                "        AND (d.refclassid = 'pg_type'::regclass AND d.refobjid IN\n"
                "                ('%s'::regtype, '%s[]'::regtype)\n"
                "            OR d.refclassid = 'pg_proc'::regclass AND d.refobjid IN (",
                text_string(&path), path.bytes, path.bytes);
    put_functions(emit, functions, "::regprocedure");
    text_printf(emit->out,
                "))\n"
                "        AND NOT EXISTS (SELECT FROM pg_depend AS i WHERE i.classid = d.classid\n"
                "            AND i.objid = d.objid AND i.deptype = 'i')\n"
                "        AND NOT EXISTS (SELECT FROM pg_operator AS o WHERE o.oprcode = 0\n"
                "            AND d.classid = 'pg_operator'::regclass AND o.oid = d.objid)) THEN\n"
                "        RAISE EXCEPTION 'something else still stands on type %s';\n"
                "    END IF;\nEND $$;\nDROP TYPE %s CASCADE;\n",
                path.bytes, path.bytes);
    text_free(&path);
}

static void alter(Emit *emit, const Object *attribute, const char *how)
{
    PUT(emit, "ALTER TYPE ");
    sql_path(emit, emit->out, attribute->parent);
    text_printf(emit->out, " %s ATTRIBUTE ", how);
}

static void each_holder(Emit *emit, const Object *attribute)
{
    const Refs *users = &emit->step->users;
    for (uint32_t at = 0; at < users->count; at++)
        pg_lost_attribute(emit, users->at[at], attribute);
}

void pg_add_attribute(Emit *emit, const Object *object)
{
    alter(emit, object, "ADD");
    put_attribute(emit, AS(Attribute, object));
    PUT(emit, ";\n");
    if (emit->down)
        each_holder(emit, object);
}

void pg_drop_attribute(Emit *emit, const Object *object)
{
    if (!emit->down)
        each_holder(emit, object);
    alter(emit, object, "DROP");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, ";\n");
}

// --- values of a type that is made anew ---

// The attribute of the other type that it is made of: the same one, or else that of its name.
static const Object *counterpart(const Emit *emit, const Object *after, const Object *type)
{
    const Match *match = &emit->changes->match;
    const Object *same = emit->down ? match_new(match, after) : match_old(match, after);
    if (same && same->parent == type)
        return same;
    const Object *child = object_first(type);
    while (child && strcmp(child->name->text, after->name->text) != 0)
        child = child->next;
    return child;
}

bool pg_is_composite(const Type *type)
{
    return type->user && !type->dims && AS(const Object, type->user)->kind == KIND_COMPOSITE;
}

static void put_row(const Emit *emit, const char *value, const Type *from, const Type *to);

static void put_value(const Emit *emit, const char *value, const Object *attribute, const Object *type)
{
    const Object *before = counterpart(emit, attribute, type);
    if (!before) {
        PUT(emit, "NULL");
        return;
    }
    const Type *from = AS(const Attribute, before)->type, *to = AS(const Attribute, attribute)->type;
    Text field = {0};
    text_printf(&field, "(%s).", value);
    sql_ident(&field, before->name->text);
    if (pg_is_composite(from) && pg_is_composite(to) && plan_rebuilds(emit->plan, to->user)) {
        put_row(emit, text_string(&field), from, to);
    } else {
        PUT(emit, text_string(&field));
        if (!type_equal(*from, *to)) {
            PUT(emit, pg_cast_to(from, to));
            pg_type(emit, emit->out, to);
        }
    }
    text_free(&field);
}

// A row of nulls is no null.
static void put_row(const Emit *emit, const char *value, const Type *from, const Type *to)
{
    const Object *first = object_first(to->user);
    text_printf(emit->out, "CASE WHEN %s IS DISTINCT FROM NULL THEN ROW(", value);
    for (const Object *child = first; child; child = child->next) {
        PUT(emit, child == first ? "" : ", ");
        put_value(emit, value, child, from->user);
    }
    PUT(emit, ")::");
    pg_type(emit, emit->out, to);
    PUT(emit, " END");
}

void pg_converted_row(const Emit *emit, const char *value, const Type *from, const Type *to)
{
    PUT(emit, "(");
    put_row(emit, value, from, to);
    PUT(emit, ")");
}

// A multirange that has its name from the range. It moves with that.
void pg_rename_multirange(Emit *emit, const char *schema, const char *from, const char *to)
{
    char before[NAME_BYTES + 1], after[NAME_BYTES + 1];
    if (AS(RangeType, emit->step->from)->multirange || AS(RangeType, emit->step->to)->multirange)
        return;
    name_multirange(before, from);
    name_multirange(after, to);
    PUT(emit, "ALTER TYPE ");
    sql_ident(emit->out, schema);
    PUT(emit, ".");
    sql_ident(emit->out, before);
    PUT(emit, " RENAME TO ");
    sql_ident(emit->out, after);
    PUT(emit, ";\n");
}
