#!/bin/bash
#
# Checks that the tree has the files that .github/workflows and the pages about the suite name, runs
# the steps for Windows on Wine as far as they go, and checks the records of Windows
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

# BUILD names the build tree.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

. "$source_dir/tests/callers/packages.sh"

callers=$source_dir/tests/tools     # whose packages these are
programs=$BUILD/check/workflow-programs
dir=$(mktemp -d)
results=$dir
log_dir=$dir
end_on_signals
trap 'end_prefix; rm -rf "$dir"' EXIT

# split_workflow FILE FOLDER: writes each step's script into a file of the folder, with the name of
# its job, place and shell. The file "uses" lists the actions, "paths" other texts that may name
# files of the tree.
split_workflow()
{
    /usr/bin/python3 - "$@" <<'PYTHON'
import sys
from pathlib import Path

import yaml

workflow, folder = yaml.safe_load(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
uses, paths = [], []
default = workflow["defaults"]["run"]["shell"]
for name, job in workflow["jobs"].items():
    for number, step in enumerate(job["steps"], 1):
        if "run" in step:
            shell = step.get("shell", default)
            (folder / f"{name}-{number}.{shell}").write_text(step["run"])
        else:
            uses.append(step["uses"])
        paths.append(step.get("working-directory", ""))
        paths += map(str, step.get("with", {}).values())
(folder / "uses").write_text("\n".join(uses) + "\n")
(folder / "paths").write_text("\n".join(paths) + "\n")
PYTHON
}

# paths_in FILE...: paths of the tree in these files, except those with a NAME to fill in
paths_in()
{
    local tops='\.github|dlls|docs|include|programs|tests|tools'

    grep -ohP "(?<![\w./\\\\*-])(build/)?($tops)/[\w./*{},-]*[\w*]" "$@" |
        grep -v '\<[A-Z]\{4,\}\>' | sort -u
}

# is_there PATH: files of the build are in BUILD; a pattern may stand for no file
is_there()
{
    local path=$source_dir/$1

    case $1 in
    build/check/*) return 0 ;;
    build/*) path=$BUILD/${1#build/} ;;
    */\*.json) path=${path%/*} ;;
    esac
    compgen -G "$path" >/dev/null
}

check_paths()
{
    local name=$1 path
    shift

    while read -r path; do
        check "$name names $path, which is there" is_there "$path"
    done < <(paths_in "$@")
}

check_tests()
{
    local test

    for test in $(grep -ohP '^ *tools/check\K [a-z0-9 -]+' "$@"); do
        check "tools/check has the test $test" grep -q "^test_$test()" "$source_dir/tools/check"
    done
}

check_workflow()
{
    local name=${1##*/} steps=$dir/${1##*/} step

    mkdir "$steps"
    if ! split_workflow "$1" "$steps"; then
        fail "$name is a workflow"
        return
    fi
    ok "$name is a workflow"
    for step in "$steps"/*.bash; do
        check "bash takes the script of step ${step##*/}" bash -n "$step"
    done
    for step in "$steps"/*.powershell; do
        [ ! -e "$step" ] || check_powershell "${step##*/}" "$step"
    done
    check_output "$name takes GitHub's own actions only, each of a major version" "" \
        "$(grep -vE '^actions/[a-z/-]+@v[0-9]+$' "$steps/uses")"
    check_paths "$name" "$steps"/*
    check_tests "$steps"/*.bash
}

######## PowerShell

# Optimizing the grammar would take V8 ten seconds.
powershell()
{
    node --liftoff-only "$source_dir/tests/tools/powershell.mjs" "$programs" "$@"
}

# has_parser NAME: skips the check of this name without it
has_parser()
{
    local name=$1

    if ! command -v node >/dev/null; then
        skip "$name: there is no Node.js for the parser"
        return 1
    fi
    needs tree-sitter-powershell web-tree-sitter
}

check_powershell()
{
    has_parser "PowerShell takes the script of step $1" || return 0
    check_output "PowerShell takes the script of step $1" "" "$(powershell "$2" 2>&1)"
    # A parser that takes anything would take these, too.
    sed '0,/)/s///' "$2" >"$dir/faulty"
    check_output "but not without a bracket" 1 "$(powershell "$dir/faulty" | wc -l)"
    sed '$d' "$2" >"$dir/faulty"
    check "nor without its end" eval '! powershell "$dir/faulty" >/dev/null'
}

# The program of docs/callers.md
check_caller()
{
    local name="PowerShell takes the program of callers.md"

    has_parser "$name" || return 0
    code_of "$source_dir/docs/callers.md" powershell >"$dir/sessions.ps1"
    check_output "$name" "" "$(powershell "$dir/sessions.ps1" 2>&1)"
    sed '$s/)//' "$dir/sessions.ps1" >"$dir/faulty"
    check_output "but not without a bracket" 1 "$(powershell "$dir/faulty" | wc -l)"
}

######## the steps for Windows, on Wine

windows_steps=$dir/conformance.yml

# windows_step TEXT: runs the step with this text, as GitHub does; leaves its output in the file out
windows_step()
{
    local step

    step=$(grep -lF -- "$1" "$windows_steps"/windows-*.bash)
    (cd "$dir/suite" && PATH=$dir/bin:$PATH ARCH=x86_64 RIGHTS=administrator RECORD=windows-x \
        bash --noprofile --norc -eo pipefail "$step") >"$dir/out" 2>&1
}

refuses() { ! "$@"; }

# as_windows [SED SCRIPT]: the record begins as one of Windows would, but for the script
as_windows()
{
    sed -e '1s/"system":"wine"/"system":"windows"/' -e '1s/"wine":"[^"]*"/"wine":null/' \
        -e '1s/"from":"[^"]*"/"from":"windows"/' -e "1${1-s/^//}" "$dir/record" \
        >"$dir/suite/windows-x.json"
}

make_suite()
{
    local name

    check "the suite is there" eval 'make -C "$BUILD" suite >"$dir/make.log" 2>&1'
    cp -r "$BUILD/suite" "$dir/suite"
    mkdir "$dir/bin" "$dir/real"
    for name in sc.exe net.exe; do
        printf '#!/bin/sh\nexec wine %s "$@"\n' $name >"$dir/bin/$name"
    done
    printf '#!/bin/sh\nexec python3 "$@"\n' >"$dir/bin/python"
    chmod +x "$dir/bin"/*
}

# The plain user's step starts a command of cmd. All of it but the user can be had on Wine.
check_command()
{
    local step name="cmd takes the plain user's command" command record=$dir/suite/windows-u

    step=$(echo "$windows_steps"/windows-*.powershell)
    has_parser "$name" || return 0
    command=$(ARCH=x86_64 RECORD=windows-u powershell "$step" '$start.Arguments')
    (cd "$dir/suite" && wine cmd $command) >"$dir/out" 2>&1
    check "$name, and leaves a record" \
        "$source_dir/tools/conformance" check --with-failures "$record.json"
    check "and its output" grep -q 'wksta: [0-9]* tests executed' "$record.out"
}

# The suite's program becomes a script here, which takes Wine to run it.
check_suite()
{
    local change

    mv "$dir/suite/x86_64-windows/netapi32_test.exe" "$dir/real"
    printf '#!/bin/sh\nexec wine "%s/real/netapi32_test.exe" "$@"\n' "$dir" \
        >"$dir/suite/x86_64-windows/netapi32_test.exe"
    chmod +x "$dir/suite/x86_64-windows/netapi32_test.exe"
    check "the suite's failures do not end its step" windows_step 'netapi32_test.exe" suite'
    check "but it tells of them" grep -q '^::warning .*ended with status [1-9]' "$dir/out"
    cp "$dir/suite/windows-x.json" "$dir/record"
    check "a record of Wine is none of Windows" refuses windows_step 'header=$('
    as_windows
    check "one of Windows is" windows_step 'header=$('
    check "and it is whole" windows_step 'conformance check'
    for change in s/x86_64/i386/ s/administrator/user/ 's/C:[^"]*/C:\\\\suite\\\\netapi32.dll/'; do
        as_windows "$change"
        check "but not with $change" refuses windows_step 'header=$('
    done
}

