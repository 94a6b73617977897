// SPDX-License-Identifier: MIT
// Owners and grants.
#include <ctype.h>
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"
#include "gen/model/rights.h"

// --- pieces ---

static void put_role(const Emit *emit, const Word *role, const Rights *rights)
{
    if (role || rights->owner)
        pg_role(emit->out, role ? role : rights->owner);
    else
        PUT(emit, "CURRENT_USER");
}

static const char *column_of(const Emit *emit, const Object *object, const Grant *grant)
{
    if (grant->sequence)
        return NULL;
    if (grant->column)
        return grant->column->text;
    return object->kind == KIND_COLUMN ? name_now(emit, object) : NULL;
}

static void put_upper(const Emit *emit, const char *word, const char *end)
{
    for (const char *at = word; *at; at++)
        text_char(emit->out, (char)toupper((unsigned char)*at));
    PUT(emit, end);
}

// SELECT, INSERT  or  SELECT (a), UPDATE (a)  or  ALL
static void put_privileges(const Emit *emit, int bits, int all, const char *column)
{
    const char *comma = "";
    for (int bit = 0; bit < PRIVILEGES; bit++) {
        if (!(bits & 1 << bit) || (bits == all && (all & ((1 << bit) - 1))))
            continue;
        PUT(emit, comma);
        comma = ", ";
        put_upper(emit, bits == all ? "ALL" : privilege_name(bit), "");
        if (column) {
            PUT(emit, " (");
            sql_ident(emit->out, column);
            PUT(emit, ")");
        }
    }
}

static void put_sequence(const Emit *emit, const Object *column)
{
    char name[NAME_BYTES + 1];
    const Object *table = object_now(emit, column->parent);
    column_sequence(name, AS(const Column, object_now(emit, column)), name_now(emit, column->parent),
                    name_now(emit, column));
    sql_ident(emit->out, name_now(emit, object_schema(table)));
    text_char(emit->out, '.');
    sql_ident(emit->out, name);
}

static void put_defaults(Emit *emit, const Defaults *defaults)
{
    PUT(emit, "ALTER DEFAULT PRIVILEGES ");
    if (defaults->role) {
        PUT(emit, "FOR ROLE ");
        pg_role(emit->out, defaults->role);
        PUT(emit, " ");
    }
    if (!defaults->everywhere) {
        PUT(emit, "IN SCHEMA ");
        sql_ident(emit->out, name_now(emit, defaults->object.parent));
        PUT(emit, " ");
    }
}

static void put_object(Emit *emit, const Object *object, const Grant *grant)
{
    if (object->kind == KIND_DEFAULTS) {
        put_upper(emit, rights_plural(rights_of(object)), "");
        return;
    }
    if (grant->sequence) {
        PUT(emit, "SEQUENCE ");
        put_sequence(emit, object);
        return;
    }
    if (object->kind == KIND_PROCEDURE)
        PUT(emit, "PROCEDURE ");
    else
        put_upper(emit, rights_word(rights_of(object)), " ");
    if (object->kind == KIND_DEFINITION && rights_of(object) == RIGHTS_ROUTINE)
        pg_called_definition(emit, object);
    else
        pg_named(emit, object->kind == KIND_COLUMN ? object->parent : object);
}

typedef struct Verb {
    const char *verb, *way, *end; // "GRANT ", " TO ", " WITH GRANT OPTION"
} Verb;

static const Verb GRANT = {"GRANT ", " TO ", ""};
static const Verb GRANT_OPTION = {"GRANT ", " TO ", " WITH GRANT OPTION"};
static const Verb REVOKE = {"REVOKE ", " FROM ", ""};
static const Verb REVOKE_OPTION = {"REVOKE GRANT OPTION FOR ", " FROM ", ""};

static void put_grant(Emit *emit, const Object *object, const Rights *rights, const Grant *grant, int bits,
                      const Verb *verb)
{
    int all = rights_all(grant_of(object, grant));
    if (emit->plan->options.target < 17) {
        all &= ~PRIVILEGE_MAINTAIN;
        bits &= ~PRIVILEGE_MAINTAIN;
    }
    if (!(all & (all - 1)))
        all = -1; // by its name, where there is but one
    if (!bits)
        return;
    if (grant->grantor) {
        PUT(emit, "SET LOCAL ROLE ");
        sql_ident(emit->out, grant->grantor->text);
        PUT(emit, ";\n");
    }
    if (object->kind == KIND_DEFAULTS)
        put_defaults(emit, AS(const Defaults, object));
    PUT(emit, verb->verb);
    put_privileges(emit, bits, all, column_of(emit, object, grant));
    PUT(emit, " ON ");
    put_object(emit, object, grant);
    PUT(emit, verb->way);
    put_role(emit, grant->role, object->kind == KIND_COLUMN ? object_rights(object->parent) : rights);
    text_printf(emit->out, "%s;\n", verb->end);
    if (grant->grantor)
        PUT(emit, "RESET ROLE;\n");
}

// --- all of a list ---

