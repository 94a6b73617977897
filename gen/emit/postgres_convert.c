// SPDX-License-Identifier: MIT
// The values of a column as another type has them, where the migration does not say how.
#include "gen/emit/postgres.h"

static void put_as(const Emit *emit, const char *value, const char *cast, const Type *to)
{
    text_printf(emit->out, "%s%s", value, cast);
    pg_type_base(emit, emit->out, to);
}

static void put_number(const Emit *emit, const char *value, const Type *from, const Type *to)
{
    bool to_bool = type_class(type_base(*to)) == TYPE_CLASS_BOOL;
    bool from_bool = type_class(type_base(*from)) == TYPE_CLASS_BOOL;
    if (to_bool)
        text_printf(emit->out, "(%s <> 0)", value);
    else
        put_as(emit, value, from_bool ? "::integer::" : "::numeric::", to);
    if (to_bool && to->user)
        put_as(emit, "", "::", to);
}

static void put_array(const Emit *emit, const char *value, const Type *from, const Type *to)
{
    text_printf(emit->out, "CASE WHEN %s IS NOT NULL THEN ", value);
    if (type_class(type_base(*from)) == TYPE_CLASS_STRING) {
        text_printf(emit->out, "CASE WHEN %s LIKE '{%%}' THEN ", value);
        put_as(emit, value, "::", to);
        text_printf(emit->out, " ELSE ARRAY[%s", value);
        put_as(emit, "]", "::", to);
        PUT(emit, " END");
    } else {
        text_printf(emit->out, "ARRAY[%s", value);
        put_as(emit, from->user || to->user ? "::text]" : "]", "::", to);
    }
    PUT(emit, " END");
}

static void put_from_json(const Emit *emit, const char *value, const Type *to)
{
    bool number = type_class(type_base(*to)) != TYPE_CLASS_BOOL;
    text_printf(emit->out, "CASE jsonb_typeof(%s::jsonb) WHEN '%s' THEN (%s #>> '{}')", value,
                number ? "number" : "boolean", value);
    put_as(emit, "", number ? "::numeric::" : "::", to);
    PUT(emit, " END");
}

// Nothing leads there: as in a new column.
static void put_new(const Emit *emit, const Column *to)
{
    if (span_is_set(to->default_.span) && !to->nullable) {
        PUT(emit, "(");
        sql_span(emit, emit->out, to->default_.span);
        PUT(emit, ")::");
    } else {
        PUT(emit, "NULL::");
    }
    pg_type_base(emit, emit->out, to->type);
}

void pg_converted(const Emit *emit, const Column *from, const Column *to)
{
    Text text = {0};
    sql_ident(&text, name_now(emit, &from->object));
    const char *value = text_string(&text);
    if (pg_is_composite(from->type) && pg_is_composite(to->type)) {
        pg_converted_row(emit, value, from->type, to->type);
        text_free(&text);
        return;
    }
    TypeRoute route = type_route(*from->type, *to->type);
    // Back from a type that took all values, without a stash: they are there, as its text.
    if (route == ROUTE_NONE && emit->down && emit->step->action == STEP_ALTER)
        route = ROUTE_TEXT;
    switch (route) {
    case ROUTE_CAST: put_as(emit, value, pg_cast_to(from->type, to->type), to->type); break;
    case ROUTE_TEXT: put_as(emit, value, "::text::", to->type); break;
    case ROUTE_NUMBER: put_number(emit, value, from->type, to->type); break;
    case ROUTE_ARRAY: put_array(emit, value, from->type, to->type); break;
    case ROUTE_FROM_JSON: put_from_json(emit, value, to->type); break;
    case ROUTE_NONE: put_new(emit, to); break;
    case ROUTE_ELEMENT:
        text_printf(emit->out, "(%s)[1]", value);
        put_as(emit, "", from->type->user || to->type->user ? "::text::" : "::", to->type);
        break;
    case ROUTE_TO_JSON:
        text_printf(emit->out, "to_jsonb(%s)", value);
        put_as(emit, "", "::", to->type);
        break;
    }
    text_free(&text);
}
