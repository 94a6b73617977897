// SPDX-License-Identifier: MIT
// Writes a random but valid schema, the same bytes for the same seeds on every machine:
//   random_schema SEED [--dialect sqlite] [--off NAME,…]   the schema
//   random_schema SEED --evolve SEED2                      the same after a release, with its migration block
//   random_schema SEED --rows                              INSERTs for the schema (not the evolved one)
//   … --bare                                               without the migration block
//   … --respell                                            with other aliases of types, names quoted or not
//   … --shuffle SEED3                                      its declarations in another order
//   random_schema --list                                   the names that --off knows
// Everything is kept by index and printed from there, so a rename reaches all who use the thing.
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

enum {
    MAX_NAME = 96,
    MAX_SCHEMAS = 4,
    MAX_ENUMS = 6,
    MAX_LABELS = 10,
    MAX_DOMAINS = 5,
    MAX_TABLES = 12,
    MAX_COLUMNS = 20,
    MAX_MEMBERS = 24,
    MAX_VIEWS = 8,
    MAX_PARTS = 3,
    MAX_SEEDS = 8,
    MAX_DECLARATIONS = 64,
    MAX_BLOCK = 1 << 15,
};

typedef enum Base {
    SMALLINT,
    INT,
    BIGINT,
    NUMERIC_PS,
    NUMERIC,
    REAL,
    DOUBLE,
    BOOLEAN,
    TEXT,
    VARCHAR,
    VARCHAR_N,
    CHAR_N,
    BYTEA,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ,
    UUID,
    JSON,
    JSONB,
    LAST_PORTABLE = JSONB,
    TIME,
    INTERVAL,
    INET,
    MACADDR,
    INT4RANGE,
    TEXT_ARRAY,
    INT_ARRAY,
    LAST_PLAIN = INT_ARRAY,
    ENUM,
    ENUM_ARRAY,
    DOMAIN,
} Base;

typedef struct Name {
    char now[MAX_NAME];
    char was[MAX_NAME]; // empty: it was always called so
    bool quoted;        // in .sch, although it need not be
} Name;

typedef struct Type {
    Base base;
    int length, scale;
    int user;     // which enum or domain
    int spelling; // which of its aliases
} Type;

typedef enum Source { PLAIN, IDENTITY, IDENTITY_ALWAYS, SERIAL, STORED, VIRTUAL } Source;

typedef struct Column {
    Name name;
    Type type;
    Source source;
    int from;       // a generated column: of which one
    int way;        // … and how
    int fallback;   // its default: 0 none, else which
    int comment;    // 0 none, else which
    int parent;     // values are those of this table's …
    int parent_column;
    int group;      // … row, which the columns of one foreign key share
    int identity;   // decides the values; survives every change
    int rank;       // where it stands in the table
    int backfill;   // the evolution's: 0 none, else which literal
    const char *there, *back; // the evolution's: how its type changes, and back
    bool late;      // values come after all rows: a cycle
    bool nullable, distinct, digits, gone, fresh, is_inline_key;
} Column;

typedef enum MemberKind { KEY, UNIQUE, CHECK, FOREIGN, INDEX } MemberKind;

typedef struct Member {
    MemberKind kind;
    Name name; // empty: the database's own
    int columns[MAX_PARTS];
    int count;
    int parent, parents[MAX_PARTS];
    int on_delete, on_update;
    int form, number; // which check, which index
    int condition;    // of an index: 0 none
    int include;      // a column, or -1
    int comment;
    bool deferrable, deferred, unique, not_distinct, match_full, inlined, gone, fresh;
} Member;

typedef struct Seed {
    int rows;
    int ids[MAX_SEEDS];
    int changes[MAX_SEEDS];
} Seed;

typedef struct Table {
    Name name;
    int schema, old_schema;
    Column columns[MAX_COLUMNS];
    int column_count;
    Member members[MAX_MEMBERS];
    int member_count;
    Seed seed;
    int rows, comment, identity;
    bool seeded, mixed, unlogged, strict, without_rowid, gone, fresh;
} Table;

typedef struct Enum {
    Name name;
    int schema, old_schema, comment;
    Name labels[MAX_LABELS];
    int ids[MAX_LABELS];
    int count;
    Name map_from;
    int map_to;
    bool gone, changed;
} Enum;

typedef struct Domain {
    Name name, check;
    int schema, old_schema, comment;
    Type type;
    int form, number, fallback;
    bool refuses_null, gone;
} Domain;

typedef struct View {
    Name name;
    int schema, old_schema, comment;
    int table, view; // one of them is -1
    int form, number;
    int columns[MAX_PARTS];
    int count;
    bool aliased, listed, gone, fresh;
} View;

typedef struct Schema {
    Name name;
    int comment;
    bool gone;
} Schema;

typedef struct Model {
    Schema schemas[MAX_SCHEMAS];
    int schema_count;
    Enum enums[MAX_ENUMS];
    int enum_count;
    Domain domains[MAX_DOMAINS];
    int domain_count;
    Table tables[MAX_TABLES];
    int table_count;
    View views[MAX_VIEWS];
    int view_count;
    int mixin_default;
    bool mixin;
} Model;

static Model old, now;
static bool sqlite, irreversible, respelled;
static char block[MAX_BLOCK];
static int block_length, names_given, identities;
static uint64_t state;
static const char *off = "";

// ---- chance -------------------------------------------------------------------------------------

