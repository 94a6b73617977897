// SPDX-License-Identifier: MIT
// Hashes of objects, so that a diff reads attributes only where something changed, and of the whole
// model, which is what a migration's `from` and `to` are. A hash is made of names and canonical forms,
// never of addresses or of the order of declaration.
#include <sha256.h>
#include <stdlib.h>
#include <ctype.h>
#include <string.h>

#include "gen/model/rights.h"
#include "grammar/base/text.h"

typedef struct Hasher {
    const Model *model;
    uint64_t types[TYPE_COUNT]; // of the names of built-in types
    uint64_t kinds[KIND_COUNT]; // the letters of each kind's noun
} Hasher;

static uint64_t hash_text(uint64_t seed, const char *text, size_t length)
{
    return hash_mix(seed, hash_bytes(0, text, length));
}

// Line by line, since their indentation means nothing.
static uint64_t hash_doc(uint64_t seed, const char *at, size_t length)
{
    const char *end = at + length, *line;
    Text said = {0};
    while (ast_doc_line(&at, end, &line, &length)) {
        if (at == end && !said.length) // most docs have one line
            return hash_text(seed, line, length);
        text_puts(&said, said.length ? "\n" : "");
        text_add(&said, line, length);
    }
    seed = hash_text(seed, text_string(&said), said.length);
    text_free(&said);
    return seed;
}

static uint64_t hash_word(uint64_t seed, const Word *word)
{
    return hash_mix(seed, word ? word->hash : 0);
}

// By its noun, not by its number: a new kind must not change the hashes of schemas without it.
static inline uint64_t hash_kind(const Hasher *hasher, uint64_t seed, const Object *object)
{
    return hash_mix(seed, hasher->kinds[object->kind]);
}

static inline uint64_t hash_path(const Hasher *hasher, uint64_t seed, const Object *object)
{
    for (; object; object = object->parent)
        seed = hash_word(hash_kind(hasher, seed, object), object->name);
    return seed;
}

static uint64_t hash_refs(const Hasher *hasher, uint64_t seed, const Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++)
        seed = hash_path(hasher, seed, refs->at[at]);
    return hash_mix(seed, refs->count);
}

static uint64_t hash_names(uint64_t seed, const Names *names)
{
    for (uint32_t at = 0; at < names->count; at++)
        seed = hash_word(seed, names->at[at]);
    return hash_mix(seed, names->count);
}

static uint64_t hash_elements(const Hasher *hasher, uint64_t seed, const Elements *elements)
{
    for (uint32_t at = 0; at < elements->count; at++) {
        const Element *element = &elements->at[at];
        const ElementRare *rare = element_rare(element);
        seed = element->column ? hash_path(hasher, seed, element->column)
                               : hash_mix(seed, rare->expression.hash);
        seed = hash_word(hash_word(seed, rare->class), rare->collation);
        if (rare->parameters.count)
            seed = hash_names(hash_mix(seed, 3), &rare->parameters);
        if (rare->operator)
            seed = hash_word(hash_mix(seed, 1), rare->operator);
        if (rare->statistics)
            seed = hash_word(hash_mix(seed, 2), rare->statistics);
        seed = hash_mix(seed, (uint64_t)element->descending * 2 + element->nulls_first);
    }
    return hash_mix(seed, elements->count);
}

// What is no object of the model: void, public.citext, geometry(Point,4326).
static uint64_t hash_named(uint64_t seed, const Type *type)
{
    enum { USER = 82, EXTENSION = 83 }; // not the ids, which change when types are added
    seed = hash_mix(seed, type->id == TYPE_EXTENSION ? EXTENSION : USER);
    seed = hash_word(hash_word(seed, type->schema), type->name);
    for (const char *at = type->modifiers ? type->modifiers->text : ""; *at; at++)
        seed = hash_mix(seed, (uint64_t)tolower((unsigned char)*at));
    return seed;
}

