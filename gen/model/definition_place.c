// SPDX-License-Identifier: MIT
// Where in its own text a definition is named. The parse tree keeps no place of that.
#include "gen/model/definition.h"

#include <ctype.h>

typedef struct Reader {
    Words *words;
    SqlTokens *tokens;
    SqlToken token;
    bool more;
} Reader;

static void next(Reader *reader)
{
    reader->more = sql_token_next(reader->tokens, &reader->token);
}

static bool is(const Reader *reader, const char *word)
{
    return reader->more && sql_token_is(reader->tokens, reader->token, word);
}

static const Word *name_at(const Reader *reader)
{
    const char *text = sql_token_text(reader->tokens, reader->token);
    size_t length = span_length(reader->token.span);
    if (!reader->more)
        return NULL;
    if (reader->token.kind == SQL_OPERATOR)
        return words_get(reader->words, text, length);
    bool named = reader->token.kind == SQL_WORD || reader->token.kind == SQL_QUOTED;
    return named ? sql_name(reader->words, text, length) : NULL;
}

// The word behind which the name stands: the last of the class's words; COMMENT says COLUMN.
static void word_before(DefinitionClass class, bool comment, char word[32])
{
    const char *words = class_info[class].words, *last = strrchr(words, ' ');
    last = comment ? "COLUMN" : last ? last + 1 : words;
    size_t length = strlen(last);
    for (size_t at = 0; at <= length; at++)
        word[at] = (char)tolower((unsigned char)last[at]);
}

static void skip_to_name(Reader *reader, DefinitionClass class)
{
    char word[32];
    word_before(class, is(reader, "comment"), word);
    while (reader->more && !is(reader, word) && !is(reader, ";"))
        next(reader);
    next(reader);
    while (is(reader, "if") || is(reader, "not") || is(reader, "exists") || is(reader, "only"))
        next(reader);
}

// [schema .] name, and in a comment . column
static DefinedPlace take_path(Reader *reader, const Word *name)
{
    DefinedPlace place = {0};
    Span first = reader->token.span;
    const Word *one = name_at(reader), *other = NULL;
    next(reader);
    if (one && is(reader, ".")) {
        next(reader);
        other = name_at(reader);
    }
    if (other == name) // of t.t in a comment the first is the table: nothing is lost by taking it so
        place = (DefinedPlace){{first.start, reader->token.span.end}, true};
    else if (one == name)
        place = (DefinedPlace){first, false};
    return place;
}

bool define_place(DefinitionClass class, const Word *name, Words *words, SqlTokens *tokens,
                  DefinedPlace *place)
{
    Reader reader = {.words = words, .tokens = tokens};
    int depth = 0;
    *place = (DefinedPlace){0};
    next(&reader);
    if (!reader.more)
        return false;
    skip_to_name(&reader, class);
    if (reader.more)
        *place = take_path(&reader, name);
    while (reader.more && (depth > 0 || !is(&reader, ";"))) {
        depth += is(&reader, "(") - is(&reader, ")");
        next(&reader);
    }
    return true;
}
