// SPDX-License-Identifier: MIT
#ifndef SCHEMAC_SET_H
#define SCHEMAC_SET_H

#include "file.h"
#include "text.h"

struct SchemacSet {
    SchemacMigration **items;
    size_t count, size;
};

// The migration of that version, or NULL; `set` may be NULL.
const SchemacMigration *sr_set_find(const SchemacSet *, const char *version);

#endif
