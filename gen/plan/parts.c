// SPDX-License-Identifier: MIT
// Partitions, and tables that inherit. What such a table has from another one comes and goes with that, by
// the server's own hand. A table that becomes a part, ceases to be one or gets other bounds is taken off
// first and put on last; in between it is a table like any other.
#include <stdlib.h>
#include <string.h>

#include "gen/plan/private.h"
#include "gen/query/query.h"

// --- which are they? ---

static bool same_column_but_value(const Column *own, const Column *of)
{
    const ColumnRare *one = column_rare(own), *two = column_rare(of);
    bool loses = span_is_set(of->default_.span) && !span_is_set(own->default_.span);
    return own->generated == of->generated && one->collation == two->collation && !loses &&
           one->expression.hash == two->expression.hash;
}

bool part_is_plain(const Object *table)
{
    const Object *of = object_first(table_rare(table)->part_of);
    for (const Object *child = object_first(table); child; child = child->next) {
        if (child->kind != KIND_COLUMN) {
            const IndexRare *rare = index_rare(child);
            bool marked = rare->cluster || rare->replica || rare->said;
            if (object_of(child) && child->kind != KIND_CHECK && (child->named || marked))
                return false; // the server would give it another name, or no mark
            continue;
        }
        while (of && of->kind != KIND_COLUMN)
            of = of->next;
        if (!of || object_of(child) != of ||
            !same_column_but_value(AS(const Column, child), AS(const Column, of)))
            return false;
        of = of->next;
    }
    return true;
}

static bool moves(const Planner *planner, const Object *table)
{
    return model_has(planner->list->to, table) ? planner->part_on[table->id] : planner->part_off[table->id];
}

bool is_carried(const Planner *planner, const Object *object)
{
    return planner->has_parts && object_of(object) && !moves(planner, object->parent);
}

static Names bounds_before(const Planner *planner, const Object *table)
{
    return query_bounds(planner->list->from, table, planner->arena);
}

static Names bounds_after(const Planner *planner, const Object *table)
{
    return query_bounds(planner->list->to, table, planner->arena);
}

static bool same_bounds(const Names *a, const Names *b)
{
    return a->count == b->count && (!a->count || !memcmp(a->at, b->at, a->count * sizeof *a->at));
}

static bool same_parents(const Planner *planner, const Object *old, const Object *new)
{
    if (!same_row_type(planner, old, new))
        return false;
    const TableRare *was = table_rare(old), *now = table_rare(new);
    const Object *of = was->part_of ? match_new(planner->match, was->part_of) : NULL;
    if (of != now->part_of || (was->part_of && !of) || was->inherits.count != now->inherits.count)
        return false;
    for (uint32_t at = 0; at < was->inherits.count; at++)
        if (match_new(planner->match, was->inherits.at[at]) != now->inherits.at[at])
            return false;
    if (same_bounds(&was->bounds, &now->bounds))
        return true;
    Names one = bounds_before(planner, old), other = bounds_after(planner, new);
    return same_bounds(&one, &other);
}

static bool is_part(const Object *table)
{
    const TableRare *rare = table_rare(table);
    return rare->part_of || rare->inherits.count || rare->row;
}

static void mark(Planner *planner, Object *old, Object *new)
{
    if (old && (is_part(old) || new))
        planner->part_off[old->id] = 1;
    if (new)
        planner->part_on[new->id] = 1;
}

static bool is_rest(const Object *table)
{
    const Names *bounds = &table_rare(table)->bounds;
    return bounds->count == 1 && !strcmp(bounds->at[0]->text, "default");
}

// Where parts come, go or get other bounds, rows of the default one may belong elsewhere.
static void mark_rest(Planner *planner, const Object *parent)
{
    const Model *to = planner->list->to;
    for (uint32_t at = 0; parent && at < to->count; at++) {
        Object *table = to->objects[at];
        Object *old = table->kind == KIND_TABLE && table_rare(table)->part_of == parent && is_rest(table)
                          ? match_old(planner->match, table)
                          : NULL;
        if (old && is_rest(old))
            mark(planner, old, table);
    }
}

static void find_new_part(Planner *planner, Object *new)
{
    Object *old = match_old(planner->match, new), *of = table_rare(new)->part_of;
    if (!old && !is_part(new))
        return;
    if (old ? !same_parents(planner, old, new) : of && !part_is_plain(new))
        mark(planner, old, new);
    if (of && match_old(planner->match, of) && (!old || !same_parents(planner, old, new)))
        mark_rest(planner, of);
}

