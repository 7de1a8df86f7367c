#!/bin/bash
#
# Servers, smbpipe and wineserver that end, hang or talk nonsense at each step of a call
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

# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it, TESTS the wanted
# tests. --domain tests expired sessions and tickets, in a minute.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/servers.sh"

here=$source_dir/tests/faults
test_program=$BUILD/tests/faults/x86_64-windows/faults_test.exe
server=127.0.0.1
relay=127.0.9.1
nobody=127.0.9.2
full=127.0.9.3
timeout=6               # seconds, of both settings
most=$((timeout * 1000 + 5500))
quick=5500              # milliseconds, for calls that reach no limit

set_option() { wine reg add 'HKCU\Software\Wine\Netapi32' /v "$1" /d "$2" /f >/dev/null 2>&1; }

# Programs that go on running must not hold the pipes to the program and to the relay open.
apart() { "$@" 7>&- 8>&-; }
ctl() { apart $TESTBED_CTL "$@"; }

set_limits()
{
    set_option ConnectTimeout "$1"
    set_option CallTimeout "$1"
}

start_wine()
{
    apart wineserver -p
    set_limits $timeout
    # A killed wineserver has not written the last settings.
    set_option SmbPipe "$BUILD/programs/smbpipe/smbpipe"
}

######## a program that makes calls on command

start_program()
{
    number=0
    rm -f "$work/calls"
    : >"$work/calls.out"
    mkfifo "$work/calls"
    wine "$test_program" calls <"$work/calls" >"$work/calls.out" 2>"$work/calls.err" 8>&- &
    program=$!
    exec 7>"$work/calls"
}

end_program()
{
    local status=0

    exec 7>&-
    wait $program || status=$?
    check_units "the calls" $status "$(cat "$work/calls.out")"
}

called() { grep -q "^call $number: " "$work/calls.out"; }

# begin SERVER: begins a call; "del SERVER" a call that changes something, "end SERVER" a call whose
# thread is ended
begin()
{
    number=$((number + 1))
    echo "$1" >&7
}

# Sets status, and time in milliseconds
end()
{
    status=none time=999999
    within 60 called || return
    read -r status time < <(sed -n \
        "s/^call $number: status \([0-9]*\) after \([0-9]*\) ms.*/\1 \2/p" "$work/calls.out")
}

ask()
{
    begin "$1"
    end
}

# The first call to a server that has just started may take longer.
has_answer()
{
    ask "$1"
    [ $status = 0 ]
}

# check_call NAME STATUSES MOST: checks the last call; | separates the statuses
check_call()
{
    if [[ "|$2|" = *"|$status|"* ]] && [ "$time" -le "$3" ]; then
        ok "$1: status $status after $time ms"
    else
        fail "$1: status $status after $time ms, expected $2 within $3 ms"
    fi
}

######## the relay

start_relay()
{
    mkfifo "$work/relay"
    : >"$work/relay.out"
    "$here/smbrelay.py" $relay $server <"$work/relay" >>"$work/relay.out" 2>"$work/relay.err" &
    relay_pid=$!
    exec 8>"$work/relay"
    within 20 grep -q '^listening' "$work/relay.out" ||
        fail "the relay does not start: $(cat "$work/relay.err")"
}

# tell_relay COMMAND...
tell_relay()
{
    : >"$work/relay.out"
    echo "$*" >&8
    within 20 grep -q '^ready' "$work/relay.out" || fail "the relay does not take: $*"
}

# count_calls OPNUM: sets count
count_calls()
{
    tell_relay count "$1"
    count=$(sed -n 's/^count //p' "$work/relay.out")
}

relay_did() { grep -q "^done ${1/:/ } " "$work/relay.out"; }

# arm STEP:POINT ACTION [COMMAND]
arm()
{
    [[ $1 = call:* ]] || tell_relay drop
    tell_relay arm ${1/:/ } "${@:2}"
}

mend=       # a command that repairs the damage of a fault

# fault STEP:POINT ACTION STATUSES MOST [COMMAND]: makes a call with this fault, and then a good one
fault()
{
    arm "$1" "$2" "${@:5}"
    ask $relay
    within 20 relay_did "$1" || fail "$what $2 at $1: it did not come to that"
    check_call "$what $2 at $1" "$3" "$4"
    $mend
    ask $relay
    check_call "    and the next call" 0 $quick
}

requests="connect:request negotiate:request setup-1:request setup-2:request tree:request
    create:request bind:request"
