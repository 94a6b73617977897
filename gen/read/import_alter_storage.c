// SPDX-License-Identifier: MIT
// Commands of ALTER TABLE on how tables, indexes and columns are stored.
#include <string.h>

#include "gen/read/import_alter.h"

void import_replica_identity(Alter *alter)
{
    const Tree *said = tree_get(alter->def, "ReplicaIdentityStmt");
    import_replica(alter->job, alter->table, tree_text(said, "identity_type"), tree_text(said, "name"));
}

void import_set_options(Alter *alter)
{
    ReadStorage *storage = import_storage_of(alter->thing);
    const char *kind = tree_text(alter->command, "subtype");
    if (storage && !strcmp(kind, "AT_ReplaceRelOptions"))
        storage->options = (ReadNames){0};
    if (storage)
        import_options(alter->job, &storage->options, alter->def, !strcmp(kind, "AT_ResetRelOptions"));
    else if (alter->thing->kind != THING_OTHER)
        import_note(alter->job, "options", alter->thing, "", "of ", "");
}

void import_set_tablespace(Alter *alter)
{
    ReadStorage *storage = import_storage_of(alter->thing);
    if (storage)
        import_index_storage(alter->job, storage, NULL, alter->name);
}

void import_set_method(Alter *alter)
{
    alter->table->read.method = *alter->name && (alter->table->read.strategy || strcmp(alter->name, "heap"))
                                    ? import_name(alter->job, alter->name)
                                    : NULL;
}

void import_cluster_on(Alter *alter)
{
    import_cluster(alter->job, alter->table, alter->name);
}

void import_no_cluster(Alter *alter)
{
    import_cluster(alter->job, alter->table, "");
}

// --- how columns are stored ---

static const char *name_or_default(Alter *alter)
{
    const char *name = tree_string(alter->def);
    return *name && strcmp(name, "default") ? import_name(alter->job, name) : NULL;
}

void import_set_storage(Alter *alter)
{
    alter->column->read.storage = name_or_default(alter);
}

void import_set_compression(Alter *alter)
{
    alter->column->read.compression = name_or_default(alter);
}

void import_set_column_options(Alter *alter)
{
    import_options(alter->job, &alter->column->read.options, alter->def,
                   !strcmp(tree_text(alter->command, "subtype"), "AT_ResetOptions"));
}

// -1 or, of late, DEFAULT: the tree tells neither from 0.
static bool is_usual_target(const Alter *alter)
{
    const Job *job = alter->job;
    uint32_t at = import_skip(job, import_part(job, alter->index), "statistics");
    char first = job->source->text[import_next(job, at).start - job->source->base];
    return first != '+' && (first < '0' || first > '9');
}

// ALTER INDEX names a column of it by its number.
void import_set_statistics(Alter *alter)
{
    const char *target = alter->def ? import_value(alter->job, alter->def) : NULL;
    long place = tree_number(alter->command, "num");
    if (target && is_usual_target(alter))
        target = NULL;
    if (alter->table) {
        if (import_alter_column(alter))
            alter->column->read.statistics = target;
        return;
    }
    ReadIndex *index = alter->thing->kind == THING_INDEX ? alter->thing->made : NULL;
    if (index && place > 0 && (size_t)place <= index->count)
        index->elements[place - 1].statistics = target;
}