// -1, 0 or 1 for bounds of one form, numbers or dates; UNKNOWN for any other.
enum { UNKNOWN = 2 };
static int compare_bound(const Word *a, const Word *b)
{
    if (a == b)
        return 0;
    if (!strcmp(a->text, "MINVALUE") || !strcmp(b->text, "MAXVALUE"))
        return -1;
    if (!strcmp(a->text, "MAXVALUE") || !strcmp(b->text, "MINVALUE"))
        return 1;
    enum { DATE = sizeof "'2024-01-01'" - 1 };
    bool dates = a->length == DATE && b->length == DATE && a->text[5] == '-' && b->text[5] == '-';
    const char *digits = "-0123456789";
    bool numbers = a->text[1 + strspn(a->text + 1, digits)] == '\'' && a->length < 20 && b->length < 20 &&
                   b->text[1 + strspn(b->text + 1, digits)] == '\'';
    if (dates) {
        int order = strcmp(a->text, b->text);
        return (order > 0) - (order < 0);
    }
    long long one = strtoll(a->text + 1, NULL, 10), two = strtoll(b->text + 1, NULL, 10);
    return numbers ? (one > two) - (one < two) : UNKNOWN;
}

static bool has_word(const Names *names, const Word *word)
{
    for (uint32_t at = 1; at < names->count; at++)
        if (names->at[at] == word)
            return true;
    return false;
}

static bool covers(const Names *wide, const Names *narrow)
{
    if (wide->count && narrow->count && !strcmp(wide->at[0]->text, "in") &&
        !strcmp(narrow->at[0]->text, "in")) {
        for (uint32_t at = 1; at < narrow->count; at++)
            if (!has_word(wide, narrow->at[at]))
                return false;
        return true;
    }
    bool range = wide->count == 4 && narrow->count == 4 && !strcmp(wide->at[0]->text, "from");
    if (!range || strcmp(narrow->at[0]->text, "from") != 0)
        return same_bounds(wide, narrow);
    int from = compare_bound(wide->at[1], narrow->at[1]), to = compare_bound(narrow->at[3], wide->at[3]);
    return from <= 0 && to <= 0;
}

// What is left of bounds when a part has taken what it holds: less and less, or nothing.
static bool take_away(const Names *part, Names *left)
{
    const char *kind = left->at[0]->text;
    if (!part->count || strcmp(part->at[0]->text, kind) != 0)
        return false;
    if (!strcmp(kind, "in")) {
        uint32_t kept = 1;
        for (uint32_t at = 1; at < left->count; at++)
            if (!has_word(part, left->at[at]))
                left->at[kept++] = left->at[at];
        bool took = kept < left->count;
        left->count = kept;
        return took;
    }
    if (left->count != 4 || part->count != 4)
        return false;
    int from = compare_bound(part->at[1], left->at[1]), behind = compare_bound(left->at[1], part->at[3]);
    if (from > 0 || behind >= 0)
        return false;
    left->at[1] = part->at[3];
    return true;
}

static bool is_empty(const Names *left)
{
    if (!strcmp(left->at[0]->text, "in"))
        return left->count == 1;
    int order = left->count == 4 ? compare_bound(left->at[1], left->at[3]) : -1;
    return order == 0 || order == 1;
}

static bool is_fresh(const Planner *planner, const Object *table, const Object *parent)
{
    const Object *before = table->kind == KIND_TABLE ? match_old(planner->match, table) : NULL;
    return table->kind == KIND_TABLE && table_rare(table)->part_of == parent &&
           (!before || !same_parents(planner, before, table));
}

// Do parts that come, or get other bounds, take over all that it held?
static bool is_taken_over(Planner *planner, const Object *old, const Object *kept)
{
    const Model *to = planner->list->to;
    Names left = bounds_before(planner, old);
    if (!left.count || migration_find(planner->list, ITEM_DROP, old))
        return false;
    const Word **kept_words = ARENA_ARRAY(planner->arena, const Word *, left.count);
    left.at = memcpy(kept_words, left.at, left.count * sizeof *left.at);
    bool hash = !strcmp(left.at[0]->text, "modulus");
    for (bool took = true; took && !is_empty(&left);) {
        took = false;
        for (uint32_t at = 0; at < to->count && !is_empty(&left); at++) {
            if (!is_fresh(planner, to->objects[at], kept))
                continue;
            if (hash)
                return true;
            Names bounds = bounds_after(planner, to->objects[at]);
            took = take_away(&bounds, &left) || took;
        }
    }
    return is_empty(&left);
}

