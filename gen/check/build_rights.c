// SPDX-License-Identifier: MIT
// Owners and grants. What a grant names may be declared further down, and who owns it as well; so they are
// put together when all is read.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "gen/model/names.h"
#include "gen/model/rights.h"

// Whoever runs the migration, by whatever name.
bool is_runner(const Builder *builder, const Word *role)
{
    const char *name = builder->options->runner;
    return !strcmp(role->text, "current_user") || (name && !strcmp(role->text, name));
}

// --- owners ---

void build_owner(Builder *builder, Object *object, Name owner)
{
    const Caps *caps = caps_of(builder->model->dialect);
    RightsOf of = rights_of(object);
    if (!owner.word || of == RIGHTS_NONE || builder->options->no_owner)
        return;
    if (!caps->rights) {
        if (builder->owner_told.start != owner.span.start) // of many declarations
            need_rights(builder, owner.span, "owners");
        builder->owner_told = owner.span;
        return;
    }
    bool runner = is_runner(builder, owner.word);
    if (!runner || object->remark)
        model_rights(builder->model, object)->owner = runner ? NULL : owner.word;
}

void need_rights(Builder *builder, Span span, const char *what)
{
    const Caps *caps = caps_of(builder->model->dialect);
    diag_report(builder->diag, DIAG_NOT_IN_DIALECT, span, caps->title, what);
    diag_note(builder->diag, (Span){0}, "say it for the other one alone, in a block: for postgres { … }");
}

// --- one grant ---

typedef struct GrantJob {
    Builder *builder;
    const Item *item;
    Object *object;
    RightsOf of;
    bool revoke, sequence, option;
    const Word *grantor;
} GrantJob;

static int bits_of(const GrantJob *job, const Part *privilege, RightsOf of)
{
    const char *name = privilege->name.word->text;
    int all = rights_all(of), bits = !strcmp(name, "all") ? all : privilege_find(name) & all;
    if (!bits)
        diag_report(job->builder->diag, DIAG_GRANT_PRIVILEGE, privilege->span, name, rights_noun(of));
    return bits;
}

static const Word *owner_of(const Object *object)
{
    return object_rights(object->kind == KIND_COLUMN ? object->parent : object)->owner;
}

static bool is_owner(const Builder *builder, const Object *object, const Word *role)
{
    const Word *owner = owner_of(object);
    return owner ? role == owner : is_runner(builder, role);
}

// What can be revoked is what a role has by itself; all else is just not granted.
static int lacking(const GrantJob *job, const Part *privilege, const Part *role, int bits)
{
    int has = rights_are_public(role->name.word) ? rights_usual(job->of, job->object->name->text)
              : is_owner(job->builder, job->object, role->name.word) ? rights_all(job->of)
                                                                     : 0;
    if (!(bits & has))
        diag_report(job->builder->diag, DIAG_REVOKE_NOTHING, privilege->span, privilege->name.word->text,
                    role->name.word->text);
    return bits & has;
}

static void grant_to(const GrantJob *job, const Part *privilege, Object *object, const Word *column, int bits)
{
    Rights *rights = model_rights(job->builder->model, object);
    for (const Part *role = job->item->parts; role; role = role->next) {
        Grant grant = {.role = role->name.word, .grantor = job->grantor, .column = column};
        if (role->kind != PART_ROLE)
            continue;
        grant.sequence = job->sequence;
        if (job->revoke)
            grant.lacks = (uint16_t)lacking(job, privilege, role, bits);
        else
            grant.privileges = (uint16_t)bits;
        if (job->option)
            grant.options = grant.privileges;
        rights_add(job->builder->model->arena, rights, &grant);
    }
}

static void grant_columns(const GrantJob *job, const Part *privilege)
{
    int bits = bits_of(job, privilege, RIGHTS_COLUMN);
    for (const Part *name = privilege->list; name && bits; name = name->next) {
        bool table = job->object->kind == KIND_TABLE;
        Object *column = table ? resolve_column(job->builder, job->object, name->name) : NULL;
        if (column)
            grant_to(job, privilege, column, NULL, bits);
        else if (!table)
            grant_to(job, privilege, job->object, name->name.word, bits);
    }
}

