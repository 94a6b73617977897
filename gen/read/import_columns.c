// SPDX-License-Identifier: MIT
// Which columns a query has: their names, and their types as far as they can be told without asking a server.
#include <stdio.h>
#include <string.h>

#include "gen/query/query.h"
#include "gen/read/import_columns.h"

// --- columns ---

ImportColumn *query_columns_add(Job *job, QueryColumns *columns, const char *name)
{
    if (columns->count == columns->size) {
        size_t size = columns->size ? columns->size * 2 : 8;
        ImportColumn *more = ARENA_ARRAY(job->arena, ImportColumn, size);
        if (columns->count)
            memcpy(more, columns->at, columns->count * sizeof *more);
        columns->at = more;
        columns->size = size;
    }
    ImportColumn *made = &columns->at[columns->count++];
    *made = (ImportColumn){.read = {.name = import_name(job, name), .nullable = true}};
    return made;
}

bool query_column_typed(const ImportColumn *column)
{
    return column->read.type.built_in.id != TYPE_NONE || column->read.type.name;
}

bool query_columns_typed(const QueryColumns *columns)
{
    for (size_t at = 0; at < columns->count; at++)
        if (!query_column_typed(&columns->at[at]))
            return false;
    return !columns->open;
}

void query_column_take(ImportColumn *to, const ImportColumn *from)
{
    to->read.type = from->read.type;
    to->read.collation = from->read.collation;
    to->type = from->type;
}

ImportColumn *query_column(const QueryColumns *columns, const char *name)
{
    for (size_t at = 0; at < columns->count; at++)
        if (!strcmp(columns->at[at].read.name, name))
            return &columns->at[at];
    return NULL;
}

static void add_columns(Job *job, QueryColumns *to, const QueryColumns *from)
{
    for (size_t at = 0; at < from->count; at++)
        query_column_take(query_columns_add(job, to, from->at[at].read.name), &from->at[at]);
}

// Those that it has because of other tables come first.
void import_table_columns(Job *job, const ImportTable *table, QueryColumns *out)
{
    const ReadTable *read = &table->read;
    for (size_t at = 0; at < read->parent_count; at++)
        import_table_columns(job, (const ImportTable *)read->parents[at], out);
    if (read->part_of)
        import_table_columns(job, (const ImportTable *)read->part_of, out);
    for (const ReadColumn *at = read->columns; at; at = at->next)
        if (!query_column(out, at->name))
            query_column_take(query_columns_add(job, out, at->name), (const ImportColumn *)at);
    out->open = out->open || table->missing.count;
}

bool import_view_columns(Job *job, const ImportView *view, QueryColumns *out)
{
    const char *text = import_view_text(job, view);
    Source source = {.text = text, .base = 1, .length = (uint32_t)strlen(text)};
    const Source *outer = job->source;
    Span statement = job->statement;
    TreeFault fault;
    const Tree *trees = newer_parse_any(job->arena, arena_copy(job->arena, text, strlen(text)), &fault);
    const Tree *select = tree_get(tree_get(tree_first(trees), "stmt"), "SelectStmt");
    job->source = &source;
    job->statement = (Span){1, source.length + 1};
    bool told = select && import_columns_of(job, NULL, select, out);
    job->source = outer;
    job->statement = statement;
    for (size_t at = 0; at < view->read.columns.count && at < out->count; at++)
        out->at[at].read.name = view->read.columns.at[at];
    return told;
}

// --- FROM ---

static Range *add_range(const Level *level, Range **list, const char *alias)
{
    Range *range = ARENA_NEW(level->job->arena, Range);
    while (*list)
        list = &(*list)->next;
    range->alias = alias;
    return *list = range;
}

static const Range *find_local(const Level *level, const char *name)
{
    for (; level; level = level->outer)
        for (const Range *at = level->locals; at; at = at->next)
            if (!strcmp(at->alias, name))
                return at;
    return NULL;
}

static void rename_columns(Job *job, QueryColumns *columns, const Tree *names)
{
    const Tree *item;
    TREE_EACH(item, names)
    {
        if (item_at < columns->count)
            columns->at[item_at].read.name = import_name(job, tree_string(item));
    }
}

static void add_relation(Level *level, const Tree *node)
{
    Job *job = level->job;
    const char *name = tree_text(node, "relname");
    const Tree *alias = tree_get(node, "alias");
    const char *called = *tree_text(alias, "aliasname") ? tree_text(alias, "aliasname") : name;
    const Range *local = *tree_text(node, "schemaname") ? NULL : find_local(level, name);
    Thing *thing = local ? NULL : import_find_range(job, node);
    Range *range = add_range(level, &level->ranges, called);
    QueryColumns *columns = &range->columns;
    if (local) {
        add_columns(job, columns, &local->columns);
        columns->open = local->columns.open;
    } else if (thing && thing->kind == THING_TABLE) {
        import_table_columns(job, thing->made, columns);
    } else if (!thing || thing->kind != THING_VIEW || !import_view_columns(job, thing->made, columns)) {
        columns->open = true;
    }
    rename_columns(job, columns, tree_get(alias, "colnames"));
}

