// SPDX-License-Identifier: MIT
// What one object, or two that belong together, may not be. A rule is a function of one object; the
// table at the end says which kind it is for.
#include <stdio.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/check/rules.h"
#include "gen/model/caps.h"
#include "gen/model/lite.h"
#include "grammar/sqltoken.h"

static bool same_columns(const Refs *a, const Refs *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t at = 0; at < a->count; at++)
        if (a->at[at] != b->at[at])
            return false;
    return true;
}

// The same columns in any order.
const char *rule_type_text(RuleJob *job, const Type *type)
{
    Text text = {0};
    if (type)
        type_print_short(&text, *type);
    const char *kept = arena_copy(job->builder->model->arena, text_string(&text), text.length);
    text_free(&text);
    return kept;
}

void rule_need(RuleJob *job, bool has, Span span, const char *what)
{
    if (has)
        return;
    diag_report(job->diag, DIAG_NOT_IN_DIALECT, span, job->caps->title, what);
    diag_note(job->diag, (Span){0}, "say it otherwise for that dialect, in a block: for %s { … }",
              job->caps->name);
}

// --- names ---

static void rule_length(RuleJob *job, Object *object)
{
    uint32_t most = job->caps->name_bytes;
    if (most && object->named && object->name && object->name->length > most && !object_is_definition(object))
        diag_report(job->diag, DIAG_NAME_LONG, object->span, object->name->length);
}

static void rule_reserved(RuleJob *job, Object *object)
{
    if (!object->named || object->kind == KIND_LABEL || !span_is_set(object->span) || !object->name)
        return;
    if (!object->name->reserved || *span_text(job->builder->model->sources, object->span) == '"')
        return;
    diag_report(job->diag, DIAG_RESERVED_WORD, object->span, object->name->text);
    diag_fix(job->diag, object->span, "\"%s\"", object->name->text);
}

// What nobody makes has no text to make it of, and no rows to give it.
static void rule_external(RuleJob *job, Object *object)
{
    const char *why = object->kind == KIND_VIEW
                          ? "a view of an external schema is written as a table with its columns"
                          : "rows of an external table are not ours to give";
    if (object_is_external(object))
        diag_report(job->diag, DIAG_EXTERNAL_FORM, object->span, why);
}

static void rule_schema(RuleJob *job, Object *object)
{
    if (strcmp(object->name->text, "public"))
        rule_need(job, job->caps->schemas, object->span, "schemas");
}

// --- columns ---

static void rule_column_name(RuleJob *job, Object *object)
{
    for (const char *const *name = job->caps->system_columns; *name; name++)
        if (**name == *object->name->text && !strcmp(*name, object->name->text))
            diag_report(job->diag, DIAG_SYSTEM_COLUMN, object->span, job->caps->title, *name);
}

static void rule_column_type(RuleJob *job, Object *object)
{
    const Column *column = AS(Column, object);
    if (!column->type)
        return;
    if (!type_fits(*column->type, job->caps->types))
        rule_need(job, false, object->span,
                  arena_print(job->builder->model->arena, "type %s", rule_type_text(job, column->type)));
}

static void rule_column_storage(RuleJob *job, Object *object)
{
    const ColumnMore *more = column_more(AS(Column, object));
    rule_need(job, job->caps->storage || !more->storage, object->span, "`storage`");
    rule_need(job, job->caps->storage || !more->compression, object->span, "`compression`");
    rule_need(job, job->caps->storage || !more->statistics, object->span, "`statistics`");
    rule_need(job, job->caps->storage || !more->options.count, object->span, "`options`");
    rule_need(job, job->caps->storage || !more->not_null, object->span, "`constraint … not null`");
    rule_need(job, job->caps->conflicts || !more->conflict, object->span, "`on conflict`");
    rule_need(job, job->caps->conflicts || !more->said_not_null, object->span, "`!` of a column");
    bool numbers = more->increment || more->minimum || more->maximum || more->start || more->cache ||
                   more->cycle || more->sequence;
    rule_need(job, job->caps->storage || !numbers, object->span, "options of an identity");
}

