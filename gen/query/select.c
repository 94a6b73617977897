// SPDX-License-Identifier: MIT
// Queries: SELECT, VALUES, and what is put together of them.
#include <stdlib.h>
#include <string.h>

#include "gen/query/private.h"

// --- targets ---

static void add_target(Analysis *analysis, Term *targets, Outputs *outputs, const char *name, Term *value,
                       QueryPlace place)
{
    if (!value || analysis->failed)
        return;
    if (value_is_unknown(value) && place != PLACE_ARM)
        value = coerce(analysis, value, builtin_value("text"));
    // The names of a view's own columns are compared with the view. Within it that of a column counts too:
    // a server keeps it when the column is renamed, and then says AS. (Of a value without one it says none.)
    bool named = place == PLACE_WITHIN && !strcmp(value->kind, "Column");
    Term *target = term_add(term_new(analysis, "Target", named ? name : NULL), value);
    term_add(targets, target);
    outputs_add(analysis, outputs, (Output){.name = name, .type = value->type, .term = value});
}

static bool is_star(const Tree *node)
{
    const Tree *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
    return fields && tree_get(tree_at(fields, tree_count(fields) - 1), "A_Star");
}

static void expand_star(Analysis *analysis, const Level *scope, const Tree *reference, Term *targets,
                        Outputs *outputs, QueryPlace place)
{
    const Tree *fields = tree_get(reference, "fields");
    size_t count = tree_count(fields);
    if (count == 1) {
        for (int at = 0; at < scope->star.count; at++)
            add_target(analysis, targets, outputs, scope->star.at[at].name,
                       term_same(analysis, scope->star.at[at].merged), place);
        return;
    }
    const char *schema = count > 2 ? tree_string(tree_at(fields, count - 3)) : "";
    const Range *range = find_range(scope, schema, tree_string(tree_at(fields, count - 2)));
    if (!range) {
        analysis->failed = true;
        return;
    }
    for (int at = 0; at < range->columns.count; at++)
        add_target(analysis, targets, outputs, range->columns.at[at].name,
                   term_of_column(analysis, range, at), place);
    if (range->open) {
        Term *star = term_new(analysis, "Star", NULL);
        star->range = range->number;
        add_target(analysis, targets, outputs, "*", star, place);
    }
}

Term *bind_targets(Analysis *analysis, const Level *scope, const Tree *list, const char *kind,
                   QueryPlace place, Outputs *outputs)
{
    Term *targets = term_new(analysis, kind, NULL);
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *target = tree_get(item, "ResTarget"), *value = tree_get(target, "val");
        const char *name = tree_text(target, "name");
        if (is_star(value))
            expand_star(analysis, scope, tree_get(value, "ColumnRef"), targets, outputs, place);
        else
            add_target(analysis, targets, outputs, *name ? name : figure_name(value),
                       bind_expr(analysis, scope, value), place);
    }
    return targets->first ? targets : NULL;
}

// --- GROUP BY, ORDER BY, DISTINCT ON ---

static const Output *output_called(const Outputs *outputs, const char *name)
{
    for (int at = 0; at < outputs->count; at++)
        if (outputs->at[at].name && !strcmp(outputs->at[at].name, name))
            return &outputs->at[at];
    return NULL;
}

// A number is that of a column of the result; a name may be one's, too.
static Term *bind_by(Analysis *analysis, const Level *scope, const Tree *node, const Outputs *outputs,
                     bool first)
{
    const Tree *constant = tree_get(node, "A_Const"),
               *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
    long number;
    if (constant && const_number(analysis, constant, &number) && number > 0 && number <= outputs->count)
        return term_same(analysis, outputs->at[number - 1].term);
    const Output *output = tree_count(fields) == 1 && !is_star(node)
                               ? output_called(outputs, tree_string(tree_first(fields)))
                               : NULL;
    if (output && first)
        return term_same(analysis, output->term);
    Term *made = bind_expr(analysis, scope, node);
    bool lost = made && !strcmp(made->kind, "Named") && !made->range;
    return output && lost ? term_same(analysis, output->term) : made;
}

static void bind_group(Analysis *analysis, const Level *scope, const Tree *list, const Outputs *outputs,
                       Term *to)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *set = tree_get(item, "GroupingSet"), *row = tree_get(item, "RowExpr");
        if (set) {
            Term *made =
                term_new(analysis, "Set", arena_print(analysis->arena, "%s", tree_text(set, "kind")));
            bind_group(analysis, scope, tree_get(set, "content"), outputs, made);
            term_add(to, made);
        } else if (row && !strcmp(tree_text(row, "row_format"), "COERCE_IMPLICIT_CAST")) {
            bool within = !strcmp(to->kind, "Set"); // (a, b) of a set belong together
            Term *made = within ? term_new(analysis, "Set", "row") : to;
            bind_group(analysis, scope, tree_get(row, "args"), outputs, made);
            term_add(to, within ? made : NULL);
        } else {
            Term *by = bind_by(analysis, scope, item, outputs, false);
            term_add(to, by && value_is_unknown(by) ? coerce(analysis, by, builtin_value("text")) : by);
        }
    }
}

