// SPDX-License-Identifier: MIT
// The things there are, by name. A dropped one stays in the list, marked, and leaves the names.
#include <string.h>

#include "gen/read/import_job.h"

const char *import_name(Job *job, const char *text)
{
    return words_text(job->words, text)->text;
}

// --- the table of names ---

static size_t slot_of(const Job *job, Space space, const char *schema, const char *name)
{
    uint64_t hash =
        hash_mix(hash_mix((uint64_t)space, (uint64_t)(uintptr_t)schema), (uint64_t)(uintptr_t)name);
    return (size_t)(hash & (job->size - 1));
}

static void insert(Job *job, Thing *thing)
{
    Thing **slot = &job->slots[slot_of(job, thing->space, thing->schema, thing->name)];
    thing->same = *slot;
    *slot = thing;
}

static void take_out(Job *job, Thing *thing)
{
    Thing **slot = &job->slots[slot_of(job, thing->space, thing->schema, thing->name)];
    while (*slot && *slot != thing)
        slot = &(*slot)->same;
    if (*slot)
        *slot = thing->same;
}

static void grow(Job *job)
{
    job->size = job->size ? job->size * 2 : 256;
    job->slots = ARENA_ARRAY(job->arena, Thing *, job->size);
    for (Thing *thing = job->things; thing; thing = thing->next)
        if (!thing->gone)
            insert(job, thing);
}

static Thing *find(const Job *job, Space space, const char *schema, const char *name)
{
    if (!job->size)
        return NULL;
    Thing *thing = job->slots[slot_of(job, space, schema, name)];
    while (thing && (thing->space != space || thing->schema != schema || thing->name != name))
        thing = thing->same;
    return thing;
}

static Space space_of(ThingKind kind)
{
    switch (kind) {
    case THING_SCHEMA: return SPACE_SCHEMA;
    case THING_ENUM:
    case THING_DOMAIN:
    case THING_COMPOSITE:
    case THING_BASE:
    case THING_RANGE: return SPACE_TYPE;
    case THING_ROUTINE: return SPACE_ROUTINE;
    case THING_TRIGGER:
    case THING_EXTENSION:
    case THING_DEFINITION: return SPACE_DEFINITION;
    case THING_OTHER: return SPACE_OTHER;
    default: return SPACE_RELATION;
    }
}

static Thing *add(Job *job, ThingKind kind, Space space, const char *schema, const char *name, Span span)
{
    if (job->count == job->size)
        grow(job);
    job->count++;
    Thing *thing = READ_ADD(job->arena, Thing, &job->things, &job->last_thing);
    thing->kind = kind;
    thing->space = space;
    thing->schema = schema;
    thing->name = name;
    thing->span = span;
    insert(job, thing);
    return thing;
}

Thing *import_make(Job *job, ThingKind kind, const char *schema, const char *name, Span span)
{
    Thing *thing = add(job, kind, space_of(kind), schema, import_name(job, name), span);
    import_new_rights(job, thing);
    return thing;
}

Thing *import_make_other(Job *job, Space space, const char *noun, const char *schema, const char *name)
{
    Thing *thing =
        add(job, THING_OTHER, space, import_home(job, schema), import_name(job, name), job->statement);
    thing->noun = noun;
    return thing;
}

// In a schema of their own, which comes before all others.
void import_make_temporary(Job *job, const char *noun, const char *name)
{
    job->temporary = import_name(job, "pg_temp");
    if (!find(job, SPACE_RELATION, job->temporary, import_name(job, name)))
        import_make_other(job, SPACE_RELATION, noun, job->temporary, name);
}

Thing *import_find(Job *job, Space space, const char *schema, const char *name)
{
    name = import_name(job, name);
    if (space == SPACE_SCHEMA)
        return find(job, space, NULL, name);
    if (*schema)
        return find(job, space, import_name(job, schema), name);
    Thing *temporary = job->temporary ? find(job, space, job->temporary, name) : NULL;
    if (temporary)
        return temporary;
    for (size_t at = 0; at < job->path.count; at++) {
        Thing *thing = find(job, space, job->path.at[at], name);
        if (thing)
            return thing;
    }
    return NULL;
}

