// SPDX-License-Identifier: MIT
// What the language has no words for is known by name all the same: so that it can be told of, and so that
// what is said about it further down is not taken for something new.
#include <string.h>

#include "gen/read/import_job.h"

static const struct Other {
    const char *statement, *type, *noun, *name, *on;
} OTHERS[] = {
#define OTHER(statement, type, noun, name, on) {statement, type, noun, name, on},
#include "gen/read/import.def"
#undef OTHER
};
enum { OTHER_COUNT = sizeof OTHERS / sizeof *OTHERS };

static const struct Other *other_of_type(const char *type)
{
    for (size_t at = 0; at < OTHER_COUNT; at++)
        if (!strcmp(OTHERS[at].type, type))
            return &OTHERS[at];
    return NULL;
}

// --- names ---

static const char *path_of(Job *job, const Tree *names)
{
    const char *home = import_home(job, tree_schema(names)), *name = tree_name(names);
    return home == job->catalogue->home ? name : arena_print(job->arena, "%s.%s", home, name);
}

// "(int4, text)" of what a caller gives.
static const char *signature(Job *job, const Tree *parameters)
{
    Text text = {0};
    const Tree *item;
    TREE_EACH(item, parameters)
    {
        const Tree *parameter = tree_get(item, "FunctionParameter"), *type = tree_get(item, "TypeName");
        const char *mode = tree_text(parameter, "mode");
        if (!strcmp(mode, "FUNC_PARAM_OUT") || !strcmp(mode, "FUNC_PARAM_TABLE"))
            continue;
        text_puts(&text, text.length ? ", " : "");
        text_puts(&text, import_type_text(job, parameter ? tree_get(parameter, "argType") : type));
    }
    const char *made = arena_print(job->arena, "(%s)", text_string(&text));
    text_free(&text);
    return made;
}

static const char *routine(Job *job, const Tree *names, const Tree *parameters)
{
    return arena_print(job->arena, "%s%s", path_of(job, names), signature(job, parameters));
}

// The name in a statement, whose field is a text, a role or a list.
static const char *name_in(Job *job, const Tree *node, const char *field)
{
    const Tree *value = tree_get(node, field);
    return tree_is_list(value) ? path_of(job, value) : tree_value(value);
}

static bool is_usual(const char *noun, const char *name)
{
    return (!strcmp(noun, "extension") || !strcmp(noun, "language")) && !strcmp(name, "plpgsql");
}

// --- the statement, where there is no better name ---

void import_note_statement(Job *job)
{
    enum { SHOWN = 60 };
    SqlTokens tokens;
    SqlToken token;
    uint32_t end = 0;
    Text text = {0};
    const char *start = job->source->text + (job->statement.start - job->source->base);
    sql_tokens_begin(&tokens, start, 0, span_length(job->statement));
    while (text.length < SHOWN && sql_token_next(&tokens, &token)) {
        text_puts(&text, text.length && token.span.start > end ? " " : "");
        end = token.span.end;
        text_add(&text, sql_token_text(&tokens, token), span_length(token.span));
    }
    size_t length = text.length > SHOWN ? SHOWN : text.length;
    while (length && ((unsigned char)text.bytes[length] & 0xc0) == 0x80 && length < text.length)
        length--;
    const char *shown =
        arena_print(job->arena, "%.*s%s", (int)length, text_string(&text), length < text.length ? "…" : "");
    text_free(&text);
    import_note(job, "statement", NULL, shown, shown, "");
}

// --- making ---

static void make(Job *job, const char *noun, const char *name)
{
    if (!is_usual(noun, name))
        import_note(job, noun, NULL, name, name, "");
}

static void make_define(Job *job, const Tree *stmt)
{
    const struct Other *other = other_of_type(tree_text(stmt, "kind"));
    const Tree *names = tree_get(stmt, "defnames");
    if (!other)
        import_note_statement(job);
    else if (!import_find_list(job, SPACE_TYPE, names))
        import_make_other(job, SPACE_TYPE, other->noun, tree_schema(names), tree_name(names));
}

