#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# kill_systems.sh [postgres|sqlite]: the real transitions of schemas/, with the runner ended by SIGKILL at each
# of its events and at random moments, up and down. Each time the next runner must come to the new schema,
# and the way back to the old one with every row. KILLS: the least number for each database (default 200).
set -eu
. "$(dirname "$0")/../live/lib.sh"
: "${KILLS:=200}" "${OUT:=$PWD/build}"
root=$(cd "$(dirname "$0")/../.." && pwd)
kill_at=$work/kill_at
cc -std=c11 -O1 -I"$root" -o "$kill_at" "$root/tests/runtime/kill_at.c" "$OUT/libschemac.a" \
    $(pkg-config --libs libpq sqlite3 libmd)

# restart DIALECT: the database as it was before the migration
restart() {
    if [ "$1" = postgres ]; then
        psql -qX -d postgres -c "drop database if exists \"live_$$_run\" with (force)" \
            -c "create database \"live_$$_run\" template \"live_$$_old\"" 2>/dev/null
    else
        rm -f "$work"/run.db*
        cp "$work/old.db" "$work/run.db"
    fi
}

# prepare DIALECT OLD NEW CHANGE ROWS [OPTION…]
prepare() {
    local dialect=$1 old=$2 new=$3 change=$4 rows=$5
    shift 5
    mkdir -p "$work/sql"
    "$SCHEMAC" diff empty "$schemas/$old.sch" -o "$work/sql/0001_old" 2>/dev/null
    "$SCHEMAC" diff "$schemas/$old.sch" "$schemas/$new.sch" -m "$schemas/$change.sch" "$@" -o "$work/sql/0002_new" 2>/dev/null
    db_create "$dialect" old
    echo "live_$$_run" >>"$work/databases"
    "$SCHEMAC" up --quiet --db "$(db_url "$dialect" old)" "$work/sql/0001_old"
    db_load "$dialect" old "$schemas/$rows.sql"
    db_rows "$dialect" old >"$work/old.rows"
    db_shape "$dialect" old >"$work/old.shape"
    restart "$dialect"
    local from to
    from=$(date +%s%N)
    "$SCHEMAC" up --quiet --db "$(db_url "$dialect" run)" --dir "$work/sql"
    to=$(date +%s%N)
    took=$(((to - from) / 1000000))
    db_shape "$dialect" run >"$work/new.shape"
}

# finish DIALECT WHAT: the next runner goes on; then the way back
finish() {
    local url
    url=$(db_url "$1" run)
    "$SCHEMAC" up --quiet --db "$url" --dir "$work/sql" 2>"$work/said" && db_shape "$1" run >"$work/now.shape" &&
        cmp -s "$work/new.shape" "$work/now.shape" && "$SCHEMAC" down --quiet --db "$url" 2>"$work/said" &&
        db_shape "$1" run >"$work/now.shape" && db_rows "$1" run >"$work/now.rows" &&
        cmp -s "$work/old.shape" "$work/now.shape" && cmp -s "$work/old.rows" "$work/now.rows" && return
    echo "# $2"
    sed 's/^/# /' "$work/said"
    diff "$work/old.rows" "$work/now.rows" 2>/dev/null | head -5 | sed 's/^/# /' || true
    return 1
}

# kills DIALECT: at every event of up and of down, then at random moments
kills() {
    local dialect=$1 done=0 failed=0 at code events
    events=$(restart "$dialect"; "$kill_at" 1000000 up "$(db_url "$dialect" run)" "$work/sql/0001_old" "$work/sql/0002_new" | tail -n 1)
    for ((at = 1; at <= events; at++)); do
        restart "$dialect"
        { "$kill_at" "$at" up "$(db_url "$dialect" run)" "$work/sql/0001_old" "$work/sql/0002_new" >/dev/null || true; } 2>/dev/null
        finish "$dialect" "killed at event $at of up" || failed=$((failed + 1))
        done=$((done + 1))
    done
    while [ "$done" -lt "$KILLS" ]; do
        restart "$dialect"
        { timeout -s KILL "$(awk -v ms=$((RANDOM % (took + 20))) 'BEGIN { print ms / 1000 + 0.001 }')" \
            "$SCHEMAC" up --quiet --db "$(db_url "$dialect" run)" --dir "$work/sql" >/dev/null 2>&1 || code=$?; } 2>/dev/null
        finish "$dialect" "killed at a random moment of up" || failed=$((failed + 1))
        done=$((done + 1))
    done
    echo "# $dialect: $events events, $done kills, $failed failed"
    [ "$failed" = 0 ]
}

for dialect in ${1:-postgres sqlite}; do
    if [ "$dialect" = postgres ]; then
        prepare postgres bingeboard/v1 bingeboard/v2 bingeboard/v1_to_v2 bingeboard/rows_v1 --online
    else
        prepare sqlite downloads/early_2_0 downloads/v2_from_early downloads/early_to_v2 downloads/rows_early
    fi
    tap "$dialect: every kill is survived" kills "$dialect"
done
tap_end
