// SPDX-License-Identifier: MIT
// Names: taken ones, and those that PostgreSQL would make up.
#include <stdio.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/names.h"
#include "grammar/expr.h"

static bool is_relation(const Object *object)
{
    return object->kind == KIND_KEY || object->kind == KIND_UNIQUE || object->kind == KIND_EXCLUDE;
}

// The object in the way, if any. The index of a key bears the key's name, among the schema's relations;
// a table's row type bears the table's, among its types (PostgreSQL, 54.64 pg_type).
static Object *other_taker(const Model *model, const Object *object)
{
    const Object *schema = object_schema(object);
    Object *other = NULL;
    if (model->dialect != DIALECT_POSTGRES)
        return NULL;
    if (is_relation(object))
        other = model_find_relation(model, schema, object->name);
    else if (object->kind == KIND_TABLE || object->kind == KIND_VIEW)
        other = model_find_type(model, schema, object->name);
    else if (object_is_type(object))
        other = model_find_relation(model, schema, object->name);
    if (other && !is_relation(object) && other->kind == KIND_INDEX)
        return NULL;
    return other == object ? NULL : other;
}

void declare_name(Builder *builder, Object *object, Name name, const Word *was, const Word *was_schema)
{
    model_was(builder->model, object, was, was_schema);
    Object *first = object->kind == KIND_SCHEMA ? NULL : model_name(builder->model, object, name.word);
    if (first && object_is_routine(object)) { // of another signature, it may be
        AS(Function, object)->overload = AS(Function, first)->overload;
        AS(Function, first)->overload = AS(Function, object);
        return;
    }
    if (!first && object->kind != KIND_SCHEMA)
        first = other_taker(builder->model, object);
    if (!first)
        return;
    diag_report(builder->diag, DIAG_NAME_TAKEN, name.span, kind_info[object->kind].noun, name.word->text);
    diag_note(builder->diag, first->span, "the %s '%s' is declared here", kind_info[first->kind].noun,
              first->name->text);
}

static const Word *join_name(Builder *builder, const char *first, const char *second, const char *label)
{
    char name[NAME_BYTES + 1];
    size_t length = name_join(name, first, second, label);
    return words_get(builder->model->words, name, length);
}

static bool is_taken(const Model *model, const Object *object, const Word *name)
{
    const Object *schema = object_schema(object);
    if (object->kind == KIND_INDEX)
        return model_find_relation(model, schema, name) != NULL;
    if (model_find_constraint(model, object->parent, name))
        return true;
    return is_relation(object) && model_find_relation(model, schema, name);
}

static void choose(Builder *builder, Object *object, const char *columns, const char *label)
{
    char numbered[32];
    const char *table = object->parent->name->text;
    const Word *name = join_name(builder, table, columns, label);
    for (int number = 1; is_taken(builder->model, object, name); number++) {
        snprintf(numbered, sizeof numbered, "%s%d", label, number);
        name = join_name(builder, table, columns, numbered);
    }
    model_name(builder->model, object, name);
}

static void join_refs(NameList *joined, const Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++)
        name_list_add(joined, refs->at[at]->name->text);
}

static const char *expression_name(Builder *builder, Span span)
{
    ArenaMark mark = arena_mark(&builder->scratch);
    const Model *model = builder->model;
    const char *text = span_text(model->sources, span);
    const Expr *expr = expr_parse(model->words, &builder->scratch, text, span, NULL);
    const char *name = expr ? name_of_expression(expr) : "expr";
    arena_release(&builder->scratch, mark); // the name is an interned word or a constant
    return name;
}

static void name_index(Builder *builder, Object *object)
{
    const Index *index = AS(Index, object);
    NameList joined = {.text = ""};
    for (uint32_t at = 0; at < index->elements.count; at++) {
        const Element *element = &index->elements.at[at];
        name_list_add(&joined, element->column
                                   ? element->column->name->text
                                   : expression_name(builder, element_rare(element)->expression.span));
    }
    choose(builder, object, joined.text, object->kind == KIND_INDEX ? "idx" : "excl");
}

// A check that reads one column bears its name.
static void name_check(Builder *builder, Object *object)
{
    const Refs *reads = &AS(Check, object)->reads;
    const Object *column = NULL;
    int columns = 0;
    for (uint32_t at = 0; at < reads->count; at++) {
        if (reads->at[at]->kind != KIND_COLUMN)
            continue;
        column = reads->at[at];
        columns++;
    }
    choose(builder, object, columns == 1 ? column->name->text : "", "check");
}

void name_nameless(Builder *builder, Object *object)
{
    NameList joined = {.text = ""};
    switch (object->kind) {
    case KIND_KEY: choose(builder, object, "", "pkey"); break;
    case KIND_UNIQUE:
        join_refs(&joined, &AS(Unique, object)->columns);
        choose(builder, object, joined.text, "key");
        break;
    case KIND_FOREIGN:
        join_refs(&joined, &AS(Foreign, object)->columns);
        choose(builder, object, joined.text, "fkey");
        break;
    case KIND_CHECK: name_check(builder, object); break;
    case KIND_EXCLUDE:
    case KIND_INDEX: name_index(builder, object); break;
    default: break;
    }
}
