#!/bin/bash
#
# Fuzzes smbpipe from the side of netapi32 and from that of the server
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

# BUILD names the build tree, FUZZ_SECONDS how long each fuzzer runs. If an input makes a fuzzer
# fail, it is in check/fuzz/ of the build tree. The fuzzer takes its name as an argument.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

seconds=${FUZZ_SECONDS:-30}
results=$BUILD/check/fuzz
corpus=$source_dir/tests/fuzz/corpus

# start NAME: new inputs go into a folder of their own
start()
{
    mkdir -p "$results/new-$1"
    "$BUILD/tests/fuzz/fuzz_$1" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2500 \
        -print_final_stats=1 -artifact_prefix="$results/$1-" "$results/new-$1" "$corpus/$1" \
        >"$results/$1.log" 2>&1 &
}

# check_runs NAME STATUS
check_runs()
{
    local log=$results/$1.log runs

    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if [ "$2" = 0 ] && [ "${runs:-0}" -gt 1000 ]; then
        ok "$1: $runs inputs, $(sed -n 's/^#.*DONE *\(cov: [0-9]*\).*/\1/p' "$log")"
        return
    fi
    fail "$1: ended with status $2 after ${runs:-no} inputs, see $log$(remedy "$log")"
}

remedy()
{
    local input

    input=$(sed -n 's/.*Test unit written to //p' "$1" | tail -n 1)
    [ -z "$input" ] || echo "; the input is $input"
}

run_fuzzers()
{
    local name pids=() status i=0

    for name in client open server; do
        start $name
        pids+=($!)
    done
    for name in client open server; do
        status=0
        wait "${pids[i]}" || status=$?
        check_runs $name $status
        i=$((i + 1))
    done
}

rm -rf "$results"
mkdir -p "$results/seeds"
trap 'trap - TERM; kill $(jobs -p) 2>/dev/null; exit 143' TERM INT

if ! make -C "$BUILD" fuzzers >"$results/make.log" 2>&1; then
    fail "the fuzzers are not built: $(tail -n 1 "$results/make.log")"
    close_test
    exit
fi
check "the seeds can be written" "$source_dir/tests/fuzz/make_corpus.py" "$results/seeds"
check_output "the seeds in the tree are what is written now" "" \
    "$(diff -rq "$results/seeds" "$corpus" | grep -v "^Only in $corpus")"
run_fuzzers
close_test
