// SPDX-License-Identifier: MIT
// What needs itself can never be made: a function of SQL reads a table whose default calls it. Of functions
// of one name only the server knows which of them another one calls: they are given to it unread.
#include "gen/check/builder.h"

enum { WHITE, GREY, BLACK };

typedef struct Loose { // a call that need not be one
    struct Loose *next;
    Function *from;
    const Object *to;
} Loose;

typedef struct LoopJob {
    Builder *builder;
    Loose *loose;
    unsigned char *colours; // by id
    Object **path;          // from where the walk began to where it is
    uint32_t depth;
} LoopJob;

static void visit(void *context, Object *object);

static const Object *function_in(const LoopJob *job, const Object *first)
{
    bool within = false;
    for (uint32_t at = 0; at < job->depth; at++) {
        within = within || job->path[at] == first;
        if (within && object_is_routine(job->path[at]))
            return job->path[at];
    }
    return NULL;
}

static void report(LoopJob *job, const Object *first)
{
    const Object *function = function_in(job, first);
    if (!function)
        return; // views among themselves have their own message
    diag_report(job->builder->diag, DIAG_FUNCTION_LOOP, function->span, kind_info[function->kind].noun,
                function->name->text);
    for (uint32_t at = job->depth; at-- > 0 && job->path[at] != first;)
        if (job->path[at] != function)
            diag_note(job->builder->diag, job->path[at]->span, "by way of the %s '%s'",
                      kind_info[job->path[at]->kind].noun, job->path[at]->name->text);
    if (first != function)
        diag_note(job->builder->diag, first->span, "by way of the %s '%s'", kind_info[first->kind].noun,
                  first->name->text);
    diag_note(job->builder->diag, (Span){0},
              "a body of `language plpgsql` is read when it runs, not when it is made");
}

// Is there nothing from there on but functions of one name, whose bodies are texts?
static bool is_of_one_name(const LoopJob *job, const Object *first)
{
    bool same = true;
    for (uint32_t at = job->depth; same && at-- > 0;) {
        const Object *object = job->path[at];
        same = object_is_routine(object) && !AS(const Function, object)->atomic &&
               object->name == first->name && object->parent == first->parent;
        if (object == first)
            break;
    }
    return same;
}

static void loosen(LoopJob *job, const Object *to)
{
    Loose *loose = ARENA_NEW(&job->builder->scratch, Loose);
    *loose = (Loose){job->loose, AS(Function, job->path[job->depth - 1]), to};
    job->loose = loose;
}

static void let_go(const Loose *loose)
{
    Refs *reads = &loose->from->reads;
    uint32_t kept = 0;
    for (uint32_t at = 0; at < reads->count; at++)
        if (reads->at[at] != loose->to)
            reads->at[kept++] = reads->at[at];
    reads->count = kept;
    loose->from->unread = true;
}

static bool is_node(const Object *object)
{
    return object_is_routine(object) || object->kind == KIND_TABLE || object->kind == KIND_VIEW ||
           object->kind == KIND_DOMAIN;
}

// A part is made with its home, but for those that have steps of their own.
static void visit_parts(LoopJob *job, const Object *home)
{
    for (const Object *child = object_first(home); child; child = child->next)
        if (child->kind == KIND_COLUMN || (child->kind == KIND_CHECK && !check_is_apart(child)))
            object_each_reference(child, visit, job);
}

static void visit(void *context, Object *object)
{
    LoopJob *job = context;
    if (!is_node(object) || job->colours[object->id] == BLACK)
        return;
    if (job->colours[object->id] == GREY) {
        if (is_of_one_name(job, object))
            loosen(job, object);
        else
            report(job, object);
        return;
    }
    job->colours[object->id] = GREY;
    job->path[job->depth++] = object;
    object_each_reference(object, visit, job);
    if (object->kind == KIND_TABLE || object->kind == KIND_DOMAIN)
        visit_parts(job, object);
    job->depth--;
    job->colours[object->id] = BLACK;
}

void check_loops(Builder *builder)
{
    const Model *model = builder->model;
    if (!(model->kind_counts[KIND_FUNCTION] + model->kind_counts[KIND_PROCEDURE]))
        return;
    LoopJob job = {.builder = builder};
    job.colours = arena_take(&builder->scratch, model->count + 1);
    job.path = ARENA_ARRAY(&builder->scratch, Object *, model->count + 1);
    for (uint32_t at = 0; at < model->count; at++)
        if (object_is_routine(model->objects[at]))
            visit(&job, model->objects[at]);
    for (const Loose *loose = job.loose; loose; loose = loose->next)
        let_go(loose);
}
