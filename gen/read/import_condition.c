// SPDX-License-Identifier: MIT
// What a DO block asks before it does something: whether there is such a table, column, constraint, type. It
// asks the catalogue; the answer is told from what the file has made by then. Any other question stays open.
#include "gen/read/import_job.h"

typedef enum Fact { // that a query asks for, the narrower ones last
    FACT_SCHEMA,
    FACT_RELATION,
    FACT_TYPE,
    FACT_ROUTINE,
    FACT_EXTENSION,
    FACT_INDEX,
    FACT_CONSTRAINT,
    FACT_TRIGGER,
    FACT_POLICY,
    FACT_COLUMN,
    FACT_LABEL,
    FACT_COUNT,
    FACT_NONE
} Fact;

typedef struct Question {
    Job *job;
    const char *names[FACT_COUNT]; // NULL: any
    bool open;                     // it asks for more than that
} Question;

static const struct {
    const char *column;
    Fact fact;
} COLUMNS[] = {
    {"nspname", FACT_SCHEMA},
    {"schema_name", FACT_SCHEMA},
    {"schemaname", FACT_SCHEMA},
    {"table_schema", FACT_SCHEMA},
    {"constraint_schema", FACT_SCHEMA},
    {"sequence_schema", FACT_SCHEMA},
    {"routine_schema", FACT_SCHEMA},
    {"trigger_schema", FACT_SCHEMA},
    {"relnamespace", FACT_SCHEMA},
    {"typnamespace", FACT_SCHEMA},
    {"pronamespace", FACT_SCHEMA},
    {"connamespace", FACT_SCHEMA},
    {"event_object_schema", FACT_SCHEMA},
    {"relname", FACT_RELATION},
    {"table_name", FACT_RELATION},
    {"tablename", FACT_RELATION},
    {"viewname", FACT_RELATION},
    {"matviewname", FACT_RELATION},
    {"sequence_name", FACT_RELATION},
    {"sequencename", FACT_RELATION},
    {"conrelid", FACT_RELATION},
    {"attrelid", FACT_RELATION},
    {"indrelid", FACT_RELATION},
    {"tgrelid", FACT_RELATION},
    {"polrelid", FACT_RELATION},
    {"event_object_table", FACT_RELATION},
    {"typname", FACT_TYPE},
    {"enumtypid", FACT_TYPE},
    {"enumlabel", FACT_LABEL},
    {"proname", FACT_ROUTINE},
    {"routine_name", FACT_ROUTINE},
    {"extname", FACT_EXTENSION},
    {"indexname", FACT_INDEX},
    {"conname", FACT_CONSTRAINT},
    {"constraint_name", FACT_CONSTRAINT},
    {"tgname", FACT_TRIGGER},
    {"trigger_name", FACT_TRIGGER},
    {"polname", FACT_POLICY},
    {"policyname", FACT_POLICY},
    {"attname", FACT_COLUMN},
    {"column_name", FACT_COLUMN},
};

static Fact fact_of(const char *column)
{
    for (size_t at = 0; at < sizeof COLUMNS / sizeof *COLUMNS; at++)
        if (!strcmp(COLUMNS[at].column, column))
            return COLUMNS[at].fact;
    return FACT_NONE;
}

// --- what is asked ---

static const char *constant(const Tree *node)
{
    const Tree *text = tree_get(tree_get(node, "A_Const"), "sval");
    return text ? tree_text(text, "sval") : NULL;
}

// 'app.t'::regclass, to_regclass('t'): a name as SQL writes it, with a schema or without.
static void take_path(Question *question, Fact fact, const char *path)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, path, 0, strlen(path));
    while (sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, "."))
            question->names[FACT_SCHEMA] = question->names[fact];
        else
            question->names[fact] =
                sql_name(question->job->words, sql_token_text(&tokens, token), span_length(token.span))->text;
    }
}

static bool take_value(Question *question, Fact fact, const Tree *value)
{
    const Tree *cast = tree_get(value, "TypeCast"), *call = tree_get(value, "FuncCall");
    const char *function = tree_name(tree_get(call, "funcname"));
    const char *type = tree_name(tree_get(tree_get(cast, "typeName"), "names"));
    const char *text =
        cast ? constant(tree_get(cast, "arg")) : constant(call ? tree_at(tree_get(call, "args"), 0) : value);
    bool current = !strcmp(function, "current_schema") || tree_get(value, "SQLValueFunction");
    if (current && fact == FACT_SCHEMA && question->job->path.count)
        text = question->job->path.at[0];
    if (!text)
        return false;
    if (!strcmp(type, "regclass") || !strcmp(type, "regtype") || !strncmp(function, "to_reg", 6))
        take_path(question, fact, text);
    else
        question->names[fact] = import_name(question->job, text);
    return current || !call || !strncmp(function, "to_reg", 6);
}

static const char *column_of(const Tree *node)
{
    return tree_name(tree_get(tree_get(node, "ColumnRef"), "fields"));
}

