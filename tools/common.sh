# Sourced by bash.
#
# What demo and check do in the source tree before they begin
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

# The caller sets source_dir. BUILD names the build tree, made where it is missing.

# With heaps anywhere some Wine programs do not start, see testbed.
if [ ! "${heap_is_fixed-}" ] && setarch -R true 2>/dev/null; then
    heap_is_fixed=yes exec setarch -R "$0" "$@"
fi

BUILD=$(readlink -m -- "${BUILD:-$source_dir/build}")
export BUILD
. "$source_dir/tools/steps.sh"

packages="
    gcc make pkg-config gcc-mingw-w64-x86-64 gcc-mingw-w64-i686 mingw-w64-tools
    wine wine64 wine64-tools libwine-dev
    samba-dev libtalloc-dev libtevent-dev
    samba smbclient samba-common-bin iproute2 util-linux procps python3
"
test_packages="
    python3-impacket python3-samba python3-yaml debian-archive-keyring
    chromium chromium-driver python3-selenium
    winbind samba-dsdb-modules samba-ad-provision samba-vfs-modules krb5-user
    nsis mono-mcs openssl g++-mingw-w64-x86-64 g++-mingw-w64-i686
    build-essential debhelper debootstrap file git groff-base
    clang libclang-rt-14-dev valgrind
"
# Node.js' own package brings npm, and Debian's would be in its way.
command -v npm >/dev/null || test_packages="$test_packages npm"

as_root()
{
    if [ "$(id -u)" = 0 ]; then "$@"; return; fi
    command -v sudo >/dev/null ||
        die "needs root for: $*. Run it as root, or install sudo."
    sudo "$@"
}

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q ' installed$'; }

# install_packages PACKAGE...
install_packages()
{
    local package missing=

    command -v dpkg-query >/dev/null ||
        die "this is no Debian; install the equivalents of: $*"
    for package; do
        is_installed "$package" || missing="$missing $package"
    done
    if [ -z "$missing" ]; then
        echo "All packages are there."
        return
    fi
    echo "Installing:$missing"
    as_root sh -s $missing <<'INSTALL' >"$log_dir/apt.log" 2>&1 ||
# No service is started, and Samba's are not left enabled: the testbed runs a server of its own.
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    trap "exit 1" INT TERM HUP
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq -y --no-install-recommends install "$@" </dev/null
for package; do
    case $package in
    samba)   services="smbd nmbd samba-ad-dc" ;;
    winbind) services=winbind ;;
    *)       continue ;;
    esac
    ! command -v systemctl >/dev/null || systemctl -q disable $services
done
INSTALL
        die "installing failed: $(tail -n 3 "$log_dir/apt.log"); all of it is in $log_dir/apt.log"
}

build()
{
    if [ ! -e "$BUILD/Makefile" ] || [ "$source_dir/configure" -nt "$BUILD/Makefile" ]; then
        (cd "$BUILD" && run_logged configure "$source_dir/configure") || exit 1
    fi
    run_logged make make -C "$BUILD" -j"$(nproc)"
    echo "Built in $BUILD."
}
