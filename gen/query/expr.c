// SPDX-License-Identifier: MIT
// Expressions.
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

static Term *settle_text(const Analysis *analysis, Term *term)
{
    return value_is_unknown(term) ? coerce(analysis, term, builtin_value("text")) : term;
}

static Term *truth(const Analysis *analysis, Term *term)
{
    return term ? coerce(analysis, term, builtin_value("bool")) : NULL;
}

Term *bind_truth(Analysis *analysis, const Level *scope, const Tree *node, const char *kind)
{
    return node ? term_add(term_new(analysis, kind, NULL), truth(analysis, bind_expr(analysis, scope, node)))
                : NULL;
}

// --- casts ---

static Term *bind_length(const Analysis *analysis, Term *term, ValueType type)
{
    if (value_is(type, "interval") && is_kind(term, "Const")) { // it is read so
        if (type.mod_count == 2 && term->text)
            term->text = interval_rounded(analysis->arena, term->text, type.mods[1]);
        return term;
    }
    if (is_kind(term, "Array") && type.dims && type.mod_count) { // each of its elements is cast
        ValueType element = type;
        Term *kids = term->first, *next;
        element.dims = 0;
        term->first = term->last = NULL;
        for (; kids; kids = next) {
            next = kids->next;
            term_add(term, bind_length(analysis, kids, is_kind(kids, "Array") ? type : element));
        }
        return term;
    }
    bool same = value_equal(term->type, type) && term->type.mod_count == type.mod_count &&
                !memcmp(term->type.mods, type.mods, sizeof type.mods);
    if (!type.mod_count || same)
        return term;
    Term *length =
        term_new(analysis, "Length",
                 type.mod_count == 2 ? arena_print(analysis->arena, "%d,%d", type.mods[0], type.mods[1])
                                     : arena_print(analysis->arena, "%d", type.mods[0]));
    length->type = type;
    return term_add(length, term);
}

// The elements take the type that the whole is cast to.
static Term *bind_typed_array(Analysis *analysis, const Level *scope, const Tree *array, ValueType type)
{
    Term *made = term_new(analysis, "Array", NULL);
    const Tree *item;
    TREE_EACH(item, tree_get(array, "elements"))
    {
        const Tree *nested = tree_get(item, "A_ArrayExpr");
        Term *element =
            nested ? bind_typed_array(analysis, scope, nested, type) : bind_expr(analysis, scope, item);
        if (!element || analysis->failed)
            return NULL;
        term_add(made, nested ? element : coerce(analysis, element, value_element(type)));
    }
    made->type = value_array(value_element(type));
    return made;
}

// interval '1' day
static Term *settle_unit(const Analysis *analysis, Term *term, ValueType type)
{
    static const struct {
        int mask;
        const char *unit;
    } UNITS[] = {{2, "month"}, {4, "year"}, {8, "day"}, {1024, "hour"}, {2048, "minute"}, {4096, "second"}};
    bool bare = is_kind(term, "Const") && term->text && value_is_unknown(term) &&
                !term->text[strspn(term->text, "+-.0123456789")];
    for (size_t at = 0;
         bare && value_is(type, "interval") && type.mod_count && at < sizeof UNITS / sizeof *UNITS; at++)
        if (UNITS[at].mask == type.mods[0])
            term->text = arena_print(analysis->arena, "%s %s", term->text, UNITS[at].unit);
    return term;
}

static Term *bind_cast(Analysis *analysis, const Level *scope, const Tree *node)
{
    ValueType type = find_value_type(analysis, tree_get(node, "typeName"));
    const Tree *array = tree_get(tree_get(node, "arg"), "A_ArrayExpr");
    Term *term = array && type.dims ? bind_typed_array(analysis, scope, array, type)
                                    : bind_expr(analysis, scope, tree_get(node, "arg"));
    if (!term || analysis->failed)
        return NULL;
    term = settle_unit(analysis, term, type);
    if (is_kind(term, "Row of") && type.user && term->type.user == type.user)
        return term; // t.*::t
    ValueType plain = type;
    plain.mod_count = 0;
    Term *made = coerce(analysis, term, plain);
    return bind_length(analysis, made, type);
}

