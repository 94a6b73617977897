// SPDX-License-Identifier: MIT
// SQLite's catalogue: its pragmas for facts, its CREATE texts for the rest.
#include "gen/read/sqlite.h"

#include <string.h>
#include <strings.h>

#include "gen/read/read.h"

static const char *cell(const SchemacRows *rows, size_t row, size_t column)
{
    const char *text = rows->cells[row * rows->columns + column];
    return text ? text : "";
}

static const char *keep(Lite *lite, const SchemacRows *rows, size_t row, size_t column)
{
    const char *text = rows->cells[row * rows->columns + column];
    return text ? arena_copy(lite->catalogue->arena, text, strlen(text)) : NULL;
}

static bool ask(Lite *lite, const char *sql, SchemacRows *rows)
{
    return !schemac_query(lite->db, sql, rows, lite->error);
}

// Ours, and what SQLite makes by itself.
#define OWN(name)                                                                                     \
    name " NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND " name " NOT LIKE 'schemac\\_stash\\_%' ESCAPE '\\'" \
         " AND " name " NOT IN ('schemac_migration', 'schemac_event', 'schemac_runner')"

// --- tables ---

static bool read_tables(Lite *lite)
{
    SchemacRows rows;
    Catalogue *catalogue = lite->catalogue;
    if (!ask(lite,
             "SELECT l.name, l.type, l.wr, l.strict FROM pragma_table_list AS l WHERE l.schema = 'main' AND"
             " l.type IN ('table', 'virtual') AND " OWN("l.name") " ORDER BY l.name",
             &rows))
        return false;
    for (size_t row = 0; row < rows.rows; row++) {
        if (!strcmp(cell(&rows, row, 1), "virtual")) {
            ReadVirtual *table =
                READ_ADD(catalogue->arena, ReadVirtual, &catalogue->virtuals, &catalogue->last_virtual);
            table->name = keep(lite, &rows, row, 0);
            continue;
        }
        ReadTable *table = READ_ADD(catalogue->arena, ReadTable, &catalogue->tables, &catalogue->last_table);
        table->schema = catalogue->home;
        table->name = keep(lite, &rows, row, 0);
        table->without_rowid = *cell(&rows, row, 2) == '1';
        table->strict = *cell(&rows, row, 3) == '1';
    }
    schemac_rows_free(&rows);
    return true;
}

static void take_column(Lite *lite, const SchemacRows *rows, size_t row, ReadTable *table)
{
    ReadColumn *column = READ_ADD(lite->catalogue->arena, ReadColumn, &table->columns, &table->last_column);
    column->name = keep(lite, rows, row, 1);
    column->type.built_in = type_declared(lite->words, cell(rows, row, 2));
    column->nullable = *cell(rows, row, 3) != '1';
    column->default_ = keep(lite, rows, row, 4);
}

static bool read_columns(Lite *lite)
{
    SchemacRows rows;
    ReadTable *table = lite->catalogue->tables;
    if (!ask(lite,
             "SELECT l.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk FROM pragma_table_list AS l,"
             " pragma_table_xinfo(l.name) AS x WHERE l.schema = 'main' AND l.type = 'table' AND " OWN(
                 "l.name") " ORDER BY l.name, x.cid",
             &rows))
        return false;
    for (size_t row = 0; row < rows.rows; row++) {
        while (table && strcmp(table->name, cell(&rows, row, 0)))
            table = table->next;
        if (table)
            take_column(lite, &rows, row, table);
    }
    schemac_rows_free(&rows);
    return true;
}

// --- texts ---

static ReadVirtual *find_virtual(const Catalogue *catalogue, const char *name)
{
    ReadVirtual *table = catalogue->virtuals;
    while (table && strcasecmp(table->name, name))
        table = table->next;
    return table;
}

static void take_text(Lite *lite, const SchemacRows *rows, size_t row)
{
    Catalogue *catalogue = lite->catalogue;
    const char *type = cell(rows, row, 0), *name = keep(lite, rows, row, 1), *sql = keep(lite, rows, row, 3);
    ReadTable *table = text_table(catalogue, name);
    ReadVirtual *made = find_virtual(catalogue, name);
    if (!strcmp(type, "table") && table) {
        lite_table_text(lite, table, sql);
    } else if (!strcmp(type, "table") && made) {
        lite_virtual_text(lite, made, sql);
    } else if (!strcmp(type, "index")) {
        lite_index_text(lite, name, sql);
    } else if (!strcmp(type, "view")) {
        ReadView *view = READ_ADD(catalogue->arena, ReadView, &catalogue->views, &catalogue->last_view);
        view->schema = catalogue->home;
        view->name = name;
        lite_view_text(lite, view, sql);
    } else if (!strcmp(type, "trigger")) {
        lite_trigger_text(lite, name, cell(rows, row, 2), sql);
    }
}

static bool read_texts(Lite *lite)
{
    SchemacRows rows;
    if (!ask(lite,
             "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND " OWN(
                 "name") " AND " OWN("tbl_name") " ORDER BY type IN ('index', 'trigger'), name",
             &rows))
        return false;
    for (size_t row = 0; row < rows.rows; row++)
        take_text(lite, &rows, row);
    schemac_rows_free(&rows);
    lite_resolve(lite);
    return true;
}

bool read_sqlite(SchemacDb *db, Catalogue *catalogue, Words *words, SchemacError *error)
{
    Lite lite = {.db = db, .error = error, .catalogue = catalogue, .words = words};
    SchemacRows rows;
    SchemacError later;
    ReadSchema *home = READ_ADD(catalogue->arena, ReadSchema, &catalogue->schemas, &catalogue->last_schema);
    home->name = catalogue->home;
    if (!ask(&lite, "BEGIN", &rows)) // one state for all queries
        return false;
    schemac_rows_free(&rows);
    bool good = read_tables(&lite) && read_columns(&lite) && read_texts(&lite);
    schemac_query(db, "ROLLBACK", &rows, &later);
    schemac_rows_free(&rows);
    return good;
}
