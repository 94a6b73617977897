// SPDX-License-Identifier: MIT
#include "gen/cli.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/plan/hazard.h"

enum {
    OPT_DIALECT = 256,
    OPT_TARGET,
    OPT_DROPS,
    OPT_ONLINE,
    OPT_LOCK,
    OPT_FORMAT,
    OPT_EXIT,
    OPT_NO_OWNER,
    OPT_NO_RIGHTS,
    OPT_ROLES,
    OPT_COLOUR,
    OPT_MD,
    OPT_MF,
    OPT_CHECK,
    OPT_PRUNE,
    OPT_DIR,
    OPT_SCHEMA,
    OPT_PARSE,
    OPT_SCAN
};

enum { FOR_DIFF = 1, FOR_CHECK = 2, FOR_GEN = 4, FOR_FMT = 8, FOR_NEW = 16, FOR_INIT = 32 };
enum { FOR_INSPECT = 64, FOR_IMPORT = 128 };
enum {
    FOR_PLANS = FOR_DIFF | FOR_NEW,
    FOR_MODELS = FOR_PLANS | FOR_CHECK | FOR_GEN,
    FOR_TEXTS = FOR_MODELS | FOR_INSPECT | FOR_IMPORT,
    FOR_OWNERS = FOR_PLANS | FOR_INSPECT | FOR_IMPORT,
    FOR_ALL = FOR_TEXTS | FOR_FMT
};

static const struct {
    const char *name;
    int code;
    const char *argument, *help; // help NULL: not shown
    unsigned commands;
} OPTIONS[] = {
    {"output", 'o', "PREFIX", "write PREFIX.up.sql, PREFIX.down.sql, PREFIX.check.c and .h",
     FOR_DIFF | FOR_GEN},
    {"migration", 'm', "FILE", "a file with the migration block, read along with NEW", FOR_PLANS},
    {"dialect", OPT_DIALECT, "NAME", "postgres or sqlite; default: the schema's first",
     FOR_MODELS | FOR_IMPORT},
    {"target-version", OPT_TARGET, "N", "server version that SQL is for, as 16 or 3.45",
     FOR_PLANS | FOR_IMPORT},
    {"drops", OPT_DROPS, "HOW", "stash (default), discard or refuse what vanishes", FOR_PLANS},
    {"max-lock", OPT_LOCK, "LOCK", "refuse steps with a stronger lock, as share_row_exclusive", FOR_PLANS},
    {"online", OPT_ONLINE, NULL, "build indexes of existing tables concurrently", FOR_PLANS},
    {"exit-code", OPT_EXIT, NULL, "exit with 1 when the schemas differ", FOR_DIFF},
    {"no-owner", OPT_NO_OWNER, NULL, "who owns what does not matter", FOR_OWNERS},
    {"no-privileges", OPT_NO_RIGHTS, NULL, "nor who may do what", FOR_OWNERS},
    {"roles", OPT_ROLES, NULL, "roles and memberships are read from databases and SQL", FOR_OWNERS},
    {"dir", OPT_DIR, "FOLDER", "where the migrations are; default: migrations", FOR_NEW},
    {"schema", OPT_SCHEMA, "FILE", "what the new one leads to; default: app.sch", FOR_NEW},
    {"check", OPT_CHECK, NULL, "write nothing; print the files that would change, exit with 1", FOR_FMT},
    {"prune", OPT_PRUNE, "OLD", "remove each `was` whose old name the schema OLD does not have", FOR_FMT},
    {"include", 'I', "DIR", "look for includes in DIR too", FOR_ALL},
    {"MD", OPT_MD, NULL, "write a make rule for the output to PREFIX.d", FOR_DIFF | FOR_GEN},
    {"MF", OPT_MF, "FILE", "write it to FILE", FOR_DIFF | FOR_GEN},
    {"format", OPT_FORMAT, "HOW", "diagnostics as text, json or github", FOR_ALL},
    {"color", OPT_COLOUR, "WHEN", "auto, always or never", FOR_ALL},
    {"W", 'W', "error|no-CODE", "warnings are errors; silence the warning CODE", FOR_TEXTS},
    {"parse-only", OPT_PARSE, NULL, NULL, FOR_CHECK},
    {"scan-only", OPT_SCAN, NULL, NULL, FOR_CHECK},
    {"help", 'h', NULL, "this text", FOR_ALL | FOR_INIT},
};

enum { OPTION_COUNT = sizeof OPTIONS / sizeof *OPTIONS };

