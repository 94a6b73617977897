// SPDX-License-Identifier: MIT
// PostgreSQL's grammar, through libpg_query; without that library these say yes to everything.
#ifndef GEN_TRY_POSTGRES_H
#define GEN_TRY_POSTGRES_H

#include "gen/plan/plan.h"
#include "grammar/tree.h"

// Every slice that is no expression of grammar/expr.h, and the names that views read. False after
// reporting an error.
bool try_postgres(const Model *, int target, Diag *);
// The same for what was added or altered, for views that are made again and for the migration block: the rest
// was looked at when it came.
bool try_postgres_plan(const Plan *, Diag *);

// postgres_names.c: the tables and columns that a view names, in its parsed form, whose text begins `shift`
// bytes before the slice. Silent wherever a name may come from elsewhere.
void try_postgres_names(const Model *, const View *, const Tree *parsed, size_t shift, Diag *);

#endif
