// SPDX-License-Identifier: MIT
// Policies.
#include <string.h>

#include "gen/read/print.h"
#include "grammar/sqltoken.h"

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

void show_role(Print *print, const char *role)
{
    show_bare_name(print, role);
}

// The server puts all of it between parentheses.
static const char *without_parentheses(Print *print, const char *sql)
{
    SqlTokens tokens;
    SqlToken token;
    size_t length = strlen(sql);
    int depth = 0;
    sql_tokens_begin(&tokens, sql, 0, length);
    if (*sql != '(' || sql[length - 1] != ')')
        return sql;
    while (sql_token_next(&tokens, &token)) {
        depth += sql_token_is(&tokens, token, "(") - sql_token_is(&tokens, token, ")");
        if (!depth && token.span.end < length)
            return sql;
    }
    return arena_copy(&print->scratch, sql + 1, length - 2);
}

static void put_condition(Print *print, const ReadTable *table, const char *word, const char *condition)
{
    if (!condition)
        return;
    text_printf(print->out, " %s (", word);
    show_sql(print, without_parentheses(print, condition), table, NULL);
    put(print, ")");
}

static void put_policy(Print *print, const ReadTable *table, const ReadPolicy *policy)
{
    static const char *const COMMANDS[] = {"", " for select", " for insert", " for update", " for delete"};
    show_comment(print, true, policy->comment);
    text_printf(print->out, "%s    policy ", print->indent);
    show_bare_name(print, policy->name);
    put(print, policy->restrictive ? " restrictive" : "");
    put(print, COMMANDS[policy->command]);
    for (size_t at = 0; at < policy->roles.count; at++) {
        put(print, at ? ", " : " to ");
        show_role(print, policy->roles.at[at]);
    }
    put_condition(print, table, "using", policy->using);
    put_condition(print, table, "with check", policy->check);
    put(print, ";\n");
}

void show_policies(Print *print, const ReadTable *table)
{
    for (const ReadPolicy *policy = table->policies; policy; policy = policy->next)
        put_policy(print, table, policy);
}
