// SPDX-License-Identifier: MIT
// PostgreSQL's SQL, statement by statement: each is parsed by PostgreSQL's own grammar, its tree is read and
// given back. So memory does not grow with the file but with what it makes.
#include <stdlib.h>
#include <string.h>

#include "gen/query/builtin.h"
#include "gen/read/import_job.h"
#include "grammar/parse.h"

#ifdef HAVE_PG_QUERY

#include <pg_query.h>

// --- what rows and settings say ---

void import_note_rows(Job *job)
{
    if (!import_noted(job, "rows", NULL, ""))
        import_note(job, "rows", NULL, "", "that the file holds", "");
}

static void rows(Job *job, const Tree *stmt)
{
    (void)stmt;
    import_note_rows(job);
}

static void nothing(Job *job, const Tree *stmt)
{
    (void)job, (void)stmt;
}

static void add_to_path(Job *job, const char *schema)
{
    if (*schema && strcmp(schema, "$user") && strcmp(schema, "pg_catalog"))
        read_name_add(job->arena, &job->path, import_name(job, schema));
}

static void default_path(Job *job)
{
    job->path = (ReadNames){0};
    add_to_path(job, job->catalogue->home);
}

// "a, \"B\"", as one text.
static void set_path_text(Job *job, const char *text)
{
    SqlTokens tokens;
    SqlToken token;
    job->path = (ReadNames){0};
    sql_tokens_begin(&tokens, text, 0, strlen(text));
    while (sql_token_next(&tokens, &token)) {
        const Word *name = sql_token_name(job->words, &tokens, token);
        if (name)
            add_to_path(job, name->text);
    }
}

static const char *constant(const Tree *node)
{
    return tree_text(tree_get(tree_get(node, "A_Const"), "sval"), "sval");
}

static void set_variable(Job *job, const Tree *stmt)
{
    const Tree *item;
    const char *name = tree_text(stmt, "name");
    bool value = !strcmp(tree_text(stmt, "kind"), "VAR_SET_VALUE");
    import_take_setting(job, &job->session, stmt);
    if (!strcmp(name, "role") || !strcmp(name, "session_authorization")) {
        import_set_user(job, tree_text(stmt, "kind"), constant(tree_at(tree_get(stmt, "args"), 0)));
        return;
    }
    if (strcmp(name, "search_path")) {
        bool place = !strcmp(name, "default_tablespace") || !strcmp(name, "default_table_access_method");
        const char *given = constant(tree_at(tree_get(stmt, "args"), 0));
        if (place && *given && strcmp(given, "heap"))
            import_note_statement(job);
        return;
    }
    if (tree_flag(stmt, "is_local") && job->in_transaction && !job->outer.at)
        job->outer = job->path;
    default_path(job);
    if (value)
        job->path = (ReadNames){0};
    TREE_EACH(item, tree_get(stmt, "args"))
    {
        add_to_path(job, constant(item));
    }
}

// EXPLAIN ANALYZE runs what it explains.
static void explain(Job *job, const Tree *stmt)
{
    if (tree_get(tree_get(stmt, "query"), "CreateTableAsStmt") && tree_get(stmt, "options"))
        import_note_statement(job);
}

// Does it call what is none of the server's own, and may well change the schema?
static bool calls_others(Job *job, const Tree *node)
{
    bool call = node->key && !strcmp(node->key, "FuncCall");
    const char *name = call ? tree_name(tree_get(node, "funcname")) : "";
    if (call && (!builtin_function(name) || import_find(job, SPACE_ROUTINE, "", name)))
        return true;
    if (node->key && (!strcmp(node->key, "InsertStmt") || !strcmp(node->key, "UpdateStmt") ||
                      !strcmp(node->key, "DeleteStmt")))
        import_note_rows(job);
    for (const Tree *child = tree_first(node); child; child = child->next)
        if (calls_others(job, child))
            return true;
    return false;
}

