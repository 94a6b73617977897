// SPDX-License-Identifier: MIT
// What the two files share that make one text of a definition's spellings.
#ifndef GEN_MODEL_DEFINITION_TEXT_H
#define GEN_MODEL_DEFINITION_TEXT_H

#include "gen/model/definition.h"

typedef struct FactScope { // a query, and the one around it
    const struct FactScope *outer;
    const Tree *query;
} FactScope;

typedef struct FactWriter {
    DefinitionClass class;
    bool bare; // expressions are left out
    const DefineScope *scope;
    Text *out;
    const char *sql; // that was parsed
    const Tree *range; // the relation that it is about; NULL
    const char *name; // of a subscription
    const Tree *type; // an operator class is for
    const FactScope *query; // the innermost that is being written
} FactWriter;

void facts_add(DefinedFacts *, const Text *);
void facts_say(const FactWriter *, DefinedFacts *, const Tree *value, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

void facts_forget(DefinedFacts *, const char *begins); // all that begin so
void fact_name(const FactWriter *, NameUse, const char *schema, const char *name);

// definition_query.c
const Tree *fact_query(const Tree *node); // what a {"SelectStmt": …} and its like hold; NULL
// By which name the relation is known that a column is of, said or not: "" where that cannot be told.
const char *fact_relation(const FactWriter *, const Tree *fields, const Tree **range);

// definition_option.c: an item of a list of CREATE; what CREATE does not say; and the ALTERs that change
// what it says. False: it is another one, which counts by its place.
void facts_of_item(const FactWriter *, const char *list, const Tree *item, DefinedFacts *);
void facts_end_create(const FactWriter *, const Tree *create, DefinedFacts *);
bool facts_of_alter(const FactWriter *, const Tree *statement, DefinedFacts *);
void facts_of_order(const FactWriter *, DefinedFacts *); // of a dictionary's options, when all are told

// definition_foreign.c: of foreign tables and their ALTERs. False: it is nothing but an ALTER like any other.
bool facts_of_foreign(const FactWriter *, const Tree *statement, DefinedFacts *);

// definition_role.c: of roles, their settings and memberships
void facts_of_role(const FactWriter *, const Tree *statement, DefinedFacts *);

// definition_type.c: of base types
void facts_of_type(const FactWriter *, const Tree *statement, DefinedFacts *);

// definition_search.c: text search configurations, whose ALTERs change what those before have said
void facts_of_search(const Tree *statement, const DefineScope *, DefinedFacts *);

#endif
