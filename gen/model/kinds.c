// SPDX-License-Identifier: MIT
// The tables that describe kinds and their attributes, made from kinds.def and attrs.def.
#include <stddef.h>

#include "gen/model/model.h"

// A field of a type that is not listed here does not compile.
#define TYPE_OF(Struct, field) \
    _Generic(((Struct *)0)->field,       \
        bool: ATTR_BOOL,                 \
        uint8_t: ATTR_SMALL,             \
        const Word *: ATTR_WORD,         \
        const Type *: ATTR_TYPE,         \
        Sql: ATTR_SQL,                   \
        Query: ATTR_QUERY,               \
        Object *: ATTR_OBJECT,           \
        Refs: ATTR_REFS,                 \
        Names: ATTR_NAMES,               \
        Elements: ATTR_ELEMENTS,         \
        Arguments: ATTR_ARGUMENTS,       \
        Rows: ATTR_ROWS)

// The last row only lets kinds without attributes have a table.
#define BEGIN(Struct) static const AttrInfo Struct##_attrs[] = {
#define ATTR(Struct, field, label) \
    {label, offsetof(Struct, field), 0, 0, TYPE_OF(Struct, field), false, false},
#define DERIVED(Struct, field, label) \
    {label, offsetof(Struct, field), 0, 0, TYPE_OF(Struct, field), true, false},
#define OPTION(Struct, field, label) \
    {label, offsetof(Struct, field), 0, 0, TYPE_OF(Struct, field), false, true},
#define PART(Struct, part, Part, field, label) \
    {label, offsetof(Part, field), offsetof(Struct, part), 0, TYPE_OF(Part, field), false, false},
#define PART_DERIVED(Struct, part, Part, field, label) \
    {label, offsetof(Part, field), offsetof(Struct, part), 0, TYPE_OF(Part, field), true, false},
#define PART_OPTION(Struct, part, Part, field, label) \
    {label, offsetof(Part, field), offsetof(Struct, part), 0, TYPE_OF(Part, field), false, true},
#define MORE_OPTION(Struct, part, Part, more, More, field, label) \
    {label,                                                       \
     offsetof(More, field),                                       \
     offsetof(Struct, part),                                      \
     offsetof(Part, more),                                        \
     TYPE_OF(More, field),                                        \
     false,                                                       \
     true},
#define END(Struct)                \
    {                              \
        NULL, 0, 0, 0, 0, true, false \
    }                              \
    }                              \
    ;
#include "gen/model/attrs.def"

// Which attributes name others, as a constant: object_each_reference() looks at nothing else.
#define NAMES_OTHERS(Struct, field)                                                            \
    _Generic(((Struct *)0)->field, const Type * : 1u, Object * : 1u, Refs : 1u, Elements : 1u, \
             Arguments : 1u, default : 0u)
#define BEGIN(Struct) enum { Struct##_references = 0
#define ATTR(Struct, field, label) | NAMES_OTHERS(Struct, field) << ATTR_##Struct##_##field
#define DERIVED ATTR
#define OPTION ATTR
#define PART(Struct, part, Part, field, label) | NAMES_OTHERS(Part, field) << ATTR_##Struct##_##field
#define PART_DERIVED PART
#define PART_OPTION PART
#define MORE_OPTION(Struct, part, Part, more, More, field, label) \
    | NAMES_OTHERS(More, field) << ATTR_##Struct##_##field
#define END(Struct) \
    }               \
    ;
#include "gen/model/attrs.def"

// Likewise, which are expressions or hold some.
#define HOLDS_SQL(Struct, field) \
    _Generic(((Struct *)0)->field, Sql : 1u, Elements : 1u, Arguments : 1u, default : 0u)
#define BEGIN(Struct) enum { Struct##_expressions = 0
#define ATTR(Struct, field, label) | HOLDS_SQL(Struct, field) << ATTR_##Struct##_##field
#define DERIVED ATTR
#define OPTION ATTR
#define PART(Struct, part, Part, field, label) | HOLDS_SQL(Part, field) << ATTR_##Struct##_##field
#define PART_DERIVED PART
#define PART_OPTION PART
#define MORE_OPTION(Struct, part, Part, more, More, field, label) \
    | HOLDS_SQL(More, field) << ATTR_##Struct##_##field
#define END(Struct) \
    }               \
    ;
#include "gen/model/attrs.def"

#define IS_HOME(Struct)            \
    _Generic((Struct *)0, Schema * \
             : true, Enum *        \
             : true, Domain *      \
             : true, Composite *   \
             : true, Table *       \
             : true, View *        \
             : true, default       \
             : false)

const KindInfo kind_info[KIND_COUNT] = {
#define KIND(id, Struct, noun, home, scope)                            \
    [KIND_##id] = {noun,                                               \
                   KIND_##home,                                        \
                   SCOPE_##scope,                                      \
                   IS_HOME(Struct),                                    \
                   sizeof(Struct),                                     \
                   Struct##_attrs,                                     \
                   sizeof Struct##_attrs / sizeof *Struct##_attrs - 1, \
                   Struct##_references,                                \
                   Struct##_expressions},
#include "grammar/kinds.def"
#undef KIND
};

const Nothing nothing_rare;
const ElementRare nothing_element;
