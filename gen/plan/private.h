// SPDX-License-Identifier: MIT
// What the files of gen/plan share.
#ifndef GEN_PLAN_PRIVATE_H
#define GEN_PLAN_PRIVATE_H

#include "gen/plan/plan.h"

typedef struct StepMap { // steps by an object of one model; all zero: empty
    uint32_t *keys;
    Step **steps;
    uint32_t size, count;
} StepMap;

typedef struct Planner {
    Plan *plan;
    const ChangeList *list;
    const Match *match;
    const Caps *caps;
    Diag *diag;
    Arena *arena;
    Step **steps;
    uint32_t count, size;
    StepMap making;   // of new objects: the step that makes it
    StepMap unmaking; // of old objects: the step that removes it
    uint8_t *replaced; // by id of the old object: WAY_ bits of a removal and remaking planned for it
    uint8_t *rebuilt;  // by id of the new table or domain: it is rebuilt as a whole
    uint32_t *users, *user_starts; // by id of the old object: who refers to it; NULL until asked for
    bool stashes;
} Planner;

Step *planner_add(Planner *, StepAction, Rank, Object *from, Object *to);
void planner_after(Planner *, Step *later, Step *earlier); // NULLs are passed over
void step_grade(Step *, Grade, const char *reason);

// users.c: who refers to an object of the old model
void each_user(Planner *, const Object *old, void (*act)(Planner *, Object *user, int ways), int ways);
void planner_free(Planner *); // these, and making and unmaking

// replace.c: removal and remaking of what stands on something that is changed under it
void replace_object(Planner *, Object *old, int ways);
void replace_users(Planner *, const Object *old, int ways);
// Only those whose definition holds the column in an expression, and foreign keys.
void replace_expression_users(Planner *, const Object *old, int ways);
void replace_views(Planner *, const Object *old, int ways); // and generated columns

void plan_column(Planner *, const Change *);         // columns.c
void plan_backfills(Planner *);
bool column_has_value(const Planner *, const Object *new); // for rows that exist before it does
bool column_loses(Planner *, const Object *from, const Object *to, const Statement **using);
void plan_enum(Planner *, Object *from, Object *to); // enums.c
void check_enum_users(Planner *, const Object *from, int ways); // reports what a rebuild cannot lead back
bool enum_changes(const Planner *, const Object *from); // has it other labels, or other names of them?
void find_rebuilt_domains(Planner *);                // domains.c
void plan_domain(Planner *, const Change *);
bool is_under_rebuilt_domain(const Planner *, const Object *old_type);
void plan_sequences(Planner *);                      // sequences.c
void plan_guards(Planner *);                         // guards.c
void plan_online(Planner *);                         // online.c
void find_rebuilt(Planner *);                        // tables.c
void plan_table_whole(Planner *, Object *from, Object *to);
void plan_drop(Planner *, Object *old);              // plan.c: stash, discard or refuse
bool drop_is_stashed(Planner *, const Object *old, Step *);

// steps.c
Step *steps_get(const StepMap *, const Object *); // NULL: none
void steps_put(StepMap *, const Object *, Step *);
void steps_free(StepMap *);

// order.c
bool order_steps(Planner *);
// prove.c
bool prove_plan(Planner *);

Rank rank_of_create(const Object *);
Rank rank_of_drop(const Object *);

#endif
