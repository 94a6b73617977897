// SPDX-License-Identifier: MIT
// Schemas, enums, domains and extensions.
#include <string.h>

#include "gen/model/extension.h"
#include "gen/read/import_job.h"

// --- schemas ---

void import_schema(Job *job, const Tree *stmt)
{
    const Tree *role = tree_get(stmt, "authrole");
    const char *name =
        *tree_text(stmt, "schemaname") ? tree_text(stmt, "schemaname") : tree_text(role, "rolename");
    Thing *thing = import_find(job, SPACE_SCHEMA, "", name);
    if (!thing) {
        thing = import_make(job, THING_SCHEMA, NULL, name, job->statement);
        thing->made = ARENA_NEW(job->arena, ReadSchema);
        if (thing->name == job->catalogue->home) // it was dropped
            import_note(job, "rights", thing, "", "of ", ": made anew it has those of any other schema");
    }
    if (role)
        import_set_owner(job, thing, role);
    if (tree_get(stmt, "schemaElts"))
        import_elements(job, tree_get(stmt, "schemaElts"), thing->name,
                        role ? import_role(job, role) : NULL);
}

// --- enums ---

static bool is_new_type(Job *job, const Tree *names, const char **schema)
{
    *schema = import_home(job, tree_schema(names));
    if (!import_find(job, SPACE_TYPE, *schema, tree_name(names)))
        return true;
    diag_report(job->diag, DIAG_NAME_TAKEN, job->statement, "type", tree_name(names));
    return false;
}

void import_enum(Job *job, const Tree *stmt)
{
    const Tree *names = tree_get(stmt, "typeName"), *label;
    const char *schema;
    if (!is_new_type(job, names, &schema))
        return;
    ReadEnum *made = ARENA_NEW(job->arena, ReadEnum);
    import_make(job, THING_ENUM, schema, tree_name(names), job->statement)->made = made;
    TREE_EACH(label, tree_get(stmt, "vals"))
    {
        read_name_add(job->arena, &made->labels, import_name(job, tree_string(label)));
    }
}

static size_t label_at(const ReadNames *labels, const char *label)
{
    size_t at = 0;
    while (at < labels->count && strcmp(labels->at[at], label))
        at++;
    return at;
}

void import_alter_enum(Job *job, const Tree *stmt)
{
    Thing *thing = import_find_list(job, SPACE_TYPE, tree_get(stmt, "typeName"));
    if (!thing || thing->kind != THING_ENUM) {
        diag_report(job->diag, DIAG_TYPE_NAME, job->statement, tree_name(tree_get(stmt, "typeName")));
        return;
    }
    ReadNames *labels = &((ReadEnum *)thing->made)->labels;
    const char *new = import_name(job, tree_text(stmt, "newVal"));
    size_t old = label_at(labels, tree_text(stmt, "oldVal"));
    if (tree_get(stmt, "oldVal")) {
        import_rename_label(job, thing, import_name(job, tree_text(stmt, "oldVal")), new);
        if (old < labels->count)
            labels->at[old] = new;
        return;
    }
    if (label_at(labels, new) < labels->count)
        return; // only with IF NOT EXISTS
    size_t place = labels->count;
    if (tree_get(stmt, "newValNeighbor"))
        place = label_at(labels, tree_text(stmt, "newValNeighbor")) + tree_flag(stmt, "newValIsAfter");
    read_name_add(job->arena, labels, new);
    for (size_t at = labels->count - 1; at > place; at--)
        labels->at[at] = labels->at[at - 1];
    if (place < labels->count)
        labels->at[place] = new;
}

// --- domains ---

static void add_check(Job *job, ImportDomain *domain, const Tree *constraint)
{
    ReadConstraint *check =
        READ_ADD(job->arena, ReadConstraint, &domain->read.checks, &domain->read.last_check);
    const char *name = tree_text(constraint, "conname");
    check->kind = KIND_CHECK;
    check->expression = import_inside(job, import_skip(job, import_offset(job, constraint), "check"));
    if (*name)
        check->name = import_name(job, name);
    else
        import_name_check(job, domain, check);
    import_take_name(job, check->name);
}

