// SPDX-License-Identifier: MIT
// DROP and COMMENT.
#define _GNU_SOURCE // strcasestr
#include <string.h>

#include "gen/read/import_job.h"

// --- what a statement names ---

static bool is_relation(const char *type)
{
    static const char *const TYPES[] = {"OBJECT_TABLE",   "OBJECT_VIEW",     "OBJECT_INDEX",
                                        "OBJECT_MATVIEW", "OBJECT_SEQUENCE", "OBJECT_FOREIGN_TABLE"};
    for (size_t at = 0; at < sizeof TYPES / sizeof *TYPES; at++)
        if (!strcmp(TYPES[at], type))
            return true;
    return false;
}

static bool is_type(const char *type)
{
    return !strcmp(type, "OBJECT_TYPE") || !strcmp(type, "OBJECT_DOMAIN");
}

// As a name stands in DROP, COMMENT and OWNER.
Thing *import_find_object(Job *job, const char *type, const Tree *object)
{
    const Tree *names = tree_items(object);
    if (tree_get(object, "RangeVar"))
        return import_find_range(job, tree_get(object, "RangeVar"));
    if (is_relation(type))
        return import_find_list(job, SPACE_RELATION, names);
    if (is_type(type)) {
        const Tree *type_name = tree_get(tree_get(object, "TypeName"), "names");
        return import_find_list(job, SPACE_TYPE, type_name ? type_name : names);
    }
    if (!strcmp(type, "OBJECT_SCHEMA"))
        return import_find(job, SPACE_SCHEMA, "", tree_string(object));
    return import_find_other(job, type, object);
}

// The table, or composite type, of [schema,] table, name.
static Thing *table_of(Job *job, const Tree *names)
{
    size_t count = tree_count(names);
    const char *schema = count > 2 ? tree_string(tree_at(names, count - 3)) : "";
    Thing *table = import_find(job, SPACE_RELATION, schema, tree_schema(names));
    return table ? table : import_find(job, SPACE_TYPE, schema, tree_schema(names));
}

// --- drop ---

static void remove_thing(Job *, Thing *);
static bool drop_policy(Job *job, const Tree *names)
{
    const Thing *table = table_of(job, names);
    return table && table->kind == THING_TABLE && import_drop_policy(table->made, tree_name(names));
}

static void remove_constraints_on(Job *job, const ReadTable *gone)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportTable *table = thing->kind == THING_TABLE && !thing->gone ? thing->made : NULL;
        const ReadConstraint *next;
        for (const ReadConstraint *at = table ? table->read.constraints : NULL; at; at = next) {
            next = at->next;
            if (at->kind == KIND_FOREIGN && at->target == gone)
                import_remove_constraint(job, table, at);
        }
    }
}

static void remove_views_on(Job *job, const Thing *gone)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_VIEW && thing != gone &&
            import_view_reads(thing->made, gone, NULL)) {
            import_remove(job, thing);
            remove_views_on(job, thing);
        }
}

static void remove_columns_of(Job *job, const Thing *type)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportTable *table = thing->kind == THING_TABLE && !thing->gone ? thing->made : NULL;
        const ReadColumn *next;
        for (const ReadColumn *at = table ? table->read.columns : NULL; at; at = next) {
            next = at->next;
            if (((const ImportColumn *)at)->type == type)
                import_remove_column(job, table, at->name);
        }
    }
}

static void remove_routines_of(Job *job, const Thing *type)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_ROUTINE && import_routine_names(thing, type))
            remove_thing(job, thing);
}

static void remove_triggers_of(Job *job, const Thing *routine)
{
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_TRIGGER &&
            ((const ImportTrigger *)thing->made)->function == routine)
            import_remove(job, thing);
}