// What leaves out none of the things that are told from one another here.
static bool is_usual(const Tree *test)
{
    static const char *const USUAL[] = {"attnum",  "contype",    "constraint_type", "typtype",
                                        "relkind", "table_type", "table_catalog",   "constraint_catalog",
                                        NULL};
    const char *column = column_of(tree_get(test, "lexpr"));
    if (text_is_any(column, USUAL))
        return true;
    const char *other = column_of(tree_get(test, "rexpr"));
    bool qualified = tree_count(tree_get(tree_get(tree_get(test, "rexpr"), "ColumnRef"), "fields")) > 1;
    return *column && (qualified || !strcmp(other, "oid")); // it joins; else it may be a variable
}

static void take_test(Question *question, const Tree *node)
{
    const Tree *both = tree_get(node, "BoolExpr"), *test = tree_get(node, "A_Expr"), *item;
    const char *kind = tree_text(both, "boolop");
    Fact fact = fact_of(column_of(tree_get(test, "lexpr")));
    bool equal =
        !strcmp(tree_text(test, "kind"), "AEXPR_OP") && !strcmp(tree_name(tree_get(test, "name")), "=");
    bool alive = !strcmp(kind, "NOT_EXPR") &&
                 (!strcmp(column_of(tree_at(tree_get(both, "args"), 0)), "attisdropped") ||
                  !strcmp(column_of(tree_at(tree_get(both, "args"), 0)), "tgisinternal"));
    if (!node || alive)
        return;
    if (!strcmp(kind, "AND_EXPR")) {
        TREE_EACH(item, tree_get(both, "args"))
        {
            take_test(question, item);
        }
    } else if (!test || (!is_usual(test) && (!equal || fact == FACT_NONE ||
                                             !take_value(question, fact, tree_get(test, "rexpr"))))) {
        question->open = true;
    }
}

static void take_source(Question *question, const Tree *node)
{
    const Tree *join = tree_get(node, "JoinExpr"), *range = tree_get(node, "RangeVar");
    if (join) {
        take_source(question, tree_get(join, "larg"));
        take_source(question, tree_get(join, "rarg"));
        take_test(question, tree_get(join, "quals"));
    } else if (strcmp(tree_text(range, "schemaname"), "information_schema") &&
               strncmp(tree_text(range, "relname"), "pg_", 3)) {
        question->open = true;
    }
}

// --- what there is ---

static bool is_named(const Question *question, Fact fact, const char *name)
{
    return !question->names[fact] || (name && !strcmp(question->names[fact], name));
}

static bool has_constraint(const Question *question, const ReadTable *table, bool key)
{
    for (const ReadConstraint *at = table->constraints; at; at = at->next)
        if (is_named(question, key ? FACT_INDEX : FACT_CONSTRAINT, at->name) &&
            (!key || at->kind == KIND_KEY || at->kind == KIND_UNIQUE))
            return true;
    for (const ReadIndex *at = table->indexes; at; at = at->next)
        if (is_named(question, key ? FACT_INDEX : FACT_CONSTRAINT, at->name) && (key || at->exclude))
            return true;
    return false;
}

static bool has_policy(const Question *question, const ReadTable *table)
{
    const ReadPolicy *at = table->policies;
    while (at && !is_named(question, FACT_POLICY, at->name))
        at = at->next;
    return at;
}

static bool has_label(const Question *question, const ReadEnum *made)
{
    for (size_t at = 0; at < made->labels.count; at++)
        if (is_named(question, FACT_LABEL, made->labels.at[at]))
            return true;
    return false;
}

static bool is_part_of(const Question *question, const Thing *thing, Fact fact)
{
    const ImportTable *table = thing->kind == THING_TABLE ? thing->made : NULL;
    if (fact == FACT_LABEL)
        return thing->kind == THING_ENUM && is_named(question, FACT_TYPE, thing->name) &&
               has_label(question, thing->made);
    if (!table || !is_named(question, FACT_RELATION, thing->name))
        return false;
    return fact == FACT_COLUMN   ? import_column_of(table, question->names[FACT_COLUMN]) != NULL
           : fact == FACT_POLICY ? has_policy(question, &table->read)
                                 : has_constraint(question, &table->read, fact == FACT_INDEX);
}

// Is the thing what is asked for, or has it that?
static bool is_asked_for(const Question *question, const Thing *thing, Fact fact)
{
    const Thing *of = thing->of;
    if (fact == FACT_TRIGGER)
        return thing->kind == THING_TRIGGER &&
               is_named(question, FACT_TRIGGER, ((ImportTrigger *)thing->made)->read.name) &&
               (!of || is_named(question, FACT_RELATION, of->name));
    if (fact == FACT_SCHEMA)
        return thing->kind == THING_SCHEMA && is_named(question, FACT_SCHEMA, thing->name);
    if (!is_named(question, FACT_SCHEMA, thing->schema))
        return false;
    if (fact == FACT_INDEX && thing->kind == THING_INDEX)
        return is_named(question, FACT_INDEX, thing->name) &&
               (!of || is_named(question, FACT_RELATION, of->name));
    return fact == FACT_RELATION  ? thing->space == SPACE_RELATION && is_named(question, fact, thing->name)
           : fact == FACT_TYPE    ? thing->space == SPACE_TYPE && is_named(question, fact, thing->name)
           : fact == FACT_ROUTINE ? thing->space == SPACE_ROUTINE && is_named(question, fact, thing->name)
                                  : is_part_of(question, thing, fact);
}

