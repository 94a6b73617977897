// SPDX-License-Identifier: MIT
// What has no words of its own is kept as the statements that make it. Relations and types that they name
// are known by their places, so that they can be called at the end as they are called by then.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

// --- which one ---

static const char *home_of(void *context, NameUse use, const char *schema, const char *name)
{
    Job *job = context;
    const Thing *thing = use == NAME_RELATION || use == NAME_TYPE
                             ? import_find(job, use == NAME_TYPE ? SPACE_TYPE : SPACE_RELATION, schema, name)
                             : NULL;
    return thing ? thing->schema : NULL;
}

static const char *label_of(Job *job, const Defined *defined, const Text *tail)
{
    Text label = {0};
    define_label(defined, text_string(tail), &label);
    const char *name = import_name(job, text_string(&label));
    text_free(&label);
    return name;
}

// The schema it is in; NULL: a database has one of its name. A rule is where its relation is.
static const char *schema_of(Job *job, const Defined *defined)
{
    if (class_info[defined->class].home == HOME_DATABASE)
        return NULL;
    if (class_info[defined->class].tail == TAIL_RELATION) {
        const Tree *range = tree_get(defined->tree, "relation");
        const Thing *on = range ? import_find_range(job, range) : NULL;
        if (on)
            return on->schema;
    }
    return import_home(job, defined->schema);
}

static Thing *find(Job *job, const Defined *defined, const Text *tail)
{
    if (defined->class == CLASS_FOREIGN_TABLE) {
        Thing *table = import_find(job, SPACE_RELATION, defined->schema, defined->name);
        return table && table->kind == THING_FOREIGN_TABLE ? table : NULL;
    }
    if (defined->class == CLASS_TYPE)
        return import_find(job, SPACE_TYPE, defined->schema, defined->name);
    const char *label = label_of(job, defined, tail);
    if (class_info[defined->class].home == HOME_DATABASE)
        return import_find_definition(job, NULL, label);
    if (*defined->schema)
        return import_find_definition(job, import_name(job, defined->schema), label);
    Thing *found = NULL;
    for (size_t at = 0; !found && at < job->path.count; at++)
        found = import_find_definition(job, job->path.at[at], label);
    return found;
}

Thing *import_find_on(Job *job, DefinitionClass class, const Thing *relation, const char *name)
{
    name = import_name(job, name);
    for (Thing *thing = job->things; thing && relation; thing = thing->next) {
        const ImportDefinition *made = thing->kind == THING_DEFINITION && !thing->gone ? thing->made : NULL;
        if (made && made->class == class && made->name == name && thing->of == relation)
            return thing;
    }
    return NULL;
}

Thing *import_find_defined(Job *job, const char *type, const Tree *object)
{
    Defined defined;
    Text tail = {0};
    const Tree *names = tree_items(object);
    size_t count = tree_count(names);
    if (!job->has_definitions)
        return NULL;
    if (count > 1 && define_find_class(type, &defined.class) &&
        class_info[defined.class].tail == TAIL_RELATION)
        return import_find_on(job, defined.class,
                              import_find(job, SPACE_RELATION,
                                          count > 2 ? tree_string(tree_at(names, count - 3)) : "",
                                          tree_string(tree_at(names, count - 2))),
                              tree_string(tree_at(names, count - 1)));
    Thing *thing =
        define_object(type, object, home_of, job, &defined, &tail) ? find(job, &defined, &tail) : NULL;
    text_free(&tail);
    return thing;
}

// The one of that class and bare name: ALTER says no more of most.
static Thing *find_bare(Job *job, const Defined *defined)
{
    const char *name = import_name(job, defined->name);
    if (defined->class == CLASS_TYPE) {
        Thing *type = find(job, defined, &(Text){0});
        return type && type->kind == THING_BASE ? type : NULL;
    }
    if (defined->class == CLASS_FOREIGN_TABLE)
        return find(job, defined, &(Text){0});
    if (class_info[defined->class].tail == TAIL_RELATION)
        return import_find_on(job, defined->class,
                              import_find_range(job, tree_get(defined->tree, "relation")), name);
    for (Thing *thing = job->things; thing; thing = thing->next) {
        const ImportDefinition *made = thing->kind == THING_DEFINITION && !thing->gone ? thing->made : NULL;
        bool here = !*defined->schema || !thing->schema || !strcmp(thing->schema, defined->schema);
        if (made && made->class == defined->class && made->name == name && here)
            return thing;
    }
    return NULL;
}

// --- its text ---

