#!/bin/bash
#
# Tests of tools/testbed
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
# The functions named inside_* run in a testbed.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

testbed=$source_dir/tools/testbed

check_status() { check "$1" [ "$2" -eq "$3" ]; }

now_ms() { echo $(($(date +%s%N) / 1000000)); }

######## inside

smb() { smbclient "//$1/share" -A "$2" -c 'ls' 2>&1; }

inside_environment()
{
    local name mode
    for name in DIR SERVER ADDRESSES DNS_NAME NB_NAME BLACKHOLE AUTH_ADMIN AUTH_ALICE AUTH_BOB \
            AUTH_CAROL AUTH_WRONG SMBCONF CTL DOMAIN; do
        name=TESTBED_$name
        [ "${!name-}" ] || fail "$name is set"
    done
    mode=$(stat -c %a "$TESTBED_AUTH_ADMIN" "$TESTBED_AUTH_ALICE" "$TESTBED_AUTH_BOB" \
        "$TESTBED_AUTH_WRONG" | sort -u)
    check "credential files are private" [ "$mode" = 600 ]
    check "/etc/samba/smb.conf is the testbed's" cmp -s "$TESTBED_SMBCONF" /etc/samba/smb.conf
}

no_password_shown()
{
    local password file
    for file in "$TESTBED_AUTH_ADMIN" "$TESTBED_AUTH_ALICE" "$TESTBED_AUTH_BOB"; do
        password=$(sed -n 's/^password = //p' "$file")
        grep -qF -e "$password" /proc/[0-9]*/cmdline /proc/[0-9]*/environ "$TESTBED_DIR"/log/* \
            2>/dev/null && return 1
    done
    return 0
}

inside_names()
{
    local name out
    for name in 127.0.0.1 ::1 localhost $TESTBED_DNS_NAME $TESTBED_NB_NAME $TESTBED_ADDRESSES; do
        out=$(smb "$name" "$TESTBED_AUTH_ALICE")
        check "the server answers as $name" says report.txt "$out"
    done
    out=$(getent hosts $TESTBED_NB_NAME)
    check "$TESTBED_NB_NAME is no name in the hosts file" [ -z "$out" ]
    out=$(now_ms)
    timeout 2 bash -c ": <>/dev/tcp/$TESTBED_BLACKHOLE/445" 2>/dev/null
    check_status "nothing comes back from $TESTBED_BLACKHOLE" $? 124
}

enum() { rpcclient -A "$1" 127.0.0.1 -c netsessenum 2>&1; }

inside_accounts()
{
    local out file=$TESTBED_DIR/share/new
    check "admin may list sessions" says 'Received [0-9]* entries' "$(enum "$TESTBED_AUTH_ADMIN")"
    check "alice may not" says ACCESS_DENIED "$(enum "$TESTBED_AUTH_ALICE")"
    check "a wrong password is refused" says LOGON_FAILURE \
        "$(smb 127.0.0.1 "$TESTBED_AUTH_WRONG")"
    for out in "$TESTBED_AUTH_ADMIN" "$TESTBED_AUTH_ALICE" "$TESTBED_AUTH_BOB"; do
        smbclient //127.0.0.1/share -A "$out" -c "put $self new; rm new" >"$file.log" 2>&1
        check_status "${out##*/} can write" $? 0
    done
}

# Client, user and number of open files of each session, as NetrSessionEnum has them
python=/usr/bin/python3
server_sessions()
{
    $python - "$TESTBED_AUTH_ADMIN" "$@" <<'PYTHON'
import sys
from samba import credentials, param
from samba.dcerpc import srvsvc
lp = param.LoadParm()
lp.load_default()
c = credentials.Credentials()
c.guess(lp)
c.parse_file(sys.argv[1])
s = srvsvc.srvsvc("ncacn_np:127.0.0.1", lp, c)
if len(sys.argv) > 2:
    s.NetSessDel(None, sys.argv[2], sys.argv[3])
ctr = srvsvc.NetSessInfoCtr()
ctr.level = 1
ctr.ctr = srvsvc.NetSessCtr1()
for e in s.NetSessEnum(None, None, None, ctr, 0xffffffff, 0)[0].ctr.array:
    print(e.client, e.user, e.num_open)
PYTHON
}

