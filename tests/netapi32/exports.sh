#!/bin/bash
#
# The export table beside that of Wine's own DLL, and what ours and the suite import
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
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

ours=$BUILD/dlls/netapi32

# exports FILE: names, those of forwards with an arrow behind them
exports()
{
    winedump -j export dump "$1" |
        sed -n 's/^ *[0-9A-F]\{8\} *[0-9]\+ \([^ ]*\)\( (->\)\?.*/\1\2/p' | sort
}

names() { sed 's/ .*//' "$1"; }

# check_superset NAME FEWER MORE
check_superset()
{
    local lacking

    lacking=$(comm -23 <(names "$2") <(names "$3") | xargs)
    if [ "$lacking" ]; then fail "$1: lacking are $lacking"; else ok "$1"; fi
}

# Wine's own DLL. It has the same exports in all architectures.
wine_dll() { find /usr/lib -path '*-windows/netapi32.dll' | head -n 1; }

check_arch()
{
    local arch=$1 target=$2 dir
    dir=$(mktemp -d)

    exports "$ours/$arch-windows/netapi32.dll" >"$dir/ours"
    check "$arch: there are exports" [ "$(wc -l <"$dir/ours")" -gt 250 ]
    for name in NetSessionGetInfo NetSessionEnum NetSessionDel NetApiBufferAllocate \
            NetApiBufferFree NetApiBufferReallocate NetApiBufferSize \
            NetUseAdd NetUseDel NetUseEnum NetUseGetInfo; do
        check "$arch: $name is exported, and not forwarded" grep -qx $name "$dir/ours"
    done
    exports "$(wine_dll)" >"$dir/wines"
    check "$arch: Wine's exports were read" [ "$(wc -l <"$dir/wines")" -gt 250 ]
    check_superset "$arch: all of Wine's exports are there" "$dir/wines" "$dir/ours"
    check "$arch: what is not ours is forwarded" grep -q '^NetShareEnum (->' "$dir/ours"
    check_imports $arch $target
    rm -r "$dir"
}

# Only DLLs that Windows has, and nothing that only Wine's have
check_imports()
{
    local dll=$ours/$1-windows/netapi32.dll imports

    imports=$($2-objdump -p "$dll")
    check_output "$1: the DLLs that ours imports" \
        "advapi32.dll kernel32.dll msvcrt.dll ntdll.dll rpcrt4.dll ws2_32.dll" \
        "$(sed -n 's/.*DLL Name: //p' <<<"$imports" | tr A-Z a-z | sort | xargs)"
    check "$1: nothing of Wine's is imported" [ -z "$(grep -o '__wine_[a-z_]*' <<<"$imports")" ]
    check "$1: it is not marked as a builtin" \
        [ -z "$(head -c 128 "$dll" | grep -ao 'Wine builtin')" ]
}

# The conformance suite runs on every Windows from 7 on, with no file beside it.
check_suite_imports()
{
    check_output "$1: the DLLs that the conformance suite imports" \
        "advapi32.dll kernel32.dll msvcrt.dll netapi32.dll rpcrt4.dll version.dll" \
        "$($2-objdump -p "$BUILD/tests/netapi32/$1-windows/netapi32_test.exe" |
            sed -n 's/.*DLL Name: //p' | tr A-Z a-z | sort | xargs)"
}

check_arch x86_64 x86_64-w64-mingw32
check_arch i386 i686-w64-mingw32
check_suite_imports x86_64 x86_64-w64-mingw32
check_suite_imports i386 i686-w64-mingw32
close_test