// SELECT set_config('search_path', …), SELECT setval(…).
static void select_(Job *job, const Tree *stmt)
{
    const Tree *target = tree_get(tree_at(tree_get(stmt, "targetList"), 0), "ResTarget");
    const Tree *call = tree_get(tree_get(target, "val"), "FuncCall"), *args = tree_get(call, "args");
    const char *name = tree_name(tree_get(call, "funcname"));
    if (tree_get(stmt, "intoClause"))
        import_table_as(job, tree_get(stmt, "intoClause"), stmt);
    else if (!strcmp(name, "setval"))
        import_note_rows(job);
    else if (strcmp(name, "set_config") && calls_others(job, stmt))
        import_note_statement(job);
    else if (!strcmp(name, "set_config") && !strcmp(constant(tree_at(args, 0)), "search_path"))
        set_path_text(job, constant(tree_at(args, 1)));
}

// SET LOCAL ends with the transaction. Where none was begun it stays: then whoever runs the file begins one.
static void transaction(Job *job, const Tree *stmt)
{
    const char *kind = tree_text(stmt, "kind");
    if (!strncmp(kind, "TRANS_STMT_ROLLBACK", strlen("TRANS_STMT_ROLLBACK")))
        import_note_statement(job);
    bool begins = !strcmp(kind, "TRANS_STMT_BEGIN") || !strcmp(kind, "TRANS_STMT_START");
    job->in_transaction = begins || (job->in_transaction && strcmp(kind, "TRANS_STMT_COMMIT") != 0);
    if (!job->in_transaction && job->outer.at) {
        job->path = job->outer;
        job->outer = (ReadNames){0};
    }
}

// --- dispatch ---

static const struct {
    const char *kind;
    Import *run;
} STATEMENTS[] = {
    {"CreateStmt", import_table},
    {"AlterTableStmt", import_alter},
    {"IndexStmt", import_index},
    {"CommentStmt", import_comment},
    {"ViewStmt", import_view},
    {"CreateSeqStmt", import_sequence},
    {"AlterSeqStmt", import_alter_sequence},
    {"CompositeTypeStmt", import_composite},
    {"CreateRangeStmt", import_range},
    {"CreateFunctionStmt", import_routine},
    {"AlterFunctionStmt", import_alter_routine},
    {"CreateTrigStmt", import_trigger},
    {"CreateExtensionStmt", import_extension},
    {"AlterExtensionStmt", import_alter_extension},
    {"CreateSchemaStmt", import_schema},
    {"CreateEnumStmt", import_enum},
    {"AlterEnumStmt", import_alter_enum},
    {"CreateDomainStmt", import_domain},
    {"AlterDomainStmt", import_alter_domain},
    {"RenameStmt", import_rename_statement},
    {"AlterObjectSchemaStmt", import_set_schema},
    {"DropStmt", import_drop},
    {"AlterOwnerStmt", import_owner},
    {"ReassignOwnedStmt", import_reassign},
    {"DropOwnedStmt", import_drop_owned},
    {"GrantStmt", import_grant},
    {"CreatePolicyStmt", import_policy},
    {"AlterPolicyStmt", import_alter_policy},
    {"DropUserMappingStmt", import_drop_mapping},
    {"DropSubscriptionStmt", import_drop_subscription},
    {"DropRoleStmt", import_drop_role},
    {"CreateRoleStmt", import_role_statement},
    {"AlterRoleStmt", import_role_statement},
    {"AlterRoleSetStmt", import_role_statement},
    {"GrantRoleStmt", import_role_statement},
    {"CreateTableAsStmt", import_create_as},
    {"AlterDefaultPrivilegesStmt", import_defaults},
    {"VariableSetStmt", set_variable},
    {"SelectStmt", select_},
    {"TransactionStmt", transaction},
    {"InsertStmt", rows},
    {"UpdateStmt", rows},
    {"DeleteStmt", rows},
    {"MergeStmt", rows},
    {"CopyStmt", rows},
    {"TruncateStmt", rows},
    // These leave the schema as it is.
    {"VariableShowStmt", nothing},
    {"VacuumStmt", nothing},
    {"ExplainStmt", explain},
    {"LockStmt", nothing},
    {"CheckPointStmt", nothing},
    {"DiscardStmt", nothing},
    {"RefreshMatViewStmt", import_refresh},
    {"ReindexStmt", nothing},
    {"ConstraintsSetStmt", nothing},
    {"DoStmt", import_do},
    {"ClusterStmt", import_cluster_statement},
};