typedef struct Collect {
    Job *job;
    ImportDefinition *definition;
    ImportPiece *piece;
} Collect;

static bool is_routine(const Thing *thing, const char *name)
{
    return !thing->gone && thing->kind == THING_ROUTINE && thing->name == name;
}

// Of a function the tree keeps no place: it is every word that is its name.
static void take_routine(Collect *collect, const char *name)
{
    Job *job = collect->job;
    SqlTokens tokens;
    SqlToken token;
    Span span = collect->piece->span;
    Thing *thing = job->things;
    bool dot = false;
    name = import_name(job, name);
    while (thing && !is_routine(thing, name))
        thing = thing->next;
    if (!thing)
        return;
    sql_tokens_begin(&tokens, job->source->text + (span.start - job->source->base), span.start,
                     span_length(span));
    while (sql_token_next(&tokens, &token)) {
        const Word *word = dot ? NULL : sql_token_name(job->words, &tokens, token);
        if (word && word->text == name)
            import_add_mention(job, collect->piece, token.span.start, thing)->name = thing->name;
        dot = sql_token_is(&tokens, token, ".");
    }
}

static void take_name(void *context, NameUse use, const Tree *at, const char *schema, const char *name)
{
    Collect *collect = context;
    Job *job = collect->job;
    uint32_t start = job->statement.start + (uint32_t)tree_number(at, "location");
    bool type = use == NAME_TYPE, qualifier = use == NAME_QUALIFIER;
    if (use == NAME_THING)
        read_name_add(job->arena, &collect->definition->things, import_name(job, name));
    bool function = type && !*schema && collect->definition->class == CLASS_TYPE &&
                    !import_find(job, SPACE_TYPE, schema, name);
    bool of_database = class_info[collect->definition->class].home == HOME_DATABASE;
    if ((use == NAME_THING && !*schema && of_database) || function)
        take_routine(collect, name);
    if ((!type && !qualifier && use != NAME_RELATION) || !strcmp(schema, "pg_catalog") ||
        start == job->statement.start)
        return;
    Thing *thing = import_find(job, type ? SPACE_TYPE : SPACE_RELATION, schema, name);
    if (!thing && (type || qualifier || !strcmp(schema, "information_schema") || !strncmp(name, "pg_", 3)))
        return; // the server's own, an extension's, or an alias
    ImportMention *mention = import_add_mention(job, collect->piece, start, thing);
    mention->name = import_name(job, name);
    mention->qualified = *schema != '\0';
    mention->alone = qualifier;
    mention->heirs = thing && thing->kind == THING_TABLE && tree_flag(at, "inh") &&
                     collect->definition->class == CLASS_PUBLICATION;
    mention->heir_count = mention->heirs ? import_count_heirs(job, thing->made) : 0;
}

// A statement without its semicolon, as it stands in the file.
static void add_piece(Job *job, ImportDefinition *definition, const Tree *statement)
{
    ImportPiece *piece = READ_ADD(job->arena, ImportPiece, &definition->pieces, &definition->last_piece);
    Collect collect = {job, definition, piece};
    piece->span = import_trim(job, job->statement);
    define_each_name(definition->class, statement, take_name, &collect);
}

// --- statements ---

static void make(Job *job, const Tree *statement, const Defined *defined, const Text *tail)
{
    const char *schema = schema_of(job, defined), *label = label_of(job, defined, tail);
    bool table = defined->class == CLASS_FOREIGN_TABLE, alone = define_is_alone(defined->class);
    ImportDefinition *made = ARENA_NEW(job->arena, ImportDefinition);
    Thing *thing = import_make(job,
                               table   ? THING_FOREIGN_TABLE
                               : alone ? THING_BASE
                                       : THING_DEFINITION,
                               schema, alone ? defined->name : label, job->statement);
    const Tree *range = tree_get(defined->tree, "relation");
    if (defined->class == CLASS_STATISTICS)
        range = tree_get(tree_at(tree_get(defined->tree, "relations"), 0), "RangeVar");
    thing->of = range && !table ? import_find_range(job, range) : NULL;
    thing->made = made;
    job->has_definitions = true;
    thing->noun = arena_print(job->arena, "%.*s",
                              (int)(strlen(label) - strlen(defined->name) - tail->length - 1), label);
    made->class = defined->class;
    import_new_rights(job, thing);
    made->name = import_name(job, defined->name);
    made->label = label;
    add_piece(job, made, statement);
}

// What was replaced leaves to the new one what was said of it.
static void keep(Thing *gone, Thing *made)
{
    const char **was = import_comment_of(gone), **now = import_comment_of(made);
    made->rights = gone->rights;
    if (was && now)
        *now = *was;
}

