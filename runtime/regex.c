// SPDX-License-Identifier: MIT
#include "regex.h"

#include <string.h>

typedef struct Build {
    SrRegex *regex;
    SrRegexText text;
    unsigned depth;
    unsigned work; // steps taken: nested repetitions are parsed again for each round
    bool failed;
} Build;

enum { MOST_WORK = 20000, MOST_TIMES = 255 };

static unsigned add(Build *build, SrRegexOp op, uint32_t a, uint16_t b)
{
    SrRegex *regex = build->regex;
    if (regex->length == SR_REGEX_CODE) {
        build->failed = true;
        return 0;
    }
    regex->code[regex->length] = (SrRegexStep){.op = (uint16_t)op, .a = a, .b = b};
    return regex->length++;
}

static bool at_end(const Build *build)
{
    return build->text.at == build->text.end;
}

static char peek(const Build *build)
{
    return at_end(build) ? '\0' : *build->text.at;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void parse_branches(Build *);

// --- one atom ---

static void add_char(Build *build, uint32_t character)
{
    bool letter = (character | 32) >= 'a' && (character | 32) <= 'z';
    if (build->text.fold && (letter || character > 127)) {
        unsigned set;
        if (sr_regex_char_set(build->regex, &build->text, character, &set))
            add(build, SR_REGEX_SET, set, 0);
        else
            build->failed = true;
        return;
    }
    add(build, SR_REGEX_CHAR, character, 0);
}

static void parse_group(Build *build)
{
    if (peek(build) == '?') {
        if (build->text.end - build->text.at < 2 || build->text.at[1] != ':') {
            build->failed = true; // looking around, or options
            return;
        }
        build->text.at += 2;
    }
    if (++build->depth > SR_REGEX_DEPTH) {
        build->failed = true;
        return;
    }
    parse_branches(build);
    build->depth--;
    if (peek(build) == ')')
        build->text.at++;
    else
        build->failed = true;
}

// True: an assertion, which cannot be repeated.
static bool parse_escape(Build *build)
{
    static const char letters[] = "AmMyYZ";
    static const uint8_t asserts[] = {SR_REGEX_BEGIN,     SR_REGEX_WORD_BEGIN,  SR_REGEX_WORD_END,
                                      SR_REGEX_WORD_EDGE, SR_REGEX_WORD_INSIDE, SR_REGEX_END};
    char letter = peek(build);
    const char *found = letter ? strchr(letters, letter) : NULL;
    uint32_t character;
    unsigned set;
    if (found) {
        build->text.at++;
        add(build, SR_REGEX_ASSERT, asserts[found - letters], 0);
        return true;
    }
    if (letter && strchr("dswDSW", letter)) {
        build->text.at++;
        if (sr_regex_class_escape(build->regex, &build->text, letter, &set))
            add(build, SR_REGEX_SET, set, 0);
        else
            build->failed = true;
    } else if (sr_regex_char_escape(&build->text, &character)) {
        add_char(build, character);
    } else {
        build->failed = true;
    }
    return false;
}

// True: an assertion.
static bool parse_atom(Build *build)
{
    unsigned set;
    uint32_t character;
    const char *at = build->text.at;
    switch (peek(build)) {
    case '^':
    case '$':
        build->text.at++;
        add(build, SR_REGEX_ASSERT, *at == '^' ? SR_REGEX_BEGIN : SR_REGEX_END, 0);
        return true;
    case '(':
        build->text.at++;
        parse_group(build);
        return false;
    case '[':
        build->text.at++;
        if (sr_regex_bracket(build->regex, &build->text, &set))
            add(build, SR_REGEX_SET, set, 0);
        else
            build->failed = true;
        return false;
    case '.':
        build->text.at++;
        add(build, SR_REGEX_ANY, 0, 0);
        return false;
    case '\\': build->text.at++; return parse_escape(build);
    case '*':
    case '+':
    case '?':
        build->failed = true; // nothing to repeat
        return false;
    case '{': build->failed = build->text.end - at > 1 && is_digit(at[1]); break;
    default: break;
    }
    if (sr_utf8_next(&build->text.at, build->text.end, &character))
        add_char(build, character);
    else
        build->failed = true;
    return false;
}

// --- repetition ---

static bool parse_number(Build *build, unsigned *number)
{
    if (!is_digit(peek(build)))
        return false;
    *number = 0;
    while (is_digit(peek(build))) {
        *number = *number * 10 + (unsigned)(*build->text.at++ - '0');
        if (*number > MOST_TIMES)
            return false;
    }
    return true;
}

// How often the atom before is repeated; `most` 0: without end. True when there is a quantifier.
static bool parse_quantifier(Build *build, unsigned *least, unsigned *most, bool *endless)
{
    char byte = peek(build);
    *least = byte == '+';
    *most = 1;
    *endless = byte == '*' || byte == '+';
    if (byte == '*' || byte == '+' || byte == '?') {
        build->text.at++;
    } else if (byte == '{' && build->text.end - build->text.at > 1 && is_digit(build->text.at[1])) {
        build->text.at++;
        bool fine = parse_number(build, least);
        *most = *least;
        if (fine && peek(build) == ',') {
            build->text.at++;
            *endless = peek(build) == '}';
            fine = *endless || (parse_number(build, most) && *most >= *least);
        }
        if (!fine || peek(build) != '}')
            build->failed = true;
        else
            build->text.at++;
    } else {
        return false;
    }
    if (peek(build) == '?') // the shortest match: it matches, or not, all the same
        build->text.at++;
    return true;
}

static void again(Build *build, const char *atom)
{
    const char *back = build->text.at;
    build->text.at = atom;
    parse_atom(build);
    build->text.at = back;
}

// The atom's code stands from `first` on; gives it its repetitions.
static void repeat(Build *build, const char *atom, unsigned first, unsigned least, unsigned most,
                   bool endless)
{
    SrRegex *regex = build->regex;
    regex->length = first;
    for (unsigned time = 0; time < least && !build->failed; time++)
        again(build, atom);
    if (endless && !build->failed) {
        unsigned split = add(build, SR_REGEX_SPLIT, 0, 0);
        again(build, atom);
        add(build, SR_REGEX_JUMP, split, 0);
        regex->code[split].a = split + 1;
        regex->code[split].b = (uint16_t)regex->length;
        return;
    }
    unsigned splits = regex->length, count = most - least;
    for (unsigned time = 0; time < count && !build->failed; time++) {
        add(build, SR_REGEX_SPLIT, 0, UINT16_MAX);
        again(build, atom);
    }
    for (unsigned at = splits; at < regex->length; at++)
        if (regex->code[at].op == SR_REGEX_SPLIT && regex->code[at].b == UINT16_MAX)
            regex->code[at] = (SrRegexStep){.op = SR_REGEX_SPLIT, .a = at + 1, .b = (uint16_t)regex->length};
}

static void parse_piece(Build *build)
{
    const char *atom = build->text.at;
    unsigned first = build->regex->length, least, most;
    bool endless;
    build->failed = build->failed || ++build->work > MOST_WORK;
    bool assertion = !build->failed && parse_atom(build);
    if (build->failed || assertion)
        return;
    if (!parse_quantifier(build, &least, &most, &endless) || build->failed)
        return;
    const char *next = build->text.at;
    if (next != build->text.end &&
        (strchr("*+?", *next) || (*next == '{' && next + 1 < build->text.end && is_digit(next[1])))) {
        build->failed = true;
        return;
    }
    repeat(build, atom, first, least, most, endless);
}

static void parse_branch(Build *build)
{
    while (!build->failed && !at_end(build) && peek(build) != '|' && peek(build) != ')')
        parse_piece(build);
}

// Opens a gap of one step for the choice before the branch just read.
static void insert_split(Build *build, unsigned first)
{
    SrRegex *regex = build->regex;
    add(build, SR_REGEX_JUMP, 0, 0);
    if (build->failed)
        return;
    memmove(&regex->code[first + 1], &regex->code[first], (regex->length - 1 - first) * sizeof *regex->code);
    for (unsigned at = first + 1; at < regex->length; at++) {
        SrRegexStep *step = &regex->code[at];
        if (step->op == SR_REGEX_SPLIT)
            step->b++;
        if (step->op == SR_REGEX_SPLIT || (step->op == SR_REGEX_JUMP && step->a != UINT32_MAX))
            step->a++;
    }
    regex->code[first] = (SrRegexStep){.op = SR_REGEX_SPLIT, .a = first + 1};
}

static void parse_branches(Build *build)
{
    SrRegex *regex = build->regex;
    unsigned first = regex->length, begin = first;
    parse_branch(build);
    while (!build->failed && peek(build) == '|') {
        build->text.at++;
        insert_split(build, first);
        add(build, SR_REGEX_JUMP, UINT32_MAX, 0); // to the end of all branches, set below
        if (build->failed)
            return;
        regex->code[first].b = (uint16_t)regex->length;
        first = regex->length;
        parse_branch(build);
    }
    for (unsigned at = begin; at < regex->length; at++)
        if (regex->code[at].op == SR_REGEX_JUMP && regex->code[at].a == UINT32_MAX)
            regex->code[at].a = regex->length;
}

bool sr_regex_compile(SrRegex *regex, SchemacText pattern, bool fold)
{
    const char *end = pattern.bytes + pattern.length;
    Build build = {.regex = regex, .text = {pattern.bytes, end, pattern.bytes, fold}};
    regex->length = regex->set_count = regex->range_count = 0;
    if (!pattern.bytes || memchr(pattern.bytes, 0, pattern.length))
        return false;
    parse_branches(&build);
    add(&build, SR_REGEX_MATCH, 0, 0);
    if (build.failed || !at_end(&build))
        return false;
    regex->anchored = regex->code[0].op == SR_REGEX_ASSERT && regex->code[0].a == SR_REGEX_BEGIN;
    return true;
}
