// SPDX-License-Identifier: MIT
// Expressions: what they read, whether their types fit, and their canonical hash. The trees live only
// while they are looked at; whoever needs one later parses it again.
#include <string.h>
#include <strings.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "gen/check/expr_memo.h"
#include "gen/check/expr_type.h"
#include "gen/model/definition.h"
#include "grammar/sqltoken.h"

typedef struct SqlJob {
    Builder *builder;
    const Object *home; // the table or domain whose columns it may read
    bool trigger;       // columns are those of the rows old and new
    Refs *reads;        // NULL: nobody asks
    Refs *calls;        // functions, sequences and types that it names; NULL: nobody asks
    const Object *own;  // the type of the column itself, of which nobody need be told
    ExprMemo
        *seen; // of the expression that is read; without its text when its meaning hangs on more than that
} SqlJob;

static bool is_row(const Word *qualifier)
{
    return qualifier && (!strcmp(qualifier->text, "new") || !strcmp(qualifier->text, "old"));
}

// new.a and old.a, and the rows as a whole; what columns a view has is not known.
static bool find_row_column(const SqlJob *job, const Word *qualifier, const Word *name, Type *out)
{
    if (!qualifier && is_row(name)) {
        job->seen->text = NULL;
        *out = type_of(TYPE_NONE);
        return true;
    }
    const Object *column = model_find(job->builder->model, KIND_COLUMN, job->home, name);
    job->seen->text = NULL;
    if (!is_row(qualifier) || (!column && job->home->kind == KIND_TABLE))
        return false;
    *out = column && AS(const Column, column)->type ? *AS(const Column, column)->type : type_of(TYPE_NONE);
    return true;
}

static bool find_column(const void *context, const Word *qualifier, const Word *name, Type *out)
{
    const SqlJob *job = context;
    if (qualifier)
        job->seen->text = NULL;
    if (job->trigger)
        return find_row_column(job, qualifier, name, out);
    if (job->home->kind != KIND_TABLE || (qualifier && qualifier != job->home->name))
        return false;
    const Object *column = model_find(job->builder->model, KIND_COLUMN, job->home, name);
    if (!column && job->builder->model->dialect == DIALECT_POSTGRES && !strcmp(name->text, "tableoid")) {
        *out = type_of(TYPE_OID);
        return true;
    }
    if (!column)
        return false;
    const Type *type = AS(Column, column)->type;
    *out = type ? *type : type_of(TYPE_NONE);
    return true;
}

static void feed_columns(const void *context, const Word *qualifier, Guess *guess)
{
    const SqlJob *job = context;
    (void)qualifier;
    for (const Object *child = object_first(job->home); child; child = child->next)
        if (child->kind == KIND_COLUMN)
            guess_feed(guess, child->name->text);
}

static bool is_label(const void *context, Type type, const char *text)
{
    const SqlJob *job = context;
    const Word *word = words_text(job->builder->model->words, text);
    return model_find(job->builder->model, KIND_LABEL, type.user, word) != NULL;
}

static void feed_labels(const void *context, Type type, Guess *guess)
{
    (void)context;
    for (const Object *label = object_first(AS(Object, type.user)); label; label = label->next)
        guess_feed(guess, label->name->text);
}

static bool find_type(const void *context, const ExprType *named, Type *out)
{
    const SqlJob *job = context;
    const Model *model = job->builder->model;
    job->seen->text = NULL;
    const Object *schema = named->schema ? model_find_schema(model, named->schema) : object_schema(job->home);
    Object *type = schema ? model_find_type(model, schema, named->name) : NULL;
    if (!type)
        return false;
    if (job->calls && object_is_type(type) && type != job->own)
        refs_add(model->arena, job->calls, type);
    *out = (Type){.id = type->kind == KIND_ENUM     ? TYPE_ENUM
                        : type->kind == KIND_DOMAIN ? TYPE_DOMAIN
                                                    : TYPE_USER,
                  .dims = named->dims,
                  .user = type,
                  .name = type->name};
    if (type->kind == KIND_DOMAIN)
        out->base = AS(Domain, type)->type;
    return true;
}

// Of several of one name what they give is not known.
static bool find_function(const void *context, const Word *schema_name, const Word *name, Type *out)
{
    const SqlJob *job = context;
    const Model *model = job->builder->model;
    const Object *schema = schema_name ? model_find_schema(model, schema_name) : object_schema(job->home);
    const Object *found = schema ? model_find(model, KIND_FUNCTION, schema, name) : NULL;
    if (!found && !schema_name) {
        schema = model_find_schema(model, words_text(model->words, "public"));
        found = schema ? model_find(model, KIND_FUNCTION, schema, name) : NULL;
    }
    if (!found)
        return false;
    const Function *function = AS(const Function, found);
    bool known =
        !function->overload && function->returns && !function->set_of && function->returns->id != TYPE_USER;
    job->seen->text = NULL;
    *out = known ? *function->returns : type_of(TYPE_NONE);
    return true;
}

