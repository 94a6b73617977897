// SPDX-License-Identifier: MIT
// What a statement of PostgreSQL makes that has no words of its own in the language: which thing that is, how
// it is named in DROP and COMMENT, and what the statement names. All of it is read from the parse tree.
#ifndef GEN_MODEL_DEFINITION_H
#define GEN_MODEL_DEFINITION_H

#include "grammar/base/text.h"
#include "grammar/sqltoken.h"
#include "grammar/tree.h"

typedef enum DefinitionClass {
#define CLASS(id, statement, type, name, alter, altered, words, alters, tail, home, rights, comes, goes) \
    CLASS_##id,
#include "gen/model/classes.def"
#undef CLASS
    CLASS_COUNT
} DefinitionClass;

typedef enum DefinedTail {
    TAIL_NONE,      // DROP SERVER s
    TAIL_ARGUMENTS, // DROP FUNCTION f(integer)
    TAIL_AGGREGATE, // DROP AGGREGATE a(integer, text), a(*)
    TAIL_SIDES,     // DROP OPERATOR === (integer, NONE)
    TAIL_METHOD,    // DROP OPERATOR CLASS c USING btree
    TAIL_RELATION,  // DROP RULE r ON t, DROP TRIGGER g ON t
    TAIL_CAST,      // DROP CAST (text AS integer); this and the following have no name
    TAIL_TRANSFORM, // DROP TRANSFORM FOR hstore LANGUAGE l
    TAIL_USER,      // DROP USER MAPPING FOR joe SERVER s
    TAIL_LABEL,     // SECURITY LABEL FOR provider ON … IS NULL
} DefinedTail;

typedef enum DefinedHome { HOME_SCHEMA, HOME_DATABASE } DefinedHome;

typedef struct ClassInfo {
    const char *statement, *type, *name, *alter, *altered, *words, *alters;
    DefinedTail tail;
    DefinedHome home;
    uint8_t rights; // RightsOf
} ClassInfo;

extern const ClassInfo class_info[CLASS_COUNT];

typedef struct Defined {
    DefinitionClass class;
    const char *schema, *name; // schema "": not said; name "": it has none
    const Tree *tree;          // the statement
} Defined;

// What a {"…Stmt": …} makes. False: nothing of these.
bool define_read(const Tree *statement, Defined *);
// The class whose things a statement changes that is not CREATE, and the name of the one. False: none.
bool define_read_alter(const Tree *statement, Defined *);
// The class of what ALTER TABLE switches by its name, a rule or a trigger; CLASS_COUNT: it does not.
DefinitionClass define_switched(const Tree *command);
bool define_find_class(const char *type, DefinitionClass *); // by its ObjectType
// Has it a kind of its own, so that its bare name is enough to tell it by?
static inline bool define_is_alone(DefinitionClass class)
{
    return class == CLASS_FOREIGN_TABLE || class == CLASS_TYPE;
}
// What one of its options is where nobody says it, on a server of that version; NULL: that is not known.
const char *define_usual(DefinitionClass, const char *option, int target);
bool define_renames(DefinitionClass); // has it ALTER … RENAME TO?

// --- what is named ---
typedef enum NameUse {
    NAME_RELATION,
    NAME_TYPE,
    NAME_THING,  // a function, operator, dictionary … anything but a relation or type
    NAME_COLUMN, // of any relation that is named
    NAME_STAR,   // all columns of these
    NAME_QUALIFIER, // what a column is said to be of: a relation or an alias
} NameUse;

// Where a name is found; it stands for nobody of ours where that is NULL.
typedef const char *NameHome(void *context, NameUse, const char *schema, const char *name);
typedef void NameFound(void *context, NameUse, const Tree *at, const char *schema, const char *name);

// Calls `found` for each name of a statement of a definition, but for its own.
void define_each_name(DefinitionClass, const Tree *statement, NameFound *, void *context);
// What stands behind the name in DROP and COMMENT, with schemas where those are ours.
void define_tail(const Defined *, NameHome *, void *context, Text *);
// The same of what DROP or COMMENT name: their ObjectType, and the object there. False: it is none of these.
bool define_object(const char *type, const Tree *object, NameHome *, void *context, Defined *, Text *tail);
void define_type(const Tree *type_name, NameHome *, void *context, Text *); // app.mood[]

// The words that lead to it in any SQL: "operator ===(integer, integer)".
void define_label(const Defined *, const char *tail, Text *);

// definition_place.c
typedef struct DefinedPlace {
    Span path; // [schema.] name; {0, 0}: it is not named in this statement
    bool qualified;
} DefinedPlace;

// Where the next statement of the text names what the definition makes; the tokens go on behind it. False:
// there is no more.
bool define_place(DefinitionClass, const Word *name, Words *, SqlTokens *, DefinedPlace *);

// definition_text.c
typedef struct DefineScope {
    NameHome *home;
    // The name of a table's column by its place, from 0; NULL: there is none, or nobody knows the table.
    const char *(*column)(void *context, const char *schema, const char *table, size_t at);
    // Has the table such a column? Less than 0: nobody knows.
    int (*has_column)(void *context, const char *schema, const char *table, const char *column);
    // Is it a column of text, which a server casts where that says nothing?
    bool (*is_text)(void *context, const char *schema, const char *table, const char *column);
    // A table that inherits from it, or from one that does, by its place: schema and name. False: no more.
    bool (*heir)(void *context, const char *schema, const char *table, size_t at, const char *path[2]);
    void *context;
    const char *schema; // in which the definition is
    int target; // version of the server
} DefineScope;

typedef struct DefinedFacts { // texts of their own
    char **at;
    size_t count, size;
} DefinedFacts;

// What the statements of a definition say, which `sql` was parsed to: a fact each, sorted, in one text for
// all spellings of one meaning. Bare: without the expressions that query_definition() tells.
void define_facts(DefinitionClass, bool bare, const char *sql, const Tree *statements, const DefineScope *,
                  DefinedFacts *);
bool facts_have(const DefinedFacts *, const char *fact);
void facts_free(DefinedFacts *);

// definition_alter.c: can ALTER lead from one to the other, and back?
bool define_alters(DefinitionClass, const DefinedFacts *from, const DefinedFacts *to);
// Of "option host='a=" the name and the value. False: it is none.
bool fact_option(const char *fact, const char *begins, Text *name, Text *value);

#endif
