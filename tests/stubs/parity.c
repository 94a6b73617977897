// SPDX-License-Identifier: MIT
// Makes rows for the tables of a generated stub, asks the validator and a database about each, and compares:
// the verdict, and the name of the constraint. Linked with the stub, made with the prefix "app".
//   parity postgres CONNINFO POOL ROWS SEED      parity sqlite FILE POOL ROWS SEED
// POOL: texts to take values from, one a line. Prints each difference and, last, a line of counts.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/schemac.h"

extern const SchemacTable *const app_tables[];

enum { COLUMNS = 64, FOUND = 64, POOL = 512, LONGEST = 200 };

typedef struct Cell {
    bool left_out; // the column is not named: its default
    bool null;
    char text[LONGEST];
    size_t length;
} Cell;

typedef struct Verdict { // of a database
    bool accepted, about_type;
    char name[128]; // the constraint's, or the column's where it must not be null
    char message[256];
} Verdict;

static struct {
    char pool[POOL][LONGEST];
    size_t pool_count;
    uint64_t random;
    bool calm; // the row is to be a good one, mostly
    PGconn *postgres;
    sqlite3 *sqlite;
    size_t valid, invalid, unsure, differences;
} run;

// --- rows ---

static unsigned chance(unsigned below)
{
    run.random ^= run.random << 13;
    run.random ^= run.random >> 7;
    run.random ^= run.random << 17;
    return (unsigned)((run.random >> 20) % below);
}

static const char *pooled(void)
{
    return run.pool_count ? run.pool[chance((unsigned)run.pool_count)] : "";
}

static void make_int(const SchemacColumn *column, Cell *cell)
{
    static const long long small[] = {1, 2, 3, 5, 7, 10, 11, 0, -1, 4, 100, 101, 999, 1000, 1001};
    long long value = small[chance(run.calm ? 7 : sizeof small / sizeof *small)];
    unsigned kind = run.calm ? 20 : chance(20);
    if (kind < 4)
        value = (long long)chance(60000) - 20000;
    else if (kind == 4 && column->rule == SCHEMAC_RULE_INT)
        value = (chance(2) ? column->low : column->high) + (long long)chance(3) - 1;
    snprintf(cell->text, sizeof cell->text, "%lld", value);
}

static void make_number(const SchemacColumn *column, Cell *cell)
{
    static const char *const odd[] = {"NaN", "inf", "-Infinity", "1e400", "", "abc", "1e39", "1.2.3"};
    unsigned kind = chance(30);
    bool real = column->held == SCHEMAC_HELD_FLOAT; // a double is what the struct holds
    if (run.calm)
        snprintf(cell->text, sizeof cell->text, "0.%03u", 501 + chance(499));
    else if (kind < 2 && !real)
        snprintf(cell->text, sizeof cell->text, "%s", odd[chance(sizeof odd / sizeof *odd)]);
    else if (kind < 4)
        snprintf(cell->text, sizeof cell->text, "%de%d", (int)chance(100) - 50, (int)chance(90) - 45);
    else if (kind < 18)
        snprintf(cell->text, sizeof cell->text, "%d.%03u", (int)chance(40) - 10, chance(1000));
    else
        snprintf(cell->text, sizeof cell->text, "%d", (int)chance(4000) - 1000);
}

static unsigned count_labels(const SchemacColumn *column)
{
    unsigned count = 0;
    while (column->labels[count])
        count++;
    return count;
}