// --- those that bring several values to one type ---

static Term *bind_common(Analysis *analysis, const Level *scope, const Tree *list, const char *kind,
                         const char *text)
{
    Term *made = term_new(analysis, kind, text);
    size_t count = tree_count(list), at = 0;
    const Term **terms = ARENA_ARRAY(analysis->arena, const Term *, count + 1);
    const Tree *item;
    TREE_EACH(item, list)
    {
        Term *term = bind_expr(analysis, scope, item);
        if (!term)
            return NULL;
        terms[at++] = term;
    }
    ValueType type = common_type(terms, (int)count);
    for (at = 0; at < count; at++)
        term_add(made, coerce(analysis, (Term *)(uintptr_t)terms[at], type));
    made->type = type;
    return made;
}

static Term *bind_array(Analysis *analysis, const Level *scope, const Tree *node)
{
    Term *array = bind_common(analysis, scope, tree_get(node, "elements"), "Array", NULL);
    if (!array)
        return NULL;
    bool nested = array->first && is_kind(array->first, "Array");
    if (!array->first)
        array->type = (ValueType){0};
    else if (!nested)
        array->type = array->type.dims ? array->type : value_array(array->type);
    return array;
}

static Term *bind_when(Analysis *analysis, const Level *scope, const Tree *when, const Term *operand)
{
    Term *condition = bind_expr(analysis, scope, tree_get(when, "expr"));
    if (!condition || analysis->failed)
        return NULL;
    if (!operand)
        return truth(analysis, condition);
    Called called; // operand = condition; only what is compared is brought to another type here
    if (choose_operator(analysis, "=", operand, condition, &called))
        return coerce(analysis, condition, called.arguments[1]);
    return condition;
}

static Term *bind_case(Analysis *analysis, const Level *scope, const Tree *node)
{
    const Tree *whens = tree_get(node, "args"), *item, *otherwise = tree_get(node, "defresult");
    size_t count = tree_count(whens), at = 1;
    const Term **results = ARENA_ARRAY(analysis->arena, const Term *, count + 2);
    Term *operand = tree_get(node, "arg")
                        ? settle_text(analysis, bind_expr(analysis, scope, tree_get(node, "arg")))
                        : NULL;
    Term *made = term_new(analysis, "Case", operand ? "of" : NULL), *none = term_new(analysis, "Const", NULL);
    none->type = builtin_value("unknown");
    results[0] = otherwise ? bind_expr(analysis, scope, otherwise) : none;
    TREE_EACH(item, whens)
    {
        results[at++] = bind_expr(analysis, scope, tree_get(tree_get(item, "CaseWhen"), "result"));
    }
    for (at = 0; at <= count; at++)
        if (!results[at])
            return NULL;
    made->type = common_type(results, (int)count + 1);
    term_add(made, operand);
    at = 1;
    TREE_EACH(item, whens)
    {
        term_add(made, bind_when(analysis, scope, tree_get(item, "CaseWhen"), operand));
        term_add(made, coerce(analysis, (Term *)(uintptr_t)results[at++], made->type));
    }
    return term_add(made, coerce(analysis, (Term *)(uintptr_t)results[0], made->type));
}

// --- subqueries ---

static Term *bind_tested(Analysis *analysis, const Level *scope, const Tree *node, Term *made,
                         const Outputs *columns)
{
    const Tree *names = tree_get(node, "operName");
    const char *name = tree_first(names) ? operator_name(analysis, names) : "=";
    Term *left = bind_expr(analysis, scope, tree_get(node, "testexpr"));
    made->text = name;
    made->type = builtin_value("bool");
    if (!left || analysis->failed)
        return NULL;
    bool row = is_kind(left, "Row");
    int at = 0;
    for (Term *value = row ? left->first : left, *next; value && at < columns->count; value = next, at++) {
        Called called;
        Term column = {.kind = "", .type = columns->at[at].type};
        next = row ? value->next : NULL;
        bool found = choose_operator(analysis, name, value, &column, &called);
        term_add(made, found ? coerce(analysis, value, called.arguments[0]) : value);
        made->loose = made->loose || !found;
    }
    return made;
}

