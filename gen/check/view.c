// SPDX-License-Identifier: MIT
// What a view reads. Its query is any SQL of its dialect, so it is read by tokens: every name of a
// relation counts as read, and of such a relation's columns each whose name occurs. Too much is safe
// here (a view is made anew once too often), too little is not.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/caps.h"
#include "gen/model/lite.h"
#include "gen/model/names.h"
#include "gen/query/query.h"
#include "grammar/sqltoken.h"

enum { ALIASES_MAX = 64, DEPTH_MAX = 64 };

typedef struct Alias {
    const Word *name;
    Object *relation;
} Alias;

typedef struct ViewToken {
    SqlToken token;
    const Word *name; // NULL: it is none
} ViewToken;

enum { BEFORE = 4 }; // empty tokens before the first, so that one may always look back

typedef struct ViewJob {
    Builder *builder;
    const Object *owner; // whose SQL it is
    Refs *reads;
    bool quiet;   // an unknown name says nothing
    bool foreign; // a body from a database, which did not read it: an unknown name is told, and is no error
    bool lost;    // there was one
    Alias aliases[ALIASES_MAX];
    int alias_count;
    const Word *local[ALIASES_MAX]; // names of common table expressions
    int local_count;
    const ViewToken *now;      // in the query's tokens, which go on a little at both ends
    const Object *public;      // the schema; NULL: there is none
    bool call_from[DEPTH_MAX]; // at this depth, `from` belongs to extract() and its like
    int depth;
    bool star;
    bool shadowed; // a common table expression has the name of something else
} ViewJob;

// The token that stands `back` places and one before this one.
static const ViewToken *past(const ViewJob *job, int back)
{
    return job->now - 1 - back;
}

static void add_read(ViewJob *job, Object *object)
{
    refs_add(job->builder->model->arena, job->reads, object);
}

static bool is_local(const ViewJob *job, const Word *name)
{
    for (int at = 0; at < job->local_count; at++)
        if (job->local[at] == name)
            return true;
    return false;
}

static Object *find_relation(const ViewJob *job, const Word *schema_name, const Word *name)
{
    const Model *model = job->builder->model;
    const Object *schema = schema_name ? model_find_schema(model, schema_name) : object_schema(job->owner);
    Object *found = schema ? model_find_relation(model, schema, name) : NULL;
    if (!found && !schema_name && job->public && job->public != schema)
        found = model_find_relation(model, job->public, name);
    if (!found && schema && caps_of(model->dialect)->folds_names)
        found = lite_find(schema, name);
    bool readable = found && (object_is_relation(found) || found->kind == KIND_SEQUENCE);
    return readable ? found : NULL;
}

static Object *find_column(const ViewJob *job, const Object *relation, const Word *name)
{
    Object *found = model_find(job->builder->model, KIND_COLUMN, relation, name);
    bool folds = !found && relation->kind == KIND_TABLE && caps_of(job->builder->model->dialect)->folds_names;
    return folds ? lite_find(relation, name) : found;
}

static void note_alias(ViewJob *job, const Word *name, Object *relation)
{
    if (job->alias_count < ALIASES_MAX)
        job->aliases[job->alias_count++] = (Alias){name, relation};
}

static bool word_is(const Word *word, const char *text)
{
    return word && !strcmp(word->text, text);
}

static bool is_told(ViewJob *job, const char *noun, const Word *name, Span span)
{
    if (!job->foreign)
        return false;
    job->lost = true;
    if (!AS(const Function, job->owner)->unchecked)
        diag_report(job->builder->diag, DIAG_ASSUMED, span, noun, name->text,
                    "is not there: the body that names it is given unread");
    return true;
}