static void remove_defaults_of(Job *job, const Thing *sequence)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportTable *table = thing->kind == THING_TABLE && !thing->gone ? thing->made : NULL;
        for (ReadColumn *at = table ? table->read.columns : NULL; at; at = at->next)
            if (((ImportColumn *)at)->sequence == sequence) {
                ((ImportColumn *)at)->sequence = NULL;
                at->default_ = NULL;
            }
    }
}

// An index is in its table's list as well.
static void remove_index(Job *job, const Thing *thing)
{
    ImportTable *table = import_rows_of(thing->of);
    for (const ReadIndex *at = table ? table->read.indexes : NULL; at; at = at->next)
        if (!strcmp(at->name, thing->name)) {
            import_remove_index(job, &table->read, at);
            return;
        }
}

// What elsewhere stands on what a schema has, before that goes.
static void remove_users_of(Job *job, const Thing *schema)
{
    for (Thing *at = job->things; at; at = at->next) {
        if (at->gone || at->schema != schema->name || at->space == SPACE_OTHER)
            continue;
        if (at->kind == THING_TABLE)
            remove_constraints_on(job, &((ImportTable *)at->made)->read);
        if (at->kind == THING_TABLE || at->kind == THING_VIEW || at->kind == THING_ROUTINE) {
            remove_views_on(job, at);
            import_remove_texts(job, at, NULL);
        }
        if (at->space == SPACE_TYPE) {
            remove_columns_of(job, at);
            remove_routines_of(job, at);
        }
        if (at->kind == THING_ROUTINE)
            remove_triggers_of(job, at);
        if (at->kind == THING_SEQUENCE)
            remove_defaults_of(job, at);
    }
}

// The family that an operator class has brought along stays.
static void note_family(Job *job, const Thing *thing)
{
    const ImportDefinition *made = thing->kind == THING_DEFINITION ? thing->made : NULL;
    if (made && made->class == CLASS_OPCLASS && made->pieces &&
        !strcasestr(import_text(job, made->pieces->span), " family "))
        import_note(job, "operator family", NULL, made->name, made->name, ": it outlives its operator class");
}

static void remove_heir(void *context, ImportTable *child)
{
    if (!child->thing->gone)
        remove_thing(context, child->thing);
}

// With CASCADE; without it the statement would have failed if anything stood on the thing.
static void remove_thing(Job *job, Thing *thing)
{
    note_family(job, thing);
    if (thing->kind == THING_SCHEMA)
        remove_users_of(job, thing);
    if (thing->kind == THING_TABLE || thing->kind == THING_VIEW || thing->kind == THING_ROUTINE)
        import_remove_texts(job, thing, NULL);
    import_remove(job, thing);
    if (thing->kind == THING_TABLE) {
        import_each_child(job, thing->made, remove_heir, job);
        remove_constraints_on(job, &((ImportTable *)thing->made)->read);
        remove_views_on(job, thing);
        remove_routines_of(job, thing);
    } else if (thing->kind == THING_DEFINITION) {
        import_each_standing(job, thing, remove_thing);
    } else if (thing->kind == THING_VIEW) {
        remove_views_on(job, thing);
        remove_routines_of(job, thing);
    } else if (thing->kind == THING_INDEX) {
        remove_index(job, thing);
    } else if (thing->kind == THING_SEQUENCE) {
        remove_defaults_of(job, thing);
    } else if (thing->space == SPACE_TYPE) {
        remove_columns_of(job, thing);
        remove_routines_of(job, thing);
    } else if (thing->kind == THING_ROUTINE) {
        remove_triggers_of(job, thing);
        remove_views_on(job, thing);
    }
}

void import_drop(Job *job, const Tree *stmt)
{
    const char *type = tree_text(stmt, "removeType");
    const Tree *object;
    TREE_EACH(object, tree_get(stmt, "objects"))
    {
        if (!strcmp(type, "OBJECT_POLICY") && drop_policy(job, tree_items(object)))
            continue;
        Thing *thing = import_find_object(job, type, object);
        bool known = thing || tree_flag(stmt, "missing_ok") || import_is_usual(type, object);
        if (thing && !thing->gone)
            remove_thing(job, thing);
        else if (!known && is_relation(type))
            diag_report(job->diag, DIAG_UNKNOWN_TABLE, job->statement, tree_name(tree_items(object)));
        else if (!known)
            import_note_statement(job);
    }
}

