// SPDX-License-Identifier: MIT
// Checks as C functions, and the list of what stays the database's.
#include <string.h>

#include "gen/emit/stub_job.h"

enum { MESSAGE_MAX = 300 };

void stub_only(StubJob *job, StubTable *table, const Object *object, const char *kind, const char *what)
{
    if (table->only_count == table->only_size) {
        uint32_t size = table->only_size ? table->only_size * 2 : 8;
        StubOnly *more = ARENA_ARRAY(&job->arena, StubOnly, size);
        if (table->only_count)
            memcpy(more, table->only, table->only_count * sizeof *more);
        table->only = more;
        table->only_size = size;
    }
    bool named = object && object->kind != KIND_COLUMN;
    table->only[table->only_count++] = (StubOnly){named ? object->name->text : "", kind, what};
}

// --- what C can mean ---

typedef struct CheckScope {
    StubJob *job;
    StubTable *table;
    StubColumn *value;  // of a domain's check
    bool blank_literal; // a literal ends in a blank, which char(n) does not compare
} CheckScope;

static StubColumn *column_named(const StubTable *table, const Word *name)
{
    for (uint32_t at = 0; at < table->column_count; at++)
        if (table->columns[at].column->object.name == name)
            return &table->columns[at];
    return NULL;
}

static bool read_field(const void *context, const Expr *column, ExprCField *out)
{
    const CheckScope *scope = context;
    StubColumn *found = scope->value;
    if (!found)
        found = column_named(scope->table, column->name);
    else if (column->qualifier || strcmp(column->name->text, "value") != 0)
        found = NULL;
    if (!found || (scope->blank_literal && found->type.id == TYPE_CHAR))
        return false;
    const ExprCField *seen = stub_value(scope->job, found);
    if (!seen)
        return false;
    *out = *seen;
    found->used = true;
    return true;
}

static bool is_match(const Expr *expr, bool *fold)
{
    *fold = expr->op == EXPR_OP_IMATCH || expr->op == EXPR_OP_IUNMATCH;
    return expr->kind == EXPR_BINARY && (*fold || expr->op == EXPR_OP_MATCH || expr->op == EXPR_OP_UNMATCH);
}

// A pattern that the runtime would be unsure of for every row.
static bool has_foreign_pattern(const Expr *expr)
{
    bool fold, unsure = false;
    if (is_match(expr, &fold) && expr_second(expr) && expr_second(expr)->kind == EXPR_STRING) {
        const Word *pattern = expr_second(expr)->name;
        schemac_text_matches(schemac_text(""), (SchemacText){pattern->text, pattern->length}, fold, &unsure);
    }
    for (const Expr *kid = expr->first; kid && !unsure; kid = kid->next)
        unsure = has_foreign_pattern(kid);
    return unsure;
}

static bool has_blank_literal(const Expr *expr)
{
    if (expr->kind == EXPR_STRING && expr->name->length && expr->name->text[expr->name->length - 1] == ' ')
        return true;
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        if (has_blank_literal(kid))
            return true;
    return false;
}

static bool reads_enum(const CheckScope *scope, const Expr *expr)
{
    const StubColumn *column = expr->kind != EXPR_COLUMN ? NULL
                               : scope->value            ? scope->value
                                                         : column_named(scope->table, expr->name);
    return column && column->rule == SCHEMAC_RULE_LABEL;
}

// SQLite's LIKE folds ASCII, and the order of labels is that of texts there.
static bool means_otherwise_in_sqlite(const CheckScope *scope, const Expr *expr)
{
    bool order = expr->kind == EXPR_BETWEEN ||
                 (expr->kind == EXPR_BINARY && expr->op >= EXPR_OP_LESS && expr->op <= EXPR_OP_GREATER_EQUAL);
    if (expr->kind == EXPR_LIKE || expr->kind == EXPR_QUANTIFIED)
        return true;
    for (const Expr *kid = expr->first; kid; kid = kid->next)
        if ((order && reads_enum(scope, kid)) || means_otherwise_in_sqlite(scope, kid))
            return true;
    return false;
}

// --- one check ---

static void write_function(StubJob *job, StubTable *table, const char *fails)
{
    // What the columns say comes first, apart: one whose value does not matter may leave the row unread.
    Text *out = job->source, values = {0};
    job->source = &values;
    for (uint32_t at = 0; at < table->column_count; at++)
        if (table->columns[at].used)
            stub_prologue(job, &table->columns[at], fails);
    job->source = out;
    PUT(out, "static SchemacVerdict ", table->name, "_check_");
    stub_number(out, table->check_count);
    text_puts(out, "(const void *at)\n{\n");
    if (strstr(text_string(&values), "row->") || strstr(fails, "row->"))
        PUT(out, "    const struct ", table->name, " *row = at;\n");
    else
        text_puts(out, "    (void)at;\n");
    PUT(out, "    bool wrong = false, unsure = false;\n", text_string(&values));
    PUT(out, "    bool fails = ", fails, ";\n    return schemac_judged(fails, ",
        job->lite ? "false, wrong || unsure" : "wrong, unsure", ");\n}\n\n");
    text_free(&values);
}

