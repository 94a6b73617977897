// SPDX-License-Identifier: MIT
// Keys and indexes that a part has from its table, by the names that PostgreSQL gives them there.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

static bool is_named(const ReadTable *part, const NameList *list, const char *label, const char *name)
{
    char made[NAME_BYTES + 1];
    name_join(made, part->name, list->text, label);
    return !strcmp(made, name);
}

static ReadStorage *of_constraint(Job *job, const ReadTable *whole, ReadTable *part, const char *name)
{
    for (const ReadConstraint *at = whole->constraints; at; at = at->next) {
        NameList list = {.text = ""};
        for (size_t column = 0; at->kind == KIND_UNIQUE && column < at->columns.count; column++)
            name_list_add(&list, at->columns.at[column]);
        if ((at->kind != KIND_KEY && at->kind != KIND_UNIQUE) ||
            !is_named(part, &list, at->kind == KIND_KEY ? "pkey" : "key", name))
            continue;
        ReadConstraint *own =
            READ_ADD(job->arena, ReadConstraint, &part->constraints, &part->last_constraint);
        *own = *at;
        own->next = NULL;
        own->name = import_name(job, name);
        own->comment = NULL;
        own->storage.cluster = own->storage.replica = false;
        return &own->storage;
    }
    return NULL;
}

static ReadStorage *of_index(Job *job, const ReadTable *whole, ReadTable *part, const char *name)
{
    for (const ReadIndex *at = whole->indexes; at; at = at->next) {
        NameList list = {.text = ""};
        bool plain = !at->exclude;
        for (size_t element = 0; element < at->count; element++) {
            plain = plain && at->elements[element].column;
            name_list_add(&list, plain ? at->elements[element].column : "expr");
        }
        if (!plain || !is_named(part, &list, "idx", name))
            continue;
        ReadIndex *own = READ_ADD(job->arena, ReadIndex, &part->indexes, &part->last_index);
        *own = *at;
        own->next = NULL;
        own->name = import_name(job, name);
        own->comment = NULL;
        own->storage.cluster = own->storage.replica = false;
        return &own->storage;
    }
    return NULL;
}

ReadStorage *import_part_storage(Job *job, ImportTable *table, const char *index)
{
    ReadStorage *found = NULL;
    for (const ReadTable *whole = table->read.part_of; whole && !found; whole = whole->part_of) {
        found = of_constraint(job, whole, &table->read, index);
        found = found ? found : of_index(job, whole, &table->read, index);
    }
    return found;
}
