#!/bin/bash
# SPDX-License-Identifier: MIT
# What PostgreSQL's statements do to a schema is what import says they do, or import names one. Each case is a
# few statements of vocabulary/statements, drawn by its number, behind vocabulary/base.sql: a server runs
# them, what it refuses is left out, and the file of the others must not differ from the database, neither way.
#   VOCABULARY=N  how many cases (default 100); FIRST=N the first of them
#   VOCABULARY_ALL=1  every statement by itself, in place of these
#   vocabulary.sh STATEMENT…  one case of these alone
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../live/lib.sh"
: "${VOCABULARY:=100}" "${FIRST:=1}" "${VOCABULARY_ALL:=}"
export PGOPTIONS='-c client_min_messages=error'
mapfile -t statements <"$here/vocabulary/statements"
template=vocabulary_$$
case_database=vocabulary_case_$$

# The same numbers everywhere, whatever awk or shell there is.
state=0
draw() { # LIMIT: sets drawn
    state=$(((state * 1103515245 + 12345) & 0x7fffffff))
    drawn=$(((state >> 8) % $1))
}

quiet_diff() { # OLD NEW
    "$SCHEMAC" diff --dialect postgres "$1" "$2" >"$work/diff" 2>"$work/said" || { cat "$work/said"; return 1; }
    grep -v '^--' "$work/diff" | grep . && return 1
    return 0
}

agree() { # STATEMENT…
    local statement
    psql -Xqd postgres -c "drop database if exists $case_database with (force)" -c "create database $case_database template $template" || return 1
    cp "$here/vocabulary/base.sql" "$work/case.sql"
    for statement; do
        psql -Xqd "$case_database" -c "$statement" >/dev/null 2>&1 && printf '%s;\n' "$statement" >>"$work/case.sql"
    done
    "$SCHEMAC" import --dialect postgres "$work/case.sql" >"$work/case.sch" 2>"$work/named" || { cat "$work/named"; return 1; }
    "$SCHEMAC" inspect "postgres:///$case_database" >"$work/live.sch" 2>"$work/unsaid" || { cat "$work/unsaid"; return 1; }
    [ ! -s "$work/named" ] || return 0
    quiet_diff "$work/case.sql" "$work/live.sch" && quiet_diff "$work/live.sch" "$work/case.sql" && return 0
    printf '%s;\n' "$@"
    return 1
}

for role in joe reader shop; do
    psql -Xqd postgres -c "create role $role" >/dev/null 2>&1
done
psql -Xqd postgres -c "create database $template template template0"
trap 'for database in $case_database $template; do psql -Xqd postgres -c "drop database if exists $database with (force)"; done; rm -rf "$work"' EXIT
psql -Xqd "$template" -v ON_ERROR_STOP=1 -f "$here/vocabulary/base.sql" || exit 2
tap 'the base' agree

if [ $# -gt 0 ]; then
    tap "$1" agree "$@"
elif [ -n "$VOCABULARY_ALL" ]; then
    for statement in "${statements[@]}"; do
        tap "$statement" agree "$statement"
    done
else
    for ((number = FIRST; number < FIRST + VOCABULARY; number++)); do
        state=$((number * 7919))
        draw 3
        chosen=()
        for ((count = drawn; count >= 0; count--)); do
            draw ${#statements[@]}
            chosen+=("${statements[drawn]}")
        done
        tap "case $number" agree "${chosen[@]}"
    done
fi
tap_end
