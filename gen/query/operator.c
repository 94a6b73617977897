// SPDX-License-Identifier: MIT
// Operators, and what is but another way to write some: IN, BETWEEN, IS DISTINCT FROM, comparisons of rows.
#include <string.h>

#include "gen/query/private.h"

static const char *keep(const Analysis *analysis, const char *text)
{
    return arena_copy(analysis->arena, text, strlen(text));
}

static bool is_kind(const Term *term, const char *kind)
{
    return !strcmp(term->kind, kind);
}

static bool compares(const char *name)
{
    static const char *const NAMES[] = {"=",   "<>",  "<",    "<=", ">",  ">=", "~~",
                                        "!~~", "~~*", "!~~*", "~",  "~*", "!~"};
    for (size_t at = 0; at < sizeof NAMES / sizeof *NAMES; at++)
        if (!strcmp(NAMES[at], name))
            return true;
    return false;
}

// Of a type that is known by name only nobody knows which operators it has besides the server's own.
static bool is_named(const Term *term)
{
    return term && term->type.name;
}

Term *bind_operator(Analysis *analysis, const char *name, Term *left, Term *right)
{
    Called called;
    Term *term = term_new(analysis, "Operator", name);
    if (!right || analysis->failed) {
        analysis->failed = true;
        return term;
    }
    bool digits = is_kind(right, "Const") && right->text && strchr("0123456789", *right->text);
    if (!left && digits && !strcmp(name, "-") && right->type.base && right->type.base->category == 'N') {
        right->text =
            !strcmp(right->text, "0") ? right->text : arena_print(analysis->arena, "-%s", right->text);
        return right;
    }
    term->loose = !choose_operator(analysis, name, left, right, &called);
    if (term->loose) {
        term->type = compares(name) ? builtin_value("bool") : (ValueType){0};
    } else {
        term->type = called.result;
        if (left)
            left = coerce(analysis, left, called.arguments[0]);
        right = coerce(analysis, right, called.arguments[left != NULL]);
        term->loose = is_named(left) || is_named(right);
    }
    return term_add(term_add(term, left), right);
}

// [schema.]operator
const char *operator_name(const Analysis *analysis, const Tree *names)
{
    const char *schema = tree_schema(names), *name = tree_name(names);
    bool plain = !*schema || !strcmp(schema, "pg_catalog") || !strcmp(schema, "public");
    name = !strcmp(name, "!=") ? "<>" : name;
    return plain ? keep(analysis, name) : arena_print(analysis->arena, "%s.%s", schema, name);
}

// All that is joined by one word stands side by side.
static void join(const Analysis *analysis, Term *list, Term *kid)
{
    if (!kid || !is_kind(kid, list->kind)) {
        term_add(list, kid);
        return;
    }
    for (const Term *of = kid->first; of; of = of->next)
        term_add(list, term_same(analysis, of));
}

static Term *both(Analysis *analysis, const char *kind, Term *one, Term *other)
{
    Term *list = term_new(analysis, kind, NULL);
    list->type = builtin_value("bool");
    join(analysis, list, one);
    join(analysis, list, other);
    return list;
}

static Term *negated(const Analysis *analysis, Term *term)
{
    Term *not = term_add(term_new(analysis, "Not", NULL), term);
    not ->type = builtin_value("bool");
    return not ;
}

static size_t kid_count(const Term *term)
{
    size_t count = 0;
    for (const Term *kid = term->first; kid; kid = kid->next)
        count++;
    return count;
}

// (a, b) = (c, d) is a = c and b = d. Rows are put in order as a whole.
static Term *compare_rows(Analysis *analysis, const char *name, Term *left, Term *right)
{
    bool same = !strcmp(name, "="), other = !strcmp(name, "<>");
    Term *list = term_new(analysis, same ? "And" : other ? "Or" : "Rows", same || other ? NULL : name);
    list->type = builtin_value("bool");
    const Term *a = left->first, *b = right->first;
    for (; a && b; a = a->next, b = b->next)
        join(analysis, list, bind_operator(analysis, name, term_same(analysis, a), term_same(analysis, b)));
    return kid_count(list) == 1 && (same || other) ? list->first : list;
}

