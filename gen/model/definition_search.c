// SPDX-License-Identifier: MIT
// A text search configuration is a parser and, for kinds of words, lists of dictionaries. CREATE …
// (COPY = english) and the ALTERs behind it say what a server then holds, which is all that it tells.
#include <stdlib.h>

#include "gen/model/definition_text.h"

typedef struct Search {
    const DefineScope *scope;
    DefinedFacts *facts;
} Search;

// --- mappings: "map WORD=dictionary dictionary " ---

static char **find(const DefinedFacts *facts, const char *word)
{
    size_t length = strlen(word);
    for (size_t at = 0; at < facts->count; at++)
        if (!strncmp(facts->at[at], "map ", 4) && !strncmp(facts->at[at] + 4, word, length) &&
            facts->at[at][4 + length] == '=')
            return &facts->at[at];
    return NULL;
}

static void drop(DefinedFacts *facts, char **fact)
{
    free(*fact);
    *fact = facts->at[--facts->count];
}

static void map(DefinedFacts *facts, const char *word, const char *dictionaries)
{
    Text fact = {0};
    char **old = find(facts, word);
    if (old)
        drop(facts, old);
    text_printf(&fact, "map %s=%s", word, dictionaries);
    facts_add(facts, &fact);
    text_free(&fact);
}

static void put_name(const Search *search, const Tree *names, Text *out)
{
    const char *schema = tree_schema(names), *name = tree_name(names);
    bool own = strcmp(schema, "pg_catalog") != 0;
    const char *found = own ? search->scope->home(search->scope->context, NAME_THING, schema, name) : NULL;
    if (found)
        text_printf(out, "\"%s\".", found);
    else if (*schema && strcmp(schema, "pg_catalog"))
        text_printf(out, "\"%s\".", schema);
    text_printf(out, "\"%s\" ", name);
}

static void put_dictionaries(const Search *search, const Tree *dictionaries, Text *out)
{
    const Tree *item;
    TREE_EACH(item, dictionaries)
    {
        put_name(search, tree_items(item), out);
    }
}

// --- COPY of one of the server's own ---

static const char *const LATIN[] = {"asciiword", "asciihword", "hword_asciipart", NULL};
static const char *const WORDS[] = {"word", "hword", "hword_part", NULL};
static const char *const PLAIN[] = {"email",    "file",   "float",         "host", "int", "numhword",
                                    "numword",  "sfloat", "hword_numpart", "uint", "url", "version",
                                    "url_path", NULL};

static void map_all(DefinedFacts *facts, const char *const *words, const char *dictionary)
{
    Text name = {0};
    text_printf(&name, "\"%s\" ", dictionary);
    for (; *words; words++)
        map(facts, *words, name.bytes);
    text_free(&name);
}

static bool copy_built_in(DefinedFacts *facts, const char *name)
{
    static const char *const LANGUAGES[] = {
        "arabic",     "armenian", "basque",    "catalan",    "danish",    "dutch",      "english", "finnish",
        "french",     "german",   "greek",     "hindi",      "hungarian", "indonesian", "irish",   "italian",
        "lithuanian", "nepali",   "norwegian", "portuguese", "romanian",  "russian",    "serbian", "spanish",
        "swedish",    "tamil",    "turkish",   "yiddish",    NULL};
    bool simple = !strcmp(name, "simple"), other = !strcmp(name, "russian") || !strcmp(name, "hindi");
    const char *const *language = LANGUAGES;
    while (*language && strcmp(*language, name))
        language++;
    if (!*language && !simple)
        return false;
    Text stem = {0};
    text_printf(&stem, simple ? "%s" : "%s_stem", name);
    map_all(facts, WORDS, stem.bytes);
    map_all(facts, LATIN,
            other ? "english_stem" : stem.bytes); // of what is no Latin letter there is no other
    map_all(facts, PLAIN, "simple");
    text_free(&stem);
    return true;
}

static void create(const Search *search, const Tree *tree)
{
    const Tree *item;
    Text fact = {0};
    TREE_EACH(item, tree_get(tree, "definition"))
    {
        const Tree *option = tree_get(item, "DefElem");
        const Tree *arg = tree_get(option, "arg"), *names = tree_get(tree_get(arg, "TypeName"), "names");
        const char *name = names ? tree_name(names) : tree_string(arg);
        bool copy = !strcmp(tree_text(option, "defname"), "copy");
        bool own = *tree_schema(names) && strcmp(tree_schema(names), "pg_catalog");
        text_clear(&fact);
        bool usual = !copy && !own && !strcmp(name, "default");
        if (usual || (copy && !own && copy_built_in(search->facts, name))) {
            text_puts(&fact, "parser=\"default\" ");
        } else {
            text_printf(&fact, "%s=", copy ? "copy" : "parser");
            put_name(search, names, &fact);
        }
        facts_add(search->facts, &fact);
    }
    text_free(&fact);
}

// --- ALTER ---

static void replace_in(char **fact, const char *old, const char *new)
{
    Text made = {0};
    size_t length = strlen(old);
    const char *from = strchr(*fact, '=') + 1;
    text_add(&made, *fact, (size_t)(from - *fact));
    while (*from) {
        size_t word = strcspn(from, " ") + 1;
        bool same = word == length && !strncmp(from, old, length);
        text_add(&made, same ? new : from, same ? strlen(new) : word);
        from += word;
    }
    free(*fact);
    *fact = made.bytes;
}

static void replace_dictionary(const Search *search, const Tree *tree)
{
    DefinedFacts *facts = search->facts;
    const Tree *words = tree_get(tree, "tokentype"), *word;
    Text old = {0}, new = {0};
    put_name(search, tree_items(tree_at(tree_get(tree, "dicts"), 0)), &old);
    put_name(search, tree_items(tree_at(tree_get(tree, "dicts"), 1)), &new);
    for (size_t at = 0; !tree_first(words) && at < facts->count; at++)
        if (!strncmp(facts->at[at], "map ", 4))
            replace_in(&facts->at[at], old.bytes, new.bytes);
    TREE_EACH(word, words)
    {
        char **fact = find(facts, tree_string(word));
        if (fact)
            replace_in(fact, old.bytes, new.bytes);
    }
    text_free(&old);
    text_free(&new);
}

static void alter(const Search *search, const Tree *tree)
{
    const char *kind = tree_text(tree, "kind");
    const Tree *word;
    Text dictionaries = {0};
    if (!strncmp(kind, "ALTER_TSCONFIG_REPLACE_DICT", strlen("ALTER_TSCONFIG_REPLACE_DICT"))) {
        replace_dictionary(search, tree);
        return;
    }
    text_puts(&dictionaries, "");
    put_dictionaries(search, tree_get(tree, "dicts"), &dictionaries);
    TREE_EACH(word, tree_get(tree, "tokentype"))
    {
        char **old = find(search->facts, tree_string(word));
        if (strcmp(kind, "ALTER_TSCONFIG_DROP_MAPPING"))
            map(search->facts, tree_string(word), text_string(&dictionaries));
        else if (old)
            drop(search->facts, old);
    }
    text_free(&dictionaries);
}

void facts_of_search(const Tree *statement, const DefineScope *scope, DefinedFacts *facts)
{
    Search search = {scope, facts};
    if (!strcmp(tree_kind(statement), "DefineStmt"))
        create(&search, tree_inner(statement));
    else
        alter(&search, tree_inner(statement));
}