answers="negotiate:answer setup-1:answer setup-2:answer tree:answer create:answer bind:answer"

# each_step STATUSES-OF-CONNECTING STATUSES-OF-THE-CALL ACTION [COMMAND]
each_step()
{
    local step

    for step in $requests $answers; do fault $step "$3" "$1" $quick "${@:4}"; done
    for step in call:request call:answer; do fault $step "$3" "$2" $quick "${@:4}"; done
}

# each_end COMMAND: the command ends the server, and $mend starts it again
each_end()
{
    local step

    for step in $requests; do fault $step run 53 $quick "$1"; done
    for step in $answers; do fault $step cut 53 $quick "$1"; done
    fault call:request run 64 $quick "$1"
    fault call:answer cut 64 $quick "$1"
}

######## the tests

test_connection()
{
    local what="the server:" step

    each_step 53 64 close
    # smbpipe tries a second time if the server refuses the first connection.
    each_step "53|0" 64 reset
    # A wrong signature is error 5.
    each_step "53|5" "64|0" noise
    # The server says that it has deleted the session.
    fault call:request delete "64|0" $quick
    # SMB takes the first letters for the length of a message, and waits for the rest.
    fault negotiate:request text 53 $most
    fault call:request text 121 $most
    for step in $requests; do fault $step hang 53 $most; done
    fault call:request hang 121 $most
    fault call:answer hang 121 $most
}

# A program may end its thread if the server hangs. Its other threads must go on.
test_ended_thread()
{
    local step

    for step in connect:request setup-2:answer bind:answer call:request call:answer; do
        ask $relay
        arm $step hang
        ask "end $relay"
        check_call "a call that hangs at $step, in a thread that is ended" 258 $quick
        check "    it has come to that" relay_did $step
        ask $relay
        check_call "    and the next call" 0 $quick
    done
    # The thread ends while smbpipe is starting.
    restart_as "exec sleep 20"
    check_call "smbpipe says nothing" 1460 $((10000 + quick))
    ask "end $relay"
    check_call "    a thread that is ended while it starts" 258 $quick
    set_option SmbPipe "$BUILD/programs/smbpipe/smbpipe"
    ask $relay
    check_call "    and the next call" 0 $quick
}

# Each piece of the answer comes in time, the whole answer does not. That has a limit, too.
test_slow_answer()
{
    local what="the server:"

    arm call:answer dribble
    ask $relay
    check_call "an answer in pieces" 0 40000
    check "    takes longer than the limit of a call" [ "$time" -gt $((timeout * 1000)) ]
    fault setup-2:answer trickle 53 $most
    set_option CallTimeout 1
    tell_relay drop
    ask $relay
    fault call:answer trickle 121 19000
    set_option CallTimeout $timeout
    tell_relay drop
}

cut_relay_off()
{
    ip rule add pref 2 lookup local && ip rule add pref 1 to $relay blackhole &&
        ip rule add pref 1 from $relay blackhole && ip rule del pref 0
}

connect_relay()
{
    ip rule add pref 0 lookup local
    ip rule del pref 1
    ip rule del pref 1
    ip rule del pref 2
}

relay_has_ended() { [ ! "$(ss -Htn state established dst $relay:445)" ]; }
relay_is_given_up() { ! ss -Htnp dst $relay:445 | grep -q smbpipe; }

# Packets to the server and from it get lost, and nobody closes a connection.
test_vanishing()
{
    if [ "$(id -u)" != 0 ]; then
        skip "a server that vanishes: only root can make it"
        return
    fi
    ask $relay
    cut_relay_off
    check "the end of a server that vanished is noticed" within $((timeout * 2 + 10)) \
        relay_is_given_up
    connect_relay
    ask $relay
    check_call "    and the next call" 0 $quick
    cut_relay_off
    ask $relay
    check_call "the server vanished" 121 $most
    connect_relay
    ask $relay
    check_call "    and the next call" 0 $quick
}

# A killed smbpipe may stay for a moment as a zombie.
smbpipe="pgrep -r D,R,S -o -x smbpipe"
worker="pgrep -r D,R,S -n -x smbpipe"
# A killed process lives on until the kernel runs it. A new smbpipe may start soon after this.
until_dead="; while ps -o state= -p \$pids | grep -q '[^Z]'; do sleep 0.01; done"
kill_smbpipe="pids=\$(pgrep -d, -x smbpipe); kill -9 \$($smbpipe)$until_dead"
kill_worker="pids=\$($worker); kill -9 \$pids$until_dead"
smbpipe_is_gone() { ! $smbpipe >/dev/null; }
is_gone() { ! ps -o state= -p "$1" | grep -q '[^Z]'; }

