// SPDX-License-Identifier: MIT
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BIT_UP = 1, BIT_DOWN = 2, BIT_STATUS = 4, BIT_VALIDATE = 8, BIT_VERIFY = 16, BIT_ALL = 31 };

typedef struct CommandInfo {
    const char *name, *usage, *help;
} CommandInfo;

static const CommandInfo commands[RUN_COMMANDS] = {
    [RUN_UP] = {"up", "[MIGRATION…]", "apply what is pending, and finish what was interrupted"},
    [RUN_DOWN] = {"down", "", "revert the newest migration, or all above --to"},
    [RUN_STATUS] = {"status", "[MIGRATION…]", "show which migrations are applied and pending"},
    [RUN_VALIDATE] = {"validate", "[MIGRATION…]",
                      "compare the database with what the last migration left, and run its checks"},
    [RUN_VERIFY] = {"verify", "", "run the checks of the last migration"},
};

typedef struct OptionInfo {
    char letter;
    const char *name, *value, *help; // no value: a switch
    int commands;
} OptionInfo;

// The only list of options: parsing and --help come from it.
static const OptionInfo options[] = {
    {'d', "db", "URL", "postgres://…, service=…, sqlite:PATH; default: $DATABASE_URL", BIT_ALL},
    {'D', "dir", "FOLDER", "where the *.up.sql files are (down and verify need none); default: migrations",
     BIT_ALL},
    {'t', "to", "VERSION", "up: the last to apply; down: the one to keep, or \"none\"; verify: this one",
     BIT_UP | BIT_DOWN | BIT_VERIFY},
    {'n', "dry-run", NULL, "print what would run, change nothing", BIT_UP | BIT_DOWN},
    {'f', "force", NULL, "run an irreversible down, ignore drift, go on with a changed file",
     BIT_UP | BIT_DOWN},
    {'w', "lock-wait", "SECONDS", "wait for another runner; default: 60", BIT_UP | BIT_DOWN},
    {'l', "lock-timeout", "MS", "for each lock of a statement; default: deadlock_timeout + 500",
     BIT_UP | BIT_DOWN},
    {'j', "json", NULL, "print one JSON document", BIT_ALL},
    {'q', "quiet", NULL, "print nothing but errors", BIT_UP | BIT_DOWN},
    {'h', "help", NULL, "show this", BIT_ALL},
};

enum { OPTION_COUNT = (int)(sizeof options / sizeof options[0]) };

bool run_command_find(const char *name, RunCommand *command)
{
    for (int i = 0; i < RUN_COMMANDS; i++) {
        if (!strcmp(commands[i].name, name)) {
            *command = (RunCommand)i;
            return true;
        }
    }
    return false;
}

const char *run_command_name(RunCommand command)
{
    return commands[command].name;
}

void run_help(RunCommand command)
{
    const CommandInfo *info = &commands[command];
    printf("usage: schemac %s --db URL [OPTION…]%s%s\n%s\n\n", info->name, *info->usage ? " " : "",
           info->usage, info->help);
    for (int i = 0; i < OPTION_COUNT; i++) {
        char left[40];
        if (!(options[i].commands & 1 << command))
            continue;
        snprintf(left, sizeof left, "-%c, --%s%s%s", options[i].letter, options[i].name,
                 options[i].value ? " " : "", options[i].value ? options[i].value : "");
        printf("  %-26s %s\n", left, options[i].help);
    }
    printf("\nA MIGRATION is a file of --dir, with or without its .up.sql; naming some takes only those.\n"
           "exit status: 0 ok, 1 checks failed or differences, 2 bad input or usage, 3 database or\n"
           "connection, 4 refused as unsafe\n");
}

static bool read_number(const char *text, int factor, int *value)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (!*text || *end || errno || number < 1 || number > INT_MAX / factor)
        return false;
    *value = (int)number * factor;
    return true;
}

static bool store(RunOptions *out, char letter, const char *value)
{
    switch (letter) {
    case 'd': out->db = value; break;
    case 'D': out->dir = value; break;
    case 't': out->to = value; break;
    case 'n': out->dry_run = true; break;
    case 'f': out->force = true; break;
    case 'j': out->json = true; break;
    case 'q': out->quiet = true; break;
    case 'h': out->help = true; break;
    case 'w': return read_number(value, 1000, &out->lock_wait_ms);
    case 'l': return read_number(value, 1, &out->lock_timeout_ms);
    }
    return true;
}

static const OptionInfo *find_option(int letter)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (options[i].letter == letter)
            return &options[i];
    return NULL;
}

static void fill_getopt(struct option *table, char *letters)
{
    *letters++ = ':';
    for (int i = 0; i < OPTION_COUNT; i++) {
        int has_value = options[i].value ? required_argument : no_argument;
        table[i] = (struct option){options[i].name, has_value, NULL, options[i].letter};
        *letters++ = options[i].letter;
        if (options[i].value)
            *letters++ = ':';
    }
    table[OPTION_COUNT] = (struct option){0};
    *letters = '\0';
}

static bool complain(const RunOptions *out, const char *text, const char *word)
{
    fprintf(stderr, "schemac %s: error: %s%s%s\n", run_command_name(out->command), text, *word ? ": " : "",
            word);
    return false;
}

bool run_options_read(int argc, char **argv, RunOptions *out)
{
    struct option table[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
    int letter;
    *out = (RunOptions){0};
    if (!run_command_find(argv[0], &out->command))
        return complain(out, "no such command", argv[0]);
    fill_getopt(table, letters);
    optind = 0; // start anew: main has read options of its own before
    opterr = 0;
    while ((letter = getopt_long(argc, argv, letters, table, NULL)) != -1) {
        const OptionInfo *info = find_option(letter);
        if (letter == ':')
            return complain(out, "this option needs a value", argv[optind - 1]);
        if (!info || !(info->commands & 1 << out->command))
            return complain(out, "unknown option", argv[optind - 1]);
        if (!store(out, info->letter, optarg))
            return complain(out, "not a number above 0", optarg);
    }
    out->files = argv + optind;
    out->file_count = argc - optind;
    if (out->file_count && !*commands[out->command].usage)
        return complain(out, "this command takes no files", out->files[0]);
    return true;
}
