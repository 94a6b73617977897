// SPDX-License-Identifier: MIT
// PostgreSQL's catalogue, by a fixed number of queries whatever is in it (gen/read/postgres/), all of one
// snapshot. Nothing is asked of an object by itself.
#include "gen/read/postgres.h"

#include <stdlib.h>
#include <string.h>

#include "gen/read/postgres_sql.h"
#include "gen/read/read.h"

// --- rows ---

const char *row_text(const PgRow *row, int column)
{
    const char *text = row->rows->cells[row->row * row->rows->columns + (size_t)column];
    return text ? text : "";
}

const char *row_keep(Pg *pg, const PgRow *row, int column)
{
    const char *text = row->rows->cells[row->row * row->rows->columns + (size_t)column];
    return text ? arena_copy(pg->catalogue->arena, text, strlen(text)) : NULL;
}

bool row_bool(const PgRow *row, int column)
{
    return *row_text(row, column) == 't';
}

uint32_t row_oid(const PgRow *row, int column)
{
    return (uint32_t)strtoul(row_text(row, column), NULL, 10);
}

int row_number(const PgRow *row, int column)
{
    return (int)strtol(row_text(row, column), NULL, 10);
}

bool list_next(const char **list, long *number)
{
    *list += strspn(*list, "{, ");
    if (!**list || **list == '}')
        return false;
    char *end;
    *number = strtol(*list, &end, 10);
    bool moved = end > *list;
    *list = end;
    return moved;
}

// Columns have the server's own marks among their options.
ReadNames row_names(Pg *pg, const PgRow *row, int column)
{
    ReadNames names = {0};
    for (const char *at = row_text(row, column); *at;) {
        size_t length = strcspn(at, "\1");
        if (length && strncmp(at, "pg_attver=", strlen("pg_attver=")) != 0)
            read_name_add(pg->catalogue->arena, &names, arena_copy(pg->catalogue->arena, at, length));
        at += length + (at[length] != '\0');
    }
    return names;
}

static bool ask(Pg *pg, const char *sql)
{
    SchemacRows rows;
    bool good = !ahead_query(&pg->ahead, sql, &rows, pg->error);
    schemac_rows_free(&rows);
    return good;
}

bool read_each(Pg *pg, const char *sql, PgTake *take)
{
    SchemacRows rows;
    bool good = !ahead_query(&pg->ahead, sql, &rows, pg->error);
    for (size_t row = 0; good && row < rows.rows; row++)
        good = take(pg, &(PgRow){&rows, row});
    schemac_rows_free(&rows);
    return good;
}

// --- what is found by its number ---