# check_asked NAME TIMES OPNUM CALL STATUSES: makes the call; the relay must see it that many times
check_asked()
{
    local before

    count_calls $3
    before=$count
    ask "$4"
    check_call "$1" "$5" $quick
    count_calls $3
    check_output "    was asked for" "$2" $((count - before))
}

# netapi32 repeats calls that change nothing, and calls that were not sent.
enum=12
del=13
repeat_after()
{
    arm call:request run "$2"
    check_asked "$1 is killed while a call is under way" 2 $enum $relay 0
    arm call:request run "$2"
    check_asked "    and while one that ends a session is" 1 $del "del $relay" 64
    ask $relay
    arm call:answer run "$2"
    check_asked "    and when that has half of its answer" 1 $del "del $relay" 64
    ask $relay
    sh -c "$2"
    check_asked "    and before that" 1 $del "del $relay" 2312
}

test_repeating()
{
    check_asked "a session of nobody's is to be ended" 1 $del "del $relay" 2312
    repeat_after "a process of smbpipe" "$kill_worker"
    repeat_after smbpipe "$kill_smbpipe"
}

# pipe_has PID NAME BYTES: TRUE if at least so many bytes wait between the program and that process
pipe_has() { [ "$("$here/pipe.py" "$1" "$2")" -ge "$3" ]; }

# kill_unread CALL STATUSES: kills smbpipe before it reads the request
kill_unread()
{
    local pid

    ask $relay
    pid=$($worker)
    kill -STOP "$pid"
    begin "$1"
    check "a request waits in the pipe" within 20 pipe_has "$pid" requests 1
    kill -9 "$pid"
    end
    check_call "    and is never read: ${1% *}" "$2" $quick
    ask $relay
    check_call "    and the next call" 0 $quick
}

# kill_unasked CALL STATUSES: kills smbpipe while netapi32 asks it for a server, before it reads
# that
kill_unasked()
{
    local pid worker_pid

    ask $relay
    pid=$($smbpipe) worker_pid=$($worker)
    kill -STOP "$pid"
    kill -9 "$worker_pid"
    within 20 is_gone "$worker_pid"
    begin "$1"
    check "a server waits for smbpipe" within 20 pipe_has "$pid" requests 4
    kill -9 "$pid"
    end
    check_call "    and is never opened: ${1% *}" "$2" $quick
}

# smbpipe's children end with it, which takes a moment.
test_smbpipe()
{
    local what="a process of smbpipe is killed:" pid

    each_step 0 0 run "$kill_worker"
    what="smbpipe is killed:"
    each_step 0 0 run "$kill_smbpipe"
    kill_unread $relay 0
    kill_unread "del $relay" 64
    kill_unasked $relay 0
    kill_unasked "del $relay" 2312
    pid=$($worker)
    kill -9 "$pid"
    within 20 is_gone "$pid"
    ask $relay
    check_call "a process of smbpipe is killed between calls" 0 $quick
    kill -9 $($smbpipe)
    within 20 smbpipe_is_gone
    ask $relay
    check_call "smbpipe is killed between calls" 0 $quick
}

# restart_as COMMANDS: has a shell with these commands run as smbpipe from now on
restart_as()
{
    printf '#!/bin/sh\n%s\n' "$1" >"$work/stub"
    chmod +x "$work/stub"
    set_option SmbPipe "$work/stub"
    $smbpipe | xargs -r kill -9
    within 20 smbpipe_is_gone
    ask $relay
}

# check_message NAME TEXT: looks for it in the program's standard error since the last check
check_message()
{
    local said
    said=$(tail -n +$((error_lines + 1)) "$work/calls.err" | tr -d '\r')
    check "    $1" says "$2" "$said"
    says "$2" "$said" || echo "    said: $said"
}

# make_broken FILE: makes a program that lacks one of its libraries
make_broken()
{
    echo 'int gone(void) { return 0; }' >"$work/gone.c"
    echo 'int gone(void); int main(void) { return gone(); }' >"$work/broken.c"
    gcc -shared -fPIC -o "$work/libgone.so.1" "$work/gone.c" -Wl,-soname,libgone.so.1 &&
        gcc -o "$1" "$work/broken.c" "$work/libgone.so.1" -Wl,-rpath,"$work" &&
        rm "$work/libgone.so.1"
}

