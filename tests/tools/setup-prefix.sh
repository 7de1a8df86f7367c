#!/bin/bash
#
# Tests of tools/setup-prefix
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
# BUILD names the build folder; default: the source tree. Each test has a copy of one new prefix,
# and they run at the same time: most of it is waiting for Wine to start and to end.

set -u
self=$(readlink -f "$0")
top=$(readlink -f "${self%/*}/../..")
. "$top/tests/lib.sh"
export BUILD=${BUILD:-$top}
setup=$top/tools/setup-prefix
dll=$BUILD/dlls/netapi32/x86_64-windows/netapi32.dll
dll32=$BUILD/dlls/netapi32/i386-windows/netapi32.dll
smbpipe=$(readlink -f "$BUILD/programs/smbpipe/smbpipe")
overrides='HKEY_CURRENT_USER\Software\Wine\DllOverrides'
own='HKEY_CURRENT_USER\Software\Wine\Netapi32'

# does NAME STATUS COMMAND...; leaves what the command said in $out
does()
{
    local name=$1 expected=$2
    shift 2
    out=$("$@" 2>&1)
    local status=$?
    check "$name" [ $status -eq "$expected" ]
    [ $status -eq "$expected" ] || echo "    status $status: $out"
}

registry()
{
    "$wine" reg query "$1" /v "$2" 2>/dev/null | tr -d '\r' | sed -n "s/^ *$2 *REG_SZ *//p"
}

# All that setup-prefix may change; of the registry the values, not the times
facts()
{
    wineserver -w
    cd "$WINEPREFIX" || return
    find drive_c/windows/sys* . -maxdepth 1 ! -name '*.reg' ! -name . -printf '%p %l %m\n' | sort
    md5sum drive_c/windows/sys*/netapi32*.dll
    awk '/^\[/ { inside = /Wine....(DllOverrides|Netapi32)\]/; $2 = "" }
         inside && !/^#/' user.reg
} 2>/dev/null

same_facts() { diff <(echo "$1") <(facts); }

test_refusals()
{
    local before
    does "a folder that is no prefix is refused" 2 env WINEPREFIX="$work" "$setup" install
    check "and the remedy named" says 'wineboot -i' "$out"
    before=$(facts)
    does "no command is refused" 2 "$setup"
    does "a bad command is refused" 2 "$setup" instal
    does "a bad option is refused" 2 "$setup" install --dll x
    does "an option without its value is refused" 2 "$setup" install --dlldir
    does "missing DLLs are refused" 2 "$setup" install --dlldir "$work"
    does "a missing smbpipe is refused" 2 "$setup" install --smbpipe "$work/none"
    mkdir -p "$work/wrong/x86_64-windows"
    cp "$dll32" "$work/wrong/x86_64-windows/netapi32.dll"
    does "a DLL for another machine is refused" 2 "$setup" install --dlldir "$work/wrong"
    check "and named" says 'no DLL for x86_64' "$out"
    cp "$system32/netapi32.dll" "$work/wrong/x86_64-windows/netapi32.dll"
    does "Wine's own DLL is refused" 2 "$setup" install --dlldir "$work/wrong"
    check "refusals change nothing" same_facts "$before"
    does "status: not installed" 1 "$setup" status
    does "uninstall of nothing is harmless" 0 "$setup" uninstall
    check "and changes nothing" same_facts "$before"
}

test_install()
{
    local before installed
    before=$(facts)
    does "install" 0 "$setup" install
    check "our DLL is there" cmp "$dll" "$system32/netapi32.dll"
    check "and Wine's beside it" cmp "$wines" "$system32/netapi32_wine.dll"
    check "DllOverrides is set" [ "$(registry "$overrides" netapi32)" = native,builtin ]
    check "SmbPipe is set" [ "$(registry "$own" SmbPipe)" = "$smbpipe" ]
    does "status: installed" 0 "$setup" status
    installed=$(facts)
    does "install again" 0 "$setup" install
    check "changes nothing" same_facts "$installed"
    # net.exe lives on netapi32's other functions, which ours forwards to Wine's.
    does "Wine's net.exe runs" 0 "$wine" net use
    does "wineboot -u" 0 "$wine" wineboot -u
    wineserver -w
    does "leaves it installed" 0 "$setup" status
    does "uninstall" 0 "$setup" uninstall
    check "puts all back" same_facts "$before"
    does "uninstall again" 0 "$setup" uninstall
    check "and leaves all so" same_facts "$before"
}

test_update()
{
    local before new="$work/new dlls"
    before=$(facts)
    mkdir -p "$new/x86_64-windows" "$new/i386-windows"
    { cat "$dll"; echo more; } >"$new/x86_64-windows/netapi32.dll"
    cp "$dll32" "$new/i386-windows"
    cp "$smbpipe" "$work/smb \"pipe\" ä"
    "$setup" install >/dev/null
    does "an update" 0 "$setup" install --dlldir "$new" --smbpipe "$work/smb \"pipe\" ä"
    check "brings the new DLL" cmp "$new/x86_64-windows/netapi32.dll" "$system32/netapi32.dll"
    check "keeps Wine's" cmp "$wines" "$system32/netapi32_wine.dll"
    does "status: installed, smbpipe found" 0 "$setup" status
    check "and says that there is another build" says 'run install to update' "$out"
    check "and names smbpipe" says 'smb "pipe" ä' "$out"
    rm "$work/smb \"pipe\" ä"
    does "status without smbpipe: damaged" 3 "$setup" status
    "$setup" uninstall >/dev/null
    check "uninstall after an update puts all back" same_facts "$before"
}