static Term *bind_order(Analysis *analysis, const Level *scope, const Tree *list, const Outputs *outputs)
{
    Term *order = term_new(analysis, "Order", NULL);
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *sort_by = tree_get(item, "SortBy");
        Term *by = bind_by(analysis, scope, tree_get(sort_by, "node"), outputs, true);
        if (by)
            term_add(order, bind_sorted(analysis, scope, sort_by, by));
    }
    return order->first ? order : NULL;
}

static Term *bind_distinct(Analysis *analysis, const Level *scope, const Tree *list, const Outputs *outputs)
{
    Term *distinct = term_new(analysis, "Distinct", NULL);
    const Tree *item;
    if (!tree_first(list))
        return NULL;
    if (!tree_first(tree_first(list)))
        return distinct; // of all columns
    distinct->text = "on";
    TREE_EACH(item, list)
    {
        term_add(distinct, bind_by(analysis, scope, item, outputs, true));
    }
    return distinct;
}

// Those of DISTINCT ON come in the order in which the rows are sorted.
static void sort_distinct(const Analysis *analysis, Term *distinct, const Term *order)
{
    Term *sorted = term_new(analysis, "", NULL);
    if (!distinct || !distinct->text)
        return;
    for (const Term *sort = order ? order->first : NULL; sort; sort = sort->next)
        for (const Term *on = distinct->first; on; on = on->next)
            if (term_equal(on, sort->first))
                term_add(sorted, term_same(analysis, on));
    for (const Term *on = distinct->first; on; on = on->next) {
        const Term *there = sorted->first;
        while (there && !term_equal(there, on))
            there = there->next;
        if (!there)
            term_add(sorted, term_same(analysis, on));
    }
    distinct->first = sorted->first;
    distinct->last = sorted->last;
}

// --- the clauses at the end ---

static Term *bind_limit(Analysis *analysis, const Level *scope, const Tree *node, const char *kind)
{
    Term *count = node ? bind_expr(analysis, scope, node) : NULL;
    if (!count || (!strcmp(count->kind, "Const") && !count->text))
        return NULL; // LIMIT ALL
    if (!value_is(count->type, "numeric") && value_known(count->type))
        count = coerce(analysis, count, builtin_value("int8"));
    return term_add(term_new(analysis, kind, NULL), count);
}

static void bind_limits(Analysis *analysis, const Level *scope, const Tree *select, Term *made)
{
    term_add(made, bind_limit(analysis, scope, tree_get(select, "limitCount"), "Limit"));
    term_add(made, bind_limit(analysis, scope, tree_get(select, "limitOffset"), "Offset"));
    if (!strcmp(tree_text(select, "limitOption"), "LIMIT_OPTION_WITH_TIES"))
        term_add(made, term_new(analysis, "With ties", NULL));
}

static bool is_locked(const Range *range, const Tree *names)
{
    const Tree *item;
    if (!tree_first(names))
        return range->locks;
    TREE_EACH(item, names)
    {
        if (range->alias && !strcmp(range->alias, tree_text(tree_get(item, "RangeVar"), "relname")))
            return true;
    }
    return false;
}

// FOR UPDATE of all tables, or of each of them.
static void bind_locking(Analysis *analysis, const Level *scope, const Tree *list, Term *made)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *clause = tree_get(item, "LockingClause");
        for (const Range *range = scope->ranges; range; range = range->next) {
            if (!is_locked(range, tree_get(clause, "lockedRels")))
                continue;
            Term *lock = term_new(analysis, "Lock",
                                  arena_print(analysis->arena, "%s %s", tree_text(clause, "strength"),
                                              tree_text(clause, "waitPolicy")));
            lock->range = range->number;
            term_add(made, lock);
        }
    }
}

static Term *bind_windows(Analysis *analysis, const Level *scope, const Tree *list)
{
    Term *windows = term_new(analysis, "Windows", NULL);
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *definition = tree_get(item, "WindowDef");
        Term *named =
            term_new(analysis, "named", arena_print(analysis->arena, "%s", tree_text(definition, "name")));
        term_add(windows, term_add(named, bind_window(analysis, scope, definition)));
    }
    return windows->first ? windows : NULL;
}

