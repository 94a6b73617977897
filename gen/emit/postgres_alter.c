// SPDX-License-Identifier: MIT
// RENAME and ALTER.
#include <stdio.h>
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

// --- names ---

static const char *alter_kind(const Object *object)
{
    switch (object->kind) {
    case KIND_SCHEMA: return "SCHEMA";
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_RANGE: return "TYPE";
    case KIND_DOMAIN: return "DOMAIN";
    case KIND_INDEX: return "INDEX";
    case KIND_VIEW: return AS(const View, object)->materialized ? "MATERIALIZED VIEW" : "VIEW";
    case KIND_SEQUENCE: return "SEQUENCE";
    default: return "TABLE";
    }
}

// During the renames themselves homes bear their old names or their new ones, whichever comes first:
// they are renamed in the order of their paths, homes before what lives in them.
static void put_home(Emit *emit, const Object *old, const Object *new)
{
    // Forward the home has been renamed already; backward it still bears its new name.
    const Object *home = new;
    (void)old;
    bool renamed = emit->renamed;
    emit->renamed = true;
    sql_path(emit, emit->out, home);
    emit->renamed = renamed;
}

typedef struct Ends {
    const char *before, *after; // the names, in the direction that is written
} Ends;

static Ends ends_of(const Emit *emit)
{
    const char *from = step_from_name(emit->step, emit->arena), *to = step_to_name(emit->step, emit->arena);
    return emit->down ? (Ends){to, from} : (Ends){from, to};
}

static void rename_label(Emit *emit)
{
    Ends ends = ends_of(emit);
    PUT(emit, "ALTER TYPE ");
    put_home(emit, emit->step->from->parent, emit->step->to->parent);
    PUT(emit, " RENAME VALUE ");
    sql_literal(emit->out, ends.before, strlen(ends.before));
    PUT(emit, " TO ");
    sql_literal(emit->out, ends.after, strlen(ends.after));
    PUT(emit, ";\n");
}

static void rename_part(Emit *emit, const Object *after)
{
    Ends ends = ends_of(emit);
    bool domain = after->parent->kind == KIND_DOMAIN;
    if (after->kind == KIND_TRIGGER || after->kind == KIND_POLICY) {
        PUT(emit, after->kind == KIND_TRIGGER ? "ALTER TRIGGER " : "ALTER POLICY ");
        sql_ident(emit->out, ends.before);
        PUT(emit, " ON ");
        put_home(emit, emit->step->from->parent, emit->step->to->parent);
        PUT(emit, " RENAME TO ");
        sql_ident(emit->out, ends.after);
        PUT(emit, ";\n");
        return;
    }
    if (object_of(after) && after->kind != KIND_COLUMN && after->kind != KIND_CHECK) {
        PUT(emit, "ALTER INDEX "); // of a part's key the server takes no other
        sql_ident(emit->out, object_schema(emit->step->to)->name->text);
        PUT(emit, ".");
        sql_ident(emit->out, ends.before);
        PUT(emit, " RENAME TO ");
        sql_ident(emit->out, ends.after);
        PUT(emit, ";\n");
        return;
    }
    bool attribute = after->kind == KIND_ATTRIBUTE;
    PUT(emit, attribute ? "ALTER TYPE " : domain ? "ALTER DOMAIN " : "ALTER TABLE ");
    size_t start = emit->out->length;
    put_home(emit, emit->step->from->parent, emit->step->to->parent);
    const char *path = arena_copy(emit->arena, emit->out->bytes + start, emit->out->length - start);
    PUT(emit, attribute                    ? " RENAME ATTRIBUTE "
              : after->kind == KIND_COLUMN ? " RENAME COLUMN "
                                           : " RENAME CONSTRAINT ");
    sql_ident(emit->out, ends.before);
    PUT(emit, " TO ");
    sql_ident(emit->out, ends.after);
    PUT(emit, ";\n");
    if (after->kind == KIND_COLUMN)
        pg_not_null_of_column(emit, path, ends.before, ends.after);
}

