// SPDX-License-Identifier: MIT
// The migration block, held against both schemas.
#include <string.h>

#include "gen/diff/private.h"
#include "gen/model/names.h"

// [schema.]table.column or [schema.]thing in one model; NULL when it is not there.
static Object *find_column(const Model *model, const Statement *statement)
{
    int length = statement->path_length;
    if (length < 2)
        return NULL;
    const Word *schema_name = length == 3 ? statement->path[0].word : words_text(model->words, "public");
    const Object *schema = model_find_schema(model, schema_name);
    const Word *table_name = statement->path[length - 2].word;
    const Object *table = schema ? model_find(model, KIND_TABLE, schema, table_name) : NULL;
    // Without a schema, any schema will do that has just one such table.
    for (const Object *other = model->schemas; length == 2 && !table && other; other = other->next)
        table = model_find(model, KIND_TABLE, other, table_name);
    return table ? model_find(model, KIND_COLUMN, table, statement->path[length - 1].word) : NULL;
}

static Object *find_top(const Model *model, const Statement *statement)
{
    static const Kind KINDS[] = {KIND_TABLE,    KIND_ENUM,      KIND_DOMAIN,  KIND_VIEW,
                                 KIND_SEQUENCE, KIND_COMPOSITE, KIND_VIRTUAL, KIND_RANGE};
    int length = statement->path_length;
    const Word *name = statement->path[length - 1].word;
    for (const Object *schema = model->schemas; schema && length <= 2; schema = schema->next) {
        if (length == 2 && schema->name != statement->path[0].word)
            continue;
        for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++) {
            Object *found = model_find(model, KINDS[at], schema, name);
            if (found)
                return found;
        }
    }
    return NULL;
}

static Object *find_target(const Model *model, const Statement *statement)
{
    Object *column = find_column(model, statement);
    return column || statement->item == ITEM_USING || statement->item == ITEM_BACKFILL
               ? column
               : find_top(model, statement);
}

void find_targets(ChangeList *list)
{
    Migration *migration = list->to->migration;
    for (Statement *statement = migration ? migration->statements : NULL; statement;
         statement = statement->next) {
        if (!statement->path_length)
            continue;
        statement->from = find_target(list->from, statement);
        statement->to = find_target(list->to, statement);
        // Either name of a renamed thing will do; what is dropped has its old one only.
        if (statement->from && (!statement->to || statement->item == ITEM_DROP))
            statement->to = match_new(&list->match, statement->from);
        else if (statement->to && statement->item != ITEM_DROP)
            statement->from = match_old(&list->match, statement->to);
    }
}

Statement *migration_find(const ChangeList *list, int item, const Object *object)
{
    Migration *migration = list->to->migration;
    if (!migration || !object)
        return NULL;
    for (Statement *statement = migration->statements; statement; statement = statement->next)
        if (statement->item == item && (statement->to == object || statement->from == object))
            return statement;
    return NULL;
}

static const char *path_text(DiffJob *job, const Statement *statement)
{
    const char *path = "";
    for (int at = 0; at < statement->path_length; at++)
        path = arena_print(job->arena, "%s%s%s", path, at ? "." : "", statement->path[at].word->text);
    return path;
}

static void feed(Guess *guess, const Model *model, const Statement *statement)
{
    const Word *last = statement->path_length > 1 ? statement->path[statement->path_length - 2].word : NULL;
    for (uint32_t at = 0; at < model->count; at++) {
        const Object *object = model->objects[at];
        bool column = object->kind == KIND_COLUMN && last && object->parent->name == last;
        if (object->name && (column || (!last && object->kind == KIND_TABLE)))
            guess_feed(guess, object->name->text);
    }
}

static void report_unknown(DiffJob *job, const Statement *statement, const char *where)
{
    diag_report(job->diag, DIAG_CHANGE_UNKNOWN, statement->span, where, path_text(job, statement));
    Name last = statement->path[statement->path_length - 1];
    Guess guess = {.name = last.word->text};
    feed(&guess, job->list->from, statement);
    feed(&guess, job->list->to, statement);
    if (guess_best(&guess) && strcmp(guess_best(&guess), guess.name))
        name_fix(job->diag, last.span, "", guess_best(&guess));
}

static void check_using(DiffJob *job, Statement *statement)
{
    const Object *new = find_column(job->list->to, statement);
    if (!new) {
        report_unknown(job, statement, "the new schema");
        return;
    }
    const Object *old = match_old(&job->list->match, new);
    if (!old)
        old = match_apart(&job->list->match, new);
    if (!old || !(diff_objects(job->list, old, new) & CHANGED(ATTR_Column_type)))
        diag_report(job->diag, DIAG_CHANGE_IDLE, statement->span, "using", path_text(job, statement));
}

static void check_backfill(DiffJob *job, Statement *statement)
{
    const Object *new = find_column(job->list->to, statement);
    if (!new)
        report_unknown(job, statement, "the new schema");
    else if (!match_old(&job->list->match, new->parent) && !match_apart(&job->list->match, new->parent))
        diag_report(job->diag, DIAG_CHANGE_IDLE, statement->span, "backfill", path_text(job, statement));
}

static void check_drop(DiffJob *job, Statement *statement)
{
    const Object *old = find_target(job->list->from, statement);
    if (!old) {
        report_unknown(job, statement, "the old schema");
        return;
    }
    Object *new = match_new(&job->list->match, old);
    bool retyped = new && old->kind == KIND_COLUMN && statement->discard &&
                   (diff_objects(job->list, old, new) & CHANGED(ATTR_Column_type));
    if (new && !retyped) {
        diag_report(job->diag, DIAG_DROP_STANDS, statement->span, path_text(job, statement));
        diag_note(job->diag, new->span, "the new schema has it here");
    }
}

static void check_map(DiffJob *job, Statement *statement)
{
    const Object *old = find_top(job->list->from, statement), *new = find_top(job->list->to, statement);
    if (!new &&old)
        new = match_new(&job->list->match, old);
    if (new && (!old || old->kind != KIND_ENUM))
        old = match_old(&job->list->match, new);
    if (!old || !new || old->kind != KIND_ENUM || new->kind != KIND_ENUM) {
        report_unknown(job, statement, "one of the schemas, as an enum,");
        return;
    }
    for (uint32_t at = 0; at < statement->pair_count; at++) {
        const Name *from = &statement->pairs[2 * at], *to = from + 1;
        if (!model_find(job->list->from, KIND_LABEL, old, from->word))
            diag_report(job->diag, DIAG_MAP_LABEL, from->span, "old", old->name->text, from->word->text);
        if (!model_find(job->list->to, KIND_LABEL, new, to->word))
            diag_report(job->diag, DIAG_MAP_LABEL, to->span, "new", new->name->text, to->word->text);
    }
}

void check_migration(DiffJob *job)
{
    Migration *migration = job->list->to->migration;
    if (job->list->from->count <= 1)
        return; // nothing was there: the block speaks of another pair
    for (Statement *statement = migration ? migration->statements : NULL; statement;
         statement = statement->next) {
        switch (statement->item) {
        case ITEM_USING: check_using(job, statement); break;
        case ITEM_BACKFILL: check_backfill(job, statement); break;
        case ITEM_DROP: check_drop(job, statement); break;
        case ITEM_MAP: check_map(job, statement); break;
        default: break;
        }
    }
}
