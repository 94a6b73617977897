// SPDX-License-Identifier: MIT
#include "gen/model/definition.h"

#include <ctype.h>

#include "gen/model/names.h"
#include "gen/model/rights.h"

const ClassInfo class_info[CLASS_COUNT] = {
#define CLASS(id, statement, type, name, alter, altered, words, alters, tail, home, rights, comes, goes) \
    [CLASS_##id] = {statement, type,   name,        alter,       altered,                                \
                    words,     alters, TAIL_##tail, HOME_##home, RIGHTS_##rights},
#include "gen/model/classes.def"
#undef CLASS
};

// --- what a statement makes ---

// A function that a library holds, or that says something of how it is planned or how its types are passed to
// its language; others have words.
static bool is_wordless(const Tree *function)
{
    const Tree *option;
    TREE_EACH(option, tree_get(function, "options"))
    {
        const Tree *element = tree_get(option, "DefElem");
        const char *name = tree_text(element, "defname");
        const char *value = tree_text(tree_get(tree_get(element, "arg"), "String"), "sval");
        if (!strcmp(name, "support") || !strcmp(name, "transform") ||
            (!strcmp(name, "language") && (!strcmp(value, "c") || !strcmp(value, "C"))))
            return true;
    }
    return false;
}

static void take_name(Defined *defined, const Tree *name)
{
    if (tree_is_list(name)) {
        defined->schema = tree_schema(name);
        defined->name = tree_name(name);
    } else if (tree_get(name, "relname")) {
        defined->schema = tree_text(name, "schemaname");
        defined->name = tree_text(name, "relname");
    } else if (tree_get(name, "objname")) {
        take_name(defined, tree_get(name, "objname"));
    } else if (tree_get(name, "rolename")) {
        defined->name = tree_text(name, "rolename");
    } else {
        defined->name = tree_value(name);
    }
}

static const Tree *name_of(const Tree *tree, const char *field)
{
    const Tree *base = tree_get(tree, "base"); // of a foreign table
    return tree_get(base ? base : tree, field);
}

bool define_read(const Tree *statement, Defined *defined)
{
    const char *kind = tree_kind(statement);
    const Tree *tree = tree_inner(statement);
    for (int at = 0; at < CLASS_COUNT; at++) {
        const ClassInfo *info = &class_info[at];
        bool define = !strcmp(kind, "DefineStmt");
        if (strcmp(info->statement, kind) || (define && strcmp(tree_text(tree, "kind"), info->type)))
            continue;
        if (at == CLASS_FUNCTION && (tree_flag(tree, "is_procedure") || !is_wordless(tree)))
            return false;
        *defined = (Defined){.class = (DefinitionClass)at, .schema = "", .name = "", .tree = tree};
        take_name(defined, name_of(tree, info->name));
        if (info->tail == TAIL_RELATION)
            defined->schema = tree_text(tree_get(tree, "relation"), "schemaname");
        return true;
    }
    return false;
}

DefinitionClass define_switched(const Tree *command)
{
    const char *subtype = tree_text(command, "subtype");
    if (!*tree_text(command, "name"))
        return CLASS_COUNT;
    return strstr(subtype, "Rule") ? CLASS_RULE : strstr(subtype, "Trig") ? CLASS_TRIGGER : CLASS_COUNT;
}

bool define_read_alter(const Tree *statement, Defined *defined)
{
    const char *kind = tree_kind(statement);
    const Tree *tree = tree_inner(statement),
               *command = tree_get(tree_at(tree_get(tree, "cmds"), 0), "AlterTableCmd");
    *defined = (Defined){.schema = "", .name = "", .tree = tree};
    if (!strcmp(kind, "CommentStmt")) { // COMMENT ON COLUMN of a foreign table
        const Tree *names = tree_items(tree_get(tree, "object"));
        size_t count = tree_count(names);
        if (strcmp(tree_text(tree, "objtype"), "OBJECT_COLUMN") || count < 2)
            return false;
        defined->class = CLASS_FOREIGN_TABLE;
        defined->schema = count > 2 ? tree_string(tree_at(names, count - 3)) : "";
        defined->name = tree_string(tree_at(names, count - 2));
        return true;
    }
    if (!strcmp(kind, "RenameStmt")) { // a column of a foreign table, which may be called a table
        if (strcmp(tree_text(tree, "renameType"), "OBJECT_COLUMN"))
            return false;
        defined->class = CLASS_FOREIGN_TABLE;
        take_name(defined, tree_get(tree, "relation"));
        return true;
    }
    if (!strcmp(kind, "AlterTableStmt") && define_switched(command) != CLASS_COUNT) {
        defined->class = define_switched(command);
        defined->schema = tree_text(tree_get(tree, "relation"), "schemaname");
        defined->name = tree_text(command, "name");
        return true;
    }
    const Tree *members = tree_get(tree, "grantee_roles");
    if (!strcmp(kind, "AlterRoleSetStmt") || (!strcmp(kind, "GrantRoleStmt") && tree_count(members) == 1)) {
        defined->class = CLASS_ROLE;
        take_name(defined, members ? tree_get(tree_first(members), "RoleSpec") : tree_get(tree, "role"));
        return true;
    }
    for (int at = 0; at < CLASS_COUNT; at++) {
        bool named = *class_info[at].altered || at == CLASS_MAPPING;
        if (strcmp(class_info[at].alter, kind) || !named)
            continue;
        defined->class = (DefinitionClass)at;
        take_name(defined, tree_get(tree, class_info[at].altered));
        return true;
    }
    return false;
}

bool define_find_class(const char *type, DefinitionClass *class)
{
    for (int at = 0; *type && at < CLASS_COUNT; at++)
        if (!strcmp(class_info[at].type, type)) {
            *class = (DefinitionClass)at;
            return true;
        }
    return false;
}

// --- names as SQL ---

static void put_path(NameUse use, const char *schema, const char *name, NameHome *home, void *context,
                     Text *out)
{
    const char *found = strcmp(schema, "pg_catalog") ? home(context, use, schema, name) : "";
    found = found ? found : schema;
    if (*found) {
        name_put(out, found);
        text_char(out, '.');
    }
    if (!strcmp(name, "char") && !*found)
        text_puts(out, "\"char\"");
    else
        name_put(out, name);
}

void define_type(const Tree *type, NameHome *home, void *context, Text *out)
{
    const Tree *names = tree_get(type, "names"), *bound;
    put_path(NAME_TYPE, tree_schema(names), tree_name(names), home, context, out);
    TREE_EACH(bound, tree_get(type, "arrayBounds"))
    {
        text_puts(out, "[]");
        break; // of any number of dimensions
    }
}

typedef struct Tail {
    NameHome *home;
    void *context;
    Text *out;
} Tail;

static void put_type(const Tail *tail, const Tree *node)
{
    const Tree *named = tree_get(node, "TypeName");
    define_type(named ? named : node, tail->home, tail->context, tail->out);
}

static const Tree *option(const Tree *list, const char *name)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *element = tree_get(item, "DefElem");
        if (!strcmp(tree_text(element, "defname"), name))
            return tree_get(element, "arg");
    }
    return NULL;
}

