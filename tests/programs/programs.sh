#!/bin/bash
#
# Tests arguments, output and effects of cmdkey, net and netsess, and searches for passwords
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

# BUILD names the build tree, TEST_PREFIX a prefix in which setup-prefix has put our files.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/servers.sh"

here=$source_dir/tests/programs
remote='/server:\\127.0.0.1'

# A text that occurs in no other place, so that the test can search for it
password='Zq7-Wvk.Xj3p'

# program_path ARCH: for WINEPATH, so that Wine finds netsess by the name in its manual page
program_path() { echo "Z:${BUILD//\//\\}\\programs\\netsess\\$1-windows"; }

# run COMMAND...: sets out to its output, status to its exit status. It reads our input.
run()
{
    status=0
    timeout 60 "${program[@]}" "$@" >"$work/out" 2>&1 || status=$?
    out=$(tr -d '\r' <"$work/out")
}

# check_run NAME STATUS PATTERN COMMAND...
check_run()
{
    local name=$1 expected=$2 pattern=$3
    shift 3

    run "$@"
    if [ $status = "$expected" ] && says "$pattern" "$out"; then
        ok "$name"
    else
        fail "$name: status $status, said: $out"
    fi
}

prefix_mode() { stat -c %a "$WINEPREFIX"; }

# stored_password SERVER: deciphers it as Wine does, with the key in the same file
stored_password()
{
    timeout 60 "${program[@]}" reg query 'HKCU\Software\Wine\Credential Manager' /s \
        >"$work/stored" 2>/dev/null </dev/null
    "$here/stored-password.py" "$1" "$work/stored"
}

# type KEYS COMMAND...: types at a terminal, once it asks for a password; sets screen, echo and
# status
type_keys()
{
    local keys=$1
    shift

    timeout 90 "$here/terminal.py" --after 'for typed:' --type "$keys" "${terminal_options[@]}" -- \
        "${program[@]}" "$@" >"$work/terminal" 2>&1
    echo=$(sed -n 's/^echo: //p' "$work/terminal")
    status=$(sed -n 's/^status: //p' "$work/terminal")
    screen=$(sed '/^echo: /,$d' "$work/terminal")
}

######## cmdkey

test_arguments()
{
    exec </dev/null
    check_run "cmdkey /?" 0 '/add:SERVER /user:NAME /pass' cmdkey '/?'
    check_run "and -?" 0 '/add:SERVER' cmdkey '-?'
    check_run "no argument" 2 '/add:SERVER' cmdkey
    check_run "an unknown option" 2 'no option /frob;' cmdkey /frob:x
    check_run "no server" 2 'which server' cmdkey /add /user:joe /pass
    check_run "an empty server" 2 'which server' cmdkey '/add:\\' /user:joe /pass
    check_run "a share" 2 "server's name alone" cmdkey '/add:\\srv\share' /user:joe /pass
    check_run "no target" 2 'which target' cmdkey /generic: /user:joe /pass
    check_run "no user" 2 'which user' cmdkey /add:srv /pass
    check_run "no /pass" 2 'add /pass' cmdkey /add:srv /user:joe
    check_run "a user without a name" 2 "name must be" cmdkey /add:srv '/user:DOM\' /pass
    check_run "a user in two domains" 2 "name must be" cmdkey /add:srv '/user:A\B\joe' /pass
    check_run "a long user" 2 'too long' cmdkey /add:srv "/user:$(printf %600s | tr ' ' x)" /pass
    check_run "a long server" 2 'too long' cmdkey "/add:$(printf %400s | tr ' ' x)" /user:joe /pass
    check_run "an option twice" 2 'twice' cmdkey /add:srv /add:srv /user:joe /pass
    check_run "two things to do" 2 'one of /add' cmdkey /add:srv /list
    check_run "nothing to do" 2 'one of /add' cmdkey /user:joe
    check_run "/smartcard" 2 'not supported' cmdkey /add:srv /smartcard
    check_run "/delete /ras" 2 'not supported' cmdkey /delete /ras
    check_run "/delete of nothing" 2 'which one' cmdkey /delete
    check_run "/delete of what is not there" 1 'no credential is stored for nobody' \
        cmdkey /delete:nobody
}

# If an argument may have a password, cmdkey must not repeat it.
test_password_argument()
{
    local argument

    exec </dev/null
    for argument in "/pass:$password" "/PASS:$password" "-pass:$password" "$password" \
        "/pas:$password" "/password=$password"; do
        run cmdkey /add:srv /user:joe "$argument"
        check_output "refused: ${argument/$password/...}" 2 $status
        check "and not repeated" [ "${out/$password/}" = "$out" ]
    done
    check_run "what /pass:... says" 2 'can be read by every user' cmdkey /add:srv /user:joe /pass:x
    check_run "nothing was stored" 0 'NONE' cmdkey /list:srv
}

# add_password SERVER: reads the password from standard input
add_password() { run cmdkey /add:"$1" '/user:DOM\joe' /pass; }

# refuse_password NAME PATTERN: reads the password from standard input
refuse_password()
{
    check_run "refused: $1" 1 "$2" cmdkey /add:refused /user:joe /pass
}

