// SPDX-License-Identifier: MIT
#include <string.h>

#include "gen/read/import_job.h"

// (expression) or a call; what may follow it, a collation and so on, is known from the tree.
const char *import_element_text(Job *job, uint32_t at)
{
    Span first = import_next(job, at);
    const char *text = job->source->text + (first.start - job->source->base);
    if (*text == '(')
        return import_inside(job, first.start);
    Span inside = import_inside_span(job, first.start);
    Span end = import_next(job, inside.end); // its closing parenthesis
    return import_plain(job, (Span){first.start, end.end});
}

// The class that a server takes for a column of this type, and hence does not name again.
static bool is_own_class(const char *method, Type type, const char *class)
{
    static const struct {
        TypeId id;
        const char *class;
    } OWN[] = {{TYPE_INT2, "int2_ops"},           {TYPE_INT4, "int4_ops"},
               {TYPE_INT8, "int8_ops"},           {TYPE_NUMERIC, "numeric_ops"},
               {TYPE_FLOAT4, "float4_ops"},       {TYPE_FLOAT8, "float8_ops"},
               {TYPE_TEXT, "text_ops"},           {TYPE_VARCHAR, "text_ops"},
               {TYPE_BPCHAR, "bpchar_ops"},       {TYPE_CHAR, "bpchar_ops"},
               {TYPE_BOOL, "bool_ops"},           {TYPE_UUID, "uuid_ops"},
               {TYPE_TIMESTAMP, "timestamp_ops"}, {TYPE_DATE, "date_ops"},
               {TYPE_JSONB, "jsonb_ops"},         {TYPE_TIMESTAMPTZ, "timestamptz_ops"}};
    bool gin = !strcmp(method, "gin"),
         plain = !*method || !strcmp(method, "btree") || !strcmp(method, "hash");
    if (type.dims)
        return (gin || plain) && !strcmp(class, "array_ops");
    if (gin)
        return (type.id == TYPE_JSONB && !strcmp(class, "jsonb_ops")) ||
               (type.id == TYPE_TSVECTOR && !strcmp(class, "tsvector_ops"));
    for (size_t at = 0; plain && at < sizeof OWN / sizeof *OWN; at++)
        if (OWN[at].id == type.id && !strcmp(OWN[at].class, class))
            return true;
    return false;
}

static void leave_own_class(const ImportTable *table, const char *method, ReadElement *element)
{
    const ImportColumn *column = element->column ? import_column_of(table, element->column) : NULL;
    if (element->class && column && !column->type && !element->parameters.count &&
        is_own_class(method, column->read.type.built_in, element->class))
        element->class = NULL;
}

static void take_element(Job *job, const Tree *from, uint32_t at, ReadElement *to)
{
    const char *ordering = tree_text(from, "ordering"), *nulls = tree_text(from, "nulls_ordering");
    if (*tree_text(from, "name"))
        to->column = import_name(job, tree_text(from, "name"));
    else
        to->expression = import_element_text(job, at);
    if (tree_get(from, "collation"))
        to->collation = import_name(job, tree_name(tree_get(from, "collation")));
    if (tree_get(from, "opclass"))
        to->class = import_name(job, tree_name(tree_get(from, "opclass")));
    import_options(job, &to->parameters, tree_get(from, "opclassopts"), false);
    to->descending = !strcmp(ordering, "SORTBY_DESC");
    to->nulls_first = to->descending;
    if (!strcmp(nulls, "SORTBY_NULLS_FIRST") || !strcmp(nulls, "SORTBY_NULLS_LAST"))
        to->nulls_first = !strcmp(nulls, "SORTBY_NULLS_FIRST");
}

// Where the next element begins: behind the next comma outside of parentheses.
static uint32_t next_element(const Job *job, uint32_t at)
{
    SqlTokens tokens;
    SqlToken token;
    int depth = 0;
    sql_tokens_begin(&tokens, job->source->text + (at - job->source->base), at, job->statement.end - at);
    while (sql_token_next(&tokens, &token)) {
        char sign = token.kind == SQL_PUNCTUATION ? *sql_token_text(&tokens, token) : ' ';
        depth += (sign == '(' || sign == '[') - (sign == ')' || sign == ']');
        if (sign == ',' && !depth)
            return token.span.end;
    }
    return job->statement.end;
}

