// SPDX-License-Identifier: MIT
// What the parts of the PostgreSQL driver share: driver_postgres.c (session, lock, transactions),
// driver_postgres_query.c (messages and errors), driver_postgres_open.c,
// driver_postgres_catalogue.c.
#ifndef SCHEMAC_DRIVER_POSTGRES_H
#define SCHEMAC_DRIVER_POSTGRES_H

#include "driver.h"
#include "postgres_libpq.h"
#include "report.h"

enum { SR_SETTINGS = 3 };

struct SrLink {
    SrLibpq pq;
    PGconn *connection;
    bool owned;
    const SrReport *report; // while an operation runs
    int lock_timeout_ms;
    bool changed[SR_SETTINGS]; // which session settings are to be put back
    char former[SR_SETTINGS][64];
};

extern const SrDriver sr_postgres_driver;

// Fills the error from a failed result, or from the connection when there is none; passwords are masked.
SchemacCode sr_postgres_fail(SrLink *, const PGresult *, SchemacError *);
SchemacCode sr_postgres_query(SrLink *, const char *sql, const char *const *params, size_t count, SrRows *,
                              SchemacError *);
SchemacCode sr_postgres_simple(SrLink *, const char *sql, SchemacError *);
SchemacCode sr_postgres_run(SrLink *, SrScript *, SchemacError *);
SchemacCode sr_postgres_catalogue(SrLink *, const SrObjectList *wanted, bool inside, SrObjectList *found,
                                  SchemacError *);
void sr_postgres_close(SrLink *);
// Replaces every place where `secret` stands in `text` by stars, in place.
void sr_postgres_mask(char *text, const char *secret);

#endif
