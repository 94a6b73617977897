// SPDX-License-Identifier: MIT
#include "gen/read/import.h"

bool import_sql(const Source *source, Catalogue *catalogue, Words *words, Diag *diag)
{
    catalogue->home = "public";
    return catalogue->dialect == DIALECT_SQLITE ? import_sqlite(source, catalogue, words, diag)
                                                : import_postgres(source, catalogue, words, diag);
}
