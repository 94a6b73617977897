// SPDX-License-Identifier: MIT
// One rebuild for all changes of a table (sqlite.org/lang_altertable.html, section 7): a new table beside
// the old one, rows over, old one away, new one in its name. Foreign keys are off outside the transaction
// (docs/sql-format.md, segment `rebuild`), so that dropping the old table deletes no rows of others.
// Indexes, views and triggers that stood on it have steps of their own.
#include <string.h>
#include <strings.h>

#include "gen/emit/sqlite.h"
#include "gen/model/lite.h"

// --- what is put aside: a row's key, each old value, and what was made of it ---

static bool loses(const Emit *emit, const Object *old)
{
    const Object *new = match_new(&emit->changes->match, old);
    const Statement *drop = migration_find(emit->changes, ITEM_DROP, old);
    bool discard = drop ? drop->discard : emit->plan->options.drops == DROPS_DISCARD;
    const Column *from = AS(Column, old);
    if (old->kind != KIND_COLUMN || from->generated || discard)
        return false;
    const Object *labels = type_enum(from->type);
    if (!new || AS(Column, new)->generated || (labels && match_loses_labels(&emit->changes->match, labels)))
        return true;
    bool filled = from->nullable && !AS(Column, new)->nullable;
    if (filled || migration_find(emit->changes, ITEM_BACKFILL, new))
        return true;
    // Affinity may rewrite any value, so whatever changes its type is kept.
    return diff_objects(emit->changes, old, new) & CHANGED(ATTR_Column_type);
}

static bool loses_any(const Emit *emit, const Object *old_table)
{
    for (const Object *child = object_first(old_table); child; child = child->next)
        if (loses(emit, child))
            return true;
    return false;
}

static bool is_made(const Emit *emit, const Object *old)
{
    const Object *new = match_new(&emit->changes->match, old);
    return new && !AS(Column, new)->generated;
}

// A table without a key of its own has its rowid, which a rebuild keeps.
static bool has_rowid(const Object *table)
{
    const Object *key = table_key(table);
    if (AS(Table, table)->without_rowid)
        return false;
    for (const Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_COLUMN && !strcasecmp(child->name->text, "rowid"))
            return false;
    return !key || AS(Key, key)->columns.count != 1 || !column_is_rowid(AS(Key, key)->columns.at[0]);
}

static bool keeps_rowid(const Object *before, const Object *after)
{
    return has_rowid(before) && has_rowid(after);
}

// A column of the copy's source, which bears the table's name, as the user's expressions may use it.
static void put_own(Emit *emit, const char *column)
{
    sql_ident(emit->out, name_now(emit, emit->step->to));
    PUT(emit, ".");
    sql_ident(emit->out, column);
}

// `value`, of a column of the table that goes, with the labels it has in the one that comes.
static void put_mapped(Emit *emit, const Object *before, const char *value)
{
    const Object *type = type_enum(AS(Column, before)->type);
    const Statement *map = type ? migration_find(emit->changes, ITEM_MAP, type) : NULL;
    sql_mapped(emit, emit->out, value, type, map);
}

static void put_own_mapped(Emit *emit, const Object *before, const char *name)
{
    Text value = {0};
    sql_ident(&value, name_now(emit, emit->step->to));
    text_char(&value, '.');
    sql_ident(&value, name);
    put_mapped(emit, before, text_string(&value));
    text_free(&value);
}

// Is n, in the new table, the row that was o? Labels in its key may have been mapped.
static void put_same_row(Emit *emit, const Refs *key)
{
    for (uint32_t at = 0; at < key->count; at++) {
        const Object *old = match_old(&emit->changes->match, key->at[at]);
        Text value = {0};
        text_puts(&value, "o.");
        sql_ident(&value, (old ? old : key->at[at])->name->text);
        PUT(emit, at ? " AND n." : "n.");
        sql_ident(emit->out, key->at[at]->name->text);
        PUT(emit, " = ");
        put_mapped(emit, old ? old : key->at[at], text_string(&value));
        text_free(&value);
    }
    if (!key->count)
        PUT(emit, "n.rowid = o.rowid");
}

