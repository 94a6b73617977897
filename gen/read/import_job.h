// SPDX-License-Identifier: MIT
// What the parts of the import from PostgreSQL's SQL share. The file is a program: each statement changes
// the things there are, as it would in a database; what is left at its end becomes the catalogue.
#ifndef GEN_READ_IMPORT_JOB_H
#define GEN_READ_IMPORT_JOB_H

#include "gen/model/definition.h"
#include "gen/read/import.h"
#include "gen/read/import_split.h"
#include "grammar/newer.h"
#include "grammar/tree.h"

typedef enum ThingKind {
    THING_SCHEMA,
    THING_TABLE,
    THING_VIEW,
    THING_INDEX,
    THING_SEQUENCE,
    THING_ENUM,
    THING_DOMAIN,
    THING_COMPOSITE,
    THING_RANGE,
    THING_ROUTINE,
    THING_TRIGGER,
    THING_EXTENSION,
    THING_DEFINITION, // kept as the statements that make it
    THING_FOREIGN_TABLE, // likewise
    THING_BASE, // likewise: a base type, or one that is no more than its name yet
    THING_OTHER, // the language has no words for it
} ThingKind;

#define INDEX_ONLY "index on only" // noun of a note

typedef enum Space { // of names
    SPACE_SCHEMA, SPACE_RELATION, SPACE_TYPE, SPACE_ROUTINE, SPACE_DEFINITION, SPACE_OTHER
} Space;

// Anything that has been made. Names are interned: equal ones are one pointer.
typedef struct Thing {
    struct Thing *next; // in the order of the file
    struct Thing *same; // of one slot of the table of names
    ThingKind kind;
    Space space;
    const char *schema, *name; // of SPACE_OTHER: its `of` and its key
    struct Thing *of;          // goes along with that one: an index with its table, a note with its subject
    Span span;
    bool gone;
    const char *noun, *before, *after; // THING_OTHER: its name is before, path of `of`, after
    ReadRights *rights; // NULL: those that it has by itself
    void *made;                        // by kind: the Import… below, ReadSchema, ReadEnum, ReadExtension
} Thing;

typedef struct ImportColumn {
    ReadColumn read; // first, so that one is the other
    Thing *type;     // of the schema's own; NULL: a built-in one
    Thing *sequence; // that its default counts with
    Span span;
} ImportColumn;

typedef struct ImportTable {
    ReadTable read;
    Thing *thing;
    ReadNames missing; // columns that are not carried
    Thing *row;        // the type that its rows are of; NULL: none
    bool is_parent, has_sequences; // others may be a part of it or inherit from it; belong to it
} ImportTable;

typedef struct ImportDomain {
    ReadDomain read;
    Thing *type;
} ImportDomain;

typedef struct ImportRange {
    ReadRange read;
    Thing *type; // of its bounds
} ImportRange;

typedef struct ImportSequence {
    ReadSequence read; // numbers as they were given
    Thing *table;      // that owns it; NULL: none
    const ImportColumn *column;
    bool renamed;
    bool identity; // of the column's
    bool shared;   // another column counts with it, too
} ImportSequence;

typedef struct ImportRoutine {
    ReadRoutine read;
    Thing **types; // of its arguments, where they are the schema's own: also a table's or view's row
    Thing *returns;
} ImportRoutine;

typedef struct ImportTrigger {
    ReadTrigger read;
    Thing *function; // NULL: one of the server's or an extension's
    const Thing *target; // the other table of a constraint trigger
} ImportTrigger;

// Of a * the relations that it takes the columns of, and then these columns.
typedef struct ViewStar {
    struct ViewStar *next;
    Thing *thing;
    const char *alias;      // by which the columns are qualified
    const char *name, *now; // of a column: in the result, and in the relation by now
} ViewStar;

// A place in a view's query that names something: a relation, or a column.
typedef struct ViewName {
    struct ViewName *next;
    size_t start, end;         // in the query; of a relation with its schema
    const char *schema, *name; // as they were
    const char *alias;         // a relation's, or what a column is qualified by; NULL: none
    Thing *thing;              // the relation; NULL: it is a column's
    const char *now;           // what the column is called by now
    bool qualified;            // by a schema
    bool target;               // a column of the result, which has its name from this one
    bool call;                 // a function's, which is the thing
    bool all;                  // it is *
    bool settled;              // which takes what the query itself gives it
    int level;                 // of which query it is part, from 1 on
    ViewStar *ranges, *columns; // of that one; NULL: they cannot be told; it is as it was written
} ViewName;

