#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Input that nobody writes in good faith: each time a diagnostic and exit code 2, in a few seconds and in
# 1.5 GB. A sanitizer needs more room for itself, and more time, so its limits are others.

setup() {
    cd "$BATS_TEST_TMPDIR"
}

teardown() {
    rm -rf "${BATS_TEST_TMPDIR:?}"/*
}

limited() {
    local seconds=10
    if nm -a "$SCHEMAC" 2>/dev/null | grep -q __asan_init; then seconds=60; else ulimit -v 1500000; fi
    timeout $seconds "$SCHEMAC" "$@"
}

# check FILE CODE: refused with that code, and nothing worse.
refused() {
    run limited check "$1"
    echo "exit $status, ${#lines[@]} lines:"
    printf '%s\n' "${lines[@]:0:12}" | cut -c1-200
    [ "$status" -eq 2 ]
    [[ $output == *"[$2]"* ]]
    [ "${#lines[@]}" -le 750 ] # a hundred messages at most
}

many() { # COUNT TEXT
    head -c "$1" /dev/zero | sed "s/\x0/$2/g"
}

@test "a binary file" {
    cp "$SCHEMAC" a.sch
    refused a.sch bad-utf8
}

@test "random bytes" {
    head -c 1000000 /dev/urandom > a.sch
    refused a.sch bad-utf8
}

@test "a gzip file" {
    seq 100000 | gzip > a.sch
    refused a.sch bad-utf8
}

@test "a file of 100 MB, one error at its end" {
    { yes "// 345678" | head -c 100000000; echo oops; } > a.sch
    [ "$(stat -c %s a.sch)" -gt 100000000 ]
    refused a.sch syntax
}

@test "a file of 100 MB of garbage" {
    yes ') x }' | head -c 100000000 | tr '\n' ' ' > a.sch
    refused a.sch syntax
}

@test "a line of 100 MB" {
    { printf 'table t { id int key; } oops '; head -c 100000000 /dev/zero | tr '\0' x; } > a.sch
    refused a.sch syntax
}

@test "a file past the limit" {
    truncate -s 600M a.sch
    refused a.sch file-too-large
}

@test "100,000 opening braces" {
    many 100000 '{' > a.sch
    refused a.sch syntax
}

@test "100,000 blocks inside each other" {
    many 100000 'for postgres { ' > a.sch
    refused a.sch nested-deep
}

@test "100,000 schemas inside each other" {
    many 100000 'schema s { ' > a.sch
    refused a.sch nested-deep
}

@test "100,000 blocks inside each other in a table" {
    { echo 'table t { id int key;'; many 100000 'for postgres { '; } > a.sch
    refused a.sch nested-deep
}

@test "100,000 open parentheses" {
    { printf 'table t { id int key; check '; many 100000 '('; } > a.sch
    refused a.sch open-text
}

@test "100,000 parentheses around an expression" {
    { printf 'table t { id int key; check ('; many 100000 '('; printf 'id'; many 100000 ')'; echo ' > 0); }'; } > a.sch
    refused a.sch expr-syntax
}

@test "100,000 calls inside each other" {
    { printf 'table t { id int key; check ('; many 100000 'abs('; printf 'id'; many 100000 ')'; echo ' > 0); }'; } > a.sch
    refused a.sch expr-syntax
}

@test "100,000 times not" {
    { printf 'table t { id int key; ok boolean; check ('; many 100000 'not '; echo 'ok); }'; } > a.sch
    refused a.sch expr-syntax
}

@test "an expression of 100,000 terms" {
    { printf 'table t { id int key; check (id'; many 100000 ' + id'; echo ' > 0); }'; } > a.sch
    refused a.sch expr-syntax
}

@test "a list of 100,000 values" {
    { printf 'table t { id int key; check (id in (1'; many 100000 ', 1'; echo ')); }'; } > a.sch
    run limited check a.sch
    [ "$status" -eq 0 ] || [[ $output == *"[expr-syntax]"* ]]
}

@test "broken UTF-8" {
    for bytes in '\xff' '\xc3(' '\xe2\x82' '\xed\xa0\x80' '\xf4\x90\x80\x80' '\xc0\xaf'; do
        printf "table t { id int key; } // $bytes\n" > a.sch
        refused a.sch bad-utf8
    done
}

@test "UTF-16" {
    printf '\xff\xfet\0a\0b\0l\0e\0' > a.sch
    refused a.sch bad-utf8
}

@test "NUL bytes" {
    printf 'table t { id int key; \0 }\n' > a.sch
    refused a.sch bad-utf8
    head -c 100000 /dev/zero > b.sch
    refused b.sch bad-utf8
}

@test "marks that reorder text, and none of them on the terminal" {
    for mark in '\xe2\x80\xaa' '\xe2\x80\xae' '\xe2\x81\xa6' '\xe2\x81\xa9'; do
        printf "table t { id int key; name text = 'a${mark}b'; }\n" > a.sch
        refused a.sch bad-utf8
        [[ $output != *$(printf "$mark")* ]]
    done
}

@test "escape codes are not sent to the terminal" {
    printf 'tabel \x1b[31m\xc2\x9b31m { }\n' > a.sch
    refused a.sch syntax
    [[ $output != *$'\x1b'* && $output != *$'\xc2\x9b'* ]]
}

@test "a file that includes itself" {
    echo 'include "a.sch";' > a.sch
    refused a.sch include-loop
}

@test "files that include each other" {
    echo 'include "b.sch";' > a.sch
    echo 'include "c.sch";' > b.sch
    echo 'include "a.sch";' > c.sch
    refused a.sch include-loop
}

@test "a file that includes itself under other names" {
    printf 'include "./a.sch";\ntable t { id int key; }\n' > a.sch
    refused a.sch include-loop
    mkdir d
    printf 'include "d/../b.sch";\n' > b.sch
    refused b.sch include-loop
    printf 'include "link.sch";\n' > c.sch
    ln -s c.sch link.sch
    refused c.sch include-loop
}

@test "an include of what is not there, of a folder, of an empty name" {
    echo 'include "nothing.sch";' > a.sch
    refused a.sch cannot-read
    mkdir folder
    echo 'include "folder";' > a.sch
    refused a.sch cannot-read
    echo "include '';" > a.sch
    refused a.sch cannot-read
}

@test "a file that is not there, a folder, a file that may not be read" {
    refused nothing.sch cannot-read
    mkdir folder
    refused folder cannot-read
    echo 'table t { id int key; }' > a.sch
    chmod 000 a.sch
    [ "$(id -u)" -eq 0 ] || refused a.sch cannot-read
}

@test "nothing is ever closed" {
    for open in "'" '"' '/*' '$$' '$tag$' "e'" "'\\\\"; do
        printf 'table t { id int key; name text = %s' "$open" > a.sch
        run limited check a.sch
        echo "$open: $output"
        [ "$status" -eq 2 ]
        [[ $output == *"[open-text]"* || $output == *"[syntax]"* ]]
    done
    for open in "'" '"' '/*' '$$' '--'; do
        printf 'table t { id int key; check (id > %s ); }\n' "$open" > a.sch
        refused a.sch open-text
    done
}

@test "a name of 64 bytes, and one of a million" {
    { echo 'table t { id int key; '; many 64 x; echo ' int; }'; } > a.sch
    refused a.sch name-too-long
    { echo 'table t { id int key; '; many 63 x; echo ' int; }'; } > a.sch
    run limited check a.sch
    [ "$status" -eq 0 ]
    { echo 'table t { id int key; '; many 1000000 x; echo ' int; }'; } > a.sch
    refused a.sch name-too-long
}

@test "a table of 2,000 columns" {
    { echo 'table t { id int key;'; seq -f 'c%.0f int;' 1999; echo '}'; } > a.sch
    refused a.sch not-in-dialect
}

@test "a table of 1,500 columns is large, but no error" {
    { echo 'table t { id int key;'; seq -f 'c%.0f int;' 1499; echo '}'; } > a.sch
    run limited check a.sch
    [ "$status" -eq 0 ]
}

@test "a table of 100,000 columns" {
    { echo 'table t { id int key;'; seq -f 'c%.0f int;' 100000; echo '}'; } > a.sch
    refused a.sch not-in-dialect
}

@test "a table of 100,000 columns of one name" {
    { echo 'table t { id int key;'; many 100000 'x int; '; echo '}'; } > a.sch
    refused a.sch name-taken
}

@test "100,000 errors in one file" {
    { echo 'table t { id int key;'; seq -f 'c%.0f nothing;' 100000; echo '}'; } > a.sch
    refused a.sch type-unknown
    [[ $output == *"more not shown"* ]]
}

@test "100,000 errors of grammar" {
    many 100000 'tabel t { id int; };\n' > a.sch
    refused a.sch syntax
}

@test "30,000 references to a table that is not there" {
    seq -f 'table t%.0f { id int key; o int -> u1; }' 30000 > a.sch
    refused a.sch unknown-table
}

@test "100,000 unknown columns in one constraint" {
    { printf 'table t { id int key; unique (id'; seq -f ',c%.0f' 100000; echo '); }'; } > a.sch
    refused a.sch unknown-column
}

@test "a mixin that uses itself twice, sixteen deep" {
    {
        for n in $(seq 30); do echo "mixin m$n { use m$((n + 1)); use m$((n + 1)); }"; done
        echo 'mixin m31 { x int; } table t { id int key; use m1; }'
    } > a.sch
    refused a.sch nested-deep
}

@test "20,000 views that read each other in a ring" {
    { seq -f 'view v%.0f as $$ select * from v' 20000 | awk '{ print $0 (NR % 20000) + 1 " $$;" }'; } > a.sch
    refused a.sch view-loop
}
