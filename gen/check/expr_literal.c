// SPDX-License-Identifier: MIT
// Can a string stand for a value of a type? Only what PostgreSQL surely refuses is refused here.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gen/check/expr_type.h"

enum { LONGEST = 128 };

// Without space at both ends, in lower case. False: too long to be judged.
static bool tidy(char *out, const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    if (length >= LONGEST)
        return false;
    for (size_t at = 0; at < length; at++)
        out[at] = (char)tolower((unsigned char)text[at]);
    out[length] = '\0';
    return true;
}

static bool fits_integer(const char *text, TypeId id)
{
    const char *digits = text + (*text == '-' || *text == '+');
    if (!*digits)
        return false;
    if (digits[strspn(digits, "0123456789")])
        return (digits[0] == '0' && digits[1] && strchr("xob", digits[1])) ||
               strchr(digits, '_'); // from 16 on
    static const char *const LIMITS[][2] = {
        {"32767", "32768"}, {"2147483647", "2147483648"}, {"9223372036854775807", "9223372036854775808"}};
    digits += strspn(digits, "0");
    const char *limit = LIMITS[id == TYPE_INT2 ? 0 : id == TYPE_INT4 ? 1 : 2][*text == '-'];
    size_t length = strlen(digits), most = strlen(limit);
    return length < most || (length == most && strcmp(digits, limit) <= 0);
}

static bool fits_decimal(const char *text)
{
    text += *text == '-' || *text == '+';
    if (!strcmp(text, "nan") || !strcmp(text, "inf") || !strcmp(text, "infinity"))
        return true;
    if ((text[0] == '0' && text[1] && strchr("xob", text[1])) || strchr(text, '_'))
        return true;
    size_t whole = strspn(text, "0123456789"), part = 0;
    text += whole;
    if (*text == '.') {
        part = strspn(text + 1, "0123456789");
        text += 1 + part;
    }
    if (!whole && !part)
        return false;
    if (*text == 'e') {
        text += 1 + (text[1] == '-' || text[1] == '+');
        size_t power = strspn(text, "0123456789");
        return power && !text[power];
    }
    return !*text;
}

static bool fits_boolean(const char *text)
{
    static const char *const WORDS[] = {"true", "false", "yes", "no", "on", "off"};
    size_t length = strlen(text);
    if (!strcmp(text, "1") || !strcmp(text, "0"))
        return true;
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (length >= (at < 4 ? 1u : 2u) && !strncmp(WORDS[at], text, length))
            return true;
    return false;
}

static bool fits_uuid(const char *text)
{
    size_t digits = 0;
    for (; *text; text++)
        if (isxdigit((unsigned char)*text))
            digits++;
        else if (!strchr("{}-", *text))
            return false;
    return digits == 32;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + text[1] - '0';
}

static bool is_iso(const char *text)
{
    static const char SHAPE[] = "dddd-dd-dd";
    for (size_t at = 0; at < sizeof SHAPE - 1; at++)
        if (SHAPE[at] == 'd' ? !isdigit((unsigned char)text[at]) : text[at] != '-')
            return false;
    return !isdigit((unsigned char)text[sizeof SHAPE - 1]);
}

static bool fits_date(const char *text)
{
    static const char *const WORDS[] = {"now",      "today",     "tomorrow",  "yesterday", "epoch",
                                        "infinity", "-infinity", "+infinity", "allballs"};
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (!strncmp(text, WORDS[at], strlen(WORDS[at])))
            return true;
    if (!strpbrk(text, "0123456789"))
        return false;
    if (!is_iso(text))
        return true;
    static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = two_digits(text) * 100 + two_digits(text + 2), month = two_digits(text + 5),
        day = two_digits(text + 8);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1])
        return false;
    return month != 2 || day < 29 || leap || strstr(text, "bc");
}

static bool fits_json(const char *text)
{
    return *text && strchr("{[\"-0123456789tfn", *text);
}

bool expr_literal_fits(const char *literal, Type type)
{
    char text[LONGEST];
    type = type_base(type);
    if (!tidy(text, literal))
        return true;
    if (type.dims)
        return *text == '{' || *text == '[';
    switch (type_class(type)) {
    case TYPE_CLASS_INT: return fits_integer(text, (TypeId)type_unserial(type).id);
    case TYPE_CLASS_NUMERIC:
    case TYPE_CLASS_FLOAT: return fits_decimal(text);
    case TYPE_CLASS_BOOL: return fits_boolean(text);
    case TYPE_CLASS_UUID: return fits_uuid(text);
    case TYPE_CLASS_DATETIME: return type.id == TYPE_TIME || type.id == TYPE_TIMETZ ? *text : fits_date(text);
    case TYPE_CLASS_INTERVAL: return strpbrk(text, "0123456789") || strstr(text, "infinity");
    case TYPE_CLASS_JSON: return type.id == TYPE_JSONPATH || fits_json(text);
    case TYPE_CLASS_NET: return *text && !text[strspn(text, "0123456789abcdef:./-")];
    default: return true;
    }
}