static Term *bind_select(Analysis *analysis, Level *scope, const Tree *select, QueryPlace place,
                         Outputs *outputs)
{
    Term *made = term_new(analysis, "Select", NULL);
    term_add(made, bind_from(analysis, scope, tree_get(select, "fromClause")));
    term_add(made, bind_targets(analysis, scope, tree_get(select, "targetList"), "Targets", place, outputs));
    term_add(made, bind_truth(analysis, scope, tree_get(select, "whereClause"), "Where"));
    Term *group = term_new(analysis, "Group", tree_flag(select, "groupDistinct") ? "distinct" : NULL);
    bind_group(analysis, scope, tree_get(select, "groupClause"), outputs, group);
    term_add(made, group->first ? group : NULL);
    term_add(made, bind_truth(analysis, scope, tree_get(select, "havingClause"), "Having"));
    term_add(made, bind_windows(analysis, scope, tree_get(select, "windowClause")));
    Term *distinct = bind_distinct(analysis, scope, tree_get(select, "distinctClause"), outputs);
    Term *order = bind_order(analysis, scope, tree_get(select, "sortClause"), outputs);
    sort_distinct(analysis, distinct, order);
    term_add(term_add(made, distinct), order);
    bind_limits(analysis, scope, select, made);
    bind_locking(analysis, scope, tree_get(select, "lockingClause"), made);
    return made;
}

// --- VALUES ---

static void settle_rows(const Analysis *analysis, Term *values, int column, ValueType type)
{
    for (Term *row = values->first; row; row = row->next) {
        if (strcmp(row->kind, "Values row"))
            continue;
        Term *target = row->first;
        for (int at = 0; at < column && target; at++)
            target = target->next;
        if (target && target->first)
            target->first = target->last = coerce(analysis, target->first, type);
    }
}

static Term *bind_values(Analysis *analysis, Level *scope, const Tree *select, QueryPlace place,
                         Outputs *outputs)
{
    Term *values = term_new(analysis, "Values", NULL);
    const Tree *rows = tree_get(select, "valuesLists"), *row, *item;
    size_t count = tree_count(rows), width = tree_count(tree_items(tree_first(rows)));
    TREE_EACH(row, rows)
    {
        Term *list = term_new(analysis, "Values row", NULL);
        TREE_EACH(item, tree_items(row))
        {
            Term *value = bind_expr(analysis, scope, item);
            term_add(list, value ? term_add(term_new(analysis, "Target", NULL), value) : NULL);
        }
        term_add(values, list);
    }
    for (size_t column = 0; column < width && !analysis->failed; column++) {
        const Term **terms = ARENA_ARRAY(analysis->arena, const Term *, count + 1);
        size_t at = 0;
        for (const Term *list = values->first; list; list = list->next) {
            const Term *target = list->first;
            for (size_t skip = 0; skip < column && target; skip++)
                target = target->next;
            if (target)
                terms[at++] = target->first;
        }
        ValueType type = common_type(terms, (int)at);
        bool untyped = place == PLACE_ARM;
        for (size_t each = 0; each < at && untyped; each++)
            untyped = value_is_unknown(terms[each]);
        if (!untyped)
            settle_rows(analysis, values, (int)column, type);
        outputs_add(
            analysis, outputs,
            (Output){.name = arena_print(analysis->arena, "column%zu", column + 1),
                     .type = untyped ? builtin_value("unknown") : type,
                     .term = term_new(analysis, "Result", arena_print(analysis->arena, "%zu", column + 1))});
    }
    term_add(values, bind_order(analysis, scope, tree_get(select, "sortClause"), outputs));
    bind_limits(analysis, scope, select, values);
    return values;
}

// --- UNION and its like ---

void settle_column(const Analysis *analysis, Term *query, int column, ValueType type)
{
    if (!strcmp(query->kind, "Union"))
        for (Term *arm = query->first; arm; arm = arm->next)
            settle_column(analysis, arm, column, type);
    if (!strcmp(query->kind, "Values"))
        settle_rows(analysis, query, column, type);
    Term *targets = query->first;
    while (targets && strcmp(targets->kind, "Targets"))
        targets = targets->next;
    Term *target = targets && !strcmp(query->kind, "Select") ? targets->first : NULL;
    for (int at = 0; at < column && target; at++)
        target = target->next;
    if (target && target->first && value_is_unknown(target->first))
        target->first = target->last = coerce(analysis, target->first, type);
}

static Term *bind_union(Analysis *analysis, Level *scope, const Tree *select, Outputs *outputs)
{
    Outputs left = {0}, right = {0};
    Term *made = term_new(analysis, "Union",
                          arena_print(analysis->arena, "%s%s", tree_text(select, "op"),
                                      tree_flag(select, "all") ? " all" : ""));
    Term *one = bind_query(analysis, scope, tree_get(select, "larg"), PLACE_ARM, &left);
    Term *other = bind_query(analysis, scope, tree_get(select, "rarg"), PLACE_ARM, &right);
    if (!one || !other || left.count != right.count) {
        analysis->failed = true;
        return NULL;
    }
    for (int at = 0; at < left.count; at++) {
        Term terms[2] = {{.kind = "", .type = left.at[at].type}, {.kind = "", .type = right.at[at].type}};
        const Term *both[] = {&terms[0], &terms[1]};
        ValueType type = common_type(both, 2);
        settle_column(analysis, one, at, type);
        settle_column(analysis, other, at, type);
        outputs_add(
            analysis, outputs,
            (Output){.name = left.at[at].name,
                     .type = type,
                     .term = term_new(analysis, "Result", arena_print(analysis->arena, "%d", at + 1))});
    }
    term_add(term_add(made, one), other);
    term_add(made, bind_order(analysis, scope, tree_get(select, "sortClause"), outputs));
    bind_limits(analysis, scope, select, made);
    return made;
}

