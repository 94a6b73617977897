// SPDX-License-Identifier: MIT
#include "grammar/newer.h"

#include <errno.h>

// --- tokens ---

bool newer_is(const Newer *newer, size_t token, const char *word)
{
    return token < newer->count && sql_token_is(&newer->tokens, newer->at[token], word);
}

bool newer_is_name(const Newer *newer, size_t token)
{
    return token < newer->count && (newer->at[token].kind == SQL_WORD || newer->at[token].kind == SQL_QUOTED);
}

size_t newer_close(const Newer *newer, size_t open)
{
    int depth = 0;
    for (size_t at = open; at < newer->count; at++) {
        depth += newer_is(newer, at, "(") - newer_is(newer, at, ")");
        if (!depth)
            return at;
    }
    return newer->count - 1;
}

// The parenthesis that a token stands in; `token`: none.
static size_t opened_by(const Newer *newer, size_t token)
{
    int depth = 0;
    for (size_t at = token; at-- > 0;) {
        depth += newer_is(newer, at, ")") - newer_is(newer, at, "(");
        if (depth < 0)
            return at;
    }
    return token;
}

void newer_put(Newer *newer, size_t first, size_t last, const char *text)
{
    if (first >= newer->count)
        return;
    last = last < newer->count ? last : newer->count - 1;
    uint32_t start = newer->at[first].span.start, end = newer->at[last].span.end;
    size_t length = strlen(text);
    for (uint32_t at = start; at < end; at++)
        if (newer->sql[at] != '\n')
            newer->sql[at] = ' ';
    memcpy(newer->sql + start, text, length < end - start ? length : end - start);
    newer->hidden = true;
}

// The first token of the statement that a token stands in.
static size_t head_of(const Newer *newer, size_t token)
{
    while (token && !newer_is(newer, token - 1, ";"))
        token--;
    return token;
}

// The number of the command of ALTER TABLE that a token stands in.
static size_t command_of(const Newer *newer, size_t token)
{
    size_t command = 0;
    int depth = 0;
    for (size_t at = head_of(newer, token); at < token; at++) {
        depth += newer_is(newer, at, "(") - newer_is(newer, at, ")");
        command += !depth && newer_is(newer, at, ",");
    }
    return command;
}

static void mark(Newer *newer, const char *node, size_t token, const char *key, const char *text)
{
    NewerMark *made = ARENA_NEW(newer->arena, NewerMark);
    *made = (NewerMark){newer->marks, node, newer->at[token].span.start, command_of(newer, token), key, text};
    newer->marks = made;
}

static const char *token_text(const Newer *newer, size_t token)
{
    return arena_copy(newer->arena, newer->sql + newer->at[token].span.start,
                      span_length(newer->at[token].span));
}

// --- columns ---

// GENERATED ALWAYS AS (…) [VIRTUAL]; without a word it is virtual as well.
static void hide_virtual(Newer *newer, size_t token)
{
    if (!newer_is(newer, token, "generated") || !newer_is(newer, token + 1, "always") ||
        !newer_is(newer, token + 2, "as") || !newer_is(newer, token + 3, "("))
        return;
    size_t behind = newer_close(newer, token + 3) + 1;
    if (newer_is(newer, behind, "stored"))
        return;
    mark(newer, "Constraint", token, "generated_kind", "v");
    if (newer_is(newer, behind, "virtual")) {
        newer_put(newer, behind, behind, "stored");
        return;
    }
    mark(newer, "Constraint", token, "contype", "CONSTR_GENERATED");
    newer_put(newer, token, token + 2, "default");
}

static void hide_storage(Newer *newer, size_t token)
{
    static const char *const KINDS[] = {"plain", "main", "external", "extended", "default"};
    if (!newer_is(newer, token, "storage") || !token || newer_is(newer, token - 1, "set") ||
        newer_is(newer, token - 1, "including") || newer_is(newer, token - 1, "excluding") ||
        newer_is(newer, token - 1, ",") || newer_is(newer, token - 1, "("))
        return;
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (newer_is(newer, token + 1, KINDS[at])) {
            mark(newer, "ColumnDef", token, "storage_name", KINDS[at]);
            newer_put(newer, token, token + 1, "");
            return;
        }
}

