#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The examples of docs/errors/CODE.md do what the page says: those above "Right:" lead to CODE, those below
# do not. A block that begins with "// old.sch" or "// new.sch" is one half of a pair; the old half above
# serves below too.

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# Splits a page into wrong/… and right/…: old.sch and new.sch, or all.sch.
split() {
    mkdir -p wrong right
    awk '/^Right/ { side = 1 }
         /^```sch/ { file = (side ? "right/" : "wrong/") "all.sch"; in_block = first = 1; next }
         /^```/ { in_block = 0 }
         in_block && first && /^\/\/ (old|new)\.sch$/ { file = (side ? "right/" : "wrong/") $2 }
         in_block { print > file; first = 0 }' "$1"
    [ ! -e wrong/old.sch ] || [ -e right/old.sch ] || cp wrong/old.sch right
}

# The messages for the example in folder $1, under the options a page may speak of.
said() {
    local options
    options=$(grep -oE -- '--(drops|max-lock)=[a-z]+`:$|--(drops|max-lock)=[a-z]+`' "$2" | grep -oE -- '--[a-z-]+=[a-z]+' | head -1)
    if [ -e "$1/new.sch" ]; then
        # shellcheck disable=SC2086
        (cd "$1" && "$SCHEMAC" diff old.sch new.sch -o out $options) 2>&1 || :
    else
        (cd "$1" && "$SCHEMAC" check all.sch) 2>&1 || :
    fi
}

@test "every page begins with its code and is short" {
    for page in "$ROOT"/docs/errors/*.md; do
        code=$(basename "$page" .md)
        [ "$(head -1 "$page")" = "# $code" ] || { echo "$page: no head"; false; }
        [ "$(wc -l < "$page")" -le 40 ] || { echo "$page: too long"; false; }
        "$SCHEMAC" explain "$code" | diff - "$page"
    done
}

@test "every wrong example leads to its page, every right one does not" {
    wrong=''
    for page in "$ROOT"/docs/errors/*.md; do
        code=$(basename "$page" .md)
        rm -rf wrong right
        split "$page"
        [ -z "$(ls wrong)" ] || ! grep -q '^Wrong' "$page" || [ "$code" = dialect-other ] ||
            said wrong "$page" | grep -qF "[$code]" || wrong+="$code: the wrong example is not refused"$'\n'
        [ -z "$(ls right)" ] || ! said right "$page" | grep -E '(error|refused|\['"$code"'\])' ||
            wrong+="$code: the right example is refused"$'\n'
    done
    echo "$wrong"
    [ -z "$wrong" ]
}
