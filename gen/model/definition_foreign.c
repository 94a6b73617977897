// SPDX-License-Identifier: MIT
// A foreign table says much in two places: at a column, or behind it in a constraint or an ALTER.
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

static bool only_adds(const Tree *options)
{
    const Tree *item;
    TREE_EACH(item, options)
    {
        const char *action = tree_text(tree_get(item, "DefElem"), "defaction");
        if (strcmp(action, "DEFELEM_UNSPEC") && strcmp(action, "DEFELEM_ADD"))
            return false;
    }
    return true;
}

static size_t count_columns(const DefinedFacts *facts)
{
    size_t count = 0;
    for (size_t at = 0; at < facts->count; at++)
        count += !strncmp(facts->at[at], "column ", strlen("column "));
    return count;
}

static bool say_alter(const ForeignTable *to, const Tree *tree)
{
    const Tree *item;
    TREE_EACH(item, tree_get(tree, "cmds"))
    {
        const Tree *command = tree_get(item, "AlterTableCmd"),
                   *options = tree_items(tree_get(command, "def"));
        const Tree *column = tree_get(tree_get(command, "def"), "ColumnDef");
        if (column && !strcmp(tree_text(command, "subtype"), "AT_AddColumn")) {
            say_column(to, count_columns(to->facts), column);
            continue;
        }
        if (strcmp(tree_text(command, "subtype"), "AT_AlterColumnGenericOptions") || !only_adds(options))
            return false;
        say_options(to, tree_text(command, "name"), options);
    }
    return true;
}

bool facts_of_foreign(const FactWriter *writer, const Tree *statement, DefinedFacts *facts)
{
    const char *kind = tree_kind(statement);
    const Tree *tree = tree_inner(statement), *names = tree_items(tree_get(tree, "object"));
    ForeignTable to = {writer, facts, tree_text(tree_get(tree_get(tree, "base"), "relation"), "relname")};
    if (!strcmp(kind, "CreateForeignTableStmt"))
        say_create(&to, tree);
    else if (!strcmp(kind, "CommentStmt"))
        facts_say(writer, facts, tree_get(tree, "comment"), "comment %s",
                  tree_string(tree_at(names, tree_count(names) - 1)));
    else
        return !strcmp(kind, "AlterTableStmt") && say_alter(&to, tree);
    return true;
}
