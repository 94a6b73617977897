#!/bin/bash
# SPDX-License-Identifier: MIT
# Known traps of schema differs, a folder each; a README.md lists them. Prints TAP, a line for each case
# and dialect. Each takes the way up and down and up again on a real database, once with the runner and
# once with psql or sqlite3 alone; up must lead to what a fresh creation of new.sch gives, down to the
# schema, rights and rows there were before.
#
#   run.sh [CASE…]      only these            run.sh --list     the table of README.md
#   JOBS=n              at a time (default: as many as there are processors)
#
# NN_name/ holds old.sch (left away: an empty schema), new.sch, perhaps change.sch, rows.sql (or
# rows.DIALECT.sql), late.sql (rows that come between up and down), external.sql (what is there before).
# In place of old.sch and new.sch may stand old.sql and new.sql. `expect`:
#   # text               what is tried
#   on DIALECT…          where
#   traps NUMBER…        which, where the folder's name does not say it
#   since VERSION        the first PostgreSQL that has it; on an older one the case is left out
#   options WORD…        for diff
#   exit CODE            of diff; default 0. When it is not 0, no file may be written and the rest does not run
#   says REGEX, never REGEX      lines of the diagnostics and of the two files
#   fails up|down        the runner must refuse or fail, and nothing may have changed
#   refuses down         the runner goes back only with --force, and then not all rows need be there
#   nothing              the two schemas are the same
#   grade WORD           what the file says of the way back
#   up SQL => VALUE      after up; `up.postgres SQL => VALUE` for one dialect only
#   down SQL => VALUE    after down
#   loses TEXT           down need not give all rows back, for this reason
#   differs SED          done to both shapes before up is compared with a fresh creation
#   adapts               the way back leaves out the rights that cannot come back
set -eu
here=$(cd "$(dirname "$0")" && pwd)

list() {
    local expect name numbers
    cat <<'TEXT'
# Traps

What other schema differs are known to get wrong, by number; x… are more of the same kind. Each case is one old and one
new schema with rows, taken up, down and up again on a real database, with the runner and with `psql` or `sqlite3` alone.

    SCHEMAC=build/schemac tests/server tests/traps/run.sh [CASE…]
    tests/traps/run.sh --list >tests/traps/README.md

39 and what 28 accepts need PostgreSQL 18 (`make servers`).

| traps | case | dialects | what |
|---|---|---|---|
TEXT
    for expect in "$here"/*/expect; do
        name=${expect%/expect}
        name=${name##*/}
        numbers=$(sed -n 's/^traps //p' "$expect")
        case $name in [0-9]*) numbers=${numbers:-$((10#${name%%_*}))} ;; esac
        printf '| %s | %s | %s | %s |\n' "$numbers" "$name" "$(sed -n 's/^on //p' "$expect")" "$(sed -n '1s/^# //p' "$expect" | sed 's/|/\\|/g')"
    done
}

if [ "${1:-}" = --list ]; then list; exit; fi

. "$here/../live/lib.sh"
export LC_ALL=C.UTF-8

# ---- one case ------------------------------------------------------------------------------------

database() { case $dialect in postgres) echo "trap_${RUN}_${SLOT}_$1" ;; sqlite) echo "$work/$1.db" ;; esac; }
url() { case $dialect in postgres) echo "postgres:///$(database "$1")" ;; sqlite) echo "sqlite:$(database "$1")" ;; esac; }

# An empty database. PostgreSQL's are emptied rather than made anew: DROP DATABASE waits for a checkpoint.
create() {
    case $dialect in
    postgres)
        local there=()
        [ ! -e "$case/external.sql" ] || there=(-f "$case/external.sql")
        psql -Xq -v ON_ERROR_STOP=1 -d "$(database "$1")" -f "$here/empty.postgres.sql" "${there[@]}" 2>&1
        ;;
    sqlite) rm -f "$(database "$1")" && sqlite3 "$(database "$1")" 'pragma user_version' >/dev/null ;;
    esac
}

