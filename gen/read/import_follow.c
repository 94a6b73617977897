// SPDX-License-Identifier: MIT
// Texts that are kept as they were written: policies, bodies, expressions. Where what they name gets another
// name or goes, they are read again, as queries without a name.
#define _GNU_SOURCE // strcasestr
#include <string.h>
#include <strings.h>

#include "gen/read/import_job.h"

typedef struct TextPlace { // a text, and what it is part of
    Thing *of;
    const char **text;
    const char *before; // that makes it a statement
    ReadColumn *column;
    ReadConstraint *constraint;
    ReadIndex *index;
    ReadPolicy *policy;
    bool row; // it is of a row of the thing
} TextPlace;

typedef void Visit(void *context, Job *, const TextPlace *);

struct Followed {
    Followed *next;
    TextPlace place;
    ImportView *view;
};

// --- all texts ---

static void visit(Visit *act, void *context, Job *job, TextPlace place, const char **text)
{
    place.text = text;
    place.before = place.before ? place.before : "SELECT ";
    if (*text)
        act(context, job, &place);
}

static void each_of_table(Job *job, Thing *thing, Visit *act, void *context)
{
    ReadTable *table = &((ImportTable *)thing->made)->read;
    TextPlace place = {.of = thing, .row = true};
    for (ReadColumn *at = table->columns; at; at = at->next) {
        TextPlace here = {.of = thing, .row = true, .column = at};
        visit(act, context, job, here, &at->default_);
        visit(act, context, job, here, &at->expression);
    }
    for (ReadConstraint *at = table->constraints; at; at = at->next)
        visit(act, context, job, (TextPlace){.of = thing, .row = true, .constraint = at}, &at->expression);
    for (ReadIndex *at = table->indexes; at; at = at->next) {
        place.index = at;
        visit(act, context, job, place, &at->where);
        for (size_t element = 0; element < at->count; element++)
            visit(act, context, job, place, &at->elements[element].expression);
    }
    place.index = NULL;
    for (place.policy = table->policies; place.policy; place.policy = place.policy->next) {
        ReadPolicy *policy = place.policy;
        visit(act, context, job, place, &policy->using);
        visit(act, context, job, place, &policy->check);
    }
}

// A body that PostgreSQL has read when the function was made.
static bool is_atomic(const char *body)
{
    body += strspn(body, " \t\r\n");
    return !strncasecmp(body, "begin", strlen("begin")) || !strncasecmp(body, "return", strlen("return"));
}

static void each_text(Job *job, Visit *act, void *context)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        if (thing->gone)
            continue;
        if (thing->kind == THING_TABLE)
            each_of_table(job, thing, act, context);
        if (thing->kind == THING_TRIGGER)
            visit(act, context, job, (TextPlace){.of = thing}, &((ImportTrigger *)thing->made)->read.when);
        ImportRoutine *routine = thing->kind == THING_ROUTINE ? thing->made : NULL;
        if (routine && !strcmp(routine->read.language, "sql") && routine->read.body &&
            is_atomic(routine->read.body))
            visit(act, context, job,
                  (TextPlace){.of = thing, .before = "CREATE FUNCTION f() RETURNS int LANGUAGE sql "},
                  &routine->read.body);
    }
}

bool import_has_query(const char *text)
{
    return text && strcasestr(text, "select");
}

// --- names ---

typedef struct Following {
    const Thing *thing;
    const char *word;
    Followed *list;
} Following;

static void follow(void *context, Job *job, const TextPlace *place)
{
    Following *following = context;
    bool query = import_has_query(*place->text) || !place->row; // others name nothing but functions
    if (!strstr(*place->text, following->word) || (following->thing->kind != THING_ROUTINE && !query))
        return;
    Followed *made = ARENA_NEW(job->arena, Followed);
    *made =
        (Followed){.next = following->list,
                   .place = *place,
                   .view = import_text_view(job, place->before, *place->text, place->row ? place->of : NULL)};
    following->list = made;
}

Followed *import_follow(Job *job, const Thing *thing, const char *column)
{
    Following following = {.thing = thing, .word = column ? column : thing->name};
    each_text(job, follow, &following);
    return following.list;
}

static void lose(Job *job, const Followed *followed, const Thing *thing, const char *old, const char *new)
{
    const TextPlace *place = &followed->place;
    const char *why =
        arena_print(job->arena, ": under it %s.%s was renamed to %s", import_path(job, thing), old, new);
    const char *name = place->policy ? place->policy->name : place->of->name;
    import_note(job, place->policy ? "policy" : "function", place->policy ? place->of : NULL, name,
                place->policy ? arena_print(job->arena, "%s on ", name) : name, why);
    if (place->policy)
        import_drop_policy(place->of->made, name);
    else
        import_remove(job, place->of);
}

