// SPDX-License-Identifier: MIT
// What a release does to tables, columns and their members.
#include "random.h"

// One of the old tables that still stands, or -1.
int some_table(void)
{
    int which = below(now.table_count);
    return now.tables[which].gone || now.tables[which].fresh ? -1 : which;
}

int some_column(const Table *table)
{
    int which = below(table->column_count);
    const Column *column = &table->columns[which];
    return column->gone || column->fresh ? -1 : which;
}

static bool member_reads(const Member *member, int column)
{
    for (int at = 0; at < member->count; at++)
        if (member->columns[at] == column)
            return true;
    return member->include == column;
}

static bool is_referenced(const Model *model, int table, int column)
{
    for (int at = 0; at < model->table_count; at++)
        for (int member = 0; member < model->tables[at].member_count; member++) {
            const Member *it = &model->tables[at].members[member];
            if (model->tables[at].gone || it->kind != FOREIGN || it->parent != table)
                continue;
            for (int part = 0; part < it->count; part++)
                if (it->parents[part] == column)
                    return true;
        }
    return false;
}

bool in_key(const Table *table, int column)
{
    const Member *key = key_of(table);
    return key && member_reads(key, column);
}

static bool is_generated_from(const Table *table, int column)
{
    for (int at = 0; at < table->column_count; at++)
        if (!table->columns[at].gone && table->columns[at].source >= STORED &&
            table->columns[at].from == column)
            return true;
    return false;
}

static bool has_members(const Table *table, int column)
{
    for (int at = 0; at < table->member_count; at++)
        if (!table->members[at].gone && member_reads(&table->members[at], column))
            return true;
    return false;
}

void drop_view(int which)
{
    now.views[which].gone = true;
    for (int at = 0; at < now.view_count; at++)
        if (now.views[at].view == which && !now.views[at].gone)
            drop_view(at);
}

void drop_views_of(int table, int column)
{
    for (int at = 0; at < now.view_count; at++) {
        const View *view = &now.views[at];
        bool reads = view->table == table && column < 0;
        for (int part = 0; view->table == table && part < view->count; part++)
            reads = reads || view->columns[part] == column;
        if (reads && !view->gone)
            drop_view(at);
    }
}

static bool may_drop_column(const Model *model, int table, int column)
{
    const Table *it = &model->tables[table];
    int standing = 0;
    for (int at = 0; at < it->column_count; at++)
        standing += !it->columns[at].gone;
    return !in_key(it, column) && !is_referenced(model, table, column) && !it->seeded && standing > 2;
}

void drop_column(int table, int column)
{
    Table *it = &now.tables[table];
    it->columns[column].gone = true;
    for (int at = 0; at < it->member_count; at++)
        if (member_reads(&it->members[at], column))
            it->members[at].gone = true;
    for (int at = 0; at < it->column_count; at++)
        if (it->columns[at].source >= STORED && it->columns[at].from == column && !it->columns[at].gone)
            drop_column(table, at);
    drop_views_of(table, column);
}

void op_drop_column(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || now.tables[table].columns[column].name.was[0] || !may_drop_column(&now, table, column))
        return;
    const Table *it = &now.tables[table];
    const Column *which = &it->columns[column];
    // Without a key nothing is stashed, and what is not null cannot come back without a value.
    if (key_of(it) || which->nullable || which->fallback || which->source >= STORED)
        drop_column(table, column);
}

