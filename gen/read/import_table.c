// SPDX-License-Identifier: MIT
// CREATE TABLE, and what a column is made of.
#include <string.h>

#include "gen/read/import_job.h"

ImportColumn *import_column_of(const ImportTable *table, const char *name)
{
    const ReadColumn *own = read_column(&table->read, name);
    return own ? (ImportColumn *)(uintptr_t)own : import_inherited_column(table, name);
}

bool import_is_missing(const ImportTable *table, const char *column)
{
    for (size_t at = 0; at < table->missing.count; at++)
        if (!strcmp(table->missing.at[at], column))
            return true;
    return false;
}

bool import_reads_missing(Job *job, const ImportTable *table, const char *expression)
{
    for (size_t at = 0; at < table->missing.count; at++)
        if (import_reads(job, expression, table->missing.at[at]))
            return true;
    return false;
}

// --- values ---

// nextval('s'), nextval('s'::regclass): the sequence. NULL: it is something else.
static Thing *counted_by(Job *job, const Tree *expression)
{
    const Tree *call = tree_get(expression, "FuncCall"), *args = tree_get(call, "args");
    if (strcmp(tree_name(tree_get(call, "funcname")), "nextval") || tree_count(args) != 1)
        return NULL;
    const Tree *arg = tree_at(args, 0), *cast = tree_get(arg, "TypeCast");
    if (cast && strcmp(tree_name(tree_get(tree_get(cast, "typeName"), "names")), "regclass"))
        return NULL; // of a text: it is looked up at each call
    if (cast)
        arg = tree_get(cast, "arg");
    const char *text = tree_text(tree_get(tree_get(arg, "A_Const"), "sval"), "sval");
    SqlTokens tokens;
    SqlToken token;
    const char *schema = "", *name = "";
    sql_tokens_begin(&tokens, text, 0, strlen(text));
    while (sql_token_next(&tokens, &token)) {
        if (token.kind != SQL_WORD && token.kind != SQL_QUOTED)
            continue;
        schema = name;
        name = sql_name(job->words, sql_token_text(&tokens, token), span_length(token.span))->text;
    }
    Thing *found = *name ? import_find(job, SPACE_RELATION, schema, name) : NULL;
    return found && found->kind == THING_SEQUENCE ? found : NULL;
}

// A null is no default, unless it must be cut to a length first: then the server keeps it.
static bool keeps_null(const ImportColumn *column)
{
    const Type *type = &column->read.type.built_in;
    return type->arg_count || type->fields || (column->type && column->type->kind == THING_DOMAIN);
}

void import_set_default(Job *job, ImportColumn *column, const Tree *expression, const char *text)
{
    bool null = tree_flag(tree_get(expression, "A_Const"), "isnull") && !keeps_null(column);
    column->sequence = counted_by(job, expression);
    column->read.default_ = null ? NULL : text;
}

// An identity has a sequence of its own, whose options have no words.
void import_identity(Job *job, ImportTable *table, ImportColumn *column, const Tree *constraint)
{
    bool always = !strcmp(tree_text(constraint, "generated_when"), "a");
    const Tree *options = tree_get(constraint, "options"), *option;
    column->read.identity = always ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
    column->read.nullable = false;
    const char *schema = table->thing->schema, *name = NULL;
    TREE_EACH(option, options)
    {
        const Tree *list = tree_items(tree_get(tree_get(option, "DefElem"), "arg"));
        if (!strcmp(tree_text(tree_get(option, "DefElem"), "defname"), "sequence_name")) {
            schema = *tree_schema(list) ? import_name(job, tree_schema(list)) : schema;
            name = tree_name(list);
        }
    }
    if (!name)
        name = import_name_sequence(job, table, column->read.name);
    Thing *sequence = import_new_sequence(job, schema, name);
    ImportSequence *made = sequence->made;
    made->identity = true;
    made->read.type.built_in = column->read.type.built_in;
    const char *logging = tree_text(constraint, "sequence_logging");
    made->read.unlogged = *logging ? !strcmp(logging, "unlogged") : table->read.unlogged;
    import_sequence_options(job, sequence, options);
    import_own_sequence(sequence, table->thing, column);
}

