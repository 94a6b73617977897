// SPDX-License-Identifier: MIT
// Seeds. Blocks of a table that give the same columns, by the same key, are one seed, so that rows may be
// moved from block to block; other blocks of the table are seeds beside it. No row may be in two of them.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/check/builder.h"
#include "grammar/sqltoken.h"

// --- one block ---

static Refs find_columns(Builder *builder, const Object *table, const Name *names, uint32_t count)
{
    Refs refs = {ARENA_ARRAY(builder->model->arena, Object *, count + 1), 0};
    for (uint32_t at = 0; at < count; at++) {
        Object *column = resolve_column(builder, table, names[at]);
        if (column)
            refs.at[refs.count++] = column;
    }
    return refs;
}

static bool same_list(const Refs *a, const Refs *b)
{
    return a->count == b->count && !memcmp(a->at, b->at, a->count * sizeof *a->at);
}

static Seed *seed_of(Builder *builder, Object *table, const PendingSeed *pending, Refs columns, Refs key)
{
    for (Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_SEED && same_list(&AS(Seed, child)->columns, &columns) &&
            same_list(&AS(Seed, child)->key, &key))
            return AS(Seed, child);
    Seed *seed = AS(Seed, model_add(builder->model, KIND_SEED, table, NULL, pending->span));
    seed->columns = columns;
    seed->key = key;
    return seed;
}

static bool is_null(const Model *model, Span value)
{
    return span_length(value) == 4 && !strncasecmp(span_text(model->sources, value), "null", 4);
}

static void check_keys(Builder *builder, const PendingSeed *pending)
{
    const Seed *seed = pending->seed;
    for (uint32_t row = 0; row < pending->row_count; row++)
        for (uint32_t at = 0; at < pending->count; at++)
            if (refs_have(&seed->key, seed->columns.at[at]) &&
                is_null(builder->model, pending->values[row * pending->count + at]))
                diag_report(builder->diag, DIAG_SEED_NULL_KEY, pending->rows[row]);
    for (uint32_t key = 0; key < seed->key.count; key++)
        if (!refs_have(&seed->columns, seed->key.at[key]))
            diag_report(builder->diag, DIAG_SEED_NO_KEY_COLUMN, pending->span, seed->key.at[key]->name->text);
}

static void resolve_block(Builder *builder, PendingSeed *pending)
{
    Object *table = resolve_table(builder, pending->schema, pending->table, NULL);
    if (!table)
        return;
    Refs key = {0}, columns = find_columns(builder, table, pending->columns, pending->count);
    if (columns.count != pending->count)
        return;
    if (pending->key_count)
        key = find_columns(builder, table, pending->key, pending->key_count);
    else if (table_key(table))
        key = AS(Key, table_key(table))->columns;
    else
        diag_report(builder->diag, DIAG_SEED_NO_KEY, pending->span, table->name->text);
    pending->seed = seed_of(builder, table, pending, columns, key);
    check_keys(builder, pending);
}

// --- all blocks of a seed ---

static uint64_t value_hash(const Model *model, Span value)
{
    return sql_text_hash(span_text(model->sources, value), span_length(value));
}

// The order of rows says nothing, so their hashes are added.
static uint64_t rows_hash(const Model *model, const Rows *rows)
{
    uint64_t sum = 0;
    for (uint32_t row = 0; row < rows->count; row++) {
        uint64_t hash = 1;
        for (uint32_t column = 0; column < rows->width; column++)
            hash = hash_mix(hash, value_hash(model, rows->at[row * rows->width + column]));
        sum += hash;
    }
    return sum;
}

typedef struct Block {
    const PendingSeed *pending;
    const char *text; // of its first row
    size_t length;
} Block;

static int by_text(const void *a, const void *b)
{
    const Block *one = a, *two = b;
    int order = memcmp(one->text, two->text, one->length < two->length ? one->length : two->length);
    return order ? order : (one->length > two->length) - (one->length < two->length);
}

// The blocks of the seed that `first` is the first of, in the order of their first rows: that of declarations
// must say nothing.
static Block *blocks_of(Builder *builder, const PendingSeed *first, uint32_t *count)
{
    *count = 0;
    for (const PendingSeed *at = first; at; at = at->next)
        *count += at->seed == first->seed;
    Block *blocks = ARENA_ARRAY(&builder->scratch, Block, *count);
    *count = 0;
    for (const PendingSeed *at = first; at; at = at->next) {
        if (at->seed != first->seed)
            continue;
        Block *block = &blocks[(*count)++];
        *block = (Block){.pending = at, .text = ""};
        if (at->row_count) {
            block->text = span_text(builder->model->sources, at->rows[0]);
            block->length = span_length(at->rows[0]);
        }
    }
    qsort(blocks, *count, sizeof *blocks, by_text);
    return blocks;
}

typedef struct Made {
    const Seed *seed;
    Span *places; // of its rows
} Made;

