// SPDX-License-Identifier: MIT
// Functions and procedures. A new body, and most options, take the place of the old ones under everything
// that calls the function. What it takes and gives is part of what it is: then it goes and comes again,
// with all that calls it.
#include "gen/model/definition.h"
#include "gen/plan/private.h"
#include "grammar/sqltoken.h"

static bool reads_relations(const Function *function)
{
    for (uint32_t at = 0; at < function->reads.count; at++)
        if (!object_is_called(function->reads.at[at]))
            return true;
    return false;
}

static bool has_own_types(const Function *function)
{
    for (uint32_t at = 0; at < function->arguments.count; at++)
        if (function->arguments.at[at].type && function->arguments.at[at].type->user)
            return true;
    return function->returns && function->returns->user;
}

// One that the server keeps as what it read is like a view: all that it reads has become what it will be.
Rank rank_of_routine(const Object *object)
{
    const Function *function = AS(Function, object);
    return function->atomic && reads_relations(function) ? RANK_CREATE_VIEW : RANK_CREATE_ROUTINE;
}

// What calls a function goes early or late; so the function goes late, unless it stands itself on what may go
// early.
Rank rank_of_routine_drop(const Object *object)
{
    const Function *function = AS(Function, object);
    if (object_has_shell(object)) // with its type
        return RANK_DROP_LAST_ROUTINE;
    return reads_relations(function) || has_own_types(function) ? RANK_DROP_ROUTINE : RANK_DROP_LAST_ROUTINE;
}

// One that calls what goes early goes before it.
static bool is_to_hurry(const Planner *planner, const Step *step)
{
    bool late =
        step->action == STEP_DROP && object_is_routine(step->from) && step->rank == RANK_DROP_LAST_ROUTINE;
    const Refs *reads = late ? &AS(Function, step->from)->reads : NULL;
    for (uint32_t at = 0; late && at < reads->count; at++) {
        const Step *other =
            object_is_routine(reads->at[at]) ? steps_get(&planner->unmaking, reads->at[at]) : NULL;
        if (other && other->action == STEP_DROP && other->rank == RANK_DROP_ROUTINE)
            return true;
    }
    return false;
}

void hurry_routines(Planner *planner)
{
    for (bool more = planner->has_calls; more;) {
        more = false;
        for (uint32_t at = 0; at < planner->count; at++)
            if (is_to_hurry(planner, planner->steps[at])) {
                planner->steps[at]->rank = RANK_DROP_ROUTINE;
                more = true;
            }
    }
}

static bool has_word(const Model *model, Span span, const Word *name)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token))
        if (sql_token_name(model->words, &tokens, token) == name)
            return true;
    return false;
}

// The server keeps what a default has read, whatever the body is.
static bool default_calls(const Model *model, const Function *function, const Object *other)
{
    for (uint32_t at = 0; object_is_called(other) && at < function->arguments.count; at++) {
        Span span = function->arguments.at[at].default_.span;
        if (span_is_set(span) && has_word(model, span, other->name))
            return true;
    }
    return false;
}

bool routine_stands_on(const Planner *planner, const Object *routine, const Object *other)
{
    const Function *function = AS(Function, routine);
    if (function_names(function, other))
        return true;
    return refs_have(&function->reads, other) &&
           (function->atomic || default_calls(planner->list->from, function, other));
}

bool calls_any(const Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++)
        if (object_is_called(refs->at[at]) || object_is_type(refs->at[at]))
            return true;
    return false;
}

// --- can it be replaced in place, forward and backward? ---

static uint32_t count_defaults(const Function *function)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < function->arguments.count; at++)
        count += span_is_set(function->arguments.at[at].default_.span);
    return count;
}

static bool same_form(const Change *change)
{
    const int FORM = CHANGED(ATTR_Function_returns) | CHANGED(ATTR_Function_set_of) |
                     CHANGED(ATTR_Function_table) | CHANGED(ATTR_Function_window);
    const Arguments *from = &AS(Function, change->from)->arguments;
    const Arguments *to = &AS(Function, change->to)->arguments;
    if (change->changed & FORM || from->count != to->count ||
        count_defaults(AS(Function, change->from)) != count_defaults(AS(Function, change->to)))
        return false;
    for (uint32_t at = 0; at < from->count; at++) {
        const Argument *one = &from->at[at], *other = &to->at[at];
        const Type *a = one->type, *b = other->type;
        bool types =
            a && b && (argument_is_input(one) || a == b || (!a->user && !b->user && type_equal(*a, *b)));
        if (one->name != other->name || one->mode != other->mode || !types)
            return false;
    }
    return true;
}

