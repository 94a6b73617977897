// SPDX-License-Identifier: MIT
// What it does to all else, and the migration block which says so.
#include "random.h"

static void op_add_label(void)
{
    int which = now.enum_count ? below(now.enum_count) : -1;
    if (which < 0 || now.enums[which].gone || now.enums[which].count == MAX_LABELS)
        return;
    Enum *it = &now.enums[which];
    int place = below(it->count + 1);
    memmove(it->labels + place + 1, it->labels + place, sizeof *it->labels * (size_t)(it->count - place));
    memmove(it->ids + place + 1, it->ids + place, sizeof *it->ids * (size_t)(it->count - place));
    it->labels[place] = new_name("nl_");
    it->ids[place] = 100 + names_given;
    it->count++;
}

static void op_rename_label(void)
{
    int which = now.enum_count ? below(now.enum_count) : -1;
    if (which < 0 || now.enums[which].gone)
        return;
    int label = below(now.enums[which].count);
    if (now.enums[which].ids[label] < 100)
        rename_it(&now.enums[which].labels[label], "rl_");
}

// Where a table has no key, no row can be given its label back.
static bool is_keyless(int which)
{
    for (int at = 0; at < now.table_count; at++) {
        const Table *table = &now.tables[at];
        if (key_of(table))
            continue;
        for (int column = 0; column < table->column_count; column++) {
            const Type *type = &table->columns[column].type;
            if ((type->base == ENUM || type->base == ENUM_ARRAY) && type->user == which)
                return true;
        }
    }
    return false;
}

static void op_drop_label(void)
{
    int which = now.enum_count ? below(now.enum_count) : -1;
    if (which < 0 || now.enums[which].gone || now.enums[which].count < 3)
        return;
    Enum *it = &now.enums[which];
    int label = 1 + below(it->count - 1);
    if (which >= old.enum_count || is_keyless(which) || it->changed || it->ids[label] >= 100 ||
        it->labels[label].was[0])
        return;
    it->changed = true;
    it->map_from = it->labels[label];
    memmove(it->labels + label, it->labels + label + 1, sizeof *it->labels * (size_t)(it->count - label - 1));
    memmove(it->ids + label, it->ids + label + 1, sizeof *it->ids * (size_t)(it->count - label - 1));
    it->count--;
    it->map_to = it->ids[below(it->count)];
}

static void op_reorder_labels(void)
{
    int which = now.enum_count ? below(now.enum_count) : -1;
    if (which < 0 || now.enums[which].gone || now.enums[which].count < 3)
        return;
    Enum *it = &now.enums[which];
    int at = 1 + below(it->count - 2), id = it->ids[at];
    Name kept = it->labels[at];
    it->labels[at] = it->labels[at + 1];
    it->ids[at] = it->ids[at + 1];
    it->labels[at + 1] = kept;
    it->ids[at + 1] = id;
}

static void op_add_table(void)
{
    if (now.table_count == MAX_TABLES)
        return;
    int before = now.table_count;
    add_table(&now);
    now.tables[before].fresh = true;
}

static bool is_parent(int table)
{
    for (int at = 0; at < now.table_count; at++)
        for (int member = 0; member < now.tables[at].member_count; member++)
            if (at != table && !now.tables[at].gone && now.tables[at].members[member].kind == FOREIGN &&
                now.tables[at].members[member].parent == table && !now.tables[at].members[member].gone)
                return true;
    return false;
}

static bool has_foreign(int table)
{
    for (int at = 0; at < now.tables[table].member_count; at++)
        if (now.tables[table].members[at].kind == FOREIGN)
            return true;
    return false;
}

static void op_drop_table(void)
{
    int table = some_table();
    if (table < 0 || now.tables[table].name.was[0] || (is_parent(table) && !one_in(3)))
        return;
    now.tables[table].gone = true;
    for (int at = 0; at < now.table_count; at++)
        for (int member = 0; member < now.tables[at].member_count; member++)
            if (now.tables[at].members[member].kind == FOREIGN &&
                now.tables[at].members[member].parent == table)
                now.tables[at].members[member].gone = true;
    drop_views_of(table, -1);
}

static void op_rename_table(void)
{
    int table = some_table();
    if (table >= 0)
        rename_it(&now.tables[table].name, "rt_");
}

static void op_move_table(void)
{
    int table = some_table();
    if (table >= 0)
        now.tables[table].schema = any_schema(&now);
}

static void op_change_view(void)
{
    int which = now.view_count ? below(now.view_count) : -1;
    if (which >= 0 && !now.views[which].gone)
        now.views[which].number = 50 + below(50);
}

static void op_drop_view(void)
{
    int which = now.view_count ? below(now.view_count) : -1;
    if (which >= 0 && !now.views[which].fresh)
        drop_view(which);
}

