// SPDX-License-Identifier: MIT
// What becomes of a column: the one place that knows when a change can be made in place.
#include "gen/model/names.h"
#include "gen/plan/private.h"

static bool has_own_value(const Column *column)
{
    return column->nullable || span_is_set(column->default_.span) || column->identity || column->generated ||
           span_is_set(domain_default(column->type)) || (column->type && type_is_serial(*column->type));
}

bool column_has_value(const Planner *planner, const Object *new)
{
    return has_own_value(AS(Column, new)) || migration_find(planner->list, ITEM_BACKFILL, new);
}

void report_no_value(Planner *planner, const Object *new)
{
    if (planner->list->to->imported) {
        diag_report(planner->diag, DIAG_ASSUMED, new->span, "column", new->name->text,
                    "has no value for rows that exist: the migration stops if there are any");
        return;
    }
    diag_report(planner->diag, DIAG_NO_VALUE, new->span, new->name->text);
    diag_note(planner->diag, (Span){0},
              "make it nullable (?), give it a default (=), or write in a migration block: "
              "backfill %s = $$ … $$;",
              object_path(planner->arena, new));
}

static Step *alter(Planner *planner, Rank rank, Object *from, Object *to, int changed)
{
    Step *step = planner_add(planner, STEP_ALTER, rank, from, to);
    step->changed = changed;
    return step;
}

// A column with a backfill is nullable, has no default and a plain type until its rows are filled.
static void plan_new(Planner *planner, Object *new)
{
    const Column *column = AS(Column, new);
    if (!column_has_value(planner, new))
        report_no_value(planner, new);
    Step *step = planner_add(planner, STEP_CREATE, rank_of_create(new), NULL, new);
    steps_put(&planner->making, new, step);
    if (!migration_find(planner->list, ITEM_BACKFILL, new))
        return;
    int later = 0;
    if (span_is_set(column->default_.span))
        later |= CHANGED(ATTR_Column_default_);
    if (!column->nullable)
        later |= CHANGED(ATTR_Column_nullable);
    // A domain's default would stand where the backfill belongs; one without nulls refuses unfilled rows.
    bool bites = domain_not_null(column->type) || span_is_set(domain_default(column->type));
    if (planner->caps->types_as_objects && bites)
        later |= CHANGED(ATTR_Column_type);
    step->changed = later;
    if (later)
        alter(planner, RANK_NOT_NULL, NULL, new, later);
}

// A column that takes the name of one that vanishes: the latter goes before the renames. So does one of
// an enum that changes, while its values still are what they were.
static bool name_is_retaken(const Planner *planner, const Object *old)
{
    const Object *table = match_new(planner->match, old->parent);
    const Object *other = table ? model_find(planner->list->to, KIND_COLUMN, table, old->name) : NULL;
    return other != NULL;
}

// Is it a type that will not be there when columns go?
static bool leaves_type(const Planner *planner, const Type *type)
{
    return planner->caps->types_as_objects && type && type->user && type->id != TYPE_EXTENSION &&
           (type_passes(planner, type->user) || type_loses_attributes(planner, type));
}

static void plan_gone(Planner *planner, Object *old)
{
    const Type *type = AS(Column, old)->type;
    plan_drop(planner, old);
    if (name_is_retaken(planner, old) || is_moved_call(planner, old) ||
        (type && type->id == TYPE_ENUM && enum_changes(planner, type->user)) || leaves_type(planner, type))
        steps_get(&planner->unmaking, old)->rank = RANK_DROP_GENERATED;
    replace_users(planner, old, WAY_BOTH);
}

static bool in_key(const Object *table, const Object *column)
{
    const Object *key = table_key(table);
    return key && refs_have(&AS(Key, key)->columns, column);
}

