# SPDX-License-Identifier: MIT
# What the live tests share. Source it after `set -eu`; then every function below reads
#   SCHEMAC          the compiler and runner
#   PGHOST … PGUSER  a PostgreSQL server on which databases may be made (as pg_virtualenv exports them)
# Each database is made for one case and removed at the end. Output is TAP.

: "${SCHEMAC:?SCHEMAC must name the schemac binary}"
SCHEMAC=$(realpath "$SCHEMAC")
live=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
schemas=$(cd "$live/../../schemas" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/schemac-live.XXXXXX")
export PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning"
export PGTZ=America/St_Johns            # no test may lean on UTC

cleanup() {
    local name
    [ ! -e "$work/databases" ] || while read -r name; do
        psql -Xqd postgres -c "drop database if exists \"$name\"" >/dev/null 2>&1 || true
    done <"$work/databases"
    rm -rf "$work"
}
trap cleanup EXIT

# ---- TAP ----------------------------------------------------------------------------------------

tests=0 failed=0

# tap NAME COMMAND…: runs the command; what it prints is shown as comments when it fails.
tap() {
    local name=$1 out
    shift
    tests=$((tests + 1))
    if out=$("$@" 2>&1); then
        echo "ok $tests $name"
    else
        echo "not ok $tests $name"
        printf '%s\n' "$out" | head -n "${TAP_LINES:-25}" | sed 's/^/# /'
        failed=$((failed + 1))
        return 1
    fi
}

tap_skip() {
    tests=$((tests + 1))
    echo "ok $tests $1 # SKIP $2"
}

tap_end() {
    echo "1..$tests"
    [ "$failed" -eq 0 ]
}

# same FILE FILE: no output when they are equal, else what differs.
same() { diff -U2 "$1" "$2"; }

# ---- databases ----------------------------------------------------------------------------------
# A database is named by its dialect and a word: `postgres base`, `sqlite shipped`.

db_create() {
    case $1 in
    postgres)
        echo "live_$$_$2" >>"$work/databases"
        psql -Xqd postgres -v ON_ERROR_STOP=1 \
            -c "create database \"live_$$_$2\" template template0 encoding 'UTF8' locale 'C'"
        ;;
    sqlite) rm -f "$work/$2.db"; sqlite3 "$work/$2.db" 'pragma user_version' >/dev/null ;;
    esac
}

db_url() {
    case $1 in
    postgres) echo "postgres:///live_$$_$2" ;;
    sqlite) echo "sqlite:$work/$2.db" ;;
    esac
}

# db_load DIALECT NAME FILE: with the database's own shell, stopping at the first error.
db_load() {
    case $1 in
    postgres) psql -Xq -v ON_ERROR_STOP=1 -d "live_$$_$2" -f "$3" >/dev/null ;;
    sqlite) sqlite3 -batch -bail "$work/$2.db" <"$3" >/dev/null ;;
    esac
}

# db_ask DIALECT NAME SQL: values, columns parted by |.
db_ask() {
    case $1 in
    postgres) psql -XqAt -v ON_ERROR_STOP=1 -d "live_$$_$2" -c "$3" ;;
    sqlite) sqlite3 -batch -bail "$work/$2.db" "$3" ;;
    esac
}

# db_shape DIALECT NAME: every object with all its attributes, a line each, whatever the order of
# columns. Two databases of one schema give the same text, however each came to it.
db_shape() {
    case $1 in
    postgres) psql -XqAt -v ON_ERROR_STOP=1 -d "live_$$_$2" -f "$live/shape.postgres.sql" ;;
    sqlite) sqlite_shape "$work/$2.db" ;;
    esac
}

# db_rows DIALECT NAME: a checksum of every table's rows, and where its numbers go on.
db_rows() {
    case $1 in
    postgres) pg_rows "live_$$_$2" ;;
    sqlite) sqlite_rows "$work/$2.db" ;;
    esac
}

# ---- PostgreSQL ---------------------------------------------------------------------------------

# Whether there is a pg_dump for this server; it refuses those that are newer than it is.
pg_dumps() {
    [ -n "${pg_dumps:-}" ] || pg_dumps=$(pg_dump -s -d postgres >/dev/null 2>&1 && echo yes || echo no)
    [ "$pg_dumps" = yes ]
}

# The text pg_dump has for it, columns in their own order; without it the shape.
pg_dump_schema() {
    pg_dumps || { psql -XqAt -v ON_ERROR_STOP=1 -d "$1" -f "$live/shape.postgres.sql"; return; }
    pg_dump -s --no-owner -N schemac -N 'schemac_stash_*' -d "$1" |
        grep -Ev '^(--|SET |SELECT pg_catalog.set_config|\\(un)?restrict |$)'
}

