#!/bin/bash
# SPDX-License-Identifier: MIT
# What can be done with every kind of object. The rows are those of grammar/kinds.def and gen/model/classes.def;
# each must have its file here, and each of its cells leads either to SQL or to a message with a code.
#
#   run.sh --list          docs/coverage.md, made by the compiler alone
#   run.sh [--page] [KIND…]  all cells on a real server, or those of these kinds alone; and is the page as it must be?
#   run.sh --each [KIND…]  a kind at a time, to find the one that is wrong
#
# KIND.sch, KIND.VARIANT.sch and, of what `sql` makes, sql_CLASS.sch have parts:
#   == base       stands on both sides
#   == none       what is there beside it before the thing is made; nothing, where it is left away
#   // PostgreSQL N   in the first line: since that version; // no server …: only the compiler is asked
#   == create     the thing, as it is made, and as it goes
#   == alter      changed in what is its own; likewise rename, comment, owner, grant
# `== owner: CODE` is what no form is for: there the compiler must say CODE; `nothing`: the two are the same, for the thing
# has no name of its own.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
verbs="alter rename comment owner grant"
: "${SCHEMAC:=$root/build/schemac}"

# ---- the rows ----

kinds() {
    # What `sql` makes has its rows in classes.def; virtual tables are SQLite's.
    sed -n 's/^KIND(\([A-Z_]*\),.*/\1/p' "$root/grammar/kinds.def" | grep -vxE 'DEFINITION|FOREIGN_TABLE|BASE|SHELL|VIRTUAL' | tr A-Z a-z
    sed -n 's/^CLASS(\([A-Z_]*\),.*/sql_\1/p' "$root/gen/model/classes.def" | tr A-Z a-z
}

# The files of all rows, a name each: kind, or kind.variant.
rows() {
    local kind file
    for kind in $(kinds); do
        [ -e "$here/$kind.sch" ] || { echo "no case: tests/coverage/$kind.sch" >&2; exit 1; }
        echo "$kind"
        for file in "$here/$kind".*.sch; do [ ! -e "$file" ] || basename "$file" .sch; done
    done
}

# ---- the cells ----

# part ROW NAME: its text; code ROW NAME: the message that it must lead to.
part() { awk -v want="$2" '/^== / { sub(/:$/, "", $2); on = $2 == want; next } on' "$here/$1.sch"; }
since() { sed -n '1{s/^\/\/ PostgreSQL //p;q};' "$here/$1.sch" | grep . || echo 15; }
code() { sed -n "s/^== $2: *//p" "$here/$1.sch"; }

# side ROW STATE: a schema of its own, in that state.
side() {
    [ "$1" = schema ] || echo "schema cov_${1//./_};"
    part "$1" base
    if [ "$2" = none ] || grep -q "^== $2\b" "$here/$1.sch"; then part "$1" "$2"; else part "$1" create; fi
}

# pair ROW OLD NEW: writes old.sch and new.sch, and the way between them to stdout.
pair() {
    side "$1" "$2" >"$work/old.sch"
    side "$1" "$3" >"$work/new.sch"
        "$SCHEMAC" diff --dialect postgres --target-version "$(since "$1")" --drops=discard -W no-rows-may-break "$work/old.sch" "$work/new.sch" 2>&1
}

# What becomes of the thing: made anew, or changed where it is.
way() { if grep -q '^DROP ' <<<"$1"; then echo anew; else echo "in place"; fi; }

cell() {
    local said wanted
    wanted=$(code "$1" "$2")
    said=$(pair "$1" create "$2") || true
    if [ "$wanted" = nothing ]; then
        ! grep -q '^[A-Za-z]' <<<"$said" || { echo "$1 $2: nothing is expected, not: $said" >&2; return 1; }
        echo "no name"
    elif [ -n "$wanted" ]; then
        grep -q "\[$wanted\]" <<<"$said" || { echo "$1 $2: $wanted is expected, not: $said" >&2; return 1; }
        echo "[$wanted](errors/$wanted.md)"
    elif ! grep -q '^BEGIN' <<<"$said" || grep -q '^[^ ]*: \(error\|warning\)' <<<"$said"; then
        echo "$1 $2: SQL is expected, not: $said" >&2
        return 1
    else
        case $2 in alter | rename) way "$said" ;; *) echo yes ;; esac
    fi
}

list() {
    local row verb line said bad=0
    cat <<'TEXT'
# What can be done with every kind

Made by `tests/coverage/run.sh --list` of what the compiler says to a pair of schemas for each cell (`tests/coverage/`), whose
rows are the kinds of `grammar/kinds.def` and the classes of `gen/model/classes.def`; `tests/live/coverage.sh` runs them on a
server. *anew*: dropped and made again, with all that stands on it; a code: PostgreSQL or the language has no such thing, and
that is what is said.

| kind | create, drop | alter | rename | comment | owner | grant |
|---|---|---|---|---|---|---|
TEXT
    for row in $(rows); do
        line="| ${row//_/ } |"
        said=$(pair "$row" none create) && grep -q ^BEGIN <<<"$said" || { echo "$row create: $said" >&2; bad=1; }
        line="$line yes |"
        for verb in $verbs; do
            grep -q "^== $verb\b" "$here/$row.sch" || { echo "$row: no part '$verb'" >&2; bad=1; continue; }
            line="$line $(cell "$row" "$verb") |" || bad=1
        done
        echo "$line"
    done
    return $bad
}