typedef struct ViewLevel { // a query within a view's
    struct ViewLevel *next;
    int number, outer; // 0: none
    bool opaque;       // it has columns that nobody here knows: of a function, a subquery
} ViewLevel;

typedef struct ImportView {
    ReadView read;
    ImportTable rows; // its columns of which something is said, its indexes and storage
    ViewName *names, *last_name;
    bool star;   // it takes all columns of something
    bool joined; // it joins by names of columns, which stand in no expression
    ViewLevel *levels; // its queries, the newest first
} ImportView;

// A place in a statement that names a relation or a type.
typedef struct ImportMention {
    struct ImportMention *next;
    Thing *thing;     // NULL: nobody knows it
    const char *name; // as it was
    uint32_t start;   // in the file; with its schema, if it is `qualified`
    bool qualified;
    bool heirs;       // it stands for those that inherit from it, too: so many there were then
    size_t heir_count;
    bool alone;       // the name of a relation before that of a column: it gets no schema
    const char *now;  // a column's: what it is called by now
} ImportMention;

typedef struct ImportPiece { // a statement
    struct ImportPiece *next;
    Span span;
    const char *text;        // in place of what stands there; NULL
    ImportMention *mentions; // in the order of their places
} ImportPiece;

typedef struct ImportDefinition {
    DefinitionClass class;
    const char *name, *label, *comment; // the bare name; with what tells it apart
    const char *first_name;             // NULL: it has not been renamed
    ReadNames things;                   // that it names, of which nobody knows the places
    ImportPiece *pieces, *last_piece;
} ImportDefinition;

typedef struct NameSet {
    const char **at; // `size` places, a power of two; NULL: free
    size_t count, size;
} NameSet;

typedef struct Job {
    const Source *source;
    Catalogue *catalogue;
    Words *words;
    Diag *diag;
    Arena *arena;  // of the catalogue
    Arena scratch; // of a statement's tree
    Span statement;
    Thing *things, *last_thing;
    Thing **slots;
    size_t count, size;
    ReadNames path;  // of search
    ReadNames outer; // the one before a transaction that has its own
    bool in_transaction;
    NameSet constraints; // names that some have, or had
    bool has_definitions;
    bool has_maintain;   // likewise, one that knows that privilege
    bool names_not_null; // it is for, or of, a server that keeps names of NOT NULL constraints
    const char *temporary; // the schema of temporary relations; NULL: there are none
    const char *user; // whom the file has made the current one; NULL: whoever runs it
    ReadRoutine session; // its settings are those that the file has set
} Job;

// --- import_thing.c: what there is ---
const char *import_name(Job *, const char *); // interned
Thing *import_make(Job *, ThingKind, const char *schema, const char *name, Span);
// A relation or type without words. Others find it by its name, so that they can tell.
Thing *import_make_other(Job *, Space, const char *noun, const char *schema, const char *name);
void import_make_temporary(Job *, const char *noun, const char *name);
Thing *import_find(Job *, Space, const char *schema, const char *name); // schema "": along the search path
Thing *import_find_definition(Job *, const char *schema, const char *label); // schema NULL: the database's
Thing *import_find_list(Job *, Space, const Tree *names);                     // [schema,] name
Thing *import_find_range(Job *, const Tree *range);
void import_not_a_table(Job *, const Thing *view);

// --- import_there.c ---
// True: there is such a thing, and all is said of it that is to be said. `thing` may be NULL.
bool import_is_there(Job *, const Thing *, const Tree *stmt, Span place, const char *noun);
void import_check_name(Job *, const char *name); // is it all of the name that was written?
Thing *import_next_named(const Thing *); // the next one of the same space, schema and name
// Things that go along with it go too.
void import_remove(Job *, Thing *);
void import_rename(Job *, Thing *, const char *schema, const char *name);
// Where a new thing is made: the schema that is named, or the first of the search path.
const char *import_home(Job *, const char *schema);
// "orders", "app.orders": as a message has it.
const char *import_path(Job *, const Thing *);
// Something without words, about `of` (may be NULL); said again under the same key it replaces the first.
Thing *import_note(Job *, const char *noun, Thing *of, const char *key, const char *before,
                   const char *after);
Thing *import_noted(Job *, const char *noun, Thing *of, const char *key); // NULL: it has not been said
void import_forget(Job *, const char *noun, Thing *of, const char *key);

