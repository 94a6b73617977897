// SPDX-License-Identifier: MIT
// Pieces to lines. What is decided here depends on the pieces alone, and on where comments and SQL of several
// lines begin: so a file that is laid out stays as it is.
#include "grammar/format_align.h"
#include "grammar/format_page.h"
#include "grammar/format_piece.h"

// What stands between a pair of braces.
typedef enum Content { DECLARATIONS, MEMBERS, CHANGES, ROWS, LABELS } Content;

typedef struct Layout {
    Arena *arena;
    Piece *pieces;
    size_t at; // the piece to be put next
    Page page;
    Text some; // a part of a line, before it is known where it goes
} Layout;

// A run of pieces that is put as one, over several lines if need be.
typedef struct Run {
    size_t begin, end;
    size_t indent; // of the lines behind the first
    bool breaks;   // where it is too long
    bool apart;    // it has two queries, each of which has lines of its own
} Run;

// --- runs ---

// The comments of a piece from which on no further one goes to the end of its line.
static Comment *inline_comments(const Piece *piece)
{
    Comment *rest = piece->comments;
    for (Comment *comment = rest; comment; comment = comment->next)
        if (comment->to_end)
            rest = comment->next;
    return rest;
}

static size_t blanks_before(const Piece *piece)
{
    return piece->glued && piece->comments == NULL ? 0 : 1 + piece->pad;
}

// Pieces with what belongs between them, into layout->some.
static void join(Layout *layout, size_t begin, size_t end)
{
    text_clear(&layout->some);
    for (size_t at = begin; at < end; at++) {
        const Piece *piece = &layout->pieces[at];
        // A comment on an attribute has a line of its own.
        bool own = at > begin && (piece->kind == TOK_DOC || piece[-1].kind == TOK_DOC);
        text_puts(&layout->some, own ? "\n    " : "");
        for (size_t blanks = at > begin && !own ? blanks_before(piece) : 0; blanks; blanks--)
            text_char(&layout->some, ' ');
        for (Comment *comment = inline_comments(piece); comment; comment = comment->next) {
            text_add(&layout->some, comment->text, comment->length);
            text_char(&layout->some, ' ');
        }
        text_add(&layout->some, piece->text, piece->length);
    }
}

static bool begins_clause(const Layout *layout, size_t at)
{
    static const int CLAUSES[] = {TOK_CHECK, TOK_ARROW,   TOK_ON,    TOK_AS,  TOK_WHERE,   TOK_INCLUDE,
                                  TOK_USING, TOK_INVERSE, TOK_EQUAL, TOK_WAS, TOK_COLLATE, TOK_UNIQUE,
                                  0};
    const Piece *piece = &layout->pieces[at], *before = piece - 1;
    if (piece->glued || before->kind == TOK_DOT)
        return false;
    if (piece->clause)
        return piece->option || before->kind == TOK_COMMA || piece->kind == TOK_DOLLAR;
    if (piece->kind == TOK_KEY)
        return before->kind != TOK_FOREIGN;
    if (piece->kind == TOK_DOLLAR)
        return before->kind != TOK_INVERSE;
    return kind_in(piece->kind, CLAUSES) || (before->kind == TOK_COMMA && !piece->type);
}

// A comment before it goes to the end of a line, so it begins a new one.
static bool is_cut_off(const Piece *piece)
{
    return piece->comments != inline_comments(piece);
}

static size_t part_end(const Layout *layout, const Run *run, size_t at)
{
    for (at++; at < run->end && !is_cut_off(&layout->pieces[at]); at++)
        if (run->breaks && begins_clause(layout, at))
            break;
    return at;
}

// SQL of several lines that has more than its opening quote or parenthesis in the first.
static bool is_ragged(const Layout *layout, size_t begin, size_t end)
{
    while (begin < end && !piece_has_newline(&layout->pieces[begin]))
        begin++;
    if (begin == end)
        return false;
    const char *opener = layout->pieces[begin].text;
    if (*opener == '$')
        opener = strchr(opener + 1, '$');
    else if (*opener != '(')
        return true;
    opener++;
    return opener[strspn(opener, " \t\r")] != '\n';
}

// Does what is in layout->some go to a line of its own?
static bool needs_line(const Layout *layout, size_t begin, size_t end)
{
    const char *text = text_string(&layout->some), *newline = memchr(text, '\n', layout->some.length);
    size_t first = text_columns(text, newline ? (size_t)(newline - text) : layout->some.length);
    size_t blanks = blanks_before(&layout->pieces[begin]);
    if (page_width(&layout->page) + blanks + first > FORMAT_WIDTH)
        return true;
    const Comment *comment = inline_comments(&layout->pieces[begin]);
    bool had_line = comment ? comment->own_line : layout->pieces[begin].line;
    return had_line && is_ragged(layout, begin, end); // its lines stand below each other
}

