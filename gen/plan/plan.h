// SPDX-License-Identifier: MIT
// From changes to ordered steps. The plan is made once: up runs the steps forward, down runs the same
// steps backward, each with its two ends exchanged.
#ifndef GEN_PLAN_PLAN_H
#define GEN_PLAN_PLAN_H

#include "gen/diff/diff.h"
#include "gen/model/caps.h"

// The order of steps where nothing else orders them. Up to RANK_RENAME everything bears its old name,
// after it the new one; that holds in both directions.
typedef enum Rank {
    RANK_GUARD,        // checks of the plan's own, before the first commit
    RANK_LABEL,        // a segment of its own: a new label cannot be used before it is committed
    RANK_BEFORE,       // checks
    RANK_STASH_HOME,   // the place for stashed things
    RANK_DROP_FIRST_STATEMENT, // event triggers
    RANK_DROP_TRIGGER, // so that none fires for what the migration writes
    RANK_DROP_POLICY,
    RANK_DROP_STATEMENT, // rules, statistics, publications
    RANK_DROP_VIEW,
    RANK_LOOSEN,       // sequences from the columns they belong to
    RANK_DROP_ROUTINE,  // one that stands on what follows here, or is made again
    RANK_DROP_FOREIGN,
    RANK_REFILL_BACK,  // backward only: rows of parts with other bounds find their places
    RANK_DETACH,       // a part from its table, before anything becomes of either
    RANK_HOLD,         // forward only: the rows of a part that others take over
    RANK_NAME_INDEX_BACK, // backward only
    RANK_DROP_INDEX,
    RANK_DROP_CONSTRAINT,
    RANK_DROP_DEFAULT,
    RANK_DROP_GENERATED,
    RANK_DROP_TABLE,
    RANK_LEAVE_TYPE,   // columns, for a while
    RANK_DROP_REMADE_TYPE, // and rules of domains
    RANK_CREATE_SCHEMA, // which others may move into
    RANK_PARK_SEQUENCE,
    RANK_OLD_ROUTINE,  // backward only: a function gets its old body, when all has its old name
    RANK_RENAME,
    RANK_NAME_SEQUENCE,
    RANK_CREATE_ROLE,  // whose the rest may be
    RANK_CREATE_EXTENSION,
    RANK_CREATE_BASE,  // languages, collations
    RANK_CREATE_TYPE,
    RANK_ALTER_TYPE,   // enums and domains
    RANK_TAKE_TYPE,    // the columns that left it
    RANK_CREATE_ROUTINE, // and a new body; later where it reads what comes later
    RANK_CREATE_OPERATOR, // and all else that stands on functions: casts, aggregates, servers, text search
    RANK_CREATE_SEQUENCE,
    RANK_CREATE_TABLE,
    RANK_HOLD_BACK,    // backward only: the rows of a part that goes again
    RANK_SEED_NEW,     // rows of new tables, which what follows may read
    RANK_ADD_COLUMN,
    RANK_ALTER_COLUMN,
    RANK_SET_DEFAULT,  // one that calls a function
    RANK_SWAP_KEY,     // a retyped column of the key: what is stashed later is found by its new value
    RANK_BACKFILL,
    RANK_SWAP,
    RANK_REBUILD,      // a whole table, where a dialect cannot alter it
    RANK_NOT_NULL,
    RANK_DROP_COLUMN,
    RANK_ADD_GENERATED,
    RANK_SEED,
    RANK_TIE,
    RANK_DROP_SEQUENCE,
    RANK_DROP_BASE,
    RANK_DROP_LAST_ROUTINE,
    RANK_DROP_TYPE,
    RANK_DROP_EXTENSION,
    RANK_DROP_SCHEMA,
    RANK_ADD_CONSTRAINT,
    RANK_CREATE_INDEX,
    RANK_NAME_INDEX,   // of a part, which the server has made with that of the whole
    RANK_ADD_FOREIGN,
    RANK_ATTACH,       // when both are what they become
    RANK_REFILL,       // forward only
    RANK_REFER,        // foreign keys that point at what was put together
    RANK_CREATE_VIEW,
    RANK_CREATE_POLICY,
    RANK_ROW_SECURITY, // when all rows are where they belong
    RANK_CREATE_STATEMENT,
    RANK_CREATE_TRIGGER,
    RANK_REVOKE,
    RANK_OWNER,        // what he had been granted is his by now
    RANK_GRANT,
    RANK_DEFAULTS,     // when nothing comes any more that would get these rights
    RANK_COMMENT,
    RANK_DROP_ROLE,    // when nothing is his any more
    RANK_CREATE_LAST_STATEMENT,
    RANK_VALIDATE,     // online: a segment each, so that each lock is held for one scan only
    RANK_SETTLE,       // online: what was validated becomes what was meant; a segment each
    RANK_ONLINE,       // outside of transactions
    RANK_AFTER,        // checks
} Rank;