// IDENTITY (… LOGGED), as pg_dump writes where a sequence is logged and its table is not.
static void hide_logging(Newer *newer, size_t token)
{
    size_t open = opened_by(newer, token);
    bool logged = newer_is(newer, token, "logged");
    if ((!logged && !newer_is(newer, token, "unlogged")) || open == token || !open ||
        !newer_is(newer, open - 1, "identity"))
        return;
    mark(newer, "Constraint", token, "sequence_logging", logged ? "logged" : "unlogged");
    newer_put(newer, token, token, "");
}

// --- constraints ---

static bool begins_element(const Newer *newer, size_t token) // of a table, or of what is added to one
{
    return token && (newer_is(newer, token - 1, ",") || newer_is(newer, token - 1, "(") ||
                     newer_is(newer, token - 1, "add"));
}

// NOT NULL column, as a constraint of its own, is a check of that column to PostgreSQL 15. A domain's names
// no column.
static void hide_not_null(Newer *newer, size_t token)
{
    if (!newer_is(newer, token, "not") || !newer_is(newer, token + 1, "null"))
        return;
    bool named = token > 2 && newer_is(newer, token - 2, "constraint") && begins_element(newer, token - 2);
    size_t head = head_of(newer, token);
    bool domain = newer_is(newer, head, "alter") && newer_is(newer, head + 1, "domain");
    if (!named && !begins_element(newer, token)) {
        if (newer_is(newer, token + 2, "no") && newer_is(newer, token + 3, "inherit")) {
            mark(newer, "Constraint", token, "is_no_inherit", NULL);
            newer_put(newer, token + 2, token + 3, "");
        }
    } else if (domain) {
        mark(newer, "Constraint", token, "contype", "CONSTR_NOTNULL");
        newer_put(newer, token, token + 1, "check(1)");
    } else if (newer_is_name(newer, token + 2)) {
        mark(newer, "Constraint", token, "contype", "CONSTR_NOTNULL");
        newer_put(newer, token, token + 2,
                  arena_print(newer->arena, "check (%s)", token_text(newer, token + 2)));
    }
}

// Is it said of a constraint that is there? ALTER CONSTRAINT name …
static bool alters_constraint(const Newer *newer, size_t token)
{
    for (size_t at = token; at-- > 1;) {
        if (newer_is(newer, at, "constraint"))
            return newer_is(newer, at - 1, "alter");
        if (newer_is(newer, at, ",") || newer_is(newer, at, "(") || newer_is(newer, at, ")"))
            return false;
    }
    return false;
}

// Alone it may as well be a name.
static bool is_state(const Newer *newer, size_t token)
{
    static const char *const BEFORE[] = {")",         "not",     "deferrable", "deferred",
                                         "immediate", "inherit", "valid"};
    for (size_t at = 0; at < sizeof BEFORE / sizeof *BEFORE; at++)
        if (newer_is(newer, token - 1, BEFORE[at]))
            return true;
    return alters_constraint(newer, token) || newer_is(newer, token - 2, "references");
}

static void hide_enforced(Newer *newer, size_t token)
{
    if (!newer_is(newer, token, "enforced") || !is_state(newer, token))
        return;
    size_t first = newer_is(newer, token - 1, "not") ? token - 1 : token;
    if (alters_constraint(newer, first)) {
        mark(newer, "AlterTableCmd", first, "alterEnforceability", NULL);
        if (first == token)
            mark(newer, "AlterTableCmd", first, "is_enforced", NULL);
    } else if (first != token) {
        mark(newer, "Constraint", first, "not_enforced", NULL);
    }
    newer_put(newer, first, token, "");
}

