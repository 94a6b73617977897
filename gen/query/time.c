// SPDX-License-Identifier: MIT
// Constants that are dates, times and spans of time, each as numbers, whatever its spelling.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/query/private.h"

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

// "Jan", "january": from 1 on.
static long month_of(const char *text, size_t length)
{
    static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (long at = 0; at < 12 && length >= 3; at++)
        if (length <= strlen(MONTHS[at]) && !strncasecmp(MONTHS[at], text, length))
            return at + 1;
    return 0;
}

// 2024-01-31, 20240131, Jan 31 2024, 31 January 2024.
static long long take_date(Reader *reader)
{
    long year = 0, month = 0, day = 0;
    size_t digits = strspn(reader->at, "0123456789"), word = strspn(reader->at + digits, " ");
    bool compact = digits == 8 && !strchr("-/.", reader->at[8] ? reader->at[8] : ' ');
    const char *name = reader->at + (digits < 3 ? digits + word : 0);
    size_t length = 0;
    while (isalpha((unsigned char)name[length]))
        length++;
    if (length) {
        month = month_of(name, length);
        day = digits ? take_number(reader) : 0;
        reader->at = name + length;
        skip_blanks(reader);
        day = digits ? day : take_number(reader);
        take_byte(reader, ',');
        skip_blanks(reader);
        year = take_number(reader);
    } else {
        year = take_number(reader);
        month = compact ? year / 100 % 100 : take_byte(reader, '-') ? take_number(reader) : 0;
        day = compact ? year % 100 : take_byte(reader, '-') ? take_number(reader) : 0;
        year = compact ? year / 10000 : year;
    }
    reader->good = reader->good && month > 0 && day > 0 && year > 31;
    return days_of(year, month > 0 ? month : 1, day);
}

// A date, a time or both, as one number. NULL: 'now', 'infinity' and whatever else there may be.
const char *moment_text(Arena *arena, const char *text, const char *type)
{
    Reader reader = {strcmp(text, "epoch") ? text : "1970-01-01 00:00:00+00", true};
    long long days = 0, micros = 0;
    skip_blanks(&reader);
    if (strncmp(type, "time", 4) || !strncmp(type, "timestamp", 9)) {
        days = take_date(&reader);
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

// P1Y2M3DT4H5M6.5S, with a sign before any of the numbers.
static bool add_iso(Span3 *span, Reader *reader)
{
    bool time = false;
    for (reader->at++; *reader->at && !isspace((unsigned char)*reader->at); reader->at++) {
        if (*reader->at == 'T') {
            time = true;
            continue;
        }
        char *end;
        double number = strtod(reader->at, &end);
        const char *unit = *end == 'Y'           ? "y"
                           : *end == 'M'         ? (time ? "m" : "mon")
                           : *end == 'W'         ? "w"
                           : *end == 'D'         ? "d"
                           : *end == 'H' && time ? "h"
                           : *end == 'S' && time ? "s"
                                                 : NULL;
        if (end == reader->at || !unit || !add_unit(span, number, unit, strlen(unit)))
            return false;
        reader->at = end;
    }
    return true;
}

// 1-2: a year and two months.
static bool add_years(Span3 *span, Reader *reader)
{
    const char *at = reader->at + strspn(reader->at, "+-");
    size_t years = strspn(at, "0123456789"), months = at[years] ? strspn(at + years + 1, "0123456789") : 0;
    char ends = years && at[years] == '-' && months ? at[years + 1 + months] : '-';
    if (ends && strchr("-:.", ends))
        return false;
    double sign = *reader->at == '-' ? -1 : 1;
    span->months += sign * (double)(strtol(at, NULL, 10) * 12 + strtol(at + years + 1, NULL, 10));
    reader->at = at + years + 1 + months;
    return true;
}

const char *interval_text(Arena *arena, const char *text)
{
    Span3 span = {0, 0, 0};
    Reader reader = {text, true};
    double sign = 1;
    for (skip_blanks(&reader); *reader.at && reader.good; skip_blanks(&reader)) {
        if (*reader.at == 'P' && add_iso(&span, &reader))
            continue;
        if (add_years(&span, &reader))
            continue;
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
        // without a word the last of them are seconds, those before a clock days
        size_t length = strspn(reader.at, "abcdefghijklmnopqrstuvwxyz");
        bool days = reader.at[strspn(reader.at, "0123456789")] == ':';
        const char *unit = length ? reader.at : days ? "d" : "s";
        reader.good = (length || days || !*reader.at) && add_unit(&span, number, unit, length ? length : 1);
        reader.at += length;
    }
    if (!reader.good)
        return NULL;
    return arena_print(arena, "%.3f %.3f %.0f", sign * span.months + 0.0, sign * span.days + 0.0,
                       sign * span.micros + 0.0);
}

const char *interval_rounded(Arena *arena, const char *text, int precision)
{
    double months, days, micros, unit = 1;
    if (sscanf(text, "%lf %lf %lf", &months, &days, &micros) != 3)
        return text;
    for (int at = precision; at < 6; at++)
        unit *= 10;
    micros = unit * (double)(long long)(micros / unit + (micros < 0 ? -0.5 : 0.5));
    return arena_print(arena, "%.3f %.3f %.0f", months, days, micros + 0.0);
}
