#!/bin/bash
#
# Windows programs that nobody here compiled ask a real Samba server for its sessions
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

# BUILD names the build tree, TEST_PREFIX a prefix of the system's Wine with our netapi32.dll in it.
# The programs' output is in check/callers/ of the build tree.
#
# Each program is a runtime that can call a DLL. It runs a script of this folder, which calls
# NetSessionGetInfo at each level and NetSessionEnum, or it runs a program of docs/callers.md, which
# calls NetSessionEnum. The programs come from Debian (NSIS), and from the packages of npm in the
# file packages. netapi32/callers of XDG_CACHE_HOME (default ~/.cache) caches these. The test skips
# a package that it can't get.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/platforms.sh"
. "$source_dir/tests/callers/packages.sh"

results=$BUILD/check/callers
server='\\127.0.0.1'

# NAME:ARCHITECTURE. make_NAME, if there is one, makes the program, and run_NAME runs it.
callers_of_tests="nsis-amd64-unicode:x86_64 nsis-x86-unicode:i386 nsis-x86-ansi:i386
    inno:i386 ruby:i386 perl:x86_64 dotnet:x86_64 dotnet:i386
    node-koffi:x86_64 node-koffi:i386 node-ffi-rs:x86_64 deno:x86_64 bun:x86_64
    page-c:x86_64 page-c:i386 page-csharp:x86_64 page-csharp:i386 page-python:x86_64
    page-powershell:x86_64 page-perl:x86_64 page-javascript:x86_64 page-javascript:i386"

# Its letters are in the code page of ANSI programs, too.
foreign_user=jürgen

######## programs

# Each run_NAME gets the names of the server, the client and the user, and "out", the file for the
# output. make_NAME works in a folder of the platform.

make_nsis-any()
{
    makensis -V2 -DTARGET="$1" -DOUT="$dir/$1.exe" "$callers/nsis.nsi"
}

run_nsis-any()
{
    local target=$1
    shift

    on_platform timeout 120 wine "$dir/$target.exe" /S "/server=$1" "/client=$2" "/user=$3" \
        "/out=Z:${out//\//\\}.raw" || return
    iconv -f "$encoding" -t UTF-8 "$out.raw" >"$out"
}

make_nsis-amd64-unicode() { make_nsis-any amd64-unicode; }
make_nsis-x86-unicode()   { make_nsis-any x86-unicode; }
make_nsis-x86-ansi()      { make_nsis-any x86-ansi; }
run_nsis-amd64-unicode()  { encoding=UTF-16LE run_nsis-any amd64-unicode "$@"; }
run_nsis-x86-unicode()    { encoding=UTF-16LE run_nsis-any x86-unicode "$@"; }
run_nsis-x86-ansi()       { encoding=WINDOWS-1252 run_nsis-any x86-ansi "$@"; }

needs_inno() { needs inno; }

make_inno()
{
    on_platform timeout 300 wine "$programs/inno/bin/ISCC.exe" /Q "/OZ:$dir" /Finno \
        "Z:$callers/inno.iss"
}

# The setup refuses to go on after the calls, so it ends with an error.
run_inno()
{
    on_platform timeout 120 wine "$dir/inno.exe" /VERYSILENT /SUPPRESSMSGBOXES "/server=$1" \
        "/client=$2" "/user=$3" "/out=Z:$out"
    [ -e "$out" ]
}

needs_ruby() { needs ruby; }

run_ruby()
{
    local lib=$programs/ruby/lib/ruby/lib/ruby/2.2.0

    on_platform timeout 120 wine "$programs/ruby/lib/ruby/bin.real/ruby.exe" --disable-gems \
        -I "$lib" -I "$lib/i386-mingw32" "Z:$callers/ruby.rb" "$@" >"$out"
}

needs_perl() { needs perl; }

run_perl()
{
    on_platform timeout 120 wine "$programs/perl/bin/exiftool_files/perl.exe" \
        "Z:$callers/perl.pl" "$@" >"$out"
}

