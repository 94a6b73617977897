#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The newcomer's first minutes, in an empty Debian 12: ./bootstrap demo, then ./bootstrap test, as root
# and (test only) as a plain user. Needs root, debootstrap, and the apt sources of this machine.
#   tests/checks/fresh-root.sh [--worktree] [COMMAND...]     --worktree: files as they are, not as committed
# Not one of `make test`: it takes minutes and the network. The base system is kept in CACHE.
set -eu
cd "$(dirname "$0")/../.."
cache=${CACHE:-/tmp/schemac-debian-12.tar}
root=$(mktemp -d "${TMPDIR:-/tmp}/schemac-root.XXXXXX")
trap 'rm -rf "$root"' EXIT
source=clone
[ "${1:-}" != --worktree ] || { source=worktree; shift; }

# "URI suite component" of each Debian source that apt uses here.
sources=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk '$2 ~ /^bookworm/ && $3 == "main"' | sort -u)
mirror=$(awk '$2 == "bookworm" { print $1; exit }' <<< "$sources")
[ -n "$mirror" ] || { echo "fresh-root: apt has no source for bookworm" >&2; exit 2; }

if ! [ -e "$cache" ]; then
    debootstrap --variant=minbase bookworm "$root" "$mirror" > "$root.log" 2>&1 ||
        { tail "$root.log" >&2; exit 2; }
    tar -C "$root" -cf "$cache.new" . && mv "$cache.new" "$cache"
    rm -f "$root.log"
else
    tar -C "$root" -xf "$cache"
fi
chmod 755 "$root" # "/" for the plain user in there

# The way to the mirror is the host's; nothing else of it is taken over.
sed 's/^/deb /' <<< "$sources" > "$root/etc/apt/sources.list"
cp /etc/hosts /etc/resolv.conf "$root/etc/"
apt-config dump | grep -iE '^Acquire::(http|https)::Proxy ' > "$root/etc/apt/apt.conf.d/proxy" || true
case $sources in *https:*) mkdir -p "$root/etc/ssl" && cp -rL /etc/ssl/certs "$root/etc/ssl/" ;; esac

if [ $source = clone ]; then
    git clone -q --no-hardlinks . "$root/src"
else
    mkdir "$root/src" && tar -c --exclude=./build --exclude=./.git . | tar -C "$root/src" -x
fi

# Namespaces of its own: whatever is started or mounted in there is gone with the last command.
inside() {
    unshare --mount --pid --ipc --fork sh -c '
        mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev/shm" || exit
        root=$1; shift
        exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"' sh "$root" "$@"
}

run() {
    echo "\$ $*"
    local start=$SECONDS status=0
    inside sh -c 'cd /src && "$@"' sh "$@" || status=$?
    echo "= exit $status, $((SECONDS - start)) s"
    return $status
}

if [ $# -gt 0 ]; then run "$@"; exit; fi
run ./bootstrap demo
run ./bootstrap test
inside sh -c 'useradd -m someone && chown -R someone /src'
run su someone -c 'make test'
