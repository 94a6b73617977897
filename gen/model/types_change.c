// SPDX-License-Identifier: MIT
// What ALTER TYPE costs, as PostgreSQL 11 to 18 do it: first one direction, then both together.
#include <string.h>

#include "gen/model/types.h"

typedef TypeChange Change;

static Change binary(void)
{
    return (Change){.kind = TYPE_CHANGE_BINARY};
}

static Change rewrite(bool lossy, bool may_fail, const char *why)
{
    return (Change){.kind = TYPE_CHANGE_REWRITE, .lossy_up = lossy, .may_fail = may_fail, .why = why};
}

static Change by_using(bool lossy, const char *why)
{
    return (Change){.kind = TYPE_CHANGE_USING, .lossy_up = lossy, .may_fail = true, .why = why};
}

static Change impossible(void)
{
    return (Change){.kind = TYPE_CHANGE_IMPOSSIBLE,
                    .lossy_up = true,
                    .may_fail = true,
                    .why = "PostgreSQL has no cast between them"};
}

// Room for characters or bits; 0: no limit.
static int32_t limit_of(Type type)
{
    return type.arg_count ? type.args[0] : 0;
}

static bool narrows(Type from, Type to)
{
    return limit_of(to) && (!limit_of(from) || limit_of(from) > limit_of(to));
}

static Change change_string(Type from, Type to)
{
    bool from_text = from.id == TYPE_TEXT || from.id == TYPE_VARCHAR;
    bool to_text = to.id == TYPE_TEXT || to.id == TYPE_VARCHAR;
    if (from_text && to_text)
        return narrows(from, to) ? rewrite(false, true, "longer values are refused") : binary();
    if (to.id == TYPE_CHAR)
        return rewrite(false, narrows(from, to), "values are padded with blanks");
    if (from.id == TYPE_CHAR || from.id == TYPE_BPCHAR) {
        if (to.id == TYPE_BPCHAR)
            return binary();
        bool tight = to.id == TYPE_VARCHAR && narrows(from, to);
        return rewrite(true, tight, "blanks at the end are taken off");
    }
    if (to.id == TYPE_BPCHAR)
        return from_text ? binary() : rewrite(false, false, NULL);
    if (to.id == TYPE_NAME)
        return rewrite(true, false, "longer values are cut");
    return rewrite(false, narrows(from, to), NULL);
}

static bool has_digits(Type numeric, int whole)
{
    return !numeric.arg_count || numeric.args[0] - numeric.args[1] >= whole;
}

static Change change_numeric(Type from, Type to)
{
    if (!to.arg_count)
        return binary();
    if (!from.arg_count)
        return rewrite(true, true, "values are rounded to the new scale");
    bool fits = has_digits(to, from.args[0] - from.args[1]);
    if (from.args[1] == to.args[1] && to.args[0] >= from.args[0])
        return binary();
    bool rounds = to.args[1] < from.args[1];
    return rewrite(rounds, !fits || rounds, rounds ? "values are rounded to the new scale" : NULL);
}

static int whole_digits(Type integer)
{
    return integer.id == TYPE_INT2 ? 5 : integer.id == TYPE_INT4 ? 10 : 19;
}

static int size_of(Type type)
{
    return type_info((TypeId)type.id)->size;
}

static Change change_number(Type from, Type to)
{
    TypeClass a = type_class(from), b = type_class(to);
    if (a == TYPE_CLASS_MONEY || b == TYPE_CLASS_MONEY) {
        bool cast = a == TYPE_CLASS_NUMERIC || b == TYPE_CLASS_NUMERIC ||
                    (a == TYPE_CLASS_INT && from.id != TYPE_INT2);
        return cast ? rewrite(true, true, "values are rounded") : impossible();
    }
    if (b == TYPE_CLASS_NUMERIC && a == TYPE_CLASS_INT)
        return rewrite(to.arg_count && to.args[1] < 0, !has_digits(to, whole_digits(from)), NULL);
    if (a == TYPE_CLASS_NUMERIC && b == TYPE_CLASS_INT) {
        bool whole = from.arg_count && from.args[1] == 0;
        bool fits = from.arg_count && from.args[0] - from.args[1] < whole_digits(to);
        return rewrite(!whole, !fits, whole ? NULL : "values are rounded to whole numbers");
    }
    if (a == TYPE_CLASS_INT && b == TYPE_CLASS_INT)
        return rewrite(false, size_of(to) < size_of(from),
                       size_of(to) < size_of(from) ? "larger values are refused" : NULL);
    if (a == TYPE_CLASS_INT) // to float: 24 or 53 bits of it are exact
        return rewrite(size_of(to) <= size_of(from), false,
                       size_of(to) <= size_of(from) ? "large values lose digits" : NULL);
    if (b == TYPE_CLASS_INT)
        return rewrite(true, true, "values are rounded to whole numbers");
    if (a == TYPE_CLASS_FLOAT && b == TYPE_CLASS_FLOAT)
        return rewrite(size_of(to) < size_of(from), size_of(to) < size_of(from), NULL);
    return rewrite(true, b == TYPE_CLASS_FLOAT || to.arg_count, "values lose digits");
}

