# SPDX-License-Identifier: MIT
# The C interface, by programs that are compiled here.
bats_require_minimum_version 1.5.0
load common.bash

setup() {
    setup_common
    root=$BATS_TEST_DIRNAME/../..
    flags="-std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
}

@test "the header stands alone, in C and in C++" {
    echo '#include "runtime/schemac.h"' >"$dir/one.c"
    ${CC:-cc} $flags -I"$root" -fsyntax-only "$dir/one.c"
    ! command -v c++ || c++ -Wall -Wextra -Werror -I"$root" -fsyntax-only -x c++ "$dir/one.c"
}

@test "the example of docs/runtime.md compiles and runs" {
    awk '/^```c$/ {on = 1; next} /^```$/ {on = 0} on' "$root/docs/runtime.md" >"$dir/example.c"
    compile "$dir/program" "$dir/example.c"
    run "$dir/program" "$sqlite"
    [ "$status" -eq 0 ]
    [ "$output" = "applied 1 create" ]
    run "$dir/program" "$sqlite"
    [ -z "$output" ]
}

@test "a connection of the program's own keeps its settings" {
    compile "$dir/program" "$BATS_TEST_DIRNAME/borrow.c"
    run "$dir/program"
    echo "$output"
    [ "$status" -eq 0 ]
}
