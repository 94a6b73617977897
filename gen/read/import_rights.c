// SPDX-License-Identifier: MIT
// Owners, GRANT and REVOKE, and what ALTER DEFAULT PRIVILEGES makes of things that come later.
#include <string.h>

#include "gen/read/import_job.h"

static RightsOf of_thing(const Thing *thing)
{
    switch (thing->kind) {
    case THING_SCHEMA: return RIGHTS_SCHEMA;
    case THING_TABLE:
    case THING_VIEW: return RIGHTS_RELATION;
    case THING_SEQUENCE: return RIGHTS_SEQUENCE;
    case THING_ENUM:
    case THING_DOMAIN:
    case THING_COMPOSITE:
    case THING_RANGE: return RIGHTS_TYPE;
    case THING_ROUTINE: return RIGHTS_ROUTINE;
    case THING_DEFINITION:
    case THING_BASE:
    case THING_FOREIGN_TABLE:
        return !thing->made ? RIGHTS_NONE // not yet
                            : (RightsOf)class_info[((const ImportDefinition *)thing->made)->class].rights;
    default: return RIGHTS_NONE;
    }
}

static ReadRights *made(Job *job, ReadRights **rights)
{
    if (!*rights)
        *rights = ARENA_NEW(job->arena, ReadRights);
    return *rights;
}

// --- owners ---

// "current_user" is whoever the file has made that, or runs it: NULL. So is "session_user".
const char *import_role_now(Job *job, const Tree *spec)
{
    const char *role = import_role(job, spec);
    return !strcmp(role, "current_user") ? job->user : strcmp(role, "session_user") ? role : NULL;
}

static void set_owner(Job *job, Thing *thing, const char *owner)
{
    if (owner || thing->rights)
        read_new_owner(made(job, &thing->rights), owner);
    bool has_more = thing->kind == THING_TABLE && ((const ImportTable *)thing->made)->has_sequences;
    for (Thing *at = has_more ? job->things : NULL; at; at = at->next)
        if (!at->gone && at->of == thing && at->kind == THING_SEQUENCE)
            set_owner(job, at, owner);
}

void import_set_owner(Job *job, Thing *thing, const Tree *spec)
{
    const char *owner = import_role_now(job, spec);
    if (thing->kind == THING_SCHEMA && owner && !strcmp(owner, "pg_database_owner"))
        owner = NULL; // public's, by itself
    if (of_thing(thing) != RIGHTS_NONE)
        set_owner(job, thing, owner);
}

// REASSIGN OWNED: what the file has given to these roles so far.
void import_reassign(Job *job, const Tree *stmt)
{
    const Tree *item;
    const char *owner = import_role_now(job, tree_get(stmt, "newrole"));
    TREE_EACH(item, tree_get(stmt, "roles"))
    {
        const char *role = import_role_now(job, tree_get(item, "RoleSpec"));
        if (!role || !owner) { // of whoever runs it: that is what nobody was given
            import_note_statement(job);
            return;
        }
        for (Thing *at = job->things; at; at = at->next)
            if (!at->gone && at->rights && at->rights->owner && !strcmp(at->rights->owner, role))
                set_owner(job, at, owner);
    }
}

void import_owner(Job *job, const Tree *stmt)
{
    const char *type = tree_text(stmt, "objectType");
    Thing *thing = import_find_object(job, type, tree_get(stmt, "object"));
    if (thing)
        import_set_owner(job, thing, tree_get(stmt, "newowner"));
    else if (!import_is_usual(type, tree_get(stmt, "object")))
        import_note_statement(job);
}

// --- one statement ---

typedef struct Granting {
    Job *job;
    const Tree *stmt;
    bool grant, option;
    const char *grantor;
} Granting;

// Who neither owns it nor got that with grant option grants nothing, as the server only warns of.
static int may_grant(const Granting *granting, const ReadRights *rights)
{
    int bits = 0;
    for (const ReadGrant *at = rights ? rights->grants : NULL; at; at = at->next)
        if (at->role && !strcmp(at->role, granting->grantor))
            bits |= at->options;
    return bits;
}

