# SPDX-License-Identifier: MIT
# README.md tells the truth: its tour, its tables, its links.

setup() {
    root=${ROOT:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
    schemac=${SCHEMAC:-$root/build/schemac} out=${OUT:-$root/build}
    cd "$BATS_TEST_TMPDIR" || return 1
}

# What README.md calls build/ is the build under test; a sanitized library needs a sanitizing cc.
place() {
    mkdir -p programs src tour
    ln -s "$schemac" programs/schemac
    ln -s "$root/runtime" src/runtime
    ln -s "$out" src/build
    case $out in */asan)
        printf '#!/bin/sh\nexec %s -fsanitize=address,undefined "$@"\n' "$(command -v cc)" > programs/cc
        chmod +x programs/cc ;;
    esac
    export src=$PWD/src PATH=$PWD/programs:$PATH LC_ALL=C.UTF-8
    cd tour || return 1
}

@test "the tour: every command prints what README.md says" {
    place
    bash "$BATS_TEST_DIRNAME/tour.sh" "$root/README.md"
}

@test "only blocks that build are left out of the tour" {
    [ "$(grep -c '^<!-- by hand' "$root/README.md")" = 2 ]
    grep -A 3 '^<!-- by hand' "$root/README.md" | grep -qF './bootstrap demo'
    grep -A 6 '^<!-- by hand' "$root/README.md" | grep -qF 'src=$PWD'
}

@test "a changed output is noticed" {
    place
    sed 's/^2|Alan Turing|A$/2|Alan Turing|B/' "$root/README.md" > ../changed.md
    run bash "$BATS_TEST_DIRNAME/tour.sh" ../changed.md
    [ "$status" = 1 ]
    [[ $output == *'-2|Alan Turing|B'* ]]
}

@test "the table of commands is that of --help" {
    "$schemac" --help | sed -n 's/^  \([a-z]*\) .*/\1/p' | sort > there
    sed -n 's/^| `schemac \([a-z]*\).*/\1/p' "$root/README.md" | sort > told
    diff -u there told
}

@test "links lead to files" {
    for document in README.md CHANGELOG.md CONTRIBUTING.md docs/*.md docs/decisions/*.md; do
        (cd "$root" && [ -e "$document" ]) || continue
        grep -oE '\]\([^)# ]+' "$root/$document" | sed 's/^](//' | while read -r link; do
            case $link in http*) continue ;; esac
            [ -e "$root/$(dirname "$document")/$link" ] || { echo "$document: $link"; exit 1; }
        done
    done
}

@test "files that the documents name are there" {
    cd "$root"
    # Paths in backticks, of the folders a reader may look into; NAME, CODE and * stand for many.
    for document in README.md CONTRIBUTING.md docs/architecture.md docs/adding-a-kind.md docs/decisions/*.md; do
        [ -e "$document" ] || continue
        grep -oE '`(gen|grammar|runtime|tests|docs|schemas)/[a-z0-9_./-]+`' "$document" | tr -d '`' | while read -r path; do
            [ -e "$path" ] || { echo "$document: $path"; exit 1; }
        done
    done
}