// The schema an object is in while it is renamed: schemas have been renamed before (backward: not yet).
static const char *schema_then(const Emit *emit, const Object *object, bool moved)
{
    const Object *schema = object_schema(moved ? emit->step->to : object);
    const Object *new = schema;
    if (model_has(emit->changes->from, schema) && match_new(&emit->changes->match, schema))
        new = match_new(&emit->changes->match, schema);
    return new->name->text;
}

static void rename_whole(Emit *emit, const Object *before, const Object *after)
{
    const char *kind = alter_kind(after);
    Ends ends = ends_of(emit);
    if (after->kind == KIND_SCHEMA) {
        PUT(emit, "ALTER SCHEMA ");
        sql_ident(emit->out, ends.before);
        PUT(emit, " RENAME TO ");
        sql_ident(emit->out, ends.after);
        PUT(emit, ";\n");
        return;
    }
    const char *from = schema_then(emit, before, false), *to = schema_then(emit, after, false);
    if (after->kind == KIND_EXTENSION) {
        PUT(emit, "ALTER EXTENSION ");
        sql_ident(emit->out, after->name->text);
        PUT(emit, " SET SCHEMA ");
        sql_ident(emit->out, to);
        PUT(emit, ";\n");
        return;
    }
    if (object_is_definition(after)) {
        pg_rename_definition(emit, from, "RENAME TO", NULL);
        if (after->kind == KIND_FOREIGN_TABLE && strcmp(ends.before, ends.after))
            pg_not_nulls_of_table(emit, from, ends.before, ends.after);
        if (strcmp(from, to) && emit->step->action == STEP_RENAME)
            pg_rename_definition(emit, from, "SET SCHEMA", to);
        return;
    }
    if (object_is_routine(after)) {
        if (strcmp(ends.before, ends.after))
            pg_rename_routine(emit, from, ends.before, "RENAME TO", ends.after);
        if (strcmp(from, to) && emit->step->action == STEP_RENAME)
            pg_rename_routine(emit, from, ends.after, "SET SCHEMA", to);
        return;
    }
    if (after->kind == KIND_INDEX) // it moves with its table, which see put_home
        from = to = object_schema(emit->step->to)->name->text;
    if (strcmp(ends.before, ends.after)) {
        text_printf(emit->out, "ALTER %s ", kind);
        sql_ident(emit->out, from);
        PUT(emit, ".");
        sql_ident(emit->out, ends.before);
        PUT(emit, " RENAME TO ");
        sql_ident(emit->out, ends.after);
        PUT(emit, ";\n");
        if (after->kind == KIND_TABLE)
            pg_not_nulls_of_table(emit, from, ends.before, ends.after);
        if (after->kind == KIND_RANGE)
            pg_rename_multirange(emit, from, ends.before, ends.after);
    }
    if (strcmp(from, to) && emit->step->action == STEP_RENAME) {
        text_printf(emit->out, "ALTER %s ", kind);
        sql_ident(emit->out, from);
        PUT(emit, ".");
        sql_ident(emit->out, ends.after);
        PUT(emit, " SET SCHEMA ");
        sql_ident(emit->out, to);
        PUT(emit, ";\n");
    }
}

void pg_rename(Emit *emit)
{
    const Object *before = step_before(emit), *after = step_after(emit);
    if (after->kind == KIND_LABEL)
        rename_label(emit);
    else if (after->kind == KIND_COLUMN || after->kind == KIND_ATTRIBUTE || after->kind == KIND_TRIGGER ||
             after->kind == KIND_POLICY || kind_info[after->kind].scope == SCOPE_CONSTRAINT)
        rename_part(emit, after);
    else
        rename_whole(emit, before, after);
}

// --- columns ---

static void put_alter_column(Emit *emit, const Object *column)
{
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, " ");
}