static const ReadGrant *grant_to(const ReadRights *rights, const char *role)
{
    const ReadGrant *at = rights ? rights->grants : NULL;
    while (at && !(role ? at->role && !strcmp(at->role, role) : !at->role))
        at = at->next;
    return at;
}

// Of the thing: NULL is its owner, who is whoever runs the file where nobody is named. He may be named all
// the same: what is revoked from "postgres", who was granted nothing, was his.
static const char *grantee_of(const Granting *granting, const ReadRights *rights, const Tree *spec)
{
    const char *role = import_role_now(granting->job, spec), *owner = rights ? rights->owner : NULL;
    if (!role)
        return owner ? "current_user" : NULL;
    if (owner || strcmp(role, "postgres") != 0 || grant_to(rights, role))
        return role;
    const ReadGrant *own = grant_to(rights, NULL);
    return !granting->grant || (own && own->lacks) ? NULL : role;
}

static void apply(const Granting *granting, ReadRights **rights, ReadGranted *granted)
{
    Job *job = granting->job;
    const Tree *item;
    granted->grantor = granting->grantor;
    granted->option = granting->option;
    if (granted->grantor && granting->grant)
        granted->bits &= may_grant(granting, *rights);
    TREE_EACH(item, tree_get(granting->stmt, "grantees"))
    {
        ReadGranted one = *granted;
        one.role = grantee_of(granting, *rights, tree_get(item, "RoleSpec"));
        if (granting->grant && !one.role && !job->has_maintain) // the owner's as long as anything is
            one.bits |= rights_all(one.of) & PRIVILEGE_MAINTAIN;
        (granting->grant ? read_grant : read_revoke)(job->arena, made(job, rights), &one);
    }
}

static ReadGranted granted_of(const Thing *thing, int bits)
{
    RightsOf of = of_thing(thing);
    return (ReadGranted){.of = of, .usual = rights_usual(of, thing->name), .bits = bits & rights_all(of)};
}

// The rights of a table's column are its own; a view's are with those of the view.
static void apply_column(const Granting *granting, Thing *thing, const char *name, int bits)
{
    ReadGranted granted = {.of = RIGHTS_COLUMN, .bits = bits & rights_all(RIGHTS_COLUMN)};
    ImportColumn *column =
        thing->kind == THING_TABLE ? import_own_column(granting->job, thing->made, name) : NULL;
    if (column) {
        apply(granting, &column->read.rights, &granted);
    } else if (thing->kind == THING_VIEW || thing->kind == THING_FOREIGN_TABLE) {
        granted.column = import_name(granting->job, name);
        apply(granting, &thing->rights, &granted);
    }
}

static void revoke_columns(const Granting *granting, Thing *thing, int bits)
{
    const ReadTable *table = thing->kind == THING_TABLE ? &((ImportTable *)thing->made)->read : NULL;
    for (ReadColumn *column = table ? table->columns : NULL; column; column = column->next) {
        ReadGranted granted = {.of = RIGHTS_COLUMN, .bits = bits & rights_all(RIGHTS_COLUMN)};
        if (column->rights)
            apply(granting, &column->rights, &granted);
    }
}

static void apply_whole(const Granting *granting, Thing *thing, int bits)
{
    ReadGranted granted = granted_of(thing, bits);
    if (granted.bits)
        apply(granting, &thing->rights, &granted);
    if (!granting->grant)
        revoke_columns(granting, thing, bits);
}

static void apply_to(Granting *granting, Thing *thing)
{
    const Tree *privileges = tree_get(granting->stmt, "privileges"), *item, *name;
    const char *owner = thing->rights ? thing->rights->owner : NULL, *grantor = granting->grantor;
    if (of_thing(thing) == RIGHTS_NONE || of_thing(thing) == RIGHTS_OWNED)
        return; // goes with what is told to be missing
    // What one may do who is above all he does in the owner's name.
    if (grantor && ((owner && !strcmp(owner, grantor)) || !strcmp(grantor, "postgres")))
        granting->grantor = NULL;
    if (!tree_count(privileges))
        apply_whole(granting, thing, ~0);
    TREE_EACH(item, privileges)
    {
        const Tree *privilege = tree_get(item, "AccessPriv"), *columns = tree_get(privilege, "cols");
        const char *said = tree_text(privilege, "priv_name");
        int bits = *said ? privilege_find(said) : ~0;
        if (!columns)
            apply_whole(granting, thing, bits);
        TREE_EACH(name, columns)
        {
            apply_column(granting, thing, tree_string(name), bits);
        }
    }
    granting->grantor = grantor;
}