// Something of the rule's kind, mostly.
static void make_value(const SchemacColumn *column, Cell *cell)
{
    static const char *const days[] = {"2024-02-29", "2023-02-29", "1999-12-31",
                                       "2024-13-01", "2024-06-31", "0000-01-01"};
    static const char *const times[] = {"00:00",    "23:59:59.999", "12:30:00",
                                        "24:00:01", "25:00:00",     "12:60:00"};
    static const char *const jsons[] = {"{}", "[1,2]", "{\"a\":[]}",  "\"x\"", "[1,]",
                                        "{",  "01",    "\"\\u0000\"", "nul"};
    static const char *const uuids[] = {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99",
                                        "{a0eebc999c0b4ef8bb6d6bb9bd380a11}"};
    if (column->held == SCHEMAC_HELD_INT) {
        make_int(column, cell);
    } else if (column->held == SCHEMAC_HELD_BOOL) {
        strcpy(cell->text, chance(2) ? "true" : "false");
    } else if (column->held == SCHEMAC_HELD_FLOAT || column->rule == SCHEMAC_RULE_NUMERIC) {
        make_number(column, cell);
    } else if (column->rule == SCHEMAC_RULE_LABEL && (run.calm || chance(12))) {
        strcpy(cell->text, column->labels[chance(count_labels(column))]);
    } else if (column->rule == SCHEMAC_RULE_UUID) {
        strcpy(cell->text, uuids[chance(run.calm ? 1 : 3)]);
    } else if (column->rule == SCHEMAC_RULE_DATE) {
        strcpy(cell->text, days[chance(run.calm ? 2 : 6)]);
    } else if (column->rule == SCHEMAC_RULE_TIME) {
        strcpy(cell->text, times[chance(run.calm ? 3 : 6)]);
    } else if (column->rule == SCHEMAC_RULE_TIMESTAMP || column->rule == SCHEMAC_RULE_TIMESTAMPTZ) {
        snprintf(cell->text, sizeof cell->text, "%s %s", days[chance(run.calm ? 2 : 6)],
                 times[chance(run.calm ? 3 : 6)]);
    } else if (column->rule == SCHEMAC_RULE_JSON || column->rule == SCHEMAC_RULE_JSONB) {
        strcpy(cell->text, jsons[chance(run.calm ? 4 : 9)]);
    } else {
        strcpy(cell->text, pooled());
        if (!run.calm && !chance(6) && strlen(cell->text) < 100)
            strcat(cell->text, chance(2) ? " " : pooled());
    }
    cell->text[LONGEST - 1] = '\0';
    cell->length = strlen(cell->text);
}

static void make_row(const SchemacTable *table, Cell *cells)
{
    run.calm = chance(2);
    for (size_t at = 0; at < table->column_count; at++) {
        const SchemacColumn *column = &table->columns[at];
        bool wild = run.calm && !chance(30), text = column->held >= SCHEMAC_HELD_TEXT;
        memset(&cells[at], 0, sizeof cells[at]);
        cells[at].null = column->nulls ? !chance(run.calm ? 3 : 5) : text && !chance(run.calm ? 100 : 25);
        if (cells[at].null)
            continue;
        run.calm = run.calm && !wild;
        make_value(column, &cells[at]);
        run.calm = run.calm || wild;
    }
}

// A missing value of a not null column with a default is its default; the stub says so by "nothing".
static void fill_struct(const SchemacTable *table, const Cell *cells, char *row)
{
    memset(row, 0, table->size);
    for (size_t at = 0; at < table->column_count; at++) {
        const SchemacColumn *column = &table->columns[at];
        void *field = row + column->offset;
        const Cell *cell = &cells[at];
        if (cell->null)
            continue;
        int64_t whole = strtoll(cell->text, NULL, 10);
        double real = strtod(cell->text, NULL);
        bool truth = cell->text[0] == 't';
        if (column->held == SCHEMAC_HELD_TEXT)
            *(SchemacText *)field = (SchemacText){cell->text, cell->length};
        else if (column->held == SCHEMAC_HELD_BYTES)
            *(SchemacBytes *)field = (SchemacBytes){(const unsigned char *)cell->text, cell->length};
        else if (column->held == SCHEMAC_HELD_INT && column->nulls)
            *(SchemacInt *)field = (SchemacInt){true, whole};
        else if (column->held == SCHEMAC_HELD_INT)
            *(int64_t *)field = whole;
        else if (column->held == SCHEMAC_HELD_FLOAT && column->nulls)
            *(SchemacFloat *)field = (SchemacFloat){true, real};
        else if (column->held == SCHEMAC_HELD_FLOAT)
            *(double *)field = real;
        else if (column->nulls)
            *(SchemacBool *)field = (SchemacBool){true, truth};
        else
            *(bool *)field = truth;
    }
}

// --- databases ---

static void insert_text(const SchemacTable *table, const Cell *cells, const char *mark, char *sql,
                        size_t size)
{
    size_t used = (size_t)snprintf(sql, size, "insert into %s (", table->name), count = 0;
    for (size_t at = 0; at < table->column_count; at++)
        if (!cells[at].left_out)
            used += (size_t)snprintf(sql + used, size - used, "%s\"%s\"", count++ ? ", " : "",
                                     table->columns[at].name);
    if (!count) {
        snprintf(sql, size, "insert into %s default values", table->name);
        return;
    }
    used += (size_t)snprintf(sql + used, size - used, ") values (");
    for (size_t at = 1; at <= count; at++)
        used += (size_t)snprintf(sql + used, size - used, "%s%s%zu", at > 1 ? ", " : "", mark, at);
    snprintf(sql + used, size - used, ")");
}

