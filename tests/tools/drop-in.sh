#!/bin/bash
#
# Installs into a new prefix of every Wine, uninstalls, and runs programs that use srvcli
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

# BUILD names the build tree. Its check/drop-in/ has the prefixes and the output.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

results=$BUILD/check/drop-in
TEST_PREFIX=$results/prefix-system
with_newest=yes
. "$source_dir/tests/platforms.sh"

setup=$source_dir/tools/setup-prefix

# Sets archs: the architectures of all usable platforms with this one's prefix
find_archs()
{
    local p
    archs=
    label=${tree:-system}
    for p in $all_usable; do
        [[ $p != *":$tree:"* ]] || archs="$archs $(cut -d: -f3 <<<"$p")"
    done
}

# in_wine COMMAND...: Wine's services must not hold the pipe that the test reads.
in_wine() { on_platform timeout 300 "$@" >"$results/$label.out" 2>&1 </dev/null; }

# Wine writes times whenever it runs, and setup-prefix runs it.
manifest() { "$source_dir/tests/tools/manifest.py" --times-aside -- "$WINEPREFIX"; }

# same MANIFEST: TRUE if the prefix is so again; otherwise shows the differences in the registry
same()
{
    in_wine wineserver -k
    diff <(echo "$1") <(manifest) && return
    diff "$results/$label-user.reg" "$WINEPREFIX/user.reg"
    return 1
}

# build_program ARCHITECTURE: builds it with our import library
build_program()
{
    local target=${1/i386/i686}-w64-mingw32
    program=$results/srvcli-$1.exe
    check "$1: a program links with our libsrvcli.a" $target-gcc -Wall -Wextra -Werror -municode \
        -o "$program" "$source_dir/tests/tools/srvcli.c" \
        "$BUILD/dlls/srvcli/$1-windows/libsrvcli.a"
    check_output "$1: and has the session functions from srvcli.dll" \
        "NetSessionEnum NetSessionGetInfo" \
        "$($target-objdump -p "$program" | sed -n '/DLL Name: srvcli.dll/,/DLL Name: /p' |
            grep -o 'NetSession[A-Za-z]*' | sort | xargs)"
}

# run_wine_as_often: runs Wine as a program would that asks for sessions, without our DLL, and long
# enough for Wine's services to write their own changes
run_wine_as_often()
{
    local arch
    for arch in $archs; do in_wine wine ping -n 3 127.0.0.1; done
    in_wine wineserver -w
}

# make_new_prefix: starts it several times, because Wine changes more on the second start
make_new_prefix()
{
    in_wine wineboot -i
    in_wine wineserver -w
    run_wine_as_often
    run_wine_as_often
    [ -f "$WINEPREFIX/user.reg" ]
}

# ask ARCHITECTURE: runs the program that asks for a session
ask()
{
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    check "$label, $1: a program gets a session from srvcli.dll" \
        in_wine wine "$results/srvcli-$1.exe" 127.0.0.1 '\\127.0.0.1' alice
    check_output "$label, $1: it is the one that was asked for" \
        "127.0.0.1 alice" "$(tr -d '\r' <"$results/$label.out" | tail -n 1)"
    in_wine wineserver -w
}

# On each Wine: installs, uses, uninstalls
test_wine()
{
    local before arch archs label
    find_archs
    check "$label: Wine makes a prefix" make_new_prefix
    # The system's Wine may run 32-bit programs, too.
    [ ! -e "$WINEPREFIX/drive_c/windows/syswow64/netapi32.dll" ] || [[ $archs = *i386* ]] ||
        archs="$archs i386"
    before=$(manifest)
    cp "$WINEPREFIX/user.reg" "$results/$label-user.reg"
    check "$label: install" in_wine "$setup" install
    check_output "$label: it is for$archs" "$(wc -w <<<"$archs")" \
        "$(find "$WINEPREFIX"/drive_c/windows/sys* -name srvcli_wine.dll | wc -l)"
    for arch in $archs; do ask $arch; done
    check "$label: status" in_wine "$setup" status
    check "$label: uninstall after use" in_wine "$setup" uninstall
    check "$label: the prefix is what it was" same "$before"
    check "$label: install --symlink" in_wine "$setup" install --symlink
    for arch in $archs; do ask $arch; done
    check "$label: uninstall of links" in_wine "$setup" uninstall
    check "$label: the prefix is what it was" same "$before"
    remove_wines_folder "$WINEPREFIX"
    rm -rf "$WINEPREFIX"
}

inside()
{
    local all_usable

    build_program x86_64
    build_program i386
    "$TESTBED_CTL" session alice --open letter.txt >/dev/null
    find_usable
    all_usable=$usable
    check_each_prefix test_wine
}

outside() { prepare_platforms; }

enter_testbed "$@"
