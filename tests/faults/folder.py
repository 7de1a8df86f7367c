#!/usr/bin/python3
#
# What is left of the folder with smbpipe's FIFOs, whatever ends before they are open
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

"""Stands for a program that opens a server and stops before it opens the FIFOs: smbpipe SMBPIPE,
server SERVER. Prints a line a check."""

import os
import pathlib
import shutil
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "smbpipe"))
import protocol

FIFOS = {"requests", "answers"}


class Opening:
    """The FIFOs are there, and nobody has opened them."""

    def __init__(self, program, name):
        self.smbpipe = protocol.Smbpipe(program)
        self.server = self.smbpipe.open(name)
        if self.server.status:
            raise ConnectionError(f"the server can't be opened: {self.server.status:#x}")
        self.folder = self.server.folder
        self.worker = self.smbpipe.workers()[0]

    def end(self):
        self.server.close()
        self.smbpipe.end()


def is_running(pid):
    """Nobody waits for a process whose parent has gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# What happens, and whether the worker ends with it
FAULTS = {
    "the FIFOs are open": (lambda opening: opening.server.control.send(b"\0"), False),
    "the program ends the connection": (lambda opening: opening.server.control.close(), True),
    "the program ends": (lambda opening: opening.smbpipe.owner.close(), True),
    "smbpipe is killed": (lambda opening: opening.smbpipe.process.kill(), True),
    "smbpipe is told to end": (lambda opening: opening.smbpipe.process.terminate(), True),
    "a process of smbpipe is killed":
        (lambda opening: os.kill(opening.worker, signal.SIGKILL), True),
    "a process of smbpipe is told to end":
        (lambda opening: os.kill(opening.worker, signal.SIGTERM), True),
}


def left_behind(program, name, hours):
    """All of one is killed at once, and another ends so many hours later: is the folder there?"""
    opening = Opening(program, name)
    for pid in (opening.smbpipe.process.pid, opening.worker):
        os.kill(pid, signal.SIGSTOP)
    for pid in (opening.worker, opening.smbpipe.process.pid):
        os.kill(pid, signal.SIGKILL)
    opening.end()
    then = time.time() - hours * 3600
    os.utime(opening.folder, (then, then))
    protocol.Smbpipe(program).end()
    left = os.path.exists(opening.folder)
    if left:
        shutil.rmtree(opening.folder)
    return left


def main():
    failed = 0

    def check(passed, text):
        nonlocal failed
        failed += not passed
        print(f"{'ok' if passed else 'FAIL'} - {text}", flush=True)

    for name, (fault, ends) in FAULTS.items():
        opening = Opening(*sys.argv[1:])
        check(set(os.listdir(opening.folder)) == FIFOS, "a folder with FIFOs is there")
        fault(opening)
        check(protocol.within(20, lambda: not os.path.exists(opening.folder)),
              f"    and goes when {name}")
        check(protocol.within(20, lambda: is_running(opening.worker) != ends),
              f"    and {'so does' if ends else 'not'} the process of smbpipe")
        opening.end()
        check(protocol.within(20, lambda: not is_running(opening.worker)), "    which ends at last")
    check(left_behind(*sys.argv[1:], 0), "a folder is there when all of smbpipe is killed at once")
    check(not left_behind(*sys.argv[1:], 2), "    and goes hours later, when another smbpipe ends")
    return 1 if failed else 0


sys.exit(main())
