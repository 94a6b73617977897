// SPDX-License-Identifier: MIT
// schemac new: the next migration, from the schema that the last one left beside it (decision 012).
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/commands.h"
#include "gen/series.h"
#include "grammar/format.h"
#include "grammar/parse.h"

static int refuse(Compile *compile, const char *what)
{
    fprintf(stderr, "schemac: %s\n", what);
    return compile_end(compile, 2);
}

static bool is_name(const char *name)
{
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("_-.", *at))
            return false;
    return isalnum((unsigned char)*name);
}

// --- the snapshot ---

static bool note_schema(void *context, Item *item)
{
    if (item->kind == KIND_SCHEMA)
        *(bool *)context = true;
    return false;
}

static bool names_schemas(Compile *compile, const Source *source)
{
    Arena items = {0};
    bool named = false;
    ParseInput in = {source, &compile->words, &items, &compile->diag, note_schema, &named};
    parse_source(&in);
    arena_free(&items);
    return named;
}

// All files of the schema as one. What a file says of its schema ends with it; the next begins in `public`.
static bool put_snapshot(Compile *compile, size_t files, Text *out)
{
    Text one = {0};
    bool good = true;
    for (size_t at = 0; at < files && good; at++) {
        const Source *source = compile->sources.files[at];
        FormatInput in = {.source = source,
                          .sources = &compile->sources,
                          .words = &compile->words,
                          .diag = &compile->diag,
                          .flat = true};
        good = format_source(&in, &one);
        text_puts(out, at ? "\n" : "");
        if (at && names_schemas(compile, compile->sources.files[at - 1]))
            text_puts(out, "schema public;\n\n");
        text_add(out, text_string(&one), one.length);
    }
    text_free(&one);
    return good;
}

// --- the command ---

// The block names the migration. Without one the command line does, and the version is its number.
static const char *name_migration(Compile *compile, Model *model, const Series *last)
{
    const Cli *cli = compile->cli;
    const char *name = cli->input_count ? cli->inputs[0] : NULL;
    if (!model->migration && name) {
        model->migration = ARENA_NEW(&compile->arena, Migration);
        *model->migration = (Migration){
            .version = arena_print(&compile->arena, "%ld", last->last + 1), .name = name, .description = ""};
    }
    return name || !model->migration ? name : model->migration->name;
}

static const char *objection(Compile *compile, const Model *model, const Series *last, const char *name)
{
    Arena *arena = &compile->arena;
    if (last->last && !last->snapshot)
        return arena_print(arena, "'%s.sch' is missing: it is the schema as that migration left it",
                           last->name);
    if (!name)
        return "a name is missing, on the command line or in a migration block";
    if (!is_name(name))
        return arena_print(arena, "'%s' is no name for a file", name);
    const char *other = series_find_version(arena, compile->cli->dir, model->migration->version);
    if (other)
        return arena_print(arena,
                           "version %s is that of %s: give the migration block its own, or take it out",
                           model->migration->version, other);
    return !strcmp(name, model->migration->name)
               ? NULL
               : arena_print(arena, "the migration block says '%s', not '%s'", model->migration->name, name);
}

// The next migration will begin there, so it must be what this one leads to. What there is to say of it was
// said of the schema already.
static bool says_the_same(const Cli *cli, const char *path, const Model *to)
{
    Compile compile;
    compile_begin(&compile, cli);
    const Model *again = compile_schema(&compile, path, to->dialect, false);
    bool same = again && !strcmp(again->hash, to->hash);
    compile_free(&compile);
    return same;
}

static bool write_all(Compile *compile, Model *from, Model *to, const char *prefix, Text *snapshot)
{
    const Cli *cli = compile->cli;
    const char *path = arena_print(&compile->arena, "%s.sch", prefix);
    if (mkdir(cli->dir, 0777) && errno != EEXIST) {
        diag_report(&compile->diag, DIAG_CANNOT_WRITE, (Span){0}, cli->dir, strerror(errno));
        return false;
    }
    if (!compile_write(compile, path, snapshot))
        return false;
    if (says_the_same(cli, path, to))
        command_plan(compile, from, to, prefix);
    else
        diag_report(&compile->diag, DIAG_NOT_FORMATTED, (Span){0}, cli->schema);
    if (diag_failed(&compile->diag))
        unlink(path);
    return !diag_failed(&compile->diag);
}

int new_command(const Cli *cli)
{
    Compile compile;
    Series last;
    Text snapshot = {0};
    if (cli->input_count > 1)
        return command_usage(cli);
    compile_begin(&compile, cli);
    if (!series_read(&last, &compile.arena, cli->dir))
        return refuse(&compile,
                      arena_print(&compile.arena, "cannot read '%s': %s", cli->dir, strerror(errno)));
    Model *to = compile_schema(&compile, cli->schema, cli->dialect, true);
    size_t files = compile.sources.count;
    const char *from_file = last.snapshot ? last.snapshot : "empty";
    Model *from = to ? compile_schema(&compile, from_file, to->dialect, false) : NULL;
    if (!from)
        return compile_end(&compile, 2);
    if (from != to && strcmp(from->hash, to->hash)) {
        const char *name = name_migration(&compile, to, &last), *wrong = objection(&compile, to, &last, name);
        if (wrong)
            return refuse(&compile, wrong);
        const char *prefix = arena_print(&compile.arena, "%s/%04ld_%s", cli->dir, last.last + 1, name);
        if (put_snapshot(&compile, files, &snapshot) && write_all(&compile, from, to, prefix, &snapshot))
            printf("%s\n", prefix);
        text_free(&snapshot);
    } else {
        fprintf(stderr, "schemac: nothing has changed since %s\n", last.name ? last.name : "the beginning");
    }
    return compile_end(&compile, 0);
}