typedef enum StepAction {
    STEP_CREATE,     // backward: drop
    STEP_DROP,       // backward: create
    STEP_STASH,      // a table, column or type is put aside; backward: brought back
    STEP_STASH_HOME,
    STEP_ATTACH,     // a part to its table, a table to those it inherits from; backward: taken off
    STEP_DETACH,
    STEP_NAME_INDEX, // of a part: it has another name than the server would give it
    STEP_HOLD,       // rows of a part are put aside, for others to take them
    STEP_REFILL,     // they find their places
    STEP_KEEP_ROWS,  // of a table that goes and cannot be put aside as it is; backward: they come back
    STEP_TAKE_OVER,  // a table gets the rows of another one that had its name
    STEP_RENAME,
    STEP_PARK,       // to a name of passage, as the last of a ring of renames would otherwise wait for itself
    STEP_NAME_SEQUENCE, // of a column: to a name of passage, or from it to the one that fits
    STEP_ALTER,      // the attributes in `changed`
    STEP_DROP_DEFAULT, // which names a label that goes; backward it is set again
    STEP_SET_DEFAULT,  // which calls a function that is made before; backward it is dropped
    STEP_TIE,        // a sequence to its column (`to`), or away from it (`from`)
    STEP_LEAVE_TYPE, // a column passes to another type, while its own is made anew
    STEP_TAKE_TYPE,  // and back
    STEP_SWAP,       // a column is replaced by one of another type, its old values put aside
    STEP_BACKFILL,
    STEP_ADD_LABEL,  // forward only
    STEP_REBUILD,    // a type, or a whole table
    STEP_BRING_BACK, // backward only: a rebuilt domain takes its name again, before its columns are retyped
    STEP_REVOKE,     // what the new schema grants no more; backward it is granted again
    STEP_OWNER,
    STEP_GRANT,      // what the old schema does not grant
    STEP_COMMENT,
    STEP_CHECK,
    STEP_REQUIRE,    // online: a check that a column is not null, until it is that; forward only
    STEP_VALIDATE,   // a constraint that was made without looking at the rows; forward only
} StepAction;

enum { WAY_UP = 1, WAY_DOWN = 2, WAY_BOTH = 3 };

typedef enum Grade { GRADE_LOSSLESS, GRADE_LOSSY, GRADE_IRREVERSIBLE } Grade;

typedef struct Step {
    uint8_t action, rank, ways, grade; // StepAction, Rank, WAY_ bits, Grade
    bool online;            // an index: made concurrently; a constraint or NOT NULL: not valid at first
    bool holds;             // STEP_ATTACH, STEP_DETACH: the rows are put aside before it is put on;
                            // STEP_TAKE_OVER: they are a copy
    bool keeps;             // STEP_ATTACH, STEP_DETACH: a table that it inherits from before and after stays
    bool parked;            // STEP_RENAME, STEP_NAME_SEQUENCE: it starts from the name of passage
    int changed;            // the attributes it carries over
    Object *from, *to;      // the object before and after; one may be NULL
    Statement *statement;   // of the migration block; NULL mostly, and for a STEP_CHECK of the plan's own
    Refs users;             // STEP_REBUILD of an enum: the old columns that have it then
    const char *path;       // the natural key: ties are broken by it
    const char *reason;     // why the grade is not lossless; NULL
    struct Step **after;    // steps that must come before this one
    uint32_t after_count, after_size;
    uint32_t index;         // its place in the plan
} Step;

