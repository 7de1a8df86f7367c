#!/bin/bash
#
# Proof that the conformance suite is sharp: it must convict DLLs that are wrong in one way each
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

# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it. MISTAKES are those
# to run, one for each line; without it all are.
#
# wrong/wrong.c makes the mistakes, and wrong/mistakes has for each the units that see it, and the
# words of the check that convicts it.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/servers.sh"

results=$BUILD/check/wrong
wrong=$source_dir/tests/netapi32/wrong
conformance=$source_dir/tools/conformance
spec=$source_dir/dlls/netapi32/netapi32.spec
workers=3

# The functions that wrong.c has, with | between them
functions=$(sed -n 's/^status WINAPI \([A-Za-z_]*\)(.*/\1/p' "$wrong/wrong.c" | paste -sd '|')

######## the DLL

# All other exports are forwards to the right DLL.
make_spec()
{
    sed -E "/^@ stdcall ($functions)\\(/! s/^(@ .*) (\\w+)(\\([^)]*\\)).*/\\1 \\2\\3 right.\\2/" \
        "$spec"
}

make_wrong()
{
    rm -rf "$results"
    mkdir -p "$results"
    make_spec >"$results/wrong.spec"
    winebuild --target x86_64-w64-mingw32 --def --export "$results/wrong.spec" \
        --filename netapi32.dll -o "$results/wrong.def" &&
        x86_64-w64-mingw32-gcc -Wall -Wextra -Werror -O2 -shared -o "$results/netapi32.dll" \
            "$wrong/wrong.c" "$results/wrong.def" &&
        cp "$BUILD/dlls/netapi32/x86_64-windows/netapi32.dll" "$results/right.dll" &&
        cp "$BUILD/tests/netapi32/x86_64-windows/netapi32_test.exe" "$results"
}

######## the server

# Two sessions for each mistake, of which a unit may end one
write_sessions()
{
    local i

    for ((i = 0; i <= ${#mistakes[@]}; i++)); do
        echo "$(client_of $i);victim;0;60;5;0;;\\Device\\NetbiosSmb"
        echo "$(client_of $i);bystander;0;60;5;0;;\\Device\\NetbiosSmb"
    done
    cat "$source_dir/tests/srvsvc-server/sessions"
}

client_of() { echo "198.51.$((100 + $1 / 100)).$((1 + $1 % 100))"; }

######## runs

# suite MISTAKE UNIT [ARGUMENT...]
suite()
{
    NETAPI32_WRONG=$1 WINEDLLOVERRIDES=netapi32=n timeout 60 wine "$results/netapi32_test.exe" \
        "${@:2}" </dev/null 2>&1
}

# name_sessions NUMBER UNITS: sets names, the arguments
name_sessions()
{
    names=(--client '\\127.0.0.1' --user alice --opens 2 --flags 0 --age 60
        --delete-client "\\\\$(client_of $1)" --delete-user victim)
    [[ ${2-} != unnamed:* ]] || names=()
}

# run_mistake NUMBER MISTAKE UNITS WORDS: leaves what convicts it
run_mistake()
{
    local unit status names out=$results/$1.out

    name_sessions $1 "$3"
    for unit in ${3#*: }; do
        suite "$2" $unit "${names[@]}" --record "Z:$results/$1.json" >"$out.$unit"
        status=$?
        [ $status = 0 ] || grep -F 'Test failed' "$out.$unit" | sed "s/.*Test failed: /$unit: /"
    done >"$out"
}

# split_line LINE: sets mistake, units and words
split_line()
{
    IFS=';' read -r mistake units words <<<"$1"
    read -r mistake <<<"$mistake"
    read -r units <<<"$units"
    read -r words <<<"$words"
}

# work_at WORKER: every so many mistakes
work_at()
{
    local i mistake units words

    for ((i = $1; i < ${#mistakes[@]}; i += workers)); do
        split_line "${mistakes[i]}"
        run_mistake $((i + 1)) "$mistake" "$units" "$words"
    done
}

######## the results

# differs NUMBER UNIT: TRUE if the comparison with the right DLL shows it
differs()
{
    ! "$conformance" compare "right=$results/right-$2.json" "wrong=$results/$1.json" \
        >"$results/$1.compare" 2>&1
}

# check_mistake NUMBER MISTAKE UNITS WORDS
check_mistake()
{
    if [[ $3 != compare:* ]]; then
        check "$2: the suite says: $4" grep -qF -e "$4" "$results/$1.out"
        return
    fi
    check "$2: contradicts no document" [ ! -s "$results/$1.out" ]
    check "$2: the comparison sees it" differs $1 "${3#compare: }"
    check "$2: and says: $4" grep -qF -e "$4" "$results/$1.compare"
}

# Without a mistake the DLL must pass all units that the mistakes need.
test_right()
{
    local unit names

    name_sessions 0
    for unit in $(printf '%s\n' "${mistakes[@]}" | cut -d ';' -f 2 | sed 's/.*://' | xargs -n 1 |
            sort -u); do
        check "$unit: the right DLL passes" suite "" $unit "${names[@]}" \
            --record "Z:$results/right-$unit.json"
    done
}

# A check without a mistake that it convicts proves nothing.
test_rows()
{
    "$conformance" expected -o "$results/documented.json"
    check_output "rows of documented.h that no mistake fails" "" "$("$wrong/rows.py" "$results")"
}

# Each function of ours must have a mistake, and each mistake that wrong.c can make must be one.
test_table()
{
    local own made listed

    own=$(sed -n 's/^@ stdcall \([A-Za-z_]*\)([^)]*)$/\1/p' "$spec" | grep -v '^Netapip')
    check_output "functions without a mistake" "" "$(for name in $own; do
        grep -q "^$name[=+-]" "$wrong/mistakes" || echo $name
    done)"
    made=$(grep -oE '(is_wrong|leak)\( "[^"]*"' "$wrong/wrong.c" | cut -d '"' -f 2 | sort -u)
    listed=$(printf '%s\n' "${mistakes[@]}" | sed 's/ *;.*//' | grep -v '^[A-Za-z_]*[=+-][0-9]' |
        sort -u)
    check_output "the mistakes in wrong.c and in the table are the same" "" \
        "$(diff <(echo "$made") <(echo "$listed"))"
}

main()
{
    local i mistake units words mistakes work=$results

    make_wrong || { fail "the wrong DLL can't be built"; return; }
    mapfile -t mistakes < <(grep -v '^#\|^$' "$wrong/mistakes" | grep -F -e "${MISTAKES-}")
    [ "${MISTAKES-}" ] || test_table
    write_sessions >"$results/sessions"
    start_srvsvc_server --pipe --sessions "Z:$results/sessions" || return
    test_right
    for ((i = 0; i < workers; i++)); do work_at $i & children+=" $!"; done
    wait $children
    for ((i = 0; i < ${#mistakes[@]}; i++)); do
        split_line "${mistakes[i]}"
        check_mistake $((i + 1)) "$mistake" "$units" "$words"
    done
    [ "${MISTAKES-}" ] || test_rows
    end_process $server_pid
    wineserver -k
}

use_prefix
children=
export WINEDEBUG=-all
main
close_test
