// SPDX-License-Identifier: MIT
// Equality and hashes of expressions: two trees are brought into their canonical form, then compared
// node by node. Which forms are the same is said in expr_canon*.c.
#include <string.h>

#include "grammar/expr_canon.h"

enum { ROOM = 8192 }; // the canonical form of nearly every check fits

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

// A deparsed name is qualified or not as the search path wills.
static bool same_schema(const char *a, const char *b)
{
    return !a || !b || !strcmp(a, b);
}

static bool same_type(const Canon *a, const Canon *b)
{
    if (!same_text(a->cast, b->cast) || !same_schema(a->schema, b->schema))
        return false;
    const ExprType *one = a->modifiers, *other = b->modifiers;
    if (one->arg_count != other->arg_count || one->quoted != other->quoted)
        return one->arg_count == other->arg_count && !strcmp(one->name->text, other->name->text);
    return !memcmp(one->args, other->args, one->arg_count * sizeof *one->args);
}

static bool same_column(const Expr *a, const Expr *b, const ExprSame *same)
{
    return same && same->column ? same->column(same->context, a, b) : !strcmp(a->name->text, b->name->text);
}

// The texts that nextval() and its like are given name a sequence.
static bool name_one_sequence(const Canon *a, const Canon *b, const ExprSame *same)
{
    bool texts = a->first && b->first && a->first->kind == EXPR_STRING && b->first->kind == EXPR_STRING;
    return texts && same->sequence && canon_of_sequence(a) && canon_of_sequence(b) &&
           same->sequence(same->context, a->first->text, b->first->text);
}

static bool same_canon(const Canon *a, const Canon *b, const ExprSame *same)
{
    if (a->kind != b->kind || a->op != b->op || a->flags != b->flags)
        return false;
    if (a->kind == EXPR_COLUMN)
        return same_column(a->column, b->column, same);
    if (a->kind == EXPR_CALL && same && same->call) {
        if (!same->call(same->context, a->schema, a->text, b->schema, b->text))
            return false;
    } else if (!same_text(a->text, b->text) ||
               (a->kind == EXPR_CAST ? !same_type(a, b) : !same_schema(a->schema, b->schema))) {
        return false;
    }
    const Canon *left = a->first, *right = b->first;
    if (a->kind == EXPR_CALL && same && name_one_sequence(a, b, same)) {
        left = left->next;
        right = right->next;
    }
    for (; left && right; left = left->next, right = right->next)
        if (!same_canon(left, right, same))
            return false;
    return !left && !right;
}

bool expr_equal(const Expr *a, const Expr *b, const ExprSame *same)
{
    char room[ROOM];
    Arena arena = {NULL, room, room + sizeof room};
    CanonJob job = {.arena = &arena};
    const char *target = same ? same->target : NULL;
    if (same) {
        job.context = same->context;
        job.lite = same->lite;
        job.type_of = same->type_a;
        job.base_of = same->base_a;
        job.result_of = same->result_a;
    }
    const Canon *left = canon_make(&job, a, target);
    job.type_of = same ? same->type_b : NULL;
    job.base_of = same ? same->base_b : NULL;
    job.result_of = same ? same->result_b : NULL;
    bool equal = same_canon(left, canon_make(&job, b, target), same);
    arena_free(&arena);
    return equal;
}

typedef struct HashJob {
    uint64_t (*column)(const void *context, const Expr *);
    const void *context;
} HashJob;

static uint64_t hash_canon(const Canon *canon, const HashJob *job)
{
    // Numbers and strings hash alike, as a cast may turn the one into the other.
    unsigned kind = canon->kind == EXPR_NUMBER ? EXPR_STRING : canon->kind;
    uint64_t hash = hash_mix(kind, (uint64_t)canon->op << 16 | canon->flags);
    if (canon->kind == EXPR_COLUMN)
        return job->column ? hash_mix(hash, job->column(job->context, canon->column)) : hash;
    if (canon->text)
        hash = hash_mix(hash, hash_bytes(0, canon->text, strlen(canon->text)));
    for (const Canon *kid = canon->first; kid; kid = kid->next)
        hash = hash_mix(hash, hash_canon(kid, job));
    return hash;
}

uint64_t expr_hash(const Expr *expr, uint64_t (*column)(const void *context, const Expr *),
                   const void *context)
{
    char room[ROOM];
    Arena arena = {NULL, room, room + sizeof room};
    CanonJob canon = {.arena = &arena, .loose = true};
    HashJob job = {column, context};
    uint64_t hash = hash_canon(canon_make(&canon, expr, NULL), &job);
    arena_free(&arena);
    return hash;
}

const char *expr_type_canonical(const char *name)
{
    static const char *const NAMES[][2] = {
        {"int", "integer"},
        {"int4", "integer"},
        {"int8", "bigint"},
        {"int2", "smallint"},
        {"bool", "boolean"},
        {"varchar", "character varying"},
        {"char varying", "character varying"},
        {"nchar varying", "character varying"},
        {"national character varying", "character varying"},
        {"national char varying", "character varying"},
        {"char", "character"},
        {"nchar", "character"},
        {"national character", "character"},
        {"national char", "character"},
        {"decimal", "numeric"},
        {"dec", "numeric"},
        {"float4", "real"},
        {"float8", "double precision"},
        {"float", "double precision"},
        {"double", "double precision"},
        {"varbit", "bit varying"},
        {"time", "time without time zone"},
        {"timetz", "time with time zone"},
        {"timestamp", "timestamp without time zone"},
        {"timestamptz", "timestamp with time zone"},
        {"serial4", "serial"},
        {"serial8", "bigserial"},
        {"serial2", "smallserial"},
    };
    for (size_t at = 0; at < sizeof NAMES / sizeof *NAMES; at++)
        if (!strcmp(NAMES[at][0], name))
            return NAMES[at][1];
    return name;
}