static void feed_functions(const void *context, Guess *guess)
{
    const SqlJob *job = context;
    const Model *model = job->builder->model;
    const Object *function;
    for (uint32_t at = 0; (function = model_next(model, KIND_FUNCTION, &at));)
        guess_feed(guess, function->name->text);
}

static void add_read(SqlJob *job, Object *object)
{
    if (job->reads)
        refs_add(job->builder->model->arena, job->reads, object);
}

static void note_column(void *context, const Expr *column)
{
    SqlJob *job = context;
    Object *found = model_find(job->builder->model, KIND_COLUMN, job->home, column->name);
    Span name = {column->name_start, column->name_end};
    if (found && column->name->reserved && *span_text(job->builder->model->sources, name) != '"') {
        diag_report(job->builder->diag, DIAG_RESERVED_IN_SQL, name, column->name->text);
        diag_fix(job->builder->diag, name, "\"%s\"", column->name->text);
    }
    if (found && job->home->kind == KIND_TABLE)
        add_read(job, found);
    if (found)
        memo_column(job->seen, found);
    else
        job->seen->text = NULL;
}

// What our grammar does not know is read word by word: every word that is a column's name counts.
static void note_words(SqlJob *job, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, span_text(job->builder->model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        const Word *name = sql_token_name(job->builder->model->words, &tokens, token);
        Object *column = name && job->home->kind == KIND_TABLE
                             ? model_find(job->builder->model, KIND_COLUMN, job->home, name)
                             : NULL;
        if (column)
            add_read(job, column);
    }
}

static uint64_t column_hash(const void *context, const Expr *column)
{
    const SqlJob *job = context;
    uint64_t hash = hash_mix(column->name->hash, column->name->length);
    return job->trigger && column->qualifier ? hash_mix(hash, column->qualifier->hash) : hash;
}

// Is it known, and are the columns it reads here as they were there?
static bool is_known(SqlJob *job, const ExprMemo *memo)
{
    Object *columns[MEMO_COLUMNS];
    for (int at = 0; at < memo->columns; at++) {
        columns[at] = model_find(job->builder->model, KIND_COLUMN, job->home, memo->names[at]);
        if (!columns[at] || AS(Column, columns[at])->type != memo->types[at])
            return false;
    }
    for (int at = 0; at < memo->columns; at++)
        add_read(job, columns[at]);
    return true;
}

static bool has_casts(const void *context)
{
    const SqlJob *job = context;
    uint32_t at = 0;
    for (const Object *object; (object = model_next(job->builder->model, KIND_DEFINITION, &at));)
        if (AS(const Definition, object)->class == CLASS_CAST)
            return true;
    return false;
}

// 'a'::varchar as the default of a text, which stays a varchar. An expression's hash knows no casts.
static uint64_t hash_default(uint64_t hash, const Expr *expr, const Type *target)
{
    const ExprType *type = expr->kind == EXPR_CAST && expr->first->kind == EXPR_STRING ? expr->type : NULL;
    if (!type || !target || target->dims || target->id >= TYPE_ENUM ||
        type_class(*target) != TYPE_CLASS_STRING)
        return hash;
    const char *name = expr_type_canonical(type->name->text);
    bool same = !type->dims && (!strcmp(name, expr_type_canonical(type_info((TypeId)target->id)->name)) ||
                                (target->id == TYPE_CHAR && !strcmp(name, "bpchar")));
    return same ? hash : hash_mix(hash, hash_bytes(type->dims, name, strlen(name)));
}

static void check_expression(SqlJob *job, const Expr *expr, Sql *sql, ExprUse use, const Type *target)
{
    ExprScope scope = {.use = use,
                       .loose = job->builder->model->declared == DIALECT_SQLITE,
                       .target = target ? *target : type_of(TYPE_NONE),
                       .column = job->home->kind == KIND_VIEW && !job->trigger ? NULL : find_column,
                       .feed_columns = feed_columns,
                       .label = is_label,
                       .feed_labels = feed_labels,
                       .type = find_type,
                       .function = find_function,
                       .feed_functions = feed_functions,
                       .casts = has_casts,
                       .context = job};
    if (use == EXPR_USE_CHECK && job->home->kind == KIND_DOMAIN)
        scope.value = words_text(job->builder->model->words, "value");
    expr_check(expr, &scope, job->builder->diag);
    expr_each_column(expr, note_column, job);
    sql->hash = expr_hash(expr, column_hash, job);
    if (use == EXPR_USE_DEFAULT)
        sql->hash = hash_default(sql->hash, expr, target);
}

