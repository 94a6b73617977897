// SPDX-License-Identifier: MIT
// Owners, grants, policies.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/print.h"
#include "grammar/sqltoken.h"

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

// --- owners ---

static const char *owner_of(const ReadRights *rights)
{
    return rights ? rights->owner : NULL;
}

static void put_owner(Print *print, const char *owner)
{
    put(print, "owner ");
    show_role(print, owner);
}

void show_owner(Print *print, const ReadRights *rights)
{
    const char *owner = owner_of(rights);
    bool usual = owner ? print->owner && !strcmp(owner, print->owner) : !print->owner;
    if (usual || print->catalogue->no_owner)
        return;
    put_owner(print, owner ? owner : "current_user");
    put(print, " ");
}

// The home schema is there already, so it is not of the owner that most things have.
void show_home_owner(Print *print, const ReadRights *rights)
{
    if (!owner_of(rights) || print->catalogue->no_owner)
        return;
    put_owner(print, owner_of(rights));
    put(print, " ");
}

typedef struct Owner {
    const char *name; // NULL: whoever it is
    size_t count;
} Owner;

enum { OWNERS = 64 };

static void count_owner(Owner *owners, const ReadRights *rights)
{
    const char *name = owner_of(rights);
    for (size_t at = 0; at < OWNERS; at++) {
        bool same = name && owners[at].name ? !strcmp(owners[at].name, name) : name == owners[at].name;
        if (owners[at].count && !same)
            continue;
        owners[at].name = name;
        owners[at].count++;
        return;
    }
}

// Most things have one owner, which is said once.
void show_owners(Print *print)
{
    const Catalogue *catalogue = print->catalogue;
    Owner owners[OWNERS] = {{0}}, *most = owners;
    for (const ReadSchema *at = catalogue->schemas; at; at = at->next)
        if (strcmp(at->name, catalogue->home))
            count_owner(owners, at->rights);
    for (const ReadEnum *at = catalogue->enums; at; at = at->next)
        count_owner(owners, at->rights);
    for (const ReadDomain *at = catalogue->domains; at; at = at->next)
        count_owner(owners, at->rights);
    for (const ReadTable *at = catalogue->tables; at; at = at->next)
        count_owner(owners, at->rights);
    for (const ReadView *at = catalogue->views; at; at = at->next)
        count_owner(owners, at->rights);
    for (const ReadRoutine *at = catalogue->routines; at; at = at->next)
        count_owner(owners, at->rights);
    for (const ReadDefinition *at = catalogue->definitions; at; at = at->next)
        if (at->of != RIGHTS_NONE)
            count_owner(owners, at->rights);
    for (Owner *at = owners; at < owners + OWNERS; at++)
        if (at->count > most->count)
            most = at;
    print->owner = most->name;
    if (!print->owner || catalogue->no_owner)
        return;
    put_owner(print, print->owner);
    put(print, ";\n");
}

// --- grants ---

typedef struct Said {
    RightsOf of;
    const char *indent;
    const ReadRights *rights;
    const char *kind, *path; // "function ", "f(integer)"; NULL: it stands in the thing itself
    const char *lead;        // what stands before it; NULL: nothing
} Said;

static void put_privileges(Print *print, RightsOf of, int bits, const ReadNames *columns)
{
    const char *comma = "";
    bool all = bits == rights_all(of) && (bits & (bits - 1));
    for (int bit = 0; bit < PRIVILEGES; bit++) {
        if (!(bits & 1 << bit))
            continue;
        put(print, comma);
        comma = ", ";
        put(print, all ? "all" : privilege_name(bit));
        if (columns) {
            put(print, " ");
            show_list(print, columns);
        }
        if (all)
            return;
    }
}

static void put_role(Print *print, const Said *said, const char *role)
{
    const char *owner = owner_of(said->rights);
    show_role(print, role && *role ? role : role ? "public" : owner ? owner : "current_user");
}

