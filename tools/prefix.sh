# Sourced by setup-prefix.
#
# What Wine's files say: what runs in a prefix, what a DLL exports, what the registry holds
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

# The caller sets prefix, and held to nothing.

# Bytes, whatever the user's language is
awk() { LC_ALL=C command awk "$@"; }
comm() { LC_ALL=C command comm "$@"; }

# in_a_row: lines, separated by commas
in_a_row() { sed ':a; N; $!ba; s/\n/, /g'; }

######## the installed Wine

# root_of PROGRAM: the folder above it that its Wine is installed in
root_of()
{
    local dir
    dir=$(readlink -f -- "$(command -v -- "$1")")
    while [[ $dir = */* ]]; do
        dir=${dir%/*}
        [ ! -f "$dir/share/wine/wine.inf" ] || { echo "$dir"; return; }
    done
}

# The one that WINE names, or all that are found, the one in PATH first
wine_roots()
{
    local dir
    if [ "${WINE-}" ]; then root_of "$WINE"; return; fi
    root_of wine
    root_of wine64
    for dir in /usr/local /usr /opt/wine*; do
        [ ! -f "$dir/share/wine/wine.inf" ] || echo "$dir"
    done
}

# runs_prefix ROOT: whether this Wine is known to run the prefix. It has updated the prefix last, or
# had when we were installed and was itself upgraded since. Wine keeps the time of its wine.inf in
# the prefix to know that.
runs_prefix()
{
    [ "${WINE-}" ] || [ "$updated" = "$(stat -Lc %Y -- "$1/share/wine/wine.inf")" ] ||
        grep -qsxF -e "$updated $1" "$prefix/netapi32-session/wine"
}

# Sets wine_root to where the Wine is installed that runs the prefix, or else to the first one, and
# wine_runs_prefix to what a later run is to know of it, or to nothing
find_installed_wine()
{
    local root updated
    updated=$(cat -- "$prefix/.update-timestamp" 2>/dev/null | tr -d '\r')
    wine_root= wine_runs_prefix=
    while read -r root; do
        wine_root=${wine_root:-$root}
        ! runs_prefix "$root" || { wine_root=$root wine_runs_prefix="$updated $root"; break; }
    done < <(wine_roots)
}

# find_wines NAME...: the first of the files in any of the folders of the installed Wine's libraries
find_wines()
{
    local file
    for file in "$wine_root"/lib{,/*-linux-gnu,64,32}/wine/"$1"; do
        [ ! -f "$file" ] || { echo "$file"; return; }
    done
}

# installed_original NAME ARCHITECTURE: what the installed Wine brings; nothing if it isn't found
installed_original() { [ -z "$wine_root" ] || find_wines "$2-windows/$1.dll"; }

# in_prefix PROGRAM ARGUMENT: Wine's program for a shell, also where it is not in PATH
in_prefix()
{
    local file=$wine_root/bin/$1
    [ -x "$file" ] || file=$(find_wines "$1")
    [ "$file" ] && [ "$(readlink -f -- "$(command -v -- "$1")")" != "$(readlink -f -- "$file")" ] ||
        file=$1
    printf 'WINEPREFIX=%s %q %s\n' "${prefix@Q}" "$file" "$2"
}

######## what runs in the prefix

# What Wine starts by itself, and ends after the last program
background=" services.exe winedevice.exe plugplay.exe svchost.exe rpcss.exe explorer.exe conhost.exe
    tabtip.exe "

# Sets locks to those that a wineserver of the prefix has or had. Wine's is in the first folder.
# Debian's is in the last if the user's /run/user/UID is there, and in the second otherwise.
find_server()
{
    local dir
    server=server-$(stat -c %D -- "$prefix")-$(printf %x "$(stat -c %i -- "$prefix")")
    locks=()
    for dir in "/tmp/.wine-$UID" "/tmp/$(cat -- "$prefix/wineserver" 2>/dev/null)" \
            "/run/user/$UID/wine"; do
        [ ! -f "$dir/$server/lock" ] || locks+=("$dir/$server/lock")
    done
}

# wineserver works in its folder, but in the prefix while it writes the registry. One that waits for
# a lock that we hold does nothing.
server_runs()
{
    local process folder
    while read -r process folder; do
        [[ $folder = */"$server" && $held != *"$folder/lock"* ]] && return
        [[ $folder = "$prefix" && $(cat "$process/comm" 2>/dev/null) = wineserver* ]] && return
    done < <(find /proc/[0-9]*/cwd -maxdepth 0 -printf '%h %l\n' 2>/dev/null)
    return 1
}

