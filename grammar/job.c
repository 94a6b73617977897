// SPDX-License-Identifier: MIT
// The grammar's actions.
#include "grammar/job.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { ERRORS_MAX = 30, LOST_MAX = 10000 };

bool job_open(ParseJob *job, Span span, Name schema, unsigned dialects)
{
    if (job->blocks == BLOCKS_MAX) {
        diag_report(job->in.diag, DIAG_NESTED_DEEP, span);
        job->errors++;
        return false;
    }
    job->outer[job->blocks++] = job->block;
    job->block.schema = schema;
    job->block.dialects &= dialects;
    return true;
}

void job_close(ParseJob *job)
{
    Block inner = job->block;
    job->block = job->outer[--job->blocks];
    if (inner.dialects == job->block.dialects)
        return;
    job->block.owner = inner.owner; // for postgres { owner app; }
    job->block.owner_for = inner.owner_for;
}

// It is there before anybody declares it.
static bool is_public(const Item *item)
{
    return !strcmp(item->name.word->text, "public");
}

void job_declare(ParseJob *job, Item *item)
{
    item->dialects &= job->block.dialects;
    job->lost = 0;
    if (!item->schema.word)
        item->schema = job->block.schema;
    item->owner = job->owner.word                                ? job->owner
                  : item->kind == KIND_SCHEMA && is_public(item) ? (Name){0}
                                                                 : job->block.owner;
    item->owner_for = job->owner.word ? DIALECTS_ALL : job->block.owner_for;
    item->owner_alone = job->owner.word != NULL;
    job->owner = (Name){0};
    if (!job->in.sink(job->in.context, item))
        arena_release(job->in.arena, job->mark);
    else
        job->mark = arena_mark(job->in.arena);
}

void job_schema(ParseJob *job, Span span, QName name, Name was, Span doc, bool external)
{
    Item *item = ast_item(job->in.arena, KIND_SCHEMA, span, name, (PartList){0}, (ItemList){0});
    item->was = was;
    item->doc = doc;
    if (external)
        item->parts = ast_part(job->in.arena, PART_EXTERNAL, span, (Name){0}, 0);
    job_declare(job, item);
}

void job_habit(ParseJob *job, Span span, const char *sql, const char *ours)
{
    const char *here = *ours ? arena_print(job->in.arena, "'%s'", ours) : "the default";
    diag_report(job->in.diag, DIAG_SQL_HABIT, span, sql, here);
    diag_fix(job->in.diag, span, "%s", ours);
}

bool job_give_up(const ParseJob *job)
{
    return job->errors >= ERRORS_MAX || job->lost >= LOST_MAX;
}

unsigned job_dialect(ParseJob *job, Name name)
{
    unsigned dialect = ast_dialect(name.word);
    if (!dialect) {
        diag_report(job->in.diag, DIAG_UNKNOWN_DIALECT, name.span, name.word->text);
        job->errors++;
    }
    return dialect;
}

Name job_name(ParseJob *job, const Word *word, Span span)
{
    if (!word->length || strlen(word->text) != word->length) {
        diag_report(job->in.diag, DIAG_NAME_EMPTY, span);
        job->errors++;
    }
    return (Name){word, span};
}

Span job_inside(Span span)
{
    return (Span){span.start + 1, span.end - 1};
}

Span job_dollar_inside(const ParseJob *job, Span span)
{
    const char *text = span_text(job->in.diag->sources, span);
    uint32_t tag = (uint32_t)(strchr(text + 1, '$') - text) + 1;
    return (Span){span.start + tag, span.end - tag};
}

static const Word *text_word(ParseJob *job, Span span)
{
    const char *text = span_text(job->in.diag->sources, span);
    size_t length = span_length(span), used = 0;
    char *name = arena_bytes(job->in.arena, length);
    for (size_t at = 1; at + 1 < length; at++) {
        name[used++] = text[at];
        if (text[at] == '\'')
            at++;
    }
    return words_get(job->in.words, name, used);
}

Name job_text_name(ParseJob *job, Span span)
{
    return job_name(job, text_word(job, span), span);
}

Name job_label(ParseJob *job, Span span)
{
    const Word *word = text_word(job, span);
    return word->length ? job_name(job, word, span) : (Name){word, span};
}

Name job_words(ParseJob *job, Name before, const Word *word, Span span)
{
    if (!before.word)
        return (Name){word, span};
    size_t length = before.word->length + 1 + word->length;
    char *both = arena_print(job->in.arena, "%s %s", before.word->text, word->text);
    return (Name){words_get(job->in.words, both, length), span_join(before.span, span)};
}

Item *job_renamed(Item *item, QName was)
{
    item->was = was.name;
    item->was_schema = was.schema;
    return item;
}

void job_take_was(Item *item)
{
    for (Part **part = &item->parts; *part;) {
        if ((*part)->kind == PART_NAME) {
            job_renamed(item, (QName){(*part)->schema, (*part)->name});
            *part = (*part)->next;
        } else {
            part = &(*part)->next;
        }
    }
}

Item *job_constraint(ParseJob *job, int kind, Span head, Name name, QName was, PartList parts)
{
    Span span = name.word ? name.span : head;
    Item *item = ast_item(job->in.arena, kind, span, (QName){.name = name}, parts, (ItemList){0});
    return job_renamed(item, was);
}

