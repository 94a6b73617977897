// SPDX-License-Identifier: MIT
#include "gen/try/slices.h"

#include <string.h>

#include "grammar/sqltoken.h"

typedef struct Visit {
    SliceFound *found;
    void *context;
} Visit;

static void visit(const Visit *to, SliceKind kind, Span span)
{
    if (span_is_set(span))
        to->found(to->context, kind, span);
}

static void visit_index(const Visit *to, const Index *index)
{
    for (uint32_t at = 0; at < index->elements.count; at++)
        if (!index->elements.at[at].column)
            visit(to, SLICE_VALUE, element_rare(&index->elements.at[at])->expression.span);
    visit(to, SLICE_VALUE, index->where.span);
}

static void visit_routine(const Visit *to, const Function *function)
{
    for (uint32_t at = 0; at < function->arguments.count; at++)
        visit(to, SLICE_VALUE, function->arguments.at[at].default_.span);
    if (!strcmp(function->language->text, "sql") && !function->atomic)
        visit(to, SLICE_BODY, function->body.span);
}

void try_each_slice(const Object *object, SliceFound *found, void *context)
{
    Visit to = {found, context};
    switch (object->kind) {
    case KIND_COLUMN:
        visit(&to, SLICE_VALUE, AS(Column, object)->default_.span);
        visit(&to, SLICE_VALUE, column_rare(AS(Column, object))->expression.span);
        break;
    case KIND_DOMAIN: visit(&to, SLICE_VALUE, AS(Domain, object)->default_.span); break;
    case KIND_CHECK: visit(&to, SLICE_VALUE, AS(Check, object)->expression.span); break;
    case KIND_EXCLUDE:
    case KIND_INDEX: visit_index(&to, AS(Index, object)); break;
    case KIND_VIEW: visit(&to, SLICE_VIEW, AS(View, object)->query.span); break;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: visit_routine(&to, AS(Function, object)); break;
    case KIND_TRIGGER:
        visit(&to, SLICE_VALUE, AS(Trigger, object)->when.span);
        visit(&to, SLICE_BODY, AS(Trigger, object)->body.span);
        break;
    case KIND_POLICY:
        visit(&to, SLICE_VALUE, AS(Policy, object)->using.span);
        visit(&to, SLICE_VALUE, AS(Policy, object)->check.span);
        break;
    case KIND_SEED:
        for (uint32_t at = 0; at < AS(Seed, object)->rows.count * AS(Seed, object)->rows.width; at++)
            visit(&to, SLICE_VALUE, AS(Seed, object)->rows.at[at]);
        break;
    default: break;
    }
}

void try_each_migration_slice(const Migration *migration, SliceFound *found, void *context)
{
    Visit to = {found, context};
    const Statement *statement = migration ? migration->statements : NULL;
    for (; statement; statement = statement->next) {
        SliceKind kind = statement->item == ITEM_VERIFY ? SLICE_QUERY : SLICE_VALUE;
        visit(&to, kind, statement->sql);
        visit(&to, kind, statement->other);
    }
}

Span try_token_at(const Sources *sources, Span slice, uint32_t start)
{
    const char *text = span_text(sources, slice);
    uint32_t end = slice.end;
    while (end > slice.start + 1 && strchr(" \t\r\n", text[end - 1 - slice.start]))
        end--;
    if (start >= end)
        return (Span){end - 1, end};
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, text + (start - slice.start), start, end - start);
    if (sql_token_next(&tokens, &token) && token.span.start == start && token.kind != SQL_ERROR)
        return token.span;
    return (Span){start, start + 1};
}