static void put_cut_off(Layout *layout, const Piece *piece, size_t indent)
{
    Page *page = &layout->page;
    Comment *rest = inline_comments(piece);
    for (Comment *comment = piece->comments; comment != rest; comment = comment->next) {
        if (comment->to_end && !comment->own_line && page_takes(page)) {
            page_comment(page, comment->text, comment->length);
        } else {
            if (comment->to_end || !page_takes(page))
                page_line(page, indent);
            else
                page_blanks(page, 1);
            page_put(page, comment->text, comment->length);
        }
        if (comment->to_end)
            page_fill(page);
    }
    page_line(page, indent);
}

static void put_run(Layout *layout, const Run *run)
{
    Page *page = &layout->page;
    for (size_t at = run->begin, next; at < run->end; at = next) {
        const Piece *piece = &layout->pieces[at];
        next = part_end(layout, run, at);
        join(layout, at, next);
        if (at > run->begin && is_cut_off(piece))
            put_cut_off(layout, piece, run->indent);
        else if (at > run->begin && run->breaks &&
                 ((run->apart && piece->kind == TOK_DOLLAR) || needs_line(layout, at, next)))
            page_line(page, run->indent);
        else if (at > run->begin)
            page_blanks(page, blanks_before(piece));
        page_put(page, text_string(&layout->some), layout->some.length);
    }
}

// --- what stands before a statement ---

// The further lines of a comment are moved as far as its first.
static void put_comment_lines(Page *page, const Comment *comment, size_t indent)
{
    const char *at = comment->text, *end = at + comment->length;
    for (bool first = true; at < end; first = false) {
        const char *line = memchr(at, '\n', (size_t)(end - at)), *last = line ? line : end;
        size_t blanks = first ? 0 : strspn(at, " \t");
        size_t moved = blanks + indent > comment->column ? blanks + indent - comment->column : 0;
        const char *text = at + blanks;
        while (last > text && strchr(" \t\r", last[-1]))
            last--;
        if (!first)
            page_put(page, "\n", 1);
        if (!first && last > text)
            page_blanks(page, moved);
        page_put(page, text, last > text ? (size_t)(last - text) : 0);
        at = line ? line + 1 : end;
    }
}

// `first`: nothing stands before it in its block, so no empty line does.
static void put_comments(Layout *layout, size_t indent, bool first)
{
    Page *page = &layout->page;
    Piece *piece = &layout->pieces[layout->at];
    for (Comment *comment = piece->comments; comment; comment = comment->next) {
        if (!comment->own_line && comment->ends_line && page_takes(page)) {
            page_comment(page, comment->text, comment->length);
        } else {
            page->blank = comment->blank && !first;
            page_line(page, indent);
            put_comment_lines(page, comment, indent);
            first = false;
        }
        if (comment->to_end)
            page_fill(page);
    }
    piece->comments = NULL;
    page->blank = piece->blank && !first;
}

static void put_doc(Layout *layout, const Piece *piece, size_t indent)
{
    const char *at = piece->text, *end = at + piece->length, *line;
    for (size_t length; ast_doc_line(&at, end, &line, &length);) {
        page_line(&layout->page, indent);
        page_put(&layout->page, line, length);
    }
}

// All before the statement's own first word.
static void put_lead(Layout *layout, size_t indent, bool first)
{
    put_comments(layout, indent, first);
    if (layout->pieces[layout->at].kind != TOK_DOC)
        return;
    put_doc(layout, &layout->pieces[layout->at++], indent);
    put_comments(layout, indent, true);
}

// --- blocks ---

static Content content_of(Content outer, int word)
{
    static const struct {
        int word;
        Content content;
    } CONTENTS[] = {{TOK_TABLE, MEMBERS}, {TOK_MIXIN, MEMBERS},    {TOK_VIEW, MEMBERS},
                    {TOK_TYPE, MEMBERS},  {TOK_SEED, ROWS},        {TOK_ENUM, LABELS},
                    {TOK_MAP, LABELS},    {TOK_MIGRATION, CHANGES}};
    for (size_t at = 0; at < sizeof CONTENTS / sizeof *CONTENTS; at++)
        if (CONTENTS[at].word == word)
            return CONTENTS[at].content;
    return outer;
}