// Made when both tables stand side by side: columns v1, m1, v2, m2 … in the order of the old table.
static void put_stash(Emit *emit, const Object *old_table, const char *fresh, const Refs *key)
{
    const Match *match = &emit->changes->match;
    unsigned number = 0;
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, old_table, "values");
    PUT(emit, " AS SELECT ");
    for (uint32_t at = 0; at < key->count; at++) {
        PUT(emit, at ? ", n." : "n.");
        sql_ident(emit->out, key->at[at]->name->text);
        text_printf(emit->out, " AS k%u", at + 1);
    }
    PUT(emit, key->count ? "" : "n.rowid AS k1");
    for (const Object *child = object_first(old_table); child; child = child->next) {
        if (!loses(emit, child))
            continue;
        PUT(emit, ", o.");
        sql_ident(emit->out, child->name->text);
        text_printf(emit->out, " AS v%u", ++number);
        if (!is_made(emit, child))
            continue;
        PUT(emit, ", n.");
        sql_ident(emit->out, match_new(match, child)->name->text);
        text_printf(emit->out, " AS m%u", number);
    }
    PUT(emit, " FROM ");
    sql_ident(emit->out, fresh);
    PUT(emit, " AS n JOIN ");
    sql_path(emit, emit->out, old_table);
    PUT(emit, " AS o ON ");
    put_same_row(emit, key);
    PUT(emit, ";\n");
}

// --- the copy ---

static bool has_default(const Column *column)
{
    return span_is_set(column->default_.span);
}

// What a row of the old table has for it, by `using` or with the labels it has now.
static void put_taken(Emit *emit, const Object *old, const Object *new)
{
    const Statement *using = migration_find(emit->changes, ITEM_USING, new);
    if (!using) {
        put_own_mapped(emit, old, new->name->text);
        return;
    }
    PUT(emit, "(");
    sql_span(emit, emit->out, using->sql);
    PUT(emit, ")");
}

static void put_fallback(Emit *emit, const Object *column)
{
    if (has_default(AS(Column, column)))
        sql_value(emit, emit->out, AS(Column, column)->default_.span, column->parent, true);
    else
        PUT(emit, "NULL");
}

static void put_backfilled(Emit *emit, const Object *old, const Object *new, const Statement *backfill)
{
    PUT(emit, "coalesce(");
    if (old) {
        put_taken(emit, old, new);
        PUT(emit, ", ");
    }
    PUT(emit, "(");
    sql_span(emit, emit->out, backfill->sql);
    PUT(emit, "), ");
    if (AS(Column, new)->nullable)
        PUT(emit, "NULL");
    else
        put_fallback(emit, new);
    PUT(emit, ")");
}

// What SQL cannot say, nulls that may be none any more become.
static bool becomes_default(const Emit *emit, const Object *old, const Object *new)
{
    return emit->changes->to->imported && AS(Column, old)->nullable && !AS(Column, new)->nullable &&
           has_default(AS(Column, new));
}

static void put_up_value(Emit *emit, const Object *new)
{
    const Object *old = match_old(&emit->changes->match, new);
    const Statement *backfill = migration_find(emit->changes, ITEM_BACKFILL, new);
    if (backfill)
        put_backfilled(emit, old, new, backfill);
    else if (old && becomes_default(emit, old, new)) {
        PUT(emit, "coalesce(");
        put_taken(emit, old, new);
        PUT(emit, ", ");
        put_fallback(emit, new);
        PUT(emit, ")");
    } else if (old)
        put_taken(emit, old, new);
    else
        put_fallback(emit, new);
}

static void put_down_fallback(Emit *emit, const Object *old, const Object *new)
{
    const Statement *using = new ? migration_find(emit->changes, ITEM_USING, new) : NULL;
    if (new &&using &&span_is_set(using->other)) {
        PUT(emit, "(");
        sql_span(emit, emit->out, using->other);
        PUT(emit, ")");
    } else if (new) {
        put_own_mapped(emit, new, new->name->text);
    } else {
        put_fallback(emit, old);
    }
}

