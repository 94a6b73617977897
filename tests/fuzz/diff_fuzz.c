// SPDX-License-Identifier: MIT
// Any two schemas, parted by a line "====": read, compared, planned, proved and written, for each dialect.
#define _GNU_SOURCE // memfd_create, memmem
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gen/commands.h"

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
    static const unsigned DIALECTS[] = {DIALECT_POSTGRES, DIALECT_SQLITE};
    for (int at = 0; at < 2; at++) {
        Cli cli = {
            .command = "diff", .inputs = {old_path, new_path}, .input_count = 2, .dialect = DIALECTS[at]};
        diff_command(&cli);
    }
    close(old_file);
    close(new_file);
    return 0;
}