// --- import_slice.c: pieces of the statement ---
uint32_t import_offset(const Job *, const Tree *node);   // of its "location"
Span import_token(const Job *, const Tree *node);        // the token there
// Behind the word, outside of parentheses; 0: it is not there.
uint32_t import_skip(const Job *, uint32_t from, const char *word);
// Up to a comma, closing parenthesis or `limit` (0: none), whichever comes first.
const char *import_expression(const Job *, uint32_t from, uint32_t limit);
const char *import_inside(const Job *, uint32_t from); // of the first parentheses
Span import_inside_span(const Job *, uint32_t from);
Span import_trim(const Job *, Span);                   // from its first token to its last
const char *import_text(const Job *, Span);
const char *import_plain(const Job *, Span);           // of an expression: dollar quotes become plain ones
uint32_t import_part(const Job *, size_t index);       // of a list of commands: the start of one
Span import_next(const Job *, uint32_t from);          // the token at or behind `from`

// --- import_names.c: names as PostgreSQL makes them up ---
void import_name_constraint(Job *, const ImportTable *, ReadConstraint *);
void import_name_index(Job *, const ImportTable *, ReadIndex *);
void import_name_check(Job *, const ImportDomain *, ReadConstraint *);
void import_take_name(Job *, const char *name); // a constraint has it now
const char *import_name_sequence(Job *, const ImportTable *, const char *column);
// The same expression after a rename; `type`: of a type, not of a column.
const char *import_renamed(Job *, const char *expression, const char *old, const char *new, bool type);
bool import_reads(Job *, const char *expression, const char *column);

// --- import_type.c ---
// False: the language has no such type, *missing says which.
bool import_type(Job *, const Tree *type_name, ReadType *, Thing **own, const char **missing);
const char *import_type_text(Job *, const Tree *type_name); // "int4", "app.mood[]"

// --- import_storage.c ---
const char *import_value(Job *, const Tree *arg); // of an option, as the server keeps it
void import_options(Job *, ReadNames *, const Tree *list, bool reset);
void import_index_storage(Job *, ReadStorage *, const Tree *options, const char *tablespace);
void import_table_storage(Job *, ReadTable *, const Tree *create);
ReadStorage *import_storage_of(Thing *); // of a table or index; NULL: there is none
void import_cluster(Job *, ImportTable *, const char *index);
void import_replica(Job *, ImportTable *, const char *kind, const char *index);
// What a part has of its table under this name becomes its own; NULL: there is none. (import_part_index.c)
ReadStorage *import_part_storage(Job *, ImportTable *, const char *index);
void import_settle_storage(ReadColumn *);

// --- statements ---
typedef void Import(Job *, const Tree *);
Import import_table, import_alter, import_index, import_view, import_schema, import_enum, import_alter_enum;
Import import_domain, import_alter_domain, import_sequence, import_alter_sequence, import_rename_statement;
Import import_set_schema, import_drop, import_comment, import_owner, import_grant, import_create_as;
Import import_refresh, import_cluster_statement, import_reassign;
Import import_composite, import_range;
Import import_routine, import_alter_routine, import_trigger, import_extension, import_alter_extension;
Import import_policy, import_alter_policy, import_defaults;
void import_other(Job *, const char *kind, const Tree *); // what has no words: its line in import.def
void import_note_statement(Job *);                  // nor even a name
void import_note_rows(Job *);                       // import_postgres.c
Thing *import_find_other(Job *, const char *object_type, const Tree *object);
// Is it one of those that every database has?
bool import_is_usual(const char *object_type, const Tree *object);

// import_definition.c: statements without words of their own. False: it is none of these.
bool import_definition(Job *, const Tree *statement);
bool import_alter_definition(Job *, const Tree *statement);
const char **import_comment_of(Thing *); // import_drop.c; NULL: it has none
Thing *import_find_made(Job *, const Tree *create); // a function with words of what CREATE FUNCTION names
Import import_drop_mapping, import_drop_subscription;
Import import_drop_role, import_drop_owned; // import_role.c
Import import_role_statement; // of one that is not asked for, or not made in the file
Thing *import_find_defined(Job *, const char *object_type, const Tree *object);
// A rule or trigger that was made by `sql`.
Thing *import_find_on(Job *, DefinitionClass, const Thing *relation, const char *name);
// import_mention.c: what is said of a column follows its new name; where that is not sure it is told of.
void import_rename_in_definitions(Job *, const Thing *table, const char *old, const char *new);
ImportMention *import_add_mention(Job *, ImportPiece *, uint32_t start, Thing *); // in the order of places
// What cannot be without a wrapper, server or operator family.
bool import_stands_on(const Thing *, const Thing *on);
void import_rename_standing(Job *, const Thing *on, const char *new); // import_mention.c: before that is done
void import_each_standing(Job *, const Thing *on, void (*act)(Job *, Thing *));
// import_statistics.c
void import_remove_statistics(Job *, const Thing *table, const char *column); // that name it
void import_copy_statistics(Job *, const Thing *from, Thing *to, bool comments); // as LIKE does
void import_rename_definition(Job *, Thing *, const char *name);
void import_finish_definition(Job *, Thing *);

