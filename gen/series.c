// SPDX-License-Identifier: MIT
#include "gen/series.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char UP[] = ".up.sql";

// The number of a migration's up file, 0 for any other.
static long number_of(const char *name)
{
    char *end;
    size_t length = strlen(name), tail = sizeof UP - 1;
    long number = strtol(name, &end, 10);
    bool is_up = length > tail && !strcmp(name + length - tail, UP);
    return end > name && *end == '_' && number > 0 && is_up ? number : 0;
}

bool series_read(Series *series, Arena *arena, const char *dir)
{
    *series = (Series){0};
    DIR *folder = opendir(dir);
    if (!folder)
        return errno == ENOENT;
    for (struct dirent *entry; (entry = readdir(folder));) {
        long number = number_of(entry->d_name);
        if (number <= series->last)
            continue;
        int length = (int)(strlen(entry->d_name) - (sizeof UP - 1));
        series->last = number;
        series->name = arena_print(arena, "%s/%.*s", dir, length, entry->d_name);
    }
    closedir(folder);
    const char *snapshot = series->name ? arena_print(arena, "%s.sch", series->name) : NULL;
    series->snapshot = snapshot && !access(snapshot, R_OK) ? snapshot : NULL;
    return true;
}

static bool has_version(const char *path, const char *version)
{
    static const char MARKER[] = "--schemac version ";
    char line[512];
    bool found = false;
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file) && (*line == '-' || *line == '\n')) {
        line[strcspn(line, "\r\n")] = '\0';
        found = !strncmp(line, MARKER, sizeof MARKER - 1) && !strcmp(line + sizeof MARKER - 1, version);
    }
    if (file)
        fclose(file);
    return found;
}

const char *series_find_version(Arena *arena, const char *dir, const char *version)
{
    const char *found = NULL;
    DIR *folder = opendir(dir);
    for (struct dirent *entry; folder && !found && (entry = readdir(folder));) {
        const char *path = arena_print(arena, "%s/%s", dir, entry->d_name);
        if (number_of(entry->d_name) && has_version(path, version))
            found = path;
    }
    if (folder)
        closedir(folder);
    return found;
}
