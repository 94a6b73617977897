// SPDX-License-Identifier: MIT
// CREATE and DROP, by kind.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

static void put_list(const Emit *emit, const char *before, const Refs *refs, const char *after)
{
    PUT(emit, before);
    sql_columns(emit, emit->out, refs);
    PUT(emit, after);
}

static void put_sql(const Emit *emit, const char *before, Span span, const char *after)
{
    PUT(emit, before);
    sql_span(emit, emit->out, span);
    PUT(emit, after);
}

static void put_deferrable(const Emit *emit, bool deferrable, bool deferred)
{
    if (deferrable)
        PUT(emit, deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE");
}

// The last of them holds times.
static void put_key_list(const Emit *emit, const char *before, const Refs *columns, const char *behind,
                         const char *after)
{
    PUT(emit, before);
    for (uint32_t at = 0; at < columns->count; at++) {
        bool last = at + 1 == columns->count;
        PUT(emit, at ? ", " : "");
        PUT(emit, last && !strcmp(behind, "PERIOD ") ? behind : "");
        sql_ident(emit->out, name_now(emit, columns->at[at]));
        PUT(emit, last && *behind == ' ' ? behind : "");
    }
    PUT(emit, after);
}

static void put_state(const Emit *emit, bool not_enforced, bool not_valid)
{
    PUT(emit, not_enforced ? " NOT ENFORCED" : not_valid ? " NOT VALID" : "");
}

static const char *const ACTIONS[] = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};

static void put_foreign(const Emit *emit, const Foreign *foreign)
{
    const char *period = foreign->period ? "PERIOD " : "";
    put_key_list(emit, "FOREIGN KEY (", &foreign->columns, period, ") REFERENCES ");
    sql_path(emit, emit->out, foreign->table);
    put_key_list(emit, " (", &foreign->targets, period, ")");
    if (foreign->match_full)
        PUT(emit, " MATCH FULL");
    if (foreign->on_update)
        text_printf(emit->out, " ON UPDATE %s", ACTIONS[foreign->on_update]);
    if (foreign->on_delete)
        text_printf(emit->out, " ON DELETE %s", ACTIONS[foreign->on_delete]);
    if (foreign_rare(foreign)->cleared.count)
        put_list(emit, " (", &foreign_rare(foreign)->cleared, ")");
    put_deferrable(emit, foreign->deferrable, foreign->deferred);
    put_state(emit, foreign->not_enforced, foreign->not_valid);
}

static void put_include(const Emit *emit, const Object *index)
{
    const Refs *include = &index_rare(index)->include;
    if (include->count)
        put_list(emit, " INCLUDE (", include, ")");
}

static void put_unique(const Emit *emit, const Unique *unique)
{
    put_key_list(emit, unique->nulls_not_distinct ? "UNIQUE NULLS NOT DISTINCT (" : "UNIQUE (",
                 &unique->columns, unique->overlaps ? " WITHOUT OVERLAPS" : "", ")");
    put_include(emit, &unique->object);
    pg_index_storage(emit, &unique->object);
    put_deferrable(emit, unique->deferrable, unique->deferred);
}

// A column of a view is no object here.
static bool is_name(const char *text, size_t length)
{
    size_t at = 0;
    if (length > 1 && *text == '"')
        return !memchr(text + 1, '"', length - 2) && text[length - 1] == '"';
    while (at < length && ((text[at] >= 'a' && text[at] <= 'z') || text[at] == '_' ||
                           (at && text[at] >= '0' && text[at] <= '9')))
        at++;
    return at == length;
}