static void make_serial(Job *job, ImportTable *table, ImportColumn *column)
{
    Thing *sequence =
        import_new_sequence(job, table->thing->schema, import_name_sequence(job, table, column->read.name));
    ImportSequence *made = sequence->made;
    made->read.unlogged = table->read.unlogged;
    import_own_sequence(sequence, table->thing, column);
    column->read.type.built_in = type_unserial(column->read.type.built_in);
    made->read.type.built_in = column->read.type.built_in;
    column->sequence = sequence;
    column->read.default_ = arena_print(job->arena, "nextval('%s'::regclass)", sequence->name);
    column->read.nullable = false;
}

// --- columns ---

// Where the next part of the column begins: an expression ends there.
static uint32_t next_start(const Job *job, const Tree *def, uint32_t from)
{
    uint32_t next = 0;
    const Tree *item, *collation = tree_get(def, "collClause");
    TREE_EACH(item, tree_get(def, "constraints"))
    {
        uint32_t at = import_offset(job, tree_get(item, "Constraint"));
        if (at > from && (!next || at < next))
            next = at;
    }
    if (collation && import_offset(job, collation) > from && (!next || import_offset(job, collation) < next))
        next = import_offset(job, collation);
    return next;
}

static void take_own(Job *job, ImportTable *table, ImportColumn *column, const Tree *def,
                     const Tree *constraint)
{
    const char *kind = tree_text(constraint, "contype");
    uint32_t at = import_offset(job, constraint);
    if (!strcmp(kind, "CONSTR_NOTNULL")) {
        column->read.nullable = false;
        if (job->names_not_null || tree_flag(constraint, "is_no_inherit")) // older servers forget the name
            import_name_not_null(job, table, &column->read, constraint);
    } else if (!strcmp(kind, "CONSTR_PRIMARY")) {
        column->read.nullable = false;
    } else if (!strcmp(kind, "CONSTR_DEFAULT")) {
        const char *text = import_expression(job, import_skip(job, at, "default"), next_start(job, def, at));
        import_set_default(job, column, tree_get(constraint, "raw_expr"), text);
    } else if (!strcmp(kind, "CONSTR_GENERATED")) {
        bool is_virtual = *tree_text(constraint, "generated_kind") == 'v';
        column->read.generated = is_virtual ? GENERATED_VIRTUAL : GENERATED_STORED;
        column->read.expression = import_inside(job, at);
        column->read.default_ = NULL;
    } else if (!strcmp(kind, "CONSTR_IDENTITY")) {
        import_identity(job, table, column, constraint);
    }
}

static void note_column(Job *job, ImportTable *table, const char *noun, const char *column)
{
    import_note(job, noun, table->thing, column, "of ", arena_print(job->arena, ".%s", column));
}