// Catalogues are the database's own; a name before a parenthesis is a function.
static void report_unknown(ViewJob *job, const Word *schema, const Word *name, Span span)
{
    bool own = !schema || model_find_schema(job->builder->model, schema);
    if (!own || job->quiet || is_local(job, name) || !strncmp(name->text, "pg_", 3) ||
        !strncmp(name->text, "sqlite_", 7) || !strncmp(name->text, "pragma_", 7) ||
        columns_have_sequence(job->builder->model, name->text) || is_told(job, "table", name, span))
        return;
    const Object *home = schema ? model_find_schema(job->builder->model, schema) : object_schema(job->owner);
    Guess guess = {.name = name->text};
    for (const Object *other = object_first(home); other; other = other->next)
        if (object_is_relation(other))
            guess_feed(&guess, other->name->text);
    diag_report(job->builder->diag, DIAG_UNKNOWN_TABLE, span, name->text);
    if (guess_best(&guess))
        name_fix(job->builder->diag, span, "", guess_best(&guess));
}

// alias.column, where the alias stands for tables only, none of which has the column
static void check_column(ViewJob *job, const Word *alias, const Word *column, Span span)
{
    const Object *table = NULL;
    for (int at = 0; at < job->alias_count && !job->quiet; at++) {
        if (job->aliases[at].name != alias)
            continue;
        table = job->aliases[at].relation;
        if (!table || table->kind != KIND_TABLE || find_column(job, table, column))
            return;
    }
    if (!table || word_is(column, "ctid") || word_is(column, "rowid") || word_is(column, "oid") ||
        is_told(job, "column", column, span))
        return;
    Guess guess = {.name = column->text};
    for (const Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_COLUMN)
            guess_feed(&guess, child->name->text);
    diag_report(job->builder->diag, DIAG_UNKNOWN_COLUMN, span, table->name->text, column->text);
    if (guess_best(&guess))
        name_fix(job->builder->diag, span, "", guess_best(&guess));
    diag_note(job->builder->diag, table->span, "the table is declared here");
}

static bool is_text(const SqlTokens *tokens, SqlToken token, const char *text)
{
    return token.kind != SQL_END && sql_token_is(tokens, token, text);
}

static bool begins_relation(const ViewJob *job, const SqlTokens *tokens, int at)
{
    if (is_text(tokens, past(job, at)->token, "join"))
        return true;
    return is_text(tokens, past(job, at)->token, "from") && !job->call_from[job->depth] &&
           !is_text(tokens, past(job, at + 1)->token, "distinct") &&
           !is_text(tokens, past(job, at + 1)->token, "rows");
}

// The relation that the tokens before this one name, when they name one: [schema .] name.
static Object *named_before(const ViewJob *job, const SqlTokens *tokens)
{
    if (!past(job, 0)->name)
        return NULL;
    bool qualified = is_text(tokens, past(job, 1)->token, ".") && past(job, 2)->name;
    return find_relation(job, qualified ? past(job, 2)->name : NULL, past(job, 0)->name);
}

static bool is_keyword_after_relation(const Word *name)
{
    static const char *const WORDS[] = {"on",        "where", "join",    "left",        "right",   "full",
                                        "inner",     "cross", "natural", "group",       "order",   "having",
                                        "limit",     "union", "using",   "window",      "offset",  "except",
                                        "intersect", "fetch", "for",     "tablesample", "lateral", "set"};
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (!strcmp(name->text, WORDS[at]))
            return true;
    return false;
}

// `nulls last` and its like, where a table is called `last`.
static bool ends_phrase(const ViewJob *job, const SqlTokens *tokens, SqlToken token)
{
    static const char *const PHRASES[][2] = {
        {"nulls", "first"},         {"nulls", "last"},          {"fetch", "first"}, {"fetch", "next"},
        {"unbounded", "preceding"}, {"unbounded", "following"}, {"current", "row"}};
    SqlToken before = past(job, 0)->token;
    for (size_t at = 0; at < sizeof PHRASES / sizeof *PHRASES; at++)
        if (is_text(tokens, before, PHRASES[at][0]) && is_text(tokens, token, PHRASES[at][1]))
            return true;
    return false;
}

static bool is_argument(const ViewJob *job, const Word *name)
{
    if (!object_is_routine(job->owner))
        return false;
    const Arguments *arguments = &AS(const Function, job->owner)->arguments;
    for (uint32_t at = 0; at < arguments->count; at++)
        if (arguments->at[at].name == name)
            return true;
    return false;
}

