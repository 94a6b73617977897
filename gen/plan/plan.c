// SPDX-License-Identifier: MIT
#include "gen/plan/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/model/definition.h"
#include "gen/plan/private.h"

// --- steps ---

// A table may have several seeds.
static const char *seed_path(Arena *arena, const Object *object)
{
    const Seed *seed = AS(Seed, object);
    const char *path = object_path(arena, object);
    for (uint32_t at = 0; at < seed->columns.count; at++)
        path = arena_print(arena, "%s%s%s", path, at ? ", " : " (", seed->columns.at[at]->name->text);
    for (uint32_t at = 0; at < seed->key.count; at++)
        path = arena_print(arena, "%s%s%s", path, at ? ", " : ") key (", seed->key.at[at]->name->text);
    return arena_print(arena, "%s)", path);
}

Step *planner_add(Planner *planner, StepAction action, Rank rank, Object *from, Object *to)
{
    Step *step = ARENA_NEW(planner->arena, Step);
    *step =
        (Step){.action = (uint8_t)action, .rank = (uint8_t)rank, .ways = WAY_BOTH, .from = from, .to = to};
    const Object *object = to ? to : from;
    step->path = !object                     ? ""
                 : object->kind == KIND_SEED ? seed_path(planner->arena, object)
                                             : object_path(planner->arena, object);
    if (planner->count == planner->size) {
        uint32_t size = planner->size ? planner->size * 2 : 64;
        Step **more = ARENA_ARRAY(planner->arena, Step *, size);
        if (planner->count)
            memcpy(more, planner->steps, planner->count * sizeof *more);
        planner->steps = more;
        planner->size = size;
    }
    return planner->steps[planner->count++] = step;
}

void planner_after(Planner *planner, Step *later, Step *earlier)
{
    if (!later || !earlier || later == earlier)
        return;
    if (later->after_count == later->after_size) {
        uint32_t size = later->after_size ? later->after_size * 2 : 4;
        Step **more = ARENA_ARRAY(planner->arena, Step *, size);
        if (later->after_count)
            memcpy(more, later->after, later->after_count * sizeof *more);
        later->after = more;
        later->after_size = size;
    }
    later->after[later->after_count++] = earlier;
}

void step_grade(Step *step, Grade grade, const char *reason)
{
    if (grade <= step->grade)
        return;
    step->grade = (uint8_t)grade;
    step->reason = reason;
}

const char *grade_name(Grade grade)
{
    static const char *const NAMES[] = {"lossless", "lossy", "irreversible"};
    return NAMES[grade];
}

// These two have no default, so that a new kind does not compile before it has its ranks.
Rank rank_of_create(const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA: return RANK_CREATE_SCHEMA;
    case KIND_ENUM:
    case KIND_LABEL:
    case KIND_DOMAIN:
    case KIND_COMPOSITE:
    case KIND_SHELL:
    case KIND_RANGE: return RANK_CREATE_TYPE;
    case KIND_ATTRIBUTE: return RANK_ALTER_TYPE;
    case KIND_VIRTUAL:
    case KIND_TABLE: return RANK_CREATE_TABLE;
    case KIND_COLUMN: return AS(Column, object)->generated ? RANK_ADD_GENERATED : RANK_ADD_COLUMN;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE:
    case KIND_CHECK: return object->parent->kind == KIND_DOMAIN ? RANK_ALTER_TYPE : RANK_ADD_CONSTRAINT;
    case KIND_INDEX: return object->parent->kind == KIND_VIEW ? RANK_CREATE_VIEW : RANK_CREATE_INDEX;
    case KIND_FOREIGN: return RANK_ADD_FOREIGN;
    case KIND_SEED: return RANK_SEED;
    case KIND_VIEW:
    case KIND_VIEW_COLUMN: return RANK_CREATE_VIEW;
    case KIND_EXTENSION: return RANK_CREATE_EXTENSION;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: return rank_of_routine(object);
    case KIND_TRIGGER: return RANK_CREATE_TRIGGER;
    case KIND_SEQUENCE: return RANK_CREATE_SEQUENCE;
    case KIND_POLICY: return RANK_CREATE_POLICY;
    case KIND_DEFAULTS: return RANK_DEFAULTS;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: return rank_of_definition(object);
    case KIND_COUNT: break;
    }
    return RANK_CREATE_TABLE;
}

