// SPDX-License-Identifier: MIT
// Functions and procedures: what one is, is its name and the types of its input.
#include <ctype.h>
#include <string.h>

#include "gen/read/import_job.h"
#include "gen/read/postgres.h"

// --- types ---

// table.column%type: what the column has by then.
static bool column_type(Job *job, const Tree *names, ReadType *out, Thing **own)
{
    size_t count = tree_count(names);
    const char *schema = count > 2 ? tree_string(tree_at(names, count - 3)) : "";
    const Thing *table = import_find(job, SPACE_RELATION, schema, tree_schema(names));
    const ImportColumn *column =
        table && table->kind == THING_TABLE ? import_column_of(table->made, tree_name(names)) : NULL;
    if (!column)
        return false;
    *out = column->read.type;
    out->built_in.arg_count = out->built_in.fields = 0;
    out->modifiers = NULL;
    *own = column->type;
    return true;
}

// Any that a column may have, and besides rows and what stands for a type.
static bool routine_type(Job *job, const Tree *type_name, ReadType *out, Thing **own, const char **missing)
{
    const Tree *names = tree_get(type_name, "names");
    const char *name = tree_name(names), *schema = tree_schema(names);
    unsigned dims = (unsigned)tree_count(tree_get(type_name, "arrayBounds"));
    if (tree_flag(type_name, "pct_type")) {
        *missing = import_type_text(job, type_name);
        return column_type(job, names, out, own);
    }
    if (import_type(job, type_name, out, own, missing))
        return true;
    *out = (ReadType){0};
    if ((!*schema || !strcmp(schema, "pg_catalog")) && !dims && type_is_pseudo(name)) {
        out->name = import_name(job, name);
        return true;
    }
    Thing *row = import_find_list(job, SPACE_RELATION, names);
    if (!row || (row->kind != THING_TABLE && row->kind != THING_VIEW))
        return false;
    *own = row;
    *out = (ReadType){.schema = row->schema, .name = row->name, .dims = dims};
    return true;
}

static bool same_type(const ReadType *a, const Thing *a_own, const ReadType *b, const Thing *b_own)
{
    if (a->built_in.id != b->built_in.id || (a->built_in.dims != 0) != (b->built_in.dims != 0))
        return false;
    if (a->built_in.id != TYPE_NONE)
        return true;
    bool named = a_own == b_own && (a_own || !strcmp(a->name, b->name));
    return named && (a->dims != 0) == (b->dims != 0);
}

static bool is_input(const Tree *parameter)
{
    const char *mode = tree_text(parameter, "mode");
    return strcmp(mode, "FUNC_PARAM_OUT") && strcmp(mode, "FUNC_PARAM_TABLE");
}

// --- finding ---

static size_t next_input(const ReadRoutine *routine, size_t at)
{
    while (at < routine->argument_count &&
           (routine->arguments[at].mode == ARGUMENT_OUT || routine->arguments[at].mode == ARGUMENT_TABLE))
        at++;
    return at;
}

// `parameters`: FunctionParameters, or bare types.
static bool takes(Job *job, const Thing *thing, const Tree *parameters)
{
    const ImportRoutine *routine = thing->made;
    const Tree *item;
    size_t at = 0;
    TREE_EACH(item, parameters)
    {
        const Tree *parameter = tree_get(item, "FunctionParameter");
        if (parameter && !is_input(parameter))
            continue;
        ReadType type;
        Thing *own;
        const char *missing;
        at = next_input(&routine->read, at);
        if (at == routine->read.argument_count ||
            !routine_type(job, parameter ? tree_get(parameter, "argType") : tree_get(item, "TypeName"), &type,
                          &own, &missing) ||
            !same_type(&type, own, &routine->read.arguments[at].type, routine->types[at]))
            return false;
        at++;
    }
    return next_input(&routine->read, at) == routine->read.argument_count;
}

static Thing *find_in(Job *job, const char *schema, const char *name, const Tree *parameters, bool any)
{
    Thing *thing = import_find(job, SPACE_ROUTINE, schema, name);
    while (thing && !any && !takes(job, thing, parameters))
        thing = import_next_named(thing);
    return thing;
}

static Thing *find_routine(Job *job, const Tree *names, const Tree *parameters, bool any)
{
    const char *schema = tree_schema(names), *name = tree_name(names);
    if (*schema)
        return find_in(job, schema, name, parameters, any);
    Thing *found = NULL;
    for (size_t at = 0; at < job->path.count && !found; at++)
        found = find_in(job, job->path.at[at], name, parameters, any);
    return found;
}

Thing *import_find_routine(Job *job, const Tree *with_args)
{
    return find_routine(job, tree_get(with_args, "objname"), tree_get(with_args, "objargs"),
                        tree_flag(with_args, "args_unspecified"));
}

