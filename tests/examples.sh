# Sourced by bash, after lib.sh.
#
# Builds docs/example as its comments say
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

# example_commands FILE ARCHITECTURE: prints the commands in FILE's first comment
example_commands()
{
    sed -n '/\*\//q; s/^ \*     //p' "$1" | grep -v '^wine ' |
        if [ "$2" = i386 ]; then sed 's/x86_64-w64/i686-w64/g; s/--win64/--win32/g'; else cat; fi |
        sed 's/-municode/-Wall -Wextra -Wno-unused-parameter -Werror &/'
}

# build_example FOLDER NAME ARCHITECTURE
build_example()
{
    (cd "$1" && bash -euxc "$(example_commands "$2.c" "$3")")
}

# check_examples SOURCES FOLDER ROOT PREFIX: builds SOURCES in FOLDER/x86_64 and FOLDER/i386 with
# the files that are installed under PREFIX. ROOT is the folder that stands for /, or empty.
check_examples()
{
    local arch name target exe

    for arch in x86_64 i386; do
        target=${arch/i386/i686}-w64-mingw32
        mkdir -p "$2/$arch"
        cp "$1"/*.c "$2/$arch"
        for name in session browse files; do
            exe=$2/$arch/$name.exe
            PKG_CONFIG_SYSROOT_DIR=$3 PKG_CONFIG_LIBDIR=$3$4/$target/lib/pkgconfig \
                build_example "$2/$arch" $name $arch >"$exe.log" 2>&1
            check "the example $name.c is built for $arch" [ -s "$exe" ]
        done
        check "session.c for $arch is linked with the installed import library" \
            grep -qF -e "-L$3$4/lib" "$2/$arch/session.exe.log"
        check "and imports from netapi32.dll" grep -q 'DLL Name: netapi32.dll' \
            <($target-objdump -p "$2/$arch/session.exe")
    done
}