void block_literal(const Type *type, int which)
{
    Base base = base_of(&now, type);
    if (base == ENUM) {
        block_add("'");
        for (const char *at = now.enums[type->user].labels[0].now; *at; at++)
            block_add(*at == '\'' ? "''" : "%c", *at);
        block_add("'");
    } else if (is_number(base)) {
        block_add("%d", which * 7);
    } else if (is_text(base) || base == CHAR_N) {
        block_add(which == 2 ? "'it''s'" : "'10%d'", which);
    } else {
        static const char *const of[] = {[BOOLEAN] = "true",
                                         [BYTEA] = "'\\x00'",
                                         [DATE] = "'2025-02-03'",
                                         [TIMESTAMP] = "'2025-02-03 00:00:00'",
                                         [TIMESTAMPTZ] = "'2025-02-03 00:00:00+00'",
                                         [UUID] = "'00000000-0000-4000-8000-000000000009'",
                                         [JSON] = "'{}'",
                                         [JSONB] = "'[]'",
                                         [TIME] = "'10:10:10'",
                                         [INTERVAL] = "'1 day'",
                                         [INET] = "'10.9.9.9'",
                                         [MACADDR] = "'08:00:2b:01:02:ff'",
                                         [INT4RANGE] = "'[1,2)'",
                                         [TEXT_ARRAY] = "'{}'",
                                         [INT_ARRAY] = "'{7}'",
                                         [ENUM_ARRAY] = "'{}'"};
        block_add("%s", sqlite && base == BYTEA ? "x'00'" : of[base]);
    }
}

static void add_backfill(int table, int column)
{
    now.tables[table].columns[column].backfill = 1 + below(3);
}

void op_add_column(void)
{
    int table = some_table();
    if (table < 0 || now.tables[table].seeded)
        return;
    Column column = make_column(&now, "n_");
    column.fresh = true;
    column.distinct = false;
    column.rank = below(100);
    Base base = base_of(&now, &column.type);
    // A clock or a die gives each run another value.
    if (column.fallback > 3 && (base == UUID || base == DATE || base == TIMESTAMP || base == TIMESTAMPTZ))
        column.fallback = 3;
    int which = add_column(&now.tables[table], column);
    if (which < 0 || column.nullable || column.fallback)
        return;
    const Type *type = &column.type;
    bool given = type->base == DOMAIN && now.domains[type->user].fallback;
    if (!given)
        add_backfill(table, which);
}

void op_add_generated(void)
{
    int table = some_table();
    if (table < 0 || now.tables[table].seeded)
        return;
    int before = now.tables[table].column_count;
    if (before == MAX_COLUMNS)
        return;
    add_generated(&now, &now.tables[table]);
    if (now.tables[table].column_count > before)
        now.tables[table].columns[before].fresh = true;
}

void op_add_reference(void)
{
    int table = some_table(), parent = below(now.table_count);
    if (table < 0 || now.tables[table].seeded || now.tables[parent].gone ||
        now.tables[table].column_count > MAX_COLUMNS - 3)
        return;
    Table *it = &now.tables[table];
    int before = it->column_count;
    add_reference(&now, it, parent);
    for (int at = before; at < it->column_count; at++) {
        it->columns[at].fresh = it->columns[at].nullable = true;
        it->columns[at].rank = below(100);
    }
    if (it->column_count > before)
        it->members[it->member_count - 1].fresh = true;
}

void op_rename_column(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column >= 0)
        rename_it(&now.tables[table].columns[column].name, "r_");
}

static void swap_names(Name *first, Name *second)
{
    if (first->was[0] || second->was[0])
        return;
    Name kept = *first;
    memcpy(first->was, kept.now, MAX_NAME);
    memcpy(first->now, second->now, MAX_NAME);
    memcpy(second->was, first->now, MAX_NAME);
    memcpy(second->now, kept.now, MAX_NAME);
}

void op_swap_columns(void)
{
    int table = some_table(), one = table < 0 ? -1 : some_column(&now.tables[table]);
    int two = one < 0 ? -1 : some_column(&now.tables[table]);
    if (two >= 0 && one != two)
        swap_names(&now.tables[table].columns[one].name, &now.tables[table].columns[two].name);
}

void op_swap_tables(void)
{
    int one = some_table(), two = some_table();
    if (one >= 0 && two >= 0 && one != two && now.tables[one].schema == now.tables[two].schema &&
        now.tables[one].old_schema == now.tables[two].old_schema)
        swap_names(&now.tables[one].name, &now.tables[two].name);
}

