// SPDX-License-Identifier: MIT
// Functions and procedures. One whose types are not all carried is not carried either.
#include <ctype.h>
#include <string.h>

#include "gen/read/postgres.h"
#include "grammar/sqltoken.h"

// --- types ---

// Any that a column may have, and besides rows and what stands for a type.
static bool routine_type(Pg *pg, uint32_t oid, ReadType *out, const char **name)
{
    if (read_type(pg, oid, -1, 0, out, name))
        return true;
    const PgType *type = list_find(&pg->types, oid);
    const PgView *view = type ? list_find(&pg->views, type->relation) : NULL;
    bool row = type && ((view && !view->lost) || list_find(&pg->tables, type->relation));
    *out = (ReadType){0};
    if (type && row) {
        out->dims = type->element != 0;
        type = type->element ? list_find(&pg->types, type->element) : type;
        out->schema = type->schema;
        out->name = type->name;
        return true;
    }
    if (!type || strcmp(type->schema, "pg_catalog") || !type_is_pseudo(type->name))
        return false;
    out->name = type->name;
    return true;
}

static void lose(Pg *pg, PgRoutine *found, const char *type)
{
    if (!found->lost)
        read_note(pg->catalogue, found->routine->kind == KIND_PROCEDURE ? "procedure" : "function",
                  "%s: its type %s", found->label, type ? type : "?");
    found->lost = true;
}

// --- bodies ---

// Behind arguments and options: begin atomic … end, or return ….
static const char *atomic_body(Pg *pg, const char *definition)
{
    SqlTokens tokens;
    SqlToken token, begin = {SQL_END, {0, 0}};
    int depth = 0;
    sql_tokens_begin(&tokens, definition, 0, strlen(definition));
    while (sql_token_next(&tokens, &token)) {
        depth += sql_token_is(&tokens, token, "(") - sql_token_is(&tokens, token, ")");
        bool atomic = begin.kind == SQL_WORD && sql_token_is(&tokens, token, "atomic");
        if (depth || token.kind != SQL_WORD)
            begin.kind = SQL_END;
        else if (atomic || sql_token_is(&tokens, token, "return"))
            break;
        else
            begin.kind = sql_token_is(&tokens, token, "begin") ? SQL_WORD : SQL_END;
        begin.span = token.span;
    }
    const char *body = definition + (sql_token_is(&tokens, token, "return") ? token : begin).span.start;
    size_t length = strlen(body);
    while (length && isspace((unsigned char)body[length - 1]))
        length--;
    body = arena_copy(pg->catalogue->arena, body, length);
    return arena_print(pg->catalogue->arena, strchr(body, '\n') ? "\n%s\n" : " %s ", body);
}

// --- the routine ---

static Volatility volatility_of(char letter)
{
    return letter == 'i' ? VOLATILITY_IMMUTABLE : letter == 's' ? VOLATILITY_STABLE : VOLATILITY_VOLATILE;
}

static Parallel parallel_of(char letter)
{
    return letter == 's' ? PARALLEL_SAFE : letter == 'r' ? PARALLEL_RESTRICTED : PARALLEL_UNSAFE;
}

bool read_take_routine(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadRoutine *routine =
        READ_ADD(catalogue->arena, ReadRoutine, &catalogue->routines, &catalogue->last_routine);
    PgRoutine *found = list_new(pg, &pg->routines, row, sizeof *found);
    *found = (PgRoutine){row_oid(row, 0), routine, row_keep(pg, row, 18), false};
    ReadRoutine *next = routine->next;
    *routine = (ReadRoutine){.next = next,
                             .schema = row_keep(pg, row, 1),
                             .name = row_keep(pg, row, 2),
                             .kind = *row_text(row, 3) == 'p' ? KIND_PROCEDURE : KIND_FUNCTION,
                             .window = *row_text(row, 3) == 'w',
                             .language = row_keep(pg, row, 4),
                             .set_of = row_bool(row, 6),
                             .volatility = volatility_of(*row_text(row, 7)),
                             .strict = row_bool(row, 8),
                             .definer = row_bool(row, 9),
                             .leakproof = row_bool(row, 10),
                             .parallel = parallel_of(*row_text(row, 11)),
                             .cost = row_keep(pg, row, 12),
                             .rows = row_keep(pg, row, 13),
                             .comment = row_keep(pg, row, 17)};
    const char *name, *definition = row_text(row, 15);
    routine->says_result = routine->kind == KIND_FUNCTION;
    routine->body = *definition ? atomic_body(pg, definition) : row_keep(pg, row, 14);
    routine->arguments = ARENA_ARRAY(catalogue->arena, ReadArgument, (size_t)row_number(row, 16) + 1);
    if (routine->kind == KIND_FUNCTION && !routine_type(pg, row_oid(row, 5), &routine->returns, &name))
        lose(pg, found, name);
    return true;
}

