// SPDX-License-Identifier: MIT
#include "report.h"

#include <string.h>
#include <time.h>

static void send(const SrReport *report, SchemacEvent *event)
{
    const SchemacOptions *options = report->options;
    event->dry_run = options->dry_run;
    if (!event->version)
        event->version = event->name = "";
    if (!event->direction)
        event->direction = "up";
    if (!event->text)
        event->text = "";
    if (options->event)
        options->event(options->event_context, event);
}

void sr_report(const SrReport *report, SchemacEventKind kind, const char *text)
{
    SchemacEvent event = report->event;
    event.kind = kind;
    event.text = text;
    event.text_length = text ? strlen(text) : 0;
    send(report, &event);
}

void sr_report_step(const SrReport *report, SchemacEventKind kind, const SrStep *step)
{
    SchemacEvent event = report->event;
    event.kind = kind;
    event.step = step->number;
    event.line = step->line;
    event.text = step->text;
    event.text_length = step->length;
    send(report, &event);
}

void sr_report_check(const SrReport *report, const SchemacCheck *check)
{
    SchemacEvent event = report->event;
    event.kind = SCHEMAC_EVENT_CHECK;
    event.check = check;
    send(report, &event);
}

int64_t sr_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void sr_sleep_ms(int64_t milliseconds)
{
    struct timespec pause = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
    nanosleep(&pause, NULL);
}
