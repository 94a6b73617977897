// SPDX-License-Identifier: MIT
// What is known of extensions, of which a schema says no more than the name.
#ifndef GEN_MODEL_EXTENSION_H
#define GEN_MODEL_EXTENSION_H

#include "gen/model/model.h"

// Another one that it cannot be without: the first for `at` 0, and so on. NULL: no more.
const char *extension_need(const char *name, size_t at);
// That brings along a dictionary for text search, or a template of some. NULL: none that is known.
const char *extension_of_search(const char *name);
// In whichever schema its things are. NULL: there is none.
const Object *model_find_extension(const Model *, const char *name);

#endif
