#!/bin/bash
#
# The reference server: through our netapi32.dll, and by Samba's client, locally and over SMB
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

# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/servers.sh"

here=$source_dir/tests/srvsvc-server
server=$BUILD/tests/srvsvc-server/x86_64-windows/srvsvc_server.exe
units=$BUILD/tests/samba/x86_64-windows/samba_test.exe
netsess=$BUILD/programs/netsess/x86_64-windows/netsess.exe
sessions=$here/sessions
address=127.0.0.1

# start_server OPTION...: with the options; its TCP port is in $port
start_server()
{
    # As its output
    : >"$work/server.log"
    start_srvsvc_server --sessions "$sessions" --log "$work/server.log" "$@"
}

end_server()
{
    check "the server still runs" kill -0 $server_pid
    end_process $server_pid
}

# protocol_test ARGUMENT...
protocol_test()
{
    take "" timeout 300 "$here/protocol_test.py" --sessions "$sessions" "$@"
}

# show_session ARGUMENT...: what netsess prints, in one line, with all times as N
show_session()
{
    timeout 60 wine "$netsess" "$@" >"$work/netsess" 2>&1 </dev/null
    tr -d '\r' <"$work/netsess" | sed 's/^ *//; s/  */ /g; s/ [0-9]* s$/ N s/' | paste -sd, -
}

# check_session LEVEL EXPECTED [SERVER]
check_session()
{
    check_output "${3:-local}, level $1" "$2" "$(show_session ${3+"$3"} '\\oldbox' BOB "$1")"
}

# check_sessions [SERVER]: one session at each level, as the file has it
check_sessions()
{
    local flags='flags 0x2 no encryption' type='client type Windows NT 1381'
    local times='active N s,idle N s'

    # netapi32.dll asks for level 10 where a user is named, as level 0 has none to compare with, and
    # leaves out the backslashes, which level 10 alone has.
    check_session 0 "client OLDBOX" "$@"
    check_session 1 "client OLDBOX,user bob,open files 3,$times,$flags" "$@"
    check_session 2 "client OLDBOX,user bob,open files 3,$times,$flags,$type" "$@"
    check_session 10 "client \\\\OLDBOX,user bob,$times" "$@"
    check_session 502 "client OLDBOX,user bob,open files 3,$times,$flags,$type,$(
        )transport \\Device\\NetBT_Tcpip" "$@"
    check_output "the levels that were asked for" "10 1 2 10 502" \
        "$(sed -n 's/.* level=\([0-9]*\) .* status=0$/\1/p' "$work/server.log" | xargs)"
}

test_local()
{
    start_server --pipe || return
    check_sessions
    check_output "names beyond ASCII" "client ÄRGER,user Zoë Müller" \
        "$(show_session '\\ärger' 'ZOË MÜLLER' 1 | cut -d, -f1,2)"
    check "the log names the caller" grep -q "caller=$(id -un) " "$work/server.log"
    check "an error comes through" says 'error 2221' "$(show_session '\\OLDBOX' alice 1)"
    check_output "no second server on the pipe" 1 "$(server_status --sessions "$sessions" --pipe)"
    end_server
}

# In KiB
server_memory()
{
    awk '/^Private_/ { sum += $2 } END { print sum }' /proc/$server_pid/smaps_rollup
}

# unit NAME [ARGUMENT...]: of the program that tests netapi32.dll beside Samba, for a session that
# is here, too
unit()
{
    local status=0

    timeout 120 wine "$units" "$@" --client '\\127.0.0.1' --user alice \
        >"$work/unit" 2>&1 </dev/null || status=$?
    check_output "the unit $1 of samba_test.exe" 0 $status
}

# An answer that stayed would make 30,000 times 1 KiB or more. Wine's heaps grow by some MiB until
# they settle, and each thread of Wine's RPC costs more than one: a connection has one here. Broken
# requests are left out: each of them costs Wine's rpcrt4 some 130 bytes.
test_load()
{
    local before grown

    start_server --pipe || return
    show_session '\\oldbox' bob 1 >/dev/null
    before=$(server_memory)
    unit growth --threads 1 --calls 20000
    grown=$(($(server_memory) - before))
    check "30,000 calls left less than 8,000 KiB: $grown" [ $grown -lt 8000 ]
    unit threads
    end_server
}

test_protocol()
{
    start_server --tcp 0 || return
    protocol_test --tcp $port levels qualifiers qualifier_errors length resume odd_requests \
        garbage opnums samba
    protocol_test --tcp $port --pid $server_pid memory
    protocol_test --tcp $port del
    protocol_test --tcp $port shares files server transports names workstation
    end_server
}

# test_access_mode MODE LOCAL-STATUS OPEN-LEVEL...: who calls locally is an administrator, over TCP
# nobody knows who calls
test_access_mode()
{
    local mode=$1 status=$2
    shift 2

    start_server --pipe --tcp 0 --access "$mode" || return
    timeout 60 wine "$netsess" '\\OLDBOX' bob 502 >"$work/netsess" 2>&1 </dev/null
    check_output "--access $mode, locally" "$status" \
        "$(sed -n 's/^netsess: error \([0-9]*\):.*/\1/p' "$work/netsess")"
    protocol_test --tcp $port access --open "$@"
    end_server
}

test_access()
{
    test_access_mode administrators ''
    test_access_mode levels '' 0 10
    test_access_mode none 5 -1
}

# start_smb OPTION...: an SMB server before the port
start_smb()
{
    start_smb_server --address $address --target $port "$@"
}

