// SPDX-License-Identifier: MIT
// FROM: the relations that are read, how they hang together, and which columns they have.
#include <string.h>

#include "gen/query/private.h"

static const char *keep(const Analysis *analysis, const char *text)
{
    return arena_copy(analysis->arena, text, strlen(text));
}

// What a range shows, in the order of its columns.
static void show(const Analysis *analysis, const Range *range, Outputs *visible)
{
    for (int at = 0; at < range->columns.count; at++)
        outputs_add(analysis, visible,
                    (Output){.name = range->columns.at[at].name,
                             .type = range->columns.at[at].type,
                             .merged = term_of_column(analysis, range, at)});
    if (range->open) {
        Term *star = term_new(analysis, "Star", NULL);
        star->range = range->number;
        outputs_add(analysis, visible, (Output){.name = "*", .merged = star});
    }
}

static void name_range(Analysis *analysis, Range *range, const Tree *alias)
{
    if (*tree_text(alias, "aliasname"))
        range->alias = tree_text(alias, "aliasname");
    outputs_name(analysis, &range->columns, tree_get(alias, "colnames"));
}

static Term *range_term(const Analysis *analysis, const Range *range, const char *kind, const char *text)
{
    Term *term = term_new(analysis, kind, text);
    term->range = range->number;
    return term;
}

// --- tables, views and common table expressions ---

static const Local *find_local(const Level *scope, const char *name)
{
    for (; scope; scope = scope->outer)
        for (const Local *local = scope->locals; local; local = local->next)
            if (!strcmp(local->name, name))
                return local;
    return NULL;
}

Range *bind_table(Analysis *analysis, Level *scope, const Tree *range_var, Term **term)
{
    const char *schema = tree_text(range_var, "schemaname"), *name = tree_text(range_var, "relname");
    const Local *local = *schema ? NULL : find_local(scope, name);
    const Object *relation = local ? NULL : find_relation(analysis, schema, name);
    Range *range = range_add(analysis, scope, name);
    range->schema = relation ? relation->parent->name->text : schema;
    range->relation = relation;
    if (local) {
        for (int at = 0; at < local->columns.count; at++)
            outputs_add(analysis, &range->columns, local->columns.at[at]);
        *term = range_term(analysis, range, "Local", arena_print(analysis->arena, "%d", local->number));
    } else if (relation) {
        range->open = !relation_columns(analysis, relation, &range->columns);
        range->locks = true;
        *term = range_term(analysis, range, "Table", tree_flag(range_var, "inh") ? NULL : "only");
        (*term)->object = relation;
    } else {
        range->open = true;
        range->locks = true;
        *term = range_term(analysis, range, "Table", keep(analysis, name));
    }
    name_range(analysis, range, tree_get(range_var, "alias"));
    return range;
}

// --- subqueries ---

static Term *bind_subquery(Analysis *analysis, Level *scope, const Tree *item, Outputs *visible)
{
    Level beside = {.outer = scope->outer, .locals = scope->locals};
    bool lateral = tree_flag(item, "lateral");
    Outputs columns = {0};
    Term *query = bind_query(analysis, lateral ? scope : &beside,
                             tree_get(tree_get(item, "subquery"), "SelectStmt"), PLACE_WITHIN, &columns);
    Range *range = range_add(analysis, scope, NULL);
    for (int at = 0; at < columns.count; at++)
        outputs_add(analysis, &range->columns,
                    (Output){.name = columns.at[at].name, .type = columns.at[at].type});
    name_range(analysis, range, tree_get(item, "alias"));
    show(analysis, range, visible);
    return term_add(range_term(analysis, range, "Subquery", NULL), query);
}

// --- functions ---

// (key text, value json)
static void add_listed(const Analysis *analysis, const char *list, Outputs *columns)
{
    while (*list) {
        size_t name = strcspn(list, " "), type = strcspn(list + name + 1, ",");
        char *text = arena_copy(analysis->arena, list + name + 1, type);
        outputs_add(analysis, columns,
                    (Output){.name = arena_copy(analysis->arena, list, name), .type = builtin_value(text)});
        list += name + 1 + type;
        list += *list == ',';
    }
}

static bool add_arguments(const Analysis *analysis, const Function *function, Outputs *columns)
{
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (argument->mode != ARGUMENT_IN && argument->mode != ARGUMENT_VARIADIC)
            outputs_add(analysis, columns,
                        (Output){.name = argument->name ? argument->name->text : NULL,
                                 .type = value_of(argument->type)});
    }
    return columns->count;
}