static void put_value(Emit *emit, Span value)
{
    PUT(emit, span_is_set(value) ? "SET DEFAULT " : "DROP DEFAULT");
    if (span_is_set(value))
        sql_span(emit, emit->out, value);
}

static void put_default(Emit *emit, const Column *column)
{
    put_alter_column(emit, &column->object);
    put_value(emit, column->default_.span);
}

// Of a column or a domain that has one, or that had it from another table.
static void change_default(Emit *emit, const Object *object, bool set)
{
    bool domain = object->kind == KIND_DOMAIN;
    Span value = domain ? AS(const Domain, object)->default_.span : AS(const Column, object)->default_.span;
    if (!span_is_set(value) && !object_of(object))
        return;
    pg_alter_home(emit, domain ? object : object->parent);
    if (!domain)
        put_alter_column(emit, object);
    put_value(emit, set ? value : (Span){0});
    PUT(emit, ";\n");
}

void pg_drop_default(Emit *emit)
{
    const Object *old = emit->step->from;
    if (emit->down && old->kind == KIND_COLUMN && emit->plan->defaults[old->id] == DEFAULT_FREED)
        pg_settle_values(emit, AS(const Column, old));
    else
        change_default(emit, old, emit->down);
}

// Forward as the new schema has it; backward it only goes, as pg_drop_default() brings the old one.
void pg_set_default(Emit *emit)
{
    change_default(emit, emit->step->to, !emit->down);
}

static Type plain_type(const Column *column)
{
    return type_is_serial(*column->type) ? type_unserial(*column->type) : *column->type;
}

// A serial column's sequence belongs to it and is named by the server; it is asked for its name.
static void drop_sequence(Emit *emit, const Object *column)
{
    pg_alter_table(emit, column->parent);
    put_alter_column(emit, column);
    PUT(emit, "DROP DEFAULT;\nDO $schemac$ BEGIN EXECUTE 'DROP SEQUENCE ' || ");
    pg_sequence_now(emit, column);
    PUT(emit, "; END $schemac$;\n");
}

// Forward only: a number that was given once, to a row that is gone, is not given again.
void pg_set_sequence(Emit *emit, const Object *column)
{
    Text table = {0}, sequence = {0};
    sql_path(emit, &table, column->parent);
    pg_serial_sequence(&sequence, text_string(&table), name_now(emit, column));
    text_printf(emit->out, "SELECT setval(%s, max(", sequence.bytes);
    sql_ident(emit->out, name_now(emit, column));
    text_printf(emit->out, ")) FROM %s\n    HAVING max(", table.bytes);
    sql_ident(emit->out, name_now(emit, column));
    text_printf(emit->out, ") > coalesce(pg_sequence_last_value(%s::regclass), 0);\n", sequence.bytes);
    text_free(&sequence);
    text_free(&table);
}

static void create_sequence(Emit *emit, const Object *column)
{
    char name[NAME_BYTES + 1];
    Text path = {0};
    const Object *schema = object_schema(object_now(emit, column));
    column_sequence(name, AS(const Column, object_now(emit, column)), name_now(emit, column->parent),
                    name_now(emit, column));
    sql_ident(&path, name_now(emit, schema));
    text_char(&path, '.');
    sql_ident(&path, name);
    bool unlogged = emit->plan->options.target >= 15 && // before, no sequence is
                    AS(const Table, object_now(emit, column->parent))->unlogged;
    text_printf(emit->out, "CREATE %sSEQUENCE %s AS ", unlogged ? "UNLOGGED " : "", path.bytes);
    pg_type_base(emit, emit->out, AS(Column, column)->type);
    PUT(emit, ";\n");
    pg_owner_of_sequence(emit, path.bytes, column->parent);
    text_printf(emit->out, "ALTER SEQUENCE %s OWNED BY ", path.bytes);
    sql_path(emit, emit->out, column->parent);
    PUT(emit, ".");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, ";\n");
    pg_alter_table(emit, column->parent);
    put_alter_column(emit, column);
    PUT(emit, "SET DEFAULT nextval(");
    sql_literal(emit->out, path.bytes, path.length);
    PUT(emit, ");\n");
    text_free(&path);
}

