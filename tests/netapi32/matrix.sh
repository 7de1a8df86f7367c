#!/bin/bash
#
# Runs the conformance suite on every Wine against every server, and compares the records
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
# The records and the reports are in check/conformance/ of the build tree.
#
# The platforms are in platforms.sh. A target is the server that the program asks:
#   samba       the test bed's smbd
#   reference   tests/srvsvc-server, behind an SMB server that is not Samba
#   local       tests/srvsvc-server on the pipe of the Wine prefix
#   refused     the test bed's smbd, as a user who may not see its sessions
#   stopped     the local computer, which has no server
# For each target all platforms run at the same time. With PLATFORMS=system it is Samba alone: the
# rest depends on Wine, and not on the system.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
with_newest=yes
. "$source_dir/tests/platforms.sh"
. "$source_dir/tests/servers.sh"

results=$BUILD/check/conformance
targets="reference local samba refused stopped stock"
[ "${PLATFORMS-}" != system ] || targets="samba refused"
wine=(on_platform wine)
conformance=$source_dir/tools/conformance
reference=$source_dir/tests/srvsvc-server

# See include/version.rc.
our_version=\"10.$(sed -n 's/^PACKAGE_VERSION *= *//p' "$BUILD/Makefile").0\"

######## runs

# run_suite TARGET ARGUMENT...
run_suite()
{
    local name=$platform-$1 status=0
    shift

    on_platform timeout -k 10 900 wine "$BUILD/tests/netapi32/$arch-windows/netapi32_test.exe" \
        suite --record "Z:$results/$name.json" "$@" >"$results/$name.out" 2>&1 </dev/null ||
        status=$?
    echo $status >"$results/$name.status"
}

ask_samba()
{
    run_suite samba --target samba --server 127.0.0.1 --client '\\127.0.0.1' --user alice \
        --delete-client "\\\\$client" --delete-user bob --other "$TESTBED_BLACKHOLE"
}

ask_reference()
{
    run_suite reference --target reference --server 127.0.0.1 --client '\\127.0.0.1' --user alice \
        --delete-client "\\\\$client" --delete-user victim --delete-other "other of $platform" \
        --binding "$binding"
}

ask_local()
{
    run_suite local --target local --client '\\127.0.0.1' --user alice \
        --delete-client "\\\\$client" --delete-user victim --delete-other "other of $platform"
}

ask_refused()
{
    SMBPIPE_AUTH_FILE=$TESTBED_AUTH_BOB run_suite refused --target refused --server 127.0.0.1
}

ask_stopped() { run_suite stopped --target stopped; }

# Runs Wine's own netapi32, to show the difference that our DLL makes.
ask_stock()
{
    WINEDLLOVERRIDES=netapi32=b run_suite stock --target local --client '\\127.0.0.1' --user alice
}

open_sessions()
{
    local p

    "$TESTBED_CTL" session alice --open letter.txt >/dev/null
    for p in $usable; do
        set_platform "$p"
        "$TESTBED_CTL" session bob --from "$client" >/dev/null
    done
}

# Writes the example's sessions, and before them, as sections follow, those that may be ended.
write_sessions()
{
    local p

    for p in $usable; do
        set_platform "$p"
        echo "$client;victim;0;60;5;0;;\\Device\\NetbiosSmb"
        echo "$client;other of $platform;0;60;5;0;;\\Device\\NetbiosSmb"
        echo "elsewhere;other of $platform;0;60;5;0;;\\Device\\NetbiosSmb"
    done
    cat "$reference/sessions"
}

# start_reference_server OPTION...: in the prefix that is set
start_reference_server()
{
    local work=$results/servers-$platform

    mkdir -p "$work"
    start_srvsvc_server --sessions "Z:$results/sessions" "$@"
}

# The reference server of the system's Wine, and an SMB server in front of it. Its relay does for
# raw calls what it does for the SMB server.
start_reference()
{
    local work=$results

    set_platform "$system_platform"
    start_reference_server --tcp 0 &&
        start_smb_server --target "$port" --auth-file "$TESTBED_AUTH_ADMIN" || return
    binding="ncacn_ip_tcp:127.0.0.1[$(sed -n 's/.*served on .* port //p' "$work/smb-server.out")]"
}

######## the results

# has_header NAME DLL FILE-VERSION
has_header()
{
    [[ "$(head -n 1 "$results/$1.json")" = \
        *"\"arch\":\"$arch\""*"\"version\":$3,\"from\":\"$2\""* ]]
}

