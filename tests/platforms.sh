# Sourced by bash.
#
# Runs a test on every Wine
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

# The caller sets source_dir, and results, a folder for the output of the test. It has read lib.sh
# and common.sh. TEST_PREFIX names a prefix of the system's Wine with our netapi32.dll in it.
#
# A platform is a Wine and an architecture.

wine_tree=$source_dir/tools/wine-tree

# NAME:TREE:ARCHITECTURE:CLIENT; without a tree it is the system's Wine. This platform may end the
# client's session.
system_platform=system-x86_64::x86_64:127.0.0.2
platforms="$system_platform
    wine8-i386:bookworm-i386:i386:127.0.0.3
    wine10-x86_64:trixie:x86_64:192.0.2.10"
# If the caller sets with_newest, the newest Wine, which runs 32-bit programs in its own way
if [ "${with_newest-}" ]; then
    platforms+="
        newest-x86_64:sid:x86_64:192.0.2.12
        newest-i386:sid:i386:192.0.2.13"
else
    platforms+="
        wine10-i386:trixie:i386:192.0.2.11"
fi

# PLATFORMS=system leaves out all others.
[ "${PLATFORMS-}" != system ] || platforms=$system_platform

# set_platform NAME:TREE:ARCHITECTURE:CLIENT: sets platform, tree, arch, client and WINEPREFIX
set_platform()
{
    IFS=: read -r platform tree arch client <<<"$1"
    WINEPREFIX=$TEST_PREFIX
    [ -z "$tree" ] || WINEPREFIX=$results/prefix-$tree
    export WINEPREFIX
}

# on_platform COMMAND...
on_platform()
{
    if [ "$tree" ]; then "$wine_tree" run "$tree" -- "$@"; else "$@"; fi
}

# each_platform COMMAND...: runs it on all at the same time, in processes of their own
each_platform()
{
    local p pid pids=() status=0

    for p in $usable; do
        (set_platform "$p"; "$@") &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || status=$?; done
    return $status
}

# check_each_platform COMMAND...: where that makes checks
check_each_platform()
{
    local p

    each_platform log_checks "$@"
    for p in $usable; do
        set_platform "$p"
        take "" cat "$results/$platform.tap"
    done
}

log_checks() { run_apart "$@" >"$results/$platform.tap" 2>&1; }

# each_prefix COMMAND...: one platform of each prefix
each_prefix()
{
    local usable=$(one_of_each_prefix)

    each_platform "$@"
}

# check_each_prefix COMMAND...
check_each_prefix()
{
    local usable=$(one_of_each_prefix)

    check_each_platform "$@"
}

one_of_each_prefix()
{
    local p seen=

    for p in $usable; do
        set_platform "$p"
        [[ $seen = *":$tree:"* ]] || echo "$p"
        seen+=" :$tree:"
    done
}

######## the trees

# Runs outside of the test bed, as it needs the network.
fetch_trees()
{
    local p

    for p in $platforms; do
        set_platform "$p"
        [ "$tree" ] && [ ! -e "$results/$tree.status" ] || continue
        "$wine_tree" fetch "$tree" >"$results/$tree.log" 2>&1
        echo $? >"$results/$tree.status"
    done
}

# Sets usable: the platforms whose Wine is there, and runs here
find_usable()
{
    local p log

    usable=
    for p in $platforms; do
        set_platform "$p"
        log=$results/${tree:-system}.log
        if { [ -z "$tree" ] || [ "$(cat "$results/$tree.status")" = 0 ]; } &&
                on_platform true >>"$log" 2>&1; then
            usable="$usable $p"
        else
            skip "$platform: $(tail -n 1 "$log")"
        fi
    done
}

######## prefixes

make_prefix()
{
    [ "$tree" ] || return 0
    on_platform timeout 300 wineboot -i && on_platform timeout 60 wineserver -w &&
        on_platform "$source_dir/tools/setup-prefix" install && on_platform timeout 60 wineserver -w
} >>"$results/prefix-${tree:-system}.log" 2>&1

# Starts it once, so that the runs need not wait for it.
start_wineserver() { on_platform wineserver -p; }
end_wineserver() { on_platform timeout 30 wineserver -k; }

# Debian's Wine leaves a folder in /tmp for each prefix.
remove_folders()
{
    local dir

    for dir in "$results"/prefix-*/; do
        [ ! -d "$dir" ] || remove_wines_folder "$dir"
    done
}

make_prefixes()
{
    local p

    each_prefix make_prefix
    each_prefix start_wineserver
    for p in $usable; do
        set_platform "$p"
        [ -z "$tree" ] || check "$platform: a prefix takes our netapi32.dll" \
            grep -q '^netapi32 is installed' "$results/prefix-$tree.log"
    done
}

######## for a script's main functions

prepare_platforms()
{
    remove_folders
    rm -rf "$results"
    mkdir -p "$results"
    fetch_trees
}

begin_platforms()
{
    find_usable
    make_prefixes
}

end_platforms()
{
    each_prefix end_wineserver
    remove_folders
}
