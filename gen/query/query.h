// SPDX-License-Identifier: MIT
// What a query means, as far as PostgreSQL itself settles that when it reads one: every name is bound to
// what it names, every operator and function to the one that is called, constants have their types, and
// the casts that the server makes by itself are written out. What a server prints for a view leads to the
// same terms as what was written for it. The trees come from libpg_query; where that was not there at
// build time nothing is known.
#ifndef GEN_QUERY_QUERY_H
#define GEN_QUERY_QUERY_H

#include "gen/query/builtin.h"
#include "grammar/tree.h"

// One part of a query. Two are the same when all of this is, whatever their types, and the parts of both are.
typedef struct Term {
    const char *kind;     // "Column", "Call", "Const", …, or what the parse tree calls it
    const char *text;     // NULL: its kind says it all
    const Object *object; // of the model, in place of a text: a table, column, function, type
    ValueType type;
    int range;            // a column's, of the relations that the query reads, from 1 on; 0: not known which
    bool loose;           // what is called is not known: casts of its arguments may be the server's
    struct Term *first, *last, *next;
} Term;

// NULL: it cannot be told, because no such query can be, or for want of the library.
const Term *query_view(const Model *, const Object *view, Arena *);
const Term *query_body(const Model *, const Object *routine, Arena *); // of a function that begins atomic
// What of a rule, of statistics or of a publication is an expression or a query, each a part of its own; is
// there such a thing in what the definition makes?
const Term *query_definition(const Model *, const Object *definition, Arena *);
bool query_knows(const Object *definition);
// An expression of a table, domain or routine (`home`). It is put into a value of the type, which may be
// NULL.
const Term *query_value(const Model *, const Object *home, Span, const Type *target, Arena *);

// What a column is called that nobody has named.
const char *figure_name(const Tree *node);

// The bounds of a part of a table, as the values they are read to; times are told as numbers, to be compared.
Names query_bounds(const Model *, const Object *part, Arena *);

#endif