// What one function gives; its name is the column's where there is but one.
static void add_result(Analysis *analysis, const Term *call, const Called *called, const char *name,
                       const char *alias, Outputs *columns, Range *range)
{
    const Function *function = called->function ? AS(const Function, called->function) : NULL;
    const char *listed = function || !call->text ? NULL : builtin_result(call->text);
    Outputs own = {0};
    const char *only = alias ? alias : name;
    if (function && add_arguments(analysis, function, &own)) {
        for (int at = 0; at < own.count; at++)
            outputs_add(analysis, columns, own.at[at]);
        range->scalar = own.count == 1 && !function->table;
        return;
    }
    if (listed) {
        add_listed(analysis, listed, columns);
        range->scalar = columns->count == 1;
        return;
    }
    const Object *row = call->type.user;
    if (row && !call->type.dims && (row->kind == KIND_TABLE || row->kind == KIND_VIEW)) {
        range->open = !relation_columns(analysis, row, &own) || range->open;
        for (int at = 0; at < own.count; at++)
            outputs_add(analysis, columns, (Output){.name = own.at[at].name, .type = own.at[at].type});
        return;
    }
    bool known = called->found || !strcmp(call->kind, "SQLValueFunction");
    bool record = !known || value_is(call->type, "record") || call->type.name ||
                  (row && row->kind != KIND_ENUM && row->kind != KIND_DOMAIN);
    range->open = range->open || record;
    range->scalar = !record;
    if (!record)
        outputs_add(analysis, columns, (Output){.name = only, .type = call->type});
}

static void add_defined(Analysis *analysis, const Tree *definitions, Outputs *columns, Term *term)
{
    const Tree *item;
    TREE_EACH(item, definitions)
    {
        const Tree *definition = tree_get(item, "ColumnDef");
        Output output = {.name = tree_text(definition, "colname"),
                         .type = find_value_type(analysis, tree_get(definition, "typeName"))};
        outputs_add(analysis, columns, output);
        Term *column = term_new(analysis, "defined", output.name);
        column->type = output.type;
        term_add(term, column);
    }
}

static const char *name_of_call(const Tree *node)
{
    const Tree *call = tree_get(node, "FuncCall");
    return call ? tree_name(tree_get(call, "funcname")) : figure_name(node);
}

static void bind_one_function(Analysis *analysis, Level *scope, const Tree *node, const Tree *definitions,
                              const char *alias, Range *range, Term *term)
{
    const Tree *call = tree_get(node, "FuncCall");
    Called called = {.count = 0};
    Term *made = call ? bind_call(analysis, scope, call, &called) : bind_expr(analysis, scope, node);
    term_add(term, made);
    if (tree_first(definitions))
        add_defined(analysis, definitions, &range->columns, term);
    else
        add_result(analysis, made, &called, name_of_call(node), alias, &range->columns, range);
}

// unnest(a, b) is ROWS FROM (unnest(a), unnest(b)).
static bool is_many_unnest(const Tree *node)
{
    const Tree *call = tree_get(node, "FuncCall");
    return call && !strcmp(tree_name(tree_get(call, "funcname")), "unnest") &&
           tree_count(tree_get(call, "args")) > 1;
}

static void bind_unnest(Analysis *analysis, Level *scope, const Tree *node, Range *range, Term *term)
{
    const Tree *item;
    TREE_EACH(item, tree_get(tree_get(node, "FuncCall"), "args"))
    {
        Term *given = bind_expr(analysis, scope, item), *call = term_new(analysis, "Call", "unnest");
        ValueType element = value_element(given->type);
        term_add(term, term_add(call, given));
        outputs_add(analysis, &range->columns, (Output){.name = "unnest", .type = element});
    }
}

static Term *bind_function(Analysis *analysis, Level *scope, const Tree *item, Outputs *visible)
{
    const Tree *functions = tree_get(item, "functions"), *alias = tree_get(item, "alias"), *each;
    const char *name = tree_text(alias, "aliasname");
    Term *term = term_new(analysis, "Functions", tree_flag(item, "ordinality") ? "ordinality" : NULL);
    Range *range = ARENA_NEW(analysis->arena, Range);
    bool one = tree_count(functions) == 1;
    TREE_EACH(each, functions)
    {
        const Tree *pair = tree_items(each), *call = tree_first(pair);
        const Tree *definitions = tree_items(tree_at(pair, 1));
        if (is_many_unnest(call))
            bind_unnest(analysis, scope, call, range, term);
        else
            bind_one_function(analysis, scope, call,
                              definitions && tree_first(definitions) ? definitions
                                                                     : tree_get(item, "coldeflist"),
                              one && *name ? name : NULL, range, term);
        if (!range->alias)
            range->alias = name_of_call(call);
    }
    range->scalar = range->scalar && one && !tree_flag(item, "ordinality");
    if (tree_flag(item, "ordinality"))
        outputs_add(analysis, &range->columns, (Output){.name = "ordinality", .type = builtin_value("int8")});
    Range *kept = range_add(analysis, scope, range->alias);
    kept->columns = range->columns;
    kept->open = range->open && !range->columns.count;
    kept->scalar = range->scalar;
    name_range(analysis, kept, alias);
    term->range = kept->number;
    show(analysis, kept, visible);
    return term;
}

