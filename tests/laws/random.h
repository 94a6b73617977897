// SPDX-License-Identifier: MIT
// A schema as random_schema.c makes it: everything is kept by index and printed from there, so a rename
// reaches all who use the thing.
#ifndef LAWS_RANDOM_H
#define LAWS_RANDOM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

enum {
    MAX_NAME = 96,
    MAX_SCHEMAS = 4,
    MAX_ENUMS = 6,
    MAX_LABELS = 10,
    MAX_DOMAINS = 5,
    MAX_TABLES = 12,
    MAX_COLUMNS = 20,
    MAX_MEMBERS = 24,
    MAX_VIEWS = 8,
    MAX_ROUTINES = 6,
    MAX_TRIGGERS = 6,
    MAX_PARTS = 3,
    MAX_SEEDS = 8,
    MAX_DECLARATIONS = 64,
    MAX_BLOCK = 1 << 15,
};

typedef enum Base {
    SMALLINT,
    INT,
    BIGINT,
    NUMERIC_PS,
    NUMERIC,
    REAL,
    DOUBLE,
    BOOLEAN,
    TEXT,
    VARCHAR,
    VARCHAR_N,
    CHAR_N,
    BYTEA,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ,
    UUID,
    JSON,
    JSONB,
    LAST_PORTABLE = JSONB,
    TIME,
    INTERVAL,
    INET,
    MACADDR,
    INT4RANGE,
    TEXT_ARRAY,
    INT_ARRAY,
    LAST_PLAIN = INT_ARRAY,
    ENUM,
    ENUM_ARRAY,
    DOMAIN,
} Base;

typedef struct Name {
    char now[MAX_NAME];
    char was[MAX_NAME]; // empty: it was always called so
    bool quoted;        // in .sch, although it need not be
} Name;

typedef struct Type {
    Base base;
    int length, scale;
    int user;     // which enum or domain
    int spelling; // which of its aliases
} Type;

typedef enum Source { PLAIN, IDENTITY, IDENTITY_ALWAYS, SERIAL, STORED, VIRTUAL } Source;

typedef struct Column {
    Name name;
    Type type;
    Source source;
    int from;       // a generated column: of which one
    int way;        // … and how
    int fallback;   // its default: 0 none, else which
    int comment;    // 0 none, else which
    int parent;     // values are those of this table's …
    int parent_column;
    int group;      // … row, which the columns of one foreign key share
    int identity;   // decides the values; survives every change
    int rank;       // where it stands in the table
    int backfill;   // the evolution's: 0 none, else which literal
    const char *there, *back; // the evolution's: how its type changes, and back
    bool late;      // values come after all rows: a cycle
    bool nullable, distinct, digits, gone, fresh, is_inline_key;
} Column;

typedef enum MemberKind { KEY, UNIQUE, CHECK, FOREIGN, INDEX } MemberKind;

typedef struct Member {
    MemberKind kind;
    Name name; // empty: the database's own
    int columns[MAX_PARTS];
    int count;
    int parent, parents[MAX_PARTS];
    int on_delete, on_update;
    int form, number; // which check, which index
    int condition;    // of an index: 0 none
    int include;      // a column, or -1
    int comment;
    bool deferrable, deferred, unique, not_distinct, match_full, inlined, gone, fresh;
} Member;

typedef struct Seed {
    int rows;
    int ids[MAX_SEEDS];
    int changes[MAX_SEEDS];
} Seed;

typedef struct Table {
    Name name;
    int schema, old_schema;
    Column columns[MAX_COLUMNS];
    int column_count;
    Member members[MAX_MEMBERS];
    int member_count;
    Seed seed;
    int rows, comment, identity;
    bool seeded, mixed, unlogged, strict, without_rowid, gone, fresh;
} Table;

typedef struct Enum {
    Name name;
    int schema, old_schema, comment;
    Name labels[MAX_LABELS];
    int ids[MAX_LABELS];
    int count;
    Name map_from;
    int map_to;
    bool gone, changed;
} Enum;

typedef struct Domain {
    Name name, check;
    int schema, old_schema, comment;
    Type type;
    int form, number, fallback;
    bool refuses_null, gone;
} Domain;

typedef struct View {
    Name name;
    int schema, old_schema, comment;
    int table, view; // one of them is -1
    int form, number;
    int columns[MAX_PARTS];
    int count;
    bool aliased, listed, gone, fresh;
} View;

// The first one of a model is TOUCH, which triggers execute.
typedef enum RoutineForm {
    TOUCH,
    SIMPLE,
    PROCEDURAL,
    OF_ENUM,
    COUNTING,
    ROWS,
    LAST_ROUTINE = ROWS
} RoutineForm;

typedef struct Routine {
    Name name;
    int schema, old_schema, comment;
    RoutineForm form;
    int number, user, table, column;
    bool wide, gone;
} Routine;

