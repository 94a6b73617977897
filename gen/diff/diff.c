// SPDX-License-Identifier: MIT
#include "gen/diff/diff.h"

#include <stdlib.h>
#include <string.h>

#include "gen/diff/private.h"
#include "gen/model/caps.h"
#include "grammar/expr.h"
#include "grammar/sqltoken.h"

// --- attributes, compared through the match ---

static bool same_object(const ChangeList *list, const Object *from, const Object *to)
{
    if (!from || !to)
        return from == to;
    return list->match.new_of[from->id] == to;
}

static bool same_refs(const ChangeList *list, const Refs *from, const Refs *to)
{
    if (from->count != to->count)
        return false;
    for (uint32_t at = 0; at < from->count; at++)
        if (!same_object(list, from->at[at], to->at[at]))
            return false;
    return true;
}

static bool same_names(const Names *from, const Names *to)
{
    if (from->count != to->count)
        return false;
    return !from->count || !memcmp(from->at, to->at, from->count * sizeof *from->at);
}

bool diff_same_type(const ChangeList *list, const Type *from, const Type *to)
{
    if (!from || !to)
        return from == to;
    if (from->user && to->user)
        return from->dims == to->dims && same_object(list, from->user, to->user);
    return type_equal(*from, *to) && type_is_serial(*from) == type_is_serial(*to);
}

typedef struct Homes {
    const ChangeList *list;
    const Object *from, *to; // the tables whose columns the two expressions read
    bool rows;               // by way of the rows old and new of a trigger
} Homes;

static bool same_column(const void *context, const Expr *a, const Expr *b)
{
    const Homes *homes = context;
    if (homes->rows && a->qualifier != b->qualifier)
        return false; // new.a is not old.a
    const Object *from = model_find(homes->list->from, KIND_COLUMN, homes->from, a->name);
    const Object *to = model_find(homes->list->to, KIND_COLUMN, homes->to, b->name);
    if (!from || !to)
        return a->name == b->name && !from && !to;
    return same_object(homes->list, from, to);
}

// Any function of the name: which of several it is hangs on types that are not looked at.
static const Object *find_called(const Model *model, const Object *home, const char *schema_name,
                                 const char *name)
{
    const Word *word = words_text(model->words, name);
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    const Object *schema =
        schema_name ? model_find_schema(model, words_text(model->words, schema_name)) : object_schema(home);
    const Object *found = schema ? model_find(model, KIND_FUNCTION, schema, word) : NULL;
    return found || schema_name || !public ? found : model_find(model, KIND_FUNCTION, public, word);
}

static bool same_call(const void *context, const char *a_schema, const char *a, const char *b_schema,
                      const char *b)
{
    const Homes *homes = context;
    const Object *from = find_called(homes->list->from, homes->from, a_schema, a);
    const Object *to = find_called(homes->list->to, homes->to, b_schema, b);
    if (!from || !to)
        return !from && !to && !strcmp(a, b) && (!a_schema || !b_schema || !strcmp(a_schema, b_schema));
    if (AS(const Function, from)->overload || AS(const Function, to)->overload)
        return !strcmp(a, b) && same_object(homes->list, from->parent, to->parent);
    return same_object(homes->list, from, to);
}

static bool is_home(const Object *object)
{
    return object->kind == KIND_TABLE || object->kind == KIND_DOMAIN || object->kind == KIND_SCHEMA ||
           object->kind == KIND_VIEW;
}

// Equal hashes mean equal texts with equal names, and so the same columns, unless an old name was given
// to something new. Different ones may still mean the same, as when a column they read was renamed.
static bool same_sql(const ChangeList *list, const Object *from, const Object *to, Span a, uint64_t a_hash,
                     Span b, uint64_t b_hash)
{
    if (!span_is_set(a) || !span_is_set(b))
        return span_is_set(a) == span_is_set(b);
    if (a_hash == b_hash && !list->match.reused)
        return true;
    const Model *model = list->to;
    const char *a_text = span_text(model->sources, a), *b_text = span_text(model->sources, b);
    Arena scratch = {0};
    const Expr *a_expr = expr_parse(model->words, &scratch, a_text, a, NULL);
    const Expr *b_expr = expr_parse(model->words, &scratch, b_text, b, NULL);
    Homes homes = {list, from, to, from->kind == KIND_TRIGGER};
    while (!is_home(homes.from))
        homes.from = homes.from->parent;
    while (!is_home(homes.to))
        homes.to = homes.to->parent;
    ExprSame same = {.column = same_column, .call = same_call, .context = &homes};
    bool equal = a_expr && b_expr
                     ? expr_equal(a_expr, b_expr, &same)
                     : !a_expr && !b_expr && sql_text_equal(a_text, span_length(a), b_text, span_length(b));
    arena_free(&scratch);
    return equal;
}

static bool same_elements(const ChangeList *list, const Object *from, const Object *to, const Elements *a,
                          const Elements *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t at = 0; at < a->count; at++) {
        const Element *one = &a->at[at], *two = &b->at[at];
        if (!same_object(list, one->column, two->column) || one->class != two->class ||
            one->collation != two->collation || one->descending != two->descending ||
            one->nulls_first != two->nulls_first ||
            !same_sql(list, from, to, one->expression.span, one->expression.hash, two->expression.span,
                      two->expression.hash))
            return false;
    }
    return true;
}

