// SPDX-License-Identifier: MIT
// ALTER TABLE, command by command.
#include <string.h>

#include "gen/read/import_alter.h"

// --- commands on columns ---

// What * stands for was settled when the view was made; where that cannot be told it is that of the end.
static void note_stars(const Alter *alter, const char *column)
{
    Job *job = alter->job;
    import_fix_stars(job, alter->thing);
    for (Thing *thing = job->things; thing; thing = thing->next) {
        const ImportView *view = thing->kind == THING_VIEW && !thing->gone ? thing->made : NULL;
        if (view && view->star && import_view_reads(view, alter->thing, NULL))
            import_note(job, "columns", thing, column, "of ",
                        arena_print(job->arena, ": its * is older than %s.%s", import_path(job, alter->thing),
                                    column));
    }
}

static void add_column(Alter *alter)
{
    const char *name = tree_text(alter->def, "colname");
    bool there = import_column_of(alter->table, name) || import_is_missing(alter->table, name);
    if (there && !tree_flag(alter->command, "missing_ok"))
        diag_report(alter->job->diag, DIAG_COLUMN_TWICE, import_token(alter->job, alter->def), name);
    if (there)
        return;
    note_stars(alter, name);
    import_column(alter->job, alter->table, alter->def);
    import_column_constraints(alter->job, alter->table, alter->def, PASS_ALL);
}

static void drop_missing(Alter *alter)
{
    ReadNames *missing = &alter->table->missing;
    for (size_t at = 0; at < missing->count; at++)
        if (!strcmp(missing->at[at], alter->name))
            missing->at[at] = missing->at[--missing->count];
    import_forget(alter->job, "column", alter->thing, alter->name);
}

static void drop_column(Alter *alter)
{
    if (import_is_missing(alter->table, alter->name))
        drop_missing(alter);
    else
        import_remove_column(alter->job, alter->table, alter->name);
}

static void set_default(Alter *alter)
{
    Job *job = alter->job;
    if (!alter->def) {
        alter->column->read.default_ = NULL;
        alter->column->sequence = NULL;
        return;
    }
    uint32_t at = import_skip(job, import_part(job, alter->index), "default");
    import_set_default(job, alter->column, alter->def, import_expression(job, at, 0));
}

static void set_not_null(Alter *alter)
{
    alter->column->read.nullable = false;
}

static void end_not_null(ReadColumn *column)
{
    column->nullable = true;
    column->not_null = column->not_null_comment = NULL;
    column->not_null_alone = column->not_null_open = false;
}

static void drop_not_null(Alter *alter)
{
    end_not_null(&alter->column->read);
}

// A literal's type as a cast says it; NULL: it cannot.
static const char *literal_type(Job *job, const ReadType *type, const Thing *own)
{
    const ImportDomain *domain = own && own->kind == THING_DOMAIN ? own->made : NULL;
    if (domain)
        return literal_type(job, &domain->read.type, domain->type);
    Type plain = type->built_in;
    if (!own && (plain.id == TYPE_NONE || plain.id == TYPE_BIT || plain.fields))
        return NULL;
    const char *name = own                     ? import_path(job, own)
                       : plain.id == TYPE_CHAR ? "bpchar" // of any length
                                               : type_info((TypeId)plain.id)->name;
    return arena_print(job->arena, "%s%s", name, (own ? type->dims : plain.dims) ? "[]" : "");
}

// A default that is a literal goes on being one of the type that its column had.
static void keep_literal(Job *job, ImportColumn *column)
{
    const char *text = column->read.default_;
    SqlTokens tokens;
    SqlToken token;
    if (!text || strchr("bBxX", *text)) // those have a type
        return;
    sql_tokens_begin(&tokens, text, 0, strlen(text));
    bool literal =
        sql_token_next(&tokens, &token) && token.kind == SQL_STRING && !sql_token_next(&tokens, &token);
    const char *type = literal ? literal_type(job, &column->read.type, column->type) : NULL;
    if (type)
        column->read.default_ = arena_print(job->arena, "%s::%s", text, type);
}

