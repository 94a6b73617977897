// SPDX-License-Identifier: MIT
// Definitions by their bare names, of which several things may be called alike.
#include "gen/model/definition.h"
#include "gen/model/extension.h"
#include "gen/model/model.h"

enum { SLOTS = 64 };

void model_add_definition(Model *model, Definition *definition)
{
    if (!model->definitions)
        model->definitions = ARENA_ARRAY(model->arena, Definition *, SLOTS);
    Definition **slot = &model->definitions[definition->name->hash % SLOTS];
    definition->same = *slot;
    *slot = definition;
}

Definition *model_first_definition(const Model *model, const Word *name)
{
    return model->definitions ? model->definitions[name->hash % SLOTS] : NULL;
}

static bool has_definition(const Model *model, const Object *schema, const Word *name)
{
    for (const Definition *at = model_first_definition(model, name); at; at = at->same)
        if (at->name == name && at->object.parent == schema)
            return true;
    return false;
}

static bool has(const Model *model, const Object *schema, NameUse use, const Word *name)
{
    if (use == NAME_RELATION)
        return model_find_relation(model, schema, name) != NULL;
    if (use == NAME_TYPE &&
        (model_find_type(model, schema, name) || model_find_relation(model, schema, name)))
        return true;
    return model_find(model, KIND_FUNCTION, schema, name) ||
           model_find(model, KIND_PROCEDURE, schema, name) || has_definition(model, schema, name);
}

// What every database has for text search comes first, whatever else has its name; but of some names it has
// templates only, so that a dictionary of the schema may be meant.
static bool is_usual_search(const Model *model, const Object *home, const Object *public, const Word *word)
{
    static const char *const TEMPLATES[] = {"synonym", "thesaurus", "ispell", "snowball", NULL};
    static const char *const DICTIONARIES[] = {"simple", "default", NULL};
    size_t stem = strlen("_stem");
    if (text_is_any(word->text, TEMPLATES))
        return !has_definition(model, home, word) && !(public && has_definition(model, public, word));
    return text_is_any(word->text, DICTIONARIES) ||
           (word->length > stem && !strcmp(word->text + word->length - stem, "_stem"));
}

const Object *model_name_home(const Model *model, const Object *home, int use, const char *schema,
                              const char *name)
{
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    const Word *word = words_text(model->words, name);
    if (*schema)
        return model_find_schema(model, words_text(model->words, schema));
    if (use == NAME_THING && is_usual_search(model, home, public, word))
        return NULL;
    if (has(model, home, (NameUse)use, word))
        return home;
    if (public && public != home && has(model, public, (NameUse)use, word))
        return public;
    const char *extension = use == NAME_THING ? extension_of_search(name) : NULL;
    const Object *brings = extension ? model_find_extension(model, extension) : NULL;
    return brings ? brings->parent : NULL;
}

static bool is_shell(const Type *type)
{
    return type && type->user && type->id == TYPE_USER && AS(const Object, type->user)->kind == KIND_SHELL;
}

bool object_has_shell(const Object *object)
{
    if (object_is_routine(object)) {
        const Function *function = AS(const Function, object);
        for (uint32_t at = 0; at < function->arguments.count; at++)
            if (is_shell(function->arguments.at[at].type))
                return true;
        return is_shell(function->returns);
    }
    const Refs *reads = object_is_definition(object) ? &AS(const Definition, object)->reads : NULL;
    for (uint32_t at = 0; reads && at < reads->count; at++)
        if (reads->at[at]->kind == KIND_SHELL)
            return true;
    return false;
}

const Object *type_meant(const Type *type)
{
    const Object *user = type->user;
    return user->kind == KIND_SHELL ? AS(const Shell, user)->of : user;
}
