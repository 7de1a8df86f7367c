#!/bin/bash
#
# Runs every command of the documentation
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
#
# BUILD names the build tree. Each page's commands run in the order of the page, in one shell, in a
# copy of the source tree with the objects of BUILD. They have a home folder and, if the page
# installs, a /usr/local of their own. docs/working-on-it.md says how to write the pages.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

docs=$source_dir/tests/tools/docs.py

# Commands that this test does not run: a pattern, and the reason. A line that fits no command is an
# error.
not_run='
tools/check*                  | it is what runs this test
tools/bench*                  | takes minutes; tools/check bench runs it in short
dpkg-buildpackage *           | tests/tools/debian.sh runs it for a fresh Debian
sudo apt install ../netapi32-* | tests/tools/debian.sh runs it in a fresh Debian
netapi32_test.exe suite *     | a command for Windows
- name: Conformance of *      | a step of a workflow of GitHub
'

# reason_not_to_run KIND COMMAND
reason_not_to_run()
{
    local pattern reason

    while IFS='|' read -r pattern reason; do
        pattern=$(sed 's/ *$//' <<<"$pattern")
        if [ "$pattern" ] && [[ $2 == $pattern ]]; then
            echo "$pattern" >>"$used"
            echo "${reason# }"
            return
        fi
    done <<<"$not_run"
    return 1
}

######## in a shell for each page

# typed_at COMMAND: the reader's input, the password of the test bed's admin
typed_at()
{
    case $1 in
    *cmdkey*/pass) sed -n 's/^password = //p' "$TESTBED_AUTH_ADMIN" ;;
    esac
}