void import_column(Job *job, ImportTable *table, const Tree *def)
{
    ReadType type;
    const Tree *item;
    Thing *own;
    const char *missing, *name = import_name(job, tree_text(def, "colname"));
    Span statement = job->statement;
    if (!tree_get(def, "typeName")) { // of a partition or a type: it goes its own way
        ImportColumn *column = import_own_column(job, table, name);
        for (item = tree_first(tree_get(def, "constraints")); column && item; item = item->next)
            take_own(job, table, column, def, tree_get(item, "Constraint"));
        return;
    }
    if (!import_type(job, tree_get(def, "typeName"), &type, &own, &missing)) {
        Thing *note = import_note(job, "column", table->thing, name, "",
                                  arena_print(job->arena, ".%s: its type %s", name, missing));
        if (note)
            note->span = import_token(job, def);
        read_name_add(job->arena, &table->missing, name);
        return;
    }
    ReadTable *read = &table->read;
    const ImportColumn *of = import_inherited_column(table, name);
    ImportColumn *column = ARENA_NEW(job->arena, ImportColumn);
    *(read->last_column ? &read->last_column->next : &read->columns) = &column->read;
    read->last_column = &column->read;
    column->read.name = name;
    column->read.type = type;
    column->read.nullable = true;
    column->type = own;
    column->span = import_token(job, def);
    if (of) { // until it says another one
        column->read.default_ = of->read.default_;
        column->sequence = of->sequence;
        column->read.storage = of->read.storage;
        column->read.compression = of->read.compression;
    }
    if (!own && type_is_serial(type.built_in))
        make_serial(job, table, column);
    const Tree *collation = tree_get(def, "collClause");
    if (collation)
        column->read.collation = import_name(job, tree_name(tree_get(collation, "collname")));
    if (column->read.collation && !strcmp(column->read.collation, "default"))
        column->read.collation = NULL;
    TREE_EACH(item, tree_get(def, "constraints"))
    {
        take_own(job, table, column, def, tree_get(item, "Constraint"));
    }
    const char *compression = tree_text(def, "compression"), *storage = tree_text(def, "storage_name");
    if (*compression && strcmp(compression, "default"))
        column->read.compression = import_name(job, compression);
    if (*storage && strcmp(storage, "default"))
        column->read.storage = import_name(job, storage);
    if (tree_get(def, "fdwoptions"))
        note_column(job, table, "column options", name);
    job->statement = statement;
}

// --- tables ---

Thing *import_row_type(Job *job, const Tree *type_name)
{
    Thing *found = import_find_list(job, SPACE_TYPE, tree_get(type_name, "names"));
    return found && found->kind == THING_COMPOSITE ? found : NULL;
}

static void add_attribute(Job *job, ImportTable *table, const ReadColumn *attribute)
{
    ImportColumn *column = ARENA_NEW(job->arena, ImportColumn);
    *column = *(const ImportColumn *)attribute;
    column->read.next = NULL;
    column->read.comment = NULL;
    column->read.nullable = true;
    column->span = job->statement;
    *(table->read.last_column ? &table->read.last_column->next : &table->read.columns) = &column->read;
    table->read.last_column = &column->read;
}

// What ALTER TYPE … CASCADE does to a table of the type, and what it begins with.
void import_follow_row(Job *job, ImportTable *table)
{
    const ReadComposite *made = table->row->made;
    for (const ReadColumn *at = table->read.columns, *next; at; at = next) {
        next = at->next;
        if (!import_attribute(table->row, at->name))
            import_remove_column(job, table, at->name);
    }
    for (const ReadColumn *at = made->attributes; at; at = at->next) {
        ImportColumn *column = import_column_of(table, at->name);
        if (!column) {
            add_attribute(job, table, at);
            continue;
        }
        column->read.type = at->type;
        column->read.collation = at->collation;
        column->type = ((const ImportColumn *)at)->type;
    }
}

// False: there is no such type.
static bool take_row(Job *job, ImportTable *table, const Tree *type_name)
{
    table->row = type_name ? import_row_type(job, type_name) : NULL;
    if (table->row)
        import_follow_row(job, table);
    return !type_name || table->row;
}

ImportTable *import_new_table(Job *job, const Tree *range)
{
    ImportTable *table = ARENA_NEW(job->arena, ImportTable);
    const char *schema = import_home(job, tree_text(range, "schemaname"));
    table->thing =
        import_make(job, THING_TABLE, schema, tree_text(range, "relname"), import_token(job, range));
    table->thing->made = table;
    table->read.schema = schema;
    table->read.name = table->thing->name;
    table->read.unlogged = !strcmp(tree_text(range, "relpersistence"), "u");
    return table;
}

static void take_like(Job *job, ImportTable *table, const Tree *like,
                      void (*take)(Job *, ImportTable *, const Tree *range, long options))
{
    take(job, table, tree_get(like, "relation"), tree_number(like, "options"));
}

