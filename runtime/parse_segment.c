// SPDX-License-Identifier: MIT
#include "parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SchemacCode sr_read_segment(SrParser *parser)
{
    SrFile *file = parser->file;
    SrSegment segment = {.line = parser->line, .first = file->step_count};
    char kind[16];
    SchemacCode code = sr_parser_segment_close(parser);
    if (!code)
        code = sr_parser_header_complete(parser);
    if (code)
        return code;
    if (sscanf(parser->value, "%u %15s", &segment.number, kind) != 2 ||
        segment.number != file->segment_count + 1)
        return sr_parser_refuse(parser, parser->line, "expected: segment NUMBER KIND, numbered from 1");
    if (!strcmp(kind, "tx"))
        segment.kind = SR_SEGMENT_TX;
    else if (!strcmp(kind, "rebuild") && file->dialect == SR_DIALECT_SQLITE)
        segment.kind = SR_SEGMENT_REBUILD;
    else if (!strcmp(kind, "no-tx") && file->dialect == SR_DIALECT_POSTGRES)
        segment.kind = SR_SEGMENT_NO_TX;
    else
        return sr_parser_refuse_word(parser, "this dialect has no such segment", kind);
    file->segments = sr_arena_grow(&file->arena, file->segments, file->segment_count, sizeof segment);
    if (!file->segments)
        return sr_fail_memory(parser->error);
    parser->segment = &file->segments[file->segment_count++];
    *parser->segment = segment;
    parser->begin = parser->scan.at;
    return SCHEMAC_OK;
}

