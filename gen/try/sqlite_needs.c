// SPDX-License-Identifier: MIT
#include "gen/try/sqlite_needs.h"

#include "gen/try/slices.h"
#include "grammar/sqltoken.h"

typedef struct Needs {
    const ChangeList *changes;
    bool *needed;
    bool more; // something was added in this round
} Needs;

const Object *try_relation_of(const Object *object)
{
    while (object && object->kind != KIND_TABLE && object->kind != KIND_VIEW && object->kind != KIND_VIRTUAL)
        object = object->parent;
    return object;
}

static void need(Needs *needs, const Object *object)
{
    const Model *from = needs->changes->from;
    const Object *relation = try_relation_of(object);
    if (relation && !model_has(from, relation))
        relation = match_old(&needs->changes->match, relation);
    if (!relation || needs->needed[relation->id])
        return;
    needs->needed[relation->id] = true;
    needs->more = true;
}

static void need_refs(Needs *needs, const Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++)
        need(needs, refs->at[at]);
}

// Every word that is a relation's name counts.
static void need_words(void *context, SliceKind kind, Span span)
{
    Needs *needs = context;
    const Model *models[] = {needs->changes->from, needs->changes->to};
    SqlTokens tokens;
    SqlToken token;
    (void)kind;
    sql_tokens_begin(&tokens, span_text(models[0]->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        const Word *name = sql_token_name(models[0]->words, &tokens, token);
        for (int at = 0; name && at < 2; at++)
            for (const Object *schema = models[at]->schemas; schema; schema = schema->next)
                need(needs, model_find_relation(models[at], schema, name));
    }
}

static void need_steps(Needs *needs, const Plan *plan)
{
    for (uint32_t at = 0; at < plan->count; at++) {
        const Step *step = plan->steps[at];
        need(needs, step->from);
        need(needs, step->to);
        if (step->to && step->to->kind == KIND_VIEW)
            need_refs(needs, &AS(View, step->to)->reads);
        if (step->to && step->to->kind == KIND_TRIGGER)
            need_refs(needs, &AS(Trigger, step->to)->reads);
        if (step->to && step->to->kind == KIND_SEED)
            try_each_slice(step->to, need_words, needs);
    }
}

static const Refs *reads_of(const Object *object)
{
    return object->kind == KIND_VIEW      ? &AS(const View, object)->reads
           : object->kind == KIND_TRIGGER ? &AS(const Trigger, object)->reads
                                          : NULL;
}

static bool is_needed(const Needs *needs, const Object *object)
{
    const Object *relation = try_relation_of(object); // a type has none
    return relation && needs->needed[relation->id];
}

// Views and triggers, with all that they name: an ALTER TABLE reads them all.
static void need_readers(Needs *needs)
{
    const Model *from = needs->changes->from;
    for (uint32_t at = 0; at < from->count; at++) {
        const Refs *reads = reads_of(from->objects[at]);
        if (!reads)
            continue;
        const Object *relation = try_relation_of(from->objects[at]);
        for (uint32_t read = 0; read < reads->count && !needs->needed[relation->id]; read++)
            if (is_needed(needs, reads->at[read]))
                need(needs, relation);
        if (needs->needed[relation->id])
            need_refs(needs, reads);
    }
}

bool *try_sqlite_needs(const Plan *plan, Arena *arena)
{
    Needs needs = {.changes = plan->changes};
    needs.needed = arena_take(arena, plan->changes->from->count + 1);
    need_steps(&needs, plan);
    try_each_migration_slice(plan->changes->to->migration, need_words, &needs);
    do {
        needs.more = false;
        need_readers(&needs);
    } while (needs.more);
    return needs.needed;
}
