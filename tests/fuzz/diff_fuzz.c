// SPDX-License-Identifier: MIT
// Any two schemas, parted by a line "====": read, compared, planned, proved and written, for each dialect.
#define _GNU_SOURCE // memfd_create, memmem
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gen/compile.h"
#include "gen/emit/emit.h"
#include "gen/plan/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

// The command reads files; these are in memory.
static int file_of(const uint8_t *bytes, size_t size, char *path, size_t path_size)
{
    int file = memfd_create("fuzz.sch", 0);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        _exit(1);
    snprintf(path, path_size, "/proc/self/fd/%d", file);
    return file;
}

// The stages of diff_command; a plan that cannot be proved is as bad as a crash.
static void diff(const char *old_path, const char *new_path, unsigned dialect)
{
    Cli cli = {.command = "diff"};
    Compile compile;
    compile_begin(&compile, &cli);
    Model *to = compile_schema(&compile, new_path, dialect, true);
    Model *from = to ? compile_schema(&compile, old_path, dialect, false) : NULL;
    ChangeList *changes = from ? diff_models(from, to, &compile.diag, &compile.arena) : NULL;
    PlanOptions options = {.target = caps_of(dialect)->default_target};
    Plan *plan = changes ? plan_changes(changes, &options, &compile.diag, &compile.arena) : NULL;
    Draft up = {.unwanted = true}, down = {.unwanted = true};
    if (plan)
        emit_files(plan, &up, &down, &compile.diag);
    for (const DiagItem *item = compile.diag.items; item; item = item->next)
        if (item->id == DIAG_NOT_PROVED)
            abort();
    draft_drop(&up);
    draft_drop(&down);
    compile_end(&compile, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char BORDER[] = "\n====\n";
    const uint8_t *border = memmem(bytes, size, BORDER, strlen(BORDER));
    if (!border)
        return -1; // not worth keeping
    const uint8_t *second = border + strlen(BORDER);

    char old_path[64], new_path[64];
    int old_file = file_of(bytes, (size_t)(border - bytes), old_path, sizeof old_path);
    int new_file = file_of(second, (size_t)(bytes + size - second), new_path, sizeof new_path);
    diff(old_path, new_path, DIALECT_POSTGRES);
    diff(old_path, new_path, DIALECT_SQLITE);
    close(old_file);
    close(new_file);
    return 0;
}
