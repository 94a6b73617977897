// SPDX-License-Identifier: MIT
// The migration block, kept as it is: what it names is looked up when both schemas are known.
#include <string.h>

#include "gen/check/builder.h"

// What stands between quotes, with doubled ones halved. The quote itself stands before the span.
static const char *keep_text(Builder *builder, Span span)
{
    const char *text = span_text(builder->model->sources, (Span){span.start - 1, span.end});
    char quote = *text++, *kept = arena_bytes(builder->model->arena, span_length(span) + 1);
    size_t used = 0;
    for (size_t at = 0; at < span_length(span); at++) {
        kept[used++] = text[at];
        if (text[at] == quote)
            at++;
    }
    kept[used] = '\0';
    return kept;
}

static void read_path(Builder *builder, Statement *statement, const Part *path)
{
    uint32_t count;
    Name *names = build_names(&builder->scratch, path->list, &count);
    if (count > 3) {
        diag_report(builder->diag, DIAG_PATH_LONG, path->span);
        count = 3;
    }
    for (uint32_t at = 0; at < count; at++)
        statement->path[at] = names[at];
    statement->path_length = (int)count;
}

static void read_pairs(Builder *builder, Statement *statement, const Item *item)
{
    for (const Part *part = item->parts; part; part = part->next)
        statement->pair_count += part->kind == PART_PAIR;
    statement->pairs = ARENA_ARRAY(builder->model->arena, Name, (size_t)statement->pair_count * 2 + 1);
    Name *name = statement->pairs;
    for (const Part *part = item->parts; part; part = part->next)
        if (part->kind == PART_PAIR) {
            *name++ = part->list->name;
            *name++ = part->list->next->name;
        }
}

static void read_mode(Builder *builder, Statement *statement, const Part *part)
{
    const char *mode = part->name.word->text;
    statement->mode = part->name.word;
    if (!strcmp(mode, "none") || !strcmp(mode, "some") || !strcmp(mode, "equal"))
        return;
    diag_report(builder->diag, DIAG_VERIFY_MODE, part->span, mode);
    Guess guess = {.name = mode};
    guess_feed(&guess, "none");
    guess_feed(&guess, "some");
    guess_feed(&guess, "equal");
    if (guess_best(&guess))
        diag_fix(builder->diag, part->span, "%s", guess_best(&guess));
}

static Statement *build_statement(Builder *builder, const Item *item)
{
    Statement *statement = ARENA_NEW(builder->model->arena, Statement);
    *statement = (Statement){.item = item->kind, .span = item->span};
    for (const Part *part = item->parts; part; part = part->next) {
        switch (part->kind) {
        case PART_PATH: read_path(builder, statement, part); break;
        case PART_QUERY:
            *(span_is_set(statement->sql) ? &statement->other : &statement->sql) = part->span;
            break;
        case PART_INVERSE: statement->other = part->span; break;
        case PART_TEXT: statement->title = keep_text(builder, part->span); break;
        case PART_MODE: read_mode(builder, statement, part); break;
        case PART_BEFORE: statement->before = true; break;
        case PART_DISCARD: statement->discard = true; break;
        default: break;
        }
    }
    if (item->kind == ITEM_MAP)
        read_pairs(builder, statement, item);
    if (item->kind == ITEM_VERIFY && statement->mode &&
        !strcmp(statement->mode->text, "equal") != span_is_set(statement->other))
        diag_report(builder->diag, DIAG_VERIFY_QUERIES, item->span);
    return statement;
}

void build_migration(Builder *builder, const Item *item)
{
    Model *model = builder->model;
    Span version = ast_find(item->parts, PART_TEXT)->span;
    if (model->migration) {
        diag_report(builder->diag, DIAG_MIGRATION_TWICE, item->span);
        diag_note(builder->diag, model->migration->span, "the first one stands here");
        return;
    }
    Migration *migration = ARENA_NEW(model->arena, Migration);
    *migration = (Migration){.span = item->span,
                             .version = keep_text(builder, version),
                             .name = item->name.word->text,
                             .description = ""};
    if (!*migration->version || migration->version[strcspn(migration->version, " \t\r\n")])
        diag_report(builder->diag, DIAG_VERSION_WORD, item->span);
    Statement **place = &migration->statements;
    for (const Item *change = item->members; change; change = change->next) {
        Statement *statement = build_statement(builder, change);
        if (change->kind == ITEM_DESCRIBE) {
            migration->description = statement->title;
            continue;
        }
        *place = statement;
        place = &statement->next;
    }
    model->migration = migration;
}
