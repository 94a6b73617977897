// SPDX-License-Identifier: MIT
// Calls of functions, aggregates and window functions.
#include <string.h>

#include "gen/query/private.h"

static Term *flag(const Analysis *analysis, const Tree *node, const char *key)
{
    return tree_flag(node, key) ? term_new(analysis, key, NULL) : NULL;
}

// ASC and DESC with where NULLs stand, which each has by itself.
Term *bind_sorted(Analysis *analysis, const Level *scope, const Tree *sort_by, Term *by)
{
    const char *way = tree_text(sort_by, "sortby_dir"), *nulls = tree_text(sort_by, "sortby_nulls");
    bool down = !strcmp(way, "SORTBY_DESC"), first = down;
    if (strcmp(nulls, "SORTBY_NULLS_DEFAULT") && *nulls)
        first = !strcmp(nulls, "SORTBY_NULLS_FIRST");
    const char *text =
        arena_print(analysis->arena, "%s%s%s", down ? "desc" : "asc", first ? " first" : " last",
                    !strcmp(way, "SORTBY_USING") ? tree_name(tree_get(sort_by, "useOp")) : "");
    by = by ? by : bind_expr(analysis, scope, tree_get(sort_by, "node"));
    if (by && value_is_unknown(by))
        by = coerce(analysis, by, builtin_value("text"));
    return term_add(term_new(analysis, "Sort", text), by);
}

static Term *bind_sorts(Analysis *analysis, const Level *scope, const Tree *list, const char *kind)
{
    Term *sorts = term_new(analysis, kind, NULL);
    const Tree *item;
    TREE_EACH(item, list)
    {
        term_add(sorts, bind_sorted(analysis, scope, tree_get(item, "SortBy"), NULL));
    }
    return sorts->first ? sorts : NULL;
}

// Rows are counted by bigint.
static Term *bind_offset(Analysis *analysis, const Level *scope, const Tree *node, const char *kind,
                         const Term *order)
{
    Term *offset = node ? bind_expr(analysis, scope, node) : NULL;
    const Term *by = order ? order->first->first : NULL; // of RANGE
    if (!offset)
        return NULL;
    bool time = by && by->type.base && (by->type.base->category == 'D' || by->type.base->category == 'T');
    if (value_is_unknown(offset) && by)
        offset = coerce(analysis, offset, time ? builtin_value("interval") : by->type);
    else if (value_is(offset->type, "int4") || value_is_unknown(offset))
        offset = coerce(analysis, offset, builtin_value("int8"));
    return term_add(term_new(analysis, kind, NULL), offset);
}

Term *bind_window(Analysis *analysis, const Level *scope, const Tree *definition)
{
    const char *refers = tree_text(definition, "refname");
    Term *window = term_new(analysis, "Window", arena_copy(analysis->arena, refers, strlen(refers)));
    Term *parts = term_new(analysis, "partition", NULL);
    const Tree *item;
    TREE_EACH(item, tree_get(definition, "partitionClause"))
    {
        term_add(parts, bind_expr(analysis, scope, item));
    }
    term_add(window, parts->first ? parts : NULL);
    Term *order = bind_sorts(analysis, scope, tree_get(definition, "orderClause"), "order");
    term_add(window, order);
    // FRAMEOPTION_NONDEFAULT only says that it was written, FRAMEOPTION_RANGE what the offsets are
    long frame = tree_number(definition, "frameOptions") & ~1L;
    const Term *by = frame & 2 ? order : NULL;
    term_add(window, term_new(analysis, "frame", arena_print(analysis->arena, "%ld", frame)));
    term_add(window, bind_offset(analysis, scope, tree_get(definition, "startOffset"), "start", by));
    return term_add(window, bind_offset(analysis, scope, tree_get(definition, "endOffset"), "end", by));
}

static Term *bind_over(Analysis *analysis, const Level *scope, const Tree *over)
{
    const char *name = tree_text(over, "name");
    if (!over)
        return NULL;
    Term *term = term_new(analysis, "over", *name ? arena_copy(analysis->arena, name, strlen(name)) : NULL);
    return *name ? term : term_add(term, bind_window(analysis, scope, over));
}

typedef struct Given { // what is given to a call
    Term *at[ARGUMENTS];
    const char *names[ARGUMENTS];
    int count, sorted; // the last of them are those that WITHIN GROUP sorts by
} Given;

static void add_given(Analysis *analysis, Given *given, Term *term, const char *name)
{
    if (given->count == ARGUMENTS || !term) {
        analysis->failed = true;
        return;
    }
    given->names[given->count] = name;
    given->at[given->count++] = term;
}

