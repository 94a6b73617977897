// SPDX-License-Identifier: MIT
#include "grammar/tree.h"

#ifdef HAVE_PG_QUERY

#include <pg_query.h>

#include "grammar/base/text.h"

const Tree *tree_parse(Arena *arena, const char *sql, TreeFault *fault)
{
    PgQueryParseResult result = pg_query_parse(sql);
    const Tree *tree = NULL;
    if (result.error)
        *fault = (TreeFault){arena_print(arena, "%s", result.error->message),
                             text_byte_of(sql, result.error->cursorpos)};
    else
        tree = tree_get(tree_read(arena, arena_copy(arena, result.parse_tree, strlen(result.parse_tree))),
                        "stmts");
    if (!tree && !result.error)
        *fault = (TreeFault){"it holds no statement", 0};
    pg_query_free_parse_result(result);
    return tree;
}

#else

const Tree *tree_parse(Arena *arena, const char *sql, TreeFault *fault)
{
    (void)arena, (void)sql;
    *fault = (TreeFault){NULL, 0};
    return NULL;
}

#endif
