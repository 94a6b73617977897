// SPDX-License-Identifier: MIT
// What CREATE lists in parentheses, and the ALTERs that change it: options of all sorts, and the tables of a
// publication.
#include <stdlib.h>
#include <strings.h>

#include "gen/model/definition_text.h"

// --- options ---

static void forget_option(DefinedFacts *facts, const char *name)
{
    Text begins = {0};
    text_printf(&begins, "option %s=", name);
    facts_forget(facts, begins.bytes);
    text_free(&begins);
}

// Each word of 'insert, update'.
static void say_publish(const FactWriter *writer, const char *words, DefinedFacts *facts)
{
    facts_forget(facts, "publish ");
    while (*(words += strspn(words, ", "))) {
        size_t length = strcspn(words, ", ");
        facts_say(writer, facts, NULL, "publish %.*s", (int)length, words);
        words += length;
    }
}

// What only says how a thing is made, or what it is by itself.
static bool says_nothing(const FactWriter *writer, const char *name)
{
    static const char *const MAKING[] = {"connect", "create_slot", "copy_data", "enabled", NULL};
    if (writer->class == CLASS_AGGREGATE && !strcmp(name, "basetype"))
        return true; // its arguments
    return writer->class == CLASS_SUBSCRIPTION && text_is_any(name, MAKING);
}

// What a function in C is where nothing is said.
static bool is_usual(const FactWriter *writer, const char *name, const Tree *arg)
{
    static const char *const SWITCHES[] = {"strict", "security", "leakproof", "window", NULL};
    const Tree *flag = tree_get(arg, "Boolean");
    if (writer->class != CLASS_FUNCTION)
        return false;
    return (!strcmp(name, "volatility") && !strcmp(tree_string(arg), "volatile")) ||
           (!strcmp(name, "parallel") && !strcmp(tree_string(arg), "unsafe")) ||
           (!strcmp(name, "cost") && tree_number(tree_get(arg, "Integer"), "ival") == 1) ||
           (!strcmp(name, "rows") && tree_number(tree_get(arg, "Integer"), "ival") == 1000) ||
           (text_is_any(name, SWITCHES) && flag && !tree_flag(flag, "boolval"));
}

// CREATE COLLATION … FROM "C"
static bool say_copied(const FactWriter *writer, const char *name, const Tree *arg, DefinedFacts *facts)
{
    const char *from = tree_name(tree_items(arg));
    if (writer->class != CLASS_COLLATION || strcmp(name, "from") ||
        (strcmp(from, "C") && strcmp(from, "POSIX")))
        return false;
    facts_say(writer, facts, NULL, "option provider='libc");
    facts_say(writer, facts, NULL, "option locale='%s", from);
    return true;
}

// The library gives out no integer below 1.
static long lost_number(const FactWriter *writer, const Tree *option)
{
    const char *at = writer->sql + tree_number(option, "location");
    at += strcspn(at, "-0123456789");
    return strtol(at, NULL, 10);
}

// A value is the same as a number, a word and a text.
static void say_value(const FactWriter *writer, const char *name, const Tree *item, DefinedFacts *facts)
{
    const Tree *arg = tree_get(tree_get(item, "DefElem"), "arg"), *type = tree_get(arg, "TypeName");
    const Tree *number = tree_get(arg, "Integer");
    bool word = writer->class == CLASS_DICTIONARY || writer->class == CLASS_COLLATION ||
                writer->class == CLASS_SUBSCRIPTION;
    const Tree *names = tree_items(arg);
    bool other = writer->class == CLASS_OPERATOR && (!strcmp(name, "commutator") || !strcmp(name, "negator"));
    if (other && !strcmp(tree_schema(names), writer->scope->schema)) // said without it, it is there, too
        facts_say(writer, facts, tree_at(names, tree_count(names) - 1), "option %s", name);
    else if (other && !*tree_schema(names))
        facts_say(writer, facts, tree_first(names), "option %s", name);
    else if (writer->class == CLASS_DICTIONARY && !strcmp(name, "template"))
        facts_say(writer, facts, tree_get(type, "names"), "option template");
    else if (word && type)
        facts_say(writer, facts, NULL, "option %s='%s", name, tree_name(tree_get(type, "names")));
    else if (tree_get(arg, "String") ||
             (!arg && (writer->class == CLASS_PUBLICATION || writer->class == CLASS_SUBSCRIPTION)))
        facts_say(writer, facts, NULL, "option %s='%s", name, arg ? tree_string(arg) : "true");
    else if (number && tree_first(number))
        facts_say(writer, facts, NULL, "option %s='%ld", name, tree_number(number, "ival"));
    else if (number)
        facts_say(writer, facts, NULL, "option %s='%ld", name,
                  lost_number(writer, tree_get(item, "DefElem")));
    else
        facts_say(writer, facts, arg, "option %s", name);
}

