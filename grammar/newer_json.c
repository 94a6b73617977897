// SPDX-License-Identifier: MIT
// The functions of SQL/JSON (PostgreSQL 16 and 17), whose clauses are hidden, so that they are calls as any.
#include "grammar/newer.h"

static const char *const FUNCTIONS[] = {"json",           "json_array",     "json_arrayagg", "json_exists",
                                        "json_object",    "json_objectagg", "json_query",    "json_scalar",
                                        "json_serialize", "json_table",     "json_value"};

static bool is_any(const Newer *newer, size_t token, const char *const *words, size_t count)
{
    for (size_t at = 0; at < count; at++)
        if (newer_is(newer, token, words[at]))
            return true;
    return false;
}

// What a clause behind a type or an expression begins with: the type or expression ends before it.
static bool begins_clause(const Newer *newer, size_t token)
{
    static const char *const WORDS[] = {"null",    "absent",  "error",   "empty", "default",   "true",
                                        "false",   "unknown", "keep",    "omit",  "returning", "format",
                                        "columns", "passing", "without", "with"};
    return is_any(newer, token, WORDS, sizeof WORDS / sizeof *WORDS) && !newer_is(newer, token + 1, "time");
}

static size_t clause_end(const Newer *newer, size_t token, size_t close)
{
    while (token < close && !begins_clause(newer, token))
        token = newer_is(newer, token, "(") ? newer_close(newer, token) + 1 : token + 1;
    return token;
}

// PASSING a AS x, b AS y: these are arguments.
static size_t hide_passing(Newer *newer, size_t token, size_t close)
{
    size_t end = clause_end(newer, token + 1, close);
    newer_put(newer, token, token, ",");
    for (size_t at = token + 1; at < end; at++) {
        if (newer_is(newer, at, "("))
            at = newer_close(newer, at);
        else if (newer_is(newer, at, "as"))
            newer_put(newer, at, at + 1, "");
    }
    return end;
}

// … ON NULL, … ON EMPTY, … ON ERROR: the word ON; 0: it is none.
static size_t behaviour_on(const Newer *newer, size_t token)
{
    static const char *const WORDS[] = {"null", "absent", "error", "empty", "true", "false", "unknown"};
    if (!is_any(newer, token, WORDS, sizeof WORDS / sizeof *WORDS))
        return 0;
    size_t on = token + 1;
    on += newer_is(newer, token, "empty") && (newer_is(newer, on, "array") || newer_is(newer, on, "object"));
    return newer_is(newer, on, "on") ? on : 0;
}

// The last token of a clause of nothing but words; 0: it is none.
static size_t words_end(const Newer *newer, size_t token)
{
    size_t on = behaviour_on(newer, token), end = token + 1;
    if (on)
        return on + 1;
    if (newer_is(newer, token, "format") && newer_is(newer, end, "json"))
        return newer_is(newer, end + 1, "encoding") ? end + 2 : end;
    if ((newer_is(newer, token, "keep") || newer_is(newer, token, "omit")) && newer_is(newer, end, "quotes"))
        return newer_is(newer, end + 1, "on") ? end + 3 : end;
    if (!newer_is(newer, token, "with") && !newer_is(newer, token, "without"))
        return 0;
    if (newer_is(newer, end, "unique"))
        return end + newer_is(newer, end + 1, "keys");
    while (newer_is(newer, end, "conditional") || newer_is(newer, end, "unconditional") ||
           newer_is(newer, end, "array"))
        end++;
    return newer_is(newer, end, "wrapper") ? end : 0;
}

// Hides the clause that begins there, and answers the token behind it.
static size_t hide_clause(Newer *newer, size_t token, size_t close)
{
    size_t end = words_end(newer, token);
    if (end) {
        newer_put(newer, token, end, "");
        return end + 1;
    }
    if (newer_is(newer, token, "passing"))
        return hide_passing(newer, token, close);
    if (newer_is(newer, token, "returning")) {
        end = clause_end(newer, token + 1, close);
        newer_put(newer, token, end - 1, "");
        return end;
    }
    if (newer_is(newer, token, "columns") && newer_is(newer, token + 1, "(")) {
        end = newer_close(newer, token + 1);
        newer_put(newer, token, end, "");
        return end + 1;
    }
    if (newer_is(newer, token, "default"))
        newer_put(newer, token, token, ",");
    else if (newer_is(newer, token, "on") &&
             (newer_is(newer, token + 1, "empty") || newer_is(newer, token + 1, "error")))
        newer_put(newer, token, token + 1, ""); // behind a default
    else if (newer_is(newer, token, "as"))
        newer_put(newer, token, token + 1, ""); // the name of a path
    else if (newer_is(newer, token, ":") || newer_is(newer, token, "value"))
        newer_put(newer, token, token, ","); // between key and value
    else
        return newer_is(newer, token, "(") ? newer_close(newer, token) + 1 : token + 1;
    return token + 1;
}

void newer_hide_json(Newer *newer, size_t token)
{
    if (!is_any(newer, token, FUNCTIONS, sizeof FUNCTIONS / sizeof *FUNCTIONS) ||
        !newer_is(newer, token + 1, "(") || (token && newer_is(newer, token - 1, ".")))
        return;
    size_t close = newer_close(newer, token + 1), at = token + 2;
    bool query = newer_is(newer, at, "select") || newer_is(newer, at, "with");
    if (query)
        newer_put(newer, token, token, "array");
    if (query) // the clauses stand behind it
        while (at < close && !newer_is(newer, at, "returning") && !newer_is(newer, at, "format"))
            at = newer_is(newer, at, "(") ? newer_close(newer, at) + 1 : at + 1;
    while (at < close)
        at = hide_clause(newer, at, close);
}
