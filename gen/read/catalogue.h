// SPDX-License-Identifier: MIT
// What a schema was found to be, before it is .sch text: plain facts, as a database or a file of SQL tells
// them, with none of the language in it. Whoever fills it knows where the facts come from, the printer
// (print_sch.h) how people write them; neither knows the other.
#ifndef GEN_READ_CATALOGUE_H
#define GEN_READ_CATALOGUE_H

#include "gen/model/rights.h"

// Lists keep the order in which they are filled. Names are the bare names; NULL is "none" everywhere.
typedef struct ReadNames {
    const char **at;
    size_t count;
} ReadNames;

typedef struct ReadType {
    Type built_in;            // of the model; TYPE_NONE where `name` says a type of the schema's own
    const char *schema, *name; // schema NULL: it has none, as `trigger`
    unsigned dims;            // of `name`
    const char *modifiers;    // of an extension's: "(3)"; NULL: none
    bool foreign;             // an extension's
} ReadType;

typedef struct ReadStorage { // of an index, or a table
    ReadNames options; // "fillfactor=70"
    const char *tablespace;
    const char *said; // the comment of a constraint's index
    bool cluster, replica; // of an index
} ReadStorage;

// Who owns a thing, and what differs from the rights that it has by itself (gen/model/rights.h).
typedef struct ReadGrant {
    struct ReadGrant *next;
    const char *role;    // NULL: the owner; "": everybody
    const char *grantor; // NULL: the owner
    const char *column;  // of a view; NULL: the whole
    int privileges, options, lacks; // bits of Privilege: given, those with grant option, taken away
} ReadGrant;

typedef struct ReadRights {
    const char *owner; // NULL: whoever makes it
    ReadGrant *grants, *last_grant;
} ReadRights;

typedef struct ReadConstraint {
    struct ReadConstraint *next;
    Kind kind; // KIND_KEY, KIND_UNIQUE, KIND_CHECK, KIND_FOREIGN
    const char *name, *comment;
    ReadNames columns, include;
    const char *expression;             // of a check
    const struct ReadTable *target;     // of a foreign key
    ReadNames to;
    Action on_delete, on_update;
    bool inherited;    // as a column
    bool unnamed;      // its name is the one that the server makes up
    ReadNames cleared; // by on delete, when not all are
    bool match_full, deferrable, deferred, nulls_not_distinct, no_inherit, not_valid, not_enforced;
    bool period; // its last column holds times: without overlaps, or of what each must be covered
    ReadNames sorting;    // SQLite: of each column of a key, as the model has it; none: all as they are
    const char *conflict; // SQLite: what is done about a second row; NULL: the usual
    ReadStorage storage;
} ReadConstraint;

typedef struct ReadElement {
    const char *column, *expression; // one of them
    const char *class, *collation;
    ReadNames parameters; // of its class: "siglen=32"
    const char *operator, *statistics;
    bool descending, nulls_first;
} ReadElement;

typedef struct ReadIndex {
    struct ReadIndex *next;
    const char *name, *comment, *method; // method NULL: the usual one
    ReadElement *elements;
    size_t count;
    ReadNames include;
    const char *where;
    bool unique, nulls_not_distinct;
    bool exclude, deferrable, deferred; // an exclusion constraint
    bool attached, only; // to that of the table this one is a part of; not there in the parts
    ReadStorage storage;
} ReadIndex;

typedef struct ReadColumn {
    struct ReadColumn *next;
    const char *name, *comment;
    ReadType type;
    const char *default_, *expression, *collation;
    Identity identity;
    Generated generated;
    bool nullable, serial;
    bool inherited; // it is there because it is in a table that its own inherits from
    const char *storage, *compression, *statistics;
    ReadNames options;
    const char *increment, *minimum, *maximum, *start, *cache; // of an identity; NULL: the usual ones
    const char *sequence; // name of an identity's
    const char *not_null; // name of that constraint; NULL: the usual one
    const char *not_null_comment;
    bool not_null_alone, not_null_open; // no inherit; not valid
    bool said_not_null;   // of SQLite's rowid
    const char *conflict; // SQLite: what is done about a null; NULL: the usual
    bool cycle;
    ReadRights *rights, *sequence_rights; // NULL: none; the latter of what counts for it
} ReadColumn;

