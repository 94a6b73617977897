// SPDX-License-Identifier: MIT
// What a function sets while it runs: `set search_path = app, pg_temp`. One value has many spellings, of
// which the server keeps none; here it has one, so that equal settings are equal texts.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/reserved.h"
#include "grammar/sqltoken.h"

// Those that are lists of names. Any other list is one text to the server.
static bool is_list(const char *name, size_t length)
{
    static const char *const LISTS[] = {"search_path", "temp_tablespaces", "session_preload_libraries",
                                        "local_preload_libraries", "shared_preload_libraries"};
    for (size_t at = 0; at < sizeof LISTS / sizeof *LISTS; at++)
        if (strlen(LISTS[at]) == length && !memcmp(LISTS[at], name, length))
            return true;
    return false;
}

static void put_value(Text *out, const char *value)
{
    bool number = *value && !value[strspn(value, "0123456789")];
    bool name =
        *value >= 'a' && *value <= 'z' && !value[strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789_")];
    if (number || (name && !word_is_reserved(value))) {
        text_puts(out, value);
        return;
    }
    text_quoted(out, '\'', value, strlen(value));
}

// The value that a token stands for; NULL: it is none by itself.
static const char *value_of(Builder *builder, const SqlTokens *tokens, SqlToken token)
{
    Words *words = builder->model->words;
    const char *text = sql_token_text(tokens, token);
    size_t length = span_length(token.span);
    const Word *string = NULL;
    switch (token.kind) {
    case SQL_WORD: return sql_token_is(tokens, token, "default") ? NULL : sql_name(words, text, length)->text;
    case SQL_QUOTED: return sql_name(words, text, length)->text;
    case SQL_STRING:
        string = sql_string(words, &builder->scratch, text, length);
        return string ? string->text : NULL;
    case SQL_NUMBER: return arena_copy(&builder->scratch, text, length);
    default: return NULL;
    }
}

const Word *settle_setting(Builder *builder, const Word *setting)
{
    SqlTokens tokens;
    SqlToken token;
    Text out = {0}, joined = {0};
    const char *equal = strchr(setting->text, '='), *minus = "";
    size_t length = equal ? (size_t)(equal - setting->text) - 1 : 0;
    bool list = is_list(setting->text, length), good = equal != NULL, first = true;
    text_add(&out, setting->text, length);
    text_puts(&out, " = ");
    sql_tokens_begin(&tokens, equal ? equal + 1 : "", 0, equal ? strlen(equal + 1) : 0);
    while (good && sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, ",") || sql_token_is(&tokens, token, "-")) {
            minus = sql_token_is(&tokens, token, "-") ? "-" : "";
            continue;
        }
        const char *value = value_of(builder, &tokens, token);
        good = value != NULL;
        value = good ? arena_print(&builder->scratch, "%s%s", minus, value) : "";
        minus = "";
        text_puts(list ? &out : &joined, first ? "" : ", ");
        first = false;
        if (list)
            put_value(&out, value);
        else
            text_puts(&joined, value);
    }
    if (!list)
        put_value(&out, text_string(&joined));
    const Word *settled = good ? words_get(builder->model->words, out.bytes, out.length) : setting;
    text_free(&out);
    text_free(&joined);
    return settled;
}
