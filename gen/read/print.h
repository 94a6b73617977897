// SPDX-License-Identifier: MIT
// What the parts of the printer share: print_sch.c (declarations), print_table.c (members of a table),
// print_routine.c (extensions, sequences, functions, triggers),
// print_rights.c (policies, grants, owners), print_text.c (names, types, comments, SQL),
// names.c (which names need not be said), simplify.c.
#ifndef GEN_READ_PRINT_H
#define GEN_READ_PRINT_H

#include "gen/read/catalogue.h"
#include "grammar/base/text.h"
#include "grammar/expr.h"

enum { PRINT_PARSED = 512 };
typedef struct Parsed {
    const char *text; // NULL: the place is free
    const Expr *expr;
} Parsed;

typedef struct Print {
    Text *out;
    const Catalogue *catalogue;
    Words *words;       // with the language's keywords
    Arena scratch;      // emptied after each declaration
    Arena kept;         // until the end
    Parsed *parsed;     // PRINT_PARSED by their texts' hashes
    const char *schema; // that of the block that is open
    const char *indent; // of its declarations
    const char *owner;  // that most things have; NULL: whoever makes them
    bool raw;           // SQL is none that the language reads
    const ReadType *value; // of the domain whose check is told; NULL: none
} Print;

// Names: of a thing, of a column (some words begin other members), of a constraint or type (no keyword
// stands there bare), and a label.
void show_name(Print *, const char *name);
void show_column_name(Print *, const char *name);
void show_bare_name(Print *, const char *name);
void show_label(Print *, const char *label);
void show_literal(Print *, const char *text); // in single quotes
void show_path(Print *, const char *schema, const char *name); // qualified where the block is another
void show_list(Print *, const ReadNames *);                    // (a, b)
void show_type(Print *, const ReadType *);
void show_comment(Print *, bool member, const char *comment);
// SQL on one line, words of the server's in lower case. `table` and `target` (may be NULL) say the types
// of its columns and what it is assigned to, which make some of its casts needless.
void show_sql(Print *, const char *sql, const ReadTable *table, const ReadType *target);
void show_default(Print *, const char *sql, const ReadTable *table, const ReadType *target);
const Expr *show_parse(Print *, const char *sql); // NULL: it is none of the grammar's
void show_table(Print *, const ReadTable *);
void show_members(Print *, const ReadTable *);
void show_element(Print *, const ReadTable *, const ReadElement *); // of an index or partition key
void show_parts(Print *, const ReadTable *);     // print_part.c: partitions
void show_parting(Print *, const ReadTable *);   // how there are some
void show_parents(Print *, const ReadTable *);   // inherits (…)
bool part_hides_column(const ReadTable *, const ReadColumn *); // it is there because of another table
void show_options(Print *, const char *before, const ReadNames *);
void show_index_storage(Print *, const ReadStorage *);
void show_table_storage(Print *, const ReadTable *);
void show_column_storage(Print *, const ReadColumn *);
void show_numbers(Print *, const ReadColumn *); // of an identity
void show_view_members(Print *, const ReadView *); // but for its triggers
bool show_has_said(const ReadView *);
void show_extension(Print *, const ReadExtension *);
void show_sequence(Print *, const ReadSequence *);
void show_routine(Print *, const ReadRoutine *);
void show_input(Print *, const ReadRoutine *); // (integer, text)
// Those of a table, or of a view (NULL): members of its block.
void show_policies(Print *, const ReadTable *);
void show_role(Print *, const char *role);
void show_owners(Print *);                    // the one that most things have
void show_owner(Print *, const ReadRights *); // before the declaration, where it is another
void show_home_owner(Print *, const ReadRights *);
// Statements of their own: grant … on function f(integer) to …
void show_grants_on(Print *, const ReadRights *, RightsOf, const char *kind, const char *path);
void show_defaults(Print *); // all default privileges
void show_table_grants(Print *, const ReadTable *); // members
void show_view_grants(Print *, const ReadView *);
bool show_has_members(const Print *, const ReadRights *);
void show_sequence_revokes(Print *, const ReadTable *);
void show_relation_revokes(Print *, const ReadRights *, const char *name);
void show_triggers(Print *, const char *schema, const ReadTable *, const ReadTrigger *first);
// A quote for the text, which neither holds it nor makes it longer by its end.
const char *show_quote(Print *, const char *text, const char *tag);

// One constraint or index of a table, in the order in which the compiler names those without a name.
typedef struct Member {
    const ReadConstraint *constraint; // NULL: the index
    const ReadIndex *index;
    const ReadColumn *at; // the column it is written at; NULL: a member of its own
    bool said;            // its name must be written
} Member;
bool part_hides(const ReadTable *, const Member *); // print_part.c: it has it from the table it is a part of

// Decides which names are those that the compiler makes up by itself.
void names_decide(Print *, const ReadTable *, Member *, size_t count);
bool names_domain_check(Print *, const ReadDomain *, const ReadConstraint *); // must it be written?
// The one column of the table that a check reads; NULL: none, more than one, or nobody can tell.
const ReadColumn *names_only_column(Print *, const ReadTable *, const char *expression);

// The expression without what the server has put into it, in the scratch arena. What remains means the
// same: each step is judged by expr_equal().
const char *simplify(Print *, const char *sql, const ReadTable *table, const ReadType *target);
// As format_type prints it, without modifiers; of a domain, what it stands on.
const char *type_text(Print *, const ReadType *);

#endif