test_piped()
{
    local long=$(printf %256s | tr ' ' x)

    printf '%s\nanother line\n' "$password" | add_password piped
    check_output "the first line is stored" "$password" "$(stored_password piped)"
    printf '%s' "$password" | add_password piped
    check_output "without the end of a line" "$password" "$(stored_password piped)"
    printf '\xef\xbb\xbfpä€\xf0\x9f\x94\x91s\r\n' | add_password piped
    check_output "UTF-8, a byte order mark, a Windows line end" 'pä€🔑s' "$(stored_password piped)"
    add_password piped <<<"$long"
    check_output "256 characters" "$long" "$(stored_password piped)"
    add_password piped <<<"${long//x/€}"
    check_output "of three bytes each" "${long//x/€}" "$(stored_password piped)"

    refuse_password "257 characters" 'longer than 256' <<<"${long}y"
    refuse_password "257 of three bytes" 'longer than 256' <<<"${long//x/€}€"
    refuse_password "5,000 characters" 'longer than 256' < <(printf '%5000s\n' x)
    refuse_password "nothing" 'no password was given' </dev/null
    refuse_password "an empty line" 'no password was given' < <(printf '\r\nx\n')
    refuse_password "Latin 1" 'not UTF-8' < <(printf 'p\xe4ss\n')
    refuse_password "an overlong sequence" 'not UTF-8' < <(printf 'p\xc0\x80\n')
    refuse_password "half of a pair" 'not UTF-8' < <(printf 'p\xed\xa0\x80\n')
    refuse_password "a sequence that is cut off" 'not UTF-8' < <(printf 'p\xe2\x82')
    refuse_password "a control character" 'control character' < <(printf 'p\x07\n')
    refuse_password "NUL" 'control character' < <(printf 'p\0q\n')
    check_run "nothing was stored" 0 'NONE' cmdkey /list:refused </dev/null
    run cmdkey /delete:piped </dev/null
}

test_list()
{
    exec </dev/null
    run cmdkey '/ADD:\\First' '/user:DOM\joe' /pass <<<"$password"
    run cmdkey -add:second -User:joe -Pass <<<"$password"
    run cmdkey /add:third /user:joe@dom.example /pass <<<"$password"
    run cmdkey /generic:first /user:anybody /pass <<<"$password"
    check_run "/list without passwords" 0 'Currently stored' cmdkey /list
    check "shows no password" [ "${out/$password/}" = "$out" ]
    check_output "what /list shows, in any order" "$(sort <<'LIST'
    Target: Domain:target=First
    Type: Domain Password
    User: DOM\joe
    Enterprise persistence
    Target: Domain:target=second
    Type: Domain Password
    User: joe
    Enterprise persistence
    Target: Domain:target=third
    Type: Domain Password
    User: joe@dom.example
    Enterprise persistence
    Target: LegacyGeneric:target=first
    Type: Generic
    User: anybody
    Enterprise persistence
LIST
)" "$(grep '^    ' <<<"$out" | sort)"
    run cmdkey /list:SECOND
    check_output "/list of one" "
Currently stored credentials for SECOND:

    Target: Domain:target=second
    Type: Domain Password
    User: joe
    Enterprise persistence" "$out"
    check_run "a second /add replaces the first" 0 'is stored' \
        cmdkey /add:second '/user:OTHER\jane' /pass <<<"$password-2"
    check_run "with its user" 0 'User: OTHER.jane' cmdkey /list:second
    check_output "and its password" "$password-2" "$(stored_password second)"

    check_run "/delete takes the server's" 0 'is deleted' cmdkey '/delete:\\first'
    check_run "and leaves the other" 0 'LegacyGeneric:target=first' cmdkey /list:first
    check_run "which its prefix names" 0 'is deleted' cmdkey /del:LegacyGeneric:target=first
    check_run "/delete with the server's prefix" 0 'is deleted' cmdkey /delete:Domain:target=second
    check_run "and one more" 0 'is deleted' cmdkey /delete:third
    check_run "nothing is left" 0 '^. NONE' cmdkey /list
}

# Other users could decipher user.reg.
test_prefix_mode()
{
    local mode

    for mode in 755 775 750 705 710 701; do
        chmod $mode "$WINEPREFIX"
        add_password mode <<<"$password"
        check_output "mode $mode is closed" 700 "$(prefix_mode)"
        check "and told" says 'closed to them now' "$out"
    done
    chmod g+s "$WINEPREFIX"
    add_password mode <<<"$password"
    check "nothing is told of a prefix that is closed" [ "${out/closed/}" = "$out" ]
    chmod g-s,u=rx "$WINEPREFIX"
    add_password mode <<<"$password"
    check_output "nothing is opened" 500 "$(prefix_mode)"
    chmod 755 "$WINEPREFIX"
    run cmdkey /list </dev/null
    run cmdkey /delete:mode </dev/null
    check_output "/list and /delete leave it alone" 755 "$(prefix_mode)"

    if [ "$(id -u)" != 0 ]; then
        skip "a prefix that can't be closed: only root can bring that about"
    else
        mount --bind /bin/false /usr/bin/chmod
        check_run "a prefix that can't be closed" 1 'chmod go-rwx' \
            cmdkey /add:mode /user:joe /pass <<<"$password"
        umount /usr/bin/chmod
        check_output "nothing was stored" '' "$(stored_password mode)"
    fi
    check "no file is left" [ -z "$(find "$WINEPREFIX/drive_c/users" -name 'key*.tmp')" ]
    chmod 700 "$WINEPREFIX"
}

add_typed() { type_keys "$1" cmdkey /add:typed '/user:DOM\joe' /pass; }

# The screen after that
typed=$'Password of DOM\\joe for typed: \n\nThe credential for typed is stored.'