static uint64_t hash_type(const Hasher *hasher, uint64_t seed, const Type *type)
{
    if (!type)
        return hash_mix(seed, 0);
    if (type->id == TYPE_EXTENSION || (type->id == TYPE_USER && !type->user))
        seed = hash_named(seed, type);
    else if (type->user)
        seed = hash_path(hasher, seed, type->user);
    else
        seed = hash_mix(seed, hasher->types[type->id]);
    if (type_is_declared(*type))
        seed = hash_word(seed, type->name);
    for (int at = 0; at < type->arg_count; at++)
        seed = hash_mix(seed, (uint64_t)(uint32_t)type->args[at] + 1);
    return hash_mix(seed, (uint64_t)type->dims * 256 + type->fields);
}

static uint64_t hash_arguments(const Hasher *hasher, uint64_t seed, const Arguments *arguments)
{
    for (uint32_t at = 0; at < arguments->count; at++) {
        const Argument *argument = &arguments->at[at];
        seed = hash_type(hasher, hash_word(seed, argument->name), argument->type);
        seed = hash_mix(hash_mix(seed, argument->mode), argument->default_.hash);
    }
    return hash_mix(seed, arguments->count);
}

static uint64_t hash_attr(const Hasher *hasher, uint64_t seed, const void *value, AttrType type)
{
    switch (type) {
    case ATTR_BOOL: return hash_mix(seed, *(const bool *)value);
    case ATTR_SMALL: return hash_mix(seed, *(const uint8_t *)value);
    case ATTR_WORD: return hash_word(seed, *(const Word *const *)value);
    case ATTR_TYPE: return hash_type(hasher, seed, *(const Type *const *)value);
    case ATTR_SQL: return hash_mix(seed, ((const Sql *)value)->hash);
    case ATTR_QUERY: return hash_mix(seed, ((const Query *)value)->hash);
    case ATTR_OBJECT: return hash_path(hasher, seed, *(Object *const *)value);
    case ATTR_REFS: return hash_refs(hasher, seed, value);
    case ATTR_NAMES: return hash_names(seed, value);
    case ATTR_ELEMENTS: return hash_elements(hasher, seed, value);
    case ATTR_ARGUMENTS: return hash_arguments(hasher, seed, value);
    case ATTR_ROWS: return hash_mix(seed, ((const Rows *)value)->hash);
    }
    return seed;
}

static bool is_unset(const void *value, AttrType type)
{
    switch (type) {
    case ATTR_BOOL: return !*(const bool *)value;
    case ATTR_SMALL: return !*(const uint8_t *)value;
    case ATTR_WORD: return !*(const Word *const *)value;
    case ATTR_TYPE: return !*(const Type *const *)value;
    case ATTR_SQL: return !span_is_set(((const Sql *)value)->span);
    case ATTR_QUERY: return !span_is_set(((const Query *)value)->span);
    case ATTR_OBJECT: return !*(Object *const *)value;
    case ATTR_REFS: return !((const Refs *)value)->count;
    case ATTR_NAMES: return !((const Names *)value)->count;
    case ATTR_ELEMENTS: return !((const Elements *)value)->count;
    case ATTR_ARGUMENTS: return !((const Arguments *)value)->count;
    case ATTR_ROWS: return !((const Rows *)value)->count;
    }
    return false;
}

// An option that is set is told from another one by its place.
static uint64_t hash_option(const Hasher *hasher, uint64_t seed, const void *value, AttrType type, int place)
{
    return is_unset(value, type) ? seed : hash_attr(hasher, hash_mix(seed, (uint64_t)place), value, type);
}

// Is there what the attribute is a part of?
static bool has_part(const Object *object, const AttrInfo *attr)
{
    return !attr->part || *(const void *const *)(const void *)((const char *)object + attr->part);
}