static bool same_arguments(const ChangeList *list, const Object *from, const Object *to, const Arguments *a,
                           const Arguments *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t at = 0; at < a->count; at++) {
        const Argument *one = &a->at[at], *two = &b->at[at];
        if (one->name != two->name || one->mode != two->mode || !diff_same_type(list, one->type, two->type) ||
            !same_sql(list, from, to, one->default_.span, one->default_.hash, two->default_.span,
                      two->default_.hash))
            return false;
    }
    return true;
}

static bool same_attr(const ChangeList *list, const Object *from, const Object *to, const AttrInfo *attr)
{
    const void *a = attr_at(from, attr), *b = attr_at(to, attr);
    switch ((AttrType)attr->type) {
    case ATTR_BOOL: return *(const bool *)a == *(const bool *)b;
    case ATTR_SMALL: return *(const uint8_t *)a == *(const uint8_t *)b;
    case ATTR_WORD: return *(const Word *const *)a == *(const Word *const *)b;
    case ATTR_TYPE: return diff_same_type(list, *(const Type *const *)a, *(const Type *const *)b);
    case ATTR_OBJECT: return same_object(list, *(Object *const *)a, *(Object *const *)b);
    case ATTR_REFS: return same_refs(list, a, b);
    case ATTR_NAMES: return same_names(a, b);
    case ATTR_ELEMENTS: return same_elements(list, from, to, a, b);
    case ATTR_ARGUMENTS: return same_arguments(list, from, to, a, b);
    case ATTR_ROWS: return ((const Rows *)a)->hash == ((const Rows *)b)->hash;
    case ATTR_QUERY: return ((const Query *)a)->hash == ((const Query *)b)->hash;
    case ATTR_SQL:
        return same_sql(list, from, to, ((const Sql *)a)->span, ((const Sql *)a)->hash,
                        ((const Sql *)b)->span, ((const Sql *)b)->hash);
    }
    return false;
}

// A label's place is the label before it, by counterpart.
static bool same_place(const ChangeList *list, const Object *from, const Object *to)
{
    const Word *a = AS(Label, from)->after, *b = AS(Label, to)->after;
    if (!a || !b)
        return a == b;
    const Object *one = model_find(list->from, KIND_LABEL, from->parent, a);
    const Object *two = model_find(list->to, KIND_LABEL, to->parent, b);
    return same_object(list, one, two);
}

static bool same_doc(const ChangeList *list, Span a, Span b)
{
    return span_length(a) == span_length(b) &&
           (!span_is_set(a) ||
            !memcmp(span_text(list->from->sources, a), span_text(list->to->sources, b), span_length(a)));
}

int diff_objects(const ChangeList *list, const Object *from, const Object *to)
{
    const KindInfo *info = &kind_info[from->kind];
    int changed = 0;
    // A hash knows nothing of the home.
    if (from->hash == to->hash && !list->match.reused && same_object(list, from->parent, to->parent))
        return 0;
    for (int at = 0; at < info->attr_count; at++)
        if (!info->attrs[at].derived && !same_attr(list, from, to, &info->attrs[at]))
            changed |= CHANGED(at);
    if (from->kind == KIND_LABEL)
        changed = same_place(list, from, to) ? 0 : CHANGED(ATTR_Label_after);
    // A name that nobody wrote is no reason to rebuild a table.
    bool made_up = !from->named && !to->named && from->kind != KIND_CHECK && from->kind != KIND_INDEX &&
                   !caps_of(list->to->dialect)->constraints_apart;
    if (from->name != to->name && !made_up)
        changed |= CHANGED_NAME;
    if (from->parent && to->parent && !same_object(list, from->parent, to->parent))
        changed |= CHANGED_HOME;
    if (!same_doc(list, from->doc, to->doc))
        changed |= CHANGED_DOC;
    return changed;
}

// --- the list ---

static void add_change(DiffJob *job, Op op, Object *from, Object *to, int changed)
{
    ChangeList *list = job->list;
    if (list->count == list->size) {
        uint32_t size = list->size ? list->size * 2 : 64;
        Change *more = ARENA_ARRAY(job->arena, Change, size);
        if (list->count)
            memcpy(more, list->changes, list->count * sizeof *more);
        list->changes = more;
        list->size = size;
    }
    list->changes[list->count++] = (Change){op, from, to, changed};
}

static void list_changes(DiffJob *job)
{
    const Model *from = job->list->from, *to = job->list->to;
    if (from == to)
        return;
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at], *old = job->list->match.old_of[at];
        int changed = old ? diff_objects(job->list, old, new) : 0;
        if (!old)
            add_change(job, OP_ADD, NULL, new, 0);
        else if (changed)
            add_change(job, OP_ALTER, old, new, changed);
    }
    for (uint32_t at = 0; at < from->count; at++)
        if (!job->list->match.new_of[at])
            add_change(job, OP_DROP, from->objects[at], NULL, 0);
}

ChangeList *diff_models(const Model *from, const Model *to, Diag *diag, Arena *arena)
{
    ChangeList *list = ARENA_NEW(arena, ChangeList);
    *list = (ChangeList){.from = from, .to = to};
    list->match.new_of = ARENA_ARRAY(arena, Object *, from->count + 1);
    list->match.old_of = ARENA_ARRAY(arena, Object *, to->count + 1);
    DiffJob job = {.list = list, .diag = diag, .arena = arena};
    size_t errors = diag->errors;
    match_models(&job);
    find_targets(list);
    list_changes(&job);
    check_migration(&job);
    check_ambiguous(&job);
    return diag->errors == errors ? list : NULL;
}
