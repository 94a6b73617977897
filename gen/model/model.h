// SPDX-License-Identifier: MIT
// What a schema means: a flat set of objects, each with a home, a name, attributes and references.
// Old and new model of a run share one Words, one Sources and one Arena, so that names, types and texts
// of the two are compared as pointers and spans.
#ifndef GEN_MODEL_MODEL_H
#define GEN_MODEL_MODEL_H

#include "gen/model/migration.h"
#include "gen/model/types.h"
#include "grammar/ast.h"

// What was written about an object and few have.
typedef struct Remark {
    Span doc;                    // its comment, slashes included
    const struct Former *former; // NULL: no former name was written
    struct Rights *rights;       // rights.h; NULL: those that it has by itself
} Remark;

// There are hundreds of thousands of these: what few of them have stands beside them.
typedef struct Object {
    uint8_t kind;      // Kind
    uint8_t dialects;  // the bits of ast.h it is for
    bool named : 1;    // its name was written, not made up
    bool indexed : 1;  // what lives in it is found by hash; few children are looked through instead
    uint8_t children : 6; // how many live in it; CHILDREN_MANY: that many or more
    uint32_t id;       // its place in Model.objects, which is the order of declaration
    const Word *name;  // NULL only for kinds of scope NONE
    Remark *remark;    // NULL: none
    struct Object *parent, *next; // its home; its sibling, in the order of declaration
    Span span;         // of its name in the text
    uint64_t hash;     // of all its attributes, name and comment; set by model_hash
} Object;

typedef struct Home { // an object in which others live
    Object object;
    Object *first; // child
} Home;

enum { CHILDREN_MANY = 63 };

// Values of attributes. Each is a type of its own, so that a field's type says how it is compared.
typedef struct Sql { // an expression
    Span span;       // {0,0}: none
    uint64_t hash;   // of its canonical form
} Sql;

typedef struct Query { // any SQL
    Span span;
    uint64_t hash;
} Query;

typedef struct Refs { // other objects, in an order that counts
    Object **at;
    uint32_t count;
} Refs;

typedef struct Names {
    const Word **at;
    uint32_t count;
} Names;

typedef struct ElementRare { // what few elements have
    Sql expression; // in place of a column
    const Word *class, *collation;
    Names parameters;       // of its class: "siglen=32"
    const Word *operator;   // of an exclusion constraint
    const Word *statistics; // target, of an expression
} ElementRare;

typedef struct Element { // of an index
    Object *column;         // NULL: an expression
    ElementRare *rare;      // NULL: nothing of it; read through element_rare()
    bool descending, nulls_first; // nulls_first as it is meant: descending has it by default
} Element;

typedef struct Elements {
    Element *at;
    uint32_t count;
} Elements;

typedef struct Rows { // of a seed: count * width spans, a value's expression each
    Span *at;
    uint32_t count, width;
    uint64_t hash;
} Rows;

typedef struct Argument { // of a function
    const Word *name;     // NULL: none
    const Type *type;
    Sql default_;
    uint8_t mode;         // ArgumentMode
} Argument;

typedef struct Arguments {
    Argument *at;
    uint32_t count;
} Arguments;

typedef enum Identity { IDENTITY_NONE, IDENTITY_BY_DEFAULT, IDENTITY_ALWAYS } Identity;
typedef enum Generated { GENERATED_NONE, GENERATED_STORED, GENERATED_VIRTUAL } Generated;

typedef struct Schema {
    Home home;
    Object *last; // child, as a schema has too many to look for it
    bool external; // somebody else's: what stands in it is read, never made, changed or removed
} Schema;

typedef struct Enum { Home home; } Enum; // of Labels, in their order

typedef struct Label {
    Object object;
    const Word *after; // the label before it; NULL for the first
} Label;

typedef struct Domain {
    Home home; // of Checks
    const Type *type;
    Sql default_;
    const Word *collation;
    Refs reads; // functions and sequences of its default
    bool not_null;
} Domain;

typedef struct TableRare { // what few tables and views have
    Names options; // "fillfactor=70", in the order of the server, which keeps it
    const Word *method, *tablespace;
    const Word *replica; // identity: full, nothing; NULL: the primary key, or an index that says so
    uint8_t strategy;    // Strategy: of a partitioned table
    Elements key;        // by which its rows are parted
    Refs key_reads;
    Object *part_of;     // the table whose rows these are a part of; NULL: none
    Names bounds;        // which part: "from", "'a'", "to", "MAXVALUE"; "default" …
    Refs inherits;       // tables whose columns and checks it has, too
    const Type *row;     // the composite type that its rows are of; NULL: none
} TableRare;

