#!/bin/bash
#
# Builds a clean checkout on the other Debians, and runs the demo, the packages, and the core tests
#
# Copyright 2026 the netapi32 session project
#
# This library is free software; you can redistribute it and/or
# modify it under the terms of the GNU Lesser General Public
# License as published by the Free Software Foundation; either
# version 2.1 of the License, or (at your option) any later version.
#
# This library is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
# Lesser General Public License for more details.
#
# You should have received a copy of the GNU Lesser General Public
# License along with this library; if not, write to the Free Software
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

# platforms.sh [RELEASE...]: by default all but the host's.
#
# BUILD names the host's build tree, and its check/platforms/ gets the logs. Runs as root. This
# keeps the tree of a release, in which the demo has installed its packages, as long as the tree
# that it was copied from, see tree.sh.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/tools/tree.sh"

results=$BUILD/check/platforms
releases="bookworm trixie sid"
source=/home/tester/netapi32

# have_tree: FALSE with the reason in $reason if there is none
have_tree()
{
    have_base || return
    [ ! -e "$cache/tree/made" ] || [ ! -e "$cache/tree/var/cache/ccache/bin" ] || return 0
    rm -rf --one-file-system "$cache/tree"
    copy_base "$cache/tree"
    reason="apt can't install sudo and ccache: $(in_tree "$cache/tree" apt-get -qq -y \
        --no-install-recommends install sudo ccache 2>&1 | tail -n 1)"
    [ -e "$cache/tree/usr/bin/sudo" ] && make_ccache "$cache/tree/var/cache/ccache" &&
        touch "$cache/tree/made"
}

# A plain user runs the demo from the clone with one command.
test_demo()
{
    local log=$results/$release-demo.log status=0

    as_tester "$tree" sh -c "cd $source && timeout 1500 tools/demo" >"$log" 2>&1 || status=$?
    if ! grep -q '==> Build' "$log"; then
        reason="its packages can't be had: $(tail -n 1 "$log")"
        rm -f "$tree/made"
        return 1
    fi
    check_output "$release: a plain user's tools/demo: exit status" 0 $status
    check "$release: it comes to its end" grep -q '==> Done' "$log"
    check_output "$release: alice's two open files are counted" 3 \
        "$(sed -n '/==> alice/,/==> bob/p' "$log" | tr -d '\r' | grep -c '^ *open files *2$')"
    check "$release: only the product is built" [ ! -e "$tree$source/build/tests/netapi32" ]
    timed "$release: demo"
}

# As root, in the demo's build tree: what depends on the release's Samba and Wine. setup-prefix is
# used by the demos, and tested with these Wines by drop-in.sh. Load and outages are ours to bear.
test_core()
{
    local tests="sessions files conduct errors auth_file level_fallback standing del protection"

    in_tree "$tree" env PLATFORMS=system TESTS="$tests" timeout 2400 \
        $source/tools/check exports samba conformance \
        >"$results/$release-check.log" 2>&1
    take "$release" cat "$tree$source/build/check/check.tap"
    timed "$release: core tests"
}

test_packages()
{
    in_tree "$tree" apt-get -qq -y --no-install-recommends install build-essential debhelper \
        >"$results/$release-debhelper.log" 2>&1
    take "$release" "$source_dir/tests/tools/debian.sh" "$release" "$tree"
    timed "$release: packages"
}

# test_platform RELEASE: runs all of this for a release
test_platform()
{
    use_release "$1"
    if ! have_tree; then
        skip "$1: $reason"
        return
    fi
    # The other tests of packages may use the base now.
    exec 8>"$cache/tree.lock" 9>&-
    flock 8
    tree=$cache/tree
    timed "$1: tree"
    rm -rf --one-file-system "$tree$source"
    copy_source "$tree$source" "$(stat -c %u:%g "$tree/home/tester")"
    if ! test_demo; then
        skip "$1: $reason"
        return
    fi
    test_packages
    test_core
    cp -r "$tree$source/build/check" "$results/$release-logs" 2>/dev/null
    rm -rf --one-file-system "$tree$source"
}

need_root_and debootstrap unshare git
start_work
rm -rf "$results"
mkdir -p "$results"
[ $# -gt 0 ] || set -- ${releases/$host_release/}
for name; do test_platform "$name"; done
close_test
