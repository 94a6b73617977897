// SPDX-License-Identifier: MIT
// A live database as a schema: the catalogue is read, and printed as .sch text. Whoever wants a model gives
// that text to the compiler, so there is one way to make one.
#ifndef GEN_READ_READ_H
#define GEN_READ_READ_H

#include "gen/read/print_sch.h"
#include "runtime/schemac.h"

// Is this input a database rather than a file? "sqlite:…", "postgres://…", "postgresql://…", or words of
// the form name=value.
bool read_is_url(const char *name);
unsigned read_dialect(const char *url); // the bit
// Reads the whole schema from one snapshot, changing nothing, into the arena of the catalogue. False: *error
// says why.
bool read_database(const char *url, Catalogue *, Words *, SchemacError *error);

// For read.c: one for each kind of database.
// `url`: where the database was opened, as others may be.
bool read_postgres(SchemacDb *, const char *url, Catalogue *, SchemacError *);
bool read_sqlite(SchemacDb *, Catalogue *, Words *, SchemacError *);

#endif
