#!/bin/bash
#
# The Windows test program against a real Samba server
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

# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it, TESTS those of the
# tests that are wanted.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

test_program=$BUILD/tests/samba/x86_64-windows/samba_test.exe
server=127.0.0.1

# unit NAME [ARGUMENT...]: of the test program
unit()
{
    local out=$work/unit.out status=0

    # No pipe: Wine's services would hold it open.
    WINETEST_DEBUG=${TRACE:-0} timeout 180 wine "$test_program" "$@" >"$out" 2>&1 || status=$?
    [ -z "${TRACE-}" ] || grep -E '^[a-z]+\.c:[0-9]+: ' "$out"
    check_units "$*" $status "$(cat "$out")"
}

with_auth()
{
    local file=$1
    shift
    SMBPIPE_AUTH_FILE=$file "$@"
}

without_auth()
{
    local saved=$SMBPIPE_AUTH_FILE

    unset SMBPIPE_AUTH_FILE
    "$@"
    export SMBPIPE_AUTH_FILE=$saved
}

# smbstatus_field FIELD USER ADDRESS: the session's field, from Samba's own tool
smbstatus_field()
{
    $TESTBED_CTL smbstatus-json 2>/dev/null | python3 -c '
import json, sys
field, user, address = sys.argv[1:]
status = json.load(sys.stdin)
found = [s for s in status.get("sessions", {}).values()
         if s["username"] == user and s["remote_machine"] == address]
if field == "count":
    print(len(found))
elif field == "opens":
    pids = [s["server_id"]["pid"] for s in found]
    print(sum(o["server_id"]["pid"] in pids for f in status["open_files"].values()
              for o in f["opens"].values()))
else:
    print(found[0][field]["cipher"])
' "$@"
}

# session_tests USER ADDRESS OPENS AGE_OF SERVER...: asks for the session at each level, by each
# server name
session_tests()
{
    local user=$1 address=$2 opens=$3 began=$4 client name
    shift 4

    check_output "smbstatus lists $user from $address" 1 "$(smbstatus_field count $user $address)"
    check_output "and $opens open files" "$opens" "$(smbstatus_field opens $user $address)"
    client="\\\\$address"
    [[ $address = *:* ]] && client="\\\\[$address]"
    for name in "$@"; do
        unit session ${name:+--server "$name"} --client "$client" --user $user --opens $opens \
            --age $((SECONDS - began))
    done
}

test_sessions()
{
    local alice_began bob_began alice6_began

    alice_began=$SECONDS
    $TESTBED_CTL session alice --open letter.txt --open notes.txt >/dev/null
    bob_began=$SECONDS
    $TESTBED_CTL session bob --from 127.0.0.2 --open letter.txt >/dev/null
    alice6_began=$SECONDS
    $TESTBED_CTL session alice --host ::1 >/dev/null

    session_tests alice 127.0.0.1 2 $alice_began $server "\\\\$server" ''
    session_tests bob 127.0.0.2 1 $bob_began $TESTBED_DNS_NAME $TESTBED_NB_NAME localhost
    session_tests alice ::1 0 $alice6_began ::1 '[::1]'
}

test_files()
{
    $TESTBED_CTL session carol --open letter.txt --open notes.txt --open report.txt >/dev/null
    unit files --server $server --client "\\\\127.0.0.1" --user carol --opens 3
    unit services --server $server
}

# Programs that load and unload our DLL, end Winsock, and so on
test_conduct()
{
    local test_program=$BUILD/tests/conduct/x86_64-windows/conduct_test.exe

    unit conduct $server
}

test_errors()
{
    unit answers
    unit errors
    unit errors --server $server
    with_auth "$TESTBED_AUTH_ALICE" unit status --server $server --expect 5
    with_auth "$TESTBED_AUTH_BOB" unit status --server $server --level 1 --expect 5
    with_auth "$TESTBED_AUTH_WRONG" unit status --server $server --expect 1326
    without_auth unit status --server $server --expect 5
    unit status --server no-host-of-this-name.invalid --expect 53
    unit status --server 127.0.0.77 --level 1 --client '\\127.0.0.1' --user nobody --expect 2221
    unit status --server "$TESTBED_BLACKHOLE" --expect 53
}