static int by_oid(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

void list_sort(PgList *list)
{
    if (list->count)
        qsort(list->at, list->count, list->size, by_oid);
}

void *list_find(const PgList *list, uint32_t oid)
{
    return list->count && oid ? bsearch(&oid, list->at, list->count, list->size, by_oid) : NULL;
}

const char *list_name(const PgList *list, uint32_t oid)
{
    const PgName *name = list_find(list, oid);
    return name && *name->name ? name->name : NULL;
}

void *list_new(Pg *pg, PgList *list, const PgRow *row, size_t size)
{
    if (!list->at) {
        list->at = arena_take(pg->catalogue->arena, size * row->rows->rows);
        list->size = size;
    }
    return (char *)list->at + size * list->count++;
}

static bool take_name(Pg *pg, const PgRow *row, PgList *list)
{
    PgName *name = list_new(pg, list, row, sizeof *name);
    *name = (PgName){row_oid(row, 0), row_keep(pg, row, 1)};
    return true;
}

static bool take_collation(Pg *pg, const PgRow *row)
{
    return take_name(pg, row, &pg->collations);
}

static bool take_opclass(Pg *pg, const PgRow *row)
{
    return take_name(pg, row, &pg->opclasses);
}

// --- objects ---

static bool take_schema(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadSchema *schema = READ_ADD(catalogue->arena, ReadSchema, &catalogue->schemas, &catalogue->last_schema);
    schema->name = row_keep(pg, row, 0);
    schema->comment = row_keep(pg, row, 1);
    return true;
}

static bool take_label(Pg *pg, const PgRow *row)
{
    const PgType *type = list_find(&pg->types, row_oid(row, 0));
    if (type && type->enum_)
        read_name_add(pg->catalogue->arena, &type->enum_->labels, row_keep(pg, row, 1));
    return true;
}

static bool take_type(Pg *pg, const PgRow *row)
{
    PgType *type = list_new(pg, &pg->types, row, sizeof *type);
    (void)type;
    return read_take_type(pg, row);
}

static void take_view(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadView *view = READ_ADD(catalogue->arena, ReadView, &catalogue->views, &catalogue->last_view);
    view->schema = view->rows.schema = row_keep(pg, row, 1);
    view->name = view->rows.name = row_keep(pg, row, 2);
    view->comment = row_keep(pg, row, 5);
    view->rows.storage.options = row_names(pg, row, 8);
    view->rows.storage.tablespace = row_keep(pg, row, 9);
    view->rows.method = row_keep(pg, row, 10);
    view->materialized = row_bool(row, 12);
    view->no_data = view->materialized && row_bool(row, 13);
    *(PgView *)list_new(pg, &pg->views, row, sizeof(PgView)) = (PgView){row_oid(row, 0), view, false};
    if (view->materialized)
        *(PgTable *)list_new(pg, &pg->tables, row, sizeof(PgTable)) =
            (PgTable){.oid = row_oid(row, 0), .table = &view->rows, .view = true};
}

static bool take_relation(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    if (row_bool(row, 3)) {
        take_view(pg, row);
        return true;
    }
    PgTable *found = list_new(pg, &pg->tables, row, sizeof *found);
    ReadTable *table = READ_ADD(catalogue->arena, ReadTable, &catalogue->tables, &catalogue->last_table);
    *found = (PgTable){.oid = row_oid(row, 0), .table = table};
    table->schema = row_keep(pg, row, 1);
    table->name = row_keep(pg, row, 2);
    table->unlogged = row_bool(row, 4);
    table->comment = row_keep(pg, row, 5);
    table->row_security =
        (row_bool(row, 6) ? ROW_SECURITY_ENABLED : 0) | (row_bool(row, 7) ? ROW_SECURITY_FORCED : 0);
    table->storage.options = row_names(pg, row, 8);
    table->storage.tablespace = row_keep(pg, row, 9);
    table->method = row_keep(pg, row, 10);
    table->replica = row_keep(pg, row, 11);
    const PgType *type = list_find(&pg->types, row_oid(row, 14));
    table->row = type && type->usable ? type->composite : NULL;
    if (row_oid(row, 14) && !table->row)
        read_note(catalogue, "type of a table", "%s.%s", table->schema, table->name);
    return true;
}

static bool take_query(Pg *pg, const PgRow *row)
{
    const PgView *view = list_find(&pg->views, row_oid(row, 0));
    if (view) // else it is an extension's
        view->view->query = read_unnamed(pg, row_keep(pg, row, 1));
    return true;
}

static bool take_note(Pg *pg, const PgRow *row)
{
    read_note(pg->catalogue, row_keep(pg, row, 0), "%s", row_text(row, 1));
    return true;
}

static bool read_routines(Pg *pg)
{
    bool good = read_each(pg, read_sql_routines, read_take_routine);
    list_sort(&pg->routines);
    good = good && read_each(pg, read_sql_arguments, read_take_argument) &&
           read_each(pg, read_sql_settings, read_take_setting);
    read_routines_finish(pg);
    return good && read_each(pg, read_sql_triggers, read_take_trigger) &&
           read_each(pg, read_sql_policies, read_take_policy);
}

static bool read_rights(Pg *pg)
{
    list_sort(&pg->sequences);
    list_sort(&pg->defined);
    list_sort(&pg->defined_database);
    return read_each(pg, read_sql_rights, read_take_rights) &&
           read_each(pg, read_sql_defaults, read_take_defaults);
}

static bool read_all(Pg *pg)
{
    bool good = read_each(pg, read_sql_schemas, take_schema) &&
                read_each(pg, read_sql_collations, take_collation) &&
                read_each(pg, read_sql_opclasses, take_opclass) && read_each(pg, read_sql_types, take_type);
    list_sort(&pg->types);
    good = good && read_each(pg, read_sql_labels, take_label);
    good = good && read_each(pg, read_sql_ranges, read_take_range) &&
           read_each(pg, read_sql_attributes, read_take_attribute);
    good = good && read_types_finish(pg) && read_each(pg, read_sql_relations, take_relation);
    list_sort(&pg->tables);
    list_sort(&pg->views);
    good = good && read_each(pg, read_sql_foreign, read_take_foreign);
    list_sort(&pg->foreign);
    return good && read_each(pg, read_sql_queries, take_query) &&
           read_each(pg, read_sql_parents, read_take_parent) &&
           read_each(pg, read_sql_columns, read_take_column) &&
           read_each(pg, read_sql_partitioned, read_take_partitioned) &&
           read_each(pg, read_sql_constraints, read_take_constraint) &&
           read_each(pg, read_sql_indexes, read_take_index) && read_views_finish(pg, read_sql_reads) &&
           read_each(pg, read_sql_extensions, read_take_extension) &&
           read_each(pg, read_sql_sequences, read_take_sequence) && read_routines(pg) &&
           read_definitions(pg) && read_rights(pg) && read_each(pg, read_sql_census, take_note);
}

static bool take_size(Pg *pg, const PgRow *row)
{
    pg->large = row_bool(row, 0);
    pg->superuser = row_bool(row, 1);
    pg->version = row_number(row, 2);
    pg->catalogue->user = row_keep(pg, row, 3);
    return true;
}

// With nothing but public in the search path the server qualifies what a reader could not tell otherwise.
// Other settings would change how it writes values and names. Below some hundred tables another connection
// costs more than it saves.
bool read_postgres(SchemacDb *db, const char *url, Catalogue *catalogue, SchemacError *error)
{
    static const char SETTINGS[] =
        "SELECT pg_relation_size('pg_catalog.pg_attribute') > 1000000,"
        " current_setting('is_superuser') = 'on', current_setting('server_version_num'), current_user::text,"
        " set_config('search_path', 'public', true), set_config('datestyle', 'ISO, MDY', true),"
        " set_config('intervalstyle', 'postgres', true), set_config('timezone', 'UTC', true),"
        " set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true),"
        " set_config('work_mem', '64MB', true), set_config('jit', 'off', true),"
        " set_config('max_parallel_workers_per_gather', '0', true),"
        " set_config('quote_all_identifiers', 'off', true), set_config('statement_timeout', '0', true)";
    Pg pg = {.error = error, .catalogue = catalogue};
    ahead_begin(&pg.ahead, db);
    if (!ask(&pg, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return false;
    bool good = read_each(&pg, SETTINGS, take_size);
    if (good && pg.large)
        ahead_start(&pg.ahead, url, SETTINGS);
    good = good && read_all(&pg);
    ahead_end(&pg.ahead);
    SchemacError later;
    pg.error = &later; // the first fault is the one to tell
    ask(&pg, "ROLLBACK");
    return good;
}
