// SPDX-License-Identifier: MIT
// Types, and which of several operators or functions of one name is meant: by the rules of PostgreSQL's
// manual, chapter 10 (Type Conversion), step by step.
#include <string.h>

#include "gen/query/private.h"

// --- types ---

ValueType value_of(const Type *type)
{
    if (!type || type->id == TYPE_NONE)
        return (ValueType){0};
    Type plain = type_unserial(*type);
    ValueType value = {.dims = plain.dims != 0, .mod_count = plain.arg_count};
    memcpy(value.mods, plain.args, sizeof value.mods);
    if (plain.id == TYPE_EXTENSION)
        value.name = plain.name->text; // its user is the extension
    else if (plain.user)
        value.user = plain.user;
    else if (plain.id == TYPE_USER && !plain.user)
        value.base = builtin_type(plain.name->text); // anyelement and its like
    else
        value.base = builtin_type(type_info((TypeId)plain.id)->name);
    if (!value.base && !value.user)
        value.name = plain.name ? plain.name->text : NULL;
    return value;
}

ValueType value_base(ValueType type)
{
    while (type.user && !type.dims && type.user->kind == KIND_DOMAIN)
        type = value_of(AS(const Domain, type.user)->type);
    return type;
}

ValueType value_element(ValueType type)
{
    type = value_base(type);
    if (!type.dims)
        return value_is(type, "int2vector") ? builtin_value("int2") : (ValueType){0};
    type.dims = 0;
    return type;
}

ValueType value_array(ValueType type)
{
    if (!value_known(type))
        return type;
    type.dims = 1;
    type.mod_count = 0;
    return type;
}

static bool is_any(ValueType type)
{
    return type.base && !type.dims && !strncmp(type.base->name, "any", 3);
}

static char category(ValueType type)
{
    type = value_base(type);
    if (type.dims)
        return 'A';
    if (type.base)
        return type.base->category;
    return !type.user ? 'U' : type.user->kind == KIND_ENUM ? 'E' : 'C';
}

static bool is_preferred(ValueType type)
{
    return type.base && !type.dims && type.base->preferred;
}

static bool fits_any(ValueType from, const char *any)
{
    char kind = category(from);
    if (strstr(any, "nonarray"))
        return kind != 'A';
    if (strstr(any, "array"))
        return kind == 'A';
    if (strstr(any, "multirange"))
        return kind == 'R' && from.base && strstr(from.base->name, "multi");
    if (strstr(any, "range"))
        return kind == 'R' && from.base && !strstr(from.base->name, "multi");
    return strcmp(any, "anyenum") || kind == 'E';
}

bool value_coerces(ValueType from, ValueType to)
{
    if (!value_known(from) || !value_known(to) || value_equal(from, to) || value_is(from, "unknown"))
        return true;
    if (is_any(to))
        return fits_any(from, to.base->name);
    if (value_is(to, "record"))
        return category(from) == 'C';
    if (from.user && !from.dims && from.user->kind == KIND_DOMAIN)
        return value_coerces(value_base(from), to);
    if (from.dims || to.dims)
        return from.dims && to.dims && value_coerces(value_element(from), value_element(to));
    return from.base && to.base && builtin_casts(from.base, to.base);
}

// --- constants and casts ---

bool value_is_unknown(const Term *term)
{
    return value_is(term->type, "unknown");
}

static bool is_number(ValueType type)
{
    return type.base && !type.dims && type.base->category == 'N' && strncmp(type.base->name, "reg", 3) &&
           strcmp(type.base->name, "money");
}

// '1'::varchar to text, 1 to numeric: the same constant of another type.
static bool is_retyped(const Term *term, ValueType type)
{
    if (strcmp(term->kind, "Const") || term->type.mod_count)
        return false;
    if (!term->text)
        return true; // NULL
    bool texts = (value_is(term->type, "varchar") || value_is(term->type, "text")) &&
                 (value_is(type, "varchar") || value_is(type, "text"));
    bool numbers = is_number(term->type) && is_number(type) && category(type) == 'N' &&
                   (value_is(term->type, "int4") || !strncmp(type.base->name, "float", 5) ||
                    value_is(type, "numeric") || (value_is(term->type, "int8") && value_is(type, "int8")));
    return texts || numbers;
}

