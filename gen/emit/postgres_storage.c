// SPDX-License-Identifier: MIT
// How tables, columns and indexes are stored: written behind what is made, and altered in place.
#include <string.h>

#include "gen/emit/postgres.h"

// --- options ---

// "fillfactor=70": the name; what stands behind it may be any text.
static void put_option_name(const Emit *emit, const Word *option)
{
    const char *equal = strchr(option->text, '=');
    text_add(emit->out, option->text, equal ? (size_t)(equal - option->text) : option->length);
}

static void put_option(const Emit *emit, const Word *option)
{
    const char *value = strchr(option->text, '=') + 1;
    put_option_name(emit, option);
    PUT(emit, " = ");
    size_t plain = strspn(value, "0123456789.abcdefghijklmnopqrstuvwxyz_-");
    if (*value && !value[plain])
        PUT(emit, value);
    else
        sql_literal(emit->out, value, strlen(value));
}

void pg_options(const Emit *emit, const char *before, const Names *options)
{
    for (uint32_t at = 0; at < options->count; at++) {
        PUT(emit, at ? ", " : before);
        put_option(emit, options->at[at]);
    }
    PUT(emit, options->count ? ")" : "");
}

static bool has_option(const Names *options, const Word *option)
{
    size_t name = (size_t)(strchr(option->text, '=') - option->text) + 1;
    for (uint32_t at = 0; at < options->count; at++)
        if (!strncmp(options->at[at]->text, option->text, name))
            return true;
    return false;
}

static bool keeps_order(const Names *before, const Names *after)
{
    uint32_t kept = 0;
    while (kept < before->count && kept < after->count && has_option(after, before->at[kept]) &&
           before->at[kept] == after->at[kept])
        kept++;
    return kept == before->count; // what is new stands behind
}

// The server keeps the order in which they were set: those that would stand elsewhere are set anew.
static void put_change(const Emit *emit, const char *head, const Names *before, const Names *after)
{
    bool anew = !keeps_order(before, after);
    const char *comma = head;
    for (uint32_t at = 0; anew && at < before->count; at++) {
        PUT(emit, at ? ", " : head);
        PUT(emit, at ? "" : "RESET (");
        put_option_name(emit, before->at[at]);
        comma = "), ";
    }
    if (anew && !after->count)
        PUT(emit, before->count ? ")" : "");
    for (uint32_t at = anew ? 0 : before->count; at < after->count; at++) {
        bool first = at == (anew ? 0 : before->count);
        PUT(emit, first ? comma : ", ");
        PUT(emit, first ? "SET (" : "");
        put_option(emit, after->at[at]);
    }
    PUT(emit, after->count ? ");\n" : ";\n");
}

// --- indexes, and the constraints that stand on one ---

void pg_index_storage(const Emit *emit, const Object *object)
{
    const IndexRare *rare = index_rare(object);
    pg_options(emit, " WITH (", &rare->options);
    if (!rare->tablespace)
        return;
    PUT(emit, object->kind == KIND_INDEX ? " TABLESPACE " : " USING INDEX TABLESPACE ");
    sql_ident(emit->out, rare->tablespace->text);
}

// Which rows are which, in the words of the table itself.
static void put_replica(Emit *emit, const Object *table)
{
    const Word *replica = table_rare(table)->replica;
    pg_alter_table(emit, table);
    PUT(emit, "REPLICA IDENTITY ");
    if (replica) // full, nothing
        for (const char *at = replica->text; *at; at++)
            text_char(emit->out, (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at));
    PUT(emit, replica ? ";\n" : "DEFAULT;\n");
}

static bool is_marked(const Object *object, bool cluster)
{
    bool index = object->kind == KIND_INDEX || object->kind == KIND_KEY || object->kind == KIND_UNIQUE ||
                 object->kind == KIND_EXCLUDE;
    return index && (cluster ? index_rare(object)->cluster : index_rare(object)->replica);
}

static bool has_marked(const Object *table, bool cluster)
{
    for (const Object *child = object_first(table); child; child = child->next)
        if (is_marked(child, cluster))
            return true;
    return false;
}

static void put_mark(Emit *emit, const Object *object, const char *what)
{
    pg_alter_table(emit, object->parent);
    PUT(emit, what);
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, ";\n");
}