static bool same_name(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool alike(const ReadGrant *a, const ReadGrant *b)
{
    return a->privileges == b->privileges && a->options == b->options && a->lacks == b->lacks &&
           same_name(a->grantor, b->grantor) && same_name(a->column, b->column);
}

// For all roles in a row of which the same is to be said; the server keeps the order.
static void put_one(Print *print, const Said *said, const ReadGrant *grant, const char *verb, int bits,
                    const ReadNames *columns)
{
    bool revoke = *verb == 'r';
    if (!bits)
        return;
    put(print, said->indent);
    put(print, said->lead ? said->lead : "");
    put(print, verb);
    put_privileges(print, said->of, bits, columns);
    if (said->path)
        text_printf(print->out, " on %s%s", said->kind, said->path);
    const char *comma = revoke ? " from " : " to ";
    for (const ReadGrant *at = grant; at && alike(at, grant); at = at->next) {
        put(print, comma);
        comma = ", ";
        put_role(print, said, at->role);
    }
    put(print, bits == grant->options && !revoke ? " with grant option" : "");
    if (grant->grantor) {
        put(print, " granted by ");
        show_role(print, grant->grantor);
    }
    put(print, ";\n");
}

static void put_grants(Print *print, const Said *said, bool revokes)
{
    const ReadRights *rights = print->catalogue->no_rights ? NULL : said->rights;
    const ReadGrant *before = NULL;
    for (const ReadGrant *at = rights ? rights->grants : NULL; at; before = at, at = at->next) {
        const char *names[] = {at->column};
        const ReadNames column = {names, 1};
        Said of = *said;
        if (before && alike(before, at))
            continue; // said with that one
        if (at->column)
            of.of = RIGHTS_COLUMN;
        const ReadNames *columns = at->column ? &column : NULL;
        if (revokes) {
            put_one(print, &of, at, "revoke ", at->lacks, columns);
        } else {
            put_one(print, &of, at, "grant ", at->options, columns);
            put_one(print, &of, at, "grant ", at->privileges & ~at->options, columns);
        }
    }
}

void show_grants_on(Print *print, const ReadRights *rights, RightsOf of, const char *kind, const char *path)
{
    Said said = {of, print->indent, rights, kind, path, NULL};
    put_grants(print, &said, true);
    put_grants(print, &said, false);
}

// What an owner has revoked from himself has no place in the braces.
static void put_members(Print *print, const ReadRights *rights)
{
    Said said = {
        RIGHTS_RELATION, arena_print(&print->scratch, "%s    ", print->indent), rights, NULL, NULL, NULL};
    put_grants(print, &said, false);
}

static const ReadGrant *find_alike(const ReadRights *rights, const ReadGrant *grant)
{
    const ReadGrant *at = rights ? rights->grants : NULL;
    while (at && !(alike(at, grant) && same_name(at->role, grant->role)))
        at = at->next;
    return at;
}

// Columns of which a role may do the same stand together.
static void put_column_grants(Print *print, const ReadTable *table)
{
    Said said = {RIGHTS_COLUMN, arena_print(&print->scratch, "%s    ", print->indent),
                 table->rights, NULL,
                 NULL,          NULL};
    for (const ReadColumn *column = table->columns; column; column = column->next) {
        for (const ReadGrant *at = column->rights ? column->rights->grants : NULL; at; at = at->next) {
            ReadNames names = {0};
            for (const ReadColumn *other = table->columns; other; other = other->next)
                if (find_alike(other->rights, at))
                    read_name_add(&print->scratch, &names, other->name);
            if (strcmp(names.at[0], column->name) != 0)
                continue; // said with that one
            ReadGrant one = *at;
            one.next = NULL;
            put_one(print, &said, &one, "grant ", one.options, &names);
            put_one(print, &said, &one, "grant ", one.privileges & ~one.options, &names);
        }
    }
}

void show_table_grants(Print *print, const ReadTable *table)
{
    if (print->catalogue->no_rights)
        return;
    put_members(print, table->rights);
    put_column_grants(print, table);
    for (const ReadColumn *column = table->columns; column; column = column->next) {
        if (!read_has_rights(column->sequence_rights))
            continue;
        Text name = {0}, *out = print->out;
        print->out = &name;
        show_name(print, column->name);
        print->out = out;
        Said said = {RIGHTS_SEQUENCE,         arena_print(&print->scratch, "%s    ", print->indent),
                     column->sequence_rights, "sequence ",
                     text_string(&name),      NULL};
        put_grants(print, &said, false);
        text_free(&name);
    }
}

bool show_has_members(const Print *print, const ReadRights *rights)
{
    for (const ReadGrant *at = rights && !print->catalogue->no_rights ? rights->grants : NULL; at;
         at = at->next)
        if (at->privileges)
            return true;
    return false;
}

void show_view_grants(Print *print, const ReadView *view)
{
    put_members(print, view->rights);
}

static const char *defaults_lead(Print *print, const ReadDefaults *defaults)
{
    Text text = {0}, *out = print->out;
    print->out = &text;
    put(print, "default privileges ");
    if (defaults->role) {
        put(print, "for role ");
        show_role(print, defaults->role);
        put(print, " ");
    }
    if (defaults->schema) {
        put(print, "in schema ");
        show_name(print, defaults->schema);
        put(print, " ");
    }
    print->out = out;
    const char *kept = arena_copy(&print->scratch, text_string(&text), text.length);
    text_free(&text);
    return kept;
}

void show_defaults(Print *print)
{
    bool first = true;
    print->indent = "";
    for (const ReadDefaults *at = print->catalogue->defaults; at; at = at->next) {
        if (!read_has_rights(at->rights) || print->catalogue->no_rights)
            continue;
        put(print, first ? "\n" : "");
        first = false;
        Said said = {at->of, "", at->rights, "", rights_plural(at->of), defaults_lead(print, at)};
        put_grants(print, &said, true);
        put_grants(print, &said, false);
    }
}

// What counts for a column is called by its own name there.
void show_sequence_revokes(Print *print, const ReadTable *table)
{
    for (const ReadColumn *column = table->columns; column; column = column->next) {
        char made[NAME_BYTES + 1];
        Text path = {0}, *out = print->out;
        if (!read_has_rights(column->sequence_rights))
            continue;
        name_join(made, table->name, column->name, "seq");
        print->out = &path;
        show_name(print, column->sequence ? column->sequence : made);
        print->out = out;
        ReadRights rights = *column->sequence_rights;
        rights.owner = owner_of(table->rights); // that of the table
        Said said = {RIGHTS_SEQUENCE, print->indent, &rights, "sequence ", text_string(&path), NULL};
        put_grants(print, &said, true);
        text_free(&path);
    }
}

// What stands behind the braces.
void show_relation_revokes(Print *print, const ReadRights *rights, const char *name)
{
    Text path = {0}, *out = print->out;
    print->out = &path;
    show_name(print, name);
    print->out = out;
    Said said = {RIGHTS_RELATION, print->indent, rights, "", text_string(&path), NULL};
    put_grants(print, &said, true);
    text_free(&path);
}

// --- policies ---

// Some words stand for a role, and are none between quotes.
void show_role(Print *print, const char *role)
{
    if (strcmp(role, "current_user") && strcmp(role, "session_user"))
        show_bare_name(print, role);
    else
        put(print, role);
}

// The server puts all of it between parentheses.
static const char *without_parentheses(Print *print, const char *sql)
{
    SqlTokens tokens;
    SqlToken token;
    size_t length = strlen(sql);
    int depth = 0;
    sql_tokens_begin(&tokens, sql, 0, length);
    if (*sql != '(' || sql[length - 1] != ')')
        return sql;
    while (sql_token_next(&tokens, &token)) {
        depth += sql_token_is(&tokens, token, "(") - sql_token_is(&tokens, token, ")");
        if (!depth && token.span.end < length)
            return sql;
    }
    return arena_copy(&print->scratch, sql + 1, length - 2);
}

static void put_condition(Print *print, const ReadTable *table, const char *word, const char *condition)
{
    if (!condition)
        return;
    text_printf(print->out, " %s (", word);
    show_sql(print, without_parentheses(print, condition), table, NULL);
    put(print, ")");
}

static void put_policy(Print *print, const ReadTable *table, const ReadPolicy *policy)
{
    static const char *const COMMANDS[] = {"", " for select", " for insert", " for update", " for delete"};
    show_comment(print, true, policy->comment);
    text_printf(print->out, "%s    policy ", print->indent);
    show_bare_name(print, policy->name);
    put(print, policy->restrictive ? " restrictive" : "");
    put(print, COMMANDS[policy->command]);
    for (size_t at = 0; at < policy->roles.count; at++) {
        put(print, at ? ", " : " to ");
        show_role(print, policy->roles.at[at]);
    }
    put_condition(print, table, "using", policy->using);
    put_condition(print, table, "with check", policy->check);
    put(print, ";\n");
}

void show_policies(Print *print, const ReadTable *table)
{
    for (const ReadPolicy *policy = table->policies; policy; policy = policy->next)
        put_policy(print, table, policy);
}
