#!/bin/bash
#
# Compares the export table with that of Wine's own DLL, and checks the imports of ours and the
# suite
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

# Functions that srvcli.dll exports, too
ours="NetConnectionEnum NetFileClose NetFileEnum NetFileGetInfo NetRemoteTOD NetServerAliasAdd"
ours+=" NetServerAliasDel NetServerAliasEnum NetServerComputerNameAdd NetServerComputerNameDel"
ours+=" NetServerDiskEnum NetServerGetInfo NetServerSetInfo NetServerStatisticsGet"
ours+=" NetServerTransportAdd NetServerTransportAddEx NetServerTransportDel NetServerTransportEnum"
ours+=" NetSessionDel NetSessionEnum NetSessionGetInfo NetShareAdd NetShareCheck NetShareDel"
ours+=" NetShareDelEx NetShareDelSticky NetShareEnum NetShareEnumSticky NetShareGetInfo"
ours+=" NetShareSetInfo"

# and those that it doesn't, or under another name
others="I_NetNameCanonicalize I_NetNameCompare I_NetNameValidate I_NetPathCanonicalize"
others+=" I_NetPathCompare I_NetPathType NetApiBufferAllocate NetApiBufferFree"
others+=" NetApiBufferReallocate NetApiBufferSize NetRemoteComputerSupports NetStatisticsGet"
others+=" NetUseAdd NetUseDel NetUseEnum NetUseGetInfo NetWkstaGetInfo NetWkstaUserEnum"

# our_dll NAME ARCHITECTURE
our_dll() { echo "$BUILD/dlls/$1/$2-windows/$1.dll"; }

# exports FILE: the names; after a forward an arrow and its target
exports()
{
    winedump -j export dump "$1" |
        sed -n 's/^ *[0-9A-F]\{8\} *[0-9]\+ \+\([^ ]*\( (->.*\)\?\).*/\1/p' | sort
}

names() { sed 's/ .*//' "$1"; }

# check_superset NAME FEWER MORE
check_superset()
{
    local lacking

    lacking=$(comm -23 <(names "$2") <(names "$3") | xargs)
    if [ "$lacking" ]; then fail "$1: lacking are $lacking"; else ok "$1"; fi
}

# wine_dll NAME: the file of Wine's own DLL. It has the same exports in all architectures.
wine_dll() { find /usr/lib -path "*-windows/$1.dll" | head -n 1; }

check_arch()
{
    local arch=$1 target=$2 dir
    dir=$(mktemp -d)

    exports "$(our_dll netapi32 $arch)" >"$dir/ours"
    check "$arch: there are exports" [ "$(wc -l <"$dir/ours")" -gt 250 ]
    for name in $ours $others; do
        check "$arch: $name is exported, and not forwarded" grep -qx $name "$dir/ours"
    done
    exports "$(wine_dll netapi32)" >"$dir/wines"
    check "$arch: Wine's exports were read" [ "$(wc -l <"$dir/wines")" -gt 250 ]
    check_superset "$arch: all of Wine's exports are there" "$dir/wines" "$dir/ours"
    check "$arch: what is not ours is forwarded" grep -q '^NetUserEnum (->' "$dir/ours"
    check_imports $arch $target netapi32 \
        "advapi32.dll kernel32.dll msvcrt.dll ntdll.dll rpcrt4.dll"
    check_versions $arch $target netapi32
    rm -r "$dir"
}