// import_block.c: statements within statements.
void import_run(Job *, Span statement); // import_postgres.c: `job->statement` is that one then
void import_elements(Job *, const Tree *elements, const char *schema, const char *user); // NULL: as before
Import import_do;
// import_condition.c: does it hold by now?
typedef enum Answer { ANSWER_NO, ANSWER_YES, ANSWER_OPEN } Answer;
Answer import_condition(Job *, Span condition);

// --- parts of tables ---
ImportTable *import_rows_of(Thing *); // of a table or view; NULL: of neither
ImportColumn *import_said_column(Job *, Thing *view, const char *name); // made when it is not there
ImportTable *import_new_table(Job *, const Tree *range);
void import_column(Job *, ImportTable *, const Tree *column_def);
Thing *import_row_type(Job *, const Tree *type_name); // a composite type; NULL: it is none
void import_follow_row(Job *, ImportTable *);         // has the attributes of its type
void import_table_as(Job *, const Tree *into, const Tree *select);
typedef enum Pass { PASS_OWN = 1, PASS_FOREIGN = 2, PASS_ALL = 3 } Pass;
void import_column_constraints(Job *, ImportTable *, const Tree *column_def, Pass);
void import_constraint(Job *, ImportTable *, const Tree *constraint, const char *column, bool altered);
void import_identity(Job *, ImportTable *, ImportColumn *, const Tree *constraint);
void import_set_default(Job *, ImportColumn *, const Tree *expression, const char *text);

// import_like.c
void import_inherit(Job *, ImportTable *, const Tree *range, long options);
void import_inherit_indexes(Job *, ImportTable *, const Tree *range, long options); // and statistics

// import_columns.c: the columns of a query. A type of TYPE_NONE without a name could not be told.
typedef struct QueryColumns {
    ImportColumn *at;
    size_t count, size;
    bool open; // there are others, which are not known
} QueryColumns;
ImportColumn *query_columns_add(Job *, QueryColumns *, const char *name);
bool query_columns_typed(const QueryColumns *); // all of them
void import_table_columns(Job *, const ImportTable *, QueryColumns *); // in their order
bool import_view_columns(Job *, const ImportView *, QueryColumns *);   // false: not all are known
bool import_query_columns(Job *, const Tree *select, const Tree *names, QueryColumns *);

ImportColumn *import_column_of(const ImportTable *, const char *name);
void import_remove_column(Job *, ImportTable *, const char *name);
void import_drop_repeats(Job *, ImportTable *); // keys of one statement that say the same twice
void import_remove_constraint(Job *, ImportTable *, const ReadConstraint *);
void import_remove_sequences(Job *, const ImportColumn *); // that the column counts by
void import_remove_index(Job *, ReadTable *, const ReadIndex *);
// A column by the name of the constraint that it is not null by, or that the server would make up for that.
ReadColumn *import_not_null_of(const ImportTable *, const char *name);
// Before the table, or its column, gets another name: that constraint does not.
const char *import_not_null_name(Job *, const ReadTable *, const ReadColumn *); // which may be its table's
void import_keep_not_null(Job *, const ImportTable *, const char *column);
void import_name_not_null(Job *, const ImportTable *, ReadColumn *, const Tree *constraint);
void import_exclude(Job *, ImportTable *, const Tree *constraint);
const char *import_element_text(Job *, uint32_t at); // of an index: (expression) or a call

