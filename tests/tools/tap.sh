#!/bin/bash
#
# What is counted of a test's TAP
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


set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

# counted LINE...: passed, failed and skipped of what prints these; one that is a number is the exit
# status
counted()
{
    passed=0 failed=0 skipped=0
    take "" said "$@" >"$work/out"
    echo "$passed $failed $skipped"
}

said()
{
    local line status=0

    for line; do
        if [[ $line =~ ^[0-9]+$ ]]; then status=$line; else echo "$line"; fi
    done
    return $status
}

# check_counted NAME NUMBERS LINE...
check_counted() { check_output "$1" "$2" "$(counted "${@:3}")"; }

test_counting()
{
    check_counted "each kind is counted" "2 1 1" 'ok 1 - a' 'not ok 2 - b' 'ok 3 - c # SKIP d' \
        'ok 4' 1..4 1
    check_counted "numbers need not be there" "2 0 0" 'ok - a' ok 1..2
    check_counted "what else is printed is no check" "1 0 0" '# ok 1' okay ' ok' 'ok 1 - a' 1..1
    check_counted "a check that is missing is a failure" "1 1 0" 'ok 1 - a' 1..2
    check_counted "one too many is" "2 1 0" 'ok 1 - a' 'ok 2 - b' 1..1
    check_counted "no plan is" "1 1 0" 'ok 1 - a'
    check_counted "nothing at all is" "0 1 0"
    check_counted "an empty test is none" "0 0 0" 1..0
    check_counted "a status that no check explains is a failure" "1 1 0" 'ok 1 - a' 1..1 3
    check_counted "one that a check explains is not" "0 1 0" 'not ok 1 - a' 1..1 1
}

test_output()
{
    (counted 'not ok 7 - a: b' 'text' 'ok 8 - c # SKIP d' 1..2 >"$work/numbers")
    check_output "checks are numbered anew, and the plan is ours" \
        $'not ok 1 - a: b\ntext\nok 2 - c # SKIP d' "$(cat "$work/out")"
    check_output "a name is put before theirs" 'ok 1 - one: a' \
        "$(passed=0 failed=0 skipped=0; take one said 'ok 1 - a' 1..1)"
    check_output "a text of two lines is a check and a comment" $'not ok 1 - a\n# ok 2 - b' \
        "$(passed=0 failed=0 skipped=0; fail $'a\nok 2 - b')"
    check_output "a skip has its reason" 'ok 1 - a # SKIP b: c' \
        "$(passed=0 failed=0 skipped=0; skip 'a: b: c')"
    check_output "a file without a line feed at its end is shown as a line" '# ok 1' \
        "$(show <(printf 'ok 1'))"
    check_output "a function that is missing is a failure, and that the plan lacks it" "2 2 0" \
        "$(passed=0 failed=0 skipped=0
           take "" lacking >"$work/out"; echo "$passed $failed $skipped")"
}

lacking() { run_apart eval 'ok a; no_such_function; ok b' 2>&1; }

# units NAME STATUS LINE...: passed, failed and skipped
units()
{
    passed=0 failed=0 skipped=0
    check_units "$1" "$2" "$(printf '%s\n' "${@:3}")" >"$work/out"
    echo "$passed $failed $skipped"
}

test_units()
{
    local good=$'0030:one: 7 tests executed (2 marked as todo, 0 failures), 0 skipped.\r'

    check_output "a unit of Wine's tests is a check" "1 0 0" "$(units a 0 "$good")"
    check_output "two are two" "2 0 0" "$(units a 0 "$good" "$good")"
    check_output "a failure in one is one" "1 1 0" "$(units a 1 "$good" 'b.c:7: Test failed: no' \
        'two: 9 tests executed (0 marked as todo, 1 failure), 0 skipped.')"
    check_output "what is skipped is" "1 0 1" "$(units a 0 'b.c:7: Tests skipped: none' "$good")"
    check_output "no end is a failure" "0 1 0" "$(units a 0 'one.c:1: text')"
    check_output "a bad status is" "1 1 0" "$(units a 5 "$good")"
}

make_work
test_counting
test_output
test_units
close_test
