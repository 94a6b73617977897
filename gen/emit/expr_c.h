// SPDX-License-Identifier: MIT
// Checks as C, for row validators. A check fails a row only when it is false, not when it is NULL; the
// code printed is a C expression that is true exactly when the check is false for the row.
// Nothing is guessed: where C cannot mean the same as the database, the answer is "not expressible".
//
// The code calls these helpers (runtime/schemac.h); each must mean what PostgreSQL means:
//
//   typedef struct SchemacText { const char *bytes; size_t length; } SchemacText;    // UTF-8, no NUL needed
//
//   // a op b for op + - * / %; a result outside `bits` (16, 32, 64) or a division by zero sets *wrong.
//   int64_t schemac_int_math(char op, int64_t a, int64_t b, int bits, bool *wrong);
//   // -1, 0, 1 of two decimal texts (sign, digits, point, exponent, NaN greatest, +-Infinity).
//   int schemac_numeric_compare(SchemacText a, SchemacText b);
//   // -1, 0, 1 of two doubles, NaN equal to itself and greater than all others.
//   int schemac_float_compare(double a, double b);
//   // Byte-wise order: -1, 0, 1 (collation "C"; equality in every deterministic collation).
//   int schemac_text_compare(SchemacText a, SchemacText b);
//   // Equality after lower ('l') or upper ('u') on either side ('=': as it is). Sets *unsure when a byte is
//   // not ASCII: the locale decides then.
//   bool schemac_text_equal_folded(SchemacText a, char fold_a, SchemacText b, char fold_b, bool *unsure);
//   int64_t schemac_text_length(SchemacText);                          // characters
//   // Without the characters of `set` at the left ('l'), the right ('r') or both ('b') ends.
//   SchemacText schemac_text_trim(SchemacText, SchemacText set, char side);
//   int64_t schemac_text_position(SchemacText part, SchemacText whole); // from 1; 0: not there
//   // LIKE with the escape byte (0: none), ILIKE when fold. Sets *wrong when the pattern ends in its
//   // escape, *unsure when fold meets a byte that is not ASCII.
//   bool schemac_text_like(SchemacText, SchemacText pattern, char escape, bool fold, bool *wrong,
//                          bool *unsure);
//   // PostgreSQL's ~ or ~*; a pattern it cannot run with the same meaning sets *unsure.
//   bool schemac_text_matches(SchemacText, SchemacText pattern, bool fold, bool *unsure);
//
// The caller declares `bool wrong = false, unsure = false;` before the expression. After it: unsure -> the
// database alone can judge this row; wrong -> the database would refuse the row with an error.
#ifndef GEN_EMIT_EXPR_C_H
#define GEN_EMIT_EXPR_C_H

#include <stdbool.h>

#include "gen/model/types.h"
#include "grammar/base/text.h"
#include "grammar/expr.h"

// How the generated code reads a field. The texts are C expressions without side effects.
typedef struct ExprCField {
    Type type;
    const char *value; // int64_t, double, bool; text and numeric, enum: a SchemacText
    const char *null;  // true when the field is NULL; NULL: it never is
} ExprCField;

typedef struct ExprC {
    bool (*field)(const void *context, const Expr *column, ExprCField *out); // false: not in the struct
    const void *context;
} ExprC;

// Appends a C expression of type bool that is true when the check is false (the row must be refused).
// False, and nothing appended: not expressible; *why (may be NULL) is the part to blame.
bool expr_c_fails(Text *, const Expr *check, const ExprC *, const Expr **why);

#endif
