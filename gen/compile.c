// SPDX-License-Identifier: MIT
#include "gen/compile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gen/check/check.h"
#include "gen/read/import.h"
#include "gen/read/read.h"
#include "grammar/parse.h"

void compile_begin(Compile *compile, const Cli *cli)
{
    *compile = (Compile){.cli = cli};
    sources_init(&compile->sources, &compile->arena);
    words_init(&compile->words, &compile->arena);
    parse_words(&compile->words);
    diag_init(&compile->diag, &compile->sources, &compile->arena);
    compile->diag.warnings_are_errors = cli->warnings_are_errors;
    memcpy(compile->diag.silenced, cli->silenced, sizeof compile->diag.silenced);
}

int compile_report(const Compile *compile, int status)
{
    int worst = diag_exit_code(&compile->diag);
    diag_print(&compile->diag, stderr, compile->cli->format);
    return worst ? worst : status;
}

void compile_free(Compile *compile)
{
    for (int at = 0; at < compile->model_count; at++)
        model_free(compile->models[at]);
    words_free(&compile->words);
    sources_free(&compile->sources);
    arena_free(&compile->arena);
}

int compile_end(Compile *compile, int status)
{
    status = compile_report(compile, status);
    compile_free(compile);
    return status;
}

// --- sources ---

// git show REV:path, without a shell in between; what it prints is the text.
static const char *read_revision(Compile *compile, const char *name)
{
    char template[] = "/tmp/schemac-XXXXXX";
    int copy = mkstemp(template);
    if (copy < 0)
        return NULL;
    pid_t child = fork();
    if (child == 0) {
        dup2(copy, STDOUT_FILENO);
        execlp("git", "git", "show", name, (char *)NULL);
        _exit(127);
    }
    close(copy);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status)) {
        unlink(template);
        return NULL;
    }
    return arena_print(&compile->arena, "%s", template);
}

static bool is_revision(const char *name)
{
    return strchr(name, ':') && access(name, F_OK);
}

// Is it, byte for byte, the one file that the first model was made of? Then it says the same, and it need
// not be read again. Only where nothing was reported of it, as that would be said of both.
static bool is_first_again(const Compile *compile, const char *path)
{
    if (compile->model_count != 1 || compile->sources.count != 1 || compile->cli->more_count ||
        compile->diag.items)
        return false;
    const Source *source = compile->sources.files[0];
    Text text = {.bytes = (char *)(uintptr_t)source->text, .length = source->length};
    return strcmp(path, "-") && text_is_file(&text, path);
}

// --- databases ---

// As it may be shown and kept: without its password.
static const char *shown_url(Compile *compile, const char *url)
{
    size_t size = 3 * strlen(url) + 8; // each password becomes ***
    char *shown = arena_bytes(&compile->arena, size);
    schemac_url_mask(url, shown, size);
    return shown;
}

unsigned compile_dialect(const Cli *cli)
{
    for (size_t at = 0; at < cli->input_count; at++)
        if (read_is_url(cli->inputs[at]))
            return read_dialect(cli->inputs[at]);
    return 0;
}

static void drop_grants(Catalogue *catalogue)
{
    for (ReadNote **at = &catalogue->notes; *at;)
        if (strstr((*at)->kind, "grants"))
            *at = (*at)->next;
        else
            at = &(*at)->next;
}

static void print_catalogue(Compile *compile, Catalogue *catalogue, Text *out)
{
    catalogue->no_owner = compile->cli->no_owner;
    catalogue->no_rights = compile->cli->no_rights;
    if (catalogue->no_rights)
        drop_grants(catalogue);
    for (const ReadNote *note = catalogue->notes; note; note = note->next)
        diag_report(&compile->diag, DIAG_NOT_CARRIED, note->span, note->kind, note->name);
    print_sch(catalogue, &compile->words, out);
}

bool compile_inspect(Compile *compile, const char *url, Text *out)
{
    SchemacError error;
    Catalogue catalogue = {.arena = &compile->arena, .roles = compile->cli->roles};
    if (!read_database(url, &catalogue, &compile->words, &error)) {
        bool far = schemac_error_exit(error.code) == 3;
        diag_report(&compile->diag, far ? DIAG_DATABASE : DIAG_CANNOT_READ, (Span){0},
                    shown_url(compile, url), error.message);
        return false;
    }
    if (!compile->runner)
        compile->runner = catalogue.user;
    print_catalogue(compile, &catalogue, out);
    return true;
}

static const Source *made_source(Compile *compile, const char *path, const Text *text)
{
    const Source *source = sources_text(&compile->sources, path, text_string(text), text->length);
    if (source)
        compile->made[compile->made_count++] = source;
    else
        diag_report(&compile->diag, DIAG_TOO_LARGE, (Span){0}, path);
    return source;
}

static const Source *inspect_source(Compile *compile, const char *url)
{
    Text text = {0};
    const Source *source = NULL;
    for (int at = 0; at < compile->asked_count; at++)
        if (compile->asked[at] == url)
            return compile->answers[at];
    if (compile_inspect(compile, url, &text))
        source = made_source(compile, shown_url(compile, url), &text);
    text_free(&text);
    if (compile->asked_count < 2) {
        compile->asked[compile->asked_count] = url;
        compile->answers[compile->asked_count++] = source;
    }
    return source;
}

// Who runs the migration is whoever asks the database, in the other schema too: so databases come first.
static bool ask_databases(Compile *compile)
{
    const Cli *cli = compile->cli;
    for (size_t at = 0; at < cli->input_count && compile->asked_count < 2; at++)
        if (read_is_url(cli->inputs[at]) && !inspect_source(compile, cli->inputs[at]))
            return false;
    return true;
}