void pg_generator(Emit *emit, const Object *object)
{
    const Column *column = AS(Column, object);
    if (column->type && type_is_serial(*column->type)) {
        create_sequence(emit, object);
        pg_set_sequence(emit, object);
    } else if (column->identity) {
        pg_alter_table(emit, object->parent);
        put_alter_column(emit, object);
        PUT(emit, column->identity == IDENTITY_ALWAYS ? "ADD GENERATED ALWAYS AS IDENTITY"
                                                      : "ADD GENERATED BY DEFAULT AS IDENTITY");
        pg_identity_numbers(emit, column);
        PUT(emit, ";\n");
        pg_set_sequence(emit, object);
    }
}

static bool is_extension(const Column *column)
{
    return plain_type(column).id == TYPE_EXTENSION;
}

// An explicit cast where the server has no assignment cast: on the way back of what widened.
static void put_using(Emit *emit, const Column *before, const Column *after)
{
    const Statement *using = emit->step->statement;
    Span span = !using ? (Span){0} : emit->down ? using->other : using->sql;
    TypeChange change = type_change(plain_type(before), plain_type(after));
    if (span_is_set(span)) {
        PUT(emit, " USING (");
        sql_span(emit, emit->out, span);
        PUT(emit, ")");
    } else if (change.kind >= TYPE_CHANGE_USING || is_extension(before) != is_extension(after) ||
               (pg_is_composite(before->type) && pg_is_composite(after->type))) {
        PUT(emit, " USING ");
        pg_converted(emit, before, after);
    }
}

// serial and identity: who gives the numbers.
static bool same_generator(const Column *before, const Column *after)
{
    return before->identity == after->identity &&
           type_is_serial(*before->type) == type_is_serial(*after->type);
}

// A serial's sequence has a type of its own; an identity's follows its column.
static void retype_sequence(Emit *emit, const Column *after)
{
    PUT(emit, "DO $schemac$ BEGIN EXECUTE format('ALTER SEQUENCE %s AS ");
    pg_type_base(emit, emit->out, after->type);
    PUT(emit, "', ");
    pg_sequence_now(emit, &after->object);
    PUT(emit, "); END $schemac$;\n");
}

// The number at which the old generator stands goes over to the new one, or to the stash and back.
static void drop_generator(Emit *emit, const Column *before, const Column *after)
{
    if (!column_counts(before) || same_generator(before, after))
        return;
    if (column_counts(after))
        pg_save_number(emit, before);
    else if (!emit->down)
        pg_stash_number(emit, AS(Column, emit->step->from));
    if (type_is_serial(*before->type)) {
        drop_sequence(emit, &after->object);
    } else {
        pg_alter_table(emit, after->object.parent);
        put_alter_column(emit, &after->object);
        PUT(emit, "DROP IDENTITY;\n");
    }
}

static void add_generator(Emit *emit, const Column *before, const Column *after)
{
    if (same_generator(before, after)) {
        if (type_is_serial(*after->type) && before->type->id != after->type->id)
            retype_sequence(emit, after);
        return;
    }
    if (!column_counts(after))
        return;
    pg_generator(emit, &after->object);
    if (column_counts(before)) {
        pg_give_number(emit, after);
    } else if (emit->down) {
        pg_unstash_number(emit, after);
        pg_sequence_rights(emit, &after->object);
    }
}

static bool is_made_anew(const Emit *emit, const Type *type)
{
    return type->user && type->id != TYPE_ENUM && plan_rebuilds(emit->plan, type->user);
}

