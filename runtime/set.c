// SPDX-License-Identifier: MIT
// Migrations and sets of them, as a program holds them.
#include "error.h"
#include "set.h"

#include <stdlib.h>
#include <string.h>

static SchemacCode check_pair(const SchemacMigration *migration, SchemacError *error)
{
    const SrFile *up = &migration->up, *down = &migration->down;
    const SrFile *wrong = up->down ? up : down;
    const char *message = NULL;
    if (up->down)
        message = "this is a down file";
    else if (migration->has_down && !down->down)
        message = "this is an up file";
    else if (migration->has_down && strcmp(up->version, down->version))
        message = "the down file is of another version than the up file";
    else if (migration->has_down &&
             (strcmp(up->from_hash, down->to_hash) || strcmp(up->to_hash, down->from_hash)))
        message = "the down file does not lead back to where the up file starts";
    else if (migration->has_down && up->dialect != down->dialect)
        message = "the down file is of another dialect than the up file";
    if (!message)
        return SCHEMAC_OK;
    sr_error_place(error, wrong->path, 1, 0);
    return sr_fail(error, SCHEMAC_BAD_INPUT, "%s", message);
}

static SchemacCode parse_one(SrFile *file, const char *name, const char *suffix, const char *text,
                             size_t length, SchemacError *error)
{
    SrText path = {0};
    sr_text_printf(&path, "%s%s", name, suffix);
    SchemacCode code =
        path.failed ? sr_fail_memory(error) : sr_file_parse(file, sr_text_string(&path), text, length, error);
    sr_text_free(&path);
    return code;
}

SchemacCode schemac_migration_parse(const SchemacEmbedded *source, SchemacMigration **out,
                                    SchemacError *error)
{
    sr_error_clear(error);
    *out = NULL;
    SchemacMigration *migration = calloc(1, sizeof *migration);
    if (!migration)
        return sr_fail_memory(error);
    migration->has_down = source->down != NULL;
    SchemacCode code =
        parse_one(&migration->up, source->file, ".up.sql", source->up, source->up_length, error);
    if (!code && source->down)
        code =
            parse_one(&migration->down, source->file, ".down.sql", source->down, source->down_length, error);
    if (!code)
        code = check_pair(migration, error);
    if (code)
        schemac_migration_free(migration);
    else
        *out = migration;
    return code;
}

SchemacInfo schemac_migration_info(const SchemacMigration *migration)
{
    const SrFile *up = &migration->up;
    return (SchemacInfo){
        .file = up->path,
        .version = up->version,
        .name = up->name,
        .description = up->description,
        .dialect = sr_dialect_name(up->dialect),
        .target = up->target,
        .from_hash = up->from_hash,
        .to_hash = up->to_hash,
        .grade = up->grade,
        .checksum = up->checksum,
        .segments = (unsigned)up->segment_count,
        .steps = (unsigned)up->step_count,
        .has_down = migration->has_down,
    };
}

void schemac_migration_free(SchemacMigration *migration)
{
    if (!migration)
        return;
    sr_file_free(&migration->up);
    sr_file_free(&migration->down);
    free(migration);
}

SchemacSet *schemac_set_new(void)
{
    return calloc(1, sizeof(SchemacSet));
}

const SchemacMigration *sr_set_find(const SchemacSet *set, const char *version)
{
    for (size_t i = 0; set && i < set->count; i++)
        if (!strcmp(set->items[i]->up.version, version))
            return set->items[i];
    return NULL;
}

static bool set_reserve(SchemacSet *set)
{
    if (set->count < set->size)
        return true;
    size_t size = set->size ? set->size * 2 : 16;
    SchemacMigration **items = realloc(set->items, size * sizeof *items);
    if (!items)
        return false;
    set->items = items;
    set->size = size;
    return true;
}

SchemacCode schemac_set_add(SchemacSet *set, SchemacMigration *migration, SchemacError *error)
{
    sr_error_clear(error);
    const SchemacMigration *other = sr_set_find(set, migration->up.version);
    SchemacCode code = SCHEMAC_OK;
    if (other) {
        sr_error_place(error, migration->up.path, 1, 0);
        code = sr_fail(error, SCHEMAC_BAD_INPUT, "version %s is also that of %s", other->up.version,
                       other->up.path);
    } else if (!set_reserve(set)) {
        code = sr_fail_memory(error);
    }
    if (code)
        schemac_migration_free(migration);
    else
        set->items[set->count++] = migration;
    return code;
}

SchemacCode schemac_set_embedded(const SchemacEmbedded *sources, size_t count, SchemacSet **out,
                                 SchemacError *error)
{
    SchemacSet *set = schemac_set_new();
    SchemacCode code = set ? SCHEMAC_OK : sr_fail_memory(error);
    for (size_t i = 0; !code && i < count; i++) {
        SchemacMigration *migration;
        code = schemac_migration_parse(&sources[i], &migration, error);
        if (!code)
            code = schemac_set_add(set, migration, error);
    }
    if (code)
        schemac_set_free(set);
    *out = code ? NULL : set;
    return code;
}

size_t schemac_set_count(const SchemacSet *set)
{
    return set->count;
}

const SchemacMigration *schemac_set_at(const SchemacSet *set, size_t index)
{
    return set->items[index];
}

void schemac_set_free(SchemacSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        schemac_migration_free(set->items[i]);
    free(set->items);
    free(set);
}