pg_rows() {
    psql -XqAt -v ON_ERROR_STOP=1 -d "$1" <<'SQL'
select format($f$select %L || ': ' || count(*) || ' rows '
                    || coalesce(md5(string_agg(md5(to_jsonb(t)::text), '' order by md5(to_jsonb(t)::text))), '-')
                   from %s t;$f$, c.oid::regclass, c.oid::regclass)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r' and n.nspname <> 'schemac'
   and n.nspname !~ '^(pg_|information_schema$|schemac_stash_)'
 order by c.oid::regclass::text collate "C"
\gexec
select schemaname || '.' || sequencename || ': after ' || coalesce(last_value::text, 'none')
  from pg_sequences where schemaname <> 'schemac' and schemaname !~ '^schemac_stash_' order by 1;
SQL
}

# ---- SQLite -------------------------------------------------------------------------------------

own="name not like 'schemac\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'"
m_own=${own//name/m.name}

sqlite_dump_schema() {
    sqlite3 -batch "$1" "select sql || ';' from sqlite_master
        where sql is not null and $own and tbl_name not like 'schemac\\_%' escape '\\' order by type, name"
}

sqlite_tables() {
    sqlite3 -batch "$1" "select name from sqlite_master where type = 'table' and $own order by 1"
}

# A table's text is cut at its top-level commas and sorted, for what no pragma tells: checks, collations,
# generated columns. Quotes around plain names, which a rename leaves behind, do not count.
sqlite_parts() {
    sqlite3 -batch "$1" "select sql from sqlite_master where type = 'table' and name = '$2'" | awk -v table="$2" '
        function trim(s) { gsub(/^ +| +$/, "", s); return s }
        function part_ends(kind) { print "text " table kind ": " trim(part); part = "" }
        { text = text " " $0 }
        END {
            gsub(/"/, "", text); gsub(/[ \t\n]+/, " ", text)
            for (i = 1; i <= length(text); i++) {
                c = substr(text, i, 1)
                if (c == "\047") quoted = !quoted
                if (!quoted && c == "(" && depth++ == 0) { part = ""; continue }
                if (!quoted && c == ")" && --depth == 0) { part_ends(""); continue }
                if (!quoted && c == "," && depth == 1) { part_ends(""); continue }
                part = part c
            }
            part_ends(" options")
        }' | LC_ALL=C sort
}

sqlite_shape() {
    sqlite3 -batch -bail "$1" <<SQL
select 'column ' || m.name || '.' || c.name || ' ' || c.type || case c."notnull" when 1 then ' not null' else '' end
       || ' default ' || coalesce(c.dflt_value, '-') || ' key ' || c.pk || ' hidden ' || c.hidden
  from sqlite_master m, pragma_table_xinfo(m.name) c
 where m.type in ('table', 'view') and $m_own order by 1;
select 'foreign ' || m.name || ' (' || group_concat(f."from") || ') ' || f."table" || ' ('
       || coalesce(group_concat(f."to"), '') || ') ' || f.on_delete || ' ' || f.on_update || ' ' || f.match
  from sqlite_master m, pragma_foreign_key_list(m.name) f
 where m.type = 'table' and $m_own group by m.name, f.id order by 1;
select 'index ' || case i.origin when 'c' then i.name else i.origin end || ' on ' || m.name
       || ' unique ' || i."unique" || ' partial ' || i.partial || ' ('
       || (select group_concat(coalesce(x.name, '(expression)') || ' ' || x."desc" || ' ' || x.coll)
             from pragma_index_xinfo(i.name) x where x.key) || ')'
       || coalesce((select ' ' || replace(s.sql, '"', '')
                      from sqlite_master s where s.type = 'index' and s.name = i.name), '')
  from sqlite_master m, pragma_index_list(m.name) i
 where m.type = 'table' and $m_own order by 1;
select type || ' ' || name || ' ' || replace(sql, '"', '')
  from sqlite_master where type in ('view', 'trigger') and $own order by 1;
SQL
    sqlite_tables "$1" | while read -r table; do sqlite_parts "$1" "$table"; done
}

sqlite_rows() {
    local table columns
    sqlite_tables "$1" | while read -r table; do
        columns=$(sqlite3 -batch "$1" "select group_concat('quote(\"' || name || '\") || ''' || name || '''', ' || ')
            from (select name from pragma_table_info('$table') order by 1)")
        printf '%s: %s rows %s\n' "$table" "$(sqlite3 -batch "$1" "select count(*) from \"$table\"")" \
            "$(sqlite3 -batch "$1" "select hex($columns) as line from \"$table\" order by line" |
                sha256sum | cut -c1-16)"
    done
    sqlite3 -batch "$1" "select name || ': after ' || seq from sqlite_sequence where $own order by 1" 2>/dev/null || true
}

# ---- schemac ------------------------------------------------------------------------------------

# diff_to PREFIX OLD NEW [CHANGE] writes PREFIX.up.sql and PREFIX.down.sql. DIFF_OPTIONS may add options.
diff_to() {
    # shellcheck disable=SC2086
    "$SCHEMAC" diff "$2" "$3" ${4:+-m "$4"} ${DIFF_OPTIONS:-} -o "$1"
}

# runner VERB DIALECT NAME FOLDER [OPTION…]
runner() {
    local verb=$1 dialect=$2 name=$3 folder=$4
    shift 4
    "$SCHEMAC" "$verb" --db "$(db_url "$dialect" "$name")" --dir "$folder" "$@"
}