// Is what is called so one of another schema, which the query names with that?
static bool is_elsewhere(const ViewJob *job, const Object *relation)
{
    bool elsewhere = false;
    for (int at = 0; at < job->alias_count; at++) {
        const Alias *alias = &job->aliases[at];
        if (alias->name == relation->name && alias->relation == relation)
            return false;
        elsewhere = elsewhere || (alias->name == relation->name && alias->relation);
    }
    return elsewhere;
}

static void take_name(ViewJob *job, const SqlTokens *tokens, SqlToken token, const Word *name, SqlToken next)
{
    bool dotted = is_text(tokens, past(job, 0)->token, "."), dots = is_text(tokens, next, ".");
    bool called = is_text(tokens, next, "(") && !is_text(tokens, past(job, dotted ? 2 : 0)->token, "into");
    const Word *before = dotted ? past(job, 1)->name : NULL;
    bool words = !dotted && !dots && ends_phrase(job, tokens, token);
    Object *relation = called || words ? NULL : find_relation(job, before, name);
    bool alias = dots || is_text(tokens, past(job, 0)->token, "as") || named_before(job, tokens);
    bool here = dotted ? begins_relation(job, tokens, 2) : begins_relation(job, tokens, 0);
    if (relation == job->owner && (alias || !here))
        relation = NULL; // it is called like the view
    if (relation && !dotted && !here && (is_argument(job, name) || (dots && is_elsewhere(job, relation))))
        relation = NULL;
    if (relation) {
        job->shadowed = job->shadowed || (!dotted && is_local(job, name));
        add_read(job, relation);
        note_alias(job, name, relation);
    } else if (dotted && before && !dots) {
        check_column(job, before, name, token.span);
    }
    if (here && !relation && !dots && !called && !is_text(tokens, token, "lateral") &&
        !is_text(tokens, token, "only") && !is_text(tokens, token, "rows"))
        report_unknown(job, before, name, token.span);
    Object *aliased = is_text(tokens, past(job, 0)->token, "as") ? NULL : named_before(job, tokens);
    if (!dotted && aliased && !is_keyword_after_relation(name) && !is_text(tokens, token, "as"))
        note_alias(job, name, aliased);
}

// `relation as alias`
static void take_as_alias(ViewJob *job, const SqlTokens *tokens, const Word *name)
{
    if (!is_text(tokens, past(job, 0)->token, "as") || !past(job, 1)->name)
        return;
    bool qualified = is_text(tokens, past(job, 2)->token, ".") && past(job, 3)->name;
    note_alias(job, name, find_relation(job, qualified ? past(job, 3)->name : NULL, past(job, 1)->name));
}

// schema.relation, where others may be called so; `relation alias (a, b)`, whose columns have other names.
static void note_from(ViewJob *job, const SqlTokens *tokens, const Word *name, SqlToken next)
{
    bool dotted = is_text(tokens, past(job, 0)->token, ".");
    Object *relation = dotted ? find_relation(job, past(job, 1)->name, name) : NULL;
    if (relation && !is_text(tokens, next, "."))
        note_alias(job, name, relation);
    else if (!dotted && is_text(tokens, next, "(") && named_before(job, tokens) &&
             !is_keyword_after_relation(name))
        note_alias(job, name, NULL);
}

// with NAME as ( …  and  , NAME (a, b) as [[not] materialized] (
static void note_local(ViewJob *job, const SqlTokens *tokens, SqlToken token)
{
    int at = 0;
    if (!is_text(tokens, token, "(") || job->local_count == ALIASES_MAX)
        return;
    while (is_text(tokens, past(job, at)->token, "materialized") ||
           is_text(tokens, past(job, at)->token, "not"))
        at++;
    if (!is_text(tokens, past(job, at++)->token, "as"))
        return;
    if (is_text(tokens, past(job, at)->token, ")"))
        while (past(job, at)->token.kind != SQL_END && !is_text(tokens, past(job, at++)->token, "("))
            continue;
    if (past(job, at)->name)
        job->local[job->local_count++] = past(job, at)->name;
}

