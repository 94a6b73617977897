// SPDX-License-Identifier: MIT
// GRANT and REVOKE as a server does them, on what differs from the rights that a thing has by itself.
#include <string.h>

#include "gen/read/catalogue.h"

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static const char *by_name(const ReadRights *rights, const char *role)
{
    return role && rights->owner && !strcmp(role, rights->owner) ? NULL : role;
}

static ReadGrant *find(const ReadRights *rights, const char *role, const char *grantor, const char *column)
{
    ReadGrant *at = rights->grants;
    while (at && !(same(at->role, role) && same(at->grantor, grantor) && same(at->column, column)))
        at = at->next;
    return at;
}

// Of which nothing is left; granted again it stands behind the others.
static void take_out(ReadRights *rights, ReadGrant *grant)
{
    ReadGrant **at = &rights->grants;
    while (*at != grant)
        at = &(*at)->next;
    *at = grant->next;
}

static ReadGrant *find_or_add(Arena *arena, ReadRights *rights, const ReadGranted *granted)
{
    const char *role = by_name(rights, granted->role), *grantor = by_name(rights, granted->grantor);
    ReadGrant *found = find(rights, role, role ? grantor : NULL, granted->column);
    if (found && (found->privileges || found->lacks || found == rights->last_grant))
        return found;
    if (found)
        take_out(rights, found);
    found = READ_ADD(arena, ReadGrant, &rights->grants, &rights->last_grant);
    found->role = role;
    found->grantor = role ? grantor : NULL;
    found->column = granted->column;
    return found;
}

// What a role has by itself.
static int own(const ReadGrant *grant, const ReadGranted *granted)
{
    if (granted->bare)
        return 0;
    return !grant->role ? rights_all(granted->of) : *grant->role ? 0 : granted->usual;
}

void read_grant(Arena *arena, ReadRights *rights, const ReadGranted *granted)
{
    ReadGrant *grant = find_or_add(arena, rights, granted);
    grant->lacks &= ~granted->bits;
    grant->privileges |= granted->bits & ~own(grant, granted);
    if (granted->option && (grant->role || granted->bare))
        grant->options |= grant->privileges & granted->bits;
}

// Of a whole, of each of its columns as well.
void read_revoke(Arena *arena, ReadRights *rights, const ReadGranted *granted)
{
    ReadGrant *grant = find_or_add(arena, rights, granted);
    grant->options &= ~granted->bits;
    if (granted->option)
        return;
    grant->privileges &= ~granted->bits;
    grant->lacks |= granted->bits & own(grant, granted);
    for (ReadGrant *at = rights->grants; at && !granted->column; at = at->next) {
        if (!at->column || !same(at->role, grant->role) || !same(at->grantor, grant->grantor))
            continue;
        at->privileges &= ~granted->bits;
        at->options &= ~granted->bits;
    }
}

// He has all that there is, and what the old one granted is his.
void read_new_owner(ReadRights *rights, const char *owner)
{
    rights->owner = owner;
    for (ReadGrant *at = rights->grants; at; at = at->next) {
        if (at->grantor && !by_name(rights, at->grantor))
            at->grantor = NULL;
        if (at->role && !by_name(rights, at->role))
            at->privileges = at->options = 0;
    }
}

bool read_has_rights(const ReadRights *rights)
{
    for (const ReadGrant *at = rights ? rights->grants : NULL; at; at = at->next)
        if (at->privileges || at->options || at->lacks)
            return true;
    return false;
}
