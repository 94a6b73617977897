// SPDX-License-Identifier: MIT
// schemac: a compiler for database schemas.
#include <stdio.h>
#include <string.h>

#include "gen/cli.h"
#include "gen/commands.h"
#include "gen/explain.h"
#include "gen/run/run.h"

static const struct {
    const char *name;
    int (*run)(const Cli *);
} COMMANDS[] = {
    {"diff", diff_command},   {"inspect", inspect_command}, {"import", import_command},
    {"check", check_command}, {"gen", gen_command},
};

static int unknown_command(const char *name)
{
    Guess guess = {.name = name};
    for (size_t at = 0; at < sizeof COMMANDS / sizeof *COMMANDS; at++)
        guess_feed(&guess, COMMANDS[at].name);
    fprintf(stderr, "schemac: there is no command '%s'", name);
    if (guess_best(&guess))
        fprintf(stderr, "; did you mean '%s'?", guess_best(&guess));
    fputs("\nschemac: see schemac --help\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        cli_help(NULL);
        return argc < 2 ? 2 : 0;
    }
    if (run_has_command(argv[1]))
        return run_command(argc - 1, argv + 1);
    if (!strcmp(argv[1], "explain") && argc == 3)
        return explain_command(argv[2]);
    for (size_t at = 0; at < sizeof COMMANDS / sizeof *COMMANDS; at++)
        if (!strcmp(COMMANDS[at].name, argv[1])) {
            Cli cli;
            return cli_read(argc - 1, argv + 1, &cli) ? COMMANDS[at].run(&cli) : cli.status;
        }
    return unknown_command(argv[1]);
}
