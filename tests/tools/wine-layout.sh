#!/bin/bash
#
# Tests of tools/wine-layout
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
#
# BUILD names the build folder. winegcc makes the DLL and the tests from the layout. They run in a
# new prefix.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

tool=$source_dir/tools/wine-layout

# refuses NAME TEXT ARGUMENT...
refuses()
{
    local name=$1 text=$2 out
    shift 2

    out=$("$tool" "$@" 2>&1) && { fail "$name: it was done"; return; }
    check "$name" says "$text" "$out"
}

test_refusals()
{
    mkdir "$work/full"
    : >"$work/full/file"
    refuses "a folder that is not empty is left alone" 'name a new folder' "$work/full"
    check_output "with what is in it" file "$(ls "$work/full")"
    refuses "what is no source tree of Wine is refused" 'no source tree of Wine' \
        --wine "$work/full" "$work/new"
    refuses "a layout without a folder is refused" 'required: FOLDER'
}

# Except the files that are written for Wine, all must be ours, byte for byte.
test_files()
{
    local file source differ=

    for file in include/wine/srvsvc.idl dlls/netapi32/session.c dlls/netapi32/info.c \
            dlls/netapi32/client.h dlls/netapi32/stub.c dlls/netapi32/srvsvc.idl; do
        check "$file is there as it is in our tree" cmp "$source_dir/$file" "$layout/$file"
    done
    for file in "$layout"/dlls/netapi32/tests/*; do
        source=$source_dir/tests/netapi32/${file##*/}
        case ${file##*/} in
        Makefile.in | shared.c) ;;
        *) cmp -s "$source" "$file" || differ="$differ ${file##*/}" ;;
        esac
    done
    check_output "so are the tests" "" "$differ"
    check_output "in the layout, and not in our tree" "shared.c transport.c" \
        "$(cd "$layout" && find dlls -name '*.c' -printf '%f\n' | sort -u |
            while read -r file; do
                [ -e "$source_dir/dlls/netapi32/$file" ] ||
                [ -e "$source_dir/tests/netapi32/$file" ] ||
                    echo "$file"
            done | xargs)"
    check "smbpipe is not in it" [ ! -e "$layout/dlls/netapi32/smbpipe.c" ]
}

# listed FILE VARIABLE
listed()
{
    make -s -f - <<MAKE
include $1
show:; @echo \$($2)
.DEFAULT_GOAL = show
MAKE
}

test_makefiles()
{
    local dll=$layout/dlls/netapi32 tests=$layout/dlls/netapi32/tests

    check_output "SOURCES of the DLL are the files there" \
        "$(cd "$dll" && ls *.c *.idl | grep -vx stub.idl | sort | xargs)" \
        "$(listed "$dll/Makefile.in" SOURCES)"
    check_output "each source of the tests is a unit, and each unit is there" \
        "$(cd "$tests" && sed -n 's/^START_TEST(\(.*\))/\1/p' *.c | sort | xargs)" \
        "$(listed "$tests/Makefile.in" SOURCES | xargs -n 1 | sed -n 's/\.c$//p' | xargs)"
    check_output "TESTDLL" netapi32.dll "$(listed "$tests/Makefile.in" TESTDLL)"
    check_output "the headers are among Wine's" "wine/srvsvc.idl wine/wkssvc.idl" \
        "$(listed "$layout/include/Makefile.in" SOURCES)"
    check_output "Wine's spec gets no forward" "" "$(grep netapi32_wine "$dll/netapi32.spec")"
    check "and NetSessionGetInfo" grep -q '^@ stdcall NetSessionGetInfo(' "$dll/netapi32.spec"

    "$tool" --old-makefiles "$work/old" >/dev/null
    check_output "C_SRCS in the form of Wine 8.0" "$(cd "$dll" && ls *.c | sort | xargs)" \
        "$(listed "$work/old/dlls/netapi32/Makefile.in" C_SRCS)"
    check_output "and IDL_SRCS" "srvsvc.idl wkssvc.idl" \
        "$(listed "$work/old/dlls/netapi32/Makefile.in" IDL_SRCS)"
}

