// SPDX-License-Identifier: MIT
#include "grammar/format_align.h"

#include <string.h>

bool kind_in(int kind, const int *kinds)
{
    while (*kinds && *kinds != kind)
        kinds++;
    return *kinds != 0;
}

size_t statement_end(const Piece *pieces, size_t at)
{
    static const int ENDS[] = {TOK_SEMICOLON, TOK_LBRACE, TOK_RBRACE, 0};
    while (pieces[at].kind && !kind_in(pieces[at].kind, ENDS))
        at++;
    return at;
}

size_t statement_next(const Piece *pieces, size_t at)
{
    at = statement_end(pieces, at);
    size_t depth = pieces[at].kind == TOK_LBRACE;
    while (depth) {
        int kind = pieces[++at].kind;
        depth = depth + (kind == TOK_LBRACE) - (kind == TOK_RBRACE);
    }
    return at + 1;
}

bool statement_closes(const Piece *pieces, size_t at)
{
    return pieces[at].kind == TOK_RBRACE || !pieces[at].kind;
}

bool piece_has_newline(const Piece *piece)
{
    return memchr(piece->text, '\n', piece->length) != NULL;
}

size_t pieces_columns(const Piece *pieces, size_t begin, size_t end)
{
    size_t columns = 0;
    for (size_t at = begin; at < end; at++) {
        columns += text_columns(pieces[at].text, pieces[at].length);
        if (at > begin && !pieces[at].glued)
            columns += 1 + pieces[at].pad;
    }
    return columns;
}

bool piece_is_column(int kind)
{
    static const int OTHERS[] = {TOK_CHECK,      TOK_FOR,     TOK_FOREIGN,   TOK_GRANT,  TOK_INDEX,   TOK_KEY,
                                 TOK_PRIMARY,    TOK_POLICY,  TOK_SEED,      TOK_UNIQUE, TOK_TRIGGER, TOK_USE,
                                 TOK_CONSTRAINT, TOK_EXCLUDE, TOK_PARTITION, 0};
    return !kind_in(kind, OTHERS);
}

static size_t piece_columns(const Piece *piece)
{
    return text_columns(piece->text, piece->length);
}

static size_t behind_doc(const Piece *pieces, size_t at)
{
    return at + (pieces[at].kind == TOK_DOC);
}

size_t align_types(Piece *pieces, size_t begin)
{
    size_t widest = 0;
    for (size_t at = begin; !statement_closes(pieces, at); at = statement_next(pieces, at)) {
        const Piece *name = &pieces[behind_doc(pieces, at)];
        if (piece_is_column(name->kind) && piece_columns(name) > widest)
            widest = piece_columns(name);
    }
    for (size_t at = begin; !statement_closes(pieces, at); at = statement_next(pieces, at)) {
        Piece *name = &pieces[behind_doc(pieces, at)];
        if (piece_is_column(name->kind))
            name[1].pad = widest + 1 - piece_columns(name);
    }
    return widest + 2;
}

typedef struct Assignment {
    size_t equal;      // its "=", 0: it is none, or not in one line
    size_t head, rest; // columns before "=", and from it on
} Assignment;

// `using` or `backfill`.
static Assignment read_assignment(const Piece *pieces, size_t begin)
{
    size_t end = statement_end(pieces, begin), equal = begin;
    int kind = pieces[begin].kind;
    if ((kind != TOK_USING && kind != TOK_BACKFILL) || pieces[end].kind != TOK_SEMICOLON)
        return (Assignment){0};
    for (size_t at = begin; at <= end; at++)
        if (piece_has_newline(&pieces[at]) || (at > begin && pieces[at].comments))
            return (Assignment){0};
    while (pieces[equal].kind != TOK_EQUAL)
        equal++;
    return (Assignment){equal, pieces_columns(pieces, begin, equal), pieces_columns(pieces, equal, end + 1)};
}

static bool stands_apart(const Piece *piece)
{
    for (const Comment *comment = piece->comments; comment; comment = comment->next)
        if (comment->own_line)
            return true;
    return piece->blank;
}

void align_assignments(Piece *pieces, size_t begin, size_t indent)
{
    for (size_t at = begin, next; !statement_closes(pieces, at); at = next) {
        size_t head = 0, rest = 0;
        for (next = at; !statement_closes(pieces, next); next = statement_next(pieces, next)) {
            const Piece *piece = &pieces[next];
            Assignment one = read_assignment(pieces, next);
            size_t wider = one.head > head ? one.head : head, longer = one.rest > rest ? one.rest : rest;
            if (!one.equal || indent + wider + 1 + longer > FORMAT_WIDTH ||
                (next > at && (stands_apart(piece) || piece->kind != pieces[at].kind)))
                break;
            head = wider;
            rest = longer;
        }
        for (size_t one = at; one < next; one = statement_next(pieces, one)) {
            Assignment found = read_assignment(pieces, one);
            pieces[found.equal].pad = head - found.head;
        }
        if (next == at)
            next = statement_next(pieces, at);
    }
}

void align_values(Piece *pieces, size_t begin, Arena *arena)
{
    size_t count = 0, end = begin, column = 0, reach = FORMAT_STEP;
    for (; !statement_closes(pieces, end); end++) {
        const Piece *piece = &pieces[end];
        if (piece_has_newline(piece) || (piece->comments && end > begin && piece[-1].kind != TOK_SEMICOLON))
            return;
        count += piece->kind == TOK_COMMA;
    }
    size_t *widest = ARENA_ARRAY(arena, size_t, count + 1);
    for (size_t at = begin; at < end; at++) {
        const Piece *piece = &pieces[at];
        column = piece->kind == TOK_SEMICOLON ? 0 : column + (piece->kind == TOK_COMMA);
        if (piece[1].kind == TOK_COMMA && piece_columns(piece) > widest[column])
            widest[column] = piece_columns(piece);
    }
    for (size_t at = 0; at <= count && widest[at]; at++)
        reach += widest[at] + 2;
    for (size_t at = begin; at < end && reach <= FORMAT_SHORT; at++) {
        Piece *piece = &pieces[at];
        column = piece->kind == TOK_SEMICOLON ? 0 : column + (piece->kind == TOK_COMMA);
        if (piece[1].kind == TOK_COMMA)
            piece[2].pad = widest[column] - piece_columns(piece);
    }
}
