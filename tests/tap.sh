# Sourced by bash.
#
# TAP: how tests print their checks, and how these are counted
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
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

# A line a check, and at the end the plan, which is their number: see testanything.org. "take" reads
# that of another program. All counting is here and, for Python and C, where they print.

passed=0
failed=0
skipped=0

# What goes on in further lines of a text is a comment.
ok()
{
    passed=$((passed + 1))
    tap_line ok "$*"
}

fail()
{
    failed=$((failed + 1))
    tap_line 'not ok' "$*"
}

# skip NAME: REASON
skip()
{
    skipped=$((skipped + 1))
    tap_line ok "${*%%: *} # SKIP ${*#*: }"
}

tap_line() { echo "$1 $((passed + failed + skipped)) - ${2//$'\n'/$'\n'# }"; }

# close_test: the plan, without which a test has not come to its end
close_test()
{
    echo "1..$((passed + failed + skipped))"
    [ "$failed" = 0 ]
}

# A command that is missing, a function above all, must not make a check less.
command_not_found_handle()
{
    fail "there is no command $1" >&2
    return 127
}

# check NAME COMMAND...
check()
{
    local name=$1
    shift
    if "$@"; then ok "$name"; else fail "$name"; fi
}

# check_output NAME EXPECTED ACTUAL
check_output()
{
    if [ "$2" = "$3" ]; then ok "$1"; else fail "$1: expected '$2', got '$3'"; fi
}

# show FILE: its last lines as comments, of which the last is whole, so that no check is added to it
show() { tail -n 20 "$1" | awk '{ print "# " $0 }'; }

# run_apart COMMAND...: a test of its own, in a process of its own; for "take"
run_apart()
{
    passed=0 failed=0 skipped=0
    "$@"
    close_test
}

# take NAME COMMAND...: the checks that the command prints become ours, with the name, if it is not
# empty, before theirs. It failed, too, if it did not print as many as it planned, or if its status
# says so and none of its checks does.
take()
{
    local name=${1:+$1: } bad=$failed seen=0 planned=none status=0 line
    local pattern='^(ok|not ok)( [0-9]+)?( (- )?(.*))?$'
    shift

    while IFS= read -r line; do
        if [[ $line =~ $pattern ]]; then
            seen=$((seen + 1))
            take_check "${BASH_REMATCH[1]}" "$name${BASH_REMATCH[5]}"
        elif [[ $line =~ ^1\.\.([0-9]+)$ ]]; then
            planned=${BASH_REMATCH[1]}
        else
            echo "$line"
        fi
    done < <("$@")
    wait $! || status=$?
    # Seen once with bash 5.2, of a "cat" that did all: it has lost the status.
    [ $status != -1 ] || status=0
    [ "$planned" = $seen ] ||
        fail "${name:-${1##*/}: }status $status after $seen checks, its plan: $planned"
    [ $status = 0 ] || [ "$failed" != "$bad" ] || fail "${name:-${1##*/}: }status $status"
}

take_check()
{
    if [ "$1" != ok ]; then failed=$((failed + 1))
    elif [[ $2 = *'# SKIP'* ]]; then skipped=$((skipped + 1))
    else passed=$((passed + 1)); fi
    tap_line "$1" "$2"
}

# check_units NAME STATUS OUTPUT: of a program in the form of Wine's tests, which ended so. Each of
# its units is a check, and what it skips.
check_units()
{
    local name=$1 status=$2 line bad=$failed units=0
    local end='([a-z_0-9]+): ([0-9]+) tests executed \([0-9]+ marked as todo, ([0-9]+) failures?\)'

    while IFS= read -r line; do
        if [[ $line =~ $end ]]; then
            units=$((units + 1))
            check "$name: ${BASH_REMATCH[1]}, ${BASH_REMATCH[2]} tests" [ "${BASH_REMATCH[3]}" = 0 ]
        elif [[ $line =~ ([a-z_0-9]+\.c:[0-9]+):\ Tests\ skipped:\ (.*) ]]; then
            skip "$name, ${BASH_REMATCH[1]}: ${BASH_REMATCH[2]}"
        elif [[ $line = *'Test failed'* || $line = *'Test succeeded inside todo'* ]]; then
            echo "# $line"
        fi
    done < <(tr -d '\r' <<<"$3")
    [ $units != 0 ] || fail "$name: no unit came to its end"
    if [ "$status" != 0 ] && [ "$failed" = "$bad" ]; then fail "$name: status $status"; fi
    [ "$failed" = "$bad" ] || show /dev/stdin <<<"$3"
}
