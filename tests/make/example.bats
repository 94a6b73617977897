# SPDX-License-Identifier: MIT
# docs/examples/make does what docs/make.md says of it.

setup() {
    cp -r "$ROOT/docs/examples/make" "$BATS_TEST_TMPDIR/project"
    cd "$BATS_TEST_TMPDIR/project"
    unset MAKEFLAGS MAKELEVEL MFLAGS
    export SCHEMAC CPPFLAGS="-I$ROOT/runtime"
    built=build/0002_2_full_name
}

@test "one make writes all outputs" {
    make -j2
    for kind in up.sql down.sql check.c check.h check.o d; do [ -s $built.$kind ]; done
}

@test "schemac is silent" {
    run make -s
    [ "$status" = 0 ]
    [ "$output" = "" ]
}

@test "the second make does nothing" {
    make
    run make -q
    [ "$status" = 0 ]
}

@test "a change in an included file is seen" {
    make
    sleep 0.01
    sed -i 's/created_at/made_at/' audit.sch
    run make -q
    [ "$status" = 1 ]
    make
    grep -q made_at $built.up.sql
    run make -q
    [ "$status" = 0 ]
}

@test "outputs that stay the same keep their time" {
    make
    touch -d '2001-01-01' $built.up.sql
    "$SCHEMAC" diff released.sch app.sch -o $built
    [ "$(stat -c %Y $built.up.sql)" = "$(date -d 2001-01-01 +%s)" ]
}

@test "a failed run leaves no file" {
    echo 'table people { broken' >> app.sch
    run make
    [ "$status" = 2 ]
    [ -z "$(ls build)" ]
}

@test "a failed run leaves the files of the one before" {
    make
    before=$(cat $built.*.sql | sha256sum)
    echo 'table people { broken' >> app.sch
    run make
    [ "$status" = 2 ]
    [ "$(cat $built.*.sql | sha256sum)" = "$before" ]
}

@test "docs/make.md quotes the example" {
    sed -n '/^```make$/,/^```$/p' "$ROOT/docs/make.md" | grep -v '^```' | grep . > quoted
    while IFS= read -r line; do grep -qxF -- "$line" Makefile || { echo "not in Makefile: $line"; false; }; done < quoted
}
