// SPDX-License-Identifier: MIT
// One text for all spellings of a definition. It is a list of facts in the order of their letters: what
// CREATE lists and what a later ALTER adds are one, where the order of a list says nothing.
#include "gen/model/definition_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "gen/model/names.h"

static void put(const FactWriter *writer, const Tree *node);

// --- names ---

static void put_name(const FactWriter *writer, NameUse use, const char *schema, const char *name)
{
    bool built_in = !strcmp(schema, "pg_catalog");
    const char *home = built_in ? NULL : writer->scope->home(writer->scope->context, use, schema, name);
    home = home ? home : built_in ? "" : schema;
    if (*home)
        text_printf(writer->out, "\"%s\".", home);
    text_printf(writer->out, "\"%s\"", name);
}

static void put_list_name(const FactWriter *writer, NameUse use, const Tree *names)
{
    put_name(writer, use, tree_schema(names), tree_name(names));
}

static void put_type(const FactWriter *writer, const Tree *type)
{
    const Tree *modifier, *bound;
    put_list_name(writer, NAME_TYPE, tree_get(type, "names"));
    TREE_EACH(modifier, tree_get(type, "typmods"))
    {
        text_char(writer->out, '~');
        put(writer, modifier);
    }
    TREE_EACH(bound, tree_get(type, "arrayBounds"))
    {
        text_puts(writer->out, "[]");
    }
    if (tree_flag(type, "setof"))
        text_puts(writer->out, " setof");
}

static void put_reference(const FactWriter *writer, const Tree *fields)
{
    size_t count = tree_count(fields);
    const Tree *last = tree_at(fields, count - 1);
    const char *of = fact_relation(writer, fields, NULL);
    if (*of)
        text_printf(writer->out, "%s.", of);
    text_puts(writer->out, tree_get(last, "A_Star") ? "*" : tree_string(last));
}

static bool is_text_type(const Tree *type)
{
    static const char *const NAMES[] = {"text", "varchar", "bpchar", NULL};
    return text_is_any(tree_name(tree_get(type, "names")), NAMES) && !tree_get(type, "arrayBounds") &&
           !tree_get(type, "typmods");
}

static bool is_integer_type(const Tree *type)
{
    static const char *const NAMES[] = {"int4", "int8", "int2", NULL};
    return text_is_any(tree_name(tree_get(type, "names")), NAMES) && !tree_get(type, "arrayBounds");
}

// 'a'::text is 'a', and a server writes '-1'::integer for -1.
static bool put_plain_cast(const FactWriter *writer, const Tree *cast)
{
    const Tree *value = tree_get(cast, "arg"), *type = tree_get(cast, "typeName");
    const Tree *text = tree_get(tree_get(value, "A_Const"), "sval");
    const Tree *fields = tree_get(tree_get(value, "ColumnRef"), "fields"), *range = NULL;
    if (fields && is_text_type(type))
        fact_relation(writer, fields, &range);
    if (range && writer->scope->is_text(writer->scope->context, tree_text(range, "schemaname"),
                                        tree_text(range, "relname"),
                                        tree_string(tree_at(fields, tree_count(fields) - 1)))) {
        put(writer, value);
        return true;
    }
    if (!text || (!is_text_type(type) && !is_integer_type(type)))
        return false;
    if (is_integer_type(type))
        text_printf(writer->out, "#%s", tree_text(text, "sval"));
    else
        put(writer, value);
    return true;
}

// --- trees ---

static bool says_nothing(const Tree *member)
{
    if (member->kind == TREE_TEXT && !strcmp(member->text, "?column?"))
        return true; // a server says that nobody has named it
    if (member->kind == TREE_TEXT &&
        (!strcmp(member->text, "FUNC_PARAM_IN") || !strcmp(member->text, "FUNC_PARAM_DEFAULT")))
        return true; // IN may be left away
    static const char *const KEYS[] = {"location",   "inh",           "relpersistence", "stmt_location",
                                       "stmt_len",   "if_not_exists", "missing_ok",     "behavior",
                                       "funcformat", "replace",       "is_local",       "oncommit",
                                       NULL};
    return text_is_any(member->key, KEYS) ||
           (member->kind == TREE_TEXT && !strcmp(member->text, "DEFELEM_UNSPEC"));
}

static bool is_names(const Tree *member)
{
    static const char *const KEYS[] = {"funcname",     "func_name",   "objname",         "plhandler",
                                       "plinline",     "plvalidator", "collname",        "handler_name",
                                       "opfamilyname", "name",        "conversion_name", NULL};
    return tree_is_list(member) && member->key && text_is_any(member->key, KEYS) &&
           tree_get(tree_first(member), "String");
}

