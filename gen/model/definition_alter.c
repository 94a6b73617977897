// SPDX-License-Identifier: MIT
// What ALTER can change of what a statement has made.
#include "gen/model/definition.h"

bool fact_option(const char *fact, const char *begins, Text *name, Text *value)
{
    size_t length = strlen(begins);
    const char *at = strncmp(fact, begins, length) ? NULL : strchr(fact, '=');
    if (!at || at < fact + length || at[1] != '\'')
        return false;
    text_clear(name);
    text_clear(value);
    text_add(name, fact + length, (size_t)(at - fact) - length);
    text_add(value, at + 2, strlen(at + 2) - 1); // its last is a "="
    return true;
}

// Of a wrapper the functions, of a dictionary the template, are no such options: they have no text.
static bool is_altered(const char *alters, const char *fact)
{
    while (*alters) {
        size_t length = strcspn(alters, "|");
        if (!strncmp(fact, alters, length))
            return strncmp(fact, "option ", strlen("option ")) || strstr(fact, "='");
        alters += length + (alters[length] == '|');
    }
    return false;
}

static size_t count(const DefinedFacts *facts, const char *begins)
{
    size_t count = 0;
    for (size_t at = 0; at < facts->count; at++)
        count += !strncmp(facts->at[at], begins, strlen(begins));
    return count;
}

// A subscription asks the other server about the rest of its options.
static bool is_settable(const char *fact)
{
    static const char *const NAMES[] = {
        "binary",       "streaming", "synchronous_commit", "disable_on_error", "password_required",
        "run_as_owner", "origin"};
    Text name = {0}, value = {0};
    bool found = !fact_option(fact, "option ", &name, &value);
    for (size_t at = 0; at < sizeof NAMES / sizeof *NAMES && !found; at++)
        found = !strcmp(text_string(&name), NAMES[at]);
    text_free(&name);
    text_free(&value);
    return found;
}

static bool keeps_rest(DefinitionClass class, const DefinedFacts *from, const DefinedFacts *to)
{
    for (size_t at = 0; at < from->count; at++) {
        const char *fact = from->at[at];
        if (facts_have(to, fact))
            continue;
        bool replaced = class == CLASS_FUNCTION && !strncmp(fact, "option ", strlen("option ")) &&
                        strncmp(fact, "option window", strlen("option window"));
        if (replaced)
            continue; // by CREATE OR REPLACE
        if (!is_altered(class_info[class].alters, fact) ||
            (class == CLASS_SUBSCRIPTION && !is_settable(fact)) ||
            (class == CLASS_STATISTICS && !strstr(fact, "stxstattarget:#"))) // the library gives out no 0
            return false;
    }
    return true;
}

bool define_alters(DefinitionClass class, const DefinedFacts *from, const DefinedFacts *to)
{
    // Of a publication that has nothing nobody can say so.
    if (class == CLASS_PUBLICATION && (count(from, "object ") == 0) != (count(to, "object ") == 0))
        return false;
    return keeps_rest(class, from, to) && keeps_rest(class, to, from);
}
