// SPDX-License-Identifier: MIT
// What scanner and parser share while one file is read. Private to grammar/.
#ifndef GRAMMAR_JOB_H
#define GRAMMAR_JOB_H

#include "grammar/parse.h"

enum { BLOCKS_MAX = 64 }; // schema and for blocks inside each other

typedef struct Block {
    Name schema, owner;
    unsigned dialects, owner_for; // dialects
} Block;

typedef struct ParseJob {
    ParseInput in;
    // scanner
    uint32_t offset;      // behind the token just read
    bool slice_next;      // a "(" now begins SQL, as after check, where, as, =
    bool names_next;      // the next word is a name, whatever else it may be
    bool in_list;         // between the parentheses of a list
    bool seed_head, seed_body;
    bool clause;          // in the options of a function, trigger or sequence: every "(" begins SQL
    bool stopped;         // the rest of the text is not worth reading
    struct Tokens *tokens; // all that were read; NULL: nobody wants them
    // parser
    Block block;          // what the declarations now belong to
    Block outer[BLOCKS_MAX];
    Name owner;           // of the next declaration alone
    int blocks;
    int errors;
    int lost;             // errors since the last whole declaration: what follows from them is not told
    uint32_t previous;    // the end of the token before the one just read
    ArenaMark mark;       // the arena before the current declaration
} ParseJob;

// Reports and answers false when blocks are nested too deeply.
bool job_open(ParseJob *, Span, Name schema, unsigned dialects); // within has the owner of without
void job_close(ParseJob *);
void job_declare(ParseJob *, Item *); // to the sink, with the block's schema and dialects
void job_schema(ParseJob *, Span, QName, Name was, Span doc, bool external);

void job_habit(ParseJob *, Span, const char *sql, const char *ours);
void job_unexpected(ParseJob *, Span, bool at_end, const char *const *expected, int count);
bool job_give_up(const ParseJob *); // after so many errors that the rest is noise

unsigned job_dialect(ParseJob *, Name); // reports an unknown one
Name job_name(ParseJob *, const Word *, Span); // reports what no database can hold
Name job_text_name(ParseJob *, Span);   // 'it''s' as a name
PartList job_module(ParseJob *, Name module, Span arguments); // of a virtual table; {0, 0}: it has none
Name job_label(ParseJob *, Span);       // likewise; a label may be empty
Name job_words(ParseJob *, Name before, const Word *, Span);
Span job_inside(Span);                  // without its parentheses or quotes
Span job_dollar_inside(const ParseJob *, Span);

Item *job_renamed(Item *, QName was);
void job_take_was(Item *); // from among its parts, where `was` stands between other attributes
Item *job_constraint(ParseJob *, int, Span head, Name, QName was, PartList);
Item *job_change(ParseJob *, int, Span, Part *path, Part *rest);
Item *job_verify(ParseJob *, Span, Span title, Name mode, PartList modes, Part *one, Part *two);
PartList job_part(ParseJob *, PartKind, Span);
Part *job_reference(ParseJob *, Span, QName table, PartList columns);
Part *job_number(ParseJob *, Span);
Name job_word(ParseJob *, Span); // what stands there
int32_t job_must_be(ParseJob *, const Word *, Span, const char *word); // 1, after reporting that it is not
PartList job_slice_numbers(ParseJob *, Span);
Part *job_type(ParseJob *, Span, QName head, PartList modifiers, Name tail, int32_t dimensions);

#endif
