// SPDX-License-Identifier: MIT
// CREATE TABLE: constraints, and of columns what no pragma tells. SQLite keeps the text up to date through
// every ALTER TABLE, and has parsed it before us.
#include <string.h>
#include <strings.h>

#include "gen/read/sqlite.h"

typedef struct TableText {
    LiteText text;
    ReadTable *table;
    ReadColumn *column; // whose definition is read; NULL: none
    const char *name;   // of the constraint that follows
} TableText;

ReadTable *text_table(const Catalogue *catalogue, const char *name)
{
    ReadTable *table = catalogue->tables;
    while (table && strcasecmp(table->name, name))
        table = table->next;
    return table;
}

ReadColumn *text_column(const ReadTable *table, const char *name)
{
    ReadColumn *column = table->columns;
    while (column && strcasecmp(column->name, name))
        column = column->next;
    return column;
}

// SQLite lets constraints of a table share a name; the language does not, nor does PostgreSQL.
static void drop_repeated_name(TableText *job)
{
    for (const ReadConstraint *at = job->table->constraints; at && job->name; at = at->next)
        if (at->name && !strcmp(at->name, job->name)) {
            read_note(job->text.lite->catalogue, "repeated name", "%s on %s", job->name, job->table->name);
            job->name = NULL;
        }
}

static ReadConstraint *add(TableText *job, Kind kind)
{
    drop_repeated_name(job);
    Arena *arena = job->text.lite->catalogue->arena;
    ReadConstraint *made =
        READ_ADD(arena, ReadConstraint, &job->table->constraints, &job->table->last_constraint);
    made->kind = kind;
    made->name = job->name;
    job->name = NULL;
    if (job->column && kind != KIND_CHECK)
        read_name_add(arena, &made->columns, job->column->name);
    return made;
}

// As the columns are spelt where they are declared.
static void respell(const ReadTable *table, ReadNames *names)
{
    for (size_t at = 0; at < names->count; at++) {
        const ReadColumn *column = text_column(table, names->at[at]);
        if (column)
            names->at[at] = column->name;
    }
}

// INTEGER PRIMARY KEY, as far as its order lets it.
static bool is_rowid(const ReadTable *table, const ReadConstraint *key)
{
    const ReadColumn *column = key->columns.count == 1 ? text_column(table, key->columns.at[0]) : NULL;
    return column && !table->without_rowid && column->type.built_in.id == TYPE_INT4;
}

// NULL: none is said, or the one that would be anyway.
static const char *read_conflict(TableText *job)
{
    LiteText *text = &job->text;
    if (!text_take(text, "on"))
        return NULL;
    text_next(text); // conflict
    const char *way = lite_folded(text, text_name(text));
    return strcmp(way, "abort") ? way : NULL;
}

// Behind a column of a key: in the form that the model has.
static const char *read_sorting(TableText *job)
{
    LiteText *text = &job->text;
    const char *collation = text_take(text, "collate") ? lite_collation(text) : NULL;
    bool descending = !text_take(text, "asc") && text_take(text, "desc");
    const char *order = descending ? "desc" : "";
    if (!collation)
        return order;
    return arena_print(text->lite->catalogue->arena, "collate %s%s%s", collation, descending ? " " : "",
                       order);
}

// (a, b collate nocase desc)
static void read_key_columns(TableText *job, ReadConstraint *key)
{
    LiteText *text = &job->text;
    Arena *arena = text->lite->catalogue->arena;
    if (!text_take(text, "("))
        return;
    while (!text_ends(text) && !text_take(text, ")")) {
        const char *name = text_name(text);
        read_name_add(arena, &key->columns, name);
        read_name_add(arena, &key->sorting, read_sorting(job));
        if (text_take(text, "autoincrement") && text_column(job->table, name))
            text_column(job->table, name)->identity = IDENTITY_BY_DEFAULT;
        text_take(text, ",");
    }
    respell(job->table, &key->columns);
    // behind the columns the rowid may be said to descend, and does not
    if (key->kind == KIND_KEY && is_rowid(job->table, key))
        key->sorting.count = 0;
}

static void read_unique(TableText *job, Kind kind)
{
    LiteText *text = &job->text;
    ReadConstraint *made = add(job, kind);
    if (!job->column)
        read_key_columns(job, made);
    else
        read_name_add(text->lite->catalogue->arena, &made->sorting, read_sorting(job));
    made->conflict = read_conflict(job);
    if (text_take(text, "autoincrement") && job->column)
        job->column->identity = IDENTITY_BY_DEFAULT;
}

static Action read_action(LiteText *text)
{
    if (text_take(text, "cascade"))
        return ACTION_CASCADE;
    if (text_take(text, "restrict"))
        return ACTION_RESTRICT;
    if (text_take(text, "set")) {
        bool null = text_is(text, "null");
        text_next(text);
        return null ? ACTION_SET_NULL : ACTION_SET_DEFAULT;
    }
    text_next(text); // no
    text_next(text); // action
    return ACTION_NONE;
}

static void read_deferral(LiteText *text, ReadConstraint *foreign, bool not )
{
    text_next(text);
    foreign->deferrable = !not ;
    if (text_take(text, "initially")) {
        foreign->deferred = !not &&text_is(text, "deferred");
        text_next(text);
    }
}

