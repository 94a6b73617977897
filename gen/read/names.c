// SPDX-License-Identifier: MIT
// Which names the compiler would make up by itself, and so need not be written.
#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/print.h"

typedef struct Reads {
    const ReadTable *table;
    const ReadColumn *first;
    bool more;
} Reads;

static void note_column(void *context, const Expr *column)
{
    Reads *reads = context;
    const ReadColumn *found = read_column(reads->table, column->name->text);
    if (found && reads->first && found != reads->first)
        reads->more = true;
    else if (found)
        reads->first = found;
}

// False when the expression is none of the grammar's: the compiler then goes by its words.
static bool read_columns(Print *print, const ReadTable *table, const char *expression, Reads *reads)
{
    *reads = (Reads){.table = table};
    const Expr *expr = show_parse(print, expression);
    if (expr)
        expr_each_column(expr, note_column, reads);
    return expr != NULL;
}

const ReadColumn *names_only_column(Print *print, const ReadTable *table, const char *expression)
{
    Reads reads;
    return read_columns(print, table, expression, &reads) && !reads.more ? reads.first : NULL;
}

static void join_names(NameList *list, const ReadNames *names)
{
    for (size_t at = 0; at < names->count; at++)
        name_list_add(list, names->at[at]);
}

// The parts of the name it would get. False when nobody can tell.
static bool default_parts(Print *print, const ReadTable *table, const Member *member, NameList *list,
                          const char **label)
{
    const ReadConstraint *constraint = member->constraint;
    if (!constraint) {
        *label = member->index->exclude ? "excl" : "idx";
        for (size_t at = 0; at < member->index->count; at++) {
            const ReadElement *element = &member->index->elements[at];
            const Expr *expr = element->column ? NULL : show_parse(print, element->expression);
            if (!element->column && !expr)
                return false;
            name_list_add(list, element->column ? element->column : name_of_expression(expr));
        }
        return true;
    }
    Reads reads;
    switch (constraint->kind) {
    case KIND_KEY: *label = "pkey"; return true;
    case KIND_UNIQUE: *label = "key"; break;
    case KIND_FOREIGN: *label = "fkey"; break;
    default:
        *label = "check";
        if (!read_columns(print, table, constraint->expression, &reads))
            return false;
        if (reads.first && !reads.more)
            name_list_add(list, reads.first->name);
        return true;
    }
    join_names(list, &constraint->columns);
    return true;
}

static const char *name_of(const Member *member)
{
    return member->constraint ? member->constraint->name : member->index->name;
}

static bool is_earlier(const Member *members, size_t count, const char *name)
{
    for (size_t at = 0; at < count; at++)
        if (name_of(&members[at]) && !strcmp(name_of(&members[at]), name))
            return true;
    return false;
}

// A constraint without any name gets the first one that is free, and so takes it from others.
static bool is_claimed(Print *print, const ReadTable *table, const Member *members, size_t count,
                       const char *name)
{
    for (size_t at = 0; at < count; at++) {
        NameList list = {.text = ""};
        const char *label;
        char made[NAME_BYTES + 1];
        if (name_of(&members[at]) || !default_parts(print, table, &members[at], &list, &label))
            continue;
        name_join(made, table->name, list.text, label);
        if (!strcmp(made, name))
            return true;
    }
    return false;
}

// A name is made up with the first number that is free: those before must be taken by what is named earlier.
static bool is_default(Print *print, const ReadTable *table, const Member *members, size_t at)
{
    NameList list = {.text = ""};
    const char *label, *name = name_of(&members[at]);
    char made[NAME_BYTES + 1], numbered[32];
    if (!default_parts(print, table, &members[at], &list, &label))
        return false;
    snprintf(numbered, sizeof numbered, "%s", label);
    for (int number = 1;; number++) {
        name_join(made, table->name, list.text, numbered);
        if (!strcmp(made, name))
            return true;
        if (!is_earlier(members, at, made))
            return false;
        snprintf(numbered, sizeof numbered, "%s%d", label, number);
    }
}

void names_decide(Print *print, const ReadTable *table, Member *members, size_t count)
{
    for (size_t at = 0; at < count; at++)
        members[at].said =
            name_of(&members[at]) && (!is_default(print, table, members, at) ||
                                      is_claimed(print, table, members, count, name_of(&members[at])));
}

bool names_domain_check(Print *print, const ReadDomain *domain, const ReadConstraint *check)
{
    char made[NAME_BYTES + 1];
    (void)print;
    name_join(made, domain->name, "", "check");
    return strcmp(made, check->name) != 0;
}