void import_followed(Job *job, Followed *list, const Thing *thing, const char *old, const char *new)
{
    for (Followed *at = list; at; at = at->next) {
        bool reads = old && import_view_reads(at->view, thing, old);
        if (reads && !import_view_rename(job, at->view, thing, old, new)) {
            lose(job, at, thing, old, new);
            continue;
        }
        *at->place.text = import_view_text(job, at->view) + strlen(at->place.before);
    }
}

// --- what goes ---

typedef struct Removing {
    const Thing *thing;
    const char *column;
    Followed *list;
} Removing;

static void find_users(void *context, Job *job, const TextPlace *place)
{
    Removing *removing = context;
    Following following = {.thing = removing->thing,
                           .word = removing->column ? removing->column : removing->thing->name};
    follow(&following, job, place);
    if (!following.list || !import_view_reads(following.list->view, removing->thing, removing->column) ||
        (place->row && place->of == removing->thing))
        return;
    following.list->next = removing->list;
    removing->list = following.list;
}

static void remove_place(Job *job, const TextPlace *place)
{
    if (place->of->gone)
        return;
    if (place->policy)
        import_drop_policy(place->of->made, place->policy->name);
    else if (place->constraint)
        import_remove_constraint(job, place->of->made, place->constraint);
    else if (place->column && place->column->expression)
        import_remove_column(job, place->of->made, place->column->name);
    else if (place->column)
        place->column->default_ = NULL;
    else if (place->index) {
        import_remove(job, import_find(job, SPACE_RELATION, place->of->schema, place->index->name));
        import_remove_index(job, &((ImportTable *)place->of->made)->read, place->index);
    } else
        import_remove(job, place->of);
}

void import_remove_texts(Job *job, const Thing *thing, const char *column)
{
    Removing removing = {thing, column, NULL};
    each_text(job, find_users, &removing);
    for (const Followed *at = removing.list; at; at = at->next)
        remove_place(job, &at->place);
}

// --- labels of enums ---

typedef struct LabelChange {
    const Thing *type;
    const char *old, *new;
} LabelChange;

static bool is_of_type(const ImportTable *table, const char *column, const Thing *type)
{
    const ImportColumn *found = import_column_of(table, column);
    return found && found->type == type;
}

// Does it read no column that may be compared with such a text, but those of the type?
static bool reads_only(Job *job, const ImportTable *table, const char *text, const Thing *type, bool *any)
{
    bool only = true;
    for (const ReadColumn *at = table->read.columns; at; at = at->next) {
        if (!import_reads(job, text, at->name))
            continue;
        *any = *any || is_of_type(table, at->name, type);
        only =
            only && (is_of_type(table, at->name, type) || type_class(at->type.built_in) != TYPE_CLASS_STRING);
    }
    return only;
}

static const char *with_label(Job *job, const char *text, const LabelChange *label)
{
    Text out = {0};
    const char *old = arena_print(job->arena, "'%s'", label->old), *at;
    for (; (at = strstr(text, old)); text = at + strlen(old)) {
        text_add(&out, text, (size_t)(at - text));
        text_printf(&out, "'%s'", label->new);
    }
    text_puts(&out, text);
    const char *made = arena_copy(job->arena, text_string(&out), out.length);
    text_free(&out);
    return made;
}

static void rename_label(void *context, Job *job, const TextPlace *place)
{
    const LabelChange *label = context;
    bool any = false, only = false;
    if (!strstr(*place->text, arena_print(job->arena, "'%s'", label->old)))
        return;
    if (place->row && place->column && place->text == &place->column->default_)
        any = only = ((ImportColumn *)place->column)->type == label->type;
    else if (place->row && !import_has_query(*place->text))
        only = reads_only(job, place->of->made, *place->text, label->type, &any);
    if (only && any)
        *place->text = with_label(job, *place->text, label);
    else if (any || !place->row)
        import_note_statement(job); // what else it may mean is not known here
}

// What compares with a label, or is one, says it by its new name.
void import_rename_label(Job *job, const Thing *type, const char *old, const char *new)
{
    LabelChange label = {type, old, new};
    each_text(job, rename_label, &label);
    for (const Thing *thing = job->things; thing; thing = thing->next) {
        const ImportView *view = thing->kind == THING_VIEW && !thing->gone ? thing->made : NULL;
        if (view && strstr(view->read.query, arena_print(job->arena, "'%s'", old)))
            import_note_statement(job);
    }
}