static bool cuts_seconds(Type from, Type to)
{
    int had = from.arg_count ? from.args[0] : 6, has = to.arg_count ? to.args[0] : 6;
    return has < had;
}

static Change change_datetime(Type from, Type to)
{
    bool cut = cuts_seconds(from, to), zoned = from.id == TYPE_TIMESTAMPTZ || from.id == TYPE_TIMETZ;
    bool instants = (from.id == TYPE_TIMESTAMP || from.id == TYPE_TIMESTAMPTZ) &&
                    (to.id == TYPE_TIMESTAMP || to.id == TYPE_TIMESTAMPTZ);
    if (from.id == to.id)
        return cut ? rewrite(true, false, "fractions of seconds are rounded") : binary();
    if (instants) {
        Change change = rewrite(cut, false, "values are read in the session's time zone");
        if (!to.arg_count || to.args[0] == 6)
            change.kind = TYPE_CHANGE_BINARY_UTC; // else the rounding is a step of its own
        return change;
    }
    if (from.id == TYPE_DATE)
        return to.id == TYPE_TIMESTAMP || to.id == TYPE_TIMESTAMPTZ ? rewrite(false, false, NULL)
                                                                    : impossible();
    if (from.id == TYPE_TIME || from.id == TYPE_TIMETZ) {
        bool times = to.id == TYPE_TIME || to.id == TYPE_TIMETZ;
        return times ? rewrite(zoned || cut, false, zoned ? "the time zone is dropped" : NULL) : impossible();
    }
    if (to.id == TYPE_TIMETZ && from.id == TYPE_TIMESTAMP)
        return impossible();
    return rewrite(true, false, to.id == TYPE_DATE ? "the time of day is dropped" : "the date is dropped");
}

// 0 second, 1 minute … 5 year: the smallest field that is kept.
static int least_field(Type interval)
{
    static const char *const UNITS[] = {"second", "minute", "hour", "day", "month", "year"};
    const char *fields = type_fields_name((TypeFields)interval.fields), *last = strrchr(fields, ' ');
    if (last)
        fields = last + 1;
    for (int at = 0; at < 6; at++)
        if (!strcmp(fields, UNITS[at]))
            return at;
    return 0;
}

static Change change_interval(Type from, Type to)
{
    int had = least_field(from), keeps = least_field(to);
    if (keeps > had)
        return rewrite(true, false, "fields are dropped");
    return !had && cuts_seconds(from, to) ? rewrite(true, false, "fractions of seconds are rounded")
                                          : binary();
}

static Change change_bits(Type from, Type to)
{
    if (to.id == TYPE_VARBIT) {
        bool tight = narrows(from, to);
        bool checked = tight || (from.id == TYPE_BIT && to.arg_count);
        return checked ? rewrite(false, tight, tight ? "longer values are refused" : NULL) : binary();
    }
    return from.id == TYPE_BIT && limit_of(from) == limit_of(to)
               ? binary()
               : rewrite(false, true, "other lengths are refused");
}

static Change change_net(Type from, Type to)
{
    bool addresses = from.id == TYPE_CIDR || from.id == TYPE_INET;
    if (addresses != (to.id == TYPE_CIDR || to.id == TYPE_INET))
        return impossible();
    if (to.id == TYPE_INET)
        return binary();
    if (addresses)
        return rewrite(true, false, "bits of the host are dropped");
    return rewrite(false, to.id == TYPE_MACADDR, NULL);
}

