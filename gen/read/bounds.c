// SPDX-License-Identifier: MIT
#include "gen/read/bounds.h"

#include <string.h>

#include "grammar/sqltoken.h"

typedef struct Reader {
    Arena *arena;
    SqlTokens tokens;
    SqlToken now;
    ReadNames *bounds;
} Reader;

static void next(Reader *reader)
{
    sql_token_next(&reader->tokens, &reader->now);
}

static bool is(const Reader *reader, const char *word)
{
    return sql_token_is(&reader->tokens, reader->now, word);
}

static void add(Reader *reader, const char *word)
{
    read_name_add(reader->arena, reader->bounds, word);
}

// A value is what stands between commas; a plain one is a literal of the one spelling that the language has.
static void take_values(Reader *reader, const char *sql)
{
    next(reader); // behind "("
    while (reader->now.kind != SQL_END && !is(reader, ")")) {
        uint32_t start = reader->now.span.start, end = start;
        SqlToken first = reader->now;
        for (int depth = 0, count = 0; reader->now.kind != SQL_END; count++) {
            if (!depth && (is(reader, ",") || is(reader, ")")))
                break;
            depth += is(reader, "(") - is(reader, ")");
            end = reader->now.span.end;
            next(reader);
        }
        const char *text = arena_copy(reader->arena, sql + start, end - start);
        if (first.kind == SQL_WORD && end == first.span.end) { // MINVALUE, NULL, true
            char *upper = arena_copy(reader->arena, text, end - start);
            for (char *at = upper; *at; at++)
                *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
            bool truth = !strcmp(upper, "TRUE") || !strcmp(upper, "FALSE");
            text = truth ? *upper == 'T' ? "'true'" : "'false'" : upper;
        } else if (*text != '\'') {
            text = arena_print(reader->arena, strspn(text, "-0123456789.e") == end - start ? "'%s'" : "%s",
                               text);
        }
        size_t length = strlen(text), midnight = strlen("'2024-01-01 00:00:00'");
        if (length == midnight && !strcmp(text + 11, " 00:00:00'"))
            text = arena_print(reader->arena, "%.11s'", text);
        add(reader, text);
        if (is(reader, ","))
            next(reader);
    }
    next(reader);
}

static void take_number(Reader *reader, const char *sql, const char *word)
{
    next(reader);
    add(reader, word);
    add(reader, arena_copy(reader->arena, sql + reader->now.span.start, span_length(reader->now.span)));
    next(reader);
}

ReadNames read_bounds(Arena *arena, const char *sql)
{
    ReadNames bounds = {0};
    Reader reader = {.arena = arena, .bounds = &bounds};
    sql_tokens_begin(&reader.tokens, sql, 0, strlen(sql));
    next(&reader);
    while (reader.now.kind != SQL_END) {
        if (is(&reader, "modulus")) {
            take_number(&reader, sql, "modulus");
        } else if (is(&reader, "remainder")) {
            take_number(&reader, sql, "remainder");
        } else if (is(&reader, "from") || is(&reader, "to") || is(&reader, "in")) {
            add(&reader, is(&reader, "from") ? "from" : is(&reader, "to") ? "to" : "in");
            next(&reader);
            take_values(&reader, sql);
        } else if (bounds.count && (is(&reader, "partition") || is(&reader, "with") || is(&reader, "using") ||
                                    is(&reader, "tablespace"))) {
            break; // the statement goes on with something else
        } else {
            if (is(&reader, "default"))
                add(&reader, "default");
            next(&reader);
        }
    }
    return bounds;
}

// Room doubles at each power of two, as in read_name_add().
void read_parent_add(Arena *arena, ReadTable *table, ReadTable *parent)
{
    size_t count = table->parent_count;
    if (!(count & (count - 1))) {
        ReadTable **more = ARENA_ARRAY(arena, ReadTable *, count ? count * 2 : 1);
        if (count)
            memcpy(more, table->parents, count * sizeof(ReadTable *));
        table->parents = more;
    }
    table->parents[table->parent_count++] = parent;
}
