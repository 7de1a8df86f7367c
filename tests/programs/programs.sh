#!/bin/bash
#
# Tests arguments, output and effects of cmdkey, net-session and netsess, and searches for passwords
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

here=$source_dir/tests/programs
remote='/server:\\127.0.0.1'

# A text that occurs in no other place, so that the test can search for it
password='Zq7-Wvk.Xj3p'

# program_path ARCH: for WINEPATH, so that Wine finds the programs by the names in their manual
# pages
program_path()
{
    local name path=

    for name in cmdkey net-session netsess; do
        path+="Z:${BUILD//\//\\}\\programs\\$name\\$1-windows;"
    done
    echo "$path"
}

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

######## net-session

# start_server SESSIONS OPTION...
start_server() { start_srvsvc_server --sessions "$1" --pipe "${@:2}"; }

# times_away: replaces the times in net-session's output
times_away() { sed -E 's/[0-9]{2}:[0-5][0-9]:[0-5][0-9]$/hh:mm:ss/; s/ *$//'; }

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
    run net-session
    check_output "the table" 0 $status
    check_output "its look" "
Computer                                    User name                     Client Type          Opens Idle time

--------------------------------------------------------------------------------------------------------------
\\\\OLDBOX                                    bob                           Windows NT 1381          3 hh:mm:ss
\\\\ÄRGER                                     Zoë Müller                    Ωμέγα                    1 hh:mm:ss
\\\\東京サーバー                              山田                                                   0 hh:mm:ss
\\\\a-client-with-a-long-name.sub.example.com a user with quite a long name                   12345678 hh:mm:ss
\\\\EVIL                                      �[31mred                                               0 hh:mm:ss" \
        "$(sed 's/ 100:/ 00:/' <<<"$out" | times_away)"
    check "more than 99 hours" says ' 100:40:[45][0-9]$' "$out"
    check_run "a client, in any case" 0 'Zoë Müller' net-session '\\ärger'
    check_output "its look" "
User name       Zoë Müller
Computer        ÄRGER
Guest logon     Yes
Client type     Ωμέγα
Opens           1
Sess time       hh:mm:ss
Idle time       hh:mm:ss" "$(times_away <<<"$out")"
    check_run "/list" 0 'Guest logon' net-session /LIST
    check_output "all of them" 5 "$(grep -c '^Computer' <<<"$out")"
    check_run "netsess with the same names" 0 'client type  Ωμέγα' netsess '\\ärger' 'zoë müller' 2
    check_run "a client without a session" 2 'error 2312' net-session '\\nobody'
    end_process $server_pid
}

test_many()
{
    local i

    exec </dev/null
    for ((i = 0; i < 300; i++)); do echo "192.0.2.$((i % 256));user$i;$i;$i;0;0;;x"; done \
        >"$work/sessions"
    start_server "$work/sessions"
    run net-session
    check_output "300 sessions" 300 "$(grep -c '^\\\\' <<<"$out")"
    check_output "all different" 300 "$(grep -o 'user[0-9]*' <<<"$out" | sort -u | wc -l)"
    check_run "two of a client" 0 'user256' net-session '\\192.0.2.0'
    check_output "both" 2 "$(grep -c '^Computer' <<<"$out")"
    check_run "end a client" 0 'were ended: 2\.' net-session '\\192.0.2.0' /delete
    check_run "no answer is no" 1 '298 sessions will be ended, with 44594 files' net-session /delete
    check_run "no is no" 1 'No session was ended' net-session /delete <<<no
    check_run "yes is yes" 0 'were ended: 298\.' net-session /Delete <<<yes
    check_run "none is left" 0 'There are no sessions\.' net-session
    check_run "and none to end" 0 'There are no sessions to end' net-session /delete
    end_process $server_pid
}