static Term *bind_sublink(Analysis *analysis, const Level *scope, const Tree *node)
{
    const char *kind = tree_text(node, "subLinkType");
    Outputs columns = {0};
    Term *query = bind_query(analysis, scope, tree_get(tree_get(node, "subselect"), "SelectStmt"),
                             PLACE_WITHIN, &columns);
    Term *made = term_new(analysis, keep(analysis, kind), NULL);
    if (!query)
        return NULL;
    made->type = columns.count ? columns.at[0].type : made->type;
    if (!strcmp(kind, "EXISTS_SUBLINK"))
        made->type = builtin_value("bool");
    else if (!strcmp(kind, "ARRAY_SUBLINK"))
        made->type = value_array(made->type);
    else if ((!strcmp(kind, "ANY_SUBLINK") || !strcmp(kind, "ALL_SUBLINK")) &&
             !bind_tested(analysis, scope, node, made, &columns))
        return NULL;
    return term_add(made, query);
}

// --- parts of values ---

static Term *bind_index(Analysis *analysis, const Level *scope, const Tree *node, const char *kind, Term *of)
{
    if (!node)
        return NULL;
    Term *index = bind_expr(analysis, scope, node);
    if (index && !value_is(of->type, "jsonb"))
        index = coerce(analysis, index, builtin_value("int4"));
    return index ? term_add(term_new(analysis, kind, NULL), settle_text(analysis, index)) : NULL;
}

static Term *bind_subscript(Analysis *analysis, const Level *scope, const Tree *indices, Term *of)
{
    bool slice = tree_flag(indices, "is_slice");
    Term *made = term_add(term_new(analysis, slice ? "Slice" : "Subscript", NULL), of);
    term_add(made, bind_index(analysis, scope, tree_get(indices, "lidx"), "low", of));
    term_add(made, bind_index(analysis, scope, tree_get(indices, "uidx"), "index", of));
    made->type = slice || value_is(of->type, "jsonb") ? of->type : value_element(of->type);
    return made;
}

// (t).a
static Term *column_of_row(const Analysis *analysis, const Level *scope, const char *name, const Term *row)
{
    for (; scope; scope = scope->outer)
        for (const Range *range = scope->ranges; range; range = range->next)
            for (int at = 0; range->number == row->range && at < range->columns.count; at++)
                if (range->columns.at[at].name && !strcmp(range->columns.at[at].name, name))
                    return term_of_column(analysis, range, at);
    return NULL;
}

static Term *bind_field(Analysis *analysis, const Level *scope, const char *name, Term *of)
{
    Term *own = is_kind(of, "Row of") ? column_of_row(analysis, scope, name, of) : NULL;
    return own ? own : term_of_field(analysis, of, name);
}

static Term *bind_indirection(Analysis *analysis, const Level *scope, const Tree *node)
{
    Term *made = bind_expr(analysis, scope, tree_get(node, "arg"));
    const Tree *item;
    TREE_EACH(item, tree_get(node, "indirection"))
    {
        if (!made || analysis->failed)
            return NULL;
        if (tree_get(item, "A_Indices"))
            made = bind_subscript(analysis, scope, tree_get(item, "A_Indices"), made);
        else if (tree_get(item, "String"))
            made = bind_field(analysis, scope, tree_string(item), made);
        else
            made = term_add(term_new(analysis, "Fields", NULL), made);
    }
    return made;
}

// --- the others ---

static Term *bind_row(Analysis *analysis, const Level *scope, const Tree *node)
{
    Term *row = term_new(analysis, "Row", NULL);
    const Tree *item;
    row->type = builtin_value("record");
    TREE_EACH(item, tree_get(node, "args"))
    {
        Term *value = bind_expr(analysis, scope, item);
        const Range *range =
            value && is_kind(value, "Row of") && tree_get(item, "ColumnRef") &&
                    tree_count(tree_get(tree_get(item, "ColumnRef"), "fields")) > 1
                ? find_range(scope, "",
                             tree_string(tree_first(tree_get(tree_get(item, "ColumnRef"), "fields"))))
                : NULL;
        for (int at = 0; range && at < range->columns.count; at++) // (t.*, 1)
            term_add(row, term_of_column(analysis, range, at));
        if (!range && value)
            term_add(row, value);
    }
    return row;
}

