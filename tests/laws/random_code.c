// SPDX-License-Identifier: MIT
// Functions and triggers. What they stand on may go with a release: then they are printed without it.
#include "random.h"

// --- functions ---

static bool has_enum(const Model *model, const Routine *it)
{
    return it->user >= 0 && !model->enums[it->user].gone;
}

static bool has_table(const Model *model, const Routine *it)
{
    return it->table >= 0 && !model->tables[it->table].gone;
}

static void put_simple(const Routine *it)
{
    const char *type = it->wide ? "bigint" : "int";
    printf("(a int) returns %s immutable $$ select (a + %d)::%s $$;\n", type, it->number, type);
}

static void put_counting(const Model *model, const Routine *it)
{
    const Table *table = &model->tables[it->table];
    printf("() returns %s stable%s $$ select count(*)", it->wide ? "numeric" : "bigint",
           it->number % 2 ? " security definer" : "");
    printf("%s from ", it->wide ? "::numeric" : "");
    put_table_name(model, table);
    if (!table->columns[it->column].gone) {
        printf(" where ");
        put_column(table, it->column);
        printf(" is not null");
    }
    printf(" $$;\n");
}

static void put_routine(const Model *model, int which)
{
    const Routine *it = &model->routines[which];
    Type type = {.base = ENUM, .user = it->user};
    put_comment(it->comment, "");
    printf("function ");
    put_declared(&it->name);
    put_old_home(model, &it->name, it->schema, it->old_schema);
    if (it->form == TOUCH) {
        printf("() returns trigger language plpgsql $$ begin perform %d; return new; end $$;\n", it->number);
    } else if (it->form == PROCEDURAL) {
        printf("(a text = 'x', out b text) language plpgsql%s $$ begin b := a || '%d;'; end $$;\n",
               it->wide ? " strict" : "", it->number);
    } else if (it->form == OF_ENUM && has_enum(model, it)) {
        printf("(a ");
        put_type(model, &type);
        printf(") returns ");
        put_type(model, &type);
        printf(" language plpgsql stable $$ begin perform %d; return a; end $$;\n", it->number);
    } else if (it->form == COUNTING && has_table(model, it)) {
        put_counting(model, it);
    } else if (it->form == ROWS && has_table(model, it)) {
        printf("(n int) returns setof ");
        put_table_name(model, &model->tables[it->table]);
        printf(" stable $$ select * from ");
        put_table_name(model, &model->tables[it->table]);
        printf(" limit n + %d $$;\n", it->number);
    } else {
        put_simple(it);
    }
}

int list_routines(const Model *model, Declaration *list)
{
    int count = 0;
    for (int at = 0; at < model->routine_count; at++)
        if (!model->routines[at].gone)
            list[count++] = (Declaration){put_routine, at, model->routines[at].schema};
    return count;
}

// --- triggers ---

static void put_lite_body(const Model *model, const Trigger *it)
{
    bool other = it->other >= 0 && !model->tables[it->other].gone;
    printf(" $$ begin select %d", it->number);
    if (other) {
        printf(" from ");
        put_table_name(model, &model->tables[it->other]);
    }
    printf("; end $$;\n");
}

static void put_call(const Model *model, const Routine *it)
{
    if (it->schema) {
        put(&model->schemas[it->schema].name);
        putchar('.');
    }
    put(&it->name);
}

static void put_condition(const Model *model, const Table *table, const Trigger *it, bool column)
{
    bool calls = it->call >= 0 && !model->routines[it->call].gone && model->routines[it->call].form == SIMPLE;
    if (!column && !calls)
        return;
    printf(" when (");
    if (column) {
        printf("new.");
        put_column(table, it->column);
        printf(" is not null");
    }
    fputs(column && calls ? " and " : "", stdout);
    if (calls) {
        put_call(model, &model->routines[it->call]);
        printf("(%d) > 0", it->number);
    }
    printf(")");
}

