// SPDX-License-Identifier: MIT
// The public interface on a connection which the program has open: its settings stay, it stays open, the
// caller's transaction is refused, and what is handed in is copied.
#include "runtime/schemac.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define FULL "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
#define HEAD(direction, from, to)                                                                  \
    "--schemac format 1\n--schemac version 1\n--schemac name one\n--schemac direction " direction  \
    "\n--schemac dialect sqlite\n--schemac target 3.40\n--schemac from " from "\n--schemac to " to \
    "\n--schemac grade lossless\n"
#define REBUILD "--schemac segment 1 rebuild\nPRAGMA foreign_keys=OFF;\nBEGIN IMMEDIATE;\n"
#define END "COMMIT;\nPRAGMA foreign_keys=ON;\n--schemac end\n"

static int failures;

static void expect(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        failures++;
    }
}

static bool keys_are_on(sqlite3 *handle)
{
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(handle, "PRAGMA foreign_keys", -1, &statement, NULL);
    sqlite3_step(statement);
    bool on = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return on;
}

static SchemacSet *make_set(const char *statements)
{
    char up[2048], down[2048];
    SchemacError error;
    SchemacSet *set;
    snprintf(up, sizeof up, "%s%s--schemac step 1 scan=no\n%s\n%s", HEAD("up", EMPTY, FULL), REBUILD,
             statements, END);
    snprintf(down, sizeof down, "%s%s--schemac step 1 scan=no\nDROP TABLE t;\n%s", HEAD("down", FULL, EMPTY),
             REBUILD, END);
    SchemacEmbedded source = {"one", up, strlen(up), down, strlen(down)};
    SchemacCode code = schemac_set_embedded(&source, 1, &set, &error);
    memset(up, 'x', sizeof up); // what was handed in must have been copied
    expect(code == SCHEMAC_OK, "the migration is parsed");
    return set;
}

int main(void)
{
    sqlite3 *handle;
    SchemacDb *db;
    SchemacError error;
    SchemacOptions options = {0};
    sqlite3_open(":memory:", &handle);
    sqlite3_exec(handle, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    expect(schemac_sqlite_use(handle, &db, &error) == SCHEMAC_OK, "the connection is taken");

    SchemacRows rows;
    expect(!schemac_query(db, "SELECT 1", &rows, &error) && rows.rows == 1 && !strcmp(rows.cells[0], "1"),
           "the row of a query comes");
    schemac_rows_free(&rows);

    SchemacSet *bad = make_set("CREATE TABLE t (id INTEGER PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);");
    expect(schemac_up(db, bad, &options, &error) == SCHEMAC_SQL_FAILED, "a bad statement fails");
    expect(error.step == 1 && error.line == 15, "its line and step are told");
    expect(keys_are_on(handle), "foreign_keys is put back after a failure");

    SchemacSet *good = make_set("CREATE TABLE t (id INTEGER PRIMARY KEY);");
    sqlite3_exec(handle, "BEGIN", NULL, NULL, NULL);
    expect(schemac_up(db, good, &options, &error) == SCHEMAC_BAD_INPUT, "a transaction is refused");
    sqlite3_exec(handle, "COMMIT", NULL, NULL, NULL);
    expect(schemac_up(db, good, &options, &error) == SCHEMAC_OK, "up");
    expect(keys_are_on(handle), "foreign_keys is put back after up");
    expect(schemac_down(db, &options, &error) == SCHEMAC_OK, "down");

    schemac_close(db);
    int strings;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, -1, &strings);
    expect(strings == 1 || sqlite3_compileoption_used("DQS=0"), "double-quoted strings are as before");
    expect(sqlite3_exec(handle, "SELECT 1", NULL, NULL, NULL) == SQLITE_OK, "it is open still");
    schemac_set_free(bad);
    schemac_set_free(good);
    sqlite3_close(handle);

    char masked[128];
    schemac_url_mask("postgres://me:sec@ret@host/db?sslpassword=x&a=b", masked, sizeof masked);
    expect(!strcmp(masked, "postgres://me:***@host/db?sslpassword=***&a=b"), masked);
    schemac_url_mask("host=h password = 'a b' user=u", masked, sizeof masked);
    expect(!strcmp(masked, "host=h password =*** user=u"), masked);
    return failures != 0;
}
