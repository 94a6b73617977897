// SPDX-License-Identifier: MIT
#include "gen/try/sqlite.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/check/check.h"
#include "gen/emit/emit.h"
#include "gen/try/sqlite_needs.h"
#include "gen/try/sqlite_report.h"

// SQLite looks through its list of all objects for each that is made, and reads all of them anew for each
// ALTER TABLE: the cost grows with their square, to half a second for the one, a second for the other.
// What is larger than that is left to the database.
enum { OBJECTS_MAX = 3000, ALTERED_MAX = 30 * 1000 };
// A query that goes on without end is stopped; one of no rows needs a millionth of it.
enum { INSTRUCTIONS_MAX = 20 * 1000 * 1000 };

typedef enum Tried {
    TRIED_GOOD,
    TRIED_REFUSED, // and reported
    TRIED_UNKNOWN, // what happens depends on rows
} Tried;

typedef struct Trial {
    sqlite3 *db;
    const Plan *plan;
    const Model *model; // the one that is being made
    Diag *diag;
    Diag *writing; // for what gen/emit says; of a change it has been said already
    Arena scratch;
    Emit emit;
    bool *failed; // of the model's objects, by id: it, or what it stands on, could not be made
} Trial;

static int stop(void *context)
{
    (void)context;
    return 1;
}

static bool trial_begin(Trial *trial)
{
    if (sqlite3_open(":memory:", &trial->db) != SQLITE_OK)
        return false;
    // "name" is a name: that an unknown one becomes a text hides every misspelling.
    sqlite3_db_config(trial->db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)NULL);
    sqlite3_db_config(trial->db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)NULL);
    // Rows that others point at may be in the database already.
    sqlite3_db_config(trial->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, (int *)NULL);
    sqlite3_progress_handler(trial->db, INSTRUCTIONS_MAX, stop, NULL);
    // What checks of the migration find counts only with rows.
    return sqlite3_exec(trial->db, "CREATE TEMP TABLE schemac_check (passed, name)", NULL, NULL, NULL) ==
           SQLITE_OK;
}

static void trial_end(Trial *trial)
{
    sqlite3_close(trial->db);
    arena_free(&trial->scratch);
}

// --- statements ---

static int prepare(Trial *trial, const char *sql, size_t length, sqlite3_stmt **statement, const char **rest)
{
    return sqlite3_prepare_v2(trial->db, sql, (int)length, statement, rest);
}

// Whether all rows fit, or a query ends in time, only the database can tell.
static Tried judge(int code)
{
    code &= 0xff;
    return code == SQLITE_OK || code == SQLITE_DONE ? TRIED_GOOD
           : code == SQLITE_ERROR                   ? TRIED_REFUSED
                                                    : TRIED_UNKNOWN;
}

static Tried run_statements(Trial *trial, const Step *step, bool down, const char *sql)
{
    while (*sql) {
        sqlite3_stmt *statement = NULL;
        const char *rest = sql + strlen(sql);
        int code = prepare(trial, sql, strlen(sql), &statement, &rest);
        Refusal refusal = {
            .statement = sql, .length = strlen(sql), .offset = sqlite3_error_offset(trial->db)};
        if (code == SQLITE_OK && statement) {
            while (sqlite3_step(statement) == SQLITE_ROW)
                continue;
            code = sqlite3_finalize(statement);
            refusal.offset = -1; // of texts that SQLite made itself
        }
        Tried tried = judge(code);
        refusal.message = sqlite3_errmsg(trial->db);
        const Object *object = step->to ? step->to : step->from;
        if (tried == TRIED_REFUSED && object && object->kind == KIND_VIRTUAL)
            tried = TRIED_UNKNOWN; // what a module takes for an argument is told by the one of the database
        if (tried == TRIED_REFUSED)
            try_report_step(trial->plan, step, down, &refusal, trial->diag);
        if (tried != TRIED_GOOD)
            return tried;
        sql = rest;
    }
    return TRIED_GOOD;
}

