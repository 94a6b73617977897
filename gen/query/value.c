// SPDX-License-Identifier: MIT
// Constants. A server reads them when it reads the query and writes what it has read, in its own spelling;
// here both get one spelling, which is nobody's.
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "gen/query/private.h"

// --- numbers ---

// Digits without sign and point, and the power of ten of the last of them.
static const char *plain_number(Arena *arena, const char *text, bool zeros)
{
    bool minus = *text == '-';
    char *digits = arena_bytes(arena, strlen(text) + 1);
    size_t count = 0;
    long power = 0;
    bool point = false;
    text += strspn(text, "+-");
    for (; isdigit((unsigned char)*text) || *text == '.'; text++) {
        point = point || *text == '.';
        if (*text == '.')
            continue;
        power -= point;
        if (count || *text != '0')
            digits[count++] = *text;
    }
    if (*text == 'e' || *text == 'E')
        power += strtol(text + 1, NULL, 10);
    else if (*text)
        return NULL;
    while (count && digits[count - 1] == '0' && (power < 0 ? !zeros : true)) {
        count--;
        power++;
    }
    digits[count] = '\0';
    if (!count)
        return zeros && power < 0 ? arena_print(arena, "0e%ld", power) : "0";
    return arena_print(arena, "%s%se%ld", minus ? "-" : "", digits, power);
}

// --- arrays, JSON and others ---

static const char *document(Arena *arena, const char *text)
{
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
    char *dump = json ? json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
    const char *kept = dump ? arena_copy(arena, dump, strlen(dump)) : NULL;
    free(dump);
    json_decref(json);
    return kept;
}

// Every element between quotes, so that {a, b} is {"a","b"}.
static const char *array(Arena *arena, const char *text, ValueType element)
{
    Text out = {0}, item = {0};
    bool quoted = false;
    for (; *text; text++) {
        if (*text == '"') {
            quoted = true;
            for (text++; *text && *text != '"'; text++) {
                text += *text == '\\' && text[1];
                text_char(&item, *text);
            }
            text -= !*text;
        } else if (strchr("{},", *text)) {
            while (item.length && !quoted && item.bytes[item.length - 1] == ' ')
                item.length--;
            if (item.length || quoted) {
                bool null = !quoted && !strcmp(text_string(&item), "NULL");
                text_printf(&out, null ? "%s" : "\"%s\"", value_text(arena, text_string(&item), element));
            }
            text_clear(&item);
            quoted = false;
            text_char(&out, *text);
        } else if (*text != ' ' || item.length) {
            text_char(&item, *text);
        }
    }
    const char *kept = arena_copy(arena, text_string(&out), out.length);
    text_free(&out);
    text_free(&item);
    return kept;
}

