// SPDX-License-Identifier: MIT
// What a body or a view means by every sign, and the database takes for something else, or not at all:
// columns that a catalogue never had, errors that nobody hears of, sums of rows that a join has multiplied.
// By tokens, and in favour of the text.
#include <string.h>
#include <strings.h>

#include "gen/check/builder.h"
#include "grammar/sqltoken.h"

typedef struct TrapJob {
    Builder *builder;
    Span body;
} TrapJob;

static void begin(const TrapJob *job, SqlTokens *tokens)
{
    const char *text = span_text(job->builder->model->sources, job->body);
    sql_tokens_begin(tokens, text, job->body.start, span_length(job->body));
}

// --- catalogues ---

static const struct {
    const char *catalogue, *column, *meant;
} NEVER_THERE[] = {
    {"pg_stat_user_tables", "tablename", "relname"},
    {"pg_stat_all_tables", "tablename", "relname"},
    {"pg_statio_user_tables", "tablename", "relname"},
    {"pg_stat_user_indexes", "tablename", "relname"},
    {"pg_stat_user_indexes", "indexname", "indexrelname"},
    {"pg_tables", "relname", "tablename"},
    {"pg_indexes", "relname", "tablename"},
    {"pg_stat_statements", "total_time", "total_exec_time"},
    {"pg_stat_statements", "mean_time", "mean_exec_time"},
    {"pg_stat_activity", "procpid", "pid"},
    {"pg_stat_activity", "current_query", "query"},
    {"pg_constraint", "consrc", "pg_get_constraintdef(oid)"},
    {"pg_attrdef", "adsrc", "pg_get_expr(adbin, adrelid)"},
};
enum { NEVER_COUNT = sizeof NEVER_THERE / sizeof *NEVER_THERE };

static bool is_catalogue(const SqlTokens *tokens, SqlToken token)
{
    return token.kind == SQL_WORD && span_length(token.span) > 3 &&
           !strncasecmp(sql_token_text(tokens, token), "pg_", 3);
}

// Is it the one relation that is read, and gives nobody the name to something else?
static bool reads_alone(const TrapJob *job, const char *catalogue, const char *column)
{
    SqlTokens tokens;
    SqlToken token, last = {0};
    bool found = false;
    for (begin(job, &tokens); sql_token_next(&tokens, &token); last = token) {
        bool relation = sql_token_is(&tokens, last, "from") || sql_token_is(&tokens, last, "join");
        bool named = is_catalogue(&tokens, token) || !relation;
        if (sql_token_is(&tokens, token, "join") || sql_token_is(&tokens, token, "declare") ||
            sql_token_is(&tokens, token, "information_schema") ||
            (sql_token_is(&tokens, last, "as") && sql_token_is(&tokens, token, column)))
            return false;
        if (sql_token_is(&tokens, token, catalogue))
            found = true;
        else if (relation &&
                 (!named || (is_catalogue(&tokens, token) && !sql_token_is(&tokens, token, "pg_catalog"))))
            return false;
    }
    return found;
}

static void check_catalogue(const TrapJob *job, const SqlTokens *tokens, SqlToken token)
{
    for (size_t at = 0; at < NEVER_COUNT; at++)
        if (sql_token_is(tokens, token, NEVER_THERE[at].column) &&
            reads_alone(job, NEVER_THERE[at].catalogue, NEVER_THERE[at].column)) {
            diag_report(job->builder->diag, DIAG_CATALOGUE_COLUMN, token.span, NEVER_THERE[at].catalogue,
                        NEVER_THERE[at].column, NEVER_THERE[at].meant);
            return;
        }
}

// --- errors that are swallowed: exception when others then null; ---

static void check_others(const TrapJob *job, SqlTokens ahead, SqlToken others)
{
    SqlToken token;
    bool silent = sql_token_next(&ahead, &token) && sql_token_is(&ahead, token, "then") &&
                  sql_token_next(&ahead, &token);
    if (silent && sql_token_is(&ahead, token, "null"))
        silent = sql_token_next(&ahead, &token) && sql_token_is(&ahead, token, ";") &&
                 sql_token_next(&ahead, &token);
    if (silent && sql_token_is(&ahead, token, "end"))
        diag_report(job->builder->diag, DIAG_SWALLOWED_ERRORS, others.span);
}

// --- sum(…) over a table whose rows another one's multiply ---

enum { JOINED_MOST = 8 };
typedef struct Joined {
    const Object *tables[JOINED_MOST];
    const Word *names[JOINED_MOST];
    size_t count;
} Joined;