// 'public.words'::regconfig: as a server that has it in the search path says it.
static const char *without_schema(const char *text, ValueType type)
{
    static const char *const SCHEMAS[] = {"public.", "pg_catalog."};
    for (size_t at = 0; value_known(type) && type.base && at < sizeof SCHEMAS / sizeof *SCHEMAS; at++)
        if (!strncmp(type.base->name, "reg", 3) && !strncmp(text, SCHEMAS[at], strlen(SCHEMAS[at])))
            return text + strlen(SCHEMAS[at]);
    return text;
}

static Term *new_const(const Analysis *analysis, const char *text, ValueType type)
{
    text = text ? without_schema(text, type) : NULL;
    Term *term = term_new(analysis, "Const", text ? value_text(analysis->arena, text, type) : NULL);
    term->type = type;
    term->type.mod_count = 0;
    return value_is(type, "regclass") && term->text ? bind_relation_name(analysis, term) : term;
}

static Term *coerce_elements(const Analysis *analysis, const Term *array, ValueType type)
{
    Term *made = term_new(analysis, "Array", NULL);
    ValueType element = value_element(type);
    for (const Term *kid = array->first; kid; kid = kid->next) {
        bool nested = !strcmp(kid->kind, "Array");
        term_add(made, coerce(analysis, term_same(analysis, kid), nested ? type : element));
    }
    made->type = value_array(element);
    return made;
}

Term *coerce(const Analysis *analysis, Term *term, ValueType type)
{
    if (!term || !value_known(type) || is_any(type) || value_is(type, "unknown") ||
        value_equal(term->type, type))
        return term;
    if (value_is_unknown(term) && !strcmp(term->kind, "Const"))
        return new_const(analysis, term->text, type);
    if (is_retyped(term, type))
        return new_const(analysis, term->text, type);
    if (!strcmp(term->kind, "Array") && type.dims)
        return coerce_elements(analysis, term, type);
    if (value_is(type, "record"))
        return term;
    if (!strcmp(term->kind, "Collate")) { // it stands around all casts
        Term *collate = term_new(analysis, term->kind, term->text);
        collate->type = type;
        return term_add(collate, coerce(analysis, term_same(analysis, term->first), type));
    }
    Term *cast = term_new(analysis, "Cast", type.user ? NULL : type.base ? type.base->name : type.name);
    cast->object = type.user;
    cast->range = type.dims; // an array's cast is another one
    cast->type = type;
    cast->type.mod_count = 0;
    return term_add(cast, term);
}

// 10.5, UNION, CASE and so on. The first of them counts most.
ValueType common_type(const Term *const *terms, int count)
{
    ValueType type = count ? terms[0]->type : (ValueType){0};
    bool same = count && !value_is(type, "unknown");
    for (int at = 0; at < count; at++) {
        same = same && value_equal(type, terms[at]->type);
        if (!value_known(terms[at]->type))
            return (ValueType){0};
    }
    if (same)
        return type;
    type = value_base(type);
    for (int at = 1; at < count; at++) {
        ValueType next = value_base(terms[at]->type);
        if (value_is(next, "unknown") || value_equal(next, type))
            continue;
        if (value_is(type, "unknown"))
            type = next;
        else if (category(type) != category(next))
            return (ValueType){0};
        else if (!is_preferred(type) && value_coerces(type, next) && !value_coerces(next, type))
            type = next;
    }
    if (value_is(type, "unknown"))
        return builtin_value("text");
    type.mod_count = 0;
    return type;
}

// --- candidates ---

enum { CANDIDATES = 96 };

typedef struct Candidate {
    const Object *function;
    ValueType *arguments, result;
    int spread;
    bool set, gone;
} Candidate;

typedef struct Choice {
    const Analysis *analysis;
    Candidate *at;
    int count, arguments;
    ValueType given[ARGUMENTS];
} Choice;

