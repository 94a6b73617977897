// SPDX-License-Identifier: MIT
#ifndef GEN_DIFF_LOWER_H
#define GEN_DIFF_LOWER_H

#include "gen/diff/diff.h"

// Is what the dialect writes for the types of two columns the same, but for the case of its letters?
bool lower_same_stored(const Object *from, const Object *to);
// In a dialect without types of one's own, enums and domains are checks, defaults and `not null` of the
// columns. Do two models differ in nothing but who says so, the types or the columns?
bool lower_explains(const ChangeList *);

#endif
