// SPDX-License-Identifier: MIT
// Columns, constraints and indexes. What names a column that could not be carried is not carried either.
#include <stdlib.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/postgres.h"
#include "grammar/sqltoken.h"

enum { DEFAULT_COLLATION = 100 }; // pg_collation.dat

bool table_names_lost(const PgTable *table, const char *sql)
{
    SqlTokens tokens;
    SqlToken token;
    if (!sql || !table->lost.count)
        return false;
    sql_tokens_begin(&tokens, sql, 0, strlen(sql));
    while (sql_token_next(&tokens, &token)) {
        const char *text = sql_token_text(&tokens, token);
        size_t length = span_length(token.span), quotes = token.kind == SQL_QUOTED;
        for (size_t at = 0; at < table->lost.count; at++)
            if (strlen(table->lost.at[at]) + 2 * quotes == length &&
                !memcmp(table->lost.at[at], text + quotes, length - 2 * quotes))
                return true;
    }
    return false;
}

// --- columns ---

// Numbers have gaps where columns were dropped. Rows come by table and number, so the last is known ahead.
static void make_room(Pg *pg, PgTable *table, const PgRow *row)
{
    PgRow last = *row;
    while (last.row + 1 < last.rows->rows && row_oid(&(PgRow){last.rows, last.row + 1}, 0) == table->oid)
        last.row++;
    table->count = (size_t)row_number(&last, 1);
    table->columns = ARENA_ARRAY(pg->catalogue->arena, ReadColumn *, table->count);
    table->collations = ARENA_ARRAY(pg->catalogue->arena, uint32_t, table->count);
}

static void set_value(Pg *pg, const PgRow *row, ReadColumn *column)
{
    const char *generated = row_text(row, 8), *identity = row_text(row, 7);
    const char *value = row_keep(pg, row, 9);
    if (*generated == 's' || *generated == 'v') {
        column->expression = value;
        column->generated = *generated == 'v' ? GENERATED_VIRTUAL : GENERATED_STORED;
    } else {
        column->default_ = value;
    }
    if (*identity)
        column->identity = *identity == 'a' ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
}

static void set_storage(Pg *pg, const PgRow *row, ReadColumn *column)
{
    switch (*row_text(row, 14)) {
    case 'p': column->storage = "plain"; break;
    case 'e': column->storage = "external"; break;
    case 'm': column->storage = "main"; break;
    case 'x': column->storage = "extended"; break;
    default: break;
    }
    switch (*row_text(row, 15)) {
    case 'p': column->compression = "pglz"; break;
    case 'l': column->compression = "lz4"; break;
    default: break;
    }
    column->statistics = row_keep(pg, row, 16);
    column->options = row_names(pg, row, 17);
}

// Of a plain view: it has a default or a comment.
static bool take_view_column(Pg *pg, const PgRow *row)
{
    const PgView *view = list_find(&pg->views, row_oid(row, 0));
    if (!view)
        return true; // an extension's
    ReadTable *rows = &view->view->rows;
    ReadColumn *column = READ_ADD(pg->catalogue->arena, ReadColumn, &rows->columns, &rows->last_column);
    column->name = row_keep(pg, row, 2);
    column->comment = row_keep(pg, row, 12);
    column->default_ = row_keep(pg, row, 9);
    return true;
}

