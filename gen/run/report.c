// SPDX-License-Identifier: MIT
#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool run_report_begin(Report *report, const RunOptions *options)
{
    *report = (Report){.options = options};
    if (options->json)
        report->root = json_object();
    return !options->json || report->root;
}

static bool is_talkative(const Report *report)
{
    return !report->options->quiet;
}

// Statements without the blank lines and markers around and between them.
static void print_statements(const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *next = newline ? newline + 1 : end;
        size_t size = (size_t)((newline ? newline : end) - text);
        if (size && strncmp(text, "--schemac ", size < 10 ? size : 10) != 0 &&
            strncmp(text, "--|", size < 3 ? size : 3) != 0)
            printf("    %.*s\n", (int)size, text);
        text = next;
    }
}

static void print_dry_run(Report *report, const SchemacEvent *event)
{
    if (event->kind == SCHEMAC_EVENT_MIGRATION)
        printf("would %s  %s  %s\n", event->direction[0] == 'd' ? "revert" : "apply", event->version,
               event->name);
    else if (event->kind == SCHEMAC_EVENT_SEGMENT)
        printf("  segment %u of %u\n", event->segment, event->segments);
    else if (event->kind == SCHEMAC_EVENT_STEP)
        print_statements(event->text, event->text_length);
    (void)report;
}

static void print_check(const Report *report, const SchemacEvent *event)
{
    const SchemacCheck *check = event->check;
    bool asked = report->options->command == RUN_VERIFY || report->options->command == RUN_VALIDATE;
    if (check->pass && !asked)
        return;
    printf("%-4s  %-32s  old %-12s  new %-12s  %s\n", check->pass ? "PASS" : "FAIL", check->name,
           check->old_value ? check->old_value : "null", check->new_value ? check->new_value : "null",
           check->difference);
}

static void print_done(const SchemacEvent *event)
{
    printf("%-8s  %-20s  %-32s  %8.3f s\n", event->direction[0] == 'd' ? "reverted" : "applied",
           event->version, event->name, (double)event->milliseconds / 1000.0);
    fflush(stdout);
}

static void print_event(Report *report, const SchemacEvent *event)
{
    switch (event->kind) {
    case SCHEMAC_EVENT_WAIT: fprintf(stderr, "waiting: %s\n", event->text); break;
    case SCHEMAC_EVENT_RETRY: fprintf(stderr, "trying again: %s\n", event->text); break;
    case SCHEMAC_EVENT_WARNING: fprintf(stderr, "warning: %s\n", event->text); break;
    case SCHEMAC_EVENT_CHECK: print_check(report, event); break;
    case SCHEMAC_EVENT_DIFFERENCE:
        if (report->options->command == RUN_VALIDATE)
            printf("drift: %s\n", event->text);
        break;
    case SCHEMAC_EVENT_MIGRATION_DONE: print_done(event); break;
    default: break;
    }
}

static void count_event(Report *report, const SchemacEvent *event)
{
    report->migrations += event->kind == SCHEMAC_EVENT_MIGRATION_DONE;
    report->differences += event->kind == SCHEMAC_EVENT_DIFFERENCE;
    if (event->kind == SCHEMAC_EVENT_CHECK) {
        report->checks++;
        report->failed_checks += !event->check->pass;
    }
}

void run_report_event(void *context, const SchemacEvent *event)
{
    Report *report = context;
    count_event(report, event);
    if (report->root)
        run_json_event(report, event);
    else if (event->dry_run && event->kind != SCHEMAC_EVENT_WARNING)
        print_dry_run(report, event);
    else if (is_talkative(report))
        print_event(report, event);
}

static void print_status_row(const SchemacStatusRow *row)
{
    printf("%-11s  %-20s  %-32s  %-24s  %s\n", schemac_state_text(row->state), row->version, row->name,
           *row->applied_at ? row->applied_at : "-", *row->applied_by ? row->applied_by : "-");
    if (row->state == SCHEMAC_INTERRUPTED)
        printf("    on its way %s, %u of %u segments done\n", row->direction, row->segments_done,
               row->segments_total);
    if (*row->error)
        printf("    %s\n", row->error);
}

void run_report_status(Report *report, const SchemacStatus *status)
{
    if (report->root) {
        run_json_status(report, status);
        return;
    }
    printf("%-11s  %-20s  %-32s  %-24s  %s\n", "state", "version", "name", "applied at", "by");
    for (size_t i = 0; i < status->count; i++)
        print_status_row(&status->rows[i]);
}

static void print_error(const SchemacError *error)
{
    if (*error->file && error->line)
        fprintf(stderr, "%s:%d: ", error->file, error->line);
    else if (*error->file)
        fprintf(stderr, "%s: ", error->file);
    fprintf(stderr, "error: ");
    if (error->step)
        fprintf(stderr, "step %u: ", error->step);
    fprintf(stderr, "%s [%s%s%s]\n", error->message, schemac_error_text(error->code),
            *error->sqlstate ? ", " : "", error->sqlstate);
}

static void print_summary(const Report *report)
{
    RunCommand command = report->options->command;
    if (command == RUN_UP && !report->migrations)
        printf("nothing to apply\n");
    else if (command == RUN_DOWN && !report->migrations)
        printf("nothing to revert\n");
    else if (command == RUN_VERIFY)
        printf("%zu checks, %zu failed\n", report->checks, report->failed_checks);
    else if (command == RUN_VALIDATE)
        printf("%zu differences, %zu checks, %zu failed\n", report->differences, report->checks,
               report->failed_checks);
}

int run_report_end(Report *report, const SchemacError *error)
{
    int status = schemac_error_exit(error->code);
    bool finding = error->code == SCHEMAC_OK || report->options->command == RUN_VERIFY ||
                   report->options->command == RUN_VALIDATE;
    if (report->root) {
        run_json_end(report, error, status);
        return status;
    }
    if (finding && is_talkative(report))
        print_summary(report);
    fflush(stdout);
    if (error->code)
        print_error(error);
    return status;
}
