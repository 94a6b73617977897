// SPDX-License-Identifier: MIT
// What import_columns.c (relations and queries) and import_value.c (expressions) share.
#ifndef GEN_READ_IMPORT_COLUMNS_H
#define GEN_READ_IMPORT_COLUMNS_H

#include "gen/read/import_job.h"

typedef struct Range { // a relation in FROM, or a common table expression
    struct Range *next;
    const char *alias;
    QueryColumns columns;
} Range;

typedef struct Level {
    const struct Level *outer;
    Job *job;
    Range *ranges, *locals;
    bool joined; // by names of columns, which * says but once
} Level;

// False: which columns there are cannot be told.
bool import_columns_of(Job *, const Level *outer, const Tree *select, QueryColumns *);
ImportColumn *query_column(const QueryColumns *, const char *name);
bool query_column_typed(const ImportColumn *);
void query_column_take(ImportColumn *, const ImportColumn *from); // its type
void import_expr_type(const Level *, const Tree *node, ImportColumn *out); // left alone: it cannot be told
// What two arms agree on; false: nothing.
bool import_join_type(ImportColumn *, const ImportColumn *);
bool import_same_base(const ImportColumn *, const ImportColumn *);        // whatever their lengths

#endif
