// SPDX-License-Identifier: MIT
#include <stdlib.h>

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
    PUT(emit, sequence->unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ");
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

static bool counts_down(const Sequence *sequence)
{
    return sequence->increment && *sequence->increment->text == '-';
}

static const char *lowest(const Sequence *sequence)
{
    if (sequence->minimum || !counts_down(sequence))
        return sequence->minimum ? sequence->minimum->text : "1";
    TypeId id = sequence->type ? sequence->type->id : TYPE_INT8;
    return id == TYPE_INT2 ? "-32768" : id == TYPE_INT4 ? "-2147483648" : "-9223372036854775808";
}

static const char *highest(const Sequence *sequence)
{
    if (sequence->maximum || counts_down(sequence))
        return sequence->maximum ? sequence->maximum->text : "-1";
    TypeId id = sequence->type ? sequence->type->id : TYPE_INT8;
    return id == TYPE_INT2 ? "32767" : id == TYPE_INT4 ? "2147483647" : "9223372036854775807";
}

// Where a sequence begins that does not say so.
static const char *first_number(const Sequence *sequence)
{
    if (sequence->start)
        return sequence->start->text;
    return counts_down(sequence) ? highest(sequence) : lowest(sequence);
}

// All is said, as what is not said is left as it was. The server takes NO MAXVALUE by the old type or
// direction where these change as well.
static void put_alter(const Emit *emit, Text *out, const Sequence *sequence, bool turns)
{
    text_puts(out, "ALTER SEQUENCE ");
    sql_path(emit, out, &sequence->object);
    text_puts(out, " AS ");
    if (sequence->type)
        pg_type(emit, out, sequence->type);
    else
        text_puts(out, "bigint");
    text_printf(out, " INCREMENT BY %s", sequence->increment ? sequence->increment->text : "1");
    if (sequence->minimum || turns)
        text_printf(out, " MINVALUE %s", lowest(sequence));
    else
        text_puts(out, " NO MINVALUE");
    if (sequence->maximum || turns)
        text_printf(out, " MAXVALUE %s", highest(sequence));
    else
        text_puts(out, " NO MAXVALUE");
    text_printf(out, " START WITH %s CACHE %s", first_number(sequence),
                sequence->cache ? sequence->cache->text : "1");
    text_puts(out, sequence->cycle ? " CYCLE" : " NO CYCLE");
}

// One that stands at a number outside of its new bounds begins anew.
void pg_alter_sequence(Emit *emit, const Object *before, const Object *after)
{
    const Sequence *old = AS(Sequence, before), *new = AS(Sequence, after);
    Text alter = {0};
    if (emit->step->changed & CHANGED(ATTR_Sequence_unlogged)) {
        PUT(emit, "ALTER SEQUENCE ");
        sql_path(emit, emit->out, after);
        PUT(emit, new->unlogged ? " SET UNLOGGED;\n" : " SET LOGGED;\n");
    }
    if (!(emit->step->changed & ~CHANGED(ATTR_Sequence_unlogged)))
        return;
    put_alter(emit, &alter, new, counts_down(old) || counts_down(new));
    bool narrows = strtoll(lowest(new), NULL, 10) > strtoll(lowest(old), NULL, 10) ||
                   strtoll(highest(new), NULL, 10) < strtoll(highest(old), NULL, 10);
    if (!narrows) {
        text_printf(emit->out, "%s;\n", alter.bytes);
    } else {
        PUT(emit, "DO $schemac$ BEGIN EXECUTE (SELECT ");
        sql_literal(emit->out, alter.bytes, alter.length);
        text_printf(emit->out,
                    "\n    || CASE WHEN last_value BETWEEN %s AND %s THEN '' ELSE ' RESTART' END FROM ",
                    lowest(new), highest(new));
        sql_path(emit, emit->out, after);
        PUT(emit, "); END $schemac$;\n");
    }
    text_free(&alter);
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
