// SPDX-License-Identifier: MIT
// What the parts of the SQLite reader share: sqlite.c (the queries), sqlite_table.c, sqlite_index.c and
// sqlite_trigger.c (what only the CREATE texts tell), sqlite_text.c (their tokens).
#ifndef GEN_READ_SQLITE_H
#define GEN_READ_SQLITE_H

#include "gen/read/catalogue.h"
#include "grammar/sqltoken.h"
#include "runtime/schemac.h"

typedef struct Lite {
    SchemacDb *db;
    SchemacError *error;
    Catalogue *catalogue;
    Words *words;
} Lite;

// A CREATE text, read token by token with one to look at.
typedef struct LiteText {
    Lite *lite;
    SqlTokens tokens;
    SqlToken now;
} LiteText;

void text_begin(LiteText *, Lite *, const char *sql);
void text_next(LiteText *);
bool text_is(const LiteText *, const char *word); // a word given in lower case, or punctuation
bool text_take(LiteText *, const char *word);     // and then moves on
bool text_ends(const LiteText *);
const char *lite_folded(LiteText *, const char *name); // in lower case, as SQLite has names of its own
const char *lite_collation(LiteText *);           // likewise, where it is one of its own; moves on
const char *text_name(LiteText *);                // a name in any of SQLite's quotes; moves on
// What stands between the parentheses that begin here, or from here up to the next comma or closing one;
// moves on behind it.
const char *text_inside(LiteText *);
const char *text_element(LiteText *);
void text_names(LiteText *, ReadNames *);         // (a, b)

// sqlite_table.c, sqlite_index.c, sqlite_trigger.c
void lite_table_text(Lite *, ReadTable *, const char *sql);
void lite_resolve(Lite *); // foreign keys, when all tables are there
void lite_index_text(Lite *, const char *name, const char *sql);
void lite_virtual_text(Lite *, ReadVirtual *, const char *sql);
void lite_view_text(Lite *, ReadView *, const char *sql);
void lite_trigger_text(Lite *, const char *name, const char *on, const char *sql);
// Whatever the case of its letters.
ReadTable *text_table(const Catalogue *, const char *name);
ReadColumn *text_column(const ReadTable *, const char *name);

#endif