# The server takes every local caller for an administrator, and every caller over TCP for nobody.
test_access()
{
    local sessions=$source_dir/tests/srvsvc-server/sessions

    exec </dev/null
    start_server "$sessions" --access levels --tcp 0
    start_smb_server --address 127.0.0.1 --target "$port"
    run net-session "$remote"
    check "a server that shows levels 0 and 10 to all" says ' - *- 00:15:[0-9][0-9]$' \
        "$(grep OLDBOX <<<"$out")"
    check "says why" says 'to its administrators only' "$out"
    check_run "in the list, too" 0 'Guest logon     -' net-session '\\oldbox' "$remote"
    check_run "ending is refused" 2 'error 5' net-session '\\oldbox' /delete "$remote"
    end_process $smb_pid
    end_process $server_pid
    start_server "$sessions" --access none
    check_run "a server that shows nothing" 2 'error 5: .*administrators' net-session
    check "names the group" says 'BUILTIN.Administrators' "$out"
    check_run "and lets end nothing" 2 'error 5' net-session /delete /y
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
    check_run "no account" 2 'cmdkey /add:SERVER' net-session "$remote"
    add_account "$TESTBED_AUTH_ALICE"
    check_run "an account that is no administrator" 2 'error 5: ' net-session "$remote"
    add_account "$TESTBED_AUTH_WRONG"
    check_run "a wrong password" 2 'error 1326: ' net-session "$remote"
    check "says where passwords come from" says 'cmdkey /list' "$out"
    add_account "$TESTBED_AUTH_ADMIN"
    $TESTBED_CTL session alice >/dev/null
    $TESTBED_CTL session bob --from 127.0.0.2 --open notes.txt >/dev/null
    check_run "the stored account" 0 '^\\\\127.0.0.2 *bob  *1 00:00:' net-session "$remote"
    check_output "all sessions" "admin alice bob" \
        "$(sed -n 's/^\\\\[^ ]* *\([a-z]*\).*/\1/p' <<<"$out" | sort | xargs)"
    check_run "netsess with it" 0 'open files   1' netsess '\\127.0.0.1' '\\127.0.0.2' bob 1
    test_examples
    $TESTBED_CTL session bob --from 127.0.0.2 >/dev/null
    check_run "end a client" 0 'were ended: 1\.' net-session '\\127.0.0.2' /delete "$remote"
    check_run "it is gone" 2 'error 2312' net-session '\\127.0.0.2' "$remote"
    $TESTBED_CTL session alice >/dev/null
    $TESTBED_CTL session bob --from 127.0.0.3 >/dev/null
    sleep 2     # so that the others' sessions are older than ours
    check_run "end all, ours among them" 0 'were ended: ' net-session /delete /y "$remote"
    check_output "none but a new one of ours" admin "$(run net-session "$remote"
        sed -n 's/^\\\\[^ ]* *\([a-z]*\).*/\1/p' <<<"$out" | sort | xargs)"
    run cmdkey /delete:127.0.0.1
    $TESTBED_CTL stop
    check_run "no server" 2 'error 53: ' net-session "$remote"
    check "says which" says '127.0.0.1 did not answer' "$out"
    check_run "no local server" 2 'error 2114: ' net-session
    $TESTBED_CTL start
}

# examples PAGE: prints them with the test bed's server and client
examples()
{
    sed -n '/^\.EX/,/^\.EE/ { /^\./d; s/\\e/\\/g; p }' "$1" |
        sed -e 's/\\\\192.168.1.7/\\\\127.0.0.2/' -e 's/fileserver/127.0.0.1/'
}

# In the order of the pages, because net-session's last example ends bob's session.
test_examples()
{
    local page line count

    (cd "$work" && sed -n 's/^password *= *//p' "$TESTBED_AUTH_ADMIN" >password.txt)
    for page in netsess net-session cmdkey; do
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

test_net_session_arguments()
{
    exec </dev/null
    check_run "net-session /?" 0 'net-session .*CLIENT /delete' net-session '/?'
    check_run "and /help" 0 'net-session .*CLIENT' net-session /HELP
    check_run "a client without backslashes" 1 'begins with' net-session foo
    check_run "two clients" 1 'two clients' net-session '\\a' '\\b'
    check_run "two servers" 1 'two servers' net-session /server:a /server:b
    check_run "no such option" 1 'no option /foo' net-session /foo
    check_run "a server without a name" 1 'no option /server:' net-session /server:
    check_run "/y alone" 1 '/y goes with /delete' net-session /y
    check_run "netsess --help" 0 'Usage: netsess' netsess --help
    check_run "netsess without arguments" 2 'Usage: netsess' netsess
}

######## other Wines

# Runs in a fresh prefix of its own, and deletes it.
test_tree()
{
    local WINEPREFIX=$work/prefix-$1 XDG_RUNTIME_DIR arch

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
        check_run "net-session" 2 'error 2114' net-session </dev/null
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
    test_net_session_arguments
    test_samba
    $TESTBED_CTL stop       # The server takes its port.
    test_table
    test_many
    test_access
    wineserver -k
    test_tree bookworm-i386 i386
    test_tree trixie 'x86_64 i386'
}

enter_testbed "$@"