static uint32_t mix(uint64_t a, uint64_t b)
{
    uint64_t value = (a * 0x100000001B3u ^ b) * 0x9E3779B97F4A7C15u;
    value = (value ^ value >> 29) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 32) * 0x94D049BB133111EBu;
    return (uint32_t)(value >> 32);
}

static int below(int limit)
{
    state++;
    return limit > 0 ? (int)(mix(state * 0x632BE5ABu, state) % (uint32_t)limit) : 0;
}

static bool one_in(int chances)
{
    return below(chances) == 0;
}

static bool is_off(const char *feature)
{
    size_t length = strlen(feature);
    for (const char *at = off; (at = strstr(at, feature)) != NULL; at += length)
        if ((at == off || at[-1] == ',') && (at[length] == ',' || at[length] == '\0'))
            return true;
    return false;
}

// ---- names --------------------------------------------------------------------------------------

static const char *const WORDS[] = {"account", "invoice", "shipment", "ticket", "device", "message", "product",
                                    "project", "payment", "review",   "visit",  "batch",  "note",    "amount"};
// Free words of the language, words of SQL, and words that begin a member.
static const char *const KEYWORDS[] = {"action", "set",   "type",  "view", "order", "select", "user", "group", "key",
                                       "check",  "index", "table", "from", "where", "was",    "use",  "grant", "default"};

static bool is_keyword(const char *name)
{
    for (int at = 0; at < COUNT(KEYWORDS); at++)
        if (strcmp(KEYWORDS[at], name) == 0)
            return true;
    return false;
}

static bool is_bare(const char *name)
{
    if (name[0] >= '0' && name[0] <= '9')
        return false;
    for (const char *at = name; *at; at++)
        if (*at != '_' && (*at < 'a' || *at > 'z') && (*at < '0' || *at > '9'))
            return false;
    return true;
}

static void strange_name(char *name, const char *word, int number)
{
    switch (below(sqlite ? 5 : 7)) {
    case 0: snprintf(name, MAX_NAME, "%c%s%d", word[0] - 'a' + 'A', word + 1, number); break;
    case 1: snprintf(name, MAX_NAME, "%s %d of", word, number); break;
    case 2: snprintf(name, MAX_NAME, "%s-%d", word, number); break;
    case 3: snprintf(name, MAX_NAME, "%d_%s", number, word); break;
    case 4: snprintf(name, MAX_NAME, "größe_%d", number); break;
    case 5: snprintf(name, MAX_NAME, "%s\"%d", word, number); break;
    default: snprintf(name, MAX_NAME, "%s.%d'$", word, number); break;
    }
}

static Name new_name(const char *prefix)
{
    Name name = {0};
    const char *word = WORDS[below(COUNT(WORDS))];
    int number = names_given++;
    int chance = is_off("names") ? 99 : below(24);
    if (chance == 0 && number < COUNT(KEYWORDS) * 2 && number % 2 == 0)
        snprintf(name.now, sizeof name.now, "%s", KEYWORDS[number / 2]);
    else if (chance <= 2)
        strange_name(name.now, word, number);
    else if (chance == 3 && !is_off("long"))
        snprintf(name.now, sizeof name.now, "%s_%s_that_is_as_long_as_a_name_can_be_in_this_kind_%05d", prefix, word, number);
    else
        snprintf(name.now, sizeof name.now, "%s%s%d", prefix, word, number);
    if (strlen(name.now) > 63)
        memmove(name.now, name.now + strlen(name.now) - 63, 64);
    name.quoted = one_in(12);
    return name;
}

static Name no_name(void)
{
    return (Name){0};
}

static void rename_it(Name *name, const char *prefix)
{
    if (name->was[0] || !name->now[0])
        return;
    Name fresh = new_name(prefix);
    memcpy(fresh.was, name->now, sizeof fresh.was);
    *name = fresh;
}

static void put_quoted(const char *name)
{
    putchar('"');
    for (const char *at = name; *at; at++) {
        if (*at == '"')
            putchar('"');
        putchar(*at);
    }
    putchar('"');
}

static void put_word(const char *name, bool quoted)
{
    if (!quoted && is_bare(name) && !is_keyword(name))
        fputs(name, stdout);
    else
        put_quoted(name);
}

// As SQL, and where .sch takes any name.
static void put(const Name *name)
{
    put_word(name->now, false);
}

static void put_declared(const Name *name)
{
    put_word(name->now, name->quoted != respelled);
}

static void put_was(const Name *name)
{
    if (!name->was[0])
        return;
    printf(" was ");
    put_word(name->was, false);
}

static void put_text(const char *text)
{
    putchar('\'');
    for (const char *at = text; *at; at++) {
        if (*at == '\'')
            putchar('\'');
        putchar(*at);
    }
    putchar('\'');
}

static const char *const COMMENTS[] = {"", "What people call it.", "It's quoted; 100% \"so\" -- $$ and on",
                                       "Größe in m² (日本)", "Two words", "A backslash \\n stays"};

static void put_comment(int comment, const char *indent)
{
    if (comment)
        printf("%s/// %s\n", indent, COMMENTS[comment]);
}

static int some_comment(void)
{
    return !is_off("comments") && one_in(5) ? 1 + below(COUNT(COMMENTS) - 1) : 0;
}

// ---- the migration block ------------------------------------------------------------------------

static void block_add(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int room = MAX_BLOCK - block_length;
    int wrote = vsnprintf(block + block_length, (size_t)room, format, arguments);
    va_end(arguments);
    if (wrote < 0 || wrote >= room)
        exit(70);
    block_length += wrote;
}