// False: it names a column that is not carried, or that there is not.
static bool knows(Job *job, const ImportTable *table, const Tree *range, const char *column,
                  const char *expression)
{
    if (table->thing && table->thing->kind == THING_VIEW)
        return true; // what columns it has is not known
    if (column && import_is_missing(table, column))
        return false;
    if (column && !import_column_of(table, column)) {
        diag_report(job->diag, DIAG_UNKNOWN_COLUMN, import_token(job, range), table->read.name, column);
        return false;
    }
    return !import_reads_missing(job, table, expression);
}

static bool take_parts(Job *job, const ImportTable *table, const Tree *stmt, ReadIndex *index)
{
    const Tree *params = tree_get(stmt, "indexParams"), *range = tree_get(stmt, "relation"), *item;
    uint32_t at = import_inside_span(job, import_offset(job, range)).start;
    bool good = true;
    index->elements = ARENA_ARRAY(job->arena, ReadElement, tree_count(params) + 1);
    TREE_EACH(item, params)
    {
        ReadElement *element = &index->elements[index->count++];
        take_element(job, tree_get(item, "IndexElem"), at, element);
        good = good && knows(job, table, range, element->column, element->expression);
        leave_own_class(table, tree_text(stmt, "accessMethod"), element);
        at = next_element(job, at);
    }
    TREE_EACH(item, tree_get(stmt, "indexIncludingParams"))
    {
        const char *name = import_name(job, tree_text(tree_get(item, "IndexElem"), "name"));
        read_name_add(job->arena, &index->include, name);
        good = good && knows(job, table, range, name, NULL);
    }
    if (tree_get(stmt, "whereClause")) {
        uint32_t where = import_skip(job, import_offset(job, range), "where");
        index->where = import_plain(job, import_trim(job, (Span){where, job->statement.end}));
        good = good && knows(job, table, range, NULL, index->where);
    }
    return good;
}

static void count_part(void *context, ImportTable *part)
{
    (void)part;
    ++*(size_t *)context;
}

// ON ONLY leaves out the parts there are, until an index of theirs is attached.
static void note_only(Job *job, const ImportTable *of, Thing *index)
{
    size_t parts = 0;
    if (of->read.strategy)
        import_each_child(job, of, count_part, &parts);
    if (parts)
        import_note(job, INDEX_ONLY, index, "", "of ", ": its parts get it too");
}

static const ReadIndex *equal_index(const ReadTable *table, const ReadIndex *index)
{
    for (const ReadIndex *at = table->indexes; at; at = at->next)
        if (read_same_index(at, index))
            return at;
    return NULL;
}

static void add_index(Job *job, Thing *table, ReadIndex *made, bool only)
{
    ImportTable *of = import_rows_of(table);
    Thing *thing = import_make(job, THING_INDEX, table->schema, made->name, job->statement);
    thing->of = table;
    *READ_ADD(job->arena, ReadIndex, &of->read.indexes, &of->read.last_index) = *made;
    thing->made = of->read.last_index;
    if (only)
        note_only(job, of, thing);
}

// Of a part that has one from its table already: then both are said.
static void bring_out(Job *job, Thing *table, const ReadIndex *index)
{
    ImportTable *part = table->kind == THING_TABLE ? table->made : NULL;
    if (!part || equal_index(&part->read, index))
        return;
    for (const ReadTable *of = part->read.part_of; of; of = of->part_of) {
        const ReadIndex *its = equal_index(of, index);
        if (!its || its->only)
            continue;
        ReadIndex made = *its;
        made.comment = NULL;
        made.attached = true;
        import_name_index(job, part, &made);
        add_index(job, table, &made, false);
        return;
    }
}

// EXCLUDE: its elements are pairs of what is compared and how.
static const char *operator_of(Job *job, const Tree *names)
{
    const char *schema = tree_schema(names);
    if (!*schema || !strcmp(schema, "pg_catalog") || !strcmp(schema, job->catalogue->home))
        return import_name(job, tree_name(names));
    return arena_print(job->arena, "operator(%s.%s)", schema, tree_name(names));
}

