// SPDX-License-Identifier: MIT
// The proof: the steps are replayed on the old model and must give the new one, and backwards the old
// one again. At each step what it makes must find all that it refers to, and what it removes must be
// referred to by nothing that is still there.
#include <stdlib.h>
#include <string.h>

#include "gen/plan/private.h"

typedef struct State {
    Planner *planner;
    uint8_t *old_there, *new_there; // by id: the objects that are there now
    int *owed;                      // by id of the new object: attributes not yet as they must become
    const char *fault, *where;
} State;

static bool fail(State *state, const Step *step, const char *fault)
{
    state->fault = fault;
    state->where = step ? step->path : "the end";
    return false;
}

// A kept object is there in both models; one that is replaced goes away and comes back.
static bool is_there(const State *state, const Object *new)
{
    if (is_carried(state->planner, new))
        return state->new_there[new->parent->id] && is_there(state, object_of(new));
    return state->new_there[new->id];
}

static void set_old(State *state, const Object *old, bool there)
{
    const Object *new = match_new(state->planner->match, old);
    state->old_there[old->id] = there;
    if (new)
        state->new_there[new->id] = there;
}

static void set_new(State *state, const Object *new, bool there)
{
    const Object *old = match_old(state->planner->match, new);
    state->new_there[new->id] = there;
    if (old)
        state->old_there[old->id] = there;
    if (there)
        state->owed[new->id] &= CHANGED_RIGHTS; // they come at their own time
}

// A table comes and goes with what lives in it, but for what has steps of its own: foreign keys, indexes
// unless the table is put aside whole, and the rows of a new one.
static bool has_own_step(const State *state, const Object *child, bool new, bool whole)
{
    if (child->kind == KIND_SEED)
        return new;
    if (child->kind == KIND_TRIGGER || child->kind == KIND_POLICY)
        return true;
    if (child->kind == KIND_INDEX)
        return !whole;
    return state->planner->caps->constraints_apart && (child->kind == KIND_FOREIGN || check_is_apart(child));
}

static void set_tree(State *state, const Object *object, bool new, bool there, bool whole)
{
    if (new)
        set_new(state, object, there);
    else
        set_old(state, object, there);
    if (object->kind == KIND_SCHEMA)
        return;
    for (const Object *child = object_first(object); child; child = child->next)
        if (!has_own_step(state, child, new, whole))
            set_tree(state, child, new, there, whole);
}

typedef struct Missing {
    const State *state;
    bool missing, new;
} Missing;

static void look_new(void *context, Object *object)
{
    Missing *look = context;
    if (!is_there(look->state, object))
        look->missing = true;
}

static void look_old(void *context, Object *object)
{
    Missing *look = context;
    const Object *home = object;
    while (is_carried(look->state->planner, object)) // what it is there, and the table that has it
        object = object_of(object);
    if (!look->state->old_there[object->id] || (home != object && !look->state->old_there[home->parent->id]))
        look->missing = true;
}

static bool refers_to_missing(const State *state, const Object *object, bool new)
{
    Missing look = {state, false, new};
    object_each_reference(object, new ? look_new : look_old, &look);
    return look.missing;
}

static bool is_whole(const State *state, const Step *step)
{
    return step->action == STEP_STASH && state->planner->caps->schemas;
}

static bool make(State *state, const Step *step, const Object *object, bool new)
{
    bool there = new ? state->new_there[object->id] : state->old_there[object->id];
    if (there)
        return fail(state, step, "made twice");
    set_tree(state, object, new, true, is_whole(state, step));
    if (object->kind != KIND_SEQUENCE && refers_to_missing(state, object, new))
        return fail(state, step, "made before what it refers to");
    return true;
}

static bool unmake(State *state, const Step *step, const Object *object, bool new)
{
    bool there = new ? state->new_there[object->id] : state->old_there[object->id];
    if (!there)
        return fail(state, step, "removed twice");
    set_tree(state, object, new, false, is_whole(state, step));
    return true;
}

