// SPDX-License-Identifier: MIT
#include "gen/commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "gen/compile.h"
#include "gen/emit/emit.h"
#include "gen/emit/stub.h"
#include "gen/try/try.h"
#include "gen/unchecked.h"

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

enum { UP_SQL, DOWN_SQL, CHECK_C, CHECK_H, DEPFILE, DIFF_OUTPUTS };

static void emit_stubs(Compile *compile, const Model *model, const char *prefix, Draft *source, Draft *header)
{
    source->path = arena_print(&compile->arena, "%s.check.c", prefix);
    header->path = arena_print(&compile->arena, "%s.check.h", prefix);
    StubNames names = {base_name(prefix), base_name(header->path)};
    stub_emit(model, names, source, header);
}

// The depfile, where one is wanted, is the output behind the first `count`.
static size_t add_depfile(Compile *compile, Draft *outputs, size_t count, const char *prefix)
{
    const Cli *cli = compile->cli;
    if (!cli->depend && !cli->depfile)
        return count;
    outputs[count].path = cli->depfile ? cli->depfile : arena_print(&compile->arena, "%s.d", prefix);
    compile_depend(compile, outputs, count, &outputs[count].text);
    return count + 1;
}

static void drop_all(Draft *outputs, size_t count)
{
    for (size_t at = 0; at < count; at++)
        draft_drop(&outputs[at]);
}

// --- diff ---

static void name_outputs(Compile *compile, const char *prefix, Draft *outputs)
{
    if (prefix) {
        outputs[UP_SQL].path = arena_print(&compile->arena, "%s.up.sql", prefix);
        outputs[DOWN_SQL].path = arena_print(&compile->arena, "%s.down.sql", prefix);
    } else {
        outputs[DOWN_SQL].unwanted = true;
    }
}

static bool keep_diff(Compile *compile, const Plan *plan, const char *prefix, Draft *outputs)
{
    emit_stubs(compile, plan->changes->to, prefix, &outputs[CHECK_C], &outputs[CHECK_H]);
    return compile_keep(compile, outputs, add_depfile(compile, outputs, DEPFILE, prefix));
}

bool command_plan(Compile *compile, Model *from, Model *to, const char *prefix)
{
    PlanOptions options = compile->cli->plan;
    Draft outputs[DIFF_OUTPUTS] = {0};
    name_outputs(compile, prefix, outputs);
    diff_agree(from, to);
    ChangeList *changes = diff_models(from, to, &compile->diag, &compile->arena);
    options.target = cli_target(compile->cli, to->dialect);
    Plan *plan = changes ? plan_changes(changes, &options, &compile->diag, &compile->arena) : NULL;
    bool good = plan && emit_files(plan, &outputs[UP_SQL], &outputs[DOWN_SQL], &compile->diag);
    good = good && !diag_failed(&compile->diag) && try_plan(plan, &compile->diag);
    good = good && !diag_failed(&compile->diag);
    bool differ = good && changes->count;
    if (good && prefix)
        differ = keep_diff(compile, plan, prefix, outputs) && differ;
    else if (differ && !draft_print(&outputs[UP_SQL], stdout))
        diag_report(&compile->diag, DIAG_CANNOT_WRITE, (Span){0}, "standard output", strerror(errno));
    drop_all(outputs, DIFF_OUTPUTS);
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
    unsigned dialect = cli->dialect ? cli->dialect : compile_dialect(cli);
    Model *first = compile_schema(&compile, cli->inputs[gone ? 0 : 1], dialect, !gone);
    Model *second = first ? compile_schema(&compile, cli->inputs[gone ? 1 : 0], first->dialect, false) : NULL;
    bool differ = second && command_plan(&compile, gone ? first : second, gone ? second : first, cli->output);
    return compile_end(&compile, differ && cli->exit_code);
}

// --- inspect, import ---

typedef bool MakeText(Compile *, const char *name, Text *);

static int print_text(const Cli *cli, MakeText *make)
{
    if (cli->input_count != 1)
        return command_usage(cli);
    Compile compile;
    Text text = {0};
    compile_begin(&compile, cli);
    if (make(&compile, cli->inputs[0], &text) && !diag_failed(&compile.diag)) {
        unchecked_mark(&compile, &text);
        fwrite(text.bytes, 1, text.length, stdout);
    }
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

// A file must hold for each dialect that it names. What is wrong with it for any is told once.
static int check_dialect(const Cli *cli, const char *path, unsigned dialect, const Diag *told)
{
    Compile compile;
    compile_begin(&compile, cli);
    Model *model = compile_schema(&compile, path, dialect, false);
    bool whole = model && !cli->parse_only && !cli->scan_only;
    if (whole)
        try_schema(model, cli_target(cli, model->dialect), &compile.diag);
    if (told)
        diag_leave_out(&compile.diag, told);
    unsigned others = whole && !dialect ? model->declared & ~model->dialect : 0;
    int worst = compile_report(&compile, 0);
    for (unsigned other = 1; other <= others; other <<= 1) {
        int status = others & other ? check_dialect(cli, path, other, &compile.diag) : 0;
        worst = status > worst ? status : worst;
    }
    compile_free(&compile);
    return worst;
}

int check_command(const Cli *cli)
{
    int worst = 0;
    if (!cli->input_count)
        return command_usage(cli);
    for (size_t at = 0; at < cli->input_count; at++) {
        int status = check_dialect(cli, cli->inputs[at], cli->dialect, NULL);
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
        Draft outputs[3] = {0};
        emit_stubs(&compile, model, cli->output, &outputs[0], &outputs[1]);
        compile_keep(&compile, outputs, add_depfile(&compile, outputs, 2, cli->output));
        drop_all(outputs, 3);
    }
    return compile_end(&compile, 0);
}