static void add_form(Choice *choice, const Form *form, bool variadic)
{
    int count = choice->arguments;
    bool spread = form->variadic && !variadic && count >= form->count;
    if (choice->count == CANDIDATES || count > ARGUMENTS)
        return;
    if (!spread && (count > form->count || count < form->count - form->defaults))
        return;
    for (int at = 0; at < form->count; at++)
        if (!value_known(form->arguments[at]))
            return; // of a type that nobody has values of
    Candidate *made = &choice->at[choice->count++];
    *made = (Candidate){.result = form->result, .set = form->set, .spread = spread ? form->count - 1 : -1};
    made->arguments = ARENA_ARRAY(choice->analysis->arena, ValueType, (size_t)count + 1);
    for (int at = 0; at < count; at++) {
        bool last = spread && at >= form->count - 1;
        made->arguments[at] = form->arguments[last ? form->count - 1 : at];
        if (last && made->arguments[at].dims)
            made->arguments[at].dims = 0;
        else if (last && value_is(made->arguments[at], "anyarray"))
            made->arguments[at] = builtin_value("anyelement");
        else if (last && value_is(made->arguments[at], "anycompatiblearray"))
            made->arguments[at] = builtin_value("anycompatible");
    }
}

static bool is_exact(const Choice *choice, const Candidate *candidate)
{
    for (int at = 0; at < choice->arguments; at++)
        if (!value_known(choice->given[at]) || !value_equal(candidate->arguments[at], choice->given[at]))
            return false;
    return true;
}

static bool fits(const Choice *choice, const Candidate *candidate)
{
    for (int at = 0; at < choice->arguments; at++)
        if (!value_coerces(choice->given[at], candidate->arguments[at]))
            return false;
    return true;
}

static int left_of(const Choice *choice)
{
    int count = 0;
    for (int at = 0; at < choice->count; at++)
        count += !choice->at[at].gone;
    return count;
}

static bool is_close(const Choice *choice, const Candidate *candidate, int at, bool preferred)
{
    ValueType given = value_base(choice->given[at]), takes = candidate->arguments[at];
    if (!value_known(given) || value_is(given, "unknown"))
        return false;
    if (value_equal(given, takes))
        return true;
    return preferred && is_preferred(takes) && category(takes) == category(given);
}

// Keeps those with the most arguments of just the type given, or of the preferred one of its category.
static void keep_closest(Choice *choice, bool preferred)
{
    int best = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int at = 0; at < choice->count; at++) {
            int close = 0;
            for (int argument = 0; argument < choice->arguments; argument++)
                close += is_close(choice, &choice->at[at], argument, preferred);
            if (choice->at[at].gone)
                continue;
            if (pass)
                choice->at[at].gone = close < best;
            else
                best = close > best ? close : best;
        }
}

// Of what an untyped literal may be: text where one takes that, else the one category all agree on.
static void keep_category(Choice *choice, int argument)
{
    char kind = 0;
    bool text = false, agree = true, preferred = false;
    for (int at = 0; at < choice->count; at++) {
        char takes = category(choice->at[at].arguments[argument]);
        if (choice->at[at].gone)
            continue;
        text = text || takes == 'S';
        agree = agree && (!kind || kind == takes);
        kind = takes;
    }
    if (!text && !agree)
        return;
    kind = text ? 'S' : kind;
    for (int at = 0; at < choice->count; at++)
        preferred =
            preferred || (!choice->at[at].gone && category(choice->at[at].arguments[argument]) == kind &&
                          is_preferred(choice->at[at].arguments[argument]));
    for (int at = 0; at < choice->count; at++) {
        ValueType takes = choice->at[at].arguments[argument];
        if (category(takes) != kind || (preferred && !is_preferred(takes)))
            choice->at[at].gone = true;
    }
}

// Last: the literals are taken for what the others are.
static void keep_same(Choice *choice)
{
    ValueType known = {0};
    for (int at = 0; at < choice->arguments; at++) {
        ValueType given = value_base(choice->given[at]);
        if (value_is(given, "unknown") || !value_known(given))
            continue;
        if (value_known(known) && !value_equal(known, given))
            return;
        known = given;
    }
    for (int at = 0; at < choice->count && value_known(known); at++)
        for (int argument = 0; argument < choice->arguments; argument++)
            if (!value_coerces(known, choice->at[at].arguments[argument]))
                choice->at[at].gone = true;
}