static void hide_inherit(Newer *newer, size_t token)
{
    if (!newer_is(newer, token, "inherit") || !alters_constraint(newer, token))
        return;
    size_t first = newer_is(newer, token - 1, "no") ? token - 1 : token;
    mark(newer, "AlterTableCmd", first, "alterInheritability", NULL);
    if (first != token)
        mark(newer, "AlterTableCmd", first, "noinherit", NULL);
    newer_put(newer, first, token, "");
}

// The last column of a key is during WITHOUT OVERLAPS, that of a foreign key, and of what it points at,
// PERIOD during.
static void hide_period(Newer *newer, size_t token)
{
    if (newer_is(newer, token, "without") && newer_is(newer, token + 1, "overlaps")) {
        mark(newer, "Constraint", token, "without_overlaps", NULL);
        newer_put(newer, token, token + 1, "");
    }
    if (!newer_is(newer, token, "period") || !newer_is_name(newer, token + 1) ||
        !newer_is(newer, token + 2, ")"))
        return;
    size_t open = opened_by(newer, token), name = open - 1;
    if (open == token || !open)
        return;
    bool key = newer_is(newer, name, "key");
    while (name > 1 && newer_is(newer, name - 1, "."))
        name -= 2;
    if (!key && (!name || !newer_is(newer, name - 1, "references")))
        return;
    mark(newer, "Constraint", token, "fk_with_period", NULL);
    newer_put(newer, token, token, "");
}

// --- other commands ---

static void hide_command(Newer *newer, size_t token)
{
    if (newer_is(newer, token, "set") && newer_is(newer, token + 1, "expression") &&
        newer_is(newer, token + 2, "as")) {
        mark(newer, "AlterTableCmd", token, "subtype", "AT_SetExpression");
        newer_put(newer, token + 1, token + 2, "default");
    } else if (newer_is(newer, token, "statistics") && newer_is(newer, token + 1, "default")) {
        newer_put(newer, token + 1, token + 1, "-1");
    } else if (newer_is(newer, token, "access") && newer_is(newer, token + 1, "method") &&
               newer_is(newer, token + 2, "default")) {
        mark(newer, "AlterTableCmd", token, "name", "");
        newer_put(newer, token + 2, token + 2, "heap");
    }
}

static void hide_large_objects(Newer *newer, size_t token)
{
    size_t head = head_of(newer, token);
    if (!newer_is(newer, head, "alter") || !newer_is(newer, head + 1, "default") ||
        !newer_is(newer, token, "large") || !newer_is(newer, token + 1, "objects"))
        return;
    mark(newer, "action", token, "objtype", "OBJECT_LARGEOBJECT");
    newer_put(newer, token, token + 1, "tables");
}

// GRANT role TO role WITH ADMIN TRUE, INHERIT FALSE, SET OPTION; REVOKE INHERIT OPTION FOR role FROM role.
static void hide_membership(Newer *newer, size_t token)
{
    static const char *const OPTIONS[] = {"admin", "inherit", "set"};
    size_t option = 0, count = sizeof OPTIONS / sizeof *OPTIONS;
    while (option < count && !newer_is(newer, token, OPTIONS[option]))
        option++;
    if (option == count)
        return;
    size_t head = head_of(newer, token);
    bool listed = newer_is(newer, token - 1, "with") || (newer_is(newer, token - 1, ",") && token > head + 4);
    bool no = newer_is(newer, token + 1, "false");
    bool yes = newer_is(newer, token + 1, "true") || newer_is(newer, token + 1, "option");
    if (newer_is(newer, head, "revoke") && token == head + 1 && newer_is(newer, token + 1, "option")) {
        mark(newer, "GrantRoleStmt", token, "only", OPTIONS[option]);
        newer_put(newer, token, token + 1, "admin option");
    } else if (newer_is(newer, head, "grant") && listed && (yes || no)) {
        mark(newer, "GrantRoleStmt", token, OPTIONS[option], yes ? "true" : "false");
        newer_put(newer, token - 1, token + 1, "");
    }
}

