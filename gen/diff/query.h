// SPDX-License-Identifier: MIT
// Where libpg_query is not at hand (see terms.c): a view's query in parts, as far as it is one SELECT over
// tables and views with plain joins, which is enough to see that a server's spelling of it means the same.
// Anything else has no such form, and is compared word by word.
#ifndef GEN_DIFF_QUERY_H
#define GEN_DIFF_QUERY_H

#include "gen/diff/diff.h"
#include "grammar/expr.h"

enum { QUERY_LEAVES = 32, QUERY_ITEMS = 256 };

typedef struct Leaf { // a relation among those that are read, or a function
    const Object *relation; // a routine: what it returns is read
    const Word *alias; // or its name
    const Expr *call;  // of a function
    Names columns;     // likewise, as they are called here
} Leaf;

typedef struct Joined { // how it hangs on those before it
    const char *kind;  // "," "join" "left" "right" "full" "cross" "natural"
    const Expr *on;
    Names using;
    int inner;         // how many leaves stand in the parentheses that begin here
} Joined;

typedef struct Output {
    const Word *name;
    const Expr *expr;    // NULL: of a star, then
    int leaf;            // of this one
    const Word *column;  // this column
} Output;

typedef struct Sorted {
    const Expr *expr;
    bool descending, nulls_first;
} Sorted;

typedef struct ParsedQuery {
    const Model *model;
    const Object *home; // the view, or the function whose body it is
    Arena *arena;
    bool distinct;
    Leaf leaves[QUERY_LEAVES];
    Joined joined[QUERY_LEAVES];
    int leaf_count;
    Output outputs[QUERY_ITEMS];
    int output_count;
    const Expr *group[QUERY_LEAVES], *where, *having, *limit, *offset;
    Sorted order[QUERY_LEAVES];
    int group_count, order_count, depth;
} ParsedQuery;

// NULL: it has no such form. Of a view, or of some statement.
ParsedQuery *query_parse_span(const Model *, const Object *home, Span, Arena *, int depth);
ParsedQuery *query_parse(const Model *, const Object *view, Arena *, int depth);
// query_call.c: of a query that is being parsed, the text at a span as the grammar of expressions reads it.
const char *query_words(const ParsedQuery *, Span);
// NULL: there is none of that name, or there are several.
const Object *query_function(const ParsedQuery *, const Word *schema, const Word *name);
void query_add_name(ParsedQuery *, Names *, const Word *); // to a list that is made from its first name on
bool query_add_result(ParsedQuery *, Leaf *); // the columns of what its function gives, when they are known
// The leaf that a column belongs to, -1 when that cannot be told.
int query_leaf(const ParsedQuery *, const Expr *column);
const Type *query_type(const ParsedQuery *, int leaf, const Word *column); // NULL: not known
// Do two views mean the same, through the pairing of what they read?
bool query_same(const ChangeList *, const Object *from, const Object *to);
// Do two functions do the same that begin atomic, statement by statement?
bool query_same_body(const ChangeList *, const Object *from, const Object *to);

#endif
