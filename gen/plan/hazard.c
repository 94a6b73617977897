// SPDX-License-Identifier: MIT
#include "gen/plan/hazard.h"

#include <ctype.h>
#include <string.h>

#include "gen/check/expr_type.h"
#include "gen/model/definition.h"

typedef enum Operation {
    OP_CREATE,
    OP_ADD_COLUMN,
    OP_ADD_COLUMN_COMPUTED,
    OP_DROP_COLUMN,
    OP_STASH_COLUMN,
    OP_RENAME,
    OP_RENAME_INDEX,
    OP_RETYPE,
    OP_RETYPE_BINARY,
    OP_SWAP,
    OP_SET_NOT_NULL,
    OP_SET_NOT_NULL_ONLINE,
    OP_ALTER_COLUMN,
    OP_SET_LOGGED,
    OP_MOVE,
    OP_ATTACH,
    OP_DETACH,
    OP_STORAGE,
    OP_ADD_CHECK,
    OP_ADD_UNIQUE,
    OP_ADD_FOREIGN,
    OP_ADD_CHECK_ONLINE,
    OP_ADD_FOREIGN_ONLINE,
    OP_DROP_CONSTRAINT,
    OP_CREATE_INDEX,
    OP_CREATE_INDEX_ONLINE,
    OP_DROP_INDEX,
    OP_DROP_INDEX_ONLINE,
    OP_VALIDATE,
    OP_DROP_TABLE,
    OP_VIEW,
    OP_CREATE_TRIGGER,
    OP_DROP_TRIGGER,
    OP_ENABLE_TRIGGER,
    OP_POLICY,
    OP_RULE,
    OP_STATISTICS,
    OP_OWNER,
    OP_RIGHTS,
    OP_ADD_LABEL,
    OP_REBUILD_ENUM,
    OP_ALTER_DOMAIN,
    OP_ROWS,
    OP_READ,
    OP_COMMENT,
} Operation;

static const struct {
    Operation operation;
    int since;
    Lock lock;
    bool scan, rewrite;
} TABLE[] = {
#define HAZARD(operation, since, lock, scan, rewrite) {OP_##operation, since, LOCK_##lock, scan, rewrite},
#include "gen/plan/hazard.def"
#undef HAZARD
};

static Facts look_up(Operation operation, int target)
{
    Facts facts = {0};
    int best = -1;
    for (size_t at = 0; at < sizeof TABLE / sizeof *TABLE; at++)
        if (TABLE[at].operation == operation && TABLE[at].since <= target && TABLE[at].since > best) {
            facts = (Facts){.lock = TABLE[at].lock, .scan = TABLE[at].scan, .rewrite = TABLE[at].rewrite};
            best = TABLE[at].since;
        }
    return facts;
}

// A default that is another for every row is computed for every row there is.
static bool is_volatile(const Plan *plan, Span span)
{
    const Model *model = plan->changes->to;
    Arena scratch = {0};
    const Expr *expr = span_is_set(span)
                           ? expr_parse(model->words, &scratch, span_text(model->sources, span), span, NULL)
                           : NULL;
    bool computed = expr && expr_facts(expr, NULL).volatility == EXPR_VOLATILE;
    arena_free(&scratch);
    return computed;
}

static Operation of_new_column(const Plan *plan, const Step *step, const Column *column)
{
    bool left_out = step->changed & CHANGED(ATTR_Column_default_);
    bool computed = column->identity || column->generated == GENERATED_STORED ||
                    (column->type && (type_is_serial(*column->type) || column->type->id == TYPE_DOMAIN)) ||
                    (!left_out && is_volatile(plan, column->default_.span));
    return computed ? OP_ADD_COLUMN_COMPUTED : OP_ADD_COLUMN;
}

