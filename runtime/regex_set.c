// SPDX-License-Identifier: MIT
// Sets of characters: [a-z], [[:alpha:]], \d and the two cases of a letter.
#include "regex.h"

#include <string.h>

typedef struct Class {
    const char *name;
    uint64_t low, high; // its members below 64, below 128
    bool everywhere;    // PostgreSQL itself lists the members: no locale is asked
} Class;

#define UPPER 0x07fffffeull
#define LOWER 0x07fffffe00000000ull
#define DIGIT 0x03ff000000000000ull
#define PUNCT_LOW 0xfc00fffe00000000ull
#define PUNCT_HIGH 0x78000001f8000001ull

static const Class classes[] = {
    {"alnum", DIGIT, UPPER | LOWER, false},
    {"alpha", 0, UPPER | LOWER, false},
    {"ascii", ~0ull, ~0ull, true},
    {"blank", 0x100000200ull, 0, true},
    {"digit", DIGIT, 0, false},
    {"graph", PUNCT_LOW | DIGIT, PUNCT_HIGH | UPPER | LOWER, false},
    {"lower", 0, LOWER, false},
    {"print", PUNCT_LOW | DIGIT | 0x100000000ull, PUNCT_HIGH | UPPER | LOWER, false},
    {"punct", PUNCT_LOW, PUNCT_HIGH, false},
    {"space", 0x100003e00ull, 0, false},
    {"upper", 0, UPPER, false},
    {"word", DIGIT, UPPER | LOWER | 0x80000000ull, false},
    {"xdigit", DIGIT, 0x7e0000007eull, true},
};

static const Class *class_named(const char *name, size_t length)
{
    for (size_t at = 0; at < sizeof classes / sizeof *classes; at++)
        if (strlen(classes[at].name) == length && !memcmp(classes[at].name, name, length))
            return &classes[at];
    return NULL;
}

static void add_class(SrRegexSet *set, const Class *class, bool negated)
{
    set->ascii[0] |= negated ? ~class->low : class->low;
    set->ascii[1] |= negated ? ~class->high : class->high;
    set->vague = set->vague || !class->everywhere;
}

// A set for the part of the pattern that begins here; *made when it is new and must be filled.
static SrRegexSet *take_set(SrRegex *regex, const SrRegexText *text, unsigned *number, bool *made)
{
    uint32_t source = (uint32_t)(text->at - text->begin);
    *made = false;
    for (*number = 0; *number < regex->set_count; ++*number)
        if (regex->sets[*number].source == source)
            return &regex->sets[*number];
    if (regex->set_count == SR_REGEX_SETS)
        return NULL;
    *made = true;
    SrRegexSet *set = &regex->sets[regex->set_count++];
    *set = (SrRegexSet){.source = source, .first = (uint16_t)regex->range_count};
    return set;
}

static bool is_letter(uint32_t character)
{
    return (character | 32) >= 'a' && (character | 32) <= 'z';
}

static void add_ascii(SrRegexSet *set, uint32_t character)
{
    set->ascii[character / 64] |= 1ull << (character % 64);
}

// With `fold` a range beyond ASCII is refused: its other cases are a locale's business.
static bool add_range(SrRegex *regex, SrRegexSet *set, uint32_t low, uint32_t high, bool fold)
{
    if (low > high || (fold && high > 127))
        return false;
    for (uint32_t character = low; character <= high && character < 128; character++) {
        add_ascii(set, character);
        if (fold && is_letter(character))
            add_ascii(set, character ^ 32);
    }
    if (high < 128)
        return true;
    if (regex->range_count == SR_REGEX_RANGES)
        return false;
    regex->ranges[regex->range_count++] = (SrRegexRange){low < 128 ? 128 : low, high};
    set->count++;
    return true;
}

bool sr_regex_char_set(SrRegex *regex, SrRegexText *text, uint32_t character, unsigned *number)
{
    bool made;
    SrRegexSet *set = take_set(regex, text, number, &made);
    return set && (!made || add_range(regex, set, character, character, text->fold));
}

bool sr_regex_class_escape(SrRegex *regex, SrRegexText *text, char letter, unsigned *number)
{
    bool made;
    char plain = (char)(letter | 32);
    const char *name = plain == 'd' ? "digit" : plain == 's' ? "space" : "word";
    SrRegexSet *set = take_set(regex, text, number, &made);
    if (!set)
        return false;
    if (made) {
        add_class(set, class_named(name, strlen(name)), false);
        set->negated = plain != letter;
    }
    return true;
}

