// SPDX-License-Identifier: MIT
// The stage: files in, model out.
#include "gen/check/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/check/builder.h"
#include "gen/model/reserved.h"

enum { INCLUDES_DEEP = 100 };

// --- files ---

static bool identify(const char *path, dev_t *device, ino_t *node)
{
    struct stat about;
    if (stat(path, &about))
        return false;
    *device = about.st_dev;
    *node = about.st_ino;
    return true;
}

static bool add_file(Builder *builder, const char *path, int by, Span at)
{
    const Source *source = builder->file_count ? NULL : builder->options->source;
    SourceError error = source ? SOURCE_OK : sources_read(builder->model->sources, path, &source);
    if (error == SOURCE_TOO_LARGE)
        diag_report(builder->diag, DIAG_TOO_LARGE, at, path);
    else if (error != SOURCE_OK)
        diag_report(builder->diag, DIAG_CANNOT_READ, at, path, strerror(errno));
    if (error != SOURCE_OK)
        return false;
    if (builder->file_count == builder->file_size) {
        int size = builder->file_size ? builder->file_size * 2 : 8;
        File *files = ARENA_ARRAY(&builder->scratch, File, (size_t)size);
        if (builder->file_count)
            memcpy(files, builder->files, (size_t)builder->file_count * sizeof *files);
        builder->files = files;
        builder->file_size = size;
    }
    File *file = &builder->files[builder->file_count++];
    *file = (File){.source = source, .by = by, .at = at};
    identify(path, &file->device, &file->node);
    return true;
}

// Beside the including file first, then in the -I folders.
static const char *find_include(Builder *builder, const char *name)
{
    Arena *arena = &builder->scratch;
    const char *from = builder->files[builder->current].source->path, *slash = strrchr(from, '/');
    const char *beside =
        slash && *name != '/' ? arena_print(arena, "%.*s/%s", (int)(slash - from), from, name) : name;
    if (!access(beside, R_OK))
        return beside;
    for (size_t at = 0; at < builder->options->include_count && *name != '/'; at++) {
        const char *path = arena_print(arena, "%s/%s", builder->options->include[at], name);
        if (!access(path, R_OK))
            return path;
    }
    return beside;
}

// The file read already under whatever name, -1 for none.
static int find_file(const Builder *builder, const char *path)
{
    dev_t device;
    ino_t node;
    if (!identify(path, &device, &node))
        return -1;
    for (int at = 0; at < builder->file_count; at++)
        if (builder->files[at].device == device && builder->files[at].node == node)
            return at;
    return -1;
}

static bool is_above(const Builder *builder, int file)
{
    for (int at = builder->current; at >= 0; at = builder->files[at].by)
        if (at == file)
            return true;
    return false;
}

static int include_depth(const Builder *builder)
{
    int depth = 0;
    for (int at = builder->current; at >= 0; at = builder->files[at].by)
        depth++;
    return depth;
}

void build_include(Builder *builder, Span path)
{
    char *name = arena_copy(&builder->scratch, span_text(builder->model->sources, path), span_length(path));
    const char *found = find_include(builder, name);
    int known = find_file(builder, found);
    if (known >= 0 && is_above(builder, known)) {
        diag_report(builder->diag, DIAG_INCLUDE_LOOP, path, name);
        if (span_is_set(builder->files[builder->current].at))
            diag_note(builder->diag, builder->files[builder->current].at,
                      "the including file is itself included here");
        return;
    }
    if (include_depth(builder) > INCLUDES_DEEP) {
        diag_report(builder->diag, DIAG_INCLUDE_DEEP, path, INCLUDES_DEEP);
        return;
    }
    if (known < 0)
        add_file(builder, found, builder->current, path);
}

// --- the passes ---

static bool read_files(Builder *builder)
{
    bool good = true;
    for (builder->current = 0; builder->current < builder->file_count; builder->current++) {
        ParseInput in = {.source = builder->files[builder->current].source,
                         .words = builder->model->words,
                         .arena = &builder->items,
                         .diag = builder->diag,
                         .sink = build_declaration,
                         .context = builder};
        if (builder->options->scan_only)
            parse_scan_only(&in);
        else
            good = parse_source(&in) && good;
    }
    return good;
}

// Later passes go on after errors of earlier ones, as long as what they read is whole.
static void run_passes(Builder *builder, bool read_well)
{
    if (!read_well)
        return; // what is missing would be reported as unknown
    build_deferred(builder);
    make_definitions(builder);
    resolve_types(builder);
    settle_inherited(builder);
    finish_routines(builder);
    resolve_foreigns(builder);
    resolve_seeds(builder);
    resolve_triggers(builder);
    resolve_owners(builder);
    resolve_rights(builder);
    resolve_ranges(builder);
    resolve_shells(builder);
    check_expressions(builder);
    check_views(builder);
    check_routines(builder);
    check_triggers(builder);
    check_policies(builder);
    check_loops(builder);
    check_migration_slices(builder);
    check_rules(builder);
}

Model *check_schema(const char *path, const CheckOptions *options, Sources *sources, Words *words,
                    Arena *arena, Diag *diag)
{
    Model *model = ARENA_NEW(arena, Model);
    reserved_mark(words);
    model_init(model, arena, words, sources, options->dialect);
    model->target = options->target;
    Builder builder = {.model = model, .options = options, .diag = diag};
    size_t before = diag->errors;
    if (add_file(&builder, path, -1, (Span){0}))
        for (size_t at = 0; at < options->more_count; at++)
            add_file(&builder, options->more[at], -1, (Span){0});
    bool good = diag->errors == before && read_files(&builder);
    if (!model->dialect)
        model->dialect = DIALECT_POSTGRES;
    build_schema(&builder, (Name){0});
    if (!options->parse_only && !options->scan_only && builder.file_count)
        run_passes(&builder, good);
    arena_free(&builder.items);
    arena_free(&builder.scratch);
    if (diag->errors != before) {
        model_free(model);
        return NULL;
    }
    model_hash(model);
    return model;
}

Model *check_empty(unsigned dialect, Sources *sources, Words *words, Arena *arena)
{
    Model *model = ARENA_NEW(arena, Model);
    model_init(model, arena, words, sources, dialect);
    const Word *name = words_text(words, "public");
    model_name(model, model_add(model, KIND_SCHEMA, NULL, name, (Span){0}), name);
    model_hash(model);
    return model;
}
