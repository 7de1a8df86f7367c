# Sourced by bash.
#
# Fresh Debian trees, for tests that install packages
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

# Runs as root. It keeps the tree of a release after debootstrap for a week, with the packages that
# were installed into copies of it. It gets them from the host's mirror. The caller has read lib.sh.

export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin

host_release=$(. /etc/os-release && [ "$ID" = debian ] && echo "${VERSION_CODENAME-}")

# give_up REASON: prints a visible skip, and ends the test
give_up()
{
    skip "this test: $1"
    close_test
    exit
}

start=$SECONDS
timed() { echo "# $1: $((SECONDS - start)) s"; start=$SECONDS; }

# need_root_and PROGRAM...
need_root_and()
{
    local program

    [ "$(id -u)" = 0 ] || give_up "installing packages in a tree needs root"
    for program; do
        command -v "$program" >/dev/null || give_up "there is no $program"
    done
}

# start_work: makes a folder that goes with the test
start_work()
{
    work=$(mktemp -d)
    trap 'rm -rf --one-file-system "$work"' EXIT
    trap 'exit 143' INT TERM HUP
    chmod 755 "$work"
}

# Lists the committed files as they are now; without a repository all but the built ones
source_files()
{
    git -c safe.directory='*' ls-files -z 2>/dev/null ||
        find . -path './build*' -prune -o -name '*-windows' -prune -o ! -name '*.o' -type f -print0
}

# copy_source FOLDER OWNER
copy_source()
{
    mkdir -p "$1"
    (cd "$source_dir" && source_files | tar -c --null --ignore-failed-read -T -) | tar -x -C "$1"
    chown -R "$2" "$1"
}

# make_ccache FOLDER: for all users
make_ccache() { link_ccache "$1/bin" /usr/bin/ccache $compilers && chmod 1777 "$1"; }

# in_tree ROOT COMMAND...
in_tree()
{
    unshare --mount -- bash -c '
        root=$1; shift
        # The testbed makes namespaces, for which / must be a mount.
        mount --bind "$root" "$root" || exit
        for dir in dev proc sys; do mount --rbind /$dir "$root/$dir" || exit; done
        mount --bind "$0" "$root/var/cache/apt/archives" || exit
        exec env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
            CCACHE_DIR=/var/cache/ccache CCACHE_UMASK=000 PATH=/var/cache/ccache/bin:\
/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            chroot "$root" "$@"' "$cache/archives" "$@" </dev/null
}

# as_tester ROOT COMMAND...: runs it as a plain user, who may use sudo if it is installed
as_tester()
{
    local root=$1
    shift
    in_tree "$root" runuser -u tester -- env HOME=/home/tester "$@"
}

host_mirror()
{
    apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Component: main" \
        "Release: $host_release" | sed '/^cdrom:/d; s|/*$||' | head -n 1
}

# copy_apt_settings ROOT: copies the host's sources of packages, and its way to fetch all
copy_apt_settings()
{
    if [ "$release" = "$host_release" ]; then
        rm -rf "$1"/etc/apt/sources.list*
        cp -aL /etc/apt/sources.list* "$1/etc/apt" 2>/dev/null
        cp -aL /etc/apt/keyrings/. "$1/etc/apt/keyrings" 2>/dev/null
    fi
    cp -L /etc/resolv.conf /etc/hosts "$1/etc"
    mkdir -p "$1/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs" 2>/dev/null
    { apt-config dump | grep '^Acquire::' | grep -vE '^Acquire::(IndexTargets|Changelogs)'
      echo 'APT::Keep-Downloaded-Packages "true"; APT::Sandbox::User "root";'
      echo 'Acquire::Languages { "none"; };'; } >"$1/etc/apt/apt.conf.d/90host"
}

# use_release RELEASE: sets release and cache, and waits for other tests that use it
use_release()
{
    release=$1
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/netapi32/debian/$release
    mkdir -p "$cache/archives/partial"
    exec 9>"$cache/lock"
    flock 9
}

# have_base: FALSE with the reason in $reason if there is none
have_base()
{
    local mirror

    [ -z "$(find "$cache/base/made" -mtime -7 2>/dev/null)" ] || return 0
    reason="this is no Debian"
    [ "$host_release" ] || return
    mirror=$(host_mirror)
    reason="apt knows no mirror of $host_release"
    [ "$mirror" ] || return
    rm -rf --one-file-system "$cache/base" "$cache/tree" "$cache/archives"
    mkdir -p "$cache/archives/partial"
    if ! debootstrap --variant=minbase "$release" "$cache/base" "$mirror" >"$cache/log" 2>&1; then
        rm -rf --one-file-system "$cache/base"
        reason="debootstrap failed: $(tail -n 1 "$cache/log")"
        return 1
    fi
    touch "$cache/base/made"
    timed "debootstrap"
}

# copy_base ROOT: with the user tester, and apt's lists of today
copy_base()
{
    cp -a --reflink=auto "$cache/base" "$1"
    copy_apt_settings "$1"
    printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
    chmod 755 "$1/usr/sbin/policy-rc.d"
    echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/fast"
    mkdir -p "$1/etc/sudoers.d"
    echo 'tester ALL=(ALL) NOPASSWD: ALL' >"$1/etc/sudoers.d/tester"
    in_tree "$1" useradd -m -s /bin/bash tester
    # Without a network today the lists from last time are enough.
    in_tree "$1" apt-get -qq update >"$work/update.log" 2>&1
}
