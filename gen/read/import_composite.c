// SPDX-License-Identifier: MIT
// Composite and range types.
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

static bool is_new(Job *job, const char *schema, const char *name)
{
    if (!import_find(job, SPACE_TYPE, schema, name))
        return true;
    diag_report(job->diag, DIAG_NAME_TAKEN, job->statement, "type", name);
    return false;
}

// --- composite types ---

static const char *collation_of(Job *job, const Tree *def)
{
    const Tree *collation = tree_get(def, "collClause");
    const char *name = collation ? tree_name(tree_get(collation, "collname")) : "default";
    return strcmp(name, "default") ? import_name(job, name) : NULL;
}

static void note_attribute(Job *job, Thing *thing, const char *name, const char *missing)
{
    import_note(job, "attribute", thing, name, "",
                arena_print(job->arena, ".%s: its type %s", name, missing));
}

static void add_attribute(Job *job, Thing *thing, const Tree *def)
{
    ReadComposite *made = thing->made;
    const char *name = import_name(job, tree_text(def, "colname")), *missing;
    ReadType type;
    Thing *own;
    if (!import_type(job, tree_get(def, "typeName"), &type, &own, &missing)) {
        note_attribute(job, thing, name, missing);
        return;
    }
    ImportColumn *column = ARENA_NEW(job->arena, ImportColumn);
    *(made->last_attribute ? &made->last_attribute->next : &made->attributes) = &column->read;
    made->last_attribute = &column->read;
    column->read.name = name;
    column->read.type = type;
    column->type = own;
    column->read.collation = collation_of(job, def);
}

void import_composite(Job *job, const Tree *stmt)
{
    const Tree *range = tree_get(stmt, "typevar"), *item;
    const char *schema = import_home(job, tree_text(range, "schemaname")),
               *name = tree_text(range, "relname");
    if (!is_new(job, schema, name))
        return;
    Thing *thing = import_make(job, THING_COMPOSITE, schema, name, job->statement);
    thing->made = ARENA_NEW(job->arena, ReadComposite);
    TREE_EACH(item, tree_get(stmt, "coldeflist"))
    {
        add_attribute(job, thing, tree_get(item, "ColumnDef"));
    }
}

ReadColumn *import_attribute(const Thing *thing, const char *name)
{
    ReadColumn *at = ((ReadComposite *)thing->made)->attributes;
    while (at && strcmp(at->name, name))
        at = at->next;
    return at;
}

static void drop_attribute(Thing *thing, const char *name)
{
    ReadComposite *made = thing->made;
    ReadColumn *last = NULL;
    for (ReadColumn **at = &made->attributes; *at;) {
        if (!strcmp((*at)->name, name)) {
            *at = (*at)->next;
            continue;
        }
        last = *at;
        at = &(*at)->next;
    }
    made->last_attribute = last;
}

static void retype_attribute(Job *job, Thing *thing, const char *name, const Tree *def)
{
    ReadColumn *attribute = import_attribute(thing, name);
    const char *missing;
    if (!attribute)
        return;
    if (!import_type(job, tree_get(def, "typeName"), &attribute->type, &((ImportColumn *)attribute)->type,
                     &missing)) {
        note_attribute(job, thing, name, missing);
        drop_attribute(thing, name);
        return;
    }
    attribute->collation = collation_of(job, def);
}

void import_alter_composite(Job *job, Thing *thing, const Tree *stmt)
{
    const Tree *item;
    TREE_EACH(item, tree_get(stmt, "cmds"))
    {
        const Tree *command = tree_get(item, "AlterTableCmd");
        const Tree *def = tree_get(tree_get(command, "def"), "ColumnDef");
        const char *kind = tree_text(command, "subtype"), *name = tree_text(command, "name");
        if (!strcmp(kind, "AT_AddColumn"))
            add_attribute(job, thing, def);
        else if (!strcmp(kind, "AT_DropColumn"))
            drop_attribute(thing, name);
        else if (!strcmp(kind, "AT_AlterColumnType"))
            retype_attribute(job, thing, name, def);
        else
            import_note_statement(job);
    }
    for (Thing *at = job->things; at; at = at->next) {
        ImportTable *table = at->kind == THING_TABLE && !at->gone ? at->made : NULL;
        if (table && table->row == thing)
            import_follow_row(job, table);
    }
}

