// SPDX-License-Identifier: MIT
#include "parser.h"

#include <string.h>

// ---- header

static SchemacCode read_text(SrParser *parser, const char **field)
{
    if (*field)
        return sr_parser_refuse(parser, parser->line, "this marker stands here twice");
    *field = parser->value;
    return SCHEMAC_OK;
}

static SchemacCode read_word(SrParser *parser, const char **field)
{
    if (!*parser->value || strpbrk(parser->value, " \t"))
        return sr_parser_refuse(parser, parser->line, "this marker takes one word");
    return read_text(parser, field);
}

SchemacCode sr_read_version(SrParser *parser)
{
    return read_word(parser, &parser->file->version);
}

SchemacCode sr_read_name(SrParser *parser)
{
    return read_word(parser, &parser->file->name);
}

SchemacCode sr_read_description(SrParser *parser)
{
    return read_text(parser, &parser->file->description);
}

SchemacCode sr_read_target(SrParser *parser)
{
    return read_word(parser, &parser->file->target);
}

static SchemacCode read_hash(SrParser *parser, const char **field)
{
    if (strlen(parser->value) != 64 || strspn(parser->value, "0123456789abcdef") != 64)
        return sr_parser_refuse(parser, parser->line, "a schema hash is 64 hexadecimal digits in lower case");
    return read_text(parser, field);
}

SchemacCode sr_read_from(SrParser *parser)
{
    return read_hash(parser, &parser->file->from_hash);
}

SchemacCode sr_read_to(SrParser *parser)
{
    return read_hash(parser, &parser->file->to_hash);
}

SchemacCode sr_read_grade(SrParser *parser)
{
    const char *grade = parser->value;
    if (strcmp(grade, "lossless") && strcmp(grade, "lossy") && strcmp(grade, "irreversible"))
        return sr_parser_refuse_word(parser, "unknown grade", grade);
    return read_text(parser, &parser->file->grade);
}

SchemacCode sr_read_direction(SrParser *parser)
{
    if (strcmp(parser->value, "up") && strcmp(parser->value, "down"))
        return sr_parser_refuse_word(parser, "unknown direction", parser->value);
    parser->file->down = !strcmp(parser->value, "down");
    return SCHEMAC_OK;
}

SchemacCode sr_read_dialect(SrParser *parser)
{
    if (!strcmp(parser->value, "postgres"))
        parser->file->dialect = SR_DIALECT_POSTGRES;
    else if (!strcmp(parser->value, "sqlite"))
        parser->file->dialect = SR_DIALECT_SQLITE;
    else
        return sr_parser_refuse_word(parser, "unknown dialect", parser->value);
    parser->scan.dialect = parser->file->dialect;
    return SCHEMAC_OK;
}

SchemacCode sr_read_format(SrParser *parser)
{
    if (parser->mark != parser->scan.begin)
        return sr_parser_refuse(parser, parser->line, "the format must be the first line");
    if (strcmp(parser->value, "1"))
        return sr_parser_refuse_word(parser, "written in a format this program does not know", parser->value);
    return SCHEMAC_OK;
}

SchemacCode sr_parser_header_complete(SrParser *parser)
{
    const SrFile *file = parser->file;
    bool all = file->version && file->name && file->target && file->from_hash && file->to_hash &&
               file->grade && file->dialect != SR_DIALECT_NONE;
    if (!all)
        return sr_parser_refuse(parser, parser->line,
                                "the header lacks one of: version, name, dialect, target, from, to, grade");
    return SCHEMAC_OK;
}

// ---- objects and checks

static SchemacCode read_object(SrParser *parser, SrObjectLines *list)
{
    list->lines = sr_arena_grow(&parser->file->arena, list->lines, list->count, sizeof *list->lines);
    if (!list->lines)
        return sr_fail_memory(parser->error);
    list->lines[list->count++] = parser->value;
    return SCHEMAC_OK;
}

SchemacCode sr_read_old(SrParser *parser)
{
    return read_object(parser, &parser->file->old_objects);
}

SchemacCode sr_read_new(SrParser *parser)
{
    return read_object(parser, &parser->file->new_objects);
}

// A query stands inside other text when it runs, so its closing semicolon goes.
static const char *query_text(SrParser *parser)
{
    const char *text = parser->block ? parser->block : "";
    SrScan scan = sr_scan(text, strlen(text), 1, parser->file->dialect);
    SrStatement statement, second;
    if (!sr_scan_statement(&scan, &statement) || sr_scan_statement(&scan, &second))
        return NULL;
    size_t length = statement.length - (statement.closed ? 1 : 0);
    return sr_arena_copy(&parser->file->arena, statement.text, length);
}

SchemacCode sr_parser_query(SrParser *parser, const char **field)
{
    if (*field)
        return sr_parser_refuse(parser, parser->line, "this marker stands here twice");
    *field = query_text(parser);
    if (!*field)
        return sr_parser_refuse(parser, parser->line, "one query must follow in \"--| \" lines");
    return SCHEMAC_OK;
}

static bool skip_prefix(const char **at, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(*at, word, length))
        return false;
    *at += length;
    return true;
}

static bool read_check_head(const char *at, SrCheckText *check)
{
    if (skip_prefix(&at, "after "))
        check->after = true;
    else if (!skip_prefix(&at, "before "))
        return false;
    if (skip_prefix(&at, "none "))
        check->kind = SR_CHECK_NONE;
    else if (skip_prefix(&at, "some "))
        check->kind = SR_CHECK_SOME;
    else if (skip_prefix(&at, "equal "))
        check->kind = SR_CHECK_EQUAL;
    else
        return false;
    check->name = at;
    return *at == '"' && strlen(at) > 2 && at[strlen(at) - 1] == '"';
}

SchemacCode sr_read_check(SrParser *parser)
{
    SrFile *file = parser->file;
    SrCheckText check = {.line = parser->line};
    SchemacCode code = sr_parser_segment_close(parser);
    if (code)
        return code;
    if (!read_check_head(parser->value, &check))
        return sr_parser_refuse(parser, parser->line,
                                "expected: check before|after none|some|equal \"name\"");
    check.name = sr_arena_copy(&file->arena, check.name + 1, strlen(check.name) - 2);
    file->checks = sr_arena_grow(&file->arena, file->checks, file->check_count, sizeof check);
    if (!check.name || !file->checks)
        return sr_fail_memory(parser->error);
    file->checks[file->check_count++] = check;
    return sr_parser_query(parser, &file->checks[file->check_count - 1].query);
}

static SrCheckText *last_check(const SrFile *file)
{
    return file->check_count ? &file->checks[file->check_count - 1] : NULL;
}

SchemacCode sr_read_against(SrParser *parser)
{
    SrCheckText *check = last_check(parser->file);
    if (!check || check->kind != SR_CHECK_EQUAL)
        return sr_parser_refuse(parser, parser->line, "\"against\" belongs behind a check of kind \"equal\"");
    return sr_parser_query(parser, &check->against);
}
