// SPDX-License-Identifier: MIT
// Types, values, defaults and rows.
#include "random.h"

typedef struct Spelling {
    const char *words[3];
} Spelling;

static const Spelling SPELLINGS[] = {
    [SMALLINT] = {{"smallint", "int2", "smallint"}},
    [INT] = {{"int", "integer", "int4"}},
    [BIGINT] = {{"bigint", "int8", "bigint"}},
    [NUMERIC_PS] = {{"numeric", "decimal", "numeric"}},
    [NUMERIC] = {{"numeric", "decimal", "numeric"}},
    [REAL] = {{"real", "float4", "real"}},
    [DOUBLE] = {{"double precision", "float8", "double precision"}},
    [BOOLEAN] = {{"boolean", "bool", "bool"}},
    [TEXT] = {{"text", "text", "text"}},
    [VARCHAR] = {{"varchar", "character varying", "varchar"}},
    [VARCHAR_N] = {{"varchar", "character varying", "varchar"}},
    [CHAR_N] = {{"char", "character", "char"}},
    [BYTEA] = {{"bytea", "bytea", "bytea"}},
    [DATE] = {{"date", "date", "date"}},
    [TIMESTAMP] = {{"timestamp", "timestamp without time zone", "timestamp"}},
    [TIMESTAMPTZ] = {{"timestamptz", "timestamp with time zone", "timestamptz"}},
    [UUID] = {{"uuid", "uuid", "uuid"}},
    [JSON] = {{"json", "json", "json"}},
    [JSONB] = {{"jsonb", "jsonb", "jsonb"}},
    [TIME] = {{"time", "time without time zone", "time"}},
    [INTERVAL] = {{"interval", "interval", "interval"}},
    [INET] = {{"inet", "inet", "inet"}},
    [MACADDR] = {{"macaddr", "macaddr", "macaddr"}},
    [INT4RANGE] = {{"int4range", "int4range", "int4range"}},
    [TEXT_ARRAY] = {{"text[]", "text[]", "text[]"}},
    [INT_ARRAY] = {{"int[]", "integer[]", "int4[]"}},
};

const char *plain_spelling(Base base)
{
    return SPELLINGS[base].words[0];
}

static void put_user_type(const Model *model, int schema, const Name *name)
{
    if (schema) {
        put(&model->schemas[schema].name);
        putchar('.');
    }
    put(name);
}

void put_type(const Model *model, const Type *type)
{
    if (type->base == DOMAIN) {
        put_user_type(model, model->domains[type->user].schema, &model->domains[type->user].name);
    } else if (type->base >= ENUM) {
        put_user_type(model, model->enums[type->user].schema, &model->enums[type->user].name);
        if (type->base == ENUM_ARRAY)
            printf("[]");
    } else {
        fputs(SPELLINGS[type->base].words[(type->spelling + respelled) % 3], stdout);
        if (type->base == NUMERIC_PS)
            printf("(%d,%d)", type->length, type->scale);
        if (type->base == VARCHAR_N || type->base == CHAR_N)
            printf("(%d)", type->length);
    }
}

Type make_type(Base base)
{
    Type type = {.base = base, .spelling = is_off("aliases") ? 0 : below(3)};
    if (base == NUMERIC_PS)
        type.length = 10 + below(6), type.scale = 2 + below(3);
    if (base == VARCHAR_N || base == CHAR_N)
        type.length = 40 + 10 * below(8);
    return type;
}

Type random_type(const Model *model)
{
    int chance = below(10);
    if (chance == 0 && model->enum_count && !is_off("enums")) {
        Type type = make_type(!sqlite && one_in(5) && !is_off("enum_arrays") ? ENUM_ARRAY : ENUM);
        type.user = below(model->enum_count);
        if (!model->enums[type.user].gone)
            return type;
    }
    if (chance == 1 && model->domain_count && !is_off("domains")) {
        Type type = make_type(DOMAIN);
        type.user = below(model->domain_count);
        if (!model->domains[type.user].gone)
            return type;
    }
    if (chance < 5)
        return make_type(one_in(2) ? TEXT : INT);
    return make_type((Base)below(1 + (int)(sqlite || is_off("exotic") ? LAST_PORTABLE : LAST_PLAIN)));
}

Base base_of(const Model *model, const Type *type)
{
    return type->base == DOMAIN ? model->domains[type->user].type.base : type->base;
}

bool is_integer(Base base)
{
    return base <= BIGINT;
}

bool is_number(Base base)
{
    return base <= DOUBLE;
}

bool is_text(Base base)
{
    return base == TEXT || base == VARCHAR || base == VARCHAR_N;
}

// One row's value in it can differ from another's, and the database compares them.
bool can_differ(Base base)
{
    return is_number(base) || is_text(base) || base == DATE || base == TIMESTAMP || base == TIMESTAMPTZ ||
           base == UUID;
}

