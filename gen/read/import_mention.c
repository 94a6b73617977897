// SPDX-License-Identifier: MIT
// Names in statements that are kept as such: where a thing is named, and columns that get other names.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

ImportMention *import_add_mention(Job *job, ImportPiece *piece, uint32_t start, Thing *thing)
{
    ImportMention **link = &piece->mentions, *mention = ARENA_NEW(job->arena, ImportMention);
    while (*link && (*link)->start < start)
        link = &(*link)->next;
    *mention = (ImportMention){.next = *link, .start = start, .thing = thing};
    return *link = mention;
}

static ImportMention *mention_at(const ImportPiece *piece, uint32_t start)
{
    ImportMention *at = piece->mentions;
    while (at && at->start != start)
        at = at->next;
    return at;
}

typedef struct Renaming {
    Job *job;
    const Thing *table;
    const char *old, *new;
} Renaming;

// What stands at a token as a name, by now: of a column that was renamed before, its last one.
static const char *name_at(const Renaming *of, const ImportPiece *piece, const SqlTokens *tokens,
                           SqlToken token)
{
    const ImportMention *mention = mention_at(piece, token.span.start);
    if (token.kind != SQL_WORD && token.kind != SQL_QUOTED)
        return "";
    if (mention)
        return mention->now ? mention->now : "";
    return sql_name(of->job->words, sql_token_text(tokens, token), span_length(token.span))->text;
}

static bool is_only(const ImportMention *mentions, const Thing *table)
{
    for (; mentions; mentions = mentions->next)
        if (mentions->thing && mentions->thing != table)
            return false;
    return true;
}

// Is a place in a statement surely the column's? In statistics it stands between ON and FROM, in a rule
// behind old. or new., in a publication of one table in parentheses.
static bool is_sure(const Renaming *of, const Thing *thing, bool behind_row, int depth, bool within)
{
    const ImportDefinition *made = thing->made;
    const ImportMention *mentions = made->pieces->mentions;
    switch (made->class) {
    case CLASS_STATISTICS: return thing->of == of->table && within;
    case CLASS_RULE:
    case CLASS_TRIGGER: return thing->of == of->table && behind_row;
    default: return depth > 0 && made->pieces == made->last_piece && is_only(mentions, of->table);
    }
}

// False: it may be named there, and whether it is nobody can tell.
static bool rename_in_piece(const Renaming *of, const Thing *thing, ImportPiece *piece)
{
    SqlTokens tokens;
    SqlToken token;
    bool row = false, dot = false, within = false;
    int depth = 0;
    uint32_t before = 0; // where the name stands before the dot
    sql_tokens_begin(&tokens, of->job->source->text + (piece->span.start - of->job->source->base),
                     piece->span.start, span_length(piece->span));
    while (sql_token_next(&tokens, &token)) {
        const char *name = name_at(of, piece, &tokens, token);
        const ImportMention *qualifier = dot ? mention_at(piece, before) : NULL;
        bool other = qualifier && qualifier->thing && qualifier->thing != of->table;
        if (!strcmp(name, of->old) && !other) {
            if (!is_sure(of, thing, row && dot, depth, within))
                return false;
            ImportMention *mention = mention_at(piece, token.span.start);
            mention = mention ? mention : import_add_mention(of->job, piece, token.span.start, NULL);
            mention->now = of->new;
        }
        before = *name || mention_at(piece, token.span.start) ? token.span.start : before;
        depth += sql_token_is(&tokens, token, "(") - sql_token_is(&tokens, token, ")");
        dot = sql_token_is(&tokens, token, ".");
        row = dot ? row : !strcmp(name, "old") || !strcmp(name, "new");
        within = !sql_token_is(&tokens, token, "from") && (within || sql_token_is(&tokens, token, "on"));
    }
    return true;
}

