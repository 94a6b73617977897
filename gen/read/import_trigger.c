// SPDX-License-Identifier: MIT
// Triggers of tables and views.
#include <string.h>

#include "gen/read/import_job.h"
#include "gen/read/postgres.h"

static const char KEY[] = "trigger";

Thing *import_find_trigger(Job *job, const Thing *of, const char *name)
{
    Thing *thing = import_noted(job, KEY, (Thing *)(uintptr_t)of, name);
    return thing && thing->kind == THING_TRIGGER ? thing : NULL;
}

static void take_rows(Job *job, ReadTrigger *trigger, const Tree *transitions)
{
    const Tree *item;
    TREE_EACH(item, transitions)
    {
        const Tree *rows = tree_get(item, "TriggerTransition");
        const char *name = import_name(job, tree_text(rows, "name"));
        *(tree_flag(rows, "isNew") ? &trigger->new_rows : &trigger->old_rows) = name;
    }
}

static void take_names(Job *job, ReadNames *names, const Tree *list)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        read_name_add(job->arena, names, import_name(job, tree_string(item)));
    }
}

static void fill(Job *job, const Tree *stmt, ImportTrigger *made)
{
    ReadTrigger *trigger = &made->read;
    const Tree *range = tree_get(stmt, "relation"), *called = tree_get(stmt, "funcname");
    read_trigger_type(trigger, (int)(tree_number(stmt, "timing") | tree_number(stmt, "events") |
                                     (tree_flag(stmt, "row") ? 1 : 0)));
    trigger->name = import_name(job, tree_text(stmt, "trigname"));
    trigger->constraint = tree_flag(stmt, "isconstraint");
    trigger->deferrable = tree_flag(stmt, "deferrable");
    trigger->deferred = tree_flag(stmt, "initdeferred");
    take_names(job, &trigger->columns, tree_get(stmt, "columns"));
    take_names(job, &trigger->arguments, tree_get(stmt, "args"));
    take_rows(job, trigger, tree_get(stmt, "transitionRels"));
    if (tree_get(stmt, "whenClause"))
        trigger->when = import_inside(job, import_skip(job, import_token(job, range).end, "when"));
    made->function = import_find_called(job, called);
    if (!made->function)
        made->function =
            import_noted(job, "function", NULL, arena_print(job->arena, "%s()", tree_name(called)));
    trigger->function = import_name(job, tree_name(called));
    if (!made->function && *tree_schema(called) && strcmp(tree_schema(called), "pg_catalog"))
        trigger->function_schema = import_name(job, tree_schema(called));
}

void import_trigger(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "relation");
    const char *name = tree_text(stmt, "trigname");
    Thing *of = import_find_range(job, range);
    if (!of || (of->kind != THING_TABLE && of->kind != THING_VIEW)) {
        import_other(job, "CreateTrigStmt", stmt);
        return;
    }
    Thing *there = import_noted(job, KEY, of, name);
    if (there && !tree_flag(stmt, "replace")) {
        diag_report(job->diag, DIAG_NAME_TAKEN, job->statement, "trigger", name);
        return;
    }
    ImportTrigger *made = ARENA_NEW(job->arena, ImportTrigger);
    fill(job, stmt, made);
    Thing *thing = import_note(job, KEY, of, name, arena_print(job->arena, "%s on ", name), "");
    thing->kind = THING_TRIGGER;
    thing->made = made;
    made->target = tree_get(stmt, "constrrel") ? import_find_range(job, tree_get(stmt, "constrrel")) : NULL;
    if (tree_get(stmt, "constrrel") && (!made->target || made->target->kind != THING_TABLE))
        import_note(job, "referenced table", of, name, arena_print(job->arena, "of trigger %s on ", name),
                    "");
}

// --- what becomes of them ---

void import_rename_trigger(Job *job, Thing *of, const char *old, const char *new)
{
    Thing *thing = import_find_trigger(job, of, old);
    if (!thing) {
        if (of->kind != THING_OTHER)
            import_note_statement(job);
        return;
    }
    ImportTrigger *made = thing->made;
    import_forget(job, KEY, of, old);
    made->read.name = new;
    thing = import_note(job, KEY, of, new, arena_print(job->arena, "%s on ", new), "");
    thing->kind = THING_TRIGGER;
    thing->made = made;
}

void import_rename_in_triggers(Job *job, const Thing *of, const char *old, const char *new)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        if (thing->gone || thing->kind != THING_TRIGGER || thing->of != of)
            continue;
        ReadTrigger *trigger = &((ImportTrigger *)thing->made)->read;
        trigger->when = import_renamed(job, trigger->when, old, new, false);
        for (size_t at = 0; at < trigger->columns.count; at++)
            if (!strcmp(trigger->columns.at[at], old))
                trigger->columns.at[at] = new;
    }
}

// Of a column that goes, with CASCADE.
void import_remove_triggers(Job *job, const Thing *of, const char *column)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        if (thing->gone || thing->kind != THING_TRIGGER || thing->of != of)
            continue;
        const ReadTrigger *trigger = &((ImportTrigger *)thing->made)->read;
        bool reads = import_reads(job, trigger->when, column);
        for (size_t at = 0; at < trigger->columns.count; at++)
            reads = reads || !strcmp(trigger->columns.at[at], column);
        if (reads)
            import_remove(job, thing);
    }
}

// --- the end ---

void import_finish_trigger(Thing *thing)
{
    ImportTrigger *made = thing->made;
    ReadTrigger *trigger = &made->read;
    if (thing->of->kind == THING_OTHER)
        return; // goes with what is told to be missing
    if (made->function && (made->function->gone || made->function->kind != THING_ROUTINE)) {
        thing->kind = THING_OTHER;
        thing->after = ": what it executes is not carried";
        return;
    }
    if (made->target && made->target->gone)
        return; // went with that
    if (made->target && made->target->kind == THING_TABLE) {
        trigger->target_schema = made->target->schema;
        trigger->target = made->target->name;
    }
    if (made->function) {
        trigger->function_schema = made->function->schema;
        trigger->function = made->function->name;
    }
    if (thing->of->kind == THING_TABLE) {
        ReadTable *table = &((ImportTable *)thing->of->made)->read;
        *(table->last_trigger ? &table->last_trigger->next : &table->triggers) = trigger;
        table->last_trigger = trigger;
    } else {
        ReadView *view = &((ImportView *)thing->of->made)->read;
        *(view->last_trigger ? &view->last_trigger->next : &view->triggers) = trigger;
        view->last_trigger = trigger;
    }
}
