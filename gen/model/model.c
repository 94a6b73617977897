// SPDX-License-Identifier: MIT
#include "gen/model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_OBJECTS = 256, FIRST_SLOTS = 512 };

static void *grown(void *memory, size_t count, size_t size)
{
    void *more = realloc(memory, count * size);
    if (!more) {
        fprintf(stderr, "schemac: out of memory\n");
        exit(2);
    }
    return more;
}

void model_init(Model *model, Arena *arena, Words *words, Sources *sources, unsigned dialect)
{
    *model = (Model){.arena = arena, .words = words, .sources = sources, .dialect = dialect};
    model->size = FIRST_OBJECTS;
    model->objects = grown(NULL, model->size, sizeof *model->objects);
    model->slot_count = FIRST_SLOTS;
    model->slots = grown(NULL, model->slot_count, sizeof *model->slots);
    memset(model->slots, 0, model->slot_count * sizeof *model->slots);
}

void model_free(Model *model)
{
    free(model->objects);
    free(model->slots);
    *model = (Model){0};
}

Object *model_add(Model *model, Kind kind, Object *parent, const Word *name, Span span)
{
    Object *object = arena_take(model->arena, kind_info[kind].size);
    *object = (Object){.kind = (uint8_t)kind, .dialects = DIALECTS_ALL, .id = model->count, .name = name,
                       .parent = parent, .span = span};
    if (model->count == model->size)
        model->objects = grown(model->objects, model->size *= 2, sizeof *model->objects);
    model->objects[model->count++] = object;
    Object **first = parent ? &parent->first : &model->schemas;
    Object **last = parent ? &parent->last : &model->last_schema;
    if (*last)
        (*last)->next = object;
    else
        *first = object;
    *last = object;
    return object;
}

// --- names ---

// The object whose scope holds the name: an index's is its schema, not its table.
static const Object *scope_home(const Object *parent, Scope scope)
{
    if (scope == SCOPE_RELATION || scope == SCOPE_TYPE)
        while (parent && parent->kind != KIND_SCHEMA)
            parent = parent->parent;
    return parent;
}

static uint32_t scope_class(Kind kind)
{
    Scope scope = (Scope)kind_info[kind].scope;
    return scope == SCOPE_PARENT ? 16u + (uint32_t)kind : (uint32_t)scope;
}

static uint32_t slot_hash(const Object *home, uint32_t class, const Word *name)
{
    return (uint32_t)((name->hash ^ (name->hash >> 32)) + (home ? home->id + 1 : 0) * 0x9e3779b1u + class);
}

static bool has_key(const Object *object, const Object *home, uint32_t class, const Word *name)
{
    return object->name == name && scope_class((Kind)object->kind) == class &&
           scope_home(object->parent, (Scope)kind_info[object->kind].scope) == home;
}

static Object **find_slot(const Model *model, const Object *home, uint32_t class, const Word *name)
{
    uint32_t mask = model->slot_count - 1, at = slot_hash(home, class, name) & mask;
    while (model->slots[at] && !has_key(model->slots[at], home, class, name))
        at = (at + 1) & mask;
    return &model->slots[at];
}

static Object **object_slot(const Model *model, const Object *object)
{
    const Object *home = scope_home(object->parent, (Scope)kind_info[object->kind].scope);
    return find_slot(model, home, scope_class((Kind)object->kind), object->name);
}

static void widen_slots(Model *model)
{
    Object **old = model->slots;
    uint32_t old_count = model->slot_count;
    model->slot_count *= 2;
    model->slots = grown(NULL, model->slot_count, sizeof *model->slots);
    memset(model->slots, 0, model->slot_count * sizeof *model->slots);
    for (uint32_t at = 0; at < old_count; at++)
        if (old[at])
            *object_slot(model, old[at]) = old[at];
    free(old);
}

// Most homes have few children, which lie close together: looking through them is cheaper than a hash
// of all names of the model.
static bool is_local(const Object *object)
{
    Scope scope = (Scope)kind_info[object->kind].scope;
    return object->parent && (scope == SCOPE_PARENT || scope == SCOPE_CONSTRAINT);
}

static Object *look_through(const Object *home, uint32_t class, const Word *name, const Object *but)
{
    for (Object *child = home->first; child; child = child->next)
        if (child->name == name && child != but && scope_class((Kind)child->kind) == class)
            return child;
    return NULL;
}