static const Candidate *the_one(const Choice *choice)
{
    const Candidate *found = NULL;
    for (int at = 0; at < choice->count; at++)
        if (!choice->at[at].gone) {
            if (found)
                return NULL;
            found = &choice->at[at];
        }
    return found;
}

static const Candidate *choose(Choice *choice)
{
    for (int at = 0; at < choice->count; at++)
        if (is_exact(choice, &choice->at[at]))
            return &choice->at[at];
    for (int at = 0; at < choice->count; at++)
        choice->at[at].gone = !fits(choice, &choice->at[at]);
    for (int step = 0; step < 2 && left_of(choice) > 1; step++)
        keep_closest(choice, step == 1);
    for (int at = 0; at < choice->arguments && left_of(choice) > 1; at++)
        if (value_is(choice->given[at], "unknown"))
            keep_category(choice, at);
    if (left_of(choice) > 1)
        keep_same(choice);
    return the_one(choice);
}

// --- what anyelement and its like stand for in a call ---

static ValueType like_any(const char *any, ValueType element)
{
    if (!value_known(element))
        return element;
    if (strstr(any, "array") && !strstr(any, "non"))
        return value_array(element);
    return element;
}

static bool settles(const char *any, bool compatible)
{
    return !strncmp(any, "anycompatible", 13) == compatible && strcmp(any, "any");
}

// The element type that the arguments of the one family agree on.
static ValueType find_element(const Choice *choice, const Candidate *candidate, bool compatible)
{
    ValueType found = {0};
    Term kept[ARGUMENTS];
    const Term *terms[ARGUMENTS];
    int count = 0;
    for (int at = 0; at < choice->arguments; at++) {
        ValueType takes = candidate->arguments[at], given = choice->given[at];
        if (!is_any(takes) || !settles(takes.base->name, compatible))
            continue;
        bool array = strstr(takes.base->name, "array") && !strstr(takes.base->name, "non");
        if (array && !value_is(given, "unknown"))
            given = value_element(given);
        kept[count] = (Term){.type = given};
        terms[count] = &kept[count];
        count++;
        if (!value_known(found) || value_is(found, "unknown"))
            found = given;
    }
    if (compatible && count)
        found = common_type(terms, count);
    return value_is(found, "unknown") ? builtin_value("text") : found;
}

static void settle_any(const Choice *choice, Called *called, const Candidate *candidate)
{
    ValueType elements[2] = {find_element(choice, candidate, false), find_element(choice, candidate, true)};
    for (int at = 0; at < choice->arguments; at++) {
        ValueType takes = candidate->arguments[at];
        bool any = is_any(takes) && strcmp(takes.base->name, "any");
        bool compatible = any && settles(takes.base->name, true);
        called->arguments[at] = any ? like_any(takes.base->name, elements[compatible]) : takes;
    }
    ValueType result = candidate->result;
    called->result = result;
    if (is_any(result)) {
        bool compatible = settles(result.base->name, true);
        called->result = like_any(result.base->name, elements[compatible]);
        if (strstr(result.base->name, "range"))
            called->result = (ValueType){0};
    }
}

static bool take_choice(Choice *choice, Called *called)
{
    const Candidate *found = choose(choice);
    *called = (Called){.count = choice->arguments, .spread = -1};
    if (!found)
        return false;
    called->found = true;
    called->arguments = ARENA_ARRAY(choice->analysis->arena, ValueType, (size_t)choice->arguments + 1);
    called->function = found->function;
    called->set = found->set;
    called->spread = found->spread;
    settle_any(choice, called, found);
    return true;
}

// --- operators ---

// What is compared with a literal takes it for its own type, where there is such an operator.
static bool try_same(Choice *choice, Called *called, ValueType both)
{
    Choice exact = *choice;
    exact.given[0] = exact.given[1] = both;
    for (int at = 0; at < exact.count; at++)
        if (is_exact(&exact, &exact.at[at]))
            return take_choice(&exact, called);
    return false;
}