static uint64_t hash_object(const Hasher *hasher, const Object *object)
{
    const KindInfo *info = &kind_info[object->kind];
    uint64_t seed = hash_word(hash_kind(hasher, 1, object), object->name);
    for (int at = 0; at < info->attr_count; at++) {
        const AttrInfo *attr = &info->attrs[at];
        if (attr->option && !has_part(object, attr))
            continue; // most options of most objects
        const void *value = attr_at(object, attr);
        if (attr->option)
            seed = hash_option(hasher, seed, value, (AttrType)attr->type, at);
        else if (!attr->derived)
            seed = hash_attr(hasher, seed, value, (AttrType)attr->type);
    }
    if (object->kind == KIND_COLUMN && object->named && object_of(object) &&
        table_rare(object->parent)->inherits.count)
        seed = hash_mix(seed, 1); // its own, too
    if (object->remark && object->remark->rights)
        seed = rights_hash(seed, object->remark->rights);
    Span doc = object_doc(object);
    if (!span_is_set(doc))
        return seed;
    return hash_doc(seed, span_text(hasher->model->sources, doc), span_length(doc));
}

static int by_value(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static void put_number(SHA2_CTX *sha, uint64_t number)
{
    uint8_t bytes[8]; // most significant first, on every machine
    for (int at = 0; at < 8; at++)
        bytes[at] = (uint8_t)(number >> (56 - 8 * at));
    SHA256Update(sha, bytes, sizeof bytes);
}

// Of an external schema nothing is ours but the triggers and policies on its tables.
static size_t put_own(const Hasher *hasher, const Object *schema, uint64_t *numbers, size_t count)
{
    for (const Object *table = object_first(schema); table; table = table->next)
        for (const Object *object = object_first(table); object; object = object->next)
            if (object->kind == KIND_TRIGGER || object->kind == KIND_POLICY)
                numbers[count++] = hash_path(hasher, object->hash, table);
    return count;
}

// The schema public is always there, but not what is said of it.
static bool is_remarked(const Object *object)
{
    return span_is_set(object_doc(object)) || (object->remark && object->remark->rights);
}

static void hash_all(const Hasher *hasher, Model *model, const uint64_t *trees)
{
    uint64_t *numbers = malloc((model->count + 1) * sizeof *numbers);
    size_t count = 0;
    if (!numbers)
        abort();
    for (const Object *schema = model->schemas; schema; schema = schema->next) {
        if (AS(const Schema, schema)->external) {
            count = put_own(hasher, schema, numbers, count);
            continue;
        }
        if (!object_is_public(schema) || is_remarked(schema))
            numbers[count++] = schema->hash;
        for (const Object *object = object_first(schema); object; object = object->next)
            numbers[count++] = hash_path(hasher, trees[object->id], schema);
    }
    qsort(numbers, count, sizeof *numbers, by_value);
    SHA2_CTX sha;
    SHA256Init(&sha);
    static const char SEED[] = "schemac schema 1\n"; // the number changes with what is hashed
    SHA256Update(&sha, (const uint8_t *)SEED, sizeof SEED - 1);
    for (size_t at = 0; at < count; at++)
        put_number(&sha, numbers[at]);
    SHA256End(&sha, model->hash);
    free(numbers);
}

void model_hash(Model *model)
{
    Hasher hasher = {.model = model};
    for (int id = 0; id < TYPE_COUNT; id++) {
        const char *name = type_info((TypeId)id)->name;
        hasher.types[id] = hash_bytes(0, name, strlen(name));
    }
    for (int kind = 0; kind < KIND_COUNT; kind++) // the last eight letters; they tell all kinds apart
        for (const char *at = kind_info[kind].noun; *at; at++)
            hasher.kinds[kind] = hasher.kinds[kind] << 8 | (unsigned char)*at;
    // A tree's hash is that of its root and the sum of its children's: a sum knows no order. Where order
    // counts (labels) it is an attribute. What lives in a home has a higher number than that, so that on
    // the way down every sum is whole when it is asked for.
    uint64_t *trees = calloc(model->count + 1, sizeof *trees);
    if (!trees)
        abort();
    for (uint32_t at = model->count; at-- > 0;) {
        Object *object = model->objects[at];
        object->hash = hash_object(&hasher, object);
        trees[at] = hash_mix(object->hash, trees[at]);
        if (object->parent)
            trees[object->parent->id] += hash_mix(7, trees[at]);
    }
    hash_all(&hasher, model, trees);
    free(trees);
}
