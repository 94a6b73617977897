// SPDX-License-Identifier: MIT
// function NAME (arguments) returns TYPE options $$ body $$;  and procedure likewise.
#include <string.h>

#include "grammar/clause.h"

static Part *new_part(const Clause *clause, PartKind kind, Name name, int32_t number)
{
    return ast_part(clause->job->in.arena, kind, name.span, name, number);
}

static Span here(const Clause *clause)
{
    return clause->now.span;
}

// --- arguments ---

static int32_t take_mode(Clause *clause)
{
    if (clause_take(clause, "in"))
        return clause_take(clause, "out") ? ARGUMENT_INOUT : ARGUMENT_IN;
    if (clause_take(clause, "out"))
        return ARGUMENT_OUT;
    if (clause_take(clause, "inout"))
        return ARGUMENT_INOUT;
    return clause_take(clause, "variadic") ? ARGUMENT_VARIADIC : ARGUMENT_IN;
}

// Does a type stand here alone? It has a name before it when another word follows the first one.
static bool is_named(const Clause *clause)
{
    Clause ahead = *clause;
    Part *type = clause->now.kind == SQL_WORD || clause->now.kind == SQL_QUOTED ? clause_type(&ahead) : NULL;
    return type && (ahead.now.kind == SQL_WORD || ahead.now.kind == SQL_QUOTED) &&
           !clause_is(&ahead, "default");
}

static Part *read_argument(Clause *clause, int32_t mode)
{
    Name name = {0};
    Span span = here(clause);
    mode = mode == ARGUMENT_TABLE ? mode : take_mode(clause);
    if (is_named(clause))
        clause_name(clause, &name);
    Part *type = clause_type(clause);
    if (!type)
        return NULL;
    PartList list = {type, type};
    if (clause_is(clause, "default"))
        job_habit(clause->job, here(clause), "default", "=");
    if (clause_take(clause, "=") || clause_take(clause, ":=") || clause_take(clause, "default")) {
        Span value = clause_until(clause, ",", ",");
        if (!span_length(value))
            clause_fail(clause, "a value");
        list = ast_parts(list, ast_part(clause->job->in.arena, PART_DEFAULT, value, (Name){0}, 0));
    }
    Part *argument = new_part(clause, PART_ARGUMENT, name, mode);
    argument->span = (Span){span.start, clause->last};
    argument->list = list.first;
    return argument;
}

static PartList read_arguments(ParseJob *job, Span inside, int32_t mode)
{
    Clause clause = clause_begin(job, inside);
    PartList list = {0};
    while (clause_more(&clause)) {
        list = ast_parts(list, read_argument(&clause, mode));
        if (clause_more(&clause) && !clause_take(&clause, ","))
            clause_fail(&clause, "',' or ')'");
        else if (clause.now.kind == SQL_END && clause.comma)
            clause_fail(&clause, "another argument");
    }
    return list;
}

// --- what it returns ---

static PartList read_returns(Clause *clause)
{
    Span inside, span = here(clause);
    if (clause_take(clause, "table") && clause_slice(clause, &inside)) {
        PartList columns = read_arguments(clause->job, inside, ARGUMENT_TABLE);
        return ast_parts(columns, ast_part(clause->job->in.arena, PART_RETURNS, span, (Name){0}, 2));
    }
    bool set = clause_take(clause, "setof");
    Part *returns = ast_part(clause->job->in.arena, PART_RETURNS, span, (Name){0}, set);
    returns->list = clause_type(clause);
    return ast_parts((PartList){0}, returns);
}

// --- options ---

static bool read_flag(Clause *clause, PartList *list)
{
    static const struct {
        const char *word;
        PartKind kind;
        int32_t number;
    } FLAGS[] = {{"immutable", PART_VOLATILITY, VOLATILITY_IMMUTABLE},
                 {"stable", PART_VOLATILITY, VOLATILITY_STABLE},
                 {"volatile", PART_VOLATILITY, VOLATILITY_VOLATILE},
                 {"strict", PART_STRICT, 0},
                 {"leakproof", PART_LEAKPROOF, 0},
                 {"window", PART_WINDOW, 0}};
    for (size_t at = 0; at < sizeof FLAGS / sizeof *FLAGS; at++)
        if (clause_is(clause, FLAGS[at].word)) {
            *list = ast_parts(*list, ast_part(clause->job->in.arena, FLAGS[at].kind, here(clause), (Name){0},
                                              FLAGS[at].number));
            clause_next(clause);
            return true;
        }
    return false;
}

