// SPDX-License-Identifier: MIT
// CREATE TABLE and CREATE INDEX. Enums and domains are lowered to CHECKs of their columns.
#include <ctype.h>
#include <string.h>

#include "gen/emit/sqlite.h"
#include "gen/model/names.h"
#include "gen/model/lite.h"

const char *lite_name(const Emit *emit, const Object *column)
{
    return plan_rebuilds(emit->plan, column->parent) ? column->name->text : name_now(emit, column);
}

void lite_columns(const Emit *emit, const Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++) {
        PUT(emit, at ? ", " : "");
        sql_ident(emit->out, lite_name(emit, refs->at[at]));
    }
}

bool lite_counts(const Object *table)
{
    for (const Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_COLUMN && column_counts(AS(Column, child)))
            return true;
    return false;
}

// INTEGER PRIMARY KEY DESC is no rowid where it stands at the column, and is one where it stands behind.
static bool is_key_in_place(const Object *column)
{
    const Object *key = column_own_key(column);
    const Type *type = AS(Column, column)->type;
    if (!key || AS(Table, column->parent)->without_rowid || !type || type_is_declared(*type))
        return false;
    return column_is_rowid(column) || (index_rare(key)->sorting.count && !type->user &&
                                       type_class(*type) == TYPE_CLASS_INT && !type->dims);
}

void sqlite_type(Text *out, const Object *object)
{
    const Column *column = AS(Column, object);
    if (!column->type)
        return;
    if (is_key_in_place(object))
        text_puts(out, "INTEGER");
    else
        type_print_stored(out, *column->type, AS(Table, object->parent)->strict);
}

// --- lowering ---

static void put_labels(Emit *emit, const Object *column, const Object *type)
{
    PUT(emit, " CHECK (");
    sql_ident(emit->out, lite_name(emit, column));
    PUT(emit, " IN (");
    for (const Object *label = object_first(type); label; label = label->next) {
        sql_literal(emit->out, label->name->text, label->name->length);
        PUT(emit, label->next ? ", " : "");
    }
    PUT(emit, "))");
}

static void put_domain_checks(Emit *emit, const Object *column, const Object *domain)
{
    for (const Object *child = object_first(domain); child; child = child->next) {
        PUT(emit, " CONSTRAINT ");
        sql_ident(emit->out, child->name->text);
        PUT(emit, " CHECK (");
        sql_domain_check(emit, emit->out, AS(Check, child)->expression.span, lite_name(emit, column));
        PUT(emit, ")");
    }
    const Type *base = AS(Domain, domain)->type;
    if (base && base->id == TYPE_DOMAIN)
        put_domain_checks(emit, column, base->user);
    else if (base && base->id == TYPE_ENUM)
        put_labels(emit, column, base->user);
}

bool sqlite_not_null(const Object *object)
{
    const Column *column = AS(Column, object);
    if (column_is_rowid(object))
        return false; // the rowid is never null, and is not declared so
    return !column->nullable || domain_not_null(column->type);
}

static void put_default(Emit *emit, const Column *column)
{
    Span span = column->default_.span;
    if (!span_is_set(span))
        span = domain_default(column->type);
    if (!span_is_set(span))
        return;
    PUT(emit, " DEFAULT ");
    sql_value(emit, emit->out, span, column->object.parent, true);
}

static void put_collation(Emit *emit, const char *name)
{
    const char *own = collation_of_lite(name);
    PUT(emit, " COLLATE ");
    if (!own)
        sql_ident(emit->out, name);
    for (; own && *own; own++) // as it is documented, and mostly written
        text_char(emit->out, (char)toupper((unsigned char)*own));
}

static void put_conflict(Emit *emit, const Word *conflict)
{
    if (conflict)
        text_printf(emit->out, " ON CONFLICT %s", conflict->text);
}

static void put_key(Emit *emit, const Column *column)
{
    const Object *key = column_own_key(&column->object);
    const Names *sorting = &index_rare(key)->sorting;
    if (key->named) {
        PUT(emit, " CONSTRAINT ");
        sql_ident(emit->out, key->name->text);
    }
    PUT(emit, " PRIMARY KEY");
    if (sorting_descends(sorting, 0))
        PUT(emit, " DESC");
    put_conflict(emit, index_rare(key)->conflict);
    PUT(emit, column_counts(column) ? " AUTOINCREMENT" : "");
}

void lite_column(Emit *emit, const Column *column)
{
    const Object *object = &column->object;
    sql_ident(emit->out, lite_name(emit, object));
    size_t before = emit->out->length;
    PUT(emit, " ");
    sqlite_type(emit->out, object);
    if (emit->out->length == before + 1)
        emit->out->length = before; // of no type at all
    if (is_key_in_place(object))
        put_key(emit, column);
    if (sqlite_not_null(object) || column_more(column)->said_not_null) {
        PUT(emit, " NOT NULL");
        put_conflict(emit, column_more(column)->conflict);
    }
    const ColumnRare *rare = column_rare(column);
    if (rare->collation)
        put_collation(emit, rare->collation->text);
    if (column->generated) {
        PUT(emit, " GENERATED ALWAYS AS (");
        sql_value(emit, emit->out, rare->expression.span, object->parent, false);
        PUT(emit, column->generated == GENERATED_STORED ? ") STORED" : ") VIRTUAL");
    }
    put_default(emit, column);
    if (column->type && column->type->id == TYPE_ENUM)
        put_labels(emit, object, column->type->user);
    else if (column->type && column->type->id == TYPE_DOMAIN)
        put_domain_checks(emit, object, column->type->user);
}