static void give_one(Emit *emit, const Object *object, const Rights *rights, const Grant *grant)
{
    put_grant(emit, object, rights, grant, grant->privileges & ~grant->options, &GRANT);
    put_grant(emit, object, rights, grant, grant->options, &GRANT_OPTION);
    put_grant(emit, object, rights, grant, grant->lacks, &REVOKE);
}

static void take_one(Emit *emit, const Object *object, const Rights *rights, const Grant *grant)
{
    put_grant(emit, object, rights, grant, grant->options & ~grant->privileges, &REVOKE_OPTION);
    put_grant(emit, object, rights, grant, grant->privileges, &REVOKE);
    put_grant(emit, object, rights, grant, grant->lacks, &GRANT);
}

// What a role grants it has from others before.
static int depth_of(const Rights *rights, const Grant *grant, int most)
{
    for (uint32_t at = 0; grant->grantor && most && at < rights->count; at++)
        if (rights->at[at].role == grant->grantor)
            return 1 + depth_of(rights, &rights->at[at], most - 1);
    return grant->grantor ? 1 : 0;
}

enum { DEEPEST = 8 };

static void give(Emit *emit, const Object *object, const Rights *all, const Rights *some)
{
    for (int depth = 0; depth <= DEEPEST; depth++)
        for (uint32_t at = 0; at < some->count; at++)
            if (depth_of(all, &some->at[at], DEEPEST) == depth)
                give_one(emit, object, all, &some->at[at]);
}

static void take(Emit *emit, const Object *object, const Rights *all, const Rights *some)
{
    for (int depth = DEEPEST; depth >= 0; depth--)
        for (uint32_t at = 0; at < some->count; at++)
            if (depth_of(all, &some->at[at], DEEPEST) == depth)
                take_one(emit, object, all, &some->at[at]);
}

// --- a change ---

static Rights common(Emit *emit, const Object *from, const Object *to)
{
    Rights gone = rights_less(emit->arena, object_rights(from), object_rights(to));
    return rights_less(emit->arena, object_rights(from), &gone);
}

// What is revoked of a whole is revoked of each of its columns; those that keep it get it again.
static void give_columns_again(Emit *emit, const Object *object, const Rights *kept, const Rights *taken)
{
    for (uint32_t at = 0; at < kept->count; at++)
        for (uint32_t lost = 0; lost < taken->count; lost++) {
            const Grant *grant = &kept->at[at], *whole = &taken->at[lost];
            bool column = object->kind == KIND_COLUMN ? !grant->sequence : grant->column != NULL;
            if (!column || whole->column || grant->role != whole->role || grant->grantor != whole->grantor)
                continue;
            Grant again = *grant;
            again.privileges &= whole->privileges;
            again.options &= again.privileges;
            again.lacks = 0;
            give_one(emit, object, kept, &again);
        }
}

static void restore_columns(Emit *emit, const Rights *taken)
{
    const Object *from = emit->step->from, *to = emit->step->to;
    if (rights_of(from) != RIGHTS_RELATION)
        return;
    Rights kept = common(emit, from, to);
    give_columns_again(emit, from, &kept, taken);
    for (const Object *child = object_first(from); child; child = child->next) {
        const Object *new = child->kind == KIND_COLUMN ? match_new(&emit->changes->match, child) : NULL;
        kept = new ? common(emit, child, new) : no_rights;
        give_columns_again(emit, child, &kept, taken);
    }
}

// A sequence that its column loses is gone with its rights.
static Rights without_sequence(Emit *emit, const Rights *rights)
{
    Rights rest = {.owner = rights->owner};
    for (uint32_t at = 0; at < rights->count; at++)
        if (!rights->at[at].sequence)
            rights_add(emit->arena, &rest, &rights->at[at]);
    return rest;
}

// Is it taken away and given again? What comes has its order from its own list, what goes from the other one.
static bool is_moved(const Rights *has, const Rights *other, uint32_t at, bool coming)
{
    if (coming)
        return rights_move(other, has, at);
    for (uint32_t its = 0; its < other->count; its++)
        if (rights_same_grantee(&other->at[its], &has->at[at]))
            return rights_move(has, other, its);
    return false;
}

// Of one list what is not in the other, and all of those that get another place among the rest.
static Rights difference(Emit *emit, const Rights *has, const Rights *other, bool coming)
{
    Rights change = rights_less(emit->arena, has, other);
    bool moves = diff_orders_grants(emit->changes) && has != other, any = false;
    if (!moves)
        return change;
    Rights ordered = {.owner = has->owner};
    // Up, the new order is what shall be, down, the old one.
    for (uint32_t at = 0; at < has->count; at++) {
        Rights one = {.owner = has->owner};
        rights_add(emit->arena, &one, &has->at[at]);
        if (is_moved(has, other, at, coming)) {
            rights_add(emit->arena, &ordered, &has->at[at]);
            any = true;
            continue;
        }
        one = rights_less(emit->arena, &one, other);
        if (one.count)
            rights_add(emit->arena, &ordered, one.at);
    }
    return any ? ordered : change;
}