static void set_type(Alter *alter)
{
    Job *job = alter->job;
    keep_literal(job, alter->column);
    const char *missing;
    const Tree *collation = tree_get(alter->def, "collClause");
    ReadColumn *read = &alter->column->read;
    if (!import_type(job, tree_get(alter->def, "typeName"), &read->type, &alter->column->type, &missing)) {
        import_note(job, "column", alter->thing, alter->name, "",
                    arena_print(job->arena, ".%s: its type %s", alter->name, missing));
        import_remove_column(job, alter->table, alter->name);
        read_name_add(job->arena, &alter->table->missing, import_name(job, alter->name));
        return;
    }
    const char *name = collation ? tree_name(tree_get(collation, "collname")) : "default";
    read->collation = strcmp(name, "default") ? import_name(job, name) : NULL;
}

static void add_identity(Alter *alter)
{
    import_identity(alter->job, alter->table, alter->column, alter->def);
}

static void set_identity(Alter *alter)
{
    const Tree *item;
    TREE_EACH(item, alter->def)
    {
        const Tree *option = tree_get(item, "DefElem");
        const char *name = tree_text(option, "defname");
        if (!strcmp(name, "generated"))
            alter->column->read.identity =
                tree_number(tree_get(tree_get(option, "arg"), "Integer"), "ival") == 'a'
                    ? IDENTITY_ALWAYS
                    : IDENTITY_BY_DEFAULT;
    }
    Thing *sequence = import_identity_sequence(alter->job, alter->column);
    if (sequence)
        import_sequence_options(alter->job, sequence, alter->def);
}

static void drop_identity(Alter *alter)
{
    Thing *sequence = import_identity_sequence(alter->job, alter->column);
    alter->column->read.identity = IDENTITY_NONE;
    if (sequence)
        import_remove(alter->job, sequence);
}

static void drop_expression(Alter *alter)
{
    alter->column->read.generated = GENERATED_NONE;
    alter->column->read.expression = NULL;
}

static void set_expression(Alter *alter)
{
    Job *job = alter->job;
    uint32_t at = import_skip(job, import_part(job, alter->index), "expression");
    alter->column->read.expression = import_inside(job, at);
}

// --- commands on constraints ---

static void add_constraint(Alter *alter)
{
    import_constraint(alter->job, alter->table, alter->def, NULL, true);
}

static void drop_exclusion(const Alter *alter)
{
    Thing *index = import_find(alter->job, SPACE_RELATION, alter->thing->schema, alter->name);
    const ReadIndex *made =
        index && index->kind == THING_INDEX && index->of == alter->thing ? index->made : NULL;
    if (!made || !made->exclude)
        return;
    import_remove(alter->job, index);
    import_remove_index(alter->job, &alter->table->read, made);
}

static void drop_named_not_null(Alter *alter)
{
    ReadColumn *column = import_not_null_of(alter->table, alter->name);
    if (column)
        end_not_null(column);
}

static void drop_constraint(Alter *alter)
{
    const ReadConstraint *gone = import_constraint_of(alter->table->read.constraints, alter->name);
    if (gone && (gone->kind == KIND_KEY || gone->kind == KIND_UNIQUE) && gone->columns.count)
        for (Thing *thing = alter->job->things; thing; thing = thing->next) {
            ImportTable *table = thing->kind == THING_TABLE && !thing->gone ? thing->made : NULL;
            const ReadConstraint *next;
            for (const ReadConstraint *at = table ? table->read.constraints : NULL; at; at = next) {
                next = at->next; // those that stand on the key, with CASCADE
                if (at->kind == KIND_FOREIGN && at->target == &alter->table->read &&
                    !strcmp(tree_text(alter->command, "behavior"), "DROP_CASCADE"))
                    import_remove_constraint(alter->job, table, at);
            }
        }
    if (gone)
        import_remove_constraint(alter->job, alter->table, gone);
    else
        drop_named_not_null(alter);
    import_forget(alter->job, "constraint", alter->thing, alter->name);
    drop_exclusion(alter);
}