static const char *lower(Arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

// A uuid's digits alone.
static const char *digits_of(Arena *arena, const char *text)
{
    char *made = arena_bytes(arena, strlen(text) + 1);
    size_t used = 0;
    for (; *text; text++)
        if (isalnum((unsigned char)*text))
            made[used++] = (char)tolower((unsigned char)*text);
    made[used] = '\0';
    return made;
}

// \\xdead, and the older form in which a byte is written as itself, \\\\ or \\001.
static const char *bytes_of(Arena *arena, const char *text)
{
    Text out = {0};
    if (text[0] == '\\' && text[1] == 'x')
        return lower(arena, text);
    text_puts(&out, "\\x");
    for (; *text; text++) {
        bool octal = *text == '\\' && strspn(text + 1, "01234567") >= 3;
        unsigned byte =
            octal ? (unsigned)(text[1] - '0') * 64 + (unsigned)(text[2] - '0') * 8 + (unsigned)(text[3] - '0')
                  : (unsigned char)*text;
        text += octal ? 3 : *text == '\\' && text[1] == '\\';
        text_printf(&out, "%02x", byte & 0xff);
    }
    const char *kept = arena_copy(arena, text_string(&out), out.length);
    text_free(&out);
    return kept;
}

// One bound, up to the comma or the bracket behind it. NULL: there is none.
static const char *bound(Arena *arena, const char **at, ValueType type)
{
    Text out = {0};
    bool quoted = false;
    for (; **at && (quoted || !strchr(",])", **at)); ++*at)
        if (**at == '"')
            quoted = !quoted;
        else
            text_char(&out, *(*at += **at == '\\' && (*at)[1]));
    const char *kept =
        out.length ? value_text(arena, arena_copy(arena, text_string(&out), out.length), type) : NULL;
    text_free(&out);
    return kept;
}

// (1,7] is [2,8): where the values can be counted a server says it so.
static const char *range(Arena *arena, const char *text, ValueType type)
{
    ValueType of = value_of_range(type);
    bool whole = value_is(of, "int4") || value_is(of, "int8");
    text += strspn(text, " ");
    if (!value_known(of) || !strchr("[(", *text) || strstr(type.base->name, "multi"))
        return NULL;
    char opens = *text++, closes;
    if (whole) // the bounds stay as they are written, to be counted with
        of = (ValueType){0};
    const char *low = bound(arena, &text, of);
    if (*text++ != ',')
        return NULL;
    const char *high = bound(arena, &text, of);
    closes = *text;
    opens = low ? opens : '(';
    closes = high ? closes : ')';
    if (whole && low && opens == '(')
        low = arena_print(arena, "%lld", strtoll(low, NULL, 10) + 1);
    if (whole && high && closes == ']')
        high = arena_print(arena, "%lld", strtoll(high, NULL, 10) + 1);
    bool day = value_is(of, "date");
    long long one = 86400000000LL; // a date is told in microseconds
    if (day && low && opens == '(' && *low >= '0' && *low <= '9')
        low = arena_print(arena, "%lld", strtoll(low, NULL, 10) + one);
    if (day && high && closes == ']' && *high >= '0' && *high <= '9')
        high = arena_print(arena, "%lld", strtoll(high, NULL, 10) + one);
    return arena_print(arena, "%c%s,%s%c", whole || day ? (low ? '[' : '(') : opens, low ? low : "",
                       high ? high : "", whole || day ? ')' : closes);
}

// Parentheses around all of it say nothing.
static const char *without_parentheses(Arena *arena, const char *text)
{
    size_t length = strlen(text), depth = 0;
    bool quoted = false;
    for (size_t at = 0; at < length; at++) {
        quoted ^= text[at] == '"' && (!at || text[at - 1] != '\\');
        depth += !quoted && text[at] == '(';
        depth -= !quoted && text[at] == ')';
        if (!depth && at + 1 < length)
            return text;
    }
    return length > 1 && *text == '(' ? arena_copy(arena, text + 1, length - 2) : text;
}

// $."a" is $.a
static const char *path(Arena *arena, const char *text)
{
    char *made = arena_bytes(arena, strlen(text) + 1);
    size_t used = 0;
    bool quoted = false, bare = false;
    for (; *text; text++) {
        if (*text == '"' && !quoted) {
            size_t length =
                strspn(text + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
            bare = used && made[used - 1] == '.' && text[1 + length] == '"' && length;
        }
        if (*text == '"') {
            quoted = !quoted;
            if (bare) {
                bare = quoted;
                continue;
            }
        }
        if (quoted || !strchr(" \t\n", *text))
            made[used++] = *text;
    }
    made[used] = '\0';
    return without_parentheses(arena, made);
}

static const char *boolean(const char *text)
{
    static const char *const YES[] = {"t", "true", "yes", "on", "1", "y"};
    for (size_t at = 0; at < sizeof YES / sizeof *YES; at++)
        if (!strcmp(YES[at], text))
            return "true";
    return "false";
}

const char *value_text(Arena *arena, const char *text, ValueType type)
{
    const char *made = NULL;
    type = value_base(type);
    if (type.dims)
        return array(arena, text, value_element(type));
    if (!type.base)
        return text;
    const char *name = type.base->name;
    if (type.base->category == 'N')
        made = plain_number(arena, text, !strcmp(name, "numeric"));
    else if (type.base->category == 'D')
        made = moment_text(arena, text, name);
    else if (!strcmp(name, "interval"))
        made = interval_text(arena, text);
    else if (!strcmp(name, "bool"))
        made = boolean(lower(arena, text));
    else if (!strcmp(name, "jsonb"))
        made = document(arena, text);
    else if (!strcmp(name, "jsonpath"))
        made = path(arena, text);
    else if (!strcmp(name, "uuid"))
        made = digits_of(arena, text);
    else if (!strcmp(name, "bytea"))
        made = bytes_of(arena, text);
    else if (type.base->category == 'R')
        made = range(arena, text, type);
    return made ? made : text;
}

// --- as they are written ---

// The tree leaves out the numbers below zero, as it does zero.
bool const_number(const Analysis *analysis, const Tree *constant, long *number)
{
    const Tree *value = tree_get(constant, "ival");
    if (!value)
        return false;
    *number = tree_number(value, "ival");
    if (*number)
        return true;
    const char *at = analysis->text + tree_number(constant, "location");
    bool minus = *at == '-';
    at += strspn(at, "-+ \t\r\n");
    *number = strtol(at, NULL, 10) * (minus ? -1 : 1);
    return true;
}

static const char *bits(Arena *arena, const char *text)
{
    if (*text != 'x')
        return text + 1;
    char *made = arena_bytes(arena, strlen(text) * 4);
    size_t used = 0;
    for (text++; *text; text++) {
        int digit = isdigit((unsigned char)*text) ? *text - '0' : tolower((unsigned char)*text) - 'a' + 10;
        for (int bit = 3; bit >= 0; bit--)
            made[used++] = (char)('0' + ((digit >> bit) & 1));
    }
    made[used] = '\0';
    return made;
}

static Term *made_const(const Analysis *analysis, const char *text, const char *type)
{
    Term *term = term_new(analysis, "Const", NULL);
    term->type = builtin_value(type);
    term->text = value_text(analysis->arena, arena_copy(analysis->arena, text, strlen(text)), term->type);
    return term;
}

Term *bind_const(const Analysis *analysis, const Tree *constant)
{
    long number;
    if (const_number(analysis, constant, &number))
        return made_const(analysis, arena_print(analysis->arena, "%ld", number), "int4");
    if (tree_get(constant, "boolval"))
        return made_const(analysis, tree_flag(tree_get(constant, "boolval"), "boolval") ? "true" : "false",
                          "bool");
    if (tree_get(constant, "sval"))
        return made_const(analysis, tree_text(tree_get(constant, "sval"), "sval"), "unknown");
    if (tree_get(constant, "bsval"))
        return made_const(analysis, bits(analysis->arena, tree_text(tree_get(constant, "bsval"), "bsval")),
                          "bit");
    const char *big = tree_text(tree_get(constant, "fval"), "fval");
    if (*big) {
        const char *digits = big + (*big == '-');
        size_t length = strlen(digits);
        bool whole = strspn(digits, "0123456789") == length &&
                     (length < 19 || (length == 19 && strcmp(digits, "9223372036854775807") <= 0));
        return made_const(analysis, big, whole ? "int8" : "numeric");
    }
    Term *term = term_new(analysis, "Const", NULL);
    term->type = builtin_value("unknown");
    return term;
}