static void rule_identity(RuleJob *job, Object *object)
{
    const Column *column = AS(Column, object);
    int sources = (column->identity != IDENTITY_NONE) + span_is_set(column->default_.span) +
                  (column->generated != GENERATED_NONE);
    if (sources > 1)
        diag_report(job->diag, DIAG_IDENTITY_DEFAULT, object->span, object->name->text);
    if (column->identity && column->type && type_class(type_base(*column->type)) != TYPE_CLASS_INT)
        diag_report(job->diag, DIAG_IDENTITY_TYPE, object->span, rule_type_text(job, column->type));
    if (column->identity == IDENTITY_ALWAYS)
        rule_need(job, job->caps->identity_always, object->span, "`auto always`");
}

static void report_repeats(RuleJob *job, const Object *index, const char *what, const Object *other)
{
    if (job->diag->errors)
        return; // a column that is not there was left out of it
    diag_report(job->diag, DIAG_INDEX_REPEATS, index->span, index->name->text, what, other->name->text);
    diag_note(job->diag, other->span, "the other stands here");
}

// --- keys ---

static void rule_key(RuleJob *job, Object *object)
{
    const Object *first = table_key(object->parent);
    if (first == object) {
        rule_need(job, job->caps->deferrable_keys || !AS(Key, object)->deferrable, object->span,
                  "deferrable keys");
        return;
    }
    diag_report(job->diag, DIAG_KEY_TWICE, object->span, object->parent->name->text);
    diag_note(job->diag, first->span, "the first one stands here");
}

static void rule_unique(RuleJob *job, Object *object)
{
    const Unique *unique = AS(Unique, object);
    rule_need(job, job->caps->deferrable_keys || !unique->deferrable, object->span,
              "deferrable unique constraints");
    rule_need(job, job->caps->nulls_not_distinct || !unique->nulls_not_distinct, object->span,
              "`nulls not distinct`");
    const Object *key = table_key(object->parent);
    if (key && same_columns(&AS(Key, key)->columns, &unique->columns))
        report_repeats(job, object, "the primary key", key);
}

static void rule_storage(RuleJob *job, Object *object)
{
    const IndexRare *rare = index_rare(object);
    rule_need(job, job->caps->storage || !rare->options.count, object->span, "storage options");
    rule_need(job, job->caps->storage || !rare->tablespace, object->span, "tablespaces");
    rule_need(job, job->caps->storage || !rare->cluster, object->span, "`cluster`");
    rule_need(job, job->caps->storage || !rare->replica, object->span, "`replica identity`");
    rule_need(job, job->caps->comments || !rare->said, object->span, "comments of indexes");
    rule_need(job, job->caps->include || !rare->include.count, object->span, "`include`");
    rule_need(job, job->caps->conflicts || !rare->conflict, object->span, "`on conflict`");
    rule_need(job, job->caps->conflicts || !rare->sorting.count, object->span,
              "keys whose columns are sorted");
    bool overlaps = (object->kind == KIND_KEY && AS(Key, object)->overlaps) ||
                    (object->kind == KIND_UNIQUE && AS(Unique, object)->overlaps);
    rule_need(job, job->caps->storage || !overlaps, object->span, "`without overlaps`");
}

static void rule_exclude(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->storage, object->span, "exclusion constraints");
}

static void rule_check(RuleJob *job, Object *object)
{
    const Check *check = AS(Check, object);
    rule_need(job, job->caps->storage || !check->not_valid, object->span, "`not valid`");
    rule_need(job, job->caps->storage || !check->not_enforced, object->span, "`not enforced`");
    rule_need(job, job->caps->no_inherit || !AS(Check, object)->no_inherit, object->span, "`no inherit`");
}

// --- indexes ---

static bool same_elements(const Elements *elements, const Refs *columns)
{
    if (elements->count != columns->count)
        return false;
    for (uint32_t at = 0; at < elements->count; at++) {
        const Element *element = &elements->at[at];
        if (element->column != columns->at[at] || element->descending || element->rare)
            return false;
    }
    return true;
}

