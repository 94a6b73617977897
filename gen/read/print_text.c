// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/model/names.h"
#include "gen/model/reserved.h"
#include "gen/read/print.h"
#include "grammar/expr.h"
#include "grammar/sqltoken.h"

// --- names ---

static bool is_bare(const char *name)
{
    if (!*name || (*name >= '0' && *name <= '9') || *name == '$')
        return false;
    return !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_$")];
}

static void put_name(Print *print, const char *name, bool quoted)
{
    if (!quoted && is_bare(name) && !word_is_reserved(name))
        text_puts(print->out, name);
    else
        name_quote(print->out, name);
}

void show_name(Print *print, const char *name)
{
    put_name(print, name, false);
}

void show_column_name(Print *print, const char *name)
{
    static const char *const MEMBERS[] = {"key",   "unique",  "check",     "index",      "foreign",
                                          "use",   "for",     "seed",      "policy",     "trigger",
                                          "grant", "primary", "partition", "constraint", "exclude"};
    bool quoted = false;
    for (size_t at = 0; at < sizeof MEMBERS / sizeof *MEMBERS; at++)
        quoted = quoted || !strcmp(MEMBERS[at], name);
    put_name(print, name, quoted);
}

void show_bare_name(Print *print, const char *name)
{
    put_name(print, name, words_text(print->words, name)->keyword != 0);
}

void show_literal(Print *print, const char *text)
{
    text_quoted(print->out, '\'', text, strlen(text));
}

void show_label(Print *print, const char *label)
{
    if (is_bare(label)) {
        text_puts(print->out, label);
        return;
    }
    show_literal(print, label);
}

void show_path(Print *print, const char *schema, const char *name)
{
    if (schema && strcmp(schema, print->schema)) {
        show_bare_name(print, schema);
        text_char(print->out, '.');
    }
    show_name(print, name);
}

void show_list(Print *print, const ReadNames *names)
{
    for (size_t at = 0; at < names->count; at++) {
        text_puts(print->out, at ? ", " : "(");
        show_name(print, names->at[at]);
    }
    text_char(print->out, ')');
}

void show_type(Print *print, const ReadType *type)
{
    if (!type->name) {
        type_print_short(print->out, type->built_in);
        return;
    }
    if (type->schema && strcmp(type->schema, print->schema)) {
        show_bare_name(print, type->schema);
        text_char(print->out, '.');
    }
    if (type->schema)
        show_bare_name(print, type->name);
    else
        text_puts(print->out, type->name);
    text_puts(print->out, type->modifiers ? type->modifiers : "");
    if (type->dims)
        text_puts(print->out, "[]");
}

const char *type_text(Print *print, const ReadType *type)
{
    if (type->name && type->dims)
        return arena_print(&print->scratch, "%s[]", type->name);
    const ReadDomain *domain = type->name ? print->catalogue->domains : NULL;
    while (domain && (strcmp(domain->name, type->name) || strcmp(domain->schema, type->schema)))
        domain = domain->next;
    if (type->name)
        return domain ? type_text(print, &domain->type) : type->name;
    const char *name = type_info((TypeId)type->built_in.id)->name;
    return type->built_in.dims ? arena_print(&print->scratch, "%s[]", name) : name;
}

// --- comments ---

void show_comment(Print *print, bool member, const char *comment)
{
    while (comment) {
        size_t length = strcspn(comment, "\n");
        text_puts(print->out, print->indent);
        text_puts(print->out, member ? "    " : "");
        text_puts(print->out, length ? "/// " : "///");
        text_add(print->out, comment, length);
        text_char(print->out, '\n');
        comment = comment[length] ? comment + length + 1 : NULL;
    }
}

// --- SQL ---

// The server writes keywords in capitals; a name in capitals would stand in quotes.
static bool is_keyword(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if ((text[at] < 'A' || text[at] > 'Z') && text[at] != '_')
            return false;
    return true;
}

static void put_folded(Print *print, const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        text_char(print->out, (char)(text[at] >= 'A' && text[at] <= 'Z' ? text[at] + ('a' - 'A') : text[at]));
}

// The column as it is declared: SQLite asks for no case, the language folds what stands without quotes.
static const ReadColumn *find_folded(const ReadTable *table, const char *text, size_t length)
{
    const ReadColumn *column = table ? table->columns : NULL;
    while (column && (strlen(column->name) != length || strncasecmp(column->name, text, length)))
        column = column->next;
    return column;
}

// [a name]; gives the token that ends it.
static SqlToken put_bracketed(Print *print, SqlTokens *tokens, SqlToken open)
{
    SqlToken token;
    while (sql_token_next(tokens, &token) && !sql_token_is(tokens, token, "]"))
        ;
    const char *at = sql_token_text(tokens, open) + 1;
    show_name(print, arena_copy(&print->scratch, at, token.span.start - open.span.end));
    return token;
}

