// SPDX-License-Identifier: MIT
// The runtime of schemac: applies, reverts and checks the migrations which the compiler wrote, on
// PostgreSQL and SQLite. This is the only public header; it needs neither libpq's nor SQLite's.
//
// Conventions
// - Nothing here prints, exits, prompts or keeps global state. One SchemacDb is used by one thread at a
//   time; different ones may be used at once.
// - A function that can fail returns a SchemacCode and fills the caller's SchemacError, which may not be
//   NULL. On failure its out parameters are set to NULL.
// - Every text handed in is UTF-8 and copied where it must outlive the call. Every text handed out
//   belongs to the object it came from; what a callback is given lives until the callback returns.
// - Passwords of a URL are never part of a message or an event.
//
// In a program which carries its migrations within it:
//
//     SchemacError error;
//     SchemacDb *db;
//     SchemacSet *set;
//     SchemacOptions options = {0};
//     if (schemac_set_embedded(migrations, count, &set, &error)
//         || schemac_open("sqlite:app.db", 0, &db, &error) || schemac_up(db, set, &options, &error))
//         fprintf(stderr, "%s:%d: %s\n", error.file, error.line, error.message);
#ifndef SCHEMAC_H
#define SCHEMAC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#define SCHEMAC_API __attribute__((visibility("default")))
#else
#define SCHEMAC_API
#endif

// ---------------------------------------------------------------------------------------------
// Errors

// New codes are only added at the end: the numbers are part of the interface.
typedef enum SchemacCode {
    SCHEMAC_OK,
    SCHEMAC_CHECK_FAILED,         // a check of a migration does not hold
    SCHEMAC_DIFFERENT,            // validate: the database is not what its last migration left
    SCHEMAC_BAD_INPUT,            // a URL, file, marker or version which cannot be used
    SCHEMAC_NO_MEMORY,
    SCHEMAC_NO_CONNECTION,        // could not connect, or the connection was lost
    SCHEMAC_SQL_FAILED,           // the database refused a statement
    SCHEMAC_LOCKED,               // another runner, or another session, held a lock for too long
    SCHEMAC_FENCED,               // another runner took over; this one wrote nothing since
    SCHEMAC_REFUSED_HASH,         // the migration does not start from the schema which is there
    SCHEMAC_REFUSED_DRIFT,        // an object is not as the migration expects it
    SCHEMAC_REFUSED_CHANGED,      // an applied migration's file has changed since
    SCHEMAC_REFUSED_IRREVERSIBLE, // the way back loses data or does not exist
    SCHEMAC_REFUSED_DIALECT,      // written for another database or a newer version of it
    SCHEMAC_REFUSED_INTERRUPTED   // an interrupted migration must be finished first
} SchemacCode;

typedef struct SchemacError {
    SchemacCode code;
    int line;            // in `file`, of the failing statement or marker; 0 when it is about none
    unsigned step;       // number of the failing step; 0 when it is about none
    char sqlstate[6];    // PostgreSQL's, or ""
    char file[512];      // "" when the failure is about no file
    char message[2048];  // one or more lines without a closing newline; cut when it is longer
} SchemacError;

// A short text for the code itself, in static memory: "refused: drift".
SCHEMAC_API const char *schemac_error_text(SchemacCode);
// The exit status a command-line program ends with: 0 ok, 1 checks failed or differences, 2 bad input,
// 3 database or connection, 4 refused as unsafe.
SCHEMAC_API int schemac_error_exit(SchemacCode);

// ---------------------------------------------------------------------------------------------
// Databases

typedef struct SchemacDb SchemacDb;
struct pg_conn; // libpq's PGconn
struct sqlite3;

enum {
    SCHEMAC_OPEN_EXISTING = 1 // SQLite: fail rather than create the file
};

// Opens "sqlite:PATH", or anything libpq reads ("postgres://…", "service=…", "host=… dbname=…", ""),
// which is handed to it untouched. Close with schemac_close.
SCHEMAC_API SchemacCode schemac_open(const char *url, unsigned flags, SchemacDb **, SchemacError *);

