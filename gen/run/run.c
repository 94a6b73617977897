// SPDX-License-Identifier: MIT
#include "run.h"

#include "load.h"
#include "options.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool run_has_command(const char *name)
{
    RunCommand command;
    return run_command_find(name, &command);
}

static const char *database_url(const RunOptions *options)
{
    return options->db ? options->db : getenv("DATABASE_URL");
}

// SQLite knows no users, so the one of the operating system stands in the registry.
static const char *applied_by(const RunOptions *options)
{
    const char *user = getenv("LOGNAME") ? getenv("LOGNAME") : getenv("USER");
    return strncmp(database_url(options), "sqlite:", 7) ? NULL : user;
}

static SchemacCode load(const RunOptions *options, SchemacSet **set, SchemacError *error)
{
    *set = NULL;
    switch (options->command) {
    case RUN_DOWN:
    case RUN_VERIFY: return SCHEMAC_OK; // the registry holds all they need
    case RUN_VALIDATE:
        if (!options->dir && !options->file_count)
            return SCHEMAC_OK;
        break;
    default: break;
    }
    if (options->file_count)
        return run_load_files(options->files, options->file_count, set, error);
    return run_load_folder(options->dir ? options->dir : "migrations", set, error);
}

// Looking at an SQLite file that is not there yet must not make it: it is looked at as an empty one.
static const char *url_to_open(const RunOptions *options)
{
    const char *url = database_url(options);
    bool looks = options->dry_run || options->command == RUN_STATUS;
    bool absent = !strncmp(url, "sqlite:", 7) && access(url + 7, F_OK) != 0;
    return looks && absent && options->command != RUN_DOWN ? "sqlite::memory:" : url;
}

static SchemacCode show_status(SchemacDb *db, const SchemacSet *set, Report *report, SchemacError *error)
{
    SchemacStatus status;
    SchemacCode code = schemac_status(db, set, &status, error);
    if (!code)
        run_report_status(report, &status);
    schemac_status_free(&status);
    return code;
}

static SchemacCode operate(SchemacDb *db, const SchemacSet *set, Report *report, SchemacError *error)
{
    const RunOptions *options = report->options;
    SchemacOptions run = {
        .to = options->to,
        .dry_run = options->dry_run,
        .force = options->force,
        .lock_wait_ms = options->lock_wait_ms,
        .lock_timeout_ms = options->lock_timeout_ms,
        .applied_by = applied_by(options),
        .event = run_report_event,
        .event_context = report,
    };
    switch (options->command) {
    case RUN_UP: return schemac_up(db, set, &run, error);
    case RUN_DOWN: return schemac_down(db, &run, error);
    case RUN_VALIDATE: return schemac_validate(db, set, &run, error);
    case RUN_VERIFY: return schemac_verify(db, &run, error);
    default: return show_status(db, set, report, error);
    }
}

static int run_with(const RunOptions *options)
{
    SchemacError error = {0};
    SchemacSet *set = NULL;
    SchemacDb *db = NULL;
    Report report;
    unsigned flags = options->command == RUN_UP && !options->dry_run ? 0 : SCHEMAC_OPEN_EXISTING;
    if (!run_report_begin(&report, options)) {
        fprintf(stderr, "schemac: error: out of memory\n");
        return 3;
    }
    SchemacCode code = load(options, &set, &error);
    if (!code)
        code = schemac_open(url_to_open(options), flags, &db, &error);
    if (!code)
        code = operate(db, set, &report, &error);
    schemac_close(db);
    schemac_set_free(set);
    return run_report_end(&report, &error);
}

int run_command(int argc, char **argv)
{
    RunOptions options;
    if (!run_options_read(argc, argv, &options))
        return 2;
    if (options.help) {
        run_help(options.command);
        return 0;
    }
    if (!database_url(&options)) {
        fprintf(stderr, "schemac %s: error: no database: give --db URL or set DATABASE_URL\n", argv[0]);
        return 2;
    }
    return run_with(&options);
}
