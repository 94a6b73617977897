// SPDX-License-Identifier: MIT
// Tokens come from the scanner, with the comments found between them. The parser says which of them are one
// text (a default's SQL), which are a type, and which are habits of SQL that have another spelling here.
#include "grammar/format_align.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/format_clause.h"
#include "grammar/parse.h"

typedef enum MarkKind { MARK_KEPT, MARK_TYPE, MARK_HABIT, MARK_DROPPED } MarkKind;

typedef struct Mark {
    Span span;
    MarkKind kind;
    const char *text; // of a habit: what is written instead
} Mark;

typedef struct Reader {
    const FormatInput *in;
    Arena *arena;
    Mark *marks;
    size_t mark_count, mark_size, mark; // the one that is not yet passed
    Pieces *pieces;
    Comment *pending, *last_pending; // found, but not yet in front of a piece
    Comment *in_line;                // the first of those behind which the line has nothing else so far
    size_t type_end;                 // behind the last piece of the statement's type; 0: it has none so far
    bool reference;                  // "->" and the name behind it are read
    uint32_t behind;                 // the end of the token before
    bool adjacent;                   // nothing stands between the two
    bool list;                       // in a list of a function's or trigger's, where SQL's comments stand
    int opener;                      // the word before a clause
} Reader;

// --- what the parser says ---

static void add_mark(Reader *reader, Span span, MarkKind kind, const char *text)
{
    if (reader->mark_count == reader->mark_size) {
        size_t size = reader->mark_size ? reader->mark_size * 2 : 64;
        Mark *marks = ARENA_ARRAY(reader->arena, Mark, size);
        if (reader->mark_count)
            memcpy(marks, reader->marks, reader->mark_count * sizeof *marks);
        reader->marks = marks;
        reader->mark_size = size;
    }
    reader->marks[reader->mark_count++] = (Mark){span, kind, text};
}

// Words among them are texts too, whose case matters.
static void mark_texts(Reader *reader, const Part *part)
{
    for (; part; part = part->next)
        add_mark(reader, part->span, MARK_KEPT, NULL);
}

static void mark_parts(Reader *reader, const Part *part)
{
    for (; part; part = part->next) {
        if (part->kind == PART_VALUE || part->kind == PART_DEFAULT || part->kind == PART_EXPRESSION)
            add_mark(reader, part->span, MARK_KEPT, NULL);
        else if (part->kind == PART_TYPE)
            add_mark(reader, part->span, MARK_TYPE, NULL);
        else if (part->kind == PART_EXECUTE || part->kind == PART_SETTING)
            mark_texts(reader, part->list);
        else
            mark_parts(reader, part->list);
    }
}

static void mark_item(Reader *reader, const Item *home, const Item *item)
{
    const FormatInput *in = reader->in;
    mark_parts(reader, item->parts);
    if (item->kind == ITEM_INCLUDE && in->flat) // with its quotes
        add_mark(reader, (Span){item->span.start - 1, item->span.end + 1}, MARK_DROPPED, NULL);
    if (item->was.word && in->keeps && !in->keeps(in->context, home, item)) {
        Span first = item->was_schema.word ? item->was_schema.span : item->was.span;
        add_mark(reader, span_join(first, item->was.span), MARK_DROPPED, NULL);
    }
    for (const Item *member = item->members; member; member = member->next)
        mark_item(reader, item->kind == ITEM_FOR ? home : item, member);
}

static bool take_item(void *context, Item *item)
{
    mark_item(context, NULL, item);
    return false;
}

static int by_place(const void *a, const void *b)
{
    uint32_t one = ((const Mark *)a)->span.start, two = ((const Mark *)b)->span.start;
    return one < two ? -1 : one > two;
}

static void mark_habits(Reader *reader, const Diag *diag)
{
    for (const DiagItem *item = diag->items; item; item = item->next)
        for (const DiagNote *note = item->notes; note && item->id == DIAG_SQL_HABIT; note = note->next)
            if (note->is_fix)
                add_mark(reader, note->span, MARK_HABIT, note->text);
}

static const Mark *mark_at(Reader *reader, Span span)
{
    while (reader->mark < reader->mark_count && reader->marks[reader->mark].span.end <= span.start)
        reader->mark++;
    if (reader->mark == reader->mark_count)
        return NULL;
    const Mark *mark = &reader->marks[reader->mark];
    return mark->span.start <= span.start && span.end <= mark->span.end ? mark : NULL;
}

