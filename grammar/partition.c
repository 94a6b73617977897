// SPDX-License-Identifier: MIT
// partition by range (placed) every month from '2024-01-01' to '2025-01-01' default rest;
// partition orders_old from minvalue to '2024-01-01' with (fillfactor = 50) { … }
#include <string.h>

#include "grammar/base/text.h"
#include "grammar/clause.h"

static Part *part(Clause *clause, PartKind kind, Span span, const char *text, int32_t number)
{
    Name name = {text ? words_text(clause->job->in.words, text) : NULL, span};
    return ast_part(clause->job->in.arena, kind, span, name, number);
}

static Part *named(Clause *clause, PartKind kind)
{
    Name name = {0};
    clause_name(clause, &name);
    return ast_part(clause->job->in.arena, kind, name.span, name, 0);
}

// --- values: one spelling for each, which the server reads as a value of the column's type ---

static void put_literal(Text *out, const char *text, size_t length)
{
    static const char MIDNIGHT[] = " 00:00:00";
    size_t date = strlen("2024-01-01"), time = strlen(MIDNIGHT);
    if (length == date + time && !memcmp(text + date, MIDNIGHT, time) && text[4] == '-' && text[7] == '-')
        length = date; // the same moment
    text_char(out, '\'');
    text_add(out, text, length);
    text_char(out, '\'');
}

static bool ends_value(const Clause *clause)
{
    static const char *const WORDS[] = {",",       "to",    "with",    "using",    "tablespace",
                                        "default", "owner", "replica", "unlogged", "row"};
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (clause_is(clause, WORDS[at]))
            return true;
    return false;
}

// Casts say nothing that the column's type does not say.
static bool read_literal(Clause *clause, Text *out)
{
    Clause ahead = *clause;
    bool minus = clause_take(&ahead, "-");
    if (!minus && ahead.now.kind == SQL_WORD && !clause_is(&ahead, "null")) // date '2024-01-01'
        clause_next(&ahead);
    const char *text = sql_token_text(&ahead.tokens, ahead.now);
    size_t length = span_length(ahead.now.span);
    if (ahead.now.kind == SQL_STRING && !minus && *text == '\'')
        put_literal(out, text + 1, length - 2);
    else if (ahead.now.kind == SQL_NUMBER)
        text_printf(out, "'%s%.*s'", minus ? "-" : "", (int)length, text);
    else
        return false;
    clause_next(&ahead);
    if (clause_take(&ahead, "::"))
        clause_type(&ahead);
    if (clause_more(&ahead) && !ends_value(&ahead))
        return false;
    *clause = ahead;
    return true;
}

static Part *read_value(Clause *clause)
{
    static const char *const WORDS[] = {"NULL", "MINVALUE", "MAXVALUE", "TRUE", "FALSE"};
    Span span = clause->now.span;
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++) {
        char lower[16] = {0};
        for (size_t byte = 0; WORDS[at][byte]; byte++)
            lower[byte] = (char)(WORDS[at][byte] - 'A' + 'a');
        if (clause_take(clause, lower))
            return part(clause, PART_BOUND, span, at < 3 ? WORDS[at] : at == 3 ? "'true'" : "'false'", 0);
    }
    Text out = {0};
    if (!read_literal(clause, &out)) {
        text_clear(&out);
        span = clause_until(clause, ",", ",");
        text_add(&out, span_text(clause->job->in.diag->sources, span), span_length(span));
    }
    Part *value = part(clause, PART_BOUND, span, text_string(&out), 0);
    text_free(&out);
    return value;
}

// One value, or several in parentheses.
static PartList read_values(Clause *clause)
{
    PartList list = {0};
    Span inside;
    if (!clause_is(clause, "("))
        return ast_parts(list, read_value(clause));
    if (!clause_slice(clause, &inside))
        return list;
    Clause within = clause_begin(clause->job, inside);
    do
        list = ast_parts(list, read_value(&within));
    while (clause_take(&within, ","));
    clause->broken = clause->broken || within.broken;
    return list;
}

static PartList word(Clause *clause, PartList list, const char *text)
{
    return ast_parts(list, part(clause, PART_BOUND, clause->now.span, text, 0));
}

static PartList read_number(Clause *clause, PartList list, const char *before)
{
    Name number = {0};
    list = word(clause, list, before);
    clause_number(clause, &number);
    return clause->broken ? list : word(clause, list, number.word->text);
}

static PartList read_bounds(Clause *clause)
{
    PartList list = {0};
    if (clause_take(clause, "default"))
        return word(clause, list, "default");
    if (clause_take(clause, "from")) {
        list = ast_join(word(clause, list, "from"), read_values(clause));
        clause_need(clause, "to");
        return ast_join(word(clause, list, "to"), read_values(clause));
    }
    if (clause_take(clause, "in"))
        return ast_join(word(clause, list, "in"), read_values(clause));
    if (clause_take(clause, "modulus")) {
        list = read_number(clause, list, "modulus");
        clause_need(clause, "remainder");
        return read_number(clause, list, "remainder");
    }
    clause_fail(clause, "'from', 'in', 'modulus' or 'default'");
    return list;
}

