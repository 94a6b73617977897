// SPDX-License-Identifier: MIT
// up and down: what is to be run, and whether it may be.
#include "job.h"
#include "set.h"

#include <string.h>

typedef struct Run {
    SchemacDb *db;
    const SchemacSet *set; // NULL for down
    const SchemacOptions *options;
    SchemacError *error;
    SrReport report;
    SrRegistry registry;
} Run;

typedef SchemacCode Work(Run *);

// ---- the lock

static SchemacCode work_once(Run *run, Work *work)
{
    bool writes = !run->options->dry_run;
    SchemacCode code = sr_registry_load(&run->registry, run->db, run->error);
    if (!code && writes)
        code = sr_registry_take(&run->registry, run->error);
    if (!code)
        code = work(run);
    if (writes && code != SCHEMAC_NO_CONNECTION && run->registry.exists)
        sr_registry_release(&run->registry);
    sr_registry_free(&run->registry);
    return code;
}

// Where only a transaction keeps others out, a stale epoch means that another runner went on meanwhile:
// what is left to do is then decided anew. Each round, somebody's transaction was committed.
static SchemacCode work_locked(Run *run, Work *work)
{
    const SrDriver *driver = run->db->driver;
    SchemacCode code = sr_registry_create(run->db, run->error);
    if (code)
        return code;
    code = work_once(run, work);
    while (code == SCHEMAC_FENCED && !driver->session_lock) {
        sr_report(&run->report, SCHEMAC_EVENT_WAIT, "another runner is at work");
        sr_error_clear(run->error);
        code = work_once(run, work);
    }
    return code;
}

static SchemacCode run_work(Run *run, Work *work)
{
    const SrDriver *driver = run->db->driver;
    sr_error_clear(run->error);
    run->report.options = run->options;
    SchemacCode code = SCHEMAC_OK;
    if (run->options->dry_run) {
        code = work_once(run, work);
    } else {
        code = driver->lock(run->db->link, &run->report, run->error);
        if (code)
            return code;
        code = work_locked(run, work);
        driver->unlock(run->db->link);
    }
    if (!code)
        sr_error_clear(run->error); // a file may have been noted in it
    return code;
}

// ---- may it run?

static SchemacCode refuse_changed(Run *run, const SrRow *row, const SrFile *file)
{
    sr_error_place(run->error, file->path, 0, 0);
    return sr_fail(run->error, SCHEMAC_REFUSED_CHANGED,
                   "%s %s has changed since it was applied (checksum %.14s…, registry %.14s…)", row->version,
                   row->name, file->checksum, row->checksum);
}

static SchemacCode check_unchanged(Run *run)
{
    for (size_t i = 0; i < run->set->count; i++) {
        const SrFile *file = &run->set->items[i]->up;
        const SrRow *row = sr_registry_find(&run->registry, file->version);
        if (row && row->success && strcmp(row->checksum, file->checksum))
            return refuse_changed(run, row, file);
    }
    return SCHEMAC_OK;
}

static SchemacCode check_dialect(Run *run, const SrFile *file)
{
    const SrDriver *driver = run->db->driver;
    sr_error_place(run->error, file->path, 0, 0);
    if (file->dialect != driver->dialect)
        return sr_fail(run->error, SCHEMAC_REFUSED_DIALECT, "written for %s, the database is %s",
                       sr_dialect_name(file->dialect), sr_dialect_name(driver->dialect));
    return driver->accepts(run->db->link, file->target, run->error);
}

static SchemacCode check_hash(Run *run, const SrFile *file)
{
    const char *hash = sr_registry_hash(&run->registry);
    const SrRow *newest = sr_registry_newest(&run->registry);
    if (!hash || !strcmp(hash, file->from_hash))
        return SCHEMAC_OK;
    sr_error_place(run->error, file->path, 0, 0);
    return sr_fail(run->error, SCHEMAC_REFUSED_HASH,
                   "%s %s starts from schema %.12s…, but %s %s left schema %.12s…", file->version, file->name,
                   file->from_hash, newest->version, newest->name, hash);
}

// ---- running one

static SrJob new_job(Run *run, const SrFile *file, SrRow *row)
{
    return (SrJob){
        .db = run->db,
        .registry = &run->registry,
        .options = run->options,
        .error = run->error,
        .file = file,
        .row = row,
        .report = {.options = run->options},
    };
}

// `first` of a dry run: what comes later starts from a schema that is not there.
static SchemacCode run_or_preview(Run *run, SrJob *job, bool first)
{
    if (!run->options->dry_run)
        return sr_job_run(job);
    SchemacCode code = first && job->fresh ? sr_job_check_old(job, false) : SCHEMAC_OK;
    if (!code)
        sr_job_preview(job);
    return code;
}

static SchemacCode apply(Run *run, const SchemacMigration *migration, bool first)
{
    const SrFile *file = &migration->up;
    SchemacCode code = check_dialect(run, file);
    if (!code)
        code = check_hash(run, file);
    if (code)
        return code;
    SrRow *row = sr_registry_row(&run->registry, file);
    if (!row)
        return sr_fail_memory(run->error);
    SrJob job = new_job(run, file, row);
    job.up = file;
    job.down = migration->has_down ? &migration->down : NULL;
    job.fresh = true;
    code = run_or_preview(run, &job, first);
    if (!code)
        row->begun = row->success = true;
    return code;
}