# Stand-ins for smbpipe of another version: one knows --serve, and one does not
other_versions=('echo smbpipe 99 1 2 3'
    'if [ $1 = --version ]; then echo smbpipe 0.9, protocol 4; else exit 2; fi')

# ask_with_errors: makes a call in a program whose netapi32 and smbpipe may print messages
ask_with_errors()
{
    error_lines=$(wc -l <"$work/calls.err")
    restart_as "$1"
}

# Three reasons why smbpipe does not start. Each has its own error and message.
test_start_errors()
{
    local WINEDEBUG=err+netapi32 error_lines other
    export WINEDEBUG

    end_program
    start_program
    check "a program that says what is wrong" within 20 has_answer $relay
    make_broken "$work/broken" || fail "a program without its library is built"
    ask_with_errors "exec '$work/broken'"
    check_call "smbpipe can't run" 1067 $quick
    check_message "it is said" 'smbpipe ends as soon as it is started'
    check_message "with the remedy" 'netapi32-setup-prefix status'
    check_message "and what the loader says" 'libgone.so.1: cannot open shared object file'
    for other in "${other_versions[@]}"; do
        ask_with_errors "$other"
        check_call "smbpipe is of another version" 1306 $quick
        check_message "it is said" 'smbpipe is of another version'
        check_message "with the remedy" 'netapi32-setup-prefix install'
    done
    ask_with_errors "exec sleep 30"
    check_call "smbpipe does not answer" 1460 $((10000 + quick))
    check "    it is waited for" [ "$time" -ge 9900 ]
    check_message "it is said" 'says nothing for 10 seconds'
}

test_start()
{
    local real=$BUILD/programs/smbpipe/smbpipe

    restart_as "mkdir '$work/started' && kill -9 \$\$; exec '$real' \"\$@\""
    check_call "smbpipe is killed before it says a word" 0 $quick
    check "    it has come to that" [ -d "$work/started" ]
    restart_as 'kill -9 $$'
    check_call "    and whenever it is started" 1067 $quick
    set_option SmbPipe "$real"
    ask $relay
    check_call "    and the next call" 0 $quick
    test_start_errors
    set_option SmbPipe "$real"
    ask $relay
    check_call "    and the next call" 0 $quick
    end_program
    start_program
}

# The next server has other processes.
test_smbd()
{
    local what="smbd is killed:" mend="ctl start" quick=20000

    set_limits 30
    each_end "$TESTBED_CTL kill"
    ctl restart
    ask $server
    check_call "smbd is started anew between calls" 0 $quick
    ctl kill
    ask $server
    check_call "smbd is killed between calls" 53 $quick
    ctl start
    ask $server
    check_call "and is there again" 0 $quick
    set_limits $timeout
}

######## a server that is not Samba

start_other_server()
{
    start_smb_server --address $server --target $target --auth-file "$TESTBED_AUTH_ADMIN"
    disown
}

restart_smb_server()
{
    within 20 is_gone $smb_pid
    start_other_server
}

restart_local_server()
{
    within 20 is_gone $local_pid
    start_local_server --tcp $target
}

many_sessions()
{
    local i

    for i in $(seq 2000); do echo "client-$i; user-$i; 1; 1; 1; 0; ;"; done
}

# The server has more to say than fits into a pipe, and the program does not read for now.
test_half_read()
{
    arm call:answer run "kill -STOP $program"
    count_calls $enum
    before=$count
    begin $relay
    check "the program has stopped" within 20 relay_did call:answer
    check "    and the pipe is full" within 20 pipe_has "$($worker)" answers 65536
    sh -c "$kill_worker"
    kill -CONT $program
    end
    check_call "smbpipe is killed with half an answer read" 0 $quick
    count_calls $enum
    check_output "    was asked for" 2 $((count - before))
    ask $relay
    check_call "    and the next call" 0 $quick
}

