// SPDX-License-Identifier: MIT
// A foreign table says much in two places: at a column, or behind it in a constraint or an ALTER.
#include <stdio.h>
#include <stdlib.h>

#include "gen/model/definition_text.h"
#include "gen/model/names.h"

typedef struct Foreign {
    const FactWriter *writer;
    DefinedFacts *facts;
    const char *table;
} ForeignTable;

static void say_options(const ForeignTable *to, const char *of, const Tree *options)
{
    const Tree *item;
    TREE_EACH(item, options)
    {
        const Tree *option = tree_get(item, "DefElem");
        facts_say(to->writer, to->facts, NULL, "option %s %s='%s", of, tree_text(option, "defname"),
                  tree_string(tree_get(option, "arg")));
    }
}

// The columns that an expression names: NULL, the one, or "" for several.
static const char *only_column(const Tree *node, const char *found)
{
    const Tree *member, *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
    if (!node || (node->kind != TREE_OBJECT && node->kind != TREE_LIST))
        return found;
    if (fields) {
        const char *name = tree_string(tree_at(fields, tree_count(fields) - 1));
        return !found || !strcmp(found, name) ? name : "";
    }
    TREE_EACH(member, node)
    {
        found = only_column(member, found);
    }
    return found;
}

static void say_check(const ForeignTable *to, const Tree *constraint)
{
    char made[NAME_BYTES + 1];
    const char *name = tree_text(constraint, "conname");
    if (!*name) {
        const char *column = only_column(tree_get(constraint, "raw_expr"), NULL);
        name_join(made, to->table, column ? column : "", "check");
        name = made;
    }
    facts_say(to->writer, to->facts, tree_get(constraint, "raw_expr"), "check %s%s", name,
              tree_flag(constraint, "is_no_inherit") ? " no inherit" : "");
}

static void say_constraint(const ForeignTable *to, const char *column, const Tree *constraint)
{
    const char *type = tree_text(constraint, "contype");
    if (!strcmp(type, "CONSTR_CHECK"))
        say_check(to, constraint);
    else if (strcmp(type, "CONSTR_NULL") != 0)
        facts_say(to->writer, to->facts, tree_get(constraint, "raw_expr"), "%s %s", type, column);
}

static void say_column(const ForeignTable *to, size_t number, const Tree *column)
{
    const char *name = tree_text(column, "colname");
    const Tree *item;
    facts_say(to->writer, to->facts, tree_get(column, "typeName"), "column %04zu %s", number, name);
    if (tree_get(column, "collClause"))
        facts_say(to->writer, to->facts, tree_get(tree_get(column, "collClause"), "collname"), "collate %s",
                  name);
    TREE_EACH(item, tree_get(column, "constraints"))
    {
        say_constraint(to, name, tree_get(item, "Constraint"));
    }
    say_options(to, name, tree_get(column, "fdwoptions"));
}

static void say_create(const ForeignTable *to, const Tree *tree)
{
    const Tree *base = tree_get(tree, "base"), *item, *other;
    TREE_EACH(item, tree_get(base, "tableElts"))
    {
        if (tree_get(item, "ColumnDef"))
            say_column(to, item_at, tree_get(item, "ColumnDef"));
        else if (tree_get(item, "Constraint"))
            say_constraint(to, "", tree_get(item, "Constraint"));
        else
            facts_say(to->writer, to->facts, item, "element %zu", item_at);
    }
    TREE_EACH(other, base)
    {
        if (strcmp(other->key, "tableElts") && strcmp(other->key, "relation") &&
            strcmp(other->key, "oncommit"))
            facts_say(to->writer, to->facts, other, "%s", other->key);
    }
    facts_say(to->writer, to->facts, tree_get(tree, "servername"), "server");
    say_options(to, "", tree_get(tree, "options"));
}

// --- what ALTER makes of it ---

static void forget(const ForeignTable *to, const char *what, const char *of, const char *end)
{
    Text begins = {0};
    text_printf(&begins, "%s%s%s", what, of, end);
    facts_forget(to->facts, begins.bytes);
    text_free(&begins);
}

static bool has(const ForeignTable *to, const char *begins)
{
    for (size_t at = 0; at < to->facts->count; at++)
        if (!strncmp(to->facts->at[at], begins, strlen(begins)))
            return true;
    return false;
}

// "column 0002 name=": where its number stands, and its name.
enum { NUMBER_AT = sizeof "column " - 1, NAME_AT = sizeof "column 0000 " - 1 };