static SchemacCode go_on_with(Run *run, SrRow *row, const SrFile *file, const SrFile *down, bool changed)
{
    SrJob job = new_job(run, file, row);
    job.up = file;
    job.down = down;
    job.changed = changed;
    SchemacCode code = check_dialect(run, file);
    if (!code && changed && !sr_registry_describe(&run->registry, row, file))
        code = sr_fail_memory(run->error);
    if (!code)
        code = run_or_preview(run, &job, false);
    if (!code)
        row->success = true;
    return code;
}

// With the file where there is one, otherwise with the registry's copy of it.
static SchemacCode go_on_up(Run *run, SrRow *row)
{
    const SchemacMigration *migration = sr_set_find(run->set, row->version);
    if (migration) {
        const SrFile *down = migration->has_down ? &migration->down : NULL;
        bool changed = strcmp(row->checksum, migration->up.checksum) != 0;
        if (changed && !run->options->force)
            return refuse_changed(run, row, &migration->up);
        return go_on_with(run, row, &migration->up, down, changed);
    }
    SrFile file;
    SchemacCode code = sr_registry_sql(&run->registry, row, false, &file, run->error);
    if (!code)
        code = go_on_with(run, row, &file, NULL, false);
    sr_file_free(&file);
    return code;
}

// With `look_only` nothing runs: may it be reverted, and is there a way?
static SchemacCode revert(Run *run, SrRow *row, bool look_only)
{
    SrFile file;
    SchemacCode code = sr_registry_sql(&run->registry, row, true, &file, run->error);
    if (!code)
        code = check_dialect(run, &file);
    if (!code && strcmp(file.from_hash, row->to_hash))
        code = sr_fail(run->error, SCHEMAC_REFUSED_HASH, "its down file starts from another schema");
    if (!code && !strcmp(file.grade, "irreversible") && !row->down && !run->options->force)
        code = sr_fail(run->error, SCHEMAC_REFUSED_IRREVERSIBLE,
                       "%s %s cannot be reverted without losing what it made irreversible; --force does it",
                       row->version, row->name);
    if (!code && !look_only) {
        SrJob job = new_job(run, &file, row);
        job.fresh = !row->down;
        code = run_or_preview(run, &job, true);
        if (!code)
            sr_registry_forget(&run->registry, row);
    }
    sr_file_free(&file);
    return code;
}

// ---- up

static SchemacCode check_target(Run *run)
{
    const char *to = run->options->to;
    if (!to || sr_set_find(run->set, to))
        return SCHEMAC_OK;
    return sr_fail(run->error, SCHEMAC_BAD_INPUT, "no migration has the version %s", to);
}

static SchemacCode up(Run *run)
{
    const char *to = run->options->to;
    SrRow *interrupted = sr_registry_interrupted(&run->registry);
    SchemacCode code = check_target(run);
    bool first = true;
    if (!code)
        code = check_unchanged(run);
    if (!code && interrupted)
        code = interrupted->down ? revert(run, interrupted, false) : go_on_up(run, interrupted);
    for (size_t i = 0; !code && i < run->set->count; i++) {
        const SchemacMigration *migration = run->set->items[i];
        const SrRow *row = sr_registry_find(&run->registry, migration->up.version);
        if (!row || !row->begun) {
            code = apply(run, migration, first && !interrupted);
            first = false;
        }
        if (to && !strcmp(to, migration->up.version))
            break;
    }
    return code;
}

SchemacCode schemac_up(SchemacDb *db, const SchemacSet *set, const SchemacOptions *options,
                       SchemacError *error)
{
    Run run = {.db = db, .set = set, .options = options, .error = error};
    return run_work(&run, up);
}

// ---- down

// Everything in a higher position than `above` is to be reverted.
static SchemacCode lowest_to_revert(Run *run, int64_t *above)
{
    const char *to = run->options->to;
    const SrRow *newest = sr_registry_newest(&run->registry);
    *above = newest ? newest->position - 1 : 0;
    if (!to)
        return SCHEMAC_OK;
    *above = 0;
    if (!strcmp(to, "none"))
        return SCHEMAC_OK;
    const SrRow *row = sr_registry_find(&run->registry, to);
    if (!row || !row->begun)
        return sr_fail(run->error, SCHEMAC_BAD_INPUT, "the version %s is not applied", to);
    *above = row->position;
    return SCHEMAC_OK;
}

static SchemacCode check_all(Run *run, int64_t above)
{
    SchemacCode code = SCHEMAC_OK;
    for (size_t i = run->registry.count; !code && i-- > 0;)
        if (run->registry.rows[i].begun && run->registry.rows[i].position > above)
            code = revert(run, &run->registry.rows[i], true);
    return code;
}

static SchemacCode down(Run *run)
{
    int64_t above;
    SchemacCode code = lowest_to_revert(run, &above);
    SrRow *newest = sr_registry_newest(&run->registry);
    if (!code && newest && newest->position > above && !newest->success && !newest->down)
        code = sr_fail(run->error, SCHEMAC_REFUSED_INTERRUPTED,
                       "%s %s was interrupted on its way up after %u of %u segments: finish it with up first",
                       newest->version, newest->name, newest->segments_done, newest->segments_total);
    if (!code)
        code = check_all(run, above);
    while (!code && (newest = sr_registry_newest(&run->registry)) && newest->position > above)
        code = revert(run, newest, false);
    return code;
}

SchemacCode schemac_down(SchemacDb *db, const SchemacOptions *options, SchemacError *error)
{
    Run run = {.db = db, .options = options, .error = error};
    return run_work(&run, down);
}
