// SPDX-License-Identifier: MIT
// Which `was` has done its work.
#ifndef GEN_PRUNE_H
#define GEN_PRUNE_H

#include <stdbool.h>

#include "gen/model/model.h"

// Does the old schema still have something that the item could have been? Where that is not certain, as in a
// mixin, or among tables of one name in several schemas, anything of its kind and name will do.
bool prune_keeps(const Model *old, const Item *home, const Item *);

#endif