static const Word *name_of(const TrapJob *job, const SqlTokens *tokens, SqlToken token)
{
    return sql_token_name(job->builder->model->words, tokens, token);
}

// Of a query without subqueries: which table each of its names is. False: it is none that is understood.
static bool read_joined(const TrapJob *job, Joined *joined)
{
    SqlTokens tokens;
    SqlToken token, last = {0};
    size_t selects = 0;
    for (begin(job, &tokens); sql_token_next(&tokens, &token); last = token) {
        selects += sql_token_is(&tokens, token, "select");
        if (!sql_token_is(&tokens, last, "from") && !sql_token_is(&tokens, last, "join"))
            continue;
        const Word *name = name_of(job, &tokens, token);
        const Object *table = NULL;
        for (const Object *schema = job->builder->model->schemas; name && schema && !table;
             schema = schema->next)
            table = model_find(job->builder->model, KIND_TABLE, schema, name);
        if (!table || joined->count == JOINED_MOST)
            return false;
        SqlTokens ahead = tokens;
        SqlToken next;
        bool more = sql_token_next(&ahead, &next);
        if (more && sql_token_is(&ahead, next, "as"))
            more = sql_token_next(&ahead, &next);
        joined->tables[joined->count] = table;
        joined->names[joined->count++] = more && next.kind == SQL_WORD ? name_of(job, &ahead, next) : name;
    }
    return selects == 1 && joined->count > 2;
}

// Has `many` rows for each of `one`: a foreign key to it that no key of its own holds to one row?
static bool is_many(const Object *many, const Object *one)
{
    for (const Object *child = object_first(many); child; child = child->next)
        if (child->kind == KIND_FOREIGN && AS(Foreign, child)->table == one &&
            !columns_are_key(many, &AS(Foreign, child)->columns))
            return true;
    return false;
}

// sum(alias.column), where its table and another one hold many rows each for one of a third.
static void check_sum(const TrapJob *job, SqlTokens ahead, SqlToken sum)
{
    Joined joined = {0};
    SqlToken token;
    if (!sql_token_next(&ahead, &token) || !sql_token_is(&ahead, token, "(") ||
        !sql_token_next(&ahead, &token))
        return;
    const Word *name = name_of(job, &ahead, token);
    if (!name || !sql_token_next(&ahead, &token) || !sql_token_is(&ahead, token, ".") ||
        !read_joined(job, &joined))
        return;
    const Object *summed = NULL;
    for (size_t at = 0; at < joined.count; at++)
        summed = joined.names[at] == name ? joined.tables[at] : summed;
    for (size_t one = 0; summed && one < joined.count; one++)
        for (size_t other = 0; other < joined.count; other++) {
            const Object *base = joined.tables[one], *beside = joined.tables[other];
            if (base == summed || beside == summed || beside == base || !is_many(summed, base) ||
                !is_many(beside, base) || is_many(beside, summed) || is_many(summed, beside))
                continue;
            diag_report(job->builder->diag, DIAG_SUM_MULTIPLIES, sum.span, summed->name->text,
                        beside->name->text, base->name->text);
            return;
        }
}

// Most SQL has none of the words that begin a trap, and need not be read for them.
static bool has_words(const char *text, size_t length)
{
    static const char *const WORDS[] = {"others", "sum", "pg_", "information_schema"};
    for (size_t at = 0; at < length; at++) {
        char byte = text[at] | 32;
        for (size_t word = 0; word < sizeof WORDS / sizeof *WORDS; word++)
            if (byte == *WORDS[word] && strlen(WORDS[word]) <= length - at &&
                !strncasecmp(text + at, WORDS[word], strlen(WORDS[word])))
                return true;
    }
    return false;
}

void check_body_traps(Builder *builder, Span body)
{
    TrapJob job = {builder, body};
    SqlTokens tokens;
    SqlToken token, last = {0};
    if (builder->model->dialect != DIALECT_POSTGRES || !span_is_set(body) ||
        !has_words(span_text(builder->model->sources, body), span_length(body)))
        return;
    for (begin(&job, &tokens); sql_token_next(&tokens, &token); last = token) {
        if (token.kind != SQL_WORD)
            continue;
        if (sql_token_is(&tokens, token, "others") && sql_token_is(&tokens, last, "when"))
            check_others(&job, tokens, token);
        else if (sql_token_is(&tokens, token, "sum"))
            check_sum(&job, tokens, token);
        else
            check_catalogue(&job, &tokens, token);
    }
}