# Addresses of every kind lead to the server; what is none must not be "out of memory".
test_addresses()
{
    local name

    if [ "$(id -u)" != 0 ]; then
        skip "addresses of every kind: only root can add them"
        return
    fi
    ip addr replace fe80::1/64 dev lo
    printf '%s dead-first.example\n' "$TESTBED_BLACKHOLE" $server >>/etc/hosts
    for name in fe80::1%1 fe80::1%lo '[fe80::1%lo]' FE80--1S1.IPV6-LITERAL.NET \
            fe80--1slo.ipv6-literal.net :: 0.0.0.0 ::ffff:$server dead-first.example; do
        unit status --server "$name" --level 1 --expect 2312
    done
    for name in fe80::1 fe80::1%99 fe80::2%lo ::g 300.1.1.1; do
        unit status --server "$name" --expect 53
    done
    for name in fe80::1/64 '[]' 'a b'; do unit status --server "$name" --expect 2351; done
}

# smbpipe must use a credentials file only if nobody else can read it.
test_auth_file()
{
    local copy=$work/auth-copy

    with_auth /nonexistent unit status --server $server --expect 1326
    cp "$TESTBED_AUTH_ADMIN" "$copy"
    chmod 600 "$copy"
    with_auth "$copy" unit status --server $server --level 1 --expect 2312
    chmod 640 "$copy"
    with_auth "$copy" unit status --server $server --expect 1326
    rm "$copy"
}

test_level_fallback()
{
    local level

    wine reg add 'HKCU\Software\Wine\Netapi32' /v LevelFallback /d N /f >/dev/null
    for level in 2 10 502; do
        unit status --server $server --level $level --expect 124
    done
    unit status --server $server --level 1 --expect 2312
    wine reg delete 'HKCU\Software\Wine\Netapi32' /v LevelFallback /f >/dev/null
    unit status --server $server --level 2 --expect 2312
}

test_load()
{
    wine reg add 'HKCU\Software\Wine\Netapi32' /v ConnectTimeout /d 30 /f >/dev/null
    unit threads --server $server --client '\\127.0.0.1' --user alice --other "$TESTBED_BLACKHOLE"
    wine reg delete 'HKCU\Software\Wine\Netapi32' /v ConnectTimeout /f >/dev/null
    unit memory --server $server --client '\\127.0.0.1' --user alice
    unit memory --server $server --client '\\127.0.0.1' --user alice --level 2
    WINEDEBUG=-all unit every --server $server --calls ${EVERY_CALLS:-300}
    test_growth
}

# figures FILE: the resources of the other processes, a line for each program
figures()
{
    local name pid

    for name in smbpipe smbd wineserver; do
        for pid in $(pgrep "^$name"); do
            echo "$name $(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p;s/^Threads:[^0-9]*//p' \
                /proc/"$pid"/status | xargs) $(ls /proc/"$pid"/fd 2>/dev/null | wc -l)"
        done
    done | awk '{ kb[$1] += $2; threads[$1] += $3; files[$1] += $4; count[$1]++ }
        END { for (n in kb) print n, count[n], threads[n], files[n], kb[n] }' | sort >"$1"
}

# No process, thread or descriptor more than before, and hardly any more memory
not_grown()
{
    join "$work/before" "$work/after" | awk '
        { for (i = 2; i <= 4; i++) if ($(i + 4) > $i) bad = 1; if ($9 > $5 + 1024) bad = 1 }
        END { exit bad || NR != 3 }'
}

# has_come_to TEXT: TRUE also if the unit has ended
has_come_to() { grep -q "^growth: $1" "$calls_out" || ! kill -0 $calls 2>/dev/null; }

test_growth()
{
    local when

    calls_out=$work/calls.out
    timeout 1300 wine "$test_program" growth --server $server --client '\\127.0.0.1' --user alice \
        --seconds 5 --calls ${GROWTH_CALLS:-20000} >"$calls_out" 2>/dev/null &
    calls=$!
    for when in before after; do
        within 1250 has_come_to $when
        figures "$work/$when"
    done
    end_calls
    echo "Processes, threads, descriptors and kB of the other sides, before and after:"
    join "$work/before" "$work/after" | sed 's/^/    /'
    check "the other sides have not grown" not_grown
}

