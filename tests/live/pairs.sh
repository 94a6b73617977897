#!/bin/bash
# SPDX-License-Identifier: MIT
# Pairs of databases: what inspect prints of one makes another one like it, and the way from the one to the other
# and back ends at what pg_dump says of either, line by line, whether it is found from the databases or from the SQL.
# pairs/NAME.old.sql and NAME.new.sql are such a pair; in pairs/NAME.sql stand many small ones, which are done at once:
#
#   -- == NAME                a case, in a schema of that name
#   …                         what both have
#   -- old                    what only the old one has, and then what only the new one
#   -- new
#
# Roles are the server's, so those here (ROLE_anything) have names of their own, and go at the end.
#   pairs.sh NAME…            only these
set -eu
. "$(dirname "$0")/lib.sh"
mine=$(psql -XqAtd postgres -c "select current_user")
roles=$(grep -oh 'ROLE_[a-z0-9]*' "$live"/pairs/*.sql | grep -vE 'ROLE_of|ROLE_anything' | sort -u | sed "s/ROLE/live_$$/")

drop_roles() { for role in $roles; do psql -Xqd postgres -c "drop role if exists $role" >/dev/null 2>&1; done || true; }
finish() { cleanup; drop_roles; }
trap finish EXIT
for role in $roles; do psql -Xqd postgres -c "create role $role"; done

dump() { pg_dump -s -N 'schemac_stash_*' -d "live_$$_$1" | grep -vE '^(--|.(un)?restrict |$)'; }
load() { db_create postgres "$1"; db_load postgres "$1" "$2"; }
url() { db_url postgres "$1"; }
own_roles() { sed "s/ROLE_of_mine/$mine/g; s/ROLE_/live_$$_/g"; }

of_side() { # FILE old|new: all cases of the file, as one of the two
    awk -v side="$2" '
        /^-- == / { part = "both"; printf "create schema %s;\nset search_path = %s, public;\n", $3, $3; next }
        /^-- (old|new)$/ { part = $2; next }
        part == "both" || part == side' "$1"
}

like() { # DATABASE: what it makes has the same dump
    "$SCHEMAC" inspect "$(url "$1")" >"$work/$1.sch"
    "$SCHEMAC" diff empty "$work/$1.sch" >"$work/$1.make"
    load "made_$1" "$work/$1.make"
    same <(dump "$1") <(dump "made_$1")
}

leads() { # PAIR HOW FROM TO [new old]: up and down between the two, FROM being the old one or, if said, the new
    local from=${5:-old} to=${6:-new}
    "$SCHEMAC" diff --dialect postgres "$3" "$4" -o "$work/$1.$2"
    load "$1.$2" "$work/$1.$from"
    db_load postgres "$1.$2" "$work/$1.$2.up.sql"
    same <(dump "$1.$to") <(dump "$1.$2")
    db_load postgres "$1.$2" "$work/$1.$2.down.sql"
    same <(dump "$1.$from") <(dump "$1.$2")
}

alike() { # A B
    "$SCHEMAC" diff --dialect postgres "$1" "$2" >"$work/diff"
    same /dev/null "$work/diff"
}

one_pair() { # NAME
    local side
    for side in old new; do
        if [ -e "$live/pairs/$1.sql" ]; then of_side "$live/pairs/$1.sql" $side; else cat "$live/pairs/$1.$side.sql"; fi |
            own_roles >"$work/$1.$side"
        cp "$work/$1.$side" "$work/$1.$side.sql"
        load "$1.$side" "$work/$1.$side"
        tap "$1, $side: inspect makes the like of it" like "$1.$side" || true
        tap "$1, $side: SQL and database say the same" alike "$work/$1.$side.sql" "$(url "$1.$side")" || true
    done
    tap "$1: from database to database" leads "$1" live "$(url "$1.old")" "$(url "$1.new")" || true
    tap "$1: from SQL to SQL" leads "$1" sql "$work/$1.old.sql" "$work/$1.new.sql" || true
    tap "$1: from the new SQL to the old" leads "$1" back "$work/$1.new.sql" "$work/$1.old.sql" new old || true
}

names=$(cd "$live/pairs" && printf '%s\n' *.sql | sed -E 's/(\.(old|new))?\.sql$//' | sort -u)
for name in ${*:-$names}; do
    one_pair "$name"
done
tap_end