static Term *bind_value_function(const Analysis *analysis, const Tree *node)
{
    static const char *const TYPES[][2] = {{"DATE", "date"},
                                           {"CURRENT_TIMESTAMP", "timestamptz"},
                                           {"LOCALTIMESTAMP", "timestamp"},
                                           {"CURRENT_TIME", "timetz"},
                                           {"LOCALTIME", "time"}};
    const char *op = tree_text(node, "op");
    Term *made = term_new(analysis, "SQLValueFunction",
                          arena_print(analysis->arena, "%s %ld", op, tree_number(node, "typmod")));
    made->type = builtin_value("name");
    for (size_t at = sizeof TYPES / sizeof *TYPES; at-- > 0;)
        if (strstr(op, TYPES[at][0]))
            made->type = builtin_value(TYPES[at][1]);
    if (strstr(op, "CURRENT_TIMESTAMP"))
        made->type = builtin_value("timestamptz");
    return made;
}

static Term *bind_collate(Analysis *analysis, const Level *scope, const Tree *node)
{
    Term *of = bind_expr(analysis, scope, tree_get(node, "arg"));
    Term *made = term_new(analysis, "Collate", keep(analysis, tree_name(tree_get(node, "collname"))));
    if (!of)
        return NULL;
    of = settle_text(analysis, of);
    made->type = of->type;
    return term_add(made, of);
}

static Term *bind_parameter(const Analysis *analysis, const Tree *node)
{
    long number = tree_number(node, "number"), at = 0;
    Term *made = NULL;
    for (uint32_t each = 0; analysis->routine && each < analysis->routine->arguments.count; each++) {
        const Argument *argument = &analysis->routine->arguments.at[each];
        if (!argument_is_input(argument) || ++at != number)
            continue;
        made = term_new(analysis, "Argument", arena_print(analysis->arena, "%u", each + 1));
        made->type = value_of(argument->type);
    }
    return made ? made : term_new(analysis, "Parameter", arena_print(analysis->arena, "%ld", number));
}

static bool is_place(const char *key)
{
    return !strcmp(key, "location") || !strcmp(key, "stmt_location") || !strcmp(key, "stmt_len") ||
           !strcmp(key, "funcformat");
}

static void add_member(Analysis *analysis, const Level *scope, const Tree *member, Term *to)
{
    const Tree *item;
    if (member->key && is_place(member->key))
        return;
    const char *key = member->key ? keep(analysis, member->key) : "item";
    if (member->kind == TREE_TEXT) {
        term_add(to, term_new(analysis, key, keep(analysis, member->text)));
    } else if (member->kind == TREE_OTHER) {
        size_t length = strcspn(member->text, ",}] \t\r\n");
        term_add(to, term_new(analysis, key, arena_copy(analysis->arena, member->text, length)));
    } else if (member->kind == TREE_LIST) {
        Term *list = term_new(analysis, key, NULL);
        TREE_EACH(item, member)
        {
            add_member(analysis, scope, item, list);
        }
        term_add(to, list);
    } else if (member->first && member->first->key[0] >= 'A' && member->first->key[0] <= 'Z') {
        Term *kid = bind_expr(analysis, scope, member);
        term_add(to, kid ? term_add(term_new(analysis, key, NULL), settle_text(analysis, kid)) : NULL);
    } else {
        term_add(to, bind_plain(analysis, scope, member, key));
    }
}

Term *bind_plain(Analysis *analysis, const Level *scope, const Tree *node, const char *kind)
{
    Term *made = term_new(analysis, kind, NULL);
    const Tree *member;
    made->loose = true;
    TREE_EACH(member, node)
    {
        add_member(analysis, scope, member, made);
    }
    return made;
}