typedef enum TriggerForm { BEFORE, AFTER, STATEMENT, CONSTRAINT } TriggerForm;

typedef struct Trigger {
    Name name;
    int table, column, comment;
    TriggerForm form;
    int number;
    int call;  // a function of its condition, or -1
    int other; // a table of its body, or -1
    bool off, gone;
} Trigger;

typedef struct Schema {
    Name name;
    int comment;
    bool gone;
} Schema;

typedef struct Model {
    Schema schemas[MAX_SCHEMAS];
    int schema_count;
    Enum enums[MAX_ENUMS];
    int enum_count;
    Domain domains[MAX_DOMAINS];
    int domain_count;
    Table tables[MAX_TABLES];
    int table_count;
    View views[MAX_VIEWS];
    int view_count;
    Routine routines[MAX_ROUTINES];
    int routine_count;
    Trigger triggers[MAX_TRIGGERS];
    int trigger_count;
    int mixin_default;
    bool mixin;
} Model;

// The schema, and what it is after the release.
extern Model old, now;
extern bool sqlite, irreversible, respelled;
extern char block[MAX_BLOCK]; // the migration's lines
extern int block_length, names_given, identities;
extern uint64_t state; // of chance
extern const char *off;

// What is drawn and what it is called.
int below(int limit);
void block_add(const char *format, ...);
void block_column(const Model *model, int table, int column);
void block_name(const char *name);
void block_table(const Model *model, int table);
bool is_bare(const char *name);
bool is_keyword(const char *name);
bool is_off(const char *feature);
uint32_t mix(uint64_t a, uint64_t b);
Name new_name(const char *prefix);
Name no_name(void);
bool one_in(int chances);
void put(const Name *name);
void put_comment(int comment, const char *indent);
void put_declared(const Name *name);
void put_text(const char *text);
void put_was(const Name *name);
void put_word(const char *name, bool quoted);
void rename_it(Name *name, const char *prefix);
int any_comment(void);
int some_comment(void);

// Types, values, defaults and rows.
const char *plain_spelling(Base base);
Base base_of(const Model *model, const Type *type);
bool can_differ(Base base);
bool is_integer(Base base);
bool is_number(Base base);
bool is_text(Base base);
Type make_type(Base base);
void put_default(const Model *model, const Type *type, int which);
void put_literal(const Model *model, const Type *type, int which);
void put_rows(const Model *model);
void put_type(const Model *model, const Type *type);
Type random_type(const Model *model);
int some_default(void);

// Prints tables, their columns, constraints and indexes.
bool can_check(Base base);
void put_column(const Table *table, int column);
void put_domain(const Model *model, int which);
void put_enum(const Model *model, int which);
void put_old_home(const Model *model, const Name *name, int schema, int was);
void put_seed(const Model *model, int which);
void put_table(const Model *model, int which);
void put_table_name(const Model *model, const Table *table);

// Prints views, and the schema as a whole.
void put_model(const Model *model, int shuffled);

// Functions and triggers.
typedef struct Declaration {
    void (*put)(const Model *, int);
    int which, schema;
} Declaration;
int list_routines(const Model *model, Declaration *list);
void put_triggers(const Model *model, int which);
void make_code(Model *model);
void evolve_code(void);

// Makes up a schema.
void add_check(const Model *model, Table *table);
int add_column(Table *table, Column column);
void add_domain(Model *model);
void add_enum(Model *model);
void add_generated(const Model *model, Table *table);
void add_index(const Model *model, Table *table);
Member *add_member(Table *table, Member member);
void add_reference(const Model *model, Table *table, int parent);
void add_table(Model *model);
void add_unique(Table *table);
void add_view(Model *model);
int any_schema(const Model *model);
bool can_group(const Model *model, const View *view);
void choose_actions(const Table *table, Member *member);
bool choose_view_columns(const Model *model, View *view);
const Member *key_of(const Table *table);
Column make_column(const Model *model, const char *prefix);
Member make_member(MemberKind kind, const char *prefix);
void make_model(Model *model);

// What a release does to tables, columns and their members.
void block_literal(const Type *type, int which);
void drop_column(int table, int column);
void drop_view(int which);
void drop_views_of(int table, int column);
bool in_key(const Table *table, int column);
bool is_target(int table, const Member *member);
void op_add_column(void);
void op_add_generated(void);
void op_add_member(void);
void op_add_reference(void);
void op_change_key(void);
void op_change_member(void);
void op_retype_key(void);
void op_default(void);
void op_drop_column(void);
void op_drop_member(void);
void op_nullable(void);
void op_rename_column(void);
void op_rename_member(void);
void op_retype(void);
void op_reuse_name(void);
void op_swap_columns(void);
void op_swap_tables(void);
void op_toggle_foreign(void);
void op_widen(void);
int some_column(const Table *table);
int some_table(void);

// What it does to all else, and the migration block which says so.
void evolve(void);
int list_features(void);

#endif
