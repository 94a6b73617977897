// SPDX-License-Identifier: MIT
// Of which type an expression is, where its parts, and PostgreSQL's own functions, leave no doubt.
#include <string.h>

#include "gen/query/builtin.h"
#include "gen/read/import_columns.h"

static void name_type(ImportColumn *out, const char *name, unsigned dims)
{
    int64_t none[2] = {0};
    if (type_parse(name, none, 0, dims, &out->read.type.built_in) != TYPE_OK)
        out->read.type = (ReadType){0};
}

// --- expressions ---

static void type_reference(const Level *level, const Tree *fields, ImportColumn *out)
{
    const char *name = tree_name(fields), *alias = tree_count(fields) > 1 ? tree_schema(fields) : NULL;
    for (; level; level = level->outer)
        for (const Range *range = level->ranges; range; range = range->next) {
            const ImportColumn *found =
                !alias || !strcmp(range->alias, alias) ? query_column(&range->columns, name) : NULL;
            if (found) {
                query_column_take(out, found);
                return;
            }
        }
}

// Is it a text without a type of its own yet, or NULL?
static bool is_literal(const Tree *node)
{
    const Tree *constant = tree_get(node, "A_Const");
    return constant && (tree_get(constant, "sval") || tree_flag(constant, "isnull"));
}

static void type_constant(const Tree *constant, ImportColumn *out)
{
    enum { INT8_DIGITS = 18 };
    const char *big = tree_text(tree_get(constant, "fval"), "fval");
    bool whole = *big && strspn(big, "0123456789") == strlen(big) && strlen(big) <= INT8_DIGITS;
    name_type(out,
              tree_get(constant, "ival")      ? "int4"
              : tree_get(constant, "boolval") ? "bool"
              : tree_get(constant, "bsval")   ? "bit"
              : *big                          ? (whole ? "int8" : "numeric")
                                              : "text",
              0);
}

bool import_same_base(const ImportColumn *a, const ImportColumn *b)
{
    const ReadType *one = &a->read.type, *other = &b->read.type;
    if (one->built_in.id != TYPE_NONE || other->built_in.id != TYPE_NONE)
        return one->built_in.id == other->built_in.id &&
               (one->built_in.dims != 0) == (other->built_in.dims != 0);
    return a->type == b->type && (one->dims != 0) == (other->dims != 0) &&
           (a->type || (one->name && other->name && !strcmp(one->name, other->name)));
}

// Among numbers, which others are brought to; 0: it is none.
static int number_rank(const ImportColumn *column)
{
    static const uint8_t RANKS[] = {TYPE_INT2, TYPE_INT4, TYPE_INT8, TYPE_NUMERIC, TYPE_FLOAT4, TYPE_FLOAT8};
    Type type = type_unserial(column->read.type.built_in);
    for (int at = 0; !type.dims && at < (int)sizeof RANKS; at++)
        if (RANKS[at] == type.id)
            return at + 1;
    return 0;
}

bool import_join_type(ImportColumn *to, const ImportColumn *from)
{
    int one = number_rank(to), other = number_rank(from);
    if (one && other && one != other) {
        to->read.type.built_in = type_of((TypeId)(one > other ? to : from)->read.type.built_in.id);
        return true;
    }
    if (!import_same_base(to, from))
        return false;
    if (!type_equal(to->read.type.built_in, from->read.type.built_in))
        to->read.type.built_in.arg_count = to->read.type.built_in.fields = 0;
    return true;
}

// Of COALESCE, CASE and their like: one type, or it cannot be told. A length stays if all have it.
static void type_common(const Level *level, const Tree *const *nodes, size_t count, ImportColumn *out)
{
    bool any = false;
    for (size_t at = 0; at < count; at++) {
        ImportColumn one = {.read = {0}};
        if (is_literal(nodes[at]))
            continue;
        import_expr_type(level, nodes[at], &one);
        if (!query_column_typed(&one) || (any && !import_join_type(out, &one))) {
            *out = (ImportColumn){.read = {.name = out->read.name}};
            return;
        }
        if (!any)
            query_column_take(out, &one);
        any = true;
    }
    for (size_t at = 0; at < count; at++)
        if (is_literal(nodes[at])) // which has none
            out->read.type.built_in.arg_count = out->read.type.built_in.fields = 0;
    if (!any && count)
        name_type(out, "text", 0);
}

static const char *base_name(const ImportColumn *column)
{
    Type type = type_unserial(column->read.type.built_in);
    const BuiltIn *base = type.id == TYPE_NONE ? NULL : builtin_type(type_info((TypeId)type.id)->name);
    return base ? base->name : NULL;
}

static bool is_any(const BuiltIn *base)
{
    return base && !strncmp(base->name, "any", 3);
}

// Those that take a value of any one type.
static bool takes_any(const BuiltIn *base)
{
    return base && (!strcmp(base->name, "any") || !strcmp(base->name, "anyelement") ||
                    !strcmp(base->name, "anycompatible"));
}

enum { GIVEN = 8 };

