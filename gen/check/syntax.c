// SPDX-License-Identifier: MIT
// The second grammar. A declaration holds expressions as slices of text; reading it is done when they are
// read too, so `check --parse-only` does both, by the same function as the checks, and keeps no tree.
#include "gen/check/builder.h"

const Expr *check_syntax(Builder *builder, Span span, bool *broken)
{
    ExprFault why;
    const char *text = span_text(builder->model->sources, span);
    const Expr *expr = expr_parse(builder->model->words, &builder->scratch, text, span, &why);
    *broken = !expr && (why.why == EXPR_FAULT_DEEP || why.why == EXPR_FAULT_LARGE);
    if (*broken)
        diag_report(builder->diag, DIAG_EXPR_SYNTAX, why.span,
                    expr_fault_text(&builder->scratch, &why, NULL, 0));
    return expr;
}

static void read_slice(Builder *builder, Span span)
{
    ArenaMark mark = arena_mark(&builder->scratch);
    bool broken;
    if (span_is_set(span))
        check_syntax(builder, span, &broken);
    arena_release(&builder->scratch, mark);
}

static void read_parts(Builder *builder, const Part *part)
{
    for (; part; part = part->next) {
        switch (part->kind) {
        case PART_CHECK:
        case PART_USING:
        case PART_DEFAULT:
        case PART_STORED:
        case PART_VIRTUAL:
        case PART_EXPRESSION:
        case PART_WHERE:
        case PART_VALUE: read_slice(builder, part->span); break;
        default: break;
        }
        read_parts(builder, part->list);
    }
}

void read_expressions(Builder *builder, const Item *item)
{
    read_parts(builder, item->parts);
    for (const Item *member = item->members; member; member = member->next)
        read_expressions(builder, member);
}