// Those that only give something back are none.
static void put_parameters(const Tail *tail, const Tree *item)
{
    const char *comma = "(";
    for (; item; item = item->next) {
        const Tree *parameter = tree_get(item, "FunctionParameter");
        const char *mode = tree_text(parameter, "mode");
        if (!strcmp(mode, "FUNC_PARAM_OUT") || !strcmp(mode, "FUNC_PARAM_TABLE"))
            continue;
        text_puts(tail->out, comma);
        text_puts(tail->out, strcmp(mode, "FUNC_PARAM_VARIADIC") ? "" : "VARIADIC ");
        put_type(tail, parameter ? tree_get(parameter, "argType") : item);
        comma = ", ";
    }
    text_puts(tail->out, *comma == '(' ? "()" : ")");
}

// Direct arguments and ordered ones stand in one list, which is enough to tell it by.
static void put_aggregate(const Tail *tail, const Tree *tree)
{
    const Tree *parameters = tree_items(tree_at(tree_get(tree, "args"), 0));
    const Tree *base = tree_get(option(tree_get(tree, "definition"), "basetype"), "TypeName");
    bool any = !strcmp(tree_name(tree_get(base, "names")), "any");
    if (tree_flag(tree, "oldstyle") && base && !any) {
        text_char(tail->out, '(');
        put_type(tail, base);
        text_char(tail->out, ')');
    } else if (tree_first(parameters)) {
        put_parameters(tail, tree_first(parameters));
    } else {
        text_puts(tail->out, "(*)");
    }
}