test_terminal()
{
    terminal_options=()
    add_typed "$password\\r"
    check_output "typed at a terminal" "0 $password" "$status $(stored_password typed)"
    check_output "which shows nothing of it" "$typed" "$screen"
    check_output "nor does the terminal itself" off "$echo"
    add_typed 'pax\x7f\xc3\xa4\r'
    check_output "a corrected key, and one beyond ASCII" "0 paä" "$status $(stored_password typed)"

    add_typed 'abc\x03'
    check_output "Ctrl+C" "off 1" "$echo $status"
    add_typed '\r'
    check "an empty line" says 'no password was given' "$screen"
    check_output "its status" 1 "$status"
    add_typed "$(printf %300s | tr ' ' x)\\r"
    check "a line that is too long" says 'longer than 256' "$screen"
    add_typed 'a\x04\r'
    check "a control character" says 'control character' "$screen"
    check_output "none of these is stored" paä "$(stored_password typed)"

    terminal_options=(--stdout "$work/stdout")
    add_typed "$password\\r"
    check_output "with the output in a file" "0 $password" "$status $(stored_password typed)"
    check_output "it is asked for all the same" "Password of DOM\\joe for typed:" \
        "$(sed 's/ *$//' <<<"$screen")"
    terminal_options=()

    # Wine 8.0's conhost would show it as an argument of MultiByteToWideChar.
    WINEDEBUG=-all,+relay type_keys "$password\\r" cmdkey /add:typed /user:joe /pass
    check_output "nothing is asked for while Wine traces" "1 -" "$status $echo"
    check "and why is said" grep -q 'WINEDEBUG has Wine trace' "$work/terminal"
    run cmdkey /delete:typed </dev/null
}

# check_trace NAME: searches for text, UTF-16, and bytes in hexadecimal
check_trace()
{
    check "$1" "$here/no-secret.py" "$password" "$work/trace"
}

test_trace()
{
    WINEDEBUG=+relay,+cred,+reg,+crypt,+advapi,+file timeout 120 wine cmdkey /add:traced \
        '/user:DOM\joe' /pass >"$work/trace" 2>&1 <<<"$password"
    check "there is a trace of CredWriteW" grep -q 'Call.*CredWriteW' "$work/trace"
    check_output "and what it wrote" "$password" "$(stored_password traced)"
    check_trace "the password is not in the trace"
    WINEDEBUG=+relay,+cred,+reg,+crypt,+advapi,+file timeout 120 wine cmdkey /list \
        >"$work/trace" 2>&1 </dev/null
    check "there is a trace of CredEnumerateW" grep -q 'Call.*CredEnumerateW' "$work/trace"
    check_trace "the password is not in the trace of /list"
    WINEDEBUG=+relay,+cred timeout 120 wine cmdkey /delete:traced >"$work/trace" 2>&1 </dev/null
    check_trace "nor in that of /delete"
    echo "$password" >"$work/trace"
    check "it would be found" eval '! "$here/no-secret.py" "$password" "$work/trace"'
}

######## net

# start_server SESSIONS OPTION...
start_server() { start_srvsvc_server --sessions "$1" --pipe "${@:2}"; }

# times_away: replaces the times in the output of net session
times_away() { sed -E 's/[0-9]{2}:[0-5][0-9]:[0-5][0-9]$/hh:mm:ss/'; }

# check_question NAME STATUS PATTERN ANSWER COMMAND...: gives the answer to a command that asks
check_question()
{
    check_run "$1" "$2" "$3" "${@:5}" < <(printf "$4")
    check "$1: asks" says 'Do you want to continue this operation? (Y/N) \[Y\]: ' "$out"
}

sessions_file()
{
    cat >"$work/sessions" <<'SESSIONS'
OLDBOX     ; bob        ; 3 ; 900 ; 362440 ; 0 ; Windows NT 1381 ; x
ÄRGER      ; Zoë Müller ; 1 ; 300 ; 10 ; 1 ; Ωμέγα           ; x
東京サーバー   ; 山田         ; 0 ;   9 ;  9 ; 0 ;                 ; x
SESSIONS
    sed -i 's/; 900 ; 362440/; 400000 ; 362440/' "$work/sessions"
    {
        printf '%s ; ' a-client-with-a-long-name.sub.example.com 'a user with quite a long name'
        printf '12345678 ; 9 ; 9 ; 0 ; ; x\n'
        printf 'EVIL ; \x1b[31mred ; 0 ; 9 ; 9 ; 0 ; ; x\n'
    } >>"$work/sessions"
}

