// SPDX-License-Identifier: MIT
// Pieces of SQL that dialects share: names, literals, comments, lists.
#ifndef GEN_EMIT_SQL_H
#define GEN_EMIT_SQL_H

#include "gen/emit/emit.h"

void sql_ident(Text *, const char *name);            // quoted only where it must be
void sql_collate(Text *, const Word *collation);     //  COLLATE name; nothing for NULL
void sql_plain_columns(const Emit *, const Object *table); // a, b: those that are not generated, as of now
void sql_literal(Text *, const char *bytes, size_t length);
void sql_span(const Emit *, Text *, Span);           // a slice of the schema's text, as it is written

// The counterpart that exists now: at this point of the plan an object is called as its old or new form is.
const Object *object_now(const Emit *, const Object *);
const char *name_now(const Emit *, const Object *);
// [schema.]name of a table, type, index or view, as it is called now; with its schema where there are any.
void sql_path(const Emit *, Text *, const Object *);
void sql_columns(const Emit *, Text *, const Refs *); // a, b
// What a `///` comment says, without its slashes, as a literal; NULL when there is none.
void sql_doc(const Emit *, Text *, Span doc);

// "the object before", "the object after", in the direction that is written.
static inline Object *step_before(const Emit *emit) { return emit->down ? emit->step->to : emit->step->from; }
static inline Object *step_after(const Emit *emit) { return emit->down ? emit->step->from : emit->step->to; }

// A table of stashed rows: schemac_stash_x."users.bio", at most 63 bytes; `what` tells several of one apart.
void sql_stash(const Emit *, Text *, const Object *old, const char *what);
void sql_drop_stash(const Emit *, const Object *old, const char *what); // DROP TABLE …;

// What becomes of a label in the direction that is written: its new name, another by the map, or NULL
// when it stays as it is. Backward, a label that only the map led to becomes the first of those that did.
const Word *sql_label_target(const Emit *, const Object *label, const Statement *map);

// CASE value WHEN 'old' THEN 'new' … ELSE value END by these, or the value alone where no label changes.
void sql_mapped(const Emit *, Text *, const char *value, const Object *labels, const Statement *map);

// value.c: an expression of the schema for the plan's dialect. Reports what the dialect cannot say.
void sql_value(Emit *, Text *, Span, const Object *home, bool is_default);

// A domain's check, with the column in place of `value`.
void sql_domain_check(Emit *, Text *, Span, const char *column);

// sqlite_define.c: a column's declared type and flag, as pragma table_xinfo gives them
void sqlite_type(Text *, const Object *column);
bool sqlite_not_null(const Object *column);

// checks.c: of a STEP_CHECK
const char *check_title(const Emit *, const Step *);
const char *check_mode(const Step *);                 // none, some, equal
void check_query(const Emit *, Text *, const Step *);
void checks_put(Text *, const Emit *, bool before);   // the markers
// trigger.c
void sql_trigger(const Emit *, const Object *);

// seed.c: rows, in SQL that every dialect runs
void emit_seed(Emit *);

#define PUT(emit, text) text_puts((emit)->out, (text))

#endif
