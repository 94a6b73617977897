// SPDX-License-Identifier: MIT
// CREATE TRIGGER, in which the dialects differ by what a trigger does.
#include "gen/emit/sql.h"

static void put_events(const Emit *emit, const Trigger *trigger)
{
    static const struct {
        Event event;
        const char *name;
    } EVENTS[] = {{EVENT_INSERT, "INSERT"},
                  {EVENT_DELETE, "DELETE"},
                  {EVENT_UPDATE, "UPDATE"},
                  {EVENT_TRUNCATE, "TRUNCATE"}};
    static const char *const TIMINGS[] = {" BEFORE ", " AFTER ", " INSTEAD OF "};
    const char * or = TIMINGS[trigger->timing];
    for (size_t at = 0; at < sizeof EVENTS / sizeof *EVENTS; at++) {
        if (!(trigger->events & EVENTS[at].event))
            continue;
        PUT(emit, or);
        PUT(emit, EVENTS[at].name);
        or = " OR ";
        if (EVENTS[at].event != EVENT_UPDATE || !(trigger->columns.count + trigger->of.count))
            continue;
        PUT(emit, " OF ");
        sql_columns(emit, emit->out, &trigger->columns);
        for (uint32_t of = 0; of < trigger->of.count; of++) {
            PUT(emit, of ? ", " : "");
            sql_ident(emit->out, trigger->of.at[of]->text);
        }
    }
}

static void put_rows(const Emit *emit, const char *before, const Word *name)
{
    if (!name)
        return;
    PUT(emit, before);
    sql_ident(emit->out, name->text);
}

static void put_execute(const Emit *emit, const Trigger *trigger)
{
    PUT(emit, " EXECUTE FUNCTION ");
    if (trigger->function)
        sql_path(emit, emit->out, trigger->function);
    else
        PUT(emit, trigger->called ? trigger->called->text : "");
    PUT(emit, "(");
    for (uint32_t at = 0; at < trigger->arguments.count; at++) {
        PUT(emit, at ? ", " : "");
        PUT(emit, trigger->arguments.at[at]->text);
    }
    PUT(emit, ")");
}

void sql_trigger(const Emit *emit, const Object *object)
{
    const Trigger *trigger = AS(Trigger, object);
    PUT(emit, trigger->constraint ? "CREATE CONSTRAINT TRIGGER " : "CREATE TRIGGER ");
    sql_ident(emit->out, name_now(emit, object));
    put_events(emit, trigger);
    PUT(emit, " ON ");
    sql_path(emit, emit->out, object->parent);
    if (trigger->target) {
        PUT(emit, " FROM ");
        sql_path(emit, emit->out, trigger->target);
    }
    if (trigger->deferrable)
        PUT(emit, trigger->deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE");
    if (trigger->old_rows || trigger->new_rows)
        PUT(emit, " REFERENCING");
    put_rows(emit, " OLD TABLE AS ", trigger->old_rows);
    put_rows(emit, " NEW TABLE AS ", trigger->new_rows);
    PUT(emit, trigger->each_row ? " FOR EACH ROW" : " FOR EACH STATEMENT");
    if (span_is_set(trigger->when.span)) {
        PUT(emit, " WHEN (");
        sql_span(emit, emit->out, trigger->when.span);
        PUT(emit, ")");
    }
    if (span_is_set(trigger->body.span)) {
        PUT(emit, "\n");
        sql_span(emit, emit->out, trigger->body.span);
    } else {
        put_execute(emit, trigger);
    }
    PUT(emit, ";\n");
}
