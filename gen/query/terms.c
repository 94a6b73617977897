// SPDX-License-Identifier: MIT
#include "gen/query/private.h"

Term *term_new(const Analysis *analysis, const char *kind, const char *text)
{
    Term *term = ARENA_NEW(analysis->arena, Term);
    term->kind = kind;
    term->text = text;
    return term;
}

Term *term_add(Term *term, Term *kid)
{
    if (!kid)
        return term;
    kid->next = NULL;
    if (term->last)
        term->last->next = kid;
    else
        term->first = kid;
    term->last = kid;
    return term;
}

Term *term_same(const Analysis *analysis, const Term *term)
{
    Term *copy = term_new(analysis, term->kind, term->text);
    *copy = *term;
    copy->next = NULL;
    return copy;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

bool term_equal(const Term *a, const Term *b)
{
    if (strcmp(a->kind, b->kind) || !same_text(a->text, b->text) || a->object != b->object ||
        a->range != b->range || !value_equal(a->type, b->type))
        return false;
    const Term *one = a->first, *other = b->first;
    for (; one && other; one = one->next, other = other->next)
        if (!term_equal(one, other))
            return false;
    return !one && !other;
}

Output *outputs_add(const Analysis *analysis, Outputs *outputs, Output output)
{
    if (outputs->count == outputs->size) {
        int size = outputs->size ? outputs->size * 2 : 8;
        Output *more = ARENA_ARRAY(analysis->arena, Output, (size_t)size);
        if (outputs->count)
            memcpy(more, outputs->at, (size_t)outputs->count * sizeof *more);
        outputs->at = more;
        outputs->size = size;
    }
    outputs->at[outputs->count] = output;
    return &outputs->at[outputs->count++];
}

// AS a (x, y): the first columns get other names.
void outputs_name(const Analysis *analysis, Outputs *outputs, const Tree *names)
{
    Outputs named = {0};
    const Tree *item = tree_first(names);
    for (int at = 0; at < outputs->count; at++) {
        Output output = outputs->at[at];
        if (item) {
            output.name = tree_string(item);
            item = item->next;
        }
        outputs_add(analysis, &named, output);
    }
    *outputs = named;
}
