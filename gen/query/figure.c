// SPDX-License-Identifier: MIT
// What the columns of a query are called that nobody has named (FigureColname in PostgreSQL's
// parse_target.c).
#include <string.h>

#include "gen/query/private.h"

typedef struct Figure {
    const char *name;
    int strength; // 0: none of its own; 1: weak, as of a cast; 2: strong
} Figure;

static Figure figure(const Tree *node);

static Figure of_reference(const Tree *list)
{
    Figure made = {NULL, 0};
    const Tree *item;
    TREE_EACH(item, list)
    {
        if (tree_get(item, "String"))
            made = (Figure){tree_string(item), 2};
    }
    return made;
}

static Figure of_cast(const Tree *inner)
{
    Figure made = figure(tree_get(inner, "arg"));
    const char *type = tree_name(tree_get(tree_get(inner, "typeName"), "names"));
    return made.strength <= 1 && *type ? (Figure){type, 1} : made;
}

static Figure of_sublink(const Tree *inner)
{
    const char *kind = tree_text(inner, "subLinkType");
    if (!strcmp(kind, "EXISTS_SUBLINK"))
        return (Figure){"exists", 2};
    if (!strcmp(kind, "ARRAY_SUBLINK"))
        return (Figure){"array", 2};
    if (strcmp(kind, "EXPR_SUBLINK"))
        return (Figure){NULL, 0};
    const Tree *select = tree_get(tree_get(inner, "subselect"), "SelectStmt");
    const Tree *target = tree_get(tree_first(tree_get(select, "targetList")), "ResTarget");
    const char *name = tree_text(target, "name");
    if (!target)
        return (Figure){NULL, 0};
    return *name ? (Figure){name, 2} : figure(tree_get(target, "val"));
}

static Figure of_value_function(const Tree *inner)
{
    static const char *const NAMES[][2] = {
        {"SVFOP_CURRENT_DATE", "current_date"},    {"SVFOP_CURRENT_TIMESTAMP", "current_timestamp"},
        {"SVFOP_CURRENT_TIME", "current_time"},    {"SVFOP_LOCALTIMESTAMP", "localtimestamp"},
        {"SVFOP_LOCALTIME", "localtime"},          {"SVFOP_CURRENT_ROLE", "current_role"},
        {"SVFOP_CURRENT_USER", "current_user"},    {"SVFOP_USER", "user"},
        {"SVFOP_SESSION_USER", "session_user"},    {"SVFOP_CURRENT_CATALOG", "current_catalog"},
        {"SVFOP_CURRENT_SCHEMA", "current_schema"}};
    const char *op = tree_text(inner, "op");
    for (size_t at = 0; at < sizeof NAMES / sizeof *NAMES; at++)
        if (!strncmp(op, NAMES[at][0], strlen(NAMES[at][0])) &&
            (!op[strlen(NAMES[at][0])] || op[strlen(NAMES[at][0])] == '_'))
            return (Figure){NAMES[at][1], 2};
    return (Figure){NULL, 0};
}

static Figure of_xml(const Tree *inner)
{
    static const char *const NAMES[][2] = {{"IS_XMLCONCAT", "xmlconcat"}, {"IS_XMLELEMENT", "xmlelement"},
                                           {"IS_XMLFOREST", "xmlforest"}, {"IS_XMLPARSE", "xmlparse"},
                                           {"IS_XMLPI", "xmlpi"},         {"IS_XMLROOT", "xmlroot"}};
    for (size_t at = 0; at < sizeof NAMES / sizeof *NAMES; at++)
        if (!strcmp(tree_text(inner, "op"), NAMES[at][0]))
            return (Figure){NAMES[at][1], 2};
    return (Figure){NULL, 0};
}

static Figure figure(const Tree *node)
{
    static const struct {
        const char *kind, *name;
    } FIXED[] = {{"CoalesceExpr", "coalesce"},
                 {"A_ArrayExpr", "array"},
                 {"RowExpr", "row"},
                 {"GroupingFunc", "grouping"},
                 {"XmlSerialize", "xmlserialize"}};
    const char *kind = tree_kind(node);
    const Tree *inner = tree_inner(node);
    for (size_t at = 0; at < sizeof FIXED / sizeof *FIXED; at++)
        if (!strcmp(kind, FIXED[at].kind))
            return (Figure){FIXED[at].name, 2};
    if (!strcmp(kind, "ColumnRef"))
        return of_reference(tree_get(inner, "fields"));
    if (!strcmp(kind, "A_Indirection")) {
        Figure made = of_reference(tree_get(inner, "indirection"));
        return made.name ? made : figure(tree_get(inner, "arg"));
    }
    if (!strcmp(kind, "FuncCall"))
        return (Figure){tree_name(tree_get(inner, "funcname")), 2};
    if (!strcmp(kind, "A_Expr") && !strcmp(tree_text(inner, "kind"), "AEXPR_NULLIF"))
        return (Figure){"nullif", 2};
    if (!strcmp(kind, "TypeCast"))
        return of_cast(inner);
    if (!strcmp(kind, "CollateClause"))
        return figure(tree_get(inner, "arg"));
    if (!strcmp(kind, "SubLink"))
        return of_sublink(inner);
    if (!strcmp(kind, "CaseExpr")) {
        Figure made = figure(tree_get(inner, "defresult"));
        return made.strength <= 1 ? (Figure){"case", 1} : made;
    }
    if (!strcmp(kind, "MinMaxExpr"))
        return (Figure){!strcmp(tree_text(inner, "op"), "IS_LEAST") ? "least" : "greatest", 2};
    if (!strcmp(kind, "SQLValueFunction"))
        return of_value_function(inner);
    return !strcmp(kind, "XmlExpr") ? of_xml(inner) : (Figure){NULL, 0};
}

const char *figure_name(const Tree *node)
{
    const char *name = figure(node).name;
    return name ? name : "?column?";
}