// CREATE TYPE t; and later what it is.
static bool completes(Job *job, const Tree *statement, const Defined *defined, Thing *thing)
{
    ImportDefinition *shell = thing && thing->kind == THING_BASE ? thing->made : NULL;
    if (!shell || defined->class != CLASS_TYPE || !tree_first(tree_get(defined->tree, "definition")))
        return false;
    shell->pieces = shell->last_piece = NULL;
    add_piece(job, shell, statement);
    return true;
}

// Triggers of tables and views have words.
static bool is_worded(Job *job, const Defined *defined)
{
    const Thing *on =
        defined->class == CLASS_TRIGGER ? import_find_range(job, tree_get(defined->tree, "relation")) : NULL;
    return defined->class == CLASS_TRIGGER && (!on || on->kind != THING_FOREIGN_TABLE);
}

bool import_definition(Job *job, const Tree *statement)
{
    Defined defined;
    Text tail = {0};
    const Tree *tree = tree_inner(statement);
    if (!define_read(statement, &defined) || is_worded(job, &defined) ||
        (defined.class == CLASS_ROLE && !job->catalogue->roles))
        return false;
    if (defined.class == CLASS_RULE && !strcmp(tree_text(tree, "event"), "CMD_SELECT")) {
        import_note_statement(job); // up to PostgreSQL 15 it makes a view of an empty table
        return true;
    }
    define_tail(&defined, home_of, job, &tail);
    Thing *thing = find(job, &defined, &tail);
    bool language = defined.class == CLASS_LANGUAGE && !strcmp(defined.name, "plpgsql");
    bool completed = completes(job, statement, &defined, thing);
    if (!thing && defined.class == CLASS_FUNCTION)
        thing = import_find_made(job, tree); // which had words so far
    if (thing && tree_flag(tree, "replace"))
        import_remove(job, thing);
    if ((!thing || thing->gone) && !language)
        make(job, statement, &defined, &tail);
    if (thing && thing->gone)
        keep(thing, job->last_thing);
    else if (thing && !completed && !tree_flag(tree, "if_not_exists") &&
             !tree_flag(tree_get(tree, "base"), "if_not_exists"))
        diag_report(job->diag, DIAG_NAME_TAKEN, job->statement, thing->noun, defined.name);
    text_free(&tail);
    return true;
}

// It has no name that other ALTERs know their things by.
static Thing *find_mapping(Job *job, const Tree *stmt)
{
    Text tail = {0};
    Defined defined = {.class = CLASS_MAPPING, .schema = "", .name = "", .tree = stmt};
    define_tail(&defined, home_of, job, &tail);
    Thing *thing = find(job, &defined, &tail);
    text_free(&tail);
    return thing;
}

// What reads it follows.
static void rename_foreign_column(Job *job, Thing *table, const Tree *stmt)
{
    const char *old = import_name(job, tree_text(stmt, "subname"));
    const char *new = import_name(job, tree_text(stmt, "newname"));
    Followed *followed = import_follow(job, table, old);
    import_rename_in_views(job, table, old, new);
    import_rename_in_definitions(job, table, old, new);
    import_followed(job, followed, table, old, new);
}

bool import_alter_definition(Job *job, const Tree *statement)
{
    Defined defined;
    const Tree *command = tree_get(tree_at(tree_get(tree_inner(statement), "cmds"), 0), "AlterTableCmd");
    if (!strcmp(tree_text(command, "subtype"), "AT_ChangeOwner"))
        return false;
    const Tree *mapping = tree_get(statement, "AlterUserMappingStmt");
    Thing *thing = mapping                                  ? find_mapping(job, mapping)
                   : define_read_alter(statement, &defined) ? find_bare(job, &defined)
                                                            : NULL;
    if (!thing)
        return false;
    if (!strcmp(tree_kind(statement), "RenameStmt"))
        rename_foreign_column(job, thing, tree_inner(statement));
    add_piece(job, thing->made, statement);
    return true;
}

static bool stands_on(DefinitionClass class, DefinitionClass on)
{
    return (on == CLASS_WRAPPER && class == CLASS_SERVER) ||
           (on == CLASS_OPFAMILY && class == CLASS_OPCLASS) ||
           (on == CLASS_SERVER && (class == CLASS_MAPPING || class == CLASS_FOREIGN_TABLE));
}