# run_commands FOLDER: makes .out and .result of each .command
run_commands()
{
    local _folder=$1 _file _name _reason

    for _file in "$_folder"/*.command; do
        _name=${_file%.command}
        if _reason=$(reason_not_to_run "$(cat "$_name.kind")" "$(cat "$_file")"); then
            echo "$_reason" >"$_name.skipped"
            continue
        fi
        case $(cat "$_name.kind") in
        sh | console) ;;
        *) echo "not known to this test" >"$_name.result"; continue ;;
        esac
        typed_at "$(cat "$_file")" >"$_name.in"
        eval "$(cat "$_file")" >"$_name.out" 2>&1 <"$_name.in"
        echo $? >"$_name.result"
    done
}

wine_prefix()
{
    WINEPREFIX=$1 wine wineboot -i >/dev/null 2>&1
    WINEPREFIX=$1 wineserver -w
}

# page_NAME: sets up the things that the page takes for granted
page_README() { wine_prefix ~/.wine; }
page_how-it-works() { :; }
page_security() { :; }
page_working-on-it() { :; }

make_stock_record()
{
    WINEDLLOVERRIDES=netapi32=b WINEPREFIX=$PWD/build/check/prefix \
        wine build/tests/netapi32/x86_64-windows/netapi32_test.exe session_getinfo \
        --record stock.json --target stock >"$found.stock" 2>&1
    WINEPREFIX=$PWD/build/check/prefix wineserver -k
    WINEPREFIX=$PWD/build/check/prefix wineserver -w
}

# The prefix that "tools/check exports" leaves, and a record of Wine's own DLL
page_conformance()
{
    mkdir -p build/check
    wine_prefix "$PWD/build/check/prefix"
    WINEPREFIX=$PWD/build/check/prefix BUILD=$PWD/build tools/setup-prefix install >/dev/null
    make_stock_record
}

page_test-your-netapi32()
{
    wine_prefix ~/.wine
    BUILD=$PWD/build tools/setup-prefix install >/dev/null
}

# Runs beside the test bed's server.
page_using()
{
    wine_prefix ~/.wine
    cp "$TESTBED_AUTH_ADMIN" ~/fileserver.auth
    $TESTBED_CTL session alice --open letter.txt >/dev/null || exit 1
}

# In a mount namespace, so that nobody else sees the installed files
cover_usr_local()
{
    mkdir -p "$work/usr-local" &&
        mount -t tmpfs tmpfs "$work/usr-local" &&
        mkdir "$work/usr-local/upper" "$work/usr-local/work" &&
        mount -t overlay -o "lowerdir=/usr/local,upperdir=$work/usr-local/upper" \
            -o "workdir=$work/usr-local/work" overlay /usr/local
}

# page PAGE: runs its commands
page()
{
    cover_usr_local || exit 1
    mkdir -p "$work/home"
    export HOME=$work/home PATH=$work/bin:/usr/local/bin:$PATH
    unset BUILD
    cd "$work/tree" || exit 1
    "page_$1"
    run_commands "$found"
    end_prefixes
}

end_prefixes()
{
    local prefix

    for prefix in ~/.wine "$work/tree/build/check/prefix" "$work/tree/build/demo/prefix"; do
        [ -d "$prefix" ] || continue
        WINEPREFIX=$prefix wineserver -k
        remove_wines_folder "$prefix"
    done
    return 0
}

######## outside

# Leaves out the dependencies, which name the other build tree. make then rebuilds objects that are
# older than their source.
copy_tree()
{
    mkdir -p "$work/tree/build" "$work/bin"
    (cd "$source_dir" && tar -c --exclude=.git --exclude='./build*' .) | tar -x -C "$work/tree"
    (cd "$BUILD" && tar -c --exclude='*.d' dlls programs tests) | tar -x -C "$work/tree"
    (cd "$BUILD" && tar -c --exclude='*.d' dlls programs tests) | tar -x -C "$work/tree/build"
    printf '#!/bin/sh\nexec "$@"\n' >"$work/bin/sudo"
    chmod 755 "$work/bin/sudo"
}

# check_command NAME: checks the results of run_commands
check_command()
{
    local name=$1 what difference

    what="$(cat "$name.where"): $(head -n 1 "$name.command" | cut -c 1-100)"
    if [ -e "$name.skipped" ]; then
        skip "$what: $(cat "$name.skipped")"
    elif [ ! -e "$name.result" ]; then
        fail "$what: was not come to"
    elif [ "$(cat "$name.result")" != "$(cat "$name.status")" ]; then
        fail "$what: status $(cat "$name.result"), expected $(cat "$name.status")"
        [ ! -e "$name.out" ] || show "$name.out"
    elif [ -e "$name.expected" ] &&
        ! difference=$("$docs" compare "$name.expected" "$name.out" 2>&1); then
        fail "$what: $difference"
    else
        ok "$what"
    fi
}

# run_page FILE COMMAND...: the command runs before those of the page; in a subshell
run_page()
{
    local file=$1 name=${1##*/} command found
    shift
    name=${name%.md}
    found=$work/$name
    work=$work/$name.work

    mkdir "$found" "$work"
    check "$name: its blocks are known" "$docs" extract "$file" "$found"
    ls "$found"/*.command >/dev/null 2>&1 || return
    copy_tree
    found=$found work=$work timeout 900 unshare --mount "$@" "$self" --page "$name" \
        >"$found.log" 2>&1 || { show "$found.log"; fail "$name: its commands could be run"; }
    for command in "$found"/*.command; do check_command "${command%.command}"; done
    rm -rf "$work"
}

# Pages run at the same time, because mostly they wait for Wine.
start_page()
{
    run_apart run_page "$@" >"$work/$(basename "$1" .md).lines" 2>&1 &
}

check_used()
{
    local pattern

    while IFS='|' read -r pattern _; do
        pattern=$(sed 's/ *$//' <<<"$pattern")
        [ -z "$pattern" ] ||
            check "not run, and still there: $pattern" grep -qxF -e "$pattern" "$used"
    done <<<"$not_run"
}

test_prose()
{
    local pages=("$source_dir/README.md" "$source_dir"/docs/*.md)

    check "relative links lead to something" "$docs" links "${pages[@]}"
    check "files and tests that are named are there" "$docs" names "${pages[@]}"
}

test_manpages()
{
    local page said

    for page in $(cd "$source_dir" && find . -path './build*' -prune -o -name '*.1' -print); do
        said=$(MANROFFSEQ='' groff -ww -man -Tutf8 -z "$source_dir/$page" 2>&1)
        check_output "${page##*/} renders without warnings" "" "$said"
    done
}

