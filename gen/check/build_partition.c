// SPDX-License-Identifier: MIT
// Tables that are parts of others, or inherit from them: what they have from there becomes objects of their
// own, each of which says what it is there (object_of). So whatever names a column of a part finds it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/names.h"
#include "grammar/sqltoken.h"

// --- parents ---

static Object *find_parent(Builder *builder, const Object *schema, const Part *parent)
{
    Model *model = builder->model;
    const Object *home = parent->schema.word ? model_find_schema(model, parent->schema.word) : schema;
    Object *found = home ? model_find_relation(model, home, parent->name.word) : NULL;
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    if (!found && !parent->schema.word && public)
        found = model_find_relation(model, public, parent->name.word);
    return found && found->kind == KIND_TABLE ? found : NULL;
}

bool has_parents(Builder *builder, const Item *item)
{
    const Part *list = ast_find(item->parts, PART_INHERITS);
    for (const Part *parent = list ? list->list : NULL; parent; parent = parent->next)
        if (!find_parent(builder, build_schema(builder, item->schema), parent))
            return false;
    return true;
}

static void resolve_parents(Builder *builder, Object *table, const Item *item)
{
    const Part *list = ast_find(item->parts, PART_INHERITS);
    Refs *inherits = list ? &model_table(builder->model, table)->inherits : NULL;
    for (const Part *parent = list ? list->list : NULL; parent; parent = parent->next) {
        Object *found = find_parent(builder, object_schema(table), parent);
        if (found)
            refs_add(builder->model->arena, inherits, found), builder->model->has_parts = true;
        else
            diag_report(builder->diag, DIAG_UNKNOWN_TABLE, parent->span, parent->name.word->text);
    }
}

// --- columns ---

static Object *heir(const Object *table, const Object *of)
{
    for (Object *child = object_first(table); child; child = child->next)
        if (object_of(child) == of)
            return child;
    return NULL;
}

static Object *copy_column(Builder *builder, Object *table, Object *of)
{
    Model *model = builder->model;
    const Column *from = AS(Column, of);
    const ColumnRare *rare = column_rare(from);
    Object *object = model_add(model, KIND_COLUMN, table, NULL, table->span);
    Column *to = AS(Column, object);
    model_name(model, object, of->name);
    object->dialects = of->dialects;
    to->type = from->type;
    to->default_ = from->default_;
    to->nullable = from->nullable || column_more(from)->not_null_alone;
    to->generated = from->generated;
    ColumnRare *own = model_rare(model, to);
    own->expression = rare->expression;
    own->collation = rare->collation;
    if (column_more(from)->storage || column_more(from)->compression) {
        model_more(model, to)->storage = column_more(from)->storage;
        model_more(model, to)->compression = column_more(from)->compression;
    }
    return object;
}

static Object *column_named(const Object *table, const Word *name)
{
    for (Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_COLUMN && child->name == name)
            return child;
    return NULL;
}

static void link_last(Object *table, Object **last, Object *child)
{
    if (*last)
        (*last)->next = child;
    else
        AS(Home, table)->first = child;
    *last = child;
    child->next = NULL;
}

// In the order of the parent; only a part that lists all columns has its own.
static void order_columns(Builder *builder, Object *table, Object **order, size_t count)
{
    Object *rest = object_first(table), *last = NULL, *next;
    Object *own = NULL, *own_last = NULL;
    for (Object *child = rest; child; child = next) {
        next = child->next;
        bool inherited = false;
        for (size_t at = 0; at < count; at++)
            inherited = inherited || order[at] == child;
        if (inherited)
            continue;
        if (own_last)
            own_last->next = child;
        else
            own = child;
        own_last = child;
        child->next = NULL;
    }
    AS(Home, table)->first = NULL;
    for (size_t at = 0; at < count; at++)
        link_last(table, &last, order[at]);
    for (Object *child = own; child; child = next) {
        next = child->next;
        link_last(table, &last, child);
    }
    builder->model->open = NULL; // where its last child was kept
}

