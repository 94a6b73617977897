// SPDX-License-Identifier: MIT
// Triggers of tables and views: with a function (PostgreSQL) or with a body of their own (SQLite).
#include <stdlib.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "grammar/sqltoken.h"

static int by_name(const void *a, const void *b)
{
    return strcmp((*(Object *const *)a)->name->text, (*(Object *const *)b)->name->text);
}

// Each as a literal, which is what it becomes.
static void read_arguments(Builder *builder, Trigger *trigger, const Part *execute)
{
    uint32_t count = 0;
    for (const Part *part = execute->list; part; part = part->next)
        count++;
    Model *model = builder->model;
    trigger->arguments.at = ARENA_ARRAY(model->arena, const Word *, count + 1);
    for (const Part *part = execute->list; part; part = part->next) {
        const char *text = span_text(model->sources, part->span);
        const char *quote = part->number ? "" : "'";
        const char *literal =
            arena_print(&builder->scratch, "%s%.*s%s", quote, (int)span_length(part->span), text, quote);
        trigger->arguments.at[trigger->arguments.count++] = words_text(model->words, literal);
    }
}

static void read_later(Builder *builder, Trigger *trigger, const Part *part)
{
    PendingTrigger *pending = ARENA_NEW(&builder->scratch, PendingTrigger);
    bool target = part->kind == PART_REFERENCES;
    *pending = (PendingTrigger){builder->triggers, trigger, part->schema, part->name, target};
    builder->triggers = pending;
    if (!target)
        read_arguments(builder, trigger, part);
}

static Names names_of_view(Builder *builder, const Part *list)
{
    uint32_t count;
    const Name *names = build_names(&builder->scratch, list, &count);
    Names of = {ARENA_ARRAY(builder->model->arena, const Word *, count), count};
    for (uint32_t at = 0; at < count; at++)
        of.at[at] = names[at].word;
    return of;
}

static void read_option(Builder *builder, Trigger *trigger, const Part *part)
{
    switch (part->kind) {
    case PART_TIMING: trigger->timing = (uint8_t)part->number; break;
    case PART_EVENTS: trigger->events = (uint8_t)part->number; break;
    case PART_COLUMNS:
        if (trigger->object.parent->kind == KIND_VIEW && caps_of(builder->model->dialect)->trigger_bodies) {
            trigger->of = names_of_view(builder, part->list);
            break;
        }
        trigger->columns = build_columns(builder, trigger->object.parent, part->list);
        if (trigger->columns.count)
            qsort(trigger->columns.at, trigger->columns.count, sizeof *trigger->columns.at, by_name);
        break;
    case PART_EACH_ROW: trigger->each_row = true; break;
    case PART_WHERE: trigger->when.span = part->span; break;
    case PART_OLD_ROWS: trigger->old_rows = part->name.word; break;
    case PART_NEW_ROWS: trigger->new_rows = part->name.word; break;
    case PART_CONSTRAINT: trigger->constraint = true; break;
    case PART_DEFERRABLE: trigger->deferrable = true; break;
    case PART_DEFERRED: trigger->deferrable = trigger->deferred = true; break;
    case PART_ENABLED: trigger->enabled = (uint8_t)part->number; break;
    case PART_REFERENCES:
    case PART_EXECUTE: read_later(builder, trigger, part); break;
    case PART_QUERY: trigger->body.span = part->span; break;
    default: break;
    }
}

void build_trigger(Builder *builder, Object *home, const Item *item)
{
    Object *object = model_add(builder->model, KIND_TRIGGER, home, item->name.word, item->name.span);
    Trigger *trigger = AS(Trigger, object);
    model_doc(builder->model, object, item->doc);
    object->named = true;
    declare_name(builder, object, item->name, item->was.word, NULL);
    for (const Part *part = item->parts; part; part = part->next)
        read_option(builder, trigger, part);
    if (!caps_of(builder->model->dialect)->functions)
        trigger->each_row = true; // SQLite has no other
}

// --- functions ---