static void block_name(const char *name)
{
    if (is_bare(name) && !is_keyword(name)) {
        block_add("%s", name);
        return;
    }
    block_add("\"");
    for (const char *at = name; *at; at++)
        block_add(*at == '"' ? "\"\"" : "%c", *at);
    block_add("\"");
}

static void block_table(const Model *model, int table)
{
    const Table *it = &model->tables[table];
    if (it->schema) {
        block_name(model->schemas[it->schema].name.now);
        block_add(".");
    }
    block_name(it->name.now);
}

static void block_column(const Model *model, int table, int column)
{
    block_table(model, table);
    block_add(".");
    block_name(model->tables[table].columns[column].name.now);
}

// ---- types --------------------------------------------------------------------------------------

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

static void put_user_type(const Model *model, int schema, const Name *name)
{
    if (schema) {
        put(&model->schemas[schema].name);
        putchar('.');
    }
    put(name);
}

static void put_type(const Model *model, const Type *type)
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

static Type make_type(Base base)
{
    Type type = {.base = base, .spelling = is_off("aliases") ? 0 : below(3)};
    if (base == NUMERIC_PS)
        type.length = 10 + below(6), type.scale = 2 + below(3);
    if (base == VARCHAR_N || base == CHAR_N)
        type.length = 40 + 10 * below(8);
    return type;
}

static Type random_type(const Model *model)
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

static Base base_of(const Model *model, const Type *type)
{
    return type->base == DOMAIN ? model->domains[type->user].type.base : type->base;
}

static bool is_integer(Base base)
{
    return base <= BIGINT;
}

static bool is_number(Base base)
{
    return base <= DOUBLE;
}

static bool is_text(Base base)
{
    return base == TEXT || base == VARCHAR || base == VARCHAR_N;
}

// One row's value in it can differ from another's, and the database compares them.
static bool can_differ(Base base)
{
    return is_number(base) || is_text(base) || base == DATE || base == TIMESTAMP || base == TIMESTAMPTZ || base == UUID;
}

// ---- values -------------------------------------------------------------------------------------

static const char *const TEXTS[] = {"x", "O'Brien", "naïve ☃", "日本", "a\\b", "100%", "_", "say \"hi\"", "{a,b}", "null", "--", "$$"};

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
    case TIMESTAMP: printf("'2024-%02u-%02u 10:%02u:00'", 1 + number / 28 % 12, 1 + number % 28, chance % 60); break;
    case TIMESTAMPTZ: printf("'2024-%02u-%02u 10:%02u:00+00'", 1 + number / 28 % 12, 1 + number % 28, chance % 60); break;
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
    return column->nullable && mix((uint64_t)(table->identity * 64 + column->identity), (uint64_t)row * 3 + 1) % 4 == 0;
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

// ---- defaults -----------------------------------------------------------------------------------

static int some_default(void)
{
    return 1 + below(3);
}

// A literal of the type, as .sch and SQL both spell it; which of three.
static void put_literal(const Model *model, const Type *type, int which)
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

static void put_default(const Model *model, const Type *type, int which)
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

// ---- expressions --------------------------------------------------------------------------------

static void put_column(const Table *table, int column)
{
    put(&table->columns[column].name);
}

static int integer_form(const Table *table, int column, int form, int number)
{
    putchar('(');
    switch (form % 6) {
    case 0: put_column(table, column); printf(" >= 0"); break;
    case 1: put_column(table, column); printf(" between 0 and %d", 1000 + number); break;
    case 2: put_column(table, column); printf(" <> %d", 20000 + number); break;
    case 3: put_column(table, column); printf(" + 1 > 0 and "); put_column(table, column); printf(" < %d", 9000 + number); break;
    case 4: printf("not ("); put_column(table, column); printf(" < 0 or "); put_column(table, column); printf(" > %d)", 5000 + number); break;
    default: put_column(table, column); printf(" is null or coalesce("); put_column(table, column); printf(", 0) >= 0"); break;
    }
    return putchar(')');
}

static int text_form(const Table *table, int column, int form, int number)
{
    putchar('(');
    switch (form % 7) {
    case 0: put_column(table, column); printf(" <> ''"); break;
    case 1: printf("length("); put_column(table, column); printf(") <= %d", 200 + number); break;
    case 2: put_column(table, column); printf(" not in ('no', 'its', 'never%d')", number); break;
    case 3: put_column(table, column); printf(" not like 'zz%%'"); break;
    case 4: printf("lower("); put_column(table, column); printf(") <> 'q%d'", number); break;
    case 5: printf("trim("); put_column(table, column); printf(") <> ''"); break;
    default: put_column(table, column); fputs(sqlite ? " <> 'v'" : " ~ '^.+$'", stdout); break;
    }
    return putchar(')');
}

