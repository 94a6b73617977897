// SPDX-License-Identifier: MIT
// The `old` and `new` lines of a file: what the plan touches, as it must be before and after.
#ifndef GEN_EMIT_OBJECTS_H
#define GEN_EMIT_OBJECTS_H

#include "gen/emit/emit.h"

void objects_put(Draft *, Emit *, bool down, bool before);

#endif
