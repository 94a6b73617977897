// SPDX-License-Identifier: MIT
#include "parser.h"

#include <stdio.h>
#include <string.h>

SchemacCode sr_parser_refuse(SrParser *parser, int line, const char *message)
{
    sr_error_place(parser->error, parser->file->path, line, parser->step ? parser->step->number : 0);
    return sr_fail(parser->error, SCHEMAC_BAD_INPUT, "%s", message);
}

SchemacCode sr_parser_refuse_word(SrParser *parser, const char *message, const char *word)
{
    char text[256];
    snprintf(text, sizeof text, "%s: %s", message, word);
    return sr_parser_refuse(parser, parser->line, text);
}

typedef struct MarkerInfo {
    const char *word;
    SrReader *read;
    bool within_step; // does not end the open step
} MarkerInfo;

static const MarkerInfo markers[] = {
    {"format", sr_read_format, false},
    {"version", sr_read_version, false},
    {"name", sr_read_name, false},
    {"description", sr_read_description, false},
    {"direction", sr_read_direction, false},
    {"dialect", sr_read_dialect, false},
    {"target", sr_read_target, false},
    {"from", sr_read_from, false},
    {"to", sr_read_to, false},
    {"grade", sr_read_grade, false},
    {"old", sr_read_old, false},
    {"new", sr_read_new, false},
    {"check", sr_read_check, false},
    {"against", sr_read_against, false},
    {"segment", sr_read_segment, false},
    {"step", sr_read_step, false},
    {"done", sr_read_done, true},
    {"undo", sr_read_undo, true},
    {"end", sr_read_end, false},
};

static const MarkerInfo *find_marker(const SrToken *token, size_t length)
{
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        if (strlen(markers[i].word) == length && !memcmp(markers[i].word, token->text, length))
            return &markers[i];
    return NULL;
}

// Joins the "--|" lines which follow by newlines; NULL when there are none or no memory is left.
static const char *read_block(SrParser *parser)
{
    char *block = NULL;
    size_t length = 0;
    for (;;) {
        SrScan ahead = parser->scan;
        SrToken token = sr_scan_next(&ahead);
        if (token.kind != SR_TOKEN_MORE)
            return block;
        parser->scan = ahead;
        char *longer = sr_arena_take(&parser->file->arena, length + token.length + 2);
        if (!longer)
            return NULL;
        if (block) {
            memcpy(longer, block, length);
            longer[length++] = '\n';
        }
        memcpy(longer + length, token.text, token.length);
        length += token.length;
        block = longer;
    }
}

static SchemacCode read_marker(SrParser *parser, const SrToken *token)
{
    const char *space = memchr(token->text, ' ', token->length);
    size_t word = space ? (size_t)(space - token->text) : token->length;
    size_t skip = space ? word + 1 : word;
    size_t length = token->length;
    while (length > skip && (token->text[length - 1] == ' ' || token->text[length - 1] == '\t'))
        length--;
    const MarkerInfo *info = find_marker(token, word);
    parser->mark = token->text - (sizeof "--schemac " - 1);
    parser->line = token->line;
    parser->value = sr_arena_copy(&parser->file->arena, token->text + skip, length - skip);
    if (!parser->value)
        return sr_fail_memory(parser->error);
    if (!info)
        return sr_parser_refuse(parser, token->line, "unknown marker");
    if (parser->ended)
        return sr_parser_refuse(parser, token->line, "a marker behind the end");
    if (parser->mark == parser->scan.begin ? info->read != sr_read_format : info->read == sr_read_format)
        return sr_parser_refuse(parser, token->line, "the first line must be \"--schemac format 1\"");
    if (!info->within_step)
        sr_parser_step_close(parser);
    parser->block = read_block(parser);
    return info->read(parser);
}

// Only a file that leads up is ever asked for its checksum.
static void read_token(SrParser *parser, const SrToken *token)
{
    parser->statements = true;
    if (!parser->file->down)
        sr_checksum_add(&parser->sum, token);
}

static SchemacCode read_tokens(SrParser *parser)
{
    SchemacCode code = SCHEMAC_OK;
    while (!code) {
        SrToken token = sr_scan_next(&parser->scan);
        if (token.kind == SR_TOKEN_END)
            return SCHEMAC_OK;
        if (token.kind == SR_TOKEN_MARKER)
            code = read_marker(parser, &token);
        else if (token.kind == SR_TOKEN_OPEN)
            code = sr_parser_refuse(parser, token.line, "a string, quoted name or comment is not closed");
        else if (token.kind != SR_TOKEN_MORE && !parser->segment)
            code = sr_parser_refuse(parser, token.line, "a statement outside a segment");
        else if (token.kind != SR_TOKEN_MORE)
            read_token(parser, &token);
    }
    return code;
}

static SchemacCode check_whole(SrParser *parser)
{
    const SrFile *file = parser->file;
    if (parser->scan.begin == parser->scan.end || !file->version)
        return sr_parser_refuse(parser, 1, "not a file of schemac: no \"--schemac\" header");
    if (!parser->ended)
        return sr_parser_refuse(parser, parser->scan.line, "the file is cut off: no \"--schemac end\"");
    for (size_t i = 0; i < file->check_count; i++)
        if (file->checks[i].kind == SR_CHECK_EQUAL && !file->checks[i].against)
            return sr_parser_refuse(parser, file->checks[i].line, "a check \"equal\" needs \"against\"");
    return sr_parser_header_complete(parser);
}

SchemacCode sr_file_parse(SrFile *file, const char *path, const char *text, size_t length,
                          SchemacError *error)
{
    *file = (SrFile){.length = length};
    file->path = sr_arena_copy(&file->arena, path, strlen(path));
    file->text = sr_arena_copy(&file->arena, text, length);
    if (!file->path || !file->text)
        return sr_fail_memory(error);
    SrParser parser = {.file = file, .error = error};
    sr_checksum_begin(&parser.sum);
    parser.scan = sr_scan(file->text, length, 1, SR_DIALECT_NONE);
    if (memchr(text, '\0', length))
        return sr_parser_refuse(&parser, 1, "the file holds a NUL byte");
    SchemacCode code = read_tokens(&parser);
    if (!code)
        code = check_whole(&parser);
    if (!code && !file->description)
        file->description = "";
    if (!code && !file->down)
        sr_checksum_end(&parser.sum, file->checksum);
    return code;
}

void sr_file_free(SrFile *file)
{
    sr_arena_free(&file->arena);
    *file = (SrFile){0};
}

const char *sr_dialect_name(SrDialect dialect)
{
    return dialect == SR_DIALECT_SQLITE ? "sqlite" : "postgres";
}
