// SPDX-License-Identifier: MIT
#include "gen/query/builtin.h"

#include <stdlib.h>
#include <string.h>

static const BuiltIn TYPES[] = {
#define TYPE(name, title, category, preferred) {name, title, category, preferred},
#include "gen/query/types.def"
#undef TYPE
};

typedef struct Pair {
    const char *name, *text;
} Pair;

static const Pair CASTS[] = {
#define CAST(from, to) {from, to},
#include "gen/query/casts.def"
#undef CAST
};
static const Pair OPERATORS[] = {
#define OPERATOR(name, forms) {name, forms},
#include "gen/query/operators.def"
#undef OPERATOR
};
static const Pair FUNCTIONS[] = {
#define FUNCTION(name, forms) {name, forms},
#include "gen/query/functions.def"
#undef FUNCTION
};
static const Pair RESULTS[] = {
#define RESULT(name, columns) {name, columns},
#include "gen/query/results.def"
#undef RESULT
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

// The lists are in the order of their names, by which each line begins; the tests hold them to it.
static int by_name(const void *name, const void *line)
{
    return strcmp(name, *(const char *const *)line);
}

#define FIND(list, name) bsearch(name, list, COUNT(list), sizeof *(list), by_name)

const BuiltIn *builtin_type(const char *name)
{
    const BuiltIn *found = FIND(TYPES, name);
    for (size_t at = 0; !found && at < COUNT(TYPES); at++)
        if (!strcmp(TYPES[at].title, name))
            found = &TYPES[at];
    return found;
}

ValueType builtin_value(const char *name)
{
    return (ValueType){.base = builtin_type(name + (*name == '_')), .dims = *name == '_'};
}

bool builtin_casts(const BuiltIn *from, const BuiltIn *to)
{
    for (size_t at = 0; at < COUNT(CASTS); at++)
        if (!strcmp(CASTS[at].name, from->name) && !strcmp(CASTS[at].text, to->name))
            return true;
    return false;
}

static const char *text_of(const Pair *found)
{
    return found ? found->text : NULL;
}

const char *builtin_function(const char *name)
{
    return text_of(FIND(FUNCTIONS, name));
}

const char *builtin_operator(const char *name)
{
    return text_of(FIND(OPERATORS, name));
}

const char *builtin_result(const char *function)
{
    return text_of(FIND(RESULTS, function));
}

static ValueType take_value(const char **at, const char *ends)
{
    char name[64];
    size_t length = strcspn(*at, ends);
    if (length >= sizeof name)
        length = sizeof name - 1;
    memcpy(name, *at, length);
    name[length] = '\0';
    *at += length;
    return builtin_value(name);
}

bool builtin_next(const char **at, Form *form)
{
    *at += strspn(*at, " ");
    if (!**at)
        return false;
    *form = (Form){0};
    if (**at == ',') // no left one
        ++*at;
    while (**at != ':' && **at != '*' && **at != '=' && form->count < 8) {
        form->arguments[form->count++] = take_value(at, ",:*=");
        *at += **at == ',';
    }
    if (**at == '*') {
        form->variadic = true;
        ++*at;
    }
    if (**at == '=') {
        char *end;
        form->defaults = (int)strtol(*at + 1, &end, 10);
        *at = end;
    }
    ++*at; // the colon
    form->set = **at == '%';
    *at += form->set;
    form->result = take_value(at, " ");
    return true;
}

bool value_is(ValueType kind, const char *builtin)
{
    return kind.base && !kind.dims && !strcmp(kind.base->name, builtin);
}

bool value_equal(ValueType a, ValueType b)
{
    bool names = a.name == b.name || (a.name && b.name && !strcmp(a.name, b.name));
    return a.base == b.base && a.user == b.user && names && a.dims == b.dims;
}
