#!/bin/bash
#
# The Debian packages: made without a network, installed in a fresh Debian, used there, and removed
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

# Runs as root. The fresh Debian is of the host's release and from the host's mirror. As it was
# after debootstrap it is kept for a week in netapi32/debian/ of XDG_CACHE_HOME (default ~/.cache),
# with the packages that were installed into a copy of it.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/examples.sh"
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin

cache=${XDG_CACHE_HOME:-$HOME/.cache}/netapi32/debian
builder=65534:65534     # nobody

give_up()
{
    skip "$1"
    close_test
    exit
}

timed() { echo "# $1: $((SECONDS - start)) s"; start=$SECONDS; }

######## the packages

# What is committed, as it is now; of a tree without a repository all but what was built
source_files()
{
    git -c safe.directory='*' ls-files -z 2>/dev/null ||
        find . -path './build*' -prune -o -name '*-windows' -prune -o ! -name '*.o' -type f -print0
}

copy_source()
{
    mkdir -p "$work/build/tree"
    (cd "$source_dir" && source_files | tar -c --null --ignore-failed-read -T -) |
        tar -x -C "$work/build/tree"
    chown -R "$builder" "$work/build"
}

# A plain user in a network that has not even a loopback
build_packages()
{
    cd "$work/build/tree" &&
        unshare --net setpriv --reuid "${builder%:*}" --regid "${builder#*:}" --clear-groups \
            env -i PATH="$PATH" HOME=/nonexistent LC_ALL=C.UTF-8 \
            DEB_BUILD_OPTIONS="parallel=$(nproc)" dpkg-buildpackage -us -uc -b
}

test_build()
{
    copy_source
    (build_packages) >"$work/build.log" 2>&1
    check_output "dpkg-buildpackage: exit status" 0 $?
    packages=("$work"/build/netapi32-session{,-demo,-dev}_*.deb)
    if [ ! -e "${packages[2]}" ]; then
        tail -n 20 "$work/build.log"
        close_test
        exit
    fi
    for package in "${packages[@]}"; do dpkg-deb -x "$package" "$work/files"; done
    check_output "no file knows where it was built" "" \
        "$(grep -rlF -e "$work" -e "$source_dir" "$work/files")"
    check "smbpipe has no debug information" \
        grep -q ', stripped$' <(file "$work/files/usr/libexec/netapi32-session/smbpipe")
    check_output "only DLLs and programs for x86_64 are in x86_64-windows" "PE32+" \
        "$(file -b "$work"/files/usr/lib/*/netapi32-session/x86_64-windows/*.[de][lx][le] |
            cut -d' ' -f1 | sort -u | xargs)"
    timed "packages"
}

test_examples()
{
    check_examples "$work/files/usr/share/doc/netapi32-session-dev/examples" "$work/examples" \
        "$work/files" /usr
}

######## the tree

# in_tree ROOT COMMAND...
in_tree()
{
    unshare --mount -- bash -c '
        root=$1; shift
        # The testbed makes namespaces, and wants / to be a mount.
        mount --bind "$root" "$root" || exit
        for dir in dev proc sys; do mount --rbind /$dir "$root/$dir" || exit; done
        mount --bind "$0" "$root/var/cache/apt/archives" || exit
        exec env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            chroot "$root" "$@"' "$cache/archives" "$@" </dev/null
}

as_tester() { in_tree "$root" runuser -u tester -- env HOME=/home/tester "$@"; }

host_mirror()
{
    apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Component: main" \
        "Release: $1" | sed '/^cdrom:/d; s|/*$||' | head -n 1
}

# Where to get packages, and how, as the host does
copy_apt_settings()
{
    rm -rf "$1"/etc/apt/sources.list*
    cp -aL /etc/apt/sources.list* "$1/etc/apt" 2>/dev/null
    cp -aL /etc/apt/keyrings/. "$1/etc/apt/keyrings" 2>/dev/null
    cp -L /etc/resolv.conf /etc/hosts "$1/etc"
    mkdir -p "$1/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs" 2>/dev/null
    { apt-config dump | grep '^Acquire::' | grep -vE '^Acquire::(IndexTargets|Changelogs)'
      echo 'APT::Keep-Downloaded-Packages "true"; APT::Sandbox::User "root";'
      echo 'Acquire::Languages { "none"; };'; } >"$1/etc/apt/apt.conf.d/90host"
}

