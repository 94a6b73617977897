#!/bin/bash
# SPDX-License-Identifier: MIT
# Several migrations, one after the other: what an earlier one put aside must outlive the later ones. Each
# chains/NAME/ holds 1.sch, 2.sch …, for each perhaps N.change.sch, rows.sql for the first version, and `on`
# with the dialects. Up each version is as if made afresh; then all the way down each is, rows and shape, as
# it was on the way up; and then up again. `chains.sh NAME…` runs only these.
set -eu
. "$(dirname "$0")/lib.sh"

plan() {
    local at last=empty change
    for ((at = 1; at <= count; at++)); do
        change=$from/$at.change.sch
        [ -e "$change" ] || { change=$work/change.sch; echo "migration \"$at\" v$at { }" >"$change"; }
        diff_to "$work/sql/000${at}_v$at" $last "$from/$at.sch" "$change" || return
        diff_to "$work/fresh$at" empty "$from/$at.sch" || return
        last=$from/$at.sch
    done
}

# is SHAPE [ROWS]: the database is as these files say.
is() {
    db_shape "$dialect" "$run" >"$work/now" && same "$work/$1" "$work/now" || return
    [ -z "${2:-}" ] || { db_rows "$dialect" "$run" >"$work/now" && same "$work/$2" "$work/now"; }
}

up_to() {
    runner up "$dialect" "$run" "$work/sql" --to "$1" || return
    db_create "$dialect" "$run$1" && db_load "$dialect" "$run$1" "$work/fresh$1.up.sql" || return
    db_shape "$dialect" "$run$1" >"$work/$1.shape" && is "$1.shape" || return
    [ "$1" != 1 ] || [ ! -e "$from/rows.sql" ] || db_load "$dialect" "$run" "$from/rows.sql" || return
    db_rows "$dialect" "$run" >"$work/$1.rows"
}

down_to() {
    runner down "$dialect" "$run" "$work/sql" --to "$1" && is "$1.shape" "$1.rows"
}

chain() {
    local at
    rm -rf "$work/sql" && mkdir "$work/sql" && plan && db_create "$dialect" "$run" || return
    for ((at = 1; at <= count; at++)); do up_to $at || { echo "up to $at"; return 1; }; done
    for ((at = count - 1; at >= 1; at--)); do down_to $at || { echo "down to $at"; return 1; }; done
    runner up "$dialect" "$run" "$work/sql" && is "$count.shape" "$count.rows" || { echo "up again"; return 1; }
}

for from in "$live"/chains/*/; do
    from=${from%/} name=${from##*/}
    [ $# = 0 ] || [[ " $* " = *" $name "* ]] || continue
    count=$(find "$from" -name '[0-9].sch' | wc -l)
    for dialect in $(cat "$from/on"); do
        run=${dialect}_$name
        DIFF_OPTIONS="--dialect $dialect" tap "$name $dialect" chain || true
    done
done
tap_end
