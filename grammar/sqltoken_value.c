// SPDX-License-Identifier: MIT
// What names and strings in SQL text stand for.
#include <string.h>

#include "grammar/sqltoken.h"

enum { SHORT = 256 };

// The bytes between two quotes, doubled ones halved.
static size_t unquote(char *out, const char *text, size_t length, char quote)
{
    size_t size = 0;
    for (size_t at = 1; at + 1 < length; at++) {
        out[size++] = text[at];
        if (text[at] == quote)
            at++;
    }
    return size;
}

static size_t fold(char *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        out[at] = text[at] >= 'A' && text[at] <= 'Z' ? (char)(text[at] + 32) : text[at];
    return length;
}

static bool is_folded(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if (text[at] >= 'A' && text[at] <= 'Z')
            return false;
    return true;
}

const Word *sql_name(Words *words, const char *text, size_t length)
{
    if (length && *text != '"' && *text != '`' && is_folded(text, length))
        return words_get(words, text, length);
    if (length >= 2 && (*text == '"' || *text == '`') && !memchr(text + 1, *text, length - 2))
        return words_get(words, text + 1, length - 2);
    char small[SHORT];
    char *out = length <= SHORT ? small : arena_bytes(words->arena, length);
    bool quoted = length >= 2 && (*text == '"' || *text == '`');
    return words_get(words, out, quoted ? unquote(out, text, length, *text) : fold(out, text, length));
}

const Word *sql_token_name(Words *words, const SqlTokens *tokens, SqlToken token)
{
    if (token.kind != SQL_WORD && token.kind != SQL_QUOTED)
        return NULL;
    return sql_name(words, sql_token_text(tokens, token), span_length(token.span));
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 32;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static uint32_t read_digits(const char **at, const char *end, unsigned most, unsigned base, unsigned *count)
{
    uint32_t value = 0;
    for (*count = 0; *count < most && *at < end; ++*count, ++*at) {
        int digit = hex_digit(**at);
        if (digit < 0 || digit >= (int)base)
            break;
        value = value * base + (uint32_t)digit;
    }
    return value;
}

static size_t put_utf8(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const uint8_t LEAD[] = {0, 0xc0, 0xe0, 0xf0};
    out[0] = (char)(LEAD[more] | (point >> (6 * more)));
    for (size_t at = more; at > 0; at--)
        out[1 + more - at] = (char)(0x80 | ((point >> (6 * (at - 1))) & 0x3f));
    return more + 1;
}

// One escape, `*at` behind its backslash. 0 bytes: it is none, or means NUL or a surrogate.
static size_t escape(char *out, const char **at, const char *end)
{
    static const char NAMES[] = "bfnrt", BYTES[] = "\b\f\n\r\t";
    if (*at >= end) { // it stands alone
        out[0] = '\\';
        return 1;
    }
    char kind = *(*at)++;
    const char *named = kind ? strchr(NAMES, kind) : NULL;
    unsigned count;
    uint32_t value;
    if (named) {
        out[0] = BYTES[named - NAMES];
        return 1;
    }
    if (kind == 'x') {
        value = read_digits(at, end, 2, 16, &count);
        out[0] = (char)value;
        return count && value && value < 0x80; // bytes above would be half a character
    }
    if (kind >= '0' && kind <= '7') {
        --*at;
        value = read_digits(at, end, 3, 8, &count);
        out[0] = (char)value;
        return value && value < 0x80;
    }
    if (kind == 'u' || kind == 'U') {
        unsigned want = kind == 'u' ? 4 : 8;
        value = read_digits(at, end, want, 16, &count);
        bool good = count == want && value && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
        return good ? put_utf8(out, value) : 0;
    }
    out[0] = kind;
    return 1;
}

// One escape of U&'…', `*at` behind its backslash: another one, four digits, or + and six.
static size_t code_point(char *out, const char **at, const char *end)
{
    unsigned count, want = **at == '+' ? 6 : 4;
    if (**at == '\\') {
        out[0] = *(*at)++;
        return 1;
    }
    *at += want == 6;
    uint32_t value = read_digits(at, end, want, 16, &count);
    if (value >= 0xd800 && value < 0xdc00 && **at == '\\') { // the first of a pair
        ++*at;
        value = 0x10000 + ((value - 0xd800) << 10) + (read_digits(at, end, want = 4, 16, &count) - 0xdc00);
    }
    bool good = count == want && value && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
    return good ? put_utf8(out, value) : 0;
}

// Of a string in which a backslash begins something: writes what that means, `*at` behind the backslash. The
// bytes written; 0: it is wrong.
typedef size_t Escape(char *out, const char **at, const char *end);

static const Word *unescaped(Words *words, char *out, const char *at, const char *end, Escape *meaning)
{
    size_t size = 0;
    while (at < end) {
        if (*at == '\\') {
            at++;
            size_t got = meaning(out + size, &at, end);
            if (!got)
                return NULL;
            size += got;
        } else {
            out[size++] = *at;
            at += *at == '\'' ? 2 : 1;
        }
    }
    return words_get(words, out, size);
}

const Word *sql_string(Words *words, Arena *arena, const char *text, size_t length)
{
    if (length < 2)
        return NULL;
    if (*text == '\'' && !memchr(text + 1, '\'', length - 2))
        return words_get(words, text + 1, length - 2);
    if (*text == '$') {
        const char *body = memchr(text + 1, '$', length - 1);
        size_t tag = (size_t)(body - text) + 1;
        return words_get(words, text + tag, length - 2 * tag);
    }
    bool escapes = *text == 'e' || *text == 'E', points = *text == 'u' || *text == 'U';
    if (*text != '\'' && !escapes && !points)
        return NULL;
    char small[SHORT];
    char *out = length <= SHORT ? small : arena_bytes(arena, length);
    const char *end = text + length - 1;
    return escapes  ? unescaped(words, out, text + strlen("E'"), end, escape)
           : points ? unescaped(words, out, text + strlen("U&'"), end, code_point)
                    : words_get(words, out, unquote(out, text, length, '\''));
}