test_table()
{
    exec </dev/null
    sessions_file
    start_server "$work/sessions"
    run net session
    check_output "the table" 0 $status
    check_output "its look" "
Computer                                    User name                     Client Type          Opens Idle time

----------------------------------------------------------------------------------------------------------------
\\\\OLDBOX                                    bob                           Windows NT 1381          3 04D 04H 40M
\\\\ÄRGER                                     Zoë Müller                    Ωμέγα                    1 hh:mm:ss
\\\\東京サーバー                              山田                                                   0 hh:mm:ss
\\\\a-client-with-a-long-name.sub.example.com a user with quite a long name                   12345678 hh:mm:ss
\\\\EVIL                                      �[31mred                                               0 hh:mm:ss
The command completed successfully." \
        "$(times_away <<<"$out")"
    check_run "a client, in any case" 0 'Zoë Müller' net sess '\\ärger'
    check_output "its look" "
User name       Zoë Müller
Computer        ÄRGER
Guest logon     Yes
Client type     Ωμέγα
Opens           1
Sess time       hh:mm:ss
Idle time       hh:mm:ss
The command completed successfully." "$(times_away <<<"$out")"
    check_run "/list" 0 'Guest logon' net SESSIONS /LIST
    check_output "all of them" 5 "$(grep -c '^Computer' <<<"$out")"
    check_run "netsess with the same names" 0 'client type  Ωμέγα' netsess '\\ärger' 'zoë müller' 2
    check_run "a client without a session" 2 'NET HELPMSG 2312\.' net session '\\nobody'
    check "in Windows' words" says '^A session does not exist with that computer name\.' "$out"
    end_process $server_pid
}

test_many()
{
    local i

    exec </dev/null
    for ((i = 0; i < 300; i++)); do echo "192.0.2.$((i % 256));user$i;$((i % 3));$i;0;0;;x"; done \
        >"$work/sessions"
    start_server "$work/sessions"
    run net session
    check_output "300 sessions" 300 "$(grep -c '^\\\\' <<<"$out")"
    check_output "all different" 300 "$(grep -o 'user[0-9]*' <<<"$out" | sort -u | wc -l)"
    check_run "two of a client" 0 'user256' net session '\\192.0.2.0'
    check_output "both" 2 "$(grep -c '^Computer' <<<"$out")"
    check_question "end a client with open files" 2 'from 192.0.2.2 has open files' '' \
        net session '\\192.0.2.2' /delete
    check_run "the same with /n" 2 'from 192.0.2.2' net session '\\192.0.2.2' /delete /n
    check "does not ask" [ "${out/want to/}" = "$out" ]
    check_run "it is still there" 0 'user258' net session '\\192.0.2.2'
    check_run "end a client without" 0 'completed successfully' net session '\\192.0.2.99' /del
    check_run "it is gone" 2 2312 net session '\\192.0.2.99'
    check_run "end one with /y" 0 'completed successfully' net session '\\192.0.2.2' /delete /y
    check_question "no answer is no" 2 'No valid response was provided' '' net session /delete
    check "names the clients" says '^    \\\\192\.0\.2\.77$' "$out"
    check_output "each once" 254 "$(grep -c '^    \\\\' <<<"$out")"
    check_question "no is no" 2 'These workstations have sessions on this server:' 'no\n' \
        net session /delete
    check_question "what is neither is asked again" 2 '\[Y\]: Do you' 'maybe\nN\n' \
        net session /delete
    check_run "/no is no, too" 2 . net session /delete /no
    check_output "all of them are there" 297 "$(run net session; grep -c '^\\\\' <<<"$out")"
    check_question "an empty line is yes" 0 'completed successfully' '\n' net session /Delete
    check_run "none is left" 0 '^There are no entries in the list\.' net session
    check_run "and none to end" 0 'There are no entries in the list' net session /delete
    end_process $server_pid
    start_server "$work/sessions"
    check_run "/delete /y in a script" 0 'completed successfully' cmd /c 'net session /delete /y'
    check_run "does what it says" 0 'no entries' net session
    end_process $server_pid
}

# look NAME EXPECTED ARGUMENT...: whether net succeeds and prints just that
look()
{
    run net "${@:3}"
    check_output "$1" "$2" "$out"
    check_output "$1: exit status" 0 $status
}

# The server's own example, on the prefix's pipe
test_reference_local()
{
    run net session '\\127.0.0.2'
    check_output "each session has the shares of its user" 'User name       bob
Share name     Type     # Opens
share          Disk     1
User name       alice
Share name     Type     # Opens
hidden$        Disk     0' "$(grep '^User\|^Share\| Disk ' <<<"$out")"
    look "files" "
ID         Path                                    User name            # Locks

-------------------------------------------------------------------------------
101        C:\share\report.doc                     alice                0
102        C:\share\data\table.db                  alice                2
205        C:\share\data                           bob                  1
4000000007 D:\hidden\plan.txt                      Dave                 0
301        C:\Büro\Übersicht Ωμ.xlsx               Zoë Müller           5
302        \PIPE\srvsvc                                                 0
The command completed successfully." files
    look "a file" "
File ID         102
User name       alice
Locks           2
Path            C:\share\data\table.db
Permissions     RW
The command completed successfully." file 102
    check_run "a great number" 0 '^File ID         4000000007$' net file 4000000007
    check_run "a file that is not there" 2 'NET HELPMSG 2314' net file 7
    check_run "can't be closed" 2 'NET HELPMSG 2314' net file 7 /close
    check_run "close a file" 0 completed net file 101 /close
    check_run "it is closed" 2 'NET HELPMSG 2314' net file 101
    look "shares" "
Share name   Resource                        Remark

-------------------------------------------------------------------------------
share        C:\share                        For everybody
IPC\$                                         Remote IPC
ADMIN\$       C:\Windows                      Remote Admin
C\$           C:\                             Default share
hidden\$      D:\hidden
printer      LaserJet 4             Spooled  Second floor
modem        COM1
secured      D:\secure                       Not for all
Büro Ωμ      C:\Büro                         Akten für Zoë
dfsroot      C:\dfs                          Namespace
always       D:\always                       Never closed
scratch      D:\scratch                      Until restart
The command completed successfully." share
    look "a share with its users" 'Share name        share
Path              C:\share
Remark            For everybody
Maximum users     No limit
Users             alice
                  bob
                  Dave
Caching           Manual caching of documents
Permission        -

The command completed successfully.' share share
    check_run "permissions" 0 '^Permission        BUILTIN.Administrators, FULL$' net share secured
    test_reference_changes
}

test_reference_changes()
{
    check_run "add a share" 0 '^new was shared successfully\.' net share 'new=C:\new' \
        /grant:Everyone,READ /grant:S-1-5-32-544,FULL /cache:programs /users:7
    look "its look" 'Share name        new
Path              C:\new
Remark
Maximum users     7
Users
Caching           Automatic caching of programs and documents
Permission        Everyone, READ
                  BUILTIN\Administrators, FULL

The command completed successfully.' share new
    check_run "its name again" 2 'NET HELPMSG 2118' net share 'new=C:\other'
    check_run "change it" 0 completed net share new /unlimited '/remark:a remark' /cache:none
    run net share new
    check_output "its new look" 'a remark
No limit
Caching disabled' "$(sed -n 's/^\(Remark\|Maximum users\|Caching\)  *//p' <<<"$out")"
    check_run "change one that is not there" 2 'NET HELPMSG 2310' net share nosuch /remark:x
    check_run "delete a share in use" 2 'Users have open files on share' net share share /delete
    check_run "with /n" 2 'Users have open' net share share /delete /n
    check_run "with /y" 0 '^share was deleted successfully' net share share /delete /y
    check_run "it is gone" 2 'NET HELPMSG 2310' net share share
}

# The same as another computer
test_reference_remote()
{
    look "view" 'Shared resources at \\127.0.0.1

Files für alle

Share name  Type   Used as  Comment

-------------------------------------------------------------------------------
printer     Print           Second floor
secured     Disk            Not for all
Büro Ωμ     Disk            Akten für Zoë
dfsroot     Disk            Namespace
always      Disk            Never closed
scratch     Disk            Until restart
new         Disk            a remark
The command completed successfully.' view '\\127.0.0.1'
    check_run "view /all" 0 '^IPC\$        IPC             Remote IPC$' net view '\\127.0.0.1' /all
    check "other types" says '^modem       Comm$' "$out"
    look "the clock" 'Current time at \\127.0.0.1 is 11/30/2026 1:37:42 PM

Local time (GMT+01:00) at \\127.0.0.1 is 11/30/2026 2:37:42 PM

The command completed successfully.' time '\\127.0.0.1'
    run net statistics server "$remote"
    check_output "statistics" 'Server Statistics for \\127.0.0.1
Statistics since 9/21/2026 2:13:20 PM
Sessions accepted                  1005
Sessions timed-out                 1006
Sessions errored-out               1007
Kilobytes sent                     54237898
Kilobytes received                 62626506
Mean response time (msec)          1015
System errors                      1010
Permission violations              1009
Password violations                1008
Files accessed                     1002
Communication devices accessed     0
Print jobs spooled                 1004
Times buffers exhausted
  Big buffers                      1017
  Request buffers                  1016
The command completed successfully.' "$(grep . <<<"$out")"
    look "settings" 'Server Name                           \\127.0.0.1
Server Comment                        Files für alle

Software version                      Windows 10.7
Server is active on
        NetbiosSmb (FILESERVER)
        NetBT_Tcpip_{4711} (CLUSTER01)

Server hidden                         Yes
Maximum Logged On Users               77
Maximum open files per session        1601

Idle session time (min)               15
The command completed successfully.' config server "$remote"
    check_run "change them" 0 completed \
        net config server "$remote" /srvcomment:hello /hidden:no /autodisconnect:-1
    run net config server "$remote"
    check_output "they are changed" 'hello
No
-1' "$(sed -n 's/^\(Server Comment\|Server hidden\|Idle session time (min)\)  *//p' <<<"$out")"
}

test_reference()
{
    exec </dev/null
    export TZ=UTC
    start_server "$source_dir/tests/srvsvc-server/sessions" --tcp 0
    start_smb_server --address 127.0.0.1 --target "$port"
    test_reference_local
    test_reference_remote
    end_process $smb_pid
    end_process $server_pid
    unset TZ
}

# The server takes every local caller for an administrator, and every caller over TCP for nobody.
test_access()
{
    local sessions=$source_dir/tests/srvsvc-server/sessions

    exec </dev/null
    start_server "$sessions" --access levels --tcp 0
    start_smb_server --address 127.0.0.1 --target "$port"
    run net session "$remote"
    check "a server that shows levels 0 and 10 to all" says ' - *- 00:15:[0-9][0-9]$' \
        "$(grep OLDBOX <<<"$out")"
    check "says why" says 'to its administrators only' "$out"
    check_run "in the list, too" 0 'Guest logon     -' net session '\\oldbox' "$remote"
    check_run "ending is refused" 2 'System error 5 has' net session '\\oldbox' /delete "$remote"
    end_process $smb_pid
    end_process $server_pid
    start_server "$sessions" --access none
    check_run "a server that shows nothing" 2 '^System error 5 has occurred\.' net session
    check "in Windows' words" says '^Access is denied\.' "$out"
    check "names the group" says 'BUILTIN.Administrators' "$out"
    check_run "and lets end nothing" 2 'error 5' net session /delete /y
    end_process $server_pid
}

# add_account FILE: stores its name and password for the server, as a person would
add_account()
{
    sed -n 's/^password *= *//p' "$1" |
        run cmdkey /add:127.0.0.1 "/user:$(sed -n 's/^username *= *//p' "$1")" /pass
}

test_samba()
{
    exec </dev/null
    check_run "no account" 2 'cmdkey /add:SERVER' net session "$remote"
    add_account "$TESTBED_AUTH_ALICE"
    check_run "an account that is no administrator" 2 'error 5 ' net session "$remote"
    check_run "makes no share" 2 'error 5 ' net share 'new=C:\new' "$remote"
    check_run "and ends none" 2 'error 5 ' net share share /delete "$remote"
    add_account "$TESTBED_AUTH_WRONG"
    check_run "a wrong password" 2 'error 1326 ' net session "$remote"
    check "says where passwords come from" says 'cmdkey /list' "$out"
    add_account "$TESTBED_AUTH_ADMIN"
    $TESTBED_CTL session alice >/dev/null
    $TESTBED_CTL session bob --from 127.0.0.2 --open notes.txt >/dev/null
    check_run "the stored account" 0 '^\\\\127.0.0.2 *bob  *1 00:00:' net session "$remote"
    check_output "all sessions" "admin alice bob" \
        "$(sed -n 's/^\\\\[^ ]* *\([a-z]*\).*/\1/p' <<<"$out" | sort | xargs)"
    check_run "netsess with it" 0 'open files   1' netsess '\\127.0.0.1' '\\127.0.0.2' bob 1
    test_net_samba
    test_net_server
    test_examples
    $TESTBED_CTL session bob --from 127.0.0.2 >/dev/null
    check_run "end a client" 0 'completed' net session '\\127.0.0.2' /delete "$remote"
    check_run "it is gone" 2 'HELPMSG 2312' net session '\\127.0.0.2' "$remote"
    $TESTBED_CTL session alice >/dev/null
    $TESTBED_CTL session bob --from 127.0.0.3 >/dev/null
    sleep 2     # so that the others' sessions are older than ours
    check_run "end all, ours among them" 0 'completed' net session /delete /y "$remote"
    check_output "none but a new one of ours" admin "$(run net session "$remote"
        sed -n 's/^\\\\[^ ]* *\([a-z]*\).*/\1/p' <<<"$out" | sort | xargs)"
    test_net_shares
    run cmdkey /delete:127.0.0.1
    $TESTBED_CTL stop
    check_run "no server" 2 'error 53 ' net session "$remote"
    check "says which" says '127.0.0.1 did not answer' "$out"
    check_run "no local server" 2 'NET HELPMSG 2114' net session
    $TESTBED_CTL start
}

