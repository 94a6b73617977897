#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# kill.sh [sqlite|postgres]: ends the runner by SIGKILL at each of its steps and at random moments. The next
# runner must come to the same end state, with nothing done twice and nothing lost.
# Without an argument, both. SCHEMAC is the program; KILL_AT is kill_at.c, compiled with the runtime, and is
# made from $OUT/libschemac.a when it is not given; KILLS is the least number of kills (default 200).
set -euo pipefail
cd "$(dirname "$0")"
. ./common.bash

SCHEMAC=$(realpath "$SCHEMAC")
if [ -z "${KILL_AT:-}" ]; then
    tools=$(mktemp -d)
    trap 'rm -rf "$tools"' EXIT
    export KILL_AT=$tools/kill_at
    compile "$KILL_AT" kill_at.c
fi
if [ $# = 0 ]; then
    "./${0##*/}" sqlite
    "./${0##*/}" postgres
    exit
fi

dialect=$1
kills=${KILLS:-200}
BATS_TEST_TMPDIR=$(mktemp -d)
trap 'rm -rf "$BATS_TEST_TMPDIR" "${tools:-}"; [ "$dialect" = sqlite ] || psql -qX -d postgres -c "DROP DATABASE IF EXISTS $base WITH (FORCE)" 2>/dev/null' EXIT
setup_common
base=schemac_kill_$$
work=$BATS_TEST_TMPDIR

if [ "$dialect" = sqlite ]; then
    url=$sqlite
    fresh() { rm -f "$db" "$db-journal" "$db-wal" "$db-shm"; }
    sql() { sqlite3 -cmd '.timeout 20000' "$db" "$1"; }
    state() { sqlite3 -cmd '.timeout 20000' "$db" .dump | awk '/schemac_/{skip=1} !skip; /;$/{skip=0}'; }
    registry=schemac_
    begin="BEGIN IMMEDIATE"
    p=
else
    url="dbname=$base"
    fresh() {
        psql -qX -d postgres -c "DROP DATABASE IF EXISTS $base WITH (FORCE)" 2>/dev/null
        psql -qX -d postgres -c "CREATE DATABASE $base"
    }
    sql() { run_sql "$1"; }
    state() { pg_dump -N schemac --inserts "$base" | grep -v restrict | sort; }
    registry=schemac.
    begin=BEGIN
    p=public.
fi

# Every step leaves a mark without a key, so that one which runs twice shows.
segment_tx() { # NUMBER FIRST_STEP COUNT SQL
    printf -- '--schemac segment %s tx\n%s;\n' "$1" "$begin"
    for i in $(seq "$2" $(($2 + $3 - 1))); do
        # shellcheck disable=SC2059
        printf -- '--schemac step %s scan=%s rewrite=no\n' "$i" "$([ $((i % 2)) = 0 ] && echo yes || echo no)"
        printf "INSERT INTO ${p}mark VALUES ('%s %s');\n" "$tag" "$i"
        [ "$i" != "$2" ] || printf '%s\n' "$4"
    done
    printf 'COMMIT;\n'
}

write() { # VERSION FROM TO BODY_FUNCTION
    for direction in up down; do
        tag="$1 $direction"
        if [ $direction = up ]; then header "$1" "m$1" up "$dialect" "$2" "$3"; else header "$1" "m$1" down "$dialect" "$3" "$2"; fi >"$m/$1.$direction.sql"
        "$4" $direction >>"$m/$1.$direction.sql"
        printf -- '--schemac end\n' >>"$m/$1.$direction.sql"
    done
}

pause() { [ "$dialect" = sqlite ] || printf 'SELECT pg_sleep(0.01);\n'; }

first() {
    if [ "$1" = up ]; then
        segment_tx 1 1 4 "CREATE TABLE ${p}t (id integer PRIMARY KEY, v integer); $(pause)"
    else
        segment_tx 1 1 2 "DROP TABLE ${p}t; $(pause)"
    fi
}

rows() {
    if [ "$1" = up ]; then
        segment_tx 1 1 3 "INSERT INTO ${p}t SELECT * FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i, i FROM n) x;"
        segment_tx 2 4 3 "UPDATE ${p}t SET v = v + 1; $(pause)"
    else
        segment_tx 1 1 2 "UPDATE ${p}t SET v = v - 1; $(pause)"
        segment_tx 2 3 2 "DELETE FROM ${p}t;"
    fi
}

last() {
    if [ "$dialect" = sqlite ]; then
        printf -- '--schemac segment 1 rebuild\nPRAGMA foreign_keys=OFF;\nBEGIN IMMEDIATE;\n--schemac step 1 scan=yes\n'
        printf "INSERT INTO mark VALUES ('%s');\nCREATE TABLE t_new (id integer PRIMARY KEY, v integer%s);\n" "$tag" "$([ "$1" = up ] && echo ' NOT NULL' || true)"
        printf -- '--schemac step 2 scan=yes\nINSERT INTO t_new SELECT id, v FROM t;\nDROP TABLE t;\n--schemac step 3 scan=yes\nALTER TABLE t_new RENAME TO t;\nCOMMIT;\nPRAGMA foreign_keys=ON;\n'
        return
    fi
    if [ "$1" = up ]; then
        segment_tx 1 1 2 "ALTER TABLE public.t ADD COLUMN w integer; $(pause)"
        for i in 3 4; do
            [ $i = 3 ] && printf -- '--schemac segment 2 no-tx\n'
            printf -- '--schemac step %s scan=yes\n--schemac done\n' $i
            printf -- "--| select exists (select from pg_index where indexrelid = to_regclass('public.t_%s') and indisvalid)\n" $i
            printf -- '--schemac undo\n--| drop index concurrently if exists public.t_%s\n' $i
            printf 'CREATE INDEX CONCURRENTLY t_%s ON public.t (v, (id + %s));\n' $i $i
        done
        segment_tx 3 5 2 "COMMENT ON TABLE public.t IS 'x';"
    else
        printf -- '--schemac segment 1 no-tx\n'
        for i in 1 2; do
            printf -- "--schemac step %s scan=no\n--schemac done\n--| select to_regclass('public.t_%s') is null\n" $i $((i + 2))
            printf 'DROP INDEX CONCURRENTLY public.t_%s;\n' $((i + 2))
        done
        segment_tx 2 3 2 "ALTER TABLE public.t DROP COLUMN w; COMMENT ON TABLE public.t IS NULL;"
    fi
}

write 1 a b first
write 2 b c rows
write 3 c d last
prefixes=("$m/1" "$m/2" "$m/3")

start() { # a fresh database, with the table of marks
    fresh
    sql "CREATE TABLE ${p}mark (what text)"
    [ "$1" = up ] || "$SCHEMAC" up -q --db "$url" "${prefixes[@]}"
}

runner() { # DIRECTION: becomes the runner
    if [ "$1" = up ]; then
        exec "$SCHEMAC" up -q --db "$url" "${prefixes[@]}"
    else
        exec "$SCHEMAC" down -q --db "$url" --to none
    fi
}

finish() { (runner "$1"); }

declare -A span
count_kills=0
failures=0
compare() { # DIRECTION LABEL
    local events
    count_kills=$((count_kills + 1))
    events=$(sql "SELECT count(*) - count(DISTINCT version) FROM ${registry}event WHERE kind = '$1'")
    if ! state | cmp -s - "$work/expected.$1" || [ "$events" != 0 ]; then
        failures=$((failures + 1))
        echo "kill $2 ($1): another end state" >&2
        state | diff - "$work/expected.$1" | head -20 >&2 || true
    fi
}

for direction in up down; do
    start $direction
    begun=$(date +%s%3N)
    finish $direction
    span[$direction]=$(($(date +%s%3N) - begun + 2)) # milliseconds
    state >"$work/expected.$direction"
    at=1
    while :; do
        start $direction
        code=0
        { "$KILL_AT" $at $direction "$url" "${prefixes[@]}" >/dev/null || code=$?; } 2>/dev/null
        [ "$code" != 0 ] || break
        [ "$code" = 137 ] || { echo "event $at: status $code" >&2; exit 1; }
        finish $direction
        compare $direction "at event $at"
        at=$((at + 1))
    done
    echo "$dialect $direction: killed at each of $((at - 1)) events"
done

while [ $count_kills -lt "$kills" ]; do
    direction=$([ $((RANDOM % 3)) = 0 ] && echo down || echo up)
    start $direction
    (runner $direction) >/dev/null 2>&1 &
    pid=$!
    sleep "$(printf '0.%04d' $((RANDOM % (span[$direction] * 10))))"
    kill -KILL $pid 2>/dev/null || true
    code=0
    { wait $pid || code=$?; } 2>/dev/null
    [ $code = 137 ] || continue # it was done already
    finish $direction
    compare $direction "at random, number $count_kills"
done
echo "$dialect: $count_kills kills, $failures failures"
[ $failures = 0 ]
