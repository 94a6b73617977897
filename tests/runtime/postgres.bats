# SPDX-License-Identifier: MIT
bats_require_minimum_version 1.5.0
load common.bash

setup() {
    setup_postgres
    simple 001 users postgres a b \
        "CREATE TABLE public.users (id integer PRIMARY KEY, email character varying(255) NOT NULL);
INSERT INTO public.users SELECT i, 'u' || i FROM generate_series(1, 3) i;" "DROP TABLE public.users;"
    index 002 b c
}

teardown() { teardown_postgres; }

# index VERSION FROM TO: a transaction, an index built outside of one, and a transaction.
index() {
    { header "$1" index up postgres "$2" "$3"
      cat <<'END'
--schemac old table public.users
--schemac old column public.users.email character varying(255) not null
--schemac new column public.users.mail character varying(255) null
--schemac new index public.users_mail_idx
--schemac check before none "no empty address"
--| select 1 from public.users where email = ''
--schemac segment 1 tx
BEGIN;
--schemac step 1 lock=ACCESS_EXCLUSIVE on=public.users scan=no rewrite=no grade=lossless
ALTER TABLE public.users RENAME COLUMN email TO mail;
--schemac step 2 lock=ACCESS_EXCLUSIVE on=public.users scan=no rewrite=no grade=lossless
ALTER TABLE public.users ALTER COLUMN mail DROP NOT NULL;
COMMIT;
--schemac segment 2 no-tx
--schemac step 3 lock=SHARE_UPDATE_EXCLUSIVE on=public.users scan=yes rewrite=no grade=lossless
--schemac done
--| select exists (select from pg_index where indexrelid = to_regclass('public.users_mail_idx') and indisvalid)
--schemac undo
--| drop index concurrently if exists public.users_mail_idx
CREATE UNIQUE INDEX CONCURRENTLY users_mail_idx ON public.users (mail);
--schemac segment 3 tx
BEGIN;
--schemac step 4 lock=SHARE_UPDATE_EXCLUSIVE on=public.users scan=no rewrite=no grade=lossless
COMMENT ON COLUMN public.users.mail IS 'The address';
COMMIT;
--schemac check after equal "same count"
--| select count(*) from public.users
--schemac against
--| select count(mail) from public.users
--schemac end
END
    } >"$m/$1_index.up.sql"
    { header "$1" index down postgres "$3" "$2"
      cat <<'END'
--schemac segment 1 no-tx
--schemac step 1 lock=SHARE_UPDATE_EXCLUSIVE on=public.users scan=no rewrite=no grade=lossless
--schemac done
--| select to_regclass('public.users_mail_idx') is null
DROP INDEX CONCURRENTLY public.users_mail_idx;
--schemac segment 2 tx
BEGIN;
--schemac step 2 lock=ACCESS_EXCLUSIVE on=public.users scan=no rewrite=no grade=lossless
COMMENT ON COLUMN public.users.mail IS NULL;
ALTER TABLE public.users RENAME COLUMN mail TO email;
ALTER TABLE public.users ALTER COLUMN email SET NOT NULL;
COMMIT;
--schemac end
END
    } >"$m/$1_index.down.sql"
}

up() { run --separate-stderr "$SCHEMAC" up --db "$pg" --dir "$m" "$@"; }

@test "up, status, validate, verify, down" {
    up
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    [ "$(run_sql "SELECT string_agg(version || success || segments_done, ',') FROM schemac.migration")" = 001true1,002true3 ]
    run "$SCHEMAC" status --db "$pg" --dir "$m"
    [[ ${lines[2]} == applied*002* ]]
    run "$SCHEMAC" validate --db "$pg" --dir "$m"
    [ "$status" -eq 0 ]
    run "$SCHEMAC" verify --db "$pg"
    [[ $output == *"PASS  same count"* ]]
    run "$SCHEMAC" down --db "$pg"
    [ "$status" -eq 0 ]
    [ "$(run_sql "SELECT to_regclass('public.users_mail_idx') IS NULL")" = t ]
    run "$SCHEMAC" down --db "$pg"
    [ "$(run_sql "SELECT to_regclass('public.users') IS NULL")" = t ]
}