typedef struct Table {
    Home home; // of all that lives in it
    bool strict, without_rowid, unlogged;
    uint8_t row_security; // bits of RowSecurity
    Object *key; // its primary key; NULL: it has none
    TableRare *rare; // NULL: nothing of it; read through table_rare()
} Table;

typedef struct ColumnRare { // what few columns have
    Sql expression; // of a generated column
    Refs reads;     // columns that it reads
    const Word *collation;
    Object *of;     // of the table that this one is a part of, or inherits from; NULL: it is its own
    struct ColumnMore *more; // NULL: nothing of it; read through column_more()
} ColumnRare;

typedef struct ColumnMore { // what hardly any has
    const Word *storage, *compression, *statistics;
    Names options; // "n_distinct=-0.5"
    const Word *increment, *minimum, *maximum, *start, *cache; // of an identity; NULL: the server's
    bool cycle;
    const Word *sequence; // its name; NULL: after table and column, see column_sequence()
    const Word *not_null, *not_null_comment; // the name of that constraint (NULL: the usual); a literal
    bool not_null_alone, not_null_open; // those that inherit need not have it; rows may break it
    bool said_not_null;        // of SQLite's rowid, which is so by itself
    const Word *conflict;      // SQLite: what is done about a null; NULL: abort
} ColumnMore;

typedef struct Column {
    Object object;
    const Type *type;
    Sql default_;
    ColumnRare *rare; // NULL: nothing of it; read through column_rare()
    bool nullable;
    uint8_t identity, generated;
} Column;

typedef struct IndexRare { // what few indexes have, and the keys that stand on one
    Names options; // as a table's
    const Word *tablespace;
    Refs include;
    const Word *said; // the comment of a constraint's index
    bool cluster;  // its table's rows are sorted by it
    bool replica;  // its table's rows are told apart by it
    Names sorting; // SQLite: of each column of a key, "desc", "collate nocase"; none: as the columns are
    const Word *conflict; // SQLite: what is done about a second row; NULL: abort
    Object *of;    // of the table that this one is a part of; NULL: it is its own
} IndexRare;

typedef struct Key {
    Object object;
    Refs columns;
    IndexRare *rare;
    bool deferrable, deferred, overlaps; // overlaps: without them, in its last column
} Key;

typedef struct Unique {
    Object object;
    Refs columns;
    IndexRare *rare;
    bool nulls_not_distinct, deferrable, deferred, overlaps;
} Unique;

typedef struct Check {
    Object object; // lives in a table or a domain
    Sql expression;
    Refs reads;
    bool no_inherit, not_valid, not_enforced;
    Object *of; // as a column's
} Check;

typedef struct ForeignRare { // what few foreign keys have
    Refs cleared; // by on delete, when it is not all of its columns
} ForeignRare;

typedef struct Foreign {
    Object object;
    Refs columns, targets;
    Object *table; // the table it points to
    uint8_t on_delete, on_update; // Action
    bool match_full, deferrable, deferred, not_valid, not_enforced;
    bool period; // its last columns hold times, of which each must be covered
    ForeignRare *rare; // NULL: nothing of it; read through foreign_rare()
} Foreign;

typedef struct Index { // or exclusion constraint, whose elements have operators
    Object object;
    Elements elements;
    const Word *method; // NULL: btree
    Sql where;
    Refs reads;         // columns of its expressions and predicate
    IndexRare *rare;
    bool unique, nulls_not_distinct, deferrable, deferred;
} Index;

typedef struct View {
    Home home; // of Triggers, of columns of which something is said, and of the Indexes of a materialized one
    Names columns;
    Query query;
    Refs reads; // tables, views and columns
    TableRare *rare; // options: "security_barrier=true"; the rest of a materialized one
    bool materialized, no_data;
} View;

typedef struct Extension {
    Object object;       // its home is the schema its things are put in; its name is the database's
    const Word *version; // NULL: whichever the server has
} Extension;

typedef struct Function { // or procedure: what it is is its name and the types of its input
    Object object;
    Arguments arguments;
    const Type *returns;   // NULL: nothing, or what the arguments of mode table and out say
    const Word *language, *cost, *rows;
    Names settings;        // "search_path = app", sorted
    Query body;
    Refs reads;            // what must be there before it is made, as far as its body tells
    const char *signature; // "(integer, text)", for people and for order
    struct Function *overload; // another one of the same name
    bool set_of, table, strict, definer, leakproof, window;
    bool atomic;           // its body is SQL that the server reads and keeps
    bool unchecked, lost;  // its body may name what is not there, as the schema says; it does
    bool unread;           // it is given to the server unread
    uint8_t volatility, parallel;
} Function;

