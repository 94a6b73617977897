// SPDX-License-Identifier: MIT
#include "gen/emit/objects.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gen/emit/sql.h"

// Which of the model's tables, views and types the plan touches.
static bool *touched(const Plan *plan, const Model *model, Arena *arena)
{
    bool *marks = arena_take(arena, model->count + 1);
    for (uint32_t at = 0; at < plan->count; at++) {
        const Object *ends[2] = {plan->steps[at]->from, plan->steps[at]->to};
        for (int end = 0; end < 2; end++) {
            const Object *object = ends[end];
            while (object && object->parent && object->parent->kind != KIND_SCHEMA)
                object = object->parent;
            if (!object || !object->parent)
                continue;
            const Match *match = &plan->changes->match;
            if (model_has(model, object))
                marks[object->id] = true;
            else if (model == plan->changes->to ? match_new(match, object) != NULL
                                                : match_old(match, object) != NULL)
                marks[(model == plan->changes->to ? match_new(match, object) : match_old(match, object))
                          ->id] = true;
        }
    }
    return marks;
}

static void put_path(const Emit *emit, Text *out, const Object *object)
{
    if (emit->plan->caps->schemas) {
        sql_ident(out, object_schema(object)->name->text);
        text_char(out, '.');
    }
    sql_ident(out, object->name->text);
}

// These lines are most of a file, so they are put together without printf.
static void begin_line(Text *out, const char *word, const char *kind)
{
    text_puts(out, "--schemac ");
    text_puts(out, word);
    text_char(out, ' ');
    text_puts(out, kind);
    text_char(out, ' ');
}

// An extension's, as the server spells it when no search path is set.
static void put_named_type(Text *out, const Type *type)
{
    const Object *extension = type->user;
    const Word *schema = extension ? extension->parent->name : type->schema;
    sql_ident(out, schema ? schema->text : "public");
    text_char(out, '.');
    sql_ident(out, type->name->text);
    text_puts(out, type->modifiers ? type->modifiers->text : "");
    text_puts(out, type->dims ? "[]" : "");
}

// As the runtime has it: without quotes, and in capitals.
static void put_lite_type(Text *out, const Object *object)
{
    const Type *type = AS(const Column, object)->type;
    size_t before = out->length;
    if (type && type_is_declared(*type))
        text_puts(out, type->name->text);
    else
        sqlite_type(out, object);
    for (size_t at = before; at < out->length; at++)
        out->bytes[at] = out->bytes[at] == '\n' ? ' ' : (char)toupper((unsigned char)out->bytes[at]);
    if (out->length == before)
        out->length--; // of no type at all
}

static void put_column(const Emit *emit, Text *out, const Object *object)
{
    const Column *column = AS(Column, object);
    text_char(out, ' ');
    if (emit->plan->caps->schemas) {
        if (column->type && column->type->id == TYPE_EXTENSION) {
            put_named_type(out, column->type);
        } else if (column->type && column->type->user) {
            put_path(emit, out, column->type->user);
            text_puts(out, column->type->dims ? "[]" : "");
        } else if (column->type) {
            Type type = type_is_serial(*column->type) ? type_unserial(*column->type) : *column->type;
            type_print(out, type, TYPE_POSTGRES);
        }
    } else {
        put_lite_type(out, object);
    }
    bool said = sqlite_not_null(object) || column_more(column)->said_not_null;
    bool not_null = emit->plan->caps->schemas ? !column->nullable : said;
    text_puts(out, not_null ? " not null\n" : " null\n");
}

static void put_named(const Emit *emit, Text *out, const char *word, const char *kind, const Object *object)
{
    begin_line(out, word, kind);
    put_path(emit, out, object);
    text_char(out, '\n');
}

// The types of a function's input as the server spells them when no search path is set.
static void object_input(Text *out, const Object *object)
{
    const Arguments *arguments = &AS(const Function, object)->arguments;
    const char *comma = "";
    text_char(out, '(');
    for (uint32_t at = 0; at < arguments->count; at++) {
        const Type *type = arguments->at[at].type;
        if (!argument_is_input(&arguments->at[at]) || !type)
            continue;
        text_puts(out, comma);
        comma = ", ";
        if (type->id == TYPE_EXTENSION) {
            put_named_type(out, type);
        } else if (type->user) {
            const Object *user = type->user;
            sql_ident(out, object_schema(user)->name->text);
            text_char(out, '.');
            sql_ident(out, user->name->text);
            text_puts(out, type->dims ? "[]" : "");
        } else if (!type_print(out, *type, TYPE_POSTGRES)) {
            text_puts(out, type->name->text);
        }
    }
    text_char(out, ')');
}

