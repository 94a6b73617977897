// SPDX-License-Identifier: MIT
// What names stand for: from the innermost query outwards, and last the arguments of the routine.
#include <string.h>

#include "gen/query/private.h"

enum { VIEWS_DEEP = 16 };

static const Word *word(const Analysis *analysis, const char *text)
{
    return words_text(analysis->model->words, text);
}

// --- relations ---

const Object *find_relation(const Analysis *analysis, const char *schema, const char *name)
{
    const Model *model = analysis->model;
    const Object *home =
        *schema ? model_find_schema(model, word(analysis, schema)) : object_schema(analysis->home);
    const Object *found = home ? model_find_relation(model, home, word(analysis, name)) : NULL;
    if (!found && !*schema && (home = model_find_schema(model, word(analysis, "public"))))
        found = model_find_relation(model, home, word(analysis, name));
    return found && (found->kind == KIND_TABLE || found->kind == KIND_VIEW) ? found : NULL;
}

// 'app.numbers'::regclass
Term *bind_relation_name(const Analysis *analysis, Term *term)
{
    char name[130], schema[130] = "";
    size_t used = 0;
    for (const char *at = term->text ? term->text : ""; *at && used < sizeof name - 1; at++) {
        if (*at == '.') {
            name[used] = '\0';
            strcpy(schema, name);
            used = 0;
        } else if (*at != '"') {
            name[used++] = *at;
        }
    }
    name[used] = '\0';
    const Model *model = analysis->model;
    const Object *home =
        *schema ? model_find_schema(model, word(analysis, schema)) : object_schema(analysis->home);
    const Object *found = home ? model_find_relation(model, home, word(analysis, name)) : NULL;
    if (!found && !*schema && (home = model_find_schema(model, word(analysis, "public"))))
        found = model_find_relation(model, home, word(analysis, name));
    if (found) {
        term->object = found;
        term->text = "";
    } else {
        term->text = !strcmp(schema, "public") ? arena_copy(analysis->arena, name, strlen(name)) : term->text;
    }
    return term;
}

static KnownView *read_view(Analysis *analysis, const Object *view)
{
    KnownView *known = ARENA_NEW(analysis->arena, KnownView);
    Analysis inner = {.model = analysis->model,
                      .home = view,
                      .arena = analysis->arena,
                      .known = analysis->known,
                      .depth = analysis->depth + 1};
    *known = (KnownView){.view = view, .open = true};
    Outputs columns = {0};
    if (inner.depth < VIEWS_DEEP && parse_view(&inner, view, &columns)) {
        const Names *names = &AS(const View, view)->columns;
        for (int at = 0; at < columns.count; at++) {
            bool named = (uint32_t)at < names->count;
            outputs_add(analysis, &known->columns,
                        (Output){.name = named ? names->at[at]->text : columns.at[at].name,
                                 .type = columns.at[at].type});
        }
        known->open = false;
    }
    known->next = inner.known;
    analysis->known = known;
    return known;
}

bool relation_columns(Analysis *analysis, const Object *relation, Outputs *columns)
{
    if (relation->kind == KIND_VIEW) {
        KnownView *known = analysis->known;
        while (known && known->view != relation)
            known = known->next;
        known = known ? known : read_view(analysis, relation);
        for (int at = 0; at < known->columns.count; at++)
            outputs_add(analysis, columns, known->columns.at[at]);
        return !known->open;
    }
    for (const Object *child = object_first(relation); child; child = child->next)
        if (child->kind == KIND_COLUMN)
            outputs_add(analysis, columns,
                        (Output){.name = child->name->text,
                                 .type = value_of(AS(const Column, child)->type),
                                 .column = child});
    return true;
}

Range *range_add(Analysis *analysis, Level *scope, const char *alias)
{
    Range *range = ARENA_NEW(analysis->arena, Range);
    range->alias = alias;
    range->number = ++analysis->ranges;
    if (scope->last)
        scope->last->next = range;
    else
        scope->ranges = range;
    scope->last = range;
    return range;
}

// --- columns ---

static const char *number_text(const Analysis *analysis, int number)
{
    return arena_print(analysis->arena, "%d", number);
}

