# SPDX-License-Identifier: MIT
# README.md tells the truth: its tour, its tables, its links; and so do the documents for those who change schemac.

setup() {
    root=${ROOT:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
    schemac=${SCHEMAC:-$root/build/schemac}
    tour=$BATS_TEST_DIRNAME/tour.sh
    cd "$BATS_TEST_TMPDIR" || return 1
}

@test "the tour: every command prints what README.md says" {
    "$tour"
}

@test "only blocks that build are left out of the tour" {
    [ "$(grep -c '^<!-- by hand' "$root/README.md")" = 2 ]
    grep -A 2 '^<!-- by hand' "$root/README.md" | grep -v '^--$' > left
    [ "$(grep -c '^\./bootstrap' left)" = 2 ]
}

@test "a changed output is noticed" {
    sed 's/^2|Alan Turing|A$/2|Alan Turing|B/' "$root/README.md" > changed.md
    run "$tour" changed.md
    [ "$status" = 1 ]
    [[ $output == *'-2|Alan Turing|B'* ]]
}

@test "the table of commands is that of --help" {
    "$schemac" --help | sed -n 's/^  \([a-z]*\) .*/\1/p' | sort > there
    sed -n 's/^| `schemac \([a-z]*\).*/\1/p' "$root/README.md" | sort > told
    diff -u there told
}

@test "links lead to files" {
    cd "$root"
    for document in *.md docs/*.md docs/decisions/*.md; do
        grep -oE '\]\([^)# ]+' "$document" | sed 's/^](//' | while read -r link; do
            case $link in http*) continue ;; esac
            [ -e "$(dirname "$document")/$link" ] || { echo "$document: $link"; exit 1; }
        done
    done
}

@test "files that the documents name are there" {
    cd "$root"
    # Whole paths in backticks; KIND, CODE, * and such stand for many.
    for document in README.md CONTRIBUTING.md docs/architecture.md docs/adding-a-kind.md docs/decisions/*.md; do
        grep -oE '`(gen|grammar|runtime|tests|docs|schemas)/[a-z0-9_./-]+`' "$document" | tr -d '`' | while read -r path; do
            [ -e "$path" ] || { echo "$document: $path"; exit 1; }
        done
    done
}

@test "the example of docs/language.md is a schema" {
    awk '/^```/ { if (n++) exit; next } n' "$root/docs/language.md" > example.sch
    [ "$(wc -l < example.sch)" -gt 20 ]
    "$schemac" check example.sch
}

@test "the sources that a new kind touches are those of docs/adding-a-kind.md" {
    cd "$root"
    # Each line that its patches keep or take away stands in a file that the page names.
    files=$(grep -oE '`?(gen|grammar)/[a-z0-9_./]+\.(c|h|y|def)' docs/adding-a-kind.md | tr -d '`' | sort -u)
    sed -n '/^```diff$/,/^```$/p' docs/adding-a-kind.md | grep '^[- ]' | sed 's/^.//; /^ *…$/d; /^ *$/d' | while IFS= read -r line; do
        # shellcheck disable=SC2086
        grep -qF -- "$line" $files || { echo "nowhere: $line"; exit 1; }
    done
}