needs_dotnet()
{
    needs dotnet-$arch || return
    command -v mcs >/dev/null && return
    skip "$name: there is no mcs, which compiles dotnet.cs (Debian package mono-mcs)"
    return 1
}

# compile NAME TARGET SOURCE: makes NAME.dll
compile()
{
    local lib=("$programs/dotnet-$arch"/shared/Microsoft.NETCore.App/*)

    mcs -nostdlib -noconfig -sdk:none -out:"$dir/$1.dll" -target:$2 \
        -r:"$lib/System.Private.CoreLib.dll" -r:"$lib/System.Runtime.dll" \
        -r:"$lib/System.Runtime.Extensions.dll" -r:"$lib/System.Console.dll" "$3" &&
        printf '{"runtimeOptions":{"framework":{"name":"%s","version":"%s"}}}\n' \
            Microsoft.NETCore.App "${lib##*/}" >"$dir/$1.runtimeconfig.json"
}

# run_compiled NAME ARGUMENT...
run_compiled()
{
    on_platform timeout 120 wine "$programs/dotnet-$arch/dotnet.exe" "Z:$dir/$1.dll" "${@:2}" \
        >"$out"
}

make_dotnet() { compile caller exe "$callers/dotnet.cs"; }
run_dotnet()  { run_compiled caller "$@"; }

needs_node-koffi()
{
    local node_arch=x64

    [ "$arch" = x86_64 ] || node_arch=ia32
    needs "node-$arch" node_modules/koffi "node_modules/@koromix/koffi-win32-$node_arch"
}

needs_node-ffi-rs()
{
    needs "node-$arch" node_modules/ffi-rs node_modules/@yuuang/ffi-rs-win32-x64-msvc &&
        needs_bcryptprimitives
}

# Node.js looks for a module beside the script.
run_node()
{
    on_platform timeout 120 wine "$programs/node-$arch/bin/node.exe" "$programs/$1" "${@:2}" >"$out"
}

run_node-koffi()  { run_node node-koffi.mjs "$@"; }
run_node-ffi-rs() { run_node node-ffi-rs.mjs "$@"; }

needs_deno() { needs deno && needs_bcryptprimitives; }
needs_bun()  { needs bun && needs_bcryptprimitives; }

run_deno()
{
    DENO_NO_UPDATE_CHECK=1 on_platform timeout 120 wine "$programs/deno/deno.exe" run --no-remote \
        --no-prompt --allow-ffi "$programs/deno.mjs" "$@" >"$out"
}

run_bun()
{
    on_platform timeout 120 wine "$programs/bun/bin/bun.exe" "$programs/bun.mjs" "$@" >"$out"
}

######## the programs of docs/callers.md

page=$source_dir/docs/callers.md

# The page's own command makes it.
make_page-c()
{
    code_of "$page" c >"$dir/sessions.c"
    (cd "$dir" && bash -exc "$(grep '^x86_64-w64-mingw32-gcc ' "$page" |
        sed "s/^x86_64/${arch/i386/i686}/; s/-municode/-Wall -Wextra -Werror &/")")
}

run_page-c() { on_platform timeout 120 wine "$dir/sessions.exe" "$@" >"$out"; }

needs_page-csharp() { needs_dotnet; }

# The console's encoding is that of ANSI programs here.
run_page-csharp()
{
    run_compiled sessions "$@" || return
    iconv -f WINDOWS-1252 -t UTF-8 "$out" >"$out.utf8" && mv "$out.utf8" "$out"
}

make_page-csharp()
{
    code_of "$page" csharp >"$dir/sessions.cs"
    compile sessions exe "$dir/sessions.cs"
}

# The host's Python runs the page's program, with a stand-in for netapi32.dll.
needs_page-python()
{
    local said

    code_of "$page" python >"$dir/sessions.py"
    said=$(/usr/bin/python3 "$callers/standin.py" "$dir/sessions.py" 2>&1 | paste -sd ';')
    check_output "$name: with a stand-in for netapi32.dll" \
        "alice from 127.0.0.1, for 12 s;bob from 127.0.0.2, for 3 s;freed;error 5" "$said"
    skip "$name: no package of Debian or npm has a Python for Windows"
    return 1
}

