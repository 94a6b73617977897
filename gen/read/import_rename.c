// SPDX-License-Identifier: MIT
// ALTER … RENAME and SET SCHEMA. What refers to the thing by pointer needs nothing; what does so by name, in
// expressions and lists of columns, is written anew.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

static void replace(ReadNames *names, const char *old, const char *new)
{
    for (size_t at = 0; at < names->count; at++)
        if (!strcmp(names->at[at], old))
            names->at[at] = new;
}

// --- every expression of a table ---

typedef struct Change {
    Job *job;
    const char *old, *new;
    bool type;
} Change;

static void change(const Change *of, const char **expression)
{
    *expression = import_renamed(of->job, *expression, of->old, of->new, of->type);
}

static void change_expressions(const Change *of, ReadTable *table)
{
    for (ReadColumn *at = table->columns; at; at = at->next) {
        change(of, &at->expression);
        if (of->type)
            change(of, &at->default_);
    }
    for (ReadConstraint *at = table->constraints; at; at = at->next)
        change(of, &at->expression);
    for (ReadIndex *at = table->indexes; at; at = at->next) {
        change(of, &at->where);
        for (size_t element = 0; element < at->count; element++)
            change(of, &at->elements[element].expression);
    }
    for (ReadPolicy *at = table->policies; at; at = at->next) {
        if (of->type || !import_has_query(at->using)) // else see import_follow()
            change(of, &at->using);
        if (of->type || !import_has_query(at->check))
            change(of, &at->check);
    }
}

// --- columns ---

static void rename_in_table(ImportTable *table, const Change *of)
{
    for (ReadConstraint *at = table->read.constraints; at; at = at->next) {
        replace(&at->columns, of->old, of->new);
        replace(&at->include, of->old, of->new);
        replace(&at->cleared, of->old, of->new);
    }
    for (ReadIndex *at = table->read.indexes; at; at = at->next) {
        replace(&at->include, of->old, of->new);
        for (size_t element = 0; element < at->count; element++)
            if (at->elements[element].column && !strcmp(at->elements[element].column, of->old))
                at->elements[element].column = of->new;
    }
    change_expressions(of, &table->read);
}

void import_rename_in_rows(Job *job, ImportTable *table, const char *old, const char *new)
{
    rename_in_table(table, &(Change){job, old, new, false});
}

// In a query it may be another's column of that name; where that cannot be told the view is not carried.
void import_rename_in_views(Job *job, const Thing *table, const char *old, const char *new)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (thing->kind == THING_VIEW && !thing->gone && import_view_reads(thing->made, table, old) &&
            !import_view_rename(job, thing->made, table, old, new)) {
            thing->kind = THING_OTHER;
            thing->noun = "view";
            thing->after = arena_print(job->arena, ": under it %s.%s was renamed to %s",
                                       import_path(job, table), old, new);
            thing->span = import_next(job, job->statement.start);
        }
}

typedef struct RenameBelow {
    Job *job;
    const char *old, *new;
} RenameBelow;

static void rename_column(Job *job, Thing *thing, const char *old, const char *new);

static void rename_below(void *context, ImportTable *child)
{
    const RenameBelow *of = context;
    rename_column(of->job, child->thing, of->old, of->new);
}

static void rename_column(Job *job, Thing *thing, const char *old, const char *new)
{
    import_each_child(job, thing->made, rename_below, &(RenameBelow){job, old, new});
    ImportTable *table = thing->made;
    ReadColumn *own = (ReadColumn *)(uintptr_t)read_column(&table->read, old);
    Change of = {job, old, new, false};
    if (!import_column_of(table, old)) {
        replace(&table->missing, old, new);
        return;
    }
    import_fix_stars(job, thing);
    Followed *followed = import_follow(job, thing, old);
    import_keep_not_null(job, table, old);
    if (own) // what it has from another table is renamed there
        own->name = new;
    rename_in_table(table, &of);
    import_rename_in_views(job, thing, old, new);
    import_rename_in_definitions(job, thing, old, new);
    import_followed(job, followed, thing, old, new);
    import_rename_in_triggers(job, thing, old, new);
    for (Thing *at = job->things; at; at = at->next) {
        ImportTable *other = at->kind == THING_TABLE && !at->gone ? at->made : NULL;
        for (ReadConstraint *foreign = other ? other->read.constraints : NULL; foreign;
             foreign = foreign->next)
            if (foreign->kind == KIND_FOREIGN && foreign->target == &table->read)
                replace(&foreign->to, old, new);
    }
}

// --- constraints and indexes: two names of one thing ---