static bool is_among(const Thing *thing, const char *type, const char *schema)
{
    bool procedure =
        thing->kind == THING_ROUTINE && ((const ImportRoutine *)thing->made)->read.kind == KIND_PROCEDURE;
    if (thing->gone || thing->schema != schema)
        return false;
    return !strcmp(type, "OBJECT_TABLE")       ? of_thing(thing) == RIGHTS_RELATION
           : !strcmp(type, "OBJECT_SEQUENCE")  ? thing->kind == THING_SEQUENCE
           : of_thing(thing) != RIGHTS_ROUTINE ? false
           : !strcmp(type, "OBJECT_FUNCTION")  ? !procedure
                                               : procedure || strcmp(type, "OBJECT_PROCEDURE") != 0;
}

static void apply_to_all(Granting *granting, const char *type, const char *schema)
{
    for (Thing *thing = granting->job->things; thing; thing = thing->next)
        if (is_among(thing, type, schema))
            apply_to(granting, thing);
}

static Granting granting_of(Job *job, const Tree *stmt)
{
    const Tree *grantor = tree_get(stmt, "grantor");
    return (Granting){.job = job,
                      .stmt = stmt,
                      .grant = tree_flag(stmt, "is_grant"),
                      .option = tree_flag(stmt, "grant_option"),
                      .grantor = grantor ? import_role_now(job, grantor) : job->user};
}

void import_grant(Job *job, const Tree *stmt)
{
    const char *type = tree_text(stmt, "objtype");
    bool all = !strcmp(tree_text(stmt, "targtype"), "ACL_TARGET_ALL_IN_SCHEMA");
    Granting granting = granting_of(job, stmt);
    const Tree *object;
    TREE_EACH(object, tree_get(stmt, "objects"))
    {
        Thing *thing = all ? NULL : import_find_object(job, type, object);
        if (all)
            apply_to_all(&granting, type, import_name(job, tree_string(object)));
        else if (thing)
            apply_to(&granting, thing);
        else if (!import_is_usual(type, object))
            import_note_statement(job);
    }
}

// --- default privileges ---

static RightsOf of_type(const char *type)
{
    return !strcmp(type, "OBJECT_TABLE")         ? RIGHTS_RELATION
           : !strcmp(type, "OBJECT_SEQUENCE")    ? RIGHTS_SEQUENCE
           : !strcmp(type, "OBJECT_TYPE")        ? RIGHTS_TYPE
           : !strcmp(type, "OBJECT_SCHEMA")      ? RIGHTS_SCHEMA
           : !strcmp(type, "OBJECT_LARGEOBJECT") ? RIGHTS_LARGE_OBJECT
                                                 : RIGHTS_ROUTINE;
}

static ReadDefaults *find_defaults(Job *job, const char *role, const char *schema, RightsOf of)
{
    Catalogue *catalogue = job->catalogue;
    for (ReadDefaults *at = catalogue->defaults; at; at = at->next)
        if (at->role == role && at->schema == schema && at->of == of)
            return at;
    ReadDefaults *found = READ_ADD(job->arena, ReadDefaults, &catalogue->defaults, &catalogue->last_defaults);
    *found = (ReadDefaults){.role = role, .schema = schema, .of = of};
    found->rights = ARENA_NEW(job->arena, ReadRights);
    found->rights->owner = role;
    return found;
}

