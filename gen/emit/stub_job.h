// SPDX-License-Identifier: MIT
// What the parts of the stub emitter share.
#ifndef GEN_EMIT_STUB_JOB_H
#define GEN_EMIT_STUB_JOB_H

#include "gen/emit/expr_c.h"
#include "gen/emit/stub.h"
#include "grammar/expr.h"
#include "runtime/schemac.h"

// C names that are taken, so that two names of the database never become one.
typedef struct StubTaken {
    const Word **slots;
    uint32_t count, size;
} StubTaken;

typedef struct StubColumn {
    const Column *column;
    const char *field;
    Type type;         // without domains
    SchemacHeld held;
    SchemacRule rule;
    SchemacNulls nulls;
    Span default_;     // the default; {0,0}: not an expression (identity)
    int64_t low, high;
    const char *literal; // the default as a C value, once `looked`; NULL: it is none
    const ExprCField *seen; // by a check, once `looked`; NULL: it cannot read it
    bool looked;
    const char *type_text;
    bool used;         // by the check being written
} StubColumn;

// A check of the table or of a column's domain, as the runtime's table has it.
typedef struct StubCheck {
    const Word *constraint;
    const StubColumn *column; // NULL: of the table
    const char *message, *reads;
} StubCheck;

typedef struct StubOnly { // what only the database judges
    const char *constraint, *kind, *what;
} StubOnly;

typedef struct StubTable {
    const Table *table;
    const char *name; // prefix and all
    StubColumn *columns;
    StubCheck *checks;
    StubOnly *only;
    uint32_t column_count, check_count, only_count, only_size;
} StubTable;

typedef struct StubJob {
    const Model *model;
    const char *prefix;
    bool lite;
    Arena arena; // emptied after each table
    Text *source, *header;
    StubTaken taken, fields; // names of the file, of a struct
    Text scratch;
    const char **labels; // what the C name of an enum's labels begins with, by the enum's id; NULL: not yet
} StubJob;

// stub_name.c
const char *stub_prefix(Arena *, const char *text);
// A C identifier for a name of the database, not among the taken ones; takes it.
const char *stub_name(StubJob *, StubTaken *, const char *prefix, const char *name);
void stub_taken_clear(StubTaken *);
void stub_taken_free(StubTaken *);

// stub_text.c: most of what is written goes through these, so that no format is read for it.
void stub_put(Text *, ...) __attribute__((sentinel));
const char *stub_join(Arena *, ...) __attribute__((sentinel));
#define PUT(out, ...) stub_put(out, __VA_ARGS__, (const char *)NULL)
#define JOIN(arena, ...) stub_join(arena, __VA_ARGS__, (const char *)NULL)
void stub_number(Text *, int64_t);
void stub_string(Text *, const char *bytes, size_t length);   // as C string literals, lines broken
void stub_comment(Text *, const char *indent, const char *bytes, size_t length); // whole lines of //
void stub_doc(StubJob *, const char *indent, Span doc);       // a comment of the schema, into the header
const char *stub_line(Arena *, const char *bytes, size_t length, size_t most); // in one line, cut

// stub_column.c
void stub_columns(StubJob *, StubTable *); // fills columns, adds to only
void stub_field(StubJob *, const StubColumn *);
void stub_column_table(StubJob *, const StubTable *);
void stub_labels(StubJob *, const StubTable *); // of enums that no table before had

// stub_check.c
void stub_checks(StubJob *, StubTable *); // writes the functions and their table; adds to only
void stub_only(StubJob *, StubTable *, const Object *, const char *kind, const char *what);

// stub_value.c: a column as the code of a check sees it. NULL: a check cannot read it.
const ExprCField *stub_value(StubJob *, StubColumn *);
void stub_prologue(StubJob *, const StubColumn *, const char *code); // what the code needs before it

#endif
