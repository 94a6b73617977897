// SPDX-License-Identifier: MIT
// libpg_query's parse tree, read from the JSON it is given out in. What is zero, false or NULL is left out
// there, so whatever is absent is that. A large dump is some hundred megabytes of this JSON, of which
// little is asked: it is read in place, and no text is copied.
#ifndef GRAMMAR_TREE_H
#define GRAMMAR_TREE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/arena.h"

typedef enum TreeKind { TREE_OBJECT, TREE_LIST, TREE_TEXT, TREE_OTHER } TreeKind;

typedef struct Tree {
    const struct Tree *first, *next; // members or items; the next one beside it
    const char *key;                 // of a member; NULL: an item
    const char *text;                // TREE_TEXT: closed by NUL; TREE_OTHER: a number or word, not closed
    TreeKind kind;
} Tree;

// Writes into `json`, which must live as long as the tree. NULL: it is deeper than can be walked.
const Tree *tree_read(Arena *, char *json);

typedef struct TreeFault {
    const char *message; // NULL: this program was built without libpg_query
    size_t at;           // byte of the text
} TreeFault;

// The statements of a text, by PostgreSQL's grammar: a list of {"stmt": …}. NULL: see the fault.
const Tree *tree_parse(Arena *, const char *sql, TreeFault *);

#define TREE_EACH(item, list)                                                                     \
    for (size_t item##_at = ((item) = tree_first(list), 0); (item); (item) = (item)->next, item##_at++)

static inline const Tree *tree_first(const Tree *node) { return node ? node->first : NULL; }
static inline const Tree *tree_get(const Tree *node, const char *key)
{
    const Tree *member = node && node->kind == TREE_OBJECT ? node->first : NULL;
    while (member && strcmp(member->key, key))
        member = member->next;
    return member;
}
static inline const char *tree_value(const Tree *node) // "": it is no text
{
    return node && node->kind == TREE_TEXT ? node->text : "";
}
static inline const char *tree_text(const Tree *node, const char *key)
{
    return tree_value(tree_get(node, key));
}
static inline long tree_number(const Tree *node, const char *key)
{
    const Tree *value = tree_get(node, key);
    return value && value->kind == TREE_OTHER ? strtol(value->text, NULL, 10) : 0;
}
static inline bool tree_flag(const Tree *node, const char *key)
{
    const Tree *value = tree_get(node, key);
    return value && value->kind == TREE_OTHER && *value->text == 't';
}
static inline bool tree_is_list(const Tree *node) { return node && node->kind == TREE_LIST; }
static inline size_t tree_count(const Tree *list)
{
    size_t count = 0;
    for (const Tree *item = tree_first(list); item; item = item->next)
        count++;
    return count;
}
static inline const Tree *tree_at(const Tree *list, size_t index)
{
    const Tree *item = tree_first(list);
    while (item && index--)
        item = item->next;
    return item;
}

// {"Kind": {…}}: the kind, and what is within. "" and NULL for anything else.
static inline const char *tree_kind(const Tree *node)
{
    return node && node->kind == TREE_OBJECT && node->first ? node->first->key : "";
}
static inline const Tree *tree_inner(const Tree *node)
{
    return node && node->kind == TREE_OBJECT ? node->first : NULL;
}
static inline const Tree *tree_items(const Tree *node) { return tree_get(tree_get(node, "List"), "items"); }
static inline const char *tree_string(const Tree *node)
{
    return tree_text(tree_get(node, "String"), "sval");
}
bool tree_is_strings(const Tree *list); // of nothing else, and not empty
// The last of [schema,] name, and the one before it.
static inline const char *tree_name(const Tree *list)
{
    size_t count = tree_count(list);
    return count ? tree_string(tree_at(list, count - 1)) : "";
}
static inline const char *tree_schema(const Tree *list)
{
    size_t count = tree_count(list);
    return count > 1 ? tree_string(tree_at(list, count - 2)) : "";
}

#endif
