// SPDX-License-Identifier: MIT
// libpq as a table of its functions, so that a program may have it loaded when it opens a PostgreSQL
// database and not before: with all it stands on (TLS, Kerberos, LDAP) that takes several times as long as
// a whole compile (docs/decisions/011-libpq-when-needed.md).
#ifndef SCHEMAC_POSTGRES_LIBPQ_H
#define SCHEMAC_POSTGRES_LIBPQ_H

#include "error.h"

#include <libpq-fe.h>

typedef struct SrLibpq {
#define LIBPQ(name) __typeof__(&PQ##name) name;
#include "libpq.def"
} SrLibpq;

// Fills the table. There are two of it: postgres_linked.c, in the library, has the functions that the program
// is linked with; postgres_loaded.c, in the command schemac, loads libpq, and fails with
// SCHEMAC_NO_CONNECTION where there is none.
SchemacCode sr_libpq(SrLibpq *, SchemacError *);

#endif