// As schemac_open for one kind of database only, so that a program links only that client library.
SCHEMAC_API SchemacCode schemac_postgres_open(const char *conninfo, SchemacDb **, SchemacError *);
SCHEMAC_API SchemacCode schemac_sqlite_open(const char *path, unsigned flags, SchemacDb **,
                                            SchemacError *);

// Uses a connection which the program has open already. It must be idle (in no transaction) at every
// call, and stays the program's: schemac_close leaves it open. Session settings the runtime changes are
// put back, except SQLite's busy handler, which cannot be read.
SCHEMAC_API SchemacCode schemac_postgres_use(struct pg_conn *, SchemacDb **, SchemacError *);
SCHEMAC_API SchemacCode schemac_sqlite_use(struct sqlite3 *, SchemacDb **, SchemacError *);

SCHEMAC_API void schemac_close(SchemacDb *); // NULL is allowed

// Writes `url` with every password replaced by "***" into `buffer` (always closed by NUL, cut at `size`).
SCHEMAC_API void schemac_url_mask(const char *url, char *buffer, size_t size);

// The rows of a query, every value as the database's own text; NULL for an SQL null.
typedef struct SchemacRows {
    size_t rows, columns;
    const char *const *cells; // row by row: the value at (row, column) is cells[row * columns + column]
    void *owner;
} SchemacRows;

// Runs one statement, which may have no parameters, and takes all its rows. It is meant for looking: a
// program that must see one state in several queries, or be sure to change nothing, opens a transaction
// with it (BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY) and ends that before any other operation.
// Free with schemac_rows_free.
SCHEMAC_API SchemacCode schemac_query(SchemacDb *, const char *sql, SchemacRows *, SchemacError *);
SCHEMAC_API void schemac_rows_free(SchemacRows *);

// ---------------------------------------------------------------------------------------------
// Migrations

// One migration as it stands in a program: what schemac embed writes.
typedef struct SchemacEmbedded {
    const char *file; // the name used in messages, without ".up.sql"
    const char *up;
    size_t up_length;
    const char *down; // NULL when there is no way back
    size_t down_length;
} SchemacEmbedded;

typedef struct SchemacMigration SchemacMigration;

// What a migration's header says. Texts belong to the migration.
typedef struct SchemacInfo {
    const char *file, *version, *name, *description;
    const char *dialect, *target;
    const char *from_hash, *to_hash;
    const char *grade;    // of the up file: "lossless", "lossy" or "irreversible"
    const char *checksum; // "1:" and 64 hex digits
    unsigned segments, steps;
    bool has_down;
} SchemacInfo;

// Parses the texts of an up file and, unless `down` is NULL, of its down file; copies both. Fails with
// SCHEMAC_BAD_INPUT and the line when a text is not in the format.
SCHEMAC_API SchemacCode schemac_migration_parse(const SchemacEmbedded *, SchemacMigration **,
                                                SchemacError *);
SCHEMAC_API SchemacInfo schemac_migration_info(const SchemacMigration *);
SCHEMAC_API void schemac_migration_free(SchemacMigration *); // NULL is allowed

// An ordered set of migrations: the order they were added in is the order they are applied in.
typedef struct SchemacSet SchemacSet;

SCHEMAC_API SchemacSet *schemac_set_new(void); // NULL when out of memory
// Takes the migration over in every case (on failure it is freed). A version may be in a set only once.
SCHEMAC_API SchemacCode schemac_set_add(SchemacSet *, SchemacMigration *, SchemacError *);
SCHEMAC_API SchemacCode schemac_set_embedded(const SchemacEmbedded *, size_t count, SchemacSet **,
                                             SchemacError *);
SCHEMAC_API size_t schemac_set_count(const SchemacSet *);
SCHEMAC_API const SchemacMigration *schemac_set_at(const SchemacSet *, size_t index);
SCHEMAC_API void schemac_set_free(SchemacSet *); // with its migrations; NULL is allowed

