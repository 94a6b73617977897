// SPDX-License-Identifier: MIT
// Forms of uuid, date and time. Of the many ways to write a date only ISO 8601's is judged.
#include "validate.h"

#include <string.h>

static bool is_hex(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'f');
}

// 32 hex digits, a hyphen allowed behind every fourth, in braces or not.
SrForm sr_form_uuid(SchemacText text)
{
    const char *at = text.bytes, *end = text.bytes + text.length;
    bool braces = at != end && *at == '{';
    at += braces;
    for (int digit = 0; digit < 32; digit++, at++) {
        if (digit && digit % 4 == 0 && at != end && *at == '-')
            at++;
        if (at == end || !is_hex(*at))
            return SR_FORM_BAD;
    }
    if (braces && (at == end || *at++ != '}'))
        return SR_FORM_BAD;
    return at == end ? SR_FORM_GOOD : SR_FORM_BAD;
}

// --- dates and times ---

typedef struct Cursor {
    const char *at, *end;
} Cursor;

static bool take(Cursor *cursor, char byte)
{
    if (cursor->at == cursor->end || *cursor->at != byte)
        return false;
    cursor->at++;
    return true;
}

static bool take_number(Cursor *cursor, int digits, int *value)
{
    *value = 0;
    if (cursor->end - cursor->at < digits)
        return false;
    for (int i = 0; i < digits; i++) {
        if (cursor->at[i] < '0' || cursor->at[i] > '9')
            return false;
        *value = *value * 10 + (cursor->at[i] - '0');
    }
    cursor->at += digits;
    return true;
}

static bool at_digit(const Cursor *cursor)
{
    return cursor->at != cursor->end && *cursor->at >= '0' && *cursor->at <= '9';
}

static SrForm take_date(Cursor *cursor)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (!take_number(cursor, 4, &year) || !take(cursor, '-') || !take_number(cursor, 2, &month) ||
        !take(cursor, '-') || !take_number(cursor, 2, &day) || at_digit(cursor))
        return SR_FORM_UNSURE;
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return SR_FORM_BAD;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap) ? SR_FORM_GOOD : SR_FORM_BAD;
}

static SrForm take_time(Cursor *cursor)
{
    int hour, minute, second = 0, digits = 0;
    if (!take_number(cursor, 2, &hour) || !take(cursor, ':') || !take_number(cursor, 2, &minute))
        return SR_FORM_UNSURE;
    if (take(cursor, ':')) {
        if (!take_number(cursor, 2, &second))
            return SR_FORM_UNSURE;
        if (take(cursor, '.'))
            for (; at_digit(cursor); digits++)
                cursor->at++;
    }
    if (at_digit(cursor) || hour == 24 || second == 60 || digits > 6)
        return SR_FORM_UNSURE; // allowed at times, or rounded up to it
    return hour <= 23 && minute <= 59 && second <= 59 ? SR_FORM_GOOD : SR_FORM_BAD;
}

static SrForm take_zone(Cursor *cursor)
{
    int hours, minutes = 0;
    if (cursor->at == cursor->end || take(cursor, 'Z'))
        return SR_FORM_GOOD;
    if (!take(cursor, '+') && !take(cursor, '-'))
        return SR_FORM_UNSURE;
    if (!take_number(cursor, 2, &hours))
        return SR_FORM_UNSURE;
    if (take(cursor, ':') && !take_number(cursor, 2, &minutes))
        return SR_FORM_UNSURE;
    return hours <= 14 && minutes <= 59 ? SR_FORM_GOOD : SR_FORM_UNSURE;
}

static SrForm ends(const Cursor *cursor, SrForm form)
{
    return cursor->at == cursor->end ? form : SR_FORM_UNSURE;
}

SrForm sr_form_date(SchemacText text)
{
    Cursor cursor = {text.bytes, text.bytes + text.length};
    SrForm form = take_date(&cursor);
    return ends(&cursor, form);
}

SrForm sr_form_time(SchemacText text)
{
    Cursor cursor = {text.bytes, text.bytes + text.length};
    SrForm form = take_time(&cursor);
    return ends(&cursor, form);
}

SrForm sr_form_timestamp(SchemacText text, bool zone)
{
    Cursor cursor = {text.bytes, text.bytes + text.length};
    SrForm date = take_date(&cursor), time = SR_FORM_GOOD, offset = SR_FORM_GOOD;
    if (date == SR_FORM_UNSURE)
        return date;
    if (cursor.at != cursor.end) {
        if (!take(&cursor, ' ') && !take(&cursor, 'T'))
            return SR_FORM_UNSURE;
        time = take_time(&cursor);
    }
    if (time != SR_FORM_UNSURE && zone)
        offset = take_zone(&cursor);
    if (time == SR_FORM_UNSURE || offset == SR_FORM_UNSURE || cursor.at != cursor.end)
        return SR_FORM_UNSURE;
    return date == SR_FORM_BAD || time == SR_FORM_BAD ? SR_FORM_BAD : SR_FORM_GOOD;
}