static void add_item(Level *level, const Tree *item)
{
    const Tree *relation = tree_get(item, "RangeVar"), *join = tree_get(item, "JoinExpr");
    const Tree *query = tree_get(item, "RangeSubselect");
    if (relation) {
        add_relation(level, relation);
    } else if (join) {
        level->joined = level->joined || tree_get(join, "usingClause") || tree_flag(join, "isNatural");
        add_item(level, tree_get(join, "larg"));
        add_item(level, tree_get(join, "rarg"));
    } else {
        const Tree *alias = tree_get(query ? query : tree_inner(item), "alias");
        Range *range = add_range(level, &level->ranges, tree_text(alias, "aliasname"));
        const Tree *select = tree_get(tree_get(query, "subquery"), "SelectStmt");
        range->columns.open = !select || !import_columns_of(level->job, level, select, &range->columns);
        rename_columns(level->job, &range->columns, tree_get(alias, "colnames"));
    }
}

// --- queries ---

static void add_star(const Level *level, const char *alias, QueryColumns *out)
{
    bool found = false;
    for (const Range *range = level->ranges; range; range = range->next) {
        if (alias && strcmp(alias, range->alias) != 0)
            continue;
        found = true;
        out->open = out->open || range->columns.open || (level->joined && !alias);
        add_columns(level->job, out, &range->columns);
    }
    out->open = out->open || !found;
}

static void add_target(const Level *level, const Tree *target, QueryColumns *out)
{
    const Tree *value = tree_get(target, "val"), *fields = tree_get(tree_get(value, "ColumnRef"), "fields");
    size_t count = tree_count(fields);
    const char *name = tree_text(target, "name");
    if (count && tree_get(tree_at(fields, count - 1), "A_Star"))
        add_star(level, count > 1 ? tree_schema(fields) : NULL, out);
    else
        import_expr_type(level, value, query_columns_add(level->job, out, *name ? name : figure_name(value)));
}

static void add_locals(Level *level, const Tree *with)
{
    const Tree *item;
    TREE_EACH(item, tree_get(with, "ctes"))
    {
        const Tree *local = tree_get(item, "CommonTableExpr");
        const Tree *select = tree_get(tree_get(local, "ctequery"), "SelectStmt");
        QueryColumns columns = {0}; // which do not read their own name
        columns.open = !select || !import_columns_of(level->job, level, select, &columns);
        rename_columns(level->job, &columns, tree_get(local, "aliascolnames"));
        add_range(level, &level->locals, tree_text(local, "ctename"))->columns = columns;
    }
}

// What both arms agree on.
static void join_arms(QueryColumns *one, const QueryColumns *other)
{
    for (size_t at = 0; at < one->count; at++) {
        ImportColumn *to = &one->at[at];
        const ImportColumn *from = at < other->count ? &other->at[at] : NULL;
        if (!from || !import_join_type(to, from))
            to->read.type = (ReadType){0};
    }
}

static void add_values(const Level *level, const Tree *lists, QueryColumns *out)
{
    const Tree *list, *item;
    TREE_EACH(list, lists)
    {
        QueryColumns row = {0};
        TREE_EACH(item, tree_items(list))
        {
            char name[32];
            snprintf(name, sizeof name, "column%zu", item_at + 1);
            import_expr_type(level, item, query_columns_add(level->job, &row, name));
        }
        if (!list_at)
            *out = row;
        else
            join_arms(out, &row);
    }
}

bool import_columns_of(Job *job, const Level *outer, const Tree *select, QueryColumns *out)
{
    Level level = {.outer = outer, .job = job};
    const Tree *item;
    add_locals(&level, tree_get(select, "withClause"));
    if (tree_get(select, "larg")) {
        QueryColumns other = {0};
        import_columns_of(job, &level, tree_get(select, "larg"), out);
        import_columns_of(job, &level, tree_get(select, "rarg"), &other);
        join_arms(out, &other);
        return !out->open;
    }
    TREE_EACH(item, tree_get(select, "fromClause"))
    {
        add_item(&level, item);
    }
    add_values(&level, tree_get(select, "valuesLists"), out);
    TREE_EACH(item, tree_get(select, "targetList"))
    {
        add_target(&level, tree_get(item, "ResTarget"), out);
    }
    return !out->open;
}

bool import_query_columns(Job *job, const Tree *select, const Tree *names, QueryColumns *out)
{
    bool told = import_columns_of(job, NULL, select, out);
    rename_columns(job, out, names);
    return told;
}