static void report_no_cast(Planner *planner, const Object *from, const Object *to, TypeRoute route)
{
    Text old = {0}, new = {0};
    type_print_short(&old, *AS(Column, from)->type);
    type_print_short(&new, *AS(Column, to)->type);
    if (planner->list->to->imported) {
        const char *how =
            route == ROUTE_NONE
                ? "becomes %s from %s, which has no such values: it begins anew, as a new column"
            : route == ROUTE_CAST || route == ROUTE_TEXT
                ? "becomes %s from %s by its text: the migration stops where that does not fit"
                : "becomes %s from %s as far as its values go; say otherwise with `using`";
        diag_report(planner->diag, DIAG_ASSUMED, to->span, "column", to->name->text,
                    arena_print(planner->arena, how, text_string(&new), text_string(&old)));
        text_free(&old);
        text_free(&new);
        return;
    }
    diag_report(planner->diag, DIAG_NO_CAST, to->span, to->name->text, text_string(&new), text_string(&old));
    diag_note(planner->diag, from->span, "it is %s here", text_string(&old));
    diag_note(planner->diag, (Span){0}, "write in a migration block: using %s = $$ … $$;",
              object_path(planner->arena, to));
    text_free(&old);
    text_free(&new);
}

static Type plain_type(const Object *column)
{
    Type type = *AS(Column, column)->type;
    return type_is_serial(type) ? type_unserial(type) : type;
}

static TypeChange change_of(const Object *from, const Object *to)
{
    return type_change(plain_type(from), plain_type(to));
}

// "text", "number" or neither: what a database without types of its own may mistake for each other.
static const char *type_text(const Object *column)
{
    TypeClass class = type_class(type_base(plain_type(column)));
    if (class == TYPE_CLASS_STRING || class == TYPE_CLASS_JSON || class == TYPE_CLASS_UUID)
        return "text";
    return class >= TYPE_CLASS_INT && class <= TYPE_CLASS_MONEY ? "number" : "";
}

// Does the change of type lose what rows held, so that the old values must be put aside?
bool column_loses(Planner *planner, const Object *from, const Object *to, const Statement **using)
{
    TypeChange change = change_of(from, to);
    *using = migration_find(planner->list, ITEM_USING, to);
    TypeRoute route = type_route(plain_type(from), plain_type(to));
    bool text = *type_text(from) == 't' && *type_text(to) == 'n';
    if (!*using && change.kind >= TYPE_CHANGE_USING && (planner->caps->constraints_apart || text))
        report_no_cast(planner, from, to, route);
    if (*using)
        return !span_is_set((*using)->other);
    if (planner->list->to->imported && change.kind >= TYPE_CHANGE_USING && route != ROUTE_CAST)
        return type_route_loses(route, plain_type(from), plain_type(to)); // a text fits, or stops all
    return change.lossy_up;
}

static void plan_swap(Planner *planner, const Change *change, const Statement *using)
{
    Object *from = change->from, *to = change->to;
    bool key = in_key(from->parent, from) || in_key(to->parent, to);
    Step *step = planner_add(planner, STEP_SWAP, key ? RANK_SWAP_KEY : RANK_SWAP, from, to);
    step->changed = change->changed & ~CHANGED_BESIDE;
    step->statement = (Statement *)(uintptr_t) using;
    planner->stashes = true;
    find_rows(planner, step, from, to->span);
    check_references(planner, from);
    replace_users(planner, from, WAY_BOTH);
}

// Does an expression over a column of one type get the same casts over the other?
static bool is_worded_alike(Type from, Type to)
{
    bool integers = type_class(from) == TYPE_CLASS_INT && type_class(to) == TYPE_CLASS_INT;
    return from.dims == to.dims && from.user == to.user && (from.id == to.id || integers);
}

