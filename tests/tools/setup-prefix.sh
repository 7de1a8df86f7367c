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
# BUILD names the build folder, by default the source tree. Each test has a prefix of its own,
# linked from a new one. The tests run at the same time, because mostly they wait for Wine. Most of
# them start Wine without its services, for speed. If this Wine is for 64 bits only, stand-ins
# replace its 32-bit DLLs.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

tool=$source_dir/tools/setup-prefix
reg='C:\windows\system32\reg.exe'
names="netapi32 srvcli"
wines="netapi32.dll srvcli.dll net.exe"
starting_wine=" test_install test_upgrade test_new_prefix test_running test_programs "
smbpipe=$(readlink -f "$BUILD/programs/smbpipe/smbpipe")
overrides='HKEY_CURRENT_USER\Software\Wine\DllOverrides'
own='HKEY_CURRENT_USER\Software\Wine\Netapi32'
control='HKEY_LOCAL_MACHINE\System\CurrentControlSet'
order=$control'\Control\NetworkProvider\Order'
provider=$control'\Services\LanmanWorkstation\NetworkProvider'

# our_dll NAME ARCHITECTURE
our_dll() { echo "$BUILD/dlls/$1/$2-windows/$1.dll"; }

# our_program NAME ARCHITECTURE
our_program() { echo "$BUILD/programs/$1/$2-windows/$1.exe"; }

# setup NAME STATUS PATTERN ARGUMENT...: checks its exit status and its output, and leaves this in
# $out
setup()
{
    local status=0
    out=$(/usr/bin/timeout 240 "$tool" "${@:4}" 2>&1 </dev/null) || status=$?
    if [ $status = "$2" ] && says "$3" "$out"; then ok "$1"
    else fail "$1: status $status, not $2 with '$3': $out"; fi
}

# and_says PATTERN
and_says() { check "and says $1" says "$1" "$out"; }

in_wine() { timeout 120 "$wine" "$@" >"$work/said" 2>&1 </dev/null; }

# set_value KEY NAME DATA
set_value() { in_wine "$reg" add "$1" /v "$2" /d "$3" /f; }

# registry KEY NAME: prints the value's data in the form of Wine's export
registry()
{
    rm -f "$work/key.reg"
    in_wine "$reg" export "$1" "\\\\?\\unix${work//\//\\}\\key.reg" /y &&
        iconv -f UTF-16 -t UTF-8 "$work/key.reg" | tr -d '\r' | sed -n "s/^\"$2\"=//Ip"
}

# Ends all programs of the prefix, so that its registry is on disk. Wine writes times whenever it
# runs.
manifest()
{
    wineserver -k
    wineserver -w
    "$source_dir/tests/tools/manifest.py" --times-aside --cache "$cache" -- "$WINEPREFIX"
}

# is_same MANIFEST: TRUE if the prefix is so again
is_same()
{
    diff <(echo "$1") <(manifest) && return
    diff "$base/user.reg" "$WINEPREFIX/user.reg"
    return 1
}

# has_files DIR ARCHITECTURE: ours, and Wine's beside them
has_files()
{
    local name
    for name in $names; do
        cmp "$(our_dll $name $2)" "$windows/$1/$name.dll" &&
            cmp "$base/drive_c/windows/$1/$name.dll" "$windows/$1/${name}_wine.dll" || return
    done
    cmp "$(our_dll wkscli $2)" "$windows/$1/wkscli.dll" &&
        cmp "$(our_dll ntlanman $2)" "$windows/$1/ntlanman.dll" &&
        cmp "$(our_program net $2)" "$windows/$1/net.exe" &&
        cmp "$(our_program cmdkey $2)" "$windows/$1/cmdkey.exe" &&
        cmp "$base/drive_c/windows/$1/net.exe" "$windows/$1/net_wine.exe"
}

# in_and_out NAME [OPTION...]: install and uninstall must leave no trace
in_and_out()
{
    local before
    before=$(manifest)
    setup "$1: install" 0 'netapi32 is installed' install "${@:2}"
    setup "$1: status" 0 "smbpipe is $smbpipe$" status
    setup "$1: uninstall" 0 'netapi32 is taken out' uninstall
    check "$1: all is as it was" is_same "$before"
}

# make_program FILE SCRIPT
make_program()
{
    printf '#!/bin/bash\n%s\n' "$2" >"$1.new" && chmod +x "$1.new" && mv "$1.new" "$1"
}

copy_dlls() { mkdir -p "$1" && cp -r "$BUILD"/dlls/{netapi32,srvcli,wkscli,ntlanman} "$1"; }

######## refusals

