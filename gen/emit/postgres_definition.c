// SPDX-License-Identifier: MIT
// What statements of SQL make. They are written as they stand, but for the schema of what they make where
// they do not say it.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/definition.h"

static const ClassInfo *info_of(const Definition *definition)
{
    return &class_info[definition->class];
}

// --- names ---

// Of what has no schema, or is named by its relation, the name alone.
static bool has_path(const Definition *definition)
{
    const ClassInfo *info = info_of(definition);
    return info->home == HOME_SCHEMA && info->tail != TAIL_RELATION;
}

static void put_path(Emit *emit, const Definition *definition, const char *schema, const char *name)
{
    if (has_path(definition)) {
        sql_ident(emit->out, schema);
        PUT(emit, ".");
    }
    if (definition->class == CLASS_OPERATOR)
        PUT(emit, name);
    else if (*name)
        sql_ident(emit->out, name);
}

static void put_name(Emit *emit, const Definition *definition, const char *schema, const char *name)
{
    put_path(emit, definition, schema, name);
    PUT(emit, definition->target->text);
}

void pg_definition(Emit *emit, const Object *object)
{
    const Definition *now = AS(const Definition, object_now(emit, object));
    put_name(emit, now, name_now(emit, object_schema(&now->object)), now->name->text);
}

// As a function is called by GRANT: an aggregate of nothing has (*) elsewhere.
void pg_called_definition(Emit *emit, const Object *object)
{
    const Definition *now = AS(const Definition, object_now(emit, object));
    put_path(emit, now, name_now(emit, object_schema(&now->object)), now->name->text);
    PUT(emit, strcmp(now->target->text, "(*)") ? now->target->text : "()");
}

void pg_rename_definition(Emit *emit, const char *schema, const char *what, const char *to)
{
    const Step *step = emit->step;
    const Definition *from = AS(const Definition, step->from), *into = AS(const Definition, step->to);
    bool moves = !strcmp(what, "SET SCHEMA");
    const char *passage = arena_print(emit->arena, "schemac_was_%.50s", from->name->text);
    const char *first = step->parked ? passage : from->name->text;
    const char *last = step->action == STEP_PARK ? passage : into->name->text;
    const char *before = emit->down ? last : first, *after = emit->down ? first : last;
    if (!moves && !strcmp(before, after))
        return;
    text_printf(emit->out, "ALTER %s ", info_of(into)->words);
    put_name(emit, into, schema, moves ? after : before);
    text_printf(emit->out, " %s ", what);
    sql_ident(emit->out, moves ? to : after);
    PUT(emit, ";\n");
}

// --- create ---

// commutator = ===: one that is not there yet would be made in the first schema of the search path.
static void put_operators(Emit *emit, Text *out, const Definition *definition, const char *text,
                          size_t length)
{
    SqlTokens tokens;
    SqlToken token;
    size_t done = 0;
    int before = 0; // 1: commutator, negator; 2: and its sign
    sql_tokens_begin(&tokens, text, 0, length);
    while (definition->class == CLASS_OPERATOR && sql_token_next(&tokens, &token)) {
        if (before == 2 && token.kind == SQL_OPERATOR) {
            text_add(out, text + done, token.span.start - done);
            text_puts(out, "OPERATOR(");
            sql_ident(out, name_now(emit, object_schema(&definition->object)));
            text_char(out, '.');
            text_add(out, text + token.span.start, span_length(token.span));
            text_char(out, ')');
            done = token.span.end;
        }
        bool one = sql_token_is(&tokens, token, "commutator") || sql_token_is(&tokens, token, "negator");
        before = one ? 1 : before == 1 && sql_token_is(&tokens, token, "=") ? 2 : 0;
    }
    text_add(out, text + done, length - done);
}

static bool ends_in_comment(const Text *body)
{
    size_t line = body->length;
    while (line && body->bytes[line - 1] != '\n')
        line--;
    for (size_t at = line; at + 1 < body->length; at++)
        if (body->bytes[at] == '-' && body->bytes[at + 1] == '-')
            return true;
    return false;
}

static bool has_word(const char *text, size_t length, const char *word)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, text, 0, length);
    for (int left = 3; left > 0 && sql_token_next(&tokens, &token); left--)
        if (sql_token_is(&tokens, token, word))
            return true;
    return false;
}

// CREATE OR REPLACE: what stands on it stays.
static size_t put_replace(Text *out, const char *text, size_t done)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, text + done, 0, strlen("create") + 1);
    if (!sql_token_next(&tokens, &token) || !sql_token_is(&tokens, token, "create"))
        return done;
    text_puts(out, "CREATE OR REPLACE");
    return done + token.span.end;
}

static void write_body(Emit *emit, const Definition *definition, bool replace)
{
    Span span = definition->query.span;
    Words *words = emit->changes->to->words;
    const char *text = span_text(emit->changes->to->sources, span);
    size_t length = span_length(span), done = strspn(text, " \t\r\n");
    const char *schema = name_now(emit, object_schema(&definition->object));
    Text body = {0};
    SqlTokens tokens;
    DefinedPlace place;
    if (replace && !has_word(text, length, "replace"))
        done = put_replace(&body, text, done);
    sql_tokens_begin(&tokens, text, span.start, length);
    while (has_path(definition) &&
           define_place((DefinitionClass)definition->class, definition->name, words, &tokens, &place)) {
        if (!span_is_set(place.path) || place.qualified)
            continue;
        size_t at = place.path.start - span.start;
        text_add(&body, text + done, at - done);
        done = at;
        sql_ident(&body, schema);
        text_char(&body, '.');
    }
    text_add(&body, text + done, length - done);
    while (body.length && strchr("; \t\r\n", body.bytes[body.length - 1]))
        body.length--;
    put_operators(emit, emit->out, definition, text_string(&body), body.length);
    PUT(emit, ends_in_comment(&body) ? "\n;\n" : ";\n");
    text_free(&body);
}

void pg_create_definition(Emit *emit, const Object *object)
{
    const Definition *definition = AS(const Definition, object);
    if (span_is_set(definition->query.span)) {
        write_body(emit, definition, false);
        return;
    }
    text_printf(emit->out, "CREATE %s ", info_of(definition)->words);
    pg_definition(emit, object);
    PUT(emit, ";\n");
}

void pg_replace_definition(Emit *emit, const Object *object)
{
    write_body(emit, AS(const Definition, object), true);
}

// --- drop ---

// In a transaction a subscription can only go without its slot.
static void leave_slot(Emit *emit, const Object *object)
{
    static const char *const WHAT[] = {" DISABLE;\n", " SET (slot_name = NONE);\n"};
    for (int at = 0; at < 2; at++) {
        PUT(emit, "ALTER SUBSCRIPTION ");
        pg_definition(emit, object);
        PUT(emit, WHAT[at]);
    }
}

void pg_drop_definition(Emit *emit, const Object *object)
{
    const Definition *definition = AS(const Definition, object);
    if (definition->class == CLASS_LABEL) {
        text_printf(emit->out, "SECURITY LABEL %s IS NULL;\n", definition->target->text);
        return;
    }
    if (definition->class == CLASS_SUBSCRIPTION)
        leave_slot(emit, object);
    if (definition->class == CLASS_TYPE && definition->reads.count) {
        pg_drop_with_functions(emit, object, &definition->reads);
        return;
    }
    text_printf(emit->out, "DROP %s%s ", info_of(definition)->words,
                object_has_shell(object) ? " IF EXISTS" : "");
    pg_definition(emit, object);
    PUT(emit, ";\n");
}
