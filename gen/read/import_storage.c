// SPDX-License-Identifier: MIT
// How tables, columns and indexes are stored: WITH, SET and RESET, replica identity, cluster order.
#include <string.h>

#include "gen/read/import_job.h"

// --- options ---

const char *import_value(Job *job, const Tree *arg)
{
    const Tree *names = tree_get(tree_get(arg, "TypeName"), "names");
    if (!arg)
        return "true";
    if (tree_get(arg, "Integer"))
        return arena_print(job->arena, "%ld", tree_number(tree_get(arg, "Integer"), "ival"));
    if (tree_get(arg, "Float"))
        return import_name(job, tree_text(tree_get(arg, "Float"), "fval"));
    return import_name(job, names ? tree_name(names) : tree_string(arg));
}

// The library gives out no integer below 1: what stands behind the sign of equality says which it is.
static const char *value_of(Job *job, const Tree *option)
{
    const Tree *arg = tree_get(option, "arg"), *number = tree_get(arg, "Integer");
    if (!number || tree_first(number))
        return import_value(job, arg);
    Span at = import_next(job, import_offset(job, option));
    while (*import_text(job, at) != '=' && at.end < job->statement.end)
        at = import_next(job, at.end);
    at = import_next(job, at.end);
    bool negative = *import_text(job, at) == '-';
    return arena_print(job->arena, "%s%s", negative ? "-" : "",
                       import_text(job, negative ? import_next(job, at.end) : at));
}

static size_t place_of(const ReadNames *options, const char *name)
{
    size_t at = 0, length = strlen(name);
    while (at < options->count &&
           (strncmp(options->at[at], name, length) != 0 || options->at[at][length] != '='))
        at++;
    return at;
}

static void remove_option(ReadNames *options, const char *name)
{
    size_t at = place_of(options, name);
    if (at == options->count)
        return;
    memmove(options->at + at, options->at + at + 1, (options->count - at - 1) * sizeof *options->at);
    options->count--;
}

// A list that a name was taken out of has another length than its room tells: it is copied.
static void add_option(Job *job, ReadNames *options, const char *option)
{
    ReadNames all = {0};
    for (size_t at = 0; at < options->count; at++)
        read_name_add(job->arena, &all, options->at[at]);
    read_name_add(job->arena, &all, option);
    *options = all;
}

void import_options(Job *job, ReadNames *options, const Tree *list, bool reset)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        const Tree *option = tree_get(item, "DefElem");
        const char *space = tree_text(option, "defnamespace"), *name = tree_text(option, "defname");
        name = *space ? arena_print(job->arena, "%s.%s", space, name) : name;
        remove_option(options, name);
        if (!reset)
            add_option(job, options, arena_print(job->arena, "%s=%s", name, value_of(job, option)));
    }
}

void import_index_storage(Job *job, ReadStorage *storage, const Tree *options, const char *tablespace)
{
    import_options(job, &storage->options, options, false);
    if (*tablespace)
        storage->tablespace = strcmp(tablespace, "pg_default") ? import_name(job, tablespace) : NULL;
}

void import_table_storage(Job *job, ReadTable *table, const Tree *stmt)
{
    const char *method = tree_text(stmt, "accessMethod");
    import_index_storage(job, &table->storage, tree_get(stmt, "options"), tree_text(stmt, "tablespacename"));
    if (*method &&
        (tree_get(stmt, "partspec") || strcmp(method, "heap"))) // of a whole that says none its parts may
        table->method = import_name(job, method);
}

// --- indexes by name ---

static ReadStorage *storage_named(const ImportTable *table, const char *name)
{
    for (ReadIndex *at = table->read.indexes; at; at = at->next)
        if (!strcmp(at->name, name))
            return &at->storage;
    ReadConstraint *found = import_constraint_of(table->read.constraints, name);
    return found ? &found->storage : NULL;
}

ReadStorage *import_storage_of(Thing *thing)
{
    ImportTable *rows = import_rows_of(thing), *of = import_rows_of(thing->of);
    if (rows)
        return &rows->read.storage;
    if (thing->kind == THING_INDEX && of)
        return storage_named(of, thing->name);
    return NULL;
}

static void clear_marks(ImportTable *table, bool cluster)
{
    for (ReadIndex *at = table->read.indexes; at; at = at->next)
        *(cluster ? &at->storage.cluster : &at->storage.replica) = false;
    for (ReadConstraint *at = table->read.constraints; at; at = at->next)
        *(cluster ? &at->storage.cluster : &at->storage.replica) = false;
}

static ReadStorage *marked(Job *job, ImportTable *table, const char *index)
{
    ReadStorage *storage = storage_named(table, index);
    if (!storage && *index)
        storage = import_part_storage(job, table, index);
    if (!storage && *index)
        import_note(job, "mark", table->thing, index, arena_print(job->arena, "of index %s of ", index), "");
    return storage;
}

void import_cluster(Job *job, ImportTable *table, const char *index)
{
    clear_marks(table, true);
    ReadStorage *storage = marked(job, table, index);
    if (storage)
        storage->cluster = true;
}

void import_replica(Job *job, ImportTable *table, const char *kind, const char *index)
{
    clear_marks(table, false);
    table->read.replica = *kind == 'f' ? "full" : *kind == 'n' ? "nothing" : NULL;
    ReadStorage *storage = *kind == 'i' ? marked(job, table, index) : NULL;
    if (storage)
        storage->replica = true;
}

// --- columns ---

// What the type has by itself need not be said; of one's own types nobody knows it here.
void import_settle_storage(ReadColumn *column)
{
    TypeId id = (TypeId)column->type.built_in.id;
    bool main = !column->type.built_in.dims && (id == TYPE_NUMERIC || id == TYPE_INET || id == TYPE_CIDR);
    if (column->storage && !column->type.name && !strcmp(column->storage, main ? "main" : "extended"))
        column->storage = NULL;
}

// CLUSTER t USING i also says that it is the one from now on.
void import_cluster_statement(Job *job, const Tree *stmt)
{
    Thing *thing = import_find_range(job, tree_get(stmt, "relation"));
    if (*tree_text(stmt, "indexname") && import_rows_of(thing))
        import_cluster(job, import_rows_of(thing), tree_text(stmt, "indexname"));
}