long_options() { grep -oE -- '--[a-z][a-z-]+' | sort -u | xargs; }

# same_options PROGRAM PAGE: its help and the whole manual page must have the same options
same_options()
{
    check_output "${1##*/}: its help and its manual page have the same options" \
        "$("$1" --help | long_options)" \
        "$(groff -man -Tascii -P-cbou "$2" | long_options)"
}

# options_with_slash: the options of a text in Windows' form, one a line
options_with_slash() { grep -oE '(^|[[:space:][])/[a-z]+' | sed 's,.*/,/,' | sort -u; }

# help_of PROGRAM ARGUMENT...: prints a Windows program's help
help_of()
{
    wine "$BUILD/programs/$1/x86_64-windows/$1.exe" "${@:2}" >"$work/help" 2>&1 </dev/null ||
        return
    tr -d '\r' <"$work/help"
}

# help_of_net: of all its commands, with the options as the manual page has them
help_of_net()
{
    local verb

    for verb in config file session share statistics time view; do help_of net $verb '/?'; done |
        tr '[:upper:]' '[:lower:]'
}

test_windows_help()
{
    local name help

    export WINEPREFIX=$work/help-prefix
    wine_prefix "$WINEPREFIX"
    for name in cmdkey net; do
        if [ $name = net ]; then help=$(help_of_net); else help=$(help_of $name '/?'); fi
        help=$(options_with_slash <<<"$help")
        check "$name /? shows options" [ "$help" ]
        check_output "$name: options of its help that its manual page lacks" "" \
            "$(comm -23 <(echo "$help") <(groff -man -Tascii -P-cbou \
                "$source_dir/programs/$name/netapi32-$name.1" | options_with_slash))"
    done
    check "netsess --help" says 'Usage: netsess' "$(help_of netsess --help)"
    wineserver -k
    remove_wines_folder "$WINEPREFIX"
}

test_help()
{
    local program

    for program in check conformance demo setup-prefix testbed wine-layout wine-tree; do
        check "$program --help" [ -n "$("$source_dir/tools/$program" --help)" ]
    done
    same_options "$source_dir/tools/setup-prefix" "$source_dir/tools/netapi32-setup-prefix.1"
    same_options "$BUILD/programs/smbpipe/smbpipe" "$source_dir/programs/smbpipe/smbpipe.1"
}

run_tests()
{
    local page

    start_page "$source_dir/README.md"
    start_page "$source_dir/docs/callers.md"
    start_page "$source_dir/docs/functions.md"
    start_page "$source_dir/docs/how-it-works.md"
    start_page "$source_dir/docs/security.md"
    start_page "$source_dir/docs/using.md" "$source_dir/tools/testbed" --
    start_page "$source_dir/docs/working-on-it.md"
    start_page "$source_dir/docs/results.md"
    start_page "$source_dir/docs/conformance.md"
    start_page "$source_dir/docs/test-your-netapi32.md"
    test_prose
    test_manpages
    test_help
    take "" run_apart test_windows_help
    wait
    for page in "$work"/*.lines; do take "" cat "$page"; done
    for page in "$source_dir"/docs/*.md; do
        check "${page##*/} is a page that this test runs" [ -d "$work/$(basename "$page" .md)" ]
    done
    check_used
}

main()
{
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    used=$work/used
    export used
    : >"$used"
    run_tests
    close_test
}

case ${1-} in
--page) page "$2" ;;
*)      main ;;
esac
