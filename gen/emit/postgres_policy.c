// SPDX-License-Identifier: MIT
// Policies, and whether a table heeds them.
#include <string.h>

#include "gen/emit/postgres.h"
#include "grammar/sqltoken.h"

// Some words stand for a role, and are none between quotes.
void pg_role(Text *out, const Word *role)
{
    static const char *const WORDS[][2] = {{"public", "PUBLIC"},
                                           {"current_user", "CURRENT_USER"},
                                           {"current_role", "CURRENT_USER"},
                                           {"session_user", "SESSION_USER"}};
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (!strcmp(role->text, WORDS[at][0])) {
            text_puts(out, WORDS[at][1]);
            return;
        }
    sql_ident(out, role->text);
}

// A query alone needs parentheses of its own to be a value.
static bool is_query(const Emit *emit, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, span_text(emit->changes->to->sources, span), span.start, span_length(span));
    return sql_token_next(&tokens, &token) &&
           (sql_token_is(&tokens, token, "select") || sql_token_is(&tokens, token, "with") ||
            sql_token_is(&tokens, token, "values"));
}

static void put_condition(const Emit *emit, const char *before, const Sql *condition)
{
    if (!span_is_set(condition->span))
        return;
    bool query = is_query(emit, condition->span);
    text_printf(emit->out, query ? " %s ((" : " %s (", before);
    sql_span(emit, emit->out, condition->span);
    PUT(emit, query ? "))" : ")");
}

static void put_rest(const Emit *emit, const Policy *policy)
{
    for (uint32_t at = 0; at < policy->roles.count; at++) {
        PUT(emit, at ? ", " : " TO ");
        pg_role(emit->out, policy->roles.at[at]);
    }
    put_condition(emit, "USING", &policy->using);
    put_condition(emit, "WITH CHECK", &policy->check);
    PUT(emit, ";\n");
}

static void put_name(const Emit *emit, const char *verb, const Policy *policy)
{
    text_printf(emit->out, "%s POLICY ", verb);
    sql_ident(emit->out, name_now(emit, &policy->object));
    PUT(emit, " ON ");
    sql_path(emit, emit->out, policy->object.parent);
}

void pg_create_policy(Emit *emit, const Policy *policy)
{
    static const char *const COMMANDS[] = {"", " FOR SELECT", " FOR INSERT", " FOR UPDATE", " FOR DELETE"};
    put_name(emit, "CREATE", policy);
    PUT(emit, policy->restrictive ? " AS RESTRICTIVE" : "");
    PUT(emit, COMMANDS[policy->command]);
    put_rest(emit, policy);
}

void pg_alter_policy(Emit *emit, const Policy *policy)
{
    put_name(emit, "ALTER", policy);
    if (!policy->roles.count)
        PUT(emit, " TO PUBLIC");
    put_rest(emit, policy);
}

void pg_row_security(Emit *emit, int before, const Table *table)
{
    static const struct {
        int bit;
        const char *on, *off;
    } STATES[] = {{ROW_SECURITY_ENABLED, "ENABLE", "DISABLE"}, {ROW_SECURITY_FORCED, "FORCE", "NO FORCE"}};
    for (size_t at = 0; at < sizeof STATES / sizeof *STATES; at++) {
        int after = table->row_security & STATES[at].bit;
        if (after == (before & STATES[at].bit))
            continue;
        pg_alter_table(emit, &table->home.object);
        text_printf(emit->out, "%s ROW LEVEL SECURITY;\n", after ? STATES[at].on : STATES[at].off);
    }
}
