// SPDX-License-Identifier: MIT
// How tables, columns and indexes are stored, and how identities count.
#include <string.h>

#include "gen/read/print.h"

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

// "fillfactor=70" as fillfactor = 70.
void show_options(Print *print, const char *before, const ReadNames *options)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_";
    for (size_t at = 0; at < options->count; at++) {
        const char *option = options->at[at], *equal = strchr(option, '='), *value = equal ? equal + 1 : "";
        put(print, at ? ", " : before);
        text_add(print->out, option, equal ? (size_t)(equal - option) : strlen(option));
        put(print, " = ");
        size_t number = strspn(value, *value == '-' ? "-" : "");
        bool digits = value[number] && strspn(value + number, "0123456789") == strlen(value + number);
        bool decimal = value[number] >= '0' && value[number] <= '9' &&
                       strspn(value + number, "0123456789.") == strlen(value + number) &&
                       strchr("0123456789", value[strlen(value) - 1]);
        if (digits || decimal || (*value && strspn(value, LETTERS) == strlen(value)))
            put(print, value);
        else
            show_literal(print, value);
    }
    put(print, options->count ? ")" : "");
}

static void put_name(Print *print, const char *before, const char *name)
{
    if (!name)
        return;
    put(print, before);
    show_name(print, name);
}

void show_index_storage(Print *print, const ReadStorage *storage)
{
    show_options(print, " with (", &storage->options);
    put_name(print, " tablespace ", storage->tablespace);
    put(print, storage->cluster ? " cluster" : "");
    put(print, storage->replica ? " replica identity" : "");
    if (storage->said) {
        put(print, " comment ");
        show_literal(print, storage->said);
    }
}

void show_table_storage(Print *print, const ReadTable *table)
{
    static const char *const SECURITY[] = {"", " row security", " row security forced disabled",
                                           " row security forced"};
    bool whole = table->part_of && table->part_of->unlogged; // then a part is it without a word
    put(print, table->unlogged && !whole ? " unlogged" : "");
    put(print, SECURITY[table->row_security]);
    put_name(print, " using ", table->method);
    put_name(print, " tablespace ", table->storage.tablespace);
    if (table->replica)
        text_printf(print->out, " replica identity %s", table->replica);
    show_options(print, " with (", &table->storage.options);
}

void show_column_storage(Print *print, const ReadColumn *column)
{
    put_name(print, " storage ", column->storage);
    put_name(print, " compression ", column->compression);
    if (column->statistics)
        text_printf(print->out, " statistics %s", column->statistics);
    show_options(print, " options (", &column->options);
}

void show_numbers(Print *print, const ReadColumn *column)
{
    const char *const numbers[][2] = {{"start", column->start},
                                      {"increment", column->increment},
                                      {"minvalue", column->minimum},
                                      {"maxvalue", column->maximum},
                                      {"cache", column->cache}};
    const char *comma = " (";
    for (size_t at = 0; at < sizeof numbers / sizeof *numbers; at++)
        if (numbers[at][1]) {
            text_printf(print->out, "%s%s %s", comma, numbers[at][0], numbers[at][1]);
            comma = " ";
        }
    if (column->cycle) {
        text_printf(print->out, "%scycle", comma);
        comma = " ";
    }
    if (column->sequence) {
        text_printf(print->out, "%sname ", comma);
        show_name(print, column->sequence);
        comma = " ";
    }
    put(print, comma[1] == '\0' ? ")" : "");
}