// By our grammar, or else, word by word, as whatever SQL it may be. Remembered only when all is well.
static void read_sql(SqlJob *job, Sql *sql, ExprUse use, const Type *target, ExprMemo *memo)
{
    Builder *builder = job->builder;
    const DiagItem *last = builder->diag->last;
    bool broken;
    const char *text = span_text(builder->model->sources, sql->span);
    ExprMemo seen = {.text = job->home->kind == KIND_TABLE ? text : NULL,
                     .length = (uint32_t)span_length(sql->span),
                     .use = (uint8_t)use,
                     .target = target};
    job->seen = &seen;
    const Expr *expr = check_syntax(builder, sql->span, &broken);
    if (expr) {
        check_expression(job, expr, sql, use, target);
        seen.hash = sql->hash;
        if (memo && seen.text && builder->diag->last == last && !builder->diag->dropped)
            *memo = seen;
    } else if (!broken) {
        check_slice(builder, sql->span);
        note_words(job, sql->span);
        sql->hash = hash_mix(2, sql_text_hash(text, span_length(sql->span)));
    }
}

static void check_sql(SqlJob *job, Sql *sql, ExprUse use, const Type *target)
{
    Builder *builder = job->builder;
    if (!span_is_set(sql->span))
        return;
    if (job->calls)
        note_calls(builder, job->home, sql->span, job->calls);
    bool known = false;
    ExprMemo *memo = memo_find(builder->memos, span_text(builder->model->sources, sql->span),
                               span_length(sql->span), use, target, &known);
    if (known && is_known(job, memo)) {
        sql->hash = memo->hash;
        return;
    }
    ArenaMark mark = arena_mark(&builder->scratch);
    read_sql(job, sql, use, target, memo);
    arena_release(&builder->scratch, mark);
}

// Of a type without modifiers it says nothing; of another one the server keeps it.
static bool is_idle_null(const Builder *builder, const Column *column)
{
    const Model *model = builder->model;
    Span span = column->default_.span;
    const Type *type = column->type;
    return span_length(span) == strlen("null") && !strncasecmp(span_text(model->sources, span), "null", 4) &&
           type && type->id < TYPE_ENUM && !type->arg_count && !type->fields &&
           caps_of(model->dialect)->schemas;
}

// What a table has from another one reads its own columns of those names.
static void take_reads(Model *model, const Object *home, const Refs *from, Refs *reads)
{
    for (uint32_t at = 0; at < from->count; at++) {
        Object *read = from->at[at];
        Object *own = read->kind == KIND_COLUMN ? model_find(model, KIND_COLUMN, home, read->name) : read;
        if (own)
            refs_add(model->arena, reads, own);
    }
}

// Does it say no more than the column that it is there?
static bool is_taken_over(Builder *builder, Column *column)
{
    const Object *of = column_rare(column)->of;
    const Column *from = of ? AS(const Column, of) : NULL;
    if (!from || from->default_.span.start != column->default_.span.start ||
        column_rare(from)->expression.span.start != column_rare(column)->expression.span.start)
        return false;
    column->default_.hash = from->default_.hash;
    column->rare->expression.hash = column_rare(from)->expression.hash;
    take_reads(builder->model, column->object.parent, &column_rare(from)->reads, &column->rare->reads);
    return true;
}

static void check_column(Builder *builder, Column *column)
{
    if (is_taken_over(builder, column))
        return;
    Refs calls = {0};
    if (is_idle_null(builder, column))
        column->default_.span = (Span){0};
    SqlJob job = {.builder = builder,
                  .home = column->object.parent,
                  .calls = &calls,
                  .own = column->type ? column->type->user : NULL};
    note_definition(builder, &column->object, column_rare(column)->collation, CLASS_COLLATION, &calls);
    check_sql(&job, &column->default_, EXPR_USE_DEFAULT, column->type);
    if (calls.count)
        model_rare(builder->model, column)->reads = calls;
    if (!column->rare)
        return;
    job.reads = job.calls = &column->rare->reads;
    check_sql(&job, &column->rare->expression, EXPR_USE_GENERATED, column->type);
}

