#!/bin/bash
#
# Tests that tools/bench measures, and checks the figures that are the same in each run
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

results=$BUILD/check/bench

# fact NAME: its value from bench.py
fact() { awk -v name="$1" '$1 == name { print $2 }' "$results/facts"; }

# at_most NAME LIMIT
at_most() { awk -v value="$(fact "$1")" -v limit="$2" 'BEGIN { exit !(value && value <= limit) }'; }

inside()
{
    local status=0

    # First, as the measurements leave a server that starts no RPC program.
    "$source_dir/tests/bench/bench.py" --servers 30 >"$results/servers.md" 2>"$results/errors"
    check_output "four clients ask 30 servers" 4 "$(grep -Ec '^\| (one|Sam|imp|xargs)' \
        "$results/servers.md")"
    "$source_dir/tests/bench/bench.py" --quick --rounds 1 --calls 5 --facts "$results/facts" \
        --svg "$results/times.svg" >"$results/tables.md" 2>>"$results/errors" || status=$?
    check_output "bench measures (see $results)" 0 $status
    check_output "its tables" 11 "$(grep -c '^| ---' "$results/tables.md")"
    check_output "its plot has eight lines" 8 \
        "$(python3 -c 'import sys, xml.dom.minidom as xml
print(len(xml.parse(sys.argv[1]).getElementsByTagName("polyline")))' "$results/times.svg")"
    check_output "round trips of a warm call" 1.00 "$(fact next)"
    check_output "as Samba's own client" 1.00 "$(fact samba_next)"
    check_output "round trips of the first call are those of Samba's client" \
        "$(fact samba_first | grep . || echo none)" "$(fact first)"
    check "10,000 shares: at most twice the time of Samba's client ($(fact ratio_shares))" \
        at_most ratio_shares 2
    check "100,000 files: at most twice the time of Samba's client ($(fact ratio_files))" \
        at_most ratio_files 2
    check "100,000 sessions: memory of the program ($(fact peak_program) times the result)" \
        at_most peak_program 3
    check "and of smbpipe ($(fact peak_smbpipe))" at_most peak_smbpipe 3
    # 28 pipes carry them. A busy machine makes it less, and calls one after the other 1.
    check "64 threads far away call more than 6 times as often as one ($(fact far_threads))" \
        at_most far_one 0.16
    # A server that is slow answers some messages twice, with STATUS_PENDING first.
    check "a list far away takes the round trips of Samba's client ($(fact far_ratio) times)" \
        at_most far_ratio 1.5
}

outside()
{
    rm -rf "$results"
    mkdir -p "$results"
}

enter_testbed "$@"