// --- what stands between tokens ---

// SQL's comments nest.
static const char *comment_end(const char *at, bool nests)
{
    if (!nests)
        return strstr(at + 2, "*/") + 2;
    for (size_t depth = 0;; at++) {
        bool opens = at[0] == '/' && at[1] == '*', closes = at[0] == '*' && at[1] == '/';
        depth = depth + opens - closes;
        at += opens || closes;
        if (!depth)
            return at + 1;
    }
}

static Comment *read_comment(Reader *reader, const char *begin, const char *at, int newlines)
{
    bool to_end = at[1] != '*';
    const char *end = to_end ? at + strcspn(at, "\n") : comment_end(at, reader->list), *line = at;
    while (newlines && line > begin && line[-1] != '\n') // over blanks alone
        line--;
    while (to_end && strchr(" \t\r\f\v", end[-1]))
        end--;
    Comment *comment = ARENA_NEW(reader->arena, Comment);
    *comment = (Comment){.text = at,
                         .length = (size_t)(end - at),
                         .column = (uint32_t)(at - line),
                         .to_end = to_end,
                         .own_line = newlines > 0,
                         .blank = newlines > 1};
    if (reader->last_pending)
        reader->last_pending->next = comment;
    else
        reader->pending = comment;
    reader->last_pending = comment;
    if (!reader->in_line)
        reader->in_line = comment;
    reader->pieces->comments++;
    return comment;
}

static void end_line(Reader *reader)
{
    for (Comment *comment = reader->in_line; comment; comment = comment->next)
        comment->ends_line = true;
    reader->in_line = NULL;
}

// Comments wait for the next piece; the number of newlines behind the last of them.
static int read_gap(Reader *reader, Span gap)
{
    const Source *source = reader->in->source;
    const char *at = source->text + (gap.start - source->base),
               *end = source->text + (gap.end - source->base);
    int newlines = at == source->text;
    while (at < end) {
        if (*at == '/' || *at == '-') {
            const Comment *comment = read_comment(reader, source->text, at, newlines);
            at = comment->text + comment->length;
            newlines = 0;
        } else if (*at++ == '\n') {
            end_line(reader);
            newlines++;
        }
    }
    if (!*at)
        end_line(reader);
    return newlines;
}

// --- pieces ---

static Piece *insert_piece(Reader *reader, size_t place, Piece piece)
{
    Pieces *pieces = reader->pieces;
    if (pieces->count == pieces->size) {
        size_t size = pieces->size ? pieces->size * 2 : 256;
        Piece *more = ARENA_ARRAY(reader->arena, Piece, size);
        if (pieces->count)
            memcpy(more, pieces->at, pieces->count * sizeof *more);
        pieces->at = more;
        pieces->size = size;
    }
    memmove(pieces->at + place + 1, pieces->at + place, (pieces->count - place) * sizeof piece);
    pieces->at[place] = piece;
    pieces->count++;
    return &pieces->at[place];
}

static const Piece *last_piece(const Reader *reader)
{
    return &reader->pieces->at[reader->pieces->count - 1];
}

static int last_kind(const Reader *reader)
{
    return reader->pieces->count ? last_piece(reader)->kind : 0;
}

static bool is_glued(const Reader *reader, const Piece *piece)
{
    static const int NEVER_APART[] = {TOK_COMMA, TOK_SEMICOLON, TOK_CLOSE,    TOK_RIGHT, TOK_LEFT,
                                      TOK_DOT,   TOK_NULLABLE,  TOK_NOT_NULL, 0};
    const Pieces *pieces = reader->pieces;
    if (!pieces->count)
        return false;
    const Piece *before = &pieces->at[pieces->count - 1];
    bool in_type = piece->type && before->type;
    if (piece->clause && clause_glues(before, piece, reader->adjacent))
        return true;
    if (kind_in(piece->kind, NEVER_APART))
        return true;
    if (piece->kind == TOK_OPEN)
        return in_type || reader->reference;
    if (before->kind == TOK_OPEN || before->kind == TOK_LEFT || before->kind == TOK_DOT)
        return true;
    return in_type && (before->kind == TOK_COMMA || before->kind == TOK_MINUS || piece->kind == TOK_SLICE);
}

static void follow_reference(Reader *reader, int kind)
{
    int before = last_kind(reader);
    reader->reference = kind == TOK_ARROW ||
                        (reader->reference && (kind == TOK_DOT || before == TOK_DOT || before == TOK_ARROW));
}

