// SPDX-License-Identifier: MIT
// libpg_query's parse tree, as the JSON it is given out in. What is zero, false or NULL is left out there,
// so whatever is absent is that.
#ifndef GEN_READ_TREE_H
#define GEN_READ_TREE_H

#include <jansson.h>
#include <stdbool.h>
#include <string.h>

typedef const json_t Tree;

#define TREE_EACH(item, list) \
    for (size_t item##_at = 0;                                                                \
         item##_at < json_array_size(list) && (item = json_array_get(list, item##_at)); item##_at++)

static inline Tree *tree_get(Tree *node, const char *key) { return json_object_get(node, key); }
static inline const char *tree_text(Tree *node, const char *key) // "": there is none
{
    const char *text = json_string_value(json_object_get(node, key));
    return text ? text : "";
}
static inline long tree_number(Tree *node, const char *key)
{
    return (long)json_integer_value(json_object_get(node, key));
}
static inline bool tree_flag(Tree *node, const char *key) { return json_is_true(json_object_get(node, key)); }
static inline size_t tree_count(Tree *list) { return json_array_size(list); }
static inline Tree *tree_at(Tree *list, size_t index) { return json_array_get(list, index); }

// {"Kind": {…}}: the kind, and what is within. "" and NULL for anything else.
static inline const char *tree_kind(Tree *node)
{
    void *first = json_object_iter((json_t *)(uintptr_t)node);
    return first ? json_object_iter_key(first) : "";
}
static inline Tree *tree_inner(Tree *node)
{
    void *first = json_object_iter((json_t *)(uintptr_t)node);
    return first ? json_object_iter_value(first) : NULL;
}
static inline Tree *tree_as(Tree *node, const char *kind) { return json_object_get(node, kind); }
static inline Tree *tree_items(Tree *node) { return tree_get(tree_get(node, "List"), "items"); }
static inline const char *tree_string(Tree *node) { return tree_text(tree_get(node, "String"), "sval"); }
// The last of [schema,] name, and the one before it.
static inline const char *tree_name(Tree *list)
{
    return tree_count(list) ? tree_string(tree_at(list, tree_count(list) - 1)) : "";
}
static inline const char *tree_schema(Tree *list)
{
    return tree_count(list) > 1 ? tree_string(tree_at(list, tree_count(list) - 2)) : "";
}

#endif