// Its input as the server spells it, in a piece of its own.
static void put_routine(const Emit *emit, Text *out, const char *word, const Object *object)
{
    Text input = {0};
    begin_line(out, word, kind_info[object->kind].noun);
    put_path(emit, out, object);
    object_input(&input, object);
    text_puts(out, ".\"");
    for (const char *at = text_string(&input); *at; at++) {
        text_puts(out, *at == '"' ? "\"" : "");
        text_char(out, *at);
    }
    text_puts(out, "\"\n");
    text_free(&input);
}

// Triggers and policies.
static void put_triggers(const Emit *emit, Text *out, const char *word, const Object *home)
{
    for (const Object *child = object_first(home); child; child = child->next) {
        if (child->kind != KIND_TRIGGER && child->kind != KIND_POLICY)
            continue;
        begin_line(out, word, kind_info[child->kind].noun);
        put_path(emit, out, home);
        text_char(out, '.');
        sql_ident(out, child->name->text);
        text_char(out, '\n');
    }
}

static void put_table(const Emit *emit, Text *out, const char *word, const Object *table)
{
    Text path = {0};
    put_path(emit, &path, table);
    text_char(&path, '.');
    put_named(emit, out, word, "table", table);
    for (const Object *child = object_first(table); child; child = child->next) {
        bool column = child->kind == KIND_COLUMN;
        if (child->kind == KIND_INDEX)
            put_named(emit, out, word, "index", child);
        if (!column && !(kind_info[child->kind].scope == SCOPE_CONSTRAINT && emit->plan->caps->schemas))
            continue;
        begin_line(out, word, column ? "column" : "constraint");
        text_add(out, path.bytes, path.length);
        sql_ident(out, child->name->text);
        if (column)
            put_column(emit, out, child);
        else
            text_char(out, '\n');
    }
    text_free(&path);
}

static int by_path(const void *a, const void *b)
{
    const Object *one = *(const Object *const *)a, *two = *(const Object *const *)b;
    int order = strcmp(object_schema(one)->name->text, object_schema(two)->name->text);
    order = order ? order : strcmp(one->name->text, two->name->text);
    order = order ? order : (one->kind > two->kind) - (one->kind < two->kind);
    if (order || !object_is_routine(one))
        return order;
    return strcmp(AS(const Function, one)->signature, AS(const Function, two)->signature);
}

void objects_put(Draft *file, Emit *emit, bool down, bool before)
{
    Text *out = &file->text;
    const Model *model = down == before ? emit->changes->to : emit->changes->from;
    const char *word = before ? "old" : "new";
    ArenaMark mark = arena_mark(emit->arena);
    bool *marks = touched(emit->plan, model, emit->arena);
    size_t count = 0;
    for (uint32_t at = 0; at < model->count; at++)
        count += marks[at];
    const Object **list = ARENA_ARRAY(emit->arena, const Object *, count + 1);
    count = 0;
    for (uint32_t at = 0; at < model->count; at++)
        if (marks[at])
            list[count++] = model->objects[at];
    qsort(list, count, sizeof *list, by_path);
    for (size_t at = 0; at < count; at++) {
        bool type = object_is_type(list[at]) && list[at]->kind != KIND_SHELL;
        if (object_is_external(list[at]))
            ; // of what is not ours nothing but the triggers
        else if (list[at]->kind == KIND_TABLE)
            put_table(emit, out, word, list[at]);
        else if (list[at]->kind == KIND_VIEW)
            put_named(emit, out, word, "view", list[at]);
        else if (object_is_routine(list[at]))
            put_routine(emit, out, word, list[at]);
        else if (list[at]->kind == KIND_EXTENSION || list[at]->kind == KIND_SEQUENCE)
            put_named(emit, out, word, kind_info[list[at]->kind].noun, list[at]);
        else if (type && emit->plan->caps->types_as_objects)
            put_named(emit, out, word, "type", list[at]);
        put_triggers(emit, out, word, list[at]);
        draft_spill(file);
    }
    arena_release(emit->arena, mark);
}
