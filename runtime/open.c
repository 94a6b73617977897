// SPDX-License-Identifier: MIT
// The one place that knows both drivers: a program which opens only one kind links only that one.
#include "schemac.h"

#include <string.h>

SchemacCode schemac_open(const char *url, unsigned flags, SchemacDb **db, SchemacError *error)
{
    static const char sqlite[] = "sqlite:";
    if (!strncmp(url, sqlite, sizeof sqlite - 1))
        return schemac_sqlite_open(url + sizeof sqlite - 1, flags, db, error);
    return schemac_postgres_open(url, db, error);
}
