// SPDX-License-Identifier: MIT
// Extensions, sequences, functions and triggers.
#include <string.h>

#include "gen/model/reserved.h"
#include "gen/read/print.h"

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

void show_extension(Print *print, const ReadExtension *extension)
{
    show_comment(print, false, extension->comment);
    text_printf(print->out, "%sextension ", print->indent);
    show_name(print, extension->name);
    if (extension->version) {
        put(print, " version ");
        show_literal(print, extension->version);
    }
    put(print, ";\n");
}

void show_sequence(Print *print, const ReadSequence *sequence)
{
    const struct {
        const char *word, *number;
    } NUMBERS[] = {{"increment", sequence->increment},
                   {"minvalue", sequence->minimum},
                   {"maxvalue", sequence->maximum},
                   {"start", sequence->start},
                   {"cache", sequence->cache}};
    show_comment(print, false, sequence->comment);
    put(print, print->indent);
    if (!sequence->owner)
        show_owner(print, sequence->rights);
    put(print, "sequence ");
    show_bare_name(print, sequence->name);
    if (sequence->type.built_in.id != TYPE_NONE) {
        put(print, " as ");
        show_type(print, &sequence->type);
    }
    for (size_t at = 0; at < sizeof NUMBERS / sizeof *NUMBERS; at++)
        if (NUMBERS[at].number)
            text_printf(print->out, " %s %s", NUMBERS[at].word, NUMBERS[at].number);
    put(print, sequence->cycle ? " cycle" : "");
    put(print, sequence->unlogged ? " unlogged" : "");
    if (sequence->owner) {
        put(print, " owned by ");
        show_path(print, sequence->owner->schema, sequence->owner->name);
        put(print, ".");
        show_name(print, sequence->column->name);
    }
    put(print, ";\n");
}

const char *show_quote(Print *print, const char *text, const char *tag)
{
    const char *quote = "$$";
    size_t length = strlen(text);
    bool open = length && text[length - 1] == '$';
    for (int number = 0; strstr(text, quote) || (open && !number); number++)
        quote = number ? arena_print(&print->scratch, "$%s%d$", tag, number)
                       : arena_print(&print->scratch, "$%s$", tag);
    return quote;
}

// --- functions ---

// Words that say something before a type, where the name of an argument stands.
static void put_argument_name(Print *print, const char *name)
{
    static const char *const SPOKEN[] = {
        "in",   "out",   "inout", "variadic",  "double",    "char",     "character", "national", "bit",
        "time", "setof", "array", "precision", "timestamp", "interval", "with",      "without",  "varying"};
    for (size_t at = 0; at < sizeof SPOKEN / sizeof *SPOKEN; at++)
        if (!strcmp(SPOKEN[at], name)) {
            text_printf(print->out, "\"%s\" ", name);
            return;
        }
    show_bare_name(print, name);
    put(print, " ");
}

static void put_arguments(Print *print, const ReadRoutine *routine, bool columns)
{
    static const char *const MODES[] = {"", "out ", "inout ", "variadic ", ""};
    const char *comma = "";
    put(print, "(");
    for (size_t at = 0; at < routine->argument_count; at++) {
        const ReadArgument *argument = &routine->arguments[at];
        if ((argument->mode == ARGUMENT_TABLE) != columns)
            continue;
        put(print, comma);
        comma = ", ";
        put(print, MODES[argument->mode]);
        if (argument->name)
            put_argument_name(print, argument->name);
        show_type(print, &argument->type);
        if (argument->default_) {
            put(print, " ");
            show_default(print, argument->default_, NULL, &argument->type);
        }
    }
    put(print, ")");
}

static void put_result(Print *print, const ReadRoutine *routine)
{
    if (routine->table) {
        put(print, " returns table ");
        put_arguments(print, routine, true);
    } else if (routine->says_result) {
        put(print, routine->set_of ? " returns setof " : " returns ");
        show_type(print, &routine->returns);
    }
}