test_refusals()
{
    local before wrong=$work/wrong linked=$work/netapi32-setup-prefix
    before=$(manifest)
    WINEPREFIX=$work setup "a folder that is no prefix" 2 'wineboot -i' install
    WINEPREFIX=$work setup "doctor: it is no prefix" 1 "^  FAIL  $work is no Wine prefix" doctor
    and_says 'wineboot -i'
    WINE=$work/none setup "doctor: no Wine" 1 'FAIL  there is no .*/none' doctor
    setup "doctor: not installed" 1 "^  ok    the Wine prefix is $WINEPREFIX$" doctor a.test
    and_says '^  FAIL  netapi32 is not installed in '
    and_says "WINEPREFIX='$WINEPREFIX' setup-prefix install$"
    setup "doctor of two" 2 '"b" is one name too many' doctor a b
    setup "doctor with an option" 2 'doctor looks at all' doctor --arch i386
    setup "install of a server" 2 '"a" is one name too many' install a
    check "stays without Wine's files" [ ! -e "$work/dosdevices" ]
    setup "no command" 2 'is not install'
    setup "a bad command" 2 '"instal" is not install' instal
    setup "a bad option" 2 '"--dll x" is no option' install --dll x
    setup "an option without its value" 2 'lacks its value' install --dlldir
    setup "a bad architecture" 2 '"--arch arm64" is no option' install --arch arm64
    setup "uninstall of one architecture" 2 'takes out all' uninstall --arch i386
    WINE=$work/none setup "a Wine that is not there" 2 'name it in WINE' install
    setup "missing DLLs" 2 'nothing is built' install --dlldir "$work"
    setup "a missing smbpipe" 2 'there is no program' install --smbpipe "$work/none"
    copy_dlls "$wrong"
    cp "$(our_dll srvcli i386)" "$wrong/srvcli/x86_64-windows/srvcli.dll"
    setup "a DLL for another machine" 2 'srvcli.dll is no DLL for x86_64' \
        install --dlldir "$wrong"
    cp "$windows/system32/srvcli.dll" "$wrong/srvcli/x86_64-windows/srvcli.dll"
    setup "Wine's own DLL" 2 "srvcli.dll is Wine's own" install --dlldir "$wrong"
    if chown nobody "$WINEPREFIX" 2>/dev/null; then
        setup "another user's prefix" 2 'is not owned by you' install
        chown root "$WINEPREFIX"
    fi
    exec 9<"$WINEPREFIX"
    flock 9
    setup "a second one at the same time" 2 'another setup-prefix works' install
    exec 9<&-
    setup "status: not installed" 1 'is not installed' status
    setup "uninstall of nothing is harmless" 0 'is not installed' uninstall
    check "all this changes nothing" is_same "$before"
    copy_dlls "$WINEPREFIX/dlls"
    setup "a link to a file in the prefix" 2 'is in the prefix' \
        install --symlink --dlldir "$WINEPREFIX/dlls"
    setup "a copy of one is taken" 0 'is installed' install --dlldir "$WINEPREFIX/dlls"
    echo junk >"$windows/system32/srvcli.dll"
    setup "what is not Wine's own" 2 "system32/srvcli.dll is not Wine's own" install
    touch "$WINEPREFIX/netapi32-session/SmbPipe.was"
    setup "what an older version has set up" 2 'an older setup-prefix' uninstall
    ln -s "$tool" "$linked"
    check "installed, it has another name" says \
        "^netapi32-setup-prefix: See netapi32-setup-prefix --help" "$("$linked" x 2>&1)"
}

# make_dll ARCHITECTURE NAME SPEC: makes a DLL with the functions of the spec file
make_dll()
{
    local target=${1/i386/i686}-w64-mingw32
    sed 's/^\(@ stdcall [^ (]*([^)]*)\)\( [A-Za-z]*\)\?$/\1 other.X/' "$3" >"$work/dll.spec"
    winebuild --target $target --def --export "$work/dll.spec" --filename "$2.dll" \
        -o "$work/dll.def" &&
        $target-gcc -shared -nostdlib -Wl,--entry=0,--kill-at -o "$work/$2.dll" "$work/dll.def"
}