Rank rank_of_drop(const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA: return RANK_DROP_SCHEMA;
    case KIND_ENUM:
    case KIND_LABEL:
    case KIND_DOMAIN:
    case KIND_COMPOSITE:
    case KIND_SHELL:
    case KIND_RANGE: return RANK_DROP_TYPE;
    case KIND_ATTRIBUTE: return RANK_ALTER_TYPE;
    case KIND_VIRTUAL:
    case KIND_TABLE: return RANK_DROP_TABLE;
    case KIND_COLUMN: return AS(Column, object)->generated ? RANK_DROP_GENERATED : RANK_DROP_COLUMN;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE: return RANK_DROP_CONSTRAINT;
    case KIND_CHECK:
        return object->parent->kind == KIND_DOMAIN ? RANK_DROP_REMADE_TYPE : RANK_DROP_CONSTRAINT;
    case KIND_INDEX: return object->parent->kind == KIND_VIEW ? RANK_DROP_VIEW : RANK_DROP_INDEX;
    case KIND_FOREIGN: return RANK_DROP_FOREIGN;
    case KIND_SEED: return RANK_SEED;
    case KIND_VIEW:
    case KIND_VIEW_COLUMN: return RANK_DROP_VIEW;
    case KIND_EXTENSION: return RANK_DROP_EXTENSION;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: return rank_of_routine_drop(object);
    case KIND_TRIGGER: return RANK_DROP_TRIGGER;
    case KIND_SEQUENCE: return RANK_DROP_SEQUENCE;
    case KIND_POLICY: return RANK_DROP_POLICY;
    case KIND_DEFAULTS: return RANK_DEFAULTS;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: return rank_of_definition_drop(object);
    case KIND_COUNT: break;
    }
    return RANK_DROP_TABLE;
}

// --- what a change becomes ---

// Does it live and die with its home, so that a step for the home does for it too?
static bool goes_with_home(const Planner *planner, const Object *object)
{
    const Object *home = object->parent;
    if (!home || home->kind == KIND_SCHEMA)
        return false;
    if (object->kind == KIND_INDEX || object->kind == KIND_SEED || object->kind == KIND_TRIGGER ||
        object->kind == KIND_POLICY)
        return false;
    return !planner->caps->constraints_apart || !(object->kind == KIND_FOREIGN || check_is_apart(object));
}

static bool is_new(const Planner *planner, const Object *object)
{
    return object && !match_old(planner->match, object);
}

static bool is_gone(const Planner *planner, const Object *object)
{
    return object && !match_new(planner->match, object);
}

static void plan_add(Planner *planner, Object *object)
{
    if (object->kind == KIND_LABEL)
        return; // its enum's
    if (object->parent && is_new(planner, object->parent) && goes_with_home(planner, object))
        return;
    if (object->kind == KIND_SCHEMA && !strcmp(object->name->text, "public"))
        return;
    if (object->kind == KIND_ATTRIBUTE) {
        plan_new_attribute(planner, object);
        return;
    }
    if (plan_type_of_name(planner, object))
        return;
    Rank rank = rank_of_create(object);
    if (object->kind == KIND_SEED && is_new(planner, object->parent))
        rank = RANK_SEED_NEW;
    else if (object->kind == KIND_SEED)
        planner->stashes = true;
    steps_put(&planner->making, object, planner_add(planner, STEP_CREATE, rank, NULL, object));
    if (object->kind == KIND_SEQUENCE)
        plan_new_sequence(planner, object);
}

static void plan_gone(Planner *planner, Object *old)
{
    if (old->kind == KIND_LABEL || (old->kind == KIND_SCHEMA && !strcmp(old->name->text, "public")))
        return;
    if (old->parent && is_gone(planner, old->parent) && goes_with_home(planner, old) &&
        old->kind != KIND_INDEX)
        return;
    if ((old->kind == KIND_SEED && is_gone(planner, old->parent)) || plan_type_of_name(planner, old))
        return;
    // A table that is put aside whole takes its indexes along.
    const Step *home = old->kind == KIND_INDEX ? steps_get(&planner->unmaking, old->parent) : NULL;
    if (home && home->action == STEP_STASH && planner->caps->schemas)
        return;
    if (old->kind == KIND_COLUMN)
        plan_column(planner, &(Change){OP_DROP, old, NULL, 0});
    else if (old->kind == KIND_ATTRIBUTE)
        plan_gone_attribute(planner, old);
    else
        plan_drop(planner, old);
    if (old->kind == KIND_SEQUENCE)
        plan_gone_sequence(planner, old);
    if (old->kind == KIND_DEFAULTS && is_gone(planner, old->parent))
        steps_get(&planner->unmaking, old)->rank = RANK_DROP_POLICY;
    bool called = object_is_routine(old) ||
                  (old->kind == KIND_DEFINITION && AS(const Definition, old)->class == CLASS_FUNCTION);
    if (called && !object_has_shell(old) && is_overloaded_anew(planner, old))
        steps_get(&planner->unmaking, old)->rank = RANK_DROP_ROUTINE;
}