// Hashes know no casts; of two spellings nobody says here that they are one.
static bool same_spelling(const RuleJob *job, const Sql *a, const Sql *b)
{
    const Sources *sources = job->builder->model->sources;
    return !span_is_set(a->span) || sql_text_equal(span_text(sources, a->span), span_length(a->span),
                                                   span_text(sources, b->span), span_length(b->span));
}

static bool repeats_index(const RuleJob *job, const Index *a, const Index *b)
{
    if (a->elements.count != b->elements.count || a->method != b->method || a->where.hash != b->where.hash ||
        index_rare(&a->object)->include.count || index_rare(&b->object)->include.count ||
        a->unique > b->unique || !same_spelling(job, &a->where, &b->where))
        return false;
    for (uint32_t at = 0; at < a->elements.count; at++) {
        const Element *one = &a->elements.at[at], *two = &b->elements.at[at];
        const ElementRare *rare = element_rare(one), *other = element_rare(two);
        if (one->column != two->column || one->descending != two->descending ||
            one->nulls_first != two->nulls_first || rare->expression.hash != other->expression.hash ||
            rare->class != other->class || rare->collation != other->collation ||
            !names_equal(&rare->parameters, &other->parameters) ||
            !same_spelling(job, &rare->expression, &other->expression))
            return false;
    }
    return true;
}

static void rule_index_repeats(RuleJob *job, Object *object)
{
    const Index *index = AS(Index, object);
    bool plain = !index->method && !span_is_set(index->where.span) && !index_rare(object)->include.count;
    for (const Object *other = object_first(object->parent); other; other = other->next) {
        if (other->kind == KIND_KEY && plain && same_elements(&index->elements, &AS(Key, other)->columns))
            report_repeats(job, object, "the primary key", other);
        else if (other->kind == KIND_UNIQUE && plain &&
                 same_elements(&index->elements, &AS(Unique, other)->columns))
            report_repeats(job, object, "the unique constraint", other);
        else if (other->kind == KIND_INDEX && other->id < object->id &&
                 repeats_index(job, index, AS(Index, other)))
            report_repeats(job, object, "index", other);
        else
            continue;
        return;
    }
}

static void rule_index_dialect(RuleJob *job, Object *object)
{
    const Index *index = AS(Index, object);
    rule_need(job, job->caps->index_methods || !index->method, object->span, "index methods");
    rule_need(job, job->caps->nulls_not_distinct || !index->nulls_not_distinct, object->span,
              "`nulls not distinct`");
    for (uint32_t at = 0; at < index->elements.count; at++) {
        const Element *element = &index->elements.at[at];
        rule_need(job, job->caps->operator_classes || !element_rare(element)->class, object->span,
                  "operator classes");
        rule_need(job, job->caps->index_methods || element->nulls_first == element->descending, object->span,
                  "`nulls first` and `nulls last` in indexes");
    }
}

// --- tables ---

static void rule_width(RuleJob *job, Object *object)
{
    int columns = 0;
    if (object->children < CHILDREN_MANY)
        return; // every dialect holds more columns than these
    for (const Object *child = object_first(object); child; child = child->next)
        columns += child->kind == KIND_COLUMN;
    if (columns > job->caps->max_columns)
        rule_need(job, false, object->span,
                  arena_print(job->builder->model->arena, "tables of more than %d columns",
                              job->caps->max_columns));
}

static void rule_table(RuleJob *job, Object *object)
{
    const Table *table = AS(Table, object);
    const TableRare *rare = table_rare(object);
    rule_need(job, job->caps->storage || !rare->options.count, object->span, "storage options");
    rule_need(job, job->caps->storage || !rare->method, object->span, "access methods");
    rule_need(job, job->caps->storage || !rare->tablespace, object->span, "tablespaces");
    rule_need(job, job->caps->storage || !rare->replica, object->span, "`replica identity`");
    rule_need(job, job->caps->storage || !rare->row, object->span, "tables of a type");
    rule_need(job, job->caps->unlogged || !table->unlogged, object->span, "unlogged tables");
    rule_need(job, job->caps->rights || !table->row_security, object->span, "`row security`");
    rule_need(job, job->caps->strict_tables || !table->strict, object->span, "strict tables");
    rule_need(job, job->caps->strict_tables || !table->without_rowid, object->span, "tables without rowid");
    if (table->without_rowid && !table_key(object))
        diag_report(job->diag, DIAG_ROWID_NO_KEY, object->span);
}