static bool is_column(const char *fact)
{
    return !strncmp(fact, "column ", NUMBER_AT);
}

static size_t count_columns(const DefinedFacts *facts)
{
    size_t count = 0;
    for (size_t at = 0; at < facts->count; at++)
        count += is_column(facts->at[at]);
    return count;
}

static bool find_column(const ForeignTable *to, const char *name, size_t *number)
{
    size_t length = strlen(name);
    for (size_t at = 0; at < to->facts->count; at++) {
        const char *fact = to->facts->at[at];
        if (!is_column(fact) || strlen(fact) <= NAME_AT + length || strncmp(fact + NAME_AT, name, length) ||
            fact[NAME_AT + length] != '=')
            continue;
        *number = strtoul(fact + NUMBER_AT, NULL, 10);
        return true;
    }
    return false;
}

static void forget_column(const ForeignTable *to, const char *name, size_t number)
{
    Text begins = {0};
    text_printf(&begins, "column %04zu %s=", number, name);
    facts_forget(to->facts, begins.bytes);
    text_free(&begins);
}

// What is said of one column: before its name.
static const char *const OF_COLUMN[] = {"collate ", "CONSTR_NOTNULL ", "CONSTR_DEFAULT ",
                                        "comment ", "statistics ",     "storage "};
enum { OF_COLUMN_COUNT = sizeof OF_COLUMN / sizeof *OF_COLUMN };

// A check or a generated column may read it, which is not looked into.
static bool is_read(const ForeignTable *to)
{
    return has(to, "check ") || has(to, "CONSTR_GENERATED ");
}

// Columns behind it move up.
static bool drop_column(const ForeignTable *to, const char *name)
{
    char digits[24];
    size_t number, its;
    if (is_read(to) || !find_column(to, name, &number))
        return false;
    forget_column(to, name, number);
    for (size_t at = 0; at < OF_COLUMN_COUNT; at++)
        forget(to, OF_COLUMN[at], name, "=");
    forget(to, "option ", name, " ");
    for (size_t at = 0; at < to->facts->count; at++) {
        char *fact = to->facts->at[at];
        if (!is_column(fact) || (its = strtoul(fact + NUMBER_AT, NULL, 10)) <= number)
            continue;
        snprintf(digits, sizeof digits, "%04zu", its - 1);
        memcpy(fact + NUMBER_AT, digits, NAME_AT - NUMBER_AT - 1);
    }
    return true;
}

static void rename_facts(const ForeignTable *to, const char *what, const char *old, char end, const char *new)
{
    size_t before = strlen(what), length = strlen(old);
    for (size_t at = 0; at < to->facts->count; at++) {
        char *fact = to->facts->at[at];
        if (strncmp(fact, what, before) || strncmp(fact + before, old, length) ||
            fact[before + length] != end)
            continue;
        Text text = {0};
        text_printf(&text, "%s%s%s", what, new, fact + before + length);
        facts_add(to->facts, &text);
        text_free(&text);
        free(to->facts->at[at]);
        to->facts->at[at] = to->facts->at[--to->facts->count];
    }
}

static bool rename_column(const ForeignTable *to, const char *old, const char *new)
{
    char what[32];
    size_t number;
    if (is_read(to) || !find_column(to, old, &number))
        return false;
    snprintf(what, sizeof what, "column %04zu ", number);
    rename_facts(to, what, old, '=', new);
    rename_facts(to, "option ", old, ' ', new);
    for (size_t at = 0; at < OF_COLUMN_COUNT; at++)
        rename_facts(to, OF_COLUMN[at], old, '=', new);
    return true;
}

static bool retype(const ForeignTable *to, const char *name, const Tree *column)
{
    size_t number;
    if (!find_column(to, name, &number))
        return false;
    forget_column(to, name, number);
    forget(to, "collate ", name, "=");
    forget(to, "storage ", name, "="); // it is that of the new type
    facts_say(to->writer, to->facts, tree_get(column, "typeName"), "column %04zu %s", number, name);
    if (tree_get(column, "collClause"))
        facts_say(to->writer, to->facts, tree_get(tree_get(column, "collClause"), "collname"), "collate %s",
                  name);
    return true;
}

static void change_options(const ForeignTable *to, const char *of, const Tree *options)
{
    const Tree *item;
    TREE_EACH(item, options)
    {
        const Tree *option = tree_get(item, "DefElem");
        Text path = {0};
        text_printf(&path, "%s %s", of, tree_text(option, "defname"));
        forget(to, "option ", path.bytes, "='");
        text_free(&path);
        if (strcmp(tree_text(option, "defaction"), "DEFELEM_DROP"))
            facts_say(to->writer, to->facts, NULL, "option %s %s='%s", of, tree_text(option, "defname"),
                      tree_string(tree_get(option, "arg")));
    }
}

