// SPDX-License-Identifier: MIT
// By which way values get another type where nobody says how.
#include "gen/model/model.h"
#include "gen/model/types.h"

static bool is_number(TypeClass class)
{
    return class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT;
}

static TypeRoute route_array(Type from, Type to)
{
    Type one = from, other = to;
    one.dims = other.dims = 0;
    if (from.dims && to.dims)
        return type_change(from, to).kind < TYPE_CHANGE_IMPOSSIBLE ? ROUTE_CAST : ROUTE_NONE;
    TypeRoute route = type_equal(one, other) ? ROUTE_CAST : type_route(one, other);
    bool known = route == ROUTE_CAST || route == ROUTE_TEXT;
    return !known ? ROUTE_NONE : from.dims ? ROUTE_ELEMENT : ROUTE_ARRAY;
}

static bool is_composite(Type type)
{
    return type.id == TYPE_USER && type.user && AS(const Object, type.user)->kind == KIND_COMPOSITE;
}

static TypeRoute route_scalar(Type from, Type to)
{
    TypeClass a = type_class(from), b = type_class(to);
    if (is_composite(to)) // hardly any text is a row
        return ROUTE_NONE;
    if (a == TYPE_CLASS_USER && b == TYPE_CLASS_USER)
        return is_composite(from) ? ROUTE_NONE : ROUTE_TEXT;
    if (a == TYPE_CLASS_STRING || b == TYPE_CLASS_STRING || (a == TYPE_CLASS_ENUM && b == TYPE_CLASS_ENUM) ||
        (a == TYPE_CLASS_RANGE && b == TYPE_CLASS_RANGE &&
         (from.id == TYPE_INT4RANGE || from.id == TYPE_INT8RANGE) &&
         (to.id == TYPE_INT4RANGE || to.id == TYPE_INT8RANGE || to.id == TYPE_NUMRANGE)))
        return ROUTE_TEXT;
    if (b == TYPE_CLASS_JSON && to.id != TYPE_JSONPATH && from.id != TYPE_JSONPATH)
        return ROUTE_TO_JSON;
    if (a == TYPE_CLASS_JSON && from.id != TYPE_JSONPATH && (is_number(b) || b == TYPE_CLASS_BOOL))
        return ROUTE_FROM_JSON;
    if ((is_number(a) && b == TYPE_CLASS_BOOL) || (a == TYPE_CLASS_BOOL && is_number(b)) ||
        (a == TYPE_CLASS_MONEY && is_number(b)) || (is_number(a) && b == TYPE_CLASS_MONEY))
        return ROUTE_NUMBER;
    return ROUTE_NONE;
}

TypeRoute type_route(Type from, Type to)
{
    TypeChangeKind kind = type_change(from, to).kind;
    if (kind < TYPE_CHANGE_USING)
        return ROUTE_CAST;
    Type one = type_base(type_unserial(from)), other = type_base(type_unserial(to));
    if (one.id == TYPE_NONE || other.id == TYPE_NONE)
        return ROUTE_TEXT;
    if (one.dims || other.dims)
        return route_array(one, other);
    TypeRoute route = route_scalar(one, other);
    bool cast = kind == TYPE_CHANGE_USING && type_class(one) != TYPE_CLASS_GEO &&
                type_class(one) != TYPE_CLASS_USER && type_class(other) != TYPE_CLASS_USER;
    return route == ROUTE_NONE && cast ? ROUTE_CAST : route;
}

bool type_route_loses(TypeRoute route, Type from, Type to)
{
    bool wraps = route == ROUTE_ARRAY && type_class(type_base(from)) == TYPE_CLASS_STRING;
    bool rounds = route == ROUTE_NUMBER &&
                  !(type_class(type_base(from)) == TYPE_CLASS_BOOL && is_number(type_class(type_base(to))));
    return route == ROUTE_NONE || route == ROUTE_ELEMENT || route == ROUTE_FROM_JSON ||
           route == ROUTE_TO_JSON || wraps || rounds;
}
