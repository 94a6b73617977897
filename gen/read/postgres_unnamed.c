// SPDX-License-Identifier: MIT
// A literal in a list of SELECT has no name, and in EXISTS, or on the right of a UNION, a server needs none
// for it: it shows NULL as NULL::integer. Read again, the cast would give it the name int4, which is shown.
// So the cast, which nobody wrote, goes again.
#include <string.h>

#include "gen/read/postgres.h"
#include "grammar/sqltoken.h"

enum { DEPTH_MAX = 64 };

// Of an item, what has been read of it.
typedef enum ItemPart { OUTSIDE, HEAD, LITERAL, TYPE, OTHER } ItemPart;

typedef struct List { // of one SELECT, or none
    ItemPart place;
    bool right;         // of a set operation, so that the literal has the type of what stands on the left
    bool text;          // the type is text, which a literal becomes by itself
    unsigned words;     // of the type
    uint32_t cast, end; // of `::type`
} List;

typedef struct Search {
    SqlTokens tokens;
    Text *out;
    const char *text;
    uint32_t done; // up to here it is copied
    List lists[DEPTH_MAX];
    int depth;
} Search;

static bool is(const Search *search, SqlToken token, const char *word)
{
    return sql_token_is(&search->tokens, token, word);
}

static void end_item(Search *search, List *list)
{
    bool cut = list->place == TYPE && (list->right || (list->text && list->words == 1));
    if (cut) {
        text_add(search->out, search->text + search->done, list->cast - search->done);
        search->done = list->end;
    }
    list->place = OUTSIDE;
}

static bool is_any(const Search *search, SqlToken token, const char *const *words)
{
    return sql_token_is_any(&search->tokens, token, words);
}

static void take_in_item(const Search *search, List *list, SqlToken token)
{
    static const char *const NO_TYPE[] = {"as",      "is",      "collate", "at",  "in", "like",   "ilike",
                                          "similar", "between", "not",     "and", "or", "isnull", NULL};
    bool literal = token.kind == SQL_STRING || is(search, token, "null");
    if (list->place == HEAD) {
        list->place = literal ? LITERAL : OTHER;
    } else if (list->place == LITERAL && is(search, token, "::")) {
        *list = (List){.place = TYPE, .right = list->right, .cast = token.span.start};
    } else if (list->place == TYPE && token.kind != SQL_OPERATOR && !is_any(search, token, NO_TYPE)) {
        list->text = is(search, token, "text");
        list->words++;
        list->end = token.span.end;
    } else {
        list->place = OTHER;
    }
}

static void take(Search *search, SqlToken token)
{
    static const char *const OPERATIONS[] = {"union", "intersect", "except", NULL};
    static const char *const ENDS[] = {"from",  "where",  "group", "having", "window", "order",
                                       "limit", "offset", "fetch", "for",    ";",      NULL};
    bool operation = is_any(search, token, OPERATIONS);
    List *list = &search->lists[search->depth];
    if (is(search, token, "(")) {
        bool type = list->place == TYPE; // its length
        if (list->place == HEAD || list->place == LITERAL)
            list->place = OTHER;
        search->lists[++search->depth] = (List){.right = !type && list->place == OUTSIDE && list->right};
    } else if (is(search, token, ")") && search->depth) {
        end_item(search, list);
        list = &search->lists[--search->depth];
        list->end = token.span.end;
    } else if (operation || is_any(search, token, ENDS)) {
        end_item(search, list);
        list->right = operation;
    } else if (is(search, token, "select") || (list->place != OUTSIDE && is(search, token, ","))) {
        end_item(search, list);
        list->place = HEAD;
    } else if (list->place != OUTSIDE) {
        take_in_item(search, list, token);
    }
}

const char *read_unnamed(Pg *pg, const char *text)
{
    Text out = {0};
    Search search = {.out = &out, .text = text};
    SqlToken token;
    if (!text || !strstr(text, "::"))
        return text;
    sql_tokens_begin(&search.tokens, text, 0, strlen(text));
    while (sql_token_next(&search.tokens, &token) && search.depth < DEPTH_MAX - 1)
        take(&search, token);
    end_item(&search, &search.lists[search.depth]);
    if (search.done) {
        text_puts(&out, text + search.done);
        text = arena_copy(pg->catalogue->arena, text_string(&out), out.length);
    }
    text_free(&out);
    return text;
}
