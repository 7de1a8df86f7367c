#!/bin/bash
#
# Makes the session calls to a server that answers anything
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


# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it. These variables
# change the run of tools/check:
#   CASES   number of cases by smbpipe, and on the prefix's own pipe: 30000,30000
#   ARCH    architecture of the program that makes the calls
#   TREE    tree of tools/wine-tree, to which the prefix belongs
#   OPTIONS more for hostile.py: "--seed 1 --only 2" makes one case of an earlier run

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/platforms.sh"

here=$source_dir/tests/hostile
program=$BUILD/tests/hostile/${ARCH:-x86_64}-windows/hostile.exe
settings='HKCU\Software\Wine\Netapi32'
port=5000       # and the next two
server=127.0.0.1
tree=${TREE-}
wine=(wine)
[ -z "$tree" ] || wine=("$wine_tree" run "$tree" -- wine)
. "$source_dir/tests/servers.sh"

# ask NAME OPTION... -- ARGUMENT...: hostile.py with these options, its program with these arguments
ask()
{
    local name=$1
    shift

    take "$name" "$here/hostile.py" --port $port "$@"
}

test_smbpipe()
{
    start_smb_server --address $server --target $port --raw
    ask "by smbpipe" --cases "$1" --slow-every 50 ${OPTIONS-} \
        -- "${wine[@]}" "$program" --port $((port + 2)) --server $server
    end_process $smb_pid
}

# Here rpcrt4 talks to the server directly.
test_pipe()
{
    start_listener pipe "${wine[@]}" "$program" --port $((port + 1)) --pipe
    ask "on the prefix's pipe" --cases "$1" --slow-every 100 --unchecked --local ${OPTIONS-} \
        -- "${wine[@]}" "$program" --port $((port + 2))
    end_process $server_pid
}

inside()
{
    local cases=${CASES:-500,1500} name

    on_platform wineserver -p
    $TESTBED_CTL stop       # hostile.py takes its port.
    for name in CallTimeout ConnectTimeout; do
        "${wine[@]}" reg add "$settings" /v $name /d 1 /f >/dev/null
    done
    [ "${cases%,*}" = 0 ] || test_smbpipe "${cases%,*}"
    [ "${cases#*,}" = 0 ] || test_pipe "${cases#*,}"
    for name in CallTimeout ConnectTimeout; do
        "${wine[@]}" reg delete "$settings" /v $name /f >/dev/null
    done
    on_platform wineserver -k
}

enter_testbed "$@"