bool choose_operator(const Analysis *analysis, const char *name, const Term *left, const Term *right,
                     Called *called)
{
    const char *forms = builtin_operator(name);
    Choice choice = {.analysis = analysis, .arguments = 1 + (left != NULL)};
    Form form;
    *called = (Called){.count = choice.arguments, .spread = -1};
    if (!forms)
        return false;
    choice.at = ARENA_ARRAY(analysis->arena, Candidate, CANDIDATES);
    choice.given[0] = left ? left->type : right->type;
    choice.given[1] = right->type;
    while (builtin_next(&forms, &form))
        add_form(&choice, &form, false);
    if (left && value_is_unknown(left) != value_is_unknown(right)) {
        ValueType known = value_is_unknown(left) ? right->type : left->type;
        if (try_same(&choice, called, known) || try_same(&choice, called, value_base(known)))
            return true;
    }
    return take_choice(&choice, called);
}

// --- functions ---

// Of one of the schema, with what it is given in the order in which it takes it.
static bool form_of(const Function *function, Form *form)
{
    *form = (Form){.result = value_of(function->returns), .set = function->set_of || function->table};
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (!argument_is_input(argument))
            continue;
        if (form->count == 8)
            return false;
        form->arguments[form->count++] = value_of(argument->type);
        form->defaults += span_is_set(argument->default_.span);
        form->variadic = argument->mode == ARGUMENT_VARIADIC;
    }
    if (!function->returns && function->arguments.count) {
        int outs = 0;
        for (uint32_t at = 0; at < function->arguments.count; at++) {
            const Argument *argument = &function->arguments.at[at];
            if (argument->mode != ARGUMENT_IN && argument->mode != ARGUMENT_VARIADIC) {
                outs++;
                form->result = value_of(argument->type);
            }
        }
        if (outs > 1)
            form->result = builtin_value("record");
    }
    return true;
}

static void add_own(Choice *choice, const Object *schema, const char *name, bool variadic)
{
    const Model *model = choice->analysis->model;
    const Object *first =
        schema ? model_find(model, KIND_FUNCTION, schema, words_text(model->words, name)) : NULL;
    for (const Function *one = first ? AS(const Function, first) : NULL; one; one = one->overload) {
        Form form;
        int before = choice->count;
        if (form_of(one, &form))
            add_form(choice, &form, variadic);
        if (choice->count > before)
            choice->at[before].function = &one->object;
    }
}

// f(b => 1): only a function of the schema that has these names and is alone is understood.
static bool by_names(const Analysis *analysis, const char *const *names, int count)
{
    (void)analysis;
    for (int at = 0; at < count; at++)
        if (names && names[at])
            return true;
    return false;
}

bool choose_function(const Analysis *analysis, const char *schema, const char *name, Term *const *given,
                     int count, const char *const *names, bool variadic, Called *called)
{
    const Model *model = analysis->model;
    Choice choice = {.analysis = analysis, .arguments = count};
    *called = (Called){.count = count, .spread = -1};
    if (count > ARGUMENTS || by_names(analysis, names, count))
        return false;
    choice.at = ARENA_ARRAY(analysis->arena, Candidate, CANDIDATES);
    for (int at = 0; at < count; at++)
        choice.given[at] = given[at]->type;
    bool own = *schema && strcmp(schema, "pg_catalog");
    const char *forms = own ? NULL : builtin_function(name);
    Form form;
    while (forms && builtin_next(&forms, &form))
        add_form(&choice, &form, variadic);
    if (own) {
        add_own(&choice, model_find_schema(model, words_text(model->words, schema)), name, variadic);
    } else if (!*schema) {
        const Object *home = object_schema(analysis->home);
        const Object *public = model_find_schema(model, words_text(model->words, "public"));
        add_own(&choice, home, name, variadic);
        if (public != home)
            add_own(&choice, public, name, variadic);
    }
    return take_choice(&choice, called);
}
