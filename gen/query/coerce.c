// SPDX-License-Identifier: MIT
// Types, which of them become which others, and what brings a value to one: PostgreSQL's manual, chapter 10
// (Type Conversion), as far as it is not about operators and functions (choose.c).
#include <string.h>

#include "gen/query/private.h"

// --- types ---

ValueType value_of(const Type *type)
{
    if (!type || type->id == TYPE_NONE)
        return (ValueType){0};
    Type plain = type_unserial(*type);
    ValueType value = {.dims = plain.dims != 0, .mod_count = plain.arg_count};
    memcpy(value.mods, plain.args, sizeof value.mods);
    if (plain.id == TYPE_EXTENSION)
        value.name = plain.name->text; // its user is the extension
    else if (plain.user)
        value.user = plain.user;
    else if (plain.id == TYPE_USER && !plain.user)
        value.base = builtin_type(plain.name->text); // anyelement and its like
    else
        value.base = builtin_type(type_info((TypeId)plain.id)->name);
    if (!value.base && !value.user)
        value.name = plain.name ? plain.name->text : NULL;
    return value;
}

ValueType value_base(ValueType type)
{
    while (type.user && !type.dims && type.user->kind == KIND_DOMAIN)
        type = value_of(AS(const Domain, type.user)->type);
    return type;
}

ValueType value_element(ValueType type)
{
    type = value_base(type);
    if (!type.dims)
        return value_is(type, "int2vector") ? builtin_value("int2") : (ValueType){0};
    type.dims = 0;
    return type;
}

ValueType value_of_range(ValueType type)
{
    static const char *const RANGES[][2] = {{"int4", "int4"},    {"int8", "int8"},        {"num", "numeric"},
                                            {"ts", "timestamp"}, {"tstz", "timestamptz"}, {"date", "date"}};
    for (size_t at = 0; type.base && !type.dims && at < sizeof RANGES / sizeof *RANGES; at++) {
        size_t length = strlen(RANGES[at][0]);
        const char *rest = type.base->name + length;
        if (!strncmp(RANGES[at][0], type.base->name, length) &&
            (!strcmp(rest, "range") || !strcmp(rest, "multirange")))
            return builtin_value(RANGES[at][1]);
    }
    return (ValueType){0};
}

ValueType value_array(ValueType type)
{
    if (!value_known(type))
        return type;
    type.dims = 1;
    type.mod_count = 0;
    return type;
}

bool value_is_any(ValueType type)
{
    return type.base && !type.dims && !strncmp(type.base->name, "any", 3);
}

char value_category(ValueType type)
{
    type = value_base(type);
    if (type.dims)
        return 'A';
    if (type.base)
        return type.base->category;
    return !type.user ? 'U' : type.user->kind == KIND_ENUM ? 'E' : 'C';
}

bool value_is_preferred(ValueType type)
{
    return type.base && !type.dims && type.base->preferred;
}

static bool fits_any(ValueType from, const char *any)
{
    char kind = value_category(from);
    if (strstr(any, "nonarray"))
        return kind != 'A';
    if (strstr(any, "array"))
        return kind == 'A';
    if (strstr(any, "multirange"))
        return kind == 'R' && from.base && strstr(from.base->name, "multi");
    if (strstr(any, "range"))
        return kind == 'R' && from.base && !strstr(from.base->name, "multi");
    return strcmp(any, "anyenum") || kind == 'E';
}

bool value_coerces(ValueType from, ValueType to)
{
    if (!value_known(from) || !value_known(to) || value_equal(from, to) || value_is(from, "unknown"))
        return true;
    if (value_is_any(to))
        return fits_any(from, to.base->name);
    if (value_is(to, "record"))
        return value_category(from) == 'C';
    if (from.user && !from.dims && from.user->kind == KIND_DOMAIN)
        return value_coerces(value_base(from), to);
    if (from.dims || to.dims)
        return from.dims && to.dims && value_coerces(value_element(from), value_element(to));
    return from.base && to.base && builtin_casts(from.base, to.base);
}

// --- constants and casts ---

bool value_is_unknown(const Term *term)
{
    return value_is(term->type, "unknown");
}

static bool is_number(ValueType type)
{
    return type.base && !type.dims && type.base->category == 'N' && strncmp(type.base->name, "reg", 3) &&
           strcmp(type.base->name, "money");
}