void pg_element(const Emit *emit, const Element *element)
{
    const ElementRare *rare = element_rare(element);
    if (element->column) {
        sql_ident(emit->out, name_now(emit, element->column));
    } else {
        bool name = is_name(span_text(emit->changes->to->sources, rare->expression.span),
                            span_length(rare->expression.span));
        put_sql(emit, name ? "" : "(", rare->expression.span, name ? "" : ")");
    }
    sql_collate(emit->out, rare->collation);
    if (rare->class) {
        PUT(emit, " ");
        sql_ident(emit->out, rare->class->text);
        pg_options(emit, " (", &rare->parameters);
    }
    if (element->descending)
        PUT(emit, " DESC");
    if (element->nulls_first != element->descending)
        PUT(emit, element->nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

static void put_exclude(const Emit *emit, const Index *exclude)
{
    PUT(emit, "EXCLUDE USING ");
    sql_ident(emit->out, exclude->method ? exclude->method->text : "btree");
    for (uint32_t at = 0; at < exclude->elements.count; at++) {
        PUT(emit, at ? ", " : " (");
        pg_element(emit, &exclude->elements.at[at]);
        PUT(emit, " WITH ");
        PUT(emit, element_rare(&exclude->elements.at[at])->operator->text);
    }
    PUT(emit, ")");
    put_include(emit, &exclude->object);
    pg_index_storage(emit, &exclude->object);
    if (span_is_set(exclude->where.span))
        put_sql(emit, " WHERE (", exclude->where.span, ")");
    put_deferrable(emit, exclude->deferrable, exclude->deferred);
}

static void put_key(const Emit *emit, const Key *key)
{
    put_key_list(emit, "PRIMARY KEY (", &key->columns, key->overlaps ? " WITHOUT OVERLAPS" : "", ")");
    put_include(emit, &key->object);
    pg_index_storage(emit, &key->object);
    put_deferrable(emit, key->deferrable, key->deferred);
}

void pg_constraint(const Emit *emit, const Object *object)
{
    PUT(emit, "CONSTRAINT ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " ");
    switch (object->kind) {
    case KIND_KEY: put_key(emit, AS(Key, object)); break;
    case KIND_EXCLUDE: put_exclude(emit, AS(Index, object)); break;
    case KIND_UNIQUE: put_unique(emit, AS(Unique, object)); break;
    case KIND_CHECK:
        put_sql(emit, "CHECK (", AS(Check, object)->expression.span, ")");
        if (AS(Check, object)->no_inherit)
            PUT(emit, " NO INHERIT");
        put_state(emit, AS(Check, object)->not_enforced, AS(Check, object)->not_valid);
        break;
    case KIND_FOREIGN: put_foreign(emit, AS(Foreign, object)); break;
    default: break;
    }
}

// --- create ---

void pg_create_enum(Emit *emit, const Object *object)
{
    PUT(emit, "CREATE TYPE ");
    sql_path(emit, emit->out, object);
    PUT(emit, " AS ENUM (");
    for (const Object *label = object_first(object); label; label = label->next) {
        sql_literal(emit->out, label->name->text, label->name->length);
        PUT(emit, label->next ? ", " : "");
    }
    PUT(emit, ");\n");
}

// Since PostgreSQL 17 it has a name, which the one that is made anew still has.
static void put_not_null(Emit *emit, const Object *domain)
{
    enum { NAMED_SINCE = 17 };
    char name[NAME_BYTES + 1];
    if (emit->plan->options.target >= NAMED_SINCE && plan_rebuilds(emit->plan, domain)) {
        name_join(name, domain->name->text, "", "not_null");
        PUT(emit, " CONSTRAINT ");
        sql_ident(emit->out, name);
    }
    PUT(emit, " NOT NULL");
}

static void create_domain(Emit *emit, const Object *object)
{
    const Domain *domain = AS(Domain, object);
    PUT(emit, "CREATE DOMAIN ");
    sql_path(emit, emit->out, object);
    PUT(emit, " AS ");
    pg_type(emit, emit->out, domain->type);
    sql_collate(emit->out, domain->collation);
    if (span_is_set(domain->default_.span))
        pg_default(emit, domain->default_.span);
    if (domain->not_null)
        put_not_null(emit, object);
    for (const Object *child = object_first(object); child; child = child->next) {
        if (AS(Check, child)->not_valid)
            continue; // see follow_domain()
        PUT(emit, " ");
        pg_constraint(emit, child);
    }
    PUT(emit, ";\n");
}

static bool same_columns(const Refs *a, const Refs *b)
{
    return a->count == b->count && !memcmp(a->at, b->at, a->count * sizeof *a->at);
}

// Of keys over the same columns in one CREATE TABLE the server makes one only, in silence.
static bool repeats_key(const Object *object)
{
    if (object->kind != KIND_UNIQUE)
        return false;
    const Refs *columns = &AS(Unique, object)->columns;
    for (const Object *other = object_first(object->parent); other; other = other->next) {
        if (other->kind == KIND_KEY && same_columns(&AS(Key, other)->columns, columns))
            return true;
        if (other->kind == KIND_UNIQUE && other->id < object->id &&
            same_columns(&AS(Unique, other)->columns, columns))
            return true;
    }
    return false;
}

// Of a new table the server takes a check for valid whatever is said, as it has no rows.
static bool is_inline(const Object *child)
{
    return child->kind == KIND_KEY || child->kind == KIND_EXCLUDE ||
           (child->kind == KIND_CHECK && !AS(Check, child)->not_valid && !check_is_apart(child)) ||
           (child->kind == KIND_UNIQUE && !repeats_key(child));
}

// A part of its own statement, but not one of the table's.
static bool is_behind(const Object *child)
{
    return repeats_key(child) ||
           (child->kind == KIND_CHECK && AS(Check, child)->not_valid && !check_is_apart(child));
}

static void comment_children(Emit *emit, const Object *object)
{
    for (const Object *child = object_first(object); child; child = child->next)
        if (child->kind == KIND_COLUMN || child->kind == KIND_VIEW_COLUMN || child->kind == KIND_ATTRIBUTE ||
            is_behind(child) || is_inline(child))
            pg_beside(emit, child);
}

static void create_constraint(Emit *emit, const Object *object)
{
    pg_alter_home(emit, object->parent);
    PUT(emit, "ADD ");
    pg_constraint(emit, object);
    PUT(emit, emit->step->online && !emit->down ? " NOT VALID;\n" : ";\n");
    if (object->kind == KIND_KEY || object->kind == KIND_UNIQUE || object->kind == KIND_EXCLUDE)
        pg_index_marks(emit, object);
}

// Of rows that were looked at nobody can say that they were not: the constraint is made anew.
void pg_alter_validity(Emit *emit, const Object *after, bool not_valid)
{
    bool domain = after->parent->kind == KIND_DOMAIN;
    pg_alter_home(emit, after->parent);
    PUT(emit, not_valid ? "DROP CONSTRAINT " : "VALIDATE CONSTRAINT ");
    sql_ident(emit->out, name_now(emit, after));
    if (not_valid && domain) { // which takes one command at a time
        PUT(emit, ";\n");
        pg_alter_home(emit, after->parent);
    }
    if (not_valid) {
        PUT(emit, domain ? "ADD " : ", ADD ");
        pg_constraint(emit, after);
    }
    PUT(emit, ";\n");
    if (not_valid)
        pg_beside(emit, after);
}

// CREATE DOMAIN takes every check for valid.
static void follow_domain(Emit *emit, const Object *domain)
{
    for (const Object *child = object_first(domain); child; child = child->next)
        if (AS(Check, child)->not_valid)
            create_constraint(emit, child);
}

// What it has from another table comes with that. A column is said again where it was listed.
static bool is_said(const Object *table, const Object *child)
{
    if (!object_of(child))
        return true;
    return table_rare(table)->part_of ? !part_is_plain(table) : child->named;
}

static void follow_column(Emit *emit, const Column *kept, const Column *column)
{
    pg_heir_value(emit, column);
    bool later = emit->step->changed & CHANGED(ATTR_Column_nullable) && !emit->down;
    if (column_more(column)->not_null_open && !(emit->step->action == STEP_CREATE && later))
        pg_alter_not_null(emit, NULL, column);
    else if (!later && !column->nullable && column_more(column)->not_null_comment)
        pg_comment_not_null(emit, column);
    pg_column_storage(emit, kept, column);
}

// What CREATE TABLE has no words for.
static void follow_table(Emit *emit, const Object *table)
{
    pg_table_marks(emit, table);
    for (const Object *child = object_first(table); child; child = child->next) {
        if (child->kind == KIND_COLUMN)
            follow_column(emit, pg_kept_from(emit, table, child), AS(Column, child));
        else if (!is_said(table, child))
            continue;
        else if (is_behind(child))
            create_constraint(emit, child);
        else if (is_inline(child) && child->kind != KIND_CHECK)
            pg_index_marks(emit, child);
    }
}

// Columns in their order, then constraints; foreign keys have steps of their own, so that tables may
// point at each other.
static void put_members(Emit *emit, const Object *table, const char *open, const char *close)
{
    const char *comma = open;
    bool part = table_rare(table)->part_of && part_is_plain(table), any = false;
    for (int columns = 1; columns >= 0; columns--)
        for (const Object *child = object_first(table); child; child = child->next) {
            bool column = child->kind == KIND_COLUMN;
            if (columns ? !column : !is_inline(child))
                continue;
            if (part && column ? !pg_goes_its_own_way(AS(Column, child)) : !is_said(table, child))
                continue;
            PUT(emit, comma);
            comma = ",\n    ";
            any = true;
            if (part && column)
                pg_own_way(emit, AS(Column, child));
            else if (columns)
                pg_column(emit, AS(Column, child), 0);
            else
                pg_constraint(emit, child);
        }
    if (any || !part)
        PUT(emit, any ? close : " ()");
}

static void create_table(Emit *emit, const Object *object)
{
    const TableRare *rare = table_rare(object);
    bool part = rare->part_of && part_is_plain(object);
    PUT(emit, AS(Table, object)->unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ");
    sql_path(emit, emit->out, object);
    if (part) {
        PUT(emit, " PARTITION OF ");
        sql_path(emit, emit->out, rare->part_of);
    }
    put_members(emit, object, " (\n    ", "\n)");
    for (uint32_t at = 0; at < rare->inherits.count; at++) {
        PUT(emit, at ? ", " : " INHERITS (");
        sql_path(emit, emit->out, rare->inherits.at[at]);
    }
    PUT(emit, rare->inherits.count ? ")" : "");
    if (part)
        pg_bounds(emit, object);
    pg_parting(emit, object);
    pg_relation_storage(emit, object);
    PUT(emit, ";\n");
    if (rare->row)
        pg_row_type(emit, object, true);
    pg_row_security(emit, 0, AS(Table, object));
    follow_table(emit, object);
}

static void create_index(Emit *emit, const Object *object)
{
    const Index *index = AS(Index, object);
    PUT(emit, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    if (emit->step->online)
        PUT(emit, "CONCURRENTLY ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " ON ");
    sql_path(emit, emit->out, object->parent);
    if (index->method) {
        PUT(emit, " USING ");
        sql_ident(emit->out, index->method->text);
    }
    PUT(emit, " (");
    for (uint32_t at = 0; at < index->elements.count; at++) {
        PUT(emit, at ? ", " : "");
        pg_element(emit, &index->elements.at[at]);
    }
    PUT(emit, ")");
    put_include(emit, &index->object);
    if (index->nulls_not_distinct)
        PUT(emit, " NULLS NOT DISTINCT");
    pg_index_storage(emit, object);
    if (span_is_set(index->where.span))
        put_sql(emit, " WHERE (", index->where.span, ")");
    PUT(emit, ";\n");
    pg_index_marks(emit, object);
}

static void create_view(Emit *emit, const Object *object)
{
    const View *view = AS(View, object);
    PUT(emit, view->materialized ? "CREATE MATERIALIZED VIEW " : "CREATE VIEW ");
    sql_path(emit, emit->out, object);
    for (uint32_t at = 0; at < view->columns.count; at++) {
        PUT(emit, at ? ", " : " (");
        sql_ident(emit->out, view->columns.at[at]->text);
    }
    PUT(emit, view->columns.count ? ")" : "");
    pg_relation_storage(emit, &view->home.object);
    PUT(emit, " AS\n");
    sql_span(emit, emit->out, view->query.span);
    PUT(emit, view->no_data ? "\nWITH NO DATA;\n" : ";\n");
    for (const Object *child = object_first(object); child; child = child->next)
        if (child->kind == KIND_VIEW_COLUMN)
            pg_view_column(emit, NULL, AS(Column, child));
    pg_give_back(emit, object);
}

static void create_column(Emit *emit, const Object *object)
{
    pg_begin_column(emit, object);
    PUT(emit, "ADD COLUMN ");
    // What a step leaves out is made up for by a later one, so only on the way up.
    pg_column(emit, AS(Column, object), emit->down ? 0 : emit->step->changed);
    PUT(emit, ";\n");
    follow_column(emit, NULL, AS(Column, object));
}

static void create_extension(Emit *emit, const Object *object)
{
    const Word *version = AS(Extension, object)->version;
    PUT(emit, "CREATE EXTENSION ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " SCHEMA ");
    sql_ident(emit->out, name_now(emit, object->parent));
    if (version) {
        PUT(emit, " VERSION ");
        sql_literal(emit->out, version->text, version->length);
    }
    PUT(emit, ";\n");
}

// A version that is not said is whichever the server has: up to its newest, and back to none in particular.
void pg_alter_extension(Emit *emit, const Extension *after)
{
    PUT(emit, "ALTER EXTENSION ");
    sql_ident(emit->out, after->object.name->text);
    PUT(emit, " UPDATE");
    if (after->version) {
        PUT(emit, " TO ");
        sql_literal(emit->out, after->version->text, after->version->length);
    }
    PUT(emit, ";\n");
}

// Without a default, as below: a new kind does not compile before it can be made and dropped.
void pg_create(Emit *emit, const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA:
        PUT(emit, "CREATE SCHEMA ");
        sql_ident(emit->out, name_now(emit, object));
        PUT(emit, ";\n");
        break;
    case KIND_ENUM: pg_create_enum(emit, object); break;
    case KIND_DOMAIN:
        create_domain(emit, object);
        follow_domain(emit, object);
        break;
    case KIND_COMPOSITE: pg_create_composite(emit, object); break;
    case KIND_ATTRIBUTE: pg_add_attribute(emit, object); break;
    case KIND_RANGE: pg_create_range(emit, object); break;
    case KIND_SHELL:
        PUT(emit, "CREATE TYPE ");
        sql_path(emit, emit->out, object);
        PUT(emit, ";\n");
        break;
    case KIND_TABLE: create_table(emit, object); break;
    case KIND_VIRTUAL: break; // SQLite's
    case KIND_COLUMN: create_column(emit, object); break;
    case KIND_VIEW_COLUMN: pg_view_column(emit, NULL, AS(Column, object)); break;
    case KIND_INDEX: create_index(emit, object); break;
    case KIND_VIEW: create_view(emit, object); break;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE:
    case KIND_CHECK:
    case KIND_FOREIGN: create_constraint(emit, object); break;
    case KIND_EXTENSION: create_extension(emit, object); break;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: pg_create_definition(emit, object); break;
    case KIND_SEQUENCE: pg_create_sequence(emit, object); break;
    case KIND_TRIGGER:
        sql_trigger(emit, object);
        if (AS(Trigger, object)->enabled)
            pg_enable_trigger(emit, object);
        break;
    case KIND_POLICY: pg_create_policy(emit, AS(Policy, object)); break;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: pg_create_routine(emit, object, false); break;
    case KIND_DEFAULTS: // nothing but their rights
    case KIND_LABEL:    // its enum's
    case KIND_SEED:     // seed.c
    case KIND_COUNT: break;
    }
    pg_beside(emit, object);
    if (object->kind == KIND_TABLE || object->kind == KIND_DOMAIN || object->kind == KIND_VIEW ||
        object->kind == KIND_COMPOSITE)
        comment_children(emit, object);
}

// --- drop ---

static void drop_named(Emit *emit, const char *what, const Object *object)
{
    text_printf(emit->out, "DROP %s ", what);
    sql_path(emit, emit->out, object);
    PUT(emit, ";\n");
}

static void drop_part(Emit *emit, const char *what, const Object *object)
{
    pg_alter_home(emit, object->parent);
    text_printf(emit->out, "DROP %s ", what);
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, ";\n");
}

void pg_drop(Emit *emit, const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA:
        PUT(emit, "DROP SCHEMA ");
        sql_ident(emit->out, name_now(emit, object));
        PUT(emit, ";\n");
        break;
    case KIND_ENUM: drop_named(emit, "TYPE", object); break;
    case KIND_COMPOSITE: drop_named(emit, "TYPE", object); break;
    case KIND_RANGE:
        if (type_has_functions(object))
            pg_drop_with_functions(emit, object, &AS(const RangeType, object)->reads);
        else
            drop_named(emit, "TYPE", object);
        break;
    case KIND_SHELL: drop_named(emit, "TYPE IF EXISTS", object); break; // it has gone as what it became
    case KIND_DOMAIN: drop_named(emit, "DOMAIN", object); break;
    case KIND_ATTRIBUTE: pg_drop_attribute(emit, object); break;
    case KIND_TABLE: drop_named(emit, "TABLE", object); break;
    case KIND_VIRTUAL: break; // SQLite's
    case KIND_INDEX: drop_named(emit, emit->step->online ? "INDEX CONCURRENTLY" : "INDEX", object); break;
    case KIND_VIEW:
        pg_keep_view(emit, object);
        drop_named(emit, AS(View, object)->materialized ? "MATERIALIZED VIEW" : "VIEW", object);
        break;
    case KIND_COLUMN: drop_part(emit, "COLUMN", object); break;
    case KIND_VIEW_COLUMN: pg_view_column(emit, AS(Column, object), NULL); break;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE:
    case KIND_CHECK:
    case KIND_FOREIGN: drop_part(emit, "CONSTRAINT", object); break;
    case KIND_SEQUENCE: drop_named(emit, "SEQUENCE", object); break;
    case KIND_DEFAULTS: pg_drop_defaults(emit, object); break;
    case KIND_TRIGGER:
    case KIND_POLICY:
        PUT(emit, object->kind == KIND_TRIGGER ? "DROP TRIGGER " : "DROP POLICY ");
        sql_ident(emit->out, name_now(emit, object));
        PUT(emit, " ON ");
        sql_path(emit, emit->out, object->parent);
        PUT(emit, ";\n");
        break;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: pg_drop_routine(emit, object); break;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: pg_drop_definition(emit, object); break;
    case KIND_EXTENSION:
        PUT(emit, "DROP EXTENSION ");
        sql_ident(emit->out, name_now(emit, object));
        PUT(emit, ";\n");
        break;
    case KIND_LABEL:
    case KIND_SEED:
    case KIND_COUNT: break;
    }
}
