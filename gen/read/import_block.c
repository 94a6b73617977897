// SPDX-License-Identifier: MIT
// Statements within statements: the elements of CREATE SCHEMA, and those of a DO block that does no more than
// ask what there is, as hand-written files do where SQL has no IF EXISTS.
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

typedef struct Condition {
    Span span;
    bool asked; // then it has its answer, whatever has become of the schema since
    Answer answer;
} Condition;

typedef struct Guard { // what must hold for a statement
    Condition *condition;
    bool wanted;               // false: it stands behind ELSE
    bool tried;                // where nobody knows: what is there already stops it
    const struct Guard *outer; // NULL: none
} Guard;

typedef struct Block {
    Job *job;
    SqlTokens tokens;
    SqlToken token; // the next one
    Span statements[STATEMENTS_MAX];
    const Guard *guards[STATEMENTS_MAX]; // NULL: it is always run
    size_t count;
    const Guard *guard; // of the next statement
    bool caught, acts;  // there are handlers of exceptions, and they do something
    bool away;          // one of them is for what is not there
    Span silent;        // one that takes whatever it is, and does nothing; {0, 0}: there is none
} Block;

static bool step(Block *block)
{
    return sql_token_next(&block->tokens, &block->token);
}

static bool is(const Block *block, const char *word)
{
    return sql_token_is(&block->tokens, block->token, word);
}

static bool is_any(const Block *block, const char *const *words)
{
    return sql_token_is_any(&block->tokens, block->token, words);
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
    while (sql_token_next(&tokens, &token)) {
        const Word *word = sql_token_name(job->words, &tokens, token);
        if (word && !strcmp(word->text, name))
            return true;
    }
    return false;
}

static bool add_statement(Block *block)
{
    static const char *const WORDS[] = {"create", "alter",  "drop",   "comment",  "grant", "revoke",
                                        "insert", "update", "delete", "truncate", NULL};
    Span span = block->token.span;
    if (block->count == STATEMENTS_MAX)
        return false;
    block->guards[block->count] = block->guard;
    if (take(block, "execute")) { // of a constant text
        if (block->token.kind != SQL_STRING || !inside_quotes(block->job, block->token.span, &span))
            return false;
        step(block);
        block->statements[block->count++] = span;
        return take(block, ";");
    }
    if (!is_any(block, WORDS) || !skip_to(block, ";"))
        return false;
    span.end = block->token.span.start;
    block->statements[block->count++] = span;
    return take(block, ";");
}

static bool add_statements(Block *);

// Up to THEN; its texts in quotes are noted.
static Guard *add_guard(Block *block, const Guard *outer, const char **given, size_t *count)
{
    Job *job = block->job;
    Guard *guard = ARENA_NEW(job->arena, Guard);
    *guard = (Guard){.condition = ARENA_NEW(job->arena, Condition), .wanted = true, .outer = outer};
    *guard->condition = (Condition){.span = block->token.span};
    guard->tried = take(block, "not") && take(block, "exists") && is(block, "(");
    while (block->token.kind != SQL_END && !is(block, "then")) {
        Span inside;
        if (block->token.kind == SQL_STRING && *count < GIVEN_MAX &&
            inside_quotes(job, block->token.span, &inside))
            given[(*count)++] = import_text(job, inside);
        guard->condition->span.end = block->token.span.end;
        step(block);
    }
    return guard;
}

// Is each statement of the branch about what is asked for?
static bool is_about(const Block *block, size_t first, const char *const *given, size_t count)
{
    for (size_t at = first; at < block->count; at++) {
        bool named = false;
        for (size_t one = 0; one < count; one++)
            named = named || names(block->job, block->statements[at], given[one]);
        if (!named)
            return false;
    }
    return true;
}

// IF NOT EXISTS (SELECT … WHERE typname = 'x') THEN CREATE TYPE x …; ELSE …; END IF;
static bool add_condition(Block *block)
{
    const Guard *before = block->guard, *outer = before;
    do {
        const char *given[GIVEN_MAX];
        size_t count = 0, first = block->count;
        Guard *guard = add_guard(block, outer, given, &count), *other = ARENA_NEW(block->job->arena, Guard);
        block->guard = guard;
        if (!take(block, "then") || !add_statements(block))
            return false;
        guard->tried = guard->tried && is_about(block, first, given, count);
        *other = (Guard){.condition = guard->condition, .outer = outer};
        outer = other;
    } while (take(block, "elsif") || take(block, "elseif"));
    block->guard = outer;
    if (take(block, "else") && !add_statements(block))
        return false;
    block->guard = before;
    return take(block, "end") && take(block, "if") && take(block, ";");
}