// A rebuilt table or type: all that is within it becomes as it must.
static void rebuild(State *state, const Step *step, bool down)
{
    const Object *gone = down ? step->to : step->from, *come = down ? step->from : step->to;
    if (gone->kind != come->kind) { // one of another kind, which had its name
        set_tree(state, gone, down, false, false);
        set_tree(state, come, !down, true, false);
        return;
    }
    for (const Object *child = object_first(gone); child; child = child->next)
        if (child->kind != KIND_INDEX && child->kind != KIND_SEED && child->kind != KIND_TRIGGER)
            set_tree(state, child, down, false, false);
    for (const Object *child = object_first(come); child; child = child->next)
        if (child->kind != KIND_INDEX && child->kind != KIND_SEED && child->kind != KIND_TRIGGER)
            set_tree(state, child, !down, true, false);
    int kept = CHANGED_BESIDE;
    state->owed[step->to->id] &= kept;
}

static int default_of(const Object *object)
{
    return object->kind == KIND_DOMAIN ? CHANGED(ATTR_Domain_default_) : CHANGED(ATTR_Column_default_);
}

static bool changes_in_place(const Step *step)
{
    switch ((StepAction)step->action) {
    case STEP_RENAME:
    case STEP_ALTER:
    case STEP_TAKE_TYPE:
    case STEP_SWAP:
    case STEP_REVOKE:
    case STEP_OWNER:
    case STEP_GRANT:
    case STEP_COMMENT: return true;
    default: return false;
    }
}

static bool replay_up(State *state, const Step *step)
{
    switch ((StepAction)step->action) {
    case STEP_CREATE:
        if (!make(state, step, step->to, true))
            return false;
        state->owed[step->to->id] |= step->changed; // what it leaves to later steps
        return true;
    case STEP_DROP:
    case STEP_STASH: return unmake(state, step, step->from, false);
    case STEP_ADD_LABEL: return make(state, step, step->to, true);
    case STEP_REBUILD: rebuild(state, step, false); return true;
    case STEP_TIE: {
        const Object *new = step->to ? step->to : match_new(state->planner->match, step->from);
        if (new)
            state->owed[new->id] &= ~CHANGED(ATTR_Sequence_owner);
        return true;
    }
    case STEP_ATTACH:
    case STEP_DETACH:
        if (step->to)
            state->owed[step->to->id] &= ~step->changed;
        return true;
    case STEP_SET_DEFAULT: state->owed[step->to->id] &= ~default_of(step->to); return true;
    default:
        if (!changes_in_place(step))
            return true;
        if ((state->owed[step->to->id] & step->changed) != step->changed)
            return fail(state, step, "changed twice");
        state->owed[step->to->id] &= ~step->changed;
        return true;
    }
}

static bool replay_down(State *state, const Step *step)
{
    switch ((StepAction)step->action) {
    case STEP_CREATE:
    case STEP_ADD_LABEL: return unmake(state, step, step->to, true);
    case STEP_DROP:
    case STEP_STASH: return make(state, step, step->from, false);
    case STEP_REBUILD: rebuild(state, step, true); return true;
    case STEP_DROP_DEFAULT: state->owed[step->to->id] |= default_of(step->to); return true;
    default:
        if (!changes_in_place(step))
            return true;
        if (state->owed[step->to->id] & step->changed)
            return fail(state, step, "changed back twice");
        state->owed[step->to->id] |= step->changed;
        return true;
    }
}

// What nobody carries over: the change of something that has no form of its own in this dialect.
static int carried(const State *state, const Change *change)
{
    int changed = change->changed;
    if (!state->planner->caps->comments || change->to->kind == KIND_LABEL || change->to->kind == KIND_SEED)
        changed &= ~CHANGED_DOC;
    if (change->to->kind == KIND_SHELL)
        return 0; // it goes along with what it became
    if (change->to->kind == KIND_COLUMN)
        changed &= ~CHANGED(ATTR_Column_sequence); // its sequence is named as all are, sequence_names.c
    if (change->to->kind == KIND_LABEL)
        changed &= ~CHANGED(ATTR_Label_after); // its enum's order is rebuilt, or follows from what is added
    return changed;
}