# Shows and closes the file that bob has open
test_net_samba()
{
    local id

    check_run "files" 0 '^[0-9]* .*.share.notes.txt .* bob  *[0-9]*$' net file "$remote"
    check_output "their head" "
ID         Path                                    User name            # Locks

-------------------------------------------------------------------------------" \
        "$(head -n 4 <<<"$out")"
    check_output "their end" "The command completed successfully." "$(tail -n 1 <<<"$out")"
    id=$(sed -n 's/^\([0-9]*\) .*notes.txt.*/\1/p' <<<"$out")
    check_run "a file" 0 "^File ID         $id\$" net file "$id" "$remote"
    check "its user" says '^User name       bob$' "$out"
    check "its path" says '^Path            .*.share.notes.txt$' "$out"
    check "may be read" says '^Permissions     R' "$out"
    check_run "the clock" 0 '^The command completed successfully\.$' net time '\\127.0.0.1'
    check "its form" says \
        '^Current time at \\\\127\.0\.0\.1 is [0-9/]* [0-9]*:[0-9][0-9]:[0-9][0-9] [AP]M$' "$out"
    check_output "is right" "$(date +'%-m/%-d/%Y')" \
        "$(sed -n 's/^Current.* is \([^ ]*\) .*/\1/p' <<<"$out")"
    check_run "close a file" 0 'completed' net file "$id" /close "$remote"
    check_run "it is closed" 0 'no entries' net file "$remote"
}

