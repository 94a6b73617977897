// SPDX-License-Identifier: MIT
// Any bytes as an expression, and what stages ask of a tree: its columns, its hash, itself again.
#include <stdlib.h>
#include <string.h>

#include "grammar/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void see(void *context, const Expr *column)
{
    *(uint32_t *)context += column->span.start;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (memchr(bytes, 0, size))
        return -1; // no source holds one, see bad-utf8
    Arena arena = {0};
    Words words;
    words_init(&words, &arena);

    ExprFault fault;
    Span span = {1, 1 + (uint32_t)size};
    uint32_t seen = 0;
    const Expr *expr = expr_parse(&words, &arena, (const char *)bytes, span, &fault);
    if (expr) {
        const Expr *again = expr_parse(&words, &arena, (const char *)bytes, span, NULL);
        expr_each_column(expr, see, &seen);
        if (!expr_equal(expr, again, NULL) || expr_hash(expr, NULL, NULL) != expr_hash(again, NULL, NULL))
            abort();
    } else {
        expr_fault_text(&arena, &fault, NULL, 0);
    }
    words_free(&words);
    arena_free(&arena);
    return 0;
}