Thing *import_find_made(Job *job, const Tree *create)
{
    return find_routine(job, tree_get(create, "funcname"), tree_get(create, "parameters"), false);
}

Thing *import_find_called(Job *job, const Tree *names)
{
    return find_routine(job, names, NULL, false);
}

const char *import_signature(Job *job, const Thing *thing)
{
    const ImportRoutine *routine = thing->made;
    Text text = {0};
    for (size_t at = next_input(&routine->read, 0); at < routine->read.argument_count;
         at = next_input(&routine->read, at + 1)) {
        const ReadType *type = &routine->read.arguments[at].type;
        text_puts(&text, text.length ? ", " : "");
        if (type->built_in.id != TYPE_NONE)
            type_print(&text, type->built_in, TYPE_POSTGRES);
        else
            text_printf(&text, "%s%s", routine->types[at] ? routine->types[at]->name : type->name,
                        type->dims ? "[]" : "");
    }
    const char *made = arena_print(job->arena, "(%s)", text_string(&text));
    text_free(&text);
    return made;
}

// --- arguments ---

static ArgumentMode mode_of(const char *mode)
{
    return !strcmp(mode, "FUNC_PARAM_OUT")        ? ARGUMENT_OUT
           : !strcmp(mode, "FUNC_PARAM_INOUT")    ? ARGUMENT_INOUT
           : !strcmp(mode, "FUNC_PARAM_VARIADIC") ? ARGUMENT_VARIADIC
           : !strcmp(mode, "FUNC_PARAM_TABLE")    ? ARGUMENT_TABLE
                                                  : ARGUMENT_IN;
}

// Behind = or DEFAULT, in the part of the list that begins at *from, which is moved on to the next one.
static const char *default_text(Job *job, uint32_t *from, uint32_t end)
{
    SqlTokens tokens;
    SqlToken token;
    const char *text = NULL;
    int depth = 0;
    sql_tokens_begin(&tokens, job->source->text + (*from - job->source->base), *from, end - *from);
    *from = end;
    while (sql_token_next(&tokens, &token)) {
        char sign = token.kind == SQL_PUNCTUATION ? *sql_token_text(&tokens, token) : ' ';
        depth += (sign == '(' || sign == '[') - (sign == ')' || sign == ']');
        if (depth || (sign == ' ' && token.kind != SQL_WORD && !sql_token_is(&tokens, token, "=")))
            continue;
        bool begins = sql_token_is(&tokens, token, "=") ||
                      (token.kind == SQL_WORD && sql_token_is(&tokens, token, "default"));
        if (begins && !text)
            text = import_expression(job, token.span.end, 0);
        if (sign == ',') {
            *from = token.span.end;
            break;
        }
    }
    return text;
}

// False: of a type that is not carried.
static bool take_arguments(Job *job, const Tree *stmt, ImportRoutine *routine)
{
    const Tree *parameters = tree_get(stmt, "parameters"), *item;
    size_t count = tree_count(parameters);
    Span list = import_inside_span(job, job->statement.start);
    uint32_t from = list.start;
    const char *missing;
    routine->read.arguments = ARENA_ARRAY(job->arena, ReadArgument, count + 1);
    routine->types = ARENA_ARRAY(job->arena, Thing *, count + 1);
    TREE_EACH(item, parameters)
    {
        const Tree *parameter = tree_get(item, "FunctionParameter");
        size_t at = routine->read.argument_count++;
        ReadArgument *argument = &routine->read.arguments[at];
        argument->mode = mode_of(tree_text(parameter, "mode"));
        if (*tree_text(parameter, "name"))
            argument->name = import_name(job, tree_text(parameter, "name"));
        const char *text = argument->mode == ARGUMENT_TABLE ? NULL : default_text(job, &from, list.end);
        if (tree_get(parameter, "defexpr"))
            argument->default_ = text;
        if (!routine_type(job, tree_get(parameter, "argType"), &argument->type, &routine->types[at],
                          &missing))
            return false;
    }
    return true;
}

static bool take_result(Job *job, const Tree *stmt, ImportRoutine *routine)
{
    const Tree *returns = tree_get(stmt, "returnType");
    ReadRoutine *read = &routine->read;
    const char *missing;
    bool out = false;
    for (size_t at = 0; at < read->argument_count; at++) {
        read->table = read->table || read->arguments[at].mode == ARGUMENT_TABLE;
        out = out || read->arguments[at].mode == ARGUMENT_OUT || read->arguments[at].mode == ARGUMENT_INOUT;
    }
    read->set_of = read->table || tree_flag(returns, "setof");
    read->says_result = returns && read->kind == KIND_FUNCTION && (!out || read->set_of);
    return !read->says_result || read->table ||
           routine_type(job, returns, &read->returns, &routine->returns, &missing);
}

// --- options ---