// Keys and checks may name columns that stand further down, foreign keys the keys.
static void take_elements(Job *job, ImportTable *table, const Tree *elements)
{
    const Tree *item;
    TREE_EACH(item, elements)
    {
        if (tree_get(item, "ColumnDef"))
            import_column(job, table, tree_get(item, "ColumnDef"));
        else if (tree_get(item, "TableLikeClause"))
            take_like(job, table, tree_get(item, "TableLikeClause"), import_inherit);
    }
    for (Pass pass = PASS_OWN; pass <= PASS_FOREIGN; pass++)
        TREE_EACH(item, elements)
        {
            const Tree *constraint = tree_get(item, "Constraint");
            bool foreign = !strcmp(tree_text(constraint, "contype"), "CONSTR_FOREIGN");
            if (tree_get(item, "ColumnDef"))
                import_column_constraints(job, table, tree_get(item, "ColumnDef"), pass);
            else if (constraint && foreign == (pass == PASS_FOREIGN))
                import_constraint(job, table, constraint, NULL, false);
            else if (tree_get(item, "TableLikeClause") && pass == PASS_FOREIGN) // before all foreign keys
                take_like(job, table, tree_get(item, "TableLikeClause"), import_inherit_indexes);
        }
}

void import_table(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "relation");
    const char *schema = import_home(job, tree_text(range, "schemaname")),
               *name = tree_text(range, "relname");
    if (!strcmp(tree_text(range, "relpersistence"), "t")) {
        import_make_temporary(job, "temporary table", name);
        return;
    }
    import_check_name(job, name);
    if (import_is_there(job, import_find(job, SPACE_RELATION, schema, name), stmt, import_token(job, range),
                        "table"))
        return;
    ImportTable *table = import_new_table(job, range);
    if (!import_parents(job, table, stmt) || !take_row(job, table, tree_get(stmt, "ofTypename"))) {
        import_remove(job, table->thing);
        import_make_other(job, SPACE_RELATION,
                          tree_get(stmt, "partbound")    ? "partition"
                          : tree_get(stmt, "ofTypename") ? "type of a table"
                                                         : "inheritance",
                          schema, name);
        return;
    }
    take_elements(job, table, tree_get(stmt, "tableElts"));
    import_drop_repeats(job, table);
    if (tree_get(stmt, "partspec"))
        import_parting(job, table, tree_get(stmt, "partspec"));
    import_table_storage(job, &table->read, stmt);
}

// --- made by a query ---

static void make_table_as(Job *job, const Tree *into, const QueryColumns *columns)
{
    const char *method = tree_text(into, "accessMethod");
    ImportTable *table = import_new_table(job, tree_get(into, "rel"));
    for (size_t at = 0; at < columns->count; at++) {
        ImportColumn *column = ARENA_NEW(job->arena, ImportColumn);
        *column = columns->at[at];
        column->span = job->statement;
        *(table->read.last_column ? &table->read.last_column->next : &table->read.columns) = &column->read;
        table->read.last_column = &column->read;
    }
    import_index_storage(job, &table->read.storage, tree_get(into, "options"),
                         tree_text(into, "tableSpaceName"));
    if (*method && strcmp(method, "heap"))
        table->read.method = import_name(job, method);
}

// CREATE TABLE … AS, SELECT … INTO: where all types can be told.
void import_table_as(Job *job, const Tree *into, const Tree *select)
{
    const Tree *range = tree_get(into, "rel");
    const char *schema = tree_text(range, "schemaname"), *name = tree_text(range, "relname");
    QueryColumns columns = {0};
    if (!strcmp(tree_text(range, "relpersistence"), "t")) {
        import_make_temporary(job, "temporary table", name);
        return;
    }
    if (import_find(job, SPACE_RELATION, import_home(job, schema), name))
        return;
    if (!select || !import_query_columns(job, select, tree_get(into, "colNames"), &columns) ||
        !query_columns_typed(&columns)) {
        import_make_other(job, SPACE_RELATION, "table made by a query", schema, name);
        return;
    }
    make_table_as(job, into, &columns);
    if (!tree_flag(into, "skipData"))
        import_note_rows(job);
}