static const struct {
    DefinitionClass class;
    const char *name, *usual;
} USUAL[] = {{CLASS_SUBSCRIPTION, "binary", "false"},
             {CLASS_SUBSCRIPTION, "streaming", "false"},
             {CLASS_SUBSCRIPTION, "two_phase", "false"},
             {CLASS_SUBSCRIPTION, "disable_on_error", "false"},
             {CLASS_SUBSCRIPTION, "password_required", "true"},
             {CLASS_SUBSCRIPTION, "run_as_owner", "false"},
             {CLASS_SUBSCRIPTION, "failover", "false"},
             {CLASS_SUBSCRIPTION, "origin", "any"},
             {CLASS_SUBSCRIPTION, "synchronous_commit", "off"},
             {CLASS_PUBLICATION, "publish_via_partition_root", "false"},
             {CLASS_PUBLICATION, "publish_generated_columns", "none"}};

const char *define_usual(DefinitionClass class, const char *option, int target)
{
    enum { PARALLEL_SINCE = 18 };
    if (class == CLASS_SUBSCRIPTION && !strcmp(option, "streaming") && target >= PARALLEL_SINCE)
        return "parallel";
    for (size_t at = 0; at < sizeof USUAL / sizeof *USUAL; at++)
        if (USUAL[at].class == class && !strcmp(USUAL[at].name, option))
            return USUAL[at].usual;
    return NULL;
}

// One of those that are something by themselves, which is not said.
static bool say_usual(const FactWriter *writer, const char *name, const Tree *arg, DefinedFacts *facts)
{
    static const char *const ON[] = {"true", "on", "yes", "1", NULL};
    static const char *const OFF[] = {"false", "off", "no", "0", NULL};
    const Tree *type = tree_get(arg, "TypeName"), *number = tree_get(arg, "Integer");
    const char *usual = define_usual(writer->class, name, writer->scope->target);
    const char *value = !arg     ? "true"
                        : type   ? tree_name(tree_get(type, "names"))
                        : number ? (tree_number(number, "ival") ? "1" : "0")
                                 : tree_string(arg);
    if (!usual)
        return false;
    if (strcmp(name, "synchronous_commit") != 0) // which keeps what was written
        value = text_is_any(value, ON) ? "true" : text_is_any(value, OFF) ? "false" : value;
    if (strcmp(value, usual) != 0)
        facts_say(writer, facts, NULL, "option %s='%s", name, value);
    return true;
}

static void say_option(const FactWriter *writer, const Tree *item, DefinedFacts *facts)
{
    const Tree *option = tree_get(item, "DefElem"), *arg = tree_get(option, "arg");
    const char *name = tree_text(option, "defname"), *action = tree_text(option, "defaction");
    name = strcmp(name, "procedure") ? name : "function";
    if (says_nothing(writer, name) || say_copied(writer, name, arg, facts))
        return;
    if (writer->class == CLASS_PUBLICATION && !strcmp(name, "publish")) {
        say_publish(writer, tree_string(arg), facts);
        return;
    }
    forget_option(facts, name);
    bool none = writer->class == CLASS_WRAPPER && !arg; // NO HANDLER, NO VALIDATOR
    bool dropped = !strcmp(action, "DEFELEM_DROP") || none;
    if (!dropped && !is_usual(writer, name, arg) && !say_usual(writer, name, arg, facts))
        say_value(writer, name, item, facts);
}

static void say_options(const FactWriter *writer, const Tree *list, DefinedFacts *facts)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        say_option(writer, item, facts);
    }
}

// The server keeps the options of a dictionary in the order in which they were set, and tells them in that: a
// fact of its own, where it is not the order of all facts.
void facts_of_order(const FactWriter *writer, DefinedFacts *facts)
{
    const char *begins = "option ", *before = "";
    Text order = {0}, name = {0}, value = {0};
    bool sorted = true;
    for (size_t at = 0; at < facts->count; at++) {
        if (!fact_option(facts->at[at], begins, &name, &value))
            continue;
        sorted = sorted && strcmp(before, facts->at[at]) < 0;
        before = facts->at[at];
        text_printf(&order, "%s\n", text_string(&name));
    }
    if (!sorted)
        facts_say(writer, facts, NULL, "order %s", text_string(&order));
    text_free(&order);
    text_free(&name);
    text_free(&value);
}

// --- tables of a publication ---

static void say_one(const FactWriter *writer, const Tree *object, const char *const path[2], bool goes,
                    DefinedFacts *facts)
{
    const Tree *table = tree_get(object, "pubtable");
    Text name = {0};
    FactWriter to = *writer;
    to.out = &name;
    text_printf(&name, "object %s ", table ? "table" : tree_text(object, "name"));
    if (table)
        fact_name(&to, NAME_RELATION, path[0], path[1]);
    text_char(&name, ' ');
    facts_forget(facts, name.bytes);
    if (!goes) {
        facts_say(writer, facts, tree_get(table, "columns"), "%scolumns", name.bytes);
        facts_say(writer, facts, writer->bare ? NULL : tree_get(table, "whereClause"), "%swhere", name.bytes);
    }
    text_free(&name);
}

