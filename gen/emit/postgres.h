// SPDX-License-Identifier: MIT
// What the files that write PostgreSQL share.
#ifndef GEN_EMIT_POSTGRES_H
#define GEN_EMIT_POSTGRES_H

#include "gen/emit/sql.h"

void pg_type(const Emit *, Text *, const Type *);
const char *pg_cast_to(const Type *from, const Type *to); // "::" or "::text::"
void pg_type_base(const Emit *, Text *, const Type *);   // a serial's integer
void pg_converted(const Emit *, const Column *from, const Column *to); // postgres_convert.c: as the new type
void pg_default(const Emit *, Span); //  DEFAULT …, of a column or domain that is made
void pg_column(const Emit *, const Column *, int leave_out); // name, type and all that stands behind it
void pg_alter_table(Emit *, const Object *table);        // "ALTER TABLE s.t "
void pg_alter_home(Emit *, const Object *home); // of a constraint: a table or a domain
const char *pg_kind(const Object *);                     // "TABLE", "FUNCTION"; NULL: it has no name in SQL
void pg_named(Emit *, const Object *);                   // how COMMENT and ALTER call it behind that
void pg_beside(Emit *, const Object *);                  // comment, owner and grants of what was made
void pg_comment_set(Emit *, const Object *, Span doc);

// postgres_define.c: create and drop, by kind
void pg_create(Emit *, const Object *);
void pg_create_enum(Emit *, const Object *);
void pg_drop(Emit *, const Object *);
void pg_alter_validity(Emit *, const Object *after, bool not_valid);
void pg_element(const Emit *, const Element *);          // of an index or a partition key
void pg_constraint(const Emit *, const Object *);        // CONSTRAINT name …, as in CREATE TABLE

// postgres_alter.c
void pg_rename(Emit *);
void pg_alter(Emit *);
void pg_enable_trigger(Emit *, const Object *);
void pg_drop_default(Emit *);
void pg_set_default(Emit *);
void pg_generator(Emit *, const Object *column); // a serial's sequence, or identity; then its number
void pg_set_sequence(Emit *, const Object *column); // its next number is greater than all there are

// postgres_sequence_name.c
void pg_name_sequence(Emit *);
void pg_serial_sequence(Text *, const char *table, const char *column); // the table as in SQL
void pg_sequence_now(const Emit *, const Object *column);               // the same by today's names

// postgres_storage.c: what stands behind a definition, what follows it, what becomes another
// postgres_part.c
void pg_bounds(const Emit *, const Object *table);        // FOR VALUES FROM (…) TO (…)
void pg_parting(const Emit *, const Object *table);       // PARTITION BY RANGE (…), if it is parted
bool pg_goes_its_own_way(const Column *);                 // of a partition: another default, or never null
void pg_own_way(const Emit *, const Column *);
// ALTER TABLE …, to which the column is added, be it by way of what it will inherit from.
void pg_begin_column(Emit *, const Object *column);
void pg_end_expression(Emit *, const Column *before); // it keeps its values, and all else that it was
// A column on the other side of the change; itself where there is none.
const Object *pg_other_form(const Emit *, const Object *column);
void pg_heir_value(Emit *, const Column *); // what CREATE TABLE does not say of one that is only inherited
const Column *pg_kept_from(const Emit *, const Object *table, const Object *column); // as it is stored; NULL
void pg_attach(Emit *);
void pg_row_type(Emit *, const Object *table, bool on);
void pg_name_part_index(Emit *);
void pg_hold(Emit *);
void pg_refill(Emit *);
void pg_take_over(Emit *); // postgres_remade.c

void pg_options(const Emit *, const char *before, const Names *); // WITH (fillfactor = 70)
void pg_index_storage(const Emit *, const Object *);              // of a constraint's index too
void pg_index_marks(Emit *, const Object *);                      // cluster order, replica identity
void pg_alter_index(Emit *, const Object *before, const Object *after);
void pg_relation_storage(const Emit *, const Object *); // of a table or materialized view
void pg_table_marks(Emit *, const Object *);
void pg_alter_view(Emit *, const Object *before, const Object *after);
void pg_view_column(Emit *, const Column *before, const Column *after); // one may be NULL
void pg_alter_table_storage(Emit *, const Object *before, const Object *after);
void pg_column_storage(Emit *, const Column *before, const Column *after); // before NULL: it is new
void pg_keep_storage(Emit *, const Column *after);                // where its type has become another
void pg_identity_numbers(const Emit *, const Column *);           // (START WITH 100), if any is said
void pg_alter_numbers(Emit *, const Column *after);

// postgres_row.c: how a row is found again. `made`: the name of the column that takes the old one's place
const char *pg_plain_cast(const Object *column); // ::text where its type is of the schema, and may change
void pg_key_list(const Emit *, const Refs *);    // a AS k1, b AS k2: the key of a stashed row
void pg_key_part(const Emit *, const Refs *, uint32_t at, const char *table); // table.a = s.k1
void pg_row_list(const Emit *, const Object *old, const char *made); // k1, k2 … of each row
void pg_from_stash(Emit *, const Object *old, const char *what, const char *made); // FROM … WHERE: of row t