// --- SQL ---

static bool is_sql(const char *name)
{
    size_t length = strlen(name), end = strlen(".sql");
    return length > end && !strcmp(name + length - end, ".sql");
}

static bool import_as(Compile *compile, const char *path, const char *shown, unsigned dialect, Text *out)
{
    const Source *source;
    SourceError fault = sources_read(&compile->sources, path, &source);
    Catalogue catalogue = {.arena = &compile->arena,
                           .dialect = dialect ? dialect : DIALECT_POSTGRES,
                           .target = cli_target(compile->cli, DIALECT_POSTGRES),
                           .roles = compile->cli->roles};
    if (fault == SOURCE_UNREADABLE)
        diag_report(&compile->diag, DIAG_CANNOT_READ, (Span){0}, shown, strerror(errno));
    else if (fault == SOURCE_TOO_LARGE)
        diag_report(&compile->diag, DIAG_TOO_LARGE, (Span){0}, shown);
    if (!source || !import_sql(source, &catalogue, &compile->words, &compile->diag))
        return false;
    print_catalogue(compile, &catalogue, out);
    return true;
}

bool compile_import(Compile *compile, const char *path, unsigned dialect, Text *out)
{
    return import_as(compile, path, path, dialect, out);
}

// What is said of the text that was made is about the file, though not at a line of it.
static const Source *import_source(Compile *compile, const char *path, const char *name, unsigned dialect)
{
    Text text = {0};
    const Source *source = NULL;
    if (import_as(compile, path, name, dialect, &text))
        source = made_source(compile, arena_print(&compile->arena, "%s (as a schema)", name), &text);
    text_free(&text);
    return source;
}

Model *compile_schema(Compile *compile, const char *name, unsigned dialect, bool with_migration)
{
    const Cli *cli = compile->cli;
    CheckOptions options = {.dialect = dialect,
                            .include = cli->include,
                            .include_count = cli->include_count,
                            .no_owner = cli->no_owner,
                            .no_rights = cli->no_rights,
                            .target = cli_target(cli, DIALECT_POSTGRES),
                            .parse_only = cli->parse_only,
                            .scan_only = cli->scan_only};
    if (with_migration) {
        options.more = cli->more;
        options.more_count = cli->more_count;
    }
    const char *path = name;
    if (!ask_databases(compile))
        return NULL;
    options.runner = compile->runner;
    bool url = read_is_url(name), revision = !url && strcmp(name, "empty") && is_revision(name);
    if (revision)
        path = read_revision(compile, name);
    if (!path) {
        diag_report(&compile->diag, DIAG_CANNOT_READ, (Span){0}, name, "git show cannot find it");
        return NULL;
    }
    bool made = url || is_sql(name);
    if (made) {
        options.source = url ? inspect_source(compile, name) : import_source(compile, path, name, dialect);
        if (revision)
            unlink(path);
        if (!options.source)
            return NULL;
        path = options.source->path;
    }
    Model *model;
    bool again = !made && strcmp(name, "empty") && is_first_again(compile, path);
    if (again) {
        model = compile->models[0];
        sources_text(&compile->sources, path, "", 0); // outputs depend on it
    } else if (strcmp(name, "empty")) {
        model =
            check_schema(path, &options, &compile->sources, &compile->words, &compile->arena, &compile->diag);
    } else {
        model = check_empty(dialect ? dialect : DIALECT_POSTGRES, &compile->sources, &compile->words,
                            &compile->arena);
    }
    if (revision && !made)
        unlink(path);
    if (model && made)
        model->imported = true;
    if (model && !again)
        compile->models[compile->model_count++] = model;
    return model;
}

// --- outputs ---

bool compile_write(Compile *compile, const char *path, const Text *text)
{
    Draft output = {.path = path};
    text_add(&output.text, text_string(text), text->length);
    return compile_keep(compile, &output, 1);
}

bool compile_keep(Compile *compile, Draft *outputs, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        const char *path = outputs[at].path;
        if (!draft_keep(&outputs[at])) {
            diag_report(&compile->diag, DIAG_CANNOT_WRITE, (Span){0}, path, strerror(errno));
            return false;
        }
    }
    return true;
}

// Blanks, # and $ mean something to make.
static void put_make_name(Text *out, const char *name)
{
    for (; *name; name++) {
        if (*name == ' ' || *name == '#')
            text_char(out, '\\');
        if (*name == '$')
            text_char(out, '$');
        text_char(out, *name);
    }
}

static bool is_made(const Compile *compile, const Source *source)
{
    for (int at = 0; at < compile->made_count; at++)
        if (compile->made[at] == source)
            return true;
    return false;
}

void compile_depend(const Compile *compile, const Draft *outputs, size_t count, Text *out)
{
    for (size_t at = 0; at < count; at++) {
        text_puts(out, at ? " " : "");
        put_make_name(out, outputs[at].path);
    }
    text_char(out, ':');
    for (size_t at = 0; at < compile->sources.count; at++) {
        if (is_made(compile, compile->sources.files[at]))
            continue; // make knows files only
        text_puts(out, " \\\n  ");
        put_make_name(out, compile->sources.files[at]->path);
    }
    text_char(out, '\n');
    // A file that is no longer there must not stop make (as gcc's -MP).
    for (size_t at = 0; at < compile->sources.count; at++) {
        if (is_made(compile, compile->sources.files[at]))
            continue;
        put_make_name(out, compile->sources.files[at]->path);
        text_puts(out, ":\n");
    }
}