// A name or a number may stand without quotes.
static void put_value(Print *print, const char *value)
{
    bool number = *value && !value[strspn(value, "0123456789")];
    bool name =
        *value >= 'a' && *value <= 'z' && !value[strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789_")];
    if (number || (name && !word_is_reserved(value)))
        put(print, value);
    else
        show_literal(print, value);
}

static void put_options(Print *print, const ReadRoutine *routine)
{
    static const char *const VOLATILITY[] = {"", " stable", " immutable"};
    static const char *const PARALLEL[] = {"", " parallel restricted", " parallel safe"};
    if (strcmp(routine->language, "sql")) {
        put(print, " language ");
        show_bare_name(print, routine->language);
    }
    put(print, routine->window ? " window" : "");
    put(print, VOLATILITY[routine->volatility]);
    put(print, routine->strict ? " strict" : "");
    put(print, routine->leakproof ? " leakproof" : "");
    put(print, routine->definer ? " security definer" : "");
    put(print, PARALLEL[routine->parallel]);
    if (routine->cost)
        text_printf(print->out, " cost %s", routine->cost);
    if (routine->rows)
        text_printf(print->out, " rows %s", routine->rows);
    for (size_t at = 0; at < routine->setting_count; at++) {
        const ReadSetting *setting = &routine->settings[at];
        text_printf(print->out, " set %s = ", setting->name);
        for (size_t value = 0; value < setting->values.count; value++) {
            put(print, value ? ", " : "");
            put_value(print, setting->values.at[value]);
        }
    }
}

void show_input(Print *print, const ReadRoutine *routine)
{
    const char *comma = "";
    put(print, "(");
    for (size_t at = 0; at < routine->argument_count; at++) {
        ArgumentMode mode = routine->arguments[at].mode;
        if (mode == ARGUMENT_OUT || mode == ARGUMENT_TABLE)
            continue;
        put(print, comma);
        comma = ", ";
        show_type(print, &routine->arguments[at].type);
    }
    put(print, ")");
}

void show_routine(Print *print, const ReadRoutine *routine)
{
    const char *quote = show_quote(print, routine->body, "body");
    show_comment(print, false, routine->comment);
    put(print, print->indent);
    show_owner(print, routine->rights);
    put(print, routine->kind == KIND_PROCEDURE ? "procedure " : "function ");
    show_name(print, routine->name);
    put_arguments(print, routine, false);
    put_result(print, routine);
    put_options(print, routine);
    text_printf(print->out, " %s%s%s;\n", quote, routine->body, quote);
}

// --- triggers ---

static void put_events(Print *print, const ReadTrigger *trigger)
{
    static const char *const TIMINGS[] = {" before ", " after ", " instead of "};
    static const struct {
        Event event;
        const char *word;
    } EVENTS[] = {{EVENT_INSERT, "insert"},
                  {EVENT_UPDATE, "update"},
                  {EVENT_DELETE, "delete"},
                  {EVENT_TRUNCATE, "truncate"}};
    const char * or = TIMINGS[trigger->timing];
    for (size_t at = 0; at < sizeof EVENTS / sizeof *EVENTS; at++) {
        if (!(trigger->events & EVENTS[at].event))
            continue;
        put(print, or);
        put(print, EVENTS[at].word);
        or = " or ";
        for (size_t column = 0; EVENTS[at].event == EVENT_UPDATE && column < trigger->columns.count;
             column++) {
            put(print, column ? ", " : " of ");
            show_name(print, trigger->columns.at[column]);
        }
    }
}

static void put_rows(Print *print, const ReadTrigger *trigger)
{
    if (trigger->old_rows || trigger->new_rows)
        put(print, " referencing");
    if (trigger->old_rows) {
        put(print, " old table as ");
        show_bare_name(print, trigger->old_rows);
    }
    if (trigger->new_rows) {
        put(print, " new table as ");
        show_bare_name(print, trigger->new_rows);
    }
}

static void put_execute(Print *print, const char *schema, const ReadTrigger *trigger)
{
    put(print, " execute ");
    if (trigger->function_schema && strcmp(trigger->function_schema, schema)) {
        show_bare_name(print, trigger->function_schema);
        put(print, ".");
    }
    show_bare_name(print, trigger->function);
    put(print, "(");
    for (size_t at = 0; at < trigger->arguments.count; at++) {
        put(print, at ? ", " : "");
        show_literal(print, trigger->arguments.at[at]);
    }
    put(print, ")");
}

static void put_trigger(Print *print, const char *schema, const ReadTable *table, const ReadTrigger *trigger)
{
    static const char *const ENABLED[] = {"", " disabled", " enable replica", " enable always"};
    show_comment(print, true, trigger->comment);
    text_printf(print->out, "%s    %strigger ", print->indent, trigger->constraint ? "constraint " : "");
    show_bare_name(print, trigger->name);
    put_events(print, trigger);
    put_rows(print, trigger);
    put(print, trigger->each_row ? " for each row" : "");
    if (trigger->target) {
        put(print, " references ");
        show_path(print, trigger->target_schema, trigger->target);
    }
    if (trigger->deferrable)
        put(print, trigger->deferred ? " deferred" : " deferrable");
    put(print, ENABLED[trigger->enabled]);
    if (trigger->when) {
        put(print, " when (");
        show_sql(print, trigger->when, table, NULL);
        put(print, ")");
    }
    if (trigger->body) {
        const char *quote = show_quote(print, trigger->body, "body");
        text_printf(print->out, " %s %s %s", quote, trigger->body, quote);
    } else {
        put_execute(print, schema, trigger);
    }
    put(print, ";\n");
}

void show_triggers(Print *print, const char *schema, const ReadTable *table, const ReadTrigger *first)
{
    for (const ReadTrigger *trigger = first; trigger; trigger = trigger->next)
        put_trigger(print, schema, table, trigger);
}
