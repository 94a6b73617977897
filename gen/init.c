// SPDX-License-Identifier: MIT
// schemac init: files to begin with, which work as they are.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/commands.h"

static const char SCHEMA[] = "dialect sqlite, postgres;\n"
                             "\n"
                             "/// People who use it.\n"
                             "table users {\n"
                             "    id       bigint key auto;  // primary key, numbered by the database\n"
                             "    email    text unique;      // not null, unless it says ?\n"
                             "    name     text?;\n"
                             "    made_at  timestamptz = current_timestamp;\n"
                             "}\n";

static const char RULES[] =
    "# make new NAME=what_changed   the next migration, from the last one to app.sch\n"
    "# make up                      runs what is pending; make down takes the newest back\n"
    "# make check                   is app.sch right, and laid out?\n"
    "SCHEMAC ?= schemac\n"
    "DB      ?= sqlite:app.db\n"
    "\n"
    "# C validators for the rows: compile app.check.c, link libschemac.a.\n"
    "app.check.c app.check.h &: app.sch\n"
    "\t$(SCHEMAC) gen c app.sch -o app -MD -MF app.d\n"
    "\ttouch app.check.c app.check.h\n"
    "\n"
    "new:\n"
    "\t$(SCHEMAC) new $(NAME)\n"
    "\n"
    "up down status validate:\n"
    "\t$(SCHEMAC) $@ --db $(DB)\n"
    "\n"
    "check:\n"
    "\t$(SCHEMAC) check app.sch\n"
    "\t$(SCHEMAC) fmt --check app.sch\n"
    "\n"
    "-include app.d\n"
    "\n"
    ".PHONY: new up down status validate check\n";

static bool make_folder(Compile *compile, const char *path)
{
    if (!mkdir(path, 0777) || errno == EEXIST)
        return true;
    diag_report(&compile->diag, DIAG_CANNOT_WRITE, (Span){0}, path, strerror(errno));
    return false;
}

// What is there already stays.
static bool make_file(Compile *compile, const char *dir, const char *name, const char *content)
{
    const char *path = dir ? arena_print(&compile->arena, "%s/%s", dir, name) : name;
    Text text = {0};
    bool there = !access(path, F_OK), good = true;
    if (!there) {
        text_puts(&text, content);
        good = compile_write(compile, path, &text);
        text_free(&text);
    }
    if (good)
        printf("%s %s\n", there ? "kept " : "wrote", path);
    return good;
}

int init_command(const Cli *cli)
{
    Compile compile;
    if (cli->input_count > 1)
        return command_usage(cli);
    compile_begin(&compile, cli);
    const char *dir = cli->input_count ? cli->inputs[0] : NULL;
    const char *migrations = dir ? arena_print(&compile.arena, "%s/migrations", dir) : "migrations";
    if ((!dir || make_folder(&compile, dir)) && make_file(&compile, dir, "app.sch", SCHEMA) &&
        make_file(&compile, dir, "Makefile", RULES))
        make_folder(&compile, migrations);
    return compile_end(&compile, 0);
}
