// SPDX-License-Identifier: MIT
// What statements of SQL make: when it comes and goes is a matter of its class. And what is made anew, as
// views are, when its text stays but stands for something else.
#include "gen/model/definition.h"
#include "gen/plan/private.h"

static const struct {
    Rank comes, goes;
} RANKS[CLASS_COUNT] = {
#define CLASS(id, statement, type, name, alter, altered, words, alters, tail, home, rights, comes, goes) \
    [CLASS_##id] = {RANK_CREATE_##comes, RANK_DROP_##goes},
#include "gen/model/classes.def"
#undef CLASS
};

Rank rank_of_definition(const Object *object)
{
    return RANKS[AS(Definition, object)->class].comes;
}

// What stands on a function that goes early goes before that.
Rank rank_of_definition_drop(const Object *object)
{
    const Definition *definition = AS(Definition, object);
    Rank rank = RANKS[definition->class].goes;
    for (uint32_t at = 0; rank > RANK_RENAME && at < definition->reads.count; at++) {
        const Object *read = definition->reads.at[at];
        if (object_is_relation(read) || rank_of_drop(read) < RANK_RENAME)
            rank = definition->class == CLASS_OPCLASS ? RANK_DROP_DEFAULT // indexes have it
                                                      : RANK_DROP_ROUTINE;
    }
    return rank;
}

bool definition_is_role(const Object *object)
{
    return object_is_definition(object) && AS(const Definition, object)->class == CLASS_ROLE;
}

bool definition_renames(const Object *object)
{
    return define_renames((DefinitionClass)AS(Definition, object)->class);
}

static void note_gone(void *context, Object *object)
{
    Planner *planner = context;
    planner->held = planner->held || !match_new(planner->match, object);
}

// A publication may get new tables; what it had must be there for the way back. A role is no more than what
// it is a member of, and may own a lot.
bool definition_alters(Planner *planner, const Change *change)
{
    DefinedFacts from, to;
    planner->held = false;
    if (!definition_is_role(change->to))
        object_each_reference(change->from, note_gone, planner);
    bool good = diff_facts(planner->list, change->from, &from) & diff_facts(planner->list, change->to, &to);
    good = good && !planner->held &&
           define_alters((DefinitionClass)AS(Definition, change->to)->class, &from, &to);
    facts_free(&from);
    facts_free(&to);
    return good;
}

void plan_definition(Planner *planner, const Change *change)
{
    int attributes = change->changed & ~CHANGED_BESIDE;
    bool moves = change->changed & (CHANGED_NAME | CHANGED_HOME) && !definition_renames(change->from);
    if (definition_is_role(change->to) && change->changed & CHANGED_NAME) {
        diag_report(planner->diag, DIAG_NOT_PLANNED, change->to->span, "a new name", "role",
                    AS(const Definition, change->to)->name->text);
        diag_note(planner->diag, (Span){0},
                  "rename it on the server: what it owns and was granted follows there");
        return;
    }
    if (change->to->kind == KIND_BASE && !AS(const Definition, change->from)->reads.count !=
                                             !AS(const Definition, change->to)->reads.count) {
        diag_report(planner->diag, DIAG_NOT_PLANNED, change->to->span, "a shell that becomes a type, or back",
                    "type", change->to->name->text);
        return;
    }
    if (!moves && attributes && definition_alters(planner, change)) {
        Step *step =
            planner_add(planner, STEP_ALTER, rank_of_definition(change->to), change->from, change->to);
        step->changed = attributes;
    } else if (moves || attributes) {
        replace_object(planner, change->from, WAY_BOTH);
    }
}

void grade_definition(Step *step, const Object *old)
{
    if (object_is_definition(old) && AS(Definition, old)->class == CLASS_SUBSCRIPTION)
        step_grade(step, GRADE_LOSSY,
                   "the subscription forgets how far it has come, and its slot stays on the other server");
}

static const Refs *reads_of(const Object *object) // of one that is made anew when it reads others; NULL
{
    return object->kind == KIND_VIEW      ? &AS(View, object)->reads
           : object_is_definition(object) ? &AS(Definition, object)->reads
                                          : NULL;
}

static const Query *query_of(const Object *object)
{
    return object->kind == KIND_VIEW ? &AS(View, object)->query : &AS(Definition, object)->query;
}

static void plan_readers_of(Planner *planner, Kind kind)
{
    Object *view;
    for (uint32_t at = 0; (view = model_next(planner->list->to, kind, &at));) {
        Object *old = match_old(planner->match, view);
        const Refs *now = reads_of(view), *before = old ? reads_of(old) : NULL;
        if (!before || query_of(view)->hash != query_of(old)->hash)
            continue; // of another text the diff has judged
        bool same = now->count == before->count;
        for (uint32_t read = 0; same && read < now->count; read++)
            same = match_old(planner->match, now->at[read]) != NULL;
        if (!same)
            replace_object(planner, old, WAY_BOTH);
    }
}

// Views whose text did not change may still read other columns than before (select *); rules, too.
void plan_readers(Planner *planner)
{
    static const Kind READERS[] = {KIND_VIEW, KIND_DEFINITION, KIND_FOREIGN_TABLE};
    if (!planner->list->count)
        return;
    for (size_t kind = 0; kind < sizeof READERS / sizeof *READERS; kind++)
        plan_readers_of(planner, READERS[kind]);
}

static bool stands_on_early(const Planner *planner, const Object *definition)
{
    const Refs *reads = &AS(Definition, definition)->reads;
    for (uint32_t at = 0; at < reads->count; at++) {
        const Step *step = steps_get(&planner->unmaking, reads->at[at]);
        if (step && step->rank < RANK_RENAME)
            return true;
    }
    return false;
}

// What goes for good goes late; but what it stands on may be made anew, and goes early for that.
void plan_early_definitions(Planner *planner)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (uint32_t at = 0; at < planner->count; at++) {
            Step *step = planner->steps[at];
            if (step->action != STEP_DROP || step->rank < RANK_RENAME || !object_is_definition(step->from) ||
                !stands_on_early(planner, step->from))
                continue;
            step->rank = RANK_DROP_ROUTINE;
            moved = true;
        }
    }
}
