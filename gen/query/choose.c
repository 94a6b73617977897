// SPDX-License-Identifier: MIT
// Which of several operators or functions of one name is meant: by the rules of PostgreSQL's manual, chapter
// 10 (Type Conversion), step by step.
#include <string.h>

#include "gen/query/private.h"

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

// anyarray and anyelement of one call are of one type; those that are compatible at least of one kind.
static bool agrees(const Choice *choice, const Candidate *candidate, bool compatible)
{
    ValueType element = {0};
    for (int pass = 0; pass < 2; pass++)
        for (int at = 0; at < choice->arguments; at++) {
            ValueType takes = candidate->arguments[at], given = value_base(choice->given[at]);
            if (!value_is_any(takes) || !strcmp(takes.base->name, "any") || !value_known(given) ||
                value_is(given, "unknown") || strncmp(takes.base->name, "anycompatible", 13) == !compatible)
                continue;
            bool array = strstr(takes.base->name, "array") && !strstr(takes.base->name, "non");
            if (!pass && array)
                element = value_element(given);
            if (pass && !array && value_known(element) && !strstr(takes.base->name, "range") &&
                (value_category(given) != value_category(element) ||
                 (!compatible && !value_equal(given, element))))
                return false;
        }
    return true;
}

static bool fits(const Choice *choice, const Candidate *candidate)
{
    if (!agrees(choice, candidate, false) || !agrees(choice, candidate, true))
        return false;
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
    return preferred && value_is_preferred(takes) && value_category(takes) == value_category(given);
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
        char takes = value_category(choice->at[at].arguments[argument]);
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
        preferred = preferred ||
                    (!choice->at[at].gone && value_category(choice->at[at].arguments[argument]) == kind &&
                     value_is_preferred(choice->at[at].arguments[argument]));
    for (int at = 0; at < choice->count; at++) {
        ValueType takes = choice->at[at].arguments[argument];
        if (value_category(takes) != kind || (preferred && !value_is_preferred(takes)))
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
        if (!value_is_any(takes) || !settles(takes.base->name, compatible))
            continue;
        bool array = strstr(takes.base->name, "array") && !strstr(takes.base->name, "non");
        if (array && !value_is(given, "unknown"))
            given = value_element(given);
        else if (strstr(takes.base->name, "range") && !value_is(given, "unknown"))
            given = value_of_range(value_base(given));
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

// The range among what is given for ranges, which the others must be too; a multirange is another type.
static ValueType range_given(const Choice *choice, const Candidate *candidate)
{
    ValueType found = {0};
    for (int at = 0; at < choice->arguments; at++) {
        ValueType takes = candidate->arguments[at], given = value_base(choice->given[at]);
        if (!value_is_any(takes) || !strstr(takes.base->name, "range") || value_is(given, "unknown"))
            continue;
        bool same = !value_known(found) || value_equal(found, given);
        if (!same || strstr(takes.base->name, "multi"))
            return (ValueType){0};
        found = given;
    }
    return found;
}

static void settle_any(const Choice *choice, Called *called, const Candidate *candidate)
{
    ValueType elements[2] = {find_element(choice, candidate, false), find_element(choice, candidate, true)};
    for (int at = 0; at < choice->arguments; at++) {
        ValueType takes = candidate->arguments[at];
        bool any = value_is_any(takes) && strcmp(takes.base->name, "any");
        bool compatible = any && settles(takes.base->name, true);
        if (any && strstr(takes.base->name, "range"))
            called->arguments[at] = range_given(choice, candidate);
        else
            called->arguments[at] = any ? like_any(takes.base->name, elements[compatible]) : takes;
    }
    ValueType result = candidate->result;
    called->result = result;
    if (value_is_any(result)) {
        bool compatible = settles(result.base->name, true);
        called->result = like_any(result.base->name, elements[compatible]);
        if (strstr(result.base->name, "range"))
            called->result = range_given(choice, candidate);
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
