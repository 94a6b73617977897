// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <string.h>

#include "gen/model/lite.h"
#include "gen/read/sqlite.h"

void text_begin(LiteText *text, Lite *lite, const char *sql)
{
    *text = (LiteText){.lite = lite};
    sql_tokens_begin(&text->tokens, sql, 0, strlen(sql));
    text_next(text);
}

void text_next(LiteText *text)
{
    sql_token_next(&text->tokens, &text->now);
}

bool text_is(const LiteText *text, const char *word)
{
    return text->now.kind != SQL_END && text->now.kind != SQL_QUOTED && text->now.kind != SQL_STRING &&
           sql_token_is(&text->tokens, text->now, word);
}

bool text_take(LiteText *text, const char *word)
{
    bool is = text_is(text, word);
    if (is)
        text_next(text);
    return is;
}

bool text_ends(const LiteText *text)
{
    return text->now.kind == SQL_END || text->now.kind == SQL_ERROR;
}

static const char *copy(LiteText *text, size_t start, size_t end)
{
    while (start < end && strchr(" \t\r\n", text->tokens.text[start]))
        start++;
    while (end > start && strchr(" \t\r\n", text->tokens.text[end - 1]))
        end--;
    return arena_copy(text->lite->catalogue->arena, text->tokens.text + start, end - start);
}

// "a", `a`, [a], 'a' and a are all names here; a quote within is doubled.
static const char *unquote(LiteText *text, const char *at, size_t length)
{
    char *name = arena_bytes(text->lite->catalogue->arena, length + 1);
    size_t used = 0;
    for (size_t from = 1; from + 1 < length; from++) {
        name[used++] = at[from];
        if (at[from] == *at)
            from++;
    }
    name[used] = '\0';
    return name;
}

const char *text_name(LiteText *text)
{
    const char *at = sql_token_text(&text->tokens, text->now), *name;
    size_t start = text->now.span.start;
    if (text_is(text, "[")) {
        while (!text_ends(text) && !text_is(text, "]"))
            text_next(text);
        name = copy(text, start + 1, text->now.span.start);
    } else if (text->now.kind == SQL_QUOTED || text->now.kind == SQL_STRING) {
        name = unquote(text, at, span_length(text->now.span));
    } else {
        name = copy(text, start, text->now.span.end);
    }
    text_next(text);
    return name;
}

const char *lite_folded(LiteText *text, const char *name)
{
    char *folded = arena_copy(text->lite->catalogue->arena, name, strlen(name));
    for (char *at = folded; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return folded;
}

const char *lite_collation(LiteText *text)
{
    const char *name = text_name(text), *own = collation_of_lite(name);
    return own ? own : name;
}

static int depth_of(const LiteText *text)
{
    return text_is(text, "(") - text_is(text, ")");
}

const char *text_inside(LiteText *text)
{
    size_t start = text->now.span.end, end = start;
    int depth = 0;
    do {
        depth += depth_of(text);
        end = text->now.span.start;
        text_next(text);
    } while (depth && !text_ends(text));
    return copy(text, start, end);
}

const char *text_element(LiteText *text)
{
    size_t start = text->now.span.start, end = start;
    int depth = 0;
    while (!text_ends(text) && (depth || !(text_is(text, ",") || text_is(text, ")")))) {
        depth += depth_of(text);
        end = text->now.span.end;
        text_next(text);
    }
    return copy(text, start, end);
}

void text_names(LiteText *text, ReadNames *names)
{
    if (!text_take(text, "("))
        return;
    while (!text_ends(text) && !text_take(text, ")")) {
        read_name_add(text->lite->catalogue->arena, names, text_name(text));
        text_take(text, ",");
    }
}