static Change change_oid(Type from, Type to)
{
    bool from_reg = from.id >= TYPE_REGCLASS && from.id <= TYPE_REGTYPE;
    bool to_reg = to.id >= TYPE_REGCLASS && to.id <= TYPE_REGTYPE;
    if (from.id == TYPE_INT8 || to.id == TYPE_INT8) {
        bool known = from_reg || to_reg || from.id == TYPE_OID || to.id == TYPE_OID;
        return known ? rewrite(false, to.id != TYPE_INT8, NULL) : impossible();
    }
    if (from.id == TYPE_INT2)
        return to_reg || to.id == TYPE_OID ? rewrite(false, true, NULL) : impossible();
    bool plain = (from_reg || from.id == TYPE_OID || from.id == TYPE_INT4) &&
                 (to_reg || to.id == TYPE_OID || to.id == TYPE_INT4);
    return plain && !(from_reg && to_reg) ? binary() : impossible();
}

static bool is_number(TypeClass class)
{
    return class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT ||
           class == TYPE_CLASS_MONEY;
}

static Change change_json(Type from, Type to)
{
    TypeClass class = type_class(to);
    if (class == TYPE_CLASS_JSON && to.id != TYPE_JSONPATH && from.id != TYPE_JSONPATH)
        return rewrite(to.id == TYPE_JSONB, to.id == TYPE_JSONB,
                       to.id == TYPE_JSONB ? "spaces, order and doubled keys are dropped" : NULL);
    bool scalar = class == TYPE_CLASS_BOOL || class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC ||
                  class == TYPE_CLASS_FLOAT;
    return from.id == TYPE_JSONB && scalar ? by_using(true, "only values of that kind can be cast")
                                           : impossible();
}

// Casts between classes that PostgreSQL allows only when written.
static Change change_across(Type from, Type to)
{
    TypeClass a = type_class(from), b = type_class(to);
    if ((a == TYPE_CLASS_BOOL && to.id == TYPE_INT4) || (b == TYPE_CLASS_BOOL && from.id == TYPE_INT4))
        return by_using(b == TYPE_CLASS_BOOL, "the cast between boolean and integer must be written");
    if ((a == TYPE_CLASS_OID || b == TYPE_CLASS_OID) && (a == TYPE_CLASS_INT || b == TYPE_CLASS_INT))
        return change_oid(from, to);
    if ((a == TYPE_CLASS_BIT && b == TYPE_CLASS_INT) || (a == TYPE_CLASS_INT && b == TYPE_CLASS_BIT))
        return to.id == TYPE_VARBIT || from.id == TYPE_VARBIT || from.id == TYPE_INT2 || to.id == TYPE_INT2
                   ? impossible()
                   : by_using(true, NULL);
    if (from.id == TYPE_TIME && to.id == TYPE_INTERVAL)
        return rewrite(false, false, NULL);
    if (from.id == TYPE_INTERVAL && to.id == TYPE_TIME)
        return rewrite(true, false, "whole days are dropped");
    return impossible();
}

// "char" is no string to PostgreSQL: only text and integer know it.
static Change change_char(Type from, Type to)
{
    Type other = from.id == TYPE_CHAR1 ? to : from;
    if (other.id == TYPE_INT4)
        return by_using(true, NULL);
    if (type_class(other) != TYPE_CLASS_STRING)
        return impossible();
    if (other.id == TYPE_NAME && to.id == TYPE_CHAR1)
        return by_using(true, NULL);
    return rewrite(to.id == TYPE_CHAR1, false, to.id == TYPE_CHAR1 ? "longer values are cut" : NULL);
}

