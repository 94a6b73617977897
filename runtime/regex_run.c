// SPDX-License-Identifier: MIT
// Runs a compiled pattern: all its states go through the text side by side.
#include "regex.h"

#include <string.h>

typedef struct List {
    uint16_t at[SR_REGEX_CODE];
    unsigned count;
} List;

typedef struct Run {
    const SrRegex *regex;
    List lists[2];
    uint32_t seen[SR_REGEX_CODE]; // the round in which the step was last added
    uint32_t round;
    uint32_t before, after; // characters around the place; NOTHING at the ends
    bool matched, unsure;
} Run;

#define NOTHING UINT32_MAX

static bool is_word(Run *run, uint32_t character)
{
    if (character == NOTHING)
        return false;
    run->unsure = run->unsure || character > 127;
    return character == '_' || (character >= '0' && character <= '9') ||
           ((character | 32) >= 'a' && (character | 32) <= 'z');
}

static bool holds(Run *run, SrRegexAssert assertion)
{
    if (assertion == SR_REGEX_BEGIN)
        return run->before == NOTHING;
    if (assertion == SR_REGEX_END)
        return run->after == NOTHING;
    bool before = is_word(run, run->before), after = is_word(run, run->after);
    switch (assertion) {
    case SR_REGEX_WORD_BEGIN: return !before && after;
    case SR_REGEX_WORD_END: return before && !after;
    case SR_REGEX_WORD_EDGE: return before != after;
    default: return before == after;
    }
}

// Adds a step and all that is reached from it without a character.
static void enter(Run *run, List *list, unsigned start)
{
    uint16_t stack[SR_REGEX_CODE];
    unsigned depth = 0;
    const SrRegexStep *code = run->regex->code;
    if (run->seen[start] != run->round) {
        run->seen[start] = run->round;
        stack[depth++] = (uint16_t)start;
    }
    while (depth) {
        unsigned at = stack[--depth], next[2], count = 0;
        switch ((SrRegexOp)code[at].op) {
        case SR_REGEX_MATCH: run->matched = true; break;
        case SR_REGEX_SPLIT:
            next[count++] = code[at].b;
            next[count++] = code[at].a;
            break;
        case SR_REGEX_JUMP: next[count++] = code[at].a; break;
        case SR_REGEX_ASSERT:
            if (holds(run, (SrRegexAssert)code[at].a))
                next[count++] = at + 1;
            break;
        default: list->at[list->count++] = (uint16_t)at;
        }
        while (count) {
            unsigned step = next[--count];
            if (run->seen[step] != run->round) {
                run->seen[step] = run->round;
                stack[depth++] = (uint16_t)step;
            }
        }
    }
}

static bool in_set(Run *run, const SrRegexSet *set, uint32_t character)
{
    if (character < 128)
        return ((set->ascii[character / 64] >> (character % 64)) & 1) != set->negated;
    const SrRegexRange *range = &run->regex->ranges[set->first];
    for (unsigned at = 0; at < set->count; at++)
        if (character >= range[at].low && character <= range[at].high)
            return !set->negated;
    run->unsure = run->unsure || set->vague;
    return set->negated;
}

// The steps behind those that take the character.
static void advance(Run *run, const List *from, List *to, uint32_t character)
{
    const SrRegexStep *code = run->regex->code;
    to->count = 0;
    run->round++;
    for (unsigned at = 0; at < from->count; at++) {
        const SrRegexStep *step = &code[from->at[at]];
        unsigned next = from->at[at] + 1u;
        bool passes = step->op == SR_REGEX_ANY || (step->op == SR_REGEX_CHAR && step->a == character) ||
                      (step->op == SR_REGEX_SET && in_set(run, &run->regex->sets[step->a], character));
        if (passes && run->seen[next] != run->round) {
            run->seen[next] = run->round;
            to->at[to->count++] = (uint16_t)next;
        }
    }
}

// Enters what the last character led to, now that it is known what comes next.
static void settle(Run *run, const List *from, List *to, bool start)
{
    to->count = 0;
    run->round++;
    for (unsigned at = 0; at < from->count && !run->matched; at++)
        enter(run, to, from->at[at]);
    if (start && !run->matched)
        enter(run, to, 0);
}

bool sr_regex_run(const SrRegex *regex, SchemacText text, bool *unsure)
{
    Run run;
    const char *at = text.bytes, *end = text.bytes + text.length;
    List *reached = &run.lists[0], *waiting = &run.lists[1];
    run.regex = regex;
    run.matched = run.unsure = false;
    run.round = 0;
    run.before = NOTHING;
    reached->count = 0;
    memset(run.seen, 0, regex->length * sizeof *run.seen);
    for (;;) {
        run.after = NOTHING;
        if (at != end && !sr_utf8_next(&at, end, &run.after)) {
            *unsure = true;
            return false;
        }
        settle(&run, reached, waiting, !regex->anchored || run.before == NOTHING);
        if (run.matched || run.after == NOTHING || (regex->anchored && !waiting->count))
            break;
        advance(&run, waiting, reached, run.after);
        run.before = run.after;
    }
    *unsure = *unsure || run.unsure;
    return run.matched;
}
