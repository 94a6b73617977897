// SPDX-License-Identifier: MIT
#include "job.h"

#include <string.h>

// Steps are sent in one message up to this size, since a round trip costs as much as a small statement.
enum { MESSAGE_SIZE = 32 * 1024 };

// Where the runner is within a message: follows the statements as the database reports them done.
typedef struct Place {
    const SrJob *job;
    const SrStep *step, *end;
    SrScan scan;
    const char *statement; // running now; NULL behind the last
} Place;

static void find_statement(Place *place)
{
    SrToken token;
    do
        token = sr_scan_next(&place->scan);
    while (token.kind == SR_TOKEN_MARKER || token.kind == SR_TOKEN_MORE ||
           (token.kind == SR_TOKEN_MARK && *token.text == ';'));
    place->statement = token.kind == SR_TOKEN_END ? NULL : token.text;
}

static void next_step(Place *place)
{
    sr_report_step(&place->job->report, SCHEMAC_EVENT_STEP_DONE, place->step);
    if (++place->step < place->end)
        sr_report_step(&place->job->report, SCHEMAC_EVENT_STEP, place->step);
}

static bool behind_step(const Place *place)
{
    return place->statement && place->step + 1 < place->end && place->statement >= place->step[1].text;
}

static void statement_done(void *context, size_t end)
{
    Place *place = context;
    SrStatement statement;
    if (end) {
        place->scan.at = place->scan.begin + end;
    } else {
        place->scan.at = place->statement;
        sr_scan_statement(&place->scan, &statement);
    }
    find_statement(place);
    while (behind_step(place))
        next_step(place);
}

static Place place_at(const SrJob *job, const SrStep *first, const SrStep *end)
{
    size_t length = (size_t)(end[-1].text + end[-1].length - first->text);
    Place place = {.job = job, .step = first, .end = end};
    place.scan = sr_scan(first->text, length, first->line, job->file->dialect);
    find_statement(&place);
    return place;
}

static void place_error(const SrJob *job, const Place *place, const SrStep *first, long position)
{
    const char *at = place->statement ? place->statement : place->step->text;
    if (position >= 0)
        at = first->text + position;
    sr_error_place(job->error, job->file->path, first->line + sr_lines_between(first->text, at),
                   place->step->number);
}

// The steps are one slice of the file: what stands between them are markers, which are comments.
static SchemacCode send(SrJob *job, const SrStep *first, const SrStep *end)
{
    Place place = place_at(job, first, end);
    SrScript script = {
        .text = first->text,
        .length = (size_t)(end[-1].text + end[-1].length - first->text),
        .done = statement_done,
        .context = &place,
        .position = -1,
    };
    sr_report_step(&job->report, SCHEMAC_EVENT_STEP, first);
    SchemacCode code = SCHEMAC_OK;
    if (place.statement)
        code = job->db->driver->run(job->db->link, &script, job->error);
    if (code) {
        place_error(job, &place, first, script.position);
        return code;
    }
    while (place.step < end)
        next_step(&place);
    return SCHEMAC_OK;
}

// A step that scans or rewrites gets a message of its own, so that its events tell what runs now.
static const SrStep *message_end(const SrStep *first, const SrStep *last)
{
    const SrStep *end = first + 1;
    if (first->alone || first->skipped)
        return end;
    while (end < last && !end->alone && !end->skipped &&
           (size_t)(end->text + end->length - first->text) <= MESSAGE_SIZE)
        end++;
    return end;
}

SchemacCode sr_steps_run(SrJob *job, const SrSegment *segment)
{
    const SrStep *step = &job->file->steps[segment->first];
    const SrStep *last = step + segment->count;
    SchemacCode code = SCHEMAC_OK;
    while (!code && step < last) {
        const SrStep *end = message_end(step, last);
        if (!step->skipped)
            code = send(job, step, end);
        step = end;
    }
    return code;
}

static bool is_true(const SrRows *rows)
{
    static const char *const words[] = {"t", "true", "1", "y", "yes", "on"};
    const char *cell = rows->rows && rows->columns ? sr_cell(rows, 0, 0) : "";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!strcmp(cell, words[i]))
            return true;
    return false;
}

static SchemacCode ask_done(SrJob *job, const SrStep *step, bool *done)
{
    SrRows rows = {0};
    SchemacCode code = job->db->driver->query(job->db->link, step->done, NULL, 0, &rows, job->error);
    *done = !code && is_true(&rows);
    sr_rows_free(&rows);
    if (code)
        sr_error_place(job->error, job->file->path, step->line, step->number);
    return code;
}

static SchemacCode undo(SrJob *job, const SrStep *step, SchemacError *error)
{
    SrScript script = {.text = step->undo, .length = strlen(step->undo), .position = -1};
    sr_report_step(&job->report, SCHEMAC_EVENT_STEP_UNDO, step);
    SchemacCode code = job->db->driver->run(job->db->link, &script, error);
    if (code)
        sr_error_place(error, job->file->path, step->line, step->number);
    return code;
}

// A failed step may leave something behind which costs every write, such as an invalid index. What went
// wrong first is the error to return, so a failing undo is not one.
static void clean_up(SrJob *job, const SrStep *step)
{
    SchemacError ignored = {0};
    if (step->undo)
        undo(job, step, &ignored);
}

static SchemacCode run_alone(SrJob *job, const SrStep *step, bool resumed)
{
    bool done;
    SchemacCode code = sr_registry_look(job->registry, job->error);
    if (!code)
        code = ask_done(job, step, &done);
    if (code)
        return code;
    if (done) {
        sr_report_step(&job->report, SCHEMAC_EVENT_STEP_FOUND, step);
        return SCHEMAC_OK;
    }
    if (resumed && step->undo)
        code = undo(job, step, job->error);
    if (!code)
        code = send(job, step, step + 1);
    if (code) {
        clean_up(job, step);
        return code;
    }
    code = ask_done(job, step, &done);
    if (!code && !done) {
        sr_error_place(job->error, job->file->path, step->line, step->number);
        code = sr_fail(job->error, SCHEMAC_SQL_FAILED, "the step ran, but its \"done\" query does not hold");
    }
    return code;
}

SchemacCode sr_steps_run_alone(SrJob *job, const SrSegment *segment, bool resumed)
{
    const SrStep *step = &job->file->steps[segment->first];
    SchemacCode code = SCHEMAC_OK;
    for (size_t i = 0; !code && i < segment->count; i++)
        code = run_alone(job, &step[i], resumed);
    return code;
}