# tests/tools/workflow.sh looks at its grammar.
needs_page-powershell()
{
    if needs_dotnet; then
        code_of "$page" powershell | sed "1,/@'\$/d; /^'@/,\$d" >"$dir/netapi32.cs"
        check "$name: its C# compiles" compile netapi32 library "$dir/netapi32.cs"
    fi
    skip "$name: no package of Debian or npm has a PowerShell for Windows"
    return 1
}

needs_page-perl() { needs_perl; }

run_page-perl()
{
    code_of "$page" perl >"$dir/sessions.pl"
    on_platform timeout 120 wine "$programs/perl/bin/exiftool_files/perl.exe" \
        "Z:$dir/sessions.pl" "$@" >"$out"
}

needs_page-javascript() { needs_node-koffi; }
run_page-javascript()   { run_node sessions.mjs "$@"; }

is_function() { [ "$(type -t "$1")" = function ]; }

######## sessions

# add_account USER: adds it to the accounts of the test bed
add_account()
{
    local password

    password=$(head -c 18 /dev/urandom | base64)
    echo "$1:x:61020:61020::/nonexistent:/usr/sbin/nologin" >>/etc/passwd
    printf '%s\n%s\n' "$password" "$password" | smbpasswd -s -a "$1" >/dev/null || return
    (umask 077
    printf 'username = %s\npassword = %s\ndomain = FILESERVER\n' "$1" "$password" \
        >"$TESTBED_DIR/auth/$1")
}

# open_session USER CLIENT FILE...
open_session()
{
    local user=$1 client=$2 options=() before file
    shift 2

    for file; do options+=(--open "$file"); done
    [ "$client" = 127.0.0.1 ] || options+=(--from "$client")
    before=$(date +%s.%N)
    "$TESTBED_CTL" session "$user" "${options[@]}" >/dev/null || return
    echo "$user $client $before $(date +%s.%N)" >>"$results/opened"
}

open_sessions()
{
    open_session alice 127.0.0.1 letter.txt notes.txt
    open_session bob 127.0.0.2 letter.txt
    if [ "$(id -u)" = 0 ]; then
        add_account $foreign_user &&
            open_session $foreign_user 127.0.0.3 report.txt letter.txt notes.txt ||
            fail "there is no session of $foreign_user"
    else
        skip "a session of $foreign_user: only root can add an account"
    fi
    "$TESTBED_CTL" smbstatus-json >"$results/smbstatus.json" 2>/dev/null
}

######## the programs' output

# ask USER CLIENT: has the program ask for that session
ask()
{
    local began status=0 out=$dir/$program-$1

    began=$(date +%s.%N)
    run_"$program" "$server" "\\\\$2" "$1" >"$out.log" 2>&1 </dev/null || status=$?
    if [ $status != 0 ] && [ "$program" != inno ] || [ ! -s "$out" ]; then
        fail "$name: did not come to its end (status $status)"
        show "$out.log"
        return
    fi
    sed -i 's/\r$//' "$out"
    take "" "$callers/answers.py" "$name" "$out" "$results/smbstatus.json" "$results/opened" \
        "$1" "$2" "$began" "$(date +%s.%N)"
}

ask_for_all()
{
    local user client rest

    while read -r user client rest; do
        [ "$user" = bob ] || ask "$user" "$client"
    done <"$results/opened"
}

