// SPDX-License-Identifier: MIT
#ifndef SCHEMAC_ERROR_H
#define SCHEMAC_ERROR_H

#include "schemac.h"

void sr_error_clear(SchemacError *);
// Sets code and message, keeps file, line and step; gives the code back, so that callers `return` it.
SchemacCode sr_fail(SchemacError *, SchemacCode, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
SchemacCode sr_fail_memory(SchemacError *);
void sr_error_place(SchemacError *, const char *file, int line, unsigned step);

#endif