static void op_add_view(void)
{
    int before = now.view_count;
    add_view(&now);
    if (now.view_count > before)
        now.views[before].fresh = true;
}

static void op_rename_view(void)
{
    int which = now.view_count ? below(now.view_count) : -1;
    if (which >= 0 && !now.views[which].fresh && !now.views[which].gone)
        rename_it(&now.views[which].name, "rv_");
}

static void op_comment(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column >= 0)
        now.tables[table].columns[column].comment = some_comment();
    if (table >= 0)
        now.tables[table].comment = any_comment();
    if (now.view_count)
        now.views[below(now.view_count)].comment = any_comment();
    if (now.enum_count)
        now.enums[below(now.enum_count)].comment = any_comment();
    if (now.domain_count)
        now.domains[below(now.domain_count)].comment = any_comment();
}

static void op_seed(void)
{
    for (int at = 0; at < now.table_count; at++) {
        Seed *seed = &now.tables[at].seed;
        if (!now.tables[at].seeded || now.tables[at].gone || now.tables[at].fresh)
            continue;
        seed->changes[below(seed->rows)] = below(10);
        if (one_in(2) && seed->rows < MAX_SEEDS) {
            seed->ids[seed->rows] = 20 + seed->rows;
            seed->changes[seed->rows++] = below(10);
        } else if (seed->rows > 2) {
            seed->rows--;
        }
    }
}

static void op_rename_type(void)
{
    if (now.enum_count && one_in(2))
        rename_it(&now.enums[below(now.enum_count)].name, "re_");
    else if (now.domain_count)
        rename_it(&now.domains[below(now.domain_count)].name, "rd_");
}

static void op_move_type(void)
{
    if (now.enum_count && one_in(2))
        now.enums[below(now.enum_count)].schema = any_schema(&now);
    else if (now.domain_count)
        now.domains[below(now.domain_count)].schema = any_schema(&now);
}

static void op_change_domain(void)
{
    if (!now.domain_count)
        return;
    Domain *it = &now.domains[below(now.domain_count)];
    if (one_in(2)) {
        it->form = below(8) - 1;
        if (it->form < 0)
            it->check = no_name();
    } else {
        it->fallback = it->fallback ? 1 + below(3) : below(4); // a new column may need it
    }
}

// To a base that holds all values of the old one, and takes the same checks and defaults.
static void op_widen_domain(void)
{
    Type *type = now.domain_count ? &now.domains[below(now.domain_count)].type : NULL;
    if (!type)
        return;
    switch (type->base) {
    case SMALLINT: *type = make_type(one_in(2) ? INT : BIGINT); break;
    case INT: *type = make_type(BIGINT); break;
    case TEXT: *type = make_type(VARCHAR); break;
    case VARCHAR: *type = make_type(TEXT); break;
    default: break;
    }
}

static void op_add_type(void)
{
    if (one_in(2))
        add_enum(&now);
    else
        add_domain(&now);
}

static void op_rename_schema(void)
{
    int which = below(now.schema_count);
    if (which && old.schemas[which].name.now[0])
        rename_it(&now.schemas[which].name, "rs_");
}

static void op_add_schema(void)
{
    if (now.schema_count < MAX_SCHEMAS && !sqlite && !is_off("schemas"))
        now.schemas[now.schema_count++] = (Schema){.name = new_name("ns_")};
}

static void op_storage(void)
{
    int table = some_table();
    if (table < 0)
        return;
    if (sqlite)
        now.tables[table].strict = !now.tables[table].strict;
    else if (!is_parent(table) && !has_foreign(table))
        now.tables[table].unlogged = !now.tables[table].unlogged;
}

static void op_move_column(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column >= 0)
        now.tables[table].columns[column].rank = below(100);
}

static void op_view_list(void)
{
    int which = now.view_count ? below(now.view_count) : -1;
    if (which < 0 || now.views[which].gone || now.views[which].table < 0)
        return;
    for (int at = 0; at < now.view_count; at++)
        if (now.views[at].view == which && !now.views[at].gone)
            return;
    View *view = &now.views[which];
    view->count = 0;
    choose_view_columns(&now, view);
    view->form = can_group(&now, view) ? below(7) : 0;
    view->aliased = one_in(2);
    view->listed = one_in(5);
}

static bool type_is_used(Base base, int which)
{
    for (int at = 0; at < now.table_count; at++)
        for (int column = 0; column < now.tables[at].column_count; column++) {
            const Type *type = &now.tables[at].columns[column].type;
            bool same =
                base == DOMAIN ? type->base == DOMAIN : type->base == ENUM || type->base == ENUM_ARRAY;
            if (same && type->user == which && !now.tables[at].gone && !now.tables[at].columns[column].gone)
                return true;
        }
    return false;
}