static void take_punctuation(ViewJob *job, const SqlTokens *tokens, SqlToken token)
{
    note_local(job, tokens, token);
    if (is_text(tokens, token, "(") && job->depth + 1 < DEPTH_MAX) {
        const Word *name = past(job, 0)->name;
        job->call_from[++job->depth] = word_is(name, "extract") || word_is(name, "substring") ||
                                       word_is(name, "trim") || word_is(name, "overlay");
    } else if (is_text(tokens, token, ")") && job->depth > 0) {
        job->depth--;
    } else if (is_text(tokens, token, "*") && !is_text(tokens, past(job, 0)->token, "(")) {
        job->star = true;
    }
}

typedef void Visit(ViewJob *, const SqlTokens *, SqlToken, const Word *, SqlToken next);

static void each_token(ViewJob *job, const SqlTokens *tokens, const ViewToken *all, uint32_t count,
                       Visit *visit)
{
    job->depth = 0;
    for (job->now = all; job->now < all + count; job->now++)
        visit(job, tokens, job->now->token, job->now->name, job->now[1].token);
}

static void find_locals(ViewJob *job, const SqlTokens *tokens, SqlToken token, const Word *name,
                        SqlToken next)
{
    const Word *before = past(job, 0)->name;
    if (name)
        note_from(job, tokens, name, next);
    if (name && before && is_local(job, before) && !is_keyword_after_relation(name))
        note_alias(job, name, NULL); // what columns it has is not known
    if (name)
        take_as_alias(job, tokens, name);
    else
        note_local(job, tokens, token);
}

static void find_relations(ViewJob *job, const SqlTokens *tokens, SqlToken token, const Word *name,
                           SqlToken next)
{
    if (name)
        take_name(job, tokens, token, name, next);
    else
        take_punctuation(job, tokens, token);
}

static Object *find_type(const ViewJob *job, const Word *schema_name, const Word *name)
{
    const Model *model = job->builder->model;
    const Object *schema = schema_name ? model_find_schema(model, schema_name) : object_schema(job->owner);
    Object *found = schema ? model_find_type(model, schema, name) : NULL;
    if (!found && !schema_name && job->public)
        found = model_find_type(model, job->public, name);
    return found;
}

// x::mood, cast(x as app.mood), 'orders'::regclass
static void find_types(ViewJob *job, const SqlTokens *tokens, SqlToken token, const Word *name, SqlToken next)
{
    bool dotted = name && is_text(tokens, past(job, 0)->token, ".") && past(job, 1)->name;
    Object *type =
        name && !is_text(tokens, next, ".") ? find_type(job, dotted ? past(job, 1)->name : NULL, name) : NULL;
    if (type)
        add_read(job, type);
    const SqlToken text = past(job, 1)->token;
    bool names =
        word_is(name, "regclass") && is_text(tokens, past(job, 0)->token, "::") && text.kind == SQL_STRING;
    if (!names)
        return;
    const char *at = sql_token_text(tokens, text) + 1;
    size_t length = span_length(text.span) - 2;
    const char *dot = memchr(at, '.', length);
    Words *words = job->builder->model->words;
    const Word *schema = dot ? sql_name(words, at, (size_t)(dot - at)) : NULL;
    size_t skip = dot ? (size_t)(dot - at) + 1 : 0;
    Object *relation =
        length > skip ? find_relation(job, schema, sql_name(words, at + skip, length - skip)) : NULL;
    if (relation)
        add_read(job, relation);
    (void)token;
}

// A function that gives rows of a table reads as it is called what columns that has.
static void find_results(ViewJob *job)
{
    uint32_t count = job->reads->count;
    for (uint32_t at = 0; at < count; at++) {
        const Object *read = job->reads->at[at];
        const Type *returns = read->kind == KIND_FUNCTION ? AS(const Function, read)->returns : NULL;
        Object *row = returns && returns->user ? (Object *)(uintptr_t)returns->user : NULL;
        if (row && row->kind == KIND_TABLE)
            add_read(job, row);
    }
}

