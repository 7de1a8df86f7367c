#!/bin/bash
#
# Wine's own functions in netapi32, and the parts of Wine that load it, work the same with our DLL
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

# BUILD names the build tree, TEST_PREFIX a prefix of the system's Wine with our netapi32.dll in it.
# The output is in check/forwards/ of the build tree: PLATFORM-NAME.n with our netapi32.dll, .b with
# Wine's own in the same prefix.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/platforms.sh"

results=$BUILD/check/forwards

# run_with ORDER NAME PROGRAM ARGUMENT...: with ORDER in WINEDLLOVERRIDES
run_with()
{
    local order=$1 out=$results/$platform-$2.$1 status=0
    shift 2

    WINEDLLOVERRIDES="netapi32=$order;winedbg.exe=d" on_platform timeout 120 wine "$@" \
        >"$out" 2>"$out.err" </dev/null || status=$?
    echo "status $status" >>"$out"
}

# compare NAME LINE PROGRAM ARGUMENT...: LINE, a pattern, shows that the program did its work
compare()
{
    local name=$1 line=$2 out=$results/$platform-$1
    shift 2

    run_with n "$name" "$@"
    run_with b "$name" "$@"
    check "$platform: $name did what it is for" grep -q -e "$line" "$out.b"
    if cmp -s "$out.n" "$out.b"; then
        ok "$platform: $name says the same with our netapi32 and with Wine's"
    else
        fail "$platform: $name says something else with our netapi32:"
        diff "$out.b" "$out.n" | head -n 20
    fi
}

# Without a difference here, the comparisons below would prove nothing.
check_overrides()
{
    local out=$results/$platform-override order

    for order in n b; do
        run_with $order override "$BUILD/programs/netsess/$arch-windows/netsess.exe" \
            '\\192.0.2.99' nobody
    done
    check "$platform: NetSessionGetInfo is ours" grep -q '^status 1$' "$out.n"
    check "$platform: and with the other order Wine's, which has none" \
        grep -q 'nimplemented function netapi32.dll.NetSessionGetInfo' "$out.b.err"
}

compare_net()
{
    compare net-help 'HELP, START, STOP' net help
    compare net-start 'Event Log' net start
    compare net-unknown 'HELP, START, STOP' net user
}

# We have a NetUseEnum, and Wine has none; net.exe prints nothing then.
check_net_use()
{
    local out=$results/$platform-net-use

    run_with n net-use net use
    run_with b net-use net use
    check "$platform: net use asks our netapi32" grep -q 'There are no entries' "$out.n"
    check_output "$platform: net use says nothing without it" "status 0" "$(cat "$out.b")"
}

compare_platform()
{
    local program=$BUILD/tests/callers/$arch-windows/forwards.exe ntlm='NTLMSSP, type 2'

    check_overrides
    compare functions '^end' "$program"
    if ! on_platform sh -c 'command -v ntlm_auth' >/dev/null; then
        skip "$platform: the exchange of NTLM tokens: there is no ntlm_auth beside this Wine"
        ntlm=^end
    fi
    compare loaders "$ntlm" "$program" loaders
    compare_net
    check_net_use
}

inside()
{
    begin_platforms
    check_each_platform compare_platform
    end_platforms
}

outside() { prepare_platforms; }

enter_testbed "$@"