static void alter_type(Emit *emit, const Column *before, const Column *after)
{
    const Word *now = column_rare(after)->collation;
    bool zone = type_change(plain_type(before), plain_type(after)).kind == TYPE_CHANGE_BINARY_UTC;
    bool apart = emit->plan->defaults[emit->step->from->id];
    if (!emit->down)
        pg_lost_attributes(emit, &before->object);
    drop_generator(emit, before, after);
    if (zone) // what a time without a zone means must not depend on the session
        PUT(emit, "SET LOCAL TimeZone = 'UTC';\n");
    if (!type_equal(plain_type(before), plain_type(after)) || column_rare(before)->collation != now ||
        is_made_anew(emit, after->type)) {
        pg_alter_table(emit, after->object.parent);
        if (span_is_set(before->default_.span) && !apart) {
            put_alter_column(emit, &after->object);
            PUT(emit, "DROP DEFAULT, ");
        }
        put_alter_column(emit, &after->object);
        PUT(emit, "TYPE ");
        pg_type_base(emit, emit->out, after->type);
        sql_collate(emit->out, now);
        put_using(emit, before, after);
        if (span_is_set(after->default_.span) && !apart) {
            PUT(emit, ", ");
            put_default(emit, after);
        }
        PUT(emit, ";\n");
    } else if (before->default_.hash != after->default_.hash &&
               !apart) { // of a serial column, which has none
        pg_alter_table(emit, after->object.parent);
        put_default(emit, after);
        PUT(emit, ";\n");
    }
    if (zone)
        PUT(emit, "SET LOCAL TimeZone TO DEFAULT;\n");
    pg_keep_storage(emit, after);
    add_generator(emit, before, after);
    if (emit->down)
        pg_lost_attributes(emit, &after->object);
}

static void alter_identity(Emit *emit, const Column *before, const Column *after)
{
    if (!before->identity || !after->identity) {
        drop_generator(emit, before, after);
        add_generator(emit, before, after);
        return;
    }
    pg_alter_table(emit, after->object.parent);
    put_alter_column(emit, &after->object);
    PUT(emit, after->identity == IDENTITY_ALWAYS ? "SET GENERATED ALWAYS;\n" : "SET GENERATED BY DEFAULT;\n");
}

// Everything but the values themselves.
static bool alter_how_it_is_kept(Emit *emit, const Column *before, const Column *after)
{
    const int NUMBERS = COLUMN_NUMBERS, STORAGE = COLUMN_STORAGE;
    if (before && emit->step->changed & NUMBERS && after->identity && before->identity)
        pg_alter_numbers(emit, after);
    if (before && emit->step->changed & STORAGE)
        pg_column_storage(emit, before, after);
    return !(emit->step->changed & ~(NUMBERS | STORAGE));
}

// `before` is NULL for what a new column gets once its rows are filled.
static void alter_column(Emit *emit, const Column *before, const Column *after)
{
    int changed = emit->step->changed;
    bool left = before && changed == CHANGED(ATTR_Column_nullable) && !after->nullable &&
                column_is_left(&before->object, &after->object);
    if (left || alter_how_it_is_kept(emit, before, after))
        return;
    if (before && !(changed & ~COLUMN_NOT_NULL)) {
        pg_alter_not_null(emit, before, after);
        return;
    }
    if (changed & CHANGED(ATTR_Column_generated)) {
        pg_end_expression(emit, before);
        return;
    }
    if (before && changed & (CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_collation))) {
        alter_type(emit, before, after);
        return;
    }
    if (changed & CHANGED(ATTR_Column_identity)) {
        alter_identity(emit, before, after);
        return;
    }
    if (emit->step->online) {
        pg_set_not_null(emit, after);
        return;
    }
    const char *comma = "";
    pg_alter_table(emit, after->object.parent);
    if (changed & CHANGED(ATTR_Column_type)) {
        put_alter_column(emit, &after->object);
        PUT(emit, "TYPE ");
        pg_type(emit, emit->out, after->type);
        comma = ", ";
    }
    if (changed & CHANGED(ATTR_Column_default_)) {
        PUT(emit, comma);
        put_default(emit, after);
        comma = ", ";
    }
    if (changed & CHANGED(ATTR_Column_nullable)) {
        PUT(emit, comma);
        if (!after->nullable) {
            pg_add_not_null(emit, after);
        } else {
            put_alter_column(emit, &after->object);
            PUT(emit, "DROP NOT NULL");
        }
    }
    if (changed & CHANGED(ATTR_Column_nullable))
        pg_end_not_null(emit, after);
    else
        PUT(emit, ";\n");
}