// ---------------------------------------------------------------------------------------------
// Events: what happens while an operation runs

typedef enum SchemacEventKind {
    SCHEMAC_EVENT_WAIT,           // another runner is at work; `text` says who
    SCHEMAC_EVENT_RETRY,          // a segment was rolled back and is tried again; `text` says why
    SCHEMAC_EVENT_WARNING,        // something was overridden by `force`
    SCHEMAC_EVENT_NOTICE,         // a message of the server
    SCHEMAC_EVENT_MIGRATION,      // a migration begins, or goes on when `segment` is above 0
    SCHEMAC_EVENT_SEGMENT,        // a segment has begun (its transaction is open)
    SCHEMAC_EVENT_STEP,           // a step is being sent
    SCHEMAC_EVENT_STEP_DONE,      // its statements have run; not yet committed in a transaction
    SCHEMAC_EVENT_STEP_FOUND,     // its work was there already: not run again
    SCHEMAC_EVENT_STEP_UNDO,      // its half-made result is being removed
    SCHEMAC_EVENT_CHECK,          // a check has run: see `check`
    SCHEMAC_EVENT_DIFFERENCE,     // an object is not as it should be: see `text`
    SCHEMAC_EVENT_COMMIT,         // the segment is about to be committed
    SCHEMAC_EVENT_SEGMENT_DONE,   // the segment and its registry row are committed
    SCHEMAC_EVENT_MIGRATION_DONE, // the migration is complete
    SCHEMAC_EVENT_FAILED          // the migration stopped; the error is returned by the operation
} SchemacEventKind;

// The result of one check. `old_value` and `new_value` are what was compared: the two first values for
// "equal" (NULL for an SQL null), otherwise what was expected and the rows found.
typedef struct SchemacCheck {
    const char *name;
    const char *kind; // "none", "some" or "equal"
    const char *when; // "before" or "after"
    bool pass;
    const char *old_value, *new_value;
    const char *difference; // new minus old where both are numbers, else "" when equal or "differs"
} SchemacCheck;

typedef struct SchemacEvent {
    SchemacEventKind kind;
    const char *version, *name; // of the migration; "" when about none
    const char *direction;      // "up" or "down"
    bool dry_run;
    unsigned segment, segments; // counted from 1; `segment` of MIGRATION is the number done before
    unsigned step;              // its number in the file
    int line;                   // its line in the file
    const char *text;           // message, or the statements of a step
    size_t text_length;
    const SchemacCheck *check;
    int64_t milliseconds; // of MIGRATION_DONE
} SchemacEvent;

typedef void SchemacEventFunction(void *context, const SchemacEvent *);

// ---------------------------------------------------------------------------------------------
// Operations

// All zero is the default for every member.
typedef struct SchemacOptions {
    const char *to;           // up: the last version to apply. down: the version to keep, or "none"
    bool dry_run;             // say by events what would run; change nothing
    bool force;               // run an irreversible down, ignore drift, go on with a changed file
    int lock_wait_ms;         // how long to wait for another runner; 0: 60,000
    int lock_timeout_ms;      // for one lock of a statement; 0: deadlock_timeout and 500 more
    int retries;              // of a segment after a lock timeout or deadlock; 0: 10, below 0: none
    const char *applied_by;   // NULL: the database's user
    SchemacEventFunction *event; // NULL: none
    void *event_context;
} SchemacOptions;

// Applies what is pending, in order, and goes on with what was interrupted. Stops at the first failure;
// what was committed before stays, and the next call goes on from there.
SCHEMAC_API SchemacCode schemac_up(SchemacDb *, const SchemacSet *, const SchemacOptions *,
                                   SchemacError *);
