// SPDX-License-Identifier: MIT
// What CREATE TYPE says of a base type: LIKE for four options at once, several words for one alignment, and
// options that only say what a type has by itself.
#include <stdio.h>

#include "gen/model/definition_text.h"

enum { VALUE = 64 };

typedef struct Form { // as pg_type has it
    char length[VALUE], byval[VALUE], alignment[VALUE], storage[VALUE];
} Form;

static bool is(const char *a, const char *b)
{
    return !strcmp(a, b);
}

static const struct {
    const char *name, *length, *byval, *alignment, *storage;
} FORMS[] = {
    {"bool", "1", "true", "char", "plain"},          {"char", "1", "true", "char", "plain"},
    {"int2", "2", "true", "int2", "plain"},          {"int4", "4", "true", "int4", "plain"},
    {"oid", "4", "true", "int4", "plain"},           {"float4", "4", "true", "int4", "plain"},
    {"date", "4", "true", "int4", "plain"},          {"int8", "8", "true", "double", "plain"},
    {"float8", "8", "true", "double", "plain"},      {"money", "8", "true", "double", "plain"},
    {"time", "8", "true", "double", "plain"},        {"timestamp", "8", "true", "double", "plain"},
    {"timestamptz", "8", "true", "double", "plain"}, {"interval", "16", "false", "double", "plain"},
    {"point", "16", "false", "double", "plain"},     {"uuid", "16", "false", "char", "plain"},
    {"name", "64", "false", "char", "plain"},        {"text", "variable", "false", "int4", "extended"},
    {"varchar", "variable", "false", "int4", "extended"}, {"bpchar", "variable", "false", "int4", "extended"},
    {"bytea", "variable", "false", "int4", "extended"},   {"jsonb", "variable", "false", "int4", "extended"},
    {"json", "variable", "false", "int4", "extended"},    {"xml", "variable", "false", "int4", "extended"},
    {"numeric", "variable", "false", "int4", "main"},     {"inet", "variable", "false", "int4", "main"},
    {"cidr", "variable", "false", "int4", "main"},
};

static bool take_form(Form *form, const char *name)
{
    for (size_t at = 0; at < sizeof FORMS / sizeof *FORMS; at++)
        if (is(FORMS[at].name, name)) {
            snprintf(form->length, VALUE, "%s", FORMS[at].length);
            snprintf(form->byval, VALUE, "%s", FORMS[at].byval);
            snprintf(form->alignment, VALUE, "%s", FORMS[at].alignment);
            snprintf(form->storage, VALUE, "%s", FORMS[at].storage);
            return true;
        }
    return false;
}

// 4, variable, 'U', true; without a value it is true.
static void put_value(char value[VALUE], const Tree *arg)
{
    const Tree *number = tree_get(arg, "Integer"), *type = tree_get(arg, "TypeName");
    if (number)
        snprintf(value, VALUE, "%ld", tree_number(number, "ival"));
    else if (type)
        snprintf(value, VALUE, "%s", tree_name(tree_get(type, "names")));
    else
        snprintf(value, VALUE, "%s", arg ? tree_string(arg) : "true");
    if (is(value, "bpchar"))
        snprintf(value, VALUE, "char");
    else if (is(value, "float8"))
        snprintf(value, VALUE, "double");
    else if (is(value, "on") || is(value, "yes"))
        snprintf(value, VALUE, "true");
    else if (is(value, "off") || is(value, "no"))
        snprintf(value, VALUE, "false");
}

static char *form_value(Form *form, const char *name)
{
    return is(name, "internallength")  ? form->length
           : is(name, "passedbyvalue") ? form->byval
           : is(name, "alignment")     ? form->alignment
           : is(name, "storage")       ? form->storage
                                       : NULL;
}

// ALTER TYPE sets all functions but these.
static bool is_function(const char *name, bool *set)
{
    static const char *const NAMES[] = {"receive", "send",      "typmod_in", "typmod_out",
                                        "analyze", "subscript", NULL};
    *set = !is(name, "input") && !is(name, "output");
    return !*set || text_is_any(name, NAMES);
}

static const Tree *names_of(const Tree *arg)
{
    const Tree *type = tree_get(arg, "TypeName"), *names = tree_items(arg);
    return type ? tree_get(type, "names") : names;
}

// send="app"."t_send", which is SQL as well
static void say_function(const FactWriter *writer, const char *name, bool set, const Tree *arg,
                         DefinedFacts *facts)
{
    Text begins = {0}, path = {0};
    FactWriter to = *writer;
    to.out = &path;
    text_printf(&begins, "%s %s", set ? "set" : "function", name);
    text_printf(&path, "%s=", text_string(&begins));
    facts_forget(facts, text_string(&path));
    const Tree *names = names_of(arg);
    if (names && !is(tree_name(names), "none")) {
        fact_name(&to, NAME_TYPE, tree_schema(names), tree_name(names));
        text_string(&path);
        facts_add(facts, &path);
    }
    text_free(&begins);
    text_free(&path);
}

static void say_rest(const FactWriter *writer, const char *name, const Tree *arg, DefinedFacts *facts)
{
    static const char *const USUAL[][2] = {
        {"category", "U"}, {"preferred", "false"}, {"delimiter", ","}, {"collatable", "false"}};
    char value[VALUE];
    put_value(value, arg);
    for (size_t at = 0; at < sizeof USUAL / sizeof *USUAL; at++)
        if (is(name, USUAL[at][0]) && is(value, USUAL[at][1]))
            return;
    if (is(name, "element"))
        facts_say(writer, facts, tree_get(arg, "TypeName"), "option element");
    else if (is(name, "default"))
        facts_say(writer, facts, NULL, "option default=%s", arg ? tree_string(arg) : "");
    else
        facts_say(writer, facts, NULL, "option %s=%s", name, value);
}

static void say_form(const FactWriter *writer, const Form *form, DefinedFacts *facts)
{
    facts_say(writer, facts, NULL, "option internallength=%s", form->length);
    facts_say(writer, facts, NULL, "option passedbyvalue=%s", form->byval);
    facts_say(writer, facts, NULL, "option alignment=%s", form->alignment);
    facts_say(writer, facts, NULL, "option storage=%s", form->storage);
}

void facts_of_type(const FactWriter *writer, const Tree *statement, DefinedFacts *facts)
{
    Form form = {"variable", "false", "int4", "plain"};
    const Tree *tree = tree_inner(statement), *item;
    bool alter = !strcmp(tree_kind(statement), "AlterTypeStmt"), set;
    const Tree *list = tree_get(tree, alter ? "options" : "definition");
    TREE_EACH(item, list) // what follows LIKE, or stands before it, counts more
    {
        const Tree *option = tree_get(item, "DefElem"), *arg = tree_get(option, "arg");
        if (is(tree_text(option, "defname"), "like") && !take_form(&form, tree_name(names_of(arg))))
            facts_say(writer, facts, tree_get(arg, "TypeName"), "option like");
    }
    TREE_EACH(item, list)
    {
        const Tree *option = tree_get(item, "DefElem"), *arg = tree_get(option, "arg");
        const char *name = tree_text(option, "defname");
        char *value = form_value(&form, name);
        if (is_function(name, &set))
            say_function(writer, name, set, arg, facts);
        else if (value)
            put_value(value, arg);
        else if (!is(name, "like"))
            say_rest(writer, name, arg, facts);
    }
    if (!alter && tree_first(list))
        say_form(writer, &form, facts);
    else if (alter && strcmp(form.storage, "plain")) {
        facts_forget(facts, "option storage=");
        facts_say(writer, facts, NULL, "option storage=%s", form.storage);
    }
}
