#!/bin/bash
# SPDX-License-Identifier: MIT
# Roles, where they are asked for: made, changed and taken back, each time as the schema says; without a word they are
# somebody else's, and their passwords are nobody's.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
server=$(psql -XAtd postgres -c "select current_setting('server_version_num')::int / 10000")
trap 'cleanup; drop_roles' EXIT
drop_roles() {
    for role in app parent gone fresh; do psql -Xqd postgres -c "drop role if exists live_$role"; done >/dev/null 2>&1 || true
}
between() { "$SCHEMAC" diff --target-version "$server" --roles "$1" "$2" -o "$work/step"; }
# The tests' own roles, with all that stands in the same file.
says() { # SCHEMA
    "$SCHEMAC" inspect --roles "$(db_url postgres roles)" >"$work/seen.all" || return
    awk '/^(\/\/\/|sql)/ { if ($0 ~ /^sql/ && $2 !~ /^live_/) { skip = $0 !~ /\$\$;$/; next } }
         skip { skip = $0 !~ /^\$\$;/; next } { print }' "$work/seen.all" >"$work/seen.sch"
    for pair in "$work/seen.sch $1" "$1 $work/seen.sch"; do
        # shellcheck disable=SC2086
        "$SCHEMAC" diff --target-version "$server" $pair >"$work/change" || return
        [ ! -s "$work/change" ] || { cat "$work/change"; return 1; }
    done
}
hidden() {
    psql -Xqd postgres -c "alter role live_app password 'secret'"
    "$SCHEMAC" inspect --roles "$(db_url postgres roles)" | grep -q 'ROLE live_app' || return
    ! "$SCHEMAC" inspect --roles "$(db_url postgres roles)" | grep -qiE 'password|secret|scram' || return
    ! "$SCHEMAC" inspect "$(db_url postgres roles)" | grep -q 'ROLE live_app'
}

drop_roles
db_create postgres roles
between empty "$live/roles/old.sch"
tap "roles are made" db_load postgres roles "$work/step.up.sql" || true
tap "and read" says "$live/roles/old.sch" || true
tap "where they are asked for, without passwords" hidden || true
between "$live/roles/old.sch" "$live/roles/new.sch"
tap "they are altered" db_load postgres roles "$work/step.up.sql" || true
tap "to what the schema says" says "$live/roles/new.sch" || true
tap "and back" db_load postgres roles "$work/step.down.sql" || true
tap "to what they were" says "$live/roles/old.sch" || true
tap_end