bool read_take_column(Pg *pg, const PgRow *row)
{
    PgTable *table = list_find(&pg->tables, row_oid(row, 0));
    ReadType type = {0};
    const char *name;
    if (!table)
        return take_view_column(pg, row);
    if (!table->columns)
        make_room(pg, table, row);
    if (!table->view &&
        !read_type(pg, row_oid(row, 3), row_number(row, 4), (unsigned)row_number(row, 5), &type, &name)) {
        read_note(pg->catalogue, "column", "%s.%s.%s: its type %s", table->table->schema, table->table->name,
                  row_text(row, 2), name ? name : row_text(row, 13));
        read_name_add(pg->catalogue->arena, &table->lost, row_keep(pg, row, 2));
        return true;
    }
    if (*row_text(row, 8) && table_names_lost(table, row_text(row, 9))) {
        read_note(pg->catalogue, "column", "%s.%s.%s: what it reads is not carried", table->table->schema,
                  table->table->name, row_text(row, 2));
        read_name_add(pg->catalogue->arena, &table->lost, row_keep(pg, row, 2));
        return true;
    }
    ReadColumn *column =
        READ_ADD(pg->catalogue->arena, ReadColumn, &table->table->columns, &table->table->last_column);
    size_t number = (size_t)row_number(row, 1) - 1;
    column->name = row_keep(pg, row, 2);
    column->type = type;
    column->type.modifiers = type.foreign ? read_modifiers(pg, row_text(row, 18)) : NULL;
    column->nullable = !row_bool(row, 6);
    column->collation = list_name(&pg->collations, row_oid(row, 10));
    column->comment = row_keep(pg, row, 12);
    column->inherited = !row_bool(row, 19);
    set_value(pg, row, column);
    set_storage(pg, row, column);
    table->columns[number] = column;
    table->collations[number] = row_oid(row, 11);
    return true;
}

ReadColumn *table_column(const PgTable *table, long number)
{
    return number > 0 && (size_t)number <= table->count ? table->columns[number - 1] : NULL;
}

bool table_columns(Pg *pg, const PgTable *table, const char *list, ReadNames *names)
{
    long number;
    while (list_next(&list, &number)) {
        const ReadColumn *column = table_column(table, number);
        if (!column)
            return false;
        read_name_add(pg->catalogue->arena, names, column->name);
    }
    return true;
}

// --- constraints ---

static Action action_of(char letter)
{
    switch (letter) {
    case 'r': return ACTION_RESTRICT;
    case 'c': return ACTION_CASCADE;
    case 'n': return ACTION_SET_NULL;
    case 'd': return ACTION_SET_DEFAULT;
    default: return ACTION_NONE;
    }
}

static void take_domain_check(Pg *pg, const PgRow *row)
{
    const PgType *type = list_find(&pg->types, row_oid(row, 1));
    if (!type || !type->domain || *row_text(row, 3) != 'c')
        return;
    ReadConstraint *check =
        READ_ADD(pg->catalogue->arena, ReadConstraint, &type->domain->checks, &type->domain->last_check);
    check->kind = KIND_CHECK;
    check->name = row_keep(pg, row, 2);
    check->expression = row_keep(pg, row, 13);
    check->comment = row_keep(pg, row, 17);
    check->not_valid = !row_bool(row, 18);
}

// A key's index has the included columns behind its own.
static bool take_include(Pg *pg, const PgTable *table, const PgRow *row, ReadConstraint *made)
{
    const char *list = row_text(row, 14);
    long number;
    for (int key = row_number(row, 15); key > 0 && list_next(&list, &number); key--)
        ;
    return table_columns(pg, table, list, &made->include);
}

static ReadStorage take_storage(Pg *pg, const PgRow *row, int first)
{
    return (ReadStorage){.options = row_names(pg, row, first),
                         .tablespace = row_keep(pg, row, first + 1),
                         .cluster = row_bool(row, first + 2),
                         .replica = row_bool(row, first + 3)};
}

static bool take_target(Pg *pg, const PgRow *row, ReadConstraint *made)
{
    const PgTable *target = list_find(&pg->tables, row_oid(row, 5));
    if (!target)
        return false;
    made->target = target->table;
    made->on_delete = action_of(*row_text(row, 7));
    made->on_update = action_of(*row_text(row, 8));
    made->match_full = *row_text(row, 9) == 'f';
    if (!table_columns(pg, list_find(&pg->tables, row_oid(row, 0)), row_text(row, 21), &made->cleared))
        return false;
    return table_columns(pg, target, row_text(row, 6), &made->to);
}

static Kind constraint_kind(char letter)
{
    return letter == 'p' ? KIND_KEY : letter == 'u' ? KIND_UNIQUE : letter == 'c' ? KIND_CHECK : KIND_FOREIGN;
}

