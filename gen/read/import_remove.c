// SPDX-License-Identifier: MIT
// What goes along with a column or an index that vanishes.
#include <string.h>

#include "gen/read/import_job.h"

static bool has_name(const ReadNames *names, const char *name)
{
    for (size_t at = 0; at < names->count; at++)
        if (!strcmp(names->at[at], name))
            return true;
    return false;
}

static bool index_reads(Job *job, const ReadIndex *index, const char *column)
{
    bool reads = has_name(&index->include, column) || import_reads(job, index->where, column);
    for (size_t at = 0; at < index->count; at++) {
        const ReadElement *element = &index->elements[at];
        reads = reads || (element->column ? !strcmp(element->column, column)
                                          : import_reads(job, element->expression, column));
    }
    return reads;
}

void import_remove_index(Job *job, ReadTable *table, const ReadIndex *gone)
{
    ReadIndex *last = NULL;
    (void)job;
    for (ReadIndex **at = &table->indexes; *at;) {
        if (*at == gone) {
            *at = gone->next;
            continue;
        }
        last = *at;
        at = &(*at)->next;
    }
    table->last_index = last;
}

static void remove_pointing(Job *job, const ImportTable *target, const char *column)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportTable *table = thing->kind == THING_TABLE && !thing->gone ? thing->made : NULL;
        const ReadConstraint *next;
        for (const ReadConstraint *at = table ? table->read.constraints : NULL; at; at = next) {
            next = at->next;
            if (at->kind == KIND_FOREIGN && at->target == &target->read && has_name(&at->to, column))
                import_remove_constraint(job, table, at);
        }
    }
}

static void remove_views(Job *job, const Thing *table, const char *column)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (thing->kind == THING_VIEW && !thing->gone && import_view_reads(thing->made, table, column))
            import_remove(job, thing);
}

void import_remove_sequences(Job *job, const ImportColumn *column)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (thing->kind == THING_SEQUENCE && !thing->gone &&
            ((ImportSequence *)thing->made)->column == column)
            import_remove(job, thing);
}

// Constraints and indexes that name it go along; what is elsewhere does so with CASCADE only, without which
// the statement would have failed.
void import_remove_column(Job *job, ImportTable *table, const char *name)
{
    ReadTable *read = &table->read;
    ReadColumn *last = NULL;
    const ReadConstraint *next;
    import_remove_statistics(job, table->thing, name);
    for (const ReadConstraint *at = read->constraints; at; at = next) {
        next = at->next;
        if (has_name(&at->columns, name) || has_name(&at->include, name) ||
            import_reads(job, at->expression, name))
            import_remove_constraint(job, table, at);
    }
    const ReadIndex *next_index;
    for (const ReadIndex *at = read->indexes; at; at = next_index) {
        next_index = at->next;
        if (!index_reads(job, at, name))
            continue;
        import_remove(job, import_find(job, SPACE_RELATION, table->thing->schema, at->name));
        import_remove_index(job, read, at);
    }
    remove_pointing(job, table, name);
    remove_views(job, table->thing, name);
    import_remove_triggers(job, table->thing, name);
    import_remove_policies(job, table, name);
    import_remove_texts(job, table->thing, name);
    import_remove_sequences(job, import_column_of(table, name));
    for (ReadColumn **at = &read->columns; *at;) {
        if (!strcmp((*at)->name, name)) {
            *at = (*at)->next;
            continue;
        }
        last = *at;
        at = &(*at)->next;
    }
    read->last_column = last;
}