# What a user had there before: values of other types, a DLL of the same name, a link
test_former()
{
    local before
    "$wine" reg add "$overrides" /v netapi32 /d builtin /f >/dev/null 2>&1
    "$wine" reg add "$own" /v SmbPipe /t REG_EXPAND_SZ /d '%x%\y' /f >/dev/null 2>&1
    "$wine" reg add "$own" /v LevelFallback /d N /f >/dev/null 2>&1
    wineserver -w
    mv "$system32/netapi32.dll" "$system32/other.dll"
    ln -s other.dll "$system32/netapi32.dll"
    echo mine >"$system32/netapi32_wine.dll"
    before=$(facts)
    does "install over other settings and a link" 0 "$setup" install
    check "a link is replaced, not what it points to" cmp "$wines" "$system32/other.dll"
    check "other values stay" [ "$(registry "$own" LevelFallback)" = N ]
    does "install again" 0 "$setup" install
    does "status: installed" 0 "$setup" status
    does "uninstall" 0 "$setup" uninstall
    check "puts link, file and values back" same_facts "$before"
}

test_changed()
{
    "$setup" install >/dev/null
    echo changed >>"$system32/netapi32.dll"
    does "status after a change: damaged" 3 "$setup" status
    check "and says which file" says 'system32/netapi32.dll .*not what was installed' "$out"
    "$wine" reg add "$overrides" /v netapi32 /d native /f >/dev/null 2>&1
    does "install over a changed file is refused" 2 "$setup" install
    does "uninstall leaves a changed file" 3 "$setup" uninstall
    check "and says so" says 'netapi32.dll was changed since' "$out"
    check "also a changed value" says 'DllOverrides.netapi32 was changed since' "$out"
    check "the value is left" [ "$(registry "$overrides" netapi32)" = native ]
    rm "$system32/netapi32.dll"
    does "without the file uninstall ends" 0 "$setup" uninstall
    check "with Wine's put back" cmp "$wines" "$system32/netapi32.dll"
    check "and nothing else" [ ! -e "$system32/netapi32_wine.dll" ]
}

# Killed again and again, a little later each time
test_interrupted()
{
    local before delay
    before=$(facts)
    for delay in 0.05 0.2 0.3 0.4 0.6; do
        timeout -s KILL $delay "$setup" install
    done >/dev/null 2>&1
    wineserver -w
    does "an interrupted install can be repeated" 0 "$setup" install
    does "status: installed" 0 "$setup" status
    for delay in 0.2 0.4 0.6; do
        timeout -s KILL $delay "$setup" uninstall
    done >/dev/null 2>&1
    wineserver -w
    does "an interrupted uninstall too" 0 "$setup" uninstall
    check "and all is put back" same_facts "$before"
}

# Stand-ins, since Wine may be here for 64 bits only: system.reg and the folder decide
test_syswow64()
{
    local dir=$WINEPREFIX/drive_c/windows/syswow64 before
    mkdir -p "$dir"
    cp "$dll32" "$dir/netapi32.dll"
    printf 'Wine builtin DLL\0' | dd of="$dir/netapi32.dll" bs=1 seek=64 conv=notrunc 2>/dev/null
    cp "$dir/netapi32.dll" "$work/wines32.dll"
    before=$(facts)
    does "install with a syswow64" 0 "$setup" install
    check "our 32-bit DLL is there" cmp "$dll32" "$dir/netapi32.dll"
    check "and Wine's beside it" cmp "$work/wines32.dll" "$dir/netapi32_wine.dll"
    does "status: installed" 0 "$setup" status
    check "and says so for 32 bits" says 'syswow64/netapi32.dll (i386)' "$out"
    does "uninstall" 0 "$setup" uninstall
    check "puts both back" same_facts "$before"
}

# in_copy TEST: with a copy of the prefix and a folder of its own
in_copy()
{
    work=$work/$1
    mkdir "$work" && cp -a "$WINEPREFIX" "$work" || fail "a copy of the prefix"
    WINEPREFIX="$work/a prefix"
    system32=$WINEPREFIX/drive_c/windows/system32
    "$1"
    wineserver -w
    ok "$1 ran"
}

all_tests()
{
    local test tests="test_refusals test_install test_update test_former test_changed
        test_interrupted test_syswow64"
    "$wine" wineboot -i >/dev/null 2>&1
    wineserver -w
    check "Wine makes a prefix" [ -f "$WINEPREFIX/drive_c/windows/system32/netapi32.dll" ]
    for test in $tests; do
        (in_copy "$test") >"$work/$test.output" 2>&1 &
    done
    wait
    for test in $tests; do
        cat "$work/$test.output"
        grep -q "^ok - $test ran" "$work/$test.output" || fail "$test ended early"
    done
}

find_wine || { skip "tests of tools/setup-prefix: there is no Wine"
    echo "0 passed, 0 failed, 1 skipped"; exit 0; }
[ -f "$dll" ] && [ -f "$dll32" ] && [ -x "$smbpipe" ] || {
    echo "FAIL - nothing is built in $BUILD: run make, or set BUILD"
    echo "0 passed, 1 failed, 0 skipped"; exit 1; }
work=$(mktemp -d)
export WINEPREFIX="$work/a prefix" WINEDEBUG=-all LC_ALL=C.UTF-8
unset DISPLAY
wines=$WINEPREFIX/drive_c/windows/system32/netapi32.dll
trap 'rm -rf "$work"' EXIT
all_tests 2>&1 | count_lines "$work/output"
status=${PIPESTATUS[1]}
remove_wines_folder "$WINEPREFIX"
exit "$status"