static void rename_index(Job *job, Thing *thing, const char *new)
{
    ImportTable *table = import_rows_of(thing->of);
    ReadConstraint *key = table ? import_constraint_of(table->read.constraints, thing->name) : NULL;
    for (ReadIndex *at = table ? table->read.indexes : NULL; at; at = at->next)
        if (!strcmp(at->name, thing->name))
            at->name = new;
    if (key)
        key->name = new;
    import_rename(job, thing, thing->schema, new);
}

static void rename_constraint(Job *job, Thing *thing, const char *old, const char *new)
{
    ImportTable *table = thing->made;
    ReadConstraint *found = import_constraint_of(table->read.constraints, old);
    Thing *index = import_find(job, SPACE_RELATION, thing->schema, old);
    if (!found && index && index->of == thing) // of an exclusion constraint
        rename_index(job, index, new);
    ReadColumn *column = found ? NULL : import_not_null_of(table, old);
    if (column)
        column->not_null = new;
    if (!found)
        return;
    if (index && index->of == thing && (found->kind == KIND_KEY || found->kind == KIND_UNIQUE))
        rename_index(job, index, new);
    found->name = new;
    import_take_name(job, new);
}

// With CASCADE the tables of the type follow.
static void rename_attribute(Job *job, Thing *type, const char *old, const char *new)
{
    import_rename_attribute(type, old, new);
    for (Thing *at = job->things; at; at = at->next)
        if (at->kind == THING_TABLE && !at->gone && ((ImportTable *)at->made)->row == type)
            rename_column(job, at, old, new);
}

// --- whole things ---

// A range type that gets another name leaves that of its multirange type as it is.
static void keep_multirange(Job *job, const Thing *thing)
{
    ImportRange *range = thing->kind == THING_RANGE ? thing->made : NULL;
    char usual[NAME_BYTES + 1];
    if (!range || range->read.multirange)
        return;
    name_multirange(usual, thing->name);
    range->read.multirange = import_name(job, usual);
}

static void rename_type(Job *job, Thing *thing, const char *new)
{
    if (thing->kind == THING_BASE) {
        import_rename_definition(job, thing, new);
        return;
    }
    Change of = {job, thing->name, new, true};
    keep_multirange(job, thing);
    for (Thing *at = job->things; at; at = at->next)
        if (at->kind == THING_TABLE && !at->gone)
            change_expressions(&of, &((ImportTable *)at->made)->read);
    import_rename(job, thing, thing->schema, new);
}

// A column that is called after a function keeps its name.
static void name_results(Job *job, const Thing *routine)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportView *view = thing->kind == THING_VIEW && !thing->gone ? thing->made : NULL;
        QueryColumns columns = {0};
        if (!view || view->read.columns.count || !import_view_reads(view, routine, NULL) ||
            !import_view_columns(job, view, &columns))
            continue;
        for (size_t at = 0; at < columns.count; at++)
            read_name_add(job->arena, &view->read.columns, columns.at[at].read.name);
    }
}

// Texts that name it follow.
static void move(Job *job, Thing *thing, const char *schema, const char *name)
{
    if (thing->kind == THING_ROUTINE && name != thing->name)
        name_results(job, thing);
    Followed *followed = import_follow(job, thing, NULL);
    import_rename(job, thing, schema, name);
    import_followed(job, followed, thing, NULL, NULL);
}

// A schema's things are in it by name.
static void move_with(Job *job, Thing *thing, const char *schema)
{
    if (thing->kind == THING_SEQUENCE)
        ((ImportSequence *)thing->made)->renamed = true;
    if (thing->kind == THING_TABLE || thing->kind == THING_VIEW || thing->kind == THING_ROUTINE)
        move(job, thing, schema, thing->name);
    else
        import_rename(job, thing, schema, thing->name);
}

static void rename_schema(Job *job, Thing *schema, const char *new)
{
    for (Thing *at = job->things; at; at = at->next)
        if (!at->gone && at->space != SPACE_OTHER && at->space != SPACE_SCHEMA && at->schema == schema->name)
            move_with(job, at, new);
    for (size_t at = 0; at < job->path.count; at++)
        if (job->path.at[at] == schema->name)
            job->path.at[at] = new;
    for (ReadDefaults *at = job->catalogue->defaults; at; at = at->next)
        if (at->schema == schema->name)
            at->schema = new;
    import_rename(job, schema, NULL, new);
}

static void rename_relation(Job *job, Thing *thing, const char *new)
{
    if (thing->kind == THING_INDEX) {
        rename_index(job, thing, new);
        return;
    }
    if (thing->kind == THING_SEQUENCE)
        ((ImportSequence *)thing->made)->renamed = true;
    if (thing->kind == THING_TABLE) {
        import_keep_not_null(job, thing->made, NULL);
        ((ImportTable *)thing->made)->read.name = new;
    }
    move(job, thing, thing->schema, new);
}

