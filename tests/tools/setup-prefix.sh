#!/bin/bash
#
# Tests of tools/setup-prefix
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
# BUILD names the build folder; default: the source tree. Each test has a prefix of its own, linked
# from one that is new, and they run at the same time: much of it is waiting for Wine to start and
# to end. 32-bit DLLs of Wine's are stand-ins where Wine is here for 64 bits only.

set -u
self=$(readlink -f "$0")
top=$(readlink -f "${self%/*}/../..")
. "$top/tests/lib.sh"
export BUILD=${BUILD:-$top}
setup=$top/tools/setup-prefix
names="netapi32 srvcli"
smbpipe=$(readlink -f "$BUILD/programs/smbpipe/smbpipe")
overrides='HKEY_CURRENT_USER\Software\Wine\DllOverrides'
own='HKEY_CURRENT_USER\Software\Wine\Netapi32'

# our_dll NAME ARCHITECTURE
our_dll() { echo "$BUILD/dlls/$1/$2-windows/$1.dll"; }

# does NAME STATUS COMMAND...; leaves what the command said in $out
does()
{
    local name=$1 expected=$2 status
    shift 2
    "$@" >"$work/out" 2>&1 </dev/null
    status=$?
    out=$(cat "$work/out")
    check "$name" [ $status -eq "$expected" ]
    [ $status -eq "$expected" ] || echo "    status $status: $out"
}

in_wine() { "$wine" "$@" >/dev/null 2>&1 </dev/null; }

# add_value KEY NAME TYPE DATA
add_value() { in_wine reg add "$1" /v "$2" /t "$3" /d "$4" /f; }

registry()
{
    "$wine" reg query "$1" /v "$2" 2>/dev/null </dev/null | tr -d '\r' |
        sed -n "s/^ *$2 *REG_SZ *//Ip"
}

manifest() { "$top/tests/tools/manifest.py" --cache "$cache" "$@" -- "$WINEPREFIX"; }

# After Wine has run, the times that it writes are other ones.
manifest_after_wine() { manifest --times-aside; }

# wineboot -u writes system.reg, which is not ours to change.
manifest_but_for_wineboot() { manifest_after_wine | grep -v '^system\.reg '; }

# same MANIFEST [COMMAND]: whether the prefix is so again
same() { diff <(echo "$1") <("${2:-manifest}"); }

# wines DIR NAME: whether Wine's own is there, beside ours
wines() { cmp "$base/drive_c/windows/$1/$2.dll" "$WINEPREFIX/drive_c/windows/$1/$2_wine.dll"; }

# end_wine: waits until the last program has ended
end_wine() { wineserver -w; }

######## refusals

test_refusals()
{
    local before wrong=$work/wrong
    does "a folder that is no prefix is refused" 2 env WINEPREFIX="$work" "$setup" install
    check "and the remedy named" says 'wineboot -i' "$out"
    before=$(manifest)
    does "no command is refused" 2 "$setup"
    does "a bad command is refused" 2 "$setup" instal
    does "a bad option is refused" 2 "$setup" install --dll x
    does "an option without its value is refused" 2 "$setup" install --dlldir
    does "a bad architecture is refused" 2 "$setup" install --arch arm64
    does "uninstall of one architecture is refused" 2 "$setup" uninstall --arch i386
    does "missing DLLs are refused" 2 "$setup" install --dlldir "$work"
    does "a missing smbpipe is refused" 2 "$setup" install --smbpipe "$work/none"
    mkdir -p "$wrong"
    cp -r "$BUILD"/dlls/{netapi32,srvcli} "$wrong"
    cp "$(our_dll srvcli i386)" "$wrong/srvcli/x86_64-windows/srvcli.dll"
    does "a DLL for another machine is refused" 2 "$setup" install --dlldir "$wrong"
    check "and named" says 'srvcli.dll is no DLL for x86_64' "$out"
    cp "$system32/srvcli.dll" "$wrong/srvcli/x86_64-windows/srvcli.dll"
    does "Wine's own DLL is refused" 2 "$setup" install --dlldir "$wrong"
    check "refusals change nothing" same "$before"
    does "status: not installed" 1 "$setup" status
    does "uninstall of nothing is harmless" 0 "$setup" uninstall
    check "and changes nothing" same "$before"
    mkdir -p "$WINEPREFIX/dlls"
    cp -r "$BUILD"/dlls/{netapi32,srvcli} "$WINEPREFIX/dlls"
    does "a link to a file in the prefix is refused" 2 "$setup" install --symlink \
        --dlldir "$WINEPREFIX/dlls"
    does "a copy of one is not" 0 "$setup" install --dlldir "$WINEPREFIX/dlls"
    sed -i '1s/.*/REGEDIT4/' "$WINEPREFIX/user.reg"
    does "a registry of another kind is refused" 2 "$setup" uninstall
}

# make_lacking NAME ARCHITECTURE EXPORT: our DLL without one of its exports, as $work/less has it
make_lacking()
{
    local dir=$work/less/$1/$2-windows target=${2/i386/i686}-w64-mingw32
    grep -v " $3(" "$top/dlls/$1/$1.spec" |
        sed 's/^\(@ stdcall Net[^ (]*([^)]*)\)$/\1 other.X/' >"$work/less.spec"
    winebuild --target $target --def --export "$work/less.spec" --filename "$1.dll" \
        -o "$work/less.def" &&
        $target-gcc -shared -nostdlib -Wl,--entry=0,--kill-at -o "$dir/$1.dll" "$work/less.def"
}