static bool fits(const TableRare *of, const Names *bounds)
{
    static const char *const FIRST[] = {"", "from", "in", "modulus"};
    const char *word = bounds->count ? bounds->at[0]->text : "";
    bool rest = !strcmp(word, "default") && of->strategy != STRATEGY_HASH;
    size_t width = of->key.count;
    bool wide = of->strategy != STRATEGY_RANGE || bounds->count == 2 * width + 2;
    return of->strategy && (rest || (!strcmp(word, FIRST[of->strategy]) && wide));
}

static void rule_partition(RuleJob *job, Object *object)
{
    const TableRare *rare = table_rare(object);
    rule_need(job, job->caps->storage || !rare->strategy, object->span, "partitions");
    rule_need(job, job->caps->storage || !rare->inherits.count, object->span, "tables that inherit");
    job->parts += rare->part_of != NULL;
    if (rare->part_of && !fits(table_rare(rare->part_of), &rare->bounds))
        diag_report(job->diag, DIAG_PARTITION_FORM, object->span, object->name->text,
                    table_rare(rare->part_of)->strategy
                        ? "its bounds do not fit how the table is parted"
                        : "it is a partition of a table without `partition by`");
    for (const Object *child = object_first(object); rare->strategy && child; child = child->next) {
        const Refs *columns = child->kind == KIND_KEY      ? &AS(const Key, child)->columns
                              : child->kind == KIND_UNIQUE ? &AS(const Unique, child)->columns
                                                           : NULL;
        for (uint32_t at = 0; columns && at < rare->key.count; at++)
            if (!rare->key.at[at].column || !refs_have(columns, rare->key.at[at].column)) {
                diag_report(job->diag, DIAG_PARTITION_FORM, child->span, object->name->text,
                            "its keys must hold all columns by which it is parted");
                break;
            }
    }
}

// Its name is the database's, whatever the schema its things are in.
static void rule_extension(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->extensions, object->span, "extensions");
    for (const Object *schema = job->builder->model->schemas; schema; schema = schema->next) {
        const Object *other = model_find(job->builder->model, KIND_EXTENSION, schema, object->name);
        if (!other || other->id >= object->id)
            continue;
        diag_report(job->diag, DIAG_NAME_TAKEN, object->span, kind_info[object->kind].noun,
                    object->name->text);
        diag_note(job->diag, other->span, "the %s '%s' is declared here", kind_info[other->kind].noun,
                  other->name->text);
        return;
    }
}

static void rule_routine(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->functions, object->span,
              object->kind == KIND_FUNCTION ? "functions of its own" : "procedures");
    const Function *function = AS(Function, object);
    bool returns = function->returns || function->table || object->kind == KIND_PROCEDURE;
    bool later = false, all = true; // an argument without a default behind one with it
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        returns = returns || argument->mode == ARGUMENT_OUT || argument->mode == ARGUMENT_INOUT;
        bool value = span_is_set(argument->default_.span);
        all = all && (!later || value || !argument_is_input(argument) || argument->mode == ARGUMENT_VARIADIC);
        later = later || value;
    }
    const char *noun = kind_info[object->kind].noun, *name = object->name->text;
    if (!returns)
        diag_report(job->diag, DIAG_FUNCTION_FORM, object->span, noun, name,
                    "does not say what it returns: write `returns void` for nothing");
    if (!all)
        diag_report(job->diag, DIAG_FUNCTION_FORM, object->span, noun, name,
                    "has an argument without a default behind one with it");
}

static void rule_type(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->types_as_objects, object->span,
              object->kind == KIND_RANGE ? "range types" : "composite types");
}