// From version 18 on; a name that the server has made up is none.
static void take_not_null(Pg *pg, const PgTable *table, const PgRow *row)
{
    const char *list = row_text(row, 4);
    long number = 0;
    list_next(&list, &number);
    ReadColumn *column = table_column(table, number);
    if (!column)
        return;
    column->not_null_comment = row_keep(pg, row, 17);
    column->not_null_alone = row_bool(row, 12);
    column->not_null_open = !row_bool(row, 18);
    if (column->not_null_alone || column->not_null_open || column->not_null_comment ||
        !name_is_not_null(row_text(row, 2), table->table->name, column->name))
        column->not_null = row_keep(pg, row, 2);
}

bool read_take_constraint(Pg *pg, const PgRow *row)
{
    const PgTable *table = list_find(&pg->tables, row_oid(row, 0));
    if (!table) {
        take_domain_check(pg, row);
        return true;
    }
    if (*row_text(row, 3) == 'n') {
        take_not_null(pg, table, row);
        return true;
    }
    ReadConstraint made = {.kind = constraint_kind(*row_text(row, 3)),
                           .name = row_keep(pg, row, 2),
                           .expression = row_keep(pg, row, 13),
                           .deferrable = row_bool(row, 10),
                           .deferred = row_bool(row, 11),
                           .comment = row_keep(pg, row, 17)};
    made.no_inherit = made.kind == KIND_CHECK && row_bool(row, 12);
    made.nulls_not_distinct = row_bool(row, 16);
    made.not_enforced = *row_text(row, 19) == 'f';
    made.not_valid = !row_bool(row, 18) && !made.not_enforced;
    made.period = row_bool(row, 20);
    made.storage = take_storage(pg, row, 22);
    made.storage.said = row_keep(pg, row, 27);
    made.inherited = !row_bool(row, 26);
    if (made.inherited && !table->table->part_of)
        return true; // it comes with what the table inherits from
    // What a check reads is in its text; one that reads whole rows has no number of a column.
    bool check = made.kind == KIND_CHECK;
    bool good = (check ? !table_names_lost(table, made.expression)
                       : table_columns(pg, table, row_text(row, 4), &made.columns)) &&
                take_include(pg, table, row, &made) &&
                (made.kind != KIND_FOREIGN || take_target(pg, row, &made));
    if (!good) {
        read_note(pg->catalogue, "constraint", "%s on %s.%s: what it names is not carried", made.name,
                  table->table->schema, table->table->name);
        return true;
    }
    *READ_ADD(pg->catalogue->arena, ReadConstraint, &table->table->constraints,
              &table->table->last_constraint) = made;
    return true;
}

// --- indexes ---

// The next of several expressions that stand in one text, parted by commas.
const char *read_next_expression(Pg *pg, const char **list)
{
    SqlTokens tokens;
    SqlToken token;
    int depth = 0;
    const char *begin = *list + strspn(*list, " ");
    sql_tokens_begin(&tokens, begin, 0, strlen(begin));
    const char *end = begin + strlen(begin);
    while (sql_token_next(&tokens, &token)) {
        char byte = *sql_token_text(&tokens, token);
        if (token.kind != SQL_PUNCTUATION)
            continue;
        depth += (byte == '(' || byte == '[') - (byte == ')' || byte == ']');
        if (byte == ',' && !depth) {
            end = begin + token.span.start;
            break;
        }
    }
    *list = *end ? end + 1 : end;
    return arena_copy(pg->catalogue->arena, begin, (size_t)(end - begin));
}

// What collation the element has by itself: its column's, or for an expression any of the table's, as it is
// that of the columns which it reads.
static bool is_plain_collation(const PgTable *table, long column, uint32_t collation)
{
    if (!collation || collation == DEFAULT_COLLATION || column > 0)
        return !collation || (column > 0 ? table->collations[column - 1] == collation : true);
    for (size_t at = 0; at < table->count; at++)
        if (table->collations[at] == collation)
            return true;
    return false;
}