@test "a URL works as well, and its password is never shown" {
    up
    url="postgres://$PGUSER:${PGPASSWORD:-geheim}@$PGHOST:$PGPORT/$base"
    run "$SCHEMAC" status --db "$url" --dir "$m"
    for bad in "postgres://me:S3cret@localhost:1/x" "host=localhost port=1 password=S3cret" \
        "postgres://me:S3c/S3cret@localhost/x" "postgres://me:S3@S3cret@localhost/x" "password='S3cret" \
        "postgres://localhost:1/x?password=S3cret" "postgres://me:S3cret@localhost:S3cret/x"; do
        run "$SCHEMAC" status --db "$bad" --dir "$m"
        [ "$status" -ge 2 ]
        [[ $output != *S3c* ]]
    done
}

@test "psql alone comes to the same end state" {
    pg_dump -s "$base" > /dev/null 2>&1 || skip "no pg_dump that is as new as the server"
    up
    psql -qX -d postgres -c "CREATE DATABASE ${base}_plain"
    for f in "$m"/*.up.sql; do psql -qX -v ON_ERROR_STOP=1 -d "${base}_plain" -f "$f"; done
    diff <(pg_dump -N schemac "$base" | grep -v restrict) <(pg_dump "${base}_plain" | grep -v restrict)
    psql -qX -d postgres -c "DROP DATABASE ${base}_plain"
}

@test "drift is named; hash and changed files are refused" {
    up --to 001
    run_sql "ALTER TABLE public.users ALTER email TYPE text"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"drift: column public.users.email is text not null, expected character varying(255) not null"* ]]
    run_sql "ALTER TABLE public.users ALTER email TYPE varchar(255)"
    simple 003 odd postgres x y "SELECT 1;" "SELECT 1;"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"003 odd starts from schema"* ]]
    rm "$m"/003*
    sed -i 's/generate_series(1, 3)/generate_series(1, 4)/' "$m/001_users.up.sql"
    up
    [ "$status" -eq 4 ]
    [[ $stderr == *"001 users has changed"* ]]
}

@test "a failing statement: rolled back, with file, line, step and SQLSTATE" {
    { header 003 bad up postgres c d
      printf -- '--schemac segment 1 tx\nBEGIN;\n'
      for i in 1 2 3; do printf -- '--schemac step %s scan=no rewrite=no\nCREATE TABLE public.t%s ();\n' $i $i; done
      printf -- '--schemac step 4 scan=no\n-- über\nCREATE TABLE public.t4 ();\nSELECT 1\n  FROM nowhere;\n'
      printf -- '--schemac step 5 scan=no\nCREATE TABLE public.t5 ();\nCOMMIT;\n--schemac end\n'; } >"$m/003_bad.up.sql"
    up
    [ "$status" -eq 3 ]
    line=$(grep -n 'FROM nowhere' "$m/003_bad.up.sql" | cut -d: -f1)
    [[ $stderr == *"003_bad.up.sql:$line: error: step 4: relation \"nowhere\" does not exist [statement failed, 42P01]"* ]]
    [ "$(run_sql "SELECT to_regclass('public.t1') IS NULL")" = t ]
    [ "$(run_sql "SELECT error LIKE '%nowhere%' FROM schemac.migration WHERE version = '003'")" = t ]
    # An error that has no position: the line is that of the statement.
    sed -i 's/^SELECT 1$/CREATE TABLE public.t1 ();/; /FROM nowhere/d' "$m/003_bad.up.sql"
    up
    line=$(grep -n 'CREATE TABLE public.t1' "$m/003_bad.up.sql" | tail -1 | cut -d: -f1)
    [[ $stderr == *"003_bad.up.sql:$line: error: step 4: relation \"t1\" already exists"* ]]
}

@test "a step outside a transaction that fails leaves no invalid index and is gone on with" {
    up --to 001
    run_sql "UPDATE public.users SET email = 'same'"
    up
    [ "$status" -eq 3 ]
    [[ $stderr == *"step 3: could not create unique index"* ]]
    [ "$(run_sql "SELECT to_regclass('public.users_mail_idx') IS NULL")" = t ]
    [ "$(run_sql "SELECT success || ',' || segments_done FROM schemac.migration WHERE version = '002'")" = false,1 ]
    run "$SCHEMAC" down --db "$pg"
    [ "$status" -eq 4 ]
    run "$SCHEMAC" status --db "$pg" --dir "$m"
    [[ $output == *interrupted*002* && $output == *"1 of 3 segments done"* ]]
    run_sql "UPDATE public.users SET mail = id"
    up
    [ "$status" -eq 0 ]
    [ "$(run_sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.users_mail_idx'::regclass")" = t ]
}

@test "a finished step is found, a half-made one is undone first" {
    up --to 001
    run_sql "UPDATE public.users SET email = 'same'"
    up
    run_sql "CREATE UNIQUE INDEX CONCURRENTLY users_mail_idx ON public.users (mail)" || true
    [ "$(run_sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.users_mail_idx'::regclass")" = f ]
    run_sql "UPDATE public.users SET mail = id"
    up --json
    [ "$status" -eq 0 ]
    run "$SCHEMAC" down --db "$pg"
    up --to 001
    run_sql "UPDATE public.users SET email = 'same'"
    up
    run_sql "UPDATE public.users SET mail = id"
    run_sql "CREATE UNIQUE INDEX users_mail_idx ON public.users (mail)"
    up --json
    [ "$(jq '.migrations[0].steps[0].found' <<<"$output")" = true ]
}

@test "an after-check that fails rolls the last segment back" {
    up --to 001
    sed -i 's/^--| select count(mail).*/--| select 9/' "$m/002_index.up.sql"
    up
    [ "$status" -eq 1 ]
    [[ $output == *"FAIL  same count"*"old 9"*"new 3"*"-6"* ]]
    [ "$(run_sql "SELECT segments_done FROM schemac.migration WHERE version = '002'")" = 2 ]
    [ -z "$(run_sql "SELECT col_description('public.users'::regclass, 2)")" ]
    # The file is not the one that was begun any more; that has to be said.
    sed -i "s/COMMENT ON COLUMN/COMMENT  ON  COLUMN/; s/'The address'/'An address'/; s/^--| select 9/--| select 3/" "$m/002_index.up.sql"
    up
    [ "$status" -eq 4 ]
    up --force
    [ "$status" -eq 0 ]
    up
    [ "$output" = "nothing to apply" ]
}

