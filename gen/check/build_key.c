// SPDX-License-Identifier: MIT
// Keys and unique constraints.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "gen/model/lite.h"

// The last column of a key may hold times, of which each stands alone, or must be covered.
bool item_has_period(const Item *item)
{
    const Part *columns = item ? ast_find(item->parts, PART_COLUMNS) : NULL;
    for (const Part *name = columns ? columns->list : NULL; name; name = name->next)
        if (name->number == 1)
            return true;
    return false;
}

// In the form that SQLite reads, too. Abort is what it does by itself.
const Word *part_conflict(const Part *part)
{
    return part && part->kind == PART_CONFLICT && strcmp(part->name.word->text, "abort") ? part->name.word
                                                                                         : NULL;
}

// SQLite's own are words in any case of letters.
const Word *part_collation(const Builder *builder, const Part *collate)
{
    const char *own = caps_of(builder->model->dialect)->collation_objects
                          ? NULL
                          : collation_of_lite(collate->name.word->text);
    return own ? words_text(builder->model->words, own) : collate->name.word;
}

static const Word *sorting_of(Builder *builder, const Part *list)
{
    const Part *collate = ast_find(list, PART_COLLATE);
    const char *text = ast_find(list, PART_DESC) ? "desc" : "";
    if (collate)
        text = arena_print(&builder->scratch, "collate %s%s%s", part_collation(builder, collate)->text,
                           *text ? " " : "", text);
    return words_text(builder->model->words, text);
}

// Of a key's columns, and what is done about a row that breaks it.
static void build_sorting(TableJob *job, const Item *item, Object *object)
{
    Model *model = job->builder->model;
    const Part *columns = ast_find(item->parts, PART_COLUMNS);
    const Word *conflict = part_conflict(ast_find(item->parts, PART_CONFLICT));
    uint32_t count = 0;
    bool any = false;
    for (const Part *name = columns->list; name; name = name->next, count++)
        any = any || ast_find(name->list, PART_COLLATE) || ast_find(name->list, PART_DESC);
    if (conflict)
        model_index(model, object)->conflict = conflict;
    if (!any)
        return;
    Names *sorting = &model_index(model, object)->sorting;
    sorting->at = ARENA_ARRAY(model->arena, const Word *, count);
    for (const Part *name = columns->list; name; name = name->next)
        sorting->at[sorting->count++] = sorting_of(job->builder, name->list);
}

// SQLite lets a key hold nulls where nothing forbids it, which only a schema for it alone can say.
static bool keeps_nulls(const TableJob *job, const Column *column)
{
    const Model *model = job->builder->model;
    const Table *table = AS(const Table, job->table);
    return caps_of(model->dialect)->null_keys && !table->strict && !table->without_rowid &&
           (model->declared == model->dialect || column->object.dialects == model->dialect);
}

Object *build_key(TableJob *job, const Item *item, Span span, Refs columns)
{
    Key *key = AS(Key, build_table_member(job, KIND_KEY, item ? item->name : (Name){0}, span, item));
    if (!AS(Table, job->table)->key)
        AS(Table, job->table)->key = &key->object;
    key->columns = columns;
    key->deferred = item && ast_find(item->parts, PART_DEFERRED);
    job->builder->model->has_deferred |= key->deferred;
    key->deferrable = key->deferred || (item && ast_find(item->parts, PART_DEFERRABLE));
    key->overlaps = item_has_period(item);
    build_storage(job, item, &key->object);
    if (item)
        build_sorting(job, item, &key->object);
    for (uint32_t at = 0; at < columns.count; at++) {
        Column *column = AS(Column, columns.at[at]);
        if (keeps_nulls(job, column))
            continue;
        if (column->nullable && column->object.dialects == DIALECTS_ALL)
            diag_report(job->builder->diag, DIAG_KEY_NULLABLE, column->object.span,
                        column->object.name->text);
        column->nullable = false;
    }
    return &key->object;
}

Object *build_unique(TableJob *job, const Item *item, Span span, Refs columns)
{
    Unique *unique =
        AS(Unique, build_table_member(job, KIND_UNIQUE, item ? item->name : (Name){0}, span, item));
    unique->columns = columns;
    if (!item)
        return &unique->object;
    unique->nulls_not_distinct = ast_find(item->parts, PART_NULLS_NOT_DISTINCT) != NULL;
    unique->deferred = ast_find(item->parts, PART_DEFERRED) != NULL;
    job->builder->model->has_deferred |= unique->deferred;
    unique->deferrable = unique->deferred || ast_find(item->parts, PART_DEFERRABLE);
    unique->overlaps = item_has_period(item);
    build_storage(job, item, &unique->object);
    build_sorting(job, item, &unique->object);
    return &unique->object;
}