static void inherit_columns(Builder *builder, Object *table)
{
    const TableRare *rare = table_rare(table);
    Object *one = rare->part_of, **parents = one ? &one : rare->inherits.at;
    size_t parent_count = one ? 1 : rare->inherits.count, columns = 0, count = 0, listed = 0;
    for (size_t at = 0; at < parent_count; at++)
        for (const Object *child = object_first(parents[at]); child; child = child->next)
            columns += child->kind == KIND_COLUMN;
    Object **order = ARENA_ARRAY(&builder->scratch, Object *, columns + 1);
    for (size_t at = 0; at < parent_count; at++)
        for (Object *child = object_first(parents[at]); child; child = child->next) {
            if (child->kind != KIND_COLUMN)
                continue;
            Object *own = column_named(table, child->name);
            bool again = own && object_of(own); // of two parents
            listed += own && !again;
            if (!own)
                own = copy_column(builder, table, child);
            if (again)
                continue;
            model_rare(builder->model, AS(Column, own))->of = child;
            const Column *from = AS(Column, child);
            if (!from->nullable && !column_more(from)->not_null_alone) // which it cannot take back
                AS(Column, own)->nullable = false;
            if (!one && !span_is_set(AS(Column, own)->default_.span)) // nor leave away
                AS(Column, own)->default_ = AS(Column, child)->default_;
            order[count++] = own;
        }
    if (!one || listed < columns)
        order_columns(builder, table, order, count);
}

// --- constraints and indexes ---

static Refs heirs(Builder *builder, const Object *table, const Refs *of)
{
    Refs own = {ARENA_ARRAY(builder->model->arena, Object *, of->count + 1), 0};
    for (uint32_t at = 0; at < of->count; at++) {
        Object *column = heir(table, of->at[at]);
        if (column)
            own.at[own.count++] = column;
    }
    return own;
}

static bool are_heirs(const Refs *own, const Refs *of)
{
    if (own->count != of->count)
        return false;
    for (uint32_t at = 0; at < own->count; at++)
        if (object_of(own->at[at]) != of->at[at])
            return false;
    return true;
}

static bool same_text(const Builder *builder, Span a, Span b)
{
    if (!span_is_set(a) || !span_is_set(b))
        return span_is_set(a) == span_is_set(b);
    const Sources *sources = builder->model->sources;
    return sql_text_equal(span_text(sources, a), span_length(a), span_text(sources, b), span_length(b));
}

static bool same_elements(const Builder *builder, const Elements *own, const Elements *of)
{
    if (own->count != of->count)
        return false;
    for (uint32_t at = 0; at < own->count; at++) {
        const Element *one = &own->at[at], *two = &of->at[at];
        const ElementRare *rare = element_rare(one), *other = element_rare(two);
        if ((one->column ? object_of(one->column) : NULL) != two->column ||
            one->descending != two->descending || one->nulls_first != two->nulls_first ||
            rare->class != other->class || rare->collation != other->collation ||
            !names_equal(&rare->parameters, &other->parameters) ||
            rare->operator!= other->operator|| !same_text(builder, rare->expression.span,
                                                          other->expression.span))
            return false;
    }
    return true;
}

static bool is_heir(const Builder *builder, const Object *own, const Object *of)
{
    if (own->kind != of->kind || object_of(own))
        return false;
    switch (own->kind) {
    case KIND_CHECK: return own->name && own->name == of->name;
    case KIND_KEY: return are_heirs(&AS(const Key, own)->columns, &AS(const Key, of)->columns);
    case KIND_UNIQUE: return are_heirs(&AS(const Unique, own)->columns, &AS(const Unique, of)->columns);
    default: break;
    }
    const Index *one = AS(const Index, own), *two = AS(const Index, of);
    return one->unique == two->unique && one->method == two->method &&
           same_elements(builder, &one->elements, &two->elements) &&
           are_heirs(&index_rare(own)->include, &index_rare(of)->include) &&
           same_text(builder, one->where.span, two->where.span);
}