# shows PATTERN ARGUMENT...: whether net succeeds and says that
shows() { run net "${@:2}"; [ $status = 0 ] && says "$1" "$out"; }

# share_shows PATTERN NAME: Samba reads its smb.conf again when it lists shares, but not when it is
# asked for one.
share_shows() { run net share "$remote"; shows "$1" share "$2" "$remote"; }

# Commands in smb.conf change Samba's shares.
test_net_shares()
{
    local verb name=a-share-with-a-long-name
    local folder='C:\var\lib\samba\share\a-folder-with-a-long-name'

    exec </dev/null
    for verb in add change delete; do
        sed -i "s|^\[global\]|&\n    $verb share command = $source_dir/tests/share-command $verb|" \
            "$TESTBED_SMBCONF"
    done
    $TESTBED_CTL stop
    $TESTBED_CTL start
    check_run "shares" 0 '^share        C:.var.lib.samba.share$' net share "$remote"
    check_output "their head" "
Share name   Resource                        Remark

-------------------------------------------------------------------------------" \
        "$(head -n 4 <<<"$out")"
    check_run "one that is not there" 2 'NET HELPMSG 2310' net share new "$remote"
    check_run "add one" 0 '^new was shared successfully\.' \
        net share 'new=C:\tmp' '/remark:a remark' /users:5 "$remote"
    check "it is there" within 20 share_shows '^Maximum users     5$' new
    check_output "its look" 'Share name        new
Path              C:\tmp
Remark            a remark
Maximum users     5
Users
Caching           Manual caching of documents
Permission        -

The command completed successfully.' "$out"
    check_run "add it again" 2 'HELPMSG 2118' net share 'new=C:\tmp' "$remote"
    check_run "a folder that is not there" 2 'HELPMSG 2116' net share "x=$folder" "$remote"
    check_run "a remark" 0 completed net share new /remark:other "$remote"
    check "is set" within 20 share_shows '^Remark            other$' new
    check_run "a limit" 0 completed net share new /users:3 "$remote"
    check "is set" within 20 share_shows '^Maximum users     3$' new
    check_run "caching" 0 completed net share new /cache:none "$remote"
    check "is set" within 20 share_shows '^Caching           Caching disabled$' new
    check_run "with permissions" 0 shared \
        net share 'granted=C:\tmp' /grant:Everyone,read /grant:S-1-5-32-544,FULL "$remote"
    check_run "delete by the server's name" 0 '^new was deleted successfully\.' \
        net share '\\127.0.0.1\new' /delete
    check "it is gone" within 20 eval '! share_shows . new'
    check_run "and can't be deleted" 2 'NET HELPMSG 2310' net share new /delete "$remote"
    check_run "delete by the folder" 0 '^granted was deleted' net share 'C:\tmp' /delete "$remote"
    check_run "not once more" 2 'NET HELPMSG 2311' net share 'C:\tmp' /delete "$remote"
    mkdir "$(dirname "$TESTBED_SMBCONF")/../share/${folder##*\\}"
    check_run "a long name" 0 shared net share "$name=$folder" '/remark:a remark' "$remote"
    check "is shown" within 20 shows "^$name\$" share "$remote"
    check_output "with its folder and its remark below" "             $folder
                                             a remark" \
        "$(grep -A 2 "^$name\$" <<<"$out" | tail -n 2)"
    check_run "view" 0 "^$name  Disk           a remark\$" net view '\\127.0.0.1'
    check "without what is hidden" [ "${out/IPC/}" = "$out" ]
    check_output "its head" 'Shared resources at \\127.0.0.1' "$(head -n 1 <<<"$out")"
    check "and the columns'" says '^Share name                Type  Used as  Comment$' "$out"
    check_run "view /all" 0 '^IPC\$  *IPC  ' net view '\\127.0.0.1' /ALL
    $TESTBED_CTL session bob --open notes.txt >/dev/null
    check_run "delete a share with open files" 2 'Users have open files on share' \
        net share share /delete "$remote"
    check "asks" says 'this operation? (Y/N) \[N\]: ' "$out"
    check_run "an empty line is no" 2 'Y/N' net share share /delete "$remote" <<<''
    check "it is there" shows '^share ' share "$remote"
    check_run "/y" 0 '^share was deleted' net share share /delete /y "$remote"
}

