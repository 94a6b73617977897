// SPDX-License-Identifier: MIT
// Constraints of tables, wherever they are written. What names a column that is not carried is not either.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

ReadConstraint *import_constraint_of(const ReadConstraint *first, const char *name)
{
    while (first && (!first->name || strcmp(first->name, name)))
        first = first->next;
    return (ReadConstraint *)(uintptr_t)first;
}

// --- columns ---

// False when one is not carried, or there is none.
static bool take_columns(Job *job, const ImportTable *table, const Tree *list, ReadNames *names, Span place)
{
    bool carried = true;
    const Tree *item;
    TREE_EACH(item, list)
    {
        const char *name = import_name(job, tree_string(item));
        bool missing = import_is_missing(table, name);
        read_name_add(job->arena, names, name); // of one that is not carried too: it is part of made-up names
        if (!missing && !import_column_of(table, name))
            diag_report(job->diag, DIAG_UNKNOWN_COLUMN, place, table->read.name, name);
        carried = carried && !missing && import_column_of(table, name);
    }
    return carried;
}

static void make_not_null(Job *job, ImportTable *table, const ReadNames *names)
{
    for (size_t at = 0; at < names->count; at++)
        import_own_column(job, table, names->at[at])->read.nullable = false;
}

// NOT NULL column, as a constraint of the table.
static void import_not_null(Job *job, ImportTable *table, const Tree *constraint)
{
    ReadNames names = {0};
    if (!take_columns(job, table, tree_get(constraint, "keys"), &names, import_token(job, constraint)))
        return;
    make_not_null(job, table, &names);
    import_name_not_null(job, table, &import_own_column(job, table, names.at[0])->read, constraint);
}

void import_name_not_null(Job *job, const ImportTable *table, ReadColumn *column, const Tree *constraint)
{
    char usual[NAME_BYTES + 1];
    const char *name = tree_text(constraint, "conname");
    name_join(usual, table->read.name, column->name, "not_null");
    column->not_null_alone = tree_flag(constraint, "is_no_inherit");
    column->not_null_open = tree_flag(constraint, "skip_validation");
    bool plain = !column->not_null_alone && !column->not_null_open;
    bool said = *name && !name_is_not_null(name, table->read.name, column->name);
    column->not_null = said || !plain ? import_name(job, *name ? name : usual) : NULL;
}

void import_keep_not_null(Job *job, const ImportTable *table, const char *column)
{
    char usual[NAME_BYTES + 1];
    for (ReadColumn *at = table->read.columns; job->names_not_null && at; at = at->next) {
        if (at->nullable || at->not_null || (column && strcmp(column, at->name) != 0))
            continue;
        name_join(usual, table->read.name, at->name, "not_null");
        at->not_null = import_name(job, usual);
    }
}

ReadColumn *import_not_null_of(const ImportTable *table, const char *name)
{
    char usual[NAME_BYTES + 1];
    for (ReadColumn *at = table->read.columns; at; at = at->next) {
        name_join(usual, table->read.name, at->name, "not_null");
        if (!at->nullable && !strcmp(at->not_null ? at->not_null : usual, name))
            return at;
    }
    return NULL;
}

// --- foreign keys ---

static Action action_of(const char *letter)
{
    switch (*letter) {
    case 'r': return ACTION_RESTRICT;
    case 'c': return ACTION_CASCADE;
    case 'n': return ACTION_SET_NULL;
    case 'd': return ACTION_SET_DEFAULT;
    default: return ACTION_NONE;
    }
}

// What it points at. False: there is no such thing here.
static bool take_target(Job *job, const Tree *constraint, ReadConstraint *made)
{
    const Tree *range = tree_get(constraint, "pktable");
    Thing *thing = import_find_range(job, range);
    if (!thing)
        diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, range), tree_text(range, "relname"));
    if (!thing || thing->kind != THING_TABLE)
        return false;
    const ImportTable *target = thing->made;
    const ReadConstraint *key = read_key(&target->read);
    made->target = &target->read;
    made->on_delete = action_of(tree_text(constraint, "fk_del_action"));
    made->on_update = action_of(tree_text(constraint, "fk_upd_action"));
    made->match_full = *tree_text(constraint, "fk_matchtype") == 'f';
    made->period = tree_flag(constraint, "fk_with_period");
    if (tree_get(constraint, "pk_attrs"))
        return take_columns(job, target, tree_get(constraint, "pk_attrs"), &made->to,
                            import_token(job, range));
    for (size_t at = 0; key && at < key->columns.count; at++)
        read_name_add(job->arena, &made->to, key->columns.at[at]);
    return key != NULL;
}