typedef struct Given { // what is given to a function or an operator
    ImportColumn at[GIVEN];
    bool literal[GIVEN];
    int count;
} Given;

static bool takes(const Form *form, const Given *given, bool texts)
{
    if (form->count != given->count)
        return false;
    for (int at = 0; at < given->count; at++) {
        const BuiltIn *takes = form->arguments[at].base;
        const char *name = base_name(&given->at[at]);
        bool chars = name && (!strcmp(name, "varchar") || !strcmp(name, "bpchar"));
        bool array = given->at[at].read.type.built_in.dims || given->at[at].read.type.dims;
        if (given->literal[at] || (takes_any(takes) && query_column_typed(&given->at[at])))
            continue;
        if (!name || !takes || array != (form->arguments[at].dims != 0) ||
            strcmp(texts && chars ? "text" : name, takes->name) != 0)
            return false;
    }
    return true;
}

// The form that takes just what is given; none, or several with other results: it cannot be told.
static void type_form(const char *forms, const Given *given, ImportColumn *out)
{
    Form form;
    for (int texts = 0; texts < 2 && !query_column_typed(out); texts++)
        for (const char *at = forms; at && builtin_next(&at, &form);) {
            ImportColumn one = {.read = {0}};
            if (!takes(&form, given, texts))
                continue;
            if (is_any(form.result.base) && !strcmp(form.result.base->name, "anyelement"))
                query_column_take(&one, &given->at[0]);
            else if (form.result.base && !is_any(form.result.base))
                name_type(&one, form.result.base->name, form.result.dims);
            one.read.type.built_in.arg_count = 0;
            if (!query_column_typed(&one) || (query_column_typed(out) && !import_same_base(out, &one))) {
                out->read.type = (ReadType){0};
                return;
            }
            query_column_take(out, &one);
        }
}

static void add_given(const Level *level, Given *given, const Tree *node)
{
    if (given->count == GIVEN)
        return;
    given->literal[given->count] = is_literal(node);
    import_expr_type(level, node, &given->at[given->count++]);
}

static void type_call(const Level *level, const Tree *call, ImportColumn *out)
{
    const Tree *names = tree_get(call, "funcname"), *item;
    Given given = {.count = 0};
    const Thing *own = import_find_list(level->job, SPACE_ROUTINE, names);
    if (own && !import_next_named(own)) {
        const ImportRoutine *routine = own->made;
        if (routine->read.says_result && !routine->read.set_of && !routine->read.table) {
            out->read.type = routine->read.returns;
            out->type = routine->returns;
        }
        return;
    }
    TREE_EACH(item, tree_get(call, "args"))
    {
        add_given(level, &given, item);
    }
    if (tree_flag(call, "agg_star"))
        name_type(out, "int8", 0);
    else if (tree_count(tree_get(call, "args")) <= GIVEN && !own)
        type_form(builtin_function(tree_name(names)), &given, out);
}

static void type_operator(const Level *level, const Tree *node, ImportColumn *out)
{
    const char *kind = tree_text(node, "kind");
    Given given = {.count = 0};
    if (!strcmp(kind, "AEXPR_NULLIF")) {
        import_expr_type(level, tree_get(node, "lexpr"), out);
        return;
    }
    if (strcmp(kind, "AEXPR_OP")) {
        name_type(out, "bool", 0);
        return;
    }
    if (tree_get(node, "lexpr"))
        add_given(level, &given, tree_get(node, "lexpr"));
    add_given(level, &given, tree_get(node, "rexpr"));
    for (int at = 0; at < given.count; at++) // the other side says which it is
        if (given.literal[at] && given.count == 2 && !given.literal[!at]) {
            given.literal[at] = false;
            query_column_take(&given.at[at], &given.at[!at]);
        }
    if (given.count == 2 && number_rank(&given.at[0]) && number_rank(&given.at[1])) {
        import_join_type(&given.at[0], &given.at[1]);
        given.at[1] = given.at[0];
    }
    type_form(builtin_operator(tree_name(tree_get(node, "name"))), &given, out);
}

static void type_sublink(const Level *level, const Tree *link, ImportColumn *out)
{
    const char *kind = tree_text(link, "subLinkType");
    QueryColumns columns = {0};
    bool value = !strcmp(kind, "EXPR_SUBLINK");
    if (!value && strcmp(kind, "ARRAY_SUBLINK"))
        name_type(out, "bool", 0);
    else if (value &&
             import_columns_of(level->job, level, tree_get(tree_get(link, "subselect"), "SelectStmt"),
                               &columns) &&
             columns.count)
        query_column_take(out, &columns.at[0]);
}

static void type_value_function(const char *op, ImportColumn *out)
{
    static const char *const TYPES[][2] = {{"SVFOP_CURRENT_DATE", "date"},
                                           {"SVFOP_CURRENT_TIMESTAMP", "timestamptz"},
                                           {"SVFOP_LOCALTIMESTAMP", "timestamp"}};
    for (size_t at = 0; at < sizeof TYPES / sizeof *TYPES; at++)
        if (!strcmp(op, TYPES[at][0]))
            name_type(out, TYPES[at][1], 0);
}

