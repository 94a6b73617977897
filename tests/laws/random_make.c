// SPDX-License-Identifier: MIT
// Makes up a schema.
#include "random.h"

int any_schema(const Model *model)
{
    int schema = below(model->schema_count);
    return model->schemas[schema].gone ? 0 : schema;
}

void add_enum(Model *model)
{
    if (model->enum_count == MAX_ENUMS)
        return;
    Enum *it = &model->enums[model->enum_count];
    *it = (Enum){.name = new_name("e_"), .schema = any_schema(model), .comment = some_comment()};
    it->old_schema = it->schema;
    it->count = 2 + below(4);
    for (int at = 0; at < it->count; at++) {
        it->labels[at] = new_name("l_");
        it->ids[at] = at;
    }
    model->enum_count++;
}

void add_domain(Model *model)
{
    static const Base bases[] = {TEXT, INT, VARCHAR_N, BIGINT};
    if (model->domain_count == MAX_DOMAINS)
        return;
    Domain *it = &model->domains[model->domain_count];
    *it = (Domain){.name = new_name("d_"), .schema = any_schema(model), .comment = some_comment()};
    it->old_schema = it->schema;
    it->type = make_type(bases[below(COUNT(bases))]);
    it->form = below(8) - 1;
    it->number = below(50);
    it->fallback = one_in(4) ? some_default() : 0;
    it->refuses_null = one_in(5) && !is_off("domain_not_null");
    if (one_in(2) && it->form >= 0)
        it->check = new_name("dc_");
    model->domain_count++;
}

Column make_column(const Model *model, const char *prefix)
{
    Column column = {.name = new_name(prefix),
                     .type = random_type(model),
                     .parent = -1,
                     .from = -1,
                     .comment = some_comment()};
    Base base = base_of(model, &column.type);
    column.identity = identities++;
    column.rank = 50;
    column.nullable = one_in(2);
    column.digits = (is_text(base)) && column.type.base != DOMAIN && one_in(3);
    column.distinct = can_differ(base) && one_in(4);
    if (column.type.base == DOMAIN && model->domains[column.type.user].refuses_null)
        column.nullable = false;
    if (one_in(3) && !column.distinct)
        column.fallback = 1 + below(5);
    if (sqlite && base == BYTEA && is_off("blob_default"))
        column.fallback = 0;
    return column;
}

Member make_member(MemberKind kind, const char *prefix)
{
    Member member = {
        .kind = kind, .parent = -1, .include = -1, .form = below(11), .number = below(60), .count = 1};
    member.name = one_in(2) ? new_name(prefix) : no_name();
    return member;
}

int add_column(Table *table, Column column)
{
    if (table->column_count == MAX_COLUMNS)
        return -1;
    table->columns[table->column_count] = column;
    return table->column_count++;
}

Member *add_member(Table *table, Member member)
{
    if (table->member_count == MAX_MEMBERS)
        return NULL;
    table->members[table->member_count] = member;
    return &table->members[table->member_count++];
}

static Column make_id(const Model *model)
{
    static const Base integers[] = {INT, BIGINT, SMALLINT, BIGINT};
    Column column = make_column(model, "id_");
    column.type = make_type(integers[below(COUNT(integers))]);
    column.nullable = column.digits = false;
    column.distinct = true;
    column.fallback = 0;
    int chance = below(6);
    column.source = chance <= 1 ? IDENTITY : chance == 2 ? IDENTITY_ALWAYS : chance == 3 ? SERIAL : PLAIN;
    if (sqlite && column.source != PLAIN)
        column.source = IDENTITY, column.type = make_type(INT);
    if (sqlite && column.source == PLAIN)
        column.type = make_type(one_in(2) ? INT : BIGINT);
    if (chance == 4)
        column.type = make_type(one_in(2) ? TEXT : VARCHAR_N);
    if (chance == 5)
        column.type = make_type(UUID);
    return column;
}

// The language has no place for the name of a key that stands behind its column.
static void add_key(Table *table, Member key)
{
    if (key.inlined)
        key.name.now[0] = '\0';
    add_member(table, key);
}

static void make_key(const Model *model, Table *table)
{
    int first = add_column(table, make_id(model));
    if (one_in(10) && !is_off("no_key") && table->columns[first].source == PLAIN)
        return;
    Member key = make_member(KEY, "pk_");
    key.columns[0] = first;
    if (table->columns[first].source == PLAIN && one_in(3)) {
        Column second = make_id(model);
        second.source = PLAIN;
        key.columns[key.count++] = add_column(table, second);
    }
    key.inlined = key.count == 1 && (one_in(2) || (sqlite && table->columns[first].source != PLAIN));
    add_key(table, key);
}

