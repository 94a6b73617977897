#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# schemac fmt. NAME.sch is laid out as NAME.expected; GOLDEN=1 writes those anew: read the diff.

setup() {
    root=${ROOT:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
    schemac=${SCHEMAC:-$root/build/schemac}
    here=$BATS_TEST_DIRNAME
    cd "$BATS_TEST_TMPDIR" || return 1
}

laid_out() { # NAME [OPTION...]
    local name=$1; shift
    "$schemac" fmt "$@" - < "$here/$name.sch" > "$name.got"
    [ -z "${GOLDEN:-}" ] || cp "$name.got" "$here/$name.expected"
    diff -u "$here/$name.expected" "$name.got"
    "$schemac" fmt "$@" - < "$name.got" | diff -u "$name.got" -
}

@test "columns" { laid_out columns; }
@test "members of a table" { laid_out members; }
@test "enums" { laid_out enums; }
@test "blocks" { laid_out blocks; }
@test "seeds" { laid_out seeds; }
@test "migrations" { laid_out migrations; }
@test "functions and procedures" { laid_out functions; }
@test "triggers" { laid_out triggers; laid_out triggers_sqlite; }
@test "storage" { laid_out storage; }
@test "partitions" { laid_out partitions; }
@test "sequences and extensions" { laid_out sequences; }
@test "types" { laid_out types; }
@test "statements" { laid_out statements; }
@test "owners, grants and policies" { laid_out rights; }
@test "SQL stays byte for byte" { laid_out slices; }
@test "comments stay where they belong" { laid_out comments; }
@test "habits of SQL become the spelling of here" { laid_out habits; }
@test "was that the old schema knows nothing of" { laid_out prune --prune "$here/prune.old.sch"; }

@test "without --prune every was stays" {
    "$schemac" fmt - < "$here/prune.sch" > got
    [ "$(grep -o '\bwas\b' got | wc -l)" = "$(grep -o '\bwas\b' "$here/prune.sch" | wc -l)" ]
}

@test "what --prune removes would have done nothing" {
    sed '/^mixin/,$d; /kind was sort/d' "$here/prune.sch" > new.sch
    "$schemac" diff --drops=discard "$here/prune.old.sch" new.sch > before.sql
    "$schemac" fmt --prune "$here/prune.old.sch" new.sch
    ! grep -q 'was people_by_id' new.sch
    "$schemac" diff --drops=discard "$here/prune.old.sch" new.sch > after.sql
    cmp before.sql after.sql
}

@test "--check writes nothing and names what would change" {
    cp "$here/columns.sch" a.sch
    cp "$here/columns.expected" b.sch
    run "$schemac" fmt --check a.sch b.sch
    [ "$status" = 1 ]
    [ "$output" = a.sch ]
    cmp "$here/columns.sch" a.sch
    run "$schemac" fmt --check b.sch
    [ "$status" = 0 ]
    [ "$output" = "" ]
}

@test "only what changes is written, and keeps its mode" {
    cp "$here/columns.sch" a.sch
    cp "$here/columns.expected" b.sch
    chmod 640 a.sch
    touch -d '2020-01-01' b.sch
    run "$schemac" fmt a.sch b.sch
    [ "$status" = 0 ]
    [ "$output" = "" ]
    cmp "$here/columns.expected" a.sch
    [ "$(stat -c %a a.sch)" = 640 ]
    [ "$(stat -c %Y b.sch)" = "$(date -d '2020-01-01' +%s)" ]
}

@test "a link stays a link" {
    mkdir far
    cp "$here/columns.sch" far/a.sch
    ln -s far/a.sch a.sch
    "$schemac" fmt a.sch
    [ -L a.sch ]
    cmp "$here/columns.expected" far/a.sch
}

@test "a file that does not parse is left alone, the others are not" {
    printf 'table t { a int, b int; }\n' > bad.sch
    cp bad.sch kept.sch
    cp "$here/columns.sch" a.sch
    run "$schemac" fmt bad.sch a.sch none.sch
    [ "$status" = 2 ]
    [[ $output == *'bad.sch:1:'*'[syntax]'* ]]
    [[ $output == *'none.sch'*'[cannot-read]'* ]]
    cmp kept.sch bad.sch
    cmp "$here/columns.expected" a.sch
}

@test "no file at all is a question of usage" {
    run "$schemac" fmt
    [ "$status" = 2 ]
}

@test "lines may end as on Windows" {
    sed 's/$/\r/' "$here/columns.sch" > a.sch
    "$schemac" fmt a.sch
    cmp "$here/columns.expected" a.sch
}

@test "an empty file stays empty" {
    : > a.sch
    "$schemac" fmt a.sch
    [ ! -s a.sch ]
    printf '\n\n' > a.sch
    "$schemac" fmt a.sch
    [ ! -s a.sch ]
}

@test "more habits than messages are shown" {
    { echo 'table t {'; for i in $(seq 150); do echo "c$i int not null default $i,"; done | tr , ';'; echo '}'; } > a.sch
    "$schemac" fmt a.sch
    [ "$(grep -c '= ' a.sch)" = 150 ]
    ! grep -q 'not\|default' a.sch
    "$schemac" fmt --check a.sch
}

@test "where a doc stands in its line makes no difference" {
    printf 'table t {\n/// One\n      /// two.\r\n  id int key; }' > a.sch
    cp a.sch b.sch
    "$schemac" fmt b.sch
    "$schemac" diff --exit-code a.sch b.sch
    "$schemac" diff empty a.sch > a.sql
    "$schemac" diff empty b.sch > b.sql
    cmp a.sql b.sql
}

@test "the examples of README.md and docs/language.md are laid out" {
    awk '/^END$/ { inside = 0 } inside { print > "readme." n ".sch" } /^cat >+ app.sch/ { inside = 1; n++ }' "$root/README.md"
    awk '/^```/ { n++; next } n % 2 { print > "language." n ".sch" }' "$root/docs/language.md"
    [ "$(ls -- *.sch | wc -l)" = 7 ]
    run "$schemac" fmt --check -- *.sch
    [ "$output" = "" ]
    [ "$status" = 0 ]
}

# What `schemac diff empty` says of each file below the folder: its SQL, which has the model's hash, and the exit code.
sql_of() {
    (cd "$1" && find . -name '*.sch' | LC_ALL=C sort | xargs -P "$(nproc)" -n 40 sh -c '
        for file; do { "$0" diff empty "$file" 2>/dev/null; echo "exit $?"; } > "$file.sql"; done' "$schemac")
    (cd "$1" && find . -name '*.sql' | LC_ALL=C sort | xargs grep '')
}

comments_of() { # as many as there are; "*//" would be one and a half
    (cd "$1" && find . -name '*.sch' | LC_ALL=C sort | xargs grep -oE '\*/|/\*|//+' | sort | uniq -c)
}

@test "every schema here says the same when laid out, and stays as it is then" {
    mkdir old
    (cd "$root" && find schemas docs tests -name '*.sch' -exec cp --parents -t "$BATS_TEST_TMPDIR/old" {} +)
    cp -r old new
    find new -name '*.sch' | xargs -n 60 "$schemac" fmt > log 2>&1 || true
    ! grep not-formatted log
    [ "$(find new -name '*.sch' | xargs -n 60 "$schemac" fmt --check 2> log2 | wc -l)" = 0 ]
    comments_of old > old.comments
    comments_of new > new.comments
    diff old.comments new.comments
    sql_of old > old.sql
    sql_of new > new.sql
    [ "$(grep -c 'exit 0' old.sql)" -gt 400 ]
    cmp old.sql new.sql
}
