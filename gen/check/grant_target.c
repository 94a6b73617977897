// SPDX-License-Identifier: MIT
// What a grant that stands by itself is on.
#include <stdio.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/definition.h"
#include "gen/model/names.h"
#include "gen/model/rights.h"

typedef struct Target {
    Builder *builder;
    const Object *schema, *public;
    const Part *part;
    const Type **types; // of a routine's input
    uint32_t count;
    bool sequence; // of the column that was found
} Target;

static bool takes(const Target *target, const Function *function)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (!argument_is_input(argument))
            continue;
        const Type *one = argument->type, *other = count < target->count ? target->types[count] : NULL;
        count++;
        if (!one || !other || !type_equal(*one, *other) || one->user != other->user ||
            one->dims != other->dims)
            return false;
    }
    return count == target->count;
}

// Of a statement's tail, "(int4, app.mood[])", one: is it that type?
static bool is_named(const Type *type, const char *text, size_t length)
{
    char name[2 * NAME_BYTES + 2], path[2 * NAME_BYTES + 8];
    unsigned dims = length > 2 && !memcmp(text + length - 2, "[]", 2);
    Type known;
    length -= 2 * dims;
    if (!type || length >= sizeof name || type->dims != dims)
        return false;
    memcpy(name, text, length);
    name[length] = '\0';
    if (type->user && type->id != TYPE_EXTENSION) {
        const Object *user = type->user;
        Text full = {0};
        name_put(&full, user->parent->name->text);
        text_char(&full, '.');
        name_put(&full, user->name->text);
        bool same = !strcmp(text_string(&full), name);
        text_free(&full);
        return same;
    }
    snprintf(path, sizeof path, "%s", strrchr(name, '.') ? strrchr(name, '.') + 1 : name);
    if (type->id == TYPE_EXTENSION || type->name) // or one like internal, that no column has
        return !strcmp(path, type->name->text);
    return type_parse(name, NULL, 0, dims, &known) == TYPE_OK && type_equal(known, *type);
}

static bool takes_tail(const Target *target, const char *tail)
{
    uint32_t count = 0;
    for (tail += *tail == '('; *tail && *tail != ')' && *tail != '*';) {
        tail += strncmp(tail, "VARIADIC ", 9) ? 0 : 9;
        size_t length = strcspn(tail, ",)");
        if (count == target->count || !is_named(target->types[count++], tail, length))
            return false;
        tail += length;
        tail += strspn(tail, ", ");
    }
    return count == target->count;
}

// What a statement of that kind of right makes.
static Object *find_definition(const Target *target, const Object *schema, RightsOf of)
{
    const Word *name = target->part->name.word;
    for (Definition *at = model_first_definition(target->builder->model, name); at; at = at->same) {
        const ClassInfo *info = &class_info[at->class];
        bool here = info->home == HOME_DATABASE || at->object.parent == schema;
        if (at->name == name && info->rights == of && here &&
            (target->part->number != TARGET_SIGNED || takes_tail(target, at->target->text)))
            return &at->object;
    }
    return NULL;
}

static Object *find_routine(const Target *target, const Object *schema, const Word *name)
{
    for (int kind = KIND_FUNCTION; kind <= KIND_PROCEDURE; kind++) {
        Object *found = model_find(target->builder->model, (Kind)kind, schema, name);
        for (Function *one = found ? AS(Function, found) : NULL; one; one = one->overload)
            if (target->part->number == TARGET_ROUTINE || takes(target, one))
                return &one->object;
    }
    return find_definition(target, schema, RIGHTS_ROUTINE);
}

