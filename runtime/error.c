// SPDX-License-Identifier: MIT
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct CodeInfo {
    const char *text;
    int status;
} CodeInfo;

static const CodeInfo code_info[] = {
    [SCHEMAC_OK] = {"ok", 0},
    [SCHEMAC_CHECK_FAILED] = {"check failed", 1},
    [SCHEMAC_DIFFERENT] = {"the database differs", 1},
    [SCHEMAC_BAD_INPUT] = {"bad input", 2},
    [SCHEMAC_NO_MEMORY] = {"out of memory", 3},
    [SCHEMAC_NO_CONNECTION] = {"no connection", 3},
    [SCHEMAC_SQL_FAILED] = {"statement failed", 3},
    [SCHEMAC_LOCKED] = {"locked", 3},
    [SCHEMAC_FENCED] = {"another runner took over", 3},
    [SCHEMAC_REFUSED_HASH] = {"refused: schema hash", 4},
    [SCHEMAC_REFUSED_DRIFT] = {"refused: drift", 4},
    [SCHEMAC_REFUSED_CHANGED] = {"refused: changed file", 4},
    [SCHEMAC_REFUSED_IRREVERSIBLE] = {"refused: irreversible", 4},
    [SCHEMAC_REFUSED_DIALECT] = {"refused: other database", 4},
    [SCHEMAC_REFUSED_INTERRUPTED] = {"refused: interrupted migration", 4},
};

enum { CODE_COUNT = (int)(sizeof code_info / sizeof code_info[0]) };

const char *schemac_error_text(SchemacCode code)
{
    return (int)code >= 0 && (int)code < CODE_COUNT ? code_info[code].text : "unknown error";
}

int schemac_error_exit(SchemacCode code)
{
    return (int)code >= 0 && (int)code < CODE_COUNT ? code_info[code].status : 3;
}

void sr_error_clear(SchemacError *error)
{
    *error = (SchemacError){0};
}

SchemacCode sr_fail(SchemacError *error, SchemacCode code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    error->code = code;
    return code;
}

SchemacCode sr_fail_memory(SchemacError *error)
{
    return sr_fail(error, SCHEMAC_NO_MEMORY, "out of memory");
}

void sr_error_place(SchemacError *error, const char *file, int line, unsigned step)
{
    snprintf(error->file, sizeof error->file, "%s", file);
    error->line = line;
    error->step = step;
}