// What a block of one short thing holds is put beside its braces.
static bool put_short(Layout *layout, int word)
{
    static const int OPEN[] = {TOK_TABLE, TOK_VIEW, TOK_TYPE, TOK_MIGRATION, TOK_SCHEMA, 0};
    size_t end = layout->at, statements = 0;
    for (; layout->pieces[end].kind != TOK_RBRACE; end++) {
        const Piece *piece = &layout->pieces[end];
        statements += piece->kind == TOK_SEMICOLON;
        if (piece->comments || piece->kind == TOK_LBRACE || piece->kind == TOK_DOC || statements > 1 ||
            piece_has_newline(piece))
            return false;
    }
    bool empty = end == layout->at;
    if (layout->pieces[end].comments || (!empty && kind_in(word, OPEN)))
        return false;
    if (page_width(&layout->page) + 1 + pieces_columns(layout->pieces, layout->at, end) + 2 > FORMAT_SHORT &&
        !empty)
        return false;
    join(layout, layout->at, end);
    page_blanks(&layout->page, !empty);
    page_put(&layout->page, text_string(&layout->some), layout->some.length);
    page_put(&layout->page, " }", 2);
    layout->at = end + 1;
    return true;
}

static void put_statements(Layout *, Content, size_t indent);

static void put_labels(Layout *layout, size_t indent)
{
    bool first = true;
    for (; !statement_closes(layout->pieces, layout->at); first = false) {
        put_lead(layout, indent, first);
        Run run = {layout->at, layout->at, indent + FORMAT_STEP, true, false};
        while (!statement_closes(layout->pieces, run.end) && layout->pieces[run.end].kind != TOK_COMMA)
            run.end++;
        page_line(&layout->page, indent);
        put_run(layout, &run);
        page_put(&layout->page, ",", 1);
        layout->at = run.end + (layout->pieces[run.end].kind == TOK_COMMA);
    }
    put_comments(layout, indent, first);
}

// Behind its "{".
static void put_block(Layout *layout, Content outer, int word, size_t indent)
{
    Page *page = &layout->page;
    Content content = content_of(outer, word);
    if (put_short(layout, word))
        return;
    size_t above = page->block;
    page->block = ++page->blocks;
    if (content == LABELS)
        put_labels(layout, indent + FORMAT_STEP);
    else
        put_statements(layout, content, indent + FORMAT_STEP);
    page->block = above;
    page->blank = false;
    layout->at++;
    page_line(page, indent);
    page_put(page, "}", 1);
}

// Two queries that one line does not hold?
static bool has_queries_apart(const Layout *layout, const Run *run)
{
    size_t queries = 0;
    bool lines = false;
    for (size_t at = run->begin; at < run->end; at++) {
        queries += layout->pieces[at].kind == TOK_DOLLAR && layout->pieces[at - 1].kind != TOK_INVERSE;
        lines = lines || piece_has_newline(&layout->pieces[at]);
    }
    return queries > 1 && (lines || run->indent + pieces_columns(layout->pieces, run->begin, run->end) >
                                        FORMAT_WIDTH + FORMAT_STEP);
}

static void put_statement(Layout *layout, Content content, size_t indent, size_t types)
{
    Run run = {.begin = layout->at,
               .end = statement_end(layout->pieces, layout->at) + 1,
               .indent = indent + FORMAT_STEP};
    int word = layout->pieces[run.begin].kind;
    if (word == TOK_OWNER && run.begin + 2 < run.end && content != MEMBERS)
        word = layout->pieces[run.begin + 2].kind; // owner app table …
    run.breaks = content != ROWS;
    if (layout->pieces[run.end - 1].kind == TOK_LBRACE)
        run.indent += FORMAT_STEP; // apart from what the braces hold
    else if (content == MEMBERS && piece_is_column(word))
        run.indent = indent + types;
    run.apart = content == CHANGES && has_queries_apart(layout, &run);
    page_line(&layout->page, indent);
    put_run(layout, &run);
    layout->at = run.end;
    if (layout->pieces[run.end - 1].kind == TOK_LBRACE)
        put_block(layout, content, word, indent);
}

static void put_statements(Layout *layout, Content content, size_t indent)
{
    size_t types = 0;
    if (content == MEMBERS)
        types = align_types(layout->pieces, layout->at);
    else if (content == CHANGES)
        align_assignments(layout->pieces, layout->at, indent);
    else if (content == ROWS)
        align_values(layout->pieces, layout->at, layout->arena);
    bool first = true;
    for (; !statement_closes(layout->pieces, layout->at); first = false) {
        put_lead(layout, indent, first);
        put_statement(layout, content, indent, types);
    }
    put_comments(layout, indent, first);
}

void pieces_lay_out(Pieces *pieces, Arena *arena, Text *out)
{
    Layout layout = {.arena = arena, .pieces = pieces->at, .page = {.arena = arena}};
    put_statements(&layout, DECLARATIONS, 0);
    text_clear(out);
    page_write(&layout.page, out);
    page_free(&layout.page);
    text_free(&layout.some);
}
