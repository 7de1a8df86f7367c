#!/bin/bash
#
# Programs and scripts that nobody here wrote show a real Samba server whole
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
# The programs' output is in check/published/ of the build tree.
#
# The scripts of AutoIt's help list, show and close open files, as PsFile does, list a share's
# users, and add, list and delete shares. Perl's module Win32::NetResource shows a share. A script
# of bun-win32 audits a computer. The file published lists where these come from; the test skips
# those that are not in netapi32/published of XDG_CACHE_HOME (default ~/.cache). Our own
# docs/example/browse.c makes the calls of a share browser. published.py compares what they print
# with smbstatus.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/platforms.sh"
. "$source_dir/tests/callers/packages.sh"

results=$BUILD/check/published
published=${XDG_CACHE_HOME:-$HOME/.cache}/netapi32/published
server='\\127.0.0.1'

# Programs can open windows though there is no display. Wine reads this when its desktop starts,
# which it may have done by now.
graphics='HKCU\Software\Wine\Drivers'

set_graphics()
{
    on_platform wine reg add "$graphics" /v Graphics /d null /f
    end_wineserver
    on_platform timeout 60 wineserver -w
    start_wineserver
}

unset_graphics() { on_platform wine reg delete "$graphics" /v Graphics /f; }

# is_published FOLDER: whether it is there, and its files are those of the list
is_published()
{
    (cd "$published" 2>/dev/null &&
        grep "^[0-9a-f]\{64\}  $1/" "$callers/published" | sha256sum -c --quiet) \
        >"$results/$1.sums" 2>&1
}

# needs_published FOLDER: skips the program if a person has not put it there
needs_published()
{
    is_published "$1" && return
    skip "$name: no $1 as tests/callers/published lists it is in netapi32/published of the cache"
    return 1
}

# The script imports @bun-win32/core, which bun finds beside it.
copy_audit()
{
    local dir=$programs/bun-win32/node_modules/@bun-win32/netapi32

    rm -rf "$dir"
    mkdir -p "$dir" && cp -r "$published/bun-win32/." "$dir"
}

# windows_path FILE
windows_path() { echo "Z:${1//\//\\}"; }

# run NAME COMMAND...: a program, to whose output the test refers as "out"; within 2 minutes
run()
{
    local status=0
    out=$dir/$1
    shift

    rm -f "$out"
    on_platform timeout 120 "$@" >"$out.log" 2>&1 </dev/null || status=$?
    [ -e "$out" ] || cp "$out.log" "$out"
    sed -i 's/\r$//' "$out"
    check_output "$name: comes to its end" 0 $status
    [ $status = 0 ] || show "$out.log"
}

# compare CHECK [BEGAN ENDED]: the output with smbstatus
compare()
{
    "$TESTBED_CTL" smbstatus-json >"$out.json" 2>/dev/null
    take "" "$callers/published.py" "$1" "$name" "$out" "$out.json" "${@:2}"
}

######## AutoIt

# autoit SCRIPT ANSWER...: one of AutoIt's help, which asks for as many answers
autoit()
{
    local exe=AutoIt3_x64.exe script=$1
    shift

    [ "$arch" = x86_64 ] || exe=AutoIt3.exe
    name="$platform: AutoIt, $script"
    run "$script" wine "$published/autoit/$exe" /ErrorStdOut "Z:$callers/autoit.au3" \
        "$(windows_path "$published/autoit/Examples/Helpfile/_Net_Share_$script.au3")" \
        "$(windows_path "$dir/$script")" "$@"
}

opens_of_test() { "$TESTBED_CTL" smbstatus 2>/dev/null | grep -c 'Test\.txt'; }
all_opens() { "$TESTBED_CTL" smbstatus 2>/dev/null | grep -c 'DENY_NONE'; }