// XMLTABLE, and what else has a list of columns.
static Term *bind_table_function(Analysis *analysis, Level *scope, const Tree *item, Outputs *visible)
{
    Term *term = term_new(analysis, "Table function", NULL);
    const Tree *each;
    Term *document = bind_expr(analysis, scope, tree_get(item, "docexpr"));
    Term *path = bind_expr(analysis, scope, tree_get(item, "rowexpr"));
    if (!document || !path)
        return NULL;
    term_add(term_add(term, coerce(analysis, document, builtin_value("xml"))),
             coerce(analysis, path, builtin_value("text")));
    TREE_EACH(each, tree_get(item, "namespaces"))
    {
        term_add(term, bind_plain(analysis, scope, tree_inner(each), "namespace"));
    }
    Range *range = range_add(analysis, scope, "xmltable");
    term->range = range->number;
    TREE_EACH(each, tree_get(item, "columns"))
    {
        const Tree *column = tree_inner(each);
        bool ordinal = tree_flag(column, "for_ordinality");
        Output output = {.name = tree_text(column, "colname"),
                         .type = ordinal ? builtin_value("int4")
                                         : find_value_type(analysis, tree_get(column, "typeName"))};
        outputs_add(analysis, &range->columns, output);
        Term *made = term_new(analysis, ordinal ? "ordinal" : "column", output.name);
        made->type = output.type;
        made->loose = true;
        Term *found = bind_expr(analysis, scope, tree_get(column, "colexpr"));
        Term *value = bind_expr(analysis, scope, tree_get(column, "coldefexpr"));
        if (found)
            term_add(made, term_add(term_new(analysis, "path", NULL),
                                    coerce(analysis, found, builtin_value("text"))));
        if (value)
            term_add(made,
                     term_add(term_new(analysis, "default", NULL), coerce(analysis, value, output.type)));
        term_add(made, tree_flag(column, "is_not_null") ? term_new(analysis, "not null", NULL) : NULL);
        term_add(term, made);
    }
    name_range(analysis, range, tree_get(item, "alias"));
    show(analysis, range, visible);
    return term;
}

// --- joins ---

static const Output *find_visible(const Outputs *visible, const char *name)
{
    for (int at = 0; at < visible->count; at++)
        if (visible->at[at].name && !strcmp(visible->at[at].name, name))
            return &visible->at[at];
    return NULL;
}

static const Term *merge(const Analysis *analysis, const char *kind, const Output *left, const Output *right)
{
    const Term *both[] = {left->merged, right->merged};
    ValueType type = common_type(both, 2);
    if (!strcmp(kind, "JOIN_RIGHT"))
        return coerce(analysis, term_same(analysis, right->merged), type);
    if (!strcmp(kind, "JOIN_INNER") && !value_equal(left->merged->type, type) &&
        value_equal(right->merged->type, type))
        return right->merged;
    if (strcmp(kind, "JOIN_FULL"))
        return coerce(analysis, term_same(analysis, left->merged), type);
    Term *merged = term_new(analysis, "Merged", NULL);
    term_add(term_add(merged, term_same(analysis, left->merged)), term_same(analysis, right->merged));
    merged->type = type;
    return merged;
}

typedef struct Joined {
    Outputs left, right, merged;
    Term *using;
} Joined;

static void put_together(Analysis *analysis, Joined *join, const char *kind, const char *name)
{
    const Output *left = find_visible(&join->left, name), *right = find_visible(&join->right, name);
    if (!left || !right) {
        analysis->failed = true;
        return;
    }
    const Term *merged = merge(analysis, kind, left, right);
    if (!join->using)
        join->using = term_new(analysis, "Using", NULL);
    term_add(join->using, bind_operator(analysis, "=", term_same(analysis, left->merged),
                                        term_same(analysis, right->merged)));
    outputs_add(analysis, &join->merged,
                (Output){.name = left->name, .type = merged->type, .merged = merged});
}