static void add_piece(Reader *reader, Piece piece)
{
    Pieces *pieces = reader->pieces;
    if (piece.kind == TOK_SEMICOLON || piece.kind == TOK_LBRACE || piece.kind == TOK_RBRACE)
        reader->type_end = 0;
    bool nullable = piece.kind == TOK_NULLABLE || piece.kind == TOK_NOT_NULL;
    if (nullable && reader->type_end) { // it goes directly behind the type
        piece.glued = true;
        insert_piece(reader, reader->type_end, piece);
        return;
    }
    piece.glued = is_glued(reader, &piece);
    follow_reference(reader, piece.kind);
    // What is said before a comma or semicolon is said behind it just as well.
    if (piece.kind != TOK_COMMA && piece.kind != TOK_SEMICOLON) {
        piece.comments = reader->pending;
        reader->pending = reader->last_pending = reader->in_line = NULL;
    }
    insert_piece(reader, pieces->count, piece);
    if (piece.type)
        reader->type_end = pieces->count;
}

static bool is_idle(const Reader *reader, int kind)
{
    int before = last_kind(reader);
    return kind == TOK_SEMICOLON &&
           (!before || before == TOK_SEMICOLON || before == TOK_LBRACE || before == TOK_RBRACE);
}

static void drop_last(Reader *reader)
{
    Piece *piece = &reader->pieces->at[--reader->pieces->count];
    Comment **end = &piece->comments;
    while (*end)
        end = &(*end)->next;
    *end = reader->pending;
    reader->pending = reader->in_line = piece->comments;
    for (Comment *comment = reader->pending; comment; comment = comment->next)
        reader->last_pending = comment;
}

static int fixed_kind(const char *text)
{
    static const struct {
        const char *text;
        int kind;
    } KINDS[] = {
        {"key", TOK_KEY}, {"=", TOK_EQUAL}, {"->", TOK_ARROW}, {"?", TOK_NULLABLE}, {"!", TOK_NOT_NULL}};
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (!strcmp(KINDS[at].text, text))
            return KINDS[at].kind;
    return TOK_WORD;
}

// Words that are not quoted are names whatever their case, and have one spelling.
static const char *folded(Reader *reader, const char *text, size_t length)
{
    char *copy = NULL;
    for (size_t at = 0; at < length; at++) {
        if (text[at] < 'A' || text[at] > 'Z')
            continue;
        if (!copy)
            copy = arena_copy(reader->arena, text, length);
        copy[at] = (char)(text[at] + ('a' - 'A'));
    }
    return copy ? copy : text;
}

// "( 12, 2 )", where the scanner took a type's modifiers for SQL.
static void squeeze(Reader *reader, Piece *piece)
{
    char *copy = arena_copy(reader->arena, piece->text, piece->length);
    size_t length = 0;
    if (strpbrk(copy, "-/")) // a comment may go to the end of its line
        return;
    for (size_t at = 0; at < piece->length; at++) {
        bool blank = strchr(" \t\r\n", copy[at]) != NULL;
        size_t next = at + strspn(piece->text + at, " \t\r\n");
        if (blank && (strchr("(,", copy[length - 1]) || strchr(",)", piece->text[next])))
            continue;
        copy[length++] = copy[at];
    }
    piece->text = copy;
    piece->length = length;
}

