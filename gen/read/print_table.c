// SPDX-License-Identifier: MIT
// A table's members: columns with what is theirs alone, then what concerns several of them.
#include <string.h>

#include "gen/read/print.h"

enum { WIDEST = 40 };

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

static bool has_bare_options(const ReadConstraint *constraint)
{
    bool deferred = constraint->deferrable && constraint->kind != KIND_FOREIGN;
    return !constraint->comment && !deferred && !constraint->nulls_not_distinct &&
           !constraint->include.count && !constraint->no_inherit && !constraint->not_enforced &&
           !(constraint->not_valid && constraint->kind != KIND_FOREIGN) && !constraint->period &&
           !constraint->storage.options.count && !constraint->storage.tablespace &&
           !constraint->storage.cluster && !constraint->storage.replica && !constraint->conflict &&
           !constraint->storage.said && !(constraint->sorting.count && *constraint->sorting.at[0]);
}

// The column whose alone it is, so that it can stand there; or NULL.
static const ReadColumn *column_of(Print *print, const ReadTable *table, const ReadConstraint *constraint)
{
    if (!has_bare_options(constraint))
        return NULL;
    if (constraint->kind == KIND_CHECK)
        return names_only_column(print, table, constraint->expression);
    return constraint->columns.count == 1 ? read_column(table, constraint->columns.at[0]) : NULL;
}

static const Kind ORDER[] = {KIND_KEY, KIND_UNIQUE, KIND_CHECK, KIND_FOREIGN};
enum { KINDS = sizeof ORDER / sizeof *ORDER };

// Those of a kind that stand at a column, out of all of them; one foreign key at the most.
static size_t gather_column(const ReadColumn *column, Kind kind, Member *all, size_t count, Member *members)
{
    size_t found = 0;
    for (Member *at = all; at < all + count; at++)
        if (at->constraint && at->at == column && at->constraint->kind == kind &&
            !(found && kind == KIND_FOREIGN)) {
            members[found++] = *at;
            at->constraint = NULL;
        }
    return found;
}

// In the order in which they will be written: what stands at columns first, by column.
static size_t gather(Print *print, const ReadTable *table, Member *members, size_t most)
{
    Member *all = ARENA_ARRAY(&print->scratch, Member, most);
    size_t constraints = 0, count = 0;
    for (const ReadConstraint *at = table->constraints; at; at = at->next)
        all[constraints++] = (Member){.constraint = at, .at = column_of(print, table, at)};
    for (const ReadColumn *column = table->columns; constraints && column; column = column->next)
        for (int kind = 0; kind < KINDS; kind++)
            count += gather_column(column, ORDER[kind], all, constraints, members + count);
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t at = 0; at < constraints; at++)
            if (all[at].constraint && all[at].constraint->kind == ORDER[kind])
                members[count++] = (Member){.constraint = all[at].constraint};
    for (int place = 0; place < 4; place++) // of a part, those that are the whole table's before equal ones
        for (const ReadIndex *at = table->indexes; at; at = at->next)
            if (place == !at->exclude * 2 + !at->attached)
                members[count++] = (Member){.index = at};
    return count;
}

// --- constraints ---

static void put_deferral(Print *print, const ReadConstraint *constraint)
{
    if (constraint->deferrable)
        put(print, constraint->deferred ? " deferrable deferred" : " deferrable");
}

// Of a key: its last column may hold times.
static void put_columns_of(Print *print, const ReadNames *columns, const ReadNames *sorting,
                           const char *period, const char *behind)
{
    for (size_t at = 0; at < columns->count; at++) {
        bool last = at + 1 == columns->count;
        put(print, at ? ", " : "(");
        put(print, last ? period : "");
        show_name(print, columns->at[at]);
        if (at < sorting->count && *sorting->at[at])
            text_printf(print->out, " %s", sorting->at[at]);
        put(print, last ? behind : "");
    }
    put(print, ")");
}

static void put_state(Print *print, const ReadConstraint *constraint)
{
    put(print, constraint->not_enforced ? " not enforced" : constraint->not_valid ? " not valid" : "");
}

