// SPDX-License-Identifier: MIT
#include "gen/emit/postgres.h"

static void put_number(const Emit *emit, const char *before, const Word *number)
{
    if (!number)
        return;
    PUT(emit, before);
    PUT(emit, number->text);
}

void pg_create_sequence(Emit *emit, const Object *object)
{
    const Sequence *sequence = AS(Sequence, object);
    PUT(emit, "CREATE SEQUENCE ");
    sql_path(emit, emit->out, object);
    if (sequence->type) {
        PUT(emit, " AS ");
        pg_type(emit, emit->out, sequence->type);
    }
    put_number(emit, " INCREMENT BY ", sequence->increment);
    put_number(emit, " MINVALUE ", sequence->minimum);
    put_number(emit, " MAXVALUE ", sequence->maximum);
    put_number(emit, " START WITH ", sequence->start);
    put_number(emit, " CACHE ", sequence->cache);
    PUT(emit, sequence->cycle ? " CYCLE;\n" : ";\n");
}

// Where a sequence begins that does not say so.
static const char *first_number(const Sequence *sequence)
{
    bool down = sequence->increment && *sequence->increment->text == '-';
    if (sequence->start)
        return sequence->start->text;
    if (down)
        return sequence->maximum ? sequence->maximum->text : "-1";
    return sequence->minimum ? sequence->minimum->text : "1";
}

void pg_alter_sequence(Emit *emit, const Object *object)
{
    const Sequence *sequence = AS(Sequence, object);
    PUT(emit, "ALTER SEQUENCE ");
    sql_path(emit, emit->out, object);
    PUT(emit, " AS ");
    if (sequence->type)
        pg_type(emit, emit->out, sequence->type);
    else
        PUT(emit, "bigint");
    text_printf(emit->out, " INCREMENT BY %s", sequence->increment ? sequence->increment->text : "1");
    PUT(emit, sequence->minimum ? "" : " NO MINVALUE");
    put_number(emit, " MINVALUE ", sequence->minimum);
    PUT(emit, sequence->maximum ? "" : " NO MAXVALUE");
    put_number(emit, " MAXVALUE ", sequence->maximum);
    text_printf(emit->out, " START WITH %s CACHE %s", first_number(sequence),
                sequence->cache ? sequence->cache->text : "1");
    PUT(emit, sequence->cycle ? " CYCLE;\n" : " NO CYCLE;\n");
}

// To the column of its new form, or from that of its old one; backward the other way.
void pg_tie(Emit *emit)
{
    const Object *sequence = emit->step->to ? emit->step->to : emit->step->from;
    const Object *owner = (emit->step->to != NULL) != emit->down ? AS(Sequence, sequence)->owner : NULL;
    PUT(emit, "ALTER SEQUENCE ");
    sql_path(emit, emit->out, sequence);
    PUT(emit, " OWNED BY ");
    if (owner) {
        sql_path(emit, emit->out, owner->parent);
        PUT(emit, ".");
        sql_ident(emit->out, name_now(emit, owner));
    } else {
        PUT(emit, "NONE");
    }
    PUT(emit, ";\n");
}
