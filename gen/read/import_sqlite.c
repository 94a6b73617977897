// SPDX-License-Identifier: MIT
// SQLite's SQL is run on an empty database in memory, which is then read as any other. Only what makes the
// schema is run: nothing that could reach a file.
#include <sqlite3.h>
#include <string.h>

#include "gen/read/import.h"
#include "gen/read/import_split.h"
#include "gen/read/read.h"

typedef struct Made { // a statement that has made something
    struct Made *next;
    Span span;
} Made;

typedef struct Import {
    const Source *source;
    Catalogue *catalogue;
    Diag *diag;
    sqlite3 *db;
    Made *made, *last_made;
    Span rows; // the first statement about rows
} Import;

static const char *text_of(const Import *import, Span span)
{
    return import->source->text + (span.start - import->source->base);
}

static bool begins(const Import *import, Span span, const char *const *words)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, text_of(import, span), 0, span_length(span));
    if (!sql_token_next(&tokens, &token) || token.kind != SQL_WORD)
        return false;
    while (*words && !sql_token_is(&tokens, token, *words))
        words++;
    return *words;
}

static Span token_at(const Import *import, Span span, int offset)
{
    SqlTokens tokens;
    SqlToken token;
    if (offset >= 0 && (uint32_t)offset < span_length(span))
        span.start += (uint32_t)offset;
    sql_tokens_begin(&tokens, text_of(import, span), span.start, span_length(span));
    return sql_token_next(&tokens, &token) ? token.span : span;
}

static void note(const Import *import, const char *kind, const char *format, Span span)
{
    enum { SHOWN = 60 };
    int length = span_length(span) < SHOWN ? (int)span_length(span) : SHOWN;
    read_note(import->catalogue, kind, format, length, text_of(import, span));
    import->catalogue->last_note->span = span;
}

// False: SQLite refuses it.
static bool run(const Import *import, Span span)
{
    sqlite3_stmt *statement = NULL;
    int code =
        sqlite3_prepare_v2(import->db, text_of(import, span), (int)span_length(span), &statement, NULL);
    while (statement && (code = sqlite3_step(statement)) == SQLITE_ROW)
        ;
    sqlite3_finalize(statement);
    return code == SQLITE_OK || code == SQLITE_DONE;
}

static void take_definition(Import *import, Span span)
{
    if (run(import, span)) {
        READ_ADD(import->catalogue->arena, Made, &import->made, &import->last_made)->span = span;
        return;
    }
    const char *why = sqlite3_errmsg(import->db);
    if (!strncmp(why, "no such module", strlen("no such module")))
        note(import, "virtual table", "%.*s", span); // of an extension that is not here
    else
        diag_report(import->diag, DIAG_SQL_REFUSED, token_at(import, span, sqlite3_error_offset(import->db)),
                    "SQLite", why);
}

static void take_statement(Import *import, Span span)
{
    static const char *const DEFINE[] = {"create", "alter", "drop", NULL};
    static const char *const ROWS[] = {"insert", "replace", "update", "delete", "with", NULL};
    static const char *const NOTHING[] = {"begin",  "commit",  "end",    "savepoint", "release", "analyze",
                                          "vacuum", "reindex", "pragma", "select",    "explain", NULL};
    if (begins(import, span, DEFINE)) {
        take_definition(import, span);
    } else if (begins(import, span, ROWS)) {
        if (!span_is_set(import->rows))
            import->rows = span;
    } else if (!begins(import, span, NOTHING)) {
        note(import, "statement", "%.*s", span);
    }
}

// --- places ---

// The name that a statement makes, or alters: the first word that is none of its own.
static bool makes(const Import *import, Span span, const char *name, size_t length)
{
    static const char *const OWN[] = {"create", "temp", "temporary", "unique", "virtual", "table",
                                      "index",  "view", "trigger",   "if",     "not",     "exists",
                                      "alter",  "drop", "main",      ".",      "[",       NULL};
    SqlTokens tokens;
    SqlToken token;
    const char *const *own;
    sql_tokens_begin(&tokens, text_of(import, span), 0, span_length(span));
    do {
        if (!sql_token_next(&tokens, &token))
            return false;
        for (own = OWN; *own && !sql_token_is(&tokens, token, *own); own++)
            ;
    } while (*own);
    bool quoted = token.kind == SQL_QUOTED || token.kind == SQL_STRING;
    return span_length(token.span) == length + 2 * quoted &&
           !sqlite3_strnicmp(sql_token_text(&tokens, token) + quoted, name, (int)length);
}

// Of a note, by the first of its words that names something that was made.
static Span place_of(const Import *import, const char *note_name)
{
    for (const char *word = note_name; *word; word += strspn(word, " .:,")) {
        size_t length = strcspn(word, " .:,");
        for (const Made *made = import->made; made; made = made->next)
            if (makes(import, made->span, word, length))
                return token_at(import, made->span, -1);
        word += length;
    }
    return (Span){0};
}

static bool read(Import *import, Words *words)
{
    SchemacDb *db;
    SchemacError error;
    ReadNote *before = import->catalogue->last_note;
    bool good = !schemac_sqlite_use(import->db, &db, &error);
    if (good) {
        good = read_sqlite(db, import->catalogue, words, &error);
        schemac_close(db);
    }
    if (!good)
        diag_report(import->diag, DIAG_CANNOT_READ, (Span){0}, import->source->path, error.message);
    for (ReadNote *at = before ? before->next : import->catalogue->notes; at; at = at->next)
        at->span = place_of(import, at->name);
    return good;
}

bool import_sqlite(const Source *source, Catalogue *catalogue, Words *words, Diag *diag)
{
    Import import = {.source = source, .catalogue = catalogue, .diag = diag};
    Split split;
    Piece piece;
    if (sqlite3_open(":memory:", &import.db))
        diag_report(diag, DIAG_CANNOT_READ, (Span){0}, source->path, sqlite3_errmsg(import.db));
    split_begin(&split, source, true);
    while (!diag_failed(diag) && split_next(&split, &piece)) {
        if (piece.kind == PIECE_STATEMENT)
            take_statement(&import, piece.span);
        else if (piece.kind == PIECE_COMMAND)
            note(&import, "command of sqlite3", "%.*s", piece.span);
        else
            diag_report(diag, DIAG_OPEN_TEXT, piece.first, "text");
    }
    if (span_is_set(import.rows)) {
        read_note(catalogue, "rows", "that the file holds");
        catalogue->last_note->span = token_at(&import, import.rows, -1);
    }
    bool good = !diag_failed(diag) && read(&import, words);
    sqlite3_close(import.db);
    return good;
}
