#!/bin/bash
#
# Every function at every level: through our netapi32.dll, on the reference server
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
. "$source_dir/tests/platforms.sh"
. "$source_dir/tests/servers.sh"

results=$BUILD/check/services
sessions=$source_dir/tests/srvsvc-server/sessions

# What changes the server comes last.
units="shares files connections server wksta transports names
    change_shares change_server change_transports change_files"

# Not by a function, which would be a process between the server and its end
set_wine()
{
    wine=(wine)
    [ -z "$tree" ] || wine=("$wine_tree" run "$tree" -- wine)
}

# unit NAME [SERVER]
unit()
{
    local out=$results/$platform-$target-$1.out status=0

    timeout 180 "${wine[@]}" "$BUILD/tests/services/$arch-windows/services_test.exe" "$1" \
        "Z:$sessions" "${@:2}" >"$out" 2>&1 </dev/null || status=$?
    check_units "$platform, $target: $1" $status "$(cat "$out")"
}

# start_server OPTION...
start_server()
{
    local work=$results/server-$platform

    mkdir -p "$work"
    start_srvsvc_server --sessions "Z:$sessions" --log "Z:$work/log" "$@"
}

end_server()
{
    check "$platform, $target: the server still runs" kill -0 $server_pid
    end_process $server_pid
}

# test_pipe: on the prefix's own pipe, as an administrator and as nobody
test_pipe()
{
    local name target=pipe

    start_server --pipe || return
    for name in $units; do unit "$name"; done
    end_server
    target=pipe-refused
    start_server --pipe --access none || return
    unit refused
    end_server
}

# test_remote: the same through smbpipe, an SMB server and its relay
test_remote()
{
    local name target=remote work=$results

    start_smb_server --target "$port" --auth-file "$TESTBED_AUTH_ADMIN" || return
    for name in $units; do unit "$name" 127.0.0.1; done
    end_process $smb_pid
}

test_remote_refused()
{
    local target=remote-refused work=$results

    start_smb_server --target "$port" --auth-file "$TESTBED_AUTH_ADMIN" || return
    unit refused 127.0.0.1
    end_process $smb_pid
}

# One after the other, as only one SMB server can have the address
test_platform()
{
    set_wine
    test_pipe
    target=remote
    start_server --tcp 0 || return
    test_remote
    end_server
    target=remote-refused
    start_server --tcp 0 --access administrators || return
    test_remote_refused
    end_server
}

inside()
{
    local p

    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    $TESTBED_CTL stop       # its place is for the server here
    begin_platforms
    for p in $usable; do
        set_platform "$p"
        take "" run_apart test_platform
    done
    end_platforms
}

outside() { prepare_platforms; }

enter_testbed "$@"
