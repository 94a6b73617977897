// SPDX-License-Identifier: MIT
// One graph orders all steps: rank first, then what needs what, ties by the natural key, so that the
// order of declarations changes nothing.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/plan/private.h"

// --- edges ---

typedef struct EdgeJob {
    Planner *planner;
    Step *step;
} EdgeJob;

// What a part has from its table comes and goes with that.
static Step *step_of(const StepMap *steps, const Object *object)
{
    Step *step = steps_get(steps, object);
    while (!step && object_of(object)) {
        object = object_of(object);
        step = steps_get(steps, object);
    }
    return step;
}

static void needs(void *context, Object *object)
{
    EdgeJob *job = context;
    planner_after(job->planner, job->step, step_of(&job->planner->making, object));
}

static void frees(void *context, Object *object)
{
    EdgeJob *job = context;
    planner_after(job->planner, step_of(&job->planner->unmaking, object), job->step);
}

// What a part of a table or of a type calls: the part is made and goes with its home.
static void needs_call(void *context, Object *object)
{
    if (object_is_called(object))
        needs(context, object);
}

static void frees_call(void *context, Object *object)
{
    if (object_is_called(object))
        frees(context, object);
}

// What is made by a step of its own is no part.
static bool is_part(const Object *child)
{
    return child->kind != KIND_TRIGGER && child->kind != KIND_POLICY && !check_is_apart(child);
}

static void each_part(const Object *home, void (*found)(void *, Object *), void *context)
{
    for (const Object *child = object_first(home); child; child = child->next)
        if (is_part(child))
            object_each_reference(child, found, context);
}

static void link_calls(EdgeJob *job)
{
    const Step *step = job->step;
    bool body = step->action == STEP_ALTER && object_is_routine(step->to); // see link_body
    // A default that goes and comes by steps of its own is no matter of the column's.
    bool apart = step->from && step->from->kind == KIND_COLUMN && job->planner->defaults[step->from->id];
    bool alters = !apart && ((step->action == STEP_ALTER && !body) || step->action == STEP_SWAP);
    if (step->action == STEP_CREATE && step->to->kind != KIND_SCHEMA)
        each_part(step->to, needs_call, job);
    if ((step->action == STEP_DROP || step->action == STEP_STASH) && step->from->kind != KIND_SCHEMA)
        each_part(step->from, frees_call, job);
    if (step->to && (alters || step->action == STEP_SET_DEFAULT))
        object_each_reference(step->to, needs_call, job);
    if (step->from && (alters || step->action == STEP_DROP_DEFAULT))
        object_each_reference(step->from, frees_call, job);
}

// A sequence belongs to a column that is there.
static void link_tie(EdgeJob *job)
{
    const Step *step = job->step;
    if (step->action != STEP_TIE)
        return;
    if (step->to) {
        needs(job, (Object *)step->to);
        object_each_reference(step->to, needs, job);
    } else {
        frees(job, (Object *)step->from);
        object_each_reference(step->from, frees, job);
    }
}

// A new body comes when what it reads is there; the old one, backward, likewise.
static void link_body(EdgeJob *job)
{
    const Step *step = job->step;
    if (step->action != STEP_ALTER || !object_is_routine(step->to))
        return;
    if (step->ways & WAY_UP)
        object_each_reference(step->to, needs, job);
    else
        object_each_reference(step->from, frees, job);
}

static Object *other_named(const Planner *planner, const Object *from, const Object *to)
{
    const Model *model = planner->list->from;
    const Object *home = from->parent;
    if (object_is_routine(from)) { // of the same input, which its new form has as well
        const Object *first = home ? model_find(model, (Kind)from->kind, home, to->name) : NULL;
        for (Function *one = first ? AS(Function, first) : NULL; one; one = one->overload)
            if (!strcmp(one->signature, AS(Function, from)->signature))
                return &one->object;
        return NULL;
    }
    if (kind_info[from->kind].scope == SCOPE_RELATION)
        return model_find_relation(model, object_schema(from), to->name);
    if (kind_info[from->kind].scope == SCOPE_TYPE)
        return model_find_type(model, object_schema(from), to->name);
    if (kind_info[from->kind].scope == SCOPE_CONSTRAINT)
        return model_find_constraint(model, home, to->name);
    return home ? model_find(model, (Kind)from->kind, home, to->name) : model_find_schema(model, to->name);
}

const char *step_from_name(const Step *step, Arena *arena)
{
    const char *name = step->from->name->text;
    return step->parked ? arena_print(arena, "schemac_was_%.50s", name) : name;
}

const char *step_to_name(const Step *step, Arena *arena)
{
    if (step->action == STEP_PARK)
        return arena_print(arena, "schemac_was_%.50s", step->from->name->text);
    return step->to->name->text;
}

