// SPDX-License-Identifier: MIT
// status, validate and verify: look at a database and its registry, change nothing.
#include "check.h"
#include "registry.h"
#include "set.h"

#include <stdlib.h>
#include <string.h>

// ---- status

typedef struct StatusOwner {
    SrRegistry registry;
    SchemacStatusRow *rows;
} StatusOwner;

const char *schemac_state_text(SchemacState state)
{
    static const char *const texts[] = {
        [SCHEMAC_APPLIED] = "applied",         [SCHEMAC_PENDING] = "pending", [SCHEMAC_FAILED] = "failed",
        [SCHEMAC_INTERRUPTED] = "interrupted", [SCHEMAC_CHANGED] = "changed", [SCHEMAC_NO_FILE] = "no file",
    };
    size_t count = sizeof texts / sizeof texts[0];
    return (size_t)state < count ? texts[state] : "unknown";
}

static SchemacState row_state(const SrRow *row, const SchemacSet *set)
{
    if (!row->begun)
        return SCHEMAC_FAILED;
    if (!row->success)
        return SCHEMAC_INTERRUPTED;
    const SchemacMigration *migration = sr_set_find(set, row->version);
    if (!migration)
        return set ? SCHEMAC_NO_FILE : SCHEMAC_APPLIED;
    return strcmp(migration->up.checksum, row->checksum) ? SCHEMAC_CHANGED : SCHEMAC_APPLIED;
}

static SchemacStatusRow status_of_row(const SrRow *row, const SchemacSet *set)
{
    return (SchemacStatusRow){
        .version = row->version,
        .name = row->name,
        .description = row->description,
        .state = row_state(row, set),
        .direction = row->down ? "down" : "up",
        .applied_by = row->applied_by,
        .applied_at = row->begun ? row->applied_at : "",
        .milliseconds = row->milliseconds,
        .segments_done = row->segments_done,
        .segments_total = row->segments_total,
        .error = row->error,
    };
}

static SchemacStatusRow status_of_file(const SrFile *file)
{
    return (SchemacStatusRow){
        .version = file->version,
        .name = file->name,
        .description = file->description,
        .state = SCHEMAC_PENDING,
        .direction = "up",
        .applied_by = "",
        .applied_at = "",
        .segments_total = (unsigned)file->segment_count,
        .error = "",
    };
}

static SchemacCode fill_status(StatusOwner *owner, const SchemacSet *set, SchemacStatus *status,
                               SchemacError *error)
{
    const SrRegistry *registry = &owner->registry;
    size_t files = set ? set->count : 0;
    owner->rows = calloc(registry->count + files + 1, sizeof *owner->rows);
    if (!owner->rows)
        return sr_fail_memory(error);
    for (size_t i = 0; i < registry->count; i++)
        owner->rows[status->count++] = status_of_row(&registry->rows[i], set);
    for (size_t i = 0; i < files; i++)
        if (!sr_registry_find(registry, set->items[i]->up.version))
            owner->rows[status->count++] = status_of_file(&set->items[i]->up);
    const char *hash = sr_registry_hash(registry);
    status->rows = owner->rows;
    status->hash = hash ? hash : "";
    return SCHEMAC_OK;
}

SchemacCode schemac_status(SchemacDb *db, const SchemacSet *set, SchemacStatus *status, SchemacError *error)
{
    sr_error_clear(error);
    *status = (SchemacStatus){.hash = ""};
    StatusOwner *owner = calloc(1, sizeof *owner);
    if (!owner)
        return sr_fail_memory(error);
    status->owner = owner;
    SchemacCode code = sr_registry_load(&owner->registry, db, error);
    if (!code)
        code = fill_status(owner, set, status, error);
    if (code)
        schemac_status_free(status);
    return code;
}

void schemac_status_free(SchemacStatus *status)
{
    StatusOwner *owner = status->owner;
    if (owner) {
        sr_registry_free(&owner->registry);
        free(owner->rows);
        free(owner);
    }
    *status = (SchemacStatus){0};
}

// ---- validate and verify

static SrReport report_for(const SchemacOptions *options, const SrRow *row)
{
    return (SrReport){
        .options = options,
        .event = {.version = row ? row->version : "", .name = row ? row->name : "", .direction = "up"},
    };
}

