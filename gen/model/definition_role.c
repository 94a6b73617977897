// SPDX-License-Identifier: MIT
// Roles: what they may, their settings and what they are members of. Passwords are no part of it.
#include <stdlib.h>
#include <strings.h>

#include "gen/model/definition_text.h"

// An attribute is a fact where it is not as every role has it.
static const struct {
    const char *option, *word;
    bool usual;
} ATTRIBUTES[] = {{"superuser", "SUPERUSER", false},   {"inherit", "INHERIT", true},
                  {"createrole", "CREATEROLE", false}, {"createdb", "CREATEDB", false},
                  {"canlogin", "LOGIN", false},        {"isreplication", "REPLICATION", false},
                  {"bypassrls", "BYPASSRLS", false}};

static void forget(DefinedFacts *facts, const char *begins, const char *name, const char *end)
{
    Text whole = {0};
    text_printf(&whole, "%s%s%s", begins, name, end);
    facts_forget(facts, text_string(&whole));
    text_free(&whole);
}

static bool say_attribute(const FactWriter *writer, const char *name, bool value, DefinedFacts *facts)
{
    for (size_t at = 0; at < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; at++) {
        if (strcmp(ATTRIBUTES[at].option, name))
            continue;
        const char *no = ATTRIBUTES[at].usual ? "NO" : "";
        forget(facts, "role ", no, ATTRIBUTES[at].word);
        if (value != ATTRIBUTES[at].usual)
            facts_say(writer, facts, NULL, "role %s%s", no, ATTRIBUTES[at].word);
        return true;
    }
    return false;
}

// The library gives out no integer below 1, so that it is read where it stands.
static long number_at(const FactWriter *writer, const Tree *node, long said)
{
    const char *at = writer->sql + tree_number(node, "location");
    return said ? said : strtol(at + strcspn(at, "-0123456789"), NULL, 10);
}

// --- memberships ---

static const char *flag_of(const Tree *grant, const char *name)
{
    const char *said = tree_text(grant, name);
    return !strcmp(name, "admin") && tree_flag(grant, "admin_opt") ? "true" : said;
}

// "member app admin inherit=false set=false"
static void say_member(const FactWriter *writer, const char *parent, const Tree *grant, DefinedFacts *facts)
{
    Text options = {0};
    const char *inherit = flag_of(grant, "inherit");
    text_puts(&options, strcmp(flag_of(grant, "admin"), "true") ? "" : " ADMIN");
    if (*inherit)
        text_printf(&options, " INHERIT %s", inherit);
    text_puts(&options, strcmp(flag_of(grant, "set"), "false") ? "" : " SET false");
    forget(facts, "member ", parent, "|");
    facts_say(writer, facts, NULL, "member %s|%s", parent, text_string(&options));
    text_free(&options);
}

static void say_grant(const FactWriter *writer, const Tree *grant, DefinedFacts *facts)
{
    const Tree *item;
    bool only = tree_flag(grant, "admin_opt") || *tree_text(grant, "only");
    TREE_EACH(item, tree_get(grant, "granted_roles"))
    {
        const char *parent = tree_text(tree_get(item, "AccessPriv"), "priv_name");
        if (tree_flag(grant, "is_grant"))
            say_member(writer, parent, grant, facts);
        else if (only)
            say_member(writer, parent, NULL, facts);
        else
            forget(facts, "member ", parent, "|");
    }
}

// --- settings ---

static void put_literal(const FactWriter *writer, const Tree *constant, Text *out)
{
    const Tree *text = tree_get(constant, "sval"), *real = tree_get(constant, "fval");
    const Tree *boolean = tree_get(constant, "boolval");
    const char *value = text ? tree_text(text, "sval") : tree_text(real, "fval");
    text_char(out, '\'');
    if (boolean)
        text_puts(out, tree_flag(boolean, "boolval") ? "true" : "false");
    else if (!text && !real)
        text_printf(out, "%ld", number_at(writer, constant, tree_number(tree_get(constant, "ival"), "ival")));
    for (; *value; value++) {
        text_puts(out, *value == '\'' ? "'" : "");
        text_char(out, *value);
    }
    text_char(out, '\'');
}

// "setting database|name|'a', 'b'"
static void say_setting(const FactWriter *writer, const Tree *stmt, DefinedFacts *facts)
{
    const Tree *set = tree_get(stmt, "setstmt"), *item;
    const char *kind = tree_text(set, "kind"), *name = tree_text(set, "name");
    Text begins = {0}, value = {0};
    text_printf(&begins, "setting %s|", tree_text(stmt, "database"));
    if (strcmp(kind, "VAR_RESET_ALL"))
        text_printf(&begins, "%s|", name);
    facts_forget(facts, text_string(&begins));
    TREE_EACH(item, tree_get(set, "args"))
    {
        text_puts(&value, item_at ? ", " : "");
        put_literal(writer, tree_get(item, "A_Const"), &value);
    }
    if (!strcmp(kind, "VAR_SET_VALUE"))
        facts_say(writer, facts, NULL, "%s%s", begins.bytes, text_string(&value));
    text_free(&begins);
    text_free(&value);
}

// --- all ---

static void say_option(const FactWriter *writer, const Tree *option, DefinedFacts *facts)
{
    const char *name = tree_text(option, "defname");
    const Tree *arg = tree_get(option, "arg"), *item;
    if (say_attribute(writer, name, tree_flag(tree_get(arg, "Boolean"), "boolval"), facts))
        return;
    if (!strcmp(name, "connectionlimit")) {
        long limit = number_at(writer, option, tree_number(tree_get(arg, "Integer"), "ival"));
        facts_forget(facts, "role limit ");
        if (limit >= 0)
            facts_say(writer, facts, NULL, "role limit %ld", limit);
    } else if (!strcmp(name, "validUntil")) {
        facts_forget(facts, "role until ");
        if (strcmp(tree_string(arg), "infinity"))
            facts_say(writer, facts, NULL, "role until %s", tree_string(arg));
    } else if (!strcmp(name, "addroleto")) {
        TREE_EACH(item, tree_items(arg))
        {
            say_member(writer, tree_text(tree_get(item, "RoleSpec"), "rolename"), NULL, facts);
        }
    } else if (strcmp(name, "password")) {
        facts_say(writer, facts, arg, "option %s", name);
    }
}

void facts_of_role(const FactWriter *writer, const Tree *statement, DefinedFacts *facts)
{
    const char *kind = tree_kind(statement);
    const Tree *tree = tree_inner(statement), *item;
    if (!strcmp(kind, "GrantRoleStmt")) {
        say_grant(writer, tree, facts);
        return;
    }
    if (!strcmp(kind, "AlterRoleSetStmt")) {
        say_setting(writer, tree, facts);
        return;
    }
    if (!strcmp(tree_text(tree, "stmt_type"), "ROLESTMT_USER"))
        say_attribute(writer, "canlogin", true, facts);
    TREE_EACH(item, tree_get(tree, "options"))
    {
        say_option(writer, tree_get(item, "DefElem"), facts);
    }
}