// In double quotes SQLite reads a name, and where there is none of it, a text.
static bool is_text(const ReadTable *table, const SqlTokens *tokens, SqlToken token, SqlToken before)
{
    static const char *const NAMES[] = {".", "collate", "as"}; // behind these
    SqlTokens ahead = *tokens;
    SqlToken next;
    const char *at = sql_token_text(tokens, token);
    size_t length = span_length(token.span);
    if (token.kind != SQL_QUOTED || *at != '"' || find_folded(table, at + 1, length - 2))
        return false;
    for (size_t name = 0; name < sizeof NAMES / sizeof *NAMES; name++)
        if (before.kind != SQL_END && sql_token_is(tokens, before, NAMES[name]))
            return false;
    if (!sql_token_next(&ahead, &next))
        return true;
    return !sql_token_is(&ahead, next, ".") && !sql_token_is(&ahead, next, "(");
}

// SQLite's own quotes become the language's, and its LIKE, which heeds no case, what that is called there.
static void put_lite_token(Print *print, const SqlTokens *tokens, SqlToken token, const ReadTable *table)
{
    const char *at = sql_token_text(tokens, token);
    size_t length = span_length(token.span);
    const ReadColumn *column = token.kind == SQL_WORD ? find_folded(table, at, length) : NULL;
    if (column) {
        show_name(print, column->name);
    } else if (token.kind == SQL_QUOTED && *at == '`') {
        show_name(print, sql_name(print->words, at, length)->text);
    } else if (token.kind == SQL_WORD && !print->raw && sql_token_is(tokens, token, "like")) {
        text_puts(print->out, "ilike");
    } else if (token.kind == SQL_WORD && is_keyword(at, length)) {
        put_folded(print, at, length);
    } else {
        text_add(print->out, at, length);
    }
}

static void put_sql(Print *print, const char *text, const ReadTable *table)
{
    bool lite = print->catalogue->dialect == DIALECT_SQLITE;
    SqlTokens tokens;
    SqlToken token;
    SqlToken before = {0};
    uint32_t last = 0;
    sql_tokens_begin(&tokens, text, 0, strlen(text));
    for (; sql_token_next(&tokens, &token); before = token) {
        const char *at = sql_token_text(&tokens, token);
        size_t length = span_length(token.span);
        if (last && token.span.start > last)
            text_char(print->out, ' ');
        last = token.span.end;
        if (lite && token.kind == SQL_PUNCTUATION && *at == '[')
            last = put_bracketed(print, &tokens, token).span.end;
        else if (lite && is_text(table, &tokens, token, before))
            show_literal(print, sql_name(print->words, at, length)->text);
        else if (lite)
            put_lite_token(print, &tokens, token, table);
        else if (token.kind == SQL_WORD && is_keyword(at, length))
            put_folded(print, at, length);
        else
            text_add(print->out, at, length);
    }
}

// What the language's own grammar does not read goes to SQLite as it stands, and so must keep SQLite's LIKE.
static void put_lite(Print *print, const char *text, const ReadTable *table)
{
    Text *out = print->out;
    size_t before = out->length;
    put_sql(print, text, table);
    Span span = {1, (uint32_t)(out->length - before) + 1};
    if (expr_parse(print->words, &print->scratch, text_string(out) + before, span, NULL))
        return;
    out->length = before;
    print->raw = true;
    put_sql(print, text, table);
    print->raw = false;
}

static void put_text(Print *print, const char *text, const ReadTable *table)
{
    if (print->catalogue->dialect == DIALECT_SQLITE)
        put_lite(print, text, table);
    else
        put_sql(print, text, table);
}

void show_sql(Print *print, const char *sql, const ReadTable *table, const ReadType *target)
{
    put_text(print, simplify(print, sql, table, target), table);
}

static bool is_plain_type(const char *text)
{
    return *text && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_ []")];
}

// What may follow "=" without parentheses.
static bool is_value(const Expr *expr, const char *text)
{
    switch (expr->kind) {
    case EXPR_NULL:
    case EXPR_BOOL:
    case EXPR_NUMBER:
    case EXPR_STRING: // U&'…' is none of the language
    case EXPR_BITS: return !(expr->flags & EXPR_PAREN) && *text != 'u' && *text != 'U';
    case EXPR_UNARY:
        return expr->op == EXPR_OP_MINUS && expr->first->kind == EXPR_NUMBER &&
               !(expr->first->flags & EXPR_PAREN) && *text == '-';
    case EXPR_CALL: return expr->flags & EXPR_BARE || (is_bare(expr->name->text) && *text != '"');
    case EXPR_CAST: {
        const char *type = strstr(text + expr->first->span.end - 1, "::");
        return !(expr->flags & (EXPR_TYPED | EXPR_PAREN)) && expr->first->kind == EXPR_STRING && type &&
               is_plain_type(type + 2);
    }
    default: return false;
    }
}

void show_default(Print *print, const char *sql, const ReadTable *table, const ReadType *target)
{
    const char *text = simplify(print, sql, table, target);
    const Expr *expr = show_parse(print, text);
    bool bare = expr && is_value(expr, text);
    text_puts(print->out, bare ? "= " : "= (");
    put_text(print, text, print->catalogue->dialect == DIALECT_SQLITE ? NULL : table); // it reads no column
    text_puts(print->out, bare ? "" : ")");
}