static void put_statistics(Emit *emit, const Object *object)
{
    const Elements *elements = &AS(Index, object)->elements;
    for (uint32_t at = 0; at < elements->count; at++) {
        const Word *statistics = element_rare(&elements->at[at])->statistics;
        if (!statistics)
            continue;
        PUT(emit, "ALTER INDEX ");
        sql_path(emit, emit->out, object);
        text_printf(emit->out, " ALTER COLUMN %u SET STATISTICS %s;\n", at + 1, statistics->text);
    }
}

// Of a constraint: what is said of an index of its own is the comment of that.
static void put_said(Emit *emit, const Object *object)
{
    const Word *said = index_rare(object)->said;
    PUT(emit, "COMMENT ON INDEX ");
    sql_ident(emit->out, name_now(emit, object_schema(object_now(emit, object->parent))));
    PUT(emit, ".");
    sql_ident(emit->out, name_now(emit, object));
    text_printf(emit->out, " IS %s;\n", said ? said->text : "NULL");
}

void pg_index_marks(Emit *emit, const Object *object)
{
    if (index_rare(object)->said)
        put_said(emit, object);
    if (is_marked(object, true))
        put_mark(emit, object, "CLUSTER ON ");
    if (is_marked(object, false))
        put_mark(emit, object, "REPLICA IDENTITY USING INDEX ");
    if (object->kind == KIND_INDEX)
        put_statistics(emit, object);
}

// schema.name of the index, which a constraint shares.
static void put_index(Emit *emit, const Object *object)
{
    PUT(emit, "ALTER INDEX ");
    sql_ident(emit->out, name_now(emit, object_schema(object_now(emit, object->parent))));
    PUT(emit, ".");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " ");
}

void pg_alter_index(Emit *emit, const Object *before, const Object *after)
{
    const IndexRare *was = index_rare(before), *now = index_rare(after);
    if (!names_equal(&was->options, &now->options)) {
        put_index(emit, after);
        put_change(emit, "", &was->options, &now->options);
    }
    if (was->tablespace != now->tablespace) {
        put_index(emit, after);
        PUT(emit, "SET TABLESPACE ");
        sql_ident(emit->out, now->tablespace ? now->tablespace->text : "pg_default");
        PUT(emit, ";\n");
    }
    if (was->cluster && !has_marked(after->parent, true)) {
        pg_alter_table(emit, after->parent);
        PUT(emit, "SET WITHOUT CLUSTER;\n");
    }
    if (was->replica && !has_marked(after->parent, false))
        put_replica(emit, after->parent);
    if (now->said != was->said)
        put_said(emit, after);
    if (now->cluster != was->cluster && now->cluster)
        put_mark(emit, after, "CLUSTER ON ");
    if (now->replica != was->replica && now->replica)
        put_mark(emit, after, "REPLICA IDENTITY USING INDEX ");
}

// --- tables ---

void pg_relation_storage(const Emit *emit, const Object *relation)
{
    const TableRare *rare = table_rare(relation);
    if (rare->method) {
        PUT(emit, " USING ");
        sql_ident(emit->out, rare->method->text);
    }
    pg_options(emit, " WITH (", &rare->options);
    if (rare->tablespace) {
        PUT(emit, " TABLESPACE ");
        sql_ident(emit->out, rare->tablespace->text);
    }
}

// Where it lies and how. `begin` writes the ALTER that it is of.
static void alter_place(Emit *emit, const Object *before, const Object *after,
                        void (*begin)(Emit *, const Object *))
{
    const TableRare *was = table_rare(before), *now = table_rare(after);
    if (was->method != now->method) {
        begin(emit, after);
        PUT(emit, "SET ACCESS METHOD ");
        if (now->method || !now->strategy)
            sql_ident(emit->out, now->method ? now->method->text : "heap");
        else
            PUT(emit, "DEFAULT");
        PUT(emit, ";\n");
    }
    if (was->tablespace != now->tablespace) {
        begin(emit, after);
        PUT(emit, "SET TABLESPACE ");
        sql_ident(emit->out, now->tablespace ? now->tablespace->text : "pg_default");
        PUT(emit, ";\n");
    }
}

