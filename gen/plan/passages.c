// SPDX-License-Identifier: MIT
// A type that is made anew under columns which cannot be led from the one to the other while both are there:
// arrays of it, a domain over an enum, a range, whose functions and multirange have its name, a collation. It
// goes and comes, and what stands on it; the columns pass through text in between, or, where a composite type
// gets its attributes in another order, through jsonb, which knows them by their names.
#include "gen/model/definition.h"
#include "gen/plan/private.h"

// --- which types ---

static int ways_of_type(const Planner *planner, const Type *type)
{
    return type && type->user && type->id != TYPE_EXTENSION
               ? planner->passes[AS(const Object, type->user)->id]
               : 0;
}

static int ways_of_reads(const Planner *planner, const Refs *reads)
{
    int ways = 0;
    for (uint32_t at = 0; at < reads->count; at++)
        if (reads->at[at]->kind == KIND_DEFINITION)
            ways |= planner->passes[reads->at[at]->id];
    return ways;
}

static int ways_under(const Planner *planner, const Object *type)
{
    int ways = 0;
    switch (type->kind) {
    case KIND_DOMAIN:
        return ways_of_type(planner, AS(const Domain, type)->type) |
               ways_of_reads(planner, &AS(const Domain, type)->reads);
    case KIND_RANGE: return ways_of_type(planner, AS(const RangeType, type)->type);
    case KIND_COMPOSITE:
        for (const Object *child = object_first(type); child; child = child->next)
            ways |= ways_of_type(planner, AS(const Attribute, child)->type);
        return ways;
    default: return 0;
    }
}

// What stands on a type that goes must go, too.
static void spread(Planner *planner)
{
    static const Kind KINDS[] = {KIND_DOMAIN, KIND_COMPOSITE, KIND_RANGE};
    for (bool more = true; more;) {
        more = false;
        for (size_t kind = 0; kind < sizeof KINDS / sizeof *KINDS; kind++) {
            Object *old;
            for (uint32_t at = 0; (old = model_next(planner->list->from, KINDS[kind], &at));) {
                int ways = ways_under(planner, old) | planner->passes[old->id];
                const Object *new = match_new(planner->match, old);
                if (ways == planner->passes[old->id] || !new ||
                    (old->kind == KIND_DOMAIN && planner->rebuilt[new->id]))
                    continue;
                planner->passes[old->id] = (uint8_t)ways;
                planner->rebuilt[new->id] = 0;
                more = true;
            }
        }
    }
}

// Values within an array, a domain or another type cannot be led over one by one.
static void note_inside(Planner *planner, Object *user, int ways)
{
    bool array = user->kind == KIND_COLUMN && AS(const Column, user)->type->dims;
    (void)ways;
    if (match_new(planner->match, user) &&
        (array || user->kind == KIND_ATTRIBUTE || user->kind == KIND_DOMAIN || user->kind == KIND_RANGE))
        planner->held = true;
}

static bool is_inside(Planner *planner, const Object *composite)
{
    planner->held = false;
    each_user(planner, composite, note_inside, WAY_BOTH);
    return planner->held;
}

static int ways_of_change(Planner *planner, const Change *change, Object **type)
{
    *type = change->from;
    int attributes = change->changed & ~CHANGED_BESIDE;
    const Object *one = change->from ? change->from : change->to;
    if (one->kind == KIND_LABEL) {
        *type = change->from ? change->from->parent : match_old(planner->match, change->to->parent);
        return *type ? enum_ways(planner, *type) : 0;
    }
    if (change->op != OP_ALTER || !attributes)
        return 0;
    bool collation = one->kind == KIND_DEFINITION && AS(const Definition, one)->class == CLASS_COLLATION;
    bool base = one->kind == KIND_BASE && !definition_alters(planner, change);
    return one->kind == KIND_RANGE || collation || base ? WAY_BOTH : 0;
}

// The server does not hold a new rule of a domain against what is within other values.
static void mark_inside(Planner *planner, Object *user, int ways)
{
    const Column *column = user->kind == KIND_COLUMN ? AS(const Column, user) : NULL;
    if (user->kind == KIND_ATTRIBUTE)
        user = user->parent;
    bool direct = column && !column->type->dims && AS(const Object, column->type->user)->kind == KIND_DOMAIN;
    if (column && column->type->user == planner->asked && !direct)
        planner->passes[user->id] |= (uint8_t)ways;
    else if (user->kind == KIND_DOMAIN || user->kind == KIND_COMPOSITE || user->kind == KIND_RANGE)
        each_user(planner, user, mark_inside, ways);
}

static void mark_rule(Planner *planner, const Change *change)
{
    const Object *one = change->to ? change->to : change->from;
    bool check = one->kind == KIND_CHECK && one->parent->kind == KIND_DOMAIN;
    if (!check && one->kind != KIND_DOMAIN)
        return;
    const Object *home = !check ? change->from : change->from ? change->from->parent
                                                             : match_old(planner->match, one->parent);
    int ways = 0;
    if (check && change->to && !AS(const Check, change->to)->not_valid)
        ways |= WAY_UP;
    if (check && change->from && !AS(const Check, change->from)->not_valid)
        ways |= WAY_DOWN;
    if (!check && change->changed & CHANGED(ATTR_Domain_not_null))
        ways |= AS(const Domain, change->to)->not_null ? WAY_UP : WAY_DOWN;
    const Object *now = home ? match_new(planner->match, home) : NULL;
    if (ways && now && !planner->rebuilt[now->id])
        each_user(planner, home, mark_inside, ways);
}

