// SPDX-License-Identifier: MIT
// Partitions, and tables that inherit. A part keeps only what was said of it; what it has from its table is
// there without a word, so that later changes of that need not be repeated here.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/bounds.h"
#include "gen/read/import_job.h"

// --- how a table is parted ---

static Strategy strategy_of(const char *text)
{
    return strstr(text, "RANGE") || strstr(text, "range") ? STRATEGY_RANGE
           : strstr(text, "LIST") || strstr(text, "list") ? STRATEGY_LIST
                                                          : STRATEGY_HASH;
}

void import_parting(Job *job, ImportTable *table, const Tree *spec)
{
    const Tree *item, *params = tree_get(spec, "partParams");
    ReadTable *read = &table->read;
    read->strategy = strategy_of(tree_text(spec, "strategy"));
    read->key = ARENA_ARRAY(job->arena, ReadElement, tree_count(params) + 1);
    TREE_EACH(item, params)
    {
        const Tree *from = tree_get(item, "PartitionElem");
        ReadElement *element = &read->key[read->key_count++];
        if (*tree_text(from, "name"))
            element->column = import_name(job, tree_text(from, "name"));
        else
            element->expression = import_element_text(job, import_offset(job, from));
        if (tree_get(from, "collation"))
            element->collation = import_name(job, tree_name(tree_get(from, "collation")));
        if (tree_get(from, "opclass"))
            element->class = import_name(job, tree_name(tree_get(from, "opclass")));
    }
}

// Are the rows of the table those of the other one as well? What PostgreSQL refuses would have no end here.
static bool descends(const ReadTable *table, const ReadTable *from)
{
    bool found = table == from || (table->part_of && descends(table->part_of, from));
    for (size_t at = 0; !found && at < table->parent_count; at++)
        found = descends(table->parents[at], from);
    return found;
}

static bool closes_loop(Job *job, const ReadTable *table, const ReadTable *under, Span place)
{
    bool loop = descends(under, table);
    if (loop)
        diag_report(job->diag, DIAG_PARTITION_FORM, place, table->name, "its rows would be its own heirs'");
    return loop;
}

static void make_part(Job *job, ImportTable *table, Thing *of, const Tree *bound, Span place)
{
    if (!((ImportTable *)of->made)->read.strategy) {
        diag_report(job->diag, DIAG_PARTITION_FORM, place, of->name,
                    "a table that is not parted has no partitions");
        return;
    }
    if (closes_loop(job, &table->read, &((ImportTable *)of->made)->read, place))
        return;
    table->read.part_of = &((ImportTable *)of->made)->read;
    ((ImportTable *)of->made)->is_parent = true;
    table->thing->of = of;
    table->read.bounds = import_bounds(job, table, bound);
}

static void add_parent(Job *job, ImportTable *table, ImportTable *parent)
{
    read_parent_add(job->arena, &table->read, &parent->read);
    parent->is_parent = true;
}

// PARTITION OF, INHERITS: false when one of them is not carried.
bool import_parents(Job *job, ImportTable *table, const Tree *stmt)
{
    const Tree *item, *bound = tree_get(stmt, "partbound");
    TREE_EACH(item, tree_get(stmt, "inhRelations"))
    {
        const Tree *range = tree_get(item, "RangeVar");
        Thing *thing = import_find_range(job, range);
        if (!thing)
            diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, range), tree_text(range, "relname"));
        if (!thing || thing->kind != THING_TABLE)
            return false;
        if (bound)
            make_part(job, table, thing, bound, import_token(job, range));
        else
            add_parent(job, table, thing->made);
    }
    return true;
}

// --- columns ---

static const ReadTable *part_of(const ImportTable *table)
{
    return table->read.part_of;
}

// What is there because of another table; NULL: it is the table's own, or there is none.
ImportColumn *import_inherited_column(const ImportTable *table, const char *name)
{
    const ReadTable *one = part_of(table);
    for (size_t at = 0; at < (one ? 1 : table->read.parent_count); at++) {
        const ImportTable *parent = (const ImportTable *)(one ? one : table->read.parents[at]);
        ImportColumn *found = import_column_of(parent, name);
        if (found)
            return found;
    }
    return NULL;
}

// The table's own, which may be one that it has from another table and is about to go its own way.
ImportColumn *import_own_column(Job *job, ImportTable *table, const char *name)
{
    ImportColumn *own = (ImportColumn *)(uintptr_t)read_column(&table->read, name);
    const ImportColumn *of = own ? NULL : import_inherited_column(table, name);
    if (!of)
        return own;
    own = ARENA_NEW(job->arena, ImportColumn);
    *own = *of;
    own->read.next = NULL;
    own->read.inherited = !part_of(table);
    own->read.comment = own->read.not_null_comment = NULL;
    own->read.identity = IDENTITY_NONE;
    own->read.statistics = NULL;
    own->read.options = (ReadNames){0};
    own->read.rights = own->read.sequence_rights = NULL;
    ReadTable *read = &table->read;
    *(read->last_column ? &read->last_column->next : &read->columns) = &own->read;
    read->last_column = &own->read;
    return own;
}

// --- attach and detach ---

const char *import_not_null_name(Job *job, const ReadTable *table, const ReadColumn *column)
{
    const ReadColumn *of = table->part_of ? read_column(table->part_of, column->name) : NULL;
    char usual[NAME_BYTES + 1];
    if (column->not_null)
        return column->not_null;
    if (of && !of->nullable)
        return import_not_null_name(job, table->part_of, of);
    name_join(usual, table->name, column->name, "not_null");
    return import_name(job, usual);
}