# Our DLLs must export all functions of Wine's. Here they lack a name, or two nameless ordinals.
test_exports()
{
    local before name arch export less=$work/less
    before=$(manifest)
    for export in x86_64:netapi32:NetUseAdd i386:srvcli:LocalFileEnum; do
        IFS=: read -r arch name export <<<"$export"
        copy_dlls "$less"
        make_dll $arch $name "$source_dir/dlls/$name/$name.spec"
        cp "$work/$name.dll" "$less/$name/$arch-windows"
        setup "$arch: a $name.dll with all exports is taken" 0 . install -n --dlldir "$less"
        make_dll $arch $name <(grep -v " $export(" "$source_dir/dlls/$name/$name.spec")
        cp "$work/$name.dll" "$less/$name/$arch-windows"
        setup "one without $export is not" 2 "$name.dll lacks what .*: $export$" \
            install --dlldir "$less"
        and_says "$name.spec"
    done
    check "nothing was changed" is_same "$before"
    make_dll x86_64 srvcli <(cat "$source_dir/dlls/srvcli/srvcli.spec"
        printf '%s stdcall -noname F%s() other.X\n' 900 900 901 901)
    make_wine "$work/new"
    mark_as_wines "$work/srvcli.dll"
    cp "$work/srvcli.dll" "$work/new/lib/wine/x86_64-windows"
    WINE=$work/new/bin/wine setup "ordinals without a name are compared with the installed Wine" \
        2 "$work/new/.*: #900 #901$" install
}

######## smbpipe

# make_broken FILE: makes a program that lacks one of its libraries
make_broken()
{
    gcc -shared -o "$work/libgone.so.1" -xc - -Wl,-soname,libgone.so.1 <<<'int gone;' &&
        gcc -o "$1" -xc - -xnone "$work/libgone.so.1" -Wl,-rpath,"$work" \
            <<<'extern int gone; int main(void) { return gone; }' && rm "$work/libgone.so.1"
}

# refuses NAME CAUSE: status, doctor and install must refuse the present $program as smbpipe
refuses()
{
    setup "status where smbpipe $1" 3 "smbpipe is $program: can't run: .*$2" status
    and_says 'make install.*netapi32-session upgraded'
    setup "doctor" 1 "^  FAIL  the program smbpipe is $program: can't run: .*$2" doctor a.test
    and_says 'make install.*netapi32-session upgraded'
    setup "install of it" 2 "$program can't run: .*$2" install --smbpipe "$program"
    and_says 'make install.*netapi32-session upgraded'
}

test_smbpipe()
{
    local program=$work/smbpipe installed
    cp "$smbpipe" "$program"
    setup "install" 0 'is installed' install --smbpipe "$program"
    installed=$(manifest)
    rm "$program"
    check "a program without its library is built" make_broken "$program"
    refuses "lacks a library" 'libgone.so.1: cannot open shared object file'
    make_program "$program" 'sleep 60'
    refuses "hangs" 'it does not answer within 10 seconds'
    make_program "$program" 'exit 5'
    refuses "ends" 'it ends with status 5'
    make_program "$program" 'echo preload >&2; echo "smbpipe 9.9, protocol 99"'
    setup "status where it is of another version" 3 'syswow64/netapi32.* protocol 99' status
    and_says 'setup-prefix install'
    setup "doctor" 1 "^  ok    the program smbpipe runs: $program$" doctor a.test
    and_says '^  FAIL  the installation is damaged:$'
    and_says 'system32/netapi32.dll: does not speak protocol 99, as smbpipe does'
    and_says 'setup-prefix install'
    setup "install of it" 2 "netapi32.dll does not speak .* $program " install --smbpipe "$program"
    rm "$program"
    setup "status where it is gone" 3 'make install.*netapi32-session upgraded' status
    check "nothing of this changed the prefix" is_same "$installed"
    setup "install of the right one" 0 'is installed' install
    setup "mends it" 0 "smbpipe is $smbpipe$" status
}

######## Wine

# make_wine FOLDER: makes a Wine with other DLLs of its own
make_wine()
{
    local name dir=$1/lib/wine/x86_64-windows
    mkdir -p "$1/bin" "$dir"
    make_program "$1/bin/wine" "exec '$wine' \"\$@\""
    cp "$windows/system32/kernel32.dll" "$dir"
    for name in $wines; do
        { cat "$base/drive_c/windows/system32/$name"; date +%N; } >"$dir/$name"
    done
}

# has_wines SUFFIX: TRUE if both x$SUFFIX.dll are those of the new Wine
has_wines()
{
    local name
    for name in $wines; do
        cmp "$work/new/lib/wine/x86_64-windows/$name" \
            "$windows/system32/${name%.*}$1.${name##*.}" || return
    done
}