void grant_on(Builder *builder, const Item *item, Object *object, bool sequence)
{
    const Part *grantor = ast_find(item->parts, PART_GRANTOR);
    GrantJob job = {.builder = builder,
                    .item = item,
                    .object = object,
                    .of = sequence ? RIGHTS_SEQUENCE : rights_of(object),
                    .revoke = ast_find(item->parts, PART_REVOKE) != NULL,
                    .option = ast_find(item->parts, PART_WITH_GRANT) != NULL,
                    .sequence = sequence,
                    .grantor = grantor ? grantor->name.word : NULL};
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind != PART_PRIVILEGE)
            continue;
        bool columns = part->list && job.of == RIGHTS_RELATION;
        int bits = columns ? 0 : bits_of(&job, part, job.of);
        if (columns)
            grant_columns(&job, part);
        else if (bits)
            grant_to(&job, part, object, NULL, bits);
    }
}

// --- in a table or view ---

void build_grant(Builder *builder, Object *home, const Item *item)
{
    const Part *target = ast_find(item->parts, PART_TARGET);
    if (builder->options->no_rights)
        return;
    if (!caps_of(builder->model->dialect)->rights) {
        need_rights(builder, item->span, "grants");
        return;
    }
    if (!target) {
        grant_on(builder, item, home, false);
        return;
    }
    for (; target; target = target->next) {
        if (target->kind != PART_TARGET)
            continue;
        Object *column = home->kind == KIND_TABLE && target->number == TARGET_SEQUENCE
                             ? resolve_column(builder, home, target->name)
                             : NULL;
        if (column)
            grant_on(builder, item, column, true);
        else if (home->kind != KIND_TABLE || target->number != TARGET_SEQUENCE)
            diag_report(builder->diag, DIAG_SYNTAX, target->span,
                        "within a table only `on sequence COLUMN` is to be said");
    }
}

// --- of what comes later ---

static RightsOf plural_of(Builder *builder, const Part *plural)
{
    static const RightsOf KINDS[] = {RIGHTS_RELATION, RIGHTS_SEQUENCE, RIGHTS_ROUTINE,
                                     RIGHTS_TYPE,     RIGHTS_SCHEMA,   RIGHTS_LARGE_OBJECT};
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (!strcmp(plural->name.word->text, rights_plural(KINDS[at])))
            return KINDS[at];
    diag_report(builder->diag, DIAG_SYNTAX, plural->span,
                "default privileges are on tables, sequences, functions, types, schemas or large objects");
    return RIGHTS_NONE;
}

static Object *find_defaults(Builder *builder, const Item *item, const Word *role, Object *schema,
                             RightsOf of)
{
    Model *model = builder->model;
    Object *home = schema ? schema : build_schema(builder, (Name){0});
    const char *text = arena_print(&builder->scratch, "%s%s%s%s", rights_plural(of), role ? " of " : "",
                                   role ? role->text : "", schema ? "" : " everywhere");
    const Word *name = words_text(model->words, text);
    Object *found = model_find(model, KIND_DEFAULTS, home, name);
    if (found)
        return found;
    found = model_add(model, KIND_DEFAULTS, home, name, item->span);
    model_name(model, found, name);
    Defaults *defaults = AS(Defaults, found);
    defaults->role = role;
    defaults->of = (uint8_t)of;
    defaults->everywhere = !schema;
    model_rights(model, found)->owner = role;
    return found;
}