# The programs with their numbers, separated by commas. All have a page of wineserver's mapped.
programs()
{
    local dir name
    for dir in $(grep -ls -e "/$server/tmpmap-" /proc/[0-9]*/maps); do
        dir=${dir%/maps}
        name=$(cat "$dir/comm") || continue
        [[ $name = wineserver* || $background = *[[:space:]]"$name"[[:space:]]* ]] ||
            echo "$name (${dir#/proc/})"
    done 2>/dev/null | in_a_row
}

# Holds wineserver's locks as long as its input is open, so that a Wine that is started now waits.
# The type of the lock comes first in struct flock, and all else is 0 for the whole file.
hold_program='
    use Fcntl;
    $| = 1;
    my $whole = pack("s", F_WRLCK) . "\0" x 62;
    my ($answer, @files) = "held";
    for (@ARGV) {
        sysopen(my $file, $_, O_RDWR) or die "cannot open $_: $!\n";
        fcntl($file, F_SETLK, $whole) or $answer = "busy";
        push @files, $file;
    }
    print "$answer\n";
    1 while <STDIN>;'

# Whether nothing runs. Sets held to the locks that are held now. A Wine that has another can't be
# kept from starting, nor any without perl; see check_undisturbed.
hold_prefix()
{
    local answer= to from
    find_server
    ! server_runs || return
    [ ${#locks[@]} -gt 0 ] && command -v perl >/dev/null || return 0
    coproc holder { LC_ALL=C exec perl -e "$hold_program" "${locks[@]}" 9<&-; }
    from=${holder[0]} to=${holder[1]}
    read -r answer <&"$from"
    if [ "$answer" = held ]; then
        held="${locks[*]}"
        return
    fi
    exec {from}<&- {to}>&-
    wait
    [ "$answer" = busy ] || die "cannot lock ${locks[*]}." "Check their permissions."
    return 1
}

######## DLLs

# A number in the file: number FILE OFFSET SIZE
number() { od -An --endian=little "-tu$3" "-j$2" "-N$3" -- "$1" | tr -d ' '; }

machine()
{
    case $(number "$1" $(($(number "$1" 60 4) + 4)) 2) in
    34404) echo x86_64 ;;
    332) echo i386 ;;
    *) echo "neither x86_64 nor i386" ;;
    esac
} 2>/dev/null

# Wine's mark in every PE file that it has built
is_wines()
{
    [ "$(dd if="$1" bs=1 skip=64 count=16 2>/dev/null | tr -d '\0')" = "Wine builtin DLL" ]
}

# For awk: a file as od -tu1 -w1 gives it, from the offset "start" on
bytes='
    { byte[start + NR - 1] = $1 }
    function u16(at) { return byte[at] + 256 * byte[at + 1] }
    function u32(at) { return u16(at) + 65536 * u16(at + 2) }'

# The section that has the export table: its offset in the file, its size, the difference between
# addresses and offsets, and the table's offset
find_exports='
    END {
        pe = u32(60)
        table = u32(pe + 24 + (u16(pe + 24) == 523 ? 112 : 96))
        for (i = 0; table && i < u16(pe + 6); i++) {
            section = pe + 24 + u16(pe + 20) + 40 * i
            address = u32(section + 12); size = u32(section + 16); offset = u32(section + 20)
            if (table >= address && table < address + size)
                print offset, size, address - offset, table - address + offset
        }
    }'