inside_sessions()
{
    local alice bob status count
    alice=$(testbed-ctl session alice --open report.txt --open letter.txt)
    bob=$(testbed-ctl session bob --from 192.0.2.10)
    testbed-ctl session bob --from 2001:db8::10 --open notes.txt >/dev/null
    status=$(testbed-ctl smbstatus 2>&1)
    check "smbstatus shows alice from 127.0.0.1" says 'alice .*ipv4:127.0.0.1:' "$status"
    check "smbstatus shows bob from 192.0.2.10" says 'bob .*ipv4:192.0.2.10:' "$status"
    check "smbstatus shows bob from 2001:db8::10" says 'bob .*ipv6:2001:db8::10:' "$status"
    count=$(grep -c 'DENY_' <<<"$status")
    check "smbstatus shows three open files" [ "$count" -eq 3 ]
    if $python -c 'import samba.dcerpc.srvsvc' 2>/dev/null; then
        status=$(server_sessions)
        check "NetrSessionEnum: alice has two" says '^127.0.0.1 alice 2' "$status"
        check "NetrSessionEnum: bob has none" says '^192.0.2.10 bob 0' "$status"
        check "NetrSessionEnum: bob has one" says '^2001:db8::10 bob 1' "$status"
        server_sessions '\\192.0.2.10' bob >/dev/null
        # A message tells smbd to end it, so the session may still be in the list for a moment.
        check "admin may end a session" within 20 eval '! says 192.0.2.10 "$(server_sessions)"'
        check "and only that one" says '^127.0.0.1 alice 2' "$(server_sessions)"
    else
        skip "what NetrSessionEnum says: no python3-samba"
    fi
    testbed-ctl end "$alice" && testbed-ctl end "$bob"
    check_status "a session can be ended, also when it is gone" $? 0
    check "an ended session is not listed" eval '! says alice "$(testbed-ctl smbstatus)"'
    check "an ended session's smbclient is gone" eval '! kill -0 $alice 2>/dev/null'
    testbed-ctl end all
    check "end all ends all" eval '! says bob "$(testbed-ctl smbstatus)"'
    testbed-ctl session alice --open missing.txt 2>/dev/null
    check_status "a session without its file fails" $? 1
    check "a failed session leaves nothing" [ -z "$(ls "$TESTBED_DIR/sessions")" ]
}

inside_server()
{
    local out
    testbed-ctl stop && out=$(testbed-ctl status)
    check_status "status says stopped" $? 3
    out=$(ps -A -o comm,args | grep -c -E '^(smbd|samba|rpcd|winbindd)|[s]amba:')
    check "stop leaves no process of Samba's" [ "$out" -eq 0 ]
    testbed-ctl start && check "start starts" says report "$(smb ::1 "$TESTBED_AUTH_BOB")"
    testbed-ctl restart && check "restart starts" says report "$(smb ::1 "$TESTBED_AUTH_BOB")"
    testbed-ctl freeze
    timeout 1 smbclient -L 127.0.0.1 -A "$TESTBED_AUTH_BOB" >/dev/null 2>&1
    check_status "a frozen server does not answer" $? 124
    testbed-ctl thaw && check "thaw thaws" says report "$(smb ::1 "$TESTBED_AUTH_BOB")"
    testbed-ctl session bob >/dev/null
    testbed-ctl kill && testbed-ctl start
    check "kill kills" eval '! says bob "$(testbed-ctl smbstatus)"'
    testbed-ctl end all
    check "the server is there in the end" says running "$(testbed-ctl status)"
}

refused() { smbclient -L 127.0.0.1 -A "$1" 2>&1 | grep -o NT_STATUS_.*; }