// --- keys made of an index ---

static ReadIndex *index_named(const ReadTable *table, const char *name)
{
    ReadIndex *index = table->indexes;
    while (index && strcmp(index->name, name))
        index = index->next;
    return index;
}

static void take_index(Job *job, ImportTable *table, const Tree *constraint, ReadConstraint *made)
{
    const char *name = tree_text(constraint, "indexname");
    const ReadIndex *index = index_named(&table->read, name);
    if (!index) {
        diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, constraint), name);
        return;
    }
    for (size_t at = 0; at < index->count; at++)
        if (index->elements[at].column)
            read_name_add(job->arena, &made->columns, index->elements[at].column);
    made->include = index->include;
    made->nulls_not_distinct = index->nulls_not_distinct;
    if (!made->name)
        made->name = index->name;
    import_remove(job, import_find(job, SPACE_RELATION, table->thing->schema, index->name));
    import_remove_index(job, &table->read, index);
}

// --- all kinds ---

static bool kind_of(const char *kind, Kind *out)
{
    static const struct {
        const char *name;
        Kind kind;
    } KINDS[] = {{"CONSTR_PRIMARY", KIND_KEY},
                 {"CONSTR_UNIQUE", KIND_UNIQUE},
                 {"CONSTR_CHECK", KIND_CHECK},
                 {"CONSTR_FOREIGN", KIND_FOREIGN}};
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (!strcmp(KINDS[at].name, kind)) {
            *out = KINDS[at].kind;
            return true;
        }
    return false;
}

static bool fill(Job *job, ImportTable *table, const Tree *constraint, const char *column,
                 ReadConstraint *made)
{
    Span place = import_token(job, constraint);
    made->deferrable = tree_flag(constraint, "deferrable");
    made->deferred = tree_flag(constraint, "initdeferred");
    made->period = tree_flag(constraint, "without_overlaps");
    made->not_enforced = tree_flag(constraint, "not_enforced");
    if (made->kind == KIND_CHECK) {
        made->expression = import_inside(job, import_skip(job, place.start, "check"));
        made->no_inherit = tree_flag(constraint, "is_no_inherit");
        return !import_reads_missing(job, table, made->expression);
    }
    if (column)
        read_name_add(job->arena, &made->columns, import_name(job, column));
    if (column && import_is_missing(table, column))
        return false;
    const Tree *names = tree_get(constraint, made->kind == KIND_FOREIGN ? "fk_attrs" : "keys");
    if (!take_columns(job, table, names, &made->columns, place) ||
        !take_columns(job, table, tree_get(constraint, "including"), &made->include, place))
        return false;
    made->nulls_not_distinct = tree_flag(constraint, "nulls_not_distinct");
    if (!take_columns(job, table, tree_get(constraint, "fk_del_set_cols"), &made->cleared, place))
        return false;
    import_index_storage(job, &made->storage, tree_get(constraint, "options"),
                         tree_text(constraint, "indexspace"));
    if (*tree_text(constraint, "indexname"))
        take_index(job, table, constraint, made);
    return made->kind != KIND_FOREIGN || take_target(job, constraint, made);
}

static void note(Job *job, const Tree *constraint, ImportTable *table, const char *noun, const char *name,
                 const char *why)
{
    const char *before = *name ? arena_print(job->arena, "%s on ", name) : "on ";
    Thing *made = import_note(job, noun, table->thing, name, before, why);
    if (made)
        made->span = import_token(job, constraint);
}

void import_constraint(Job *job, ImportTable *table, const Tree *constraint, const char *column, bool altered)
{
    const char *name = tree_text(constraint, "conname");
    ReadConstraint made = {.name = *name ? import_name(job, name) : NULL};
    if (!strcmp(tree_text(constraint, "contype"), "CONSTR_EXCLUSION")) {
        import_exclude(job, table, constraint);
        return;
    }
    if (!column && !strcmp(tree_text(constraint, "contype"), "CONSTR_NOTNULL")) {
        import_not_null(job, table, constraint);
        return;
    }
    if (!kind_of(tree_text(constraint, "contype"), &made.kind))
        return; // a column's own
    if (made.name && import_constraint_of(table->read.constraints, made.name)) {
        diag_report(job->diag, DIAG_NAME_TAKEN, import_token(job, constraint), "constraint", made.name);
        return;
    }
    if (!fill(job, table, constraint, column, &made)) {
        if (!made.name)
            import_name_constraint(job, table, &made);
        if (!diag_failed(job->diag))
            note(job, constraint, table, "constraint", made.name, ": what it names is not carried");
        return;
    }
    made.unnamed = !made.name;
    if (!made.name)
        import_name_constraint(job, table, &made);
    if (made.kind == KIND_KEY)
        make_not_null(job, table, &made.columns);
    if (made.kind == KIND_KEY || made.kind == KIND_UNIQUE) { // its index is a relation
        Thing *index = import_make(job, THING_INDEX, table->thing->schema, made.name, job->statement);
        index->of = table->thing;
    }
    // Of a new table the server takes it for valid.
    made.not_valid = altered && tree_flag(constraint, "skip_validation") && !made.not_enforced;
    *READ_ADD(job->arena, ReadConstraint, &table->read.constraints, &table->read.last_constraint) = made;
    import_take_name(job, made.name);
}