# A DLL that ends the process without a word, as Windows does when the heap is corrupt
make_crashing_dll()
{
    local name

    echo '#include <windows.h>'
    for name in $(x86_64-w64-mingw32-objdump -p "$dir/real/netapi32_test.exe" |
            grep -oE '\<(I_)?Net[A-Z][a-zA-Z]*$'); do
        [ $name = NetApiBufferAllocate ] || echo "__declspec(dllexport) int $name(void){return 50;}"
    done
    echo '__declspec(dllexport) int NetApiBufferAllocate(void)'
    echo '{ return TerminateProcess( GetCurrentProcess(), 0xc0000374 ); }'
}

check_crash()
{
    make_crashing_dll >"$dir/crash.c"
    check "a DLL that crashes can be made" x86_64-w64-mingw32-gcc -shared \
        -o "$dir/real/netapi32.dll" "$dir/crash.c"
    rm "$dir/suite/windows-x.json"
    check "with it the suite comes to its end" eval \
        'WINEDLLOVERRIDES=netapi32=n windows_step "netapi32_test.exe\" suite"'
    check "the record is not whole" refuses windows_step 'conformance check'
    check "it says which unit crashed, and how" \
        grep -q 'the process of unit netapibuf ended with 0xc0000374' "$dir/out"
    check "and has the others" grep -q '"unit":"wksta","end"' "$dir/suite/windows-x.json"
}

