// SPDX-License-Identifier: MIT
// CREATE TABLE (LIKE …): what is taken from another table. The copies have names that PostgreSQL makes up.
#include <string.h>

#include "gen/read/import_job.h"

enum { // options
    COMMENTS = 1 << 0,
    COMPRESSION = 1 << 1,
    CONSTRAINTS = 1 << 2,
    DEFAULTS = 1 << 3,
    GENERATED = 1 << 4,
    IDENTITY = 1 << 5,
    INDEXES = 1 << 6,
    STATISTICS = 1 << 7,
    STORAGE = 1 << 8
};

// An identity counts by a sequence of its own, with the same numbers, though always of bigint.
static void copy_identity(Job *job, const ImportTable *table, const ImportColumn *column,
                          const ImportColumn *from)
{
    const Thing *of = import_identity_sequence(job, from);
    Thing *sequence =
        import_new_sequence(job, table->thing->schema, import_name_sequence(job, table, column->read.name));
    ImportSequence *made = sequence->made;
    if (of)
        made->read = ((ImportSequence *)of->made)->read;
    import_widen_sequence(job, &made->read);
    made->read.rights = NULL;
    made->read.comment = NULL;
    made->read.unlogged = table->read.unlogged;
    made->identity = true;
    import_own_sequence(sequence, table->thing, column);
}

static void copy_column(Job *job, ImportTable *table, const ReadTable *of, const ImportColumn *from,
                        long options)
{
    ReadTable *read = &table->read;
    if (import_column_of(table, from->read.name))
        return; // of two parents
    ImportColumn *column = ARENA_NEW(job->arena, ImportColumn);
    *column = *from;
    column->read.next = NULL;
    if (!(options & COMMENTS))
        column->read.comment = column->read.not_null_comment = NULL;
    if (job->names_not_null && !from->read.nullable)
        column->read.not_null = import_not_null_name(job, of, &from->read);
    column->span = job->statement;
    column->read.statistics = NULL;
    column->read.rights = column->read.sequence_rights = NULL;
    column->read.options = (ReadNames){0};
    if (!(options & STORAGE))
        column->read.storage = NULL;
    if (!(options & COMPRESSION))
        column->read.compression = NULL;
    *(read->last_column ? &read->last_column->next : &read->columns) = &column->read;
    read->last_column = &column->read;
    if (!(options & DEFAULTS)) {
        column->read.default_ = NULL;
        column->sequence = NULL;
    }
    if (!(options & GENERATED)) {
        column->read.generated = GENERATED_NONE;
        column->read.expression = NULL;
    }
    if (!(options & IDENTITY))
        column->read.identity = IDENTITY_NONE;
    if (column->read.identity)
        copy_identity(job, table, column, from);
}

// Columns and checks, also those that it has because of other tables: they come first.
static void copy_all(Job *job, ImportTable *table, const ImportTable *from, const ReadTable *of, long options)
{
    for (size_t at = 0; at < of->parent_count; at++)
        copy_all(job, table, from, of->parents[at], options);
    if (of->part_of)
        copy_all(job, table, from, of->part_of, options);
    for (const ReadColumn *at = of->columns; at; at = at->next)
        copy_column(job, table, of, import_column_of(from, at->name), options);
    for (size_t at = 0; at < from->missing.count && of == &from->read; at++)
        read_name_add(job->arena, &table->missing, from->missing.at[at]);
    for (const ReadConstraint *at = of->constraints; at && options & CONSTRAINTS; at = at->next)
        if (at->kind == KIND_CHECK && (of == &from->read || !at->no_inherit) &&
            !import_constraint_of(table->read.constraints, at->name)) {
            ReadConstraint *made =
                READ_ADD(job->arena, ReadConstraint, &table->read.constraints, &table->read.last_constraint);
            *made = *at;
            made->next = NULL;
            made->comment = options & COMMENTS ? at->comment : NULL;
        }
}