static Change change_scalar(Type from, Type to)
{
    TypeClass a = type_class(from), b = type_class(to);
    if (from.id == TYPE_CHAR1 || to.id == TYPE_CHAR1)
        return change_char(from, to);
    if (a == TYPE_CLASS_STRING && b == TYPE_CLASS_STRING)
        return change_string(from, to);
    if (b == TYPE_CLASS_STRING) {
        if (a == TYPE_CLASS_XML && !limit_of(to) && to.id != TYPE_NAME)
            return binary();
        return rewrite(false, limit_of(to) != 0, NULL); // every type has a text form
    }
    if (to.id == TYPE_REGCLASS && (from.id == TYPE_TEXT || from.id == TYPE_VARCHAR))
        return rewrite(false, true, "not every text is a value of the new type");
    if (a == TYPE_CLASS_STRING)
        return by_using(false, "not every text is a value of the new type");
    if (!type_same_kind(from, to))
        return impossible();
    if (a == TYPE_CLASS_USER || b == TYPE_CLASS_USER)
        return from.id == to.id && from.name == to.name
                   ? rewrite(!type_equal(from, to), true, NULL) // one may have what the other has not
                   : by_using(false, "the casts of this type are not known");
    if (a == TYPE_CLASS_NUMERIC && b == TYPE_CLASS_NUMERIC)
        return change_numeric(from, to);
    if (is_number(a) && is_number(b))
        return change_number(from, to);
    if (a == TYPE_CLASS_JSON)
        return change_json(from, to);
    if (a != b)
        return change_across(from, to);
    switch (a) {
    case TYPE_CLASS_DATETIME: return change_datetime(from, to);
    case TYPE_CLASS_INTERVAL: return change_interval(from, to);
    case TYPE_CLASS_BIT: return change_bits(from, to);
    case TYPE_CLASS_NET: return change_net(from, to);
    case TYPE_CLASS_OID: return change_oid(from, to);
    case TYPE_CLASS_GEO: return by_using(true, NULL);
    default: return impossible();
    }
}

// An extension brings casts along, which nobody knows here: they are tried.
static Change change_extension(Type from, Type to)
{
    bool string = type_class(to) == TYPE_CLASS_STRING;
    if (!from.dims != !to.dims && !(string && !to.dims) && type_class(from) != TYPE_CLASS_STRING)
        return impossible();
    return rewrite(false, !string || limit_of(to) != 0,
                   string ? NULL : "the casts of this type are not known");
}

static Change change_array(Type from, Type to)
{
    if (from.dims && to.dims) {
        from.dims = to.dims = 0;
        if (from.id == to.id && type_class(from) == TYPE_CLASS_USER && !type_equal(from, to))
            return impossible(); // one row is made of another by its attributes, which no array is
        Change change = change_scalar(from, to);
        if (change.kind == TYPE_CHANGE_BINARY || change.kind == TYPE_CHANGE_BINARY_UTC)
            change.kind = type_equal((Type){.id = from.id}, (Type){.id = to.id}) && !to.arg_count
                              ? TYPE_CHANGE_BINARY
                              : TYPE_CHANGE_REWRITE;
        return change;
    }
    if (from.id == TYPE_CHAR1 || to.id == TYPE_CHAR1)
        return impossible();
    if (from.dims && type_class(to) == TYPE_CLASS_STRING)
        return rewrite(false, limit_of(to) != 0, NULL);
    if (to.dims && type_class(from) == TYPE_CLASS_STRING)
        return by_using(false, "not every text is an array");
    return impossible();
}

static Change one_way(Type from, Type to)
{
    if (type_equal(from, to))
        return (Change){.kind = TYPE_CHANGE_NONE};
    Type bottom = type_base(from), target = type_base(to);
    if (bottom.id == TYPE_NONE || target.id == TYPE_NONE)
        return by_using(false, "the casts of this type are not known");
    bool extension = bottom.id == TYPE_EXTENSION || target.id == TYPE_EXTENSION;
    Change change = type_equal(bottom, target)   ? binary()
                    : extension                  ? change_extension(bottom, target)
                    : bottom.dims || target.dims ? change_array(bottom, target)
                                                 : change_scalar(bottom, target);
    if (to.id == TYPE_DOMAIN && change.kind <= TYPE_CHANGE_BINARY_UTC)
        change.kind = TYPE_CHANGE_REWRITE; // its constraints are looked at for every row
    if (to.id == TYPE_DOMAIN)
        change.may_fail = true;
    return change;
}

TypeChange type_change(Type from, Type to)
{
    from = type_unserial(from);
    to = type_unserial(to);
    Change up = one_way(from, to), down = one_way(to, from);
    up.lossy_down = down.lossy_up || down.may_fail;
    return up;
}