// As gen/emit writes it, without its segments.
static Tried run_step(Trial *trial, const Step *step, bool down)
{
    Text sql = {0};
    Emit *emit = &trial->emit;
    *emit = (Emit){.plan = trial->plan,
                   .changes = trial->plan->changes,
                   .diag = trial->writing,
                   .arena = &trial->scratch,
                   .out = &sql,
                   .step = step,
                   .down = down,
                   .renamed = step->rank > RANK_RENAME};
    ArenaMark mark = arena_mark(&trial->scratch);
    emit_sqlite.step(emit);
    arena_release(&trial->scratch, mark);
    Tried tried = emit->failed ? TRIED_REFUSED : run_statements(trial, step, down, text_string(&sql));
    text_free(&sql);
    return tried;
}

// --- views ---

static Tried prepare_only(Trial *trial, const View *view, const char *sql, size_t length, bool own_text)
{
    sqlite3_stmt *statement = NULL;
    int code = prepare(trial, sql, length, &statement, NULL);
    Refusal refusal = {sqlite3_errmsg(trial->db), sql, length,
                       own_text ? sqlite3_error_offset(trial->db) : -1};
    Tried tried = judge(code);
    if (tried == TRIED_REFUSED && !try_report_view(trial->model, view, &refusal, trial->diag))
        tried = TRIED_UNKNOWN;
    sqlite3_finalize(statement);
    return tried;
}

// The query as it is written, for places in it.
static Tried try_query(Trial *trial, const View *view)
{
    Span span = view->query.span;
    return prepare_only(trial, view, span_text(trial->model->sources, span), span_length(span), true);
}

// SQLite makes a view without looking at what it reads.
static Tried try_view(Trial *trial, const View *view)
{
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", view->home.object.name->text);
    Tried tried = prepare_only(trial, view, sql, strlen(sql), false);
    sqlite3_free(sql);
    return tried;
}

// --- triggers ---

static const Object *any_column(const Trigger *trigger)
{
    const Object *column =
        trigger->columns.count ? trigger->columns.at[0] : object_first(trigger->object.parent);
    while (column && (column->kind != KIND_COLUMN || AS(const Column, column)->generated))
        column = column->next;
    return column;
}

// SQLite reads a trigger's body when a statement would fire it. What the application brings along is not
// known here, so only missing columns and tables count.
static Tried try_firing(Trial *trial, const Step *step, char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (!sql)
        return TRIED_GOOD;
    int code = prepare(trial, sql, strlen(sql), &statement, NULL);
    Refusal refusal = {sqlite3_errmsg(trial->db), sql, strlen(sql), -1};
    bool missing = !strncmp(refusal.message, "no such column", 14) ||
                   !strncmp(refusal.message, "no such table", 13) || strstr(refusal.message, "has no column");
    Tried tried = missing ? judge(code) : TRIED_GOOD;
    if (tried == TRIED_REFUSED)
        try_report_step(trial->plan, step, false, &refusal, trial->diag);
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return tried;
}