static void take_token(Reader *reader, Token token, int newlines)
{
    static const int TEXTS[] = {TOK_STRING, TOK_QUOTED, TOK_DOLLAR, TOK_SLICE, TOK_DOC, 0};
    const Mark *mark = mark_at(reader, token.span);
    bool begins = mark && mark->span.start == token.span.start;
    Piece piece = {.kind = token.kind,
                   .text = span_text(reader->in->sources, token.span),
                   .length = span_length(token.span),
                   .line = newlines > 0,
                   .blank = newlines > 1,
                   .type = mark && mark->kind == MARK_TYPE,
                   .clause = token.clause};
    if (mark && mark->kind == MARK_DROPPED) {
        if (begins)
            drop_last(reader); // the word `was` or `include`
        return;
    }
    if (mark && mark->kind == MARK_KEPT) {
        piece.length = span_length(mark->span);
        piece.kind = begins && piece.length == span_length(token.span) ? token.kind : TOK_SLICE;
    } else if (mark && mark->kind == MARK_HABIT) {
        piece.text = mark->text;
        piece.length = strlen(mark->text);
        piece.kind = fixed_kind(mark->text);
    } else if (piece.type && token.kind == TOK_SLICE) {
        squeeze(reader, &piece);
    } else if (piece.clause && piece.kind == TOK_EQUAL) { // or ":="
        piece.text = "=";
        piece.length = 1;
    } else if (!kind_in(piece.kind, TEXTS)) {
        bool modifier = piece.type && !begins && last_kind(reader) == TOK_OPEN; // geometry(Point, 4326)
        piece.text = modifier ? piece.text : folded(reader, piece.text, piece.length);
        piece.option = piece.clause && !token.list && reader->pieces->count &&
                       clause_begins_option(reader->opener, last_piece(reader), &piece);
    }
    bool goes_on = mark && mark->kind != MARK_TYPE && !begins;
    if (goes_on || !piece.length || is_idle(reader, piece.kind))
        return;
    if (piece.kind == TOK_RBRACE && last_kind(reader) == TOK_COMMA)
        reader->pieces->count--;
    add_piece(reader, piece);
}

// Arguments, or the texts that a trigger gives to its function: in parentheses, but not SQL.
static bool is_list(Reader *reader, const Token *token)
{
    if (!token->clause || token->list || token->kind != TOK_SLICE)
        return false;
    const Mark *mark = mark_at(reader, token->span);
    // As is all that stands in them; what a virtual table's module is given is its own.
    static const int SQL[] = {TOK_EXCLUDE, TOK_PARTITION, TOK_POLICY, TOK_TABLE, 0};
    return !kind_in(reader->opener, SQL) && !(mark && mark->kind == MARK_TYPE) &&
           !(reader->opener == TOK_TRIGGER && piece_is(last_piece(reader), "when"));
}

static void read_token(Reader *reader, const Token *token)
{
    const Mark *mark = mark_at(reader, token->span);
    bool inside = mark && mark->kind == MARK_KEPT && mark->span.start < token->span.start;
    reader->adjacent = reader->behind == token->span.start;
    // What stands inside of SQL belongs to it.
    int newlines = inside ? 0 : read_gap(reader, (Span){reader->behind, token->span.start});
    take_token(reader, *token, newlines);
    reader->behind = token->span.end;
}

static void read_tokens(Reader *reader, const Tokens *tokens)
{
    const Source *source = reader->in->source;
    uint32_t end = source->base + (uint32_t)source->length;
    reader->behind = source->base;
    for (size_t at = 0; at < tokens->count; at++) {
        const Token *token = &tokens->at[at];
        if (!token->clause)
            reader->opener = token->kind;
        if (!is_list(reader, token)) {
            read_token(reader, token);
            continue;
        }
        Tokens list = clause_list(reader->in->sources, reader->arena, token->span);
        for (size_t one = 0; one < list.count; one++) {
            read_token(reader, &list.at[one]);
            reader->list = one + 1 < list.count;
        }
    }
    int newlines = read_gap(reader, (Span){reader->behind, end});
    add_piece(reader, (Piece){.text = "", .line = newlines > 0, .blank = newlines > 1});
}

bool pieces_read(const FormatInput *in, Arena *arena, Pieces *pieces)
{
    *pieces = (Pieces){0};
    Arena items = {0};
    Tokens tokens = {.arena = arena};
    Diag diag;
    diag_init(&diag, in->sources, arena);
    Reader reader = {.in = in, .arena = arena, .pieces = pieces};
    ParseInput parse = {in->source, in->words, &items, &diag, take_item, &reader};
    bool good = parse_tokens(&parse, &tokens);
    if (good) {
        mark_habits(&reader, &diag);
        if (reader.mark_count)
            qsort(reader.marks, reader.mark_count, sizeof *reader.marks, by_place);
        read_tokens(&reader, &tokens);
        pieces->more_habits = diag.dropped > 0;
    }
    arena_free(&items);
    return good;
}

bool pieces_equal(const Pieces *one, const Pieces *two)
{
    if (one->count != two->count || one->comments != two->comments)
        return false;
    for (size_t at = 0; at < one->count; at++) {
        const Piece *a = &one->at[at], *b = &two->at[at];
        bool same = a->kind == TOK_DOC || (a->length == b->length && !memcmp(a->text, b->text, a->length));
        if (a->kind != b->kind || !same)
            return false;
    }
    return true;
}