# An export that Wine's has and ours has not
test_exports()
{
    local before name arch export
    before=$(manifest)
    for arch in x86_64 i386; do
        for export in netapi32:NetUseAdd srvcli:LocalFileEnum; do
            name=${export%:*} export=${export#*:}
            rm -rf "$work/less"
            mkdir "$work/less"
            cp -r "$BUILD"/dlls/{netapi32,srvcli} "$work/less"
            make_lacking $name $arch NothingAtAll
            does "$arch: a $name.dll with all exports is accepted" 0 \
                "$setup" install --dry-run --dlldir "$work/less"
            make_lacking $name $arch $export
            does "$arch: a $name.dll without $export is refused" 2 \
                "$setup" install --dlldir "$work/less"
            check "and the export is named" \
                says "$name.dll exports what .*$name.dll lacks: $export\.$" "$out"
            check "and the remedy" says "$name.spec" "$out"
        done
    done
    check "nothing was changed" same "$before"
}

# A DLL of Wine's that exports two ordinals without names
test_ordinals()
{
    local dll=$work/wines.dll
    { cat "$top/dlls/srvcli/srvcli.spec"
      echo '900 stdcall -noname First() other.X'
      echo '901 stdcall -noname Second() other.X'; } >"$work/more.spec"
    winebuild --target x86_64-w64-mingw32 --def --export "$work/more.spec" --filename srvcli.dll \
        -o "$work/more.def"
    x86_64-w64-mingw32-gcc -shared -nostdlib -Wl,--entry=0 -o "$dll" "$work/more.def"
    mark_as_wines "$dll"
    cp "$dll" "$system32/srvcli.dll"
    updated 12345
    does "ordinals without a name are compared too" 2 "$setup" install
    check "and named" says 'lacks: #900, #901\.' "$out"
}

# What it says has the name by which it was started.
test_name()
{
    local linked=$work/netapi32-setup-prefix
    ln -s "$setup" "$linked"
    does "help by another name" 0 "$linked" --help
    check "has that name" says '^Usage: netapi32-setup-prefix ' "$out"
    does "so has a refusal" 2 "$linked" instal
    check "its cause" says '^netapi32-setup-prefix: "instal" is not install' "$out"
    check "and its remedy" says '^netapi32-setup-prefix: See netapi32-setup-prefix --help' "$out"
}

######## smbpipe

# make_program FILE SCRIPT
make_program()
{
    printf '#!/bin/sh\n%s\n' "$2" >"$1.new" && chmod +x "$1.new" && mv "$1.new" "$1"
}

# make_broken FILE: a program one of whose libraries is gone
make_broken()
{
    echo 'int gone(void) { return 0; }' >"$work/gone.c"
    echo 'int gone(void); int main(void) { return gone(); }' >"$work/broken.c"
    gcc -shared -fPIC -o "$work/libgone.so.1" "$work/gone.c" -Wl,-soname,libgone.so.1 &&
        gcc -o "$1.new" "$work/broken.c" "$work/libgone.so.1" -Wl,-rpath,"$work" &&
        rm "$work/libgone.so.1" && mv "$1.new" "$1"
}

# refuses NAME CAUSE: the smbpipe that $program is now, in status and install
refuses()
{
    does "status where smbpipe $1" 3 "$setup" status
    check "names smbpipe and says why" says "smbpipe is $program: can't run: $2" "$out"
    check "and what to do" says 'make install.*netapi32-session upgraded' "$out"
    does "install of it" 2 "$setup" install --smbpipe "$program"
    check "says why, too" says "$program can't run: $2" "$out"
    check "and what to do" says 'make install.*netapi32-session upgraded' "$out"
}

test_smbpipe()
{
    local program=$work/smbpipe installed
    cp "$smbpipe" "$program"
    does "install" 0 "$setup" install --smbpipe "$program"
    does "status" 0 "$setup" status
    check "has started smbpipe" says "smbpipe is $program, and runs" "$out"
    installed=$(manifest)
    check "a program without its library is built" make_broken "$program"
    refuses "lacks a library" '.*libgone.so.1: cannot open shared object file'
    make_program "$program" 'sleep 60'
    refuses "hangs" 'it does not answer within 10 seconds'
    make_program "$program" 'exit 5'
    refuses "ends" 'it ends with status 5 and says nothing'
    echo text >"$program"
    refuses "is no program" '.*'
    make_program "$program" 'echo preload >&2; echo "smbpipe 9.9, protocol 99"'
    does "status where smbpipe is of another version" 3 "$setup" status
    check "says which" says 'protocol 99: system32/netapi32.dll speaks protocol [0-9]*$' "$out"
    check "also for 32 bits" says 'protocol 99: syswow64/netapi32.dll speaks' "$out"
    check "and what to do" says 'Run install' "$out"
    does "install of it is refused" 2 "$setup" install --smbpipe "$program"
    check "and both are named" says "$(our_dll netapi32 x86_64) .* and $program protocol 99" "$out"
    check "nothing of this changed the prefix" same "$installed"
    rm "$program"
    does "status where smbpipe is gone" 3 "$setup" status
    check "says what to do" says 'make install.*netapi32-session upgraded' "$out"
    does "install of the right one" 0 "$setup" install
    does "mends it" 0 "$setup" status
}

######## an upgrade of Wine

# make_wine FOLDER: a Wine whose own DLLs are other ones
make_wine()
{
    local name dir=$1/lib/wine/x86_64-windows
    mkdir -p "$1/bin" "$1/share/wine" "$dir"
    echo inf >"$1/share/wine/wine.inf"
    for name in wine wineboot; do make_program "$1/bin/$name" "touch '$work/wine-ran'"; done
    make_program "$1/lib/wine/wineserver" "touch '$work/wine-ran'"
    for name in $names; do
        { cat "$base/drive_c/windows/system32/$name.dll"; date +%N; } >"$dir/$name.dll"
    done
}

# updated TIME: the file in which Wine keeps it, with the end of a line that Windows has
updated()
{
    printf '%s\r\n' "$1" >"$work/timestamp"
    mv -f "$work/timestamp" "$WINEPREFIX/.update-timestamp"
}

# run_by FOLDER: the prefix was updated by that Wine.
run_by() { updated "$(stat -c %Y "$1/share/wine/wine.inf")"; }

# has_wines FOLDER SUFFIX: whether both x$SUFFIX.dll are those of that Wine
has_wines()
{
    local name
    for name in $names; do
        cmp "$1/lib/wine/x86_64-windows/$name.dll" "$system32/$name$2.dll" || return
    done
}

test_upgrade()
{
    local new=$work/new PATH=$work/new/bin:$PATH before installed
    before=$(manifest)
    "$setup" install >/dev/null 2>&1
    make_wine "$new"
    does "status where another Wine is installed too" 0 "$setup" status
    check "says nothing of it" [ -z "$(grep 'brings another' <<<"$out")" ]
    updated 12345
    does "status where none that is installed has run the prefix" 0 "$setup" status
    check "says so" says "brings another netapi32.dll ($new/.*If that runs this prefix" "$out"
    does "install" 0 "$setup" install
    check "says so too" says "If that runs this prefix, run .*wineboot -u and install" "$out"
    check "and keeps the DLLs of the Wine that runs the prefix" wines system32 netapi32
    does "uninstall" 0 "$setup" uninstall
    cp -p --remove-destination "$base/.update-timestamp" "$WINEPREFIX"
    check "puts all back, byte for byte" same "$before"

    "$setup" install >/dev/null 2>&1
    run_by "$new"
    does "status where the other Wine runs the prefix" 3 "$setup" status
    check "says so" says "system32/srvcli_wine.dll: the Wine that runs .*, $new/" "$out"
    check "and the remedy" says 'Run install' "$out"
    does "install --dry-run" 0 "$setup" install --dry-run
    check "names what comes" says "copy $new/.* to $system32/srvcli_wine.dll" "$out"
    does "install" 0 "$setup" install
    check "brings that Wine's own DLLs" has_wines "$new" _wine
    does "status: installed" 0 "$setup" status
    installed=$(manifest)
    does "install again" 0 "$setup" install
    check "changes nothing" same "$installed"
    does "uninstall" 0 "$setup" uninstall
    check "leaves that Wine's own DLLs" has_wines "$new" ""
    check "and nothing of ours" [ -z "$(find "$WINEPREFIX" -name '*netapi32[-_]*')" ]
    check "Wine was not started" [ ! -e "$work/wine-ran" ]
}

# The Wine that runs the prefix is upgraded, and has not been started since.
test_upgrade_in_place()
{
    local wine=$work/new PATH=$work/new/bin:$PATH
    make_wine "$wine"
    run_by "$wine"
    does "install" 0 "$setup" install
    make_wine "$wine"
    touch -d yesterday "$wine/share/wine/wine.inf"
    does "status after an upgrade of Wine" 3 "$setup" status
    does "one install" 0 "$setup" install
    check "brings Wine's own DLLs" has_wines "$wine" _wine
    does "and mends it" 0 "$setup" status
    make_wine "$wine"
    does "uninstall after the next upgrade" 0 "$setup" uninstall
    check "leaves Wine's own DLLs" has_wines "$wine" ""
}

test_named_wine()
{
    local new=$work/new
    make_wine "$new"
    "$setup" install >/dev/null 2>&1
    does "install with WINE" 0 env WINE="$new/bin/wine" "$setup" install
    check "takes the DLLs of the Wine that is named" has_wines "$new" _wine
    does "status with WINE" 0 env WINE="$new/bin/wine" "$setup" status
    does "a folder that is no prefix is refused" 2 \
        env WINE="$new/bin/wine" WINEPREFIX="$work" "$setup" install
    check "and the remedy is a program that is there" says "$new/bin/wineboot -i" "$out"
}

######## what is done

test_install()
{
    local before installed name inode
    before=$(manifest)
    inode=$(stat -c %i "$WINEPREFIX/user.reg")
    does "install" 0 env PATH="$work/no-wine:$PATH" "$setup" install
    check "the registry's file is replaced at one blow" \
        [ "$(stat -c %i "$WINEPREFIX/user.reg")" != "$inode" ]
    for name in $names; do
        check "our $name.dll is there" cmp "$(our_dll $name x86_64)" "$system32/$name.dll"
        check "and Wine's beside it" wines system32 $name
        check "our 32-bit $name.dll is there" cmp "$(our_dll $name i386)" "$syswow64/$name.dll"
        check "and Wine's beside it" wines syswow64 $name
    done
    installed=$(manifest)
    does "status: installed" 0 "$setup" status
    check "and says so for 32 bits" says 'syswow64/srvcli.dll (i386)' "$out"
    does "install again" 0 "$setup" install
    check "changes nothing" same "$installed"
    does "uninstall" 0 env PATH="$work/no-wine:$PATH" "$setup" uninstall
    check "puts all back, byte for byte" same "$before"
    check "Wine was not started" [ ! -e "$work/wine-ran" ]
    does "uninstall again" 0 "$setup" uninstall
    check "and leaves all so" same "$before"
}

# What programs of the prefix do must be the same, whether we were there or not. The control is a
# prefix in which Wine runs as often.
use_wine()
{
    in_wine net use
    in_wine wineboot -u
    end_wine
    add_value "$own" LevelFallback REG_SZ N
    in_wine reg delete "$own" /v LevelFallback /f
    end_wine
}

test_wine()
{
    local control
    copy_all
    use_wine
    in_wine reg delete "$own" /f
    end_wine
    control=$(manifest_after_wine)
    copy_all
    does "install" 0 "$setup" install
    check "Wine sees DllOverrides" [ "$(registry "$overrides" srvcli)" = native,builtin ]
    check "Wine sees SmbPipe" [ "$(registry "$own" SmbPipe)" = "$smbpipe" ]
    use_wine
    does "it is installed after wineboot -u" 0 "$setup" status
    does "uninstall" 0 "$setup" uninstall
    check "the prefix is as if we had not been there" same "$control" manifest_after_wine
    in_wine cmd /c exit
    end_wine
    check "also when Wine has run again" same "$control" manifest_after_wine
}

test_update()
{
    local before new="$work/new dlls" program="$work/smb \"pipe\" ä\\a ää😀.x"
    mkdir "$new"
    cp -r "$BUILD"/dlls/{netapi32,srvcli} "$new"
    echo more >>"$new/srvcli/x86_64-windows/srvcli.dll"
    cp "$smbpipe" "$program"
    "$setup" install >/dev/null 2>&1
    does "an update" 0 "$setup" install --dlldir "$new" --smbpipe "$program"
    check "brings the new DLL" cmp "$new/srvcli/x86_64-windows/srvcli.dll" "$system32/srvcli.dll"
    check "keeps Wine's" wines system32 srvcli
    does "status: installed, smbpipe found" 0 "$setup" status
    check "and says that there is another build" says 'run install to update' "$out"
    check "and names smbpipe" says 'smb "pipe" ä' "$out"
    add_value "$own" Other REG_SZ x
    in_wine reg delete "$own" /v Other /f
    in_wine reg export "$own" "Z:$work/own.reg" /y
    end_wine
    check "Wine reads the path as it is" says '/smb ."pipe." ä..a ää😀.x"' \
        "$(iconv -f UTF-16 -t UTF-8 "$work/own.reg")"
    does "and when Wine has written it, status knows it" 0 "$setup" status
    rm "$program"
    does "status without smbpipe: damaged" 3 "$setup" status
    before=$(cd "$base" && WINEPREFIX=$base manifest_after_wine)
    "$setup" uninstall >/dev/null
    check "uninstall after an update puts all back" same "$before" manifest_after_wine
}

# The lines of the key in user.reg
overrides_text() { awk '/^\[/ { inside = /Wine..DllOverrides\]/ } inside' "$WINEPREFIX/user.reg"; }

# with_overrides TEXT: as the user has set them
with_overrides()
{
    TEXT=$1 awk '{ print } /Wine..DllOverrides\]/ { getline; print; print ENVIRON["TEXT"] }' \
        "$base/user.reg" >"$WINEPREFIX/user.reg"
}

# in_and_out NAME [OPTION...]: install and uninstall leave no trace
in_and_out()
{
    local name=$1 before
    shift
    before=$(manifest)
    does "$name: install" 0 "$setup" install "$@"
    does "$name: status" 0 "$setup" status
    does "$name: uninstall" 0 "$setup" uninstall
    check "$name: is as it was, byte for byte" same "$before"
}

# What users have set before, in Wine's spelling and by hand
test_overrides()
{
    with_overrides '"netapi32"="native"
"srvcli"="builtin"'
    in_and_out "native and builtin"
    with_overrides '"*netapi32"="builtin"
"NetApi32"="n,b"
"srvcli"=str(2):"%x%\\y"'
    in_and_out "odd spelling and a wildcard"
    with_overrides '"netapi32"=hex:62,00,\
  00,00
"SRVCLI" = "disabled"
"srvcli32"="native"'
    in_and_out "bytes on two lines, blanks"
    with_overrides '"netapi32"="native,builtin"
"srvcli"="native,builtin"'
    in_and_out "the very same"
    with_overrides '"netapi32"="builtin"'
    printf '\n[software\\\\wine\\\\dlloverrides]\n"netapi32"="disabled"\n' >>"$WINEPREFIX/user.reg"
    in_and_out "the key twice"
    awk '/^\[.*Wine..DllOverrides\]/ { skip = 3 } skip-- > 0 { next } { print }' \
        "$base/user.reg" >"$WINEPREFIX/user.reg"
    check "a prefix without the key was made" [ -z "$(overrides_text)" ]
    in_and_out "no key"
    "$setup" install >/dev/null 2>&1
    add_value "$overrides" msxml3 REG_SZ native
    end_wine
    "$setup" uninstall >/dev/null 2>&1
    check "a key that the user has filled since stays" says '"msxml3"="native"' "$(overrides_text)"
    check "without what was ours" [ "$(overrides_text | grep -c =)" = 2 ]
}

# The same when Wine has read and written it
test_overrides_in_wine()
{
    local before
    add_value "$overrides" NetApi32 REG_EXPAND_SZ builtin
    add_value "$overrides" '*srvcli' REG_SZ native
    add_value "$overrides" srvcli REG_SZ b
    add_value "$own" SmbPipe REG_SZ 'Z:\other "one" ä'
    add_value "$own" LevelFallback REG_SZ N
    end_wine
    before=$(manifest_after_wine)
    does "install" 0 "$setup" install
    check "ours is in force" [ "$(registry "$overrides" netapi32)" = native,builtin ]
    check "other values stay" [ "$(registry "$own" LevelFallback)" = N ]
    check "a wildcard too" says '^"[*]srvcli"="native"' "$(overrides_text)"
    add_value "$own" LevelFallback REG_SZ Y
    add_value "$own" LevelFallback REG_SZ N
    end_wine
    does "uninstall" 0 "$setup" uninstall
    check "puts the values back" same "$before" manifest_after_wine
    add_value "$own" LevelFallback REG_SZ N
    end_wine
    check "as Wine would write them" same "$before" manifest_after_wine
}

# A DLL of the same name, a link, a registry file that is a link
test_former()
{
    local before name
    mv "$system32/netapi32.dll" "$system32/other.dll"
    ln -s other.dll "$system32/netapi32.dll"
    echo mine >"$system32/netapi32_wine.dll"
    ln -s nowhere "$syswow64/srvcli_wine.dll"
    chmod 600 "$WINEPREFIX/user.reg"
    mv "$WINEPREFIX/user.reg" "$work/user.reg"
    ln -s ../user.reg "$WINEPREFIX/user.reg"
    before=$(manifest)
    does "install over a link and other files" 0 "$setup" install
    check "a link is replaced, not what it points to" \
        cmp "$base/drive_c/windows/system32/netapi32.dll" "$system32/other.dll"
    check "the registry's link stays" [ -L "$WINEPREFIX/user.reg" ]
    check_output "and its mode" 600 "$(stat -c %a "$work/user.reg")"
    does "install again" 0 "$setup" install
    does "status: installed" 0 "$setup" status
    does "uninstall" 0 "$setup" uninstall
    check "puts links and files back" same "$before"
}

test_changed()
{
    "$setup" install >/dev/null 2>&1
    echo changed >>"$system32/netapi32.dll"
    does "status after a change: damaged" 3 "$setup" status
    check "and says which file" says 'system32/netapi32.dll .*not what was installed' "$out"
    add_value "$overrides" netapi32 REG_SZ native
    end_wine
    does "install over a changed file is refused" 2 "$setup" install
    does "uninstall leaves a changed file" 3 "$setup" uninstall
    check "and says so" says 'netapi32.dll was changed since' "$out"
    check "also a changed value" says 'DllOverrides.netapi32 was changed since' "$out"
    check "the value is left" says '"netapi32"="native"' "$(overrides_text)"
    rm "$system32/netapi32.dll"
    does "without the file uninstall ends" 0 "$setup" uninstall
    check "with Wine's put back" cmp "$base/drive_c/windows/system32/netapi32.dll" \
        "$system32/netapi32.dll"
    check "and nothing else" [ ! -e "$system32/netapi32_wine.dll" ]
}

######## options

test_symlink()
{
    local before dlls=$work/dlls
    copy_all
    mkdir "$dlls"
    cp -r "$BUILD"/dlls/{netapi32,srvcli} "$dlls"
    does "install --symlink" 0 "$setup" install --symlink --dlldir "$dlls"
    check_output "our DLL is a link" "$dlls/srvcli/i386-windows/srvcli.dll" \
        "$(readlink "$syswow64/srvcli.dll")"
    check "Wine's is none" [ ! -L "$syswow64/srvcli_wine.dll" ]
    does "status: installed" 0 "$setup" status --dlldir "$dlls"
    check "and shows the link" says "srvcli.dll (i386) -> $dlls" "$out"
    echo more >>"$dlls/srvcli/i386-windows/srvcli.dll"
    does "a new DLL is no damage" 0 "$setup" status --dlldir "$dlls"
    check "and in force" cmp "$dlls/srvcli/i386-windows/srvcli.dll" "$syswow64/srvcli.dll"
    in_wine wineboot -u
    end_wine
    check "wineboot -u leaves the link" [ -L "$system32/netapi32.dll" ]
    does "install without it" 0 "$setup" install
    check "replaces the links" [ ! -L "$syswow64/srvcli.dll" ]
    does "install --symlink again" 0 "$setup" install --symlink --dlldir "$dlls"
    rm -r "$dlls"
    does "status where the DLLs are gone: damaged" 3 "$setup" status --dlldir "$dlls"
    does "uninstall where the DLLs are gone" 0 "$setup" uninstall
    before=$(WINEPREFIX=$base manifest_but_for_wineboot)
    check "puts all back" same "$before" manifest_but_for_wineboot
    in_and_out "links only" --symlink
}

test_arch()
{
    local before
    before=$(manifest)
    does "install --arch i386" 0 "$setup" install --arch i386
    check "the 32-bit DLL is there" cmp "$(our_dll srvcli i386)" "$syswow64/srvcli.dll"
    check "the other is Wine's" cmp "$base/drive_c/windows/system32/srvcli.dll" \
        "$system32/srvcli.dll"
    does "status: installed" 0 "$setup" status
    check "and says what is not" says 'not for x86_64' "$out"
    does "status of what is not installed: damaged" 3 "$setup" status --arch x86_64
    does "install --arch twice" 0 "$setup" install --arch x86_64 --arch i386 --symlink
    check "both are there" [ -L "$system32/srvcli.dll" -a -L "$syswow64/srvcli.dll" ]
    does "install --arch x86_64" 0 "$setup" install --arch x86_64
    check "changes that only" [ ! -L "$system32/srvcli.dll" -a -L "$syswow64/srvcli.dll" ]
    does "one uninstall" 0 "$setup" uninstall
    check "after three installs puts all back" same "$before"
    in_and_out "x86_64 only" --arch x86_64
    mkdir -p "$work/built/x86_64-windows"
    cp "$(our_dll netapi32 x86_64)" "$(our_dll srvcli x86_64)" "$work/built/x86_64-windows"
    does "install of a build without i386" 0 "$setup" install --dlldir "$work/built"
    check "says so" says 'only x86_64 DLLs were built' "$out"
    check "and leaves Wine's own there" cmp "$base/drive_c/windows/syswow64/srvcli.dll" \
        "$syswow64/srvcli.dll"
    does "status: installed" 0 "$setup" status --dlldir "$work/built"
    does "uninstall" 0 "$setup" uninstall
    check "puts all back" same "$before"
    rm -r "$syswow64"
    does "an architecture that the prefix lacks is refused" 2 "$setup" install --arch i386
    check "and said so" says 'has no i386 programs' "$out"
    sed -i 's/^#arch=win64/#arch=win32/' "$WINEPREFIX/system.reg"
    does "a 32-bit prefix has no x86_64" 2 "$setup" install --arch x86_64
}

# What a dry run names is what changes, and nothing else.
changed_paths()
{
    diff <(echo "$1") <(manifest) | sed -n 's/^[<>] \(.*\) [-dl][-rwx]\{9\}.*/\1/p' | sort -u
}

test_dry_run()
{
    local before installed said path lacking=
    before=$(manifest)
    does "install --dry-run" 0 env PATH="$work/no-wine:$PATH" "$setup" install --dry-run
    check "changes nothing" same "$before"
    said=$out
    does "install" 0 "$setup" install
    for path in $(changed_paths "$before"); do
        case $path in
        user.reg | netapi32-session/*) ;;
        *) says "$WINEPREFIX/$path\( \|\$\)" "$said" || lacking="$lacking $path" ;;
        esac
    done
    check_output "all that install changes was named" "" "$lacking"
    check_output "it said each DLL once" 8 "$(grep -c '^  copy ' <<<"$said")"
    check_output "and each value" 3 "$(grep -c '^  set ' <<<"$said")"
    installed=$(manifest)
    does "install -n of the same" 0 "$setup" install -n
    check_output "has nothing to do" 1 "$(grep -c . <<<"$(grep -v '^setup-prefix: ' <<<"$out")")"
    does "install -n --symlink" 0 "$setup" install -n --symlink
    check_output "would make links" 4 "$(grep -c '^  link to ' <<<"$out")"
    does "uninstall -n" 0 env PATH="$work/no-wine:$PATH" "$setup" uninstall -n
    check "changes nothing" same "$installed"
    check_output "and says what goes" 5 "$(grep -c '^  remove .*/' <<<"$out")"
    check_output "and what comes back" 4 "$(grep -c '^  put ' <<<"$out")"
    check "Wine was not started" [ ! -e "$work/wine-ran" ]
}

# Whether others can read the registry: only if all the folders on the way let them
test_readers()
{
    local modes
    # mktemp's folder is closed to others, so this is looked at with a path that is not.
    WINEPREFIX=$(mktemp -d /var/tmp/prefix-XXXXXX)
    rmdir "$WINEPREFIX"
    new_prefix "$WINEPREFIX"
    chmod 755 "$WINEPREFIX"
    chmod 644 "$WINEPREFIX/user.reg"
    modes=$(manifest)
    does "install" 0 "$setup" install
    check "says that others can read the registry" says "can read $WINEPREFIX/user.reg" "$out"
    check "and the remedy" says "chmod go-rwx '$WINEPREFIX'" "$out"
    does "status" 0 "$setup" status
    check "says so too" says 'other users of this machine' "$out"
    chmod 710 "$WINEPREFIX"
    does "status where the folder is closed" 0 "$setup" status
    check "says nothing" [ -z "$(grep 'other users' <<<"$out")" ]
    chmod 755 "$WINEPREFIX"
    chmod 600 "$WINEPREFIX/user.reg"
    does "status where the file is closed" 0 "$setup" status
    check "says nothing" [ -z "$(grep 'other users' <<<"$out")" ]
    chmod 644 "$WINEPREFIX/user.reg"
    "$setup" uninstall >/dev/null 2>&1
    check "no mode was changed" same "$modes"
    rm -r "$WINEPREFIX"
    WINEPREFIX=$base
}

test_paths()
{
    local dir
    cd "$work" || return
    for dir in "-n dash" "a 'quoted' \"path\" \$(x) \`y\`" "back\\slash\\\\ \\n" \
            "gräße Ж 😀" "*[a]?"; do
        WINEPREFIX=$work/$dir/prefix
        mkdir -- "$dir"
        new_prefix "$WINEPREFIX"
        in_and_out "$dir"
        in_and_out "$dir, links" --symlink
    done
    mv -- "-n dash/prefix" -prefix
    WINEPREFIX=-prefix
    in_and_out "a relative path with a dash"
    cp -r "$BUILD/dlls" ./-dlls
    in_and_out "DLLs in a relative path with a dash" --dlldir -dlls --symlink
    WINEPREFIX=$base
}

######## what runs meanwhile

ping_is_named() { says 'ping.exe' "$("$setup" install --dry-run 2>&1)"; }

test_running()
{
    local before
    before=$(manifest)
    "$wine" ping -n 60 127.0.0.1 >/dev/null 2>&1 </dev/null &
    within 60 ping_is_named
    does "install while a program runs is refused" 2 timeout 120 "$setup" install
    check "and names it" says 'ping.exe ([0-9]*)' "$out"
    check "and the remedy" says "wineserver -k" "$out"
    does "so without perl" 2 env PATH="$work/no-perl" timeout 120 "$setup" install
    check "and names it" says 'ping.exe ([0-9]*)' "$out"
    make_wine "$work/other"
    does "so with a Wine that is not in PATH" 2 \
        env WINE="$work/other/bin/wine" timeout 120 "$setup" install
    check "and the remedy is its wineserver" says "$work/other/lib/wine/wineserver -k" "$out"
    does "status is not" 1 "$setup" status
    wineserver -k
    end_wine
    "$setup" install >/dev/null 2>&1
    "$wine" ping -n 60 127.0.0.1 >/dev/null 2>&1 </dev/null &
    within 60 ping_is_named
    does "uninstall while a program runs is refused" 2 timeout 120 "$setup" uninstall
    wineserver -k
    end_wine
    does "and works later" 0 "$setup" uninstall
    before=$(WINEPREFIX=$base manifest_after_wine)
    check "with all put back" same "$before" manifest_after_wine
}

server_name()
{
    echo "server-$(stat -c %D "$WINEPREFIX")-$(printf %x "$(stat -c %i "$WINEPREFIX")")"
}

# Debian's Wine has it where the user's folder for such is, and otherwise names it in the prefix.
server_folder()
{
    local dir=/run/user/$(id -u)
    if [ -d "$dir" ]; then dir=$dir/wine; else dir=/tmp/$(cat "$WINEPREFIX/wineserver"); fi
    echo "$dir/$(server_name)"
}

# wineserver stays for some seconds after the last program.
test_lingering()
{
    wineserver -p4
    in_wine cmd /c exit
    check "wineserver lingers" test -S "$(server_folder)/socket"
    does "install waits for it" 0 "$setup" install
    wineserver -p4
    in_wine cmd /c exit
    does "so without perl" 0 env PATH="$work/no-perl" "$setup" uninstall
    wineserver -p
    in_wine cmd /c exit
    does "install does not wait forever" 2 timeout 120 "$setup" install
    check "says that it waits" says 'waiting until it has ended' "$out"
    check "and names wineserver" says 'wineserver and what it starts' "$out"
    wineserver -k
    end_wine
}

# wineserver writes the registry of a new prefix when it ends.
test_new_prefix()
{
    local server
    WINEPREFIX=$work/new
    mkdir -m 700 "$WINEPREFIX"
    in_wine wineboot -i
    does "install right after wineboot -i" 0 timeout 120 "$setup" install
    does "status: installed" 0 "$setup" status
    end_wine
    remove_wines_folder "$WINEPREFIX"
    WINEPREFIX=$work/unwritten
    mkdir -p "$WINEPREFIX/drive_c"
    server=$work/$(server_name)
    mkdir "$server"
    (cd "$server" && exec sleep 100) &
    does "where no registry comes install does not wait forever" 2 timeout 120 "$setup" install
    check "and says what it waits for" says 'has not written its registry yet' "$out"
    check "and the remedy" says 'wineserver -w' "$out"
    kill $!
    cp "$(command -v sleep)" "$work/wineserver-0"
    (cd "$WINEPREFIX" && exec "$work/wineserver-0" 100) &
    does "nor where it is just being written" 2 timeout 120 "$setup" install
    check "and says so" says 'has not written its registry yet' "$out"
    kill $!
    (cd "$WINEPREFIX" && exec sleep 100) &
    does "without a wineserver it is no prefix" 2 timeout 10 "$setup" install
    kill $!
    check "and the remedy is another" says 'wineboot -i' "$out"
    WINEPREFIX=$base
}

# make_slow_sync: in the middle of writing the registry, time to start Wine
make_slow_sync()
{
    rm -f "$work"/writ*
    cat >"$work/stubs/sync" <<STUB
#!/bin/bash
touch "$work/writing"
until [ -e "$work/go" ]; do sleep 0.1; done
STUB
    chmod +x "$work/stubs/sync"
}

# A Wine that is started while the registry is being written waits.
test_race()
{
    local started
    in_wine cmd /c exit
    end_wine
    make_slow_sync
    PATH="$work/stubs:$PATH" "$setup" install >"$work/out" 2>&1 &
    within 60 test -e "$work/writing"
    "$wine" reg add "$own" /v Other /d x /f >/dev/null 2>&1 </dev/null &
    started=$!
    sleep 3
    check "wineserver does not start while the registry is written" \
        [ ! -S "$(server_folder)/socket" ]
    touch "$work/go"
    wait $started
    wait
    end_wine
    does "after it the program runs" 0 "$setup" status
    check "and both changes are there" \
        [ "$(registry "$own" Other):$(registry "$overrides" srvcli)" = x:native,builtin ]
    end_wine
}

# So with and without the user's folder in /run/user
test_race_elsewhere()
{
    local hide=/run/user
    if [ "$(id -u)" != 0 ] || ! unshare --mount true 2>/dev/null; then
        skip "wineserver's other folder: only root can have /run/user otherwise"
        return
    fi
    [ -d /run/user/0 ] || hide=/run
    # Programs make the folder that XDG_RUNTIME_DIR names.
    unshare --mount env -u XDG_RUNTIME_DIR bash -c 'mount -t tmpfs none "$1" &&
        { [ "$1" = /run/user ] || mkdir -p -m 700 /run/user/0; } &&
        exec "$2" test_race test_lingering' - $hide "$self" | grep -v ' passed, '
}

# Where the lock can't be held, it is noticed.
test_race_without_perl()
{
    local started
    make_slow_sync
    PATH="$work/stubs:$work/no-perl" "$setup" install >"$work/out" 2>&1 &
    started=$!
    within 60 test -e "$work/writing"
    add_value "$own" Other REG_SZ y
    end_wine
    touch "$work/go"
    wait $started
    check_output "without perl a Wine that wrote the registry is noticed" 2 $?
    check "and said" says 'Wine was started' "$(cat "$work/out")"
    check "nothing of Wine's is lost" [ "$(registry "$own" Other)" = y ]
    end_wine
    does "and install can be repeated" 0 "$setup" install
}

# make_stubs: programs that count, and at the number in $work/kill end all that runs with them
make_stubs()
{
    local name
    for name in cp mv ln rm mkdir sync; do
        cat >"$work/stubs/$name" <<STUB
#!/bin/bash
echo >>"$work/count"
if [ "\$(wc -l <"$work/count")" = "\$(cat "$work/kill")" ]; then
    [ $name != cp ] || echo half >"\${@: -1}"
    kill -KILL 0
fi
exec $(command -v $name) "\$@"
STUB
        chmod +x "$work/stubs/$name"
    done
}

# killed_at N COMMAND...: whether it was killed before it ended
killed_at()
{
    echo "$1" >"$work/kill"
    : >"$work/count"
    shift
    PATH="$work/stubs:$PATH" setsid -w "$@"
    [ $? = 137 ]
} >/dev/null 2>&1

test_killed_install()
{
    local before n=1 wrong=
    make_stubs
    before=$(manifest)
    while killed_at $n "$setup" install --arch x86_64; do
        "$setup" uninstall >/dev/null 2>&1 && same "$before" || wrong="$wrong $n"
        n=$((n + 1))
    done
    check "install was killed at many points" [ $n -gt 20 ]
    check_output "uninstall put all back after each" "" "$wrong"
    does "the last one was whole" 0 "$setup" status
    wrong= n=1
    while killed_at $n "$setup" install --symlink; do
        [ $((n % 4)) != 0 ] || { "$setup" uninstall >/dev/null 2>&1 && same "$before"; } ||
            wrong="$wrong $n"
        n=$((n + 1))
    done
    check_output "so with other options, again and again" "" "$wrong"
    does "the last one was whole" 0 "$setup" status
    does "uninstall" 0 "$setup" uninstall
    check "puts all back" same "$before"
}

test_killed_uninstall()
{
    local before n=1 wrong=
    make_stubs
    before=$(manifest)
    "$setup" install --arch x86_64 >/dev/null 2>&1
    while killed_at $n "$setup" uninstall; do
        "$setup" uninstall >/dev/null 2>&1 && same "$before" || wrong="$wrong $n"
        n=$((n + 1))
        "$setup" install --arch x86_64 >/dev/null 2>&1
    done
    check "uninstall was killed at many points" [ $n -gt 8 ]
    check_output "and could be repeated after each" "" "$wrong"
    check "the last one was whole" same "$before"
}

######## the prefixes

# mark_as_wines FILE
mark_as_wines()
{
    printf 'Wine builtin DLL\0' | dd of="$1" bs=1 seek=64 conv=notrunc 2>/dev/null
}

# make_base: used once, so that Wine has done what it does on its second start
make_base()
{
    local dir=$base/drive_c/windows/syswow64 name
    in_wine wineboot -i
    end_wine
    in_wine cmd /c exit
    end_wine
    mkdir -p "$dir"
    for name in $names; do
        [ ! -e "$dir/$name.dll" ] || continue
        cp "$(our_dll $name i386)" "$dir/$name.dll"
        mark_as_wines "$dir/$name.dll"
    done
    chmod 700 "$base"
}

# new_prefix FOLDER: links to all of the base prefix, but for what may be changed
new_prefix()
{
    local file
    cp -alT -- "$base" "$1" || fail "a copy of the prefix"
    for file in "$1"/*.reg "$1"/drive_c/windows/sys*/{netapi32,srvcli}.dll; do
        cp -p -- "$file" "$file.new" && mv -f -- "$file.new" "$file" || fail "a copy of $file"
    done
}

# wineboot -u writes into the DLLs, so they must not be those of the other prefixes.
copy_all()
{
    rm -rf "$WINEPREFIX"
    cp -a -- "$base" "$WINEPREFIX" || fail "a copy of the prefix"
}

# A PATH without perl
make_no_perl()
{
    mkdir "$work/no-perl"
    ln -s /usr/bin/* /bin/* "$work/no-perl" 2>/dev/null
    rm -f "$work"/no-perl/perl*
}

# A Wine that only says that it was started
make_no_wine()
{
    local name
    mkdir "$work/no-wine"
    for name in wine wine64 wineserver wineboot; do
        printf '#!/bin/sh\ntouch "%s"\n' "$work/wine-ran" >"$work/no-wine/$name"
        chmod +x "$work/no-wine/$name"
    done
}

# in_copy TEST: with a prefix and a folder of its own
in_copy()
{
    work=$work/$1
    mkdir -p "$work/stubs"
    WINEPREFIX="$work/a prefix"
    new_prefix "$WINEPREFIX"
    make_no_perl
    make_no_wine
    system32=$WINEPREFIX/drive_c/windows/system32
    syswow64=$WINEPREFIX/drive_c/windows/syswow64
    "$1"
    end_wine
    ok "$1 ran"
}

all_tests()
{
    local test before tests=${*:-test_refusals test_exports test_ordinals test_name test_smbpipe
        test_upgrade test_upgrade_in_place test_named_wine test_new_prefix test_install test_wine
        test_update test_overrides test_overrides_in_wine test_former test_changed test_symlink
        test_arch test_dry_run test_readers test_paths test_running test_lingering test_race
        test_race_elsewhere test_race_without_perl test_killed_install test_killed_uninstall}
    make_base
    check "Wine makes a prefix" [ -f "$base/drive_c/windows/system32/srvcli.dll" ]
    before=$(manifest)
    for test in $tests; do
        (in_copy "$test") >"$work/$test.output" 2>&1 &
    done
    wait
    for test in $tests; do
        cat "$work/$test.output"
        grep -q "^ok - $test ran" "$work/$test.output" || fail "$test ended early"
    done
    cache=$work/none
    check "the prefix that all came from was not changed" same "$before"
}

find_wine || { skip "tests of tools/setup-prefix: there is no Wine"
    echo "0 passed, 0 failed, 1 skipped"; exit 0; }
for name in $names; do
    [ -f "$(our_dll $name x86_64)" ] && [ -f "$(our_dll $name i386)" ] && [ -x "$smbpipe" ] || {
        echo "FAIL - nothing is built in $BUILD: run make, or set BUILD"
        echo "0 passed, 1 failed, 0 skipped"; exit 1; }
done
work=$(mktemp -d)
base=$work/base
cache=$work/checksums
export WINEPREFIX=$base WINEDEBUG=-all LC_ALL=C.UTF-8
unset DISPLAY
trap 'rm -rf "$work"' EXIT
all_tests "$@" 2>&1 | count_lines "$work/output"
status=${PIPESTATUS[1]}
remove_wines_folder "$base"
exit "$status"