typedef enum Drops { DROPS_STASH, DROPS_DISCARD, DROPS_REFUSE } Drops;

typedef struct PlanOptions {
    Drops drops;
    bool online;  // concurrent indexes, constraints not valid at first
    int target;   // server major, or SQLite major * 100 + minor
    int max_lock; // the strongest Lock allowed; -1: any
} PlanOptions;

typedef enum DefaultWay {
    DEFAULT_APART = 1, // it goes and comes by steps of its own
    DEFAULT_SWAPPED,   // it goes with the old column and comes with the new one
    DEFAULT_FREED,     // the same, but that the old one calls a function that may go first, so it goes before
} DefaultWay;

typedef struct Plan {
    const ChangeList *changes;
    const Caps *caps;
    PlanOptions options;
    Step **steps;        // in the order of up
    uint32_t count;
    Grade grade;         // the worst of all steps
    const uint8_t *rebuilt; // by id of the new table or domain: it is rebuilt as a whole
    const uint8_t *defaults; // by id of the old column: DefaultWay, if its default is no part of other steps
    const char *stash;   // name of the place for stashed things: schemac_stash_ and a part of both hashes
} Plan;

// NULL after reporting: something cannot be planned, or the plan could not be proved.
Plan *plan_changes(const ChangeList *, const PlanOptions *, Diag *, Arena *);

// --- questions for emitters ---
// The columns by which a row of the table is found again after it was stashed: of the primary key or else
// of a unique constraint without nulls, as they are after the change. count 0: rows are told apart by all
// that they hold.
Refs plan_row_key(const Plan *, const Object *old_table);
// The column it points at, if both begin anew: it gets what took the place of the value it had. NULL: none.
Object *plan_value_source(const Plan *, const Object *old_column);
// As what a column holds its values while its type is made anew.
typedef enum Passage { PASSAGE_TEXT, PASSAGE_JSON, PASSAGE_COLLATION } Passage;
Passage plan_passage(const Plan *, const Object *old_column);
// The table that is another one to the server, though it has, or had, the name of this one. NULL: none.
Object *plan_remade(const Plan *, const Object *table);
// The column of that old table whose values the new one takes over. NULL: none.
Object *plan_remade_column(const Plan *, const Object *old_table, const Object *new_column);
bool plan_remade_returns(const Plan *, const Object *old, const Object *new); // do rows go back, too?
// Where a whole table or type of the old schema is put aside: each schema has its own place, as names, those
// of indexes and sequences as well, are apart in a schema only.
const char *plan_stash_of(const Plan *, const Object *old_schema, Arena *arena);
// The name that a rename starts from or ends at, in either direction; `arena` owns a name of passage.
const char *step_from_name(const Step *, Arena *arena);
const char *step_to_name(const Step *, Arena *arena);
const char *grade_name(Grade);
// Does a column cease to be computed, and get a value in each row?
bool column_gets_values(const Step *);
// Is the NOT NULL that it has from another table that table's own matter on one side? The server leaves it
// to the heirs when it ceases to be theirs; the other way they go along.
bool column_is_left(const Object *old, const Object *new);
// Can the server make the partition in one statement, with all that it has from its table?
bool part_is_plain(const Object *table);
// Is the old or new table or domain rebuilt as a whole? A table's columns are renamed by that, not by steps.
bool plan_rebuilds(const Plan *, const Object *);

#endif