if [ "${1:-}" = --list ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    list
    exit
fi

# ---- on a server: all kinds in one database, a verb at a time ----

. "$here/../live/lib.sh"
PGOPTIONS="$PGOPTIONS -c search_path=public"
server=$(psql -XAtd postgres -c "select current_setting('server_version_num')::int / 10000")

# all STATE ROW…: one schema of all that is to be there.
all() {
    local state=$1 row
    shift
    for row; do
        echo "// $row"
        # What leads to a message stays as it was made.
        if [ -n "$(code "$row" "$state")" ]; then side "$row" create; else side "$row" "$state"; fi
        [ "$row" = schema ] || echo 'schema public;'
    done
}

empty() { psql -Xq -v ON_ERROR_STOP=1 -d "live_$$_$1" -f "$here/../traps/empty.postgres.sql" >/dev/null; }
load() { PGOPTIONS="$PGOPTIONS -c client_min_messages=error" db_load postgres "$@"; }
# With owners, of whom the one that runs all this is nobody in particular.
dump() {
    pg_dumps || { pg_dump_schema "live_$$_$1"; return; }
    pg_dump -s -N schemac -N 'schemac_stash_*' -d "live_$$_$1" |
        sed "/ OWNER TO $me;$/d; s/^ALTER DEFAULT PRIVILEGES FOR ROLE $me /ALTER DEFAULT PRIVILEGES /"
}
bare() { grep -Ev '^(--|SET |SELECT pg_catalog.set_config|\\(un)?restrict |$)' "$1"; }
compare() {
    "$SCHEMAC" diff --dialect postgres --target-version "$server" "$@" >"$work/said" 2>&1 && ! [ -s "$work/said" ] ||
        { grep -v '^--schemac\|^SET LOCAL' "$work/said"; return 1; }
}

# What a database holds is what the schema says, to inspect and to import.
says_same() {
    # Of rows, and of which version is the newest, a catalogue knows nothing.
    sed "/^seed /d; s/ version '[^']*';/;/" "$1" >"$work/shape.sch"
    set -- "$work/shape.sch"
    compare "$(db_url postgres a)" "$1" && compare "$1" "$(db_url postgres a)" || { echo "# inspect"; return 1; }
    ! pg_dumps || compare "$work/up.sql" "$1" || { echo "# import"; return 1; }
}

made() { "$SCHEMAC" diff --dialect postgres --target-version "$server" empty "$1" >"$work/made.sql" && empty "$2" && load "$2" "$work/made.sql"; }

# step OLD NEW: up is like one made afresh, down like the one before.
step() {
    "$SCHEMAC" diff --dialect postgres --target-version "$server" --drops=discard "$1" "$2" -o "$work/way" 2>"$work/said" || { cat "$work/said"; return 1; }
    made "$1" a && dump a >"$work/old.sql" && made "$2" b && dump b >"$work/new.sql" || { echo "# made afresh"; return 1; }
    load a "$work/way.up.sql" && dump a >"$work/up.sql" && same <(bare "$work/new.sql") <(bare "$work/up.sql") || { echo "# up"; return 1; }
    says_same "$2" || return 1
    load a "$work/way.down.sql" && dump a >"$work/down.sql" && same <(bare "$work/old.sql") <(bare "$work/down.sql") || { echo "# down"; return 1; }
}

cells() {
    local name=$1 verb
    shift
    for verb in create $verbs; do
        local from=create
        [ "$verb" != create ] || from=none
        { echo 'dialect postgres;'; all "$from" "$@"; } >"$work/from.sch"
        { echo 'dialect postgres;'; all "$verb" "$@"; } >"$work/to.sch"
        cmp -s "$work/from.sch" "$work/to.sch" || tap "$name: $verb" step "$work/from.sch" "$work/to.sch" || true
    done
}

me=$(psql -XAtd postgres -c 'select current_user')
fresh() { (list) | diff -u "$root/docs/coverage.md" -; }
each=
[ "${1:-}" != --page ] || { tap "docs/coverage.md" fresh || true; shift; }
[ "${1:-}" != --each ] || { each=1; shift; }
[ $# -gt 0 ] || set -- $(rows)
for row; do
    [ "$(since "$row")" -gt "$server" ] || head -n 1 "$here/$row.sch" | grep -q '^// no server' || kept="${kept:-} $row"
done
set -- $kept
# Some things must belong to a superuser.
for role in 'cov_owner superuser' cov_user; do psql -Xqd postgres -c "create role $role" >/dev/null 2>&1 || true; done
db_create postgres a
db_create postgres b
trap 'for name in a b; do empty $name; done; cleanup' EXIT # a subscription keeps its database
if [ -n "$each" ]; then for row; do cells "$row" "$row"; done; else cells all "$@"; fi
tap_end