// A table stands for those that inherit from it as well, unless it is ONLY that.
static void say_object(const FactWriter *writer, const Tree *object, bool goes, DefinedFacts *facts)
{
    const Tree *range = tree_get(tree_get(object, "pubtable"), "relation");
    const char *table[] = {tree_text(range, "schemaname"), tree_text(range, "relname")}, *heir[2];
    const DefineScope *scope = writer->scope;
    say_one(writer, object, table, goes, facts);
    for (size_t at = 0;
         tree_flag(range, "inh") && scope->heir && scope->heir(scope->context, table[0], table[1], at, heir);
         at++)
        say_one(writer, object, heir, goes, facts);
}

static void alter_publication(const FactWriter *writer, const Tree *tree, DefinedFacts *facts)
{
    const char *action = tree_text(tree, "action");
    const Tree *item;
    say_options(writer, tree_get(tree, "options"), facts);
    if (!strcmp(action, "AP_SetObjects"))
        facts_forget(facts, "object ");
    TREE_EACH(item, tree_get(tree, "pubobjects"))
    {
        say_object(writer, tree_get(item, "PublicationObjSpec"), !strcmp(action, "AP_DropObjects"), facts);
    }
}

// --- all ---

void facts_of_item(const FactWriter *writer, const char *list, const Tree *item, DefinedFacts *facts)
{
    if (tree_get(item, "PublicationObjSpec"))
        say_object(writer, tree_get(item, "PublicationObjSpec"), false, facts);
    else if (tree_get(item, "DefElem"))
        say_option(writer, item, facts);
    else
        facts_say(writer, facts, item, "%s", list);
}

static bool says_order(const char *sql)
{
    for (; *sql; sql++)
        if ((*sql == 'o' || *sql == 'O') && !strncasecmp(sql, "order", strlen("order")))
            return true;
    return false;
}

// In the old form only the type is said. The library gives out no 0 and no -1: how many arguments are direct.
static void say_arguments(const FactWriter *writer, const Tree *create, DefinedFacts *facts)
{
    const Tree *args = tree_get(create, "args"), *direct = tree_get(tree_at(args, 1), "Integer"), *item;
    if (tree_flag(create, "oldstyle")) {
        TREE_EACH(item, tree_get(create, "definition"))
        {
            const Tree *type = tree_get(tree_get(tree_get(item, "DefElem"), "arg"), "TypeName");
            bool any = !strcmp(tree_name(tree_get(type, "names")), "any");
            if (!strcmp(tree_text(tree_get(item, "DefElem"), "defname"), "basetype") && type && !any)
                facts_say(writer, facts, type, "argument 0  FUNC_PARAM_DEFAULT");
        }
        return;
    }
    TREE_EACH(item, tree_items(tree_at(args, 0)))
    {
        const Tree *parameter = tree_get(item, "FunctionParameter");
        facts_say(writer, facts, tree_get(parameter, "argType"), "argument %zu %s %s", item_at,
                  tree_text(parameter, "name"), tree_text(parameter, "mode"));
    }
    if (tree_first(direct) || says_order(writer->sql))
        facts_say(writer, facts, NULL, "direct=%ld", tree_number(direct, "ival"));
}

static bool says(const DefinedFacts *facts, const char *begin)
{
    for (size_t at = 0; at < facts->count; at++)
        if (!strncmp(facts->at[at], begin, strlen(begin)))
            return true;
    return false;
}

// What it is by itself, where nothing is said. A subscription that gets another name keeps its slot.
void facts_end_create(const FactWriter *writer, const Tree *create, DefinedFacts *facts)
{
    if (writer->class == CLASS_AGGREGATE)
        say_arguments(writer, create, facts);
    if (writer->class == CLASS_COLLATION && !says(facts, "option provider="))
        facts_say(writer, facts, NULL, "option provider='libc");
    if (writer->class == CLASS_PUBLICATION && !says(facts, "publish "))
        say_publish(writer, "insert, update, delete, truncate", facts);
    if (writer->class == CLASS_SUBSCRIPTION && !says(facts, "option slot_name="))
        facts_say(writer, facts, NULL, "option slot_name='%s", writer->name);
}

bool facts_of_alter(const FactWriter *writer, const Tree *statement, DefinedFacts *facts)
{
    const char *kind = tree_kind(statement);
    const Tree *tree = tree_inner(statement), *item;
    if (!strcmp(kind, "AlterPublicationStmt")) {
        alter_publication(writer, tree, facts);
    } else if (!strcmp(kind, "AlterOpFamilyStmt") && !tree_flag(tree, "isDrop")) {
        TREE_EACH(item, tree_get(tree, "items"))
        {
            facts_say(writer, facts, item, "items");
        }
    } else if (!strcmp(kind, "AlterTSDictionaryStmt") || !strcmp(kind, "AlterForeignServerStmt") ||
               !strcmp(kind, "AlterFdwStmt") || !strcmp(kind, "AlterOperatorStmt") ||
               !strcmp(kind, "AlterUserMappingStmt")) {
        say_options(writer, tree_get(tree, "options"), facts);
        say_options(writer, tree_get(tree, "func_options"), facts);
        if (tree_get(tree, "version")) {
            facts_forget(facts, "version=");
            facts_say(writer, facts, tree_get(tree, "version"), "version");
        }
    } else {
        return false;
    }
    return true;
}