static Operation of_definition(const Object *object)
{
    switch (AS(Definition, object)->class) {
    case CLASS_RULE: return OP_RULE;
    case CLASS_TRIGGER: return OP_CREATE_TRIGGER;
    case CLASS_STATISTICS:
    case CLASS_PUBLICATION: return OP_STATISTICS;
    default: return OP_CREATE;
    }
}

static Operation of_create(const Plan *plan, const Step *step, const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA:
    case KIND_ENUM:
    case KIND_LABEL:
    case KIND_DOMAIN:
    case KIND_COMPOSITE:
    case KIND_RANGE:
    case KIND_TABLE:
    case KIND_VIEW:
    case KIND_EXTENSION:
    case KIND_FUNCTION:
    case KIND_PROCEDURE:
    case KIND_SEQUENCE:
    case KIND_SHELL:
    case KIND_VIRTUAL:
    case KIND_COUNT: return OP_CREATE;
    case KIND_VIEW_COLUMN: return OP_ALTER_COLUMN;
    case KIND_COLUMN: return of_new_column(plan, step, AS(Column, object));
    case KIND_INDEX: return step->online ? OP_CREATE_INDEX_ONLINE : OP_CREATE_INDEX;
    case KIND_KEY:
    case KIND_EXCLUDE:
    case KIND_UNIQUE: return OP_ADD_UNIQUE;
    case KIND_CHECK:
        if (AS(Check, object)->not_valid)
            return OP_ADD_CHECK_ONLINE;
        return object->parent->kind == KIND_DOMAIN ? OP_ALTER_DOMAIN
               : step->online                      ? OP_ADD_CHECK_ONLINE
                                                   : OP_ADD_CHECK;
    case KIND_FOREIGN:
        return step->online || AS(Foreign, object)->not_valid ? OP_ADD_FOREIGN_ONLINE : OP_ADD_FOREIGN;
    case KIND_SEED: return OP_ROWS;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: return of_definition(object);
    case KIND_TRIGGER: return OP_CREATE_TRIGGER;
    case KIND_POLICY: return OP_POLICY;
    case KIND_DEFAULTS: return OP_RIGHTS;
    case KIND_ATTRIBUTE: return OP_ALTER_DOMAIN;
    }
    return OP_CREATE;
}

static Operation of_drop(const Step *step, const Object *object, bool stash)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA:
    case KIND_ENUM:
    case KIND_LABEL:
    case KIND_DOMAIN:
    case KIND_COMPOSITE:
    case KIND_RANGE:
    case KIND_ATTRIBUTE:
    case KIND_EXTENSION:
    case KIND_FUNCTION:
    case KIND_PROCEDURE:
    case KIND_SEQUENCE:
    case KIND_SHELL:
    case KIND_COUNT: return OP_CREATE;
    case KIND_VIRTUAL:
    case KIND_TABLE: return OP_DROP_TABLE;
    case KIND_VIEW_COLUMN: return OP_ALTER_COLUMN;
    case KIND_COLUMN: return stash ? OP_STASH_COLUMN : OP_DROP_COLUMN;
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_EXCLUDE:
    case KIND_CHECK:
    case KIND_FOREIGN: return OP_DROP_CONSTRAINT;
    case KIND_INDEX: return step->online ? OP_DROP_INDEX_ONLINE : OP_DROP_INDEX;
    case KIND_SEED: return OP_ROWS;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: return of_definition(object);
    case KIND_VIEW: return OP_VIEW;
    case KIND_TRIGGER: return OP_DROP_TRIGGER;
    case KIND_POLICY: return OP_POLICY;
    case KIND_DEFAULTS: return OP_RIGHTS;
    }
    return OP_CREATE;
}

static Type plain(const Column *column)
{
    return type_is_serial(*column->type) ? type_unserial(*column->type) : *column->type;
}

static Operation of_altered_table(const Step *step)
{
    if (step->changed & CHANGED(ATTR_Table_unlogged))
        return OP_SET_LOGGED;
    if (step->changed & (CHANGED(ATTR_Table_method) | CHANGED(ATTR_Table_tablespace)))
        return OP_MOVE;
    if (step->changed & CHANGED(ATTR_Table_row_security))
        return OP_POLICY;
    return step->changed & CHANGED(ATTR_Table_options) ? OP_STORAGE : OP_ALTER_COLUMN;
}