Term *term_of_column(const Analysis *analysis, const Range *range, int column)
{
    const Output *output = &range->columns.at[column];
    if (output->merged)
        return term_same(analysis, output->merged);
    Term *term = term_new(analysis, "Column", output->column ? NULL : number_text(analysis, column));
    term->object = output->column;
    term->range = range->number;
    term->type = output->type;
    return term;
}

static Term *named_column(const Analysis *analysis, const Range *range, const char *name)
{
    Term *term = term_new(analysis, "Named", name);
    term->range = range ? range->number : 0;
    return term;
}

static Term *whole_row(const Analysis *analysis, const Range *range)
{
    Term *term = term_new(analysis, "Row of", NULL);
    term->range = range->number;
    term->type = (ValueType){.user = range->relation};
    if (!range->relation) {
        for (int at = 0; at < range->columns.count; at++) // its names are part of its value
            term_add(term, term_new(analysis, "name", range->columns.at[at].name));
        term->type = builtin_value("record");
        if (range->columns.count == 1 && range->scalar) // of a function that gives single values
            return term_of_column(analysis, range, 0);
    }
    return term;
}

static int column_at(const Outputs *columns, const char *name)
{
    for (int at = 0; at < columns->count; at++)
        if (columns->at[at].name && !strcmp(columns->at[at].name, name))
            return at;
    return -1;
}

// False: there is none of that name at this level.
static bool find_here(const Analysis *analysis, const Level *scope, const char *name, Term **term)
{
    const Range *open = NULL;
    int opens = 0, at = column_at(&scope->merged, name);
    if (at >= 0) {
        *term = term_same(analysis, scope->merged.at[at].merged);
        return true;
    }
    for (const Range *range = scope->ranges; range; range = range->next) {
        if (range->hidden)
            continue;
        at = column_at(&range->columns, name);
        if (at >= 0) {
            *term = term_of_column(analysis, range, at);
            return true;
        }
        opens += range->open;
        open = range->open ? range : open;
    }
    if (opens)
        *term = named_column(analysis, opens == 1 ? open : NULL, name);
    return opens > 0;
}

Range *find_range(const Level *scope, const char *schema, const char *alias)
{
    for (; scope; scope = scope->outer)
        for (Range *range = scope->ranges; range; range = range->next)
            if (!range->hidden && range->alias && !strcmp(range->alias, alias) &&
                (!*schema || (range->schema && !strcmp(range->schema, schema))))
                return range;
    return NULL;
}

// --- arguments ---

static Term *argument(const Analysis *analysis, const char *name)
{
    const Function *routine = analysis->routine;
    for (uint32_t at = 0; routine && at < routine->arguments.count; at++) {
        const Argument *argument = &routine->arguments.at[at];
        if (!argument->name || strcmp(argument->name->text, name) || !argument_is_input(argument))
            continue;
        Term *term = term_new(analysis, "Argument", number_text(analysis, (int)at + 1));
        term->type = value_of(argument->type);
        return term;
    }
    return NULL;
}

static Term *of_rows(const Analysis *analysis, const char *qualifier, const char *name)
{
    const Object *rows = analysis->rows;
    if (rows->kind == KIND_DOMAIN && !strcmp(name, "value") && !*qualifier) {
        Term *term = term_new(analysis, "Value", NULL);
        term->type = value_base(value_of(AS(const Domain, rows)->type));
        return term;
    }
    const Object *column = rows->kind == KIND_TABLE
                               ? model_find(analysis->model, KIND_COLUMN, rows, word(analysis, name))
                               : NULL;
    bool row = !strcmp(qualifier, "new") || !strcmp(qualifier, "old");
    if (!column && !*qualifier && (!strcmp(name, "new") || !strcmp(name, "old")))
        return named_column(analysis, NULL, arena_print(analysis->arena, "%s.", name)); // new.*
    Term *term = term_new(analysis, "Column", column ? (row ? qualifier : NULL) : name);
    term->object = column;
    if (column)
        term->type = value_of(AS(const Column, column)->type);
    return term;
}

static Term *bare(const Analysis *analysis, const Level *scope, const char *name)
{
    Term *term = NULL;
    for (const Level *at = scope; at; at = at->outer)
        if (find_here(analysis, at, name, &term))
            return term;
    const Range *range = find_range(scope, "", name);
    if (range)
        return whole_row(analysis, range);
    term = argument(analysis, name);
    return term ? term : named_column(analysis, NULL, name);
}

