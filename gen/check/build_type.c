// SPDX-License-Identifier: MIT
// Composite and range types.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/definition.h"
#include "gen/model/names.h"
#include "grammar/sqltoken.h"

void build_composite(Builder *builder, const Item *item)
{
    Object *home = build_declared(builder, item, KIND_COMPOSITE, build_schema(builder, item->schema));
    const Word *after = NULL;
    for (const Item *member = item->members; member; member = member->next) {
        Attribute *made = AS(Attribute, build_declared(builder, member, KIND_ATTRIBUTE, home));
        const Part *collation = ast_find(member->parts, PART_COLLATE);
        made->type = build_type(builder, &made->object, &made->type, ast_find(member->parts, PART_TYPE));
        made->collation = collation ? collation->name.word : NULL;
        made->after = after;
        after = member->name.word;
    }
}

// name, schema.name: as it is written into CREATE TYPE. What is beside the type needs no schema.
static const Word *name_of(Builder *builder, const Object *type, const Part *value)
{
    Text text = {0};
    const char *schema = value->schema.word ? value->schema.word->text : "public";
    if (strcmp(schema, "public") && strcmp(schema, "pg_catalog") &&
        strcmp(schema, type->parent->name->text)) {
        name_put(&text, value->schema.word->text);
        text_char(&text, '.');
    }
    name_put(&text, value->name.word->text);
    const Word *word = words_text(builder->model->words, text_string(&text));
    text_free(&text);
    return word;
}

static void read_option(Builder *builder, RangeType *range, const Part *option)
{
    const char *name = option->name.word->text;
    const struct {
        const char *name;
        const Word **at;
    } WORDS[] = {{"subtype_opclass", &range->class},
                 {"collation", &range->collation},
                 {"subtype_diff", &range->difference},
                 {"canonical", &range->canonical},
                 {"multirange_type_name", &range->multirange}};
    if (!strcmp(name, "subtype")) {
        range->type = build_type(builder, &range->object, &range->type, option->list);
        return;
    }
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (!strcmp(name, WORDS[at].name)) {
            *WORDS[at].at = name_of(builder, &range->object, option->list);
            return;
        }
    diag_report(builder->diag, DIAG_SYNTAX, option->span,
                arena_print(&builder->scratch, "'%s' is no option of a range type", name));
}

void build_range(Builder *builder, const Item *item)
{
    Object *object = build_declared(builder, item, KIND_RANGE, build_schema(builder, item->schema));
    for (const Part *option = item->parts; option; option = option->next)
        if (option->kind == PART_RANGE)
            read_option(builder, AS(RangeType, object), option);
    if (!ast_find(item->parts, PART_RANGE))
        return;
    bool subtype = false;
    for (const Part *option = item->parts; option; option = option->next)
        subtype = subtype || (option->kind == PART_RANGE && !strcmp(option->name.word->text, "subtype"));
    if (!subtype)
        diag_report(builder->diag, DIAG_SYNTAX, item->span, "a range type needs a subtype");
}

// A function that the range has must be there first.
static void resolve_function(Builder *builder, RangeType *range, const Word *path)
{
    Model *model = builder->model;
    const Object *schema = object_schema(&range->object);
    const Word *name = NULL;
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, path->text, 0, path->length);
    while (sql_token_next(&tokens, &token)) {
        if (token.kind != SQL_WORD && token.kind != SQL_QUOTED)
            continue;
        schema = name ? model_find_schema(model, name) : schema;
        name = sql_name(model->words, sql_token_text(&tokens, token), span_length(token.span));
    }
    Object *found = schema ? model_find(model, KIND_FUNCTION, schema, name) : NULL;
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    if (!found && schema == object_schema(&range->object) && public)
        found = model_find(model, KIND_FUNCTION, public, name);
    for (Function *one = found ? AS(Function, found) : NULL; one; one = one->overload)
        refs_add(model->arena, &range->reads, &one->object);
    for (Definition *at = schema && name ? model_first_definition(model, name) : NULL; at; at = at->same)
        if (at->name == name && at->object.parent == schema && at->class == CLASS_FUNCTION)
            refs_add(model->arena, &range->reads, &at->object);
}

// Its own one, or any that may be the one of a type that the schema makes.
static void resolve_class(Builder *builder, RangeType *range)
{
    const Model *model = builder->model;
    const Object *type = range->type && range->type->id == TYPE_USER ? range->type->user : NULL;
    Object *found;
    for (uint32_t at = 0; model->definitions && (found = model_next(model, KIND_DEFINITION, &at));) {
        const Definition *class = AS(Definition, found);
        bool named = range->class && strstr(range->class->text, class->name->text);
        bool usual = !range->class && type && refs_have(&class->reads, type);
        if (class->class == CLASS_OPCLASS && (named || usual))
            refs_add(model->arena, &range->reads, found);
    }
}

void resolve_ranges(Builder *builder)
{
    Model *model = builder->model;
    Object *range;
    for (uint32_t at = 0; (range = model_next(model, KIND_RANGE, &at));) {
        resolve_class(builder, AS(RangeType, range));
        if (AS(RangeType, range)->difference)
            resolve_function(builder, AS(RangeType, range), AS(RangeType, range)->difference);
        if (AS(RangeType, range)->canonical)
            resolve_function(builder, AS(RangeType, range), AS(RangeType, range)->canonical);
    }
}
