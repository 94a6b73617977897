#!/bin/bash
# SPDX-License-Identifier: MIT
# The law of inspect, for every schema there is among schemas/ and the cases and traps of the other tests:
# a database made of a schema, inspected, gives a schema from which neither way leads a difference, and a
# database made of that one is the same to the database's own eyes. What is no part of a database is left
# out first: seeds are rows, and nobody remembers former names.
#   inspect.sh [FILE.sch…]       only these
#   JOBS=n                       at a time
#   INSPECT_KEEP=DIR             keeps the files of what failed
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
root=$(cd "$here/../.." && pwd)

database() { case $dialect in postgres) echo "inspect_${RUN}_${SLOT}_$1" ;; sqlite) echo "$work/$1.db" ;; esac; }
url() { case $dialect in postgres) echo "postgres:///$(database "$1")" ;; sqlite) echo "sqlite:$(database "$1")" ;; esac; }

# make NAME FILE: a database with nothing but that in it.
make() {
    case $dialect in
    postgres) psql -Xq -v ON_ERROR_STOP=1 -d "$(database "$1")" -f "$root/tests/traps/empty.postgres.sql" -f "$2" >/dev/null ;;
    sqlite) rm -f "$(database "$1")" && sqlite3 -batch -bail "$(database "$1")" <"$2" >/dev/null ;;
    esac
}

statements() { grep -v '^--' "$1"; }

dump() {
    case $dialect in
    postgres) pg_dump_schema "$(database "$1")" ;;
    sqlite) sqlite_shape "$(database "$1")" | part_checks ;;
    esac
}

# A check says the same at its column and behind the columns; nobody asked for a name like t_c_check.
part_checks() {
    sed -E '/^text /{s/ IN \(/ in (/g; s/CONSTRAINT [A-Za-z0-9_]+_check[0-9]* CHECK/CHECK/g}' | awk '
        /^text / { head = $1 " " $2 " "; gsub(/ ?(CONSTRAINT [^ ]+ )?CHECK \(/, "\n" head "&"); gsub(/ +CHECK/, " CHECK") }
        { print }' | grep -Ev '^text [^ ]+ ?$' | LC_ALL=C sort
}

bare() {
    sed -E 's/([^ ]) was ("[^"]*"|[a-z0-9_]+)(\.("[^"]*"|[a-z0-9_]+))?/\1/g' "$1" | awk '/^(seed|migration)[ \t]/ { skip = 1; depth = 0 }
         !skip { print; next }
         { line = $0; gsub(/\047[^\047]*\047/, "", line); depth += gsub(/\{/, "", line) - gsub(/\}/, "", line)
           if (depth <= 0 && $0 ~ /\}/) skip = 0 }'
}