# An upgraded Wine updates the prefix when it is started, but not our DLLs.
test_upgrade()
{
    local new=$work/new
    setup "install" 0 'is installed' install
    make_wine "$new"
    export WINE=$new/bin/wine
    setup "status after an upgrade of Wine" 3 "srvcli_wine.dll: Wine has another now, $new/" status
    and_says 'setup-prefix install'
    setup "one install" 0 'is installed' install
    check "brings Wine's own DLLs" has_wines _wine
    setup "and mends it" 0 . status
    make_wine "$new"
    setup "uninstall after the next upgrade" 0 'is taken out' uninstall
    check "leaves Wine's own DLLs" has_wines ""
    check "and nothing of ours" [ -z "$(find "$WINEPREFIX" -name '*netapi32[-_]*')" ]
    setup "install where the folder of another Wine is found" 0 'is installed' install
    make_wine "$new"
    echo other >>"$new/lib/wine/x86_64-windows/kernel32.dll"
    setup "status does not ask for its DLLs" 0 . status
    make_program "$new/bin/wine" "echo 'wine: odd' >&2; exit 7"
    setup "a Wine that can't run" 2 'failed: wine: odd' install
    make_program "$new/bin/wine" "sleep 60"
    make_program "$work/stubs/timeout" 'exec /usr/bin/timeout -k 1 2 "${@:4}"'
    PATH="$work/stubs:$PATH" setup "a Wine that hangs" 2 'does not answer' install
    and_says 'wineserver -k'
}

# wineserver writes the registry of a new prefix when it ends.
test_new_prefix()
{
    WINEPREFIX=$work/new
    mkdir -m 700 "$WINEPREFIX"
    in_wine wineboot -i
    setup "install right after wineboot -i" 0 'is installed' install
    setup "status: installed" 0 . status
    wineserver -k
    remove_wines_folder "$WINEPREFIX"
    WINEPREFIX="$work/a prefix"
    wineserver -p
    in_wine cmd /c exit
    rm "$WINEPREFIX/system.reg"
    make_program "$work/stubs/timeout" '[ $3 != 30 ] || set -- -k 1 1 "${@:4}"
        exec /usr/bin/timeout "$@"'
    PATH="$work/stubs:$PATH" setup "install where Wine stays and has written none" 0 \
        'waiting until it has ended' install
    mkdir -p "$work/none/dosdevices/c:"
    WINEPREFIX=$work/none setup "without a wineserver it is no prefix" 2 'no Wine prefix' install
}

test_running()
{
    local program before
    in_wine ping -n 1 127.0.0.1
    before=$(manifest)
    "$wine" ping -n 600 127.0.0.1 >/dev/null 2>&1 </dev/null &
    program=$!
    within 30 wineserver -k0
    setup "install while a program runs" 0 'is installed' install
    check_output "counts at once" '"native,builtin"' "$(registry "$overrides" srvcli)"
    setup "uninstall while it runs" 0 'is taken out' uninstall
    check "it still runs" kill -0 $program
    check "all is as it was" is_same "$before"
}

######## the changes

test_install()
{
    local before installed name
    before=$(manifest)
    setup "install" 0 'is installed' install
    check "the DLLs are there" has_files system32 x86_64
    check "for 32 bits, too" has_files syswow64 i386
    for name in netapi32 srvcli wkscli ntlanman net.exe cmdkey.exe; do
        check_output "Wine prefers our $name" '"native,builtin"' "$(registry "$overrides" $name)"
    done
    check_output "smbpipe is recorded" "\"$smbpipe\"" "$(registry "$own" SmbPipe)"
    check_output "ntlanman is the network provider" '"LanmanWorkstation"' \
        "$(registry "$order" ProviderOrder)"
    check_output "Wine knows where it is" '"C:\\windows\\system32\\ntlanman.dll"' \
        "$(registry "$provider" ProviderPath)"
    installed=$(manifest)
    setup "status" 0 'syswow64/srvcli.dll (i386)' status
    setup "doctor" 0 '^All is well on this machine' doctor
    and_says "^  ok    the program smbpipe runs: $smbpipe$"
    and_says '^  ok    netapi32.dll for x86_64 programs is ours'
    and_says '^  ok    netapi32.dll for i386 programs is ours'
    setup "doctor of what is no name" 1 "is no name of a server" doctor 'a b'
    setup "install again" 0 'is installed' install
    check "changes nothing" is_same "$installed"
    setup "uninstall" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
    setup "uninstall again" 0 'is not installed' uninstall
    check "leaves all so" is_same "$before"
}

# net ARGUMENT...: runs it in a script, and leaves its exit status in $status
run_net()
{
    status=0
    in_wine cmd /c "net $*" || status=$?
}