list_exports='
    function at(address) { return u32(address) - shift }
    function string(i, text) {
        for (text = ""; byte[i]; i++) text = text sprintf("%c", byte[i])
        return text
    }
    END {
        for (i = 0; i < u32(table + 24); i++) {
            print string(at(at(table + 32) + 4 * i))
            named[u16(at(table + 36) + 2 * i)] = 1
        }
        for (i = 0; i < u32(table + 20); i++)
            if (u32(at(table + 28) + 4 * i) && !(i in named)) print "#" u32(table + 16) + i
    }'

# exports FILE: sorted names, and "#5" for an ordinal that has none
exports()
{
    local offset size shift table
    read -r offset size shift table < <(od -An -v -tu1 -w1 -N8192 -- "$1" |
        awk -v start=0 "$bytes$find_exports") || return
    od -An -v -tu1 -w1 "-j$offset" "-N$size" -- "$1" |
        awk -v start="$offset" -v shift="$shift" -v table="$table" "$bytes$list_exports" |
        LC_ALL=C sort -u
}

######## the registry's files

# registry ACTION KEY NAME [TEXT] <user.reg
#   key     prints "yes" if the key is there
#   value   prints the value's lines
#   set     prints all with TEXT as the value; without TEXT the value goes
#   drop    prints all without the key, if it has no values
# Where something is there twice, the last is what Wine takes.
registry()
{
    local now
    now=$(date +%s)
    # Wine counts in 100 ns since 1601, too.
    KEY="[$2]" NAME="\"${3-}\"" TEXT=${4-} awk -v action="$1" -v now="$now" \
        -v time="$(printf %x $(((now + 11644473600) * 10000000)))" '
        BEGIN { key = tolower(ENVIRON["KEY"]); name = tolower(ENVIRON["NAME"]) }
        { line[NR] = $0; text = tolower($0); sub(/^[ \t]+/, "", text) }
        more { end = NR; more = /\\$/; next }
        text ~ /^\[/ { inside = index(text, key) == 1 }
        text ~ /^\[/ && inside { block = head = NR; values = 0 }
        inside && text ~ /^#/ && head == NR - 1 { head = NR }
        inside && text ~ /^["@]/ { values++ }
        inside && index(text, name) == 1 && substr(text, length(name) + 1) ~ /^[ \t]*=/ {
            first = end = NR
            more = /\\$/
        }
        END {
            if (action == "key" && block) print "yes"
            if (action == "value" && first) for (i = first; i <= end; i++) print line[i]
            if (action != "set" && action != "drop") exit
            before = block - (line[block - 1] == "")
            for (i = 1; i <= NR; i++) {
                if (action == "drop" && block && !values && i >= before && i <= head) continue
                if (action == "drop" || !first || i < first || i > end) print line[i]
                if (action == "set" && ENVIRON["TEXT"] != "" && i == (first ? first : head))
                    print ENVIRON["TEXT"]
            }
            if (action == "set" && ENVIRON["TEXT"] != "" && !block)
                printf "\n%s %d\n#time=%s\n%s\n", ENVIRON["KEY"], now, time, ENVIRON["TEXT"]
        }'
}

# wine_string TEXT: as Wine writes it into registry files
wine_string()
{
    printf %s "$1" | iconv -f UTF-8 -t UTF-16LE | od -An -v --endian=little -tu2 -w2 | awk '
        function is_digit(unit) { return sprintf("%c", unit) ~ /[0-9A-Fa-f]/ && unit < 128 }
        { unit[NR] = $1 }
        END {
            for (i = 1; i <= NR; i++)
                if (unit[i] > 127) printf (is_digit(unit[i + 1]) ? "\\x%04x" : "\\x%x"), unit[i]
                else printf (unit[i] == 34 || unit[i] == 92 ? "\\%c" : "%c"), unit[i]
        }'
}
