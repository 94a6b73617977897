// SPDX-License-Identifier: MIT
// Any bytes as a migration file: what the runner reads before it trusts a byte of it.
#include <stdint.h>

#include "runtime/schemac.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    SchemacEmbedded file = {"fuzz", (const char *)bytes, size, (const char *)bytes, size};
    SchemacMigration *migration;
    SchemacError error;
    if (schemac_migration_parse(&file, &migration, &error) == SCHEMAC_OK)
        schemac_migration_info(migration);
    schemac_migration_free(migration);
    return 0;
}
