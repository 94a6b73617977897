// SPDX-License-Identifier: MIT
// Which names stand in a statement. A parse tree says what kind most of them are of.
#include "gen/model/definition.h"

typedef struct Walk {
    NameFound *found;
    void *context;
    const Tree *statement;
} Walk;

static void walk(const Walk *to, const Tree *node);

static void say(const Walk *to, NameUse use, const Tree *at, const char *schema, const char *name)
{
    if (*name)
        to->found(to->context, use, at, schema, name);
}

static void say_list(const Walk *to, NameUse use, const Tree *names)
{
    say(to, use, names, tree_schema(names), tree_name(names));
}

// The columns of a publication, of CREATE INDEX and the like.
static void say_columns(const Walk *to, const Tree *list)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        say(to, NAME_COLUMN, item, "", tree_string(item));
    }
}

static void say_reference(const Walk *to, const Tree *reference)
{
    const Tree *fields = tree_get(reference, "fields");
    size_t count = tree_count(fields);
    if (count == 2)
        say(to, NAME_QUALIFIER, reference, "", tree_string(tree_at(fields, 0)));
    const Tree *last = count ? tree_at(fields, count - 1) : NULL;
    if (tree_get(last, "A_Star"))
        to->found(to->context, NAME_STAR, fields, "", "*");
    else
        say(to, NAME_COLUMN, fields, "", tree_string(last));
}

// What its key says to be a name.
static bool take_member(const Walk *to, const Tree *member)
{
    static const char *const THINGS[] = {
        "funcname", "func_name",    "objname", "plhandler", "plinline",     "plvalidator", "handler_name",
        "collname", "opfamilyname", "name",    "operName",  "order_family", NULL};
    static const char *const TEXTS[] = {"servername", "fdwname",   "amname", "lang",
                                        "rolename",   "priv_name", NULL};
    const char *key = member->key ? member->key : "";
    if (tree_is_list(member) && tree_is_strings(member)) {
        if (!strcmp(key, "columns"))
            say_columns(to, member);
        else if (text_is_any(key, THINGS) || !strcmp(key, "items"))
            say_list(to, NAME_THING, member);
        return true;
    }
    if (member->kind == TREE_TEXT && text_is_any(key, TEXTS)) {
        say(to, NAME_THING, member, "", member->text);
        return true;
    }
    return false;
}

// Does it give the name to a common table expression?
static bool is_local(const Tree *node, const char *name)
{
    const Tree *inner;
    if (node->key && !strcmp(node->key, "ctename"))
        return !strcmp(tree_value(node), name);
    TREE_EACH(inner, node)
    {
        if (is_local(inner, name))
            return true;
    }
    return false;
}

static void say_relation(const Walk *to, const Tree *node)
{
    const char *schema = tree_text(node, "schemaname"), *name = tree_text(node, "relname");
    if (*schema || !is_local(to->statement, name))
        say(to, NAME_RELATION, node, schema, name);
}

// Of tables in a schema the schema; of an element of statistics the column.
static void take_node(const Walk *to, const Tree *node)
{
    if (tree_get(node, "relname"))
        say_relation(to, node);
    else if (tree_get(node, "names") && tree_get(node, "typemod"))
        say(to, NAME_TYPE, node, tree_schema(tree_get(node, "names")), tree_name(tree_get(node, "names")));
    else if (tree_get(node, "fields"))
        say_reference(to, node);
    else if (tree_get(node, "StatsElem") || tree_get(node, "ResTarget"))
        say(to, NAME_COLUMN, node, "", tree_text(tree_inner(node), "name"));
}

static void walk(const Walk *to, const Tree *node)
{
    const Tree *member;
    if (!node || (node->kind != TREE_OBJECT && node->kind != TREE_LIST))
        return;
    if (node->kind == TREE_OBJECT)
        take_node(to, node);
    bool named = tree_get(node, "names") || tree_get(node, "fields");
    TREE_EACH(member, node)
    {
        if (named && tree_is_list(member) && member->key && strcmp(member->key, "typmods"))
            continue; // taken above
        if (!take_member(to, member))
            walk(to, member);
    }
}

void define_each_name(DefinitionClass class, const Tree *statement, NameFound *found, void *context)
{
    Walk to = {found, context, statement};
    const ClassInfo *info = &class_info[class];
    const Tree *member, *tree = tree_inner(statement);
    bool own = !strcmp(tree_kind(statement), info->statement);
    bool alters = !own && !strcmp(tree_kind(statement), info->alter);
    TREE_EACH(member, tree)
    {
        const char *key = member->key ? member->key : "";
        if ((own && !strcmp(key, info->name)) || (alters && !strcmp(key, info->altered)))
            continue;
        if (class == CLASS_FOREIGN_TABLE && own && !strcmp(key, "base")) {
            const Tree *part;
            TREE_EACH(part, member)
            {
                if (strcmp(part->key, "relation"))
                    walk(&to, part);
            }
            continue;
        }
        if (class == CLASS_FOREIGN_TABLE && !own)
            continue; // its own columns
        if (tree_is_list(member) && !strcmp(key, "tokentype"))
            continue;
        if (!take_member(&to, member))
            walk(&to, member);
    }
}
