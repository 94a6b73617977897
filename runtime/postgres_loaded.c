// SPDX-License-Identifier: MIT
// Stands in for postgres_linked.c in the command schemac. The library stays loaded until the process ends:
// what it stands on does not take well to being unloaded.
#include "postgres_libpq.h"

#include <dlfcn.h>
#include <string.h>

static const char library[] = "libpq.so.5"; // its name since PostgreSQL 8.2

// A function's address comes as that of an object; POSIX has them be of one size (dlsym, Application Usage).
static void copy_address(void *function, const void *address)
{
    memcpy(function, &address, sizeof address);
}

SchemacCode sr_libpq(SrLibpq *pq, SchemacError *error)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return sr_fail(error, SCHEMAC_NO_CONNECTION, "PostgreSQL's client library is not there: %s",
                       dlerror());
    const char *missing = NULL;
    void *address;
#define LIBPQ(name)                            \
    if ((address = dlsym(handle, "PQ" #name))) \
        copy_address(&pq->name, address);      \
    else                                       \
        missing = "PQ" #name;
#include "libpq.def"
    if (missing)
        return sr_fail(error, SCHEMAC_NO_CONNECTION, "%s has no %s", library, missing);
    return SCHEMAC_OK;
}
