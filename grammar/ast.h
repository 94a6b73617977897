// SPDX-License-Identifier: MIT
// What was written: declarations ("items") with their attributes ("parts"). Nothing is resolved here.
#ifndef GRAMMAR_AST_H
#define GRAMMAR_AST_H

#include "grammar/base/arena.h"
#include "grammar/base/source.h"
#include "grammar/base/words.h"

typedef enum Kind {
#define KIND(id, type, noun, home, scope) KIND_##id,
#include "grammar/kinds.def"
#undef KIND
    KIND_COUNT, // in a switch it stands for "no kind at all": one without a default then tells of a new kind
} Kind;

// What else an item may be, in one range of numbers with the kinds. KIND_MODEL stands for "lives at the
// top" in kinds.def.
enum {
    KIND_MODEL = KIND_COUNT,
    ITEM_DIALECTS,
    ITEM_INCLUDE,
    ITEM_MIXIN,
    ITEM_USE,
    ITEM_FOR, // members for one dialect
    ITEM_PARTITION_BY, // PART_STRATEGY, PART_ELEMENTS; a partition is a KIND_TABLE among the members
    ITEM_MIGRATION,
    ITEM_DESCRIBE,
    ITEM_USING,
    ITEM_BACKFILL,
    ITEM_MAP,
    ITEM_VERIFY,
    ITEM_DROP,
    ITEM_DEFAULTS, // default privileges: the same, of what comes later
    ITEM_GRANT, // of the object it stands in, or of those it names
};

typedef enum PartKind {
    PART_NAME,     // in lists: a name (number 1: `period`, `without overlaps`); in paths: one step
    PART_TYPE,     // name: its words; list: modifiers (PART_NUMBER); number: array dimensions
    PART_NUMBER,
    PART_NULLABLE,
    PART_NOT_NULL,
    PART_DEFAULT,  // span: the expression
    PART_KEY,
    PART_AUTO,     // number 1: always
    PART_UNIQUE,
    PART_CHECK,    // name, span: the expression
    PART_REFERENCE, // name, schema; list: columns
    PART_ON_DELETE, // number: an Action
    PART_ON_UPDATE,
    PART_MATCH_FULL,
    PART_DEFERRABLE,
    PART_DEFERRED,
    PART_STORED,   // span: the expression
    PART_VIRTUAL,
    PART_COLLATE,
    PART_ONLY_FOR, // name: the dialect
    PART_COLUMNS,  // list: names
    PART_ELEMENTS, // list: PART_COLUMN or PART_EXPRESSION
    PART_COLUMN,   // an index element: name; list: PART_CLASS, PART_COLLATE, PART_DESC, PART_NULLS
    PART_EXPRESSION,
    PART_CLASS,    // of operators: name; list: its parameters, PART_OPTION
    PART_ASC,
    PART_DESC,
    PART_NULLS,    // number 1: first
    PART_METHOD,
    PART_INCLUDE,
    PART_WHERE,
    PART_NULLS_NOT_DISTINCT,
    PART_NO_INHERIT,
    PART_UNIQUE_INDEX,
    PART_STRICT,
    PART_WITHOUT_ROWID,
    PART_UNLOGGED,
    PART_QUERY,    // span: SQL between quotes or parentheses
    PART_ROW,      // list: PART_VALUE
    PART_VALUE,
    PART_TEXT,     // span: between the quotes
    PART_PATH,     // list: names
    PART_INVERSE,
    PART_PAIR,     // a map's entry; list: two names
    PART_BEFORE,
    PART_MODE,     // name: none, some, equal
    PART_DISCARD,
    PART_ARGUMENT, // name; number: an ArgumentMode; list: PART_TYPE, PART_DEFAULT
    PART_RETURNS,  // number 0: one, 1: a set, 2: the table arguments; list: PART_TYPE
    PART_LANGUAGE,
    PART_VOLATILITY,
    PART_PARALLEL,
    PART_DEFINER,
    PART_EXTERNAL,
    PART_LEAKPROOF,
    PART_UNCHECKED,
    PART_WINDOW,
    PART_COST,     // name: the number
    PART_ROWS,
    PART_SETTING,  // name: the whole of it; list: its values, PART_TEXT
    PART_TIMING,   // of triggers
    PART_EVENTS,   // number: bits of Event
    PART_EACH_ROW,
    PART_OLD_ROWS, // name: what the rows before are called
    PART_NEW_ROWS,
    PART_EXECUTE,  // schema, name; list: PART_TEXT
    PART_REFERENCES, // schema, name
    PART_CONSTRAINT,
    PART_ENABLED,
    PART_INCREMENT, // of sequences: name: the number
    PART_MINIMUM,
    PART_MAXIMUM,
    PART_START,
    PART_CACHE,
    PART_CYCLE,
    PART_OWNER,    // list: the path of a column
    PART_RANGE,    // of range types: name: the option; list: its value, as a type
    PART_ROW_SECURITY, // of tables; number: bits of RowSecurity
    PART_COMMAND,  // of policies; number: a PolicyCommand
    PART_RESTRICTIVE,
    PART_ROLE,     // name
    PART_USING,    // span: the expression
    PART_OPERATOR, // of an element of an exclusion constraint: name
    PART_OPTION,   // of storage: name: "fillfactor=70"
    PART_TABLESPACE,
    PART_CLUSTER,
    PART_REPLICA,  // name: full, nothing; none: by this index
    PART_NOT_VALID,
    PART_NOT_ENFORCED,
    PART_CLEARED,  // list: columns that `on delete set null` clears
    PART_STORAGE,
    PART_COMPRESSION,
    PART_COMMENT,  // of its NOT NULL: the literal
    PART_STATISTICS,
    PART_PRIVILEGE, // of grants; name; list: columns (PART_NAME)
    PART_REVOKE,
    PART_TARGET,   // schema, name; number: a TargetKind; list: PART_TYPE, of a function
    PART_GRANTOR,  // name
    PART_FOR_ROLE, // of default privileges: name
    PART_IN_SCHEMA,
    PART_PLURAL,   // name: tables …
    PART_WITH_GRANT, // with grant option
    PART_MATERIALIZED,
    PART_NO_DATA,
    PART_STRATEGY, // of partitions: number: a Strategy
    PART_BOUND,    // name: a word of the bounds
    PART_INHERITS, // schema, name
    PART_INHERITED, // of a column: it is none of the table's own
    PART_SAID_NOT_NULL, // where it is so by itself
    PART_CONFLICT, // name: rollback, fail, ignore, replace
    PART_EVERY,    // name: day, week, month …; list: PART_BOUND from and to, PART_NAME of the default one
} PartKind;