// Renames of what has a name among the relations of its schema, to be found by the name they give up.
typedef struct Freed {
    const Object *schema;
    const Word *name;
    Step *step;
} Freed;

typedef struct Renames {
    StepMap done; // of old objects: the step after which it bears its new name
    Freed *freed; // sorted
    size_t count;
} Renames;

static int compare_freed(const void *a, const void *b)
{
    const Freed *one = a, *two = b;
    int order = (one->schema > two->schema) - (one->schema < two->schema);
    return order ? order : (one->name > two->name) - (one->name < two->name);
}

// The index of a key bears the key's name.
static bool is_relation(const Object *object)
{
    return kind_info[object->kind].scope == SCOPE_RELATION || object->kind == KIND_KEY ||
           object->kind == KIND_UNIQUE;
}

static Step *rename_in_the_way(const Planner *planner, const Step *step, const Renames *renames)
{
    if (is_relation(step->from)) {
        Freed key = {.schema = object_schema(step->from), .name = step->to->name};
        const Freed *found = bsearch(&key, renames->freed, renames->count, sizeof key, compare_freed);
        return found && found->step->from != step->from ? found->step : NULL;
    }
    const Object *other = other_named(planner, step->from, step->to);
    return other && other != step->from ? steps_get(&renames->done, other) : NULL;
}

static Renames list_renames(Planner *planner)
{
    Renames renames = {0};
    renames.freed = calloc(planner->count + 1, sizeof *renames.freed);
    if (!renames.freed)
        abort();
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action != STEP_RENAME)
            continue;
        steps_put(&renames.done, step->from, step);
        if (is_relation(step->from))
            renames.freed[renames.count++] = (Freed){object_schema(step->from), step->from->name, step};
    }
    qsort(renames.freed, renames.count, sizeof *renames.freed, compare_freed);
    return renames;
}

typedef struct RenamedJob {
    Planner *planner;
    const Renames *renames;
    Step *step;
} RenamedJob;

static void renamed_before(void *context, Object *object)
{
    const RenamedJob *job = context;
    if (function_names(AS(Function, job->step->from), object))
        planner_after(job->planner, job->step, steps_get(&job->renames->done, object));
}

static Step *park(Planner *planner, Step *step)
{
    Step *parked = planner_add(planner, STEP_PARK, RANK_RENAME, step->from, step->to);
    parked->path = step->path;
    step->parked = true;
    planner_after(planner, step, parked);
    return parked;
}

// SQLite takes two names that differ in case only for one.
static bool is_case_only(const Planner *planner, const Step *step)
{
    return !planner->caps->schemas && !strcasecmp(step->from->name->text, step->to->name->text);
}

// Of a ring of renames (a -> b, b -> a) the first by its path goes to a name of passage, before the others.
static bool begins_ring(const Planner *planner, const Step *step, const Renames *renames)
{
    uint32_t length = 0;
    const Step *next = rename_in_the_way(planner, step, renames);
    for (; next && next != step && length < planner->count; length++) {
        if (strcmp(next->path, step->path) < 0)
            return false;
        next = rename_in_the_way(planner, next, renames);
    }
    return next == step;
}

// A name must be free before it is taken: a -> b waits for b -> c. Homes are renamed before what lives in
// them.
static void order_renames(Planner *planner)
{
    Renames renames = list_renames(planner);
    StepMap away = {0}; // the step that frees the old name
    uint32_t count = planner->count;
    for (uint32_t at = 0; at < count; at++) {
        Step *step = planner->steps[at];
        if (step->action != STEP_RENAME)
            continue;
        bool parks = is_case_only(planner, step) || begins_ring(planner, step, &renames);
        steps_put(&away, step->from, parks ? park(planner, step) : step);
    }
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action != STEP_RENAME && step->action != STEP_PARK)
            continue;
        const Step *other = step->action == STEP_RENAME ? rename_in_the_way(planner, step, &renames) : NULL;
        if (other)
            planner_after(planner, step, steps_get(&away, other->from));
        if (object_is_routine(step->from)) // it is called by the types of its input
            object_each_reference(step->from, renamed_before, &(RenamedJob){planner, &renames, step});
        const Object *target = step->to->parent ? match_old(planner->match, object_schema(step->to)) : NULL;
        for (const Object *home = step->from->parent; home; home = home->parent)
            planner_after(planner, step, steps_get(&renames.done, home));
        if (target)
            planner_after(planner, step, steps_get(&renames.done, target));
    }
    steps_free(&away);
    steps_free(&renames.done);
    free(renames.freed);
}

