// SPDX-License-Identifier: MIT
// What the server that the plan is written for does not have yet.
#include <string.h>

#include "gen/model/rights.h"
#include "gen/plan/private.h"

static bool has_option(const Names *options, const char *name)
{
    for (uint32_t at = 0; at < options->count; at++)
        if (!strncmp(options->at[at]->text, name, strlen(name)))
            return true;
    return false;
}

static const char *newer_than(const Object *object, int target)
{
    enum { TIMES = 18, METHODS = 17, INCLUDED = 15 };
    switch (object->kind) {
    case KIND_TABLE:
        return target < METHODS && table_rare(object)->strategy && table_rare(object)->method
                   ? "`using` of a partitioned table"
                   : NULL;
    case KIND_COLUMN:
        return target >= TIMES                                           ? NULL
               : AS(Column, object)->generated == GENERATED_VIRTUAL      ? "virtual generated columns"
               : column_more(AS(const Column, object))->not_null != NULL ? "`constraint … not null`"
                                                                         : NULL;
    case KIND_SEQUENCE:
        return AS(Sequence, object)->unlogged && target < INCLUDED ? "unlogged sequences" : NULL;
    case KIND_CHECK: return AS(Check, object)->not_enforced && target < TIMES ? "`not enforced`" : NULL;
    case KIND_KEY: return AS(Key, object)->overlaps && target < TIMES ? "`without overlaps`" : NULL;
    case KIND_UNIQUE: return AS(Unique, object)->overlaps && target < TIMES ? "`without overlaps`" : NULL;
    case KIND_FOREIGN:
        if (target < INCLUDED && foreign_rare(AS(Foreign, object))->cleared.count)
            return "columns of `on delete`";
        return target >= TIMES                     ? NULL
               : AS(Foreign, object)->period       ? "`period`"
               : AS(Foreign, object)->not_enforced ? "`not enforced`"
                                                   : NULL;
    case KIND_VIEW:
        return target < INCLUDED && has_option(&table_rare(object)->options, "security_invoker=")
                   ? "`security_invoker`"
                   : NULL;
    case KIND_DEFAULTS:
        return AS(Defaults, object)->of == RIGHTS_LARGE_OBJECT && target < TIMES
                   ? "default privileges on large objects"
                   : NULL;
    default: return NULL;
    }
}

void check_versions(Planner *planner)
{
    const Model *to = planner->list->to;
    int target = planner->plan->options.target;
    for (uint32_t at = 0; planner->caps->schemas && at < to->count; at++) {
        const Object *object = to->objects[at];
        const char *what = newer_than(object, target);
        if (!what)
            continue;
        diag_report(planner->diag, DIAG_NOT_IN_DIALECT, object->span,
                    arena_print(planner->arena, "%s %d", planner->caps->title, target), what);
        diag_note(planner->diag, (Span){0}, "say which version it is for: --target-version 18");
    }
}