static bool has_form(const State *state, const Object *object)
{
    if (object->kind == KIND_SCHEMA && !state->planner->caps->schemas)
        return false;
    if (is_carried(state->planner, object))
        return false;
    bool type = object_is_type(object) || object->kind == KIND_LABEL || object->kind == KIND_ATTRIBUTE ||
                (object->kind == KIND_CHECK && object->parent->kind == KIND_DOMAIN);
    return !type || state->planner->caps->types_as_objects;
}

static void begin(State *state)
{
    const ChangeList *list = state->planner->list;
    memset(state->old_there, true, list->from->count);
    for (uint32_t at = 0; at < list->to->count; at++) {
        const Object *new = list->to->objects[at], *old = match_old(&list->match, new);
        state->new_there[at] =
            (old && !changes_hands(state->planner, old, new)) || diff_is_external(list, NULL, new);
    }
    for (uint32_t at = 0; at < list->count; at++)
        if (list->changes[at].op == OP_ALTER &&
            !changes_hands(state->planner, list->changes[at].from, list->changes[at].to))
            state->owed[list->changes[at].to->id] = carried(state, &list->changes[at]);
}

static bool end_up(State *state)
{
    const ChangeList *list = state->planner->list;
    for (uint32_t at = 0; at < list->to->count; at++) {
        const Object *object = list->to->objects[at];
        if ((state->new_there[at] && !state->owed[at]) || !has_form(state, object))
            continue;
        Step place = {.path = object_path(state->planner->arena, object)};
        return fail(state, &place, state->new_there[at] ? "not changed at the end" : "not there at the end");
    }
    for (uint32_t at = 0; at < list->from->count; at++) {
        const Object *old = list->from->objects[at];
        if (!match_new(state->planner->match, old) && state->old_there[at] && has_form(state, old) &&
            !diff_is_external(list, old, NULL)) {
            Step place = {.path = object_path(state->planner->arena, old)};
            return fail(state, &place, "still there at the end");
        }
    }
    return true;
}

static bool end_down(State *state)
{
    const ChangeList *list = state->planner->list;
    for (uint32_t at = 0; at < list->from->count; at++)
        if (!state->old_there[at] && has_form(state, list->from->objects[at])) {
            Step place = {.path = object_path(state->planner->arena, list->from->objects[at])};
            return fail(state, &place, "not there after the way back");
        }
    return true;
}

// Before the renames things bear their old names, behind them the new ones.
static bool keeps_names_apart(State *state)
{
    const Plan *plan = state->planner->plan;
    bool renamed = false;
    for (uint32_t at = 0; at < plan->count; at++) {
        if (renamed && plan->steps[at]->rank < RANK_RENAME)
            return fail(state, plan->steps[at], "comes behind what has new names already");
        renamed = renamed || plan->steps[at]->rank > RANK_RENAME;
    }
    return true;
}

static bool replay(State *state)
{
    Plan *plan = state->planner->plan;
    begin(state);
    if (!keeps_names_apart(state))
        return false;
    for (uint32_t at = 0; at < plan->count; at++)
        if (plan->steps[at]->ways & WAY_UP && !replay_up(state, plan->steps[at]))
            return false;
    if (!end_up(state))
        return false;
    for (uint32_t at = plan->count; at-- > 0;)
        if (plan->steps[at]->ways & WAY_DOWN && !replay_down(state, plan->steps[at]))
            return false;
    return end_down(state);
}

bool prove_plan(Planner *planner)
{
    const ChangeList *list = planner->list;
    State state = {.planner = planner};
    if (list->lowered)
        return true; // other objects that mean the same: there is nothing to lead to
    state.old_there = calloc(list->from->count + 1, 1);
    state.new_there = calloc(list->to->count + 1, 1);
    state.owed = calloc(list->to->count + 1, sizeof *state.owed);
    if (!state.old_there || !state.new_there || !state.owed)
        abort();
    bool proved = replay(&state);
    if (!proved)
        diag_report(planner->diag, DIAG_NOT_PROVED, (Span){0}, state.where, state.fault);
    free(state.old_there);
    free(state.new_there);
    free(state.owed);
    return proved;
}