// Its old name goes to a new column.
void op_reuse_name(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || now.tables[table].columns[column].name.was[0] || now.tables[table].seeded)
        return;
    Name *name = &now.tables[table].columns[column].name;
    Column fresh = make_column(&now, "n_");
    fresh.fresh = fresh.nullable = true;
    fresh.distinct = false;
    if (fresh.type.base == DOMAIN)
        fresh.type = make_type(INT);
    memcpy(fresh.name.now, name->now, MAX_NAME);
    if (add_column(&now.tables[table], fresh) >= 0)
        rename_it(name, "r_");
}

static bool widen(Type *type)
{
    int length = type->length;
    switch (type->base) {
    case SMALLINT: *type = make_type(one_in(2) ? INT : BIGINT); return true;
    case INT: *type = make_type(one_in(2) ? BIGINT : NUMERIC); return true;
    case BIGINT: *type = make_type(one_in(2) ? NUMERIC : INT); return true;
    case NUMERIC_PS: *type = make_type(NUMERIC); return true;
    case REAL: *type = make_type(DOUBLE); return true;
    case TEXT: *type = make_type(one_in(2) ? VARCHAR : VARCHAR_N); return true;
    case VARCHAR: *type = make_type(one_in(2) ? TEXT : VARCHAR_N); return true;
    case VARCHAR_N: *type = make_type(one_in(2) ? TEXT : VARCHAR_N); return type->length != length;
    case DATE: *type = make_type(TIMESTAMP); return true;
    case JSON: *type = make_type(JSONB); return true;
    default: return false;
    }
}

void op_widen(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0)
        return;
    Column *it = &now.tables[table].columns[column];
    if (it->source != PLAIN || is_referenced(&now, table, column) || it->parent >= 0 ||
        now.tables[table].seeded)
        return;
    if (it->type.base == DATE && has_members(&now.tables[table], column))
        return;
    if (it->type.base == INT && is_generated_from(&now.tables[table], column))
        return;
    it->fallback = it->type.base == DATE || it->type.base == JSON ? 0 : it->fallback;
    widen(&it->type);
}

// To a type that takes a `using`; the rows hold values that it can take.
void op_retype(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0)
        return;
    Table *home = &now.tables[table];
    Column *it = &home->columns[column];
    if (it->source != PLAIN || has_members(home, column) || is_generated_from(home, column) ||
        it->parent >= 0 || home->seeded || is_referenced(&now, table, column) || it->type.base >= ENUM ||
        it->name.was[0])
        return;
    Type before = it->type;
    const char *back = plain_spelling(before.base);
    if (is_text(before.base) && it->digits)
        it->type = make_type(one_in(2) ? INT : BIGINT);
    else if (is_integer(before.base) && one_in(2))
        it->type = make_type(TEXT);
    else if (before.base == BOOLEAN && !sqlite)
        it->type = make_type(INT);
    else if ((before.base == UUID || before.base == DATE || before.base == INET) && !sqlite)
        it->type = make_type(TEXT);
    else
        return;
    it->fallback = one_in(2) ? some_default() : 0;
    it->there = plain_spelling(it->type.base);
    it->back = back;
}

void op_nullable(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || in_key(&now.tables[table], column) || now.tables[table].seeded)
        return;
    Column *it = &now.tables[table].columns[column];
    if (it->source != PLAIN || it->type.base == DOMAIN)
        return;
    if (!it->nullable) {
        it->nullable = true;
    } else if (key_of(&old.tables[table]) && key_of(&now.tables[table]) && it->parent < 0 && !it->distinct &&
               !has_members(&now.tables[table], column)) {
        it->nullable = false;
        add_backfill(table, column);
    }
}

void op_default(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column >= 0 && now.tables[table].columns[column].source == PLAIN && !now.tables[table].seeded)
        now.tables[table].columns[column].fallback = below(6);
}

void op_add_member(void)
{
    int table = some_table();
    if (table < 0)
        return;
    Table *it = &now.tables[table];
    int before = it->member_count;
    int chance = below(3);
    if (chance == 0)
        add_check(&now, it);
    else if (chance == 1)
        add_unique(it);
    else
        add_index(&now, it);
    if (it->member_count > before)
        it->members[before].fresh = true;
}