// Reverts the newest migration, or all above `options->to`, with the SQL kept in the registry.
SCHEMAC_API SchemacCode schemac_down(SchemacDb *, const SchemacOptions *, SchemacError *);
// Compares the objects of the last migration with the catalogue and runs its after-checks; with a set
// (which may be NULL) also compares its files with the registry. Every difference and check is an event.
SCHEMAC_API SchemacCode schemac_validate(SchemacDb *, const SchemacSet *, const SchemacOptions *,
                                         SchemacError *);
// Runs the after-checks of the last migration, or of `options->to`. Every check is an event.
SCHEMAC_API SchemacCode schemac_verify(SchemacDb *, const SchemacOptions *, SchemacError *);

typedef enum SchemacState {
    SCHEMAC_APPLIED,
    SCHEMAC_PENDING,
    SCHEMAC_FAILED,      // tried, rolled back: nothing of it is there
    SCHEMAC_INTERRUPTED, // some of its segments are done
    SCHEMAC_CHANGED,     // applied, but the file is another one now
    SCHEMAC_NO_FILE      // applied, but not in the set
} SchemacState;

typedef struct SchemacStatusRow {
    const char *version, *name, *description;
    SchemacState state;
    const char *direction;              // "up", or "down" for an interrupted down
    const char *applied_by, *applied_at; // "" when pending; the time is ISO 8601 in UTC
    int64_t milliseconds;
    unsigned segments_done, segments_total;
    const char *error; // of the last try, or ""
} SchemacStatusRow;

typedef struct SchemacStatus {
    size_t count;
    const SchemacStatusRow *rows; // registry order, then what is pending in the set's order
    const char *hash;             // of the schema the registry says is there; "" when empty
    void *owner;
} SchemacStatus;

SCHEMAC_API const char *schemac_state_text(SchemacState); // "applied", "pending" …
// `set` may be NULL. Changes nothing, takes no lock. Free with schemac_status_free.
SCHEMAC_API SchemacCode schemac_status(SchemacDb *, const SchemacSet *, SchemacStatus *, SchemacError *);
SCHEMAC_API void schemac_status_free(SchemacStatus *);

// ---------------------------------------------------------------------------------------------
// Row validation and generated stubs
//
// The compiler writes for each table a struct, a const SchemacTable that describes it, and
//
//     SchemacVerdict app_orders_validate(const struct app_orders *, SchemacViolations *);
//
// Nothing here allocates, locks, keeps state or asks for the locale. docs/validators.md says what is
// judged, and what only the database can judge.

// Text in UTF-8; `bytes` NULL is an SQL null, an empty text has bytes "".
typedef struct SchemacText {
    const char *bytes;
    size_t length;
} SchemacText;

typedef struct SchemacBytes { // `bytes` NULL is an SQL null
    const unsigned char *bytes;
    size_t length;
} SchemacBytes;

// Values that may be missing. All zero is an SQL null, or "left to the column's default".
typedef struct SchemacBool {
    bool set, value;
} SchemacBool;

typedef struct SchemacInt {
    bool set;
    int64_t value;
} SchemacInt;

typedef struct SchemacFloat {
    bool set;
    double value;
} SchemacFloat;

SCHEMAC_API SchemacText schemac_text(const char *string); // of a C string; NULL gives a null

typedef enum SchemacVerdict {
    SCHEMAC_VALID,   // nothing that can be judged here is violated
    SCHEMAC_INVALID, // the database refuses the row
    SCHEMAC_UNSURE,  // nothing is violated, but something in this row only the database can judge
    SCHEMAC_FAULT    // of one check: the database refuses the row, for the check itself fails
} SchemacVerdict;

typedef enum SchemacViolationKind {
    SCHEMAC_VIOLATION_UNSURE, // no violation: only the database can judge this value
    SCHEMAC_VIOLATION_REQUIRED,
    SCHEMAC_VIOLATION_RANGE,  // of a number
    SCHEMAC_VIOLATION_LENGTH, // in characters
    SCHEMAC_VIOLATION_TEXT,   // not UTF-8, or with a zero byte
    SCHEMAC_VIOLATION_FORMAT, // not a value of the type
    SCHEMAC_VIOLATION_LABEL,  // not a label of the enum
    SCHEMAC_VIOLATION_CHECK,
    SCHEMAC_VIOLATION_FAULT   // a check cannot be evaluated: overflow, division by zero
} SchemacViolationKind;

