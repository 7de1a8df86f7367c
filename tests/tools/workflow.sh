#!/bin/bash
#
# Checks that the tree has the files named by .github/workflows and docs/conformance.md, and records
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

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

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
    check_output "$name takes GitHub's own actions only, each of a major version" "" \
        "$(grep -vE '^actions/[a-z/-]+@v[0-9]+$' "$steps/uses")"
    check_paths "$name" "$steps"/*
    check_tests "$steps"/*.bash
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

for workflow in "$source_dir"/.github/workflows/*.yml; do check_workflow "$workflow"; done
check_page "$source_dir/docs/conformance.md"
check_page "$source_dir/tests/netapi32/records/README"
check_records
close_test
