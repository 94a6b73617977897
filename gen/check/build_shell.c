// SPDX-License-Identifier: MIT
// A base type and its functions need each other, as do a range and its canonical function: the functions are
// made of the type's name, which is a shell by then. So they have the shell for a type, and no ring is left.
#include "gen/check/builder.h"
#include "gen/model/definition.h"

typedef struct ShellJob {
    Model *model;
    Object *type, *shell;
    const Type *one, *many; // the shell as a type, and an array of it
} ShellJob;

static const Type *shell_type(const ShellJob *job, const Type *type)
{
    Type *made = ARENA_NEW(job->model->arena, Type);
    *made = *type;
    made->user = job->shell;
    return made;
}

static void swap_type(ShellJob *job, const Type **type)
{
    if (!*type || (*type)->user != job->type)
        return;
    const Type **known = (*type)->dims ? &job->many : &job->one;
    if (!*known)
        *known = shell_type(job, *type);
    *type = *known;
}

static void swap_function(ShellJob *job, Function *function)
{
    for (uint32_t at = 0; at < function->arguments.count; at++)
        swap_type(job, &function->arguments.at[at].type);
    swap_type(job, &function->returns);
}

static void swap_refs(const ShellJob *job, Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++)
        if (refs->at[at] == job->type)
            refs->at[at] = job->shell;
}

static void use_shell(Builder *builder, Object *type, const Refs *reads)
{
    Model *model = builder->model;
    ShellJob job = {.model = model, .type = type};
    job.shell = model_add(model, KIND_SHELL, type->parent, type->name, type->span);
    AS(Shell, job.shell)->of = type;
    job.shell->dialects = type->dialects;
    job.shell->named = true;
    if (type->remark && type->remark->former)
        model_was(model, job.shell, type->remark->former->name, type->remark->former->schema);
    model_name(model, job.shell, type->name);
    for (uint32_t at = 0; at < reads->count; at++) {
        Object *read = reads->at[at];
        if (object_is_routine(read))
            swap_function(&job, AS(Function, read));
        else if (read->kind == KIND_DEFINITION && AS(Definition, read)->class == CLASS_FUNCTION)
            swap_refs(&job, &AS(Definition, read)->reads);
    }
}

void resolve_shells(Builder *builder)
{
    const Model *model = builder->model;
    Object *type;
    if (!model->kind_counts[KIND_BASE] && !model->kind_counts[KIND_RANGE])
        return;
    for (uint32_t at = 0; (type = model_next(model, KIND_BASE, &at));)
        if (AS(Definition, type)->reads.count)
            use_shell(builder, type, &AS(Definition, type)->reads);
    for (uint32_t at = 0; (type = model_next(model, KIND_RANGE, &at));)
        if (AS(RangeType, type)->canonical)
            use_shell(builder, type, &AS(RangeType, type)->reads);
}