# Each wrong password must count, whatever program sends it.
inside_passwords()
{
    local user=zoé漢😀 counter="testbed-ctl wrong-passwords"
    check_output "no wrong password yet" 0 "$($counter admin)"
    refused "$TESTBED_AUTH_WRONG" >/dev/null
    refused "$TESTBED_AUTH_WRONG" >/dev/null
    check_output "two wrong passwords" 2 "$($counter admin)"
    testbed-ctl unlock admin
    check_output "none after unlock" 0 "$($counter admin)"
    testbed-ctl lockout 2
    check_output "one wrong password" NT_STATUS_LOGON_FAILURE "$(refused "$TESTBED_AUTH_WRONG")"
    refused "$TESTBED_AUTH_WRONG" >/dev/null
    check_output "the account is locked" "2 locked" "$($counter admin)"
    check_output "for the right password, too" NT_STATUS_ACCOUNT_LOCKED_OUT \
        "$(refused "$TESTBED_AUTH_ADMIN")"
    testbed-ctl lockout 0 && testbed-ctl unlock admin
    check_output "unlock unlocks" "" "$(refused "$TESTBED_AUTH_ADMIN")"

    echo '漢😀é  "$x' | testbed-ctl password "$user"
    check_output "a new user" "" "$(refused "$TESTBED_DIR/auth/$user")"
    echo | testbed-ctl password carol
    check_output "an empty password" "" "$(refused "$TESTBED_AUTH_CAROL")"
    check_output "of none but her" NT_STATUS_LOGON_FAILURE "$(refused "$TESTBED_AUTH_WRONG")"
    $counter nobody-of-this-name >/dev/null 2>&1
    check "the wrong passwords of nobody: an error" [ $? -ne 0 ]
    testbed-ctl unlock 2>/dev/null
    check_status "no user: an error" $? 125
}

# tickets NAME: prints the servers for which the user has tickets
tickets() { klist "$@" 2>/dev/null | sed -n 's/.* \(cifs\/.*\)@.*/\1/p'; }

inside_domain()
{
    local out
    inside_environment
    check "the realm is known" [ "$TESTBED_REALM" ]
    for out in 127.0.0.1 ::1 "$TESTBED_DNS_NAME" "$TESTBED_DNS_NAME6" "$TESTBED_NB_NAME"; do
        check "the server answers as $out" says report.txt "$(smb "$out" "$TESTBED_AUTH_ALICE")"
    done
    inside_accounts
    inside_passwords
    testbed-ctl kinit bob 2>/dev/null
    check "bob has a ticket" says "bob@$TESTBED_REALM" "$(klist 2>&1)"
    for out in "$TESTBED_DNS_NAME" "$TESTBED_DNS_NAME6"; do
        smbclient "//$out/share" --use-kerberos=required --use-krb5-ccache="$KRB5CCNAME" \
            -c ls >/dev/null 2>&1
        check "and is let in with it at $out" says "cifs/$out" "$(tickets)"
    done
    testbed-ctl session alice --kerberos --open report.txt >/dev/null
    testbed-ctl session bob --from 2001:db8::10 >/dev/null
    out=$(server_sessions 2>&1)
    check "a session by Kerberos" says "127.0.0.1 $TESTBED_DOMAIN.alice 1" "$out"
    check "and one by NTLM" says "2001:db8::10 $TESTBED_DOMAIN.bob 0" "$out"
    testbed-ctl end all
    check "no password in an argument, environment or log" no_password_shown
    inside_server
    testbed-ctl kinit alice
    check_status "there is a KDC in the end" $? 0
}

inside_all()
{
    inside_environment
    inside_names
    inside_accounts
    inside_sessions
    inside_passwords
    check "no password in an argument, environment or log" no_password_shown
    inside_server
}

inside_user()
{
    local pid
    check "--user: the command is that user's" [ "$(id -un)" = nobody ]
    pid=$(testbed-ctl session alice --open notes.txt)
    check "--user: a session works" says 'ipv4:127.0.0.1:' "$(testbed-ctl smbstatus)"
    echo 'a  "b"' | testbed-ctl password bob
    check "--user: a password can be set" says report.txt "$(smb ::1 "$TESTBED_AUTH_BOB")"
    refused "$TESTBED_AUTH_WRONG" >/dev/null
    check_output "--user: a wrong one is counted" 1 "$(testbed-ctl wrong-passwords admin)"
    testbed-ctl end "$pid" && testbed-ctl restart && testbed-ctl stop
    check "--user: the server can be switched" [ "$(testbed-ctl status)" = stopped ]
}

