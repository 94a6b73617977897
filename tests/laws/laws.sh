#!/bin/bash
# SPDX-License-Identifier: MIT
# What must hold of every schema and every change, on random ones (random_schema.c) and real databases:
#   1 check takes it                             6 up again works
#   2 nothing differs from itself                7 psql and sqlite3 alone reach the same state
#   3 the order of declarations changes nothing  8 the validators compile
#   4 up gives the new schema as if made afresh  9 the way back as a change of its own is planned and
#   5 down gives back the old schema and rows      works, or is refused with a diagnostic
#                                               10 laid out (fmt), both say the same
# LAWS=N       how many seeds for each dialect (default 20); FIRST=N the first of them
# LAWS_OFF=…   features of the generator that are left out (`random_schema --list`)
# LAWS_SKIP=…   parts of laws that are known to fail: check.c (of law 3), 8
# LAWS_ONLY=10 that law alone, which needs no database
# LAWS_JOBS=N  at a time; LAWS_KEEP=DIR keeps the files of what failed; LAWS_ON='postgres sqlite'
# laws.sh DIALECT SEED runs one; laws.sh DIALECT FOLDER runs old.sch and new.sch there.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../live/lib.sh"
: "${LAWS:=20}" "${FIRST:=1}" "${LAWS_OFF:=none}" "${LAWS_JOBS:=$(nproc)}" "${LAWS_KEEP:=}" "${LAWS_SKIP:=}" "${LAWS_ONLY:=}" "${LAWS_ON:=postgres sqlite}"
export LAWS_SKIP LAWS_ONLY LAWS_OFF LAWS_KEEP

flags='-std=c11 -Wall -Wextra -Wpedantic -Werror'
prefix=law_$$