// --- WITH ---

static void add_local(Analysis *analysis, Level *scope, const Tree *table, const Outputs *columns)
{
    Local *local = ARENA_NEW(analysis->arena, Local);
    *local =
        (Local){.next = scope->locals, .name = tree_text(table, "ctename"), .number = ++analysis->locals};
    for (int at = 0; at < columns->count; at++)
        outputs_add(analysis, &local->columns,
                    (Output){.name = columns->at[at].name, .type = columns->at[at].type});
    outputs_name(analysis, &local->columns, tree_get(table, "aliascolnames"));
    const char *depth = tree_text(tree_get(table, "search_clause"), "search_seq_column");
    const char *mark = tree_text(tree_get(table, "cycle_clause"), "cycle_mark_column");
    const char *path = tree_text(tree_get(table, "cycle_clause"), "cycle_path_column");
    const char *added[] = {depth, mark, path};
    for (int at = 0; at < 3; at++)
        if (*added[at])
            outputs_add(
                analysis, &local->columns,
                (Output){.name = added[at], .type = at == 1 ? builtin_value("bool") : (ValueType){0}});
    scope->locals = local;
}

// What a recursive one is, is known by its first arm.
static void bind_first_arm(Analysis *analysis, Level *scope, const Tree *table)
{
    const Tree *select = tree_get(tree_get(table, "ctequery"), "SelectStmt");
    const Tree *first = tree_get(select, "larg");
    Outputs columns = {0};
    int ranges = analysis->ranges, locals = analysis->locals;
    if (!first)
        return;
    bind_query(analysis, scope, first, PLACE_WITHIN, &columns);
    analysis->ranges = ranges;
    analysis->locals = locals;
    add_local(analysis, scope, table, &columns);
}

Term *bind_with(Analysis *analysis, Level *scope, const Tree *with)
{
    Term *made = term_new(analysis, "With", NULL);
    const Tree *item;
    TREE_EACH(item, tree_get(with, "ctes"))
    {
        const Tree *table = tree_get(item, "CommonTableExpr"), *query = tree_get(table, "ctequery");
        Local *before = scope->locals;
        Outputs columns = {0};
        if (tree_flag(with, "recursive"))
            bind_first_arm(analysis, scope, table);
        bool declared = scope->locals != before;
        Term *term = term_new(analysis, "Table",
                              arena_print(analysis->arena, "%s", tree_text(table, "ctematerialized")));
        term_add(term,
                 tree_get(query, "SelectStmt")
                     ? bind_query(analysis, scope, tree_get(query, "SelectStmt"), PLACE_WITHIN, &columns)
                     : bind_change(analysis, scope, query, &columns));
        if (tree_get(table, "search_clause"))
            term_add(term, bind_plain(analysis, NULL, tree_get(table, "search_clause"), "search"));
        if (tree_get(table, "cycle_clause"))
            term_add(term, bind_plain(analysis, NULL, tree_get(table, "cycle_clause"), "cycle"));
        if (!declared)
            add_local(analysis, scope, table, &columns);
        term_add(made, term);
    }
    return made->first ? made : NULL;
}

// --- all of them ---

enum { QUERIES_DEEP = 1000 }; // as expressions, in which they stand

Term *bind_query(Analysis *analysis, const Level *outer, const Tree *select, QueryPlace place,
                 Outputs *outputs)
{
    Level scope = {.outer = outer};
    if (!select || analysis->failed || analysis->nested == QUERIES_DEEP) {
        analysis->failed = true;
        return NULL;
    }
    analysis->nested++;
    Term *with = bind_with(analysis, &scope, tree_get(select, "withClause")), *made;
    bool set = strcmp(tree_text(select, "op"), "SETOP_NONE") && *tree_text(select, "op");
    if (set)
        made = bind_union(analysis, &scope, select, outputs);
    else if (tree_get(select, "valuesLists"))
        made = bind_values(analysis, &scope, select, place, outputs);
    else
        made = bind_select(analysis, &scope, select, place, outputs);
    analysis->nested--;
    if (!made || !with)
        return made;
    with->next = made->first; // before all else
    made->first = with;
    return made;
}
