#!/bin/bash
# SPDX-License-Identifier: MIT
# Queries that mean the same are told so, and no others: what a server makes of each query of views/ is no change,
# in either direction, and each of one.sch is another than that of the same name in other.sch, however it is spelled.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
views=$live/views

# made NAME: a database of it, and what inspect says of that in $work/NAME.sch
made() {
    db_create postgres "$1"
    "$SCHEMAC" diff empty "$views/$1.sch" >"$work/$1.sql"
    db_load postgres "$1" "$work/$1.sql"
    "$SCHEMAC" inspect "$(db_url postgres "$1")" >"$work/$1.sch"
}

# no_change OLD NEW
no_change() {
    "$SCHEMAC" diff "$1" "$2" >"$work/change" || return
    sed -n '/^--[ 0-9]* [a-z]/p' "$work/change"
    [ ! -s "$work/change" ]
}

all_changed() {
    local count
    count=$(grep -c '^view ' "$views/one.sch")
    [ "$("$SCHEMAC" diff "$1" "$2" | grep -c '^CREATE VIEW')" = "$count" ]
}

for name in app bodies one other; do
    tap "$name: it can be made and read" made "$name" || continue
    tap "$name: nothing changes on the way into a database" no_change "$views/$name.sch" "$work/$name.sch" || true
    tap "$name: nor on the way out of it" no_change "$work/$name.sch" "$views/$name.sch" || true
done
tap "near misses are changes" all_changed "$views/one.sch" "$views/other.sch" || true
tap "so is what the server makes of the one" all_changed "$work/one.sch" "$views/other.sch" || true
tap "and of the other" all_changed "$views/one.sch" "$work/other.sch" || true
tap_end