void pg_table_marks(Emit *emit, const Object *table)
{
    if (table_rare(table)->replica)
        put_replica(emit, table);
}

void pg_alter_table_storage(Emit *emit, const Object *before, const Object *after)
{
    const TableRare *was = table_rare(before), *now = table_rare(after);
    alter_place(emit, before, after, pg_alter_table);
    if (!names_equal(&was->options, &now->options)) {
        pg_alter_table(emit, after);
        put_change(emit, "", &was->options, &now->options);
    }
    if (was->replica != now->replica && !has_marked(after, false))
        put_replica(emit, after);
}

// --- columns ---

static void name_column(Emit *emit, const Column *column, const char *what)
{
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, name_now(emit, &column->object));
    PUT(emit, what);
}

static void put_column(Emit *emit, const Column *column, const char *what)
{
    pg_alter_table(emit, column->object.parent);
    name_column(emit, column, what);
}

// What would reach the heirs of the table, too: they may go their own way, and each has an ALTER of its own.
static void put_alone(Emit *emit, const Column *column, const char *what)
{
    const Object *table = column->object.parent, *object = emit->step->to ? emit->step->to : emit->step->from;
    bool made = emit->step->action == (emit->down ? STEP_DROP : STEP_CREATE) && object->kind == KIND_TABLE;
    bool heirs = emit->changes->from->has_parts || emit->changes->to->has_parts;
    if (made || !heirs || table->kind != KIND_TABLE) {
        put_column(emit, column, what);
        return;
    }
    PUT(emit, "ALTER TABLE ONLY ");
    sql_path(emit, emit->out, table);
    PUT(emit, " ");
    name_column(emit, column, what);
}

static void put_upper(const Emit *emit, const char *text)
{
    for (; *text; text++)
        text_char(emit->out, (char)(*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text));
}

// What the type has by itself; SET STORAGE DEFAULT is known from version 16 on.
static const char *default_storage(const Emit *emit, const Column *column)
{
    Type base = column->type ? type_base(*column->type) : type_of(TYPE_NONE); // a view's column has none
    if (emit->plan->options.target >= 16)
        return "DEFAULT";
    if (base.id == TYPE_NUMERIC && !base.dims)
        return "MAIN";
    return "EXTENDED"; // no other type of fixed width takes any storage
}

static void alter_storage(Emit *emit, const Column *after, const ColumnMore *was, const ColumnMore *now)
{
    if (was->storage != now->storage) {
        put_alone(emit, after, " SET STORAGE ");
        put_upper(emit, now->storage ? now->storage->text : default_storage(emit, after));
        PUT(emit, ";\n");
    }
    if (was->compression != now->compression) {
        put_column(emit, after, " SET COMPRESSION ");
        PUT(emit, now->compression ? now->compression->text : "default");
        PUT(emit, ";\n");
    }
    if (was->statistics != now->statistics) {
        put_alone(emit, after, " SET STATISTICS ");
        PUT(emit, now->statistics ? now->statistics->text : "-1");
        PUT(emit, ";\n");
    }
    if (!names_equal(&was->options, &now->options)) {
        pg_alter_table(emit, after->object.parent);
        Text head = {0};
        text_puts(&head, "ALTER COLUMN ");
        sql_ident(&head, name_now(emit, &after->object));
        text_char(&head, ' ');
        if (was->options.count && now->options.count) { // each is a command of its own
            PUT(emit, text_string(&head));
            put_change(emit, "", &was->options, &(Names){0});
            pg_alter_table(emit, after->object.parent);
        }
        PUT(emit, text_string(&head));
        put_change(emit, "", now->options.count ? &(Names){0} : &was->options, &now->options);
        text_free(&head);
    }
}

void pg_column_storage(Emit *emit, const Column *before, const Column *after)
{
    alter_storage(emit, after, before ? column_more(before) : &nothing_rare.more, column_more(after));
}

// A new type takes its own storage along.
void pg_keep_storage(Emit *emit, const Column *after)
{
    const ColumnMore *more = column_more(after);
    ColumnMore kept = *more;
    kept.storage = kept.compression = NULL;
    alter_storage(emit, after, &kept, more);
}

// --- views ---

