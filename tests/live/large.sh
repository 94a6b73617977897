#!/bin/bash
# SPDX-License-Identifier: MIT
# A large database is inspected over several connections, which see one state; where the server has no more than
# one for us, over that one. What comes out is the same.
set -eu
. "$(dirname "$0")/lib.sh"

role=large_$$
trap 'psql -Xqd postgres -c "drop database if exists live_$$_large" -c "drop role if exists $role"; cleanup' EXIT
db_create postgres large
psql -Xqd "live_$$_large" -v ON_ERROR_STOP=1 <<SQL
create role $role login password 'large';
grant create on schema public to $role;
set role $role;
do \$\$ begin
    for n in 1..1200 loop
        execute format('create table t%s (a int primary key, b text default %L check (b <> %L), c int)', n, n, 'x' || n);
        execute format('create view v%s as select a, b from t%s where a > %s', n, n, n);
    end loop;
end \$\$;
SQL

inspect() { "$SCHEMAC" inspect "postgres://$role:large@$PGHOST:$PGPORT/live_$$_large" >"$work/$1.sch"; }

# While it is inspected another adds to it, a table and its view at a time. (What goes in that moment is an error
# of the server's, as its functions look at what is there now.)
changes() {
    local n
    for n in $(seq 1201 1260); do
        echo "begin; create table t$n (a int, b int); create view v$n as select a from t$n; commit;"
    done | psql -Xqd "live_$$_large"
}
whole() {
    [ "$(grep -c '^table t' "$1")" = "$(grep -c '^view v' "$1")" ] && "$SCHEMAC" check "$1"
}

tap "several connections" inspect many
tap "all is there" test "$(grep -c '^table t' "$work/many.sch")" = 1200
psql -Xqd postgres -c "alter role $role connection limit 1"
tap "one connection" inspect one
tap "the same" same "$work/many.sch" "$work/one.sch"
psql -Xqd postgres -c "alter role $role connection limit 9"
changes &
tap "while another changes it" inspect moving
wait
tap "it is one state" whole "$work/moving.sch"
tap_end
