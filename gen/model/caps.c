// SPDX-License-Identifier: MIT
#include "gen/model/caps.h"

#include <string.h>

#include "gen/model/names.h"
#include "grammar/ast.h"

// PostgreSQL, "System Columns". SQLite's names of the rowid may be taken.
static const char *const SYSTEM_COLUMNS[] = {"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", NULL};
static const char *const NO_COLUMNS[] = {NULL};

static const Caps POSTGRES = {
    .name = "postgres",
    .title = "PostgreSQL",
    .types = TYPE_POSTGRES,
    .default_target = 15,
    .max_columns = 1600,
    .name_bytes = NAME_BYTES,
    .system_columns = SYSTEM_COLUMNS,
    .schemas = true,
    .types_as_objects = true,
    .index_methods = true,
    .operator_classes = true,
    .include = true,
    .nulls_not_distinct = true,
    .deferrable_keys = true,
    .no_inherit = true,
    .comments = true,
    .collation_objects = true,
    .unlogged = true,
    .match_full = true,
    .identity_always = true,
    .constraints_apart = true,
    .relation_types = true,
    .storage = true,
    .extensions = true,
    .functions = true,
    .sequences = true,
    .rights = true,
    .definitions = true,
    .bound_views = true,
    .digests = true,
};

static const Caps SQLITE = {
    .name = "sqlite",
    .title = "SQLite",
    .types = TYPE_SQLITE,
    .default_target = 340,
    .max_columns = 2000,
    .system_columns = NO_COLUMNS,
    .virtual_columns = true,
    .strict_tables = true,
    .conflicts = true,
    .null_keys = true,
    .virtual_tables = true,
    .folds_names = true,
    .trigger_bodies = true,
};

const Caps *caps_of(unsigned dialect)
{
    return dialect == DIALECT_SQLITE ? &SQLITE : &POSTGRES;
}

unsigned caps_find(const char *name)
{
    if (!strcmp(name, POSTGRES.name))
        return DIALECT_POSTGRES;
    return strcmp(name, SQLITE.name) ? 0 : DIALECT_SQLITE;
}
