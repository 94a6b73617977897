# SPDX-License-Identifier: MIT
bats_require_minimum_version 1.5.0
load common.bash

setup() {
    setup_common
    simple 001 users sqlite a b \
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users VALUES (1, 'a@b');" "DROP TABLE users;"
    simple 002 posts sqlite b c \
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);" \
        "DROP TABLE posts;"
}

up() { run --separate-stderr "$SCHEMAC" up --db "$sqlite" --dir "$m" "$@"; }
sql() { sqlite3 "$db" "$1"; }

# rebuild VERSION FROM TO: a third migration that rebuilds users, with a child row in posts.
rebuild() {
    {
        header "$1" rebuild up sqlite "$2" "$3"
        cat <<'END'
--schemac old column users.email TEXT not null
--schemac new column users.email TEXT null
--schemac segment 1 rebuild
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
--schemac step 1 lock=WRITER on=users scan=yes rewrite=yes grade=lossless
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT);
INSERT INTO users_new SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
COMMIT;
PRAGMA foreign_keys=ON;
--schemac check after equal "same count"
--| select count(*) from users
--schemac against
--| select 1
--schemac end
END
    } >"$m/$1_rebuild.up.sql"
}

@test "up applies in order, once; status and down follow" {
    up
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    [[ ${lines[0]} == "applied   001 "* ]]
    [ "$(sql "SELECT count(*) FROM sqlite_schema WHERE name IN ('users', 'posts')")" = 2 ]
    up
    [ "$output" = "nothing to apply" ]
    run "$SCHEMAC" status --db "$sqlite" --dir "$m"
    [[ ${lines[1]} == applied*001* && ${lines[2]} == applied*002* ]]
    run "$SCHEMAC" down --db "$sqlite"
    [ "$status" -eq 0 ]
    [[ $output == reverted*002* ]]
    [ "$(sql "SELECT count(*) FROM sqlite_schema WHERE name = 'posts'")" = 0 ]
    run "$SCHEMAC" down --db "$sqlite" --to none
    [ "$(sql "SELECT count(*) FROM schemac_migration")" = 0 ]
    [ "$(sql "SELECT group_concat(kind || version) FROM schemac_event")" = up001,up002,down002,down001 ]
}

@test "up --to and down --to" {
    up --to 001
    [ "$status" -eq 0 ]
    [ "$(sql "SELECT group_concat(version) FROM schemac_migration")" = 001 ]
    up --to 009
    [ "$status" -eq 2 ]
    up
    run "$SCHEMAC" down --db "$sqlite" --to 001
    [ "$status" -eq 0 ]
    [ "$(sql "SELECT group_concat(version) FROM schemac_migration")" = 001 ]
    run "$SCHEMAC" down --db "$sqlite" --to 002
    [ "$status" -eq 2 ]
}

@test "migrations named one by one, with and without suffix" {
    run "$SCHEMAC" up --db "$sqlite" "$m/001_users" "$m/002_posts.up.sql"
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
}

@test "a dry run prints the statements, changes nothing and makes no file" {
    up --dry-run
    [ "$status" -eq 0 ]
    [[ $output == *"would apply  001  users"*"CREATE TABLE users"*"would apply  002"* ]]
    [ ! -e "$db" ]
    "$SCHEMAC" up --db "$sqlite" --dir "$m" --to 001
    up --dry-run
    [[ $output != *001* && $output == *002* ]]
    run "$SCHEMAC" down --db "$sqlite" --dry-run
    [[ $output == *"would revert  001"*"DROP TABLE users;"* ]]
    [ "$(sql "SELECT count(*) FROM users")" = 1 ]
}

@test "--json is one document" {
    up --json
    [ "$(jq -r '.migrations | map(.version + (.done | tostring)) | join(",")' <<<"$output")" = 001true,002true ]
    run "$SCHEMAC" status --db "$sqlite" --dir "$m" --json
    [ "$(jq -r '.migrations[1].state' <<<"$output")" = applied ]
    [ "$(jq -r .hash <<<"$output")" = "$(hash_of c)" ]
}

