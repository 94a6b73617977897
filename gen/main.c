// SPDX-License-Identifier: MIT
// schemac: a compiler for database schemas.
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "gen/cli.h"
#include "gen/commands.h"
#include "gen/explain.h"
#include "gen/run/run.h"

static const struct {
    const char *name;
    int (*run)(const Cli *);
} COMMANDS[] = {{"diff", diff_command},   {"inspect", inspect_command}, {"import", import_command},
                {"check", check_command}, {"gen", gen_command},         {"fmt", fmt_command},
                {"new", new_command},     {"init", init_command}};

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

// One thread is all there is, so SQLite need not lock what it shares nor count what it takes.
static void use_sqlite_alone(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int explain(int argc, char **argv)
{
    bool help = argc == 3 && (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h"));
    if (argc != 3 || help) {
        cli_help("explain");
        return help ? 0 : 2;
    }
    return strcmp(argv[2], "--list") ? explain_command(argv[2]) : explain_list();
}

int main(int argc, char **argv)
{
    use_sqlite_alone();
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        cli_help(NULL);
        return argc < 2 ? 2 : 0;
    }
    if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "version")) {
        puts("schemac " CLI_VERSION);
        return 0;
    }
    if (run_has_command(argv[1]))
        return run_command(argc - 1, argv + 1);
    if (!strcmp(argv[1], "explain"))
        return explain(argc, argv);
    for (size_t at = 0; at < sizeof COMMANDS / sizeof *COMMANDS; at++)
        if (!strcmp(COMMANDS[at].name, argv[1])) {
            Cli cli;
            return cli_read(argc - 1, argv + 1, &cli) ? COMMANDS[at].run(&cli) : cli.status;
        }
    return unknown_command(argv[1]);
}