static const char *const TEXTS[] = {"x", "O'Brien",    "naïve ☃", "日本", "a\\b", "100%",
                                    "_", "say \"hi\"", "{a,b}",   "null", "--",   "$$"};

static void put_text_value(const Column *column, uint32_t chance, int row)
{
    char text[96];
    if (column->digits)
        snprintf(text, sizeof text, "%u", column->distinct ? (unsigned)row + 1 : chance % 50);
    else if (column->distinct)
        snprintf(text, sizeof text, "%s %d", TEXTS[chance % (uint32_t)COUNT(TEXTS)], row);
    else
        snprintf(text, sizeof text, "%s", TEXTS[chance % (uint32_t)COUNT(TEXTS)]);
    put_text(text);
}

static void put_label(const Model *model, const Type *type, uint32_t chance)
{
    const Enum *it = &model->enums[type->user];
    put_text(it->labels[chance % (uint32_t)it->count].now);
}

static void put_plain_value(const Model *model, const Column *column, Base base, uint32_t chance, int row)
{
    unsigned number = column->distinct ? (unsigned)row + 1 : chance % 50;
    switch (base) {
    case SMALLINT:
    case INT:
    case BIGINT: printf("%u", number); break;
    case NUMERIC_PS:
    case NUMERIC:
    case REAL:
    case DOUBLE: printf("%u.%s", number, chance % 2 ? "25" : "5"); break;
    case BOOLEAN: printf("%s", chance % 2 ? "true" : "false"); break;
    case TEXT:
    case VARCHAR:
    case VARCHAR_N:
    case CHAR_N: put_text_value(column, chance, row); break;
    case BYTEA: printf(sqlite ? "x'%04x'" : "'\\x%04x'", chance % 65536); break;
    case DATE: printf("'2024-%02u-%02u'", 1 + number / 28 % 12, 1 + number % 28); break;
    case TIMESTAMP:
        printf("'2024-%02u-%02u 10:%02u:00'", 1 + number / 28 % 12, 1 + number % 28, chance % 60);
        break;
    case TIMESTAMPTZ:
        printf("'2024-%02u-%02u 10:%02u:00+00'", 1 + number / 28 % 12, 1 + number % 28, chance % 60);
        break;
    case UUID: printf("'%08x-0000-4000-8000-%012x'", chance, number); break;
    case JSON:
    case JSONB: printf("'{\"a\": %u, \"b\": [\"it''s\", null]}'", number); break;
    case TIME: printf("'10:%02u:00'", chance % 60); break;
    case INTERVAL: printf("'%u days'", number); break;
    case INET: printf("'10.0.0.%u'", number); break;
    case MACADDR: printf("'08:00:2b:01:02:%02x'", number); break;
    case INT4RANGE: printf("'[%u,%u)'", number, number + 5); break;
    case TEXT_ARRAY: printf("'{a,\"b, %u\",NULL}'", number); break;
    case INT_ARRAY: printf("'{%u,2}'", number); break;
    case ENUM: put_label(model, &column->type, chance); break;
    case ENUM_ARRAY:
        printf("array[");
        put_label(model, &column->type, chance);
        putchar(',');
        put_label(model, &column->type, chance / 7);
        printf("]::");
        put_type(model, &column->type);
        break;
    default: printf("null"); break;
    }
}

static int parent_row(const Model *model, const Table *table, const Column *column, int row)
{
    int rows = model->tables[column->parent].rows;
    if (&model->tables[column->parent] == table)
        rows = row + 1; // its own row, or one before it
    return (int)(mix((uint64_t)column->group, (uint64_t)row) % (uint32_t)(rows ? rows : 1));
}

static bool holds_null(const Model *model, const Table *table, const Column *column, int row)
{
    if (column->parent >= 0 && model->tables[column->parent].rows == 0)
        return true;
    return column->nullable &&
           mix((uint64_t)(table->identity * 64 + column->identity), (uint64_t)row * 3 + 1) % 4 == 0;
}

static void put_value(const Model *model, const Table *table, const Column *column, int row)
{
    if (holds_null(model, table, column, row)) {
        printf("null");
        return;
    }
    if (table->seeded && column == &table->columns[0]) {
        printf("'code0'");
        return;
    }
    if (column->parent >= 0) {
        const Table *parent = &model->tables[column->parent];
        const Column *other = &parent->columns[column->parent_column];
        put_value(model, parent, other, parent_row(model, table, column, row));
        return;
    }
    uint32_t chance = mix((uint64_t)(table->identity * 64 + column->identity), (uint64_t)row * 2);
    put_plain_value(model, column, base_of(model, &column->type), chance, row);
}

int some_default(void)
{
    return 1 + below(3);
}