# Why the law does not hold for one of them; a fault anywhere else is a fault.
exempt() {
    case "$name $dialect" in
    */61_canonical_no_diff/*postgres | */bounds_in_other_words/*postgres | */fieldreports/nested.sch\ postgres)
        echo "a literal of timestamptz is what the session's time zone makes of it" ;;
    */59_domain_and_view_order/new.sch\ postgres) echo "the server drops a cast of a column to the domain it has" ;;
    */61_views_in_other_words/old.sch\ postgres | */as_a_server_prints/old.sch\ postgres)
        echo "what pg_get_viewdef gives is not what it gives of that in turn" ;;
    */10_policy_to_current_user/new.sch\ postgres) echo "current_user is who made the policy, for good" ;;
    */56_statements_change/*\ postgres) echo "the server drops public from the name of a text search configuration" ;;
    */x05_domain_to_base_and_back/old.sch\ sqlite | */x05_domain_base_goes*/old.sch\ sqlite | \
        */x05_domain_base_in_key/*sqlite | */x05_domain_base_loses/*sqlite)
        echo "SQLite holds two checks of one name, a schema cannot" ;;
    */67_keywords_sqlite/old.sch\ sqlite) echo "sqlite_shape takes the apostrophe in a name for a text" ;;
    */extension/c*/new.sch\ postgres) echo "a version that is the server's own is not said" ;;
    */function/changes/*postgres) echo "no server of the tests has plpython3u" ;;
    *) false ;;
    esac
}

# What is said of a schema that is odd in itself goes to standard error.
silent() { "$@" >"$work/log" 2>"$work/said" || { cat "$work/said" >>"$work/log"; return 1; }; [ ! -s "$work/log" ]; }

fails() {
    if exempt >"$work/why"; then echo "ok $name $dialect: $1 # SKIP $(cat "$work/why")"; return; fi
    echo "not ok $name $dialect: $1"
    head -n "${TAP_LINES:-40}" "$2" | sed 's/^/# /'
    [ -z "${INSPECT_KEEP:-}" ] || { mkdir -p "$INSPECT_KEEP" && cp "$work/seen.sch" "$INSPECT_KEEP/$dialect.${name//\//_}"; }
    return 1
}

# The law of import: what pg_dump writes of that database says the same.
# Under one time zone, as pg_dump writes times in that of its session; without the versions of extensions, of which it
# writes none.
imports() {
    local diff="$SCHEMAC diff --dialect $dialect"
    # Who owns what is left out of the dump, as it says so of everything (tests/read/rights has it).
    ! grep -qE '^ *(owner|revoke) ' "$sch" || return 0
    sed -i "s/ version '[^']*'//" "$sch"
    PGTZ=UTC pg_dump -s --no-owner -N schemac -d "$(database a)" -f "$work/dump.sql"
    # It says by name who has default privileges; that is whoever runs it.
    sed -i "s/^ALTER DEFAULT PRIVILEGES FOR ROLE $ME /ALTER DEFAULT PRIVILEGES /" "$work/dump.sql"
    "$SCHEMAC" import "$work/dump.sql" >"$work/imported.sch" 2>"$work/log" || { fails "import" "$work/log"; return; }
    [ ! -s "$work/log" ] || { fails "import says" "$work/log"; return; }
    silent $diff "$sch" "$work/imported.sch" || { fails "to the imported one" "$work/log"; return; }
    silent $diff "$work/dump.sql" "$sch" || { fails "from the dump" "$work/log"; return; }
}

law() {
    local diff="$SCHEMAC diff --dialect $dialect"
    mkdir "$work/sch"
    for other in "$file" "${file%/*}"/*.sch; do bare "$other" >"$work/sch/${other##*/}"; done
    sch=$work/sch/${file##*/}
    $diff empty "$sch" >"$work/a.sql" 2>"$work/log" || return 0 # a schema that is meant to be wrong
    [ -s "$work/a.sql" ] || return 0
    # What is there before, and belongs to somebody else, is a schema like any other to inspect.
    if [ -e "${file%/*}/external.sql" ]; then cat "${file%/*}/external.sql" "$work/a.sql" >"$work/b.sql" && mv "$work/b.sql" "$work/a.sql"; fi
    make a "$work/a.sql" >"$work/log" 2>&1 || { fails "cannot be made" "$work/log"; return; }
    "$SCHEMAC" inspect "$(url a)" >"$work/seen.sch" 2>"$work/log" || { fails "inspect" "$work/log"; return; }
    [ ! -s "$work/log" ] || { fails "inspect says" "$work/log"; return; }
    silent $diff "$sch" "$work/seen.sch" || { fails "to the inspected one" "$work/log"; return; }
    silent $diff "$work/seen.sch" "$sch" || { fails "from the inspected one" "$work/log"; return; }
    [ "$dialect" = sqlite ] || ! pg_dumps || (imports) || return
    $diff empty "$work/seen.sch" >"$work/b.sql" 2>"$work/log" || { fails "what was inspected is wrong" "$work/log"; return; }
    # The same statements make the same database.
    cmp -s <(statements "$work/a.sql") <(statements "$work/b.sql") && { echo "ok $name $dialect"; return; }
    make b "$work/b.sql" >"$work/log" 2>&1 || { fails "what was inspected cannot be made" "$work/log"; return; }
    dump a >"$work/a.dump" && dump b >"$work/b.dump"
    same "$work/a.dump" "$work/b.dump" >"$work/log" || { fails "the two databases differ" "$work/log"; return; }
    echo "ok $name $dialect"
}

if [ "${1:-}" = --one ]; then
    dialect=$2 file=$3 name=${3#"$root"/}
    law >"$RESULTS/$dialect${name//\//_}"
    exit
fi

jobs=${JOBS:-$(nproc)} RUN=$$ databases=()
mkdir "$work/results"
ME=$(psql -XAtd postgres -c 'select current_user')
export RUN ME RESULTS=$work/results
drop_databases() {
    local name
    for name in ${databases[@]+"${databases[@]}"}; do psql -Xqd postgres -c "drop database if exists $name with (force)" || true; done >/dev/null 2>&1
}
trap 'drop_databases; cleanup' EXIT
# The roles that these schemas name; they are the server's.
for role in anon app boss reader web trap_owner trap_reader '"App"' '"Big Role"'; do
    psql -Xqd postgres -c "create role $role" >/dev/null 2>&1 || true
done
for slot in $(seq 0 $((jobs - 1))); do for name in a b; do
    databases+=("inspect_${RUN}_${slot}_$name")
    psql -Xqd postgres -c "create database inspect_${RUN}_${slot}_$name template template0 encoding 'UTF8' locale 'C'"
done; done
if [ $# -eq 0 ]; then
    # Of schemas that are the same, byte for byte, one is enough.
    set -- $(find "$root"/schemas "$root"/tests/{traps,cases} \( -path '*/schemas/*' -o -name old.sch -o -name new.sch \) -name '*.sch' -exec md5sum {} + |
        sort | awk '!seen[$1]++ { print $2 }' | sort)
fi
for file; do for dialect in postgres sqlite; do echo "$dialect $(realpath "$file")"; done; done |
    xargs -P "$jobs" --process-slot-var=SLOT -L 1 bash "$here/inspect.sh" --one || true
cat "$RESULTS"/* | awk '/^(not )?ok / { n++; sub(/ok /, "ok " n " ") } { print } /^not/ { bad = 1 } END { print "1.." n + 0; exit bad || !n }'