// A logged table must not point at an unlogged one at any moment. A key that is made anew does not then.
static void link_logging(Planner *planner)
{
    StepMap steps = {0};
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_ALTER && step->to && step->to->kind == KIND_TABLE &&
            step->changed & CHANGED(ATTR_Table_unlogged))
            steps_put(&steps, step->to, step);
    }
    const Model *to = planner->list->to;
    for (uint32_t at = 0; steps.count && at < to->count; at++) {
        const Object *object = to->objects[at];
        bool points = object->kind == KIND_FOREIGN && !steps_get(&planner->making, object);
        Step *step = points ? steps_get(&steps, object->parent) : NULL;
        Step *other = step ? steps_get(&steps, AS(Foreign, object)->table) : NULL;
        if (other && AS(Table, object->parent)->unlogged)
            planner_after(planner, other, step);
        else
            planner_after(planner, step, other);
    }
    steps_free(&steps);
}

static void link_steps(Planner *planner)
{
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        EdgeJob job = {planner, step};
        bool tied = step->to && step->to->kind == KIND_SEQUENCE; // its column is no matter of its own
        bool loose = step->from && step->from->kind == KIND_SEQUENCE;
        bool anew =
            step->action == STEP_REBUILD && step->to->kind != KIND_ENUM && step->to->kind != KIND_TABLE;
        const Object *part = step->to ? step->to : step->from;
        bool of_view = part && part->kind == KIND_INDEX && part->parent->kind == KIND_VIEW;
        if (of_view && step->action == STEP_CREATE)
            needs(&job, step->to->parent);
        if (of_view && step->action == STEP_DROP)
            frees(&job, step->from->parent);
        if ((step->action == STEP_CREATE && !tied) || anew)
            object_each_reference(step->to, needs, &job);
        if ((step->action == STEP_DROP || step->action == STEP_STASH) && !loose)
            object_each_reference(step->from, frees, &job);
        if (step->to && step->to->kind == KIND_COMPOSITE && (step->action == STEP_CREATE || anew))
            each_part(step->to, needs, &job);
        if (step->from && step->from->kind == KIND_COMPOSITE &&
            (step->action == STEP_DROP || step->action == STEP_STASH))
            each_part(step->from, frees, &job);
        if (step->action == STEP_TAKE_TYPE)
            object_each_reference(step->to, needs, &job);
        if (planner->has_calls) {
            link_calls(&job);
            link_body(&job);
            link_tie(&job);
        }
    }
    order_renames(planner);
    link_logging(planner);
}

static int by_table(const void *a, const void *b)
{
    uint32_t one = (*(Step *const *)a)->to->parent->id, other = (*(Step *const *)b)->to->parent->id;
    return (one > other) - (one < other);
}

// The first of those that are sorted by their table and of this one or one behind it.
static uint32_t first_seed(Step *const *seeds, uint32_t count, const Object *table)
{
    uint32_t low = 0;
    while (low < count) {
        uint32_t middle = low + (count - low) / 2;
        if (seeds[middle]->to->parent->id < table->id)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

// Rows go into a table after those that they point at.
static void link_seeds(Planner *planner)
{
    Step **seeds = ARENA_ARRAY(planner->arena, Step *, planner->list->to->kind_counts[KIND_SEED] + 1);
    uint32_t count = 0;
    for (uint32_t at = 0; at < planner->count; at++)
        if (planner->steps[at]->to && planner->steps[at]->to->kind == KIND_SEED)
            seeds[count++] = planner->steps[at];
    qsort(seeds, count, sizeof *seeds, by_table);
    for (uint32_t at = 0; at < count; at++) {
        const Object *table = seeds[at]->to->parent;
        for (const Object *child = object_first(table); child; child = child->next) {
            const Object *target = child->kind == KIND_FOREIGN ? AS(Foreign, child)->table : NULL;
            uint32_t other = target && target != table ? first_seed(seeds, count, target) : count;
            for (; other < count && seeds[other]->to->parent == target; other++)
                if (seeds[at]->rank == seeds[other]->rank)
                    planner_after(planner, seeds[at], seeds[other]);
        }
    }
}

// Tables whose foreign keys are part of them come after those they point at, where no loop forbids it.
static void link_tables(Planner *planner)
{
    if (planner->caps->constraints_apart)
        return;
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action != STEP_CREATE || step->to->kind != KIND_TABLE)
            continue;
        for (const Object *child = object_first(step->to); child; child = child->next) {
            Step *other = child->kind == KIND_FOREIGN && AS(Foreign, child)->table
                              ? steps_get(&planner->making, AS(Foreign, child)->table)
                              : NULL;
            if (other && strcmp(other->path, step->path) < 0)
                planner_after(planner, step, other);
        }
    }
}

// --- the order ---

static bool has_place(const Object *object)
{
    return object->kind == KIND_COLUMN || object->kind == KIND_ATTRIBUTE;
}