static Answer is_there(Question *question)
{
    int fact = FACT_COUNT - 1;
    while (fact >= 0 && !question->names[fact])
        fact--;
    if (question->open || fact < 0)
        return ANSWER_OPEN;
    if (fact == FACT_EXTENSION)
        return import_noted(question->job, "extension", NULL, question->names[fact]) ? ANSWER_YES : ANSWER_NO;
    for (const Thing *thing = question->job->things; thing; thing = thing->next)
        if (!thing->gone && is_asked_for(question, thing, (Fact)fact))
            return ANSWER_YES;
    return ANSWER_NO;
}

static Answer exists(Job *job, const Tree *select)
{
    Question question = {.job = job};
    const Tree *item;
    TREE_EACH(item, tree_get(select, "fromClause"))
    {
        take_source(&question, item);
    }
    take_test(&question, tree_get(select, "whereClause"));
    question.open = question.open || !tree_get(select, "fromClause") || tree_get(select, "groupClause");
    return is_there(&question);
}

// --- the condition ---

// to_regclass('t') IS NULL
static Answer is_null(Job *job, const Tree *test)
{
    Question question = {.job = job};
    const Tree *call = tree_get(tree_get(test, "arg"), "FuncCall");
    const char *name = tree_name(tree_get(call, "funcname"));
    Fact fact = !strcmp(name, "to_regclass")  ? FACT_RELATION
                : !strcmp(name, "to_regtype") ? FACT_TYPE
                                              : FACT_NONE;
    if (fact == FACT_NONE || !take_value(&question, fact, tree_get(test, "arg")))
        return ANSWER_OPEN;
    Answer there = is_there(&question);
    bool wanted = !strcmp(tree_text(test, "nulltesttype"), "IS_NOT_NULL");
    return there == ANSWER_OPEN || wanted ? there : there == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
}

// current_setting('server_version_num')::int < 90600: no server that is known here is so old.
static Answer of_version(const Tree *test)
{
    enum { OLDEST = 120000 };
    const Tree *call = tree_get(tree_get(tree_get(tree_get(test, "lexpr"), "TypeCast"), "arg"), "FuncCall");
    const Tree *number = tree_get(tree_get(tree_get(test, "rexpr"), "A_Const"), "ival");
    const char *asked = constant(tree_at(tree_get(call, "args"), 0)),
               *sign = tree_name(tree_get(test, "name"));
    bool less = *sign == '<', equal = *sign && sign[1] == '=', ordered = less || *sign == '>';
    if (!asked || strcmp(asked, "server_version_num") || !number || !ordered)
        return ANSWER_OPEN;
    if (tree_number(number, "ival") + (less == equal) > OLDEST)
        return ANSWER_OPEN;
    return less ? ANSWER_NO : ANSWER_YES;
}

static Answer answer(Job *job, const Tree *node)
{
    const Tree *both = tree_get(node, "BoolExpr"), *asked = tree_get(node, "SubLink"), *item;
    const char *kind = tree_text(both, "boolop");
    bool all = !strcmp(kind, "AND_EXPR");
    Answer settles = all ? ANSWER_NO : ANSWER_YES, found = all ? ANSWER_YES : ANSWER_NO;
    if (asked && !strcmp(tree_text(asked, "subLinkType"), "EXISTS_SUBLINK"))
        return exists(job, tree_get(tree_get(asked, "subselect"), "SelectStmt"));
    if (tree_get(node, "NullTest"))
        return is_null(job, tree_get(node, "NullTest"));
    if (!both)
        return of_version(tree_get(node, "A_Expr"));
    if (!strcmp(kind, "NOT_EXPR")) {
        found = answer(job, tree_at(tree_get(both, "args"), 0));
        return found == ANSWER_OPEN ? found : found == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
    }
    TREE_EACH(item, tree_get(both, "args"))
    {
        Answer one = answer(job, item);
        if (one == settles)
            return one;
        found = one == ANSWER_OPEN ? one : found;
    }
    return found;
}

Answer import_condition(Job *job, Span condition)
{
    ArenaMark mark = arena_mark(&job->scratch);
    TreeFault fault;
    const char *sql = arena_print(&job->scratch, "SELECT %s", import_text(job, condition));
    const Tree *target, *trees = tree_parse(&job->scratch, sql, &fault);
    const Tree *select = tree_get(tree_get(tree_first(trees), "stmt"), "SelectStmt");
    target = tree_get(tree_at(tree_get(select, "targetList"), 0), "ResTarget");
    Answer found = answer(job, tree_get(target, "val"));
    arena_release(&job->scratch, mark);
    return found;
}