# check_record NAME DLL FILE-VERSION [OPTION]: the record is whole, and from that DLL in this
# architecture
check_record()
{
    check "$1: the record is whole" "$conformance" check ${4-} "$results/$1.json"
    check "$1: netapi32.dll was $2, for $arch, of version $3" has_header "$1" "$2" "$3"
}

# check_runs TARGET
check_runs()
{
    local p name

    for p in $usable; do
        set_platform "$p"
        name=$platform-$1
        check_units "$name" "$(cat "$results/$name.status")" "$(cat "$results/$name.out")"
        check_record "$name" native "$our_version"
    done
}

# Stock Wine fails where we do not. These failures are not ours; known-differences declares them.
check_stock()
{
    check_record "$platform-stock" wine-builtin null --with-failures
    check "$platform-stock: stock Wine lacks NetSessionGetInfo" \
        grep -q '"call":"NetSessionGetInfo".*"status":"not implemented"' \
        "$results/$platform-stock.json"
}

# check_without TARGET VARIANT STATUS: the program must skip nearly all cases there
check_without()
{
    check_record "$platform-$1" native "$our_version"
    check "$platform-$1: NetSessionEnum returns $3 at each level" \
        [ "$(grep -c "$2: NetSessionEnum level.*\"status\":$3," "$results/$platform-$1.json")" = 5 ]
}

# named_record TARGET: gives it a name that tells this Wine from another one of the same version
named_record()
{
    local file=$results/$platform-$1.json own= version

    version=$(head -n 1 "$file" | sed -n 's/.*"wine":"\([^"]*\)".*/\1/p')
    [ "$1" != stock ] || own=" builtin"
    echo "Wine $version${tree:+ ($tree)} $arch$own, ${1/stock/local}=$file"
}

# Sets records in the order of the comparison: those of Windows come first, and for each target
# those of the oldest Wine.
find_records()
{
    local target p named

    records=("$source_dir"/tests/netapi32/records/*.json)
    for target in $targets; do
        mapfile -t named < <(for p in $usable; do
            set_platform "$p"
            named_record $target
        done | sort -V)
        records+=("${named[@]}")
    done
}

# first_failures FILE: of a JUnit report, on one line, as a summary of CI shows nothing else
first_failures()
{
    python3 - "$1" <<'PYTHON'
import sys
from xml.etree import ElementTree

found = [f"{case.get('classname')}/{case.get('name')}: {failure.get('message')}"
         for case in ElementTree.parse(sys.argv[1]).iter("testcase")
         for failure in case.iter("failure")]
print("; ".join([*found[:3], f"{len(found)} in all"]))
PYTHON
}

compare_records()
{
    local records strict=

    shopt -s nullglob
    find_records
    check "the documented behaviour makes a record" \
        "$conformance" expected -o "$results/documented.json"
    # If a platform is missing here, the comparison can't see its declared differences.
    [ "${PLATFORMS-}" ] || [ "$(xargs <<<"$usable")" != "$(xargs <<<"$platforms")" ] ||
        strict=--strict
    if "$conformance" compare $strict \
        --markdown "$results/report.md" --html "$results/report.html" \
        --jsonl "$results/report.jsonl" --junit "$results/report.xml" \
        "$results/documented.json" "${records[@]}"
    then
        ok "there is no difference but the known ones"
    else
        fail "there is no difference but the known ones: $(first_failures "$results/report.xml")"
    fi
    check_readme
}

# The README has some of the report's rows.
check_readme()
{
    local row label

    while IFS= read -r row; do
        label=$(cut -d '|' -f 2 <<<"$row")
        ! grep -qF "|$label|" "$results/report.md" ||
            check "the README counts the functions of$label" grep -qxF "$row" "$results/report.md"
    done < <(grep '^| Wine .* |[ 0-9|]*$' "$source_dir/README.md")
}

ask_servers_of_ours()
{
    local p

    each_platform ask_stopped
    write_sessions >"$results/sessions"
    if start_reference && each_prefix start_reference_server --pipe; then
        each_platform ask_reference
        check_runs reference
        each_platform ask_local
        check_runs local
        each_platform ask_stock
    else
        fail "the reference server does not start, see $results/servers-*"
    fi
    for p in $usable; do
        set_platform "$p"
        check_without stopped "without a Server service" 2114
        check_stock
    done
}

inside()
{
    local p

    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    begin_platforms
    open_sessions
    each_platform ask_samba
    check_runs samba
    each_platform ask_refused
    for p in $usable; do
        set_platform "$p"
        check_without refused "without rights" 5
    done
    "$TESTBED_CTL" stop
    [ "$targets" = "samba refused" ] || ask_servers_of_ours
    end_platforms
    compare_records
}

outside() { prepare_platforms; }

enter_testbed "$@"