static void find_columns(ViewJob *job, const SqlTokens *tokens, SqlToken token, const Word *name,
                         SqlToken next)
{
    (void)tokens, (void)token, (void)next;
    uint32_t relations = job->reads->count;
    for (uint32_t at = 0; name && at < relations; at++) {
        Object *relation = job->reads->at[at];
        Object *column = relation->kind == KIND_TABLE ? find_column(job, relation, name) : NULL;
        if (column)
            add_read(job, column);
    }
}

static void read_all_columns(ViewJob *job)
{
    uint32_t relations = job->reads->count;
    for (uint32_t at = 0; at < relations; at++)
        if (job->reads->at[at]->kind == KIND_TABLE)
            for (Object *child = object_first(job->reads->at[at]); child; child = child->next)
                if (child->kind == KIND_COLUMN)
                    add_read(job, child);
}

// All tokens of the query, between empty ones; they are looked at several times.
static const ViewToken *read_tokens(Builder *builder, SqlTokens *tokens, Span span, bool body,
                                    uint32_t *count)
{
    uint32_t size = 64, used = BEFORE;
    ViewToken *all = ARENA_ARRAY(&builder->scratch, ViewToken, size);
    SqlToken token;
    int depth = 0;
    bool whole = true; // one fault is told once
    sql_tokens_begin(tokens, span_text(builder->model->sources, span), span.start, span_length(span));
    while (sql_token_next(tokens, &token)) {
        bool between = body && sql_token_is(tokens, token, ";");
        whole = whole && (between || check_slice_token(builder, tokens, token, &depth));
        if (token.kind == SQL_ERROR)
            break;
        if (used + 1 == size) {
            ViewToken *more = ARENA_ARRAY(&builder->scratch, ViewToken, size *= 2);
            memcpy(more, all, used * sizeof *more);
            all = more;
        }
        const Word *word = sql_token_name(builder->model->words, tokens, token);
        if (word && token.kind == SQL_WORD && word->reserved)
            word = NULL; // it is a name only between quotes
        all[used++] = (ViewToken){token, word};
    }
    if (whole && depth > 0)
        diag_report(builder->diag, DIAG_SLICE_BROKEN, span, "a parenthesis is never closed");
    *count = used - BEFORE;
    return all + BEFORE;
}

static void read_query(ViewJob *job, const SqlTokens *tokens, const ViewToken *all, uint32_t count)
{
    each_token(job, tokens, all, count, find_locals);
    each_token(job, tokens, all, count, find_relations);
    each_token(job, tokens, all, count, find_types);
    find_results(job);
    each_token(job, tokens, all, count, find_columns);
    if (job->star)
        read_all_columns(job);
}

static bool reads_relation(const Term *term, const Object *relation)
{
    if (term->object == relation && !strcmp(term->kind, "Table"))
        return true;
    for (const Term *kid = term->first; kid; kid = kid->next)
        if (reads_relation(kid, relation))
            return true;
    return false;
}

// Which of the two is meant where is no matter of tokens. Nothing reads itself.
static void drop_shadowed(Builder *builder, const ViewJob *job, const Object *view, Refs *reads)
{
    Arena arena = {0};
    bool knows = builder->model->dialect == DIALECT_POSTGRES && !builder->diag->errors;
    const Term *term = knows ? query_view(builder->model, view, &arena) : NULL;
    uint32_t kept = 0;
    for (uint32_t at = 0; at < reads->count; at++) {
        const Object *read = reads->at[at], *relation = read->kind == KIND_COLUMN ? read->parent : read;
        bool is_relation =
            (relation->kind == KIND_TABLE || relation->kind == KIND_VIEW) && is_local(job, relation->name);
        bool drop = is_relation && (relation == view || (term && !reads_relation(term, relation)));
        if (!drop)
            reads->at[kept++] = reads->at[at];
    }
    reads->count = kept;
    arena_free(&arena);
}

// Is there a text that an enum lacks of which a column is read? Only then is it worth a closer look.
static bool may_lack_label(Builder *builder, const SqlTokens *tokens, const Refs *reads, const ViewToken *all,
                           uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        if (all[at].token.kind != SQL_STRING)
            continue;
        const Word *label =
            sql_string(builder->model->words, &builder->scratch, sql_token_text(tokens, all[at].token),
                       span_length(all[at].token.span));
        for (uint32_t read = 0; read < reads->count; read++) {
            const Object *column = reads->at[read];
            const Type *type = column->kind == KIND_COLUMN ? AS(const Column, column)->type : NULL;
            if (type && type->id == TYPE_ENUM && type->user &&
                !(label && model_find(builder->model, KIND_LABEL, type->user, label)))
                return true;
        }
    }
    return false;
}

