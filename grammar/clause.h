// SPDX-License-Identifier: MIT
// The lists of options that functions, triggers and sequences have in SQL: long, in any order, and of words
// that must stay free as names. They are no grammar's work; they are read word by word from their text.
// Private to grammar/.
#ifndef GRAMMAR_CLAUSE_H
#define GRAMMAR_CLAUSE_H

#include "grammar/job.h"
#include "grammar/sqltoken.h"

typedef struct Clause {
    ParseJob *job;
    SqlTokens tokens;
    SqlToken now;  // the token to be read next; SQL_END behind the last
    uint32_t last; // the end of the one before
    bool comma;    // the one before was a comma
    bool broken;   // something was reported; nothing is read any more
} Clause;

void clause_token(SqlTokens *, SqlToken *); // the next one; our own comments are none
Clause clause_begin(ParseJob *, Span);
bool clause_more(const Clause *);              // is anything left to be read?
bool clause_is(const Clause *, const char *word);
bool clause_take(Clause *, const char *word);  // reads it when it is there
bool clause_need(Clause *, const char *word);  // reports when it is not
bool clause_name(Clause *, Name *);            // likewise
bool clause_qname(Clause *, QName *);          // [schema.]name
bool clause_number(Clause *, Name *);          // [-]12, as a word
bool clause_slice(Clause *, Span *inside);     // ( SQL )
void clause_next(Clause *);
void clause_fail(Clause *, const char *expected);
Part *clause_type(Clause *);                   // NULL after reporting
PartList clause_roles(Clause *);               // name, name …
// To the next of these at this depth of parentheses, which is not read; the span of what was passed over.
Span clause_until(Clause *, const char *one, const char *other);

// The declarations, from the spans of their pieces.
Item *job_routine(ParseJob *, int kind, QName name, QName was, Span arguments, Span options, Span body);
Item *job_trigger(ParseJob *, Span head, Name name, Span options, Span body, bool constraint);
Item *job_grant(ParseJob *, Span head, Span options, bool revoke);
Item *job_defaults(ParseJob *, Span head, Span options);
Item *job_policy(ParseJob *, Name, Span options);
Item *job_sequence(ParseJob *, Name first, Span options); // the first of [schema.]name
Item *job_exclude(ParseJob *, Span head, Span options);
Item *job_partition(ParseJob *, Span head, Span options, ItemList members); // or how there are some

// Lists in parentheses: of storage, with (fillfactor = 70), and of an identity, (start 10 cache 5).
Part *job_options(ParseJob *, Span slice);
Part *job_numbers(ParseJob *, Span slice);

#endif
