// SPDX-License-Identifier: MIT
#include "gen/model/types.h"

#include <string.h>
#include <strings.h>

#include "gen/model/model.h"

static const TypeInfo INFO[TYPE_COUNT] = {
    [TYPE_NONE] = {"unknown", TYPE_CLASS_NONE, 0, 0, 0, 0, -1, NULL, TYPE_C_NONE},
#define TYPE(id, name, class, min_args, max_args, low, high, size, lite, c_kind) \
    [TYPE_##id] = {name, TYPE_CLASS_##class, min_args, max_args, low, high, size, lite, TYPE_C_##c_kind},
#include "gen/model/types.def"
#undef TYPE
    [TYPE_ENUM] = {"enum", TYPE_CLASS_ENUM, 0, 0, 0, 0, 4, "text", TYPE_C_ENUM},
    [TYPE_DOMAIN] = {"domain", TYPE_CLASS_USER, 0, 0, 0, 0, -1, NULL, TYPE_C_NONE},
    [TYPE_USER] = {"type", TYPE_CLASS_USER, 0, 2, INT32_MIN, INT32_MAX, -1, NULL, TYPE_C_NONE},
    [TYPE_EXTENSION] = {"type", TYPE_CLASS_USER, 0, 0, 0, 0, -1, NULL, TYPE_C_NONE},
};

static const struct {
    const char *name;
    uint8_t length, id;
} NAMES[] = {
#define TYPE_SPELLING(id, name) {name, sizeof name - 1, TYPE_##id},
#include "gen/model/types_names.def"
#undef TYPE_SPELLING
#define TYPE(id, name, class, min_args, max_args, low, high, size, lite, c_kind) \
    {name, sizeof name - 1, TYPE_##id},
#include "gen/model/types.def"
#undef TYPE
};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

static const char *const FIELDS[] = {
    [TYPE_FIELDS_ALL] = "",
    [TYPE_FIELDS_YEAR] = "year",
    [TYPE_FIELDS_MONTH] = "month",
    [TYPE_FIELDS_DAY] = "day",
    [TYPE_FIELDS_HOUR] = "hour",
    [TYPE_FIELDS_MINUTE] = "minute",
    [TYPE_FIELDS_SECOND] = "second",
    [TYPE_FIELDS_YEAR_MONTH] = "year to month",
    [TYPE_FIELDS_DAY_HOUR] = "day to hour",
    [TYPE_FIELDS_DAY_MINUTE] = "day to minute",
    [TYPE_FIELDS_DAY_SECOND] = "day to second",
    [TYPE_FIELDS_HOUR_MINUTE] = "hour to minute",
    [TYPE_FIELDS_HOUR_SECOND] = "hour to second",
    [TYPE_FIELDS_MINUTE_SECOND] = "minute to second",
};
enum { FIELDS_COUNT = sizeof FIELDS / sizeof *FIELDS };

const TypeInfo *type_info(TypeId id)
{
    return &INFO[id < TYPE_COUNT ? id : TYPE_NONE];
}

Type type_domain_base(Type type)
{
    for (int step = 0; step < 32 && type.id == TYPE_DOMAIN; step++) { // a loop of domains ends somewhere
        if (!type.base)
            return (Type){.id = TYPE_NONE};
        uint8_t dims = type.dims;
        type = *type.base;
        type.dims = (uint8_t)(type.dims + dims);
    }
    return type.id == TYPE_DOMAIN ? (Type){.id = TYPE_NONE} : type;
}

const char *type_fields_name(TypeFields fields)
{
    return (int)fields < (int)FIELDS_COUNT ? FIELDS[fields] : "";
}

static TypeId find_name(const char *words, size_t length)
{
    for (size_t at = 0; at < NAME_COUNT; at++)
        if (NAMES[at].length == length && NAMES[at].name[0] == words[0] &&
            !memcmp(NAMES[at].name, words, length))
            return (TypeId)NAMES[at].id;
    return TYPE_NONE;
}

static bool find_interval(const char *words, Type *type)
{
    if (strncmp(words, "interval ", 9) != 0)
        return false;
    for (uint8_t at = 1; at < FIELDS_COUNT; at++)
        if (!strcmp(words + 9, FIELDS[at])) {
            type->id = TYPE_INTERVAL;
            type->fields = at;
            return true;
        }
    return false;
}

// Of interval fields only those that end in seconds have a precision.
static bool allows_args(Type type)
{
    return type.fields == TYPE_FIELDS_ALL || strstr(FIELDS[type.fields], "second");
}

// float(1..24) is real, float(25..53) double precision.
static TypeFault parse_float(const char *words, const int64_t *args, size_t count, Type *type)
{
    if (strcmp(words, "float") != 0 || type->id != TYPE_FLOAT8 || count != 1)
        return count ? TYPE_NO_ARGS : TYPE_OK;
    if (args[0] < 1 || args[0] > 53)
        return TYPE_ARG_RANGE;
    type->id = args[0] <= 24 ? TYPE_FLOAT4 : TYPE_FLOAT8;
    return TYPE_OK;
}

static TypeFault take_args(const int64_t *args, size_t count, Type *type)
{
    const TypeInfo *info = &INFO[type->id];
    if (count > info->max_args || (count && !allows_args(*type)))
        return info->max_args ? TYPE_TOO_MANY_ARGS : TYPE_NO_ARGS;
    if (count && (args[0] < info->low || args[0] > info->high))
        return TYPE_ARG_RANGE;
    if (count == 2 && (args[1] < -1000 || args[1] > 1000))
        return TYPE_ARG_RANGE;
    type->arg_count = (uint8_t)count;
    for (size_t at = 0; at < count; at++)
        type->args[at] = (int32_t)args[at];
    if (type->id == TYPE_NUMERIC && count == 1)
        type->arg_count = 2; // numeric(p) is numeric(p,0)
    if ((type->id == TYPE_CHAR || type->id == TYPE_BIT) && !count) {
        type->arg_count = 1; // char is char(1)
        type->args[0] = 1;
    }
    return TYPE_OK;
}

TypeFault type_parse(const char *words, const int64_t *args, size_t arg_count, unsigned dims, Type *out)
{
    Type type = {.dims = (uint8_t)(dims > 6 ? 6 : dims)};
    type.id = (uint8_t)find_name(words, strlen(words));
    *out = (Type){.id = TYPE_NONE};
    if (type.id == TYPE_NONE && !find_interval(words, &type))
        return TYPE_NO_SUCH;
    if (type.id == TYPE_BPCHAR && arg_count == 1)
        type.id = TYPE_CHAR;
    TypeFault fault = type.id == TYPE_FLOAT8 ? parse_float(words, args, arg_count, &type)
                                             : take_args(args, arg_count, &type);
    if (fault == TYPE_OK)
        *out = type;
    return fault;
}

void type_guess(Guess *guess)
{
    for (size_t at = 0; at < NAME_COUNT; at++)
        guess_feed(guess, NAMES[at].name);
}

void type_report(Diag *diag, Span span, TypeFault fault, const char *words, Guess *also)
{
    if (fault == TYPE_NO_SUCH) {
        Guess own = {.name = words}, *guess = also ? also : &own;
        type_guess(guess);
        diag_report(diag, DIAG_TYPE_NAME, span, words);
        if (guess_best(guess))
            diag_fix(diag, span, "%s", guess_best(guess));
        return;
    }
    const TypeInfo *info = &INFO[find_name(words, strlen(words))];
    bool is_float = !strcmp(words, "float");
    const char *text;
    if (fault == TYPE_NO_ARGS)
        text = arena_print(diag->arena, "'%s' takes no modifier", words);
    else if (fault == TYPE_TOO_MANY_ARGS)
        text = arena_print(diag->arena, "'%s' takes at most %d modifier%s", words, info->max_args,
                           info->max_args == 1 ? "" : "s");
    else
        text = arena_print(diag->arena, "a modifier of '%s' is out of range (%d to %d)", words,
                           is_float ? 1 : info->low, is_float ? 53 : info->high);
    diag_report(diag, DIAG_TYPE_ARGS, span, text);
}

static bool same_text(const Word *a, const Word *b)
{
    return a == b || (a && b && a->hash == b->hash && !strcmp(a->text, b->text));
}

// Whatever their case, which the extensions take no notice of.
bool type_same_modifiers(Type a, Type b)
{
    if (!a.modifiers || !b.modifiers)
        return a.modifiers == b.modifiers;
    return !strcasecmp(a.modifiers->text, b.modifiers->text);
}

bool type_is_named(const Type *type)
{
    return type->user || type->id == TYPE_EXTENSION;
}

bool type_same_kind(Type a, Type b)
{
    return !a.user || !b.user || AS(const Object, a.user)->kind == AS(const Object, b.user)->kind;
}

static bool same_named(Type a, Type b)
{
    if (a.id == TYPE_EXTENSION)
        return same_text(a.name, b.name) && same_text(a.schema, b.schema) && type_same_modifiers(a, b);
    if (a.user || b.user)
        return type_same_kind(a, b) &&
               (a.user == b.user || (same_text(a.name, b.name) && same_text(a.schema, b.schema)));
    return same_text(a.name, b.name) && same_text(a.schema, b.schema);
}

bool type_equal(Type a, Type b)
{
    a = type_unserial(a);
    b = type_unserial(b);
    if (a.id != b.id || !a.dims != !b.dims || a.fields != b.fields || a.arg_count != b.arg_count)
        return false;
    for (unsigned at = 0; at < a.arg_count; at++)
        if (a.args[at] != b.args[at])
            return false;
    if (a.id < TYPE_ENUM || (a.id != TYPE_EXTENSION && a.user && a.user == b.user))
        return true;
    bool same_base = a.id != TYPE_DOMAIN || !a.base || !b.base || type_equal(*a.base, *b.base);
    return same_named(a, b) && same_base;
}

bool type_is_pseudo(const char *name)
{
    static const char *const PSEUDO[] = {"any",
                                         "anyarray",
                                         "anycompatible",
                                         "anycompatiblearray",
                                         "anycompatiblemultirange",
                                         "anycompatiblenonarray",
                                         "anycompatiblerange",
                                         "anyelement",
                                         "anyenum",
                                         "anymultirange",
                                         "anynonarray",
                                         "anyrange",
                                         "cstring",
                                         "event_trigger",
                                         "fdw_handler",
                                         "index_am_handler",
                                         "internal",
                                         "language_handler",
                                         "pg_ddl_command",
                                         "record",
                                         "table_am_handler",
                                         "trigger",
                                         "tsm_handler",
                                         "void",
                                         NULL};
    return text_is_any(name, PSEUDO);
}
