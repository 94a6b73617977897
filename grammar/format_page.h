// SPDX-License-Identifier: MIT
// Lines under construction; comments at their ends are set below each other when all are there.
// Private to grammar/format*.c.
#ifndef GRAMMAR_FORMAT_PAGE_H
#define GRAMMAR_FORMAT_PAGE_H

#include "grammar/base/arena.h"
#include "grammar/base/text.h"

typedef struct Line {
    size_t start, length; // in the page's text
    size_t comment, comment_length; // at its end, in the page's comments
    size_t indent;
    size_t block;         // lines of one block have their comments below each other
    bool blank;           // an empty line goes before it
    bool full;            // nothing more goes into it: it ends with a "//" comment
} Line;

typedef struct Page {
    Arena *arena;
    Text text, comments;
    Line *lines;
    size_t count, size;
    size_t block, blocks; // the one that new lines belong to, and how many there were
    bool blank;           // an empty line goes before the next one
} Page;

size_t text_columns(const char *text, size_t length); // of its last line, in characters

void page_line(Page *, size_t indent); // begins a line
void page_put(Page *, const char *text, size_t length);
void page_blanks(Page *, size_t count);
size_t page_width(const Page *);       // columns of the line so far
void page_comment(Page *, const char *text, size_t length); // at the end of the line
void page_fill(Page *);        // the line is full
bool page_takes(const Page *); // is there a line, and is it not full?
void page_write(const Page *, Text *out);
void page_free(Page *);

#endif