make_base()
{
    local release mirror

    release=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") ||
        give_up "the packages: this is no Debian"
    [ -z "$(find "$cache/base/made" -mtime -7 2>/dev/null)" ] ||
        [ "$(cat "$cache/base/made")" != "$release" ] || return 0
    mirror=$(host_mirror "$release")
    [ "$mirror" ] || give_up "the packages: apt knows no mirror of $release"
    rm -rf "$cache/base" "$cache/archives"
    mkdir -p "$cache/archives/partial"
    if ! debootstrap --variant=minbase "$release" "$cache/base" "$mirror" >"$cache/log" 2>&1; then
        rm -rf "$cache/base"
        give_up "the packages: debootstrap failed: $(tail -n 1 "$cache/log")"
    fi
    echo "$release" >"$cache/base/made"
    timed "debootstrap"
}

copy_base()
{
    root=$work/root
    cp -a --reflink=auto "$cache/base" "$root"
    copy_apt_settings "$root"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/fast"
    in_tree "$root" useradd -m tester
    # The lists from last time will do where there is no network today.
    in_tree "$root" apt-get -qq update >"$work/update.log" 2>&1
}

######## the packages in the tree

test_install()
{
    cp "${packages[@]}" "$root/root"
    in_tree "$root" sh -c 'apt-get -q -y --no-install-recommends install /root/netapi32*.deb sudo' \
        >"$work/install.log" 2>&1
    check_output "apt installs the packages with all that they need: exit status" 0 $?
    if ! in_tree "$root" dpkg -s netapi32-session-demo >/dev/null 2>&1; then
        tail -n 5 "$work/install.log"
        close_test
        exit
    fi
    in_tree "$root" dpkg -L netapi32-session netapi32-session-demo netapi32-session-dev |
        sort -u >"$work/list"
    check_output "no compiler comes with them" "" "$(ls -d "$root"/usr/bin/*gcc* 2>/dev/null)"
    timed "installation"
}

test_demo()
{
    local out=$work/demo.out

    echo 'tester ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/tester"
    as_tester timeout 300 netapi32-demo >"$out" 2>&1
    check_output "a plain user's netapi32-demo: exit status" 0 $?
    grep -q '==> Done' "$out" || tail -n 10 "$out"
    check "it neither installs nor builds" [ -z "$(grep -E '==> (Packages|Build)' "$out")" ]
    check "the installed DLL was put into its prefix" \
        grep -q '^netapi32 is installed in /home' "$out"
    check_output "alice's two open files are counted at the levels 1, 2 and 502" 3 \
        "$(sed -n '/==> alice/,/==> bob/p' "$out" | tr -d '\r' | grep -c '^ *open files *2$')"
    check "bob's session is shown with his address" \
        grep -qx '  client  *127\.0\.0\.2' <(sed -n '/==> bob/,/==> admin/p' "$out" | tr -d '\r')
    check "a session that is not there is error 2221" grep -q 'netsess: error 2221' "$out"
    check "it comes to its end" grep -q '==> Done' "$out"
    timed "demo"
}

test_example()
{
    cp "$work/examples/x86_64/session.exe" "$root/home/tester"
    cat >"$root/home/tester/try" <<'TRY'
export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN WINEDEBUG=-all
export WINEPREFIX=$HOME/.cache/netapi32/demo/prefix
$TESTBED_CTL session alice --from 127.0.0.3 >/dev/null
wine ~/session.exe '\\127.0.0.1'
wineserver -k
TRY
    as_tester timeout 100 netapi32-testbed -- bash /home/tester/try >"$work/example.out" 2>&1
    check "the example session.c shows alice's session" \
        grep -qE '^alice from (\\\\)?127\.0\.0\.3, for [0-9]+ s' "$work/example.out"
    timed "example"
}

test_purge()
{
    in_tree "$root" apt-get -q -y purge netapi32-session netapi32-session-demo \
        netapi32-session-dev >"$work/purge.log" 2>&1
    check_output "apt purge: exit status" 0 $?
    check "there was something to remove" [ "$(wc -l <"$work/list")" -gt 30 ]
    check_output "no file is left" "" "$(while read -r file; do
        if [ -L "$root$file" ] || [ -f "$root$file" ]; then echo "$file"; fi; done <"$work/list")"
    check_output "nor anything else of that name" "" \
        "$(find "$root" -xdev -path "$root/home" -prune -o -path "$root/root/*.deb" -o \
            -name '*netapi32-session*' -print)"
    timed "removal"
}

[ "$(id -u)" = 0 ] || give_up "the packages: installing them in a tree needs root"
for program in debootstrap dh dpkg-buildpackage file; do
    command -v $program >/dev/null || give_up "the packages: there is no $program"
done

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 143' INT TERM HUP
chmod 755 "$work"
start=$SECONDS
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9

test_build
test_examples
make_base
copy_base
test_install
test_demo
test_example
test_purge
close_test