const Member *key_of(const Table *table)
{
    for (int at = 0; at < table->member_count; at++)
        if (table->members[at].kind == KEY && !table->members[at].gone)
            return &table->members[at];
    return NULL;
}

// A key or unique constraint that a foreign key can point at.
static const Member *target_of(const Table *table)
{
    const Member *found = NULL;
    for (int at = 0; at < table->member_count; at++) {
        const Member *member = &table->members[at];
        if ((member->kind == KEY || (member->kind == UNIQUE && !member->deferrable)) && !member->gone &&
            (!found || one_in(2)))
            found = member;
    }
    return found;
}

static int copy_parent_column(const Model *model, Table *table, int parent, int column, int group)
{
    const Column *other = &model->tables[parent].columns[column];
    Column copy = make_column(model, "ref_");
    copy.type = other->type;
    copy.type.spelling = 0;
    copy.digits = copy.distinct = false;
    copy.fallback = 0;
    copy.parent = parent;
    copy.parent_column = column;
    copy.group = group;
    return add_column(table, copy);
}

void choose_actions(const Table *table, Member *member)
{
    bool nullable = true;
    for (int at = 0; at < member->count; at++)
        nullable = nullable && table->columns[member->columns[at]].nullable;
    member->on_delete = one_in(2) ? below(nullable ? 5 : 4) : 0;
    member->on_update = one_in(4) ? 1 + below(3) : 0;
    member->deferrable = one_in(6);
    member->deferred = member->deferrable && one_in(2) && !is_off("deferred");
}

// A reference to a table made before, or to itself; now and then without a constraint.
void add_reference(const Model *model, Table *table, int parent)
{
    const Member *target = target_of(&model->tables[parent]);
    if (!target || is_off("foreign") || model->tables[parent].gone || model->tables[parent].unlogged ||
        table->unlogged)
        return;
    Member foreign = make_member(FOREIGN, "fk_");
    Member copy = *target;
    int group = identities++;
    bool nullable = one_in(2) && copy.count == 1;
    foreign.count = copy.count;
    foreign.parent = parent;
    for (int at = 0; at < copy.count; at++) {
        foreign.parents[at] = copy.columns[at];
        foreign.columns[at] = copy_parent_column(model, table, parent, copy.columns[at], group);
        if (foreign.columns[at] < 0)
            return;
        table->columns[foreign.columns[at]].nullable =
            nullable || model->tables[parent].columns[copy.columns[at]].nullable;
    }
    choose_actions(table, &foreign);
    foreign.match_full = !sqlite && foreign.count > 1 && one_in(3);
    foreign.inlined = foreign.count == 1 && !foreign.name.now[0] && one_in(2);
    foreign.gone = one_in(6); // only the values refer
    add_member(table, foreign);
}

void add_generated(const Model *model, Table *table)
{
    int from = below(table->column_count);
    const Column *source = &table->columns[from];
    Base base = base_of(model, &source->type);
    if ((!is_number(base) && !is_text(base)) || source->source >= STORED || source->gone ||
        is_off("generated"))
        return;
    Column column = make_column(model, "gen_");
    column.type = make_type(is_integer(base)  ? BIGINT
                            : base <= NUMERIC ? NUMERIC
                            : is_number(base) ? DOUBLE
                                              : TEXT);
    column.source = sqlite && one_in(2) ? VIRTUAL : STORED;
    column.from = from;
    column.way = below(4);
    column.nullable = true;
    column.distinct = column.digits = false;
    column.fallback = 0;
    add_column(table, column);
}

void add_check(const Model *model, Table *table)
{
    Member check = make_member(CHECK, "ck_");
    check.columns[0] = below(table->column_count);
    const Column *column = &table->columns[check.columns[0]];
    if (is_off("check_name_was"))
        check.name = no_name();
    if (is_off("checks") || column->gone)
        return;
    if (one_in(4) && table->column_count > 1) {
        check.count = 2;
        check.columns[1] = (check.columns[0] + 1) % table->column_count;
        if (table->columns[check.columns[1]].gone)
            return;
    } else if (!can_check(base_of(model, &column->type))) {
        return;
    }
    check.comment = !sqlite && check.name.now[0] && !is_off("constraint_comments") ? some_comment() : 0;
    check.inlined = check.count == 1 && !check.comment && one_in(2);
    add_member(table, check);
}

