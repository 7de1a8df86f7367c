#!/bin/bash
#
# What smbd runs to add, change or delete a share: share-command.sh VERB SMB.CONF NAME PATH REMARK
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

set -eu

verb=$1 conf=$2 name=$3

# Without the section
rest=$(awk -v section="[$name]" '/^\[/ { inside = $0 == section } !inside' "$conf")
echo "$rest" >"$conf"
[ "$verb" = delete ] || printf '[%s]\npath = %s\ncomment = %s\nread only = no\n' "$name" "$4" "$5" \
    >>"$conf"
