// SPDX-License-Identifier: MIT
#include "job.h"

#include "check.h"

#include <stdio.h>

enum { DEFAULT_RETRIES = 10, PAUSE_MS = 250 };

static unsigned segments_done(const SrJob *job)
{
    const SrRow *row = job->row;
    return row->begun && !row->success && row->down == job->file->down ? row->segments_done : 0;
}

// The row as it will be once `done` segments are committed.
static SrRow row_after(const SrJob *job, unsigned done)
{
    SrRow row = *job->row;
    row.down = job->file->down;
    row.begun = true;
    row.success = !row.down && done == job->file->segment_count;
    row.segments_done = done;
    row.segments_total = (unsigned)job->file->segment_count;
    row.milliseconds = job->earlier + sr_now_ms() - job->started;
    row.error = "";
    return row;
}

static SchemacCode write_row(SrJob *job, const SrRow *row)
{
    if (!job->file->down && (!job->row->begun || job->changed))
        return sr_registry_save(job->registry, row, job->up, job->down, job->options->applied_by, job->error);
    if (job->file->down && row->segments_done == row->segments_total)
        return sr_registry_delete(job->registry, row, job->error);
    return sr_registry_progress(job->registry, row, job->error);
}

SchemacCode sr_job_check_old(SrJob *job, bool inside)
{
    SchemacCode code =
        sr_objects_check(job->db, job->file, false, inside, SCHEMAC_REFUSED_DRIFT, &job->report, job->error);
    if (code == SCHEMAC_REFUSED_DRIFT && job->options->force) {
        sr_report(&job->report, SCHEMAC_EVENT_WARNING, job->error->message);
        sr_error_clear(job->error);
        code = SCHEMAC_OK;
    }
    if (!code)
        code = sr_checks_run(job->db, job->file, false, &job->report, job->error);
    return code;
}

// What must hold for the migration to count: in the transaction that says it does.
static SchemacCode finish(SrJob *job)
{
    SchemacCode code = sr_checks_run(job->db, job->file, true, &job->report, job->error);
    if (!code)
        code = sr_objects_check(job->db, job->file, true, true, SCHEMAC_DIFFERENT, &job->report, job->error);
    if (!code)
        code = sr_registry_event(job->registry, job->row->version, job->file->down ? "down" : "up", NULL,
                                 job->error);
    return code;
}

static SchemacCode commit(SrJob *job, bool rebuild, const SrRow *row)
{
    sr_report(&job->report, SCHEMAC_EVENT_COMMIT, NULL);
    SchemacCode code = job->db->driver->commit(job->db->link, rebuild, job->error);
    if (code)
        return code;
    job->registry->epoch++;
    *job->row = *row;
    return SCHEMAC_OK;
}

// One transaction: a segment's steps (or none, when `run_steps` is false) and the registry's row.
static SchemacCode try_transaction(SrJob *job, const SrSegment *segment, unsigned done, bool run_steps)
{
    bool rebuild = run_steps && segment->kind == SR_SEGMENT_REBUILD;
    const SrDriver *driver = job->db->driver;
    SchemacCode code = driver->begin(job->db->link, rebuild, job->error);
    if (code)
        return code;
    code = sr_registry_fence(job->registry, job->error);
    if (!code && run_steps)
        sr_report(&job->report, SCHEMAC_EVENT_SEGMENT, NULL);
    if (!code && run_steps && job->fresh && segment->number == 1)
        code = sr_job_check_old(job, true);
    if (!code && run_steps)
        code = sr_steps_run(job, segment);
    if (!code && done == job->file->segment_count)
        code = finish(job);
    SrRow row = row_after(job, done);
    if (!code)
        code = write_row(job, &row);
    if (!code)
        code = commit(job, rebuild, &row);
    if (code)
        driver->rollback(job->db->link, rebuild);
    return code;
}

static SchemacCode transaction(SrJob *job, const SrSegment *segment, unsigned done, bool run_steps)
{
    int retries = job->options->retries ? job->options->retries : DEFAULT_RETRIES;
    SchemacCode code = try_transaction(job, segment, done, run_steps);
    for (int i = 1; code && i <= retries && job->db->driver->transient(job->error); i++) {
        sr_report(&job->report, SCHEMAC_EVENT_RETRY, job->error->message);
        sr_sleep_ms((int64_t)i * PAUSE_MS);
        sr_error_clear(job->error);
        code = try_transaction(job, segment, done, run_steps);
    }
    return code;
}

