// SPDX-License-Identifier: MIT
#include "load.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char up_suffix[] = ".up.sql", down_suffix[] = ".down.sql";

typedef struct Names {
    char **items; // prefixes: paths without their suffix
    size_t count, size;
} Names;

static SchemacCode fail(SchemacError *error, SchemacCode code, const char *format, ...)
{
    va_list args;
    *error = (SchemacError){.code = code};
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return code;
}

static SchemacCode no_memory(SchemacError *error)
{
    return fail(error, SCHEMAC_NO_MEMORY, "out of memory");
}

static bool ends_with(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);
    return length > tail && !strcmp(text + length - tail, suffix);
}

static char *join(const char *left, const char *middle, const char *right)
{
    size_t size = strlen(left) + strlen(middle) + strlen(right) + 1;
    char *text = malloc(size);
    if (text)
        snprintf(text, size, "%s%s%s", left, middle, right);
    return text;
}

// ---- files

static bool read_all(FILE *file, char **bytes, size_t *length)
{
    size_t size = 16384, used = 0;
    char *text = malloc(size);
    while (text) {
        used += fread(text + used, 1, size - used, file);
        if (used < size)
            break;
        char *larger = realloc(text, size *= 2);
        if (!larger)
            free(text);
        text = larger;
    }
    *bytes = text;
    *length = used;
    return text && !ferror(file);
}

// `bytes` is left NULL when the file may be absent, and is.
static SchemacCode read_file(const char *path, bool optional, char **bytes, size_t *length,
                             SchemacError *error)
{
    *bytes = NULL;
    *length = 0;
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOENT && optional)
        return SCHEMAC_OK;
    if (!file)
        return fail(error, SCHEMAC_BAD_INPUT, "%s: %s", path, strerror(errno));
    errno = 0;
    bool good = read_all(file, bytes, length);
    int why = errno;
    fclose(file);
    return good ? SCHEMAC_OK : fail(error, SCHEMAC_BAD_INPUT, "%s: %s", path, strerror(why));
}

static SchemacCode add_migration(SchemacSet *set, const char *prefix, SchemacError *error)
{
    char *up = NULL, *down = NULL;
    char *up_path = join(prefix, up_suffix, ""), *down_path = join(prefix, down_suffix, "");
    SchemacEmbedded source = {.file = prefix};
    SchemacMigration *migration;
    SchemacCode code = up_path && down_path ? SCHEMAC_OK : no_memory(error);
    if (!code)
        code = read_file(up_path, false, &up, &source.up_length, error);
    if (!code)
        code = read_file(down_path, true, &down, &source.down_length, error);
    source.up = up;
    source.down = down;
    if (!code)
        code = schemac_migration_parse(&source, &migration, error);
    if (!code)
        code = schemac_set_add(set, migration, error);
    free(up);
    free(down);
    free(up_path);
    free(down_path);
    return code;
}

// ---- names

static bool add_name(Names *names, const char *left, const char *middle, const char *right, size_t cut)
{
    if (names->count == names->size) {
        size_t size = names->size ? names->size * 2 : 16;
        char **items = realloc(names->items, size * sizeof *items);
        if (!items)
            return false;
        names->items = items;
        names->size = size;
    }
    char *name = join(left, middle, right);
    if (!name)
        return false;
    name[strlen(name) - cut] = '\0';
    names->items[names->count++] = name;
    return true;
}

static void free_names(Names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static SchemacCode load_names(const Names *names, SchemacSet **out, SchemacError *error)
{
    SchemacSet *set = schemac_set_new();
    SchemacCode code = set ? SCHEMAC_OK : no_memory(error);
    for (size_t i = 0; !code && i < names->count; i++)
        code = add_migration(set, names->items[i], error);
    if (code)
        schemac_set_free(set);
    *out = code ? NULL : set;
    return code;
}

SchemacCode run_load_folder(const char *folder, SchemacSet **set, SchemacError *error)
{
    Names names = {0};
    struct dirent *entry;
    *set = NULL;
    DIR *dir = opendir(folder);
    if (!dir)
        return fail(error, SCHEMAC_BAD_INPUT, "%s: %s", folder, strerror(errno));
    SchemacCode code = SCHEMAC_OK;
    while (!code && (entry = readdir(dir)))
        if (ends_with(entry->d_name, up_suffix) &&
            !add_name(&names, folder, "/", entry->d_name, strlen(up_suffix)))
            code = no_memory(error);
    closedir(dir);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    if (!code)
        code = load_names(&names, set, error);
    free_names(&names);
    return code;
}

SchemacCode run_load_files(char **files, int count, SchemacSet **set, SchemacError *error)
{
    Names names = {0};
    SchemacCode code = SCHEMAC_OK;
    *set = NULL;
    for (int i = 0; !code && i < count; i++) {
        size_t cut = ends_with(files[i], up_suffix)     ? strlen(up_suffix)
                     : ends_with(files[i], down_suffix) ? strlen(down_suffix)
                                                        : 0;
        if (!add_name(&names, files[i], "", "", cut))
            code = no_memory(error);
    }
    if (!code)
        code = load_names(&names, set, error);
    free_names(&names);
    return code;
}