static void rename_domain_check(Thing *thing, const char *old, const char *new)
{
    ReadConstraint *found = thing && thing->kind == THING_DOMAIN
                                ? import_constraint_of(((ImportDomain *)thing->made)->read.checks, old)
                                : NULL;
    if (found)
        found->name = new;
}

// The thing that the statement names. NULL: there is none here.
static Thing *named(Job *job, const Tree *stmt, const char *kind)
{
    const Tree *range = tree_get(stmt, "relation"), *object = tree_get(stmt, "object");
    if (range)
        return import_find(job, !strcmp(kind, "OBJECT_ATTRIBUTE") ? SPACE_TYPE : SPACE_RELATION,
                           tree_text(range, "schemaname"), tree_text(range, "relname"));
    if (!strcmp(kind, "OBJECT_SCHEMA"))
        return import_find(job, SPACE_SCHEMA, "", tree_text(stmt, "subname"));
    if (!strcmp(kind, "OBJECT_TYPE") || !strcmp(kind, "OBJECT_DOMAIN") ||
        !strcmp(kind, "OBJECT_DOMCONSTRAINT"))
        return import_find_list(job, SPACE_TYPE, tree_items(object));
    return import_find_other(job, kind, object);
}

void import_rename_statement(Job *job, const Tree *stmt)
{
    const char *kind = tree_text(stmt, "renameType"), *old = tree_text(stmt, "subname");
    const char *new = import_name(job, tree_text(stmt, "newname"));
    Thing *thing = named(job, stmt, kind);
    bool table = thing && thing->kind == THING_TABLE;
    if (!thing && tree_get(stmt, "relation") && !tree_flag(stmt, "missing_ok"))
        diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, tree_get(stmt, "relation")),
                    tree_text(tree_get(stmt, "relation"), "relname"));
    else if (!thing)
        import_note_statement(job);
    else if (!strcmp(kind, "OBJECT_RULE") && import_find_on(job, CLASS_RULE, thing, old))
        import_rename_definition(job, import_find_on(job, CLASS_RULE, thing, old), new);
    else if (!strcmp(kind, "OBJECT_TRIGGER") && import_find_on(job, CLASS_TRIGGER, thing, old))
        import_rename_definition(job, import_find_on(job, CLASS_TRIGGER, thing, old), new);
    else if (thing->kind == THING_DEFINITION || (thing->kind == THING_FOREIGN_TABLE && !*old))
        import_rename_definition(job, thing, new);
    else if (!strcmp(kind, "OBJECT_COLUMN") && table)
        rename_column(job, thing, old, new);
    else if (!strcmp(kind, "OBJECT_COLUMN") && thing->kind == THING_VIEW)
        import_rename_view_column(job, thing, old, new);
    else if (!strcmp(kind, "OBJECT_TABCONSTRAINT") && table)
        rename_constraint(job, thing, old, new);
    else if (!strcmp(kind, "OBJECT_POLICY") && table)
        import_rename_policy(thing->made, old, new);
    else if (!strcmp(kind, "OBJECT_DOMCONSTRAINT"))
        rename_domain_check(thing, old, new);
    else if (!strcmp(kind, "OBJECT_ATTRIBUTE")) {
        if (thing->kind == THING_COMPOSITE)
            rename_attribute(job, thing, old, new);
    } else if (!strcmp(kind, "OBJECT_TRIGGER"))
        import_rename_trigger(job, thing, old, new);
    else if (thing->kind == THING_ROUTINE)
        move(job, thing, thing->schema, new);
    else if (thing->space == SPACE_SCHEMA)
        rename_schema(job, thing, new);
    else if (thing->space == SPACE_TYPE)
        rename_type(job, thing, new);
    else if (*old && thing->kind != THING_OTHER)
        import_note_statement(job); // a column of a view, a trigger
    else if (!*old)
        rename_relation(job, thing, new);
}

void import_set_schema(Job *job, const Tree *stmt)
{
    const char *kind = tree_text(stmt, "objectType"),
               *schema = import_name(job, tree_text(stmt, "newschema"));
    if (!strcmp(kind, "OBJECT_EXTENSION")) {
        import_move_extension(job, tree_string(tree_get(stmt, "object")), schema);
        return;
    }
    Thing *thing = named(job, stmt, kind);
    if (!thing || thing->space == SPACE_OTHER) {
        import_note_statement(job);
        return;
    }
    move(job, thing, schema, thing->name);
    for (Thing *at = job->things; at; at = at->next) // indexes and sequences of its own
        if (!at->gone && at->of == thing && at->space == SPACE_RELATION)
            import_rename(job, at, schema, at->name);
    if (thing->kind == THING_SEQUENCE)
        ((ImportSequence *)thing->made)->renamed = true;
}
