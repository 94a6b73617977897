// SPDX-License-Identifier: MIT
// Prints tables, their columns, constraints and indexes.
#include "random.h"

void put_column(const Table *table, int column)
{
    put(&table->columns[column].name);
}

static int integer_form(const Table *table, int column, int form, int number)
{
    putchar('(');
    switch (form % 6) {
    case 0:
        put_column(table, column);
        printf(" >= 0");
        break;
    case 1:
        put_column(table, column);
        printf(" between 0 and %d", 1000 + number);
        break;
    case 2:
        put_column(table, column);
        printf(" <> %d", 20000 + number);
        break;
    case 3:
        put_column(table, column);
        printf(" + 1 > 0 and ");
        put_column(table, column);
        printf(" < %d", 9000 + number);
        break;
    case 4:
        printf("not (");
        put_column(table, column);
        printf(" < 0 or ");
        put_column(table, column);
        printf(" > %d)", 5000 + number);
        break;
    default:
        put_column(table, column);
        printf(" is null or coalesce(");
        put_column(table, column);
        printf(", 0) >= 0");
        break;
    }
    return putchar(')');
}

static int text_form(const Table *table, int column, int form, int number)
{
    putchar('(');
    switch (form % 7) {
    case 0:
        put_column(table, column);
        printf(" <> ''");
        break;
    case 1:
        printf("length(");
        put_column(table, column);
        printf(") <= %d", 200 + number);
        break;
    case 2:
        put_column(table, column);
        printf(" not in ('no', 'its', 'never%d')", number);
        break;
    case 3:
        put_column(table, column);
        printf(" not like 'zz%%'");
        break;
    case 4:
        printf("lower(");
        put_column(table, column);
        printf(") <> 'q%d'", number);
        break;
    case 5:
        printf("trim(");
        put_column(table, column);
        printf(") <> ''");
        break;
    default:
        put_column(table, column);
        fputs(sqlite ? " <> 'v'" : " ~ '^.+$'", stdout);
        break;
    }
    return putchar(')');
}

bool can_check(Base base)
{
    return is_integer(base) || is_text(base) || is_number(base) || base == BOOLEAN || base == DATE ||
           base == ENUM;
}

static void put_check(const Model *model, const Table *table, const Member *member)
{
    int column = member->columns[0];
    Base base = base_of(model, &table->columns[column].type);
    if (member->count == 2) {
        printf("(");
        put_column(table, column);
        printf(" is null or ");
        put_column(table, member->columns[1]);
        printf(" is not null or %d > 0)", member->number + 1);
    } else if (is_integer(base)) {
        integer_form(table, column, member->form, member->number);
    } else if (is_text(base)) {
        text_form(table, column, member->form, member->number);
    } else if (is_number(base)) {
        printf("(");
        put_column(table, column);
        printf(" >= 0 and ");
        put_column(table, column);
        printf(" < %d.5)", 2000 + member->number);
    } else if (base == BOOLEAN) {
        printf("(");
        put_column(table, column);
        printf(" or not ");
        put_column(table, column);
        printf(" or %d = 1)", member->number);
    } else if (base == DATE) {
        printf("(");
        put_column(table, column);
        printf(" > '19%02d-01-01')", member->number % 90 + 10);
    } else {
        const Enum *it = &model->enums[table->columns[column].type.user];
        printf("(");
        put_column(table, column);
        printf(" <> ");
        put_text(it->labels[it->count - 1].now);
        printf(" or %d > 0)", member->number + 1);
    }
}

static void put_generated(const Model *model, const Table *table, const Column *column)
{
    Base base = base_of(model, &table->columns[column->from].type);
    printf(" as (");
    if (is_number(base)) {
        put_column(table, column->from);
        printf(column->way % 2 ? " + %d" : " * %d", 2 + column->way);
    } else {
        fputs(column->way % 2 ? "lower(" : "coalesce(", stdout);
        put_column(table, column->from);
        printf(column->way % 2 ? ")" : ", '%d')", column->way);
    }
    printf(") %s", column->source == VIRTUAL ? "virtual" : "stored");
}

static void put_columns(const Table *table, const int *columns, int count)
{
    putchar('(');
    for (int at = 0; at < count; at++) {
        fputs(at ? ", " : "", stdout);
        put_column(table, columns[at]);
    }
    putchar(')');
}

void put_table_name(const Model *model, const Table *table)
{
    if (table->schema) {
        put(&model->schemas[table->schema].name);
        putchar('.');
    }
    put(&table->name);
}

static const char *const ACTIONS[] = {"", "cascade", "restrict", "no action", "set null", "set default"};