static void copy_include(Builder *builder, Object *object, const Object *of)
{
    const Refs *include = &index_rare(of)->include;
    if (include->count)
        model_index(builder->model, object)->include = heirs(builder, object->parent, include);
}

static void copy_index(Builder *builder, Object *object, const Object *of)
{
    const Object *table = object->parent;
    Model *model = builder->model;
    const Index *from = AS(const Index, of);
    Index *to = AS(Index, object);
    Object kept = *object;
    *to = *from;
    to->object = kept;
    to->rare = NULL;
    copy_include(builder, object, of);
    to->elements.at = ARENA_ARRAY(model->arena, Element, from->elements.count + 1);
    for (uint32_t at = 0; at < from->elements.count; at++) {
        Element *element = &to->elements.at[at];
        *element = from->elements.at[at];
        element->rare = NULL;
        if (element->column)
            element->column = heir(table, element->column);
        if (from->elements.at[at].rare)
            *model_element(model, element) = *from->elements.at[at].rare;
    }
}

static void copy_key(Builder *builder, Object *object, const Object *of)
{
    copy_include(builder, object, of);
    if (of->kind == KIND_KEY) {
        const Key *from = AS(const Key, of);
        Key *to = AS(Key, object);
        to->columns = heirs(builder, object->parent, &from->columns);
        to->deferrable = from->deferrable;
        to->deferred = from->deferred;
        to->overlaps = from->overlaps;
        AS(Table, object->parent)->key = object;
        return;
    }
    const Unique *from = AS(const Unique, of);
    Unique *to = AS(Unique, object);
    to->columns = heirs(builder, object->parent, &from->columns);
    to->nulls_not_distinct = from->nulls_not_distinct;
    to->deferrable = from->deferrable;
    to->deferred = from->deferred;
    to->overlaps = from->overlaps;
}

static Object *copy_constraint(Builder *builder, Object *table, const Object *of)
{
    Object *object = model_add(builder->model, (Kind)of->kind, table, NULL, table->span);
    if (of->kind == KIND_CHECK) {
        AS(Check, object)->expression = AS(const Check, of)->expression;
        AS(Check, object)->not_valid = AS(const Check, of)->not_valid;
        AS(Check, object)->not_enforced = AS(const Check, of)->not_enforced;
        if (of->name)
            model_name(builder->model, object, of->name);
    } else if (of->kind == KIND_KEY || of->kind == KIND_UNIQUE) {
        copy_key(builder, object, of);
    } else {
        copy_index(builder, object, of);
    }
    return object;
}

static void inherit_constraint(Builder *builder, Object *table, Object *of)
{
    Object *own = object_first(table);
    while (own && !is_heir(builder, own, of))
        own = own->next;
    if (!own)
        own = copy_constraint(builder, table, of);
    if (own->kind == KIND_CHECK) {
        AS(Check, own)->of = of;
        return;
    }
    IndexRare *rare = model_index(builder->model, own);
    rare->of = of;
    if (!own->named) {
        rare->options = index_rare(of)->options;
        rare->tablespace = index_rare(of)->tablespace;
    }
}

static void inherit_constraints(Builder *builder, Object *table)
{
    const TableRare *rare = table_rare(table);
    Object *one = rare->part_of, **parents = one ? &one : rare->inherits.at;
    size_t count = one ? 1 : rare->inherits.count;
    for (size_t at = 0; at < count; at++)
        for (Object *child = object_first(parents[at]); child; child = child->next) {
            bool check = child->kind == KIND_CHECK && !AS(Check, child)->no_inherit;
            bool index = child->kind == KIND_KEY || child->kind == KIND_UNIQUE || child->kind == KIND_INDEX ||
                         child->kind == KIND_EXCLUDE;
            if (check || (one && index))
                inherit_constraint(builder, table, child);
        }
}