typedef struct Trigger {
    Object object;             // lives in a table or a view
    Refs columns;              // update of; by name
    Sql when;
    Names arguments;           // literals
    Names of;                  // likewise the columns, of a view, whose columns are no objects
    Object *function, *target; // NULL: the server's or an extension's, or a body; of FROM, NULL: none
    const Word *called;        // such a function, as it is written
    const Word *old_rows, *new_rows;
    Query body;                // SQLite: begin … end
    Refs reads;                // what its condition and body read
    uint8_t timing, events, enabled;
    bool each_row, constraint, deferrable, deferred;
} Trigger;

typedef struct Sequence { // numbers as they are written; NULL: what the server takes by itself
    Object object;
    const Type *type; // NULL: bigint
    const Word *increment, *minimum, *maximum, *start, *cache;
    Object *owner;    // a column; NULL: none
    bool cycle, unlogged;
} Sequence;

typedef struct Defaults { // the rights of what a role makes later; they stand beside it
    Object object;    // its name is made of what follows; its home the schema, or public
    const Word *role; // NULL: whoever runs the migration
    uint8_t of;       // RightsOf
    bool everywhere;  // in all schemas
} Defaults;

typedef struct Policy {
    Object object;
    Names roles;     // sorted; none: public, which is everybody
    Sql using, check;
    Refs reads;      // columns, functions, and what its subqueries read
    uint8_t command; // PolicyCommand
    bool restrictive;
} Policy;
typedef struct Definition { // what only SQL has words for: a statement that makes it
    Object object;        // its home: the schema it is in; public, where a database has one of that name
    Query query;          // CREATE, and what is said of it behind that; none: the family of an operator class
    Refs reads;           // what it names
    const Word *name;     // bare; object.name tells apart all of this name: "operator ===(integer, text)"
    const Word *target;   // what DROP and COMMENT have behind the name: "(integer)", " ON public.t"
    const Object *on;     // a rule's relation; NULL
    struct Definition *same; // another one of that name, whatever it is
    uint8_t class;        // DefinitionClass
} Definition;

// The name of a base type, or of a range with a canonical function, before it is one: its own functions have
// this. Nobody writes it.
typedef struct Shell {
    Object object;
    Object *of; // what it becomes
} Shell;

typedef struct Composite { Home home; } Composite; // of Attributes, in their order

typedef struct Attribute { // of a composite type
    Object object;
    const Type *type;
    const Word *collation;
    const Word *after; // the attribute before it; NULL for the first
} Attribute;

typedef struct RangeType {
    Object object;
    const Type *type; // of its bounds
    const Word *class, *collation, *difference, *multirange; // NULL: what the server takes by itself
    const Word *canonical; // the function that settles a value; NULL: none
    Refs reads; // the functions
} RangeType;

typedef struct Virtual { // SQLite: a table that a module makes what it is
    Object object;
    const Word *module, *arguments; // arguments NULL: none
} Virtual;

typedef struct Seed {
    Object object;
    Refs columns, key;
    Rows rows;
} Seed;

// A former name that was written. Few objects have one.
typedef struct Former {
    Object *object;
    const Word *name, *schema; // schema NULL: not said
    struct Former *next;
} Former;

typedef struct Model {
    Arena *arena;
    Words *words;
    Sources *sources;
    Object **objects;
    uint8_t *kinds; // of the objects, one beside the other: who looks for one kind reads no others
    uint32_t count, size;
    uint32_t kind_counts[KIND_COUNT];
    bool imported;       // of SQL or a database, where nobody could say what became of what
    bool has_deferred;   // some constraint is looked at only at the end of a transaction
    bool has_external;   // some schema is somebody else's
    bool has_parts;      // some table is a part of one, parted, or inherits
    bool has_rights;     // of something an owner or a grant is said
    Object *schemas, *last_schema; // they are each other's `next`
    Object *open, *open_last; // the home that was added to last, and its last child
    Former *formers, *last_former; // in the order of declaration
    Object **slots;      // names to objects, see model_find
    uint32_t *tags;      // of each slot: a part of its hash, never 0; 0: the slot is empty
    uint32_t slot_count, named;
    unsigned dialect, declared; // the one bit it was built for; dialects the text must hold for
    int target;          // version of the server that it is for; 0: the usual one
    Migration *migration; // NULL: none
    struct Definition **definitions; // by the hash of their bare names; NULL: there are none
    char hash[65];       // SHA-256 in hexadecimal, of what all objects mean
} Model;

