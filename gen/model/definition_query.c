// SPDX-License-Identifier: MIT
// A server writes from which relation a column is, even where there is but one. So whoever does not say it
// means the relation in the innermost query that has such a column.
#include "gen/model/definition_text.h"

const Tree *fact_query(const Tree *node)
{
    static const char *const KINDS[] = {"SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt"};
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (tree_get(node, KINDS[at]))
            return tree_get(node, KINDS[at]);
    return NULL;
}

static const char *called(const Tree *range)
{
    const char *alias = tree_text(tree_get(range, "alias"), "aliasname");
    return *alias ? alias : tree_text(range, "relname");
}

typedef struct Search {
    const FactWriter *writer;
    const char *column, *name; // one of them: which relation has the column, or is called so
    const Tree *found;
    int count;
    bool unknown;
} Search;

static void look(Search *search, const Tree *range)
{
    const DefineScope *scope = search->writer->scope;
    int has = search->name ? !strcmp(called(range), search->name)
                           : scope->has_column(scope->context, tree_text(range, "schemaname"),
                                               tree_text(range, "relname"), search->column);
    search->unknown = search->unknown || has < 0;
    search->count += has > 0;
    search->found = has > 0 ? range : search->found;
}

static void look_in(Search *search, const Tree *item)
{
    const Tree *join = tree_get(item, "JoinExpr"), *range = tree_get(item, "RangeVar");
    if (range)
        look(search, range);
    else if (join) {
        look_in(search, tree_get(join, "larg"));
        look_in(search, tree_get(join, "rarg"));
    } else if (item) {
        search->unknown = true; // a function, a subquery
    }
}

static void look_through(Search *search, const Tree *query)
{
    static const char *const LISTS[] = {"fromClause", "usingClause"};
    const Tree *item;
    if (tree_get(query, "relation"))
        look(search, tree_get(query, "relation"));
    for (size_t at = 0; at < sizeof LISTS / sizeof *LISTS; at++)
        TREE_EACH(item, tree_get(query, LISTS[at]))
        {
            look_in(search, item);
        }
}

const char *fact_relation(const FactWriter *writer, const Tree *fields, const Tree **range)
{
    size_t count = tree_count(fields);
    const char *column = tree_string(tree_at(fields, count - 1));
    const char *said = count > 1 ? tree_string(tree_at(fields, count - 2)) : NULL;
    const Tree *none;
    range = range ? range : &none;
    *range = NULL;
    if ((said && (!strcmp(said, "new") || !strcmp(said, "old"))) || !writer->query) {
        *range = writer->range;
        return said && writer->query                                    ? said
               : said && (!strcmp(said, "new") || !strcmp(said, "old")) ? said
                                                                        : "";
    }
    for (const FactScope *scope = writer->query; scope && *column; scope = scope->outer) {
        Search search = {.writer = writer, .column = column, .name = said};
        look_through(&search, scope->query);
        if (search.count == 1 && (said || !search.unknown)) {
            *range = search.found;
            return called(search.found);
        }
        if (search.count || (search.unknown && !said))
            break;
    }
    return said ? said : "";
}