// The table is looked up when all are known; until then the name stands in place of the expression.
static void read_reference(TableText *job, ReadConstraint *foreign)
{
    LiteText *text = &job->text;
    foreign->expression = text_name(text);
    text_names(text, &foreign->to);
    for (;;) {
        SqlTokens ahead = text->tokens;
        SqlToken next;
        if (text_take(text, "on")) {
            bool deletes = text_is(text, "delete");
            text_next(text);
            *(deletes ? &foreign->on_delete : &foreign->on_update) = read_action(text);
        } else if (text_take(text, "match")) {
            text_next(text); // SQLite reads it and does nothing
        } else if (text_is(text, "not") && sql_token_next(&ahead, &next) &&
                   sql_token_is(&ahead, next, "deferrable")) {
            text_next(text);
            read_deferral(text, foreign, true);
        } else if (text_is(text, "deferrable")) {
            read_deferral(text, foreign, false);
        } else {
            return;
        }
    }
}

static void read_foreign(TableText *job)
{
    ReadConstraint *foreign = add(job, KIND_FOREIGN);
    text_names(&job->text, &foreign->columns);
    respell(job->table, &foreign->columns);
    text_next(&job->text); // references
    read_reference(job, foreign);
}

// --- columns ---

static void read_generated(TableText *job)
{
    LiteText *text = &job->text;
    job->column->expression = text_inside(text);
    job->column->default_ = NULL;
    job->column->generated = text_take(text, "stored") ? GENERATED_STORED : GENERATED_VIRTUAL;
    text_take(text, "virtual");
}

static void skip_default(LiteText *text)
{
    if (text_is(text, "(")) {
        text_inside(text);
        return;
    }
    if (text_is(text, "-") || text_is(text, "+"))
        text_next(text);
    text_next(text);
}

static bool read_column_part(TableText *job)
{
    LiteText *text = &job->text;
    if (text_take(text, "collate")) {
        const char *name = lite_collation(text);
        job->column->collation = strcmp(name, "binary") ? name : NULL;
    } else if (text_take(text, "default")) {
        skip_default(text);
    } else if (text_take(text, "as")) {
        read_generated(job);
    } else if (text_take(text, "references")) {
        read_reference(job, add(job, KIND_FOREIGN));
    } else if (text_take(text, "not")) {
        text_next(text); // null
        job->column->conflict = read_conflict(job);
    } else {
        return false;
    }
    return true;
}

// One of a column's or of the table's parts; a word that is none belongs to a type or begins a part.
static void read_part(TableText *job)
{
    LiteText *text = &job->text;
    if (text_take(text, "constraint")) {
        job->name = text_name(text);
    } else if (text_take(text, "primary")) {
        text_next(text); // key
        read_unique(job, KIND_KEY);
    } else if (text_take(text, "unique")) {
        read_unique(job, KIND_UNIQUE);
    } else if (text_take(text, "check")) {
        ReadConstraint *check = add(job, KIND_CHECK);
        check->expression = text_inside(text);
        read_conflict(job); // which SQLite reads and forgets
    } else if (!job->column && text_take(text, "foreign")) {
        text_next(text); // key
        read_foreign(job);
    } else if (!(job->column && read_column_part(job))) {
        if (text_is(text, "("))
            text_inside(text); // the modifiers of a type
        else
            text_next(text);
    }
}

static bool begins_constraint(const LiteText *text)
{
    static const char *const WORDS[] = {"constraint", "primary", "unique", "check", "foreign"};
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (text_is(text, WORDS[at]))
            return true;
    return false;
}

// The rowid is never null, whether that is said or not; nor is any key of these tables.
static void settle_key(ReadTable *table)
{
    const ReadConstraint *key = read_key(table);
    for (size_t at = 0; key && at < key->columns.count; at++) {
        ReadColumn *column = text_column(table, key->columns.at[at]);
        bool rowid = is_rowid(table, key) && !(key->sorting.count && *key->sorting.at[0]);
        if (!column)
            continue;
        column->said_not_null = rowid && !column->nullable;
        column->nullable = column->nullable && !rowid && !table->strict && !table->without_rowid;
    }
}

void lite_table_text(Lite *lite, ReadTable *table, const char *sql)
{
    TableText job = {.table = table};
    LiteText *text = &job.text;
    text_begin(text, lite, sql);
    while (!text_ends(text) && !text_is(text, "("))
        text_next(text);
    while (text_take(text, "(") || text_take(text, ",")) {
        job.column = NULL;
        if (!begins_constraint(text))
            job.column = text_column(table, text_name(text));
        while (!text_ends(text) && !text_is(text, ",") && !text_is(text, ")"))
            read_part(&job);
    }
    settle_key(table);
}

// --- foreign keys ---

static bool resolve(const Catalogue *catalogue, ReadConstraint *foreign)
{
    const ReadTable *target = text_table(catalogue, foreign->expression);
    foreign->target = target;
    foreign->expression = NULL;
    if (target)
        respell(target, &foreign->to);
    return target && (foreign->to.count || read_key(target));
}

void lite_resolve(Lite *lite)
{
    Catalogue *catalogue = lite->catalogue;
    for (ReadTable *table = catalogue->tables; table; table = table->next)
        for (ReadConstraint **at = &table->constraints; *at;) {
            const char *name = (*at)->expression;
            if ((*at)->kind != KIND_FOREIGN || resolve(catalogue, *at)) {
                at = &(*at)->next;
                continue;
            }
            read_note(catalogue, "foreign key", "of %s to %s, which is not there", table->name, name);
            *at = (*at)->next;
        }
}