// The column whose serial or identity counts with a sequence of that name.
static Object *find_counting(const Model *model, const Object *schema, const Word *name)
{
    char made[NAME_BYTES + 1];
    for (const Object *table = object_first(schema); table; table = table->next)
        for (Object *child = object_first(table); child && table->kind == KIND_TABLE; child = child->next) {
            const Column *column = child->kind == KIND_COLUMN ? AS(Column, child) : NULL;
            if (!column || !column_counts(column))
                continue;
            column_sequence(made, column, table->name->text, child->name->text);
            if (words_text(model->words, made) == name)
                return child;
        }
    return NULL;
}

static Object *find_in(Target *target, const Object *schema)
{
    const Model *model = target->builder->model;
    const Word *name = target->part->name.word;
    Object *found = NULL;
    if (!schema)
        return NULL;
    switch ((TargetKind)target->part->number) {
    case TARGET_ROUTINE:
    case TARGET_SIGNED: return find_routine(target, schema, name);
    case TARGET_TYPE: return model_find_type(model, schema, name);
    case TARGET_SCHEMA: return model_find_schema(model, name);
    case TARGET_LANGUAGE: return find_definition(target, schema, RIGHTS_LANGUAGE);
    case TARGET_WRAPPER: return find_definition(target, schema, RIGHTS_WRAPPER);
    case TARGET_SERVER: return find_definition(target, schema, RIGHTS_SERVER);
    case TARGET_RELATION:
    case TARGET_SEQUENCE: found = model_find_relation(model, schema, name); break;
    }
    if (!found && target->part->number == TARGET_SEQUENCE) {
        found = find_counting(model, schema, name);
        target->sequence = found != NULL;
    }
    bool fits =
        found && (target->sequence || rights_of(found) == RIGHTS_RELATION || found->kind == KIND_SEQUENCE);
    return fits ? found : NULL;
}

static void resolve_target(Target *target, const Item *item)
{
    static const char *const NOUNS[] = {"table or view", "sequence", "function", "function",
                                        "type",          "schema",   "language", "foreign data wrapper",
                                        "foreign server"};
    Builder *builder = target->builder;
    const Part *part = target->part;
    target->sequence = false;
    Object *found = find_in(target, target->schema);
    if (!found && !part->schema.word)
        found = find_in(target, target->public);
    if (found)
        grant_on(builder, item, found, target->sequence);
    else
        diag_report(builder->diag, DIAG_GRANT_UNKNOWN, part->span, NOUNS[part->number],
                    part->name.word->text);
}

// Types wait for all declarations, so those of a signature are read before.
typedef struct PendingSignature {
    struct PendingSignature *next;
    const Part *part;
    const Type **types;
    uint32_t count;
} PendingSignature;

void build_grant_types(Builder *builder, const Item *item)
{
    Object *schema = build_schema(builder, item->schema);
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind != PART_TARGET || part->number != TARGET_SIGNED)
            continue;
        PendingSignature *pending = ARENA_NEW(&builder->scratch, PendingSignature);
        *pending = (PendingSignature){.next = builder->signatures, .part = part};
        for (const Part *type = part->list; type; type = type->next)
            pending->count++;
        pending->types = ARENA_ARRAY(builder->model->arena, const Type *, pending->count + 1);
        uint32_t at = 0;
        for (const Part *type = part->list; type; type = type->next, at++)
            pending->types[at] = build_argument_type(builder, schema, &pending->types[at], type);
        builder->signatures = pending;
    }
}

static void find_signature(Target *target)
{
    const PendingSignature *pending = target->builder->signatures;
    while (pending && pending->part != target->part)
        pending = pending->next;
    target->types = pending ? pending->types : NULL;
    target->count = pending ? pending->count : 0;
}

void resolve_targets(Builder *builder, const Item *item, Object *schema)
{
    const Model *model = builder->model;
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind != PART_TARGET)
            continue;
        Target target = {.builder = builder, .schema = schema, .part = part};
        target.public = model_find_schema(model, words_text(model->words, "public"));
        if (part->schema.word)
            target.schema = model_find_schema(model, part->schema.word);
        find_signature(&target);
        resolve_target(&target, item);
    }
}