typedef struct ReadTrigger {
    struct ReadTrigger *next;
    const char *name, *comment;
    Timing timing;
    unsigned events; // bits of Event
    ReadNames columns, arguments; // update of; texts
    const char *when, *old_rows, *new_rows;
    const char *target_schema, *target; // the other table; NULL: none
    const char *function_schema, *function; // NULL: it has a body; a schema of NULL needs no name
    const char *body;
    Enabled enabled;
    bool each_row, constraint, deferrable, deferred;
} ReadTrigger;

typedef struct ReadPolicy {
    struct ReadPolicy *next;
    const char *name, *comment;
    PolicyCommand command;
    bool restrictive;
    ReadNames roles;           // none: everybody
    const char *using, *check; // NULL: none
} ReadPolicy;

typedef struct ReadTable {
    struct ReadTable *next;
    const char *schema, *name, *comment;
    ReadColumn *columns, *last_column;
    ReadConstraint *constraints, *last_constraint;
    ReadIndex *indexes, *last_index;
    ReadTrigger *triggers, *last_trigger;
    ReadPolicy *policies, *last_policy;
    unsigned row_security; // bits of RowSecurity
    ReadRights *rights;
    bool strict, without_rowid, unlogged;
    ReadStorage storage;
    const char *method, *replica; // NULL: heap; by its key or by an index
    Strategy strategy;            // of a partitioned table, by this key
    ReadElement *key;
    size_t key_count;
    struct ReadTable *part_of;    // NULL: it is no part of another one
    ReadNames bounds;             // as the model has them
    struct ReadTable **parents;   // that it inherits from
    size_t parent_count;
    const struct ReadComposite *row; // the type that its rows are of; NULL: none
} ReadTable;

typedef struct ReadView {
    struct ReadView *next;
    const char *schema, *name, *comment, *query;
    ReadNames columns;
    ReadTrigger *triggers, *last_trigger;
    ReadRights *rights;
    ReadTable rows; // its columns, of which something may be said, indexes and storage
    bool materialized, no_data;
} ReadView;

typedef struct ReadVirtual { // SQLite's
    struct ReadVirtual *next;
    const char *name, *module, *arguments; // arguments NULL: none
} ReadVirtual;

typedef struct ReadExtension {
    struct ReadExtension *next;
    const char *schema, *name, *comment, *version; // version NULL: whichever the server has
} ReadExtension;

typedef struct ReadSequence { // a number of NULL is what a sequence has by itself
    struct ReadSequence *next;
    const char *schema, *name, *comment;
    ReadType type; // TYPE_NONE: the usual one
    const char *increment, *minimum, *maximum, *start, *cache;
    bool cycle, unlogged;
    const ReadTable *owner; // NULL: none
    const ReadColumn *column; // of it
    ReadRights *rights;
} ReadSequence;

typedef struct ReadArgument {
    const char *name, *default_;
    ReadType type;
    ArgumentMode mode;
} ReadArgument;

typedef struct ReadSetting {
    const char *name;
    ReadNames values; // without quotes
} ReadSetting;

typedef struct ReadRoutine {
    struct ReadRoutine *next;
    const char *schema, *name, *comment;
    Kind kind; // KIND_FUNCTION, KIND_PROCEDURE
    ReadArgument *arguments;
    size_t argument_count;
    bool says_result; // what it returns is not said by its arguments
    bool set_of, table;
    ReadType returns;
    const char *language, *body, *cost, *rows; // cost and rows NULL: the usual ones
    Volatility volatility;
    Parallel parallel;
    bool strict, definer, leakproof, window;
    ReadSetting *settings;
    size_t setting_count;
    ReadRights *rights;
} ReadRoutine;

typedef struct ReadEnum {
    struct ReadEnum *next;
    const char *schema, *name, *comment;
    ReadNames labels;
    ReadRights *rights;
} ReadEnum;

typedef struct ReadComposite {
    struct ReadComposite *next;
    const char *schema, *name, *comment;
    ReadColumn *attributes, *last_attribute; // name, type, collation and comment
    ReadRights *rights;
} ReadComposite;

