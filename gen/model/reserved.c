// SPDX-License-Identifier: MIT
#include "gen/model/reserved.h"

#include <stddef.h>
#include <string.h>

// By their first letter, as most names are told from all of these by that.
static const char *const *const WORDS[26] = {
    ['a' - 'a'] = (const char *const[]){"add", "all", "alter", "analyse", "analyze", "and", "any", "array",
                                        "as", "asc", "asymmetric", "authorization", NULL},
    ['b' - 'a'] = (const char *const[]){"between", "binary", "both", NULL},
    ['c' - 'a'] = (const char *const[]){"case", "cast", "check", "collate", "collation", "column", "commit",
                                        "concurrently", "constraint", "create", "cross", "current_catalog",
                                        "current_date", "current_role", "current_schema", "current_time",
                                        "current_timestamp", "current_user", NULL},
    ['d' - 'a'] =
        (const char *const[]){"default", "deferrable", "delete", "desc", "distinct", "do", "drop", NULL},
    ['e' - 'a'] = (const char *const[]){"else", "end", "escape", "except", "exists", NULL},
    ['f' - 'a'] = (const char *const[]){"false", "fetch", "for", "foreign", "freeze", "from", "full", NULL},
    ['g' - 'a'] = (const char *const[]){"grant", "group", NULL},
    ['h' - 'a'] = (const char *const[]){"having", NULL},
    ['i' - 'a'] = (const char *const[]){"ilike", "in", "index", "initially", "inner", "insert", "intersect",
                                        "into", "is", "isnull", NULL},
    ['j' - 'a'] = (const char *const[]){"join", NULL},
    ['l' - 'a'] = (const char *const[]){"lateral", "leading", "left", "like", "limit", "localtime",
                                        "localtimestamp", NULL},
    ['n' - 'a'] = (const char *const[]){"natural", "not", "nothing", "notnull", "null", NULL},
    ['o' - 'a'] = (const char *const[]){"offset", "on", "only", "or", "order", "outer", "overlaps", NULL},
    ['p' - 'a'] = (const char *const[]){"placing", "primary", NULL},
    ['r' - 'a'] = (const char *const[]){"references", "returning", "right", NULL},
    ['s' - 'a'] = (const char *const[]){"select", "session_user", "set", "similar", "some", "symmetric",
                                        "system_user", NULL},
    ['t' - 'a'] =
        (const char *const[]){"table", "tablesample", "then", "to", "trailing", "transaction", "true", NULL},
    ['u' - 'a'] = (const char *const[]){"union", "unique", "update", "user", "using", NULL},
    ['v' - 'a'] = (const char *const[]){"values", "variadic", "verbose", NULL},
    ['w' - 'a'] = (const char *const[]){"when", "where", "window", "with", NULL},
};

// Asked of every name of a model, and of every one that is written.
bool word_is_reserved(const char *word)
{
    if (*word < 'a' || *word > 'z')
        return false;
    const char *const *other = WORDS[*word - 'a'];
    for (; other && *other; other++)
        if ((*other)[1] == word[1] && !strcmp(*other, word))
            return true;
    return false;
}

void reserved_mark(Words *words)
{
    for (size_t letter = 0; letter < sizeof WORDS / sizeof *WORDS; letter++)
        for (const char *const *word = WORDS[letter]; word && *word; word++)
            ((Word *)words_text(words, *word))->reserved = true;
}