static SchemacCode run_no_tx(SrJob *job, const SrSegment *segment)
{
    bool resumed = segments_done(job) == segment->number - 1 && job->row->begun && !job->fresh;
    SchemacCode code = SCHEMAC_OK;
    if (segment->number == 1 && job->fresh)
        code = sr_job_check_old(job, false);
    // The row stands before the first step, so that whoever comes next knows to look.
    if (!code && segment->number == 1 && (!job->row->begun || job->row->success))
        code = transaction(job, segment, 0, false);
    if (!code) {
        sr_report(&job->report, SCHEMAC_EVENT_SEGMENT, NULL);
        code = sr_steps_run_alone(job, segment, resumed);
    }
    if (!code)
        code = transaction(job, segment, segment->number, false);
    return code;
}

static SchemacCode run_segment(SrJob *job, const SrSegment *segment)
{
    job->report.event.segment = segment->number;
    SchemacCode code = segment->kind == SR_SEGMENT_NO_TX ? run_no_tx(job, segment)
                                                         : transaction(job, segment, segment->number, true);
    if (!code)
        sr_report(&job->report, SCHEMAC_EVENT_SEGMENT_DONE, NULL);
    return code;
}

// In a transaction of its own, as the failed one is rolled back. It is a help for people; when it cannot
// be written, the failure itself is still what is returned.
static void record_failure(SrJob *job)
{
    SchemacError *real = job->error, ignored = {0};
    char message[sizeof real->message + sizeof real->file + 16];
    snprintf(message, sizeof message, "%s:%d: %s", real->file, real->line, real->message);
    SrRow row = *job->row;
    row.error = message;
    row.segments_total = (unsigned)job->file->segment_count;
    job->error = &ignored;
    SchemacCode code = job->db->driver->begin(job->db->link, false, &ignored);
    if (!code) {
        code = sr_registry_fence(job->registry, &ignored);
        if (!code)
            code = job->file->down || row.begun ? sr_registry_progress(job->registry, &row, &ignored)
                                                : sr_registry_save(job->registry, &row, job->up, job->down,
                                                                   job->options->applied_by, &ignored);
        if (!code)
            code = sr_registry_event(job->registry, row.version, "fail", message, &ignored);
        if (!code)
            code = job->db->driver->commit(job->db->link, false, &ignored);
        if (!code)
            job->registry->epoch++;
        else
            job->db->driver->rollback(job->db->link, false);
    }
    job->error = real;
}

// A migration without a segment changes the schema's hash only.
static SchemacCode complete(SrJob *job)
{
    SchemacCode code = job->fresh ? sr_job_check_old(job, false) : SCHEMAC_OK;
    return code ? code : transaction(job, NULL, (unsigned)job->file->segment_count, false);
}

// Only what the migration itself came to: a refusal or a lock says nothing about it.
static bool is_worth_recording(SchemacCode code)
{
    return code == SCHEMAC_SQL_FAILED || code == SCHEMAC_CHECK_FAILED || code == SCHEMAC_DIFFERENT;
}

static void set_event(SrJob *job)
{
    job->report.options = job->options;
    job->report.event = (SchemacEvent){
        .version = job->file->version,
        .name = job->file->name,
        .direction = job->file->down ? "down" : "up",
        .segment = segments_done(job),
        .segments = (unsigned)job->file->segment_count,
    };
}

SchemacCode sr_job_run(SrJob *job)
{
    const SrFile *file = job->file;
    SchemacCode code = SCHEMAC_OK;
    job->started = sr_now_ms();
    job->earlier = segments_done(job) ? job->row->milliseconds : 0;
    set_event(job);
    sr_report(&job->report, SCHEMAC_EVENT_MIGRATION, NULL);
    bool nothing_left = segments_done(job) >= file->segment_count;
    for (size_t i = segments_done(job); !code && i < file->segment_count; i++)
        code = run_segment(job, &file->segments[i]);
    if (!code && nothing_left)
        code = complete(job);
    if (code) {
        if (is_worth_recording(code))
            record_failure(job);
        if (code != SCHEMAC_FENCED || job->db->driver->session_lock)
            sr_report(&job->report, SCHEMAC_EVENT_FAILED, job->error->message);
        return code;
    }
    job->report.event.milliseconds = sr_now_ms() - job->started;
    sr_report(&job->report, SCHEMAC_EVENT_MIGRATION_DONE, NULL);
    return SCHEMAC_OK;
}

void sr_job_preview(SrJob *job)
{
    const SrFile *file = job->file;
    set_event(job);
    sr_report(&job->report, SCHEMAC_EVENT_MIGRATION, NULL);
    for (size_t i = segments_done(job); i < file->segment_count; i++) {
        const SrSegment *segment = &file->segments[i];
        job->report.event.segment = segment->number;
        sr_report(&job->report, SCHEMAC_EVENT_SEGMENT, NULL);
        for (size_t s = segment->first; s < segment->first + segment->count; s++)
            if (!file->steps[s].skipped)
                sr_report_step(&job->report, SCHEMAC_EVENT_STEP, &file->steps[s]);
    }
    sr_report(&job->report, SCHEMAC_EVENT_MIGRATION_DONE, NULL);
}