@test "dollar quotes, routines and markers within them" {
    simple 003 tricky postgres c d "CREATE FUNCTION public.f() RETURNS text LANGUAGE plpgsql AS \$x\$
BEGIN
--schemac end
  RETURN 'a; COMMIT;' || E'\\\\'; -- '
END \$x\$;
CREATE FUNCTION public.g() RETURNS integer LANGUAGE sql
BEGIN ATOMIC
  SELECT CASE WHEN true THEN 1 ELSE 2 END;
  SELECT 3;
END;
CREATE TABLE public.\"we;ird\" (a text DEFAULT '
--schemac segment 7 tx
', b text /* nested /* -- */ ; */);
CREATE RULE r AS ON INSERT TO public.users DO ALSO (SELECT 1; SELECT 2);
SELECT nothing;" "SELECT 1;"
    up
    line=$(grep -n 'SELECT nothing' "$m/003_tricky.up.sql" | cut -d: -f1)
    [[ $stderr == *":$line: error: step 1: column \"nothing\" does not exist"* ]]
    sed -i 's/^SELECT nothing;/SELECT 1;/' "$m/003_tricky.up.sql"
    up
    [ "$status" -eq 0 ]
    [ "$(run_sql "SELECT public.g()")" = 3 ]
}

@test "a lock that is held: tried again after the lock timeout, then given up" {
    up --to 001
    psql -qX -d "$base" -c "BEGIN; SELECT 1 FROM public.users; SELECT pg_sleep(2)" >/dev/null &
    wait_for "wait_event = 'PgSleep'"
    up --lock-timeout 300
    [ "$status" -eq 0 ]
    [[ $stderr == *"trying again: canceling statement due to lock timeout"* ]]
    wait
}

@test "two runners at once: the second waits and finds nothing to do" {
    simple 003 slow postgres c d "SELECT pg_sleep(2);
INSERT INTO public.users VALUES (100, 'slow');" "DELETE FROM public.users WHERE id = 100;"
    "$SCHEMAC" up --db "$pg" --dir "$m" >"$dir/1" 2>&1 &
    wait_for "wait_event = 'PgSleep'"
    up
    [ "$status" -eq 0 ]
    [ "$output" = "nothing to apply" ]
    [[ $stderr == *"waiting: another runner is at work: process"* ]]
    wait
    [ "$(run_sql "SELECT count(*) FROM public.users WHERE id = 100")" = 1 ]
}

