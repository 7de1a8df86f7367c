#!/bin/bash
#
# Tests make install, programs that people build with the installed files, and a build in the tree
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

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/examples.sh"

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
usr=$dir/root/usr
pkg=netapi32-session

make_with() { make -C "$BUILD" "$@" >"$dir/make.log" 2>&1; }
make_in_build() { make_with DESTDIR="$dir/root" prefix=/usr "$@"; }

test_files()
{
    local file

    check "make install" make_in_build install
    for file in lib/$pkg/x86_64-windows/netapi32.dll lib/$pkg/i386-windows/netapi32.dll \
            lib/$pkg/x86_64-windows/srvcli.dll lib/$pkg/i386-windows/srvcli.dll \
            lib/$pkg/x86_64-windows/wkscli.dll lib/$pkg/i386-windows/wkscli.dll \
            lib/$pkg/x86_64-windows/ntlanman.dll lib/$pkg/i386-windows/ntlanman.dll \
            lib/$pkg/x86_64-windows/libnetapi32.a lib/$pkg/i386-windows/libnetapi32.a \
            lib/$pkg/x86_64-windows/{netsess,net,cmdkey,browse}.exe \
            lib/$pkg/i386-windows/{netsess,net,cmdkey,browse}.exe \
            libexec/$pkg/smbpipe include/$pkg/srvsvc.idl include/$pkg/wkssvc.idl \
            bin/netapi32-setup-prefix bin/netapi32-demo bin/netapi32-testbed share/$pkg/steps.sh \
            share/man/man1/{smbpipe,netapi32-setup-prefix,netapi32-demo,netapi32-testbed}.1 \
            share/man/man1/netapi32-{netsess,net,cmdkey}.1 \
            {x86_64,i686}-w64-mingw32/lib/pkgconfig/$pkg.pc; do
        check "$file is installed" [ -s "$usr/$file" ]
    done
    check "no test is installed" [ -z "$(find "$usr" -name '*_test*')" ]
    check_output "smbpipe runs from there" "smbpipe 0.1" \
        "$("$usr/libexec/$pkg/smbpipe" --version | grep -o 'smbpipe [0-9.]*')"
    check "setup-prefix knows where the DLLs are" \
        grep -qx "dlldir=/usr/lib/$pkg" "$usr/bin/netapi32-setup-prefix"
    check "it runs" says '^Usage: ' "$(bash "$usr/bin/netapi32-setup-prefix" --help | head -n 1)"
    check "and needs no other file" [ -z "$(grep -n '^\. ' "$usr/bin/netapi32-setup-prefix")" ]
    check "and where smbpipe is" \
        grep -qx "smbpipe=/usr/libexec/$pkg/smbpipe" "$usr/bin/netapi32-setup-prefix"
}

# With the prefix /usr or /usr/local these commands need no environment variable.
test_examples()
{
    check "make install under another prefix" make_with prefix="$dir/prefix" install
    check_examples "$source_dir/docs/example" "$dir/examples" "" "$dir/prefix"
    printf '#include <windows.h>\n#include <lm.h>\n#include "srvsvc.h"\n' \
        >"$dir/examples/x86_64/both.c"
    check "the header that widl makes goes with lm.h" x86_64-w64-mingw32-gcc -c -Wall -Werror \
        -o "$dir/both.o" "$dir/examples/x86_64/both.c"
    check_output "x86_64-w64-mingw32-pkg-config looks where the files are" \
        "/usr/local/x86_64-w64-mingw32/lib/pkgconfig /usr/x86_64-w64-mingw32/lib/pkgconfig" \
        "$(sed 's/${triplet}/x86_64-w64-mingw32/' "$(command -v x86_64-w64-mingw32-pkg-config)" |
            grep -o '/usr[^:]*-mingw32/lib/pkgconfig' | xargs)"
}

test_demo()
{
    local out status=0

    # The installed demo must neither install nor build.
    out=$(HOME=$dir XDG_CACHE_HOME=/proc/nowhere "$dir/prefix/bin/netapi32-demo" 2>&1) || status=$?
    check_output "the demo without a folder to work in: exit status" 1 $status
    check "and says what to set" grep -q 'XDG_CACHE_HOME' <<<"$out"
    check "netapi32-testbed tells of its options" \
        grep -q -- --smb-conf <("$dir/prefix/bin/netapi32-testbed" --help)
}

test_uninstall()
{
    check "make uninstall" make_in_build uninstall
    check_output "leaves nothing" "" "$(find "$dir/root" ! -type d)"
}

# The compiler sees other paths here than in BUILD, so ccache knows no object of that build.
in_tree()
{
    (cd "$dir/tree" && ./configure && make -j"$(nproc)" dlls/netapi32 suite) >"$dir/tree.log" 2>&1
}

test_build_in_tree()
{
    mkdir "$dir/tree"
    (cd "$source_dir" && tar -c --exclude=.git --exclude='./build*' --exclude='*-windows' .) |
        tar -x -C "$dir/tree"
    check "configure and make in the tree" in_tree
    check_output "make would build no program of the tests" "" \
        "$(make -C "$dir/tree" -n 2>&1 | grep -o 'tests/[a-z]*/x86_64-windows/[^ ]*' | head -n 3)"
    check "but the other programs" grep -q 'programs/netsess/x86_64-windows/netsess.exe' \
        <(make -C "$dir/tree" -n 2>&1)
    check "the DLL is made there" [ -s "$dir/tree/dlls/netapi32/x86_64-windows/netapi32.dll" ]
    check "it is the same, byte for byte, as that of the other build tree" \
        cmp "$dir/tree/dlls/netapi32/x86_64-windows/netapi32.dll" \
        "$BUILD/dlls/netapi32/x86_64-windows/netapi32.dll"
    check "make suite in the other one" make_with suite
    check "the conformance suite's checksums are right" \
        eval '(cd "$BUILD/suite" && sha256sum --quiet --check SHA256SUMS)'
    check "it has a sum of each file" [ "$(wc -l <"$BUILD/suite/SHA256SUMS")" = \
        "$(find "$BUILD/suite" -type f ! -name SHA256SUMS | wc -l)" ]
    check "and all files are the same, byte for byte" diff -r "$dir/tree/suite" "$BUILD/suite"
    check "it runs alone" eval '"$BUILD/suite/conformance" show "$BUILD/suite/documented.json" \
        >/dev/null'
}

# widl_flags MODULE: the flags for its stub in the tree that was built last
widl_flags()
{
    make -C "$dir/tree" -n V=1 WIDL=widl MODULES="one two three" "$1/x86_64-windows/x_c.c" 2>&1 |
        grep -oP '^widl --win64 \K.*(?= -c )'
}

test_stub_flags()
{
    local module

    for module in one two three; do
        mkdir "$dir/tree/$module"
        printf 'MODULE = lib%s.a\nSOURCES = x.idl\n' $module >"$dir/tree/$module/Makefile.in"
        echo '#pragma makedep client' >"$dir/tree/$module/x.idl"
    done
    echo 'x_c_FLAGS = -Os --prefix-client=one_' >>"$dir/tree/one/Makefile.in"
    echo 'x_c_FLAGS = -Oi' >>"$dir/tree/three/Makefile.in"
    check_output "stubs of the same name are made with the flags of their modules" \
        "-Os --prefix-client=one_, -Oif, -Oi" \
        "$(widl_flags one), $(widl_flags two), $(widl_flags three)"
}

test_files
test_examples
test_demo
test_uninstall
test_build_in_tree
test_stub_flags
close_test