static void check_view(Builder *builder, View *view, const Object *public)
{
    ViewJob job = {.builder = builder, .owner = &view->home.object, .reads = &view->reads, .public = public};
    SqlTokens tokens;
    uint32_t count;
    ArenaMark mark = arena_mark(&builder->scratch);
    const ViewToken *all = read_tokens(builder, &tokens, view->query.span, false, &count);
    for (uint32_t at = 0; at < count; at++)
        view->query.hash = sql_token_hash(view->query.hash, &tokens, all[at].token);
    note_calls(builder, &view->home.object, view->query.span, &view->reads);
    read_query(&job, &tokens, all, count);
    check_body_traps(builder, view->query.span);
    if (job.shadowed)
        drop_shadowed(builder, &job, &view->home.object, &view->reads);
    if (may_lack_label(builder, &tokens, &view->reads, all, count))
        check_body_words(builder, &view->home.object, view->query.span, false);
    arena_release(&builder->scratch, mark);
}

// An argument that is a row of a table is read like one.
static void find_arguments(ViewJob *job)
{
    const Arguments *arguments = &AS(const Function, job->owner)->arguments;
    for (uint32_t at = 0; at < arguments->count; at++) {
        const Type *type = arguments->at[at].type;
        Object *row = type && type->user ? (Object *)(uintptr_t)type->user : NULL;
        if (row && row->kind == KIND_TABLE)
            add_read(job, row);
    }
}

bool check_body(Builder *builder, const Object *owner, Span body, Refs *reads, bool strict)
{
    const Model *model = builder->model;
    ViewJob job = {.builder = builder,
                   .owner = owner,
                   .reads = reads,
                   .quiet = !strict,
                   .foreign = object_is_routine(owner) && !AS(const Function, owner)->atomic &&
                              (builder->options->source || AS(const Function, owner)->unchecked),
                   .public = model_find_schema(model, words_text(model->words, "public"))};
    SqlTokens tokens;
    uint32_t count;
    ArenaMark mark = arena_mark(&builder->scratch);
    const ViewToken *all = read_tokens(builder, &tokens, body, true, &count);
    note_calls(builder, owner, body, reads);
    if (object_is_routine(owner))
        find_arguments(&job);
    read_query(&job, &tokens, all, count);
    arena_release(&builder->scratch, mark);
    return !job.lost;
}

enum { WHITE, GREY, BLACK };

// A view that reads itself, through however many others, can never be made.
static bool find_loop(Builder *builder, Object *view, unsigned char *colours)
{
    if (colours[view->id] != WHITE)
        return colours[view->id] == GREY;
    colours[view->id] = GREY;
    const Refs *reads = &AS(View, view)->reads;
    for (uint32_t at = 0; at < reads->count; at++) {
        if (reads->at[at]->kind != KIND_VIEW || !find_loop(builder, reads->at[at], colours))
            continue;
        diag_report(builder->diag, DIAG_VIEW_LOOP, view->span, view->name->text);
        diag_note(builder->diag, reads->at[at]->span, "it reads this one");
        break;
    }
    colours[view->id] = BLACK;
    return false;
}

void check_views(Builder *builder)
{
    Model *model = builder->model;
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    Object **views = ARENA_ARRAY(&builder->scratch, Object *, model->kind_counts[KIND_VIEW] + 1);
    uint32_t count = 0;
    for (uint32_t at = 0; (views[count] = model_next(model, KIND_VIEW, &at));)
        count++;
    for (uint32_t at = 0; at < count; at++)
        check_view(builder, AS(View, views[at]), public);
    unsigned char *colours = arena_take(&builder->scratch, model->count + 1);
    for (uint32_t at = 0; at < count; at++)
        find_loop(builder, views[at], colours);
}
