// SPDX-License-Identifier: MIT
// ALTER ROLE, GRANT and REVOKE: what leads from one role to the same one that may something else, by the
// facts that definition_role.c tells.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/definition.h"

typedef struct Role {
    Emit *emit;
    const Object *object;
    const DefinedFacts *before, *after;
} Role;

// What stands behind the beginning of a fact, without the "=" at its end. NULL: it begins otherwise.
static const char *rest(const Role *role, const char *fact, const char *begins)
{
    size_t length = strlen(begins);
    return strncmp(fact, begins, length)
               ? NULL
               : arena_print(role->emit->arena, "%.*s", (int)(strlen(fact + length) - 1), fact + length);
}

static void begin(const Role *role, const char *verb)
{
    PUT(role->emit, verb);
    pg_definition(role->emit, role->object);
}

static bool says(const Role *role, const DefinedFacts *facts, const char *begins)
{
    for (size_t at = 0; at < facts->count; at++)
        if (rest(role, facts->at[at], begins))
            return true;
    return false;
}

// --- attributes ---

static void put_attribute(const Role *role, const char *said, bool is)
{
    bool limit = !strncmp(said, "limit ", strlen("limit ")),
         until = !strncmp(said, "until ", strlen("until "));
    if (!is && (limit || until) && says(role, role->after, limit ? "role limit " : "role until "))
        return; // it gets another one
    begin(role, "ALTER ROLE ");
    if (limit) {
        text_printf(role->emit->out, " CONNECTION LIMIT %s", is ? said + strlen("limit ") : "-1");
    } else if (until) {
        const char *time = is ? said + strlen("until ") : "infinity";
        PUT(role->emit, " VALID UNTIL ");
        sql_literal(role->emit->out, time, strlen(time));
    } else {
        bool no = !strncmp(said, "NO", 2);
        text_printf(role->emit->out, " %s%s", is == no ? "NO" : "", no ? said + 2 : said);
    }
    PUT(role->emit, ";\n");
}

// --- settings: database|name|values ---

static void put_setting(const Role *role, const char *said, bool is)
{
    const char *name = strchr(said, '|') + 1, *value = strchr(name, '|') + 1;
    size_t length = (size_t)(name - said) - 1;
    if (!is &&
        says(role, role->after, arena_print(role->emit->arena, "setting %.*s", (int)(value - said), said)))
        return; // it gets another value
    begin(role, "ALTER ROLE ");
    if (length) {
        PUT(role->emit, " IN DATABASE ");
        sql_ident(role->emit->out, arena_print(role->emit->arena, "%.*s", (int)length, said));
    }
    PUT(role->emit, is ? " SET " : " RESET ");
    text_add(role->emit->out, name, (size_t)(value - name) - 1);
    if (is)
        text_printf(role->emit->out, " TO %s", value);
    PUT(role->emit, ";\n");
}

// --- memberships: role| ADMIN INHERIT true SET false ---

// A grant does not take back what another one gave, so that one with other options is revoked first.
static void put_member(const Role *role, const char *said, bool is)
{
    enum { OPTIONS_SINCE = 16 };
    const char *options = strchr(said, '|') + 1;
    const char *parent = arena_print(role->emit->arena, "%.*s", (int)(options - said) - 1, said);
    const char *inherit = strstr(options, " INHERIT ");
    PUT(role->emit, is ? "GRANT " : "REVOKE ");
    sql_ident(role->emit->out, parent);
    begin(role, is ? " TO " : " FROM ");
    const char *comma = " WITH ";
    if (is && strstr(options, " ADMIN")) {
        text_printf(role->emit->out, "%sADMIN OPTION", comma);
        comma = ", ";
    }
    if (is && inherit && role->emit->plan->options.target >= OPTIONS_SINCE) {
        bool yes = !strncmp(inherit, " INHERIT true", strlen(" INHERIT true"));
        text_printf(role->emit->out, "%sINHERIT %s", comma, yes ? "TRUE" : "FALSE");
        comma = ", ";
    }
    if (is && strstr(options, " SET false"))
        text_printf(role->emit->out, "%sSET FALSE", comma);
    PUT(role->emit, ";\n");
}

// What goes first, then what comes.
static void each(const Role *role, const char *begins, void put(const Role *, const char *, bool))
{
    for (int side = 0; side < 2; side++) {
        const DefinedFacts *facts = side ? role->after : role->before;
        for (size_t at = 0; at < facts->count; at++) {
            const char *said = rest(role, facts->at[at], begins);
            if (said && !facts_have(side ? role->before : role->after, facts->at[at]))
                put(role, said, side);
        }
    }
}

void pg_alter_role(Emit *emit, const Object *object, const DefinedFacts *before, const DefinedFacts *after)
{
    Role role = {emit, object, before, after};
    each(&role, "role ", put_attribute);
    each(&role, "setting ", put_setting);
    each(&role, "member ", put_member);
}
