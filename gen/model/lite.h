// SPDX-License-Identifier: MIT
// What SQLite takes things for.
#ifndef GEN_MODEL_LITE_H
#define GEN_MODEL_LITE_H

#include "gen/model/model.h"

const Object *column_own_key(const Object *column); // a primary key of nothing but it; NULL: none
bool column_is_rowid(const Object *column); // INTEGER PRIMARY KEY
bool sorting_descends(const Names *, uint32_t at);
// nocase, rtrim or binary, which it calls so in any case of letters; else NULL.
const char *collation_of_lite(const char *name);
// What lives there under that name in any case of letters, as it has all names: a relation of a schema, a
// column of a table; else NULL.
Object *lite_find(const Object *home, const Word *name);

#endif