static Operation of_alter(const Step *step, bool down)
{
    const Object *before = down ? step->to : step->from, *after = down ? step->from : step->to;
    if (step->to->kind == KIND_SEED)
        return OP_ROWS;
    if (object_is_routine(step->to) || step->to->kind == KIND_SEQUENCE || step->to->kind == KIND_EXTENSION)
        return OP_CREATE; // nobody's table is held
    if (object_is_definition(step->to))
        return of_definition(step->to);
    if (step->to->kind == KIND_TRIGGER)
        return OP_ENABLE_TRIGGER;
    if (step->to->kind == KIND_DOMAIN)
        return OP_ALTER_DOMAIN;
    if (step->to->kind == KIND_POLICY)
        return OP_POLICY;
    if (step->to->kind == KIND_TABLE)
        return of_altered_table(step);
    if (step->to->kind == KIND_CHECK)
        return AS(Check, after)->not_valid ? OP_DROP_CONSTRAINT : OP_VALIDATE;
    if (step->to->kind == KIND_FOREIGN)
        return AS(Foreign, after)->not_valid ? OP_DROP_CONSTRAINT : OP_VALIDATE;
    if (step->to->kind == KIND_VIEW)
        return table_rare(step->from)->tablespace != table_rare(step->to)->tablespace ? OP_MOVE : OP_STORAGE;
    if (step->to->kind != KIND_COLUMN)
        return index_rare(step->from)->tablespace != index_rare(step->to)->tablespace ? OP_MOVE : OP_STORAGE;
    if (column_gets_values(step))
        return OP_SWAP;
    if (step->changed & CHANGED(ATTR_Column_type)) {
        if (!step->from)
            return OP_RETYPE; // to a domain with constraints, once a new column is filled
        TypeChangeKind kind = type_change(plain(AS(Column, before)), plain(AS(Column, after))).kind;
        bool checked =
            kind == TYPE_CHANGE_NONE && AS(Column, after)->type->id == TYPE_DOMAIN; // one made anew
        bool binary = kind <= TYPE_CHANGE_BINARY_UTC && !step->statement && !checked;
        return binary ? OP_RETYPE_BINARY : OP_RETYPE;
    }
    if (before && after && step->changed & CHANGED(ATTR_Column_not_null_open) &&
        !column_more(AS(const Column, after))->not_null_open && !AS(const Column, before)->nullable)
        return OP_VALIDATE;
    bool not_null = step->changed & CHANGED(ATTR_Column_nullable) && after && !AS(Column, after)->nullable;
    return !not_null ? OP_ALTER_COLUMN : step->online ? OP_SET_NOT_NULL_ONLINE : OP_SET_NOT_NULL;
}

