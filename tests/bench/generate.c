// SPDX-License-Identifier: MIT
// Writes a schema of any size for the benchmark, the same bytes on every machine:
//   generate TABLES [--evolve SEED] [--dialect sqlite]
// Tables have 12 columns with keys, indexes, checks, an enum and a foreign key; every fifth has a view.
// --evolve writes the same schema after a release: about one table in ten is changed, dropped, renamed
// or added, and one enum in ten gets a label.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum Change {
    NONE,
    ADD_COLUMN,
    DROP_COLUMN,
    RENAME_COLUMN,
    RETYPE_COLUMN,
    ADD_INDEX,
    CHANGE_CHECK,
    CHANGE_DEFAULT,
    MAKE_NULLABLE,
    CHANGE_ACTION,
    RENAME_TABLE,
    CHANGE_VIEW,
    ADD_TABLE,
    DROP_TABLE,
    CHANGES
} Change;

static uint32_t seed; // 0: the schema as it was
static bool sqlite;

static const char *const NOUNS[] = {"account", "invoice", "shipment", "ticket", "device", "message",
                                    "product", "project", "payment",  "review", "visit",  "contract"};
static const char *const EXTRAS[] = {"jsonb?", "uuid?", "date?", "boolean = false", "smallint = 0", "real?"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint64_t value = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
    value = (value ^ value >> 31) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(value >> 32);
}

// Only tables that nothing refers to can go.
static bool is_leaf(uint32_t table)
{
    return table % 7 == 3;
}

static bool has_view(uint32_t table)
{
    return table % 5 == 0 && !is_leaf(table);
}

static Change change_of(uint32_t table)
{
    if (!seed || mix(seed, table) % 10 != 0)
        return NONE;
    Change change = 1 + (Change)(mix(seed + 1, table) % (CHANGES - 1));
    if ((change == DROP_TABLE && !is_leaf(table)) || (change == CHANGE_VIEW && !has_view(table)))
        return ADD_COLUMN;
    return change;
}

static void put_name(uint32_t table, bool former)
{
    printf("%s%s_%05u", change_of(table) == RENAME_TABLE && !former ? "main_" : "",
           NOUNS[mix(7, table) % COUNT(NOUNS)], table);
}

static uint32_t parent_of(uint32_t table)
{
    uint32_t parent = table ? mix(11, table) % table : 0;
    return is_leaf(parent) ? parent - 1 : parent;
}

static void put_enum(uint32_t table)
{
    uint32_t chance = seed ? mix(seed + 2, table) % 20 : 9;
    printf("enum status_%05u { draft, open, %spaid, void%s }\n\n", table / 10, chance == 0 ? "sent, " : "",
           chance == 1 ? ", archived" : "");
}

static void put_columns(uint32_t table, Change change)
{
    printf("    id bigint key auto;\n    parent_id bigint%s -> ", table ? "" : "?");
    put_name(parent_of(table), false);
    printf("(id) on delete %s;\n", change == CHANGE_ACTION ? "restrict" : "cascade");
    printf("    code varchar(%d) unique;\n", change == RETYPE_COLUMN ? 120 : 40);
    printf("    /// What people call it.\n    %s;\n", change == RENAME_COLUMN   ? "title text was name"
                                                      : change == MAKE_NULLABLE ? "name text?"
                                                                                : "name text");
    printf("    status status_%05u = 'draft';\n", table / 10);
    printf("    quantity int = %d;\n", change == CHANGE_DEFAULT ? 2 : 1);
    printf("    price numeric(12,2) = 0;\n    total numeric(14,2) as (quantity * price) stored;\n");
    if (change != DROP_COLUMN)
        printf("    note text?;\n");
    printf("    tags %s;\n    created_at timestamptz = %s;\n", sqlite ? "text = '{}'" : "text[] = '{}'",
           sqlite ? "current_timestamp" : "now()");
    printf("    extra %s;\n", EXTRAS[mix(13, table) % COUNT(EXTRAS)]);
    if (change == ADD_COLUMN)
        printf("    approved_at timestamptz?;\n");
}

static void put_table(uint32_t table, Change change)
{
    printf("/// Holds what number %u is about.\ntable ", table);
    put_name(table, false);
    if (change == RENAME_TABLE) {
        printf(" was ");
        put_name(table, true);
    }
    printf(" {\n");
    put_columns(table, change);
    printf("    check quantity_%05u (quantity between 1 and %d);\n", table,
           change == CHANGE_CHECK ? 5000 : 1000);
    printf("    check paid_%05u (status <> 'paid' or (price > 0 and length(code) > 3));\n", table);
    printf("    index recent_%05u (status, created_at desc);\n", table);
    printf("    index open_%05u (parent_id, code) where (status in ('draft', 'open'));\n", table);
    if (change == ADD_INDEX)
        printf("    index price_%05u (price);\n", table);
    printf("}\n\n");
    if (change == ADD_TABLE)
        printf("table extra_%05u {\n    id bigint key auto;\n    label text unique;\n    at date?;\n}\n\n",
               table);
}

static void put_view(uint32_t table, Change change)
{
    uint32_t parent = parent_of(table);
    printf("view open_view_%05u as $$\n    select t.id, t.%s as label, p.code as parent_code, t.total\n    "
           "from ",
           table, change == RENAME_COLUMN ? "title" : "name");
    put_name(table, false);
    printf(" t join ");
    put_name(parent, false);
    printf(" p on p.id = t.parent_id\n    where t.status = 'open' and t.quantity > %d\n$$;\n\n",
           change == CHANGE_VIEW ? 10 : 0);
}

static void put_migration(uint32_t tables)
{
    printf("migration \"2\" next_release {\n");
    for (uint32_t table = 0; table < tables; table++) {
        Change change = change_of(table);
        if (change != DROP_COLUMN && change != DROP_TABLE)
            continue;
        printf("    drop ");
        put_name(table, true);
        printf("%s;\n", change == DROP_COLUMN ? ".note" : "");
    }
    printf("}\n");
}

int main(int argc, char **argv)
{
    uint32_t tables = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
    for (int i = 2; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--evolve") == 0)
            seed = (uint32_t)strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--dialect") == 0)
            sqlite = strcmp(argv[i + 1], "sqlite") == 0;
    }
    if (!tables || argc % 2) {
        fprintf(stderr, "usage: generate TABLES [--evolve SEED] [--dialect sqlite]\n");
        return 2;
    }
    printf("dialect %s;\n\n", sqlite ? "sqlite" : "postgres");
    for (uint32_t table = 0; table < tables; table++) {
        Change change = change_of(table);
        if (table % 10 == 0)
            put_enum(table);
        if (change != DROP_TABLE)
            put_table(table, change);
        if (has_view(table))
            put_view(table, change);
    }
    if (seed)
        put_migration(tables);
    return ferror(stdout) || fflush(stdout) ? 2 : 0;
}