Thing *import_find_definition(Job *job, const char *schema, const char *label)
{
    return job->size ? find(job, SPACE_DEFINITION, schema, import_name(job, label)) : NULL;
}

Thing *import_find_list(Job *job, Space space, const Tree *names)
{
    return import_find(job, space, tree_schema(names), tree_name(names));
}

Thing *import_find_range(Job *job, const Tree *range)
{
    return import_find(job, SPACE_RELATION, tree_text(range, "schemaname"), tree_text(range, "relname"));
}

Thing *import_next_named(const Thing *thing)
{
    Thing *next = thing->same;
    while (next &&
           (next->space != thing->space || next->schema != thing->schema || next->name != thing->name))
        next = next->same;
    return next;
}

const char *import_home(Job *job, const char *schema)
{
    if (*schema)
        return import_name(job, schema);
    for (size_t at = 0; at < job->path.count; at++)
        if (find(job, SPACE_SCHEMA, NULL, job->path.at[at]))
            return job->path.at[at];
    return job->catalogue->home;
}

// --- what becomes of them ---

static bool belongs(const Thing *thing, const Thing *home)
{
    const char *schema = home->kind == THING_SCHEMA && thing->space != SPACE_OTHER ? thing->schema : NULL;
    return thing->of == home || (schema && schema == home->name);
}

void import_remove(Job *job, Thing *thing)
{
    if (thing->gone)
        return;
    thing->gone = true;
    take_out(job, thing);
    for (Thing *other = job->things; other; other = other->next)
        if (!other->gone && belongs(other, thing))
            import_remove(job, other);
}

void import_rename(Job *job, Thing *thing, const char *schema, const char *name)
{
    take_out(job, thing);
    thing->schema = schema;
    thing->name = name;
    insert(job, thing);
}

const char *import_path(Job *job, const Thing *thing)
{
    bool home = !thing->schema || thing->schema == job->catalogue->home || thing->schema == job->temporary;
    if (thing->kind == THING_ROUTINE)
        return arena_print(job->arena, "%s %s%s%s%s", thing->noun, home ? "" : thing->schema, home ? "" : ".",
                           thing->name, import_signature(job, thing));
    return home ? thing->name : arena_print(job->arena, "%s.%s", thing->schema, thing->name);
}

// --- what has no words ---

static const char *key_of(Job *job, const char *noun, const char *key)
{
    return import_name(job, arena_print(job->arena, "%s %s", noun, key));
}

Thing *import_note(Job *job, const char *noun, Thing *of, const char *key, const char *before,
                   const char *after)
{
    if (of && of->kind == THING_OTHER)
        return NULL; // it is named itself
    const char *schema = (const char *)of;
    Thing *thing = import_noted(job, noun, of, key);
    if (!thing)
        thing = add(job, THING_OTHER, SPACE_OTHER, schema, key_of(job, noun, key), job->statement);
    thing->noun = noun;
    thing->of = of;
    thing->before = import_name(job, before); // the tree they may be of goes soon
    thing->after = import_name(job, after);
    thing->span = import_next(job, job->statement.start);
    return thing;
}

Thing *import_noted(Job *job, const char *noun, Thing *of, const char *key)
{
    return find(job, SPACE_OTHER, (const char *)of, key_of(job, noun, key));
}

void import_forget(Job *job, const char *noun, Thing *of, const char *key)
{
    Thing *thing = import_noted(job, noun, of, key);
    if (thing)
        import_remove(job, thing);
}

void import_not_a_table(Job *job, const Thing *thing)
{
    diag_report(job->diag, DIAG_NOT_A_TABLE, job->statement, thing->name, "view");
}