# The script closes each file of the name Test.txt.
close_file()
{
    local others pid

    others=$(all_opens)
    pid=$("$TESTBED_CTL" session carol --open Test.txt)
    check_output "$platform: carol opens a file" 1 "$(opens_of_test)"
    autoit FileClose "$server"
    check_output "$name: says once that it closed a file" 1 "$(grep -cx 'Closed file' "$out")"
    check_output "$name: the server has that file open no more" 0 "$(opens_of_test)"
    check_output "$name: and the others still" "$others" "$(all_opens)"
    "$TESTBED_CTL" end "$pid"
}

# The script asks the local computer, whose SMB server is that of the test bed.
add_share()
{
    : >"$results/share-commands"
    autoit ShareEnum
    compare shares
    check_output "$name: what the server was told to do" "add AutoIt Share delete AutoIt Share" \
        "$(xargs <"$results/share-commands")"
    check_output "$name: smb.conf has the share no more" "" "$(grep AutoIt "$TESTBED_SMBCONF")"
}

run_autoit()
{
    name="$platform: AutoIt"
    needs_published autoit || return
    autoit FileEnum "$server"
    compare files
    autoit FileGetInfo "$server"
    compare info
    autoit ConnectionEnum "$server" share
    compare connections
    close_file
    add_share
}

######## other programs

# This Perl is one of 32 bits.
run_perl()
{
    [ "$arch" = i386 ] || return
    name="$platform: Perl, Win32::NetResource"
    needs_published perl || return
    run perl wine "$published/perl/perl.exe" "-IZ:$published/perl/lib" \
        "Z:$callers/netresource.pl" "$server" share
    compare netresource
}

run_audit()
{
    local example=$programs/bun-win32/node_modules/@bun-win32/netapi32/example

    [ "$arch" = x86_64 ] || return
    name="$platform: bun-win32's audit"
    needs bun bun-win32/node_modules/@bun-win32/core && needs_bcryptprimitives &&
        needs_published bun-win32 || return
    run audit wine "$programs/bun/bin/bun.exe" \
        "$(windows_path "$example/domain-audit.ts")"
    compare audit
}

run_browse()
{
    local exe=$BUILD/docs/example/$arch-windows/browse.exe began status=0

    name="$platform: browse"
    began=$(date +%s)
    run browse wine "$exe" "$server"
    compare browse "$began" "$(date +%s)"

    WINEDLLOVERRIDES='netapi32=b;winedbg.exe=d' on_platform timeout 120 wine "$exe" "$server" \
        >"$out.stock" 2>&1 || status=$?
    check "$name: Wine's own netapi32 ends it with an error (status $status)" [ $status != 0 ]
    check_output "$name: and shows nothing of the server" "" \
        "$(grep -E '^(share|session|file) ' "$out.stock")"
}

######## all of them

open_sessions()
{
    echo "This is Test.txt." >"$TESTBED_DIR/share/Test.txt"
    chmod 666 "$TESTBED_DIR/share/Test.txt"
    "$TESTBED_CTL" session alice --open letter.txt --open notes.txt >/dev/null &&
        "$TESTBED_CTL" session bob --from 127.0.0.2 --open letter.txt >/dev/null ||
        fail "there are no sessions"
}

# One platform after the other, as they change the same server.
run_all()
{
    local p dir name out

    for p in $usable; do
        set_platform "$p"
        dir=$results/$platform
        mkdir -p "$dir"
        run_browse
        run_autoit
        run_perl
        run_audit
    done
}

inside()
{
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    begin_platforms
    each_prefix set_graphics >"$results/graphics.log" 2>&1
    open_sessions
    run_all
    each_prefix unset_graphics >>"$results/graphics.log" 2>&1
    end_platforms
}

outside()
{
    local command

    prepare_platforms
    fetch_packages
    ! is_published bun-win32 || copy_audit
    for command in add delete; do
        echo "$command share command = $callers/share-command $results/share-commands $command"
    done >"$results/smb.conf"
    testbed_options=(--smb-conf "$results/smb.conf")
}

enter_testbed "$@"
