// SPDX-License-Identifier: MIT
// Owners and grants of a pair. A server keeps grants in the order in which they were made, and tells them in
// that. For what was read from servers and SQL it is a difference, for what people write it is none.
#include "gen/diff/private.h"
#include "gen/model/rights.h"

bool diff_orders_grants(const ChangeList *list)
{
    return list->from->imported && list->to->imported;
}

static bool is_reordered(const ChangeList *list, const Object *from, const Object *to)
{
    const Rights *had = object_rights(from), *has = object_rights(to);
    bool moved = false;
    if (!diff_orders_grants(list) || from->kind == KIND_DEFAULTS) // which are sorted
        return false;
    for (uint32_t at = 0; at < has->count; at++)
        moved = moved || rights_move(had, has, at);
    for (uint32_t at = 0; at < had->count; at++)
        moved = moved || rights_move(has, had, at);
    return moved;
}

int diff_rights(const ChangeList *list, const Object *from, const Object *to)
{
    const Rights *had = object_rights(from), *has = object_rights(to);
    if (had == has)
        return 0;
    bool moved = is_reordered(list, from, to);
    return (had->owner != has->owner ? CHANGED_OWNER : 0) |
           (moved || rights_exceed(had, has) ? CHANGED_REVOKED : 0) |
           (moved || rights_exceed(has, had) ? CHANGED_GRANTED : 0);
}
