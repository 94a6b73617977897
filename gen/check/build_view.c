// SPDX-License-Identifier: MIT
// Views: their options, and what lives in them.
#include <string.h>

#include "gen/check/builder.h"

static void build_member(Builder *builder, Object *view, const Item *member)
{
    const Part *include = ast_find(member->parts, PART_INCLUDE);
    bool index = member->kind == KIND_INDEX;
    if (member->kind == KIND_TRIGGER)
        build_trigger(builder, view, member);
    else if (member->kind == ITEM_GRANT)
        build_grant(builder, view, member);
    else if (member->kind == KIND_VIEW_COLUMN)
        build_view_column(builder, view, member);
    else if (index && AS(View, view)->materialized && !include)
        build_view_index(builder, view, member);
    else
        diag_report(builder->diag, DIAG_SYNTAX, include ? include->span : member->span,
                    index && include ? "what a materialized view's index includes has no words yet"
                    : index          ? "only a materialized view has indexes"
                                     : "a view holds columns, triggers, indexes and grants");
    for (const Part *part = member->kind == KIND_VIEW_COLUMN ? member->parts : NULL; part;
         part = part->next) {
        bool known = part->kind == PART_DEFAULT || part->kind == PART_STORAGE ||
                     part->kind == PART_COMPRESSION || part->kind == PART_STATISTICS ||
                     part->kind == PART_OPTION;
        if (!known)
            diag_report(builder->diag, DIAG_SYNTAX, part->span,
                        "the query says what else a column of a view is");
    }
}

// In a dump it stands behind the query, so where among the others it was set nobody can tell.
static void move_check_option(Names *options)
{
    for (uint32_t at = 0; at + 1 < options->count; at++)
        if (!strncmp(options->at[at]->text, "check_option=", strlen("check_option="))) {
            const Word *option = options->at[at];
            options->at[at] = options->at[at + 1];
            options->at[at + 1] = option;
        }
}

static void read_options(Builder *builder, View *view, const Item *item)
{
    const Part *method = ast_find(item->parts, PART_METHOD), *space = ast_find(item->parts, PART_TABLESPACE);
    view->materialized = ast_find(item->parts, PART_MATERIALIZED) != NULL;
    view->no_data = ast_find(item->parts, PART_NO_DATA) != NULL;
    if (item->parts) {
        TableRare *rare = model_table(builder->model, &view->home.object);
        rare->options = build_options(builder, item->parts);
        rare->method = method && strcmp(method->name.word->text, "heap") ? method->name.word : NULL;
        rare->tablespace = space ? space->name.word : NULL;
        move_check_option(&rare->options);
    }
    for (const Part *part = item->parts; part && !view->materialized; part = part->next)
        if (part->kind == PART_METHOD || part->kind == PART_TABLESPACE || part->kind == PART_NO_DATA)
            diag_report(builder->diag, DIAG_SYNTAX, part->span, "only a materialized view is stored");
}

void build_view(Builder *builder, Object *object, const Item *item)
{
    View *view = AS(View, object);
    const Part *columns = ast_find(item->parts, PART_COLUMNS);
    if (columns) {
        uint32_t count;
        Name *names = build_names(&builder->scratch, columns->list, &count);
        view->columns.at = ARENA_ARRAY(builder->model->arena, const Word *, count);
        view->columns.count = count;
        for (uint32_t at = 0; at < count; at++)
            view->columns.at[at] = names[at].word;
    }
    view->query.span = ast_find(item->parts, PART_QUERY)->span;
    read_options(builder, view, item);
    for (const Item *member = item->members; member; member = member->next)
        build_member(builder, object, member);
}