static bool take_elements(Pg *pg, const PgTable *table, const PgRow *row, ReadIndex *index)
{
    enum { DESC = 1, NULLS_FIRST = 2 };
    const char *keys = row_text(row, 6), *options = row_text(row, 7), *classes = row_text(row, 8);
    const char *collations = row_text(row, 9), *expressions = row_text(row, 10);
    long key, option = 0, class = 0, collation = 0;
    index->count = (size_t)row_number(row, 5);
    index->elements = ARENA_ARRAY(pg->catalogue->arena, ReadElement, index->count + 1);
    for (size_t at = 0; at < index->count && list_next(&keys, &key); at++) {
        ReadElement *element = &index->elements[at];
        const ReadColumn *column = table_column(table, key);
        list_next(&options, &option);
        list_next(&classes, &class);
        list_next(&collations, &collation);
        if (key && !column)
            return false;
        element->column = column ? column->name : NULL;
        element->expression = key ? NULL : read_next_expression(pg, &expressions);
        element->class = list_name(&pg->opclasses, (uint32_t) class);
        element->descending = option & DESC;
        element->nulls_first = (option & NULLS_FIRST) != 0;
        if (!is_plain_collation(table, key, (uint32_t)collation))
            element->collation = list_name(&pg->collations, (uint32_t)collation);
    }
    return table_columns(pg, table, keys, &index->include);
}

// Of the classes of operators: "2 gist_trgm_ops siglen=32". With them a class is named, be it the default.
static void take_parameters(Pg *pg, const PgRow *row, ReadIndex *index)
{
    ReadNames all = row_names(pg, row, 22);
    for (size_t at = 0; at < all.count; at++) {
        char *rest;
        size_t place = strtoul(all.at[at], &rest, 10);
        const char *option = strchr(rest + 1, ' ');
        if (!option || place == 0 || place > index->count)
            continue;
        ReadElement *element = &index->elements[place - 1];
        element->class = arena_copy(pg->catalogue->arena, rest + 1, (size_t)(option - rest - 1));
        read_name_add(pg->catalogue->arena, &element->parameters, option + 1);
    }
}

// By place, of the elements of an exclusion constraint.
static void take_operators(Pg *pg, const PgRow *row, ReadIndex *index)
{
    ReadNames operators = row_names(pg, row, 16);
    const char *statistics = row_text(row, 21);
    for (size_t at = 0; at < operators.count && at < index->count; at++)
        index->elements[at].operator= operators.at[at];
    for (long place, target; list_next(&statistics, &place) && list_next(&statistics, &target);)
        if (place > 0 && (size_t)place <= index->count)
            index->elements[place - 1].statistics = arena_print(pg->catalogue->arena, "%ld", target);
}

bool read_take_index(Pg *pg, const PgRow *row)
{
    const PgTable *table = list_find(&pg->tables, row_oid(row, 0));
    if (!table)
        return true;
    ReadIndex made = {.name = row_keep(pg, row, 1),
                      .method = strcmp(row_text(row, 2), "btree") ? row_keep(pg, row, 2) : NULL,
                      .unique = row_bool(row, 3),
                      .nulls_not_distinct = row_bool(row, 4),
                      .where = row_keep(pg, row, 11),
                      .comment = row_keep(pg, row, 12),
                      .exclude = row_bool(row, 13),
                      .deferrable = row_bool(row, 14),
                      .deferred = row_bool(row, 15),
                      .attached = row_bool(row, 23),
                      .storage = take_storage(pg, row, 17)};
    made.unique = made.unique && !made.exclude;
    bool lost = table_names_lost(table, row_text(row, 10)) || table_names_lost(table, made.where);
    if (lost || !take_elements(pg, table, row, &made)) {
        read_note(pg->catalogue, "index", "%s on %s.%s: what it names is not carried", made.name,
                  table->table->schema, table->table->name);
        return true;
    }
    made.storage.said = row_keep(pg, row, 24);
    take_operators(pg, row, &made);
    take_parameters(pg, row, &made);
    *READ_ADD(pg->catalogue->arena, ReadIndex, &table->table->indexes, &table->table->last_index) = made;
    return true;
}
