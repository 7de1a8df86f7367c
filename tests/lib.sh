# Sourced by bash.
#
# Shared functions of the test scripts
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

# The head of each script sets self, its path, and source_dir. BUILD names the build tree.

. "$source_dir/tools/common.sh"
. "$source_dir/tests/tap.sh"

# make_work: a folder, work, until the script ends
make_work()
{
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
}

# within SECONDS COMMAND...: repeats the command until it succeeds
within()
{
    local limit=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -le $limit ] || return 1
        sleep 0.05
    done
}

# make_sanitized LOG: builds the native programs with sanitizers. Two tests that run at the same
# time need these.
make_sanitized() { flock "$BUILD/sanitize.lock" make -C "$BUILD" sanitize >"$1" 2>&1; }

find_wine()
{
    wine=$(command -v wine64 || command -v wine) && return
    wine=/usr/lib/wine/wine64
    [ -x $wine ]
}

# remove_wines_folder PREFIX: removes the folder in /tmp that Debian's Wine makes for the prefix,
# and leaves
remove_wines_folder()
{
    local name

    name=$(cat "$1/wineserver" 2>/dev/null)
    [[ $name != wine-* ]] || rm -rf "/tmp/$name"
}

# code_of PAGE LANGUAGE: prints the page's block of code in that language
code_of() { sed -n '/^```'"$2"'$/,/^```$/p' "$1" | sed '1d; $d'; }

says() { grep -q -e "$1" <<<"$2"; }

# use_prefix: the one that TEST_PREFIX names; testbed looks whether a wineserver runs there
use_prefix()
{
    : "${TEST_PREFIX:?names a prefix with our netapi32.dll in it}"
    export TEST_PREFIX WINEPREFIX=$TEST_PREFIX
}

testbed_options=()

# enter_testbed ARGUMENT...: of the script, which runs once more in a testbed with the options that
# testbed_options has. Calls the script's outside(), if it has one, and in there its inside().
enter_testbed()
{
    use_prefix
    if [ "${1-}" != --inside ]; then
        ! declare -F outside >/dev/null || outside
        WINEPREFIX=$TEST_PREFIX exec "$source_dir/tools/testbed" "${testbed_options[@]}" -- \
            "$self" --inside "$@"
    fi
    shift
    make_work
    inside "$@"
    close_test
}