# Makes a small tree of Wine. Wine's own lines must stay, and ours be added.
test_merge()
{
    local wine=$work/wine dll=$work/merged/dlls/netapi32

    mkdir -p "$wine/dlls/netapi32/tests" "$wine/dlls/srvcli" "$wine/include"
    printf '%s\n' '@ stub NetSessionDel' '@ stub LocalAliasGet' >"$wine/dlls/srvcli/srvcli.spec"
    printf '%s\n' 'MODULE    = netapi32.dll' 'UNIXLIB   = netapi32.so' 'IMPORTS   = rpcrt4 zz' '' \
        'C_SRCS = \' $'\taa.c \\' $'\tnetapi32.c' '' 'IDL_SRCS = \' $'\tatsvc.idl' \
        >"$wine/dlls/netapi32/Makefile.in"
    printf '%s\n' 'TESTDLL   = netapi32.dll' 'IMPORTS   = advapi32 netapi32' '' 'C_SRCS = \' \
        $'\tapibuf.c' >"$wine/dlls/netapi32/tests/Makefile.in"
    printf '%s\n' 'SOURCES = \' $'\taccess.idl \\' $'\tzmouse.h' >"$wine/include/Makefile.in"
    printf '%s\n' '@ stdcall NetApiBufferFree(ptr)' '@ stub NetSessionDel' '@ stub NetUnknown' \
        '@ stub NetSessionGetInfo' >"$wine/dlls/netapi32/netapi32.spec"
    check "a layout for a tree of Wine" "$tool" --wine "$wine" "$work/merged"
    check_output "C_SRCS has Wine's and ours, in order" \
        "$( (echo aa.c; echo netapi32.c; cd "$dll" && ls *.c) | sort | xargs)" \
        "$(listed "$dll/Makefile.in" C_SRCS)"
    check_output "IDL_SRCS" "atsvc.idl srvsvc.idl wkssvc.idl" \
        "$(listed "$dll/Makefile.in" IDL_SRCS)"
    check_output "IMPORTS" "rpcrt4 zz advapi32" "$(listed "$dll/Makefile.in" IMPORTS)"
    check_output "other lines are left" netapi32.so "$(listed "$dll/Makefile.in" UNIXLIB)"
    check "Wine's tests are still listed" says apibuf.c \
        "$(listed "$dll/tests/Makefile.in" C_SRCS)"
    check_output "the entries that are ours are replaced, and no other" \
        "$(printf '%s\n' '@ stdcall NetApiBufferFree(ptr)' \
            '@ stdcall NetSessionDel(wstr wstr wstr)' '@ stub NetUnknown' \
            '@ stdcall NetSessionGetInfo(wstr wstr wstr long ptr)')" \
        "$(head -n 4 "$dll/netapi32.spec")"
    check "those that Wine lacks are added" grep -q '^@ stdcall NetServerAliasAdd' \
        "$dll/netapi32.spec"
    check_output "in srvcli too" \
        "$(printf '%s\n' '@ stdcall NetSessionDel(wstr wstr wstr) netapi32.NetSessionDel' \
            '@ stub LocalAliasGet')" "$(head -n 2 "$work/merged/dlls/srvcli/srvcli.spec")"
}

# Installs the DLL from winegcc in the same way as our own.
make_prefix()
{
    export WINEPREFIX=$work/prefix

    mkdir "$work/dlls"
    cp -r "$BUILD"/dlls/netapi32/*-windows "$BUILD"/dlls/*/*-windows "$work/dlls/" 2>/dev/null
    cp "$out/x86_64-windows/netapi32.dll" "$work/dlls/x86_64-windows/"
    wine wineboot -i >/dev/null 2>&1
    wineserver -w
    "$source_dir/tools/setup-prefix" install --dlldir "$work/dlls" >"$work/setup.log" 2>&1
}

# netsess SERVER: prints its output about the reference server's session
netsess()
{
    wine "$BUILD/programs/netsess/x86_64-windows/netsess.exe" "$1" '\\192.0.2.10' alice 502 \
        >"$work/netsess.out" 2>&1
    tr -d '\r' <"$work/netsess.out"
}

run_unit()
{
    local status=0

    wine "$out/x86_64-windows/netapi32_test.exe" "$1" >"$work/unit.out" 2>&1 || status=$?
    check_units "the layout's tests" $status "$(cat "$work/unit.out")"
}

test_run()
{
    local unit

    make_prefix
    cmp -s "$out/x86_64-windows/netapi32.dll" "$WINEPREFIX/drive_c/windows/system32/netapi32.dll" ||
        { fail "the layout's DLL is in a prefix: $(cat "$work/setup.log")"; return; }
    ok "the layout's DLL is in a prefix"
    check "a computer without a server: 2114" says 'error 2114' "$(netsess .)"
    check "another machine: 50, there is no way to it yet" says 'error 50' \
        "$(netsess '\\192.0.2.1')"
    for unit in netapibuf exports errors; do run_unit $unit; done
    wineserver -k
    wineserver -w
    remove_wines_folder "$WINEPREFIX"
}

work=$(mktemp -d)
trap 'WINEPREFIX=$work/prefix wineserver -k 2>/dev/null; rm -rf "$work"' EXIT
layout=$work/layout
out=$work/out

test_refusals
if "$tool" --compile "$out" "$layout" >"$work/log" 2>&1; then
    ok "the layout compiles with winegcc and Wine's warnings, for x86_64 and i386"
    test_files
    test_makefiles
    test_merge
    test_run
else
    fail "the layout compiles: $(tail -n 25 "$work/log")"
fi
close_test