typedef struct ReadRange { // NULL: what a range has by itself
    struct ReadRange *next;
    const char *schema, *name, *comment;
    ReadType type; // of its bounds
    const char *class, *collation, *difference, *multirange, *canonical;
    ReadRights *rights;
} ReadRange;

typedef struct ReadDomain {
    struct ReadDomain *next;
    const char *schema, *name, *comment;
    ReadType type;
    const char *default_, *collation;
    bool not_null;
    ReadConstraint *checks, *last_check;
    ReadRights *rights;
} ReadDomain;

typedef struct ReadSchema {
    struct ReadSchema *next;
    const char *name, *comment;
    ReadRights *rights;
} ReadSchema;

typedef struct ReadDefinition { // what only SQL has words for
    struct ReadDefinition *next;
    const char *schema; // NULL: a database has one of its name
    const char *name, *comment, *text; // text: the statements that make it
    ReadRights *rights;                // NULL: none
    RightsOf of;                       // what rights things of its kind have
    const char *path;                  // as a grant calls it: total(integer); NULL: by its name
} ReadDefinition;

// What things get that a role makes later.
typedef struct ReadDefaults {
    struct ReadDefaults *next;
    const char *role;   // NULL: whoever it is
    const char *schema; // NULL: all
    RightsOf of;
    ReadRights *rights; // the owner is the role
} ReadDefaults;

// What the language has no words for: "trigger", "touch on public.orders".
typedef struct ReadNote {
    struct ReadNote *next;
    const char *kind, *name;
    Span span; // where it is in the text that was read; {0, 0}: there is none
} ReadNote;

typedef struct Catalogue {
    Arena *arena;
    unsigned dialect;
    bool live;        // a server tells what it has; a text says what it is to read
    int target;       // of SQL: the version of the server that it is for
    const char *home; // the schema that needs no name: "public"
    const char *user;         // who asked; NULL: nobody is asked
    bool no_owner, no_rights; // they are not to be told
    bool roles;               // they are asked for
    ReadSchema *schemas, *last_schema;
    ReadEnum *enums, *last_enum;
    ReadDomain *domains, *last_domain;
    ReadComposite *composites, *last_composite;
    ReadRange *ranges, *last_range;
    ReadTable *tables, *last_table;
    ReadView *views, *last_view;
    ReadVirtual *virtuals, *last_virtual;
    ReadExtension *extensions, *last_extension;
    ReadSequence *sequences, *last_sequence;
    ReadRoutine *routines, *last_routine;
    ReadDefinition *definitions, *last_definition;
    ReadDefaults *defaults, *last_defaults;
    ReadNote *notes, *last_note;
} Catalogue;

// READ_ADD(catalogue->arena, Type, &list, &last): a new, zeroed member at the end of a list.
#define READ_ADD(arena, Type, list, last) \
    (*(list) ? ((*(last))->next = ARENA_NEW((arena), Type), *(last) = (*(last))->next) \
             : (*(list) = *(last) = ARENA_NEW((arena), Type)))

// --- rights.c; `usual`: what everybody has by itself; a role that is the owner by name is he ---
typedef struct ReadGranted {
    RightsOf of;
    int usual, bits;
    bool option;
    bool bare; // nobody has anything by itself
    const char *role, *grantor, *column;
} ReadGranted;
void read_grant(Arena *, ReadRights *, const ReadGranted *);
void read_revoke(Arena *, ReadRights *, const ReadGranted *); // `option`: nothing but that
void read_new_owner(ReadRights *, const char *owner);
bool read_has_rights(const ReadRights *); // is anything to be said, but the owner?

void read_note(Catalogue *, const char *kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
void read_name_add(Arena *, ReadNames *, const char *name); // a list that is made from its first name on
bool read_same_names(const ReadNames *, const ReadNames *);
bool read_same_index(const ReadIndex *, const ReadIndex *); // but for its name and how it is stored
const ReadColumn *read_column(const ReadTable *, const char *name);
const ReadConstraint *read_key(const ReadTable *); // the primary key

#endif