// --- how a table is parted ---

static Part *read_element(Clause *clause)
{
    Span span = clause->now.span, inside;
    PartList options = {0};
    Part *element;
    QName name = {0};
    if (clause_is(clause, "(")) {
        clause_slice(clause, &inside);
        element = part(clause, PART_EXPRESSION, inside, NULL, 0);
    } else if (clause_qname(clause, &name) && clause_is(clause, "(")) {
        clause_slice(clause, &inside);
        element = part(clause, PART_EXPRESSION, (Span){span.start, clause->last}, NULL, 0);
    } else {
        element = ast_part(clause->job->in.arena, PART_COLUMN, span, name.name, 0);
    }
    while (clause_more(clause) && !clause_is(clause, ","))
        options =
            ast_parts(options, named(clause, clause_take(clause, "collate") ? PART_COLLATE : PART_CLASS));
    element->list = options.first;
    return element;
}

static Part *read_every(Clause *clause)
{
    Part *every = named(clause, PART_EVERY);
    PartList bounds = {0};
    clause_need(clause, "from");
    bounds = ast_parts(bounds, read_value(clause));
    clause_need(clause, "to");
    bounds = ast_parts(bounds, read_value(clause));
    if (clause_take(clause, "default"))
        bounds = ast_parts(bounds, named(clause, PART_NAME));
    every->list = bounds.first;
    return every;
}

// What is broken has been told of; without parts nobody looks at it again.
static Item *read_by(Clause *clause, Span head)
{
    static const char *const NAMES[] = {"range", "list", "hash"};
    PartList parts = {0}, elements = {0};
    Span inside = {0}, span = clause->now.span;
    for (int32_t at = 0; at < 3 && !parts.first; at++)
        if (clause_take(clause, NAMES[at]))
            parts = ast_parts(parts, part(clause, PART_STRATEGY, span, NULL, at + 1));
    if (!parts.first)
        clause_fail(clause, "'range', 'list' or 'hash'");
    clause_slice(clause, &inside);
    if (!clause->broken) {
        Clause within = clause_begin(clause->job, inside);
        do
            elements = ast_parts(elements, read_element(&within));
        while (clause_take(&within, ","));
        clause->broken = within.broken;
    }
    parts = ast_parts(parts, ast_list_part(clause->job->in.arena, PART_ELEMENTS, inside, elements));
    if (clause_take(clause, "every"))
        parts = ast_parts(parts, read_every(clause));
    if (clause_more(clause))
        clause_fail(clause, "';'");
    if (clause->broken)
        parts = (PartList){0};
    return ast_item(clause->job->in.arena, ITEM_PARTITION_BY, head, (QName){0}, parts, (ItemList){0});
}

// row security [forced [disabled]]
static Part *read_security(Clause *clause, Span span)
{
    clause_need(clause, "security");
    bool forced = clause_take(clause, "forced"), disabled = forced && clause_take(clause, "disabled");
    int32_t state = (disabled ? 0 : ROW_SECURITY_ENABLED) | (forced ? ROW_SECURITY_FORCED : 0);
    return part(clause, PART_ROW_SECURITY, span, NULL, state);
}

static PartList read_options(Clause *clause, PartList parts, Name *owner)
{
    Span inside;
    while (clause_more(clause)) {
        Span span = clause->now.span;
        if (clause_take(clause, "with") && clause_slice(clause, &inside))
            parts = ast_parts(parts, job_options(clause->job, (Span){inside.start - 1, inside.end + 1}));
        else if (clause_take(clause, "tablespace"))
            parts = ast_parts(parts, named(clause, PART_TABLESPACE));
        else if (clause_take(clause, "using"))
            parts = ast_parts(parts, named(clause, PART_METHOD));
        else if (clause_take(clause, "owner"))
            clause_name(clause, owner);
        else if (clause_take(clause, "unlogged"))
            parts = ast_parts(parts, part(clause, PART_UNLOGGED, span, NULL, 0));
        else if (clause_take(clause, "row"))
            parts = ast_parts(parts, read_security(clause, span));
        else if (clause_take(clause, "replica") && clause_need(clause, "identity"))
            parts = ast_parts(parts, named(clause, PART_REPLICA));
        else
            clause_fail(clause, "an option of a table");
    }
    return parts;
}

Item *job_partition(ParseJob *job, Span head, Span options, ItemList members)
{
    Clause clause = clause_begin(job, options);
    QName name = {0}, was = {0};
    if (clause_take(&clause, "by"))
        return read_by(&clause, head);
    clause_qname(&clause, &name);
    if (clause_take(&clause, "was"))
        clause_qname(&clause, &was);
    PartList parts = read_bounds(&clause);
    Name owner = {0};
    parts = read_options(&clause, parts, &owner);
    if (clause.broken)
        return ast_item(job->in.arena, ITEM_PARTITION_BY, head, (QName){0}, (PartList){0}, (ItemList){0});
    Item *item = ast_item(job->in.arena, KIND_TABLE, name.name.span, name, parts, members);
    item->owner = owner;
    return job_renamed(item, was);
}
