// SPDX-License-Identifier: MIT
// Column types: what is known of each built-in one (types.def), and what changing one to another costs.
#ifndef GEN_MODEL_TYPES_H
#define GEN_MODEL_TYPES_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/base/diag.h"
#include "grammar/base/text.h"
#include "grammar/base/words.h"

typedef enum TypeId {
    TYPE_NONE, // not known: nothing may be concluded from it
#define TYPE(id, name, class, min_args, max_args, low, high, size, lite, c_kind) TYPE_##id,
#include "gen/model/types.def"
#undef TYPE
    TYPE_ENUM,   // user: the caller's enum object
    TYPE_DOMAIN, // user: the caller's domain object; base: see type_base
    TYPE_USER,   // a row's, or what stands for a type (record, anyelement)
    TYPE_EXTENSION, // an extension's, known by name only; user: the extension, where it can be told
    TYPE_COUNT
} TypeId;

typedef enum TypeClass {
    TYPE_CLASS_NONE,
    TYPE_CLASS_BOOL,
    TYPE_CLASS_INT,
    TYPE_CLASS_NUMERIC,
    TYPE_CLASS_FLOAT,
    TYPE_CLASS_MONEY,
    TYPE_CLASS_STRING,
    TYPE_CLASS_BINARY,
    TYPE_CLASS_BIT,
    TYPE_CLASS_DATETIME,
    TYPE_CLASS_INTERVAL,
    TYPE_CLASS_JSON,
    TYPE_CLASS_UUID,
    TYPE_CLASS_NET,
    TYPE_CLASS_GEO,
    TYPE_CLASS_RANGE,
    TYPE_CLASS_XML,
    TYPE_CLASS_TSEARCH,
    TYPE_CLASS_OID,
    TYPE_CLASS_PSEUDO,
    TYPE_CLASS_ENUM,
    TYPE_CLASS_USER,
} TypeClass;

// How a C struct for a row holds it.
typedef enum TypeC {
    TYPE_C_NONE,    // not held: the database alone judges it
    TYPE_C_BOOL,    // bool
    TYPE_C_INT,     // int64_t
    TYPE_C_FLOAT,   // double
    TYPE_C_NUMERIC, // text of a decimal number
    TYPE_C_TEXT,    // pointer and length, UTF-8
    TYPE_C_BYTES,   // pointer and length
    TYPE_C_ENUM,    // text of a label
} TypeC;

// Fields that an interval type is held to.
typedef enum TypeFields {
    TYPE_FIELDS_ALL,
    TYPE_FIELDS_YEAR,
    TYPE_FIELDS_MONTH,
    TYPE_FIELDS_DAY,
    TYPE_FIELDS_HOUR,
    TYPE_FIELDS_MINUTE,
    TYPE_FIELDS_SECOND,
    TYPE_FIELDS_YEAR_MONTH,
    TYPE_FIELDS_DAY_HOUR,
    TYPE_FIELDS_DAY_MINUTE,
    TYPE_FIELDS_DAY_SECOND,
    TYPE_FIELDS_HOUR_MINUTE,
    TYPE_FIELDS_HOUR_SECOND,
    TYPE_FIELDS_MINUTE_SECOND,
} TypeFields;

// A value: copied freely. All zero is TYPE_NONE.
typedef struct Type {
    uint8_t id; // TypeId
    uint8_t arg_count, dims;
    uint8_t fields; // TypeFields, of intervals
    int32_t args[2];
    const void *user;        // enum or domain object of the model
    const Word *name;        // user types: the name, for messages and printing; else type_is_declared()
    const Word *schema;      // user types: NULL when not qualified; of an extension's: it is public
    const Word *modifiers;   // of an extension's type: "(Point,4326)"; NULL: none
    const struct Type *base; // domains: what it stands on; NULL when not known
} Type;

typedef struct TypeInfo {
    const char *name; // as format_type prints it
    uint8_t class;    // TypeClass
    uint8_t min_args, max_args;
    int32_t low, high; // range of the first modifier
    int16_t size;      // bytes; -1: varies
    const char *lite;  // SQLite's spelling; NULL: not expressible there
    uint8_t c_kind;    // TypeC
} TypeInfo;