// --- domains and tables ---

static void alter_domain(Emit *emit, const Domain *after)
{
    if (emit->step->changed & CHANGED(ATTR_Domain_default_)) {
        PUT(emit, "ALTER DOMAIN ");
        sql_path(emit, emit->out, &after->home.object);
        if (span_is_set(after->default_.span)) {
            PUT(emit, " SET DEFAULT ");
            sql_span(emit, emit->out, after->default_.span);
            PUT(emit, ";\n");
        } else {
            PUT(emit, " DROP DEFAULT;\n");
        }
    }
    if (emit->step->changed & CHANGED(ATTR_Domain_not_null)) {
        PUT(emit, "ALTER DOMAIN ");
        sql_path(emit, emit->out, &after->home.object);
        PUT(emit, after->not_null ? " SET NOT NULL;\n" : " DROP NOT NULL;\n");
    }
}

void pg_enable_trigger(Emit *emit, const Object *trigger)
{
    static const char *const STATES[] = {"ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"};
    pg_alter_table(emit, trigger->parent);
    text_printf(emit->out, "%s TRIGGER ", STATES[AS(Trigger, trigger)->enabled]);
    sql_ident(emit->out, name_now(emit, trigger));
    PUT(emit, ";\n");
}

static void alter_table(Emit *emit, const Object *before, const Object *after)
{
    if (emit->step->changed & CHANGED(ATTR_Table_unlogged)) {
        pg_alter_table(emit, after);
        PUT(emit, AS(Table, after)->unlogged ? "SET UNLOGGED;\n" : "SET LOGGED;\n");
    }
    pg_alter_table_storage(emit, before, after);
    if (emit->step->changed & CHANGED(ATTR_Table_row_security))
        pg_row_security(emit, before ? AS(Table, before)->row_security : 0, AS(Table, after));
}

void pg_alter(Emit *emit)
{
    const Object *before = step_before(emit), *after = step_after(emit);
    if (!after)
        return; // a new column's later attributes: backward it goes as a whole
    switch (after->kind) {
    case KIND_COLUMN: alter_column(emit, before ? AS(Column, before) : NULL, AS(Column, after)); break;
    case KIND_DOMAIN: alter_domain(emit, AS(Domain, after)); break;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: pg_create_routine(emit, after, true); break;
    case KIND_SEQUENCE: pg_alter_sequence(emit, before, after); break;
    case KIND_TRIGGER: pg_enable_trigger(emit, after); break;
    case KIND_POLICY: pg_alter_policy(emit, AS(Policy, after)); break;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: pg_alter_definition(emit, before, after); break;
    case KIND_EXTENSION: pg_alter_extension(emit, AS(Extension, after)); break;
    case KIND_TABLE: alter_table(emit, before, after); break;
    case KIND_VIEW: pg_alter_view(emit, before, after); break;
    case KIND_VIEW_COLUMN: pg_view_column(emit, AS(const Column, before), AS(const Column, after)); break;
    case KIND_CHECK: pg_alter_validity(emit, after, AS(Check, after)->not_valid); break;
    case KIND_FOREIGN: pg_alter_validity(emit, after, AS(Foreign, after)->not_valid); break;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE:
    case KIND_INDEX: pg_alter_index(emit, before, after); break;
    default: break;
    }
}