// New columns stand behind the others in the order in which they are declared, here as in a new table; those
// that vanish do so from the end, as backward they come again.
static int compare_places(const Step *a, const Step *b)
{
    const Object *one = a->to ? a->to : a->from, *two = b->to ? b->to : b->from;
    if (!one || !two || !has_place(one) || one->kind != two->kind || !a->to != !b->to ||
        one->parent != two->parent || one == two)
        return 0;
    return (one->id < two->id) == (a->to != NULL) ? -1 : 1;
}

static int compare(const Step *a, const Step *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    bool comes = a->rank == RANK_ADD_COLUMN || a->rank == RANK_ADD_GENERATED;
    bool goes = a->rank == RANK_DROP_COLUMN || a->rank == RANK_DROP_GENERATED || a->rank == RANK_ALTER_TYPE;
    int order = comes || goes ? compare_places(a, b) : 0;
    order = order ? order : strcmp(a->path, b->path);
    if (order)
        return order;
    const Object *one = a->to ? a->to : a->from, *two = b->to ? b->to : b->from;
    if (one && two && one->kind != two->kind)
        return one->kind < two->kind ? -1 : 1;
    if (a->action != b->action)
        return a->action < b->action ? -1 : 1;
    return (a->changed > b->changed) - (a->changed < b->changed);
}

typedef struct Heap {
    Step **at;
    uint32_t count;
} Heap;

static void heap_push(Heap *heap, Step *step)
{
    uint32_t at = heap->count++;
    for (; at && compare(step, heap->at[(at - 1) / 2]) < 0; at = (at - 1) / 2)
        heap->at[at] = heap->at[(at - 1) / 2];
    heap->at[at] = step;
}

static Step *heap_pop(Heap *heap)
{
    Step *top = heap->at[0], *last = heap->at[--heap->count];
    uint32_t at = 0, child;
    while ((child = 2 * at + 1) < heap->count) {
        if (child + 1 < heap->count && compare(heap->at[child + 1], heap->at[child]) < 0)
            child++;
        if (compare(last, heap->at[child]) <= 0)
            break;
        heap->at[at] = heap->at[child];
        at = child;
    }
    heap->at[at] = last;
    return top;
}

static void report_loop(Planner *planner, const uint32_t *waits)
{
    Text names = {0};
    for (uint32_t at = 0, shown = 0; at < planner->count && shown < 8; at++)
        if (waits[at] && shown++ < 8)
            text_printf(&names, "%s%s", names.length ? ", " : "", planner->steps[at]->path);
    diag_report(planner->diag, DIAG_PLAN_LOOP, (Span){0}, text_string(&names));
    text_free(&names);
}

// Kahn's algorithm; of the steps that may come next the heap gives the first by compare().
static bool sort_steps(Planner *planner)
{
    uint32_t count = planner->count, done = 0, edges = 0;
    for (uint32_t at = 0; at < count; at++) {
        planner->steps[at]->index = at;
        edges += planner->steps[at]->after_count;
    }
    uint32_t *waits = calloc(count + 1, sizeof *waits), *starts = calloc(count + 2, sizeof *starts);
    uint32_t *next = calloc(edges + 1, sizeof *next);
    Step **sorted = ARENA_ARRAY(planner->arena, Step *, count + 1);
    Heap heap = {calloc(count + 1, sizeof(Step *)), 0};
    if (!waits || !starts || !next || !heap.at)
        abort();
    for (uint32_t at = 0; at < count; at++) {
        waits[at] = planner->steps[at]->after_count;
        for (uint32_t edge = 0; edge < waits[at]; edge++)
            starts[planner->steps[at]->after[edge]->index + 1]++;
        if (!waits[at])
            heap_push(&heap, planner->steps[at]);
    }
    for (uint32_t at = 1; at <= count; at++)
        starts[at] += starts[at - 1];
    uint32_t *fill = calloc(count + 1, sizeof *fill);
    for (uint32_t at = 0; fill && at < count; at++)
        for (uint32_t edge = 0; edge < planner->steps[at]->after_count; edge++) {
            uint32_t first = planner->steps[at]->after[edge]->index;
            next[starts[first] + fill[first]++] = at;
        }
    while (heap.count) {
        Step *step = heap_pop(&heap);
        sorted[done++] = step;
        for (uint32_t edge = starts[step->index]; edge < starts[step->index + 1]; edge++)
            if (!--waits[next[edge]])
                heap_push(&heap, planner->steps[next[edge]]);
    }
    if (done < count)
        report_loop(planner, waits);
    for (uint32_t at = 0; at < done; at++)
        sorted[at]->index = at;
    free(waits);
    free(starts);
    free(next);
    free(fill);
    free(heap.at);
    planner->plan->steps = sorted;
    planner->plan->count = done;
    return done == count;
}

bool order_steps(Planner *planner)
{
    hurry_routines(planner);
    link_steps(planner);
    link_twins(planner);
    link_extensions(planner);
    link_seeds(planner);
    link_tables(planner);
    return sort_steps(planner);
}
