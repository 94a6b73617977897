// SPDX-License-Identifier: MIT
// What changed between two models. Renames are settled first, by `was`; then each object has at most one
// counterpart, and everything that refers to it is compared through that.
#ifndef GEN_DIFF_DIFF_H
#define GEN_DIFF_DIFF_H

#include "gen/model/model.h"
#include "grammar/base/diag.h"

struct DefinedFacts; // definition.h

typedef struct Match {
    const Model *from, *to;
    uint32_t *new_of; // by the id of the old object: 1 + that of its counterpart; 0: it vanished. With
                      // MATCH_APART that of what would be its counterpart, were their tables one
    uint32_t *old_of; // by the id of the new object, likewise; 0: it is new
    bool reused;       // the old name of something renamed is now the name of something else, so that
                       // equal names no longer mean the same things
} Match;

#define MATCH_APART (1u << 31)

typedef enum Op { OP_ADD, OP_DROP, OP_ALTER } Op;

typedef struct Change {
    Op op;
    Object *from, *to; // from NULL: added; to NULL: dropped
    int changed;       // bits of model.h, for OP_ALTER
} Change;

typedef struct ChangeList {
    const Model *from, *to;
    Match match;
    Names rebased; // domains that stand on another type than before, composite types that are made anew
    Change *changes;
    uint32_t count, size;
    bool lowered; // no change, though one model says by types what the other says by columns (lower.h)
} ChangeList;

typedef struct DiffOptions {
    const Migration *migration; // NULL: none
} DiffOptions;

// What one of the models has as an object and the other as a word of a column becomes an object in both.
void diff_agree(Model *from, Model *to);
// NULL after reporting: an ambiguous pair, an impossible rename, a migration block that does not fit.
// The list lives in the arena; both models must outlive it.
ChangeList *diff_models(const Model *from, const Model *to, Diag *, Arena *);

// The counterpart, or NULL. Either may be asked of any object of its model.
// Of two models that are compared: does the object stand in this one?
static inline bool model_has(const Model *model, const Object *object)
{
    return object->id < model->count && model->objects[object->id] == object;
}
static inline Object *match_new(const Match *match, const Object *old)
{
    uint32_t at = match->new_of[old->id];
    return at && at < MATCH_APART ? match->to->objects[at - 1] : NULL;
}
static inline Object *match_old(const Match *match, const Object *new)
{
    uint32_t at = match->old_of[new->id];
    return at && at < MATCH_APART ? match->from->objects[at - 1] : NULL;
}

// What a table that is another one than it was, or a column of it, was before; NULL: nothing.
Object *match_apart(const Match *, const Object *new);

// Is this pair, of which one may be NULL, none of ours, as one of the schemas says that where it stands is
// external? A trigger or policy that is written there is.
bool diff_is_external(const ChangeList *, const Object *from, const Object *to);

// Has the new form of an enum fewer of its labels?
bool match_loses_labels(const Match *, const Object *old_enum);
bool match_same_labels(const Match *, const Object *old_enum); // in the same order; names aside

// Can the one become the other in place: are all attributes that stay as they were, and new ones behind them?
// What a statement says (gen/model/definition.h). False: nobody can read it.
bool diff_facts(const ChangeList *, const Object *, struct DefinedFacts *);
bool diff_same_composite(const ChangeList *, const Object *from, const Object *to);
// What of `to` differs from `from`, as bits. For two objects of one kind.
int diff_objects(const ChangeList *, const Object *from, const Object *to);

// A statement of the migration block about this column, table or enum; NULL: none. The object may be of
// the old or of the new model.
Statement *migration_find(const ChangeList *, int item, const Object *);

// Is the order of grants a part of what the two say?
bool diff_orders_grants(const ChangeList *);

#endif
