#!/bin/bash
#
# The output and exit status of wine/test.h must be as the tools for Wine's tests expect
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

# BUILD names the build tree, TEST_PREFIX a Wine prefix.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

export WINEPREFIX=$TEST_PREFIX
make_work

run()
{
    status=0
    timeout 60 wine "$BUILD/tests/harness/x86_64-windows/harness_test.exe" "$@" \
        >"$work/out" 2>"$work/err" </dev/null || status=$?
    tr -d '\r' <"$work/out" >"$work/text"
}

# check_unit NAME STATUS SUMMARY
check_unit()
{
    run "$1"
    check_output "$1: exit status" "$2" $status
    check_output "$1: summary" "$1: $3" "$(tail -n 1 "$work/text" | sed 's/^[0-9a-f]\{4\}://')"
}

prints() { grep -qx -e "harness_test\.c:[0-9]*: $1" "$work/text"; }

test_units()
{
    check_unit passes 0 "3 tests executed (0 marked as todo, 0 failures), 0 skipped."
    check "a trace is printed" prints "a trace"
    check "what passed is not" [ "$(wc -l <"$work/text")" = 2 ]
    check_unit fails 2 "3 tests executed (0 marked as todo, 2 failures), 0 skipped."
    check "a failure is printed" prints "Test failed: two"
    check_unit fails_often 255 "300 tests executed (0 marked as todo, 300 failures), 0 skipped."
    check_unit todo 0 "6 tests executed (4 marked as todo, 0 failures), 0 skipped."
    check "a todo is printed" prints "Test marked todo: known everywhere"
    check_unit todo_passes 1 "1 tests executed (0 marked as todo, 1 failure), 0 skipped."
    check "a todo that passes is a failure" prints \
        "Test succeeded inside todo block: no todo any more"
    check_unit skips 0 "1 tests executed (0 marked as todo, 0 failures), 1 skipped."
    check "the reason is printed" prints "Tests skipped: for a reason"
    check_unit skips_on_windows 1 "1 tests executed (0 marked as todo, 1 failure), 0 skipped."
    check_unit broken_on_windows 1 "1 tests executed (0 marked as todo, 1 failure), 0 skipped."
    check_unit threads 0 "8000 tests executed (4000 marked as todo, 0 failures), 0 skipped."
}

test_variables()
{
    export WINETEST_PLATFORM=windows
    check_unit todo 3 "6 tests executed (1 marked as todo, 3 failures), 0 skipped."
    check_unit skips_on_windows 0 "0 tests executed (0 marked as todo, 0 failures), 1 skipped."
    check_unit broken_on_windows 0 "1 tests executed (0 marked as todo, 0 failures), 0 skipped."
    unset WINETEST_PLATFORM

    export WINETEST_DEBUG=0
    run passes
    check "WINETEST_DEBUG=0: no trace" [ "$(wc -l <"$work/text")" = 1 ]
    unset WINETEST_DEBUG
    export WINETEST_REPORT_SUCCESS=1
    run passes
    check "WINETEST_REPORT_SUCCESS=1: what passed is printed" prints "Test succeeded: one"
    unset WINETEST_REPORT_SUCCESS
}

test_arguments()
{
    run
    check_output "no argument: exit status" 0 $status
    check_output "the units are listed" 9 "$(grep -c '^  [a-z_]*$' "$work/text")"
    run no_such_unit
    check "an unknown unit is an error" [ $status != 0 ]
    check "that names it" grep -q no_such_unit "$work/err"
}

wineserver -p
test_units
test_variables
test_arguments
wineserver -k
close_test