static uint32_t next_constraint(const Job *job, const Tree *list, uint32_t from)
{
    uint32_t next = 0;
    const Tree *item;
    TREE_EACH(item, list)
    {
        uint32_t at = import_offset(job, tree_get(item, "Constraint"));
        if (at > from && (!next || at < next))
            next = at;
    }
    return next;
}

static void take_domain_part(Job *job, ImportDomain *domain, const Tree *list, const Tree *constraint)
{
    const char *kind = tree_text(constraint, "contype");
    uint32_t at = import_offset(job, constraint);
    if (!strcmp(kind, "CONSTR_NOTNULL"))
        domain->read.not_null = true;
    else if (!strcmp(kind, "CONSTR_CHECK"))
        add_check(job, domain, constraint);
    else if (!strcmp(kind, "CONSTR_DEFAULT"))
        domain->read.default_ =
            import_expression(job, import_skip(job, at, "default"), next_constraint(job, list, at));
}

void import_domain(Job *job, const Tree *stmt)
{
    const Tree *names = tree_get(stmt, "domainname"), *collation = tree_get(stmt, "collClause"), *item;
    const char *schema, *missing;
    if (!is_new_type(job, names, &schema))
        return;
    ImportDomain *domain = ARENA_NEW(job->arena, ImportDomain);
    if (!import_type(job, tree_get(stmt, "typeName"), &domain->read.type, &domain->type, &missing)) {
        import_make_other(job, SPACE_TYPE, "domain", schema, tree_name(names))->after =
            arena_print(job->arena, ": its type %s", missing);
        return;
    }
    Thing *thing = import_make(job, THING_DOMAIN, schema, tree_name(names), job->statement);
    thing->made = domain;
    domain->read.name = thing->name;
    domain->read.schema = thing->schema;
    const char *name = collation ? tree_name(tree_get(collation, "collname")) : "default";
    domain->read.collation = strcmp(name, "default") ? import_name(job, name) : NULL;
    TREE_EACH(item, tree_get(stmt, "constraints"))
    {
        take_domain_part(job, domain, tree_get(stmt, "constraints"), tree_get(item, "Constraint"));
    }
}

static void drop_check(ImportDomain *domain, const char *name)
{
    ReadConstraint *last = NULL;
    for (ReadConstraint **at = &domain->read.checks; *at;) {
        if (!strcmp((*at)->name, name)) {
            *at = (*at)->next;
            continue;
        }
        last = *at;
        at = &(*at)->next;
    }
    domain->read.last_check = last;
}

void import_alter_domain(Job *job, const Tree *stmt)
{
    Thing *thing = import_find_list(job, SPACE_TYPE, tree_get(stmt, "typeName"));
    if (!thing || thing->kind != THING_DOMAIN) {
        if (!thing)
            diag_report(job->diag, DIAG_TYPE_NAME, job->statement, tree_name(tree_get(stmt, "typeName")));
        return;
    }
    ImportDomain *domain = thing->made;
    const Tree *def = tree_get(stmt, "def"), *constraint = tree_get(def, "Constraint");
    switch (*tree_text(stmt, "subtype")) {
    case 'T': // SET DEFAULT and DROP DEFAULT
        domain->read.default_ =
            def ? import_expression(job, import_skip(job, job->statement.start, "default"), 0) : NULL;
        break;
    case 'N': domain->read.not_null = false; break;
    case 'O': domain->read.not_null = true; break;
    case 'C':
        if (!strcmp(tree_text(constraint, "contype"), "CONSTR_NOTNULL")) {
            domain->read.not_null = true;
            break;
        }
        add_check(job, domain, constraint);
        domain->read.last_check->not_valid = tree_flag(constraint, "skip_validation");
        break;
    case 'X': drop_check(domain, tree_text(stmt, "name")); break;
    default: {
        ReadConstraint *check = import_constraint_of(domain->read.checks, tree_text(stmt, "name"));
        if (check)
            check->not_valid = false;
    }
    }
}