static int some_member(const Table *table)
{
    int which = table->member_count ? below(table->member_count) : -1;
    return which < 0 || table->members[which].gone || table->members[which].fresh ? -1 : which;
}

bool is_target(int table, const Member *member)
{
    return (member->kind == UNIQUE || member->kind == KEY) && is_referenced(&now, table, member->columns[0]);
}

void op_drop_member(void)
{
    int table = some_table(), which = table < 0 ? -1 : some_member(&now.tables[table]);
    if (which < 0)
        return;
    Member *it = &now.tables[table].members[which];
    if (sqlite && it->kind == KEY && now.tables[table].columns[it->columns[0]].source != PLAIN)
        return; // only a key counts there
    if (!is_target(table, it) && (it->kind != KEY || (one_in(3) && !now.tables[table].seeded)))
        it->gone = true;
}

void op_rename_member(void)
{
    int table = some_table(), which = table < 0 ? -1 : some_member(&now.tables[table]);
    if (which < 0 || now.tables[table].members[which].inlined)
        return;
    rename_it(&now.tables[table].members[which].name, "rm_");
}

void op_change_member(void)
{
    int table = some_table(), which = table < 0 ? -1 : some_member(&now.tables[table]);
    if (which < 0)
        return;
    Member *it = &now.tables[table].members[which];
    if (it->kind == CHECK)
        it->form = below(11), it->number = below(60);
    else if (it->kind == FOREIGN)
        choose_actions(&now.tables[table], it);
    else if (it->kind == INDEX && !it->unique)
        it->condition = below(6), it->form = it->form ? 1 + below(10) : 0;
    else if (it->kind == UNIQUE && !sqlite && !it->inlined && !is_target(table, it))
        it->deferrable = !it->deferrable, it->deferred = it->deferrable && one_in(2);
}

// A reference that was one by value only becomes a constraint, and the other way round.
void op_toggle_foreign(void)
{
    int table = some_table();
    if (table < 0)
        return;
    Table *it = &now.tables[table];
    for (int at = 0; at < it->member_count; at++) {
        Member *member = &it->members[at];
        if (member->kind != FOREIGN || member->fresh || it->columns[member->columns[0]].gone ||
            now.tables[member->parent].gone || now.tables[member->parent].columns[member->parents[0]].gone ||
            one_in(2))
            continue;
        member->gone = !member->gone;
        member->fresh = true;
        return;
    }
}

// A key's type and that of all that refer to it.
static void retype_family(int table, int column, Base base)
{
    Column *it = &now.tables[table].columns[column];
    if (it->type.base == base)
        return;
    it->type = make_type(base);
    for (int at = 0; at < now.table_count; at++)
        for (int other = 0; other < now.tables[at].column_count; other++)
            if (now.tables[at].columns[other].parent == table &&
                now.tables[at].columns[other].parent_column == column)
                retype_family(at, other, base);
}

void op_retype_key(void)
{
    int table = some_table();
    const Member *key = table < 0 ? NULL : key_of(&now.tables[table]);
    if (!key || now.tables[table].seeded)
        return;
    Column *it = &now.tables[table].columns[key->columns[0]];
    if (it->parent < 0 && (it->type.base == INT || it->type.base == SMALLINT) &&
        (it->source != SERIAL || !is_off("serial_type")) && !(sqlite && it->source != PLAIN))
        retype_family(table, key->columns[0], BIGINT);
}

void op_change_key(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || now.tables[table].seeded)
        return;
    Table *it = &now.tables[table];
    const Column *which = &it->columns[column];
    if (!which->distinct || which->nullable || which->source >= STORED || which->type.base == DOMAIN ||
        in_key(it, column))
        return;
    for (int at = 0; at < it->member_count; at++) {
        Member *member = &it->members[at];
        if (member->kind != KEY || member->gone)
            continue;
        if (is_target(table, member) || member->fresh ||
            (sqlite && it->columns[member->columns[0]].source != PLAIN))
            return;
        member->gone = true;
    }
    Member key = make_member(KEY, "pk_");
    key.columns[0] = column;
    key.fresh = true;
    add_member(it, key);
}
