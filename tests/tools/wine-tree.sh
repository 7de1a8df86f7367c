#!/bin/bash
#
# Tests of tools/wine-tree
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
# The tests of fetching have a cache of their own, and a stand-in for apt-get with one package. The
# tests of running use the trees in the user's cache, and fetch none.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

wine_tree=$source_dir/tools/wine-tree
real_cache=${XDG_CACHE_HOME:-$HOME/.cache}

# does NAME STATUS COMMAND...: leaves the command's output in $out
does()
{
    local name=$1 expected=$2 status
    shift 2
    out=$("$@" 2>&1)
    status=$?
    check "$name" [ $status -eq "$expected" ]
    [ $status -eq "$expected" ] || echo "# status $status: $out"
}

test_usage()
{
    does "help" 0 "$wine_tree" --help
    check "names the trees" says trixie "$out"
    does "no command is refused" 2 "$wine_tree"
    does "a bad command is refused" 2 "$wine_tree" enter trixie
    does "fetch without a name is refused" 2 "$wine_tree" fetch
    does "fetch of two is refused" 2 "$wine_tree" fetch trixie trixie
    does "an unknown tree is refused" 2 "$wine_tree" fetch ../trixie
    check "and the known ones named" says bookworm-i386 "$out"
    does "run without a command is refused" 2 "$wine_tree" run trixie --
    does "run without the tree fails" 125 "$wine_tree" run trixie true
    check "and says how to get it" says 'wine-tree.* fetch trixie' "$out"
}

# make_package: has the files that wine-tree looks for, and those that it has to change
make_package()
{
    local root=$work/package architecture
    mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/bin" "$root/usr/share/doc/wine"
    printf '%s\n' "Package: wine" "Version: 1.0" "Architecture: all" "Description: none" \
        "Maintainer: none <none@example.test>" >"$root/DEBIAN/control"
    for architecture in i386 x86_64; do
        mkdir -p "$root/usr/lib/x/wine/$architecture-windows" \
            "$root/usr/${architecture/i386/i686}-w64-mingw32/lib"
        head -c 200 /dev/zero \
            >"$root/usr/${architecture/i386/i686}-w64-mingw32/lib/zlib1.dll"
    done
    echo wine >"$root/usr/bin/wine-stable"
    echo old >"$root/bin/old"
    echo su >"$root/usr/bin/su"
    echo text >"$root/usr/share/doc/wine/copyright"
    chmod 4755 "$root/usr/bin/su"
    dpkg-deb --root-owner-group --build "$root" "$work/wine_1.0_all.deb" >/dev/null
}

# stand_in COMMAND: runs in place of apt-get's download
stand_in()
{
    mkdir -p "$work/bin"
    printf '#!/bin/sh\nexit 0\n' >"$work/bin/apt-cache"
    printf '#!/bin/sh\ncase "$*" in *install*) ;; *) exit 0 ;; esac\n%s\n' "$1" \
        >"$work/bin/apt-get"
    chmod 755 "$work"/bin/*
}

fetch() { PATH=$work/bin:$PATH "$wine_tree" fetch trixie; }

only_the_tree() { [ "$(ls "$trees")" = "trixie"$'\n'"trixie.lock" ]; }
nothing() { [ "$(ls "$trees")" = "trixie.lock" ]; }

test_fetch()
{
    make_package
    stand_in "cp '$work/wine_1.0_all.deb' \"\${APT_CONFIG%/*}/cache/archives\""
    does "fetch" 0 fetch
    check "says what it has" says '^Wine 1.0 .*is in' "$out"
    check "the programs have their common names" [ "$(cat "$tree/usr/bin/wine")" = wine ]
    check "what was in /bin is in /usr/bin" [ "$(cat "$tree/usr/bin/old")" = old ]
    check_output "zlib1.dll has Wine's mark, in both architectures" 2 \
        "$(grep -l 'Wine builtin DLL' "$tree"/usr/lib/x/wine/*/zlib1.dll | wc -l)"
    check "no program makes its caller root" [ ! -u "$tree/usr/bin/su" ]
    check "no documents" [ ! -e "$tree/usr/share/doc/wine" ]
    check "nothing else is left" only_the_tree

    stand_in "echo 'E: no space left'; exit 100"
    does "fetch of what is there does nothing" 0 fetch
    check "and says so" says already "$out"
    sed -i '1s/^/old /' "$tree/recipe"
    does "run with an old tree is refused" 125 "$wine_tree" run trixie true
    does "fetch makes an old tree anew" 77 fetch
    check "and gives apt's reason where it can't" says '^wine-tree: .*E: no space left' "$out"
    check "the old one is left" only_the_tree
    does "so it does again" 77 fetch
    rm "$tree/recipe"
    touch "$tree/foreign"
    stand_in "cp '$work/wine_1.0_all.deb' \"\${APT_CONFIG%/*}/cache/archives\""
    does "a foreign tree is replaced" 0 fetch
    check "as a whole" [ ! -e "$tree/foreign" ]
}