void add_unique(Table *table)
{
    Member unique = make_member(UNIQUE, "uq_");
    unique.columns[0] = below(table->column_count);
    const Column *column = &table->columns[unique.columns[0]];
    if (!column->distinct || column->source >= STORED || column->gone || is_off("uniques"))
        return;
    int other = below(table->column_count);
    if (in_key(table, unique.columns[0]) && is_off("unique_key"))
        return;
    if (one_in(3) && other != unique.columns[0] && table->columns[other].distinct &&
        !table->columns[other].gone)
        unique.columns[unique.count++] = other;
    for (int at = 0; at < table->member_count && is_off("unique_key"); at++)
        if (table->members[at].kind == UNIQUE && !table->members[at].gone &&
            table->members[at].columns[0] == unique.columns[0])
            return;
    unique.deferrable = !sqlite && one_in(6);
    unique.deferred = unique.deferrable && one_in(2);
    unique.not_distinct = !sqlite && !column->nullable && one_in(5);
    unique.inlined =
        unique.count == 1 && !unique.name.now[0] && !unique.deferrable && !unique.not_distinct && one_in(2);
    add_member(table, unique);
}

static bool can_index(Base base)
{
    return base != JSON && base != INTERVAL;
}

void add_index(const Model *model, Table *table)
{
    Member index = make_member(INDEX, "ix_");
    index.columns[0] = below(table->column_count);
    const Column *column = &table->columns[index.columns[0]];
    Base base = base_of(model, &column->type);
    if (!can_index(base) || column->gone || column->source == VIRTUAL || is_off("indexes"))
        return;
    bool plain = can_differ(base) || base == BOOLEAN || base == ENUM;
    int other = below(table->column_count);
    Base second = base_of(model, &table->columns[other].type);
    if (plain && one_in(3) && other != index.columns[0] && can_differ(second) && !table->columns[other].gone)
        index.columns[index.count++] = other;
    index.unique = column->distinct && plain && one_in(3) && (index.form == 0 || index.form == 5);
    index.condition = one_in(4) && !is_off("partial") ? 1 + below(5) : 0;
    index.include = !sqlite && plain && index.form < 8 && one_in(5) ? below(table->column_count) : -1;
    if (index.include >= 0 &&
        (table->columns[index.include].gone || base_of(model, &table->columns[index.include].type) == JSON))
        index.include = -1;
    index.not_distinct = !sqlite && index.unique && !column->nullable && one_in(3);
    if (!plain)
        index.form = 0;
    index.comment = !sqlite && index.name.now[0] && !is_off("constraint_comments") ? some_comment() : 0;
    add_member(table, index);
}

static void add_members(const Model *model, Table *table)
{
    for (int turn = below(4); turn > 0; turn--)
        add_check(model, table);
    for (int turn = below(4); turn > 0; turn--)
        add_unique(table);
    for (int turn = below(5); turn > 0; turn--)
        add_index(model, table);
}

static bool has_foreign_key(const Table *table)
{
    for (int at = 0; at < table->column_count; at++)
        if (table->columns[at].parent >= 0)
            return true;
    return false;
}

static void make_seeded(const Model *model, Table *table)
{
    Column code = make_column(model, "code_"), label = make_column(model, "label_");
    code.type = make_type(one_in(2) ? TEXT : VARCHAR_N);
    label.type = make_type(TEXT);
    code.nullable = code.digits = label.digits = label.distinct = false;
    code.fallback = label.fallback = 0;
    code.distinct = true;
    label.nullable = true;
    add_column(table, code);
    add_column(table, label);
    Member key = make_member(KEY, "pk_");
    key.inlined = one_in(2);
    add_key(table, key);
    table->seeded = true;
    table->seed.rows = 2 + below(4);
    for (int at = 0; at < table->seed.rows; at++) {
        table->seed.ids[at] = at;
        table->seed.changes[at] = below(10);
    }
    table->rows = 1; // what refers to it holds the first
}

