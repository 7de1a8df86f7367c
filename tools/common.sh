# Sourced by bash.
#
# First steps of demo and check in the source tree
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

# The caller sets source_dir. BUILD names the build tree, which these steps make if it is missing.

# If the kernel puts heaps anywhere some Wine programs do not start, see testbed.
if [ ! "${heap_is_fixed-}" ] && setarch -R true 2>/dev/null; then
    heap_is_fixed=yes exec setarch -R "$0" "$@"
fi

BUILD=$(readlink -m -- "${BUILD:-$source_dir/build}")
export BUILD
. "$source_dir/tools/steps.sh"

packages="
    gcc libc6-dev make pkgconf gcc-mingw-w64-x86-64 gcc-mingw-w64-i686 mingw-w64-tools
    wine wine64 wine64-tools libwine-dev
    samba-dev libtalloc-dev libtevent-dev
    samba smbclient samba-common-bin iproute2 util-linux procps python3
"

# packages_of_NAME: what the test NAME needs beside these. Several tests need a domain controller or
# the trees of wine-tree.
domain="python3-samba winbind samba-dsdb-modules samba-ad-dc samba-ad-provision samba-vfs-modules
    krb5-user"
tree=debian-archive-keyring
packages_of_bench="python3-impacket python3-samba"
packages_of_callers="nsis mono-mcs openssl $tree"
packages_of_checkers=valgrind
packages_of_compare="chromium chromium-driver python3-selenium"
packages_of_conformance="python3-impacket $tree"
packages_of_credentials=$domain
packages_of_debian="build-essential debhelper debootstrap file git $tree"
packages_of_demo=bsdutils
packages_of_docs="git groff-base python3-yaml g++-mingw-w64-x86-64 g++-mingw-w64-i686"
packages_of_drop_in=$tree
packages_of_forwards=$tree
packages_of_fuzz="clang libclang-rt-dev"
packages_of_hostile="python3-impacket $tree"
packages_of_install=git
packages_of_memory=valgrind
packages_of_platforms="debootstrap git $tree"
packages_of_programs=$tree
packages_of_published="openssl $tree"
packages_of_samba=python3-samba
packages_of_security="python3-impacket groff-base"
packages_of_services="python3-impacket $tree"
packages_of_srvsvc_server="python3-impacket python3-samba"
packages_of_style="autoconf git"
packages_of_testbed=$domain
packages_of_wine_layout="g++-mingw-w64-x86-64 g++-mingw-w64-i686"
packages_of_workflow="openssl python3-yaml"
# If Node.js was installed from its own package it has npm, and Debian's npm would conflict with it.
if ! command -v npm >/dev/null; then
    packages_of_callers+=" npm"
    packages_of_published+=" npm"
    packages_of_workflow+=" npm"
fi

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q ' installed$'; }

# missing_packages PACKAGE...: the missing ones, on one line. On a system without dpkg none is
# missing.
missing_packages()
{
    local package

    ! command -v dpkg-query >/dev/null ||
        for package; do is_installed "$package" || echo "$package"; done | sort -u | xargs
}

# install_packages PACKAGE...: installs them, or only names them if NO_INSTALL is set
install_packages()
{
    local missing

    missing=$(missing_packages "$@")
    if ! command -v dpkg-query >/dev/null; then
        echo "This is no Debian, so nothing is installed here."
        return
    elif [ -z "$missing" ]; then
        echo "All packages are there."
        return
    elif [ "${NO_INSTALL-}" ]; then
        echo "These are not installed; tools/check installs them, or: apt-get install $missing"
        return
    fi
    echo "Installing: $missing"
    can_become_root || die "installing packages needs root. Run this as root, or install sudo, or" \
        "do it yourself: apt-get install $missing"
    run_logged apt as_root sh -c "$install_script" apt $missing
    grep '^apt knows no ' "$log_dir/apt.log"
    find_wineserver
}

# A script for sh, which runs as root. It starts no service and leaves Samba's services disabled,
# because the testbed runs a server of its own. It leaves out a package that the system's apt does
# not know; the tests that need that package fail or are skipped.
install_script='
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    trap "exit 1" INT TERM HUP
    printf "#!/bin/sh\nexit 101\n" >$policy
    chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
known=
for package; do
    if apt-cache show "$package" >/dev/null 2>&1; then known="$known $package"
    else echo "apt knows no package $package"; fi
done
apt-get -q -y --no-install-recommends install $known
for package in $known; do
    case $package in
    samba)       services="smbd nmbd" ;;
    samba-ad-dc) services=samba-ad-dc ;;
    winbind)     services=winbind ;;
    *)           continue ;;
    esac
    ! command -v systemctl >/dev/null || systemctl -q disable $services
done
'

compilers="cc gcc x86_64-w64-mingw32-gcc i686-w64-mingw32-gcc"

# link_ccache FOLDER CCACHE NAME...: makes the folder, in which ccache has the compilers' names
link_ccache()
{
    local dir=$1 ccache=$2 name
    shift 2

    mkdir -p "$dir" || return
    for name; do ln -sfn "$ccache" "$dir/$name" || return; done
}

# use_ccache FOLDER: has compilers look in the folder first for what they have compiled before. A
# name without its compiler would deceive who looks for that.
use_ccache()
{
    local ccache

    ccache=$(command -v ccache) || return 0
    link_ccache "$1/bin" "$ccache" $(for name in $compilers clang; do
        ! command -v "$name" >/dev/null || echo "$name"
    done) || return 0
    export CCACHE_DIR=${CCACHE_DIR:-$1} PATH=$1/bin:$PATH
}

configure_once()
{
    [ "$BUILD/Makefile" -nt "$source_dir/configure" ] ||
        (cd "$BUILD" && run_step configure "$source_dir/configure")
}

# prepare_build: configures, and names everything at once that is missing to build and to run
prepare_build()
{
    local log=$log_dir/configure.log failed=

    configure_once || failed=yes
    need_nothing "$(missing_programs "$source_dir/tools/testbed"
        [ ! "$failed" ] || sed -n '/ error: these are missing:/,$s/^  /&/p' "$log")"
    [ ! "$failed" ] || { tail -n 30 "$log" >&2; die "configure failed; all of it is in $log"; }
}

# build ARGUMENT...: runs make with them. If smbpipe can't run, it was built before an upgrade of
# the system.
build()
{
    local smbpipe=$BUILD/programs/smbpipe/smbpipe

    prepare_build
    if [ -e "$smbpipe" ] && ! "$smbpipe" --version >/dev/null 2>&1; then
        echo "What was built here does not run any more, and is built anew."
        run_logged clean make -C "$BUILD" clean
    fi
    run_logged make make -C "$BUILD" -j"$(nproc)" "$@"
    echo "Built in $BUILD."
}