// What PostgreSQL does on its own only. (A view is refreshed concurrently in a transaction like any.)
static void check_transaction(Job *job, const char *kind, const Tree *stmt)
{
    static const char *const ALONE[] = {"CreatedbStmt", "DropdbStmt", "AlterSystemStmt",
                                        "CreateTableSpaceStmt", "DropTableSpaceStmt"};
    bool alone = (tree_flag(stmt, "concurrent") && strcmp(kind, "RefreshMatViewStmt") != 0) ||
                 (!strcmp(kind, "VacuumStmt") && tree_flag(stmt, "is_vacuumcmd"));
    for (size_t at = 0; at < sizeof ALONE / sizeof *ALONE && !alone; at++)
        alone = !strcmp(ALONE[at], kind);
    if (alone)
        diag_report(job->diag, DIAG_IN_TRANSACTION, import_next(job, job->statement.start));
}

static void run(Job *job, const Tree *statement)
{
    const char *kind = tree_kind(statement);
    if (job->in_transaction)
        check_transaction(job, kind, tree_inner(statement));
    if (import_definition(job, statement) ||
        (job->has_definitions && import_alter_definition(job, statement)))
        return;
    for (size_t at = 0; at < sizeof STATEMENTS / sizeof *STATEMENTS; at++)
        if (!strcmp(STATEMENTS[at].kind, kind)) {
            STATEMENTS[at].run(job, tree_inner(statement));
            return;
        }
    import_other(job, kind, tree_inner(statement));
}

// --- parsing ---

static void report(Job *job, const char *text, const PgQueryError *error)
{
    uint32_t at = job->statement.start + (uint32_t)text_byte_of(text, error->cursorpos);
    Span place = at < job->statement.end ? import_next(job, at) : job->statement;
    if (place.start == job->statement.start && at > place.start)
        place.start = place.end - 1; // it ended too early
    diag_report(job->diag, DIAG_SQL_REFUSED, place, "PostgreSQL", error->message);
}

// False: PostgreSQL 16 to 18 do not read it either.
static bool read_newer(Job *job, const char *text)
{
    ArenaMark mark = arena_mark(&job->scratch);
    const Tree *trees = newer_parse(&job->scratch, text);
    if (trees)
        run(job, tree_get(tree_first(trees), "stmt"));
    arena_release(&job->scratch, mark);
    return trees != NULL;
}

static void read_tree(Job *job, char *json, Span first)
{
    ArenaMark mark = arena_mark(&job->scratch);
    const Tree *tree = tree_read(&job->scratch, json);
    if (!tree)
        diag_report(job->diag, DIAG_NESTED_DEEP, first);
    else
        run(job, tree_get(tree_first(tree_get(tree, "stmts")), "stmt"));
    arena_release(&job->scratch, mark);
}

// Rows are many, and nothing of them is wanted.
static bool is_rows(const Job *job, Span first)
{
    static const char *const WORDS[] = {"insert", "copy", "update", "delete", "merge"};
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, job->source->text + (first.start - job->source->base), 0, span_length(first));
    sql_token_next(&tokens, &token);
    for (size_t at = 0; at < sizeof WORDS / sizeof *WORDS; at++)
        if (token.kind == SQL_WORD && sql_token_is(&tokens, token, WORDS[at]))
            return true;
    return false;
}

