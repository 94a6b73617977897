#!/bin/bash
# SPDX-License-Identifier: MIT
# Nothing is left out in silence: of a database that holds one of everything (census.DIALECT.sql) each thing
# that a schema has no words for is named, in the text and as a warning, and nothing else is
# (census.DIALECT.expected). `census.sh --write` writes the expected files.
set -eu
. "$(dirname "$0")/lib.sh"

drop_roles() { psql -Xqd postgres -c 'drop role if exists census_reader, census_owner' >/dev/null 2>&1 || true; }

named() { grep '^// not carried' "$1" | sed "s/ of ${PGUSER:-postgres}\$/ of its user/"; }
told() { sed -n 's/^schemac: warning: \(.*\) \[not-carried\]$/\/\/ \1/p' "$1"; }

refuses() {
    local status=0
    "$SCHEMAC" inspect -Werror "$1" >"$work/strict" 2>/dev/null || status=$?
    [ $status = 2 ] && [ ! -s "$work/strict" ]
}

census() {
    local dialect=$1 url expected=$live/census.$1.expected
    db_create "$dialect" census
    url=$(db_url "$dialect" census)
    tap "$dialect: it can be made" db_load "$dialect" census "$live/census.$dialect.sql" || return 0
    db_shape "$dialect" census >"$work/before"
    tap "$dialect: it is inspected" sh -c '"$1" inspect "$2" >"$3" 2>"$4"' - "$SCHEMAC" "$url" "$work/seen.sch" "$work/said" || return 0
    [ -z "${WRITE:-}" ] || named "$work/seen.sch" >"$expected"
    tap "$dialect: all is named that has no words" same "$expected" <(named "$work/seen.sch") || true
    tap "$dialect: and warned of, a line each" same <(grep '^// not carried' "$work/seen.sch") <(told "$work/said") || true
    tap "$dialect: the rest is a schema" "$SCHEMAC" check "$work/seen.sch" || true
    tap "$dialect: -Werror refuses it" refuses "$url" || true
    db_shape "$dialect" census >"$work/after"
    tap "$dialect: nothing has changed" same "$work/before" "$work/after" || true
}

[ "${1:-}" != --write ] || WRITE=1
census postgres
census sqlite
psql -Xqd postgres -c "drop database if exists \"live_$$_census\"" && drop_roles
tap_end