static void check_index(Builder *builder, Index *index)
{
    SqlJob job = {
        .builder = builder, .home = index->object.parent, .reads = &index->reads, .calls = &index->reads};
    for (uint32_t at = 0; at < index->elements.count; at++) {
        ElementRare *rare = index->elements.at[at].rare;
        if (!rare)
            continue;
        note_definition(builder, &index->object, rare->class, CLASS_OPCLASS, &index->reads);
        note_definition(builder, &index->object, rare->collation, CLASS_COLLATION, &index->reads);
        check_sql(&job, &rare->expression, EXPR_USE_INDEX, NULL);
    }
    check_sql(&job, &index->where, EXPR_USE_WHERE, NULL);
}

static void take_over(Builder *builder, const Object *home, const Check *from, Check *check)
{
    Model *model = builder->model;
    check->expression.hash = from->expression.hash;
    take_reads(model, home, &from->reads, &check->reads);
    if (!check->object.name && from->object.name)
        model_name(model, &check->object, from->object.name);
}

static void check_partition_key(Builder *builder, Object *table)
{
    TableRare *rare = AS(Table, table)->rare;
    SqlJob job = {.builder = builder, .home = table, .reads = &rare->key_reads, .calls = &rare->key_reads};
    for (uint32_t at = 0; at < rare->key.count; at++)
        if (rare->key.at[at].rare)
            check_sql(&job, &rare->key.at[at].rare->expression, EXPR_USE_INDEX, NULL);
}

static void check_check(Builder *builder, Check *check)
{
    const Object *home = check->object.parent;
    if (check->of) { // it has been read there, perhaps by that table's name
        take_over(builder, home, AS(const Check, check->of), check);
        return;
    }
    SqlJob job = {.builder = builder, .home = home, .reads = &check->reads, .calls = &check->reads};
    const Type *type = home->kind == KIND_DOMAIN ? AS(Domain, home)->type : NULL;
    check_sql(&job, &check->expression, EXPR_USE_CHECK, type);
}

// A value of a seed is what may be a column's default.
static void check_seed(Builder *builder, const Seed *seed)
{
    SqlJob job = {.builder = builder, .home = seed->object.parent};
    for (uint32_t row = 0; row < seed->rows.count; row++)
        for (uint32_t at = 0; at < seed->rows.width; at++) {
            Sql value = {.span = seed->rows.at[row * seed->rows.width + at]};
            check_sql(&job, &value, EXPR_USE_DEFAULT, AS(Column, seed->columns.at[at])->type);
        }
}

static void check_domain(Builder *builder, Domain *domain)
{
    SqlJob job = {.builder = builder, .home = &domain->home.object, .calls = &domain->reads};
    note_definition(builder, &domain->home.object, domain->collation, CLASS_COLLATION, &domain->reads);
    check_sql(&job, &domain->default_, EXPR_USE_DEFAULT, domain->type);
}

void check_trigger_when(Builder *builder, Trigger *trigger)
{
    SqlJob job = {.builder = builder,
                  .home = trigger->object.parent,
                  .trigger = true,
                  .reads = &trigger->reads,
                  .calls = &trigger->reads};
    check_sql(&job, &trigger->when, EXPR_USE_POLICY, NULL);
}

void check_policy_condition(Builder *builder, Policy *policy, Sql *condition)
{
    SqlJob job = {
        .builder = builder, .home = policy->object.parent, .reads = &policy->reads, .calls = &policy->reads};
    check_sql(&job, condition, EXPR_USE_POLICY, NULL);
}

void check_routine_defaults(Builder *builder, Function *function)
{
    SqlJob job = {.builder = builder, .home = function->object.parent, .calls = &function->reads};
    for (uint32_t at = 0; at < function->arguments.count; at++)
        check_sql(&job, &function->arguments.at[at].default_, EXPR_USE_DEFAULT,
                  function->arguments.at[at].type);
}

void check_expressions(Builder *builder)
{
    builder->memos = ARENA_ARRAY(&builder->scratch, ExprMemo, MEMO_SLOTS);
    for (uint32_t at = 0; at < builder->model->count; at++) {
        Object *object = builder->model->objects[at];
        switch (object->kind) {
        case KIND_COLUMN:
        case KIND_VIEW_COLUMN: check_column(builder, AS(Column, object)); break;
        case KIND_CHECK: check_check(builder, AS(Check, object)); break;
        case KIND_TABLE:
            if (table_rare(object)->key.count)
                check_partition_key(builder, object);
            break;
        case KIND_EXCLUDE:
        case KIND_INDEX: check_index(builder, AS(Index, object)); break;
        case KIND_DOMAIN: check_domain(builder, AS(Domain, object)); break;
        case KIND_SEED: check_seed(builder, AS(Seed, object)); break;
        default: break;
        }
        if (!object->name)
            name_nameless(builder, object); // that of a check depends on what it reads
    }
}