static void rule_sequence(RuleJob *job, Object *object)
{
    const Type *type = AS(Sequence, object)->type;
    rule_need(job, job->caps->sequences, object->span, "sequences");
    if (type && (type_class(*type) != TYPE_CLASS_INT || type->dims || type->user))
        diag_report(job->diag, DIAG_IDENTITY_TYPE, object->span, rule_type_text(job, type));
}

static void rule_virtual(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->virtual_tables, object->span, "virtual tables");
}

static void rule_definition(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->definitions, object->span, "such things as `sql` makes");
}

// What no form of the statement can hold (PostgreSQL, CREATE TRIGGER; SQLite, CREATE TRIGGER).
static const char *trigger_fault(const Caps *caps, const Trigger *trigger)
{
    bool view = trigger->object.parent->kind == KIND_VIEW, instead = trigger->timing == TIMING_INSTEAD;
    const Function *function = trigger->function ? AS(const Function, trigger->function) : NULL;
    const Type *returns = function ? function->returns : NULL;
    if (trigger->target && !trigger->constraint)
        return "names a referenced table, which only a constraint trigger has";
    if (instead != view && (instead || trigger->each_row))
        return view ? "is for the rows of a view, which it stands for: `instead of`"
                    : "is `instead of`, which only a view has";
    if (instead && caps->functions &&
        (!trigger->each_row || trigger->columns.count || span_is_set(trigger->when.span)))
        return "is `instead of`: it is `for each row`, without columns and without a condition";
    if (trigger->events & EVENT_TRUNCATE && (trigger->each_row || view))
        return "is for `truncate`, which has no rows: `for each statement`, of a table";
    if (trigger->constraint && (trigger->timing != TIMING_AFTER || !trigger->each_row))
        return "is a constraint: it is `after` and `for each row`";
    if (trigger->deferrable && !trigger->constraint)
        return "is `deferrable`, which only a `constraint trigger` is";
    if ((trigger->old_rows || trigger->new_rows) &&
        (trigger->timing != TIMING_AFTER || trigger->constraint || view || trigger->columns.count))
        return "names tables of rows, which only an `after` trigger of a table without columns has";
    if (function && (!returns || !returns->name || strcmp(returns->name->text, "trigger")))
        return "executes a function that does not return `trigger`";
    return NULL;
}

static void rule_trigger(RuleJob *job, Object *object)
{
    const Trigger *trigger = AS(Trigger, object);
    const char *fault = trigger_fault(job->caps, trigger);
    bool executes = trigger->function || trigger->called;
    if (!fault && !job->diag->errors && executes == span_is_set(trigger->body.span))
        fault = executes ? "has a body and executes a function" : "does nothing: execute a function";
    if (!fault)
        return;
    diag_report(job->diag, DIAG_TRIGGER_FORM, object->span, object->name->text, fault);
    if (strstr(fault, "function that"))
        diag_note(job->diag, trigger->function->span, "the function is declared here");
}

static void rule_trigger_rows(RuleJob *job, Object *object)
{
    check_row_columns(job->builder, object);
}

static void rule_trigger_dialect(RuleJob *job, Object *object)
{
    const Trigger *trigger = AS(Trigger, object);
    bool functions = job->caps->functions;
    bool executes = trigger->function || trigger->called;
    rule_need(job, functions || !executes, object->span, "triggers that execute a function: give it a body");
    rule_need(job, !functions || !span_is_set(trigger->body.span), object->span,
              "triggers with a body: let it execute a function");
    rule_need(job, functions || !(trigger->events & EVENT_TRUNCATE), object->span, "`truncate`");
    rule_need(job, functions || !trigger->constraint, object->span, "constraint triggers");
    rule_need(job, functions || !trigger->enabled, object->span, "triggers that are switched off or on");
    rule_need(job, functions || !(trigger->old_rows || trigger->new_rows), object->span, "`referencing`");
}

