// SPDX-License-Identifier: MIT
#include "gen/emit/sql.h"

#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"

void sql_ident(Text *out, const char *name)
{
    name_put(out, name);
}

void sql_collate(Text *out, const Word *collation)
{
    if (!collation)
        return;
    text_puts(out, " COLLATE ");
    sql_ident(out, collation->text);
}

void sql_literal(Text *out, const char *bytes, size_t length)
{
    text_quoted(out, '\'', bytes, length);
}

// Blanks at the ends say nothing.
void sql_span(const Emit *emit, Text *out, Span span)
{
    const char *text = span_text(emit->changes->to->sources, span);
    size_t length = span_length(span);
    while (length && strchr(" \t\r\n", *text))
        text++, length--;
    while (length && strchr(" \t\r\n", text[length - 1]))
        length--;
    text_add(out, text, length);
    size_t line = length;
    while (line && text[line - 1] != '\n')
        line--;
    for (size_t at = line; at + 1 < length; at++)
        if (text[at] == '-' && text[at + 1] == '-') {
            text_char(out, '\n'); // a comment must not swallow what follows
            return;
        }
}

const Object *object_now(const Emit *emit, const Object *object)
{
    const Object *other;
    if (emit->renamed)
        other = model_has(emit->changes->from, object) ? match_new(&emit->changes->match, object) : NULL;
    else
        other = model_has(emit->changes->to, object) ? match_old(&emit->changes->match, object) : NULL;
    return other ? other : object;
}

const char *name_now(const Emit *emit, const Object *object)
{
    return object_now(emit, object)->name->text;
}

void sql_plain_columns(const Emit *emit, const Object *table)
{
    const char *comma = "";
    for (const Object *child = object_first(table); child; child = child->next) {
        if (child->kind != KIND_COLUMN || AS(Column, child)->generated)
            continue;
        PUT(emit, comma);
        sql_ident(emit->out, name_now(emit, child));
        comma = ", ";
    }
}

void sql_path(const Emit *emit, Text *out, const Object *object)
{
    if (emit->plan->caps->schemas) {
        // An object moves with a rename of its schema, so its home is that of its present form.
        const Object *schema = object_schema(object_now(emit, object));
        sql_ident(out, name_now(emit, schema));
        text_char(out, '.');
    }
    sql_ident(out, name_now(emit, object));
}

void sql_columns(const Emit *emit, Text *out, const Refs *refs)
{
    for (uint32_t at = 0; at < refs->count; at++) {
        text_puts(out, at ? ", " : "");
        sql_ident(out, name_now(emit, refs->at[at]));
    }
}

void sql_doc(const Emit *emit, Text *out, Span doc)
{
    if (!span_is_set(doc)) {
        text_puts(out, "NULL");
        return;
    }
    Text said = {0};
    doc_text(emit->changes->to->sources, doc, &said);
    sql_literal(out, text_string(&said), said.length);
    text_free(&said);
}

// Names are apart by dots, so that those of two columns can be alike only where one has a dot itself.
void sql_stash(const Emit *emit, Text *out, const Object *old, const char *what)
{
    const char *schema = object_schema(old)->name->text;
    bool apart = emit->plan->caps->schemas;
    const char *parts[] = {apart ? "" : emit->plan->stash, strcmp(schema, "public") ? schema : "",
                           old->kind == KIND_COLUMN ? old->parent->name->text : "", old->name->text, what};
    char name[400] = "";
    size_t length = 0;
    bool dotted = false;
    for (size_t at = 0; at < sizeof parts / sizeof *parts; at++) {
        if (!*parts[at])
            continue;
        dotted = dotted || strchr(parts[at], '.');
        length += (size_t)snprintf(name + length, sizeof name - length, "%s%s", length ? "." : "", parts[at]);
    }
    if (dotted || length > NAME_BYTES) {
        uint64_t hash = 0;
        for (size_t at = 0; at < sizeof parts / sizeof *parts; at++)
            hash = hash_bytes(hash, parts[at], strlen(parts[at]) + 1);
        size_t end = length < NAME_BYTES - 9 ? length : NAME_BYTES - 9;
        snprintf(name + end, 10, ".%08x", (unsigned)hash);
    }
    if (apart) {
        sql_ident(out, emit->plan->stash);
        text_char(out, '.');
    }
    sql_ident(out, name);
}

void sql_drop_stash(const Emit *emit, const Object *old, const char *what)
{
    PUT(emit, "DROP TABLE ");
    sql_stash(emit, emit->out, old, what);
    PUT(emit, ";\n");
}

const Word *sql_label_target(const Emit *emit, const Object *label, const Statement *map)
{
    const Match *match = &emit->changes->match;
    const Object *other = emit->down ? match_old(match, label) : match_new(match, label);
    if (other)
        return other->name == label->name ? NULL : other->name;
    for (uint32_t at = 0; map && at < map->pair_count; at++) {
        const Name *pair = &map->pairs[2 * at];
        if (pair[emit->down].word == label->name)
            return pair[!emit->down].word;
    }
    return NULL;
}

void sql_mapped(const Emit *emit, Text *out, const char *value, const Object *labels, const Statement *map)
{
    bool any = false;
    for (const Object *label = labels ? object_first(labels) : NULL; label; label = label->next) {
        const Word *target = sql_label_target(emit, label, map);
        if (!target)
            continue;
        if (!any)
            text_printf(out, "CASE %s", value);
        any = true;
        text_puts(out, " WHEN ");
        sql_literal(out, label->name->text, label->name->length);
        text_puts(out, " THEN ");
        sql_literal(out, target->text, target->length);
    }
    text_printf(out, any ? " ELSE %s END" : "%s", value);
}