// --- import_part.c ---
ReadNames import_bounds(Job *, const ImportTable *, const Tree *bound); // import_bound.c
void import_parting(Job *, ImportTable *, const Tree *spec);
bool import_parents(Job *, ImportTable *, const Tree *create);
ImportColumn *import_inherited_column(const ImportTable *, const char *name);
ImportColumn *import_own_column(Job *, ImportTable *, const char *name);
void import_attach(Job *, Thing *whole, const Tree *command);
void import_detach(Job *, const Tree *command);
void import_add_parent(Job *, ImportTable *, const Tree *range, bool add);
size_t import_count_heirs(Job *, const ImportTable *); // and theirs; partitions are none
void import_each_child(Job *, const ImportTable *, void (*act)(void *, ImportTable *), void *context);
ReadConstraint *import_constraint_of(const ReadConstraint *first, const char *name);
Thing *import_new_sequence(Job *, const char *schema, const char *name);
void import_own_sequence(Thing *, Thing *table, const ImportColumn *); // from now on; NULL: nobody's
Thing *import_identity_sequence(const Job *, const ImportColumn *); // NULL: it is no identity
void import_log_sequences(Job *, const Thing *of, bool unlogged); // it, or those of a table's columns
void import_sequence_options(Job *, Thing *, const Tree *options);
void import_widen_sequence(Job *, ReadSequence *); // with the same bounds
bool import_is_missing(const ImportTable *, const char *column);
bool import_reads_missing(Job *, const ImportTable *, const char *expression);
const char *import_view_text(Job *, const ImportView *); // its query, by the names that things have now
bool import_view_reads(const ImportView *, const Thing *, const char *column); // NULL: any
// False: whose column of that name it reads cannot be told.
bool import_view_rename(Job *, ImportView *, const Thing *, const char *old, const char *new);

// An expression, a query or a body as a view without a name: what stands around it, and whose row it is of.
ImportView *import_text_view(Job *, const char *before, const char *text, Thing *home);

// --- import_follow.c: texts that name what gets another name, or goes ---
typedef struct Followed Followed;
bool import_has_query(const char *text);
Followed *import_follow(Job *, const Thing *, const char *column); // before; column NULL: the thing itself
// Afterwards; old NULL: the thing itself.
void import_followed(Job *, Followed *, const Thing *, const char *old, const char *new);
void import_rename_label(Job *, const Thing *type, const char *old, const char *new);
void import_remove_texts(Job *, const Thing *, const char *column); // what stands on it, with CASCADE

// --- import_star.c: what * stood for when a view was made ---
void import_star_ranges(Job *, ViewName *star, const Tree *from, bool local(void *, const char *), void *);
void import_fix_stars(Job *, const Thing *relation); // of the views that read it, before it changes
void import_put_star(Text *, const ViewName *star);
void import_rename_view_column(Job *, Thing *view, const char *old, const char *new);
void import_rename_in_rows(Job *, ImportTable *, const char *old, const char *new); // import_rename.c
void import_rename_in_views(Job *, const Thing *, const char *old, const char *new);

// --- composite and range types, functions, triggers, sequences, extensions ---
void import_alter_composite(Job *, Thing *, const Tree *stmt);
void import_rename_attribute(Thing *, const char *old, const char *new);
ReadColumn *import_attribute(const Thing *composite, const char *name);
void import_finish_type(const Thing *own, ReadType *); // its name by then
void import_finish_composite(Job *, Thing *);
void import_finish_range(Job *, Thing *);
Thing *import_find_routine(Job *, const Tree *object_with_args);
Thing *import_find_called(Job *, const Tree *names);         // without arguments
const char *import_signature(Job *, const Thing *routine);   // "(integer, text)"
void import_take_setting(Job *, ReadRoutine *, const Tree *variable_set);
bool import_routine_names(const Thing *, const Thing *type); // is it of an argument or the result?
Thing *import_find_trigger(Job *, const Thing *of, const char *name);
void import_rename_trigger(Job *, Thing *of, const char *old, const char *new);
void import_rename_in_triggers(Job *, const Thing *of, const char *old, const char *new);
void import_remove_triggers(Job *, const Thing *of, const char *column); // that name it
void import_move_extension(Job *, const char *name, const char *schema);
void import_comment_extension(ReadExtension *, const char *comment);
void import_finish_sequence(Job *, Thing *);
void import_finish_trigger(Thing *);

// --- rights ---
Thing *import_find_object(Job *, const char *type, const Tree *object); // as DROP, COMMENT and GRANT name it
void import_new_rights(Job *, Thing *);                     // of one that has just been made
const char *import_role_now(Job *, const Tree *role_spec); // NULL: whoever runs the file
void import_set_owner(Job *, Thing *, const Tree *role_spec);
void import_set_user(Job *, const char *kind, const char *role); // SET ROLE and the like
void import_finish_rights(Thing *);
void import_finish_defaults(Job *);

// --- import_policy.c ---
const char *import_role(Job *, const Tree *role_spec); // "": everybody
bool import_drop_policy(ImportTable *, const char *name); // false: there is none
bool import_rename_policy(ImportTable *, const char *old, const char *new); // likewise
const char **import_policy_comment(ImportTable *, const char *name);        // NULL: likewise
void import_remove_policies(Job *, ImportTable *, const char *column);      // that read it

void import_finish(Job *);

#endif