test_server()
{
    local target sessions=$work/sessions quick=20000 mend what before step
    local kill_server="kill -9 \$(pgrep -f srvsvc_server.exe)"

    many_sessions >"$sessions"
    set_limits 30
    ctl stop
    start_local_server --tcp 0
    target=$port
    start_other_server
    tell_relay drop
    ask $relay
    check_call "a call to the test server" 0 $quick
    test_half_read
    what="the SMB server is killed:"
    mend=restart_smb_server
    each_end "kill -9 \$(pgrep -f smbserver.py)"
    what="the server behind it is killed:"
    mend=restart_local_server
    for step in connect:request bind:request; do fault $step run 53 $quick "$kill_server"; done
    # netapi32 repeats the call, and finds no server.
    fault call:request run "53|64" $quick "$kill_server"
    # The whole answer has left that server.
    fault call:answer run 0 $quick "$kill_server"
    kill -9 $smb_pid
    restart_smb_server
    ask $relay
    check_call "the SMB server is started anew between calls" 0 $quick
    kill_local_server
    ask $relay
    check_call "the server behind it is killed between calls" "53|64" $quick
    restart_local_server
    ask $relay
    check_call "and is there again" 0 $quick
    kill -9 $smb_pid
    within 20 relay_has_ended
    ask $relay
    check_call "the SMB server is killed between calls" 53 $quick
    kill_local_server
    ctl start
    set_limits $timeout
    tell_relay drop
    within 30 has_answer $relay
}

wineserver="pgrep -r D,R,S -x wineserver.*"
# The first thread of a process may have ended while others run.
wine_processes()
{
    ps -eLo pid=,stat=,args= | grep -E '^ *[0-9]+ [^Z ]* .*(\.exe|\[wine_)' | awk '{ print $1 }' |
        sort -u
}
wine_is_gone() { [ ! "$(wine_processes)" ]; }

# Wine's programs (8.0) do not notice that wineserver has gone while they wait for it, because each
# keeps the other end of the pipe at which it waits. So the test kills them.
start_again()
{
    kill -9 $(wine_processes)
    check "    its programs are killed, and smbpipe ends" within 20 smbpipe_is_gone
    within 20 wine_is_gone
    exec 7>&-
    wait $program 2>/dev/null
    start_wine
    start_program
    check "    the next program makes its call" within 20 has_answer $relay
}

test_wineserver()
{
    local step

    for step in connect:request setup-2:request bind:answer call:request call:answer; do
        arm $step run "kill -9 \$($wineserver)"
        begin $relay
        check "wineserver is killed at $step" within 20 relay_did $step
        start_again
    done
    check "wineserver is killed between calls" kill -9 $($wineserver)
    start_again
}

test_program()
{
    arm bind:answer run "kill -9 $program"
    begin $relay
    check "the program is killed while a server is opened" within 20 relay_did bind:answer
    check "    smbpipe is not left" within 20 smbpipe_is_gone
    exec 7>&-
    wait $program 2>/dev/null
    start_program
    check "    the next program makes its call" within 20 has_answer $relay
}

# A server that takes no more connections than the unaccepted ones in its queue
start_full()
{
    /usr/bin/python3 -c '
import select, socket, sys, time
address = sys.argv[1], 445
listener = socket.socket()
listener.bind(address)
listener.listen(0)
clients = []
while not clients or select.select([], clients[-1:], [], 1)[1]:
    clients.append(socket.socket())
    clients[-1].setblocking(False)
    clients[-1].connect_ex(address)
print("full", flush=True)
time.sleep(600)' $full >"$work/full.out" 7>&- 8>&- &
    full_pid=$!
    check "the queue of a port is full" within 20 grep -q full "$work/full.out"
}

# At one address nobody listens, one swallows all packets, and one has a full queue.
test_addresses()
{
    ask $nobody
    check_call "a port that is refused" 53 $quick
    ask "$TESTBED_BLACKHOLE"
    check_call "a port that is filtered" 53 $most
    start_full
    ask $full
    check_call "    and neither answers nor refuses" 53 $most
    # The library of Samba 4.25 gives a TCP connection 5 s, which is less than the timeout.
    check "    it is waited for" [ "$time" -ge 4900 ]
    kill $full_pid
    ask $relay
    check_call "    and the next call" 0 $quick
}

test_password()
{
    local auth=$SMBPIPE_AUTH_FILE

    echo "new $RANDOM" | ctl password admin
    ask $relay
    check_call "the password has changed: the connection stays" 0 $quick
    tell_relay drop
    ask $relay
    check_call "the old one is refused" 1326 $quick
    cp "$TESTBED_AUTH_ADMIN" "$auth"
    ask $relay
    check_call "the new one is taken" 0 $quick
}

######## many servers at a time

# run_many OUTPUT ARGUMENT...
run_many()
{
    local out=$1 status=0
    shift

    timeout 300 wine "$test_program" many --server 127.0.2 --seconds 6 --expect 53 "$@" \
        >"$out" 2>/dev/null </dev/null || status=$?
    tr -d '\r' <"$out" | grep '^many:'
    check_units "${out##*/}" $status "$(cat "$out")"
}

