// SPDX-License-Identifier: MIT
// SQL text as tokens and statements: just enough of both dialects' lexical rules to know where a
// statement ends and which lines are markers. It never judges the SQL itself.
#ifndef SCHEMAC_SQLTEXT_H
#define SCHEMAC_SQLTEXT_H

#include <sha256.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum SrDialect {
    SR_DIALECT_NONE, // not known yet: only what both have in common
    SR_DIALECT_POSTGRES,
    SR_DIALECT_SQLITE
} SrDialect;

typedef enum SrTokenKind {
    SR_TOKEN_END,
    SR_TOKEN_WORD,     // name, keyword or number
    SR_TOKEN_STRING,   // '…', E'…', $tag$…$tag$
    SR_TOKEN_QUOTED,   // "…", and in SQLite `…` and […]
    SR_TOKEN_OPERATOR, // a run of operator characters
    SR_TOKEN_MARK,     // any other single character
    SR_TOKEN_MARKER,   // a --schemac line; the text is what follows that word
    SR_TOKEN_MORE,     // a --| line; the text is what follows the bar and one space
    SR_TOKEN_OPEN      // a string, quoted name, dollar quote or comment which nothing closes
} SrTokenKind;

typedef struct SrToken {
    SrTokenKind kind;
    const char *text; // a slice of what is scanned
    size_t length;
    int line;
} SrToken;

typedef struct SrScan {
    const char *begin, *at, *end;
    int line;
    SrDialect dialect; // may be set later, once a marker has told it
} SrScan;

// A slice that ends with its semicolon, or is not closed.
typedef struct SrStatement {
    const char *text;
    size_t length;
    int line;
    SrToken first; // its first token
    bool closed;
} SrStatement;

SrScan sr_scan(const char *text, size_t length, int line, SrDialect);
// The next token; comments are passed over. Stays at SR_TOKEN_END once there.
SrToken sr_scan_next(SrScan *);
// The next statement which has a token; markers are passed over. False at the end.
bool sr_scan_statement(SrScan *, SrStatement *);
// Compares ASCII letters without case.
bool sr_token_is(const SrToken *, const char *word);
// The number of lines which begin between two places of one text.
int sr_lines_between(const char *from, const char *to);

enum { SR_CHECKSUM_SIZE = 2 + 64 + 1 };
// The semantic checksum: "1:" and the SHA-256 of the tokens, markers left out, one space between them.
typedef struct SrChecksum {
    SHA256_CTX hash;
    bool any;
} SrChecksum;
void sr_checksum_begin(SrChecksum *);
void sr_checksum_add(SrChecksum *, const SrToken *);
void sr_checksum_end(SrChecksum *, char text[SR_CHECKSUM_SIZE]);

#endif
