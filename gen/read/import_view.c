// SPDX-License-Identifier: MIT
// Views. The query stays the user's text; where it names a relation, that place is kept, so that the name
// can follow when the relation gets another.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

enum { LOCALS_MAX = 64 };

typedef struct Walk {
    Job *job;
    ImportView *view;
    uint32_t start;                 // of the query
    const char *locals[LOCALS_MAX]; // common table expressions
    size_t local_count;
    const Tree *from; // of the query that is walked through
    ViewLevel *level;
    const Thing *missing; // that it reads and that is not carried
} Walk;

static bool is_local(void *context, const char *name)
{
    const Walk *walk = context;
    for (size_t at = 0; at < walk->local_count; at++)
        if (!strcmp(walk->locals[at], name))
            return true;
    return false;
}

// [schema .] name at the place
static Span name_span(const Job *job, const Tree *range)
{
    Span span = import_token(job, range);
    if (*tree_text(range, "schemaname")) {
        Span dot = import_next(job, span.end);
        span.end = import_next(job, dot.end).end;
    }
    return span;
}

static void take_range(Walk *walk, const Tree *range)
{
    Job *job = walk->job;
    const char *schema = tree_text(range, "schemaname"), *name = tree_text(range, "relname");
    if (!*schema && is_local(walk, name)) {
        walk->level->opaque = true;
        return;
    }
    Thing *thing = import_find(job, SPACE_RELATION, schema, name);
    if (!thing)
        return; // the catalogue's, or an extension's
    if (thing->kind == THING_OTHER)
        walk->missing = thing;
    Span span = name_span(job, range);
    if (span.start < walk->start)
        return;
    ViewName *made = READ_ADD(job->arena, ViewName, &walk->view->names, &walk->view->last_name);
    made->thing = thing;
    made->level = walk->level->number;
    made->start = span.start - walk->start;
    made->end = span.end - walk->start;
    made->schema = thing->schema;
    made->name = thing->name;
    made->qualified = *schema;
    const char *alias = tree_text(tree_get(range, "alias"), "aliasname");
    made->alias = *alias ? import_name(job, alias) : NULL;
}

// [[schema .] qualifier .] name
static void take_column(Walk *walk, const Tree *reference, bool target)
{
    Job *job = walk->job;
    const Tree *fields = tree_get(reference, "fields");
    size_t count = tree_count(fields);
    const char *name = tree_name(fields);
    Span span = import_token(job, reference);
    for (size_t dots = 1; dots < count; dots++)
        span.end = import_next(job, import_next(job, span.end).end).end;
    walk->view->star = walk->view->star || !*name;
    if (span.start < walk->start)
        return;
    ViewName *made = READ_ADD(job->arena, ViewName, &walk->view->names, &walk->view->last_name);
    made->start = span.start - walk->start;
    made->end = span.end - walk->start;
    made->name = made->now = import_name(job, name);
    made->alias = count > 1 ? import_name(job, tree_schema(fields)) : NULL;
    made->level = walk->level->number;
    made->target = target && *name;
    made->all = !*name;
    if (target && made->all)
        import_star_ranges(job, made, walk->from, is_local, walk);
}

// Of a function of the schema's, where there is but one of its name.
static void take_call(Walk *walk, const Tree *call)
{
    Job *job = walk->job;
    const Tree *names = tree_get(call, "funcname");
    Thing *thing = import_find_list(job, SPACE_ROUTINE, names);
    Span span = import_token(job, call);
    if (!thing || import_next_named(thing) || span.start < walk->start)
        return;
    if (*tree_schema(names))
        span.end = import_next(job, import_next(job, span.end).end).end;
    ViewName *made = READ_ADD(job->arena, ViewName, &walk->view->names, &walk->view->last_name);
    made->thing = thing;
    made->call = true;
    made->start = span.start - walk->start;
    made->end = span.end - walk->start;
    made->schema = thing->schema;
    made->name = thing->name;
    made->qualified = *tree_schema(names);
}

static bool is_opaque(const Tree *node)
{
    static const char *const KINDS[] = {"RangeSubselect", "RangeFunction", "RangeTableFunc"};
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (!strcmp(node->key, KINDS[at]))
            return true;
    return false;
}