static const char *value_text(Job *job, const Tree *node)
{
    const Tree *constant = tree_get(node, "A_Const");
    const char *text = tree_text(tree_get(constant, "sval"), "sval");
    const char *number = tree_text(tree_get(constant, "fval"), "fval");
    if (tree_get(constant, "ival"))
        return arena_print(job->arena, "%ld", tree_number(tree_get(constant, "ival"), "ival"));
    if (tree_get(constant, "boolval"))
        return tree_flag(tree_get(constant, "boolval"), "boolval") ? "true" : "false";
    return import_name(job, *number ? number : text);
}

static void remove_setting(ReadRoutine *routine, const char *name)
{
    size_t kept = 0;
    for (size_t at = 0; at < routine->setting_count; at++)
        if (strcmp(routine->settings[at].name, name))
            routine->settings[kept++] = routine->settings[at];
    routine->setting_count = kept;
}

static ReadSetting *add_setting(Job *job, ReadRoutine *routine)
{
    ReadSetting *grown = ARENA_ARRAY(job->arena, ReadSetting, routine->setting_count + 1);
    if (routine->setting_count)
        memcpy(grown, routine->settings, routine->setting_count * sizeof *grown);
    routine->settings = grown;
    return &grown[routine->setting_count++];
}

// FROM CURRENT: what the file has set; whatever else it may be is not known here.
static void take_current(Job *job, ReadRoutine *routine, const char *name)
{
    for (size_t at = 0; at < job->session.setting_count; at++)
        if (!strcmp(job->session.settings[at].name, name)) {
            *add_setting(job, routine) = job->session.settings[at];
            return;
        }
    import_note_statement(job);
}