// --- kinds.c: what is known of a kind and its attributes ---
typedef enum Scope { SCOPE_NONE, SCOPE_PARENT, SCOPE_RELATION, SCOPE_TYPE, SCOPE_CONSTRAINT } Scope;

typedef enum AttrType {
    ATTR_BOOL, ATTR_SMALL, ATTR_WORD, ATTR_TYPE, ATTR_SQL, ATTR_QUERY, ATTR_OBJECT, ATTR_REFS, ATTR_NAMES,
    ATTR_ELEMENTS, ATTR_ROWS, ATTR_ARGUMENTS,
} AttrType;

typedef struct AttrInfo {
    const char *name; // for people
    uint16_t offset;
    uint16_t part;    // where the struct points to the one that `offset` is of; 0: it is its own
    uint16_t more;    // where that one does, likewise
    uint8_t type;     // AttrType
    bool derived;     // follows from others (what an expression reads): never a difference by itself
    bool option;      // not hashed where it is not set
} AttrInfo;

typedef struct KindInfo {
    const char *noun;
    int home; // a Kind or KIND_MODEL
    uint8_t scope;
    bool is_home;  // its struct begins with a Home
    uint16_t size;
    const AttrInfo *attrs;
    uint8_t attr_count;
    uint32_t references; // a bit for each attribute that may name other objects
    uint32_t expressions; // and for each that is or holds expressions
} KindInfo;

extern const KindInfo kind_info[KIND_COUNT];

// Bits of a difference: one per attribute, and these that every kind has.
enum {
    CHANGED_NAME = 1 << 30,
    CHANGED_HOME = 1 << 29,
    CHANGED_DOC = 1 << 28,
    CHANGED_OWNER = 1 << 27,
    CHANGED_REVOKED = 1 << 26, // somebody has no longer what he had
    CHANGED_GRANTED = 1 << 25,
    CHANGED_RIGHTS = CHANGED_OWNER | CHANGED_REVOKED | CHANGED_GRANTED,
    CHANGED_BESIDE = CHANGED_NAME | CHANGED_HOME | CHANGED_DOC | CHANGED_RIGHTS, // all but attributes
};
#define CHANGED(attr) (1 << (attr))

// The attributes by number, for whoever asks "did the type change?": ATTR_Column_type and the like.
#define ATTR_NUMBERS
#include "gen/model/attrs.def"
#undef ATTR_NUMBERS

typedef union Nothing { // all zero: a part of what has none
    ColumnRare column;
    ColumnMore more;
    TableRare table;
    IndexRare index;
    ForeignRare foreign;
} Nothing;
extern const Nothing nothing_rare;

// What the column has of what few have.
static inline const ColumnRare *column_rare(const Column *column)
{
    return column->rare ? column->rare : &nothing_rare.column;
}
static inline const ColumnMore *column_more(const Column *column)
{
    return column->rare && column->rare->more ? column->rare->more : &nothing_rare.more;
}
static inline const TableRare *table_rare(const Object *table) // of anything else: nothing
{
    const TableRare *rare = table->kind == KIND_TABLE  ? ((const Table *)table)->rare
                            : table->kind == KIND_VIEW ? ((const View *)table)->rare
                                                       : NULL;
    return rare ? rare : &nothing_rare.table;
}
static inline const ForeignRare *foreign_rare(const Foreign *foreign)
{
    return foreign->rare ? foreign->rare : &nothing_rare.foreign;
}
const IndexRare *index_rare(const Object *); // of an index, key, unique or exclusion constraint; else nothing
// What a part of a table has from the one that it is a part of, or inherits from: there it is this.
// NULL: it is its own.
Object *object_of(const Object *);

// How a column is stored, how its identity counts, and the constraint that it is not null by.
enum {
    COLUMN_STORAGE = CHANGED(ATTR_Column_storage) | CHANGED(ATTR_Column_compression) |
                     CHANGED(ATTR_Column_statistics) | CHANGED(ATTR_Column_options),
    COLUMN_NUMBERS = CHANGED(ATTR_Column_increment) | CHANGED(ATTR_Column_minimum) |
                     CHANGED(ATTR_Column_maximum) | CHANGED(ATTR_Column_start) |
                     CHANGED(ATTR_Column_cache) | CHANGED(ATTR_Column_cycle),
    COLUMN_NOT_NULL = CHANGED(ATTR_Column_not_null) | CHANGED(ATTR_Column_not_null_alone) |
                      CHANGED(ATTR_Column_not_null_open) | CHANGED(ATTR_Column_not_null_comment),
};