# with_others COMMAND...: runs it while other clients' sessions come and go
with_others()
{
    local others

    mkfifo "$work/others"
    "$source_dir/tests/samba/churn.py" 8 "$TESTBED_AUTH_ADMIN" $server <"$work/others" \
        >"$work/churning" &
    others=$!
    exec 8>"$work/others"
    within 20 grep -q churning "$work/churning" || fail "no other client asks"
    "$@" 8>&-
    exec 8>&-
    wait $others
    rm "$work/others"
}

# Samba from 4.22 on then leaves sessions out of its list.
test_standing()
{
    with_others unit standing --server $server --client '\\127.0.0.1' --user alice --seconds 15
    grep '^standing: ' "$work/unit.out"
}

test_del()
{
    unit del --server $server --client '\\[::1]' --user alice
    check_output "alice's session from ::1 has ended" 0 "$(smbstatus_field count alice ::1)"
    check_output "her other session has not" 1 "$(smbstatus_field count alice 127.0.0.1)"
    check_output "nor has bob's" 1 "$(smbstatus_field count bob 127.0.0.2)"
    unit del --server $server --client '\\127.0.0.2' --user BOB
    check_output "bob's session has ended" 0 "$(smbstatus_field count bob 127.0.0.2)"

    $TESTBED_CTL session bob --from 127.0.0.3 >/dev/null
    unit del --user bob
    check_output "bob's session has ended" 0 "$(smbstatus_field count bob 127.0.0.3)"
    $TESTBED_CTL session bob --from 127.0.0.3 >/dev/null
    with_auth "$TESTBED_AUTH_BOB" \
        unit status --server $server --level 1 --client '\\127.0.0.3' --user bob --expect 5
    check_output "who is no administrator can end no session" 1 \
        "$(smbstatus_field count bob 127.0.0.3)"
    unit del --server $server --client '\\127.0.0.3'
    check_output "bob's session has ended" 0 "$(smbstatus_field count bob 127.0.0.3)"
}

smbpipes() { pgrep -x smbpipe; }
no_smbpipe() { ! smbpipes >/dev/null; }
has_worker() { [ "$(smbpipes | wc -l)" -ge 2 ]; }

# start_calls SECONDS: starts a program that calls all the while; its output goes to a file
start_calls()
{
    calls_out=$work/calls.out
    : >"$calls_out"     # what the calls before said must not be taken for these
    timeout 180 wine "$test_program" outage --server $server --client '\\127.0.0.1' --user alice \
        --seconds "$1" >"$calls_out" 2>/dev/null &
    calls=$!
    within 20 grep -q 'outage: status 0' "$calls_out" && within 20 has_worker ||
        fail "the calls did not begin"
}

end_calls()
{
    local status=0

    wait $calls || status=$?
    show "$calls_out"
    check_units "the calls" $status "$(cat "$calls_out")"
}

smb_connections() { ss -Htn state established dst :445 | wc -l; }
has_smbpipes() { [ "$(smbpipes | wc -l)" = "$1" ]; }
has_more_connections() { [ $(($(smb_connections) - $1)) = "$2" ]; }

# A program that asks many servers keeps only the connections to the last of them.
test_many_servers()
{
    local before

    # smbpipe's processes from before must still end.
    within 20 no_smbpipe
    before=$(smb_connections)
    calls_out=$work/calls.out
    timeout 180 wine "$test_program" servers --server 127.0.1 --seconds 15 >"$calls_out" 2>&1 &
    calls=$!
    check "140 servers were asked" within 60 grep -q '^servers: asked' "$calls_out"
    check "a parent and 128 workers are left" within 10 has_smbpipes 129
    check "and 128 connections to the server" within 10 has_more_connections $before 128
    end_calls
}

# add_own_clients COUNT: who connects to one of so many addresses comes from that address, so the
# server's list of sessions has a client for each that was really asked
add_own_clients()
{
    local i address

    for ((i = 0; i < $1; i++)); do
        address=127.1.$((i / 200 + 1)).$((i % 200 + 1))
        echo "route replace local $address dev lo table local src $address"
    done | ip -batch -
    ip route replace 198.51.0.0/16 dev lo scope link    # these swallow what they get
}

# ask_many CONNECT-TIMEOUT ARGUMENT...: its output goes to $work/unit.out
ask_many()
{
    set_connect_timeout "$1"
    shift
    WINEDEBUG=err+netapi32 unit thousand --server 127.1 --other 198.51 --user admin --seconds 0 "$@"
    grep -a '^thousand: ' "$work/unit.out"
}

