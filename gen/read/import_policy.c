// SPDX-License-Identifier: MIT
// Policies of tables, and whether the tables heed them.
#include <stdlib.h>
#include <string.h>

#include "gen/read/import_job.h"

static ReadPolicy *find_policy(const ImportTable *table, const char *name)
{
    ReadPolicy *at = table->read.policies;
    while (at && strcmp(at->name, name))
        at = at->next;
    return at;
}

static PolicyCommand command_of(const char *text)
{
    static const char *const COMMANDS[] = {"all", "select", "insert", "update", "delete"};
    int at = POLICY_DELETE;
    while (at && strcmp(COMMANDS[at], text))
        at--;
    return (PolicyCommand)at;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// "" for everybody.
const char *import_role(Job *job, const Tree *spec)
{
    const char *type = tree_text(spec, "roletype");
    return !strcmp(type, "ROLESPEC_PUBLIC")         ? ""
           : !strcmp(type, "ROLESPEC_SESSION_USER") ? "session_user"
           : strcmp(type, "ROLESPEC_CSTRING") != 0  ? "current_user"
                                                    : import_name(job, tree_text(spec, "rolename"));
}

static ReadNames take_roles(Job *job, const Tree *list)
{
    ReadNames roles = {0};
    const Tree *item;
    TREE_EACH(item, list)
    {
        const char *role = import_role_now(job, tree_get(item, "RoleSpec"));
        bool again = false;
        if (role && !*role)
            return (ReadNames){0};
        role = role ? role : "current_user"; // for good, whoever that is
        for (size_t at = 0; at < roles.count; at++)
            again = again || !strcmp(roles.at[at], role);
        if (!again)
            read_name_add(job->arena, &roles, role);
    }
    qsort(roles.at, roles.count, sizeof *roles.at, by_text);
    return roles;
}

// What is said of it anew; the rest stays.
static void take_conditions(Job *job, const Tree *stmt, ReadPolicy *policy)
{
    uint32_t behind = import_token(job, tree_get(stmt, "table")).end;
    if (tree_get(stmt, "roles"))
        policy->roles = take_roles(job, tree_get(stmt, "roles"));
    if (tree_get(stmt, "qual"))
        policy->using = import_inside(job, import_skip(job, behind, "using"));
    if (tree_get(stmt, "with_check"))
        policy->check = import_inside(job, import_skip(job, behind, "check"));
}

void import_policy(Job *job, const Tree *stmt)
{
    Thing *thing = import_find_range(job, tree_get(stmt, "table"));
    const char *name = tree_text(stmt, "policy_name");
    ImportTable *table = thing && thing->kind == THING_TABLE ? thing->made : NULL;
    if (thing && thing->kind == THING_VIEW) {
        import_not_a_table(job, thing);
        return;
    }
    if (!table) {
        import_other(job, "CreatePolicyStmt", stmt);
        return;
    }
    if (find_policy(table, name)) {
        diag_report(job->diag, DIAG_NAME_TAKEN, job->statement, "policy", name);
        return;
    }
    ReadPolicy *policy = READ_ADD(job->arena, ReadPolicy, &table->read.policies, &table->read.last_policy);
    policy->name = import_name(job, name);
    policy->command = command_of(tree_text(stmt, "cmd_name"));
    policy->restrictive = !tree_flag(stmt, "permissive");
    take_conditions(job, stmt, policy);
}

void import_alter_policy(Job *job, const Tree *stmt)
{
    const Thing *thing = import_find_range(job, tree_get(stmt, "table"));
    ReadPolicy *policy =
        thing && thing->kind == THING_TABLE ? find_policy(thing->made, tree_text(stmt, "policy_name")) : NULL;
    if (policy)
        take_conditions(job, stmt, policy);
    else if (!thing || thing->kind != THING_OTHER)
        import_note_statement(job);
}

bool import_drop_policy(ImportTable *table, const char *name)
{
    ReadPolicy *last = NULL;
    bool found = false;
    for (ReadPolicy **at = &table->read.policies; *at;) {
        if (!strcmp((*at)->name, name)) {
            *at = (*at)->next;
            found = true;
            continue;
        }
        last = *at;
        at = &(*at)->next;
    }
    table->read.last_policy = last;
    return found;
}

bool import_rename_policy(ImportTable *table, const char *old, const char *new)
{
    ReadPolicy *policy = find_policy(table, old);
    if (policy)
        policy->name = new;
    return policy != NULL;
}

const char **import_policy_comment(ImportTable *table, const char *name)
{
    ReadPolicy *policy = find_policy(table, name);
    return policy ? &policy->comment : NULL;
}

// Of a column that goes, with CASCADE.
void import_remove_policies(Job *job, ImportTable *table, const char *column)
{
    ReadPolicy *next;
    for (ReadPolicy *at = table->read.policies; at; at = next) {
        next = at->next;
        if (import_reads(job, at->using, column) || import_reads(job, at->check, column))
            import_drop_policy(table, at->name);
    }
}