static void validate(Alter *alter)
{
    ReadConstraint *found = import_constraint_of(alter->table->read.constraints, alter->name);
    ReadColumn *column = found ? NULL : import_not_null_of(alter->table, alter->name);
    if (found)
        found->not_valid = false;
    if (column)
        column->not_null_open = false;
}

static void alter_constraint(Alter *alter)
{
    ReadConstraint *found =
        import_constraint_of(alter->table->read.constraints, tree_text(alter->def, "conname"));
    ReadColumn *column = found ? NULL : import_not_null_of(alter->table, tree_text(alter->def, "conname"));
    if (column && tree_flag(alter->command, "alterInheritability"))
        column->not_null_alone = tree_flag(alter->command, "noinherit");
    if (!found)
        return;
    if (tree_flag(alter->command, "alterEnforceability")) {
        found->not_enforced = !tree_flag(alter->command, "is_enforced");
        return;
    }
    found->deferrable = tree_flag(alter->def, "deferrable");
    found->deferred = tree_flag(alter->def, "initdeferred");
}

// --- commands on the whole ---

static void set_logging(Alter *alter)
{
    bool unlogged = !strcmp(tree_text(alter->command, "subtype"), "AT_SetUnLogged");
    if (alter->table)
        alter->table->read.unlogged = unlogged;
    import_log_sequences(alter->job, alter->thing, unlogged);
}

static void change_owner(Alter *alter)
{
    import_set_owner(alter->job, alter->thing, tree_get(alter->command, "newowner"));
}

static void attach(Alter *alter)
{
    import_attach(alter->job, alter->thing, tree_get(alter->def, "PartitionCmd"));
}

static void detach(Alter *alter)
{
    import_detach(alter->job, tree_get(alter->def, "PartitionCmd"));
}

static void add_parent(Alter *alter)
{
    import_add_parent(alter->job, alter->table, tree_get(alter->def, "RangeVar"), true);
}

static void drop_parent(Alter *alter)
{
    import_add_parent(alter->job, alter->table, tree_get(alter->def, "RangeVar"), false);
}

static void set_row(Alter *alter)
{
    bool of = !strcmp(tree_text(alter->command, "subtype"), "AT_AddOf");
    alter->table->row = of ? import_row_type(alter->job, tree_get(alter->def, "TypeName")) : NULL;
}

static void set_security(Alter *alter)
{
    const char *command = tree_text(alter->command, "subtype");
    bool forces = strstr(command, "Force"), on = !strstr(command, "Disable") && !strstr(command, "NoForce");
    unsigned bit = forces ? ROW_SECURITY_FORCED : ROW_SECURITY_ENABLED;
    if (alter->thing->kind != THING_TABLE)
        import_not_a_table(alter->job, alter->thing);
    else
        alter->table->read.row_security = (alter->table->read.row_security & ~bit) | (on ? bit : 0);
}

// What a part has from its table is switched there: for one part alone there are no words.
static void note_switched(const Alter *alter, Enabled enabled)
{
    const ReadTable *of = alter->table ? alter->table->read.part_of : NULL;
    const Thing *whole = of ? ((const ImportTable *)of)->thing : NULL;
    bool any = false;
    for (const Thing *thing = whole ? alter->job->things : NULL; thing; thing = thing->next)
        any = any || (!thing->gone && thing->kind == THING_TRIGGER && thing->of == whole &&
                      (!*alter->name || !strcmp(((ImportTrigger *)thing->made)->read.name, alter->name)));
    if (any && enabled == ENABLED_ORIGIN)
        import_forget(alter->job, "switched trigger", alter->thing, alter->name);
    else if (any)
        import_note(alter->job, "switched trigger", alter->thing, alter->name,
                    arena_print(alter->job->arena, "%s of ", *alter->name ? alter->name : "each"), "");
}

// Of one trigger, or of all that are no constraint's.
static void enable(const Alter *alter, Enabled enabled)
{
    Job *job = alter->job;
    Thing *one = import_find_trigger(job, alter->thing, alter->name);
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone && thing->kind == THING_TRIGGER && thing->of == alter->thing &&
            (!*alter->name || thing == one))
            ((ImportTrigger *)thing->made)->read.enabled = enabled;
    if (!one)
        note_switched(alter, enabled);
}