static Term *compare(Analysis *analysis, const char *name, Term *left, Term *right)
{
    bool rows = left && right && is_kind(left, "Row") && is_kind(right, "Row") &&
                kid_count(left) == kid_count(right) && left->first;
    return rows ? compare_rows(analysis, name, left, right) : bind_operator(analysis, name, left, right);
}

static Term *bind_any(Analysis *analysis, const char *name, Term *left, Term *right, bool all)
{
    Called called;
    Term element = {.kind = "", .type = value_is_unknown(right) ? right->type : value_element(right->type)};
    Term *term = term_new(analysis, all ? "All" : "Any", name);
    term->type = builtin_value("bool");
    term->loose = !value_known(element.type) || !choose_operator(analysis, name, left, &element, &called);
    if (!term->loose) {
        left = coerce(analysis, left, called.arguments[0]);
        right = coerce(analysis, right, value_array(called.arguments[1]));
    }
    return term_add(term_add(term, left), right);
}

// --- IN ---

static bool is_of(const Level *scope, int range)
{
    if (!range)
        return true;
    for (const Range *at = scope ? scope->ranges : NULL; at; at = at->next)
        if (at->number == range)
            return true;
    return false;
}

static bool reads_columns(const Level *scope, const Term *term)
{
    bool column = is_kind(term, "Column") || is_kind(term, "Row of") || is_kind(term, "Named");
    if (column && is_of(scope, term->range))
        return true;
    for (const Term *kid = term->first; kid; kid = kid->next)
        if (reads_columns(scope, kid))
            return true;
    return false;
}

// The constants among the items become one array, if they have a common type.
static Term *in_array(Analysis *analysis, const char *name, Term *left, Term **items, int count, bool all)
{
    const Term *typed[257] = {left};
    if (count < 2 || count > 256 || is_kind(left, "Row"))
        return NULL;
    for (int at = 0; at < count; at++)
        typed[at + 1] = items[at];
    ValueType type = common_type(typed, count + 1);
    if (!value_known(type) && value_known(left->type))
        return NULL;
    Term *array = term_new(analysis, "Array", NULL);
    for (int at = 0; at < count; at++)
        term_add(array, coerce(analysis, items[at], type));
    array->type = value_array(type);
    return bind_any(analysis, name, left, array, all);
}

static Term *bind_in(Analysis *analysis, const Level *scope, const Tree *node, Term *left)
{
    const Tree *list = tree_items(tree_get(node, "rexpr")), *item;
    const char *name = operator_name(analysis, tree_get(node, "name"));
    bool all = !strcmp(name, "<>");
    size_t size = tree_count(list);
    Term **constants = ARENA_ARRAY(analysis->arena, Term *, size + 1);
    Term **others = ARENA_ARRAY(analysis->arena, Term *, size + 1);
    int constant = 0, other = 0;
    TREE_EACH(item, list)
    {
        Term *term = bind_expr(analysis, scope, item);
        if (!term || analysis->failed)
            return NULL;
        if (reads_columns(scope, term))
            others[other++] = term;
        else
            constants[constant++] = term;
    }
    Term *made = term_new(analysis, all ? "And" : "Or", NULL);
    made->type = builtin_value("bool");
    Term *array = in_array(analysis, name, term_same(analysis, left), constants, constant, all);
    term_add(made, array);
    for (int at = 0; !array && at < constant; at++)
        join(analysis, made, compare(analysis, name, term_same(analysis, left), constants[at]));
    for (int at = 0; at < other; at++)
        join(analysis, made, compare(analysis, name, term_same(analysis, left), others[at]));
    return kid_count(made) == 1 ? made->first : made;
}