static void plan_in_place(Planner *planner, const Change *change, const Statement *using, bool loses)
{
    const int PARTS = CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_collation) |
                      CHANGED(ATTR_Column_default_) | CHANGED(ATTR_Column_identity);
    Step *step = alter(planner, RANK_ALTER_COLUMN, change->from, change->to, change->changed & PARTS);
    TypeChange up = change_of(change->from, change->to);
    step->statement = (Statement *)(uintptr_t) using;
    if (up.kind == TYPE_CHANGE_BINARY_UTC && !using)
        diag_report(planner->diag, DIAG_TIME_ZONE, change->to->span, change->to->name->text);
    if (loses)
        step_grade(step, GRADE_IRREVERSIBLE, "the old values are discarded");
    else if (!using && type_change(plain_type(change->to), plain_type(change->from)).lossy_up)
        step_grade(step, GRADE_LOSSY, "values written since may not fit the old type");
    if (column_counts(AS(const Column, change->from)) && !column_counts(AS(const Column, change->to)))
        planner->stashes = true; // of the number its sequence stands at
    note_lost_attributes(planner, step, change->from);
    replace_views(planner, change->from, WAY_BOTH);
    // The server makes checks, indexes and foreign keys anew itself, where the new type has the operators;
    // but from its own words, with the casts that the old type took. Of a foreign key both columns change,
    // one after the other.
    if (using || up.kind >= TYPE_CHANGE_USING || loses || AS(Column, change->to)->type->user)
        replace_expression_users(planner, change->from, WAY_BOTH);
    else if (!is_worded_alike(plain_type(change->from), plain_type(change->to)))
        replace_worded_users(planner, change->from, WAY_BOTH);
    if (type_class(plain_type(change->from)) != type_class(plain_type(change->to)))
        replace_foreign_users(planner, change->from, WAY_BOTH);
}

static void plan_retype(Planner *planner, const Change *change)
{
    const Statement *using;
    if (!AS(Column, change->from)->type || !AS(Column, change->to)->type)
        return;
    bool loses = column_loses(planner, change->from, change->to, &using) &&
                 !AS(Column, change->from)->generated; // its values are computed again
    const Statement *drop = migration_find(planner->list, ITEM_DROP, change->from);
    bool discard = (drop && drop->discard) || planner->plan->options.drops == DROPS_DISCARD;
    if (loses && !discard)
        plan_swap(planner, change, using);
    else
        plan_in_place(planner, change, using, loses);
}

// Where nobody can say what rows get that hold null, it is the default.
bool fills_nulls(const Planner *planner, const Object *to)
{
    const Column *column = AS(const Column, to);
    return planner->list->to->imported && planner->caps->digests && span_is_set(column->default_.span) &&
           !column->generated;
}

void report_filled(Planner *planner, const Object *new)
{
    diag_report(planner->diag, DIAG_ASSUMED, new->span, "column", new->name->text,
                "becomes not null: rows that hold null get its default");
}

static void plan_filled(Planner *planner, const Change *change)
{
    Step *step = planner_add(planner, STEP_BACKFILL, RANK_BACKFILL, change->from, change->to);
    planner->stashes = true;
    report_filled(planner, change->to);
    if (!plan_row_key(planner->plan, change->from->parent).count)
        step_grade(step, GRADE_LOSSY, "which rows held null is forgotten, as the table has no key");
}

bool column_is_left(const Object *from, const Object *to)
{
    const Object *was = object_of(from), *now = object_of(to);
    return was && now && !AS(const Column, was)->nullable && !AS(const Column, now)->nullable &&
           column_more(AS(const Column, was))->not_null_alone !=
               column_more(AS(const Column, now))->not_null_alone;
}

static Step *plan_nullable(Planner *planner, const Change *change)
{
    bool nullable = AS(Column, change->to)->nullable;
    if (column_is_left(change->from, change->to)) // it ceases after the other one, whichever way that is
        return alter(planner, nullable ? RANK_DROP_COLUMN : RANK_ALTER_COLUMN, change->from, change->to,
                     CHANGED(ATTR_Column_nullable));
    Step *step = alter(planner, nullable ? RANK_ALTER_COLUMN : RANK_NOT_NULL, change->from, change->to,
                       change->changed & (CHANGED(ATTR_Column_nullable) | COLUMN_NOT_NULL));
    if (nullable || migration_find(planner->list, ITEM_BACKFILL, change->to))
        return step;
    if (fills_nulls(planner, change->to))
        plan_filled(planner, change);
    else
        diag_report(planner->diag, DIAG_NULLS_MAY_STAND, change->to->span, change->to->name->text);
    return step;
}