static void copy_key(Job *job, ImportTable *table, const ReadConstraint *from)
{
    ReadConstraint made = *from;
    made.next = NULL;
    made.name = made.comment = NULL; // of the constraint; of the index there are no words
    made.inherited = false;
    made.storage.cluster = made.storage.replica = false;
    import_name_constraint(job, table, &made);
    import_take_name(job, made.name);
    import_make(job, THING_INDEX, table->thing->schema, made.name, job->statement)->of = table->thing;
    *READ_ADD(job->arena, ReadConstraint, &table->read.constraints, &table->read.last_constraint) = made;
}

static void copy_index(Job *job, ImportTable *table, const ReadIndex *from, long options)
{
    ReadIndex made = *from;
    made.next = NULL;
    made.name = NULL;
    made.comment = options & COMMENTS ? from->comment : NULL;
    made.storage.cluster = made.storage.replica = false;
    made.elements = ARENA_ARRAY(job->arena, ReadElement, made.count + 1);
    memcpy(made.elements, from->elements, made.count * sizeof *made.elements);
    for (size_t at = 0; at < made.count; at++)
        made.elements[at].statistics = NULL;
    import_name_index(job, table, &made);
    Thing *thing = import_make(job, THING_INDEX, table->thing->schema, made.name, job->statement);
    thing->of = table->thing;
    *READ_ADD(job->arena, ReadIndex, &table->read.indexes, &table->read.last_index) = made;
    thing->made = table->read.last_index;
}

// Those that a part has from its table, too.
static void copy_indexes(Job *job, ImportTable *table, const ReadTable *from, long options)
{
    if (from->part_of)
        copy_indexes(job, table, from->part_of, options);
    for (const ReadConstraint *at = from->constraints; at; at = at->next)
        if (at->kind == KIND_KEY || at->kind == KIND_UNIQUE)
            copy_key(job, table, at);
    for (const ReadIndex *at = from->indexes; at; at = at->next)
        copy_index(job, table, at, options);
}

// Columns of a view or a composite type: nothing but their names and types.
static void copy_bare(Job *job, ImportTable *table, const ImportColumn *from)
{
    ImportColumn *column = ARENA_NEW(job->arena, ImportColumn);
    ReadTable *read = &table->read;
    column->read = (ReadColumn){.name = from->read.name,
                                .type = from->read.type,
                                .collation = from->read.collation,
                                .nullable = true};
    column->type = from->type;
    column->span = job->statement;
    *(read->last_column ? &read->last_column->next : &read->columns) = &column->read;
    read->last_column = &column->read;
}

static bool copy_view(Job *job, ImportTable *table, Thing *view)
{
    QueryColumns columns = {0};
    if (!import_view_columns(job, view->made, &columns) || !query_columns_typed(&columns))
        return false;
    for (size_t at = 0; at < columns.count; at++)
        copy_bare(job, table, &columns.at[at]);
    return true;
}

// LIKE with its options (bits of TableLikeOption).
void import_inherit(Job *job, ImportTable *table, const Tree *range, long options)
{
    Thing *thing = import_find_range(job, range);
    if (!thing)
        thing = import_find(job, SPACE_TYPE, tree_text(range, "schemaname"), tree_text(range, "relname"));
    if (thing && thing->kind == THING_TABLE) {
        const ImportTable *from = thing->made;
        copy_all(job, table, from, &from->read, options);
    } else if (thing && thing->kind == THING_COMPOSITE) {
        for (const ReadColumn *at = ((ReadComposite *)thing->made)->attributes; at; at = at->next)
            copy_bare(job, table, (const ImportColumn *)at);
    } else if (!thing || thing->kind != THING_VIEW || !copy_view(job, table, thing)) {
        import_note(job, "columns", table->thing, tree_text(range, "relname"), "of ",
                    arena_print(job->arena, " from %s", tree_text(range, "relname")));
    }
}

void import_inherit_indexes(Job *job, ImportTable *table, const Tree *range, long options)
{
    Thing *thing = import_find_range(job, range);
    if (!thing || thing->kind != THING_TABLE)
        return;
    if (options & INDEXES)
        copy_indexes(job, table, &((ImportTable *)thing->made)->read, options);
    if (options & STATISTICS)
        import_copy_statistics(job, thing, table->thing, options & COMMENTS);
}
