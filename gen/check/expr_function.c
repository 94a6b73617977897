// SPDX-License-Identifier: MIT
#include "gen/check/expr_function.h"

#include <string.h>

enum { TYPE_FIRST = RESULT_FIRST, TYPE_JOIN = RESULT_JOIN };

static const Function FUNCTIONS[] = {
#define FUNCTION(name, least, most, result, args, mood, role, portable) \
    {name, least, most, TYPE_##result, ARGS_##args, MOOD_##mood, ROLE_##role, portable},
#include "gen/check/functions.def"
#undef FUNCTION
};
enum { FUNCTION_COUNT = sizeof FUNCTIONS / sizeof *FUNCTIONS };

const Function *function_find(const Expr *call)
{
    if (call->qualifier && strcmp(call->qualifier->text, "pg_catalog") != 0)
        return NULL;
    for (size_t at = 0; at < FUNCTION_COUNT; at++)
        if (FUNCTIONS[at].name[0] == call->name->text[0] && !strcmp(FUNCTIONS[at].name, call->name->text))
            return &FUNCTIONS[at];
    return NULL;
}

void function_guess(Guess *guess)
{
    for (size_t at = 0; at < FUNCTION_COUNT; at++)
        guess_feed(guess, FUNCTIONS[at].name);
}