static void enable_trigger(Alter *alter)
{
    enable(alter, ENABLED_ORIGIN);
}

static void disable_trigger(Alter *alter)
{
    enable(alter, ENABLED_NEVER);
}

static void enable_always(Alter *alter)
{
    enable(alter, ENABLED_ALWAYS);
}

static void enable_replica(Alter *alter)
{
    enable(alter, ENABLED_REPLICA);
}

// A constraint's own as well, which have no words.
static void disable_all(Alter *alter)
{
    enable(alter, ENABLED_NEVER);
    import_note(alter->job, "disabled triggers", alter->thing, "", "of ", "");
}

static void enable_all(Alter *alter)
{
    enable(alter, ENABLED_ORIGIN);
    import_forget(alter->job, "disabled triggers", alter->thing, "");
}

enum { ANY = 0, TABLE = 1, COLUMN = 2 }; // what it is about: only tables have the latter two

// All commands of a statement are done pass by pass, as the server does them: ADD COLUMN after DROP COLUMN,
// constraints after both, wherever they stand.
enum { DROPS, TYPES, ADDS, ATTRIBUTES, CONSTRAINTS, PASSES };

static const struct {
    const char *name;
    int pass, about;
    void (*run)(Alter *); // NULL: it is noted
    const char *noun;
} COMMANDS[] = {
    {"AT_AddColumn", ADDS, TABLE, add_column, NULL},
    {"AT_DropColumn", DROPS, COLUMN, drop_column, NULL},
    {"AT_ColumnDefault", CONSTRAINTS, COLUMN, set_default, NULL},
    {"AT_SetNotNull", ATTRIBUTES, COLUMN, set_not_null, NULL},
    {"AT_DropNotNull", DROPS, COLUMN, drop_not_null, NULL},
    {"AT_AlterColumnType", TYPES, COLUMN, set_type, NULL},
    {"AT_AddIdentity", CONSTRAINTS, COLUMN, add_identity, NULL},
    {"AT_SetIdentity", ATTRIBUTES, COLUMN, set_identity, NULL},
    {"AT_DropIdentity", DROPS, COLUMN, drop_identity, NULL},
    {"AT_DropExpression", DROPS, COLUMN, drop_expression, NULL},
    {"AT_SetExpression", CONSTRAINTS, COLUMN, set_expression, NULL},
    {"AT_SetStatistics", CONSTRAINTS, ANY, import_set_statistics, NULL},
    {"AT_SetStorage", CONSTRAINTS, COLUMN, import_set_storage, NULL},
    {"AT_SetOptions", CONSTRAINTS, COLUMN, import_set_column_options, NULL},
    {"AT_ResetOptions", CONSTRAINTS, COLUMN, import_set_column_options, NULL},
    {"AT_SetCompression", CONSTRAINTS, COLUMN, import_set_compression, NULL},
    {"AT_AddConstraint", CONSTRAINTS, TABLE, add_constraint, NULL},
    {"AT_DropConstraint", DROPS, TABLE, drop_constraint, NULL},
    {"AT_ValidateConstraint", CONSTRAINTS, TABLE, validate, NULL},
    {"AT_AlterConstraint", CONSTRAINTS, TABLE, alter_constraint, NULL},
    {"AT_SetLogged", CONSTRAINTS, ANY, set_logging, NULL},
    {"AT_SetUnLogged", CONSTRAINTS, ANY, set_logging, NULL},
    {"AT_ChangeOwner", CONSTRAINTS, ANY, change_owner, NULL},
    {"AT_AttachPartition", CONSTRAINTS, ANY, attach, NULL},
    {"AT_DetachPartition", CONSTRAINTS, ANY, detach, NULL},
    {"AT_ReplicaIdentity", CONSTRAINTS, TABLE, import_replica_identity, NULL},
    {"AT_EnableRowSecurity", CONSTRAINTS, TABLE, set_security, NULL},
    {"AT_DisableRowSecurity", CONSTRAINTS, TABLE, set_security, NULL},
    {"AT_ForceRowSecurity", CONSTRAINTS, TABLE, set_security, NULL},
    {"AT_NoForceRowSecurity", CONSTRAINTS, TABLE, set_security, NULL},
    {"AT_ClusterOn", CONSTRAINTS, TABLE, import_cluster_on, NULL},
    {"AT_DropCluster", CONSTRAINTS, TABLE, import_no_cluster, NULL},
    {"AT_SetRelOptions", CONSTRAINTS, ANY, import_set_options, NULL},
    {"AT_ResetRelOptions", CONSTRAINTS, ANY, import_set_options, NULL},
    {"AT_ReplaceRelOptions", CONSTRAINTS, ANY, import_set_options, NULL},
    {"AT_SetTableSpace", CONSTRAINTS, ANY, import_set_tablespace, NULL},
    {"AT_SetAccessMethod", CONSTRAINTS, TABLE, import_set_method, NULL},
    {"AT_AddInherit", CONSTRAINTS, TABLE, add_parent, NULL},
    {"AT_DropInherit", CONSTRAINTS, TABLE, drop_parent, NULL},
    {"AT_AddOf", CONSTRAINTS, TABLE, set_row, NULL},
    {"AT_DropOf", CONSTRAINTS, TABLE, set_row, NULL},
    {"AT_EnableTrig", CONSTRAINTS, ANY, enable_trigger, NULL},
    {"AT_DisableTrig", CONSTRAINTS, ANY, disable_trigger, NULL},
    {"AT_EnableTrigAll", CONSTRAINTS, ANY, enable_all, NULL},
    {"AT_DisableTrigAll", CONSTRAINTS, ANY, disable_all, NULL},
    {"AT_EnableTrigUser", CONSTRAINTS, ANY, enable_trigger, NULL},
    {"AT_DisableTrigUser", CONSTRAINTS, ANY, disable_trigger, NULL},
    {"AT_EnableAlwaysTrig", CONSTRAINTS, ANY, enable_always, NULL},
    {"AT_EnableReplicaTrig", CONSTRAINTS, ANY, enable_replica, NULL},
};

enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

bool import_alter_column(Alter *alter)
{
    Job *job = alter->job;
    alter->column = alter->thing->kind == THING_VIEW ? import_said_column(job, alter->thing, alter->name)
                                                     : import_own_column(job, alter->table, alter->name);
    bool drops = !strcmp(tree_text(alter->command, "subtype"), "AT_DropColumn");
    if (alter->column || (drops && import_is_missing(alter->table, alter->name)))
        return true;
    if (!import_is_missing(alter->table, alter->name) && !tree_flag(alter->command, "missing_ok"))
        diag_report(job->diag, DIAG_UNKNOWN_COLUMN, import_next(job, import_part(job, alter->index)),
                    alter->table->read.name, alter->name);
    return false; // of a missing one it does not matter
}

static void note_command(const Alter *alter, const char *noun, int about)
{
    const char *column = about == COLUMN ? arena_print(alter->job->arena, ".%s", alter->name) : "";
    import_note(alter->job, noun, alter->thing, column, "of ", column);
}

// Does a command on a column reach those that have it from this table?
static bool reaches(const Alter *alter, size_t at)
{
    void (*run)(Alter *) = COMMANDS[at].run;
    return alter->whole && run != import_set_compression && run != import_set_column_options;
}

// A column or constraint of a table is that of those that have it from there, where they have said something
// of it themselves.
typedef struct Follow {
    Alter alter;
    size_t at;
} Follow;

static void run_command(Alter *alter, size_t at);

// A column that goes stays with those that have it of their own, too, or from another table.
static bool keeps_own(const ImportTable *child, const Follow *of, const ReadColumn *own)
{
    return COMMANDS[of->at].run == drop_column && !child->read.part_of &&
           (!own->inherited || import_inherited_column(child, of->alter.name));
}