static bool is_joined(const Tree *node)
{
    return !strcmp(node->key, "usingClause") || !strcmp(node->key, "isNatural");
}

static void walk_tree(Walk *, const Tree *);

static void walk_members(Walk *walk, const Tree *node)
{
    const Tree *item;
    TREE_EACH(item, node)
    {
        const char *key = item->key ? item->key : "";
        if (*key && is_opaque(item))
            walk->level->opaque = true;
        if (*key && is_joined(item))
            walk->view->joined = true;
        bool target = !strcmp(key, "val") && !tree_get(node, "name") && !strcmp(tree_kind(item), "ColumnRef");
        if (!strcmp(key, "FuncCall"))
            take_call(walk, item);
        if (!strcmp(key, "RangeVar") || (!strcmp(key, "relation") && tree_get(item, "relname")))
            take_range(walk, item);
        else if (!strcmp(key, "ColumnRef") || target)
            take_column(walk, target ? tree_inner(item) : item, target);
        else
            walk_tree(walk, item);
    }
}

static void walk_tree(Walk *walk, const Tree *node)
{
    const Tree *from = walk->from;
    ViewLevel *level = walk->level;
    if (!level || tree_get(node, "targetList")) { // a query
        ViewLevel *made = ARENA_NEW(walk->job->arena, ViewLevel);
        *made = (ViewLevel){.next = walk->view->levels,
                            .number = walk->view->levels ? walk->view->levels->number + 1 : 1,
                            .outer = level ? level->number : 0};
        walk->view->levels = walk->level = made;
        walk->from = tree_get(node, "fromClause");
    }
    walk_members(walk, node);
    walk->level = level;
    walk->from = from;
}

// All of the statement's, wherever they stand: a name that one of them has is left alone.
static void find_locals(Walk *walk, const Tree *node)
{
    const Tree *item;
    TREE_EACH(item, node)
    {
        if (item->key && !strcmp(item->key, "CommonTableExpr") && walk->local_count < LOCALS_MAX)
            walk->locals[walk->local_count++] = tree_text(item, "ctename");
        find_locals(walk, item);
    }
}

ImportView *import_text_view(Job *job, const char *before, const char *text, Thing *home)
{
    ImportView *view = ARENA_NEW(job->arena, ImportView);
    view->read.query = arena_print(job->arena, "%s%s", before, text);
    size_t length = strlen(view->read.query);
    Source source = {.text = view->read.query, .base = 1, .length = (uint32_t)length};
    const Source *outer = job->source;
    Span statement = job->statement;
    TreeFault fault;
    const Tree *trees = newer_parse_any(job->arena, arena_copy(job->arena, view->read.query, length), &fault);
    Walk walk = {.job = job, .view = view, .start = 1};
    job->source = &source;
    job->statement = (Span){1, source.length + 1};
    find_locals(&walk, trees);
    walk_tree(&walk, trees);
    job->source = outer;
    job->statement = statement;
    if (home) { // which is named nowhere
        ViewName *row = READ_ADD(job->arena, ViewName, &view->names, &view->last_name);
        *row = (ViewName){.thing = home, .name = home->name, .schema = home->schema, .level = 1};
    }
    return view;
}

// --- what is read ---

bool import_view_reads(const ImportView *view, const Thing *thing, const char *column)
{
    bool reads = false, named = !column || view->star || view->joined;
    for (const ViewName *name = view->names; name; name = name->next) {
        reads = reads || name->thing == thing;
        named = named || (!name->thing && !strcmp(name->now, column));
        for (const ViewStar *at = name->columns; at; at = at->next)
            named = named || (at->thing == thing && !strcmp(at->now, column));
    }
    return reads && named;
}

