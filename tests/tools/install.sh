#!/bin/bash
#
# make install, what people build with what it installed, and a build in the tree
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

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
usr=$dir/root/usr
pkg=netapi32-session

make_in_build() { make -C "$BUILD" DESTDIR="$dir/root" prefix=/usr "$@" >"$dir/make.log" 2>&1; }

test_files()
{
    local file

    check "make install" make_in_build install
    for file in lib/$pkg/x86_64-windows/netapi32.dll lib/$pkg/i386-windows/netapi32.dll \
            lib/$pkg/x86_64-windows/srvcli.dll lib/$pkg/i386-windows/srvcli.dll \
            lib/$pkg/x86_64-windows/libnetapi32.a lib/$pkg/i386-windows/libnetapi32.a \
            lib/$pkg/x86_64-windows/netsess.exe libexec/$pkg/smbpipe include/$pkg/srvsvc.idl \
            bin/netapi32-setup-prefix share/man/man1/smbpipe.1 \
            share/man/man1/netapi32-setup-prefix.1; do
        check "$file is installed" [ -s "$usr/$file" ]
    done
    check "no test is installed" [ -z "$(find "$usr" -name '*test*')" ]
    check_output "smbpipe runs from there" "smbpipe 0.1" \
        "$("$usr/libexec/$pkg/smbpipe" --version | grep -o 'smbpipe [0-9.]*')"
    check "setup-prefix knows where the DLLs are" \
        grep -qx "dlldir=/usr/lib/$pkg" "$usr/bin/netapi32-setup-prefix"
    check "and where smbpipe is" \
        grep -qx "smbpipe=/usr/libexec/$pkg/smbpipe" "$usr/bin/netapi32-setup-prefix"
}

# A program that calls the function, linked with the installed import library
test_import_library()
{
    local arch target

    cat >"$dir/caller.c" <<'CALLER'
#include <windows.h>
#include <lm.h>
int main(void)
{
    BYTE *info = NULL;
    return NetSessionGetInfo( NULL, (WCHAR *)L"\\\\c", (WCHAR *)L"u", 7, &info );
}
CALLER
    for arch in x86_64 i386; do
        target=${arch/i386/i686}-w64-mingw32
        check "a $arch program links with the import library" $target-gcc -Wall -Werror \
            -o "$dir/caller-$arch.exe" "$dir/caller.c" -L"$usr/lib/$pkg/$arch-windows" -lnetapi32
        check "and imports from netapi32.dll" \
            grep -q 'DLL Name: netapi32.dll' <($target-objdump -p "$dir/caller-$arch.exe")
    done
}

# A client of somebody else's own, from the installed IDL
test_idl()
{
    local widl="x86_64-w64-mingw32-widl --win64 -I/usr/include/wine/wine/windows"

    check "widl makes a header from the installed srvsvc.idl" \
        $widl -h -o "$dir/srvsvc.h" "$usr/include/$pkg/srvsvc.idl"
    check "and a client stub" $widl -Oif -c -o "$dir/srvsvc_c.c" "$usr/include/$pkg/srvsvc.idl"
    check "which MinGW compiles" \
        x86_64-w64-mingw32-gcc -c -I"$dir" -o "$dir/srvsvc_c.o" "$dir/srvsvc_c.c"
    printf '#include <windows.h>\n#include <lm.h>\n#include "srvsvc.h"\n' >"$dir/both.c"
    check "the header goes with lm.h" \
        x86_64-w64-mingw32-gcc -c -Wall -Werror -I"$dir" -o "$dir/both.o" "$dir/both.c"
}

test_uninstall()
{
    check "make uninstall" make_in_build uninstall
    check_output "leaves nothing" "" "$(find "$dir/root" ! -type d)"
}

in_tree()
{
    (cd "$dir/tree" && ./configure && make -j"$(nproc)") >"$dir/tree.log" 2>&1
}

test_build_in_tree()
{
    mkdir "$dir/tree"
    (cd "$source_dir" && tar -c --exclude=.git --exclude='./build*' .) | tar -x -C "$dir/tree"
    check "configure and make in the tree" in_tree
    check "the DLL is made there" [ -s "$dir/tree/dlls/netapi32/x86_64-windows/netapi32.dll" ]
    check "it is the same, byte for byte, as that of the other build tree" \
        cmp "$dir/tree/dlls/netapi32/x86_64-windows/netapi32.dll" \
        "$BUILD/dlls/netapi32/x86_64-windows/netapi32.dll"
}

test_files
test_import_library
test_idl
test_uninstall
test_build_in_tree
close_test
