// SPDX-License-Identifier: MIT
#include "gen/model/model.h"

#include <assert.h>
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

static void make_slots(Model *model, uint32_t count)
{
    model->slot_count = count;
    model->slots = grown(NULL, count, sizeof *model->slots);
    model->tags = grown(NULL, count, sizeof *model->tags);
    memset(model->tags, 0, count * sizeof *model->tags);
}

static void widen_objects(Model *model, uint32_t size)
{
    model->size = size;
    model->objects = grown(model->objects, size, sizeof *model->objects);
    model->kinds = grown(model->kinds, size, sizeof *model->kinds);
}

void model_init(Model *model, Arena *arena, Words *words, Sources *sources, unsigned dialect)
{
    *model = (Model){.arena = arena, .words = words, .sources = sources, .dialect = dialect};
    widen_objects(model, FIRST_OBJECTS);
    make_slots(model, FIRST_SLOTS);
}

void model_free(Model *model)
{
    free(model->objects);
    free(model->kinds);
    free(model->slots);
    free(model->tags);
    *model = (Model){0};
}

// Where the last child is kept. Of what is no schema only the home that was added to last has it at hand:
// children come one after the other.
static Object **last_place(Model *model, Object *parent)
{
    if (!parent)
        return &model->last_schema;
    if (parent->kind == KIND_SCHEMA)
        return &AS(Schema, parent)->last;
    if (model->open != parent) {
        model->open = parent;
        model->open_last = object_first(parent);
        while (model->open_last && model->open_last->next)
            model->open_last = model->open_last->next;
    }
    return &model->open_last;
}

Object *model_add(Model *model, Kind kind, Object *parent, const Word *name, Span span)
{
    assert(!parent || kind_info[parent->kind].is_home);
    Object *object = arena_take(model->arena, kind_info[kind].size);
    *object = (Object){.kind = (uint8_t)kind,
                       .dialects = DIALECTS_ALL,
                       .indexed = kind == KIND_SCHEMA, // which has many children
                       .id = model->count,
                       .name = name,
                       .parent = parent,
                       .span = span};
    if (model->count == model->size)
        widen_objects(model, model->size * 2);
    model->kinds[model->count] = (uint8_t)kind;
    model->objects[model->count++] = object;
    model->kind_counts[kind]++;
    Object **last = last_place(model, parent);
    if (*last)
        (*last)->next = object;
    else
        *(parent ? &AS(Home, parent)->first : &model->schemas) = object;
    *last = object;
    if (parent && parent->children < CHILDREN_MANY)
        parent->children = (parent->children + 1) & CHILDREN_MANY;
    return object;
}

Object *model_next(const Model *model, Kind kind, uint32_t *at)
{
    const uint8_t *found = memchr(model->kinds + *at, kind, model->count - *at);
    if (!found)
        return NULL;
    *at = (uint32_t)(found - model->kinds);
    return model->objects[(*at)++];
}

static Remark *remark(Model *model, Object *object)
{
    if (!object->remark)
        object->remark = ARENA_NEW(model->arena, Remark);
    return object->remark;
}

void model_doc(Model *model, Object *object, Span doc)
{
    if (span_is_set(doc) && !span_is_set(object_doc(object)))
        remark(model, object)->doc = doc;
}

void model_was(Model *model, Object *object, const Word *name, const Word *schema)
{
    if (!name || (object->remark && object->remark->former))
        return;
    Former *former = ARENA_NEW(model->arena, Former);
    *former = (Former){.object = object, .name = name, .schema = schema};
    remark(model, object)->former = former;
    if (model->last_former)
        model->last_former->next = former;
    else
        model->formers = former;
    model->last_former = former;
}

ColumnRare *model_rare(Model *model, Column *column)
{
    if (!column->rare)
        column->rare = ARENA_NEW(model->arena, ColumnRare);
    return column->rare;
}

ColumnMore *model_more(Model *model, Column *column)
{
    ColumnRare *rare = model_rare(model, column);
    if (!rare->more)
        rare->more = ARENA_NEW(model->arena, ColumnMore);
    return rare->more;
}

ElementRare *model_element(Model *model, Element *element)
{
    if (!element->rare)
        element->rare = ARENA_NEW(model->arena, ElementRare);
    return element->rare;
}

TableRare *model_table(Model *model, Object *relation)
{
    TableRare **rare = relation->kind == KIND_VIEW ? &AS(View, relation)->rare : &AS(Table, relation)->rare;
    if (!*rare)
        *rare = ARENA_NEW(model->arena, TableRare);
    return *rare;
}

ForeignRare *model_foreign(Model *model, Foreign *foreign)
{
    if (!foreign->rare)
        foreign->rare = ARENA_NEW(model->arena, ForeignRare);
    return foreign->rare;
}

static IndexRare **index_place(Object *object)
{
    switch (object->kind) {
    case KIND_KEY: return &AS(Key, object)->rare;
    case KIND_UNIQUE: return &AS(Unique, object)->rare;
    case KIND_EXCLUDE:
    case KIND_INDEX: return &AS(Index, object)->rare;
    default: return NULL;
    }
}

