// SPDX-License-Identifier: MIT
// SQL of PostgreSQL 16 to 18, which libpg_query, being 15, does not read. What is new is hidden from it, byte
// for byte, so that all places stay, and then put into the tree, by the names that the tree of PostgreSQL 18
// has.
#ifndef GRAMMAR_NEWER_H
#define GRAMMAR_NEWER_H

#include "grammar/sqltoken.h"
#include "grammar/tree.h"

// As tree_parse, of a text that this refuses. NULL: there is nothing new in it, or something else is wrong.
// What it hides within expressions is gone from the tree: whoever compares two trees asks tree_parse alone.
const Tree *newer_parse(Arena *, const char *sql);

// What is new and says only what is so by itself becomes blanks: NO INDENT. False: there is no such thing.
bool newer_blank_usual(char *sql);

// As tree_parse, and where this refuses, as newer_parse.
const Tree *newer_parse_any(Arena *, const char *sql, TreeFault *);

// 1_000, 0x1F, 0o17 or 0b11 in digits alone, as PostgreSQL keeps it; any other number as it is.
const char *newer_digits(Arena *, const char *number, size_t length);

// --- for the sources of newer*.c ---

typedef struct NewerMark { // a member to be put into a node
    struct NewerMark *next;
    const char *node;       // its kind; of several the last one that begins before `at`
    uint32_t at;
    size_t command;         // of AlterTableCmd: its number
    const char *key, *text; // text NULL: it is true
} NewerMark;

typedef struct Newer {
    Arena *arena;
    char *sql;
    SqlTokens tokens;
    SqlToken *at;
    size_t count;
    NewerMark *marks;
    bool hidden; // anything
} Newer;

bool newer_is(const Newer *, size_t token, const char *word); // past the end: it is none
bool newer_is_name(const Newer *, size_t token);
// The parenthesis that closes; the last token, where none does.
size_t newer_close(const Newer *, size_t open);
void newer_put(Newer *, size_t first, size_t last, const char *text); // in their place; "": nothing
void newer_hide_json(Newer *, size_t token); // newer_json.c: where it begins a call of SQL/JSON

#endif