static bool can_check(Base base)
{
    return is_integer(base) || is_text(base) || is_number(base) || base == BOOLEAN || base == DATE || base == ENUM;
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

// ---- members ------------------------------------------------------------------------------------

static void put_columns(const Table *table, const int *columns, int count)
{
    putchar('(');
    for (int at = 0; at < count; at++) {
        fputs(at ? ", " : "", stdout);
        put_column(table, columns[at]);
    }
    putchar(')');
}

static void put_table_name(const Model *model, const Table *table)
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
        fputs(form == 5 ? " desc" : form == 6 && !sqlite ? " desc nulls last" : form == 7 && !sqlite ? " asc nulls first" : "", stdout);
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
    return member->form == 8 ? " using hash" : member->form == 9 && is_integer(base) ? " using brin" : " using btree";
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
            printf(" key");
            if (member->name.now[0] && !is_off("key_name")) {
                putchar(' ');
                put(&member->name);
            }
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
        fputs(column->type.base == BIGINT ? "bigserial" : column->type.base == INT ? "serial" : "smallserial", stdout);
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

static void put_old_home(const Model *model, const Name *name, int schema, int was)
{
    if (!name->was[0] && schema == was)
        return;
    printf(" was ");
    if (schema != was) {
        put_word(was ? (old.schemas[was].name.now[0] ? old.schemas[was].name.now : model->schemas[was].name.now) : "public", false);
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

static void put_table(const Model *model, int which)
{
    const Table *table = &model->tables[which];
    put_comment(table->comment, "");
    printf("table ");
    put_declared(&table->name);
    put_old_home(model, &table->name, table->schema, table->old_schema);
    printf("%s%s%s {\n", table->unlogged ? " unlogged" : "", table->strict ? " strict" : "", table->without_rowid ? " without rowid" : "");
    put_columns_by_rank(model, table);
    fputs(table->mixed ? "    use stamps;\n" : "", stdout);
    for (int at = 0; at < table->member_count; at++)
        if (!table->members[at].gone && !table->members[at].inlined)
            put_member(model, table, &table->members[at]);
    printf("}\n");
}

static void put_seed(const Model *model, int which)
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

static void put_enum(const Model *model, int which)
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

static void put_domain(const Model *model, int which)
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

// ---- views --------------------------------------------------------------------------------------

static void put_view_column(const Model *model, const View *view, int at)
{
    if (view->listed || view->aliased)
        printf("c%d", at);
    else if (view->view >= 0)
        put_view_column(model, &model->views[view->view], at);
    else
        put_column(&model->tables[view->table], view->columns[at]);
}

static void put_view_source(const Model *model, const View *view)
{
    if (view->table >= 0) {
        put_table_name(model, &model->tables[view->table]);
        return;
    }
    const View *under = &model->views[view->view];
    if (under->schema) {
        put(&model->schemas[under->schema].name);
        putchar('.');
    }
    put(&under->name);
}

static void put_source_column(const Model *model, const View *view, int at)
{
    if (view->table >= 0)
        put_column(&model->tables[view->table], view->columns[at]);
    else
        put_view_column(model, &model->views[view->view], at);
}

static void put_view_list(const Model *model, const View *view, const char *prefix)
{
    for (int at = 0; at < view->count; at++) {
        fputs(at ? ", " : "", stdout);
        fputs(prefix, stdout);
        put_source_column(model, view, at);
        if (view->aliased && !view->listed)
            printf(" as c%d", at);
    }
}

static void put_view_where(const Model *model, const View *view, const char *prefix)
{
    printf(" where %s", prefix);
    put_source_column(model, view, 0);
    printf(" is not null and %d = %d", view->number, view->number);
}

static void put_view_query(const Model *model, const View *view)
{
    switch (view->form) {
    case 0:
        printf("select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        put_view_where(model, view, "");
        break;
    case 1:
        printf("select ");
        put_view_list(model, view, "a.");
        printf(" from ");
        put_view_source(model, view);
        printf(" a left join ");
        put_view_source(model, view);
        printf(" as b on a.");
        put_source_column(model, view, 0);
        printf(" = b.");
        put_source_column(model, view, 0);
        break;
    case 2:
        printf("select ");
        put_view_list(model, view, "t.");
        printf("\n    from (select ");
        for (int at = 0; at < view->count; at++) {
            fputs(at ? ", " : "", stdout);
            put_source_column(model, view, at);
        }
        printf(" from ");
        put_view_source(model, view);
        printf(") t");
        put_view_where(model, view, "t.");
        break;
    case 3:
        printf("with w as (select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        printf(") select * from w");
        break;
    case 4:
        printf("select ");
        put_view_list(model, view, "x.");
        printf(" from ");
        put_view_source(model, view);
        printf(" x where exists (select 1 from ");
        put_view_source(model, view);
        printf(" y where y.");
        put_source_column(model, view, 0);
        printf(" = x.");
        put_source_column(model, view, 0);
        printf(" and %d > 0)", view->number + 1);
        break;
    case 5:
        printf("select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        printf(" union all select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        break;
    default:
        printf("select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        printf(" group by ");
        for (int at = 0; at < view->count; at++) {
            fputs(at ? ", " : "", stdout);
            put_source_column(model, view, at);
        }
        printf(" having count(*) > %d", view->number);
        break;
    }
}

static void put_view(const Model *model, int which)
{
    const View *view = &model->views[which];
    put_comment(view->comment, "");
    printf("view ");
    put_declared(&view->name);
    put_old_home(model, &view->name, view->schema, view->old_schema);
    if (view->listed) {
        printf(" (");
        for (int at = 0; at < view->count; at++)
            printf("%sc%d", at ? ", " : "", at);
        printf(")");
    }
    printf(" as $$ ");
    put_view_query(model, view);
    printf(" $$;\n");
}

// ---- the whole schema ---------------------------------------------------------------------------

typedef struct Declaration {
    void (*put)(const Model *, int);
    int which, schema;
} Declaration;

static void put_migration(const Model *model, int which)
{
    (void)model;
    (void)which;
    printf("migration \"2\" next_release {\n%s}\n", block);
}

static void put_mixin(const Model *model, int which)
{
    (void)which;
    printf("mixin stamps {\n    stamped_at timestamp = '2024-01-0%d 00:00:00';\n", model->mixin_default);
    printf("    /// Who did it.\n    stamped_by text? check (stamped_by <> '');\n    index (stamped_at);\n}\n");
}

static int list_declarations(const Model *model, Declaration *list)
{
    int count = 0;
    if (model->mixin)
        list[count++] = (Declaration){put_mixin, 0, 0};
    for (int at = 0; at < model->enum_count; at++)
        if (!model->enums[at].gone)
            list[count++] = (Declaration){put_enum, at, model->enums[at].schema};
    for (int at = 0; at < model->domain_count; at++)
        if (!model->domains[at].gone)
            list[count++] = (Declaration){put_domain, at, model->domains[at].schema};
    for (int at = 0; at < model->table_count; at++)
        if (!model->tables[at].gone) {
            list[count++] = (Declaration){put_table, at, model->tables[at].schema};
            if (model->tables[at].seeded)
                list[count++] = (Declaration){put_seed, at, model->tables[at].schema};
        }
    for (int at = 0; at < model->view_count; at++)
        if (!model->views[at].gone)
            list[count++] = (Declaration){put_view, at, model->views[at].schema};
    if (block_length)
        list[count++] = (Declaration){put_migration, 0, 0};
    return count;
}

static void shuffle(Declaration *list, int count)
{
    for (int at = count - 1; at > 0; at--) {
        int other = below(at + 1);
        Declaration kept = list[at];
        list[at] = list[other];
        list[other] = kept;
    }
}

static void put_model(const Model *model, int shuffled)
{
    Declaration list[MAX_DECLARATIONS];
    int count = list_declarations(model, list);
    if (shuffled) {
        state = mix(99, (uint64_t)shuffled);
        shuffle(list, count);
    }
    if (respelled)
        printf("/* the same in other words */\n");
    printf("dialect %s;\n", sqlite ? "sqlite" : "postgres");
    if (irreversible)
        printf("// irreversible\n");
    for (int at = 1; at < model->schema_count; at++) {
        if (model->schemas[at].gone)
            continue;
        put_comment(model->schemas[at].comment, "");
        printf("schema ");
        put_declared(&model->schemas[at].name);
        put_was(&model->schemas[at].name);
        printf(" { }\n");
    }
    for (int at = 0; at < count; at++) {
        if (list[at].schema) {
            printf("schema ");
            put(&model->schemas[list[at].schema].name);
            printf(" {\n");
        }
        list[at].put(model, list[at].which);
        fputs(list[at].schema ? "}\n" : "", stdout);
    }
}

// ---- rows ---------------------------------------------------------------------------------------

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

static void put_rows(const Model *model)
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

static bool in_key(const Table *table, int column);

// ---- making a schema ----------------------------------------------------------------------------

static int any_schema(const Model *model)
{
    int schema = below(model->schema_count);
    return model->schemas[schema].gone ? 0 : schema;
}

static void add_enum(Model *model)
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

static void add_domain(Model *model)
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

static Column make_column(const Model *model, const char *prefix)
{
    Column column = {.name = new_name(prefix), .type = random_type(model), .parent = -1, .from = -1, .comment = some_comment()};
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

static Member make_member(MemberKind kind, const char *prefix)
{
    Member member = {.kind = kind, .parent = -1, .include = -1, .form = below(11), .number = below(60), .count = 1};
    member.name = one_in(2) ? new_name(prefix) : no_name();
    return member;
}

static int add_column(Table *table, Column column)
{
    if (table->column_count == MAX_COLUMNS)
        return -1;
    table->columns[table->column_count] = column;
    return table->column_count++;
}

static Member *add_member(Table *table, Member member)
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
    add_member(table, key);
}

static const Member *key_of(const Table *table)
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
        if ((member->kind == KEY || (member->kind == UNIQUE && !member->deferrable)) && !member->gone && (!found || one_in(2)))
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

static void choose_actions(const Table *table, Member *member)
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
static void add_reference(const Model *model, Table *table, int parent)
{
    const Member *target = target_of(&model->tables[parent]);
    if (!target || is_off("foreign") || model->tables[parent].unlogged || table->unlogged)
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

static void add_generated(const Model *model, Table *table)
{
    int from = below(table->column_count);
    const Column *source = &table->columns[from];
    Base base = base_of(model, &source->type);
    if ((!is_number(base) && !is_text(base)) || source->source >= STORED || source->gone || is_off("generated"))
        return;
    Column column = make_column(model, "gen_");
    column.type = make_type(is_integer(base) ? BIGINT : base <= NUMERIC ? NUMERIC : is_number(base) ? DOUBLE : TEXT);
    column.source = sqlite && one_in(2) ? VIRTUAL : STORED;
    column.from = from;
    column.way = below(4);
    column.nullable = true;
    column.distinct = column.digits = false;
    column.fallback = 0;
    add_column(table, column);
}

static void add_check(const Model *model, Table *table)
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

static void add_unique(Table *table)
{
    Member unique = make_member(UNIQUE, "uq_");
    unique.columns[0] = below(table->column_count);
    const Column *column = &table->columns[unique.columns[0]];
    if (!column->distinct || column->source >= STORED || column->gone || is_off("uniques"))
        return;
    int other = below(table->column_count);
    if (in_key(table, unique.columns[0]) && is_off("unique_key"))
        return;
    if (one_in(3) && other != unique.columns[0] && table->columns[other].distinct && !table->columns[other].gone)
        unique.columns[unique.count++] = other;
    for (int at = 0; at < table->member_count && is_off("unique_key"); at++)
        if (table->members[at].kind == UNIQUE && !table->members[at].gone && table->members[at].columns[0] == unique.columns[0])
            return;
    unique.deferrable = !sqlite && one_in(6);
    unique.deferred = unique.deferrable && one_in(2);
    unique.not_distinct = !sqlite && !column->nullable && one_in(5);
    unique.inlined = unique.count == 1 && !unique.name.now[0] && !unique.deferrable && !unique.not_distinct && one_in(2);
    add_member(table, unique);
}

static bool can_index(Base base)
{
    return base != JSON && base != INTERVAL;
}

static void add_index(const Model *model, Table *table)
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
    if (index.include >= 0 && (table->columns[index.include].gone || base_of(model, &table->columns[index.include].type) == JSON))
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
    add_member(table, key);
    table->seeded = true;
    table->seed.rows = 2 + below(4);
    for (int at = 0; at < table->seed.rows; at++) {
        table->seed.ids[at] = at;
        table->seed.changes[at] = below(10);
    }
    table->rows = 1; // what refers to it holds the first
}

static void add_table(Model *model)
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

static bool can_group(const Model *model, const View *view)
{
    if (view->table < 0)
        return false;
    for (int at = 0; at < view->count; at++)
        if (base_of(model, &model->tables[view->table].columns[view->columns[at]].type) == JSON)
            return false;
    return true;
}

static bool choose_view_columns(const Model *model, View *view)
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

static void add_view(Model *model)
{
    if (model->view_count == MAX_VIEWS || is_off("views"))
        return;
    View view = {.name = new_name("v_"), .schema = any_schema(model), .table = -1, .view = -1, .comment = some_comment()};
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

static void make_model(Model *model)
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
}

// ---- evolution ----------------------------------------------------------------------------------

// One of the old tables that still stands, or -1.
static int some_table(void)
{
    int which = below(now.table_count);
    return now.tables[which].gone || now.tables[which].fresh ? -1 : which;
}

static int some_column(const Table *table)
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

static bool in_key(const Table *table, int column)
{
    const Member *key = key_of(table);
    return key && member_reads(key, column);
}

static bool is_generated_from(const Table *table, int column)
{
    for (int at = 0; at < table->column_count; at++)
        if (!table->columns[at].gone && table->columns[at].source >= STORED && table->columns[at].from == column)
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

static void drop_view(int which)
{
    now.views[which].gone = true;
    for (int at = 0; at < now.view_count; at++)
        if (now.views[at].view == which && !now.views[at].gone)
            drop_view(at);
}

static void drop_views_of(int table, int column)
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

static void drop_column(int table, int column)
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

static void op_drop_column(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || !may_drop_column(&now, table, column))
        return;
    const Table *it = &now.tables[table];
    const Column *which = &it->columns[column];
    // Without a key nothing is stashed, and what is not null cannot come back without a value.
    if (key_of(it) || which->nullable || which->fallback || which->source >= STORED)
        drop_column(table, column);
}

static void block_literal(const Type *type, int which)
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
        static const char *const of[] = {[BOOLEAN] = "true", [BYTEA] = "'\\x00'", [DATE] = "'2025-02-03'",
            [TIMESTAMP] = "'2025-02-03 00:00:00'", [TIMESTAMPTZ] = "'2025-02-03 00:00:00+00'",
            [UUID] = "'00000000-0000-4000-8000-000000000009'", [JSON] = "'{}'", [JSONB] = "'[]'", [TIME] = "'10:10:10'",
            [INTERVAL] = "'1 day'", [INET] = "'10.9.9.9'", [MACADDR] = "'08:00:2b:01:02:ff'", [INT4RANGE] = "'[1,2)'",
            [TEXT_ARRAY] = "'{}'", [INT_ARRAY] = "'{7}'", [ENUM_ARRAY] = "'{}'"};
        block_add("%s", sqlite && base == BYTEA ? "x'00'" : of[base]);
    }
}

static void add_backfill(int table, int column)
{
    now.tables[table].columns[column].backfill = 1 + below(3);
}

static void op_add_column(void)
{
    int table = some_table();
    if (table < 0 || now.tables[table].seeded)
        return;
    Column column = make_column(&now, "n_");
    column.fresh = true;
    column.distinct = false;
    column.rank = below(100);
    int which = add_column(&now.tables[table], column);
    if (which < 0 || column.nullable || column.fallback)
        return;
    const Type *type = &column.type;
    bool given = type->base == DOMAIN && now.domains[type->user].fallback;
    if (!given)
        add_backfill(table, which);
}

static void op_add_generated(void)
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

static void op_add_reference(void)
{
    int table = some_table(), parent = below(now.table_count);
    if (table < 0 || now.tables[table].seeded || now.tables[parent].gone || now.tables[table].column_count > MAX_COLUMNS - 3)
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

static void op_rename_column(void)
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

static void op_swap_columns(void)
{
    int table = some_table(), one = table < 0 ? -1 : some_column(&now.tables[table]);
    int two = one < 0 ? -1 : some_column(&now.tables[table]);
    if (two >= 0 && one != two)
        swap_names(&now.tables[table].columns[one].name, &now.tables[table].columns[two].name);
}

static void op_swap_tables(void)
{
    int one = some_table(), two = some_table();
    if (one >= 0 && two >= 0 && one != two && now.tables[one].schema == now.tables[two].schema &&
        now.tables[one].old_schema == now.tables[two].old_schema)
        swap_names(&now.tables[one].name, &now.tables[two].name);
}

// Its old name goes to a new column.
static void op_reuse_name(void)
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

static void op_widen(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0)
        return;
    Column *it = &now.tables[table].columns[column];
    if (it->source != PLAIN || is_referenced(&now, table, column) || it->parent >= 0 || now.tables[table].seeded)
        return;
    if (it->type.base == DATE && has_members(&now.tables[table], column))
        return;
    if (it->type.base == INT && is_generated_from(&now.tables[table], column))
        return;
    it->fallback = it->type.base == DATE || it->type.base == JSON ? 0 : it->fallback;
    widen(&it->type);
}

// To a type that takes a `using`; the rows hold values that it can take.
static void op_retype(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0)
        return;
    Table *home = &now.tables[table];
    Column *it = &home->columns[column];
    if (it->source != PLAIN || has_members(home, column) || is_generated_from(home, column) || it->parent >= 0 || home->seeded ||
        is_referenced(&now, table, column) || it->type.base >= ENUM || it->name.was[0])
        return;
    Type before = it->type;
    const char *back = SPELLINGS[before.base].words[0];
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
    it->there = SPELLINGS[it->type.base].words[0];
    it->back = back;
}

static void op_nullable(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || in_key(&now.tables[table], column) || now.tables[table].seeded)
        return;
    Column *it = &now.tables[table].columns[column];
    if (it->source != PLAIN || it->type.base == DOMAIN)
        return;
    if (!it->nullable) {
        it->nullable = true;
    } else if (it->parent < 0 && !it->distinct && !has_members(&now.tables[table], column)) {
        it->nullable = false;
        add_backfill(table, column);
    }
}

static void op_default(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column >= 0 && now.tables[table].columns[column].source == PLAIN && !now.tables[table].seeded)
        now.tables[table].columns[column].fallback = below(6);
}

static void op_add_member(void)
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

static bool is_target(int table, const Member *member)
{
    return (member->kind == UNIQUE || member->kind == KEY) && is_referenced(&now, table, member->columns[0]);
}

static void op_drop_member(void)
{
    int table = some_table(), which = table < 0 ? -1 : some_member(&now.tables[table]);
    if (which < 0)
        return;
    Member *it = &now.tables[table].members[which];
    if (!is_target(table, it) && (it->kind != KEY || (one_in(3) && !now.tables[table].seeded)))
        it->gone = true;
}

static void op_rename_member(void)
{
    int table = some_table(), which = table < 0 ? -1 : some_member(&now.tables[table]);
    if (which < 0 || now.tables[table].members[which].inlined)
        return;
    rename_it(&now.tables[table].members[which].name, "rm_");
}

static void op_change_member(void)
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
static void op_toggle_foreign(void)
{
    int table = some_table();
    if (table < 0)
        return;
    Table *it = &now.tables[table];
    for (int at = 0; at < it->member_count; at++) {
        Member *member = &it->members[at];
        if (member->kind != FOREIGN || member->fresh || it->columns[member->columns[0]].gone || now.tables[member->parent].gone ||
            now.tables[member->parent].columns[member->parents[0]].gone || one_in(2))
            continue;
        member->gone = !member->gone;
        member->fresh = true;
        return;
    }
}

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

static void op_drop_label(void)
{
    int which = now.enum_count ? below(now.enum_count) : -1;
    if (which < 0 || now.enums[which].gone || now.enums[which].count < 3)
        return;
    Enum *it = &now.enums[which];
    int label = 1 + below(it->count - 1);
    if (it->changed || it->ids[label] >= 100 || it->labels[label].was[0])
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
    if (table < 0 || (is_parent(table) && !one_in(3)))
        return;
    now.tables[table].gone = true;
    for (int at = 0; at < now.table_count; at++)
        for (int member = 0; member < now.tables[at].member_count; member++)
            if (now.tables[at].members[member].kind == FOREIGN && now.tables[at].members[member].parent == table)
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
        now.tables[table].comment = below(COUNT(COMMENTS));
    if (now.view_count)
        now.views[below(now.view_count)].comment = below(COUNT(COMMENTS));
    if (now.enum_count)
        now.enums[below(now.enum_count)].comment = below(COUNT(COMMENTS));
    if (now.domain_count)
        now.domains[below(now.domain_count)].comment = below(COUNT(COMMENTS));
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
        it->fallback = below(4);
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

// A key's type and that of all that refer to it.
static void retype_family(int table, int column, Base base)
{
    Column *it = &now.tables[table].columns[column];
    if (it->type.base == base)
        return;
    it->type = make_type(base);
    for (int at = 0; at < now.table_count; at++)
        for (int other = 0; other < now.tables[at].column_count; other++)
            if (now.tables[at].columns[other].parent == table && now.tables[at].columns[other].parent_column == column)
                retype_family(at, other, base);
}

static void op_retype_key(void)
{
    int table = some_table();
    const Member *key = table < 0 ? NULL : key_of(&now.tables[table]);
    if (!key || now.tables[table].seeded)
        return;
    Column *it = &now.tables[table].columns[key->columns[0]];
    if (it->parent < 0 && (it->type.base == INT || it->type.base == SMALLINT) && (it->source != SERIAL || !is_off("serial_type")) &&
        !(sqlite && it->source != PLAIN))
        retype_family(table, key->columns[0], BIGINT);
}

static void op_change_key(void)
{
    int table = some_table(), column = table < 0 ? -1 : some_column(&now.tables[table]);
    if (column < 0 || now.tables[table].seeded)
        return;
    Table *it = &now.tables[table];
    const Column *which = &it->columns[column];
    if (!which->distinct || which->nullable || which->source >= STORED || which->type.base == DOMAIN || in_key(it, column))
        return;
    for (int at = 0; at < it->member_count; at++) {
        Member *member = &it->members[at];
        if (member->kind != KEY || member->gone)
            continue;
        if (is_target(table, member) || member->fresh || (sqlite && it->columns[member->columns[0]].source != PLAIN))
            return;
        member->gone = true;
    }
    Member key = make_member(KEY, "pk_");
    key.columns[0] = column;
    key.fresh = true;
    add_member(it, key);
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
            bool same = base == DOMAIN ? type->base == DOMAIN : type->base == ENUM || type->base == ENUM_ARRAY;
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
    if (table >= 0 && now.mixin && !now.tables[table].seeded && key_of(&now.tables[table]) && key_of(&old.tables[table]))
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
    {"add_column", op_add_column}, {"add_column", op_add_column}, {"add_generated", op_add_generated},
    {"add_reference", op_add_reference}, {"drop_column", op_drop_column}, {"rename_column", op_rename_column},
    {"swap_columns", op_swap_columns}, {"swap_tables", op_swap_tables},
    {"retype_key", op_retype_key}, {"change_key", op_change_key}, {"move_column", op_move_column},
    {"view_list", op_view_list}, {"drop_type", op_drop_type}, {"drop_schema", op_drop_schema}, {"mixin", op_mixin},
    {"reuse_name", op_reuse_name}, {"widen", op_widen}, {"retype", op_retype},
    {"nullable", op_nullable}, {"default", op_default}, {"add_member", op_add_member}, {"add_member", op_add_member},
    {"drop_member", op_drop_member}, {"rename_member", op_rename_member}, {"change_member", op_change_member},
    {"toggle_foreign", op_toggle_foreign}, {"add_label", op_add_label}, {"rename_label", op_rename_label},
    {"drop_label", op_drop_label}, {"reorder_labels", op_reorder_labels}, {"add_table", op_add_table},
    {"drop_table", op_drop_table}, {"rename_table", op_rename_table}, {"move_table", op_move_table},
    {"change_view", op_change_view}, {"drop_view", op_drop_view}, {"add_view", op_add_view},
    {"rename_view", op_rename_view}, {"comment", op_comment}, {"seed", op_seed}, {"rename_type", op_rename_type},
    {"move_type", op_move_type}, {"change_domain", op_change_domain}, {"add_type", op_add_type},
    {"rename_schema", op_rename_schema}, {"add_schema", op_add_schema}, {"storage", op_storage},
    {"identity", op_identity}, {"generated", op_generated},
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

static void drop_tables(void)
{
    bool fresh = now.table_count > old.table_count;
    for (int at = 0; at < old.table_count; at++) {
        if (!now.tables[at].gone) {
            drop_columns(at);
            drop_mixed(at);
            continue;
        }
        bool discard = one_in(12);
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

static void evolve(void)
{
    for (int turn = 1 + below(8); turn > 0; turn--) {
        const Op *op = &OPS[below(COUNT(OPS))];
        if (!is_off(op->name))
            op->run();
    }
    block_all();
}

static int list_features(void)
{
    static const char *const features[] = {
        "aliases", "blob_default", "check_name_was", "checks", "comments", "constraint_comments", "cycles", "default_calls",
        "deferred", "domain_not_null", "domains", "enum_arrays", "enums", "exotic", "foreign", "generated", "indexes",
        "key_name", "long", "mixins", "names", "no_key", "partial", "schemas", "seeds", "serial_type", "strict",
        "unique_key", "uniques", "view_from", "views"};
    for (int at = 0; at < COUNT(features); at++)
        printf("%s\n", features[at]);
    for (int at = 0; at < COUNT(OPS); at++)
        printf("%s\n", OPS[at].name);
    return 0;
}

// ---- the command --------------------------------------------------------------------------------

int main(int argc, char **argv)
{
    int seed = 0, evolution = 0, shuffled = 0;
    bool rows = false, bare = false;
    for (int at = 1; at < argc; at++) {
        if (strcmp(argv[at], "--list") == 0)
            return list_features();
        const char *value = at + 1 < argc ? argv[at + 1] : "";
        if (strcmp(argv[at], "--evolve") == 0)
            evolution = atoi(value), at++;
        else if (strcmp(argv[at], "--shuffle") == 0)
            shuffled = atoi(value), at++;
        else if (strcmp(argv[at], "--dialect") == 0)
            sqlite = strcmp(value, "sqlite") == 0, at++;
        else if (strcmp(argv[at], "--off") == 0)
            off = value, at++;
        else if (strcmp(argv[at], "--respell") == 0)
            respelled = true;
        else if (strcmp(argv[at], "--bare") == 0)
            bare = true;
        else if (strcmp(argv[at], "--rows") == 0)
            rows = true;
        else
            seed = atoi(argv[at]);
    }
    state = mix(1, (uint64_t)seed);
    make_model(&old);
    if (rows) {
        put_rows(&old);
        return 0;
    }
    now = old;
    if (evolution) {
        state = mix(2, (uint64_t)evolution);
        evolve();
    }
    if (bare)
        block_length = 0;
    put_model(&now, shuffled);
    return 0;
}
