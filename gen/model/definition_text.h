// SPDX-License-Identifier: MIT
// What the two files share that make one text of a definition's spellings.
#ifndef GEN_MODEL_DEFINITION_TEXT_H
#define GEN_MODEL_DEFINITION_TEXT_H

#include "gen/model/definition.h"

typedef struct Facts { // texts of their own
    char **at;
    size_t count, size;
} Facts;

typedef struct FactWriter {
    DefinitionClass class;
    const DefineScope *scope;
    Text *out;
    const char *sql; // that was parsed
    const Tree *range; // the relation that it is about; NULL
    const char *name; // of a subscription
    const Tree *type; // an operator class is for
    bool bare;       // columns need no qualifier, as only one relation is read
} FactWriter;

void facts_add(Facts *, const Text *);
void facts_say(const FactWriter *, Facts *, const Tree *value, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// definition_foreign.c: of foreign tables and their ALTERs. False: it is nothing but an ALTER like any other.
bool facts_of_foreign(const FactWriter *, const Tree *statement, Facts *);

// definition_search.c: text search configurations, whose ALTERs change what those before have said
void facts_of_search(const Tree *statement, const DefineScope *, Facts *);

#endif
