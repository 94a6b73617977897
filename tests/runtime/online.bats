#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What --online promises of NOT NULL: no look at the rows under the strong lock, and a run that was ended
# between its segments goes on.

load common.bash

setup() {
    setup_postgres
    printf 'dialect postgres;\ntable t { id int key; n int?; }\n' >"$dir/old.sch"
    printf 'dialect postgres;\ntable t { id int key; n int; fresh text; }\n' >"$dir/new.sch"
    printf 'migration "2" m { backfill t.n = $$ id $$; backfill t.fresh = $$ id::text $$; }\n' >"$dir/change.sch"
    "$SCHEMAC" diff empty "$dir/old.sch" -o "$m/1"
    "$SCHEMAC" diff "$dir/old.sch" "$dir/new.sch" -m "$dir/change.sch" --online -o "$m/2"
    cp "$m"/1.*.sql "$dir"
    prefixes=("$m/1" "$m/2")
}

teardown() { teardown_postgres; }

# From 18 on one that was not validated counts as well.
nulls() {
    run_sql "SELECT string_agg(attname || (attnotnull AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = attrelid AND contype = 'n' AND conkey = ARRAY[attnum] AND NOT convalidated)), ' ' ORDER BY attnum)
             FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped"
}
checks() { run_sql "SELECT count(*) FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'c'"; }

begin() {
    "$SCHEMAC" up -q --db "$pg" "$dir/1"
    run_sql "INSERT INTO t SELECT i, nullif(i, 3) FROM generate_series(1, 50) AS i"
}

@test "SET NOT NULL trusts the check that was validated" {
    begin
    PGOPTIONS='-c client_min_messages=debug1' psql -X -v ON_ERROR_STOP=1 -d "$base" -f "$m/2.up.sql" >"$dir/said" 2>&1 || { grep ERROR -B 5 "$dir/said"; false; }
    # From 18 on there is no SET NOT NULL: the constraint itself is validated.
    [ "$(run_sql "SELECT current_setting('server_version_num')::int >= 180000")" = t ] ||
        [ "$(grep -c 'are sufficient to prove that it does not contain nulls' "$dir/said")" = 2 ]
    [ "$(nulls)" = "idtrue ntrue freshtrue" ]
    [ "$(checks)" = 0 ]
}

@test "a runner killed at each of its events: the next one goes on, and the way back is whole" {
    compile "$dir/kill_at" "$BATS_TEST_DIRNAME/kill_at.c"
    begin
    at=1 kills=0 code=137
    while [ "$code" = 137 ]; do
        code=0
        { "$dir/kill_at" $at up "$pg" "${prefixes[@]}" >/dev/null || code=$?; } 2>/dev/null
        [ "$code" = 137 ] || [ "$code" = 0 ]
        "$SCHEMAC" up -q --db "$pg" "${prefixes[@]}"
        [ "$(nulls)" = "idtrue ntrue freshtrue" ]
        [ "$(checks)" = 0 ]
        [ "$(run_sql "SELECT fresh FROM t WHERE id = 3")" = 3 ]
        "$SCHEMAC" down -q --db "$pg"
        [ "$(nulls)" = "idtrue nfalse" ]
        [ "$(run_sql "SELECT id FROM t WHERE n IS NULL")" = 3 ]
        [ "$code" = 0 ] || kills=$((kills + 1))
        at=$((at + 1))
    done
    echo "$kills kills"
    [ $kills -gt 10 ]
}

@test "rows that hold null stop it after what was committed; once they are gone it goes on" {
    sed -i "s/backfill t.n[^;]*;//" "$dir/change.sch"
    "$SCHEMAC" diff "$dir/old.sch" "$dir/new.sch" -m "$dir/change.sch" --online -o "$m/2" 2>/dev/null
    begin
    run "$SCHEMAC" up -q --db "$pg" "${prefixes[@]}"
    [ "$status" = 3 ]
    [[ $(nulls) == "idtrue nfalse fresh"* ]]
    run_sql "UPDATE t SET n = 0 WHERE n IS NULL"
    "$SCHEMAC" up -q --db "$pg" "${prefixes[@]}"
    [ "$(nulls)" = "idtrue ntrue freshtrue" ]
    [ "$(checks)" = 0 ]
}