static void parse(Job *job, Span first, Text *text)
{
    if (!parse_check_text(job->source, job->statement, job->diag))
        return;
    text_clear(text);
    text_add(text, job->source->text + (job->statement.start - job->source->base),
             span_length(job->statement));
    PgQueryParseResult result = pg_query_parse(text_string(text));
    if (!result.error)
        read_tree(job, result.parse_tree, first);
    else if (!read_newer(job, text_string(text)))
        report(job, text->bytes, result.error);
    pg_query_free_parse_result(result);
}

void import_run(Job *job, Span statement)
{
    Text text = {0};
    job->statement = statement;
    parse(job, import_next(job, statement.start), &text);
    text_free(&text);
}

static void take_statement(Job *job, const Piece *piece, Text *text)
{
    job->statement = piece->span;
    if (piece->deep)
        diag_report(job->diag, DIAG_NESTED_DEEP, piece->first);
    else if (is_rows(job, piece->first))
        import_note_rows(job);
    else
        parse(job, piece->first, text);
}

// psql's commands that set up a session only; any other may well bring more SQL.
static void take_command(Job *job, Span span)
{
    static const char *const USUAL[] = {"\\connect",  "\\c",     "\\restrict", "\\unrestrict",
                                        "\\encoding", "\\echo",  "\\timing",   "\\pset",
                                        "\\set",      "\\qecho", "\\unset",    "\\."};
    const char *text = import_text(job, span);
    size_t length = strcspn(text, " \t");
    for (size_t at = 0; at < sizeof USUAL / sizeof *USUAL; at++)
        if (strlen(USUAL[at]) == length && !strncmp(USUAL[at], text, length))
            return;
    job->statement = span;
    import_note(job, "command of psql", NULL, text, text, "");
}

// Is it for a server of that version or a later one, or of one, as pg_dump says?
static bool is_since(const Source *source, int target, int version)
{
    enum { LOOKED_AT = 1000 };
    if (target >= version)
        return true;
    static const char SAYS[] = "-- Dumped from database version ";
    const char *at = source->text, *end = at + (source->length < LOOKED_AT ? source->length : LOOKED_AT);
    for (; at + sizeof SAYS < end; at++)
        if (!memcmp(at, SAYS, strlen(SAYS)))
            return atoi(at + strlen(SAYS)) >= version;
    return false;
}

bool import_postgres(const Source *source, Catalogue *catalogue, Words *words, Diag *diag)
{
    Job job = {
        .source = source, .catalogue = catalogue, .words = words, .diag = diag, .arena = catalogue->arena};
    Split split;
    Piece piece;
    Text text = {0};
    catalogue->home = import_name(&job, catalogue->home);
    import_make(&job, THING_SCHEMA, NULL, catalogue->home, (Span){0})->made =
        ARENA_NEW(job.arena, ReadSchema);
    default_path(&job);
    job.names_not_null = is_since(source, catalogue->target, 18);
    job.has_maintain = is_since(source, catalogue->target, 17);
    split_begin(&split, source, false);
    while (split_next(&split, &piece)) {
        if (piece.kind == PIECE_STATEMENT)
            take_statement(&job, &piece, &text);
        else if (piece.kind == PIECE_COMMAND)
            take_command(&job, piece.span);
        else
            diag_report(diag, DIAG_OPEN_TEXT, piece.first, "text");
    }
    text_free(&text);
    arena_free(&job.scratch);
    import_finish(&job);
    return !diag_failed(diag);
}

#else

bool import_postgres(const Source *source, Catalogue *catalogue, Words *words, Diag *diag)
{
    (void)catalogue, (void)words;
    diag_report(diag, DIAG_CANNOT_READ, (Span){0}, source->path,
                "this schemac was built without libpg_query");
    return false;
}

#endif