fail() {
    echo "law $1"
    [ $# -lt 2 ] || head -n 30 "$2"
    return 1
}

# ---- one database a name ----

law_url() { if [ "$dialect" = sqlite ]; then echo "sqlite:$work/$1.db"; else echo "postgres:///${prefix}_$1"; fi; }

law_create() {
    if [ "$dialect" = sqlite ]; then rm -f "$work/$1.db"; return; fi
    law_drop "$1" && databases+=("$1")
    psql -Xqd postgres -v ON_ERROR_STOP=1 -c "create database \"${prefix}_$1\" template template0 encoding 'UTF8' locale 'C'"
}

law_drop() { psql -Xqd postgres -c "drop database if exists \"${prefix}_$1\" with (force)"; }

law_end() {
    local name
    for name in ${databases[@]+"${databases[@]}"}; do law_drop "$name" >/dev/null 2>&1; done
    rm -rf "$work"
}
trap law_end EXIT

law_load() {
    if [ "$dialect" = sqlite ]; then sqlite3 -batch -bail "$work/$1.db" <"$2" >/dev/null
    else psql -Xq -v ON_ERROR_STOP=1 -d "${prefix}_$1" -f "$2" >/dev/null; fi
}

law_shape() {
    if [ "$dialect" = sqlite ]; then sqlite_shape "$work/$1.db"
    else psql -XqAt -v ON_ERROR_STOP=1 -d "${prefix}_$1" -f "$live/shape.postgres.sql"; fi
}

law_rows() { if [ "$dialect" = sqlite ]; then sqlite_rows "$work/$1.db"; else pg_rows "${prefix}_$1"; fi; }

law_run() {
    local verb=$1 name=$2 folder=$3
    shift 3
    "$SCHEMAC" "$verb" --db "$(law_url "$name")" --dir "$folder" "$@"
}

# ---- the laws ----

generate() {
    "$generator" "$seed" --dialect "$dialect" --off "$LAWS_OFF" "$@"
}

# A folder instead of a seed holds old.sch, new.sch and perhaps rows.sql, to make a failure smaller by hand.
write_files() {
    if [ -d "$seed" ]; then
        cp "$seed/old.sch" "$seed/new.sch" "$work" && cd "$work" || return
        cat "$seed/rows.sql" >rows.sql 2>/dev/null || :
        sed '/^migration/,/^}/d' new.sch >bare.sch
        for file in old new bare; do cp $file.sch $file.shuffled.sch; done
        cp old.sch old.respelled.sch
        return
    fi
    cd "$work" || return
    generate >old.sch && generate --evolve "$seed" >new.sch && generate --evolve "$seed" --bare >bare.sch &&
        generate --rows >rows.sql && generate --respell >old.respelled.sch && generate --shuffle 7 >old.shuffled.sch &&
        generate --evolve "$seed" --shuffle 8 >new.shuffled.sch && generate --evolve "$seed" --bare --shuffle 8 >bare.shuffled.sch
}

law_1() {
    local file
    for file in old bare; do
        "$SCHEMAC" check "$file.sch" >log 2>&1 || { fail "1: check $file" log; return; }
    done
}

law_2() {
    local file
    for file in old bare; do
        "$SCHEMAC" diff --exit-code "$file.sch" "$file.sch" >log 2>log.err || { fail "2: $file differs from itself" log.err; return; }
        [ ! -s log ] || { fail "2: $file against itself prints" log; return; }
    done
    "$SCHEMAC" diff --exit-code old.sch old.respelled.sch >log 2>&1 || { fail "2: old in other words differs" log; return; }
}

plans() {
    mkdir -p to fresh way back
    "$SCHEMAC" diff empty old.sch -o to/0001_old >log 2>&1 || { fail "4: diff empty old" log; return; }
    "$SCHEMAC" diff empty bare.sch -o fresh/0001_new >log 2>&1 || { fail "4: diff empty new" log; return; }
    "$SCHEMAC" diff old.sch new.sch -o to/0002_new >log 2>&1 || { fail "4: diff old new" log; return; }
}

law_3() {
    local one
    "$SCHEMAC" diff empty old.shuffled.sch -o way/0001_old >log 2>&1 && "$SCHEMAC" diff empty bare.shuffled.sch -o way/0001_new >log 2>&1 &&
        "$SCHEMAC" diff old.shuffled.sch new.shuffled.sch -o way/0002_new >log 2>&1 || { fail "3: shuffled" log; return; }
    for one in up.sql down.sql check.c; do
        [[ ,$LAWS_SKIP, != *,$one,* ]] || continue
        equal to/0001_old.$one way/0001_old.$one "3: shuffled old $one" || return
        equal to/0002_new.$one way/0002_new.$one "3: shuffled change $one" || return
    done
}

law_8() {
    local file
    for file in to/0002_new fresh/0001_new; do
        [[ ,$LAWS_SKIP, != *,8,* ]] || continue
        cc $flags -I. -I"$here/../../runtime" -I"$here/../.." -fsyntax-only "$file.check.c" >log 2>&1 || { fail "8: $file.check.c" log; return; }
    done
}

equal() { same "$1" "$2" >log || { fail "$3" log; return 1; }; }

state_is() {            # LAW NAME SHAPE [ROWS]
    law_shape "$2" >now.shape 2>log || { fail "$1: shape" log; return; }
    equal "$3" now.shape "$1: schema" || return
    [ $# -lt 4 ] || [ -n "$irreversible" ] || { law_rows "$2" >now.rows; equal "$4" now.rows "$1: rows" || return; }
}

law_4_to_6() {
    law_create run && law_create fresh
    law_load fresh fresh/0001_new.up.sql >log 2>&1 || { fail "4: create new" log; return; }
    law_shape fresh >new.shape
    law_run up run to --to "$(sed -n 's/^--schemac version //p' to/0001_old.up.sql)" >log 2>&1 || { fail "4: create old" log; return; }
    law_load run rows.sql >log 2>&1 || { fail "4: rows" log; return; }
    law_shape run >old.shape && law_rows run >old.rows
    law_run up run to >log 2>&1 || { fail "4: up" log; return; }
    state_is 4 run new.shape || return
    law_run validate run to >log 2>&1 || { fail "4: validate" log; return; }
    law_run down run to $irreversible >log 2>&1 || { fail "5: down" log; return; }
    state_is 5 run old.shape old.rows || return
    law_run up run to >log 2>&1 || { fail "6: up again" log; return; }
    state_is 6 run new.shape
}

law_7() {
    law_create alone
    law_load alone to/0001_old.up.sql >log 2>&1 && law_load alone rows.sql >log 2>&1 || { fail "7: create old" log; return; }
    law_load alone to/0002_new.up.sql >log 2>&1 || { fail "7: up" log; return; }
    state_is "7 up" alone new.shape || return
    law_rows run >new.rows
    irreversible='' state_is "7 up" alone new.shape new.rows || return
    law_load alone to/0002_new.down.sql >log 2>&1 || { fail "7: down" log; return; }
    state_is "7 down" alone old.shape old.rows
}

law_9() {
    local status=0
    "$SCHEMAC" diff bare.sch old.sch -o back/0002_back >log 2>&1 || status=$?
    case $status in
    0) ! grep -qE "nulls-may-stand|rows-may-break" log || return 0 ;; # the migration may stop, and says so
    2 | 4) [ -s log ] && ! grep -q not-proved log && return; fail "9: diff new old exits $status" log; return ;;
    *) fail "9: diff new old exits $status" log; return ;;
    esac
    cp fresh/0001_new.* back/
    law_load fresh back/0002_back.up.sql >log 2>&1 || { fail "9: up" log; return; }
    state_is "9 up" fresh old.shape || return
    law_load fresh back/0002_back.down.sql >log 2>&1 || { fail "9: down" log; return; }
    state_is "9 down" fresh new.shape
}