// Up to what ends a branch or the block.
static bool add_statements(Block *block)
{
    static const char *const ENDS[] = {"end", "else", "elsif", "elseif", "exception", NULL};
    while (!is_any(block, ENDS)) {
        bool good = is(block, "null") || is(block, "raise") ? skip_to(block, ";") && take(block, ";")
                    : take(block, "if")                     ? add_condition(block)
                                                            : add_statement(block);
        if (!good)
            return false;
    }
    return true;
}

// EXCEPTION WHEN duplicate_object THEN NULL;
static bool skip_handlers(Block *block)
{
    static const char *const AWAY[] = {"undefined_table", "undefined_column", "others", NULL};
    block->caught = true;
    while (take(block, "when")) {
        Span others = {0, 0};
        for (; block->token.kind != SQL_END && !is(block, "then"); step(block)) {
            block->away = block->away || is_any(block, AWAY);
            others = is(block, "others") ? block->token.span : others;
        }
        if (!take(block, "then"))
            return false;
        block->silent = is(block, "null") ? others : block->silent;
        while (!is(block, "when") && !is(block, "end")) {
            block->acts = block->acts || (!is(block, "null") && !is(block, "raise"));
            if (is(block, "if") || is(block, "begin") || !skip_to(block, ";") || !take(block, ";"))
                return false;
        }
    }
    return true;
}

static bool read_block(Block *block)
{
    step(block);
    if (is(block, "declare") && !skip_to(block, "begin")) // statements that make something take no variables
        return false;
    if (!take(block, "begin") || !add_statements(block))
        return false;
    if (take(block, "exception") && !skip_handlers(block))
        return false;
    if (!take(block, "end"))
        return false;
    take(block, ";");
    return block->token.kind == SQL_END;
}

static Answer holds(Job *job, const Guard *guard)
{
    Answer outer = guard && guard->outer ? holds(job, guard->outer) : ANSWER_YES;
    if (!guard || outer != ANSWER_YES)
        return outer;
    Condition *condition = guard->condition;
    if (!condition->asked)
        condition->answer = import_condition(job, condition->span);
    condition->asked = true;
    if (condition->answer == ANSWER_OPEN)
        return ANSWER_OPEN;
    return (condition->answer == ANSWER_YES) == guard->wanted ? ANSWER_YES : ANSWER_NO;
}

// Does it fail for no other reason than that what it makes is there, or that what it changes is not?
static bool is_excused(const Diag *diag, bool may_be_away)
{
    for (const DiagItem *item = diag->items; item; item = item->next) {
        bool there = item->id == DIAG_NAME_TAKEN || item->id == DIAG_COLUMN_TWICE;
        bool away = item->id == DIAG_UNKNOWN_TABLE || item->id == DIAG_UNKNOWN_COLUMN;
        if (item->severity != SEVERITY_WARNING && !there && !(away && may_be_away))
            return false;
    }
    return true;
}

// False: it is not known what becomes of it.
static bool run_block(Block *block)
{
    Job *job = block->job;
    Diag *diag = job->diag, quiet;
    const Guard *stopped = NULL;
    bool good = true;
    for (size_t at = 0; at < block->count && good; at++) {
        const Guard *guard = block->guards[at];
        Answer answer = holds(job, guard);
        bool tried = answer == ANSWER_OPEN && guard->tried && !guard->outer;
        if (answer == ANSWER_NO || (guard && guard == stopped))
            continue;
        if (answer == ANSWER_OPEN && !tried)
            return false;
        if (!tried && !block->caught) {
            import_run(job, block->statements[at]);
            continue;
        }
        diag_init(&quiet, diag->sources, job->arena);
        job->diag = &quiet;
        import_run(job, block->statements[at]);
        job->diag = diag;
        bool failed = diag_failed(&quiet);
        good = is_excused(&quiet, !tried && block->away) && !(failed && !tried && block->acts);
        if (failed && !tried)
            break;
        stopped = failed ? guard : NULL;
    }
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
    good = good && run_block(&block);
    job->statement = statement;
    if (!good)
        import_note_statement(job);
    if (good && span_is_set(block.silent))
        diag_report(job->diag, DIAG_SWALLOWED_ERRORS, block.silent);
}