@test "waiting for the lock ends" {
    psql -qX -d "$base" -c "SELECT pg_advisory_lock(1935894637, 24931), pg_sleep(3)" >/dev/null &
    wait_for "wait_event = 'PgSleep'"
    up --lock-wait 1
    [ "$status" -eq 3 ]
    [[ $stderr == *"another runner is at work: process"* ]]
    wait
}

@test "a runner that lost its lock cannot write any more" {
    simple 003 slow postgres c d "SELECT pg_sleep(2);" "SELECT 1;"
    simple 004 after postgres d e "CREATE TABLE public.after ();" "DROP TABLE public.after;"
    # Outside a transaction nothing holds the runner's row: the take-over comes in while the step runs.
    sed -i 's/^--schemac segment 1 tx/--schemac segment 1 no-tx/; /^BEGIN;/d; /^COMMIT;/d;
        s/^--schemac step 1.*/&\n--schemac done\n--| select epoch > 1000 from schemac.runner\n--schemac undo\n--| select 1/' "$m/003_slow.up.sql"
    "$SCHEMAC" up --db "$pg" --dir "$m" >"$dir/1" 2>&1 &
    pid=$!
    wait_for "wait_event = 'PgSleep'"
    run_sql "UPDATE schemac.runner SET epoch = epoch + 1000"
    code=0
    wait $pid || code=$?
    [ "$code" -eq 3 ]
    [[ $(cat "$dir/1") == *"another runner took over"* ]]
    [ "$(run_sql "SELECT to_regclass('public.after') IS NULL")" = t ]
}

@test "an idle former backend is ended on take-over" {
    up --to 001
    psql -qX -d "$base" -c "UPDATE schemac.runner SET process = pg_backend_pid(), started = (SELECT extract(epoch FROM backend_start)::text FROM pg_stat_activity WHERE pid = pg_backend_pid())" -c "SELECT pg_sleep(20)" >"$dir/old" 2>&1 &
    wait_for "wait_event = 'PgSleep'"
    up
    [ "$status" -eq 0 ]
    wait || true
    [[ $(cat "$dir/old") == *"terminating connection"* ]]
}

@test "the session's settings do not change what statements see" {
    run_sql "ALTER DATABASE $base SET lock_timeout = '1ms'"
    run_sql "ALTER DATABASE $base SET search_path = ''"
    up
    [ "$status" -eq 0 ]
}

@test "a runner killed within CREATE INDEX CONCURRENTLY: the next one waits, looks and finishes" {
    up --to 001
    psql -qX -d "$base" -c "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM public.users; SELECT pg_sleep(3)" >/dev/null &
    other=$!
    wait_for "wait_event = 'PgSleep'"
    # The old snapshot holds the index build up, not the transaction before it.
    sed -i '/^--schemac segment 1 tx/,/^COMMIT;/{s/^ALTER TABLE.*RENAME.*/SELECT 1;/;s/^ALTER TABLE.*DROP NOT.*/SELECT 1;/}' "$m/002_index.up.sql"
    sed -i 's/users (mail)/users (email)/; /^--schemac new column/d; s/users.mail IS/users.email IS/; s/count(mail)/count(email)/' "$m/002_index.up.sql"
    "$SCHEMAC" up --db "$pg" --dir "$m" >/dev/null 2>&1 &
    pid=$!
    wait_for "query LIKE '%INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'"
    kill -KILL $pid
    [ "$(run_sql "SELECT success || ',' || segments_done FROM schemac.migration WHERE version = '002'")" = false,1 ]
    up
    [ "$status" -eq 0 ]
    [ "$(run_sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.users_mail_idx'::regclass")" = t ]
    wait $other || true
}

@test "a server process that is ended: status 3, and the next up goes on" {
    simple 003 slow postgres c d "CREATE TABLE public.slow ();
SELECT pg_sleep(5);" "DROP TABLE public.slow;"
    up --to 002
    "$SCHEMAC" up --db "$pg" --dir "$m" >"$dir/1" 2>&1 &
    pid=$!
    wait_for "wait_event = 'PgSleep'"
    run_sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'schemac' AND datname = current_database()"
    code=0
    wait $pid || code=$?
    cat "$dir/1"
    [ "$code" -eq 3 ]
    [[ $(cat "$dir/1") == *"terminating connection due to administrator command"* ]]
    sed -i 's/pg_sleep(5)/pg_sleep(0)/' "$m/003_slow.up.sql"
    up
    [ "$status" -eq 0 ]
}