// --- tables ---

static const char *const ACTIONS[] = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};

static void put_foreign(Emit *emit, const Foreign *foreign)
{
    PUT(emit, "FOREIGN KEY (");
    lite_columns(emit, &foreign->columns);
    PUT(emit, ") REFERENCES ");
    sql_path(emit, emit->out, foreign->table);
    PUT(emit, " (");
    lite_columns(emit, &foreign->targets);
    PUT(emit, ")");
    if (foreign->on_update)
        text_printf(emit->out, " ON UPDATE %s", ACTIONS[foreign->on_update]);
    if (foreign->on_delete)
        text_printf(emit->out, " ON DELETE %s", ACTIONS[foreign->on_delete]);
    if (foreign->deferrable)
        PUT(emit, foreign->deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE");
}

static bool has_place(const Object *child)
{
    if (child->kind == KIND_KEY)
        return AS(Key, child)->columns.count != 1 || !is_key_in_place(AS(Key, child)->columns.at[0]);
    return child->kind == KIND_UNIQUE || child->kind == KIND_CHECK || child->kind == KIND_FOREIGN;
}

static void put_sorting(Emit *emit, const Names *sorting, uint32_t at)
{
    const char *text = at < sorting->count ? sorting->at[at]->text : "";
    if (!strncmp(text, "collate ", strlen("collate "))) {
        const char *name = text + strlen("collate ");
        put_collation(emit, arena_copy(emit->arena, name, strcspn(name, " ")));
    }
    PUT(emit, sorting_descends(sorting, at) ? " DESC" : "");
}

static void put_key_columns(Emit *emit, const Object *key, const Refs *columns)
{
    const Names *sorting = &index_rare(key)->sorting;
    for (uint32_t at = 0; at < columns->count; at++) {
        PUT(emit, at ? ", " : " (");
        sql_ident(emit->out, lite_name(emit, columns->at[at]));
        put_sorting(emit, sorting, at);
    }
    PUT(emit, ")");
    put_conflict(emit, index_rare(key)->conflict);
}

static void put_constraint(Emit *emit, const Object *child)
{
    // SQLite tells the name of a CHECK only; a name that nobody wrote would change with the table's.
    if (child->named || child->kind == KIND_CHECK) {
        PUT(emit, "CONSTRAINT ");
        sql_ident(emit->out, child->name->text);
        PUT(emit, " ");
    }
    if (child->kind == KIND_FOREIGN) {
        put_foreign(emit, AS(Foreign, child));
    } else if (child->kind == KIND_CHECK) {
        PUT(emit, "CHECK (");
        sql_value(emit, emit->out, AS(Check, child)->expression.span, child->parent, false);
        PUT(emit, ")");
    } else {
        bool key = child->kind == KIND_KEY;
        PUT(emit, key ? "PRIMARY KEY" : "UNIQUE");
        put_key_columns(emit, child, key ? &AS(Key, child)->columns : &AS(Unique, child)->columns);
    }
}

void lite_create_table(Emit *emit, const Object *table, const char *name)
{
    const char *comma = "\n    ";
    PUT(emit, "CREATE TABLE ");
    sql_ident(emit->out, name);
    PUT(emit, " (");
    for (int columns = 1; columns >= 0; columns--)
        for (const Object *child = object_first(table); child; child = child->next) {
            if (columns ? child->kind != KIND_COLUMN : !has_place(child))
                continue;
            PUT(emit, comma);
            comma = ",\n    ";
            if (columns)
                lite_column(emit, AS(Column, child));
            else
                put_constraint(emit, child);
        }
    PUT(emit, "\n)");
    if (AS(Table, table)->without_rowid)
        PUT(emit, AS(Table, table)->strict ? " WITHOUT ROWID, STRICT" : " WITHOUT ROWID");
    else if (AS(Table, table)->strict)
        PUT(emit, " STRICT");
    PUT(emit, ";\n");
}

void lite_create_index(Emit *emit, const Object *object)
{
    const Index *index = AS(Index, object);
    PUT(emit, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " ON ");
    sql_path(emit, emit->out, object->parent);
    for (uint32_t at = 0; at < index->elements.count; at++) {
        const Element *element = &index->elements.at[at];
        PUT(emit, at ? ", " : " (");
        if (element->column)
            sql_ident(emit->out, name_now(emit, element->column));
        else
            sql_value(emit, emit->out, element_rare(element)->expression.span, object->parent, false);
        if (element_rare(element)->collation)
            put_collation(emit, element_rare(element)->collation->text);
        PUT(emit, element->descending ? " DESC" : "");
    }
    PUT(emit, ")");
    if (span_is_set(index->where.span)) {
        PUT(emit, " WHERE ");
        sql_value(emit, emit->out, index->where.span, object->parent, false);
    }
    PUT(emit, ";\n");
}