# What a script sees of the programs. wineboot -u writes into the files of the prefix, which the
# other tests' prefixes share.
test_programs()
{
    local before exe=$windows/system32/cmdkey.exe
    cp -a "$windows" "$work/windows" && rm -r "$windows" && mv "$work/windows" "$windows"
    before=$(manifest)
    run_net session /delete /y
    check_output "Wine's net session /delete /y reports success" 0 $status
    setup "install" 0 'is installed' install
    run_net session /delete /y
    check_output "ours says that there is no server" 2 $status
    run_net use
    check_output "net use is Wine's" 0 $status
    run_net stop
    check_output "so is net stop, with its exit status" 1 $status
    in_wine cmdkey /list
    check_output "there is cmdkey" 0 $?
    in_wine wineboot -u
    check "wineboot -u leaves them" has_files system32 x86_64
    setup "status" 0 'net_wine.exe' status
    run_net session
    check_output "and net is still ours" 2 $status
    echo changed >>"$windows/system32/net_wine.exe"
    setup "status after a change of Wine's" 3 'net_wine.exe .*not what was installed' status
    setup "install" 0 'is installed' install
    setup "mends it" 0 . status
    rm "$exe"
    setup "status without cmdkey" 3 'cmdkey.exe .*not what was installed' status
    setup "install" 0 'is installed' install
    setup "uninstall" 0 'is taken out' uninstall
    run_net session /delete /y
    check_output "net is Wine's again" 0 $status
    check "no program of ours is left" [ ! -e "$exe" ]
    echo other >"$exe"
    before=$(manifest)
    in_and_out "over another cmdkey"
    check_output "which is back" other "$(cat "$exe")"
    rm "$exe"
    echo junk >"$windows/system32/net.exe"
    setup "over another net" 2 "net.exe is not Wine's own" install
}

# An older version had no programs and no network provider.
test_older()
{
    local before older=$work/older/tools
    before=$(manifest)
    mkdir -p "$older"
    sed -e 's/^files=.*/files="netapi32.dll srvcli.dll"/' \
        -e 's/^provider_values=.*/provider_values=/' -e "/[\"' ]\(Order\|Provider\)[/]/d" \
        "$source_dir/tools/setup-prefix" >"$older/setup-prefix"
    bash "$older/setup-prefix" install >"$work/out" 2>&1
    check_output "an older version installs" 0 $?
    check "without programs" [ ! -e "$windows/system32/net_wine.exe" ]
    check_output "and without a network provider" "" "$(registry "$order" ProviderOrder)"
    setup "status finds that they lack" 3 'net.exe .*not what was installed' status
    setup "install after an older version" 0 'is installed' install
    check "puts them there" has_files system32 x86_64
    setup "status" 0 'cmdkey.exe' status
    setup "uninstall" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
}

test_update()
{
    local before new="$work/new dlls" program="$work/smb \"pipe\" ä\\a ää😀.x"
    before=$(manifest)
    copy_dlls "$new"
    echo more >>"$new/srvcli/x86_64-windows/srvcli.dll"
    cp "$smbpipe" "$program"
    setup "install" 0 'is installed' install
    setup "update" 0 'is installed' install --dlldir "$new" --smbpipe "$program"
    check "the new DLL is there" cmp "$new/srvcli/x86_64-windows/srvcli.dll" \
        "$windows/system32/srvcli.dll"
    check "Wine has smbpipe's path as it is" says '/smb ."pipe." ä..a ää😀.x"$' \
        "$(LC_ALL=C registry "$own" SmbPipe)"
    LC_ALL=C setup "status, also in another language" 0 'run install to update' status
    set_value "$own" SmbPipe /bin/false
    setup "status after a change of the value" 3 'SmbPipe="/bin/false": is not what was set' status
    setup "install" 0 'is installed' install
    setup "mends it" 0 . status
    setup "uninstall after updates" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
}

# Overrides that users have set before, in any spelling
test_overrides()
{
    printf '%s\n' 'Windows Registry Editor Version 5.00' "[$overrides]" '"*netapi32"="builtin"' \
        '"NetApi32"=hex(2):62,00,25,00,00,00' "\"srvcli\"=hex:$(printf '0%s,' {1..9}{1..5})00" \
        "[$own]" '"SmbPipe"="Z:\\other \"one\" ä😀"' '"LevelFallback"="N"' |
        iconv -f UTF-8 -t UTF-16 >"$work/user"
    in_wine "$reg" import "\\\\?\\unix${work//\//\\}\\user"
    in_and_out "odd values"
    set_value "$overrides" netapi32 native,builtin
    set_value "$overrides" srvcli builtin
    in_and_out "the very same, and builtin"
    check_output "builtin is back" '"builtin"' "$(registry "$overrides" srvcli)"
    check_output "others have stayed" '"builtin" "N"' \
        "$(registry "$overrides" '[*]netapi32') $(registry "$own" LevelFallback)"
    in_wine "$reg" delete "$own" /f
    setup "install" 0 'is installed' install
    set_value "$own" CallTimeout 9
    setup "uninstall" 0 'is taken out' uninstall
    check_output "a key that the user has filled since stays, without ours" '"9"' \
        "$(registry "$own" CallTimeout)$(registry "$own" SmbPipe)"
}

