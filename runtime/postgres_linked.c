// SPDX-License-Identifier: MIT
#include "postgres_libpq.h"

SchemacCode sr_libpq(SrLibpq *pq, SchemacError *error)
{
    (void)error;
    *pq = (SrLibpq){
#define LIBPQ(name) .name = PQ##name,
#include "libpq.def"
    };
    return SCHEMAC_OK;
}