static bool calls_default(const Change *change)
{
    return calls_any(&column_rare(AS(Column, change->from))->reads) ||
           calls_any(&column_rare(AS(Column, change->to))->reads);
}

static bool leaves_changing_enum(const Planner *planner, const Change *change)
{
    const Column *from = AS(Column, change->from);
    return change->changed & CHANGED(ATTR_Column_type) && span_is_set(from->default_.span) && from->type &&
           from->type->id == TYPE_ENUM && enum_changes(planner, from->type->user);
}

// A default that names a label can only be set while its enum has the label.
static void plan_default(Planner *planner, const Change *change)
{
    const Type *type = AS(Column, change->from)->type;
    if (calls_default(change) || column_leaves(planner, change->from)) {
        replace_default(planner, change->from);
        return;
    }
    Step *set = alter(planner, RANK_ALTER_COLUMN, change->from, change->to, CHANGED(ATTR_Column_default_));
    if (!type || type->id != TYPE_ENUM || !enum_changes(planner, type->user))
        return;
    set->ways = WAY_UP;
    planner_add(planner, STEP_DROP_DEFAULT, RANK_DROP_DEFAULT, change->from, change->to);
}

// The new default comes with the new column. The old one goes before what it calls may go.
static void swap_default(Planner *planner, const Change *change)
{
    const Column *column = AS(const Column, change->from);
    uint8_t *way = &planner->defaults[change->from->id];
    bool calls = span_is_set(column->default_.span) && calls_any(&column_rare(column)->reads);
    for (uint32_t at = 0; *way == DEFAULT_APART && at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->from == change->from &&
            (step->action == STEP_SET_DEFAULT || step->action == STEP_DROP_DEFAULT))
            step->ways = 0; // what it calls came first, and asked for them
    }
    *way = calls ? DEFAULT_FREED : DEFAULT_SWAPPED;
    if (calls)
        planner_add(planner, STEP_DROP_DEFAULT, RANK_DROP_DEFAULT, change->from, change->to);
}

static void plan_plain(Planner *planner, const Change *change)
{
    const int RETYPED = CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_collation);
    int changed = change->changed;
    uint32_t before = planner->count;
    if (changed & CHANGED(ATTR_Column_type) && planner->caps->types_as_objects &&
        column_passes(planner, change))
        changed &= ~CHANGED(ATTR_Column_type); // see passages.c
    if (changed & RETYPED)
        plan_retype(planner, change);
    bool swapped = planner->count > before && planner->steps[before]->action == STEP_SWAP;
    if (swapped)
        swap_default(planner, change);
    else if ((changed & CHANGED(ATTR_Column_default_) && changed & RETYPED && calls_default(change)) ||
             leaves_changing_enum(planner, change)) {
        replace_default(planner, change->from);
        if (planner->count > before)
            planner->steps[before]->changed &= ~CHANGED(ATTR_Column_default_);
    }
    if (changed & CHANGED(ATTR_Column_default_) && !(changed & RETYPED))
        plan_default(planner, change);
    if (changed & CHANGED(ATTR_Column_identity) && !(changed & RETYPED)) {
        // An identity column is not null before it is that.
        alter(planner, RANK_NOT_NULL, change->from, change->to, CHANGED(ATTR_Column_identity));
        planner->stashes = planner->stashes || !column_counts(AS(const Column, change->to));
    }
    if (changed & CHANGED(ATTR_Column_nullable) && !swapped)
        plan_nullable(planner, change);
    else if (changed & COLUMN_NOT_NULL && !swapped)
        alter(planner, RANK_NOT_NULL, change->from, change->to, changed & COLUMN_NOT_NULL);
    if (changed & (COLUMN_STORAGE | COLUMN_NUMBERS) && !swapped)
        alter(planner, RANK_NOT_NULL, change->from, change->to, changed & (COLUMN_STORAGE | COLUMN_NUMBERS));
    order_numbers(planner, change, before);
}

