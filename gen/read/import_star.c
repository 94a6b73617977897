// SPDX-License-Identifier: MIT
// What * stands for is settled when a view is made. Before a relation changes, the views that read it say by
// name what they have taken.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

static void add(Job *job, ViewStar **list, ViewStar made)
{
    while (*list)
        list = &(*list)->next;
    *list = ARENA_NEW(job->arena, ViewStar);
    **list = made;
}

typedef struct Finder {
    Job *job;
    ViewName *star;
    bool (*local)(void *, const char *);
    void *context;
    bool open;  // something is among them that is not known
    bool inner; // a query of the view's own
} Finder;

static void find_ranges(Finder *finder, const Tree *item)
{
    const Tree *range = tree_get(item, "RangeVar"), *join = tree_get(item, "JoinExpr");
    const char *schema = tree_text(range, "schemaname"), *name = tree_text(range, "relname");
    const char *alias = tree_text(tree_get(range, "alias"), "aliasname"), *known = *alias ? alias : name;
    Thing *thing = range && (*schema || !finder->local(finder->context, name))
                       ? import_find_range(finder->job, range)
                       : NULL;
    bool wanted = !finder->star->alias || !strcmp(finder->star->alias, known);
    if (join) {
        bool joined =
            tree_get(join, "usingClause") || tree_flag(join, "isNatural") || tree_get(join, "alias");
        finder->open = finder->open || (joined && !finder->star->alias);
        find_ranges(finder, tree_get(join, "larg"));
        find_ranges(finder, tree_get(join, "rarg"));
    } else if (thing && wanted && !tree_get(tree_get(range, "alias"), "colnames")) {
        add(finder->job, &finder->star->ranges,
            (ViewStar){.thing = thing, .alias = import_name(finder->job, known)});
    } else if (tree_get(item, "RangeSubselect") ||
               (range && !*schema && finder->local(finder->context, name))) {
        finder->inner = true;
    } else {
        finder->open = finder->open || !range || wanted;
    }
}

void import_star_ranges(Job *job, ViewName *star, const Tree *from, bool local(void *, const char *),
                        void *context)
{
    Finder finder = {.job = job, .star = star, .local = local, .context = context};
    const Tree *item;
    TREE_EACH(item, from)
    {
        find_ranges(&finder, item);
    }
    bool found = star->alias && star->ranges && !star->ranges->next;
    star->settled = finder.inner && !finder.open && !star->ranges;
    if ((finder.open || finder.inner) && !found)
        star->ranges = NULL;
}

// False: nobody knows which columns there are.
static bool fix(Job *job, ViewName *star)
{
    if (!star->ranges)
        return star->settled;
    for (const ViewStar *range = star->ranges; range; range = range->next) {
        QueryColumns columns = {0};
        if (range->thing->kind == THING_TABLE)
            import_table_columns(job, range->thing->made, &columns);
        else if (range->thing->kind != THING_VIEW || !import_view_columns(job, range->thing->made, &columns))
            return false;
        if (columns.open)
            return false;
        for (size_t at = 0; at < columns.count; at++)
            add(job, &star->columns,
                (ViewStar){.thing = range->thing,
                           .alias = star->alias || star->ranges->next ? range->alias : NULL,
                           .name = columns.at[at].read.name,
                           .now = columns.at[at].read.name});
    }
    return true;
}

void import_fix_stars(Job *job, const Thing *relation)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportView *view = thing->kind == THING_VIEW && !thing->gone ? thing->made : NULL;
        bool fixed = view && view->star && import_view_reads(view, relation, NULL);
        for (ViewName *name = fixed ? view->names : NULL; name; name = name->next)
            if (name->all && !name->columns)
                fixed = fix(job, name) && fixed;
        if (fixed)
            view->star = false;
    }
}

void import_put_star(Text *out, const ViewName *star)
{
    for (const ViewStar *at = star->columns; at; at = at->next) {
        text_puts(out, at == star->columns ? "" : ", ");
        if (at->alias) {
            name_put(out, at->alias);
            text_char(out, '.');
        }
        name_put(out, at->now);
        if (at->now != at->name) {
            text_puts(out, " AS ");
            name_put(out, at->name);
        }
    }
}

void import_rename_view_column(Job *job, Thing *thing, const char *old, const char *new)
{
    ImportView *view = thing->made;
    QueryColumns columns = {0};
    ReadNames names = {0};
    if (!import_view_columns(job, view, &columns)) {
        import_note_statement(job);
        return;
    }
    import_fix_stars(job, thing);
    for (size_t at = 0; at < columns.count; at++) {
        const char *name = columns.at[at].read.name;
        read_name_add(job->arena, &names, strcmp(name, old) ? name : new);
    }
    view->read.columns = names;
    for (ReadColumn *at = view->rows.read.columns; at; at = at->next)
        if (!strcmp(at->name, old))
            at->name = new;
    import_rename_in_rows(job, &view->rows, old, new);
    import_rename_in_triggers(job, thing, old, new);
    import_rename_in_views(job, thing, old, new);
}
