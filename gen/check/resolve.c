// SPDX-License-Identifier: MIT
// Names that could not be looked up before everything was read: user types, foreign keys. Seeds: seeds.c.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/names.h"

// --- schemas and tables by name ---

static Object *find_schema(Builder *builder, Name schema, const Object *from)
{
    if (!schema.word)
        return from ? object_schema(from)
                    : model_find_schema(builder->model, words_text(builder->model->words, "public"));
    Object *found = model_find_schema(builder->model, schema.word);
    if (found)
        return found;
    Guess guess = {.name = schema.word->text};
    for (Object *other = builder->model->schemas; other; other = other->next)
        guess_feed(&guess, other->name->text);
    diag_report(builder->diag, DIAG_UNKNOWN_SCHEMA, schema.span, schema.word->text);
    if (guess_best(&guess))
        name_fix(builder->diag, schema.span, "", guess_best(&guess));
    return NULL;
}

static void report_no_table(Builder *builder, const Object *schema, Name name)
{
    diag_report(builder->diag, DIAG_UNKNOWN_TABLE, name.span, name.word->text);
    Guess guess = {.name = name.word->text};
    for (Object *other = object_first(schema); other && !builder->diag->dropped; other = other->next)
        if (other->kind == KIND_TABLE)
            guess_feed(&guess, other->name->text);
    if (guess_best(&guess))
        name_fix(builder->diag, name.span, "", guess_best(&guess));
}

// A name without a schema is looked for in the schema of what names it, then in public.
Object *resolve_table(Builder *builder, Name schema_name, Name name, const Object *from)
{
    Object *schema = find_schema(builder, schema_name, from);
    if (!schema)
        return NULL;
    Object *table = model_find_relation(builder->model, schema, name.word);
    if (!table && !schema_name.word) {
        Object *public = model_find_schema(builder->model, words_text(builder->model->words, "public"));
        table = public ? model_find_relation(builder->model, public, name.word) : NULL;
    }
    if (!table) {
        report_no_table(builder, schema, name);
    } else if (table->kind != KIND_TABLE) {
        diag_report(builder->diag, DIAG_NOT_A_TABLE, name.span, name.word->text, kind_info[table->kind].noun);
        diag_note(builder->diag, table->span, "declared here");
        return NULL;
    }
    return table;
}

// --- types ---

static void feed_types(const Builder *builder, Guess *guess)
{
    for (const Object *schema = builder->model->schemas; schema; schema = schema->next)
        for (const Object *object = object_first(schema); object; object = object->next)
            if (object_is_type(object))
                guess_feed(guess, object->name->text);
}

static Object *find_type(Builder *builder, const PendingType *pending)
{
    Model *model = builder->model;
    Object *schema = pending->schema.word ? model_find_schema(model, pending->schema.word)
                                          : object_schema(pending->object);
    Object *found = schema ? model_find_type(model, schema, pending->name.word) : NULL;
    if (!found && !pending->schema.word) {
        schema = model_find_schema(model, words_text(model->words, "public"));
        found = schema ? model_find_type(model, schema, pending->name.word) : NULL;
    }
    return found;
}

// A table's or view's row is a type, too, of what is no column.
static Object *find_row(Builder *builder, const PendingType *pending)
{
    const Model *model = builder->model;
    const Object *schema = pending->schema.word ? model_find_schema(model, pending->schema.word)
                                                : object_schema(pending->object);
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    Object *found = schema ? model_find_relation(model, schema, pending->name.word) : NULL;
    if (!found && !pending->schema.word && public)
        found = model_find_relation(model, public, pending->name.word);
    return found && object_is_relation(found) ? found : NULL;
}

static void resolve_type(Builder *builder, const PendingType *pending)
{
    Object *user = find_type(builder, pending);
    if (!user && object_is_routine(pending->object))
        user = find_row(builder, pending);
    const Type *elsewhere = user ? NULL : extension_type(builder, pending);
    if (elsewhere) {
        *pending->slot = elsewhere;
        return;
    }
    if (!user) {
        Guess guess = {.name = pending->name.word->text};
        feed_types(builder, &guess);
        type_report(builder->diag, pending->span, TYPE_NO_SUCH, pending->name.word->text, &guess);
        return;
    }
    const Type **known = known_type(builder, (KnownType){.user = user, .dims = pending->dims});
    if (!*known) {
        Type *type = ARENA_NEW(builder->model->arena, Type);
        *type = (Type){.id = user->kind == KIND_ENUM     ? TYPE_ENUM
                             : user->kind == KIND_DOMAIN ? TYPE_DOMAIN
                                                         : TYPE_USER,
                       .dims = (uint8_t)pending->dims,
                       .user = user,
                       .name = user->name};
        const Word *schema = object_schema(user)->name;
        type->schema = strcmp(schema->text, "public") ? schema : NULL;
        *known = type;
    }
    if (pending->modifiers)
        type_report(builder->diag, pending->span, TYPE_NO_ARGS, pending->name.word->text, NULL);
    *pending->slot = *known;
}

