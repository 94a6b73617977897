// SPDX-License-Identifier: MIT
#include "gen/read/read.h"

#include <string.h>
#include <unistd.h>

bool read_is_url(const char *name)
{
    static const char *const BEGINNINGS[] = {"sqlite:", "postgres://", "postgresql://"};
    for (size_t at = 0; at < sizeof BEGINNINGS / sizeof *BEGINNINGS; at++)
        if (!strncmp(name, BEGINNINGS[at], strlen(BEGINNINGS[at])))
            return true;
    // libpq's keywords: dbname=… and the like; a file of such a name is still a file
    size_t word = strspn(name, "abcdefghijklmnopqrstuvwxyz_");
    return word && name[word] == '=' && access(name, F_OK);
}

unsigned read_dialect(const char *url)
{
    return strncmp(url, "sqlite:", strlen("sqlite:")) ? DIALECT_POSTGRES : DIALECT_SQLITE;
}

bool read_database(const char *url, Catalogue *catalogue, Words *words, SchemacError *error)
{
    SchemacDb *db;
    if (schemac_open(url, SCHEMAC_OPEN_EXISTING, &db, error))
        return false;
    catalogue->home = "public";
    catalogue->live = true;
    catalogue->dialect = read_dialect(url);
    bool good = catalogue->dialect == DIALECT_SQLITE ? read_sqlite(db, catalogue, words, error)
                                                     : read_postgres(db, url, catalogue, error);
    schemac_close(db);
    return good;
}