static void bind_given(Analysis *analysis, const Level *scope, const Tree *call, Given *given)
{
    const Tree *item;
    TREE_EACH(item, tree_get(call, "args"))
    {
        const Tree *named = tree_get(item, "NamedArgExpr");
        const char *name = named ? tree_text(named, "name") : NULL;
        add_given(analysis, given, bind_expr(analysis, scope, named ? tree_get(named, "arg") : item), name);
    }
    if (!tree_flag(call, "agg_within_group"))
        return;
    TREE_EACH(item, tree_get(call, "agg_order"))
    {
        add_given(analysis, given, bind_expr(analysis, scope, tree_get(tree_get(item, "SortBy"), "node")),
                  NULL);
        given->sorted++;
    }
}

// What is called is not known: by what it is called then.
static void name_unknown(const Analysis *analysis, Term *term, const char *schema, const char *name)
{
    bool bare = !*schema || !strcmp(schema, "public") || !strcmp(schema, "pg_catalog") ||
                !strcmp(schema, object_schema(analysis->home)->name->text);
    term->text = arena_print(analysis->arena, bare ? "%s%s" : "%s.%s", bare ? "" : schema, name);
    term->loose = true;
}

static void add_arguments(Analysis *analysis, Term *term, Given *given, const Called *called,
                          const Tree *call)
{
    int plain = given->count - given->sorted;
    Term *spread = called->found && called->spread >= 0 && !value_is(called->arguments[called->spread], "any")
                       ? term_new(analysis, "Array", NULL)
                       : NULL;
    for (int at = 0; at < plain; at++) {
        Term *value = given->at[at];
        if (called->found)
            value = coerce(analysis, value, called->arguments[at]);
        if (value_is_unknown(value)) // of "any"
            value = coerce(analysis, value, builtin_value("text"));
        if (given->names[at])
            value = term_add(term_new(analysis, "Given", given->names[at]), value);
        term_add(spread && at >= called->spread ? spread : term, value);
    }
    if (spread) { // f(variadic array[…])
        spread->type = value_array(called->arguments[called->spread]);
        term_add(term, spread);
        term_add(term, term_new(analysis, "func_variadic", NULL));
    }
    Term *order = term_new(analysis, given->sorted ? "within group" : "order by", NULL);
    const Tree *item;
    int at = plain;
    TREE_EACH(item, tree_get(call, "agg_order"))
    {
        Term *by = NULL;
        if (given->sorted) {
            by = given->at[at];
            by = called->found ? coerce(analysis, by, called->arguments[at]) : by;
            at++;
        }
        term_add(order, bind_sorted(analysis, NULL, tree_get(item, "SortBy"), by));
    }
    term_add(term, order->first ? order : NULL);
}

// What is sorted by an argument is sorted by what it is brought to.
static void settle_order(const Analysis *analysis, const Term *call)
{
    for (Term *order = call->first; order; order = order->next)
        for (Term *sort = strcmp(order->kind, "order by") ? NULL : order->first; sort; sort = sort->next)
            for (const Term *given = call->first; given && given != order; given = given->next)
                if (!strcmp(given->kind, "Cast") && term_equal(given->first, sort->first)) {
                    sort->first = sort->last = term_same(analysis, given);
                    break;
                }
}

// Aggregates are sorted by what is as it is written, so it is bound before.
static bool sorts_alone(const Tree *call)
{
    return tree_get(call, "agg_order") && !tree_flag(call, "agg_within_group");
}

static Term *finish_call(Analysis *analysis, const Level *scope, const Tree *call, Term *term)
{
    if (sorts_alone(call))
        term_add(term, bind_sorts(analysis, scope, tree_get(call, "agg_order"), "order by"));
    settle_order(analysis, term);
    term_add(term, flag(analysis, call, "agg_star"));
    term_add(term, flag(analysis, call, "agg_distinct"));
    term_add(term, flag(analysis, call, "func_variadic"));
    term_add(term, bind_truth(analysis, scope, tree_get(call, "agg_filter"), "filter"));
    return term_add(term, bind_over(analysis, scope, tree_get(call, "over")));
}

Term *bind_call(Analysis *analysis, const Level *scope, const Tree *call, Called *called)
{
    const Tree *names = tree_get(call, "funcname");
    const char *schema = tree_schema(names), *name = tree_name(names);
    Given given = {.count = 0};
    Term *term = term_new(analysis, "Call", NULL);
    bind_given(analysis, scope, call, &given);
    if (analysis->failed)
        return term;
    choose_function(analysis, schema, name, given.at, given.count, given.names,
                    tree_flag(call, "func_variadic"), called);
    if (called->found) {
        term->object = called->function;
        term->text = called->function ? NULL : arena_copy(analysis->arena, name, strlen(name));
        term->type = called->result;
    } else {
        name_unknown(analysis, term, schema, name);
    }
    if (sorts_alone(call)) {
        Tree alone = {.kind = TREE_OBJECT};
        add_arguments(analysis, term, &given, called, &alone);
    } else {
        add_arguments(analysis, term, &given, called, call);
    }
    return finish_call(analysis, scope, call, term);
}