# What of the server Samba has
test_net_server()
{
    exec </dev/null
    check_run "settings" 0 '^Idle session time (min)               15$' net config srv "$remote"
    check "the server's name" says '^Server Name                           \\\\FILESERVER$' "$out"
    check "its comment" says '^Server Comment                        Samba' "$out"
    check "that nobody is too many" says '^Maximum Logged On Users               No limit$' "$out"
    check_run "a comment that Samba does not take" 2 'has not changed its setting' \
        net config server "$remote" /srvcomment:new
    check_run "nor a time" 2 'has not changed' net config server "$remote" /autodisconnect:20
    check_run "what it has already" 0 completed net config server "$remote" /autodisconnect:15
    check_run "no statistics" 2 'System error 50 ' net statistics server "$remote"
}

# examples PAGE: prints them with the test bed's server and client
examples()
{
    sed -n '/^\.EX/,/^\.EE/ { /^\./d; s/\\e/\\/g; p }' "$1" |
        sed -e 's/\\\\192.168.1.7/\\\\127.0.0.2/' -e 's/fileserver/127.0.0.1/'
}

# In the order of the pages, because net's last example ends bob's session.
test_examples()
{
    local page line count

    (cd "$work" && sed -n 's/^password *= *//p' "$TESTBED_AUTH_ADMIN" >password.txt)
    for page in netsess net cmdkey; do
        page=$source_dir/programs/$page/netapi32-$page.1
        count=0
        while read -r line; do
            line=${line//alice/bob}
            count=$((count + 1))
            (cd "$work" && timeout 60 bash -c "$line") >"$work/out" 2>&1 <"$work/password.txt"
            check_output "an example: $line" 0 $?
        done < <(examples "$page")
        check "there are examples in ${page##*/}" [ $count -gt 0 ]
    done
    add_account "$TESTBED_AUTH_ADMIN"
}

test_net_arguments()
{
    local verb

    exec </dev/null
    for verb in config file session share statistics time view; do
        check_run "net $verb /?" 0 "^NET ${verb^^}" net $verb '/?'
        check_run "net help $verb" 0 "^NET ${verb^^}" net help $verb
        check_run "net $verb /frob" 1 'option is unknown: /frob' net $verb /frob
        check_run "net $verb, two servers" 1 'second server' net $verb /server:a /server:b
        check_run "net $verb, a server without a name" 1 'needs a value' net $verb /server:
    done
    check_run "a client without backslashes" 1 'begins with' net session foo
    check_run "two clients" 1 'argument too many' net session '\\a' '\\b'
    check_run "/yes and /no" 1 'contradict' net session /delete /y /n
    check_run "an option twice" 1 'twice' net session /list /list
    check_run "an option of another verb" 1 'unknown: /close' net session /close
    check_run "an option that could be two" 1 'unknown: /u' net share x /u:1
    check_run "a value too many" 1 'has no value' net session /delete:x
    check_run "a file that is no number" 1 'not the ID' net file x
    check_run "a number that is too large" 1 'not the ID' net file 4294967296
    check_run "no file to close" 1 'needs the ID' net file /close
    check_run "a share to nowhere" 1 'sharename=drive:path' net share x=
    check_run "/users without a number" 1 'takes a number' net share 'x=C:\x' /users:many
    check_run "/users:0" 1 'takes a number' net share 'x=C:\x' /users:0
    check_run "/users and /unlimited" 1 'contradict' net share 'x=C:\x' /users:3 /unlimited
    check_run "/cache" 1 'takes MANUAL' net share 'x=C:\x' /cache:some
    check_run "/grant" 1 'user,READ' net share 'x=C:\x' /grant:Everyone,some
    check_run "/grant for nobody" 2 'does not know the account nobody-here' \
        net share 'x=C:\x' /grant:nobody-here,READ
    check_run "/grant of a share that is there" 1 'new share' net share x /grant:Everyone,READ
    check_run "/delete of nothing" 1 'takes nothing else' net share /delete
    check_run "/delete with more" 1 'takes nothing else' net share x /delete /remark:y
    check_run "/remark of nothing" 1 'Which share' net share /remark:y
    check_run "/autodisconnect" 1 '-1 to 65535' net config server /autodisconnect:65536
    check_run "/hidden" 1 'YES or NO' net config server /hidden:maybe
    check_run "another service's settings" 1 'SERVER only' net config workstation
    check_run "another service's statistics" 1 'SERVER only' net statistics workstation
    check_run "net config" 0 '^   Server$' net config
    check_run "net stats" 0 '^   Server$' net stats
    check_run "net time of nobody" 2 'Name a server' net time
    check_run "net time /set" 2 'was not set' net time "$remote" /set /y
    check_run "net view of nobody" 2 'Name a server' net view
    check_run "netsess --help" 0 'Usage: netsess' netsess --help
    check_run "netsess without arguments" 2 'Usage: netsess' netsess
}

# The verbs that go to Wine's net.exe
test_wines_own()
{
    local wines=$WINEPREFIX/drive_c/windows/system32/net_wine.exe

    exec </dev/null
    check_run "net" 1 'NET command' net
    check_run "net help" 0 'NET command' net help
    check_run "net use" 0 'no entries in the list' net use
    check_run "its exit status" 1 'NET STOP service' net stop
    check_run "its arguments" 1 . net start 'no such service'
    check_output "the same as of Wine's" "$out" "$(run net_wine start 'no such service'
        echo "$out")"
    check_run "a verb that Wine has not" 1 'Wine has no NET user\. Nothing was done\.' \
        net user joe /add
    check_run "helpmsg" 0 '^This shared resource does not exist\.' net helpmsg 2310
    check_run "of no message" 1 'not a valid' net helpmsg 99999
    mv "$wines" "$wines.away"
    check_run "without Wine's net" 2 'netapi32-setup-prefix install' net use
    mv "$wines.away" "$wines"
}