# Network providers that users have set before, or since
test_providers()
{
    local before
    set_value "$order" ProviderOrder OtherNetwork,Third
    set_value "$provider" Name "another network"
    set_value "$provider" DeviceName 'x'
    before=$(manifest)
    setup "install where there is another provider" 0 'is installed' install
    check_output "ours is the first" '"LanmanWorkstation,OtherNetwork,Third"' \
        "$(registry "$order" ProviderOrder)"
    check_output "under its own name" '"Microsoft Windows Network"' "$(registry "$provider" Name)"
    setup "install again" 0 'is installed' install
    check_output "ours is there once" '"LanmanWorkstation,OtherNetwork,Third"' \
        "$(registry "$order" ProviderOrder)"
    setup "uninstall" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
    set_value "$order" ProviderOrder OtherNetwork,LanmanWorkstation
    before=$(manifest)
    setup "install where the user has ours behind another" 0 'is installed' install
    check_output "keeps that order" '"OtherNetwork,LanmanWorkstation"' \
        "$(registry "$order" ProviderOrder)"
    setup "uninstall" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
    setup "install" 0 'is installed' install
    set_value "$order" ProviderOrder LanmanWorkstation,Later
    setup "status after a change of the order" 3 'ProviderOrder=.*: is not what was set' status
    setup "uninstall" 0 'Order/ProviderOrder=.* was changed since' uninstall
    check_output "leaves the user's order" '"LanmanWorkstation,Later"' \
        "$(registry "$order" ProviderOrder)"
}

# A former DLL of the same name, a link, and a registry file and a prefix that are links
test_former()
{
    local before dir=$windows/system32
    mv "$dir/netapi32.dll" "$dir/other.dll"
    ln -s other.dll "$dir/netapi32.dll"
    echo mine >"$dir/netapi32_wine.dll"
    touch -d 2001-02-03 "$dir/netapi32_wine.dll"
    ln -s nowhere "$windows/syswow64/srvcli_wine.dll"
    mv "$WINEPREFIX/user.reg" "$work/user.reg"
    ln -s ../user.reg "$WINEPREFIX/user.reg"
    ln -s "a prefix" "$work/link"
    before=$(manifest)
    WINEPREFIX=$work/link setup "install over a link and other files" 0 'is installed' install
    check "a link is replaced, not what it points to" \
        cmp "$base/drive_c/windows/system32/netapi32.dll" "$dir/other.dll"
    setup "install again" 0 'is installed' install
    setup "status" 0 . status
    setup "uninstall" 0 'is taken out' uninstall
    check "links and files are back" is_same "$before"
    check_output "with their times" 2001-02-03 "$(date -r "$dir/netapi32_wine.dll" +%Y-%m-%d)"
}

test_changed()
{
    local dll=$windows/system32/netapi32.dll
    setup "install" 0 'is installed' install
    echo changed >>"$dll"
    set_value "$overrides" netapi32 native
    setup "status after a change" 3 'system32/netapi32.dll .*not what was installed' status
    and_says 'netapi32="native": is not what was set'
    setup "doctor" 1 'FAIL  the installation is damaged:' doctor a.test
    and_says '^  *system32/netapi32.dll .*not what was installed'
    setup "install over a changed file" 2 "is not Wine's own" install
    setup "uninstall" 3 'netapi32.dll was changed since' uninstall
    and_says 'netapi32="native" was changed since'
    check_output "the user's value is left, the other taken out" '"native"' \
        "$(registry "$overrides" netapi32)$(registry "$overrides" srvcli)"
    check_output "the file is left" changed "$(tail -c 8 "$dll")"
    rm "$dll"
    setup "without the file uninstall ends" 0 'is taken out' uninstall
    check "with Wine's put back" cmp "$base/drive_c/windows/system32/netapi32.dll" "$dll"
    check "and nothing else" [ -z "$(find "$WINEPREFIX" -name '*netapi32[-_]*')" ]
}

