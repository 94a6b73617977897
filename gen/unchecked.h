// SPDX-License-Identifier: MIT
// A server may hold functions that name what is not there: it was there when they were made, or nobody looked
// (check_function_bodies). A schema that is read from it says so, so that it can be compiled.
#ifndef GEN_UNCHECKED_H
#define GEN_UNCHECKED_H

#include "gen/compile.h"

// Writes `unchecked` before the bodies in the text of an imported schema that name what is not there.
void unchecked_mark(Compile *, Text *);

#endif