// The first column that is not carried among those it may read.
static const char *missing_column(const Walk *walk, const Thing **table)
{
    for (const ViewName *name = walk->view->names; name; name = name->next) {
        const ImportTable *of = name->thing && name->thing->kind == THING_TABLE ? name->thing->made : NULL;
        for (size_t at = 0; of && at < of->missing.count; at++) {
            bool reads = walk->view->star;
            for (const ViewName *other = walk->view->names; other; other = other->next)
                reads = reads || (!other->thing && !strcmp(other->name, of->missing.at[at]));
            if (reads) {
                *table = name->thing;
                return of->missing.at[at];
            }
        }
    }
    return NULL;
}

// --- the statement ---

typedef struct Tail { // of the statement, behind the query
    uint32_t with;    // where it begins; 0: there is none
    bool data;        // WITH [NO] DATA
} Tail;

static Tail find_tail(Job *job, Span span)
{
    SqlTokens tokens;
    SqlToken token, last[3] = {{SQL_END, {0, 0}}}; // the newest first
    Tail tail = {0, false};
    sql_tokens_begin(&tokens, job->source->text + (span.start - job->source->base), span.start,
                     span_length(span));
    while (sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, ";"))
            continue;
        last[2] = last[1];
        last[1] = last[0];
        last[0] = token;
        if (sql_token_is(&tokens, token, "with"))
            tail.with = token.span.start;
    }
    tail.data = last[2].kind == SQL_WORD && sql_token_is(&tokens, last[0], "data") &&
                (sql_token_is(&tokens, last[1], "with") || sql_token_is(&tokens, last[2], "with"));
    return tail;
}

// From behind AS to the end, or to what stands behind the query.
static Span query_span(Job *job, const Tree *range, const char *check)
{
    Span span = {import_skip(job, import_token(job, range).end, "as"), job->statement.end};
    Tail tail = find_tail(job, span);
    if (tail.with && (*check || tail.data))
        span.end = tail.with;
    return import_trim(job, span);
}

ImportTable *import_rows_of(Thing *thing)
{
    if (!thing || (thing->kind != THING_TABLE && thing->kind != THING_VIEW))
        return NULL;
    return thing->kind == THING_TABLE ? thing->made : &((ImportView *)thing->made)->rows;
}

ImportColumn *import_said_column(Job *job, Thing *view, const char *name)
{
    ImportTable *rows = import_rows_of(view);
    ImportColumn *column = import_column_of(rows, name);
    if (column)
        return column;
    column = ARENA_NEW(job->arena, ImportColumn);
    column->read.name = import_name(job, name);
    *(rows->read.columns ? &rows->read.last_column->next : &rows->read.columns) = &column->read;
    rows->read.last_column = &column->read;
    return column;
}

typedef struct Made { // by a statement
    const Tree *range, *query, *aliases;
    const char *check; // option: "local", "cascaded"; "": none
    bool recursive;
} Made;

// RECURSIVE v (n) AS query: with recursive v (n) as (query) select n from v.
static const char *recursive_text(Job *job, const Made *made, const char *query, size_t *before)
{
    Text head = {0}, names = {0};
    const Tree *item;
    TREE_EACH(item, made->aliases)
    {
        text_puts(&names, names.length ? ", " : "");
        name_put(&names, tree_string(item));
    }
    text_puts(&head, "WITH RECURSIVE ");
    name_put(&head, tree_text(made->range, "relname"));
    text_printf(&head, " (%s) AS (\n", text_string(&names));
    *before = head.length;
    text_printf(&head, "%s\n) SELECT %s FROM ", query, text_string(&names));
    name_put(&head, tree_text(made->range, "relname"));
    const char *text = arena_copy(job->arena, text_string(&head), head.length);
    text_free(&head);
    text_free(&names);
    return text;
}