// The numbers of the columns that the check reads, as a C array and its length.
static const char *reads_text(StubJob *job, const StubTable *table)
{
    uint32_t count = 0;
    text_clear(&job->scratch);
    for (uint32_t at = 0; at < table->column_count; at++) {
        if (!table->columns[at].used)
            continue;
        text_puts(&job->scratch, count++ ? ", " : "(const unsigned short[]){");
        stub_number(&job->scratch, at);
    }
    text_puts(&job->scratch, count ? "}, " : "NULL, ");
    stub_number(&job->scratch, count);
    return arena_copy(&job->arena, text_string(&job->scratch), job->scratch.length);
}

// The check in one line.
static const char *message_of(StubJob *job, const Check *check)
{
    Span span = check->expression.span;
    const char *text =
        stub_line(&job->arena, span_text(job->model->sources, span), span_length(span), MESSAGE_MAX);
    size_t length = strlen(text);
    bool inside = length && *text == '(' && text[length - 1] == ')';
    return JOIN(&job->arena, inside ? "check " : "check (", text, inside ? "" : ")");
}

static void add_check(StubJob *job, StubTable *table, const Check *check, StubColumn *value)
{
    CheckScope scope = {job, table, value, false};
    ExprC reader = {.field = read_field, .context = &scope};
    const Model *model = job->model;
    const Object *object = &check->object;
    Span span = check->expression.span;
    const char *message = message_of(job, check);
    Text fails = {0};
    for (uint32_t at = 0; at < table->column_count; at++)
        table->columns[at].used = false;
    const Expr *expr = expr_parse(model->words, &job->arena, span_text(model->sources, span), span, NULL);
    scope.blank_literal = expr && has_blank_literal(expr);
    bool fine = expr && !has_foreign_pattern(expr) &&
                !(job->lite && means_otherwise_in_sqlite(&scope, expr)) &&
                expr_c_fails(&fails, expr, &reader, NULL);
    if (!fine) {
        stub_only(job, table, object, "check", message);
    } else {
        write_function(job, table, text_string(&fails));
        StubCheck *made = &table->checks[table->check_count++];
        *made = (StubCheck){object->name, value, message, reads_text(job, table)};
    }
    text_free(&fails);
}

// --- all of a table ---

static const Domain *domain_of(const Type *type)
{
    return type && type->id == TYPE_DOMAIN && !type->dims ? type->user : NULL;
}

static uint32_t count_checks(const Object *home)
{
    uint32_t count = 0;
    for (const Object *child = object_first(home); child; child = child->next)
        count += child->kind == KIND_CHECK;
    return count;
}

static uint32_t count_all(const StubTable *table)
{
    uint32_t count = count_checks(&table->table->home.object);
    for (uint32_t at = 0; at < table->column_count; at++) {
        const Domain *domain = domain_of(table->columns[at].column->type);
        for (int step = 0; domain && step < 32; step++, domain = domain_of(domain->type))
            count += count_checks(&domain->home.object);
    }
    return count;
}

static void add_checks(StubJob *job, StubTable *table, const Object *home, StubColumn *value)
{
    for (const Object *child = object_first(home); child; child = child->next)
        if (child->kind == KIND_CHECK)
            add_check(job, table, (const Check *)(const void *)child, value);
}

// The innermost domain first, as the database asks them.
static void add_domains(StubJob *job, StubTable *table, StubColumn *column, const Domain *domain, int depth)
{
    if (!domain || depth > 32)
        return;
    add_domains(job, table, column, domain_of(domain->type), depth + 1);
    add_checks(job, table, &domain->home.object, column);
}

static void write_table(StubJob *job, const StubTable *table)
{
    Text *out = job->source;
    if (!table->check_count)
        return;
    PUT(out, "static const SchemacRowCheck ", table->name, "_checks[] = {\n");
    for (uint32_t at = 0; at < table->check_count; at++) {
        const StubCheck *check = &table->checks[at];
        const Word *column = check->column ? check->column->column->object.name : NULL;
        text_puts(out, "    {");
        stub_string(out, check->constraint->text, check->constraint->length);
        text_puts(out, ", ");
        stub_string(out, column ? column->text : "", column ? column->length : 0);
        text_puts(out, ", ");
        stub_string(out, check->message, strlen(check->message));
        PUT(out, ",\n     ", table->name, "_check_");
        stub_number(out, at);
        PUT(out, ", ", check->reads, "},\n");
    }
    text_puts(out, "};\n\n");
}

void stub_checks(StubJob *job, StubTable *table)
{
    table->checks = ARENA_ARRAY(&job->arena, StubCheck, count_all(table) + 1);
    for (uint32_t at = 0; at < table->column_count; at++)
        add_domains(job, table, &table->columns[at], domain_of(table->columns[at].column->type), 0);
    add_checks(job, table, &table->table->home.object, NULL);
    write_table(job, table);
}
