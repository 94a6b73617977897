// SPDX-License-Identifier: MIT
#include "gen/prune.h"

// Is it, or was it, what the item stands in?
static bool is_home(const Object *object, const Item *home)
{
    if (home->kind == ITEM_MIXIN)
        return true;
    return object && object->kind == home->kind &&
           (object->name == home->name.word || (home->was.word && object->name == home->was.word));
}

bool prune_keeps(const Model *old, const Item *home, const Item *item)
{
    for (uint32_t at = 0; at < old->count; at++) {
        const Object *object = old->objects[at];
        if (object->kind == item->kind && object->name == item->was.word &&
            (!home || is_home(object->parent, home)))
            return true;
    }
    return false;
}