# longest NAME FILE: the longest call, in milliseconds
longest() { sed -n "s/^many: $1:.* longest \([0-9]*\)[0-9]\{3\} us.*/\1/p" "$2"; }

# 10 addresses that take connections and never answer
start_hanging()
{
    /usr/bin/python3 -c '
import socket, time
listeners = [socket.create_server((f"127.0.8.{i}", 445), backlog=64) for i in range(1, 11)]
print("listening", flush=True)
time.sleep(600)' >"$work/hanging.out" 7>&- 8>&- &
    hanging=$!
    check "10 servers hang" within 20 grep -q listening "$work/hanging.out"
}

# netapi32 notices a hanging server only after the limit. A call that had to wait for that would
# take as long. 50 connections at a time also keep two processors busy for some seconds.
test_many()
{
    local limit=30000

    start_hanging
    set_option ConnectTimeout $((limit / 1000))
    run_many "$work/healthy"
    run_many "$work/sick" --other 127.0.8
    check "no call to 40 servers waits for one of 10 others that hang" \
        [ "$(longest 'other calls' "$work/sick")" -lt $((limit / 2)) ]
    check "nor does the first" \
        [ "$(longest 'first calls' "$work/sick")" -lt $((limit / 2)) ]
    check "while these take as long as the limit says" \
        [ "$(longest 'calls to sick servers' "$work/sick")" -ge $limit ]
    set_option ConnectTimeout $timeout
    kill $hanging
}

######## a server of the prefix

sessions=$source_dir/tests/srvsvc-server/sessions

# start_local_server OPTION...
start_local_server()
{
    start_srvsvc_server --sessions "$sessions" "$@"
    local_pid=$server_pid
    disown
}

kill_local_server()
{
    kill -9 $local_pid
    within 20 is_gone $local_pid
}

# kill_during_call NAME: kills the local server, which the test has stopped
kill_during_call()
{
    kill -STOP $local_pid
    begin ''
    sleep 0.5
    kill_local_server
    end
    check_call "$1" "1726|2114" $quick
    start_local_server --pipe
    ask ''
    check_call "    and the next call" 0 $quick
}

test_local()
{
    ctl stop
    start_local_server --pipe
    ask ''
    check_call "a call to the prefix's own server" 0 $quick
    kill_local_server
    ask ''
    check_call "it is killed between calls" 2114 $quick
    start_local_server --pipe
    ask ''
    check_call "and is there again" 0 $quick
    kill_local_server
    start_local_server --pipe
    ask ''
    check_call "it is started anew between calls" 0 $quick
    kill_during_call "it is killed during a call"
    kill_local_server
    start_local_server --pipe
    kill_during_call "it is killed while a connection is made"
    kill_local_server
    ctl start
    within 30 has_answer $relay
}

######## in a domain

# Runs kinit as a user whose tickets expire, and who has no ticket for the server then.
inside_domain()
{
    local name=$TESTBED_DNS_NAME most=14000

    unset SMBPIPE_AUTH_FILE
    apart wineserver -p
    start_program
    ctl kinit admin
    ask $name
    check_call "a call with a ticket" 0 $most
    sleep 15
    ctl kinit admin
    ask $name
    check_call "the session has expired, there is a new ticket" 0 $most
    sleep 15
    kdestroy
    ask $name
    check_call "the session has expired, there is no ticket" 5 $most
    ctl kinit admin
    ask $name
    check_call "there is one again" 0 $most
    end_program
    wineserver -k
}

tests="addresses connection ended_thread vanishing slow_answer smbpipe start repeating
    program password many smbd server local wineserver"

inside()
{
    [ "${1-}" != --domain ] || { inside_domain; return; }
    export SMBPIPE_AUTH_FILE=$work/admin
    (umask 077 && cp "$TESTBED_AUTH_ADMIN" "$SMBPIPE_AUTH_FILE")

    start_wine
    start_relay
    start_program
    within 30 has_answer $relay
    for test in ${TESTS:-$tests}; do
        echo "$test:"
        test_$test
    done
    end_program
    kill $relay_pid
    wine reg delete 'HKCU\Software\Wine\Netapi32' /v ConnectTimeout /f >/dev/null 2>&1
    wine reg delete 'HKCU\Software\Wine\Netapi32' /v CallTimeout /f >/dev/null 2>&1
    wineserver -k
}

testbed_options=(--smb-conf "$here/smb.conf")
[ "${1-}" != --domain ] || testbed_options=(--domain --smb-conf "$here/smb-domain.conf")
enter_testbed "$@"