// --- escapes that are one character ---

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte = (char)(byte | 32);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool read_hex(SrRegexText *text, unsigned digits, uint32_t *value)
{
    *value = 0;
    for (unsigned at = 0; at < digits; at++) {
        int digit = text->at == text->end ? -1 : hex_value(*text->at);
        if (digit < 0)
            return false;
        *value = *value * 16 + (uint32_t)digit;
        text->at++;
    }
    return *value && *value < 0x110000 && (*value < 0xd800 || *value > 0xdfff);
}

bool sr_regex_char_escape(SrRegexText *text, uint32_t *character)
{
    static const char letters[] = "abefnrtvB";
    static const char values[] = "\a\b\033\f\n\r\t\v\\";
    if (text->at == text->end)
        return false;
    char byte = *text->at;
    const char *found = strchr(letters, byte);
    bool word = is_letter((unsigned char)byte) || (byte >= '0' && byte <= '9');
    if (!word)
        return sr_utf8_next(&text->at, text->end, character) && *character < 128;
    text->at++;
    if (found)
        *character = (unsigned char)values[found - letters];
    return found || (byte == 'u' && read_hex(text, 4, character)) ||
           (byte == 'U' && read_hex(text, 8, character));
}

// --- brackets ---

static bool at_text(const SrRegexText *text, const char *what)
{
    size_t length = strlen(what);
    return (size_t)(text->end - text->at) >= length && !memcmp(text->at, what, length);
}

static bool add_named_class(SrRegexSet *set, SrRegexText *text)
{
    const char *name = text->at + 2, *end = name;
    while (end != text->end && *end != ':')
        end++;
    const Class *class = class_named(name, (size_t)(end - name));
    text->at = end;
    if (!class || !at_text(text, ":]"))
        return false;
    text->at += 2;
    if (text->fold && (class->name[0] == 'u' || class->name[0] == 'l'))
        class = class_named("alpha", 5);
    add_class(set, class, false);
    return true;
}

// One character of a bracket, as itself or escaped.
static bool read_member(SrRegexText *text, uint32_t *character)
{
    if (at_text(text, "[.") || at_text(text, "[=") || at_text(text, "[:"))
        return false;
    if (!at_text(text, "\\"))
        return sr_utf8_next(&text->at, text->end, character);
    text->at++;
    return sr_regex_char_escape(text, character);
}

static bool add_member(SrRegex *regex, SrRegexSet *set, SrRegexText *text, bool first)
{
    uint32_t low, high;
    if (at_text(text, "[:")) {
        if (!add_named_class(set, text))
            return false;
        return !at_text(text, "-") || at_text(text, "-]");
    }
    if (at_text(text, "\\") && text->end - text->at > 1 && strchr("dsw", text->at[1])) {
        const char *name = text->at[1] == 'd' ? "digit" : text->at[1] == 's' ? "space" : "word";
        add_class(set, class_named(name, strlen(name)), false);
        text->at += 2;
        return !at_text(text, "-") || at_text(text, "-]");
    }
    if (at_text(text, "-") && !first && !at_text(text, "-]"))
        return false; // a-b-c
    if (!read_member(text, &low))
        return false;
    high = low;
    if (at_text(text, "-") && !at_text(text, "-]")) {
        text->at++;
        if (!read_member(text, &high))
            return false;
    }
    return add_range(regex, set, low, high, text->fold);
}

bool sr_regex_bracket(SrRegex *regex, SrRegexText *text, unsigned *number)
{
    bool made;
    SrRegexSet scratch, *set = take_set(regex, text, number, &made);
    unsigned range_count = regex->range_count;
    if (!set)
        return false;
    if (!made) // read again only to come behind it
        set = memset(&scratch, 0, sizeof scratch);
    if (at_text(text, "^")) {
        set->negated = true;
        text->at++;
    }
    for (bool first = true; first || !at_text(text, "]"); first = false)
        if (text->at == text->end || !add_member(regex, set, text, first))
            return false;
    text->at++;
    if (!made)
        regex->range_count = range_count;
    return true;
}
