// SPDX-License-Identifier: MIT
// Triggers. One that names what is not carried is not carried either.
#include <string.h>

#include "gen/read/postgres.h"
#include "grammar/sqltoken.h"

// of pg_trigger.tgtype
enum { EACH_ROW = 1, BEFORE = 2, INSERT = 4, DELETE = 8, UPDATE = 16, TRUNCATE = 32, INSTEAD = 64 };

void read_trigger_type(ReadTrigger *trigger, int type)
{
    trigger->timing = type & INSTEAD ? TIMING_INSTEAD : type & BEFORE ? TIMING_BEFORE : TIMING_AFTER;
    trigger->each_row = type & EACH_ROW;
    trigger->events = (type & INSERT ? EVENT_INSERT : 0) | (type & DELETE ? EVENT_DELETE : 0) |
                      (type & UPDATE ? EVENT_UPDATE : 0) | (type & TRUNCATE ? EVENT_TRUNCATE : 0);
}

static Enabled enabled_of(char letter)
{
    return letter == 'D'   ? ENABLED_NEVER
           : letter == 'R' ? ENABLED_REPLICA
           : letter == 'A' ? ENABLED_ALWAYS
                           : ENABLED_ORIGIN;
}

// --- the definition: … [when (condition)] execute function name('text', …) ---

// Between the parentheses that begin here, which are read.
static const char *take_inside(Pg *pg, SqlTokens *tokens, SqlToken *token)
{
    uint32_t start = token->span.end;
    int depth = 1;
    while (depth && sql_token_next(tokens, token))
        depth += sql_token_is(tokens, *token, "(") - sql_token_is(tokens, *token, ")");
    return arena_copy(pg->catalogue->arena, tokens->text + start, token->span.start - start);
}

// 'it''s' or E'a\\b', as the server writes a text.
static const char *take_text(Pg *pg, const char *at, size_t length)
{
    char *text = arena_bytes(pg->catalogue->arena, length);
    size_t used = 0;
    bool escaped = *at == 'E';
    for (size_t from = escaped ? 2 : 1; from + 1 < length; from++) {
        text[used++] = at[from];
        from += at[from] == '\'' || (escaped && at[from] == '\\');
    }
    text[used] = '\0';
    return text;
}

static void take_definition(Pg *pg, ReadTrigger *trigger, const char *definition)
{
    SqlTokens tokens;
    SqlToken token;
    bool execute = false, when = false;
    sql_tokens_begin(&tokens, definition, 0, strlen(definition));
    while (sql_token_next(&tokens, &token)) {
        if (when && sql_token_is(&tokens, token, "("))
            trigger->when = take_inside(pg, &tokens, &token);
        when = token.kind == SQL_WORD && sql_token_is(&tokens, token, "when");
        execute = execute || (token.kind == SQL_WORD && sql_token_is(&tokens, token, "execute"));
        if (execute && token.kind == SQL_STRING)
            read_name_add(pg->catalogue->arena, &trigger->arguments,
                          take_text(pg, sql_token_text(&tokens, token), span_length(token.span)));
    }
}

// --- the trigger ---

// The server's own that the language knows need no schema, nor does what is in public.
static const char *called_schema(Pg *pg, const PgRow *row)
{
    static const char *const KNOWN[] = {"suppress_redundant_updates_trigger", "tsvector_update_trigger",
                                        "tsvector_update_trigger_column"};
    for (size_t at = 0; at < sizeof KNOWN / sizeof *KNOWN; at++)
        if (!strcmp(row_text(row, 12), KNOWN[at]))
            return NULL;
    return strcmp(row_text(row, 11), pg->catalogue->home) ? row_keep(pg, row, 11) : NULL;
}

static bool take_function(Pg *pg, const PgRow *row, ReadTrigger *trigger)
{
    const PgRoutine *routine = list_find(&pg->routines, row_oid(row, 10));
    trigger->function = row_keep(pg, row, 12);
    if (routine && !routine->lost)
        trigger->function_schema = routine->routine->schema;
    else if (row_bool(row, 15))
        trigger->function_schema = called_schema(pg, row);
    else
        return false;
    return true;
}

bool read_take_trigger(Pg *pg, const PgRow *row)
{
    Arena *arena = pg->catalogue->arena;
    const PgTable *table = list_find(&pg->tables, row_oid(row, 0));
    const PgTable *target = list_find(&pg->tables, row_oid(row, 16));
    PgView *view = list_find(&pg->views, row_oid(row, 0));
    if (!table && !view)
        return true; // an extension's
    ReadTrigger made = {.name = row_keep(pg, row, 1),
                        .enabled = enabled_of(*row_text(row, 3)),
                        .constraint = row_bool(row, 5),
                        .deferrable = row_bool(row, 6),
                        .deferred = row_bool(row, 7),
                        .old_rows = row_keep(pg, row, 8),
                        .new_rows = row_keep(pg, row, 9),
                        .target_schema = target ? target->table->schema : NULL,
                        .target = target ? target->table->name : NULL,
                        .comment = row_keep(pg, row, 14)};
    read_trigger_type(&made, row_number(row, 2));
    take_definition(pg, &made, row_text(row, 13));
    bool good = table ? table_columns(pg, table, row_text(row, 4), &made.columns) &&
                            !table_names_lost(table, made.when)
                      : !view->lost;
    good = good && (target || !row_oid(row, 16));
    if (!good || !take_function(pg, row, &made)) {
        read_note(pg->catalogue, "trigger", "%s on %s.%s: what it names is not carried", made.name,
                  table ? table->table->schema : view->view->schema,
                  table ? table->table->name : view->view->name);
        return true;
    }
    if (table)
        *READ_ADD(arena, ReadTrigger, &table->table->triggers, &table->table->last_trigger) = made;
    else
        *READ_ADD(arena, ReadTrigger, &view->view->triggers, &view->view->last_trigger) = made;
    return true;
}
