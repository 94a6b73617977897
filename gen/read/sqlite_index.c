// SPDX-License-Identifier: MIT
// CREATE INDEX, CREATE VIEW and CREATE VIRTUAL TABLE.
#include <string.h>
#include <strings.h>

#include "gen/read/sqlite.h"

// expression [collate name] [asc | desc], as one text.
static void read_element(Lite *lite, const ReadTable *table, ReadElement *element, const char *sql)
{
    LiteText text;
    size_t end = 0;
    int depth = 0;
    bool alone = true; // so far it is one name
    text_begin(&text, lite, sql);
    const char *name = text_name(&text);
    text_begin(&text, lite, sql);
    for (size_t count = 0; !text_ends(&text); count++) {
        bool outside = !depth;
        depth += text_is(&text, "(") - text_is(&text, ")");
        if (count && outside && text_take(&text, "collate")) {
            element->collation = lite_collation(&text);
        } else if (count && outside && (text_is(&text, "asc") || text_is(&text, "desc"))) {
            element->descending = text_is(&text, "desc");
            text_next(&text);
        } else {
            alone = !count || text_is(&text, "]") || *sql == '[';
            end = text.now.span.end;
            text_next(&text);
        }
    }
    const ReadColumn *column = alone ? text_column(table, name) : NULL;
    element->nulls_first = element->descending; // as the language has it: not said
    if (column)
        element->column = column->name;
    else
        element->expression = arena_copy(lite->catalogue->arena, sql, end);
    bool plain =
        element->collation && !strcasecmp(element->collation, "binary") && !(column && column->collation);
    if (plain)
        element->collation = NULL;
}

static void read_elements(LiteText *text, const ReadTable *table, ReadIndex *index)
{
    Arena *arena = text->lite->catalogue->arena;
    ReadNames elements = {0};
    while (text_take(text, "(") || text_take(text, ","))
        read_name_add(arena, &elements, text_element(text));
    text_take(text, ")");
    index->count = elements.count;
    index->elements = ARENA_ARRAY(arena, ReadElement, elements.count + 1);
    for (size_t at = 0; at < elements.count; at++)
        read_element(text->lite, table, &index->elements[at], elements.at[at]);
}

void lite_index_text(Lite *lite, const char *name, const char *sql)
{
    LiteText text;
    text_begin(&text, lite, sql);
    text_next(&text); // create
    bool unique = text_take(&text, "unique");
    while (!text_ends(&text) && !text_take(&text, "on"))
        text_next(&text);
    ReadTable *table = text_table(lite->catalogue, text_name(&text));
    if (!table)
        return; // of a table that is not carried itself
    ReadIndex *index = READ_ADD(lite->catalogue->arena, ReadIndex, &table->indexes, &table->last_index);
    index->name = name;
    index->unique = unique;
    read_elements(&text, table, index);
    if (text_is(&text, "where"))
        index->where = sql + text.now.span.end;
}

// create [temp] view [if not exists] name [(a, b)] as …
void lite_view_text(Lite *lite, ReadView *view, const char *sql)
{
    LiteText text;
    text_begin(&text, lite, sql);
    while (!text_ends(&text) && !text_take(&text, "view"))
        text_next(&text);
    if (text_take(&text, "if")) {
        text_next(&text);
        text_next(&text);
    }
    text_name(&text);
    text_names(&text, &view->columns);
    view->query = sql + text.now.span.end; // behind `as`
}

// create virtual table [if not exists] name using module [(…)]
void lite_virtual_text(Lite *lite, ReadVirtual *table, const char *sql)
{
    LiteText text;
    text_begin(&text, lite, sql);
    while (!text_ends(&text) && !text_take(&text, "using"))
        text_next(&text);
    table->module = lite_folded(&text, text_name(&text));
    if (text_is(&text, "("))
        table->arguments = text_inside(&text);
}