static void put_reference(const Model *model, const Member *member)
{
    const Table *parent = &model->tables[member->parent];
    printf(" -> ");
    put_table_name(model, parent);
    printf(" ");
    put_columns(parent, member->parents, member->count);
    if (member->on_delete)
        printf(" on delete %s", ACTIONS[member->on_delete]);
    if (member->on_update)
        printf(" on update %s", ACTIONS[member->on_update]);
    if (member->match_full)
        printf(" match full");
    if (member->deferrable)
        printf(" deferrable");
    if (member->deferred)
        printf(" deferred");
}

static void put_member_name(const Member *member)
{
    if (!member->name.now[0])
        return;
    putchar(' ');
    put_declared(&member->name);
    put_was(&member->name);
}

// What an index is on: forms by the type of its first column.
static void put_element(const Model *model, const Table *table, const Member *member)
{
    int column = member->columns[0];
    Base base = base_of(model, &table->columns[column].type);
    int form = member->form;
    if (is_text(base) && form == 1) {
        printf("lower(");
        put_column(table, column);
        printf(")");
    } else if (is_text(base) && form == 2) {
        printf("(");
        put_column(table, column);
        printf(" || '%d')", member->number);
    } else if (is_text(base) && form == 3 && !sqlite) {
        put_column(table, column);
        fputs(base == TEXT ? " text_pattern_ops" : " varchar_pattern_ops", stdout);
    } else if (is_text(base) && form == 4) {
        put_column(table, column);
        fputs(sqlite ? " collate nocase" : " collate \"C\"", stdout);
    } else if (is_integer(base) && form == 1) {
        printf("(");
        put_column(table, column);
        printf(" + %d)", member->number);
    } else {
        put_column(table, column);
        fputs(form == 5              ? " desc"
              : form == 6 && !sqlite ? " desc nulls last"
              : form == 7 && !sqlite ? " asc nulls first"
                                     : "",
              stdout);
    }
}

static const char *method_for(Base base, const Member *member)
{
    if (sqlite)
        return "";
    if (base == JSONB || base == TEXT_ARRAY || base == INT_ARRAY || base == ENUM_ARRAY)
        return " using gin";
    if (base == INT4RANGE)
        return " using gist";
    if (member->unique || member->count > 1 || member->include >= 0 || member->form < 8)
        return "";
    return member->form == 8                       ? " using hash"
           : member->form == 9 && is_integer(base) ? " using brin"
                                                   : " using btree";
}

static void put_index(const Model *model, const Table *table, const Member *member)
{
    Base base = base_of(model, &table->columns[member->columns[0]].type);
    printf("%sindex", member->unique ? "unique " : "");
    put_member_name(member);
    printf(" (");
    put_element(model, table, member);
    for (int at = 1; at < member->count; at++) {
        printf(", ");
        put_column(table, member->columns[at]);
    }
    printf(")%s", method_for(base, member));
    if (member->include >= 0) {
        printf(" include (");
        put_column(table, member->include);
        printf(")");
    }
    if (member->not_distinct)
        printf(" nulls not distinct");
    if (member->condition) {
        printf(" where (");
        put_column(table, member->columns[member->count - 1]);
        printf(" is not null and %d = %d)", member->condition, member->condition);
    }
}

static void put_member(const Model *model, const Table *table, const Member *member)
{
    put_comment(member->comment, "    ");
    printf("    ");
    switch (member->kind) {
    case KEY:
        printf("key");
        put_member_name(member);
        putchar(' ');
        put_columns(table, member->columns, member->count);
        break;
    case UNIQUE:
        printf("unique");
        put_member_name(member);
        putchar(' ');
        put_columns(table, member->columns, member->count);
        fputs(member->not_distinct ? " nulls not distinct" : "", stdout);
        fputs(member->deferrable ? " deferrable" : "", stdout);
        fputs(member->deferred ? " deferred" : "", stdout);
        break;
    case CHECK:
        printf("check");
        put_member_name(member);
        putchar(' ');
        put_check(model, table, member);
        break;
    case FOREIGN:
        printf("foreign key");
        put_member_name(member);
        putchar(' ');
        put_columns(table, member->columns, member->count);
        put_reference(model, member);
        break;
    case INDEX: put_index(model, table, member); break;
    }
    printf(";\n");
}

// Constraints of one column that stand behind it.
static void put_inline(const Model *model, const Table *table, int column)
{
    for (int at = 0; at < table->member_count; at++) {
        const Member *member = &table->members[at];
        if (!member->inlined || member->gone || member->columns[0] != column)
            continue;
        if (member->kind == KEY) {
            printf(" key"); // which has no name: see add_key() in random_make.c
        } else if (member->kind == UNIQUE) {
            printf(" unique");
        } else if (member->kind == CHECK) {
            printf(" check ");
            if (member->name.now[0]) {
                put(&member->name);
                putchar(' ');
            }
            put_check(model, table, member);
        } else {
            put_reference(model, member);
        }
    }
}

