// SPDX-License-Identifier: MIT
// The query of a view as it reads when what it names has other names by then.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_columns.h"

// --- a column that is renamed ---

static const char *known_as(const ViewName *relation)
{
    return relation->alias ? relation->alias : relation->name;
}

enum { NOT_ITS, ITS, UNKNOWN };

static bool may_have(Job *job, const Thing *relation, const char *column)
{
    QueryColumns columns = {0};
    if (relation->kind == THING_TABLE)
        return import_column_of(relation->made, column);
    if (relation->kind != THING_VIEW || !import_view_columns(job, relation->made, &columns))
        return true;
    return query_column(&columns, column);
}

static const ViewLevel *level_of(const ImportView *view, int number)
{
    const ViewLevel *level = view->levels;
    while (level && level->number != number)
        level = level->next;
    return level;
}

// Is the column one of that level's relations, and if so the table's?
static int whose_here(Job *job, const ImportView *view, const ViewName *column, const Thing *table, int level)
{
    int is = -1;
    for (const ViewName *name = view->names; name; name = name->next) {
        if (!name->thing || name->call || name->level != level)
            continue;
        bool its = name->thing == table;
        bool has = column->alias ? !strcmp(known_as(name), column->alias)
                                 : its || may_have(job, name->thing, column->now);
        if (has && is >= 0 && is != its)
            return UNKNOWN;
        is = has ? its : is;
    }
    return is;
}

// From the innermost query outwards. The table has its new name already.
static int whose(Job *job, const ImportView *view, const ViewName *column, const Thing *table)
{
    const ViewLevel *level = level_of(view, column->level);
    for (; level; level = level_of(view, level->outer)) {
        int is = whose_here(job, view, column, table, level->number);
        if (is >= 0 && (column->alias || !level->opaque))
            return is;
        if (!column->alias && level->opaque)
            return UNKNOWN;
    }
    return NOT_ITS;
}

static bool is_called(const ViewName *name, const char *column)
{
    return !name->thing && !name->all && !strcmp(name->now, column);
}

bool import_view_rename(Job *job, ImportView *view, const Thing *table, const char *old, const char *new)
{
    if (view->star || view->joined)
        return false;
    for (const ViewName *name = view->names; name; name = name->next)
        if (is_called(name, old) && whose(job, view, name, table) == UNKNOWN)
            return false;
    for (ViewName *name = view->names; name; name = name->next) {
        if (is_called(name, old) && whose(job, view, name, table) == ITS)
            name->now = new;
        for (ViewStar *at = name->columns; at; at = at->next)
            if (at->thing == table && !strcmp(at->now, old))
                at->now = new;
    }
    return true;
}

// --- as it reads at the end ---

// The relation is known by its own name, which it may well change: nothing else is called so.
static bool is_alone(const ImportView *view, const ViewName *relation)
{
    if (relation->alias)
        return false;
    for (const ViewName *name = view->names; name; name = name->next)
        if (name->thing && !name->call && name != relation &&
            (!strcmp(known_as(name), relation->name) || !strcmp(known_as(name), relation->thing->name)) &&
            (name->thing != relation->thing || name->alias))
            return false;
    return true;
}

// What a column is qualified by, by now.
static const char *qualifier(const ImportView *view, const ViewName *column)
{
    for (const ViewName *name = view->names; name && column->alias; name = name->next)
        if (name->thing && !name->call && !strcmp(name->name, column->alias) && is_alone(view, name))
            return name->thing->name;
    return column->alias;
}

static void put_column(Text *out, const ImportView *view, const ViewName *name)
{
    if (name->alias) {
        name_put(out, qualifier(view, name));
        text_char(out, '.');
    }
    name_put(out, name->now);
    if (name->target && name->now != name->name) { // what it is called in the result does not change
        text_puts(out, " AS ");
        name_put(out, name->name);
    }
}

static void put_name(Job *job, Text *out, const ImportView *view, const ViewName *name)
{
    const Thing *thing = name->thing;
    if (name->all) {
        import_put_star(out, name);
        return;
    }
    if (!thing) {
        put_column(out, view, name);
        return;
    }
    bool away = thing->schema != job->catalogue->home;
    if (name->qualified || away) {
        name_put(out, thing->schema);
        text_char(out, '.');
    }
    name_put(out, thing->name);
    if (thing->name != name->name && !name->call && !name->alias && !is_alone(view, name)) {
        text_puts(out, " AS "); // its columns are qualified by the old name
        name_put(out, name->name);
    }
}

static bool is_as_written(const Job *job, const ImportView *view, const ViewName *name)
{
    const Thing *thing = name->thing;
    if (name->all || name->start == name->end)
        return !name->columns;
    if (!thing)
        return name->now == name->name && (!name->alias || qualifier(view, name) == name->alias);
    return thing->name == name->name && thing->schema == name->schema &&
           (name->qualified || name->schema == job->catalogue->home);
}

const char *import_view_text(Job *job, const ImportView *view)
{
    Text text = {0};
    size_t done = 0;
    const char *query = view->read.query;
    for (;;) { // in the order of the text, which is not that of the tree
        const ViewName *next = NULL;
        for (const ViewName *name = view->names; name; name = name->next)
            if (name->start >= done && !is_as_written(job, view, name) &&
                (!next || name->start < next->start))
                next = name;
        if (!next)
            break;
        text_add(&text, query + done, next->start - done);
        put_name(job, &text, view, next);
        done = next->end;
    }
    text_puts(&text, query + done);
    const char *kept = arena_copy(job->arena, text_string(&text), text.length);
    text_free(&text);
    return kept;
}