void import_rename_attribute(Thing *thing, const char *old, const char *new)
{
    ReadColumn *attribute = import_attribute(thing, old);
    if (attribute)
        attribute->name = new;
}

void import_finish_composite(Job *job, Thing *thing)
{
    ReadComposite *made = thing->made;
    Catalogue *catalogue = job->catalogue;
    made->schema = thing->schema;
    made->name = thing->name;
    for (ReadColumn *at = made->attributes; at; at = at->next)
        import_finish_type(((ImportColumn *)at)->type, &at->type);
    *(catalogue->last_composite ? &catalogue->last_composite->next : &catalogue->composites) = made;
    catalogue->last_composite = made;
}

// --- range types ---

// A name stands there as a type does.
static const char *name_text(Job *job, const Tree *arg)
{
    const Tree *names = tree_get(tree_get(arg, "TypeName"), "names");
    Text text = {0};
    if (*tree_schema(names) && strcmp(tree_schema(names), "pg_catalog")) {
        name_put(&text, tree_schema(names));
        text_char(&text, '.');
    }
    name_put(&text, *tree_name(names) ? tree_name(names) : tree_string(arg));
    const char *made = import_name(job, text_string(&text));
    text_free(&text);
    return made;
}

// The last part of it, without quotes.
static const char *last_name(Job *job, const Tree *arg)
{
    return import_name(job, tree_name(tree_get(tree_get(arg, "TypeName"), "names")));
}

static bool take_option(Job *job, ImportRange *made, const Tree *option)
{
    const char *name = tree_text(option, "defname"), *missing;
    const Tree *arg = tree_get(option, "arg");
    if (!strcmp(name, "subtype"))
        return import_type(job, tree_get(arg, "TypeName"), &made->read.type, &made->type, &missing);
    if (!strcmp(name, "subtype_opclass"))
        made->read.class = name_text(job, arg);
    else if (!strcmp(name, "subtype_diff"))
        made->read.difference = name_text(job, arg);
    else if (!strcmp(name, "collation"))
        made->read.collation = last_name(job, arg);
    else if (!strcmp(name, "multirange_type_name"))
        made->read.multirange = last_name(job, arg);
    else if (!strcmp(name, "canonical"))
        made->read.canonical = name_text(job, arg);
    return true;
}

void import_range(Job *job, const Tree *stmt)
{
    const Tree *names = tree_get(stmt, "typeName"), *item;
    const char *schema = import_home(job, tree_schema(names)), *name = tree_name(names);
    ImportRange *made = ARENA_NEW(job->arena, ImportRange);
    Thing *shell = import_find_list(job, SPACE_TYPE, names);
    bool good = true;
    shell = shell && shell->kind == THING_BASE && shell->schema == schema ? shell : NULL;
    if (!shell && !is_new(job, schema, name))
        return;
    TREE_EACH(item, tree_get(stmt, "params"))
    {
        good = take_option(job, made, tree_get(item, "DefElem")) && good;
    }
    if (good && shell) { // its canonical function knows it by now
        shell->kind = THING_RANGE;
        made->read.comment = ((const ImportDefinition *)shell->made)->comment;
        shell->made = made;
    } else if (good)
        import_make(job, THING_RANGE, schema, name, job->statement)->made = made;
    else
        import_make_other(job, SPACE_TYPE, "range type", schema, name);
}

void import_finish_range(Job *job, Thing *thing)
{
    ImportRange *made = thing->made;
    Catalogue *catalogue = job->catalogue;
    char usual[NAME_BYTES + 1];
    name_multirange(usual, thing->name);
    made->read.schema = thing->schema;
    made->read.name = thing->name;
    if (made->read.multirange && !strcmp(made->read.multirange, usual))
        made->read.multirange = NULL;
    import_finish_type(made->type, &made->read.type);
    *(catalogue->last_range ? &catalogue->last_range->next : &catalogue->ranges) = &made->read;
    catalogue->last_range = &made->read;
}