// All texts are in static memory.
typedef struct SchemacViolation {
    SchemacViolationKind kind;
    const char *table;
    const char *column;     // "" for a check of the table
    const char *constraint; // "" where the database has no name for it
    const char *message;
} SchemacViolation;

// The caller gives `at` with room for `room` (none is allowed); the rest is filled. `count` may be larger
// than `room`: then the last ones are missing.
typedef struct SchemacViolations {
    SchemacViolation *at;
    size_t room;
    size_t count;  // of all kinds
    size_t unsure; // how many of them are SCHEMAC_VIOLATION_UNSURE
} SchemacViolations;

typedef enum SchemacHeld { // the type of a column's field
    SCHEMAC_HELD_BOOL,  // bool, or SchemacBool where it may hold nothing
    SCHEMAC_HELD_INT,   // int64_t, or SchemacInt
    SCHEMAC_HELD_FLOAT, // double, or SchemacFloat
    SCHEMAC_HELD_TEXT,  // SchemacText
    SCHEMAC_HELD_BYTES  // SchemacBytes
} SchemacHeld;

typedef enum SchemacRule { // what its values are held to
    SCHEMAC_RULE_NONE,
    SCHEMAC_RULE_INT,         // low .. high
    SCHEMAC_RULE_REAL,        // four bytes
    SCHEMAC_RULE_NUMERIC,     // low: precision, 0: any; high: scale
    SCHEMAC_RULE_TEXT,        // high: most characters, 0: any
    SCHEMAC_RULE_LABEL,
    SCHEMAC_RULE_UUID,
    SCHEMAC_RULE_DATE,
    SCHEMAC_RULE_TIME,
    SCHEMAC_RULE_TIMESTAMP,
    SCHEMAC_RULE_TIMESTAMPTZ,
    SCHEMAC_RULE_JSON,
    SCHEMAC_RULE_JSONB,
    SCHEMAC_RULE_DATABASE     // text whose form only the database judges
} SchemacRule;

typedef enum SchemacNulls { // what it means that a field holds nothing
    SCHEMAC_NULLS_REFUSED, // a violation, where the field's type can say it at all
    SCHEMAC_NULLS_ALLOWED, // an SQL null
    SCHEMAC_NULLS_DEFAULT  // the insert leaves the column out, so it gets its default; a null is refused
} SchemacNulls;

typedef struct SchemacColumn {
    const char *name, *type; // as the database calls them
    size_t offset;           // of the field
    SchemacHeld held;
    SchemacNulls nulls;
    SchemacRule rule;
    int64_t low, high;
    const char *const *labels; // of SCHEMAC_RULE_LABEL; NULL behind the last
} SchemacColumn;

typedef struct SchemacRowCheck {
    const char *constraint;
    const char *column;      // whose domain the check is of; "" for one of the table
    const char *message;
    SchemacVerdict (*judge)(const void *row);
    const unsigned short *reads; // numbers of the columns it reads
    size_t read_count;
} SchemacRowCheck;

typedef struct SchemacDatabaseOnly { // what no program can judge by looking at one row
    const char *constraint; // "" for a column's type
    const char *kind;       // "unique", "foreign key", "check", "type", "generated"
    const char *what;
} SchemacDatabaseOnly;

typedef struct SchemacTable {
    const char *name;
    size_t size; // of the struct
    bool lax;    // SQLite: the database does not hold the types, so it also judges checks of bad values
    const SchemacColumn *columns;
    size_t column_count;
    const SchemacRowCheck *checks;
    size_t check_count;
    const SchemacDatabaseOnly *database_only;
    size_t database_only_count;
} SchemacTable;