# All exports of srvcli.dll are forwards, some of them to our DLL.
check_srvcli()
{
    local arch=$1 target=$2 dir
    dir=$(mktemp -d)

    exports "$(our_dll srvcli $arch)" >"$dir/ours"
    exports "$(wine_dll srvcli)" >"$dir/wines"
    check "$arch: the exports of Wine's srvcli.dll were read" [ "$(wc -l <"$dir/wines")" -gt 50 ]
    check_superset "$arch: ours has all of them" "$dir/wines" "$dir/ours"
    check_output "$arch: what is ours is a forward to netapi32" "$ours" \
        "$(sed -nE 's/^([A-Za-z]+) \(-> netapi32[.]\1\)$/\1/p' "$dir/ours" | xargs)"
    check_output "$arch: all others are forwards to Wine's own" "" \
        "$(grep -v ' (-> netapi32[.]' "$dir/ours" |
            grep -vE '^([A-Za-z_]+) \(-> srvcli_wine[.]\1\)$')"
    check_imports $arch $target srvcli "kernel32.dll"
    check_versions $arch $target srvcli
    rm -r "$dir"
}

# Wine has no such DLL, and its mpr looks for these by name.
check_ntlanman()
{
    local arch=$1 target=$2 functions="NPAddConnection NPAddConnection3 NPCancelConnection"
    functions+=" NPCloseEnum NPEnumResource NPGetCaps NPGetConnection NPGetResourceInformation"
    functions+=" NPGetResourceParent NPGetUniversalName NPGetUser NPOpenEnum"

    check_output "$arch: what ntlanman.dll exports" "$functions" \
        "$(exports "$(our_dll ntlanman $arch)" | xargs)"
    check_imports $arch $target ntlanman "advapi32.dll kernel32.dll msvcrt.dll netapi32.dll"
    check_versions $arch $target ntlanman
}

# check_imports ARCHITECTURE TARGET NAME IMPORTS: only DLLs of Windows, and no function that only
# Wine's DLLs have
check_imports()
{
    local dll imports

    dll=$(our_dll $3 $1)
    imports=$($2-objdump -p "$dll")
    check_output "$1: the DLLs that our $3.dll imports" "$4" \
        "$(sed -n 's/.*DLL Name: //p' <<<"$imports" | tr A-Z a-z | sort | xargs)"
    check "$1: nothing of Wine's is imported" [ -z "$(grep -o '__wine_[a-z_]*' <<<"$imports")" ]
    check "$1: it is not marked as a builtin" \
        [ -z "$(head -c 128 "$dll" | grep -ao 'Wine builtin')" ]
}

# resource TARGET FILE: prints the version resource as text
resource() { $1-windres -i "$2" -O rc; }

# check_versions ARCHITECTURE TARGET DLL
check_versions()
{
    local resource version

    version=$(sed -n 's/^PACKAGE_VERSION *= *//p' "$BUILD/Makefile")
    resource=$(resource $2 "$(our_dll $3 $1)")
    check "$1: $3.dll has the file version 10.$version.0" \
        says "FILEVERSION 10, ${version/./, }, 0\$" "$resource"
    check "$1: and the product version $version" \
        says "\"ProductVersion\", \"$version\"" "$resource"
    check "$1: and its own name" says "\"OriginalFilename\", \"$3.dll\"" "$resource"
    resource=$(resource $2 "$BUILD/programs/netsess/$1-windows/netsess.exe")
    check "$1: a program has the file version $version" \
        says "FILEVERSION ${version/./, }, 0, 0\$" "$resource"
}

# The conformance suite runs on every Windows from 7 on, and needs no other file.
check_suite_imports()
{
    check_output "$1: the DLLs that the conformance suite imports" \
        "advapi32.dll kernel32.dll msvcrt.dll netapi32.dll rpcrt4.dll version.dll" \
        "$($2-objdump -p "$BUILD/tests/netapi32/$1-windows/netapi32_test.exe" |
            sed -n 's/.*DLL Name: //p' | tr A-Z a-z | sort | xargs)"
}

check_arch x86_64 x86_64-w64-mingw32
check_arch i386 i686-w64-mingw32
check_srvcli x86_64 x86_64-w64-mingw32
check_srvcli i386 i686-w64-mingw32
check_ntlanman x86_64 x86_64-w64-mingw32
check_ntlanman i386 i686-w64-mingw32
check_suite_imports x86_64 x86_64-w64-mingw32
check_suite_imports i386 i686-w64-mingw32
close_test
