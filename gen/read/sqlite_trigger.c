// SPDX-License-Identifier: MIT
// CREATE TRIGGER.
#include <strings.h>

#include "gen/read/sqlite.h"

static ReadView *find_view(const Catalogue *catalogue, const char *name)
{
    ReadView *view = catalogue->views;
    while (view && strcasecmp(view->name, name))
        view = view->next;
    return view;
}

static void read_timing(LiteText *text, ReadTrigger *trigger)
{
    trigger->timing = TIMING_BEFORE; // when none is said
    if (text_take(text, "after")) {
        trigger->timing = TIMING_AFTER;
    } else if (text_take(text, "instead")) {
        text_next(text); // of
        trigger->timing = TIMING_INSTEAD;
    } else {
        text_take(text, "before");
    }
}

// insert, delete, or update of a, b; a column as it is spelt where it is declared.
static void read_event(LiteText *text, const ReadTable *table, ReadTrigger *trigger)
{
    trigger->events = text_is(text, "insert")   ? EVENT_INSERT
                      : text_is(text, "delete") ? EVENT_DELETE
                                                : EVENT_UPDATE;
    text_next(text);
    if (!text_take(text, "of"))
        return;
    do {
        const char *name = text_name(text);
        const ReadColumn *column = table ? text_column(table, name) : NULL;
        read_name_add(text->lite->catalogue->arena, &trigger->columns, column ? column->name : name);
    } while (text_take(text, ","));
}

// Up to the body; without the parentheses that stand around all of it.
static const char *read_condition(LiteText *text)
{
    LiteText ahead = *text;
    size_t start = text->now.span.start, end = start;
    const char *inside = text_is(text, "(") ? text_inside(&ahead) : NULL;
    if (inside && text_is(&ahead, "begin")) {
        *text = ahead;
        return inside;
    }
    while (!text_ends(text) && !text_is(text, "begin")) {
        end = text->now.span.end;
        text_next(text);
    }
    return arena_copy(text->lite->catalogue->arena, text->tokens.text + start, end - start);
}

// create [temp] trigger [if not exists] name TIMING EVENT on table [for each row] [when …] begin … end
static void read_text(Lite *lite, const ReadTable *table, ReadTrigger *trigger, const char *sql)
{
    LiteText text;
    text_begin(&text, lite, sql);
    while (!text_ends(&text) && !text_take(&text, "trigger"))
        text_next(&text);
    if (text_take(&text, "if")) {
        text_next(&text);
        text_next(&text);
    }
    text_name(&text);
    while (text_take(&text, "."))
        text_name(&text);
    read_timing(&text, trigger);
    read_event(&text, table, trigger);
    text_next(&text); // on
    text_name(&text);
    if (text_take(&text, "for")) {
        text_next(&text); // each
        text_next(&text); // row
    }
    if (text_take(&text, "when"))
        trigger->when = read_condition(&text);
    trigger->body = sql + text.now.span.start;
}

void lite_trigger_text(Lite *lite, const char *name, const char *on, const char *sql)
{
    Catalogue *catalogue = lite->catalogue;
    ReadTable *table = text_table(catalogue, on);
    ReadView *view = table ? NULL : find_view(catalogue, on);
    if (!table && !view) {
        read_note(catalogue, "trigger", "%s on %s: what it reads is not carried", name, on);
        return;
    }
    ReadTrigger *trigger =
        table ? READ_ADD(catalogue->arena, ReadTrigger, &table->triggers, &table->last_trigger)
              : READ_ADD(catalogue->arena, ReadTrigger, &view->triggers, &view->last_trigger);
    trigger->name = name;
    read_text(lite, table, trigger, sql);
}