static ImportView *fill(Job *job, const Made *made, Thing *thing)
{
    ImportView *view = ARENA_NEW(job->arena, ImportView);
    ImportView *old = thing->kind == THING_VIEW ? thing->made : NULL;
    Span span = query_span(job, made->range, made->check);
    size_t before = 0;
    const Tree *item;
    const Thing *table = NULL;
    view->read.query = import_text(job, span);
    if (made->recursive)
        view->read.query = recursive_text(job, made, view->read.query, &before);
    if (old)
        import_fix_stars(job, thing);
    Walk walk = {.job = job, .view = view, .start = span.start - (uint32_t)before};
    view->read.comment = old ? old->read.comment : NULL;
    if (old)
        view->rows = old->rows;
    view->rows.thing = thing;
    view->rows.read.name = thing->name;
    TREE_EACH(item, made->aliases)
    {
        read_name_add(job->arena, &view->read.columns, import_name(job, tree_string(item)));
    }
    find_locals(&walk, made->query);
    walk_tree(&walk, made->query);
    const char *column = missing_column(&walk, &table);
    thing->kind = walk.missing || column ? THING_OTHER : THING_VIEW;
    thing->noun = "view";
    if (walk.missing)
        thing->after = arena_print(job->arena, ": it reads %s", import_path(job, walk.missing));
    else if (column)
        thing->after = arena_print(job->arena, ": it reads %s.%s", import_path(job, table), column);
    thing->made = view;
    return view;
}

static const char *check_option(const Tree *stmt)
{
    const char *check = tree_text(stmt, "withCheckOption");
    return !strcmp(check, "LOCAL_CHECK_OPTION")      ? "local"
           : !strcmp(check, "CASCADED_CHECK_OPTION") ? "cascaded"
                                                     : "";
}

static Thing *find_or_make(Job *job, const Tree *range, bool replace)
{
    const char *schema = import_home(job, tree_text(range, "schemaname")),
               *name = tree_text(range, "relname");
    Thing *thing = import_find(job, SPACE_RELATION, schema, name);
    if (thing && !replace) {
        diag_report(job->diag, DIAG_NAME_TAKEN, import_token(job, range), "view", name);
        return NULL;
    }
    return thing ? thing : import_make(job, THING_VIEW, schema, name, import_token(job, range));
}

void import_view(Job *job, const Tree *stmt)
{
    Made made = {.range = tree_get(stmt, "view"),
                 .query = tree_get(stmt, "query"),
                 .aliases = tree_get(stmt, "aliases"),
                 .check = check_option(stmt)};
    uint32_t word = import_skip(job, job->statement.start, "recursive");
    made.recursive = word != 0 && word <= import_offset(job, made.range);
    if (!strcmp(tree_text(made.range, "relpersistence"), "t")) {
        const char *name = tree_text(made.range, "relname");
        import_make_temporary(job, "temporary view", name);
        return;
    }
    Thing *thing = find_or_make(job, made.range, tree_flag(stmt, "replace"));
    if (!thing)
        return;
    ReadStorage *storage = &fill(job, &made, thing)->rows.read.storage;
    storage->options = (ReadNames){0};
    import_options(job, &storage->options, tree_get(stmt, "options"), false);
    if (*made.check)
        read_name_add(job->arena, &storage->options, arena_print(job->arena, "check_option=%s", made.check));
}

void import_create_as(Job *job, const Tree *stmt)
{
    const Tree *into = tree_get(stmt, "into"), *range = tree_get(into, "rel");
    Made made = {
        .range = range, .query = tree_get(stmt, "query"), .aliases = tree_get(into, "colNames"), .check = ""};
    Thing *there = import_find_range(job, range);
    if (strcmp(tree_text(stmt, "objtype"), "OBJECT_MATVIEW")) {
        import_table_as(job, into, tree_get(made.query, "SelectStmt"));
        return;
    }
    Thing *thing = there && tree_flag(stmt, "if_not_exists") ? NULL : find_or_make(job, range, false);
    if (!thing)
        return;
    ImportView *view = fill(job, &made, thing);
    const char *method = tree_text(into, "accessMethod");
    view->read.materialized = true;
    view->read.no_data = tree_flag(into, "skipData");
    import_index_storage(job, &view->rows.read.storage, tree_get(into, "options"),
                         tree_text(into, "tableSpaceName"));
    if (*method && strcmp(method, "heap"))
        view->rows.read.method = import_name(job, method);
}

void import_refresh(Job *job, const Tree *stmt)
{
    Thing *thing = import_find_range(job, tree_get(stmt, "relation"));
    if (thing && thing->kind == THING_VIEW)
        ((ImportView *)thing->made)->read.no_data = tree_flag(stmt, "skipData");
}