@test "drift is named object by object and refused" {
    up
    rebuild 003 c d
    sql "ALTER TABLE users RENAME COLUMN email TO mail"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"drift: column users.email is missing"* ]]
    sql "ALTER TABLE users DROP COLUMN mail; ALTER TABLE users ADD COLUMN email VARCHAR(9)"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"drift: column users.email is VARCHAR(9) null, expected TEXT not null"* ]]
    up --force
    [ "$status" -eq 0 ]
    [[ $stderr == *warning:*drift* ]]
}

@test "an empty registry accepts any hash when the old objects are there" {
    rm "$m"/*
    rebuild 003 x y
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"users.email is missing"* ]]
    sql "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL); INSERT INTO users VALUES (1, 'x')"
    up
    [ "$status" -eq 0 ]
}

@test "a hash that does not fit is refused" {
    simple 003 odd sqlite x y "CREATE TABLE odd (id INTEGER);" "DROP TABLE odd;"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"003 odd starts from schema"* ]]
    [ "$(sql "SELECT count(*) FROM sqlite_schema WHERE name = 'odd'")" = 0 ]
}

@test "a changed file is refused by name, comments and spacing do not count" {
    up
    sed -i 's/^CREATE TABLE users (/-- a licence\nCREATE   TABLE users\n(/' "$m/001_users.up.sql"
    up
    [ "$status" -eq 0 ]
    sed -i 's/a@b/c@d/' "$m/001_users.up.sql"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"001_users.up.sql"*"001 users has changed since it was applied"* ]]
    run "$SCHEMAC" status --db "$sqlite" --dir "$m"
    [[ ${lines[1]} == changed* ]]
}

@test "a failing statement rolls its migration back and is reported with file, line and step" {
    simple 003 bad sqlite c d "CREATE TABLE bad (id INTEGER);
INSERT INTO bad VALUES (1);
INSERT INTO
    missing VALUES (1);" "DROP TABLE bad;"
    up
    [ "$status" -eq 3 ]
    line=$(grep -n 'INSERT INTO$' "$m/003_bad.up.sql" | cut -d: -f1)
    [[ $stderr == *"003_bad.up.sql:$line: error: step 1: no such table: missing"* ]]
    [ "$(sql "SELECT count(*) FROM sqlite_schema WHERE name = 'bad'")" = 0 ]
    [ "$(sql "SELECT success || ',' || (error LIKE '%no such table: missing%') FROM schemac_migration WHERE version = '003'")" = 0,1 ]
    [ "$(sql "SELECT count(*) FROM schemac_event WHERE kind = 'fail'")" = 1 ]
    run "$SCHEMAC" status --db "$sqlite" --dir "$m"
    [[ $output == *failed*003* ]]
    sed -i 's/missing VALUES/bad VALUES/' "$m/003_bad.up.sql"
    up
    [ "$status" -eq 0 ]
    [ "$(sql "SELECT success || ',' || coalesce(error, '-') FROM schemac_migration WHERE version = '003'")" = 1,- ]
}

@test "failing before- and after-checks leave nothing behind" {
    up
    for when in before after; do
        rm -f "$m"/003*
        { header 003 checked up sqlite c d
          [ $when = after ] || printf -- '--schemac check before none "no users"\n--| select 1 from users;\n'
          printf -- '--schemac segment 1 tx\nBEGIN IMMEDIATE;\n--schemac step 1 scan=no\nCREATE TABLE x (id INTEGER);\nCOMMIT;\n'
          [ $when = before ] || printf -- '--schemac check after equal "five users"\n--| select count(*) from users\n--schemac against\n--| select 5\n'
          printf -- '--schemac end\n'; } >"$m/003_checked.up.sql"
        up
        [ "$status" -eq 1 ]
        [[ $output == *FAIL* ]]
        [[ $stderr == *"$when the migration failed"* ]]
        [ "$(sql "SELECT count(*) FROM sqlite_schema WHERE name = 'x'")" = 0 ]
    done
    [[ $output == *"five users"*"old 5"*"new 1"*"-4"* ]]
}

@test "a rebuild keeps rows that ON DELETE CASCADE would take" {
    up
    sql "INSERT INTO posts VALUES (7, 1)"
    rebuild 003 c d
    up
    [ "$status" -eq 0 ]
    [ "$(sql "SELECT count(*) FROM posts")" = 1 ]
    run "$SCHEMAC" verify --db "$sqlite"
    [ "$status" -eq 0 ]
    [[ $output == *"PASS  same count"* ]]
}

@test "a rebuild that would break a foreign key is rolled back and names the tables" {
    up
    sql "INSERT INTO posts VALUES (7, 1)"
    rebuild 003 c d
    sed -i 's/email FROM users;/email FROM users WHERE id > 1;/' "$m/003_rebuild.up.sql"
    sed -i 's/^--| select 1$/--| select 0/' "$m/003_rebuild.up.sql"
    up
    [ "$status" -eq 1 ]
    [[ $stderr == *"foreign keys without their row: posts -> users (1 rows)"* ]]
    [ "$(sql "SELECT count(*) FROM users")" = 1 ]
}

@test "validate and verify find what changed" {
    up
    rebuild 003 c d
    up
    run "$SCHEMAC" validate --db "$sqlite" --dir "$m"
    [ "$status" -eq 0 ]
    sql "INSERT INTO users VALUES (2, 'b'); ALTER TABLE users RENAME email TO mail"
    run "$SCHEMAC" validate --db "$sqlite"
    [ "$status" -eq 1 ]
    [[ $output == *"drift: column users.email is missing"* && $output == *"FAIL  same count"*"+1"* ]]
    run "$SCHEMAC" verify --db "$sqlite" --json
    [ "$status" -eq 1 ]
    [ "$(jq -r '.checks[0] | .old + .new + .difference' <<<"${output%%error:*}")" = "12+1" ]
}

@test "down: nothing stored, irreversible, forced" {
    up
    simple 003 lossy sqlite c d "DROP TABLE posts;" "CREATE TABLE posts (id INTEGER);"
    sed -i 's/^--schemac grade lossless/--schemac grade irreversible/' "$m/003_lossy.down.sql"
    simple 004 oneway sqlite d e "CREATE TABLE w (id INTEGER);" "DROP TABLE w;"
    rm "$m/004_oneway.down.sql"
    up --to 003
    run "$SCHEMAC" down --db "$sqlite"
    [ "$status" -eq 4 ]
    run "$SCHEMAC" down --db "$sqlite" --force
    [ "$status" -eq 0 ]
    up
    run "$SCHEMAC" down --db "$sqlite" --to 002 --force
    [ "$status" -eq 4 ]
    [ "$(sql "SELECT count(*) FROM schemac_migration")" = 4 ]
}

@test "text that looks like a marker is not one inside strings and comments" {
    simple 003 tricky sqlite c d "CREATE TABLE tricky (a TEXT DEFAULT '
--schemac end
', [b
--schemac step 9] TEXT, \`c
--| d\` TEXT); /*
--schemac segment 5 tx
*/
CREATE TRIGGER tr AFTER INSERT ON tricky BEGIN
  UPDATE tricky SET a = CASE WHEN 1 THEN 'x; COMMIT;' ELSE 'y' END;
  DELETE FROM users WHERE 0;
END;
INSERT INTO tricky (a) VALUES ('z');" "DROP TABLE tricky;"
    up
    [ "$status" -eq 0 ]
    [ "$(sql "SELECT a FROM tricky")" = "x; COMMIT;" ]
    [ "$(sql "SELECT segments_total FROM schemac_migration WHERE version = '003'")" = 1 ]
}