test_no_way()
{
    rm -rf "$trees"
    does "without apt fetch can't be done" 77 env PATH="$work/none" /bin/bash "$wine_tree" \
        fetch trixie
    stand_in "touch \"\${APT_CONFIG%/*}/cache/archives/wine_1_all.deb\""
    does "a bad package is no tree" 77 fetch
    check "and nothing of it is left" nothing
    does "a cache that can't be written" 77 env XDG_CACHE_HOME=/dev/null "$wine_tree" fetch trixie
    check "is named" says '/dev/null' "$out"
    printf '#!/bin/sh\nprintf "Avail\\n2048\\n"\n' >"$work/bin/df"
    chmod 755 "$work/bin/df"
    does "a full disk" 77 fetch
    check "is found before anything is fetched" says '2 MB free' "$out"
    rm "$work/bin/df"
}

fetching() { [ -s "$work/sleeper" ]; }
ended() { ! kill -0 "$1"; } 2>/dev/null

# start_fetch: starts a fetch that never ends
start_fetch()
{
    rm -rf "$work/sleeper" "$tree"
    stand_in "echo \$\$ >'$work/sleeper'; exec sleep 60"
    PATH=$work/bin:$PATH "$wine_tree" fetch trixie >/dev/null 2>&1 &
    fetcher=$!
    check "a fetch is under way" within 20 fetching
}

test_interrupted()
{
    local status=0
    start_fetch
    kill -TERM $fetcher
    wait $fetcher || status=$?
    check_output "a signal ends it" 143 $status
    check "with apt" within 20 ended "$(cat "$work/sleeper")"
    check "and nothing is left" nothing

    start_fetch
    kill -KILL $fetcher
    wait $fetcher 2>/dev/null
    kill "$(cat "$work/sleeper")"
    check "one that was killed leaves something" [ -d "$tree.new" ]
    stand_in "cp '$work/wine_1.0_all.deb' \"\${APT_CONFIG%/*}/cache/archives\""
    does "the next fetch" 0 fetch
    check "clears it up" only_the_tree

    start_fetch
    stand_in "cp '$work/wine_1.0_all.deb' \"\${APT_CONFIG%/*}/cache/archives\""
    fetch >"$work/second" 2>&1 &
    check "a second fetch at the same time waits" within 20 grep -q 'waiting for' "$work/second"
    kill -TERM $fetcher
    check "and has its turn" wait $!
}

# make_smbpipe: makes a program that prints its root and its arguments
make_smbpipe()
{
    smbpipe=$work/build/programs/smbpipe/smbpipe
    mkdir -p "${smbpipe%/*}"
    cat >"$smbpipe" <<'PROGRAM'
#!/bin/sh
if [ -d /usr/local/host ]; then echo "in the tree"; else echo "outside"; fi
echo "$MARK"
cat
PROGRAM
    chmod 755 "$smbpipe"
}

# test_run NAME VERSION [AS...]: the command AS runs it as another user
test_run()
{
    local name=$1 version=$2 as run mounts
    shift 2
    as=("$@" env)
    run=("${as[@]}" BUILD="$work/build" MARK="a mark" "$wine_tree" run "$name" --)
    out=$("${run[@]}" true 2>&1)
    if says 'is not there\|cannot make namespaces\|kernel does not run\|denied' "$out"; then
        skip "run in $name${1:+ as another user}: $out"
        return
    fi
    mounts=$(cat /proc/self/mountinfo)
    does "run in $name${1:+ as another user}" 0 "${run[@]}" wine --version
    check_output "has its Wine" "wine-$version" "${out%% *}"
    does "the status is the command's" 7 "${run[@]}" sh -c 'exit 7'
    does "the user is the caller" 0 "${run[@]}" id -u
    check_output "by its number" "$("${as[@]}" id -u)" "$out"
    does "the folder is the caller's" 0 "${run[@]}" pwd
    check_output "at the same path" "$work" "$out"
    does "the environment too" 0 "${run[@]}" sh -c 'echo "$MARK"'
    check_output "as it is" "a mark" "$out"
    out=$(echo "some text" | "${run[@]}" "$smbpipe" 2>&1)
    check_output "smbpipe runs outside, with its input and environment" \
        "outside"$'\n'"a mark"$'\n'"some text" "$out"
    check_output "the system's mounts are the same" "$mounts" "$(cat /proc/self/mountinfo)"
}

test_trees()
{
    local XDG_CACHE_HOME=$real_cache as_other
    make_smbpipe
    cd "$work" || fail "a folder"
    test_run bookworm-i386 8.0
    test_run trixie 10.0
    [ "$(id -u)" = 0 ] || return
    # Any user must be able to read them.
    mkdir -p "$work/cache/netapi32"
    chmod 755 "$work"
    as_other=(unshare --mount -- sh -c 'mount --bind "$1" "$2" && shift 2 && exec "$@"' -
        "$real_cache/netapi32" "$work/cache/netapi32"
        setpriv --reuid=61000 --regid=61000 --clear-groups -- env XDG_CACHE_HOME="$work/cache")
    test_run bookworm-i386 8.0 "${as_other[@]}"
    test_run trixie 10.0 "${as_other[@]}"
}

all_tests()
{
    local trees=$XDG_CACHE_HOME/netapi32/trees tree
    tree=$trees/trixie
    test_usage
    if command -v dpkg-deb >/dev/null; then
        test_fetch
        test_no_way
        test_interrupted
    else
        skip "fetching: this is no Debian"
    fi
    test_trees
}

make_work
export XDG_CACHE_HOME="$work/a cache"
all_tests
close_test