static void plan_rename(Planner *planner, const Change *change)
{
    Step *step = planner_add(planner, STEP_RENAME, RANK_RENAME, change->from, change->to);
    step->changed = change->changed & (CHANGED_NAME | CHANGED_HOME);
    step->path = object_path(planner->arena, change->from);
}

static void plan_comment(Planner *planner, const Change *change)
{
    if (!planner->caps->comments || change->to->kind == KIND_LABEL || change->to->kind == KIND_SEED)
        return;
    Step *step = planner_add(planner, STEP_COMMENT, RANK_COMMENT, change->from, change->to);
    step->changed = CHANGED_DOC;
}

void plan_storage(Planner *planner, const Change *change)
{
    int attributes = change->changed & ~CHANGED_BESIDE;
    if (attributes & CHANGED(ATTR_Table_row_security))
        plan_row_security(planner, change);
    if (attributes & CHANGED(ATTR_Table_unlogged))
        plan_logging(planner, change->from);
    // What it is a part of: plan_parts().
    attributes &= ~(CHANGED(ATTR_Table_row_security) | CHANGED(ATTR_Table_part_of) |
                    CHANGED(ATTR_Table_bounds) | CHANGED(ATTR_Table_inherits) | CHANGED(ATTR_Table_row));
    if (!attributes)
        return;
    Step *step = planner_add(planner, STEP_ALTER, RANK_ALTER_COLUMN, change->from, change->to);
    step->changed = attributes;
}

// What it brings stays; only the version is another.
static void plan_extension(Planner *planner, const Change *change)
{
    Step *step = planner_add(planner, STEP_ALTER, RANK_CREATE_EXTENSION, change->from, change->to);
    step->changed = change->changed & ~CHANGED_BESIDE;
    step_grade(step, GRADE_LOSSY, "few extensions have a way back to an older version");
}

static void plan_seed(Planner *planner, const Change *change)
{
    Step *step = planner_add(planner, STEP_ALTER, RANK_SEED, change->from, change->to);
    step->changed = change->changed;
    planner->stashes = true;
}

// Nothing but a constraint can be renamed inside of a table that is rebuilt by its definition.
bool can_rename(const Planner *planner, const Object *object)
{
    if (object->kind == KIND_LABEL)
        return false;
    if (object->kind == KIND_TRIGGER && AS(Trigger, object)->constraint)
        return false; // PostgreSQL renames the trigger, and forgets the constraint behind it
    return object_is_definition(object) ? definition_renames(object)
                                        : planner->caps->constraints_apart || object->kind == KIND_TABLE ||
                                              object->kind == KIND_VIRTUAL || object->kind == KIND_COLUMN;
}

// No module can be told to be another one: the old table is put aside as it is, and nothing is known of
// what the new one could take of it.
static void plan_virtual(Planner *planner, const Change *change)
{
    replace_object(planner, change->from, WAY_BOTH);
    Step *step = steps_get(&planner->unmaking, change->from);
    step->action = STEP_STASH;
    planner->stashes = true;
    step_grade(step, GRADE_LOSSY, "rows written since stay behind");
    diag_report(planner->diag, DIAG_VIRTUAL_ANEW, change->to->span, change->to->name->text);
}

static void plan_alter(Planner *planner, const Change *change)
{
    int attributes = change->changed & ~CHANGED_BESIDE;
    if (change->to->kind == KIND_SHELL)
        return; // it has the name of what it became
    if (change->changed & (CHANGED_NAME | CHANGED_HOME) && can_rename(planner, change->from) &&
        change->from->kind != KIND_SEED)
        plan_rename(planner, change);
    if (change->changed & CHANGED_DOC)
        plan_comment(planner, change);
    plan_rights(planner, change);
    switch (change->to->kind) {
    case KIND_COLUMN: plan_column(planner, change); break;
    case KIND_DOMAIN:
        if (attributes)
            plan_domain(planner, change);
        break;
    case KIND_TABLE:
        if (attributes)
            plan_storage(planner, change);
        break;
    case KIND_SEED:
        if (attributes)
            plan_seed(planner, change);
        break;
    case KIND_FUNCTION:
    case KIND_PROCEDURE:
        if (attributes)
            plan_routine(planner, change);
        break;
    case KIND_SEQUENCE: plan_sequence(planner, change); break;
    case KIND_TRIGGER:
        if (change->changed & CHANGED_NAME && !can_rename(planner, change->from))
            replace_object(planner, change->from, WAY_BOTH);
        else if (attributes)
            plan_trigger(planner, change);
        break;
    case KIND_POLICY:
        if (attributes)
            plan_policy(planner, change);
        break;
    case KIND_EXTENSION:
        if (attributes)
            plan_extension(planner, change);
        break;
    case KIND_VIEW: plan_view(planner, change); break;
    case KIND_VIRTUAL:
        if (attributes)
            plan_virtual(planner, change);
        break;
    case KIND_VIEW_COLUMN:
        if (attributes)
            plan_storage(planner, change);
        break;
    case KIND_ATTRIBUTE: // what is no new name makes the type anew
    case KIND_SCHEMA:
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_RANGE:        // see passages.c
    case KIND_LABEL: break; // labels: see plan_enums
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: plan_definition(planner, change); break;
    default:
        if (attributes || !can_rename(planner, change->from))
            plan_constraint(planner, change, attributes);
    }
}