// The server keeps the values of what is no list of names as one text.
void import_take_setting(Job *job, ReadRoutine *routine, const Tree *set)
{
    const char *kind = tree_text(set, "kind");
    char *name = (char *)(uintptr_t)arena_print(job->arena, "%s", tree_text(set, "name"));
    for (char *at = name; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    remove_setting(routine, name);
    if (!strcmp(kind, "VAR_RESET_ALL"))
        routine->setting_count = 0;
    if (!strcmp(kind, "VAR_SET_CURRENT"))
        take_current(job, routine, name);
    if (strcmp(kind, "VAR_SET_VALUE"))
        return;
    ReadSetting *setting = add_setting(job, routine);
    setting->name = import_name(job, name);
    const char *all = NULL;
    const Tree *item;
    TREE_EACH(item, tree_get(set, "args"))
    {
        const char *value = value_text(job, item);
        if (read_is_list_setting(name))
            read_name_add(job->arena, &setting->values, value);
        else
            all = all ? arena_print(job->arena, "%s, %s", all, value) : value;
    }
    if (all)
        read_name_add(job->arena, &setting->values, all);
}

static Volatility volatility_of(const char *word)
{
    return !strcmp(word, "immutable") ? VOLATILITY_IMMUTABLE
           : !strcmp(word, "stable")  ? VOLATILITY_STABLE
                                      : VOLATILITY_VOLATILE;
}

static Parallel parallel_of(const char *word)
{
    return !strcmp(word, "safe")         ? PARALLEL_SAFE
           : !strcmp(word, "restricted") ? PARALLEL_RESTRICTED
                                         : PARALLEL_UNSAFE;
}

// NULL: the usual number.
static const char *number_text(Job *job, const Tree *arg, double usual)
{
    const char *decimal = tree_text(tree_get(arg, "Float"), "fval");
    double number = *decimal ? strtod(decimal, NULL) : (double)tree_number(tree_get(arg, "Integer"), "ival");
    return number == usual ? NULL : arena_print(job->arena, "%g", number);
}

static void take_option(Job *job, ReadRoutine *routine, const char *name, const Tree *arg)
{
    enum { USUAL_ROWS = 1000, USUAL_COST = 100 };
    bool flag = tree_flag(tree_get(arg, "Boolean"), "boolval");
    if (!strcmp(name, "language"))
        routine->language = import_name(job, tree_string(arg));
    else if (!strcmp(name, "as"))
        routine->body = import_name(job, tree_string(tree_at(tree_items(arg), 0)));
    else if (!strcmp(name, "volatility"))
        routine->volatility = volatility_of(tree_string(arg));
    else if (!strcmp(name, "strict"))
        routine->strict = flag;
    else if (!strcmp(name, "security"))
        routine->definer = flag;
    else if (!strcmp(name, "leakproof"))
        routine->leakproof = flag;
    else if (!strcmp(name, "window"))
        routine->window = flag;
    else if (!strcmp(name, "parallel"))
        routine->parallel = parallel_of(tree_string(arg));
    else if (!strcmp(name, "cost"))
        routine->cost = number_text(job, arg, strcmp(routine->language, "internal") ? USUAL_COST : 1);
    else if (!strcmp(name, "rows"))
        routine->rows = number_text(job, arg, routine->set_of ? USUAL_ROWS : 0);
    else if (!strcmp(name, "set"))
        import_take_setting(job, routine, tree_get(arg, "VariableSetStmt"));
}

// --- bodies ---

// begin atomic … end, or return …, behind the list of arguments.
static const char *atomic_body(Job *job)
{
    SqlTokens tokens;
    SqlToken token, begin = {SQL_END, {0, 0}};
    uint32_t from = import_inside_span(job, job->statement.start).end, at = 0;
    int depth = 1;
    sql_tokens_begin(&tokens, job->source->text + (from - job->source->base), from,
                     job->statement.end - from);
    while (!at && sql_token_next(&tokens, &token)) {
        depth += sql_token_is(&tokens, token, "(") - sql_token_is(&tokens, token, ")");
        bool word = !depth && token.kind == SQL_WORD;
        if (word && begin.kind == SQL_WORD && sql_token_is(&tokens, token, "atomic"))
            at = begin.span.start;
        else if (word && sql_token_is(&tokens, token, "return"))
            at = token.span.start;
        begin = token;
        begin.kind = word && sql_token_is(&tokens, token, "begin") ? SQL_WORD : SQL_END;
    }
    const char *body = import_text(job, import_trim(job, (Span){at, job->statement.end}));
    return arena_print(job->arena, strchr(body, '\n') ? "\n%s\n" : " %s ", body);
}

// --- statements ---

static const Tree *option_of(const Tree *options, const char *name)
{
    const Tree *item;
    TREE_EACH(item, options)
    {
        if (!strcmp(tree_text(tree_get(item, "DefElem"), "defname"), name))
            return tree_get(tree_get(item, "DefElem"), "arg");
    }
    return NULL;
}

static void take_options(Job *job, ReadRoutine *routine, const Tree *options)
{
    const Tree *item;
    TREE_EACH(item, options)
    {
        const Tree *option = tree_get(item, "DefElem");
        take_option(job, routine, tree_text(option, "defname"), tree_get(option, "arg"));
    }
}

// In C, of a type that the language lacks, or with options that have no words: named only.
static ImportRoutine *read_routine(Job *job, const Tree *stmt)
{
    const Tree *options = tree_get(stmt, "options");
    ImportRoutine *routine = ARENA_NEW(job->arena, ImportRoutine);
    const char *language = tree_string(option_of(options, "language"));
    if (!strcmp(language, "c") || option_of(options, "support") || option_of(options, "transform"))
        return NULL;
    routine->read.kind = tree_flag(stmt, "is_procedure") ? KIND_PROCEDURE : KIND_FUNCTION;
    routine->read.language = *language ? import_name(job, language) : "sql";
    routine->read.body = "";
    if (!take_arguments(job, stmt, routine) || !take_result(job, stmt, routine))
        return NULL;
    take_options(job, &routine->read, options);
    if (tree_get(stmt, "sql_body"))
        routine->read.body = atomic_body(job);
    return routine;
}

void import_routine(Job *job, const Tree *stmt)
{
    const Tree *names = tree_get(stmt, "funcname");
    const char *schema = import_home(job, tree_schema(names)), *name = tree_name(names);
    ImportRoutine *routine = read_routine(job, stmt);
    if (!routine) {
        import_other(job, "CreateFunctionStmt", stmt);
        return;
    }
    Thing *thing = find_in(job, schema, name, tree_get(stmt, "parameters"), false);
    if (thing && !tree_flag(stmt, "replace")) {
        diag_report(job->diag, DIAG_NAME_TAKEN, job->statement, "function", name);
        return;
    }
    if (thing)
        routine->read.comment = ((ImportRoutine *)thing->made)->read.comment;
    else
        thing = import_make(job, THING_ROUTINE, schema, name, import_next(job, job->statement.start));
    thing->noun = routine->read.kind == KIND_PROCEDURE ? "procedure" : "function";
    thing->made = routine;
}

void import_alter_routine(Job *job, const Tree *stmt)
{
    const Tree *with_args = tree_get(stmt, "func");
    Thing *thing = import_find_routine(job, with_args);
    if (thing && option_of(tree_get(stmt, "actions"), "support"))
        import_note(job, "support function", thing, "", "of ", "");
    if (thing)
        take_options(job, &((ImportRoutine *)thing->made)->read, tree_get(stmt, "actions"));
    else if (!import_find_other(job, tree_text(stmt, "objtype"), tree_get(stmt, "func")))
        import_note_statement(job);
}

// --- what becomes of them ---

bool import_routine_names(const Thing *thing, const Thing *type)
{
    const ImportRoutine *routine = thing->made;
    bool names = routine->returns == type;
    for (size_t at = 0; at < routine->read.argument_count; at++)
        names = names || routine->types[at] == type;
    return names;
}
