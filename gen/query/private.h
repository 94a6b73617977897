// SPDX-License-Identifier: MIT
// What the files of gen/query share: coerce.c (types), choose.c (operators, functions), scope.c (what names
// stand for), from.c (the relations that are read), expr.c, operator.c and call.c (expressions), select.c
// (queries), change.c (the statements of a body), value.c, time.c (constants), parse.c (the library),
// definition.c (the expressions of statements).
#ifndef GEN_QUERY_PRIVATE_H
#define GEN_QUERY_PRIVATE_H

#include "gen/query/query.h"
#include "grammar/tree.h"

typedef struct Output { // a column of a query, or of a relation in FROM
    const char *name;
    ValueType type;
    const Object *column; // of a table; NULL: it is none's
    const Term *merged;   // of a join that puts two together: what it stands for
    const Term *term;     // of a query: its expression
} Output;

typedef struct Outputs {
    Output *at;
    int count, size;
} Outputs;

typedef struct Range { // a relation in FROM
    struct Range *next;
    const char *alias, *schema;
    const Object *relation;
    Outputs columns;
    int number;
    bool open;   // its columns are not all known
    bool scalar; // a function of one value: its row is that
    bool hidden; // within a join that has a name of its own
    bool locks;  // FOR UPDATE is about it: a table
} Range;

typedef struct Local { // a common table expression
    struct Local *next;
    const char *name;
    Outputs columns;
    int number;
} Local;

typedef struct Level {
    const struct Level *outer;
    Range *ranges, *last;
    Outputs star;   // what * is
    Outputs merged; // of joins with USING: found before the columns of the ranges
    Local *locals;
} Level;

typedef struct KnownView {
    struct KnownView *next;
    const Object *view;
    Outputs columns;
    bool open;
} KnownView;

typedef struct Analysis {
    const Model *model;
    const Object *home;      // the view, function or table it stands in
    const Function *routine; // whose arguments may be named; NULL: none's
    const Object *rows;      // the table or domain whose expression it is; NULL: a query
    const char *text;        // of the statement, which the tree's locations count in
    Arena *arena;
    KnownView *known;
    int ranges, locals; // how many have got a number
    int depth, nested;  // of views, of queries and expressions
    bool failed;
} Analysis;

// --- terms.c ---
Term *term_new(const Analysis *, const char *kind, const char *text);
Term *term_add(Term *, Term *kid); // NULL adds nothing; answers the parent
Term *term_same(const Analysis *, const Term *); // a copy that may be put elsewhere
bool term_equal(const Term *, const Term *); // of one query
Output *outputs_add(const Analysis *, Outputs *, Output);
void outputs_name(const Analysis *, Outputs *, const Tree *names);

// --- choose.c, coerce.c ---
enum { ARGUMENTS = 100 }; // of a call, as the server has it

typedef struct Called { // what is called
    const Object *function; // of the schema; NULL: the server's own, or none
    bool found;
    int count;
    ValueType *arguments, result;
    bool set;
    int spread; // from this one on its arguments are given one by one; -1: none
} Called;

ValueType value_of(const Type *);
ValueType value_base(ValueType); // of a domain what it stands on
ValueType value_element(ValueType);
ValueType value_of_range(ValueType); // of a range what it is between; nothing of any other
ValueType value_array(ValueType);
bool value_is_any(ValueType); // anyelement and its like
char value_category(ValueType); // as pg_type has it
bool value_is_preferred(ValueType);
bool value_coerces(ValueType from, ValueType to);
bool value_is_unknown(const Term *); // a literal without a type yet
Term *coerce(const Analysis *, Term *, ValueType); // to it, unless it is that already
ValueType common_type(const Term *const *, int count);
bool choose_operator(const Analysis *, const char *name, const Term *left, const Term *right, Called *);
bool choose_function(const Analysis *, const char *schema, const char *name, Term *const *, int count,
                     const char *const *names, bool variadic, Called *);

// --- value.c ---
const char *value_text(Arena *, const char *text, ValueType); // the one spelling of a constant
Term *bind_const(const Analysis *, const Tree *a_const);
bool const_number(const Analysis *, const Tree *a_const, long *); // false: it is no integer

// --- time.c ---  NULL: it is not understood
const char *moment_text(Arena *, const char *text, const char *type);
const char *interval_text(Arena *, const char *text);
const char *interval_rounded(Arena *, const char *interval, int precision); // of what that gave

// --- scope.c ---
Range *range_add(Analysis *, Level *, const char *alias);
Term *bind_column(Analysis *, const Level *, const Tree *reference);
Range *find_range(const Level *, const char *schema, const char *alias);
Term *term_of_field(const Analysis *, Term *of, const char *name); // (of).name
Term *term_of_column(const Analysis *, const Range *, int column);
const Object *find_relation(const Analysis *, const char *schema, const char *name);
Term *bind_relation_name(const Analysis *, Term *constant); // 'app.numbers'::regclass
bool relation_columns(Analysis *, const Object *relation, Outputs *); // false: not all are known
ValueType find_value_type(const Analysis *, const Tree *type_name);

// --- from.c ---
Term *bind_from(Analysis *, Level *, const Tree *list);
Term *bind_item(Analysis *, Level *, const Tree *item, Outputs *visible);
Range *bind_table(Analysis *, Level *, const Tree *range_var, Term **);

// --- expr.c, call.c ---
Term *bind_expr(Analysis *, const Level *, const Tree *node);
Term *bind_call(Analysis *, const Level *, const Tree *call, Called *);
Term *bind_window(Analysis *, const Level *, const Tree *definition);
Term *bind_sorted(Analysis *, const Level *, const Tree *sort_by, Term *by); // by NULL: what it says
Term *bind_plain(Analysis *, const Level *, const Tree *node, const char *kind); // as the tree has it
Term *bind_operator(Analysis *, const char *name, Term *left, Term *right);
Term *bind_expression(Analysis *, const Level *, const Tree *a_expr); // operator.c
Term *bind_bool(Analysis *, const Level *, const Tree *bool_expr);
const char *operator_name(const Analysis *, const Tree *names); // [schema.]operator
Term *bind_truth(Analysis *, const Level *, const Tree *node, const char *kind); // WHERE; NULL of NULL

// --- select.c ---
typedef enum QueryPlace { PLACE_TOP, PLACE_WITHIN, PLACE_ARM } QueryPlace; // an arm of a set operation
Term *bind_query(Analysis *, const Level *outer, const Tree *statement, QueryPlace, Outputs *);
Term *bind_with(Analysis *, Level *, const Tree *with);
Term *bind_targets(Analysis *, const Level *, const Tree *list, const char *kind, QueryPlace, Outputs *);
void settle_column(const Analysis *, Term *query, int column, ValueType); // untyped literals get the type

// --- parse.c ---
const Tree *parse_sql(Analysis *, const char *before, Span, const char *after); // NULL: no such statement
bool parse_view(Analysis *, const Object *view, Outputs *);

// --- change.c ---
Term *bind_statement(Analysis *, const Tree *statement);
Term *bind_change(Analysis *, const Level *, const Tree *statement, Outputs *); // INSERT, UPDATE, DELETE

#endif
