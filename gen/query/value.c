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

// --- times ---

typedef struct Reader {
    const char *at;
    bool good;
} Reader;

static long take_number(Reader *reader)
{
    char *end;
    long number = strtol(reader->at, &end, 10);
    reader->good = reader->good && end > reader->at;
    reader->at = end;
    return number;
}

static bool take_byte(Reader *reader, char byte)
{
    bool is = *reader->at == byte;
    reader->at += is;
    return is;
}

static void skip_blanks(Reader *reader)
{
    reader->at += strspn(reader->at, " \t\n");
}

// hh:mm[:ss[.ffffff]] in microseconds.
static long long take_clock(Reader *reader)
{
    long long hours = take_number(reader), minutes = 0, micros = 0;
    if (take_byte(reader, ':'))
        minutes = take_number(reader);
    else
        reader->good = false;
    long long seconds = take_byte(reader, ':') ? take_number(reader) : 0;
    if (take_byte(reader, '.'))
        for (long long unit = 100000; isdigit((unsigned char)*reader->at); unit /= 10)
            micros += (*reader->at++ - '0') * unit;
    return ((hours * 60 + minutes) * 60 + seconds) * 1000000 + micros;
}

// Days since 1970-01-01 of a date.
static long long days_of(long year, long month, long day)
{
    year -= month <= 2;
    long era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097LL + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static long long take_offset(Reader *reader)
{
    long sign = *reader->at == '-' ? -1 : 1;
    if (take_byte(reader, 'Z') || take_byte(reader, 'z') || (*reader->at != '+' && *reader->at != '-'))
        return 0;
    reader->at++;
    long long minutes = take_number(reader) * 60;
    if (take_byte(reader, ':'))
        minutes += take_number(reader);
    return sign * minutes * 60 * 1000000;
}

// A date, a time or both, as one number. NULL: 'now', 'infinity' and whatever else there may be.
static const char *moment(Arena *arena, const char *text, const char *type)
{
    Reader reader = {strcmp(text, "epoch") ? text : "1970-01-01 00:00:00+00", true};
    long long days = 0, micros = 0;
    skip_blanks(&reader);
    if (strncmp(type, "time", 4) || !strncmp(type, "timestamp", 9)) {
        long year = take_number(&reader);
        long month = take_byte(&reader, '-') ? take_number(&reader) : 0;
        long day = take_byte(&reader, '-') ? take_number(&reader) : 0;
        reader.good = reader.good && month && day && year > 31;
        days = days_of(year, month ? month : 1, day);
        if (!take_byte(&reader, 'T'))
            skip_blanks(&reader);
    }
    if (isdigit((unsigned char)*reader.at))
        micros = take_clock(&reader);
    skip_blanks(&reader);
    long long offset = take_offset(&reader);
    if (strstr(type, "tz"))
        micros -= offset;
    skip_blanks(&reader);
    if (!reader.good || *reader.at)
        return NULL;
    if (!strcmp(type, "date"))
        micros = 0;
    return arena_print(arena, "%lld", days * 86400000000LL + micros);
}

// --- intervals ---

typedef struct Span3 {
    double months, days, micros;
} Span3;

static bool add_unit(Span3 *span, double number, const char *unit, size_t length)
{
    static const struct {
        const char *name;
        double months, days, micros;
    } UNITS[] = {{"y", 12, 0, 0},
                 {"yr", 12, 0, 0},
                 {"yrs", 12, 0, 0},
                 {"year", 12, 0, 0},
                 {"years", 12, 0, 0},
                 {"mon", 1, 0, 0},
                 {"mons", 1, 0, 0},
                 {"month", 1, 0, 0},
                 {"months", 1, 0, 0},
                 {"w", 0, 7, 0},
                 {"week", 0, 7, 0},
                 {"weeks", 0, 7, 0},
                 {"d", 0, 1, 0},
                 {"day", 0, 1, 0},
                 {"days", 0, 1, 0},
                 {"h", 0, 0, 3600e6},
                 {"hr", 0, 0, 3600e6},
                 {"hrs", 0, 0, 3600e6},
                 {"hour", 0, 0, 3600e6},
                 {"hours", 0, 0, 3600e6},
                 {"m", 0, 0, 60e6},
                 {"min", 0, 0, 60e6},
                 {"mins", 0, 0, 60e6},
                 {"minute", 0, 0, 60e6},
                 {"minutes", 0, 0, 60e6},
                 {"s", 0, 0, 1e6},
                 {"sec", 0, 0, 1e6},
                 {"secs", 0, 0, 1e6},
                 {"second", 0, 0, 1e6},
                 {"seconds", 0, 0, 1e6},
                 {"decade", 120, 0, 0},
                 {"decades", 120, 0, 0},
                 {"millisecond", 0, 0, 1e3},
                 {"milliseconds", 0, 0, 1e3}};
    for (size_t at = 0; at < sizeof UNITS / sizeof *UNITS; at++)
        if (strlen(UNITS[at].name) == length && !strncmp(UNITS[at].name, unit, length)) {
            span->months += number * UNITS[at].months;
            span->days += number * UNITS[at].days;
            span->micros += number * UNITS[at].micros;
            return true;
        }
    return false;
}

static const char *interval(Arena *arena, const char *text)
{
    Span3 span = {0, 0, 0};
    Reader reader = {text, true};
    double sign = 1;
    for (skip_blanks(&reader); *reader.at && reader.good; skip_blanks(&reader)) {
        const char *colon = reader.at + strspn(reader.at, "+-0123456789");
        if (*colon == ':') {
            double minus = *reader.at == '-' ? -1 : 1;
            reader.at += strspn(reader.at, "+-");
            span.micros += minus * (double)take_clock(&reader);
            continue;
        }
        char *end;
        double number = strtod(reader.at, &end);
        if (end == reader.at) {
            reader.good = !strncmp(reader.at, "ago", 3) && !reader.at[3];
            sign = -1;
            reader.at += 3;
            continue;
        }
        reader.at = end;
        skip_blanks(&reader);
        size_t length = strspn(reader.at, "abcdefghijklmnopqrstuvwxyz");
        reader.good = length || !*reader.at; // the last of them are seconds without a word
        reader.good = reader.good && add_unit(&span, number, length ? reader.at : "s", length ? length : 1);
        reader.at += length;
    }
    if (!reader.good)
        return NULL;
    return arena_print(arena, "%.3f %.3f %.0f", sign * span.months + 0.0, sign * span.days + 0.0,
                       sign * span.micros + 0.0);
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
    return made;
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
        made = moment(arena, text, name);
    else if (!strcmp(name, "interval"))
        made = interval(arena, text);
    else if (!strcmp(name, "bool"))
        made = boolean(lower(arena, text));
    else if (!strcmp(name, "jsonb"))
        made = document(arena, text);
    else if (!strcmp(name, "jsonpath"))
        made = path(arena, text);
    else if (!strcmp(name, "uuid") || (!strcmp(name, "bytea") && text[0] == '\\' && text[1] == 'x'))
        made = lower(arena, text);
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