const TypeInfo *type_info(TypeId);
static inline TypeClass type_class(Type type)
{
    return (TypeClass)type_info((TypeId)type.id)->class;
}
// The domain's base, through domains of domains; the type itself otherwise.
Type type_domain_base(Type);
static inline Type type_base(Type type)
{
    return type.id == TYPE_DOMAIN ? type_domain_base(type) : type;
}
static inline Type type_of(TypeId id)
{
    return (Type){.id = (uint8_t)id};
}
static inline bool type_is_known(Type type)
{
    return type.id != TYPE_NONE;
}
// In SQLite's own words, which it keeps as they are: NVARCHAR(160). Those make up its affinity, the id.
static inline bool type_is_declared(Type type)
{
    return type.id < TYPE_ENUM && type.name;
}
const char *type_fields_name(TypeFields); // "day to second"; "" for all
static inline bool type_is_serial(Type type) // smallserial, serial, bigserial
{
    return type.id == TYPE_SERIAL2 || type.id == TYPE_SERIAL4 || type.id == TYPE_SERIAL8;
}
static inline Type type_unserial(Type type)  // the integer type a serial column has
{
    if (type_is_serial(type))
        type.id = (uint8_t)(type.id - TYPE_SERIAL2 + TYPE_INT2);
    return type;
}

typedef enum TypeFault { TYPE_OK, TYPE_NO_SUCH, TYPE_NO_ARGS, TYPE_TOO_MANY_ARGS, TYPE_ARG_RANGE } TypeFault;

// A built-in type from its words, joined by one space in lower case with the modifiers left out:
// "timestamp with time zone" of `timestamp(3) with time zone`. `dims` counts [] and `array`.
// TYPE_NO_SUCH is not an error yet: the caller looks among its own types first.
TypeFault type_parse(const char *words, const int64_t *args, size_t arg_count, unsigned dims, Type *out);
// What SQLite makes of the type of a column as it is declared there; "": of none at all.
Type type_declared(Words *, const char *text);
// Says what is wrong; for TYPE_NO_SUCH with the nearest name out of the built-in ones and `also` (user
// types fed by the caller; may be NULL).
void type_report(Diag *, Span, TypeFault, const char *words, Guess *also);
void type_guess(Guess *); // feeds every built-in name

typedef enum TypeDialect { TYPE_POSTGRES, TYPE_SQLITE } TypeDialect;
// As format_type prints it; for SQLite the declared type that stands for it. False when the dialect has
// nothing for it (nothing is printed then).
bool type_print(Text *, Type, TypeDialect);
bool type_fits(Type, TypeDialect);   // would type_print succeed?
void type_print_short(Text *, Type); // as people write it: int, varchar(20), timestamptz
// SQLite's declared type of a column as it is written into a (strict) table. Nothing for what it lacks.
void type_print_stored(Text *, Type, bool strict);

bool type_is_pseudo(const char *name); // PostgreSQL: no column has it, but arguments and results

// The same type: alias, spelling and number of dimensions aside, modifiers included.
// User types: the same object, or else the same name, and of a domain the same base.
bool type_equal(Type, Type);
bool type_same_modifiers(Type, Type); // of extensions' types
bool type_same_kind(Type, Type);      // a composite type and a range are none, whatever their names
bool type_is_named(const Type *);     // by the model or an extension, not by the server: it must be qualified

typedef enum TypeChangeKind {
    TYPE_CHANGE_NONE,       // the same type
    TYPE_CHANGE_BINARY,     // catalogue only; no rewrite, no scan of the heap
    TYPE_CHANGE_BINARY_UTC, // as BINARY while the session's TimeZone is UTC, else REWRITE
    TYPE_CHANGE_REWRITE,    // table and indexes are written anew; an assignment cast exists
    TYPE_CHANGE_USING,      // only with USING: PostgreSQL has no cast by itself (text -> integer)
    TYPE_CHANGE_IMPOSSIBLE, // not even an explicit cast: the user must say how
} TypeChangeKind;

typedef struct TypeChange {
    TypeChangeKind kind;
    bool lossy_up;   // from -> to loses what some values held (rounding, cut digits, time zone)
    bool lossy_down; // to -> from would
    bool may_fail;   // some values have no counterpart: the statement fails on them
    const char *why; // one phrase for reports; NULL when there is nothing to say
} TypeChange;

// lossy_down also where the way back may fail. A domain is taken to have constraints.
TypeChange type_change(Type from, Type to);

// By which way values get there where PostgreSQL does not lead them by itself.
typedef enum TypeRoute {
    ROUTE_CAST,
    ROUTE_TEXT,      // what is written alike
    ROUTE_NUMBER,    // between numbers, money and boolean
    ROUTE_ELEMENT,   // the first of an array
    ROUTE_ARRAY,     // an array of the one
    ROUTE_TO_JSON,
    ROUTE_FROM_JSON, // of a number or boolean; all others become null
    ROUTE_NONE,      // the one has nothing to do with the other
} TypeRoute;
TypeRoute type_route(Type from, Type to);
bool type_route_loses(TypeRoute, Type from, Type to); // what a way of ours loses

#endif