// A table whose rows are of a composite type has its attributes, in their order.
static void check_row(Builder *builder, const PendingType *pending)
{
    const Object *table = pending->object, *type = (*pending->slot)->user, *attribute = NULL;
    bool fits = type && type->kind == KIND_COMPOSITE;
    attribute = fits ? object_first(type) : NULL;
    for (const Object *child = object_first(table); child && fits; child = child->next) {
        const Column *column = AS(const Column, child);
        if (child->kind != KIND_COLUMN)
            continue;
        fits = attribute && attribute->name == child->name && column->type &&
               AS(const Attribute, attribute)->type &&
               type_equal(*column->type, *AS(const Attribute, attribute)->type);
        attribute = attribute ? attribute->next : NULL;
    }
    if (!fits || attribute)
        diag_report(builder->diag, DIAG_ROW_TYPE, pending->span, table->name->text, pending->name.word->text);
}

void resolve_types(Builder *builder)
{
    for (const PendingType *pending = builder->types; pending; pending = pending->next)
        resolve_type(builder, pending);
    for (const PendingType *pending = builder->types; pending; pending = pending->next)
        if (pending->object->kind == KIND_TABLE && *pending->slot)
            check_row(builder, pending);
    // A domain's base is known only when all domains have their types.
    bool domains = builder->model->kind_counts[KIND_DOMAIN] != 0;
    for (const PendingType *pending = domains ? builder->types : NULL; pending; pending = pending->next) {
        Type *type = (Type *)(uintptr_t)*pending->slot;
        if (type && type->id == TYPE_DOMAIN)
            type->base = AS(Domain, type->user)->type;
    }
}

// --- foreign keys ---

Object *resolve_column(Builder *builder, const Object *table, Name name)
{
    Object *column = model_find(builder->model, KIND_COLUMN, table, name.word);
    if (column)
        return column;
    diag_report(builder->diag, DIAG_UNKNOWN_COLUMN, name.span, table->name->text, name.word->text);
    Guess guess = {.name = name.word->text};
    for (Object *child = object_first(table); child && !builder->diag->dropped; child = child->next)
        if (child->kind == KIND_COLUMN)
            guess_feed(&guess, child->name->text);
    if (guess_best(&guess))
        name_fix(builder->diag, name.span, "", guess_best(&guess));
    diag_note(builder->diag, table->span, "the table is declared here");
    return NULL;
}

static void resolve_foreign(Builder *builder, const PendingForeign *pending)
{
    Foreign *foreign = pending->foreign;
    Object *table = resolve_table(builder, pending->schema, pending->table, foreign->object.parent);
    if (!table)
        return;
    foreign->table = table;
    const Object *key = table_key(table);
    if (!pending->count && !key) {
        diag_report(builder->diag, DIAG_FOREIGN_NO_KEY, pending->span, table->name->text, "…");
        diag_note(builder->diag, table->span, "the table is declared here, without a primary key");
        return;
    }
    if (!pending->count) {
        foreign->targets = AS(Key, key)->columns;
        return;
    }
    Object **targets = ARENA_ARRAY(builder->model->arena, Object *, pending->count);
    for (uint32_t at = 0; at < pending->count; at++) {
        targets[at] = resolve_column(builder, table, pending->columns[at]);
        if (!targets[at])
            return;
    }
    foreign->targets = (Refs){targets, pending->count};
}

void resolve_foreigns(Builder *builder)
{
    for (const PendingForeign *pending = builder->foreigns; pending; pending = pending->next)
        resolve_foreign(builder, pending);
}

// --- sequences ---

void resolve_owners(Builder *builder)
{
    for (const PendingOwner *pending = builder->owners; pending; pending = pending->next) {
        const Object *sequence = &pending->sequence->object;
        const Object *table = resolve_table(builder, pending->schema, pending->table, sequence);
        if (table)
            pending->sequence->owner = resolve_column(builder, table, pending->column);
    }
}