// What the part says of it as the whole table does, it has from there.
static void merge_not_nulls(Job *job, ImportTable *table, const ReadTable *of)
{
    for (ReadColumn *own = table->read.columns; own; own = own->next) {
        const ReadColumn *its = own->not_null ? read_column(of, own->name) : NULL;
        if (its && !its->nullable && !own->not_null_comment && !own->not_null_open &&
            !strcmp(own->not_null, import_not_null_name(job, of, its)))
            own->not_null = NULL;
    }
}

// The whole table's foreign key takes the place of an equal one of the part.
static void merge_foreigns(Job *job, ImportTable *table, const ReadTable *of)
{
    for (const ReadConstraint *its = of->constraints; its; its = its->next)
        for (const ReadConstraint *own = table->read.constraints; its->kind == KIND_FOREIGN && own;
             own = own->next)
            if (own->kind == KIND_FOREIGN && own->target == its->target &&
                read_same_names(&own->columns, &its->columns) && read_same_names(&own->to, &its->to)) {
                import_remove_constraint(job, table, own);
                break;
            }
}

void import_attach(Job *job, Thing *whole, const Tree *command)
{
    Thing *part = import_find_range(job, tree_get(command, "name"));
    import_forget(job, INDEX_ONLY, whole, "");
    // Of indexes, those that say the same are put together, this one first; that of a key is none by itself.
    if (part && part->kind == THING_INDEX && part->made)
        ((ReadIndex *)part->made)->attached = true;
    if (whole->kind != THING_TABLE || !part)
        return;
    if (part->kind != THING_TABLE) { // a foreign one
        import_note(job, "partition", part, "", "", arena_print(job->arena, ": of %s", whole->name));
        return;
    }
    make_part(job, part->made, whole, tree_get(command, "bound"), job->statement);
    merge_foreigns(job, part->made, &((ImportTable *)whole->made)->read);
    merge_not_nulls(job, part->made, &((ImportTable *)whole->made)->read);
}

// What it had from the table that it is no part or heir of any more stays its own.
static void keep_checks(Job *job, ImportTable *table, const ReadTable *of)
{
    for (const ReadConstraint *at = of->constraints; at; at = at->next) {
        if (at->kind != KIND_CHECK || at->no_inherit ||
            import_constraint_of(table->read.constraints, at->name))
            continue;
        ReadConstraint *made =
            READ_ADD(job->arena, ReadConstraint, &table->read.constraints, &table->read.last_constraint);
        *made = *at;
        made->next = NULL;
    }
}

void import_detach(Job *job, const Tree *command)
{
    Thing *part = import_find_range(job, tree_get(command, "name"));
    ImportTable *table = part && part->kind == THING_TABLE ? part->made : NULL;
    const ReadTable *of = table ? table->read.part_of : NULL;
    if (!of)
        return;
    for (const ReadColumn *at = of->columns; at; at = at->next)
        import_own_column(job, table, at->name);
    bool keyed = read_key(&table->read) || !read_key(of);
    table->read.part_of = NULL;
    table->read.bounds = (ReadNames){0};
    part->of = NULL;
    keep_checks(job, table, of);
    if (!keyed || of->indexes)
        import_note(job, "indexes", part, "", "of ", ": those that it had from the table it was a part of");
}

// So do the columns, and what that one has inherited in turn.
static void keep_inherited(Job *job, ImportTable *table, const ReadTable *parent)
{
    for (const ReadColumn *at = parent->columns; at; at = at->next) {
        ImportColumn *own = import_own_column(job, table, at->name);
        if (own) // else it was dropped from in between
            own->read.inherited = false;
    }
    keep_checks(job, table, parent);
    for (size_t at = 0; at < parent->parent_count; at++)
        keep_inherited(job, table, parent->parents[at]);
}

void import_add_parent(Job *job, ImportTable *table, const Tree *range, bool add)
{
    Thing *thing = import_find_range(job, range);
    ReadTable *parent = thing && thing->kind == THING_TABLE ? &((ImportTable *)thing->made)->read : NULL;
    if (parent && add) {
        if (!closes_loop(job, &table->read, parent, import_token(job, range)))
            add_parent(job, table, thing->made);
        return;
    }
    if (parent)
        keep_inherited(job, table, parent);
    size_t kept = 0;
    for (size_t at = 0; parent && at < table->read.parent_count; at++)
        if (table->read.parents[at] != parent)
            table->read.parents[kept++] = table->read.parents[at];
    table->read.parent_count = parent ? kept : table->read.parent_count;
}

// --- what follows ---

static bool is_child(const ImportTable *table, const ReadTable *of)
{
    bool child = table->read.part_of == of;
    for (size_t at = 0; at < table->read.parent_count; at++)
        child = child || table->read.parents[at] == of;
    return child;
}

void import_each_child(Job *job, const ImportTable *of, void (*act)(void *, ImportTable *), void *context)
{
    for (Thing *thing = of->is_parent ? job->things : NULL; thing; thing = thing->next)
        if (thing->kind == THING_TABLE && !thing->gone && is_child(thing->made, &of->read))
            act(context, thing->made);
}

typedef struct HeirCount {
    Job *job;
    size_t count;
} HeirCount;

static void count_heir(void *context, ImportTable *heir)
{
    HeirCount *count = context;
    if (!heir->read.part_of)
        count->count += 1 + import_count_heirs(count->job, heir);
}

size_t import_count_heirs(Job *job, const ImportTable *table)
{
    HeirCount count = {job, 0};
    import_each_child(job, table, count_heir, &count);
    return count.count;
}