static void follow(void *context, ImportTable *child)
{
    const Follow *of = context;
    Alter alter = of->alter;
    const ReadColumn *own = read_column(&child->read, alter.name);
    bool column = COMMANDS[of->at].about == COLUMN && own && !keeps_own(child, of, own);
    bool constraint =
        COMMANDS[of->at].run == drop_constraint && import_constraint_of(child->read.constraints, alter.name);
    bool statistics = COMMANDS[of->at].run == import_set_statistics; // which no child has from its parent
    alter.table = child;
    alter.thing = child->thing;
    if (column || constraint || statistics)
        run_command(&alter, of->at);
}

// What does not reach them they keep as it was.
static void keep_as_it_was(void *context, ImportTable *child)
{
    const Alter *alter = context;
    ImportColumn *column = import_own_column(alter->job, child, alter->name);
    if (column && !strcmp(tree_text(alter->command, "subtype"), "AT_DropColumn"))
        column->read.inherited = false;
}

static void leave_children(Alter *alter, size_t at)
{
    void (*run)(Alter *) = COMMANDS[at].run;
    bool stored = run == import_set_storage || run == import_set_compression;
    bool value = run == set_default || run == set_not_null || run == drop_not_null || run == drop_column;
    if (alter->table && (stored || value) && !reaches(alter, at))
        import_each_child(alter->job, alter->table, keep_as_it_was, alter);
}

static void run_command(Alter *alter, size_t at)
{
    if (COMMANDS[at].about != ANY && !alter->table) {
        if (alter->thing->kind != THING_OTHER)
            import_note_statement(alter->job);
    } else if (COMMANDS[at].about == COLUMN && !import_alter_column(alter)) {
        return;
    } else if (COMMANDS[at].run) {
        leave_children(alter, at);
        COMMANDS[at].run(alter);
        if (alter->table && reaches(alter, at))
            import_each_child(alter->job, alter->table, follow, &(Follow){*alter, at});
    } else {
        note_command(alter, COMMANDS[at].noun, COMMANDS[at].about);
    }
}

// Its line in the table; past it: there is none.
static size_t command_at(const Tree *command)
{
    size_t at = 0;
    while (at < COMMAND_COUNT && strcmp(COMMANDS[at].name, tree_text(command, "subtype")))
        at++;
    return at;
}

// A default goes before types are changed, and comes after.
static int pass_of(const Tree *command, size_t at)
{
    bool drops = COMMANDS[at].run == set_default && !tree_get(command, "def");
    return drops ? DROPS : COMMANDS[at].pass;
}

static void take_command(Alter *alter, const Tree *command, size_t index, int pass)
{
    size_t at = command_at(command);
    const Tree *def = tree_get(command, "def");
    const char *kind = tree_kind(def);
    bool plain = !strcmp(kind, "ColumnDef") || !strcmp(kind, "Constraint");
    if (at == COMMAND_COUNT && pass == DROPS && alter->thing->kind != THING_OTHER)
        import_note_statement(alter->job);
    if (at == COMMAND_COUNT || pass_of(command, at) != pass)
        return;
    alter->command = command;
    alter->name = tree_text(command, "name");
    alter->index = index;
    alter->def = plain ? tree_inner(def) : !strcmp(kind, "List") ? tree_items(def) : def;
    run_command(alter, at);
}

void import_alter(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "relation"), *item;
    bool type = !strcmp(tree_text(stmt, "objtype"), "OBJECT_TYPE");
    const char *schema = tree_text(range, "schemaname"), *name = tree_text(range, "relname");
    Thing *thing = import_find(job, type ? SPACE_TYPE : SPACE_RELATION, schema, name);
    if (!thing) {
        if (!tree_flag(stmt, "missing_ok"))
            diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, range), name);
        return;
    }
    if (thing->kind == THING_COMPOSITE) {
        import_alter_composite(job, thing, stmt);
        return;
    }
    Alter alter = {.job = job,
                   .thing = thing,
                   .table = import_rows_of(thing),
                   .whole = thing->kind == THING_TABLE && tree_flag(range, "inh")};
    for (int pass = DROPS; pass < PASSES; pass++)
        TREE_EACH(item, tree_get(stmt, "cmds"))
        {
            take_command(&alter, tree_get(item, "AlterTableCmd"), item_at, pass);
        }
}