static void build_defaults_of(Builder *builder, const Item *item, const Word *role, RightsOf of)
{
    bool everywhere = true;
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind != PART_IN_SCHEMA)
            continue;
        everywhere = false;
        Object *schema = model_find_schema(builder->model, part->name.word);
        if (schema)
            grant_on(builder, item, find_defaults(builder, item, role, schema, of), false);
        else
            diag_report(builder->diag, DIAG_GRANT_UNKNOWN, part->span, "schema", part->name.word->text);
    }
    if (everywhere)
        grant_on(builder, item, find_defaults(builder, item, role, NULL, of), false);
}

static void resolve_defaults(Builder *builder, const Item *item)
{
    RightsOf of = plural_of(builder, ast_find(item->parts, PART_PLURAL));
    bool anybody = true;
    if (of == RIGHTS_NONE)
        return;
    for (const Part *part = item->parts; part; part = part->next) {
        if (part->kind != PART_FOR_ROLE)
            continue;
        anybody = false;
        bool runner = is_runner(builder, part->name.word);
        build_defaults_of(builder, item, runner ? NULL : part->name.word, of);
    }
    if (anybody)
        build_defaults_of(builder, item, NULL, of);
}

// --- by itself ---

static void resolve_grant(Builder *builder, const Item *item)
{
    Object *schema = build_schema(builder, item->schema);
    if (!caps_of(builder->model->dialect)->rights) {
        need_rights(builder, item->span, "grants");
        return;
    }
    if (item->kind == ITEM_DEFAULTS)
        resolve_defaults(builder, item);
    else if (!ast_find(item->parts, PART_TARGET))
        grant_on(builder, item, schema, false);
    else
        resolve_targets(builder, item, schema);
}

// --- all of an object ---

// A sequence that belongs to a column has the owner of the table.
static void settle_sequence(Model *model, Object *object)
{
    const Object *column = AS(Sequence, object)->owner;
    const Word *owner = column ? object_rights(column->parent)->owner : NULL;
    if (column && (owner || object_rights(object)->owner))
        model_rights(model, object)->owner = owner;
}

// By names: the owner has all anyway, and everybody what is usual.
static Grant settle_grant(const Builder *builder, const Object *object, const Grant *grant)
{
    Grant settled = *grant;
    // What a role's things get in a schema is added to what they have, to the role itself too.
    bool added = object->kind == KIND_DEFAULTS && !AS(const Defaults, object)->everywhere;
    if (settled.grantor && is_owner(builder, object, settled.grantor))
        settled.grantor = NULL;
    if (settled.role && is_owner(builder, object, settled.role)) {
        settled.role = settled.grantor = NULL;
        if (!added)
            settled.privileges = settled.options = 0;
    } else if (rights_are_public(settled.role)) {
        settled.privileges &= (uint16_t)~object_usual(object, grant);
        settled.options = 0;
    } else if (settled.role && is_runner(builder, settled.role)) {
        settled.role = words_text(builder->model->words, "current_user");
    }
    return settled;
}

static void settle(Builder *builder, Object *object)
{
    Model *model = builder->model;
    if (object->kind == KIND_SEQUENCE)
        settle_sequence(model, object);
    Rights *rights = object->remark ? object->remark->rights : NULL;
    if (!rights)
        return;
    Rights settled = {.owner = rights->owner};
    for (uint32_t at = 0; at < rights->count; at++) {
        Grant grant = settle_grant(builder, object, &rights->at[at]);
        rights_add(model->arena, &settled, &grant);
    }
    *rights = settled;
    if (!rights->count && (!rights->owner || object->kind == KIND_DEFAULTS))
        object->remark->rights = NULL;
}

void resolve_rights(Builder *builder)
{
    Model *model = builder->model;
    for (const Item *item = builder->options->no_rights ? NULL : builder->grants; item; item = item->next)
        resolve_grant(builder, item);
    bool any = model->has_rights; // nobody owns anything, so a sequence's owner is nobody either
    for (uint32_t at = 0; any && at < model->count; at++)
        if (model->objects[at]->remark || model->objects[at]->kind == KIND_SEQUENCE)
            settle(builder, model->objects[at]);
}
