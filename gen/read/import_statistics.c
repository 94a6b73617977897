// SPDX-License-Identifier: MIT
// Statistics: those that LIKE copies, and those that go with a column.
#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/import_job.h"

static bool is_statistics(const Thing *thing, const Thing *table)
{
    return thing->kind == THING_DEFINITION && !thing->gone && thing->of == table &&
           ((const ImportDefinition *)thing->made)->class == CLASS_STATISTICS;
}

// A name for statistics that have none: TABLE_COLUMNS_stat.
static const char *name_statistics(Job *job, const Thing *table, const Tree *create)
{
    NameList list = {.text = ""};
    const Tree *item;
    char made[NAME_BYTES + 1], label[32] = "stat";
    TREE_EACH(item, tree_get(create, "exprs"))
    {
        const char *name = tree_text(tree_get(item, "StatsElem"), "name");
        name_list_add(&list, *name ? name : "expr");
    }
    for (int number = 1;; number++) {
        name_join(made, table->name, list.text, label);
        if (!import_find_definition(job, table->schema, arena_print(job->arena, "statistics %s", made)))
            return import_name(job, made);
        snprintf(label, sizeof label, "stat%d", number);
    }
}

static void copy_piece(Job *job, ImportDefinition *to, const ImportPiece *from, const Thing *old, Thing *new)
{
    ImportPiece *piece = READ_ADD(job->arena, ImportPiece, &to->pieces, &to->last_piece);
    ImportMention **last = &piece->mentions;
    piece->span = from->span;
    for (const ImportMention *at = from->mentions; at; at = at->next) {
        *last = ARENA_NEW(job->arena, ImportMention);
        **last = *at;
        (*last)->thing = at->thing == old ? new : at->thing;
        last = &(*last)->next;
    }
}

void import_copy_statistics(Job *job, const Thing *from, Thing *to, bool comments)
{
    const Thing *end = job->last_thing;
    for (const Thing *at = job->has_definitions ? job->things : NULL; at; at = at == end ? NULL : at->next) {
        TreeFault fault;
        if (!is_statistics(at, from))
            continue;
        const ImportDefinition *old = at->made;
        const char *sql = import_text(job, old->pieces->span);
        const Tree *trees = newer_parse_any(&job->scratch, sql, &fault);
        const Tree *create = tree_get(tree_get(tree_first(trees), "stmt"), "CreateStatsStmt");
        ImportDefinition *made = ARENA_NEW(job->arena, ImportDefinition);
        made->class = CLASS_STATISTICS;
        made->name = name_statistics(job, to, create);
        made->label = import_name(job, arena_print(job->arena, "%s %s", at->noun, made->name));
        made->first_name = old->first_name ? old->first_name : old->name;
        made->comment = comments ? old->comment : NULL;
        copy_piece(job, made, old->pieces, from, to); // not what ALTER has said of it
        Thing *thing = import_make(job, THING_DEFINITION, to->schema, made->label, job->statement);
        thing->of = to;
        thing->noun = at->noun;
        thing->made = made;
    }
}

// They go with a column of theirs.
void import_remove_statistics(Job *job, const Thing *table, const char *column)
{
    for (Thing *thing = job->has_definitions ? job->things : NULL; thing; thing = thing->next)
        if (is_statistics(thing, table) &&
            import_reads(job, import_text(job, ((ImportDefinition *)thing->made)->pieces->span), column))
            import_remove(job, thing);
}