// What was put aside, unless the row holds something else by now; rows that came since have what stands in
// the new table, or the default.
static void put_down_value(Emit *emit, const Object *old, unsigned *number)
{
    const Object *new = match_new(&emit->changes->match, old);
    if (!loses(emit, old)) {
        put_down_fallback(emit, old, new);
        return;
    }
    ++*number;
    PUT(emit, "CASE WHEN schemac_was.k1 IS NOT NULL");
    if (is_made(emit, old)) {
        PUT(emit, " AND ");
        put_own(emit, new->name->text);
        text_printf(emit->out, " IS schemac_was.m%u", *number);
    }
    text_printf(emit->out, " THEN schemac_was.v%u ELSE ", *number);
    put_down_fallback(emit, old, is_made(emit, old) ? new : NULL);
    PUT(emit, " END");
}

static bool is_copied(const Object *child)
{
    return child->kind == KIND_COLUMN && !AS(Column, child)->generated;
}

// Expressions of the migration block name columns as they are called in the new schema, and those that go.
static void put_renamed_source(Emit *emit, const Object *before, const Object *after)
{
    const char *comma = keeps_rowid(before, after) ? "(SELECT rowid, " : "(SELECT ";
    for (const Object *child = object_first(before); child; child = child->next) {
        const Object *new = match_new(&emit->changes->match, child);
        if (child->kind != KIND_COLUMN ||
            (!new &&model_find(emit->changes->to, KIND_COLUMN, after, child->name)))
            continue;
        PUT(emit, comma);
        sql_ident(emit->out, child->name->text);
        if (new &&new->name != child->name) {
            PUT(emit, " AS ");
            sql_ident(emit->out, new->name->text);
        }
        comma = ", ";
    }
    PUT(emit, " FROM ");
    sql_path(emit, emit->out, before);
    PUT(emit, ") AS ");
    sql_ident(emit->out, name_now(emit, after));
}

static void put_stash_join(Emit *emit, const Object *old_table, const Refs *key)
{
    PUT(emit, " LEFT JOIN ");
    sql_stash(emit, emit->out, old_table, "values");
    PUT(emit, " AS schemac_was ON ");
    for (uint32_t at = 0; at < key->count; at++) {
        PUT(emit, at ? " AND " : "");
        put_own(emit, key->at[at]->name->text);
        text_printf(emit->out, " = schemac_was.k%u", at + 1);
    }
    if (!key->count) {
        put_own(emit, "rowid");
        PUT(emit, " = schemac_was.k1");
    }
}

static void put_copy(Emit *emit, const Object *before, const Object *after, const char *fresh,
                     const Refs *key)
{
    const char *comma = "";
    unsigned number = 0;
    bool rowid = keeps_rowid(before, after);
    PUT(emit, "INSERT INTO ");
    sql_ident(emit->out, fresh);
    PUT(emit, rowid ? " (rowid, " : " (");
    for (const Object *child = object_first(after); child; child = child->next) {
        if (!is_copied(child))
            continue;
        PUT(emit, comma);
        sql_ident(emit->out, child->name->text);
        comma = ", ";
    }
    PUT(emit, ")\n    SELECT ");
    if (rowid)
        put_own(emit, "rowid");
    comma = rowid ? ", " : "";
    for (const Object *child = object_first(after); child; child = child->next) {
        if (!is_copied(child))
            continue;
        PUT(emit, comma);
        if (emit->down)
            put_down_value(emit, child, &number);
        else
            put_up_value(emit, child);
        comma = ", ";
    }
    PUT(emit, "\n    FROM ");
    if (emit->down)
        sql_path(emit, emit->out, before);
    else
        put_renamed_source(emit, before, after);
    if (emit->down && loses_any(emit, after))
        put_stash_join(emit, after, key);
    PUT(emit, ";\n");
}

// AUTOINCREMENT never gives a number twice, so its counter moves along with the table.
static void keep_counter(Emit *emit, const Object *before, const Object *after, const char *fresh)
{
    if (!lite_counts(before) || !lite_counts(after))
        return;
    const char *name = name_now(emit, before);
    PUT(emit, "DELETE FROM sqlite_sequence WHERE name = ");
    sql_literal(emit->out, fresh, strlen(fresh));
    PUT(emit, ";\nINSERT INTO sqlite_sequence (name, seq) SELECT ");
    sql_literal(emit->out, fresh, strlen(fresh));
    PUT(emit, ", seq FROM sqlite_sequence WHERE name = ");
    sql_literal(emit->out, name, strlen(name));
    PUT(emit, ";\n");
}

