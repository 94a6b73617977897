// SPDX-License-Identifier: MIT
// The registry: one row for each migration that is applied, or was begun; an event for whatever happened
// to one; and the epoch which keeps a runner that lost its lock from writing.
#ifndef SCHEMAC_REGISTRY_H
#define SCHEMAC_REGISTRY_H

#include "driver.h"

typedef struct SrRow {
    const char *version, *name, *description, *checksum, *from_hash, *to_hash;
    const char *applied_by, *applied_at, *error;
    int64_t position, milliseconds;
    unsigned segments_done, segments_total;
    bool success; // complete; else failed or interrupted
    bool down;    // being reverted
    bool begun;   // something of it is, or may be, in the database
} SrRow;

typedef struct SrRegistry {
    SchemacDb *db;
    SrArena arena;
    SrRow *rows; // in the order they were applied in
    size_t count;
    bool exists;
    int64_t epoch; // which our writes expect; raised by every transaction
} SrRegistry;

SchemacCode sr_registry_create(SchemacDb *, SchemacError *);
// Reads all rows, without the SQL kept in them. An absent registry is an empty one.
SchemacCode sr_registry_load(SrRegistry *, SchemacDb *, SchemacError *);
void sr_registry_free(SrRegistry *);

SrRow *sr_registry_find(const SrRegistry *, const char *version);
// The newest row of which something is in the database, or NULL.
SrRow *sr_registry_newest(const SrRegistry *);
// The newest row when it is interrupted, or NULL.
SrRow *sr_registry_interrupted(const SrRegistry *);
// Hash of the schema that is there, by the registry; NULL when it says nothing.
const char *sr_registry_hash(const SrRegistry *);
// A row in memory for a migration; gives the one that is there already. NULL when out of memory.
SrRow *sr_registry_row(SrRegistry *, const SrFile *);
// Makes the row describe another text of its migration; false when out of memory.
bool sr_registry_describe(SrRegistry *, SrRow *, const SrFile *);
void sr_registry_forget(SrRegistry *, SrRow *);

// Takes the epoch over for this runner, once the lock is held.
SchemacCode sr_registry_take(SrRegistry *, SchemacError *);
void sr_registry_release(SrRegistry *);
// In a transaction: raises the epoch by one, or fails with SCHEMAC_FENCED. `epoch` is to be raised by the
// caller once the transaction is committed.
SchemacCode sr_registry_fence(SrRegistry *, SchemacError *);
// Outside of one: only looks.
SchemacCode sr_registry_look(SrRegistry *, SchemacError *);

// Writes of a row; each inside the caller's transaction.
SchemacCode sr_registry_save(SrRegistry *, const SrRow *, const SrFile *up, const SrFile *down,
                             const char *applied_by, SchemacError *);
SchemacCode sr_registry_progress(SrRegistry *, const SrRow *, SchemacError *);
SchemacCode sr_registry_delete(SrRegistry *, const SrRow *, SchemacError *);
SchemacCode sr_registry_event(SrRegistry *, const char *version, const char *kind, const char *message,
                              SchemacError *);

// The SQL kept for a migration: `down` of it or up. Parsed into `file`, which the caller frees.
SchemacCode sr_registry_sql(SrRegistry *, const SrRow *, bool down, SrFile *file, SchemacError *);

#endif
