#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Speed and memory against their limits (make bench). Limits are ratios of two things measured in the same
# run, the runs of a pair taking turns, so that they mean the same on any machine; each figure is the
# median of ROUNDS. The compiler, which is one thread and waits for nobody, is judged by its CPU time; the
# runner, which waits for a server, by the clock.
#
# The language has two grammars, that of declarations and that of the expressions in them, so:
#   scan    the tokens of both (check --scan-only)
#   parse   the syntax of both: every declaration and every check, default, index key … in it is parsed, its
#           tree thrown away, and nothing is looked up or built (check --parse-only)
#   diff    two files in, the texts of up and down made and the plan between them proved (diff old new)
#   self    the same for a file and its copy
#   stubs   as diff, with all outputs written, the C checks among them (diff -o); for information
#   SIZES="100 1000" ROUNDS=3 tests/bench/bench.sh [compile|run]; with a server at hand: postgres, inspect
set -eu
cd "$(dirname "$0")/../.."
: "${SCHEMAC:=$PWD/build/schemac}" "${TOOLS:=$PWD/build/tests/bench}"
: "${ROUNDS:=5}" "${SIZES:=100 1000 10000}"
export SCHEMAC TOOLS ROUNDS LC_ALL=C.UTF-8
failed=0

# measure NAME COMMAND...: one run; appends "wall cpu peak" to the samples of NAME.
measure() {
    local name=$1; shift
    "$TOOLS/measure" "$@" 3>> "$work/$name" > /dev/null 2> "$work/output" ||
        { echo "bench: failed: $*" >&2; head -n 5 "$work/output" >&2; exit 2; }
}

# median NAME FIELD: 1 wall, 2 CPU (microseconds), 3 peak KiB
median() { cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# limit WHAT VALUE BASE FACTOR: prints the ratio and whether it holds
limit() {
    awk -v what="$1" -v value="$2" -v base="$3" -v factor="$4" 'BEGIN {
        ratio = value / (base ? base : 1); ok = ratio <= factor
        printf "%-62s %6.2f  limit %5.1f  %s\n", what, ratio, factor, ok ? "ok" : "BROKEN"; exit !ok }' || failed=1
}

ms() { awk -v us="$1" 'BEGIN { printf "%.1f", us / 1000 }'; }

compile() {
    printf '%-8s %-12s %10s %10s %10s\n' tables what "wall ms" "CPU ms" "peak MiB"
    local n name
    for n in $SIZES; do
        "$TOOLS/generate" "$n" > "$work/old.sch"
        "$TOOLS/generate" "$n" --evolve 1 > "$work/new.sch"
        "$TOOLS/generate" "$n" > "$work/copy.sch"
        for ((round = 0; round < ROUNDS; round++)); do
            measure "scan.$n" "$SCHEMAC" check --scan-only "$work/old.sch" "$work/new.sch"
            measure "parse.$n" "$SCHEMAC" check --parse-only "$work/old.sch" "$work/new.sch"
            measure "twice.$n" "$SCHEMAC" check --parse-only "$work/old.sch" "$work/copy.sch"
            measure "diff.$n" "$SCHEMAC" diff "$work/old.sch" "$work/new.sch"
            measure "self.$n" "$SCHEMAC" diff "$work/old.sch" "$work/copy.sch"
            measure "stubs.$n" "$SCHEMAC" diff "$work/old.sch" "$work/new.sch" -o "$work/x"
            rm -f "$work"/x.*
        done
        for name in scan parse diff self stubs; do
            printf '%-8s %-12s %10s %10s %10s\n' "$n" $name "$(ms "$(median $name.$n 1)")" \
                "$(ms "$(median $name.$n 2)")" $(($(median $name.$n 3) / 1024))
        done
        bytes=$(cat "$work/old.sch" "$work/new.sch" | wc -c)
    done
    echo
    # Of small inputs the process itself is the larger part, so the ratios are those of the largest size.
    if [ -e "$work/diff.1000" ] && [ -e "$work/diff.10000" ]; then
        limit "diff of 10,000 tables / of 1,000" "$(median diff.10000 2)" "$(median diff.1000 2)" 12
    fi
    limit "scan and parse / scan alone, $n tables" "$(median "parse.$n" 2)" "$(median "scan.$n" 2)" 3
    limit "diff / parse of both files, $n tables" "$(median "diff.$n" 2)" "$(median "parse.$n" 2)" 2
    limit "diff of a file with itself / parse of it twice, $n tables" \
        "$(median "self.$n" 2)" "$(median "twice.$n" 2)" 1
    limit "peak memory of diff / bytes of both files, $n tables" \
        $(($(median "diff.$n" 3) * 1024)) "$bytes" 6
}

