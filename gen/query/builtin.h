// SPDX-License-Identifier: MIT
// What PostgreSQL brings along: its types, the casts it makes by itself, its operators and functions
// (types.def and the other lists beside it). Which of several is meant is decided in choose.c, by its own
// rules.
#ifndef GEN_QUERY_BUILTIN_H
#define GEN_QUERY_BUILTIN_H

#include "gen/model/model.h"

typedef struct BuiltIn {
    const char *name, *title; // in pg_type, and as format_type prints it
    char category;
    bool preferred;
} BuiltIn;

// The type of a value. All NULL: not known, and then nothing is concluded from it.
typedef struct ValueType {
    const BuiltIn *base;
    const Object *user; // one of the schema's: an enum, a domain, the rows of a table or view
    const char *name;   // any other: an extension's
    uint8_t dims;       // 1: an array of it
    int16_t mod_count;  // varchar(20)
    int32_t mods[2];
} ValueType;

const BuiltIn *builtin_type(const char *name); // by either name; NULL: there is none
ValueType builtin_value(const char *name);         // "_int4": an array
bool builtin_casts(const BuiltIn *from, const BuiltIn *to);
// Forms of a function or operator, as the lists have them; NULL: there is none of that name.
const char *builtin_function(const char *name);
const char *builtin_operator(const char *name);
const char *builtin_result(const char *function); // "key text,value json"; NULL: its columns have no names

typedef struct Form { // one of them, taken apart
    ValueType arguments[8], result;
    int count, defaults;
    bool variadic, set;
} Form;

// The next of the forms at *at; false at their end.
bool builtin_next(const char **at, Form *);

static inline bool value_known(ValueType kind) { return kind.base || kind.user || kind.name; }
bool value_is(ValueType, const char *builtin); // and no array
bool value_equal(ValueType, ValueType);           // whatever their modifiers; of one model

#endif
