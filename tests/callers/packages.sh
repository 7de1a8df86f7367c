# Sourced by bash.
#
# Programs from packages of npm
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
# and platforms.sh.

callers=$source_dir/tests/callers
programs=$BUILD/check/callers-programs
cache=${XDG_CACHE_HOME:-$HOME/.cache}/netapi32/callers

# is_whole FILE INTEGRITY
is_whole()
{
    [ -f "$1" ] && [ "sha512-$(openssl dgst -sha512 -binary "$1" | base64 -w 0)" = "$2" ]
}

# fetch_package FILE PACKAGE VERSION INTEGRITY: puts only whole packages into the cache
fetch_package()
{
    local dir status=0

    ! is_whole "$cache/$1" "$4" || return 0
    command -v npm >/dev/null || { echo "there is no npm"; return 1; }
    dir=$(mktemp -d "$cache/new.XXXXXX") || return
    # Without a registry npm would wait over a minute for each package.
    timeout 600 npm pack --fetch-retry-mintimeout 2000 --fetch-retry-maxtimeout 5000 \
        --pack-destination "$dir" "$2@$3" >"$dir/log" 2>&1 </dev/null || status=$?
    if [ $status != 0 ]; then
        echo "npm failed: $(grep -E 'npm (error|ERR!)' "$dir/log" | head -n 2 | tr '\n' ' ')"
    elif ! is_whole "$dir/$1" "$4"; then
        echo "what npm fetched has not the integrity that is in the list"
        status=1
    else
        mv "$dir/$1" "$cache/$1" || status=$?
    fi
    rm -r "$dir"
    return $status
}

# The folder appears only when the whole package is in it.
unpack_package()
{
    local dir=$programs/$2

    rm -rf "$dir.new"
    mkdir -p "$dir.new" && tar -xzf "$cache/$1" -C "$dir.new" --strip-components=1 &&
        mv "$dir.new" "$dir"
}

# $results/packages says why a package is missing.
fetch_packages()
{
    local package version folder integrity licence file reason

    mkdir -p "$cache" "$programs"
    cmp -s "$callers/packages" "$programs/packages" || rm -rf "${programs:?}"/*
    while read -r package version folder integrity licence; do
        [ ! -d "$programs/$folder" ] || continue
        file=${package#@}
        file=${file//\//-}-$version.tgz
        if reason=$(fetch_package "$file" "$package" "$version" "$integrity" &&
                unpack_package "$file" "$folder" 2>&1); then
            continue
        fi
        echo "$folder: $package $version: $reason"
    done < <(grep '^[^#]' "$callers/packages") >"$results/packages"
    cp "$callers/packages" "$programs/packages"
}

# needs FOLDER...: skips the program if a package that it needs is missing
needs()
{
    local folder

    for folder; do
        if [ ! -d "$programs/$folder" ]; then
            skip "$name: $(grep -F "$folder: " "$results/packages")"
            return 1
        fi
    done
}

# Wine 8.0 has no such DLL, and 10.0 has it.
needs_bcryptprimitives()
{
    [ ! -e "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ] || return 0
    skip "$name: this Wine lacks bcryptprimitives.dll"
    return 1
}