static void put_sides(const Tail *tail, const Tree *left, const Tree *right)
{
    text_puts(tail->out, " (");
    if (left && (tree_get(left, "TypeName") || tree_get(left, "names")))
        put_type(tail, left);
    else
        text_puts(tail->out, "NONE");
    text_puts(tail->out, ", ");
    if (right && (tree_get(right, "TypeName") || tree_get(right, "names")))
        put_type(tail, right);
    else
        text_puts(tail->out, "NONE");
    text_char(tail->out, ')');
}

static void put_cast(const Tail *tail, const Tree *from, const Tree *to)
{
    text_char(tail->out, '(');
    put_type(tail, from);
    text_puts(tail->out, " AS ");
    put_type(tail, to);
    text_char(tail->out, ')');
}

static void put_transform(const Tail *tail, const Tree *type, const char *language)
{
    text_puts(tail->out, "FOR ");
    put_type(tail, type);
    text_puts(tail->out, " LANGUAGE ");
    name_put(tail->out, language);
}

static void put_user(const Tail *tail, const Tree *tree)
{
    const Tree *user = tree_get(tree, "user");
    const char *type = tree_text(user, "roletype");
    text_puts(tail->out, "FOR ");
    if (!strcmp(type, "ROLESPEC_CSTRING"))
        name_put(tail->out, tree_text(user, "rolename"));
    else
        text_puts(tail->out, !strcmp(type, "ROLESPEC_PUBLIC") ? "PUBLIC" : "CURRENT_USER");
    text_puts(tail->out, " SERVER ");
    name_put(tail->out, tree_text(tree, "servername"));
}

// FOR provider ON TABLE app.t; of what has a signature only functions are told apart by it.
static void put_label(const Tail *tail, const Tree *tree)
{
    const Tree *object = tree_get(tree, "object"), *names = tree_items(object), *item;
    const Tree *function = tree_get(object, "ObjectWithArgs");
    if (*tree_text(tree, "provider")) {
        text_puts(tail->out, "FOR ");
        name_put(tail->out, tree_text(tree, "provider"));
        text_char(tail->out, ' ');
    }
    text_puts(tail->out, "ON ");
    for (const char *at = tree_text(tree, "objtype") + strlen("OBJECT_"); *at; at++)
        text_char(tail->out, *at == '_' ? ' ' : *at);
    text_char(tail->out, ' ');
    if (tree_get(object, "TypeName")) {
        put_type(tail, object);
    } else if (function) {
        const Tree *name = tree_get(function, "objname");
        put_path(NAME_THING, tree_schema(name), tree_name(name), tail->home, tail->context, tail->out);
        put_parameters(tail, tree_first(tree_get(function, "objargs")));
    } else if (!names) {
        name_put(tail->out, tree_string(object));
    }
    TREE_EACH(item, names)
    {
        text_puts(tail->out, item_at ? "." : "");
        name_put(tail->out, tree_string(item));
    }
}

static void put_method(const Tail *tail, const char *method)
{
    text_puts(tail->out, " USING ");
    name_put(tail->out, method);
}

static void put_relation(const Tail *tail, const char *schema, const char *name)
{
    text_puts(tail->out, " ON ");
    put_path(NAME_RELATION, schema, name, tail->home, tail->context, tail->out);
}

