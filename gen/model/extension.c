// SPDX-License-Identifier: MIT
#include <string.h>

#include "gen/model/extension.h"

const char *extension_need(const char *name, size_t at)
{
    static const struct {
        const char *name, *other;
    } KNOWN[] = {
#define NEEDS(name, other) {name, other},
#include "gen/model/extension_needs.def"
#undef NEEDS
    };
    for (size_t one = 0; one < sizeof KNOWN / sizeof *KNOWN; one++)
        if (!strcmp(KNOWN[one].name, name) && at-- == 0)
            return KNOWN[one].other;
    return NULL;
}

const char *extension_of_search(const char *name)
{
    static const struct {
        const char *name, *extension;
    } KNOWN[] = {
        {"unaccent", "unaccent"}, {"intdict", "dict_int"},        {"intdict_template", "dict_int"},
        {"xsyn", "dict_xsyn"},    {"xsyn_template", "dict_xsyn"},
    };
    for (size_t one = 0; one < sizeof KNOWN / sizeof *KNOWN; one++)
        if (!strcmp(KNOWN[one].name, name))
            return KNOWN[one].extension;
    return NULL;
}

const Object *model_find_extension(const Model *model, const char *name)
{
    const Word *word = words_text(model->words, name);
    const Object *found = NULL;
    for (const Object *schema = model->schemas; schema && !found; schema = schema->next)
        found = model_find(model, KIND_EXTENSION, schema, word);
    return found;
}
