#!/bin/bash
# SPDX-License-Identifier: MIT
# The traps of the two plans, a folder each: traps/NAME/expect says what to run and what must be seen.
#
#   run check FILE [OPTION…]      schemac check
#   run diff [OPTION…]            schemac diff old.sch new.sch [-m change.sch], `empty` without an old.sch
#   run live DIALECT              old.sch made and filled with rows.sql, then diff and up; spoil.sed, if any,
#                                 is applied to the file for up first. When up succeeds, down must give
#                                 back schema and rows; when it does not, nothing may have changed.
#   exit CODE                     of what was run; of live, that of the up (default 0)
#   says REGEX                    a line of what was printed or written matches, whatever its case
#   never REGEX                   no such line
#   count N REGEX                 so many lines
#   ask SQL => VALUE              after up
#   after FILE                    live: rows that come between up and down; down need not lose them for nothing
#   down CODE                     live: the exit code of down, where it is not 0
#
# `traps.sh NAME…` runs only these.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$live/traps"

run=0 what='' status=0

settle() {                      # down, when the last run was a live one that went up
    [ "$what" = live ] || return 0
    what=''
    if [ "$status" -ne 0 ]; then
        db_shape "$dialect" "$base" >"$work/now.shape"
        db_rows "$dialect" "$base" >"$work/now.rows"
        tap "$name: nothing has changed" same <(cat "$work/old.shape" "$work/old.rows") <(cat "$work/now.shape" "$work/now.rows") || true
        return 0
    fi
    if [ -n "$after" ]; then tap "$name: rows come after up" db_load "$dialect" "$base" "$name/$after" || true; fi
    local code=0
    db_rows "$dialect" "$base" >"$work/before.rows"
    runner down "$dialect" "$base" "$dir" >"$work/down.out" 2>&1 || code=$?
    tap "$name: down exits $down" equal "$down" "$code" "$work/down.out" || return 0
    if [ "$code" -ne 0 ]; then
        db_rows "$dialect" "$base" >"$work/now.rows"
        tap "$name: down has changed nothing" same "$work/before.rows" "$work/now.rows" || true
        return 0
    fi
    db_shape "$dialect" "$base" >"$work/now.shape"
    tap "$name: down gives the old schema back" same "$work/old.shape" "$work/now.shape" || true
    [ -z "$after" ] || return 0
    db_rows "$dialect" "$base" >"$work/now.rows"
    tap "$name: down gives every row back" same "$work/old.rows" "$work/now.rows" || true
}

equal() { [ "$1" = "$2" ] || { echo "expected $1, was $2"; [ $# -lt 3 ] || cat "$3"; return 1; }; }

go() {
    settle
    run=$((run + 1)) status=0 after='' down=0
    seen=$work/seen
    local change=
    [ ! -e "$name/change.sch" ] || change=$name/change.sch
    case $1 in
    check)
        shift
        local file=$1
        shift
        "$SCHEMAC" check "$name/$file" "$@" >"$seen" 2>&1 || status=$?
        ;;
    diff)
        shift
        local old=empty
        [ ! -e "$name/old.sch" ] || old=$name/old.sch
        "$SCHEMAC" diff "$old" "$name/new.sch" ${change:+-m "$change"} "$@" >"$seen" 2>&1 || status=$?
        ;;
    live)
        what=live dialect=$2 base=${name}_$run dir=$work/${name}_$run
        mkdir -p "$dir"
        db_create "$dialect" "$base"
        if [ -e "$name/old.sch" ]; then
            if ! "$SCHEMAC" diff empty "$name/old.sch" --dialect "$dialect" -o "$dir/0001_old" >"$seen" 2>&1 ||
                ! runner up "$dialect" "$base" "$dir" >>"$seen" 2>&1; then
                tap "$name: the old schema" cat_fail "$seen" || true
                what='' status=9
                return 0
            fi
            if [ -e "$name/rows.sql" ]; then tap "$name: rows load" db_load "$dialect" "$base" "$name/rows.sql" || true; fi
        fi
        db_shape "$dialect" "$base" >"$work/old.shape"
        db_rows "$dialect" "$base" >"$work/old.rows"
        local old=empty
        [ ! -e "$name/old.sch" ] || old=$name/old.sch
        if "$SCHEMAC" diff "$old" "$name/new.sch" ${change:+-m "$change"} --dialect "$dialect" -o "$dir/0002_new" >"$seen" 2>&1; then
            [ ! -e "$name/spoil.sed" ] || sed -i -f "$name/spoil.sed" "$dir/0002_new.up.sql"
            runner up "$dialect" "$base" "$dir" >>"$seen" 2>&1 || status=$?
            cat "$dir/0002_new.up.sql" >>"$seen" || status=9
        else
            status=$?
        fi
        ;;
    esac
}

cat_fail() { cat "$1"; return 1; }
line_there() { grep -Eiq -e "$1" "$seen" || { echo "no line: $1"; cat "$seen"; return 1; }; }
line_not_there() { ! grep -Ei -e "$1" "$seen"; }
line_count() { equal "$1" "$(grep -Eic -e "$2" "$seen" || true)"; }
answer() { equal "$2" "$(db_ask "$dialect" "$base" "$1")"; }

trap_case() {
    local word rest pending=''
    run=0 what='' after='' down=0
    while read -r word rest; do
        # The exit code belongs to the run before it, and is judged when all is known of it.
        if [ -n "$pending" ] && [ "$word" != exit ]; then
            tap "$name: $pending exits 0" equal 0 "$status" "$seen" || true
            pending=''
        fi
        case $word in
        '' | '#'*) ;;
        run)
            # shellcheck disable=SC2086
            go $rest
            pending=$rest
            ;;
        exit)
            tap "$name: $pending exits $rest" equal "$rest" "$status" "$seen" || true
            pending=''
            ;;
        says) tap "$name: says $rest" line_there "$rest" || true ;;
        never) tap "$name: never says $rest" line_not_there "$rest" || true ;;
        count) tap "$name: $rest" line_count "${rest%% *}" "${rest#* }" || true ;;
        ask) [ "$status" -ne 0 ] || tap "$name: ${rest%% => *}" answer "${rest%% => *}" "${rest##* => }" || true ;;
        after) after=$rest ;;
        down) down=$rest ;;
        *) tap "$name: expect does not know '$word'" false || true ;;
        esac
    done < <(cat "$name/expect"; echo '#')
    settle
}

if [ $# -eq 0 ]; then set -- */; fi
for name in "$@"; do
    name=${name%/}
    trap_case
done
tap_end
