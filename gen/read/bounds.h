// SPDX-License-Identifier: MIT
// Which part of a table a partition is, from SQL's words to those of the model.
#ifndef GEN_READ_BOUNDS_H
#define GEN_READ_BOUNDS_H

#include "gen/read/catalogue.h"

// FOR VALUES FROM ('a') TO (MAXVALUE), or DEFAULT.
ReadNames read_bounds(Arena *, const char *sql);
void read_parent_add(Arena *, ReadTable *, ReadTable *parent); // to those that it inherits from

#endif