static ArgumentMode mode_of(char letter)
{
    switch (letter) {
    case 'o': return ARGUMENT_OUT;
    case 'b': return ARGUMENT_INOUT;
    case 'v': return ARGUMENT_VARIADIC;
    case 't': return ARGUMENT_TABLE;
    default: return ARGUMENT_IN;
    }
}

bool read_take_argument(Pg *pg, const PgRow *row)
{
    PgRoutine *found = list_find(&pg->routines, row_oid(row, 0));
    if (!found)
        return true;
    ReadRoutine *routine = found->routine;
    ReadArgument *argument = &routine->arguments[routine->argument_count++];
    const char *name;
    *argument = (ReadArgument){
        .mode = mode_of(*row_text(row, 2)), .name = row_keep(pg, row, 3), .default_ = row_keep(pg, row, 4)};
    if (!routine_type(pg, row_oid(row, 1), &argument->type, &name))
        lose(pg, found, name);
    bool out = argument->mode == ARGUMENT_OUT || argument->mode == ARGUMENT_INOUT;
    routine->table = routine->table || argument->mode == ARGUMENT_TABLE;
    if (out && !routine->set_of)
        routine->says_result = false;
    return true;
}

// --- settings ---

bool read_is_list_setting(const char *name)
{
    static const char *const LISTS[] = {"search_path", "temp_tablespaces", "session_preload_libraries",
                                        "local_preload_libraries", "shared_preload_libraries"};
    for (size_t at = 0; at < sizeof LISTS / sizeof *LISTS; at++)
        if (!strcmp(LISTS[at], name))
            return true;
    return false;
}

static const char *unquote(Arena *arena, const char *text, size_t length)
{
    char *name = arena_bytes(arena, length + 1);
    size_t used = 0;
    for (size_t at = 1; at + 1 < length; at++) {
        name[used++] = text[at];
        at += text[at] == '"';
    }
    name[used] = '\0';
    return name;
}

static void take_list(Arena *arena, ReadNames *values, const char *list)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, list, 0, strlen(list));
    while (sql_token_next(&tokens, &token)) {
        const char *text = sql_token_text(&tokens, token);
        size_t length = span_length(token.span);
        if (token.kind == SQL_QUOTED)
            read_name_add(arena, values, unquote(arena, text, length));
        else if (token.kind != SQL_PUNCTUATION)
            read_name_add(arena, values, arena_copy(arena, text, length));
    }
    if (!values->count)
        read_name_add(arena, values, "");
}

bool read_take_setting(Pg *pg, const PgRow *row)
{
    Arena *arena = pg->catalogue->arena;
    PgRoutine *found = list_find(&pg->routines, row_oid(row, 0));
    if (!found)
        return true;
    ReadRoutine *routine = found->routine;
    if (!routine->settings)
        routine->settings = ARENA_ARRAY(arena, ReadSetting, (size_t)row_number(row, 1));
    ReadSetting *setting = &routine->settings[routine->setting_count++];
    const char *text = row_text(row, 2);
    size_t length = strcspn(text, "=");
    char *name = arena_bytes(arena, length + 1);
    for (size_t at = 0; at < length; at++)
        name[at] = (char)tolower((unsigned char)text[at]);
    name[length] = '\0';
    const char *value = text[length] ? text + length + 1 : "";
    setting->name = name;
    if (read_is_list_setting(name))
        take_list(arena, &setting->values, value);
    else
        read_name_add(arena, &setting->values, arena_copy(arena, value, strlen(value)));
    return true;
}

void read_routines_finish(Pg *pg)
{
    const PgRoutine *routines = pg->routines.at;
    for (size_t at = 0; at < pg->routines.count; at++) {
        if (!routines[at].lost)
            continue;
        ReadRoutine **link = &pg->catalogue->routines;
        while (*link != routines[at].routine)
            link = &(*link)->next;
        *link = routines[at].routine->next;
    }
}