static void find_gone_part(Planner *planner, Object *old)
{
    Object *of = table_rare(old)->part_of, *kept = of ? match_new(planner->match, of) : NULL;
    if (!is_part(old) || match_new(planner->match, old))
        return;
    planner->merged[old->id] = kept && is_taken_over(planner, old, kept);
    bool stashed =
        drops_of(planner, old) == DROPS_STASH && !planner->merged[old->id] && !is_copied(planner, old);
    bool stays = kept != NULL;
    for (uint32_t at = 0; at < table_rare(old)->inherits.count; at++)
        stays = stays || match_new(planner->match, table_rare(old)->inherits.at[at]);
    if ((stays && stashed) || (of && !stashed && !part_is_plain(old)))
        planner->part_off[old->id] = 1;
    if (kept)
        mark_rest(planner, kept);
}

static void each_table(Planner *planner, const Model *model, void (*act)(Planner *, Object *))
{
    Object *table;
    for (uint32_t at = 0; (table = model_next(model, KIND_TABLE, &at));)
        act(planner, table);
}

void find_parts(Planner *planner)
{
    const Model *from = planner->list->from, *to = planner->list->to;
    planner->has_parts = from->has_parts || to->has_parts;
    planner->part_off = ARENA_ARRAY(planner->arena, uint8_t, from->count + 1);
    planner->merged = ARENA_ARRAY(planner->arena, uint8_t, from->count + 1);
    planner->part_on = ARENA_ARRAY(planner->arena, uint8_t, to->count + 1);
    if (!planner->has_parts)
        return;
    each_table(planner, to, find_new_part);
    each_table(planner, from, find_gone_part);
}

// --- what cannot be ---

static void refuse(Planner *planner, const Object *new, const char *what, const char *note)
{
    diag_report(planner->diag, DIAG_NOT_PLANNED, new->span, what, kind_info[new->kind].noun, new->name->text);
    diag_note(planner->diag, (Span){0}, "%s", note);
}

// --- taken off and put on ---

static void replace_reference(Planner *planner, Object *user, int ways)
{
    if (user->kind == KIND_FOREIGN && AS(Foreign, user)->table == planner->asked)
        replace_object(planner, user, ways);
}

// What points at rows that move waits until they are where they belong.
static void free_rows(Planner *planner, Object *old)
{
    Object *of = table_rare(old)->part_of;
    for (Object *table = of; table && match_new(planner->match, table); table = table_rare(table)->part_of) {
        each_user(planner, table, replace_reference, WAY_BOTH);
        replace_triggers(planner, table);
    }
}

// A part that stays a part of the same table, with other bounds: rows that do not fit any more are put aside
// and find their place when all is done.
static void plan_rows(Planner *planner, Object *old, Object *new, Step *off, Step *on)
{
    const TableRare *was = table_rare(old), *now = table_rare(new);
    if (!was->part_of || match_new(planner->match, was->part_of) != now->part_of)
        return;
    bool rest = is_rest(new);
    Names before = bounds_before(planner, old), after = bounds_after(planner, new);
    on->holds = rest || !covers(&after, &before);
    off->holds = rest || !covers(&before, &after);
    if (on->holds)
        planner_add(planner, STEP_REFILL, RANK_REFILL, old, new)->ways = WAY_UP;
    if (off->holds)
        planner_add(planner, STEP_REFILL, RANK_REFILL_BACK, old, new)->ways = WAY_DOWN;
    planner->stashes = planner->stashes || on->holds || off->holds;
    replace_triggers(planner, old);
}

static bool is_touched(const Planner *planner, const Object *table)
{
    for (uint32_t at = 0; at < planner->list->count; at++) {
        const Change *change = &planner->list->changes[at];
        const Object *to = change->to ? change->to : match_new(planner->match, change->from->parent);
        if (to == table || (change->to && to->parent == table))
            return true;
    }
    return false;
}

// Those that it inherits from before and after stay, where nothing else becomes of them and the others come
// behind them.
static bool keeps_parents(const Planner *planner, const Object *old, const Object *new)
{
    const Refs *was = &table_rare(old)->inherits, *now = &table_rare(new)->inherits;
    uint32_t kept = 0;
    for (uint32_t at = 0; at < was->count; at++) {
        const Object *parent = match_new(planner->match, was->at[at]);
        if (!parent || !refs_have(now, parent))
            continue;
        if (now->at[kept++] != parent || is_touched(planner, parent))
            return false;
    }
    return kept != 0;
}

