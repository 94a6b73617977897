// SPDX-License-Identifier: MIT
#include "gen/check/expr_memo.h"

#include <string.h>

ExprMemo *memo_find(ExprMemo *slots, const char *text, size_t length, ExprUse use, const Type *target,
                    bool *known)
{
    if (length > MEMO_BYTES)
        return NULL;
    uint64_t hash = hash_mix(hash_bytes(use, text, length), target ? target->id : 0);
    ExprMemo *memo = &slots[hash % MEMO_SLOTS];
    *known = memo->text && memo->length == length && memo->use == use && memo->target == target &&
             !memcmp(memo->text, text, length);
    return memo;
}

void memo_column(ExprMemo *memo, const Object *column)
{
    for (int at = 0; at < memo->columns; at++)
        if (memo->names[at] == column->name)
            return;
    if (memo->columns == MEMO_COLUMNS) {
        memo->text = NULL;
        return;
    }
    memo->names[memo->columns] = column->name;
    memo->types[memo->columns++] = AS(Column, column)->type;
}