######## on the host

# A smbd of the host's writes some files all the time. Of these this has the names only.
host_facts()
{
    ss -Hltn | awk '$4 ~ /:(139|445)$/ { print $4 }' | sort
    getent passwd
    getent group
    ls -lR --time-style=full-iso /etc/samba /var/lib/samba/private /var/lib/samba/usershares
    ls -R /var/lib/samba /var/cache/samba /var/log/samba /run/samba
    ls -l --time-style=full-iso /etc/krb5* /tmp/krb5cc*
    md5sum /etc/passwd /etc/group /etc/hosts /etc/nsswitch.conf /etc/resolv.conf \
        /etc/samba/smb.conf
    ip -o address
    ip -o link
} 2>/dev/null

test_host_untouched()
{
    check "the host is as it was" diff <(echo "$1") <(host_facts)
}

test_command()
{
    local out start
    start=$(now_ms)
    out=$("$testbed" date +%s%N)
    check "the command runs within 20 s ($((out / 1000000 - start)) ms)" \
        [ $((out / 1000000 - start)) -lt 20000 ]
    "$testbed" -- bash -c '[ "$1" = "a  b" ] && exit 7' x "a  b"
    check_status "arguments and exit status pass" $? 7
    check "standard input passes" [ "$(echo line | "$testbed" cat)" = line ]
    echo 'exit 9' | "$testbed" >/dev/null
    check_status "without a command a shell runs" $? 9
    "$testbed" no-such-command 2>/dev/null
    check_status "a missing command: 127" $? 127
    "$testbed" --no-such-option true 2>/dev/null
    check_status "a bad option: 125" $? 125
    echo 'server signing = mandatory' >"$work/extra"
    out=$("$testbed" --smb-conf "$work/extra" \
        testparm -s --parameter-name='server signing' 2>/dev/null)
    check "--smb-conf adds its lines" [ "$out" = required -o "$out" = mandatory ]
    echo 'no such parameter = 1' >"$work/extra"
    out=$("$testbed" --smb-conf "$work/extra" true 2>&1)
    check "--smb-conf: what Samba does not know is an error" says 'Unknown parameter' "$out"
    out=$("$testbed" --nmbd sh -c 'smbclient -L "$TESTBED_BCAST_NAME" -A "$TESTBED_AUTH_BOB"' 2>&1)
    check "--nmbd: a name by broadcast" says 'share  *Disk' "$out"
}

# processes_of NET: TRUE if a process of that testbed is left. All are in its network namespace.
processes_of()
{
    local p
    for p in /proc/[0-9]*; do
        [ "$(readlink "$p/ns/net" 2>/dev/null)" = "$1" ] && return 0
    done
    return 1
}

none_of() { ! processes_of "$1"; }

# start_testbed PREPARATION COMMAND: in the background; sets pid, and after the preparation net
start_testbed()
{
    rm -f "$work/net"
    "$testbed" bash -c "$1
        readlink /proc/self/ns/net >'$work/net.new'; mv '$work/net.new' '$work/net'
        $2" >/dev/null 2>&1 &
    pid=$!
    within 60 test -e "$work/net" || fail "a testbed starts in the background"
    net=$(cat "$work/net")
}

test_kill()
{
    local pid net
    start_testbed 'testbed-ctl session bob' 'sleep 60'
    check "a testbed's processes can be found" processes_of "$net"
    kill -KILL $pid
    wait $pid 2>/dev/null
    check "killed: no process stays" within 20 none_of "$net"
    start_testbed "trap 'echo ended >\"$work/trap\"; exit 5' TERM" 'sleep 60 & wait'
    kill -TERM $pid
    wait $pid
    check_status "SIGTERM: the exit status is the command's" $? 5
    check "SIGTERM: the command got it" [ -e "$work/trap" ]
    check "SIGTERM: no process stays" none_of "$net"
    start_testbed 'trap "" TERM' 'while :; do sleep 1; done'
    kill -TERM $pid
    check "SIGTERM: a command that ignores it is ended" within 40 none_of "$net"
    wait $pid 2>/dev/null
    "$testbed" sleep 60 &
    pid=$!
    sleep 0.3
    kill -TERM $pid
    check "SIGTERM: ends a testbed that is not up yet" within 20 eval '! kill -0 $pid 2>/dev/null'
    wait $pid 2>/dev/null
}