void plan_routine(Planner *planner, const Change *change)
{
    // A body that the server keeps as what it read holds on to all that it names, until the function goes.
    bool holds = AS(Function, change->from)->atomic || AS(Function, change->to)->atomic;
    if (!same_form(change) || holds) {
        replace_object(planner, change->from, WAY_BOTH);
        return;
    }
    // Each body is given when the world is as it knows it: SQL is read by the server when it is given.
    Step *new = planner_add(planner, STEP_ALTER, RANK_CREATE_ROUTINE, change->from, change->to);
    Step *old = planner_add(planner, STEP_ALTER, RANK_OLD_ROUTINE, change->from, change->to);
    new->ways = WAY_UP;
    old->ways = WAY_DOWN;
    new->changed = old->changed = change->changed & ~CHANGED_BESIDE;
}

// Of two a call may mean either: the old one goes before the new one comes.
bool is_overloaded_anew(const Planner *planner, const Object *old)
{
    const Object *home = match_new(planner->match, old->parent);
    const Word *name = object_is_routine(old) ? old->name : AS(const Definition, old)->name;
    for (int kind = KIND_FUNCTION; home && kind <= KIND_PROCEDURE; kind++) {
        const Object *first = model_find(planner->list->to, (Kind)kind, home, name);
        for (const Function *new = first ? AS(const Function, first) : NULL; new; new = new->overload)
            if (&new->object != old && !match_old(planner->match, &new->object))
                return true;
    }
    const Definition *other = home ? model_first_definition(planner->list->to, name) : NULL;
    for (; other; other = other->same)
        if (other->name == name && other->object.parent == home && other->class == CLASS_FUNCTION &&
            !match_old(planner->match, &other->object))
            return true;
    return false;
}

// --- defaults of columns and domains that call it ---

void replace_default(Planner *planner, Object *old)
{
    Object *new = match_new(planner->match, old);
    if (!new || planner->defaults[old->id])
        return;
    planner->defaults[old->id] = DEFAULT_APART;
    if (span_is_set(old->kind == KIND_DOMAIN ? AS(Domain, old)->default_.span
                                             : AS(Column, old)->default_.span))
        planner_add(planner, STEP_DROP_DEFAULT, RANK_DROP_DEFAULT, old, new);
    planner_add(planner, STEP_SET_DEFAULT, RANK_SET_DEFAULT, old, new);
}

bool is_moved_call(const Planner *planner, const Object *old)
{
    const Refs *reads = &column_rare(AS(Column, old))->reads;
    for (uint32_t at = 0; at < reads->count; at++)
        if (object_is_called(reads->at[at]) && !match_new(planner->match, reads->at[at]))
            return true;
    return false;
}

// A name that stood for a function that goes stands for another one now.
static void replace_call(Planner *planner, Object *object)
{
    if (object->kind == KIND_DOMAIN || (object->kind == KIND_COLUMN && !AS(Column, object)->generated))
        replace_default(planner, object);
    else
        replace_object(planner, object, WAY_BOTH);
}

static void note_gone_call(void *context, Object *object)
{
    Planner *planner = context;
    const Object *user = planner->asked;
    if (object_is_called(object) && !definition_is_role(object) && !match_new(planner->match, object) &&
        (!object_is_routine(user) || routine_stands_on(planner, user, object)))
        planner->held = true;
}

void plan_calls(Planner *planner)
{
    const Model *from = planner->list->from;
    for (uint32_t at = 0; planner->has_calls && at < from->count; at++) {
        Object *object = from->objects[at];
        planner->held = false;
        planner->asked = object;
        if (match_new(planner->match, object))
            object_each_reference(object, note_gone_call, planner);
        if (planner->held)
            replace_call(planner, object);
    }
}

// --- what a table that is put aside still calls ---

static void hold(Planner *planner, Object *user, int ways)
{
    const Object *whole = user->kind == KIND_DOMAIN ? user : user->parent;
    bool kept = whole && (whole->kind == KIND_TABLE || whole->kind == KIND_DOMAIN) && !check_is_apart(user);
    (void)ways;
    if (kept && !match_new(planner->match, whole) && drops_of(planner, whole) == DROPS_STASH &&
        !is_copied(planner, whole))
        planner->held = true;
}

bool is_held_by_stash(Planner *planner, const Object *old)
{
    if (!object_is_called(old))
        return false;
    planner->held = false;
    each_user(planner, old, hold, WAY_BOTH);
    planner->stashes = planner->stashes || planner->held;
    return planner->held;
}