typedef enum ArgumentMode {
    ARGUMENT_IN,
    ARGUMENT_OUT,
    ARGUMENT_INOUT,
    ARGUMENT_VARIADIC,
    ARGUMENT_TABLE
} ArgumentMode;

typedef enum Timing { TIMING_BEFORE, TIMING_AFTER, TIMING_INSTEAD } Timing;
typedef enum Event { EVENT_INSERT = 1, EVENT_DELETE = 2, EVENT_UPDATE = 4, EVENT_TRUNCATE = 8 } Event;
typedef enum TargetKind {
    TARGET_RELATION,
    TARGET_SEQUENCE, // in a table: of a column
    TARGET_ROUTINE,
    TARGET_SIGNED,   // a routine with the types of its input
    TARGET_TYPE,
    TARGET_SCHEMA,
    TARGET_LANGUAGE,
    TARGET_WRAPPER,
    TARGET_SERVER
} TargetKind;
typedef enum PolicyCommand {
    POLICY_ALL,
    POLICY_SELECT,
    POLICY_INSERT,
    POLICY_UPDATE,
    POLICY_DELETE
} PolicyCommand;
typedef enum RowSecurity { ROW_SECURITY_ENABLED = 1, ROW_SECURITY_FORCED = 2 } RowSecurity;
typedef enum Enabled { ENABLED_ORIGIN, ENABLED_NEVER, ENABLED_REPLICA, ENABLED_ALWAYS } Enabled;
typedef enum Volatility { VOLATILITY_VOLATILE, VOLATILITY_STABLE, VOLATILITY_IMMUTABLE } Volatility;
typedef enum Parallel { PARALLEL_UNSAFE, PARALLEL_RESTRICTED, PARALLEL_SAFE } Parallel;

typedef enum Strategy { STRATEGY_NONE, STRATEGY_RANGE, STRATEGY_LIST, STRATEGY_HASH } Strategy;

typedef enum Action {
    ACTION_NONE,
    ACTION_RESTRICT,
    ACTION_CASCADE,
    ACTION_SET_NULL,
    ACTION_SET_DEFAULT
} Action;

typedef struct Name {
    const Word *word; // NULL: not given
    Span span;
} Name;

typedef struct Part {
    PartKind kind;
    int32_t number;
    Span span;
    Name name, schema;
    struct Part *next, *list;
} Part;

typedef struct Item {
    int kind; // a Kind or an ITEM_
    Span span; // from its first word to the end of its name
    Name name, schema, was, was_schema;
    Name owner;         // of what it declares
    unsigned owner_for; // the dialects in which that is so
    bool owner_alone;   // it is said of this alone, not of all below it
    Span doc;           // the text of its /// lines, slashes included; {0,0} without
    unsigned dialects;  // a bit per dialect it is for, DIALECTS_ALL mostly
    Part *parts;
    struct Item *members, *next;
} Item;

enum { DIALECT_POSTGRES = 1, DIALECT_SQLITE = 2, DIALECTS_ALL = 3 };

// Lists under construction: appended to at the end in constant time.
typedef struct PartList {
    Part *first, *last;
} PartList;
typedef struct ItemList {
    Item *first, *last;
} ItemList;

typedef struct QName {
    Name schema, name;
} QName;

Part *ast_part(Arena *, PartKind, Span, Name, int32_t number);
Part *ast_list_part(Arena *, PartKind, Span, PartList);
PartList ast_parts(PartList, Part *);      // appends one
PartList ast_join(PartList, PartList);
Item *ast_item(Arena *, int kind, Span, QName name, PartList, ItemList members);
ItemList ast_items(ItemList, Item *);      // appends one or, when it has a next, all that follow it
unsigned ast_dialect(const Word *);        // 0 when there is none of that name
const Part *ast_find(const Part *, PartKind); // the first of that kind in a list, or NULL
// The next line of a doc from *at on, with its slashes but without the blanks around it: where lines stand
// says nothing. False when there is none.
bool ast_doc_line(const char **at, const char *end, const char **line, size_t *length);

#endif
