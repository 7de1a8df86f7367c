#!/bin/bash
#
# In and out of a new prefix of every Wine, and programs that have the session functions from srvcli
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

set -u
# BUILD names the build tree. The prefixes and what was said are left in check/drop-in/ of it.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tools/common.sh"

wine_tree=$source_dir/tools/wine-tree
setup=$source_dir/tools/setup-prefix
results=$BUILD/check/drop-in

# TREE:ARCHITECTURES; "system" is the system's Wine.
wines="system:x86_64 bookworm-i386:i386 trixie:x86_64,i386"

# set_wine TREE:ARCHITECTURES
set_wine()
{
    tree=${1%:*}
    archs=${1#*:}
    archs=${archs//,/ }
    export WINEPREFIX=$results/prefix-$tree
}

# on_wine COMMAND...
on_wine()
{
    if [ "$tree" = system ]; then "$@"; else "$wine_tree" run "$tree" -- "$@"; fi
}

# in_wine COMMAND...: Wine's services must not hold what the test reads.
in_wine() { on_wine timeout 300 "$@" >"$results/$tree.out" 2>&1 </dev/null; }

manifest() { "$source_dir/tests/tools/manifest.py" "$@" -- "$WINEPREFIX"; }

# build_program ARCHITECTURE: with our import library
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

fetch_trees()
{
    local w
    for w in $wines; do
        set_wine "$w"
        [ "$tree" != system ] || continue
        "$wine_tree" fetch "$tree" >"$results/$tree.fetch" 2>&1 && continue
        echo "skip - $tree: $(tail -n 1 "$results/$tree.fetch")" >"$results/$tree.skip"
    done
}

# run_wine_as_often: as a program that asks for sessions, without us
run_wine_as_often()
{
    local arch
    for arch in $archs; do in_wine wine cmd /c exit; done
    in_wine wineserver -w
}

# make_prefix: started twice, so that Wine has done what it does on the second start
make_prefix()
{
    in_wine wineboot -i
    in_wine wineserver -w
    run_wine_as_often
    [ -f "$WINEPREFIX/user.reg" ]
}

# ask ARCHITECTURE
ask()
{
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    check "$tree, $1: a program gets a session from srvcli.dll" \
        in_wine wine "$results/srvcli-$1.exe" 127.0.0.1 '\\127.0.0.1' alice
    check_output "$tree, $1: it is the one that was asked for" \
        "127.0.0.1 alice" "$(tr -d '\r' <"$results/$tree.out" | tail -n 1)"
    in_wine wineserver -w
}

# On each Wine: in, used, out
test_wine()
{
    local exact before arch
    check "$tree: Wine makes a prefix" make_prefix
    exact=$(manifest)
    check "$tree: install" in_wine "$setup" install
    check_output "$tree: it is for $archs" "$(wc -w <<<"$archs")" \
        "$(find "$WINEPREFIX"/drive_c/windows/sys* -name srvcli_wine.dll | wc -l)"
    check "$tree: uninstall" in_wine "$setup" uninstall
    check "$tree: the prefix is byte for byte what it was" diff <(echo "$exact") <(manifest)

    run_wine_as_often
    before=$(manifest --times-aside)
    check "$tree: install" in_wine "$setup" install
    for arch in $archs; do ask $arch; done
    check "$tree: status" in_wine "$setup" status
    check "$tree: uninstall after use" in_wine "$setup" uninstall
    check "$tree: the prefix is what it was" diff <(echo "$before") <(manifest --times-aside)
    check "$tree: install --symlink" in_wine "$setup" install --symlink
    for arch in $archs; do ask $arch; done
    check "$tree: uninstall of links" in_wine "$setup" uninstall
    check "$tree: the prefix is what it was" diff <(echo "$before") <(manifest --times-aside)
    remove_wines_folder "$WINEPREFIX"
    rm -rf "$WINEPREFIX"
    ok "$tree ran"
}

inside()
{
    local w
    "$TESTBED_CTL" session alice --open letter.txt >/dev/null
    for w in $wines; do
        set_wine "$w"
        [ -e "$results/$tree.skip" ] || test_wine >"$results/$tree.log" 2>&1 &
    done
    wait
    for w in $wines; do
        set_wine "$w"
        cat "$results/$tree.skip" "$results/$tree.log" 2>/dev/null
        [ -e "$results/$tree.skip" ] || grep -q "^ok - $tree ran" "$results/$tree.log" ||
            fail "$tree ended early"
    done
}

if [ "${1-}" = --inside ]; then
    inside
    exit
fi
rm -rf "$results"
mkdir -p "$results"
fetch_trees
export WINEPREFIX=$results
{
    build_program x86_64
    build_program i386
    "$source_dir/tools/testbed" -- "$self" --inside || fail "the test bed"
} 2>&1 | count_lines "$results/all.log"
exit "${PIPESTATUS[1]}"