static void op_drop_type(void)
{
    for (int at = 0; at < now.enum_count; at++)
        if (at < old.enum_count && !type_is_used(ENUM, at) && one_in(2))
            now.enums[at].gone = true;
    for (int at = 0; at < now.domain_count; at++)
        if (at < old.domain_count && !type_is_used(DOMAIN, at) && one_in(2))
            now.domains[at].gone = true;
}

static bool schema_is_used(int schema)
{
    bool used = false;
    for (int at = 0; at < now.table_count; at++)
        used = used || (now.tables[at].schema == schema && !now.tables[at].gone);
    for (int at = 0; at < now.enum_count; at++)
        used = used || (now.enums[at].schema == schema && !now.enums[at].gone);
    for (int at = 0; at < now.domain_count; at++)
        used = used || (now.domains[at].schema == schema && !now.domains[at].gone);
    for (int at = 0; at < now.view_count; at++)
        used = used || (now.views[at].schema == schema && !now.views[at].gone);
    return used;
}

static void op_drop_schema(void)
{
    int which = below(now.schema_count);
    if (which && which < old.schema_count && !schema_is_used(which))
        now.schemas[which].gone = true;
}

static void op_mixin(void)
{
    int table = some_table();
    if (table >= 0 && now.mixin && !now.tables[table].seeded && key_of(&now.tables[table]) &&
        key_of(&old.tables[table]))
        now.tables[table].mixed = !now.tables[table].mixed;
    else
        now.mixin_default = 1 + below(3);
}

static void op_identity(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || sqlite)
        return;
    Column *it = &now.tables[table].columns[column];
    if (it->source == IDENTITY || it->source == IDENTITY_ALWAYS)
        it->source = one_in(3) ? PLAIN : it->source == IDENTITY ? IDENTITY_ALWAYS : IDENTITY;
    else if (it->source == PLAIN && it->type.base <= BIGINT && in_key(&now.tables[table], column))
        it->source = IDENTITY, it->fallback = 0;
}

static void op_generated(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column >= 0 && now.tables[table].columns[column].source >= STORED)
        now.tables[table].columns[column].way = below(6);
}

typedef struct Op {
    const char *name;
    void (*run)(void);
} Op;

static const Op OPS[] = {
    {"add_column", op_add_column},
    {"add_column", op_add_column},
    {"add_generated", op_add_generated},
    {"add_reference", op_add_reference},
    {"drop_column", op_drop_column},
    {"rename_column", op_rename_column},
    {"swap_columns", op_swap_columns},
    {"swap_tables", op_swap_tables},
    {"retype_key", op_retype_key},
    {"change_key", op_change_key},
    {"move_column", op_move_column},
    {"view_list", op_view_list},
    {"drop_type", op_drop_type},
    {"drop_schema", op_drop_schema},
    {"mixin", op_mixin},
    {"reuse_name", op_reuse_name},
    {"widen", op_widen},
    {"retype", op_retype},
    {"nullable", op_nullable},
    {"default", op_default},
    {"add_member", op_add_member},
    {"add_member", op_add_member},
    {"drop_member", op_drop_member},
    {"rename_member", op_rename_member},
    {"change_member", op_change_member},
    {"toggle_foreign", op_toggle_foreign},
    {"add_label", op_add_label},
    {"rename_label", op_rename_label},
    {"drop_label", op_drop_label},
    {"reorder_labels", op_reorder_labels},
    {"add_table", op_add_table},
    {"drop_table", op_drop_table},
    {"rename_table", op_rename_table},
    {"move_table", op_move_table},
    {"change_view", op_change_view},
    {"drop_view", op_drop_view},
    {"add_view", op_add_view},
    {"rename_view", op_rename_view},
    {"comment", op_comment},
    {"seed", op_seed},
    {"rename_type", op_rename_type},
    {"move_type", op_move_type},
    {"change_domain", op_change_domain},
    {"widen_domain", op_widen_domain},
    {"add_type", op_add_type},
    {"rename_schema", op_rename_schema},
    {"add_schema", op_add_schema},
    {"storage", op_storage},
    {"identity", op_identity},
    {"generated", op_generated},
};

static bool has_fresh_column(const Table *table)
{
    for (int at = 0; at < table->column_count; at++)
        if (table->columns[at].fresh && !table->columns[at].gone)
            return true;
    return false;
}

static void drop_line(bool discard)
{
    block_add(discard ? " discard;\n" : ";\n");
    irreversible = irreversible || discard;
}

static bool has_name(const Table *table, const char *name)
{
    for (int at = 0; at < table->column_count; at++)
        if (!table->columns[at].gone && strcmp(table->columns[at].name.now, name) == 0)
            return true;
    return false;
}

