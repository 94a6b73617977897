// SPDX-License-Identifier: MIT
// schemac fmt: files in their canonical form.
#define _XOPEN_SOURCE 700 // realpath
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/commands.h"
#include "gen/compile.h"
#include "gen/prune.h"
#include "grammar/format.h"

static bool keeps(void *context, const Item *home, const Item *item)
{
    return prune_keeps(context, home, item);
}

static const Source *read_source(Compile *compile, const char *path)
{
    const Source *source;
    SourceError error = sources_read(&compile->sources, path, &source);
    if (error == SOURCE_TOO_LARGE)
        diag_report(&compile->diag, DIAG_TOO_LARGE, (Span){0}, path);
    else if (error != SOURCE_OK)
        diag_report(&compile->diag, DIAG_CANNOT_READ, (Span){0}, path, strerror(errno));
    return source;
}

static void write_file(Compile *compile, const char *path, const Text *text)
{
    char *file = realpath(path, NULL); // a link stays one
    compile_write(compile, file ? file : path, text);
    free(file);
}

// The exit status, as far as no error stands.
static int put(Compile *compile, const Source *source, const char *path, const Text *text)
{
    bool same = text->length == source->length && !memcmp(text_string(text), source->text, text->length);
    if (compile->cli->check) {
        if (!same)
            puts(path);
        return !same;
    }
    if (!strcmp(path, "-"))
        fwrite(text_string(text), 1, text->length, stdout);
    else if (!same)
        write_file(compile, path, text);
    return 0;
}

static int format_file(const Cli *cli, const char *path)
{
    Compile compile;
    Text text = {0};
    int status = 0;
    compile_begin(&compile, cli);
    Model *old = cli->prune ? compile_schema(&compile, cli->prune, cli->dialect, false) : NULL;
    const Source *source = !cli->prune || old ? read_source(&compile, path) : NULL;
    FormatInput in = {.source = source,
                      .sources = &compile.sources,
                      .words = &compile.words,
                      .diag = &compile.diag,
                      .keeps = old ? keeps : NULL,
                      .context = old};
    if (source && format_source(&in, &text))
        status = put(&compile, source, path, &text);
    text_free(&text);
    return compile_end(&compile, status);
}

int fmt_command(const Cli *cli)
{
    int worst = 0;
    if (!cli->input_count)
        return command_usage(cli);
    for (size_t at = 0; at < cli->input_count; at++) {
        int status = format_file(cli, cli->inputs[at]);
        worst = status > worst ? status : worst;
    }
    return worst;
}