static void plan_one(Planner *planner, const Change *whole)
{
    Change rest;
    const Change *change = &rest;
    if (whole->op == OP_ALTER && changes_hands(planner, whole->from, whole->to))
        return;
    bool carried = plan_carried(planner, whole, &rest);
    if (carried)
        plan_carried_readers(planner, whole);
    if (carried && !rest.changed)
        return;
    warn_of_rows(planner, change);
    const Object *home = change->to ? change->to->parent : change->from->parent;
    const Object *object = change->to ? change->to : change->from;
    // Where a table or domain is rebuilt as a whole, its parts have no steps; indexes, rows and triggers do.
    if (home && object->kind != KIND_INDEX && object->kind != KIND_SEED && object->kind != KIND_TRIGGER) {
        const Object *to = change->to ? home : match_new(planner->match, home);
        if (to && planner->rebuilt[to->id])
            return;
    }
    if (change->op == OP_ADD && change->to->kind == KIND_COLUMN && !is_new(planner, change->to->parent))
        plan_column(planner, change);
    else if (change->op == OP_ADD)
        plan_add(planner, change->to);
    else if (change->op == OP_DROP)
        plan_gone(planner, change->from);
    else
        plan_alter(planner, change);
}

// An enum changes when its labels do.
static void plan_enums(Planner *planner)
{
    const Object *last = NULL;
    for (uint32_t at = 0; at < planner->list->count; at++) {
        const Change *change = &planner->list->changes[at];
        const Object *label = change->to ? change->to : change->from;
        if (label->kind != KIND_LABEL || label->parent == last)
            continue;
        last = label->parent;
        Object *to = change->to ? label->parent : match_new(planner->match, label->parent);
        Object *from = change->from ? label->parent : match_old(planner->match, label->parent);
        if (change->to && change->from)
            from = change->from->parent;
        if (from && to && !planner->replaced[from->id])
            plan_enum(planner, from, to);
    }
}

// Where enums are lowered, tables are rebuilt for them; what cannot be led back is the same.
static void check_enums(Planner *planner)
{
    Object *old;
    for (uint32_t at = 0; (old = model_next(planner->list->from, KIND_ENUM, &at));)
        if (match_new(planner->match, old))
            check_enum_users(planner, old, WAY_BOTH);
}

// A table that is rebuilt as a whole, once for all its changes.
static void plan_whole_tables(Planner *planner)
{
    Object *new;
    for (uint32_t at = 0; (new = model_next(planner->list->to, KIND_TABLE, &at));)
        if (planner->rebuilt[new->id])
            plan_table_whole(planner, match_old(planner->match, new), new);
}

// A removed key takes along the foreign keys that stand on it.
static void plan_key_users(Planner *planner)
{
    uint32_t count = planner->count;
    for (uint32_t at = 0; at < count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_DROP && step->from &&
            (step->from->kind == KIND_KEY || step->from->kind == KIND_UNIQUE ||
             step->from->kind == KIND_INDEX))
            replace_users(planner, step->from, step->ways);
    }
}

static void plan_checks(Planner *planner)
{
    Migration *migration = planner->list->to->migration;
    int number = 0;
    for (Statement *check = migration ? migration->statements : NULL; check; check = check->next) {
        if (check->item != ITEM_VERIFY)
            continue;
        Step *step = planner_add(planner, STEP_CHECK, check->before ? RANK_BEFORE : RANK_AFTER, NULL, NULL);
        step->statement = check;
        step->ways = WAY_UP;
        step->path = arena_print(planner->arena, "%06d", ++number); // in the order of the block
    }
}