static void make_function(Job *job, const Tree *stmt)
{
    const char *noun = tree_flag(stmt, "is_procedure") ? "procedure" : "function";
    make(job, noun, routine(job, tree_get(stmt, "funcname"), tree_get(stmt, "parameters")));
}

static void make_on(Job *job, const struct Other *other, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, other->on);
    const char *name = name_in(job, stmt, other->name);
    Thing *on = import_find_range(job, range);
    const char *before =
        arena_print(job->arena, on ? "%s on " : "%s on %s", name, tree_text(range, "relname"));
    import_note(job, other->noun, on, name, before, "");
}

void import_other(Job *job, const char *kind, const Tree *stmt)
{
    static const struct {
        const char *kind;
        Import *run;
    } OWN[] = {
        {"DefineStmt", make_define},
        {"CreateFunctionStmt", make_function},
    };
    for (size_t at = 0; at < sizeof OWN / sizeof *OWN; at++)
        if (!strcmp(OWN[at].kind, kind)) {
            OWN[at].run(job, stmt);
            return;
        }
    for (size_t at = 0; at < OTHER_COUNT; at++) {
        if (strcmp(OTHERS[at].statement, kind))
            continue;
        if (*OTHERS[at].on)
            make_on(job, &OTHERS[at], stmt);
        else if (*OTHERS[at].name)
            make(job, OTHERS[at].noun, name_in(job, stmt, OTHERS[at].name));
        else
            break;
        return;
    }
    import_note_statement(job);
}

// --- finding ---

// A routine named without its parameters is the one of that name.
static Thing *find_routine(Job *job, const char *noun, const Tree *object)
{
    const Tree *names = tree_get(object, "objname");
    if (!tree_flag(object, "args_unspecified"))
        return import_noted(job, noun, NULL, routine(job, names, tree_get(object, "objargs")));
    const char *begins = arena_print(job->arena, "%s(", path_of(job, names));
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_OTHER && thing->before && !strcmp(thing->noun, noun) &&
            !strncmp(thing->before, begins, strlen(begins)))
            return thing;
    return NULL;
}

// [schema,] table, name
static Thing *find_on(Job *job, const char *noun, const Tree *names)
{
    size_t count = tree_count(names);
    const char *schema = count > 2 ? tree_string(tree_at(names, count - 3)) : "";
    Thing *on = import_find(job, SPACE_RELATION, schema, tree_schema(names));
    return on && on->kind == THING_OTHER ? on : import_noted(job, noun, on, tree_name(names));
}

Thing *import_find_other(Job *job, const char *type, const Tree *object)
{
    Thing *definition = import_find_defined(job, type, object);
    if (definition)
        return definition;
    bool any = !strcmp(type, "OBJECT_ROUTINE");
    const struct Other *other = other_of_type(any ? "OBJECT_FUNCTION" : type);
    const Tree *with_args = tree_get(object, "ObjectWithArgs"), *names = tree_items(object);
    Thing *routine = with_args ? import_find_routine(job, with_args) : NULL;
    if (!routine && (any || !strcmp(type, "OBJECT_FUNCTION"))) // GRANT calls an aggregate a function, too
        routine = import_find_defined(job, "OBJECT_AGGREGATE", object);
    if (!other || routine)
        return routine;
    if (with_args) {
        Thing *found = find_routine(job, other->noun, with_args);
        return found || !any ? found : find_routine(job, "procedure", with_args);
    }
    if (*other->on)
        return find_on(job, other->noun, names);
    const char *name = names ? path_of(job, names) : tree_string(object);
    return import_noted(job, other->noun, NULL, name);
}

// Is nothing to be said of it, as the thing itself never is?
bool import_is_usual(const char *type, const Tree *object)
{
    const struct Other *other = other_of_type(type);
    return other && is_usual(other->noun, tree_string(object));
}
