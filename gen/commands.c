// SPDX-License-Identifier: MIT
#include "gen/commands.h"

#include <stdio.h>
#include <string.h>

#include "gen/compile.h"
#include "gen/emit/emit.h"
#include "gen/emit/stub.h"
#include "gen/try/try.h"

static int usage(const char *command)
{
    fprintf(stderr, "schemac: see schemac %s --help\n", command);
    return 2;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void emit_stubs(Compile *compile, const Model *model, const char *prefix, Output *source,
                       Output *header)
{
    source->path = arena_print(&compile->arena, "%s.check.c", prefix);
    header->path = arena_print(&compile->arena, "%s.check.h", prefix);
    StubNames names = {base_name(prefix), base_name(header->path)};
    stub_emit(model, names, &source->text, &header->text);
}

static void add_depfile(const Compile *compile, Compile *owner, Output *outputs, size_t *count,
                        const char *prefix)
{
    const Cli *cli = compile->cli;
    if (!cli->depend && !cli->depfile)
        return;
    Output *depfile = &outputs[*count];
    depfile->path = cli->depfile ? cli->depfile : arena_print(&owner->arena, "%s.d", prefix);
    compile_depend(compile, outputs, *count, &depfile->text);
    ++*count;
}

// --- diff ---

static void write_diff(Compile *compile, const Plan *plan, EmitFiles *files)
{
    const char *prefix = compile->cli->output;
    Output outputs[5] = {{.path = arena_print(&compile->arena, "%s.up.sql", prefix), .text = files->up},
                         {.path = arena_print(&compile->arena, "%s.down.sql", prefix), .text = files->down}};
    size_t count = 4;
    emit_stubs(compile, plan->changes->to, prefix, &outputs[2], &outputs[3]);
    add_depfile(compile, compile, outputs, &count, prefix);
    compile_write(compile, outputs, count);
    for (size_t at = 2; at < count; at++)
        text_free(&outputs[at].text);
}

int diff_command(const Cli *cli)
{
    if (cli->input_count != 2)
        return usage("diff");
    Compile compile;
    compile_begin(&compile, cli);
    PlanOptions options = cli->plan;
    EmitFiles files = {0};
    // The new schema comes first: it decides the dialect, unless there is none.
    bool gone = !strcmp(cli->inputs[1], "empty");
    unsigned dialect = cli->dialect ? cli->dialect : compile_dialect(cli);
    Model *first = compile_schema(&compile, cli->inputs[gone ? 0 : 1], dialect, !gone);
    Model *second = first ? compile_schema(&compile, cli->inputs[gone ? 1 : 0], first->dialect, false) : NULL;
    Model *from = gone ? first : second, *to = gone ? second : first;
    ChangeList *changes = second ? diff_models(from, to, &compile.diag, &compile.arena) : NULL;
    if (!options.target && first)
        options.target = caps_of(first->dialect)->default_target;
    Plan *plan = changes ? plan_changes(changes, &options, &compile.diag, &compile.arena) : NULL;
    bool good = plan && emit_files(plan, &files, &compile.diag) && !diag_failed(&compile.diag);
    good = good && try_plan(plan, &compile.diag) && !diag_failed(&compile.diag);
    bool differ = good && changes->count;
    if (good && cli->output)
        write_diff(&compile, plan, &files);
    else if (differ)
        fwrite(files.up.bytes, 1, files.up.length, stdout);
    text_free(&files.up);
    text_free(&files.down);
    return compile_end(&compile, differ && cli->exit_code);
}

// --- inspect, import ---

typedef bool MakeText(Compile *, const char *name, Text *);

static int print_text(const Cli *cli, MakeText *make)
{
    if (cli->input_count != 1)
        return usage(cli->command);
    Compile compile;
    Text text = {0};
    compile_begin(&compile, cli);
    if (make(&compile, cli->inputs[0], &text) && !diag_failed(&compile.diag))
        fwrite(text.bytes, 1, text.length, stdout);
    text_free(&text);
    return compile_end(&compile, 0);
}

int inspect_command(const Cli *cli)
{
    return print_text(cli, compile_inspect);
}

static bool import_text(Compile *compile, const char *path, Text *text)
{
    return compile_import(compile, path, compile->cli->dialect, text);
}

int import_command(const Cli *cli)
{
    return print_text(cli, import_text);
}

// --- check ---

int check_command(const Cli *cli)
{
    int worst = 0;
    if (!cli->input_count)
        return usage("check");
    for (size_t at = 0; at < cli->input_count; at++) {
        Compile compile;
        compile_begin(&compile, cli);
        Model *model = compile_schema(&compile, cli->inputs[at], cli->dialect, false);
        if (model && !cli->parse_only && !cli->scan_only)
            try_schema(model, cli->plan.target, &compile.diag);
        int status = compile_end(&compile, 0);
        worst = status > worst ? status : worst;
    }
    return worst;
}

// --- gen ---

int gen_command(const Cli *cli)
{
    if (cli->input_count != 2 || strcmp(cli->inputs[0], "c") || !cli->output)
        return usage("gen");
    Compile compile;
    compile_begin(&compile, cli);
    Model *model = compile_schema(&compile, cli->inputs[1], cli->dialect, false);
    if (model) {
        Output outputs[3] = {{0}};
        size_t count = 2;
        emit_stubs(&compile, model, cli->output, &outputs[0], &outputs[1]);
        add_depfile(&compile, &compile, outputs, &count, cli->output);
        compile_write(&compile, outputs, count);
        for (size_t at = 0; at < count; at++)
            text_free(&outputs[at].text);
    }
    return compile_end(&compile, 0);
}
