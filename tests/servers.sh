# Sourced by bash.
#
# How tests start their servers, beside the test bed's
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

# The caller sets work, a folder. With wine, an array, in which a program is run by another Wine.

[ "${wine-}" ] || wine=(wine)

# start_listener NAME COMMAND...: which says when it listens, in $work/NAME.out. Sets server_pid.
start_listener()
{
    local log=$work/$1.out
    shift

    # What a former one said must be gone, however late the new one opens the file.
    : >"$log"
    "$@" >>"$log" 2>&1 </dev/null 7>&- 8>&- 9>&- &
    server_pid=$!
    within 30 grep -q '^listening' "$log" && return
    fail "the server does not start: $(tail -n 5 "$log")"
    return 1
}

# end_process PID
end_process()
{
    kill "$1" 2>/dev/null
    wait "$1" 2>/dev/null
}

# start_srvsvc_server OPTION...: sets server_pid, and port if it has one for TCP
start_srvsvc_server()
{
    start_listener srvsvc-server "${wine[@]}" \
        "$BUILD/tests/srvsvc-server/${arch:-x86_64}-windows/srvsvc_server.exe" "$@" || return
    port=$(sed -n 's/.*ncacn_ip_tcp:\[\([0-9]*\)\].*/\1/p' "$work/srvsvc-server.out")
}

# start_smb_server OPTION...: impacket's, in front of an RPC server. Sets smb_pid.
start_smb_server()
{
    local server_pid program=$source_dir/tests/srvsvc-server/smbserver.py

    start_listener smb-server /usr/bin/python3 "$program" "$@" || return
    smb_pid=$server_pid
}

# start_middle FOLDER TRICK=ADDRESS...: mitm.py, somebody between, until fd 9 is closed
start_middle()
{
    mkfifo "$work/middle"
    "$source_dir/tests/security/mitm.py" "$1" "$TESTBED_AUTH_ADMIN" "${@:2}" <"$work/middle" \
        >"$work/middle.out" 2>&1 &
    middle_pid=$!
    exec 9>"$work/middle"
    rm "$work/middle"
    within 20 grep -qs '^listening' "$work/middle.out" ||
        fail "nobody is in the middle: $(cat "$work/middle.out")"
}

end_middle()
{
    exec 9>&-
    wait $middle_pid
}