static void set_default(const ForeignTable *to, const char *name, const Tree *value)
{
    forget(to, "CONSTR_DEFAULT ", name, "=");
    if (value)
        facts_say(to->writer, to->facts, value, "CONSTR_DEFAULT %s", name);
}

// -1 is what there is without it; the tree has no numbers below 1.
static void set_statistics(const ForeignTable *to, const char *name, const Tree *value)
{
    long number = tree_number(tree_get(value, "Integer"), "ival");
    forget(to, "statistics ", name, "=");
    if (number > 0)
        facts_say(to->writer, to->facts, NULL, "statistics %s=%ld", name, number);
}

static bool alter(const ForeignTable *to, const Tree *command)
{
    const char *type = tree_text(command, "subtype"), *name = tree_text(command, "name");
    const Tree *def = tree_get(command, "def"), *column = tree_get(def, "ColumnDef");
    if (!strcmp(type, "AT_AddColumn")) {
        say_column(to, count_columns(to->facts), column);
    } else if (!strcmp(type, "AT_DropColumn")) {
        return drop_column(to, name);
    } else if (!strcmp(type, "AT_AlterColumnType")) {
        return retype(to, name, column);
    } else if (!strcmp(type, "AT_SetNotNull") || !strcmp(type, "AT_DropNotNull")) {
        forget(to, "CONSTR_NOTNULL ", name, "=");
        if (!strcmp(type, "AT_SetNotNull"))
            facts_say(to->writer, to->facts, NULL, "CONSTR_NOTNULL %s", name);
    } else if (!strcmp(type, "AT_ColumnDefault")) {
        set_default(to, name, def);
    } else if (!strcmp(type, "AT_AddConstraint")) {
        const Tree *constraint = tree_get(def, "Constraint");
        say_constraint(to, "", constraint);
        if (tree_flag(constraint, "skip_validation"))
            facts_say(to->writer, to->facts, NULL, "not valid %s", tree_text(constraint, "conname"));
    } else if (!strcmp(type, "AT_DropConstraint") && *name) {
        forget(to, "check ", name, "=");
        forget(to, "check ", name, " no inherit=");
        forget(to, "not valid ", name, "=");
    } else if (!strcmp(type, "AT_ValidateConstraint")) {
        forget(to, "not valid ", name, "=");
    } else if (!strcmp(type, "AT_GenericOptions") || !strcmp(type, "AT_AlterColumnGenericOptions")) {
        change_options(to, name, tree_items(def));
    } else if (!strcmp(type, "AT_SetStatistics")) {
        set_statistics(to, name, def);
    } else if (!strcmp(type, "AT_SetStorage")) {
        forget(to, "storage ", name, "=");
        facts_say(to->writer, to->facts, NULL, "storage %s=%s", name, tree_string(def));
    } else {
        return false;
    }
    return true;
}

// All that can be said in other words is; what else a statement says is kept as that statement.
static bool say_alter(const ForeignTable *to, const Tree *tree)
{
    const Tree *item;
    TREE_EACH(item, tree_get(tree, "cmds"))
    {
        if (!alter(to, tree_get(item, "AlterTableCmd")))
            return false;
    }
    return true;
}

bool facts_of_foreign(const FactWriter *writer, const Tree *statement, DefinedFacts *facts)
{
    const char *kind = tree_kind(statement);
    const Tree *tree = tree_inner(statement), *names = tree_items(tree_get(tree, "object"));
    const Tree *range = tree_get(tree, "relation");
    range = range ? range : tree_get(tree_get(tree, "base"), "relation");
    ForeignTable to = {writer, facts, tree_text(range, "relname")};
    if (!strcmp(kind, "CreateForeignTableStmt"))
        say_create(&to, tree);
    else if (!strcmp(kind, "CommentStmt"))
        facts_say(writer, facts, tree_get(tree, "comment"), "comment %s",
                  tree_string(tree_at(names, tree_count(names) - 1)));
    else if (!strcmp(kind, "RenameStmt"))
        return rename_column(&to, tree_text(tree, "subname"), tree_text(tree, "newname"));
    else
        return !strcmp(kind, "AlterTableStmt") && say_alter(&to, tree);
    return true;
}
