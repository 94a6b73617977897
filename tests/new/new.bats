#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# schemac init and schemac new, from nothing to the third migration; and what they refuse.

setup() {
    root=${ROOT:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
    schemac=${SCHEMAC:-$root/build/schemac}
    cd "$BATS_TEST_TMPDIR" || return 1
    unset MAKEFLAGS MAKELEVEL MFLAGS
}

files() { (cd "${1:-migrations}" && ls -- *.sch *.up.sql | tr '\n' ' '); }

one_table() { printf 'dialect sqlite;\ntable t {\n    id  bigint key;\n%s}\n' "${1:-}" > app.sch; }

refused() { # STATUS TEXT NAME...: and nothing is written
    local status_wanted=$1 text=$2 before; shift 2
    before=$(find migrations | sort)
    run "$schemac" new "$@"
    [ "$status" = "$status_wanted" ]
    [[ $output == *"$text"* ]]
    [ "$(find migrations | sort)" = "$before" ]
}

@test "what init writes works at once" {
    "$schemac" init shop
    cd shop
    make SCHEMAC="$schemac" check new NAME=begin up app.check.c
    [ "$(files)" = "0001_begin.sch 0001_begin.up.sql " ]
    cc -std=c11 -Wall -Wextra -Werror -I"$root/runtime" -fsyntax-only app.check.c
    make -q SCHEMAC="$schemac" app.check.c
    sed -i 's/^    name .*/&\n    phone  text?;/' app.sch
    make SCHEMAC="$schemac" new NAME=phone
    make SCHEMAC="$schemac" up
    make SCHEMAC="$schemac" validate
    [ "$(files)" = "0001_begin.sch 0001_begin.up.sql 0002_phone.sch 0002_phone.up.sql " ]
    grep -q '^--schemac version 2$' migrations/0002_phone.up.sql
    grep -q '^--schemac name phone$' migrations/0002_phone.up.sql
}

@test "init leaves alone what is there" {
    echo mine > app.sch
    run "$schemac" init
    [ "$status" = 0 ]
    [ "${lines[0]}" = "kept  app.sch" ]
    [ "${lines[1]}" = "wrote Makefile" ]
    [ "$(cat app.sch)" = mine ]
    [ -d migrations ]
}

@test "the block names the migration" {
    one_table
    "$schemac" new begin
    one_table $'    a   int?;\n'
    echo 'migration "2.1" second { }' >> app.sch
    refused 2 "the migration block says 'second'" third
    run "$schemac" new
    [ "$output" = migrations/0002_second ]
    grep -q '^--schemac version 2.1$' migrations/0002_second.up.sql
}

@test "a block that was used is not used again" {
    one_table
    echo 'migration "one" begin { }' >> app.sch
    "$schemac" new
    sed -i 's/bigint key;/&\n    a  int?;/' app.sch
    refused 2 "version one is that of migrations/0001_begin.up.sql" more
}

@test "nothing changed, nothing written" {
    one_table
    "$schemac" new begin
    "$schemac" fmt app.sch
    refused 0 "nothing has changed since migrations/0001_begin" more
}

@test "a plan that fails leaves no file" {
    one_table
    "$schemac" new begin
    one_table $'    a   int;\n'
    refused 2 "[no-value]" more
}

@test "a migration without its schema" {
    one_table
    mkdir migrations
    "$schemac" diff empty app.sch -o migrations/0007_begin
    one_table $'    a   int?;\n'
    refused 2 "'migrations/0007_begin.sch' is missing" more
    one_table
    cp app.sch migrations/0007_begin.sch
    one_table $'    a   int?;\n'
    run "$schemac" new more
    [ "$output" = migrations/0008_more ]
}

@test "names that lead elsewhere" {
    one_table
    mkdir migrations
    refused 2 "is no name for a file" ../more
    refused 2 "a name is missing"
    refused 2 "see schemac new --help" one two
}

@test "includes become one file, whatever schema they speak of" {
    mkdir parts
    printf 'dialect postgres;\ninclude "parts/a.sch"; include "parts/b.sch";\nschema app;\ntable t { id int key; use stamps; }\n' > app.sch
    printf '// of a\nmixin stamps { made_at timestamptz?; }\ntable a { id int key -> app.t; }\nschema x { table deep { id int key; } }' > parts/a.sch
    printf 'include "a.sch";\n/// B.\ntable b { id int key; }\n' > parts/b.sch
    "$schemac" new begin
    ! grep -q include migrations/0001_begin.sch
    grep -q '// of a' migrations/0001_begin.sch
    "$schemac" diff --exit-code migrations/0001_begin.sch app.sch
    "$schemac" fmt --check migrations/0001_begin.sch
    echo 'table c { id int key; }' >> parts/b.sch
    "$schemac" new third --online
    [ "$(grep -c 'CREATE TABLE' migrations/0002_third.up.sql)" = 1 ]
}

@test "a real schema, one version after the other" {
    real=$root/schemas/bingeboard
    "$schemac" new --schema "$real/base.sch" base
    "$schemac" new --schema "$real/v1.sch" personal
    "$schemac" new --schema "$real/v2.sch" -m "$real/v1_to_v2.sch"
    [ "$(files)" = "0001_base.sch 0001_base.up.sql 0002_personal.sch 0002_personal.up.sql \
0003_advanced_personalization.sch 0003_advanced_personalization.up.sql " ]
    "$schemac" diff --exit-code migrations/0002_personal.sch "$real/v1.sch"
    "$schemac" diff --exit-code migrations/0003_advanced_personalization.sch "$real/v2.sch"
}

@test "--version, and the list of messages" {
    run "$schemac" --version
    [ "$status" = 0 ]
    [[ $output =~ ^schemac\ [0-9]+\.[0-9]+\.[0-9]+(-dev)?$ ]]
    [ "$("$schemac" explain --list | cut -d' ' -f1 | LC_ALL=C sort)" = "$(cd "$root/docs/errors" && ls -- *.md | sed 's/\.md$//' | LC_ALL=C sort)" ]
}