test_two()
{
    local pid net first other
    start_testbed 'testbed-ctl session alice' 'sleep 60'
    first=$pid other=$net
    start_testbed : 'sleep 60'
    check "two at once, each with its own network" [ "$net" != "$other" ]
    check "both run" eval 'processes_of "$net" && processes_of "$other"'
    kill -KILL $pid
    wait $pid 2>/dev/null
    check "one ends" within 20 none_of "$net"
    check "the other goes on" processes_of "$other"
    kill -KILL "$first"
    wait "$first" 2>/dev/null
    check "both end" within 20 none_of "$other"
} 2>/dev/null

port_open() { (: <>/dev/tcp/127.0.0.1/445) 2>/dev/null; }

# Runs a smbd of the host's: with its own process, folders and port 445.
test_host_smbd()
{
    local pid net smbd dir=$work/host-smbd
    if port_open; then
        skip "a smbd of the host's: port 445 is taken"
        return
    fi
    mkdir "$dir"
    printf '[global]\nsmb ports = 445\ninterfaces = lo\nbind interfaces only = yes\n' >"$dir/conf"
    printf '%s directory = '"$dir"'\n' private lock state cache pid >>"$dir/conf"
    printf 'ncalrpc dir = %s/ncalrpc\nlog file = %s/log\n' "$dir" "$dir" >>"$dir/conf"
    # setsid, because smbd ends its whole process group
    setsid smbd -F --no-process-group -s "$dir/conf" </dev/null >/dev/null 2>&1 &
    smbd=$!
    within 60 port_open || fail "a smbd of the host's starts"
    start_testbed : 'testbed-ctl restart; testbed-ctl kill; testbed-ctl start'
    wait $pid
    check_status "a testbed runs beside a smbd of the host's" $? 0
    check "that smbd goes on" eval 'kill -0 $smbd && port_open'
    kill -TERM $smbd
    wait $smbd
}

test_wine()
{
    local out value="HKCU\\Software\\Testbed"
    find_wine || { skip "Wine in the testbed: there is no Wine"; return; }
    export WINEPREFIX="$work/a prefix" WINEDEBUG=-all
    unset DISPLAY
    out=$("$testbed" bash -c "'$wine' cmd /c ver && '$wine' reg add '$value' /f" 2>/dev/null)
    check "a Windows program runs" says 'Microsoft Windows' "$out"
    check "and what it put in the registry is kept" grep -q 'Software..Testbed' \
        "$WINEPREFIX/user.reg"
    "$wine" cmd /c "echo begun && ping -n 30 127.0.0.1" >"$work/ping" 2>&1 &
    within 60 grep -q begun "$work/ping"
    out=$("$testbed" true 2>&1)
    check "a prefix in use outside is refused" says 'Wine runs already' "$out"
    wineserver -k
    wait $!
    remove_wines_folder "$WINEPREFIX"
}

test_plain_user()
{
    local out
    if ! setpriv --reuid 65534 --clear-groups test -x "$testbed"; then
        skip "as a plain user: nobody can't read the source tree, which is in another's folder"
        return
    fi
    out=$(cd / && PATH=/usr/bin:/bin setpriv --reuid 65534 --clear-groups env \
        "BASH_FUNC_command%%=() { false; }" bash "$testbed" true 2>&1)
    check "without root and sudo: says so" says 'this needs root' "$out"
    take "" "$testbed" --user nobody "$self" inside_user
}

all_tests()
{
    local facts
    facts=$(host_facts)
    take "" "$testbed" "$self" inside_all
    take "in a domain" "$testbed" --domain "$self" inside_domain
    test_command
    test_kill
    test_two
    test_plain_user
    test_host_untouched "$facts"
    test_host_smbd
    test_wine
}

if [ $# -gt 0 ]; then
    "$1"
    close_test
    exit
fi
if [ "$(id -u)" -ne 0 ]; then
    skip "tests of tools/testbed: they need root"
    close_test
    exit
fi
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
all_tests
close_test