test_smb()
{
    start_server --tcp 0 || return
    start_smb --auth-file "$TESTBED_AUTH_ADMIN"
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    check_sessions "\\\\$address"
    check "the session is signed" says 'signed SMB2 message' \
        "$(SMBPIPE_DEBUG=5 show_session "\\\\$address" '\\oldbox' bob 1)"
    protocol_test --smb $address --auth-file "$TESTBED_AUTH_ADMIN" levels qualifiers resume \
        samba shares workstation
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_WRONG
    check "a wrong password" says 'error 1326' "$(show_session "\\\\$address" '\\oldbox' bob 1)"
    end_process $smb_pid
    start_smb
    check "no anonymous session with a wrong password" says 'error 5' \
        "$(show_session "\\\\$address" '\\oldbox' bob 1)"
    unset SMBPIPE_AUTH_FILE
    check_output "an anonymous session" "client OLDBOX,user bob" \
        "$(show_session "\\\\$address" '\\oldbox' bob 1 | cut -d, -f1,2)"
    protocol_test --smb $address del
    end_process $smb_pid
    end_server
}

# An answer of many fragments
test_many_sessions()
{
    local sessions=$work/many i

    for ((i = 0; i < 2000; i++)); do
        echo "192.0.2.$((i % 256)) ; user$i ; $i ; $i ; 0 ; 0 ; ; \\Device\\NetbiosSmb"
    done >"$sessions"
    start_server --tcp 0 || return
    protocol_test --tcp $port levels
    start_smb --auth-file "$TESTBED_AUTH_ADMIN"
    protocol_test --smb $address --auth-file "$TESTBED_AUTH_ADMIN" levels
    check_output "through netapi32.dll the last of them" "client 192.0.2.207,user user1999" \
        "$(SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN \
           show_session "\\\\$address" '\\192.0.2.207' user1999 1 | cut -d, -f1,2)"
    end_process $smb_pid
    end_server
}

# server_status ARGUMENT...: of a server that is not to start
server_status()
{
    timeout 20 wine "$server" "$@" >"$work/bad.out" 2>"$work/bad.err" </dev/null
    echo $?
}

# bad_sessions LINE-NUMBER MESSAGE LINE...
bad_sessions()
{
    local number=$1 message=$2
    shift 2

    printf '%s\n' "$@" >"$work/bad"
    check_output "a bad file: $message" 1 "$(server_status --sessions "$work/bad" --tcp 0)"
    check "and its line" says "bad, line $number: .*$message" "$(cat "$work/bad.err")"
}

test_mistakes()
{
    local good='a;b;0;2;1;0;;'

    bad_sessions 2 'there must be 8 fields' "$good" 'a;b;0;2;1;0;'
    bad_sessions 3 'there must be 8 fields' '# comment' '' 'a;b;0;2;1;0;;;'
    bad_sessions 1 'open files must be a number' 'a;b;x;2;1;0;;'
    bad_sessions 1 'age must be a number' 'a;b;0;4294967296;1;0;;'
    bad_sessions 1 'idle time must be a number' 'a;b;0;2;-1;0;;'
    bad_sessions 1 'idle time is longer' 'a;b;0;1;2;0;;'
    bad_sessions 1 'the flags are 1' 'a;b;0;2;1;4;;'
    bad_sessions 1 'the client has no name' ';b;0;2;1;0;;'
    bad_sessions 1 'without backslashes' '\\a;b;0;2;1;0;;'
    bad_sessions 2 'not UTF-8' "$good" $'\xff;b;0;2;1;0;;'
    bad_sessions 1 'too long' "$(printf '%5000s' x);b;0;2;1;0;;"
    bad_sessions 2 'no section of that name' "$good" '[share]'
    bad_sessions 2 'there must be 5 fields' '[files]' '1;1;0;path'
    bad_sessions 2 'locks must be a number' '[files]' '1;1;x;path;user'
    bad_sessions 2 'a disk is a letter' '[disks]' 'C'
    bad_sessions 2 'a name, = and a value' '[clock]' 'elapsedt 1'
    bad_sessions 2 'no setting of this section' '[clock]' 'elapsed = 1'
    bad_sessions 2 'users must be a number' '[server]' 'users = many'
    bad_sessions 2 'no descriptor in SDDL' '[shares]' 's;0;0;-1;0;0;1;*;C:\s;;;nonsense'
    check_output "no such file" 1 "$(server_status --sessions /nonexistent --tcp 0)"
    check_output "nowhere to listen" 2 "$(server_status --sessions "$sessions")"
    check_output "no sessions" 2 "$(server_status --tcp 0)"
    check_output "no such port" 2 "$(server_status --sessions "$sessions" --tcp 65536)"
    check_output "no such mode" 2 "$(server_status --sessions "$sessions" --tcp 0 --access x)"
    check_output "a port that is taken" 1 "$(server_status --sessions "$sessions" --tcp 445)"
}

# check_imports ARCH TARGET
check_imports()
{
    check_output "$1: the DLLs that the server imports" "ADVAPI32.dll KERNEL32.dll msvcrt.dll $(
        )RPCRT4.dll" "$("$2-objdump" -p "$BUILD/tests/srvsvc-server/$1-windows/srvsvc_server.exe" |
        sed -n 's/.*DLL Name: //p' | sort -f | xargs)"
}

inside()
{
    wineserver -p
    check_imports x86_64 x86_64-w64-mingw32
    check_imports i386 i686-w64-mingw32
    test_mistakes
    $TESTBED_CTL stop       # its place is for the server here
    test_local
    test_load
    test_protocol
    test_access
    test_smb
    test_many_sessions
    wineserver -k
}

enter_testbed "$@"