static void put_target(Print *print, const ReadConstraint *foreign)
{
    static const char *const ACTIONS[] = {"no action", "restrict", "cascade", "set null", "set default"};
    const ReadConstraint *key = read_key(foreign->target);
    put(print, "-> ");
    show_path(print, foreign->target->schema, foreign->target->name);
    if (foreign->to.count && (foreign->period || !(key && read_same_names(&key->columns, &foreign->to)))) {
        put(print, " ");
        put_columns_of(print, &foreign->to, &foreign->sorting, foreign->period ? "period " : "", "");
    }
    if (foreign->on_delete)
        text_printf(print->out, " on delete %s", ACTIONS[foreign->on_delete]);
    if (foreign->cleared.count) {
        put(print, " ");
        show_list(print, &foreign->cleared);
    }
    if (foreign->on_update)
        text_printf(print->out, " on update %s", ACTIONS[foreign->on_update]);
    if (foreign->match_full)
        put(print, " match full");
    put_deferral(print, foreign);
    put_state(print, foreign);
}

static void put_conflict(Print *print, const char *way)
{
    if (way)
        text_printf(print->out, " on conflict %s", way);
}

static void put_constraint(Print *print, const ReadTable *table, const ReadConstraint *constraint, bool said)
{
    static const char *const WORDS[KIND_COUNT] = {
        [KIND_KEY] = "key", [KIND_UNIQUE] = "unique", [KIND_CHECK] = "check", [KIND_FOREIGN] = "foreign key"};
    put(print, WORDS[constraint->kind]);
    if (said) {
        put(print, " ");
        show_bare_name(print, constraint->name);
    }
    put(print, " ");
    if (constraint->kind == KIND_CHECK) {
        put(print, "(");
        show_sql(print, constraint->expression, table, NULL);
        put(print, constraint->no_inherit ? ") no inherit" : ")");
        put_state(print, constraint);
        return;
    }
    bool foreign = constraint->kind == KIND_FOREIGN;
    put_columns_of(print, &constraint->columns, &constraint->sorting,
                   foreign && constraint->period ? "period " : "",
                   !foreign && constraint->period ? " without overlaps" : "");
    if (constraint->kind == KIND_FOREIGN) {
        put(print, " ");
        put_target(print, constraint);
        return;
    }
    if (constraint->include.count) {
        put(print, " include ");
        show_list(print, &constraint->include);
    }
    put(print, constraint->nulls_not_distinct ? " nulls not distinct" : "");
    show_index_storage(print, &constraint->storage);
    put_deferral(print, constraint);
    put_conflict(print, constraint->conflict);
}

// --- indexes ---

static bool is_call(const char *sql)
{
    size_t name = strspn(sql, "abcdefghijklmnopqrstuvwxyz0123456789_");
    size_t depth = 0, at = name;
    if (!name || sql[name] != '(')
        return false;
    for (; sql[at]; at++) {
        if (strchr("'\"$", sql[at]))
            return false;
        depth += sql[at] == '(';
        depth -= sql[at] == ')';
        if (!depth)
            return !sql[at + 1];
    }
    return false;
}

void show_element(Print *print, const ReadTable *table, const ReadElement *element)
{
    if (element->column) {
        show_column_name(print, element->column);
    } else {
        bool call = is_call(element->expression);
        put(print, call ? "" : "(");
        show_sql(print, element->expression, table, NULL);
        put(print, call ? "" : ")");
    }
    if (element->collation) {
        put(print, " collate ");
        show_name(print, element->collation);
    }
    if (element->class)
        text_printf(print->out, " %s", element->class);
    show_options(print, " (", &element->parameters);
    if (element->statistics)
        text_printf(print->out, " statistics %s", element->statistics);
    put(print, element->descending ? " desc" : "");
    if (element->nulls_first != element->descending)
        put(print, element->nulls_first ? " nulls first" : " nulls last");
    if (element->operator)
        text_printf(print->out, " with %s", element->operator);
}