static void put_view(Emit *emit, const Object *view)
{
    PUT(emit, AS(View, view)->materialized ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ");
    sql_path(emit, emit->out, view);
    PUT(emit, " ");
}

void pg_alter_view(Emit *emit, const Object *before, const Object *after)
{
    const TableRare *was = table_rare(before), *now = table_rare(after);
    alter_place(emit, before, after, put_view);
    if (names_equal(&was->options, &now->options))
        return;
    // Each is a command of its own.
    if (!AS(View, after)->materialized && was->options.count && now->options.count) {
        put_view(emit, after);
        put_change(emit, "", &was->options, &(Names){0});
        put_view(emit, after);
        put_change(emit, "", &(Names){0}, &now->options);
        return;
    }
    put_view(emit, after);
    put_change(emit, "", &was->options, &now->options);
}

static void put_default(Emit *emit, const Column *column, Span span)
{
    put_column(emit, column, span_is_set(span) ? " SET DEFAULT " : " DROP DEFAULT");
    if (span_is_set(span))
        sql_span(emit, emit->out, span);
    PUT(emit, ";\n");
}

// One of the two may be NULL: nothing is said of it there.
void pg_view_column(Emit *emit, const Column *before, const Column *after)
{
    const Column *there = after ? after : before;
    Span was = before ? before->default_.span : (Span){0, 0},
         now = after ? after->default_.span : (Span){0, 0};
    bool same = before && after && before->default_.hash == after->default_.hash;
    if ((span_is_set(was) || span_is_set(now)) && !same)
        put_default(emit, there, now);
    alter_storage(emit, there, before ? column_more(before) : &nothing_rare.more,
                  after ? column_more(after) : &nothing_rare.more);
    if (before && !after && span_is_set(object_doc(&before->object)))
        pg_comment_set(emit, &before->object, (Span){0, 0});
}

// --- the numbers of an identity ---

static bool counts_down(const ColumnMore *more)
{
    return more->increment && *more->increment->text == '-';
}

static void put_number(const Emit *emit, const char *before, const Word *number)
{
    if (number)
        text_printf(emit->out, "%s %s", before, number->text);
}

void pg_identity_numbers(const Emit *emit, const Column *column)
{
    const ColumnMore *more = column_more(column);
    size_t begin = emit->out->length;
    put_number(emit, " START WITH", more->start);
    put_number(emit, " INCREMENT BY", more->increment);
    put_number(emit, " MINVALUE", more->minimum);
    put_number(emit, " MAXVALUE", more->maximum);
    put_number(emit, " CACHE", more->cache);
    PUT(emit, more->cycle ? " CYCLE" : "");
    const Object *now = object_now(emit, &column->object);
    const Word *name = now->kind == KIND_COLUMN ? column_more(AS(const Column, now))->sequence : NULL;
    if (name) {
        PUT(emit, " SEQUENCE NAME ");
        sql_ident(emit->out, name_now(emit, object_schema(now)));
        PUT(emit, ".");
        sql_ident(emit->out, name->text);
    }
    if (emit->out->length == begin)
        return;
    char *list = arena_print(emit->arena, " (%s)", text_string(emit->out) + begin + 1);
    emit->out->length = begin;
    PUT(emit, list);
}

void pg_alter_numbers(Emit *emit, const Column *after)
{
    const ColumnMore *more = column_more(after);
    const Word *first = counts_down(more) ? more->maximum : more->minimum;
    put_column(emit, after, "");
    text_printf(emit->out, " SET INCREMENT BY %s", more->increment ? more->increment->text : "1");
    text_printf(emit->out, more->minimum ? " SET MINVALUE %s" : " SET NO MINVALUE",
                more->minimum ? more->minimum->text : "");
    text_printf(emit->out, more->maximum ? " SET MAXVALUE %s" : " SET NO MAXVALUE",
                more->maximum ? more->maximum->text : "");
    text_printf(emit->out, " SET START WITH %s",
                more->start         ? more->start->text
                : first             ? first->text
                : counts_down(more) ? "-1"
                                    : "1");
    text_printf(emit->out, " SET CACHE %s", more->cache ? more->cache->text : "1");
    PUT(emit, more->cycle ? " SET CYCLE;\n" : " SET NO CYCLE;\n");
}
