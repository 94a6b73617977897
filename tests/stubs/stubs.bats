# SPDX-License-Identifier: MIT
# Generated C: compiled as strictly as any compiler can, run on thousands of rows, each of which the
# database judges too. Needs cc, libpq, SQLite; the parts for PostgreSQL a server's programs.

setup() {
    here=$BATS_TEST_DIRNAME root=${ROOT:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
    schemac=${SCHEMAC:-$root/build/schemac}
    runtime=${OUT:-$root/build}/libschemac.a
    cc="cc -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I$root/runtime"
    cd "$BATS_TEST_TMPDIR" || return 1
    sanitize=
    case $runtime in */asan/*) sanitize=-fsanitize=address,undefined ;; esac
}

generate() { "$schemac" gen c "$here/cases/$1/schema.sch" -o app --dialect "$2"; }

# The pieces of a program that compares.
build_parity() {
    $cc -c -o app.o app.check.c
    # shellcheck disable=SC2046,SC2086
    $cc -D_POSIX_C_SOURCE=200809L $sanitize -I"$root" $(pkg-config --cflags libpq) -o parity "$here/parity.c" \
        app.o "$runtime" $(pkg-config --libs libpq sqlite3 libmd libutf8proc)
}

with_server() {
    command -v pg_virtualenv > which.out || skip "no pg_virtualenv"
    "$root/tests/server" -o synchronous_commit=off "$@"
}

@test "hostile names and texts compile without a warning" {
    generate hostile postgres
    for compiler in gcc clang; do
        command -v $compiler > which.out || continue
        $compiler -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I"$root/runtime" -c -o app.o app.check.c
    done
    if command -v g++ > which.out; then g++ -Wall -Wextra -Werror -fsyntax-only -I"$root/runtime" -x c++ app.check.h; fi
    for file in app.check.c app.check.h; do
        head -n 1 $file | grep -qE '^// Code generated .* DO NOT EDIT\.$'
    done
}

@test "the same schema gives the same bytes" {
    generate shop postgres && mv app.check.c first.c && mv app.check.h first.h
    generate shop postgres
    cmp app.check.c first.c && cmp app.check.h first.h
}

@test "PostgreSQL gives the same verdicts and names the same constraints" {
    generate shop postgres && build_parity
    "$schemac" diff empty "$here/cases/shop/schema.sch" -o made --dialect postgres
    with_server sh -c 'psql -qX -v ON_ERROR_STOP=1 -f made.up.sql > psql.out &&
        ./parity postgres "" "$0/cases/shop/pool" 4000 1' "$here" > out 2>&1 || { tail -n 40 out; false; }
    grep -E '^valid [0-9]{3,} invalid [0-9]{3,} unsure [0-9]+ differences 0$' out
}

@test "PostgreSQL gives the same verdicts on a real schema" {
    "$schemac" gen c "$root/schemas/bingeboard/base.sch" -o app --dialect postgres && build_parity
    "$schemac" diff empty "$root/schemas/bingeboard/base.sch" -o made --dialect postgres
    with_server sh -c 'psql -qX -v ON_ERROR_STOP=1 -f made.up.sql > psql.out &&
        ./parity postgres "" "$0/cases/shop/pool" 100 3' "$here" > out 2>&1 || { tail -n 40 out; false; }
    grep -E '^valid [0-9]{3,} invalid [0-9]{3,} unsure [0-9]+ differences 0$' out
}

@test "SQLite gives the same verdicts and names the same constraints" {
    generate shop sqlite && build_parity
    "$schemac" diff empty "$here/cases/shop/schema.sch" -o made --dialect sqlite
    sqlite3 -bail lite.db < made.up.sql
    ./parity sqlite lite.db "$here/cases/shop/pool" 20000 2 > out || { tail -n 40 out; false; }
    grep -E '^valid [0-9]{3,} invalid [0-9]{3,} unsure [0-9]+ differences 0$' out
}

@test "regular expressions mean what PostgreSQL means" {
    $cc $sanitize -I"$root" -o regex "$here/regex.c" "$runtime" \
        $(pkg-config --libs libpq sqlite3 libmd libutf8proc)
    $cc -o patterns "$here/patterns.c"
    ./patterns 3000 1 > in && ./regex < in > ours
    with_server psql -qXAt -v ON_ERROR_STOP=1 -o theirs -f "$here/regex.sql" > server.out
    # Where we know, the server says the same; where it sees no pattern at all, we do not know.
    paste -d "$(printf '\001')" ours theirs in | awk -F '\001' '
        $1 != "?" && $1 != $2 { print "differs: " $0; bad++ }
        $1 != "?" { known++ } $2 != "e" { fine++ }
        END { print known " known of " fine; exit bad || known < fine * 8 / 10 }' > out || { head out; false; }
}

@test "validation allocates nothing, keeps nothing and asks no locale" {
    case $runtime in */asan/*) skip "sanitizers add their own" ;; esac
    mkdir parts && (cd parts && ar x "$runtime")
    parts=$(ls parts/validate.o parts/validate_[!r]*.o parts/regex*.o)
    # shellcheck disable=SC2086
    nm -u $parts | awk '$1 == "U" { print $2 }' | grep -vE '^(schemac_|sr_|mem|str|snprintf|__)' > calls || true
    # shellcheck disable=SC2086
    size $parts | awk 'NR > 1 && $3 + 0 { print $6 " has variables" }' >> calls
    cat calls && ! [ -s calls ]
}