IndexRare *model_index(Model *model, Object *object)
{
    IndexRare **rare = index_place(object);
    if (!*rare)
        *rare = ARENA_NEW(model->arena, IndexRare);
    return *rare;
}

const IndexRare *index_rare(const Object *object)
{
    IndexRare *const *place = index_place((Object *)(uintptr_t)object);
    return place && *place ? *place : &nothing_rare.index;
}

Object *object_of(const Object *object)
{
    switch (object->kind) {
    case KIND_COLUMN: return column_rare(AS(const Column, object))->of;
    case KIND_CHECK: return AS(const Check, object)->of;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE:
    case KIND_INDEX: return index_rare(object)->of;
    default: return NULL;
    }
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

// The slot of a key, or the empty one where it belongs. Most keys that are asked for are not there, which
// the tags say without a look at any object.
static uint32_t find_slot(const Model *model, const Object *home, uint32_t class, const Word *name,
                          uint32_t *tag)
{
    uint32_t hash = slot_hash(home, class, name), mask = model->slot_count - 1, at = hash & mask;
    *tag = hash | 1u << 31;
    while (model->tags[at] && !(model->tags[at] == *tag && has_key(model->slots[at], home, class, name)))
        at = (at + 1) & mask;
    return at;
}

static Object *find_key(const Model *model, const Object *home, uint32_t class, const Word *name)
{
    uint32_t tag, at = find_slot(model, home, class, name, &tag);
    return model->tags[at] ? model->slots[at] : NULL;
}

static void widen_slots(Model *model)
{
    Object **slots = model->slots;
    uint32_t *tags = model->tags, count = model->slot_count, mask = count * 2 - 1;
    make_slots(model, count * 2);
    for (uint32_t old = 0; old < count; old++) {
        if (!tags[old])
            continue;
        uint32_t at = tags[old] & mask;
        while (model->tags[at])
            at = (at + 1) & mask;
        model->tags[at] = tags[old];
        model->slots[at] = slots[old];
    }
    free(slots);
    free(tags);
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
    for (Object *child = object_first(home); child; child = child->next)
        if (child->name == name && child != but && scope_class((Kind)child->kind) == class)
            return child;
    return NULL;
}

static Object *insert(Model *model, Object *object)
{
    if (model->named * 4 > model->slot_count * 3)
        widen_slots(model);
    const Object *home = scope_home(object->parent, (Scope)kind_info[object->kind].scope);
    uint32_t tag, at = find_slot(model, home, scope_class((Kind)object->kind), object->name, &tag);
    if (model->tags[at])
        return model->slots[at];
    model->named++;
    model->tags[at] = tag;
    model->slots[at] = object;
    return NULL;
}

static void index_children(Model *model, Object *home)
{
    enum { FEW = 24 };
    if (home->children <= FEW)
        return;
    home->indexed = true;
    for (Object *child = object_first(home); child; child = child->next)
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

static Object *find_named(const Model *model, const Object *parent, Scope scope, uint32_t class,
                          const Word *name)
{
    if (parent && (scope == SCOPE_PARENT || scope == SCOPE_CONSTRAINT) && !parent->indexed)
        return look_through(parent, class, name, NULL);
    return find_key(model, scope_home(parent, scope), class, name);
}

Object *model_find(const Model *model, Kind kind, const Object *parent, const Word *name)
{
    Scope scope = (Scope)kind_info[kind].scope;
    Object *found = find_named(model, parent, scope, scope_class(kind), name);
    return found && found->kind == kind &&
                   (scope != SCOPE_RELATION || kind != KIND_INDEX || found->parent == parent)
               ? found
               : NULL;
}

Object *model_find_relation(const Model *model, const Object *schema, const Word *name)
{
    return find_key(model, schema, SCOPE_RELATION, name);
}

Object *model_find_type(const Model *model, const Object *schema, const Word *name)
{
    return find_key(model, schema, SCOPE_TYPE, name);
}

Object *model_find_constraint(const Model *model, const Object *table, const Word *name)
{
    return find_named(model, table, SCOPE_CONSTRAINT, SCOPE_CONSTRAINT, name);
}

Object *model_find_schema(const Model *model, const Word *name)
{
    return find_key(model, NULL, scope_class(KIND_SCHEMA), name);
}

// --- questions ---

static bool is_plain(const char *name)
{
    const char *at = name;
    while ((*at >= 'a' && *at <= 'z') || *at == '_' || (*at >= '0' && *at <= '9'))
        at++;
    return !*at && (*name < '0' || *name > '9');
}

const char *object_path(Arena *arena, const Object *object)
{
    const char *name = object->name ? object->name->text : kind_info[object->kind].noun;
    if (object->name && !is_plain(name))
        name = arena_print(arena, "\"%s\"", name);
    if (object_is_routine(object) && AS(Function, object)->signature)
        name = arena_print(arena, "%s%s", name, AS(Function, object)->signature);
    const Object *home = object->kind == KIND_INDEX ? object_schema(object) : object->parent;
    if (!home || (home->kind == KIND_SCHEMA && !strcmp(home->name->text, "public")))
        return name;
    return arena_print(arena, "%s.%s", object_path(arena, home), name);
}

static const Domain *domain_of(const Type *type)
{
    return type && type->id == TYPE_DOMAIN && !type->dims ? AS(const Domain, type->user) : NULL;
}

Span domain_default(const Type *type)
{
    for (const Domain *domain = domain_of(type); domain; domain = domain_of(domain->type))
        if (span_is_set(domain->default_.span))
            return domain->default_.span;
    return (Span){0};
}

bool domain_not_null(const Type *type)
{
    for (const Domain *domain = domain_of(type); domain; domain = domain_of(domain->type))
        if (domain->not_null)
            return true;
    return false;
}

Object *table_key(const Object *table)
{
    return AS(Table, table)->key;
}

const Object *type_enum(const Type *type)
{
    while (type && type->id == TYPE_DOMAIN)
        type = AS(Domain, type->user)->type;
    return type && type->id == TYPE_ENUM ? type->user : NULL;
}

static Refs index_columns(Arena *arena, const Index *index)
{
    const Elements *elements = &index->elements;
    Refs columns = {ARENA_ARRAY(arena, Object *, elements->count + 1), 0};
    if (!index->unique || span_is_set(index->where.span))
        return (Refs){0};
    for (uint32_t at = 0; at < elements->count; at++) {
        if (!elements->at[at].column)
            return (Refs){0};
        columns.at[columns.count++] = elements->at[at].column;
    }
    return columns;
}

Refs unique_columns(Arena *arena, const Object *object)
{
    switch (object->kind) {
    case KIND_KEY: return AS(Key, object)->columns;
    case KIND_UNIQUE: return AS(Unique, object)->columns;
    case KIND_INDEX: return index_columns(arena, AS(Index, object));
    default: return (Refs){0};
    }
}

bool refs_have(const Refs *refs, const Object *object)
{
    for (uint32_t at = 0; at < refs->count; at++)
        if (refs->at[at] == object)
            return true;
    return false;
}

void refs_add(Arena *arena, Refs *refs, Object *object)
{
    if (refs_have(refs, object))
        return;
    if (!(refs->count & (refs->count - 1))) { // there is room for the next power of two
        Object **more = ARENA_ARRAY(arena, Object *, refs->count ? refs->count * 2 : 1);
        if (refs->count)
            memcpy(more, refs->at, refs->count * sizeof *more);
        refs->at = more;
    }
    refs->at[refs->count++] = object;
}

bool refs_same_set(const Refs *a, const Refs *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t at = 0; at < a->count; at++)
        if (!refs_have(b, a->at[at]))
            return false;
    return true;
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

static void type_reference(const Type *type, void (*found)(void *, Object *), void *context)
{
    if (type && type->user)
        found(context, (Object *)(uintptr_t)type->user);
}

static void each_of_arguments(const Arguments *arguments, void (*found)(void *, Object *), void *context)
{
    for (uint32_t at = 0; at < arguments->count; at++)
        type_reference(arguments->at[at].type, found, context);
}

bool function_names(const Function *function, const Object *type)
{
    for (uint32_t at = 0; at < function->arguments.count; at++)
        if (function->arguments.at[at].type && function->arguments.at[at].type->user == type)
            return true;
    return function->returns && function->returns->user == type;
}

bool check_is_apart(const Object *object)
{
    if (object->kind != KIND_CHECK || !object->parent || object->parent->kind != KIND_TABLE)
        return false;
    const Refs *reads = &AS(const Check, object)->reads;
    for (uint32_t at = 0; at < reads->count; at++)
        if (object_is_routine(reads->at[at]) &&
            function_names(AS(const Function, reads->at[at]), object->parent))
            return true;
    return false;
}

void object_each_reference(const Object *object, void (*found)(void *, Object *), void *context)
{
    const KindInfo *info = &kind_info[object->kind];
    for (uint32_t at = 0, left = info->references; left; at++, left >>= 1) {
        if (!(left & 1))
            continue;
        const void *value = attr_at(object, &info->attrs[at]);
        switch ((AttrType)info->attrs[at].type) {
        case ATTR_OBJECT:
            if (*(Object *const *)value)
                found(context, *(Object *const *)value);
            break;
        case ATTR_REFS: each_of_refs(value, found, context); break;
        case ATTR_ELEMENTS: each_of_elements(value, found, context); break;
        case ATTR_ARGUMENTS: each_of_arguments(value, found, context); break;
        case ATTR_TYPE: type_reference(*(const Type *const *)value, found, context); break;
        default: break;
        }
    }
}

void doc_text(const Sources *sources, Span doc, Text *out)
{
    const char *at = span_text(sources, doc), *end = at + span_length(doc), *line;
    size_t before = out->length;
    for (size_t length; ast_doc_line(&at, end, &line, &length);) {
        size_t slashes = length > 3 && line[3] == ' ' ? 4 : 3;
        if (out->length > before)
            text_char(out, '\n');
        text_add(out, line + slashes, length - slashes);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp((*(const Word *const *)a)->text, (*(const Word *const *)b)->text);
}

void names_sort(Names *names)
{
    if (names->count)
        qsort(names->at, names->count, sizeof *names->at, by_text);
}
