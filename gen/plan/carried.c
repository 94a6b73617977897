// SPDX-License-Identifier: MIT
// What needs no step, as it comes with the table that it is from: only that in which it goes its own way, and
// what reads it there.
#include "gen/plan/private.h"

// The attributes in which it goes its own way.
static int own_ways(const Planner *planner, const Change *change)
{
    const int OWN = CHANGED(ATTR_Column_default_) | CHANGED(ATTR_Column_nullable) | COLUMN_STORAGE;
    Object *now = object_of(change->to), *was = object_of(change->from);
    int changed = change->changed & (OWN | CHANGED_DOC | CHANGED_RIGHTS);
    int with = was && now ? diff_objects(planner->list, was, now) : 0;
    const Column *own = AS(const Column, change->to), *of = AS(const Column, now);
    if (with & (CHANGED(ATTR_Column_default_) | CHANGED(ATTR_Column_type)))
        changed &= ~CHANGED(ATTR_Column_default_); // see keep_defaults()
    if (with & CHANGED(ATTR_Column_nullable) && own->nullable == of->nullable)
        changed &= ~CHANGED(ATTR_Column_nullable);
    return changed; // how it is stored is altered table by table
}

bool plan_carried(Planner *planner, const Change *change, Change *rest)
{
    const Object *object = change->to ? change->to : change->from;
    *rest = *change;
    if (!is_carried(planner, object))
        return false;
    rest->changed = 0;
    if (change->op != OP_ALTER)
        return true;
    if (object->kind == KIND_COLUMN)
        rest->changed = own_ways(planner, change);
    else if (object->kind != KIND_CHECK)
        rest->changed = change->changed & (CHANGED_NAME | CHANGED_DOC | index_marks(object));
    return true;
}

void plan_carried_readers(Planner *planner, const Change *change)
{
    const int READ = CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_collation);
    if (change->op != OP_ALTER || change->to->kind != KIND_COLUMN || !(change->changed & READ))
        return;
    replace_views(planner, change->from, WAY_BOTH);
    replace_expression_users(planner, change->from, WAY_BOTH);
}
