# Sourced by sh.
#
# apt with package lists of its own
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
# Here apt downloads and verifies packages that we do not install. The system's lists and
# architectures stay as they are, and apt needs no root.

# make_private_apt FOLDER ARCHITECTURE...: makes FOLDER/apt.conf for APT_CONFIG. It has the system's
# settings (a proxy, say), except for folders, architectures, a preferred release, further files to
# fetch with the package lists, and commands to run after that.
make_private_apt()
{
    apt_dir=$1
    shift
    mkdir -p "$apt_dir/state/lists/partial" "$apt_dir/cache/archives/partial" "$apt_dir/parts"
    : >"$apt_dir/status"
    not_ours='Dir|APT::(Architecture|Default-Release|Sandbox|Update)'
    apt-config dump | grep -Ev "^($not_ours|Acquire::(IndexTargets|Languages))" \
        >"$apt_dir/apt.conf"
    cat >>"$apt_dir/apt.conf" <<CONF
APT::Architecture "$1";
APT::Architectures { $(printf '"%s"; ' "$@")};
APT::Sandbox::User "root";
Acquire::Languages { "none"; };
Dir::State "$apt_dir/state";
Dir::State::status "$apt_dir/status";
Dir::Cache "$apt_dir/cache";
Dir::Etc::Main "/dev/null";
Dir::Etc::Parts "$apt_dir/parts";
CONF
}