check_windows_steps()
{
    if ! command -v wine >/dev/null; then
        skip "the steps for Windows: there is no Wine to run them"
        return
    fi
    export WINEDEBUG=-all
    new_prefix "$dir/prefix" 2>/dev/null
    make_suite
    check "the programs' checksums are right" windows_step 'sha256sum --check'
    echo >>"$dir/suite/conformance"
    check "and no others" refuses windows_step 'sha256sum --check'
    cp "$BUILD/suite/conformance" "$dir/suite"
    check "without a Server service the job goes on" windows_step 'query LanmanServer'
    check "but it says so" grep -q '^::warning .*the Server service does not run' "$dir/out"
    check_command
    check_suite
    check_crash
}

check_page()
{
    local page=$1 name=${1#"$source_dir/"} link

    check_paths "$name" "$page"
    for link in $(grep -oP '\]\(\K[^)#:]+(?=[)#])' "$page"); do
        check "$name links to $link, which is there" [ -e "${page%/*}/$link" ]
    done
}

# windows_name FILE: the name that its header asks for, or nothing if Windows did not write it
windows_name()
{
    local header path='"file":"[A-Za-z]:\\\\Windows\\\\(System32|SysWOW64)\\\\netapi32\.dll"'
    local version arch rights

    header=$(head -n 1 "$1")
    grep -qiE "$path" <<<"$header" || return
    version=$(grep -oP '"system":"windows","windows":"\K[0-9.]+(?=","wine":null)' <<<"$header")
    arch=$(grep -oP '"arch":"\K\w+' <<<"$header")
    rights=$(grep -oP '"rights":"\K\w+' <<<"$header")
    [ -z "$version" ] || echo "windows-$version-$arch-$rights.json"
}

check_records()
{
    local record

    for record in "$source_dir"/tests/netapi32/records/*.json; do
        [ -e "$record" ] || continue
        check "${record##*/} is whole" "$source_dir/tools/conformance" check "$record"
        check_output "and is of the Windows that its name says" "${record##*/}" \
            "$(windows_name "$record")"
    done
}

fetch_packages
for workflow in "$source_dir"/.github/workflows/*.yml; do check_workflow "$workflow"; done
check_caller
check_windows_steps
check_page "$source_dir/docs/conformance.md"
check_page "$source_dir/docs/test-your-netapi32.md"
check_page "$source_dir/tests/netapi32/records/README"
check_records
close_test