static void put_index(Print *print, const ReadTable *table, const ReadIndex *index, bool said)
{
    put(print, index->exclude ? "exclude " : index->unique ? "unique index " : "index ");
    if (said) {
        show_bare_name(print, index->name);
        put(print, " ");
    }
    if (index->exclude && index->method) {
        put(print, "using ");
        show_name(print, index->method);
        put(print, " ");
    }
    for (size_t at = 0; at < index->count; at++) {
        put(print, at ? ", " : "(");
        show_element(print, table, &index->elements[at]);
    }
    put(print, ")");
    if (index->method && !index->exclude) {
        put(print, " using ");
        show_name(print, index->method);
    }
    if (index->include.count) {
        put(print, " include ");
        show_list(print, &index->include);
    }
    put(print, index->nulls_not_distinct ? " nulls not distinct" : "");
    show_index_storage(print, &index->storage);
    if (index->where) {
        put(print, " where (");
        show_sql(print, index->where, table, NULL);
        put(print, ")");
    }
    if (index->deferrable)
        put(print, index->deferred ? " deferrable deferred" : " deferrable");
}

// --- columns ---

// A column that says nothing of it has the default of the table that it inherits from.
static bool lost_default(const ReadTable *table, const ReadColumn *column)
{
    for (size_t at = 0; at < table->parent_count; at++) {
        const ReadColumn *of = read_column(table->parents[at], column->name);
        if (of && (of->default_ || of->serial))
            return true;
    }
    return false;
}

// It goes its own way, but is none of the table's own.
static bool is_heirs_alone(const ReadTable *table, const ReadColumn *column)
{
    return table->parent_count && column->inherited && !table->part_of;
}

static void put_value(Print *print, const ReadTable *table, const ReadColumn *column)
{
    if (column->identity)
        put(print, column->identity == IDENTITY_ALWAYS ? " auto always" : " auto");
    if (column->identity)
        show_numbers(print, column);
    if (column->expression) {
        put(print, " as (");
        show_sql(print, column->expression, table, &column->type);
        put(print, column->generated == GENERATED_VIRTUAL ? ") virtual" : ") stored");
    } else if (column->default_) {
        put(print, " ");
        show_default(print, column->default_, table, &column->type);
    } else if (!column->identity && lost_default(table, column)) {
        put(print, " = null");
    }
    if (column->collation) {
        put(print, " collate ");
        show_name(print, column->collation);
    }
    if (column->not_null) {
        put(print, " constraint ");
        show_name(print, column->not_null);
        put(print, " not null");
        put(print, column->not_null_alone ? " no inherit" : "");
        put(print, column->not_null_open ? " not valid" : "");
        put(print, column->not_null_comment ? " comment " : "");
        if (column->not_null_comment)
            show_literal(print, column->not_null_comment);
    }
    show_column_storage(print, column);
    put(print, is_heirs_alone(table, column) ? " inherited" : "");
}

static void put_at_column(Print *print, const ReadTable *table, const ReadConstraint *constraint)
{
    switch (constraint->kind) {
    case KIND_UNIQUE: put(print, " unique"); break;
    case KIND_FOREIGN:
        put(print, " ");
        put_target(print, constraint);
        break;
    case KIND_CHECK:
        put(print, " check (");
        show_sql(print, constraint->expression, table, NULL);
        put(print, ")");
        break;
    default: break;
    }
}

// `key` stands before `auto`, and both before what else there is.
static void put_column(Print *print, const ReadTable *table, const ReadColumn *column, const Member *members,
                       size_t count)
{
    show_type(print, &column->type);
    put(print, column->nullable ? "?" : column->said_not_null ? "!" : "");
    put_conflict(print, column->conflict);
    for (size_t at = 0; at < count; at++)
        if (members[at].at == column && members[at].constraint->kind == KIND_KEY)
            put(print, " key");
    put_value(print, table, column);
    for (size_t at = 0; at < count; at++)
        if (members[at].at == column)
            put_at_column(print, table, members[at].constraint);
}

// --- layout ---

static size_t measure_name(Print *print, const char *name)
{
    Text text = {0}, *out = print->out;
    print->out = &text;
    show_column_name(print, name);
    size_t length = text.length;
    text_free(&text);
    print->out = out;
    return length;
}

static void put_columns(Print *print, const ReadTable *table, const Member *members, size_t count)
{
    size_t widest = 0;
    for (const ReadColumn *column = table->columns; column; column = column->next) {
        size_t width = part_hides_column(table, column) ? 0 : measure_name(print, column->name);
        widest = width > widest && width <= WIDEST ? width : widest;
    }
    for (const ReadColumn *column = table->columns; column; column = column->next) {
        if (part_hides_column(table, column))
            continue;
        show_comment(print, true, column->comment);
        put(print, print->indent);
        put(print, "    ");
        size_t start = print->out->length;
        show_column_name(print, column->name);
        do
            text_char(print->out, ' ');
        while (print->out->length - start < widest + 2);
        put_column(print, table, column, members, count);
        put(print, ";\n");
    }
}