static void plan_off(Planner *planner, Object *old)
{
    const int PARTS = CHANGED(ATTR_Table_part_of) | CHANGED(ATTR_Table_bounds) |
                      CHANGED(ATTR_Table_inherits) | CHANGED(ATTR_Table_row);
    Object *new = match_new(planner->match, old);
    if (!planner->part_off[old->id] && !(new && planner->part_on[new->id]))
        return;
    int changed = new ? diff_objects(planner->list, old, new) & PARTS : 0;
    Step *off = is_part(old) ? planner_add(planner, STEP_DETACH, RANK_DETACH, old, new) : NULL;
    Step *on = new &&is_part(new) ? planner_add(planner, STEP_ATTACH, RANK_ATTACH, old, new) : NULL;
    if (on)
        on->changed = changed;
    else if (off)
        off->changed = changed;
    if (off)
        free_rows(planner, old);
    if (off && on) {
        plan_rows(planner, old, new, off, on);
        off->keeps = on->keeps = keeps_parents(planner, old, new);
    }
}

// Rows that are put aside do not see what becomes of the columns meanwhile.
static void refuse_changes(Planner *planner, const Object *whole)
{
    const int VALUES = CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_generated);
    for (Object *child = object_first(whole); child; child = child->next) {
        const Object *new = child->kind == KIND_COLUMN ? match_new(planner->match, child) : NULL;
        if (child->kind == KIND_COLUMN && (!new || diff_objects(planner->list, child, new) & VALUES))
            refuse(planner, match_new(planner->match, whole),
                   "columns that go or get another type while parts take over the rows of others",
                   "do one after the other, in two migrations");
    }
}

// The rows of a part that goes are taken over by others.
static void plan_merged(Planner *planner, Object *old)
{
    if (!planner->merged[old->id])
        return;
    refuse_changes(planner, table_rare(old)->part_of);
    planner_add(planner, STEP_HOLD, RANK_HOLD, old, NULL)->ways = WAY_UP;
    planner_add(planner, STEP_REFILL, RANK_REFILL, old, NULL)->ways = WAY_UP;
    planner->stashes = true;
    free_rows(planner, old);
    replace_triggers(planner, old);
}

// Do rows of its parts move among them?
static bool redistributes(const Planner *planner, const Object *parent)
{
    const Object *old = match_old(planner->match, parent);
    for (uint32_t at = 0; old && at < planner->count; at++) {
        const Step *step = planner->steps[at];
        if (step->action == STEP_REFILL && step->from && table_rare(step->from)->part_of == old)
            return true;
    }
    return false;
}

// Rows that came to a new part from others go back when it goes again.
static void plan_on(Planner *planner, Object *new)
{
    Object *of = table_rare(new)->part_of;
    if (match_old(planner->match, new))
        return;
    if (planner->part_on[new->id])
        planner_add(planner, STEP_ATTACH, RANK_ATTACH, NULL, new);
    if (!of || !redistributes(planner, of))
        return;
    Step *hold = planner_add(planner, STEP_HOLD, RANK_HOLD_BACK, NULL, new);
    hold->ways = WAY_DOWN;
    planner_after(planner, hold, steps_get(&planner->making, new)); // which may wait for a new column
    planner_add(planner, STEP_REFILL, RANK_REFILL_BACK, NULL, new)->ways = WAY_DOWN;
}

static bool has_moving_parts(const Planner *planner, const Object *table)
{
    const Model *to = planner->list->to;
    for (uint32_t at = 0; at < to->count; at++)
        if (planner->part_on[at] && table_rare(to->objects[at])->part_of == table)
            return true;
    return false;
}

// Foreign keys that point at the whole are looked at when all rows are in their places.
static void hold_references(Planner *planner)
{
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_CREATE && step->to->kind == KIND_FOREIGN &&
            (has_moving_parts(planner, AS(Foreign, step->to)->table) ||
             redistributes(planner, AS(Foreign, step->to)->table)))
            step->rank = RANK_REFER;
    }
}

static bool has_index_name(const Object *object)
{
    return object_of(object) && object->named && object->kind != KIND_COLUMN && object->kind != KIND_CHECK;
}

static const Object *root_of(const Object *object)
{
    while (object_of(object))
        object = object_of(object);
    return object;
}

// Beside what it has with the whole's: a name, or what its table is sorted or told apart by.
static bool has_own_say(const Object *object)
{
    const IndexRare *rare = index_rare(object);
    return has_index_name(object) || (object_of(object) && (rare->cluster || rare->replica));
}

bool changes_hands(const Planner *planner, const Object *old, const Object *new)
{
    bool indexed = old->kind == KIND_INDEX || old->kind == KIND_KEY || old->kind == KIND_UNIQUE;
    return planner->has_parts && indexed && is_carried(planner, old) != is_carried(planner, new);
}

