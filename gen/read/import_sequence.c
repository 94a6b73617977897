// SPDX-License-Identifier: MIT
// Sequences. One that a serial column brings along is, at the end, no thing of its own; nor is an identity's.
#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

Thing *import_new_sequence(Job *job, const char *schema, const char *name)
{
    Thing *thing = import_make(job, THING_SEQUENCE, schema, name, job->statement);
    ImportSequence *made = ARENA_NEW(job->arena, ImportSequence);
    made->read.type = (ReadType){.built_in = type_of(TYPE_INT8)};
    thing->made = made;
    return thing;
}

// --- options ---

void import_own_sequence(Thing *thing, Thing *table, const ImportColumn *column)
{
    ImportSequence *sequence = thing->made;
    sequence->table = thing->of = table;
    sequence->column = column;
    if (table && table->kind == THING_TABLE)
        ((ImportTable *)table->made)->has_sequences = true;
}

void import_log_sequences(Job *job, const Thing *of, bool unlogged)
{
    for (Thing *thing = job->things; thing; thing = thing->next) {
        ImportSequence *made = thing->kind == THING_SEQUENCE && !thing->gone ? thing->made : NULL;
        if (made && (thing == of || made->table == of))
            made->read.unlogged = unlogged;
    }
}

Thing *import_identity_sequence(const Job *job, const ImportColumn *column)
{
    Thing *thing = job->things;
    while (thing && (thing->gone || thing->kind != THING_SEQUENCE ||
                     !((ImportSequence *)thing->made)->identity ||
                     ((ImportSequence *)thing->made)->column != column))
        thing = thing->next;
    return thing;
}

static void set_owner(Job *job, Thing *thing, const Tree *names)
{
    size_t count = tree_count(names);
    import_own_sequence(thing, NULL, NULL);
    if (count < 2)
        return; // OWNED BY NONE
    const char *schema = count > 2 ? tree_string(tree_at(names, count - 3)) : "";
    Thing *table = import_find(job, SPACE_RELATION, schema, tree_schema(names));
    if (table)
        import_own_sequence(thing, table,
                            table->kind == THING_TABLE ? import_column_of(table->made, tree_name(names))
                                                       : NULL);
}

static TypeId type_of_sequence(const Tree *arg)
{
    const char *name = tree_name(tree_get(tree_get(arg, "TypeName"), "names"));
    return !strcmp(name, "int2") ? TYPE_INT2 : !strcmp(name, "int4") ? TYPE_INT4 : TYPE_INT8;
}

// The tree leaves out whatever number is not above zero, so that it is read where it stands. NULL: NO
// MINVALUE and the like.
static const char *number_text(Job *job, const Tree *option)
{
    SqlTokens tokens;
    SqlToken token;
    uint32_t from = import_offset(job, option);
    const char *minus = "";
    if (!tree_get(option, "arg"))
        return NULL;
    sql_tokens_begin(&tokens, job->source->text + (from - job->source->base), from,
                     job->statement.end - from);
    while (sql_token_next(&tokens, &token) && token.kind != SQL_NUMBER)
        minus = sql_token_is(&tokens, token, "-") ? "-" : "";
    const char *number = sql_token_text(&tokens, token);
    return arena_print(job->arena, "%s%s", minus, newer_digits(job->arena, number, span_length(token.span)));
}

void import_sequence_options(Job *job, Thing *thing, const Tree *options)
{
    ImportSequence *sequence = thing->made;
    ReadSequence *read = &sequence->read;
    const struct {
        const char *name, **number;
    } NUMBERS[] = {{"increment", &read->increment},
                   {"minvalue", &read->minimum},
                   {"maxvalue", &read->maximum},
                   {"start", &read->start},
                   {"cache", &read->cache}};
    const Tree *item;
    TREE_EACH(item, options)
    {
        const Tree *option = tree_get(item, "DefElem"), *arg = tree_get(option, "arg");
        const char *name = tree_text(option, "defname");
        if (!strcmp(name, "owned_by"))
            set_owner(job, thing, tree_items(arg));
        else if (!strcmp(name, "as"))
            read->type.built_in = type_of(type_of_sequence(arg));
        else if (!strcmp(name, "cycle"))
            read->cycle = tree_flag(tree_get(arg, "Boolean"), "boolval");
        for (size_t at = 0; at < sizeof NUMBERS / sizeof *NUMBERS; at++)
            if (!strcmp(name, NUMBERS[at].name))
                *NUMBERS[at].number = number_text(job, option);
    }
}

// --- statements ---

void import_sequence(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "sequence");
    const char *schema = import_home(job, tree_text(range, "schemaname")),
               *name = tree_text(range, "relname");
    if (!strcmp(tree_text(range, "relpersistence"), "t")) {
        import_make_temporary(job, "temporary sequence", name);
        return;
    }
    if (import_is_there(job, import_find(job, SPACE_RELATION, schema, name), stmt, import_token(job, range),
                        "sequence"))
        return;
    Thing *thing = import_new_sequence(job, schema, name);
    import_sequence_options(job, thing, tree_get(stmt, "options"));
    ((ImportSequence *)thing->made)->read.unlogged = !strcmp(tree_text(range, "relpersistence"), "u");
}

void import_alter_sequence(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "sequence");
    Thing *thing = import_find_range(job, range);
    if (thing && thing->kind == THING_SEQUENCE)
        import_sequence_options(job, thing, tree_get(stmt, "options"));
    else if (!thing && !tree_flag(stmt, "missing_ok"))
        diag_report(job->diag, DIAG_UNKNOWN_TABLE, import_token(job, range), tree_text(range, "relname"));
}