load() {
    case $dialect in
    postgres) psql -Xq -v ON_ERROR_STOP=1 -d "$(database "$1")" -f "$2" 2>&1 >/dev/null ;;
    sqlite) sqlite3 -batch -bail "$(database "$1")" <"$2" 2>&1 >/dev/null ;;
    esac
}

# What prints names prints them with their schema, whatever the database's own search path.
qualified() { PGOPTIONS="$PGOPTIONS -c search_path=public" "$@"; }

ask() {
    case $dialect in
    postgres) psql -XqAt -v ON_ERROR_STOP=1 -d "$(database "$1")" -c "$2" 2>&1 ;;
    sqlite) sqlite3 -batch -bail "$(database "$1")" "$2" 2>&1 ;;
    esac
}

shape() {
    case $dialect in
    postgres) qualified psql -XqAt -v ON_ERROR_STOP=1 -d "$(database "$1")" -f "$live/shape.postgres.sql" ;;
    sqlite) sqlite_shape "$(database "$1")" ;;
    esac
}

# state NAME [WHAT…]: shape, and rights and rows if asked for.
state() {
    local name=$1 files=()
    shift
    case $dialect in
    postgres)
        case " $* " in *' rights '*) files+=(-f "$here/rights.postgres.sql") ;; esac
        case " $* " in *' rows '*) files+=(-f "$here/rows.postgres.sql") ;; esac
        qualified psql -XqAt -v ON_ERROR_STOP=1 -d "$(database "$name")" -f "$live/shape.postgres.sql" "${files[@]}"
        ;;
    sqlite)
        shape "$name"
        case " $* " in *' rows '*) sqlite_rows "$(database "$name")" ;; esac
        ;;
    esac
}

bad() { echo "# $*"; wrong=1; }

# must NAME COMMAND…: the case ends here when it fails.
must() {
    local name=$1
    shift
    "$@" >"$work/out" 2>&1 && return
    bad "$name:"
    head -n 20 "$work/out" | sed 's/^/#   /'
    return 1
}
want() { must "$@" || true; }

