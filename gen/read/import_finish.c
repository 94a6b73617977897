// SPDX-License-Identifier: MIT
// What is left at the end of the file becomes the catalogue, under the names it has by then.
#include <stdlib.h>
#include <string.h>

#include "gen/read/import_job.h"

static bool lives(const Thing *thing)
{
    return !thing->gone && thing->kind != THING_OTHER;
}

// What goes along with one that has no words needs no mention of its own.
static bool goes_along(const Thing *thing)
{
    return thing->of && thing->of->kind == THING_OTHER;
}

#define LINK(list, last, made) (*((last) ? &(last)->next : &(list)) = (made), (last) = (made))

// --- tables ---

void import_finish_type(const Thing *own, ReadType *type)
{
    if (!own)
        return;
    type->schema = own->schema;
    type->name = own->name;
}

static void finish_columns(Job *job, ImportTable *table)
{
    for (ReadColumn *at = table->read.columns; at; at = at->next) {
        ImportColumn *column = (ImportColumn *)at;
        const Thing *sequence = column->sequence;
        import_finish_type(column->type, &at->type);
        import_settle_storage(at);
        if (at->default_ && sequence && ((ImportSequence *)sequence->made)->renamed)
            at->default_ = arena_print(job->arena, "nextval('%s'::regclass)", import_path(job, sequence));
    }
}

// A table that has become part of another is no target any more.
static void finish_foreigns(Job *job, ImportTable *table)
{
    const ReadConstraint *next;
    for (const ReadConstraint *at = table->read.constraints; at; at = next) {
        next = at->next;
        if (at->kind != KIND_FOREIGN)
            continue;
        const char *why =
            !lives(((const ImportTable *)at->target)->thing) ? ": what it names is not carried" : NULL;
        Thing *note = why ? import_note(job, "constraint", table->thing, at->name,
                                        arena_print(job->arena, "%s on ", at->name), why)
                          : NULL;
        if (why)
            import_remove_constraint(job, table, at);
        if (note)
            note->span = table->thing->span;
    }
}

static void finish_table(Job *job, Thing *thing)
{
    ImportTable *table = thing->made;
    Catalogue *catalogue = job->catalogue;
    table->read.schema = thing->schema;
    table->read.name = thing->name;
    table->read.row = table->row && !table->row->gone ? table->row->made : NULL;
    finish_columns(job, table);
    finish_foreigns(job, table);
    LINK(catalogue->tables, catalogue->last_table, &table->read);
}

// --- the others ---

static void finish_view(Job *job, Thing *thing)
{
    ImportView *view = thing->made;
    for (const ViewName *name = view->names; name; name = name->next)
        if (name->thing && !lives(name->thing)) {
            thing->kind = THING_OTHER;
            thing->noun = "view";
            thing->after = arena_print(job->arena, ": it reads %s", import_path(job, name->thing));
            return;
        }
    view->read.schema = thing->schema;
    view->read.name = thing->name;
    view->read.query = import_view_text(job, view);
    view->read.rows = view->rows.read;
    view->read.rows.schema = thing->schema;
    view->read.rows.name = thing->name;
    LINK(job->catalogue->views, job->catalogue->last_view, &view->read);
}

static void finish_enum(Job *job, Thing *thing)
{
    ReadEnum *made = thing->made;
    made->schema = thing->schema;
    made->name = thing->name;
    LINK(job->catalogue->enums, job->catalogue->last_enum, made);
}

static void finish_domain(Job *job, Thing *thing)
{
    ImportDomain *domain = thing->made;
    domain->read.schema = thing->schema;
    domain->read.name = thing->name;
    import_finish_type(domain->type, &domain->read.type);
    LINK(job->catalogue->domains, job->catalogue->last_domain, &domain->read);
}

static void finish_routine(Job *job, Thing *thing)
{
    ImportRoutine *routine = thing->made;
    ReadRoutine *read = &routine->read;
    const Thing *missing = routine->returns && !lives(routine->returns) ? routine->returns : NULL;
    for (size_t at = 0; at < read->argument_count; at++)
        if (routine->types[at] && !lives(routine->types[at]))
            missing = routine->types[at];
    if (missing) {
        thing->before = arena_print(job->arena, "%s%s", thing->name, import_signature(job, thing));
        thing->kind = THING_OTHER;
        thing->space = SPACE_OTHER;
        thing->after = arena_print(job->arena, ": its type %s", import_path(job, missing));
        return;
    }
    read->schema = thing->schema;
    read->name = thing->name;
    import_finish_type(routine->returns, &read->returns);
    for (size_t at = 0; at < read->argument_count; at++)
        import_finish_type(routine->types[at], &read->arguments[at].type);
    LINK(job->catalogue->routines, job->catalogue->last_routine, read);
}

static void finish_extension(Job *job, ReadExtension *extension)
{
    LINK(job->catalogue->extensions, job->catalogue->last_extension, extension);
}

static void finish_thing(Job *job, Thing *thing)
{
    Catalogue *catalogue = job->catalogue;
    ReadSchema *schema = thing->made;
    import_finish_rights(thing);
    switch (thing->kind) {
    case THING_SCHEMA:
        schema->name = thing->name;
        LINK(catalogue->schemas, catalogue->last_schema, schema);
        break;
    case THING_ENUM: finish_enum(job, thing); break;
    case THING_DOMAIN: finish_domain(job, thing); break;
    case THING_COMPOSITE: import_finish_composite(job, thing); break;
    case THING_RANGE: import_finish_range(job, thing); break;
    case THING_TABLE: finish_table(job, thing); break;
    case THING_VIEW: finish_view(job, thing); break;
    case THING_DEFINITION:
    case THING_BASE:
    case THING_FOREIGN_TABLE: import_finish_definition(job, thing); break;
    case THING_ROUTINE: finish_routine(job, thing); break;
    case THING_EXTENSION: finish_extension(job, thing->made); break;
    default: break;
    }
}

// --- what is not carried ---

static int by_place(const void *a, const void *b)
{
    const Thing *left = *(Thing *const *)a, *right = *(Thing *const *)b;
    return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

static void add_note(Job *job, const Thing *thing)
{
    const char *path = thing->space != SPACE_OTHER ? import_path(job, thing)
                       : thing->of                 ? import_path(job, thing->of)
                                                   : "";
    read_note(job->catalogue, thing->noun, "%s%s%s", thing->before ? thing->before : "", path,
              thing->after ? thing->after : "");
    job->catalogue->last_note->span = thing->span;
}

static void finish_notes(Job *job)
{
    Thing **notes = ARENA_ARRAY(job->arena, Thing *, job->count + 1);
    size_t count = 0;
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_OTHER && !goes_along(thing))
            notes[count++] = thing;
    qsort(notes, count, sizeof *notes, by_place);
    for (size_t at = 0; at < count; at++)
        add_note(job, notes[at]);
}

// A sequence that several columns count with is a thing of its own, whoever owns it.
static void find_shared(const Thing *thing)
{
    const ImportTable *table = thing->made;
    for (const ReadColumn *at = table->read.part_of ? NULL : table->read.columns; at; at = at->next) {
        const ImportColumn *column = (const ImportColumn *)at;
        ImportSequence *sequence = column->sequence ? column->sequence->made : NULL;
        if (sequence && sequence->column && sequence->column != column)
            sequence->shared = true;
    }
}

void import_finish(Job *job)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_TABLE)
            find_shared(thing);
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_SEQUENCE)
            import_finish_sequence(job, thing);
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone)
            finish_thing(job, thing);
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_TRIGGER)
            import_finish_trigger(thing);
    import_finish_defaults(job);
    finish_notes(job);
}
