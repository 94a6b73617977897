// SPDX-License-Identifier: MIT
// A file of SQL as a schema: what its statements, one after the other, leave behind. No server is asked.
#ifndef GEN_READ_IMPORT_H
#define GEN_READ_IMPORT_H

#include "gen/read/catalogue.h"

// Fills the catalogue, whose dialect says whose SQL it is. What cannot be read, or does not fit what the
// statements before it have made, has been reported where it stands. False after reporting an error.
bool import_sql(const Source *, Catalogue *, Words *, Diag *);

// For import.c: one for each dialect.
bool import_postgres(const Source *, Catalogue *, Words *, Diag *);
bool import_sqlite(const Source *, Catalogue *, Words *, Diag *);

#endif