static Object *find_function(const Model *model, const Object *schema, const Word *name)
{
    Object *found = schema ? model_find(model, KIND_FUNCTION, schema, name) : NULL;
    for (Function *one = found ? AS(Function, found) : NULL; one; one = one->overload)
        if (!one->arguments.count)
            return &one->object;
    return NULL;
}

// The server's own trigger functions, and those of extensions, are not in the schema.
static bool may_be_elsewhere(const Builder *builder, const PendingTrigger *pending)
{
    const Model *model = builder->model;
    const char *name = pending->name.word->text;
    if (pending->schema.word && !model_find_schema(model, pending->schema.word))
        return true;
    return model->kind_counts[KIND_EXTENSION] || !strcmp(name, "suppress_redundant_updates_trigger") ||
           !strcmp(name, "tsvector_update_trigger") || !strcmp(name, "tsvector_update_trigger_column");
}

static void report_unknown(Builder *builder, const PendingTrigger *pending, const Object *schema)
{
    Guess guess = {.name = pending->name.word->text};
    for (const Object *other = schema ? object_first(schema) : NULL; other; other = other->next)
        if (other->kind == KIND_FUNCTION)
            guess_feed(&guess, other->name->text);
    diag_report(builder->diag, DIAG_UNKNOWN_FUNCTION, pending->name.span, pending->name.word->text);
    if (guess_best(&guess) && strcmp(guess_best(&guess), guess.name))
        diag_fix(builder->diag, pending->name.span, "%s", guess_best(&guess));
}

static void resolve(Builder *builder, const PendingTrigger *pending)
{
    const Model *model = builder->model;
    Trigger *trigger = pending->trigger;
    if (pending->target) {
        trigger->target = resolve_table(builder, pending->schema, pending->name, &trigger->object);
        return;
    }
    const Object *schema = pending->schema.word ? model_find_schema(model, pending->schema.word)
                                                : object_schema(&trigger->object);
    trigger->function = find_function(model, schema, pending->name.word);
    if (!trigger->function && !pending->schema.word) {
        const Object *public = model_find_schema(model, words_text(model->words, "public"));
        trigger->function = find_function(model, public, pending->name.word);
    }
    if (trigger->function)
        return;
    if (!may_be_elsewhere(builder, pending)) {
        report_unknown(builder, pending, schema);
        return;
    }
    Span span =
        pending->schema.word ? span_join(pending->schema.span, pending->name.span) : pending->name.span;
    trigger->called = words_get(model->words, span_text(model->sources, span), span_length(span));
}

void resolve_triggers(Builder *builder)
{
    for (const PendingTrigger *pending = builder->triggers; pending; pending = pending->next)
        resolve(builder, pending);
}

// --- conditions and bodies ---

// A row as a whole is all of its columns.
static void read_rows(Builder *builder, Trigger *trigger, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    bool all = false;
    sql_tokens_begin(&tokens, span_text(builder->model->sources, span), span.start, span_length(span));
    while (span_is_set(span) && sql_token_next(&tokens, &token))
        all = all || sql_token_is(&tokens, token, "*");
    for (Object *child = object_first(trigger->object.parent); child && all; child = child->next)
        if (child->kind == KIND_COLUMN)
            refs_add(builder->model->arena, &trigger->reads, child);
}

static void check_trigger(Builder *builder, Trigger *trigger)
{
    const Model *model = builder->model;
    Span body = trigger->body.span;
    check_trigger_when(builder, trigger);
    read_rows(builder, trigger, trigger->when.span);
    if (!span_is_set(body))
        return;
    // Of its own table too, which it knows by the rows old and new.
    refs_add(model->arena, &trigger->reads, trigger->object.parent);
    trigger->body.hash = sql_text_hash(span_text(model->sources, body), span_length(body));
    check_body(builder, &trigger->object, body, &trigger->reads, true);
}

void check_triggers(Builder *builder)
{
    const Model *model = builder->model;
    Object *trigger;
    for (uint32_t at = 0; (trigger = model_next(model, KIND_TRIGGER, &at));)
        check_trigger(builder, AS(Trigger, trigger));
}