static const struct {
    const char *name, *arguments, *help;
    unsigned bit;
} COMMANDS[] = {
    {"diff", "OLD NEW", "SQL that leads from one schema to the other, and back", FOR_DIFF},
    {"inspect", "URL", "print a live database as a schema", FOR_INSPECT},
    {"import", "FILE.sql", "print plain SQL, as pg_dump writes it, as a schema", FOR_IMPORT},
    {"check", "FILE…", "read schemas and say what is wrong with them", FOR_CHECK},
    {"gen", "c FILE -o PREFIX", "C validators for a schema", FOR_GEN},
    {"init", "[DIR]", "begin a project: a schema, a Makefile, a folder for migrations", FOR_INIT},
    {"new", "[NAME]", "the next migration, from the schema of the last one to the file as it is", FOR_NEW},
    {"fmt", "FILE…", "lay schemas out in the one canonical form (-: from input to output)", FOR_FMT},
    {"explain", "CODE | --list", "what a diagnostic means and what to do", 0},
    {"up", "--db URL [FILE…]", "apply committed migrations", 0},
    {"down", "--db URL [FILE…]", "take the newest back", 0},
    {"status", "--db URL", "what is applied and what is not", 0},
    {"validate", "--db URL", "is the database what its last migration left?", 0},
    {"verify", "--db URL", "run the checks of the migrations", 0},
};

void cli_help(const char *command)
{
    unsigned bit = 0;
    for (size_t at = 0; at < sizeof COMMANDS / sizeof *COMMANDS; at++) {
        if (command && strcmp(command, COMMANDS[at].name))
            continue;
        if (!at || command)
            printf("usage: schemac %s [options] %s\n\n", command ? command : "COMMAND",
                   command ? COMMANDS[at].arguments : "");
        printf(command ? "%s%s%s\n" : "  %-9s %-18s %s\n", command ? "" : COMMANDS[at].name,
               command ? "" : COMMANDS[at].arguments, COMMANDS[at].help);
        bit = COMMANDS[at].bit;
    }
    if (!command) {
        puts("\nOLD and NEW: a .sch or .sql file, `empty`, REV:FILE as git knows it, or a URL as --db takes "
             "it.\n"
             "`schemac COMMAND --help` lists a command's options, `schemac --version` says which this is.\n"
             "Exit codes: 0 ok, 1 differences or failed checks, 2 bad input or usage, 3 database or "
             "connection,\n"
             "4 refused as unsafe.");
        return;
    }
    puts("");
    for (int at = 0; at < OPTION_COUNT; at++)
        if (OPTIONS[at].help && OPTIONS[at].commands & bit) {
            char left[64];
            bool letter = OPTIONS[at].code < 256;
            const char *dashes = letter || strlen(OPTIONS[at].name) <= 2 ? "-" : "--";
            snprintf(left, sizeof left, letter ? "%s%.1s %s" : "%s%s %s", dashes,
                     letter ? (const char[]){(char)OPTIONS[at].code, 0} : OPTIONS[at].name,
                     OPTIONS[at].argument ? OPTIONS[at].argument : "");
            printf("  %-22s %s\n", left, OPTIONS[at].help);
        }
}

// --- values ---

static bool fail(Cli *cli, const char *what, const char *value)
{
    fprintf(stderr, "schemac: %s '%s'\n", what, value);
    cli->status = 2;
    return false;
}

static bool read_target(Cli *cli, const char *value)
{
    char *end;
    long major = strtol(value, &end, 10), minor = 0;
    bool dotted = *end == '.';
    if (dotted)
        minor = strtol(end + 1, &end, 10);
    if ((*end && *end != '.') || major < 1 || major > 99 || minor < 0 || minor > 99)
        return fail(cli, "no server version:", value);
    if (major < 9)
        cli->library = (int)(major * 100 + minor);
    else
        cli->server = (int)major;
    return true;
}

int cli_target(const Cli *cli, unsigned dialect)
{
    int said = dialect == DIALECT_SQLITE ? cli->library : cli->server;
    return said ? said : caps_of(dialect)->default_target;
}

static bool read_word(Cli *cli, const char *value, const char *const *words, int *out, const char *what)
{
    Guess guess = {.name = value};
    for (int at = 0; words[at]; at++) {
        if (!strcmp(words[at], value)) {
            *out = at;
            return true;
        }
        guess_feed(&guess, words[at]);
    }
    fail(cli, what, value);
    if (guess_best(&guess))
        fprintf(stderr, "schemac: did you mean '%s'?\n", guess_best(&guess));
    return false;
}

static bool read_colour(Cli *cli, const char *value)
{
    static const char *const WHEN[] = {"auto", "always", "never", NULL};
    int when = 0;
    if (!read_word(cli, value, WHEN, &when, "--color is auto, always or never, not"))
        return false;
    if (when && cli->format <= DIAG_TEXT_COLOUR)
        cli->format = when == 1 ? DIAG_TEXT_COLOUR : DIAG_TEXT;
    return true;
}

static bool read_warning(Cli *cli, const char *value)
{
    DiagId id;
    if (!strcmp(value, "error"))
        cli->warnings_are_errors = true;
    else if (!strncmp(value, "no-", 3) && diag_find(value + 3, &id))
        cli->silenced[id] = true;
    else
        return fail(cli, "no such warning:", value);
    return true;
}

static bool put(Cli *cli, const char **list, size_t *count, const char *value)
{
    if (*count == CLI_LIST_MAX)
        return fail(cli, "too many:", value);
    list[(*count)++] = value;
    return true;
}