static bool has_fact(const char *facts, const char *fact)
{
    size_t length = strlen(fact);
    for (const char *at = strstr(facts, fact); at; at = strstr(at + 1, fact))
        if (at[-1] == ' ' && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

SchemacCode sr_read_step(SrParser *parser)
{
    SrFile *file = parser->file;
    char *facts;
    unsigned long number = strtoul(parser->value, &facts, 10);
    if (!parser->segment)
        return sr_parser_refuse(parser, parser->line, "a step stands inside a segment");
    if (facts == parser->value || number == 0 || number > 1000000)
        return sr_parser_refuse(parser, parser->line, "expected: step NUMBER key=value …");
    file->steps = sr_arena_grow(&file->arena, file->steps, file->step_count, sizeof *file->steps);
    if (!file->steps)
        return sr_fail_memory(parser->error);
    parser->step = &file->steps[file->step_count++];
    *parser->step = (SrStep){
        .number = (unsigned)number,
        .text = parser->scan.at,
        .line = parser->scan.line,
        .alone = has_fact(facts, "scan=yes") || has_fact(facts, "rewrite=yes"),
        .skipped = has_fact(facts, "check=yes"),
    };
    parser->segment->count++;
    parser->statements = false;
    return SCHEMAC_OK;
}

static SchemacCode read_step_query(SrParser *parser, bool undo)
{
    SrStep *step = parser->step;
    if (!step || parser->segment->kind != SR_SEGMENT_NO_TX)
        return sr_parser_refuse(parser, parser->line,
                                "\"done\" and \"undo\" belong to a step of a no-tx segment");
    if (parser->statements)
        return sr_parser_refuse(parser, parser->line,
                                "\"done\" and \"undo\" stand before the step's statement");
    step->text = parser->scan.at;
    step->line = parser->scan.line;
    return sr_parser_query(parser, undo ? &step->undo : &step->done);
}

SchemacCode sr_read_done(SrParser *parser)
{
    return read_step_query(parser, false);
}

SchemacCode sr_read_undo(SrParser *parser)
{
    return read_step_query(parser, true);
}

SchemacCode sr_read_end(SrParser *parser)
{
    SchemacCode code = sr_parser_segment_close(parser);
    parser->ended = true;
    return code;
}

// ---- what a segment may hold

static bool controls_transaction(const SrStatement *statement)
{
    static const char *const words[] = {"begin",     "commit", "end",     "rollback", "abort",
                                        "savepoint", "start",  "release", "prepare"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sr_token_is(&statement->first, words[i]))
            return true;
    return false;
}

static bool is_pragma(const SrStatement *statement)
{
    return sr_token_is(&statement->first, "pragma");
}

// Before the first step: BEGIN and nothing else, and the pragma of a rebuild. The runner sends its own.
static SchemacCode check_opening(SrParser *parser, const SrSegment *segment)
{
    const SrStep *first = &parser->file->steps[segment->first];
    SrScan scan = sr_scan(parser->begin, (size_t)(first->text - parser->begin), segment->line + 1,
                          parser->file->dialect);
    SrStatement statement;
    int begins = 0;
    while (sr_scan_statement(&scan, &statement)) {
        bool pragma = segment->kind == SR_SEGMENT_REBUILD && !begins && is_pragma(&statement);
        if (sr_token_is(&statement.first, "begin"))
            begins++;
        else if (!pragma)
            return sr_parser_refuse(parser, statement.line, "a statement outside a step");
    }
    if (begins != (segment->kind == SR_SEGMENT_NO_TX ? 0 : 1))
        return sr_parser_refuse(parser, segment->line,
                                "a tx segment begins with BEGIN, a no-tx one does not");
    return SCHEMAC_OK;
}

// Takes COMMIT and what may follow it away from the end of the last step.
static SchemacCode cut_closing(SrParser *parser, SrSegment *segment, SrStep *step)
{
    SrScan scan = sr_scan(step->text, step->length, step->line, parser->file->dialect);
    SrStatement statement;
    const char *commit = NULL;
    bool transacts = segment->kind != SR_SEGMENT_NO_TX;
    while (sr_scan_statement(&scan, &statement)) {
        bool pragma = segment->kind == SR_SEGMENT_REBUILD && is_pragma(&statement);
        if (commit && !pragma)
            return sr_parser_refuse(parser, statement.line, "a statement outside a step");
        if (!commit && transacts && sr_token_is(&statement.first, "commit"))
            commit = statement.text;
    }
    if (!commit && transacts)
        return sr_parser_refuse(parser, segment->line, "the segment does not end with COMMIT");
    if (commit)
        step->length = (size_t)(commit - step->text);
    return SCHEMAC_OK;
}

static SchemacCode check_step(SrParser *parser, const SrSegment *segment, SrStep *step)
{
    SrScan scan = sr_scan(step->text, step->length, step->line, parser->file->dialect);
    SrStatement statement;
    int count = 0;
    parser->step = step;
    while (sr_scan_statement(&scan, &statement)) {
        if (!statement.closed)
            return sr_parser_refuse(parser, statement.line, "a statement without its closing semicolon");
        if (controls_transaction(&statement))
            return sr_parser_refuse(parser, statement.line, "a step must not begin or end a transaction");
        count++;
    }
    if (segment->kind == SR_SEGMENT_NO_TX && (!step->done || count != 1))
        return sr_parser_refuse(parser, step->line,
                                "a step outside a transaction holds one statement and a \"done\" query");
    return SCHEMAC_OK;
}

void sr_parser_step_close(SrParser *parser)
{
    if (parser->step)
        parser->step->length = (size_t)(parser->mark - parser->step->text);
    parser->step = NULL;
}

SchemacCode sr_parser_segment_close(SrParser *parser)
{
    SrSegment *segment = parser->segment;
    SrStep *steps = parser->file->steps;
    if (!segment)
        return SCHEMAC_OK;
    if (!segment->count)
        return sr_parser_refuse(parser, segment->line, "a segment without a step");
    SchemacCode code = check_opening(parser, segment);
    if (!code)
        code = cut_closing(parser, segment, &steps[segment->first + segment->count - 1]);
    for (size_t i = 0; !code && i < segment->count; i++)
        code = check_step(parser, segment, &steps[segment->first + i]);
    parser->segment = NULL;
    if (!code)
        parser->step = NULL;
    return code;
}
