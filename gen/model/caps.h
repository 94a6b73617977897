// SPDX-License-Identifier: MIT
// What a dialect can hold. The stages ask for a capability, never for a dialect's name.
#ifndef GEN_MODEL_CAPS_H
#define GEN_MODEL_CAPS_H

#include <stdbool.h>

#include "gen/model/types.h"

typedef struct Caps {
    const char *name;  // as in `dialect NAME;`
    const char *title; // for people
    TypeDialect types;
    int default_target; // 15 or 340: PostgreSQL's major, SQLite's major * 100 + minor
    int max_columns;    // of a table
    uint32_t name_bytes; // of a name; 0: any number
    const char *const *system_columns; // names that every table has a column of already; NULL at the end
    bool schemas, types_as_objects, index_methods, operator_classes, include, nulls_not_distinct;
    bool deferrable_keys, no_inherit, comments, collation_objects, unlogged;
    bool match_full;         // of foreign keys; else it is read and means nothing
    bool conflicts;          // clauses that say what is done about a row that breaks a constraint
    bool trigger_bodies;     // a trigger is what it does, and executes no function
    bool folds_names;        // names of any case are one, quoted or not
    bool virtual_tables;     // of modules
    bool null_keys;          // a column of a primary key may be null
    bool virtual_columns, strict_tables, identity_always;
    bool constraints_apart;  // ALTER TABLE can add and drop them; else the table is rebuilt
    bool rights;             // roles, what they may do, and to which rows
    bool extensions, functions, sequences, definitions;
    bool digests;            // a row without a key is found by what it holds
    bool bound_views;        // a view is kept as what it reads, under names of its own; else as its text
    bool storage; // options of tables and indexes, exclusion constraints, those that are not valid
    bool relation_types;     // a table's row type shares the names of types
} Caps;

const Caps *caps_of(unsigned dialect); // a bit of ast.h
unsigned caps_find(const char *name);  // the bit, 0 for none

#endif
