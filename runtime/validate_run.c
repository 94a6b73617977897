// SPDX-License-Identifier: MIT
// The checks of a migration as a program carries them: run as those of its file would be.
#include "check.h"

#include <stdlib.h>
#include <string.h>

static SrCheckKind kind_of(const char *kind)
{
    return !strcmp(kind, "none") ? SR_CHECK_NONE : !strcmp(kind, "some") ? SR_CHECK_SOME : SR_CHECK_EQUAL;
}

SchemacCode schemac_checks_run(SchemacDb *db, const SchemacMigrationCheck *checks, size_t count,
                               const char *when, const SchemacOptions *options, SchemacError *error)
{
    SchemacOptions defaults = {0};
    SrReport report = {.options = options ? options : &defaults};
    SrFile file = {.path = "", .check_count = count};
    bool after = !strcmp(when, "after");
    sr_error_clear(error);
    if (!count)
        return SCHEMAC_OK;
    file.checks = calloc(count, sizeof *file.checks);
    if (!file.checks)
        return sr_fail_memory(error);
    for (size_t at = 0; at < count; at++)
        file.checks[at] = (SrCheckText){
            .after = !strcmp(checks[at].when, "after"),
            .kind = kind_of(checks[at].kind),
            .name = checks[at].name,
            .query = checks[at].query,
            .against = checks[at].against,
        };
    SchemacCode code = sr_checks_run(db, &file, after, &report, error);
    free(file.checks);
    return code;
}
