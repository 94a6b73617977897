// SPDX-License-Identifier: MIT
// The built-in functions of functions.def. Private to gen/check/expr*.
#ifndef GEN_CHECK_EXPR_FUNCTION_H
#define GEN_CHECK_EXPR_FUNCTION_H

#include "gen/check/expr_type.h"

enum { RESULT_FIRST = -1, RESULT_JOIN = -2, ARGS_ANY_NUMBER = 255 };
typedef enum FunctionArgs { ARGS_ANY, ARGS_TEXT, ARGS_NUMBER } FunctionArgs;
typedef enum FunctionRole { ROLE_PLAIN, ROLE_AGGREGATE, ROLE_WINDOW } FunctionRole;
typedef enum FunctionMood { MOOD_IMMUTABLE, MOOD_STABLE, MOOD_VOLATILE, MOOD_ZONED } FunctionMood;

typedef struct Function {
    const char *name;
    uint8_t least, most;
    int16_t result; // TypeId or RESULT_…
    uint8_t args, mood, role;
    bool portable;
} Function;

const Function *function_find(const Expr *call); // NULL: none of that name, or of a schema of its own
void function_guess(Guess *);

// Parts of expr_type.c that others use.
Type expr_named_type(const ExprType *, const ExprScope *, TypeFault *); // TYPE_NONE: not known
Type expr_join_types(Type a, Type b); // the type both are brought to; TYPE_NONE: not known
bool expr_is_number(Type);
const char *expr_type_name(Arena *, Type); // for messages

#endif
