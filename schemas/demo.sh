#!/bin/sh
# SPDX-License-Identifier: MIT
# make demo: a downloader's database, as shipped in 1.2.1 with 600 rows, to version 2 and back, on SQLite.
# Everything happens in a temporary folder; nothing else is needed than schemac and sqlite3.
set -eu
schemas=$(cd "$(dirname "$0")/downloads" && pwd)
PATH=$(dirname "${SCHEMAC:?make demo sets it}"):$PATH
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$schemas"/*.sch "$schemas"/*.sql "$folder"
cd "$folder"
mkdir migrations

say() { printf '\n# %s\n' "$*"; }
run() { printf '$ %s\n' "$*"; eval "$*"; }
rows() { sqlite3 app.db 'select id, url, title, filepath, duration, status, metadata from downloads' | sha256sum; }

say 'Version 1.2.1 is one table. From nothing to it is a migration, too.'
run schemac diff empty shipped_1_2_1.sch -o migrations/0001_1.2.1_shipped
run schemac up --db sqlite:app.db
run sqlite3 app.db '< rows_shipped.sql'
run sqlite3 app.db '"select count(*), count(distinct url) from downloads"'
before=$(rows)

say 'Version 2 has eleven tables. The compiler writes the way there and the way back.'
# The real schema has four indexes too many; what is said of them is not what is shown here.
run schemac diff -Wno-index-repeats shipped_1_2_1.sch v2_from_shipped.sch -m shipped_to_v2.sch \
    -o migrations/0002_2.0.0_eleven_tables
run 'grep -E "^--schemac (grade|check)|^-- Summary" migrations/0002_2.0.0_eleven_tables.up.sql'
run 'grep -c "^--schemac step" migrations/0002_2.0.0_eleven_tables.*.sql'

say 'Up, and a look at it.'
run schemac up --db sqlite:app.db
run schemac status --db sqlite:app.db
run schemac validate --db sqlite:app.db
run sqlite3 app.db .tables

say 'Back again: every row is what it was.'
run schemac down --db sqlite:app.db
[ "$(rows)" = "$before" ] || { echo 'demo: the rows differ' >&2; exit 1; }
echo "$before" | sed 's/ .*/  checksum of all rows, before and after/'

say 'And a mistake, as the compiler tells it.'
cat > typo.sch <<'END'
table people { id bigint key auto; name text; }
table visits { id bigint key auto; who bigint -> people(idd); at timestampz; }
END
run schemac check typo.sch || true
run 'schemac explain unknown-column | head -n 12'
