#!/bin/bash
#
# Tests what demo shows, and the errors of demo and check that a newcomer may see
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

# platforms.sh and debian.sh run the demo itself on other systems, too.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# demo [VARIABLE=VALUE]...: runs it; sets out and status
demo()
{
    status=0
    out=$(env BUILD="$dir/build" "$@" "$source_dir/tools/demo" 2>&1) || status=$?
}

# Holds the lock as another run there would.
test_second_run()
{
    mkdir -p "$dir/build"
    exec 7>"$dir/build/lock"
    flock 7
    demo
    check_output "a second run in a build tree: exit status" 1 "$status"
    check "says that another is at work there" says 'another run is at work in ' "$out"
    check "and what to set for another one" says 'another folder in BUILD' "$out"
    check "and does nothing" [ "$(ls "$dir/build" | xargs)" = "demo lock" ]
    out=$(BUILD=$dir/build "$source_dir/tools/check" style 2>&1) && fail "check did not end"
    check "so does check" says 'another run is at work in ' "$out"
    exec 7>&-
}

# Links to all programs but some, and stubs. steps.sh adds only folders like /usr/sbin to PATH.
make_programs()
{
    rm -rf "$dir/bin"
    cp -as /usr/bin "$dir/bin"
    (cd "$dir/bin" && rm -f "$@")
}

test_no_debian()
{
    make_programs dpkg-query apt-get smbclient smbpasswd wine make gmake gcc cc clang
    demo PATH="$dir/bin"
    check_output "where the system is no Debian, and something is missing: exit status" 1 "$status"
    check "it says that nothing is installed" says 'no Debian, so nothing is installed' "$out"
    for name in smbclient smbpasswd wine 'GNU make' 'a native C compiler'; do
        check "it names $name" says "^  $name" "$out"
    done
    check "all at once, before it makes a prefix" [ ! -e "$dir/build/demo/prefix" ]
    check "and no command of Debian's" [ -z "$(grep apt-get <<<"$out")" ]
}

# A system without the packages. The demo must not run its apt-get.
test_no_install()
{
    local name

    mkdir -p "$dir/bare"
    for name in dpkg-query apt-get sudo; do
        printf '#!/bin/sh\necho $0 "$@" >>%s\nexit 1\n' "$dir/bare.log" >"$dir/bare/$name"
    done
    chmod 755 "$dir"/bare/*
    out=$(BUILD=$dir/build NO_INSTALL=yes PATH="$dir/bare:$PATH" \
        "$source_dir/tools/check" fuzz checkers 2>&1)
    check "where nothing is to be installed, check says how to" \
        says 'apt-get install .*clang .*valgrind' "$out"
    check "and skips a test that needs a package" \
        says '^ok .* - fuzz # SKIP it needs clang libclang-rt-dev$' "$out"
    check_output "it counts these" "0 passed, 0 failed, 2 skipped" "$(tail -n 1 <<<"$out")"
    check "and runs no apt-get" [ -z "$(grep -v '/dpkg-query ' "$dir/bare.log")" ]
    check "make check has it install nothing" \
        says 'NO_INSTALL=yes .*/tools/check" fuzz$' "$(make -C "$BUILD" -n check TESTS=fuzz)"
}

# Kills the make that the demo has started, as the kernel would if memory runs out.
test_killed_step()
{
    rm -rf "$dir/build"
    mkdir "$dir/stubs"
    printf '#!/bin/sh\ncase $* in *--version* | *conftest*) exec /usr/bin/make "$@" ;; esac\n%s\n' \
        'kill -KILL $$' >"$dir/stubs/make"
    chmod 755 "$dir/stubs/make"
    demo PATH="$dir/stubs:$PATH"
    check_output "a step that is killed: exit status" 1 "$status"
    check "the demo says which, and how it ended" says 'demo: make was ended by signal KILL' "$out"
    check "and where its log is" says "$dir/build/demo/make.log" "$out"
}

# A smbpipe that was built for another system's libraries can't run.
test_dead_build()
{
    rm -rf "$dir/build"
    mkdir -p "$dir/build/programs/smbpipe"
    printf '#!/bin/sh\nexit 127\n' >"$dir/build/programs/smbpipe/smbpipe"
    chmod 755 "$dir/build/programs/smbpipe/smbpipe"
    demo PATH="$dir/stubs:$PATH"
    check "a build of before an upgrade is noticed" says 'does not run any more' "$out"
}

# a_step COMMAND...: runs it as a step of the demo
a_step()
{
    printf '%s\n' "log_dir=$dir" ". $source_dir/tools/steps.sh" "run_logged step $*" >"$dir/step"
}

test_progress()
{
    a_step "sh -c 'echo its last words; sleep 1'"
    script -qec "bash $dir/step" "$dir/typescript" >/dev/null 2>&1
    check "at a terminal a long step shows that it goes on" \
        grep -q $'\r.*s  its last words' "$dir/typescript"
    check_output "nothing of it is left there" "" \
        "$(sed -n '2,$p' "$dir/typescript" | head -n -1 | tr -d '\n' | sed 's/.*\x1b\[K//')"
    check_output "in a log there is no such line" "" "$(bash "$dir/step" 2>&1)"
}

# lines PATTERN: of the demo's output that match
lines() { tr -d '\r' <"$dir/demo.out" | grep -cE -e "$1"; }

# The installed demo, as the source tree's would build
test_browsing()
{
    local age status=0

    if ! can_become_root; then
        skip "the demo itself: it needs root"
        return
    fi
    make -C "$BUILD" prefix="$dir/prefix" install >"$dir/install.log" 2>&1
    env -u BUILD XDG_CACHE_HOME="$dir/cache" "$dir/prefix/bin/netapi32-demo" \
        >"$dir/demo.out" 2>&1 || status=$?
    check_output "the demo comes to its end: exit status" 0 $status
    [ $status = 0 ] || show "$dir/demo.out"
    check_output "it names the server, as Samba calls itself" 1 \
        "$(lines '^server   FILESERVER, version 6\.1: Samba [0-9]')"
    age=$(($(date +%s) - $(demo_clock)))
    check "its clock goes right" [ $age -ge 0 -a $age -le 60 ]
    check_output "the share has three users" 1 "$(lines '^share    share is C:.*, in use 3 times$')"
    check_output "alice has two files open" 1 \
        "$(lines '^session  alice from 127\.0\.0\.1, 2 open files, for [0-9]+ s$')"
    check_output "bob has one" 1 "$(lines '^session  bob from 127\.0\.0\.2, 1 open files, ')"
    check_output "the list of open files has alice's two" 2 \
        "$(lines '^file     C:\\.*\\(letter|notes)\.txt by alice$')"
    check_output "and bob's" 1 "$(lines '^file     C:\\.*\\letter\.txt by bob$')"
    check_output "and no others" 3 "$(lines '^file     ')"
}

# The time that the demo printed, in seconds
demo_clock() { date -d "$(sed -nE 's/^clock    (.*) UTC\r?$/\1Z/p' "$dir/demo.out")" +%s; }

test_names()
{
    ln -s "$source_dir/tools/demo" "$dir/another-name"
    check "it calls itself by the name that it was started with" \
        says '^Usage: another-name' "$("$dir/another-name" --help)"
}

test_second_run
test_no_debian
test_no_install
test_killed_step
test_dead_build
test_progress
test_browsing
test_names
close_test
