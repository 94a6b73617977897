// SPDX-License-Identifier: MIT
// A serial column is a column that counts with a sequence of its own. Where the other model has that sequence
// as an object, the two are told apart only when this one's is an object as well.
#include <string.h>

#include "gen/diff/diff.h"
#include "gen/model/names.h"

static const Object *find_table(const Model *model, const Object *table)
{
    const Object *schema = model_find_schema(model, table->parent->name);
    return schema ? model_find(model, KIND_TABLE, schema, table->name) : NULL;
}

// Does the other model have a sequence that belongs to this column, or is called like its own?
static bool is_object_there(const Model *other, const Object *column, const Word *name)
{
    const Object *table = find_table(other, column->parent);
    const Object *there = table ? model_find(other, KIND_COLUMN, table, column->name) : NULL;
    const Object *schema = model_find_schema(other, object_schema(column)->name);
    const Object *called = schema ? model_find_relation(other, schema, name) : NULL;
    if (!there || (AS(const Column, there)->type && type_is_serial(*AS(const Column, there)->type)))
        return false;
    if (called && called->kind == KIND_SEQUENCE)
        return true;
    const Object *sequence;
    for (uint32_t at = 0; (sequence = model_next(other, KIND_SEQUENCE, &at));)
        if (AS(const Sequence, sequence)->owner == there)
            return true;
    return false;
}

static const Word *sequence_name(const Model *model, const Object *column)
{
    char name[NAME_BYTES + 1];
    name_join(name, column->parent->name->text, column->name->text, "seq");
    return words_text(model->words, name);
}

// nextval('schema.name'::regclass)
static Span default_text(Model *model, const Object *sequence)
{
    Text path = {0}, text = {0};
    name_put(&path, sequence->parent->name->text);
    text_char(&path, '.');
    name_put(&path, sequence->name->text);
    text_puts(&text, "nextval(");
    text_quoted(&text, '\'', path.bytes, path.length);
    text_puts(&text, "::regclass)");
    const Source *source = sources_text(model->sources, "serial", text.bytes, text.length);
    text_free(&path);
    text_free(&text);
    return (Span){source->base, source->base + source->length};
}

// What inherits the column counts with the same sequence.
static void expand_heirs(Model *model, const Column *of, Object *sequence)
{
    for (uint32_t at = 0; model->has_parts && at < model->count; at++) {
        Column *heir = AS(Column, model->objects[at]);
        if (heir->object.kind != KIND_COLUMN || object_of(&heir->object) != &of->object)
            continue;
        heir->type = of->type;
        if (!span_is_set(heir->default_.span)) {
            heir->default_.span = of->default_.span;
            refs_add(model->arena, &model_rare(model, heir)->reads, sequence);
        }
        expand_heirs(model, heir, sequence);
    }
}

static void expand(Model *model, Column *column, const Word *name)
{
    Object *schema = object_schema(&column->object);
    Type *type = ARENA_NEW(model->arena, Type);
    *type = type_unserial(*column->type);
    Object *sequence = model_add(model, KIND_SEQUENCE, schema, name, column->object.span);
    model_name(model, sequence, name);
    AS(Sequence, sequence)->type = type->id == TYPE_INT8 ? NULL : type;
    AS(Sequence, sequence)->owner = &column->object;
    column->type = type;
    column->default_.span = default_text(model, sequence);
    refs_add(model->arena, &model_rare(model, column)->reads, sequence);
    expand_heirs(model, column, sequence);
}

static void agree(Model *model, const Model *other)
{
    char hash[sizeof model->hash]; // it says the same as before
    bool changed = false;
    for (uint32_t at = 0, count = model->count; other->kind_counts[KIND_SEQUENCE] && at < count; at++) {
        Column *column = AS(Column, model->objects[at]);
        if (column->object.kind != KIND_COLUMN || !column->type || !type_is_serial(*column->type))
            continue;
        const Word *name = sequence_name(model, &column->object);
        if (!is_object_there(other, &column->object, name) ||
            model_find_relation(model, object_schema(&column->object), name))
            continue;
        expand(model, column, name);
        changed = true;
    }
    if (!changed)
        return;
    memcpy(hash, model->hash, sizeof hash);
    model_hash(model);
    memcpy(model->hash, hash, sizeof hash);
}

void diff_agree(Model *from, Model *to)
{
    if (from == to)
        return;
    agree(from, to);
    agree(to, from);
}