# ask_page: has a program of the page list the sessions, and ask as a user who may not
ask_page()
{
    local began status=0 out=$dir/$program

    began=$(date +%s.%N)
    WINEDEBUG=fixme-all,trace+netapi32 run_"$program" "$server" 2>"$out.log" </dev/null ||
        status=$?
    sed -i 's/\r$//' "$out"
    check_output "$name: comes to its end" 0 $status
    take "" "$callers/answers.py" "$name" "$out" "$results/smbstatus.json" "$results/opened" \
        page "$began" "$(date +%s.%N)"
    sed -i '1,/trace:netapi32:NetSessionEnum returning 0/d' "$out.log"
    check "$name: frees the buffer" grep -q 'trace:netapi32:NetApiBufferFree (0*[1-9A-F]' "$out.log"
    status=0 out=$out-refused
    SMBPIPE_AUTH_FILE=$TESTBED_AUTH_CAROL run_"$program" "$server" >"$out.log" 2>&1 </dev/null ||
        status=$?
    check "$name: fails where it may not list them" [ $status != 0 ]
    check "$name: and prints the error" grep -q 'error 5\b' "$out.log"
}

# check_trap: the page tells what MinGW makes of %s, and how it makes of it what Microsoft's does
check_trap()
{
    local option out=$dir/trap setting=-D__USE_MINGW_ANSI_STDIO=0

    sed 's/%ls/%s/g' "$dir/sessions.c" >"$dir/trap.c"
    for option in $setting ""; do
        ${arch/i386/i686}-w64-mingw32-gcc -municode -w $option -o "$dir/trap.exe" "$dir/trap.c" \
            -lnetapi32
        on_platform timeout 120 wine "$dir/trap.exe" "$server" 2>/dev/null |
            tr -d '\r' >"$out$option"
    done
    check "$name: MinGW prints one letter for %s" grep -q '^a from 1, for [0-9]* s$' "$out"
    check "$name: and all with its setting" grep -q '^alice from 127' "$out$setting"
}

# Wine's own netapi32 ends the program at the first call, before it prints anything.
ask_stock()
{
    local out=$dir/stock status=0

    WINEDLLOVERRIDES='netapi32=b;winedbg.exe=d' run_"$program" "$server" '\\127.0.0.1' alice \
        >"$out.log" 2>&1 </dev/null || status=$?
    check "$platform: Wine's own netapi32 ends $program with an error (status $status)" \
        [ $status != 0 ]
    check "$platform: that is for want of NetSessionGetInfo" \
        grep -q 'nimplemented function netapi32.dll.NetSessionGetInfo' "$out.log"
    check "$platform: it has printed nothing" [ ! -s "$out.raw" ]
}

# Node.js demands a later Windows than Wine 8.0 reports.
set_windows_version()
{
    on_platform wine reg add 'HKCU\Software\Wine\AppDefaults\node.exe' /v Version /d win10 /f
}

unset_windows_version()
{
    on_platform wine reg delete 'HKCU\Software\Wine\AppDefaults\node.exe' /f
}

# All programs of the platform, one after the other
run_programs()
{
    local p program name dir=$results/$platform

    mkdir -p "$dir"
    for p in $callers_of_tests; do
        [ "${p#*:}" = "$arch" ] || continue
        program=${p%:*}
        name="$platform: $program"
        if is_function "needs_$program" && ! "needs_$program"; then continue; fi
        if is_function "make_$program" && ! "make_$program" >"$dir/$program.log" 2>&1; then
            fail "$name: was not made"
            show "$dir/$program.log"
            continue
        fi
        if [[ $program = page-* ]]; then ask_page; else ask_for_all; fi
        [ "$program" != page-c ] || check_trap
    done
    program=nsis-${arch/i386/x86}-unicode
    program=${program/x86_64/amd64}
    ask_stock
}

inside()
{
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    check "docs/example/session.c is the page's program in C" cmp <(code_of "$page" c) \
        <(sed '1,/^$/d' "$source_dir/docs/example/session.c")
    begin_platforms
    each_prefix set_windows_version >"$results/windows-version.log" 2>&1
    open_sessions
    check_each_platform run_programs
    each_prefix unset_windows_version >>"$results/windows-version.log" 2>&1
    end_platforms
}

outside()
{
    prepare_platforms
    fetch_packages
    cp "$callers"/*.mjs "$programs"
    code_of "$page" javascript >"$programs/sessions.mjs"
}

enter_testbed "$@"