static bool read_option(Cli *cli, int code, const char *value)
{
    static const char *const DROPS[] = {"stash", "discard", "refuse", NULL};
    static const char *const FORMATS[] = {"text", "json", "github", NULL};
    int word = 0;
    Lock lock;
    switch (code) {
    case 'o': cli->output = value; return true;
    case 'm': return put(cli, cli->more, &cli->more_count, value);
    case 'I': return put(cli, cli->include, &cli->include_count, value);
    case 'W': return read_warning(cli, value);
    case 'h': cli->help = true; return true;
    case OPT_DIALECT:
        cli->dialect = caps_find(value);
        return cli->dialect || fail(cli, "--dialect is postgres or sqlite, not", value);
    case OPT_TARGET: return read_target(cli, value);
    case OPT_DROPS:
        if (!read_word(cli, value, DROPS, &word, "--drops is stash, discard or refuse, not"))
            return false;
        cli->plan.drops = (Drops)word;
        return true;
    case OPT_LOCK:
        if (!lock_find(value, &lock))
            return fail(cli, "no such lock:", value);
        cli->plan.max_lock = (int)lock;
        return true;
    case OPT_ONLINE: cli->plan.online = true; return true;
    case OPT_EXIT: cli->exit_code = true; return true;
    case OPT_NO_OWNER: cli->no_owner = true; return true;
    case OPT_NO_RIGHTS: cli->no_rights = true; return true;
    case OPT_ROLES: cli->roles = true; return true;
    case OPT_FORMAT:
        if (!read_word(cli, value, FORMATS, &word, "--format is text, json or github, not"))
            return false;
        cli->format = word == 1 ? DIAG_JSON : word == 2 ? DIAG_GITHUB : cli->format;
        return true;
    case OPT_COLOUR: return read_colour(cli, value);
    case OPT_MD: cli->depend = true; return true;
    case OPT_MF: cli->depfile = value; return true;
    case OPT_DIR: cli->dir = value; return true;
    case OPT_SCHEMA: cli->schema = value; return true;
    case OPT_CHECK: cli->check = true; return true;
    case OPT_PRUNE: cli->prune = value; return true;
    case OPT_PARSE: cli->parse_only = true; return true;
    case OPT_SCAN: cli->scan_only = true; return true;
    default: return false;
    }
}

// --- the line ---

static unsigned command_bit(const char *name)
{
    for (size_t at = 0; at < sizeof COMMANDS / sizeof *COMMANDS; at++)
        if (!strcmp(COMMANDS[at].name, name))
            return COMMANDS[at].bit;
    return 0;
}

static bool report_option(Cli *cli, const char *given)
{
    Guess guess = {.name = given + strspn(given, "-")};
    for (int at = 0; at < OPTION_COUNT; at++)
        if (OPTIONS[at].help && OPTIONS[at].commands & command_bit(cli->command))
            guess_feed(&guess, OPTIONS[at].name);
    fprintf(stderr, "schemac: %s does not take '%s'", cli->command, given);
    if (guess_best(&guess) && strcmp(guess_best(&guess), guess.name))
        fprintf(stderr, "; did you mean '--%s'?", guess_best(&guess));
    fprintf(stderr, "\nschemac: see schemac %s --help\n", cli->command);
    cli->status = 2;
    return false;
}

static bool wants_colour(void)
{
    const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
    return isatty(STDERR_FILENO) && !(no && *no) && term && strcmp(term, "dumb");
}

bool cli_read(int argc, char **argv, Cli *cli)
{
    struct option longs[OPTION_COUNT + 1];
    memset(longs, 0, sizeof longs);
    for (int at = 0; at < OPTION_COUNT; at++)
        longs[at] = (struct option){OPTIONS[at].name, OPTIONS[at].argument ? required_argument : no_argument,
                                    NULL, OPTIONS[at].code};
    *cli = (Cli){.command = argv[0],
                 .dir = "migrations",
                 .schema = "app.sch",
                 .plan = {.max_lock = -1},
                 .format = wants_colour() ? DIAG_TEXT_COLOUR : DIAG_TEXT};
    opterr = 0;
    optind = 1;
    for (;;) { // "-" first: files and options in any order; -MD and -MF are spelled as compilers do
        int at = optind, code = getopt_long_only(argc, argv, "-o:m:I:W:h", longs, NULL);
        if (code == -1)
            break;
        if (code == '?' || code == ':')
            return report_option(cli, argv[at < argc ? at : argc - 1]);
        bool taken = code == 1 || code == 'h';
        for (int option = 0; option < OPTION_COUNT && !taken; option++)
            taken = OPTIONS[option].code == code && OPTIONS[option].commands & command_bit(cli->command);
        if (!taken)
            return report_option(cli, argv[at]);
        if (code == 1 ? !put(cli, cli->inputs, &cli->input_count, optarg) : !read_option(cli, code, optarg))
            return false;
    }
    while (optind < argc)
        if (!put(cli, cli->inputs, &cli->input_count, argv[optind++]))
            return false;
    if (cli->help)
        cli_help(cli->command);
    return !cli->help;
}