void fact_name(const FactWriter *writer, NameUse use, const char *schema, const char *name)
{
    put_name(writer, use, schema, name);
}

static void put_word(const FactWriter *writer, const Tree *node)
{
    size_t length = node->kind == TREE_TEXT ? strlen(node->text) : strcspn(node->text, ",}] \t\r\n");
    text_char(writer->out, node->kind == TREE_TEXT ? '\'' : '#');
    text_add(writer->out, node->text, length);
}

// INSERT without a list of columns is into the first ones.
static void put_columns(const FactWriter *writer, const Tree *insert)
{
    const Tree *range = tree_get(insert, "relation");
    const Tree *select = tree_get(tree_get(insert, "selectStmt"), "SelectStmt");
    const Tree *values = tree_items(tree_first(tree_get(select, "valuesLists")));
    size_t count = tree_count(values ? values : tree_get(select, "targetList"));
    text_puts(writer->out, "cols:[");
    for (size_t at = 0; at < count; at++) {
        const char *name = writer->scope->column(writer->scope->context, tree_text(range, "schemaname"),
                                                 tree_text(range, "relname"), at);
        text_printf(writer->out, "{ResTarget:{name:'%s } } ", name ? name : "?");
    }
    text_puts(writer->out, "] ");
}

static bool same_type(const Tree *a, const Tree *b)
{
    const Tree *one = tree_get(a, "names"), *other = tree_get(b, "names");
    return one && other && !strcmp(tree_name(one), tree_name(other)) &&
           tree_count(tree_get(a, "arrayBounds")) == tree_count(tree_get(b, "arrayBounds"));
}

// Of an operator class: operators take its type, and functions are for it, where nothing else is said.
static bool put_class_item(const FactWriter *writer, const Tree *item)
{
    const Tree *name = tree_get(item, "name"), *args = tree_get(item, "class_args");
    if ((writer->class != CLASS_OPCLASS && writer->class != CLASS_OPFAMILY) || !item)
        return false;
    if (!args && writer->class == CLASS_OPFAMILY) // a function is for the types that it takes
        args = tree_number(item, "itemtype") == 2 ? tree_get(name, "objargs") : NULL;
    text_printf(writer->out, "%ld %ld ", tree_number(item, "itemtype"), tree_number(item, "number"));
    if (tree_get(item, "storedtype"))
        put(writer, tree_get(item, "storedtype"));
    if (name)
        put_list_name(writer, NAME_THING, tree_get(name, "objname"));
    const Tree *type;
    TREE_EACH(type, tree_get(name, "objargs"))
    {
        bool own = tree_number(item, "itemtype") == 1 && same_type(writer->type, tree_get(type, "TypeName"));
        if (!own)
            put(writer, type);
    }
    TREE_EACH(type, args)
    {
        if (!same_type(writer->type, tree_get(type, "TypeName")))
            put(writer, type);
    }
    if (tree_get(item, "order_family"))
        put_list_name(writer, NAME_THING, tree_get(item, "order_family"));
    return true;
}

static void put_members(const FactWriter *writer, const Tree *node)
{
    const Tree *member;
    bool object = node->kind == TREE_OBJECT;
    // A list of names of a thing: OPERATOR(app.===), (handler = app.f).
    if (object && tree_get(node, "List") && tree_is_strings(tree_items(node)) &&
        tree_count(tree_items(node)) < 3) {
        put_list_name(writer, NAME_THING, tree_items(node));
        return;
    }
    text_char(writer->out, object ? '{' : '[');
    TREE_EACH(member, node)
    {
        if (object && says_nothing(member))
            continue;
        if (object)
            text_printf(writer->out, "%s:", member->key);
        if (is_names(member))
            put_list_name(writer, NAME_THING, member);
        else
            put(writer, member);
        text_char(writer->out, ' ');
        if (object && !strcmp(member->key, "relation") && tree_get(node, "selectStmt") &&
            !tree_get(node, "cols"))
            put_columns(writer, node);
    }
    text_char(writer->out, object ? '}' : ']');
}

