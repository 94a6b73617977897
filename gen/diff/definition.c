// SPDX-License-Identifier: MIT
// Two statements of SQL mean the same where their trees say the same of the same things.
#include "gen/diff/private.h"
#include "gen/model/definition.h"
#include "gen/query/query.h"
#include "grammar/newer.h"

typedef struct DefinedIn {
    const Model *model;
    const Object *home;
} DefinedIn;

static const char *home_of(void *context, NameUse use, const char *schema, const char *name)
{
    const DefinedIn *place = context;
    const Object *found = model_name_home(place->model, place->home, (int)use, schema, name);
    return found ? found->name->text : NULL;
}

static const Object *find_table(const DefinedIn *place, const char *schema, const char *table)
{
    const Object *home = model_name_home(place->model, place->home, NAME_RELATION, schema, table);
    const Object *found =
        home ? model_find_relation(place->model, home, words_text(place->model->words, table)) : NULL;
    return found && found->kind == KIND_TABLE ? found : NULL;
}

static const char *column_at(void *context, const char *schema, const char *table, size_t at)
{
    const Object *found = find_table(context, schema, table);
    for (const Object *child = found ? object_first(found) : NULL; child; child = child->next)
        if (child->kind == KIND_COLUMN && !at--)
            return child->name->text;
    return NULL;
}

static int has_column(void *context, const char *schema, const char *table, const char *name)
{
    const DefinedIn *place = context;
    const Object *found = find_table(place, schema, table);
    return !found
               ? -1
               : model_find(place->model, KIND_COLUMN, found, words_text(place->model->words, name)) != NULL;
}

static bool is_text(void *context, const char *schema, const char *table, const char *name)
{
    const DefinedIn *place = context;
    const Object *found = find_table(place, schema, table);
    const Object *column =
        found ? model_find(place->model, KIND_COLUMN, found, words_text(place->model->words, name)) : NULL;
    const Type *type = column ? AS(const Column, column)->type : NULL;
    return type && !type->dims && !type->user && type_class(*type) == TYPE_CLASS_STRING;
}

static bool descends(const Object *table, const Object *of)
{
    const Refs *parents = &table_rare(table)->inherits;
    bool found = refs_have(parents, of);
    for (uint32_t at = 0; at < parents->count && !found; at++)
        found = descends(parents->at[at], of);
    return found;
}

static bool heir_at(void *context, const char *schema, const char *table, size_t at, const char *path[2])
{
    const DefinedIn *place = context;
    const Object *of = place->model->has_parts ? find_table(place, schema, table) : NULL;
    uint32_t next = 0;
    for (const Object *heir; of && (heir = model_next(place->model, KIND_TABLE, &next));)
        if (descends(heir, of) && !at--) {
            path[0] = object_schema(heir)->name->text;
            path[1] = heir->name->text;
            return true;
        }
    return false;
}

static bool read_facts(const Model *model, const Object *object, bool bare, Arena *arena, DefinedFacts *facts)
{
    const Definition *definition = AS(const Definition, object);
    Span span = definition->query.span;
    TreeFault fault;
    DefinedIn place = {model, object->parent};
    DefineScope scope = {.home = home_of,
                         .column = column_at,
                         .has_column = has_column,
                         .is_text = is_text,
                         .heir = heir_at,
                         .context = &place,
                         .schema = object->parent->name->text,
                         .target = model->target};
    if (!span_is_set(span)) // a family that nobody has written
        return true;
    const char *sql = arena_copy(arena, span_text(model->sources, span), span_length(span));
    bool role = definition->class == CLASS_ROLE; // of which nothing that is new gets lost
    const Tree *statements = role ? newer_parse_any(arena, sql, &fault) : tree_parse(arena, sql, &fault);
    if (statements)
        define_facts((DefinitionClass)definition->class, bare, sql, statements, &scope, facts);
    return statements != NULL;
}

static bool facts_of(const ChangeList *list, const Object *object, bool bare, DefinedFacts *facts)
{
    bool old = model_has(list->from, object);
    Arena arena = {0};
    *facts = (DefinedFacts){0};
    bool good = read_facts(old ? list->from : list->to, object, bare, &arena, facts);
    arena_free(&arena);
    return good;
}

bool diff_facts(const ChangeList *list, const Object *object, DefinedFacts *facts)
{
    return facts_of(list, object, false, facts);
}

static bool same_facts(const ChangeList *list, const Object *from, const Object *to, bool bare)
{
    DefinedFacts one, other;
    bool same = facts_of(list, from, bare, &one) & facts_of(list, to, bare, &other);
    same = same && one.count == other.count;
    for (size_t at = 0; same && at < one.count; at++)
        same = !strcmp(one.at[at], other.at[at]);
    facts_free(&one);
    facts_free(&other);
    return same;
}

// Its expressions are compared by what they mean where that is known, else by their text. A publication may
// list tables that the other one has with what they inherit from.
static bool same_definition(const ChangeList *list, const Object *from, const Object *to)
{
    Verdict verdict =
        query_knows(from) && query_knows(to) ? terms_of_definitions(list, from, to) : VERDICT_UNKNOWN;
    if (verdict == VERDICT_DIFFERENT)
        return AS(const Definition, from)->class == CLASS_PUBLICATION && same_facts(list, from, to, false);
    return same_facts(list, from, to, verdict == VERDICT_SAME);
}

// What other tables inherit is a change of a publication, too.
bool diff_gains_heirs(const ChangeList *list, const Object *from, const Object *to)
{
    bool heirs = (list->from->has_parts || list->to->has_parts) && list->from != list->to;
    return heirs && from->kind == KIND_DEFINITION && AS(const Definition, from)->class == CLASS_PUBLICATION &&
           !same_definition(list, from, to);
}

int diff_definitions(const ChangeList *list, const Object *from, const Object *to, int changed)
{
    if (changed)
        return same_definition(list, from, to) ? 0 : changed;
    return diff_gains_heirs(list, from, to) ? CHANGED(ATTR_Definition_query) : 0;
}
