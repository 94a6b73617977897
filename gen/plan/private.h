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
    uint8_t *part_off; // by id of the old table: it is taken off the one that it is a part of
    uint8_t *part_on;  // by id of the new table: it is put on
    uint8_t *merged;   // by id of the old table: a part whose rows others take over
    uint8_t *passes;   // by id of the old type or column: WAY_ bits in which it is made anew, or passes by
    bool has_parts;
    uint32_t *users, *user_starts; // by id of the old object: who refers to it; NULL until asked for
    uint8_t *defaults; // by id of the old column: its default is dropped and set again
    const Object *asked; // by each_user(), who is going on: of whom
    bool held;           // what a walk over references found
    bool has_calls;      // functions or sequences are in one of the models
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
void replace_worded_users(Planner *, const Object *old, int ways); // the same without foreign keys
void replace_namers(Planner *, const Object *old_type, int ways); // those that name it in an expression
void replace_foreign_users(Planner *, const Object *old, int ways);
void replace_views(Planner *, const Object *old, int ways); // and generated columns

void plan_column(Planner *, const Change *);         // columns.c
void plan_backfills(Planner *);
void check_references(Planner *, const Object *from); // references.c: reports keys that cannot follow
void order_swaps(Planner *);
bool column_has_value(const Planner *, const Object *new); // for rows that exist before it does
void report_no_value(Planner *, const Object *new);
bool fills_nulls(const Planner *, const Object *new); // with its default, as nobody can say otherwise
void report_filled(Planner *, const Object *new);
bool column_loses(Planner *, const Object *from, const Object *to, const Statement **using);
void plan_enum(Planner *, Object *from, Object *to); // enums.c
void check_enum_users(Planner *, const Object *from, int ways); // reports what a rebuild cannot lead back
int enum_ways(const Planner *, const Object *from); // in which it is made anew
bool enum_changes(const Planner *, const Object *from); // has it other labels, or other names of them?
void find_rebuilt_domains(Planner *);                // domains.c
void tie_rebuilt_domains(Planner *);
void plan_rebuilt_type(Planner *, Object *from, Object *to); // a domain or composite type made anew
// names.c: of two things of different kinds
bool plan_type_of_name(Planner *, Object *type); // is there another one, so that this is done?
void order_names(Planner *);
void find_rebuilt_composites(Planner *);             // composites.c
void plan_rebuilt_composites(Planner *);
void warn_of_locks(Planner *); // locks.c: when the steps are in their order
bool definition_alters(Planner *, const Change *); // definitions.c: does ALTER do?
// passages.c: of columns whose type is made anew
void find_passages(Planner *);
void plan_passages(Planner *);
bool type_passes(const Planner *, const Object *old_type);
bool column_passes(const Planner *, const Change *);
bool column_leaves(const Planner *, const Object *old); // for a while, so that its default must
bool same_row_type(const Planner *, const Object *old, const Object *new); // of tables, or none
void replace_routines(Planner *, const Object *old_type); // that name it
void tie_routines(Planner *, const Object *old_type, const Object *new_type);
void plan_new_attribute(Planner *, Object *);
void plan_gone_attribute(Planner *, Object *);
bool type_loses_attributes(const Planner *, const Type *);
void note_lost_attributes(Planner *, Step *, Object *old_column);
void plan_domain(Planner *, const Change *);
bool is_under_rebuilt_domain(const Planner *, const Object *old_type);
void plan_sequence_names(Planner *);                 // sequence_names.c: of serial and identity columns
// numbers.c: of columns that begin or cease to be numbered
void order_numbers(Planner *, const Change *, uint32_t before);
void order_number_names(Planner *);
// parts.c: of partitions, and of tables that inherit
void find_parts(Planner *);
bool is_carried(const Planner *, const Object *);     // it comes and goes with what it is there
// Has an index of a part come with that of the whole, and does no more, or the other way round?
bool changes_hands(const Planner *, const Object *old, const Object *new);
void plan_parts(Planner *);
// carried.c
bool plan_carried(Planner *, const Change *, Change *rest); // is it? And what it does for itself
void plan_carried_readers(Planner *, const Change *); // of a column that is retyped with that of the whole
void warn_of_rows(Planner *, const Change *);        // breaks.c
void plan_twins(Planner *); // twins.c: indexes of parts that are equal to those of their tables
void link_twins(Planner *);
void link_extensions(Planner *); // extensions.c
void hurry_routines(Planner *);  // routines.c
void plan_remade_tables(Planner *);                  // remade.c
void check_versions(Planner *);                      // versions.c
void plan_constraint(Planner *, const Change *, int attributes); // constraints.c: and indexes
int index_marks(const Object *); // by which its table is told apart or sorted, as bits
void plan_logging(Planner *, const Object *old_table); // of those that point at each other
bool can_rename(const Planner *, const Object *);     // plan.c
void plan_guards(Planner *);                         // guards.c
// sequences.c
void plan_sequence(Planner *, const Change *);
void plan_new_sequence(Planner *, Object *);
void plan_gone_sequence(Planner *, Object *old);
void retie(Planner *, Object *old_sequence); // its column goes and comes again
void plan_moved_owners(Planner *);
// triggers.c
void plan_trigger(Planner *, const Change *);
void plan_storage(Planner *, const Change *); // plan.c: an ALTER of what has one
// views.c
void plan_view(Planner *, const Change *);
int ways_of_home(const Planner *, const Step *); // of a column of a view: in which its view is made anew
void replace_triggers(Planner *, const Object *old_home); // of a table or view
void plan_triggers(Planner *); // of tables whose rows are written
void plan_rights(Planner *, const Change *);         // rights.c
void place_revokes(Planner *);
// policies.c
void plan_policy(Planner *, const Change *);
void plan_row_security(Planner *, const Change *); // of a table
// routines.c
void plan_routine(Planner *, const Change *);
bool routine_stands_on(const Planner *, const Object *routine, const Object *other); // of the old model
Rank rank_of_routine(const Object *);
Rank rank_of_routine_drop(const Object *);
void replace_default(Planner *, Object *old); // of a column or domain that stays
bool is_overloaded_anew(const Planner *, const Object *old); // another of its name comes
void plan_calls(Planner *); // what calls another function than before, by the same words
bool calls_any(const Refs *);       // a function or sequence is among them, or a type that it names
bool is_moved_call(const Planner *, const Object *old_column); // what its default calls goes or is replaced
bool is_held_by_stash(Planner *, const Object *old);  // by a table that is put aside whole
// definitions.c
Rank rank_of_definition(const Object *);
Rank rank_of_definition_drop(const Object *);
void plan_definition(Planner *, const Change *);
bool definition_renames(const Object *);
// A role is altered, whatever becomes of what it is a member of.
bool definition_is_role(const Object *);
void grade_definition(Step *, const Object *); // of a removal
void plan_readers(Planner *); // views, too
void plan_early_definitions(Planner *);
void plan_online(Planner *);                         // online.c
void name_stash(Planner *);                          // stash.c
// Would a table that is put aside whole hold what goes, or show its rows in one that stays?
bool is_copied(const Planner *, const Object *old_table);
bool keep_rows(Planner *, Object *old); // plans the copy of one
void find_rows(Planner *, Step *, const Object *old_column, Span); // grades the step, or refuses it
void find_rebuilt(Planner *);                        // tables.c
void plan_table_whole(Planner *, Object *from, Object *to);
void plan_drop(Planner *, Object *old);              // plan.c: stash, discard or refuse
Drops drops_of(const Planner *, const Object *old); // what the user wants of what vanishes
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
