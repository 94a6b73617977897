// SPDX-License-Identifier: MIT
// What the core needs of a database. The core asks for these functions and flags only; no database's
// name and no SQL that only one of them reads stands outside the drivers.
#ifndef SCHEMAC_DRIVER_H
#define SCHEMAC_DRIVER_H

#include "arena.h"
#include "error.h"
#include "object.h"
#include "sqltext.h"
#include "text.h"

typedef struct SrLink SrLink; // a driver's connection

// The result of a query: every value as text, NULL for an SQL null. Freed with sr_rows_free.
typedef struct SrRows {
    SrArena arena;
    const char **cells;
    size_t rows, columns;
} SrRows;

// Statements to run in order as few messages; told of each one that has run.
typedef struct SrScript {
    const char *text;
    size_t length;
    void (*done)(void *context, size_t end); // end: the byte behind it; 0: the database does not tell
    void *context;
    // Out, when it fails: the byte the database points at, or -1. The statement is the one behind the
    // last for which `done` was called.
    long position;
} SrScript;

// Words in which the registry's SQL differs between databases.
typedef struct SrRegistryWords {
    const char *create; // all of its tables, when they are not there; one message
    const char *exists; // a query that yields 1 or 0
    const char *prefix; // of a table's name
    const char *now, *user;
    const char *time_text; // printf format: a stored time as ISO 8601 in UTC
    const char *runner;    // a query: process and start of this connection's backend
} SrRegistryWords;

// How an operation reports; kept in the link while one runs, for notices and waiting.
typedef struct SrReport {
    const SchemacOptions *options;
    SchemacEvent event; // what events have in common; filled by the core as it goes on
} SrReport;

typedef struct SrDriver {
    SrDialect dialect;
    // True: `lock` keeps other runners out until `unlock`. False: only an open transaction does, so the
    // registry may have changed between two of them.
    bool session_lock;
    SrRegistryWords words;
    void (*close)(SrLink *);
    // Prepares the session for an operation that writes, and takes the lock where there is one.
    SchemacCode (*lock)(SrLink *, SrReport *, SchemacError *);
    void (*unlock)(SrLink *);
    // Ends a former runner that still has a backend; called with the lock, before the epoch is raised.
    SchemacCode (*evict)(SrLink *, const char *process, const char *start, SchemacError *);
    // Runs one statement; parameters are $1, $2 … in order of first use. `rows` may be NULL.
    SchemacCode (*query)(SrLink *, const char *sql, const char *const *params, size_t count, SrRows *,
                         SchemacError *);
    SchemacCode (*run)(SrLink *, SrScript *, SchemacError *);
    // With `rebuild` rows may be moved between tables without foreign keys acting on them.
    SchemacCode (*begin)(SrLink *, bool rebuild, SchemacError *);
    SchemacCode (*commit)(SrLink *, bool rebuild, SchemacError *);
    void (*rollback)(SrLink *, bool rebuild);
    // May the same transaction succeed when it is tried again?
    bool (*transient)(const SchemacError *);
    // Is this a database a migration for `target` may run on?
    SchemacCode (*accepts)(SrLink *, const char *target, SchemacError *);
    // The objects of these relations and types. In a transaction when `inside`.
    SchemacCode (*catalogue)(SrLink *, const SrObjectList *wanted, bool inside, SrObjectList *found,
                             SchemacError *);
} SrDriver;

struct SchemacDb {
    const SrDriver *driver;
    SrLink *link;
};

const char *sr_cell(const SrRows *, size_t row, size_t column); // "" for null
void sr_rows_free(SrRows *);
// Makes the public handle; closes the link when there is no memory.
SchemacCode sr_db_new(const SrDriver *, SrLink *, SchemacDb **, SchemacError *);

#endif
