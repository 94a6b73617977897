// SPDX-License-Identifier: MIT
#include "grammar/format_page.h"

// Code up to here moves the comments of its neighbours, code beyond has its own two blanks behind it.
enum { COMMENT_REACH = 60, COMMENT_GAP = 2 };

size_t text_columns(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t at = length; at && text[at - 1] != '\n'; at--)
        columns += ((unsigned char)text[at - 1] & 0xc0) != 0x80;
    return columns;
}

void page_line(Page *page, size_t indent)
{
    if (page->count == page->size) {
        size_t size = page->size ? page->size * 2 : 64;
        Line *lines = ARENA_ARRAY(page->arena, Line, size);
        if (page->count)
            memcpy(lines, page->lines, page->count * sizeof *lines);
        page->lines = lines;
        page->size = size;
    }
    bool blank = page->blank && page->count;
    page->lines[page->count++] = (Line){.start = page->text.length,
                                        .comment = page->comments.length,
                                        .indent = indent,
                                        .block = page->block,
                                        .blank = blank};
    page->blank = false;
}

static Line *last_line(const Page *page)
{
    return &page->lines[page->count - 1];
}

void page_put(Page *page, const char *text, size_t length)
{
    text_add(&page->text, text, length);
    last_line(page)->length += length;
}

void page_blanks(Page *page, size_t count)
{
    while (count--)
        page_put(page, " ", 1);
}

static size_t line_width(const Page *page, const Line *line)
{
    const char *text = text_string(&page->text) + line->start;
    size_t columns = text_columns(text, line->length);
    return memchr(text, '\n', line->length) ? columns : line->indent + columns;
}

size_t page_width(const Page *page)
{
    return line_width(page, last_line(page));
}

void page_comment(Page *page, const char *text, size_t length)
{
    Line *line = last_line(page);
    if (line->comment_length)
        text_char(&page->comments, ' ');
    text_add(&page->comments, text, length);
    line->comment_length = page->comments.length - line->comment;
}

void page_fill(Page *page)
{
    last_line(page)->full = true;
}

bool page_takes(const Page *page)
{
    return page->count && !last_line(page)->full;
}

// --- all lines ---

// Behind the lines that stand below each other in one block, from `at` on.
static size_t run_end(const Page *page, size_t at)
{
    size_t block = page->lines[at].block;
    for (at++; at < page->count && page->lines[at].block == block && !page->lines[at].blank;)
        at++;
    return at;
}

static size_t comment_column(const Page *page, size_t begin, size_t end)
{
    size_t column = 0;
    for (size_t at = begin; at < end; at++) {
        size_t width = line_width(page, &page->lines[at]) + COMMENT_GAP;
        if (page->lines[at].comment_length && width <= COMMENT_REACH + COMMENT_GAP && width > column)
            column = width;
    }
    return column;
}

static void put_blanks(Text *out, size_t count)
{
    while (count--)
        text_char(out, ' ');
}

static void write_line(const Page *page, const Line *line, size_t column, Text *out)
{
    if (line->blank)
        text_char(out, '\n');
    if (line->length)
        put_blanks(out, line->indent);
    text_add(out, text_string(&page->text) + line->start, line->length);
    if (line->comment_length) {
        size_t width = line_width(page, line);
        put_blanks(out, width + COMMENT_GAP > column ? COMMENT_GAP : column - width);
        text_add(out, text_string(&page->comments) + line->comment, line->comment_length);
    }
    text_char(out, '\n');
}

void page_write(const Page *page, Text *out)
{
    for (size_t at = 0; at < page->count;) {
        size_t end = run_end(page, at), column = comment_column(page, at, end);
        for (; at < end; at++)
            write_line(page, &page->lines[at], column, out);
    }
}

void page_free(Page *page)
{
    text_free(&page->text);
    text_free(&page->comments);
}
