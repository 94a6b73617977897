# SPDX-License-Identifier: MIT
# What `make install` lays down is enough to compile a program against.

setup() {
    unset MAKEFLAGS MAKELEVEL MFLAGS
    cd "$ROOT"
    place=$BATS_TEST_TMPDIR/place
    command -v scdoc || skip "no scdoc for the man page"
    [ "$OUT" = "$ROOT/build" ] || skip "only the plain build is installed"
}

@test "make install with DESTDIR and PREFIX" {
    make -s install DESTDIR="$place" PREFIX=/usr
    "$place/usr/bin/schemac" --help
    echo '#include <schemac.h>
          int main(void) { return schemac_error_exit(SCHEMAC_OK); }' > "$BATS_TEST_TMPDIR/user.c"
    cc -o "$BATS_TEST_TMPDIR/user" -I"$place/usr/include" "$BATS_TEST_TMPDIR/user.c" "$place/usr/lib/libschemac.a" \
        $(pkg-config --libs libpq sqlite3 libmd)
    "$BATS_TEST_TMPDIR/user"
}

@test "the man page names each command and option of --help" {
    make -s docs
    for command in diff check gen; do
        build/schemac $command --help | grep -oE '^ +--?[A-Za-z-]+' | while read -r option; do
            case $option in --help | -h | -W) continue ;; esac
            tr -d '\\' < build/man/schemac.1 | grep -qF -- "$option" || { echo "not in the man page: $option"; exit 1; }
        done
    done
    for command in up down status validate verify; do
        build/schemac $command --help | grep -oE -- '--[a-z-]+' | sort -u | while read -r option; do
            [ "$option" = --help ] && continue
            tr -d '\\' < build/man/schemac.1 | grep -qF -- "$option" || { echo "not in the man page: $option"; exit 1; }
        done
    done
}
