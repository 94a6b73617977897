// SPDX-License-Identifier: MIT
// What the passes of gen/check share. Private to gen/check/.
#ifndef GEN_CHECK_BUILDER_H
#define GEN_CHECK_BUILDER_H

#include <sys/types.h>

#include "gen/check/check.h"
#include "grammar/expr.h"
#include "grammar/parse.h"
#include "grammar/sqltoken.h"

// What a declaration names that may be declared later, kept until all files are read.
typedef struct PendingType {
    struct PendingType *next;
    const Type **slot;
    Object *object;
    Name schema, name;
    Span span;
    const Word *modifiers; // "(Point,4326)"; NULL: none
    uint32_t dims;
} PendingType;

typedef struct PendingForeign {
    struct PendingForeign *next;
    Foreign *foreign;
    Name schema, table;
    Span span;
    Name *columns;
    uint32_t count; // 0: the table's primary key
} PendingForeign;

typedef struct PendingSeed {
    struct PendingSeed *next;
    Name schema, table;
    Span span, doc;
    unsigned dialects;
    Name *columns, *key;
    uint32_t count, key_count;
    Span *values;
    Span *rows; // each row's place
    uint32_t row_count;
    Seed *seed; // what its rows went to, perhaps with those of other blocks; NULL: it is wrong
} PendingSeed;

typedef struct PendingTrigger {
    struct PendingTrigger *next;
    Trigger *trigger;
    Name schema, name;
    bool target; // the name of its other table; else of its function
} PendingTrigger;

typedef struct PendingOwner {
    struct PendingOwner *next;
    Sequence *sequence;
    Name schema, table, column;
} PendingOwner;

typedef struct PendingDefinition {
    struct PendingDefinition *next;
    Name label, schema, was, was_schema, owner;
    Span body, doc;
    unsigned dialects;
    bool owner_alone; // as of an Item
    Definition *made; // NULL: it is wrong
} PendingDefinition;

typedef struct File {
    const Source *source;
    int by;    // index of the file that includes it, -1 for one that was named by the user
    Span at;   // the include
    dev_t device; // which file it is, under whatever name
    ino_t node;
} File;

// Types are few and columns are many, so those of one name and modifiers share one.
enum { TYPE_CACHE = 512 };
typedef struct KnownType {
    const Word *words;  // of a built-in type; NULL: it is one of the model's own
    const Object *user;
    int64_t args[2];
    uint32_t arg_count, dims;
    const Type *type;   // NULL: nothing is kept here
} KnownType;

typedef struct Builder {
    Model *model;
    const CheckOptions *options;
    Diag *diag;
    Arena items;          // declarations while they are read, and those that are kept
    Arena scratch;        // pending references, expression trees: gone when the model is made
    PendingType *types;
    PendingForeign *foreigns, *last_foreign;
    PendingSeed *seeds, *last_seed;
    PendingTrigger *triggers;
    PendingOwner *owners;
    PendingDefinition *definitions, *last_definition;
    Item *mixins, *last_mixin, *deferred, *last_deferred, *grants, *last_grant;
    struct PendingSignature *signatures; // of functions that grants name
    Span owner_told;      // of owners, where there are none
    KnownType known[TYPE_CACHE];
    struct ExprMemo *memos; // MEMO_SLOTS of them, while expressions are checked
    File *files;          // all that are read or to be read
    int file_count, file_size, current;
    Name owner;           // of the declaration that is built, and of the parts of its table
    bool has_heirs;       // some table has what another one has
    bool begun;           // something was declared
} Builder;

void build_include(Builder *, Span path); // check.c: puts a file in the list

// build.c: the sink of the parser.
bool build_declaration(void *builder, Item *);
void build_deferred(Builder *); // what had to wait for mixins
Object *build_schema(Builder *, Name); // the schema of that name, made if need be; no name: public

// syntax.c
// The tree of a slice, in the scratch arena; NULL when our grammar does not know it. It is broken, which was
// reported, when no other grammar could know it either.
const Expr *check_syntax(Builder *, Span, bool *broken);
void read_expressions(Builder *, const Item *); // all of a declaration's; trees are thrown away

// build_partition.c
void build_partitions(Builder *, Object *table, const Item *member); // a partition, or how there are some
bool has_parents(Builder *, const Item *); // have all that it inherits from been built?
void build_inherited(Builder *, Object *table, const Item *);
void settle_inherited(Builder *); // when types are known

// build_table.c
typedef struct TableJob {
    Builder *builder;
    Object *table;
    const Item *item;
    bool has_for;       // some member is a `for` block
    int uses, too_deep; // of mixins; of messages about too many
} TableJob;
// A name without a word: none was written.
Object *build_table_member(TableJob *, Kind, Name, Span, const Item *);
void build_storage(TableJob *, const Item *, Object *); // of an index, or of a constraint that stands on one
// --- build_key.c ---
Object *build_key(TableJob *, const Item *, Span, Refs columns);
Object *build_unique(TableJob *, const Item *, Span, Refs columns);
bool item_has_period(const Item *);         // its last column holds times
const Word *part_conflict(const Part *);    // NULL: it is no such clause, or says what would be anyway
const Word *part_collation(const Builder *, const Part *);