Term *term_of_field(const Analysis *analysis, Term *of, const char *name)
{
    Term *field = term_add(term_new(analysis, "Field", arena_copy(analysis->arena, name, strlen(name))), of);
    const Object *row = of->type.user;
    const Object *column = row && row->kind == KIND_TABLE && !of->type.dims
                               ? model_find(analysis->model, KIND_COLUMN, row, word(analysis, name))
                               : NULL;
    if (column) {
        field->type = value_of(AS(const Column, column)->type);
        field->object = column;
        field->text = NULL;
    }
    return field;
}

// In a subquery of an expression its own relations come before the row that the expression is of.
static bool in_scope(const Analysis *analysis, const Level *scope, const char *schema, const char *alias,
                     const char *name)
{
    Term *term = NULL;
    if (alias)
        return find_range(scope, schema, alias) != NULL;
    for (const Level *at = scope; at; at = at->outer)
        if (find_here(analysis, at, name, &term))
            return true;
    return false;
}

Term *bind_column(Analysis *analysis, const Level *scope, const Tree *reference)
{
    const Tree *fields = tree_get(reference, "fields");
    size_t count = tree_count(fields);
    bool star = tree_get(tree_at(fields, count - 1), "A_Star") != NULL;
    const char *name = star ? "" : tree_string(tree_at(fields, count - 1));
    const char *alias = count > 1 ? tree_string(tree_at(fields, count - 2)) : "";
    const char *schema = count > 2 ? tree_string(tree_at(fields, count - 3)) : "";
    if (analysis->rows && !star && !in_scope(analysis, scope, schema, count > 1 ? alias : NULL, name))
        return of_rows(analysis, alias, name);
    if (count == 1)
        return star ? term_new(analysis, "Star", NULL) : bare(analysis, scope, name);
    const Range *range = find_range(scope, schema, alias);
    if (range && star)
        return whole_row(analysis, range);
    int at = range ? column_at(&range->columns, name) : -1;
    if (at >= 0)
        return term_of_column(analysis, range, at);
    if (range)
        return named_column(analysis, range, name);
    Term *of = argument(analysis, alias);
    if (!of && analysis->routine && !strcmp(alias, analysis->routine->object.name->text))
        return bare(analysis, NULL, name); // function.argument
    return of ? term_of_field(analysis, of, name)
              : named_column(analysis, NULL, arena_print(analysis->arena, "%s.%s", alias, name));
}

// --- types ---

static const Object *find_type(const Analysis *analysis, const char *schema, const char *name)
{
    const Model *model = analysis->model;
    const Object *homes[] = {*schema ? model_find_schema(model, word(analysis, schema))
                                     : object_schema(analysis->home),
                             *schema ? NULL : model_find_schema(model, word(analysis, "public"))};
    for (int at = 0; at < 2; at++) {
        const Object *found = homes[at] ? model_find_type(model, homes[at], word(analysis, name)) : NULL;
        if (!found && homes[at])
            found = model_find_relation(model, homes[at], word(analysis, name));
        if (found && found->kind != KIND_INDEX && found->kind != KIND_SEQUENCE)
            return found;
    }
    return NULL;
}

ValueType find_value_type(const Analysis *analysis, const Tree *type_name)
{
    const Tree *names = tree_get(type_name, "names"), *item;
    const char *schema = tree_schema(names), *name = tree_name(names);
    ValueType type = {.dims = tree_get(type_name, "arrayBounds") != NULL};
    bool own = *schema && strcmp(schema, "pg_catalog");
    type.base = own ? NULL : builtin_type(name);
    if (!own && !type.base && *name == '_' && (type.base = builtin_type(name + 1)))
        type.dims = 1; // _text
    if (!type.base)
        type.user = find_type(analysis, schema, name);
    if (!type.base && !type.user)
        type.name = arena_copy(analysis->arena, name, strlen(name));
    TREE_EACH(item, tree_get(type_name, "typmods"))
    {
        long number = 0;
        const Tree *constant = tree_get(item, "A_Const");
        if (constant && const_number(analysis, constant, &number) && type.mod_count < 2)
            type.mods[type.mod_count++] = (int32_t)number;
    }
    if (type.mod_count == 1 && type.base && !strcmp(type.base->name, "numeric"))
        type.mod_count = 2; // numeric(5) is numeric(5,0)
    return type;
}