static void copy_field(char *out, size_t size, const PGresult *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    snprintf(out, size, "%s", text ? text : "");
}

static Verdict ask_postgres(const SchemacTable *table, const Cell *cells)
{
    char sql[8192];
    const char *values[COLUMNS];
    int count = 0;
    Verdict verdict = {0};
    for (size_t at = 0; at < table->column_count; at++)
        if (!cells[at].left_out)
            values[count++] = cells[at].null ? NULL : cells[at].text;
    insert_text(table, cells, "$", sql, sizeof sql);
    PQclear(PQexec(run.postgres, "begin"));
    PGresult *result = PQexecParams(run.postgres, sql, count, NULL, values, NULL, NULL, 0);
    verdict.accepted = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!verdict.accepted) {
        const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        copy_field(verdict.name, sizeof verdict.name, result, PG_DIAG_CONSTRAINT_NAME);
        if (!*verdict.name && !strcmp(state ? state : "", "23502"))
            copy_field(verdict.name, sizeof verdict.name, result, PG_DIAG_COLUMN_NAME);
        verdict.about_type = state && !strncmp(state, "22", 2);
        copy_field(verdict.message, sizeof verdict.message, result, PG_DIAG_MESSAGE_PRIMARY);
    }
    PQclear(result);
    PQclear(PQexec(run.postgres, "rollback"));
    return verdict;
}

static void bind(sqlite3_stmt *statement, int place, const SchemacColumn *column, const Cell *cell)
{
    if (cell->null)
        sqlite3_bind_null(statement, place);
    else if (column->held == SCHEMAC_HELD_INT)
        sqlite3_bind_int64(statement, place, strtoll(cell->text, NULL, 10));
    else if (column->held == SCHEMAC_HELD_FLOAT)
        sqlite3_bind_double(statement, place, strtod(cell->text, NULL));
    else if (column->held == SCHEMAC_HELD_BOOL)
        sqlite3_bind_int(statement, place, cell->text[0] == 't');
    else if (column->held == SCHEMAC_HELD_BYTES)
        sqlite3_bind_blob(statement, place, cell->text, (int)cell->length, SQLITE_STATIC);
    else
        sqlite3_bind_text(statement, place, cell->text, (int)cell->length, SQLITE_STATIC);
}

// "CHECK constraint failed: NAME", "NOT NULL constraint failed: TABLE.COLUMN"
static void read_message(Verdict *verdict)
{
    const char *name = strstr(verdict->message, "failed: ");
    if (!name)
        return;
    name += strlen("failed: ");
    const char *dot = !strncmp(verdict->message, "NOT NULL", 8) ? strrchr(name, '.') : NULL;
    snprintf(verdict->name, sizeof verdict->name, "%s", dot ? dot + 1 : name);
}

static Verdict ask_sqlite(const SchemacTable *table, const Cell *cells)
{
    char sql[8192];
    Verdict verdict = {0};
    sqlite3_stmt *statement = NULL;
    int place = 1;
    insert_text(table, cells, "?", sql, sizeof sql);
    sqlite3_exec(run.sqlite, "begin", NULL, NULL, NULL);
    if (sqlite3_prepare_v2(run.sqlite, sql, -1, &statement, NULL) == SQLITE_OK)
        for (size_t at = 0; at < table->column_count; at++)
            if (!cells[at].left_out)
                bind(statement, place++, &table->columns[at], &cells[at]);
    verdict.accepted = statement && sqlite3_step(statement) == SQLITE_DONE;
    if (!verdict.accepted) {
        snprintf(verdict.message, sizeof verdict.message, "%s", sqlite3_errmsg(run.sqlite));
        read_message(&verdict);
    }
    sqlite3_finalize(statement);
    sqlite3_exec(run.sqlite, "rollback", NULL, NULL, NULL);
    return verdict;
}

// --- the comparison ---

static bool is_database_only(const SchemacTable *table, const char *name)
{
    for (size_t at = 0; at < table->database_only_count; at++)
        if (*name && !strcmp(table->database_only[at].constraint, name))
            return true;
    return false;
}

// Did the validator say what the database says?
static bool is_among(const SchemacViolations *found, const Verdict *verdict)
{
    for (size_t at = 0; at < found->count; at++) {
        const SchemacViolation *one = &found->at[at];
        bool check = one->kind == SCHEMAC_VIOLATION_CHECK;
        if (*verdict->name &&
            (!strcmp(one->constraint, verdict->name) || !strcmp(one->column, verdict->name)))
            return true;
        if (!*verdict->name && !check)
            return true;
        // SQLite holds labels by a check without a name: it says its text.
        if (run.sqlite && one->kind == SCHEMAC_VIOLATION_LABEL && strstr(verdict->name, one->column) &&
            strstr(verdict->name, " IN ("))
            return true;
    }
    return false;
}