// --- comment ---

const char **import_comment_of(Thing *thing)
{
    switch (thing->kind) {
    case THING_SCHEMA: return &((ReadSchema *)thing->made)->comment;
    case THING_TABLE: return &((ImportTable *)thing->made)->read.comment;
    case THING_VIEW: return &((ImportView *)thing->made)->read.comment;
    case THING_ENUM: return &((ReadEnum *)thing->made)->comment;
    case THING_DOMAIN: return &((ImportDomain *)thing->made)->read.comment;
    case THING_COMPOSITE: return &((ReadComposite *)thing->made)->comment;
    case THING_RANGE: return &((ImportRange *)thing->made)->read.comment;
    case THING_DEFINITION:
    case THING_BASE:
    case THING_FOREIGN_TABLE: return &((ImportDefinition *)thing->made)->comment;
    case THING_ROUTINE: return &((ImportRoutine *)thing->made)->read.comment;
    case THING_TRIGGER: return &((ImportTrigger *)thing->made)->read.comment;
    case THING_SEQUENCE: return &((ImportSequence *)thing->made)->read.comment;
    default: return NULL;
    }
}

// Of the constraint that has made it, too.
static const char **comment_in(ReadTable *table, const char *name)
{
    for (ReadIndex *at = table->indexes; at; at = at->next)
        if (!strcmp(at->name, name))
            return at->exclude ? &at->storage.said : &at->comment;
    for (ReadConstraint *at = table->constraints; at; at = at->next)
        if (at->name && !strcmp(at->name, name) && (at->kind == KIND_KEY || at->kind == KIND_UNIQUE))
            return &at->storage.said;
    return NULL;
}

// Of one that a part has from its table nobody has made a thing.
static const char **comment_of_index(Job *job, const Thing *thing, const Tree *names)
{
    const char *name = thing ? thing->name : tree_name(names);
    ImportTable *table = thing ? import_rows_of(thing->of) : NULL;
    const char **found = table ? comment_in(&table->read, name) : NULL;
    for (Thing *at = thing ? NULL : job->things; at && !found; at = at->next) {
        table = at->kind == THING_TABLE && !at->gone ? at->made : NULL;
        bool here = !*tree_schema(names) || !strcmp(tree_schema(names), at->schema);
        if (table && table->read.part_of && here && import_part_storage(job, table, name))
            found = comment_in(&table->read, name);
    }
    return found;
}

static const char **comment_of_exclusion(const ImportTable *table, const char *name)
{
    for (ReadIndex *at = table->read.indexes; at; at = at->next)
        if (at->exclude && !strcmp(at->name, name))
            return &at->comment;
    return NULL;
}

// Older servers have no such constraint.
static const char **comment_of_not_null(Job *job, const ImportTable *table, const char *name)
{
    ReadColumn *column = job->names_not_null ? import_not_null_of(table, name) : NULL;
    if (column)
        column->not_null = import_name(job, name);
    return column ? &column->not_null_comment : NULL;
}

static const char **comment_of_member(Job *job, Thing *table, const char *type, const char *name)
{
    if (table->kind == THING_VIEW && !strcmp(type, "OBJECT_COLUMN"))
        return &import_said_column(job, table, name)->read.comment;
    ReadColumn *attribute = table->kind == THING_COMPOSITE ? import_attribute(table, name) : NULL;
    if (table->kind != THING_TABLE)
        return attribute ? &attribute->comment : NULL;
    ImportTable *made = table->made;
    bool of_column = !strcmp(type, "OBJECT_COLUMN");
    ImportColumn *column = of_column ? import_own_column(job, made, name) : NULL;
    bool policy = !strcmp(type, "OBJECT_POLICY");
    ReadConstraint *constraint = import_constraint_of(made->read.constraints, name);
    if (!constraint && !of_column && !policy && import_part_storage(job, made, name))
        constraint = import_constraint_of(made->read.constraints, name);
    if (policy)
        return import_policy_comment(made, name);
    if (of_column)
        return column ? &column->read.comment : NULL;
    if (constraint)
        return &constraint->comment;
    const char **at = comment_of_exclusion(made, name);
    return at ? at : comment_of_not_null(job, made, name);
}

