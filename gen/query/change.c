// SPDX-License-Identifier: MIT
// The statements of a body that is kept as it was read: queries, and those that change rows.
#include <string.h>

#include "gen/query/private.h"

static const Object *column_of(const Analysis *analysis, const Range *range, const char *name)
{
    const Object *table = range->relation && range->relation->kind == KIND_TABLE ? range->relation : NULL;
    return table ? model_find(analysis->model, KIND_COLUMN, table, words_text(analysis->model->words, name))
                 : NULL;
}

// A column that gets a value.
static Term *bind_goal(Analysis *analysis, const Range *range, const char *name)
{
    const Object *column = column_of(analysis, range, name);
    Term *goal = term_new(analysis, "Goal", column ? NULL : name);
    goal->object = column;
    goal->type = column ? value_of(AS(const Column, column)->type) : (ValueType){0};
    goal->type.mod_count = 0;
    return goal;
}

// Those that are named, or as many of the first as there are values.
static Term *bind_goals(Analysis *analysis, const Range *range, const Tree *list, int count)
{
    Term *goals = term_new(analysis, "Goals", NULL);
    const Tree *item;
    TREE_EACH(item, list)
    {
        term_add(goals, bind_goal(analysis, range, tree_text(tree_get(item, "ResTarget"), "name")));
    }
    for (int at = 0; !tree_first(list) && at < count && at < range->columns.count; at++)
        term_add(goals, bind_goal(analysis, range, range->columns.at[at].name));
    return goals;
}

static void bind_sets(Analysis *analysis, const Level *scope, const Range *range, const Tree *list, Term *to)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *target = tree_get(item, "ResTarget"), *value = tree_get(target, "val");
        Term *goal = bind_goal(analysis, range, tree_text(target, "name"));
        Term *given = bind_expr(analysis, scope, value);
        bool plain = !tree_get(target, "indirection");
        term_add(goal, given && plain ? coerce(analysis, given, goal->type) : given);
        term_add(to, goal);
    }
}

static Range *bind_goal_table(Analysis *analysis, Level *scope, const Tree *range_var, Term *made)
{
    Term *table = NULL;
    Range *range = bind_table(analysis, scope, range_var, &table);
    term_add(made, table);
    return range;
}

static void add_returning(Analysis *analysis, const Level *scope, const Tree *statement, Term *made,
                          Outputs *outputs)
{
    Level all = *scope;
    if (!all.star.count)
        for (Range *range = all.ranges; range; range = range->next)
            for (int at = 0; at < range->columns.count; at++)
                outputs_add(analysis, &all.star,
                            (Output){.name = range->columns.at[at].name,
                                     .merged = term_of_column(analysis, range, at)});
    term_add(made, bind_targets(analysis, &all, tree_get(statement, "returningList"), "Returning",
                                PLACE_TOP, outputs));
}

static Term *bind_conflict(Analysis *analysis, Level *scope, const Range *range, const Tree *clause)
{
    Term *made =
        term_new(analysis, "Conflict", arena_print(analysis->arena, "%s", tree_text(clause, "action")));
    const Tree *infer = tree_get(clause, "infer"), *item;
    TREE_EACH(item, tree_get(infer, "indexElems"))
    {
        const Tree *element = tree_get(item, "IndexElem");
        const char *name = tree_text(element, "name");
        term_add(made, *name ? bind_goal(analysis, range, name)
                             : bind_expr(analysis, scope, tree_get(element, "expr")));
    }
    if (*tree_text(infer, "conname"))
        term_add(made, term_new(analysis, "constraint",
                                arena_print(analysis->arena, "%s", tree_text(infer, "conname"))));
    term_add(made, bind_truth(analysis, scope, tree_get(infer, "whereClause"), "Predicate"));
    Range *excluded = range_add(analysis, scope, "excluded");
    excluded->columns = range->columns;
    excluded->relation = range->relation;
    Term *sets = term_new(analysis, "Sets", NULL);
    bind_sets(analysis, scope, range, tree_get(clause, "targetList"), sets);
    term_add(made, sets);
    return term_add(made, bind_truth(analysis, scope, tree_get(clause, "whereClause"), "Where"));
}