// Is all that an ALTER gives it given when it is made anew?
static bool is_replaced_whole(const Object *object)
{
    return object_is_routine(object) || object->kind == KIND_TRIGGER || object->kind == KIND_POLICY ||
           object->kind == KIND_INDEX || object->kind == KIND_VIEW || object_is_definition(object) ||
           object_is_type(object) || kind_info[object->kind].scope == SCOPE_CONSTRAINT;
}

// What is made anew gets its name and its comment with that.
static void drop_idle_steps(Planner *planner)
{
    uint32_t kept = 0;
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        bool renames = step->action == STEP_RENAME || step->action == STEP_COMMENT ||
                       (step->action == STEP_ALTER && is_replaced_whole(step->to));
        renames = renames && !(step->from && step->from->kind == KIND_SEQUENCE); // it is never made anew
        if (renames && step->from->kind != KIND_ENUM && step->from->kind != KIND_LABEL)
            step->ways &= (uint8_t)~planner->replaced[step->from->id];
        step->ways &= (uint8_t)~ways_of_home(planner, step);
        if (step->ways)
            planner->steps[kept++] = step;
    }
    planner->count = kept;
}

// --- the stage ---

bool plan_rebuilds(const Plan *plan, const Object *object)
{
    const Model *to = plan->changes->to;
    bool new = model_has(to, object);
    const Object *now = new ? object : match_new(&plan->changes->match, object);
    return now && plan->rebuilt[now->id];
}

static void worst_grade(Plan *plan)
{
    for (uint32_t at = 0; at < plan->count; at++)
        if (plan->steps[at]->grade > plan->grade)
            plan->grade = (Grade)plan->steps[at]->grade;
}

static bool has_calls(const Model *model)
{
    return model->kind_counts[KIND_FUNCTION] + model->kind_counts[KIND_PROCEDURE] +
           model->kind_counts[KIND_SEQUENCE] + model->kind_counts[KIND_DEFINITION];
}

Plan *plan_changes(const ChangeList *list, const PlanOptions *options, Diag *diag, Arena *arena)
{
    Plan *plan = ARENA_NEW(arena, Plan);
    *plan = (Plan){.changes = list, .caps = caps_of(list->to->dialect), .options = *options};
    Planner planner = {
        .plan = plan, .list = list, .match = &list->match, .caps = plan->caps, .diag = diag, .arena = arena};
    planner.replaced = ARENA_ARRAY(arena, uint8_t, list->from->count + 1);
    size_t before = diag->errors + diag->refusals;
    planner.has_calls = has_calls(list->from) || has_calls(list->to);
    planner.defaults = ARENA_ARRAY(arena, uint8_t, list->from->count + 1);
    planner.rebuilt = ARENA_ARRAY(arena, uint8_t, list->to->count + 1);
    check_versions(&planner);
    find_parts(&planner);
    if (!plan->caps->constraints_apart)
        find_rebuilt(&planner);
    if (plan->caps->types_as_objects) {
        find_rebuilt_composites(&planner);
        find_rebuilt_domains(&planner);
        find_passages(&planner);
    }
    for (uint32_t at = 0; at < list->count; at++)
        plan_one(&planner, &list->changes[at]);
    if (plan->caps->types_as_objects) {
        plan_enums(&planner);
        plan_passages(&planner);
        plan_rebuilt_composites(&planner);
        tie_rebuilt_domains(&planner);
    } else {
        check_enums(&planner);
    }
    plan_backfills(&planner);
    plan_whole_tables(&planner);
    plan->rebuilt = planner.rebuilt;
    plan->defaults = planner.defaults;
    plan_readers(&planner);
    plan_calls(&planner);
    plan_key_users(&planner);
    order_swaps(&planner);
    plan_moved_owners(&planner);
    if (plan->caps->schemas) {
        plan_sequence_names(&planner);
        order_number_names(&planner);
        order_names(&planner);
    }
    plan_remade_tables(&planner);
    plan_parts(&planner);
    plan_early_definitions(&planner);
    place_revokes(&planner);
    plan_guards(&planner);
    plan_triggers(&planner);
    plan_checks(&planner);
    drop_idle_steps(&planner);
    if (options->online && plan->caps->schemas)
        plan_online(&planner);
    name_stash(&planner);
    bool good = diag->errors + diag->refusals == before && order_steps(&planner) && prove_plan(&planner);
    worst_grade(plan);
    warn_of_locks(&planner);
    planner_free(&planner);
    return good ? plan : NULL;
}
