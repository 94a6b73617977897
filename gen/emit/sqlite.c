// SPDX-License-Identifier: MIT
// Steps of SQLite: few things can be altered, so most changes of a table are one rebuild of it.
#include "gen/emit/sqlite.h"

#include <string.h>

static void create_view(Emit *emit, const Object *object)
{
    const View *view = AS(View, object);
    PUT(emit, "CREATE VIEW ");
    sql_path(emit, emit->out, object);
    for (uint32_t at = 0; at < view->columns.count; at++) {
        PUT(emit, at ? ", " : " (");
        sql_ident(emit->out, view->columns.at[at]->text);
    }
    PUT(emit, view->columns.count ? ") AS\n" : " AS\n");
    sql_span(emit, emit->out, view->query.span);
    PUT(emit, ";\n");
}

static void create_virtual(Emit *emit, const Object *object)
{
    const Virtual *table = AS(Virtual, object);
    PUT(emit, "CREATE VIRTUAL TABLE ");
    sql_ident(emit->out, name_now(emit, object));
    PUT(emit, " USING ");
    sql_ident(emit->out, table->module->text);
    if (table->arguments)
        text_printf(emit->out, "(%s)", table->arguments->text);
    PUT(emit, ";\n");
}

// The module takes along what it keeps its rows in.
static void stash_virtual(Emit *emit, const Object *old)
{
    PUT(emit, "ALTER TABLE ");
    if (emit->down)
        sql_stash(emit, emit->out, old, "");
    else
        sql_path(emit, emit->out, old);
    PUT(emit, " RENAME TO ");
    if (emit->down)
        sql_ident(emit->out, name_now(emit, old));
    else
        sql_stash(emit, emit->out, old, "");
    PUT(emit, ";\n");
}

static void create(Emit *emit, const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_TABLE: lite_create_table(emit, object, name_now(emit, object)); break;
    case KIND_INDEX: lite_create_index(emit, object); break;
    case KIND_VIRTUAL: create_virtual(emit, object); break;
    case KIND_VIEW: create_view(emit, object); break;
    case KIND_TRIGGER: sql_trigger(emit, object); break;
    case KIND_SEED: emit_seed(emit); break;
    case KIND_COLUMN:
        PUT(emit, "ALTER TABLE ");
        sql_path(emit, emit->out, object->parent);
        PUT(emit, " ADD COLUMN ");
        lite_column(emit, AS(Column, object));
        PUT(emit, ";\n");
        break;
    default: break; // a kind without a form of its own here: schemas, or what a table is rebuilt for
    }
}

static void drop_named(Emit *emit, const char *kind, const Object *object)
{
    text_printf(emit->out, "DROP %s ", kind);
    sql_path(emit, emit->out, object);
    PUT(emit, ";\n");
}

static void drop(Emit *emit, const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_VIRTUAL:
    case KIND_TABLE: drop_named(emit, "TABLE", object); break;
    case KIND_INDEX: drop_named(emit, "INDEX", object); break;
    case KIND_VIEW: drop_named(emit, "VIEW", object); break;
    case KIND_TRIGGER: drop_named(emit, "TRIGGER", object); break;
    case KIND_SEED: emit_seed(emit); break;
    case KIND_COLUMN:
        PUT(emit, "ALTER TABLE ");
        sql_path(emit, emit->out, object->parent);
        PUT(emit, " DROP COLUMN ");
        sql_ident(emit->out, name_now(emit, object));
        PUT(emit, ";\n");
        break;
    default: break; // a kind without a form of its own here: schemas, or what a table is rebuilt for
    }
}

static void rename_object(Emit *emit)
{
    const Object *after = step_after(emit);
    const char *from = step_from_name(emit->step, emit->arena), *to = step_to_name(emit->step, emit->arena);
    if (after->kind == KIND_TABLE || after->kind == KIND_VIRTUAL) {
        PUT(emit, "ALTER TABLE ");
        sql_ident(emit->out, emit->down ? to : from);
        PUT(emit, " RENAME TO ");
    } else if (after->kind == KIND_COLUMN) {
        // Tables are renamed before their columns, in both directions under their new names.
        PUT(emit, "ALTER TABLE ");
        sql_ident(emit->out, emit->step->to->parent->name->text);
        PUT(emit, " RENAME COLUMN ");
        sql_ident(emit->out, emit->down ? to : from);
        PUT(emit, " TO ");
    } else {
        return;
    }
    sql_ident(emit->out, emit->down ? from : to);
    PUT(emit, ";\n");
}

static void write_step(Emit *emit)
{
    const Step *step = emit->step;
    switch ((StepAction)step->action) {
    case STEP_CREATE: (emit->down ? drop : create)(emit, step->to); break;
    case STEP_DROP: (emit->down ? create : drop)(emit, step->from); break;
    case STEP_STASH:
        if (step->from->kind == KIND_TABLE)
            (emit->down ? lite_unstash_table : lite_stash_table)(emit, step->from);
        else if (step->from->kind == KIND_VIRTUAL)
            stash_virtual(emit, step->from);
        break;
    case STEP_PARK:
    case STEP_RENAME: rename_object(emit); break;
    case STEP_ALTER:
        if (step->to->kind == KIND_SEED)
            emit_seed(emit);
        break;
    case STEP_REBUILD:
        if (step->to->kind == KIND_TABLE)
            lite_rebuild(emit);
        break;
    case STEP_CHECK: lite_check(emit); break;
    default: break;
    }
}

const Dialect emit_sqlite = {write_step, "BEGIN IMMEDIATE;", "COMMIT;"};

// --- checks ---

void lite_check(Emit *emit)
{
    const Step *step = emit->step;
    const char *mode = check_mode(step), *name = check_title(emit, step);
    Text title = {0};
    sql_literal(&title, name, strlen(name));
    PUT(emit, "INSERT OR ROLLBACK INTO temp.schemac_check (passed, name) SELECT ");
    PUT(emit, !strcmp(mode, "equal") ? "(" : !strcmp(mode, "none") ? "NOT EXISTS (" : "EXISTS (");
    check_query(emit, emit->out, step);
    if (!strcmp(mode, "equal")) {
        PUT(emit, ") IS (");
        sql_span(emit, emit->out, step->statement->other);
    }
    text_printf(emit->out, "), %s;\n", title.bytes);
    text_free(&title);
}
