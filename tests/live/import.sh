#!/bin/bash
# SPDX-License-Identifier: MIT
# What import makes of a file is what a server makes of it: each case of tests/read is run by psql, and the
# database, inspected, must not differ from the file, neither way. A case that no server can run says why in
# its file no-server; from which version on one can, where that is not the oldest, stands in its file since.
# (That dumps are read rightly is held to in inspect.sh.)
set -eu
. "$(dirname "$0")/lib.sh"
root=$(cd "$live/../.." && pwd)

made_alike() { # CASE DIRECTORY
    local database="live_$$_$1" pair target=
    [ ! -e "$2/since" ] || target="--target-version $server"
    db_create postgres "$1"
    grep -v '^.connect' "$2/in.sql" | psql -Xq -v ON_ERROR_STOP=1 -d "$database" >"$work/psql" 2>&1 ||
        { grep ERROR "$work/psql"; return 1; }
    "$SCHEMAC" inspect "postgres:///$database" >"$work/$1.sch" 2>"$work/$1.notes" || { cat "$work/$1.notes"; return 1; }
    for pair in "$work/$1.sch $2/in.sql" "$2/in.sql $work/$1.sch"; do
        # shellcheck disable=SC2086
        "$SCHEMAC" diff --dialect postgres $target $pair >"$work/$1.diff" 2>"$work/$1.said" || { cat "$work/$1.said"; return 1; }
        [ ! -s "$work/$1.diff" ] || { cat "$work/$1.diff"; return 1; }
    done
}

server=$(psql -XAtd postgres -c "select current_setting('server_version_num')::int / 10000")
for role in joe reader shop web; do
    psql -Xqd postgres -c "create role $role" >/dev/null 2>&1 || true
done
for case in "$root"/tests/read/*/; do
    name=$(basename "$case")
    [ -e "$case/out.sch" ] && [ ! -e "$case/no-server" ] && [ ! -e "$case/args" ] || continue
    [ ! -e "$case/since" ] || [ "$(cat "$case/since")" -le "$server" ] || continue
    tap "$name" made_alike "$name" "$case" || true
done
tap_end
