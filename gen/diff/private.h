// SPDX-License-Identifier: MIT
// What the files of gen/diff share.
#ifndef GEN_DIFF_PRIVATE_H
#define GEN_DIFF_PRIVATE_H

#include "gen/diff/diff.h"
#include "grammar/expr.h"

typedef struct DiffJob {
    ChangeList *list;
    Diag *diag;
    Arena *arena;
    Object *next; // while matching: the old object that stands where the next new one does
} DiffJob;

void match_models(DiffJob *);        // match.c
void diff_pair(ChangeList *, Object *old, Object *new);
void match_routines(DiffJob *);      // match_routine.c
void match_parting(DiffJob *);       // parting.c
bool diff_same_type(const ChangeList *, const Type *from, const Type *to); // diff.c
// named.c: do the two name the same function, or the same sequence by a text, each from its own home?
bool diff_same_call(const ChangeList *, const Object *from_home, const char *a_schema, const char *a,
                    const Object *to_home, const char *b_schema, const char *b);
bool diff_same_sequence(const ChangeList *, const Object *from_home, const char *a, const Object *to_home,
                        const char *b);
// What a call gives, as diff_type_name() has it; NULL: that cannot be told.
const char *diff_result_type(Arena *, const Model *, const Object *home, const char *schema,
                             const char *name);
// definition.c; `changed`: by its text. Of a publication also whether tables inherit from those it has.
int diff_definitions(const ChangeList *, const Object *from, const Object *to, int changed);
bool diff_gains_heirs(const ChangeList *, const Object *from, const Object *to);
void find_targets(ChangeList *);     // statements.c: looks up once what the migration block speaks of
void check_ambiguous(DiffJob *);     // ambiguous.c: vanished and appeared, perhaps the same
void check_migration(DiffJob *);     // statements.c: does the block fit both schemas?

// terms.c: by what PostgreSQL's own grammar makes of the two; unknown where that is not at hand, or is not
// enough.
typedef enum Verdict { VERDICT_UNKNOWN, VERDICT_SAME, VERDICT_DIFFERENT } Verdict;
Verdict terms_of_views(const ChangeList *, const Object *from, const Object *to);
Verdict terms_of_bodies(const ChangeList *, const Object *from, const Object *to); // that begin atomic
Verdict terms_of_definitions(const ChangeList *, const Object *from, const Object *to); // the expressions
Verdict terms_of_values(const ChangeList *, const Object *from, Span a, const Type *a_type, const Object *to,
                        Span b, const Type *b_type);
int diff_rights(const ChangeList *, const Object *from, const Object *to); // bits of CHANGED_RIGHTS

// 'a'::varchar or 5::bigint, which may be what a server makes of 'a' and 5, and may not.
bool casts_literals(const Object *of, const Expr *, const Expr *);

// As PostgreSQL calls it, without modifiers; of a domain, what it stands on, as that is what operators take.
// NULL for NULL.
const char *diff_type_name(Arena *, const Type *);

#endif
