// SPDX-License-Identifier: MIT
// What the rules share. Private to rules.c and rules_foreign.c.
#ifndef GEN_CHECK_RULES_H
#define GEN_CHECK_RULES_H

#include "gen/check/builder.h"
#include "gen/model/caps.h"

typedef struct RuleJob {
    Builder *builder;
    Diag *diag;
    const Caps *caps;
    size_t parts; // tables whose rows are a part of others'
} RuleJob;

void rule_need(RuleJob *, bool has, Span, const char *what); // or it is told that the dialect has none
const char *rule_type_text(RuleJob *, const Type *);
void rule_foreign(RuleJob *, Object *);

#endif
