// SPDX-License-Identifier: MIT
// Statements within statements: the elements of CREATE SCHEMA, and those of a DO block that does nothing but
// make what is not there yet, as hand-written files do where SQL has no IF NOT EXISTS.
#include <string.h>

#include "gen/read/import_job.h"

enum { STATEMENTS_MAX = 64, GIVEN_MAX = 8 };

// --- the elements of a schema ---

// CREATE and GRANT begin one, unless they are words of another.
static size_t find_elements(const Job *job, uint32_t from, Span *found)
{
    SqlTokens tokens;
    SqlToken token, before = {SQL_END, {0, 0}};
    size_t count = 0;
    int depth = 0;
    sql_tokens_begin(&tokens, job->source->text + (from - job->source->base), from,
                     job->statement.end - from);
    while (sql_token_next(&tokens, &token)) {
        depth += sql_token_is(&tokens, token, "(") - sql_token_is(&tokens, token, ")");
        bool grant = sql_token_is(&tokens, token, "grant") && !sql_token_is(&tokens, before, "with");
        bool create = sql_token_is(&tokens, token, "create") && !sql_token_is(&tokens, before, "grant") &&
                      !sql_token_is(&tokens, before, ",");
        if (!depth && token.kind == SQL_WORD && (grant || create) && count < STATEMENTS_MAX)
            found[count++].start = token.span.start;
        if (count)
            found[count - 1].end = token.span.end;
        before = token;
    }
    return count;
}

// The server makes them in this order, wherever they stand.
static const char *const ORDER[] = {"CreateSeqStmt", "CreateStmt",     "ViewStmt",
                                    "IndexStmt",     "CreateTrigStmt", "GrantStmt"};

void import_elements(Job *job, const Tree *elements, const char *schema, const char *user)
{
    Span found[STATEMENTS_MAX], statement = job->statement;
    const char *outer_user = job->user;
    ReadNames outer = job->path, path = {0};
    const Tree *item;
    if (find_elements(job, statement.start + 1, found) != tree_count(elements)) {
        import_note_statement(job);
        return;
    }
    read_name_add(job->arena, &path, schema);
    for (size_t at = 0; at < outer.count; at++)
        read_name_add(job->arena, &path, outer.at[at]);
    job->path = path;
    job->user = user ? user : outer_user;
    for (size_t kind = 0; kind < sizeof ORDER / sizeof *ORDER; kind++)
        TREE_EACH(item, elements)
        {
            if (!strcmp(tree_kind(item), ORDER[kind]))
                import_run(job, found[item_at]);
        }
    job->path = outer;
    job->user = outer_user;
    job->statement = statement;
}

// --- blocks ---

typedef struct Block {
    Job *job;
    SqlTokens tokens;
    SqlToken token; // the next one
    Span statements[STATEMENTS_MAX];
    size_t groups[STATEMENTS_MAX]; // of one IF, from 1 on; 0: it stands in none
    size_t count, group;
    bool guarded; // what is there already stops it, or its group, and nothing is said
} Block;

static bool step(Block *block)
{
    return sql_token_next(&block->tokens, &block->token);
}

static bool is(const Block *block, const char *word)
{
    return sql_token_is(&block->tokens, block->token, word);
}

static bool take(Block *block, const char *word)
{
    bool there = is(block, word);
    if (there)
        step(block);
    return there;
}

// Up to the word, or the semicolon, outside of parentheses. False: it is not there.
static bool skip_to(Block *block, const char *word)
{
    int depth = 0;
    while (block->token.kind != SQL_END && (depth || !is(block, word))) {
        depth += is(block, "(") - is(block, ")");
        step(block);
    }
    return block->token.kind != SQL_END;
}

// The text within quotes, where it stands as it is meant. False: it has an escape.
static bool inside_quotes(const Job *job, Span token, Span *out)
{
    const char *text = job->source->text + (token.start - job->source->base);
    uint32_t tag = *text == '\'' ? 1 : *text == '$' ? (uint32_t)(strchr(text + 1, '$') - text) + 1 : 0;
    *out = (Span){token.start + tag, token.end - tag};
    return tag && (*text == '$' || !memchr(text + 1, '\'', span_length(*out)));
}

static bool names(const Job *job, Span statement, const char *name)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, job->source->text + (statement.start - job->source->base), statement.start,
                     span_length(statement));
    while (sql_token_next(&tokens, &token))
        if ((token.kind == SQL_WORD || token.kind == SQL_QUOTED) &&
            !strcmp(sql_name(job->words, sql_token_text(&tokens, token), span_length(token.span))->text,
                    name))
            return true;
    return false;
}