bool import_stands_on(const Thing *thing, const Thing *on)
{
    bool definition = thing->kind == THING_DEFINITION || thing->kind == THING_FOREIGN_TABLE;
    const ImportDefinition *of = on->made, *made = definition && !thing->gone ? thing->made : NULL;
    if (!made || !stands_on(made->class, of->class))
        return false;
    for (size_t name = 0; name < made->things.count; name++)
        if (made->things.at[name] == of->name)
            return true;
    return false;
}

void import_each_standing(Job *job, const Thing *on, void (*act)(Job *, Thing *))
{
    for (Thing *at = job->things; at; at = at->next)
        if (import_stands_on(at, on))
            act(job, at);
}

static void drop(Job *job, const Defined *defined, const Text *tail)
{
    Thing *thing = find(job, defined, tail);
    if (thing)
        import_remove(job, thing);
}

void import_drop_mapping(Job *job, const Tree *stmt)
{
    Text tail = {0};
    Defined defined = {.class = CLASS_MAPPING, .schema = "", .name = "", .tree = stmt};
    define_tail(&defined, home_of, job, &tail);
    drop(job, &defined, &tail);
    text_free(&tail);
}

void import_drop_subscription(Job *job, const Tree *stmt)
{
    Defined defined = {
        .class = CLASS_SUBSCRIPTION, .schema = "", .name = tree_text(stmt, "subname"), .tree = stmt};
    drop(job, &defined, &(Text){0});
}

void import_rename_definition(Job *job, Thing *thing, const char *new)
{
    ImportDefinition *made = thing->made;
    import_rename_standing(job, thing, new);
    size_t before = strlen(thing->noun) + 1, length = strlen(made->name);
    const char *tail = arena_print(job->arena, "%s", made->label + before + length);
    made->label = import_name(job, arena_print(job->arena, "%s %s%s", thing->noun, new, tail));
    made->first_name = made->first_name ? made->first_name : made->name;
    made->name = new;
    import_rename(job, thing, thing->schema, define_is_alone(made->class) ? new : made->label);
}

// --- the end ---

// Its own name has no schema: it stands in the block of it.
static void put_own_name(Job *job, const ImportDefinition *definition, Text *out, const char *text,
                         size_t length)
{
    SqlTokens tokens;
    DefinedPlace place;
    size_t done = 0;
    sql_tokens_begin(&tokens, text, 0, length);
    bool path = class_info[definition->class].home == HOME_SCHEMA &&
                class_info[definition->class].tail != TAIL_RELATION;
    const Word *name =
        words_text(job->words, definition->first_name ? definition->first_name : definition->name);
    if (define_place(definition->class, name, job->words, &tokens, &place) && span_is_set(place.path) &&
        (path || definition->first_name)) {
        text_add(out, text, place.path.start);
        if (definition->class == CLASS_OPERATOR)
            text_puts(out, definition->name);
        else
            name_put(out, definition->name);
        done = place.path.end;
    }
    text_add(out, text + done, length - done);
}

static size_t path_end(const Job *job, uint32_t start, uint32_t limit, bool qualified)
{
    SqlTokens tokens;
    SqlToken token = {0};
    sql_tokens_begin(&tokens, job->source->text + (start - job->source->base), start, limit - start);
    for (int left = qualified ? 3 : 1; left > 0 && sql_token_next(&tokens, &token); left--)
        continue;
    return token.span.end;
}

// Those that came to inherit from a table of a publication later are no part of that.
static const char *only_word(Job *job, const Thing *thing, const ImportMention *mention)
{
    if (!mention->heirs || !mention->thing || mention->thing->kind != THING_TABLE ||
        import_count_heirs(job, mention->thing->made) == mention->heir_count)
        return "";
    if (mention->heir_count)
        import_note(job, "heirs", (Thing *)(uintptr_t)thing, mention->name, "of ",
                    arena_print(job->arena, ": other tables inherit from %s by now", mention->name));
    return mention->heir_count ? "" : "only ";
}