# Over 1,000 statements, by the runner and by the database's own tool, each on an empty database.
run_sqlite() {
    migration sqlite 320
    for ((round = 0; round < ROUNDS; round++)); do
        rm -f "$work"/*.db
        measure sqlite.runner "$SCHEMAC" up --db "sqlite:$work/a.db" --dir "$work/sqlite"
        measure sqlite.tool sh -c 'exec sqlite3 -bail "$1" < "$2"' sh "$work/b.db" "$up"
    done
    overhead sqlite "sqlite3"
}

run_postgres() {
    migration postgres 240
    for ((round = 0; round < ROUNDS; round++)); do
        for name in bench_a bench_b; do
            PGOPTIONS='-c client_min_messages=warning' \
                psql -qc "drop database if exists $name" -c "create database $name" postgres
        done
        measure postgres.runner "$SCHEMAC" up --db "dbname=bench_a" --dir "$work/postgres"
        measure postgres.tool psql -X -q -1 -v ON_ERROR_STOP=1 -d bench_b -f "$up"
    done
    overhead postgres "psql -1 -f"
}

# A live database as a schema, beside the tool that prints it as SQL and beside the least that could be read. What
# all wait for is the server, which has to deparse the same expressions. And what the tool has printed as a schema,
# for which no server is asked.
inspect() {
    local n=$1 db=bench_live_$1
    "$TOOLS/generate" "$n" > "$work/live.sch"
    "$SCHEMAC" diff empty "$work/live.sch" > "$work/live.sql"
    "$TOOLS/generate" "$n" --evolve 7 > "$work/next.sch"
    "$SCHEMAC" diff empty "$work/next.sch" > "$work/next.sql"
    psql -qc "create database $db" postgres
    psql -Xq -v ON_ERROR_STOP=1 -d "$db" -f "$work/live.sql" -c 'vacuum analyze' > "$work/output"
    for ((round = 0; round < ROUNDS; round++)); do
        measure "inspect.$n" "$SCHEMAC" inspect "dbname=$db"
        measure "tool.$n" pg_dump -s -d "$db" -f "$work/dump.sql"
        measure "raw.$n" psql -XAtq -d "$db" -f tests/bench/raw.sql -o /dev/null
        measure "import.$n" "$SCHEMAC" import "$work/dump.sql"
        measure "next.$n" "$SCHEMAC" import "$work/next.sql"
        measure "dumps.$n" "$SCHEMAC" diff "$work/dump.sql" "$work/next.sql"
    done
    printf 'inspect of %s tables: %s ms, pg_dump -s %s ms, the catalogue alone %s ms\n' "$n" \
        "$(ms "$(median "inspect.$n" 1)")" "$(ms "$(median "tool.$n" 1)")" "$(ms "$(median "raw.$n" 1)")"
    limit "inspect / pg_dump -s, $n tables" "$(median "inspect.$n" 1)" "$(median "tool.$n" 1)" 0.7
    limit "inspect / the catalogue alone, $n tables" "$(median "inspect.$n" 1)" "$(median "raw.$n" 1)" 1.6
    printf 'import of its dump, %s KiB: %s ms\n' "$(($(stat -c %s "$work/dump.sql") / 1024))" \
        "$(ms "$(median "import.$n" 1)")"
    limit "import of a dump / pg_dump -s, $n tables" "$(median "import.$n" 1)" "$(median "tool.$n" 1)" 0.5
    limit "diff of two files of SQL / import of both, $n tables" "$(median "dumps.$n" 1)" \
        "$(awk -v a="$(median "import.$n" 1)" -v b="$(median "next.$n" 1)" 'BEGIN { print a + b }')" 1.4
}

# Of small ones a process takes longer than what it is asked.
inspect_all() { for n in $SIZES; do [ "$n" -lt 1000 ] || inspect "$n"; done; }

migration() {
    mkdir -p "$work/$1"
    "$TOOLS/generate" "$2" --dialect "$1" > "$work/$1.sch"
    up=$work/$1/0001_1_bench
    "$SCHEMAC" diff empty "$work/$1.sch" --dialect "$1" -o "$up"
    up=$up.up.sql
    statements=$(grep -c '^--schemac step' "$up")
}

overhead() {
    printf '%s: %d statements, runner %s ms, %s %s ms\n' "$1" "$statements" \
        "$(ms "$(median "$1.runner" 1)")" "$2" "$(ms "$(median "$1.tool" 1)")"
    limit "runner / $2" "$(median "$1.runner" 1)" "$(median "$1.tool" 1)" 1.1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case ${1:-all} in
compile) compile ;;
postgres)
    run_postgres
    inspect_all
    ;;
inspect) inspect_all ;;
run | all)
    [ "${1:-all}" = run ] || { compile; echo; }
    run_sqlite
    # pg_dump locks all tables, in the room that is there for as many
    tests/server -o max_locks_per_transaction=3000 tests/bench/bench.sh postgres > "$work/server" 2>&1 || failed=1
    grep -vE '^(Creating|Dropping) ' "$work/server" ;;
esac
exit $failed