// The library gives out no integer below 1: what stands in the text says which it is.
static bool put_number(const FactWriter *writer, const Tree *node)
{
    const Tree *constant = tree_get(node, "A_Const"), *option = tree_get(node, "DefElem");
    const Tree *number = constant ? tree_get(constant, "ival") : tree_get(tree_get(option, "arg"), "Integer");
    const char *at = writer->sql + tree_number(constant ? constant : option, "location");
    if (number && constant && tree_first(number)) {
        text_printf(writer->out, "#%ld", tree_number(number, "ival"));
        return true;
    }
    if (!number || tree_first(number))
        return false;
    at += option ? strcspn(at, "-0123456789") : 0;
    size_t sign = *at == '-' ? 1 + strspn(at + 1, " \t\r\n") : 0;
    text_puts(writer->out, sign ? "#-" : "#");
    text_add(writer->out, at + sign, strspn(at + sign, "0123456789"));
    return true;
}

static void put(const FactWriter *writer, const Tree *node)
{
    const Tree *cast = tree_get(node, "TypeCast"), *query = fact_query(node);
    FactScope scope = {writer->query, query};
    FactWriter inner = *writer;
    if (!node || put_number(writer, node))
        return;
    if (query) {
        inner.query = &scope;
        writer = &inner;
    }
    if (node->kind != TREE_OBJECT && node->kind != TREE_LIST) {
        put_word(writer, node);
    } else if (tree_get(node, "relname")) {
        put_name(writer, NAME_RELATION, tree_text(node, "schemaname"), tree_text(node, "relname"));
        if (tree_get(node, "alias"))
            put_members(writer, tree_get(node, "alias"));
    } else if (tree_get(node, "names") && tree_get(node, "typemod")) {
        put_type(writer, node);
    } else if (tree_get(node, "fields")) {
        put_reference(writer, tree_get(node, "fields"));
    } else if (!put_class_item(writer, tree_get(node, "CreateOpClassItem")) &&
               (!cast || !put_plain_cast(writer, cast))) {
        put_members(writer, node);
    }
}

// --- facts ---

void facts_forget(DefinedFacts *facts, const char *begins)
{
    for (size_t at = 0; at < facts->count;)
        if (strncmp(facts->at[at], begins, strlen(begins))) {
            at++;
        } else {
            free(facts->at[at]);
            facts->at[at] = facts->at[--facts->count];
        }
}

void facts_add(DefinedFacts *facts, const Text *fact)
{
    if (facts->count == facts->size) {
        size_t size = facts->size ? facts->size * 2 : 16;
        char **more = realloc(facts->at, size * sizeof *more);
        if (!more)
            abort();
        facts->at = more;
        facts->size = size;
    }
    char *copy = malloc(fact->length + 1);
    if (!copy)
        abort();
    memcpy(copy, text_string(fact), fact->length + 1);
    facts->at[facts->count++] = copy;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(DefinedFacts *facts)
{
    size_t kept = 0;
    if (facts->count)
        qsort(facts->at, facts->count, sizeof *facts->at, by_text);
    for (size_t at = 0; at < facts->count; at++) {
        if (kept && !strcmp(facts->at[at], facts->at[kept - 1]))
            free(facts->at[at]);
        else
            facts->at[kept++] = facts->at[at];
    }
    facts->count = kept;
}

bool facts_have(const DefinedFacts *facts, const char *fact)
{
    return facts->count && bsearch(&fact, facts->at, facts->count, sizeof *facts->at, by_text);
}

void facts_free(DefinedFacts *facts)
{
    for (size_t at = 0; at < facts->count; at++)
        free(facts->at[at]);
    free(facts->at);
}

// Lists whose order says nothing: each item is a fact of its own.
static bool is_set(const Tree *member)
{
    static const char *const KEYS[] = {"definition",   "options",     "items",
                                       "pubobjects",   "stat_types",  "exprs",
                                       "func_options", "publication", NULL};
    return tree_is_list(member) && text_is_any(member->key, KEYS);
}

static bool is_all_kinds(DefinitionClass class, const Tree *member)
{
    enum { STATISTICS_KINDS = 3 };
    return class == CLASS_STATISTICS && !strcmp(member->key, "stat_types") &&
           tree_count(member) == STATISTICS_KINDS;
}

// Without FAMILY an operator class is put into the family of its own name.
static bool is_own_family(const FactWriter *writer, const Tree *tree, const Tree *member)
{
    return writer->class == CLASS_OPCLASS && !strcmp(member->key, "opfamilyname") &&
           !strcmp(tree_name(member), tree_name(tree_get(tree, "opclassname")));
}

static bool is_own_name(const ClassInfo *info, const Tree *member)
{
    return (*info->name && !strcmp(member->key, info->name)) ||
           (*info->altered && !strcmp(member->key, info->altered));
}

void facts_say(const FactWriter *writer, DefinedFacts *facts, const Tree *value, const char *format, ...)
{
    Text fact = {0};
    FactWriter to = *writer;
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments); // an option may be a whole query
    char *key = malloc((size_t)length + 1);
    if (!key)
        abort();
    vsnprintf(key, (size_t)length + 1, format, again);
    va_end(arguments);
    va_end(again);
    to.out = &fact;
    text_add(&fact, key, (size_t)length);
    text_char(&fact, '=');
    free(key);
    if (value && (is_names(value) || (value->key && !strcmp(value->key, "names"))))
        put_list_name(&to, NAME_THING, value);
    else
        put(&to, value);
    facts_add(facts, &fact);
    text_free(&fact);
}

