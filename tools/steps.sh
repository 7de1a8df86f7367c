# Sourced by bash.
#
# Steps of a longer run, and their end if the run is broken off
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

# Also installed, for netapi32-demo. Logs go to log_dir, which the caller sets.

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

# The user's own settings of Wine must have no effect here.
unset DISPLAY WAYLAND_DISPLAY WINEDLLOVERRIDES WINEARCH WINEPREFIX SMBPIPE_AUTH_FILE
export WINEDEBUG=-all LC_ALL=C.UTF-8

# Without a path here libwayland complains in each program of Wine 10. The folder need not exist.
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}

die()
{
    echo "${0##*/}: $*" >&2
    exit 1
}

# Wine of Debian unstable has wineserver in no folder of PATH, but beside its own programs. Call
# this again after Wine was installed.
find_wineserver()
{
    local bin dir

    ! command -v wineserver >/dev/null || return 0
    bin=$(readlink -f -- "$(command -v wine)") || return 0
    bin=${bin%/*}
    for dir in "$bin" "$bin"/../lib{,64}{,/*-linux-gnu}/wine; do
        [ ! -x "$dir/wineserver" ] || PATH=$PATH:$(readlink -f -- "$dir")
    done
}
find_wineserver

# missing_programs TESTBED: the programs that it and the demo need and do not find, a line each
missing_programs()
{
    "$1" --missing
    command -v wine >/dev/null || echo "  wine (Debian: wine)"
}

# need_nothing MISSING: ends this if anything is missing, and names all of it at once
need_nothing()
{
    [ -z "$1" ] || die "these are missing, install them and try again:"$'\n'"$1"
}

# Prints how long the present step took, if there is one
end_step()
{
    [ -z "${step_start-}" ] || echo "    ($((SECONDS - step_start)) s)"
    step_start=
}

step()
{
    end_step
    step_start=$SECONDS
    printf '\n==> %s\n' "$*"
}

# lock_folder FOLDER VARIABLE: locks it for this run. A compiler that outlives a killed run keeps
# the lock until it ends, too. wineserver and tests must not keep it.
lock_folder()
{
    exec 7>>"$1/lock" || die "can't write in $1"
    flock -n 7 || die "another run is at work in $1, and is left alone. Wait for its end, or" \
        "name another folder in ${2:?}."
}

# start_child COMMAND...: in the background, so that a signal need not wait for its end
start_child()
{
    "$@" </dev/null &
    child=$!
}

run_child()
{
    start_child "$@" 7>&-
    wait $child
}

# can_become_root: has sudo ask for its password now, before a line of progress is there
can_become_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -v; }; }

# how_it_ended STATUS
how_it_ended()
{
    if [ "$1" -gt 128 ]; then echo "was ended by signal $(kill -l "$1")"
    else echo "failed with status $1"; fi
}

end_on_signals()
{
    trap end_prefix EXIT
    trap 'end_child 130' INT
    trap 'end_child 143' TERM HUP
}

end_child()
{
    trap '' INT TERM HUP
    echo "${0##*/}: ended by signal $(kill -l "$1")" >&2
    if [ "${child-}${beside_child-}" ]; then
        kill -TERM ${child-} ${beside_child-} 2>/dev/null
        wait ${child-} ${beside_child-}
    fi
    exit "$1"
}

# show_progress LOG: if somebody looks, shows the time and the log's last line until the child ends
show_progress()
{
    local start=$SECONDS width line
    [ -t 1 ] || return
    width=$(($(tput cols 2>/dev/null || echo 80) - 12))
    while kill -0 "$child" 2>/dev/null; do
        line=$(tail -c 400 "$1" | tr '\r' '\n' | tr -cd '[:print:]\n' | grep . | tail -n 1)
        printf '\r\033[K%6d s  %s' $((SECONDS - start)) "${line:0:width}"
        sleep 0.3
    done
    printf '\r\033[K'
}

# run_step NAME COMMAND...
run_step()
{
    local log=$log_dir/$1.log
    shift

    start_child "$@" >"$log" 2>&1
    show_progress "$log"
    wait "$child"
}

# run_logged NAME COMMAND...: shows the end of the log if the command fails
run_logged()
{
    local status=0

    run_step "$@" || status=$?
    [ $status != 0 ] || return 0
    tail -n 30 "$log_dir/$1.log" >&2
    die "$1 $(how_it_ended $status); all that it said is in $log_dir/$1.log"
}

boot_prefix() { exec wine wineboot -i 7>&-; }

# new_prefix FOLDER: nobody else can look into it, as setup-prefix demands. A former run may have
# been killed here, and its Wine may still be running.
new_prefix()
{
    export WINEPREFIX=$1
    end_prefix
    rm -rf "$WINEPREFIX"
    mkdir -m 700 "$WINEPREFIX" || die "can't make $WINEPREFIX"
    run_logged wineboot boot_prefix
    wineserver -w
}

end_prefix()
{
    [ ! -d "${WINEPREFIX-}" ] || wineserver -k 2>/dev/null
    return 0
}
