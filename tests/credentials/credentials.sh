#!/bin/bash
#
# The account for a server: from NetUseAdd, the Credential Manager, a file, tickets, or none
#
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
# Usage: credentials.sh [server|domain TEST...]
#
# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it. The tests are
# functions of this script. Without an argument all run.
#
# One test bed is a server of its own, the other a domain controller. The tests look at the server's
# own record of logons: the account, the protocol and the result. They also look at its count of
# wrong passwords, because each try beyond the first brings an account nearer to being locked.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/servers.sh"
. "$source_dir/tests/credentials/caller.sh"

here=$source_dir/tests/credentials

python=/usr/bin/python3
server=127.0.0.1

# set_password USER: sets the password of the standard input, on the server and for the test program
set_password()
{
    local password
    read -r password
    echo "$password" | $TESTBED_CTL password "$1" && take_passwords "$1"
}

# try NAME [COMMAND ANSWER]...: runs all commands in one program, and compares each answer
try()
{
    local name=$1 commands=() answers=()
    shift
    while [ $# -ge 2 ]; do
        commands+=("$1") answers+=("$2")
        shift 2
    done
    run_program "${commands[@]}"
    check_answers "$name" "${answers[@]}"
}

# check_answers NAME ANSWER...
check_answers()
{
    local name=$1 answer
    shift
    if diff <(printf '%s\n' "$@") <(tr -d '\r' <"$work/out") >"$work/diff"; then
        ok "$name"
    else
        fail "$name: expected <, got >:"
        show "$work/diff"
        show "$work/err"
    fi
}

# The logons that the server has recorded since the program was started
attempts()
{
    $python - "$work/since" "$TESTBED_DIR"/log/{samba.log,log.samba,log.smbd} <<'PYTHON'
import datetime, re, sys
since = float(open(sys.argv[1]).read())
record = re.compile(r"(Auth|Successful AuthZ): \[([^\]]*)\] user \[([^\]]*)\]\\\[([^\]]*)\]"
                    r"(?:.*?) at \[(.*? UTC)\](?: with \[([^\]]*)\] status \[NT_STATUS_(\w+)\])?")
found = []
for name in sys.argv[2:]:
    try:
        lines = list(open(name, errors="replace"))
    except OSError:
        continue
    for line in lines:
        match = record.search(line)
        if not match:
            continue
        kind, service, domain, user, at, means, status = match.groups()
        time = datetime.datetime.strptime(at, "%a, %d %b %Y %H:%M:%S.%f %Z")
        time = time.replace(tzinfo=datetime.timezone.utc).timestamp()
        account = domain + "\\" + user if domain and domain != "(null)" else user
        # Samba 4.25 records realms in upper case, whatever the client wrote.
        account = re.sub("@.*", lambda realm: realm[0].upper(), account)
        if time < since:
            continue
        if kind != "Auth":
            # The record of NTLM has another line for this already.
            if service.endswith("krb5"):
                found.append((time, "Kerberos " + account))
        elif "KDC" in service and status == "PROTOCOL_UNREACHABLE":
            pass    # Samba 4.22 records a failure before each request that gets a ticket.
        elif "KDC" in service:
            found.append((time, "KDC " + account + " " + status))
        elif means == "No-Password":
            found.append((time, "anonymous"))
        else:
            found.append((time, means + " " + account + " " + status))
found = [text for time, text in sorted(found)]
# The client asks a KDC twice for a ticket, because the answer is too long for a datagram.
print("; ".join(text for number, text in enumerate(found)
                if not number or text != found[number - 1] or not text.startswith("KDC")))
PYTHON
}

# check_attempts NAME EXPECTED
check_attempts()
{
    check_output "  the server saw: $1" "$(sed -E 's/@([^ ;]+)/@\U\1/g' <<<"$2")" "$(attempts)"
}

# Samba does not count every wrong password, but it records each.
check_one_attempt()
{
    check_output "  one attempt: $(attempts)" 1 "$(attempts | tr ';' '\n' | grep -c .)"
}

# check_wrong NAME NUMBER [USER]: compares the count, and resets it
check_wrong()
{
    check_output "  $1" "$2" "$($TESTBED_CTL wrong-passwords "${3:-admin}")"
    $TESTBED_CTL unlock "${3:-admin}"
}

with_file()
{
    local file=$1
    shift
    SMBPIPE_AUTH_FILE=$file "$@"
}

# auth_file NAME USER DOMAIN: makes a file for smbclient -A, with the password in the file of that
# name
auth_file()
{
    (umask 077
    printf 'username = %s\npassword = %s\n' "$2" "$(iconv -f UTF-16LE "$passwords/$1")"
    [ -z "$3" ] || echo "domain = $3") >"$passwords/auth.new"
    chmod 600 "$passwords/auth.new"
    mv "$passwords/auth.new" "$passwords/auth"
}

######## a server of its own

test_sources()
{
    try "the program's own account" \
        "use $server 2 admin - $passwords/admin" "use 0" \
        "enum $server" "enum 0 admin" \
        "unuse $server" "unuse 0" \
        "enum $server" "enum 5"
    check_attempts "admin, then nobody" "NTLMv2 WORKGROUP\\admin OK${nobody:+; $nobody}"
    try "the Credential Manager" \
        "write $server $domain\\admin $passwords/admin" "write 0" \
        "enum $server" "enum 0 admin"
    check_attempts "admin" "NTLMv2 $domain\\admin OK"
    try "what was stored stays" "enum $server" "enum 0 admin" "erase $server" "erase 0"
    with_file "$TESTBED_AUTH_ADMIN" try "the file" "enum $server" "enum 0 admin"
    check_attempts "admin" "NTLMv2 $domain\\admin OK"
    try "nobody" "enum $server" "enum 5"
    check_attempts "nobody" "$nobody"
}

test_precedence()
{
    try "the program before the Credential Manager" \
        "write $server $domain\\admin $passwords/admin" "write 0" \
        "use $server 2 alice - $passwords/alice" "use 0" \
        "enum $server" "enum 5" \
        "unuse $server" "unuse 0" \
        "enum $server" "enum 0 admin"
    check_attempts "alice, admin" "NTLMv2 WORKGROUP\\alice OK; NTLMv2 $domain\\admin OK"
    with_file "$TESTBED_AUTH_WRONG" try "the Credential Manager before the file" \
        "enum $server" "enum 0 admin" "erase $server" "erase 0"
    check_wrong "the file's wrong password was not tried" 0
    with_file "$TESTBED_AUTH_ADMIN" try "also if the stored one sees less" \
        "write $server $domain\\alice $passwords/alice" "write 0" \
        "enum $server" "enum 5" "erase $server" "erase 0"
    with_file "$TESTBED_AUTH_ADMIN" try "the program before the file" \
        "use $server 2 alice $domain $passwords/alice" "use 0" \
        "enum $server" "enum 5" \
        "unuse $server" "unuse 0" \
        "enum $server" "enum 0 admin"
    with_file "$TESTBED_AUTH_ADMIN" try "the program as nobody before the file" \
        "use $server 2 '' '' ''" "use 5"
    check_attempts "nobody" "$nobody"
    with_file "$TESTBED_AUTH_ADMIN" try "the program without an account: the file" \
        "use $server 1 - - -" "use 0" "enum $server" "enum 0 admin" \
        "force $server" "force 0" \
        "use $server 0 - - -" "use 0" "enum $server" "enum 0 admin" \
        "use $server 2 - - -" "use 0" "use $server 3 - - -" "use 0" "use $server 4 - - -" "use 124"
    with_file "$TESTBED_AUTH_ADMIN" try "the file before nobody" "enum $server" "enum 0 admin"
    with_file /nonexistent try "a file that is missing: not nobody" "enum $server" "enum 1326"
}

# netapi32 must make a lost connection anew as the same user.
test_reconnection()
{
    local run
    rm -f "$work/go" "$work/out"
    with_file "$TESTBED_AUTH_ADMIN" run_program \
        "write $server $domain\\admin $passwords/admin" \
        "use $server 2 alice $domain $passwords/alice" "enum $server" "wait $work/go" \
        "enum $server" "unuse $server" "enum $server" "erase $server" &
    run=$!
    within 60 grep -qs '^enum' "$work/out" || fail "the first call did not end"
    $TESTBED_CTL restart
    touch "$work/go"
    wait $run
    check_answers "the server starts anew" "write 0" "use 0" "enum 5" waited "enum 5" "unuse 0" \
        "enum 0 admin" "erase 0"
    check_attempts "alice, alice, admin" \
        "NTLMv2 $domain\\alice OK; NTLMv2 $domain\\alice OK; NTLMv2 $domain\\admin OK"
}

# stored_name DOMAIN USER: tries it from the Credential Manager
stored_name()
{
    local name=$1\\$2
    try "$name: stored" \
        "write $server $name $passwords/$2" "write 0" "enum $server" "enum 5" \
        "erase $server" "erase 0"
    check_attempts "$name" "NTLMv2 $name OK"
}

# one_name DOMAIN USER: tries it by NetUseAdd, too
one_name()
{
    local name=$1\\$2
    try "$name: NetUseAdd" \
        "use $server 2 $2 $1 $passwords/$2" "use 0" "enum $server" "enum 5" \
        "unuse $server" "unuse 0" "use $server 2 $name - $passwords/$2" "use 0"
    stored_name "$1" "$2"
}

# set_long_password LENGTH: carol's
set_long_password()
{
    head -c 200 /dev/urandom | base64 -w 0 | head -c $1 | set_password carol
    check_output "a password of $1 characters" $(($1 * 2)) "$(stat -c %s "$passwords/carol")"
}

test_names()
{
    local user=zoé漢😀 length
    echo 'p é漢😀"\' | set_password "$user"
    one_name "$domain" "$user"
    try "$user: NetUseAdd without a domain" \
        "use $server 2 $user - $passwords/$user" "use 0"
    check_attempts "$user" "NTLMv2 WORKGROUP\\$user OK"
    # Windows refuses it, too.
    try "a name without a domain can't be stored" \
        "write $server alice $passwords/alice" "write 2202"

    echo | set_password carol
    one_name "$domain" carol
    try "carol: NetUseAdd without a password: the stored one" \
        "use $server 2 carol $domain -" "use 87 member 3" \
        "write $server $domain\\alice $passwords/alice" "write 0" \
        "use $server 2 carol $domain -" "use 87 member 3" \
        "use $server 2 alice $domain -" "use 0" "erase $server" "erase 0"
    check_attempts alice "NTLMv2 $domain\\alice OK"
    set_long_password 65
    one_name "$domain" carol
    for length in 66 127 128 200; do
        set_long_password $length
        try "NetUseAdd does not take it" \
            "use $server 2 carol $domain $passwords/carol" "use 87 member 3"
        stored_name "$domain" carol
    done
    try "names that are too long" \
        "use $server 2 $(printf 'x%.0s' {1..600}) - $passwords/alice" "use 87 member 5" \
        "enum $server" "enum 5"
}

test_targets()
{
    local name=$TESTBED_DNS_NAME suffix=${TESTBED_DNS_NAME#*.}
    try "stored for a name in other letters" \
        "write ${name^^} $domain\\admin $passwords/admin" "write 0" "enum $name" "enum 0 admin" \
        "enum \\\\${name}" "enum 0 admin" "enum $server" "enum 5" "erase $name" "erase 0"
    try "stored for *.$suffix" \
        "write *.$suffix $domain\\admin $passwords/admin" "write 0" "enum $name" "enum 0 admin" \
        "enum $server" "enum 5" "erase *.$suffix" "erase 0"
    try "stored for *.${suffix#*.}" \
        "write *.${suffix#*.} $domain\\admin $passwords/admin" "write 0" \
        "enum $name" "enum 0 admin" "erase *.${suffix#*.}" "erase 0"
    try "a name before a wildcard" \
        "write *.$suffix $domain\\admin $passwords/wrong" "write 0" \
        "write $name $domain\\admin $passwords/admin" "write 0" "enum $name" "enum 0 admin" \
        "erase *.$suffix" "erase 0" "erase $name" "erase 0"
    check_wrong "the wildcard's wrong password was not tried" 0
    try "a wildcard of another domain" \
        "write *.other.test $domain\\admin $passwords/wrong" "write 0" "enum $name" "enum 5" \
        "erase *.other.test" "erase 0"
    try "stored for the NetBIOS name" \
        "write $TESTBED_NB_NAME $domain\\admin $passwords/admin" "write 0" \
        "enum $TESTBED_NB_NAME" "enum 0 admin" "erase $TESTBED_NB_NAME" "erase 0"
    try "stored for ::1" \
        "write ::1 $domain\\admin $passwords/admin" "write 0" "enum [::1]" "enum 0 admin" \
        "erase ::1" "erase 0"
}

# wrong_passwords NAME USER: each source tries a wrong password once
wrong_passwords()
{
    local name=$1 user=$2
    try "$name: a wrong password, 20 calls, stored" \
        "write $name $user $passwords/wrong" "write 0" "enum $name 20" "enum 1326"
    check_one_attempt
    check_wrong "one try" 1
    try "$name: the next program tries again, and after the right one all is well" \
        "enum $name 20" "enum 1326" "write $name $user $passwords/admin" "write 0" \
        "enum $name" "enum 0 admin" "erase $name" "erase 0"
    check_wrong "the right one reset the count" 0
    auth_file wrong "${user##*\\}" "$([[ $user != *\\* ]] || echo "${user%\\*}")"
    with_file "$passwords/auth" try "$name: 20 calls, from the file" "enum $name 20" "enum 1326"
    check_one_attempt
    check_wrong "one try" 1
    try "$name: from the program, which is told at once" \
        "use $name 2 $user - $passwords/wrong" "use 1326" "info $name 0" "info 2250 " \
        "enum $name" "enum 5" "use $name 2 $user - $passwords/wrong" "use 1326"
    check_wrong "one try for each of its own" 2
}

test_wrong()
{
    wrong_passwords $server "$domain\\admin"
    wrong_passwords "$TESTBED_DNS_NAME" "$domain\\admin"
}

# netapi32 must still remember the first refused password after another one.
test_refusals()
{
    auth_file wrong admin "$domain"
    with_file "$passwords/auth" try "three wrong passwords" \
        "enum $server 20" "enum 1326" \
        "write $server $domain\\admin $passwords/wrong" "write 0" "enum $server 20" "enum 1326" \
        "use $server 2 admin $domain $passwords/wrong" "use 1326" "enum $server 20" "enum 1326" \
        "erase $server" "erase 0" "enum $server 20" "enum 1326"
    check_wrong "three tries" 3
}

test_lockout()
{
    $TESTBED_CTL lockout 3
    with_file "$TESTBED_AUTH_WRONG" try "20 calls" "enum $server 20" "enum 1326"
    check_output "  the account is not locked" 1 "$($TESTBED_CTL wrong-passwords admin)"
    $TESTBED_CTL unlock admin
    $TESTBED_CTL lockout 0
}

# The test writes the file anew while the program runs.
test_new_file()
{
    local run
    auth_file wrong admin "$domain"
    rm -f "$work/go" "$work/out"
    with_file "$passwords/auth" run_program "enum $server 3" "wait $work/go" "enum $server" &
    run=$!
    within 60 grep -qs 1326 "$work/out" || fail "the first calls did not end"
    auth_file admin admin "$domain"
    touch "$work/go"
    wait $run
    check_answers "the file is written anew" "enum 1326" waited "enum 0 admin"
    check_attempts "the wrong one, the right one" \
        "NTLMv2 $domain\\admin WRONG_PASSWORD; NTLMv2 $domain\\admin OK"
}

test_uses()
{
    local use="\\\\$server\\IPC\$" share="\\\\$server\\share"
    try "what NetUseGetInfo and NetUseEnum say" \
        "list 2" "list 0 0" \
        "info $server 1" "info 2250 " \
        "use $server 2 admin $domain $passwords/admin" "use 0" \
        "use $server 2 $domain\\admin - $passwords/admin" "use 0" \
        "info $server 0" "info 0 $use" \
        "info $server 1" "info 0 $use no password status 0 count 2" \
        "info $server 2" "info 0 $use no password status 0 count 2 user admin domain $domain" \
        "info $server 3" "info 0 $use no password status 0 count 2 user admin domain $domain" \
        "info $server 4" "info 124 " \
        "list 0" "list 0 1 [$use]" \
        "list 1" "list 0 1 [$use no password status 0 count 2]" \
        "list 2" "list 0 1 [$use no password status 0 count 2 user admin domain $domain]" \
        "unuse $server" "unuse 0" \
        "enum $server" "enum 0 admin" \
        "unuse $server" "unuse 0" \
        "unuse $server" "unuse 2250" \
        "list 0" "list 0 0"
    try "a second account is a conflict" \
        "use $server 2 alice - $passwords/alice" "use 0" \
        "use $server 2 admin - $passwords/admin" "use 1219" \
        "use $server 2 alice - $passwords/wrong" "use 1219" \
        "use ::1 2 admin - $passwords/admin" "use 0" \
        "enum $server" "enum 5" \
        "enum ::1" "enum 0 admin alice" \
        "force $server" "force 0" \
        "use $server 2 admin - $passwords/admin" "use 0" \
        "enum $server" "enum 0 admin"
    try "servers that are not there" \
        "use no-host-of-this-name.invalid 2 admin - $passwords/admin" "use 53" \
        "use $TESTBED_BLACKHOLE 2 admin - $passwords/admin" "use 53" \
        "unuse $TESTBED_BLACKHOLE" "unuse 2250" \
        "unuse no-host-of-this-name.invalid" "unuse 2250"
    try "a share" \
        "use $server/share 2 admin - $passwords/admin" "use 0" \
        "use $server/SHARE 2 - - -" "use 0" \
        "info $server/share 1" "info 0 $share no password status 0 count 2" \
        "info $server 1" "info 2250 " \
        "use $server 2 - - -" "use 0" \
        "use $server 2 alice - $passwords/alice" "use 1219" \
        "list 0" "list 0 2 [$share] [$use]" \
        "use $server/no-such-share 2 - - -" "use 67" \
        "list 0" "list 0 2 [$share] [$use]" \
        "force $server/share" "force 0" \
        "enum $server" "enum 0 admin" \
        "unuse $server" "unuse 0" \
        "enum $server" "enum 5"
    try "no share of that name, without another connection" \
        "use $server/no-such-share 2 admin - $passwords/admin" "use 67" \
        "list 0" "list 0 0" "enum $server" "enum 5" \
        "use $server/share/folder 2 admin - $passwords/admin" "use 67" \
        "use $TESTBED_BLACKHOLE/share 2 admin - $passwords/admin" "use 53"
}

# The same by the functions of mpr, which calls our network provider
test_wnet()
{
    local use="\\\\$server\\IPC\$" share="\\\\$server\\share" admin=$passwords/admin
    try "WNetAddConnection2 of IPC\$" \
        "connect $server - 0 admin $admin" "connect 0" "enum $server" "enum 0 admin" \
        "cancel $server 0" "cancel 0" "enum $server" "enum 5" "cancel $server 0" "cancel 2250"
    check_attempts "admin, then nobody" "NTLMv2 WORKGROUP\\admin OK${nobody:+; $nobody}"
    try "of a share" \
        "connect $server/share - 1 $domain\\admin $admin" "connect 0" \
        "enum $server" "enum 0 admin" \
        "connect $server/share - 0 alice $passwords/alice" "connect 1219" \
        "connect $server - 0 - -" "connect 0" \
        "connected" "resources 0 [$share type 1 ] [$use type 4294967295 ] 259" \
        "cancel $server/share 0" "cancel 0" "enum $server" "enum 0 admin" \
        "cancel $server 0" "cancel 0" "connected" "resources 0 259"
    try "each is to be cancelled, or all by force" \
        "connect $server/share - 1 admin $admin" "connect 0" \
        "connect $server/share - 1 admin $admin" "connect 0" \
        "cancel $server/share 0" "cancel 0" "enum $server" "enum 0 admin" \
        "connect $server/share - 1 - -" "connect 0" \
        "cancel $server/share 1" "cancel 0" "cancel $server/share 1" "cancel 2250" \
        "enum $server" "enum 5"
    try "a wrong password" \
        "connect $server/share - 1 admin $passwords/wrong" "connect 1326" \
        "connected" "resources 0 259" "enum $server" "enum 5"
    check_wrong "one try" 1
    try "what can't be connected" \
        "connect $server/no-such-share - 1 admin $admin" "connect 67" \
        "connect $server/share Q: 1 admin $admin" "connect 1200" \
        "connect $server/share - 2 admin $admin" "connect 66" \
        "connect $TESTBED_BLACKHOLE/share - 1 admin $admin" "connect 53" \
        "connected" "resources 0 259" "enum $server" "enum 5"
    try "NetUse functions and WNet functions have the same connections" \
        "connect $server/share - 1 admin $admin" "connect 0" \
        "list 2" "list 0 1 [$share no password status 0 count 1 user admin domain ]" \
        "use $server/share 2 - - -" "use 0" \
        "info $server/share 1" "info 0 $share no password status 0 count 2" \
        "cancel $server/share 0" "cancel 0" "unuse $server/share" "unuse 0" \
        "list 0" "list 0 0" \
        "use $server 2 admin - $admin" "use 0" \
        "connected" "resources 0 [$use type 4294967295 ] 259" \
        "cancel $server 0" "cancel 0" "unuse $server" "unuse 2250"
    try "the stored account, for a user without a password" \
        "write $server $domain\\admin $admin" "write 0" \
        "connect $server/share - 1 $domain\\admin -" "connect 0" "enum $server" "enum 0 admin" \
        "erase $server" "erase 0"
    try "what a server shares" \
        "connect $server - 0 admin $admin" "connect 0" \
        "shares $server 0" "resources 0 [$share type 1 ] 259" \
        "shares $server 1" "resources 0 [$share type 1 ] 259" \
        "shares $server 2" "resources 0 259" \
        "shares $TESTBED_BLACKHOLE 0" "resources 0 53"
    try "names of this network, and others" \
        "split $share\\folder\\file" "split 0 $share \\folder\\file" \
        "split $share" "split 0 $share NULL" \
        "split \\\\$server" "split 0 \\\\$server NULL" \
        "split share" "split 67" \
        "provider $share none" "provider 1204" \
        "provider share -" "provider 67" \
        "provider http://$server/share -" "provider 67"
}

# A provider for \\second\share alone
second_provider()
{
    x86_64-w64-mingw32-gcc -shared -o "$1" -x c - -Wall -Werror <<'C'
#include <windows.h>
#include <npapi.h>

DWORD APIENTRY NPGetCaps( DWORD index )
{
    switch (index)
    {
    case WNNC_SPEC_VERSION: return WNNC_SPEC_VERSION51;
    case WNNC_NET_TYPE:     return 0x250000;
    case WNNC_CONNECTION:   return WNNC_CON_ADDCONNECTION | WNNC_CON_CANCELCONNECTION;
    case WNNC_START:        return WNNC_WAIT_FOR_START;
    default:                return 0;
    }
}

DWORD APIENTRY NPAddConnection( NETRESOURCEW *resource, WCHAR *password, WCHAR *user )
{
    return wcscmp( resource->lpRemoteName, L"\\\\second\\share" ) ? WN_BAD_NETNAME : WN_SUCCESS;
}

DWORD APIENTRY NPCancelConnection( WCHAR *name, BOOL force )
{
    return wcscmp( name, L"\\\\second\\share" ) ? WN_NOT_CONNECTED : WN_SUCCESS;
}
C
}

# Ours comes first, and leaves the other one its names.
test_providers()
{
    local dll=$WINEPREFIX/drive_c/windows/system32/second.dll
    local control='HKLM\System\CurrentControlSet'
    local order=$control'\Control\NetworkProvider\Order' before share="\\\\$server\\share"
    local second=$control'\Services\Second\NetworkProvider'

    before=$(wine reg query "$order" /v ProviderOrder 2>/dev/null | tr -d '\r' |
        sed -n 's/^ *ProviderOrder *REG_SZ *//p')
    check "another provider is built" second_provider "$dll"
    {
        wine reg add "$order" /v ProviderOrder /d "$before,Second" /f
        wine reg add "$second" /v Name /d "Second Network" /f
        wine reg add "$second" /v ProviderPath /d 'C:\windows\system32\second.dll' /f
    } >"$work/added" 2>&1 9>&-
    try "two providers" \
        "provider \\\\second\\share -" "provider 0" \
        "connect $server/share - 1 admin $passwords/admin" "connect 0" \
        "enum $server" "enum 0 admin" \
        "connected" "resources 0 [$share type 1 ] 259" \
        "cancel second/share 0" "cancel 0" "cancel $server/share 0" "cancel 0" \
        "enum $server" "enum 5"
    {
        wine reg add "$order" /v ProviderOrder /d "$before" /f
        wine reg delete 'HKLM\System\CurrentControlSet\Services\Second' /f
    } >"$work/added" 2>&1 9>&-
    rm -f "$dll"
}

# by_service NAME COMMAND ANSWER: of a service that starts with the first program of the prefix, and
# ends with the last. The environment of a service is the registry's.
by_service()
{
    local path="Z:${program//\//\\}" name
    local key='HKLM\System\CurrentControlSet\Control\Session Manager\Environment'
    local -x SMB_CONF_PATH=$work/client.conf

    write_script "wait $work/end"
    mv "$work/script" "$work/waiting"
    write_script "$2"
    {
        for name in SMB_CONF_PATH ${KRB5CCNAME+KRB5CCNAME KRB5_CONFIG}; do
            wine reg add "$key" /v $name /d "${!name}" /f
        done
        wine sc create credentials_test start= auto \
            binPath= "\"$path\" \"$work/script\" \"Z:$work/out\""
        wineserver -k
    } >"$work/created" 2>&1
    rm -f "$work/out" "$work/end"
    date +%s.%N >"$work/since"
    wine "$program" "$work/waiting" >"$work/err" 2>&1 9>&- &
    within 30 grep -qs "^[^ ]* [0-9]" "$work/out" || cp "$work/created" "$work/out"
    touch "$work/end"
    wait $!
    check_answers "$1" "$3"
    {
        for name in SMB_CONF_PATH KRB5CCNAME KRB5_CONFIG; do
            wine reg delete "$key" /v $name /f
        done
        wine sc delete credentials_test
        wineserver -k
    } >/dev/null 2>&1
    wineserver -p
}

test_service()
{
    local password
    password=$(sed -n 's/^password = //p' "$TESTBED_DIR/auth/admin")
    wine cmdkey "/add:$server" "/user:$domain\\admin" /pass <<<"$password" >/dev/null 2>&1 9>&-
    by_service "a service with a stored account" "enum $server" "enum 0 admin"
    check_attempts "admin" "NTLMv2 $domain\\admin OK"
    wine cmdkey "/delete:$server" >/dev/null 2>&1 9>&-
    by_service "a service without an account" "enum $server" "enum 5"
}

######## doctor

# check_doctor NAME STATUS SERVER PATTERN...: has setup-prefix's doctor look at the server
check_doctor()
{
    local name=$1 expected=$2 asked=$3 status=0 pattern
    shift 3
    date +%s.%N >"$work/since"
    SMB_CONF_PATH=${doctor_conf-$work/client.conf} timeout 240 "$source_dir/tools/setup-prefix" \
        doctor "$asked" >"$work/doctor" 2>&1 </dev/null || status=$?
    check_output "doctor, $name: its status" "$expected" $status
    for pattern; do check "  it says $pattern" grep -q -e "$pattern" "$work/doctor"; done
    cat "$work/doctor" >>"$work/doctors"
}

test_doctor()
{
    local session store="wine cmdkey /add:$server /user:NAME /pass$"
    session=$($TESTBED_CTL session alice)
    with_file "$TESTBED_AUTH_ADMIN" check_doctor "all well" 0 "\\\\$server" \
        '^  ok    the Wine prefix is /' '^  ok    the program smbpipe runs: /' \
        '^  ok    netapi32.dll for x86_64 programs is ours' \
        "^  ok    $server has the address $server$" "^  ok    port 445 of $server answers$" \
        "^  ok    the logon works, as .*admin, with $TESTBED_AUTH_ADMIN$" \
        "^  ok    this user may see the sessions of $server$" "sessions of $server, with .*: 2$"
    check_attempts "admin" "NTLMv2 $domain\\admin OK"
    $TESTBED_CTL end "$session"
    try "stored for ::1" "write ::1 $domain\\admin $passwords/admin" "write 0"
    check_doctor "a stored account" 0 "[::1]" \
        "the logon works, as .*admin, with the account $domain.admin that was set up .* in Wine$" \
        "sessions of ::1, with .*: 1$"
    try "no more" "erase ::1" "erase 0"
    check_doctor "no such name" 1 no-host-of-this-name.invalid \
        '^  FAIL  no machine with the name no-host-of-this-name.invalid was found' 'the spelling'
    doctor_conf=/etc/samba/smb.conf with_file "$TESTBED_AUTH_ADMIN" check_doctor "a NetBIOS name" \
        0 "$TESTBED_NB_NAME" "^  ok    $TESTBED_NB_NAME was found by Samba's client"
    check_doctor "silence" 1 "$TESTBED_BLACKHOLE" \
        "FAIL  no file server .* $TESTBED_BLACKHOLE, port 445: no answer within 5 seconds" \
        'Firewalls must'
    with_file "$TESTBED_AUTH_WRONG" check_doctor "a wrong password" 1 $server \
        '^  FAIL  the logon fails (error 1326): .*wrong user name or password' "$store"
    check_wrong "one try" 1
    with_file /nonexistent check_doctor "no file" 1 $server \
        'FAIL  the logon fails (error 1326): the credentials file /nonexistent .*No such file'
    with_file "$TESTBED_AUTH_ALICE" check_doctor "a user without rights" 1 $server \
        "^  ok    the logon works, as .*alice, with $TESTBED_AUTH_ALICE$" \
        "^  FAIL  $server does not let this user see its sessions (error 5)" \
        'net groupmap add sid=S-1-5-32-544' "$store"
    check_doctor "nobody" 1 $server '^  ok    port 445 of ' \
        'FAIL  the logon was anonymous, as there is no account for .* (error 5)' "$store"
    test_doctor_guest
    test_doctor_answers
    $TESTBED_CTL freeze
    with_file "$TESTBED_AUTH_ADMIN" check_doctor "a server that hangs" 1 $server \
        '^  ok    port 445 of ' '^  FAIL  the logon fails (error 53): the server does not answer'
    $TESTBED_CTL thaw
    $TESTBED_CTL stop
    check_doctor "no server" 1 $server "FAIL  .* $server, port 445: Connection refused" 'smbd'
    $TESTBED_CTL start
    check "  it shows no password" [ -z "$(sed -n 's/^password = //p' "$TESTBED_DIR"/auth/* |
        grep . | grep -F -f - "$work/doctors")" ]
}

test_doctor_guest()
{
    if [ ! -w "$TESTBED_SMBCONF" ]; then
        skip "doctor, a guest: only root can change the server's settings"
        return
    fi
    sed -i 's/map to guest = never/map to guest = bad user/' "$TESTBED_SMBCONF"
    $TESTBED_CTL restart
    auth_file alice stranger ""
    with_file "$passwords/auth" check_doctor "a guest" 1 $server \
        '^  FAIL  the logon fails (error 5): ' 'made a guest of him'
    sed -i 's/map to guest = bad user/map to guest = never/' "$TESTBED_SMBCONF"
    $TESTBED_CTL restart
}

# A Wine that runs another net
test_doctor_answers()
{
    local wine
    wine=$(command -v wine)
    WINEDLLOVERRIDES=netapi32=b check_doctor "Wine's own netapi32.dll answers" 1 $server \
        "^  FAIL  $server was not asked" 'WINEDLLOVERRIDES'
    printf '%s\n' '#!/bin/sh' '[ $1 = net ] || exec '"$wine"' "$@"' \
        'echo "smbpipe: opened x as joe, with y"; echo "System error 121 has occurred."; exit 2' \
        >"$work/wine"
    chmod 755 "$work/wine"
    WINE=$work/wine check_doctor "no answer" 1 $server '^  ok    the logon works, as joe, with y$' \
        "^  FAIL  $server does not answer (error 121)"
    sed -i 's/echo .*exit 2/echo "wine: odd"; exit 9/' "$work/wine"
    WINE=$work/wine check_doctor "net does not run" 1 $server \
        '^  FAIL  the logon fails (error unknown): wine: odd'
}

test_doctor_tickets()
{
    local name=$TESTBED_DNS_NAME
    $TESTBED_CTL kinit admin
    check_doctor "a ticket" 0 "$name" \
        "the logon works, as .*admin.*, with the user's Kerberos tickets$"
    check_attempts "Kerberos" "Kerberos $domain\\admin"
    check_doctor "a ticket, by address" 1 $server \
        "FAIL  the logon fails (error 53): .*Kerberos needs the server's name"
    kdestroy -q
}

######## secrets

start_watching()
{
    rm -f "$work/passes"
    mkfifo "$work/watching"
    "$here/secrets.py" watch "$secrets/secret" "$work/hits" "$work/passes" <"$work/watching" &
    watcher=$!
    exec 9>"$work/watching"
    rm "$work/watching"
    within 20 test -e "$work/passes" || fail "nobody watches"
}

end_watching()
{
    exec 9>&-
    wait $watcher
}

passes() { cat "$work/passes" 2>/dev/null || echo 0; }
more_passes() { [ "$(passes)" -ge $(($1 + 2)) ]; }

# traced NAME EXPECTED COMMAND...: runs it with all traces of Wine and Samba, and watches the
# processes
traced()
{
    local name=$1 expected=$2 run count
    shift 2
    rm -f "$work/go"
    : >"$work/out"
    WINEDEBUG=+relay,+netapi32,+cred,+reg,+rpc,+winsock,+process SMBPIPE_DEBUG=10 \
        run_program "$@" "wait $work/go" &
    run=$!
    within 100 grep -q '^enum' "$work/out" || fail "$name: the call did not end"
    count=$(passes)
    within 20 more_passes "$count" || fail "$name: nobody watched"
    touch "$work/go"
    wait $run
    check_output "$name works" "$expected" "$(tr -d '\r' <"$work/out" | grep '^enum')"
    mv "$work/err" "$work/trace.$name"
    check "$name: there is a trace of it" grep -qi 'netapi32.*NetSessionEnum' "$work/trace.$name"
    check "$name: Samba says something" grep -q -i 'gensec\|smb2\|cli_' "$work/trace.$name"
}

found_in_files()
{
    "$here/secrets.py" files "$secrets/secret" "$work/began" \
        "$passwords:$secrets:$TESTBED_DIR/auth" /tmp "$BUILD" "$WINEPREFIX" "$TESTBED_DIR" \
        2>"$work/looked"
}

# Shows that the finder finds a secret, so that its silence means something.
test_finder()
{
    local secret planted=$work/planted
    mkdir "$planted"
    secret=$(cat "$secrets/secret")
    $python - "$secrets/secret" "$planted" <<'PYTHON'
import base64, sys
secret = open(sys.argv[1]).read().rstrip("\n")
utf8, utf16 = (b"x" + secret.encode(), secret.encode("utf-16-le"))
for number, data in enumerate((utf8, utf16, utf8.hex().encode(), utf16.hex(" ").upper().encode(),
                               base64.b64encode(utf8), base64.b64encode(b"ab" + utf16 + b"c"))):
    with open(f"{sys.argv[2]}/{number}", "wb") as file:
        file.write(b"something " + data + b" else")
PYTHON
    found_in_files >"$work/found"
    check_output "the secret is found in each form" 6 "$(grep -c "$planted" "$work/found")"
    rm -r "$planted"
    start_watching
    $python -c 'import time; time.sleep(60)' "$secret" 9>&- &
    within 60 grep -qs 'cmdline of python3' "$work/hits" || fail "an argument is not found"
    kill $!
    SECRET=$secret sleep 60 9>&- &
    within 60 grep -qs 'environ of sleep' "$work/hits" || fail "a variable is not found"
    kill $!
    end_watching
    ok "the secret is found in processes"
}

# new_secret USER: makes a password; the finder knows its ASCII part
new_secret()
{
    (umask 077 && echo "Geheim$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')" \
        >"$secrets/secret")
    (umask 077 && sed 's/$/é漢😀/' "$secrets/secret" >"$secrets/password")
    set_password "$1" <"$secrets/password"
    touch "$work/began"
}

no_secret_left()
{
    check_output "no process has the secret in its arguments or environment" "" \
        "$(cat "$work/hits")"
    check_output "no file has it" "" "$(found_in_files)"
    show "$work/looked"
    check "and there were files" grep -Eq 'looked at [0-9]{2,}' "$work/looked"
}

test_secrets()
{
    new_secret admin
    test_finder
    start_watching
    traced NetUseAdd "enum 0 admin" \
        "use $server 2 $domain\\admin - $passwords/admin" "enum $server"
    traced CredWrite "enum 0 admin" \
        "write $server $domain\\admin $passwords/admin" "enum $server"
    run_program "erase $server"
    with_file "$TESTBED_AUTH_ADMIN" traced file "enum 0 admin" "enum $server"
    end_watching
    no_secret_left
}

test_memory()
{
    local folder=$work/memory out
    mkdir "$folder"
    cp "$BUILD/programs/smbpipe/smbpipe" "$here/memory.py" "$here/../smbpipe/protocol.py" "$folder"
    chmod 755 "$work" "$folder"/*
    chmod 777 "$folder"
    if [ "$(id -u)" = 0 ]; then
        out=$(cd "$folder" && setpriv --reuid 65534 --regid 65534 --clear-groups \
            $python memory.py ./smbpipe 2>&1)
    else
        out=$(cd "$folder" && $python memory.py ./smbpipe 2>&1)
    fi
    chmod 700 "$work"
    for name in smbpipe "its worker"; do
        check "$name: memory and environment are closed to the user's other programs" \
            says "^$name: memory closed environment closed" "$out"
        check "$name: no core file" says "^$name: no core file" "$out"
    done
    check "the memory of other programs is open" says "sleep: memory readable" "$out"
    if [ "$(cat /proc/sys/kernel/core_pattern)" = core ]; then
        check "and they leave a core file" says "sleep: a core file" "$out"
    else
        skip "core files of other programs: they go elsewhere on this machine"
    fi
}

######## a domain

test_tickets()
{
    local name=$TESTBED_DNS_NAME
    $TESTBED_CTL kinit admin
    try "a ticket" "enum $name" "enum 0 admin"
    check_attempts "Kerberos" "Kerberos $domain\\admin"
    try "by a name of ::1" "enum $TESTBED_DNS_NAME6" "enum 0 admin"
    check_attempts "Kerberos" "Kerberos $domain\\admin"
    try "by address" "enum $server" "enum 53"
    check "  it says why" grep -q "Kerberos needs the server's name" "$work/err"
    $TESTBED_CTL kinit alice
    try "a ticket of who may not see sessions" "enum $name" "enum 5"
    check_attempts "Kerberos" "Kerberos $domain\\alice"

    with_file "$TESTBED_AUTH_ADMIN" try "the file before the ticket" "enum $name" "enum 0 admin"
    try "the Credential Manager before the ticket" \
        "write $name $domain\\admin $passwords/admin" "write 0" "enum $name" "enum 0 admin" \
        "erase $name" "erase 0"
    try "the program before the ticket" \
        "use $name 2 admin $domain $passwords/admin" "use 0" "enum $name" "enum 0 admin" \
        "unuse $name" "unuse 0" "enum $name" "enum 5"
    check_attempts "admin by NTLM, alice by Kerberos" \
        "NTLMv2 $domain\\admin OK; Kerberos $domain\\alice"

    $TESTBED_CTL kinit admin
    by_service "a service with a ticket" "enum $name" "enum 0 admin"
    kdestroy -q
    try "no ticket: nobody" "enum $name" "enum 5"
    check_attempts "nobody" "$nobody"
    $TESTBED_CTL kinit admin -l 3s
    sleep 4
    try "an expired ticket: nobody" "enum $name" "enum 5"
    check "  it says why" grep -q "expired" "$work/err"
    check_attempts "nobody" "$nobody"
    kdestroy -q
}

# by_kerberos PRINCIPAL: checks the server's record
by_kerberos() { check_attempts "Kerberos" "KDC $1 OK; Kerberos $domain\\${1%@*}"; }

# account_in_domain USER PRINCIPAL NTLM: admin, written as USER, has these names by Kerberos and by
# NTLM
account_in_domain()
{
    local name=$TESTBED_DNS_NAME user=$1
    try "$user by name" \
        "use $name 2 $user - $passwords/admin" "use 0" "enum $name" "enum 0 admin"
    by_kerberos "$2"
    try "$user stored for *.${name#*.}" \
        "write *.${name#*.} $user $passwords/admin" "write 0" "enum $name" "enum 0 admin" \
        "erase *.${name#*.}" "erase 0"
    by_kerberos "$2"
    try "$user by address" \
        "use $server 2 $user - $passwords/admin" "use 0" "enum $server" "enum 0 admin"
    check_attempts "NTLM" "NTLMv2 $3 OK"
}

# start_named_middle NAME TRICK=ADDRESS: who has that name, a second one of the server
start_named_middle()
{
    samba-tool spn add "cifs/$1" 'FILESERVER$' >/dev/null || fail "$1 is no name of the server"
    echo "${2#*=} $1" >>/etc/hosts
    rm -f "$work/seen"
    start_middle "$work" "$2"
}

# check_middle NAME PROOF ADDRESS: compares the proof that the client gave
check_middle()
{
    within 60 test -s "$work/$3.seen" || fail "  nobody came to $3"
    check_output "  $1" "$2" "$(cut -d, -f2 "$work/$3.seen" | sort -u | xargs)"
    rm -f "$work/$3.seen"
}

# A man in the middle can turn a user with a password to NTLM, and one with tickets not.
test_middle()
{
    local name=middle.${TESTBED_REALM,,} address=127.0.1.1
    if [ ! -w /etc/hosts ]; then
        skip "somebody between: only root can give a name to them"
        return
    fi
    start_named_middle "$name" ntlm-only=$address
    $TESTBED_CTL kinit admin
    try "S15 tickets, and the server seems to take only NTLM" "enum $name" "enum 53"
    check_middle "no NTLM response" nothing $address
    kdestroy -q
    try "S15 a password, and the server seems to take only NTLM" \
        "use $name 2 admin@$TESTBED_REALM - $passwords/admin" "use 5"
    check_middle "an NTLM response" "NTLMv2 admin@$TESTBED_REALM" $address
    write_client_conf 'client use kerberos = required'
    try "S15 a password, where smb.conf requires Kerberos" \
        "use $name 2 admin@$TESTBED_REALM - $passwords/admin" "use 53"
    check_middle "no NTLM response" nothing $address
    write_client_conf
    end_middle
}

test_accounts()
{
    local name=$TESTBED_DNS_NAME realm=$TESTBED_REALM dns=${TESTBED_REALM,,} user=zoé漢😀
    local kerberos=
    account_in_domain "admin@$realm" "admin@$realm" "admin@$realm"
    account_in_domain "admin@$dns" "admin@$dns" "admin@$dns"
    account_in_domain "$dns\\admin" "admin@$realm" "$realm\\admin"
    auth_file admin "admin@$dns" ""
    with_file "$passwords/auth" try "user@domain in the file" "enum $name" "enum 0 admin"
    by_kerberos "admin@$dns"
    try "$domain\\admin by name" \
        "use $name 2 $domain\\admin - $passwords/admin" "use 0" "enum $name" "enum 0 admin"
    check_attempts "NTLM" "NTLMv2 $domain\\admin OK"
    try "another suffix than the domain" \
        "use $name 2 carol@mail.example - $passwords/carol" "use 0" "enum $name" "enum 5"
    check_attempts "NTLM" "NTLMv2 carol@mail.example OK"

    echo 'p é漢😀' | set_password zoé
    try "a name and a password that are not ASCII" \
        "use $name 2 zoé@$dns - $passwords/zoé" "use 0" "enum $name" "enum 5"
    by_kerberos "zoé@$dns"
    echo 'p é漢😀' | set_password $user
    # The KDC of Samba 4.17 refuses kinit a ticket for such a name, too; the KDC of 4.22 gives one.
    kinit -c "$work/beyond" "$user@$TESTBED_REALM" <<<'p é漢😀' >/dev/null 2>&1 && kerberos=yes
    try "a name beyond that" \
        "use $name 2 $user@$dns - $passwords/$user" "use 0" "enum $name" "enum 5"
    if [ "$kerberos" ]; then by_kerberos "$user@$dns"
    else check_attempts "NTLM" "KDC $user@$dns OK; NTLMv2 $user@$dns OK"; fi
}

# The settings of a machine that has joined the domain
test_joined()
{
    local name=$TESTBED_DNS_NAME
    printf 'workgroup = %s\nrealm = %s\n' "$domain" "$TESTBED_REALM" >>"$work/client.conf"
    try "$domain\\admin where smb.conf has the realm" \
        "use $name 2 $domain\\admin - $passwords/admin" "use 0" "enum $name" "enum 0 admin"
    by_kerberos "admin@$TESTBED_REALM"
    try "admin where smb.conf has the realm" \
        "use $name 2 admin - $passwords/admin" "use 0" "enum $name" "enum 0 admin"
    check_attempts "NTLM: that account may be the server's own" "NTLMv2 $domain\\admin OK"
    write_client_conf
}

test_domain_wrong()
{
    wrong_passwords "$TESTBED_DNS_NAME" "admin@${TESTBED_REALM,,}"
    wrong_passwords "$TESTBED_DNS_NAME" "$domain\\admin"
    wrong_passwords "$server" "$domain\\admin"
    # A Samba domain controller does not count these.
    try "user@domain by address, 20 calls" \
        "write $server admin@$TESTBED_REALM $passwords/wrong" "write 0" \
        "enum $server 20" "enum 1326" "erase $server" "erase 0"
    check_attempts "one try" "NTLMv2 admin@$TESTBED_REALM NOT_FOUND"
    $TESTBED_CTL lockout 2
    try "an account that gets locked" \
        "use $server 2 $domain\\alice - $passwords/wrong" "use 1326" \
        "use $server 2 $domain\\alice - $passwords/wrong" "use 1326" \
        "use $server 2 $domain\\alice - $passwords/alice" "use 1909"
    check_wrong "it is locked" "2 locked" alice
    $TESTBED_CTL lockout 0
}

test_no_ntlm()
{
    local name=$TESTBED_DNS_NAME
    if [ ! -w "$TESTBED_SMBCONF" ]; then
        skip "a domain without NTLM: only root can change the server's settings"
        return
    fi
    sed -i 's/^\[global\]/&\n    ntlm auth = disabled/' "$TESTBED_SMBCONF"
    $TESTBED_CTL restart
    try "without NTLM: user@domain" \
        "use $name 2 admin@${TESTBED_REALM,,} - $passwords/admin" "use 0" \
        "enum $name" "enum 0 admin"
    try "without NTLM: the domain's old name" \
        "use $name 2 $domain\\admin - $passwords/admin" "use 1937"
    check "  it says what to do" grep -q 'takes Kerberos only, write .* user@domain' "$work/err"
    $TESTBED_CTL kinit admin
    try "without NTLM: a ticket" "enum $name" "enum 0 admin"
    kdestroy -q
}

# smbstatus does not show the names of a domain's users.
test_domain_protection()
{
    local run
    $TESTBED_CTL kinit admin
    rm -f "$work/go" "$work/out"
    run_program "enum $TESTBED_DNS_NAME" "wait $work/go" &
    run=$!
    within 60 grep -qs '^enum' "$work/out" || fail "the call did not end"
    check "a session by Kerberos is encrypted and signed" \
        says '127.0.0.1.*SMB3_11 *AES-128-GCM *AES-128-GMAC' "$($TESTBED_CTL smbstatus 2>/dev/null)"
    touch "$work/go"
    wait $run
    kdestroy -q
}

test_domain_secrets()
{
    new_secret admin
    start_watching
    traced Kerberos "enum 0 admin" \
        "use $TESTBED_DNS_NAME 2 admin@$TESTBED_REALM - $passwords/admin" "enum $TESTBED_DNS_NAME"
    $TESTBED_CTL kinit admin
    traced ticket "enum 0 admin" "enum $TESTBED_DNS_NAME"
    end_watching
    no_secret_left
    kdestroy -q
}

######## all tests

begin()
{
    unset SMBPIPE_AUTH_FILE
    domain=$TESTBED_DOMAIN
    # A domain controller does not record anonymous logons.
    nobody=$([ "$TESTBED_REALM" ] || echo anonymous)
    work=$(mktemp -d)
    passwords=$work/passwords secrets=$work/secrets
    mkdir -m 700 "$passwords" "$secrets"
    trap 'rm -rf "$work"' EXIT
    write_client_conf
    take_passwords admin alice carol wrong
    wineserver -p
}

finish()
{
    wine reg delete 'HKCU\Software\Wine\Credential Manager' /f >/dev/null 2>&1
    wineserver -k
    rm -rf "$work"
    trap - EXIT
}

server_tests="
    test_sources test_precedence test_reconnection test_names test_targets test_wrong test_refusals
    test_lockout test_new_file test_uses test_wnet test_providers test_service test_doctor
    test_secrets test_memory
"
domain_tests="
    test_sources test_tickets test_doctor_tickets test_middle test_accounts test_joined
    test_domain_wrong test_domain_protection test_domain_secrets test_no_ntlm
"

# inside TEST...
inside()
{
    local test
    begin
    for test; do
        echo "$test"
        $test
    done
    finish
    close_test
}

# in_testbed NAME TEST...
in_testbed()
{
    local name=$1 option=
    shift
    [ "$name" = server ] || option=--domain
    take "$name" "$source_dir/tools/testbed" $option --smb-conf "$extra" -- "$self" --inside "$@"
}

# main [server|domain TEST...]
main()
{
    if [ $# -gt 0 ]; then
        in_testbed "$@"
    else
        in_testbed server $server_tests
        in_testbed domain $domain_tests
    fi
}

use_prefix
if [ "${1-}" = --inside ]; then
    shift
    inside "$@"
else
    extra=$(mktemp)
    trap 'rm -f "$extra"' EXIT
    # The other addresses are for who is between.
    printf '%s\n' 'log level = 0 auth_audit:4' 'interfaces = 127.0.0.1 ::1' \
        'bind interfaces only = yes' >"$extra"
    main "$@"
    close_test
fi