void pg_change_rights(Emit *emit)
{
    const Object *from = emit->step->from, *to = emit->step->to;
    bool grant = emit->step->action == STEP_GRANT;
    const Object *has = grant ? to : from;
    Rights change =
        difference(emit, object_rights(has), object_rights(grant ? from : to), grant != emit->down);
    if (to->kind == KIND_COLUMN && !grant && !column_counts(AS(const Column, to)))
        change = without_sequence(emit, &change);
    if (grant != emit->down) {
        give(emit, has, object_rights(has), &change);
    } else {
        take(emit, has, object_rights(has), &change);
        restore_columns(emit, &change);
    }
}

static void put_owner(Emit *emit, const Object *object, const Rights *rights)
{
    if (object->kind == KIND_DEFAULTS || object->kind == KIND_COLUMN)
        return;
    text_printf(emit->out, "ALTER %s ", pg_kind(object));
    pg_named(emit, object);
    PUT(emit, " OWNER TO ");
    if (object_is_public(object) && !rights->owner && emit->plan->options.target >= 15)
        PUT(emit, "pg_database_owner"); // as the server has made it
    else
        put_role(emit, NULL, rights);
    PUT(emit, ";\n");
}

void pg_change_owner(Emit *emit)
{
    put_owner(emit, step_after(emit), object_rights(step_after(emit)));
}

// --- what is made ---

static const Object *old_form(const Emit *emit, const Object *object)
{
    const Model *from = emit->changes->from;
    bool old = model_has(from, object);
    return old ? object : match_old(&emit->changes->match, object);
}

// It changes before or after, with all that belongs to the table.
void pg_owner_of_sequence(Emit *emit, const char *path, const Object *table)
{
    const Object *old = old_form(emit, table);
    const Word *owner = object_rights(old ? old : table)->owner;
    if (!owner)
        return;
    text_printf(emit->out, "ALTER SEQUENCE %s OWNER TO ", path);
    pg_role(emit->out, owner);
    PUT(emit, ";\n");
}

void pg_sequence_rights(Emit *emit, const Object *column)
{
    const Rights *rights = object_rights(column);
    Rights rest = without_sequence(emit, rights);
    Rights some = rights_less(emit->arena, rights, &rest);
    give(emit, column, rights, &some);
}

// What there are default privileges for gets them when it is made. Those that are not granted to it are taken
// again: until the end, and from the beginning of the way back, those of the old schema hold.
static void drop_default(Emit *emit, const Object *object, const Rights *rights, const Object *defaults,
                         bool sequence)
{
    Rights given = {.owner = rights->owner}, wanted = {.owner = rights->owner};
    for (uint32_t at = 0; at < rights->count; at++)
        if (rights->at[at].sequence == sequence)
            rights_add(emit->arena, &wanted, &rights->at[at]);
    for (uint32_t at = 0; at < object_rights(defaults)->count; at++) {
        Grant grant = object_rights(defaults)->at[at];
        grant.sequence = sequence;
        if (rights_are_public(grant.role)) // what everybody has by itself stays
            grant.privileges &= (uint16_t)~object_usual(object, &grant);
        if (grant.role && grant.role != rights->owner)
            rights_add(emit->arena, &given, &grant);
    }
    Rights many = rights_less(emit->arena, &given, &wanted);
    take(emit, object, rights, &many);
}

static void drop_defaults(Emit *emit, const Object *object, const Rights *rights)
{
    const Model *from = emit->changes->from;
    bool sequence = object->kind == KIND_COLUMN;
    RightsOf of = sequence ? RIGHTS_SEQUENCE : rights_of(object);
    uint32_t left = from->kind_counts[KIND_DEFAULTS];
    if (object->kind == KIND_DEFAULTS || of == RIGHTS_NONE ||
        (sequence && !column_counts(AS(const Column, object))))
        return;
    for (uint32_t at = 0; left; at++) {
        const Object *defaults = from->objects[at];
        if (defaults->kind != KIND_DEFAULTS)
            continue;
        left--;
        bool here = AS(const Defaults, defaults)->everywhere ||
                    (of != RIGHTS_SCHEMA && name_now(emit, defaults->parent) ==
                                                name_now(emit, object_schema(object_now(emit, object))));
        if (here && rights_of(defaults) == of)
            drop_default(emit, object, rights, defaults, sequence);
    }
}

void pg_drop_defaults(Emit *emit, const Object *defaults)
{
    take(emit, defaults, object_rights(defaults), object_rights(defaults));
}

// What is made again gets what it had: what is to change comes at a time of its own. Of most kinds the
// catalogue knows that, which knows more than the schema.
void pg_rights(Emit *emit, const Object *object)
{
    bool again = pg_is_remade(emit, object);
    const Object *as = again ? old_form(emit, object) : object;
    const Rights *rights = object_rights(as);
    if (again && object->kind != KIND_COLUMN && !object_is_definition(object) && !object_is_type(object))
        return; // they were put aside
    drop_defaults(emit, object, rights);
    if (rights->owner)
        put_owner(emit, object, rights);
    Rights some = *rights;
    if (object->kind == KIND_COLUMN && !column_counts(AS(const Column, object)))
        some = without_sequence(emit, rights);
    give(emit, object, rights, &some);
}