// --- expressions and queries ---

const char *newer_digits(Arena *arena, const char *number, size_t length)
{
    enum { HEXADECIMAL = 16, OCTAL = 8, BINARY = 2 };
    char *digits = arena_bytes(arena, length + 1), *end;
    size_t count = 0;
    for (size_t at = 0; at < length; at++)
        if (number[at] != '_')
            digits[count++] = number[at];
    digits[count] = '\0';
    char letter = *digits == '0' ? (char)(digits[1] | 0x20) : '\0';
    int base = letter == 'x' ? HEXADECIMAL : letter == 'o' ? OCTAL : letter == 'b' ? BINARY : 0;
    if (!base)
        return digits;
    errno = 0;
    const char *written = arena_print(arena, "%llu", strtoull(digits + 2, &end, base));
    return errno || *end ? digits : written;
}

static void hide_number(Newer *newer, size_t token)
{
    Span span = newer->at[token].span;
    const char *number = newer->sql + span.start;
    if (newer->at[token].kind != SQL_NUMBER)
        return;
    const char *digits = newer_digits(newer->arena, number, span_length(span));
    if (strlen(digits) <= span_length(span) && memcmp(digits, number, strlen(digits)) != 0)
        newer_put(newer, token, token, digits);
}

static void hide_in_expression(Newer *newer, size_t token)
{
    if (newer_is(newer, token, "at") && newer_is(newer, token + 1, "local")) {
        newer_put(newer, token, token + 1, "<~> 0"); // an operator that nobody knows
    } else if (newer_is(newer, token, "indent") && newer_is(newer, token + 1, ")")) {
        newer_put(newer, newer_is(newer, token - 1, "no") ? token - 1 : token, token, "");
    } else if (newer_is(newer, token, "json") && token &&
               (newer_is(newer, token - 1, "is") ||
                (token > 1 && newer_is(newer, token - 1, "not") && newer_is(newer, token - 2, "is")))) {
        size_t last = token + 1;
        last += newer_is(newer, last, "value") || newer_is(newer, last, "scalar") ||
                newer_is(newer, last, "array") || newer_is(newer, last, "object");
        if ((newer_is(newer, last, "with") || newer_is(newer, last, "without")) &&
            newer_is(newer, last + 1, "unique"))
            last += 2 + newer_is(newer, last + 2, "keys");
        newer_put(newer, token, last - 1, "null");
    }
}

bool newer_blank_usual(char *sql)
{
    SqlTokens tokens;
    SqlToken token, last = {SQL_END, {0}}, before = last;
    bool found = false;
    sql_tokens_begin(&tokens, sql, 0, strlen(sql));
    while (sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, ")") && sql_token_is(&tokens, last, "indent") &&
            sql_token_is(&tokens, before, "no")) {
            memset(sql + before.span.start, ' ', last.span.end - before.span.start);
            found = true;
        }
        before = last;
        last = token;
    }
    return found;
}

// MERGE … WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING …; RETURNING WITH (OLD AS o, NEW AS n) …
static void hide_in_merge(Newer *newer, size_t token)
{
    if (newer_is(newer, token, "returning") && newer_is(newer, token + 1, "with") &&
        newer_is(newer, token + 2, "("))
        newer_put(newer, token + 1, newer_close(newer, token + 2), "");
    if (!newer_is(newer, token, "merge") || !newer_is(newer, token + 1, "into"))
        return;
    int depth = 0;
    size_t at = token;
    for (; at < newer->count && depth >= 0 && (depth || !newer_is(newer, at, ";")); at++) {
        depth += newer_is(newer, at, "(") - newer_is(newer, at, ")");
        if (newer_is(newer, at, "matched") && newer_is(newer, at + 1, "by")) {
            if (newer_is(newer, at + 2, "source"))
                newer_put(newer, at - 1, at - 1, "");
            newer_put(newer, at + 1, at + 2, "");
        } else if (!depth && newer_is(newer, at, "returning")) {
            while (at + 1 < newer->count && !newer_is(newer, at + 1, ";"))
                newer_put(newer, at, at, ""), at++;
            newer_put(newer, at, at, "");
        }
    }
}

