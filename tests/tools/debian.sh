#!/bin/bash
#
# Builds the Debian packages without a network, and installs, uses and removes them in a fresh
# Debian
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

# debian.sh [RELEASE [BUILDER]]: for the host's release, or for another one. The tree BUILDER then
# builds the packages. Runs as root.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/examples.sh"
. "$source_dir/tests/tools/tree.sh"

builder=65534:65534     # nobody

######## the packages

# on_builder COMMAND...: runs it in the folder with the sources. On the host this folder always has
# the same name, as in a tree, for ccache.
on_builder()
{
    if [ "$builder_root" ]; then
        in_tree "$builder_root" env "${environment[@]}" \
            sh -c 'cd /var/tmp/package/tree && exec "$@"' sh "$@"
    else
        mkdir -p "$build/ccache" && make_ccache "$cache/ccache" &&
            unshare --mount -- env -i "${environment[@]}" LC_ALL=C.UTF-8 \
                PATH="/mnt/ccache/bin:$PATH" CCACHE_DIR=/mnt/ccache CCACHE_UMASK=000 sh -c '
                mount --bind "$0" /mnt && mount --bind "$1" /mnt/ccache && cd /mnt/tree &&
                    shift && exec "$@"' "$build" "$cache/ccache" "$@"
    fi
}

# A plain user builds in a network that has not even a loopback.
build_packages()
{
    local environment=(HOME=/nonexistent DEB_BUILD_OPTIONS="parallel=$(nproc)")

    on_builder unshare --net setpriv --reuid "${builder%:*}" --regid "${builder#*:}" \
        --clear-groups dpkg-buildpackage -us -uc -b
}

test_build()
{
    copy_source "$build/tree" "$builder"
    chown "$builder" "$build"
    (build_packages) >"$work/build.log" 2>&1
    check_output "dpkg-buildpackage: exit status" 0 $?
    packages=("$build"/netapi32-session{,-demo,-dev}_*.deb)
    if [ ! -e "${packages[2]}" ]; then
        show "$work/build.log"
        close_test
        exit
    fi
    for package in "${packages[@]}"; do dpkg-deb -x "$package" "$work/files"; done
    check_output "no file knows where it was built" "" \
        "$(grep -rlF -e "$work" -e "$source_dir" -e /mnt/tree "$work/files")"
    check "smbpipe has no debug information" \
        grep -q ', stripped$' <(file "$work/files/usr/libexec/netapi32-session/smbpipe")
    check_output "only DLLs and programs for x86_64 are in x86_64-windows" "PE32+" \
        "$(file -b "$work"/files/usr/lib/*/netapi32-session/x86_64-windows/*.[de][lx][le] |
            cut -d' ' -f1 | sort -u | xargs)"
    timed "packages"
}

test_examples()
{
    check_examples "$work/files/usr/share/doc/netapi32-session-dev/examples" "$work/examples" \
        "$work/files" /usr
}

######## the packages in the tree

test_install()
{
    cp "${packages[@]}" "$root/root"
    in_tree "$root" sh -c 'apt-get -q -y --no-install-recommends install /root/netapi32*.deb sudo' \
        >"$work/install.log" 2>&1
    check_output "apt installs the packages with all that they need: exit status" 0 $?
    if ! in_tree "$root" dpkg -s netapi32-session-demo >/dev/null 2>&1; then
        show "$work/install.log"
        close_test
        exit
    fi
    in_tree "$root" dpkg -L netapi32-session netapi32-session-demo netapi32-session-dev |
        sort -u >"$work/list"
    check_output "no compiler comes with them" "" "$(ls -d "$root"/usr/bin/*gcc* 2>/dev/null)"
    timed "installation"
}

test_demo()
{
    local out=$work/demo.out

    as_tester "$root" timeout 300 netapi32-demo >"$out" 2>&1
    check_output "a plain user's netapi32-demo: exit status" 0 $?
    grep -q '==> Done' "$out" || show "$out"
    check "it neither installs nor builds" [ -z "$(grep -E '==> (Packages|Build)' "$out")" ]
    check "the installed DLL was put into its prefix" \
        grep -q '^netapi32 is installed in /home' "$out"
    check_output "alice's two open files are counted at the levels 1, 2 and 502" 3 \
        "$(sed -n '/==> alice/,/==> bob/p' "$out" | tr -d '\r' | grep -c '^ *open files *2$')"
    check "bob's session is shown with his address" \
        grep -qx '  client  *127\.0\.0\.2' <(sed -n '/==> bob/,/==> admin/p' "$out" | tr -d '\r')
    check "browse shows the server's share, and its users" \
        grep -q '^share    share is C:.*, in use 3 times' "$out"
    check "a session that is not there is error 2221" grep -q 'netsess: error 2221' "$out"
    check "it comes to its end" grep -q '==> Done' "$out"
    timed "demo"
}

test_example()
{
    cp "$work/examples/x86_64/session.exe" "$root/home/tester"
    cat >"$root/home/tester/try" <<'TRY'
export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN WINEDEBUG=-all
export WINEPREFIX=$HOME/.cache/netapi32/demo/prefix
$TESTBED_CTL session alice --from 127.0.0.3 >/dev/null
wine ~/session.exe '\\127.0.0.1'
wineserver -k
TRY
    as_tester "$root" timeout 100 netapi32-testbed -- bash /home/tester/try \
        >"$work/example.out" 2>&1
    check "the example session.c shows alice's session" \
        grep -qE '^alice from (\\\\)?127\.0\.0\.3, for [0-9]+ s' "$work/example.out"
    timed "example"
}

test_purge()
{
    in_tree "$root" apt-get -q -y purge netapi32-session netapi32-session-demo \
        netapi32-session-dev >"$work/purge.log" 2>&1
    check_output "apt purge: exit status" 0 $?
    check "there was something to remove" [ "$(wc -l <"$work/list")" -gt 30 ]
    check_output "no file is left" "" "$(while read -r file; do
        if [ -L "$root$file" ] || [ -f "$root$file" ]; then echo "$file"; fi; done <"$work/list")"
    check_output "nor anything else of that name" "" \
        "$(find "$root" -xdev -path "$root/home" -prune -o -path "$root/root/*.deb" -o \
            -name '*netapi32-session*' -print)"
    timed "removal"
}

need_root_and debootstrap unshare file
release=${1:-$host_release}
builder_root=${2-}
[ "$builder_root" ] || need_root_and dh dpkg-buildpackage
start_work
use_release "${release:-unknown}"
have_base || give_up "the packages: $reason"
build=$work/build
[ -z "$builder_root" ] || build=$builder_root/var/tmp/package
rm -rf --one-file-system "$build"
root=$work/root

test_build
test_examples
copy_base "$root"
test_install
test_demo
test_example
test_purge
close_test