set_connect_timeout()
{
    wine reg add 'HKCU\Software\Wine\Netapi32' /v ConnectTimeout /d "$1" /f >/dev/null
}

set_smbpipe() { wine reg add 'HKCU\Software\Wine\Netapi32' /v SmbPipe /d "$1" /f >/dev/null; }

# took NAME shortest|longest: milliseconds of a call
took() { sed -n "s/^thousand: $1: .*$2 \([0-9]*\) ms.*/\1/p" "$work/unit.out"; }

# Asks more servers at a time than smbpipe has workers. Samba 4.17 never answers some calls if they
# come while it starts its RPC program, so another call comes first.
test_thousand()
{
    local servers=${SERVERS:-300}

    if [ "$(id -u)" != 0 ]; then
        skip "many servers at a time: only root can add addresses"
        return
    fi
    add_own_clients $servers
    unit status --server $server --level 1 --expect 2312
    ask_many 15 --servers $servers --dead 100
    check "no call waits for one of 100 servers that do not answer" \
        [ "$(took servers longest)" -lt "$(took dead shortest)" ]
    # 256 are tried at a time. Those that wait meanwhile have as much time to connect.
    ask_many 2 --servers 0 --dead 300
    check "each of 300 servers is tried before it is given up" [ "$(took dead shortest)" -ge 1900 ]
    check "and those that had to wait have all their time" [ "$(took dead longest)" -ge 3900 ]
    test_few_processes
    wine reg delete 'HKCU\Software\Wine\Netapi32' /v ConnectTimeout /f >/dev/null
}

# A user who may have 20 processes
test_few_processes()
{
    local smbpipe=$BUILD/programs/smbpipe/smbpipe saved=$SMBPIPE_AUTH_FILE other

    chmod 755 "$work"
    install -m 755 "$smbpipe" "$work/smbpipe"
    printf '#!/bin/sh\nexec setpriv --reuid 61798 --clear-groups prlimit --nproc=20 %q "$@"\n' \
        "$work/smbpipe" >"$work/limited"
    chmod 755 "$work/limited"
    install -m 600 -o 61798 "$SMBPIPE_AUTH_FILE" "$work/auth-limited"
    export SMBPIPE_AUTH_FILE=$work/auth-limited
    set_smbpipe "$work/limited"
    ask_many 20 --servers 60
    timeout 60 wine "$test_program" thousand --server 127.1 --servers 60 --user admin --seconds 8 \
        >"$work/others" 2>&1 &
    other=$!
    within 40 grep -q 'servers: shortest' "$work/others" || fail "the other program does not ask"
    WINEDEBUG=err+netapi32 unit status --server $server --expect 89
    check "the error names the limit" grep -q 'err:netapi32.*RLIMIT_NPROC' "$work/unit.out"
    check "smbpipe tells its value" grep -q 'smbpipe: .* 20 (RLIMIT_NPROC' "$work/unit.out"
    wait $other
    set_smbpipe "$smbpipe"
    export SMBPIPE_AUTH_FILE=$saved
}

test_outage()
{
    echo "The server is stopped and started between calls:"
    start_calls 60
    $TESTBED_CTL stop
    sleep 1
    unit status --server $server --expect 53
    unit status --expect 2114
    $TESTBED_CTL start
    end_calls

    echo "The server is killed in the middle of a call:"
    start_calls 60
    $TESTBED_CTL freeze
    sleep 2
    $TESTBED_CTL kill
    sleep 1
    $TESTBED_CTL start
    end_calls
    check "the call that was under way failed" \
        grep -Eq 'status [1-9][0-9]* after .* a call of [1-9][0-9]{3,} ms' "$calls_out"

    echo "The server says nothing any more in the middle of a call:"
    start_calls 90
    $TESTBED_CTL freeze
    sleep 32
    $TESTBED_CTL thaw
    end_calls
    check "that call ended after 30 s" grep -Eq 'status 121 .* a call of 3[0-9]{4} ms' "$calls_out"
}

