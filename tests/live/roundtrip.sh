#!/bin/bash
# SPDX-License-Identifier: MIT
# Each transition of schemas/, up, down and up again, on real rows, by the runner and by the database's
# own shell. What must hold: up gives the new schema as if made afresh; down gives the old one back,
# with every row of it. `roundtrip.sh NAME…` runs only these transitions.
set -eu
. "$(dirname "$0")/lib.sh"
only=("$@")

shape() { db_shape "$1" "$2" >"$work/$3"; }
rows() { db_rows "$1" "$2" >"$work/$3"; }

# fresh DIALECT SCHEMA: a database made from nothing by the shell, kept for all who compare with it.
fresh() {
    local name=fresh_${2//[^a-z0-9]/_} prefix
    prefix=$work/$name
    if [ ! -e "$prefix.shape" ]; then
        diff_to "$prefix" empty "$schemas/$2.sch"
        db_create "$1" "$name"
        db_load "$1" "$name" "$prefix.up.sql"
        shape "$1" "$name" "$name.shape"
    fi
}

validate_holds() { runner validate "$1" "$2" "$3"; }

# transition NAME DIALECT OLD NEW ROWS CHANGE; OLD is empty, or a schema below schemas/; ROWS and CHANGE may be -.
transition() {
    local name=$1 dialect=$2 old=$3 new=$4 rows=$5 change=$6 dir=$work/$1
    local run=run_$1 alone=alone_$1 target=fresh_${4//[^a-z0-9]/_}.shape
    if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]]; then return; fi
    [ "$change" = - ] && change= || change=$schemas/$change.sch
    mkdir -p "$dir"

    tap "$name: $new can be made from nothing" fresh "$dialect" "$new" || return 0
    if [ "$old" = empty ]; then
        tap "$name: diff" diff_to "$dir/0002_$name" empty "$schemas/$new.sch" "$change" || return 0
        db_create "$dialect" "$run"
        db_create "$dialect" "$alone"
    else
        tap "$name: diff from nothing to $old" diff_to "$dir/0001_old" empty "$schemas/$old.sch" || return 0
        db_create "$dialect" "$run"
        tap "$name: up to $old" runner up "$dialect" "$run" "$dir" || return 0
        db_create "$dialect" "$alone"
        tap "$name: $old by the shell" db_load "$dialect" "$alone" "$dir/0001_old.up.sql" || return 0
        tap "$name: rows load" db_load "$dialect" "$run" "$schemas/$rows.sql" || return 0
        db_load "$dialect" "$alone" "$schemas/$rows.sql"
        tap "$name: diff" diff_to "$dir/0002_$name" "$schemas/$old.sch" "$schemas/$new.sch" "$change" || return 0
    fi
    shape "$dialect" "$run" "$name.old.shape"
    rows "$dialect" "$run" "$name.old.rows"

    tap "$name: up" runner up "$dialect" "$run" "$dir" || return 0
    tap "$name: validate" validate_holds "$dialect" "$run" "$dir" || true
    shape "$dialect" "$run" "$name.new.shape"
    tap "$name: up gives the new schema" same "$work/$target" "$work/$name.new.shape" || true
    tap "$name: another up does nothing" runner up "$dialect" "$run" "$dir" || true

    tap "$name: down" runner down "$dialect" "$run" "$dir" || return 0
    shape "$dialect" "$run" "$name.back.shape"
    rows "$dialect" "$run" "$name.back.rows"
    tap "$name: down gives the old schema back" same "$work/$name.old.shape" "$work/$name.back.shape" || true
    tap "$name: down gives every row back" same "$work/$name.old.rows" "$work/$name.back.rows" || true

    tap "$name: up again" runner up "$dialect" "$run" "$dir" || return 0
    shape "$dialect" "$run" "$name.again.shape"
    tap "$name: up again gives the new schema" same "$work/$target" "$work/$name.again.shape" || true

    tap "$name: the file alone goes up" db_load "$dialect" "$alone" "$dir/0002_$name.up.sql" || return 0
    shape "$dialect" "$alone" "$name.alone.shape"
    tap "$name: the file alone gives the new schema" same "$work/$target" "$work/$name.alone.shape" || true
    if [ "$dialect" = postgres ]; then
        pg_dump_schema "live_$$_$run" >"$work/$name.run.dump"
        pg_dump_schema "live_$$_$alone" >"$work/$name.alone.dump"
        tap "$name: pg_dump sees shell and runner alike" same_lines "$work/$name.run.dump" "$work/$name.alone.dump" || true
    fi
    tap "$name: the file alone goes down" db_load "$dialect" "$alone" "$dir/0002_$name.down.sql" || return 0
    shape "$dialect" "$alone" "$name.alone.back.shape"
    rows "$dialect" "$alone" "$name.alone.back.rows"
    tap "$name: the file alone gives the old schema back" same "$work/$name.old.shape" "$work/$name.alone.back.shape" || true
    tap "$name: the file alone gives every row back" same "$work/$name.old.rows" "$work/$name.alone.back.rows" || true
}

# A column that came back stands at its table's end: lines are compared whatever their order.
same_lines() { same <(sed 's/,$//' "$1" | LC_ALL=C sort) <(sed 's/,$//' "$2" | LC_ALL=C sort); }

transition base     postgres empty                   bingeboard/base            -                      -
transition base_v2  postgres bingeboard/base         bingeboard/v2              bingeboard/rows_base   bingeboard/base_to_v2
transition v1_v2    postgres bingeboard/v1           bingeboard/v2              bingeboard/rows_v1     bingeboard/v1_to_v2
transition shipped  sqlite   empty                   downloads/shipped_1_2_1    -                      -
transition early    sqlite   empty                   downloads/early_2_0        -                      -
transition shipped_v2 sqlite downloads/shipped_1_2_1 downloads/v2_from_shipped  downloads/rows_shipped downloads/shipped_to_v2
transition early_v2 sqlite   downloads/early_2_0     downloads/v2_from_early    downloads/rows_early   downloads/early_to_v2
tap_end
