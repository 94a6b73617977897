// SPDX-License-Identifier: MIT
// What of a `sql` statement is an expression or a query: what a rule does and when, which rows a publication
// is about, of what statistics are kept.
#include <string.h>

#include "gen/model/definition.h"
#include "gen/query/private.h"

static const Object *find_table(const Analysis *analysis, const Tree *range_var)
{
    return find_relation(analysis, tree_text(range_var, "schemaname"), tree_text(range_var, "relname"));
}

// --- rules ---

static void add_row(Analysis *analysis, Level *scope, const char *alias, const Object *relation)
{
    Range *range = range_add(analysis, scope, alias);
    range->relation = relation;
    range->open = !relation_columns(analysis, relation, &range->columns);
}

static Term *bind_action(Analysis *analysis, const Level *scope, const Tree *statement)
{
    Outputs outputs = {0};
    if (tree_get(statement, "NotifyStmt"))
        return bind_plain(analysis, scope, tree_inner(statement), "Notify");
    if (tree_get(statement, "SelectStmt"))
        return bind_query(analysis, scope, tree_get(statement, "SelectStmt"), PLACE_TOP, &outputs);
    return bind_change(analysis, scope, statement, &outputs);
}

static void bind_rule(Analysis *analysis, const Tree *rule, Term *made)
{
    const Object *relation = find_table(analysis, tree_get(rule, "relation"));
    Level scope = {.outer = NULL};
    const Tree *item;
    if (!relation) {
        analysis->failed = true;
        return;
    }
    if (strcmp(tree_text(rule, "event"), "CMD_INSERT") != 0)
        add_row(analysis, &scope, "old", relation);
    if (strcmp(tree_text(rule, "event"), "CMD_DELETE") != 0)
        add_row(analysis, &scope, "new", relation);
    term_add(made, bind_truth(analysis, &scope, tree_get(rule, "whereClause"), "Where"));
    TREE_EACH(item, tree_get(rule, "actions"))
    {
        Term *action = bind_action(analysis, &scope, item);
        analysis->failed = analysis->failed || !action;
        term_add(made, action);
    }
}

// --- statistics ---

static void bind_statistics(Analysis *analysis, const Tree *statement, Term *made)
{
    const Tree *relation = tree_get(tree_at(tree_get(statement, "relations"), 0), "RangeVar"), *item;
    analysis->rows = find_table(analysis, relation);
    analysis->failed = analysis->failed || !analysis->rows;
    TREE_EACH(item, tree_get(statement, "exprs"))
    {
        const Tree *element = tree_get(item, "StatsElem"), *expr = tree_get(element, "expr");
        if (analysis->failed)
            return;
        Term *term = expr ? bind_expr(analysis, NULL, expr)
                          : term_new(analysis, "Column",
                                     arena_print(analysis->arena, "%s", tree_text(element, "name")));
        const Object *column = expr || analysis->rows->kind != KIND_TABLE
                                   ? NULL
                                   : model_find(analysis->model, KIND_COLUMN, analysis->rows,
                                                words_text(analysis->model->words, term->text));
        if (column) {
            term->object = column;
            term->text = NULL;
            term->type = value_of(AS(const Column, column)->type);
        }
        term_add(made, term);
    }
}

// --- publications ---

static Term *find_published(const Term *made, const Object *table)
{
    Term *at = made->first;
    while (at && at->object != table)
        at = at->next;
    return at;
}

// A table that is named again says the last of it; one that is left away stays without a condition.
static void bind_published(Analysis *analysis, const Tree *object, bool goes, Term *made)
{
    const Tree *table = tree_get(object, "pubtable");
    if (!table)
        return;
    analysis->rows = find_table(analysis, tree_get(table, "relation"));
    if (!analysis->rows) {
        analysis->failed = true;
        return;
    }
    Term *item = find_published(made, analysis->rows);
    if (!item)
        term_add(made, item = term_new(analysis, "Table", NULL));
    item->object = analysis->rows;
    item->first = item->last = NULL;
    if (!goes)
        term_add(item, bind_truth(analysis, NULL, tree_get(table, "whereClause"), "Where"));
}

// Which tables it has is known from its text, whether they were named by CREATE or ALTER.
static void leave_unconditional(Term *made)
{
    Term *next, *item = made->first;
    made->first = made->last = NULL;
    for (; item; item = next) {
        next = item->next;
        item->next = NULL;
        if (item->first)
            term_add(made, item);
    }
}

static void bind_publication(Analysis *analysis, const Tree *statement, Term *made)
{
    const char *action = tree_text(statement, "action");
    const Tree *item;
    if (!strcmp(action, "AP_SetObjects"))
        for (Term *at = made->first; at; at = at->next)
            at->first = at->last = NULL;
    TREE_EACH(item, tree_get(statement, "pubobjects"))
    {
        bind_published(analysis, tree_get(item, "PublicationObjSpec"), !strcmp(action, "AP_DropObjects"),
                       made);
    }
    leave_unconditional(made);
}

// --- all ---

static const struct {
    const char *statement;
    void (*bind)(Analysis *, const Tree *, Term *);
} KINDS[] = {{"RuleStmt", bind_rule},
             {"CreateStatsStmt", bind_statistics},
             {"CreatePublicationStmt", bind_publication},
             {"AlterPublicationStmt", bind_publication}};

bool query_knows(const Object *definition)
{
    uint8_t class = AS(const Definition, definition)->class;
    return class == CLASS_RULE || class == CLASS_STATISTICS || class == CLASS_PUBLICATION;
}

const Term *query_definition(const Model *model, const Object *definition, Arena *arena)
{
    Analysis analysis = {.model = model, .home = definition, .arena = arena};
    Span span = AS(const Definition, definition)->query.span;
    TreeFault fault;
    if (!span_is_set(span) || !query_knows(definition))
        return NULL;
    analysis.text = arena_copy(arena, span_text(model->sources, span), span_length(span));
    const Tree *statements = tree_parse(arena, analysis.text, &fault), *item;
    Term *made = term_new(&analysis, "Definition", NULL);
    TREE_EACH(item, statements)
    {
        const Tree *statement = tree_get(item, "stmt");
        for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
            if (!strcmp(KINDS[at].statement, tree_kind(statement)))
                KINDS[at].bind(&analysis, tree_inner(statement), made);
    }
    return statements && !analysis.failed ? made : NULL;
}