test_smbpipe_life()
{
    check "no smbpipe is left" within 20 no_smbpipe

    start_calls 60
    check_output "one parent and one worker" 2 "$(smbpipes | wc -l)"
    kill -9 $(pgrep -f 'samba_test.exe outage')
    wait $calls 2>/dev/null
    check "smbpipe ends with its owner, which was killed" within 20 no_smbpipe

    echo "smbpipe is killed:"
    start_calls 8
    kill -9 $(smbpipes)
    wait $calls
    # netapi32 repeats a call that was under way.
    check_output "no call fails" "outage: status 0" \
        "$(sed -n 's/^outage: \(status [0-9]*\).*/outage: \1/p' "$calls_out" | sort -u)"
}

test_protection()
{
    start_calls 8
    check_output "our session is encrypted" AES-128-GCM \
        "$(smbstatus_field encryption admin 127.0.0.1)"
    no_secret_shown
    end_calls_quietly

    if [ ! -w "$TESTBED_SMBCONF" ]; then
        skip "signing without encryption: only root can change the server's settings"
        return
    fi
    sed -i 's/smb encrypt = .*/smb encrypt = off/' "$TESTBED_SMBCONF" && $TESTBED_CTL restart
    $TESTBED_CTL session alice >/dev/null
    start_calls 8
    check_output "without encryption" - "$(smbstatus_field encryption admin 127.0.0.1)"
    check_output "it is signed" AES-128-GMAC "$(smbstatus_field signing admin 127.0.0.1)"
    end_calls_quietly
}

no_secret_shown()
{
    local password

    password=$(sed -n 's/^password *= *//p' "$TESTBED_AUTH_ADMIN")
    [ "$password" ] || fail "no password in the credentials file"
    if grep -qF -e "$password" /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; then
        fail "the password is in an argument list or an environment"
    else
        ok "the password is in no argument list and no environment"
    fi
    WINEDEBUG=+netapi32,+rpc timeout 60 wine "$test_program" status --server $server \
        >"$work/trace" 2>&1
    check "there is a trace of the call" grep -q 'trace:netapi32:NetSessionGetInfo' "$work/trace"
    check "the password is not in the trace" [ -z "$(grep -F -e "$password" "$work/trace")" ]
}

end_calls_quietly()
{
    kill $calls 2>/dev/null
    wait $calls 2>/dev/null
}

# Builds the reference page's own sample, if the page is there.
test_page_sample()
{
    local page=$source_dir/../shared/seed/NetSessionGetInfo.txt dir=$work/sample out

    if [ ! -r "$page" ]; then
        skip "the sample of the reference page: the page is not beside the source tree"
        return
    fi
    mkdir -p "$dir"
    sed -n '/^#ifndef UNICODE/,/^}/p' "$page" | tr -d '\r' >"$dir/sample.c"
    # The sample's wprintf takes %s for a wide string, as Microsoft's does and C's does not.
    check "the page's sample builds unmodified" \
        x86_64-w64-mingw32-gcc -municode -w -D__USE_MINGW_ANSI_STDIO=0 "$dir/sample.c" \
        -o "$dir/sample.exe" -lnetapi32
    timeout 60 wine "$dir/sample.exe" "\\\\$server" '\\127.0.0.1' alice >"$dir/out"
    out=$(tr -d '\r' <"$dir/out")
    check_output "and prints the client" 127.0.0.1 "$(sed -n 's/.*Client: *//p' <<<"$out")"
    check_output "and the user" alice "$(sed -n 's/.*User: *//p' <<<"$out")"
    check_output "and both times" 2 "$(grep -Ec '(Active|Idle): +[0-9]+$' <<<"$out")"
}

tests="sessions files conduct errors addresses auth_file level_fallback page_sample load standing
    del protection smbpipe_life many_servers thousand outage"

inside()
{
    local test

    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    wineserver -p
    for test in ${TESTS:-$tests}; do test_$test; done
    wineserver -k
}

# The commands by which smbd keeps the shares that a client adds
write_share_commands()
{
    local command=$source_dir/tests/share-command

    printf '%s share command = %s %s\n' add "$command" add change "$command" change \
        delete "$command" delete >"$BUILD/check/samba.conf"
}

if [ "${1-}" != --inside ]; then
    mkdir -p "$BUILD/check"
    write_share_commands
    testbed_options=(--smb-conf "$BUILD/check/samba.conf")
fi
enter_testbed "$@"