static Part *read_parallel(Clause *clause)
{
    Span span = here(clause);
    int32_t number = clause_take(clause, "safe")         ? PARALLEL_SAFE
                     : clause_take(clause, "restricted") ? PARALLEL_RESTRICTED
                     : clause_take(clause, "unsafe")     ? PARALLEL_UNSAFE
                                                         : -1;
    if (number < 0)
        clause_fail(clause, "'safe', 'restricted' or 'unsafe'");
    return ast_part(clause->job->in.arena, PART_PARALLEL, span, (Name){0}, number);
}

static Part *read_security(Clause *clause)
{
    Span span = here(clause);
    if (clause_take(clause, "definer"))
        return ast_part(clause->job->in.arena, PART_DEFINER, span, (Name){0}, 0);
    clause_need(clause, "invoker");
    return NULL;
}

// set search_path = app, pg_temp: kept as one text, as CREATE FUNCTION takes it.
static Part *read_setting(Clause *clause)
{
    Arena *arena = clause->job->in.arena;
    QName name;
    if (!clause_qname(clause, &name))
        return NULL;
    Span span = {name.schema.word ? name.schema.span.start : name.name.span.start, 0};
    const char *text = name.schema.word
                           ? arena_print(arena, "%s.%s", name.schema.word->text, name.name.word->text)
                           : name.name.word->text;
    if (!clause_take(clause, "=") && !clause_take(clause, "to"))
        clause_fail(clause, "'='");
    const char *comma = " = ";
    PartList values = {0};
    do {
        if (clause->now.kind == SQL_END || clause_is(clause, ","))
            clause_fail(clause, "a value");
        const char *minus = clause_take(clause, "-") ? "-" : "";
        text = arena_print(arena, "%s%s%s%.*s", text, comma, minus, (int)span_length(here(clause)),
                           sql_token_text(&clause->tokens, clause->now));
        values = ast_parts(values, ast_part(arena, PART_TEXT, here(clause), (Name){0}, 0));
        clause_next(clause);
        comma = ", ";
    } while (clause_take(clause, ","));
    span.end = clause->last;
    Part *setting =
        ast_part(arena, PART_SETTING, span, (Name){words_text(clause->job->in.words, text), span}, 0);
    setting->list = values.first;
    return setting;
}

static Part *read_language(Clause *clause)
{
    Name name = {0};
    if (clause->now.kind == SQL_STRING && !clause->broken) {
        name = job_text_name(clause->job, here(clause));
        clause_next(clause);
    } else {
        clause_name(clause, &name);
    }
    return new_part(clause, PART_LANGUAGE, name, 0);
}

static PartList read_option(Clause *clause, int kind)
{
    PartList list = {0};
    Name number = {0};
    if (kind == KIND_FUNCTION && clause_take(clause, "returns"))
        return read_returns(clause);
    if (clause_take(clause, "language"))
        return ast_parts(list, read_language(clause));
    if (clause_take(clause, "set"))
        return ast_parts(list, read_setting(clause));
    if (clause_take(clause, "security"))
        return ast_parts(list, read_security(clause));
    if (clause_is(clause, "unchecked")) {
        list = ast_parts(list, new_part(clause, PART_UNCHECKED, number, 0));
        clause_next(clause);
        return list;
    }
    if (kind != KIND_FUNCTION) {
        clause_fail(clause, "'language', 'set', 'security', 'unchecked' or the body");
        return list;
    }
    if (clause_take(clause, "parallel"))
        return ast_parts(list, read_parallel(clause));
    if (read_flag(clause, &list))
        return list;
    bool cost = clause_take(clause, "cost");
    if (cost || clause_take(clause, "rows")) {
        clause_number(clause, &number);
        return ast_parts(list, new_part(clause, cost ? PART_COST : PART_ROWS, number, 0));
    }
    clause_fail(clause, "an option of the function or its body");
    return list;
}

Item *job_routine(ParseJob *job, int kind, QName name, QName was, Span arguments, Span options, Span body)
{
    Arena *arena = job->in.arena;
    PartList parts = read_arguments(job, job_inside(arguments), ARGUMENT_IN);
    Clause clause = clause_begin(job, options);
    while (clause_more(&clause))
        parts = ast_join(parts, read_option(&clause, kind));
    if (span_is_set(body))
        parts = ast_parts(parts, ast_part(arena, PART_QUERY, job_dollar_inside(job, body), (Name){0}, 0));
    return job_renamed(ast_item(arena, kind, name.name.span, name, parts, (ItemList){0}), was);
}