// A column that says that it is inherited.
static void check_origins(const Builder *builder, const Object *table)
{
    for (const Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_COLUMN && !child->named && !object_of(child))
            diag_report(builder->diag, DIAG_PARTITION_FORM, child->span, table->name->text,
                        arena_print(builder->model->arena, "nothing that it inherits from has a column '%s'",
                                    child->name->text));
}

void build_inherited(Builder *builder, Object *table, const Item *item)
{
    if (item)
        resolve_parents(builder, table, item);
    const Part *row = item ? ast_find(item->parts, PART_TYPE) : NULL;
    if (row) {
        TableRare *rare = model_table(builder->model, table);
        rare->row = build_type(builder, table, &rare->row, row);
        builder->model->has_parts = true;
        if (rare->row) // one of the server's
            diag_report(builder->diag, DIAG_ROW_TYPE, row->span, table->name->text, row->name.word->text);
    }
    bool heir = table_rare(table)->part_of || table_rare(table)->inherits.count;
    if (heir && item)
        inherit_columns(builder, table);
    if (item)
        check_origins(builder, table);
    if (!heir)
        return;
    builder->has_heirs = true;
    if (!item)
        inherit_constraints(builder, table);
}

void settle_inherited(Builder *builder)
{
    Model *model = builder->model;
    for (uint32_t at = 0; builder->has_heirs && at < model->count; at++) {
        Column *column = AS(Column, model->objects[at]);
        if (column->object.kind == KIND_COLUMN && !column->type && column_rare(column)->of)
            column->type = AS(const Column, column_rare(column)->of)->type;
    }
}

// --- partitions ---

static Names build_bounds(Builder *builder, const Part *parts)
{
    uint32_t count = 0;
    for (const Part *part = parts; part; part = part->next)
        count += part->kind == PART_BOUND;
    Names bounds = {ARENA_ARRAY(builder->model->arena, const Word *, count + 1), 0};
    for (const Part *part = parts; part; part = part->next)
        if (part->kind == PART_BOUND)
            bounds.at[bounds.count++] = part->name.word;
    return bounds;
}

static void build_partition(Builder *builder, Object *table, const Item *item)
{
    Object *home = item->schema.word ? build_schema(builder, item->schema) : object_schema(table);
    if (!item->name.word)
        return; // which was reported
    Names bounds = build_bounds(builder, item->parts);
    Name outer = builder->owner;
    if (item->owner.word)
        builder->owner = item->owner;
    build_part(builder, table, home, item);
    Object *part = model_find(builder->model, KIND_TABLE, home, item->name.word);
    if (part)
        model_table(builder->model, part)->bounds = bounds;
    if (part && builder->owner.word)
        build_owner(builder, part, builder->owner);
    builder->owner = outer;
}

// --- every month from … to …: one partition for each ---

typedef struct Day {
    int year, month, day;
} Day;

static bool read_day(const Word *word, Day *day)
{
    return word && sscanf(word->text, "'%4d-%2d-%2d'", &day->year, &day->month, &day->day) == 3 &&
           day->month >= 1 && day->month <= 12 && day->day >= 1 && day->day <= 31;
}

static bool is_before(Day a, Day b)
{
    return a.year != b.year ? a.year < b.year : a.month != b.month ? a.month < b.month : a.day < b.day;
}

static int days_of(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap);
}

static Day add_days(Day day, int days)
{
    day.day += days;
    while (day.day > days_of(day.year, day.month)) {
        day.day -= days_of(day.year, day.month);
        if (++day.month > 12) {
            day.month = 1;
            day.year++;
        }
    }
    return day;
}

static Day add_months(Day day, int months)
{
    int month = day.month - 1 + months;
    day.year += month / 12;
    day.month = month % 12 + 1;
    return day;
}