# After a kill before the Nth call of cp, mv or wine, install or uninstall must work again.
test_killed()
{
    local before name n
    for name in cp mv "$wine"; do
        make_program "$work/stubs/${name##*/}" "echo >>'$work/count'
            if [ \"\$(wc -l <'$work/count')\" = \"\$(cat '$work/kill')\" ]; then
                [ \$0 != */cp ] || echo half >\"\${@: -1}\"
                pkill -KILL -s 0
            fi
            exec $(command -v "$name") \"\$@\""
    done
    before=$(manifest)
    for n in install:3 install:12 install:20 install:48 uninstall:4 uninstall:9; do
        echo ${n#*:} >"$work/kill"
        : >"$work/count"
        PATH="$work/stubs:$PATH" setsid -w "$tool" ${n%:*} >"$work/out" 2>&1
        check_output "$n is killed" 137 $?
        [ $n != install:12 ] || setup "and repeated" 0 'is installed' install
        setup "and taken out" 0 . uninstall
        check "and all is as it was" is_same "$before"
        [ $n != install:48 ] || setup "install" 0 'is installed' install
        [ $n != uninstall:4 ] || setup "install" 0 'is installed' install
    done 2>/dev/null
}

######## options

test_symlink()
{
    local before dlls=$work/dlls
    before=$(manifest)
    copy_dlls "$dlls"
    setup "install --symlink" 0 'is installed' install --symlink --dlldir "$dlls"
    check_output "our DLL is a link" "$dlls/srvcli/i386-windows/srvcli.dll" \
        "$(readlink "$windows/syswow64/srvcli.dll")"
    check "Wine's is none" [ ! -L "$windows/syswow64/srvcli_wine.dll" ]
    echo more >>"$dlls/srvcli/i386-windows/srvcli.dll"
    setup "a new DLL is no damage" 0 "srvcli.dll (i386) $dlls" status --dlldir "$dlls"
    setup "install without it" 0 'is installed' install
    check "replaces the links" has_files syswow64 i386
    setup "install --symlink again" 0 'is installed' install --symlink --dlldir "$dlls"
    rm -r "$dlls"
    setup "status where the DLLs are gone" 3 'is not what was installed' status --dlldir "$dlls"
    setup "uninstall where the DLLs are gone" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
}

test_arch()
{
    local before
    before=$(manifest)
    setup "install --arch i386" 0 'is installed' install --arch i386
    check "the 32-bit DLLs are there" has_files syswow64 i386
    check "the others are Wine's" cmp "$base/drive_c/windows/system32/srvcli.dll" \
        "$windows/system32/srvcli.dll"
    setup "status" 0 'system32/srvcli.dll (x86_64): not installed' status
    setup "doctor" 0 "^  note  x86_64 programs have Wine's own netapi32.dll" doctor
    setup "status of what is not installed" 3 'not what was installed' status --arch x86_64
    setup "install --arch twice" 0 'is installed' install --arch x86_64 --arch i386
    check "both are there" has_files system32 x86_64
    setup "uninstall" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
    mkdir -p "$work/built/x86_64-windows"
    cp "$BUILD"/dlls/{netapi32,srvcli,wkscli,ntlanman}/x86_64-windows/*.dll \
        "$work/built/x86_64-windows"
    setup "a build without i386" 0 'there are no i386 DLLs' install --dlldir "$work/built"
    setup "status" 0 'syswow64/srvcli.dll (i386): not installed' status --dlldir "$work/built"
    setup "uninstall" 0 'is taken out' uninstall
    check "puts all back" is_same "$before"
    mv "$windows/system32" "$work/system64"
    mv "$windows/syswow64" "$windows/system32"
    setup "a 32-bit prefix has no x86_64" 2 'has no x86_64 programs' install -n --arch x86_64
    setup "but i386" 0 "i386-windows/srvcli.dll .*/system32/srvcli.dll" install -n
}

# A dry run must print all changes, and no others.
test_dry_run()
{
    local before said path lacking=
    before=$(manifest)
    make_program "$work/no-wine" "touch '$work/wine-ran'"
    export WINE=$work/no-wine
    setup "install -n" 0 SmbPipe= install -n
    check "changes nothing" is_same "$before"
    said=$out
    WINE= setup "install" 0 'is installed' install
    for path in $(diff <(echo "$before") <(manifest) |
            sed -n 's/^[<>] \(.*\) [-dl][-rwx]\{9\}.*/\1/p'); do
        [[ $path = *.reg || $path = netapi32-session* ]] ||
            says "$WINEPREFIX/$path\( \|\$\)" "$said" || lacking="$lacking $path"
    done
    check_output "all that install changes was named" "" "$lacking"
    before=$(manifest)
    setup "install -n of the same" 0 . install -n
    check_output "has nothing to do" "" "$(grep '^ ' <<<"$out")"
    setup "install -n --symlink" 0 '^  ln ' install -n --symlink
    setup "uninstall -n" 0 "^  cp .* $windows/system32/srvcli.dll" uninstall --dry-run
    and_says 'SmbPipe=-'
    and_says 'Order/ProviderOrder=-'
    check "changes nothing" is_same "$before"
    check "Wine was not started" [ ! -e "$work/wine-ran" ]
}

# Others can read the registry only if all the folders on the way let them.
test_readers()
{
    local mode
    # mktemp's default folder is closed to others, so this uses another one.
    WINEPREFIX=$(mktemp -d /var/tmp/prefix-XXXXXX)
    rmdir "$WINEPREFIX"
    new_prefix "$WINEPREFIX"
    setup "a prefix that others can't enter" 0 . install -n
    check "no warning" [ -z "$(grep 'other users' <<<"$out")" ]
    chmod 755 "$WINEPREFIX"
    setup "one that they can" 0 "can read $WINEPREFIX/user.reg.*chmod go-rwx" install -n
    chmod 600 "$WINEPREFIX/user.reg"
    setup "with a registry that they can't read" 0 . install -n
    check "no warning" [ -z "$(grep 'other users' <<<"$out")" ]
    rm -r "$WINEPREFIX"
    WINEPREFIX="$work/a prefix"
}

test_paths()
{
    local dir="-a 'quoted' \"path\" \$(x) \`y\` back\\slash\\\\ \\n gräße Ж 😀 *[a]?"
    cd "$work" || return
    mv -- "a prefix" "$dir"
    copy_dlls ./-dlls
    WINEPREFIX=$dir setup "install by relative paths" 0 . install --dlldir -dlls --symlink
    WINEPREFIX=$dir setup "status" 0 "srvcli.dll (i386) $work/-dlls" status
    WINEPREFIX=$work/$dir setup "uninstall by a full path" 0 'is taken out' uninstall
    WINEPREFIX=$work/$dir in_and_out "a full path"
    mv -- "$dir" "a prefix"
}

######## the prefixes

# mark_as_wines FILE
mark_as_wines()
{
    printf 'Wine builtin DLL\0' | dd of="$1" bs=1 seek=64 conv=notrunc 2>/dev/null
}

# make_base: starts it once, because Wine changes more on its second start
make_base()
{
    local dir=$base/drive_c/windows/syswow64 name
    in_wine wineboot -i
    wineserver -w
    in_wine cmd /c exit
    wineserver -w
    mkdir -p "$dir"
    for name in kernel32 $names; do
        [ ! -e "$dir/$name.dll" ] || continue
        cp "$(our_dll ${name/kernel32/srvcli} i386)" "$dir/$name.dll"
        mark_as_wines "$dir/$name.dll"
    done
    [ -e "$dir/net.exe" ] || { cp "$(our_program cmdkey i386)" "$dir/net.exe"
        mark_as_wines "$dir/net.exe"; }
    chmod 700 "$base"
}

# new_prefix FOLDER: links all files of the base prefix, and copies those that may be changed
new_prefix()
{
    local file
    cp -alT -- "$base" "$1" || fail "a copy of the prefix"
    for file in "$1"/*.reg "$1"/drive_c/windows/sys*/{netapi32.dll,srvcli.dll,net.exe}; do
        cp -p -- "$file" "$file.new" && mv -f -- "$file.new" "$file" || fail "a copy of $file"
    done
}

# in_copy TEST: runs it with a prefix and a folder of its own
in_copy()
{
    work=$work/$1
    mkdir -p "$work/stubs"
    export WINEPREFIX="$work/a prefix"
    [[ $starting_wine = *" $1 "* ]] || export WINEDLLOVERRIDES=wineboot.exe=d
    new_prefix "$WINEPREFIX"
    windows=$WINEPREFIX/drive_c/windows
    "$1"
    wineserver -k
}

all_tests()
{
    local test tests=${*:-test_killed test_smbpipe test_upgrade test_new_prefix test_overrides
        test_providers test_refusals test_exports test_running test_install test_programs
        test_older test_update test_former test_changed test_symlink test_arch test_dry_run
        test_readers test_paths}
    make_base
    check "Wine makes a prefix" [ -f "$base/drive_c/windows/system32/srvcli.dll" ]
    manifest >/dev/null
    for test in $tests; do
        run_apart in_copy "$test" >"$work/$test.output" 2>&1 &
    done
    wait
    for test in $tests; do
        take $test cat "$work/$test.output"
    done
}

find_wine || { skip "tests of tools/setup-prefix: there is no Wine"
    close_test; exit; }
for name in $names; do
    [ -f "$(our_dll $name x86_64)" ] && [ -f "$(our_dll $name i386)" ] && [ -x "$smbpipe" ] || {
        fail "nothing is built in $BUILD: run make, or set BUILD"
        close_test; exit; }
done
work=$(mktemp -d)
base=$work/base
cache=$work/checksums
export WINEPREFIX=$base WINEDEBUG=-all LC_ALL=C.UTF-8
unset DISPLAY WINE
trap 'rm -rf "$work"' EXIT
all_tests "$@"
remove_wines_folder "$base"
close_test