// DEFERRABLE and its like stand behind a column's constraint as constraints of their own.
static void take_deferral(ReadConstraint *last, const char *kind)
{
    if (!strcmp(kind, "CONSTR_ATTR_DEFERRABLE"))
        last->deferrable = true;
    if (!strcmp(kind, "CONSTR_ATTR_DEFERRED"))
        last->deferrable = last->deferred = true;
}

void import_column_constraints(Job *job, ImportTable *table, const Tree *def, Pass pass)
{
    const Tree *item;
    const ReadConstraint *last = NULL;
    TREE_EACH(item, tree_get(def, "constraints"))
    {
        const Tree *constraint = tree_get(item, "Constraint");
        const char *kind = tree_text(constraint, "contype");
        Pass its = !strcmp(kind, "CONSTR_FOREIGN") ? PASS_FOREIGN : PASS_OWN;
        if (!strncmp(kind, "CONSTR_ATTR_", strlen("CONSTR_ATTR_"))) {
            if (last)
                take_deferral(table->read.last_constraint, kind);
            continue;
        }
        const ReadConstraint *before = table->read.last_constraint;
        if (pass & its)
            import_constraint(job, table, constraint, tree_text(def, "colname"), false);
        last = table->read.last_constraint != before ? table->read.last_constraint : NULL;
    }
}

void import_remove_constraint(Job *job, ImportTable *table, const ReadConstraint *gone)
{
    ReadTable *read = &table->read;
    ReadConstraint *last = NULL;
    Thing *index = import_find(job, SPACE_RELATION, table->thing->schema, gone->name);
    if (index && index->of == table->thing && index->kind == THING_INDEX)
        import_remove(job, index);
    for (ReadConstraint **at = &read->constraints; *at;) {
        if (*at == gone) {
            *at = gone->next;
            continue;
        }
        last = *at;
        at = &(*at)->next;
    }
    read->last_constraint = last;
}

static bool same_list(const ReadNames *a, const ReadNames *b)
{
    if (a->count != b->count)
        return false;
    for (size_t at = 0; at < a->count; at++)
        if (strcmp(a->at[at], b->at[at]))
            return false;
    return true;
}

static bool repeats(const ReadConstraint *one, const ReadConstraint *other)
{
    return same_list(&one->columns, &other->columns) && same_list(&one->include, &other->include) &&
           one->deferrable == other->deferrable && one->deferred == other->deferred &&
           one->nulls_not_distinct == other->nulls_not_distinct && one->period == other->period;
}

// The name that was given to the one that goes.
static void hand_over_name(Job *job, ImportTable *table, ReadConstraint *kept, const char *name)
{
    Thing *index = import_find(job, SPACE_RELATION, table->thing->schema, kept->name);
    if (index && index->of == table->thing && index->kind == THING_INDEX)
        import_remove(job, index);
    kept->name = name;
    kept->unnamed = false;
    import_make(job, THING_INDEX, table->thing->schema, name, job->statement)->of = table->thing;
}

// The server makes one of them only: the primary key, or else the first.
void import_drop_repeats(Job *job, ImportTable *table)
{
    ReadConstraint *next, *key = (ReadConstraint *)(uintptr_t)read_key(&table->read);
    for (ReadConstraint *at = table->read.constraints; at; at = next) {
        next = at->next;
        ReadConstraint *kept = at->kind == KIND_UNIQUE && key && repeats(key, at) ? key : NULL;
        for (ReadConstraint *first = table->read.constraints; first != at && !kept; first = first->next)
            if (at->kind == KIND_UNIQUE && first->kind == KIND_UNIQUE && repeats(first, at))
                kept = first;
        if (!kept)
            continue;
        const char *name = at->name;
        bool hands_over = kept->unnamed && !at->unnamed;
        import_remove_constraint(job, table, at);
        if (hands_over)
            hand_over_name(job, table, kept, name);
    }
}