void build_part(Builder *, Object *of, Object *home, const Item *); // of: the table that it is a part of
void build_elements(Builder *, Object *table, const Part *list, Elements *);
void build_table(Builder *, const Item *);
void build_check(Builder *, Object *home, Name name, Span expression, const Item *);
Names build_options(Builder *, const Part *); // with (…)
void build_view_index(Builder *, Object *view, const Item *);
void build_view_column(Builder *, Object *view, const Item *);

// build_view.c
void build_view(Builder *, Object *view, const Item *);
Refs build_columns(Builder *, Object *table, const Part *names);
const Type **known_type(Builder *, KnownType); // where it is, or was, kept; NULL in there: make it
const Type *build_type(Builder *, Object *, const Type **slot, const Part *type);
Name *build_names(Arena *, const Part *list, uint32_t *count);

// build_setting.c: the one spelling that it has here
const Word *settle_setting(Builder *, const Word *setting);

// build_routine.c
void build_routine(Builder *, const Item *);
const Type *build_argument_type(Builder *, Object *, const Type **slot, const Part *);
void finish_routines(Builder *); // what needs the types of all arguments
void check_routines(Builder *);  // bodies and defaults

void check_body_traps(Builder *, Span body); // body_traps.c
// body_words.c: what a body writes to, if it is one that writes, and which labels it compares with. False:
// something is not there.
bool check_body_words(Builder *, const Object *owner, Span body, bool writes);

// loops.c: functions that need themselves
void check_loops(Builder *);

// calls.c
// Adds the functions and sequences of the schema that any SQL calls or names, but for `self`.
void note_calls(Builder *, const Object *self, Span, Refs *);

// build_trigger.c
void build_trigger(Builder *, Object *home, const Item *);
void resolve_triggers(Builder *); // the functions they execute
void check_triggers(Builder *);   // conditions and bodies
void check_trigger_when(Builder *, Trigger *); // sql.c

// build_policy.c
void build_policy(Builder *, Object *table, const Item *);
void check_policies(Builder *);
void check_policy_condition(Builder *, Policy *, Sql *); // sql.c
// build_definition.c
void build_definition(Builder *, const Item *);
void make_definitions(Builder *); // when all else has a name
// Adds those that any SQL names.
void note_definitions(Builder *, const Object *self, Span, Refs *);
void note_definition(Builder *, const Object *self, const Word *name, int class, Refs *); // of one class

// build_rights.c
void build_owner(Builder *, Object *, Name owner);
void report_not_kept(Builder *, Span doc, Name owner, const char *what); // {0, 0} and NULL: nothing of that
void build_grant(Builder *, Object *home, const Item *); // in a table or view
void build_grant_types(Builder *, const Item *);         // of one by itself, which waits
void resolve_rights(Builder *);
bool is_runner(const Builder *, const Word *role);
void need_rights(Builder *, Span, const char *what);     // reports that the dialect has none
void grant_on(Builder *, const Item *, Object *, bool sequence); // the sequence that counts for a column
// grant_target.c: what a grant by itself is on.
void resolve_targets(Builder *, const Item *, Object *schema);

// build_migration.c
void build_migration(Builder *, const Item *);

// names.c: makes an object findable, or reports that its name is taken.
void declare_name(Builder *, Object *, Name, const Word *was, const Word *was_schema);
void name_nameless(Builder *, Object *); // PostgreSQL's own name for a constraint or index

// resolve.c: types and foreign keys.
void resolve_types(Builder *);
void resolve_foreigns(Builder *);
// NULL after reporting. A name without a schema is looked for in that of `from`, then in public.
// A type of an extension, or of a schema that is not declared. NULL: nothing says that there is one.
const Type *extension_type(Builder *, const PendingType *);
// The object of a declaration, with its name, comment and former name.
Object *build_declared(Builder *, const Item *, Kind, Object *home);
void build_composite(Builder *, const Item *);
void build_range(Builder *, const Item *);
void resolve_ranges(Builder *);
void resolve_shells(Builder *); // build_shell.c: behind the ranges
Object *resolve_table(Builder *, Name schema, Name name, const Object *from);
Object *resolve_column(Builder *, const Object *table, Name);
void resolve_owners(Builder *); // of sequences

void resolve_seeds(Builder *); // seeds.c

// sql.c: expressions and queries: what they read, whether their types fit, their hashes.
void check_expressions(Builder *); // and names what has no name
void check_views(Builder *);
void check_slice(Builder *, Span); // slice.c: any SQL that will stand among ours
bool check_slice_token(Builder *, const SqlTokens *, SqlToken, int *depth); // false: it was reported
void check_row_columns(Builder *, const Object *trigger); // row_columns.c
// What the statements of a body read, by tokens; `strict`: an unknown table is an error, but in a body that a
// database keeps as a text and never read. Is all there that it names?
bool check_body(Builder *, const Object *, Span, Refs *, bool strict);
bool names_lost(Builder *, const Function *, Span body); // lost.c
void check_routine_defaults(Builder *, Function *);
void check_migration_slices(Builder *);

// rules.c: what a single object or a pair of them may not be.
void check_rules(Builder *);
// Is there a key or unique constraint, or a plain unique index, over just these columns of the table?
bool columns_are_key(const Object *table, const Refs *columns); // rules_foreign.c

void check_overlaps(Builder *, size_t parts); // overlap.c; how many partitions there are

#endif
