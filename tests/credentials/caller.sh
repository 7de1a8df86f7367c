# Sourced by bash.
#
# Runs main.c, a Windows program that calls as a given user
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

# The caller sets BUILD, and two folders: work, and passwords.

program=$BUILD/tests/credentials/x86_64-windows/credentials_test.exe

# password_file NAME: makes a password file from the standard input, for the test program
password_file() { (umask 077 && tr -d '\n' | iconv -t UTF-16LE >"$passwords/$1"); }

# take_passwords USER...: makes files of the test bed's passwords
take_passwords()
{
    local user
    for user; do
        sed -n 's/^password = //p' "$TESTBED_DIR/auth/$user" | password_file "$user"
    done
}

# The program separates the parts by tabs.
write_script() { printf '%s\n' "$@" | tr ' ' '\t' | iconv -t UTF-16LE >"$work/script"; }

# run_program COMMAND...: puts its output into $work/out. Samba's settings are those of a plain
# client, not the server's. Wine's services outlive the program, so they get no descriptor whose end
# stops the watching.
run_program()
{
    write_script "$@"
    date +%s.%N >"$work/since"
    SMB_CONF_PATH=$work/client.conf timeout 120 wine "$program" "$work/script" >"$work/out" \
        2>"$work/err" 9>&- || echo "status $?" >>"$work/out"
}

# write_client_conf [LINE...]: writes Samba's settings without the server's own, which are in the
# usual place here
write_client_conf()
{
    mkdir -p "$work/client"
    {
        printf '[global]\nworkgroup = WORKGROUP\n'
        printf '%s directory = '"$work"'/client\n' lock state cache private
        printf '%s\n' "$@"
    } >"$work/client.conf"
}
