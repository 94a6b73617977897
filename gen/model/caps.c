// SPDX-License-Identifier: MIT
#include "gen/model/caps.h"

#include <string.h>

#include "grammar/ast.h"

static const Caps POSTGRES = {
    .name = "postgres",
    .title = "PostgreSQL",
    .types = TYPE_POSTGRES,
    .default_target = 15,
    .max_columns = 1600,
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
    .bound_views = true,
};

static const Caps SQLITE = {
    .name = "sqlite",
    .title = "SQLite",
    .types = TYPE_SQLITE,
    .default_target = 340,
    .max_columns = 2000,
    .virtual_columns = true,
    .strict_tables = true,
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