static void put_column_line(const Model *model, const Table *table, int at)
{
    const Column *column = &table->columns[at];
    put_comment(column->comment, "    ");
    printf("    ");
    put_declared(&column->name);
    putchar(' ');
    if (column->source == SERIAL)
        fputs(column->type.base == BIGINT ? "bigserial"
              : column->type.base == INT  ? "serial"
                                          : "smallserial",
              stdout);
    else
        put_type(model, &column->type);
    if (column->nullable)
        putchar('?');
    if (column->source == IDENTITY || column->source == IDENTITY_ALWAYS)
        fputs(column->source == IDENTITY ? " auto" : " auto always", stdout);
    if (column->source >= STORED)
        put_generated(model, table, column);
    put_inline(model, table, at);
    if (column->fallback && column->source == PLAIN) {
        printf(" = ");
        put_default(model, &column->type, column->fallback);
    }
    put_was(&column->name);
    printf(";\n");
}

void put_old_home(const Model *model, const Name *name, int schema, int was)
{
    if (!name->was[0] && schema == was)
        return;
    printf(" was ");
    if (schema != was) {
        put_word(
            was ? (old.schemas[was].name.now[0] ? old.schemas[was].name.now : model->schemas[was].name.now)
                : "public",
            false);
        putchar('.');
    }
    put_word(name->was[0] ? name->was : name->now, false);
}

static void put_columns_by_rank(const Model *model, const Table *table)
{
    for (int rank = 0; rank < 100; rank++)
        for (int at = 0; at < table->column_count; at++)
            if (table->columns[at].rank == rank && !table->columns[at].gone)
                put_column_line(model, table, at);
}

void put_table(const Model *model, int which)
{
    const Table *table = &model->tables[which];
    put_comment(table->comment, "");
    printf("table ");
    put_declared(&table->name);
    put_old_home(model, &table->name, table->schema, table->old_schema);
    printf("%s%s%s {\n", table->unlogged ? " unlogged" : "", table->strict ? " strict" : "",
           table->without_rowid ? " without rowid" : "");
    put_columns_by_rank(model, table);
    fputs(table->mixed ? "    use stamps;\n" : "", stdout);
    for (int at = 0; at < table->member_count; at++)
        if (!table->members[at].gone && !table->members[at].inlined)
            put_member(model, table, &table->members[at]);
    put_triggers(model, which);
    printf("}\n");
}

void put_seed(const Model *model, int which)
{
    const Table *table = &model->tables[which];
    printf("seed ");
    put(&table->name);
    printf(" (");
    put_column(table, 0);
    printf(", ");
    put_column(table, 1);
    printf(")%s", "");
    if (table->identity % 2) {
        printf(" key (");
        put_column(table, 0);
        printf(")");
    }
    printf(" {\n");
    for (int row = 0; row < table->seed.rows; row++) {
        printf("    'code%d', ", table->seed.ids[row]);
        if (table->seed.changes[row] == 9)
            printf("null");
        else
            printf("'it''s %d ☃ %d'", table->seed.ids[row], table->seed.changes[row]);
        printf(";\n");
    }
    printf("}\n");
}

void put_enum(const Model *model, int which)
{
    const Enum *it = &model->enums[which];
    put_comment(it->comment, "");
    printf("enum ");
    put_declared(&it->name);
    put_old_home(model, &it->name, it->schema, it->old_schema);
    printf(" { ");
    for (int at = 0; at < it->count; at++) {
        fputs(at ? ", " : "", stdout);
        if (is_bare(it->labels[at].now) && !is_keyword(it->labels[at].now))
            fputs(it->labels[at].now, stdout);
        else
            put_text(it->labels[at].now);
        put_was(&it->labels[at]);
    }
    printf(" }\n");
}

void put_domain(const Model *model, int which)
{
    const Domain *it = &model->domains[which];
    put_comment(it->comment, "");
    printf("type ");
    put_declared(&it->name);
    put_old_home(model, &it->name, it->schema, it->old_schema);
    printf(" = ");
    put_type(model, &it->type);
    fputs(it->refuses_null ? "!" : it->number % 2 ? "?" : "", stdout);
    if (it->fallback) {
        printf(" = ");
        put_literal(model, &it->type, it->fallback);
    }
    if (it->form >= 0) {
        printf(" check ");
        if (it->check.now[0]) {
            put(&it->check);
            putchar(' ');
        }
        Table fake = {.columns = {{.name = {.now = "value"}}}};
        if (is_integer(it->type.base))
            integer_form(&fake, 0, it->form, it->number);
        else
            text_form(&fake, 0, it->form, it->number);
    }
    printf(";\n");
}