static void put_trigger(const Model *model, int which, const Trigger *it)
{
    const Table *table = &model->tables[which];
    bool there = !table->columns[it->column].gone;
    bool plain = there && table->columns[it->column].source < STORED; // before a row is there it has no other
    put_comment(it->comment, "    ");
    printf("    %strigger ", it->form == CONSTRAINT ? "constraint " : "");
    put_declared(&it->name);
    put_was(&it->name);
    if (it->form == CONSTRAINT) {
        printf(" after insert for each row deferrable");
    } else if (it->form == STATEMENT) {
        printf(" after insert or delete for each statement");
    } else {
        printf(it->form == BEFORE ? " before update" : " after update");
        if (there && it->number % 3) {
            printf(" of ");
            put_column(table, it->column);
        }
        printf(" for each row");
        put_condition(model, table, it, plain);
    }
    if (sqlite) {
        put_lite_body(model, it);
        return;
    }
    printf("%s execute ", it->off ? " disabled" : "");
    put_call(model, &model->routines[0]);
    printf("('%d');\n", it->number);
}

void put_triggers(const Model *model, int which)
{
    for (int at = 0; at < model->trigger_count; at++)
        if (!model->triggers[at].gone && model->triggers[at].table == which)
            put_trigger(model, which, &model->triggers[at]);
}

// --- made up ---

static int any_table(const Model *model)
{
    int table = below(model->table_count);
    return model->tables[table].gone ? -1 : table;
}

static void add_routine(Model *model, RoutineForm form)
{
    if (model->routine_count == MAX_ROUTINES)
        return;
    Routine it = {.name = new_name("f_"), .form = form, .number = 1 + below(50), .user = -1};
    it.schema = it.old_schema = any_schema(model);
    it.comment = some_comment();
    it.table = any_table(model);
    it.column = it.table < 0 ? 0 : below(model->tables[it.table].column_count);
    if (model->enum_count)
        it.user = below(model->enum_count);
    model->routines[model->routine_count++] = it;
}

static void add_trigger(Model *model)
{
    int table = any_table(model);
    if (model->trigger_count == MAX_TRIGGERS || table < 0 || (!sqlite && !model->routine_count))
        return;
    Trigger it = {.name = new_name("g_"), .table = table, .number = 1 + below(50), .call = -1, .other = -1};
    it.form = sqlite ? (one_in(2) ? BEFORE : AFTER) : (TriggerForm)below(4);
    it.column = below(model->tables[table].column_count);
    it.comment = some_comment();
    it.other = any_table(model);
    it.off = one_in(6) && it.form != CONSTRAINT;
    if (!sqlite && one_in(2))
        it.call = below(model->routine_count);
    model->triggers[model->trigger_count++] = it;
}

void make_code(Model *model)
{
    if (is_off("code"))
        return;
    if (!sqlite) {
        add_routine(model, TOUCH);
        for (int turn = below(4); turn > 0; turn--)
            add_routine(model, (RoutineForm)(1 + below(LAST_ROUTINE)));
    }
    for (int turn = below(4); turn > 0; turn--)
        add_trigger(model);
}

// --- a release ---

static void change_routine(Routine *it, bool may_go)
{
    switch (below(9)) {
    case 0: it->number = 1 + below(50); break;
    case 1: it->wide = !it->wide; break;
    case 2: rename_it(&it->name, "f_"); break;
    case 3: it->comment = any_comment(); break;
    case 4: it->gone = may_go; break;
    default: break;
    }
}

static void change_trigger(Trigger *it)
{
    switch (below(9)) {
    case 0: it->number = 1 + below(50); break;
    case 1: it->off = !it->off && it->form != CONSTRAINT; break;
    case 2: rename_it(&it->name, "g_"); break;
    case 3: it->comment = any_comment(); break;
    case 4: it->gone = true; break;
    case 5: it->call = -1; break;
    default: break;
    }
}

void evolve_code(void)
{
    if (is_off("code"))
        return;
    for (int at = 0; at < now.routine_count; at++)
        change_routine(&now.routines[at], at > 0);
    for (int at = 0; at < now.trigger_count; at++)
        change_trigger(&now.triggers[at]);
    if (!sqlite && one_in(3))
        add_routine(&now, (RoutineForm)(1 + below(LAST_ROUTINE)));
    if (one_in(3))
        add_trigger(&now);
}
