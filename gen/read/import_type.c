// SPDX-License-Identifier: MIT
// Types as a parse tree names them: PostgreSQL's own by their catalogue's names, all others as written.
#include <stdlib.h>
#include <string.h>

#include "gen/read/import_job.h"
#include "gen/read/postgres.h"

// The tree leaves out whatever number is not above zero, so that one is read where it stands.
static int64_t modifier(const Job *job, const Tree *item)
{
    const Tree *constant = tree_get(item, "A_Const");
    long value = tree_number(tree_get(constant, "ival"), "ival");
    if (value || !constant || tree_number(constant, "location") <= 0)
        return value;
    const char *at = job->source->text + (import_offset(job, constant) - job->source->base);
    bool negative = *at == '-';
    at += negative;
    value = strtol(at, NULL, 10);
    return negative ? -value : value;
}

static bool interval(const Job *job, const Tree *modifiers, Type *out)
{
    enum { ALL = 0x7fff };
    int64_t bits = modifier(job, tree_at(modifiers, 0)), precision = modifier(job, tree_at(modifiers, 1));
    size_t count = tree_count(modifiers);
    if (type_parse("interval", &precision, count > 1, 0, out) != TYPE_OK)
        return false;
    if (count && bits != ALL)
        out->fields = (uint8_t)read_interval_fields((int32_t)bits);
    return true;
}

static bool built_in(const Job *job, const char *words, const Tree *modifiers, unsigned dims, Type *out)
{
    int64_t args[2] = {0};
    size_t count = tree_count(modifiers);
    if (!strcmp(words, "interval")) {
        bool good = interval(job, modifiers, out);
        out->dims = (uint8_t)(dims > 0);
        return good;
    }
    if (!strcmp(words, "char"))
        words = "\"char\""; // the other one is bpchar here
    if (count > 2)
        return false;
    if (!strcmp(words, "bpchar") && count)
        words = "char";
    for (size_t at = 0; at < count; at++)
        args[at] = modifier(job, tree_at(modifiers, at));
    return type_parse(words, args, count, dims, out) == TYPE_OK && type_fits(*out, TYPE_POSTGRES);
}

const char *import_type_text(Job *job, const Tree *type_name)
{
    const Tree *names = tree_get(type_name, "names");
    const char *schema = tree_schema(names), *name = tree_name(names);
    const char *dims = tree_count(tree_get(type_name, "arrayBounds")) ? "[]" : "";
    if (!strcmp(name, "char"))
        name = "\"char\""; // the other one is bpchar here
    if (!*schema || !strcmp(schema, "pg_catalog") || !strcmp(schema, job->catalogue->home))
        return arena_print(job->arena, "%s%s", name, dims);
    return arena_print(job->arena, "%s.%s%s", schema, name, dims);
}

// Of an extension, or of a schema that the file does not make.
static bool is_elsewhere(Job *job, const char *schema, const char *name)
{
    if (import_find(job, SPACE_RELATION, schema, name) || type_is_pseudo(name))
        return false; // a row's type, or none
    if (*schema && !import_find(job, SPACE_SCHEMA, "", schema))
        return true;
    for (const Thing *thing = job->things; thing; thing = thing->next)
        if (thing->kind == THING_EXTENSION && !thing->gone)
            return true;
    return false;
}

// "(Point,4326)", as written.
static const char *modifiers_text(Job *job, const Tree *type_name, const Tree *modifiers)
{
    SqlTokens tokens;
    SqlToken token;
    Text text = {0};
    if (!modifiers)
        return NULL;
    Span inside = import_inside_span(job, import_offset(job, type_name));
    text_char(&text, '(');
    sql_tokens_begin(&tokens, job->source->text + (inside.start - job->source->base), inside.start,
                     span_length(inside));
    while (sql_token_next(&tokens, &token))
        text_add(&text, sql_token_text(&tokens, token), span_length(token.span));
    text_char(&text, ')');
    const char *made = import_name(job, text_string(&text));
    text_free(&text);
    return made;
}

bool import_type(Job *job, const Tree *type_name, ReadType *out, Thing **own, const char **missing)
{
    const Tree *names = tree_get(type_name, "names"), *modifiers = tree_get(type_name, "typmods");
    const char *schema = tree_schema(names), *name = tree_name(names);
    unsigned dims = (unsigned)tree_count(tree_get(type_name, "arrayBounds"));
    *out = (ReadType){0};
    *own = NULL;
    *missing = import_type_text(job, type_name);
    bool catalogue = !strcmp(schema, "pg_catalog");
    if ((!*schema || catalogue) && built_in(job, name, modifiers, dims, &out->built_in))
        return true;
    Thing *thing = catalogue ? NULL : import_find_list(job, SPACE_TYPE, names);
    if (!thing && !catalogue && is_elsewhere(job, schema, name)) {
        out->schema = *schema ? import_name(job, schema) : NULL;
        out->name = import_name(job, name);
        out->modifiers = modifiers_text(job, type_name, modifiers);
        out->dims = dims;
        out->foreign = true;
        return true;
    }
    if (!thing || thing->kind == THING_OTHER)
        return false;
    *own = thing;
    out->schema = thing->schema; // both anew at the end, as it may be renamed
    out->name = thing->name;
    out->dims = dims;
    return true;
}
