// SPDX-License-Identifier: MIT
// PostgreSQL's regular expressions, for the question "does it match somewhere?" alone. A pattern becomes a
// small program in memory of the caller, run over all its states at once: time grows with text times
// pattern whatever the pattern is, and nothing is allocated. What is not known to mean the same as in
// PostgreSQL is not compiled.
#ifndef SCHEMAC_REGEX_H
#define SCHEMAC_REGEX_H

#include "schemac.h"

enum { SR_REGEX_CODE = 1024, SR_REGEX_SETS = 48, SR_REGEX_RANGES = 96, SR_REGEX_DEPTH = 40 };

typedef enum SrRegexOp {
    SR_REGEX_CHAR,   // a: the character
    SR_REGEX_ANY,
    SR_REGEX_SET,    // a: number of the set
    SR_REGEX_SPLIT,  // goes on at a and at b
    SR_REGEX_JUMP,   // a
    SR_REGEX_ASSERT, // a: SrRegexAssert
    SR_REGEX_MATCH
} SrRegexOp;

typedef enum SrRegexAssert {
    SR_REGEX_BEGIN, SR_REGEX_END, SR_REGEX_WORD_BEGIN, SR_REGEX_WORD_END, SR_REGEX_WORD_EDGE,
    SR_REGEX_WORD_INSIDE
} SrRegexAssert;

typedef struct SrRegexStep {
    uint16_t op, b;
    uint32_t a;
} SrRegexStep;

// Characters below 128 stand in `ascii`; above, in ranges. `vague`: holds a class of which only a locale
// knows the members beyond ASCII.
typedef struct SrRegexSet {
    uint64_t ascii[2];
    uint32_t source; // offset in the pattern, so that a repeated part has one set only
    uint16_t first, count;
    bool negated, vague;
} SrRegexSet;

typedef struct SrRegexRange {
    uint32_t low, high;
} SrRegexRange;

typedef struct SrRegex {
    SrRegexStep code[SR_REGEX_CODE];
    SrRegexSet sets[SR_REGEX_SETS];
    SrRegexRange ranges[SR_REGEX_RANGES];
    unsigned length, set_count, range_count;
    bool anchored; // matches only from the first character
} SrRegex;

// False: not a pattern of the subset (or too large); only the database knows.
bool sr_regex_compile(SrRegex *, SchemacText pattern, bool fold);
// *unsure is set when a locale decides.
bool sr_regex_run(const SrRegex *, SchemacText, bool *unsure);

// Parsing of [...] and of \d and its like (regex_set.c). `at` moves behind what was read.
typedef struct SrRegexText {
    const char *at, *end, *begin;
    bool fold;
} SrRegexText;

bool sr_regex_bracket(SrRegex *, SrRegexText *, unsigned *set);                 // at: behind the [
bool sr_regex_class_escape(SrRegex *, SrRegexText *, char letter, unsigned *set); // at: behind the letter
bool sr_regex_char_escape(SrRegexText *, uint32_t *character);                  // at: behind the backslash
bool sr_regex_char_set(SrRegex *, SrRegexText *, uint32_t character, unsigned *set); // both cases of a letter

// The character at *at, which moves behind it; false, and *at stays, when it is not UTF-8 or the end.
bool sr_utf8_next(const char **at, const char *end, uint32_t *character);

#endif