// An index of a part alone goes before that of the whole comes, which brings one of its own; and the other
// way round.
static void plan_changing_hands(Planner *planner, Object *old)
{
    Object *new = match_new(planner->match, old);
    if (!new || !changes_hands(planner, old, new))
        return;
    planner->replaced[old->id] = WAY_BOTH;
    if (is_carried(planner, old)) {
        steps_put(&planner->making, new, planner_add(planner, STEP_CREATE, rank_of_create(new), NULL, new));
        return;
    }
    steps_put(&planner->unmaking, old, planner_add(planner, STEP_DROP, rank_of_drop(old), old, NULL));
    replace_users(planner, old, WAY_BOTH);
}

// What the server makes with that of the whole has its name to get again.
static void plan_index_names(Planner *planner)
{
    const Model *from = planner->list->from, *to = planner->list->to;
    for (uint32_t at = 0; at < from->count; at++) {
        Object *old = from->objects[at];
        const Object *of = object_of(old);
        plan_changing_hands(planner, old);
        if (!of || !is_carried(planner, old))
            continue;
        planner->replaced[old->id] |= planner->replaced[of->id];
        if (has_own_say(old) && steps_get(&planner->unmaking, root_of(of)))
            planner_add(planner, STEP_NAME_INDEX, RANK_NAME_INDEX_BACK, old, NULL)->ways = WAY_DOWN;
    }
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at];
        const Object *of = object_of(new);
        if (of && is_carried(planner, new) && has_own_say(new) && match_old(planner->match, new->parent) &&
            steps_get(&planner->making, root_of(of)))
            planner_add(planner, STEP_NAME_INDEX, RANK_NAME_INDEX, NULL, new)->ways = WAY_UP;
    }
}

typedef struct NamesJob {
    const Object *column;
    bool found;
} NamesJob;

static void look_for_column(void *context, Object *object)
{
    NamesJob *job = context;
    job->found = job->found || object == job->column;
}

static bool has_named_heir(const Planner *planner, const Object *index)
{
    const Model *from = planner->list->from;
    for (uint32_t at = 0; at < from->count; at++) {
        const Object *of = from->objects[at];
        if (!has_index_name(of))
            continue;
        while (of && of != index)
            of = object_of(of);
        if (of)
            return true;
    }
    return false;
}

// A column that gets another type takes the names of the parts' indexes along, which the server forgets.
static void keep_index_names(Planner *planner)
{
    for (uint32_t at = 0; at < planner->list->count; at++) {
        const Change *change = &planner->list->changes[at];
        bool retyped = change->op == OP_ALTER && change->to->kind == KIND_COLUMN &&
                       change->changed & CHANGED(ATTR_Column_type) &&
                       table_rare(change->from->parent)->strategy;
        for (Object *child = retyped ? object_first(change->from->parent) : NULL; child;
             child = child->next) {
            NamesJob job = {change->from, false};
            if (child->kind != KIND_KEY && child->kind != KIND_UNIQUE && child->kind != KIND_INDEX)
                continue;
            object_each_reference(child, look_for_column, &job);
            if (job.found && has_named_heir(planner, child))
                replace_object(planner, child, WAY_BOTH);
        }
    }
}

// A default of the whole table's goes to all of its parts; those that have another one get it again.
static void keep_defaults(Planner *planner)
{
    const int MOVES = CHANGED(ATTR_Column_default_) | CHANGED(ATTR_Column_type);
    const Model *to = planner->list->to;
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at], *old = match_old(planner->match, new), *of = object_of(new);
        Object *was = old ? object_of(old) : NULL;
        if (new->kind != KIND_COLUMN || !was || !of || !is_carried(planner, new) ||
            !(diff_objects(planner->list, was, of) & MOVES))
            continue;
        if (AS(Column, new)->default_.hash != AS(Column, of)->default_.hash)
            planner_add(planner, STEP_SET_DEFAULT, RANK_SET_DEFAULT, old, new)->ways = WAY_UP;
        if (AS(Column, old)->default_.hash != AS(Column, was)->default_.hash)
            planner_add(planner, STEP_DROP_DEFAULT, RANK_NAME_INDEX_BACK, old, new)->ways = WAY_DOWN;
    }
}

void plan_parts(Planner *planner)
{
    if (!planner->has_parts)
        return;
    keep_defaults(planner);
    keep_index_names(planner);
    each_table(planner, planner->list->from, plan_off);
    each_table(planner, planner->list->from, plan_merged);
    each_table(planner, planner->list->to, plan_on);
    plan_index_names(planner);
    plan_twins(planner);
    hold_references(planner);
}