static bool take_pairs(Job *job, const ImportTable *table, const Tree *constraint, ReadIndex *made)
{
    const Tree *item, *pairs = tree_get(constraint, "exclusions");
    uint32_t at = import_inside_span(job, import_token(job, constraint).end).start;
    bool good = true;
    if (*tree_text(constraint, "conname")) // the parentheses behind the word itself
        at = import_inside_span(job, import_skip(job, import_offset(job, constraint), "exclude")).start;
    made->elements = ARENA_ARRAY(job->arena, ReadElement, tree_count(pairs) + 1);
    TREE_EACH(item, pairs)
    {
        const Tree *pair = tree_items(item);
        ReadElement *element = &made->elements[made->count++];
        take_element(job, tree_get(tree_at(pair, 0), "IndexElem"), at, element);
        element->operator= operator_of(job, tree_items(tree_at(pair, 1)));
        good = good && (!element->column || import_column_of(table, element->column)) &&
               !import_reads_missing(job, table, element->expression);
        at = next_element(job, at);
    }
    TREE_EACH(item, tree_get(constraint, "including"))
    {
        read_name_add(job->arena, &made->include, import_name(job, tree_string(item)));
    }
    return good;
}

void import_exclude(Job *job, ImportTable *table, const Tree *constraint)
{
    const char *name = tree_text(constraint, "conname"), *method = tree_text(constraint, "access_method");
    ReadIndex made = {.name = *name ? import_name(job, name) : NULL,
                      .method = *method && strcmp(method, "btree") ? import_name(job, method) : NULL,
                      .exclude = true,
                      .deferrable = tree_flag(constraint, "deferrable"),
                      .deferred = tree_flag(constraint, "initdeferred")};
    bool carried = take_pairs(job, table, constraint, &made);
    if (tree_get(constraint, "where_clause"))
        made.where = import_inside(job, import_skip(job, import_offset(job, constraint), "where"));
    import_index_storage(job, &made.storage, tree_get(constraint, "options"),
                         tree_text(constraint, "indexspace"));
    if (!made.name)
        import_name_index(job, table, &made);
    if (!carried || import_reads_missing(job, table, made.where)) {
        import_note(job, "constraint", table->thing, made.name, arena_print(job->arena, "%s on ", made.name),
                    ": what it names is not carried");
        return;
    }
    Thing *thing = import_make(job, THING_INDEX, table->thing->schema, made.name, job->statement);
    thing->of = table->thing;
    *READ_ADD(job->arena, ReadIndex, &table->read.indexes, &table->read.last_index) = made;
    thing->made = table->read.last_index;
}

void import_index(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "relation");
    Thing *table = import_find_range(job, range);
    const char *name = tree_text(stmt, "idxname"), *method = tree_text(stmt, "accessMethod");
    if (!table)
        diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, range), tree_text(range, "relname"));
    else if (table->kind == THING_OTHER && *name)
        import_make_other(job, SPACE_RELATION, "index", table->schema, name)->of = table;
    if (!import_rows_of(table))
        return;
    import_check_name(job, name);
    if (*name && import_is_there(job, import_find(job, SPACE_RELATION, table->schema, name), stmt,
                                 job->statement, "index"))
        return;
    ReadIndex made = {.name = *name ? import_name(job, name) : NULL,
                      .method = *method && strcmp(method, "btree") ? import_name(job, method) : NULL,
                      .unique = tree_flag(stmt, "unique"),
                      .nulls_not_distinct = tree_flag(stmt, "nulls_not_distinct")};
    import_index_storage(job, &made.storage, tree_get(stmt, "options"), tree_text(stmt, "tableSpace"));
    bool carried = take_parts(job, import_rows_of(table), stmt, &made);
    if (!made.name)
        import_name_index(job, import_rows_of(table), &made);
    if (!carried) {
        import_note(job, "index", table, made.name, arena_print(job->arena, "%s on ", made.name),
                    ": what it names is not carried");
        return;
    }
    made.only = !tree_flag(range, "inh");
    bring_out(job, table, &made);
    add_index(job, table, &made, made.only);
}
