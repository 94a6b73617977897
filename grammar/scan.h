// SPDX-License-Identifier: MIT
// The parts of the scanner that are C rather than patterns. Private to grammar/.
#ifndef GRAMMAR_SCAN_H
#define GRAMMAR_SCAN_H

#include "grammar/job.h"
#include "schema.tab.h"

// How many bytes behind `head` (length bytes, already read) still belong to the token; 0: no end.
typedef size_t ScanEnd(ParseJob *, const char *head, size_t length);
ScanEnd scan_slice, scan_dollar;

// Words: the token, with its interned text in *value.
int scan_word(ParseJob *, SCH_STYPE *value, const char *text, size_t length);
int scan_folded(ParseJob *, SCH_STYPE *value, const char *text, size_t length);
int scan_quoted(ParseJob *, SCH_STYPE *value, Span, const char *text);

bool scan_begins_slice(ParseJob *); // is this "(" the begin of SQL, or of a list?
void scan_opens_block(ParseJob *);
void scan_closes_block(ParseJob *);
void scan_unclosed(ParseJob *, Span, const char *what);
void scan_bad_byte(ParseJob *, Span, char byte);
void scan_restore(void *scanner); // once the scan is over

void scan_sql_comment(ParseJob *, Span); // "--" among words that are no SQL

typedef struct Token {
    int kind; // as the grammar names it
    Span span;
    bool clause; // behind the first word of what grammar/clause.h reads
    bool list;   // from between its parentheses, where SQL's tokens are
} Token;

typedef struct Tokens {
    Arena *arena;
    Token *at;
    size_t count, size;
} Tokens;

void tokens_add(Tokens *, Token);
// Parses, and keeps all tokens: where a "(" begins SQL, only the parser knows for sure.
bool parse_tokens(const ParseInput *, Tokens *);

#endif
