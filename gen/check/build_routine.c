// SPDX-License-Identifier: MIT
// Functions and procedures. What they are called is found by name; that two of a name differ in their input
// is known when all types are.
#include <stdlib.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/definition.h"
#include "grammar/sqltoken.h"

// --- from the declaration ---

static const Type *pseudo_type(Builder *builder, const Part *part)
{
    if (part->schema.word || !type_is_pseudo(part->name.word->text))
        return NULL;
    Type *type = ARENA_NEW(builder->model->arena, Type);
    *type = (Type){.id = TYPE_USER, .dims = (uint8_t)part->number, .name = part->name.word};
    return type;
}

const Type *build_argument_type(Builder *builder, Object *object, const Type **slot, const Part *part)
{
    const Type *type = part ? pseudo_type(builder, part) : NULL;
    if (type || !part)
        return type;
    type = build_type(builder, object, slot, part);
    if (!type || type->id != TYPE_CHAR)
        return type;
    Type *plain = ARENA_NEW(builder->model->arena, Type); // char is char(1), of which no length is kept here
    *plain = (Type){.id = TYPE_BPCHAR, .dims = type->dims};
    return plain;
}

static uint32_t count_parts(const Part *part, PartKind kind)
{
    uint32_t count = 0;
    for (; part; part = part->next)
        count += part->kind == kind;
    return count;
}

static void read_arguments(Builder *builder, Function *function, const Part *part)
{
    uint32_t count = count_parts(part, PART_ARGUMENT);
    function->arguments.at = ARENA_ARRAY(builder->model->arena, Argument, count + 1);
    for (; part; part = part->next) {
        if (part->kind != PART_ARGUMENT)
            continue;
        Argument *argument = &function->arguments.at[function->arguments.count++];
        const Part *value = ast_find(part->list, PART_DEFAULT);
        *argument = (Argument){.name = part->name.word, .mode = (uint8_t)part->number};
        argument->type =
            build_argument_type(builder, &function->object, &argument->type, ast_find(part->list, PART_TYPE));
        if (value)
            argument->default_.span = value->span;
    }
}

static void read_settings(Builder *builder, Function *function, const Part *part)
{
    uint32_t count = count_parts(part, PART_SETTING);
    function->settings.at = ARENA_ARRAY(builder->model->arena, const Word *, count + 1);
    for (; part; part = part->next)
        if (part->kind == PART_SETTING)
            function->settings.at[function->settings.count++] = settle_setting(builder, part->name.word);
    names_sort(&function->settings);
}

static void read_option(Builder *builder, Function *function, const Part *part)
{
    switch (part->kind) {
    case PART_RETURNS:
        function->returns = build_argument_type(builder, &function->object, &function->returns, part->list);
        function->set_of = part->number == 1;
        function->table = part->number == 2;
        break;
    case PART_LANGUAGE: function->language = part->name.word; break;
    case PART_VOLATILITY: function->volatility = (uint8_t)part->number; break;
    case PART_PARALLEL: function->parallel = (uint8_t)part->number; break;
    case PART_STRICT: function->strict = true; break;
    case PART_DEFINER: function->definer = true; break;
    case PART_LEAKPROOF: function->leakproof = true; break;
    case PART_UNCHECKED: function->unchecked = true; break;
    case PART_WINDOW: function->window = true; break;
    case PART_COST: function->cost = part->name.word; break;
    case PART_ROWS: function->rows = part->name.word; break;
    case PART_QUERY: function->body.span = part->span; break;
    default: break;
    }
}

// What the server takes by itself says nothing.
static void drop_usual(Function *function)
{
    const char *language = function->language ? function->language->text : ""; // none: it was reported
    bool native = !strcmp(language, "internal") || !strcmp(language, "c");
    if (function->cost && !strcmp(function->cost->text, native ? "1" : "100"))
        function->cost = NULL;
    if (function->rows && !strcmp(function->rows->text, "1000"))
        function->rows = NULL;
}

void build_routine(Builder *builder, const Item *item)
{
    Object *home = build_schema(builder, item->schema);
    Object *object = model_add(builder->model, (Kind)item->kind, home, item->name.word, item->name.span);
    Function *function = AS(Function, object);
    model_doc(builder->model, object, item->doc);
    object->dialects = (uint8_t)item->dialects;
    object->named = true;
    function->language = words_text(builder->model->words, "sql");
    read_arguments(builder, function, item->parts);
    read_settings(builder, function, item->parts);
    for (const Part *part = item->parts; part; part = part->next)
        read_option(builder, function, part);
    drop_usual(function);
    declare_name(builder, object, item->name, item->was.word, item->was_schema.word);
}

// --- when types are known ---

static const char *signature_of(Builder *builder, const Function *function)
{
    Text text = {0};
    text_char(&text, '(');
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (!argument_is_input(argument))
            continue;
        text_puts(&text, text.length > 1 ? ", " : "");
        if (argument->type && !type_print(&text, *argument->type, TYPE_POSTGRES))
            text_puts(&text, argument->type->name ? argument->type->name->text : "?");
    }
    text_char(&text, ')');
    const char *kept = arena_copy(builder->model->arena, text_string(&text), text.length);
    text_free(&text);
    return kept;
}

