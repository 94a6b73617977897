// SPDX-License-Identifier: MIT
// What the parts of the PostgreSQL reader share: postgres.c (the queries), postgres_type.c,
// postgres_table.c (columns, constraints, indexes), postgres_view.c, postgres_sequence.c (and extensions),
// postgres_routine.c, postgres_trigger.c, postgres_policy.c.
#ifndef GEN_READ_POSTGRES_H
#define GEN_READ_POSTGRES_H

#include "gen/read/catalogue.h"
#include "gen/read/postgres_ahead.h"
#include "runtime/schemac.h"

// A row of types.sql.
typedef struct PgType {
    uint32_t oid, element, base, relation; // relation: whose row it is, or an array of these
    char kind; // typtype
    bool own, usable; // usable: an enum or domain of the catalogue, or an extension's
    bool foreign;     // an extension's
    const char *schema, *name, *comment;
    int32_t base_modifier;
    unsigned base_dims;
    ReadDomain *domain;
    ReadEnum *enum_;
    ReadComposite *composite;
    ReadRange *range;
} PgType;

typedef struct PgTable {
    uint32_t oid;
    ReadTable *table;
    bool view;                  // the rows of a materialized one
    ReadColumn **columns;       // by number - 1; NULL: dropped, or not carried
    uint32_t *collations;       // of them
    size_t count;
    ReadNames lost;             // columns that are not carried
} PgTable;

typedef struct PgView {
    uint32_t oid;
    ReadView *view;
    bool lost;
} PgView;

typedef struct PgSequence {
    uint32_t oid;
    ReadSequence *sequence;
} PgSequence;

typedef struct PgDefinition { // begins as a PgName does
    uint32_t oid;
    const char *name;
    ReadDefinition *made;
    bool listed;      // its rights have begun
} PgDefinition;

typedef struct PgName {
    uint32_t oid;
    const char *name;
} PgName;

typedef struct PgRoutine {
    uint32_t oid;
    ReadRoutine *routine;
    const char *label; // for messages
    bool lost;
} PgRoutine;

// Arrays sorted by oid, the first member of each.
typedef struct PgList {
    void *at;
    size_t count, size;
} PgList;

typedef struct Pg {
    PgAhead ahead;
    SchemacError *error;
    Catalogue *catalogue;
    PgList types, tables, views, collations, opclasses, routines, foreign, sequences;
    PgList defined, defined_database; // what there may be rights to
    int version;    // of the server: 150004
    bool large;     // there is so much that several connections pay
    bool superuser;
} Pg;

// One row while it is read; a text lives as long as the rows.
typedef struct PgRow {
    const SchemacRows *rows;
    size_t row;
} PgRow;

typedef bool PgTake(Pg *, const PgRow *);
bool read_each(Pg *, const char *sql, PgTake *); // false after an error
const char *row_text(const PgRow *, int column);      // "" for null
const char *row_keep(Pg *, const PgRow *, int column); // copied; NULL for null
// postgres_unnamed.c: the query without casts that would name something.
const char *read_unnamed(Pg *, const char *query);
bool row_bool(const PgRow *, int column);
uint32_t row_oid(const PgRow *, int column); // 0 for null
int row_number(const PgRow *, int column);
// The next number of "{1,2}" or "1 2"; false at the end.
bool list_next(const char **list, long *number);
ReadNames row_names(Pg *, const PgRow *, int column); // parted by chr(1)

// Room for as many as there are rows, when the first of them is taken.
void *list_new(Pg *, PgList *, const PgRow *, size_t size);
void list_sort(PgList *);
void *list_find(const PgList *, uint32_t oid);
const char *list_name(const PgList *, uint32_t oid); // of PgNames; NULL: there is none, or it is ""

// postgres_type.c
PgTake read_take_type;
PgTake read_take_attribute, read_take_range;
bool read_types_finish(Pg *); // when all are there: domains get their base
// The type as the language has it; false when it has none. `name`: what to call it in a message, NULL for a
// row's type.
bool read_type(Pg *, uint32_t oid, int32_t modifier, unsigned dims, ReadType *, const char **name);

// "(3)" of "public.vector(3)[]"; NULL: none.
const char *read_modifiers(Pg *, const char *type);
TypeFields read_interval_fields(int32_t bits); // of the upper half of a modifier

// postgres_view.c
bool read_views_finish(Pg *, const char *sql); // reads.sql, when all columns are there
bool read_is_carried(const Pg *, uint32_t relation, int column); // column 0: the relation as a whole

// postgres_table.c
PgTake read_take_column, read_take_constraint, read_take_index;
ReadColumn *table_column(const PgTable *, long number); // NULL: it is not carried
// Adds those of a list of numbers; false when one of them is not carried.
bool table_columns(Pg *, const PgTable *, const char *list, ReadNames *);
bool table_names_lost(const PgTable *, const char *sql); // a column that is not carried; too much is safe

// postgres_part.c
PgTake read_take_parent, read_take_partitioned;
const char *read_next_expression(Pg *, const char **list); // of several in one text, parted by commas

// postgres_routine.c, when all relations are there
PgTake read_take_routine, read_take_argument, read_take_setting;
void read_routines_finish(Pg *);
bool read_is_list_setting(const char *name); // its value is kept as a list of names, quoted where needed

// postgres_trigger.c, when all functions are there
PgTake read_take_trigger;
void read_trigger_type(ReadTrigger *, int tgtype); // timing, events and whether for each row

// postgres_policy.c, when all columns are there
PgTake read_take_policy;

// postgres_definition.c
PgTake read_take_foreign;          // before views are finished, which may read these
bool read_definitions(Pg *);       // when all views are

// postgres_rights.c, when all is there
PgTake read_take_rights, read_take_defaults;

// postgres_sequence.c, when all columns are there
PgTake read_take_sequence, read_take_extension;

#endif