static Tried try_trigger(Trial *trial, const Step *step)
{
    const Trigger *trigger = AS(Trigger, step->to);
    const char *home = step->to->parent->name->text;
    const Object *column = any_column(trigger);
    Tried tried = TRIED_GOOD;
    if (trigger->events & EVENT_DELETE)
        tried = try_firing(trial, step, sqlite3_mprintf("DELETE FROM \"%w\"", home));
    if (tried == TRIED_GOOD && trigger->events & EVENT_INSERT)
        tried = try_firing(trial, step, sqlite3_mprintf("INSERT INTO \"%w\" DEFAULT VALUES", home));
    if (tried == TRIED_GOOD && trigger->events & EVENT_UPDATE && column)
        tried = try_firing(trial, step,
                           sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = NULL", home, column->name->text));
    return tried;
}

static bool is_failed(const Trial *trial, const Object *object)
{
    while (object && !trial->failed[object->id])
        object = object->parent;
    return object != NULL;
}

static bool stands_on_failed(const Trial *trial, const Object *object)
{
    const Refs *reads = object->kind == KIND_VIEW      ? &AS(View, object)->reads
                        : object->kind == KIND_TRIGGER ? &AS(Trigger, object)->reads
                                                       : &(const Refs){0};
    for (uint32_t at = 0; at < reads->count; at++)
        if (is_failed(trial, reads->at[at]))
            return true;
    return is_failed(trial, object);
}

// One step of up; a view is read at once. Does not go on with what stands on something refused.
static Tried go_up(Trial *trial, const Step *step)
{
    const Object *to = step->to;
    if (to && stands_on_failed(trial, to)) {
        trial->failed[to->id] = true;
        return TRIED_UNKNOWN;
    }
    bool view = step->action == STEP_CREATE && to->kind == KIND_VIEW;
    Tried tried = view ? try_query(trial, AS(View, to)) : TRIED_GOOD;
    if (tried == TRIED_GOOD)
        tried = run_step(trial, step, false);
    if (tried == TRIED_GOOD && view)
        tried = try_view(trial, AS(View, to));
    if (tried == TRIED_GOOD && step->action == STEP_CREATE && to->kind == KIND_TRIGGER)
        tried = try_trigger(trial, step);
    if (tried != TRIED_GOOD && to && to->kind != KIND_SEED)
        trial->failed[to->id] = true;
    return tried;
}

// --- a whole schema ---

static bool is_linked(int target)
{
    int linked = sqlite3_libversion_number() / 1000;
    return target <= linked / 1000 * 100 + linked % 1000;
}

// `needed` by the id of a relation; NULL: all are.
static uint32_t count_objects(const Model *model, const bool *needed)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < model->count; at++) {
        const Object *object = model->objects[at];
        bool counts = object->kind == KIND_TABLE || object->kind == KIND_INDEX || object->kind == KIND_VIEW;
        count += counts && (!needed || needed[try_relation_of(object)->id]);
    }
    return count;
}

static Plan *plan_from_nothing(const Model *empty, const Model *model, int target, Diag *diag)
{
    PlanOptions options = {.target = target, .max_lock = -1};
    ChangeList *changes = diff_models(empty, model, diag, model->arena);
    return changes ? plan_changes(changes, &options, diag, model->arena) : NULL;
}

static Model *nothing(const Model *model)
{
    return check_empty(model->dialect, model->sources, model->words, model->arena);
}

bool try_sqlite(Model *model, int target, Diag *diag)
{
    size_t before = diag->errors;
    if (!is_linked(target) || count_objects(model, NULL) > OBJECTS_MAX)
        return true;
    Model *empty = nothing(model);
    Trial trial = {
        .model = model, .diag = diag, .writing = diag, .plan = plan_from_nothing(empty, model, target, diag)};
    trial.failed = arena_take(&trial.scratch, model->count + 1);
    if (trial.plan && trial_begin(&trial))
        for (uint32_t at = 0; at < trial.plan->count; at++)
            // A migration block speaks of another pair.
            if (trial.plan->steps[at]->action != STEP_CHECK)
                go_up(&trial, trial.plan->steps[at]);
    trial_end(&trial);
    model_free(empty);
    return diag->errors == before;
}

// --- a change ---

// What is needed of the old schema, without rows. False when that is not possible: then nothing can be said.
static bool make_old(Trial *trial, const Model *empty, const Model *old, int target, const bool *needed)
{
    trial->plan = plan_from_nothing(empty, old, target, trial->diag);
    trial->model = old;
    bool good = trial->plan != NULL;
    for (uint32_t at = 0; good && at < trial->plan->count; at++) {
        const Step *step = trial->plan->steps[at];
        const Object *relation = try_relation_of(step->to);
        if (relation && needed[relation->id] && step->to->kind != KIND_SEED)
            good = run_step(trial, step, false) == TRIED_GOOD;
    }
    return good;
}

