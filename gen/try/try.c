// SPDX-License-Identifier: MIT
#include "gen/try/try.h"

#include "gen/try/postgres.h"
#include "gen/try/sqlite.h"

bool try_schema(Model *model, int target, Diag *diag)
{
    target = target ? target : caps_of(model->dialect)->default_target;
    if (model->dialect == DIALECT_SQLITE)
        return try_sqlite(model, target, diag);
    return try_postgres(model, target, diag);
}

bool try_plan(const Plan *plan, Diag *diag)
{
    if (plan->changes->to->dialect == DIALECT_SQLITE)
        return try_sqlite_plan(plan, diag);
    return try_postgres_plan(plan, diag);
}
