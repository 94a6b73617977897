// SPDX-License-Identifier: MIT
// SQL expressions as trees: checks, defaults, generated columns, index keys and predicates.
// flex and bison stay behind expr_parse(). A text that is not of this grammar is no error by itself:
// the caller keeps it as a raw slice (see sqltoken.h).
#ifndef GRAMMAR_EXPR_H
#define GRAMMAR_EXPR_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/base/arena.h"
#include "grammar/base/source.h"
#include "grammar/base/words.h"

typedef enum ExprKind {
    EXPR_NULL,
    EXPR_BOOL,       // EXPR_IS_TRUE says which
    EXPR_NUMBER,     // name: as written
    EXPR_STRING,     // name: the bytes meant, escapes and quotes undone
    EXPR_BITS,       // b'…' or x'…'; name: as written, in lower case
    EXPR_COLUMN,     // [[schema.]qualifier.]name
    EXPR_CALL,       // [qualifier.]name(kids); EXPR_BARE: current_date and its like
    EXPR_ARGUMENT,   // name => kid, only in a call
    EXPR_CAST,       // kid, type; EXPR_TYPED: written date '…'
    EXPR_UNARY,      // op, kid
    EXPR_BINARY,     // op, left, right
    EXPR_BETWEEN,    // value, low, high; EXPR_NOT, EXPR_SYMMETRIC
    EXPR_IN,         // value, items…; EXPR_NOT
    EXPR_IS,         // kid, op: EXPR_OP_NULL, _TRUE, _FALSE, _UNKNOWN; EXPR_NOT
    EXPR_LIKE,       // value, pattern [, escape]; op: which of them; EXPR_NOT
    EXPR_QUANTIFIED, // left op any|all (right); EXPR_ALL; op EXPR_OP_LIKE… with EXPR_NOT for not like
    EXPR_CASE,       // EXPR_OPERAND: first kid; then when, then pairs; EXPR_ELSE: last kid
    EXPR_ARRAY,      // array[kids]
    EXPR_ROW,        // (a, b) or row(…)
    EXPR_SUBSCRIPT,  // kid[index], or kid[low:high] with EXPR_SLICE and EXPR_LOW, EXPR_HIGH if given
    EXPR_FIELD,      // (kid).name; name NULL: (kid).*
    EXPR_COLLATE,    // kid collate [qualifier.]name
    EXPR_AT_ZONE,    // value, zone; no zone: at local
} ExprKind;

typedef enum ExprOp {
    EXPR_OP_NONE,
    EXPR_OP_OTHER, // any operator that has no line here; name is its text, qualifier: operator(s.+)
    EXPR_OP_OR,
    EXPR_OP_AND,
    EXPR_OP_NOT,
    EXPR_OP_EQUAL,
    EXPR_OP_UNEQUAL,
    EXPR_OP_LESS,
    EXPR_OP_LESS_EQUAL,
    EXPR_OP_GREATER,
    EXPR_OP_GREATER_EQUAL,
    EXPR_OP_DISTINCT,
    EXPR_OP_NOT_DISTINCT,
    EXPR_OP_PLUS,
    EXPR_OP_MINUS,
    EXPR_OP_TIMES,
    EXPR_OP_DIVIDE,
    EXPR_OP_MODULO,
    EXPR_OP_POWER,
    EXPR_OP_CONCAT, // ||
    EXPR_OP_MATCH,
    EXPR_OP_IMATCH,
    EXPR_OP_UNMATCH,
    EXPR_OP_IUNMATCH, // ~ ~* !~ !~*
    EXPR_OP_LIKE,
    EXPR_OP_ILIKE,
    EXPR_OP_SIMILAR,
    EXPR_OP_GLOB,
    EXPR_OP_REGEXP,
    EXPR_OP_NULL,
    EXPR_OP_TRUE,
    EXPR_OP_FALSE,
    EXPR_OP_UNKNOWN,
} ExprOp;

enum { // Expr.flags
    EXPR_IS_TRUE = 1 << 0,
    EXPR_NOT = 1 << 1,
    EXPR_SYMMETRIC = 1 << 2,
    EXPR_ALL = 1 << 3,
    EXPR_OPERAND = 1 << 4,
    EXPR_ELSE = 1 << 5,
    EXPR_SLICE = 1 << 6,
    EXPR_LOW = 1 << 7,
    EXPR_HIGH = 1 << 8,
    EXPR_DISTINCT = 1 << 9, // call: f(distinct x)
    EXPR_STAR = 1 << 10,    // call: count(*)
    EXPR_VARIADIC = 1 << 11,
    EXPR_BARE = 1 << 12,
    EXPR_TYPED = 1 << 13,
    EXPR_PAREN = 1 << 14, // stood in parentheses of its own
};

// A type as an expression names it; gen/model/types.h knows what it means.
typedef struct ExprType {
    const Word *name;   // words joined by one space, in lower case, modifiers left out; aliases as written
    const Word *schema; // NULL: none was written
    Span span;
    int64_t args[2];
    uint8_t arg_count, dims;
    bool quoted; // "char" and its like: never an alias or a built-in of several words
} ExprType;

