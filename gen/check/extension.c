// SPDX-License-Identifier: MIT
// Types that a schema uses and does not declare: those of its extensions, and of schemas that are not its.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"

static const char *extension_of(const char *type)
{
    static const struct {
        const char *type, *extension;
    } KNOWN[] = {
#define TYPE(name, extension) {name, extension},
#include "gen/model/extension_types.def"
#undef TYPE
    };
    for (size_t at = 0; at < sizeof KNOWN / sizeof *KNOWN; at++)
        if (!strcmp(KNOWN[at].type, type))
            return KNOWN[at].extension;
    return NULL;
}

// The one that brings the type along: by what is known of it, or because there is no other. NULL: it cannot
// be told.
static Object *find_extension(const Model *model, const Word *type)
{
    const char *name = extension_of(type->text);
    Object *found = NULL;
    for (const Object *schema = model->schemas; schema; schema = schema->next)
        for (Object *object = object_first(schema); object; object = object->next) {
            if (object->kind != KIND_EXTENSION)
                continue;
            if (name && !strcmp(object->name->text, name))
                return object;
            found = object;
        }
    return !name && model->kind_counts[KIND_EXTENSION] == 1 ? found : NULL;
}

// That of all extensions, where they have one; NULL: public.
static const Word *common_home(const Model *model)
{
    const Object *home = NULL;
    for (const Object *schema = model->schemas; schema; schema = schema->next)
        for (const Object *object = object_first(schema); object; object = object->next) {
            if (object->kind == KIND_EXTENSION && home && home != schema)
                return NULL;
            home = object->kind == KIND_EXTENSION ? schema : home;
        }
    return home ? home->name : NULL;
}

static bool is_public(const Word *schema)
{
    return !strcmp(schema->text, "public");
}

const Type *extension_type(Builder *builder, const PendingType *pending)
{
    Model *model = builder->model;
    const Word *schema = pending->schema.word;
    bool undeclared = schema && !model_find_schema(model, schema);
    if (!caps_of(model->dialect)->extensions || !(model->kind_counts[KIND_EXTENSION] || undeclared))
        return NULL;
    Object *extension = find_extension(model, pending->name.word);
    if (extension && schema && extension->parent->name != schema)
        extension = NULL;
    if (!schema)
        schema = extension ? extension->parent->name : common_home(model);
    Type *type = ARENA_NEW(model->arena, Type);
    *type = (Type){.id = TYPE_EXTENSION,
                   .dims = (uint8_t)pending->dims,
                   .user = extension,
                   .name = pending->name.word,
                   .schema = schema && is_public(schema) ? NULL : schema,
                   .modifiers = pending->modifiers};
    return type;
}
