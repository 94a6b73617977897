// SPDX-License-Identifier: MIT
// Partitions stand within the table that they are parts of, with nothing of what they have from there.
#include <string.h>

#include "gen/read/print.h"

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

// --- what need not be said ---

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool same_default(const ReadColumn *own, const ReadColumn *of)
{
    bool counts = own->default_ && strstr(own->default_, "nextval(");
    return of->serial ? own->serial || counts : same(own->default_, of->default_);
}

static bool same_column(const ReadColumn *own, const ReadColumn *of)
{
    bool nullable = of->nullable || of->not_null_alone;
    return !own->comment && same_default(own, of) && own->nullable == nullable &&
           same(own->expression, of->expression) && same(own->collation, of->collation) &&
           same(own->storage, of->storage) && same(own->compression, of->compression) && !own->statistics &&
           !own->options.count;
}

// Does it have the columns in another order, so that all of them must be said?
static bool has_own_order(const ReadTable *table)
{
    const ReadColumn *own = table->columns, *of = table->part_of->columns;
    for (; own && of; own = own->next, of = of->next)
        if (strcmp(own->name, of->name) != 0)
            return true;
    return false; // what is not there was not listed
}

bool part_hides_column(const ReadTable *table, const ReadColumn *column)
{
    bool hidden = false;
    for (size_t at = 0; at < table->parent_count && column->inherited; at++) {
        const ReadColumn *of = read_column(table->parents[at], column->name);
        hidden = hidden || (of && same_column(column, of));
    }
    if (!table->part_of)
        return hidden;
    const ReadColumn *of = read_column(table->part_of, column->name);
    return of && !has_own_order(table) && same_column(column, of);
}

static bool same_storage(const ReadStorage *own, const ReadStorage *of)
{
    return read_same_names(&own->options, &of->options) && same(own->tablespace, of->tablespace) &&
           !own->cluster && !own->replica && !own->said;
}

// The first of several equal ones is that of the whole, so it is said as well.
static bool has_twin(const ReadTable *table, const ReadIndex *own)
{
    for (const ReadIndex *at = table->indexes; at; at = at->next)
        if (at != own && read_same_index(at, own))
            return true;
    return false;
}

static bool hides_index(const ReadTable *table, const ReadIndex *own)
{
    for (const ReadIndex *at = table->part_of->indexes; at && !own->comment; at = at->next)
        if (same_storage(&own->storage, &at->storage) && read_same_index(own, at))
            return !has_twin(table, own);
    return false;
}

static bool hides_constraint(const ReadTable *of, const ReadConstraint *own, bool said)
{
    for (const ReadConstraint *at = of->constraints; at && !own->comment; at = at->next) {
        if (own->kind != at->kind || own->kind == KIND_FOREIGN)
            continue;
        if (own->kind == KIND_CHECK ? same(own->name, at->name)
                                    : !said && read_same_names(&own->columns, &at->columns) &&
                                          same_storage(&own->storage, &at->storage))
            return true;
    }
    return false;
}

bool part_hides(const ReadTable *table, const Member *member)
{
    const ReadTable *of = table->part_of;
    if (!of)
        return false;
    return member->constraint ? hides_constraint(of, member->constraint, member->said)
                              : !member->said && hides_index(table, member->index);
}

// --- words ---

static void put_value(Print *print, const char *value)
{
    size_t length = strlen(value);
    bool number = length > 2 && *value == '\'' && strspn(value + 1, "-0123456789") == length - 2 &&
                  !strchr(value + 2, '-');
    if (number)
        text_add(print->out, value + 1, length - 2);
    else if (!strcmp(value, "MINVALUE") || !strcmp(value, "MAXVALUE") || !strcmp(value, "NULL"))
        for (; *value; value++)
            text_char(print->out, (char)(*value - 'A' + 'a'));
    else
        put(print, value);
}

static size_t put_values(Print *print, const ReadNames *bounds, size_t at, bool listed)
{
    size_t end = at;
    while (end < bounds->count && strcmp(bounds->at[end], "to") != 0)
        end++;
    bool several = listed || end - at != 1;
    put(print, several ? "(" : "");
    for (size_t value = at; value < end; value++) {
        put(print, value > at ? ", " : "");
        put_value(print, bounds->at[value]);
    }
    put(print, several ? ")" : "");
    return end;
}

static void put_bounds(Print *print, const ReadNames *bounds)
{
    const char *first = bounds->count ? bounds->at[0] : "default";
    if (!strcmp(first, "from") || !strcmp(first, "in")) {
        text_printf(print->out, " %s ", first);
        size_t end = put_values(print, bounds, 1, *first == 'i');
        if (end < bounds->count) {
            put(print, " to ");
            put_values(print, bounds, end + 1, false);
        }
        return;
    }
    for (size_t at = 0; at < bounds->count; at++)
        text_printf(print->out, " %s", bounds->at[at]);
}

void show_parting(Print *print, const ReadTable *table)
{
    static const char *const STRATEGIES[] = {"", "range", "list", "hash"};
    if (!table->strategy)
        return;
    text_printf(print->out, "%s    partition by %s (", print->indent, STRATEGIES[table->strategy]);
    for (size_t at = 0; at < table->key_count; at++) {
        put(print, at ? ", " : "");
        show_element(print, table, &table->key[at]);
    }
    put(print, ");\n");
}

static const char *owner_of(const ReadTable *table)
{
    return table->rights ? table->rights->owner : NULL;
}

// Where it is another one's than the whole.
static void put_owner(Print *print, const ReadTable *part, const ReadTable *whole)
{
    const char *owner = owner_of(part);
    if (same(owner, owner_of(whole)) || print->catalogue->no_owner)
        return;
    put(print, " owner ");
    show_name(print, owner ? owner : "current_user");
}

void show_parts(Print *print, const ReadTable *table)
{
    const char *indent = print->indent;
    for (const ReadTable *at = table->strategy ? print->catalogue->tables : NULL; at; at = at->next) {
        if (at->part_of != table)
            continue;
        print->indent = arena_print(&print->scratch, "%s    ", indent);
        show_comment(print, false, at->comment);
        text_printf(print->out, "%spartition ", print->indent);
        show_path(print, at->schema, at->name);
        put_bounds(print, &at->bounds);
        put_owner(print, at, table);
        show_table_storage(print, at);
        show_members(print, at);
        print->indent = indent;
    }
}

void show_parents(Print *print, const ReadTable *table)
{
    for (size_t at = 0; at < table->parent_count; at++) {
        put(print, at ? ", " : " inherits (");
        show_path(print, table->parents[at]->schema, table->parents[at]->name);
    }
    put(print, table->parent_count ? ")" : "");
    if (table->row) {
        put(print, " of ");
        show_path(print, table->row->schema, table->row->name);
    }
}