run_up() { "$SCHEMAC" up --db "$(url "$1")" --dir "$dir"; }
run_down() { "$SCHEMAC" down --db "$(url "${!#}")" --dir "$dir" "${@:1:$#-1}"; }
diff_new() { "$SCHEMAC" diff "$@" --dialect "$dialect" ${since:+--target-version "$since"}; }

# asserts up|down DATABASE: what expect says of that side.
asserts() {
    local word rest got value
    while read -r word rest; do
        case $word in
        "$1" | "$1.$dialect")
            got=$(ask "$2" "${rest%% =>*}" || true)
            value=${rest##* =>}
            value=${value# }
            [ "$got" = "$value" ] || bad "after $1 (${2}): ${rest%% =>*} gave '$got', expected '$value'"
            ;;
        esac
    done <"$case/expect"
}

says() {
    local word rest
    while read -r word rest; do
        case $word in
        says) grep -Eiq -e "$rest" "$1" || { bad "says no line: $rest"; head -n 12 "$1" | sed 's/^/#   /'; } ;;
        never) if grep -Ein -e "$rest" "$1"; then bad "says: $rest"; fi ;;
        esac
    done <"$case/expect"
}

line() { sed -n "s/^$1 //p" "$case/expect"; }
alike() { sed -E -e "$(line differs)"; }

# around up|down: the step of that file at which the last error was, if the error names a line.
around() {
    local line
    line=$(grep -Eo '(\.sql:|near line )[0-9]+' "$work/out" | grep -Eo '[0-9]+$' | head -n 1)
    [ -z "$line" ] || sed "$((line + 1)),\$d" "$dir/0002_new.$1.sql" | tac | sed '/^--schemac step/q' | tac | sed 's/^/#   > /'
}

# way NAME UP DOWN: up, down and up again with these commands.
way() {
    local name=$1 up=$2 down=$3 round
    for round in 1 2; do
        if grep -q '^fails up' "$case/expect"; then
            if $up "$name" >"$work/out" 2>&1; then bad "$name: up should have failed"; fi
            want "$name: after the failed up" same "$work/$name.old" <(state "$name" $kept)
            return 0
        fi
        must "$name: up $round" $up "$name" || { around up; return 1; }
        want "$name: up $round is what new.sch creates" same <(alike <"$work/fresh.shape") <(shape "$name" | alike)
        asserts up "$name"
        [ $round = 1 ] || return 0
        if [ "$name" = a ]; then want "validate" "$SCHEMAC" validate --db "$(url "$name")" --dir "$dir"; fi
        if [ -e "$case/late.sql" ]; then must "$name: rows come late" load "$name" "$case/late.sql" || return 1; fi
        if grep -q '^fails down' "$case/expect"; then
            state "$name" rows >"$work/now"
            if $down "$name" >"$work/out" 2>&1; then bad "$name: down should have failed"; fi
            want "$name: after the failed down" same "$work/now" <(state "$name" rows)
            return 0
        fi
        if grep -q '^refuses down' "$case/expect" && [ "$name" = a ]; then
            state "$name" rows >"$work/now"
            if $down "$name" >"$work/out" 2>&1; then bad "$name: down should be refused without --force"; fi
            want "$name: after the refused down" same "$work/now" <(state "$name" rows)
            down="run_down --force"
        fi
        must "$name: down" $down "$name" || { around down; return 1; }
        want "$name: down gives schema, rights and rows back" same "$work/$name.old" <(state "$name" $kept)
        asserts down "$name"
    done
}

plain_up() { load "$1" "$dir/0002_new.up.sql"; }
plain_down() { load "$1" "$dir/0002_new.down.sql"; }

trap_case() {
    local old=empty new=$case/new.sch change='' code=0 expected options
    dir=$work/sql
    mkdir -p "$dir"
    [ ! -e "$case/old.sch" ] || old=$case/old.sch
    [ ! -e "$case/old.sql" ] || old=$case/old.sql
    [ ! -e "$case/new.sql" ] || new=$case/new.sql
    [ ! -e "$case/change.sch" ] || change="-m $case/change.sch"
    expected=$(line exit) options=$(line options)

    # shellcheck disable=SC2086
    diff_new "$old" "$new" $change $options -o "$dir/0002_new" >"$work/seen" 2>&1 || code=$?
    cat "$dir"/0002_new.{up,down}.sql >>"$work/seen" 2>/dev/null || true
    if [ "$code" != "${expected:-0}" ]; then
        bad "diff exits $code, expected ${expected:-0}"
        head -n 20 "$work/seen" | sed 's/^/#   /'
        return
    fi
    says "$work/seen"
    if [ "$code" != 0 ]; then
        if ls "$dir"/* >/dev/null 2>&1; then bad "writes files in spite of the error"; fi
        return 0
    fi
    expected=$(line grade)
    if [ -n "$expected" ] && ! grep -q "^--schemac grade $expected\$" "$dir/0002_new.up.sql"; then
        bad "$(grep '^--schemac grade' "$dir/0002_new.up.sql"), expected $expected"
    fi
    if grep -q '^nothing' "$case/expect"; then
        want "nothing to do" diff_new "$old" "$new" --exit-code
        return 0
    fi
    want "diff new new has nothing to do" diff_new "$new" "$new" --exit-code
    mv "$dir" "$dir.new" && mkdir "$dir"

    must "create a" create a || return 0
    must "create b" create b || return 0
    if [ "$old" != empty ]; then
        must "diff empty old" diff_new empty "$old" -o "$dir/0001_old" || return 0
        must "up of old" run_up a || return 0
        must "up of old alone" load b "$dir/0001_old.up.sql" || return 0
    fi
    for rows in "$case/rows.sql" "$case/rows.$dialect.sql"; do
        [ ! -e "$rows" ] || must "load ${rows##*/}" load a "$rows" || return 0
        [ ! -e "$rows" ] || must "load ${rows##*/}" load b "$rows" || return 0
    done
    mv "$dir.new"/* "$dir"
    kept='rights rows'
    if grep -q '^adapts' "$case/expect"; then kept=rows; fi
    if grep -Eq '^(loses|refuses)' "$case/expect"; then kept=${kept% rows}; fi
    # shellcheck disable=SC2086
    { state a $kept >"$work/a.old"; state b $kept >"$work/b.old"; }
    want "the old schema without the runner" same <(shape a) <(shape b)

    must "create fresh" create fresh || return 0
    must "diff empty new" diff_new empty "$new" -o "$work/fresh" || return 0
    must "fresh creation of new" load fresh "$work/fresh.up.sql" || return 0
    shape fresh >"$work/fresh.shape"

    way a run_up run_down || true
    way b plain_up plain_down || true
}

if [ "${1:-}" = --case ]; then
    case=$here/$2 dialect=$3 wrong=0
    since=$(line since)
    if [ -n "$since" ] && [ "$SERVER" -lt "$since" ]; then echo "ok N $2 $3 # SKIP PostgreSQL $since"; exit; fi
    trap_case >"$work/log" 2>&1 || { echo "# the driver stopped" >>"$work/log"; wrong=1; }
    if [ $wrong = 0 ]; then echo "ok N $2 $3"; else echo "not ok N $2 $3"; grep -v '^$' "$work/log" | sed -E 's/^([^#])/# \1/' | head -n "${TAP_LINES:-60}"; fi
    exit
fi

# ---- all of them ---------------------------------------------------------------------------------

if [ $# -eq 0 ]; then for name in "$here"/*/expect; do name=${name%/expect}; set -- "$@" "${name##*/}"; done; fi
for role in trap_reader trap_owner; do psql -Xqd postgres -c "create role $role" >/dev/null 2>&1 || true; done
for name; do
    name=${name%/}
    name=${name##*/}
    for dialect in $(sed -n 's/^on //p' "$here/$name/expect"); do echo "$name $dialect"; done
done >"$work/all"
jobs=${JOBS:-$(nproc)} RUN=$$ databases=()
SERVER=$(psql -XAtd postgres -c "select current_setting('server_version_num')::int / 10000" || echo 0)
export RUN SERVER
drop_databases() {
    local name
    for name in ${databases[@]+"${databases[@]}"}; do psql -Xqd postgres -c "drop database if exists $name with (force)" || true; done >/dev/null 2>&1
    databases=()
}
trap 'drop_databases; cleanup' EXIT
if grep -q 'postgres$' "$work/all"; then
    for slot in $(seq 0 $((jobs - 1))); do for name in a b fresh; do
        databases+=("trap_${RUN}_${slot}_$name")
        psql -Xqd postgres -c "create database trap_${RUN}_${slot}_$name template template0 encoding 'UTF8' locale 'C'"
    done; done
fi
# shellcheck disable=SC2016
xargs -P "$jobs" --process-slot-var=SLOT -L 1 sh -c 'bash "$0" --case "$2" "$3" >"$1/$2.$3.tap" 2>&1' "$here/run.sh" "$work" <"$work/all"
while read -r name dialect; do
    if ! grep -E '^(not )?ok N |^#' "$work/$name.$dialect.tap"; then echo "not ok N $name $dialect: no result"; fi
done <"$work/all" |
    awk '/^(not )?ok N /{ n++; sub(/ok N/, "ok " n); if (/^not/) bad++ } { print } END { print "1.." n + 0; exit bad > 0 }' || failed=1

# The roles are the server's: the last run takes them along.
drop_databases
others=$(psql -XqAtd postgres -c "select count(*) from pg_database where datname like 'trap\\_%'" 2>/dev/null || true)
if [ "$others" = 0 ]; then psql -Xqd postgres -c 'drop role trap_reader, trap_owner' >/dev/null 2>&1 || true; fi
exit "$failed"