static void comment_member(Job *job, const char *type, const Tree *names, const char *comment)
{
    Thing *table = table_of(job, names);
    const char *name = tree_name(names);
    const char **at = table ? comment_of_member(job, table, type, name) : NULL;
    if (at)
        *at = comment;
    else if (!table || (table->kind == THING_TABLE && !import_is_missing(table->made, name)))
        import_note_statement(job);
    else if (table->kind != THING_TABLE)
        import_note(job, "comment", table, name, "of column ", arena_print(job->arena, ".%s", name));
}

static bool is_of_table(Job *job, const Tree *names)
{
    const Thing *table = table_of(job, names);
    return table && table->kind == THING_TABLE;
}

// CONSTRAINT name ON DOMAIN type
static bool comment_domain(Job *job, const Tree *names, const char *comment)
{
    const Tree *type = tree_get(tree_get(tree_first(names), "TypeName"), "names");
    Thing *thing = import_find_list(job, SPACE_TYPE, type);
    ReadConstraint *check =
        thing && thing->kind == THING_DOMAIN
            ? import_constraint_of(((ImportDomain *)thing->made)->read.checks, tree_name(names))
            : NULL;
    if (check)
        check->comment = comment;
    return check || (thing && thing->kind == THING_OTHER);
}

// The home schema has a comment by itself, so that none, as '', is to be said.
static const char *comment_of_schema(Job *job, const Thing *schema, const char *comment)
{
    if (strcmp(schema->name, job->catalogue->home) != 0)
        return comment;
    return !comment ? "" : strcmp(comment, "standard public schema") ? comment : NULL;
}

void import_comment(Job *job, const Tree *stmt)
{
    const char *type = tree_text(stmt, "objtype"), *text = tree_text(stmt, "comment");
    const char *comment = *text ? arena_copy(job->arena, text, strlen(text)) : NULL;
    const Tree *object = tree_get(stmt, "object");
    if (!strcmp(type, "OBJECT_DOMCONSTRAINT") && comment_domain(job, tree_items(object), comment))
        return;
    if (!strcmp(type, "OBJECT_COLUMN") || !strcmp(type, "OBJECT_TABCONSTRAINT") ||
        (!strcmp(type, "OBJECT_POLICY") && is_of_table(job, tree_items(object)))) {
        comment_member(job, type, tree_items(object), comment);
        return;
    }
    if (!strcmp(type, "OBJECT_ROLE") && !job->catalogue->roles) {
        import_role_statement(job, stmt);
        return;
    }
    Thing *thing = import_find_object(job, type, object);
    if (thing && thing->kind == THING_OTHER)
        return; // it goes along with what is not carried
    if (thing && thing->kind == THING_EXTENSION) {
        import_comment_extension(thing->made, comment);
        return;
    }
    bool index = thing ? thing->kind == THING_INDEX : !strcmp(type, "OBJECT_INDEX");
    const char **at = index    ? comment_of_index(job, thing, tree_items(object))
                      : !thing ? NULL
                               : import_comment_of(thing);
    if (at)
        *at = thing && thing->kind == THING_SCHEMA ? comment_of_schema(job, thing, comment) : comment;
    else if (thing && !at && comment)
        import_note(job, "comment", thing, "", "of ", "");
    else if (!thing && comment && !import_is_usual(type, object))
        import_note_statement(job);
}