static bool names_table(const Thing *thing, const Thing *table)
{
    const ImportDefinition *made = thing->made;
    bool bound =
        made->class == CLASS_STATISTICS || made->class == CLASS_RULE || made->class == CLASS_PUBLICATION;
    for (const ImportPiece *piece = bound ? made->pieces : NULL; piece; piece = piece->next)
        for (const ImportMention *at = piece->mentions; at; at = at->next)
            if (at->thing == table)
                return true;
    return false;
}

void import_rename_in_definitions(Job *job, const Thing *table, const char *old, const char *new)
{
    Renaming of = {job, table, old, new};
    for (Thing *thing = job->has_definitions ? job->things : NULL; thing; thing = thing->next) {
        if (thing->kind != THING_DEFINITION || thing->gone || !names_table(thing, table))
            continue;
        const ImportDefinition *made = thing->made;
        bool sure = true;
        for (ImportPiece *piece = made->pieces; piece; piece = piece->next)
            sure = sure && rename_in_piece(&of, thing, piece);
        if (sure)
            continue;
        thing->kind = THING_OTHER;
        thing->space = SPACE_OTHER;
        thing->of = NULL;
        thing->before = made->label + strlen(thing->noun) + 1;
        thing->after =
            arena_print(job->arena, ": under it %s.%s was renamed to %s", import_path(job, table), old, new);
    }
}

// --- what a server, a wrapper or an operator family is named by ---

// The word behind which that stands in what cannot be without it.
static const char *word_before(DefinitionClass on)
{
    return on == CLASS_WRAPPER ? "wrapper" : on == CLASS_OPFAMILY ? "family" : "server";
}

typedef struct Standing {
    const char *word, *old, *new;
} Standing;

static void rename_behind(Job *job, ImportPiece *piece, const Standing *of)
{
    SqlTokens tokens;
    SqlToken token;
    bool behind = false;
    sql_tokens_begin(&tokens, job->source->text + (piece->span.start - job->source->base), piece->span.start,
                     span_length(piece->span));
    while (sql_token_next(&tokens, &token)) {
        bool name = token.kind == SQL_WORD || token.kind == SQL_QUOTED;
        ImportMention *mention = mention_at(piece, token.span.start);
        const char *text = sql_token_text(&tokens, token), *now = mention ? mention->now : NULL;
        if (name && !now)
            now = sql_name(job->words, text, span_length(token.span))->text;
        if (behind && name && !strcmp(now, of->old)) {
            mention = mention ? mention : import_add_mention(job, piece, token.span.start, NULL);
            mention->now = of->new;
        }
        behind = sql_token_is(&tokens, token, of->word);
    }
}

// A user mapping has no other name than whose it is, and the server.
static void relabel(Job *job, Thing *mapping, const Standing *of)
{
    ImportDefinition *made = mapping->made;
    Text text = {0};
    text_puts(&text, "SERVER ");
    name_put(&text, of->old);
    size_t length = strlen(made->label), end = text.length;
    if (made->class == CLASS_MAPPING && length > end && !strcmp(made->label + length - end, text.bytes)) {
        text_clear(&text);
        text_add(&text, made->label, length - end);
        text_puts(&text, "SERVER ");
        name_put(&text, of->new);
        made->label = import_name(job, text_string(&text));
        import_rename(job, mapping, mapping->schema, made->label);
    }
    text_free(&text);
}

void import_rename_standing(Job *job, const Thing *on, const char *new)
{
    const ImportDefinition *server = on->made;
    Standing of = {word_before(server->class), server->name, new};
    for (Thing *at = job->things; at; at = at->next) {
        if (!import_stands_on(at, on))
            continue;
        ImportDefinition *made = at->made;
        for (size_t name = 0; name < made->things.count; name++)
            if (made->things.at[name] == of.old)
                made->things.at[name] = new;
        for (ImportPiece *piece = made->pieces; piece; piece = piece->next)
            rename_behind(job, piece, &of);
        relabel(job, at, &of);
    }
}
