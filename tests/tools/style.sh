#!/bin/bash
#
# What the sources look like: their lines, their functions and their heads
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
export LC_ALL=C.UTF-8

# Made by autoconf and libFuzzer, and texts of others
exempt_files='^(configure|(.*/)?LICENSE|tests/fuzz/corpus/.*)$'

# FILE:LINE:TEXT that may be longer
exempt_lines=(
    -e '^[^:]*\.md:'                            # a table's row and a link can't be broken
    -e '^docs/[^:]*\.svg:'                      # made by tools/bench
    -e '^debian/changelog:[0-9]+: -- '          # Debian sets its form
    -e '^[^:]*\.spec:[0-9]+:@ '                 # an entry is a line
    -e '^tests/callers/packages:[0-9]+:[^#]'    # so is a package, with its checksum
    # The table of net-session as it is printed
    -e '^tests/programs/programs\.sh:[0-9]+:(Computer  .* Idle time|-+|\\\\\\\\.* hh:mm:ss.*)$'
)

# Each of these prints FILE:LINE of the places in the files that are its arguments.

long_lines() { grep -aHnE '.{101}' -- "$@" | grep -avE "${exempt_lines[@]}" | cut -d : -f 1,2; }
trailing_blanks() { grep -aHnE '[[:blank:]]$' -- "$@" | cut -d : -f 1,2; }
tabs() { grep -aHn $'\t' -- "$@" | cut -d : -f 1,2; }

# From brace to brace; tables and structures end with "};".
long_functions()
{
    awk 'FNR == 1 { start = 0 }
         /^\{/ || /^[A-Za-z_].*\{$/ { start = FNR }
         /^\}$/ && start && FNR - start >= 59 { print FILENAME ":" start }
         /^\}/ { start = 0 }' "$@"
}

# licence FILE: what tells the head of the one that it has from the other
licence()
{
    local pattern

    for pattern in "${gpl[@]}"; do
        if [[ $1 = $pattern ]]; then echo 'of the GNU General'; return; fi
    done
    echo 'of the GNU Lesser General'
}

# A file of a few lines needs none.
missing_heads()
{
    local file head

    for file; do
        head=$(head -n 25 "$file")
        [ "$(wc -l <"$file")" -le 10 ] ||
            [[ $head = *'Copyright 20'??' the netapi32 session project'*$(licence "$file")* ]] ||
            echo "$file:1"
    done
}

# Each fault, and what is just none, so that the functions above are known to look
test_seeded()
{
    printf '%0100d\n%0101d\n' 0 0 >lines.c
    printf 'ä%.0s' {1..100} >characters.c
    check_output "a line of 101 characters is seen, one of 100 is not" lines.c:2 \
        "$(long_lines lines.c characters.c)"
    printf 'a\nb \n\tc\nd\t\n' >blanks.c
    check_output "blanks at the end of a line are" "blanks.c:2 blanks.c:4" \
        "$(trailing_blanks blanks.c | xargs)"
    check_output "tabs are" "blanks.c:3 blanks.c:4" "$(tabs blanks.c | xargs)"
    {
        printf 'int shorter(void)\n{\n'; printf ';\n%.0s' {1..57}; printf '}\n'
        printf 'int table[] =\n{\n'; printf '0,\n%.0s' {1..60}; printf '};\n'
        printf 'int longer(void)\n{\n'; printf ';\n%.0s' {1..58}; printf '}\n'
        printf 'int other(void) {\n'; printf ';\n%.0s' {1..58}; printf '}\n'
    } >functions.c
    check_output "functions of 60 lines are, one of 59 and a table are not" \
        "functions.c:125 functions.c:185" "$(long_functions functions.c | xargs)"
    gpl=('under/*.c')
    mkdir -p under/it
    { printf '# Copyright 2026 the netapi32 session project\n# of the GNU Lesser General\n'
        seq 20; } >lesser.c
    sed 's/Lesser //' lesser.c >under/it/general.c
    sed '/Copyright/d' lesser.c >none.c
    cp lesser.c under/it
    cp under/it/general.c .
    seq 10 >few.c
    check_output "a head that is not there or of the other licence is" \
        "none.c:1 under/it/lesser.c:1 general.c:1" \
        "$(missing_heads lesser.c none.c under/it/*.c general.c few.c | xargs)"
}

# is_code FILE: in C, Python or bash
is_code()
{
    [[ $1 = *.[ch] || $1 = *.py || $1 = *.sh ]] ||
        head -n 1 "$1" | grep -qaE '^#!.*\<(bash|python3)$'
}

# report WHAT FUNCTION FILE...
report()
{
    local what=$1 place found=
    shift

    while read -r place; do
        found=1
        fail "$place: $what"
    done < <("$@")
    [ "$found" ] || ok "in $(($# - 1)) files: no $what"
}

test_tree()
{
    local files code=() c=() headed=() file

    mapfile -t files < <(git -c safe.directory='*' ls-files 2>/dev/null | grep -vE "$exempt_files")
    if [ ${#files[@]} = 0 ]; then
        skip "the sources: it takes git, and its repository, to tell which files these are"
        return
    fi
    mapfile -t gpl < <(awk -v RS= '/^Files:/ && /\nLicense: GPL/ {
        for (i = 2; $i != "Copyright:"; i++) print $i }' debian/copyright)
    for file in "${files[@]}"; do
        [[ $file != *.[ch] ]] || c+=("$file")
        if is_code "$file"; then code+=("$file"); fi
        case $file in *.cs | *.idl | *.iss | *.mjs | *.nsi | *.pl | *.rb) headed+=("$file") ;; esac
    done

    report "line of more than 100 characters" long_lines "${files[@]}"
    report "blanks at the end of a line" trailing_blanks "${files[@]}"
    report "tabs" tabs "${code[@]}"
    report "function of 60 lines or more" long_functions "${c[@]}"
    report "head that is missing, or of another licence than in debian/copyright" missing_heads \
        "${code[@]}" "${headed[@]}"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" && test_seeded
cd "$source_dir" && test_tree
close_test