static SchemacCode different(const SrReport *report, SchemacError *error, const char *text)
{
    sr_report(report, SCHEMAC_EVENT_DIFFERENCE, text);
    return sr_fail(error, SCHEMAC_DIFFERENT, "%s", text);
}

// What the registry alone shows: interrupted migrations, and files that are not those applied.
static SchemacCode compare_registry(const SrRegistry *registry, const SchemacSet *set,
                                    const SchemacOptions *options, SchemacError *error)
{
    SchemacCode code = SCHEMAC_OK;
    for (size_t i = 0; i < registry->count; i++) {
        const SrRow *row = &registry->rows[i];
        SrReport report = report_for(options, row);
        SchemacState state = row_state(row, set);
        SrText text = {0};
        sr_text_printf(&text, "migration %s %s ", row->version, row->name);
        if (state == SCHEMAC_INTERRUPTED)
            sr_text_printf(&text, "is interrupted on its way %s after %u of %u segments",
                           row->down ? "down" : "up", row->segments_done, row->segments_total);
        else if (state == SCHEMAC_CHANGED)
            sr_text_puts(&text, "has a file that changed since it was applied");
        if (state == SCHEMAC_INTERRUPTED || state == SCHEMAC_CHANGED)
            code = different(&report, error, sr_text_string(&text));
        sr_text_free(&text);
    }
    return code;
}

// The first failure is what is returned; a later one is still reported.
static SchemacCode keep_first(SchemacCode first, SchemacError *error, SchemacCode code,
                              const SchemacError *later)
{
    if (!first && code)
        *error = *later;
    return first ? first : code;
}

static bool is_finding(SchemacCode code)
{
    return code == SCHEMAC_OK || code == SCHEMAC_DIFFERENT || code == SCHEMAC_CHECK_FAILED;
}

static SchemacCode validate_newest(SrRegistry *registry, const SrRow *row, const SchemacOptions *options,
                                   SchemacError *error)
{
    SrFile file;
    SchemacError later = {0};
    SrReport report = report_for(options, row);
    SchemacCode code = sr_registry_sql(registry, row, false, &file, error);
    if (!code) {
        code = sr_objects_check(registry->db, &file, true, false, SCHEMAC_DIFFERENT, &report, error);
        if (is_finding(code))
            code = keep_first(code, error, sr_checks_run(registry->db, &file, true, &report, &later), &later);
    }
    sr_file_free(&file);
    return code;
}

SchemacCode schemac_validate(SchemacDb *db, const SchemacSet *set, const SchemacOptions *options,
                             SchemacError *error)
{
    SrRegistry registry;
    SchemacError later = {0};
    sr_error_clear(error);
    SchemacCode code = sr_registry_load(&registry, db, error);
    if (!code) {
        const SrRow *newest = sr_registry_newest(&registry);
        code = compare_registry(&registry, set, options, error);
        if (newest && newest->success)
            code = keep_first(code, error, validate_newest(&registry, newest, options, &later), &later);
    }
    sr_registry_free(&registry);
    return code;
}

static SchemacCode verify_row(SrRegistry *registry, const SrRow *row, const SchemacOptions *options,
                              SchemacError *error)
{
    SrFile file;
    SrReport report = report_for(options, row);
    SchemacCode code = sr_registry_sql(registry, row, false, &file, error);
    if (!code)
        code = sr_checks_run(registry->db, &file, true, &report, error);
    sr_file_free(&file);
    return code;
}

SchemacCode schemac_verify(SchemacDb *db, const SchemacOptions *options, SchemacError *error)
{
    SrRegistry registry;
    sr_error_clear(error);
    SchemacCode code = sr_registry_load(&registry, db, error);
    if (!code) {
        const SrRow *row =
            options->to ? sr_registry_find(&registry, options->to) : sr_registry_newest(&registry);
        if (options->to && (!row || !row->success))
            code = sr_fail(error, SCHEMAC_BAD_INPUT, "the version %s is not applied", options->to);
        else if (row && !row->success)
            code = sr_fail(error, SCHEMAC_DIFFERENT, "%s %s is interrupted", row->version, row->name);
        else if (row)
            code = verify_row(&registry, row, options, error);
    }
    sr_registry_free(&registry);
    return code;
}