// What every generated …_validate() calls. `violations` may be NULL. A check that reads a column with a
// violation is not judged: the database would not come to it either (unless the table is lax).
SCHEMAC_API SchemacVerdict schemac_row_validate(const SchemacTable *, const void *row, SchemacViolations *);
SCHEMAC_API const char *schemac_violation_text(SchemacViolationKind); // "required", "length" …

// The verify statements of one migration.
typedef struct SchemacMigrationCheck {
    const char *name;
    const char *when; // "before" or "after"
    const char *kind; // "none", "some" or "equal"
    const char *query;
    const char *against; // of "equal", else NULL
} SchemacMigrationCheck;

// Runs those of one `when`, in order; every check is an event. All are run also when one fails, and the
// failure, SCHEMAC_CHECK_FAILED, names the first. `options` may be NULL.
SCHEMAC_API SchemacCode schemac_checks_run(SchemacDb *, const SchemacMigrationCheck *, size_t count,
                                           const char *when, const SchemacOptions *, SchemacError *);

// What the code of checks calls. Each means what PostgreSQL means. What the database would refuse with an
// error sets *wrong, what only the database can judge (a locale decides) sets *unsure; neither is cleared.

// a op b for op + - * / %: a result that does not fit `bits` (16, 32, 64), or a division by zero, is wrong.
SCHEMAC_API int64_t schemac_int_math(char op, int64_t a, int64_t b, int bits, bool *wrong);
// -1, 0, 1. Texts of decimal numbers, with exponents, NaN and Infinity; NaN is greatest and its own equal.
SCHEMAC_API int schemac_numeric_compare(SchemacText, SchemacText);
SCHEMAC_API int schemac_float_compare(double, double);
SCHEMAC_API int schemac_text_compare(SchemacText, SchemacText); // by bytes
// Equality after lower ('l') or upper ('u') on either side ('=': as it is). Not sure beyond ASCII.
SCHEMAC_API bool schemac_text_equal_folded(SchemacText a, char fold_a, SchemacText b, char fold_b,
                                           bool *unsure);
SCHEMAC_API int64_t schemac_text_length(SchemacText); // in characters
// Without the characters of `set` at the left ('l'), the right ('r') or both ('b') ends.
SCHEMAC_API SchemacText schemac_text_trim(SchemacText, SchemacText set, char side);
// From 1, in characters; 0: not there.
SCHEMAC_API int64_t schemac_text_position(SchemacText part, SchemacText whole);
// LIKE with the escape byte (0: none); ILIKE with `fold`, not sure beyond ASCII.
SCHEMAC_API bool schemac_text_like(SchemacText, SchemacText pattern, char escape, bool fold, bool *wrong,
                                   bool *unsure);
// ~, or ~* with `fold`. Not sure: a pattern outside the subset of docs/validators.md, or a character beyond
// ASCII where a locale says what it is.
SCHEMAC_API bool schemac_text_matches(SchemacText, SchemacText pattern, bool fold, bool *unsure);

// Values as a column would hold them.
SCHEMAC_API SchemacText schemac_text_cut(SchemacText, int64_t characters); // blanks past that are left away
SCHEMAC_API bool schemac_text_fills(SchemacText, int64_t characters);      // char(n) that needs no padding
// Rounded to the scale; `room` of precision + 16 bytes is used when that changes it.
SCHEMAC_API SchemacText schemac_numeric_rounded(SchemacText, int precision, int scale, char *room);
SCHEMAC_API bool schemac_numeric_is_short(SchemacText); // a double holds it: 15 digits, no NaN or Infinity
static inline SchemacVerdict schemac_judged(bool fails, bool wrong, bool unsure)
{
    return unsure ? SCHEMAC_UNSURE : wrong ? SCHEMAC_FAULT : fails ? SCHEMAC_INVALID : SCHEMAC_VALID;
}

// (end of: Row validation and generated stubs)

#ifdef __cplusplus
}
#endif

#endif
