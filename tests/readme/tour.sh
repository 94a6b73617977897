#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the commands of a document in a temporary folder, and compares what they print with what the document says:
# each ```sh block is followed by a ```text block with its output, or prints nothing. A block below a line
# "<!-- by hand: … -->" is not run. One shell runs all blocks, so that variables and files last.
#   tests/readme/tour.sh [FILE]           where they differ; hashes and times count as equal
#   tests/readme/tour.sh --write [FILE]   puts the real output into the document: read the diff
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
schemac=${SCHEMAC:-$root/build/schemac} out=${OUT:-$root/build}
write=
[ "${1:-}" != --write ] || { write=1; shift; }
document=$(realpath "${1:-$root/README.md}")
blocks=$(mktemp -d)
trap 'rm -rf "$blocks"' EXIT

# What the document calls $src/build is the build under test; a sanitized library needs a sanitizing cc.
mkdir "$blocks/programs" "$blocks/src" "$blocks/folder"
ln -s "$schemac" "$blocks/programs/schemac"
ln -s "$root/runtime" "$blocks/src/runtime"
ln -s "$out" "$blocks/src/build"
case $out in */asan)
    printf '#!/bin/sh\nexec %s -fsanitize=address,undefined "$@"\n' "$(command -v cc)" > "$blocks/programs/cc"
    chmod +x "$blocks/programs/cc" ;;
esac

# NNN.sh and NNN.text, for each block that is run.
awk -v folder="$blocks" '
    /^<!-- by hand/ { skip = 1; next }
    inside && /^```/ { close(file); inside = 0; next }
    /^```sh$/ { inside = 1; file = "/dev/null"
                if (!skip) { file = sprintf("%s/%03d.sh", folder, ++number); printf "" > file }
                skip = 0; next }
    /^```text$/ { inside = 1; file = sprintf("%s/%03d.text", folder, number); printf "" > file; next }
    /^```/ { inside = 1; file = "/dev/null"; next }
    inside { print > file }' "$document"

(
    cd "$blocks/folder" || exit 1
    src=$blocks/src PATH=$blocks/programs:$PATH
    unset DATABASE_URL LOGNAME USER "${!PG@}" "${!CLICOLOR@}"
    export LC_ALL=C.UTF-8 TZ=UTC
    for block in "$blocks"/*.sh; do
        # shellcheck disable=SC1090
        . "$block" > "${block%.sh}.got" 2>&1 < /dev/null
    done
)

masked() {
    sed -E 's/\b[0-9a-f]{8}([0-9a-f]{4,56})?\b/HASH/g; s/schemac_stash_[0-9a-f]+/schemac_stash_HASH/g
            s/[0-9]+\.[0-9]{3} s\b/0.000 s/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g; s/ +$//' "$1"
}

if [ -n "$write" ]; then
    awk -v folder="$blocks" '
        /^<!-- by hand/ { skip = 1 }
        /^```sh$/ { if (!skip) number++; skip = 0 }
        inside && /^```$/ { inside = 0 }
        !inside { print }
        /^```text$/ { inside = 1; file = sprintf("%s/%03d.got", folder, number)
                      while ((getline line < file) > 0) { sub(/ +$/, "", line); print line } }' \
        "$document" > "$blocks/new" && cp "$blocks/new" "$document"
    exit
fi

bad=0
for block in "$blocks"/*.sh; do
    name=${block%.sh}
    [ -e "$name.text" ] || : > "$name.text"
    masked "$name.text" > "$blocks/said"
    masked "$name.got" > "$blocks/printed"
    diff -u --label said --label printed "$blocks/said" "$blocks/printed" > "$blocks/diff" && continue
    bad=1
    sed 's/^/$ /' "$block"
    cat "$blocks/diff"
done
exit $bad