static Object *insert(Model *model, Object *object)
{
    if (model->named * 4 > model->slot_count * 3)
        widen_slots(model);
    Object **slot = object_slot(model, object);
    if (*slot)
        return *slot;
    model->named++;
    *slot = object;
    return NULL;
}

static void index_children(Model *model, Object *home)
{
    enum { FEW = 24 };
    int count = 0;
    for (const Object *child = home->first; child && count <= FEW; child = child->next)
        count++;
    if (count <= FEW)
        return;
    home->indexed = true;
    for (Object *child = home->first; child; child = child->next)
        if (child->name && is_local(child))
            insert(model, child);
}

Object *model_name(Model *model, Object *object, const Word *name)
{
    object->name = name;
    if (!is_local(object))
        return insert(model, object);
    if (object->parent->indexed)
        return insert(model, object);
    Object *other = look_through(object->parent, scope_class((Kind)object->kind), name, object);
    index_children(model, object->parent);
    return other;
}

static Object *find_named(const Model *model, const Object *parent, Scope scope, uint32_t class, const Word *name)
{
    if (parent && (scope == SCOPE_PARENT || scope == SCOPE_CONSTRAINT) && !parent->indexed)
        return look_through(parent, class, name, NULL);
    return *find_slot(model, scope_home(parent, scope), class, name);
}

Object *model_find(const Model *model, Kind kind, const Object *parent, const Word *name)
{
    Scope scope = (Scope)kind_info[kind].scope;
    Object *found = find_named(model, parent, scope, scope_class(kind), name);
    return found && found->kind == kind && (scope != SCOPE_RELATION || kind != KIND_INDEX || found->parent == parent)
               ? found
               : NULL;
}

Object *model_find_relation(const Model *model, const Object *schema, const Word *name)
{
    return *find_slot(model, schema, SCOPE_RELATION, name);
}

Object *model_find_type(const Model *model, const Object *schema, const Word *name)
{
    return *find_slot(model, schema, SCOPE_TYPE, name);
}

Object *model_find_constraint(const Model *model, const Object *table, const Word *name)
{
    return find_named(model, table, SCOPE_CONSTRAINT, SCOPE_CONSTRAINT, name);
}

Object *model_find_schema(const Model *model, const Word *name)
{
    return *find_slot(model, NULL, scope_class(KIND_SCHEMA), name);
}

// --- questions ---

static bool is_plain(const char *name)
{
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0' && (*name < '0' || *name > '9');
}

const char *object_path(Arena *arena, const Object *object)
{
    const char *name = object->name ? object->name->text : kind_info[object->kind].noun;
    if (object->name && !is_plain(name))
        name = arena_print(arena, "\"%s\"", name);
    const Object *home = object->kind == KIND_INDEX ? object_schema(object) : object->parent;
    if (!home || (home->kind == KIND_SCHEMA && !strcmp(home->name->text, "public")))
        return name;
    return arena_print(arena, "%s.%s", object_path(arena, home), name);
}

Object *table_key(const Object *table)
{
    Object *child = table->first;
    while (child && child->kind != KIND_KEY)
        child = child->next;
    return child;
}

static void each_of_refs(const Refs *refs, void (*found)(void *, Object *), void *context)
{
    for (uint32_t at = 0; at < refs->count; at++)
        found(context, refs->at[at]);
}

static void each_of_elements(const Elements *elements, void (*found)(void *, Object *), void *context)
{
    for (uint32_t at = 0; at < elements->count; at++)
        if (elements->at[at].column)
            found(context, elements->at[at].column);
}

void object_each_reference(const Object *object, void (*found)(void *, Object *), void *context)
{
    const KindInfo *info = &kind_info[object->kind];
    for (int at = 0; at < info->attr_count; at++) {
        const void *value = attr_at(object, &info->attrs[at]);
        const Type *type;
        switch ((AttrType)info->attrs[at].type) {
        case ATTR_OBJECT:
            if (*(Object *const *)value)
                found(context, *(Object *const *)value);
            break;
        case ATTR_REFS:
            each_of_refs(value, found, context);
            break;
        case ATTR_ELEMENTS:
            each_of_elements(value, found, context);
            break;
        case ATTR_TYPE:
            type = *(const Type *const *)value;
            if (type && type->user)
                found(context, (Object *)(uintptr_t)type->user);
            break;
        default:
            break;
        }
    }
}
