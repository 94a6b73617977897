// SPDX-License-Identifier: MIT
// A view of something that is not carried cannot be carried either, nor what reads that view in turn.
#include <string.h>

#include "gen/read/postgres.h"

bool read_is_carried(const Pg *pg, uint32_t relation, int column)
{
    const PgView *view = list_find(&pg->views, relation);
    const PgTable *table = list_find(&pg->tables, relation);
    if (view || !table)
        return view ? !view->lost : list_find(&pg->foreign, relation) != NULL;
    return column <= 0 || ((size_t)column <= table->count && table->columns[column - 1]);
}

static bool lose(Pg *pg, const PgRow *row)
{
    PgView *view = list_find(&pg->views, row_oid(row, 0));
    bool lost = view && !view->lost && !read_is_carried(pg, row_oid(row, 1), row_number(row, 2));
    if (lost)
        view->lost = true;
    return lost;
}

// The same rows until no more are found: once, mostly.
bool read_views_finish(Pg *pg, const char *sql)
{
    SchemacRows rows;
    bool good = !ahead_query(&pg->ahead, sql, &rows, pg->error);
    for (bool more = good; more;) {
        more = false;
        for (size_t row = 0; row < rows.rows; row++)
            more |= lose(pg, &(PgRow){&rows, row});
    }
    schemac_rows_free(&rows);
    if (!good)
        return false;
    Catalogue *catalogue = pg->catalogue;
    const PgView *views = pg->views.at;
    for (size_t at = 0; at < pg->views.count; at++) {
        if (!views[at].lost)
            continue;
        ReadView **link = &catalogue->views;
        while (*link != views[at].view)
            link = &(*link)->next;
        *link = views[at].view->next;
        read_note(catalogue, "view", "%s.%s: what it reads is not carried", views[at].view->schema,
                  views[at].view->name);
    }
    return true;
}