// postgres_data.c: what moves rows
// The number at which the sequence of a column stands, put aside before it goes and brought back after.
void pg_stash_number(Emit *, const Column *old);
void pg_unstash_number(Emit *, const Column *old);
void pg_save_number(Emit *, const Column *before);
void pg_give_number(Emit *, const Column *after);
void pg_stash_home(Emit *);
void pg_keep_rows(Emit *, const Object *old_table);
void pg_stash(Emit *, const Object *old);
void pg_unstash(Emit *, const Object *old);
void pg_settle_values(Emit *, const Column *); // its default, in rows that hold null too, and NOT NULL
void pg_put_update(const Emit *, const Object *table, const char *column);
void pg_put_back_cast(const Emit *, const Object *column); // from how a stash keeps it
void pg_bare_type(Emit *, const Column *);                 // which pg_finish_column() may narrow
void pg_add_bare(Emit *, const Column *, const char *name); // of nothing but its type
void pg_finish_column(Emit *, const Column *);             // when its rows have their values
void pg_backfill(Emit *);
void pg_check(Emit *);

// postgres_swap.c
void pg_swap(Emit *);
const char *pg_fresh_name(const Emit *, const Object *column); // of another one that is to take its place
void pg_replace_column(Emit *, const Object *column, const char *fresh); // it goes, that one gets its name

// postgres_enum.c
void pg_add_label(Emit *);
void pg_rebuild_enum(Emit *);

// postgres_online.c: steps that are made in a sequence, so that none holds a lock for long
void pg_require(Emit *);
void pg_validate(Emit *);
void pg_set_not_null(Emit *, const Column *);

// postgres_passage.c
void pg_pass(Emit *); // a column from a type that is made anew, or to it

// postgres_domain.c
void pg_rebuild_type(Emit *); // a domain or composite type
void pg_return_type(Emit *);

void pg_alter_extension(Emit *, const Extension *); // postgres_define.c

// postgres_composite.c
void pg_create_composite(Emit *, const Object *);
void pg_drop_with_functions(Emit *, const Object *type, const Refs *functions);
void pg_create_range(Emit *, const Object *);
void pg_add_attribute(Emit *, const Object *);
void pg_drop_attribute(Emit *, const Object *);
bool pg_is_composite(const Type *);
// postgres_attribute.c: what a column holds of attributes that go, forward; backward it comes again
void pg_lost_attributes(Emit *, const Object *old_column);
void pg_lost_attribute(Emit *, const Object *old_column, const Object *attribute);
void pg_rename_multirange(Emit *, const char *schema, const char *from, const char *to);
// A value of a composite type as one of another, attribute by attribute.
void pg_converted_row(const Emit *, const char *value, const Type *from, const Type *to);

// postgres_view.c: grants, options and owner outlive a view or function that is made anew
void pg_keep_view(Emit *, const Object *);
void pg_keep_routine(Emit *, const Object *);
void pg_give_back(Emit *, const Object *);
bool pg_is_remade(const Emit *, const Object *);  // it has a counterpart, so this is not for good

// postgres_policy.c
void pg_create_policy(Emit *, const Policy *);
void pg_alter_policy(Emit *, const Policy *);
void pg_row_security(Emit *, int before, const Table *); // nothing when it stays
void pg_role(Text *, const Word *);

// postgres_rights.c
void pg_rights(Emit *, const Object *); // of what was made, or made again
void pg_sequence_rights(Emit *, const Object *column); // likewise, of the sequence that counts for it
void pg_change_rights(Emit *);
void pg_change_owner(Emit *);
void pg_drop_defaults(Emit *, const Object *);
// One that is to belong to the table has its owner before.
void pg_owner_of_sequence(Emit *, const char *path, const Object *table);

// postgres_sequence.c
void pg_create_sequence(Emit *, const Object *);
void pg_alter_sequence(Emit *, const Object *before, const Object *after);
void pg_tie(Emit *);

// postgres_definition.c
// postgres_not_null.c: of a table that has just been renamed, or whose column has.
void pg_not_nulls_of_table(Emit *, const char *schema, const char *was, const char *now);
void pg_not_null_part(const Emit *, const Column *); // of a column's definition
// What ALTER TABLE does: ALTER COLUMN c SET NOT NULL, or where it has a name ADD CONSTRAINT.
void pg_add_not_null(const Emit *, const Column *);
// The table gets the names that its NOT NULLs have there, before it becomes an heir; else its own, after.
void pg_not_nulls_from(Emit *, const Object *table, const Object *of, bool takes);
void pg_end_not_null(Emit *, const Column *);     // ";", and what is said of it
void pg_comment_not_null(Emit *, const Column *);
void pg_alter_not_null(Emit *, const Column *before, const Column *after); // before NULL: it is new
const char *pg_not_null_name(const Emit *, const Column *);
void pg_not_null_of_column(Emit *, const char *path, const char *was, const char *now);
struct DefinedFacts;
void pg_alter_role(Emit *, const Object *, const struct DefinedFacts *before, const struct DefinedFacts *);
void pg_alter_definition(Emit *, const Object *before, const Object *after);
void pg_definition(Emit *, const Object *); // public.s, public.f(integer), r ON public.t
void pg_called_definition(Emit *, const Object *); // as GRANT has it
void pg_create_definition(Emit *, const Object *);
void pg_replace_definition(Emit *, const Object *); // CREATE OR REPLACE
void pg_drop_definition(Emit *, const Object *);
void pg_rename_definition(Emit *, const char *schema, const char *what, const char *to);

// postgres_routine.c
void pg_input(const Emit *, Text *, const Object *routine);   // (integer, public.mood)
void pg_routine(const Emit *, Text *, const Object *routine); // public.f(integer, public.mood)
void pg_regprocedure(const Emit *, Text *, const Object *routine); // the same as a value of that type
void pg_create_routine(Emit *, const Object *, bool replace);
void pg_drop_routine(Emit *, const Object *);
// ALTER FUNCTION schema.name(…) RENAME TO or SET SCHEMA
void pg_rename_routine(Emit *, const char *schema, const char *name, const char *what, const char *to);

#endif