typedef struct Expr {
    uint8_t kind, op; // ExprKind, ExprOp
    uint16_t flags;
    uint32_t name_start; // columns, calls: offset of the name itself, which ends where name_end says
    Span span;           // in parentheses: without them
    const Word *name, *qualifier, *schema;
    const ExprType *type;
    struct Expr *first, *next; // first kid; next kid of the same parent
    uint32_t name_end;
    uint16_t depth; // of the tree below: 1 for a leaf
} Expr;

typedef enum ExprFaultWhy {
    EXPR_FAULT_SYNTAX,   // expected[] says what could stand there
    EXPR_FAULT_OPEN,     // an unclosed string, name or comment
    EXPR_FAULT_DEEP,     // more nesting than EXPR_DEPTH_MAX
    EXPR_FAULT_LARGE,    // more than EXPR_NODES_MAX parts, or longer than EXPR_BYTES_MAX
    EXPR_FAULT_SUBQUERY, // select, with, values or exists: never of this grammar
} ExprFaultWhy;

// Why a text is not of this grammar, and where.
typedef struct ExprFault {
    Span span;
    ExprFaultWhy why;
    uint8_t expected_count; // 0 when too many to be of use
    const char *expected[5];
} ExprFault;

enum { EXPR_DEPTH_MAX = 1000, EXPR_NODES_MAX = 100000, EXPR_BYTES_MAX = 1 << 20 };

// The tree of the bytes `text` up to the length of `span`, whose offsets are those of `span`. `text` is
// not kept and needs no closing NUL. NULL: *why says the reason (why may be NULL). No tree is deeper
// than EXPR_DEPTH_MAX, so that walking one by recursion is safe.
Expr *expr_parse(Words *, Arena *, const char *text, Span span, ExprFault *why);
// Scans to the end without parsing; the number of tokens. For measuring.
size_t expr_scan_only(Words *, Arena *, const char *text, Span span);
// "expected a value, found ')'" and the like, for a message; found may be NULL.
const char *expr_fault_text(Arena *, const ExprFault *, const char *found, size_t found_length);

static inline const Expr *expr_second(const Expr *expr)
{
    return expr->first ? expr->first->next : 0;
}
const Expr *expr_kid(const Expr *, unsigned index); // NULL past the last
unsigned expr_kid_count(const Expr *);
const char *expr_op_text(const Expr *); // the operator as SQL spells it, in lower case

// What the compared trees stand in. Every member may be NULL; then only what is the same without it is
// called the same. Type names are PostgreSQL's own (format_type), without modifiers.
typedef struct ExprSame {
    bool (*column)(const void *context, const Expr *a, const Expr *b); // NULL: by qualifier-free name
    // Do the two call the same function? Schemas are NULL where none was written. NULL: by name.
    bool (*call)(const void *context, const char *a_schema, const char *a, const char *b_schema,
                 const char *b);
    // Do 'a' and 'b', as nextval() takes them, name the same sequence? NULL: when they are the same text.
    bool (*sequence)(const void *context, const char *a, const char *b);
    const char *(*type_a)(const void *context, const Expr *column);    // type of a column of tree a
    const char *(*type_b)(const void *context, const Expr *column);
    const char *(*base_a)(const void *context, const ExprType *); // what a domain of tree a stands on
    const char *(*base_b)(const void *context, const ExprType *); // NULL: it is no domain
    // Type of what a call gives; NULL, or answering NULL: not known.
    const char *(*result_a)(const void *context, const char *schema, const char *name);
    const char *(*result_b)(const void *context, const char *schema, const char *name);
    const char *target; // type the whole value is assigned to: a default's or generated column's
    bool lite;          // to SQLite, which is given LIKE as GLOB and now() as current_timestamp
    const void *context;
} ExprSame;

// Do the two mean the same to PostgreSQL? Forms that its deparser changes count as the same; anything
// else is different. `same` may be NULL.
bool expr_equal(const Expr *a, const Expr *b, const ExprSame *same);
// Equal trees have equal hashes, whatever the ExprSame, unless it says `lite`. Names of columns are hashed
// through `column`; where it is NULL they are left out, so that a renamed column changes nothing.
uint64_t expr_hash(const Expr *, uint64_t (*column)(const void *context, const Expr *), const void *context);

// Calls `found` for each EXPR_COLUMN, in the order of the text. Its span is the whole reference,
// {name_start, name_end} its name alone.
void expr_each_column(const Expr *, void (*found)(void *context, const Expr *column), void *context);

// A pattern of LIKE as one of GLOB: SQLite's LIKE does not heed case, its GLOB does. NULL: the pattern ends
// in its escape.
const char *expr_glob(Arena *, const char *pattern, char escape);

// The name PostgreSQL gives a built-in type (int4 -> integer); the name itself when it is none of those.
const char *expr_type_canonical(const char *name);

#endif