static Made join_blocks(Builder *builder, const PendingSeed *first)
{
    uint32_t count, rows = 0;
    Seed *seed = first->seed;
    const Block *blocks = blocks_of(builder, first, &count);
    for (uint32_t at = 0; at < count; at++)
        rows += blocks[at].pending->row_count;
    seed->rows = (Rows){.width = first->count};
    seed->rows.at = ARENA_ARRAY(builder->model->arena, Span, (size_t)rows * first->count + 1);
    Made made = {seed, ARENA_ARRAY(&builder->scratch, Span, rows + 1)};
    for (uint32_t at = 0; at < count; at++) {
        const PendingSeed *block = blocks[at].pending;
        for (uint32_t row = 0; row < block->row_count; row++, seed->rows.count++) {
            made.places[seed->rows.count] = block->rows[row];
            memcpy(seed->rows.at + (size_t)seed->rows.count * first->count,
                   block->values + (size_t)row * first->count, first->count * sizeof(Span));
        }
        model_doc(builder->model, &seed->object, block->doc);
    }
    seed->rows.hash = rows_hash(builder->model, &seed->rows);
    return made;
}

// --- rows that are in two ---

typedef struct Row {
    const Made *made;
    const Span *values;
    uint64_t hash; // of what its key holds
    Span place;
} Row;

static int by_hash(const void *a, const void *b)
{
    const Row *one = a, *two = b;
    if (one->hash != two->hash)
        return one->hash < two->hash ? -1 : 1;
    return (one->place.start > two->place.start) - (one->place.start < two->place.start);
}

static Span value_of(const Row *row, const Object *column)
{
    const Refs *columns = &row->made->seed->columns;
    uint32_t at = 0;
    while (columns->at[at] != column)
        at++;
    return row->values[at];
}

static bool gives(const Seed *seed, const Refs *key)
{
    for (uint32_t at = 0; at < key->count; at++)
        if (!refs_have(&seed->columns, key->at[at]))
            return false;
    return key->count;
}

static bool same_key(const Model *model, const Row *one, const Row *two, const Refs *key)
{
    for (uint32_t at = 0; at < key->count; at++) {
        Span a = value_of(one, key->at[at]), b = value_of(two, key->at[at]);
        if (!sql_text_equal(span_text(model->sources, a), span_length(a), span_text(model->sources, b),
                            span_length(b)))
            return false;
    }
    return true;
}

static bool is_told_by(const Seed *seed, const Seed *of)
{
    return seed->object.parent == of->object.parent && gives(seed, &of->key);
}

// The rows of all seeds of the table that say who they are by the key of this one.
static void check_rows(Builder *builder, const Made *all, uint32_t count, const Seed *of)
{
    const Model *model = builder->model;
    uint32_t rows = 0, most = 0;
    for (uint32_t at = 0; at < count; at++)
        most += is_told_by(all[at].seed, of) ? all[at].seed->rows.count : 0;
    Row *table = ARENA_ARRAY(&builder->scratch, Row, most + 1);
    for (uint32_t at = 0; at < count; at++) {
        const Seed *seed = all[at].seed;
        if (!is_told_by(seed, of))
            continue;
        for (uint32_t row = 0; row < seed->rows.count; row++) {
            Row *made = &table[rows++];
            *made = (Row){&all[at], seed->rows.at + (size_t)row * seed->rows.width, 1, all[at].places[row]};
            for (uint32_t key = 0; key < of->key.count; key++)
                made->hash = hash_mix(made->hash, value_hash(model, value_of(made, of->key.at[key])));
        }
    }
    qsort(table, rows, sizeof *table, by_hash);
    for (uint32_t at = 1; at < rows; at++)
        if (table[at].hash == table[at - 1].hash && same_key(model, &table[at - 1], &table[at], &of->key)) {
            diag_report(builder->diag, DIAG_SEED_TWICE, table[at].place, of->object.parent->name->text);
            diag_note(builder->diag, table[at - 1].place, "the other one stands here");
        }
}

static bool is_key_of_earlier(const Made *all, uint32_t at)
{
    for (uint32_t other = 0; other < at; other++)
        if (all[other].seed->object.parent == all[at].seed->object.parent &&
            refs_same_set(&all[other].seed->key, &all[at].seed->key))
            return true;
    return false;
}

void resolve_seeds(Builder *builder)
{
    uint32_t blocks = 0, count = 0;
    for (PendingSeed *pending = builder->seeds; pending; pending = pending->next, blocks++)
        resolve_block(builder, pending);
    Made *all = ARENA_ARRAY(&builder->scratch, Made, blocks + 1);
    for (const PendingSeed *pending = builder->seeds; pending; pending = pending->next)
        if (pending->seed && !pending->seed->rows.at)
            all[count++] = join_blocks(builder, pending);
    for (uint32_t at = 0; at < count; at++)
        if (!is_key_of_earlier(all, at))
            check_rows(builder, all, count, all[at].seed);
}