Item *job_change(ParseJob *job, int kind, Span span, Part *path, Part *rest)
{
    PartList parts = ast_parts((PartList){0}, path);
    return ast_item(job->in.arena, kind, span, (QName){0}, ast_parts(parts, rest), (ItemList){0});
}

Item *job_verify(ParseJob *job, Span span, Span title, Name mode, PartList modes, Part *one, Part *two)
{
    Arena *arena = job->in.arena;
    PartList parts = ast_parts((PartList){0}, ast_part(arena, PART_TEXT, title, (Name){0}, 0));
    parts = ast_parts(parts, ast_part(arena, PART_MODE, mode.span, mode, 0));
    parts = ast_join(ast_join(parts, modes), (PartList){one, one});
    return ast_item(arena, ITEM_VERIFY, span, (QName){0}, ast_parts(parts, two), (ItemList){0});
}

PartList job_part(ParseJob *job, PartKind kind, Span span)
{
    return ast_parts((PartList){0}, ast_part(job->in.arena, kind, span, (Name){0}, 0));
}

Part *job_reference(ParseJob *job, Span span, QName table, PartList columns)
{
    Part *part = ast_part(job->in.arena, PART_REFERENCE, span, table.name, 0);
    part->schema = table.schema;
    part->list = columns.first ? columns.first->list : NULL;
    return part;
}

Part *job_number(ParseJob *job, Span span)
{
    Part *part = ast_part(job->in.arena, PART_NUMBER, span, (Name){0}, 0);
    char *end;
    errno = 0;
    long number = strtol(span_text(job->in.diag->sources, span), &end, 10);
    part->number = (int32_t)number;
    if (errno || number > INT32_MAX || number < INT32_MIN || *end == '.') {
        diag_report(job->in.diag, DIAG_BAD_MODIFIER, span);
        job->errors++;
        part->number = 1; // which every type takes: one fault is told once
    }
    return part;
}

Name job_word(ParseJob *job, Span span)
{
    const char *text = span_text(job->in.diag->sources, span);
    return (Name){words_get(job->in.words, text, span_length(span)), span};
}

int32_t job_must_be(ParseJob *job, const Word *found, Span span, const char *word)
{
    if (strcmp(found->text, word)) {
        diag_report(job->in.diag, DIAG_SYNTAX, span,
                    arena_print(job->in.arena, "'%s' is expected here", word));
        job->errors++;
    }
    return 1;
}

static bool is_word(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if (!isalnum((unsigned char)text[at]) && text[at] != '_')
            return false;
    return length && isalpha((unsigned char)*text);
}

// "(12, 2)", "(Point, 4326)"
PartList job_slice_numbers(ParseJob *job, Span span)
{
    PartList list = {0};
    const char *text = span_text(job->in.diag->sources, span);
    for (uint32_t at = 1; at + 1 < span_length(span);) {
        uint32_t length = (uint32_t)strcspn(text + at, ",)");
        uint32_t blanks = (uint32_t)strspn(text + at, " \t\r\n");
        Span number = {span.start + at + blanks, span.start + at + length};
        if (is_word(text + at + blanks, length - blanks)) {
            list = ast_parts(list, ast_part(job->in.arena, PART_NAME, number, (Name){0}, 0));
            at += length + 1;
            continue;
        }
        if (blanks >= length || strspn(text + at + blanks, "-0123456789 ") < length - blanks) {
            diag_report(job->in.diag, DIAG_BAD_MODIFIER, span);
            job->errors++;
            return list;
        }
        list = ast_parts(list, job_number(job, number));
        at += length + 1;
    }
    return list;
}

Part *job_type(ParseJob *job, Span span, QName head, PartList modifiers, Name tail, int32_t dimensions)
{
    Name name = tail.word ? job_words(job, head.name, tail.word, tail.span) : head.name;
    Part *part = ast_part(job->in.arena, PART_TYPE, span, name, dimensions);
    part->schema = head.schema;
    part->list = modifiers.first;
    return part;
}

// What stands in the parentheses, with one blank where there are several: the module reads it as it likes.
PartList job_module(ParseJob *job, Name module, Span arguments)
{
    PartList parts = ast_parts((PartList){0}, ast_part(job->in.arena, PART_METHOD, module.span, module, 0));
    const char *text = span_text(job->in.diag->sources, arguments);
    size_t length = span_length(arguments), used = 0;
    char *kept = arena_bytes(job->in.arena, length + 1), quote = '\0';
    job->clause = false;
    if (!length)
        return parts;
    for (size_t at = 1; at + 1 < length; at++) {
        bool blank = !quote && strchr(" \t\r\n", text[at]);
        quote = quote == text[at] ? '\0' : !quote && strchr("'\"`", text[at]) ? text[at] : quote;
        if (!blank)
            kept[used++] = text[at];
        else if (used && kept[used - 1] != ' ')
            kept[used++] = ' ';
    }
    while (used && kept[used - 1] == ' ')
        used--;
    Name words = {words_get(job->in.words, kept, used), arguments};
    return ast_parts(parts, ast_part(job->in.arena, PART_TEXT, arguments, words, 0));
}