static Term *between(Analysis *analysis, Term *value, Term *low, Term *high, bool not )
{
    Term *one = compare(analysis, not ? "<" : ">=", term_same(analysis, value), term_same(analysis, low));
    Term *two = compare(analysis, not ? ">" : "<=", term_same(analysis, value), term_same(analysis, high));
    return both(analysis, not ? "Or" : "And", one, two);
}

static Term *bind_between(Analysis *analysis, const Level *scope, const Tree *node, const char *kind,
                          Term *value)
{
    const Tree *bounds = tree_items(tree_get(node, "rexpr"));
    Term *low = bind_expr(analysis, scope, tree_at(bounds, 0)),
         *high = bind_expr(analysis, scope, tree_at(bounds, 1));
    bool not = !strncmp(kind, "AEXPR_NOT", 9);
    if (!low || !high || analysis->failed)
        return NULL;
    Term *made = between(analysis, value, low, high, not );
    if (strstr(kind, "SYM"))
        made = both(analysis, not ? "And" : "Or", made, between(analysis, value, high, low, not ));
    return made;
}

static bool is_null(const Term *term)
{
    return is_kind(term, "Const") && !term->text;
}

static Term *bind_distinct(Analysis *analysis, Term *left, Term *right, bool not )
{
    Term *made;
    if (is_null(left) || is_null(right)) { // x is distinct from null
        made = term_add(term_new(analysis, "NullTest", "IS_NOT_NULL"), is_null(left) ? right : left);
        if (not )
            made->text = "IS_NULL";
        made->type = builtin_value("bool");
        return made;
    }
    made = compare(analysis, "=", left, right);
    if (is_kind(left, "Row") && is_kind(made, "And")) { // any of their parts
        made->kind = "Or";
        for (Term *part = made->first; part; part = part->next)
            part->kind = "Distinct";
        return not ? negated(analysis, made) : made;
    }
    made->kind = "Distinct";
    made->type = builtin_value("bool");
    return not ? negated(analysis, made) : made;
}

Term *bind_expression(Analysis *analysis, const Level *scope, const Tree *node)
{
    const char *kind = tree_text(node, "kind"), *name = operator_name(analysis, tree_get(node, "name"));
    Term *left = tree_get(node, "lexpr") ? bind_expr(analysis, scope, tree_get(node, "lexpr")) : NULL;
    if (!strcmp(kind, "AEXPR_IN"))
        return left ? bind_in(analysis, scope, node, left) : NULL;
    if (strstr(kind, "BETWEEN"))
        return left ? bind_between(analysis, scope, node, kind, left) : NULL;
    Term *right = bind_expr(analysis, scope, tree_get(node, "rexpr"));
    if (!right || analysis->failed)
        return NULL;
    if (!strcmp(kind, "AEXPR_OP_ANY") || !strcmp(kind, "AEXPR_OP_ALL"))
        return bind_any(analysis, name, left, right, kind[9] == 'A' && kind[10] == 'L');
    if (!strcmp(kind, "AEXPR_DISTINCT") || !strcmp(kind, "AEXPR_NOT_DISTINCT"))
        return bind_distinct(analysis, left, right, kind[6] == 'N');
    Term *made = compare(analysis, name, left, right);
    if (!strcmp(kind, "AEXPR_NULLIF")) {
        made->kind = "NullIf";
        made->type = made->first ? made->first->type : made->type;
    }
    return made;
}

Term *bind_bool(Analysis *analysis, const Level *scope, const Tree *node)
{
    const char *op = tree_text(node, "boolop");
    const Tree *item;
    Term *list = term_new(analysis,
                          !strcmp(op, "AND_EXPR")  ? "And"
                          : !strcmp(op, "OR_EXPR") ? "Or"
                                                   : "Not",
                          NULL);
    list->type = builtin_value("bool");
    TREE_EACH(item, tree_get(node, "args"))
    {
        Term *kid = coerce(analysis, bind_expr(analysis, scope, item), builtin_value("bool"));
        if (is_kind(list, "Not"))
            term_add(list, kid);
        else
            join(analysis, list, kid);
    }
    return list;
}
