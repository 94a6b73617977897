// SPDX-License-Identifier: MIT
#include "gen/commands.h"

#include <stdio.h>
#include <string.h>

#include "gen/compile.h"
#include "gen/emit/emit.h"
#include "gen/emit/stub.h"
#include "gen/try/try.h"

int command_usage(const Cli *cli)
{
    fprintf(stderr, "schemac: see schemac %s --help\n", cli->command);
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

static bool write_diff(Compile *compile, const Plan *plan, EmitFiles *files, const char *prefix)
{
    Output outputs[5] = {{.path = arena_print(&compile->arena, "%s.up.sql", prefix), .text = files->up},
                         {.path = arena_print(&compile->arena, "%s.down.sql", prefix), .text = files->down}};
    size_t count = 4;
    emit_stubs(compile, plan->changes->to, prefix, &outputs[2], &outputs[3]);
    add_depfile(compile, compile, outputs, &count, prefix);
    bool good = compile_write(compile, outputs, count);
    for (size_t at = 2; at < count; at++)
        text_free(&outputs[at].text);
    return good;
}

bool command_plan(Compile *compile, const Model *from, const Model *to, const char *prefix)
{
    PlanOptions options = compile->cli->plan;
    EmitFiles files = {0};
    ChangeList *changes = diff_models(from, to, &compile->diag, &compile->arena);
    if (!options.target)
        options.target = caps_of(to->dialect)->default_target;
    Plan *plan = changes ? plan_changes(changes, &options, &compile->diag, &compile->arena) : NULL;
    bool good = plan && emit_files(plan, &files, &compile->diag) && !diag_failed(&compile->diag);
    good = good && try_plan(plan, &compile->diag) && !diag_failed(&compile->diag);
    bool differ = good && changes->count;
    if (good && prefix)
        differ = write_diff(compile, plan, &files, prefix) && differ;
    else if (differ)
        fwrite(files.up.bytes, 1, files.up.length, stdout);
    text_free(&files.up);
    text_free(&files.down);
    return differ;
}

int diff_command(const Cli *cli)
{
    if (cli->input_count != 2)
        return command_usage(cli);
    Compile compile;
    compile_begin(&compile, cli);
    // The new schema comes first: it decides the dialect, unless there is none.
    bool gone = !strcmp(cli->inputs[1], "empty");
    Model *first = compile_schema(&compile, cli->inputs[gone ? 0 : 1], cli->dialect, !gone);
    Model *second = first ? compile_schema(&compile, cli->inputs[gone ? 1 : 0], first->dialect, false) : NULL;
    bool differ = second && command_plan(&compile, gone ? first : second, gone ? second : first, cli->output);
    return compile_end(&compile, differ && cli->exit_code);
}

// --- check ---

int check_command(const Cli *cli)
{
    int worst = 0;
    if (!cli->input_count)
        return command_usage(cli);
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
        return command_usage(cli);
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
