// SPDX-License-Identifier: MIT
// Who refers to what, in the old model: made when it is first asked for.
#include <stdio.h>
#include <stdlib.h>

#include "gen/plan/private.h"

typedef struct UserJob {
    Planner *planner;
    const Object *user;
} UserJob;

static void count_reference(void *context, Object *object)
{
    UserJob *job = context;
    job->planner->user_starts[object->id]++;
}

static void note_reference(void *context, Object *object)
{
    UserJob *job = context;
    job->planner->users[--job->planner->user_starts[object->id]] = job->user->id;
}

static uint32_t *numbers(size_t count)
{
    uint32_t *at = calloc(count + 1, sizeof *at);
    if (!at) {
        fprintf(stderr, "schemac: out of memory\n");
        exit(2);
    }
    return at;
}

static void find_users(Planner *planner)
{
    const Model *from = planner->list->from;
    UserJob job = {planner, NULL};
    uint32_t *starts = planner->user_starts = numbers(from->count + 1);
    for (uint32_t at = 0; at < from->count; at++)
        object_each_reference(from->objects[at], count_reference, &job);
    for (uint32_t at = 1; at <= from->count; at++)
        starts[at] += starts[at - 1];
    planner->users = numbers(starts[from->count]);
    // Each points behind its own, and when these are filled in from the end, at the first of them.
    for (uint32_t at = from->count; at-- > 0;) {
        job.user = from->objects[at];
        object_each_reference(job.user, note_reference, &job);
    }
}

void planner_free(Planner *planner)
{
    free(planner->users);
    free(planner->user_starts);
    steps_free(&planner->making);
    steps_free(&planner->unmaking);
}

void each_user(Planner *planner, const Object *old, void (*act)(Planner *, Object *user, int ways), int ways)
{
    if (!planner->users)
        find_users(planner);
    const Object *before = planner->asked;
    for (uint32_t at = planner->user_starts[old->id]; at < planner->user_starts[old->id + 1]; at++) {
        planner->asked = old;
        act(planner, planner->list->from->objects[planner->users[at]], ways);
    }
    planner->asked = before;
}
