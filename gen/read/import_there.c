// SPDX-License-Identifier: MIT
// What is to be made and is there already. IF NOT EXISTS passes over it, also where it says something else: a
// second table of that name, or a longer name that the server cuts to that one.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

// Is it the name of the thing, before it was cut?
static bool names_it(const Job *job, const SqlTokens *tokens, SqlToken token, const char *name)
{
    size_t length = strlen(name);
    const Word *word = sql_token_name(job->words, tokens, token);
    return word && !strncmp(word->text, name, length) &&
           (word->length == length || word->length > NAME_BYTES);
}

// What a statement says behind the name of what it makes.
static uint64_t hash_behind(const Job *job, uint32_t from, const char *name)
{
    SqlTokens tokens;
    SqlToken token, last = {0};
    uint64_t hash = 0;
    bool behind = false;
    const char *text = job->source->text + (from - job->source->base);
    sql_tokens_begin(&tokens, text, from, job->source->length - (from - job->source->base));
    while (sql_token_next(&tokens, &token) && !sql_token_is(&tokens, token, ";")) {
        behind = behind || (names_it(job, &tokens, last, name) && !sql_token_is(&tokens, token, "."));
        if (behind)
            hash = sql_token_hash(hash, &tokens, token);
        last = token;
    }
    return hash;
}

bool import_is_there(Job *job, const Thing *thing, const Tree *stmt, Span place, const char *noun)
{
    if (!thing)
        return false;
    if (!tree_flag(stmt, "if_not_exists")) {
        diag_report(job->diag, DIAG_NAME_TAKEN, place, noun, thing->name);
    } else if (hash_behind(job, thing->span.start, thing->name) !=
               hash_behind(job, job->statement.start, thing->name)) {
        diag_report(job->diag, DIAG_THERE_ALREADY, place, noun, thing->name);
        diag_note(job->diag, thing->span, "the one that is there is made here");
    }
    return true;
}

void import_check_name(Job *job, const char *name)
{
    SqlTokens tokens;
    SqlToken token;
    if (strlen(name) + 4 <= NAME_BYTES) // a letter of UTF-8 is cut whole
        return;
    sql_tokens_begin(&tokens, import_text(job, job->statement), job->statement.start,
                     span_length(job->statement));
    while (sql_token_next(&tokens, &token))
        if (span_length(token.span) > NAME_BYTES && names_it(job, &tokens, token, name)) {
            diag_report(job->diag, DIAG_NAME_CUT, token.span, name);
            return;
        }
}