// A literal of the type, as .sch and SQL both spell it; which of three.
void put_literal(const Model *model, const Type *type, int which)
{
    Base base = base_of(model, type);
    static const char *const of_text[] = {"'x'", "'it''s'", "'100'"};
    static const char *const of_json[] = {"'{}'", "'[]'", "'{\"a\": 1}'"};
    switch (base) {
    case SMALLINT:
    case INT:
    case BIGINT: printf("%d", which * 7); break;
    case NUMERIC_PS:
    case NUMERIC:
    case REAL:
    case DOUBLE: printf("%d.5", which); break;
    case BOOLEAN: fputs(which == 1 ? "true" : "false", stdout); break;
    case TEXT:
    case VARCHAR:
    case VARCHAR_N:
    case CHAR_N: fputs(of_text[which - 1], stdout); break;
    case BYTEA: printf(sqlite ? "x'0%d'" : "'\\x0%d'", which); break;
    case DATE: printf("'2025-01-0%d'", which); break;
    case TIMESTAMP: printf("'2025-01-0%d 00:00:00'", which); break;
    case TIMESTAMPTZ: printf("'2025-01-0%d 00:00:00+00'", which); break;
    case UUID: printf("'00000000-0000-4000-8000-00000000000%d'", which); break;
    case JSON:
    case JSONB: fputs(of_json[which - 1], stdout); break;
    case TIME: printf("'0%d:00:00'", which); break;
    case INTERVAL: printf("'%d days'", which); break;
    case INET: printf("'10.0.0.%d'", which); break;
    case MACADDR: printf("'08:00:2b:01:02:0%d'", which); break;
    case INT4RANGE: printf("'[%d,9)'", which); break;
    case TEXT_ARRAY: fputs(which == 1 ? "'{}'" : "'{a,b}'", stdout); break;
    case INT_ARRAY: fputs(which == 1 ? "'{}'" : "'{1,2}'", stdout); break;
    case ENUM_ARRAY: fputs("'{}'", stdout); break;
    case ENUM: put_text(model->enums[type->user].labels[0].now); break;
    default: printf("null"); break;
    }
}

void put_default(const Model *model, const Type *type, int which)
{
    Base base = base_of(model, type);
    if (which <= 3 || is_off("default_calls")) {
        put_literal(model, type, which <= 3 ? which : 1);
        return;
    }
    if (is_integer(base))
        printf("(%d + 1)", which);
    else if (base == TIMESTAMPTZ || base == TIMESTAMP || base == DATE)
        fputs(sqlite ? "(current_timestamp)" : which == 4 ? "now()" : "current_date", stdout);
    else if (base == UUID && !sqlite)
        printf("gen_random_uuid()");
    else if (is_text(base))
        printf("lower('X%d')", which);
    else
        put_literal(model, type, 2);
}

static void put_row(const Model *model, const Table *table, int row)
{
    bool first = true;
    printf("insert into ");
    put_table_name(model, table);
    printf(" (");
    for (int at = 0; at < table->column_count; at++) {
        if (table->columns[at].source >= STORED || table->columns[at].late)
            continue;
        fputs(first ? "" : ", ", stdout);
        put_column(table, at);
        first = false;
    }
    bool always = false;
    for (int at = 0; at < table->column_count; at++)
        always = always || table->columns[at].source == IDENTITY_ALWAYS;
    printf(")%s values (", always && !sqlite ? " overriding system value" : "");
    first = true;
    for (int at = 0; at < table->column_count; at++) {
        if (table->columns[at].source >= STORED || table->columns[at].late)
            continue;
        fputs(first ? "" : ", ", stdout);
        put_value(model, table, &table->columns[at], row);
        first = false;
    }
    printf(");\n");
}

static void put_late(const Model *model, const Table *table)
{
    for (int at = 0; at < table->column_count; at++) {
        const Column *column = &table->columns[at];
        if (!column->late || model->tables[column->parent].rows == 0)
            continue;
        printf("update ");
        put_table_name(model, table);
        printf(" set ");
        put(&column->name);
        printf(" = ");
        const Table *parent = &model->tables[column->parent];
        put_value(model, parent, &parent->columns[column->parent_column], 0);
        printf(";\n");
    }
}

static void put_sequences(const Model *model, const Table *table)
{
    for (int at = 0; at < table->column_count; at++) {
        Source source = table->columns[at].source;
        if (sqlite || source == PLAIN || source >= STORED)
            continue;
        printf("select setval(pg_get_serial_sequence($n$");
        put_table_name(model, table);
        printf("$n$, $n$%s$n$), %d);\n", table->columns[at].name.now, 100 + table->identity);
    }
}

void put_rows(const Model *model)
{
    for (int at = 0; at < model->table_count; at++) {
        if (!model->tables[at].seeded)
            for (int row = 0; row < model->tables[at].rows; row++)
                put_row(model, &model->tables[at], row);
        put_sequences(model, &model->tables[at]);
    }
    for (int at = 0; at < model->table_count; at++)
        put_late(model, &model->tables[at]);
}