void find_passages(Planner *planner)
{
    const ChangeList *list = planner->list;
    bool any = false;
    planner->passes = ARENA_ARRAY(planner->arena, uint8_t, list->from->count + 1);
    for (uint32_t at = 0; at < list->count; at++) {
        Object *type;
        int ways = ways_of_change(planner, &list->changes[at], &type);
        any = any || ways;
        mark_rule(planner, &list->changes[at]);
        if (ways)
            planner->passes[type->id] |= (uint8_t)ways;
    }
    Object *new;
    for (uint32_t at = 0; (new = model_next(list->to, KIND_COMPOSITE, &at));) {
        if (!planner->rebuilt[new->id] || !is_inside(planner, match_old(planner->match, new)))
            continue;
        planner->passes[match_old(planner->match, new)->id] = WAY_BOTH;
        planner->rebuilt[new->id] = 0;
        any = true;
    }
    if (any)
        spread(planner);
}

// An enum's own columns are led over by its labels (enums.c).
bool type_passes(const Planner *planner, const Object *old_type)
{
    return planner->passes && planner->passes[old_type->id] && old_type->kind != KIND_ENUM;
}

static int ways_of_column(const Planner *planner, const Object *old)
{
    const Column *column = AS(const Column, old);
    bool labels = column->type && column->type->user && column->type->id == TYPE_ENUM;
    int ways = labels ? 0 : ways_of_type(planner, column->type);
    if (column_rare(column)->collation)
        ways |= ways_of_reads(planner, &column_rare(column)->reads);
    return ways | planner->passes[old->id];
}

bool column_leaves(const Planner *planner, const Object *old)
{
    return planner->passes && ways_of_column(planner, old);
}

// Is the type of the column another one only because its type is made anew?
bool column_passes(const Planner *planner, const Change *change)
{
    const Type *from = AS(const Column, change->from)->type, *to = AS(const Column, change->to)->type;
    return ways_of_type(planner, from) && from->id != TYPE_ENUM && to && to->user &&
           from->dims == to->dims && match_new(planner->match, from->user) == to->user;
}

// --- columns ---

static void refuse(Planner *planner, const Object *new, const char *what)
{
    diag_report(planner->diag, DIAG_NOT_PLANNED, new->span, what, "column", new->name->text);
}

static bool is_key_of_parts(const Object *column)
{
    const TableRare *rare = table_rare(column->parent);
    for (uint32_t at = 0; at < rare->key.count; at++)
        if (rare->key.at[at].column == column)
            return true;
    return refs_have(&rare->key_reads, column);
}

static void pass(Planner *planner, Object *old, int ways)
{
    Object *new = match_new(planner->match, old);
    if (!new)
        return;
    if (is_carried(planner, old)) { // it passes with the whole
        replace_users(planner, old, ways);
        return;
    }
    int changed = diff_objects(planner->list, old, new) & CHANGED(ATTR_Column_type);
    const Change change = {OP_ALTER, old, new, changed};
    if (AS(const Column, old)->generated) {
        replace_object(planner, old, ways);
        return;
    }
    if (is_key_of_parts(old))
        refuse(planner, new, "the type under a partition key");
    else if (table_rare(old->parent)->row)
        refuse(planner, new, "the type under a table of a type");
    else if (changed && !column_passes(planner, &change))
        refuse(planner, new, "another type for it, while the old one is made anew,");
    Step *leave = planner_add(planner, STEP_LEAVE_TYPE, RANK_LEAVE_TYPE, old, new);
    Step *take = planner_add(planner, STEP_TAKE_TYPE, RANK_TAKE_TYPE, old, new);
    leave->ways = take->ways = (uint8_t)ways;
    take->changed = changed;
    const Object *labels = type_enum(AS(const Column, old)->type);
    if (labels && match_new(planner->match, labels))
        take->statement = migration_find(planner->list, ITEM_MAP, match_new(planner->match, labels));
    note_lost_attributes(planner, leave, old);
    replace_users(planner, old, ways);
    replace_default(planner, old);
}

void plan_passages(Planner *planner)
{
    const Model *from = planner->list->from;
    bool any = false;
    for (uint32_t at = 0; at < from->count; at++)
        any = any || planner->passes[at];
    for (uint32_t at = 0; any && at < from->count; at++) {
        Object *old = from->objects[at];
        if (old->kind == KIND_COLUMN && ways_of_column(planner, old))
            pass(planner, old, ways_of_column(planner, old));
        else if (object_is_type(old) && type_passes(planner, old))
            replace_object(planner, old, planner->passes[at]);
    }
}

// --- for emitters ---

static bool is_shaped(const Plan *plan, const Type *type)
{
    const Match *match = &plan->changes->match;
    const Object *old = type && type->id != TYPE_EXTENSION ? type->user : NULL;
    const Object *new = old ? match_new(match, old) : NULL;
    if (!old || !new || old->kind == KIND_ENUM || old->kind == KIND_RANGE || old->kind == KIND_BASE)
        return false;
    if (old->kind == KIND_DOMAIN)
        return is_shaped(plan, AS(const Domain, old)->type);
    const Object *one = object_first(old), *other = object_first(new);
    for (; one && other; one = one->next, other = other->next)
        if (match_new(match, one) != other || is_shaped(plan, AS(const Attribute, one)->type))
            return true;
    return one || other;
}

Passage plan_passage(const Plan *plan, const Object *old_column)
{
    const Type *type = AS(const Column, old_column)->type;
    const Object *new = match_new(&plan->changes->match, old_column);
    bool own = type && type->user && type->id != TYPE_EXTENSION && type->id != TYPE_ENUM;
    if (!own)
        return PASSAGE_COLLATION;
    return new &&is_shaped(plan, type) ? PASSAGE_JSON : PASSAGE_TEXT;
}
