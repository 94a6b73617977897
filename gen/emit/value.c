// SPDX-License-Identifier: MIT
// Expressions for a dialect: PostgreSQL takes them as they are written, SQLite gets a translation.
#include <string.h>

#include "gen/emit/expr_sql.h"
#include "gen/emit/sql.h"

typedef struct ValueJob {
    const Emit *emit;
    const Object *home; // NULL: a domain's check
    const char *value;  // what `value` stands for there
} ValueJob;

static void put_column(const void *context, Text *out, const Expr *column)
{
    const ValueJob *job = context;
    sql_ident(out, job->value && !strcmp(column->name->text, "value") ? job->value : column->name->text);
}

static Type type_of_column(const void *context, const Expr *column)
{
    const ValueJob *job = context;
    const Object *home = job->home;
    if (!home)
        return type_of(TYPE_NONE);
    const Model *from = job->emit->changes->from;
    bool old = model_has(from, home);
    const Object *found = home->kind == KIND_TABLE ? model_find(old ? from : job->emit->changes->to,
                                                                KIND_COLUMN, home, column->name)
                                                   : NULL;
    return found && AS(Column, found)->type ? *AS(Column, found)->type : type_of(TYPE_NONE);
}

static void put_lite(Emit *emit, Text *out, Span span, ValueJob *job, bool is_default)
{
    const Model *model = emit->changes->to;
    ArenaMark mark = arena_mark(emit->arena);
    const Expr *expr = expr_parse(model->words, emit->arena, span_text(model->sources, span), span, NULL);
    ExprSql how = {.dialect = TYPE_SQLITE,
                   .column = put_column,
                   .column_type = type_of_column,
                   .context = job,
                   .is_default = is_default};
    if (!expr) {
        text_puts(out, is_default ? "(" : "");
        sql_span(emit, out, span); // no expression of ours: the user's own SQL
        text_puts(out, is_default ? ")" : "");
    } else if (!expr_sql(out, expr, &how, emit->diag)) {
        emit->failed = true;
    }
    arena_release(emit->arena, mark);
}

void sql_value(Emit *emit, Text *out, Span span, const Object *home, bool is_default)
{
    ValueJob job = {emit, home, NULL};
    if (emit->plan->caps->types == TYPE_POSTGRES)
        sql_span(emit, out, span);
    else
        put_lite(emit, out, span, &job, is_default);
}

void sql_domain_check(Emit *emit, Text *out, Span span, const char *column)
{
    ValueJob job = {emit, NULL, column};
    put_lite(emit, out, span, &job, false);
}