static void bind_using(Analysis *analysis, Joined *join, const Tree *item)
{
    const char *kind = tree_text(item, "jointype");
    const Tree *name;
    for (int at = 0; at < join->left.count && tree_flag(item, "isNatural"); at++)
        if (join->left.at[at].name && find_visible(&join->right, join->left.at[at].name))
            put_together(analysis, join, kind, join->left.at[at].name);
    TREE_EACH(name, tree_get(item, "usingClause"))
    {
        put_together(analysis, join, kind, tree_string(name));
    }
}

static void alias_join(Analysis *analysis, Level *scope, const Range *before, const Tree *alias,
                       Outputs *visible)
{
    for (Range *range = before ? before->next : scope->ranges; range; range = range->next)
        range->hidden = true;
    Range *range = range_add(analysis, scope, tree_text(alias, "aliasname"));
    range->columns = *visible;
    name_range(analysis, range, alias);
    *visible = range->columns;
}

static Term *bind_join(Analysis *analysis, Level *scope, const Tree *item, Outputs *visible)
{
    Joined join = {.using = NULL};
    const Range *before = scope->last;
    Term *term = term_new(analysis, "Join", keep(analysis, tree_text(item, "jointype")));
    term_add(term, bind_item(analysis, scope, tree_get(item, "larg"), &join.left));
    term_add(term, bind_item(analysis, scope, tree_get(item, "rarg"), &join.right));
    bind_using(analysis, &join, item);
    const Outputs *sides[] = {&join.merged, &join.left, &join.right};
    for (int side = 0; side < 3; side++)
        for (int at = 0; at < sides[side]->count; at++)
            if (!side || !find_visible(&join.merged, sides[side]->at[at].name))
                outputs_add(analysis, visible, sides[side]->at[at]);
    for (int at = 0; at < join.merged.count; at++)
        outputs_add(analysis, &scope->merged, join.merged.at[at]);
    term_add(term, join.using);
    term_add(term, bind_truth(analysis, scope, tree_get(item, "quals"), "On"));
    if (tree_get(item, "alias"))
        alias_join(analysis, scope, before, tree_get(item, "alias"), visible);
    const char *named = tree_text(tree_get(item, "join_using_alias"), "aliasname");
    if (*named) {
        Range *range = range_add(analysis, scope, named);
        range->columns = join.merged;
    }
    return term;
}

// --- all of them ---

static Term *bind_sample(Analysis *analysis, Level *scope, const Tree *item, Outputs *visible)
{
    Term *term = term_new(analysis, "Sample", keep(analysis, tree_name(tree_get(item, "method"))));
    const Tree *each;
    term_add(term, bind_item(analysis, scope, tree_get(item, "relation"), visible));
    TREE_EACH(each, tree_get(item, "args"))
    {
        term_add(term, coerce(analysis, bind_expr(analysis, scope, each), builtin_value("float4")));
    }
    if (tree_get(item, "repeatable"))
        term_add(term, coerce(analysis, bind_expr(analysis, scope, tree_get(item, "repeatable")),
                              builtin_value("float8")));
    return term;
}

Term *bind_item(Analysis *analysis, Level *scope, const Tree *item, Outputs *visible)
{
    const char *kind = tree_kind(item);
    const Tree *inner = tree_inner(item);
    if (!strcmp(kind, "RangeVar")) {
        Term *term;
        show(analysis, bind_table(analysis, scope, inner, &term), visible);
        return term;
    }
    if (!strcmp(kind, "RangeSubselect"))
        return bind_subquery(analysis, scope, inner, visible);
    if (!strcmp(kind, "JoinExpr"))
        return bind_join(analysis, scope, inner, visible);
    if (!strcmp(kind, "RangeFunction"))
        return bind_function(analysis, scope, inner, visible);
    if (!strcmp(kind, "RangeTableSample"))
        return bind_sample(analysis, scope, inner, visible);
    if (!strcmp(kind, "RangeTableFunc"))
        return bind_table_function(analysis, scope, inner, visible);
    analysis->failed = true;
    return NULL;
}

Term *bind_from(Analysis *analysis, Level *scope, const Tree *list)
{
    Term *from = term_new(analysis, "From", NULL);
    const Tree *item;
    TREE_EACH(item, list)
    {
        term_add(from, bind_item(analysis, scope, item, &scope->star));
    }
    return from->first ? from : NULL;
}