static void (*const RULES[])(Newer *, size_t token) = {
    hide_virtual, hide_storage,       hide_logging,  hide_not_null,      hide_enforced,
    hide_inherit, hide_period,        hide_command,  hide_large_objects, hide_membership,
    hide_number,  hide_in_expression, hide_in_merge, newer_hide_json};

static void read_tokens(Newer *newer)
{
    SqlToken token;
    size_t size = 0, length = strlen(newer->sql);
    sql_tokens_begin(&newer->tokens, newer->sql, 0, length);
    while (sql_token_next(&newer->tokens, &token))
        size++;
    newer->at = ARENA_ARRAY(newer->arena, SqlToken, size + 1);
    sql_tokens_begin(&newer->tokens, newer->sql, 0, length);
    while (newer->count < size && sql_token_next(&newer->tokens, &token))
        newer->at[newer->count++] = token;
}

// --- the tree ---

typedef struct Found {
    const NewerMark *mark;
    Tree *node;
    size_t commands; // that have been met
} Found;

static void find(Found *found, const Tree *node)
{
    const NewerMark *mark = found->mark;
    if (node->key && node->kind == TREE_OBJECT && !strcmp(node->key, mark->node)) {
        bool command = !strcmp(mark->node, "AlterTableCmd");
        long place = tree_number(node, "location");
        if (command ? found->commands++ == mark->command
                    : (uint32_t)place <= mark->at &&
                          (!found->node || place >= tree_number(found->node, "location")))
            found->node = (Tree *)(uintptr_t)node;
    }
    for (const Tree *item = node->first; item; item = item->next)
        find(found, item);
}

static void add_member(Arena *arena, Tree *node, Tree member)
{
    Tree *made = ARENA_NEW(arena, Tree);
    *made = member;
    made->next = node->first; // before one of that name which is there
    node->first = made;
}

// The column of what stands there as a check.
static void take_column(Arena *arena, Tree *node)
{
    const Tree *fields = tree_get(tree_get(tree_get(node, "raw_expr"), "ColumnRef"), "fields");
    if (fields)
        add_member(arena, node, (Tree){.first = fields->first, .key = "keys", .kind = TREE_LIST});
}

static void show(Newer *newer, const Tree *trees)
{
    const Tree *item, *statement = NULL;
    for (const NewerMark *at = newer->marks; at; at = at->next) {
        Found found = {.mark = at};
        TREE_EACH(item, trees)
        {
            if ((uint32_t)tree_number(item, "stmt_location") <= at->at)
                statement = item;
        }
        find(&found, statement);
        if (!found.node)
            continue;
        add_member(newer->arena, found.node,
                   (Tree){.key = at->key,
                          .text = at->text ? at->text : "true",
                          .kind = at->text ? TREE_TEXT : TREE_OTHER});
        if (at->text && !strcmp(at->text, "CONSTR_NOTNULL"))
            take_column(newer->arena, found.node);
    }
}

const Tree *newer_parse(Arena *arena, const char *sql)
{
    Newer newer = {.arena = arena, .sql = arena_copy(arena, sql, strlen(sql))};
    TreeFault fault;
    read_tokens(&newer);
    for (size_t token = 0; token < newer.count; token++)
        for (size_t rule = 0; rule < sizeof RULES / sizeof *RULES; rule++)
            RULES[rule](&newer, token);
    const Tree *trees = newer.hidden ? tree_parse(arena, newer.sql, &fault) : NULL;
    if (trees)
        show(&newer, trees);
    return trees;
}

const Tree *newer_parse_any(Arena *arena, const char *sql, TreeFault *fault)
{
    const Tree *trees = tree_parse(arena, sql, fault);
    const Tree *newer = trees || !fault->message ? NULL : newer_parse(arena, sql);
    return trees ? trees : newer;
}
