#!/usr/bin/python3
#
# Runs a command on a terminal of its own, types, and prints the terminal's contents
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

"""Usage: terminal.py [--after TEXT --type KEYS] [--stdout FILE] -- command [argument...]

Types KEYS (with escapes as in Python, \\r for Enter) once TEXT is on the screen. Prints the text of
the screen, without escape sequences, then two lines:

  echo: on|off        whether the terminal itself echoed the keys while they were typed
  status: N           the exit status of the command; -N for a signal
"""

import argparse
import os
import pty
import re
import select
import sys
import termios
import time

SECONDS = 60


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('--after')
    parser.add_argument('--type', default='')
    parser.add_argument('--stdout')
    parser.add_argument('command', nargs='+')
    return parser.parse_args()


def screen_text(output):
    """The text of Wine's console, which moves the cursor to the right instead of writing blanks."""
    text = output.decode('utf-8', 'replace')
    text = re.sub(r'\x1b\[(\d*)C', lambda m: ' ' * int(m.group(1) or 1), text)
    text = re.sub(r'\x1b\][^\x07]*\x07', '', text)
    return re.sub(r'\x1b\[[0-9;?]*[ -/]*[@-~]', '', text).replace('\r', '')


def start(args):
    pid, terminal = pty.fork()
    if pid:
        return pid, terminal
    if args.stdout:
        file = os.open(args.stdout, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.dup2(file, 1)
    os.execvp(args.command[0], args.command)


def read(terminal):
    """Returns nothing if there is nothing to read."""
    if not select.select([terminal], [], [], 0.1)[0]:
        return b''
    try:
        return os.read(terminal, 4096)
    except OSError:             # nobody has it open any more
        return b''


def run(args):
    pid, terminal = start(args)
    output = b''
    echo = status = None
    end = time.monotonic() + SECONDS
    # Others of Wine's processes keep the terminal open, so this can't wait for its end.
    while time.monotonic() < end:
        data = read(terminal)
        output += data
        if status is not None and not data:
            break
        if args.after and args.after in screen_text(output):
            args.after = None
            time.sleep(0.3)
            echo = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
            os.write(terminal, args.type.encode().decode('unicode_escape').encode('latin-1'))
        if status is None:
            ended, code = os.waitpid(pid, os.WNOHANG)
            status = os.waitstatus_to_exitcode(code) if ended else None
    if status is None:
        os.kill(pid, 9)
    return output, echo, status


def main():
    output, echo, status = run(arguments())
    sys.stdout.write(screen_text(output))
    print()
    print('echo:', {True: 'on', False: 'off', None: '-'}[echo])
    print('status:', status)


main()
