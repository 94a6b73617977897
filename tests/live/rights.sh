#!/bin/bash
# SPDX-License-Identifier: MIT
# Owners and grants: what inspect prints of a database makes another one like it, and the way from one to the other
# and back ends at what pg_dump says of either, whether it is found from the databases or from the SQL. Roles are the
# server's, so those here have names of their own, and go at the end.
set -eu
. "$(dirname "$0")/lib.sh"
mine=$(psql -XqAtd postgres -c "select current_user")
roles=$(grep -oh 'ROLE_[a-z0-9]*' "$live"/rights/*.sql | grep -v ROLE_of | sort -u | sed "s/ROLE/live_$$/")

drop_roles() { for role in $roles; do psql -Xqd postgres -c "drop role if exists $role" >/dev/null 2>&1; done || true; }
finish() { cleanup; drop_roles; }
trap finish EXIT
for role in $roles; do psql -Xqd postgres -c "create role $role"; done

dump() { pg_dump -s -N 'schemac_stash_*' -d "live_$$_$1" | grep -vE '^(--|.(un)?restrict |$)'; }
load() { db_create postgres "$1"; db_load postgres "$1" "$2"; }
url() { db_url postgres "$1"; }

like() { # SCHEMA: what it makes has the same dump
    "$SCHEMAC" inspect "$(url "$1")" >"$work/$1.sch"
    "$SCHEMAC" diff empty "$work/$1.sch" >"$work/$1.make"
    load "made_$1" "$work/$1.make"
    same <(dump "$1") <(dump "made_$1")
}

leads() { # NAME FROM TO: up and down between the two
    "$SCHEMAC" diff --dialect postgres "$2" "$3" -o "$work/$1"
    load "$1" "$work/old.sql"
    db_load postgres "$1" "$work/$1.up.sql"
    same <(dump new) <(dump "$1")
    db_load postgres "$1" "$work/$1.down.sql"
    same <(dump old) <(dump "$1")
}

alike() { # A B
    "$SCHEMAC" diff --dialect postgres "$1" "$2" >"$work/diff"
    same /dev/null "$work/diff"
}

for side in old new; do
    sed "s/ROLE_of_mine/$mine/g; s/ROLE_/live_$$_/g" "$live/rights/$side.sql" >"$work/$side.sql"
    load $side "$work/$side.sql"
    tap "$side: inspect makes the like of it" like $side || true
    tap "$side: SQL and database say the same" alike "$work/$side.sql" "$(url $side)" || true
done
tap "from database to database" leads live "$(url old)" "$(url new)" || true
tap "from SQL to SQL" leads sql "$work/old.sql" "$work/new.sql" || true
tap_end
