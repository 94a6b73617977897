// SPDX-License-Identifier: MIT
// What must hold before and after a migration: its checks, and its objects in the catalogue.
#ifndef SCHEMAC_CHECK_H
#define SCHEMAC_CHECK_H

#include "report.h"

// Runs the before- or after-checks of the file; reports each. SCHEMAC_CHECK_FAILED names the first that
// fails, and its line.
SchemacCode sr_checks_run(SchemacDb *, const SrFile *, bool after, const SrReport *, SchemacError *);
// Compares the file's old or new objects with the catalogue; reports each difference. With differences
// it fails with `code` and names them. `inside`: a transaction is open.
SchemacCode sr_objects_check(SchemacDb *, const SrFile *, bool after, bool inside, SchemacCode code,
                             const SrReport *, SchemacError *);

#endif