// What query_definition() tells.
static bool is_bound(DefinitionClass class, const char *key)
{
    static const char *const OF_RULE[] = {"whereClause", "actions", NULL};
    return class == CLASS_RULE ? text_is_any(key, OF_RULE)
                               : class == CLASS_STATISTICS && !strcmp(key, "exprs");
}

static void add_create(const FactWriter *writer, const Tree *tree, DefinedFacts *facts)
{
    static const char *const ARGUMENTS[] = {"args", "oldstyle", NULL};
    const ClassInfo *info = &class_info[writer->class];
    const Tree *member, *item;
    TREE_EACH(member, tree)
    {
        bool arguments = writer->class == CLASS_AGGREGATE && text_is_any(member->key, ARGUMENTS);
        if (arguments || is_own_name(info, member) || says_nothing(member) ||
            (writer->bare && is_bound(writer->class, member->key)) || is_all_kinds(writer->class, member) ||
            is_own_family(writer, tree, member) || !strcmp(member->key, "action") ||
            (info->tail == TAIL_METHOD && !strcmp(member->key, "amname")))
            continue;
        if (is_set(member)) {
            TREE_EACH(item, member)
            {
                facts_of_item(writer, member->key, item, facts);
            }
        } else {
            facts_say(writer, facts, member, "%s", member->key);
        }
    }
}

// Only the last one counts, however it calls the table; what is enabled is so without a word.
static bool add_switch(const FactWriter *writer, const Tree *tree, DefinedFacts *facts)
{
    const Tree *command = tree_get(tree_at(tree_get(tree, "cmds"), 0), "AlterTableCmd");
    const char *state = tree_text(command, "subtype");
    if (class_info[writer->class].tail != TAIL_RELATION)
        return false;
    facts_forget(facts, "0001 Alter");
    if (strcmp(state, "AT_EnableRule") && strcmp(state, "AT_EnableTrig"))
        facts_say(writer, facts, tree_get(command, "subtype"), "0001 Alter");
    return true;
}

void define_facts(DefinitionClass class, bool bare, const char *sql, const Tree *statements,
                  const DefineScope *scope, DefinedFacts *facts)
{
    FactWriter writer = {.class = class, .bare = bare, .sql = sql, .scope = scope};
    const Tree *item;
    TREE_EACH(item, statements)
    {
        const Tree *statement = tree_get(item, "stmt"), *tree = tree_inner(statement);
        const char *kind = tree_kind(statement);
        const Tree *relation = tree_get(tree_at(tree_get(tree, "relations"), 0), "RangeVar");
        writer.range = relation ? relation : tree_get(tree, "relation");
        writer.type = tree_get(tree, "datatype");
        writer.name = tree_text(tree, "subname");
        if (class == CLASS_ROLE) {
            facts_of_role(&writer, statement, facts);
        } else if (class == CLASS_TYPE) {
            facts_of_type(&writer, statement, facts);
        } else if (class == CLASS_CONFIGURATION) {
            facts_of_search(statement, scope, facts);
        } else if (class == CLASS_FOREIGN_TABLE && facts_of_foreign(&writer, statement, facts)) {
            continue;
        } else if (!strcmp(kind, class_info[class].statement)) {
            add_create(&writer, tree, facts);
            facts_end_create(&writer, tree, facts);
        } else if (add_switch(&writer, tree, facts) || facts_of_alter(&writer, statement, facts)) {
            continue;
        } else {
            facts_say(&writer, facts, tree, "%04zu %s", item_at, kind);
        }
    }
    if (class == CLASS_DICTIONARY)
        facts_of_order(&writer, facts);
    sort(facts);
}
