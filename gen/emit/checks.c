// SPDX-License-Identifier: MIT
// Checks, as markers for the runner and as statements: those that a migration block states, and those of the
// plan's own, which ask whether rows that a key keeps apart stay so when labels are mapped.
#include <string.h>

#include "gen/emit/sql.h"

const char *check_title(const Emit *emit, const Step *step)
{
    if (step->statement)
        return step->statement->title;
    return arena_print(emit->arena, "rows of %s stay apart by %s when labels are mapped",
                       step->from->parent->name->text, step->from->name->text);
}

const char *check_mode(const Step *step)
{
    return step->statement ? step->statement->mode->text : "none";
}

// What the old column holds will be, as text.
static void put_value(const Emit *emit, Text *out, const Object *column)
{
    const Object *type = type_enum(AS(Column, column)->type);
    const Object *labels = type && match_new(&emit->changes->match, type) ? type : NULL;
    const Statement *map = labels ? migration_find(emit->changes, ITEM_MAP, labels) : NULL;
    const char *cast = emit->plan->caps->types_as_objects ? "::text" : "";
    Text value = {0};
    sql_ident(&value, name_now(emit, column));
    text_puts(&value, labels ? cast : "");
    sql_mapped(emit, out, value.bytes, labels, map);
    text_free(&value);
}

// Rows with a null are apart, whatever else they hold.
static void put_no_nulls(const Emit *emit, Text *out, const Object *key, const Refs *columns)
{
    bool distinct = (key->kind == KIND_UNIQUE && AS(Unique, key)->nulls_not_distinct) ||
                    (key->kind == KIND_INDEX && AS(Index, key)->nulls_not_distinct);
    const char *before = " WHERE ";
    for (uint32_t at = 0; at < columns->count && !distinct; at++) {
        if (!AS(Column, columns->at[at])->nullable)
            continue;
        text_puts(out, before);
        sql_ident(out, name_now(emit, columns->at[at]));
        text_puts(out, " IS NOT NULL");
        before = " AND ";
    }
}

static void put_collisions(const Emit *emit, Text *out, const Object *key)
{
    Refs columns = unique_columns(emit->arena, key);
    text_puts(out, "SELECT 1 FROM ");
    sql_path(emit, out, key->parent);
    put_no_nulls(emit, out, key, &columns);
    for (uint32_t at = 0; at < columns.count; at++) {
        text_puts(out, at ? ", " : " GROUP BY ");
        put_value(emit, out, columns.at[at]);
    }
    text_puts(out, " HAVING count(*) > 1");
}

void check_query(const Emit *emit, Text *out, const Step *step)
{
    if (step->statement)
        sql_span(emit, out, step->statement->sql);
    else
        put_collisions(emit, out, step->from);
}

static void put_block(Text *out, const Text *sql)
{
    for (const char *at = sql->length ? sql->bytes : ""; *at;) {
        size_t length = strcspn(at, "\n");
        text_puts(out, "--| ");
        text_add(out, at, length);
        text_char(out, '\n');
        at += length + (at[length] == '\n');
    }
}

static const char *one_line(Arena *arena, const char *text)
{
    char *line = arena_copy(arena, text, strlen(text));
    for (char *at = line; *at; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    return line;
}

static void put_marker(Text *out, const Emit *emit, const Step *step, bool before)
{
    Text sql = {0};
    check_query(emit, &sql, step);
    text_printf(out, "--schemac check %s %s \"%s\"\n", before ? "before" : "after", check_mode(step),
                one_line(emit->arena, check_title(emit, step)));
    put_block(out, &sql);
    if (step->statement && span_is_set(step->statement->other)) {
        text_clear(&sql);
        sql_span(emit, &sql, step->statement->other);
        text_puts(out, "--schemac against\n");
        put_block(out, &sql);
    }
    text_free(&sql);
}

void checks_put(Text *out, const Emit *emit, bool before)
{
    for (uint32_t at = 0; at < emit->plan->count; at++) {
        const Step *step = emit->plan->steps[at];
        if (step->action == STEP_CHECK && (step->rank < RANK_AFTER) == before)
            put_marker(out, emit, step, before);
    }
}