@test "a double-quoted string is an error, not a value" {
    simple 003 dqs sqlite c d 'INSERT INTO users VALUES (5, "oops");' "DELETE FROM users WHERE id = 5;"
    up
    [ "$status" -eq 3 ]
    [[ $stderr == *"no such column: oops"* ]]
}

@test "the sqlite3 shell alone comes to the same end state" {
    rebuild 003 c d
    up
    for f in "$m"/*.up.sql; do sqlite3 -bail "$dir/plain.db" <"$f"; done
    diff <(sqlite3 "$dir/plain.db" .dump | grep -v schemac_) \
        <(sqlite3 "$db" .dump | awk '/schemac_/{skip=1} !skip; /;$/{skip=0}')
}

@test "two runners at once: every migration once" {
    for i in $(seq 3 30); do
        simple "$(printf %03d "$i")" "t$i" sqlite "h$i" "h$((i + 1))" \
            "CREATE TABLE t$i (id INTEGER); INSERT INTO users (email) VALUES ('$i');" "DROP TABLE t$i;"
    done
    sed -i "s/^--schemac from .*/--schemac from $(hash_of c)/" "$m/003_t3.up.sql"
    sed -i "s/^--schemac to .*/--schemac to $(hash_of c)/" "$m/003_t3.down.sql"
    "$SCHEMAC" up --db "$sqlite" --dir "$m" >"$dir/1" 2>&1 &
    one=$!
    "$SCHEMAC" up --db "$sqlite" --dir "$m" >"$dir/2" 2>&1 &
    two=$!
    wait $one
    wait $two
    [ "$(sql "SELECT count(*) FROM schemac_migration WHERE success")" = 30 ]
    [ "$(sql "SELECT count(*) FROM users")" = 29 ]
    [ "$(grep -c ^applied <(cat "$dir/1" "$dir/2"))" -eq 30 ]
}