// --- extensions ---

static const char EXTENSION[] = "extension";

// What its control file says of it: CREATE EXTENSION makes that comment by itself.
static bool is_own_comment(const char *name, const char *comment)
{
    static const struct {
        const char *name, *comment;
    } KNOWN[] = {
#define EXTENSION(name, comment) {name, comment},
#include "gen/read/extensions.def"
#undef EXTENSION
    };
    for (size_t at = 0; at < sizeof KNOWN / sizeof *KNOWN; at++)
        if (!strcmp(KNOWN[at].name, name) && !strcmp(KNOWN[at].comment, comment))
            return true;
    return false;
}

static void take_extension_option(Job *job, ReadExtension *made, const Tree *option)
{
    const char *name = tree_text(option, "defname"), *value = tree_string(tree_get(option, "arg"));
    if (!strcmp(name, "schema"))
        made->schema = import_name(job, value);
    else if (!strcmp(name, "new_version"))
        made->version = import_name(job, value);
}

static void make_extension(Job *job, ReadExtension read)
{
    Thing *thing = import_note(job, EXTENSION, NULL, read.name, read.name, "");
    if (!strncmp(read.schema, "pg_", 3))
        return; // its things are in no schema of the user's
    if (!import_find(job, SPACE_SCHEMA, "", read.schema))
        import_make(job, THING_SCHEMA, NULL, read.schema, job->statement)->made =
            ARENA_NEW(job->arena, ReadSchema);
    ReadExtension *made = ARENA_NEW(job->arena, ReadExtension);
    *made = read;
    thing->kind = THING_EXTENSION;
    thing->made = made;
}

// CASCADE brings along what it cannot be without.
static void make_needed(Job *job, const char *name, const char *schema)
{
    const char *need;
    for (size_t at = 0; (need = extension_need(name, at)); at++) {
        need = import_name(job, need);
        if (import_noted(job, EXTENSION, NULL, need))
            continue;
        make_needed(job, need, schema);
        make_extension(job, (ReadExtension){.schema = schema, .name = need});
    }
}

void import_extension(Job *job, const Tree *stmt)
{
    const char *name = import_name(job, tree_text(stmt, "extname"));
    const Tree *option;
    if (import_noted(job, EXTENSION, NULL, name) || !strcmp(name, "plpgsql"))
        return; // IF NOT EXISTS; and that one there is in every database
    ReadExtension read = {.schema = import_home(job, ""), .name = name};
    bool cascade = false;
    TREE_EACH(option, tree_get(stmt, "options"))
    {
        const Tree *said = tree_get(option, "DefElem");
        cascade = cascade || !strcmp(tree_text(said, "defname"), "cascade");
        take_extension_option(job, &read, said);
    }
    if (cascade)
        make_needed(job, name, read.schema);
    make_extension(job, read);
}

void import_alter_extension(Job *job, const Tree *stmt)
{
    Thing *thing = import_noted(job, EXTENSION, NULL, tree_text(stmt, "extname"));
    const Tree *option;
    if (!thing || thing->kind != THING_EXTENSION)
        return;
    TREE_EACH(option, tree_get(stmt, "options"))
    {
        take_extension_option(job, thing->made, tree_get(option, "DefElem"));
    }
}

void import_move_extension(Job *job, const char *name, const char *schema)
{
    Thing *thing = import_noted(job, EXTENSION, NULL, name);
    if (thing && thing->kind == THING_EXTENSION)
        ((ReadExtension *)thing->made)->schema = schema;
}

void import_comment_extension(ReadExtension *made, const char *comment)
{
    made->comment = comment && is_own_comment(made->name, comment) ? NULL : comment;
}
