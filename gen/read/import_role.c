// SPDX-License-Identifier: MIT
// Roles: what is said of them, who is a member of which, and what goes with DROP OWNED.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

static Thing *find_role(Job *job, const char *name)
{
    return import_find_definition(job, NULL, import_name(job, arena_print(job->arena, "role %s", name)));
}

static const char *name_of(const Tree *spec)
{
    return tree_text(tree_get(spec, "RoleSpec"), "rolename");
}

// The statement with this one alone in place of all who get the roles, or lose them.
static const char *grant_to(Job *job, const char *name)
{
    Text text = {0};
    SqlTokens tokens;
    SqlToken token;
    bool list = false;
    Span span = import_trim(job, job->statement);
    sql_tokens_begin(&tokens, job->source->text + (span.start - job->source->base), 0, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        bool ends = sql_token_is(&tokens, token, "with") || sql_token_is(&tokens, token, "granted") ||
                    sql_token_is(&tokens, token, "cascade") || sql_token_is(&tokens, token, "restrict");
        list = list && !ends;
        if (list)
            continue;
        text_puts(&text, text.length && !sql_token_is(&tokens, token, ",") ? " " : "");
        text_add(&text, sql_token_text(&tokens, token), span_length(token.span));
        list = sql_token_is(&tokens, token, "to") || sql_token_is(&tokens, token, "from");
        if (list) {
            text_char(&text, ' ');
            name_put(&text, name);
        }
    }
    const char *made = arena_copy(job->arena, text_string(&text), text.length);
    text_free(&text);
    return made;
}

// GRANT r TO a, b: each of them has a statement of its own. False: not all of them are made in the file.
static bool grant_to_each(Job *job, const Tree *stmt)
{
    const Tree *item, *members = tree_get(stmt, "grantee_roles");
    size_t found = 0;
    TREE_EACH(item, members)
    {
        found += find_role(job, name_of(item)) != NULL;
    }
    if (!found || found < tree_count(members))
        return false;
    TREE_EACH(item, members)
    {
        ImportDefinition *made = find_role(job, name_of(item))->made;
        ImportPiece *piece = READ_ADD(job->arena, ImportPiece, &made->pieces, &made->last_piece);
        piece->text = grant_to(job, name_of(item));
    }
    return true;
}

// Without the text, which may have a password.
void import_role_statement(Job *job, const Tree *stmt)
{
    const char *name = tree_text(tree_get(stmt, "role"), "rolename");
    bool asked = job->catalogue->roles;
    if (asked && tree_get(stmt, "granted_roles") && grant_to_each(job, stmt))
        return;
    Thing *made = asked && !tree_get(stmt, "granted_roles") && *name
                      ? import_note(job, "role", NULL, name, name, ", which the file does not make")
                  : asked
                      ? NULL
                      : import_note(job, "roles", NULL, "", "that the file makes (--roles reads them)", "");
    if (made)
        made->span = (Span){0};
    else if (asked)
        import_note_statement(job);
}

void import_drop_role(Job *job, const Tree *stmt)
{
    const Tree *item;
    if (!job->catalogue->roles)
        import_role_statement(job, stmt);
    TREE_EACH(item, tree_get(stmt, "roles"))
    {
        Thing *role = find_role(job, name_of(item));
        if (role)
            import_remove(job, role);
    }
}

// --- DROP OWNED: what the file has given to a role so far ---

static void forget(ReadRights *rights, const char *role)
{
    ReadGrant **at = rights ? &rights->grants : NULL;
    while (at && *at)
        if ((*at)->role && !strcmp((*at)->role, role))
            *at = (*at)->next;
        else
            at = &(*at)->next;
    if (rights)
        rights->last_grant = NULL;
    for (ReadGrant *last = rights ? rights->grants : NULL; last; last = last->next)
        rights->last_grant = last;
}

static void forget_in(Thing *thing, const char *role)
{
    bool columns = thing->kind == THING_TABLE || thing->kind == THING_VIEW;
    ImportTable *rows = columns ? import_rows_of(thing) : NULL;
    forget(thing->rights, role);
    for (ReadColumn *at = rows ? rows->read.columns : NULL; at; at = at->next) {
        forget(at->rights, role);
        forget(at->sequence_rights, role);
    }
}

static void drop_owned_by(Job *job, const char *role)
{
    for (Thing *at = job->things; at; at = at->next)
        if (!at->gone && at->rights && at->rights->owner && !strcmp(at->rights->owner, role))
            import_remove(job, at);
        else if (!at->gone)
            forget_in(at, role);
    ReadDefaults **defaults = &job->catalogue->defaults;
    job->catalogue->last_defaults = NULL;
    while (*defaults) {
        forget((*defaults)->rights, role);
        if ((*defaults)->role && !strcmp((*defaults)->role, role)) {
            *defaults = (*defaults)->next;
            continue;
        }
        job->catalogue->last_defaults = *defaults;
        defaults = &(*defaults)->next;
    }
}

void import_drop_owned(Job *job, const Tree *stmt)
{
    const Tree *item;
    TREE_EACH(item, tree_get(stmt, "roles"))
    {
        const char *role = import_role_now(job, tree_get(item, "RoleSpec"));
        if (role)
            drop_owned_by(job, role);
        else
            import_note_statement(job); // of whoever runs it: that is what nobody was given
    }
}
