#!/bin/bash
#
# smbpipe in real calls, short of memory and under checkers of memory
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

# BUILD names the build tree. See memory.py.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

results=$BUILD/check/memory

rm -rf "$results"
mkdir -p "$results"
if ! make_sanitized "$results/make.log"; then
    fail "not built: $(tail -n 1 "$results/make.log")"
    close_test
    exit
fi
# smbpipe's messages about what fails are of no interest here.
take "" "$source_dir/tools/testbed" -- /usr/bin/python3 "$source_dir/tests/memory/memory.py" \
    "$BUILD" "$results" 2>"$results/messages"
[ $failed = 0 ] || show "$results/messages"
close_test
