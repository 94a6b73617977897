// SPDX-License-Identifier: MIT
// Functions and procedures. They are named with the types of their input, as their name may have others.
#include <string.h>

#include "gen/emit/postgres.h"

static void put_type(const Emit *emit, Text *out, const Type *type)
{
    if (type && type->id == TYPE_USER && !type->user) { // trigger, void, anyelement …
        text_puts(out, strcmp(type->name->text, "any") ? type->name->text : "\"any\"");
        text_puts(out, type->dims ? "[]" : "");
    } else {
        pg_type(emit, out, type);
    }
}

// Another procedure may have as its input what this one has as input and `out` together: the modes tell.
static void put_input(const Emit *emit, Text *out, const Object *routine, bool modes)
{
    const Arguments *arguments = &AS(Function, routine)->arguments;
    const char *comma = "(";
    for (uint32_t at = 0; at < arguments->count; at++) {
        bool input = argument_is_input(&arguments->at[at]);
        if (!input && !modes)
            continue;
        text_puts(out, comma);
        text_puts(out, !modes ? "" : input ? "IN " : "OUT ");
        put_type(emit, out, arguments->at[at].type);
        comma = ", ";
    }
    text_puts(out, *comma == '(' ? "()" : ")");
}

void pg_input(const Emit *emit, Text *out, const Object *routine)
{
    put_input(emit, out, routine, routine->kind == KIND_PROCEDURE);
}

void pg_routine(const Emit *emit, Text *out, const Object *routine)
{
    sql_path(emit, out, routine);
    pg_input(emit, out, routine);
}

void pg_regprocedure(const Emit *emit, Text *out, const Object *routine)
{
    sql_path(emit, out, routine);
    put_input(emit, out, routine, false);
}

// --- create ---

// Words that may name a column, but no argument (PostgreSQL's col_name_keyword).
static void put_argument_name(const Emit *emit, const char *name)
{
    static const char *const WORDS[] = {
        "between",  "bigint",    "bit",     "boolean",   "char",      "character", "coalesce",  "dec",
        "decimal",  "exists",    "extract", "float",     "greatest",  "grouping",  "inout",     "int",
        "integer",  "interval",  "least",   "national",  "nchar",     "none",      "normalize", "nullif",
        "numeric",  "out",       "overlay", "position",  "precision", "real",      "row",       "setof",
        "smallint", "substring", "time",    "timestamp", "treat",     "trim",      "values",    "varchar"};
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (!strcmp(WORDS[at], name)) {
            text_printf(emit->out, "\"%s\" ", name);
            return;
        }
    sql_ident(emit->out, name);
    PUT(emit, " ");
}

static void put_argument(const Emit *emit, const Argument *argument)
{
    static const char *const MODES[] = {"", "OUT ", "INOUT ", "VARIADIC ", ""};
    PUT(emit, MODES[argument->mode]);
    if (argument->name)
        put_argument_name(emit, argument->name->text);
    put_type(emit, emit->out, argument->type);
    if (span_is_set(argument->default_.span)) {
        PUT(emit, " DEFAULT ");
        sql_span(emit, emit->out, argument->default_.span);
    }
}

static void put_arguments(const Emit *emit, const Arguments *arguments, bool columns)
{
    const char *comma = "(";
    for (uint32_t at = 0; at < arguments->count; at++) {
        if ((arguments->at[at].mode == ARGUMENT_TABLE) != columns)
            continue;
        PUT(emit, comma);
        put_argument(emit, &arguments->at[at]);
        comma = ", ";
    }
    PUT(emit, *comma == '(' ? "()" : ")");
}

static void put_result(const Emit *emit, const Function *function)
{
    if (function->table) {
        PUT(emit, " RETURNS TABLE ");
        put_arguments(emit, &function->arguments, true);
    } else if (function->returns) {
        PUT(emit, function->set_of ? " RETURNS SETOF " : " RETURNS ");
        put_type(emit, emit->out, function->returns);
    }
}

static void put_options(const Emit *emit, const Function *function)
{
    static const char *const VOLATILITY[] = {"", " STABLE", " IMMUTABLE"};
    static const char *const PARALLEL[] = {"", " PARALLEL RESTRICTED", " PARALLEL SAFE"};
    PUT(emit, "\n    LANGUAGE ");
    sql_ident(emit->out, function->language->text);
    PUT(emit, function->window ? " WINDOW" : "");
    PUT(emit, VOLATILITY[function->volatility]);
    PUT(emit, function->strict ? " STRICT" : "");
    PUT(emit, function->leakproof ? " LEAKPROOF" : "");
    PUT(emit, function->definer ? " SECURITY DEFINER" : "");
    PUT(emit, PARALLEL[function->parallel]);
    if (function->cost)
        text_printf(emit->out, " COST %s", function->cost->text);
    if (function->rows)
        text_printf(emit->out, " ROWS %s", function->rows->text);
    for (uint32_t at = 0; at < function->settings.count; at++)
        text_printf(emit->out, "\n    SET %s", function->settings.at[at]->text);
}

// A quote that the body does not hold itself.
static void put_body(const Emit *emit, const Function *function)
{
    const Sources *sources = emit->changes->to->sources;
    size_t length = span_length(function->body.span);
    if (function->atomic) {
        PUT(emit, "\n");
        sql_span(emit, emit->out, function->body.span);
        return;
    }
    const char *body = arena_copy(emit->arena, span_text(sources, function->body.span), length);
    const char *quote = "$$";
    for (int number = 0; strstr(body, quote) || (length && body[length - 1] == '$'); number++) {
        quote = arena_print(emit->arena, number ? "$body%d$" : "$body$", number);
        if (!strstr(body, quote))
            break;
    }
    text_printf(emit->out, "\n    AS %s", quote);
    text_add(emit->out, body, length);
    PUT(emit, quote);
}

static const char *word(const Object *routine)
{
    return routine->kind == KIND_PROCEDURE ? "PROCEDURE" : "FUNCTION";
}

void pg_create_routine(Emit *emit, const Object *routine, bool replace)
{
    const Function *function = AS(Function, routine);
    text_printf(emit->out, "CREATE %s%s ", replace ? "OR REPLACE " : "", word(routine));
    sql_path(emit, emit->out, routine);
    put_arguments(emit, &function->arguments, false);
    put_result(emit, function);
    put_options(emit, function);
    put_body(emit, function);
    PUT(emit, ";\n");
    if (!replace)
        pg_give_back(emit, routine);
}

void pg_drop_routine(Emit *emit, const Object *routine)
{
    Text path = {0};
    pg_routine(emit, &path, routine);
    bool along = object_has_shell(routine);
    if (!along)
        pg_keep_routine(emit, routine);
    text_printf(emit->out, "DROP %s%s %s;\n", word(routine), along ? " IF EXISTS" : "", path.bytes);
    text_free(&path);
}

// --- rename ---

// The types of its input have their new names by now, backward: still.
void pg_rename_routine(Emit *emit, const char *schema, const char *name, const char *what, const char *to)
{
    bool renamed = emit->renamed;
    text_printf(emit->out, "ALTER %s ", word(emit->step->to));
    sql_ident(emit->out, schema);
    PUT(emit, ".");
    sql_ident(emit->out, name);
    emit->renamed = true;
    pg_input(emit, emit->out, emit->step->to);
    emit->renamed = renamed;
    text_printf(emit->out, " %s ", what);
    sql_ident(emit->out, to);
    PUT(emit, ";\n");
}