static bool add_statement(Block *block, size_t group)
{
    Span span = block->token.span;
    if (block->count == STATEMENTS_MAX)
        return false;
    block->groups[block->count] = group;
    if (take(block, "execute")) { // of a constant text
        if (block->token.kind != SQL_STRING || !inside_quotes(block->job, block->token.span, &span))
            return false;
        step(block);
        block->statements[block->count++] = span;
        return take(block, ";");
    }
    if (!is(block, "create") && !is(block, "alter") && !is(block, "comment") && !is(block, "grant"))
        return false;
    if (!skip_to(block, ";"))
        return false;
    span.end = block->token.span.start;
    block->statements[block->count++] = span;
    return take(block, ";");
}

// IF NOT EXISTS (SELECT … WHERE typname = 'x') THEN CREATE TYPE x …; END IF;
static bool add_condition(Block *block)
{
    Job *job = block->job;
    const char *given[GIVEN_MAX];
    size_t count = 0, first = block->count;
    if (!take(block, "not") || !take(block, "exists") || !is(block, "("))
        return false;
    while (block->token.kind != SQL_END && !is(block, "then")) {
        Span inside;
        if (block->token.kind == SQL_STRING && count < GIVEN_MAX &&
            inside_quotes(job, block->token.span, &inside))
            given[count++] = import_text(job, inside);
        step(block);
    }
    if (!take(block, "then"))
        return false;
    block->guarded = true;
    block->group++;
    while (!is(block, "end"))
        if (!add_statement(block, block->group))
            return false;
    for (size_t at = first; at < block->count; at++) { // each is about what is asked for
        bool named = false;
        for (size_t one = 0; one < count; one++)
            named = named || names(job, block->statements[at], given[one]);
        if (!named)
            return false;
    }
    return take(block, "end") && take(block, "if") && take(block, ";");
}

// EXCEPTION WHEN duplicate_object THEN NULL;
static bool skip_handlers(Block *block)
{
    block->guarded = true;
    while (take(block, "when")) {
        if (!skip_to(block, "then") || !take(block, "then"))
            return false;
        while (is(block, "null") || is(block, "raise"))
            if (!skip_to(block, ";") || !take(block, ";"))
                return false;
    }
    return true;
}

static bool read_block(Block *block)
{
    if (!step(block) || !take(block, "begin"))
        return false;
    while (!is(block, "end") && !is(block, "exception")) {
        bool good = is(block, "null") || is(block, "raise") ? skip_to(block, ";") && take(block, ";")
                    : take(block, "if")                     ? add_condition(block)
                                                            : add_statement(block, 0);
        if (!good)
            return false;
    }
    if (take(block, "exception") && !skip_handlers(block))
        return false;
    if (!take(block, "end"))
        return false;
    take(block, ";");
    return block->token.kind == SQL_END;
}

static bool is_there_already(const Diag *diag)
{
    for (const DiagItem *item = diag->items; item; item = item->next)
        if (item->severity != SEVERITY_WARNING && item->id != DIAG_NAME_TAKEN &&
            item->id != DIAG_COLUMN_TWICE)
            return false;
    return true;
}

// False: it fails for another reason than that what it makes is there.
static bool run_guarded(Block *block)
{
    Job *job = block->job;
    Diag *diag = job->diag, quiet;
    bool good = true;
    size_t skipped = 0;
    for (size_t at = 0; at < block->count && good; at++) {
        if (skipped && block->groups[at] == skipped)
            continue;
        diag_init(&quiet, diag->sources, job->arena);
        job->diag = &quiet;
        import_run(job, block->statements[at]);
        good = is_there_already(&quiet);
        if (diag_failed(&quiet) && !block->groups[at])
            break;
        skipped = diag_failed(&quiet) ? block->groups[at] : 0;
    }
    job->diag = diag;
    return good;
}

void import_do(Job *job, const Tree *stmt)
{
    Block block = {.job = job};
    Span statement = job->statement, inside;
    const Tree *item;
    bool good = false;
    TREE_EACH(item, tree_get(stmt, "args"))
    {
        const Tree *option = tree_get(item, "DefElem");
        if (strcmp(tree_text(option, "defname"), "as"))
            good = good && !strcmp(tree_string(tree_get(option, "arg")), "plpgsql");
        else if (inside_quotes(job, import_token(job, option), &inside)) {
            sql_tokens_begin(&block.tokens, job->source->text + (inside.start - job->source->base),
                             inside.start, span_length(inside));
            good = read_block(&block);
        }
    }
    if (good && block.guarded)
        good = run_guarded(&block);
    else
        for (size_t at = 0; at < block.count && good; at++)
            import_run(job, block.statements[at]);
    job->statement = statement;
    if (!good)
        import_note_statement(job);
}