law_10() {
    local file one
    mkdir -p laid
    for file in old new; do
        cp $file.sch laid
        "$SCHEMAC" fmt laid/$file.sch >log 2>&1 && "$SCHEMAC" fmt --check laid/$file.sch >log 2>&1 || { fail "10: fmt $file" log; return; }
    done
    "$SCHEMAC" diff empty laid/old.sch -o laid/0001_old >log 2>&1 && "$SCHEMAC" diff laid/old.sch laid/new.sch -o laid/0002_new >log 2>&1 ||
        { fail "10: diff" log; return; }
    for one in 0001_old.up.sql 0002_new.up.sql 0002_new.down.sql; do
        equal to/$one laid/$one "10: laid out $one" || return
    done
}

one_seed() {
    dialect=$1 seed=$2 irreversible=''
    write_files && ! grep -q '^// irreversible' new.sch || irreversible=--force
    [ "$LAWS_ONLY" != 10 ] || { plans && law_10; return; }
    law_1 && law_2 && plans && law_3 && law_10 && law_8 && law_4_to_6 && law_7 && law_9
}

keep() {
    [ -n "$LAWS_KEEP" ] || return 0
    mkdir -p "$LAWS_KEEP/$1_$2"
    cp -r "$work"/*.sch "$work"/*.sql "$work"/to "$work"/fresh "$LAWS_KEEP/$1_$2/" 2>/dev/null
    cp "$3" "$LAWS_KEEP/$1_$2/said"
}

generator=${GENERATOR:-$work/generator}
build() { cc $flags -O1 -o "$work/generator" "$here"/random_*.c; }
if [ $# -eq 2 ]; then
    [ -d "$2" ] && set -- "$1" "$(realpath "$2")"
    [ -d "$2" ] || [ -e "$generator" ] || build || exit
    one_seed "$1" "$2" >"$work/said" 2>&1 && { echo "ok - $1 $2"; exit 0; }
    echo "not ok - $1 $2: $(grep -m1 '^law' "$work/said")"
    sed -n '2,25s/^/# /p' "$work/said"
    keep "$1" "$2" "$work/said"
    exit 1
fi

build || { echo "not ok 1 - the generator compiles"; echo 1..1; exit 1; }
export GENERATOR=$work/generator
for dialect in $LAWS_ON; do seq -f "$dialect %.0f" "$FIRST" $((FIRST + LAWS - 1)); done |
    sort -k2n | xargs -P "$LAWS_JOBS" -L1 bash "$here/laws.sh" >"$work/results"
awk '/^(not )?ok -/ { n++; sub(/ok -/, "ok " n " -") } { print } /^not/ { bad = 1 } END { print "1.." n; exit bad }' "$work/results"