void add_table(Model *model)
{
    if (model->table_count == MAX_TABLES)
        return;
    int which = model->table_count;
    Table *table = &model->tables[which];
    *table = (Table){.name = new_name(""), .schema = any_schema(model), .comment = some_comment()};
    table->old_schema = table->schema;
    if (is_off("view_from") && is_keyword(table->name.now))
        table->name = new_name("t_");
    table->identity = identities++;
    table->rows = one_in(6) ? 0 : 1 + below(5);
    table->unlogged = false;
    if (one_in(6) && !is_off("seeds")) {
        make_seeded(model, table);
        model->table_count++;
        return;
    }
    make_key(model, table);
    for (int turn = 1 + below(6); turn > 0; turn--)
        add_column(table, make_column(model, ""));
    model->table_count++;
    for (int turn = below(3); turn > 0; turn--)
        add_reference(model, table, below(which + 1));
    for (int at = 0; at < table->column_count; at++) // what cannot be null needs its parent's rows
        if (table->columns[at].parent >= 0 && !model->tables[table->columns[at].parent].rows)
            table->columns[at].nullable = true;
    if (one_in(3))
        add_generated(model, table);
    add_members(model, table);
    table->strict = sqlite && one_in(8) && !is_off("strict");
    table->unlogged = !sqlite && one_in(10) && !has_foreign_key(table);
    table->mixed = model->mixin && one_in(4);
}

// A reference from an earlier table to a later one: the values come when all rows stand.
static void add_cycle(Model *model)
{
    int from = below(model->table_count), to = below(model->table_count);
    if (from >= to || model->tables[from].seeded || model->tables[from].gone || is_off("cycles"))
        return;
    Table *table = &model->tables[from];
    const Member *target = target_of(&model->tables[to]);
    if (!target || target->count != 1 || model->tables[to].unlogged || table->unlogged)
        return;
    Member foreign = make_member(FOREIGN, "fk_");
    foreign.parent = to;
    foreign.parents[0] = target->columns[0];
    foreign.columns[0] = copy_parent_column(model, table, to, target->columns[0], identities++);
    if (foreign.columns[0] < 0)
        return;
    table->columns[foreign.columns[0]].nullable = true;
    table->columns[foreign.columns[0]].late = true;
    choose_actions(table, &foreign);
    add_member(table, foreign);
}

bool can_group(const Model *model, const View *view)
{
    if (view->table < 0)
        return false;
    for (int at = 0; at < view->count; at++)
        if (base_of(model, &model->tables[view->table].columns[view->columns[at]].type) == JSON)
            return false;
    return true;
}

bool choose_view_columns(const Model *model, View *view)
{
    const Table *table = &model->tables[view->table];
    int start = below(table->column_count);
    for (int at = 0; at < table->column_count && view->count < MAX_PARTS; at++) {
        int column = (start + at) % table->column_count;
        if (!table->columns[column].gone)
            view->columns[view->count++] = column;
    }
    return view->count > 0;
}

void add_view(Model *model)
{
    if (model->view_count == MAX_VIEWS || is_off("views"))
        return;
    View view = {.name = new_name("v_"),
                 .schema = any_schema(model),
                 .table = -1,
                 .view = -1,
                 .comment = some_comment()};
    view.old_schema = view.schema;
    if (is_off("view_from") && is_keyword(view.name.now))
        return;
    view.number = below(50);
    view.aliased = one_in(2);
    view.listed = one_in(5);
    view.form = below(7);
    int under = model->view_count ? below(model->view_count) : 0;
    if (model->view_count && one_in(3) && !model->views[under].gone) {
        view.view = under;
        view.count = 1 + below(model->views[under].count);
        view.form = below(4) == 1 ? 0 : below(4);
    } else {
        view.table = below(model->table_count);
        if (model->tables[view.table].gone || !choose_view_columns(model, &view))
            return;
    }
    if (view.form == 1 || view.form == 4 || view.form >= 5)
        if (!can_group(model, &view))
            view.form = 0;
    model->views[model->view_count++] = view;
}

static void make_schemas(Model *model)
{
    model->schema_count = 1;
    snprintf(model->schemas[0].name.now, MAX_NAME, "public");
    if (sqlite || is_off("schemas"))
        return;
    for (int turn = below(3); turn > 0; turn--)
        model->schemas[model->schema_count++] = (Schema){.name = new_name("s_"), .comment = some_comment()};
}

void make_model(Model *model)
{
    make_schemas(model);
    model->mixin = one_in(2) && !is_off("mixins");
    model->mixin_default = 1;
    for (int turn = below(3); turn > 0 && !is_off("enums"); turn--)
        add_enum(model);
    for (int turn = below(3); turn > 0 && !is_off("domains"); turn--)
        add_domain(model);
    for (int turn = 1 + below(5); turn > 0; turn--)
        add_table(model);
    for (int turn = below(3); turn > 0; turn--)
        add_cycle(model);
    for (int turn = below(4); turn > 0; turn--)
        add_view(model);
    make_code(model);
}
