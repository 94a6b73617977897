// SPDX-License-Identifier: MIT
#include "report.h"

#include <stdio.h>
#include <string.h>

// The list of that name in the document, made when it is not there yet.
static json_t *list(Report *report, const char *name)
{
    json_t *array = json_object_get(report->root, name);
    if (!array && json_object_set_new(report->root, name, json_array()) == 0)
        array = json_object_get(report->root, name);
    return array;
}

static void append(Report *report, const char *name, json_t *value)
{
    json_t *array = list(report, name);
    if (!array || !value || json_array_append_new(array, value))
        if (!array)
            json_decref(value);
}

static json_t *text(const char *value)
{
    return value ? json_string(value) : json_null();
}

static json_t *last(Report *report, const char *name)
{
    json_t *array = json_object_get(report->root, name);
    size_t size = json_array_size(array);
    return size ? json_array_get(array, size - 1) : NULL;
}

// A migration that another runner was faster with is begun anew: it takes its former entry's place.
static void drop_unfinished(Report *report, const char *version)
{
    json_t *former = last(report, "migrations"), *array = json_object_get(report->root, "migrations");
    const char *name = json_string_value(json_object_get(former, "version"));
    if (name && !strcmp(name, version) && !json_is_true(json_object_get(former, "done")))
        json_array_remove(array, json_array_size(array) - 1);
}

static void add_migration(Report *report, const SchemacEvent *event)
{
    drop_unfinished(report, event->version);
    append(report, "migrations",
           json_pack("{s:s, s:s, s:s, s:i, s:b, s:[]}", "version", event->version, "name", event->name,
                     "direction", event->direction, "segments", (int)event->segments, "done", 0, "steps"));
}

static void add_step(Report *report, const SchemacEvent *event, bool found)
{
    json_t *migration = last(report, "migrations");
    json_t *step = json_pack("{s:i, s:i, s:i, s:b}", "step", (int)event->step, "segment", (int)event->segment,
                             "line", event->line, "found", (int)found);
    if (event->dry_run)
        json_object_set_new(step, "sql", json_stringn(event->text, event->text_length));
    if (!migration || json_array_append_new(json_object_get(migration, "steps"), step))
        if (!migration)
            json_decref(step);
}

static void finish_migration(Report *report, const SchemacEvent *event)
{
    json_t *migration = last(report, "migrations");
    json_object_set_new(migration, "done", json_boolean(!event->dry_run));
    json_object_set_new(migration, "milliseconds", json_integer((json_int_t)event->milliseconds));
}

static void add_check(Report *report, const SchemacEvent *event)
{
    const SchemacCheck *check = event->check;
    append(report, "checks",
           json_pack("{s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:s}", "version", event->version, "name",
                     check->name, "kind", check->kind, "when", check->when, "pass", (int)check->pass, "old",
                     text(check->old_value), "new", text(check->new_value), "difference", check->difference));
}

void run_json_event(Report *report, const SchemacEvent *event)
{
    switch (event->kind) {
    case SCHEMAC_EVENT_MIGRATION: add_migration(report, event); break;
    case SCHEMAC_EVENT_STEP:
        if (event->dry_run)
            add_step(report, event, false);
        break;
    case SCHEMAC_EVENT_STEP_DONE: add_step(report, event, false); break;
    case SCHEMAC_EVENT_STEP_FOUND: add_step(report, event, true); break;
    case SCHEMAC_EVENT_MIGRATION_DONE: finish_migration(report, event); break;
    case SCHEMAC_EVENT_CHECK: add_check(report, event); break;
    case SCHEMAC_EVENT_DIFFERENCE: append(report, "differences", text(event->text)); break;
    case SCHEMAC_EVENT_WARNING: append(report, "warnings", text(event->text)); break;
    case SCHEMAC_EVENT_WAIT: append(report, "waits", text(event->text)); break;
    case SCHEMAC_EVENT_RETRY: append(report, "retries", text(event->text)); break;
    default: break;
    }
}

void run_json_status(Report *report, const SchemacStatus *status)
{
    json_object_set_new(report->root, "hash", text(*status->hash ? status->hash : NULL));
    list(report, "migrations");
    for (size_t i = 0; i < status->count; i++) {
        const SchemacStatusRow *row = &status->rows[i];
        append(report, "migrations",
               json_pack(
                   "{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:I, s:i, s:i, s:o}", "version", row->version, "name",
                   row->name, "description", row->description, "state", schemac_state_text(row->state),
                   "direction", row->direction, "applied_at", text(*row->applied_at ? row->applied_at : NULL),
                   "applied_by", text(*row->applied_by ? row->applied_by : NULL), "milliseconds",
                   (json_int_t)row->milliseconds, "segments_done", (int)row->segments_done, "segments_total",
                   (int)row->segments_total, "error", text(*row->error ? row->error : NULL)));
    }
}

static json_t *error_value(const SchemacError *error)
{
    if (!error->code)
        return json_null();
    return json_pack("{s:s, s:s, s:o, s:i, s:i, s:o}", "code", schemac_error_text(error->code), "message",
                     error->message, "file", text(*error->file ? error->file : NULL), "line", error->line,
                     "step", (int)error->step, "sqlstate", text(*error->sqlstate ? error->sqlstate : NULL));
}

void run_json_end(Report *report, const SchemacError *error, int status)
{
    list(report, "migrations");
    json_object_set_new(report->root, "command", text(run_command_name(report->options->command)));
    json_object_set_new(report->root, "dry_run", json_boolean(report->options->dry_run));
    json_object_set_new(report->root, "status", json_integer(status));
    json_object_set_new(report->root, "error", error_value(error));
    json_dumpf(report->root, stdout, JSON_INDENT(2));
    printf("\n");
    json_decref(report->root);
    report->root = NULL;
}