// What is named gets the name it has by now, and its schema where that is not the one of the block.
static void put_piece(Job *job, const Thing *thing, const ImportPiece *piece, Text *out)
{
    const char *home = thing->schema ? thing->schema : job->catalogue->home;
    uint32_t done = piece->span.start;
    if (piece->text) {
        text_puts(out, piece->text);
        return;
    }
    for (const ImportMention *at = piece->mentions; at; at = at->next) {
        bool here = at->thing && at->thing->schema == home, same = at->thing && at->thing->name == at->name;
        if (at->now && at->start >= done) {
            text_puts(out, import_text(job, (Span){done, at->start}));
            name_put(out, at->now);
            done = (uint32_t)path_end(job, at->start, piece->span.end, false);
        }
        const char *only = only_word(job, thing, at);
        if (*only && at->start >= done) {
            text_puts(out, import_text(job, (Span){done, at->start}));
            text_puts(out, only);
            done = at->start;
        }
        if (!at->thing || at->now || at->start < done || (same && here && !at->qualified) ||
            (same && at->qualified && !here))
            continue;
        if (at->alone && same)
            continue;
        text_puts(out, import_text(job, (Span){done, at->start}));
        if (!here && !at->alone) {
            name_put(out, at->thing->schema);
            text_char(out, '.');
        }
        name_put(out, at->thing->name);
        done = (uint32_t)path_end(job, at->start, piece->span.end, at->qualified);
    }
    text_puts(out, import_text(job, (Span){done, piece->span.end}));
}

static const char *text_of(Job *job, const Thing *thing)
{
    const ImportDefinition *definition = thing->made;
    Text all = {0}, piece = {0};
    for (const ImportPiece *at = definition->pieces; at; at = at->next) {
        text_clear(&piece);
        put_piece(job, thing, at, &piece);
        text_puts(&all, at == definition->pieces ? "" : ";\n");
        put_own_name(job, definition, &all, text_string(&piece), piece.length);
    }
    const char *text = arena_copy(job->arena, text_string(&all), all.length);
    text_free(&all);
    text_free(&piece);
    return text;
}

// Without its password, and who has granted what: neither is to be told.
static const char *bare_role(Job *job, const char *text)
{
    Text bare = {0};
    SqlTokens tokens;
    SqlToken token, before = {0};
    uint32_t done = 0;
    sql_tokens_begin(&tokens, text, 0, strlen(text));
    while (sql_token_next(&tokens, &token)) {
        bool password = sql_token_is(&tokens, token, "password");
        if (password || sql_token_is(&tokens, token, "granted")) {
            bool encrypted = before.kind == SQL_WORD && sql_token_is(&tokens, before, "encrypted");
            uint32_t start = password && encrypted ? before.span.start : token.span.start;
            while (start > done && text[start - 1] == ' ')
                start--;
            text_add(&bare, text + done, start - done);
            for (int more = password ? 1 : 2; more > 0 && sql_token_next(&tokens, &token); more--)
                ;
            done = token.span.end;
        }
        before = token;
    }
    text_puts(&bare, text + done);
    const char *made = arena_copy(job->arena, text_string(&bare), bare.length);
    text_free(&bare);
    return made;
}

static bool is_lost(const ImportMention *mention)
{
    const Thing *thing = mention->thing;
    return !mention->now && (!thing || thing->gone || thing->kind == THING_OTHER);
}

// As a grant calls a function: without VARIADIC, and with nothing for *.
static const char *path_of(Job *job, const ImportDefinition *definition)
{
    if (class_info[definition->class].rights != RIGHTS_ROUTINE)
        return NULL;
    Text path = {0};
    const char *at =
        definition->label + strlen(class_info[definition->class].words) + 1 + strlen(definition->name);
    name_put(&path, definition->name);
    while (*at) {
        if (!strncmp(at, "VARIADIC ", strlen("VARIADIC ")))
            at += strlen("VARIADIC ");
        else if (*at == '*')
            at++;
        else
            text_char(&path, *at++);
    }
    const char *kept = arena_copy(job->arena, text_string(&path), path.length);
    text_free(&path);
    return kept;
}

void import_finish_definition(Job *job, Thing *thing)
{
    ImportDefinition *definition = thing->made;
    for (const ImportPiece *piece = definition->pieces; piece; piece = piece->next)
        for (const ImportMention *at = piece->mentions; at; at = at->next)
            if (is_lost(at)) {
                thing->kind = THING_OTHER;
                thing->space = SPACE_OTHER;
                thing->of = NULL;
                thing->before = definition->label + strlen(thing->noun) + 1;
                thing->after = arena_print(job->arena, ": it names %s, which is not carried", at->name);
                return;
            }
    Catalogue *catalogue = job->catalogue;
    ReadDefinition *read =
        READ_ADD(job->arena, ReadDefinition, &catalogue->definitions, &catalogue->last_definition);
    *read = (ReadDefinition){.schema = thing->schema,
                             .name = *definition->name ? definition->name : definition->label,
                             .comment = definition->comment,
                             .of = (RightsOf)class_info[definition->class].rights,
                             .path = path_of(job, definition),
                             .rights = thing->rights,
                             .text = text_of(job, thing)};
    if (definition->class == CLASS_ROLE)
        read->text = bare_role(job, read->text);
}