// A view that the old schema has just so is looked at again, as its tables may have changed; unless it was
// refused before, or is not there.
static void try_old_views(Trial *trial, const ChangeList *changes, const bool *needed, bool *failed)
{
    for (uint32_t at = 0; at < changes->from->count; at++) {
        Object *old = changes->from->objects[at], *new = match_new(&changes->match, old);
        if (old->kind == KIND_VIEW && new &&AS(View, old)->query.hash == AS(View, new)->query.hash)
            failed[new->id] = !needed[at] || try_view(trial, AS(View, old)) != TRIED_GOOD;
    }
}

static bool try_new_views(Trial *trial)
{
    bool good = true;
    for (uint32_t at = 0; at < trial->model->count; at++) {
        const Object *view = trial->model->objects[at];
        if (view->kind == KIND_VIEW && !stands_on_failed(trial, view) &&
            try_view(trial, AS(View, view)) == TRIED_REFUSED) {
            trial->failed[at] = true;
            good = false;
        }
    }
    return good;
}

// Up goes on after a view that is refused, so that all of them are reported; down needs a whole way up.
static bool try_up(Trial *trial)
{
    bool good = true;
    for (uint32_t at = 0; at < trial->plan->count; at++) {
        const Step *step = trial->plan->steps[at];
        bool idle = step->action == STEP_CHECK && trial->plan->changes->from->count <= 1;
        if (!(step->ways & WAY_UP) || idle)
            continue;
        Tried tried = go_up(trial, step);
        bool view = step->to && step->to->kind == KIND_VIEW, rows = step->to && step->to->kind == KIND_SEED;
        if (tried != TRIED_GOOD && !view && !(rows && tried == TRIED_UNKNOWN))
            return false;
        good = good && (tried == TRIED_GOOD || rows);
    }
    return try_new_views(trial) && good;
}

static void try_down(Trial *trial)
{
    for (uint32_t at = trial->plan->count; at-- > 0;)
        if (trial->plan->steps[at]->ways & WAY_DOWN &&
            run_step(trial, trial->plan->steps[at], true) != TRIED_GOOD)
            return;
}

// Each ALTER TABLE, up and down, reads every object.
static bool is_plan_small(const Plan *plan, const bool *needed)
{
    uint64_t alters = 0, made = 0;
    for (uint32_t at = 0; at < plan->count; at++) {
        const Step *step = plan->steps[at];
        const Object *object = step->to ? step->to : step->from;
        alters += step->action == STEP_REBUILD || step->action == STEP_RENAME ||
                  (object && object->kind == KIND_COLUMN);
        made += step->action == STEP_CREATE;
    }
    made += count_objects(plan->changes->from, needed);
    return made <= OBJECTS_MAX && 2 * alters * made <= ALTERED_MAX;
}

bool try_sqlite_plan(const Plan *plan, Diag *diag)
{
    const ChangeList *changes = plan->changes;
    size_t before = diag->errors;
    if (!is_linked(plan->options.target))
        return true;
    Diag quiet;
    diag_init(&quiet, changes->to->sources, changes->to->arena);
    Model *empty = nothing(changes->from);
    Trial trial = {.diag = &quiet, .writing = &quiet};
    bool *failed = arena_take(&trial.scratch, changes->to->count + 1);
    bool *needed = try_sqlite_needs(plan, &trial.scratch);
    if (is_plan_small(plan, needed) && trial_begin(&trial) &&
        make_old(&trial, empty, changes->from, plan->options.target, needed)) {
        try_old_views(&trial, changes, needed, failed);
        trial.plan = plan;
        trial.model = changes->to;
        trial.diag = diag;
        trial.failed = failed;
        if (try_up(&trial))
            try_down(&trial);
    }
    trial_end(&trial);
    model_free(empty);
    return diag->errors == before;
}