// Rows that are there are chosen by `using`, those that are written are held to `with check`.
static void rule_policy(RuleJob *job, Object *object)
{
    const Policy *policy = AS(Policy, object);
    bool reads = policy->command == POLICY_SELECT || policy->command == POLICY_DELETE;
    const char *fault = policy->command == POLICY_INSERT && span_is_set(policy->using.span)
                            ? "is for insert, which has no `using`: write `with check`"
                        : reads && span_is_set(policy->check.span)
                            ? "is for rows that are not written, which has no `with check`: write `using`"
                            : NULL;
    rule_need(job, job->caps->rights, object->span, "policies");
    if (fault)
        diag_report(job->diag, DIAG_POLICY_FORM, object->span, object->name->text, fault);
}

static void rule_view(RuleJob *job, Object *object)
{
    const View *view = AS(View, object);
    rule_need(job, job->caps->storage || !view->materialized, object->span, "materialized views");
    rule_need(job, job->caps->storage || !table_rare(object)->options.count, object->span,
              "options of views");
}

static void rule_view_column(RuleJob *job, Object *object)
{
    rule_need(job, job->caps->storage, object->span, "columns of views that have a default or a comment");
}

static void rule_said_not_null(RuleJob *job, Object *object)
{
    if (!column_more(AS(Column, object))->said_not_null || !job->caps->null_keys || column_is_rowid(object))
        return;
    diag_report(job->diag, DIAG_SQL_HABIT, object->span, "!", "the default");
}

// AUTOINCREMENT is a property of SQLite's integer primary key alone.
static void rule_lite_identity(RuleJob *job, Object *object)
{
    const Column *column = AS(Column, object);
    if (job->caps->identity_always || !column->type || (!column->identity && !type_is_serial(*column->type)))
        return;
    const Object *key = table_key(object->parent);
    if (!key || AS(Key, key)->columns.count != 1 || AS(Key, key)->columns.at[0] != object)
        rule_need(job, false, object->span, "generated numbers outside of an integer primary key");
}

// Of each kind, in the order in which they report.
enum { RULES_MAX = 6 };
typedef void Rule(RuleJob *, Object *);
static Rule *const RULES[KIND_COUNT][RULES_MAX] = {
    [KIND_SCHEMA] = {rule_schema},
    [KIND_TABLE] = {rule_width, rule_table, rule_partition},
    [KIND_COLUMN] = {rule_column_name, rule_column_type, rule_identity, rule_lite_identity,
                     rule_column_storage, rule_said_not_null},
    [KIND_KEY] = {rule_key, rule_storage},
    [KIND_UNIQUE] = {rule_unique, rule_storage},
    [KIND_CHECK] = {rule_check},
    [KIND_FOREIGN] = {rule_foreign},
    [KIND_INDEX] = {rule_index_repeats, rule_index_dialect, rule_storage},
    [KIND_EXCLUDE] = {rule_exclude},
    [KIND_VIEW] = {rule_external, rule_view},
    [KIND_SEED] = {rule_external},
    [KIND_VIRTUAL] = {rule_external, rule_virtual},
    [KIND_EXTENSION] = {rule_extension},
    [KIND_DEFINITION] = {rule_definition},
    [KIND_FUNCTION] = {rule_routine},
    [KIND_PROCEDURE] = {rule_routine},
    [KIND_SEQUENCE] = {rule_sequence},
    [KIND_COMPOSITE] = {rule_type},
    [KIND_RANGE] = {rule_type},
    [KIND_TRIGGER] = {rule_trigger, rule_trigger_dialect, rule_trigger_rows},
    [KIND_POLICY] = {rule_policy},
    [KIND_VIEW_COLUMN] = {rule_view_column},
};

void check_rules(Builder *builder)
{
    Model *model = builder->model;
    RuleJob job = {builder, builder->diag, caps_of(model->dialect), 0};
    for (uint32_t at = 0; at < model->count; at++) {
        Object *object = model->objects[at];
        rule_length(&job, object);
        rule_reserved(&job, object);
        for (Rule *const *rule = RULES[object->kind]; rule < RULES[object->kind] + RULES_MAX && *rule; rule++)
            (*rule)(&job, object);
    }
    check_overlaps(builder, job.parts);
}