static Term *bind_insert(Analysis *analysis, Level *scope, const Tree *statement, Outputs *outputs)
{
    Term *made =
        term_new(analysis, "Insert", arena_print(analysis->arena, "%s", tree_text(statement, "override")));
    Level source = {.outer = scope->outer, .locals = scope->locals};
    const Tree *select = tree_get(tree_get(statement, "selectStmt"), "SelectStmt");
    Outputs values = {0};
    Term *rows = select ? bind_query(analysis, &source, select, PLACE_ARM, &values)
                        : term_new(analysis, "Default values", NULL);
    Range *range = bind_goal_table(analysis, scope, tree_get(statement, "relation"), made);
    Term *goals = bind_goals(analysis, range, tree_get(statement, "cols"), values.count);
    int at = 0;
    for (const Term *goal = goals->first; goal && rows; goal = goal->next)
        settle_column(analysis, rows, at++, goal->type);
    term_add(term_add(made, goals), rows);
    if (tree_get(statement, "onConflictClause"))
        term_add(made, bind_conflict(analysis, scope, range, tree_get(statement, "onConflictClause")));
    add_returning(analysis, scope, statement, made, outputs);
    return made;
}

static Term *bind_update(Analysis *analysis, Level *scope, const Tree *statement, Outputs *outputs)
{
    Term *made = term_new(analysis, "Update", NULL), *sets = term_new(analysis, "Sets", NULL);
    Range *range = bind_goal_table(analysis, scope, tree_get(statement, "relation"), made);
    term_add(made, bind_from(analysis, scope, tree_get(statement, "fromClause")));
    scope->star.count = 0;
    bind_sets(analysis, scope, range, tree_get(statement, "targetList"), sets);
    term_add(made, sets);
    term_add(made, bind_truth(analysis, scope, tree_get(statement, "whereClause"), "Where"));
    add_returning(analysis, scope, statement, made, outputs);
    return made;
}

static Term *bind_delete(Analysis *analysis, Level *scope, const Tree *statement, Outputs *outputs)
{
    Term *made = term_new(analysis, "Delete", NULL);
    bind_goal_table(analysis, scope, tree_get(statement, "relation"), made);
    term_add(made, bind_from(analysis, scope, tree_get(statement, "usingClause")));
    scope->star.count = 0;
    term_add(made, bind_truth(analysis, scope, tree_get(statement, "whereClause"), "Where"));
    add_returning(analysis, scope, statement, made, outputs);
    return made;
}

Term *bind_change(Analysis *analysis, const Level *outer, const Tree *statement, Outputs *outputs)
{
    const char *kind = tree_kind(statement);
    const Tree *inner = tree_inner(statement);
    Level scope = {.outer = outer};
    Term *with = bind_with(analysis, &scope, tree_get(inner, "withClause")), *made = NULL;
    if (!strcmp(kind, "InsertStmt"))
        made = bind_insert(analysis, &scope, inner, outputs);
    else if (!strcmp(kind, "UpdateStmt"))
        made = bind_update(analysis, &scope, inner, outputs);
    else if (!strcmp(kind, "DeleteStmt"))
        made = bind_delete(analysis, &scope, inner, outputs);
    else
        analysis->failed = true;
    return made && with ? term_add(term_add(term_new(analysis, "Changed", NULL), with), made) : made;
}

Term *bind_statement(Analysis *analysis, const Tree *statement)
{
    Outputs outputs = {0};
    analysis->ranges = analysis->locals = 0;
    if (tree_get(statement, "SelectStmt"))
        return bind_query(analysis, NULL, tree_get(statement, "SelectStmt"), PLACE_TOP, &outputs);
    return bind_change(analysis, NULL, statement, &outputs);
}