static Term *bind_test(Analysis *analysis, const Level *scope, const Tree *node, const char *kind,
                       const char *what)
{
    Term *of = bind_expr(analysis, scope, tree_get(node, "arg"));
    Term *made = term_new(analysis, kind, keep(analysis, tree_text(node, what)));
    made->type = builtin_value("bool");
    if (of && !strcmp(kind, "BooleanTest"))
        of = truth(analysis, of);
    return of ? term_add(made, settle_text(analysis, of)) : NULL;
}

static Term *bind_function(Analysis *analysis, const Level *scope, const Tree *node)
{
    Called called;
    return bind_call(analysis, scope, node, &called);
}

static Term *bind_coalesce(Analysis *analysis, const Level *scope, const Tree *node)
{
    return bind_common(analysis, scope, tree_get(node, "args"), "Coalesce", NULL);
}

static Term *bind_extreme(Analysis *analysis, const Level *scope, const Tree *node)
{
    return bind_common(analysis, scope, tree_get(node, "args"), "Extreme",
                       !strcmp(tree_text(node, "op"), "IS_LEAST") ? "least" : "greatest");
}

static Term *bind_null_test(Analysis *analysis, const Level *scope, const Tree *node)
{
    return bind_test(analysis, scope, node, "NullTest", "nulltesttype");
}

static Term *bind_boolean_test(Analysis *analysis, const Level *scope, const Tree *node)
{
    return bind_test(analysis, scope, node, "BooleanTest", "booltesttype");
}

static const struct {
    const char *kind;
    Term *(*bind)(Analysis *, const Level *, const Tree *);
} KINDS[] = {{"ColumnRef", bind_column},
             {"A_Expr", bind_expression},
             {"FuncCall", bind_function},
             {"TypeCast", bind_cast},
             {"BoolExpr", bind_bool},
             {"NullTest", bind_null_test},
             {"BooleanTest", bind_boolean_test},
             {"CaseExpr", bind_case},
             {"CoalesceExpr", bind_coalesce},
             {"MinMaxExpr", bind_extreme},
             {"A_ArrayExpr", bind_array},
             {"RowExpr", bind_row},
             {"SubLink", bind_sublink},
             {"A_Indirection", bind_indirection},
             {"CollateClause", bind_collate}};

static Term *bind_node(Analysis *analysis, const Level *scope, const Tree *node)
{
    const char *kind = tree_kind(node);
    const Tree *inner = tree_inner(node);
    if (!strcmp(kind, "A_Const"))
        return bind_const(analysis, inner);
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (!strcmp(KINDS[at].kind, kind)) {
            Term *made = KINDS[at].bind(analysis, scope, inner);
            analysis->failed = analysis->failed || !made;
            return made;
        }
    if (!strcmp(kind, "SQLValueFunction"))
        return bind_value_function(analysis, inner);
    if (!strcmp(kind, "ResTarget")) { // of XML
        const char *name = tree_text(inner, "name");
        Term *named =
            term_new(analysis, "named", keep(analysis, *name ? name : figure_name(tree_get(inner, "val"))));
        Term *value = bind_expr(analysis, scope, tree_get(inner, "val"));
        return value ? term_add(named, settle_text(analysis, value)) : NULL;
    }
    if (!strcmp(kind, "ParamRef"))
        return bind_parameter(analysis, inner);
    Term *made = bind_plain(analysis, scope, inner, keep(analysis, kind));
    if (!strcmp(kind, "GroupingFunc"))
        made->type = builtin_value("int4");
    if (!strcmp(kind, "XmlExpr"))
        made->type = builtin_value(!strcmp(tree_text(inner, "op"), "IS_DOCUMENT") ? "bool" : "xml");
    return made;
}

enum { EXPRESSIONS_DEEP = 1000 };

Term *bind_expr(Analysis *analysis, const Level *scope, const Tree *node)
{
    if (!node || analysis->failed)
        return NULL;
    analysis->failed = analysis->nested == EXPRESSIONS_DEEP;
    analysis->nested++;
    Term *made = analysis->failed ? NULL : bind_node(analysis, scope, node);
    analysis->nested--;
    return made;
}
