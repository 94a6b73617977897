// SPDX-License-Identifier: MIT
// kill_at N up|down URL PREFIX…: runs the migrations by the public interface and ends itself by SIGKILL
// at event N, so that a test can stop a runner at each of its steps. Prints the number of events when it
// comes to the end.
#include "runtime/schemac.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Count {
    long at, seen;
} Count;

static void count_event(void *context, const SchemacEvent *event)
{
    Count *count = context;
    (void)event;
    if (++count->seen == count->at)
        raise(SIGKILL);
}

static char *read_file(const char *prefix, const char *suffix, size_t *length)
{
    char path[1024];
    snprintf(path, sizeof path, "%s%s", prefix, suffix);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = malloc(1 << 20);
    *length = text ? fread(text, 1, 1 << 20, file) : 0;
    fclose(file);
    return text;
}

static SchemacCode load(char **prefixes, int count, SchemacSet *set, SchemacError *error)
{
    SchemacCode code = SCHEMAC_OK;
    for (int i = 0; !code && i < count; i++) {
        SchemacMigration *migration;
        SchemacEmbedded source = {.file = prefixes[i]};
        char *up = read_file(prefixes[i], ".up.sql", &source.up_length);
        char *down = read_file(prefixes[i], ".down.sql", &source.down_length);
        source.up = up ? up : "";
        source.down = down;
        code = schemac_migration_parse(&source, &migration, error);
        if (!code)
            code = schemac_set_add(set, migration, error);
        free(up);
        free(down);
    }
    return code;
}

int main(int argc, char **argv)
{
    SchemacError error = {0};
    SchemacDb *db = NULL;
    if (argc < 4)
        return 2;
    Count count = {.at = atol(argv[1])};
    SchemacOptions options = {.event = count_event, .event_context = &count};
    SchemacSet *set = schemac_set_new();
    SchemacCode code = load(argv + 4, argc - 4, set, &error);
    if (!code)
        code = schemac_open(argv[3], 0, &db, &error);
    if (!code && !strcmp(argv[2], "up"))
        code = schemac_up(db, set, &options, &error);
    options.to = "none";
    if (!code && !strcmp(argv[2], "down"))
        code = schemac_down(db, &options, &error);
    if (code)
        fprintf(stderr, "%s:%d: %s\n", error.file, error.line, error.message);
    else
        printf("%ld\n", count.seen);
    schemac_close(db);
    schemac_set_free(set);
    return schemac_error_exit(code);
}