extern const ElementRare nothing_element;
void names_sort(Names *); // by their text
static inline bool names_equal(const Names *a, const Names *b) // in the same order, too
{
    return a->count == b->count && (!a->count || !memcmp(a->at, b->at, a->count * sizeof *a->at));
}

static inline const ElementRare *element_rare(const Element *element)
{
    return element->rare ? element->rare : &nothing_element;
}

static inline const void *attr_at(const Object *object, const AttrInfo *attr)
{
    const char *from = (const char *)object;
    if (attr->part) {
        const void *part = *(const void *const *)(const void *)(from + attr->part);
        from = part ? part : (const char *)&nothing_rare;
    }
    if (attr->more) {
        const void *more = *(const void *const *)(const void *)(from + attr->more);
        from = more ? more : (const char *)&nothing_rare;
    }
    return from + attr->offset;
}

static inline Object *object_first(const Object *home) // child, or NULL
{
    return kind_info[home->kind].is_home ? ((const Home *)home)->first : NULL;
}

static inline Span object_doc(const Object *object) // of its comment; {0, 0}: it has none
{
    return object->remark ? object->remark->doc : (Span){0, 0};
}

// --- model.c ---
void model_init(Model *, Arena *, Words *, Sources *, unsigned dialect);
void model_free(Model *); // what is not in the arena
Object *model_add(Model *, Kind, Object *parent, const Word *name, Span);
// The next object of the kind from number *at on, which is then that behind it; NULL: no more.
Object *model_next(const Model *, Kind, uint32_t *at);
void model_was(Model *, Object *, const Word *name, const Word *schema); // the first one counts
void model_doc(Model *, Object *, Span); // likewise
ColumnRare *model_rare(Model *, Column *); // to be filled
ElementRare *model_element(Model *, Element *); // likewise
ColumnMore *model_more(Model *, Column *);
TableRare *model_table(Model *, Object *); // or view
ForeignRare *model_foreign(Model *, Foreign *);
IndexRare *model_index(Model *, Object *);
// Makes the object findable by its name; answers the one that had the name before, if any.
Object *model_name(Model *, Object *, const Word *name);
Object *model_find(const Model *, Kind, const Object *parent, const Word *name);
// A table, index or view of a schema; a key or unique constraint too, whose index has that name.
Object *model_find_relation(const Model *, const Object *schema, const Word *name);
Object *model_find_type(const Model *, const Object *schema, const Word *name);
bool object_has_shell(const Object *); // a function of a base type or range, which goes along with that
Object *model_find_constraint(const Model *, const Object *table, const Word *name);
Object *model_find_schema(const Model *, const Word *name);
void model_add_definition(Model *, Definition *); // to those that are found by the bare name
Definition *model_first_definition(const Model *, const Word *name); // or of another one: go on by `same`
// The schema of what a name in a definition of `home` stands for (`use`: NameUse of definition.h); NULL: it
// is nobody of ours.
const Object *model_name_home(const Model *, const Object *home, int use, const char *schema,
                              const char *name);

static inline Object *object_schema(const Object *object)
{
    while (object->kind != KIND_SCHEMA)
        object = object->parent;
    return (Object *)object;
}
bool function_names(const Function *, const Object *type); // as that of an argument or of the result
bool check_is_apart(const Object *); // it calls a function that takes rows of its table, which is made first
// schema.table.column, quoted where needed; `public` is left out. For messages and natural order.
const char *object_path(Arena *, const Object *);
// What a value of the type gets that is not given, and whether it may be null, by the domains it stands on.
// An array of a domain has neither from it. {0, 0}: no default.
Span domain_default(const Type *);
bool domain_not_null(const Type *);
const Object *type_enum(const Type *); // the enum whose labels its values are, through domains; NULL: none
// What a comment says: without slashes, and without blanks at the ends of its lines.
void doc_text(const Sources *, Span doc, Text *);
Object *table_key(const Object *table); // its primary key or NULL
// Of a key, a unique constraint, or a unique index of nothing but columns; none for any other index.
Refs unique_columns(Arena *, const Object *);
bool refs_have(const Refs *, const Object *);
void refs_add(Arena *, Refs *, Object *); // unless it is there; only to what was made by this alone
bool refs_same_set(const Refs *, const Refs *); // whatever the order
// Calls `found` for every object that this one's attributes name.
void object_each_reference(const Object *, void (*found)(void *, Object *), void *context);

// Makes the hashes of all objects and of the model.
void model_hash(Model *);

#define AS(Type, object) ((Type *)(object))

#include "gen/model/sorts.h"

#endif