bool column_gets_values(const Step *step)
{
    return step->action == STEP_ALTER && step->from && step->from->kind == KIND_COLUMN &&
           step->changed & CHANGED(ATTR_Column_generated) &&
           AS(const Column, step->from)->generated == GENERATED_VIRTUAL;
}

// The values stay, and what the expression reads may go; on the way back they are computed again.
static void plan_kept_values(Planner *planner, const Change *change)
{
    const int GENERATED = CHANGED(ATTR_Column_generated) | CHANGED(ATTR_Column_expression);
    Change rest = *change;
    rest.changed &= ~GENERATED;
    replace_object(planner, change->from, WAY_DOWN);
    if (AS(const Column, change->from)->generated == GENERATED_VIRTUAL)
        replace_users(planner, change->from, WAY_UP); // one that holds its values takes its place
    uint32_t own = planner->count;
    Step *step = alter(planner, RANK_DROP_DEFAULT, change->from, change->to, change->changed & GENERATED);
    plan_plain(planner, &rest);
    for (uint32_t at = own; at < planner->count; at++) {
        if (planner->steps[at]->to == change->to)
            planner->steps[at]->ways = WAY_UP;
        if (planner->steps[at] != step)
            planner_after(planner, planner->steps[at], step);
    }
}

static void plan_generated(Planner *planner, const Change *change)
{
    const Column *from = AS(Column, change->from), *to = AS(Column, change->to);
    if (from->generated && to->generated) {
        replace_object(planner, change->from, WAY_BOTH);
        return;
    }
    if (from->generated) {
        plan_kept_values(planner, change);
        return;
    }
    // The values that were written are put aside; those that are computed take their place.
    planner->replaced[change->from->id] = WAY_BOTH;
    plan_drop(planner, change->from);
    steps_get(&planner->unmaking, change->from)->rank = RANK_DROP_GENERATED;
    steps_put(&planner->making, change->to,
              planner_add(planner, STEP_CREATE, RANK_ADD_GENERATED, NULL, change->to));
    replace_users(planner, change->from, WAY_BOTH);
}

void plan_column(Planner *planner, const Change *whole)
{
    Change rest = *whole, *change = &rest;
    rest.changed &= ~CHANGED(ATTR_Column_sequence); // see sequence_names.c
    const int RETYPED = CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_collation);
    const int GENERATED = CHANGED(ATTR_Column_generated) | CHANGED(ATTR_Column_expression);
    if (change->op == OP_ADD)
        plan_new(planner, change->to);
    else if (change->op == OP_DROP)
        plan_gone(planner, change->from);
    else if (change->changed & GENERATED || (change->changed & RETYPED && AS(Column, change->to)->generated))
        plan_generated(planner, change);
    else
        plan_plain(planner, change);
}

void plan_backfills(Planner *planner)
{
    const Model *to = planner->list->to;
    bool any = false;
    for (const Statement *at = to->migration ? to->migration->statements : NULL; at && !any; at = at->next)
        any = at->item == ITEM_BACKFILL;
    for (uint32_t at = 0; any && at < to->count; at++) {
        Object *new = to->objects[at];
        if (new->kind != KIND_COLUMN || planner->rebuilt[new->parent->id] ||
            !match_old(planner->match, new->parent))
            continue;
        Statement *backfill = migration_find(planner->list, ITEM_BACKFILL, new);
        if (!backfill)
            continue;
        Step *step = planner_add(planner, STEP_BACKFILL, RANK_BACKFILL, match_old(planner->match, new), new);
        step->statement = backfill;
        if (!step->from)
            continue;
        planner->stashes = true;
        if (!plan_row_key(planner->plan, step->from->parent).count)
            step_grade(step, GRADE_LOSSY,
                       "rows that change since are not found again, as the table has no key");
    }
}