static Operation operation_of(const Plan *plan, const Step *step, bool down)
{
    const Object *object = step->to ? step->to : step->from;
    bool stash = step->action == STEP_STASH;
    switch ((StepAction)step->action) {
    case STEP_CREATE: return down ? of_drop(step, object, false) : of_create(plan, step, object);
    case STEP_DROP:
    case STEP_STASH: return down ? of_create(plan, step, object) : of_drop(step, object, stash);
    case STEP_PARK:
    case STEP_RENAME: return object->kind == KIND_INDEX ? OP_RENAME_INDEX : OP_RENAME;
    case STEP_NAME_SEQUENCE: return OP_RENAME;
    case STEP_ALTER: return of_alter(step, down);
    case STEP_DROP_DEFAULT:
    case STEP_SET_DEFAULT: return OP_ALTER_COLUMN;
    case STEP_LEAVE_TYPE:
    case STEP_TAKE_TYPE: return OP_RETYPE;
    case STEP_SWAP: return OP_SWAP;
    case STEP_BACKFILL: return OP_ROWS;
    case STEP_ADD_LABEL: return OP_ADD_LABEL;
    case STEP_REBUILD: return object->kind != KIND_ENUM ? OP_CREATE : OP_REBUILD_ENUM;
    case STEP_BRING_BACK: return OP_CREATE;
    case STEP_COMMENT: return OP_COMMENT;
    case STEP_OWNER: return OP_OWNER;
    case STEP_REVOKE:
    case STEP_GRANT: return OP_RIGHTS;
    case STEP_CHECK: return OP_READ;
    case STEP_REQUIRE: return OP_ADD_CHECK_ONLINE;
    case STEP_TIE: return OP_CREATE;
    case STEP_VALIDATE: return OP_VALIDATE;
    case STEP_STASH_HOME: return OP_CREATE;
    case STEP_ATTACH: return down ? OP_DETACH : OP_ATTACH;
    case STEP_DETACH: return down ? OP_ATTACH : OP_DETACH;
    case STEP_NAME_INDEX: return OP_RENAME_INDEX;
    case STEP_HOLD:
    case STEP_KEEP_ROWS:
    case STEP_REFILL:
    case STEP_TAKE_OVER: return OP_ROWS;
    }
    return OP_CREATE;
}

// The table whose users feel it; a relation that the step itself makes has none.
static const Object *felt_on(const Object *object)
{
    if (object && object_is_definition(object))
        return AS(Definition, object)->on;
    while (object && object->kind != KIND_TABLE && object->kind != KIND_VIEW && object->kind != KIND_ENUM &&
           object->kind != KIND_DOMAIN)
        object = object->parent;
    return object;
}

// Nobody waits for a table that this very plan makes.
static bool is_fresh(const Plan *plan, const Object *object, bool down)
{
    const ChangeList *list = plan->changes;
    bool old = model_has(list->from, object);
    if (down)
        return old && !match_new(&list->match, object);
    return !old && !match_old(&list->match, object);
}

Facts step_facts(const Plan *plan, const Step *step, bool down)
{
    const Object *object = step->to ? step->to : step->from;
    if (!plan->caps->constraints_apart) {
        bool rows = step->action == STEP_REBUILD || step->action == STEP_STASH;
        return (Facts){.lock = LOCK_WRITER, .on = felt_on(object), .scan = rows, .rewrite = rows};
    }
    Facts facts = look_up(operation_of(plan, step, down), plan->options.target);
    if (facts.lock == LOCK_NONE || !object)
        return facts;
    facts.on = felt_on(object);
    if (object->kind == KIND_FOREIGN && AS(Foreign, object)->table != facts.on)
        facts.also = AS(Foreign, object)->table;
    if (facts.also && is_fresh(plan, facts.also, down))
        facts.also = NULL;
    if (facts.on && is_fresh(plan, facts.on, down)) {
        facts.on = facts.also;
        facts.also = NULL;
    }
    return facts.on ? facts : (Facts){.lock = LOCK_NONE};
}

static const char *const LOCKS[] = {
    "NONE",  "ACCESS_SHARE",        "ROW_SHARE", "ROW_EXCLUSIVE",    "SHARE_UPDATE_EXCLUSIVE",
    "SHARE", "SHARE_ROW_EXCLUSIVE", "EXCLUSIVE", "ACCESS_EXCLUSIVE", "WRITER"};

const char *lock_name(Lock lock)
{
    return LOCKS[lock];
}

static bool same_lock(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (toupper((unsigned char)*a) != *b && !(*b == '_' && strchr(" -", *a)))
            return false;
    return !*a && !*b;
}

bool lock_find(const char *name, Lock *lock)
{
    for (size_t at = 0; at < sizeof LOCKS / sizeof *LOCKS; at++)
        if (same_lock(name, LOCKS[at])) {
            *lock = (Lock)at;
            return true;
        }
    return false;
}