typedef struct Every {
    const char *word;
    int months, days;
    int parts; // of a date that are in its name
} Every;

static const Every EVERY[] = {
    {"day", 0, 1, 3}, {"week", 0, 7, 3}, {"month", 1, 0, 2}, {"quarter", 3, 0, 2}, {"year", 12, 0, 1}};

static const Word *name_of_day(Builder *builder, const Object *table, const Every *every, Day day)
{
    const char *name = arena_print(&builder->scratch, "%s_%04d", table->name->text, day.year);
    if (every->parts > 1)
        name = arena_print(&builder->scratch, "%s_%02d", name, day.month);
    if (every->parts > 2)
        name = arena_print(&builder->scratch, "%s_%02d", name, day.day);
    return words_text(builder->model->words, name);
}

static Part *bound(Builder *builder, Span span, const char *text)
{
    Name name = {words_text(builder->model->words, text), span};
    return ast_part(&builder->scratch, PART_BOUND, span, name, 0);
}

static const char *day_text(Builder *builder, Day day)
{
    return arena_print(&builder->scratch, "'%04d-%02d-%02d'", day.year, day.month, day.day);
}

static void build_made_up(Builder *builder, Object *table, Span span, const Word *name, PartList bounds)
{
    QName called = {.name = {name, span}};
    Item *item = ast_item(&builder->scratch, KIND_TABLE, span, called, bounds, (ItemList){0});
    build_partition(builder, table, item);
}

static void build_every(Builder *builder, Object *table, const Part *part)
{
    enum { MOST = 5000 };
    const Every *every = EVERY;
    Day from, to;
    const Part *first = part->list, *last = first ? first->next : NULL, *rest = last ? last->next : NULL;
    while (every < EVERY + sizeof EVERY / sizeof *EVERY && strcmp(every->word, part->name.word->text))
        every++;
    bool known = every < EVERY + sizeof EVERY / sizeof *EVERY && last && read_day(first->name.word, &from) &&
                 read_day(last->name.word, &to);
    if (!known) {
        diag_report(builder->diag, DIAG_PARTITION_FORM, part->span, table->name->text,
                    "`every` takes day, week, month, quarter or year, and two dates");
        return;
    }
    for (int count = 0; is_before(from, to) && count < MOST; count++) {
        Day next = every->days ? add_days(from, every->days) : add_months(from, every->months);
        PartList bounds = ast_parts((PartList){0}, bound(builder, part->span, "from"));
        bounds = ast_parts(bounds, bound(builder, part->span, day_text(builder, from)));
        bounds = ast_parts(bounds, bound(builder, part->span, "to"));
        bounds = ast_parts(bounds, bound(builder, part->span, day_text(builder, next)));
        build_made_up(builder, table, part->span, name_of_day(builder, table, every, from), bounds);
        from = next;
    }
    if (!rest) {
        diag_report(builder->diag, DIAG_PARTITION_ENDS, last->span, table->name->text, last->name.word->text);
        return;
    }
    const char *name = arena_print(&builder->scratch, "%s_%s", table->name->text, rest->name.word->text);
    PartList bounds = ast_parts((PartList){0}, bound(builder, part->span, "default"));
    build_made_up(builder, table, rest->span, words_text(builder->model->words, name), bounds);
}

void build_partitions(Builder *builder, Object *table, const Item *member)
{
    if (member->kind == KIND_TABLE) {
        build_partition(builder, table, member);
        return;
    }
    const Part *strategy = ast_find(member->parts, PART_STRATEGY),
               *every = ast_find(member->parts, PART_EVERY);
    const Part *elements = ast_find(member->parts, PART_ELEMENTS);
    if (!strategy || !elements)
        return;
    TableRare *rare = model_table(builder->model, table);
    rare->strategy = (uint8_t)strategy->number;
    builder->model->has_parts = true;
    build_elements(builder, table, elements->list, &rare->key);
    if (every)
        build_every(builder, table, every);
}