static void change_defaults(Job *job, const Tree *action, const char *role, const char *schema)
{
    RightsOf of = of_type(tree_text(action, "objtype"));
    ReadDefaults *defaults = find_defaults(job, role, schema, of);
    Granting granting = granting_of(job, action);
    const Tree *privileges = tree_get(action, "privileges"), *item;
    ReadGranted granted = {.of = of, .usual = schema ? 0 : rights_usual(of, NULL), .bare = schema != NULL};
    granting.grantor = NULL;
    granted.bits = tree_count(privileges) ? 0 : rights_all(of);
    TREE_EACH(item, privileges)
    {
        granted.bits |= privilege_find(tree_text(tree_get(item, "AccessPriv"), "priv_name")) & rights_all(of);
    }
    apply(&granting, &defaults->rights, &granted);
}

static const Tree *option_of(const Tree *stmt, const char *name)
{
    const Tree *item;
    TREE_EACH(item, tree_get(stmt, "options"))
    {
        const Tree *option = tree_get(item, "DefElem");
        if (!strcmp(tree_text(option, "defname"), name))
            return tree_items(tree_get(option, "arg"));
    }
    return NULL;
}

void import_defaults(Job *job, const Tree *stmt)
{
    const Tree *roles = option_of(stmt, "roles"), *schemas = option_of(stmt, "schemas");
    const Tree *action = tree_get(stmt, "action");
    size_t role_count = tree_count(roles), schema_count = tree_count(schemas);
    for (size_t role = 0; role < (role_count ? role_count : 1); role++) {
        const char *name =
            role_count ? import_role_now(job, tree_get(tree_at(roles, role), "RoleSpec")) : job->user;
        for (size_t at = 0; at < (schema_count ? schema_count : 1); at++)
            change_defaults(job, action, name,
                            schema_count ? import_name(job, tree_string(tree_at(schemas, at))) : NULL);
    }
}

static void give_defaults(Job *job, Thing *thing, const ReadDefaults *defaults)
{
    ReadGranted granted = granted_of(thing, 0);
    for (const ReadGrant *at = defaults->rights->grants; at; at = at->next) {
        granted.role = at->role;
        granted.option = false;
        granted.bits = at->privileges;
        if (granted.bits)
            read_grant(job->arena, made(job, &thing->rights), &granted);
        granted.bits = at->lacks;
        if (granted.bits)
            read_revoke(job->arena, made(job, &thing->rights), &granted);
        granted.option = true;
        granted.bits = at->options;
        if (granted.bits)
            read_grant(job->arena, made(job, &thing->rights), &granted);
    }
}

void import_new_rights(Job *job, Thing *thing)
{
    RightsOf of = of_thing(thing);
    if (of == RIGHTS_NONE)
        return;
    if (job->user)
        made(job, &thing->rights)->owner = job->user;
    for (const ReadDefaults *at = job->catalogue->defaults; at; at = at->next)
        if (at->of == of && at->role == job->user && (!at->schema || at->schema == thing->schema))
            give_defaults(job, thing, at);
}

// Those of a schema go with it.
void import_finish_defaults(Job *job)
{
    for (ReadDefaults *at = job->catalogue->defaults; at; at = at->next)
        if (at->schema && !import_find(job, SPACE_SCHEMA, "", at->schema))
            at->rights->grants = NULL;
}

// --- whose part the rest is ---

void import_set_user(Job *job, const char *kind, const char *role)
{
    bool set = !strcmp(kind, "VAR_SET_VALUE") && *role && strcmp(role, "none") != 0;
    job->user = set ? import_name(job, role) : NULL;
}

void import_finish_rights(Thing *thing)
{
    switch (thing->kind) {
    case THING_SCHEMA: ((ReadSchema *)thing->made)->rights = thing->rights; break;
    case THING_TABLE: ((ImportTable *)thing->made)->read.rights = thing->rights; break;
    case THING_VIEW: ((ImportView *)thing->made)->read.rights = thing->rights; break;
    case THING_ENUM: ((ReadEnum *)thing->made)->rights = thing->rights; break;
    case THING_DOMAIN: ((ImportDomain *)thing->made)->read.rights = thing->rights; break;
    case THING_COMPOSITE: ((ReadComposite *)thing->made)->rights = thing->rights; break;
    case THING_RANGE: ((ImportRange *)thing->made)->read.rights = thing->rights; break;
    case THING_ROUTINE: ((ImportRoutine *)thing->made)->read.rights = thing->rights; break;
    default: break; // of sequences see there
    }
}