static void drop_columns(int table)
{
    const Table *it = &now.tables[table];
    for (int at = 0; at < old.tables[table].column_count; at++) {
        if (!it->columns[at].gone || old.tables[table].columns[at].gone)
            continue;
        bool generated = it->columns[at].source >= STORED;
        bool may = it->columns[at].nullable || it->columns[at].fallback;
        bool discard = !generated && (!key_of(&old.tables[table]) || !key_of(it) || (may && one_in(12)));
        if (!discard && !has_fresh_column(it) && it->mixed == old.tables[table].mixed && one_in(2))
            continue;
        if (has_name(it, old.tables[table].columns[at].name.now))
            continue; // another one has its name now
        block_add("    drop ");
        block_column(&old, table, at);
        drop_line(discard);
    }
}

// The columns of the mixin are none of the table's own.
static void drop_mixed(int table)
{
    static const char *const names[] = {"stamped_at", "stamped_by"};
    for (int at = 0; at < COUNT(names); at++)
        if (old.tables[table].mixed && !now.tables[table].mixed && key_of(&old.tables[table])) {
            block_add("    drop ");
            block_table(&old, table);
            block_add(".%s;\n", names[at]);
        }
}

static bool was_parent(int table)
{
    for (int at = 0; at < old.table_count; at++)
        for (int member = 0; member < old.tables[at].member_count; member++)
            if (at != table && old.tables[at].members[member].parent == table)
                return true;
    return false;
}

static void drop_tables(void)
{
    bool fresh = now.table_count > old.table_count;
    for (int at = 0; at < old.table_count; at++) {
        if (!now.tables[at].gone) {
            drop_columns(at);
            drop_mixed(at);
            continue;
        }
        bool discard = one_in(12) && !was_parent(at); // without its rows no reference comes back
        if (!fresh && !discard && one_in(2))
            continue;
        block_add("    drop ");
        block_table(&old, at);
        drop_line(discard);
    }
}

static void block_cast(const Column *column, const char *type)
{
    block_add(sqlite ? "cast(" : "");
    block_name(column->name.now);
    block_add(sqlite ? " as %s)" : "::%s", type);
}

static void block_changes(int table)
{
    for (int at = 0; at < now.tables[table].column_count; at++) {
        const Column *it = &now.tables[table].columns[at];
        if (it->gone || now.tables[table].gone)
            continue;
        if (it->there) {
            block_add("    using ");
            block_column(&now, table, at);
            block_add(" = $$ ");
            block_cast(it, it->there);
            block_add(" $$ inverse $$ ");
            block_cast(it, it->back);
            block_add(" $$;\n");
        }
        if (it->backfill && !it->nullable) {
            block_add("    backfill ");
            block_column(&now, table, at);
            block_add(" = $$ ");
            block_literal(&it->type, it->backfill);
            block_add(" $$;\n");
        }
    }
}

static void block_map(const Enum *it)
{
    block_add("    map ");
    if (it->schema) {
        block_name(now.schemas[it->schema].name.now);
        block_add(".");
    }
    block_name(it->name.now);
    block_add(" { ");
    block_name(it->map_from.now);
    block_add(" -> ");
    for (int at = 0; at < it->count; at++)
        if (it->ids[at] == it->map_to)
            block_name(it->labels[at].now);
    block_add(" }\n");
}

static void block_all(void)
{
    block_add("    describe 'It''s a release.';\n");
    drop_tables();
    for (int at = 0; at < now.table_count; at++)
        block_changes(at);
    for (int at = 0; at < now.enum_count; at++)
        if (now.enums[at].changed)
            block_map(&now.enums[at]);
}

void evolve(void)
{
    for (int turn = 1 + below(14); turn > 0; turn--) {
        const Op *op = &OPS[below(COUNT(OPS))];
        if (!is_off(op->name))
            op->run();
    }
    evolve_code();
    block_all();
}

int list_features(void)
{
    static const char *const features[] = {"aliases",         "blob_default",  "check_name_was",  "code",
                                           "checks",          "comments",      "constraint_comments",
                                           "cycles",          "default_calls", "deferred",
                                           "domain_not_null", "domains",       "enum_arrays",
                                           "enums",           "exotic",        "foreign",
                                           "generated",       "indexes",       "long",
                                           "mixins",          "names",         "no_key",
                                           "partial",         "schemas",       "seeds",
                                           "serial_type",     "strict",        "unique_key",
                                           "uniques",         "view_from",     "views"};
    for (int at = 0; at < COUNT(features); at++)
        printf("%s\n", features[at]);
    for (int at = 0; at < COUNT(OPS); at++)
        printf("%s\n", OPS[at].name);
    return 0;
}