// SQLite itself holds no type: what the schema says of it is judged by the validator alone.
static bool is_sqlite_laxness(const SchemacViolations *found)
{
    for (size_t at = 0; at < found->count; at++)
        if (found->at[at].kind == SCHEMAC_VIOLATION_CHECK ||
            found->at[at].kind == SCHEMAC_VIOLATION_REQUIRED || found->at[at].kind == SCHEMAC_VIOLATION_LABEL)
            return false;
    return run.sqlite != NULL;
}

static bool agrees(const SchemacTable *table, SchemacVerdict said, const SchemacViolations *found,
                   const Verdict *verdict)
{
    if (said == SCHEMAC_UNSURE)
        return verdict->accepted || is_among(found, verdict) || is_database_only(table, verdict->name);
    if (said == SCHEMAC_VALID)
        return verdict->accepted || is_database_only(table, verdict->name);
    if (verdict->accepted)
        return is_sqlite_laxness(found);
    return is_among(found, verdict) || is_database_only(table, verdict->name);
}

static void show(const SchemacTable *table, const Cell *cells, SchemacVerdict said,
                 const SchemacViolations *found, const Verdict *verdict)
{
    static const char *const verdicts[] = {"valid", "invalid", "unsure"};
    printf("%s:", table->name);
    for (size_t at = 0; at < table->column_count; at++)
        printf(" %s=%s%s%s", table->columns[at].name, cells[at].null ? "" : "'",
               cells[at].null ? "null" : cells[at].text, cells[at].null ? "" : "'");
    printf("\n  validator: %s", verdicts[said]);
    for (size_t at = 0; at < found->count; at++)
        printf(", %s %s.%s %s", schemac_violation_text(found->at[at].kind), found->at[at].column,
               found->at[at].constraint, found->at[at].message);
    printf("\n  database: %s %s: %s\n", verdict->accepted ? "accepted" : "refused", verdict->name,
           verdict->message);
}

static void compare(const SchemacTable *table)
{
    static char row[65536];
    Cell cells[COLUMNS];
    SchemacViolation at[FOUND];
    SchemacViolations found = {.at = at, .room = FOUND};
    make_row(table, cells);
    fill_struct(table, cells, row);
    SchemacVerdict said = schemac_row_validate(table, row, &found);
    // Nothing in a not null column with a default means that the insert leaves it out.
    for (size_t column = 0; column < table->column_count; column++)
        cells[column].left_out = cells[column].null && table->columns[column].nulls == SCHEMAC_NULLS_DEFAULT;
    Verdict verdict = run.postgres ? ask_postgres(table, cells) : ask_sqlite(table, cells);
    run.valid += said == SCHEMAC_VALID;
    run.invalid += said == SCHEMAC_INVALID;
    run.unsure += said == SCHEMAC_UNSURE;
    if (agrees(table, said, &found, &verdict))
        return;
    if (run.differences++ < 10)
        show(table, cells, said, &found, &verdict);
}

static bool read_pool(const char *path)
{
    FILE *file = fopen(path, "r");
    while (file && run.pool_count < POOL && fgets(run.pool[run.pool_count], LONGEST / 2, file)) {
        run.pool[run.pool_count][strcspn(run.pool[run.pool_count], "\n")] = '\0';
        run.pool_count++;
    }
    return file && !fclose(file);
}

int main(int count, char **words)
{
    if (count != 6 || !read_pool(words[3]))
        return 2;
    run.random = 88172645463325252ull + strtoull(words[5], NULL, 10) * 7919;
    if (!strcmp(words[1], "postgres")) {
        run.postgres = PQconnectdb(words[2]);
        if (PQstatus(run.postgres) != CONNECTION_OK)
            return 3;
    } else if (sqlite3_open(words[2], &run.sqlite) != SQLITE_OK) {
        return 3;
    }
    for (long left = strtol(words[4], NULL, 10); left > 0; left--)
        for (size_t at = 0; app_tables[at]; at++)
            compare(app_tables[at]);
    printf("valid %zu invalid %zu unsure %zu differences %zu\n", run.valid, run.invalid, run.unsure,
           run.differences);
    PQfinish(run.postgres);
    sqlite3_close(run.sqlite);
    return run.differences != 0;
}