######## other Wines

# Runs in a fresh prefix of its own, and deletes it.
test_tree()
{
    local WINEPREFIX=$work/prefix-$1 XDG_RUNTIME_DIR arch dir

    if ! "$source_dir/tools/wine-tree" fetch "$1" >"$work/tree" 2>&1; then
        skip "the Wine of $1: $(tail -n 1 "$work/tree")"
        return
    fi
    export WINEPREFIX XDG_RUNTIME_DIR=$work     # or Wine 10 would complain on the terminal
    program=("$source_dir/tools/wine-tree" run "$1" --)
    timeout 300 "${program[@]}" wine wineboot -i >"$work/tree" 2>&1
    "${program[@]}" wineserver -w
    timeout 300 "${program[@]}" env BUILD="$BUILD" "$source_dir/tools/setup-prefix" install \
        >"$work/tree" 2>&1 || fail "setup-prefix: $(cat "$work/tree")"
    for arch in $2; do
        WINEPATH=$(program_path "$arch")
        program=("$source_dir/tools/wine-tree" run "$1" -- env "WINEPATH=$WINEPATH" wine)
        echo "$1, $arch:"
        dir='C:\windows\system32'
        [ "$1-$arch" != trixie-i386 ] || dir='C:\windows\syswow64'
        chmod 755 "$WINEPREFIX"
        add_password piped <<<"$password"
        check_output "a password from a pipe" "0 $password" "$status $(stored_password piped)"
        check_output "in a prefix that is closed then" 700 "$(prefix_mode)"
        terminal_options=()
        add_typed "$password\\r"
        check_output "one that is typed" "0 $password" "$status $(stored_password typed)"
        check_output "is not shown" "$typed" "$screen"
        check_output "nor echoed" off "$echo"
        check_run "/delete" 0 'is deleted' cmdkey /delete:typed </dev/null
        check_run "net session" 2 'HELPMSG 2114' "$dir\\net.exe" session </dev/null
        check_run "Wine's own verbs" 0 'no entries in the list' "$dir\\net.exe" use </dev/null
        check_run "with their exit status" 1 . "$dir\\net.exe" stop </dev/null
    done
    "$source_dir/tools/wine-tree" run "$1" -- wineserver -k
    rm -rf "$WINEPREFIX"
}

inside()
{
    program=(wine)
    terminal_options=()
    WINEPATH=$(program_path x86_64)
    export WINEPATH

    wineserver -p
    wine reg delete 'HKCU\Software\Wine\Credential Manager' /f >"$work/out" 2>&1 </dev/null
    test_arguments
    test_password_argument
    test_piped
    test_list
    test_prefix_mode
    test_terminal
    test_trace
    test_net_arguments
    test_wines_own
    test_samba
    $TESTBED_CTL stop       # The server takes its port.
    test_table
    test_many
    test_reference
    test_access
    wineserver -k
    test_tree bookworm-i386 i386
    test_tree trixie 'x86_64 i386'
}

enter_testbed "$@"
