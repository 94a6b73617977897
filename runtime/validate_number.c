// SPDX-License-Identifier: MIT
// Numbers as PostgreSQL counts: checked integers, decimal texts of any length, NaN in its order.
#include "validate.h"

#include <stdio.h>
#include <string.h>

int64_t schemac_int_math(char op, int64_t a, int64_t b, int bits, bool *wrong)
{
    int64_t result = 0, most = bits == 16 ? INT16_MAX : bits == 32 ? INT32_MAX : INT64_MAX;
    bool overflow = false;
    switch (op) {
    case '+': overflow = __builtin_add_overflow(a, b, &result); break;
    case '-': overflow = __builtin_sub_overflow(a, b, &result); break;
    case '*': overflow = __builtin_mul_overflow(a, b, &result); break;
    case '/':
    case '%':
        if (b == 0)
            overflow = true;
        else if (b == -1) // the one quotient that may not fit
            overflow = op == '/' && __builtin_sub_overflow((int64_t)0, a, &result);
        else
            result = op == '/' ? a / b : a % b;
        break;
    default: overflow = true;
    }
    if (overflow || result > most || result < -most - 1) {
        *wrong = true;
        return 0;
    }
    return result;
}

int schemac_float_compare(double a, double b)
{
    bool a_is_nan = a != a, b_is_nan = b != b;
    if (a_is_nan || b_is_nan)
        return (int)a_is_nan - (int)b_is_nan;
    return a < b ? -1 : a > b;
}

// --- decimal texts ---

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_word(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(end - at) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((at[i] | 32) != word[i])
            return false;
    return true;
}

static bool read_exponent(const char **at, const char *end, long *exponent)
{
    *exponent = 0;
    if (*at == end || (**at | 32) != 'e')
        return true;
    ++*at;
    bool negative = *at != end && **at == '-';
    if (*at != end && (**at == '-' || **at == '+'))
        ++*at;
    if (*at == end || !is_digit(**at))
        return false;
    for (; *at != end && is_digit(**at); ++*at)
        if (*exponent < 100000000)
            *exponent = *exponent * 10 + (**at - '0');
    if (negative)
        *exponent = -*exponent;
    return true;
}

static bool read_digits(SrDecimal *number, const char *at, const char *end)
{
    long before = 0, exponent;
    bool point = false, any = false;
    number->first = NULL;
    number->count = number->weight = number->decimals = 0;
    for (; at != end && (is_digit(*at) || (*at == '.' && !point)); at++) {
        point = point || *at == '.';
        if (*at == '.')
            continue;
        any = true;
        number->decimals += point;
        if (*at != '0' && !number->first) {
            number->first = at;
            number->weight = point ? 1 - number->decimals : 0;
        }
        if (number->first) {
            number->digits++;
            before += !point;
            if (*at != '0')
                number->count = number->digits;
        }
    }
    if (!any || !read_exponent(&at, end, &exponent) || at != end)
        return false;
    if (number->first) {
        number->weight += before;
        number->weight += exponent;
    }
    number->decimals -= exponent;
    return true;
}

bool sr_decimal_read(SrDecimal *number, SchemacText text)
{
    const char *at = text.bytes, *end = text.bytes + text.length;
    *number = (SrDecimal){0};
    while (at != end && is_blank(*at))
        at++;
    while (end != at && is_blank(end[-1]))
        end--;
    if (is_word(at, end, "nan")) {
        number->kind = SR_DECIMAL_NAN;
        return true;
    }
    if (at != end && (*at == '-' || *at == '+'))
        number->negative = *at++ == '-';
    if (is_word(at, end, "infinity") || is_word(at, end, "inf")) {
        number->kind = SR_DECIMAL_INFINITE;
        return true;
    }
    return read_digits(number, at, end);
}

// The digit at *at, which moves to the next one.
static char take_digit(const char **at)
{
    char digit = *(*at)++;
    if (digit == '.')
        digit = *(*at)++;
    return digit;
}

static int compare_sizes(const SrDecimal *a, const SrDecimal *b)
{
    if (!a->count || !b->count)
        return (a->count > 0) - (b->count > 0);
    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    const char *x = a->first, *y = b->first;
    long both = a->count < b->count ? a->count : b->count;
    for (long i = 0; i < both; i++) {
        char p = take_digit(&x), q = take_digit(&y);
        if (p != q)
            return p < q ? -1 : 1;
    }
    return a->count < b->count ? -1 : a->count > b->count;
}

static int order_class(const SrDecimal *number)
{
    if (number->kind == SR_DECIMAL_NAN)
        return 3;
    if (number->kind == SR_DECIMAL_INFINITE)
        return number->negative ? -2 : 2;
    return !number->count ? 0 : number->negative ? -1 : 1;
}

int schemac_numeric_compare(SchemacText a, SchemacText b)
{
    SrDecimal x, y;
    sr_decimal_read(&x, a);
    sr_decimal_read(&y, b);
    int p = order_class(&x), q = order_class(&y);
    if (p != q)
        return p < q ? -1 : 1;
    int order = p == 1 || p == -1 ? compare_sizes(&x, &y) : 0;
    return p < 0 ? -order : order;
}

static char digit_at(const SrDecimal *number, long index)
{
    const char *at = number->first;
    char digit = '0';
    for (long i = 0; i <= index && index < number->count; i++)
        digit = take_digit(&at);
    return digit;
}

// How many digits are kept at the scale, and whether the last one is rounded up.
static long kept_digits(const SrDecimal *number, long scale, bool *up)
{
    long kept = number->weight + scale;
    *up = kept >= 0 && kept < number->count && digit_at(number, kept) >= '5';
    return kept;
}

bool sr_decimal_fits(const SrDecimal *number, long precision, long scale)
{
    bool up;
    if (number->kind != SR_DECIMAL_FINITE)
        return number->kind == SR_DECIMAL_NAN;
    if (!number->count)
        return true;
    long kept = kept_digits(number, scale, &up), weight = number->weight;
    if (kept < 0 || (kept == 0 && !up))
        return true; // rounded to zero
    if (up) {
        const char *at = number->first;
        bool nines = true;
        for (long i = 0; i < kept && nines; i++)
            nines = take_digit(&at) == '9';
        weight += nines;
    }
    return weight <= precision - scale;
}

SchemacText schemac_numeric_rounded(SchemacText text, int precision, int scale, char *room)
{
    SrDecimal number;
    bool up;
    if (!text.bytes || !sr_decimal_read(&number, text) || number.kind != SR_DECIMAL_FINITE || !number.count)
        return text;
    long kept = kept_digits(&number, scale, &up);
    if (kept >= number.count || !sr_decimal_fits(&number, precision, scale))
        return text;
    char *digits = room + 2;
    const char *at = number.first;
    room[0] = number.negative ? '-' : '+';
    room[1] = '0';
    for (long i = 0; i < kept; i++)
        digits[i] = take_digit(&at);
    if (kept < 0)
        kept = 0;
    for (char *last = digits + kept - 1; up; last--) { // room[1] takes the last carry
        up = *last == '9';
        *last = (char)(up ? '0' : *last + 1);
    }
    int tail = snprintf(digits + kept, 8, "e%d", -scale);
    return (SchemacText){room, (size_t)(2 + kept + tail)};
}

bool schemac_numeric_is_short(SchemacText text)
{
    SrDecimal number;
    return sr_decimal_read(&number, text) && number.kind == SR_DECIMAL_FINITE && number.count <= 15 &&
           number.weight < 200 && number.weight > -200;
}
