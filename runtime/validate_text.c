// SPDX-License-Identifier: MIT
// Text as PostgreSQL's functions see it: lengths and places in characters of UTF-8.
#include "regex.h"

#include <string.h>

SchemacText schemac_text(const char *string)
{
    return (SchemacText){string, string ? strlen(string) : 0};
}

bool sr_utf8_next(const char **at, const char *end, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)*at;
    if (*at == end)
        return false;
    if (*byte < 0x80) {
        *character = *byte;
        ++*at;
        return true;
    }
    unsigned length = *byte >= 0xf0 ? 4 : *byte >= 0xe0 ? 3 : 2;
    uint32_t value = *byte & (0xffu >> (length + 1));
    if (*byte < 0xc2 || *byte > 0xf4 || (size_t)(end - *at) < length)
        return false;
    for (unsigned i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return false;
        value = value << 6 | (byte[i] & 0x3f);
    }
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return false;
    *character = value;
    *at += length;
    return true;
}

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static size_t character_size(const char *at, const char *end)
{
    const char *next = at + 1;
    while (next < end && goes_on(*next))
        next++;
    return (size_t)(next - at);
}

int64_t schemac_text_length(SchemacText text)
{
    int64_t count = 0;
    for (size_t at = 0; at < text.length; at++)
        count += !goes_on(text.bytes[at]);
    return count;
}

int schemac_text_compare(SchemacText a, SchemacText b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
    if (order)
        return order < 0 ? -1 : 1;
    return a.length < b.length ? -1 : a.length > b.length;
}

static unsigned char folded(unsigned char byte, char fold)
{
    if (fold == 'l' && byte >= 'A' && byte <= 'Z')
        return (unsigned char)(byte + 32);
    if (fold == 'u' && byte >= 'a' && byte <= 'z')
        return (unsigned char)(byte - 32);
    return byte;
}

static bool is_ascii(SchemacText text)
{
    for (size_t at = 0; at < text.length; at++)
        if ((unsigned char)text.bytes[at] > 127)
            return false;
    return true;
}

bool schemac_text_equal_folded(SchemacText a, char fold_a, SchemacText b, char fold_b, bool *unsure)
{
    if ((fold_a != '=' && !is_ascii(a)) || (fold_b != '=' && !is_ascii(b))) {
        *unsure = true;
        return false;
    }
    if (a.length != b.length)
        return false;
    for (size_t at = 0; at < a.length; at++)
        if (folded((unsigned char)a.bytes[at], fold_a) != folded((unsigned char)b.bytes[at], fold_b))
            return false;
    return true;
}

static bool holds_character(SchemacText set, const char *character, size_t size)
{
    const char *end = set.bytes + set.length;
    for (const char *at = set.bytes; at < end; at += character_size(at, end))
        if (character_size(at, end) == size && !memcmp(at, character, size))
            return true;
    return false;
}

SchemacText schemac_text_trim(SchemacText text, SchemacText set, char side)
{
    while (side != 'r' && text.length) {
        size_t size = character_size(text.bytes, text.bytes + text.length);
        if (!holds_character(set, text.bytes, size))
            break;
        text.bytes += size;
        text.length -= size;
    }
    while (side != 'l' && text.length) {
        const char *end = text.bytes + text.length, *last = end - 1;
        while (last > text.bytes && goes_on(*last))
            last--;
        if (!holds_character(set, last, (size_t)(end - last)))
            break;
        text.length = (size_t)(last - text.bytes);
    }
    return text;
}

int64_t schemac_text_position(SchemacText part, SchemacText whole)
{
    int64_t place = 1;
    if (!part.length)
        return 1;
    for (size_t at = 0; at + part.length <= whole.length; at++) {
        if (goes_on(whole.bytes[at]))
            continue;
        if (!memcmp(whole.bytes + at, part.bytes, part.length))
            return place;
        place++;
    }
    return 0;
}

SchemacText schemac_text_cut(SchemacText text, int64_t characters)
{
    size_t at = 0;
    if (text.length <= (uint64_t)characters)
        return text;
    for (int64_t count = 0; at < text.length && count < characters; count++)
        at += character_size(text.bytes + at, text.bytes + text.length);
    for (size_t rest = at; rest < text.length; rest++)
        if (text.bytes[rest] != ' ')
            return text; // too long, and refused for that
    return (SchemacText){text.bytes, at};
}

bool schemac_text_fills(SchemacText text, int64_t characters)
{
    return text.length && text.bytes[text.length - 1] != ' ' && schemac_text_length(text) == characters;
}

// --- LIKE ---

typedef struct Like {
    const char *text, *text_end, *pattern, *pattern_end;
    char escape;
    bool fold;
} Like;

// Does one character of the pattern, which is no %, take one of the text? Moves both behind it.
static bool like_one(Like *like, bool *wrong)
{
    bool literal = like->escape && *like->pattern == like->escape;
    if (literal && ++like->pattern == like->pattern_end) {
        *wrong = true;
        return false;
    }
    size_t size = character_size(like->text, like->text_end);
    size_t wanted = character_size(like->pattern, like->pattern_end);
    bool same = size == wanted && !memcmp(like->text, like->pattern, size);
    if (!literal && *like->pattern == '_')
        same = true;
    else if (like->fold && size == 1 && wanted == 1)
        same = folded((unsigned char)*like->text, 'l') == folded((unsigned char)*like->pattern, 'l');
    like->text += size;
    like->pattern += wanted;
    return same;
}

// The last % takes as little as it can, and more whenever what follows it does not match.
static bool like_run(Like like, bool *wrong)
{
    Like back = {0};
    for (;;) {
        if (like.pattern < like.pattern_end && *like.pattern == '%' && like.escape != '%') {
            like.pattern++;
            if (like.pattern == like.pattern_end)
                return true;
            back = like;
            continue;
        }
        if (like.text == like.text_end && like.pattern == like.pattern_end)
            return true;
        if (like.text != like.text_end && like.pattern != like.pattern_end && like_one(&like, wrong))
            continue;
        if (*wrong || !back.pattern || back.text == back.text_end)
            return false;
        back.text += character_size(back.text, back.text_end);
        like = back;
    }
}

bool schemac_text_like(SchemacText text, SchemacText pattern, char escape, bool fold, bool *wrong,
                       bool *unsure)
{
    bool failed = false;
    Like like = {text.bytes, text.bytes + text.length, pattern.bytes, pattern.bytes + pattern.length, escape,
                 fold};
    if (fold && (!is_ascii(text) || !is_ascii(pattern))) {
        *unsure = true;
        return false;
    }
    bool matches = like_run(like, &failed);
    *wrong = *wrong || failed;
    return matches;
}

bool schemac_text_matches(SchemacText text, SchemacText pattern, bool fold, bool *unsure)
{
    SrRegex regex;
    if (!sr_regex_compile(&regex, pattern, fold)) {
        *unsure = true;
        return false;
    }
    return sr_regex_run(&regex, text, unsure);
}