static void report_twice(Builder *builder, const Function *one, const Function *other)
{
    diag_report(builder->diag, DIAG_NAME_TAKEN, one->object.span, kind_info[one->object.kind].noun,
                object_path(builder->model->arena, &one->object));
    diag_note(builder->diag, other->object.span, "the %s '%s' is declared here",
              kind_info[other->object.kind].noun, object_path(builder->model->arena, &other->object));
}

static void check_overloads(Builder *builder, const Function *function)
{
    for (int kind = KIND_FUNCTION; kind <= KIND_PROCEDURE; kind++) {
        const Object *first =
            model_find(builder->model, (Kind)kind, function->object.parent, function->object.name);
        for (const Function *other = first ? AS(const Function, first) : NULL; other; other = other->overload)
            if (other->object.id < function->object.id && !strcmp(other->signature, function->signature)) {
                report_twice(builder, function, other);
                return;
            }
    }
}

typedef void EachRoutine(Builder *, Function *);

static void each_routine(Builder *builder, EachRoutine *act)
{
    const Model *model = builder->model;
    uint32_t left = model->kind_counts[KIND_FUNCTION] + model->kind_counts[KIND_PROCEDURE];
    for (uint32_t at = 0; left; at++) {
        if (!object_is_routine(model->objects[at]))
            continue;
        act(builder, AS(Function, model->objects[at]));
        left--;
    }
}

// A result that the arguments say, too: of one that goes out its type, of several a record.
static void drop_result(Function *function)
{
    const Type *returns = function->returns, *type = NULL;
    int outs = 0;
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (argument->mode != ARGUMENT_OUT && argument->mode != ARGUMENT_INOUT)
            continue;
        outs++;
        type = argument->type;
    }
    if (!outs || function->set_of || !returns || !type)
        return;
    bool record = returns->id == TYPE_USER && !returns->user && !strcmp(returns->name->text, "record");
    if (outs > 1 ? record : type_equal(*returns, *type) && returns->user == type->user)
        function->returns = NULL;
}

static void sign(Builder *builder, Function *function)
{
    drop_result(function);
    function->signature = signature_of(builder, function);
}

static void compare(Builder *builder, Function *function)
{
    check_overloads(builder, function);
}

void finish_routines(Builder *builder)
{
    each_routine(builder, sign);
    each_routine(builder, compare);
}

// --- bodies ---

static bool is_language(const Function *function, const char *name)
{
    return !strcmp(function->language->text, name);
}

// begin atomic … end: the server reads it when the function is made, and keeps what it read.
static bool is_atomic(const Model *model, const Function *function)
{
    SqlTokens tokens;
    SqlToken token;
    Span body = function->body.span;
    sql_tokens_begin(&tokens, span_text(model->sources, body), body.start, span_length(body));
    if (!is_language(function, "sql") || !sql_token_next(&tokens, &token))
        return false;
    if (sql_token_is(&tokens, token, "return"))
        return true;
    return sql_token_is(&tokens, token, "begin") && sql_token_next(&tokens, &token) &&
           sql_token_is(&tokens, token, "atomic");
}

// The part of a PL/pgSQL body that is looked at when the function is made: its declarations, and its syntax.
static Span declarations(const Model *model, Span body)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, span_text(model->sources, body), body.start, span_length(body));
    while (sql_token_next(&tokens, &token))
        if (sql_token_is(&tokens, token, "begin"))
            return (Span){body.start, token.span.start};
    return body;
}

static void add_types(Builder *builder, Function *function, Span span)
{
    const Model *model = builder->model;
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        const Word *name = sql_token_name(model->words, &tokens, token);
        for (const Object *schema = model->schemas; name && schema; schema = schema->next) {
            Object *type = model_find_type(model, schema, name);
            if (type)
                refs_add(builder->model->arena, &function->reads, type);
        }
    }
}

// What the server has read when the function was made it keeps by its tokens, any other text with every byte.
static void read_body(Builder *builder, Function *function)
{
    const Model *model = builder->model;
    Span body = function->body.span;
    check_routine_defaults(builder, function);
    if (object_is_external(&function->object))
        return;
    if (!span_is_set(body)) {
        diag_report(builder->diag, DIAG_EXTERNAL_FORM, function->object.span,
                    "a function needs a body, unless its schema is external");
        return;
    }
    const char *text = span_text(model->sources, body);
    bool sql = is_language(function, "sql"), plain = is_language(function, "plpgsql");
    note_definition(builder, &function->object, function->language, CLASS_LANGUAGE, &function->reads);
    function->atomic = is_atomic(model, function);
    function->body.hash =
        function->atomic ? sql_text_hash(text, span_length(body)) : hash_bytes(1, text, span_length(body));
    Span read = plain ? declarations(model, body) : body; // when the function is made
    if (!sql && !plain)
        return;
    bool whole = check_body(builder, &function->object, read, &function->reads, sql);
    add_types(builder, function, read);
    check_body_traps(builder, body);
    whole = (check_body_words(builder, &function->object, body, true) || plain) && whole;
    // What a server holds it has taken as it is, or what it names was there then.
    bool foreign = builder->options->source != NULL;
    function->lost = foreign && (!whole || names_lost(builder, function, read));
    function->unread = !function->atomic && (foreign || function->unchecked);
}

void check_routines(Builder *builder)
{
    each_routine(builder, read_body);
}