void define_tail(const Defined *defined, NameHome *home, void *context, Text *out)
{
    const Tree *tree = defined->tree, *list = tree_get(tree, "definition");
    Tail tail = {home, context, out};
    switch (class_info[defined->class].tail) {
    case TAIL_NONE: break;
    case TAIL_ARGUMENTS: put_parameters(&tail, tree_first(tree_get(tree, "parameters"))); break;
    case TAIL_AGGREGATE: put_aggregate(&tail, tree); break;
    case TAIL_SIDES: put_sides(&tail, option(list, "leftarg"), option(list, "rightarg")); break;
    case TAIL_METHOD: put_method(&tail, tree_text(tree, "amname")); break;
    case TAIL_RELATION: {
        const Tree *range = tree_get(tree, "relation");
        put_relation(&tail, tree_text(range, "schemaname"), tree_text(range, "relname"));
        break;
    }
    case TAIL_CAST: put_cast(&tail, tree_get(tree, "sourcetype"), tree_get(tree, "targettype")); break;
    case TAIL_TRANSFORM: put_transform(&tail, tree_get(tree, "type_name"), tree_text(tree, "lang")); break;
    case TAIL_USER: put_user(&tail, tree); break;
    case TAIL_LABEL: put_label(&tail, tree); break;
    }
}

static void put_object_arguments(const Tail *tail, DefinitionClass class, const Tree *object)
{
    const Tree *all = tree_get(object, "objfuncargs"), *types = tree_get(object, "objargs");
    if (class == CLASS_OPERATOR) {
        put_sides(tail, tree_at(types, 0), tree_at(types, 1));
        return;
    }
    if (class == CLASS_AGGREGATE && !tree_first(types)) {
        text_puts(tail->out, "(*)");
        return;
    }
    put_parameters(tail, tree_first(all ? all : types));
}

// operator class: method, [schema,] name; rule: [schema,] relation, name
static bool take_object_list(const Tail *tail, const Tree *names, Defined *defined)
{
    size_t count = tree_count(names);
    const char *last = tree_string(tree_at(names, count - 1));
    if (count < 2)
        return false;
    switch (class_info[defined->class].tail) {
    case TAIL_METHOD:
        defined->name = last;
        defined->schema = count > 2 ? tree_string(tree_at(names, 1)) : "";
        put_method(tail, tree_string(tree_at(names, 0)));
        return true;
    case TAIL_RELATION:
        defined->name = last;
        defined->schema = count > 2 ? tree_string(tree_at(names, count - 3)) : "";
        put_relation(tail, defined->schema, tree_string(tree_at(names, count - 2)));
        return true;
    case TAIL_CAST: put_cast(tail, tree_at(names, 0), tree_at(names, 1)); return true;
    case TAIL_TRANSFORM: put_transform(tail, tree_at(names, 0), tree_string(tree_at(names, 1))); return true;
    default: return false;
    }
}

bool define_object(const char *type, const Tree *object, NameHome *home, void *context, Defined *defined,
                   Text *out)
{
    Tail tail = {home, context, out};
    const Tree *names = tree_items(object), *with = tree_get(object, "ObjectWithArgs");
    *defined = (Defined){.schema = "", .name = "", .tree = object};
    if (!define_find_class(type, &defined->class))
        return false;
    if (class_info[defined->class].tail != TAIL_NONE && !with)
        return take_object_list(&tail, names, defined);
    if (with)
        put_object_arguments(&tail, defined->class, with);
    take_name(defined, with ? with : names ? names : tree_get(object, "RangeVar"));
    if (!*defined->name)
        defined->name = tree_string(object);
    return true;
}

void define_label(const Defined *defined, const char *tail, Text *out)
{
    for (const char *at = class_info[defined->class].words; *at; at++)
        text_char(out, (char)tolower((unsigned char)*at));
    text_char(out, ' ');
    text_puts(out, defined->name);
    text_puts(out, tail);
}

bool define_renames(DefinitionClass class)
{
    const ClassInfo *info = &class_info[class];
    return *info->name && info->tail != TAIL_SIDES && class != CLASS_ACCESS_METHOD;
}
