// SPDX-License-Identifier: MIT
// JSON as PostgreSQL's json and jsonb take it. Nesting is kept as bits, so that no text needs more memory.
#include "validate.h"

#include <string.h>

enum { DEEPEST = 1024 };

typedef struct Json {
    const char *at, *end;
    bool binary, unsure;
    unsigned depth;
    unsigned char objects[DEEPEST / 8]; // which of the open ones are objects
} Json;

static void skip_blanks(Json *json)
{
    while (json->at != json->end && strchr(" \t\n\r", *json->at) && *json->at)
        json->at++;
}

static bool take(Json *json, char byte)
{
    skip_blanks(json);
    if (json->at == json->end || *json->at != byte)
        return false;
    json->at++;
    return true;
}

static bool read_unit(Json *json, unsigned *unit)
{
    *unit = 0;
    for (int digit = 0; digit < 4; digit++, json->at++) {
        if (json->at == json->end)
            return false;
        char byte = *json->at, low = (char)(byte | 32);
        if (byte >= '0' && byte <= '9')
            *unit = *unit * 16 + (unsigned)(byte - '0');
        else if (low >= 'a' && low <= 'f')
            *unit = *unit * 16 + (unsigned)(low - 'a' + 10);
        else
            return false;
    }
    return true;
}

// Behind "\u". jsonb keeps the character, so there must be one.
static bool read_unicode(Json *json)
{
    unsigned unit, low;
    if (!read_unit(json, &unit))
        return false;
    if (!json->binary)
        return true;
    if (unit == 0 || (unit >= 0xdc00 && unit <= 0xdfff))
        return false;
    if (unit < 0xd800 || unit > 0xdbff)
        return true;
    if (json->end - json->at < 2 || json->at[0] != '\\' || json->at[1] != 'u')
        return false;
    json->at += 2;
    return read_unit(json, &low) && low >= 0xdc00 && low <= 0xdfff;
}

static bool read_string(Json *json) // behind the first quote
{
    while (json->at != json->end) {
        unsigned char byte = (unsigned char)*json->at++;
        if (byte == '"')
            return true;
        if (byte < 32)
            return false;
        if (byte != '\\')
            continue;
        if (json->at == json->end)
            return false;
        char escape = *json->at++;
        if (escape == 'u' ? !read_unicode(json) : !escape || !strchr("\"\\/bfnrt", escape))
            return false;
    }
    return false;
}

static bool read_digits(Json *json)
{
    const char *first = json->at;
    while (json->at != json->end && *json->at >= '0' && *json->at <= '9')
        json->at++;
    return json->at != first;
}

static bool read_number(Json *json)
{
    const char *first = json->at;
    json->at += *json->at == '-';
    if (json->at != json->end && *json->at == '0')
        json->at++;
    else if (!read_digits(json))
        return false;
    if (json->at != json->end && *json->at == '.') {
        json->at++;
        if (!read_digits(json))
            return false;
    }
    if (json->at != json->end && (*json->at | 32) == 'e') {
        const char *digits = ++json->at;
        if (json->at != json->end && (*json->at == '+' || *json->at == '-'))
            json->at++;
        if (!read_digits(json))
            return false;
        json->unsure = json->unsure || (json->binary && json->at - digits > 4);
    }
    json->unsure = json->unsure || (json->binary && json->at - first > 10000); // as long as numeric holds it
    return true;
}

static bool read_word(Json *json, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(json->end - json->at) < length || memcmp(json->at, word, length))
        return false;
    json->at += length;
    return true;
}

static bool read_scalar(Json *json)
{
    char byte = json->at == json->end ? '\0' : *json->at;
    if (byte == '"') {
        json->at++;
        return read_string(json);
    }
    if (byte == '-' || (byte >= '0' && byte <= '9'))
        return read_number(json);
    return read_word(json, "true") || read_word(json, "false") || read_word(json, "null");
}

static bool in_object(const Json *json)
{
    unsigned at = json->depth - 1;
    return json->depth && ((json->objects[at / 8] >> (at % 8)) & 1);
}

static void open_one(Json *json, bool object)
{
    unsigned at = json->depth++, bit = 1u << (at % 8);
    json->objects[at / 8] =
        (unsigned char)(object ? json->objects[at / 8] | bit : json->objects[at / 8] & ~bit);
}

static bool read_name(Json *json)
{
    return take(json, '"') && read_string(json) && take(json, ':');
}

// One value; true in *open when it is an array or object whose members come next.
static bool read_value(Json *json, bool *open)
{
    *open = false;
    skip_blanks(json);
    bool object = json->at != json->end && *json->at == '{';
    if (!object && (json->at == json->end || *json->at != '['))
        return read_scalar(json);
    json->at++;
    if (take(json, object ? '}' : ']'))
        return true;
    if (json->depth == DEEPEST) {
        json->unsure = true;
        return false;
    }
    open_one(json, object);
    *open = true;
    return !object || read_name(json);
}

// Behind a value: closes what ends here, until a next value is to come or all is closed.
static bool read_closings(Json *json)
{
    while (json->depth) {
        if (take(json, ','))
            return !in_object(json) || read_name(json);
        if (!take(json, in_object(json) ? '}' : ']'))
            return false;
        json->depth--;
    }
    return true;
}

SrForm sr_form_json(SchemacText text, bool binary)
{
    Json json = {.at = text.bytes, .end = text.bytes + text.length, .binary = binary};
    bool open, fine;
    do {
        fine = read_value(&json, &open) && (open || read_closings(&json));
    } while (fine && json.depth);
    skip_blanks(&json);
    if (fine && json.at == json.end)
        return json.unsure ? SR_FORM_UNSURE : SR_FORM_GOOD;
    return json.depth == DEEPEST && json.unsure ? SR_FORM_UNSURE : SR_FORM_BAD;
}
