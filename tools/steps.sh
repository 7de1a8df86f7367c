# Sourced by bash.
#
# Steps, what they run, and what of it is left when they are broken off
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

# Installed too, for netapi32-demo. Logs go to log_dir, which the caller sets.

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

# What the user's Wine is set to is not what runs here.
unset DISPLAY WAYLAND_DISPLAY WINEDLLOVERRIDES WINEARCH WINEPREFIX SMBPIPE_AUTH_FILE
export WINEDEBUG=-all LC_ALL=C.UTF-8

die()
{
    echo "${0##*/}: $*" >&2
    exit 1
}

# How long the step took that is under way, if there is one
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

# run_child COMMAND...: so that a signal needs not wait for its end
run_child()
{
    "$@" </dev/null &
    child=$!
    wait $child
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
    if [ "${child-}${beside_child-}" ]; then
        kill -TERM ${child-} ${beside_child-} 2>/dev/null
        wait ${child-} ${beside_child-}
    fi
    exit "$1"
}

# run_logged NAME COMMAND...: shows the end of the log where the command fails
run_logged()
{
    local log=$log_dir/$1.log
    shift

    run_child "$@" >"$log" 2>&1 && return
    tail -n 30 "$log" >&2
    die "$1 failed; all that it said is in $log"
}

# new_prefix FOLDER: which nobody else can look into, as setup-prefix wants it
new_prefix()
{
    export WINEPREFIX=$1
    mkdir -m 700 "$WINEPREFIX" || die "can't make $WINEPREFIX"
    run_logged wineboot wine wineboot -i
    wineserver -w
}

end_prefix()
{
    [ ! -d "${WINEPREFIX-}" ] || wineserver -k 2>/dev/null
    return 0
}
