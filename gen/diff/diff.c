// SPDX-License-Identifier: MIT
#include "gen/diff/diff.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/diff/lower.h"
#include "gen/diff/private.h"
#include "gen/diff/query.h"
#include "gen/model/caps.h"
#include "gen/model/names.h"
#include "gen/model/rights.h"
#include "gen/query/query.h"
#include "grammar/expr.h"
#include "grammar/sqltoken.h"

// --- attributes, compared through the match ---

static bool same_object(const ChangeList *list, const Object *from, const Object *to)
{
    if (!from || !to)
        return from == to;
    return match_new(&list->match, from) == to;
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

static bool is_domain(const Type *type)
{
    return type && type->id == TYPE_DOMAIN && type->user;
}

static bool same_base(const ChangeList *list, const Object *from, const Object *to)
{
    const Domain *one = AS(Domain, from), *other = AS(Domain, to);
    return one->collation == other->collation && diff_same_type(list, one->type, other->type);
}

// To SQLite the case of a declared type's letters is nothing.
static bool same_words(const Type *from, const Type *to)
{
    if (!type_is_declared(*from) || !type_is_declared(*to))
        return type_is_declared(*from) == type_is_declared(*to);
    return !strcasecmp(from->name->text, to->name->text);
}

// A domain is what it stands on: its columns hold other values when that is another type.
bool diff_same_type(const ChangeList *list, const Type *from, const Type *to)
{
    if (!from || !to)
        return from == to;
    if (from->user && to->user) {
        if (from->dims != to->dims || !same_object(list, type_meant(from), type_meant(to)))
            return false;
        if (from->id == TYPE_EXTENSION || to->id == TYPE_EXTENSION)
            return from->name == to->name && type_same_modifiers(*from, *to);
        if (AS(const Object, from->user)->kind == KIND_COMPOSITE)
            return diff_same_composite(list, from->user, to->user);
        return !is_domain(from) || !is_domain(to) || same_base(list, from->user, to->user);
    }
    return type_equal(*from, *to) && type_is_serial(*from) == type_is_serial(*to) && same_words(from, to);
}

static const Object *kept_before(const Match *match, const Object *attribute, bool old)
{
    const Object *before = NULL;
    for (const Object *child = object_first(attribute->parent); child != attribute; child = child->next)
        if (old ? match_new(match, child) : match_old(match, child))
            before = child;
    return before;
}

// An attribute's place is behind the one before it that stays.
static bool same_attribute_place(const ChangeList *list, const Object *from, const Object *to)
{
    return same_object(list, kept_before(&list->match, from, true), kept_before(&list->match, to, false));
}

bool diff_same_composite(const ChangeList *list, const Object *from, const Object *to)
{
    bool added = false, gone = false; // what goes comes again behind the others, on the way back
    for (const Object *child = object_first(from); child; child = child->next) {
        bool stays = match_new(&list->match, child) != NULL;
        if (gone && stays)
            return false;
        gone = !stays;
    }
    for (const Object *child = object_first(to); child; child = child->next) {
        const Object *old = match_old(&list->match, child);
        added = added || !old;
        if (!old)
            continue;
        const Attribute *one = AS(const Attribute, old), *other = AS(const Attribute, child);
        if (added || old->parent != from || !same_attribute_place(list, old, child) ||
            one->collation != other->collation || !diff_same_type(list, one->type, other->type))
            return false;
    }
    return true;
}

static bool same_type(const ChangeList *list, const Object *object, const Object *other, const Type *from,
                      const Type *to)
{
    bool lowered = !caps_of(list->to->dialect)->types_as_objects;
    return (lowered && lower_same_stored(object, other)) || diff_same_type(list, from, to);
}

typedef struct Homes {
    const ChangeList *list;
    const Object *from, *to; // the tables whose columns the two expressions read
    Arena *scratch;
    bool rows; // by way of the rows old and new of a trigger
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

const char *diff_type_name(Arena *arena, const Type *type)
{
    if (!type)
        return NULL;
    Type base = type->dims ? *type : type_base(*type);
    const char *name = base.name ? base.name->text : type_info((TypeId)type_unserial(base).id)->name;
    return type->dims || base.dims ? arena_print(arena, "%s[]", name) : name;
}

static const char *column_type(const Homes *homes, const Model *model, const Object *home, const Expr *column)
{
    if (home->kind != KIND_TABLE)
        return home->kind == KIND_DOMAIN ? diff_type_name(homes->scratch, AS(Domain, home)->type) : NULL;
    const Object *found = model_find(model, KIND_COLUMN, home, column->name);
    return found ? diff_type_name(homes->scratch, AS(Column, found)->type) : NULL;
}

static const char *from_type(const void *context, const Expr *column)
{
    const Homes *homes = context;
    return column_type(homes, homes->list->from, homes->from, column);
}

static const char *to_type(const void *context, const Expr *column)
{
    const Homes *homes = context;
    return column_type(homes, homes->list->to, homes->to, column);
}

static const char *base_name(const Homes *homes, const Model *model, const Object *home, const ExprType *type)
{
    const Object *schema = type->schema ? model_find_schema(model, type->schema) : object_schema(home);
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    const Object *found = schema ? model_find_type(model, schema, type->name) : NULL;
    if (!found && !type->schema && public)
        found = model_find_type(model, public, type->name);
    if (!found || found->kind != KIND_DOMAIN || !AS(const Domain, found)->type)
        return NULL;
    return diff_type_name(homes->scratch, AS(const Domain, found)->type);
}

static const char *from_base(const void *context, const ExprType *type)
{
    const Homes *homes = context;
    return base_name(homes, homes->list->from, homes->from, type);
}

static const char *to_base(const void *context, const ExprType *type)
{
    const Homes *homes = context;
    return base_name(homes, homes->list->to, homes->to, type);
}

static bool same_call(const void *context, const char *a_schema, const char *a, const char *b_schema,
                      const char *b)
{
    const Homes *homes = context;
    return diff_same_call(homes->list, homes->from, a_schema, a, homes->to, b_schema, b);
}

static const char *from_result(const void *context, const char *schema, const char *name)
{
    const Homes *homes = context;
    return diff_result_type(homes->scratch, homes->list->from, homes->from, schema, name);
}

static const char *to_result(const void *context, const char *schema, const char *name)
{
    const Homes *homes = context;
    return diff_result_type(homes->scratch, homes->list->to, homes->to, schema, name);
}

static bool same_sequence(const void *context, const char *a, const char *b)
{
    const Homes *homes = context;
    return diff_same_sequence(homes->list, homes->from, a, homes->to, b);
}

static const Object *home_of(const Object *object)
{
    while (object->kind != KIND_TABLE && object->kind != KIND_DOMAIN && object->kind != KIND_SCHEMA &&
           object->kind != KIND_VIEW)
        object = object->parent;
    return object;
}

// A domain that stands on another type than before means something else where it is named, though all hashes
// are the same. Any word will do: what is the name of a column, too, is made again for nothing.
static bool names_rebased(const ChangeList *list, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    if (!list->rebased.count || !span_is_set(span))
        return false;
    sql_tokens_begin(&tokens, span_text(list->to->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        const Word *name = sql_token_name(list->to->words, &tokens, token);
        for (uint32_t at = 0; name && at < list->rebased.count; at++)
            if (list->rebased.at[at] == name)
                return true;
    }
    return false;
}

static bool same_bytes(const char *a_text, Span a, const char *b_text, Span b)
{
    return span_length(a) == span_length(b) && !memcmp(a_text, b_text, span_length(a));
}

// Equal texts have equal names, and so the same columns, unless an old name was given to something new.
// Different ones may still mean the same, as when a column they read was renamed. Their hashes alone say
// nothing: casts are no part of them.
static bool same_value(const ChangeList *list, const Object *from, const Object *to,
                       const Type *const types[2], Span a, uint64_t a_hash, Span b, uint64_t b_hash)
{
    if (!span_is_set(a) || !span_is_set(b))
        return span_is_set(a) == span_is_set(b);
    if (names_rebased(list, b))
        return false;
    const Model *model = list->to;
    const char *a_text = span_text(model->sources, a), *b_text = span_text(model->sources, b);
    if (a_hash == b_hash && !list->match.reused && same_bytes(a_text, a, b_text, b))
        return true;
    Arena scratch = {0};
    const Expr *a_expr = expr_parse(model->words, &scratch, a_text, a, NULL);
    const Expr *b_expr = expr_parse(model->words, &scratch, b_text, b, NULL);
    Homes homes = {list, home_of(from), home_of(to), &scratch, from->kind == KIND_TRIGGER};
    const char *target = diff_type_name(&scratch, types[0]), *other = diff_type_name(&scratch, types[1]);
    bool one = target && other && !strcmp(target, other);
    ExprSame same = {.column = same_column,
                     .call = same_call,
                     .sequence = same_sequence,
                     .type_a = from_type,
                     .type_b = to_type,
                     .base_a = from_base,
                     .base_b = to_base,
                     .result_a = from_result,
                     .result_b = to_result,
                     .target = one ? target : NULL,
                     .lite = !caps_of(list->to->dialect)->types_as_objects,
                     .context = &homes};
    bool equal = a_expr && b_expr ? expr_equal(a_expr, b_expr, &same)
                                  : sql_text_equal(a_text, span_length(a), b_text, span_length(b));
    bool sure = same.lite || (equal && !casts_literals(from, a_expr, b_expr));
    arena_free(&scratch);
    Verdict verdict = sure ? VERDICT_UNKNOWN : terms_of_values(list, from, a, types[0], to, b, types[1]);
    return verdict == VERDICT_UNKNOWN ? equal : verdict == VERDICT_SAME;
}

// A default or a generated value is put into its column, that of a domain into what it stands on.
static const Type *stored_type(const Object *object)
{
    return object->kind == KIND_COLUMN   ? AS(const Column, object)->type
           : object->kind == KIND_DOMAIN ? AS(const Domain, object)->type
                                         : NULL;
}

static bool same_sql(const ChangeList *list, const Object *from, const Object *to, Span a, uint64_t a_hash,
                     Span b, uint64_t b_hash)
{
    const Type *types[] = {stored_type(from), stored_type(to)};
    return same_value(list, from, to, types, a, a_hash, b, b_hash);
}

static bool same_elements(const ChangeList *list, const Object *from, const Object *to, const Elements *a,
                          const Elements *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t at = 0; at < a->count; at++) {
        const Element *one = &a->at[at], *two = &b->at[at];
        if (!same_object(list, one->column, two->column) || one->descending != two->descending ||
            one->nulls_first != two->nulls_first)
            return false;
        const ElementRare *rare = element_rare(one), *other = element_rare(two);
        if (rare->class != other->class || rare->collation != other->collation ||
            rare->operator!= other->operator||
            rare->statistics != other->statistics || !names_equal(&rare->parameters, &other->parameters) ||
            !same_sql(list, from, to, rare->expression.span, rare->expression.hash, other->expression.span,
                      other->expression.hash))
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
            !same_value(list, from, to, (const Type *const[]){one->type, two->type}, one->default_.span,
                        one->default_.hash, two->default_.span, two->default_.hash))
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
    case ATTR_TYPE: return same_type(list, from, to, *(const Type *const *)a, *(const Type *const *)b);
    case ATTR_OBJECT: return same_object(list, *(Object *const *)a, *(Object *const *)b);
    case ATTR_REFS: return same_refs(list, a, b);
    case ATTR_NAMES: return names_equal(a, b);
    case ATTR_ELEMENTS: return same_elements(list, from, to, a, b);
    case ATTR_ARGUMENTS: return same_arguments(list, from, to, a, b);
    case ATTR_ROWS: return ((const Rows *)a)->hash == ((const Rows *)b)->hash;
    case ATTR_QUERY:
        return ((const Query *)a)->hash == ((const Query *)b)->hash &&
               !names_rebased(list, ((const Query *)b)->span);
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

// Labels and seeds have comments for those who read the schema; a database has no place for them.
static bool same_doc(const ChangeList *list, const Object *from, const Object *to)
{
    Span a = object_doc(from), b = object_doc(to);
    bool kept = caps_of(list->to->dialect)->comments && from->kind != KIND_LABEL && from->kind != KIND_SEED;
    if (!kept || !span_is_set(a) || !span_is_set(b))
        return !kept || span_is_set(a) == span_is_set(b);
    if (same_bytes(span_text(list->from->sources, a), a, span_text(list->to->sources, b), b))
        return true;
    Text one = {0}, other = {0};
    doc_text(list->from->sources, a, &one);
    doc_text(list->to->sources, b, &other);
    bool same = one.length == other.length && !strcmp(text_string(&one), text_string(&other));
    text_free(&one);
    text_free(&other);
    return same;
}

static bool same_text(const ChangeList *list, const Sql *a, const Sql *b)
{
    return same_bytes(span_text(list->from->sources, a->span), a->span, span_text(list->to->sources, b->span),
                      b->span);
}

// Of two objects of one hash: do their expressions have the same texts, too?
static bool same_texts(const ChangeList *list, const Object *from, const Object *to)
{
    const KindInfo *info = &kind_info[from->kind];
    for (uint32_t at = 0, left = info->expressions; left; at++, left >>= 1) {
        if (!(left & 1))
            continue;
        const void *a = attr_at(from, &info->attrs[at]), *b = attr_at(to, &info->attrs[at]);
        if (info->attrs[at].type == ATTR_SQL) {
            if (!same_text(list, a, b))
                return false;
            continue;
        }
        if (info->attrs[at].type == ATTR_ARGUMENTS) {
            const Arguments *one = a, *other = b;
            for (uint32_t argument = 0; argument < one->count; argument++)
                if (!same_text(list, &one->at[argument].default_, &other->at[argument].default_))
                    return false;
            continue;
        }
        const Elements *one = a, *other = b;
        for (uint32_t element = 0; element < one->count; element++)
            if (!same_text(list, &element_rare(&one->at[element])->expression,
                           &element_rare(&other->at[element])->expression))
                return false;
    }
    return true;
}

// Where an identity is no more than a key that counts, `serial` says the same as `auto`.
static int settle_dialect(const ChangeList *list, const Object *from, const Object *to, int changed)
{
    if (from->kind == KIND_FOREIGN && !caps_of(list->to->dialect)->match_full)
        return changed & ~CHANGED(ATTR_Foreign_match_full);
    if (from->kind != KIND_COLUMN || caps_of(list->to->dialect)->identity_always)
        return changed;
    changed &= ~CHANGED(ATTR_Column_identity);
    return column_counts(AS(Column, from)) == column_counts(AS(Column, to))
               ? changed
               : changed | CHANGED(ATTR_Column_identity);
}

// Parts are kept by the values of their bounds.
static bool same_part(const ChangeList *list, const Object *from, const Object *to)
{
    Arena arena = {0};
    Names a = query_bounds(list->from, from, &arena), b = query_bounds(list->to, to, &arena);
    bool same = names_equal(&a, &b);
    arena_free(&arena);
    return same;
}

int diff_objects(const ChangeList *list, const Object *from, const Object *to)
{
    const KindInfo *info = &kind_info[from->kind];
    int changed = 0;
    // A hash knows nothing of the home.
    if (from->hash == to->hash && !list->match.reused && !list->rebased.count &&
        same_object(list, from->parent, to->parent) && same_texts(list, from, to) &&
        !diff_gains_heirs(list, from, to))
        return diff_rights(list, from, to);
    for (int at = 0; at < info->attr_count; at++)
        if (!info->attrs[at].derived && !same_attr(list, from, to, &info->attrs[at]))
            changed |= CHANGED(at);
    changed = settle_dialect(list, from, to, changed);
    if (from->kind == KIND_TABLE && changed & CHANGED(ATTR_Table_bounds) && same_part(list, from, to))
        changed &= ~CHANGED(ATTR_Table_bounds);
    int query = CHANGED(ATTR_View_columns) | CHANGED(ATTR_View_query);
    if (from->kind == KIND_VIEW && changed & query && caps_of(list->to->dialect)->bound_views &&
        !names_rebased(list, AS(View, to)->query.span) && query_same(list, from, to))
        changed &= ~query;
    if (object_is_routine(from) && changed & CHANGED(ATTR_Function_body) && query_same_body(list, from, to))
        changed &= ~CHANGED(ATTR_Function_body);
    if (object_is_definition(from))
        changed = diff_definitions(list, from, to, changed);
    if (from->kind == KIND_ATTRIBUTE) {
        changed &= ~CHANGED(ATTR_Attribute_after);
        if (!same_attribute_place(list, from, to))
            changed |= CHANGED(ATTR_Attribute_after);
    }
    if (from->kind == KIND_LABEL)
        changed = same_place(list, from, to) ? 0 : CHANGED(ATTR_Label_after);
    // A name that nobody wrote is no reason to rebuild a table.
    bool made_up = !from->named && !to->named && from->kind != KIND_CHECK && from->kind != KIND_INDEX &&
                   !caps_of(list->to->dialect)->constraints_apart;
    if (from->name != to->name && !made_up)
        changed |= CHANGED_NAME;
    if (from->parent && to->parent && !same_object(list, from->parent, to->parent))
        changed |= CHANGED_HOME;
    if (!same_doc(list, from, to))
        changed |= CHANGED_DOC;
    return changed | diff_rights(list, from, to);
}

// --- the list ---

static bool is_external(const ChangeList *list, const Object *object, bool new)
{
    const Object *schema = object_schema(object);
    const Object *other = new ? match_old(&list->match, schema) : match_new(&list->match, schema);
    return object_is_external(schema) || (other && object_is_external(other));
}

// A live database has triggers on such a table that are not ours; those that a file names are.
bool diff_is_external(const ChangeList *list, const Object *from, const Object *to)
{
    if (!list->from->has_external && !list->to->has_external)
        return false;
    if (!(from && is_external(list, from, false)) && !(to && is_external(list, to, true)))
        return false;
    const Object *object = to ? to : from;
    if (object->kind != KIND_TRIGGER && object->kind != KIND_POLICY)
        return true;
    return !(from && to) && !object_is_external(object);
}

static void find_rebased(DiffJob *job)
{
    ChangeList *list = job->list;
    const Model *to = list->to;
    if (!(to->kind_counts[KIND_DOMAIN] + to->kind_counts[KIND_COMPOSITE]) || list->from == to)
        return;
    Names *rebased = &list->rebased;
    rebased->at =
        ARENA_ARRAY(job->arena, const Word *, to->kind_counts[KIND_DOMAIN] + to->kind_counts[KIND_COMPOSITE]);
    for (uint32_t at = 0; at < to->count; at++) {
        const Object *new = to->objects[at], *old = match_old(&list->match, new);
        bool domain = new->kind == KIND_DOMAIN &&old && !same_base(list, old, new);
        if (domain || (new->kind == KIND_COMPOSITE &&old && !diff_same_composite(list, old, new)))
            rebased->at[rebased->count++] = new->name;
    }
}

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
        Object *new = to->objects[at], *old = match_old(&job->list->match, new);
        if (diff_is_external(job->list, old, new))
            continue;
        int changed = old ? diff_objects(job->list, old, new) : 0;
        if (!old)
            add_change(job, OP_ADD, NULL, new, 0);
        else if (changed)
            add_change(job, OP_ALTER, old, new, changed);
    }
    for (uint32_t at = 0; at < from->count; at++)
        if (!match_new(&job->list->match, from->objects[at]) &&
            !diff_is_external(job->list, from->objects[at], NULL))
            add_change(job, OP_DROP, from->objects[at], NULL, 0);
    if (!caps_of(to->dialect)->types_as_objects && lower_explains(job->list)) {
        job->list->lowered = true;
        job->list->count = 0;
    }
}

ChangeList *diff_models(const Model *from, const Model *to, Diag *diag, Arena *arena)
{
    ChangeList *list = ARENA_NEW(arena, ChangeList);
    *list = (ChangeList){.from = from, .to = to};
    list->match = (Match){.from = from,
                          .to = to,
                          .new_of = ARENA_ARRAY(arena, uint32_t, from->count + 1),
                          .old_of = ARENA_ARRAY(arena, uint32_t, to->count + 1)};
    DiffJob job = {.list = list, .diag = diag, .arena = arena};
    size_t errors = diag->errors;
    match_models(&job);
    find_targets(list);
    find_rebased(&job);
    match_parting(&job);
    list_changes(&job);
    check_migration(&job);
    check_ambiguous(&job);
    return diag->errors == errors ? list : NULL;
}