static bool is_said(const ReadColumn *column)
{
    return column->comment || column->default_ || column->storage || column->compression ||
           column->statistics || column->options.count;
}

bool show_has_said(const ReadView *view)
{
    bool any = view->triggers || view->rows.indexes;
    for (const ReadColumn *column = view->rows.columns; column; column = column->next)
        any = any || is_said(column);
    return any;
}

// Of its columns those of which something is said, and its indexes.
void show_view_members(Print *print, const ReadView *view)
{
    const ReadTable *rows = &view->rows;
    size_t count = 0;
    for (const ReadColumn *column = rows->columns; column; column = column->next) {
        if (!is_said(column))
            continue;
        show_comment(print, true, column->comment);
        text_printf(print->out, "%s    column ", print->indent);
        show_name(print, column->name);
        put_value(print, rows, column);
        put(print, ";\n");
    }
    for (const ReadIndex *index = rows->indexes; index; index = index->next)
        count++;
    Member *members = ARENA_ARRAY(&print->scratch, Member, count + 1);
    gather(print, rows, members, count + 1);
    names_decide(print, rows, members, count);
    for (size_t at = 0; at < count; at++) {
        show_comment(print, true, members[at].index->comment);
        text_printf(print->out, "%s    ", print->indent);
        put_index(print, rows, members[at].index, members[at].said);
        put(print, ";\n");
    }
}

static void put_member(Print *print, const ReadTable *table, const Member *member)
{
    show_comment(print, true, member->constraint ? member->constraint->comment : member->index->comment);
    put(print, print->indent);
    put(print, "    ");
    if (member->constraint)
        put_constraint(print, table, member->constraint, member->said);
    else
        put_index(print, table, member->index, member->said);
    put(print, ";\n");
}

// What is within the braces; a partition that has nothing of its own has none.
void show_members(Print *print, const ReadTable *table)
{
    size_t count = 0;
    for (const ReadConstraint *at = table->constraints; at; at = at->next)
        count++;
    for (const ReadIndex *at = table->indexes; at; at = at->next)
        count++;
    Member *members = ARENA_ARRAY(&print->scratch, Member, count + 1);
    gather(print, table, members, count + 1);
    names_decide(print, table, members, count);
    for (size_t at = 0; at < count; at++) // a constraint that has its own name has a line of its own
        if (members[at].said || (members[at].at && part_hides_column(table, members[at].at)))
            members[at].at = NULL;
    put(print, " {\n");
    size_t begin = print->out->length;
    put_columns(print, table, members, count);
    for (size_t at = 0; at < count; at++)
        if (!members[at].at && !part_hides(table, &members[at]))
            put_member(print, table, &members[at]);
    show_parting(print, table);
    show_parts(print, table);
    show_triggers(print, table->schema, table, table->triggers);
    show_policies(print, table);
    show_table_grants(print, table);
    if (print->out->length == begin) {
        print->out->length = begin - strlen(table->part_of ? " {\n" : "\n");
        put(print, table->part_of ? ";\n" : " }\n");
        return;
    }
    text_printf(print->out, "%s}\n", print->indent);
}

// A part's too stand behind the whole.
static void show_revokes(Print *print, const ReadTable *table)
{
    show_relation_revokes(print, table->rights, table->name);
    show_sequence_revokes(print, table);
    for (const ReadTable *at = print->catalogue->tables; at && table->strategy; at = at->next)
        if (at->part_of == table)
            show_revokes(print, at);
}

void show_table(Print *print, const ReadTable *table)
{
    show_comment(print, false, table->comment);
    put(print, print->indent);
    show_owner(print, table->rights);
    put(print, "table ");
    show_name(print, table->name);
    show_parents(print, table);
    put(print, table->strict ? " strict" : "");
    put(print, table->without_rowid ? " without rowid" : "");
    show_table_storage(print, table);
    show_members(print, table);
    show_revokes(print, table);
}