static void put_counter_stash(Emit *emit, const Object *old, bool back)
{
    const char *name = name_now(emit, old);
    if (!lite_counts(old))
        return;
    if (!back) {
        PUT(emit, "CREATE TABLE ");
        sql_stash(emit, emit->out, old, "counter");
        PUT(emit, " AS SELECT seq FROM sqlite_sequence WHERE name = ");
        sql_literal(emit->out, name, strlen(name));
        PUT(emit, ";\n");
        return;
    }
    PUT(emit, "DELETE FROM sqlite_sequence WHERE name = ");
    sql_literal(emit->out, name, strlen(name));
    PUT(emit, ";\nINSERT INTO sqlite_sequence (name, seq) SELECT ");
    sql_literal(emit->out, name, strlen(name));
    PUT(emit, ", seq FROM ");
    sql_stash(emit, emit->out, old, "counter");
    PUT(emit, ";\n");
    sql_drop_stash(emit, old, "counter");
}

// Those that the schema states have gone by now and will come again. Rather than lose another with the
// old table, stop.
static void guard_triggers(Emit *emit, const Object *before)
{
    const char *name = name_now(emit, before);
    PUT(emit, "INSERT OR ROLLBACK INTO temp.schemac_check (passed, name) SELECT 0, 'table ' || tbl_name || "
              "' has trigger ' || name || ', which a rebuild would lose' FROM sqlite_master\n"
              "    WHERE type = 'trigger' AND tbl_name = ");
    sql_literal(emit->out, name, strlen(name));
    PUT(emit, ";\n");
}

void lite_rebuild(Emit *emit)
{
    const Object *before = step_before(emit), *after = step_after(emit);
    const Object *old = emit->step->from;
    const char *fresh = arena_print(emit->arena, "schemac_new_%s", name_now(emit, after));
    Refs key = plan_row_key(emit->plan, old);
    bool stash = loses_any(emit, old);
    guard_triggers(emit, before);
    lite_create_table(emit, after, fresh);
    put_copy(emit, before, after, fresh, &key);
    if (stash && !emit->down)
        put_stash(emit, old, fresh, &key);
    keep_counter(emit, before, after, fresh);
    if (lite_counts(old) && !lite_counts(emit->step->to) && !emit->down)
        put_counter_stash(emit, old, false);
    PUT(emit, "DROP TABLE ");
    sql_path(emit, emit->out, before);
    // The old way of renaming leaves alone what names the table elsewhere: it names this one from now on.
    PUT(emit, ";\nPRAGMA legacy_alter_table=ON;\nALTER TABLE ");
    sql_ident(emit->out, fresh);
    PUT(emit, " RENAME TO ");
    sql_ident(emit->out, name_now(emit, after));
    PUT(emit, ";\nPRAGMA legacy_alter_table=OFF;\n");
    if (lite_counts(old) && !lite_counts(emit->step->to) && emit->down)
        put_counter_stash(emit, old, true);
    if (stash && emit->down) {
        sql_drop_stash(emit, old, "values");
    }
}

// --- a table that goes: its rows are kept without its keys, so that nothing acts on them ---

void lite_stash_table(Emit *emit, const Object *old)
{
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, old, "");
    PUT(emit, " AS SELECT ");
    sql_plain_columns(emit, old);
    PUT(emit, " FROM ");
    sql_path(emit, emit->out, old);
    PUT(emit, ";\n");
    put_counter_stash(emit, old, false);
    PUT(emit, "DROP TABLE ");
    sql_path(emit, emit->out, old);
    PUT(emit, ";\n");
}

void lite_unstash_table(Emit *emit, const Object *old)
{
    lite_create_table(emit, old, name_now(emit, old));
    PUT(emit, "INSERT INTO ");
    sql_path(emit, emit->out, old);
    PUT(emit, " (");
    sql_plain_columns(emit, old);
    PUT(emit, ") SELECT ");
    sql_plain_columns(emit, old);
    PUT(emit, " FROM ");
    sql_stash(emit, emit->out, old, "");
    PUT(emit, ";\n");
    sql_drop_stash(emit, old, "");
    put_counter_stash(emit, old, true);
}