@test "the wrong dialect, a newer target, and files that are not in the format" {
    up
    simple 003 pg postgres c d "SELECT 1;" "SELECT 1;"
    up
    [ "$status" -eq 4 ]
    rm "$m"/003*
    simple 003 newer sqlite c d "SELECT 1;" "SELECT 1;"
    sed -i 's/target 3.40/target 9.1/' "$m/003_newer.up.sql"
    up
    [ "$status" -eq 4 ]
    sed -i 's/target 9.1/target 3.40/; $d' "$m/003_newer.up.sql"
    up
    [ "$status" -eq 2 ]
    [[ $stderr == *"cut off"* ]]
    echo 'CREATE TABLE x (id);' >"$m/003_newer.up.sql"
    up
    [ "$status" -eq 2 ]
    [[ $stderr == *"003_newer.up.sql:1: error"* ]]
}

@test "usage errors are status 2" {
    run "$SCHEMAC" up --nonsense
    [ "$status" -eq 2 ]
    run env -u DATABASE_URL "$SCHEMAC" up
    [ "$status" -eq 2 ]
    run "$SCHEMAC" down --dir x
    [ "$status" -eq 2 ]
    run "$SCHEMAC" up --help
    [ "$status" -eq 0 ]
    [[ $output == *--dry-run* ]]
    DATABASE_URL=$sqlite run "$SCHEMAC" up --dir "$m"
    [ "$status" -eq 0 ]
}

@test "a database that stays locked is status 3" {
    up --to 001
    mkfifo "$dir/pipe"
    sqlite3 "$db" <"$dir/pipe" >"$dir/begun" &
    exec 9>"$dir/pipe"
    echo "BEGIN IMMEDIATE; SELECT 1;" >&9
    until [ -s "$dir/begun" ]; do sleep 0.05; done
    up --lock-wait 1
    [ "$status" -eq 3 ]
    [[ $stderr == *"database is locked [locked]"* ]]
    echo "COMMIT;" >&9
    exec 9>&-
    wait
    up
    [ "$status" -eq 0 ]
}