// --- the end ---

static void drop_usual(const char **number, long long usual)
{
    if (*number && strtoll(*number, NULL, 10) == usual)
        *number = NULL;
}

static long long lowest(TypeId type)
{
    return type == TYPE_INT2 ? SHRT_MIN : type == TYPE_INT4 ? INT_MIN : LLONG_MIN;
}

static long long highest(TypeId type)
{
    return type == TYPE_INT2 ? SHRT_MAX : type == TYPE_INT4 ? INT_MAX : LLONG_MAX;
}

// What a sequence has by itself is not said.
static void drop_defaults(ReadSequence *read)
{
    TypeId type = (TypeId)read->type.built_in.id;
    bool down = read->increment && *read->increment == '-';
    long long minimum = down ? lowest(type) : 1, maximum = down ? -1 : highest(type);
    drop_usual(&read->increment, 1);
    drop_usual(&read->minimum, minimum);
    drop_usual(&read->maximum, maximum);
    const char *first = down ? read->maximum : read->minimum;
    drop_usual(&read->start, first ? strtoll(first, NULL, 10) : down ? maximum : minimum);
    drop_usual(&read->cache, 1);
}

void import_widen_sequence(Job *job, ReadSequence *read)
{
    TypeId type = (TypeId)read->type.built_in.id;
    bool down = read->increment && *read->increment == '-';
    if (!read->maximum && !down)
        read->maximum = arena_print(job->arena, "%lld", highest(type));
    if (!read->minimum && down)
        read->minimum = arena_print(job->arena, "%lld", lowest(type));
    read->type.built_in = type_of(TYPE_INT8);
}

static bool is_plain(const ReadSequence *read)
{
    return !read->increment && !read->minimum && !read->maximum && !read->start && !read->cache &&
           !read->cycle;
}

// As the server makes it up: TABLE_COLUMN_seq, with a number when that is taken.
static bool is_made_up(const Thing *thing, const ImportSequence *sequence)
{
    char made[NAME_BYTES + 1];
    name_join(made, sequence->table->name, sequence->column->read.name, "seq");
    size_t length = strlen(made);
    const char *rest = thing->name + length;
    return !strncmp(made, thing->name, length) && !rest[strspn(rest, "0123456789")] &&
           thing->schema == sequence->table->schema;
}

static void note_of(Job *job, const char *noun, const ImportSequence *sequence, const char *after, Span span)
{
    const char *column = sequence->column->read.name;
    Thing *note = import_note(job, noun, sequence->table, column, "of ",
                              arena_print(job->arena, ".%s%s", column, after));
    if (note)
        note->span = span;
}

static void finish_identity(Job *job, const Thing *thing, const ImportSequence *sequence)
{
    const ReadSequence *read = &sequence->read;
    ReadColumn *column = (ReadColumn *)(uintptr_t)&sequence->column->read;
    column->increment = read->increment;
    column->minimum = read->minimum;
    column->maximum = read->maximum;
    column->start = read->start;
    column->cache = read->cache;
    column->cycle = read->cycle;
    if (read->type.built_in.id != sequence->column->read.type.built_in.id ||
        read->unlogged != ((ImportTable *)sequence->table->made)->read.unlogged)
        note_of(job, "sequence options", sequence, "", thing->span);
    if (!is_made_up(thing, sequence) && thing->schema == sequence->table->schema)
        column->sequence = thing->name;
    else if (!is_made_up(thing, sequence))
        note_of(job, "sequence name", sequence, arena_print(job->arena, ": %s", thing->name), thing->span);
}

// Is it all that a serial column has without a word, and no more?
static bool is_serial(const Thing *thing, const ImportSequence *sequence)
{
    const ImportColumn *column = sequence->column;
    bool counts = !sequence->shared && column->sequence == thing && column->read.default_;
    return counts && !column->type && !column->read.type.name && is_made_up(thing, sequence) &&
           !sequence->read.comment && is_plain(&sequence->read) &&
           column->read.type.built_in.id == sequence->read.type.built_in.id &&
           sequence->read.unlogged == ((ImportTable *)sequence->table->made)->read.unlogged;
}

static void make_serial(ReadColumn *column)
{
    column->type.built_in.id = (uint8_t)(column->type.built_in.id - TYPE_INT2 + TYPE_SERIAL2);
    column->serial = true;
    column->default_ = NULL;
}

void import_finish_sequence(Job *job, Thing *thing)
{
    ImportSequence *sequence = thing->made;
    ReadSequence *read = &sequence->read;
    ImportColumn *column = (ImportColumn *)(uintptr_t)sequence->column;
    Thing *table = sequence->table;
    if (table && (table->gone || table->kind == THING_OTHER))
        return; // goes with what is told to be missing
    drop_defaults(read);
    if (table && column && sequence->identity) {
        column->read.sequence_rights = thing->rights;
        finish_identity(job, thing, sequence);
        return;
    }
    if (table && column && is_serial(thing, sequence)) {
        column->read.sequence_rights = thing->rights;
        make_serial(&column->read);
        return;
    }
    read->schema = thing->schema;
    read->name = thing->name;
    read->rights = thing->rights;
    if (table && column) {
        read->owner = &((ImportTable *)table->made)->read;
        read->column = &column->read;
    }
    if (read->type.built_in.id == TYPE_INT8)
        read->type.built_in.id = TYPE_NONE;
    Catalogue *catalogue = job->catalogue;
    *(catalogue->last_sequence ? &catalogue->last_sequence->next : &catalogue->sequences) = read;
    catalogue->last_sequence = read;
}