// '1'::varchar to text, 1 to numeric: the same constant of another type.
static bool is_retyped(const Term *term, ValueType type)
{
    if (strcmp(term->kind, "Const") || term->type.mod_count)
        return false;
    if (!term->text)
        return true; // NULL
    bool texts = (value_is(term->type, "varchar") || value_is(term->type, "text")) &&
                 (value_is(type, "varchar") || value_is(type, "text"));
    bool numbers = is_number(term->type) && is_number(type) && value_category(type) == 'N' &&
                   (value_is(term->type, "int4") || !strncmp(type.base->name, "float", 5) ||
                    value_is(type, "numeric") || (value_is(term->type, "int8") && value_is(type, "int8")));
    return texts || numbers;
}

// 'public.words'::regconfig: as a server that has it in the search path says it.
static const char *without_schema(const char *text, ValueType type)
{
    static const char *const SCHEMAS[] = {"public.", "pg_catalog."};
    for (size_t at = 0; value_known(type) && type.base && at < sizeof SCHEMAS / sizeof *SCHEMAS; at++)
        if (!strncmp(type.base->name, "reg", 3) && !strncmp(text, SCHEMAS[at], strlen(SCHEMAS[at])))
            return text + strlen(SCHEMAS[at]);
    return text;
}

static Term *new_const(const Analysis *analysis, const char *text, ValueType type)
{
    text = text ? without_schema(text, type) : NULL;
    Term *term = term_new(analysis, "Const", text ? value_text(analysis->arena, text, type) : NULL);
    term->type = type;
    term->type.mod_count = 0;
    return value_is(type, "regclass") && term->text ? bind_relation_name(analysis, term) : term;
}

static Term *coerce_elements(const Analysis *analysis, const Term *array, ValueType type)
{
    Term *made = term_new(analysis, "Array", NULL);
    ValueType element = value_element(type);
    for (const Term *kid = array->first; kid; kid = kid->next) {
        bool nested = !strcmp(kid->kind, "Array");
        term_add(made, coerce(analysis, term_same(analysis, kid), nested ? type : element));
    }
    made->type = value_array(element);
    return made;
}

Term *coerce(const Analysis *analysis, Term *term, ValueType type)
{
    if (!term || !value_known(type) || value_is_any(type) || value_is(type, "unknown") ||
        value_equal(term->type, type))
        return term;
    if (value_is_unknown(term) && !strcmp(term->kind, "Const")) {
        ValueType base = value_base(type); // a domain's literal is read as what that stands on
        Term *made = new_const(analysis, term->text, base);
        return value_equal(base, type) || !made->text ? made : coerce(analysis, made, type);
    }
    if (is_retyped(term, type))
        return new_const(analysis, term->text, type);
    if (!strcmp(term->kind, "Array") && type.dims)
        return coerce_elements(analysis, term, type);
    if (value_is(type, "record"))
        return term;
    if (!strcmp(term->kind, "Collate")) { // it stands around all casts
        Term *collate = term_new(analysis, term->kind, term->text);
        collate->type = type;
        return term_add(collate, coerce(analysis, term_same(analysis, term->first), type));
    }
    Term *cast = term_new(analysis, "Cast", type.user ? NULL : type.base ? type.base->name : type.name);
    cast->object = type.user;
    cast->range = type.dims; // an array's cast is another one
    cast->type = type;
    cast->type.mod_count = 0;
    return term_add(cast, term);
}

// 10.5, UNION, CASE and so on. The first of them counts most.
ValueType common_type(const Term *const *terms, int count)
{
    ValueType type = count ? terms[0]->type : (ValueType){0};
    bool same = count && !value_is(type, "unknown");
    for (int at = 0; at < count; at++) {
        same = same && value_equal(type, terms[at]->type);
        if (!value_known(terms[at]->type))
            return (ValueType){0};
    }
    if (same)
        return type;
    type = value_base(type);
    for (int at = 1; at < count; at++) {
        ValueType next = value_base(terms[at]->type);
        if (value_is(next, "unknown") || value_equal(next, type))
            continue;
        if (value_is(type, "unknown"))
            type = next;
        else if (value_category(type) != value_category(next))
            return (ValueType){0};
        else if (!value_is_preferred(type) && value_coerces(type, next) && !value_coerces(next, type))
            type = next;
    }
    if (value_is(type, "unknown"))
        return builtin_value("text");
    type.mod_count = 0;
    return type;
}