static void type_case(const Level *level, const Tree *node, ImportColumn *out)
{
    enum { ARMS = 64 };
    const Tree *arms[ARMS], *item;
    size_t count = 0;
    TREE_EACH(item, tree_get(node, "args"))
    {
        if (count < ARMS)
            arms[count++] = tree_get(tree_get(item, "CaseWhen"), "result");
    }
    if (tree_get(node, "defresult") && count < ARMS)
        arms[count++] = tree_get(node, "defresult");
    if (count < ARMS)
        type_common(level, arms, count, out);
}

static void type_list(const Level *level, const Tree *list, ImportColumn *out)
{
    enum { ITEMS = 64 };
    const Tree *items[ITEMS], *item;
    TREE_EACH(item, list)
    {
        if (item_at < ITEMS)
            items[item_at] = item;
    }
    if (tree_count(list) <= ITEMS)
        type_common(level, items, tree_count(list), out);
}

// numbers[1]
static void type_element(const Level *level, const Tree *node, ImportColumn *out)
{
    const Tree *list = tree_get(node, "indirection"), *indices = tree_get(tree_first(list), "A_Indices");
    ImportColumn array = {.read = {0}};
    import_expr_type(level, tree_get(node, "arg"), &array);
    if (tree_count(list) != 1 || !indices || tree_flag(indices, "is_slice"))
        return;
    query_column_take(out, &array);
    if (array.read.type.built_in.dims)
        out->read.type.built_in.dims = 0;
    else
        out->read.type = (ReadType){0};
}

static bool is_truth(const char *kind)
{
    return !strcmp(kind, "BoolExpr") || !strcmp(kind, "NullTest") || !strcmp(kind, "BooleanTest");
}

static void figure_type(const Level *level, const Tree *node, ImportColumn *out)
{
    const char *kind = tree_kind(node), *missing;
    const Tree *inner = tree_inner(node);
    if (!strcmp(kind, "ColumnRef")) {
        type_reference(level, tree_get(inner, "fields"), out);
    } else if (!strcmp(kind, "A_Const")) {
        type_constant(inner, out);
    } else if (!strcmp(kind, "TypeCast")) {
        if (!import_type(level->job, tree_get(inner, "typeName"), &out->read.type, &out->type, &missing))
            out->read.type = (ReadType){0};
    } else if (!strcmp(kind, "FuncCall")) {
        type_call(level, inner, out);
    } else if (!strcmp(kind, "A_Expr")) {
        type_operator(level, inner, out);
    } else if (!strcmp(kind, "CoalesceExpr") || !strcmp(kind, "MinMaxExpr")) {
        type_list(level, tree_get(inner, "args"), out);
    } else if (!strcmp(kind, "CaseExpr")) {
        type_case(level, inner, out);
    } else if (!strcmp(kind, "SubLink")) {
        type_sublink(level, inner, out);
    } else if (!strcmp(kind, "SQLValueFunction")) {
        type_value_function(tree_text(inner, "op"), out);
    } else if (!strcmp(kind, "CollateClause")) {
        import_expr_type(level, tree_get(inner, "arg"), out);
        out->read.collation = import_name(level->job, tree_name(tree_get(inner, "collname")));
    } else if (!strcmp(kind, "A_ArrayExpr")) {
        type_list(level, tree_get(inner, "elements"), out);
        if (out->read.type.built_in.dims || out->read.type.name)
            out->read.type = (ReadType){0};
        out->read.type.built_in.dims = out->read.type.built_in.id != TYPE_NONE;
    } else if (!strcmp(kind, "A_Indirection")) {
        type_element(level, inner, out);
    } else if (is_truth(kind)) {
        name_type(out, "bool", 0);
    }
}

// A collation goes from a column to all that is made of it; of two there is none.
static void find_collation(const Level *level, const Tree *node, ImportColumn *out)
{
    const Tree *item;
    TREE_EACH(item, node)
    {
        ImportColumn column = {.read = {0}};
        if (item->key && !strcmp(item->key, "SubLink"))
            continue;
        if (item->key && !strcmp(item->key, "ColumnRef"))
            type_reference(level, tree_get(item, "fields"), &column);
        else
            find_collation(level, item, out);
        if (column.read.collation && out->read.collation && column.read.collation != out->read.collation)
            out->read.type = (ReadType){0};
        if (column.read.collation)
            out->read.collation = column.read.collation;
    }
}

void import_expr_type(const Level *level, const Tree *node, ImportColumn *out)
{
    const char *kind = tree_kind(node);
    figure_type(level, node, out);
    bool text = type_class(out->read.type.built_in) == TYPE_CLASS_STRING;
    if (!strcmp(kind, "ColumnRef") || !strcmp(kind, "CollateClause") || !strcmp(kind, "SubLink"))
        return;
    out->read.collation = NULL;
    if (text)
        find_collation(level, node, out);
}
